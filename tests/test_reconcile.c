/* Forecasts made to add up: against NumPy, by hand, at their bounds, and through a table of amounts with a
 * total. */
#include "cmocka_all.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "forecast/forecast.h"
#include "forecast/reconcile.h"
#include "near.h"
#include "series/cut_points.h"
#include "with_catalogue.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { MOST = 5 };

static const double free_below[MOST] = { -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY };
static const double free_above[MOST] = { INFINITY, INFINITY, INFINITY, INFINITY, INFINITY };

/* The expected numbers take another way than the program: the projection onto a basis S of the forecasts that
 * add up, S (S' W^-1 S)^-1 S' W^-1 y (Hyndman et al. 2011). NumPy 1.24, for each C, y, w below: S =
 * numpy.linalg.svd(C)[2][numpy.linalg.matrix_rank(C):].T S @ numpy.linalg.solve(S.T @ (S / w[:, None]), S.T @
 * (y / w)) */
static const struct {
    const char *name;
    size_t n, equations;
    double c[2 * MOST], y[MOST], w[MOST], want[MOST];
} cases[] = {
    { "a total of two parts",
      3,
      1,
      { 1, -1, -1 },
      { 1810.5, 905.25, 880.75 },
      { 420.5, 260.25, 310.75 },
      { 1800.109430156329, 911.6807866868382, 888.4286434694907 } },
    { "two divisions of one total",
      5,
      2,
      { 1, -1, -1, 0, 0, 1, 0, 0, -1, -1 },
      { 1810.5, 905.25, 880.75, 455.5, 1320.25 },
      { 420.5, 260.25, 310.75, 190.5, 515.25 },
      { 1793.8863180328171, 908.8444207846597, 885.0418972481577, 460.3954567272426, 1333.4908613055745 } },
    { "a part that is a total",
      5,
      2,
      { 1, -1, -1, 0, 0, 0, 1, 0, -1, -1 },
      { 2385.75, 1402.5, 1010.25, 655.5, 730.125 },
      { 640.5, 333.25, 221.75, 90.5, 145.25 },
      { 2396.709707911865, 1390.2541110804143, 1006.4555968314503, 657.2770288558961, 732.9770822245181 } },
};

static void test_reconcile_against_numpy(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT(cases); k++) {
        double y[MOST];

        memcpy(y, cases[k].y, sizeof y);
        assert_ct_ok(
            ct_reconcile(y, cases[k].w, free_below, free_above, cases[k].n, cases[k].c, cases[k].equations));
        for (size_t i = 0; i < cases[k].n; i++) assert_near(y[i], cases[k].want[i], 1e-12, cases[k].name);
    }
}

/* The same equation twice, or one that holds already, changes nothing of the answer. */
static void test_reconcile_repeated_equations(void **state)
{
    static const double twice[] = { 1, -1, -1, 1, -1, -1 };
    double once[3], again[3], still[3];

    (void)state;
    memcpy(once, cases[0].y, sizeof once);
    memcpy(again, cases[0].y, sizeof again);
    assert_ct_ok(ct_reconcile(once, cases[0].w, free_below, free_above, 3, twice, 1));
    assert_ct_ok(ct_reconcile(again, cases[0].w, free_below, free_above, 3, twice, 2));
    memcpy(still, once, sizeof still);
    assert_ct_ok(ct_reconcile(still, cases[0].w, free_below, free_above, 3, twice, 1));
    for (size_t i = 0; i < 3; i++) {
        assert_near(again[i], once[i], 1e-12, "twice");
        assert_near(still[i], once[i], 1e-12, "again");
    }
}

static void test_reconcile_known_values_stay(void **state)
{
    static const double c[] = { 1, -1, -1 }, w[] = { 0, 0, 16.5 };
    double y[] = { 100.5, 60.25, 35 };

    (void)state;
    assert_ct_ok(ct_reconcile(y, w, free_below, free_above, 3, c, 1));
    assert_true(y[0] == 100.5 && y[1] == 60.25);
    assert_near(y[2], 40.25, 1e-14, "the rest");
}

/* 140 lacks 50 of 120 + 65 + 5: equal variances would move each by 12.5, but the last stops at 2, and 47 are
 * left to the other three. */
static void test_reconcile_at_a_bound(void **state)
{
    static const double c[] = { 1, -1, -1, -1 }, w[] = { 1, 1, 1, 1 }, lower[] = { 0, 0, 0, 2 };
    double y[] = { 140, 120, 65, 5 };

    (void)state;
    assert_ct_ok(ct_reconcile(y, w, lower, free_above, 4, c, 1));
    assert_near(y[3], 2, 1e-15, "held");
    assert_near(y[0], 140 + 47.0 / 3, 1e-12, "total");
    assert_near(y[1], 120 - 47.0 / 3, 1e-12, "first");
    assert_near(y[2], 65 - 47.0 / 3, 1e-12, "second");
}

static void test_reconcile_says_when_nothing_adds_up(void **state)
{
    static const double c[] = { 1, -1, -1 }, w[] = { 0, 0, 0 }, wide[] = { 0, 4, 4 }, lower[] = { 0, 55, 45 };
    double known[] = { 100, 60, 30 }, bounded[] = { 90, 60, 50 };

    (void)state;
    assert_int_equal(ct_reconcile(known, w, free_below, free_above, 3, c, 1).code, CT_ENUMERIC);
    assert_int_equal(ct_reconcile(bounded, wide, lower, free_above, 3, c, 1).code, CT_ENUMERIC);
    assert_true(known[0] == 100 && known[2] == 30 && bounded[1] == 60 && bounded[2] == 50); /* untouched */
    assert_ct_ok(ct_reconcile(known, w, free_below, free_above, 3, c, 0));
    assert_ct_ok(ct_reconcile(known, w, free_below, free_above, 0, c, 1));
}

/* Equations of very different size are solved alike, each to its own precision; what is beyond the range of
 * numbers is refused. */
static void test_reconcile_sizes(void **state)
{
    static const double c[] = { 1, -1, -1, 0, 0, 0, 0, 1, -1, -1 }, w[] = { 1e18, 1e18, 1e-6, 1e-8, 1e-8 },
                        huge[] = { 1e308, 1e308, 1e308 };
    double y[] = { 3e10, 2e10, 14.5, 9.75, 4.5 }, z[] = { 3, 2, 0.5 };

    (void)state;
    assert_ct_ok(ct_reconcile(y, w, free_below, free_above, 5, c, 2));
    assert_near(y[3] + y[4], y[2], 1e-12, "small");
    assert_near(y[1] + y[2], y[0], 1e-12, "large");
    assert_near(y[3], 9.75 + 0.25 * 1e-8 / (1e-6 + 2e-8), 1e-9, "a part by its variance");
    assert_int_equal(ct_reconcile(z, huge, free_below, free_above, 3, c, 1).code, CT_ENUMERIC);
    assert_true(z[0] == 3 && z[2] == 0.5);
}

/* ---- through tables ---- */

static ct_table *totals;

static int read_totals(void **state)
{
    static const char text[] = "indicator,by,parts,complete,about\n"
                               "population,breakdown,nam|nữ,yes,x\n"
                               "population,breakdown,thành thị|nông thôn,yes,x\n"
                               "trade_turnover,indicator,exports|imports,yes,x\n"
                               "labour_force,breakdown,nam|nữ,no,x\n";

    if (read_catalogue(state) != 0) return 1;
    return ct_totals_read(catalogue, text, sizeof text - 1, "totals.csv", &totals).code != CT_OK;
}

static int free_totals(void **state)
{
    ct_table_free(totals);
    return free_catalogue(state);
}

enum { YEARS = 9, FIRST = 2015 };

static void add_points(ct_table *points, const char *indicator, const char *breakdown, const char *unit,
                       const double *y, size_t n)
{
    for (size_t t = 0; t < n; t++) {
        ct_point *row = ct_table_add(points);

        assert_non_null(row);
        *row = (ct_point){ .indicator = indicator,
                           .name = "",
                           .scope = "tỉnh A",
                           .breakdown = breakdown,
                           .unit = unit,
                           .nature = CT_LEVEL,
                           .period = FIRST + (long)t,
                           .value = y[t],
                           .status = CT_STATUS_ACTUAL,
                           .source = "" };
    }
}

static const double men[] = { 801.3, 812.6, 818.1, 831.7, 836.2, 850.9, 861.4, 864.8, 881.1 };
static const double women[] = { 816.4, 820.2, 833.7, 838.1, 851.5, 856.3, 861.8, 876.2, 880.6 };
static const double town[] = { 170.2, 189.9, 212.3, 231.2, 262.5, 290.1, 318.6, 351.2, 390.8 };

static void fill_sums(double *total, double *country)
{
    for (size_t t = 0; t < YEARS; t++) {
        total[t] = round(10 * (men[t] + women[t])) / 10;
        country[t] = round(10 * (total[t] - town[t])) / 10;
    }
}

static ct_table *project_with(const ct_table *points, const ct_table *with, const char *model)
{
    ct_project_options options = { .until = FIRST + YEARS + 4,
                                   .model = ct_model_find(model),
                                   .totals = with };
    ct_table *projections;

    assert_ct_ok(ct_table_new(&projections, &ct_projection_schema));
    assert_ct_ok(ct_project(catalogue, points, &options, projections));
    return projections;
}

static const ct_projection *row_of(const ct_table *projections, const char *indicator, const char *breakdown,
                                   long period)
{
    for (size_t i = 0; i < projections->n; i++) {
        const ct_projection *row = ct_projection_at(projections, i);

        if (strcmp(row->indicator, indicator) == 0 && strcmp(row->breakdown, breakdown) == 0 &&
            row->period == period)
            return row;
    }
    fail_msg("no row of %s (%s) in %ld", indicator, breakdown, period);
    return NULL;
}

static void assert_ordered(const ct_projection *row)
{
    if (!(0 < row->lo95 && row->lo95 <= row->lo80 && row->lo80 <= row->median && row->median <= row->hi80 &&
          row->hi80 <= row->hi95))
        fail_msg("%s (%s) %ld: %g %g %g %g %g", row->indicator, row->breakdown, row->period, row->lo95,
                 row->lo80, row->median, row->hi80, row->hi95);
}

static void test_parts_add_to_their_total_by_every_method(void **state)
{
    static const char *const parts[][2] = { { "nam", "nữ" }, { "thành thị", "nông thôn" } };
    double total[YEARS], country[YEARS];
    ct_table *points;

    (void)state;
    fill_sums(total, country);
    assert_ct_ok(ct_table_new(&points, &ct_series_schema));
    add_points(points, "population", "nam", "nghìn người", men,
               YEARS); /* a part may stand before its total */
    add_points(points, "population", "", "nghìn người", total, YEARS);
    add_points(points, "population", "nữ", "nghìn người", women, YEARS);
    add_points(points, "population", "thành thị", "nghìn người", town, YEARS);
    add_points(points, "population", "nông thôn", "nghìn người", country, YEARS);
    for (size_t m = 0; ct_models[m] != NULL; m++) {
        ct_table *projections = project_with(points, totals, ct_models[m]->name);

        for (long year = FIRST + YEARS; year < FIRST + YEARS + 5; year++) {
            const ct_projection *whole = row_of(projections, "population", "", year);

            assert_int_equal(whole->reason, CT_METHOD_TOTAL);
            assert_ordered(whole);
            for (size_t d = 0; d < COUNT(parts); d++) {
                const ct_projection *a = row_of(projections, "population", parts[d][0], year);
                const ct_projection *b = row_of(projections, "population", parts[d][1], year);

                assert_near(a->median + b->median, whole->median, 1e-9, ct_models[m]->name);
                assert_int_equal(a->reason, CT_METHOD_TOTAL);
                assert_ordered(a);
                assert_ordered(b);
            }
        }
        ct_table_free(projections);
    }
    ct_table_free(points);
}

/* One year by the formula: what is off goes to each in proportion to its variance, the square of half its 80
 * % interval. */
static void test_table_shares_by_variance(void **state)
{
    double total[YEARS], country[YEARS];
    ct_table *points;

    (void)state;
    fill_sums(total, country);
    assert_ct_ok(ct_table_new(&points, &ct_series_schema));
    add_points(points, "population", "", "nghìn người", total, YEARS);
    add_points(points, "population", "nam", "nghìn người", men, YEARS);
    add_points(points, "population", "nữ", "nghìn người", women, YEARS);
    ct_table *own = project_with(points, NULL, "auto"), *tied = project_with(points, totals, "auto");
    static const char *const parts[] = { "", "nam", "nữ" };
    const long year = FIRST + YEARS + 2;
    double w[3], off = 0, all = 0;

    for (size_t k = 0; k < 3; k++) {
        const ct_projection *row = row_of(own, "population", parts[k], year);

        w[k] = pow((row->hi80 - row->lo80) / 2, 2);
        off += k == 0 ? row->median : -row->median;
        all += w[k];
        assert_int_equal(row->reason, CT_METHOD_ASKED);
    }
    assert_true(fabs(off) > 0.01);
    for (size_t k = 0; k < 3; k++) {
        const ct_projection *before = row_of(own, "population", parts[k], year),
                            *after = row_of(tied, "population", parts[k], year);
        double shift = (k == 0 ? -1 : 1) * off * w[k] / all;

        assert_near(after->median, before->median + shift, 1e-10, "median");
        assert_near(after->hi80, before->hi80 + shift, 1e-10,
                    "hi80"); /* above the last value the scale is the values' own */
    }
    ct_table_free(own);
    ct_table_free(tied);
    ct_table_free(points);
}

/* Amounts that nothing ties together, or that do not add up in the past, are projected as without totals, bit
 * for bit. */
static void test_nothing_changes_without_a_sum(void **state)
{
    double total[YEARS], country[YEARS], off[YEARS];

    (void)state;
    fill_sums(total, country);
    for (size_t t = 0; t < YEARS; t++) off[t] = total[t] + (t % 2 == 0 ? 12.5 : 0);
    const struct {
        const char *name, *indicator, *part, *unit, *part_unit;
        const double *total;
        size_t n, n_parts; /* n_parts 0: all years */
    } tests[] = {
        { "no total", "labour_force", "nam", "người", "người", total, YEARS,
          0 }, /* parts that do not make up the whole */
        { "another breakdown", "population", "dân tộc", "người", "người", total, YEARS, 0 },
        { "another unit", "population", "nam", "người", "nghìn người", total, YEARS, 0 },
        { "off by more than rounding", "population", "nam", "người", "người", off, YEARS, 0 },
        { "one common year", "population", "nam", "người", "người", total, 1, 0 },
        { "parts that end long before", "population", "nam", "người", "người", total, YEARS, YEARS - 4 },
    };

    for (size_t i = 0; i < COUNT(tests); i++) {
        ct_table *points;

        assert_ct_ok(ct_table_new(&points, &ct_series_schema));
        add_points(points, tests[i].indicator, "", tests[i].unit, tests[i].total, tests[i].n);
        size_t n_parts = tests[i].n_parts > 0 ? tests[i].n_parts : YEARS;
        add_points(points, tests[i].indicator, tests[i].part, tests[i].part_unit, men, n_parts);
        add_points(points, tests[i].indicator, "nữ", tests[i].part_unit, women, n_parts);
        ct_table *own = project_with(points, NULL, "auto"), *tied = project_with(points, totals, "auto");

        assert_int_equal(own->n, tied->n);
        for (size_t k = 0; k < own->n; k++) {
            const ct_projection *a = ct_projection_at(own, k), *b = ct_projection_at(tied, k);

            if (a->median != b->median || a->lo95 != b->lo95 || a->hi80 != b->hi80 || a->reason != b->reason)
                fail_msg("%s: %s %ld: %g became %g", tests[i].name, a->breakdown, a->period, a->median,
                         b->median);
        }
        ct_table_free(own);
        ct_table_free(tied);
        ct_table_free(points);
    }
}

/* A part whose last year is not published yet is the rest in that year; other indicators are parts, too. */
static void test_a_part_that_ends_earlier_is_the_rest(void **state)
{
    double total[YEARS], country[YEARS];
    ct_table *points;

    (void)state;
    fill_sums(total, country);
    assert_ct_ok(ct_table_new(&points, &ct_series_schema));
    add_points(points, "trade_turnover", "", "triệu USD", total, YEARS);
    add_points(points, "exports", "", "triệu USD", men, YEARS);
    add_points(points, "imports", "", "triệu USD", women, YEARS - 1);
    ct_table *tied = project_with(points, totals, "auto");

    assert_near(row_of(tied, "imports", "", FIRST + YEARS - 1)->median, total[YEARS - 1] - men[YEARS - 1],
                1e-12, "the rest");
    for (long year = FIRST + YEARS; year < FIRST + YEARS + 5; year++)
        assert_near(row_of(tied, "exports", "", year)->median + row_of(tied, "imports", "", year)->median,
                    row_of(tied, "trade_turnover", "", year)->median, 1e-9, "sum");
    ct_table_free(tied);
    ct_table_free(points);
}

/* A small part beside a large one stays positive, whatever is off. */
static void test_a_small_part_stays_positive(void **state)
{
    double large[YEARS], small[YEARS], total[YEARS];
    ct_table *points;

    (void)state;
    for (size_t t = 0; t < YEARS; t++) {
        large[t] = round(1000 * pow(1.2, (double)t) + (double)(t % 3) * 150);
        small[t] = t % 2 == 0 ? 3.5 : 0.5;
        total[t] = large[t] + small[t];
    }
    assert_ct_ok(ct_table_new(&points, &ct_series_schema));
    add_points(points, "population", "", "người", total, YEARS);
    add_points(points, "population", "nam", "người", large, YEARS);
    add_points(points, "population", "nữ", "người", small, YEARS);
    for (size_t m = 0; ct_models[m] != NULL; m++) {
        ct_table *tied = project_with(points, totals, ct_models[m]->name);

        for (long year = FIRST + YEARS; year < FIRST + YEARS + 5; year++) {
            const ct_projection *row = row_of(tied, "population", "nữ", year);

            if (!(row->median > 0 && row->lo95 >= 0))
                fail_msg("%s %ld: %g", ct_models[m]->name, year, row->median);
        }
        ct_table_free(tied);
    }
    ct_table_free(points);
}

static void test_explain_tells_of_it(void **state)
{
    static const struct {
        ct_lang lang;
        const char *says[3];
    } tests[] = {
        { CT_EN, { "adjusted with its fellows", "Its own projection, before it was adjusted", "2024" } },
        { CT_VI, { "các phần cộng lại bằng tổng", "trước khi điều chỉnh", "2028" } },
    };
    double total[YEARS], country[YEARS];
    ct_project_options options = { .horizon = 5, .totals = totals };
    ct_table *points;
    ct_store *store;

    (void)state;
    fill_sums(total, country);
    assert_ct_ok(ct_table_new(&points, &ct_series_schema));
    add_points(points, "population", "", "nghìn người", total, YEARS);
    add_points(points, "population", "thành thị", "nghìn người", town, YEARS);
    add_points(points, "population", "nông thôn", "nghìn người", country, YEARS);
    assert_ct_ok(ct_store_new(&store, NULL));
    assert_ct_ok(ct_store_add_table(store, points));
    for (size_t i = 0; i < COUNT(tests); i++) {
        ct_buffer text;

        ct_buffer_init(&text);
        assert_ct_ok(ct_project_explain(catalogue, store, &options, "population/tỉnh A/nông thôn",
                                        tests[i].lang, &text));
        for (size_t k = 0; k < COUNT(tests[i].says); k++)
            if (strstr(ct_buffer_string(&text), tests[i].says[k]) == NULL)
                fail_msg("does not say '%s':\n%s", tests[i].says[k], ct_buffer_string(&text));
        ct_buffer_clear(&text);
    }
    ct_store_free(store);
    ct_table_free(points);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reconcile_against_numpy),
        cmocka_unit_test(test_reconcile_repeated_equations),
        cmocka_unit_test(test_reconcile_known_values_stay),
        cmocka_unit_test(test_reconcile_at_a_bound),
        cmocka_unit_test(test_reconcile_sizes),
        cmocka_unit_test(test_reconcile_says_when_nothing_adds_up),
        cmocka_unit_test(test_parts_add_to_their_total_by_every_method),
        cmocka_unit_test(test_table_shares_by_variance),
        cmocka_unit_test(test_nothing_changes_without_a_sum),
        cmocka_unit_test(test_a_part_that_ends_earlier_is_the_rest),
        cmocka_unit_test(test_a_small_part_stays_positive),
        cmocka_unit_test(test_explain_tells_of_it),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, read_totals, free_totals);
}
