/* The simple models and the parts under the default one. Expected values: R 4.2 with its package
 * forecast 8.20, or arithmetic by hand. */
#include "cmocka_all.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "forecast/dotm.h"
#include "forecast/filter.h"
#include "forecast/forecast.h"
#include "near.h"

static const double passengers[] = { 112, 118, 132, 129, 121, 135, 148, 148, 136,
                                     119, 104, 118, 125, 140, 151, 160, 158, 172 };
static const double poverty[] = { 20, 17.5, 15.2, 14, 11.9, 11.1, 10.6, 9.2, 9, 8.4, 8.1, 7.7 };
static const double growth[] = { 7.1, 6.9, 6.2, 6.7, 6.8, 7.4, 7.4, 2.9, 2.6, 8.5, 5.1, 7.1 };
#define COUNT(array) (sizeof(array) / sizeof *(array))

static void project(const char *model, const double *y, size_t n, size_t h, ct_prediction *p,
                    const char *want_used)
{
    double year[64];
    const ct_model *used = NULL;

    for (size_t i = 0; i < n; i++) year[i] = 2001 + (double)i;
    assert_non_null(ct_model_find(model));
    assert_ct_ok(
        ct_project_values(ct_model_find(model), CT_RATE, -INFINITY, INFINITY, year, y, n, h, p, &used));
    assert_string_equal(used->name, want_used);
}

/* R: f <- naive(x, 3), rwf(x, 3, drift = TRUE), ses(x, 3); f$mean and (f$upper[,2] - f$lower[,2]) / 2 /
 * qnorm(.975). R: m <- meanf(x, 3): (m$upper[,2] - m$mean) / qt(.975, n - 1). R: p <- predict(lm(x ~ t),
 * data.frame(t = n + 1:3), interval = "prediction"): (upr - fit) / qt(.975, n - 2). ses: R stops its search
 * early, so 0.01 % is what it can say. */
static const struct {
    const char *model;
    const double *y;
    size_t n;
    double mean[3], se[3], tolerance;
} against_r[] = {
    { "naive", passengers, COUNT(passengers), { 172, 172, 172 }, { 11.37593, 16.08799, 19.70369 }, 1e-6 },
    { "naive", poverty, COUNT(poverty), { 7.7, 7.7, 7.7 }, { 1.378075, 1.948892, 2.386896 }, 1e-6 },
    { "drift",
      passengers,
      COUNT(passengers),
      { 175.529412, 179.058824, 182.588235 },
      { 11.470588, 16.666378, 20.942333 },
      1e-7 },
    { "drift",
      poverty,
      COUNT(poverty),
      { 6.581818, 5.463636, 4.345455 },
      { 0.882333, 1.298760, 1.650695 },
      1e-6 },
    { "drift", growth, COUNT(growth), { 7.1, 7.1, 7.1 }, { 2.799870, 4.121297, 5.238077 }, 1e-6 },
    { "ses",
      passengers,
      COUNT(passengers),
      { 171.998600, 171.998600, 171.998600 },
      { 11.726469, 16.582902, 20.309486 },
      1e-6 },
    { "ses",
      poverty,
      COUNT(poverty),
      { 7.700040, 7.700040, 7.700040 },
      { 1.445551, 2.044216, 2.503602 },
      2e-4 },
    { "ses",
      growth,
      COUNT(growth),
      { 6.225373, 6.225373, 6.225373 },
      { 1.895946, 1.895946, 1.895946 },
      1e-4 },
    { "mean",
      passengers,
      COUNT(passengers),
      { 134.777778, 134.777778, 134.777778 },
      { 18.988740, 18.988740, 18.988740 },
      1e-6 },
    { "linear",
      passengers,
      COUNT(passengers),
      { 154.660131, 156.753010, 158.845889 },
      { 16.911643, 17.190425, 17.491955 },
      1e-6 },
    { "linear",
      growth,
      COUNT(growth),
      { 5.49090909, 5.37797203, 5.26503497 },
      { 2.168923, 2.244606, 2.328089 },
      1e-6 },
};

static void test_models_agree_with_r(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(against_r); i++) {
        ct_prediction p[3];

        project(against_r[i].model, against_r[i].y, against_r[i].n, 3, p, against_r[i].model);
        for (size_t j = 0; j < 3; j++) {
            assert_near(p[j].median, against_r[i].mean[j], against_r[i].tolerance, against_r[i].model);
            assert_near(p[j].scale, against_r[i].se[j], against_r[i].tolerance, against_r[i].model);
        }
    }
}

/* R: upper 95 % ends: meanf(x, 1)$upper[, 2]; predict(lm(x ~ t), data.frame(t = n + 1), interval =
 * "prediction") */
static void test_models_intervals_are_student(void **state)
{
    ct_prediction p[1];

    (void)state;
    project("mean", passengers, COUNT(passengers), 1, p, "mean");
    assert_near(p[0].hi95, 174.840518, 1e-7, "mean, passengers");
    project("mean", poverty, COUNT(poverty), 1, p, "mean");
    assert_near(p[0].hi95, 21.019343, 1e-7, "mean, poverty");
    project("linear", poverty, COUNT(poverty), 1, p, "linear");
    assert_near(p[0].lo95, 1.725598114, 1e-8, "linear, poverty, lower");
    assert_near(p[0].hi95, 8.37137158, 1e-8, "linear, poverty, upper");
}

/* The fit is least squares: its sum of squares may not exceed what R's search found. R: sum(residuals(holt(x,
 * 3, damped = TRUE))^2) and without damped. R's simplex stops earlier, so equality is not asked for. */
static void test_models_smoothing_finds_the_least_squares(void **state)
{
    static const struct {
        const char *model;
        const double *y;
        size_t n;
        double r_sum;
    } cases[] = {
        { "holt", passengers, COUNT(passengers), 2112.062 },
        { "holt", poverty, COUNT(poverty), 3.549829 },
        { "holt", growth, COUNT(growth), 34.38393 },
        { "damped", passengers, COUNT(passengers), 2120.682 },
        { "damped", poverty, COUNT(poverty), 0.5854983 },
        { "damped", growth, COUNT(growth), 34.01558 },
        { "ses", passengers, COUNT(passengers), 2200.161 },
        { "ses", poverty, COUNT(poverty), 20.89619 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ct_prediction p[1];

        project(cases[i].model, cases[i].y, cases[i].n, 1, p, cases[i].model);
        double sum = p[0].scale * p[0].scale * p[0].nu; /* the first step's variance is s^2 */

        if (!(sum > 0.5 * cases[i].r_sum && sum < cases[i].r_sum * (1 + 1e-5)))
            fail_msg("%s, case %zu: sum of squares %.7g, R %.7g", cases[i].model, i, sum, cases[i].r_sum);
    }
    /* R: holt(poverty, 3)$mean = 7.370990 7.050300 6.729610: here R's search ends at the same optimum. */
    ct_prediction p[3];
    project("holt", poverty, COUNT(poverty), 3, p, "holt");
    assert_near(p[0].median, 7.370990, 1e-4, "holt 1");
    assert_near(p[2].median, 6.729610, 1e-4, "holt 3");
}

/* The filter with fixed parameters is the ARIMA model of the same name. R, x the first 12 passengers, g = x
 * with years 3, 7 and 8 missing: m <- arima(x, order = c(0, 1, 1), fixed = alpha - 1, transform.pars = FALSE,
 * method = "ML", kappa = 1e9) p <- predict(m, 3);  p$pred;  p$se^2 / m$sigma2;  m$sigma2 * m$nobs and with
 * order = c(0, 2, 2), fixed = c(alpha + beta - 2, 1 - alpha). R starts diffuse at kappa = 1e9: five digits
 * are its own. */
static const struct {
    const char *name;
    double alpha, beta, tau;
    bool gaps;
    double mean[3], variance[3], rss;
} arima[] = {
    { "level",
      0.4,
      0,
      0,
      false,
      { 119.304881, 119.304881, 119.304881 },
      { 1.000003, 1.160003, 1.320003 },
      2148.356644 },
    { "level, gaps",
      0.4,
      0,
      0,
      true,
      { 117.369169, 117.369169, 117.369169 },
      { 1.003668, 1.163668, 1.323668 },
      1039.921887 },
    { "level, alpha over 1, gaps",
      1.25,
      0,
      0,
      true,
      { 122.183950, 122.183950, 122.183950 },
      { 1.000011, 2.562511, 4.125011 },
      1079.584367 },
    { "trend",
      0.5,
      0.3,
      INFINITY,
      false,
      { 101.042242, 92.568276, 84.094311 },
      { 1.000165, 1.640459, 2.850992 },
      2393.520692 },
    { "trend, gaps",
      0.5,
      0.3,
      INFINITY,
      true,
      { 106.140687, 100.990534, 95.840381 },
      { 1.024251, 1.707189, 2.982160 },
      1109.901256 },
};

static void test_filter_is_arima(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(arima); i++) {
        ct_filter filter;
        ct_start start;
        ct_ahead ahead;

        ct_filter_init(&filter, arima[i].alpha, arima[i].beta, 1, CT_SECOND_SLOPE);
        for (size_t t = 0; t < 12; t++)
            ct_filter_push(&filter, arima[i].gaps && (t == 2 || t == 6 || t == 7) ? NAN : passengers[t]);
        assert_true(ct_filter_start(&filter, 1, arima[i].tau, &start));
        assert_near(start.rss, arima[i].rss, 2e-5, arima[i].name);
        ct_filter_ahead(&filter, 3, &ahead);
        for (size_t j = 0; j < 3; j++) {
            double p1 = ahead.p[1][j], p2 = arima[i].tau == 0 ? 0 : ahead.p[2][j];
            double mean = ahead.p[0][j] + start.theta[0] * p1 + start.theta[1] * p2;
            double variance =
                ahead.v[j] + start.inv00 * p1 * p1 + 2 * start.inv01 * p1 * p2 + start.inv11 * p2 * p2;

            assert_near(mean, arima[i].mean[j], 2e-5, arima[i].name);
            assert_near(variance, arima[i].variance[j], 2e-4, arima[i].name);
        }
    }
}

/* R: m <- arima(g, order = c(0, 1, 1), xreg = 1:12, fixed = c(0.4 - 1, NA), ...); predict(m, 3, newxreg =
 * 13:15)$pred */
static void test_filter_drift_is_arima_with_time(void **state)
{
    static const double want[3] = { 117.140753, 117.049410, 116.958067 };
    ct_filter filter;
    ct_start start;
    ct_ahead ahead;

    (void)state;
    ct_filter_init(&filter, 0.4, 0, 1, CT_SECOND_DRIFT);
    for (size_t t = 0; t < 12; t++) ct_filter_push(&filter, t == 2 || t == 6 || t == 7 ? NAN : passengers[t]);
    assert_true(ct_filter_start(&filter, 1, INFINITY, &start));
    assert_near(start.theta[1], -0.0913, 1e-4, "drift"); /* R's coefficient of time */
    ct_filter_ahead(&filter, 3, &ahead);
    for (size_t j = 0; j < 3; j++)
        assert_near(ahead.p[0][j] + start.theta[0] * ahead.p[1][j] + start.theta[1] * ahead.p[2][j], want[j],
                    2e-5, "mean");
}

static void test_filter_start_refuses_too_little(void **state)
{
    ct_filter filter;
    ct_start start;

    (void)state;
    ct_filter_init(&filter, 0.5, 0.3, 1, CT_SECOND_SLOPE);
    assert_false(ct_filter_start(&filter, 1, 0, &start));
    ct_filter_push(&filter, 3.5); /* one value cannot give a level and a slope */
    assert_true(ct_filter_start(&filter, 1, 0, &start));
    assert_false(ct_filter_start(&filter, 1, INFINITY, &start));
}

/* By hand: 10 in year 1, 12 in year 2, 21 in year 5. Drift (21 - 10) / 4 = 2.75; errors -0.75 over one year
 * and 0.75 over three: s^2 = 0.5625 + 0.5625 / 3 = 0.75; the first step's variance 0.75 (1 + 1/4) = 0.9375,
 * the second's 0.75 (2 + 4/4) = 2.25. Naive: (4 / 1 + 81 / 3) / 2 = 15.5. Mean: 43 / 3. Linear: the line
 * through years 1, 2, 5 has slope 24.333.. / 8.666.. = 2.807692. */
static void test_models_count_gaps_in_years(void **state)
{
    static const double year[] = { 2011, 2012, 2015 }, y[] = { 10, 12, 21 };
    ct_prediction p[2];

    (void)state;
    assert_ct_ok(
        ct_project_values(ct_model_find("drift"), CT_LEVEL, -INFINITY, INFINITY, year, y, 3, 2, p, NULL));
    assert_near(p[0].median, 23.75, 1e-13, "drift 1");
    assert_near(p[1].median, 26.5, 1e-13, "drift 2");
    assert_near(p[0].scale, sqrt(0.9375), 1e-13, "drift scale 1");
    assert_near(p[1].scale, 1.5, 1e-13, "drift scale 2");
    assert_near(p[0].hi95, 23.75 + sqrt(0.9375) * 12.7062047361747, 1e-9,
                "drift, Cauchy"); /* R: qt(.975, 1) */
    assert_ct_ok(
        ct_project_values(ct_model_find("naive"), CT_LEVEL, -INFINITY, INFINITY, year, y, 3, 1, p, NULL));
    assert_near(p[0].scale, sqrt(15.5), 1e-13, "naive scale");
    assert_ct_ok(
        ct_project_values(ct_model_find("mean"), CT_LEVEL, -INFINITY, INFINITY, year, y, 3, 1, p, NULL));
    assert_near(p[0].median, 43.0 / 3, 1e-13, "mean");
    assert_ct_ok(
        ct_project_values(ct_model_find("linear"), CT_LEVEL, -INFINITY, INFINITY, year, y, 3, 1, p, NULL));
    assert_near(p[0].median, 43.0 / 3 + (6 - 8.0 / 3) * 73.0 / 26, 1e-12, "linear");
}

/* One bad search would put a random walk's optimum elsewhere: the smoothing of a straight line has no error
 * and goes on. */
static void test_models_straight_line(void **state)
{
    static const char *const models[] = { "drift", "linear", "holt" };
    static const double y[] = { 2.5, 4, 5.5, 7, 8.5, 10, 11.5, 13, 14.5 };

    (void)state;
    for (size_t i = 0; i < COUNT(models); i++) {
        ct_prediction p[4];

        project(models[i], y, COUNT(y), 4, p, models[i]);
        assert_near(p[0].median, 16, 1e-6, models[i]);
        assert_near(p[3].median, 20.5, 1e-6, models[i]);
        assert_true(p[3].hi95 > p[3].median); /* no residual is no certainty */
    }
}

static void test_models_fall_back(void **state)
{
    static const struct {
        const char *model;
        size_t n;
        const char *used;
    } cases[] = {
        { "auto", 1, "naive" }, { "auto", 2, "auto" },   { "naive", 1, "naive" },  { "mean", 1, "naive" },
        { "mean", 2, "mean" },  { "drift", 2, "naive" }, { "drift", 3, "drift" },  { "linear", 2, "naive" },
        { "ses", 3, "naive" },  { "ses", 4, "ses" },     { "holt", 5, "drift" },   { "holt", 2, "naive" },
        { "holt", 6, "holt" },  { "damped", 6, "ses" },  { "damped", 3, "naive" }, { "damped", 7, "damped" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ct_prediction p[2];

        project(cases[i].model, passengers, cases[i].n, 2, p, cases[i].used);
    }
}

static void test_models_table(void **state)
{
    size_t n = 0;

    (void)state;
    assert_string_equal(ct_models[0]->name, "auto");
    for (; ct_models[n] != NULL; n++) {
        const ct_model *model = ct_models[n];

        assert_ptr_equal(ct_model_find(model->name), model);
        assert_true(strlen(model->about_vi) > 0 && strlen(model->about_en) > 0);
        size_t steps = 0; /* fallbacks end at a model that runs on one value */

        for (; model->fallback != NULL && steps < 20; model = model->fallback, steps++)
            assert_true(model->fallback->min_points <= model->min_points);
        assert_true(steps < 20 && model->min_points == 1);
    }
    assert_int_equal(n, 18);
    assert_null(ct_model_find("prophet"));
    assert_null(ct_model_find(""));
}

/* The number is the recipe's first implementation's; it states the forecast after the geometric decline below
 * the last value, 172, which is put on here. A series of three has two residuals for two unknowns and several
 * alphas fit it exactly: roundings may not choose among them. */
static void test_dotm(void **state)
{
    static const double three[] = { 4, 5.5, 6.5 };
    ct_dotm dotm;
    double f[3], again[3];

    (void)state;
    ct_dotm_init(&dotm);
    for (size_t t = 0; t < COUNT(passengers); t++) ct_dotm_push(&dotm, passengers[t]);
    ct_dotm_forecast(&dotm, 3, f);
    for (size_t j = 0; j < 3; j++)
        assert_near(172 * exp((f[j] - 172) / 172), 171.86024769, 1e-10, "passengers");
    ct_dotm_init(&dotm);
    for (size_t t = 0; t < 3; t++) ct_dotm_push(&dotm, three[t]);
    ct_dotm_forecast(&dotm, 3, f);
    ct_dotm_init(&dotm);
    for (size_t t = 0; t < 3; t++) ct_dotm_push(&dotm, three[t] * 0.1); /* other roundings, same choice */
    ct_dotm_forecast(&dotm, 3, again);
    for (size_t j = 0; j < 3; j++) assert_near(again[j] * 10, f[j], 1e-9, "three");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_models_agree_with_r),
        cmocka_unit_test(test_models_intervals_are_student),
        cmocka_unit_test(test_models_smoothing_finds_the_least_squares),
        cmocka_unit_test(test_filter_is_arima),
        cmocka_unit_test(test_filter_drift_is_arima_with_time),
        cmocka_unit_test(test_filter_start_refuses_too_little),
        cmocka_unit_test(test_models_count_gaps_in_years),
        cmocka_unit_test(test_models_straight_line),
        cmocka_unit_test(test_models_fall_back),
        cmocka_unit_test(test_models_table),
        cmocka_unit_test(test_dotm),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
