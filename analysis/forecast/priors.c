/* The table of priors: reading it with every row checked, and finding a series' row. */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "forecast/prior.h"

#define COLUMN(field, name, type, required, words, about)                                                    \
    {                                                                                                        \
        name, type, required, offsetof(ct_prior, field), words, about                                        \
    }
static const ct_column columns[] = {
    COLUMN(indicator, "indicator", CT_COLUMN_TEXT, true, NULL, "Catalogue id of the indicator."),
    COLUMN(breakdown, "breakdown", CT_COLUMN_TEXT, false, NULL,
           "Sector, area or level; empty for the total."),
    COLUMN(unit, "unit", CT_COLUMN_TEXT, false, NULL,
           "Unit of a rate's values; levels and shares need none."),
    COLUMN(nature, "nature", CT_COLUMN_WORD, true, ct_nature_words,
           "What the values are; tells the working scale."),
    COLUMN(growth, "growth", CT_COLUMN_NUMBER, true, NULL,
           "Yearly move on the working scale; a rate's usual value."),
    COLUMN(spread, "spread", CT_COLUMN_NUMBER, true, NULL, "How far provinces differ in it, in shocks."),
    COLUMN(shock, "shock", CT_COLUMN_NUMBER, true, NULL, "Size of a year's surprise on the working scale."),
    COLUMN(dof, "dof", CT_COLUMN_NUMBER, true, NULL,
           "Degrees of freedom of the shocks' variance between provinces."),
    COLUMN(memory, "memory", CT_COLUMN_NUMBER, true, NULL, "How much of a surprise stays in the level."),
    COLUMN(series, "series", CT_COLUMN_COUNT, true, NULL, "Series it was learned from."),
    COLUMN(values, "values", CT_COLUMN_COUNT, true, NULL, "Values it was learned from."),
    COLUMN(from, "from", CT_COLUMN_COUNT, true, NULL, "First year of them."),
    COLUMN(to, "to", CT_COLUMN_COUNT, true, NULL, "Last year of them."),
    COLUMN(except, "except", CT_COLUMN_TEXT, false, NULL,
           "First words of places that it is no prior of, joined by |."),
    COLUMN(source, "source", CT_COLUMN_TEXT, false, NULL, "Whose figures they are."),
};

const ct_schema ct_prior_schema = {
    .name = "priors",
    .about = "One row an indicator: how much it moves, learned from the series of many provinces.",
    .columns = columns,
    .n_columns = sizeof columns / sizeof *columns,
    .row_size = sizeof(ct_prior),
};

/* Ranges that keep the projection finite; what lies outside is a slip, or was learned from a broken table. */
static const struct {
    const char *name;
    size_t offset;
    double low, high,
        rate_high; /* of a rate, whose numbers are in its unit; its low is -rate_high where low is below 0 */
} ranges[] = {
    { "growth", offsetof(ct_prior, growth), -1, 1, 1e4 },
    { "spread", offsetof(ct_prior, spread), 1e-3, 2, 2 },
    { "shock", offsetof(ct_prior, shock), 1e-5, 1, 1e4 },
    { "dof", offsetof(ct_prior, dof), 1, 1000, 1000 },
    { "memory", offsetof(ct_prior, memory), 0.01, 1.99, 1.99 },
};

static ct_error check_row(const ct_prior *row, long line)
{
    bool rate = row->nature == CT_RATE;

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        double value = *(const double *)((const char *)row + ranges[i].offset),
               high = rate ? ranges[i].rate_high : ranges[i].high;
        double low = rate && ranges[i].low < 0 ? -high : ranges[i].low;

        if (!(value >= low && value <= high))
            return ct_fail(CT_EPARSE, line,
                           "%s is %g; it lies from %g to %g: learn the row again with scripts/learn-priors",
                           ranges[i].name, value, low, high);
    }
    if (row->series < CT_PRIOR_LEAST_SERIES)
        return ct_fail(CT_EPARSE, line,
                       "learned from %ld series; a prior needs %d or more: leave the row out", row->series,
                       CT_PRIOR_LEAST_SERIES);
    if (row->from < 1000 || row->to > 3000 || row->from > row->to)
        return ct_fail(CT_EPARSE, line, "from %ld to %ld are no years in order; give the years of the values",
                       row->from, row->to);
    if (rate && row->unit[0] == '\0')
        return ct_fail(CT_EPARSE, line,
                       "unit is empty; of a rate give the unit that growth and shock are in");
    return ct_ok();
}

static int compare(const void *a, const void *b)
{
    const ct_prior *x = a, *y = b;
    int order = strcmp(x->indicator, y->indicator);

    return order != 0 ? order : strcmp(x->breakdown, y->breakdown);
}

/* The row of this indicator and breakdown in a sorted table. */
static const ct_prior *find(const ct_table *priors, const char *indicator, const char *breakdown)
{
    const ct_prior key = { .indicator = indicator, .breakdown = breakdown };
    size_t low = 0, high = priors->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(&key, ct_prior_at(priors, middle));

        if (order == 0) return ct_prior_at(priors, middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Every row checked, then sorted; two rows of one series stand side by side then. */
static ct_error check_rows(ct_table *table)
{
    for (size_t i = 0; i < table->n; i++) CT_TRY(check_row(ct_prior_at(table, i), table->lines[i]));
    CT_TRY(ct_table_sort(table, compare));
    for (size_t i = 1; i < table->n; i++) {
        const ct_prior *row = ct_prior_at(table, i);

        if (compare(ct_prior_at(table, i - 1), row) == 0)
            return ct_fail(CT_EPARSE, table->lines[i],
                           "'%.60s%s%.60s' stands in line %ld too; keep one of them", row->indicator,
                           row->breakdown[0] != '\0' ? "/" : "", row->breakdown, table->lines[i - 1]);
    }
    return ct_ok();
}

/* What the table has not yet; it is sorted anew, so that find() sees the old rows only while it runs. */
static ct_error add_new(ct_table *table, const ct_table *from)
{
    size_t before = table->n;
    ct_table old = *table;
    ct_error err = ct_ok();

    for (size_t i = 0; i < from->n && err.code == CT_OK; i++) {
        const ct_prior *row = ct_prior_at(from, i);

        old = *table;
        old.n = before;
        if (find(&old, row->indicator, row->breakdown) == NULL) err = ct_table_copy_row(table, from, i);
    }
    if (err.code == CT_OK) err = ct_table_sort(table, compare);
    if (err.code != CT_OK) table->n = before;
    return err;
}

ct_error ct_priors_read(const char *text, size_t n, const char *file, ct_table **table)
{
    ct_table *got;
    ct_error err = ct_table_new(&got, &ct_prior_schema);

    if (err.code == CT_OK) err = ct_table_read(got, text, n, file);
    if (err.code == CT_OK) err = check_rows(got);
    if (err.code == CT_OK && *table != NULL) err = add_new(*table, got);
    if (err.code == CT_OK && *table == NULL) {
        *table = got;
        got = NULL;
    }
    ct_table_free(got);
    return ct_in(err, file);
}

/* Does the scope begin with one of the words? ASCII letters of either case are one: "Huyện" (district). */
static bool is_called(const char *scope, const char *words)
{
    for (const char *at = words; *at != '\0';) {
        size_t n = strcspn(at, "|");

        if (n > 0 && strncasecmp(scope, at, n) == 0 && (scope[n] == ' ' || scope[n] == '\0')) return true;
        at += n + (at[n] == '|');
    }
    return false;
}

const ct_prior *ct_prior_find(const ct_table *priors, const char *indicator, const char *scope,
                              const char *breakdown, ct_nature nature, const char *unit, long known)
{
    const ct_prior *row = priors != NULL ? find(priors, indicator, breakdown) : NULL;

    if (row == NULL || row->nature != (int)nature || is_called(scope, row->except)) return NULL;
    if (nature == CT_RATE && strcmp(row->unit, unit) != 0) return NULL;
    return known != 0 && row->to > known ? NULL : row;
}
