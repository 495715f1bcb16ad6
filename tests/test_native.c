#include "cmocka_all.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"
#include "report/fragment.h"
#include "report/native.h"
#include "report/package.h"
#include "report/word_table.h"

/* Values of 2021 and 2023 (2022 is missing), projections of 2024 and 2025, a target of 2025 and one of the
 * years 2021-2025. */
static const ct_point points[] = {
    { "grdp_growth", "GRDP", "tỉnh", "", "%", CT_RATE, 2021, 7.82, CT_STATUS_ACTUAL, "a.txt:1" },
    { "grdp_growth", "GRDP", "tỉnh", "", "%", CT_RATE, 2023, 13.45, CT_STATUS_ESTIMATE, "a.txt:2" },
};
static const ct_projection ahead[] = {
    { "grdp_growth", "tỉnh", "", "%", 2024, 12.5, 9.25, 15.75, 7.5, 17.5, "auto", CT_METHOD_ASKED },
    { "grdp_growth", "tỉnh", "", "%", 2025, 12.75, 8.5, 17, 6.25, 19.25, "auto", CT_METHOD_ASKED },
};

static ct_assessment target(int aggregation, long start, long end, double low, double high)
{
    return (ct_assessment){ .indicator = "grdp_growth",
                            .name = "GRDP",
                            .scope = "tỉnh",
                            .breakdown = "",
                            .unit = "%",
                            .aggregation = aggregation,
                            .measure = CT_MEASURE_LEVEL,
                            .target_low = low,
                            .target_high = high,
                            .period_start = start,
                            .period_end = end,
                            .base_value = NAN,
                            .latest_value = NAN,
                            .gap_now = NAN,
                            .projected = NAN,
                            .gap_projected = NAN,
                            .probability = NAN,
                            .verdict = CT_VERDICT_HARD,
                            .source = "nq.docx:5" };
}

static void make(ct_arena *arena, ct_assessment *targets, size_t n, bool projected, ct_native *native)
{
    const ct_chart chart = { .name = "grdp",
                             .title = "GRDP",
                             .subtitle = "",
                             .unit = "%",
                             .source = "",
                             .points = points,
                             .n_points = 2,
                             .projections = ahead,
                             .n_projections = projected ? 2 : 0,
                             .assessments = targets,
                             .n_assessments = n };

    assert_ct_ok(ct_native_series(arena, &chart, CT_VI, native));
}

static const ct_native_column *column(const ct_native *native, const char *name)
{
    for (size_t c = 0; c < native->n_columns; c++)
        if (strcmp(native->columns[c].name, name) == 0) return &native->columns[c];
    fail_msg("no column %s", name);
    return NULL;
}

static void test_series_cells_table(void **state)
{
    (void)state;
    static const struct {
        const char *column;
        size_t row; /* 0 is 2021 */
        double want;
        const char *formula; /* NULL: a figure of the tables */
    } cases[] = {
        { "Thực hiện", 0, 7.82, NULL },
        { "Thực hiện", 1, NAN, NULL },
        { "Thực hiện", 2, 13.45, NULL },
        { "Dự báo (trung vị)", 3, 12.5, NULL },
        { "80%, cận trên", 4, 17, NULL },
        { "95%, cận dưới", 3, 7.5, NULL },
        { "Mục tiêu, cận dưới", 4, 14, NULL },
        { "Mục tiêu, cận trên", 4, 15, NULL },
        { "Mục tiêu, cận trên", 3, NAN, NULL },
        { "Mục tiêu 2021–2025", 0, 13.8, NULL },
        { "Mục tiêu 2021–2025", 4, 13.8, NULL },
        { "Vẽ: chân dải", 1, 7.82, "=K2" },  /* no value: as the year before */
        { "Vẽ: chân dải", 2, 13.45, "=B4" }, /* the bands begin at the last value */
        { "Vẽ: chân dải", 3, 7.5, "=F5" },
        { "Khoảng 95%", 2, 0, "=0" },
        { "Khoảng 95%", 3, 1.75, "=D5-F5" }, /* 9.25 - 7.5 */
        { "Khoảng 80%", 4, 8.5, "=E6-D6" },  /* 17 - 8.5 */
        { "Dự báo", 1, NAN, NULL },
        { "Dự báo", 2, 13.45, "=B4" },
        { "Dự báo", 4, 12.75, "=C6" },
    };
    ct_arena *arena = ct_arena_new();
    ct_assessment targets[] = { target(CT_POINT, 2025, 2025, 14, 15),
                                target(CT_ANNUAL_AVERAGE, 2021, 2025, 13.8, 13.8) };
    ct_native native;

    make(arena, targets, 2, true, &native);
    assert_int_equal(native.n_rows, 5);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ct_native_column *of = column(&native, cases[i].column);
        double got = of->values[cases[i].row];
        if (isnan(cases[i].want) ? !isnan(got) : !(fabs(got - cases[i].want) <= 1e-12))
            fail_msg("%s, row %zu: %g, want %g", cases[i].column, cases[i].row, got, cases[i].want);
        const char *formula = of->formulas != NULL ? of->formulas[cases[i].row] : NULL;
        if ((formula == NULL) != (cases[i].formula == NULL) ||
            (formula != NULL && strcmp(formula, cases[i].formula) != 0))
            fail_msg("%s, row %zu: formula %s", cases[i].column, cases[i].row,
                     formula != NULL ? formula : "none");
    }
    assert_false(column(&native, "Thực hiện")->hollow[0]);
    assert_true(column(&native, "Thực hiện")->hollow[2]);
    ct_arena_free(arena);
}

/* Without a projection there are no bands; a target of a year that no calendar has is left out, not made ten
 * thousand rows. */
static void test_series_without(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();
    ct_assessment odd[] = { target(CT_POINT, 9000, 9000, 14, 14) };
    ct_native native;

    make(arena, NULL, 0, false, &native);
    assert_int_equal(native.n_columns, 1);
    assert_int_equal(native.n_rows, 3);
    const ct_chart chart = { .name = "grdp",
                             .title = "GRDP",
                             .subtitle = "",
                             .unit = "%",
                             .source = "",
                             .points = points,
                             .n_points = 2,
                             .assessments = odd,
                             .n_assessments = 1 };
    ct_error err = ct_native_series(arena, &chart, CT_VI, &native);
    assert_true(err.code != CT_OK || native.n_rows == 3); /* the scene may refuse such a year first */
    ct_arena_free(arena);
}

/* Words of documents are text in the part, whatever they hold. */
static void test_xml_hostile(void **state)
{
    (void)state;
    static const char *const columns[] = { "2023", "</c:v><x>" }, *const parts[] = { "\"><script>", "b & c" };
    static const double values[] = { 40.5, 41, 59.5, 59 };
    const ct_stack stack = { columns, 2, parts, 2, values, "<%>" };
    ct_native native;
    ct_buffer xml;

    ct_buffer_init(&xml);
    assert_ct_ok(ct_native_stack(&stack, CT_EN, &native));
    assert_ct_ok(ct_native_xml(&native, "Times \"New\"", &xml));
    const char *text = ct_buffer_string(&xml);
    assert_null(strstr(text, "<script>"));
    assert_null(strstr(text, "<x>"));
    assert_non_null(strstr(text, "&lt;script&gt;"));
    assert_non_null(strstr(text, "b &amp; c"));
    assert_non_null(strstr(text, "<c:v>59.5</c:v>"));
    assert_non_null(strstr(text, "<c:grouping val=\"stacked\"/>"));
    ct_buffer_clear(&xml);
}

static void test_letters_table(void **state)
{
    (void)state;
    static const struct {
        size_t column;
        const char *want;
    } cases[] = { { 0, "A" }, { 1, "B" }, { 25, "Z" }, { 26, "AA" }, { 27, "AB" }, { 52, "BA" } };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[4];
        ct_native_letters(cases[i].column, got);
        assert_string_equal(got, cases[i].want);
    }
}

/* A folder of pieces of markup in the build's temporary place. */
static void write_piece(const char *path, const char *text)
{
    FILE *to = fopen(path, "w");

    assert_non_null(to);
    assert_true(fputs(text, to) >= 0);
    assert_int_equal(fclose(to), 0);
}

static void test_fragment_table(void **state)
{
    (void)state;
    static const struct {
        const char *name, *piece, *want;
        ct_code code;
        long line;
    } cases[] = {
        { "text is escaped", "<a>{{word}}</a>", "<a>&lt;b&gt; &amp; &quot;</a>", CT_OK, 0 },
        { "markup as it is", "{{&word}}{{&word}}", "<b> & \"<b> & \"", CT_OK, 0 },
        { "nothing to fill", "<a/>", "<a/>", CT_OK, 0 },
        { "an unknown word", "<a/>\n{{nothing}}", NULL, CT_EPARSE, 2 },
        { "an open brace", "a\n\n{{word", NULL, CT_EPARSE, 3 },
    };
    const ct_fragment_word words[] = { { "word", "<b> & \"" } };
    char folder[] = "/tmp/chitieu-test-XXXXXX", path[64];

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/piece.xml", folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_arena *arena = ct_arena_new();
        ct_buffer to;
        write_piece(path, cases[i].piece);
        ct_buffer_init(&to);
        ct_error err = ct_fragment_fill(arena, folder, "piece.xml", words, 1, &to);
        if (err.code != cases[i].code || (err.code != CT_OK && err.line != cases[i].line))
            fail_msg("%s: code %d, line %ld (%s)", cases[i].name, err.code, err.line, err.text);
        if (err.code == CT_OK) assert_string_equal(ct_buffer_string(&to), cases[i].want);
        ct_buffer_clear(&to);
        ct_arena_free(arena);
    }
    remove(path);
    remove(folder);
}

/* Widths in proportion, all of the width used, the head repeated, no row split, text escaped. */
static void test_word_table(void **state)
{
    (void)state;
    ct_buffer to;
    ct_word_table table = { .to = &to, .n = 3, .weights = { 1, 2, 4 }, .width = 10000, .size = 18 };
    long sum = 0;

    ct_buffer_init(&to);
    ct_word_table_begin(&table);
    for (size_t i = 0; i < 3; i++) sum += table.widths[i];
    assert_int_equal(sum, 10000);
    assert_int_equal(table.widths[0], 1428);
    ct_word_row(&table, true);
    for (size_t i = 0; i < 3; i++) ct_word_cell(&table, "<w:t>", i == 1 ? "[2]" : NULL);
    ct_word_row_end(&table);
    ct_word_table_end(&table);
    const char *text = ct_buffer_string(&to);
    assert_non_null(strstr(text, "<w:cantSplit/><w:tblHeader/>"));
    assert_non_null(strstr(text, "&lt;w:t&gt;"));
    assert_non_null(strstr(text, "superscript"));
    assert_non_null(strstr(text, "<w:tblLayout w:type=\"fixed\"/>"));
    ct_buffer_clear(&to);
}

/* The page of each office's template; a file that is none names itself. */
static void test_page_table(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        long width, height, left;
        ct_code code;
    } cases[] = {
        { "tests/fixtures/templates/word.docx", 11907, 16840, 1985, CT_OK },
        { "tests/fixtures/templates/libreoffice.docx", 11906, 16838, 1701, CT_OK },
        { "tests/fixtures/templates/python-docx.docx", 12240, 15840, 1800,
          CT_OK }, /* its first section, as pandoc takes it */
        { "tests/test_native.c", 0, 0, 0, CT_EPARSE },
        { "tests/no-such.docx", 0, 0, 0, CT_EIO },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_page page;
        ct_error err = ct_package_page(cases[i].file, &page);
        if (err.code == CT_EUSAGE) skip(); /* built without libzip */
        if (err.code != cases[i].code) fail_msg("%s: code %d (%s)", cases[i].file, err.code, err.text);
        if (err.code != CT_OK) {
            assert_non_null(strstr(err.file, cases[i].file));
            continue;
        }
        if (page.width != cases[i].width || page.height != cases[i].height || page.left != cases[i].left)
            fail_msg("%s: %ld x %ld, left %ld", cases[i].file, page.width, page.height, page.left);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_series_cells_table), cmocka_unit_test(test_series_without),
        cmocka_unit_test(test_xml_hostile),        cmocka_unit_test(test_letters_table),
        cmocka_unit_test(test_fragment_table),     cmocka_unit_test(test_word_table),
        cmocka_unit_test(test_page_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
