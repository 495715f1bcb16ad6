/* The periods a figure may be of: which candidates small texts give, by which ways, and that their number
 * stays bounded. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cmocka_all.h"
#include "extract/candidates/periods.h"
#include "with_extractor.h"

enum { ROW, COUNT, FEATURE, VALUE, LABEL, NAME };

/* The candidates of a text's figures with their features; freed with ct_training_free(). */
static ct_training *candidates(const char *text, size_t n)
{
    ct_document *document = NULL;
    ct_table *table = NULL;
    ct_training *training = ct_training_new("period");
    assert_non_null(training);
    assert_int_equal(ct_document_parse(&document, "x.txt", text, n).code, CT_OK);
    assert_int_equal(ct_table_new(&table, &ct_observation_schema).code, CT_OK);
    assert_int_equal(ct_extract(extractor, document, "", table, NULL, training).code, CT_OK);
    ct_table_free(table);
    ct_document_free(document);
    return training;
}

/* Line i of a part that is text; its length in *n. */
static const char *line(const ct_training *training, size_t part, size_t i, size_t *n)
{
    const ct_buffer *buffer = ct_training_part(training, part);
    const char *at = buffer->data, *end = buffer->data + buffer->len;
    for (; i > 0; i--) at = (const char *)memchr(at, '\n', (size_t)(end - at)) + 1;
    *n = (size_t)((const char *)memchr(at, '\n', (size_t)(end - at)) - at);
    return at;
}

static uint32_t number(const ct_training *training, size_t part, size_t i)
{
    uint32_t value;
    memcpy(&value, ct_training_part(training, part)->data + i * sizeof value, sizeof value);
    return value;
}

static size_t n_candidates(const ct_training *training)
{
    return ct_training_part(training, ROW)->len / sizeof(uint32_t);
}

/* The candidate of a figure (from 1) with this label; SIZE_MAX. */
static size_t find(const ct_training *training, size_t figure, const char *label)
{
    for (size_t i = 0; i < n_candidates(training); i++) {
        size_t n;
        const char *text = line(training, LABEL, i, &n);
        if (number(training, ROW, i) == figure && n == strlen(label) && memcmp(text, label, n) == 0) return i;
    }
    return SIZE_MAX;
}

static bool has_feature(const ct_training *training, size_t candidate, const char *name)
{
    size_t at = 0;
    for (size_t i = 0; i < candidate; i++) at += number(training, COUNT, i);
    for (size_t i = 0; i < number(training, COUNT, candidate); i++) {
        size_t n;
        const char *text = line(training, NAME, number(training, FEATURE, at + i), &n);
        if (n == strlen(name) && memcmp(text, name, n) == 0) return true;
    }
    return false;
}

enum { MOST = 6 };

static void test_candidates_hold(void **state)
{
    static const struct {
        const char *name, *text;
        size_t figure;
        const char *has[MOST], *lacks[MOST];
    } cases[] = {
        { "a year before, the document's, none",
          "Năm 2023 tỷ lệ hộ nghèo 5,2%.\n",
          1,
          { "2023..2023", "..", "2022..2022" },
          { "2010..2010" } },
        { "a year after", "Tỷ lệ hộ nghèo giảm còn 5,2% vào năm 2022.\n", 1, { "2022..2022" }, { NULL } },
        { "years: all, the last, the first",
          "Giai đoạn 2021-2024, GRDP tăng bình quân 9,1%/năm.\n",
          1,
          { "2021..2024", "2024..2024", "2021..2021" },
          { NULL } },
        { "a term begins the year after",
          "Nhiệm kỳ 2020-2025, GRDP tăng bình quân 9,1%/năm.\n",
          1,
          { "2020..2025", "2021..2025" },
          { NULL } },
        { "up to a year of the title's",
          "KẾ HOẠCH\nPhát triển kinh tế - xã hội 5 năm 2021-2025\n\nĐến năm 2024, thu hút 120 dự án.\n",
          1,
          { "2024..2024", "2021..2024", "2021..2025" },
          { NULL } },
        { "months: they, the last, the year",
          "6 tháng đầu năm 2023, thu ngân sách 5.100 tỷ đồng.\n",
          1,
          { "2023-01..2023-06", "2023-06..2023-06", "2023..2023" },
          { NULL } },
        { "spelled months",
          "Chín tháng năm 2023, thu ngân sách 5.100 tỷ đồng.\n",
          1,
          { "2023-01..2023-09" },
          { NULL } },
        { "a month: it, and up to it",
          "Tháng 5/2023, thu ngân sách 510 tỷ đồng.\n",
          1,
          { "2023-05..2023-05", "2023-01..2023-05" },
          { NULL } },
        { "the first month",
          "Tháng đầu tiên của năm 2019, xuất khẩu 510 triệu USD.\n",
          1,
          { "2019-01..2019-01" },
          { NULL } },
        { "a day: it, from January to it",
          "Tính đến ngày 15/12/2020, thu ngân sách 510 tỷ đồng.\n",
          1,
          { "2020-12-15..2020-12-15", "2020-01-01..2020-12-15", "2020..2020" },
          { NULL } },
        { "a month's last day ends the month",
          "Tính đến ngày 30/9/2020, thu ngân sách 510 tỷ đồng.\n",
          1,
          { "2020-01..2020-09" },
          { NULL } },
        { "the year before",
          "Năm 2021 thu 510 tỷ đồng, cùng kỳ thu 480 tỷ đồng.\n",
          2,
          { "2020..2020", "2021..2021" },
          { NULL } },
        { "constant prices are no time",
          "Năm 2021, GRDP theo giá so sánh 2010 đạt 61.000 tỷ đồng.\n",
          1,
          { "2021..2021" },
          { "2010..2010" } },
        { "a heading's",
          "I. KẾT QUẢ NĂM 2019\n1. Kinh tế\nThu ngân sách 510 tỷ đồng.\n",
          1,
          { "2019..2019" },
          { NULL } },
        { "a month of the heading's year",
          "I. KẾT QUẢ NĂM 2019\n1. Thu ngân sách tháng 5 đạt 510 tỷ đồng.\n",
          1,
          { "2019-05..2019-05" },
          { NULL } },
        { "a column's head",
          "Chỉ tiêu | Đơn vị | Năm 2021 | Năm 2022\nThu ngân sách | tỷ đồng | 510 | 560\n",
          2,
          { "2022..2022", "2021..2021" },
          { NULL } },
        { "attached to a plan of a day",
          "BIỂU CHỈ TIÊU\n(Kèm theo Kế hoạch số 24/KH-UBND ngày 24/11/2025)\n\nThu ngân sách 510 tỷ đồng.\n",
          1,
          { "2025..2025" },
          { NULL } },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_training *training = candidates(cases[i].text, strlen(cases[i].text));
        for (size_t k = 0; k < MOST && cases[i].has[k] != NULL; k++)
            if (find(training, cases[i].figure, cases[i].has[k]) == SIZE_MAX)
                fail_msg("%s: no candidate %s", cases[i].name, cases[i].has[k]);
        for (size_t k = 0; k < MOST && cases[i].lacks[k] != NULL; k++)
            if (find(training, cases[i].figure, cases[i].lacks[k]) != SIZE_MAX)
                fail_msg("%s: a candidate %s", cases[i].name, cases[i].lacks[k]);
        ct_training_free(training);
    }
}

/* Every candidate of a figure once, with the features of all ways to it. */
static void test_ways_merge(void **state)
{
    static const char text[] =
        "BÁO CÁO\nTình hình kinh tế - xã hội năm 2023\n\nNăm 2023, thu ngân sách 510 tỷ đồng.\n";
    static const char *const features[] = { "at own", "at title", "at document meant=year", "order" };
    (void)state;
    ct_training *training = candidates(text, strlen(text));
    size_t at = find(training, 1, "2023..2023");
    assert_true(at != SIZE_MAX);
    for (size_t i = 0; i < sizeof features / sizeof *features; i++)
        if (!has_feature(training, at, features[i])) fail_msg("no \"%s\"", features[i]);
    for (size_t i = 0; i < n_candidates(training); i++)
        for (size_t k = i + 1; k < n_candidates(training); k++) {
            size_t n, m;
            const char *a = line(training, LABEL, i, &n), *b = line(training, LABEL, k, &m);
            assert_false(number(training, ROW, i) == number(training, ROW, k) && n == m &&
                         memcmp(a, b, n) == 0);
        }
    ct_training_free(training);
}

static void test_ways_are_told_apart(void **state)
{
    static const struct {
        const char *name, *text;
        size_t figure;
        const char *label, *feature;
    } cases[] = {
        { "compared with", "Thu ngân sách 510 tỷ đồng so với năm 2022.\n", 1, "2022..2022",
          "at after role=base" },
        { "reached", "Đến năm 2030, tỷ lệ hộ nghèo còn 2%.\n", 1, "2030..2030", "at own role=until" },
        { "of a cited decision", "Theo Nghị quyết 71-NQ/TW năm 2025, tỷ lệ đạt 80%.\n", 1, "2025..2025",
          "at own role=cited" },
        { "the rest of a sentence", "Năm 2021 thu 510 tỷ đồng, chi 480 tỷ đồng.\n", 2, "2021..2021",
          "at clause meant=plain" },
        { "the sentence before", "Năm 2021 thu tốt. Chi ngân sách 480 tỷ đồng.\n", 1, "2021..2021",
          "at before" },
        { "the paragraph before",
          "Năm 2021 kinh tế phát triển tốt, vượt qua khó khăn do dịch bệnh.\n\nChi ngân sách 480 tỷ đồng.\n",
          1, "2021..2021", "at title" },
        { "the whole year", "Tháng 9/2023 thu 51 tỷ đồng, ước cả năm thu 680 tỷ đồng.\n", 2, "2023..2023",
          "at own role=whole" },
        { "none", "Thu ngân sách 510 tỷ đồng.\n", 1, "..", "is none" },
        { "a head over two columns",
          "| Chỉ tiêu | Đơn vị | Năm 2025 | Năm 2026 |\n| Kế hoạch | Ước thực hiện |\n| Thu ngân sách | tỷ đồng | 510 | 520 | 560 |\n",
          2, "2025..2025", "at column" },
        { "the column after it",
          "| Chỉ tiêu | Đơn vị | Năm 2025 | Năm 2026 |\n| Kế hoạch | Ước thực hiện |\n| Thu ngân sách | tỷ đồng | 510 | 520 | 560 |\n",
          3, "2026..2026", "at column" },
        { "all years of a term",
          "Giai đoạn 2021-2025 kinh tế phát triển. Thu ngân sách 5 năm đạt 5.100 tỷ đồng.\n", 1, "2021..2025",
          "at own role=term" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_training *training = candidates(cases[i].text, strlen(cases[i].text));
        size_t at = find(training, cases[i].figure, cases[i].label);
        if (at == SIZE_MAX || !has_feature(training, at, cases[i].feature))
            fail_msg("%s: no candidate %s by \"%s\"", cases[i].name, cases[i].label, cases[i].feature);
        ct_training_free(training);
    }
}

/* `n` sentences, each of a figure and three times: in one paragraph or in many. */
static char *long_text(size_t n, bool paragraphs)
{
    char *text = malloc(n * 160 + 1), *to = text;
    assert_non_null(text);
    *to = '\0';
    for (size_t i = 0; i < n; i++)
        to += snprintf(to, 160, "Năm %zu thu ngân sách %zu tỷ đồng, so với năm %zu, tháng %zu/%zu.%s",
                       1990 + i % 40, 100 + i, 1989 + i % 40, 1 + i % 12, 1990 + i % 37,
                       paragraphs ? "\n\n" : " ");
    return text;
}

static void test_bounded(void **state)
{
    (void)state;
    for (int paragraphs = 0; paragraphs < 2; paragraphs++) {
        char *text = long_text(300, paragraphs != 0);
        ct_training *training = candidates(text, strlen(text));
        size_t run = 0, most = 0;
        for (size_t i = 0; i < n_candidates(training); i++) {
            run = i > 0 && number(training, ROW, i) == number(training, ROW, i - 1) ? run + 1 : 1;
            most = run > most ? run : most;
        }
        assert_in_range(most, 10, CT_MOST_PERIODS);
        ct_training_free(training);
        free(text);
    }
}

static double seconds_of(size_t n)
{
    char *text = long_text(n, true);
    ct_document *document = NULL;
    ct_table *table = NULL;
    assert_int_equal(ct_document_parse(&document, "x.txt", text, strlen(text)).code, CT_OK);
    assert_int_equal(ct_table_new(&table, &ct_observation_schema).code, CT_OK);
    clock_t begun = clock();
    assert_int_equal(ct_extract(extractor, document, "", table, NULL, NULL).code, CT_OK);
    double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
    ct_table_free(table);
    ct_document_free(document);
    free(text);
    return seconds;
}

/* Eight times the text takes about eight times as long, far below the sixty-four of a scan of all times for
 * each figure. */
static void test_linear(void **state)
{
    (void)state;
    seconds_of(50);
    double small = seconds_of(250), large = seconds_of(2000);
    if (large > 24 * small + 0.2) fail_msg("%.3f s and %.3f s", small, large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_candidates_hold),
        cmocka_unit_test(test_ways_merge),
        cmocka_unit_test(test_ways_are_told_apart),
        cmocka_unit_test(test_bounded),
        cmocka_unit_test(test_linear),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
