#include <math.h>

#include "assess/reckoning_parts.h"
#include "series/value.h"

const char *ct_plain_unit(const ct_target *target, const ct_series *series)
{
    (void)target;
    return series->head->unit;
}

double ct_plain_figure(const ct_task *task, double figure)
{
    (void)task;
    return figure;
}

double ct_plain_origin(const ct_task *task)
{
    (void)task;
    return NAN;
}

double ct_plain_slack(const ct_task *task)
{
    (void)task;
    return 0;
}

double ct_known_slack(const ct_task *task)
{
    double slack = 0.5;

    for (size_t i = 0; i < task->k; i++) slack = fmin(slack, ct_value_slack(task->known[i]));
    return slack;
}
