#include "assess/task.h"

#include <math.h>

#include "assess/reckoning.h"

void ct_task_reason(ct_task *task, ct_reason reason)
{
    if (task->row->reason == CT_REASON_DONE) task->row->reason = reason;
}

void ct_row_finite(const ct_schema *schema, void *row)
{
    for (size_t c = 0; c < schema->n_columns; c++) {
        double *cell = (double *)((char *)row + schema->columns[c].offset);

        if (schema->columns[c].type == CT_COLUMN_NUMBER && isinf(*cell)) *cell = NAN;
    }
}

double ct_task_gap(const ct_task *task, double value)
{
    double low = fmin(task->near, task->far), high = fmax(task->near, task->far);

    if (task->sign != 0) return task->sign * (value - task->near);
    return value < low ? value - low : value > high ? value - high : isnan(value) ? NAN : 0;
}

double ct_task_gap_percent(const ct_task *task, double difference)
{
    bool amount = task->amount && task->reckoning->amount;

    return amount && task->near != 0 ? 100 * difference / fabs(task->near) : NAN;
}
