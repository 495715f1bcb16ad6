/* A whole series table projected into a table. */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "forecast/structure.h"

static const ct_column columns[] = {
    { "indicator", CT_COLUMN_TEXT, true, offsetof(ct_projection, indicator), NULL, "Catalogue id of the indicator." },
    { "scope", CT_COLUMN_TEXT, false, offsetof(ct_projection, scope), NULL, "Territory or body." },
    { "breakdown", CT_COLUMN_TEXT, false, offsetof(ct_projection, breakdown), NULL, "Sector, area or level; empty for the total." },
    { "unit", CT_COLUMN_TEXT, false, offsetof(ct_projection, unit), NULL, "Unit of the values." },
    { "period", CT_COLUMN_COUNT, true, offsetof(ct_projection, period), NULL, "The year projected." },
    { "median", CT_COLUMN_NUMBER, true, offsetof(ct_projection, median), NULL, "As likely to be exceeded as not." },
    { "lo80", CT_COLUMN_NUMBER, true, offsetof(ct_projection, lo80), NULL, "Lower end of the 80 % interval." },
    { "hi80", CT_COLUMN_NUMBER, true, offsetof(ct_projection, hi80), NULL, "Upper end of the 80 % interval." },
    { "lo95", CT_COLUMN_NUMBER, true, offsetof(ct_projection, lo95), NULL, "Lower end of the 95 % interval." },
    { "hi95", CT_COLUMN_NUMBER, true, offsetof(ct_projection, hi95), NULL, "Upper end of the 95 % interval." },
    { "method", CT_COLUMN_TEXT, true, offsetof(ct_projection, method), NULL, "The model that ran." },
    { "reason", CT_COLUMN_WORD, false, offsetof(ct_projection, reason), ct_method_reason_words, "Why this model ran." },
};

const ct_schema ct_projection_schema = {
    .name = "projections",
    .about = "One row per projected year of a series: median and prediction intervals for one new observation.",
    .columns = columns,
    .n_columns = sizeof columns / sizeof *columns,
    .row_size = sizeof(ct_projection),
};

/* Say which series an error is of and where it begins. */
static ct_error of_series(ct_error err, const ct_table *points, const ct_series *series)
{
    const ct_point *head = series->head;
    const char *between = head->scope[0] != '\0' && head->breakdown[0] != '\0' ? ", " : "";
    bool named = head->scope[0] != '\0' || head->breakdown[0] != '\0';

    if (err.code == CT_OK || err.code == CT_ENOMEM) return err;
    return ct_fail(err.code, points->lines[series->first], "series %s%s%s%s%s%s: %s", head->indicator, named ? " (" : "", head->scope,
                   between, head->breakdown, named ? ")" : "", err.text);
}

/* Years to project past the last value; 0: none. */
static ct_error horizon(const ct_project_options *options, long last, size_t *h)
{
    long years = options->horizon > 0 ? options->horizon : options->until - last;

    *h = 0;
    if (years > CT_MAX_HORIZON)
        return ct_fail(CT_EUSAGE, 0, "%ld is %ld years past the last value, %ld; at most %d years can be projected", last + years, years,
                       last, CT_MAX_HORIZON);
    if (years > 0) *h = (size_t)years;
    return ct_ok();
}

static ct_error add_rows(ct_table *projections, const ct_point *head, long last, const ct_prediction *prediction, size_t h,
                         const ct_choice *used)
{
    const char *indicator = ct_table_text(projections, head->indicator), *scope = ct_table_text(projections, head->scope);
    const char *breakdown = ct_table_text(projections, head->breakdown), *unit = ct_table_text(projections, head->unit);

    if (indicator == NULL || scope == NULL || breakdown == NULL || unit == NULL) return ct_no_memory();
    for (size_t j = 0; j < h; j++) {
        ct_projection *row = ct_table_add(projections);

        if (row == NULL) return ct_no_memory();
        *row = (ct_projection){
            .indicator = indicator,
            .scope = scope,
            .breakdown = breakdown,
            .unit = unit,
            .period = last + 1 + (long)j,
            .median = prediction[j].median,
            .lo80 = prediction[j].lo80,
            .hi80 = prediction[j].hi80,
            .lo95 = prediction[j].lo95,
            .hi95 = prediction[j].hi95,
            .method = used->model->name,
            .reason = (int)used->reason,
        };
    }
    return ct_ok();
}

/* One series as the models see it. */
typedef struct {
    const ct_series *series;
    double lower, upper;
    double *year, *y; /* n; a document's own forecasts are left out: they are no results and must not steer ours */
    size_t n;
    const ct_prediction *with_whole; /* from the structure it is part of, for the years after `whole_last`; NULL: projected on its own */
    long whole_last;
    const ct_choice *whole_choice;
} sample;

static void fill_sample(const ct_catalogue *catalogue, const ct_table *points, const ct_series *series, double *year, double *y, sample *s)
{
    const ct_indicator *indicator = catalogue == NULL ? NULL : ct_indicator_find(catalogue, series->head->indicator);

    *s = (sample){ .series = series, .lower = -INFINITY, .upper = INFINITY, .year = year, .y = y };
    if (indicator != NULL) {
        s->lower = indicator->lower;
        s->upper = indicator->upper;
    }
    for (size_t i = 0; i < series->n; i++) {
        const ct_point *point = ct_point_at(points, series->first + i);

        if (point->status == CT_STATUS_FORECAST) continue;
        year[s->n] = (double)point->period;
        y[s->n++] = point->value;
    }
}

static long last_year(const sample *s)
{
    return (long)s->year[s->n - 1];
}

/* A ceiling that the past already broke is a slip of the hand. */
static ct_error check_ceiling(const sample *s, double ceiling)
{
    for (size_t i = 0; i < s->n && ceiling > 0; i++)
        if (s->y[i] > ceiling)
            return ct_fail(CT_EDATA, 0, "%g in %.0f is above the ceiling %g; give a higher one", s->y[i], s->year[i], ceiling);
    return ct_ok();
}

static ct_error project_one(const sample *s, const ct_project_options *options, ct_table *projections)
{
    ct_prediction prediction[CT_MAX_HORIZON];
    ct_choice used;
    size_t h;

    if (s->n == 0) return ct_ok();
    CT_TRY(check_ceiling(s, options->ceiling));
    CT_TRY(horizon(options, last_year(s), &h));
    if (h == 0) return ct_ok();
    size_t own = h; /* years before the whole's: of a part that ends earlier than the others */

    if (s->with_whole != NULL) {
        long lag = s->whole_last - last_year(s);

        own = lag <= 0 ? 0 : (size_t)lag < h ? (size_t)lag : h;
        if (own < h && lag <= 0) return add_rows(projections, s->series->head, last_year(s), s->with_whole - lag, h, s->whole_choice);
    }
    double upper = options->ceiling > 0 ? fmin(s->upper, options->ceiling) : s->upper;

    CT_TRY(ct_project_values_why(options->model, (ct_nature)s->series->head->nature, s->lower, upper, s->year, s->y, s->n, h, prediction,
                                 &used));
    CT_TRY(add_rows(projections, s->series->head, last_year(s), prediction, own, &used));
    return own < h ? add_rows(projections, s->series->head, s->whole_last, s->with_whole, h - own, s->whole_choice) : ct_ok();
}

/* The series of one part of a structure in the scope of `head`: a share with this breakdown. NULL when there is none. */
static sample *find_part(const ct_catalogue *catalogue, sample *samples, size_t n, const ct_point *head, const char *part)
{
    for (size_t i = 0; i < n; i++) {
        const ct_point *other = samples[i].series->head;
        const ct_breakdown *canonical;

        if (samples[i].n == 0 || other->nature != CT_SHARE || samples[i].with_whole != NULL) continue;
        if (strcmp(other->indicator, head->indicator) != 0 || strcmp(other->scope, head->scope) != 0) continue;
        if (strcmp(other->breakdown, part) == 0) return &samples[i];
        canonical = ct_breakdown_find(catalogue, other->breakdown);
        if (canonical != NULL && strcmp(canonical->name, part) == 0) return &samples[i];
    }
    return NULL;
}

/* The parts of one structure in one scope. */
typedef struct {
    sample *parts[CT_MAX_PARTS];
    size_t n, years; /* years that tell of the whole */
    double last;
} whole;

static ct_error project_whole(const whole *of, const ct_project_options *options, ct_arena *arena)
{
    ct_structure_part values[CT_MAX_PARTS];
    ct_choice *choice = ct_arena_array(arena, 1, sizeof *choice);
    long until = 0;

    if (choice == NULL) return ct_no_memory();
    for (size_t k = 0; k < of->n; k++) {
        const sample *s = of->parts[k];
        size_t h;
        ct_error err = horizon(options, last_year(s), &h);

        if (err.code != CT_OK) return ct_ok(); /* project_one() says it, naming the series */
        if (h > 0 && last_year(s) + (long)h > until) until = last_year(s) + (long)h;
        values[k] = (ct_structure_part){ s->year, s->y, s->n };
    }
    if (until <= (long)of->last || until - (long)of->last > CT_MAX_HORIZON) return ct_ok();
    size_t h = (size_t)(until - (long)of->last);
    ct_prediction *out = ct_arena_array(arena, of->n * h, sizeof *out);

    if (out == NULL) return ct_no_memory();
    ct_error err = ct_structure_project(options->model, values, of->n, h, out, choice);

    if (err.code == CT_EDATA) return ct_ok(); /* so does project_one() */
    CT_TRY(err);
    for (size_t k = 0; k < of->n; k++) {
        of->parts[k]->with_whole = out + k * h;
        of->parts[k]->whole_last = (long)of->last;
        of->parts[k]->whole_choice = choice;
    }
    return ct_ok();
}

/* The parts of this structure in the scope of one of its series; years is 0 when one is missing or they make no whole. */
static whole find_whole(const ct_catalogue *catalogue, sample *samples, size_t n, const ct_point *head, const ct_structure *structure)
{
    ct_structure_part values[CT_MAX_PARTS];
    whole found = { .n = structure->n_parts };

    if (structure->n_parts > CT_MAX_PARTS) return found;
    for (size_t k = 0; k < found.n; k++) {
        found.parts[k] = find_part(catalogue, samples, n, head, structure->parts[k]);
        if (found.parts[k] == NULL) return found;
        values[k] = (ct_structure_part){ found.parts[k]->year, found.parts[k]->y, found.parts[k]->n };
    }
    found.years = ct_structure_years(values, found.n, &found.last);
    return found;
}

/* For each series that is not yet part of a whole: the structure that most years tell of, and of those the one with most parts. */
static ct_error project_wholes(const ct_catalogue *catalogue, sample *samples, size_t n, const ct_project_options *options, ct_arena *arena)
{
    for (size_t i = 0; i < n; i++) {
        whole best = { .years = 0 };

        if (samples[i].series->head->nature != CT_SHARE) continue;
        for (size_t s = 0; s < catalogue->n_structures; s++) {
            const ct_structure *structure = &catalogue->structures[s];

            if (samples[i].with_whole != NULL || strcmp(samples[i].series->head->indicator, structure->indicator) != 0) continue;
            whole found = find_whole(catalogue, samples, n, samples[i].series->head, structure);

            if (found.years > best.years || (found.years == best.years && found.years > 0 && found.n > best.n)) best = found;
        }
        if (best.years > 0) CT_TRY(project_whole(&best, options, arena));
    }
    return ct_ok();
}

static ct_error project_all(const ct_catalogue *catalogue, const ct_table *points, const ct_project_options *options, ct_arena *arena,
                            ct_table *projections)
{
    const ct_series *series;
    size_t n;
    double *work = ct_arena_array(arena, 2 * points->n, sizeof *work);

    CT_TRY(ct_series_split(arena, points, &series, &n));
    sample *samples = ct_arena_array(arena, n, sizeof *samples);

    if (work == NULL || samples == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++)
        fill_sample(catalogue, points, &series[i], work + series[i].first, work + points->n + series[i].first, &samples[i]);
    if (catalogue != NULL) CT_TRY(project_wholes(catalogue, samples, n, options, arena));
    for (size_t i = 0; i < n; i++) CT_TRY(of_series(project_one(&samples[i], options, projections), points, &series[i]));
    return ct_ok();
}

ct_error ct_project(const ct_catalogue *catalogue, const ct_table *points, const ct_project_options *options, ct_table *projections)
{
    size_t before = projections->n;

    if (options->horizon <= 0 && options->until <= 0)
        return ct_fail(CT_EUSAGE, 0, "how far to project is missing; give a horizon in years or a last year");
    ct_arena *arena = ct_arena_new();

    if (arena == NULL) return ct_no_memory();
    ct_error err = project_all(catalogue, points, options, arena, projections);

    ct_arena_free(arena);
    if (err.code != CT_OK) projections->n = before; /* the table's arena keeps the text; no row shows it */
    return err;
}
