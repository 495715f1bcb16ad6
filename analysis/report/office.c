#include "report/office.h"

#include <math.h>
#include <string.h>

#include "chart/svg.h"
#include "chart/wording.h"
#include "report/content.h"
#include "report/escape.h"
#include "series/key.h"

enum { FINDINGS_SHOWN = 20, MOST_YEARS = 6 };

typedef struct {
    ct_buffer *to;
    ct_arena *arena;
    const ct_report *report;
    const ct_office_options *options;
    const ct_content *content;
    const ct_target_group *group; /* the plan's targets; NULL: there are none */
    ct_series_index index;
    long years[MOST_YEARS], end;
    size_t n_years, tables, figures, annexes;
    ct_lang lang;
    bool *cited; /* of content->sources */
} writer;

static void raw(const writer *w, const char *text)
{
    ct_buffer_text(w->to, text);
}

static void text(const writer *w, const char *words)
{
    ct_markdown_text(w->to, words);
}

static void open_word(const writer *w)
{
    raw(w, "```{=openxml}\n");
}

static void close_word(const writer *w)
{
    raw(w, "\n```\n\n");
}

/* ---- the national heading ---- */

/* A centred line of a heading cell. */
static void heading_line(const writer *w, const char *words, const char *marks, double points)
{
    ct_buffer_printf(w->to,
                     "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr>%s<w:sz "
                     "w:val=\"%.0f\"/></w:rPr><w:t>",
                     marks, 2 * points);
    ct_xml_text(w->to, words);
    raw(w, "</w:t></w:r></w:p>");
}

static void national_heading(const writer *w)
{
    const char *office = w->options->office[0] != '\0' ? w->options->office : w->report->scope;
    static const char cell[] = "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>";
    static const char upper[] = "<w:b/><w:caps/>", plain[] = "", slanted[] = "<w:i/>", under[] = "<w:b/><w:u w:val=\"single\"/>";

    open_word(w);
    raw(w, "<w:tbl><w:tblPr><w:tblW w:w=\"9355\" w:type=\"dxa\"/><w:tblBorders><w:top w:val=\"nil\"/><w:left w:val=\"nil\"/><w:bottom "
           "w:val=\"nil\"/>"
           "<w:right w:val=\"nil\"/><w:insideH w:val=\"nil\"/><w:insideV w:val=\"nil\"/></w:tblBorders><w:tblLayout "
           "w:type=\"fixed\"/></w:tblPr>"
           "<w:tblGrid><w:gridCol w:w=\"3655\"/><w:gridCol w:w=\"5700\"/></w:tblGrid><w:tr>");
    ct_buffer_printf(w->to, cell, 3655);
    heading_line(w, office[0] != '\0' ? office : "………………", upper, 13);
    heading_line(w, "–––––––", plain, 8);
    heading_line(w, ct_l(w->lang, "Số:          /BC-……", "No.          /……"), plain, 13);
    raw(w, "</w:tc>");
    ct_buffer_printf(w->to, cell, 5700);
    heading_line(w, ct_l(w->lang, "Cộng hòa xã hội chủ nghĩa Việt Nam", "Socialist Republic of Viet Nam"), upper, 12.5);
    heading_line(w, ct_l(w->lang, "Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"), under, 13);
    heading_line(w, ct_l(w->lang, "…………, ngày …… tháng …… năm ………", "…………, …… …… ………"), slanted, 13);
    raw(w, "</w:tc></w:tr></w:tbl>");
    close_word(w);
}

/* ---- sections and captions ---- */

/* The page of the section that ends here. The header is the template's: its id is known for our own only. */
static void end_section(const writer *w, bool landscape)
{
    open_word(w);
    raw(w, "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/><w:sectPr>");
    if (!w->options->own_template) raw(w, "<w:headerReference w:type=\"default\" r:id=\"rId9\"/>");
    raw(w, landscape ? "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1701\" w:right=\"1134\" "
                       "w:bottom=\"850\" w:left=\"1134\""
                     : "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\"");
    raw(w, " w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>");
    if (!landscape) raw(w, "<w:titlePg/>");
    raw(w, "</w:sectPr></w:pPr></w:p>");
    close_word(w);
}

/* "Bảng 1. words", the number a field that Word counts and lists. */
static void caption(const writer *w, const char *style, const char *label, size_t number, const char *words)
{
    ct_buffer_printf(
        w->to,
        "::: {custom-style=\"%s\"}\n%s `<w:fldSimple w:instr=\" SEQ %s \\* ARABIC \"><w:r><w:t>%zu</w:t></w:r></w:fldSimple>`{=openxml}. ",
        style, label, ct_l(w->lang, strcmp(style, "Caption") == 0 ? "Bang" : "BieuDo", strcmp(style, "Caption") == 0 ? "Table" : "Chart"),
        number);
    text(w, words);
    raw(w, "\n:::\n\n");
}

static void table_caption(writer *w, const char *words)
{
    caption(w, "Caption", ct_l(w->lang, "Bảng", "Table"), ++w->tables, words);
}

static void chapter(const writer *w, const char *number, const char *words)
{
    ct_buffer_printf(w->to, "# %s. ", number);
    text(w, words);
    raw(w, "\n\n");
}

static void paragraph(const writer *w, const char *words)
{
    text(w, words);
    raw(w, "\n\n");
}

static void note(const writer *w, const char *words)
{
    raw(w, "::: {custom-style=\"Note\"}\n");
    text(w, words);
    raw(w, "\n:::\n\n");
}

/* The line under a table's head: relative widths, as pandoc takes them where a row is longer than a line. */
static void widths(const writer *w, const int *dashes, size_t n, const bool *right)
{
    raw(w, "|");
    for (size_t i = 0; i < n; i++) {
        for (int k = 0; k < dashes[i]; k++) raw(w, "-");
        raw(w, right[i] ? ":|" : "-|");
    }
    raw(w, "\n");
}

static void cell(const writer *w, const char *words)
{
    raw(w, " ");
    text(w, words);
    raw(w, " |");
}

static void row_end(const writer *w)
{
    raw(w, "\n");
}

/* ---- the table of targets ---- */

static const ct_point *value_of(const writer *w, const ct_assessment *of, long year)
{
    const char *key = ct_series_key(w->arena, w->report->catalogue, of->indicator, of->scope, of->breakdown);
    const ct_series *series = key != NULL ? ct_series_find(&w->index, key, of->unit) : NULL;

    if (series == NULL || strcmp(series->head->unit, of->unit) != 0) return NULL;
    for (size_t i = 0; i < series->n; i++)
        if (series->head[i].period == year && series->head[i].status != CT_STATUS_FORECAST) return &series->head[i];
    return NULL;
}

static void cite(const writer *w, size_t source)
{
    if (source == 0) return;
    ct_buffer_printf(w->to, "^\\[%zu\\]^", source);
    w->cited[source - 1] = true;
}

static void year_cell(const writer *w, const ct_target_row *row, long year)
{
    const ct_point *point = value_of(w, row->of, year);
    bool latest = row->of->latest_year == year && !isnan(row->of->latest_value);
    double value = latest ? row->of->latest_value : point != NULL ? point->value : NAN;
    bool estimate = latest ? row->of->latest_status - 1 == CT_STATUS_ESTIMATE : point != NULL && point->status == CT_STATUS_ESTIMATE;
    ct_buffer words;

    ct_buffer_init(&words);
    if (estimate) ct_buffer_text(&words, ct_l(w->lang, "ước ", "est. "));
    ct_figure_stated(&words, value, w->lang);
    raw(w, " ");
    text(w, ct_buffer_string(&words));
    if (latest) cite(w, row->latest_source);
    raw(w, " |");
    ct_buffer_clear(&words);
}

static void target_row(const writer *w, const ct_target_row *row, size_t number)
{
    ct_buffer_printf(w->to, "| %zu |", number);
    cell(w, row->cells[CT_CELL_NAME]);
    cell(w, row->cells[CT_CELL_UNIT]);
    raw(w, " ");
    text(w, row->cells[CT_CELL_TARGET]);
    cite(w, row->target_source);
    raw(w, " |");
    for (size_t i = 0; i < w->n_years; i++) year_cell(w, row, w->years[i]);
    cell(w, row->cells[CT_CELL_PROJECTED]);
    cell(w, row->cells[CT_CELL_VERSUS]);
    cell(w, row->cells[CT_CELL_PROBABILITY]);
    cell(w, row->cells[CT_CELL_VERDICT]);
    row_end(w);
}

static void target_table(writer *w)
{
    int dashes[8 + MOST_YEARS] = { 8, 30, 12, 19 };
    bool right[8 + MOST_YEARS] = { true, false, false, true };
    size_t n = 4;

    table_caption(w, w->group->heading);
    ct_buffer_printf(w->to, "| %s |", ct_heading_text(CT_HEAD_NUMBER, w->lang));
    cell(w, ct_cell_heading(CT_CELL_NAME, w->lang));
    cell(w, ct_cell_heading(CT_CELL_UNIT, w->lang));
    cell(w, ct_cell_heading(CT_CELL_TARGET, w->lang));
    for (size_t i = 0; i < w->n_years; i++) {
        ct_buffer_printf(w->to, ct_l(w->lang, " Thực hiện %ld |", " Actual %ld |"), w->years[i]);
        dashes[n] = 19; /* "2.700.000" and the number of its source on one line */
        right[n++] = true;
    }
    const int rest[] = { 20, 16, 11, 21 };
    for (size_t i = 0; i < 4; i++) {
        dashes[n] = rest[i];
        right[n++] = i < 3;
    }
    cell(w, ct_cell_heading(CT_CELL_PROJECTED, w->lang));
    cell(w, ct_cell_heading(CT_CELL_VERSUS, w->lang));
    cell(w, ct_cell_heading(CT_CELL_PROBABILITY, w->lang));
    cell(w, ct_l(w->lang, "Khả năng hoàn thành", "Outlook"));
    row_end(w);
    widths(w, dashes, n, right);
    for (size_t r = 0; r < w->group->n; r++) target_row(w, &w->group->rows[r], r + 1);
    raw(w, "\n");
}

/* ---- indicators ---- */

static bool shows_target(const ct_chart *chart, long end)
{
    for (size_t i = 0; i < chart->n_assessments; i++)
        if (chart->assessments[i].period_end == end) return true;
    return false;
}

static const char *group_of(const writer *w, const ct_chart *chart)
{
    const ct_indicator *known =
        w->report->catalogue != NULL && chart->n_points > 0 ? ct_indicator_find(w->report->catalogue, chart->points[0].indicator) : NULL;

    return known != NULL && known->group[0] != '\0' ? ct_group_text(known->group, w->lang)
                                                    : ct_l(w->lang, "Chỉ tiêu khác", "Other indicators");
}

static void indicator(writer *w, const ct_indicator_part *part)
{
    raw(w, "### ");
    paragraph(w, part->heading);
    text(w, part->sentences);
    cite(w, part->n_values > 0 ? part->values[0].source_entry : 0);
    cite(w, part->target_source);
    raw(w, "\n\n");
    ct_buffer_printf(w->to, "::: {custom-style=\"Picture\"}\n![](%s/%s.png){width=%s}\n:::\n\n", w->report->chart_folder, part->chart->name,
                     "15.5cm");
    caption(w, "Picture Caption", ct_l(w->lang, "Biểu đồ", "Chart"), ++w->figures, part->heading);
}

/* Charts of the plan's targets, group by group in the order in which groups first appear. */
static void indicators(writer *w)
{
    const ct_content *content = w->content;
    bool *done = ct_arena_array(w->arena, content->n_parts, sizeof *done);
    size_t number = 0;

    for (size_t i = 0; done != NULL && i < content->n_parts; i++) {
        const char *group = group_of(w, content->parts[i].chart);
        bool headed = false;
        for (size_t k = i; k < content->n_parts && !done[i]; k++) {
            const ct_indicator_part *part = &content->parts[k];
            if (done[k] || !shows_target(part->chart, w->end) || strcmp(group_of(w, part->chart), group) != 0) continue;
            if (!headed) {
                ct_buffer_printf(w->to, "## %zu. ", ++number);
                text(w, group);
                raw(w, "\n\n");
            }
            headed = true;
            indicator(w, part);
            if (k != i) done[k] = true;
        }
        done[i] = true;
    }
    if (w->figures == 0) paragraph(w, ct_heading_text(CT_HEAD_NO_CHARTS, w->lang));
}

/* ---- findings and sources ---- */

static void findings(writer *w)
{
    const int dashes[] = { 8, 10, 80, 34 };
    const bool right[] = { true, false, false, false };
    size_t shown = w->content->n_serious < FINDINGS_SHOWN ? w->content->n_serious : FINDINGS_SHOWN;

    if (shown == 0) {
        paragraph(w, ct_heading_text(CT_HEAD_NO_FINDINGS, w->lang));
        return;
    }
    table_caption(w, ct_l(w->lang, "Những điểm cần xem lại", "Points to check"));
    ct_buffer_printf(w->to, "| %s |", ct_heading_text(CT_HEAD_NUMBER, w->lang));
    cell(w, ct_heading_text(CT_HEAD_LEVEL, w->lang));
    cell(w, ct_heading_text(CT_HEAD_FINDING, w->lang));
    cell(w, ct_heading_text(CT_HEAD_SOURCE, w->lang));
    row_end(w);
    widths(w, dashes, 4, right);
    for (size_t i = 0; i < shown; i++) {
        const ct_finding_row *row = &w->content->findings[i];
        ct_buffer_printf(w->to, "| %zu |", i + 1);
        cell(w, row->severity);
        cell(w, row->text);
        cell(w, row->sources);
        row_end(w);
    }
    raw(w, "\n");
    if (w->content->n_findings > shown)
        ct_buffer_printf(w->to,
                         ct_l(w->lang, "Và %zu điểm khác, trong bảng findings của báo cáo Excel.\n\n",
                              "And %zu more, in the findings sheet of the Excel report.\n\n"),
                         w->content->n_findings - shown);
}

static void sources(writer *w)
{
    const int dashes[] = { 9, 50, 34, 9, 9, 60 };
    const bool right[] = { true, false, false, true, true, false };
    static const ct_heading heads[] = { CT_HEAD_NUMBER, CT_HEAD_WHAT, CT_HEAD_DOCUMENT, CT_HEAD_PAGE, CT_HEAD_LINE, CT_HEAD_QUOTE };
    bool any = false;

    for (size_t i = 0; i < w->content->n_major; i++) {
        const ct_source_entry *entry = &w->content->sources[i];
        if (!w->cited[i]) continue;
        if (!any) {
            table_caption(w,
                          ct_l(w->lang, "Nguồn của số liệu trong các bảng và biểu đồ", "Where the figures of tables and charts come from"));
            raw(w, "|");
            for (size_t k = 0; k < 6; k++) cell(w, ct_heading_text(heads[k], w->lang));
            row_end(w);
            widths(w, dashes, 6, right);
        }
        any = true;
        ct_buffer_printf(w->to, "| %zu |", i + 1);
        cell(w, entry->what);
        cell(w, entry->title);
        cell(w, entry->page);
        cell(w, entry->line);
        cell(w, entry->quote);
        row_end(w);
    }
    raw(w, "\n");
    if (!any) paragraph(w, ct_heading_text(CT_HEAD_NO_SOURCES, w->lang));
}

/* Pictures of the plan as a whole; one that fills a page stands on its own. */
static void overview(writer *w)
{
    for (size_t i = 0; i < w->report->n_pictures; i++) {
        const ct_report_picture *picture = &w->report->pictures[i];
        ct_buffer_printf(w->to, "::: {custom-style=\"Picture\"}\n![](%s/%s.png){width=15.5cm}\n:::\n\n", w->report->chart_folder,
                         picture->name);
        caption(w, "Picture Caption", ct_l(w->lang, "Biểu đồ", "Chart"), ++w->figures, picture->title);
    }
}

/* The outlook, and the places where the office writes: III, IV, V. */
static void chapters(writer *w)
{
    static const char *const numbers[CT_N_CHAPTERS] = { "III", "IV", "V" };

    for (int i = 0; i < CT_N_CHAPTERS; i++) {
        if (w->content->chapters[i].n == 0) continue;
        chapter(w, numbers[i], w->content->chapters[i].heading);
        ct_blocks_markdown(w->to, &w->content->chapters[i], 1);
    }
}

static void annex(writer *w, const char *heading)
{
    static const char *const numbers[] = { "I", "II", "III" };

    ct_buffer_printf(w->to, "# %s %s. ", ct_l(w->lang, "Phụ lục", "Annex"), numbers[w->annexes < 2 ? w->annexes : 2]);
    w->annexes++;
    text(w, heading);
    raw(w, "\n\n");
}

static void whole(writer *w)
{
    national_heading(w);
    ct_buffer_printf(w->to, "::: {custom-style=\"Title\"}\n%s\n:::\n\n", ct_l(w->lang, "BÁO CÁO", "REPORT"));
    raw(w, "::: {custom-style=\"Subtitle\"}\n");
    text(w, w->content->title);
    raw(w, "\n:::\n\n");
    if (w->content->scope_line[0] != '\0') {
        raw(w, "::: {custom-style=\"Subtitle\"}\n");
        text(w, w->content->scope_line);
        raw(w, "\n:::\n\n");
    }
    chapter(w, "I", w->content->opening.heading);
    ct_blocks_markdown(w->to, &w->content->opening, 1);
    chapter(w, "II", ct_heading_text(CT_HEAD_INDICATORS, w->lang));
    overview(w);
    indicators(w);
    chapters(w);
    if (w->group != NULL) {
        note(w, w->content->method_note);
        end_section(w, false);
        annex(w, ct_heading_text(CT_HEAD_TARGETS, w->lang));
        target_table(w);
        end_section(w, true);
    } else {
        annex(w, ct_heading_text(CT_HEAD_TARGETS, w->lang));
        paragraph(w, ct_heading_text(CT_HEAD_NO_TARGETS, w->lang));
    }
    annex(w, ct_heading_text(CT_HEAD_FINDINGS, w->lang));
    findings(w);
    annex(w, ct_heading_text(CT_HEAD_SOURCES, w->lang));
    sources(w);
}

/* Years of the plan that have figures, the last MOST_YEARS of them. */
static void choose_years(writer *w)
{
    const ct_table *points = w->report->points;
    long last = 0, first = w->report->plan_start > 0 ? w->report->plan_start : w->end - 4;

    for (size_t i = 0; points != NULL && i < points->n; i++) {
        const ct_point *point = ct_point_at(points, i);
        if (point->status != CT_STATUS_FORECAST && point->period > last && point->period <= w->end) last = point->period;
    }
    if (last - first >= MOST_YEARS) first = last - MOST_YEARS + 1;
    for (long year = first; year <= last; year++) w->years[w->n_years++] = year;
}

static ct_error prepare(writer *w, ct_content *content)
{
    CT_TRY(ct_content_make(w->arena, w->report, content));
    w->content = content;
    w->group = content->n_groups > 0 ? &content->groups[0] : NULL;
    w->end = w->group != NULL && w->group->n > 0 ? w->group->rows[0].of->period_end : w->report->plan_end;
    w->cited = ct_arena_array(w->arena, content->n_sources, sizeof *w->cited);
    if (w->cited == NULL) return ct_no_memory();
    if (w->report->points != NULL) CT_TRY(ct_series_index_new(w->arena, w->report->catalogue, w->report->points, &w->index));
    choose_years(w);
    return ct_ok();
}

ct_error ct_report_office(const ct_report *report, const ct_office_options *options, ct_buffer *to)
{
    writer w = { .to = to, .arena = ct_arena_new(), .report = report, .options = options, .lang = report->lang };
    ct_content content;
    ct_error err = w.arena != NULL ? prepare(&w, &content) : ct_no_memory();

    if (err.code == CT_OK) {
        whole(&w);
        err = ct_buffer_error(to);
    }
    ct_arena_free(w.arena);
    return err;
}
