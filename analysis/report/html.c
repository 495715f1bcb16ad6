/* The report as one HTML page that is well-formed XML too: styles and charts inside, nothing from elsewhere, ready for A4 paper. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/svg.h"
#include "core/number.h"
#include "report/content.h"
#include "report/html_script.h"

enum { SERIOUS_SHOWN = 20 };

/* Decree 30/2020/NĐ-CP's page: A4, margins 20 mm above, below and right, 30 mm left, Times New Roman; tables of many columns on landscape
 * pages. */
static const char STYLE[] =
    "@page { size: A4; margin: 20mm 15mm 20mm 30mm; }\n"
    "@page wide { size: A4 landscape; margin: 20mm 15mm; }\n"
    ":root { --ink: #1f2933; --quiet: #5b6770; --line: #cfd6dc; --blue: #12355b; --paper: #fff; }\n"
    "* { box-sizing: border-box; }\n"
    "body { margin: 0; color: var(--ink); background: #eef1f4; font: 16px/1.55 \"Segoe UI\", \"Noto Sans\", \"DejaVu Sans\", Arial, "
    "sans-serif; }\n"
    "main { max-width: 1360px; margin: 24px auto; padding: 40px 48px 56px; background: var(--paper); box-shadow: 0 1px 4px #0002; }\n"
    "h1 { margin: 0; font-size: 28px; line-height: 1.25; color: var(--blue); }\n"
    ".scope { margin: 6px 0 0; color: var(--quiet); font-size: 17px; }\n"
    "header { padding-bottom: 18px; border-bottom: 3px solid var(--blue); }\n"
    "nav ul { margin: 16px 0 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 4px 22px; font-size: 14px; }\n"
    "a { color: #1f5f99; text-decoration: none; } a:hover { text-decoration: underline; }\n"
    "h2 { margin: 40px 0 12px; font-size: 21px; color: var(--blue); }\n"
    "h3 { margin: 26px 0 8px; font-size: 17px; }\n"
    "p { margin: 8px 0; } .note { color: var(--quiet); font-size: 14px; }\n"
    ".scroll { overflow-x: auto; }\n"
    "table { width: 100%; border-collapse: collapse; font-size: 14px; line-height: 1.4; }\n"
    "th, td { padding: 6px 8px; border: 1px solid var(--line); vertical-align: top; text-align: left; }\n"
    "thead th { background: #e8eef4; color: var(--blue); font-weight: 600; vertical-align: middle; text-align: center; }\n"
    "tbody th { font-weight: 600; } td.n { text-align: right; font-variant-numeric: tabular-nums; }\n"
    "tbody tr:nth-child(even) { background: #f8fafb; }\n"
    ".targets td, .targets th { font-size: 13px; padding: 5px 6px; } .targets tbody th { min-width: 140px; }\n"
    ".nb { white-space: nowrap; } .verdict { font-weight: 600; } td.v { min-width: 112px; }\n"
    ".v1 .verdict, .v2 .verdict { color: #1b6b3a; } .v3 .verdict { color: #8a5a00; } .v4 .verdict { color: #a32020; } .v5 .verdict, "
    ".v6 .verdict { color: var(--quiet); }\n"
    ".v1 { border-left: 4px solid #1b6b3a; } .v2 { border-left: 4px solid #1b6b3a; } .v3 { border-left: 4px dashed #c98a10; } .v4 { "
    "border-left: 4px double #a32020; }\n"
    ".why { display: block; font-weight: 400; color: var(--quiet); font-size: 12.5px; }\n"
    "sup a { padding: 0 1px; }\n"
    "figure { margin: 0; } figure svg { display: block; max-width: 100%; height: auto; }\n"
    ".pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 560px), 1fr)); gap: 24px; align-items: start; }\n"
    ".indicator { margin: 0 0 34px; padding-top: 4px; border-top: 1px solid var(--line); } .says { max-width: 78ch; }\n"
    "@media (min-width: 1100px) { .lead { display: grid; grid-template-columns: minmax(0, 800px) minmax(0, 1fr); gap: 28px; align-items: "
    "center; } }\n"
    "details { margin: 8px 0; } summary { cursor: pointer; color: #1f5f99; }\n"
    ".level { white-space: nowrap; font-weight: 600; } .level2 { color: #a32020; } .level1 { color: #8a5a00; }\n"
    "td.quote { min-width: 220px; } .sources td, .sources th { font-size: 13px; } tr:target { background: #fff3c4 !important; }\n"
    ".tools { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; font-size: 14px; } .tools[hidden] { display: none; }\n"
    ".tools input, .tools select { font: inherit; padding: 4px 8px; border: 1px solid #9aa5ae; border-radius: 4px; } .hint, #shown { "
    "color: "
    "var(--quiet); }\n"
    "th.sorts { cursor: pointer; } th.sorts:hover, th.sorts:focus-visible { background: #d5e2ee; } th[aria-sort=ascending]::after { "
    "content: "
    "\" ▲\"; } th[aria-sort=descending]::after { content: \" ▼\"; }\n"
    "body.live td[data-s] { cursor: pointer; } body.live td[data-s]:hover, td[data-s]:focus-visible { background: #fff3c4; }\n"
    "dialog { max-width: 640px; border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 8px 30px #0004; padding: 20px 24px; } "
    "dialog blockquote { margin: 6px 0 14px; padding-left: 12px; border-left: 3px solid var(--blue); } dialog dt { font-weight: 600; } "
    "dialog "
    "dd { margin: 0 0 6px; } dialog dl { margin: 0; }\n";
static const char PRINT_STYLE[] =
    "@media print {\n"
    "  .tools, dialog { display: none !important; } tr[hidden] { display: none; }\n"
    "  body { background: none; font: 12pt/1.35 \"Times New Roman\", \"Liberation Serif\", serif; }\n"
    "  main { max-width: none; margin: 0; padding: 0; box-shadow: none; } nav { display: none; } a { color: inherit; }\n"
    "  h1 { font-size: 18pt; } h2 { font-size: 15pt; margin-top: 14pt; } h3 { font-size: 12.5pt; margin: 10pt 0 4pt; } h2, h3 { "
    "break-after: avoid; }\n"
    "  table { font-size: 10pt; } .targets td, .targets th, .sources td, .sources th { font-size: 9pt; line-height: 1.25; }\n"
    "  th, td, .targets td, .targets th { padding: 2.5pt 3pt; } thead { display: table-header-group; } .why { font-size: 8.5pt; }\n"
    "  .targets tbody th { min-width: 36mm; } td.v { min-width: 27mm; } td.quote { min-width: 0; } .scroll { overflow: visible; } .wide { "
    "page: wide; }\n"
    "  .targets thead th { font-size: 8.5pt; } .note { font-size: 10.5pt; } tr, figure, .indicator { break-inside: avoid; }\n"
    "  .lead { display: block; } figure svg { max-width: 132mm; margin: 0 auto; } .indicator { border: 0; margin: 0 0 8pt; padding: 0; } "
    ".says { max-width: none; }\n"
    "  details:not([open]) { display: none; } summary { color: inherit; }\n"
    "}\n";

typedef struct {
    ct_buffer *to;
    const ct_report *report;
    const ct_content *content;
} page;

static void text(const page *p, const char *words)
{
    ct_xml_text(p->to, words);
}

static void raw(const page *p, const char *markup)
{
    ct_buffer_text(p->to, markup);
}

/* <tag>words</tag>, words escaped; `open` holds the tag's attributes. */
static void element(const page *p, const char *open, const char *words, const char *close)
{
    raw(p, open);
    text(p, words);
    raw(p, close);
}

/* Escaped words in which a range such as 14–15 is not broken at its dash. */
static void figures(const page *p, const char *words)
{
    while (*words != '\0') {
        char token[64];
        size_t n = strcspn(words, " ");
        if (n == 0) n = 1; /* the space itself */
        if (n >= sizeof token) {
            text(p, words);
            return;
        }
        memcpy(token, words, n);
        token[n] = '\0';
        if (strstr(token, "–") != NULL && n > strlen("–"))
            element(p, "<span class=\"nb\">", token, "</span>");
        else
            text(p, token);
        words += n;
    }
}

static void headings(const page *p, const ct_heading *list, size_t n)
{
    raw(p, "<thead><tr>");
    for (size_t i = 0; i < n; i++) element(p, "<th scope=\"col\">", ct_heading_text(list[i], p->report->lang), "</th>");
    raw(p, "</tr></thead>\n");
}

/* Attributes of a cell of figures: the sources that a click shows, and the number it is sorted by. */
static void figure_attributes(const page *p, size_t source, size_t other, double sorted)
{
    char number[CT_NUMBER_SIZE];

    if (source != 0 || other != 0) {
        ct_buffer_text(p->to, " data-s=\"");
        if (source != 0) ct_buffer_printf(p->to, "%zu", source);
        if (other != 0 && other != source) ct_buffer_printf(p->to, source != 0 ? " %zu" : "%zu", other);
        ct_buffer_text(p->to, "\"");
    }
    if (!isfinite(sorted)) return;
    ct_number_table(number, sorted);
    ct_buffer_printf(p->to, " data-v=\"%s\"", number);
}

/* What a column of the table of targets is sorted by; NaN: its text. */
static double sorted_by(const ct_assessment *of, int cell)
{
    switch (cell) {
    case CT_CELL_TARGET: return of->target_low;
    case CT_CELL_BASE: return of->base_value;
    case CT_CELL_LATEST: return of->latest_value;
    case CT_CELL_ACHIEVED: return of->achieved;
    case CT_CELL_VERSUS: return isnan(of->gap_now_percent) ? of->gap_now : of->gap_now_percent;
    case CT_CELL_REQUIRED: return isnan(of->rate_required) ? of->step_required : of->rate_required;
    case CT_CELL_PROJECTED: return of->projected;
    case CT_CELL_PROBABILITY: return of->probability;
    default: return NAN;
    }
}

/* A number that leads to its entry of the annex; the quote shows under the pointer. */
static void source_link(const page *p, size_t entry)
{
    const ct_source_entry *source;

    if (entry == 0) return;
    source = &p->content->sources[entry - 1];
    ct_buffer_printf(p->to, "\xC2\xA0<sup><a href=\"#source-%zu\" title=\"", entry);
    text(p, source->document);
    raw(p, ":");
    text(p, source->line);
    raw(p, " – ");
    text(p, source->quote);
    ct_buffer_printf(p->to, "\">[%zu]</a></sup>", entry);
}

static void verdict_cell(const page *p, const ct_target_row *row)
{
    int verdict = row->of->verdict;
    const char *reason = ct_reason_text(row->of->reason, p->report->lang);
    bool rated = verdict != CT_VERDICT_NONE;
    ct_buffer remarks;

    ct_buffer_init(&remarks);
    ct_remarks_text(&remarks, row->of, p->report->lang);
    ct_buffer_printf(p->to, "<td class=\"v v%d\" data-v=\"%d\">", rated ? verdict : 0, rated ? verdict : CT_N_VERDICTS);
    if (rated) {
        ct_buffer_printf(p->to, "<span class=\"verdict\"><span aria-hidden=\"true\">%s</span> ", ct_verdict_shape(verdict));
        element(p, "", ct_verdict_text(verdict, p->report->lang), "</span>");
    }
    if (reason[0] != '\0')
        element(p, "<span class=\"why\">", reason, "</span>");
    else if (!rated)
        raw(p, "–");
    if (remarks.len > 0) element(p, "<span class=\"why\">", ct_buffer_string(&remarks), "</span>");
    ct_buffer_clear(&remarks);
    raw(p, "</td>");
}

static void target_row(const page *p, const ct_target_row *row, size_t number)
{
    ct_buffer_printf(p->to, "<tr><td class=\"n\">%zu</td>", number);
    element(p, "<th scope=\"row\">", row->cells[CT_CELL_NAME], "</th>");
    for (int i = CT_CELL_UNIT; i < CT_CELL_VERDICT; i++) {
        bool demanded = i == CT_CELL_TARGET || i == CT_CELL_VERSUS || i == CT_CELL_REQUIRED || i == CT_CELL_PROBABILITY;
        raw(p, i == CT_CELL_UNIT ? "<td" : "<td class=\"n\"");
        if (i != CT_CELL_UNIT)
            figure_attributes(p, demanded ? row->target_source : 0, i != CT_CELL_TARGET ? row->latest_source : 0, sorted_by(row->of, i));
        raw(p, ">");
        figures(p, row->cells[i]);
        if (i == CT_CELL_TARGET) source_link(p, row->target_source);
        if (i == CT_CELL_LATEST) source_link(p, row->latest_source);
        raw(p, "</td>");
    }
    verdict_cell(p, row);
    raw(p, "</tr>\n");
}

/* Shown by the script only: without it there is nothing to search with. */
static void search_bar(const page *p)
{
    ct_lang lang = p->report->lang;

    element(p, "<p class=\"tools\" hidden=\"hidden\"><label>", ct_l(lang, "Tìm (không cần dấu)", "Search (accents may be left out)"), " ");
    element(p, "<input id=\"search\" type=\"search\"/></label> <label>", ct_l(lang, "Đánh giá", "Outlook"), " <select id=\"filter\">");
    element(p, "<option value=\"\">", ct_l(lang, "tất cả", "all"), "</option>");
    for (int v = CT_VERDICT_EXCEEDED; v < CT_N_VERDICTS; v++) {
        ct_buffer_printf(p->to, "<option value=\"%d\">", v);
        element(p, "", ct_verdict_text(v, lang), "</option>");
    }
    element(p, "</select></label> <span id=\"shown\" aria-live=\"polite\"></span> <span class=\"hint\">",
            ct_l(lang, "Bấm đầu cột để sắp xếp, bấm một số để xem nguồn.", "Click a column's head to sort, a figure to see its source."),
            "</span></p>\n");
}

static void targets(const page *p)
{
    ct_lang lang = p->report->lang;

    element(p, "<section id=\"targets\" class=\"wide\">\n<h2>", ct_heading_text(CT_HEAD_TARGETS, lang), "</h2>\n");
    if (p->content->n_groups > 0) search_bar(p);
    for (size_t g = 0; g < p->content->n_groups; g++) {
        const ct_target_group *group = &p->content->groups[g];
        element(p, "<h3>", group->heading, "</h3>\n<div class=\"scroll\"><table class=\"targets\"><thead><tr>");
        element(p, "<th scope=\"col\">", ct_heading_text(CT_HEAD_NUMBER, lang), "</th>");
        for (int i = 0; i < CT_N_CELLS; i++) element(p, "<th scope=\"col\">", ct_cell_heading((ct_cell)i, lang), "</th>");
        raw(p, "</tr></thead><tbody>\n");
        for (size_t r = 0; r < group->n; r++) target_row(p, &group->rows[r], r + 1);
        raw(p, "</tbody></table></div>\n");
    }
    element(p, "<p class=\"note\">", p->content->n_groups > 0 ? p->content->method_note : ct_heading_text(CT_HEAD_NO_TARGETS, lang),
            "</p>\n</section>\n");
}

static void values(const page *p, const ct_indicator_part *part)
{
    static const ct_heading columns[] = { CT_HEAD_YEAR, CT_HEAD_VALUE, CT_HEAD_STATUS, CT_HEAD_SOURCE };

    element(p, "<details><summary>", ct_heading_text(CT_HEAD_ALL_VALUES, p->report->lang), " (");
    element(p, "", part->unit, ")</summary>\n<table>");
    headings(p, columns, sizeof columns / sizeof *columns);
    raw(p, "<tbody>\n");
    for (size_t i = 0; i < part->n_values; i++) {
        const ct_value_row *row = &part->values[i];
        element(p, "<tr><th scope=\"row\">", row->year, "</th>");
        raw(p, "<td class=\"n\"");
        figure_attributes(p, row->source_entry, 0, NAN);
        element(p, ">", row->value, "");
        if (i == 0) source_link(p, row->source_entry);
        element(p, "</td><td>", row->status, "</td>");
        element(p, "<td>", row->source, "</td></tr>\n");
    }
    raw(p, "</tbody></table></details>\n");
}

static ct_error overview(const page *p)
{
    if (p->report->n_pictures == 0) return ct_ok();
    element(p, "<section id=\"overview\">\n<h2>", ct_heading_text(CT_HEAD_OVERVIEW, p->report->lang), "</h2>\n<div class=\"pictures\">\n");
    for (size_t i = 0; i < p->report->n_pictures; i++) {
        const ct_report_picture *picture = &p->report->pictures[i];
        char prefix[32];
        if (picture->svg == NULL) continue;
        snprintf(prefix, sizeof prefix, "p%zu-", i + 1);
        raw(p, "<figure>");
        CT_TRY(ct_svg_inline(picture->svg, prefix, p->to));
        raw(p, "</figure>\n");
    }
    raw(p, "</div>\n</section>\n");
    return ct_ok();
}

static ct_error indicators(const page *p)
{
    ct_lang lang = p->report->lang;

    element(p, "<section id=\"indicators\">\n<h2>", ct_heading_text(CT_HEAD_INDICATORS, lang), "</h2>\n");
    for (size_t i = 0; i < p->content->n_parts; i++) {
        const ct_indicator_part *part = &p->content->parts[i];
        element(p, "<article class=\"indicator\">\n<h3>", part->heading, "</h3>\n<div class=\"lead\">");
        if (part->svg != NULL) {
            char prefix[32];
            snprintf(prefix, sizeof prefix, "c%zu-", i + 1);
            raw(p, "<figure>");
            CT_TRY(ct_svg_inline(part->svg, prefix, p->to));
            raw(p, "</figure>");
        } else if (part->caption[0] != '\0') {
            element(p, "<p class=\"note\">", part->caption, "</p>");
        }
        element(p, "<p class=\"says\">", part->sentences, "</p></div>\n");
        values(p, part);
        raw(p, "</article>\n");
    }
    if (p->content->n_parts == 0) element(p, "<p>", ct_heading_text(CT_HEAD_NO_CHARTS, lang), "</p>\n");
    raw(p, "</section>\n");
    return ct_ok();
}

static void finding_table(const page *p, size_t from, size_t to)
{
    static const ct_heading columns[] = { CT_HEAD_LEVEL, CT_HEAD_FINDING, CT_HEAD_SOURCE };

    raw(p, "<table>");
    headings(p, columns, sizeof columns / sizeof *columns);
    raw(p, "<tbody>\n");
    for (size_t i = from; i < to; i++) {
        const ct_finding_row *row = &p->content->findings[i];
        ct_buffer_printf(p->to, "<tr><td class=\"level level%d\">", row->level);
        element(p, "", row->severity, "</td>");
        element(p, "<td>", row->text, "</td>");
        element(p, "<td>", row->sources, "</td></tr>\n");
    }
    raw(p, "</tbody></table>");
}

static void findings(const page *p)
{
    ct_lang lang = p->report->lang;
    size_t n = p->content->n_findings, shown = p->content->n_serious < SERIOUS_SHOWN ? p->content->n_serious : SERIOUS_SHOWN;

    element(p, "<section id=\"findings\">\n<h2>", ct_heading_text(CT_HEAD_FINDINGS, lang), "</h2>\n");
    if (n == 0) element(p, "<p>", ct_heading_text(CT_HEAD_NO_FINDINGS, lang), "</p>\n");
    if (shown > 0) finding_table(p, 0, shown);
    if (shown < n) {
        element(p, "<details><summary>", ct_heading_text(CT_HEAD_MORE_FINDINGS, lang), "");
        ct_buffer_printf(p->to, " (%zu)</summary>\n", n - shown);
        finding_table(p, shown, n);
        raw(p, "</details>");
    }
    raw(p, "\n</section>\n");
}

static void sources(const page *p)
{
    static const ct_heading columns[] = { CT_HEAD_NUMBER, CT_HEAD_WHAT, CT_HEAD_DOCUMENT, CT_HEAD_PAGE, CT_HEAD_LINE, CT_HEAD_QUOTE };

    element(p, "<section id=\"sources\" class=\"wide\">\n<h2>", ct_heading_text(CT_HEAD_SOURCES, p->report->lang), "</h2>\n");
    if (p->content->n_sources == 0) {
        element(p, "<p>", ct_heading_text(CT_HEAD_NO_SOURCES, p->report->lang), "</p>\n</section>\n");
        return;
    }
    raw(p, "<div class=\"scroll\"><table class=\"sources\">");
    headings(p, columns, sizeof columns / sizeof *columns);
    raw(p, "<tbody>\n");
    for (size_t i = 0; i < p->content->n_sources; i++) {
        const ct_source_entry *entry = &p->content->sources[i];
        if (i == p->content->n_major) {
            element(p, "</tbody></table></div>\n<details class=\"scroll\"><summary>",
                    ct_l(p->report->lang, "Nguồn của các năm trước", "Sources of the earlier years"),
                    "</summary><table class=\"sources\">");
            headings(p, columns, sizeof columns / sizeof *columns);
            raw(p, "<tbody>\n");
        }
        ct_buffer_printf(p->to, "<tr id=\"source-%zu\"><td class=\"n\">%zu</td>", i + 1, i + 1);
        element(p, "<td>", entry->what, "</td>");
        element(p, "<td>", entry->document, "</td>");
        element(p, "<td class=\"n\">", entry->page, "</td>");
        element(p, "<td class=\"n\">", entry->line, "</td>");
        element(p, "<td class=\"quote\">", entry->quote, "</td></tr>\n");
    }
    raw(p,
        p->content->n_sources > p->content->n_major ? "</tbody></table></details>\n</section>\n" : "</tbody></table></div>\n</section>\n");
}

/* The pop-up and the page's own script; nothing is fetched from anywhere. */
static void tools(const page *p)
{
    ct_lang lang = p->report->lang;

    element(p, "<dialog id=\"source\" aria-label=\"", ct_heading_text(CT_HEAD_SOURCE, lang),
            "\"><div id=\"source-text\"></div><form method=\"dialog\"><button>");
    element(p, "", ct_l(lang, "Đóng", "Close"), "</button></form></dialog>\n<script>//<![CDATA[\n");
    for (const char *const *line = ct_html_script; *line != NULL; line++) raw(p, *line);
    raw(p, "//]]></script>\n");
}

static void head(const page *p)
{
    static const struct {
        const char *id;
        ct_heading heading;
    } parts[] = {
        { "summary", CT_HEAD_SUMMARY },       { "targets", CT_HEAD_TARGETS },   { "overview", CT_HEAD_OVERVIEW },
        { "indicators", CT_HEAD_INDICATORS }, { "findings", CT_HEAD_FINDINGS }, { "sources", CT_HEAD_SOURCES },
    };
    ct_lang lang = p->report->lang;

    ct_buffer_printf(
        p->to,
        "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"%s\" xml:lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n",
        ct_l(lang, "vi", "en"), ct_l(lang, "vi", "en"));
    raw(p, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    raw(p, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src "
           "'unsafe-inline'; img-src data:\"/>\n");
    element(p, "<title>", p->content->title, "</title>\n<style>\n");
    raw(p, STYLE);
    raw(p, PRINT_STYLE);
    element(p, "</style>\n</head>\n<body>\n<main>\n<header>\n<h1>", p->content->title, "</h1>\n");
    if (p->content->scope_line[0] != '\0') element(p, "<p class=\"scope\">", p->content->scope_line, "</p>\n");
    element(p, "<nav aria-label=\"", ct_heading_text(CT_HEAD_CONTENTS, lang), "\"><ul>");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].heading == CT_HEAD_OVERVIEW && p->report->n_pictures == 0) continue;
        ct_buffer_printf(p->to, "<li><a href=\"#%s\">", parts[i].id);
        element(p, "", ct_heading_text(parts[i].heading, lang), "</a></li>");
    }
    raw(p, "</ul></nav>\n</header>\n");
    element(p, "<section id=\"summary\">\n<h2>", ct_heading_text(CT_HEAD_SUMMARY, lang), "</h2>\n");
    element(p, "<p>", p->content->summary, "</p>\n</section>\n");
}

ct_error ct_report_html(const ct_report *report, ct_buffer *to)
{
    ct_arena *arena = ct_arena_new();
    ct_content content;
    page p = { to, report, &content };
    ct_error err = arena != NULL ? ct_content_make(arena, report, &content) : ct_no_memory();

    if (err.code == CT_OK) {
        head(&p);
        targets(&p);
        err = overview(&p);
    }
    if (err.code == CT_OK) {
        err = indicators(&p);
    }
    if (err.code == CT_OK) {
        findings(&p);
        sources(&p);
        raw(&p, "</main>\n");
        tools(&p);
        raw(&p, "</body>\n</html>\n");
        err = ct_buffer_error(to);
    }
    ct_arena_free(arena);
    return err;
}
