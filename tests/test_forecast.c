/* The default model against reference numbers, what every model must keep, and projecting a table. */
#include "cmocka_all.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "forecast/forecast.h"
#include "near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { MOST = 24 };

static void years(double *year, size_t n)
{
    for (size_t i = 0; i < n; i++) year[i] = 2001 + (double)i;
}

/* Reference values: the recipe's first implementation (Python and C kernels), written before this one.
 * Without gaps: test_models.c holds the filter to R's treatment of missing years. */
static const struct {
    const char *name;
    ct_nature nature;
    double y[MOST];
    size_t n;
    double nu, location[3], scale[3], median[3], lo80[3], hi80[3], lo95[3], hi95[3];
    size_t h;
} vectors[] = {
    { "passengers",
      CT_LEVEL,
      { 112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 125, 140, 151, 160, 158, 172 },
      18,
      3.1,
      { 175.08718893, 177.17173057, 179.26000254 },
      { 9.51757896, 17.02586353, 23.78995259 },
      { 175.08718893, 177.17173057, 179.26000254 },
      { 160.06859292, 150.93476051, 143.32853624 },
      { 190.53981008, 204.81470782, 217.88506945 },
      { 147.30625526, 130.08805799, 116.44892038 },
      { 204.83105623, 230.38011762, 253.60718635 },
      3 },
    { "two values",
      CT_LEVEL,
      { 5, 6 },
      2,
      3.1,
      { 6.09680533, 6.40165184, 6.7066052 },
      { 0.71095139, 1.09954556, 1.48263144 },
      { 6.09680533, 6.40165184, 6.7066052 },
      { 5.03046156, 4.76437672, 4.51917769 },
      { 7.25109704, 8.18686014, 9.1137869 },
      { 4.21053059, 3.61826225, 3.11829357 },
      { 8.31863546, 9.83789727, 11.34005169 },
      3 },
    { "decline",
      CT_LEVEL,
      { 20, 17.5, 15.2, 14, 11.9 },
      5,
      3.1,
      { 10.99942219, 9.95716068, 8.97537793 },
      { 1.33507206, 2.20221752, 3.03755162 },
      { 11.0326559, 10.10746836, 9.30704685 },
      { 9.19544097, 7.48434144, 6.14931507 },
      { 13.16702835, 13.53265327, 13.90710842 },
      { 7.7698126, 5.66854971, 4.19149317 },
      { 15.17172341, 16.83942203, 18.46818409 },
      3 },
    { "one value",
      CT_LEVEL,
      { 8 },
      1,
      1.88,
      { 8, 8 },
      { 0.512, 0.8433572 },
      { 8, 8 },
      { 7.0659972, 6.5204813 },
      { 8.99317911, 9.63594679 },
      { 5.96866245, 4.93795435 },
      { 10.34334948, 11.85992317 },
      2 },
    { "growth",
      CT_RATE,
      { 7.1, 6.9, 6.2, 6.7, 6.8, 7.4, 7.4, 2.9, 2.6, 8.5, 5.1, 7.1 },
      12,
      1.92,
      { 6.46364435, 6.46364435, 6.46364435 },
      { 1.32774169, 1.38726335, 1.44433417 },
      { 6.46364435, 6.46364435, 6.46364435 },
      { 3.91342158, 3.79909702, 3.68947983 },
      { 9.01386713, 9.12819169, 9.23780888 },
      { 0.51655326, 0.24994966, -0.0056764 },
      { 12.41073545, 12.67733905, 12.93296511 },
      3 },
    { "signs change",
      CT_LEVEL,
      { -5, -3, 2, 4, -1, 6, 8, 9, 7, 12 },
      10,
      2.34,
      { 11.91272094, 13.09227506, 14.25966045 },
      { 2.86399484, 4.13647756, 5.28077647 },
      { 11.91272094, 13.09227506, 14.25966045 },
      { 6.84150914, 5.76790649, 4.90910731 },
      { 16.98393273, 20.41664363, 23.61021359 },
      { 1.15629578, -2.44326664, -5.57357252 },
      { 22.6691461, 28.62781677, 34.09289341 },
      3 },
    { "poverty rate",
      CT_SHARE,
      { 14.2, 12.1, 9.7, 7.5, 5.8, 3.9, 2.8, 1.9, 1.2 },
      9,
      3.1,
      { -4.73228057, -5.07819659, -5.42398406 },
      { 0.19006696, 0.34094681, 0.48321517 },
      { 0.87294895, 0.61925496, 0.4390185 },
      { 0.64265453, 0.35695012, 0.20081602 },
      { 1.18478501, 1.07224034, 0.95706065 },
      { 0.48386534, 0.21423512, 0.09730474 },
      { 1.56996492, 1.77634973, 1.95724864 },
      3 },
};

static void test_auto_reference_vectors(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(vectors); i++) {
        const double *y = vectors[i].y;
        double year[MOST];
        ct_prediction p[3];

        years(year, vectors[i].n);
        assert_ct_ok(ct_project_values(NULL, vectors[i].nature, -INFINITY, INFINITY, year, y, vectors[i].n,
                                       vectors[i].h, p, NULL));
        for (size_t j = 0; j < vectors[i].h; j++) {
            const char *name = vectors[i].name;

            assert_near(p[j].nu, vectors[i].nu, 1e-15, name);
            assert_near(p[j].location, vectors[i].location[j], 1e-8, name);
            assert_near(p[j].scale, vectors[i].scale[j], 1e-8, name);
            assert_near(p[j].median, vectors[i].median[j], 1e-8, name);
            assert_near(p[j].lo80, vectors[i].lo80[j], 1e-8, name);
            assert_near(p[j].hi80, vectors[i].hi80[j], 1e-8, name);
            assert_near(p[j].lo95, vectors[i].lo95[j], 1e-8, name);
            assert_near(p[j].hi95, vectors[i].hi95[j], 1e-8, name);
        }
    }
}

/* A longer horizon may not change the nearer years. */
static void test_auto_horizon_does_not_matter(void **state)
{
    double year[MOST];
    ct_prediction near[3], far[CT_MAX_HORIZON];

    (void)state;
    years(year, vectors[0].n);
    assert_ct_ok(
        ct_project_values(NULL, CT_LEVEL, 0, INFINITY, year, vectors[0].y, vectors[0].n, 3, near, NULL));
    assert_ct_ok(ct_project_values(NULL, CT_LEVEL, 0, INFINITY, year, vectors[0].y, vectors[0].n,
                                   CT_MAX_HORIZON, far, NULL));
    for (size_t j = 0; j < 3; j++) {
        assert_near(far[j].median, near[j].median, 1e-15, "median");
        assert_near(far[j].hi95, near[j].hi95, 1e-15, "hi95");
    }
}

/* Shapes that real tables hold; every model must stay ordered, finite and inside the bounds on each. */
static const struct {
    const char *name;
    double y[MOST];
    size_t n;
    unsigned missing; /* bit i: year i has no value */
} shapes[] = {
    { "one", { 3.5 }, 1, 0 },
    { "two", { 3.5, 4.25 }, 2, 0 },
    { "two equal", { 3.5, 3.5 }, 2, 0 },
    { "three", { 3.5, 4.25, 2.75 }, 3, 0 },
    { "four, two years missing", { 3.5, 0, 4.25, 0, 2.75, 4.5 }, 6, 1U << 1 | 1U << 3 },
    { "constant", { 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5 }, 10, 0 },
    { "line", { 2, 3.5, 5, 6.5, 8, 9.5, 11, 12.5, 14 }, 9, 0 },
    { "collapse", { 90, 60, 40, 22, 9, 3, 1, 0.25 }, 8, 0 },
    { "jump", { 0.5, 0.52, 0.49, 0.51, 51, 53, 52, 55, 54 }, 9, 0 },
    { "fall", { 52, 55, 51, 53, 54, 0.5, 0.52, 0.49 }, 8, 0 },
    { "zeros inside", { 4, 0, 3, 0, 0, 5, 2, 0, 6, 1 }, 10, 0 },
    { "zeros last", { 4, 3, 2, 1, 0, 0, 0 }, 7, 0 },
    { "one above zeros", { 0, 0, 0, 0, 0, 0, 0, 0, 5 }, 9, 0 },
    { "all zero", { 0, 0, 0, 0, 0 }, 5, 0 },
    { "doublings",
      { 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92 },
      15,
      0 },
    { "every other year", { 10, 0, 12, 0, 13.5, 0, 13, 0, 15, 0, 17, 0, 16.5, 0, 18, 0, 19 }, 17, 0x0AAAA },
    { "censuses", { 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 52, 0, 0, 0, 0, 0, 0, 0, 0, 0, 61 }, 21, 0x0FFBFE },
    { "gap near the end", { 10, 11, 12.5, 12, 13, 14.5, 14, 15, 16, 0, 0, 0, 0, 0, 0, 21 }, 16, 0x07E00 },
    { "hundreds", { 97, 98.5, 99.2, 100, 100, 100, 100, 100, 100 }, 9, 0 },
};

static size_t make_shape(size_t i, double factor, double *year, double *y)
{
    size_t n = 0;

    for (size_t t = 0; t < shapes[i].n; t++) {
        if ((shapes[i].missing >> t & 1U) != 0) continue;
        year[n] = 1995 + (double)t;
        y[n++] = shapes[i].y[t] * factor;
    }
    return n;
}

static void check_prediction(const ct_prediction *p, double lower, double upper, bool spread,
                             const char *model, const char *shape)
{
    bool ordered = p->lo95 <= p->lo80 && p->lo80 <= p->median && p->median <= p->hi80 && p->hi80 <= p->hi95;
    bool inside = p->lo95 >= lower && p->hi95 <= upper;
    bool finite = isfinite(p->lo95) && isfinite(p->hi95) && isfinite(p->location) && isfinite(p->scale) &&
                  p->scale >= 0 && p->nu > 0;

    if (!ordered || !inside || !finite || (p->scale > 0) != spread)
        fail_msg("%s on %s: %g %g %g %g %g, scale %g", model, shape, p->lo95, p->lo80, p->median, p->hi80,
                 p->hi95, p->scale);
}

static void test_forecast_ordered_inside_finite(void **state)
{
    static const double factors[] = { 1, 1e-9, 1e15, 1e-300, 1e290 };
    static const ct_nature natures[] = { CT_LEVEL, CT_RATE, CT_SHARE };

    (void)state;
    for (size_t i = 0; i < COUNT(shapes); i++)
        for (size_t m = 0; ct_models[m] != NULL; m++)
            for (size_t k = 0; k < COUNT(natures) * COUNT(factors); k++) {
                ct_nature nature = natures[k / COUNT(factors)];
                double factor = factors[k % COUNT(factors)], year[MOST], y[MOST];
                double lower = nature == CT_RATE ? -INFINITY : 0, upper = nature == CT_SHARE ? 100 : INFINITY;
                size_t h = factor > 1e200 ? 3 : CT_MAX_HORIZON, n = make_shape(i, factor, year, y);
                ct_prediction p[CT_MAX_HORIZON];
                bool spread = strcmp(shapes[i].name, "all zero") != 0 || nature == CT_SHARE;

                bool slow =
                    strcmp(ct_models[m]->name, "arima") == 0 || strcmp(ct_models[m]->name, "ets") == 0;

                if ((nature == CT_SHARE && factor > 1) || (slow && k % 2 == 1)) continue;
                assert_ct_ok(ct_project_values(ct_models[m], nature, lower, upper, year, y, n, h, p, NULL));
                for (size_t j = 0; j < h; j++)
                    check_prediction(&p[j], lower, upper, spread, ct_models[m]->name, shapes[i].name);
            }
}

/* How well a model's results repeat when its search takes other steps. */
static double repeats_to(const char *model)
{
    static const struct {
        const char *model;
        double tolerance;
    } searched[] = { { "holt", 2e-2 }, { "damped", 2e-2 }, { "ets", 2e-2 },      { "arima", 2e-2 },
                     { "ses", 1e-4 },  { "theta", 1e-4 },  { "logistic", 1e-4 }, { "gompertz", 1e-4 } };

    for (size_t i = 0; i < COUNT(searched); i++)
        if (strcmp(searched[i].model, model) == 0) return searched[i].tolerance;
    return 1e-8;
}

/* c y gives c times everything: smoothing parameters are searched to 1e-6, so their models agree to less. */
static void test_forecast_scale_equivariant(void **state)
{
    static const double factors[] = { 1e-9, 0.3, 1000, 1e15 };

    (void)state;
    for (size_t i = 0; i < COUNT(shapes); i++)
        for (size_t m = 0; ct_models[m] != NULL; m++)
            for (size_t k = 0; k < COUNT(factors); k++) {
                double year[MOST], y[MOST], tolerance = repeats_to(ct_models[m]->name);
                size_t n = make_shape(i, 1, year, y);
                ct_prediction p[6], q[6];

                if (strcmp(ct_models[m]->name, "arima") == 0 && k % 2 == 1)
                    continue; /* slow: half of the factors */
                assert_ct_ok(
                    ct_project_values(ct_models[m], CT_LEVEL, -INFINITY, INFINITY, year, y, n, 6, p, NULL));
                n = make_shape(i, factors[k], year, y);
                assert_ct_ok(
                    ct_project_values(ct_models[m], CT_LEVEL, -INFINITY, INFINITY, year, y, n, 6, q, NULL));
                for (size_t j = 0; j < 6; j++) {
                    char name[80];

                    snprintf(name, sizeof name, "%s on %s", ct_models[m]->name, shapes[i].name);
                    assert_near(q[j].median / factors[k], p[j].median, tolerance, name);
                    assert_near(q[j].lo95 / factors[k], p[j].lo95, tolerance, name);
                    assert_near(q[j].hi80 / factors[k], p[j].hi80, tolerance, name);
                }
            }
}

/* y + c gives c more where the model knows no zero; widths stay. */
static void test_forecast_shift_invariant(void **state)
{
    static const char *const models[] = { "naive",  "mean",   "drift",    "ses",  "theta",
                                          "linear", "robust", "weighted", "arima" };

    (void)state;
    for (size_t m = 0; m < COUNT(models); m++) {
        double year[MOST], y[MOST];
        size_t n = vectors[0].n;
        ct_prediction p[5], q[5];

        years(year, n);
        for (size_t i = 0; i < n; i++) y[i] = vectors[0].y[i] - 1000;
        assert_ct_ok(ct_project_values(ct_model_find(models[m]), CT_LEVEL, -INFINITY, INFINITY, year,
                                       vectors[0].y, n, 5, p, NULL));
        assert_ct_ok(ct_project_values(ct_model_find(models[m]), CT_LEVEL, -INFINITY, INFINITY, year, y, n, 5,
                                       q, NULL));
        for (size_t j = 0; j < 5; j++) {
            assert_near(q[j].median + 1000, p[j].median, 1e-6, models[m]);
            assert_near(q[j].hi95 - q[j].lo95, p[j].hi95 - p[j].lo95, 1e-6, models[m]);
        }
    }
}

/* Further is never surer. Exceptions: the ESCAP line weighs the values of every target year anew, and a curve
 * near its ceiling cannot stray. */
static void test_forecast_width_grows(void **state)
{
    (void)state;
    for (size_t v = 0; v < COUNT(vectors); v++)
        for (size_t m = 0; ct_models[m] != NULL; m++) {
            double year[MOST];
            ct_prediction p[10];
            const char *name = ct_models[m]->name;

            if (strcmp(name, "weighted") == 0 || strcmp(name, "logistic") == 0 ||
                strcmp(name, "gompertz") == 0)
                continue;
            years(year, vectors[v].n);
            assert_ct_ok(ct_project_values(ct_models[m], vectors[v].nature, -INFINITY, INFINITY, year,
                                           vectors[v].y, vectors[v].n, 10, p, NULL));
            for (size_t j = 1; j < 10; j++)
                if (!(p[j].scale >= p[j - 1].scale * (1 - 1e-12)))
                    fail_msg("%s on %s: scale %g after %g", ct_models[m]->name, vectors[v].name, p[j].scale,
                             p[j - 1].scale);
        }
}

/* Gaps are years: the same values further apart say that change is slower, so the next year is nearer the
 * last value and surer. */
static void test_auto_gaps_are_years(void **state)
{
    static const double y[] = { 10, 12, 14.5, 16, 18.5, 20 },
                        close[] = { 2001, 2002, 2003, 2004, 2005, 2006 };
    static const double apart[] = { 1996, 1998, 2000, 2002, 2004, 2006 };
    ct_prediction p[2], q[2];

    (void)state;
    assert_ct_ok(ct_project_values(NULL, CT_LEVEL, 0, INFINITY, close, y, 6, 2, p, NULL));
    assert_ct_ok(ct_project_values(NULL, CT_LEVEL, 0, INFINITY, apart, y, 6, 2, q, NULL));
    assert_true(p[0].median > 20.5 && q[0].median > 20 && q[0].median < p[0].median);
    assert_true(q[0].hi95 - q[0].lo95 < p[0].hi95 - p[0].lo95);
}

/* Two constants and a share that has reached its end. The band of the constant, about 4 % for 10 values, is
 * the recipe's own. */
static void test_auto_constants(void **state)
{
    static const double fives[] = { 5, 5, 5, 5, 5, 5, 5, 5, 5, 5 }, full[] = { 100, 100, 100 },
                        none[] = { 0, 0, 0, 0 };
    double year[MOST];
    ct_prediction p[2];

    (void)state;
    years(year, 10);
    assert_ct_ok(ct_project_values(NULL, CT_LEVEL, -INFINITY, INFINITY, year, fives, 10, 2, p, NULL));
    assert_near(p[0].median, 5, 1e-12, "five");
    assert_true(p[0].hi95 > 5.15 && p[0].hi95 < 5.25 && p[0].lo95 > 4.75 && p[0].lo95 < 4.85);
    assert_ct_ok(ct_project_values(NULL, CT_SHARE, 0, 100, year, full, 3, 2, p, NULL));
    assert_near(p[1].median, 100, 1e-15, "full");
    assert_near(p[1].hi95, 100, 1e-15, "full");
    assert_true(p[1].lo95 < p[1].lo80 && p[1].lo80 < 100);
    assert_ct_ok(ct_project_values(NULL, CT_SHARE, 0, 100, year, none, 4, 2, p, NULL));
    assert_true(p[1].median == 0 && p[1].lo95 == 0 && p[1].hi80 > 0 && p[1].hi95 > p[1].hi80);
    assert_ct_ok(ct_project_values(NULL, CT_LEVEL, 0, INFINITY, year, none, 4, 2, p, NULL));
    assert_true(p[1].median == 0 && p[1].lo95 == 0 && p[1].hi95 == 0 && p[1].scale == 0);
}

static void test_forecast_cut_at_bounds(void **state)
{
    static const double falling[] = { 60, 48, 37, 25, 12 }, ranks[] = { 9, 7, 4, 3, 1 };
    double year[MOST];
    ct_prediction p[5];

    (void)state;
    years(year, 5);
    assert_ct_ok(
        ct_project_values(ct_model_find("drift"), CT_LEVEL, 0, INFINITY, year, falling, 5, 5, p, NULL));
    assert_near(p[0].median, 0, 1e-12, "drift reaches zero"); /* 12 - 12 */
    assert_near(p[4].location, 12 - 60, 1e-12, "the distribution itself is not cut");
    assert_true(p[4].median == 0 && p[4].lo95 == 0 && p[4].hi95 >= 0);
    assert_ct_ok(ct_project_values(NULL, CT_LEVEL, 1, INFINITY, year, ranks, 5, 5, p, NULL));
    for (size_t j = 0; j < 5; j++) assert_true(p[j].lo95 == 1 && p[j].median >= 1);
}

/* P(value >= quantile p) = 1 - p on every scale. */
static void test_prediction_at_least_inverts_quantile(void **state)
{
    static const double levels[] = { 0.025, 0.1, 0.5, 0.7, 0.9, 0.975 };

    (void)state;
    for (size_t v = 0; v < COUNT(vectors); v++) {
        double year[MOST];
        ct_prediction p[2];

        years(year, vectors[v].n);
        assert_ct_ok(ct_project_values(NULL, vectors[v].nature, -INFINITY, INFINITY, year, vectors[v].y,
                                       vectors[v].n, 2, p, NULL));
        for (size_t i = 0; i < COUNT(levels); i++) {
            double x = ct_prediction_quantile(&p[1], levels[i]), back = ct_prediction_at_least(&p[1], x);

            if (vectors[v].nature == CT_SHARE && x < p[1].edge) continue; /* counts as at the edge */
            assert_near(back, 1 - levels[i], 1e-9, vectors[v].name);
        }
        assert_near(ct_prediction_quantile(&p[1], 0.5), p[1].median, 1e-12, vectors[v].name);
        assert_near(ct_prediction_quantile(&p[1], 0.1), p[1].lo80, 1e-12, vectors[v].name);
        assert_near(ct_prediction_quantile(&p[1], 0.975), p[1].hi95, 1e-12, vectors[v].name);
        assert_true(isnan(ct_prediction_quantile(&p[1], 0)) && isnan(ct_prediction_quantile(&p[1], 1)));
        assert_true(isnan(ct_prediction_at_least(&p[1], NAN)));
    }
}

static void test_prediction_by_hand(void **state)
{
    /* Normal: P(Z >= -1.959964) = 0.975. Cauchy (t with 1 degree): P(T >= 1) = 1/4. */
    ct_prediction normal = { .location = 10, .scale = 2, .nu = INFINITY, .transform = CT_TRANSFORM_UNIT };
    ct_prediction cauchy = { .location = 10, .scale = 2, .nu = 1, .transform = CT_TRANSFORM_UNIT };
    ct_prediction fixed = { .location = 3.5, .scale = 0, .nu = INFINITY, .transform = CT_TRANSFORM_UNIT };
    ct_prediction share = {
        .location = 4, .scale = 0.5, .nu = 3, .transform = CT_TRANSFORM_LOGIT, .edge = 0.5
    };
    ct_prediction decline = {
        .location = 8, .scale = 2, .nu = 1, .transform = CT_TRANSFORM_DECLINE, .last = 8
    };

    (void)state;
    assert_near(ct_prediction_quantile(&normal, 0.975), 10 + 2 * 1.959963984540054, 1e-12, "normal");
    assert_near(ct_prediction_at_least(&normal, 10 - 2 * 1.959963984540054), 0.975, 1e-12, "normal");
    assert_near(ct_prediction_at_least(&cauchy, 12), 0.25, 1e-12, "cauchy");
    assert_near(ct_prediction_quantile(&cauchy, 0.25), 8, 1e-12, "cauchy");
    assert_true(ct_prediction_at_least(&fixed, 3.5) == 1 && ct_prediction_at_least(&fixed, 3.6) == 0);
    assert_near(ct_prediction_quantile(&fixed, 0.025), 3.5, 1e-15, "fixed");
    assert_true(ct_prediction_at_least(&share, 0) == 1 && ct_prediction_at_least(&share, 100.5) == 0);
    assert_true(ct_prediction_at_least(&share, 100) >
                0.01); /* 100 counts as 99.5, as it does among the data */
    assert_near(ct_prediction_quantile(&decline, 0.25), 8 * exp(-0.25), 1e-12, "decline");
    assert_near(ct_prediction_at_least(&decline, 8 * exp(-0.25)), 0.75, 1e-12, "decline");
    assert_true(ct_prediction_at_least(&decline, 0) == 1);
}

static void test_forecast_errors(void **state)
{
    static const double good[] = { 2001, 2002, 2003 }, equal[] = { 2001, 2002, 2002 };
    static const double half[] = { 2001, 2001.5, 2003 }, far[] = { 1, 2002, 2003 };
    static const double y[] = { 3.5, 4, 5 }, hole[] = { 3.5, NAN, 5 }, endless[] = { 3.5, INFINITY, 5 };
    static const double over[] = { 50, 100.5, 5 }, under[] = { 50, -1, 5 };
    static const double endless_year[] = { 2001, INFINITY, INFINITY };
    static const struct {
        const char *name;
        ct_nature nature;
        const double *year, *y;
        size_t n, h;
        double lower, upper;
        ct_code code;
        const char *says;
    } cases[] = {
        { "no values", CT_LEVEL, good, y, 0, 1, 0, 9, CT_EDATA, "no values" },
        { "horizon 0", CT_LEVEL, good, y, 3, 0, 0, 9, CT_EUSAGE, "1 to 50" },
        { "horizon 51", CT_LEVEL, good, y, 3, 51, 0, 9, CT_EUSAGE, "51" },
        { "repeated year", CT_LEVEL, equal, y, 3, 1, 0, 9, CT_EDATA, "2002 follows year 2002" },
        { "half a year", CT_LEVEL, half, y, 3, 1, 0, 9, CT_EDATA, "2001.5" },
        { "endless year", CT_LEVEL, endless_year, y, 3, 1, 0, 9, CT_EDATA, "whole number" },
        { "long span", CT_LEVEL, far, y, 3, 1, 0, 9, CT_EDATA, "500 years" },
        { "NaN", CT_RATE, good, hole, 3, 1, 0, 9, CT_EDATA, "2002 is not a finite number" },
        { "infinity", CT_LEVEL, good, endless, 3, 1, 0, 9, CT_EDATA, "2002 is not a finite number" },
        { "share over 100", CT_SHARE, good, over, 3, 1, 0, 100, CT_EDATA, "100.5 in 2002" },
        { "share under 0", CT_SHARE, good, under, 3, 1, 0, 100, CT_EDATA, "-1 in 2002" },
        { "bounds crossed", CT_LEVEL, good, y, 3, 1, 9, 0, CT_EDATA, "lower bound 9" },
        { "bound NaN", CT_LEVEL, good, y, 3, 1, NAN, 0, CT_EDATA, "lower bound" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ct_prediction p[CT_MAX_HORIZON + 1] = { { .median = 2.385 } };
        const ct_model *used = NULL;
        ct_error err = ct_project_values(NULL, cases[i].nature, cases[i].lower, cases[i].upper, cases[i].year,
                                         cases[i].y, cases[i].n, cases[i].h, p, &used);

        if (err.code != cases[i].code || strstr(err.text, cases[i].says) == NULL)
            fail_msg("%s: code %d, want %d: %s", cases[i].name, (int)err.code, (int)cases[i].code, err.text);
        assert_true(p[0].median == 2.385 && used == NULL); /* untouched */
    }
    /* Values at the end of what a double holds: an error, not an infinity. */
    const double huge[] = { 1e307, 8e307, 1.7e308 };
    ct_prediction p[5];
    ct_error err =
        ct_project_values(ct_model_find("drift"), CT_LEVEL, -INFINITY, INFINITY, good, huge, 3, 5, p, NULL);

    assert_int_equal(err.code, CT_ENUMERIC);
}

static const char series_csv[] = "indicator,name,scope,breakdown,unit,nature,period,value,status,source\n"
                                 "poverty_rate,Tỷ lệ hộ nghèo,Bắc Giang,,%,share,2019,5.01,actual,a:1\n"
                                 "poverty_rate,Tỷ lệ hộ nghèo,Bắc Giang,,%,share,2020,3.14,actual,a:2\n"
                                 "poverty_rate,Tỷ lệ hộ nghèo,Bắc Giang,,%,share,2022,2.6,estimate,a:3\n"
                                 "rank,Xếp hạng,Bắc Giang,,hạng,level,2023,4,actual,a:4\n"
                                 "rank,Xếp hạng,Bắc Giang,,hạng,level,2024,2,actual,a:5\n";

static void read_series(const char *text, ct_table **points)
{
    assert_ct_ok(ct_table_new(points, &ct_series_schema));
    assert_ct_ok(ct_table_read(*points, text, strlen(text), "series.csv"));
}

static void test_project_table(void **state)
{
    ct_project_options options = { .horizon = 3 };
    ct_table *points = NULL, *projections = NULL;

    (void)state;
    read_series(series_csv, &points);
    assert_ct_ok(ct_table_new(&projections, &ct_projection_schema));
    assert_ct_ok(ct_project(NULL, points, &options, projections));
    assert_int_equal(projections->n, 6);
    const ct_projection *first = ct_projection_at(projections, 0), *last = ct_projection_at(projections, 5);

    assert_string_equal(first->indicator, "poverty_rate");
    assert_string_equal(first->scope, "Bắc Giang");
    assert_string_equal(first->unit, "%");
    assert_string_equal(first->method, "auto");
    assert_int_equal(first->period, 2023);
    assert_true(first->lo95 > 0 && first->median < 2.6 && first->hi95 < 100);
    assert_string_equal(last->indicator, "rank");
    assert_int_equal(last->period, 2027);

    /* Up to a year: the share has 3 years to go, the rank 1; a series that is there already gives nothing. */
    options = (ct_project_options){ .until = 2025, .model = ct_model_find("drift") };
    assert_ct_ok(ct_project(NULL, points, &options, projections));
    assert_int_equal(projections->n, 6 + 3 + 1);
    assert_string_equal(ct_projection_at(projections, 6)->method, "drift");
    assert_string_equal(ct_projection_at(projections, 9)->method, "naive"); /* two values */
    options.until = 2022;
    assert_ct_ok(ct_project(NULL, points, &options, projections));
    assert_int_equal(projections->n, 10);
    ct_table_free(projections);
    ct_table_free(points);
}

/* A document's own forecast is no result: with or without its row the projection is the same, and starts
 * after the last result. */
static void test_project_leaves_forecasts_out(void **state)
{
    static const char header[] = "indicator,name,scope,breakdown,unit,nature,period,value,status,source\n";
    static const char results[] =
        "x,X,,,%,rate,2021,7.82,actual,a\nx,X,,,%,rate,2022,19.3,actual,a\nx,X,,,%,rate,2023,13.45,estimate,a\n";
    ct_project_options options = { .until = 2026 };
    ct_table *tables[2], *projections[2];

    (void)state;
    for (int i = 0; i < 2; i++) {
        char text[500];
        snprintf(text, sizeof text, "%s%s%s", header, results,
                 i == 1 ? "x,X,,,%,rate,2030,99,forecast,b\n" : "");
        read_series(text, &tables[i]);
        assert_ct_ok(ct_table_new(&projections[i], &ct_projection_schema));
        assert_ct_ok(ct_project(NULL, tables[i], &options, projections[i]));
        assert_int_equal(projections[i]->n, 3);
        assert_int_equal(ct_projection_at(projections[i], 0)->period, 2024);
    }
    assert_true(ct_projection_at(projections[0], 2)->hi95 == ct_projection_at(projections[1], 2)->hi95);
    for (int i = 0; i < 2; i++) {
        ct_table_free(tables[i]);
        ct_table_free(projections[i]);
    }
}

/* The catalogue's bounds are applied: a rank is never better than 1, an amount never negative. */
static void test_project_catalogue_bounds(void **state)
{
    static const char text[] = "indicator,name,scope,breakdown,unit,nature,period,value,status,source\n"
                               "pci_rank,PCI,Bắc Giang,,hạng,level,2022,7,actual,a:1\n"
                               "pci_rank,PCI,Bắc Giang,,hạng,level,2023,4,actual,a:2\n"
                               "pci_rank,PCI,Bắc Giang,,hạng,level,2024,2,actual,a:3\n";
    ct_project_options options = { .horizon = 5, .model = ct_model_find("drift") };
    ct_table *points = NULL, *projections = NULL;
    ct_catalogue *catalogue = NULL;

    (void)state;
    assert_ct_ok(ct_catalogue_read(&catalogue, TEST_SOURCE_FOLDER "/datasets/catalogue", NULL));
    assert_non_null(ct_indicator_find(catalogue, "pci_rank"));
    read_series(text, &points);
    assert_ct_ok(ct_table_new(&projections, &ct_projection_schema));
    assert_ct_ok(ct_project(catalogue, points, &options, projections));
    assert_int_equal(projections->n, 5);
    for (size_t i = 0; i < 5; i++) {
        const ct_projection *row = ct_projection_at(projections, i);

        assert_true(row->lo95 == 1 && row->median == 1 &&
                    row->hi95 > 1); /* 2 - 2.5, -3, .. without the bound */
    }
    ct_table_free(projections);
    ct_table_free(points);
    ct_catalogue_free(catalogue);
}

static void test_project_errors(void **state)
{
    static const char bad[] = "indicator,name,scope,breakdown,unit,nature,period,value,status,source\n"
                              "grdp,GRDP,Bắc Giang,,tỷ đồng,level,2023,4,actual,a:1\n"
                              "coverage,Tỷ lệ,Bắc Giang,thành thị,%,share,2023,140,actual,a:2\n";
    ct_table *points = NULL, *projections = NULL;
    ct_project_options options = { .horizon = 3 };
    ct_error err;

    (void)state;
    read_series(bad, &points);
    assert_ct_ok(ct_table_new(&projections, &ct_projection_schema));
    err = ct_project(NULL, points, &options, projections);
    assert_int_equal(err.code, CT_EDATA);
    assert_int_equal(err.line, 3);
    assert_non_null(strstr(err.text, "series coverage (Bắc Giang, thành thị): 140 in 2023"));
    assert_int_equal(projections->n, 0); /* none, though the first series went well */
    options = (ct_project_options){ .horizon = 0 };
    err = ct_project(NULL, points, &options, projections);
    assert_int_equal(err.code, CT_EUSAGE);
    options = (ct_project_options){ .until = 2150 };
    err = ct_project(NULL, points, &options, projections);
    assert_int_equal(err.code, CT_EUSAGE);
    assert_non_null(strstr(err.text, "2150"));
    assert_non_null(strstr(err.text, "grdp"));
    ct_table_free(projections);
    ct_table_free(points);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_auto_reference_vectors),
        cmocka_unit_test(test_auto_horizon_does_not_matter),
        cmocka_unit_test(test_forecast_ordered_inside_finite),
        cmocka_unit_test(test_forecast_scale_equivariant),
        cmocka_unit_test(test_forecast_shift_invariant),
        cmocka_unit_test(test_forecast_width_grows),
        cmocka_unit_test(test_auto_gaps_are_years),
        cmocka_unit_test(test_auto_constants),
        cmocka_unit_test(test_forecast_cut_at_bounds),
        cmocka_unit_test(test_prediction_at_least_inverts_quantile),
        cmocka_unit_test(test_prediction_by_hand),
        cmocka_unit_test(test_forecast_errors),
        cmocka_unit_test(test_project_table),
        cmocka_unit_test(test_project_leaves_forecasts_out),
        cmocka_unit_test(test_project_catalogue_bounds),
        cmocka_unit_test(test_project_errors),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
