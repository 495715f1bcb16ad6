/* The store of a series table: rows anywhere, series in the order in which they appear, results without a
 * document's own forecasts. */
#include "cmocka_all.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "forecast/forecast.h"
#include "series/store.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static ct_point point(const char *indicator, const char *scope, const char *breakdown, long period,
                      double value)
{
    return (ct_point){ .indicator = indicator,
                       .name = "",
                       .scope = scope,
                       .breakdown = breakdown,
                       .unit = "tỷ đồng",
                       .nature = CT_LEVEL,
                       .period = period,
                       .value = value,
                       .status = CT_STATUS_ACTUAL,
                       .source = "" };
}

static void test_rows_stand_anywhere(void **state)
{
    static const struct {
        const char *indicator, *scope, *breakdown;
        long period;
        double value;
    } rows[] = {
        { "grdp", "A", "", 2020, 14.5 },      { "grdp", "B", "", 2019, 7.25 },
        { "grdp", "A", "", 2021, 15.75 },     { "grdp", "A", "nam", 2021, 3.5 },
        { "exports", "A", "", 2021, 2385.5 }, { "grdp", "B", "", 2021, 8.125 },
        { "exports", "A", "", 2023, 2401 },   { "grdp", "A", "", 2022, 16.25 },
    };
    double year[8], y[8];
    char text[20];
    ct_store *store;

    (void)state;
    assert_ct_ok(ct_store_new(&store, NULL));
    assert_int_equal(ct_store_find(store, "grdp", "A", "", "tỷ đồng"), CT_STORE_NONE);
    for (size_t i = 0; i < COUNT(rows); i++) {
        snprintf(text, sizeof text, "%s", rows[i].scope); /* the store keeps its own copy */
        ct_point row = point(rows[i].indicator, text, rows[i].breakdown, rows[i].period, rows[i].value);

        assert_ct_ok(ct_store_add(store, &row, (long)i + 2));
        text[0] = '?';
    }
    assert_int_equal(ct_store_count(store), 4);
    const ct_stored_series *first = ct_store_at(store, 0), *second = ct_store_at(store, 1),
                           *third = ct_store_at(store, 2);

    assert_string_equal(first->scope, "A");
    assert_string_equal(second->scope, "B");
    assert_int_equal(second->line, 3);
    assert_int_equal(first->n, 3);
    ct_store_values(store, first, year, y);
    assert_true(year[0] == 2020 && year[1] == 2021 && year[2] == 2022 && y[0] == 14.5 && y[1] == 15.75 &&
                y[2] == 16.25);
    assert_int_equal(first->eldest, 0);
    assert_int_equal(first->sibling, 2);
    assert_int_equal(third->eldest, 0);
    assert_int_equal(third->sibling, CT_STORE_NONE);
    assert_int_equal(second->sibling, CT_STORE_NONE);
    assert_int_equal(ct_store_find(store, "exports", "A", "", "tỷ đồng"), 3);
    assert_int_equal(ct_store_find(store, "grdp", "A", "nam", "tỷ đồng"), 2);
    assert_int_equal(ct_store_find(store, "grdp", "C", "", "tỷ đồng"), CT_STORE_NONE);
    assert_int_equal(ct_store_find(store, "exports", "B", "", "tỷ đồng"), CT_STORE_NONE);
    ct_store_free(store);
    ct_store_free(NULL);
}

static void test_forecasts_are_no_results(void **state)
{
    ct_point row = point("grdp", "A", "", 2020, 14.5);
    ct_store *store;

    (void)state;
    assert_ct_ok(ct_store_new(&store, NULL));
    row.status = CT_STATUS_FORECAST;
    assert_ct_ok(ct_store_add(store, &row, 2));
    assert_int_equal(ct_store_count(store), 1);
    assert_int_equal(ct_store_at(store, 0)->n, 0);
    assert_int_equal(ct_store_add(store, &row, 3).code, CT_EDATA); /* its year counts all the same */
    ct_store_free(store);
}

static void test_faults_name_the_line(void **state)
{
    const struct {
        ct_point row;
        const char *says;
    } bad[] = {
        { point("grdp", "A", "", 2020, 1), "grdp: year 2020 comes after 2020" },
        { point("grdp", "A", "", 2019, 1), "grdp: year 2019 comes after 2020" },
        { point("grdp", "A", "", 3000000000, 1), "3000000000 is no year" },
    };
    ct_point good = point("grdp", "A", "", 2020, 14.5), other = point("exports", "A", "", 2020, 2);

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        ct_store *store;

        assert_ct_ok(ct_store_new(&store, NULL));
        assert_ct_ok(ct_store_add(store, &good, 2));
        assert_ct_ok(ct_store_add(store, &other, 3)); /* rows in between do not hide it */
        ct_error err = ct_store_add(store, &bad[i].row, 17);

        assert_int_equal(err.code, CT_EDATA);
        assert_int_equal(err.line, 17);
        if (strstr(err.text, bad[i].says) == NULL) fail_msg("'%s' does not say '%s'", err.text, bad[i].says);
        ct_store_free(store);
    }
    ct_store *store;

    assert_ct_ok(ct_store_new(&store, NULL));
    assert_ct_ok(ct_store_add(store, &good, 2));
    good.period++;
    good.unit = "triệu đồng";
    ct_error err = ct_store_add(store, &good, 3);

    assert_int_equal(err.code, CT_EDATA);
    assert_non_null(strstr(err.text, "'tỷ đồng' to 'triệu đồng'"));
    ct_store_free(store);
}

static void test_many_series_are_found(void **state)
{
    enum { MANY = 3000 };
    char name[20];
    ct_store *store;

    (void)state;
    assert_ct_ok(ct_store_new(&store, NULL));
    for (long year = 2001; year <= 2003; year++)
        for (int i = 0; i < MANY; i++) {
            snprintf(name, sizeof name, "tỉnh %d", i);
            ct_point row = point(i % 2 == 0 ? "grdp" : "exports", name, "", year, i + (double)year / 7);

            assert_ct_ok(ct_store_add(store, &row, 1));
        }
    assert_int_equal(ct_store_count(store), MANY);
    for (int i = 0; i < MANY; i++) {
        double year[3], y[3];

        snprintf(name, sizeof name, "tỉnh %d", i);
        assert_int_equal(ct_store_find(store, i % 2 == 0 ? "grdp" : "exports", name, "", "tỷ đồng"), i);
        assert_int_equal(ct_store_at(store, (size_t)i)->n, 3);
        ct_store_values(store, ct_store_at(store, (size_t)i), year, y);
        assert_true(year[2] == 2003 && y[2] == i + 2003.0 / 7);
    }
    ct_store_free(store);
}

/* Rows shuffled between series, years ascending, give the projections of rows that stand together, bit for
 * bit. */
static void test_projections_do_not_depend_on_the_place_of_rows(void **state)
{
    enum { SERIES = 5, YEARS = 9 };
    ct_project_options options = { .until = 2024 };
    ct_table *together, *apart, *projections[2];

    (void)state;
    assert_ct_ok(ct_table_new(&together, &ct_series_schema));
    assert_ct_ok(ct_table_new(&apart, &ct_series_schema));
    static const char *const scopes[SERIES] = { "A", "B", "C", "D", "E" };

    for (int i = 0; i < SERIES * YEARS; i++) {
        ct_point *one = ct_table_add(together), *other = ct_table_add(apart);
        int s = i / YEARS, t = i % YEARS;

        assert_true(one != NULL && other != NULL);
        *one = point("grdp", scopes[s], "", 2010 + t, 20.5 + 3 * s + t * (1.5 + 0.25 * s) + (t * t + s) % 5);
        s = i % SERIES, t = i / SERIES;
        *other =
            point("grdp", scopes[s], "", 2010 + t, 20.5 + 3 * s + t * (1.5 + 0.25 * s) + (t * t + s) % 5);
    }
    for (int i = 0; i < 2; i++) {
        assert_ct_ok(ct_table_new(&projections[i], &ct_projection_schema));
        assert_ct_ok(ct_project(NULL, i == 0 ? together : apart, &options, projections[i]));
    }
    assert_int_equal(projections[0]->n, SERIES * 6);
    assert_int_equal(projections[1]->n, SERIES * 6);
    for (size_t i = 0; i < projections[0]->n; i++) {
        const ct_projection *a = ct_projection_at(projections[0], i),
                            *b = ct_projection_at(projections[1], i);

        assert_string_equal(a->scope, b->scope);
        assert_true(a->period == b->period && a->median == b->median && a->lo95 == b->lo95 &&
                    a->hi80 == b->hi80);
    }
    ct_table_free(together);
    ct_table_free(apart);
    ct_table_free(projections[0]);
    ct_table_free(projections[1]);
}

static ct_error stop_at_the_second(void *context, const ct_projection *row)
{
    int *seen = context;

    (void)row;
    return ++*seen < 2 ? ct_ok() : ct_fail(CT_EIO, 0, "full");
}

static void test_the_takers_error_is_not_the_series(void **state)
{
    ct_project_options options = { .horizon = 3 };
    ct_point row = point("grdp", "A", "", 2020, 14.5);
    ct_store *store;
    int seen = 0;

    (void)state;
    assert_ct_ok(ct_store_new(&store, NULL));
    assert_ct_ok(ct_store_add(store, &row, 2));
    ct_error err = ct_project_store(NULL, store, &options, stop_at_the_second, &seen);

    assert_int_equal(err.code, CT_EIO);
    assert_string_equal(err.text, "full");
    assert_int_equal(err.line, 0);
    ct_store_free(store);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_stand_anywhere),
        cmocka_unit_test(test_forecasts_are_no_results),
        cmocka_unit_test(test_faults_name_the_line),
        cmocka_unit_test(test_many_series_are_found),
        cmocka_unit_test(test_projections_do_not_depend_on_the_place_of_rows),
        cmocka_unit_test(test_the_takers_error_is_not_the_series),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
