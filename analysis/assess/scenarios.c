#include "assess/scenarios.h"

#include <math.h>
#include <string.h>

#include "assess/columns.h"
#include "assess/rates.h"
#include "assess/reckoning.h"
#include "assess/task.h"
#include "series/key.h"

static const char *const assume_words[] = { "growth", "value", "needed", NULL };
static const char *const met_words[] = { "", "yes", "no", NULL };
static const char *const needed_words[] = { "", "% a year", "units a year", NULL };

static const ct_column assumption_columns[] = {
    { "scenario", CT_COLUMN_TEXT, true, offsetof(ct_assumption, scenario), NULL, "Name of the scenario." },
    { "indicator", CT_COLUMN_TEXT, true, offsetof(ct_assumption, indicator), NULL,
      "Catalogue id of the indicator." },
    { "scope", CT_COLUMN_TEXT, false, offsetof(ct_assumption, scope), NULL,
      "Territory or body; empty for all." },
    { "breakdown", CT_COLUMN_TEXT, false, offsetof(ct_assumption, breakdown), NULL,
      "Sector, area or level; empty for the total." },
    { "period_start", CT_COLUMN_COUNT, true, offsetof(ct_assumption, period_start), NULL,
      "First year it holds for." },
    { "period_end", CT_COLUMN_COUNT, false, offsetof(ct_assumption, period_end), NULL,
      "Last year it holds for; empty for one year." },
    { "assume", CT_COLUMN_WORD, true, offsetof(ct_assumption, assume), assume_words, "What is assumed." },
    { "value", CT_COLUMN_NUMBER, false, offsetof(ct_assumption, value), NULL,
      "Growth in %, or the value; empty for needed." },
};
const ct_schema ct_assumption_schema = { "scenarios", "What is assumed of the years to come.",
                                         assumption_columns,
                                         sizeof assumption_columns / sizeof *assumption_columns,
                                         sizeof(ct_assumption) };

static const ct_column result_columns[] = {
    CT_TARGET_COLUMNS(ct_scenario_result),
    { "scenario", CT_COLUMN_TEXT, false, offsetof(ct_scenario_result, scenario), NULL,
      "Name of the scenario." },
    { "result", CT_COLUMN_NUMBER, false, offsetof(ct_scenario_result, result), NULL,
      "What the target comes to." },
    { "gap", CT_COLUMN_NUMBER, false, offsetof(ct_scenario_result, gap), NULL,
      "Result minus target; negative is short of it." },
    { "met", CT_COLUMN_WORD, false, offsetof(ct_scenario_result, met), met_words,
      "Whether the target is met." },
    { "needed", CT_COLUMN_NUMBER, false, offsetof(ct_scenario_result, needed), NULL,
      "The pace of the years that are as needed." },
    { "needed_in", CT_COLUMN_WORD, false, offsetof(ct_scenario_result, needed_in), needed_words,
      "What that pace is in." },
    { "missing", CT_COLUMN_COUNT, false, offsetof(ct_scenario_result, missing), NULL,
      "First year with neither a value nor an assumption." },
    { "source", CT_COLUMN_TEXT, false, offsetof(ct_scenario_result, source), NULL,
      "Where the target stands." },
};
const ct_schema ct_scenario_schema = { "outcomes", "What every target comes to under each scenario.",
                                       result_columns, sizeof result_columns / sizeof *result_columns,
                                       sizeof(ct_scenario_result) };

static const char *const known_words[] = { "", "over", "to come", NULL };
static const ct_column leverage_columns[] = {
    CT_TARGET_COLUMNS(ct_leverage),
    { "period", CT_COLUMN_COUNT, false, offsetof(ct_leverage, period), NULL,
      "The year that loses one point of growth." },
    { "known", CT_COLUMN_WORD, false, offsetof(ct_leverage, known), known_words,
      "Whether that year is over." },
    { "rate", CT_COLUMN_NUMBER, false, offsetof(ct_leverage, rate), NULL,
      "Its growth, or what the target requires of it, %." },
    { "result", CT_COLUMN_NUMBER, false, offsetof(ct_leverage, result), NULL,
      "What the target then comes to." },
    { "effect", CT_COLUMN_NUMBER, false, offsetof(ct_leverage, effect), NULL, "How much that is less." },
    { "others", CT_COLUMN_NUMBER, false, offsetof(ct_leverage, others), NULL,
      "What the other years to come must bring to make up for it, %." },
    { "source", CT_COLUMN_TEXT, false, offsetof(ct_leverage, source), NULL, "Where the target stands." },
};
const ct_schema ct_leverage_schema = { "leverage", "What one point less growth in one year does.",
                                       leverage_columns, sizeof leverage_columns / sizeof *leverage_columns,
                                       sizeof(ct_leverage) };

/* ---- assumptions ---- */

static long last_year(const ct_assumption *row)
{
    return row->period_end != 0 ? row->period_end : row->period_start;
}

static ct_error check_row(const ct_assumption *row, long line)
{
    if ((row->assume == CT_ASSUME_NEEDED) != isnan(row->value))
        return ct_fail(CT_EPARSE, line,
                       "column 'value': give a number with growth and value, and none with needed");
    if (last_year(row) < row->period_start)
        return ct_fail(CT_EPARSE, line, "the years go from %ld back to %ld", row->period_start,
                       row->period_end);
    if (row->assume == CT_ASSUME_GROWTH && !(row->value > -100))
        return ct_fail(CT_EPARSE, line, "growth of %g %% a year leaves nothing; give more than -100",
                       row->value);
    return ct_ok();
}

static ct_error check_twice(const ct_assumptions *all, size_t i)
{
    const ct_assumption *row = ct_table_row(all->table, i);

    for (size_t j = 0; j < i; j++) {
        const ct_assumption *other = ct_table_row(all->table, j);

        if (strcmp(all->keys[i], all->keys[j]) != 0 || strcmp(row->scenario, other->scenario) != 0) continue;
        if (row->period_start <= last_year(other) && other->period_start <= last_year(row))
            return ct_fail(CT_EPARSE, all->table->lines[i],
                           "scenario '%.60s' assumes a year of %.60s twice; keep one", row->scenario,
                           row->indicator);
    }
    return ct_ok();
}

enum { MOST_ASSUMPTIONS = 5000 }; /* a table that people write; every row is looked at for every target */

ct_error ct_assumptions_index(ct_arena *arena, const ct_catalogue *catalogue, const ct_table *table,
                              const ct_assumptions **out)
{
    ct_assumptions *all = ct_arena_alloc(arena, sizeof *all);
    const char **names = ct_arena_array(arena, table->n, sizeof *names),
               **keys = ct_arena_array(arena, table->n, sizeof *keys);

    if (all == NULL || names == NULL || keys == NULL) return ct_no_memory();
    if (table->n > MOST_ASSUMPTIONS)
        return ct_fail(CT_EPARSE, table->lines[MOST_ASSUMPTIONS], "more than %d assumptions",
                       (int)MOST_ASSUMPTIONS);
    *all = (ct_assumptions){ names, 0, table, keys, catalogue };
    for (size_t i = 0; i < table->n; i++) {
        const ct_assumption *row = ct_table_row(table, i);
        size_t s = 0;

        CT_TRY(check_row(row, table->lines[i]));
        keys[i] = ct_series_key(arena, catalogue, row->indicator, row->scope, row->breakdown);
        if (keys[i] == NULL) return ct_no_memory();
        CT_TRY(check_twice(all, i));
        while (s < all->n && strcmp(names[s], row->scenario) != 0) s++;
        if (s == all->n) names[all->n++] = row->scenario;
    }
    *out = all;
    return ct_ok();
}

/* What one scenario assumes of one series. */
typedef struct {
    const ct_assumptions *all;
    const char *scenario;
    const char *key;     /* of the series */
    const char *key_any; /* the same for every scope */
} series_scenario;

/* The scenario's assumption about one year; one with a scope goes before one for every scope. NULL: none. */
static const ct_assumption *find(const series_scenario *of, long year)
{
    const ct_assumptions *all = of->all;
    const ct_assumption *found = NULL;

    for (size_t i = 0; i < all->table->n; i++) {
        const ct_assumption *row = ct_table_row(all->table, i);

        if (strcmp(row->scenario, of->scenario) != 0 || year < row->period_start || year > last_year(row))
            continue;
        if (strcmp(all->keys[i], of->key) == 0) return row;
        if (row->scope[0] == '\0' && strcmp(all->keys[i], of->key_any) == 0) found = row;
    }
    return found;
}

/* Does the scenario assume anything of the series? */
static bool touches(const series_scenario *of)
{
    const ct_assumptions *all = of->all;

    for (size_t i = 0; i < all->table->n; i++) {
        const ct_assumption *row = ct_table_row(all->table, i);

        if (strcmp(row->scenario, of->scenario) == 0 &&
            (strcmp(all->keys[i], of->key) == 0 ||
             (row->scope[0] == '\0' && strcmp(all->keys[i], of->key_any) == 0)))
            return true;
    }
    return false;
}

/* ---- one target under one scenario ---- */

typedef struct {
    const ct_task *task;
    const ct_assumption *const *years; /* n of them, for the years after the latest value up to the end */
    size_t n;
    double *values; /* room for one value of each known year of the period and of each of these */
    bool rates;     /* the series holds growth rates */
    bool growing;   /* the pace of the years "as needed" is a growth in %; else a step, a sum's amount or a
                       growth rate: units a year */
} scenario_course;

/* The value of a year to come, after `before`. */
static double next_value(const scenario_course *course, const ct_assumption *year, double before, double pace)
{
    if (year->assume == CT_ASSUME_VALUE) return year->value;
    if (course->rates) return year->assume == CT_ASSUME_NEEDED ? pace : year->value;
    if (year->assume == CT_ASSUME_GROWTH) return ct_grow(before, year->value, 1);
    if (course->growing) return ct_grow(before, pace, 1);
    return course->task->reckoning->yearly ? pace : before + pace;
}

/* What the target comes to when `pace` is the pace of the years that are "as needed". */
static double come_to(const scenario_course *course, double pace)
{
    const ct_task *task = course->task;
    double value = task->latest->value;

    for (size_t i = 0; i < task->k; i++) course->values[i] = value = task->known[i];
    for (size_t i = 0; i < course->n; i++)
        course->values[task->k + i] = value = next_value(course, course->years[i], value, pace);
    return task->reckoning->come_to(task, course->values, task->k + course->n);
}

/* The pace at which the target is just met: what it comes to never falls as the pace rises. NaN when no pace
 * does. */
static double solve(const scenario_course *course)
{
    double goal = course->task->near, low = -99.999999, high = 1;

    if (!course->growing && !course->rates) {
        low = -1;
        while (come_to(course, low) > goal && low > -1e18) low *= 2;
    }
    while (come_to(course, high) < goal && high < 1e18) high = high > 0 ? high * 2 : 1;
    if (!(come_to(course, low) <= goal && come_to(course, high) >= goal)) return NAN;
    for (int i = 0; i < 200; i++) {
        double middle = low + (high - low) / 2;

        if (come_to(course, middle) < goal)
            low = middle;
        else
            high = middle;
    }
    return high;
}

static ct_error copy_texts(ct_table *table, const char **to[], const char *const from[], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        *to[i] = ct_table_text(table, from[i]);
        if (*to[i] == NULL) return ct_no_memory();
    }
    return ct_ok();
}

static ct_error add_result(const ct_task *task, const char *scenario, ct_table *results,
                           ct_scenario_result **out)
{
    const ct_assessment *from = task->row;
    ct_scenario_result *row = ct_table_add(results);

    if (row == NULL) return ct_no_memory();
    row->period_start = from->period_start;
    row->period_end = from->period_end;
    row->measure = from->measure;
    row->aggregation = from->aggregation;
    row->target_low = from->target_low;
    row->target_high = from->target_high;
    *out = row;
    const char **to[] = { &row->indicator, &row->name,      &row->scope,    &row->breakdown,
                          &row->unit,      &row->target_id, &row->scenario, &row->source };
    const char *const texts[] = { from->indicator, from->name,      from->scope, from->breakdown,
                                  from->unit,      from->target_id, scenario,    from->source };
    return copy_texts(results, to, texts, sizeof to / sizeof *to);
}

/* By printed numbers, as far as computed figures have any: a billionth is no shortfall. */
static int is_met(const ct_task *task, double result)
{
    double past = task->sign * (result - task->near);

    if (isnan(result) || task->sign == 0) return 0;
    return past >= -1e-9 * fmax(1, fabs(task->near)) ? 1 : 2;
}

static ct_error run_scenario(const ct_task *task, ct_arena *arena, const series_scenario *of,
                             ct_table *results)
{
    long from =
        task->latest != NULL && task->latest->period >= task->start ? task->latest->period + 1 : task->start;
    const ct_assumption **years = ct_arena_array(arena, task->years + 1, sizeof *years);
    double *values = ct_arena_array(arena, task->k + task->years + 1, sizeof *values);
    scenario_course course = {
        .task = task, .years = years, .values = values, .rates = task->series->head->nature == CT_RATE
    };
    ct_scenario_result *row = NULL;
    bool needed = false;

    if (years == NULL || values == NULL) return ct_no_memory();
    CT_TRY(add_result(task, of->scenario, results, &row));
    row->missing = task->latest == NULL || (task->gap && task->reckoning->yearly) ? task->start : 0;
    if (task->latest != NULL && task->latest->period < task->start - 1) from = task->latest->period + 1;
    for (long year = from; row->missing == 0 && year <= task->end; year++) {
        const ct_assumption *one = find(of, year);

        if (one == NULL || course.n > task->years)
            row->missing = year;
        else
            years[course.n++] = one, needed = needed || one->assume == CT_ASSUME_NEEDED;
    }
    if (row->missing != 0) return ct_ok();
    course.growing = !course.rates && task->geometric && !task->reckoning->yearly;
    if (needed) {
        row->needed = solve(&course);
        row->needed_in = isnan(row->needed) ? 0 : course.growing || course.rates ? 1 : 2;
    }
    row->result = needed && isnan(row->needed) ? NAN : come_to(&course, row->needed);
    if (needed && fabs(row->result - task->near) <= 1e-9 * fmax(1, fabs(task->near)))
        row->result = task->near; /* what was solved for */
    row->gap = ct_task_gap(task, row->result);
    row->met = is_met(task, row->result);
    ct_row_finite(&ct_scenario_schema, row);
    return ct_ok();
}

ct_error ct_task_outcomes(const ct_task *task, ct_arena *arena, const char *key, const ct_assumptions *all,
                          ct_table *results)
{
    const char *key_any =
        ct_series_key(arena, all->catalogue, task->row->indicator, "", task->row->breakdown);

    if (key_any == NULL) return ct_no_memory();
    for (size_t s = 0; s < all->n; s++) {
        const series_scenario of = { all, all->names[s], key, key_any };

        if (task->ready && touches(&of)) CT_TRY(run_scenario(task, arena, &of, results));
    }
    return ct_ok();
}

/* ---- leverage ---- */

/* Add a row: what the target states, and the figures of `found`. */
static ct_error add_leverage(const ct_task *task, const ct_leverage *found, ct_table *leverage)
{
    const ct_assessment *from = task->row;
    ct_leverage *row = ct_table_add(leverage);

    if (row == NULL) return ct_no_memory();
    row->period_start = from->period_start;
    row->period_end = from->period_end;
    row->measure = from->measure;
    row->aggregation = from->aggregation;
    row->target_low = from->target_low;
    row->target_high = from->target_high;
    row->period = found->period;
    row->known = found->known;
    row->rate = found->rate;
    row->result = found->result;
    row->effect = found->effect;
    row->others = found->others;
    const char **to[] = { &row->indicator, &row->name,      &row->scope, &row->breakdown,
                          &row->unit,      &row->target_id, &row->source };
    const char *const texts[] = { from->indicator, from->name,      from->scope, from->breakdown,
                                  from->unit,      from->target_id, from->source };
    return copy_texts(leverage, to, texts, sizeof to / sizeof *to);
}

ct_error ct_task_leverage(const ct_task *task, ct_table *leverage)
{
    const ct_assessment *row = task->row;
    size_t left = task->years - task->k;
    double base = left > 0 ? task->near : row->achieved, n = (double)task->years;

    if (!task->reckoning->compounds || task->gap || (left > 0 && isnan(row->rate_required)) || isnan(base))
        return ct_ok();
    for (size_t i = 0; i < task->years; i++) {
        double rate = i < task->k ? task->known[i] : row->rate_required;
        double factor = (1 + (rate - 1) / 100) / (1 + rate / 100); /* of the whole product */
        ct_leverage found = {
            .period = task->start + (long)i, .known = i < task->k ? 1 : 2, .rate = rate, .others = NAN
        };
        size_t rest = i < task->k ? left : left - 1;

        if (!(rate > -99))
            continue; /* with one point less the growth would be -100 % or below: no average is left to
                         compute */
        found.result = 100 * expm1(log1p(base / 100) + log(factor) / n);
        found.effect = found.result - base;
        if (rest > 0)
            found.others = 100 * expm1(log1p(row->rate_required / 100) - log(factor) / (double)rest);
        CT_TRY(add_leverage(task, &found, leverage));
    }
    return ct_ok();
}
