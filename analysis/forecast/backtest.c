#include "forecast/backtest.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "forecast/prior.h"

const char *const ct_score_by_words[] = { "all", "horizon", "values", NULL };

static const ct_column columns[] = {
    { "method", CT_COLUMN_TEXT, true, offsetof(ct_score, method), NULL, "The method evaluated." },
    { "by", CT_COLUMN_WORD, true, offsetof(ct_score, by), ct_score_by_words,
      "What the row is of: all forecasts, one horizon, few or many values." },
    { "horizon", CT_COLUMN_COUNT, false, offsetof(ct_score, horizon), NULL, "Years ahead." },
    { "from_values", CT_COLUMN_COUNT, false, offsetof(ct_score, from_values), NULL,
      "At least this many values known at the origin." },
    { "to_values", CT_COLUMN_COUNT, false, offsetof(ct_score, to_values), NULL,
      "At most this many; empty: no end." },
    { "series", CT_COLUMN_COUNT, false, offsetof(ct_score, series), NULL, "Series with a forecast here." },
    { "forecasts", CT_COLUMN_COUNT, false, offsetof(ct_score, forecasts), NULL, "Forecasts compared." },
    { "smape", CT_COLUMN_NUMBER, false, offsetof(ct_score, smape), NULL,
      "Symmetric mean absolute percentage error, %." },
    { "mase", CT_COLUMN_NUMBER, false, offsetof(ct_score, mase), NULL, "Mean absolute scaled error." },
    { "msis95", CT_COLUMN_NUMBER, false, offsetof(ct_score, msis95), NULL,
      "Mean scaled interval score of the 95 % interval." },
    { "msis80", CT_COLUMN_NUMBER, false, offsetof(ct_score, msis80), NULL, "The same of the 80 % interval." },
    { "cover95", CT_COLUMN_NUMBER, false, offsetof(ct_score, cover95), NULL,
      "Share of values inside the 95 % interval, 0 to 1." },
    { "cover80", CT_COLUMN_NUMBER, false, offsetof(ct_score, cover80), NULL,
      "The same of the 80 % interval." },
    { "pinball", CT_COLUMN_NUMBER, false, offsetof(ct_score, pinball), NULL, "Mean scaled quantile loss." },
    { "fallback", CT_COLUMN_NUMBER, false, offsetof(ct_score, fallback), NULL,
      "Share of forecasts that a fallback gave, 0 to 1." },
};

const ct_schema ct_score_schema = {
    .name = "backtest",
    .about = "One row per method and group of forecasts: accuracy and calibration at rolling origins.",
    .columns = columns,
    .n_columns = sizeof columns / sizeof *columns,
    .row_size = sizeof(ct_score),
};

/* Ranges of the number of values known; the last has no end. */
static const long ranges[][2] = { { 1, 1 },  { 2, 2 },   { 3, 3 },   { 4, 4 },   { 5, 5 }, { 6, 7 },
                                  { 8, 10 }, { 11, 15 }, { 16, 20 }, { 21, 30 }, { 31, 0 } };
enum {
    N_RANGES = sizeof ranges / sizeof *ranges,
    GROUPS = 1 + CT_MAX_HORIZON + N_RANGES,
    BLOCK = 64,
    MOST_JOBS = 256
};

typedef enum { SMAPE, COVER95, COVER80, FALLBACK, MASE, MSIS95, MSIS80, PINBALL, MEASURES } measure;
enum { FIRST_SCALED = MASE };

typedef struct {
    double sum[MEASURES];
    long series, forecasts, scaled;
} cell;

static size_t range_of(size_t values)
{
    size_t i = 0;

    while (i + 1 < N_RANGES && (long)values > ranges[i][1]) i++;
    return i;
}

/* What one forecast adds: measures, the scaled ones times the scale. */
static double interval_score(double y, double low, double high, double alpha)
{
    return high - low + 2 / alpha * (fmax(low - y, 0) + fmax(y - high, 0));
}

static double pinball(const ct_prediction *p, double y)
{
    const struct {
        double level, at;
    } quantiles[] = {
        { 0.025, p->lo95 }, { 0.1, p->lo80 }, { 0.5, p->median }, { 0.9, p->hi80 }, { 0.975, p->hi95 }
    };
    double sum = 0;

    for (size_t i = 0; i < 5; i++)
        sum += y >= quantiles[i].at ? quantiles[i].level * (y - quantiles[i].at)
                                    : (1 - quantiles[i].level) * (quantiles[i].at - y);
    return sum / 5;
}

static void add_forecast(cell *to, const ct_prediction *p, double y, double scale, bool fallback)
{
    double size = fabs(y) + fabs(p->median);
    const double value[MEASURES] = {
        [SMAPE] = size > 0 ? 200 * fabs(y - p->median) / size : 0,
        [COVER95] = y >= p->lo95 && y <= p->hi95,
        [COVER80] = y >= p->lo80 && y <= p->hi80,
        [FALLBACK] = fallback,
        [MASE] = fabs(y - p->median),
        [MSIS95] = interval_score(y, p->lo95, p->hi95, 0.05),
        [MSIS80] = interval_score(y, p->lo80, p->hi80, 0.2),
        [PINBALL] = pinball(p, y),
    };
    bool scaled = isfinite(scale) && scale > 0;

    for (int m = 0; m < FIRST_SCALED; m++) to->sum[m] += value[m];
    for (int m = FIRST_SCALED; m < MEASURES && scaled; m++) to->sum[m] += value[m] / scale;
    to->forecasts++;
    to->scaled += scaled;
    to->series = 1; /* within one series; blocks add it up */
}

/* One series without the values that do not count. */
typedef struct {
    const ct_series *series;
    ct_nature nature;
    double lower, upper;
    double *year, *y; /* n */
    size_t n;
} sample;

/* Mean absolute yearly change of the first n values; NaN for one value. */
static double change_scale(const sample *s, size_t n)
{
    double sum = 0;

    for (size_t i = 1; i < n; i++) sum += fabs(s->y[i] - s->y[i - 1]) / (s->year[i] - s->year[i - 1]);
    return n > 1 ? sum / (double)(n - 1) : NAN;
}

static ct_error test_origin(const sample *s, const ct_backtest_options *options, size_t n, cell *cells)
{
    size_t h = (size_t)fmin((double)options->horizon, s->year[s->n - 1] - s->year[n - 1]);
    double scale = change_scale(s, n);
    const ct_point *head = s->series->head;
    const ct_prior *prior = ct_prior_find(options->priors, head->indicator, head->scope, head->breakdown,
                                          s->nature, head->unit, (long)s->year[n - 1]);

    for (size_t m = 0; m < options->n_models; m++) {
        ct_prediction p[CT_MAX_HORIZON];
        ct_choice choice;
        cell *of = cells + m * GROUPS;

        CT_TRY(ct_project_values_with(prior, options->models[m], s->nature, s->lower, s->upper, s->year, s->y,
                                      n, h, p, &choice));
        bool fallback = choice.reason != CT_METHOD_ASKED && choice.reason != CT_METHOD_PRIOR;

        for (size_t i = n; i < s->n && s->year[i] - s->year[n - 1] <= (double)h; i++) {
            size_t step = (size_t)(s->year[i] - s->year[n - 1]);

            add_forecast(&of[0], &p[step - 1], s->y[i], scale, fallback);
            add_forecast(&of[step], &p[step - 1], s->y[i], scale, fallback);
            add_forecast(&of[1 + CT_MAX_HORIZON + range_of(n)], &p[step - 1], s->y[i], scale, fallback);
        }
    }
    return ct_ok();
}

/* The origins of a series, as the number of values known: first .. last; none when first > last. */
static void find_origins(const sample *s, const ct_backtest_options *options, size_t *first, size_t *last)
{
    size_t least = (size_t)options->min_values;

    *first = least;
    *last = s->n > 0 ? s->n - 1 : 0;
    if (options->origins == 0) return;
    while (*last >= 1 && s->year[s->n - 1] - s->year[*last - 1] < (double)options->horizon) --*last;
    if (*last >= least + (size_t)options->origins) *first = *last + 1 - (size_t)options->origins;
}

static ct_error test_series(const sample *s, const ct_backtest_options *options, cell *cells)
{
    size_t first, last;

    memset(cells, 0, options->n_models * GROUPS * sizeof *cells);
    find_origins(s, options, &first, &last);
    for (size_t n = first; n <= last && n >= 1; n++) CT_TRY(test_origin(s, options, n, cells));
    return ct_ok();
}

/* A block of series shared out among threads; each series has cells of its own, so that sums are taken in the
 * series' order. */
typedef struct {
    const sample *samples;
    size_t n;
    const ct_backtest_options *options;
    cell *cells;
    ct_error *errors;
    atomic_size_t next;
} block;

static void *work(void *data)
{
    block *b = data;

    for (size_t i = atomic_fetch_add(&b->next, 1); i < b->n; i = atomic_fetch_add(&b->next, 1))
        b->errors[i] = test_series(&b->samples[i], b->options, b->cells + i * b->options->n_models * GROUPS);
    return NULL;
}

static void run_block(block *b)
{
    pthread_t threads[MOST_JOBS];
    size_t jobs = (size_t)b->options->jobs < b->n ? (size_t)b->options->jobs : b->n, started = 0;

    atomic_init(&b->next, 0);
    while (started + 1 < jobs && pthread_create(&threads[started], NULL, work, b) == 0) started++;
    work(b); /* this thread works too; where no other could be started it does all */
    for (size_t i = 0; i < started; i++)
        (void)pthread_join(threads[i], NULL); /* fails only for a thread that is none */
}

static void add_cells(cell *to, const cell *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (int m = 0; m < MEASURES; m++) to[i].sum[m] += from[i].sum[m];
        to[i].series += from[i].series;
        to[i].forecasts += from[i].forecasts;
        to[i].scaled += from[i].scaled;
    }
}

static ct_error run_all(const ct_table *points, const sample *samples, size_t n,
                        const ct_backtest_options *options, cell *total)
{
    size_t width = options->n_models * GROUPS;
    cell *cells = malloc(BLOCK * width * sizeof *cells);
    ct_error *errors = malloc(BLOCK * sizeof *errors), err = ct_ok();

    if (cells == NULL || errors == NULL) err = ct_no_memory();
    for (size_t at = 0; at < n && err.code == CT_OK; at += BLOCK) {
        block b = { .samples = samples + at,
                    .n = n - at < BLOCK ? n - at : BLOCK,
                    .options = options,
                    .cells = cells,
                    .errors = errors };

        run_block(&b);
        for (size_t i = 0; i < b.n && err.code == CT_OK; i++) {
            const ct_series *series = b.samples[i].series;

            err = errors[i];
            if (err.code != CT_OK && err.code != CT_ENOMEM)
                err = ct_fail_why(err.code, points->lines[series->first], &errors[i],
                                  "series %s (%s, %s): %s", series->head->indicator, series->head->scope,
                                  series->head->breakdown, errors[i].text);
            if (err.code == CT_OK) add_cells(total, cells + i * width, width);
        }
        if (options->progress != NULL) options->progress(options->data, at + b.n, n);
    }
    free(errors);
    free(cells);
    return err;
}

static ct_error add_row(ct_table *scores, const char *method, ct_score_by by, size_t group, const cell *from)
{
    const size_t first = 1 + CT_MAX_HORIZON;
    double forecasts = (double)from->forecasts, scaled = from->scaled > 0 ? (double)from->scaled : NAN;
    ct_score *row = ct_table_add(scores);

    if (row == NULL) return ct_no_memory();
    *row = (ct_score){
        .method = method,
        .by = (int)by,
        .horizon = by == CT_BY_HORIZON ? (long)group : 0,
        .from_values = by == CT_BY_VALUES ? ranges[group - first][0] : 0,
        .to_values = by == CT_BY_VALUES ? ranges[group - first][1] : 0,
        .series = from->series,
        .forecasts = from->forecasts,
        .smape = from->sum[SMAPE] / forecasts,
        .mase = from->sum[MASE] / scaled,
        .msis95 = from->sum[MSIS95] / scaled,
        .msis80 = from->sum[MSIS80] / scaled,
        .cover95 = from->sum[COVER95] / forecasts,
        .cover80 = from->sum[COVER80] / forecasts,
        .pinball = from->sum[PINBALL] / scaled,
        .fallback = from->sum[FALLBACK] / forecasts,
    };
    return ct_ok();
}

static ct_error add_rows(const ct_backtest_options *options, const cell *total, ct_table *scores)
{
    for (size_t group = 0; group < GROUPS; group++) {
        ct_score_by by = group == 0 ? CT_BY_ALL : group <= CT_MAX_HORIZON ? CT_BY_HORIZON : CT_BY_VALUES;

        for (size_t m = 0; m < options->n_models; m++) {
            const cell *of = &total[m * GROUPS + group];

            if (of->forecasts > 0) CT_TRY(add_row(scores, options->models[m]->name, by, group, of));
        }
    }
    return ct_ok();
}

static void fill_sample(const ct_catalogue *catalogue, const ct_table *points, const ct_series *series,
                        double *year, double *y, sample *s)
{
    const ct_indicator *indicator =
        catalogue == NULL ? NULL : ct_indicator_find(catalogue, series->head->indicator);

    *s = (sample){ .series = series,
                   .nature = (ct_nature)series->head->nature,
                   .lower = -INFINITY,
                   .upper = INFINITY,
                   .year = year,
                   .y = y };
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

static ct_error check(const ct_backtest_options *options)
{
    if (options->n_models < 1) return ct_fail(CT_EUSAGE, 0, "no method to evaluate; name at least one");
    if (options->horizon < 1 || options->horizon > CT_MAX_HORIZON)
        return ct_fail(CT_EUSAGE, 0, "cannot evaluate %ld years ahead; the horizon is 1 to %d years",
                       options->horizon, CT_MAX_HORIZON);
    if (options->min_values < 1)
        return ct_fail(CT_EUSAGE, 0, "an origin needs at least one value known, not %ld",
                       options->min_values);
    if (options->origins < 0)
        return ct_fail(CT_EUSAGE, 0, "%ld is no number of origins; 0 means all", options->origins);
    if (options->jobs < 1 || options->jobs > MOST_JOBS)
        return ct_fail(CT_EUSAGE, 0, "%ld is no number of jobs; give 1 to %d", options->jobs, MOST_JOBS);
    return ct_ok();
}

static ct_error backtest(const ct_catalogue *catalogue, const ct_table *points,
                         const ct_backtest_options *options, ct_arena *arena, ct_table *scores)
{
    const ct_series *series;
    size_t n;
    double *values = ct_arena_array(arena, 2 * points->n, sizeof *values);
    cell *total = ct_arena_array(arena, options->n_models * GROUPS, sizeof *total);

    CT_TRY(ct_series_split(arena, catalogue, points, &series, &n));
    sample *samples = ct_arena_array(arena, n, sizeof *samples);

    if (values == NULL || total == NULL || samples == NULL) return ct_no_memory();
    memset(total, 0, options->n_models * GROUPS * sizeof *total);
    for (size_t i = 0; i < n; i++)
        fill_sample(catalogue, points, &series[i], values + series[i].first,
                    values + points->n + series[i].first, &samples[i]);
    CT_TRY(run_all(points, samples, n, options, total));
    if (total[0].forecasts == 0)
        return ct_fail(
            CT_EDATA, 0,
            "no series has %ld values and a later one to compare with%s; lower --min-values or --horizon",
            options->min_values, options->origins > 0 ? " a whole horizon on" : "");
    return add_rows(options, total, scores);
}

ct_error ct_backtest(const ct_catalogue *catalogue, const ct_table *points,
                     const ct_backtest_options *options, ct_table *scores)
{
    size_t before = scores->n;

    CT_TRY(check(options));
    ct_arena *arena = ct_arena_new();

    if (arena == NULL) return ct_no_memory();
    ct_error err = backtest(catalogue, points, options, arena, scores);

    ct_arena_free(arena);
    if (err.code != CT_OK) scores->n = before;
    return err;
}
