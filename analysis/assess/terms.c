#include <math.h>

#include "assess/reckoning.h"
#include "assess/task.h"

/* The series' value of a year, a document's own forecast left out; NaN: none. */
static double value_of(const ct_task *task, long year)
{
    for (size_t i = 0; i < task->series->n; i++) {
        const ct_point *point = ct_point_at(task->points, task->series->first + i);

        if (point->period == year && point->status != CT_STATUS_FORECAST) return point->value;
    }
    return NAN;
}

/* What a year brought over the year before, in the target's terms: a growth, a change, a multiple. */
static double over_year(const ct_task *task, long year)
{
    return task->reckoning->over_year(value_of(task, year - 1), value_of(task, year));
}

void ct_task_terms(const ct_task *task)
{
    ct_assessment *row = task->row;
    const ct_reckoning *reckoning = task->reckoning;
    double unit;

    if (!reckoning->based) return;
    if (task->base != NULL) row->base_value = over_year(task, task->base->period);
    /* Of an average the latest year's own; else what has come since the base, and before anything has, the
     * latest year's. */
    if (task->latest != NULL)
        row->latest_value =
            reckoning->averaged || task->base == NULL || task->latest->period <= task->base->period
                ? over_year(task, task->latest->period)
                : reckoning->figure(task, task->latest->value);
    unit = reckoning->step_unit(task);
    row->step_observed /= unit;
    row->step_planned /= unit;
    row->step_required /= unit;
    row->step_required_high /= unit;
}
