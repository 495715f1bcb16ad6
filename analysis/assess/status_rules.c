#include "assess/status_rules.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

const char *const ct_figure_words[] = {
    "ratio",      "ratio_statcan", "status_index", "anticipated_index", "peer_distance",
    "rank_trend", "score_trend",   "share_at_end", "reduction",         "verdict",
    NULL
};
static const char *const case_words[] = { "target", "no_target", "achieved", "no_data", "verdict", NULL };
static const char *const open_words[] = { "no", "yes", NULL };
const char *const ct_grade_words[] = { "A", "B", "C", "O", "P", "X", NULL };

static const ct_column columns[] = {
    { "rule_set", CT_COLUMN_TEXT, true, offsetof(ct_status_rule, rule_set), NULL, "Id of the rule set." },
    { "version", CT_COLUMN_TEXT, true, offsetof(ct_status_rule, version), NULL, "Its edition." },
    { "body", CT_COLUMN_TEXT, true, offsetof(ct_status_rule, body), NULL, "Who published it." },
    { "figure", CT_COLUMN_WORD, true, offsetof(ct_status_rule, figure), ct_figure_words, "What is judged." },
    { "case", CT_COLUMN_WORD, true, offsetof(ct_status_rule, which), case_words, "When the row applies." },
    { "status", CT_COLUMN_TEXT, true, offsetof(ct_status_rule, status), NULL, "The class." },
    { "from", CT_COLUMN_NUMBER, false, offsetof(ct_status_rule, from), NULL,
      "Least figure of the class; empty takes the rest." },
    { "open", CT_COLUMN_WORD, true, offsetof(ct_status_rule, open), open_words,
      "Whether the least figure itself is left out." },
    { "vi", CT_COLUMN_TEXT, true, offsetof(ct_status_rule, vi), NULL, "The class in Vietnamese." },
    { "en", CT_COLUMN_TEXT, true, offsetof(ct_status_rule, en), NULL, "The class in English." },
    { "grade", CT_COLUMN_WORD, true, offsetof(ct_status_rule, grade), ct_grade_words,
      "How the rule was read." },
    { "source", CT_COLUMN_TEXT, true, offsetof(ct_status_rule, source), NULL, "Where the rule stands." },
};
const ct_schema ct_status_rule_schema = { "status_rules", "Cut points of published status words.", columns,
                                          sizeof columns / sizeof *columns, sizeof(ct_status_rule) };

static bool has_classes(ct_case which)
{
    return which == CT_CASE_TARGET || which == CT_CASE_NO_TARGET;
}

/* One row beside the one before it, NULL for the first. */
static ct_error check_row(const ct_status_rule *before, const ct_status_rule *row, long line)
{
    bool same_set = before != NULL && strcmp(before->rule_set, row->rule_set) == 0,
         same = same_set && before->which == row->which;

    if (same_set && (before->figure != row->figure || strcmp(before->version, row->version) != 0 ||
                     strcmp(before->body, row->body) != 0))
        return ct_fail(CT_EPARSE, line,
                       "rule set '%s' changes its version, body or figure; give it one of each",
                       row->rule_set);
    if (!has_classes(row->which)) {
        if (!isnan(row->from))
            return ct_fail(CT_EPARSE, line, "case '%s' has no cut point; leave 'from' empty",
                           case_words[row->which]);
        return ct_ok();
    }
    if (same && (isnan(before->from) || row->from >= before->from))
        return ct_fail(CT_EPARSE, line,
                       "rule set '%s': the cut points must fall from row to row, the empty one last",
                       row->rule_set);
    return ct_ok();
}

static ct_error check_rules(const ct_table *rules)
{
    for (size_t i = 0; i < rules->n; i++) {
        const ct_status_rule *row = ct_status_rule_at(rules, i),
                             *next = i + 1 < rules->n ? ct_status_rule_at(rules, i + 1) : NULL;
        bool last = next == NULL || strcmp(next->rule_set, row->rule_set) != 0 || next->which != row->which;

        CT_TRY(check_row(i > 0 ? ct_status_rule_at(rules, i - 1) : NULL, row, rules->lines[i]));
        if (last && has_classes(row->which) && !isnan(row->from))
            return ct_fail(CT_EPARSE, rules->lines[i],
                           "rule set '%s': the last class must take the rest; leave its 'from' empty",
                           row->rule_set);
        for (size_t j = 0; last && next != NULL && j < i; j++)
            if (ct_status_rule_at(rules, j)->which == next->which &&
                strcmp(ct_status_rule_at(rules, j)->rule_set, next->rule_set) == 0)
                return ct_fail(CT_EPARSE, rules->lines[i + 1],
                               "rule set '%s': the rows of a case must stand together", next->rule_set);
    }
    return ct_ok();
}

ct_error ct_status_rules_read(const char *text, size_t n, const char *file, ct_table **out)
{
    ct_table *rules;
    ct_error err = ct_table_new(&rules, &ct_status_rule_schema);

    *out = NULL;
    if (err.code == CT_OK) err = ct_table_read(rules, text, n, file);
    if (err.code == CT_OK) err = check_rules(rules);
    if (err.code == CT_OK)
        *out = rules;
    else
        ct_table_free(rules);
    return ct_in(err, file);
}

const ct_status_rule *ct_status_class(const ct_table *rules, const char *rule_set, ct_case which,
                                      double value)
{
    for (size_t i = 0; i < rules->n; i++) {
        const ct_status_rule *row = ct_status_rule_at(rules, i);

        if (row->which != which || strcmp(row->rule_set, rule_set) != 0) continue;
        if (has_classes(row->which) && isnan(value)) return NULL;
        if (isnan(row->from) || (row->open ? value > row->from : value >= row->from)) return row;
    }
    return NULL;
}
