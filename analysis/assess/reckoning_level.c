/* The value of the last year: levels, shares, ranks, the growth of one year. */
#include <string.h>

#include "assess/reckoning_parts.h"

static bool serves(const ct_reckoning_case *of)
{
    return of->own && of->aggregation == CT_POINT;
}

static void progress(ct_task *task)
{
    task->row->achieved = task->latest->value;
    if (task->sign == 0) return; /* distance only */
    ct_way_to(task, task->near, task->far);
}

static double last_value(const ct_outcome *outcome, const ct_outcome_values *values)
{
    return ct_outcome_value(outcome, values, outcome->n - 1);
}

static bool outcome_of(const ct_task *task, ct_outcome *outcome)
{
    (void)task;
    outcome->figure = last_value;
    return true;
}

static void lay_track(const ct_task *task, ct_status_track *track)
{
    track->usable = ct_status_track_points(task, track);
    track->way.target = task->near;
    track->percent = strcmp(task->latest->unit, "%") == 0;
}

const ct_reckoning ct_reckoning_level = { .name = "level",
                                          .serves = serves,
                                          .unit = ct_plain_unit,
                                          .years = CT_YEARS_PLAN,
                                          .last_value = true,
                                          .amount = true,
                                          .level = ct_plain_figure,
                                          .figure = ct_plain_figure,
                                          .in_a_year = ct_plain_figure,
                                          .origin = ct_base_value,
                                          .slack = ct_plain_slack,
                                          .progress = progress,
                                          .outcome = outcome_of,
                                          .come_to = ct_last_come_to,
                                          .track = lay_track,
                                          .path = ct_last_path };
