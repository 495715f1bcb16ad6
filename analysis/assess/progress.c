#include "assess/reckoning.h"
#include "assess/task.h"

void ct_task_progress(ct_task *task)
{
    ct_assessment *row = task->row;
    const ct_reckoning *reckoning = task->reckoning;
    bool yearly = reckoning->yearly;

    if (task->sign == 0) ct_task_reason(task, CT_REASON_NO_DIRECTION);
    if (task->latest == NULL || (yearly && (task->gap || task->k == 0)))
        ct_task_reason(task, CT_REASON_NO_VALUE);
    if (task->latest == NULL || (yearly && task->gap && !reckoning->each_year)) return;
    reckoning->progress(task);
    if (task->base != NULL && !yearly) {
        row->base_year = task->base->period;
        row->base_value = task->base->value;
    }
    row->gap_now = ct_task_gap(task, row->achieved);
    row->gap_now_percent = ct_task_gap_percent(task, row->gap_now);
}
