/* Shares of a whole: inside [0, 100] and adding to 100, whatever the shape; equal to each part's own
 * projection where there are two parts.
 */
#include "cmocka_all.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "forecast/structure.h"
#include "near.h"
#include "with_catalogue.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { H = 10, PARTS = 4, YEARS = 9 };

typedef struct {
    const char *name;
    size_t n_parts;
    double y[PARTS][YEARS];
} shape;

static const shape shapes[] = {
    { "economy",
      3,
      { { 30, 28.4, 26.1, 24, 22.5, 20, 18.2, 17, 16 },
        { 35, 37, 39.9, 42, 44, 47, 49.8, 52, 53 },
        { 35, 34.6, 34, 34, 33.5, 33, 32, 31, 31 } } },
    { "two parts",
      2,
      { { 80, 78, 75.5, 74, 71, 69.2, 66, 64, 61 }, { 20, 22, 24.5, 26, 29, 30.8, 34, 36, 39 } } },
    { "zeros",
      3,
      { { 0, 0, 1, 0, 2, 0, 0, 1, 0 },
        { 60, 62, 61, 63, 60, 64, 65, 64, 66 },
        { 40, 38, 38, 37, 38, 36, 35, 35, 34 } } },
    { "always zero",
      3,
      { { 0, 0, 0, 0, 0, 0, 0, 0, 0 },
        { 60, 62, 61, 63, 60, 64, 65, 64, 66 },
        { 40, 38, 39, 37, 40, 36, 35, 36, 34 } } },
    { "one is all", 2, { { 100, 100, 100, 100, 100, 100, 100, 100, 100 }, { 0, 0, 0, 0, 0, 0, 0, 0, 0 } } },
    { "rounded",
      3,
      { { 33.3, 33.3, 33.3, 30, 29, 28, 27, 26, 25 },
        { 33.3, 33.3, 33.3, 40, 41, 42, 43, 44, 45 },
        { 33.3, 33.3, 33.3, 30, 30, 30, 30, 30, 30 } } },
    { "missing years",
      3,
      { { 30, NAN, 26, 24, NAN, 20, 18, 17, 16 },
        { 35, 37, 40, NAN, NAN, 47, 50, 52, 53 },
        { 35, 35, 34, 34, NAN, 33, 32, 31, 31 } } },
    { "one ends earlier",
      3,
      { { 30, 28, 26, 24, 22, 20, 18, NAN, NAN },
        { 35, 37, 40, 42, 44, 47, 50, 52, 53 },
        { 35, 35, 34, 34, 34, 33, 32, 31, 31 } } },
    { "collapse",
      4,
      { { 60, 40, 20, 9, 3, 1, 0.4, 0.1, 0.02 },
        { 10, 20, 30, 31, 33, 34, 34, 35, 35 },
        { 10, 20, 30, 30, 34, 35, 35.6, 35, 35 },
        { 20, 20, 20, 30, 30, 30, 30, 29.9, 29.98 } } },
};

/* The parts of a shape without their gaps; year 2001 on. */
static void make_parts(const shape *of, double year[PARTS][YEARS], double y[PARTS][YEARS],
                       ct_structure_part *parts)
{
    for (size_t k = 0; k < of->n_parts; k++) {
        size_t n = 0;

        for (size_t t = 0; t < YEARS; t++) {
            if (isnan(of->y[k][t])) continue;
            year[k][n] = 2001 + (double)t;
            y[k][n++] = of->y[k][t];
        }
        parts[k] = (ct_structure_part){ year[k], y[k], n };
    }
}

static void test_structure_adds_to_a_hundred(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(shapes); i++)
        for (size_t m = 0; ct_models[m] != NULL; m++) {
            double year[PARTS][YEARS], y[PARTS][YEARS];
            ct_structure_part parts[PARTS];
            ct_prediction p[PARTS * H];
            ct_choice choice;

            make_parts(&shapes[i], year, y, parts);
            assert_ct_ok(ct_structure_project(ct_models[m], parts, shapes[i].n_parts, H, p, &choice));
            assert_int_equal(choice.reason, CT_METHOD_STRUCTURE);
            for (size_t j = 0; j < H; j++) {
                double sum = 0;

                for (size_t k = 0; k < shapes[i].n_parts; k++) {
                    const ct_prediction *q = &p[k * H + j];

                    sum += q->median;
                    if (!(0 <= q->lo95 && q->lo95 <= q->lo80 && q->lo80 <= q->median &&
                          q->median <= q->hi80 && q->hi80 <= q->hi95 && q->hi95 <= 100))
                        fail_msg("%s by %s: %g %g %g %g %g", shapes[i].name, ct_models[m]->name, q->lo95,
                                 q->lo80, q->median, q->hi80, q->hi95);
                }
                assert_near(sum, 100, 1e-9, shapes[i].name);
            }
        }
}

/* With two parts the ratio is the odds of each: the projection is each part's own. */
static void test_structure_of_two_is_the_own_projection(void **state)
{
    double year[PARTS][YEARS], y[PARTS][YEARS];
    ct_structure_part parts[PARTS];
    ct_prediction p[PARTS * H], own[H];
    ct_choice choice;

    (void)state;
    make_parts(&shapes[1], year, y, parts);
    assert_ct_ok(ct_structure_project(NULL, parts, 2, H, p, &choice));
    for (size_t k = 0; k < 2; k++) {
        assert_ct_ok(
            ct_project_values(NULL, CT_SHARE, 0, 100, parts[k].year, parts[k].y, parts[k].n, H, own, NULL));
        for (size_t j = 0; j < H; j++) {
            assert_near(p[k * H + j].median, own[j].median, 1e-9, "median");
            assert_near(p[k * H + j].lo95, own[j].lo95, 1e-9, "lo95");
            assert_near(p[k * H + j].hi80, own[j].hi80, 1e-9, "hi80");
        }
    }
}

/* Drift of the log-ratios by hand: parts (20, 30, 50) then (24, 28, 48), naive and drift; the reference is
 * the third. */
static void test_structure_by_hand(void **state)
{
    static const double year[] = { 2001, 2002, 2003 }, a[] = { 20, 22, 24 }, b[] = { 30, 29, 28 },
                        c[] = { 50, 49, 48 };
    const ct_structure_part parts[] = { { year, a, 3 }, { year, b, 3 }, { year, c, 3 } };
    double za = log(24.0 / 48) + (log(24.0 / 48) - log(20.0 / 50)) / 2,
           zb = log(28.0 / 48) + (log(28.0 / 48) - log(30.0 / 50)) / 2;
    double whole = exp(za) + exp(zb) + 1;
    ct_prediction p[3];
    ct_choice choice;

    (void)state;
    assert_ct_ok(ct_structure_project(ct_model_find("drift"), parts, 3, 1, p, &choice));
    assert_near(p[0].median, 100 * exp(za) / whole, 1e-9, "a");
    assert_near(p[1].median, 100 * exp(zb) / whole, 1e-9, "b");
    assert_near(p[2].median, 100 / whole, 1e-9, "c");
    assert_ct_ok(ct_structure_project(ct_model_find("naive"), parts, 3, 1, p, &choice));
    assert_near(p[0].median, 24, 1e-9, "naive");
    assert_string_equal(choice.model->name, "naive");
}

/* Which years tell of the whole: those that all parts have, if most of them add up, and those in which one
 * part is the rest. */
static void test_structure_years(void **state)
{
    static const double year[] = { 2001, 2002, 2003, 2004 }, other[] = { 2005, 2006 },
                        a[] = { 40, 41, 42, 43 };
    static const double short_b[] = { 57, 57, 56, 55 }, b[] = { 60, 59, 58, 57 },
                        once_off[] = { 60, 59, 58, 54 }, wild[] = { 60, 59, 58, 20 };
    const struct {
        const char *name;
        ct_structure_part parts[2];
        size_t n_parts, years;
        double last;
    } tests[] = {
        { "whole", { { year, a, 4 }, { year, b, 4 } }, 2, 4, 2004 },
        { "one part", { { year, a, 4 }, { year, b, 4 } }, 1, 0, 0 },
        { "short of 100", { { year, a, 4 }, { year, short_b, 4 } }, 2, 0, 0 }, /* 97, 98, 98, 98 */
        { "once 97", { { year, a, 4 }, { year, once_off, 4 } }, 2, 4, 2004 },
        { "once 63", { { year, a, 4 }, { year, wild, 4 } }, 2, 3, 2003 },
        { "one ends earlier: the rest", { { year, a, 4 }, { year, b, 2 } }, 2, 4, 2004 },
        { "no common year", { { year, a, 2 }, { other, b, 2 } }, 2, 0, 0 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(tests); i++) {
        double last = 0;
        size_t years = ct_structure_years(tests[i].parts, tests[i].n_parts, &last);

        if (years != tests[i].years || last != tests[i].last)
            fail_msg("%s: %zu years to %g", tests[i].name, years, last);
    }
    ct_prediction p[4];
    ct_choice choice;

    assert_int_equal(ct_structure_project(NULL, tests[2].parts, 2, 1, p, &choice).code, CT_EDATA);
    assert_int_equal(ct_structure_project(NULL, tests[0].parts, 2, 0, p, &choice).code, CT_EUSAGE);
    /* The part that ends earlier goes on from the rest, 57 in 2004. */
    assert_ct_ok(ct_structure_project(ct_model_find("naive"), tests[5].parts, 2, 1, p, &choice));
    assert_near(p[1].median, 57, 1e-9, "the rest");
}

/* Through a table: all parts of a catalogue's structure are found by scope, others are projected alone. */
static void add_points(ct_table *points, const char *scope, const char *breakdown, const double *y, size_t n)
{
    for (size_t t = 0; t < n; t++) {
        ct_point *row = ct_table_add(points);

        assert_non_null(row);
        *row = (ct_point){ .indicator = "labour_structure",
                           .name = "",
                           .scope = scope,
                           .breakdown = breakdown,
                           .unit = "%",
                           .nature = CT_SHARE,
                           .period = 2015 + (long)t,
                           .value = y[t],
                           .status = CT_STATUS_ACTUAL,
                           .source = "" };
    }
}

static double median_of(const ct_table *projections, const char *scope, const char *breakdown, long period,
                        int *reason)
{
    for (size_t i = 0; i < projections->n; i++) {
        const ct_projection *row = ct_projection_at(projections, i);

        if (strcmp(row->scope, scope) != 0 || strcmp(row->breakdown, breakdown) != 0 || row->period != period)
            continue;
        *reason = row->reason;
        return row->median;
    }
    return NAN;
}

static void test_structure_in_a_table(void **state)
{
    static const char *const parts[] = { "nông, lâm nghiệp và thủy sản", "công nghiệp - xây dựng",
                                         "dịch vụ" };
    ct_project_options options = { .until = 2027 };
    ct_table *points = NULL, *projections = NULL;

    (void)state;
    assert_ct_ok(ct_table_new(&points, &ct_series_schema));
    assert_ct_ok(ct_table_new(&projections, &ct_projection_schema));
    for (size_t k = 0; k < 3; k++) add_points(points, "tỉnh A", parts[k], shapes[0].y[k], 9);
    add_points(points, "tỉnh B", parts[2], shapes[0].y[2], 9); /* one part only */
    for (size_t k = 0; k < 3; k++)
        add_points(points, "tỉnh C", parts[k], shapes[0].y[k],
                   k == 2 ? 7 : 9); /* one ends two years earlier */
    assert_ct_ok(ct_project(catalogue, points, &options, projections));
    assert_int_equal(projections->n, 3 * 4 + 4 + 4 + 4 + 6);
    for (long year = 2024; year <= 2027; year++) {
        double sum[2] = { 0, 0 };
        int reason = 0;

        for (size_t k = 0; k < 3; k++) {
            sum[0] += median_of(projections, "tỉnh A", parts[k], year, &reason);
            assert_int_equal(reason, CT_METHOD_STRUCTURE);
            sum[1] += median_of(projections, "tỉnh C", parts[k], year, &reason);
            assert_int_equal(reason, CT_METHOD_STRUCTURE);
        }
        assert_near(sum[0], 100, 1e-9, "A");
        assert_near(sum[1], 100, 1e-9, "C");
        assert_true(median_of(projections, "tỉnh B", parts[2], year, &reason) > 0);
        assert_int_equal(reason, CT_METHOD_ASKED);
    }
    int reason = 0;

    assert_true(median_of(projections, "tỉnh C", parts[2], 2022, &reason) >
                0); /* years the others have already: its own projection */
    assert_int_equal(reason, CT_METHOD_ASKED);
    ct_table_free(points);
    ct_table_free(projections);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_structure_adds_to_a_hundred),
        cmocka_unit_test(test_structure_of_two_is_the_own_projection),
        cmocka_unit_test(test_structure_by_hand),
        cmocka_unit_test(test_structure_years),
        cmocka_unit_test(test_structure_in_a_table),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, read_catalogue, free_catalogue);
}
