/* The geometric average of growth rates, which is what official statistics mean by "bình quân" (on average)
 * of growth. */
#include <math.h>

#include "assess/reckoning_parts.h"

static bool serves(const ct_reckoning_case *of)
{
    return of->own && of->aggregation == CT_ANNUAL_AVERAGE && of->measure == CT_MEASURE_GROWTH;
}

static void progress(ct_task *task)
{
    ct_assessment *row = task->row;
    double secured = ct_secured_average(task->years, task->known, task->k);
    double index = ct_grow(100, secured, (double)task->years),
           goal = ct_grow(100, task->near, (double)task->years);

    row->achieved = row->rate_observed = ct_average_geometric(task->known, task->k);
    row->step_observed = ct_average_arithmetic(task->known, task->k);
    row->rate_planned = row->step_planned = task->near;
    row->rate_required = ct_required_geometric(task->near, task->years, task->known, task->k);
    row->step_required = ct_required_arithmetic(task->near, task->years, task->known, task->k);
    row->secured = secured;
    if (task->far != task->near) {
        row->required_high = ct_required_geometric(task->far, task->years, task->known, task->k);
        row->step_required_high = ct_required_arithmetic(task->far, task->years, task->known, task->k);
    }
    row->share_expected = 100 * (double)task->k / (double)task->years;
    if (goal > 100)
        row->share_done = ct_share_done(100, index, goal),
        row->time_distance = (row->share_done - row->share_expected) / 100 * (double)task->years;
    else
        ct_task_reason(task, CT_REASON_AT_TARGET); /* no growth asked */
    if (task->k < task->years && isnan(row->rate_required))
        ct_task_reason(task, CT_REASON_ZERO_BASE); /* nothing is left to grow */
}

/* Growth below -100 % leaves nothing: the product is 0 from there down, so that a wild tail stays a number.
 */
static double average_of(const ct_outcome *outcome, const ct_outcome_values *values)
{
    double sum = outcome->known;

    for (size_t i = 0; i < outcome->n; i++)
        sum += log1p(fmax(ct_outcome_value(outcome, values, i), -100) / 100);
    return 100 * expm1(sum / (double)outcome->years);
}

/* What is known is the sum of ln(1 + g / 100). */
static bool outcome_of(const ct_task *task, ct_outcome *outcome)
{
    outcome->figure = average_of;
    for (size_t i = 0; i < task->k; i++) outcome->known += log1p(task->known[i] / 100);
    return isfinite(outcome->known);
}

static double come_to(const ct_task *task, const double *values, size_t n)
{
    double logs = 0;

    for (size_t i = 0; i < n; i++) logs += log1p(values[i] / 100);
    return 100 * expm1(logs / (double)task->years);
}

static void lay_track(const ct_task *task, ct_status_track *track)
{
    track->usable = ct_status_track_run_up(task, true, track);
    track->way.target = ct_grow(100, task->near, (double)task->years);
    track->geometric = true;
}

/* The same growth every year: so that the geometric average is met, or, on the linear path, the arithmetic
 * one. */
static double path_of(const ct_task *task, const ct_path_place *place, double end)
{
    if (place->shape == CT_SHAPE_S) return NAN;
    return place->shape == CT_SHAPE_LINEAR ? ct_required_arithmetic(end, task->years, task->known, task->k)
                                           : ct_required_geometric(end, task->years, task->known, task->k);
}

const ct_reckoning ct_reckoning_average = { .name = "average",
                                            .serves = serves,
                                            .unit = ct_plain_unit,
                                            .years = CT_YEARS_PLAN,
                                            .yearly = true,
                                            .compounds = true,
                                            .level = ct_plain_figure,
                                            .figure = ct_plain_figure,
                                            .in_a_year = ct_plain_figure,
                                            .origin = ct_plain_origin,
                                            .slack = ct_known_slack,
                                            .progress = progress,
                                            .outcome = outcome_of,
                                            .come_to = come_to,
                                            .track = lay_track,
                                            .path = path_of };
