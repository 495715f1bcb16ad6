#include "cmocka_all.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/content.h"
#include "with_catalogue.h"
#include "with_phrases.h"

/* ---- wordings ---- */

/* The words to fill in, sorted, as "{a}{b}". */
static void fields(const char *text, char *out, size_t size)
{
    const char *names[16];
    size_t lengths[16], n = 0;

    out[0] = '\0';
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        assert_true(n < 16);
        names[n] = at;
        lengths[n++] = strcspn(at, "}") + 1;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            if (strcmp(names[k], names[i]) < 0) {
                const char *name = names[i];
                size_t length = lengths[i];
                names[i] = names[k];
                lengths[i] = lengths[k];
                names[k] = name;
                lengths[k] = length;
            }
    for (size_t i = 0; i < n; i++)
        if (strlen(out) + lengths[i] < size) strncat(out, names[i], lengths[i]);
}

/* Both languages fill in the same words, no key stands twice. */
static void test_phrases_agree(void **state)
{
    (void)state;
    assert_true(phrases->n > 80);
    for (size_t i = 0; i < phrases->n; i++) {
        const ct_phrase *row = ct_table_row(phrases, i);
        char vi[256], en[256];
        fields(row->vi, vi, sizeof vi);
        fields(row->en, en, sizeof en);
        if (strcmp(vi, en) != 0) fail_msg("%s: Vietnamese fills in %s, English %s", row->key, vi, en);
        for (size_t k = 0; k < i; k++)
            if (strcmp(((const ct_phrase *)ct_table_row(phrases, k))->key, row->key) == 0)
                fail_msg("%s stands twice", row->key);
    }
}

static void test_phrase_faults_table(void **state)
{
    static const struct {
        const char *name, *csv, *key;
        ct_code code;
        long line;
        const char *want; /* the text, or part of the error */
    } cases[] = {
        { "filled in", "key,vi,en\nk,\"Năm {year}, {year}\",x\n", "k", CT_OK, 0, "Năm {2025}, {2025}" },
        { "no word", "key,vi,en\nk,giữ vững,hold\n", "k", CT_OK, 0, "giữ vững" },
        { "no such key", "key,vi,en\nk,a,b\n", "m", CT_EDATA, 0, "m" },
        { "a word nobody fills in", "key,vi,en\nj,a,b\nk,{month},x\n", "k", CT_EPARSE, 3, "{month}" },
        { "a brace that does not close", "key,vi,en\nk,a {year,x\n", "k", CT_EPARSE, 2, "'}'" },
    };
    const ct_phrase_word word = { "year", "{2025}" }; /* a brace in a word is text */

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *table;
        ct_buffer got;
        ct_buffer_init(&got);
        assert_ct_ok(ct_table_new(&table, &ct_phrase_schema));
        assert_ct_ok(ct_table_read(table, cases[i].csv, strlen(cases[i].csv), "sentences.csv"));
        ct_error err = ct_phrase_fill(table, cases[i].key, CT_VI, &word, 1, &got);
        if (err.code != cases[i].code || (err.code != CT_OK && err.line != cases[i].line))
            fail_msg("%s: code %d, line %ld: %s", cases[i].name, err.code, err.line, err.text);
        if (strstr(err.code == CT_OK ? ct_buffer_string(&got) : err.text, cases[i].want) == NULL)
            fail_msg("%s: %s%s", cases[i].name, ct_buffer_string(&got), err.text);
        if (err.code != CT_OK) assert_string_equal(err.file, "sentences.csv");
        ct_buffer_clear(&got);
        ct_table_free(table);
    }
}

static void test_departments_table(void **state)
{
    static const char csv[] =
        "what,vi,en\nhealth,Sở Y tế mới,\ndoctors,Bệnh viện tỉnh,Hospital\n"; /* as a project's own file,
                                                                                 behind ours */
    static const struct {
        const char *indicator, *group;
        ct_lang lang;
        const char *want;
    } cases[] = {
        { "beds", "health", CT_VI, "Sở Y tế mới" },
        { "beds", "health", CT_EN, "Sở Y tế mới" },
        { "doctors", "health", CT_EN, "Hospital" },
        { "x", "education", CT_EN, "Department of Education and Training" },
        { "x", "nothing", CT_VI, "" },
        { "", "", CT_VI, "" },
    };

    (void)state;
    assert_ct_ok(ct_table_read(departments, csv, sizeof csv - 1, "departments.csv"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(ct_department_of(departments, cases[i].indicator, cases[i].group, cases[i].lang),
                            cases[i].want);
    assert_string_equal(ct_department_of(NULL, "x", "health", CT_VI), "");
}

/* ---- sentences ---- */

static ct_point point_of(const char *indicator, const char *name, const char *unit, long year, double value,
                         int status)
{
    return (
        ct_point){ indicator, name, "tỉnh Bắc Giang", "", unit, CT_LEVEL, year, value, status, "a.txt:1" };
}

/* A target nothing was computed of. */
static ct_assessment target_of(long end, double low, double high, const char *unit)
{
    ct_assessment row;

    ct_row_clear(&ct_assessment_schema, &row);
    row.unit = unit;
    row.direction = CT_UP;
    row.target_low = low;
    row.target_high = high;
    row.period_start = row.period_end = end;
    return row;
}

static void check(const char *name, const ct_chart *chart, ct_lang lang, const char *want)
{
    ct_arena *arena = ct_arena_new();
    const ct_report report = { .title = "",
                               .scope = "tỉnh Bắc Giang",
                               .plan_start = 2021,
                               .plan_end = 2025,
                               .lang = lang,
                               .catalogue = catalogue,
                               .phrases = phrases };
    const char *got;

    assert_non_null(arena);
    assert_ct_ok(ct_sentences_make(arena, &report, NULL, chart, &got));
    if (strcmp(got, want) != 0) fail_msg("%s:\n got  %s\n want %s", name, got, want);
    ct_arena_free(arena);
}

/* Growth: the year against its plan, the average so far, what the last year must bring. Figures of
 * gap-methods V1: 13,53 and 15,89. */
static void test_sentences_growth(void **state)
{
    const ct_point points[] = {
        point_of("grdp_growth", "Tốc độ tăng trưởng GRDP", "%", 2023, 13.45, CT_STATUS_ACTUAL),
        point_of("grdp_growth", "Tốc độ tăng trưởng GRDP", "%", 2024, 13.85, CT_STATUS_ACTUAL)
    };
    ct_assessment rows[2] = { target_of(2025, 14, 15, "%"), target_of(2024, 14.5, 14.5, "%") };
    ct_chart chart = { .name = "g",
                       .title = "Tốc độ tăng trưởng GRDP",
                       .subtitle = "",
                       .unit = "%",
                       .points = points,
                       .n_points = 2,
                       .assessments = rows,
                       .n_assessments = 2 };

    (void)state;
    rows[0].measure = rows[1].measure = CT_MEASURE_GROWTH;
    rows[0].aggregation = CT_ANNUAL_AVERAGE;
    rows[0].period_start = 2021;
    rows[0].latest_year = rows[1].latest_year = 2024;
    rows[0].achieved = 13.5324;
    rows[0].rate_required = 15.8904;
    rows[0].probability = 0.16;
    rows[0].verdict = CT_VERDICT_HARD;
    rows[1].gap_now = -0.65;
    check(
        "growth", &chart, CT_VI,
        "Năm 2024, GRDP tăng 13,85%, thấp hơn kế hoạch năm (14,5%) 0,65 điểm phần trăm. Bình quân 2021–2024 tăng 13,5%/năm. Để đạt mục tiêu bình quân 2021–2025 "
        "(14–15%), năm 2025 phải tăng ít nhất 15,9%. Đánh giá mục tiêu bình quân 2021–2025 (14–15%): khó hoàn thành (khả năng đạt 16%).");
    rows[0].verdict = CT_VERDICT_NONE; /* the gate holds the word back, and the chance with it */
    rows[0].probability = NAN;
    rows[0].reason = CT_REASON_REVIEW;
    chart.title = "Growth rate of GRDP";
    check(
        "growth, English, held back", &chart, CT_EN,
        "In 2024, GRDP grew by 13.85%, 0.65 percentage points below the year's plan (14.5%). From 2021–2024 the average was 13.5% a year. To meet the average target "
        "for 2021–2025 (14–15%), in 2025 it must grow by at least 15.9%. No verdict yet: a person must review the reading.");
}

static void test_sentences_amount(void **state)
{
    const ct_point points[] = { point_of("grdp_per_capita", "GRDP bình quân đầu người", "USD/người", 2024,
                                         4400, CT_STATUS_ACTUAL) };
    ct_assessment rows[2] = { target_of(2025, 5500, 6000, "USD/người"),
                              target_of(2024, 4550, 4550, "USD/người") };
    ct_chart chart = { .name = "g",
                       .title = "GRDP bình quân đầu người",
                       .subtitle = "",
                       .unit = "USD/người",
                       .points = points,
                       .n_points = 1,
                       .assessments = rows,
                       .n_assessments = 2 };

    (void)state;
    rows[0].latest_year = rows[1].latest_year = 2024;
    rows[0].rate_required = 25;
    rows[0].step_required = 1100;
    rows[0].projected = 4708.7;
    rows[0].projected_lo80 = 4238.2;
    rows[0].projected_hi80 = 5181.8;
    rows[0].probability = 0.0042;
    rows[0].verdict = CT_VERDICT_MISSED;
    rows[0].evidence = CT_EVIDENCE_PRIOR;
    rows[1].gap_now = -150;
    rows[1].gap_now_percent = -3.2967;
    check(
        "an amount, from a prior", &chart, CT_VI,
        "Năm 2024, GRDP bình quân đầu người đạt 4.400 USD/người, bằng 96,7% kế hoạch năm (4.550 USD/người). Để đạt mục tiêu năm 2025 (5.500–6.000 USD/người), năm 2025 phải "
        "tăng 25%. Theo số liệu đã có và mức biến động thường thấy ở các tỉnh khác, năm 2025 khoảng 4.709 USD/người (khoảng 80%: 4.238 USD/người đến 5.182 USD/người); không "
        "hoàn thành (khả năng đạt dưới 1%).");
}

/* What should be low, one value, a sign, a hold, a plan whose period is over, a rank: no trend, no bare sign,
 * no contradiction. */
static void test_sentences_cases(void **state)
{
    ct_point point = point_of("poverty_rate", "Tỷ lệ hộ nghèo", "%", 2023, 2.63, CT_STATUS_ESTIMATE);
    ct_assessment row = target_of(2025, 1, 1, "%");
    ct_projection projection = { "poverty_rate", "tỉnh Bắc Giang", "", "%", 2025, 2.2, 1.2, 4, 0.8, 5.9,
                                 "auto",         CT_METHOD_ASKED };
    ct_chart chart = { .name = "p",
                       .title = "Tỷ lệ hộ nghèo",
                       .subtitle = "",
                       .unit = "%",
                       .points = &point,
                       .n_points = 1,
                       .assessments = &row,
                       .n_assessments = 1,
                       .projections = &projection,
                       .n_projections = 1 };

    (void)state;
    row.direction = CT_DOWN;
    row.qualifier = CT_LE;
    row.latest_year = 2023;
    row.step_required = -0.815;
    row.rate_required = -38.3;
    row.verdict = CT_VERDICT_NO_DATA;
    row.reason = CT_REASON_ONE_POINT;
    check(
        "one value", &chart, CT_VI,
        "Năm 2023, tỷ lệ hộ nghèo ước là 2,63%. Để đạt mục tiêu năm 2025 (không quá 1%), bình quân mỗi năm 2024–2025 phải giảm 0,82 điểm phần trăm. Chưa xếp loại: mới có một "
        "năm số liệu.");
    row.step_required = row.rate_required = 0;
    check(
        "hold", &chart, CT_EN,
        "In 2023, tỷ lệ hộ nghèo is estimated at 2.63%. To meet the target for 2025 (at most 1%) it is enough to hold the present level. No verdict yet: a single year of data.");
    row.reason = CT_REASON_REVIEW;
    check(
        "a doubtful reading asks for nothing", &chart, CT_VI,
        "Năm 2023, tỷ lệ hộ nghèo ước là 2,63%. Chưa xếp loại mục tiêu năm 2025 (không quá 1%): cần người duyệt số liệu.");
    row.period_start = row.period_end = 2023;
    row.gap_now = -1.63;
    row.verdict = CT_VERDICT_MISSED;
    row.reason = CT_REASON_AT_TARGET;
    chart.assessments = &row;
    check("the year's own plan", &chart, CT_VI,
          "Năm 2023, tỷ lệ hộ nghèo ước là 2,63%, cao hơn kế hoạch năm (không quá 1%) 1,63 điểm phần trăm.");
    chart.n_assessments = 0;
    check("one value has no trend", &chart, CT_VI, "Năm 2023, tỷ lệ hộ nghèo ước là 2,63%.");
    point.value = 13;
    point.unit = chart.unit = "hạng";
    chart.reversed = true;
    chart.n_assessments = 1;
    row.unit = "hạng";
    row.measure = CT_MEASURE_RANK;
    row.target_low = row.target_high = 15;
    row.gap_now = 2;
    check("a rank", &chart, CT_VI,
          "Năm 2023, tỷ lệ hộ nghèo ước là hạng 13, vượt kế hoạch năm (hạng 15 hoặc cao hơn) 2 bậc.");
}

/* ---- the first page ---- */

static void test_first_page(void **state)
{
    static const int verdicts[] = { CT_VERDICT_MET,    CT_VERDICT_HARD,    CT_VERDICT_HARD,
                                    CT_VERDICT_MISSED, CT_VERDICT_NO_DATA, CT_VERDICT_NONE };
    static const double chances[] = { 0.9, 0.3, 0.16, 0.02, NAN, NAN };
    static const char *const lines[] = { "Thiên tai {năm} 2024 | <b>.", "Giá vật tư tăng." };
    ct_arena *arena = ct_arena_new();
    ct_table *rows, *before;
    ct_content content;

    (void)state;
    assert_non_null(arena);
    assert_ct_ok(ct_table_new(&rows, &ct_assessment_schema));
    assert_ct_ok(ct_table_new(&before, &ct_assessment_schema));
    for (size_t i = 0; i < 6; i++) {
        ct_assessment *row = ct_table_add(rows), *old = ct_table_add(before);
        assert_true(row != NULL && old != NULL);
        *row = target_of(2025, 50 + (double)i, 50 + (double)i, "%");
        row->name = ct_arena_printf(arena, "Chỉ tiêu %zu", i + 1);
        row->latest_year = 2024;
        row->latest_value = 40;
        row->step_required = 10 + (double)i;
        row->verdict = verdicts[i];
        row->probability = chances[i];
        *old = *row;
        if (i == 1) old->verdict = CT_VERDICT_MET;
        if (i == 4) old->latest_year = 2023;
    }
    const ct_report report = { .title = "",
                               .scope = "",
                               .plan_start = 2021,
                               .plan_end = 2025,
                               .lang = CT_VI,
                               .assessments = rows,
                               .phrases = phrases,
                               .previous = before,
                               .kept = { { lines, 2 }, { NULL, 0 } } };
    assert_ct_ok(ct_content_make(arena, &report, &content));
    const char *const want[] = {
        "Trong 6 chỉ tiêu đến năm 2025: 1 đạt và vượt, 2 khó đạt, 1 không đạt, 2 chưa đủ số liệu hoặc không xếp loại.",
        "Ba chỉ tiêu cần tập trung nhất: chỉ tiêu 4 (năm 2025 phải tăng 13 điểm phần trăm); chỉ tiêu 3 (năm 2025 phải tăng 12 điểm phần trăm); chỉ tiêu 2 (năm 2025 phải tăng 11 điểm phần trăm).",
        "So với báo cáo trước, đánh giá đã đổi: chỉ tiêu 2 từ “Hoàn thành” thành “Khó hoàn thành”.",
        "So với báo cáo trước, 1 chỉ tiêu có số liệu mới: chỉ tiêu 5.",
        "Báo cáo đánh giá việc thực hiện các chỉ tiêu; số liệu thực hiện đến năm 2024.",
    };
    assert_true(content.opening.n >= 5);
    for (size_t i = 0; i < 5; i++) assert_string_equal(content.opening.blocks[i].text, want[i]);
    const ct_chapter *limits = &content.chapters[CT_CHAPTER_LIMITS],
                     *measures = &content.chapters[CT_CHAPTER_MEASURES];
    assert_int_equal(limits->n, 4); /* mark, two lines, mark */
    assert_string_equal(limits->blocks[1].text, lines[0]);
    assert_int_equal(measures->n, 3);
    assert_int_equal(measures->blocks[1].kind, CT_BLOCK_HINT);
    ct_table_free(rows);
    ct_table_free(before);
    ct_arena_free(arena);
}

static void test_formal_names_table(void **state)
{
    static const struct {
        ct_plan plan;
        ct_lang lang;
        const char *name, *brief;
    } cases[] = {
        { { .kind = "nghị quyết",
            .number = "01/NQ-HĐND",
            .issuer = "Hội đồng nhân dân",
            .date = { 2021, 7, 30 },
            .title = "NGHỊ QUYẾT Về kế hoạch 5 năm" },
          CT_VI,
          "Nghị quyết số 01/NQ-HĐND ngày 30/07/2021 của Hội đồng nhân dân về kế hoạch 5 năm",
          "Nghị quyết số 01/NQ-HĐND" },
        { { .kind = "đề án", .number = "7", .issuer = "", .title = "" }, CT_VI, "Đề án số 7", "Đề án số 7" },
        { { .kind = "kế hoạch", .number = "", .issuer = "", .title = "KẾ HOẠCH Phát triển du lịch" },
          CT_VI,
          "Kế hoạch phát triển du lịch",
          "Kế hoạch phát triển du lịch" },
        { { .kind = "", .number = "", .issuer = "", .title = "" }, CT_EN, NULL, NULL },
    };
    ct_arena *arena = ct_arena_new();

    (void)state;
    assert_non_null(arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ct_report report = { .title = "", .scope = "", .lang = cases[i].lang, .phrases = phrases };
        const char *name, *brief;
        assert_ct_ok(ct_plan_formal_name(arena, &report, &cases[i].plan, &name, &brief));
        if (cases[i].name == NULL) {
            assert_null(name);
            continue;
        }
        assert_string_equal(name, cases[i].name);
        assert_string_equal(brief, cases[i].brief);
    }
    ct_arena_free(arena);
}

static int begin_group(void **state)
{
    return read_catalogue(state) != 0 || read_phrases(state) != 0;
}

static int end_group(void **state)
{
    free_phrases(state);
    return free_catalogue(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_phrases_agree),     cmocka_unit_test(test_phrase_faults_table),
        cmocka_unit_test(test_departments_table), cmocka_unit_test(test_sentences_growth),
        cmocka_unit_test(test_sentences_amount),  cmocka_unit_test(test_sentences_cases),
        cmocka_unit_test(test_first_page),        cmocka_unit_test(test_formal_names_table),
    };
    return cmocka_run_group_tests(tests, begin_group, end_group);
}
