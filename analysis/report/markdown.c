/* The report as Markdown: GitHub tables, which pandoc reads too. */
#include <string.h>

#include "chart/lettering.h"
#include "core/vietnamese.h"
#include "report/content.h"
#include "report/escape.h"

enum { FINDINGS_SHOWN = 20, VALUES_SHOWN = 10 };

static void heading(ct_buffer *to, int level, const char *text)
{
    ct_buffer_printf(to, "%.*s ", level, "######");
    ct_markdown_text(to, text);
    ct_buffer_text(to, "\n\n");
}

static void paragraph(ct_buffer *to, const char *text)
{
    ct_markdown_text(to, text);
    ct_buffer_text(to, "\n\n");
}

static void cell(ct_buffer *to, const char *text)
{
    ct_buffer_text(to, " ");
    ct_markdown_text(to, text);
    ct_buffer_text(to, " |");
}

static void header(ct_buffer *to, const ct_report *report, const ct_heading *headings, size_t n)
{
    ct_buffer_text(to, "|");
    for (size_t i = 0; i < n; i++) cell(to, ct_heading_text(headings[i], report));
    ct_buffer_text(to, "\n|");
    for (size_t i = 0; i < n; i++)
        ct_buffer_text(to, headings[i] == CT_HEAD_VALUE || headings[i] == CT_HEAD_LINE ||
                                   headings[i] == CT_HEAD_PAGE
                               ? "---:|"
                               : "---|");
    ct_buffer_text(to, "\n");
}

static void target_group(ct_buffer *to, const ct_target_group *group, const ct_report *report)
{
    heading(to, 3, group->heading);
    ct_buffer_printf(to, "| %s |", ct_heading_text(CT_HEAD_NUMBER, report));
    for (int i = 0; i < CT_N_CELLS; i++) cell(to, ct_cell_heading((ct_cell)i, report));
    ct_buffer_text(to, "\n|---:|");
    for (int i = 0; i < CT_N_CELLS; i++)
        ct_buffer_text(to, i == CT_CELL_NAME || i == CT_CELL_UNIT || i == CT_CELL_VERDICT ? "---|" : "---:|");
    ct_buffer_text(to, "\n");
    for (size_t r = 0; r < group->n; r++) {
        ct_buffer_printf(to, "| %zu |", r + 1);
        for (int i = 0; i < CT_N_CELLS; i++) cell(to, group->rows[r].cells[i]);
        ct_buffer_text(to, "\n");
    }
    ct_buffer_text(to, "\n");
}

static void image(ct_buffer *to, const char *folder, const char *name, const char *words)
{
    ct_buffer_text(to, "![");
    ct_markdown_text(to, words);
    ct_buffer_text(to, "](<");
    for (const char *s = folder; *s != '\0';
         s++) /* a folder may hold spaces, but nothing that ends the address */
        if ((unsigned char)*s < 0x20 || strchr("<>\\%", *s) != NULL)
            ct_buffer_printf(to, "%%%02X", (unsigned)(unsigned char)*s);
        else
            ct_buffer_append(to, s, 1);
    ct_buffer_printf(to, "/%s.svg>)\n\n", name);
}

static void overview(ct_buffer *to, const ct_report *report)
{
    if (report->n_pictures > 0) heading(to, 2, ct_heading_text(CT_HEAD_OVERVIEW, report));
    for (size_t i = 0; i < report->n_pictures; i++)
        image(to, report->chart_folder, report->pictures[i].name, report->pictures[i].title);
}

/* " [3, 7]" behind a paragraph: entries of the list of sources. */
static void citation(ct_buffer *to, size_t first, size_t second)
{
    if (first == 0 && second == 0) return;
    ct_buffer_printf(to, " \\[%zu", first != 0 ? first : second);
    if (first != 0 && second != 0 && second != first) ct_buffer_printf(to, ", %zu", second);
    ct_buffer_text(to, "\\]");
}

static void indicator_part(ct_buffer *to, const ct_report *report, const ct_indicator_part *part)
{
    static const ct_heading columns[] = { CT_HEAD_YEAR, CT_HEAD_VALUE, CT_HEAD_STATUS, CT_HEAD_SOURCE };

    heading(to, 3, part->heading);
    if (part->caption[0] != '\0') {
        ct_buffer_text(to, "*");
        ct_markdown_text(to, part->caption);
        ct_buffer_text(to, "*\n\n");
    }
    image(to, report->chart_folder, part->chart->name, part->heading);
    ct_markdown_text(to, part->sentences);
    citation(to, part->n_values > 0 ? part->values[0].source_entry : 0, part->target_source);
    ct_buffer_text(to, "\n\n");
    ct_buffer_printf(to, "%s (", ct_heading_text(CT_HEAD_ALL_VALUES, report));
    ct_markdown_text(to, part->unit);
    ct_buffer_text(to, "):\n\n");
    header(to, report, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < part->n_values && i < VALUES_SHOWN; i++) {
        const ct_value_row *row = &part->values[i];
        ct_buffer_text(to, "|");
        cell(to, row->year);
        cell(to, row->value);
        cell(to, row->status);
        cell(to, row->source);
        ct_buffer_text(to, "\n");
    }
    ct_buffer_text(to, "\n");
    if (part->n_values > VALUES_SHOWN) paragraph(to, ct_said(report, "more.values"));
}

static void findings(ct_buffer *to, const ct_content *content, const ct_report *report)
{
    static const ct_heading columns[] = { CT_HEAD_LEVEL, CT_HEAD_FINDING, CT_HEAD_SOURCE };
    size_t shown = content->n_findings < FINDINGS_SHOWN ? content->n_findings : FINDINGS_SHOWN;

    heading(to, 2, ct_heading_text(CT_HEAD_FINDINGS, report));
    if (content->n_findings == 0) {
        paragraph(to, ct_heading_text(CT_HEAD_NO_FINDINGS, report));
        return;
    }
    header(to, report, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < shown; i++) {
        ct_buffer_text(to, "|");
        cell(to, content->findings[i].severity);
        cell(to, content->findings[i].text);
        cell(to, content->findings[i].sources);
        ct_buffer_text(to, "\n");
    }
    ct_buffer_text(to, "\n");
    if (shown < content->n_findings) paragraph(to, ct_said(report, "more.findings.some"));
}

static void sources(ct_buffer *to, const ct_content *content, const ct_report *report)
{
    static const ct_heading columns[] = { CT_HEAD_NUMBER, CT_HEAD_WHAT, CT_HEAD_DOCUMENT,
                                          CT_HEAD_PAGE,   CT_HEAD_LINE, CT_HEAD_QUOTE };

    heading(to, 2, ct_heading_text(CT_HEAD_SOURCES, report));
    if (content->n_major == 0) {
        paragraph(to, ct_heading_text(CT_HEAD_NO_SOURCES, report));
        return;
    }
    header(to, report, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < content->n_major; i++) {
        const ct_source_entry *entry = &content->sources[i];
        ct_buffer_printf(to, "| %zu |", i + 1);
        cell(to, entry->what);
        cell(to, entry->title);
        cell(to, entry->page);
        cell(to, entry->line);
        cell(to, entry->quote);
        ct_buffer_text(to, "\n");
    }
}

static void whole(ct_buffer *to, const ct_report *report, const ct_content *content)
{

    heading(to, 1, content->title);
    if (content->scope_line[0] != '\0') {
        ct_buffer_text(to, "**");
        ct_markdown_text(to, content->scope_line);
        ct_buffer_text(to, "**\n\n");
    }
    heading(to, 2, content->opening.heading);
    ct_blocks_markdown(to, &content->opening, 2);
    overview(to, report);
    heading(to, 2, ct_heading_text(CT_HEAD_INDICATORS, report));
    for (size_t i = 0; i < content->n_parts; i++) indicator_part(to, report, &content->parts[i]);
    if (content->n_parts == 0) paragraph(to, ct_heading_text(CT_HEAD_NO_CHARTS, report));
    for (int i = 0; i < CT_N_CHAPTERS; i++) {
        if (content->chapters[i].n == 0) continue;
        heading(to, 2, content->chapters[i].heading);
        ct_blocks_markdown(to, &content->chapters[i], 2);
    }
    heading(to, 2, ct_heading_text(CT_HEAD_TARGETS, report));
    for (size_t i = 0; i < content->n_groups; i++) target_group(to, &content->groups[i], report);
    paragraph(to, content->n_groups > 0 ? content->method_note : ct_heading_text(CT_HEAD_NO_TARGETS, report));
    findings(to, content, report);
    sources(to, content, report);
}

ct_error ct_report_markdown(const ct_report *report, ct_buffer *to)
{
    ct_arena *arena = ct_arena_new();
    ct_content content;
    ct_error err = arena != NULL ? ct_content_make(arena, report, &content) : ct_no_memory();

    if (err.code == CT_OK) {
        whole(to, report, &content);
        err = ct_buffer_error(to);
    }
    ct_arena_free(arena);
    return err;
}
