/* What figures mean before they make series: older standards, indices of 100, wholes, a value of the year
 * beside, one borne out, averages, a city's targets. */
#include "cmocka_all.h"

#include <string.h>

#include "catalogue/catalogue.h"
#include "near.h"
#include "rows.h"
#include "series/audit.h"
#include "series/meaning.h"
#include "series/plans.h"
#include "series/series.h"
#include "with_catalogue.h"

#define ROW(doc, line, quote, id, scope, part, value, unit, start, end, aggregation, kind, measure, base)    \
    doc "," line "," line ",\"" quote "\"," id "," scope "," part "," value "," value "," unit ",=," start   \
        "," end "," aggregation "," kind "," measure "," base ",0.9\n"
#define POOR(line, quote, value, year)                                                                       \
    ROW("a.txt", line, quote, "poverty_rate", "tỉnh X", "", value, "%", year, year, "point", "actual",       \
        "level", "")
#define PADDY(doc, year, value)                                                                              \
    ROW(doc, "5", "q", "paddy_area", "tỉnh X", "", value, "ha", year, year, "point", "actual", "level", "")

/* ---- standards ---- */

static void test_standard_years(void **state)
{
    static const struct {
        const char *name, *quote;
        bool found;
        long from, to;
    } cases[] = {
        { "a poverty line's years", "hộ nghèo (chuẩn nghèo giai đoạn 2016 - 2020) còn 7,04%", true, 2016,
          2020 },
        { "right after the word", "Tỷ lệ hộ nghèo (chuẩn 2022-2025) | 12,98", true, 2022, 2025 },
        { "of a scan", "ho ngheo chuan ngheo giai doan 2021-2025 la 3,1", true, 2021, 2025 },
        { "one year is none", "theo chuẩn nghèo 2016 còn 7,04%", false, 0, 0 },
        { "years the wrong way round", "chuẩn giai đoạn 2020 - 2016", false, 0, 0 },
        { "no years of ours", "chuẩn giai đoạn 1016 - 1020", false, 0, 0 },
        { "what meets a standard", "có 72 xã đạt chuẩn giai đoạn 2016 - 2020", false, 0, 0 },
        { "words without years", "theo chuẩn mới giảm 4,5%", false, 0, 0 },
        { "at the very end", "chuẩn 2016 -", false, 0, 0 },
    };
    ct_arena *arena = ct_arena_new();

    (void)state;
    assert_non_null(arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        long from = 0, to = 0;
        bool found = ct_words_standard_years(&ct_cut_points_default, arena, cases[i].quote, &from, &to);

        if (found != cases[i].found || (found && (from != cases[i].from || to != cases[i].to)))
            fail_msg("%s: %d, %ld to %ld", cases[i].name, found, from, to);
    }
    ct_arena_free(arena);
}

static void test_standards(void **state)
{
    static const struct {
        const char *name, *rows, *last_part;
    } cases[] = {
        { "the older line apart from the newer",
          POOR("5", "hộ nghèo (chuẩn 2022 - 2025) 9,16%", "9.16", "2023")
              POOR("9", "(chuẩn giai đoạn 2016 - 2020) từ 32,21%", "32.21", "2015"),
          "chuẩn 2016-2020" },
        { "the figure after it in the sentence",
          POOR("5", "chuẩn 2022 - 2025: 9,16%", "9.16", "2023")
              POOR("9", "(chuẩn giai đoạn 2016 - 2020) từ 32,21%", "32.21", "2015")
                  POOR("9", "giảm còn 7,04%", "7.04", "2020"),
          "chuẩn 2016-2020" },
        { "not one lines away",
          POOR("5", "chuẩn 2022 - 2025: 9,16%", "9.16", "2023")
              POOR("9", "(chuẩn giai đoạn 2016 - 2020) từ 32,21%", "32.21", "2015")
                  POOR("19", "giảm còn 7,04%", "7.04", "2020"),
          "" },
        { "one line in two wordings",
          POOR("5", "chuẩn 2022 - 2025: 9,16%", "9.16", "2023")
              POOR("9", "chuẩn nghèo giai đoạn 2021 - 2025: 12,98%", "12.98", "2022"),
          "" },
        { "the only line there is", POOR("9", "(chuẩn giai đoạn 2016 - 2020) từ 32,21%", "32.21", "2015"),
          "" },
        { "another place's newer line",
          ROW("a.txt", "5", "chuẩn 2022 - 2025: 9%", "poverty_rate", "huyện Y", "", "9", "%", "2023", "2023",
              "point", "actual", "level", "")
              POOR("9", "(chuẩn giai đoạn 2016 - 2020) từ 32,21%", "32.21", "2015"),
          "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *rows = rows_read(&ct_observation_schema, OBSERVATION_HEADER, cases[i].rows), *out = NULL;
        ct_arena *arena = ct_arena_new();

        assert_non_null(arena);
        assert_ct_ok(ct_observations_by_standard(&ct_cut_points_default, arena, rows, &out));
        const ct_table *got = out != NULL ? out : rows;
        const char *part = ct_observation_at(got, got->n - 1)->breakdown;
        if (strcmp(part, cases[i].last_part) != 0) fail_msg("%s: '%s'", cases[i].name, part);
        ct_table_free(out);
        ct_table_free(rows);
        ct_arena_free(arena);
    }
}

/* ---- indices and wholes ---- */

static void test_series_values(void **state)
{
    static const struct {
        const char *name, *row;
        size_t n;
        double value;
    } cases[] = {
        { "an index by its own words",
          ROW("a.txt", "5", "Chỉ số sản xuất công nghiệp (năm trước = 100) | 109,4", "iip_growth", "tỉnh X",
              "", "109.4", "%", "2021", "2021", "point", "actual", "level", ""),
          1, 9.4 },
        { "a multiple of the year before",
          ROW("a.txt", "5", "bằng 108,1% so với năm 2022", "iip_growth", "tỉnh X", "", "108.1", "%", "2023",
              "2023", "point", "actual", "multiple", "2022"),
          1, 8.1 },
        { "a fall",
          ROW("a.txt", "5", "bằng 97,35% so với năm 2022", "iip_growth", "tỉnh X", "", "97.35", "%", "2023",
              "2023", "point", "actual", "multiple", "2022"),
          1, -2.65 },
        { "a multiple of years before is no year's growth",
          ROW("a.txt", "5", "bằng 148,1% so với năm 2018", "iip_growth", "tỉnh X", "", "148.1", "%", "2023",
              "2023", "point", "actual", "multiple", "2018"),
          0, 0 },
        { "growth that is no index",
          ROW("a.txt", "5", "tăng 9,4%", "iip_growth", "tỉnh X", "", "9.4", "%", "2021", "2021", "point",
              "actual", "growth", "2020"),
          1, 9.4 },
        { "a multiple of an amount is left",
          ROW("a.txt", "5", "bằng 108,1% so với năm 2022", "paddy_area", "tỉnh X", "", "108.1", "%", "2023",
              "2023", "point", "actual", "multiple", "2022"),
          0, 0 },
        { "a whole is no value",
          ROW("a.txt", "5", "Cơ cấu kinh tế | 100,0", "economic_structure", "tỉnh X", "", "100", "%", "2021",
              "2021", "point", "actual", "share", ""),
          0, 0 },
        { "a part that makes 99.5",
          ROW("a.txt", "5", "q", "economic_structure", "tỉnh X", "dịch vụ", "99.5", "%", "2021", "2021",
              "point", "actual", "share", ""),
          1, 99.5 },
        { "a rate of 100 is one",
          ROW("a.txt", "5", "q", "medical_waste_rate", "tỉnh X", "", "100", "%", "2021", "2021", "point",
              "actual", "level", ""),
          1, 100 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *rows = rows_read(&ct_observation_schema, OBSERVATION_HEADER, cases[i].row),
                 *points = rows_empty(&ct_series_schema);

        assert_ct_ok(ct_series_build(catalogue, rows, NULL, NULL, points, NULL, NULL, NULL, NULL));
        if (points->n != cases[i].n) fail_msg("%s: %zu values", cases[i].name, points->n);
        if (points->n > 0) assert_near(ct_point_at(points, 0)->value, cases[i].value, 1e-12, cases[i].name);
        ct_table_free(rows);
        ct_table_free(points);
    }
}

/* ---- a value of the year beside ---- */

static void test_year_beside(void **state)
{
    static const struct {
        const char *name, *rows;
        double value;
        int severity;
    } cases[] = {
        { "another source's value of the year before",
          PADDY("a.txt", "2021", "182.4") PADDY("a.txt", "2022", "129.8") PADDY("b.txt", "2022", "182.4")
              PADDY("b.txt", "2023", "91.6"),
          129.8, CT_SEVERITY_NOTE },
        { "its own document's is no other source's",
          PADDY("a.txt", "2022", "129.8") PADDY("b.txt", "2021", "182.4") PADDY("b.txt", "2022", "182.4")
              PADDY("b.txt", "2023", "91.6"),
          182.4, CT_SEVERITY_WARNING },
        { "a revision stays one",
          PADDY("a.txt", "2021", "130.5") PADDY("a.txt", "2022", "129.8") PADDY("b.txt", "2022", "130.5")
              PADDY("b.txt", "2023", "91.6"),
          130.5, CT_SEVERITY_NOTE },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *rows = rows_read(&ct_observation_schema, OBSERVATION_HEADER, cases[i].rows),
                 *points = rows_empty(&ct_series_schema), *findings = rows_empty(&ct_finding_schema);
        double got = 0;

        assert_ct_ok(ct_series_build(catalogue, rows, NULL, NULL, points, NULL, findings, NULL, NULL));
        for (size_t k = 0; k < points->n; k++)
            if (ct_point_at(points, k)->period == 2022) got = ct_point_at(points, k)->value;
        assert_near(got, cases[i].value, 1e-12, cases[i].name);
        assert_int_equal(findings->n, 1);
        if (ct_finding_at(findings, 0)->severity != cases[i].severity)
            fail_msg("%s: severity %d", cases[i].name, ct_finding_at(findings, 0)->severity);
        ct_table_free(rows);
        ct_table_free(points);
        ct_table_free(findings);
    }
}

/* ---- a value that a later change bears out ---- */

static void test_borne_out(void **state)
{
#define INSURED(doc, line, value, year, measure, base)                                                       \
    ROW(doc, line, "q", "health_insurance_rate", "tỉnh X", "", value, "%", year, year, "point", "actual",    \
        measure, base)
#define TWO_VALUES                                                                                           \
    INSURED("a.txt", "5", "94.6", "2022", "level", "")                                                       \
    INSURED("b.txt", "5", "96.4", "2022", "level", "") INSURED("b.txt", "6", "95.3", "2023", "level", "")
    static const struct {
        const char *name, *rows;
        double value;
    } cases[] = {
        { "the later publication, where nothing is said", TWO_VALUES, 96.4 },
        { "what a change leads back to",
          TWO_VALUES INSURED("c.txt", "9", "95.3", "2023", "level", "")
              INSURED("c.txt", "9", "0.7", "2023", "change", "2022"),
          94.6 },
        { "a change that fits neither",
          TWO_VALUES INSURED("c.txt", "9", "95.3", "2023", "level", "")
              INSURED("c.txt", "9", "0.2", "2023", "change", "2022"),
          96.4 },
        { "a change without its level", TWO_VALUES INSURED("c.txt", "9", "0.7", "2023", "change", "2022"),
          96.4 },
        { "a change from another year",
          TWO_VALUES INSURED("c.txt", "9", "95.3", "2023", "level", "")
              INSURED("c.txt", "9", "0.7", "2023", "change", "2021"),
          96.4 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *rows = rows_read(&ct_observation_schema, OBSERVATION_HEADER, cases[i].rows),
                 *points = rows_empty(&ct_series_schema);
        double got = 0;

        assert_ct_ok(ct_series_build(catalogue, rows, NULL, NULL, points, NULL, NULL, NULL, NULL));
        for (size_t k = 0; k < points->n; k++)
            if (ct_point_at(points, k)->period == 2022) got = ct_point_at(points, k)->value;
        assert_near(got, cases[i].value, 1e-12, cases[i].name);
        ct_table_free(rows);
        ct_table_free(points);
    }
}

/* ---- a result whose year is vouched for ---- */

static void test_vouched_year(void **state)
{
#define REVENUE(doc, line, value, unit, year, kind, measure)                                                 \
    ROW(doc, line, "q", "budget_revenue", "tỉnh X", "", value, unit, year, year, "point", kind, measure, "")
#define WRONG_RATIO                                                                                          \
    REVENUE("a.txt", "5", "4655", "tỷ đồng", "2023", "actual", "level")                                      \
    REVENUE("a.txt", "5", "116.4", "%", "2023", "actual", "plan_ratio")                                      \
    REVENUE("b.txt", "7", "4000", "tỷ đồng", "2022", "target", "level")
    static const struct {
        const char *name, *rows;
        size_t moved;
    } cases[] = {
        { "nothing vouches for it", WRONG_RATIO, 1 },
        { "another document states it for its year",
          WRONG_RATIO REVENUE("c.txt", "9", "4655", "tỷ đồng", "2023", "actual", "level"), 0 },
        { "another document states another value",
          WRONG_RATIO REVENUE("c.txt", "9", "4600", "tỷ đồng", "2023", "actual", "level"), 1 },
        { "its lines state the plan of its year",
          WRONG_RATIO REVENUE("a.txt", "5", "4500", "tỷ đồng", "2023", "target", "level"), 0 },
        { "lines far away state that plan",
          WRONG_RATIO REVENUE("a.txt", "95", "4500", "tỷ đồng", "2023", "target", "level"), 1 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *rows = rows_read(&ct_observation_schema, OBSERVATION_HEADER, cases[i].rows),
                 *points = rows_empty(&ct_series_schema), *findings = rows_empty(&ct_finding_schema);
        size_t moved = 0;

        assert_ct_ok(ct_series_build(catalogue, rows, NULL, NULL, points, NULL, findings, NULL, NULL));
        for (size_t k = 0; k < findings->n; k++)
            moved += strcmp(ct_finding_at(findings, k)->rule, "misdated") == 0;
        if (moved != cases[i].moved) fail_msg("%s: %zu moved", cases[i].name, moved);
        ct_table_free(rows);
        ct_table_free(points);
        ct_table_free(findings);
    }
}

/* ---- targets ---- */

#define PLAN_HEADER                                                                                          \
    "plan,document,line_start,line_end,kind,issuer,number,date,title,scope,period_start,period_end,list_start,list_end,targets,listed,points,reason,record\n"

static void test_targets(void **state)
{
    static const struct {
        const char *name, *row;
        size_t n;
        int aggregation;
        long place;
    } cases[] = {
        { "growth over the whole plan",
          ROW("p.txt", "5", "q", "grdp_growth", "tỉnh X", "", "9.94", "%", "2026", "2030", "point", "target",
              "growth", ""),
          1, CT_ANNUAL_AVERAGE, 1 },
        { "growth since a year",
          ROW("p.txt", "5", "q", "grdp_growth", "tỉnh X", "", "60", "%", "2026", "2030", "point", "target",
              "growth", "2025"),
          1, CT_POINT, 1 },
        { "growth of one year",
          ROW("p.txt", "5", "q", "grdp_growth", "tỉnh X", "", "9.2", "%", "2026", "2026", "point", "target",
              "growth", ""),
          1, CT_POINT, 1 },
        { "a whole",
          ROW("p.txt", "5", "q", "economic_structure", "tỉnh X", "", "100", "%", "2030", "2030", "point",
              "target", "share", ""),
          0, 0, 0 },
        { "a city's",
          ROW("p.txt", "5", "q", "budget_revenue", "thành phố Y", "", "420", "tỷ đồng", "2030", "2030",
              "point", "target", "level", ""),
          1, CT_POINT, 0 },
        { "parks are no smaller place",
          ROW("p.txt", "5", "q", "fdi_capital", "các khu công nghiệp", "", "420", "triệu USD", "2030", "2030",
              "point", "target", "level", ""),
          1, CT_POINT, 1 },
        { "the plan's own district",
          ROW("d.txt", "5", "q", "budget_revenue", "huyện Z", "", "325", "tỷ đồng", "2030", "2030", "point",
              "target", "level", ""),
          1, CT_POINT, 1 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *rows = rows_read(&ct_observation_schema, OBSERVATION_HEADER, cases[i].row),
                 *points = rows_empty(&ct_series_schema), *targets = rows_empty(&ct_target_schema);
        ct_table *plans = rows_read(
            &ct_plan_schema, PLAN_HEADER,
            "p.txt,p.txt,1,90,resolution,,,,,tỉnh X,2026,2030,1,90,1,1,1,,yes\nd.txt,d.txt,1,90,plan,,,,,huyện Z,2026,2030,1,90,1,1,1,,\n");
        const ct_series_input input = { .catalogue = catalogue, .observations = rows, .plans = plans };

        assert_ct_ok(ct_series_make(&input, points, targets, NULL));
        if (targets->n != cases[i].n) fail_msg("%s: %zu targets", cases[i].name, targets->n);
        if (targets->n > 0 && ct_target_at(targets, 0)->aggregation != cases[i].aggregation)
            fail_msg("%s: aggregation %d", cases[i].name, ct_target_at(targets, 0)->aggregation);
        if (targets->n > 0 && ct_target_at(targets, 0)->place != cases[i].place)
            fail_msg("%s: place %ld", cases[i].name, ct_target_at(targets, 0)->place);
        ct_table_free(rows);
        ct_table_free(points);
        ct_table_free(targets);
        ct_table_free(plans);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_standard_years), cmocka_unit_test(test_standards),
        cmocka_unit_test(test_series_values),  cmocka_unit_test(test_year_beside),
        cmocka_unit_test(test_vouched_year),   cmocka_unit_test(test_targets),
        cmocka_unit_test(test_borne_out),
    };

    return cmocka_run_group_tests(tests, read_catalogue, free_catalogue);
}
