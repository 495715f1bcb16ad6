/* What --explain tells is what was computed: the weighted components give the location, the terms of the
 * interval give the scale, by the constants of docs/methods-forecast.md; and the text names the series, the
 * method and its reason. */
#include "cmocka_all.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "forecast/account.h"
#include "forecast/grid.h"
#include "near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { H = 6 };

static const double passengers[] = { 112, 118, 132, 129, 121, 135, 148, 148, 136,
                                     119, 104, 118, 125, 140, 151, 160, 158, 172 };
static const double growth[] = { 7.1, 6.9, 6.2, 6.7, 6.8, 7.4, 7.4, 2.9, 2.6, 8.5, 5.1, 7.1 };
static const double balance[] = { -5, -3, 2, 4, -1, 6, 8, 9, 7, 12 };
static const double poverty[] = { 14.2, 12.1, 9.7, 7.5, 5.8, 3.9, 2.8, 1.9, 1.2 };
static const double falling[] = { 20, 17.5, 15.2, 14, 11.9 };

/* The published table: nu, constant, share of LOG's spread, of disagreement, of the rolling errors, of the
 * step, of few values. */
static const struct {
    const char *name;
    ct_nature nature;
    const double *y;
    size_t n;
    double a, b, c, d, g, q;
} ways[] = {
    { "level", CT_LEVEL, passengers, COUNT(passengers), -0.07, 0.60, 0.21, 0.28, 0.19, 0 },
    { "falling level", CT_LEVEL, falling, COUNT(falling), -0.07, 0.60, 0.21, 0.28, 0.19, 0 },
    { "share", CT_SHARE, poverty, COUNT(poverty), -0.07, 0.60, 0.21, 0.28, 0.19, 0 },
    { "rate", CT_RATE, growth, COUNT(growth), -0.70, 0, 0, 0.18, 0, 2.41 },
    { "balance", CT_LEVEL, balance, COUNT(balance), -0.52, 0, 0.12, 0.29, 0.22, 2.64 },
};

/* As the command does: of a store. */
static ct_error explain(const ct_table *points, const ct_project_options *options, const char *series,
                        ct_lang lang, ct_buffer *to)
{
    ct_store *store;

    assert_ct_ok(ct_store_new(&store, NULL));
    assert_ct_ok(ct_store_add_table(store, points));
    ct_error err = ct_project_explain(NULL, store, options, series, lang, to);

    ct_store_free(store);
    return err;
}

static void test_account_adds_up(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ways); i++) {
        double year[32], total = 0;
        ct_prediction p[H];
        ct_account account;
        ct_grid grid;

        for (size_t t = 0; t < ways[i].n; t++) year[t] = 2001 + (double)t;
        assert_ct_ok(ct_grid_init(&grid, ways[i].nature, year, ways[i].y, ways[i].n));
        assert_ct_ok(ct_auto_predict(&grid, H, p, &account));
        for (int part = 0; part < CT_PARTS; part++) total += account.weight[part];
        assert_near(total, 1, 1e-12, ways[i].name);
        for (size_t j = 0; j < H; j++) {
            bool trended = grid.path == CT_PATH_POSITIVE || grid.path == CT_PATH_SHARE;
            double f = 0, s0 = trended ? account.parts.s0[j] : account.parts.s1[j], last = account.parts.last;

            for (int part = 0; part < CT_PARTS; part++)
                if (account.weight[part] > 0) f += account.weight[part] * account.parts.forecast[part][j];
            if (grid.path == CT_PATH_POSITIVE && f < last) f = last + last * log(f / last);
            assert_near(p[j].location, f, 1e-12, ways[i].name);
            double scale = exp(ways[i].a) * pow(s0, 1 - ways[i].b - ways[i].c) *
                           pow(ways[i].b > 0 ? account.parts.s2[j] : 1, ways[i].b) *
                           pow(pow(account.disagreement[j], 2) + 0.01 * s0 * s0, ways[i].c / 2) *
                           pow(account.rolling, ways[i].d) * pow((double)(j + 1), ways[i].g) *
                           exp(ways[i].q / (double)ways[i].n);

            assert_near(p[j].scale, scale, 1e-12, ways[i].name);
        }
        ct_grid_clear(&grid);
    }
}

static void fill(ct_table *points, const char *indicator, const char *breakdown, const double *y, size_t n)
{
    for (size_t t = 0; t < n; t++) {
        ct_point *row = ct_table_add(points);

        assert_non_null(row);
        *row = (ct_point){ .indicator = indicator,
                           .name = "",
                           .scope = "tỉnh A",
                           .breakdown = breakdown,
                           .unit = "%",
                           .nature = CT_RATE,
                           .period = 2010 + (long)t,
                           .value = y[t],
                           .status = CT_STATUS_ACTUAL,
                           .source = "" };
    }
}

static void test_account_text(void **state)
{
    static const struct {
        const char *model, *series;
        ct_lang lang;
        const char *says[5];
    } tests[] = {
        { "auto",
          "grdp_growth/tỉnh A",
          CT_EN,
          { "grdp_growth, tỉnh A, %\n", "12 values, 2010 to 2021", "Method auto", "DOTM", "k =" } },
        { "auto",
          "grdp_growth",
          CT_VI,
          { "12 giá trị", "trung vị", "\ngrdp_growth, tỉnh A, dịch vụ", "Student t", "5 giá trị" } },
        { "arima",
          "grdp_growth/tỉnh A/",
          CT_EN,
          { "ARIMA(", "Method arima", "Treated as: rate", "2022", "95 %" } },
        { "arima",
          "grdp_growth/tỉnh A/dịch vụ",
          CT_EN,
          { "Method drift", "needs more values", "arima: needs 6 values, has 5", "2015", "80 %" } },
        { "ets", "grdp_growth/tỉnh A/", CT_EN, { "ETS(", "alpha", "Method ets", "2022", "95 %" } },
    };
    ct_table *points = NULL;

    (void)state;
    assert_ct_ok(ct_table_new(&points, &ct_series_schema));
    fill(points, "grdp_growth", "", growth, COUNT(growth));
    fill(points, "grdp_growth", "dịch vụ", falling, COUNT(falling));
    for (size_t i = 0; i < COUNT(tests); i++) {
        ct_project_options options = { .model = ct_model_find(tests[i].model), .horizon = 3 };
        ct_buffer text;

        ct_buffer_init(&text);
        assert_ct_ok(explain(points, &options, tests[i].series, tests[i].lang, &text));
        for (size_t k = 0; k < COUNT(tests[i].says); k++)
            if (strstr(ct_buffer_string(&text), tests[i].says[k]) == NULL)
                fail_msg("%s does not say '%s':\n%s", tests[i].series, tests[i].says[k],
                         ct_buffer_string(&text));
        ct_buffer_clear(&text);
    }
    ct_buffer shown;
    ct_project_options plain_options = { .horizon = 1 };

    ct_buffer_init(&shown);
    fill(points, "escape", "\x1b[2J", growth, 3);
    assert_ct_ok(explain(points, &plain_options, "escape", CT_EN, &shown));
    assert_null(strchr(ct_buffer_string(&shown), 0x1b)); /* text of a table must not act on the terminal */
    assert_non_null(strstr(ct_buffer_string(&shown), "?[2J"));
    ct_buffer_clear(&shown);
    static const char *const wrong[] = { "grdp", "grdp_growth/tỉnh", "grdp_growth/tỉnh A/dịch", "" };

    for (size_t i = 0; i < COUNT(wrong); i++) {
        ct_project_options options = { .horizon = 3 };
        ct_buffer text;

        ct_buffer_init(&text);
        ct_error err = explain(points, &options, wrong[i], CT_EN, &text);

        assert_int_equal(err.code, CT_EDATA);
        assert_non_null(strstr(err.text, "no series is called"));
        ct_buffer_clear(&text);
    }
    ct_table_free(points);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_account_adds_up),
        cmocka_unit_test(test_account_text),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
