/* The mean yearly change over a period in units of the series, from exactly the year before it. */
#include <math.h>

#include "assess/reckoning_parts.h"
#include "series/value.h"

static bool serves(const ct_reckoning_case *of)
{
    return of->aggregation == CT_ANNUAL_AVERAGE && of->measure == CT_MEASURE_CHANGE;
}

static double level_of(const ct_task *task, double figure)
{
    return ct_base_value(task) + (double)task->years * figure;
}

static double figure_of(const ct_task *task, double level)
{
    return (level - ct_base_value(task)) / (double)task->years;
}

static double slack_of(const ct_task *task)
{
    double slack = ct_known_slack(task);

    if (task->base != NULL) slack = fmin(slack, ct_value_slack(task->base->value));
    return slack / (double)task->years;
}

static void progress(ct_task *task)
{
    if (!ct_base_is_exact(task)) return;
    ct_way_to(task, level_of(task, task->near), level_of(task, task->far));
    task->row->achieved = task->row->step_observed;
}

static double change_of(const ct_outcome *outcome, const ct_outcome_values *values)
{
    return (ct_outcome_value(outcome, values, outcome->n - 1) - outcome->known) / (double)outcome->years;
}

static bool outcome_of(const ct_task *task, ct_outcome *outcome)
{
    outcome->figure = change_of;
    return ct_base_known(task, outcome);
}

const ct_reckoning ct_reckoning_change = { .name = "change",
                                           .serves = serves,
                                           .unit = ct_base_points,
                                           .years = CT_YEARS_PLAN,
                                           .based = true,
                                           .averaged = true,
                                           .in_steps = true,
                                           .level = level_of,
                                           .figure = figure_of,
                                           .in_a_year = ct_plain_figure,
                                           .origin = ct_plain_origin,
                                           .slack = slack_of,
                                           .over_year = ct_over_year_step,
                                           .step_unit = ct_step_unit_own,
                                           .progress = progress,
                                           .outcome = outcome_of,
                                           .come_to = ct_last_come_to,
                                           .track = ct_base_track,
                                           .path = ct_last_path };
