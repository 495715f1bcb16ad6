#include <math.h>
#include <string.h>

#include "assess/rates.h"
#include "assess/reckoning_parts.h"
#include "series/value.h"

double ct_base_value(const ct_task *task)
{
    return task->base != NULL ? task->base->value : NAN;
}

bool ct_base_is_exact(ct_task *task)
{
    if (task->base != NULL && task->base->period == task->start - 1) return true;
    task->base = NULL;
    ct_task_reason(task, CT_REASON_NO_BASE);
    return false;
}

const char *ct_base_percent(const ct_target *target, const ct_series *series)
{
    (void)target;
    (void)series;
    return "%";
}

const char *ct_base_points(const ct_target *target, const ct_series *series)
{
    bool points = strcmp(series->head->unit, "%") == 0 &&
                  strstr(target->unit, "%") != NULL; /* a change of a percentage is in points */

    return points ? target->unit : series->head->unit;
}

void ct_base_progress(ct_task *task)
{
    const ct_reckoning *reckoning = task->reckoning;

    if (!ct_base_is_exact(task)) return;
    ct_way_to(task, reckoning->level(task, task->near), reckoning->level(task, task->far));
    if (task->latest->period > task->base->period)
        task->row->achieved = reckoning->figure(task, task->latest->value);
}

void ct_base_progress_ratio(ct_task *task)
{
    if (!ct_base_is_exact(task)) return;
    if (task->base->value > 0)
        ct_base_progress(task);
    else
        ct_task_reason(task, CT_REASON_ZERO_BASE);
}

double ct_base_slack_ratio(const ct_task *task)
{
    double x0 = task->base != NULL ? task->base->value : 0,
           x1 = task->latest != NULL ? task->latest->value : 0;

    if (!(x0 > 0) || !(x1 > 0)) return 0;
    return x1 / x0 * (ct_value_slack(x0) / x0 + ct_value_slack(x1) / x1);
}

bool ct_base_known(const ct_task *task, ct_outcome *outcome)
{
    outcome->known = ct_base_value(task);
    return isfinite(outcome->known);
}

bool ct_base_known_positive(const ct_task *task, ct_outcome *outcome)
{
    return ct_base_known(task, outcome) && outcome->known > 0;
}

double ct_over_year_growth(double before, double now)
{
    return before > 0 ? ct_cagr(before, now, 1) : NAN;
}

double ct_over_year_step(double before, double now)
{
    return now - before;
}

double ct_step_unit_none(const ct_task *task)
{
    (void)task;
    return NAN;
}

double ct_step_unit_own(const ct_task *task)
{
    (void)task;
    return 1;
}

void ct_base_track(const ct_task *task, ct_status_track *track)
{
    track->usable = ct_status_track_points(task, track) && task->base->period == task->start - 1;
    track->way.target = task->reckoning->level(task, task->near);
}
