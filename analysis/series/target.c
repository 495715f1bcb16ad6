#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/number.h"
#include "core/vietnamese.h"
#include "series/build.h"
#include "series/finding.h"
#include "series/value.h"

/* A target as one observation states it. */
typedef struct {
    ct_target target;
    const ct_indicator *indicator;
    size_t order;
    const char *scope_key, *breakdown_key;
    size_t listed;
    const ct_observation *row;
    size_t sources; /* places that state it, once merged */
} demand;

/* A figure whose measure no series holds (a ratio to plan, a multiple, growth without a growth indicator) is in a unit of its own. */
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

static ct_error take_target(ct_build *build, const ct_observation *row, size_t listed, demand *to)
{
    bool long_growth = ct_build_long_growth(row);
    const ct_indicator *stated = ct_indicator_find(build->catalogue, row->indicator);
    const ct_indicator *level = stated->growth_of[0] != '\0' ? ct_indicator_find(build->catalogue, stated->growth_of) : NULL;
    const ct_indicator *holder = long_growth ? NULL : ct_series_indicator(build->catalogue, stated, row->measure);
    const ct_indicator *indicator = holder != NULL ? holder : long_growth && level != NULL ? level : stated;
    bool falling = row->value_low > row->value_high; /* "giảm 1 - 1,5 %" comes as -1 to -1.5 */

    *to = (demand){
        .indicator = indicator, .order = (size_t)(indicator - build->catalogue->indicators), .listed = listed, .row = row, .sources = 1
    };
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
    if (row->aggregation == CT_CUMULATIVE && holder != NULL && ct_build_year(row, holder) != 0) to->target.aggregation = CT_POINT;
    convert(build, indicator, holder != NULL || row->measure == CT_MEASURE_CHANGE, &to->target);
    to->target.source = ct_arena_printf(build->arena, "%s:%ld", row->document, row->line_start);
    to->target.scope = ct_scopes_wording(&build->scopes, build->arena, row->scope, &to->scope_key);
    to->breakdown_key = ct_fold(build->arena, to->target.breakdown, strlen(to->target.breakdown));
    return to->target.source != NULL && to->target.scope != NULL && to->breakdown_key != NULL ? ct_ok() : ct_no_memory();
}

/* Targets that ask the same of the same series: all but the values. */
static int compare_asked(const demand *a, const demand *b)
{
    int order = (a->order > b->order) - (a->order < b->order);

    if (order == 0) order = strcmp(a->scope_key, b->scope_key);
    if (order == 0) order = strcmp(a->breakdown_key, b->breakdown_key);
    if (order == 0) order = ct_date_compare(a->target.period_end, b->target.period_end);
    if (order == 0) order = ct_date_compare(a->target.period_start, b->target.period_start);
    if (order == 0) order = a->target.aggregation - b->target.aggregation;
    if (order == 0) order = a->target.measure - b->target.measure;
    if (order == 0) order = ct_date_compare(a->target.base_period, b->target.base_period);
    return order != 0 ? order : strcmp(a->target.unit, b->target.unit);
}

static int compare_values(const demand *a, const demand *b)
{
    int order = (a->target.low > b->target.low) - (a->target.low < b->target.low);

    return order != 0 ? order : (a->target.high > b->target.high) - (a->target.high < b->target.high);
}

static int compare_demands(const void *a, const void *b)
{
    const demand *x = a, *y = b;
    int order = compare_asked(x, y);

    if (order == 0) order = compare_values(x, y);
    return order != 0 ? order : (x->listed > y->listed) - (x->listed < y->listed);
}

/* Two values for the same words need not contradict: in one document, a few lines apart, they are two sentences about different things, and
 * so is one value against another said at several places; a figure whose own words name another territory is that one's. */
static bool speaks_of_another(const ct_build *build, const demand *a, const demand *b)
{
    bool same = strcmp(a->row->document, b->row->document) == 0;
    bool near = same && labs(a->row->line_start - b->row->line_start) <= (long)build->cuts->near_lines;
    bool outvoted = same && (a->sources > 1) != (b->sources > 1);

    if (ct_value_slips(a->target.low, b->target.low)) return false;
    return near || outvoted || a->row->confidence < build->cuts->confidence_pair || b->row->confidence < build->cuts->confidence_pair ||
           ct_cuts_other_territory(build->cuts, build->arena, a->row->quote) ||
           ct_cuts_other_territory(build->cuts, build->arena, b->row->quote);
}

static ct_error report_differing(ct_build *build, const demand *first, const demand *other)
{
    const ct_target *a = &first->target, *b = &other->target;
    ct_finding finding = { .rule = "target-differs", CT_SEVERITY_WARNING, a->indicator, a->scope, a->breakdown, a->period_end.year, a->low, b->low,
                           a->unit,          a->source,           b->source,    NULL,     NULL };

    if (build->findings == NULL || speaks_of_another(build, first, other)) return ct_ok();
    if (ct_value_slips(a->low, b->low)) finding.rule = "decimal-slip", finding.severity = CT_SEVERITY_ERROR;
    if (a->low == b->low) finding.value = a->high, finding.other = b->high;
    finding.text_vi = ct_arena_printf(build->arena, "%s: hai mục tiêu khác nhau cho cùng thời kỳ: %s (%s) và %s (%s).",
                                      ct_subject_wording(first->indicator, a->scope, a->breakdown, CT_VI).text,
                                      ct_range_wording(a->low, a->high, a->unit, CT_VI).text, a->source,
                                      ct_range_wording(b->low, b->high, b->unit, CT_VI).text, b->source);
    finding.text_en = ct_arena_printf(build->arena, "%s: two different targets for the same period: %s (%s) and %s (%s).",
                                      ct_subject_wording(first->indicator, a->scope, a->breakdown, CT_EN).text,
                                      ct_range_wording(a->low, a->high, a->unit, CT_EN).text, a->source,
                                      ct_range_wording(b->low, b->high, b->unit, CT_EN).text, b->source);
    return ct_finding_add(build->findings, &finding);
}

enum { MOST_SOURCES = 20 }; /* named for one target; more add nothing, and a hostile document could state it a million times */

/* One target out of n statements of it: all sources; a stated bound ("trên", "tối thiểu") says more than none. */
static ct_error merge(ct_build *build, demand *list, size_t n)
{
    ct_target *target = &list[0].target;
    size_t sources = 1;

    for (size_t i = 1; i < n; i++) {
        if (target->qualifier == CT_EQ) target->qualifier = list[i].target.qualifier;
        if (strcmp(list[i].target.source, list[i - 1].target.source) == 0 || sources++ >= MOST_SOURCES)
            continue; /* said twice on one line */
        list[0].sources++;
        target->source = ct_arena_printf(build->arena, "%s; %s", target->source, list[i].target.source);
        if (target->source == NULL) return ct_no_memory();
    }
    return ct_ok();
}

static ct_error write_target(ct_table *targets, const ct_target *target)
{
    ct_target *row = ct_table_add(targets);

    if (row == NULL) return ct_no_memory();
    *row = *target;
    row->indicator = ct_table_text(targets, target->indicator);
    row->name = ct_table_text(targets, target->name);
    row->scope = ct_table_text(targets, target->scope);
    row->breakdown = ct_table_text(targets, target->breakdown);
    row->unit = ct_table_text(targets, target->unit);
    row->source = ct_table_text(targets, target->source);
    if (row->indicator != NULL && row->name != NULL && row->scope != NULL && row->breakdown != NULL && row->unit != NULL &&
        row->source != NULL)
        return ct_ok();
    targets->n--;
    return ct_no_memory();
}

static ct_error merge_all(ct_build *build, demand *list, size_t n, ct_table *targets)
{
    const demand *first = NULL; /* of those that ask the same */

    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && compare_asked(&list[i], &list[j]) == 0 && compare_values(&list[i], &list[j]) == 0; j++) continue;
        CT_TRY(merge(build, &list[i], j - i));
        if (first != NULL && compare_asked(first, &list[i]) == 0)
            CT_TRY(report_differing(build, first, &list[i]));
        else
            first = &list[i];
        CT_TRY(write_target(targets, &list[i].target));
    }
    return ct_ok();
}

static int compare_asked_of(const void *a, const void *b)
{
    return compare_asked(a, b);
}

/* Is it among the first `sorted` demands, which are in order, or among the few derived ones after them? */
static bool is_stated(const demand *list, size_t sorted, size_t n, const demand *like)
{
    for (size_t i = sorted; i < n; i++)
        if (compare_asked(&list[i], like) == 0) return true;
    return sorted > 0 && bsearch(like, list, sorted, sizeof *list, compare_asked_of) != NULL;
}

/* "đạt 15.295 tỷ đồng, bằng 101,7 % dự toán" states the plan of the year too, unless a document states it itself. */
static ct_error take_plan(ct_build *build, const ct_table *observations, size_t at, demand *list, size_t sorted, size_t *n)
{
    const ct_observation *row = ct_observation_at(observations, at), *beside;
    const ct_indicator *indicator = ct_indicator_find(build->catalogue, row->indicator);
    double ratio = row->value_low, plan;
    ct_level level;
    char shown[2][CT_NUMBER_SIZE];
    demand *made = &list[*n];

    if (row->measure != CT_MEASURE_PLAN_RATIO || (row->kind != CT_ACTUAL && row->kind != CT_ESTIMATE) || indicator == NULL) return ct_ok();
    if (indicator->nature != CT_LEVEL || row->confidence < CT_SURE || !(ratio > 0) || ratio != row->value_high ||
        strcmp(row->unit, "%") != 0)
        return ct_ok();
    if (row->period_start.year != row->period_end.year || row->period_start.month != 0 || row->period_end.month != 0) return ct_ok();
    beside = ct_build_level_beside(build, observations, at, indicator, &level);
    if (beside == NULL) return ct_ok();
    CT_TRY(take_target(build, beside, at, made));
    plan = ct_build_round(level.value / (ratio / 100), fabs(level.value / (ratio / 100)) * ct_value_slack(ratio) / ratio);
    made->target.low = made->target.high = plan;
    made->target.qualifier = CT_EQ;
    if (is_stated(list, sorted, *n, made)) return ct_ok();
    ct_number_table(shown[0], level.value);
    ct_number_table(shown[1], ratio);
    made->target.source = ct_arena_printf(build->arena, "%s:%ld derived %s / (%s/100); %s:%ld", beside->document, beside->line_start,
                                          shown[0], shown[1], row->document, row->line_start);
    if (made->target.source == NULL) return ct_no_memory();
    ++*n;
    return ct_ok();
}

ct_error ct_build_targets(ct_build *build, const ct_table *observations, ct_table *targets)
{
    demand *list = ct_arena_array(build->arena, observations->n + 1, sizeof *list); /* one more to try a plan in */
    size_t n = 0, sorted;

    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *row = ct_observation_at(observations, i);

        if (row->kind != CT_TARGET || !isfinite(row->value_low) || !isfinite(row->value_high)) continue;
        if (ct_indicator_find(build->catalogue, row->indicator) == NULL) continue;
        CT_TRY(take_target(build, row, i, &list[n]));
        n++;
    }
    sorted = n;
    if (n > 0) qsort(list, n, sizeof *list, compare_demands);
    for (size_t i = 0; i < observations->n; i++) CT_TRY(take_plan(build, observations, i, list, sorted, &n));
    if (n > 0) qsort(list, n, sizeof *list, compare_demands);
    return merge_all(build, list, n, targets);
}
