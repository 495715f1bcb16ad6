#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/number.h"
#include "core/vietnamese.h"
#include "series/build.h"
#include "series/demand.h"
#include "series/meaning.h"
#include "series/plans.h"
#include "series/value.h"

/* A figure whose measure no series holds (a ratio to plan, a multiple, growth without a growth indicator) is
 * in a unit of its own. */
static void convert(const ct_build *build, const ct_indicator *indicator, bool holds, ct_target *target)
{
    ct_level low, high;

    if (!holds || !ct_build_convert(build, indicator, target->low, target->unit, &low) ||
        !ct_build_convert(build, indicator, target->high, target->unit, &high))
        return;
    target->low = low.value;
    target->high = high.value;
    target->unit = low.unit;
}

/* What a growth rate is said to be over several years, and not against their first, is its yearly average: a
 * column "cả giai đoạn" (the whole period) of a plan. */
static bool several_years_growth(const ct_observation *row, const ct_indicator *indicator)
{
    return row->aggregation == CT_POINT && (int)indicator->measure == CT_MEASURE_GROWTH &&
           row->measure == CT_MEASURE_GROWTH && row->base_period.year == 0 && row->period_start.year != 0 &&
           row->period_start.year < row->period_end.year;
}

static ct_error take_target(ct_build *build, const ct_observation *row, size_t listed, ct_demand *to)
{
    bool long_growth = ct_build_long_growth(row);
    const ct_indicator *stated = ct_indicator_find(build->catalogue, row->indicator);
    if (stated == NULL) return ct_no_memory(); /* the row was matched before: only memory can be missing */
    const ct_indicator *level =
        stated->growth_of[0] != '\0' ? ct_indicator_find(build->catalogue, stated->growth_of) : NULL;
    const ct_indicator *holder =
        long_growth ? NULL : ct_series_indicator(build->catalogue, stated, row->measure);
    const ct_indicator *indicator = holder != NULL ? holder : long_growth && level != NULL ? level : stated;
    bool falling =
        row->value_low > row->value_high; /* "giảm 1 - 1,5 %" (fall by 1 - 1.5 %) comes as -1 to -1.5 */

    *to = (ct_demand){ .indicator = indicator,
                       .order = (size_t)(indicator - build->catalogue->indicators),
                       .listed = listed,
                       .row = row,
                       .sources = 1 };
    to->target = (ct_target){ .indicator = indicator->id,
                              .name = indicator->name_vi,
                              .scope = row->scope,
                              .breakdown = ct_build_breakdown(build->catalogue, row->breakdown),
                              .unit = row->unit,
                              .low = falling ? row->value_high : row->value_low,
                              .high = falling ? row->value_low : row->value_high,
                              .qualifier = row->qualifier,
                              .period_start = row->period_start,
                              .period_end = row->period_end,
                              .aggregation = row->aggregation,
                              .measure = row->measure,
                              .base_period = row->base_period };
    if (row->aggregation == CT_CUMULATIVE && holder != NULL && ct_build_year(row, holder) != 0)
        to->target.aggregation = CT_POINT;
    if (several_years_growth(row, indicator)) to->target.aggregation = CT_ANNUAL_AVERAGE;
    convert(build, indicator, holder != NULL || row->measure == CT_MEASURE_CHANGE, &to->target);
    to->target.source = ct_arena_printf(build->arena, "%s:%ld", row->document, row->line_start);
    to->target.scope = ct_scopes_wording(&build->scopes, build->arena, row->scope, &to->scope_key);
    to->breakdown_key = ct_fold(build->arena, to->target.breakdown, strlen(to->target.breakdown));
    to->plan = ct_plans_find(build->plans, build->last_plan, row->document, row->line_start);
    build->last_plan = to->plan;
    if (to->plan < build->plans->n) to->of_record = ct_plan_at(build->plans, to->plan)->record;
    return to->target.source != NULL && to->target.scope != NULL && to->breakdown_key != NULL
               ? ct_ok()
               : ct_no_memory();
}

static int compare_asked_of(const void *a, const void *b)
{
    return ct_demand_compare_asked(a, b);
}

/* Whether the key is already in the list. The first `sorted` demands are in order and searched by halves; the
 * few derived ones stand behind them in no order and are searched one by one. */
static bool is_stated(const ct_demand *list, size_t sorted, size_t n, const ct_demand *like)
{
    for (size_t i = sorted; i < n; i++)
        if (ct_demand_compare_asked(&list[i], like) == 0) return true;
    return sorted > 0 && bsearch(like, list, sorted, sizeof *list, compare_asked_of) != NULL;
}

/* "đạt 15.295 tỷ đồng, bằng 101,7 % dự toán" (reached 15,295 billion dong, or 101.7 % of the estimate) states
 * the plan of the year too, unless a document states it itself. */
static ct_error take_plan(ct_build *build, const ct_table *observations, size_t at, ct_demand *list,
                          size_t sorted, size_t *n)
{
    const ct_observation *row = ct_observation_at(observations, at), *beside;
    const ct_indicator *indicator = ct_indicator_find(build->catalogue, row->indicator);
    double ratio = row->value_low, plan;
    ct_level level;
    char shown[2][CT_NUMBER_SIZE];
    ct_demand *made = &list[*n];

    if (row->measure != CT_MEASURE_PLAN_RATIO || (row->kind != CT_ACTUAL && row->kind != CT_ESTIMATE) ||
        indicator == NULL)
        return ct_ok();
    if (indicator->nature != CT_LEVEL || row->confidence < CT_SURE || !(ratio > 0) ||
        ratio != row->value_high || strcmp(row->unit, "%") != 0)
        return ct_ok();
    if (row->period_start.year != row->period_end.year || row->period_start.month != 0 ||
        row->period_end.month != 0)
        return ct_ok();
    beside = ct_build_level_beside(build, observations, at, indicator, &level);
    if (beside == NULL) return ct_ok();
    CT_TRY(take_target(build, beside, at, made));
    plan = ct_build_round(level.value / (ratio / 100),
                          fabs(level.value / (ratio / 100)) * ct_value_slack(ratio) / ratio);
    made->target.low = made->target.high = plan;
    made->target.qualifier =
        CT_ABOUT; /* no document states it, and it is no surer than its sources' last digits */
    if (is_stated(list, sorted, *n, made)) return ct_ok();
    ct_number_table(shown[0], level.value);
    ct_number_table(shown[1], ratio);
    made->target.source =
        ct_arena_printf(build->arena, "%s:%ld derived %s / (%s/100); %s:%ld", beside->document,
                        beside->line_start, shown[0], shown[1], row->document, row->line_start);
    if (made->target.source == NULL) return ct_no_memory();
    ++*n;
    return ct_ok();
}

ct_error ct_build_targets(ct_build *build, const ct_table *observations, ct_table *targets)
{
    ct_demand *list =
        ct_arena_array(build->arena, observations->n + 1, sizeof *list); /* one more to try a plan in */
    size_t n = 0, sorted;

    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *row = ct_observation_at(observations, i);

        if (row->kind != CT_TARGET || !isfinite(row->value_low) || !isfinite(row->value_high)) continue;
        const ct_indicator *indicator = ct_indicator_find(build->catalogue, row->indicator);

        if (indicator == NULL || ct_is_whole(indicator, row)) continue;
        CT_TRY(take_target(build, row, i, &list[n]));
        n++;
    }
    sorted = n;
    if (n > 0) qsort(list, n, sizeof *list, ct_demand_compare);
    for (size_t i = 0; i < observations->n; i++) CT_TRY(take_plan(build, observations, i, list, sorted, &n));
    if (n > 0) qsort(list, n, sizeof *list, ct_demand_compare);
    return ct_demands_write(build, list, n, targets);
}
