#include <math.h>

#include "assess/rates.h"
#include "assess/reckoning_parts.h"

double ct_amounts_known(const ct_task *task)
{
    return task->k > 0 ? ct_average_arithmetic(task->known, task->k) * (double)task->k : 0;
}

void ct_amounts_progress(ct_task *task)
{
    ct_assessment *row = task->row;
    size_t left = task->years - task->k;
    double years = (double)task->years;
    double near = task->reckoning->in_a_year(task, task->near),
           far = task->reckoning->in_a_year(task, task->far);
    double total = ct_amounts_known(task), last = task->k > 0 ? task->known[task->k - 1] : NAN;

    row->achieved = row->step_observed = ct_average_arithmetic(task->known, task->k);
    row->step_planned = near;
    row->step_required = ct_required_arithmetic(near, task->years, task->known, task->k);
    row->share_expected = 100 * (double)task->k / years;
    if (task->far != task->near)
        row->required_high = row->step_required_high =
            ct_required_arithmetic(far, task->years, task->known, task->k);
    if (!task->amount) return;
    if (near != 0) {
        row->share_done = 100 * total / (near * years);
        row->time_distance = (row->share_done - row->share_expected) / 100 * years;
    }
    if (near == 0 || (left > 0 && task->k > 0 && !(last > 0))) ct_task_reason(task, CT_REASON_ZERO_BASE);
    row->rate_required =
        total >= near * years ? NAN : ct_required_constant_growth(last, near * years - total, left);
    if (task->far != task->near)
        row->required_high =
            total >= far * years ? NAN : ct_required_constant_growth(last, far * years - total, left);
}

bool ct_amounts_outcome(const ct_task *task, ct_outcome *outcome)
{
    for (size_t i = 0; i < task->k; i++) outcome->known += task->known[i];
    return isfinite(outcome->known);
}

double ct_amounts_projected(const ct_outcome *outcome, const ct_outcome_values *values)
{
    double sum = 0;

    for (size_t i = 0; i < outcome->n; i++) sum += ct_outcome_value(outcome, values, i);
    return outcome->known + sum;
}

void ct_amounts_track(const ct_task *task, ct_status_track *track, double whole)
{
    track->usable =
        task->sign > 0 && ct_status_track_run_up(task, false, track); /* a ceiling on a sum is no way to go */
    track->way.target = whole;
    track->geometric = false;
}

double ct_amounts_path(const ct_task *task, const ct_path_place *place, double whole)
{
    double known = task->k > 0 ? task->known[task->k - 1] : NAN, rest = whole - ct_amounts_known(task);

    if (place->shape == CT_SHAPE_S || (place->shape == CT_SHAPE_GEOMETRIC && !task->amount)) return NAN;
    if (place->shape == CT_SHAPE_LINEAR) return rest / (double)place->left;
    return ct_grow(known, ct_required_constant_growth(known, rest, place->left), (double)place->i);
}
