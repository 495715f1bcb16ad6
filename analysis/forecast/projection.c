/* A whole series table projected into a table. */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "forecast/forecast.h"

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

static ct_error project_one(const ct_catalogue *catalogue, const ct_table *points, const ct_series *series,
                            const ct_project_options *options, double *work, ct_table *projections)
{
    const ct_point *head = series->head;
    const ct_indicator *indicator = catalogue == NULL ? NULL : ct_indicator_find(catalogue, head->indicator);
    double lower = indicator == NULL ? -INFINITY : indicator->lower, upper = indicator == NULL ? INFINITY : indicator->upper;
    double *year = work, *y = work + series->n;
    ct_prediction prediction[CT_MAX_HORIZON];
    ct_choice used;
    long last = 0;
    size_t h, n = 0;

    for (size_t i = 0; i < series->n; i++) {
        const ct_point *point = ct_point_at(points, series->first + i);

        if (point->status == CT_STATUS_FORECAST) continue; /* a document's own forecast is no result: it must not steer ours */
        year[n] = (double)point->period;
        y[n++] = point->value;
        last = point->period;
    }
    if (n == 0) return ct_ok();
    CT_TRY(horizon(options, last, &h));
    if (h == 0) return ct_ok();
    CT_TRY(ct_project_values_why(options->model, (ct_nature)head->nature, lower, upper, year, y, n, h, prediction, &used));
    return add_rows(projections, head, last, prediction, h, &used);
}

static ct_error project_all(const ct_catalogue *catalogue, const ct_table *points, const ct_project_options *options, ct_arena *arena,
                            ct_table *projections)
{
    const ct_series *series;
    size_t n;
    double *work = ct_arena_array(arena, 2 * points->n, sizeof *work);

    if (work == NULL) return ct_no_memory();
    CT_TRY(ct_series_split(arena, points, &series, &n));
    for (size_t i = 0; i < n; i++)
        CT_TRY(of_series(project_one(catalogue, points, &series[i], options, work, projections), points, &series[i]));
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
