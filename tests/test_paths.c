/* Simulated paths: their marginals are the predictions', they repeat with their seed, and the years go
 * together as said. */
#include "cmocka_all.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "forecast/forecast.h"
#include "near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { H = 5, PATHS = 20000 };

static const double passengers[] = { 112, 118, 132, 129, 121, 135, 148, 148, 136,
                                     119, 104, 118, 125, 140, 151, 160, 158, 172 };
static const double poverty[] = { 14.2, 12.1, 9.7, 7.5, 5.8, 3.9, 2.8, 1.9, 1.2 };
static const double growth[] = { 7.1, 6.9, 6.2, 6.7, 6.8, 7.4, 7.4, 2.9, 2.6, 8.5, 5.1, 7.1 };
static const struct {
    const char *name, *model;
    ct_nature nature;
    const double *y;
    size_t n;
    double correlation; /* of the normal scores of steps 1 and 4 */
} kinds[] = {
    { "level", "auto", CT_LEVEL, passengers, COUNT(passengers), 0.5586 }, /* (1/4)^0.42 */
    { "share", "auto", CT_SHARE, poverty, COUNT(poverty), 0.5586 },
    { "rate", "auto", CT_RATE, growth, COUNT(growth), 0.25 },
    { "growing", "cagr", CT_LEVEL, passengers, COUNT(passengers), 0.5586 },
    { "one value", "auto", CT_LEVEL, passengers, 1, 0.5586 },
};

static void predict(size_t i, ct_prediction *p)
{
    double year[32];

    for (size_t t = 0; t < kinds[i].n; t++) year[t] = 2001 + (double)t;
    assert_ct_ok(ct_project_values(ct_model_find(kinds[i].model), kinds[i].nature, -INFINITY, INFINITY, year,
                                   kinds[i].y, kinds[i].n, H, p, NULL));
}

static void test_paths_marginals(void **state)
{
    static const double levels[] = { 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975 };
    double *paths = malloc(PATHS * H * sizeof *paths);

    (void)state;
    assert_non_null(paths);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        ct_prediction p[H];

        predict(i, p);
        assert_ct_ok(ct_prediction_paths(p, H, -INFINITY, INFINITY, 7, PATHS, paths));
        for (size_t j = 0; j < H; j++)
            for (size_t k = 0; k < COUNT(levels); k++) {
                double below = 0, at = ct_prediction_quantile(&p[j], levels[k]);

                for (size_t path = 0; path < PATHS; path++) below += paths[path * H + j] <= at;
                /* five standard errors of a share of PATHS draws */
                assert_near(below / PATHS, levels[k], 5 * sqrt(levels[k] * (1 - levels[k]) / PATHS),
                            kinds[i].name);
            }
    }
    free(paths);
}

/* The normal score of a value; of a share not through ct_prediction_at_least(), which takes values beyond the
 * edge for the edge. */
static double score(const ct_prediction *p, double value)
{
    if (p->transform != CT_TRANSFORM_LOGIT) return gsl_cdf_ugaussian_Qinv(ct_prediction_at_least(p, value));
    return gsl_cdf_ugaussian_Pinv(
        gsl_cdf_tdist_P((log(value / (100 - value)) - p->location) / p->scale, p->nu));
}

static void test_paths_dependence(void **state)
{
    double *paths = malloc(PATHS * H * sizeof *paths), *a = malloc(2 * PATHS * sizeof *a), *b = a + PATHS;

    (void)state;
    assert_true(paths != NULL && a != NULL);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        ct_prediction p[H];

        predict(i, p);
        assert_ct_ok(ct_prediction_paths(p, H, -INFINITY, INFINITY, 11, PATHS, paths));
        for (size_t path = 0; path < PATHS; path++) {
            a[path] = score(&p[0], paths[path * H]);
            b[path] = score(&p[3], paths[path * H + 3]);
        }
        assert_near(gsl_stats_correlation(a, 1, b, 1, PATHS), kinds[i].correlation, 0.03, kinds[i].name);
    }
    free(a);
    free(paths);
}

static void test_paths_seed(void **state)
{
    ct_prediction p[H];
    double a[40 * H], b[40 * H], other[40 * H], near[40 * 2], few[3 * H];

    (void)state;
    predict(0, p);
    assert_ct_ok(ct_prediction_paths(p, H, -INFINITY, INFINITY, 42, 40, a));
    assert_ct_ok(ct_prediction_paths(p, H, -INFINITY, INFINITY, 42, 40, b));
    assert_ct_ok(ct_prediction_paths(p, H, -INFINITY, INFINITY, 43, 40, other));
    assert_ct_ok(ct_prediction_paths(p, 2, -INFINITY, INFINITY, 42, 40, near));
    assert_ct_ok(ct_prediction_paths(p, H, -INFINITY, INFINITY, 42, 3, few));
    assert_memory_equal(a, b, sizeof a);
    assert_memory_not_equal(a, other, sizeof a);
    assert_memory_equal(a, few, sizeof few);
    for (size_t i = 0; i < 40; i++) assert_memory_equal(&near[i * 2], &a[i * H], 2 * sizeof *a);
}

static void test_paths_bounds_and_errors(void **state)
{
    static const double zeros[] = { 0, 0, 0 }, year[] = { 2001, 2002, 2003 };
    ct_prediction p[H];
    double a[200 * H];

    (void)state;
    predict(0, p);
    assert_ct_ok(ct_prediction_paths(p, H, 150, 190, 1, 200, a));
    for (size_t i = 0; i < COUNT(a); i++) assert_true(a[i] >= 150 && a[i] <= 190);
    assert_ct_ok(ct_project_values(NULL, CT_LEVEL, 0, INFINITY, year, zeros, 3, H, p, NULL));
    assert_ct_ok(ct_prediction_paths(p, H, 0, INFINITY, 1, 200, a));
    for (size_t i = 0; i < COUNT(a); i++) assert_true(a[i] == 0);
    assert_true(ct_prediction_at_most(&p[0], 0) == 1 && ct_prediction_at_most(&p[0], -1) == 0 &&
                ct_prediction_at_least(&p[0], 0) == 1);
    assert_int_equal(ct_prediction_paths(p, 0, 0, 1, 1, 1, a).code, CT_EUSAGE);
    assert_int_equal(ct_prediction_paths(p, CT_MAX_HORIZON + 1, 0, 1, 1, 1, a).code, CT_EUSAGE);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths_marginals),
        cmocka_unit_test(test_paths_dependence),
        cmocka_unit_test(test_paths_seed),
        cmocka_unit_test(test_paths_bounds_and_errors),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
