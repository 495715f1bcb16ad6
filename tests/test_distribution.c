/* The distribution of a projected year, read off the five quantiles that its row states. */
#include "cmocka_all.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "forecast/distribution.h"
#include "near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static double at(const ct_distribution *d, double p)
{
    return ct_distribution_at_score(d, gsl_cdf_ugaussian_Pinv(p));
}

/* The probability of a value up to x, by bisection; the program does the same. */
static double up_to(const ct_distribution *d, double x)
{
    double low = -9, high = 9;

    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;

        if (ct_distribution_at_score(d, middle) > x)
            high = middle;
        else
            low = middle;
    }
    return gsl_cdf_ugaussian_P(low);
}

static void assert_through(const ct_distribution *d, const ct_projection *row, const char *name)
{
    assert_near(ct_distribution_at_score(d, -CT_SCORE_95), row->lo95, 1e-11, name);
    assert_near(ct_distribution_at_score(d, -CT_SCORE_80), row->lo80, 1e-11, name);
    assert_near(ct_distribution_at_score(d, 0), row->median, 0, name);
    assert_near(ct_distribution_at_score(d, CT_SCORE_80), row->hi80, 1e-11, name);
    assert_near(ct_distribution_at_score(d, CT_SCORE_95), row->hi95, 1e-11, name);
}

/* Quantiles of R's t: Rscript -e 'options(digits = 16); nu <- 3.1; qt(c(.9, .975, .55, .75, .85, .95, .99,
 * .999), nu)'. 3.1, 1.92 and 1.17 are those of `auto`. */
static const struct {
    double nu, to80, to95, t[6];
} students[] = {
    { 0.95,
      3.257745490443057,
      14.40078383368936,
      { 0.1600512912733691, 1.022197958506311, 2.042034791844301, 6.907727924280806, 37.82956352652499,
        427.1273885391578 } },
    { 1.17,
      2.643536067242788,
      9.076017087826619,
      { 0.1537369056215871, 0.9417853873852372, 1.764223133376311, 4.963483211603308, 19.9377559331534,
        142.8254333326616 } },
    { 1.92,
      1.920722075943799,
      4.479102476570604,
      { 0.1428235512987338, 0.8232563556585455, 1.404900416620567, 3.004673139008197, 7.373451800216342,
        24.75256182517524 } },
    { 3.1,
      1.62358738864447,
      3.125150566859531,
      { 0.1362407175379177, 0.7617108867749665, 1.241726083648851, 2.322734805642984, 4.425640906705789,
        9.743077983812539 } },
    { 10,
      1.372183641110336,
      2.228138851986274,
      { 0.1288901892932739, 0.6998120613124317, 1.093058073590526, 1.812461122811676, 2.763769458112696,
        4.143700494046589 } },
};

static void test_distribution_student(void **state)
{
    static const double p[] = { 0.55, 0.75, 0.85, 0.95, 0.99, 0.999 };

    (void)state;
    for (size_t i = 0; i < COUNT(students); i++) {
        const double middle = 46.6, scale = 0.37;
        const ct_projection row = { .lo95 = middle - scale * students[i].to95,
                                    .lo80 = middle - scale * students[i].to80,
                                    .median = middle,
                                    .hi80 = middle + scale * students[i].to80,
                                    .hi95 = middle + scale * students[i].to95 };
        ct_distribution d = ct_distribution_of(&row);

        assert_through(&d, &row, "student");
        assert_near(d.above.form, students[i].nu, 1e-9, "degrees of freedom");
        for (size_t k = 0; k < COUNT(p); k++) {
            assert_near(at(&d, p[k]), middle + scale * students[i].t[k], 1e-9, "upper quantile");
            assert_near(at(&d, 1 - p[k]), middle - scale * students[i].t[k], 1e-9, "lower quantile");
        }
    }
}

/* R: qlnorm(p, log(4800), 0.25) for p = 0.025, 0.1, 0.5, 0.9, 0.975; 0.3, 0.15, 0.05, 0.01, 0.001. The lower
 * side is exact; on the upper one the t with the lognormal's ratio stands in, right to a hundredth of
 * probability. */
static void test_distribution_lognormal(void **state)
{
    static const double p[] = { 0.3, 0.15, 0.05, 0.01, 0.001 };
    static const double want[] = { 4210.223733943902, 3704.349132367209, 3181.658211928086, 2683.250544764574,
                                   2216.784763554263 };
    const ct_projection row = { .lo95 = 2940.633169030029,
                                .lo80 = 3484.163638743259,
                                .median = 4800,
                                .hi80 = 6612.777810949935,
                                .hi95 = 7835.047309760086 };
    ct_distribution d = ct_distribution_of(&row);

    (void)state;
    assert_through(&d, &row, "lognormal");
    assert_int_equal(d.below.kind, CT_SIDE_CURVED);
    for (size_t k = 0; k < COUNT(p); k++) assert_near(at(&d, p[k]), want[k], 1e-9, "lower quantile");
    for (double z = 0.1; z < 4; z += 0.1)
        assert_near(up_to(&d, 4800 * exp(0.25 * z)), gsl_cdf_ugaussian_P(z), 0.011, "upper probability");
}

/* A normal is exact, in the tails too; so is every pair of bounds with its ratio. */
static void test_distribution_normal(void **state)
{
    const ct_projection row = { .lo95 = 3 - 2 * CT_SCORE_95,
                                .lo80 = 3 - 2 * CT_SCORE_80,
                                .median = 3,
                                .hi80 = 3 + 5 * CT_SCORE_80,
                                .hi95 = 3 + 5 * CT_SCORE_95 };
    ct_distribution d = ct_distribution_of(&row);

    (void)state;
    for (double z = 0; z < 8; z += 0.25) {
        assert_near(ct_distribution_at_score(&d, -z), 3 - 2 * z, 1e-13, "below");
        assert_near(ct_distribution_at_score(&d, z), 3 + 5 * z, 1e-13, "above");
    }
}

static const struct {
    const char *name;
    double q[5];
} awkward[] = {
    { "no spread", { 7, 7, 7, 7, 7 } },
    { "one-sided", { 0, 0, 0, 1.5, 4.25 } },
    { "outer bounds cut", { 1, 1, 3, 5.5, 5.5 } },
    { "inner bounds at the median", { -4, 2, 2, 2, 9 } },
    { "nearly cut", { -1.02, -1, 0, 1, 1.02 } },
    { "wild tails", { -900, -1, 0, 1, 900 } },
    { "nearly a normal", { -1.9601, -1.2815, 0, 1.2815, 1.9599 } },
    { "tiny", { -3e-300, -1.2e-300, 0, 1e-300, 2e-300 } },
    { "huge", { -3e300, -1.2e300, 0, 1e300, 2e300 } },
};

static void test_distribution_awkward(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(awkward); i++) {
        const double *q = awkward[i].q;
        const ct_projection row = { .lo95 = q[0], .lo80 = q[1], .median = q[2], .hi80 = q[3], .hi95 = q[4] };
        ct_distribution d = ct_distribution_of(&row);

        assert_through(&d, &row, awkward[i].name);
        for (double z = -5, before = -INFINITY; z <= 5; z += 0.125) {
            double value = ct_distribution_at_score(&d, z);

            if (!(isfinite(value) && value >= before))
                fail_msg("%s: %g after %g at score %g", awkward[i].name, value, before, z);
            before = value;
        }
    }
}

static double pseudo(unsigned *seed, double low, double high)
{
    *seed = *seed * 1664525u + 1013904223u;
    return low + (high - low) * (*seed >> 8) / 16777216.0;
}

/* Through any five ascending quantiles, ascending, and the same after a change of unit. */
static void test_distribution_any(void **state)
{
    unsigned seed = 11u;

    (void)state;
    for (int i = 0; i < 2000; i++) {
        double q[5] = { pseudo(&seed, -100, 100) };

        for (int k = 1; k < 5; k++) q[k] = q[k - 1] + exp(pseudo(&seed, -3, 3));
        const ct_projection row = { .lo95 = q[0], .lo80 = q[1], .median = q[2], .hi80 = q[3], .hi95 = q[4] };
        const ct_projection other = { .lo95 = 9 + 1e6 * q[0],
                                      .lo80 = 9 + 1e6 * q[1],
                                      .median = 9 + 1e6 * q[2],
                                      .hi80 = 9 + 1e6 * q[3],
                                      .hi95 = 9 + 1e6 * q[4] };
        ct_distribution d = ct_distribution_of(&row), in_other_unit = ct_distribution_of(&other);

        assert_through(&d, &row, "any");
        for (double z = -6, before = -INFINITY; z <= 6; z += 0.1) {
            double value = ct_distribution_at_score(&d, z);

            assert_true(isfinite(value) && value >= before);
            assert_near(ct_distribution_at_score(&in_other_unit, z), 9 + 1e6 * value, 1e-7, "unit");
            before = value;
        }
    }
}

/* What `auto` predicts and what its row tells are one distribution: exactly where the t stands on the series'
 * own scale, within `off` of probability where a share's logit or a level's geometric decline bends it. */
static const double falling[] = { 14.2, 12.1, 9.7, 7.5, 5.8, 3.9, 2.8, 1.9, 1.2 };
static const double rising[] = { 112, 118, 132, 129, 121, 135, 148, 148, 136,
                                 119, 104, 118, 125, 140, 151, 160, 158, 172 };
static const double rates[] = { 7.1, 6.9, 6.2, 6.7, 6.8, 7.4, 7.4, 2.9, 2.6, 8.5, 5.1, 7.1 };
static const double covered[] = { 61, 66.5, 70.2, 75.9, 79.1, 83.4, 86 };
static const struct {
    const char *name;
    ct_nature nature;
    const double *y;
    size_t n;
    double above, below; /* the most that a probability is off, above and below the median */
} predicted[] = {
    { "rate", CT_RATE, rates, COUNT(rates), 1e-9, 1e-9 },
    { "level", CT_LEVEL, rising, COUNT(rising), 1e-9, 0.005 },
    { "one value", CT_LEVEL, rising, 1, 1e-9, 0.005 },
    { "falling level", CT_LEVEL, falling, COUNT(falling), 0.02, 0.02 },
    { "share", CT_SHARE, covered, COUNT(covered), 0.01, 0.01 },
    { "falling share", CT_SHARE, falling, COUNT(falling), 0.02, 0.02 },
};

static void test_distribution_of_prediction(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(predicted); i++) {
        double year[32];
        ct_prediction p[4];

        for (size_t t = 0; t < predicted[i].n; t++) year[t] = 2001 + (double)t;
        assert_ct_ok(ct_project_values(NULL, predicted[i].nature, -INFINITY, INFINITY, year, predicted[i].y,
                                       predicted[i].n, 4, p, NULL));
        for (size_t j = 0; j < 4; j++) {
            const ct_projection row = { .lo95 = p[j].lo95,
                                        .lo80 = p[j].lo80,
                                        .median = p[j].median,
                                        .hi80 = p[j].hi80,
                                        .hi95 = p[j].hi95 };
            ct_distribution d = ct_distribution_of(&row);

            for (double level = 0.01; level < 0.995; level += 0.01) {
                double off = fabs(up_to(&d, ct_prediction_quantile(&p[j], level)) - level);

                if (!(off <= (level > 0.5 ? predicted[i].above : predicted[i].below)))
                    fail_msg("%s, step %zu: off by %g at %g", predicted[i].name, j + 1, off, level);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_distribution_student), cmocka_unit_test(test_distribution_lognormal),
        cmocka_unit_test(test_distribution_normal),  cmocka_unit_test(test_distribution_awkward),
        cmocka_unit_test(test_distribution_any),     cmocka_unit_test(test_distribution_of_prediction),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
