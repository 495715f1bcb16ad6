/* Priors from other provinces: the recipe against reference numbers, and its limits. */
#include "cmocka_all.h"

#include <math.h>
#include <string.h>

#include "forecast/prior.h"
#include "near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { H = 5, MOST = 5 };

/* Reference numbers: the recipe's prototype (Python, numpy), checked against the full normal distribution
 * before this code was. */
static const struct {
    const char *name;
    ct_prior prior;
    double year[MOST], y[MOST];
    size_t n;
    double lambda, drift, variance, weight, kappa, nu;
    double own[2], own_scale[2], at[2],
        scale[2];           /* steps 1 and 5; of default and combination, on the working scale */
    double quantiles[2][5]; /* lo95 lo80 median hi80 hi95                                       */
} vectors[] = {
    { "level, one value",
      { .nature = CT_LEVEL,
        .growth = 0.0881,
        .spread = 0.2,
        .shock = 0.0682,
        .dof = 4,
        .memory = 1,
        .to = 2015 },
      { 2024 },
      { 5200 },
      1,
      0.3,
      0.02643,
      0.00465124,
      1,
      1.2,
      5,
      { NAN, NAN },
      { NAN, NAN },
      { 8.5828439, 8.6885639 },
      { 0.0906511654, 0.267367037 },
      { { 4229.40951, 4670.64892, 5339.26832, 6103.60289, 6740.3703 },
        { 2984.7613, 3999.64609, 5934.65339, 8805.80683, 11799.9757 } } },
    { "level, two values",
      { .nature = CT_LEVEL,
        .growth = 0.0881,
        .spread = 0.2,
        .shock = 0.0682,
        .dof = 4,
        .memory = 1,
        .to = 2015 },
      { 2023, 2024 },
      { 4800, 5200 },
      2,
      0.3,
      0.0276097417,
      0.00428320666,
      0.8,
      1.05,
      4.62,
      { 8.56361188, 8.65032128 },
      { 0.0686517557, 0.180766816 },
      { 8.57994129, 8.68563435 },
      { 0.0757100689, 0.220518453 },
      { { 4360.78622, 4754.30719, 5323.79297, 5961.49354, 6499.46366 },
        { 3309.18979, 4256.10341, 5917.29292, 8226.85734, 10580.9451 } } },
    { "level, a gap, memory above 1",
      { .nature = CT_LEVEL,
        .growth = 0.0057,
        .spread = 0.8,
        .shock = 0.0021,
        .dof = 2,
        .memory = 1.25,
        .to = 2023 },
      { 2020, 2021, 2023 },
      { 1841.6, 1875.2, 1922.7 },
      3,
      0.5,
      0.00794940556,
      4.88297406e-05,
      0.666666667,
      1.02222222,
      4.36666667,
      { 7.56216184, 7.58690157 },
      { 0.041993733, 0.104648558 },
      { 7.56744796, 7.59689295 },
      { 0.0140218692, 0.0424874818 },
      { { 1862.68257, 1893.71085, 1934.19783, 1975.55041, 2008.45883 },
        { 1777.09351, 1868.31716, 1991.99704, 2123.86435, 2232.88881 } } },
    { "level, five values, memory below 1",
      { .nature = CT_LEVEL,
        .growth = 0.0364,
        .spread = 0.4,
        .shock = 0.1684,
        .dof = 4,
        .memory = 0.75,
        .to = 2019 },
      { 2019, 2020, 2021, 2022, 2023 },
      { 90, 101, 97, 120, 131 },
      5,
      0.38,
      0.0414002926,
      0.0203156528,
      0.5,
      1.008,
      5.55,
      { 4.88927077, 5.04771001 },
      { 0.0895531069, 0.213685748 },
      { 4.89229309, 5.05431329 },
      { 0.116947105, 0.26459097 },
      { { 99.5255457, 112.418413, 133.258798, 157.962621, 178.42562 },
        { 80.9589534, 106.649008, 156.696888, 230.231065, 303.28844 } } },
    { "level, far from the prior",
      { .nature = CT_LEVEL,
        .growth = 0.0057,
        .spread = 0.8,
        .shock = 0.0021,
        .dof = 2,
        .memory = 1.25,
        .to = 2008 },
      { 2018, 2020 },
      { 1691.8, 1841.6 },
      2,
      0.3,
      0.0161315572,
      0.000546563989,
      0.8,
      1.05,
      4.62,
      { 7.51812779, 7.57637239 },
      { 0.0629695518, 0.155197155 },
      { 7.53524882, 7.59851872 },
      { 0.0321736761, 0.0995311559 },
      { { 1720.64621, 1784.99532, 1872.91032, 1965.15534, 2038.64865 },
        { 1534.8757, 1719.49751, 1995.23821, 2315.19702, 2593.67942 } } },
    { "share, one value",
      { .nature = CT_SHARE,
        .growth = -0.1796,
        .spread = 0.4,
        .shock = 0.0551,
        .dof = 2,
        .memory = 1.25,
        .to = 2016 },
      { 2024 },
      { 4.2 },
      1,
      0.3,
      -0.05388,
      0.00303601,
      1,
      1.2,
      5,
      { NAN, NAN },
      { NAN, NAN },
      { -3.18105816, -3.39657816 },
      { 0.103578708, 0.429016927 },
      { { 3.08490116, 3.44254125, 3.98847931, 4.61685567, 5.14267468 },
        { 1.09934504, 1.74680837, 3.2402577, 5.93343749, 9.16414882 } } },
    { "share, three values",
      { .nature = CT_SHARE,
        .growth = -0.1796,
        .spread = 0.4,
        .shock = 0.0551,
        .dof = 2,
        .memory = 1.25,
        .to = 2016 },
      { 2022, 2023, 2024 },
      { 6.1, 5, 4.2 },
      3,
      0.3,
      -0.071094666,
      0.0084620785,
      0.666666667,
      1.02222222,
      4.36666667,
      { -3.17020683, -3.46889891 },
      { 0.152734907, 0.48602657 },
      { -3.20201001, -3.49115981 },
      { 0.127999269, 0.450087569 },
      { { 2.80333151, 3.24483697, 3.90901528, 4.70253528, 5.426453 },
        { 0.900893775, 1.52142269, 2.95648102, 5.66723915, 9.26389072 } } },
    { "rate, one value",
      { .nature = CT_RATE,
        .unit = "%",
        .growth = 7.5914,
        .spread = 0.8,
        .shock = 3.0559,
        .dof = 2,
        .memory = 1,
        .to = 2016 },
      { 2024 },
      { 12.5 },
      1,
      0.75,
      8.34972561,
      15.6418949,
      1,
      1.2,
      5,
      { NAN, NAN },
      { NAN, NAN },
      { 8.34972561, 8.34972561 },
      { 6.44050686, 6.44050686 },
      { { -8.20612435, -1.15571573, 8.34972561, 17.855167, 24.9055756 },
        { -8.20612435, -1.15571573, 8.34972561, 17.855167, 24.9055756 } } },
    { "rate, three values",
      { .nature = CT_RATE,
        .unit = "%",
        .growth = 7.5914,
        .spread = 0.8,
        .shock = 3.0559,
        .dof = 2,
        .memory = 1,
        .to = 2016 },
      { 2022, 2023, 2024 },
      { 14, 9.5, 12.5 },
      3,
      0.75,
      9.84025685,
      14.0075972,
      0.666666667,
      1.02222222,
      3.97333333,
      { 12.2584616, 12.2584616 },
      { 2.73471351, 3.77783389 },
      { 10.6463251, 10.6463251 },
      { 4.13122772, 4.60104141 },
      { { -0.854225415, 4.30407467, 10.6463251, 16.9885755, 22.1468756 },
        { -2.16209718, 3.58281787, 10.6463251, 17.7098323, 23.4547474 } } },
};

static void near_or_both_none(double got, double want, double rel, const char *name)
{
    if (isnan(want))
        assert_true(isnan(got));
    else
        assert_near(got, want, rel, name);
}

static void test_project_with_prior_vectors(void **state)
{
    static const size_t steps[] = { 0, H - 1 };

    (void)state;
    for (size_t i = 0; i < COUNT(vectors); i++) {
        ct_prediction p[H];
        ct_choice choice;

        assert_int_equal(ct_project_values_with(&vectors[i].prior, NULL, (ct_nature)vectors[i].prior.nature,
                                                -INFINITY, INFINITY, vectors[i].year, vectors[i].y,
                                                vectors[i].n, H, p, &choice)
                             .code,
                         CT_OK);
        assert_int_equal(choice.reason, CT_METHOD_PRIOR);
        assert_ptr_equal(choice.prior, &vectors[i].prior);
        assert_string_equal(ct_method_name(choice.model, choice.prior), "auto+prior");
        for (size_t k = 0; k < 2; k++) {
            const ct_prediction *of = &p[steps[k]];
            const double got[] = { of->lo95, of->lo80, of->median, of->hi80, of->hi95 };

            assert_near(of->location, vectors[i].at[k], 1e-8, vectors[i].name);
            assert_near(of->scale, vectors[i].scale[k], 1e-8, vectors[i].name);
            assert_near(of->nu, vectors[i].nu, 1e-8, vectors[i].name);
            for (size_t q = 0; q < 5; q++)
                assert_near(got[q], vectors[i].quantiles[k][q], 2e-8, vectors[i].name);
        }
    }
}

/* The same through the function that tells its account; the default's own numbers are put in by hand, in the
 * series' unit. */
static void test_prior_combine_account(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(vectors); i++) {
        ct_prediction p[H];
        ct_prior_account account;
        ct_grid grid;
        bool used;

        assert_int_equal(ct_project_values(NULL, (ct_nature)vectors[i].prior.nature, -INFINITY, INFINITY,
                                           vectors[i].year, vectors[i].y, vectors[i].n, H, p, NULL)
                             .code,
                         CT_OK);
        assert_int_equal(ct_grid_init(&grid, (ct_nature)vectors[i].prior.nature, vectors[i].year,
                                      vectors[i].y, vectors[i].n)
                             .code,
                         CT_OK);
        for (size_t t = 0; t < grid.length; t++) grid.x[t] *= grid.unit;
        grid.unit = 1;
        assert_int_equal(ct_prior_combine(&vectors[i].prior, &grid, grid.last_year - vectors[i].prior.to, H,
                                          p, &used, &account)
                             .code,
                         CT_OK);
        assert_true(used);
        assert_near(account.lambda, vectors[i].lambda, 1e-9, vectors[i].name);
        assert_near(account.drift, vectors[i].drift, 1e-8, vectors[i].name);
        assert_near(account.variance, vectors[i].variance, 1e-8, vectors[i].name);
        assert_near(account.weight, vectors[i].weight, 1e-8, vectors[i].name);
        assert_near(account.kappa, vectors[i].kappa, 1e-8, vectors[i].name);
        for (size_t k = 0; k < 2; k++) {
            near_or_both_none(account.own_at[k * (H - 1)], vectors[i].own[k], 1e-8, vectors[i].name);
            near_or_both_none(account.own_scale[k * (H - 1)], vectors[i].own_scale[k], 1e-8, vectors[i].name);
            assert_near(p[k * (H - 1)].scale, vectors[i].scale[k], 1e-8, vectors[i].name);
        }
        ct_grid_clear(&grid);
    }
}

/* Probabilities of the note's prototype: P(step 5 >= 7000) of the first vector, P(step 5 <= 1.5) of the
 * seventh. */
static void test_prior_probability(void **state)
{
    ct_prediction p[H];
    ct_choice choice;

    (void)state;
    assert_int_equal(ct_project_values_with(&vectors[0].prior, NULL, CT_LEVEL, 0, INFINITY, vectors[0].year,
                                            vectors[0].y, 1, H, p, &choice)
                         .code,
                     CT_OK);
    assert_near(ct_prediction_at_least(&p[4], 7000), 0.281966798, 1e-7, "at least 7000");
    assert_int_equal(ct_project_values_with(&vectors[6].prior, NULL, CT_SHARE, 0, 100, vectors[6].year,
                                            vectors[6].y, 3, H, p, &choice)
                         .code,
                     CT_OK);
    assert_near(ct_prediction_at_most(&p[4], 1.5), 0.0961637244, 1e-7, "at most 1.5");
}

/* Where a prior must not be used, the projection is the one without it. */
static const struct {
    const char *name, *model;
    int nature, of; /* of the values, of the prior */
    double y[3];
} refused[] = {
    { "a level with a zero", NULL, CT_LEVEL, CT_LEVEL, { 4, 0, 7 } },
    { "a level below zero", NULL, CT_LEVEL, CT_LEVEL, { 4, -1, 7 } },
    { "a level of zeros", NULL, CT_LEVEL, CT_LEVEL, { 0, 0, 0 } },
    { "a prior of another nature", NULL, CT_LEVEL, CT_SHARE, { 4, 5, 7 } },
    { "a share of nothing", NULL, CT_SHARE, CT_SHARE, { 0, 0, 0 } },
    { "a share of all", NULL, CT_SHARE, CT_SHARE, { 100, 100, 100 } },
    { "a model asked for by name", "drift", CT_LEVEL, CT_LEVEL, { 4, 5, 7 } },
};

static void test_prior_not_used(void **state)
{
    static const double year[] = { 2019, 2020, 2021 };

    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        const ct_model *model = refused[i].model != NULL ? ct_model_find(refused[i].model) : NULL;
        const ct_prior prior = { .nature = refused[i].of,
                                 .growth = 0.1,
                                 .spread = 0.4,
                                 .shock = 0.1,
                                 .dof = 4,
                                 .memory = 1,
                                 .to = 2021 };
        ct_prediction with[H], without[H];
        ct_choice choice;

        assert_int_equal(ct_project_values_with(&prior, model, (ct_nature)refused[i].nature, -INFINITY,
                                                INFINITY, year, refused[i].y, 3, H, with, &choice)
                             .code,
                         CT_OK);
        assert_int_equal(ct_project_values(model, (ct_nature)refused[i].nature, -INFINITY, INFINITY, year,
                                           refused[i].y, 3, H, without, NULL)
                             .code,
                         CT_OK);
        if (choice.prior != NULL || choice.reason == CT_METHOD_PRIOR)
            fail_msg("%s: the prior was used", refused[i].name);
        for (size_t j = 0; j < H; j++) {
            assert_near(with[j].median, without[j].median, 0, refused[i].name);
            assert_near(with[j].hi95, without[j].hi95, 0, refused[i].name);
        }
    }
}

/* In other units a series is projected the same; the largest numbers a table may hold give finite ones, in
 * order and within bounds. */
static void test_prior_keeps(void **state)
{
    static const double year[] = { 2001, 2002, 2005 }, size[] = { 1e-9, 1, 1e12 };
    const ct_prior wild = {
        .nature = CT_LEVEL, .growth = 1, .spread = 2, .shock = 1, .dof = 1, .memory = 1.99, .to = 2005
    };

    (void)state;
    for (size_t i = 0; i < COUNT(size); i++)
        for (size_t n = 1; n <= 3; n++) {
            const double one[] = { 2.5, 2.75, 3.125 },
                         y[] = { 2.5 * size[i], 2.75 * size[i], 3.125 * size[i] };
            ct_prediction p[CT_MAX_HORIZON], plain[H];
            ct_choice choice;

            assert_int_equal(ct_project_values_with(&vectors[0].prior, NULL, CT_LEVEL, -INFINITY, INFINITY,
                                                    year, one, n, H, plain, &choice)
                                 .code,
                             CT_OK);
            assert_int_equal(ct_project_values_with(&vectors[0].prior, NULL, CT_LEVEL, -INFINITY, INFINITY,
                                                    year, y, n, H, p, &choice)
                                 .code,
                             CT_OK);
            assert_int_equal(choice.reason, CT_METHOD_PRIOR);
            for (size_t j = 0; j < H; j++) assert_near(p[j].hi95, plain[j].hi95 * size[i], 1e-9, "scale");
            assert_int_equal(ct_project_values_with(&wild, NULL, CT_LEVEL, 0, 10 * size[i], year, y, n,
                                                    CT_MAX_HORIZON, p, &choice)
                                 .code,
                             CT_OK);
            for (size_t j = 0; j < CT_MAX_HORIZON; j++) {
                assert_true(p[j].lo95 >= 0 && p[j].lo95 <= p[j].lo80 && p[j].lo80 <= p[j].median);
                assert_true(p[j].median <= p[j].hi80 && p[j].hi80 <= p[j].hi95 && p[j].hi95 <= 10 * size[i]);
            }
        }
}

/* Where the prior carries a huge series out of the numbers there are, the default goes on without it. */
static void test_prior_out_of_numbers(void **state)
{
    static const double year[] = { 2001, 2002 }, y[] = { 1e299, 1.1e299 };
    const ct_prior wild = {
        .nature = CT_LEVEL, .growth = 1, .spread = 2, .shock = 1, .dof = 1, .memory = 1, .to = 2002
    };
    enum { FAR = 40 };
    ct_prediction p[FAR], plain[FAR];
    ct_choice choice;

    (void)state;
    assert_int_equal(
        ct_project_values_with(&wild, NULL, CT_LEVEL, 0, INFINITY, year, y, 2, FAR, p, &choice).code, CT_OK);
    assert_null(choice.prior);
    assert_int_equal(choice.reason, CT_METHOD_NO_FIT);
    assert_int_equal(
        ct_project_values(ct_model_find("naive"), CT_LEVEL, 0, INFINITY, year, y, 2, FAR, plain, NULL).code,
        CT_OK);
    assert_near(p[FAR - 1].hi95, plain[FAR - 1].hi95, 0, "naive");
}

static const struct {
    const char *name;
    size_t n;
    long last;
    long prior_years, plan_end, want;
} reaches[] = {
    { "a single value reaches nowhere", 1, 2023, 0, 0, 2023 },
    { "two years, one ahead", 2, 2023, 0, 0, 2024 },
    { "eleven years, five ahead", 11, 2020, 0, 0, 2025 },
    { "the plan ends earlier", 24, 2023, 0, 2025, 2025 },
    { "the plan is over", 24, 2023, 0, 2020, 2023 },
    { "a prior bears it to the plan's end", 1, 2023, 5, 2025, 2025 },
    { "and no farther than was measured", 7, 2016, 5, 2025, 2021 },
    { "a long history reaches farther than a prior", 24, 2023, 5, 0, 2035 },
};

static void test_project_reach(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(reaches); i++) {
        long got =
            ct_project_reach(0.5, reaches[i].n, reaches[i].last, reaches[i].prior_years, reaches[i].plan_end);

        if (got != reaches[i].want) fail_msg("%s: %ld, want %ld", reaches[i].name, got, reaches[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_project_with_prior_vectors),
        cmocka_unit_test(test_prior_combine_account),
        cmocka_unit_test(test_prior_probability),
        cmocka_unit_test(test_prior_not_used),
        cmocka_unit_test(test_prior_keeps),
        cmocka_unit_test(test_prior_out_of_numbers),
        cmocka_unit_test(test_project_reach),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
