#include <math.h>
#include <stdlib.h>

#include "assess/reckoning.h"
#include "assess/task.h"
#include "core/number.h"

/* The outcome of the reckoning, from the years known and the distributions of the others; false when what is
 * known leaves none. */
static bool make_outcome(const ct_task *task, const ct_distribution *projected, ct_outcome *outcome)
{
    *outcome = (ct_outcome){
        .yearly = task->reckoning->yearly, .years = task->years, .projected = projected, .n = task->n_future
    };
    return task->reckoning->outcome(task, outcome);
}

/* One unit of the last digit that a target's value shows. */
static double last_digit(double value)
{
    return pow(10, -ct_number_decimals(value, 9));
}

/* Does a figure meet a bound, by printed numbers? "Trên" (above) and "dưới" (below) are strict on the side
 * that is better; "khoảng" (about) allows one unit of the last printed digit; computed figures allow half a
 * unit of theirs. */
static bool meets(const ct_task *task, double value, double bound)
{
    ct_qualifier qualifier = task->row->qualifier;
    bool strict = (task->sign > 0 && qualifier == CT_GT) || (task->sign < 0 && qualifier == CT_LT);
    double slack = task->slack + (qualifier == CT_ABOUT ? last_digit(bound) : 0),
           past = task->sign * (value - bound);

    return strict && slack == 0 ? past > 0 : past >= -slack * (1 + 1e-9);
}

/* Is a figure better than the farther end of the target? A target with "above", "below" or "about" must be
 * passed by more than one unit of its last printed digit, any other by anything more than the rounding of the
 * figure. */
static bool beyond(const ct_task *task, double value)
{
    ct_qualifier qualifier = task->row->qualifier;
    bool rough = qualifier == CT_GT || qualifier == CT_LT || qualifier == CT_ABOUT;
    double slack = task->slack + (rough ? last_digit(task->far) : 0);

    return task->sign * (value - task->far) > slack * (1 + 1e-9);
}

/* A target for each year is missed with the first year that misses it, whatever the other years bring. */
static bool lost_already(const ct_task *task)
{
    return task->sign != 0 && task->reckoning->each_year && task->k > 0 &&
           !meets(task, task->row->achieved, task->near);
}

static void verdict_closed(ct_task *task)
{
    ct_assessment *row = task->row;
    bool complete =
        task->reckoning->yearly ? !task->gap && task->k == task->years : task->latest->period == task->end;

    if (lost_already(task)) {
        row->verdict = CT_VERDICT_MISSED;
    } else if (!complete || !isfinite(row->achieved)) {
        ct_task_reason(task, CT_REASON_NO_VALUE);
        row->verdict = CT_VERDICT_NO_DATA;
    } else if (!meets(task, row->achieved, task->near)) {
        row->verdict = CT_VERDICT_MISSED;
    } else {
        row->verdict = beyond(task, row->achieved) ? CT_VERDICT_EXCEEDED : CT_VERDICT_MET;
    }
}

static double chance(const ct_task *task, const ct_outcome *outcome, double bound)
{
    return task->sign > 0 ? ct_outcome_at_least(outcome, bound) : ct_outcome_at_most(outcome, bound);
}

/* Where "exceeded" begins while the period runs: a single value needs a margin, or it would be a coin flip
 * whenever the median meets it. */
static double exceeded_from(const ct_task *task)
{
    double origin = task->reckoning->origin(task), way = isnan(origin) ? 0 : fabs(task->near - origin);

    if (task->far != task->near) return task->far;
    return task->near + task->sign * fmax(last_digit(task->near), task->thresholds->margin * way);
}

/* What the probability rests on. */
static ct_gate_basis basis_of(const ct_task *task)
{
    return (ct_gate_basis){ .n = task->n_points,
                            .years = task->end - task->latest->period,
                            .dependence = task->series->head->nature == CT_RATE ? CT_DEPENDENCE_HOVER
                                                                                : CT_DEPENDENCE_WALK,
                            .several = task->reckoning->yearly,
                            .prior = task->prior };
}

/* The gate withholds the verdict: the reason stands in its place. */
static void withhold(ct_task *task, ct_reason reason)
{
    task->row->reason = reason;
    if (task->any_projections && task->sign != 0) task->row->verdict = CT_VERDICT_NO_DATA;
}

/* The verdict of a period that is not over, where the probability decides it; good and bad verdicts follow
 * one rule. The interval of the probability's own error must lie on one side of the cut `met`; of the two
 * words of a side the stronger ("exceeded", "missed") needs the interval too, else the milder one is said. */
static ct_verdict decide(const ct_task *task)
{
    const ct_thresholds *cut = task->thresholds;
    const ct_assessment *row = task->row;
    ct_gate_basis basis = basis_of(task);
    double beyond_lo, beyond_hi;

    if (isnan(row->probability)) return CT_VERDICT_NO_DATA;
    ct_gate_interval(cut, &basis, row->probability_exceeded, &beyond_lo, &beyond_hi);
    if (row->probability_lo80 >= cut->met)
        return beyond_lo >= cut->exceeded ? CT_VERDICT_EXCEEDED : CT_VERDICT_MET;
    if (row->probability_hi80 < cut->met)
        return row->probability_hi80 < cut->hard ? CT_VERDICT_MISSED : CT_VERDICT_HARD;
    return CT_VERDICT_UNDECIDED;
}

static void verdict_running(ct_task *task, const ct_outcome *outcome)
{
    ct_assessment *row = task->row;
    ct_gate_basis basis = basis_of(task);

    row->probability = chance(task, outcome, task->near);
    row->probability_exceeded = chance(task, outcome, exceeded_from(task));
    ct_gate_interval(task->thresholds, &basis, row->probability, &row->probability_lo80,
                     &row->probability_hi80);
    row->verdict = decide(task);
    if (row->verdict == CT_VERDICT_UNDECIDED) row->reason = CT_REASON_UNDECIDED;
}

/* The columns that an outcome fills. */
static void fill_projected(ct_task *task, const ct_outcome *outcome)
{
    ct_assessment *row = task->row;

    row->projected = ct_outcome_middle(outcome);
    row->projected_lo80 = ct_outcome_at(outcome, -CT_SCORE_80);
    row->projected_hi80 = ct_outcome_at(outcome, CT_SCORE_80);
    row->gap_projected = ct_task_gap(task, row->projected);
    row->gap_projected_percent = ct_task_gap_percent(task, row->gap_projected);
    row->method = task->future[task->n_future - 1]->method;
    if (task->sign != 0) verdict_running(task, outcome);
}

static ct_error verdict_projected(ct_task *task, ct_distribution *projected, double *sample)
{
    ct_dependence dependence =
        task->series->head->nature == CT_RATE ? CT_DEPENDENCE_HOVER : CT_DEPENDENCE_WALK;
    ct_outcome outcome;

    for (size_t i = 0; i < task->n_future; i++) projected[i] = ct_distribution_of(task->future[i]);
    if (!make_outcome(task, projected, &outcome)) {
        if (task->any_projections && task->sign != 0) task->row->verdict = CT_VERDICT_NO_DATA;
        return ct_ok();
    }
    ct_error err = ct_outcome_simulate(&outcome, dependence, task->latest->period, sample);

    if (err.code == CT_EUSAGE)
        err = ct_ok(); /* beyond CT_MAX_HORIZON nothing is simulated: all years then stand at one score */
    if (err.code == CT_OK) fill_projected(task, &outcome);
    return err;
}

/* A share that stands at 100 % (or at 0, where less is better), and stood there the time before, with that
 * very target, is met: it can do no better, and to ask for odds would be idle. */
static bool held_at_bound(const ct_task *task)
{
    double bound = task->sign > 0 ? 100 : 0;
    size_t i = task->series->n, seen = 0;

    if (task->sign == 0 || !task->reckoning->last_value || task->series->head->nature != CT_SHARE ||
        task->near != bound)
        return false;
    while (i-- > 0 && seen < 2) {
        const ct_point *point = ct_point_at(task->points, task->series->first + i);

        if (point->status == CT_STATUS_FORECAST || point->period > task->latest->period) continue;
        if (point->value != bound) return false;
        seen++;
    }
    return seen == 2;
}

/* Why the gate withholds a projection; CT_REASON_DONE: it does not. */
static ct_reason gate_reason(const ct_task *task)
{
    long latest = task->latest->period,
         reach = ct_gate_reach(task->thresholds, task->n_points, latest, task->prior, 0);

    if (task->doubtful) return CT_REASON_REVIEW;
    if (reach <= latest) return CT_REASON_ONE_POINT;
    return task->end > reach ? CT_REASON_REACH : CT_REASON_DONE;
}

static ct_error project(ct_task *task)
{
    ct_distribution *projected = malloc(task->n_future * sizeof *projected);
    double *sample = malloc(CT_OUTCOME_SAMPLE * sizeof *sample);
    ct_error err =
        projected != NULL && sample != NULL ? verdict_projected(task, projected, sample) : ct_no_memory();

    free(projected);
    free(sample);
    return err;
}

static ct_error verdict_open(ct_task *task)
{
    ct_assessment *row = task->row;
    ct_reason reason = gate_reason(task);
    bool possible = task->projected && !(task->reckoning->yearly && task->gap);

    if (reason != CT_REASON_REVIEW && held_at_bound(task)) {
        row->verdict = CT_VERDICT_MET;
        return ct_ok();
    }
    if (reason != CT_REASON_DONE) {
        if (task->show_withheld && possible) CT_TRY(project(task));
        withhold(task, reason);
        if (reason == CT_REASON_REVIEW) row->verdict = CT_VERDICT_NONE;
        return ct_ok();
    }
    if (possible) return project(task);
    if (!task->projected) ct_task_reason(task, CT_REASON_NO_PROJECTION);
    if (task->any_projections && task->sign != 0) row->verdict = CT_VERDICT_NO_DATA;
    return ct_ok();
}

ct_error ct_task_verdict(ct_task *task)
{
    ct_assessment *row = task->row;
    bool settled = task->closed || lost_already(task);

    if (task->latest == NULL) {
        row->verdict = CT_VERDICT_NO_DATA;
    } else if (!settled) {
        return verdict_open(task);
    } else if (task->doubtful) {
        row->reason = CT_REASON_REVIEW;
    } else if (task->closed) {
        if (task->sign != 0) verdict_closed(task);
    } else {
        row->probability = row->probability_exceeded = row->probability_lo80 = row->probability_hi80 = 0;
        row->verdict = CT_VERDICT_MISSED;
    }
    return ct_ok();
}
