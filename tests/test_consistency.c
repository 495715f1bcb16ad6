/* Derived values, what was known as of a year, and the audit's rules that hold sentences, totals and years
 * against each other. */
#include "cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "catalogue/catalogue.h"
#include "core/file.h"
#include "near.h"
#include "rows.h"
#include "series/as_of.h"
#include "series/audit.h"
#include "series/cut_points.h"
#include "series/series.h"
#include "with_catalogue.h"

#define HISTORY_HEADER "indicator,scope,breakdown,unit,period,value,status,source,url,published\n"
#define ROW(doc, line, id, part, value, unit, year, kind, measure, base)                                     \
    doc "," line "," line ",q," id ",tỉnh X," part "," value "," value "," unit ",=," year "," year          \
        ",point," kind "," measure "," base ",0.9\n"

static ct_table *totals;

static int read_all(void **state)
{
    ct_arena *arena = ct_arena_new();
    const char *text;
    size_t n;

    assert_int_equal(read_catalogue(state), 0);
    assert_ct_ok(ct_file_read(arena, "datasets/catalogue/totals.csv", &text, &n));
    assert_ct_ok(ct_totals_read(catalogue, text, n, "totals.csv", &totals));
    ct_arena_free(arena);
    return 0;
}

static int free_all(void **state)
{
    ct_table_free(totals);
    return free_catalogue(state);
}

typedef struct {
    ct_table *observations, *history, *points, *targets, *findings;
} built;

static built build(const char *observations, const char *history)
{
    built all = { rows_read(&ct_observation_schema, OBSERVATION_HEADER, observations),
                  history != NULL ? rows_read(&ct_history_schema, HISTORY_HEADER, history) : NULL,
                  rows_empty(&ct_series_schema), rows_empty(&ct_target_schema),
                  rows_empty(&ct_finding_schema) };

    assert_ct_ok(ct_series_build(catalogue, all.observations, all.history, "history.csv", all.points,
                                 all.targets, all.findings, NULL, totals));
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

/* ---- derived values ---- */

#define ARRIVALS                                                                                             \
    "a.txt,10,10,q,tourist_arrivals,tỉnh X,,2,2,triệu lượt khách,=,2023,2023,point,estimate,level,,0.9\n"

static const struct {
    const char *name, *observations, *history, *indicator;
    long period;
    double value; /* NAN: nothing is derived */
    const char *formula;
} derived[] = {
    /* 2,000,000 / 1.48 = 1,351,351; 48 may be 47.5 to 48.5, so thousands are what is known */
    { "a level from its growth",
      ARRIVALS ROW("a.txt", "11", "tourist_arrivals", "", "48", "%", "2023", "estimate", "growth", "2022"),
      NULL, "tourist_arrivals", 2022, 1351000, "2000000 / (1 + 48/100)" },
    { "over three years",
      ARRIVALS ROW("a.txt", "11", "tourist_arrivals", "", "60", "%", "2023", "estimate", "growth", "2020"),
      NULL, "tourist_arrivals", 2020, 1250000, "2000000 / (1 + 60/100)" },
    { "never over a stated value",
      ARRIVALS ROW("a.txt", "11", "tourist_arrivals", "", "48", "%", "2023", "estimate", "growth", "2022"),
      "tourist_arrivals,tỉnh X,,lượt khách,2022,1200000,estimate,A,,\n", "tourist_arrivals", 2022, NAN,
      NULL },
    { "not even over a forecast",
      ARRIVALS ROW("a.txt", "11", "tourist_arrivals", "", "48", "%", "2023", "estimate", "growth", "2022"),
      "tourist_arrivals,tỉnh X,,lượt khách,2022,1200000,forecast,A,,\n", "tourist_arrivals", 2022, NAN,
      NULL },
    { "from another sentence it may be of something else",
      ARRIVALS ROW("a.txt", "14", "tourist_arrivals", "", "48", "%", "2023", "estimate", "growth", "2022"),
      NULL, "tourist_arrivals", 2022, NAN, NULL },
    { "growth of another part",
      ARRIVALS ROW("a.txt", "10", "tourist_arrivals", "khách quốc tế", "48", "%", "2023", "estimate",
                   "growth", "2022"),
      NULL, "tourist_arrivals", 2022, NAN, NULL },
    { "growth at constant prices gives no level at current ones",
      ROW("a.txt", "5", "grdp_size", "", "181000", "tỷ đồng", "2023", "estimate", "level", "") //
      ROW("a.txt", "5", "grdp_growth", "", "13.45", "%", "2023", "estimate", "growth", "2022"),
      NULL, "grdp_size", 2022, NAN, NULL },
    { "a share from its change",
      ROW("a.txt", "5", "economic_structure", "dịch vụ", "22", "%", "2023", "estimate", "share", "") //
      ROW("a.txt", "5", "economic_structure", "dịch vụ", "-0.7", "%", "2023", "estimate", "change", "2022"),
      NULL, "economic_structure", 2022, 22.7, "22 - (-0.7)" },
    { "below the bound nothing is derived",
      ROW("a.txt", "5", "poverty_rate", "", "2", "%", "2023", "actual", "level", "")
          ROW("a.txt", "5", "poverty_rate", "", "3", "%", "2023", "actual", "change", "2022"),
      NULL, "poverty_rate", 2022, NAN, NULL },
    { "forward from history", "",
      "budget_revenue,tỉnh X,,tỷ đồng,2022,10000,actual,A,,\nbudget_revenue_growth,tỉnh X,,%,2023,12.5,actual,A,,\n",
      "budget_revenue", 2023, 11250, "10000 * (1 + 12.5/100)" },
    { "backward from history", "",
      "budget_revenue,tỉnh X,,tỷ đồng,2023,11250,actual,A,,\nbudget_revenue_growth,tỉnh X,,%,2023,12.5,actual,A,,\n",
      "budget_revenue", 2022, 10000, "11250 / (1 + 12.5/100)" },
    { "a total from its parts", "",
      "population,tỉnh X,nam,người,2023,950000,actual,A,,\npopulation,tỉnh X,nữ,người,2023,940500,actual,A,,\n",
      "population", 2023, 1890500, "950000 + 940500" },
    { "other indicators as parts", "",
      "exports,tỉnh X,,triệu USD,2023,25000,actual,A,,\nimports,tỉnh X,,triệu USD,2023,22000,actual,A,,\n",
      "trade_turnover", 2023, 47000, "25000 + 22000" },
    { "a part is missing", "", "population,tỉnh X,nam,người,2023,950000,actual,A,,\n", "population", 2023,
      NAN, NULL },
};

static const ct_point *point_of(const ct_table *points, const char *indicator, long year)
{
    for (size_t i = 0; i < points->n; i++) {
        const ct_point *point = ct_point_at(points, i);

        if (strcmp(point->indicator, indicator) == 0 && point->period == year &&
            (point->breakdown[0] == '\0' || strcmp(indicator, "economic_structure") == 0))
            return point;
    }
    return NULL;
}

static void test_derived_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof derived / sizeof *derived; i++) {
        built all = build(derived[i].observations, derived[i].history);
        const ct_point *point = point_of(all.points, derived[i].indicator, derived[i].period);

        if (isnan(derived[i].value)) {
            if (point != NULL && point->status == CT_STATUS_DERIVED)
                fail_msg("%s: %g", derived[i].name, point->value);
        } else {
            if (point == NULL) fail_msg("%s: nothing derived", derived[i].name);
            assert_int_equal(point->status, CT_STATUS_DERIVED);
            assert_near(point->value, derived[i].value, 1e-12, derived[i].name);
            if (strstr(point->source, derived[i].formula) == NULL)
                fail_msg("%s: %s", derived[i].name, point->source);
        }
        assert_int_equal(all.findings->n, 0); /* a derived value contradicts nobody */
        built_free(&all);
    }
}

/* 15,295 tỷ đồng at 101.7 % of the plan: 15,039; a stated plan keeps its place. */
static void test_derived_plan(void **state)
{
    (void)state;
    const char *rows =
        ROW("a.txt", "5", "budget_revenue", "", "15295", "tỷ đồng", "2023", "estimate", "level", "") //
        ROW("a.txt", "6", "budget_revenue", "", "101.7", "%", "2023", "estimate", "plan_ratio", "");
    const char *stated =
        ROW("a.txt", "5", "budget_revenue", "", "15295", "tỷ đồng", "2023", "estimate", "level", "") //
        ROW("a.txt", "6", "budget_revenue", "", "101.7", "%", "2023", "estimate", "plan_ratio", "")  //
        ROW("b.txt", "9", "budget_revenue", "", "15043", "tỷ đồng", "2023", "target", "level", "");
    built all = build(rows, NULL), with = build(stated, NULL);

    assert_int_equal(all.targets->n, 1);
    assert_near(ct_target_at(all.targets, 0)->low, 15039, 1e-12, "plan");
    assert_string_equal(ct_target_at(all.targets, 0)->source, "a.txt:5 derived 15295 / (101.7/100); a.txt:6");
    assert_int_equal(ct_target_at(all.targets, 0)->period_end.year, 2023);
    assert_int_equal(with.targets->n, 1);
    assert_near(ct_target_at(with.targets, 0)->low, 15043, 0, "stated");
    built_free(&all);
    built_free(&with);
}

/* ---- as of a year ---- */

static void test_as_of(void **state)
{
    (void)state;
    ct_table *history =
        rows_read(&ct_history_schema, HISTORY_HEADER,
                  "poverty_rate,X,,%,2021,4,actual,A,,2022\npoverty_rate,X,,%,2022,3,actual,A,,2022\n"
                  "poverty_rate,X,,%,2022,3.1,actual,B,,2023\npoverty_rate,X,,%,2023,2,actual,C,,\n"
                  "poverty_rate,X,,%,2020,5,actual,D,,\n");
    ct_table *observations =
        rows_read(&ct_observation_schema, OBSERVATION_HEADER,
                  ROW("old.txt", "1", "poverty_rate", "", "3", "%", "2022", "estimate", "level", "") //
                  ROW("old.txt", "2", "poverty_rate", "", "2", "%", "2025", "target", "level", "")   //
                  ROW("new.txt", "1", "poverty_rate", "", "2.5", "%", "2023", "actual", "level", "") //
                  ROW("new.txt", "2", "poverty_rate", "", "4.4", "%", "2020", "actual", "level", "") //
                  ROW("plan.txt", "1", "poverty_rate", "", "1", "%", "2030", "target", "level", ""));
    ct_table *points = rows_read(
        &ct_series_schema, POINT_HEADER,
        "poverty_rate,X,,%,share,2021,4,actual,s\npoverty_rate,X,,%,share,2022,3,actual,s\npoverty_rate,X,,%,share,2023,2,actual,s\n");

    ct_history_as_of(history, 2022);
    assert_int_equal(history->n, 3); /* without the revision of 2023 and the value of 2023 */
    assert_near(((const ct_history *)ct_table_row(history, 1))->value, 3, 0, "kept");
    assert_ct_ok(ct_observations_as_of(observations, 2022));
    assert_int_equal(observations->n, 3); /* new.txt is a report of 2023, all of it */
    assert_string_equal(ct_observation_at(observations, 2)->document, "plan.txt");
    ct_points_as_of(points, 2022);
    assert_int_equal(points->n, 2);
    assert_int_equal(points->lines[1], 3);
    ct_table_free(history);
    ct_table_free(observations);
    ct_table_free(points);
}

/* ---- audit ---- */

static const struct {
    const char *name, *observations, *history, *rule; /* rule NULL: silence */
    int severity;
    double value, other;
} audits[] = {
    { "ratio to plan",
      ROW("a.txt", "5", "budget_revenue", "", "15295", "tỷ đồng", "2023", "estimate", "level", "") //
      ROW("a.txt", "6", "budget_revenue", "", "107.1", "%", "2023", "estimate", "plan_ratio", "")  //
      ROW("b.txt", "9", "budget_revenue", "", "15043", "tỷ đồng", "2023", "target", "level", ""),
      NULL, "plan-ratio", CT_SEVERITY_CHECK, 107.1, 101.68 },
    { "ratio to plan that fits",
      ROW("a.txt", "5", "budget_revenue", "", "15295", "tỷ đồng", "2023", "estimate", "level", "") //
      ROW("a.txt", "6", "budget_revenue", "", "101.7", "%", "2023", "estimate", "plan_ratio", "")  //
      ROW("b.txt", "9", "budget_revenue", "", "15043", "tỷ đồng", "2023", "target", "level", ""),
      NULL, NULL, 0, 0, 0 },
    { "one plan of two fits",
      ROW("a.txt", "5", "new_jobs", "", "33000", "lao động", "2023", "estimate", "level", "") //
      ROW("a.txt", "6", "new_jobs", "", "110", "%", "2023", "estimate", "plan_ratio", "")     //
      ROW("b.txt", "9", "new_jobs", "", "32000", "lao động", "2023", "target", "level", "")   //
      ROW("c.txt", "9", "new_jobs", "", "30000", "lao động", "2023", "target", "level", ""),
      NULL, "target-differs", CT_SEVERITY_CHECK, 30000, 32000 }, /* and no word on the ratio */
    /* 53300 / 52150 - 1 = 2.2 %: the point has moved */
    { "growth that lost its point",
      ROW("a.txt", "5", "fishery_output", "", "53300", "tấn", "2023", "estimate", "level", "") //
      ROW("a.txt", "5", "fishery_output", "", "22", "%", "2023", "estimate", "growth", "2022"),
      "fishery_output,tỉnh X,,tấn,2022,52150,actual,A,,\n", "decimal-slip", CT_SEVERITY_CHECK, 22, 2.21 },
    { "growth that fits",
      ROW("a.txt", "5", "fishery_output", "", "53300", "tấn", "2023", "estimate", "level", "") //
      ROW("a.txt", "5", "fishery_output", "", "2.2", "%", "2023", "estimate", "growth", "2022"),
      "fishery_output,tỉnh X,,tấn,2022,52150,actual,A,,\n", NULL, 0, 0, 0 },
    { "change of a share",
      ROW("a.txt", "5", "economic_structure", "dịch vụ", "22", "%", "2023", "estimate", "share", "") //
      ROW("a.txt", "5", "economic_structure", "dịch vụ", "-0.7", "%", "2023", "estimate", "change", "2022"),
      "economic_structure,tỉnh X,dịch vụ,%,2022,20.3,actual,A,,\n", "change-against-levels",
      CT_SEVERITY_CHECK, -0.7, 1.7 },
    /* (1.0782 1.193 1.1345)^(1/3) - 1 = 13.43 % */
    { "average of rates",
      "a.txt,5,5,q,grdp_growth,tỉnh X,,14.5,14.5,%,=,2021,2023,annual_average,actual,growth,,0.9\n",
      "grdp_growth,tỉnh X,,%,2021,7.82,actual,A,,\ngrdp_growth,tỉnh X,,%,2022,19.3,actual,A,,\ngrdp_growth,tỉnh "
      "X,,%,2023,13.45,actual,A,,\n",
      "average-against-ends", CT_SEVERITY_CHECK, 14.5, 13.43 },
    { "average of rates that fits",
      "a.txt,5,5,q,grdp_growth,tỉnh X,,13.4,13.4,%,=,2021,2023,annual_average,actual,growth,,0.9\n",
      "grdp_growth,tỉnh X,,%,2021,7.82,actual,A,,\ngrdp_growth,tỉnh X,,%,2022,19.3,actual,A,,\ngrdp_growth,tỉnh "
      "X,,%,2023,13.45,actual,A,,\n",
      NULL, 0, 0, 0 },
    /* 13313 / 10001 over three years: 10 % */
    { "average from the ends",
      "a.txt,5,5,q,budget_revenue,tỉnh X,,15,15,%,=,2021,2023,annual_average,actual,growth,,0.9\n",
      "budget_revenue,tỉnh X,,tỷ đồng,2020,10001,actual,A,,\nbudget_revenue,tỉnh X,,tỷ đồng,2023,13313,actual,A,,\n",
      "average-against-ends", CT_SEVERITY_CHECK, 15, 10 },
    { "parts that do not make the total", "",
      "population,tỉnh X,nam,người,2023,950123,actual,A,,\npopulation,tỉnh X,nữ,người,2023,940456,actual,A,,\npopulation,tỉnh "
      "X,,người,2023,1900111,actual,A,,\n",
      "parts-total", CT_SEVERITY_CHECK, 1900111, 1890579 },
    { "parts that do, by rounding", "",
      "population,tỉnh X,nam,người,2023,950123,actual,A,,\npopulation,tỉnh X,nữ,người,2023,940456,actual,A,,\npopulation,tỉnh "
      "X,,người,2023,1891000,actual,A,,\n",
      NULL, 0, 0, 0 },
    { "a year that cannot be",
      ROW("a.txt", "1", "poverty_rate", "", "2.6", "%", "2023", "estimate", "level", "")       //
      ROW("a.txt", "20", "urbanisation_rate", "", "40", "%", "2023", "estimate", "share", "")  //
      ROW("a.txt", "30", "exports", "", "25000", "triệu USD", "2023", "estimate", "level", "") //
      ROW("a.txt", "40", "imports", "", "22000", "triệu USD", "2023", "estimate", "level", "") //
      ROW("a.txt", "50", "new_jobs", "", "32500", "lao động", "2023", "estimate", "level", "") //
      ROW("a.txt", "60", "budget_revenue", "", "15295", "tỷ đồng", "2022", "estimate", "level", ""),
      NULL, "estimate-year", CT_SEVERITY_WARNING, 15295, NAN },
    { "four estimates show no year",
      ROW("a.txt", "1", "poverty_rate", "", "2.6", "%", "2023", "estimate", "level", "")       //
      ROW("a.txt", "20", "urbanisation_rate", "", "40", "%", "2023", "estimate", "share", "")  //
      ROW("a.txt", "30", "exports", "", "25000", "triệu USD", "2023", "estimate", "level", "") //
      ROW("a.txt", "40", "imports", "", "22000", "triệu USD", "2023", "estimate", "level", "") //
      ROW("a.txt", "60", "budget_revenue", "", "15295", "tỷ đồng", "2022", "estimate", "level", ""),
      NULL, NULL, 0, 0, 0 },
    { "two targets far apart in a document",
      ROW("a.txt", "1102", "hospital_beds_per_10k", "", "31.7", "giường", "2025", "target", "level", "") //
      ROW("a.txt", "1268", "hospital_beds_per_10k", "", "34.5", "giường", "2025", "target", "level", ""),
      NULL, "target-differs", CT_SEVERITY_CHECK, 31.7, 34.5 },
    { "two sentences side by side",
      ROW("a.txt", "1102", "hospital_beds_per_10k", "", "31.7", "giường", "2025", "target", "level", "") //
      ROW("a.txt", "1104", "hospital_beds_per_10k", "", "34.5", "giường", "2025", "target", "level", ""),
      NULL, NULL, 0, 0, 0 },
    { "another territory's target",
      ROW("a.txt", "1102", "digital_economy_share", "", "25", "%", "2025", "target", "share", "") //
      "a.txt,1300,1300,30% GRDP cua thanh phd,digital_economy_share,tỉnh X,,30,30,%,=,2025,2025,point,target,share,,0.9\n",
      NULL, NULL, 0, 0, 0 },
    { "a slip between two targets",
      ROW("a.txt", "5", "poverty_rate", "", "2.2", "%", "2025", "target", "level", "")
          ROW("a.txt", "7", "poverty_rate", "", "22", "%", "2025", "target", "level", ""),
      NULL, "decimal-slip", CT_SEVERITY_CHECK, 2.2, 22 },
    /* 1.021 / 0.102 - 1: a plan of ten times last year's output; at 102 % it would have asked for what was
       done */
    { "a ratio that lost its point",
      ROW("a.txt", "5", "meat_output", "", "2.1", "%", "2023", "estimate", "growth", "2022") //
      ROW("a.txt", "6", "meat_output", "", "10.2", "%", "2023", "estimate", "plan_ratio", ""),
      NULL, "decimal-slip", CT_SEVERITY_CHECK, 10.2, 102 },
    { "a third of the plan by half of the year",
      ROW("a.txt", "5", "meat_output", "", "5.9", "%", "2023", "estimate", "growth", "2022") //
      ROW("a.txt", "6", "meat_output", "", "37.8", "%", "2023", "estimate", "plan_ratio", ""),
      NULL, NULL, 0, 0, 0 },
    { "two changes: whose are they?",
      ROW("a.txt", "5", "economic_structure", "dịch vụ", "22", "%", "2023", "estimate", "share", "")        //
      ROW("a.txt", "5", "economic_structure", "dịch vụ", "-0.7", "%", "2023", "estimate", "change", "2022") //
      ROW("a.txt", "6", "economic_structure", "dịch vụ", "3.2", "%", "2023", "estimate", "change", "2022"),
      "economic_structure,tỉnh X,dịch vụ,%,2022,20.3,actual,A,,\n", NULL, 0, 0, 0 },
    { "places moved are no rank",
      "a.txt,5,5,\"giảm 10 bậc so với\",pci_rank,tỉnh X,,10,10,hạng,=,2019,2019,point,actual,rank,,0.9\n"
      "b.txt,5,5,q,grdp_growth,tỉnh X,,14,14,%,=,2021,2025,annual_average,target,growth,,0.9\n"
      "b.txt,15,15,q,pci_rank,tỉnh X,,15,15,hạng,<=,2025,2025,point,target,rank,,0.9\n",
      NULL, NULL, 0, 0, 0 },
    { "rank 70 of 63", ROW("a.txt", "5", "pci_rank", "", "70", "hạng", "2023", "actual", "rank", ""), NULL,
      "out-of-bounds", CT_SEVERITY_ERROR, 70, 63 },
};

static void test_audit_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof audits / sizeof *audits; i++) {
        built all = build(audits[i].observations, audits[i].history);

        assert_ct_ok(
            ct_audit(catalogue, all.observations, all.points, all.targets, all.findings, NULL, totals));
        if (all.findings->n != (audits[i].rule != NULL))
            fail_msg("%s: %zu findings, the first: %s", audits[i].name, all.findings->n,
                     all.findings->n > 0 ? ct_finding_at(all.findings, 0)->text_en : "");
        if (audits[i].rule != NULL) {
            const ct_finding *finding = ct_finding_at(all.findings, 0);

            if (strcmp(finding->rule, audits[i].rule) != 0) fail_msg("%s: %s", audits[i].name, finding->rule);
            if (finding->severity != audits[i].severity)
                fail_msg("%s: severity %d", audits[i].name, finding->severity);
            assert_near(finding->value, audits[i].value, 1e-9, audits[i].name);
            if (isnan(audits[i].other))
                assert_true(isnan(finding->other));
            else
                assert_near(finding->other, audits[i].other, 1e-9, audits[i].name);
            assert_true(finding->text_vi[0] != '\0' && finding->text_en[0] != '\0' &&
                        finding->source[0] != '\0');
        }
        built_free(&all);
    }
}

/* ---- audit.csv and totals.csv ---- */

static const struct {
    const char *name, *text;
    long line; /* 0: fine */
} cut_files[] = {
    { "one rule", "rule,value,words,about\npace_times,2,,x\n", 0 },
    { "twice", "rule,value,words,about\npace_times,2,,x\npace_times,3,,x\n", 3 },
    { "out of range", "rule,value,words,about\nmagnitude_times,1,,x\n", 2 },
    { "no number", "rule,value,words,about\nmagnitude_times,,,x\n", 2 },
    { "unknown", "rule,value,words,about\nluck,1,,x\n", 2 },
    { "words", "rule,value,words,about\nother_territory,,của huyện,x\n", 0 },
};

static void test_cut_files(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();
    const char *text;
    size_t n;
    ct_cut_points got = { 0 };

    assert_ct_ok(ct_file_read(arena, "datasets/catalogue/audit.csv", &text, &n));
    assert_ct_ok(ct_cut_points_read(text, n, "audit.csv", &got));
    assert_string_equal(got.other_territory, ct_cut_points_default.other_territory);
    assert_string_equal(got.rank_moves, ct_cut_points_default.rank_moves);
    assert_near(got.magnitude_times, ct_cut_points_default.magnitude_times, 0, "magnitude_times");
    assert_near(got.level_apart_percent, ct_cut_points_default.level_apart_percent, 0, "level_apart_percent");
    assert_near(got.points_apart, ct_cut_points_default.points_apart, 0, "points_apart");
    assert_near(got.pace_times, ct_cut_points_default.pace_times, 0, "pace_times");
    assert_near(got.pace_share, ct_cut_points_default.pace_share, 0, "pace_share");
    assert_near(got.pace_points, ct_cut_points_default.pace_points, 0, "pace_points");
    assert_near(got.plan_ratio_apart, ct_cut_points_default.plan_ratio_apart, 0, "plan_ratio_apart");
    assert_near(got.confidence_pair, ct_cut_points_default.confidence_pair, 0, "confidence_pair");
    assert_near(got.near_lines, ct_cut_points_default.near_lines, 0, "near_lines");
    assert_near(got.planned_growth_most, ct_cut_points_default.planned_growth_most, 0, "planned_growth_most");
    assert_near(got.estimate_years, ct_cut_points_default.estimate_years, 0, "estimate_years");
    assert_near(got.confidence_check, ct_cut_points_default.confidence_check, 0, "confidence_check");
    assert_near(got.price_fall, ct_cut_points_default.price_fall, 0, "price_fall");
    assert_near(got.price_rise, ct_cut_points_default.price_rise, 0, "price_rise");
    assert_near(got.reach_times, ct_cut_points_default.reach_times, 0, "reach_times");
    assert_near(got.reach_points, ct_cut_points_default.reach_points, 0, "reach_points");
    assert_near(got.reach_percent, ct_cut_points_default.reach_percent, 0, "reach_percent");
    assert_near(got.differs_times, ct_cut_points_default.differs_times, 0, "differs_times");
    assert_near(got.outvoted_places, ct_cut_points_default.outvoted_places, 0, "outvoted_places");
    assert_string_equal(got.other_group, ct_cut_points_default.other_group);
    assert_string_equal(got.part_of_year, ct_cut_points_default.part_of_year);
    assert_string_equal(got.listed, ct_cut_points_default.listed);
    assert_string_equal(got.standards, ct_cut_points_default.standards);
    assert_string_equal(got.check_rules, ct_cut_points_default.check_rules);
    assert_string_equal(got.disbursed_of, ct_cut_points_default.disbursed_of);
    for (size_t i = 0; i < sizeof cut_files / sizeof *cut_files; i++) {
        ct_error err = ct_cut_points_read(cut_files[i].text, strlen(cut_files[i].text), "a.csv", &got);

        if ((err.code == CT_OK) != (cut_files[i].line == 0))
            fail_msg("%s: code %d", cut_files[i].name, (int)err.code);
        if (err.code != CT_OK) assert_int_equal(err.line, cut_files[i].line);
    }
    ct_arena_free(arena);
}

static const struct {
    const char *name, *row;
    bool fine;
} total_files[] = {
    { "good", "population,breakdown,nam|nữ,yes,x\n", true },
    { "no indicator", "nobody,breakdown,nam|nữ,yes,x\n", false },
    { "a share is no total", "poverty_rate,breakdown,nam|nữ,yes,x\n", false },
    { "one part", "population,breakdown,nam,yes,x\n", false },
    { "no breakdown", "population,breakdown,nam|zzz,yes,x\n", false },
    { "parts in another unit", "trade_turnover,indicator,exports|population,yes,x\n", false },
};

static void test_total_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof total_files / sizeof *total_files; i++) {
        char text[200];
        ct_table *table;
        ct_error err;

        snprintf(text, sizeof text, "indicator,by,parts,complete,about\n%s", total_files[i].row);
        err = ct_totals_read(catalogue, text, strlen(text), "t.csv", &table);
        if ((err.code == CT_OK) != total_files[i].fine)
            fail_msg("%s: code %d", total_files[i].name, (int)err.code);
        if (err.code != CT_OK) assert_int_equal(err.line, 2);
        ct_table_free(table);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_derived_table), cmocka_unit_test(test_derived_plan),
        cmocka_unit_test(test_as_of),         cmocka_unit_test(test_audit_table),
        cmocka_unit_test(test_cut_files),     cmocka_unit_test(test_total_files),
    };
    return cmocka_run_group_tests(tests, read_all, free_all);
}
