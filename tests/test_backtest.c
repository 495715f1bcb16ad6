/* Rolling-origin evaluation: constructed series with known answers, and what must not change the result. */
#include "cmocka_all.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "forecast/backtest.h"
#include "near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static ct_table *new_points(void)
{
    ct_table *points = NULL;

    assert_ct_ok(ct_table_new(&points, &ct_series_schema));
    return points;
}

static void add_series(ct_table *points, const char *name, ct_nature nature, const double *y, size_t n,
                       double factor)
{
    const char *copy = ct_table_text(points, name);

    assert_non_null(copy);
    for (size_t i = 0; i < n; i++) {
        ct_point *row;

        if (isnan(y[i])) continue;
        row = ct_table_add(points);
        assert_non_null(row);
        *row = (ct_point){ .indicator = copy,
                           .name = "",
                           .scope = "x",
                           .breakdown = "",
                           .unit = "u",
                           .nature = (int)nature,
                           .period = 2001 + (long)i,
                           .value = y[i] * factor,
                           .status = CT_STATUS_ACTUAL,
                           .source = "" };
    }
}

static ct_table *run(const ct_table *points, const char *method, long horizon, long min_values, long origins,
                     long jobs)
{
    const ct_model *models[32] = { method != NULL ? ct_model_find(method) : NULL };
    ct_backtest_options options = { .models = models,
                                    .n_models = 1,
                                    .horizon = horizon,
                                    .min_values = min_values,
                                    .origins = origins,
                                    .jobs = jobs };
    ct_table *scores = NULL;

    if (method == NULL)
        for (options.n_models = 0; ct_models[options.n_models] != NULL; options.n_models++)
            models[options.n_models] = ct_models[options.n_models];
    assert_ct_ok(ct_table_new(&scores, &ct_score_schema));
    assert_ct_ok(ct_backtest(NULL, points, &options, scores));
    return scores;
}

/* 10, 12, 15, 15 with the naive method, one year ahead, from two values on. Known 10, 12: projects 12, comes
 * 15, scale 2. Known 10, 12, 15: projects 15, comes 15, scale 2.5. sMAPE (200 3/27 + 0)/2, MASE (3/2 + 0)/2.
 * The intervals: t with 1 degree and scale 2, t with 2 degrees and scale sqrt(13/2); t(0.975, 1) = 12.7062,
 * t(0.9, 1) = 3.07768, t(0.975, 2) = 4.30265, t(0.9, 2) = 1.88562: both values inside all four. */
static void test_backtest_by_hand(void **state)
{
    static const double y[] = { 10, 12, 15, 15 };
    ct_table *points = new_points(), *scores;
    double a95 = 2 * 2 * 12.7062047361747 / 2, b95 = 2 * sqrt(6.5) * 4.30265272991 / 2.5;
    double a80 = 2 * 2 * 3.07768353718 / 2, b80 = 2 * sqrt(6.5) * 1.88561808316 / 2.5;

    (void)state;
    add_series(points, "a", CT_RATE, y, 4, 1);
    scores = run(points, "naive", 1, 2, 0, 1);
    assert_int_equal(scores->n, 4); /* all; one horizon; two and three values known */
    const ct_score *all = ct_score_at(scores, 0), *two = ct_score_at(scores, 2);

    assert_int_equal(all->forecasts, 2);
    assert_int_equal(all->series, 1);
    assert_near(all->smape, 200 * 3.0 / 27 / 2, 1e-12, "smape");
    assert_near(all->mase, 0.75, 1e-12, "mase");
    assert_near(all->msis95, (a95 + b95) / 2, 1e-9, "msis95");
    assert_near(all->msis80, (a80 + b80) / 2, 1e-9, "msis80");
    assert_true(all->cover95 == 1 && all->cover80 == 1 && all->fallback == 0);
    assert_int_equal(two->by, CT_BY_VALUES);
    assert_int_equal(two->from_values, 2);
    assert_near(two->mase, 1.5, 1e-12, "two values known");
    /* Pinball, two known: y - f = 3; quantiles 12 + 2 t: 0.5 * 3; above the lower ends, below the upper ones.
     */
    double t95 = 12.7062047361747, t80 = 3.07768353718;
    double loss =
        0.025 * (3 + 2 * t95) + 0.1 * (3 + 2 * t80) + 0.5 * 3 + 0.1 * (2 * t80 - 3) + 0.025 * (2 * t95 - 3);
    assert_near(two->pinball, loss / 5 / 2, 1e-9, "pinball");
    ct_table_free(scores);
    ct_table_free(points);
}

/* A value that nobody could foresee is outside: constant, then a jump far beyond any interval. The scale of a
 * constant is 0, so the scaled measures stay unknown; a line is foreseen exactly by drift. */
static void test_backtest_known_answers(void **state)
{
    static const double jump[] = { 5, 5, 5, 5, 5, 5, 5, 5, 5, 5e6 }, line[] = { 1, 3, 5, 7, 9, 11, 13, 15 };
    ct_table *points = new_points(), *scores;

    (void)state;
    add_series(points, "a", CT_LEVEL, jump, COUNT(jump), 1);
    scores = run(points, "naive", 1, 5, 0, 1);
    assert_int_equal(ct_score_at(scores, 0)->forecasts, 5);
    assert_near(ct_score_at(scores, 0)->cover95, 0.8, 1e-15, "four of five inside");
    assert_true(isnan(ct_score_at(scores, 0)->mase) && isnan(ct_score_at(scores, 0)->pinball));
    ct_table_free(scores);
    ct_table_free(points);
    points = new_points();
    add_series(points, "a", CT_RATE, line, COUNT(line), 1);
    scores = run(points, "drift", 3, 3, 0, 1);
    assert_near(ct_score_at(scores, 0)->smape, 0, 1e-12, "a line");
    assert_near(ct_score_at(scores, 0)->mase, 0, 1e-12, "a line");
    ct_table_free(scores);
    ct_table_free(points);
}

/* --origins counts from the end; only origins that leave a whole horizon. Gaps: a year without a value gives
 * no forecast to compare. */
static void test_backtest_origins(void **state)
{
    static const double y[] = { 1, 2, 4, 3, 5, 6, 5, 7 }, gap[] = { 1, 2, 4, NAN, 5, 6, NAN, 7 };
    static const struct {
        const double *y;
        long horizon, min_values, origins, forecasts;
    } tests[] = {
        { y, 3, 3, 0, 3 * 3 + 2 + 1 }, /* origins after 3, 4, 5 values, then 6 and 7 with less to compare */
        { y, 3, 3, 1, 3 },
        { y, 3, 3, 2, 6 },
        { y, 3, 3, 99, 9 },
        { y, 1, 7, 0, 1 },
        { gap, 2, 3, 0, 1 + 1 + 1 }, /* known to 2003: 2005; to 2005: 2006; to 2006: 2008 */
        { gap, 2, 3, 1, 1 },         /* the last with two years after it is 2006 */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(tests); i++) {
        ct_table *points = new_points(), *scores;

        add_series(points, "a", CT_LEVEL, tests[i].y, 8, 1);
        scores = run(points, "naive", tests[i].horizon, tests[i].min_values, tests[i].origins, 1);
        if (ct_score_at(scores, 0)->forecasts != tests[i].forecasts)
            fail_msg("case %zu: %ld forecasts, want %ld", i, ct_score_at(scores, 0)->forecasts,
                     tests[i].forecasts);
        ct_table_free(scores);
        ct_table_free(points);
    }
}

static ct_table *many_series(double factor, bool backwards)
{
    ct_table *points = new_points();

    for (int k = 0; k < 70; k++) { /* more than one block */
        int i = backwards ? 69 - k : k;
        double y[12], level = 20 + i;
        char name[16];

        for (int t = 0; t < 12; t++) y[t] = (level += (double)((i * 31 + t * t * 17) % 13) - 4.5);
        snprintf(name, sizeof name, "s%d", i);
        add_series(points, name, CT_LEVEL, y, (size_t)(5 + i % 8), factor);
    }
    return points;
}

static void assert_same(const ct_table *a, const ct_table *b, double relative)
{
    assert_int_equal(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        const ct_score *p = ct_score_at(a, i), *q = ct_score_at(b, i);
        const double x[] = { p->smape,   p->mase,    p->msis95,  p->msis80,
                             p->cover95, p->cover80, p->pinball, p->fallback };
        const double z[] = { q->smape,   q->mase,    q->msis95,  q->msis80,
                             q->cover95, q->cover80, q->pinball, q->fallback };

        assert_string_equal(p->method, q->method);
        assert_true(p->by == q->by && p->horizon == q->horizon && p->from_values == q->from_values &&
                    p->forecasts == q->forecasts && p->series == q->series);
        for (size_t k = 0; k < COUNT(x); k++) {
            if (relative == 0) assert_memory_equal(&x[k], &z[k], sizeof x[k]);
            assert_near(x[k], z[k], relative, p->method);
        }
    }
}

/* The same bits with any number of threads, every method. */
static void test_backtest_jobs_do_not_matter(void **state)
{
    ct_table *points = many_series(1, false), *one = run(points, NULL, 3, 3, 1, 1);

    (void)state;
    assert_true(one->n > 100);
    for (long jobs = 2; jobs < 10; jobs += 3) {
        ct_table *more = run(points, NULL, 3, 3, 1, jobs);

        assert_same(one, more, 0);
        ct_table_free(more);
    }
    ct_table_free(one);
    ct_table_free(points);
}

static void test_backtest_scale_and_order_do_not_matter(void **state)
{
    static const char *const methods[] = { "auto", "naive", "drift", "linear", "cagr", "dotm" };

    (void)state;
    for (size_t m = 0; m < COUNT(methods); m++) {
        ct_table *points = many_series(1, false), *larger = many_series(1024, false),
                 *reversed = many_series(1, true);
        ct_table *a = run(points, methods[m], 4, 2, 0, 1), *b = run(larger, methods[m], 4, 2, 0, 1),
                 *c = run(reversed, methods[m], 4, 2, 0, 2);

        assert_same(a, b, 1e-9);
        assert_same(a, c, 1e-9);
        ct_table_free(a);
        ct_table_free(b);
        ct_table_free(c);
        ct_table_free(points);
        ct_table_free(larger);
        ct_table_free(reversed);
    }
}

/* Every forecast is in one horizon and in one range of values known, and the averages agree. */
static void test_backtest_groups_add_up(void **state)
{
    ct_table *points = many_series(1, false), *scores = run(points, "auto", 5, 1, 0, 2);
    const ct_score *all = ct_score_at(scores, 0);

    (void)state;
    for (int by = CT_BY_HORIZON; by <= CT_BY_VALUES; by++) {
        long forecasts = 0;
        double smape = 0, cover = 0;

        for (size_t i = 0; i < scores->n; i++) {
            const ct_score *row = ct_score_at(scores, i);

            if (row->by != by) continue;
            forecasts += row->forecasts;
            smape += row->smape * (double)row->forecasts;
            cover += row->cover95 * (double)row->forecasts;
        }
        assert_int_equal(forecasts, all->forecasts);
        assert_near(smape / (double)forecasts, all->smape, 1e-12, "smape");
        assert_near(cover / (double)forecasts, all->cover95, 1e-12, "cover");
    }
    assert_true(all->fallback > 0 && all->fallback < 1); /* one value known: auto hands over to naive */
    ct_table_free(scores);
    ct_table_free(points);
}

static void test_backtest_errors(void **state)
{
    static const double y[] = { 1, 2, 3 };
    static const struct {
        long horizon, min_values, origins, jobs;
        size_t n_models;
        ct_code code;
        const char *says;
    } tests[] = {
        { 0, 1, 0, 1, 1, CT_EUSAGE, "horizon" },
        { 51, 1, 0, 1, 1, CT_EUSAGE, "50" },
        { 1, 0, 0, 1, 1, CT_EUSAGE, "at least one value" },
        { 1, 1, -1, 1, 1, CT_EUSAGE, "origins" },
        { 1, 1, 0, 0, 1, CT_EUSAGE, "jobs" },
        { 1, 1, 0, 1, 0, CT_EUSAGE, "no method" },
        { 1, 3, 0, 1, 1, CT_EDATA, "no series" },
        { 3, 1, 1, 1, 1, CT_EDATA, "whole horizon" },
    };
    ct_table *points = new_points(), *scores = NULL;

    (void)state;
    add_series(points, "a", CT_LEVEL, y, 3, 1);
    assert_ct_ok(ct_table_new(&scores, &ct_score_schema));
    for (size_t i = 0; i < COUNT(tests); i++) {
        ct_backtest_options options = { .models = ct_models,
                                        .n_models = tests[i].n_models,
                                        .horizon = tests[i].horizon,
                                        .min_values = tests[i].min_values,
                                        .origins = tests[i].origins,
                                        .jobs = tests[i].jobs };
        ct_error err = ct_backtest(NULL, points, &options, scores);

        assert_int_equal(err.code, tests[i].code);
        if (strstr(err.text, tests[i].says) == NULL) fail_msg("case %zu: '%s'", i, err.text);
        assert_int_equal(scores->n, 0);
    }
    for (size_t i = 0; i < 3; i++) ((ct_point *)ct_table_row(points, i))->nature = CT_SHARE;
    ((ct_point *)ct_table_row(points, 1))->value = 101;
    ct_backtest_options options = {
        .models = ct_models, .n_models = 1, .horizon = 1, .min_values = 1, .jobs = 2
    };
    ct_error err = ct_backtest(NULL, points, &options, scores);

    assert_int_equal(err.code, CT_EDATA);
    if (strstr(err.text, "101") == NULL) fail_msg("'%s'", err.text);
    ct_table_free(scores);
    ct_table_free(points);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_backtest_by_hand),
        cmocka_unit_test(test_backtest_known_answers),
        cmocka_unit_test(test_backtest_origins),
        cmocka_unit_test(test_backtest_jobs_do_not_matter),
        cmocka_unit_test(test_backtest_scale_and_order_do_not_matter),
        cmocka_unit_test(test_backtest_groups_add_up),
        cmocka_unit_test(test_backtest_errors),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
