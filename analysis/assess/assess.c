#include "assess/assess.h"

#include <stdlib.h>
#include <string.h>

#include "assess/assessor.h"
#include "assess/reckoning.h"
#include "assess/statuses.h"
#include "core/id.h"
#include "series/planning.h"

static ct_error fill_stated(const ct_assessor *all, const ct_target *target, ct_table *assessments,
                            ct_assessment **out)
{
    const ct_indicator *indicator = ct_indicator_find(all->catalogue, target->indicator);
    ct_assessment *row = ct_table_add(assessments);
    char id[CT_ID_SIZE];

    if (row == NULL) return ct_no_memory();
    row->indicator = ct_table_text(assessments, target->indicator);
    row->name = ct_table_text(assessments, target->name);
    row->scope = ct_table_text(assessments, target->scope);
    row->breakdown = ct_table_text(assessments, target->breakdown);
    row->unit = ct_table_text(assessments, target->unit);
    row->source = ct_table_text(assessments, target->source);
    ct_id_named(&ct_target_schema, "target_id", target, id);
    row->target_id = ct_table_text(assessments, id);
    if (row->indicator == NULL || row->name == NULL || row->scope == NULL || row->breakdown == NULL ||
        row->unit == NULL || row->source == NULL || row->target_id == NULL)
        return ct_no_memory();
    row->direction = indicator != NULL ? indicator->direction : CT_NEITHER;
    if (row->direction == CT_NEITHER && (target->qualifier == CT_GE || target->qualifier == CT_GT))
        row->direction = CT_UP;
    if (row->direction == CT_NEITHER && (target->qualifier == CT_LE || target->qualifier == CT_LT))
        row->direction = CT_DOWN;
    row->measure = (ct_measure)target->measure;
    row->aggregation = (ct_aggregation)target->aggregation;
    row->qualifier = (ct_qualifier)target->qualifier;
    row->target_low = target->low;
    row->target_high = target->high;
    row->period_start = target->period_start.year;
    row->period_end = target->period_end.year;
    *out = row;
    return ct_ok();
}

static ct_error keep_texts(const ct_task *task, const char *unit, ct_table *assessments)
{
    ct_assessment *row = task->row;
    char id[CT_ID_SIZE];

    ct_id_named(&ct_series_schema, "series_id", task->series->head, id);
    row->series_id = ct_table_text(assessments, id);
    row->unit = ct_table_text(assessments, unit);
    row->method = ct_table_text(assessments, row->method);
    row->series_source = ct_table_text(assessments, task->latest != NULL ? task->latest->source : "");
    return row->unit != NULL && row->method != NULL && row->series_source != NULL && row->series_id != NULL
               ? ct_ok()
               : ct_no_memory();
}

/* The tables beside the assessment, for one target. */
static ct_error write_more(const ct_assessor *all, const char *key, const ct_task *task)
{
    const ct_assess_output *output = &all->output;

    if (output->statuses != NULL)
        CT_TRY(ct_task_statuses(task, all->arena, all->status_rules, output->statuses));
    if (output->paths != NULL && task->ready) CT_TRY(ct_task_paths(task, output->paths));
    /* A scenario states its values in the unit of the indicator's main series; they mean nothing for a series
     * in another unit. */
    if (output->outcomes != NULL && all->assumptions != NULL &&
        task->series == ct_series_find(&all->series, key, NULL))
        CT_TRY(ct_task_outcomes(task, all->arena, key, all->assumptions, output->outcomes));
    if (output->leverage != NULL && task->ready) CT_TRY(ct_task_leverage(task, output->leverage));
    return ct_ok();
}

/* The latest value, and whether it is old. */
static void fill_latest(const ct_task *task)
{
    ct_assessment *row = task->row;
    size_t n = task->latest != NULL ? task->n_points : 0;

    row->evidence = ct_gate_evidence(task->thresholds, n, task->prior);
    if (task->latest == NULL) return;
    row->latest_year = task->latest->period;
    row->latest_value = task->latest->value;
    row->latest_status = task->latest->status + 1;
    if ((double)(task->end - task->latest->period) > task->thresholds->old)
        row->old = task->end - task->latest->period;
}

/* How earlier yearly plans of the same series came out; only for targets on the value of one year with a
 * direction. */
static void fill_record(const ct_assessor *all, const char *key, const ct_task *task)
{
    ct_track record;

    if (task->sign == 0 || !task->reckoning->last_value) return;
    record = ct_track_of(all->records, &(ct_track_query){ .thresholds = all->thresholds,
                                                          .catalogue = all->catalogue,
                                                          .key = key,
                                                          .series = task->series,
                                                          .measure = task->row->measure,
                                                          .sign = task->sign,
                                                          .amount = task->amount,
                                                          .end = task->end });
    if (record.plans == 0) return;
    task->row->record_plans = record.plans;
    task->row->record_met = (double)record.met;
    task->row->record_margin = record.margin;
}

static ct_error assess_target(const ct_assessor *all, size_t i, ct_table *assessments)
{
    const ct_target *target = ct_target_at(all->targets, i);
    const char *key = all->keys[i];
    ct_task task = { .thresholds = all->thresholds,
                     .points = all->points,
                     .show_withheld = all->show_withheld };

    CT_TRY(fill_stated(all, target, assessments, &task.row));
    task.series = ct_series_find(&all->series, key, target->unit);
    CT_TRY(ct_assessor_prepare(all, i, key, &task));
    if (task.ready) {
        fill_latest(&task);
        ct_task_progress(&task);
        CT_TRY(ct_task_verdict(&task));
        fill_record(all, key, &task);
        ct_task_terms(&task);
        CT_TRY(keep_texts(&task, task.reckoning->unit(target, task.series), assessments));
    }
    ct_row_finite(&ct_assessment_schema, task.row);
    return write_more(all, key, &task);
}

static ct_error find_keys(ct_assessor *all)
{
    all->keys = ct_arena_array(all->arena, all->targets->n, sizeof *all->keys);
    if (all->keys == NULL) return ct_no_memory();
    for (size_t i = 0; i < all->targets->n; i++) {
        const ct_target *target = ct_target_at(all->targets, i);

        all->keys[i] =
            ct_series_key(all->arena, all->catalogue, target->indicator, target->scope, target->breakdown);
        if (all->keys[i] == NULL) return ct_no_memory();
    }
    return ct_ok();
}

static ct_error assess_all(ct_assessor *all, const ct_assess_input *input)
{
    const ct_table *scenarios = input->scenarios;

    CT_TRY(ct_series_index_new(all->arena, all->catalogue, all->points, &all->series));
    CT_TRY(ct_assessor_futures(all));
    CT_TRY(find_keys(all));
    CT_TRY(ct_track_index_new(all->arena, all->targets, all->keys, &all->records));
    if (input->observations != NULL)
        CT_TRY(ct_trust_new(all->arena, all->catalogue, input->observations, &all->trust));
    CT_TRY(ct_plan_starts(all->arena, all->targets, &all->plan_starts));
    if (scenarios != NULL)
        CT_TRY(ct_assumptions_index(all->arena, all->catalogue, scenarios, &all->assumptions));
    for (size_t i = 0; i < all->targets->n; i++) CT_TRY(assess_target(all, i, all->output.assessments));
    return ct_ok();
}

ct_error ct_assess_all(const ct_assess_input *input, const ct_assess_output *output)
{
    ct_assessor all = { .catalogue = input->catalogue,
                        .thresholds = input->thresholds != NULL ? input->thresholds : &ct_thresholds_default,
                        .points = input->points,
                        .targets = input->targets,
                        .projections = input->projections,
                        .status_rules = input->status_rules,
                        .show_withheld = input->show_withheld,
                        .output = *output,
                        .arena = ct_arena_new() };
    ct_error err = all.arena != NULL ? assess_all(&all, input) : ct_no_memory();

    ct_arena_free(all.arena);
    return err;
}

ct_error ct_assess(const ct_catalogue *catalogue, const ct_thresholds *thresholds, const ct_table *points,
                   const ct_table *targets, const ct_table *projections, ct_table *assessments)
{
    const ct_assess_input input = { .catalogue = catalogue,
                                    .thresholds = thresholds,
                                    .points = points,
                                    .targets = targets,
                                    .projections = projections };

    return ct_assess_all(&input, &(ct_assess_output){ .assessments = assessments });
}
