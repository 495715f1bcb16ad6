#include "assess/thresholds.h"

#include <math.h>
#include <stdbool.h>

#include "core/table.h"

const ct_thresholds ct_thresholds_default = { .met = 0.5,
                                              .hard = 0.1,
                                              .exceeded = 0.5,
                                              .margin = 0.02,
                                              .review_below = 0.86,
                                              .plan_years = 5,
                                              .magnitude = 300,
                                              .impossible = 9,
                                              .few = 2,
                                              .history = 5,
                                              .reach = 0.5,
                                              .old = 3,
                                              .decided = 0.8,
                                              .error_place = 1,
                                              .error_spread = 2.7,
                                              .prior_reach = 5,
                                              .prior_values = 4 };

typedef struct {
    int rule;
    double value;
    const char *about;
} threshold_row;

enum { RULES = 17 };
static const char *const rule_words[] = {
    "met",       "hard",        "exceeded",     "margin",      "plan_years",   "review_below",
    "magnitude", "impossible",  "few",          "history",     "reach",        "old",
    "decided",   "error_place", "error_spread", "prior_reach", "prior_values", NULL
};
static const struct {
    size_t offset;
    double low, high;
} rules[RULES] = {
    { offsetof(ct_thresholds, met), 0, 1 },
    { offsetof(ct_thresholds, hard), 0, 1 },
    { offsetof(ct_thresholds, exceeded), 0, 1 },
    { offsetof(ct_thresholds, margin), 0, 1 },
    { offsetof(ct_thresholds, plan_years), 0, 20 },
    { offsetof(ct_thresholds, review_below), 0, 1 },
    { offsetof(ct_thresholds, magnitude), 2, 1e6 },
    { offsetof(ct_thresholds, impossible), 1, 1e6 },
    { offsetof(ct_thresholds, few), 1, 100 },
    { offsetof(ct_thresholds, history), 1, 100 },
    { offsetof(ct_thresholds, reach), 0, 100 },
    { offsetof(ct_thresholds, old), 0, 100 },
    { offsetof(ct_thresholds, decided), 0, 0.99 },
    { offsetof(ct_thresholds, error_place), 0, 100 },
    { offsetof(ct_thresholds, error_spread), 0, 100 },
    { offsetof(ct_thresholds, prior_reach), 0, 50 },
    { offsetof(ct_thresholds, prior_values), 0, 100 },
};

static const ct_column columns[] = {
    { "rule", CT_COLUMN_WORD, true, offsetof(threshold_row, rule), rule_words, "What the value decides." },
    { "value", CT_COLUMN_NUMBER, true, offsetof(threshold_row, value), NULL, "The cut point." },
    { "about", CT_COLUMN_TEXT, false, offsetof(threshold_row, about), NULL, "One sentence." },
};
static const ct_schema schema = { "thresholds", "Cut points of the verdicts.", columns,
                                  sizeof columns / sizeof *columns, sizeof(threshold_row) };

static ct_error take_rows(const ct_table *table, ct_thresholds *to)
{
    bool seen[RULES] = { false };

    for (size_t i = 0; i < table->n; i++) {
        const threshold_row *row = ct_table_row(table, i);
        const char *word = rule_words[row->rule];

        if (seen[row->rule])
            return ct_fail(CT_EPARSE, table->lines[i], "rule '%s' stands twice; keep one", word);
        if (!(row->value >= rules[row->rule].low && row->value <= rules[row->rule].high))
            return ct_fail(CT_EPARSE, table->lines[i], "rule '%s' is %g; it lies from %g to %g", word,
                           row->value, rules[row->rule].low, rules[row->rule].high);
        seen[row->rule] = true;
        *(double *)((char *)to + rules[row->rule].offset) = row->value;
    }
    if (to->hard > to->met)
        return ct_fail(CT_EPARSE, 0, "rule 'hard' (%g) is above 'met' (%g); lower it", to->hard, to->met);
    if (to->plan_years != floor(to->plan_years))
        return ct_fail(CT_EPARSE, 0, "rule 'plan_years' is %g; give whole years", to->plan_years);
    return ct_ok();
}

ct_error ct_thresholds_read(const char *text, size_t n, const char *file, ct_thresholds *out)
{
    ct_table *table;
    ct_thresholds got = ct_thresholds_default;
    ct_error err = ct_table_new(&table, &schema);

    if (err.code == CT_OK) err = ct_table_read(table, text, n, file);
    if (err.code == CT_OK) err = take_rows(table, &got);
    if (err.code == CT_OK) *out = got;
    ct_table_free(table);
    return ct_in(err, file);
}
