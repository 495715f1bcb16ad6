/* The report as one HTML page that is well-formed XML too: styles and charts inside, nothing from elsewhere,
 * ready for A4 paper. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/svg.h"
#include "core/number.h"
#include "report/content.h"

enum { SERIOUS_SHOWN = 20 };

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
    for (size_t i = 0; i < n; i++)
        element(p, "<th scope=\"col\">", ct_heading_text(list[i], p->report), "</th>");
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
    text(p, source->title);
    raw(p, ": ");
    text(p, source->line);
    raw(p, " – ");
    text(p, source->quote);
    ct_buffer_printf(p->to, "\">[%zu]</a></sup>", entry);
}

static const char *agency_heading(const page *p)
{
    return ct_said(p->report, "word.lead_agency");
}

static void verdict_cell(const page *p, const ct_target_row *row)
{
    int verdict = row->of->verdict;
    const char *reason = ct_reason_text(row->of->reason, p->report);
    bool rated = verdict != CT_VERDICT_NONE,
         open = !rated || verdict == CT_VERDICT_NO_DATA || verdict == CT_VERDICT_UNDECIDED;
    ct_buffer remarks;

    ct_buffer_init(&remarks);
    ct_error err = ct_remarks_text(&remarks, p->report, row->of);
    if (err.code != CT_OK)
        ct_buffer_clear(&remarks); /* its wording was used for the cells already, which told the fault */
    ct_buffer_printf(p->to, "<td class=\"v v%d\" data-v=\"%d\" data-l=\"%s\"><span>", rated ? verdict : 0,
                     rated ? verdict : CT_N_VERDICTS, ct_cell_heading(CT_CELL_VERDICT, p->report));
    if (rated) {
        ct_buffer_printf(p->to, "<span class=\"verdict\"><span aria-hidden=\"true\">%s</span> ",
                         ct_verdict_shape(verdict));
        element(p, "", ct_verdict_text(verdict, p->report->lang), "</span>");
    }
    if (open && reason[0] != '\0') /* beside a word it would contradict it */
        element(p, "<span class=\"why\">", reason, "</span>");
    else if (!rated)
        raw(p, "–");
    if (remarks.len > 0) element(p, "<span class=\"why\">", ct_buffer_string(&remarks), "</span>");
    ct_buffer_clear(&remarks);
    raw(p, "</span></td>");
}

/* Opens a cell that says its column's name on a phone; one without a figure is left out there. */
static void cell(const page *p, const char *classes, const char *label, const char *words)
{
    ct_buffer_printf(p->to, "<td class=\"%s%s\" data-l=\"", classes,
                     strcmp(words, "–") == 0 || words[0] == '\0' ? " none" : "");
    text(p, label);
    raw(p, "\"");
}

/* The name leads to the chart of its series. */
static void name_cell(const page *p, const ct_target_row *row)
{
    raw(p, "<th scope=\"row\">");
    if (row->part != 0) ct_buffer_printf(p->to, "<a href=\"#chart-%zu\">", row->part);
    text(p, row->cells[CT_CELL_NAME]);
    if (row->part != 0) raw(p, "</a>");
    raw(p, "</th>");
}

static void target_row(const page *p, const ct_target_row *row, size_t group, size_t number)
{

    ct_buffer_printf(p->to, "<tr id=\"target-%zu-%zu\"><td class=\"n count\">%zu</td>", group, number,
                     number);
    name_cell(p, row);
    for (int i = CT_CELL_UNIT; i < CT_CELL_VERDICT; i++) {
        bool demanded =
            i == CT_CELL_TARGET || i == CT_CELL_VERSUS || i == CT_CELL_REQUIRED || i == CT_CELL_PROBABILITY;
        cell(p, i == CT_CELL_UNIT ? "u" : "n", ct_cell_heading((ct_cell)i, p->report), row->cells[i]);
        if (i != CT_CELL_UNIT)
            figure_attributes(p, demanded ? row->target_source : 0,
                              i != CT_CELL_TARGET ? row->latest_source : 0, sorted_by(row->of, i));
        raw(p, "><span>");
        figures(p, row->cells[i]);
        if (i == CT_CELL_TARGET) source_link(p, row->target_source);
        if (i == CT_CELL_LATEST) source_link(p, row->latest_source);
        raw(p, "</span></td>");
    }
    verdict_cell(p, row);
    cell(p, "agency", agency_heading(p), row->agency);
    element(p, ">", row->agency, "</td></tr>\n");
}

/* Shown by the script only: without it there is nothing to search with. */
static void search_bar(const page *p)
{
    ct_lang lang = p->report->lang;

    element(p, "<p class=\"tools\" hidden=\"hidden\"><label>", ct_said(p->report, "word.search"), " ");
    element(p, "<input id=\"search\" type=\"search\"/></label> <label>", ct_said(p->report, "word.outlook"),
            " <select id=\"filter\">");
    element(p, "<option value=\"\">", ct_said(p->report, "word.all"), "</option>");
    for (int v = CT_VERDICT_EXCEEDED; v < CT_N_VERDICTS; v++) {
        ct_buffer_printf(p->to, "<option value=\"%d\">", v);
        element(p, "", ct_verdict_text(v, lang), "</option>");
    }
    element(p, "</select></label> <span id=\"shown\" aria-live=\"polite\"></span> <span class=\"hint\">",
            ct_said(p->report, "note.click"), "</span></p>\n");
}

static void targets(const page *p)
{

    element(p, "<section id=\"targets\" class=\"wide\">\n<h2>", ct_heading_text(CT_HEAD_TARGETS, p->report),
            "</h2>\n");
    if (p->content->n_groups > 0) search_bar(p);
    for (size_t g = 0; g < p->content->n_groups; g++) {
        const ct_target_group *group = &p->content->groups[g];
        element(p, "<h3>", group->heading,
                "</h3>\n<div class=\"scroll tall\"><table class=\"targets cards\"><thead><tr>");
        element(p, "<th scope=\"col\">", ct_heading_text(CT_HEAD_NUMBER, p->report), "</th>");
        for (int i = 0; i < CT_N_CELLS; i++)
            element(p, "<th scope=\"col\">", ct_cell_heading((ct_cell)i, p->report), "</th>");
        element(p, "<th scope=\"col\">", agency_heading(p), "</th></tr></thead><tbody>\n");
        for (size_t r = 0; r < group->n; r++) target_row(p, &group->rows[r], g + 1, r + 1);
        raw(p, "</tbody></table></div>\n");
    }
    element(p, "<p class=\"note\">",
            p->content->n_groups > 0 ? p->content->method_note
                                     : ct_heading_text(CT_HEAD_NO_TARGETS, p->report),
            "</p>\n</section>\n");
}

/* A document by its name, and the line; where the list of sources has no entry, the table's own reference. */
static void document_place(const page *p, const ct_value_row *row)
{
    const ct_source_entry *entry =
        row->source_entry != 0 ? &p->content->sources[row->source_entry - 1] : NULL;

    text(p, entry != NULL ? entry->title : row->source);
    if (entry == NULL || strcmp(entry->line, "–") == 0) return;
    ct_buffer_printf(p->to, "%s ", ct_said(p->report, "word.line"));
    text(p, entry->line);
}

static const char *form_title(const page *p)
{
    return ct_said(p->report, "word.table_by_year");
}

static void form_row(const page *p, const ct_target_row *row, size_t r)
{
    const ct_form *form = &p->content->form;

    ct_buffer_printf(p->to, "<tr><td class=\"n count\">%zu</td>", r + 1);
    name_cell(p, row);
    cell(p, "u", ct_cell_heading(CT_CELL_UNIT, p->report), row->cells[CT_CELL_UNIT]);
    element(p, ">", row->cells[CT_CELL_UNIT], "</td>");
    cell(p, "n", ct_cell_heading(CT_CELL_TARGET, p->report), row->cells[CT_CELL_TARGET]);
    element(p, ">", row->cells[CT_CELL_TARGET], "</td>");
    for (size_t i = 0; i < form->n_years; i++) {
        cell(p, "n", form->heads[i], form->values[r][i]);
        element(p, ">", form->values[r][i], "</td>");
    }
    cell(p, "n", ct_cell_heading(CT_CELL_VERSUS, p->report), row->cells[CT_CELL_VERSUS]);
    element(p, ">", row->cells[CT_CELL_VERSUS], "</td>");
    verdict_cell(p, row);
    cell(p, "agency", agency_heading(p), row->agency);
    element(p, ">", row->agency, "</td></tr>\n");
}

/* The official form, for paper. */
static void form(const page *p)
{
    const ct_form *form = &p->content->form;
    static const ct_cell first[] = { CT_CELL_NAME, CT_CELL_UNIT, CT_CELL_TARGET },
                         last[] = { CT_CELL_VERSUS, CT_CELL_VERDICT };

    if (form->values == NULL) return;
    element(p, "<section id=\"form\" class=\"wide\">\n<h2>", form_title(p), "</h2>\n<h3>");
    element(p, "", p->content->groups[0].heading,
            "</h3>\n<div class=\"scroll tall\"><table class=\"form cards\"><thead><tr><th scope=\"col\">");
    element(p, "", ct_heading_text(CT_HEAD_NUMBER, p->report), "</th>");
    for (size_t i = 0; i < 3; i++)
        element(p, "<th scope=\"col\">", ct_cell_heading(first[i], p->report), "</th>");
    for (size_t i = 0; i < form->n_years; i++) element(p, "<th scope=\"col\">", form->heads[i], "</th>");
    for (size_t i = 0; i < 2; i++)
        element(p, "<th scope=\"col\">", ct_cell_heading(last[i], p->report), "</th>");
    element(p, "<th scope=\"col\">", agency_heading(p), "</th></tr></thead><tbody>\n");
    for (size_t r = 0; r < p->content->groups[0].n; r++) form_row(p, &p->content->groups[0].rows[r], r);
    raw(p, "</tbody></table></div>\n</section>\n");
}

static void values(const page *p, const ct_indicator_part *part)
{
    static const ct_heading columns[] = { CT_HEAD_YEAR, CT_HEAD_VALUE, CT_HEAD_STATUS, CT_HEAD_SOURCE };

    element(p, "<details><summary>", ct_heading_text(CT_HEAD_ALL_VALUES, p->report), " (");
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
        raw(p, "<td>");
        document_place(p, row);
        raw(p, "</td></tr>\n");
    }
    raw(p, "</tbody></table></details>\n");
}

/* A chart for wide screens and paper, and the same laid out for a phone; the style shows one of them. */
static ct_error drawing(const page *p, const char *svg, const char *const *small, size_t n, char kind,
                        size_t number)
{
    char prefix[48];

    snprintf(prefix, sizeof prefix, "%c%zu-", kind, number);
    ct_buffer_text(p->to, n > 0 ? "<figure class=\"wide-screen\">" : "<figure>");
    CT_TRY(ct_svg_inline(svg, prefix, p->to));
    raw(p, "</figure>");
    for (size_t i = 0; i < n; i++) {
        snprintf(prefix, sizeof prefix, "s%c%zu-%zu-", kind, number, i + 1);
        raw(p, "<figure class=\"small-screen\">");
        CT_TRY(ct_svg_inline(small[i], prefix, p->to));
        raw(p, "</figure>");
    }
    return ct_ok();
}

static ct_error overview(const page *p)
{
    if (p->report->n_pictures == 0) return ct_ok();
    element(p, "<section id=\"overview\">\n<h2>", ct_heading_text(CT_HEAD_OVERVIEW, p->report),
            "</h2>\n<div class=\"pictures\">\n");
    for (size_t i = 0; i < p->report->n_pictures; i++) {
        const ct_report_picture *picture = &p->report->pictures[i];
        if (picture->svg == NULL) continue;
        raw(p, "<div>");
        CT_TRY(drawing(p, picture->svg, picture->small, picture->n_small, 'p', i + 1));
        raw(p, "</div>\n");
    }
    raw(p, "</div>\n</section>\n");
    return ct_ok();
}

static ct_error indicators(const page *p)
{

    element(p, "<section id=\"indicators\">\n<h2>", ct_heading_text(CT_HEAD_INDICATORS, p->report),
            "</h2>\n<div class=\"fields\">\n");
    for (size_t i = 0; i < p->content->n_parts; i++) {
        const ct_indicator_part *part = &p->content->parts[i];
        ct_buffer_printf(p->to, "<article id=\"chart-%zu\" class=\"indicator%s\">\n", i + 1,
                         part->of_plan ? "" : " aside");
        element(p, "<h3>", part->heading, "</h3>\n");
        if (part->target_group != 0) {
            ct_buffer_printf(p->to, "<p class=\"back\"><a href=\"#target-%zu-%zu\">", part->target_group,
                             part->target_row);
            element(p, "↑ ", ct_said(p->report, "word.row"), "</a></p>\n");
        }
        raw(p, "<div class=\"lead\">");
        if (part->svg != NULL) {
            const char *const *small = p->report->small_svgs != NULL && p->report->small_svgs[i] != NULL
                                           ? &p->report->small_svgs[i]
                                           : NULL;
            raw(p, "<div>");
            CT_TRY(drawing(p, part->svg, small, small != NULL, 'c', i + 1));
            raw(p, "</div>");
        } else if (part->caption[0] != '\0') {
            element(p, "<p class=\"note\">", part->caption, "</p>");
        }
        element(p, "<p class=\"says\">", part->sentences, "");
        source_link(p, part->n_values > 0 ? part->values[0].source_entry : 0);
        source_link(p, part->target_source);
        raw(p, "</p></div>\n");
        values(p, part);
        raw(p, "</article>\n");
    }
    if (p->content->n_parts == 0) element(p, "<p>", ct_heading_text(CT_HEAD_NO_CHARTS, p->report), "</p>\n");
    raw(p, "</div>\n</section>\n");
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
    size_t n = p->content->n_findings,
           shown = p->content->n_serious < SERIOUS_SHOWN ? p->content->n_serious : SERIOUS_SHOWN;

    element(p, "<section id=\"findings\">\n<h2>", ct_heading_text(CT_HEAD_FINDINGS, p->report), "</h2>\n");
    if (n == 0) element(p, "<p>", ct_heading_text(CT_HEAD_NO_FINDINGS, p->report), "</p>\n");
    if (shown > 0) finding_table(p, 0, shown);
    if (shown < n) {
        element(p, "<details><summary>", ct_heading_text(CT_HEAD_MORE_FINDINGS, p->report), "");
        ct_buffer_printf(p->to, " (%zu)</summary>\n", n - shown);
        finding_table(p, shown, n);
        raw(p, "</details>");
    }
    raw(p, "\n</section>\n");
}

/* True of entries that the plan's own targets and charts rest on: paper has room for these only. */
static bool of_plan(const page *p, size_t entry)
{
    const ct_content *content = p->content;

    if (entry <= content->n_plan) return true;
    for (size_t i = 0; i < content->n_parts; i++)
        if (content->parts[i].of_plan && content->parts[i].n_values > 0 &&
            content->parts[i].values[0].source_entry == entry)
            return true;
    return false;
}

/* The words of the source; dots where they begin or end inside a sentence. */
static void quote(const page *p, const char *words)
{
    size_t n = strlen(words);

    if (n > 1 && words[0] >= 'a' && words[0] <= 'z') raw(p, "… ");
    text(p, words);
    if (n > 1 && strchr(".;:!?…", words[n - 1]) == NULL && strcmp(words, "–") != 0) raw(p, " …");
}

static void source_row(const page *p, size_t i)
{
    const ct_source_entry *entry = &p->content->sources[i];

    ct_buffer_printf(p->to, "<tr id=\"source-%zu\"%s><td class=\"n\">%zu</td>", i + 1,
                     of_plan(p, i + 1) ? "" : " class=\"aside\"", i + 1);
    element(p, "<th scope=\"row\">", entry->what, "</th>");
    cell(p, "d", ct_heading_text(CT_HEAD_DOCUMENT, p->report), entry->title);
    element(p, "><span>", entry->title, "");
    raw(p, "</span></td>");
    cell(p, "n", ct_heading_text(CT_HEAD_PAGE, p->report), entry->page);
    element(p, ">", entry->page, "</td>");
    cell(p, "n", ct_heading_text(CT_HEAD_LINE, p->report), entry->line);
    element(p, ">", entry->line, "</td>");
    cell(p, "quote", ct_heading_text(CT_HEAD_QUOTE, p->report), entry->quote);
    raw(p, ">");
    quote(p, entry->quote);
    raw(p, "</td></tr>\n");
}

static void sources(const page *p)
{
    static const ct_heading columns[] = { CT_HEAD_NUMBER, CT_HEAD_WHAT, CT_HEAD_DOCUMENT,
                                          CT_HEAD_PAGE,   CT_HEAD_LINE, CT_HEAD_QUOTE };

    element(p, "<section id=\"sources\" class=\"wide\">\n<h2>", ct_heading_text(CT_HEAD_SOURCES, p->report),
            "</h2>\n");
    if (p->content->n_sources == 0) {
        element(p, "<p>", ct_heading_text(CT_HEAD_NO_SOURCES, p->report), "</p>\n</section>\n");
        return;
    }
    raw(p, "<div class=\"scroll tall\"><table class=\"sources cards\">");
    headings(p, columns, sizeof columns / sizeof *columns);
    raw(p, "<tbody>\n");
    for (size_t i = 0; i < p->content->n_sources; i++) {
        if (i == p->content->n_major) {
            element(p, "</tbody></table></div>\n<details class=\"scroll\"><summary>",
                    ct_said(p->report, "word.earlier_sources"), "</summary><table class=\"sources cards\">");
            headings(p, columns, sizeof columns / sizeof *columns);
            raw(p, "<tbody>\n");
        }
        source_row(p, i);
    }
    raw(p, p->content->n_sources > p->content->n_major ? "</tbody></table></details>\n</section>\n"
                                                       : "</tbody></table></div>\n</section>\n");
}

/* The pop-up and the page's own script; nothing is fetched from anywhere. */
static void tools(const page *p)
{

    element(p, "<dialog id=\"source\" aria-label=\"", ct_heading_text(CT_HEAD_SOURCE, p->report),
            "\"><div id=\"source-text\"></div><form method=\"dialog\"><button>");
    element(p, "", ct_said(p->report, "word.close"), "</button></form></dialog>\n<script>//<![CDATA[\n");
    if (p->report->script != NULL) raw(p, p->report->script);
    raw(p, "//]]></script>\n");
}

static void blocks(const page *p, const ct_chapter *chapter)
{
    static const char *const open[] = { "<h3>", "<p>", "<li>", "<p class=\"mark\">", "<p class=\"hint\">" },
                             *const close[] = { "</h3>\n", "</p>\n", "</li>\n", "</p>\n", "</p>\n" };
    bool listing = false;

    for (size_t i = 0; i < chapter->n; i++) {
        const ct_block *block = &chapter->blocks[i];
        bool item = block->kind == CT_BLOCK_ITEM;
        if (item != listing) raw(p, item ? "<ul>\n" : "</ul>\n");
        listing = item;
        element(p, open[block->kind], block->text, close[block->kind]);
    }
    if (listing) raw(p, "</ul>\n");
}

static void chapter(const page *p, const ct_chapter *chapter, const char *attributes)
{
    if (chapter->heading == NULL) return;
    ct_buffer_printf(p->to, "<section id=\"%s\"%s>\n", chapter->id, attributes);
    element(p, "<h2>", chapter->heading, "</h2>\n");
    blocks(p, chapter);
    raw(p, "</section>\n");
}

static void link_to(const page *p, const char *id, const char *words)
{
    ct_buffer_printf(p->to, "<li><a href=\"#%s\">", id);
    element(p, "", words, "</a></li>");
}

static void contents(const page *p)
{
    const ct_content *content = p->content;

    link_to(p, content->opening.id, content->opening.heading);
    if (content->chapters[0].heading != NULL)
        link_to(p, content->chapters[0].id, content->chapters[0].heading);
    link_to(p, "targets", ct_heading_text(CT_HEAD_TARGETS, p->report));
    if (content->form.values != NULL) link_to(p, "form", form_title(p));
    if (p->report->n_pictures > 0) link_to(p, "overview", ct_heading_text(CT_HEAD_OVERVIEW, p->report));
    link_to(p, "indicators", ct_heading_text(CT_HEAD_INDICATORS, p->report));
    for (int i = 1; i < CT_N_CHAPTERS; i++)
        if (content->chapters[i].heading != NULL)
            link_to(p, content->chapters[i].id, content->chapters[i].heading);
    link_to(p, "findings", ct_heading_text(CT_HEAD_FINDINGS, p->report));
    link_to(p, "sources", ct_heading_text(CT_HEAD_SOURCES, p->report));
}

static void head(const page *p)
{
    ct_lang lang = p->report->lang;

    ct_buffer_printf(
        p->to,
        "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"%s\" xml:lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n",
        ct_l(lang, "vi", "en"), ct_l(lang, "vi", "en"));
    raw(p, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    raw(p,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src "
        "'unsafe-inline'; img-src data:\"/>\n");
    element(p, "<title>", p->content->title, "</title>\n<style>\n");
    if (p->report->style != NULL) raw(p, p->report->style);
    element(p, "</style>\n</head>\n<body>\n<main>\n<header>\n<h1>", p->content->title, "</h1>\n");
    if (p->content->scope_line[0] != '\0')
        element(p, "<p class=\"scope\">", p->content->scope_line, "</p>\n");
    element(p, "<nav aria-label=\"", ct_heading_text(CT_HEAD_CONTENTS, p->report), "\"><ul>");
    contents(p);
    raw(p, "</ul></nav>\n</header>\n");
    chapter(p, &p->content->opening, " class=\"lead-text\"");
}

ct_error ct_report_html(const ct_report *report, ct_buffer *to)
{
    ct_arena *arena = ct_arena_new();
    ct_content content;
    page p = { to, report, &content };
    ct_error err = arena != NULL ? ct_content_make(arena, report, &content) : ct_no_memory();

    if (err.code == CT_OK) {
        head(&p);
        chapter(&p, &content.chapters[CT_CHAPTER_OUTLOOK], "");
        targets(&p);
        form(&p);
        err = overview(&p);
    }
    if (err.code == CT_OK) {
        err = indicators(&p);
    }
    if (err.code == CT_OK) {
        chapter(&p, &content.chapters[CT_CHAPTER_LIMITS], "");
        chapter(&p, &content.chapters[CT_CHAPTER_MEASURES], "");
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
