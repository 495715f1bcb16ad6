/* Lines and growth curves: values published, from R 4.2, or by hand. */
#include "cmocka_all.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "forecast/forecast.h"
#include "near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const double passengers[] = { 112, 118, 132, 129, 121, 135, 148, 148, 136,
                                     119, 104, 118, 125, 140, 151, 160, 158, 172 };
static const double spread_of_a_thing[] = { 5, 8, 13, 20, 31, 44, 58, 70, 79, 86, 90, 93 };

static ct_choice project(const char *model, ct_nature nature, const double *year, const double *y, size_t n,
                         size_t h, ct_prediction *p)
{
    double ascending[64];
    ct_choice choice = { .model = NULL };

    for (size_t i = 0; i < n; i++) ascending[i] = 2001 + (double)i;
    assert_ct_ok(ct_project_values_why(ct_model_find(model), nature, -INFINITY, INFINITY,
                                       year != NULL ? year : ascending, y, n, h, p, &choice));
    return choice;
}

/* Worked examples S5, S6 and S7 of the time-weighted regression with T = 2025, computed from the published
 * formula. */
static void test_growth_weighted_is_escap(void **state)
{
    static const double y5[] = { 37.0, 38.6, 40.0, 40.8, 42.3, 43.5 },
                        year5[] = { 2018, 2019, 2020, 2021, 2022, 2023 };
    static const double y6[] = { 8.1, 7.0, 6.0, 5.6, 5.3, 5.1 };
    static const double y7[] = { 2.10, 2.25, 2.40, 2.52 }, year7[] = { 2015, 2018, 2020, 2022 };
    ct_prediction p[3];

    (void)state;
    project("weighted", CT_LEVEL, year5, y5, 6, 2, p);
    assert_near(p[1].median, 46.03363914, 1e-9, "S5");
    project("weighted", CT_LEVEL, year5, y6, 6, 2, p);
    assert_near(p[1].median, 3.83792049, 1e-8, "S6 on the level");
    project("weighted", CT_SHARE, year5, y6, 6, 2, p);
    assert_near(p[1].median, 4.17350208, 1e-8, "S6 in logits");
    project("weighted", CT_LEVEL, year7, y7, 4, 3, p);
    assert_near(p[2].median, 2.70377622, 1e-8, "S7, gaps");
}

/* The weights change what the line is, so its spread is that of a linear estimator: with residuals e and
 * estimate sum l_i y_i. By hand for three values 0, 1, 0 in years 1, 2, 3 and T = 4: w = 1, 3/2, 3; line
 * through weighted means t = 26/11, y = 3/11, slope -9/26. */
static void test_growth_weighted_by_hand(void **state)
{
    static const double y[] = { 0, 1, 0 };
    ct_prediction p[1];
    double w[] = { 1, 1.5, 3 }, tm = 26.0 / 11, spread = 0, slope = 0, rss = 0, parts = 0;

    (void)state;
    for (int i = 0; i < 3; i++) spread += w[i] * pow(i + 1 - tm, 2);
    for (int i = 0; i < 3; i++) slope += w[i] * (i + 1 - tm) * (y[i] - 3.0 / 11) / spread;
    for (int i = 0; i < 3; i++) rss += pow(y[i] - 3.0 / 11 - slope * (i + 1 - tm), 2);
    for (int i = 0; i < 3; i++) parts += pow(w[i] / 5.5 + w[i] * (i + 1 - tm) * (4 - tm) / spread, 2);
    project("weighted", CT_RATE, NULL, y, 3, 1, p);
    assert_near(p[0].median, 3.0 / 11 + slope * (4 - tm), 1e-12, "point");
    assert_near(p[0].scale, sqrt(rss * (1 + parts)), 1e-12, "scale"); /* n - 2 = 1 */
}

/* 100 in 2001 and 121 in 2003: 10 % a year whatever lies between; with growth 4 % and 16.346 %, ln steps
 * differ by 0.112. */
static void test_growth_cagr(void **state)
{
    static const double y[] = { 100, 104, 121 };
    double s2 = (pow(log(1.04) - log(1.1), 2) + pow(log(121.0 / 104) - log(1.1), 2)) / 1;
    ct_prediction p[2];

    (void)state;
    project("cagr", CT_LEVEL, NULL, y, 3, 2, p);
    assert_near(p[0].median, 133.1, 1e-12, "one year");
    assert_near(p[1].median, 146.41, 1e-12, "two years");
    assert_near(p[1].scale, sqrt(s2 * (2 + 4.0 / 2)), 1e-12, "log scale");
    assert_true(p[1].lo95 > 0 && p[1].lo95 * p[1].hi95 > 0);
    assert_near(sqrt(p[1].lo80 * p[1].hi80), p[1].median, 1e-9, "symmetric in logarithms");
    assert_near(ct_prediction_at_least(&p[1], p[1].hi80), 0.1, 1e-9, "probability");
    assert_true(ct_prediction_at_least(&p[1], 0) == 1 && ct_prediction_at_least(&p[1], -5) == 1);
}

/* R: m <- lm(log(x) ~ t); exp(predict(m, data.frame(t = 19:21), interval = "prediction")) */
static void test_growth_exponential(void **state)
{
    static const double fit[] = { 153.7822341, 156.0771765, 158.4063671 },
                        upper[] = { 201.6309642, 205.5558754, 209.6335602 };
    ct_prediction p[3];

    (void)state;
    project("exponential", CT_LEVEL, NULL, passengers, COUNT(passengers), 3, p);
    for (int j = 0; j < 3; j++) {
        assert_near(p[j].median, fit[j], 1e-9, "median");
        assert_near(p[j].hi95, upper[j], 1e-9, "upper end");
    }
}

/* R: nls(log(y) ~ k - log(1 + exp(-(a + b t)))) and nls(log(y) ~ k - exp(-(a + b t))), tol = 1e-7, the spread
 * by the delta method: sqrt(sigma^2 + J vcov J'). The share: nls(qlogis(y / 100) ~ qlogis(exp(-exp(-(a + b
 * t))))). */
static void test_growth_saturation(void **state)
{
    static const double share[] = { 40, 52, 61, 70, 78, 83, 88, 91 };
    static const struct {
        const char *model;
        ct_nature nature;
        const double *y;
        size_t n;
        double median[3], scale[3];
    } tests[] = {
        { "logistic",
          CT_LEVEL,
          spread_of_a_thing,
          12,
          { 95.81377319, 96.92443647, 97.58079580 },
          { 0.02220751215, 0.02250311517, 0.02270185315 } },
        { "gompertz",
          CT_LEVEL,
          spread_of_a_thing,
          12,
          { 110.8964839, 117.5808312, 123.3594478 },
          { 0.1092151774, 0.1145394225, 0.1199123338 } },
        { "gompertz", CT_SHARE, share, 8, { 93.37077489, 95.16416329, 96.48152833 }, { 0, 0, 0 } },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(tests); i++) {
        ct_prediction p[3];

        assert_string_equal(
            project(tests[i].model, tests[i].nature, NULL, tests[i].y, tests[i].n, 3, p).model->name,
            tests[i].model);
        for (int j = 0; j < 3; j++) {
            assert_near(p[j].median, tests[i].median[j], 2e-6, tests[i].model);
            if (tests[i].scale[j] > 0) assert_near(p[j].scale, tests[i].scale[j], 2e-5, tests[i].model);
        }
    }
}

/* A logistic share has its ceiling at 100, and a level takes the upper bound for its ceiling. */
static void test_growth_known_ceiling(void **state)
{
    double year[10], y[10], lower;
    ct_prediction p[30], q[30];

    (void)state;
    for (int t = 0; t < 10; t++) {
        year[t] = 2001 + t;
        y[t] = 250 / (1 + exp(1.5 - 0.4 * t)) *
               (1 + 0.01 * (t % 3 - 1)); /* far from its ceiling at the end: 223 */
    }
    assert_ct_ok(ct_project_values(ct_model_find("logistic"), CT_LEVEL, 0, 250, year, y, 10, 30, p, NULL));
    assert_near(p[29].median, 250, 1e-3, "known ceiling");
    for (int j = 0; j < 30; j++) assert_true(p[j].hi95 <= 250 && p[j].median > y[9] * 0.99);
    lower = p[29].median;
    assert_ct_ok(ct_project_values(ct_model_find("logistic"), CT_LEVEL, 0, 400, year, y, 10, 30, q, NULL));
    assert_true(q[29].median > lower + 50);
}

/* What the curves cannot be fitted to goes to their fallbacks, and the reason is said. */
static void test_growth_says_why_not(void **state)
{
    static const double convex[] = { 1, 2, 4, 8, 16, 32, 64, 128 }, constant[] = { 5, 5, 5, 5, 5, 5 },
                        zeros[] = { 0, 1, 3, 4, 6, 7 };
    static const double negative[] = { -1, 2, -3, 4, -5, 6 }, few[] = { 3, 4 };
    static const struct {
        const char *model;
        const double *y;
        size_t n;
        const char *used;
        ct_method_reason reason;
        const char *says;
    } tests[] = {
        { "logistic", convex, 8, "linear", CT_METHOD_NO_FIT, "ceiling" },
        { "logistic", constant, 6, "linear", CT_METHOD_NO_FIT, "neither rise nor fall" },
        { "gompertz", zeros, 6, "linear", CT_METHOD_NO_FIT, "not above 0" },
        { "cagr", negative, 6, "drift", CT_METHOD_NO_FIT, "not above 0" },
        { "exponential", zeros, 6, "linear", CT_METHOD_NO_FIT, "not above 0" },
        { "cagr", few, 2, "naive", CT_METHOD_FEW,
          "cagr: needs 3 values, has 2; drift: needs 3 values, has 2" },
        { "arima", convex, 5, "drift", CT_METHOD_FEW, "arima: needs 6 values, has 5" },
        { "ets", few, 2, "naive", CT_METHOD_FEW, "ets: needs 5" },
        { "auto", convex, 8, "auto", CT_METHOD_ASKED, "" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(tests); i++) {
        ct_prediction p[3];
        ct_choice choice = project(tests[i].model, CT_LEVEL, NULL, tests[i].y, tests[i].n, 3, p);

        assert_string_equal(choice.model->name, tests[i].used);
        assert_int_equal(choice.reason, tests[i].reason);
        if (strstr(choice.text, tests[i].says) == NULL)
            fail_msg("%s: '%s' does not say '%s'", tests[i].model, choice.text, tests[i].says);
        if (tests[i].reason == CT_METHOD_ASKED) assert_string_equal(choice.text, "");
    }
}

/* One wild value moves the least-squares line and not the robust one. */
static void test_growth_robust(void **state)
{
    double y[16];
    ct_prediction clean[1], robust[1], least[1];

    (void)state;
    for (int t = 0; t < 16; t++) y[t] = 10 + 2 * t + 0.3 * ((t * 7) % 5 - 2);
    project("linear", CT_RATE, NULL, y, 16, 1, clean);
    y[12] += 60;
    project("robust", CT_RATE, NULL, y, 16, 1, robust);
    project("linear", CT_RATE, NULL, y, 16, 1, least);
    assert_near(robust[0].median, clean[0].median, 0.01, "robust");
    assert_true(fabs(least[0].median - clean[0].median) > 5);
    assert_true(robust[0].scale < least[0].scale / 2);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_growth_weighted_is_escap),
        cmocka_unit_test(test_growth_weighted_by_hand),
        cmocka_unit_test(test_growth_cagr),
        cmocka_unit_test(test_growth_exponential),
        cmocka_unit_test(test_growth_saturation),
        cmocka_unit_test(test_growth_known_ceiling),
        cmocka_unit_test(test_growth_says_why_not),
        cmocka_unit_test(test_growth_robust),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
