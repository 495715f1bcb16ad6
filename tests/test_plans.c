/* Plans: what extraction finds bound in a file, which one is of record, and whose each target is. */
#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "extract/reading/reference.h"
#include "near.h"
#include "rows.h"
#include "series/audit.h"
#include "series/finding.h"
#include "series/plans.h"
#include "series/series.h"
#include "with_extractor.h"

/* ---- extraction ---- */

static void test_reference(void **state)
{
    static const struct {
        const char *name, *line, *number;
    } cases[] = {
        { "plain", "Số 36-NQ/TU", "36-NQ/TU" },
        { "colon", "Số: 01-MH/NQ-HĐND", "01-MH/NQ-HĐND" },
        { "two columns", "TỈNH ỦY X | Số: 204/KH-UBND | X, ngày 3", "204/KH-UBND" },
        { "a scan's word", "$4 06-CT/TU Bdc Giang, ngay 05 thang 5 nam 2021", "06-CT/TU" },
        { "a scan's word with a digit", " S6 111-NQ/TU", "111-NQ/TU" },
        { "no letters", "Số 12/7", NULL },
        { "no joint", "Số 15 đường Hùng Vương", NULL },
        { "inside a sentence", "theo Kế hoạch số 82-KH/TU ngày 18/5", NULL },
        { "too long a word", "Sourced 12-AB/CD", NULL },
        { "empty", "", NULL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_line line = { .text = cases[i].line, .len = strlen(cases[i].line) };
        size_t n = 0;
        const char *at = ct_reference_find(&line, &n);
        if ((at == NULL) != (cases[i].number == NULL))
            fail_msg("%s: %s", cases[i].name, at == NULL ? "none found" : "one found");
        if (at != NULL && (n != strlen(cases[i].number) || memcmp(at, cases[i].number, n) != 0))
            fail_msg("%s: %.*s", cases[i].name, (int)n, at);
    }
}

static const char book[] =
    "TỈNH ỦY BẮC GIANG\n\nSố 36-NQ/TU\n\nBắc Giang, ngày 8 tháng 6 năm 2021\n\nNGHỊ QUYẾT\n"
    "Về kế hoạch phát triển kinh tế - xã hội 5 năm 2021-2025\n\n"
    "I. TÌNH HÌNH\n\nNăm 2020 tỷ lệ hộ nghèo còn 3,5%.\n\n"
    "II. CHỈ TIÊU CHỦ YẾU ĐẾN NĂM 2025\n\n1. Tỷ lệ đô thị hóa đạt 32,4%.\n\n2. Tỷ lệ hộ nghèo còn 1,0%.\n\n"
    "3. Tỷ lệ che phủ rừng đạt 38%.\n\n4. Tỷ lệ lao động qua đào tạo đạt 80%.\n\n5. Tuổi thọ trung bình đạt 75 tuổi.\n\n"
    "III. NHIỆM VỤ\n\nĐẩy mạnh phát triển.\n\nTăng cường quản lý.\n\nTriển khai thực hiện.\n\nKiểm tra, giám sát.\n\n"
    "Sơ kết hằng năm.\n\nNơi nhận: như trên.\n\n"
    "ỦY BAN NHÂN DÂN\n\nSố 20/KH-UBND\n\nBắc Giang, ngày 9 tháng 7 năm 2021\n\nKẾ HOẠCH\n"
    "về phát triển huyện Việt Yên đến năm 2025\n\nĐến năm 2025 tỷ lệ hộ nghèo của huyện còn 0,5%.\n";

static void test_bound_documents(void **state)
{
    static const struct {
        const char *kind, *number, *issuer, *scope;
        int start, end;
        long listed;
    } want[] = {
        { "nghị quyết", "36-NQ/TU", "Tỉnh ủy", "tỉnh Bắc Giang", 2021, 2025, 14 },
        { "kế hoạch", "20/KH-UBND", "Ủy ban nhân dân", "huyện Việt Yên", 2025, 2025, 0 },
    };
    ct_document *document;
    ct_table *observations = rows_empty(&ct_observation_schema), *plans = rows_empty(&ct_plan_schema);
    const ct_extracted to = { observations, NULL, plans, NULL };

    (void)state;
    assert_ct_ok(ct_document_parse(&document, "sach.txt", book, strlen(book)));
    assert_ct_ok(ct_extract_all(extractor, document, "", &to));
    assert_int_equal(plans->n, 2);
    for (size_t i = 0; i < 2; i++) {
        const ct_plan *plan = ct_plan_at(plans, i);
        char id[64];
        snprintf(id, sizeof id, "sach.txt:%ld", plan->line_start);
        assert_string_equal(plan->plan, id);
        assert_string_equal(plan->kind, want[i].kind);
        assert_string_equal(plan->number, want[i].number);
        assert_string_equal(plan->issuer, want[i].issuer);
        assert_string_equal(plan->scope, want[i].scope);
        assert_int_equal(plan->period_end.year, want[i].end);
        assert_int_equal(plan->list_start, want[i].listed);
        assert_true(i == 0 || plan->line_start > ct_plan_at(plans, i - 1)->line_end);
    }
    assert_int_equal(ct_plan_at(plans, 0)->period_start.year, 2021);
    assert_int_equal(ct_plan_at(plans, 0)->date.day, 8);
    assert_non_null(strstr(ct_plan_at(plans, 0)->title, "5 năm 2021-2025"));
    ct_table_free(plans);
    ct_table_free(observations);
    ct_document_free(document);
}

/* Every line of a file is in at most one plan, whatever bytes the file holds. */
static void test_plans_never_overlap(void **state)
{
    static const char *const parts[] = { "NGHỊ QUYẾT\n",
                                         "Số 1-NQ/TU\n",
                                         "X, ngày 1 tháng 2 năm 2021\n",
                                         "\n",
                                         "II. MỤC TIÊU\n",
                                         "- tỷ lệ hộ nghèo 5%\n",
                                         "\xc3\n",
                                         "năm 2025\n",
                                         "| a | 1 |\n",
                                         "KẾ HOẠCH năm 2024\n" };
    unsigned seed = 7;

    (void)state;
    for (int round = 0; round < 60; round++) {
        char text[2000] = "";
        size_t n = 0;
        for (int k = 0; k < 60; k++) {
            const char *part =
                parts[(seed = seed * 1103515245u + 12345u) / 65536u % (sizeof parts / sizeof *parts)];
            if (n + strlen(part) < sizeof text) memcpy(text + n, part, strlen(part)), n += strlen(part);
        }
        ct_document *document;
        ct_table *observations = rows_empty(&ct_observation_schema), *plans = rows_empty(&ct_plan_schema);
        const ct_extracted to = { observations, NULL, plans, NULL };
        assert_ct_ok(ct_document_parse(&document, "x.txt", text, n));
        assert_ct_ok(ct_extract_all(extractor, document, "", &to));
        for (size_t i = 0; i < plans->n; i++) {
            const ct_plan *plan = ct_plan_at(plans, i);
            assert_true(plan->line_start >= 1 && plan->line_end >= plan->line_start);
            assert_true(i == 0 || plan->line_start > ct_plan_at(plans, i - 1)->line_start);
            assert_true(plan->list_start == 0 ||
                        (plan->list_start >= plan->line_start && plan->list_end <= plan->line_end));
        }
        ct_table_free(plans);
        ct_table_free(observations);
        ct_document_free(document);
    }
}

/* ---- titles ---- */

static void test_titles(void **state)
{
    static const struct {
        const char *title, *wording;
        bool holds;
    } cases[] = {
        { "NGHỊ QUYẾT Về kế hoạch phát triển kinh tế - xã hội 5 năm 2021-2025",
          "phát triển kinh tế - xã hội 5 năm", true },
        { "thue hién Nghi quyét Pai hoi dai biéu Pang b tinh lan thir XIX",
          "nghị quyết đại hội đại biểu đảng bộ tỉnh", true },
        { "PANH GIA TINH HINH THY'C HIEN KE HOACH PHAT TRIEN KINH TE - XA HQI NAM 2023",
          "kế hoạch phát triển kinh tế - xã hội năm", true },
        { "về phát triển du lịch giai đoạn 2021-2025", "phát triển kinh tế - xã hội giai đoạn", false },
        { "về nhiệm vụ năm 2024", "nhiệm vụ năm", true },
        { "về nhiệm vụ đột phá", "nhiệm vụ năm", false },
        { "", "nhiệm vụ năm", false },
        { "nhiệm vụ năm", "", false },
    };
    ct_arena *arena = ct_arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (ct_plan_title_holds(arena, cases[i].title, cases[i].wording) != cases[i].holds)
            fail_msg("'%s' and '%s'", cases[i].title, cases[i].wording);
    ct_arena_free(arena);
}

/* ---- the plan of record ---- */

#define PLAN_HEADER                                                                                          \
    "plan,document,line_start,line_end,kind,number,date,title,scope,period_start,period_end,list_start,list_end\n"
#define FIVE                                                                                                 \
    "nq.txt,nq.txt,1,90,nghị quyết,01/NQ,2021-07-30,NGHỊ QUYẾT kế hoạch phát triển kinh tế - xã hội 5 năm,tỉnh X,2021,2025,10,40\n"
#define NEXT                                                                                                 \
    "moi.txt,moi.txt,1,90,nghị quyết,09/NQ,2025-07-30,NGHỊ QUYẾT kế hoạch phát triển kinh tế - xã hội 5 năm,tỉnh X,2026,2030,10,40\n"
#define YEAR                                                                                                 \
    "kh.txt,kh.txt,1,90,kế hoạch,02/KH,2023-12-01,KẾ HOẠCH phát triển kinh tế - xã hội năm 2024,tỉnh X,2024,2024,10,40\n"
#define SECTOR                                                                                               \
    "dl.txt,dl.txt,1,90,nghị quyết,03/NQ,2021-08-01,NGHỊ QUYẾT về phát triển du lịch,tỉnh X,2021,2025,10,40\n"
#define OTHER                                                                                                \
    "y.txt,y.txt,1,90,nghị quyết,04/NQ,2021-08-01,NGHỊ QUYẾT kế hoạch phát triển kinh tế - xã hội 5 năm,huyện Y,2021,2025,10,40\n"
#define AIM(document, line, id, value, year)                                                                 \
    document "," line "," line ",câu " line "," id ",tỉnh X,," value "," value ",%,=," year "," year         \
             ",point,target,level,,0.9\n"

static ct_table *read_rules(void)
{
    ct_arena *arena = ct_arena_new();
    const char *text;
    size_t n;
    ct_table *rules;

    assert_ct_ok(ct_file_read(arena, CATALOGUE "/plans.csv", &text, &n));
    assert_ct_ok(ct_plan_rules_read(text, n, "plans.csv", &rules));
    ct_arena_free(arena);
    return rules;
}

static void test_choice(void **state)
{
    static const char aims[] = AIM("nq.txt", "12", "urbanisation_rate", "32.4", "2025")
        AIM("nq.txt", "14", "poverty_rate", "1", "2025")
            AIM("kh.txt", "12", "urbanisation_rate", "24", "2024")
                AIM("kh.txt", "13", "poverty_rate", "1.8", "2024")
                    AIM("dl.txt", "12", "urbanisation_rate", "30", "2025")
                        AIM("y.txt", "12", "urbanisation_rate", "50", "2025")
                            AIM("moi.txt", "12", "urbanisation_rate", "60", "2030");
    static const struct {
        const char *name, *plans, *named;
        long start, end;
        const char *scope, *record;
        long horizon;
    } cases[] = {
        { "the five-year plan before the yearly", YEAR FIVE SECTOR OTHER, "", 0, 0, "", "nq.txt", 2025 },
        { "the year that is asked for", YEAR FIVE SECTOR OTHER, "", 2024, 2024, "", "kh.txt", 2024 },
        { "the territory that is asked for", FIVE OTHER, "", 0, 0, "huyện Y", "y.txt", 2025 },
        { "by its number", YEAR FIVE SECTOR, "03/NQ", 0, 0, "", "dl.txt", 2025 },
        { "a group", YEAR FIVE SECTOR, "nq.txt; 03/NQ", 0, 0, "", "nq.txt", 2025 },
        { "the next plan's end", FIVE NEXT, "nq.txt", 0, 0, "", "nq.txt", 2030 },
        { "no plan sets a target", "leer.txt,leer.txt,1,9,,,,,,,,,\n", "", 0, 0, "", NULL, 0 },
    };
    ct_table *rules = read_rules(),
             *observations = rows_read(&ct_observation_schema, OBSERVATION_HEADER, aims);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *plans = rows_read(&ct_plan_schema, PLAN_HEADER, cases[i].plans);
        const ct_plan_wish wish = { cases[i].named, cases[i].start, cases[i].end, cases[i].scope };
        assert_ct_ok(ct_plans_choose(rules, observations, &wish, plans));
        const ct_plan *record = ct_plans_of_record(plans);
        if ((record == NULL) != (cases[i].record == NULL))
            fail_msg("%s: %s", cases[i].name, record == NULL ? "none" : record->plan);
        if (record != NULL && strcmp(record->plan, cases[i].record) != 0)
            fail_msg("%s: %s, for %s", cases[i].name, record->plan, record->reason);
        if (ct_plans_horizon(plans) != cases[i].horizon)
            fail_msg("%s: horizon %ld", cases[i].name, ct_plans_horizon(plans));
        ct_table_free(plans);
    }
    ct_table_free(observations);
    ct_table_free(rules);
}

static void test_a_wish_that_fits_nothing(void **state)
{
    ct_table *plans = rows_read(&ct_plan_schema, PLAN_HEADER, FIVE),
             *observations = rows_empty(&ct_observation_schema);
    const ct_plan_wish wish = { .named = "99-NQ/TU" };
    ct_error err = ct_plans_choose(NULL, observations, &wish, plans);

    (void)state;
    assert_int_equal(err.code, CT_EDATA);
    assert_non_null(strstr(err.text, "99-NQ/TU"));
    ct_table_free(plans);
    ct_table_free(observations);
}

static void test_bad_rules(void **state)
{
    static const struct {
        const char *name, *text;
        long line;
    } cases[] = {
        { "no such fact", "part,word,points\nkind,kế hoạch,2\nfact,weather,1\n", 3 },
        { "no such part", "part,word,points\nsmell,x,1\n", 2 },
        { "no points", "part,word,points\nkind,x,\n", 2 },
        { "points below none", "part,word,points\nkind,x,-1\n", 2 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *rules;
        ct_error err = ct_plan_rules_read(cases[i].text, strlen(cases[i].text), "plans.csv", &rules);
        if (err.code != CT_EPARSE || err.line != cases[i].line || strcmp(err.file, "plans.csv") != 0)
            fail_msg("%s: %d, line %ld", cases[i].name, err.code, err.line);
        assert_null(rules);
    }
}

/* ---- whose targets ---- */

typedef struct {
    ct_table *observations, *plans, *points, *targets, *findings;
} built;

static built build(const char *plans, const char *named, const char *observations)
{
    built b = { rows_read(&ct_observation_schema, OBSERVATION_HEADER, observations),
                rows_read(&ct_plan_schema, PLAN_HEADER, plans), rows_empty(&ct_series_schema),
                rows_empty(&ct_target_schema), rows_empty(&ct_finding_schema) };
    const ct_plan_wish wish = { .named = named };
    const ct_series_input input = { catalogue, b.observations, NULL, "", NULL, NULL, b.plans, NULL };

    assert_ct_ok(ct_plans_choose(NULL, b.observations, &wish, b.plans));
    assert_ct_ok(ct_series_make(&input, b.points, b.targets, b.findings));
    return b;
}

static void built_free(built *b)
{
    ct_table_free(b->observations);
    ct_table_free(b->plans);
    ct_table_free(b->points);
    ct_table_free(b->targets);
    ct_table_free(b->findings);
}

static const ct_target *target_of(const built *b, const char *indicator, double low)
{
    for (size_t i = 0; i < b->targets->n; i++) {
        const ct_target *one = ct_target_at(b->targets, i);
        if (strcmp(one->indicator, indicator) == 0 && one->low == low) return one;
    }
    fail_msg("no target %s %g", indicator, low);
    return NULL;
}

static void test_one_target_of_two_plans(void **state)
{
    built b = build(SECTOR FIVE, "nq.txt",
                    "dl.txt,12,12,trên,poverty_rate,tỉnh X,,1,1,%,>,2025,2025,point,target,level,,0.9\n" AIM(
                        "nq.txt", "14", "poverty_rate", "1", "2025")
                        AIM("nq.txt", "12", "urbanisation_rate", "32.4", "2025")
                            AIM("dl.txt", "20", "urbanisation_rate", "30", "2025")
                                AIM("nq.txt", "60", "forest_cover_rate", "38", "2025"));
    const ct_target *poverty = target_of(&b, "poverty_rate", 1),
                    *urban = target_of(&b, "urbanisation_rate", 32.4);

    (void)state;
    assert_int_equal(b.targets->n, 4);
    assert_string_equal(poverty->plan, "nq.txt");
    assert_int_equal(poverty->qualifier,
                     CT_EQ); /* another plan's word changes nothing of the plan of record's */
    assert_string_equal(poverty->source, "nq.txt:14; dl.txt:12");
    assert_int_equal(urban->place, 1);
    assert_int_equal(poverty->place, 2);
    assert_int_equal(target_of(&b, "forest_cover_rate", 38)->place,
                     0); /* outside the list of lines 10 to 40 */
    assert_string_equal(target_of(&b, "urbanisation_rate", 30)->plan, "dl.txt");
    assert_int_equal(b.findings->n, 1);
    const ct_finding *finding = ct_finding_at(b.findings, 0);
    assert_string_equal(finding->rule, "target-differs");
    assert_near(finding->value, 32.4, 0, "the plan of record's comes first");
    assert_non_null(strstr(finding->text_en, "“câu 12”"));
    assert_non_null(strstr(finding->text_en, "“câu 20”"));
    assert_non_null(strstr(finding->text_en, "the plan of record's, named first, is used"));
    built_free(&b);
}

static void test_a_change_beside_its_level(void **state)
{
    built b = build(
        FIVE, "nq.txt",
        AIM("nq.txt", "14", "poverty_rate", "1",
            "2025") "nq.txt,14,14,q,poverty_rate,tỉnh X,,-2,-2,điểm %,=,2025,2025,point,target,change,,0.9\n"
                    "nq.txt,30,30,q,forest_cover_rate,tỉnh X,,2,2,điểm %,=,2025,2025,point,target,change,,0.9\n");

    (void)state;
    assert_int_equal(b.targets->n, 2); /* the one of forests stands alone, and stays */
    assert_int_equal(target_of(&b, "poverty_rate", 1)->measure, CT_MEASURE_LEVEL);
    built_free(&b);
}

static void test_never_merged_over(void **state)
{
    static const struct {
        const char *name, *other;
    } cases[] = {
        { "scope", "nq.txt,15,15,q,poverty_rate,huyện Y,,1,1,%,=,2025,2025,point,target,level,,0.9\n" },
        { "breakdown",
          "nq.txt,15,15,q,poverty_rate,tỉnh X,nông thôn,1,1,%,=,2025,2025,point,target,level,,0.9\n" },
        { "year", "nq.txt,15,15,q,poverty_rate,tỉnh X,,1,1,%,=,2024,2024,point,target,level,,0.9\n" },
        { "aggregation",
          "nq.txt,15,15,q,poverty_rate,tỉnh X,,1,1,%,=,2025,2025,each_year,target,level,,0.9\n" },
        { "unit", "nq.txt,15,15,q,poverty_rate,tỉnh X,,1,1,hộ,=,2025,2025,point,target,level,,0.9\n" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char rows[600];
        snprintf(rows, sizeof rows, "%s%s", AIM("nq.txt", "14", "poverty_rate", "1", "2025"), cases[i].other);
        built b = build(FIVE, "nq.txt", rows);
        if (b.targets->n != 2) fail_msg("%s: %zu targets", cases[i].name, b.targets->n);
        built_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reference),
        cmocka_unit_test(test_bound_documents),
        cmocka_unit_test(test_plans_never_overlap),
        cmocka_unit_test(test_titles),
        cmocka_unit_test(test_choice),
        cmocka_unit_test(test_a_wish_that_fits_nothing),
        cmocka_unit_test(test_bad_rules),
        cmocka_unit_test(test_one_target_of_two_plans),
        cmocka_unit_test(test_a_change_beside_its_level),
        cmocka_unit_test(test_never_merged_over),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
