/* Extraction as a whole: small documents and the rows a careful reader labels in them (extract_sentences.h).
 * Which numbers are figures, their values, units, qualifiers, order and places must be exact. What they are
 * said of is weighed by models that are fitted anew as labels come: of that so many of a hundred must be
 * right, and all of the plainest sentences. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "core/number.h"
#include "extract/extract.h"
#include "extract_sentences.h"

#define CATALOGUE TEST_SOURCE_FOLDER "/datasets/catalogue"

/* The folder with the weights: the project's own, or the one that the check of the floors names
 * (cli/floors.sh). */
static const char *catalogue_folder(void)
{
    const char *given = getenv("CHITIEU_TEST_CATALOGUE");
    return given != NULL && given[0] != '\0' ? given : CATALOGUE;
}

static ct_catalogue *catalogue;
static ct_extractor *extractor;

static int set_up(void **state)
{
    (void)state;
    ct_error err = ct_catalogue_read(&catalogue, catalogue_folder(), NULL);
    if (err.code == CT_OK) err = ct_extractor_new(&extractor, catalogue, catalogue_folder());
    if (err.code != CT_OK) fprintf(stderr, "%s:%ld: %s\n", err.file, err.line, err.text);
    return err.code == CT_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    ct_extractor_free(extractor);
    ct_catalogue_free(catalogue);
    return 0;
}

static void print_period(char out[80], ct_date from, ct_date to)
{
    char a[CT_DATE_SIZE], b[CT_DATE_SIZE];
    ct_date_print(a, from);
    ct_date_print(b, to);
    snprintf(out, 80, strcmp(a, b) == 0 ? "%s" : "%s..%s", a, b);
}

static void print_row(char out[400], const ct_observation *row)
{
    char low[CT_NUMBER_SIZE], high[CT_NUMBER_SIZE], period[80], base[CT_DATE_SIZE];
    ct_number_table(low, row->value_low);
    ct_number_table(high, row->value_high);
    print_period(period, row->period_start, row->period_end);
    ct_date_print(base, row->base_period);
    snprintf(out, 400, "%s|%s|%s%s%s|%s|%s|%s|%s|%s|%s|%s", row->indicator, row->breakdown, low,
             strcmp(low, high) == 0 ? "" : "..", strcmp(low, high) == 0 ? "" : high, row->unit,
             ct_qualifier_words[row->qualifier], period, ct_aggregation_words[row->aggregation],
             ct_kind_words[row->kind], ct_measure_words[row->measure], base);
}

static void extract(const char *text, size_t n, const char *scope, ct_table **table)
{
    ct_document *document = NULL;
    ct_error err = ct_document_parse(&document, "x.txt", text, n);
    assert_int_equal(err.code, CT_OK);
    err = ct_table_new(table, &ct_observation_schema);
    assert_int_equal(err.code, CT_OK);
    err = ct_extract(extractor, document, scope, *table, NULL, NULL);
    assert_int_equal(err.code, CT_OK);
    ct_document_free(document);
}

/* What was found, whatever is said of it: "14..15 % >=". */
static void print_value(char out[400], const ct_observation *row)
{
    char low[CT_NUMBER_SIZE], high[CT_NUMBER_SIZE];
    ct_number_table(low, row->value_low);
    ct_number_table(high, row->value_high);
    bool range = strcmp(low, high) != 0;
    snprintf(out, 400, "%s%s%s %s %s", low, range ? ".." : "", range ? high : "", row->unit,
             ct_qualifier_words[row->qualifier]);
}

/* The parts of a row as print_row() writes it. */
enum { INDICATOR, BREAKDOWN, VALUE, UNIT, QUALIFIER, PERIOD, AGGREGATION, KIND, MEASURE, BASE, PARTS };

static const char *const part_names[PARTS] = { "indicator", "breakdown",   "value", "unit",    "qualifier",
                                               "period",    "aggregation", "kind",  "measure", "base" };

static void split(char text[400], const char *parts[PARTS])
{
    for (size_t i = 0; i < PARTS; i++) {
        parts[i] = text;
        text = strchr(text, '|');
        if (text == NULL)
            text = strchr(parts[i], '\0');
        else
            *text++ = '\0';
    }
}

/* "-1..-0.8" without its signs: 0.8 and 1. */
static void magnitudes(const char *value, double out[2])
{
    const char *high = strstr(value, "..");
    double a = fabs(strtod(value, NULL)), b = high == NULL ? a : fabs(strtod(high + 2, NULL));
    out[0] = fmin(a, b);
    out[1] = fmax(a, b);
}

/* The sign of a fall, and the 100 that an excess over a plan is added to, come with the measure: where that
 * is another one only the number is fixed. */
static bool same_value(const char *const want[PARTS], const char *const got[PARTS])
{
    double a[2], b[2];
    if (strcmp(want[MEASURE], got[MEASURE]) == 0) return strcmp(want[VALUE], got[VALUE]) == 0;
    magnitudes(want[VALUE], a);
    magnitudes(got[VALUE], b);
    double shift = fabs(fabs(a[0] - b[0]) - 100) < 1e-9 ? b[0] - a[0] : 0;
    return fabs(a[0] + shift - b[0]) < 1e-9 && fabs(a[1] + shift - b[1]) < 1e-9;
}

typedef struct {
    size_t rows, right[PARTS], whole; /* whole: rows with all parts right                    */
    size_t faults;                    /* rows too many or too few, and other numbers or units */
    double sure[2]; /* sums of the confidences of rows not wholly right, and of those that are */
} tally;

static void compare(const char *name, size_t row, const char *want_text, const char *got_text,
                    double confidence, tally *to)
{
    char a[400], b[400];
    const char *want[PARTS], *got[PARTS];
    bool whole = true;
    snprintf(a, sizeof a, "%s", want_text);
    snprintf(b, sizeof b, "%s", got_text);
    split(a, want);
    split(b, got);
    for (size_t i = 0; i < PARTS; i++) {
        bool right = i == VALUE ? same_value(want, got) : strcmp(want[i], got[i]) == 0;
        to->right[i] += right;
        to->faults += !right && i >= VALUE && i <= QUALIFIER;
        whole = whole && right;
    }
    to->rows++;
    to->whole += whole;
    to->sure[whole] += confidence;
    if (!whole) print_message("%s, row %zu\n  want %s\n  got  %s\n", name, row, want_text, got_text);
}

/* Compare a table with the rows expected, one by one in their order. */
static void compare_table(const char *name, const ct_table *table, const char *const *rows, size_t n,
                          tally *to)
{
    char said[400];
    for (size_t i = 0; i < table->n || i < n; i++) {
        if (i < table->n)
            print_row(said, ct_observation_at(table, i));
        else
            strcpy(said, "(nothing)");
        double confidence = i < table->n ? ct_observation_at(table, i)->confidence : 0.5;
        assert_true(confidence > 0 && confidence < 1); /* only a person is wholly sure */
        if (i < n && i < table->n) {
            compare(name, i + 1, rows[i], said, confidence, to);
            continue;
        }
        print_message("%s, row %zu\n  want %s\n  got  %s\n", name, i + 1, i < n ? rows[i] : "(nothing)",
                      said);
        to->faults++;
        to->rows += i < n;
    }
}

static size_t expected_rows(const example *one)
{
    size_t n = 0;
    while (n < MAX_ROWS && one->rows[n] != NULL) n++;
    return n;
}

static void read_group(const example_group *group, tally *to)
{
    for (size_t i = 0; i < group->n; i++) {
        ct_table *table = NULL;
        extract(group->examples[i].text, strlen(group->examples[i].text), "", &table);
        compare_table(group->examples[i].name, table, group->examples[i].rows,
                      expected_rows(&group->examples[i]), to);
        ct_table_free(table);
    }
}

/* How much of what is said of the figures must be right. The floors stand about 0.03 below what the weights
 * of the day reach: they guard against loss, and are raised as the reader gets better. */
static const double floors[PARTS] = {
    [INDICATOR] = 0.94, [BREAKDOWN] = 0.94, [PERIOD] = 0.96, [AGGREGATION] = 0.96,
    [KIND] = 0.92,      [MEASURE] = 0.96,   [BASE] = 0.96
};

static void test_extract_sentences(void **state)
{
    tally all = { .rows = 0 };
    size_t low = 0;
    (void)state;
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) read_group(&sentences[i], &all);
    for (size_t i = 0; i < PARTS; i++) {
        double share = (double)all.right[i] / (double)all.rows;
        print_message("%-12s %zu of %zu right, %.3f\n", part_names[i], all.right[i], all.rows, share);
        if (share < floors[i]) {
            print_error("%s: %.3f right, floor %.2f\n", part_names[i], share, floors[i]);
            low++;
        }
    }
    assert_true(all.rows > 150);
    assert_int_equal(all.faults, 0); /* numbers, units, qualifiers and their order */
    assert_int_equal(low, 0);
    double wrong = all.sure[0] / (double)(all.rows - all.whole), right = all.sure[1] / (double)all.whole;
    print_message("confidence   %.3f where all is right, %.3f elsewhere\n", right, wrong);
    assert_true(all.whole < all.rows && right > wrong + 0.05);
}

/* What nobody could read otherwise must be read so. */
static void test_extract_plainest(void **state)
{
    const example_group group = GROUP(plainest);
    tally all = { .rows = 0 };
    (void)state;
    read_group(&group, &all);
    assert_int_equal(all.faults, 0);
    assert_int_equal(all.whole, all.rows);
}

/* Numbers that are no figures of their own, and figures without a unit of their own. */
static void test_extract_counts(void **state)
{
    size_t wrong = 0;
    char said[400];
    (void)state;
    for (size_t g = 0; g < sizeof counts / sizeof *counts; g++)
        for (size_t e = 0; e < counts[g].n; e++) {
            const example *one = &counts[g].examples[e];
            size_t n = expected_rows(one);
            ct_table *table = NULL;
            extract(one->text, strlen(one->text), "", &table);
            for (size_t i = 0; i < table->n || i < n; i++) {
                const char *want = i < n ? one->rows[i] : "(nothing)";
                snprintf(said, sizeof said, "(nothing)");
                if (i < table->n) print_value(said, ct_observation_at(table, i));
                if (strcmp(said, want) != 0)
                    print_error("%s, row %zu\n  want %s\n  got  %s\n", one->name, i + 1, want, said);
                wrong += strcmp(said, want) != 0;
            }
            ct_table_free(table);
        }
    assert_int_equal(wrong, 0);
}

/* The same text in NFD, and with the other spelling of "tỷ", gives the same rows. */
static void test_extract_nfd(void **state)
{
    static const char nfd[] =
        "Ti\xCC\x89 le\xCC\xA3\xCC\x82 ho\xCC\xA3\xCC\x82 nghe\xCC\x80o na\xCC\x86m 2022 co\xCC\x80n 7,05%.\n"
        "Ti\xCC\x89 le\xCC\xA3\xCC\x82 ho\xCC\xA3\xCC\x82 nghe\xCC\x80o na\xCC\x86m 2021 co\xCC\x80n 8%.\n";
    ct_table *table = NULL;
    (void)state;
    extract(nfd, sizeof nfd - 1, "tỉnh Bắc Giang", &table);
    assert_int_equal(table->n, 2);
    const ct_observation *row = ct_observation_at(table, 0);
    assert_string_equal(row->indicator, "poverty_rate");
    assert_string_equal(row->scope, "tỉnh Bắc Giang");
    assert_int_equal(row->period_end.year, 2022);
    assert_non_null(strstr(row->quote, "7,05%"));
    ct_table_free(table);
}

static void test_extract_places(void **state)
{
    static const char text[] = PLAN "Đến năm 2025, tỷ lệ hộ nghèo còn\n1,0%.\n";
    ct_table *table = NULL;
    (void)state;
    extract(text, sizeof text - 1, "", &table);
    assert_int_equal(table->n, 1);
    const ct_observation *row = ct_observation_at(table, 0);
    assert_int_equal(row->line_start, 5);
    assert_int_equal(row->line_end, 5);
    assert_string_equal(row->document, "x.txt");
    assert_string_equal(row->scope, "tỉnh Bắc Giang");
    assert_string_equal(row->name, "Tỷ lệ hộ nghèo");
    assert_string_equal(row->quote, "năm 2025, tỷ lệ hộ nghèo còn 1,0%.");
    assert_true(row->confidence > 0 && row->confidence < 1);
    ct_table_free(table);
}

/* Whose figure it is, is weighed too. */
#define SCOPE_FLOOR 0.65

static void test_extract_scopes(void **state)
{
    static const struct {
        const char *text, *scopes[4];
    } cases[] = {
        { "Huyện Việt Yên thu ngân sách đạt 20 tỷ đồng; toàn tỉnh đạt 90 tỷ đồng.\n",
          { "huyện Việt Yên", "tỉnh Bắc Giang" } },
        { "Tỷ lệ hộ nghèo của TP Bắc Giang còn 0,5%.\n", { "thành phố Bắc Giang" } },
        { "Hết năm giải quyết được 500 lao động của huyện Việt Yên.\n", { "huyện Việt Yên" } },
        { "Hết năm giải quyết được 500 lao động tại huyện Việt Yên, huyện Lục Nam.\n", { "tỉnh Bắc Giang" } },
        { "Tỷ lệ hộ nghèo của tỉnh Bắc Giang còn 3%.\n", { "tỉnh Bắc Giang" } },
        { "Tỷ lệ hộ nghèo của tỉnh Hà Giang còn 3%.\n", { "tỉnh Hà Giang" } },
        { "Tỷ lệ hộ nghèo huyện Lục Ngạn còn 5%, thị xã Chũ còn 4%.\n", { "huyện Lục Ngạn", "thị xã Chũ" } },
        { "Tỷ lệ hộ nghèo các huyện: Lục Ngạn, Sơn Động còn 5%.\n", { "tỉnh Bắc Giang" } },
        { "Tỷ lệ hộ nghèo huyện Lục Ngạn và Sơn Động còn 5%.\n", { "tỉnh Bắc Giang" } },
        { "Toàn tỉnh có thêm 03 huyện đạt chuẩn nông thôn mới.\n", { "tỉnh Bắc Giang" } },
        { "Tỷ lệ hộ nghèo các xã đặc biệt khó khăn còn 9%.\n", { "tỉnh Bắc Giang" } },
        { "Tốc độ tăng trưởng kinh tế đứng thứ 2 cả nước, đạt 13%.\n",
          { "tỉnh Bắc Giang", "tỉnh Bắc Giang" } },
        { "Tỷ lệ hộ nghèo bình quân cả nước là 4%.\n", { "cả nước" } },
        { "Cả nước có tỷ lệ hộ nghèo 4%.\n", { "cả nước" } },
        { "1. Huyện Việt Yên\n\nTỷ lệ hộ nghèo còn 2%.\n\n2. Huyện Lục Nam\n\nTỷ lệ hộ nghèo còn 3%. Tỷ lệ hộ nghèo trong tỉnh còn 4%.\n",
          { "huyện Việt Yên", "huyện Lục Nam", "tỉnh Bắc Giang" } },
        { "Ty lé hd nghéo huyén Viét Yén con 2%; ty 1é hd nghéo cua thanh phd Béc Giang con 1%.\n",
          { "huyện Viét Yén", "thành phố Bắc Giang" } },
        { "Đồng chí Trương Hòa Bình dự. Tỷ lệ hộ nghèo còn 2%.\n", { "tỉnh Bắc Giang" } },
    };
    size_t right = 0, all = 0, faults = 0;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[600];
        ct_table *table = NULL;
        snprintf(text, sizeof text, "%s%s", REPORT, cases[i].text);
        extract(text, strlen(text), "", &table);
        for (size_t k = 0; k < 4 && (k < table->n || cases[i].scopes[k] != NULL); k++) {
            const char *want = cases[i].scopes[k] == NULL ? "(nothing)" : cases[i].scopes[k];
            const char *got = k < table->n ? ct_observation_at(table, k)->scope : "(nothing)";
            if (strcmp(want, got) != 0)
                print_message("%s  figure %zu: want %s, got %s\n", cases[i].text, k + 1, want, got);
            right += strcmp(want, got) == 0;
            faults += cases[i].scopes[k] == NULL || k >= table->n;
            all++;
        }
        ct_table_free(table);
    }
    print_message("scope        %zu of %zu right\n", right, all);
    assert_int_equal(faults, 0);
    assert_true((double)right >= SCOPE_FLOOR * (double)all);
}

static void test_extract_scope_without_title(void **state)
{
    static const struct {
        const char *text, *scope;
    } cases[] = {
        { "Phó Thủ tướng Trương Hòa Bình cho biết tỷ lệ hộ nghèo còn 2%.\n", "" },
        { "Tỷ lệ hộ nghèo của tỉnh Hòa Bình còn 2%.\n", "tỉnh Hòa Bình" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *table = NULL;
        extract(cases[i].text, strlen(cases[i].text), "", &table);
        assert_int_equal(table->n, 1);
        assert_string_equal(ct_observation_at(table, 0)->scope, cases[i].scope);
        ct_table_free(table);
    }
}

static void test_extract_nothing(void **state)
{
    ct_table *table = NULL;
    (void)state;
    extract("x\n", 2, "", &table);
    assert_int_equal(table->n, 0);
    ct_table_free(table);
}

/* A table drawn with pipes: kind and year by column, unit by its own column, parts under their indicator. */
enum { NEARLY = 1 /* rows of such a document that may have a weighed part wrong */ };

static void test_extract_table(void **state)
{
    static const char *const want[] = {
        "grdp_growth||8.1|%|=|2022|point|actual|growth|2021",
        "grdp_growth||13.5|%|=|2023|point|estimate|growth|2022",
        "grdp_growth||14|%|=|2024|point|target|growth|2023",
        "grdp_per_capita||3300|USD|=|2022|point|actual|level|",
        "grdp_per_capita||3600|USD|=|2023|point|estimate|level|",
        "grdp_per_capita||4000|USD|>=|2024|point|target|level|",
        "economic_structure|dịch vụ|21.5|%|=|2022|point|actual|share|",
        "economic_structure|dịch vụ|22|%|=|2023|point|estimate|share|",
        "economic_structure|dịch vụ|22.4|%|=|2024|point|target|share|",
    };
    static const char text[] =
        "BIỂU CHỈ TIÊU KINH TẾ - XÃ HỘI TỈNH BẮC GIANG\n\n"
        "| TT | Chỉ tiêu | Đơn vị | TH 2022 | Ước TH 2023 | KH 2024 |\n|---|---|---|---|---|---|\n"
        "| 1 | Tốc độ tăng trưởng GRDP | % | 8,1 | 13,5 | 14 |\n"
        "| 2 | GRDP bình quân đầu người | USD | 3.300 | 3.600 | ≥4.000 |\n"
        "| 3 | Cơ cấu kinh tế | % | | | |\n| | - Dịch vụ | % | 21,5 | 22 | 22,4 |\n";
    tally found = { .rows = 0 };
    ct_table *table = NULL;
    (void)state;
    extract(text, sizeof text - 1, "", &table);
    compare_table("a table", table, want, sizeof want / sizeof *want, &found);
    ct_table_free(table);
    assert_int_equal(found.faults, 0);
    assert_true(found.whole + NEARLY >= found.rows);
}

/* A footnote is read with the setting of its document and does not disturb the paragraph that goes on after
 * it. */
static void test_extract_note(void **state)
{
    static const char *const want[] = {
        "poverty_rate||7.05|%|=|2022|point|actual|level|",
        "tourist_arrivals||1.6|triệu lượt khách|>|2021|point|actual|level|",
        "trained_labour_rate||72|%|=|2022|point|actual|level|",
    };
    static const struct {
        const char *text;
        ct_line_kind kind;
    } told[] = {
        { "BÁO CÁO KINH TẾ - XÃ HỘI TỈNH PHÚ YÊN NĂM 2022", CT_LINE_PARAGRAPH },
        { "Tỷ lệ hộ nghèo còn 7,05%.", CT_LINE_PARAGRAPH },
        { "Năm 2021 đón trên 1,6 triệu lượt khách.", CT_LINE_NOTE },
        { "Tỷ lệ lao động qua đào tạo đạt 72%.", CT_LINE_PARAGRAPH },
    };
    enum { LINES = sizeof told / sizeof *told };
    ct_line lines[LINES];
    tally found = { .rows = 0 };
    ct_table *table = NULL;
    (void)state;
    for (size_t i = 0; i < LINES; i++)
        lines[i] = (ct_line){
            .text = told[i].text, .len = strlen(told[i].text), .number = (long)i + 1, .kind = told[i].kind
        };
    ct_document document = {
        .path = "bc.docx", .name = "bc.docx", .format = CT_FORMAT_DOCX, .lines = lines, .n_lines = LINES
    };
    assert_int_equal(ct_table_new(&table, &ct_observation_schema).code, CT_OK);
    assert_int_equal(ct_extract(extractor, &document, "", table, NULL, NULL).code, CT_OK);
    compare_table(document.name, table, want, sizeof want / sizeof *want, &found);
    ct_table_free(table);
    assert_int_equal(found.faults, 0);
    assert_true(found.whole + NEARLY >= found.rows);
}

/* Faults of the extractor's own data name the file and the line. */
static void test_extractor_faults(void **state)
{
    static const struct {
        const char *name, *folder, *file;
        ct_code code;
        long line;
    } cases[] = {
        { "no folder", TEST_SOURCE_FOLDER "/tests/fixtures/extract/none", "confusions.csv", CT_EIO, 0 },
        { "a class that is not one", TEST_SOURCE_FOLDER "/tests/fixtures/extract/cue-unknown-class",
          "cues.csv", CT_EPARSE, 3 },
        { "a value that is not one", TEST_SOURCE_FOLDER "/tests/fixtures/extract/cue-unknown-value",
          "cues.csv", CT_EPARSE, 2 },
        { "a cost that is no number", TEST_SOURCE_FOLDER "/tests/fixtures/extract/confusion-cost",
          "confusions.csv", CT_EPARSE, 2 },
        { "an unknown indicator", TEST_SOURCE_FOLDER "/tests/fixtures/extract/wording-unknown-id",
          "wordings.csv", CT_EPARSE, 2 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_extractor *made = NULL;
        ct_error err = ct_extractor_new(&made, catalogue, cases[i].folder);
        if (err.code != cases[i].code || (cases[i].line != 0 && err.line != cases[i].line) ||
            strstr(err.file, cases[i].file) == NULL)
            fail_msg("%s: code %d, %s:%ld: %s", cases[i].name, err.code, err.file, err.line, err.text);
        assert_null(made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_extract_sentences),
        cmocka_unit_test(test_extract_plainest),
        cmocka_unit_test(test_extract_counts),
        cmocka_unit_test(test_extract_nfd),
        cmocka_unit_test(test_extract_places),
        cmocka_unit_test(test_extract_scopes),
        cmocka_unit_test(test_extract_scope_without_title),
        cmocka_unit_test(test_extract_nothing),
        cmocka_unit_test(test_extract_table),
        cmocka_unit_test(test_extract_note),
        cmocka_unit_test(test_extractor_faults),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
