#include "report/office.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "chart/lettering.h"
#include "chart/scene.h"
#include "chart/svg.h"
#include "chart/wording.h"
#include "core/vietnamese.h"
#include "report/content.h"
#include "report/escape.h"
#include "report/fragment.h"
#include "report/word_table.h"
#include "series/key.h"

enum {
    FINDINGS_SHOWN = 12,
    MOST_YEARS = 5,
    TWIP = 635,          /* EMU of a twentieth of a point                     */
    CHART_WIDTH = 8787,  /* twips: 15.5 cm, or less where the page is smaller */
    CHART_HEIGHT = 3118, /* 5.5 cm                                            */
    HALF_HEIGHT = 2721,  /* 4.8 cm, of a chart beside another                 */
    STACK_HEIGHT = 4252, /* 7.5 cm                                            */
    FIRST_ID = 1000,     /* of a chart's frame, beyond those pandoc gives     */
    MOST_ALT = 900
};

typedef struct {
    ct_buffer *to;
    ct_arena *arena;
    const ct_report *report;
    const ct_office_options *options;
    const ct_content *content;
    const ct_target_group *group; /* the plan's targets; NULL: there are none */
    const ct_page *page;
    ct_native *charts;
    size_t n_charts;
    ct_series_index index;
    long years[MOST_YEARS], end;
    size_t n_years, tables, figures, annexes;
    ct_lang lang;
    size_t *cited; /* of content->sources: their numbers in this document, in the order in which it names
                      them; 0: not named */
    size_t n_cited;
    ct_error err; /* the first fault of a piece of markup or a chart */
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

static long text_width(const writer *w, bool turned)
{
    const ct_page *page = w->page;

    return turned && page->width < page->height ? page->height - page->top - page->bottom
                                                : page->width - page->left - page->right;
}

static void fragment(writer *w, const char *name, const ct_fragment_word *words, size_t n, ct_buffer *to)
{
    if (w->err.code == CT_OK) w->err = ct_fragment_fill(w->arena, w->options->fragments, name, words, n, to);
}

/* A whole number as text; "" when out of memory. */
static const char *number_text(writer *w, long value)
{
    const char *words = ct_arena_printf(w->arena, "%ld", value);

    if (words == NULL && w->err.code == CT_OK) w->err = ct_no_memory();
    return words != NULL ? words : "";
}

/* A wording with one word filled in; "" after a fault, which is kept. */
static const char *filled(writer *w, const char *key, const char *name, const char *words)
{
    const char *made = "";
    const ct_phrase_word word = { name, words };

    if (w->err.code == CT_OK) w->err = ct_said_with(w->arena, w->report, key, &word, 1, &made);
    return made;
}

/* The given words, or dots to write on. */
static const char *or_dots(const char *words)
{
    return words[0] != '\0' ? words : "………………";
}

/* ---- the letterhead, the title, the end ---- */

static void letterhead(writer *w)
{
    const ct_letter *letter = &w->options->letter;
    long width = text_width(w, false), left = width * 41 / 100, right = width - left,
         rule = 3500; /* the rule is as long as the motto */
    const char *place = letter->place[0] != '\0' ? letter->place : "…………";
    ct_buffer above;

    ct_buffer_init(&above);
    if (letter->office_above[0] != '\0')
        fragment(w, "letterhead-above.xml", &(ct_fragment_word){ "office_above", letter->office_above }, 1,
                 &above);
    const ct_fragment_word words[] = {
        { "width", number_text(w, width) },
        { "left", number_text(w, left) },
        { "right", number_text(w, right) },
        { "rule_left", number_text(w, left / 3) },
        { "rule_right", number_text(w, right > rule ? (right - rule) / 2 : 0) },
        { "above", ct_buffer_string(&above) },
        { "office", or_dots(letter->office[0] != '\0' ? letter->office : w->report->scope) },
        { "republic", ct_said(w->report, "letter.republic") },
        { "motto", ct_said(w->report, "letter.motto") },
        { "number", ct_said(w->report, "letter.number") },
        { "date", filled(w, "letter.date", "place", place) },
    };
    open_word(w);
    fragment(w, "letterhead.xml", words, sizeof words / sizeof *words, w->to);
    close_word(w);
    ct_buffer_clear(&above);
}

/* The name of a place never breaks over two lines: its blanks become ones that hold. */
static const char *unbroken(writer *w, const char *title, const char *name)
{
    const char *at = name[0] != '\0' ? strstr(title, name) : NULL;
    ct_buffer words;

    if (at == NULL) return title;
    ct_buffer_init(&words);
    ct_buffer_append(&words, title, (size_t)(at - title));
    for (const char *s = name; *s != '\0'; s++) {
        if (*s == ' ')
            ct_buffer_text(&words, "\xC2\xA0");
        else
            ct_buffer_append(&words, s, 1);
    }
    ct_buffer_text(&words, at + strlen(name));
    const char *kept = ct_arena_strdup(w->arena, ct_buffer_string(&words));
    ct_buffer_clear(&words);
    return kept != NULL ? kept : title;
}

/* The title; the line on scope and plan only where the title does not say them. */
static void title(writer *w)
{
    const ct_report *report = w->report;
    const char *words = w->content->title;
    bool said = report->scope[0] != '\0' && strstr(words, report->scope) != NULL;

    if (!said && w->content->scope_line[0] != '\0')
        words = ct_arena_printf(w->arena, "%s, %s", words, w->content->scope_line);
    if (words == NULL) words = w->content->title;
    const ct_fragment_word list[] = {
        { "kind", ct_said(w->report, "letter.kind") },
        { "title", unbroken(w, words, report->scope) },
        { "rule", number_text(w, text_width(w, false) * 37 / 100) },
        { "addressed", filled(w, "letter.addressed", "whom", or_dots(w->options->letter.addressed_to)) },
    };
    open_word(w);
    fragment(w, "title.xml", list, sizeof list / sizeof *list, w->to);
    close_word(w);
}

/* One line a recipient; the last ends in a full stop. */
static void recipients(writer *w, ct_buffer *to)
{
    const char *at = w->options->letter.recipients;

    if (at[0] == '\0') at = ct_said(w->report, "letter.recipients");
    while (*at != '\0') {
        size_t n = strcspn(at, ";"), before = strspn(at, " "), end = n;
        while (end > before && at[end - 1] == ' ') end--;
        const char *one = before < end ? ct_arena_strndup(w->arena, at + before, end - before) : NULL;
        at += n + (at[n] == ';');
        if (one == NULL) continue;
        const ct_fragment_word words[] = { { "recipient", one },
                                           { "stop", *at != '\0'                   ? ";"
                                                     : one[strlen(one) - 1] == '.' ? ""
                                                                                   : "." } };
        fragment(w, "recipient.xml", words, 2, to);
    }
}

static void closing(writer *w)
{
    const ct_letter *letter = &w->options->letter;
    long width = text_width(w, false), left = width / 2;
    ct_buffer lines;

    ct_buffer_init(&lines);
    recipients(w, &lines);
    const ct_fragment_word words[] = {
        { "width", number_text(w, width) },
        { "left", number_text(w, left) },
        { "right", number_text(w, width - left) },
        { "recipients_head", ct_said(w->report, "letter.recipients_head") },
        { "recipients", ct_buffer_string(&lines) },
        { "signed_as", or_dots(letter->signed_as) },
        { "signed_by", or_dots(letter->signed_by) },
    };
    open_word(w);
    fragment(w, "closing.xml", words, sizeof words / sizeof *words, w->to);
    close_word(w);
    ct_buffer_clear(&lines);
}

/* ---- sections and captions ---- */

/* The page of the section that ends here; its header is the template's. */
static void end_section(const writer *w, bool landscape)
{
    open_word(w);
    ct_buffer_printf(
        w->to,
        "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>%s%s--></w:pPr></w:p>",
        CT_MARK_SECTION, landscape ? "landscape" : "portrait");
    close_word(w);
}

/* Properties that a paragraph must have whatever the template's style says. */
static void must(const writer *w, const char *properties)
{
    ct_buffer_printf(w->to, "`%s%s-->`{=openxml}", CT_MARK_PARAGRAPH, properties);
}

static const char CENTRED_KEPT[] =
    "<w:keepNext/><w:keepLines/><w:ind w:left=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
                  CENTRED[] = "<w:keepLines/><w:ind w:left=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>";

/* "Bảng 1. words" (table 1), the number a field that Word counts and lists. A table's stays with the table
 * below it. */
static void caption(const writer *w, const char *style, const char *label, size_t number, const char *words,
                    const char *properties)
{
    bool table = strcmp(style, "Caption") == 0;

    ct_buffer_printf(
        w->to,
        "::: {custom-style=\"%s\"}\n%s `<w:fldSimple w:instr=\" SEQ %s \\* ARABIC \"><w:r><w:t>%zu</w:t></w:r></w:fldSimple>`{=openxml}. ",
        style, label, ct_l(w->lang, table ? "Bang" : "BieuDo", table ? "Table" : "Chart"), number);
    text(w, words);
    must(w, properties);
    raw(w, "\n:::\n\n");
}

/* Below a picture that fills its page: LibreOffice would leave the caption there and take the table over. */
static const char NEXT_PAGE[] =
    "<w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:ind w:left=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>";

static bool has_sheet(const writer *w)
{
    for (size_t i = 0; i < w->report->n_pictures; i++)
        if (w->report->pictures[i].use == CT_USE_SHEET) return true;
    return false;
}

static void table_caption(writer *w, const char *words)
{
    bool next_page = w->tables == 0 && w->group != NULL && has_sheet(w);

    w->tables++;
    caption(w, "Caption", ct_said(w->report, "word.table"), w->tables, words,
            next_page ? NEXT_PAGE : CENTRED_KEPT);
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

/* ---- the table of targets ---- */

static const ct_point *value_of(const writer *w, const ct_assessment *of, long year)
{
    const char *key = ct_series_key(w->arena, w->report->catalogue, of->indicator, of->scope, of->breakdown);
    const ct_series *series = key != NULL ? ct_series_find(&w->index, key, of->unit) : NULL;

    if (series == NULL || strcmp(series->head->unit, of->unit) != 0) return NULL;
    for (size_t i = 0; i < series->n; i++)
        if (series->head[i].period == year && series->head[i].status != CT_STATUS_FORECAST)
            return &series->head[i];
    return NULL;
}

/* The number of a source in this document. */
static size_t cited_as(writer *w, size_t source)
{
    if (w->cited[source - 1] == 0) w->cited[source - 1] = ++w->n_cited;
    return w->cited[source - 1];
}

/* "[3]" in a paragraph. */
static void citation(writer *w, size_t source)
{
    if (source != 0) ct_buffer_printf(w->to, " \\[%zu\\]", cited_as(w, source));
}

/* The same in a cell, NULL for no source. */
static const char *cite(writer *w, size_t source)
{
    if (source == 0) return NULL;
    return ct_arena_printf(w->arena, "[%zu]", cited_as(w, source));
}

static void year_cell(writer *w, ct_word_table *table, const ct_target_row *row, long year)
{
    const ct_point *point = value_of(w, row->of, year);
    bool latest = row->of->latest_year == year && !isnan(row->of->latest_value);
    double value = latest ? row->of->latest_value : point != NULL ? point->value : NAN;
    bool estimate = latest ? row->of->latest_status - 1 == CT_STATUS_ESTIMATE
                           : point != NULL && point->status == CT_STATUS_ESTIMATE;
    ct_buffer words;

    ct_buffer_init(&words);
    if (estimate) ct_buffer_printf(&words, "%s ", ct_said(w->report, "word.estimate"));
    ct_figure_stated(&words, value, w->lang);
    ct_word_cell(table, ct_buffer_string(&words), latest ? cite(w, row->latest_source) : NULL);
    ct_buffer_clear(&words);
}

/* "Khó hoàn thành (16%)" (hard to meet). */
static const char *outlook(writer *w, const ct_target_row *row)
{
    const char *chance = row->cells[CT_CELL_PROBABILITY], *verdict = row->cells[CT_CELL_VERDICT], *words;

    if (strcmp(chance, "–") == 0 || chance[0] == '\0') return verdict;
    words = ct_arena_printf(w->arena, "%s (%s)", verdict, chance);
    return words != NULL ? words : verdict;
}

static void target_row(writer *w, ct_word_table *table, const ct_target_row *row, size_t number)
{
    ct_word_row(table, false);
    ct_word_cell(table, number_text(w, (long)number), NULL);
    ct_word_cell(table, row->cells[CT_CELL_NAME], NULL);
    ct_word_cell(table, row->cells[CT_CELL_UNIT], NULL);
    ct_word_cell(table, row->cells[CT_CELL_TARGET], cite(w, row->target_source));
    ct_word_cell(table, row->cells[CT_CELL_BASE], NULL);
    for (size_t i = 0; i < w->n_years; i++) year_cell(w, table, row, w->years[i]);
    ct_word_cell(table, row->cells[CT_CELL_REQUIRED], NULL);
    ct_word_cell(table, row->cells[CT_CELL_PROJECTED], NULL);
    ct_word_cell(table, row->cells[CT_CELL_VERSUS], NULL);
    ct_word_cell(table, outlook(w, row), NULL);
    ct_word_cell(table, row->agency, NULL);
    ct_word_row_end(table);
}

static void column(ct_word_table *table, double weight, ct_cell_side side)
{
    table->weights[table->n] = weight;
    table->sides[table->n++] = side;
}

/* Its columns: what the official forms have, the years between base and what is required. */
static void target_columns(const writer *w, ct_word_table *table)
{
    column(table, 30, CT_CELL_CENTRE);
    column(table, 140, CT_CELL_LEFT);
    column(table, 48, CT_CELL_CENTRE);
    column(table, 60, CT_CELL_RIGHT);
    column(table, 46, CT_CELL_RIGHT);
    for (size_t i = 0; i < w->n_years; i++) column(table, 42, CT_CELL_RIGHT);
    column(table, 66, CT_CELL_RIGHT);
    column(table, 74, CT_CELL_RIGHT);
    column(table, 62, CT_CELL_RIGHT);
    column(table, 136, CT_CELL_LEFT);
    column(table, 92, CT_CELL_LEFT);
}

static void target_head(writer *w, ct_word_table *table)
{
    static const ct_cell first[] = { CT_CELL_NAME, CT_CELL_UNIT, CT_CELL_TARGET, CT_CELL_BASE },
                         last[] = { CT_CELL_REQUIRED, CT_CELL_PROJECTED, CT_CELL_VERSUS };

    ct_word_row(table, true);
    ct_word_cell(table, ct_heading_text(CT_HEAD_NUMBER, w->report), NULL);
    for (size_t i = 0; i < 4; i++) ct_word_cell(table, ct_cell_heading(first[i], w->report), NULL);
    for (size_t i = 0; i < w->n_years; i++) {
        const char *head = ct_arena_printf(w->arena, ct_l(w->lang, "TH %ld", "Actual %ld"), w->years[i]);
        ct_word_cell(table, head != NULL ? head : "", NULL);
    }
    for (size_t i = 0; i < 3; i++) ct_word_cell(table, ct_cell_heading(last[i], w->report), NULL);
    ct_word_cell(table, ct_said(w->report, "word.outlook"), NULL);
    ct_word_cell(table, ct_said(w->report, "word.lead_agency"), NULL);
    ct_word_row_end(table);
}

static void target_table(writer *w)
{
    ct_word_table table = { .to = w->to, .width = text_width(w, true), .size = 18 };

    table_caption(w, w->group->heading);
    target_columns(w, &table);
    open_word(w);
    ct_word_table_begin(&table);
    target_head(w, &table);
    for (size_t r = 0; r < w->group->n; r++) target_row(w, &table, &w->group->rows[r], r + 1);
    ct_word_table_end(&table);
    close_word(w);
    if (w->n_years > 0) note(w, ct_said(w->report, "note.table"));
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
    const ct_indicator *known = w->report->catalogue != NULL && chart->n_points > 0
                                    ? ct_indicator_find(w->report->catalogue, chart->points[0].indicator)
                                    : NULL;

    return known != NULL && known->group[0] != '\0' ? ct_group_text(known->group, w->report)
                                                    : ct_said(w->report, "word.other_indicators");
}

/* What a chart shows, for those who cannot see it: a sentence or two, cut at a whole character. */
static const char *alt_text(writer *w, const char *words)
{
    char *kept = ct_text_clean(w->arena, words);

    if (kept == NULL) return "";
    if (strlen(kept) > MOST_ALT) kept[ct_utf8_cut(kept, MOST_ALT)] = '\0';
    return kept;
}

static long chart_width(const writer *w)
{
    long width = text_width(w, false);

    return width < CHART_WIDTH ? width : CHART_WIDTH;
}

/* Reserve the next native chart; NULL when there is no room, or when pictures are wanted. */
static ct_native *next_chart(writer *w)
{
    return w->charts != NULL && w->err.code == CT_OK ? &w->charts[w->n_charts] : NULL;
}

/* The frame of the chart reserved last, w->charts[w->n_charts]. `figure`: its number in the text. */
static void native_frame(writer *w, const char *heading, const char *alt, long width, long height,
                         size_t figure)
{
    size_t number = w->n_charts++;
    const char *name = ct_arena_printf(w->arena, "%s %zu", ct_said(w->report, "word.chart"), figure);
    const char *relation = ct_package_relation(w->arena, number);

    if (name == NULL || relation == NULL) {
        w->err = ct_no_memory();
        return;
    }
    const ct_fragment_word words[] = {
        { "width", number_text(w, width * TWIP) },
        { "height", number_text(w, height * TWIP) },
        { "id", number_text(w, FIRST_ID + (long)number) },
        { "name", name },
        { "title", heading },
        { "alt", alt },
        { "relation", relation },
    };
    fragment(w, "chart.xml", words, sizeof words / sizeof *words, w->to);
}

static void native_chart(writer *w, const char *heading, const char *alt, long height)
{
    open_word(w);
    native_frame(w, heading, alt, chart_width(w), height, w->figures + 1);
    close_word(w);
}

/* A picture on a line of its own, never in the line's text. */
static void picture(const writer *w, const char *name, const char *alt, long width)
{
    raw(w, "::: {custom-style=\"Picture\"}\n![");
    text(w, alt);
    ct_buffer_printf(w->to, "](%s/%s.png){width=%.2fcm}", w->report->chart_folder, name,
                     (double)width / 566.93);
    if (width > text_width(w, false)) /* pandoc lets no picture be wider than an upright page */
        ct_buffer_printf(w->to, "`%s%ld-->`{=openxml}", CT_MARK_WIDTH, width * TWIP);
    must(w, width > text_width(w, false) ? CENTRED : CENTRED_KEPT);
    raw(w, "\n:::\n\n");
}

static void sources_of(writer *w, const ct_indicator_part *part)
{
    citation(w, part->n_values > 0 ? part->values[0].source_entry : 0);
    citation(w, part->target_source);
}

/* How much room an indicator takes: the sentence alone where one value is known, a small chart where nothing
 * is projected. */
typedef enum { ROOM_FULL, ROOM_HALF, ROOM_SENTENCE, N_ROOMS } room;

static room room_of(const writer *w, const ct_indicator_part *part)
{
    if (part->chart->n_points < 2) return ROOM_SENTENCE;
    return w->charts == NULL || ct_chart_has_fan(part->chart) ? ROOM_FULL : ROOM_HALF;
}

/* One value: the sentences say all that a picture could, behind the name. */
static void told_indicator(writer *w, const ct_indicator_part *part)
{
    raw(w, "**");
    text(w, part->heading);
    raw(w, ".** ");
    text(w, part->sentences);
    sources_of(w, part);
    raw(w, "\n\n");
}

/* Heading and sentences; `figure`: the number of the chart that goes with them. */
static void words_of(writer *w, const ct_indicator_part *part, size_t figure)
{
    raw(w, "### ");
    paragraph(w, part->heading);
    text(w, part->sentences);
    ct_buffer_printf(w->to, " (%s %zu)", ct_said(w->report, "word.chart"), figure);
    sources_of(w, part);
    raw(w, "\n\n");
}

static void full_indicator(writer *w, const ct_indicator_part *part)
{
    ct_native *native = next_chart(w);
    const char *alt = alt_text(w, part->sentences);

    words_of(w, part, w->figures + 1);
    if (native != NULL) w->err = ct_native_series(w->arena, part->chart, w->lang, native);
    if (native != NULL && w->err.code == CT_OK)
        native_chart(w, part->heading, alt, CHART_HEIGHT);
    else
        picture(w, part->chart->name, alt, chart_width(w));
    caption(w, "Picture Caption", ct_said(w->report, "word.chart"), ++w->figures, part->heading, CENTRED);
}

/* A caption as markup, for a cell. */
static void cell_caption(writer *w, size_t number, const char *words)
{
    ct_buffer_printf(
        w->to,
        "<w:p><w:pPr><w:pStyle w:val=\"PictureCaption\"/><w:keepLines/><w:ind w:left=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/></w:pPr><w:r>"
        "<w:t xml:space=\"preserve\">%s </w:t></w:r><w:fldSimple w:instr=\" SEQ %s \\* ARABIC \"><w:r><w:t>%zu</w:t></w:r></w:fldSimple><w:r>"
        "<w:t xml:space=\"preserve\">. ",
        ct_said(w->report, "word.chart"), ct_l(w->lang, "BieuDo", "Chart"), number);
    ct_xml_text(w->to, words);
    raw(w, "</w:t></w:r></w:p>");
}

/* The charts of one or two indicators side by side, each above its caption; a table without rules holds them.
 */
static void half_charts(writer *w, const ct_indicator_part *const *parts, size_t n)
{
    long width = text_width(w, false) / 2;

    open_word(w);
    ct_buffer_printf(
        w->to,
        "<w:tbl><w:tblPr><w:tblW w:w=\"%ld\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
        width * (long)n);
    for (size_t i = 0; i < n; i++) ct_buffer_printf(w->to, "<w:gridCol w:w=\"%ld\"/>", width);
    raw(w, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (size_t i = 0; i < n && w->err.code == CT_OK; i++) {
        ct_buffer_printf(w->to, "<w:tc><w:tcPr><w:tcW w:w=\"%ld\" w:type=\"dxa\"/></w:tcPr>", width);
        w->err = ct_native_series(w->arena, parts[i]->chart, w->lang, next_chart(w));
        if (w->err.code == CT_OK)
            native_frame(w, parts[i]->heading, alt_text(w, parts[i]->sentences), width - 200, HALF_HEIGHT,
                         w->figures + 1);
        cell_caption(w, ++w->figures, parts[i]->heading);
        raw(w, "</w:tc>");
    }
    raw(w,
        "</w:tr></w:tbl><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>"); /* two tables would grow together */
    close_word(w);
}

/* What is known of a group: indicators with a projection first, then pairs of small charts, then those of one
 * value. */
static void group_parts(writer *w, const ct_indicator_part *const *parts, size_t n)
{
    const ct_indicator_part *pair[2];
    size_t waiting = 0;

    for (size_t i = 0; i < n; i++)
        if (room_of(w, parts[i]) == ROOM_FULL) full_indicator(w, parts[i]);
    for (size_t i = 0; i < n; i++) {
        if (room_of(w, parts[i]) != ROOM_HALF) continue;
        words_of(w, parts[i], w->figures + 1 + waiting);
        pair[waiting++] = parts[i];
        if (waiting == 2) half_charts(w, pair, waiting);
        waiting %= 2;
    }
    if (waiting > 0) half_charts(w, pair, waiting);
    for (size_t i = 0; i < n; i++)
        if (room_of(w, parts[i]) == ROOM_SENTENCE) told_indicator(w, parts[i]);
}

/* Charts of the plan's targets, group by group in the order in which groups first appear. */
static void indicators(writer *w)
{
    const ct_content *content = w->content;
    bool *done = ct_arena_array(w->arena, content->n_parts, sizeof *done);
    const ct_indicator_part **parts = ct_arena_array(w->arena, content->n_parts, sizeof *parts);
    size_t number = 0;

    for (size_t i = 0; done != NULL && parts != NULL && i < content->n_parts; i++) {
        const char *group = group_of(w, content->parts[i].chart);
        size_t n = 0;
        for (size_t k = i; k < content->n_parts; k++) {
            if (done[k] || !shows_target(content->parts[k].chart, w->end) ||
                strcmp(group_of(w, content->parts[k].chart), group) != 0)
                continue;
            parts[n++] = &content->parts[k];
            done[k] = true;
        }
        if (n == 0) continue;
        ct_buffer_printf(w->to, "## %zu. ", ++number);
        paragraph(w, group);
        group_parts(w, parts, n);
    }
    if (number == 0) paragraph(w, ct_heading_text(CT_HEAD_NO_CHARTS, w->report));
}

/* ---- findings and sources ---- */

static void finding_rows(writer *w, size_t shown)
{
    ct_word_table table = { .to = w->to, .width = text_width(w, false), .size = 18 };
    static const ct_heading heads[] = { CT_HEAD_NUMBER, CT_HEAD_LEVEL, CT_HEAD_FINDING, CT_HEAD_SOURCE };

    column(&table, 28, CT_CELL_CENTRE);
    column(&table, 52, CT_CELL_LEFT);
    column(&table, 270, CT_CELL_LEFT);
    column(&table, 118, CT_CELL_LEFT);
    open_word(w);
    ct_word_table_begin(&table);
    ct_word_row(&table, true);
    for (size_t k = 0; k < 4; k++) ct_word_cell(&table, ct_heading_text(heads[k], w->report), NULL);
    ct_word_row_end(&table);
    for (size_t i = 0; i < shown; i++) {
        const ct_finding_row *row = &w->content->findings[i];
        ct_word_row(&table, false);
        ct_word_cell(&table, number_text(w, (long)i + 1), NULL);
        ct_word_cell(&table, row->severity, NULL);
        ct_word_cell(&table, row->text, NULL);
        ct_word_cell(&table, row->sources, NULL);
        ct_word_row_end(&table);
    }
    ct_word_table_end(&table);
    close_word(w);
}

static void findings(writer *w)
{
    size_t shown = w->content->n_serious < FINDINGS_SHOWN ? w->content->n_serious : FINDINGS_SHOWN;

    if (shown == 0) {
        paragraph(w, ct_heading_text(CT_HEAD_NO_FINDINGS, w->report));
        return;
    }
    table_caption(w, ct_said(w->report, "caption.findings"));
    finding_rows(w, shown);
    if (w->content->n_findings > shown)
        paragraph(w, filled(w, "more.findings", "n", number_text(w, (long)(w->content->n_findings - shown))));
}

static void source_row(writer *w, ct_word_table *table, size_t number)
{
    size_t at = 0;

    while (w->cited[at] != number) at++;
    const ct_source_entry *entry = &w->content->sources[at];

    ct_word_row(table, false);
    ct_word_cell(table, number_text(w, (long)number), NULL);
    ct_word_cell(table, entry->what, NULL);
    ct_word_cell(table, entry->brief, NULL);
    ct_word_cell(table, entry->page, NULL);
    ct_word_cell(table, entry->line, NULL);
    ct_word_cell(table, entry->quote, NULL);
    ct_word_row_end(table);
}

static void source_table(writer *w)
{
    ct_word_table table = { .to = w->to, .width = text_width(w, false), .size = 16 };
    static const ct_heading heads[] = { CT_HEAD_NUMBER, CT_HEAD_WHAT, CT_HEAD_DOCUMENT,
                                        CT_HEAD_PAGE,   CT_HEAD_LINE, CT_HEAD_QUOTE };

    column(&table, 30, CT_CELL_CENTRE);
    column(&table, 116, CT_CELL_LEFT);
    column(&table, 108, CT_CELL_LEFT);
    column(&table, 36, CT_CELL_CENTRE);
    column(&table, 36, CT_CELL_CENTRE);
    column(&table, 150, CT_CELL_LEFT);
    table_caption(w, ct_said(w->report, "caption.sources"));
    open_word(w);
    ct_word_table_begin(&table);
    ct_word_row(&table, true);
    for (size_t k = 0; k < 6; k++) ct_word_cell(&table, ct_heading_text(heads[k], w->report), NULL);
    ct_word_row_end(&table);
    for (size_t number = 1; number <= w->n_cited; number++) source_row(w, &table, number);
    ct_word_table_end(&table);
    close_word(w);
}

/* The documents that the table names by their numbers, in full. */
static void source_documents(writer *w)
{
    bool any = false;

    for (size_t i = 0; i < w->content->n_major; i++) {
        const ct_source_entry *entry = &w->content->sources[i];
        bool told = w->cited[i] == 0 || strcmp(entry->title, entry->brief) == 0;
        for (size_t k = 0; k < i && !told; k++)
            told = w->cited[k] != 0 && strcmp(w->content->sources[k].title, entry->title) == 0;
        if (told) continue;
        raw(w, "- ");
        text(w, entry->title);
        raw(w, "\n");
        any = true;
    }
    if (any) raw(w, "\n");
}

static void sources(writer *w)
{
    if (w->n_cited > 0) {
        source_documents(w);
        source_table(w);
    } else {
        paragraph(w, ct_heading_text(CT_HEAD_NO_SOURCES, w->report));
    }
}

/* Charts of the plan as a whole: Word's own where it can draw them. `sheets`: those on pages of their own,
 * else the others. */
static void overview(writer *w, bool sheets)
{
    for (size_t i = 0; i < w->report->n_pictures; i++) {
        const ct_report_picture *shown = &w->report->pictures[i];
        if (shown->use == CT_USE_SCREEN || (shown->use == CT_USE_SHEET) != sheets) continue;
        ct_native *native = shown->stack != NULL ? next_chart(w) : NULL;
        if (native != NULL) w->err = ct_native_stack(shown->stack, w->lang, native);
        if (native != NULL && w->err.code == CT_OK)
            native_chart(w, shown->title, alt_text(w, shown->title), STACK_HEIGHT);
        else
            picture(w, shown->name, alt_text(w, shown->title), sheets ? text_width(w, true) : chart_width(w));
        if (!sheets)
            caption(w, "Picture Caption", ct_said(w->report, "word.chart"), ++w->figures, shown->title,
                    CENTRED);
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

    ct_buffer_printf(w->to, "# %s %s. ", ct_said(w->report, "word.annex"),
                     numbers[w->annexes < 2 ? w->annexes : 2]);
    w->annexes++;
    text(w, heading);
    raw(w, "\n\n");
}

static void whole(writer *w)
{
    letterhead(w);
    title(w);
    chapter(w, "I", w->content->opening.heading);
    ct_blocks_markdown(w->to, &w->content->opening, 1);
    chapter(w, "II", ct_heading_text(CT_HEAD_INDICATORS, w->report));
    overview(w, false);
    indicators(w);
    chapters(w);
    closing(w);
    end_section(w, false);
    if (w->group != NULL) {
        annex(w, ct_heading_text(CT_HEAD_TARGETS, w->report));
        overview(w, true);
        target_table(w);
        note(w, w->content->method_note);
        end_section(w, true);
    } else {
        annex(w, ct_heading_text(CT_HEAD_TARGETS, w->report));
        paragraph(w, ct_heading_text(CT_HEAD_NO_TARGETS, w->report));
    }
    annex(w, ct_heading_text(CT_HEAD_FINDINGS, w->report));
    findings(w);
    annex(w, ct_heading_text(CT_HEAD_SOURCES, w->report));
    sources(w);
}

/* Some target of the table has a value of this year. */
static bool has_values(const writer *w, long year)
{
    for (size_t r = 0; r < w->group->n; r++) {
        const ct_assessment *of = w->group->rows[r].of;
        if ((of->latest_year == year && !isnan(of->latest_value)) || value_of(w, of, year) != NULL)
            return true;
    }
    return false;
}

/* Years of the plan that have figures, the last MOST_YEARS of them. */
static void choose_years(writer *w)
{
    long first = w->report->plan_start > 0 ? w->report->plan_start : w->end - 4;

    if (w->group == NULL) return;
    for (long year = w->end; year >= first && year > w->end - 100 && w->n_years < MOST_YEARS; year--)
        if (has_values(w, year)) w->years[w->n_years++] = year;
    for (size_t i = 0; i < w->n_years / 2; i++) { /* found from the last back */
        long year = w->years[i];
        w->years[i] = w->years[w->n_years - 1 - i];
        w->years[w->n_years - 1 - i] = year;
    }
}

static ct_error prepare(writer *w, ct_content *content)
{
    CT_TRY(ct_content_make(w->arena, w->report, content));
    w->content = content;
    w->group = content->n_groups > 0 ? &content->groups[0] : NULL;
    w->end = w->group != NULL && w->group->n > 0 ? w->group->rows[0].of->period_end : w->report->plan_end;
    w->cited = ct_arena_array(w->arena, content->n_sources, sizeof *w->cited);
    if (w->cited == NULL) return ct_no_memory();
    if (!w->options->pictures) {
        w->charts = ct_arena_array(w->arena, content->n_parts + w->report->n_pictures + 1, sizeof *w->charts);
        if (w->charts == NULL) return ct_no_memory();
    }
    if (w->report->points != NULL)
        CT_TRY(ct_series_index_new(w->arena, w->report->catalogue, w->report->points, &w->index));
    choose_years(w);
    return ct_ok();
}

ct_error ct_report_office(ct_arena *arena, const ct_report *report, const ct_office_options *options,
                          const ct_page *page, ct_buffer *to, ct_office_parts *parts)
{
    writer w = { .to = to,
                 .arena = arena,
                 .report = report,
                 .options = options,
                 .page = page,
                 .lang = report->lang,
                 .err = ct_ok() };
    ct_content *content = ct_arena_array(arena, 1, sizeof *content);

    if (content == NULL) return ct_no_memory();
    CT_TRY(prepare(&w, content));
    whole(&w);
    if (w.err.code != CT_OK) return w.err;
    *parts = (ct_office_parts){ content->title, w.charts, w.n_charts };
    return ct_buffer_error(to);
}
