#include "cmocka_all.h"

#include <string.h>

#include "assess/assess.h"
#include "core/file.h"
#include "forecast/forecast.h"
#include "gate_open.h"
#include "near.h"
#include "rows.h"
#include "series/audit.h"
#include "series/key.h"
#include "series/series.h"
#include "with_catalogue.h"

/* Units of series, scopes that are one, and what is counted up to a year. */

#define HISTORY_HEADER "indicator,scope,breakdown,unit,period,value,status,source,url,published\n"
#define A              "a.txt,5,5,q,"

typedef struct {
    ct_table *observations, *history, *points, *targets, *findings;
} built;

static built build(const char *observations, const char *history)
{
    built all = { .observations = rows_read(&ct_observation_schema, OBSERVATION_HEADER, observations),
                  .history = rows_read(&ct_history_schema, HISTORY_HEADER, history),
                  .points = rows_empty(&ct_series_schema),
                  .targets = rows_empty(&ct_target_schema),
                  .findings = rows_empty(&ct_finding_schema) };

    assert_ct_ok(ct_series_build(catalogue, all.observations, all.history, "history.csv", all.points,
                                 all.targets, all.findings, NULL, NULL));
    return all;
}

static void built_free(built *all)
{
    ct_table_free(all->observations);
    ct_table_free(all->history);
    ct_table_free(all->points);
    ct_table_free(all->targets);
    ct_table_free(all->findings);
}

/* "unit scope year=value; ..." of points, "unit value aggregation; ..." of targets, and the rules of
 * findings. */
static const char *shown(const built *all, ct_buffer *to)
{
    for (size_t i = 0; i < all->points->n; i++) {
        const ct_point *point = ct_point_at(all->points, i);

        ct_buffer_printf(to, "%s, %s: %ld=%g; ", point->scope, point->unit, point->period, point->value);
    }
    for (size_t i = 0; i < all->targets->n; i++) {
        const ct_target *target = ct_target_at(all->targets, i);

        ct_buffer_printf(to, "target %s: %d=%g %s; ", target->unit, target->period_end.year, target->low,
                         ct_aggregation_words[target->aggregation]);
    }
    for (size_t i = 0; i < all->findings->n; i++)
        ct_buffer_printf(to, "%s; ", ct_finding_at(all->findings, i)->rule);
    return ct_buffer_string(to);
}

static const struct {
    const char *name, *observations, *history, *want;
} cases[] = {
    { "GRDP per head in đồng is a series",
      A "grdp_per_capita,tỉnh X,,104.7,104.7,triệu đồng,=,2023,2023,point,actual,level,,0.9\n",
      "grdp_per_capita,tỉnh X,,triệu đồng/người,2021,90.1,actual,A,,\ngrdp_per_capita,tỉnh X,,triệu đồng/năm,2022,97.5,actual,A,,\n",
      "tỉnh X, triệu đồng/người/năm: 2021=90.1; tỉnh X, triệu đồng/người/năm: 2022=97.5; tỉnh X, triệu đồng/người/năm: 2023=104.7; " },
    { "two units are two series, the catalogue's first",
      A "grdp_per_capita,tỉnh X,,4300,4300,USD,=,2023,2023,point,actual,level,,0.9\n",
      "grdp_per_capita,tỉnh X,,triệu đồng/người,2022,97.5,actual,A,,\ngrdp_per_capita,tỉnh X,,triệu đồng/người,2023,104.7,actual,A,,\n",
      "tỉnh X, USD/người: 2023=4300; tỉnh X, triệu đồng/người/năm: 2022=97.5; tỉnh X, triệu đồng/người/năm: 2023=104.7; " },
    { "the unit most figures have", "",
      "attracted_investment,X,,nghìn tỷ đồng,2021,1.5,actual,A,,\nattracted_investment,X,,tỷ đồng,2022,1700,actual,A,,\n"
      "attracted_investment,X,,tỷ đồng,2023,1900,actual,A,,\n",
      "X, tỷ đồng: 2021=1500; X, tỷ đồng: 2022=1700; X, tỷ đồng: 2023=1900; " },
    { "a target in the second unit",
      A "grdp_per_capita,tỉnh X,,122,122,triệu đồng,=,2025,2025,point,target,level,,0.9\n",
      "grdp_per_capita,tỉnh X,,nghìn đồng/người,2023,104700,actual,A,,\n",
      "tỉnh X, nghìn đồng/người/năm: 2023=104700; target nghìn đồng/người/năm: 2025=122000 point; " },
    { "a person may give a percentage of an amount", "", "social_investment,X,,% GRDP,2022,31,actual,A,,\n",
      "X, % GRDP: 2022=31; " },
    { "a document's percentage of an amount is misread",
      A "social_investment,X,,31,31,%,=,2022,2022,point,actual,level,,0.9\n", "", "unit-unknown; " },
    { "a doubtful figure opens no series",
      A "grdp_size,X,,6.5,6.5,tỷ USD,=,2022,2022,point,actual,level,,0.3\n", "", "unit-unknown; " },
    { "unless the history has one", A "grdp_size,X,,6.5,6.5,tỷ USD,=,2022,2022,point,actual,level,,0.3\n",
      "grdp_size,X,,tỷ USD,2021,6,actual,A,,\n", "X, tỷ USD: 2021=6; X, tỷ USD: 2022=6.5; " },
    { "an amount that is not per person",
      A "grdp_per_capita,X,,65,65,tỷ đồng,=,2022,2022,point,actual,level,,0.9\n", "", "unit-unknown; " },
    { "a unit nobody knows is said", "", "grdp_size,X,,thúng,2022,31,actual,A,,\n", "unit-unknown; " },
    { "growth makes the missing year of the unit that most figures have",
      A "budget_revenue,X,,1100,1100,tỷ đồng,=,2022,2022,point,actual,level,,0.9\n" A
        "budget_revenue,X,,10,10,%,=,2022,2022,point,actual,growth,2021,0.9\n",
      "budget_revenue,X,,triệu USD,2022,45,actual,A,,\n",
      "X, tỷ đồng: 2021=1000; X, tỷ đồng: 2022=1100; X, triệu USD: 2022=45; X, %: 2022=10; " },
    /* scopes */
    { "a bare name is the province",
      A "grdp_size,tỉnh Thái Nguyên,,110,110,tỷ đồng,=,2023,2023,point,actual,level,,0.9\n",
      "grdp_size,Thái Nguyên,,tỷ đồng,2022,100,actual,A,,\n",
      "tỉnh Thái Nguyên, tỷ đồng: 2022=100; tỉnh Thái Nguyên, tỷ đồng: 2023=110; " },
    { "also where only the history has the indicator",
      A "grdp_size,tỉnh Thái Nguyên,,110,110,tỷ đồng,=,2023,2023,point,actual,level,,0.9\n",
      "exports,Thái Nguyên,,triệu USD,2022,100,actual,A,,\n",
      "tỉnh Thái Nguyên, tỷ đồng: 2023=110; tỉnh Thái Nguyên, triệu USD: 2022=100; " },
    { "the city of that name is another place",
      A "grdp_size,thành phố Thái Nguyên,,110,110,tỷ đồng,=,2023,2023,point,actual,level,,0.9\n",
      "grdp_size,Thái Nguyên,,tỷ đồng,2022,100,actual,A,,\n",
      "Thái Nguyên, tỷ đồng: 2022=100; thành phố Thái Nguyên, tỷ đồng: 2023=110; scope-names; " },
    /* cumulative */
    { "communes so far are a level",
      A "new_rural_communes,X,,111,111,xã,=,2023,2023,cumulative,actual,level,,0.9\n", "",
      "X, xã: 2023=111; " },
    { "a share so far is a level", A "poverty_rate,X,,3,3,%,=,2023,2023,cumulative,actual,level,,0.9\n", "",
      "X, %: 2023=3; " },
    { "jobs of several years are a sum",
      A "new_jobs,X,,90000,90000,lao động,=,2021,2023,cumulative,actual,level,,0.9\n", "", "" },
    { "communes gained in several years are no level",
      A "new_rural_communes,X,,40,40,xã,=,2021,2023,cumulative,actual,level,,0.9\n", "", "" },
    { "a target so far is a level",
      A "new_rural_communes,X,,116,116,xã,=,2024,2024,cumulative,target,level,,0.9\n", "",
      "target xã: 2024=116 point; " },
    { "a target of a sum stays one",
      A "new_jobs,X,,90000,90000,lao động,=,2021,2025,cumulative,target,level,,0.9\n", "",
      "target lao động: 2025=90000 cumulative; " },
};

static void test_what_enters(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        built all = build(cases[i].observations, cases[i].history);
        ct_buffer text;

        ct_buffer_init(&text);
        if (strcmp(shown(&all, &text), cases[i].want) != 0)
            fail_msg("%s: %s", cases[i].name, ct_buffer_string(&text));
        ct_buffer_clear(&text);
        built_free(&all);
    }
}

/* Two series of one indicator: each is projected, and each target is held against the one of its unit. */
static void test_each_target_finds_its_unit(void **state)
{
    (void)state;
    built all = build(
        A "grdp_per_capita,tỉnh X,,122,122,triệu đồng,=,2025,2025,point,target,level,,0.9\n" A
          "grdp_per_capita,tỉnh X,,5000,5000,USD,=,2025,2025,point,target,level,,0.9\n" A
          "grdp_per_capita,tỉnh X,,8,8,%,=,2024,2024,point,target,growth,2023,0.9\n",
        "grdp_per_capita,tỉnh X,,triệu đồng/người,2021,90,actual,A,,\ngrdp_per_capita,tỉnh X,,triệu đồng/người,2022,97,actual,A,,\n"
        "grdp_per_capita,tỉnh X,,triệu đồng/người,2023,104,actual,A,,\ngrdp_per_capita,tỉnh X,,USD,2022,3900,actual,A,,\n"
        "grdp_per_capita,tỉnh X,,USD,2023,4200,actual,A,,\n");
    static const struct {
        const char *unit;
        double latest;
    } want[] = { { "%", 100 * (104 / 97.0 - 1) },
                 /* growth stands beside a growth target */ { "USD/người", 4200 },
                 { "triệu đồng/người/năm", 104 } };
    ct_table *projections = rows_empty(&ct_projection_schema),
             *assessments = rows_empty(&ct_assessment_schema);
    const ct_project_options options = { .until = 2025 };

    assert_ct_ok(ct_project(catalogue, all.points, &options, projections));
    assert_int_equal(projections->n, 4); /* two years of two series */
    assert_string_equal(ct_projection_at(projections, 0)->unit, "USD/người");
    assert_string_equal(ct_projection_at(projections, 3)->unit, "triệu đồng/người/năm");
    const ct_thresholds thresholds = gate_open();
    assert_ct_ok(ct_assess(catalogue, &thresholds, all.points, all.targets, projections, assessments));
    assert_int_equal(assessments->n, sizeof want / sizeof *want);
    for (size_t i = 0; i < assessments->n; i++) {
        const ct_assessment *row = ct_assessment_at(assessments, i);

        assert_string_equal(row->unit, want[i].unit);
        assert_near(row->latest_value, want[i].latest, 1e-12, want[i].unit);
        assert_true(row->projected > 0);
    }
    ct_table_free(projections);
    ct_table_free(assessments);
    built_free(&all);
}

/* A series table: rows in another unit are another series only when the units do not convert. */
static const struct {
    const char *name, *rows;
    bool with;     /* the catalogue */
    size_t series; /* 0: an error */
} tables[] = {
    { "USD and đồng", "g,,,USD,level,2020,1,actual,\ng,,,tỷ đồng,level,2020,1,actual,\n", true, 2 },
    { "USD, then đồng for later years", "g,,,USD,level,2020,1,actual,\ng,,,tỷ đồng,level,2021,1,actual,\n",
      true, 2 },
    { "two units that convert", "g,,,triệu đồng,level,2020,1,actual,\ng,,,tỷ đồng,level,2021,1,actual,\n",
      true, 0 },
    { "nothing known of units", "g,,,USD,level,2020,1,actual,\ng,,,tỷ đồng,level,2021,1,actual,\n", false,
      0 },
    { "torn apart",
      "g,,,USD,level,2020,1,actual,\ng,,,tỷ đồng,level,2020,1,actual,\ng,,,USD,level,2021,1,actual,\n", true,
      0 },
};

static void test_split(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        ct_table *points = rows_read(&ct_series_schema, POINT_HEADER, tables[i].rows);
        ct_arena *arena = ct_arena_new();
        const ct_series *series;
        size_t n;
        ct_error err = ct_series_split(arena, tables[i].with ? catalogue : NULL, points, &series, &n);

        if ((err.code == CT_OK ? n : 0) != tables[i].series)
            fail_msg("%s: %zu series, %s", tables[i].name, n, err.text);
        ct_arena_free(arena);
        ct_table_free(points);
    }
}

static void test_find_by_unit(void **state)
{
    (void)state;
    ct_table *points = rows_read(
        &ct_series_schema, POINT_HEADER,
        "g,X,,USD,level,2020,1,actual,\ng,X,,tỷ đồng,level,2020,2,actual,\ng,X,,tỷ đồng,level,2021,3,actual,\n");
    ct_arena *arena = ct_arena_new();
    ct_series_index index;
    const char *key = ct_series_key(arena, catalogue, "g", "tỉnh x", "");

    assert_ct_ok(ct_series_index_new(arena, catalogue, points, &index));
    assert_string_equal(ct_series_find(&index, key, "triệu USD")->head->unit, "USD");
    assert_string_equal(ct_series_find(&index, key, "triệu đồng")->head->unit, "tỷ đồng");
    assert_string_equal(ct_series_find(&index, key, "%")->head->unit,
                        "tỷ đồng"); /* the one with most values */
    assert_string_equal(ct_series_find(&index, key, NULL)->head->unit, "tỷ đồng");
    assert_null(ct_series_find(&index, ct_series_key(arena, catalogue, "g", "thành phố X", ""), NULL));
    ct_arena_free(arena);
    ct_table_free(points);
}

/* A user's catalogue: a known id takes another unit, or says why not. */
static const struct {
    const char *name, *row, *unit, *error;
} own[] = {
    { "an amount", "grdp_per_capita,a,a,economy,triệu đồng/người/năm,level,up,level\n",
      "triệu đồng/người/năm", NULL },
    { "an alias of a unit", "grdp_per_capita,a,a,economy,triệu đồng/người,level,up,level\n",
      "triệu đồng/người/năm", NULL },
    { "its own unit", "grdp_per_capita,a,a,economy,USD/người,level,up,level\n", "USD/người", NULL },
    { "no unit at all", "grdp_per_capita,a,a,economy,thúng,level,up,level\n", NULL,
      "'thúng' of 'grdp_per_capita' is not in units.csv" },
    { "a percentage", "poverty_rate,a,a,society,người,share,down,share\n", NULL,
      "only an amount may change" },
};

static void test_own_unit(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        static const char HEADER[] = "id,name_vi,name_en,group,unit,nature,direction,measure\n";
        char text[300];
        ct_catalogue *with;
        int n = snprintf(text, sizeof text, "%s%s", HEADER, own[i].row);

        assert_ct_ok(ct_file_write("test_units_own.csv", text, (size_t)n));
        ct_error err = ct_catalogue_read(&with, "datasets/catalogue", "test_units_own.csv");

        if (own[i].error != NULL) {
            if (err.code != CT_EPARSE || err.line != 2 || strstr(err.text, own[i].error) == NULL)
                fail_msg("%s: %s", own[i].name, err.text);
            continue;
        }
        assert_ct_ok(err);
        assert_string_equal(ct_indicator_find(with, "grdp_per_capita")->unit, own[i].unit);
        ct_catalogue_free(with);
    }
    remove("test_units_own.csv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_enters), cmocka_unit_test(test_each_target_finds_its_unit),
        cmocka_unit_test(test_split),       cmocka_unit_test(test_find_by_unit),
        cmocka_unit_test(test_own_unit),
    };

    return cmocka_run_group_tests(tests, read_catalogue, free_catalogue);
}
