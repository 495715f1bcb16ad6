#include "report/content.h"

#include <stdlib.h>
#include <string.h>

#include "chart/axis.h"
#include "chart/lettering.h"
#include "chart/wording.h"
#include "report/grouping.h"
#include "report/phrases.h"
#include "series/key.h"

enum { NUMBER_SIZE = 32 };

typedef struct {
    ct_arena *arena;
    const ct_report *report;
    ct_content *content;
    size_t sources_room;
} maker;

static ct_error keep_buffer(ct_arena *arena, ct_buffer *text, const char **out)
{
    ct_error err = ct_buffer_error(text);

    if (err.code == CT_OK) *out = ct_arena_strdup(arena, ct_buffer_string(text));
    ct_buffer_clear(text);
    return err.code == CT_OK && *out == NULL ? ct_no_memory() : err;
}

static size_t rows_of(const ct_table *table)
{
    return table != NULL ? table->n : 0;
}

/* ---- sources ---- */

/* The parts of one reference "DOCUMENT:LINE" or "FILE:LINE title" that ends at `end`. */
typedef struct {
    const char *document;
    size_t n_document;
    long line;
    const char *title;
    size_t n_title;
} reference;

static reference parse_reference(const char *at, const char *end)
{
    reference r = { at, (size_t)(end - at), 0, end, 0 };

    for (const char *colon = at; (colon = memchr(colon, ':', (size_t)(end - colon))) != NULL; colon++) {
        const char *s = colon + 1;
        long line = 0;
        while (s < end && *s >= '0' && *s <= '9' && line < 100000000) line = line * 10 + (*s++ - '0');
        if (s == colon + 1 || (s < end && *s != ' ')) continue;
        r.n_document = (size_t)(colon - at);
        r.line = line;
        r.title = s < end ? s + 1 : end;
        r.n_title = (size_t)(end - r.title);
        break;
    }
    return r;
}

/* The observation a reference points to: of the same indicator where one is, else any of that line. */
static const ct_observation *observed(const ct_report *report, const reference *r, const char *indicator)
{
    const ct_observation *found = NULL;

    for (size_t i = 0; r->line > 0 && i < rows_of(report->observations); i++) {
        const ct_observation *row = ct_observation_at(report->observations, i);
        if (row->line_start != r->line || strlen(row->document) != r->n_document ||
            memcmp(row->document, r->document, r->n_document) != 0)
            continue;
        if (strcmp(row->indicator, indicator) == 0) return row;
        if (found == NULL) found = row;
    }
    return found;
}

static const char *number_text(ct_arena *arena, long number)
{
    return number > 0 ? ct_arena_printf(arena, "%ld", number) : "–";
}

/* Room in the arena for one more source. */
static ct_error room_for_source(maker *m)
{
    ct_content *content = m->content;
    size_t room = m->sources_room > 0 ? 2 * m->sources_room : 64;

    if (content->n_sources < m->sources_room) return ct_ok();
    ct_source_entry *more = ct_arena_array(m->arena, room, sizeof *more);
    if (more == NULL) return ct_no_memory();
    if (content->n_sources > 0) memcpy(more, content->sources, content->n_sources * sizeof *more);
    content->sources = more;
    m->sources_room = room;
    return ct_ok();
}

/* The entry of one reference; row is the observation it names, NULL when there is none. */
static ct_error fill_source(const maker *m, const char *what, const reference *r, const ct_observation *row,
                            ct_source_entry *entry)
{
    const char *title = r->n_title > 0 ? ct_arena_strndup(m->arena, r->title, r->n_title) : NULL;

    entry->what = what;
    entry->document = ct_arena_strndup(m->arena, r->document, r->n_document);
    entry->page = row != NULL ? number_text(m->arena, row->page) : "–";
    entry->line = number_text(m->arena, r->line);
    entry->quote = row != NULL ? row->quote : r->n_title > 0 ? title : "–";
    CT_TRY(ct_document_name(m->arena, m->report, entry->document != NULL ? entry->document : "", r->line,
                            &entry->title, &entry->brief));
    if (entry->title == NULL) entry->title = r->n_title > 0 ? title : entry->document;
    if (entry->brief == NULL) entry->brief = entry->title;
    if (entry->document == NULL || entry->page == NULL || entry->line == NULL || entry->quote == NULL ||
        entry->title == NULL)
        return ct_no_memory();
    return ct_ok();
}

/* One row of the annex a reference; "a:3; b:5" is two. *first is the number of the first, 0 when the source
 * is empty. */
static ct_error add_sources(maker *m, const char *what, const char *indicator, const char *source,
                            size_t *first)
{
    ct_content *content = m->content;
    const char *at = source;

    *first = 0;
    while (*at != '\0') {
        const char *end = strstr(at, "; ");
        const char *stop = end != NULL ? end : at + strlen(at);
        reference r = parse_reference(at, stop);
        if (end != NULL &&
            r.n_title > 0) { /* the title of a publication may hold a semicolon; it ends the source */
            stop = at + strlen(at);
            r = parse_reference(at, stop);
            end = NULL;
        }
        const ct_observation *row = observed(m->report, &r, indicator);
        CT_TRY(room_for_source(m));
        CT_TRY(fill_source(m, what, &r, row, &content->sources[content->n_sources++]));
        if (*first == 0) *first = content->n_sources;
        at = end != NULL ? end + 2 : stop;
    }
    return ct_ok();
}

/* ---- targets ---- */

static ct_error what_text(maker *m, const char *key, const ct_target_row *row, ct_cell value,
                          const char **out)
{
    const ct_phrase_word words[] = { { "name", row->cells[CT_CELL_NAME] },
                                     { "value", row->cells[value] },
                                     { "unit", row->cells[CT_CELL_UNIT] } };

    return ct_said_with(m->arena, m->report, key, words, 3, out);
}

static ct_error make_target(maker *m, const ct_assessment *of, ct_target_row *row)
{
    const char *target, *latest;

    const ct_indicator *known =
        m->report->catalogue != NULL ? ct_indicator_find(m->report->catalogue, of->indicator) : NULL;

    row->of = of;
    row->agency = ct_department_of(m->report->departments, of->indicator, known != NULL ? known->group : "",
                                   m->report->lang);
    CT_TRY(ct_target_cells(m->arena, m->report, of, row->cells));
    CT_TRY(what_text(m, "what.target", row, CT_CELL_TARGET, &target));
    CT_TRY(add_sources(m, target, of->indicator, of->source, &row->target_source));
    if (of->latest_year == 0) return ct_ok();
    CT_TRY(what_text(m, "what.latest", row, CT_CELL_LATEST, &latest));
    return add_sources(m, latest, of->indicator, of->series_source, &row->latest_source);
}

static ct_error make_targets(maker *m)
{
    size_t n = rows_of(m->report->assessments);
    ct_target_order *order;
    ct_target_row *rows = ct_arena_array(m->arena, n, sizeof *rows);
    ct_content *content = m->content;

    CT_TRY(ct_targets_order(m->arena, m->report, &order));
    content->groups = ct_arena_array(m->arena, n, sizeof *content->groups);
    if (rows == NULL || content->groups == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || order[i].group != order[i - 1].group) {
            ct_target_group *group = &content->groups[content->n_groups++];
            group->heading = order[i].heading;
            group->rows = &rows[i];
        }
        content->groups[content->n_groups - 1].n++;
        CT_TRY(make_target(m, ct_assessment_at(m->report->assessments, order[i].index), &rows[i]));
        if (content->n_groups == 1) content->n_plan = content->n_sources;
    }
    return ct_ok();
}

/* ---- indicators ---- */

static ct_error make_values(maker *m, const ct_chart *chart, ct_indicator_part *part)
{
    ct_lang lang = m->report->lang;

    part->values = ct_arena_array(m->arena, chart->n_points, sizeof *part->values);
    if (part->values == NULL) return ct_no_memory();
    for (size_t i = chart->n_points; i-- > 0;) {
        const ct_point *point = &chart->points[i];
        ct_value_row *row = &part->values[part->n_values++];
        ct_buffer value;
        row->year = number_text(m->arena, point->period);
        row->status = ct_status_text(point->status, m->report);
        CT_TRY(ct_source_text(m->arena, m->report, point->source, &row->source));
        if (row->year == NULL) return ct_no_memory();
        ct_buffer_init(&value);
        ct_figure_stated(&value, point->value, lang);
        CT_TRY(keep_buffer(m->arena, &value, &row->value));
    }
    return ct_ok();
}

static ct_error make_part(maker *m, size_t i)
{
    const ct_report *report = m->report;
    const ct_chart *chart = &report->charts[i];
    ct_indicator_part *part = &m->content->parts[m->content->n_parts++];
    ct_scale scale;

    part->chart = chart;
    part->svg = report->svgs != NULL ? report->svgs[i] : NULL;
    const char *breakdown = chart->n_points > 0 ? chart->points[0].breakdown : "";
    part->heading =
        breakdown[0] != '\0' ? ct_arena_printf(m->arena, "%s: %s", chart->title, breakdown) : chart->title;
    if (part->heading == NULL) return ct_no_memory();
    part->caption = chart->subtitle;
    CT_TRY(ct_scale_choose(m->arena, chart->unit, 0, report->lang, &scale));
    part->unit = scale.words;
    CT_TRY(ct_sentences_make(m->arena, report, m->content->n_groups > 0 ? &m->content->groups[0] : NULL,
                             chart, &part->sentences));
    CT_TRY(make_values(m, chart, part));
    if (part->n_values == 0) return ct_ok();
    const ct_point *last = &chart->points[chart->n_points - 1];
    const char *what =
        ct_arena_printf(m->arena, "%s%s%s, %ld: %s %s", chart->title, chart->subtitle[0] != '\0' ? ", " : "",
                        chart->subtitle, last->period, part->values[0].value, part->unit);
    if (what == NULL) return ct_no_memory();
    return add_sources(m, what, last->indicator, last->source, &part->values[0].source_entry);
}

/* Rows of targets and charts of one series find each other. */
static ct_error link_parts(maker *m)
{
    ct_content *content = m->content;
    const ct_catalogue *catalogue = m->report->catalogue;
    const char **keys = ct_arena_array(m->arena, content->n_parts, sizeof *keys);

    if (keys == NULL) return ct_no_memory();
    for (size_t i = 0; i < content->n_parts; i++) {
        const ct_chart *chart = content->parts[i].chart;
        keys[i] = chart->n_points > 0 ? ct_series_key(m->arena, catalogue, chart->points[0].indicator,
                                                      chart->points[0].scope, chart->points[0].breakdown)
                                      : "";
        if (keys[i] == NULL) return ct_no_memory();
    }
    for (size_t g = 0; g < content->n_groups; g++)
        for (size_t r = 0; r < content->groups[g].n; r++) {
            ct_target_row *row = &content->groups[g].rows[r];
            const char *key =
                ct_series_key(m->arena, catalogue, row->of->indicator, row->of->scope, row->of->breakdown);
            if (key == NULL) return ct_no_memory();
            for (size_t i = 0; i < content->n_parts && row->part == 0; i++) {
                ct_indicator_part *part = &content->parts[i];
                if (strcmp(keys[i], key) != 0) continue;
                row->part = i + 1;
                if (part->target_group != 0) continue;
                part->target_group = g + 1;
                part->target_row = r + 1;
                part->of_plan = g == 0;
                part->target_source = row->target_source;
            }
        }
    return ct_ok();
}

/* The sources of the years before the latest. */
static ct_error cite_values(maker *m, ct_indicator_part *part)
{
    const ct_chart *chart = part->chart;

    for (size_t i = 1; i < part->n_values; i++) {
        const ct_point *point = &chart->points[chart->n_points - 1 - i];
        size_t before = m->content->n_sources;
        const char *what = ct_arena_printf(m->arena, "%s, %ld: %s %s", part->heading, point->period,
                                           part->values[i].value, part->unit);
        if (what == NULL) return ct_no_memory();
        CT_TRY(add_sources(m, what, point->indicator, point->source, &part->values[i].source_entry));
        for (size_t k = before; k < m->content->n_sources; k++) m->content->sources[k].minor = true;
    }
    return ct_ok();
}

/* ---- findings ---- */

static ct_error add_file(maker *m, const char **files, size_t *n, const char *name, size_t length)
{
    for (size_t i = 0; i < *n; i++)
        if (strlen(files[i]) == length && memcmp(files[i], name, length) == 0) return ct_ok();
    files[*n] = ct_arena_strndup(m->arena, name, length);
    return files[(*n)++] != NULL ? ct_ok() : ct_no_memory();
}

/* Every file that a sentence of the audit may name: the documents, and the files that the series come from.
 */
static ct_error name_files(maker *m, const char ***files, size_t *n)
{
    const ct_table *plans = m->report->plans, *points = m->report->points;

    *files = ct_arena_array(m->arena, rows_of(plans) + rows_of(points), sizeof **files);
    if (*files == NULL) return ct_no_memory();
    for (size_t i = 0; i < rows_of(plans); i++)
        CT_TRY(
            add_file(m, *files, n, ct_plan_at(plans, i)->document, strlen(ct_plan_at(plans, i)->document)));
    for (size_t i = 0; i < rows_of(points); i++) {
        const char *source = ct_point_at(points, i)->source;
        reference r = parse_reference(source, source + strlen(source));
        if (r.line > 0) CT_TRY(add_file(m, *files, n, r.document, r.n_document));
    }
    return ct_ok();
}

static ct_error make_findings(maker *m)
{
    size_t n = rows_of(m->report->findings);
    ct_content *content = m->content;

    const char **files;
    size_t n_files = 0;

    content->findings = ct_arena_array(m->arena, n, sizeof *content->findings);
    if (content->findings == NULL) return ct_no_memory();
    CT_TRY(name_files(m, &files, &n_files));
    for (int level = CT_SEVERITY_CHECK; level >= CT_SEVERITY_NOTE; level--)
        for (size_t i = 0; i < n; i++) {
            const ct_finding *found = ct_finding_at(m->report->findings, i);
            if (found->severity != level) continue;
            ct_finding_row *row = &content->findings[content->n_findings++];
            row->level = level;
            row->severity = ct_severity_text(level, m->report);
            CT_TRY(ct_remark_text(m->arena, m->report, files, n_files,
                                  m->report->lang == CT_VI || found->text_en[0] == '\0' ? found->text_vi
                                                                                        : found->text_en,
                                  &row->text));
            bool both = found->source[0] != '\0' && found->other_source[0] != '\0' &&
                        strcmp(found->source, found->other_source) != 0;
            row->sources = both ? ct_arena_printf(m->arena, "%s; %s", found->source, found->other_source)
                                : found->source;
            if (row->sources == NULL) return ct_no_memory();
            CT_TRY(ct_source_text(m->arena, m->report, row->sources, &row->sources));
            content->n_serious += level > CT_SEVERITY_NOTE;
            content->n_check += level == CT_SEVERITY_CHECK;
        }
    return ct_ok();
}

/* ---- the whole ---- */

static ct_error make_words(maker *m)
{
    const ct_report *report = m->report;
    ct_content *content = m->content;
    ct_buffer text;

    content->title = report->title[0] != '\0' ? report->title : ct_said(m->report, "title.none");
    content->method_note = ct_said(report, "method.note");
    content->method_note = ct_prior_note(m->arena, content->method_note, report);
    if (content->method_note == NULL) return ct_no_memory();
    ct_buffer_init(&text);
    ct_buffer_text(&text, report->scope);
    if (report->plan_end > 0) {
        ct_buffer_text(&text, report->scope[0] != '\0' ? " – " : "");
        ct_buffer_printf(&text, "%s ", ct_said(m->report, "word.plan"));
        ct_period_text(&text, report->plan_start, report->plan_end);
    }
    return keep_buffer(m->arena, &text, &content->scope_line);
}

ct_error ct_content_make(ct_arena *arena, const ct_report *report, ct_content *content)
{
    maker m = { arena, report, content, 0 };
    const ct_series *series;
    size_t n_series;

    *content = (ct_content){ 0 };
    if (report->points != NULL)
        CT_TRY(ct_series_split(arena, report->catalogue, report->points, &series,
                               &n_series)); /* a broken table shows here */
    CT_TRY(make_words(&m));
    CT_TRY(make_targets(&m));
    content->parts = ct_arena_array(arena, report->n_charts, sizeof *content->parts);
    if (content->parts == NULL) return ct_no_memory();
    for (size_t i = 0; i < report->n_charts; i++) CT_TRY(make_part(&m, i));
    CT_TRY(link_parts(&m));
    content->n_major = content->n_sources;
    for (size_t i = 0; i < content->n_parts; i++) CT_TRY(cite_values(&m, &content->parts[i]));
    CT_TRY(make_findings(&m));
    CT_TRY(ct_form_make(arena, report, content));
    return ct_outline_make(arena, report, content);
}
