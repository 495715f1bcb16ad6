#include "assess/assess.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "assess/columns.h"
#include "assess/scenarios.h"
#include "assess/statuses.h"
#include "assess/task.h"
#include "series/planning.h"
#include "series/value.h"

const char *const ct_reason_words[] = { "",        "no_series", "unit",     "one_point", "no_base",       "zero_base", "no_direction",
                                        "measure", "no_period", "no_value", "at_target", "no_projection", NULL };
const char *const ct_verdict_words[] = { "", "exceeded", "met", "hard", "missed", "no_data", NULL };
const char *const ct_latest_words[] = { "", "actual", "preliminary", "estimate", "forecast", "derived", NULL };

#define TEXT(field, about) CT_ASSESS_COLUMN(ct_assessment, field, CT_COLUMN_TEXT, NULL, about)
#define NUMBER(field, about) CT_ASSESS_COLUMN(ct_assessment, field, CT_COLUMN_NUMBER, NULL, about)
#define YEAR(field, about) CT_ASSESS_COLUMN(ct_assessment, field, CT_COLUMN_COUNT, NULL, about)
#define WORD(field, words, about) CT_ASSESS_COLUMN(ct_assessment, field, CT_COLUMN_WORD, words, about)

static const ct_column assessment_columns[] = {
    TEXT(indicator, "Catalogue id of the indicator."),
    TEXT(name, "Vietnamese name of the indicator."),
    TEXT(scope, "Territory or body."),
    TEXT(breakdown, "Sector, area or level; empty for the total."),
    TEXT(unit, "Unit of the figures."),
    WORD(direction, ct_direction_words, "Which is better: higher, lower, neither."),
    WORD(measure, ct_measure_words, "What the target says of the indicator."),
    WORD(aggregation, ct_aggregation_words, "How the years of the period count."),
    WORD(qualifier, ct_qualifier_words, "Exactly, at least, above, at most, below, about."),
    NUMBER(target_low, "Target value, or the lower end of its range."),
    NUMBER(target_high, "Upper end of the range; equals target_low where there is none."),
    YEAR(period_start, "First year the target states."),
    YEAR(period_end, "Last year the target states."),
    YEAR(base_year, "Year of the last value before the plan."),
    NUMBER(base_value, "Value of that year."),
    YEAR(latest_year, "Latest year with a value, up to the period's end."),
    NUMBER(latest_value, "Value of that year."),
    WORD(latest_status, ct_latest_words, "How sure that value is."),
    NUMBER(achieved, "The figure in the target's own terms so far."),
    NUMBER(secured, "Average growth over the whole period if the years left do not grow, %."),
    NUMBER(share_done, "Percent of the way from base to target."),
    NUMBER(share_expected, "Percent of the time elapsed."),
    NUMBER(time_distance, "Years ahead of the straight line from base to target; negative is behind."),
    NUMBER(rate_observed, "Growth so far, % a year."),
    NUMBER(rate_planned, "Growth that base and target imply, % a year."),
    NUMBER(rate_required, "Growth the years left must bring, % a year."),
    NUMBER(step_observed, "Change so far, units a year."),
    NUMBER(step_planned, "Change that base and target imply, units a year."),
    NUMBER(step_required, "Change the years left must bring, units a year."),
    NUMBER(required_high, "As rate_required (or step_required) for the farther end of the range."),
    NUMBER(step_required_high, "As step_required for the farther end of the range."),
    NUMBER(attainment_year, "When the target is passed at the pace so far; empty: never, or not computed."),
    NUMBER(gap_now, "Figure so far minus target; negative is short of it."),
    NUMBER(gap_now_percent, "The same in % of the target, for amounts."),
    NUMBER(projected, "Projected figure at the period's end, median."),
    NUMBER(projected_lo80, "Lower end of its 80 % interval."),
    NUMBER(projected_hi80, "Upper end of its 80 % interval."),
    NUMBER(gap_projected, "Projected figure minus target; negative is short of it."),
    NUMBER(gap_projected_percent, "The same in % of the target, for amounts."),
    NUMBER(probability, "Probability that the target is met, 0 to 1."),
    NUMBER(probability_exceeded, "Probability that it is passed by a margin, or the range's farther end is."),
    WORD(verdict, ct_verdict_words, "Where the target stands, rule set chitieu-vn-1."),
    WORD(reason, ct_reason_words, "The first thing that could not be computed."),
    TEXT(method, "Method of the projection."),
    TEXT(source, "Where the target stands."),
    TEXT(series_source, "Where the latest value stands."),
};
const ct_schema ct_assessment_schema = { "assessment", "The gap to every target.", assessment_columns,
                                         sizeof assessment_columns / sizeof *assessment_columns, sizeof(ct_assessment) };

/* A projection with the key of its series. */
typedef struct {
    const char *key;          /* of the series, its unit not counted */
    const ct_projection *row; /* the arena's copy */
    long line;                /* of the projections file */
} future_entry;

typedef struct {
    const ct_catalogue *catalogue;
    const ct_thresholds *thresholds;
    ct_arena *arena;
    const ct_table *points, *targets, *projections;
    const ct_table *status_rules;
    const ct_assumptions *assumptions; /* NULL: none */
    ct_assess_output output;
    ct_series_index series;
    future_entry *futures; /* by key, unit and year */
    size_t n_futures;
    const long *plan_starts;
} assessor;

/* By key, unit and year; of the same year the one that stands first, so that an error names the second. */
static int compare_futures(const void *a, const void *b)
{
    const future_entry *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    if (order == 0) order = strcmp(x->row->unit, y->row->unit);
    if (order == 0) order = (x->row->period > y->row->period) - (x->row->period < y->row->period);
    return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

static bool is_ordered(const ct_projection *row)
{
    return isfinite(row->lo95) && isfinite(row->hi95) && row->lo95 <= row->lo80 && row->lo80 <= row->median && row->median <= row->hi80 &&
           row->hi80 <= row->hi95;
}

/* The projection as its table would be written and read: a run in one piece and one through files then agree to the last digit. */
static ct_error take_projection(const assessor *all, size_t i, future_entry *entry)
{
    const ct_projection *row = ct_projection_at(all->projections, i);
    ct_projection *tidy = ct_arena_alloc(all->arena, sizeof *tidy);

    if (!is_ordered(row))
        return ct_fail(CT_EDATA, all->projections->lines[i],
                       "%s, %ld: the projection's quantiles are not finite numbers in ascending order", row->indicator, row->period);
    entry->line = all->projections->lines[i];
    entry->row = tidy;
    entry->key = ct_series_key(all->arena, all->catalogue, row->indicator, row->scope, row->breakdown);
    if (tidy == NULL || entry->key == NULL) return ct_no_memory();
    *tidy = *row;
    tidy->lo95 = ct_value_tidy(row->lo95);
    tidy->lo80 = ct_value_tidy(row->lo80);
    tidy->median = ct_value_tidy(row->median);
    tidy->hi80 = ct_value_tidy(row->hi80);
    tidy->hi95 = ct_value_tidy(row->hi95);
    return ct_ok();
}

static ct_error index_projections(assessor *all)
{
    size_t n = all->projections != NULL ? all->projections->n : 0;

    all->futures = ct_arena_array(all->arena, n, sizeof *all->futures);
    if (all->futures == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) CT_TRY(take_projection(all, i, &all->futures[i]));
    if (n > 0) qsort(all->futures, n, sizeof *all->futures, compare_futures);
    for (size_t i = 1; i < n; i++) {
        const future_entry *entry = &all->futures[i];

        if (strcmp(entry->key, entry[-1].key) == 0 && strcmp(entry->row->unit, entry[-1].row->unit) == 0 &&
            entry->row->period == entry[-1].row->period)
            return ct_fail(CT_EDATA, entry->line, "%s: year %ld is projected twice; keep one projection of each year",
                           entry->row->indicator, entry->row->period);
    }
    all->n_futures = n;
    return ct_ok();
}

static const ct_projection *find_projection(const assessor *all, const char *key, const char *unit, long year)
{
    size_t low = 0, high = all->n_futures;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(all->futures[middle].key, key);

        if (order == 0) order = strcmp(all->futures[middle].row->unit, unit);
        if (order < 0 || (order == 0 && all->futures[middle].row->period < year))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == all->n_futures || strcmp(all->futures[low].key, key) != 0 || strcmp(all->futures[low].row->unit, unit) != 0) return NULL;
    return all->futures[low].row->period == year ? all->futures[low].row : NULL;
}

static ct_error fill_stated(const assessor *all, const ct_target *target, ct_table *assessments, ct_assessment **out)
{
    const ct_indicator *indicator = ct_indicator_find(all->catalogue, target->indicator);
    ct_assessment *row = ct_table_add(assessments);

    if (row == NULL) return ct_no_memory();
    row->indicator = ct_table_text(assessments, target->indicator);
    row->name = ct_table_text(assessments, target->name);
    row->scope = ct_table_text(assessments, target->scope);
    row->breakdown = ct_table_text(assessments, target->breakdown);
    row->unit = ct_table_text(assessments, target->unit);
    row->source = ct_table_text(assessments, target->source);
    if (row->indicator == NULL || row->name == NULL || row->scope == NULL || row->breakdown == NULL || row->unit == NULL ||
        row->source == NULL)
        return ct_no_memory();
    row->direction = indicator != NULL ? (int)indicator->direction : (int)CT_NEITHER;
    if (row->direction == CT_NEITHER && (target->qualifier == CT_GE || target->qualifier == CT_GT)) row->direction = CT_UP;
    if (row->direction == CT_NEITHER && (target->qualifier == CT_LE || target->qualifier == CT_LT)) row->direction = CT_DOWN;
    row->measure = target->measure;
    row->aggregation = target->aggregation;
    row->qualifier = target->qualifier;
    row->target_low = target->low;
    row->target_high = target->high;
    row->period_start = target->period_start.year;
    row->period_end = target->period_end.year;
    *out = row;
    return ct_ok();
}

/* What the target is made of, or false: nothing serves its measure and aggregation. */
static bool choose_reckoning(const ct_indicator *indicator, const ct_catalogue *catalogue, const ct_target *target, const ct_series *series,
                             ct_reckoning *reckoning)
{
    bool rate = series->head->nature == CT_RATE, growth = target->measure == CT_MEASURE_GROWTH;
    bool own = indicator != NULL ? ct_series_indicator(catalogue, indicator, target->measure) == indicator
                                 : growth == rate && target->measure != CT_MEASURE_CHANGE && target->measure != CT_MEASURE_PLAN_RATIO &&
                                       target->measure != CT_MEASURE_MULTIPLE;
    bool rank = target->measure == CT_MEASURE_RANK, average = target->aggregation == CT_ANNUAL_AVERAGE;

    if (average && target->measure == CT_MEASURE_CHANGE)
        *reckoning = CT_RECKON_CHANGE;
    else if (average && growth && series->head->nature == CT_LEVEL)
        *reckoning = CT_RECKON_CAGR;
    else if (target->aggregation == CT_POINT && target->measure == CT_MEASURE_CHANGE)
        *reckoning = CT_RECKON_DIFFERENCE;
    else if (target->aggregation == CT_POINT && target->measure == CT_MEASURE_MULTIPLE && series->head->nature == CT_LEVEL)
        *reckoning = CT_RECKON_MULTIPLE;
    else if (target->aggregation == CT_POINT && growth && series->head->nature == CT_LEVEL)
        *reckoning = CT_RECKON_GROWTH;
    else if (own && target->aggregation == CT_POINT)
        *reckoning = CT_RECKON_LEVEL;
    else if (own && target->aggregation == CT_EACH_YEAR)
        *reckoning = CT_RECKON_EACH_YEAR;
    else if (own && average && !rank)
        *reckoning = growth ? CT_RECKON_AVERAGE : CT_RECKON_MEAN;
    else if (own && target->aggregation == CT_CUMULATIVE && series->head->nature == CT_LEVEL && !rank)
        *reckoning = CT_RECKON_SUM;
    else
        return false;
    return true;
}

/* What the target's figures are in: the unit of the series, % for growth of a level, times for a multiple. */
static const char *figure_unit(const ct_task *task, const ct_target *target, const ct_series *series)
{
    bool points = (task->reckoning == CT_RECKON_DIFFERENCE || task->reckoning == CT_RECKON_CHANGE) &&
                  strcmp(series->head->unit, "%") == 0 && strstr(target->unit, "%") != NULL; /* a change of a percentage is in points */

    if (task->reckoning == CT_RECKON_MULTIPLE || points) return target->unit;
    return task->reckoning == CT_RECKON_CAGR || task->reckoning == CT_RECKON_GROWTH ? "%" : series->head->unit;
}

/* The target's ends in that unit. */
static bool convert(const assessor *all, const ct_target *target, const ct_series *series, ct_task *task)
{
    const char *unit = figure_unit(task, target, series);
    double low, high;

    if (!ct_value_convert(all->catalogue, target->low, target->unit, unit, &low) ||
        !ct_value_convert(all->catalogue, target->high, target->unit, unit, &high))
        return false;
    task->row->target_low = low;
    task->row->target_high = high;
    task->near = task->row->direction == CT_DOWN ? task->row->target_high : task->row->target_low;
    task->far = task->row->direction == CT_DOWN ? task->row->target_low : task->row->target_high;
    return isfinite(low) && isfinite(high);
}

enum { LONGEST_PLAN = 100 }; /* years; a base further back is a slip */

/* The years that count. A target for one year is measured from the start of the plan it belongs to. */
static bool set_period(const assessor *all, const ct_target *target, size_t i, ct_task *task)
{
    long cycle = (long)all->thresholds->plan_years, stated = target->period_start.year, plan = all->plan_starts[i];
    bool single = stated == 0 || stated == target->period_end.year;

    task->end = target->period_end.year;
    if (task->end - target->base_period.year > LONGEST_PLAN && target->base_period.year != 0) return false;
    if (task->end == 0 || stated > task->end || (task->reckoning == CT_RECKON_SUM && single)) return false;
    if (ct_reckoning_based(task->reckoning) && target->aggregation == CT_POINT) { /* from one year: the one it names, else the one before */
        task->start = target->base_period.year != 0 ? target->base_period.year + 1 : task->end;
        task->years = (size_t)(task->end - task->start + 1);
        return task->start <= task->end;
    }
    if (plan == 0 && cycle > 0 && task->end % cycle == 0) plan = task->end - cycle + 1;
    task->start = !single ? stated : task->reckoning != CT_RECKON_EACH_YEAR && plan > 0 ? plan : task->end;
    task->years = (size_t)(task->end - task->start + 1);
    return true;
}

/* Half a unit of the last digit printed, by the value that shows most digits: trailing zeros do not survive in a number. */
static double finest_slack(const ct_task *task)
{
    double slack = 0.5;

    for (size_t i = 0; i < task->k; i++) slack = fmin(slack, ct_value_slack(task->known[i]));
    if (task->reckoning == CT_RECKON_CHANGE) {
        if (task->base != NULL) slack = fmin(slack, ct_value_slack(task->base->value));
        slack /= (double)task->years;
    }
    return task->reckoning == CT_RECKON_AVERAGE || task->reckoning == CT_RECKON_MEAN || task->reckoning == CT_RECKON_SUM ||
                   task->reckoning == CT_RECKON_CHANGE
               ? slack
               : 0;
}

/* The same of a figure made of the base and the latest value. */
static double based_slack(const ct_task *task)
{
    double x0 = task->base != NULL ? task->base->value : 0, x1 = task->latest != NULL ? task->latest->value : 0;
    double s0 = ct_value_slack(x0), s1 = ct_value_slack(x1), ratio;

    if (task->reckoning == CT_RECKON_DIFFERENCE) return fmax(s0, s1);
    if ((task->reckoning != CT_RECKON_MULTIPLE && task->reckoning != CT_RECKON_GROWTH) || !(x0 > 0) || !(x1 > 0)) return 0;
    ratio = x1 / x0 * (s0 / x0 + s1 / x1);
    return task->reckoning == CT_RECKON_GROWTH ? 100 * ratio : ratio;
}

static ct_error find_points(const assessor *all, const ct_series *series, ct_task *task)
{
    double *known = ct_arena_array(all->arena, task->years, sizeof *known);
    long next = task->start;

    if (known == NULL) return ct_no_memory();
    for (size_t i = 0; i < series->n; i++) {
        const ct_point *point = ct_point_at(all->points, series->first + i);

        if (point->status == CT_STATUS_FORECAST) continue; /* a document's guess is no result */
        if (point->period >= task->end) task->closed = true;
        if (point->period > task->end) break;
        task->latest = point;
        task->n_points++;
        if (point->period < task->start) {
            task->base = point;
            continue;
        }
        task->gap = task->gap || point->period != next;
        next = point->period + 1;
        known[task->k++] = point->value;
    }
    if (task->closed && next <= task->end) task->gap = true;
    task->known = known;
    task->slack = finest_slack(task) + based_slack(task);
    return ct_ok();
}

static ct_error find_future(const assessor *all, const char *key, ct_task *task)
{
    long last = task->latest != NULL && task->latest->period >= task->start ? task->latest->period : task->start - 1;
    long first = ct_reckoning_yearly(task->reckoning) ? last + 1 : task->end;

    task->any_projections = all->projections != NULL;
    if (task->closed || !task->any_projections) return ct_ok();
    task->future = ct_arena_array(all->arena, task->years, sizeof *task->future);
    if (task->future == NULL) return ct_no_memory();
    for (long year = first; year <= task->end; year++) {
        const ct_projection *row = find_projection(all, key, task->series->head->unit, year);

        if (row == NULL) return ct_ok();
        task->future[task->n_future++] = row;
    }
    task->projected = true;
    return ct_ok();
}

static ct_error keep_texts(const ct_task *task, const char *unit, ct_table *assessments)
{
    ct_assessment *row = task->row;

    row->unit = ct_table_text(assessments, unit);
    row->method = ct_table_text(assessments, row->method);
    row->series_source = ct_table_text(assessments, task->latest != NULL ? task->latest->source : "");
    return row->unit != NULL && row->method != NULL && row->series_source != NULL ? ct_ok() : ct_no_memory();
}

/* A target hundreds of times above or below its series has lost its unit; a verdict on it would be about the slip. */
static bool is_misread(const ct_task *task)
{
    double yearly = task->reckoning == CT_RECKON_SUM ? task->near / (double)task->years : task->near;

    return task->amount && task->latest != NULL && ct_value_strays(yearly, task->latest->value, task->thresholds->magnitude);
}

static void fill_latest(const ct_task *task)
{
    if (task->latest == NULL) return;
    task->row->latest_year = task->latest->period;
    task->row->latest_value = task->latest->value;
    task->row->latest_status = task->latest->status + 1;
}

/* A growth or multiple demanded of an amount is judged by growth: the amounts themselves, in another unit, have no place in its row. */
static void tell_in_own_terms(const ct_task *task)
{
    if (task->reckoning != CT_RECKON_GROWTH && task->reckoning != CT_RECKON_CAGR && task->reckoning != CT_RECKON_MULTIPLE) return;
    task->row->latest_value = task->row->achieved;
    task->row->base_value = NAN;
}

/* No verdict, and why. */
static ct_error refuse(ct_task *task, ct_reason reason)
{
    ct_task_reason(task, reason);
    if (reason == CT_REASON_NO_SERIES || reason == CT_REASON_UNIT) task->row->verdict = CT_VERDICT_NO_DATA;
    return ct_ok();
}

/* From a target's statement to a task that can be reckoned; false with its reason where something stands in the way. */
static ct_error prepare(const assessor *all, size_t i, const char *key, ct_task *task)
{
    const ct_target *target = ct_target_at(all->targets, i);
    const ct_indicator *indicator = ct_indicator_find(all->catalogue, target->indicator);
    const ct_series *series = task->series;

    if (task->row->period_end == 0) return refuse(task, CT_REASON_NO_PERIOD);
    if (series == NULL) return refuse(task, CT_REASON_NO_SERIES);
    if (!choose_reckoning(indicator, all->catalogue, target, series, &task->reckoning)) return refuse(task, CT_REASON_MEASURE);
    if (!convert(all, target, series, task)) return refuse(task, CT_REASON_UNIT);
    if (!set_period(all, target, i, task)) return refuse(task, CT_REASON_NO_PERIOD);
    task->sign = task->row->direction == CT_UP ? 1 : task->row->direction == CT_DOWN ? -1 : 0;
    task->amount = series->head->nature == CT_LEVEL && target->measure == CT_MEASURE_LEVEL;
    task->geometric = task->reckoning != CT_RECKON_CHANGE && task->reckoning != CT_RECKON_DIFFERENCE && series->head->nature != CT_RATE &&
                      target->measure != CT_MEASURE_RANK;
    CT_TRY(find_points(all, series, task));
    if (is_misread(task)) return refuse(task, CT_REASON_UNIT);
    CT_TRY(find_future(all, key, task));
    task->ready = true;
    return ct_ok();
}

/* The tables beside the assessment, for one target. */
static ct_error write_more(const assessor *all, const char *key, const ct_task *task)
{
    const ct_assess_output *output = &all->output;

    if (output->statuses != NULL) CT_TRY(ct_task_statuses(task, all->arena, all->status_rules, output->statuses));
    if (output->paths != NULL && task->ready) CT_TRY(ct_task_paths(task, output->paths));
    /* What is assumed is assumed of an indicator: in its other units the values assumed would be others. */
    if (output->outcomes != NULL && all->assumptions != NULL && task->series == ct_series_find(&all->series, key, NULL))
        CT_TRY(ct_task_outcomes(task, all->arena, key, all->assumptions, output->outcomes));
    if (output->leverage != NULL && task->ready) CT_TRY(ct_task_leverage(task, output->leverage));
    return ct_ok();
}

static ct_error assess_target(const assessor *all, size_t i, ct_table *assessments)
{
    const ct_target *target = ct_target_at(all->targets, i);
    const char *key = ct_series_key(all->arena, all->catalogue, target->indicator, target->scope, target->breakdown);
    ct_task task = { .thresholds = all->thresholds, .points = all->points };

    if (key == NULL) return ct_no_memory();
    CT_TRY(fill_stated(all, target, assessments, &task.row));
    task.series = ct_series_find(&all->series, key, target->unit);
    CT_TRY(prepare(all, i, key, &task));
    if (task.ready) {
        fill_latest(&task);
        ct_task_progress(&task);
        CT_TRY(ct_task_verdict(&task));
        tell_in_own_terms(&task);
        CT_TRY(keep_texts(&task, figure_unit(&task, target, task.series), assessments));
    }
    ct_row_finite(&ct_assessment_schema, task.row);
    return write_more(all, key, &task);
}

static ct_error assess_all(assessor *all, const ct_table *scenarios)
{
    CT_TRY(ct_series_index_new(all->arena, all->catalogue, all->points, &all->series));
    CT_TRY(index_projections(all));
    CT_TRY(ct_plan_starts(all->arena, all->targets, &all->plan_starts));
    if (scenarios != NULL) CT_TRY(ct_assumptions_index(all->arena, all->catalogue, scenarios, &all->assumptions));
    for (size_t i = 0; i < all->targets->n; i++) CT_TRY(assess_target(all, i, all->output.assessments));
    return ct_ok();
}

ct_error ct_assess_all(const ct_assess_input *input, const ct_assess_output *output)
{
    assessor all = { .catalogue = input->catalogue,
                     .thresholds = input->thresholds != NULL ? input->thresholds : &ct_thresholds_default,
                     .points = input->points,
                     .targets = input->targets,
                     .projections = input->projections,
                     .status_rules = input->status_rules,
                     .output = *output,
                     .arena = ct_arena_new() };
    ct_error err = all.arena != NULL ? assess_all(&all, input->scenarios) : ct_no_memory();

    ct_arena_free(all.arena);
    return err;
}

ct_error ct_assess(const ct_catalogue *catalogue, const ct_thresholds *thresholds, const ct_table *points, const ct_table *targets,
                   const ct_table *projections, ct_table *assessments)
{
    const ct_assess_input input = {
        .catalogue = catalogue, .thresholds = thresholds, .points = points, .targets = targets, .projections = projections
    };

    return ct_assess_all(&input, &(ct_assess_output){ .assessments = assessments });
}
