#include "cmocka_all.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "report/content.h"
#include "report/escape.h"
#include "report/report.h"
#include "with_phrases.h"

static const char HOSTILE[] =
    "</td><script>alert('x')</script> & \"y\" | `z` *b* _i_ # [l](m) <!-- $x$ @c ^s ~t \xE2\x80\xAE\xff\x01\x1b[0m\r\n# tiêu đề\n- mục";

static ct_arena *page_parts;
static const char *page_style, *page_script; /* as they are installed */

typedef struct {
    ct_table *observations, *points, *targets, *projections, *assessments, *findings;
    ct_chart chart;
    ct_report report;
    const char *svgs[1];
} sample;

static void begin(sample *s, ct_lang lang)
{
    memset(s, 0, sizeof *s);
    assert_ct_ok(ct_table_new(&s->observations, &ct_observation_schema));
    assert_ct_ok(ct_table_new(&s->points, &ct_series_schema));
    assert_ct_ok(ct_table_new(&s->targets, &ct_target_schema));
    assert_ct_ok(ct_table_new(&s->projections, &ct_projection_schema));
    assert_ct_ok(ct_table_new(&s->assessments, &ct_assessment_schema));
    assert_ct_ok(ct_table_new(&s->findings, &ct_finding_schema));
    s->report = (ct_report){ .title = "Báo cáo giữa kỳ",
                             .scope = "tỉnh Bắc Giang",
                             .plan_start = 2021,
                             .plan_end = 2025,
                             .lang = lang,
                             .observations = s->observations,
                             .points = s->points,
                             .targets = s->targets,
                             .projections = s->projections,
                             .assessments = s->assessments,
                             .findings = s->findings,
                             .phrases = phrases,
                             .chart_folder = "charts",
                             .style = page_style,
                             .script = page_script };
}

static void end(sample *s)
{
    ct_table *const all[] = { s->observations, s->points,      s->targets,
                              s->projections,  s->assessments, s->findings };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) ct_table_free(all[i]);
}

static void add_point(sample *s, const char *words, long year, double value, int status)
{
    ct_point *row = ct_table_add(s->points);

    assert_non_null(row);
    *row = (ct_point){ "poverty_rate", words,  "tỉnh Bắc Giang", "", "%", CT_SHARE, year,
                       value,          status, "bao-cao.txt:31" };
}

static ct_assessment *add_assessment(sample *s, const char *words, long end_year)
{
    ct_assessment *row = ct_table_add(s->assessments);

    assert_non_null(row);
    *row = (ct_assessment){ .indicator = "poverty_rate",
                            .name = words,
                            .scope = "tỉnh Bắc Giang",
                            .breakdown = "",
                            .unit = "%",
                            .direction = CT_DOWN,
                            .measure = CT_MEASURE_LEVEL,
                            .aggregation = CT_POINT,
                            .qualifier = CT_LE,
                            .target_low = 1.05,
                            .target_high = 1.05,
                            .period_start = end_year,
                            .period_end = end_year,
                            .base_year = 2020,
                            .base_value = 3.14,
                            .latest_year = 2023,
                            .latest_value = 2.63,
                            .latest_status = CT_STATUS_ESTIMATE + 1,
                            .achieved = 2.63,
                            .share_done = NAN,
                            .share_expected = NAN,
                            .rate_observed = NAN,
                            .rate_planned = NAN,
                            .rate_required = -36.8,
                            .step_observed = NAN,
                            .step_planned = NAN,
                            .step_required = -0.79,
                            .required_high = NAN,
                            .gap_now = -1.58,
                            .gap_now_percent = NAN,
                            .projected = 2.2468,
                            .projected_lo80 = 1.2361,
                            .projected_hi80 = 4.0312,
                            .gap_projected = -1.1968,
                            .gap_projected_percent = NAN,
                            .probability = 0.0642,
                            .verdict = CT_VERDICT_MISSED,
                            .reason = CT_REASON_DONE,
                            .method = "auto",
                            .source = "nghi-quyet.docx:12; ke-hoach.pdf:7",
                            .series_source = "bao-cao.txt:31" };
    return row;
}

static void add_observation(sample *s, const char *document, long page, long line, const char *quote)
{
    ct_observation *row = ct_table_add(s->observations);

    assert_non_null(row);
    row->document = document;
    row->page = page;
    row->line_start = row->line_end = line;
    row->quote = quote;
    row->indicator = "poverty_rate";
}

static void add_finding(sample *s, int severity, const char *text)
{
    ct_finding *row = ct_table_add(s->findings);

    assert_non_null(row);
    row->rule = "structure-sum";
    row->severity = severity;
    row->text_vi = row->text_en = text;
    row->source = "a.txt:1";
    row->other_source = "b.txt:2";
}

static const char SVG[] =
    "<?xml version=\"1.0\"?>\n<svg width=\"8\" height=\"8\" viewBox=\"0 0 8 8\" xmlns=\"http://www.w3.org/2000/svg\" "
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\"><title>x</title><desc>g</desc><g id=\"gnuplot_canvas\"><path id='gpPt0'/>"
    "<use xlink:href='#gpPt0'/></g></svg>\n";

/* `words` stands wherever a document's text can stand. */
static void fill(sample *s, const char *words)
{
    ct_projection *row;

    add_point(s, words, 2021, 4.55, CT_STATUS_ACTUAL);
    add_point(s, words, 2022, 3.68, CT_STATUS_ACTUAL);
    add_point(s, words, 2023, 2.63, CT_STATUS_ESTIMATE);
    row = ct_table_add(s->projections);
    assert_non_null(row);
    *row = (ct_projection){ "poverty_rate", "tỉnh Bắc Giang", "",  "%", 2025,   2.2468,
                            1.2361,         4.0312,           0.8, 5.9, "auto", CT_METHOD_ASKED };
    add_assessment(s, words, 2025);
    add_observation(s, "nghi-quyet.docx", 4, 12, words);
    add_observation(s, "bao-cao.txt", 0, 31, "hộ nghèo còn 2,63%");
    add_finding(s, CT_SEVERITY_NOTE, words);
    add_finding(s, CT_SEVERITY_ERROR, words);
    s->chart = (ct_chart){ .name = "poverty_rate",
                           .title = words,
                           .subtitle = words,
                           .unit = "%",
                           .source = words,
                           .points = ct_table_row(s->points, 0),
                           .n_points = 3,
                           .projections = row,
                           .n_projections = 1,
                           .assessments = ct_table_row(s->assessments, 0),
                           .n_assessments = 1 };
    s->svgs[0] = SVG;
    s->report.charts = &s->chart;
    s->report.n_charts = 1;
    s->report.svgs = s->svgs;
}

/* ---- escaping ---- */

static void test_markdown_text_table(void **state)
{
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        { "plain", "Tỷ lệ hộ nghèo 14,5%", "Tỷ lệ hộ nghèo 14,5%" },
        { "table and code", "a|b `c`", "a\\|b \\`c\\`" },
        { "emphasis", "*a* _b_ ~c~", "\\*a\\* \\_b\\_ \\~c\\~" },
        { "links and tags", "[a](b) <i> &amp; !", "\\[a\\](b) \\<i\\> \\&amp; \\!" },
        { "lines become one", "a\n# b\r\n\r\n- c", "a \\# b - c" },
        { "a list", "- a", "\\- a" },
        { "a numbered list", "12. a", "12\\. a" },
        { "a grouped number", "5.500 USD", "5.500 USD" },
        { "backslash", "a\\b", "a\\\\b" },
        { "mathematics and citations", "$x$ @y ^z", "\\$x\\$ \\@y \\^z" },
        { "controls", "\x1b[0m\x07", "\\[0m" },
        { "not UTF-8", "\xff", "\xEF\xBF\xBD" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_buffer got;
        ct_buffer_init(&got);
        ct_markdown_text(&got, cases[i].text);
        if (strcmp(ct_buffer_string(&got), cases[i].want) != 0)
            fail_msg("%s: got %s, want %s", cases[i].name, ct_buffer_string(&got), cases[i].want);
        ct_buffer_clear(&got);
    }
}

/* ---- cells ---- */

static void check_cell(const ct_assessment *row, ct_lang lang, ct_cell cell, const char *want)
{
    ct_arena *arena = ct_arena_new();
    ct_report report = { .title = "", .scope = "tỉnh Bắc Giang", .lang = lang, .phrases = phrases };
    const char *cells[CT_N_CELLS];

    assert_non_null(arena);
    assert_ct_ok(ct_target_cells(arena, &report, row, cells));
    if (strcmp(cells[cell], want) != 0)
        fail_msg("%s: got '%s', want '%s'",
                 ct_cell_heading(cell, &(ct_report){ .phrases = phrases, .lang = CT_EN }), cells[cell], want);
    ct_arena_free(arena);
}

static void test_target_cells_table(void **state)
{
    sample s;

    (void)state;
    begin(&s, CT_VI);
    ct_assessment poverty = *add_assessment(&s, "Tỷ lệ hộ nghèo", 2025);
    check_cell(&poverty, CT_VI, CT_CELL_TARGET, "≤ 1,05");
    check_cell(&poverty, CT_VI, CT_CELL_BASE, "3,14 (2020)");
    check_cell(&poverty, CT_VI, CT_CELL_LATEST, "2,63 (2023, ước)");
    check_cell(&poverty, CT_VI, CT_CELL_ACHIEVED, "–");
    check_cell(&poverty, CT_VI, CT_CELL_VERSUS, "cao hơn mục tiêu 1,58 điểm %");
    check_cell(&poverty, CT_VI, CT_CELL_REQUIRED, "giảm 0,79 điểm %/năm");
    check_cell(&poverty, CT_VI, CT_CELL_PROJECTED, "2,25 (1,24–4,03)");
    check_cell(&poverty, CT_EN, CT_CELL_PROBABILITY, "6%");
    check_cell(&poverty, CT_EN, CT_CELL_VERDICT, "Not met");

    ct_assessment growth = poverty;
    growth.measure = CT_MEASURE_GROWTH;
    growth.aggregation = CT_ANNUAL_AVERAGE;
    growth.direction = CT_UP;
    growth.qualifier = CT_EQ;
    growth.period_start = 2021;
    growth.target_low = 14;
    growth.target_high = 15;
    growth.achieved = 13.41109043; /* gap-methods V1 */
    growth.rate_required = 14.88910312;
    growth.required_high = 17.42520085;
    growth.gap_now = -0.58890957;
    growth.probability = 0.995;
    check_cell(&growth, CT_VI, CT_CELL_TARGET, "14–15 bình quân năm, 2021–2025");
    check_cell(&growth, CT_VI, CT_CELL_ACHIEVED, "13,4");
    check_cell(&growth, CT_VI, CT_CELL_VERSUS, "thiếu 0,59 điểm %");
    check_cell(&growth, CT_VI, CT_CELL_REQUIRED, "14,9–17,4%/năm");
    check_cell(&growth, CT_EN, CT_CELL_REQUIRED, "14.9–17.4% a year");
    check_cell(&growth, CT_VI, CT_CELL_PROBABILITY, "> 99%");

    ct_assessment amount = poverty;
    amount.direction = CT_UP;
    amount.unit = "tỷ đồng";
    amount.gap_now = -8924;
    amount.gap_now_percent = -16.83774;
    amount.rate_required = 9.6667;
    check_cell(&amount, CT_VI, CT_CELL_VERSUS, "83,2%");
    check_cell(&amount, CT_VI, CT_CELL_REQUIRED, "tăng 9,67%/năm");
    check_cell(&amount, CT_EN, CT_CELL_UNIT, "billion VND");
    amount.step_required = amount.rate_required = 0;
    check_cell(&amount, CT_VI, CT_CELL_REQUIRED, "giữ vững");
    amount.latest_year = 2025;
    check_cell(&amount, CT_VI, CT_CELL_REQUIRED, "–");

    ct_assessment none = { .name = "x",
                           .scope = "cả nước",
                           .breakdown = "nông thôn",
                           .unit = "%",
                           .target_low = NAN,
                           .target_high = NAN,
                           .base_value = NAN,
                           .latest_value = NAN,
                           .achieved = NAN,
                           .gap_now = NAN,
                           .projected = NAN,
                           .probability = NAN,
                           .rate_required = NAN,
                           .step_required = NAN,
                           .verdict = CT_VERDICT_NO_DATA,
                           .reason = CT_REASON_NO_SERIES,
                           .indicator = "",
                           .source = "",
                           .series_source = "" };
    check_cell(&none, CT_VI, CT_CELL_NAME, "x: nông thôn (cả nước)");
    for (ct_cell cell = CT_CELL_TARGET; cell < CT_CELL_VERDICT; cell++) check_cell(&none, CT_VI, cell, "–");
    check_cell(&none, CT_VI, CT_CELL_VERDICT, "Chưa đủ dữ liệu (chưa có số liệu)");
    end(&s);
}

/* ---- Markdown ---- */

static void markdown(sample *s, ct_buffer *text)
{
    ct_buffer_init(text);
    assert_ct_ok(ct_report_markdown(&s->report, text));
}

static void must_hold(const ct_buffer *text, const char *part)
{
    if (strstr(ct_buffer_string(text), part) == NULL)
        fail_msg("no '%s' in:\n%s", part, ct_buffer_string(text));
}

static void test_markdown_holds_the_tables(void **state)
{
    sample s;
    ct_buffer text, again;

    (void)state;
    begin(&s, CT_VI);
    fill(&s, "Tỷ lệ hộ nghèo");
    markdown(&s, &text);
    must_hold(&text, "# Báo cáo giữa kỳ\n\n**tỉnh Bắc Giang – kế hoạch 2021–2025**\n");
    must_hold(
        &text,
        "## Bối cảnh và kết quả chung\n\nTrong 1 chỉ tiêu đến năm 2025: 1 không đạt.\n\nChỉ tiêu cần tập trung nhất: tỷ lệ hộ nghèo (bình quân mỗi năm "
        "2024–2025 phải giảm 0,79 điểm phần trăm).\n\nBáo cáo đánh giá việc thực hiện các chỉ tiêu; số liệu thực hiện đến năm 2023.");
    must_hold(
        &text,
        "- Tỷ lệ hộ nghèo: mục tiêu năm 2025 (không quá 1,05%); năm 2023 là 2,63%; bình quân mỗi năm 2024–2025 phải giảm 0,79 điểm phần trăm; khả năng đạt 6%.");
    must_hold(&text, "### Mục tiêu đến năm 2025 (cuối kỳ kế hoạch 2021–2025)");
    must_hold(
        &text,
        "| 1 | Tỷ lệ hộ nghèo | % | ≤ 1,05 | 3,14 (2020) | 2,63 (2023, ước) | – | cao hơn mục tiêu 1,58 điểm % | giảm 0,79 "
        "điểm %/năm | 2,25 (1,24–4,03) | 6% | "
        "Không hoàn thành |\n");
    must_hold(&text, "![Tỷ lệ hộ nghèo](<charts/poverty_rate.svg>)");
    must_hold(
        &text,
        "Năm 2023, tỷ lệ hộ nghèo ước là 2,63%, giảm 1,05 điểm phần trăm so với năm 2022. Để đạt mục tiêu năm 2025 (không quá 1,05%), bình quân mỗi năm "
        "2024–2025 phải giảm 0,79 điểm phần trăm. Theo xu hướng của chuỗi số liệu, năm 2025 khoảng 2,25% (khoảng 80%: 1,24% đến 4,03%); không hoàn thành (khả năng "
        "đạt 6%). \\[4, 1\\]\n");
    must_hold(&text, "| 2023 | 2,63 | ước thực hiện | bao-cao.txt:31 |\n| 2022 | 3,68 | chính thức |");
    must_hold(
        &text,
        "| Lỗi | Tỷ lệ hộ nghèo | a.txt:1; b.txt:2 |\n| Lưu ý |"); /* errors first, though listed last */
    must_hold(&text, "| nghi-quyet.docx | 4 | 12 | Tỷ lệ hộ nghèo |");
    must_hold(&text, "| ke-hoach.pdf | – | 7 | – |");
    must_hold(&text, "| bao-cao.txt | – | 31 | hộ nghèo còn 2,63% |");
    markdown(&s, &again);
    assert_string_equal(ct_buffer_string(&text), ct_buffer_string(&again));
    ct_buffer_clear(&text);
    ct_buffer_clear(&again);
    end(&s);
}

static void test_markdown_english(void **state)
{
    sample s;
    ct_buffer text;

    (void)state;
    begin(&s, CT_EN);
    fill(&s, "Poverty rate");
    markdown(&s, &text);
    must_hold(
        &text,
        "| 1 | Poverty rate | % | ≤ 1.05 | 3.14 (2020) | 2.63 (2023, estimate) | – | above the target by 1.58 pp | down 0.79 "
        "pp a year | 2.25 (1.24–4.03) | 6% | "
        "Not met |\n");
    must_hold(&text, "In 2023, poverty rate is estimated at 2.63%, down 1.05 percentage points from 2022.");
    ct_buffer_clear(&text);
    end(&s);
}

/* The plan's end first, then by year, without a year last. */
static void test_markdown_groups_order(void **state)
{
    static const long years[] = { 2030, 0, 2023, 2025, 2023 };
    static const char *const want[] = { "năm 2025 (cuối kỳ", "năm 2023\n", "năm 2030\n", "không nêu năm" };
    sample s;
    ct_buffer text;
    const char *at;

    (void)state;
    begin(&s, CT_VI);
    for (size_t i = 0; i < 5; i++) add_assessment(&s, "Tên", years[i]);
    markdown(&s, &text);
    at = ct_buffer_string(&text);
    for (size_t i = 0; i < 4; i++) {
        at = strstr(at, want[i]);
        if (at == NULL) fail_msg("'%s' is missing or out of order", want[i]);
    }
    ct_buffer_clear(&text);
    end(&s);
}

static void test_markdown_caps_findings(void **state)
{
    sample s;
    ct_buffer text;

    (void)state;
    begin(&s, CT_VI);
    for (int i = 0; i < 23; i++) add_finding(&s, CT_SEVERITY_WARNING, "mâu thuẫn");
    markdown(&s, &text);
    must_hold(&text, "Các điểm khác ở trang Soát xét của báo cáo Excel.");
    ct_buffer_clear(&text);
    end(&s);
}

/* No cell, heading or link of hostile text may break a line of its table or begin markup. */
static void test_markdown_hostile(void **state)
{
    sample s;
    ct_buffer text;
    const char *line;
    size_t bars = 0, rows = 0;

    (void)state;
    begin(&s, CT_VI);
    fill(&s, HOSTILE);
    markdown(&s, &text);
    assert_null(strstr(ct_buffer_string(&text), "\n# tiêu đề"));
    assert_null(strchr(ct_buffer_string(&text), '\x1b'));
    for (const char *at = ct_buffer_string(&text); (at = strchr(at, '<')) != NULL; at++)
        if (at[-1] != '\\' && at[-1] != '(')
            fail_msg("markup at: %.40s", at); /* only the charts' addresses stand in <> */
    assert_null(strstr(ct_buffer_string(&text), "\xE2\x80\xAE"));
    for (line = ct_buffer_string(&text); *line != '\0'; line += strcspn(line, "\n") + 1) {
        size_t n = 0;
        for (const char *c = line; *c != '\n' && *c != '\0'; c++)
            n += *c == '|' && (c == line || c[-1] != '\\');
        if (strncmp(line, "| STT", 5) == 0 && bars == 0)
            bars = n; /* the first such table is that of the targets */
        if (strncmp(line, "| 1 | ", 6) == 0 && bars > 0 && rows++ == 0) assert_int_equal(n, bars);
        if (line[strcspn(line, "\n")] == '\0') break;
    }
    assert_int_equal(bars, 13);
    assert_true(rows > 0);
    ct_buffer_clear(&text);
    end(&s);
}

/* ---- HTML ---- */

/* A small judge of well-formed XML: tags balance, attributes are quoted, no bare '&' or '<', no control
 * character, ids once each, links to ids there. */
typedef struct {
    const char *name;
    size_t n;
} tag;
enum { MOST_OPEN = 64, MOST_IDS = 512 };

static void check_reference(const char *at)
{
    static const char *const known[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&#39;" };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strncmp(at, known[i], strlen(known[i])) == 0) return;
    fail_msg("a bare '&' at: %.60s", at);
}

static const char *check_attributes(const char *at, char ids[][64], size_t *n_ids)
{
    for (;;) {
        at += strspn(at, " \t\r\n");
        if (*at == '>' || *at == '/') return at;
        const char *name = at;
        size_t n = strcspn(at, "= \t\r\n>/");
        at += n;
        if (*at != '=') fail_msg("an attribute without a value at: %.60s", name);
        char quote = *++at;
        if (quote != '"' && quote != '\'') fail_msg("an attribute without quotes at: %.60s", name);
        const char *value = ++at;
        for (; *at != quote; at++) {
            if (*at == '\0' || *at == '<') fail_msg("an attribute that does not end at: %.60s", name);
            if (*at == '&') check_reference(at);
        }
        if (n > 2 && strncmp(name, "on", 2) == 0) fail_msg("an attribute that acts: %.60s", name);
        if (n == 2 && strncmp(name, "id", 2) == 0) {
            assert_true(*n_ids < MOST_IDS);
            snprintf(ids[*n_ids], sizeof ids[0], "%.*s", (int)(at - value), value);
            for (size_t i = 0; i < *n_ids; i++)
                if (strcmp(ids[i], ids[*n_ids]) == 0) fail_msg("the id %s stands twice", ids[i]);
            ++*n_ids;
        }
        at++;
    }
}

/* The page's own script and no other; returns where it ends. */
static const char *check_script(const char *at, size_t *scripts)
{
    static const char open[] = ">//<![CDATA[\n", close[] = "//]]></script>";

    if (strncmp(at, open, sizeof open - 1) != 0 || ++*scripts > 1)
        fail_msg("a script that is not the page's own: %.60s", at);
    at += sizeof open - 1;
    if (strncmp(at, page_script, strlen(page_script)) != 0)
        fail_msg("a script that is not the page's own: %.60s", at);
    at += strlen(page_script);
    if (strncmp(at, close, sizeof close - 1) != 0) fail_msg("a script that does not end: %.60s", at);
    return at + sizeof close - 1;
}

static void check_html(const char *html)
{
    static char ids[MOST_IDS][64];
    tag open[MOST_OPEN];
    size_t depth = 0, n_ids = 0, scripts = 0;
    const char *at = html;

    assert_int_equal(strncmp(at, "<!DOCTYPE html>", 15), 0);
    for (at += 15; *at != '\0';) {
        if (((unsigned char)*at < 0x20 && strchr("\t\r\n", *at) == NULL)) fail_msg("a control character");
        if (*at == '&') check_reference(at);
        if (*at++ != '<') continue;
        bool closing = *at == '/';
        if (closing) at++;
        const char *name = at;
        size_t n = strcspn(at, " \t\r\n>/");
        if (n == 0 || n > 20) fail_msg("no tag at: %.60s", name);
        if (n == 6 && strncmp(name, "script", 6) == 0 && !closing) at = check_script(name + n, &scripts);
        if (n == 6 && strncmp(name, "script", 6) == 0 && !closing) continue;
        at = check_attributes(at + n, ids, &n_ids);
        if (closing) {
            if (depth == 0 || open[depth - 1].n != n || strncmp(open[depth - 1].name, name, n) != 0)
                fail_msg("</%.*s> closes nothing", (int)n, name);
            depth--;
        } else if (*at == '/') {
            at++;
        } else {
            assert_true(depth < MOST_OPEN);
            open[depth++] = (tag){ name, n };
        }
        if (*at++ != '>') fail_msg("a tag that does not end: %.60s", name);
    }
    assert_int_equal(scripts, 1);
    if (depth != 0) fail_msg("<%.*s> stays open", (int)open[depth - 1].n, open[depth - 1].name);
    for (const char *link = html; (link = strstr(link, "href=\"#")) != NULL; link++) {
        char wanted[64];
        bool found = false;
        snprintf(wanted, sizeof wanted, "%.*s", (int)strcspn(link + 7, "\""), link + 7);
        for (size_t i = 0; i < n_ids; i++) found = found || strcmp(ids[i], wanted) == 0;
        if (!found) fail_msg("a link to %s, which is not there", wanted);
    }
}

static void html(sample *s, ct_buffer *text)
{
    ct_buffer_init(text);
    assert_ct_ok(ct_report_html(&s->report, text));
    check_html(ct_buffer_string(text));
}

static void test_html_holds_the_tables(void **state)
{
    sample s;
    ct_buffer text;

    (void)state;
    begin(&s, CT_VI);
    fill(&s, "Tỷ lệ hộ nghèo");
    html(&s, &text);
    must_hold(&text, "lang=\"vi\"");
    must_hold(
        &text,
        "<tr id=\"target-1-1\"><td class=\"n count\">1</td><th scope=\"row\"><a href=\"#chart-1\">Tỷ lệ hộ nghèo</a></th>"); /* there and back */
    must_hold(
        &text,
        "<article id=\"chart-1\" class=\"indicator\">\n<h3>Tỷ lệ hộ nghèo</h3>\n<p class=\"back\"><a href=\"#target-1-1\">");
    must_hold(
        &text,
        "data-l=\"Mục tiêu\" data-s=\"1\" data-v=\"1.05\"><span>≤ 1,05\xC2\xA0<sup><a href=\"#source-1\" title=\"nghi-quyet.docx: 12 – Tỷ lệ hộ nghèo\">[1]</a></sup>");
    must_hold(&text, "<span class=\"verdict\"><span aria-hidden=\"true\">✕</span> Không hoàn thành</span>");
    must_hold(&text, "<svg role=\"img\" width=\"8\"");
    must_hold(&text,
              "<g id=\"c1-gnuplot_canvas\"><path id='c1-gpPt0'/><use xlink:href='#c1-gpPt0'/></g></svg>");
    must_hold(&text, "<tr id=\"source-2\"><td class=\"n\">2</td>");
    assert_null(strstr(ct_buffer_string(&text), "<?xml"));
    assert_null(strstr(ct_buffer_string(&text), "src="));
    must_hold(&text, "<tr><th scope=\"row\">2022</th>"); /* the values of the series, a row a year */
    ct_buffer_clear(&text);
    end(&s);
}

static void test_html_hostile(void **state)
{
    sample s;
    ct_buffer text;

    (void)state;
    for (int lang = CT_VI; lang <= CT_EN; lang++) {
        begin(&s, (ct_lang)lang);
        fill(&s, HOSTILE);
        s.report.title = s.report.scope = HOSTILE;
        html(&s, &text);
        must_hold(&text, "&lt;/td&gt;&lt;script&gt;alert(&#39;x&#39;)");
        assert_null(strstr(ct_buffer_string(&text), "\xE2\x80\xAE"));
        ct_buffer_clear(&text);
        s.svgs[0] = NULL; /* a chart that could not be drawn */
        html(&s, &text);
        ct_buffer_clear(&text);
        end(&s);
    }
}

static void test_html_bad_svg(void **state)
{
    sample s;
    ct_buffer text;

    (void)state;
    begin(&s, CT_VI);
    fill(&s, "x");
    s.svgs[0] = "<svg";
    ct_buffer_init(&text);
    assert_int_equal(ct_report_html(&s.report, &text).code, CT_EPARSE);
    ct_buffer_clear(&text);
    end(&s);
}

static void test_empty_tables(void **state)
{
    sample s;
    ct_buffer text;

    (void)state;
    for (int lang = CT_VI; lang <= CT_EN; lang++) {
        begin(&s, (ct_lang)lang);
        s.report.title = s.report.scope = "";
        s.report.plan_start = s.report.plan_end = 0;
        html(&s, &text);
        must_hold(&text, ct_heading_text(CT_HEAD_NO_TARGETS,
                                         &(ct_report){ .phrases = phrases, .lang = (ct_lang)lang }));
        must_hold(&text, ct_heading_text(CT_HEAD_NO_CHARTS,
                                         &(ct_report){ .phrases = phrases, .lang = (ct_lang)lang }));
        ct_buffer_clear(&text);
        markdown(&s, &text);
        must_hold(&text, ct_heading_text(CT_HEAD_NO_FINDINGS,
                                         &(ct_report){ .phrases = phrases, .lang = (ct_lang)lang }));
        ct_buffer_clear(&text);
        end(&s);
        s.report = (ct_report){ .title = "x",
                                .scope = "",
                                .lang = (ct_lang)lang,
                                .chart_folder = "charts",
                                .style = page_style,
                                .script = page_script }; /* no tables at all */
        html(&s, &text);
        ct_buffer_clear(&text);
    }
}

/* A report cannot be made of a series table whose rows do not stand together. */
static void test_broken_series(void **state)
{
    sample s;
    ct_buffer text;

    (void)state;
    begin(&s, CT_VI);
    add_point(&s, "x", 2023, 1.5, CT_STATUS_ACTUAL);
    add_point(&s, "x", 2021, 1.5, CT_STATUS_ACTUAL);
    ct_buffer_init(&text);
    assert_int_equal(ct_report_markdown(&s.report, &text).code, CT_EDATA);
    assert_int_equal(ct_report_html(&s.report, &text).code, CT_EDATA);
    ct_buffer_clear(&text);
    end(&s);
}

static int read_all(void **state)
{
    size_t n;

    page_parts = ct_arena_new();
    return page_parts == NULL ||
           ct_file_read(page_parts, "datasets/report/report.css", &page_style, &n).code != CT_OK ||
           ct_file_read(page_parts, "datasets/report/report.js", &page_script, &n).code != CT_OK || n == 0 ||
           read_phrases(state) != 0;
}

static int free_all(void **state)
{
    ct_arena_free(page_parts);
    return free_phrases(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_markdown_text_table),
        cmocka_unit_test(test_target_cells_table),
        cmocka_unit_test(test_markdown_holds_the_tables),
        cmocka_unit_test(test_markdown_english),
        cmocka_unit_test(test_markdown_groups_order),
        cmocka_unit_test(test_markdown_caps_findings),
        cmocka_unit_test(test_markdown_hostile),
        cmocka_unit_test(test_html_holds_the_tables),
        cmocka_unit_test(test_html_hostile),
        cmocka_unit_test(test_html_bad_svg),
        cmocka_unit_test(test_empty_tables),
        cmocka_unit_test(test_broken_series),
    };
    return cmocka_run_group_tests(tests, read_all, free_all);
}
