/* The annual path (lộ trình) from the latest value to a target. */
#include <math.h>

#include "assess/columns.h"
#include "assess/reckoning.h"
#include "assess/task.h"

#define FIELD(field, type, words, about) CT_ASSESS_COLUMN(ct_path_point, field, type, words, about)
static const ct_column columns[] = {
    CT_TARGET_COLUMNS(ct_path_point),
    FIELD(shape, CT_COLUMN_WORD, ct_shape_words, "Same step, same growth, or slow at both ends."),
    FIELD(period, CT_COLUMN_COUNT, NULL, "The year."),
    FIELD(value, CT_COLUMN_NUMBER, NULL, "Its value on the way to the nearer end."),
    FIELD(value_far, CT_COLUMN_NUMBER, NULL, "Its value on the way to the farther end of a range."),
    FIELD(source, CT_COLUMN_TEXT, NULL, "Where the target stands."),
};
const ct_schema ct_path_schema = { "paths", "The annual path from the latest value to every target.", columns,
                                   sizeof columns / sizeof *columns, sizeof(ct_path_point) };

static ct_error add_point(const ct_task *task, ct_shape shape, long year, double value, double far,
                          ct_table *paths)
{
    const ct_assessment *from = task->row;
    ct_path_point *row = ct_table_add(paths);
    bool levels = task->reckoning->based;

    if (row == NULL) return ct_no_memory();
    row->indicator = ct_table_text(paths, from->indicator);
    row->name = ct_table_text(paths, from->name);
    row->scope = ct_table_text(paths, from->scope);
    row->breakdown = ct_table_text(paths, from->breakdown);
    row->unit = ct_table_text(paths, levels ? task->series->head->unit : from->unit);
    row->target_id = ct_table_text(paths, from->target_id);
    row->source = ct_table_text(paths, from->source);
    if (row->indicator == NULL || row->name == NULL || row->scope == NULL || row->breakdown == NULL ||
        row->unit == NULL || row->target_id == NULL || row->source == NULL)
        return ct_no_memory();
    row->period_start = from->period_start;
    row->period_end = from->period_end;
    row->measure = from->measure;
    row->aggregation = from->aggregation;
    row->target_low = from->target_low;
    row->target_high = from->target_high;
    row->shape = shape;
    row->period = year;
    row->value = value;
    row->value_far = task->far != task->near ? far : NAN;
    ct_row_finite(&ct_path_schema, row);
    return ct_ok();
}

ct_error ct_task_paths(const ct_task *task, ct_table *paths)
{
    const ct_reckoning *reckoning = task->reckoning;
    bool yearly = reckoning->yearly;
    long last = yearly ? task->start + (long)task->k - 1 : task->latest != NULL ? task->latest->period : 0;
    size_t left;

    if (task->sign == 0 || task->closed || task->latest == NULL || last >= task->end ||
        (yearly && task->gap) || (reckoning->based && task->base == NULL))
        return ct_ok();
    left = (size_t)(task->end - last);
    for (ct_shape shape = CT_SHAPE_LINEAR; shape <= CT_SHAPE_S; shape++)
        for (size_t i = 1; i <= left; i++) {
            const ct_path_place place = { shape, i, left };
            double value = reckoning->path(task, &place, task->near),
                   far = reckoning->path(task, &place, task->far);

            if (isfinite(value)) CT_TRY(add_point(task, shape, last + (long)i, value, far, paths));
        }
    return ct_ok();
}
