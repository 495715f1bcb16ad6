#include <math.h>

#include "assess/rates.h"
#include "assess/reckoning_parts.h"

enum { FARTHEST = 25 }; /* years past the target's in which it is attained are no answer */

/* A growth rate between two values, with the reason where there is none. */
static double rate(ct_task *task, double a, double b, long years)
{
    double found = ct_cagr(a, b, (double)years);

    if (isnan(found) && years > 0) ct_task_reason(task, CT_REASON_ZERO_BASE);
    return found;
}

/* From the latest value to the goal in the years left; nothing more is asked once the goal is met. */
static void require(ct_task *task, double goal, double *rate_left, double *step_left)
{
    const ct_point *latest = task->latest;
    long left = task->end - latest->period;
    bool met = task->sign != 0 && task->sign * (latest->value - goal) >= 0;

    if (left <= 0 || task->closed) return;
    *step_left = met ? 0 : (goal - latest->value) / (double)left;
    if (task->geometric) *rate_left = met ? 0 : rate(task, latest->value, goal, left);
}

/* When the goal is passed at the pace so far, and how many years ahead of the straight line the latest value
 * is. */
static void time_to(ct_task *task, double goal)
{
    const ct_point *base = task->base, *latest = task->latest;
    ct_assessment *row = task->row;
    double year;

    if (task->sign * (latest->value - goal) < 0) { /* once it is met there is nothing to wait for */
        year = isfinite(row->rate_observed)
                   ? ct_attainment_geometric(latest->value, (double)latest->period, row->rate_observed, goal)
                   : ct_attainment_linear(latest->value, (double)latest->period, row->step_observed, goal);
        if (year < (double)task->end + FARTHEST) row->attainment_year = year;
    }
    if (base != NULL && latest->period > base->period && isfinite(row->share_done))
        row->time_distance = ct_time_distance(base->value, (double)base->period, latest->value,
                                              (double)latest->period, goal, (double)task->end);
}

void ct_way_to(ct_task *task, double goal, double far_goal)
{
    const ct_point *base = task->base, *latest = task->latest;
    ct_assessment *row = task->row;
    double far_rate = NAN, far_step = NAN;

    if (task->n_points == 1) ct_task_reason(task, CT_REASON_ONE_POINT);
    if (base == NULL) ct_task_reason(task, CT_REASON_NO_BASE);
    if (base != NULL) {
        long whole = task->end - base->period, elapsed = latest->period - base->period;

        row->share_expected = 100 * (double)elapsed / (double)whole;
        row->step_planned = (goal - base->value) / (double)whole;
        if (task->geometric) row->rate_planned = rate(task, base->value, goal, whole);
        if (task->sign * (base->value - goal) > 0 || base->value == goal)
            ct_task_reason(task, CT_REASON_AT_TARGET);
        else
            row->share_done = ct_share_done(base->value, latest->value, goal);
        if (elapsed > 0) {
            row->step_observed = (latest->value - base->value) / (double)elapsed;
            if (task->geometric) row->rate_observed = rate(task, base->value, latest->value, elapsed);
        } else {
            ct_task_reason(task, CT_REASON_NO_VALUE);
        }
    }
    time_to(task, goal);
    require(task, goal, &row->rate_required, &row->step_required);
    if (far_goal == goal) return;
    require(task, far_goal, &far_rate, &far_step);
    row->required_high = task->geometric ? far_rate : far_step;
    row->step_required_high = far_step;
}

double ct_last_come_to(const ct_task *task, const double *values, size_t n)
{
    return n > 0 ? task->reckoning->figure(task, values[n - 1]) : NAN;
}

double ct_last_path(const ct_task *task, const ct_path_place *place, double end)
{
    if (place->shape == CT_SHAPE_GEOMETRIC && !task->geometric) return NAN;
    return ct_path_at(place->shape, task->latest->value, task->reckoning->level(task, end),
                      (double)place->i / (double)place->left);
}
