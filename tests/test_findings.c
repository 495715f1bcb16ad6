/* The audit's rules that hold targets against targets and figures of one passage against each other, and its
 * last pass: one table of cases, each a contradiction or the innocent look-alike beside it. */
#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/catalogue.h"
#include "core/file.h"
#include "near.h"
#include "rows.h"
#include "series/audit.h"
#include "series/cut_points.h"
#include "series/said.h"
#include "series/series.h"
#include "with_catalogue.h"

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

/* DOCUMENT, LINE, QUOTE, id, breakdown, value, unit, qualifier, start, end, aggregation, kind, measure, base,
 * confidence */
#define SAID(doc, line, quote, id, part, value, unit, sign, start, end, how, kind, measure, base, sure)      \
    doc "," line "," line ",\"" quote "\"," id ",tỉnh X," part "," value "," value "," unit "," sign         \
        "," start "," end "," how "," kind "," measure "," base "," sure "\n"
#define SET(doc, line, id, value, unit, year)                                                                \
    SAID(doc, line, "q", id, "", value, unit, "=", year, year, "point", "target", "level", "", "0.9")
#define SET_AS(sign, doc, line, id, value, year)                                                             \
    SAID(doc, line, "q", id, "", value, "%", sign, year, year, "point", "target", "level", "", "0.9")
#define QUOTED(quote, doc, line, id, value, year)                                                            \
    SAID(doc, line, quote, id, "", value, "%", "=", year, year, "point", "target", "level", "", "0.9")
#define SURE(sure, doc, line, id, value, year)                                                               \
    SAID(doc, line, "q", id, "", value, "%", "=", year, year, "point", "target", "level", "", sure)
#define PLAN                                                                                                 \
    SAID("p.txt", "1", "q", "grdp_growth", "", "9", "%", "=", "2021", "2025", "annual_average", "target",    \
         "growth", "", "0.9")
#define RATE(how, sign, start, end, doc, line, value)                                                        \
    SAID(doc, line, "q", "labour_productivity_growth", "", value, "%", sign, start, end, how, "target",      \
         "growth", "", "0.9")
#define GRDP(doc, line, year, value, kind)                                                                   \
    SAID(doc, line, "q", "grdp_growth", "", value, "%", "=", year, year, "point", kind, "growth", "", "0.9")
#define OF_CAPITAL(line, value, measure)                                                                     \
    SAID("r.txt", line, "q", "social_investment", "", value, "%", "=", "2024", "2024", "point", "forecast",  \
         measure, "2023", "0.2")
#define CAPITAL(line, value)                                                                                 \
    SAID("r.txt", line, "q", "public_investment_plan", "", value, "tỷ đồng", "=", "2023", "2023", "point",   \
         "target", "level", "", "0.5")
#define SPENT(line, value)                                                                                   \
    SAID("r.txt", line, "q", "public_investment_disbursement", "", value, "%", "=", "2023", "2023", "point", \
         "actual", "plan_ratio", "", "0.2")
#define RESULT(doc, line, quote, id, part, value, unit, year, kind, sure)                                    \
    SAID(doc, line, quote, id, part, value, unit, "=", year, year, "point", kind, "level", "", sure)

static const struct {
    const char *name, *observations, *history, *rule; /* the first finding's; NULL: there is none */
    int severity;
    double value, other;
    int hangs_on;
} cases[] = {
    /* target-differs */
    { "two values far apart in a volume",
      SET("p.txt", "710", "hospital_beds_per_10k", "31.7", "giường", "2025")
          SET("p.txt", "1102", "hospital_beds_per_10k", "31.7", "giường", "2025")
              SET("p.txt", "1268", "hospital_beds_per_10k", "34.5", "giường", "2025"),
      NULL, "target-differs", CT_SEVERITY_CHECK, 31.7, 34.5, CT_HANGS_TARGET },
    { "said thrice outvotes said once",
      SET("p.txt", "710", "hospital_beds_per_10k", "31.7", "giường", "2025")
          SET("p.txt", "1102", "hospital_beds_per_10k", "31.7", "giường", "2025")
              SET("p.txt", "2102", "hospital_beds_per_10k", "31.7", "giường", "2025")
                  SET("p.txt", "3268", "hospital_beds_per_10k", "34.5", "giường", "2025"),
      NULL, "target-differs", CT_SEVERITY_NOTE, 31.7, 34.5, CT_HANGS_TARGET },
    { "said thrice in other documents does not",
      SET("a.txt", "1", "hospital_beds_per_10k", "31.7", "giường", "2025")
          SET("b.txt", "1", "hospital_beds_per_10k", "31.7", "giường", "2025")
              SET("c.txt", "1", "hospital_beds_per_10k", "31.7", "giường", "2025")
                  SET("p.txt", "1", "hospital_beds_per_10k", "34.5", "giường", "2025"),
      NULL, "target-differs", CT_SEVERITY_CHECK, 31.7, 34.5, CT_HANGS_TARGET },
    { "three times apart is of two things",
      SURE("0.9", "a.txt", "1", "trained_labour_rate", "25.5", "2025")
          SURE("0.9", "b.txt", "1", "trained_labour_rate", "76.5", "2025"),
      NULL, "target-differs", CT_SEVERITY_NOTE, 25.5, 76.5, CT_HANGS_TARGET },
    { "read unsurely",
      SURE("0.9", "a.txt", "1", "trained_labour_rate", "75.5", "2025")
          SURE("0.65", "b.txt", "1", "trained_labour_rate", "76.5", "2025"),
      NULL, "target-differs", CT_SEVERITY_WARNING, 75.5, 76.5, CT_HANGS_TARGET },
    { "a guess",
      SURE("0.9", "a.txt", "1", "trained_labour_rate", "75.5", "2025")
          SURE("0.5", "b.txt", "1", "trained_labour_rate", "76.5", "2025"),
      NULL, NULL, 0, 0, 0, 0 },
    { "a sentence goes on to a part",
      SURE("0.9", "a.txt", "1", "trained_labour_rate", "65", "2025")
          SURE("0.9", "a.txt", "2", "trained_labour_rate", "50", "2025")
              SURE("0.9", "b.txt", "1", "trained_labour_rate", "65", "2025"),
      NULL, NULL, 0, 0, 0, 0 },
    { "words name a group",
      QUOTED("lao động qua đào tạo 65%", "a.txt", "1", "trained_labour_rate", "65", "2025")
          QUOTED("đối với người dân tộc thiểu số đạt 50%", "b.txt", "1", "trained_labour_rate", "50", "2025"),
      NULL, NULL, 0, 0, 0, 0 },
    { "a bound that the other keeps",
      SET_AS(">=", "a.txt", "1", "trained_labour_rate", "65", "2025")
          SET_AS("=", "b.txt", "1", "trained_labour_rate", "70", "2025"),
      NULL, NULL, 0, 0, 0, 0 },
    { "a bound that it does not keep",
      SET_AS(">=", "a.txt", "1", "trained_labour_rate", "75", "2025")
          SET_AS("=", "b.txt", "1", "trained_labour_rate", "70", "2025"),
      NULL, "target-differs", CT_SEVERITY_CHECK, 70, 75, CT_HANGS_TARGET },
    /* definition-differs */
    { "two standards",
      QUOTED("theo QCVN 02 đạt 82,7%", "p.txt", "9", "clean_water_rate", "82.7", "2025")
          QUOTED("QCVN O1-1:2018/BYT đạt 63,7%", "b.txt", "1", "clean_water_rate", "63.7", "2023") PLAN,
      NULL, "definition-differs", CT_SEVERITY_CHECK, 82.7, 63.7, CT_HANGS_TARGET },
    { "a value is no standard",
      QUOTED("đạt quy chuẩn 65,8%", "p.txt", "9", "clean_water_rate", "65.8", "2024")
          QUOTED("đạt quy chuẩn 62,9%", "b.txt", "1", "clean_water_rate", "62.9", "2023"),
      NULL, NULL, 0, 0, 0, 0 },
    /* target-beyond-target */
    { "a year's target past the plan's end",
      PLAN SURE("0.9", "p.txt", "9", "new_rural_commune_rate", "84.8", "2025")
          SURE("0.9", "b.txt", "1", "new_rural_commune_rate", "86.6", "2024"),
      NULL, "target-beyond-target", CT_SEVERITY_CHECK, 84.8, 86.6, CT_HANGS_TARGET },
    { "downwards",
      PLAN SURE("0.9", "p.txt", "9", "poverty_rate", "12.6", "2025")
          SURE("0.9", "b.txt", "1", "poverty_rate", "11.8", "2024"),
      NULL, "target-beyond-target", CT_SEVERITY_CHECK, 12.6, 11.8, CT_HANGS_TARGET },
    { "a series makes it a verdict's",
      PLAN SURE("0.9", "p.txt", "9", "poverty_rate", "12.6", "2025")
          SURE("0.9", "b.txt", "1", "poverty_rate", "11.8", "2024"),
      "poverty_rate,tỉnh X,,%,2022,15.5,actual,A,,\n", "target-beyond-target", CT_SEVERITY_CHECK, 12.6, 11.8,
      CT_HANGS_VERDICT },
    { "at the plan's end is not past it",
      PLAN SURE("0.9", "p.txt", "9", "forest_cover_rate", "51.5", "2025")
          SURE("0.9", "b.txt", "1", "forest_cover_rate", "51.5", "2024"),
      NULL, NULL, 0, 0, 0, 0 },
    { "next year's plan may set less",
      SURE("0.9", "a.txt", "9", "forest_cover_rate", "37.8", "2023")
          SURE("0.9", "b.txt", "1", "forest_cover_rate", "37.6", "2024"),
      NULL, NULL, 0, 0, 0, 0 },
    { "at least 99 is kept by 99.2",
      PLAN SET_AS(">", "p.txt", "9", "health_insurance_rate", "99", "2025")
          SURE("0.9", "b.txt", "1", "health_insurance_rate", "99.2", "2023"),
      NULL, "target-beyond-target", CT_SEVERITY_NOTE, 99, 99.2, CT_HANGS_TARGET },
    { "about 2.6 may be 2.5",
      PLAN SET_AS("~", "p.txt", "9", "unemployment_rate", "2.6", "2025")
          SURE("0.9", "b.txt", "1", "unemployment_rate", "2.5", "2024"),
      NULL, NULL, 0, 0, 0, 0 },
    /* target-out-of-reach: 0.3 a year planned, 8.4 left */
    { "one year for what 28 would take",
      PLAN SURE("0.9", "p.txt", "9", "urbanisation_rate", "32.4", "2025")
          SURE("0.9", "a.txt", "1", "urbanisation_rate", "23.7", "2023")
              SURE("0.9", "b.txt", "1", "urbanisation_rate", "24", "2024"),
      NULL, "target-out-of-reach", CT_SEVERITY_CHECK, 32.4, 24, CT_HANGS_TARGET },
    { "a small step stays in reach",
      PLAN SURE("0.9", "p.txt", "9", "solid_waste_rate", "85.5", "2025")
          SURE("0.9", "a.txt", "1", "solid_waste_rate", "82.7", "2023")
              SURE("0.9", "b.txt", "1", "solid_waste_rate", "82.8", "2024"),
      NULL, NULL, 0, 0, 0, 0 },
    /* each-year-target */
    { "less than each year's",
      RATE("each_year", ">", "2021", "2025", "p.txt", "1", "12.5")
          RATE("point", "=", "2024", "2024", "b.txt", "1", "11.9"),
      NULL, "each-year-target", CT_SEVERITY_CHECK, 11.9, 12.5, CT_HANGS_TARGET },
    { "keeps one of two",
      RATE("each_year", ">", "2021", "2025", "p.txt", "1", "12.5")
          RATE("each_year", ">", "2021", "2025", "p.txt", "90", "8.5")
              RATE("point", "=", "2024", "2024", "b.txt", "1", "11.9"),
      NULL, "target-differs", CT_SEVERITY_CHECK, 8.5, 12.5, CT_HANGS_TARGET },
    { "a year outside",
      RATE("each_year", ">", "2021", "2025", "p.txt", "1", "12.5")
          RATE("point", "=", "2026", "2026", "b.txt", "1", "11.9"),
      NULL, NULL, 0, 0, 0, 0 },
    /* average-against-years: (1.05 1.08 1.09 1.09 1.1)^(1/5) - 1 = 8.19 % */
    { "years that do not make the average",
      SAID("p.txt", "1", "q", "grdp_growth", "", "10", "%", "=", "2021", "2025", "annual_average", "target",
           "growth", "", "0.9") GRDP("a.txt", "1", "2021", "5", "target")
          GRDP("a.txt", "20", "2022", "8", "target") GRDP("a.txt", "40", "2023", "9", "target")
              GRDP("a.txt", "60", "2024", "9", "target") GRDP("a.txt", "80", "2025", "10", "target"),
      NULL, "average-against-years", CT_SEVERITY_CHECK, 10, 8.19, CT_HANGS_TARGET },
    { "years that do",
      SAID("p.txt", "1", "q", "grdp_growth", "", "8.2", "%", "=", "2021", "2025", "annual_average", "target",
           "growth", "", "0.9") GRDP("a.txt", "1", "2021", "5", "target")
          GRDP("a.txt", "20", "2022", "8", "target") GRDP("a.txt", "40", "2023", "9", "target")
              GRDP("a.txt", "60", "2024", "9", "target") GRDP("a.txt", "80", "2025", "10", "target"),
      NULL, NULL, 0, 0, 0, 0 },
    { "results miss a target and contradict none",
      SAID("p.txt", "1", "q", "grdp_growth", "", "10", "%", "=", "2021", "2022", "annual_average", "target",
           "growth", "", "0.9") GRDP("a.txt", "1", "2021", "5", "actual")
          GRDP("a.txt", "20", "2022", "8", "actual"),
      NULL, NULL, 0, 0, 0, 0 },
    /* changes-sum */
    { "changes that do not add to nothing",
      OF_CAPITAL("1", "12.7", "share") OF_CAPITAL("1", "-3", "change") OF_CAPITAL("2", "43.5", "share")
          OF_CAPITAL("2", "0.3", "change") OF_CAPITAL("2", "43.8", "share") OF_CAPITAL("2", "0.2", "change"),
      NULL, "changes-sum", CT_SEVERITY_CHECK, -2.5, 0, CT_HANGS_NOTHING },
    { "changes that do",
      OF_CAPITAL("1", "12.7", "share") OF_CAPITAL("1", "-3", "change") OF_CAPITAL("2", "87.3", "share")
          OF_CAPITAL("2", "2.8", "change"),
      NULL, NULL, 0, 0, 0, 0 },
    { "shares of no whole",
      OF_CAPITAL("1", "12.7", "share") OF_CAPITAL("1", "-3", "change") OF_CAPITAL("2", "43.5", "share")
          OF_CAPITAL("2", "0.3", "change"),
      NULL, NULL, 0, 0, 0, 0 },
    /* ratio-differs */
    { "two rates of one amount",
      CAPITAL("1", "10046") SPENT("2", "42.2") CAPITAL("90", "10046") SPENT("90", "31.4"), NULL,
      "ratio-differs", CT_SEVERITY_CHECK, 42.2, 31.4, CT_HANGS_NOTHING },
    /* parts-total in a passage */
    { "parts beside a total",
      RESULT("a.txt", "5", "q", "population", "", "654200", "người", "2023", "actual", "0.9") RESULT(
          "a.txt", "5", "q", "population", "thành thị", "221300", "người", "2023", "actual", "0.9")
          RESULT("a.txt", "6", "q", "population", "nông thôn", "423900", "người", "2023", "actual", "0.9"),
      NULL, "parts-total", CT_SEVERITY_CHECK, 654200, 645200, CT_HANGS_SERIES },
    { "parts paid out beyond the whole",
      RESULT("a.txt", "5", "q", "public_investment_disbursement", "", "4238.1", "tỷ đồng", "2023", "actual",
             "0.9") RESULT("a.txt", "6", "q", "public_investment_disbursement", "vốn đầu tư phát triển",
                           "4208.4", "tỷ đồng", "2023", "actual", "0.9")
          RESULT("a.txt", "6", "q", "public_investment_disbursement", "vốn sự nghiệp", "92.7", "tỷ đồng",
                 "2023", "actual", "0.9"),
      NULL, "parts-total", CT_SEVERITY_CHECK, 4238.1, 4301.1, CT_HANGS_SERIES },
    { "parts that leave some",
      RESULT("a.txt", "5", "q", "budget_revenue", "", "19450", "tỷ đồng", "2022", "actual", "0.9")
          RESULT("a.txt", "6", "q", "budget_revenue", "thu nội địa", "15980", "tỷ đồng", "2022", "actual",
                 "0.9") RESULT("a.txt", "7", "q", "budget_revenue", "thu từ hoạt động xuất nhập khẩu", "3410",
                               "tỷ đồng", "2022", "actual", "0.9"),
      NULL, NULL, 0, 0, 0, 0 },
    { "a part is a guess",
      RESULT("a.txt", "5", "q", "population", "", "654200", "người", "2023", "actual", "0.9") RESULT(
          "a.txt", "5", "q", "population", "thành thị", "221300", "người", "2023", "actual", "0.9")
          RESULT("a.txt", "6", "q", "population", "nông thôn", "423900", "người", "2023", "forecast", "0.4"),
      NULL, NULL, 0, 0, 0, 0 },
    /* part-or-total, and restatements */
    { "a part beside its total",
      RESULT("a.txt", "5", "q", "paddy_area", "", "96085", "ha", "2023", "estimate", "0.9")
          RESULT("a.txt", "6", "q", "paddy_area", "", "45100", "ha", "2023", "estimate", "0.9"),
      NULL, "part-or-total", CT_SEVERITY_WARNING, 96085, 45100, CT_HANGS_SERIES },
    { "an estimate is revised",
      RESULT("a.txt", "5", "q", "paddy_area", "", "96085", "ha", "2023", "estimate", "0.9")
          RESULT("b.txt", "6", "q", "paddy_area", "", "85100", "ha", "2023", "actual", "0.9"),
      NULL, "superseded", CT_SEVERITY_WARNING, 85100, 96085, CT_HANGS_SERIES },
    { "two final values",
      RESULT("a.txt", "5", "q", "paddy_area", "", "96085", "ha", "2023", "actual", "0.9")
          RESULT("b.txt", "6", "q", "paddy_area", "", "85100", "ha", "2023", "actual", "0.9"),
      NULL, "superseded", CT_SEVERITY_CHECK, 85100, 96085, CT_HANGS_SERIES },
    { "figures listed apart",
      RESULT("a.txt", "5", "lần lượt là 96.085 và 3", "paddy_area", "", "96085", "ha", "2023", "actual",
             "0.9") RESULT("b.txt", "6", "q", "paddy_area", "", "85100", "ha", "2023", "actual", "0.9"),
      NULL, "superseded", CT_SEVERITY_WARNING, 85100, 96085, CT_HANGS_SERIES },
    { "rows under other heads",
      RESULT("a.txt", "5", "Khu vực nhà nước / Thuế | 2023 | 96", "paddy_area", "", "96085", "ha", "2023",
             "actual", "0.9") RESULT("b.txt", "6", "Khu vực ngoài nhà / Thuế | 2023 | 85", "paddy_area", "",
                                     "85100", "ha", "2023", "actual", "0.9"),
      NULL, "superseded", CT_SEVERITY_WARNING, 85100, 96085, CT_HANGS_SERIES },
    /* growth at constant prices: 13.45 real and 16.8 nominal is 3 % of prices; -20 % is 36 % */
    { "prices that moved a little", GRDP("a.txt", "5", "2023", "13.45", "actual"),
      "grdp_size,tỉnh X,,tỷ đồng,2022,155123,actual,A,,\ngrdp_size,tỉnh X,,tỷ đồng,2023,181123,actual,A,,\n",
      NULL, 0, 0, 0, 0 },
    { "prices that cannot have", GRDP("a.txt", "5", "2023", "-20", "actual"),
      "grdp_size,tỉnh X,,tỷ đồng,2022,155123,actual,A,,\ngrdp_size,tỉnh X,,tỷ đồng,2023,181123,actual,A,,\n",
      "growth-against-levels", CT_SEVERITY_CHECK, -20, 16.76, CT_HANGS_SERIES },
    /* 4000 is to the hundred as 3400 is: 13 % needs 3850 */
    { "one zero more is chance",
      RESULT("a.txt", "5", "q", "grdp_per_capita", "", "4000", "USD", "2023", "estimate", "0.9")
          SAID("a.txt", "5", "q", "grdp_per_capita", "", "13", "%", "=", "2023", "2023", "point", "estimate",
               "growth", "2022", "0.9"),
      "grdp_per_capita,tỉnh X,,USD/người,2022,3400,actual,A,,\n", "growth-against-levels", CT_SEVERITY_CHECK,
      13, 17.65, CT_HANGS_SERIES },
    /* estimate-year */
    { "a year settled by the plan",
      RESULT("a.txt", "1", "q", "poverty_rate", "", "2.6", "%", "2023", "estimate",
             "0.9") RESULT("a.txt", "3", "q", "forest_planted", "", "6000", "ha", "2023", "estimate", "0.9")
          RESULT("a.txt", "9", "q", "pig_herd", "", "930000", "con", "2023", "estimate", "0.9") RESULT(
              "a.txt", "12", "q", "meat_output", "", "260000", "tấn", "2023", "estimate",
              "0.9") RESULT("a.txt", "20", "q", "urbanisation_rate", "", "40", "%", "2023", "estimate", "0.9")
              RESULT("a.txt", "30", "q", "exports", "", "25000", "triệu USD", "2023", "estimate", "0.9")
                  RESULT("a.txt", "40", "q", "imports", "", "22000", "triệu USD", "2023", "estimate", "0.9")
                      RESULT("a.txt", "50", "q", "new_jobs", "", "32500", "lao động", "2023", "estimate",
                             "0.9") RESULT("a.txt", "60", "q", "budget_revenue", "", "15295", "tỷ đồng",
                                           "2022", "estimate", "0.9")
                          SAID("a.txt", "61", "q", "budget_revenue", "", "101.7", "%", "=", "2022", "2022",
                               "point", "estimate", "plan_ratio", "", "0.9")
                              SET("b.txt", "1", "budget_revenue", "15043", "tỷ đồng", "2023"),
      NULL, "misdated", CT_SEVERITY_CHECK, 15295, 15043, CT_HANGS_VERDICT },
};

#define HISTORY_HEADER "indicator,scope,breakdown,unit,period,value,status,source,url,published\n"

static ct_table *found_in(const char *observations_text, const char *history_text)
{
    ct_table *observations = rows_read(&ct_observation_schema, OBSERVATION_HEADER, observations_text);
    ct_table *history =
        history_text != NULL ? rows_read(&ct_history_schema, HISTORY_HEADER, history_text) : NULL;
    ct_table *points = rows_empty(&ct_series_schema), *targets = rows_empty(&ct_target_schema),
             *findings = rows_empty(&ct_finding_schema);

    assert_ct_ok(ct_series_build(catalogue, observations, history, "history.csv", points, targets, findings,
                                 NULL, totals));
    assert_ct_ok(ct_audit(catalogue, observations, points, targets, findings, NULL, totals));
    ct_table_free(observations);
    ct_table_free(history);
    ct_table_free(points);
    ct_table_free(targets);
    return findings;
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *findings = found_in(cases[i].observations, cases[i].history);
        const ct_finding *first = findings->n > 0 ? ct_finding_at(findings, 0) : NULL;

        if (findings->n != (cases[i].rule != NULL))
            fail_msg("%s: %zu findings, the first: %s", cases[i].name, findings->n,
                     first != NULL ? first->text_en : "");
        if (first != NULL) {
            if (strcmp(first->rule, cases[i].rule) != 0) fail_msg("%s: %s", cases[i].name, first->rule);
            if (first->severity != cases[i].severity)
                fail_msg("%s: severity %s", cases[i].name, ct_severity_words[first->severity]);
            if (first->hangs_on != cases[i].hangs_on)
                fail_msg("%s: hangs on '%s'", cases[i].name, ct_hangs_words[first->hangs_on]);
            assert_near(first->value, cases[i].value, 1e-9, cases[i].name);
            assert_near(first->other, cases[i].other, 1e-9, cases[i].name);
            assert_int_equal(first->rank, 1);
            if (first->source[0] == '\0' || first->other_source[0] == '\0')
                fail_msg("%s: a source is missing", cases[i].name);
            if (first->text_vi[0] == '\0' || first->text_en[0] == '\0')
                fail_msg("%s: a sentence is missing", cases[i].name);
        }
        ct_table_free(findings);
    }
}

/* All cases at once, each in a territory of its own. */
static ct_table *all_cases(void)
{
    static const char *const one = "tỉnh X";
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    ct_table *findings;

    assert_non_null(to);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (const char *at = cases[i].observations, *next; *at != '\0'; at = next) {
            next = strstr(at, one);
            if (next == NULL) next = at + strlen(at);
            fprintf(to, "%.*s", (int)(next - at), at);
            if (*next == '\0') break;
            fprintf(to, "tỉnh X%zu", i);
            next += strlen(one);
        }
    assert_int_equal(fclose(to), 0);
    findings = found_in(text, NULL);
    free(text);
    return findings;
}

static int as_listed(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Ranks are 1, 2, 3, ...; the gravest come first, of equals those on which more hangs; no sentence stands
 * twice; and the whole is the same when asked again. */
static void test_order(void **state)
{
    (void)state;
    ct_table *findings = all_cases(), *again = all_cases();
    const char **texts = calloc(findings->n, sizeof *texts);

    assert_non_null(texts);
    assert_true(findings->n > 20);
    assert_int_equal(findings->n, again->n);
    for (size_t i = 0; i < findings->n; i++) {
        const ct_finding *finding = ct_finding_at(findings, i),
                         *before = i > 0 ? ct_finding_at(findings, i - 1) : finding;

        assert_int_equal(finding->rank, (long)i + 1);
        assert_true(finding->severity <= before->severity);
        if (finding->severity == before->severity) assert_true(finding->hangs_on <= before->hangs_on);
        assert_string_equal(finding->text_vi, ct_finding_at(again, i)->text_vi);
        texts[i] = finding->text_vi;
    }
    qsort(texts, findings->n, sizeof *texts, as_listed);
    for (size_t i = 1; i < findings->n; i++)
        if (strcmp(texts[i - 1], texts[i]) == 0) fail_msg("twice: %s", texts[i]);
    free(texts);
    ct_table_free(findings);
    ct_table_free(again);
}

static void test_quotes(void **state)
{
    (void)state;
    ct_table *findings =
        found_in(QUOTED("năm 2025 đạt 33%", "a.txt", "1", "certified_labour_rate", "33", "2025")
                     QUOTED("phấn đấu đạt 38%", "b.txt", "7", "certified_labour_rate", "38", "2025"),
                 NULL);
    const ct_finding *finding = ct_finding_at(findings, 0);

    assert_int_equal(findings->n, 1);
    assert_string_equal(finding->source, "a.txt:1");
    assert_string_equal(finding->quote, "năm 2025 đạt 33%");
    assert_string_equal(finding->other_source, "b.txt:7");
    assert_string_equal(finding->other_quote, "phấn đấu đạt 38%");
    ct_table_free(findings);
}

static const struct {
    const char *name, *source, *document;
    long line; /* of the last place; 0: none */
    size_t n;
} sources[] = {
    { "one", "a.txt:12", "a.txt", 12, 1 },
    { "several", "a.txt:12; b.txt:7", "b.txt", 7, 2 },
    { "derived", "a.txt:12 derived 3 / (1 + 2/100); b.txt:8", "b.txt", 8, 2 },
    { "a title that holds a colon", "history.csv:9 Niên giám: 2020:21; quyển 1", "history.csv", 9, 1 },
    { "a colon in a name", "ph:l.txt:3", "ph:l.txt", 3, 1 },
    { "no place", "history.csv", "", 0, 0 },
    { "empty", "", "", 0, 0 },
};

static void test_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        const char *at = sources[i].source;
        ct_place place = { "", 0, 0 };
        size_t n = 0;

        while (ct_place_next(&at, &place)) n++;
        if (n != sources[i].n || place.line != sources[i].line || place.n != strlen(sources[i].document) ||
            memcmp(place.document, sources[i].document, place.n) != 0)
            fail_msg("%s: %zu places, the last %.*s:%ld", sources[i].name, n, (int)place.n, place.document,
                     place.line);
    }
}

static const struct {
    const char *name, *quote;
    long standard;
} standards[] = {
    { "as printed", "quy chuẩn QCVN 01-1:2018/BYT trở lên) đạt 63,7%", 1 },
    { "the letter for the nought", "(dat tieu chuan QCVNO2 tro 1en) dat 82,7%", 2 },
    { "by a word", "(đạt quy chuẩn 01 trở lên) đạt 63,8%", 1 },
    { "a value", "đạt quy chuẩn 65,8%", 0 },
    { "none", "đạt 65,8%", 0 },
};

static void test_standards(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();

    for (size_t i = 0; i < sizeof standards / sizeof *standards; i++) {
        long got = ct_words_standard(&ct_cut_points_default, arena, standards[i].quote);

        if (got != standards[i].standard) fail_msg("%s: %ld", standards[i].name, got);
    }
    ct_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),  cmocka_unit_test(test_order),     cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_places), cmocka_unit_test(test_standards),
    };

    return cmocka_run_group_tests(tests, read_all, free_all);
}
