/* From what a target states to what can be reckoned of it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "assess/assessor.h"
#include "assess/reckoning.h"
#include "series/value.h"

/* How the target's figure is made from the series; NULL: nothing serves its measure and aggregation. */
static const ct_reckoning *choose_reckoning(const ct_indicator *indicator, const ct_catalogue *catalogue,
                                            const ct_target *target, const ct_series *series)
{
    ct_reckoning_case of = { .measure = (ct_measure)target->measure,
                             .aggregation = (ct_aggregation)target->aggregation,
                             .nature = (ct_nature)series->head->nature };

    if (indicator != NULL)
        of.own = ct_series_indicator(catalogue, indicator, target->measure) == indicator;
    else
        of.own = (of.measure == CT_MEASURE_GROWTH) == (of.nature == CT_RATE) &&
                 of.measure != CT_MEASURE_CHANGE && of.measure != CT_MEASURE_PLAN_RATIO &&
                 of.measure != CT_MEASURE_MULTIPLE;
    return ct_reckoning_choose(&of);
}

/* The target's ends in the unit of its reckoning. */
static bool convert(const ct_assessor *all, const ct_target *target, const ct_series *series, ct_task *task)
{
    const char *unit = task->reckoning->unit(target, series);
    double low, high;

    if (!ct_value_convert(all->catalogue, target->low, target->unit, unit, &low) ||
        !ct_value_convert(all->catalogue, target->high, target->unit, unit, &high))
        return false;
    task->row->target_low = low;
    task->row->target_high = high;
    task->near = task->row->direction == CT_DOWN ? task->row->target_high : task->row->target_low;
    task->far = task->row->direction == CT_DOWN ? task->row->target_low : task->row->target_high;
    return isfinite(low) && isfinite(high);
}

enum { LONGEST_PLAN = 100 }; /* years; a base year farther back is a misreading */

/* The years that count. A target for one year is measured from the start of the plan it belongs to. */
static bool set_period(const ct_assessor *all, const ct_target *target, size_t i, ct_task *task)
{
    long cycle = (long)all->thresholds->plan_years, stated = target->period_start.year,
         plan = all->plan_starts[i];
    bool single = stated == 0 || stated == target->period_end.year;
    ct_counted_years counted = task->reckoning->years;

    task->end = target->period_end.year;
    if (task->end - target->base_period.year > LONGEST_PLAN && target->base_period.year != 0) return false;
    if (task->end == 0 || stated > task->end || (counted == CT_YEARS_STATED && single)) return false;
    if (counted ==
        CT_YEARS_FROM_BASE) { /* the base year that the target names, else the year before its last one */
        task->start = target->base_period.year != 0 ? target->base_period.year + 1 : task->end;
        task->years = (size_t)(task->end - task->start + 1);
        return task->start <= task->end;
    }
    if (plan == 0 && cycle > 0 && task->end % cycle == 0) plan = task->end - cycle + 1;
    task->start = !single ? stated : counted != CT_YEARS_ONE && plan > 0 ? plan : task->end;
    task->years = (size_t)(task->end - task->start + 1);
    return true;
}

static ct_error find_points(const ct_assessor *all, const ct_series *series, ct_task *task)
{
    double *known = ct_arena_array(all->arena, task->years, sizeof *known);
    long next = task->start;

    if (known == NULL) return ct_no_memory();
    for (size_t i = 0; i < series->n; i++) {
        const ct_point *point = ct_point_at(all->points, series->first + i);

        if (point->status == CT_STATUS_FORECAST) continue; /* what a document forecasts is no result */
        if (point->period >= task->end) task->closed = true;
        if (point->period > task->end) break;
        task->latest = point;
        task->n_points++;
        if (point->period < task->start) {
            task->base = point;
            continue;
        }
        task->gap = task->gap || point->period != next;
        next = point->period + 1;
        known[task->k++] = point->value;
    }
    if (task->closed && next <= task->end) task->gap = true;
    task->known = known;
    task->slack = task->reckoning->slack(task);
    return ct_ok();
}

static ct_error find_future(const ct_assessor *all, const char *key, ct_task *task)
{
    long last =
        task->latest != NULL && task->latest->period >= task->start ? task->latest->period : task->start - 1;
    long first = task->reckoning->yearly ? last + 1 : task->end;

    task->any_projections = all->projections != NULL;
    if (task->closed || !task->any_projections) return ct_ok();
    task->future = ct_arena_array(all->arena, task->years, sizeof *task->future);
    if (task->future == NULL) return ct_no_memory();
    for (long year = first; year <= task->end; year++) {
        const ct_projection *row = ct_assessor_future(all, key, task->series->head->unit, year);

        if (row == NULL) return ct_ok();
        task->future[task->n_future++] = row;
    }
    task->projected = true;
    return ct_ok();
}

/* By how much a target may be off that was derived as result / ratio ("đạt 100 % kế hoạch" (100 % of the plan
 * was reached)): the relative rounding error of the printed ratio. 0 for a target that a document states
 * itself. */
static double derived_slack(const ct_task *task, const ct_target *target)
{
    const char *mark = strstr(target->source, CT_DERIVED_MARK);
    double level, ratio;

    if (mark == NULL || sscanf(mark + strlen(CT_DERIVED_MARK), "%lf / (%lf/100)", &level, &ratio) != 2 ||
        !(ratio > 0))
        return 0;
    return fabs(task->near) * ct_value_slack(ratio) / ratio;
}

/* Was the target, or one of the values that its figure is made of, read with too little confidence? A level
 * is made of the latest value alone, any other figure of every value since the base. */
static bool is_doubtful(const ct_assessor *all, const ct_target *target, const ct_task *task)
{
    double cut = all->thresholds->review_below;
    long from;

    if (all->trust == NULL) return false;
    if (ct_trust_target(all->trust, target) < cut) return true;
    if (task->latest == NULL) return false;
    from = task->latest->period;
    if (task->reckoning->yearly) from = task->start;
    if (task->reckoning->based && task->base != NULL) from = task->base->period;
    for (size_t i = 0; i < task->series->n; i++) {
        const ct_point *point = ct_point_at(all->points, task->series->first + i);

        if (point->status == CT_STATUS_FORECAST || point->period < from ||
            point->period > task->latest->period)
            continue;
        if (ct_trust_point(all->trust, point) < cut) return true;
    }
    return false;
}

/* Is the target, as that of one year, more than so many times above or below the latest value of its series?
 */
static bool strays(const ct_task *task, double times)
{
    if (!task->amount || task->latest == NULL) return false;
    return ct_value_strays(task->reckoning->in_a_year(task, task->near), task->latest->value, times);
}

/* Give no verdict, for this reason. */
static ct_error refuse(ct_task *task, ct_reason reason)
{
    ct_task_reason(task, reason);
    if (reason == CT_REASON_NO_SERIES) task->row->verdict = CT_VERDICT_NO_DATA;
    return ct_ok();
}

ct_error ct_assessor_prepare(const ct_assessor *all, size_t i, const char *key, ct_task *task)
{
    const ct_target *target = ct_target_at(all->targets, i);
    const ct_indicator *indicator = ct_indicator_find(all->catalogue, target->indicator);
    const ct_series *series = task->series;

    if (task->row->period_end == 0) return refuse(task, CT_REASON_NO_PERIOD);
    if (series == NULL) return refuse(task, CT_REASON_NO_SERIES);
    task->reckoning = choose_reckoning(indicator, all->catalogue, target, series);
    if (task->reckoning == NULL) return refuse(task, CT_REASON_MEASURE);
    if (!convert(all, target, series, task)) return refuse(task, CT_REASON_UNIT);
    if (!set_period(all, target, i, task)) return refuse(task, CT_REASON_NO_PERIOD);
    task->sign = task->row->direction == CT_UP ? 1 : task->row->direction == CT_DOWN ? -1 : 0;
    task->amount = series->head->nature == CT_LEVEL && target->measure == CT_MEASURE_LEVEL;
    task->geometric =
        !task->reckoning->in_steps && series->head->nature != CT_RATE && target->measure != CT_MEASURE_RANK;
    CT_TRY(find_points(all, series, task));
    /* A target hundreds of times above or below its series was read with the wrong unit; a verdict would
     * judge that error. */
    if (strays(task, task->thresholds->magnitude)) return refuse(task, CT_REASON_UNIT);
    /* No plan asks for ten times the present amount: the decimal point is misread, or the target is of
     * another thing with the same name. */
    if (strays(task, task->thresholds->impossible)) return refuse(task, CT_REASON_REVIEW);
    task->slack += derived_slack(task, target);
    task->doubtful = is_doubtful(all, target, task);
    CT_TRY(find_future(all, key, task));
    if (task->n_future > 0) task->prior = ct_projection_has_prior(task->future[0]);
    task->ready = true;
    return ct_ok();
}
