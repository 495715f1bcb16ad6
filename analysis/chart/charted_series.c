/* Which series are worth a chart, under which name, with which targets and words. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/english.h"
#include "chart/board.h"
#include "chart/chart.h"
#include "chart/scene.h"
#include "core/vietnamese.h"
#include "series/key.h"
#include "series/plans.h"

enum {
    NAME_BYTES = 80,
    WHOLE_NAME = 120,
    SOURCES_SHOWN = 4
}; /* bytes of a part of a chart's name, and of it all: it becomes a file name */

typedef struct {
    ct_arena *arena;
    const ct_catalogue *catalogue;
    const ct_table *projections, *assessments, *plans;
    const char **projection_keys, **assessment_keys; /* of their rows' series */
    ct_lang lang;
    ct_chart *charts;
    size_t n;
} plan;

/* ---- names ---- */

char *ct_file_slug(ct_arena *arena, const char *text)
{
    char *folded = ct_fold(arena, text, strlen(text));
    size_t at = 0;

    if (folded == NULL) return NULL;
    for (const char *s = folded; *s != '\0'; s++) {
        bool plain = (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9') || *s == '_';
        if (plain)
            folded[at++] = *s;
        else if (at > 0 && folded[at - 1] != '-')
            folded[at++] = '-';
    }
    if (at > NAME_BYTES) at = NAME_BYTES;
    while (at > 0 && folded[at - 1] == '-') at--;
    folded[at] = '\0';
    return folded;
}

static bool name_taken(const plan *p, const char *name)
{
    for (size_t i = 0; i < p->n; i++)
        if (strcmp(p->charts[i].name, name) == 0) return true;
    return false;
}

/* A name that is too long for a file keeps its beginning and ends in a number made of all of it (FNV-1a), so
 * that it is the same every time. */
static char *shortened(ct_arena *arena, char *name)
{
    uint32_t sum = 2166136261u;

    if (name == NULL || strlen(name) <= WHOLE_NAME) return name;
    for (const char *at = name; *at != '\0'; at++) sum = (sum ^ (unsigned char)*at) * 16777619u;
    return ct_arena_printf(arena, "%.*s-%08x", WHOLE_NAME - 9, name, (unsigned)sum);
}

/* indicator, indicator-breakdown, then with the scope, then with a number: the first that is free. */
static ct_error name_chart(plan *p, const ct_point *head, const char **name)
{
    const char *first = head->indicator[0] != '\0' ? head->indicator : head->name;
    char *base = ct_file_slug(p->arena, first), *breakdown = ct_file_slug(p->arena, head->breakdown),
         *scope = ct_file_slug(p->arena, head->scope), *full;

    if (base == NULL || breakdown == NULL || scope == NULL) return ct_no_memory();
    full = ct_arena_printf(p->arena, "%s%s%s", base[0] != '\0' ? base : "chart",
                           breakdown[0] != '\0' ? "-" : "", breakdown);
    if (full != NULL && name_taken(p, full) && scope[0] != '\0')
        full = ct_arena_printf(p->arena, "%s-%s", full, scope);
    full = shortened(p->arena, full);
    for (size_t k = 2; full != NULL && name_taken(p, full); k++) {
        char *next = ct_arena_printf(p->arena, "%s-%zu", full, k);
        if (next != NULL && name_taken(p, next)) continue;
        full = next;
    }
    *name = full;
    return full != NULL ? ct_ok() : ct_no_memory();
}

/* ---- words ---- */

static const char *title_of(const plan *p, const ct_point *head, const ct_indicator *indicator)
{
    const char *known = indicator == NULL ? "" : p->lang == CT_EN ? indicator->name_en : indicator->name_vi;

    return known[0] != '\0' ? known : head->name;
}

/* "Tỉnh Bắc Giang, công nghiệp - xây dựng" (Bắc Giang province, industry and construction). */
static ct_error subtitle_of(const plan *p, const ct_point *head, const char **subtitle)
{
    const char *scope = ct_territory_words(p->arena, p->catalogue, head->scope, p->lang),
               *breakdown = ct_breakdown_words(p->arena, p->catalogue, head->breakdown, p->lang);
    if (scope == NULL || breakdown == NULL) return ct_no_memory();
    bool both = scope[0] != '\0' && breakdown[0] != '\0';
    char *text = ct_arena_printf(p->arena, "%s%s%s", scope, both ? ", " : "", breakdown);

    if (text == NULL) return ct_no_memory();
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = (char)(text[0] - 'a' + 'A');
    *subtitle = text;
    return ct_ok();
}

/* What a reader knows a source by: the document, or the publication that the history file names after
 * FILE:LINE; not the formula of a derived value. */
static void source_base(const char *source, const char **at, size_t *n)
{
    const char *colon = source, *digits, *formula = strstr(source, CT_DERIVED_MARK);
    const char *end = formula != NULL ? formula : source + strlen(source);

    while ((colon = strchr(colon, ':')) != NULL && colon < end) {
        digits = colon + 1 + strspn(colon + 1, "0123456789");
        if (digits > colon + 1 && (*digits == '\0' || *digits == ' ' || *digits == ';')) {
            if (digits[0] == ' ' && digits + 1 < end) {
                *at = digits + 1;
                *n = (size_t)(end - *at);
            } else {
                *at = source;
                *n = (size_t)(colon - source);
            }
            return;
        }
        colon++;
    }
    *at = source;
    *n = (size_t)(end - source);
}

/* The name of the document that "FILE:LINE" points into; the file's own where no table of plans knows it. */
static const char *document_name(ct_arena *arena, const ct_table *plans, const char *source, const char *file,
                                 size_t n, ct_lang lang)
{
    char *name = ct_arena_strndup(arena, file, n);
    size_t row = 0;

    if (name == NULL || plans == NULL || file != source || source[n] != ':') return name;
    row = ct_plans_find(plans, 0, name, strtol(source + n + 1, NULL, 10));
    return row < plans->n ? ct_plan_short_name(arena, ct_plan_at(plans, row), lang) : name;
}

ct_error ct_sources_words(ct_arena *arena, const ct_table *plans, const char *const *sources,
                          size_t n_sources, ct_lang lang, const char **text)
{
    const char *list[SOURCES_SHOWN];
    size_t n = 0, more = 0;
    ct_buffer words;
    ct_error err;

    for (size_t i = 0; i < n_sources; i++) {
        const char *at;
        size_t length, k = 0;
        source_base(sources[i], &at, &length);
        if (length == 0) continue;
        const char *name = document_name(arena, plans, sources[i], at, length, lang);
        if (name == NULL) return ct_no_memory();
        while (k < n && strcmp(list[k], name) != 0) k++;
        if (k < n) continue;
        if (n < SOURCES_SHOWN)
            list[n++] = name;
        else
            more++;
    }
    ct_buffer_init(&words);
    for (size_t i = 0; i < n; i++) ct_buffer_printf(&words, "%s%s", i > 0 ? "; " : "", list[i]);
    if (more > 0) ct_buffer_text(&words, ct_l(lang, "; và nguồn khác", "; and others"));
    err = ct_buffer_error(&words);
    if (err.code == CT_OK) {
        *text = ct_arena_strdup(arena, ct_buffer_string(&words));
        if (*text == NULL) err = ct_no_memory();
    }
    ct_buffer_clear(&words);
    return err;
}

/* Sources of the latest values first: they are what the reader asks for. */
static ct_error sources_of(ct_arena *arena, const ct_table *plans, const ct_chart *chart, ct_lang lang,
                           const char **text)
{
    const char **list = ct_arena_array(arena, chart->n_assessments + chart->n_points, sizeof *list);
    size_t n = 0;

    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < chart->n_assessments; i++) list[n++] = chart->assessments[i].source;
    for (size_t i = chart->n_points; i-- > 0;) list[n++] = chart->points[i].source;
    return ct_sources_words(arena, plans, list, n, lang, text);
}

/* ---- rows of a series ---- */

static ct_error key_rows(plan *p)
{
    size_t n = p->projections != NULL ? p->projections->n : 0,
           m = p->assessments != NULL ? p->assessments->n : 0;

    p->projection_keys = ct_arena_array(p->arena, n, sizeof *p->projection_keys);
    p->assessment_keys = ct_arena_array(p->arena, m, sizeof *p->assessment_keys);
    if (p->projection_keys == NULL || p->assessment_keys == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) {
        const ct_projection *row = ct_projection_at(p->projections, i);
        p->projection_keys[i] =
            ct_series_key(p->arena, p->catalogue, row->indicator, row->scope, row->breakdown);
        if (p->projection_keys[i] == NULL) return ct_no_memory();
    }
    for (size_t i = 0; i < m; i++) {
        const ct_assessment *row = ct_assessment_at(p->assessments, i);
        p->assessment_keys[i] =
            ct_series_key(p->arena, p->catalogue, row->indicator, row->scope, row->breakdown);
        if (p->assessment_keys[i] == NULL) return ct_no_memory();
    }
    return ct_ok();
}

static bool projects(const plan *p, size_t i, const ct_point *head, const char *key)
{
    return strcmp(p->projection_keys[i], key) == 0 &&
           strcmp(head->unit, ct_projection_at(p->projections, i)->unit) == 0;
}

static ct_error take_projections(plan *p, const ct_point *head, const char *key, ct_chart *chart)
{
    ct_projection *rows;
    size_t n = 0, all = p->projections != NULL ? p->projections->n : 0;

    for (size_t i = 0; i < all; i++) n += projects(p, i, head, key);
    rows = ct_arena_array(p->arena, n, sizeof *rows);
    if (rows == NULL) return ct_no_memory();
    chart->projections = rows;
    for (size_t i = 0; i < all; i++)
        if (projects(p, i, head, key)) rows[chart->n_projections++] = *ct_projection_at(p->projections, i);
    return ct_ok();
}

/* True when a target speaks of its series' own values: a sum over years, or growth beside a series of levels,
 * has no place on its axis. */
bool ct_on_axis(const ct_catalogue *catalogue, const ct_point *head, const ct_assessment *row)
{
    const ct_indicator *indicator = catalogue != NULL ? ct_indicator_find(catalogue, head->indicator) : NULL;
    double one;
    bool own = row->measure == CT_MEASURE_LEVEL ||
               (indicator != NULL && row->measure == indicator->measure) ||
               (row->measure == CT_MEASURE_SHARE && head->nature == CT_SHARE);

    if (!own || row->aggregation == CT_CUMULATIVE || row->period_end == 0 || isnan(row->target_low))
        return false;
    if (strcmp(head->unit, row->unit) == 0) return true;
    return catalogue != NULL && ct_unit_convert(catalogue, 1, row->unit, head->unit, &one) &&
           one == 1; /* another name of the same unit */
}

/* a before b: the later end, then the longer period. */
static bool more_telling(const ct_assessment *a, const ct_assessment *b)
{
    if (a->period_end != b->period_end) return a->period_end > b->period_end;
    return a->period_start < b->period_start;
}

static ct_error take_assessments(plan *p, const ct_point *head, const char *key, ct_chart *chart)
{
    ct_assessment *rows = ct_arena_array(p->arena, CT_MAX_MARKS + 1, sizeof *rows);
    size_t n = 0, all = p->assessments != NULL ? p->assessments->n : 0;

    if (rows == NULL) return ct_no_memory();
    for (size_t i = 0; i < all; i++) {
        const ct_assessment *row = ct_assessment_at(p->assessments, i);
        size_t k = n;
        if (strcmp(p->assessment_keys[i], key) != 0 || !ct_on_axis(p->catalogue, head, row)) continue;
        for (; k > 0 && more_telling(row, &rows[k - 1]); k--) rows[k] = rows[k - 1];
        rows[k] = *row;
        if (n < CT_MAX_MARKS) n++;
    }
    chart->assessments = rows;
    chart->n_assessments = n;
    return ct_ok();
}

static ct_error plan_series(plan *p, const ct_series *series)
{
    const ct_indicator *indicator =
        p->catalogue != NULL ? ct_indicator_find(p->catalogue, series->head->indicator) : NULL;
    ct_chart chart = { .points = series->head, .n_points = series->n, .unit = series->head->unit };

    const char *key = ct_series_key(p->arena, p->catalogue, series->head->indicator, series->head->scope,
                                    series->head->breakdown);

    if (key == NULL) return ct_no_memory();
    CT_TRY(take_projections(p, series->head, key, &chart));
    CT_TRY(take_assessments(p, series->head, key, &chart));
    if (series->n < 2 && chart.n_assessments == 0)
        return ct_ok(); /* one value and its projection show nothing */
    CT_TRY(name_chart(p, series->head, &chart.name));
    chart.title = title_of(p, series->head, indicator);
    CT_TRY(subtitle_of(p, series->head, &chart.subtitle));
    CT_TRY(sources_of(p->arena, p->plans, &chart, p->lang, &chart.source));
    chart.reversed = indicator != NULL && indicator->measure == CT_MEASURE_RANK;
    p->charts[p->n++] = chart;
    return ct_ok();
}

ct_error ct_charts_plan(ct_arena *arena, const ct_catalogue *catalogue, const ct_table *points,
                        const ct_table *projections, const ct_table *assessments, const ct_table *plans,
                        ct_lang lang, const ct_chart **charts, size_t *n)
{
    plan p = { .arena = arena,
               .catalogue = catalogue,
               .projections = projections,
               .assessments = assessments,
               .plans = plans,
               .lang = lang };
    const ct_series *series;
    size_t n_series;

    *charts = NULL;
    *n = 0;
    CT_TRY(ct_series_split(arena, catalogue, points, &series, &n_series));
    p.charts = ct_arena_array(arena, n_series, sizeof *p.charts);
    if (p.charts == NULL) return ct_no_memory();
    CT_TRY(key_rows(&p));
    for (size_t i = 0; i < n_series; i++) CT_TRY(plan_series(&p, &series[i]));
    *charts = p.charts;
    *n = p.n;
    return ct_ok();
}
