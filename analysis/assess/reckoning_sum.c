/* The sum of yearly values over a period with a first and a last year. */
#include "assess/reckoning_parts.h"

static bool serves(const ct_reckoning_case *of)
{
    return of->own && of->aggregation == CT_CUMULATIVE && of->nature == CT_LEVEL &&
           of->measure != CT_MEASURE_RANK;
}

static double in_a_year(const ct_task *task, double figure)
{
    return figure / (double)task->years;
}

static double origin(const ct_task *task)
{
    (void)task;
    return 0;
}

static void progress(ct_task *task)
{
    double total = ct_amounts_known(task);

    ct_amounts_progress(task);
    task->row->achieved = total;
    if (task->sign > 0 && task->k < task->years && total >= task->near)
        task->row->step_required = 0; /* reached: nothing more is asked */
}

static bool outcome_of(const ct_task *task, ct_outcome *outcome)
{
    outcome->figure = ct_amounts_projected;
    return ct_amounts_outcome(task, outcome);
}

static double come_to(const ct_task *task, const double *values, size_t n)
{
    double sum = 0;

    (void)task;
    for (size_t i = 0; i < n; i++) sum += values[i];
    return sum;
}

static void lay_track(const ct_task *task, ct_status_track *track)
{
    ct_amounts_track(task, track, task->near);
}

const ct_reckoning ct_reckoning_sum = { .name = "sum",
                                        .serves = serves,
                                        .unit = ct_plain_unit,
                                        .years = CT_YEARS_STATED,
                                        .yearly = true,
                                        .amount = true,
                                        .level = ct_plain_figure,
                                        .figure = ct_plain_figure,
                                        .in_a_year = in_a_year,
                                        .origin = origin,
                                        .slack = ct_known_slack,
                                        .progress = progress,
                                        .outcome = outcome_of,
                                        .come_to = come_to,
                                        .track = lay_track,
                                        .path = ct_amounts_path };
