#include "series/misdated.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "series/finding.h"
#include "series/key.h"
#include "series/value.h"

enum {
    NEIGHBOURS = 6, /* rows of the table that may tell of the same sentence       */
    LINES_APART = 2,
    YEARS_APART = 1,  /* the year before or after is a slip; others are another matter */
    MOST_PLANS = 2000 /* of one indicator; more are no documents that people wrote  */
};

/* A level of one year: a plan for it, or a result. */
typedef struct {
    const char *key;
    long year;
    double value, slack; /* in the indicator's unit */
    size_t row;
} year_plan;

typedef struct {
    year_plan *list; /* n of them by key */
    size_t n;
} year_amounts;

typedef struct {
    const ct_catalogue *catalogue;
    ct_arena *arena;
    const ct_table *observations;
    year_amounts plans, results;
} dater;

static long whole_year(const ct_observation *row)
{
    return row->period_start.year == row->period_end.year && row->period_start.month == 0 &&
                   row->period_end.month == 0
               ? row->period_end.year
               : 0;
}

static bool is_amount(const dater *d, const ct_observation *row)
{
    const ct_indicator *indicator = ct_indicator_find(d->catalogue, row->indicator);

    return indicator != NULL && indicator->nature == CT_LEVEL && row->measure == CT_MEASURE_LEVEL &&
           row->aggregation == CT_POINT && row->value_low == row->value_high && row->value_low > 0 &&
           whole_year(row) != 0;
}

/* Value and rounding in the indicator's unit; false where it does not convert. */
static bool in_own_unit(const dater *d, const ct_observation *row, double *value, double *slack)
{
    const char *unit = ct_indicator_find(d->catalogue, row->indicator)->unit;
    double one;

    if (!ct_value_convert(d->catalogue, row->value_low, row->unit, unit, value) ||
        !ct_value_convert(d->catalogue, 1, row->unit, unit, &one))
        return false;
    *slack = ct_value_slack(row->value_low) * one;
    return isfinite(*value) && *value > 0;
}

static int compare_plans(const void *a, const void *b)
{
    const year_plan *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    if (order == 0) order = (x->year > y->year) - (x->year < y->year);
    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static ct_error list_amounts(const dater *d, bool plans, year_amounts *to)
{
    to->list = ct_arena_array(d->arena, d->observations->n, sizeof *to->list);
    if (to->list == NULL) return ct_no_memory();
    for (size_t i = 0; i < d->observations->n; i++) {
        const ct_observation *row = ct_observation_at(d->observations, i);
        year_plan *one = &to->list[to->n];
        bool wanted = plans ? row->kind == CT_TARGET : row->kind == CT_ACTUAL || row->kind == CT_ESTIMATE;

        if (!wanted || !is_amount(d, row) || !in_own_unit(d, row, &one->value, &one->slack)) continue;
        one->key = ct_series_key(d->arena, d->catalogue, row->indicator, row->scope, row->breakdown);
        one->year = whole_year(row);
        one->row = i;
        if (one->key == NULL) return ct_no_memory();
        to->n++;
    }
    if (to->n > 0) qsort(to->list, to->n, sizeof *to->list, compare_plans);
    return ct_ok();
}

/* The first of a key; the number of them where none is. */
static size_t first_of(const year_amounts *of, const char *key)
{
    size_t low = 0, high = of->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(of->list[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Its year is beyond doubt where another document states the same value for that year, or its own lines state
 * the plan of that year: then the ratio is what is wrong. "4.655 tỷ đồng, bằng 116,4 % kế hoạch (4.500 tỷ
 * đồng)" (116.4 % of the plan of 4,500) says which plan it means. */
static ct_error is_vouched(const dater *d, const ct_observation *row, bool *out)
{
    const char *key = ct_series_key(d->arena, d->catalogue, row->indicator, row->scope, row->breakdown);
    double value, slack;

    *out = false;
    if (key == NULL) return ct_no_memory();
    if (!in_own_unit(d, row, &value, &slack)) return ct_ok();
    for (size_t i = first_of(&d->results, key), end = i + MOST_PLANS;
         i < d->results.n && i < end && strcmp(d->results.list[i].key, key) == 0; i++) {
        const ct_observation *one = ct_observation_at(d->observations, d->results.list[i].row);
        bool same = d->results.list[i].year == whole_year(row) &&
                    fabs(d->results.list[i].value - value) <= 1e-9 * value;

        *out = *out || (same && strcmp(one->document, row->document) != 0);
    }
    for (size_t i = first_of(&d->plans, key), end = i + MOST_PLANS;
         i < d->plans.n && i < end && strcmp(d->plans.list[i].key, key) == 0; i++) {
        const ct_observation *one = ct_observation_at(d->observations, d->plans.list[i].row);

        *out =
            *out || (d->plans.list[i].year == whole_year(row) && strcmp(one->document, row->document) == 0 &&
                     labs(one->line_start - row->line_start) <= LINES_APART);
    }
    return ct_ok();
}

/* The one ratio to plan told beside a result; NULL where none or several are. */
static const ct_observation *ratio_beside(const dater *d, size_t at)
{
    const ct_observation *row = ct_observation_at(d->observations, at), *found = NULL;
    size_t from = at > NEIGHBOURS ? at - NEIGHBOURS : 0;

    for (size_t i = from; i < d->observations->n && i <= at + NEIGHBOURS; i++) {
        const ct_observation *one = ct_observation_at(d->observations, i);
        bool same = strcmp(one->document, row->document) == 0 &&
                    strcmp(one->indicator, row->indicator) == 0 && strcmp(one->scope, row->scope) == 0 &&
                    strcmp(one->breakdown, row->breakdown) == 0 &&
                    labs(one->line_start - row->line_start) <= LINES_APART;
        if (!same || one->measure != CT_MEASURE_PLAN_RATIO || one->kind == CT_TARGET ||
            strcmp(one->unit, "%") != 0)
            continue;
        if (one->value_low != one->value_high || !(one->value_low > 0) || found != NULL) return NULL;
        found = one;
    }
    return found;
}

/* Does this result make that share of this plan, as far as the printed digits tell? */
static bool fits(const year_plan *plan, double value, double slack, double ratio)
{
    double share = 100 * value / plan->value,
           rounding = ct_value_slack(ratio) + share * (slack / value + plan->slack / plan->value);

    return fabs(share - ratio) <= rounding * (1 + 1e-9);
}

/* The plan of a neighbouring year that the ratio is of; NULL where its own year's plan fits, or not exactly
 * one other year's does. */
static ct_error find_year(const dater *d, const ct_observation *row, double ratio, const year_plan **out)
{
    const char *key = ct_series_key(d->arena, d->catalogue, row->indicator, row->scope, row->breakdown);
    double value, slack;
    size_t first;

    *out = NULL;
    if (key == NULL) return ct_no_memory();
    if (!in_own_unit(d, row, &value, &slack)) return ct_ok();
    first = first_of(&d->plans, key);
    for (size_t i = first; i < d->plans.n && i - first < MOST_PLANS && strcmp(d->plans.list[i].key, key) == 0;
         i++) {
        const year_plan *plan = &d->plans.list[i];
        if (labs(plan->year - whole_year(row)) > YEARS_APART || !fits(plan, value, slack, ratio)) continue;
        if (plan->year == whole_year(row) || (*out != NULL && (*out)->year != plan->year)) {
            *out = NULL;
            return ct_ok();
        }
        if (*out == NULL) *out = plan;
    }
    return ct_ok();
}

static ct_error report(const dater *d, const ct_observation *row, double ratio, const year_plan *plan,
                       ct_table *findings)
{
    const ct_observation *stated = ct_observation_at(d->observations, plan->row);
    const ct_indicator *indicator = ct_indicator_find(d->catalogue, row->indicator);
    const char *source = ct_arena_printf(d->arena, "%s:%ld", row->document, row->line_start),
               *other = ct_arena_printf(d->arena, "%s:%ld", stated->document, stated->line_start);
    ct_finding finding = { .rule = "misdated",
                           CT_SEVERITY_WARNING,
                           indicator->id,
                           row->scope,
                           row->breakdown,
                           plan->year,
                           row->value_low,
                           stated->value_low,
                           row->unit,
                           source,
                           other,
                           NULL,
                           NULL };

    if (findings == NULL) return ct_ok();
    if (source == NULL || other == NULL) return ct_no_memory();
    finding.text_vi = ct_arena_printf(
        d->arena,
        "%s: %s (%s: “%s”) ghi là của năm %ld, nhưng bằng %s của kế hoạch năm %ld là %s (%s); được tính cho năm %ld.",
        ct_subject_wording(indicator, row->scope, row->breakdown, CT_VI).text,
        ct_value_wording(row->value_low, row->unit, CT_VI).text, source, row->quote, whole_year(row),
        ct_value_wording(ratio, "%", CT_VI).text, plan->year,
        ct_value_wording(stated->value_low, stated->unit, CT_VI).text, other, plan->year);
    finding.text_en = ct_arena_printf(
        d->arena,
        "%s: %s (%s: “%s”) is written as of %ld, but it is %s of the plan of %ld, %s (%s); it is counted for %ld.",
        ct_subject_wording(indicator, row->scope, row->breakdown, CT_EN).text,
        ct_value_wording(row->value_low, row->unit, CT_EN).text, source, row->quote, whole_year(row),
        ct_value_wording(ratio, "%", CT_EN).text, plan->year,
        ct_value_wording(stated->value_low, stated->unit, CT_EN).text, other, plan->year);
    return ct_finding_add(findings, &finding);
}

/* Is this result told with the misdated one: its ratio, a part of it ("trong đó" (of which)), of the same
 * wrong year in the same lines? */
static bool told_with(const ct_observation *row, const ct_observation *one)
{
    return one->kind != CT_TARGET && strcmp(one->document, row->document) == 0 &&
           strcmp(one->indicator, row->indicator) == 0 && strcmp(one->scope, row->scope) == 0 &&
           whole_year(one) == whole_year(row) && one->review == CT_NOT_REVIEWED &&
           labs(one->line_start - row->line_start) <= LINES_APART;
}

/* The result, and what is told with it, to their year. */
static ct_error put_right(const dater *d, size_t at, long year, ct_table **out)
{
    const ct_observation *row = ct_observation_at(d->observations, at);
    size_t from = at > NEIGHBOURS ? at - NEIGHBOURS : 0;

    if (*out == NULL) CT_TRY(ct_table_copy(d->observations, out));
    for (size_t i = from; i < d->observations->n && i <= at + NEIGHBOURS; i++) {
        ct_observation *one = ct_table_row(*out, i);
        if (told_with(row, ct_observation_at(d->observations, i)))
            one->period_start = one->period_end = ct_date_year((int)year);
    }
    return ct_ok();
}

static ct_error redate(dater *d, ct_table *findings, ct_table **out)
{
    CT_TRY(list_amounts(d, true, &d->plans));
    CT_TRY(list_amounts(d, false, &d->results));
    for (size_t i = 0; i < d->observations->n && d->plans.n > 0; i++) {
        const ct_observation *row = ct_observation_at(d->observations, i), *ratio;
        const year_plan *plan;
        bool vouched;

        if ((row->kind != CT_ACTUAL && row->kind != CT_ESTIMATE) || row->review != CT_NOT_REVIEWED ||
            !is_amount(d, row))
            continue;
        ratio = ratio_beside(d, i);
        if (ratio == NULL) continue;
        CT_TRY(find_year(d, row, ratio->value_low, &plan));
        if (plan == NULL) continue;
        CT_TRY(is_vouched(d, row, &vouched));
        if (vouched) continue;
        CT_TRY(report(d, row, ratio->value_low, plan, findings));
        CT_TRY(put_right(d, i, plan->year, out));
    }
    return ct_ok();
}

ct_error ct_observations_redate(const ct_catalogue *catalogue, ct_arena *arena, const ct_table *observations,
                                ct_table *findings, ct_table **out)
{
    dater d = { .catalogue = catalogue, .arena = arena, .observations = observations };
    ct_error err;

    *out = NULL;
    err = redate(&d, findings, out);
    if (err.code == CT_OK) return err;
    ct_table_free(*out);
    *out = NULL;
    return err;
}
