/* The last year's value over the base year's: "gấp 2 lần năm 2020" (twice that of 2020). */
#include <math.h>

#include "assess/reckoning_parts.h"

static bool serves(const ct_reckoning_case *of)
{
    return of->aggregation == CT_POINT && of->measure == CT_MEASURE_MULTIPLE && of->nature == CT_LEVEL;
}

static const char *unit_of(const ct_target *target, const ct_series *series)
{
    (void)series;
    return target->unit;
}

static double level_of(const ct_task *task, double figure)
{
    return ct_base_value(task) * figure;
}

static double figure_of(const ct_task *task, double level)
{
    double base = ct_base_value(task);

    return base > 0 ? level / base : NAN;
}

static double over_year(double before, double now)
{
    return before > 0 ? now / before : NAN;
}

static double multiple_of(const ct_outcome *outcome, const ct_outcome_values *values)
{
    return ct_outcome_value(outcome, values, outcome->n - 1) / outcome->known;
}

static bool outcome_of(const ct_task *task, ct_outcome *outcome)
{
    outcome->figure = multiple_of;
    return ct_base_known_positive(task, outcome);
}

const ct_reckoning ct_reckoning_multiple = { .name = "multiple",
                                             .serves = serves,
                                             .unit = unit_of,
                                             .years = CT_YEARS_FROM_BASE,
                                             .based = true,
                                             .level = level_of,
                                             .figure = figure_of,
                                             .in_a_year = ct_plain_figure,
                                             .origin = ct_plain_origin,
                                             .slack = ct_base_slack_ratio,
                                             .over_year = over_year,
                                             .step_unit =
                                                 ct_base_value, /* a step of 1 time is once the base */
                                             .progress = ct_base_progress_ratio,
                                             .outcome = outcome_of,
                                             .come_to = ct_last_come_to,
                                             .track = ct_base_track,
                                             .path = ct_last_path };
