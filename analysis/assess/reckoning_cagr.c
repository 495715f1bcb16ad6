/* The average yearly growth of a level over a period, from exactly the year before it. */
#include "assess/reckoning_parts.h"

static bool serves(const ct_reckoning_case *of)
{
    return of->aggregation == CT_ANNUAL_AVERAGE && of->measure == CT_MEASURE_GROWTH && of->nature == CT_LEVEL;
}

static double level_of(const ct_task *task, double figure)
{
    return ct_grow(ct_base_value(task), figure, (double)task->years);
}

static double figure_of(const ct_task *task, double level)
{
    return ct_cagr(ct_base_value(task), level, (double)task->years);
}

static void progress(ct_task *task)
{
    if (!ct_base_is_exact(task)) return;
    ct_way_to(task, level_of(task, task->near), level_of(task, task->far));
    task->row->achieved = task->row->rate_observed;
}

/* Where nothing is left the growth is -100 %. */
static double growth_of(const ct_outcome *outcome, const ct_outcome_values *values)
{
    double last = ct_outcome_value(outcome, values, outcome->n - 1);

    return last > 0 ? ct_cagr(outcome->known, last, (double)outcome->years) : -100;
}

static bool outcome_of(const ct_task *task, ct_outcome *outcome)
{
    outcome->figure = growth_of;
    return ct_base_known_positive(task, outcome);
}

const ct_reckoning ct_reckoning_cagr = { .name = "cagr",
                                         .serves = serves,
                                         .unit = ct_base_percent,
                                         .years = CT_YEARS_PLAN,
                                         .based = true,
                                         .averaged = true,
                                         .level = level_of,
                                         .figure = figure_of,
                                         .in_a_year = ct_plain_figure,
                                         .origin = ct_plain_origin,
                                         .slack = ct_plain_slack,
                                         .over_year = ct_over_year_growth,
                                         .step_unit = ct_step_unit_none,
                                         .progress = progress,
                                         .outcome = outcome_of,
                                         .come_to = ct_last_come_to,
                                         .track = ct_base_track,
                                         .path = ct_last_path };
