#include <math.h>

#include "assess/rates.h"
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
static double yearly(const ct_task *task, long year)
{
    double before = value_of(task, year - 1), now = value_of(task, year);

    switch (task->reckoning) {
    case CT_RECKON_CAGR:
    case CT_RECKON_GROWTH: return before > 0 ? ct_cagr(before, now, 1) : NAN;
    case CT_RECKON_MULTIPLE: return before > 0 ? now / before : NAN;
    default: return now - before;
    }
}

void ct_task_terms(const ct_task *task)
{
    ct_assessment *row = task->row;
    bool average = task->reckoning == CT_RECKON_CAGR || task->reckoning == CT_RECKON_CHANGE;
    bool level_steps = task->reckoning == CT_RECKON_CAGR || task->reckoning == CT_RECKON_GROWTH || task->reckoning == CT_RECKON_MULTIPLE;

    if (!ct_reckoning_based(task->reckoning)) return;
    if (task->base != NULL) row->base_value = yearly(task, task->base->period);
    /* Of an average the latest year's own; else what has come since the base, and before anything has, the latest year's. */
    if (task->latest != NULL)
        row->latest_value = average || task->base == NULL || task->latest->period <= task->base->period
                                ? yearly(task, task->latest->period)
                                : ct_task_figure(task, task->latest->value);
    if (!level_steps) return;
    /* Steps are units of the level: so many times of the base, and no growth. */
    double unit = task->reckoning == CT_RECKON_MULTIPLE && task->base != NULL ? task->base->value : NAN;
    row->step_observed /= unit;
    row->step_planned /= unit;
    row->step_required /= unit;
    row->step_required_high /= unit;
}
