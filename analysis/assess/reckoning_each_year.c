/* The worst of the years: a target that every year must meet. */
#include <math.h>

#include "assess/reckoning_parts.h"

static bool serves(const ct_reckoning_case *of)
{
    return of->own && of->aggregation == CT_EACH_YEAR;
}

static void progress(ct_task *task)
{
    ct_assessment *row = task->row;
    double worst = NAN;
    size_t met = 0;

    if (task->k > 0 && task->sign == 0) row->achieved = task->known[task->k - 1];
    if (task->k == 0 || task->sign == 0) return;
    for (size_t i = 0; i < task->k; i++) {
        worst = task->sign > 0 ? fmin(worst, task->known[i]) : fmax(worst, task->known[i]);
        met += task->sign * (task->known[i] - task->near) >= 0;
    }
    row->achieved = worst;
    row->share_expected = 100;
    row->share_done = 100 * (double)met / (double)task->k;
}

/* What is known is the worst so far, NaN while no year is: fmin and fmax pass over it. */
static double lowest(const ct_outcome *outcome, const ct_outcome_values *values)
{
    double worst = outcome->known;

    for (size_t i = 0; i < outcome->n; i++) worst = fmin(worst, ct_outcome_value(outcome, values, i));
    return worst;
}

static double highest(const ct_outcome *outcome, const ct_outcome_values *values)
{
    double worst = outcome->known;

    for (size_t i = 0; i < outcome->n; i++) worst = fmax(worst, ct_outcome_value(outcome, values, i));
    return worst;
}

static bool outcome_of(const ct_task *task, ct_outcome *outcome)
{
    outcome->figure = task->sign > 0 ? lowest : highest;
    outcome->known = task->row->achieved;
    return isfinite(outcome->known) || task->k == 0;
}

static double come_to(const ct_task *task, const double *values, size_t n)
{
    double worst = NAN;

    for (size_t i = 0; i < n; i++) worst = task->sign < 0 ? fmax(worst, values[i]) : fmin(worst, values[i]);
    return worst;
}

/* The published methods measure a way from a base to a target; here there is none to go. */
static void no_track(const ct_task *task, ct_status_track *track)
{
    (void)task;
    track->undefined = true;
}

static double path_of(const ct_task *task, const ct_path_place *place, double end)
{
    (void)task;
    return place->shape == CT_SHAPE_LINEAR ? end : NAN;
}

const ct_reckoning ct_reckoning_each_year = { .name = "each_year",
                                              .serves = serves,
                                              .unit = ct_plain_unit,
                                              .years = CT_YEARS_ONE,
                                              .yearly = true,
                                              .each_year = true,
                                              .level = ct_plain_figure,
                                              .figure = ct_plain_figure,
                                              .in_a_year = ct_plain_figure,
                                              .origin = ct_plain_origin,
                                              .slack = ct_plain_slack,
                                              .progress = progress,
                                              .outcome = outcome_of,
                                              .come_to = come_to,
                                              .track = no_track,
                                              .path = path_of };
