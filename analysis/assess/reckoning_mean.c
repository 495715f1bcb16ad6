/* The mean of yearly values: a sum divided by the years. */
#include "assess/reckoning_parts.h"

static bool serves(const ct_reckoning_case *of)
{
    return of->own && of->aggregation == CT_ANNUAL_AVERAGE && of->measure != CT_MEASURE_GROWTH &&
           of->measure != CT_MEASURE_RANK;
}

static double mean_of(const ct_outcome *outcome, const ct_outcome_values *values)
{
    return ct_amounts_projected(outcome, values) / (double)outcome->years;
}

static bool outcome_of(const ct_task *task, ct_outcome *outcome)
{
    outcome->figure = mean_of;
    return ct_amounts_outcome(task, outcome);
}

static double come_to(const ct_task *task, const double *values, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) sum += values[i];
    return sum / (double)task->years;
}

static void lay_track(const ct_task *task, ct_status_track *track)
{
    ct_amounts_track(task, track, (double)task->years * task->near);
}

static double path_of(const ct_task *task, const ct_path_place *place, double end)
{
    return ct_amounts_path(task, place, end * (double)task->years);
}

const ct_reckoning ct_reckoning_mean = { .name = "mean",
                                         .serves = serves,
                                         .unit = ct_plain_unit,
                                         .years = CT_YEARS_PLAN,
                                         .yearly = true,
                                         .amount = true,
                                         .level = ct_plain_figure,
                                         .figure = ct_plain_figure,
                                         .in_a_year = ct_plain_figure,
                                         .origin = ct_plain_origin,
                                         .slack = ct_known_slack,
                                         .progress = ct_amounts_progress,
                                         .outcome = outcome_of,
                                         .come_to = come_to,
                                         .track = lay_track,
                                         .path = path_of };
