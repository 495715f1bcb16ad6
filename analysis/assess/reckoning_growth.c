/* The growth from the base year to the last one, in %: "tăng 50 % so với năm 2020" (50 % above 2020). */
#include <math.h>

#include "assess/reckoning_parts.h"

static bool serves(const ct_reckoning_case *of)
{
    return of->aggregation == CT_POINT && of->measure == CT_MEASURE_GROWTH && of->nature == CT_LEVEL;
}

static double level_of(const ct_task *task, double figure)
{
    return ct_grow(ct_base_value(task), figure, 1);
}

static double figure_of(const ct_task *task, double level)
{
    double base = ct_base_value(task);

    return base > 0 ? 100 * (level / base - 1) : NAN;
}

static double slack_of(const ct_task *task)
{
    return 100 * ct_base_slack_ratio(task);
}

static double growth_of(const ct_outcome *outcome, const ct_outcome_values *values)
{
    return 100 * (ct_outcome_value(outcome, values, outcome->n - 1) / outcome->known - 1);
}

static bool outcome_of(const ct_task *task, ct_outcome *outcome)
{
    outcome->figure = growth_of;
    return ct_base_known_positive(task, outcome);
}

const ct_reckoning ct_reckoning_growth = { .name = "growth",
                                           .serves = serves,
                                           .unit = ct_base_percent,
                                           .years = CT_YEARS_FROM_BASE,
                                           .based = true,
                                           .level = level_of,
                                           .figure = figure_of,
                                           .in_a_year = ct_plain_figure,
                                           .origin = ct_plain_origin,
                                           .slack = slack_of,
                                           .over_year = ct_over_year_growth,
                                           .step_unit = ct_step_unit_none,
                                           .progress = ct_base_progress_ratio,
                                           .outcome = outcome_of,
                                           .come_to = ct_last_come_to,
                                           .track = ct_base_track,
                                           .path = ct_last_path };
