/* The last year's value less the base year's. */
#include <math.h>

#include "assess/reckoning_parts.h"
#include "series/value.h"

static bool serves(const ct_reckoning_case *of)
{
    return of->aggregation == CT_POINT && of->measure == CT_MEASURE_CHANGE;
}

static double level_of(const ct_task *task, double figure)
{
    return ct_base_value(task) + figure;
}

static double figure_of(const ct_task *task, double level)
{
    return level - ct_base_value(task);
}

/* The coarser of the two values decides. */
static double slack_of(const ct_task *task)
{
    double x0 = task->base != NULL ? task->base->value : 0,
           x1 = task->latest != NULL ? task->latest->value : 0;

    return fmax(ct_value_slack(x0), ct_value_slack(x1));
}

static double difference_of(const ct_outcome *outcome, const ct_outcome_values *values)
{
    return ct_outcome_value(outcome, values, outcome->n - 1) - outcome->known;
}

static bool outcome_of(const ct_task *task, ct_outcome *outcome)
{
    outcome->figure = difference_of;
    return ct_base_known(task, outcome);
}

const ct_reckoning ct_reckoning_difference = { .name = "difference",
                                               .serves = serves,
                                               .unit = ct_base_points,
                                               .years = CT_YEARS_FROM_BASE,
                                               .based = true,
                                               .in_steps = true,
                                               .level = level_of,
                                               .figure = figure_of,
                                               .in_a_year = ct_plain_figure,
                                               .origin = ct_plain_origin,
                                               .slack = slack_of,
                                               .over_year = ct_over_year_step,
                                               .step_unit = ct_step_unit_own,
                                               .progress = ct_base_progress,
                                               .outcome = outcome_of,
                                               .come_to = ct_last_come_to,
                                               .track = ct_base_track,
                                               .path = ct_last_path };
