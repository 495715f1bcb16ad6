#include "cmocka_all.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/assess.h"
#include "assess/outcome.h"
#include "assess/rates.h"
#include "assess/reckoning.h"
#include "catalogue/catalogue.h"
#include "core/file.h"
#include "gate_open.h"
#include "near.h"
#include "rows.h"
#include "with_catalogue.h"

/* ---- rates ---- */

/* The vectors V1 .. V7, E1, E2 come from a worked collection of assessment methods, computed independently of
 * this program; every other expected value is worked by hand beside it. */
static void test_cagr(void **state)
{
    (void)state;
    assert_near(ct_cagr(40, 43.5, 3), 2.83550581, 1e-8, "E1 observed");
    assert_near(ct_cagr(40, 47, 5), 3.277941544, 1e-9, "E1 planned");
    assert_near(ct_cagr(6, 5.1, 3), -5.273176281, 1e-9, "E2 observed");
    assert_near(ct_cagr(6, 2.5, 5), -16.06216725, 1e-9, "E2 planned");
    assert_near(ct_cagr(5.1, 2.5, 2), -29.9859958, 1e-9, "E2 required");
    assert_near(ct_cagr(2900, 3900, 3), 10.37961367, 1e-9, "V4 observed");
    assert_near(ct_cagr(2900, 5000, 5), 11.51015033, 1e-9, "V4 planned");
    assert_near(ct_cagr(3900, 5000, 2), 13.22770341, 1e-9, "V4 required");
    assert_near(ct_cagr(40, 60, 5), 8.44717712, 1e-9, "V7 planned");
    assert_near(ct_grow(3900, ct_cagr(2900, 3900, 3), 2), 4751.627055, 1e-9, "V4 projected");
    assert_near(ct_cagr(-2, -4, 1), 100, 1e-12, "two negatives: away from 0");
    assert_true(isnan(ct_cagr(0, 5, 2)) && isnan(ct_cagr(5, 0, 2)) && isnan(ct_cagr(-1, 5, 2)) &&
                isnan(ct_cagr(5, 6, 0)) && isnan(ct_cagr(NAN, 6, 1)));
}

static void test_share_done(void **state)
{
    (void)state;
    assert_near(ct_share_done(40, 43.5, 47), 50, 1e-12, "E1");
    assert_near(ct_share_done(6, 5.1, 2.5), 25.714285714285714, 1e-12, "E2");
    assert_near(ct_share_done(2900, 3900, 5000), 47.61904762, 1e-9, "V4");
    assert_near(ct_share_done(22, 18, 15), 57.14285714, 1e-9, "V6: 4 of 7 places");
    assert_true(isnan(ct_share_done(5, 6, 5)));
}

static const double v1[] = { 8.0, 19.0, 13.5 }, v2[] = { 8.0, 19.0, 13.5, 13.8 };

static void test_period_average(void **state)
{
    (void)state;
    assert_near(ct_average_geometric(v1, 3), 13.41109043, 1e-9, "V1 so far");
    assert_near(ct_average_arithmetic(v1, 3), 13.5, 1e-12, "V1 arithmetic");
    assert_near(ct_required_geometric(14, 5, v1, 3), 14.88910312, 1e-9, "V1 required low");
    assert_near(ct_required_geometric(15, 5, v1, 3), 17.42520085, 1e-9, "V1 required high");
    assert_near(ct_required_arithmetic(14, 5, v1, 3), 14.75, 1e-12, "V1 arithmetic low");
    assert_near(ct_required_arithmetic(15, 5, v1, 3), 17.25, 1e-12, "V1 arithmetic high");
    assert_near(ct_secured_average(5, v1, 3), 7.843336477, 1e-9, "V1 secured");
    assert_near(ct_average_geometric(v2, 4), 13.50819304, 1e-9, "V2 so far");
    assert_near(ct_required_geometric(14, 5, v2, 4), 15.98862931, 1e-9, "V2 required low");
    assert_near(ct_required_geometric(15, 5, v2, 4), 21.16588571, 1e-9, "V2 required high");
    assert_near(ct_required_arithmetic(14, 5, v2, 4), 15.7, 1e-12, "V2 arithmetic low");
    assert_near(ct_required_arithmetic(15, 5, v2, 4), 20.7, 1e-12, "V2 arithmetic high");
    assert_near(ct_required_geometric(14, 5, NULL, 0), 14, 1e-12, "nothing known");
    assert_near(ct_required_arithmetic(1.0, 5, (const double[]){ 0.9, 1.3, 0.7 }, 3), 1.05, 1e-12, "V5");
    assert_near(ct_average_arithmetic((const double[]){ 0.9, 1.3, 0.7 }, 3), 0.9666666667, 1e-9, "V5 so far");
    assert_true(isnan(ct_average_geometric(v1, 0)) && isnan(ct_average_arithmetic(v1, 0)));
    assert_true(isnan(ct_required_geometric(14, 3, v1, 3)) && isnan(ct_required_arithmetic(14, 3, v1, 3)));
    assert_true(isnan(ct_required_geometric(14, 2, (const double[]){ -100 }, 1)));
}

static void test_constant_growth(void **state)
{
    (void)state;
    assert_near(ct_required_constant_growth(88, 244.5, 2), 24.02324819, 1e-9, "V3");
    /* two years have a closed form: q = (-1 + sqrt(1 + 4 rest / flow)) / 2 - 1 */
    assert_near(ct_required_constant_growth(13, 31, 2), 100 * ((-1 + sqrt(1 + 4 * 31.0 / 13)) / 2 - 1), 1e-12,
                "closed form");
    assert_near(ct_required_constant_growth(50, 40, 1), -20, 1e-12, "one year, falling");
    assert_near(ct_required_constant_growth(10, 30, 3), 0, 1e-12, "no growth");
    assert_true(isnan(ct_required_constant_growth(0, 5, 2)) && isnan(ct_required_constant_growth(5, 0, 2)) &&
                isnan(ct_required_constant_growth(5, 5, 0)));
    assert_true(isnan(ct_required_constant_growth(1e-300, 1e300, 2)));
}

/* Numbers that repeat from run to run, for properties over many inputs. */
static double pseudo(unsigned *seed, double low, double high)
{
    *seed = *seed * 1664525u + 1013904223u;
    return low + (high - low) * (*seed >> 8) / 16777216.0;
}

/* Identities between the methods (they hold in exact arithmetic). */
static void test_identities(void **state)
{
    (void)state;
    unsigned seed = 20250101u;

    for (int i = 0; i < 2000; i++) {
        double x0 = pseudo(&seed, 0.5, 90), x1 = pseudo(&seed, 0.5, 90), x = pseudo(&seed, 0.5, 90),
               d = x > x0 ? 1 : -1, c = pseudo(&seed, 0.1, 9);
        double n = 1 + floor(pseudo(&seed, 0, 4)), m = 1 + floor(pseudo(&seed, 0, 4)), whole = n + m;
        double observed = ct_cagr(x0, x1, n), planned = ct_cagr(x0, x, whole),
               projected = ct_grow(x1, observed, m);

        assert_near(projected, ct_grow(x0, observed, whole), 1e-10,
                    "the projection is the same from both ends");
        if (fabs(observed / planned - 1) > 1e-6)
            assert_true(
                (observed / planned >= 1) ==
                (d * (projected - x) >= 0)); /* ratio >= 1 and reaching the target are one statement */
        assert_near(ct_cagr(c * x0, c * x1, n), observed, 1e-9, "unit free");
        assert_near(ct_share_done(c * x0, c * x1, c * x), ct_share_done(x0, x1, x), 1e-6, "unit free");
        assert_near(ct_share_done(x0 + c, x1 + c, x + c), ct_share_done(x0, x1, x), 1e-6,
                    "linear: shifting changes nothing");
    }
}

/* The required rate, put in, gives the target back; the geometric mean is never above the arithmetic one. */
static void test_required_round_trip(void **state)
{
    (void)state;
    unsigned seed = 7u;

    for (int i = 0; i < 500; i++) {
        double rates[8], target = pseudo(&seed, -5, 20);
        size_t k = (size_t)pseudo(&seed, 0, 5), years = k + 1 + (size_t)pseudo(&seed, 0, 3);

        for (size_t j = 0; j < k; j++) rates[j] = pseudo(&seed, -10, 25);
        double geometric = ct_required_geometric(target, years, rates, k),
               arithmetic = ct_required_arithmetic(target, years, rates, k);
        for (size_t j = k; j < years; j++) rates[j] = geometric;
        assert_near(ct_average_geometric(rates, years), target, 1e-10, "geometric");
        assert_true(ct_average_geometric(rates, years) <= ct_average_arithmetic(rates, years) + 1e-9);
        for (size_t j = k; j < years; j++) rates[j] = arithmetic;
        assert_near(ct_average_arithmetic(rates, years), target, 1e-10, "arithmetic");
    }
}

/* ---- outcomes ---- */

static ct_projection normal(double mu, double sigma)
{
    return (ct_projection){ .median = mu,
                            .lo80 = mu - CT_SCORE_80 * sigma,
                            .hi80 = mu + CT_SCORE_80 * sigma,
                            .lo95 = mu - CT_SCORE_95 * sigma,
                            .hi95 = mu + CT_SCORE_95 * sigma };
}

/* The outcome of a reckoning over a period of `years`, of which the last n are projected. */
static ct_outcome outcome_of(const ct_reckoning *reckoning, double known, size_t years,
                             const ct_distribution *projected, size_t n)
{
    ct_assessment row = { .achieved = known };
    ct_task task = { .reckoning = reckoning, .row = &row, .sign = 1, .years = years };
    ct_outcome outcome = { .yearly = reckoning->yearly, .years = years, .projected = projected, .n = n };

    assert_true(reckoning->outcome(&task, &outcome));
    outcome.known = known;
    return outcome;
}

static ct_outcome last_of(const ct_distribution *one)
{
    return outcome_of(&ct_reckoning_level, 0, 1, one, 1);
}

/* P1, P2, P3: a normal distribution is read off its five quantiles exactly, tails included. */
static void test_probability_normal(void **state)
{
    (void)state;
    const ct_projection p1 = normal(46.6, 0.9), p2 = normal(3.1, 0.45), p3 = normal(14.4, 0.6);
    const ct_distribution one = ct_distribution_of(&p1), two = ct_distribution_of(&p2),
                          three = ct_distribution_of(&p3);
    ct_outcome a = last_of(&one), b = last_of(&two), c = last_of(&three);

    assert_near(ct_outcome_at_least(&a, 47), 0.3283606433, 1e-9, "P1");
    assert_near(ct_outcome_at_most(&b, 2.5), 0.09121121973, 1e-9, "P2");
    assert_near(ct_outcome_at_least(&c, 14), 0.7475074625, 1e-9, "P3 met");
    assert_near(ct_outcome_at_least(&c, 15), 0.1586552539, 1e-9, "P3 exceeded");
    assert_near(ct_outcome_at_least(&c, 14) - ct_outcome_at_least(&c, 15), 0.5888522085, 1e-9, "P3 inside");
    assert_near(ct_outcome_at_least(&a, 46.6 + 3 * 0.9), 0.001349898032, 1e-6,
                "upper tail of the normal"); /* 1 - Phi(3) */
    assert_near(ct_outcome_at_least(&a, 47) + ct_outcome_at_most(&a, 47), 1, 1e-12, "complement");
}

/* P5, a Student t, is exact too, also far out: R: pt(0.4 / 0.9, 4, lower = FALSE), 46.3, 46.9, 48.5 and 50 in
 * the place of 47. P6, a lognormal, is good to some thousandths above its median. Quantiles from R: qt(p, 4),
 * qlnorm(p, log(4800), 0.06). */
static void test_probability_other_shapes(void **state)
{
    (void)state;
    const double t90 = 1.533206274058943, t975 = 2.776445105197793;
    const ct_projection p5 = { .median = 46.6,
                               .lo80 = 46.6 - 0.9 * t90,
                               .hi80 = 46.6 + 0.9 * t90,
                               .lo95 = 46.6 - 0.9 * t975,
                               .hi95 = 46.6 + 0.9 * t975 };
    const ct_projection p6 = { .median = 4800,
                               .lo80 = 4800 * exp(-0.06 * CT_SCORE_80),
                               .hi80 = 4800 * exp(0.06 * CT_SCORE_80),
                               .lo95 = 4800 * exp(-0.06 * CT_SCORE_95),
                               .hi95 = 4800 * exp(0.06 * CT_SCORE_95) };
    const ct_distribution five = ct_distribution_of(&p5), six = ct_distribution_of(&p6);
    ct_outcome a = last_of(&five), b = last_of(&six);

    assert_near(ct_outcome_at_least(&a, 47), 0.3398542797, 1e-9, "P5");
    assert_near(ct_outcome_at_least(&a, 46.3), 0.6221884365107402, 1e-9, "P5, below the median");
    assert_near(ct_outcome_at_least(&a, 46.9), 0.3778115634892626, 1e-9, "P5, near the median");
    assert_near(ct_outcome_at_least(&a, 48.5), 0.05118107790639776, 1e-9, "P5, between the bounds");
    assert_near(ct_outcome_at_least(&a, 50), 0.009736568026393446, 1e-9, "P5, past the bounds");
    assert_near(ct_outcome_at_least(&b, 5000), 0.2481361898, 0.003, "P6");
}

/* P4 with the years moving together: the score is (N ln(1+G) - sum - m mu) / (m s), not / (sqrt(m) s), so the
 * independent z of 0.3662291759 and 1.395503231 are divided by sqrt(2): p = Q(0.25896314) and Q(0.98677) as
 * by a normal table. */
static void test_probability_average(void **state)
{
    (void)state;
    double mu = log(1.14), s = 0.03;
    ct_projection year = { .median = 14,
                           .lo80 = 100 * expm1(mu - CT_SCORE_80 * s),
                           .hi80 = 100 * expm1(mu + CT_SCORE_80 * s),
                           .lo95 = 100 * expm1(mu - CT_SCORE_95 * s),
                           .hi95 = 100 * expm1(mu + CT_SCORE_95 * s) };
    const ct_distribution years[] = { ct_distribution_of(&year), ct_distribution_of(&year) };
    ct_outcome average = outcome_of(&ct_reckoning_average, log(1.458702), 5, years, 2);

    assert_near(ct_outcome_at(&average, 0), 100 * (pow(1.458702 * 1.14 * 1.14, 0.2) - 1), 1e-12, "median");
    assert_near(ct_outcome_at_least(&average, 14), 0.3978317, 0.003, "P4 low");
    assert_near(ct_outcome_at_least(&average, 15), 0.1618770, 0.003, "P4 high");
}

/* P4 again with rates whose years hover (correlation 0.25): the independent z divided by sqrt(1 + 0.25),
 * Q(0.327565) and Q(1.248176); and sums of levels, steps 1 and 2, whose errors walk (correlation 0.5^0.42): a
 * normal of variance s^2 (2 + 2 r). */
static void test_probability_simulated(void **state)
{
    (void)state;
    static double sample[CT_OUTCOME_SAMPLE];
    double mu = log(1.14), s = 0.03, walk = sqrt(2 + 2 * pow(0.5, 0.42));
    ct_projection rate = { .period = 2024,
                           .median = 14,
                           .lo80 = 100 * expm1(mu - CT_SCORE_80 * s),
                           .hi80 = 100 * expm1(mu + CT_SCORE_80 * s),
                           .lo95 = 100 * expm1(mu - CT_SCORE_95 * s),
                           .hi95 = 100 * expm1(mu + CT_SCORE_95 * s) };
    ct_projection level = normal(50, 2);
    ct_distribution rates[] = { ct_distribution_of(&rate), ct_distribution_of(&rate) };
    ct_distribution levels[] = { ct_distribution_of(&level), ct_distribution_of(&level) };
    ct_outcome average = outcome_of(&ct_reckoning_average, log(1.458702), 5, rates, 2),
               sum = outcome_of(&ct_reckoning_sum, 0, 2, levels, 2),
               last = outcome_of(&ct_reckoning_level, 0, 2, levels, 2);

    levels[0].period = 2024;
    rates[1].period = levels[1].period = 2025;
    assert_ct_ok(ct_outcome_simulate(&average, CT_DEPENDENCE_HOVER, 2023, sample));
    assert_non_null(average.sample);
    assert_near(ct_outcome_at_least(&average, 14), 0.3716, 0.01, "P4 low, hovering");
    assert_near(ct_outcome_at_least(&average, 15), 0.1060, 0.01, "P4 high, hovering");
    assert_ct_ok(ct_outcome_simulate(&sum, CT_DEPENDENCE_WALK, 2023, sample));
    assert_near(ct_outcome_at(&sum, 0), 100, 0.1, "median of the sum");
    assert_near(ct_outcome_at(&sum, CT_SCORE_80), 100 + CT_SCORE_80 * 2 * walk, 0.15, "90 % of the sum");
    assert_near(ct_outcome_at_most(&sum, 100 - 2 * walk), 0.1586552539, 0.01, "one standard deviation below");
    assert_near(ct_outcome_at_least(&sum, 97) + ct_outcome_at_most(&sum, 97), 1, 1e-12, "complement");
    assert_int_equal(ct_outcome_simulate(&sum, CT_DEPENDENCE_WALK, 1900, sample).code, CT_EUSAGE);
    assert_ct_ok(ct_outcome_simulate(&last, CT_DEPENDENCE_WALK, 2023, sample));
    assert_null(last.sample); /* one year needs no courses: its quantiles are exact */
}

/* Courses draw from the distribution that single years are read off: with a second year that is sure, the sum
 * is the first year's t moved. R: pt(c(0.4, 1.5, 3) / 0.9, 4, lower = FALSE). */
static void test_probability_courses(void **state)
{
    (void)state;
    static const double past[] = { 0.4, 1.5, 3 },
                        want[] = { 0.33985427966916854, 0.08545436415168922, 0.0145076817656919 };
    static double sample[CT_OUTCOME_SAMPLE];
    const double t90 = 1.533206274058943, t975 = 2.776445105197793;
    const ct_projection first = { .median = 46.6,
                                  .lo80 = 46.6 - 0.9 * t90,
                                  .hi80 = 46.6 + 0.9 * t90,
                                  .lo95 = 46.6 - 0.9 * t975,
                                  .hi95 = 46.6 + 0.9 * t975 };
    const ct_projection sure = { .median = 5, .lo80 = 5, .hi80 = 5, .lo95 = 5, .hi95 = 5 };
    ct_distribution years[] = { ct_distribution_of(&first), ct_distribution_of(&sure) };
    ct_outcome sum = outcome_of(&ct_reckoning_sum, 10, 3, years, 2);

    years[0].period = 2024;
    years[1].period = 2025;
    assert_ct_ok(ct_outcome_simulate(&sum, CT_DEPENDENCE_WALK, 2023, sample));
    assert_near(ct_outcome_at(&sum, 0), 61.6, 0.001, "median");
    for (size_t i = 0; i < sizeof past / sizeof *past; i++) {
        /* four standard errors of a share of CT_OUTCOME_SAMPLE draws */
        double error = 4 * sqrt(want[i] * (1 - want[i]) / CT_OUTCOME_SAMPLE);

        assert_near(ct_outcome_at_least(&sum, 61.6 + past[i]), want[i], error, "above");
        assert_near(ct_outcome_at_most(&sum, 61.6 - past[i]), want[i], error, "below");
    }
}

static void test_outcome_edges(void **state)
{
    (void)state;
    const ct_projection sure = { .median = 5, .lo80 = 5, .hi80 = 5, .lo95 = 5, .hi95 = 5 };
    const ct_projection capped = { .median = 99, .lo80 = 95, .hi80 = 100, .lo95 = 90, .hi95 = 100 };
    const ct_distribution one = ct_distribution_of(&sure), cap = ct_distribution_of(&capped);
    ct_outcome a = last_of(&one), b = last_of(&cap),
               worst = outcome_of(&ct_reckoning_each_year, NAN, 1, &cap, 1), high;
    ct_assessment row = { .achieved = 99.5 };
    const ct_task ceiling = {
        .reckoning = &ct_reckoning_each_year, .row = &row, .sign = -1, .years = 2, .k = 1
    };

    high = (ct_outcome){ .yearly = true, .years = 2, .projected = &cap, .n = 1 };
    assert_true(ct_reckoning_each_year.outcome(&ceiling, &high));

    assert_near(ct_outcome_at_least(&a, 5), 1, 0, "no spread, at");
    assert_near(ct_outcome_at_least(&a, 5.0001), 0, 0, "no spread, above");
    assert_near(ct_outcome_at_most(&a, 5), 1, 0, "no spread, at most");
    assert_near(ct_outcome_at_most(&a, 4.9999), 0, 0, "no spread, below");
    assert_near(ct_outcome_at_least(&b, 100), 0.1, 1e-9, "the mass at a bound counts");
    assert_near(ct_outcome_at_least(&b, 100.1), 0, 0, "nothing beyond a bound");
    assert_near(ct_outcome_at_most(&b, 100), 1, 0, "all up to a bound");
    assert_true(isnan(ct_outcome_at_least(&b, NAN)) && isnan(ct_outcome_at_most(&b, NAN)));
    assert_near(ct_outcome_at(&worst, 0), 99, 0, "no year known yet");
    assert_near(ct_outcome_at(&high, 0), 99.5, 0, "the worst is a known year");
}

/* Probabilities fall as the bar rises, whatever the projections. */
static void test_outcome_monotone(void **state)
{
    (void)state;
    unsigned seed = 3u;

    for (int i = 0; i < 200; i++) {
        double q[5] = { pseudo(&seed, -5, 5) };
        double before = 1;

        for (int k = 1; k < 5; k++) q[k] = q[k - 1] + pseudo(&seed, 0, 3);
        const ct_projection row = { .lo95 = q[0], .lo80 = q[1], .median = q[2], .hi80 = q[3], .hi95 = q[4] };
        const ct_distribution one = ct_distribution_of(&row);
        ct_outcome outcome = last_of(&one);
        for (double x = q[0] - 3; x <= q[4] + 3; x += 0.25) {
            double p = ct_outcome_at_least(&outcome, x);

            assert_true(p <= before + 1e-12 && p >= 0);
            before = p;
        }
        assert_near(ct_outcome_at_least(&outcome, q[2]), 0.5, 1e-9, "median");
        assert_near(ct_outcome_at_least(&outcome, q[3]), 0.1, 1e-9, "upper end of 80 %");
        assert_near(ct_outcome_at_most(&outcome, q[0]), 0.025, 1e-9, "lower end of 95 %");
    }
}

/* ---- thresholds ---- */

static void test_thresholds_file_is_default(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();
    const char *text;
    size_t n;
    ct_thresholds got = { 0 };

    assert_ct_ok(ct_file_read(arena, "datasets/catalogue/thresholds.csv", &text, &n));
    assert_ct_ok(ct_thresholds_read(text, n, "thresholds.csv", &got));
    for (size_t i = 0; i < sizeof got / sizeof(double); i++) { /* all its fields are numbers */
        char name[32];

        snprintf(name, sizeof name, "rule %zu", i + 1);
        assert_near(((const double *)&got)[i], ((const double *)&ct_thresholds_default)[i], 0, name);
    }
    ct_arena_free(arena);
}

static const struct {
    const char *name, *text;
    ct_code code;
    long line;
    double met;
} threshold_files[] = {
    { "one rule", "rule,value,about\nmet,0.6,x\n", CT_OK, 0, 0.6 },
    { "none", "rule,value,about\n", CT_OK, 0, 0.5 },
    { "unknown rule", "rule,value,about\nmeet,0.6,x\n", CT_EPARSE, 2, 0 },
    { "twice", "rule,value,about\nmet,0.6,x\nmet,0.7,x\n", CT_EPARSE, 3, 0 },
    { "above 1", "rule,value,about\nmet,1.5,x\n", CT_EPARSE, 2, 0 },
    { "hard above met", "rule,value,about\nmet,0.3,x\nhard,0.4,x\n", CT_EPARSE, 0, 0 },
    { "half a year", "rule,value,about\nplan_years,2.5,x\n", CT_EPARSE, 0, 0 },
    { "empty", "", CT_EPARSE, 0, 0 },
};

static void test_thresholds_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof threshold_files / sizeof *threshold_files; i++) {
        ct_thresholds got = { .met = -1 };
        ct_error err =
            ct_thresholds_read(threshold_files[i].text, strlen(threshold_files[i].text), "t.csv", &got);

        if (err.code != threshold_files[i].code)
            fail_msg("%s: code %d (%s)", threshold_files[i].name, (int)err.code, err.text);
        assert_near(got.met, err.code == CT_OK ? threshold_files[i].met : -1, 0, threshold_files[i].name);
        if (err.code == CT_OK) continue;
        assert_string_equal(err.file, "t.csv");
        if (threshold_files[i].line > 0) assert_int_equal(err.line, threshold_files[i].line);
    }
}

/* ---- whole rows ---- */

#define PROJECTION_HEADER "indicator,scope,breakdown,unit,period,median,lo80,hi80,lo95,hi95,method\n"

typedef struct {
    ct_table *points, *targets, *projections, *rows;
} run;

static run assess(const char *points, const char *targets, const char *projections)
{
    const ct_thresholds thresholds = gate_open(); /* what may be said of few values is test_gate.c's */
    run all = { .points = rows_read(&ct_series_schema, POINT_HEADER, points),
                .targets = rows_read(&ct_target_schema, TARGET_HEADER, targets),
                .projections = projections != NULL
                                   ? rows_read(&ct_projection_schema, PROJECTION_HEADER, projections)
                                   : NULL,
                .rows = rows_empty(&ct_assessment_schema) };

    assert_ct_ok(ct_assess(catalogue, &thresholds, all.points, all.targets, all.projections, all.rows));
    assert_int_equal(all.rows->n, all.targets->n);
    return all;
}

static void run_free(run *all)
{
    ct_table_free(all->points);
    ct_table_free(all->targets);
    ct_table_free(all->projections);
    ct_table_free(all->rows);
}

#define URBAN(year, value) "urbanisation_rate,X,,%,share," year "," value ",actual,u:" year "\n"
#define URBAN_TARGET(low, high, qualifier, year)                                                             \
    "urbanisation_rate,X,,%," low "," high "," qualifier "," year "," year ",point,level,t:1\n"
#define E1_SERIES URBAN("2020", "40") URBAN("2021", "41") URBAN("2023", "43.5")

/* The complete record of E1: every column of the past. */
static void test_level_e1(void **state)
{
    (void)state;
    run all = assess(E1_SERIES, URBAN_TARGET("47", "47", "=", "2025"), NULL);
    const ct_assessment *row = ct_assessment_at(all.rows, 0);

    assert_int_equal(row->base_year, 2020); /* the plan 2021-2025 by the five-year rule */
    assert_near(row->base_value, 40, 0, "base");
    assert_int_equal(row->latest_year, 2023);
    assert_string_equal(ct_latest_words[row->latest_status], "actual");
    assert_string_equal(row->series_source, "u:2023");
    assert_string_equal(row->source, "t:1");
    assert_near(row->achieved, 43.5, 0, "achieved");
    assert_near(row->share_done, 50, 1e-12, "share_done");
    assert_near(row->share_expected, 60, 1e-12, "share_expected");
    assert_near(row->rate_observed, 2.83550581, 1e-8, "rate_observed");
    assert_near(row->rate_planned, 3.277941544, 1e-9, "rate_planned");
    assert_near(row->rate_required, 3.94517, 1e-5, "rate_required");
    assert_near(row->step_observed, 3.5 / 3, 1e-12, "step_observed");
    assert_near(row->step_planned, 1.4, 1e-12, "step_planned");
    assert_near(row->step_required, 1.75, 1e-12, "step_required");
    assert_near(row->gap_now, -3.5, 1e-12, "gap_now");
    assert_true(isnan(row->gap_now_percent)); /* a percentage has no gap in % */
    assert_true(isnan(row->required_high) && isnan(row->projected) && isnan(row->probability));
    assert_int_equal(row->verdict, CT_VERDICT_NONE);
    assert_int_equal(row->reason, CT_REASON_NO_PROJECTION);
    run_free(&all);
}

#define POVERTY(year, value) "poverty_rate,X,,%,share," year "," value ",actual,p:" year "\n"

/* E2 and P2: lower is better. */
static void test_level_e2(void **state)
{
    (void)state;
    run all = assess(
        POVERTY("2020", "6") POVERTY("2023", "5.1"),
        "poverty_rate,X,,%,2.5,2.5,=,2025,2025,point,level,t:1\n",
        "poverty_rate,X,,%,2025,3.1,2.52330179548,3.67669820452,2.21801620721,3.98198379279,auto\n"); /* normal(3.1,
                                                                                                         0.45)
                                                                                                       */
    const ct_assessment *row = ct_assessment_at(all.rows, 0);

    assert_near(row->rate_observed, -5.273176281, 1e-9, "rate_observed");
    assert_near(row->rate_planned, -16.06216725, 1e-9, "rate_planned");
    assert_near(row->rate_required, -29.9859958, 1e-9, "rate_required");
    assert_near(row->step_required, -1.3, 1e-12, "step_required");
    assert_near(row->share_done, 25.714285714, 1e-9, "share_done");
    assert_near(row->gap_now, -2.6, 1e-12, "gap_now");
    assert_near(row->projected, 3.1, 0, "projected");
    assert_near(row->projected_lo80, 2.52330179548, 1e-12, "lo80");
    assert_near(row->projected_hi80, 3.67669820452, 1e-12, "hi80");
    assert_near(row->gap_projected, -0.6, 1e-12, "gap_projected");
    assert_near(row->probability, 0.09121121973, 1e-9, "P2");
    assert_int_equal(row->verdict, CT_VERDICT_MISSED);
    assert_int_equal(row->reason, CT_REASON_DONE);
    assert_string_equal(row->method, "auto");
    run_free(&all);
}

/* V4: an amount, stated in another unit. */
static void test_level_v4(void **state)
{
    (void)state;
    run all = assess(
        "budget_revenue,X,,tỷ đồng,level,2020,2900,actual,b\nbudget_revenue,X,,tỷ đồng,level,2023,3900,estimate,b\n",
        "budget_revenue,X,,nghìn tỷ đồng,5,5,=,2021,2025,point,level,t:1\n", NULL);
    const ct_assessment *row = ct_assessment_at(all.rows, 0);

    assert_string_equal(row->unit, "tỷ đồng");
    assert_near(row->target_low, 5000, 0, "target");
    assert_near(row->rate_required, 13.22770341, 1e-9, "rate_required");
    assert_near(row->step_required, 550, 1e-12, "step_required");
    assert_near(row->share_done, 47.61904762, 1e-9, "share_done");
    assert_near(row->gap_now, -1100, 1e-12, "gap_now");
    assert_near(row->gap_now_percent, -22, 1e-12, "78 % of the target");
    assert_string_equal(ct_latest_words[row->latest_status], "estimate");
    run_free(&all);
}

/* V6: ranks have places, not rates. */
static void test_rank_v6(void **state)
{
    (void)state;
    run all = assess("pci_rank,X,,hạng,level,2020,22,actual,b\npci_rank,X,,hạng,level,2023,18,actual,b\n",
                     "pci_rank,X,,hạng,15,15,<=,2025,2025,point,rank,t:1\n", NULL);
    const ct_assessment *row = ct_assessment_at(all.rows, 0);

    assert_near(row->share_done, 57.14285714, 1e-9, "4 of 7 places");
    assert_near(row->step_required, -1.5, 1e-12, "3 places in 2 years");
    assert_near(row->gap_now, -3, 1e-12, "gap");
    assert_true(isnan(row->rate_observed) && isnan(row->rate_required) && isnan(row->gap_now_percent));
    run_free(&all);
}

#define GROWTH(year, value) "grdp_growth,X,,%,rate," year "," value ",actual,g:" year "\n"
#define V1_SERIES           GROWTH("2020", "13.1") GROWTH("2021", "8") GROWTH("2022", "19") GROWTH("2023", "13.5")
#define V1_TARGET           "grdp_growth,X,,%,14,15,=,2021,2025,annual_average,growth,t:1\n"

static void test_average_v1(void **state)
{
    (void)state;
    run all =
        assess(V1_SERIES, V1_TARGET,
               "grdp_growth,X,,%,2024,13.5,11,16,9,18,auto\ngrdp_growth,X,,%,2025,13.5,11,16,9,18,auto\n");
    const ct_assessment *row = ct_assessment_at(all.rows, 0);

    assert_int_equal(row->base_year, 0);
    assert_near(row->achieved, 13.41109043, 1e-9, "achieved");
    assert_near(row->rate_required, 14.88910312, 1e-9, "required low");
    assert_near(row->required_high, 17.42520085, 1e-9, "required high");
    assert_near(row->step_observed, 13.5, 1e-12, "arithmetic so far");
    assert_near(row->step_required, 14.75, 1e-12, "arithmetic required");
    assert_near(row->share_done, 49.56719, 1e-6, "V1i"); /* a status index of 4.956719 of 10 */
    assert_near(row->share_expected, 60, 1e-12, "3 of 5 years");
    assert_near(row->gap_now, 13.41109043 - 14, 1e-9, "gap_now");
    assert_near(row->projected, 13.4466459, 1e-8, "V9 base");
    /* Both years low or both high (V9: 12.44 and 14.44) is rarer than one: four million courses drawn with
     * NumPy. */
    assert_near(row->projected_lo80, 12.5953, 2e-3, "lo80");
    assert_near(row->projected_hi80, 14.2820, 2e-3, "hi80");
    assert_near(row->probability, 0.1914, 0.05, "probability");
    assert_int_equal(row->verdict, CT_VERDICT_HARD);
    assert_int_equal(row->reason, CT_REASON_DONE);
    run_free(&all);
}

static void test_average_v2(void **state)
{
    (void)state;
    run all = assess(V1_SERIES GROWTH("2024", "13.8"), V1_TARGET, NULL);
    const ct_assessment *row = ct_assessment_at(all.rows, 0);

    assert_near(row->achieved, 13.50819304, 1e-9, "achieved");
    assert_near(row->rate_required, 15.98862931, 1e-9, "required low");
    assert_near(row->required_high, 21.16588571, 1e-9, "required high");
    assert_near(row->step_required, 15.7, 1e-12, "arithmetic");
    run_free(&all);
}

#define INVESTED(year, value) "social_investment,X,,tỷ đồng,level," year "," value ",actual,i:" year "\n"

static void test_sum_v3(void **state)
{
    (void)state;
    run all = assess(INVESTED("2021", "62000") INVESTED("2022", "75500") INVESTED("2023", "88000"),
                     "social_investment,X,,nghìn tỷ đồng,470,470,=,2021,2025,cumulative,level,t:1\n",
                     "social_investment,X,,tỷ đồng,2024,100000,95000,105000,90000,110000,auto\n"
                     "social_investment,X,,tỷ đồng,2025,112000,104500,119500,100000,125000,auto\n");
    const ct_assessment *row = ct_assessment_at(all.rows, 0);

    assert_near(row->achieved, 225500, 1e-12, "sum");
    assert_near(row->share_done, 47.9787234, 1e-9, "share");
    assert_near(row->share_expected, 60, 1e-12, "expected");
    assert_near(row->step_required, 122250, 1e-12, "a year");
    assert_near(row->rate_required, 24.02324819, 1e-9, "constant growth");
    assert_near(row->step_observed / row->step_planned, 0.7996453901, 1e-9, "linear ratio");
    assert_near(row->gap_now, -244500, 1e-12, "left");
    assert_near(row->projected, 437500, 1e-12, "projected"); /* 225500 + 100000 + 112000 */
    assert_near(row->projected_lo80, 425367, 600. / 425367,
                "lo80"); /* of two million courses drawn with NumPy */
    assert_near(row->gap_projected_percent, -6.914893617, 1e-9, "percent"); /* -32500 / 470000 */
    assert_int_equal(row->verdict, CT_VERDICT_MISSED); /* 244500 needed; 235000 is the 97.5 % quantile */
    run_free(&all);
}

/* "Bình quân mỗi năm 30.000 lao động" over five years is 150.000 in all. */
static void test_mean_of_amounts(void **state)
{
    (void)state;
    run all = assess(
        "new_jobs,X,,lao động,level,2021,28000,actual,j\nnew_jobs,X,,lao động,level,2022,31000,actual,j\n",
        "new_jobs,X,,lao động,30000,30000,=,2021,2025,annual_average,level,t:1\n", NULL);
    const ct_assessment *row = ct_assessment_at(all.rows, 0);

    assert_near(row->achieved, 29500, 1e-12, "mean");
    assert_near(row->step_required, 91000.0 / 3, 1e-12, "the three years left");
    assert_near(row->share_done, 100 * 59000.0 / 150000, 1e-12, "share");
    assert_near(row->gap_now, -500, 1e-12, "gap");
    run_free(&all);
}

/* V5 as a series: poverty falls 1 point a year on average over 2021-2025; so far 0.9 + 1.3 + 0.7. */
static void test_change_v5(void **state)
{
    (void)state;
    run all =
        assess(POVERTY("2020", "9") POVERTY("2021", "8.1") POVERTY("2022", "6.8") POVERTY("2023", "6.1"),
               "poverty_rate,X,,%,-1,-1,=,2021,2025,annual_average,change,t:1\n",
               "poverty_rate,X,,%,2025,4,3.6,4.4,3.2,4.8,auto\n");
    const ct_assessment *row = ct_assessment_at(all.rows, 0);

    assert_near(row->achieved, -0.9666666667, 1e-9, "so far");
    assert_near(row->step_required, -1.05, 1e-12, "required");
    assert_near(row->gap_now, -0.0333333333, 1e-8, "short of a fall of 1");
    assert_near(row->projected, -1, 1e-12, "(4 - 9) / 5");
    assert_near(row->probability, 0.5, 1e-9, "the median meets it");
    assert_int_equal(row->verdict, CT_VERDICT_MET);
    run_free(&all);
}

/* Exports have no growth indicator: the average growth is taken from the level. V4's numbers as growth: 11.51
 * % a year from 2900. */
static void test_growth_of_level(void **state)
{
    (void)state;
    run all = assess(
        "exports,X,,triệu USD,level,2020,2900,actual,e\nexports,X,,triệu USD,level,2023,3900,actual,e\n",
        "exports,X,,%/năm,11.51015033,11.51015033,=,2021,2025,annual_average,growth,t:1\n",
        "exports,X,,triệu USD,2025,5000,4500,5500,4200,5800,auto\n");
    const ct_assessment *row = ct_assessment_at(all.rows, 0);

    assert_string_equal(row->unit, "%");
    assert_near(row->achieved, 10.37961367, 1e-9, "observed");
    assert_near(row->rate_required, 13.22770341, 1e-7, "required");
    assert_near(row->share_done, 47.61904762, 1e-7, "share");
    assert_near(row->projected, 11.51015033, 1e-7, "projected");
    assert_near(row->probability, 0.5, 1e-6, "probability");
    run_free(&all);
}

#define INSURED(year, value)         "health_insurance_rate,X,,%,share," year "," value ",actual,h:" year "\n"
#define INSURED_FUTURE(year, median) "health_insurance_rate,X,,%," year "," median ",98.5,99.5,98,99.8,auto\n"

static void test_each_year(void **state)
{
    (void)state;
    static const char target[] = "health_insurance_rate,X,,%,98,98,>=,2021,2023,each_year,level,t:1\n";
    run good = assess(INSURED("2021", "98.4") INSURED("2022", "98"), target, INSURED_FUTURE("2023", "99"));
    run failed = assess(INSURED("2021", "97.9") INSURED("2022", "99"), target, INSURED_FUTURE("2023", "99"));
    run gap = assess(INSURED("2022", "97.9"), target, NULL);
    run closed = assess(INSURED("2021", "98.4") INSURED("2022", "98") INSURED("2023", "99"), target, NULL);
    const ct_assessment *row = ct_assessment_at(good.rows, 0);

    assert_near(row->achieved, 98, 0, "worst year");
    assert_near(row->share_done, 100, 0, "2 of 2");
    assert_near(row->probability, 0.975, 1e-9, "the year left: 98 is its lower end of 95 %");
    assert_int_equal(row->verdict, CT_VERDICT_MET);
    row = ct_assessment_at(failed.rows, 0);
    assert_near(row->share_done, 50, 0, "1 of 2");
    assert_near(row->probability, 0, 0, "lost already");
    assert_int_equal(row->verdict, CT_VERDICT_MISSED);
    row = ct_assessment_at(gap.rows, 0);
    assert_int_equal(row->verdict, CT_VERDICT_MISSED); /* whatever 2021 was */
    row = ct_assessment_at(closed.rows, 0);
    assert_int_equal(row->verdict, CT_VERDICT_MET); /* the worst year is on the line */
    assert_int_equal(row->reason, CT_REASON_DONE);
    run_free(&good);
    run_free(&failed);
    run_free(&gap);
    run_free(&closed);
}

/* Verdicts of closed periods, by printed numbers. */
static const struct {
    const char *name, *series, *target;
    ct_verdict verdict;
    ct_reason reason;
} finals[] = {
    { "met exactly", URBAN("2020", "40") URBAN("2025", "47"), URBAN_TARGET("47", "47", "=", "2025"),
      CT_VERDICT_MET, CT_REASON_DONE },
    { "beyond", URBAN("2020", "40") URBAN("2025", "47.1"), URBAN_TARGET("47", "47", "=", "2025"),
      CT_VERDICT_EXCEEDED, CT_REASON_DONE },
    { "short by a tenth", URBAN("2020", "40") URBAN("2025", "46.9"), URBAN_TARGET("47", "47", "=", "2025"),
      CT_VERDICT_MISSED, CT_REASON_DONE },
    { "about allows a unit", URBAN("2020", "40") URBAN("2025", "46"), URBAN_TARGET("47", "47", "~", "2025"),
      CT_VERDICT_MET, CT_REASON_DONE },
    { "about allows no more", URBAN("2020", "40") URBAN("2025", "45.9"),
      URBAN_TARGET("47", "47", "~", "2025"), CT_VERDICT_MISSED, CT_REASON_DONE },
    { "above is strict", URBAN("2020", "40") URBAN("2025", "47"), URBAN_TARGET("47", "47", ">", "2025"),
      CT_VERDICT_MISSED, CT_REASON_DONE },
    { "just above is met", URBAN("2020", "40") URBAN("2025", "47.2"), URBAN_TARGET("47", "47", ">", "2025"),
      CT_VERDICT_MET, CT_REASON_DONE },
    { "in the range", URBAN("2020", "40") URBAN("2025", "48"), URBAN_TARGET("47", "49", "=", "2025"),
      CT_VERDICT_MET, CT_REASON_DONE },
    { "beyond the range", URBAN("2020", "40") URBAN("2025", "49.5"), URBAN_TARGET("47", "49", "=", "2025"),
      CT_VERDICT_EXCEEDED, CT_REASON_DONE },
    { "lower is better: in the range", POVERTY("2020", "6") POVERTY("2025", "3"),
      "poverty_rate,X,,%,2,3,=,2025,2025,point,level,t\n", CT_VERDICT_MET, CT_REASON_DONE },
    { "lower is better: above it", POVERTY("2020", "6") POVERTY("2025", "3.1"),
      "poverty_rate,X,,%,2,3,=,2025,2025,point,level,t\n", CT_VERDICT_MISSED, CT_REASON_DONE },
    { "lower is better: beyond it", POVERTY("2020", "6") POVERTY("2025", "1.9"),
      "poverty_rate,X,,%,2,3,=,2025,2025,point,level,t\n", CT_VERDICT_EXCEEDED, CT_REASON_DONE },
    { "below is strict", POVERTY("2020", "6") POVERTY("2025", "3"),
      "poverty_rate,X,,%,3,3,<,2025,2025,point,level,t\n", CT_VERDICT_MISSED, CT_REASON_DONE },
    { "later years do not count", URBAN("2020", "40") URBAN("2025", "46") URBAN("2026", "50"),
      URBAN_TARGET("47", "47", "=", "2025"), CT_VERDICT_MISSED, CT_REASON_DONE },
    { "the last year is missing", URBAN("2020", "40") URBAN("2024", "46") URBAN("2026", "50"),
      URBAN_TARGET("47", "47", "=", "2025"), CT_VERDICT_NO_DATA, CT_REASON_NO_VALUE },
    { "average on the line after rounding",
      GROWTH("2021", "8.1") GROWTH("2022", "19.9") GROWTH("2023", "14.2"), /* 13.97 */
      "grdp_growth,X,,%,14,14,=,2021,2023,annual_average,growth,t\n", CT_VERDICT_MET, CT_REASON_DONE },
    { "average short", GROWTH("2021", "8.1") GROWTH("2022", "19.9") GROWTH("2023", "14"), /* 13.90 */
      "grdp_growth,X,,%,14,14,=,2021,2023,annual_average,growth,t\n", CT_VERDICT_MISSED, CT_REASON_DONE },
    { "average beyond the range", GROWTH("2021", "16") GROWTH("2022", "16") GROWTH("2023", "16.1"),
      "grdp_growth,X,,%,14,15,=,2021,2023,annual_average,growth,t\n", CT_VERDICT_EXCEEDED, CT_REASON_DONE },
    { "a year of the average is missing", GROWTH("2021", "16") GROWTH("2023", "16.1"),
      "grdp_growth,X,,%,14,15,=,2021,2023,annual_average,growth,t\n", CT_VERDICT_NO_DATA,
      CT_REASON_NO_VALUE },
    { "sum reached", INVESTED("2021", "100") INVESTED("2022", "120"),
      "social_investment,X,,tỷ đồng,220,220,=,2021,2022,cumulative,level,t\n", CT_VERDICT_MET,
      CT_REASON_DONE },
};

static void test_final_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof finals / sizeof *finals; i++) {
        run all = assess(finals[i].series, finals[i].target, "");
        const ct_assessment *row = ct_assessment_at(all.rows, 0);

        if (row->verdict != finals[i].verdict || row->reason != finals[i].reason)
            fail_msg("%s: %s %s", finals[i].name, ct_verdict_words[row->verdict],
                     ct_reason_words[row->reason]);
        assert_true(isnan(row->rate_required) && isnan(row->step_required) &&
                    isnan(row->probability)); /* nothing is left to do */
        run_free(&all);
    }
}

/* Verdicts of running periods: target 47 for 2025 from 40, so exceeded begins at 48 (one unit); projections
 * are normal with sd 1. */
static void test_running_verdicts(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double median, probability;
        ct_verdict verdict;
    } cases[] = {
        { "median past the margin", 48, 0.8413447461, CT_VERDICT_EXCEEDED },
        { "median short of the margin", 47.9, 0.8159398747, CT_VERDICT_MET },
        { "median on the target", 47, 0.5, CT_VERDICT_MET },
        { "median just short", 46.9, 0.4601721627, CT_VERDICT_HARD },
        { "one in ten", 45.75, 0.1056497737, CT_VERDICT_HARD },
        { "less than one in ten", 45.7, 0.09680048459, CT_VERDICT_MISSED },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_projection p = normal(cases[i].median, 1);
        char row_text[400];

        snprintf(row_text, sizeof row_text,
                 "urbanisation_rate,X,,%%,2025,%.12g,%.12g,%.12g,%.12g,%.12g,auto\n", p.median, p.lo80,
                 p.hi80, p.lo95, p.hi95);
        run all = assess(E1_SERIES, URBAN_TARGET("47", "47", "=", "2025"), row_text);
        const ct_assessment *row = ct_assessment_at(all.rows, 0);
        if (row->verdict != cases[i].verdict)
            fail_msg("%s: %s", cases[i].name, ct_verdict_words[row->verdict]);
        assert_near(row->probability, cases[i].probability, 1e-9, cases[i].name);
        run_free(&all);
    }
}

/* Of an amount 2 % of the way is the larger margin: 42 of the 2100 from 2900 to 5000. */
static void test_margin_of_amounts(void **state)
{
    (void)state;
    static const char series[] =
        "budget_revenue,X,,tỷ đồng,level,2020,2900,actual,b\nbudget_revenue,X,,tỷ đồng,level,2023,3900,actual,b\n";
    static const char target[] = "budget_revenue,X,,tỷ đồng,5000,5000,=,2025,2025,point,level,t:1\n";
    run met = assess(series, target, "budget_revenue,X,,tỷ đồng,2025,5041,4900,5200,4800,5300,auto\n");
    run exceeded = assess(series, target, "budget_revenue,X,,tỷ đồng,2025,5043,4900,5200,4800,5300,auto\n");

    assert_int_equal(ct_assessment_at(met.rows, 0)->verdict, CT_VERDICT_MET);
    assert_int_equal(ct_assessment_at(exceeded.rows, 0)->verdict, CT_VERDICT_EXCEEDED);
    run_free(&met);
    run_free(&exceeded);
}

/* A series that goes on past the period but lacks its last year has no average to show. */
static void test_average_without_last_year(void **state)
{
    (void)state;
    run all = assess(V1_SERIES GROWTH("2024", "13.8") GROWTH("2026", "9"), V1_TARGET, "");
    const ct_assessment *row = ct_assessment_at(all.rows, 0);

    assert_true(isnan(row->achieved));
    assert_int_equal(row->verdict, CT_VERDICT_NO_DATA);
    assert_int_equal(row->reason, CT_REASON_NO_VALUE);
    run_free(&all);
}

#define URBAN_2025 "urbanisation_rate,X,,%,2025,46.6,45.4,47.8,44.8,48.4,auto\n"

/* What cannot be computed says so. */
static const struct {
    const char *name, *series, *target, *projections;
    ct_reason reason;
    ct_verdict verdict;
} refusals[] = {
    { "no series", E1_SERIES, "poverty_rate,X,,%,3,3,=,2025,2025,point,level,t\n", "", CT_REASON_NO_SERIES,
      CT_VERDICT_NO_DATA },
    { "other scope", E1_SERIES, "urbanisation_rate,Y,,%,3,3,=,2025,2025,point,level,t\n", "",
      CT_REASON_NO_SERIES, CT_VERDICT_NO_DATA },
    { "unit", E1_SERIES, "urbanisation_rate,X,,xã,30,30,=,2025,2025,point,level,t\n", "", CT_REASON_UNIT,
      CT_VERDICT_NONE },
    { "a unit slipped by thousands", INVESTED("2020", "88700") INVESTED("2023", "95000"),
      "social_investment,X,,tỷ đồng,103.5,103.5,=,2025,2025,point,level,t\n", "", CT_REASON_UNIT,
      CT_VERDICT_NONE },
    { "one point that meets it", URBAN("2022", "48"), URBAN_TARGET("47", "47", "=", "2025"), URBAN_2025,
      CT_REASON_ONE_POINT, CT_VERDICT_HARD },
    { "no base", URBAN("2022", "40") URBAN("2023", "41"), URBAN_TARGET("47", "47", "=", "2025"), URBAN_2025,
      CT_REASON_NO_BASE, CT_VERDICT_HARD },
    { "base at target", URBAN("2020", "48") URBAN("2023", "49"), URBAN_TARGET("47", "47", "=", "2025"),
      URBAN_2025, CT_REASON_AT_TARGET, CT_VERDICT_HARD },
    { "nothing since the base", URBAN("2018", "39") URBAN("2020", "40"),
      URBAN_TARGET("47", "47", "=", "2025"), URBAN_2025, CT_REASON_NO_VALUE, CT_VERDICT_HARD },
    { "zero base", URBAN("2020", "0") URBAN("2023", "10"), URBAN_TARGET("47", "47", "=", "2025"), URBAN_2025,
      CT_REASON_ZERO_BASE, CT_VERDICT_HARD },
    { "no direction",
      "economic_structure,X,dịch vụ,%,share,2020,25,actual,s\neconomic_structure,X,dịch vụ,%,share,2022,24,actual,s\n",
      "economic_structure,X,dịch vụ,%,20,22,=,2025,2025,point,share,t\n",
      "economic_structure,X,dịch vụ,%,2025,23,22,24,21,25,auto\n", CT_REASON_NO_DIRECTION, CT_VERDICT_NONE },
    { "ratio to plan", E1_SERIES, "urbanisation_rate,X,,%,100,100,=,2025,2025,point,plan_ratio,t\n", "",
      CT_REASON_MEASURE, CT_VERDICT_NONE },
    { "growth of a share", E1_SERIES, "urbanisation_rate,X,,%,10,10,=,2025,2025,point,growth,t\n", "",
      CT_REASON_MEASURE, CT_VERDICT_NONE },
    { "no period", E1_SERIES, "urbanisation_rate,X,,%,47,47,=,,,point,level,t\n", "", CT_REASON_NO_PERIOD,
      CT_VERDICT_NONE },
    { "sum without a first year", INVESTED("2021", "5"),
      "social_investment,X,,tỷ đồng,9,9,=,2025,2025,cumulative,level,t\n", "", CT_REASON_NO_PERIOD,
      CT_VERDICT_NONE },
    { "period backwards", E1_SERIES, "urbanisation_rate,X,,%,47,47,=,2026,2025,point,level,t\n", "",
      CT_REASON_NO_PERIOD, CT_VERDICT_NONE },
    { "not projected so far", E1_SERIES, URBAN_TARGET("47", "47", "=", "2025"),
      "urbanisation_rate,X,,%,2024,46.6,45.4,47.8,44.8,48.4,auto\n", CT_REASON_NO_PROJECTION,
      CT_VERDICT_NO_DATA },
    { "the next plan has not begun", E1_SERIES, URBAN_TARGET("47", "47", "=", "2030"), URBAN_2025,
      CT_REASON_NO_VALUE, CT_VERDICT_NO_DATA },
    { "only a forecast", "urbanisation_rate,X,,%,share,2022,44,forecast,s\n",
      URBAN_TARGET("47", "47", "=", "2025"), URBAN_2025, CT_REASON_NO_VALUE, CT_VERDICT_NO_DATA },
    { "series begins after the target", URBAN("2026", "44"), URBAN_TARGET("47", "47", "=", "2025"), "",
      CT_REASON_NO_VALUE, CT_VERDICT_NO_DATA },
    { "year of the average missing", GROWTH("2021", "8") GROWTH("2023", "9"), V1_TARGET, "",
      CT_REASON_NO_VALUE, CT_VERDICT_NO_DATA },
    { "growth of -100", GROWTH("2021", "-100"), V1_TARGET, "", CT_REASON_ZERO_BASE, CT_VERDICT_NO_DATA },
};

static void test_refusal_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        run all = assess(refusals[i].series, refusals[i].target, refusals[i].projections);
        const ct_assessment *row = ct_assessment_at(all.rows, 0);

        if (row->reason != refusals[i].reason || row->verdict != refusals[i].verdict)
            fail_msg("%s: reason '%s', verdict '%s'", refusals[i].name, ct_reason_words[row->reason],
                     ct_verdict_words[row->verdict]);
        run_free(&all);
    }
}

/* Without a direction there is a distance: 0 inside a range, signed outside. */
static void test_no_direction_distance(void **state)
{
    (void)state;
    run all = assess(
        "economic_structure,X,dịch vụ,%,share,2020,25,actual,s\neconomic_structure,X,dịch vụ,%,share,2022,24,actual,s\n",
        "economic_structure,X,dịch vụ,%,20,22,=,2025,2025,point,share,t\neconomic_structure,X,\"dịch "
        "vụ\",%,23,25,=,2025,2025,point,share,t\n"
        "economic_structure,X,dịch vụ,%,26,26,=,2025,2025,point,share,t\neconomic_structure,X,dịch vụ,%,22,22,<=,2025,2025,point,share,t\n",
        "economic_structure,X,dịch vụ,%,2025,23,22,24,21,25,auto\n");

    assert_near(ct_assessment_at(all.rows, 0)->gap_now, 2, 0, "above");
    assert_near(ct_assessment_at(all.rows, 0)->gap_projected, 1, 0, "above still");
    assert_near(ct_assessment_at(all.rows, 1)->gap_now, 0, 0, "inside");
    assert_near(ct_assessment_at(all.rows, 2)->gap_now, -2, 0, "below");
    assert_true(isnan(ct_assessment_at(all.rows, 0)->probability));
    assert_int_equal(ct_assessment_at(all.rows, 3)->direction, CT_DOWN); /* "không quá" gives one */
    assert_near(ct_assessment_at(all.rows, 3)->probability, 0.1, 1e-9, "at most 22 is the lower end of 80 %");
    run_free(&all);
}

/* A target met before its time asks for nothing more, and may still be lost. */
static void test_met_early(void **state)
{
    (void)state;
    run all =
        assess(URBAN("2020", "40") URBAN("2023", "47.5"), URBAN_TARGET("47", "47", "=", "2025"), URBAN_2025);
    const ct_assessment *row = ct_assessment_at(all.rows, 0);

    assert_near(row->rate_required, 0, 0, "rate");
    assert_near(row->step_required, 0, 0, "step");
    assert_near(row->gap_now, 0.5, 1e-12, "past it");
    assert_int_equal(row->verdict, CT_VERDICT_HARD);
    run_free(&all);
}

/* Range targets: the end met first leads, the other stands beside it. */
static void test_ranges(void **state)
{
    (void)state;
    run up = assess(E1_SERIES, URBAN_TARGET("45", "47", "=", "2025"), URBAN_2025);
    run down = assess(POVERTY("2020", "6") POVERTY("2023", "5"),
                      "poverty_rate,X,,%,2,3,=,2025,2025,point,level,t\n", NULL);

    assert_near(ct_assessment_at(up.rows, 0)->step_required, 0.75, 1e-12, "to 45");
    assert_near(ct_assessment_at(up.rows, 0)->required_high, 3.94517, 1e-5, "to 47, as a rate");
    assert_near(ct_assessment_at(down.rows, 0)->step_required, -1, 1e-12, "to 3");
    assert_near(ct_assessment_at(down.rows, 0)->gap_now, -2, 1e-12, "to 3");
    assert_near(ct_assessment_at(down.rows, 0)->share_done, 100.0 / 3, 1e-12, "1 of 3");
    run_free(&up);
    run_free(&down);
}

/* The plan a document states decides the base of its single-year targets. */
static void test_base_from_plan(void **state)
{
    (void)state;
    run all =
        assess(URBAN("2020", "40") URBAN("2022", "42") URBAN("2023", "43.5"),
               "grdp_growth,X,,%,14,14,=,2023,2025,annual_average,growth,t:1\n" URBAN_TARGET(
                   "47", "47", "=", "2025") "urbanisation_rate,X,,%,46,46,=,2024,2024,point,level,t:1\n",
               NULL);

    assert_int_equal(ct_assessment_at(all.rows, 1)->base_year, 2022); /* plan 2023-2025 */
    assert_int_equal(ct_assessment_at(all.rows, 2)->base_year, 2023); /* 2024 ends no plan: a yearly one */
    run_free(&all);
}

static void test_errors(void **state)
{
    (void)state;
    static const struct {
        const char *name, *points, *projections;
        long line;
    } cases[] = {
        { "years descend", URBAN("2023", "43") URBAN("2020", "40"), "", 3 },
        { "projected twice", E1_SERIES, URBAN_2025 URBAN_2025, 3 },
        { "quantiles out of order", E1_SERIES, "urbanisation_rate,X,,%,2025,46.6,47.4,47.8,44.8,48.4,auto\n",
          2 },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *points = rows_read(&ct_series_schema, POINT_HEADER, cases[i].points);
        ct_table *targets =
            rows_read(&ct_target_schema, TARGET_HEADER, URBAN_TARGET("47", "47", "=", "2025"));
        ct_table *projections = rows_read(&ct_projection_schema, PROJECTION_HEADER, cases[i].projections);
        ct_table *rows = rows_empty(&ct_assessment_schema);
        ct_error err = ct_assess(catalogue, NULL, points, targets, projections, rows);

        if (err.code != CT_EDATA || err.line != cases[i].line)
            fail_msg("%s: code %d, line %ld", cases[i].name, (int)err.code, err.line);
        ct_table_free(points);
        ct_table_free(targets);
        ct_table_free(projections);
        ct_table_free(rows);
    }
}

/* Empty tables give an empty one; the table can be written and holds no infinity. */
static void test_written(void **state)
{
    (void)state;
    run none = assess("", "", ""), some = assess(V1_SERIES, V1_TARGET, NULL);
    ct_buffer text;

    ct_buffer_init(&text);
    assert_ct_ok(ct_table_write(some.rows, CT_CSV, &text));
    assert_non_null(
        strstr(ct_buffer_string(&text),
               "indicator,name,scope,breakdown,unit,direction,measure,aggregation,qualifier,target_low,"));
    assert_null(strstr(ct_buffer_string(&text), "inf"));
    assert_null(strstr(ct_buffer_string(&text), "nan"));
    ct_buffer_clear(&text);
    run_free(&none);
    run_free(&some);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cagr),
        cmocka_unit_test(test_share_done),
        cmocka_unit_test(test_period_average),
        cmocka_unit_test(test_constant_growth),
        cmocka_unit_test(test_identities),
        cmocka_unit_test(test_required_round_trip),
        cmocka_unit_test(test_probability_normal),
        cmocka_unit_test(test_probability_other_shapes),
        cmocka_unit_test(test_probability_average),
        cmocka_unit_test(test_probability_simulated),
        cmocka_unit_test(test_probability_courses),
        cmocka_unit_test(test_outcome_edges),
        cmocka_unit_test(test_outcome_monotone),
        cmocka_unit_test(test_thresholds_file_is_default),
        cmocka_unit_test(test_thresholds_table),
        cmocka_unit_test(test_level_e1),
        cmocka_unit_test(test_level_e2),
        cmocka_unit_test(test_level_v4),
        cmocka_unit_test(test_rank_v6),
        cmocka_unit_test(test_average_v1),
        cmocka_unit_test(test_average_v2),
        cmocka_unit_test(test_sum_v3),
        cmocka_unit_test(test_mean_of_amounts),
        cmocka_unit_test(test_change_v5),
        cmocka_unit_test(test_growth_of_level),
        cmocka_unit_test(test_each_year),
        cmocka_unit_test(test_final_table),
        cmocka_unit_test(test_running_verdicts),
        cmocka_unit_test(test_margin_of_amounts),
        cmocka_unit_test(test_average_without_last_year),
        cmocka_unit_test(test_refusal_table),
        cmocka_unit_test(test_no_direction_distance),
        cmocka_unit_test(test_met_early),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_base_from_plan),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_written),
    };

    return cmocka_run_group_tests(tests, read_catalogue, free_catalogue);
}
