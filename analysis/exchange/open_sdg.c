#include "exchange/open_sdg.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "core/csv.h"
#include "core/number.h"
#include "core/vietnamese.h"
#include "series/series.h"

static const ct_column axis_columns[] = {
    { "axis", CT_COLUMN_TEXT, true, offsetof(ct_axis_name, axis), NULL, "Axis of breakdowns.csv." },
    { "vi", CT_COLUMN_TEXT, true, offsetof(ct_axis_name, vi), NULL, "Its Vietnamese name." },
    { "en", CT_COLUMN_TEXT, true, offsetof(ct_axis_name, en), NULL, "Its English name." },
};
const ct_schema ct_axis_schema = { "axes", "What axes of breakdowns are called.", axis_columns, 3,
                                   sizeof(ct_axis_name) };

static const char other_axis[] = "breakdown", place_axis[] = "territory"; /* axes.csv names both */
static const char *const status_codes[] = { "A", "P", "E", "F", "I" };    /* by ct_status, see sdmx.h */

typedef struct {
    const ct_table *points;
    const ct_open_sdg_options *options;
    ct_arena *arena;
    const char *scope;
    ct_put_file put;
    void *context;
} site;

/* One indicator: its rows, and the columns that they need. */
typedef struct {
    const char *id, *file; /* the catalogue's, and what its files are called */
    const size_t *rows;
    size_t n;
    const char **axes;
    size_t n_axes;
} page;

/* ---- YAML ---- */

static bool is_printable(int c)
{
    return c == 0x09 || (c >= 0x20 && c <= 0x7E) ||
           (c >= 0xA0 && c <= 0xD7FF && c != 0x2028 && c != 0x2029) ||
           (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF) || (c >= 0x10000 && c <= 0x10FFFF);
}

void ct_yaml_text(ct_buffer *to, const char *text)
{
    size_t n = strlen(text);

    ct_buffer_text(to, "\"");
    while (n > 0) {
        int c;
        size_t used = ct_utf8_next(text, n, &c);

        if (c == '"' || c == '\\')
            ct_buffer_printf(to, "\\%c", c);
        else if (c < 0)
            ct_buffer_text(to, "\\uFFFD");
        else if (!is_printable(c) || c == 0x09)
            ct_buffer_printf(to, "\\u%04X", (unsigned)c);
        else
            ct_buffer_append(to, text, used);
        text += used;
        n -= used;
    }
    ct_buffer_text(to, "\"");
}

static void put_key(ct_buffer *to, const char *key, const char *value)
{
    ct_buffer_printf(to, "%s: ", key);
    ct_yaml_text(to, value);
    ct_buffer_text(to, "\n");
}

static ct_error put_file(const site *s, const char *name, ct_buffer *text)
{
    ct_error err = ct_buffer_error(text);

    if (err.code == CT_OK && name == NULL) err = ct_no_memory();
    if (err.code == CT_OK) err = s->put(s->context, name, ct_buffer_string(text), text->len);
    ct_buffer_clear(text);
    return err;
}

/* ---- columns ---- */

static const char *axis_of(const site *s, const ct_point *point)
{
    const ct_breakdown *known = ct_breakdown_find(s->options->catalogue, point->breakdown);

    return known != NULL ? known->axis : other_axis;
}

/* Column heads are English, as the two that Open SDG asks for; translations/ has them in both languages. */
static const char *axis_name(const site *s, const char *axis, ct_lang lang)
{
    for (size_t i = 0; i < s->options->axes->n; i++) {
        const ct_axis_name *row = ct_table_row(s->options->axes, i);
        if (strcmp(row->axis, axis) == 0) return ct_l(lang, row->vi, row->en);
    }
    return axis;
}

static bool has_axis(const page *p, const char *axis)
{
    for (size_t i = 0; i < p->n_axes; i++)
        if (strcmp(p->axes[i], axis) == 0) return true;
    return false;
}

static ct_error find_axes(const site *s, page *p)
{
    p->axes = ct_arena_array(s->arena, p->n + 1, sizeof *p->axes);
    if (p->axes == NULL) return ct_no_memory();
    for (size_t i = 0; i < p->n; i++)
        if (strcmp(ct_point_at(s->points, p->rows[i])->scope, s->scope) != 0 && !has_axis(p, place_axis))
            p->axes[p->n_axes++] = place_axis;
    for (size_t i = 0; i < p->n; i++) {
        const ct_point *point = ct_point_at(s->points, p->rows[i]);
        if (point->breakdown[0] != '\0' && !has_axis(p, axis_of(s, point)))
            p->axes[p->n_axes++] = axis_of(s, point);
    }
    return ct_ok();
}

/* Open SDG refuses blanks at the ends of a cell. */
static ct_error put_cell(const site *s, ct_buffer *to, const char *text)
{
    size_t n = strlen(text);

    while (n > 0 && text[n - 1] == ' ') n--;
    while (n > 0 && *text == ' ') text++, n--;
    const char *trimmed = ct_arena_strndup(s->arena, text, n);

    if (trimmed == NULL) return ct_no_memory();
    ct_buffer_text(to, ",");
    ct_csv_cell(to, trimmed);
    return ct_ok();
}

static ct_error put_row(const site *s, const page *p, const ct_point *point, ct_buffer *to)
{
    char value[CT_NUMBER_SIZE];

    ct_buffer_printf(to, "%ld", point->period);
    for (size_t a = 0; a < p->n_axes; a++) {
        const char *cell = "";
        if (strcmp(p->axes[a], place_axis) == 0)
            cell = strcmp(point->scope, s->scope) != 0 ? point->scope : "";
        else if (point->breakdown[0] != '\0' && strcmp(p->axes[a], axis_of(s, point)) == 0)
            cell = point->breakdown;
        CT_TRY(put_cell(s, to, cell));
    }
    CT_TRY(put_cell(s, to, point->unit));
    ct_number_table(value, point->value);
    ct_buffer_printf(to, ",%s,%s\n", status_codes[point->status], value);
    return ct_ok();
}

static ct_error put_data(const site *s, const page *p)
{
    ct_buffer text;
    ct_error err = ct_ok();

    ct_buffer_init(&text);
    ct_buffer_text(&text, "Year");
    for (size_t a = 0; a < p->n_axes && err.code == CT_OK; a++)
        err = put_cell(s, &text, axis_name(s, p->axes[a], CT_EN));
    ct_buffer_text(&text, ",Units,Observation status,Value\n");
    for (size_t i = 0; i < p->n && err.code == CT_OK; i++)
        err = put_row(s, p, ct_point_at(s->points, p->rows[i]), &text);
    if (err.code == CT_OK)
        return put_file(s, ct_arena_printf(s->arena, "data/indicator_%s.csv", p->file), &text);
    ct_buffer_clear(&text);
    return err;
}

/* ---- metadata ---- */

typedef struct {
    const char **at;
    size_t n, capacity;
} name_list;

/* Add a name that the list does not hold. */
static ct_error add_name(const site *s, name_list *list, const char *name)
{
    for (size_t k = 0; k < list->n; k++)
        if (strcmp(list->at[k], name) == 0) return ct_ok();
    if (list->n == list->capacity) {
        size_t room = list->capacity * 2 + 8;
        const char **more = ct_arena_array(s->arena, room, sizeof *more);
        if (more == NULL) return ct_no_memory();
        if (list->n > 0) memcpy(more, list->at, list->n * sizeof *more);
        list->at = more;
        list->capacity = room;
    }
    list->at[list->n++] = name;
    return ct_ok();
}

/* The documents that the figures stand in, once each: a source is "FILE:LINE", of several joined by "; ". */
static ct_error put_sources(const site *s, const page *p, ct_buffer *to)
{
    name_list seen = { 0 };

    for (size_t i = 0; i < p->n; i++) {
        for (const char *at = ct_point_at(s->points, p->rows[i])->source; *at != '\0';) {
            size_t part = strcspn(at, ";"), length = strcspn(at, ":;");
            const char *file = ct_arena_strndup(s->arena, at, length);

            if (file == NULL) return ct_no_memory();
            bool place = at[length] == ':' && at[length + 1] >= '0' &&
                         at[length + 1] <= '9'; /* a title or a formula may hold the signs too */

            if (place) CT_TRY(add_name(s, &seen, file));
            at += part;
            while (*at == ';' || *at == ' ') at++;
        }
    }
    for (size_t k = 0; k < seen.n; k++) ct_buffer_printf(to, "%s%s", k > 0 ? "; " : "", seen.at[k]);
    return ct_ok();
}

static ct_error put_names(const site *s, const page *p, ct_lang lang, ct_buffer *to)
{
    const ct_indicator *known = ct_indicator_find(s->options->catalogue, p->id);
    const ct_point *first = ct_point_at(s->points, p->rows[0]);
    const char *name = known != NULL            ? ct_l(lang, known->name_vi, known->name_en)
                       : first->name[0] != '\0' ? first->name
                                                : p->id;
    ct_buffer sources;

    put_key(to, "indicator_name", name);
    put_key(to, "graph_title", name);
    put_key(to, "national_geographical_coverage", s->scope);
    put_key(to, "computation_units", first->unit);
    ct_buffer_init(&sources);
    ct_buffer_text(&sources, ct_l(lang, "Nguồn: ", "Sources: "));
    ct_error err = put_sources(s, p, &sources);

    if (err.code == CT_OK) put_key(to, "data_footnote", ct_buffer_string(&sources));
    ct_buffer_clear(&sources);
    return err;
}

static ct_error put_metadata(const site *s, const page *p)
{
    ct_lang lang = s->options->lang, other = lang == CT_VI ? CT_EN : CT_VI;
    const ct_indicator *known = ct_indicator_find(s->options->catalogue, p->id);
    ct_buffer text;

    ct_buffer_init(&text);
    put_key(&text, "indicator_number", p->file);
    ct_error err = put_names(s, p, lang, &text);

    ct_buffer_text(
        &text,
        "reporting_status: complete\npublished: true\nstandalone: true\ndata_non_statistical: false\ndata_show_map: false\ngraph_type: line\n");
    put_key(&text, "source_organisation_1", s->scope);
    put_key(&text, "national_indicator_id",
            known != NULL && known->official_code[0] != '\0' ? known->official_code : p->id);
    if (err.code == CT_OK) err = put_file(s, ct_arena_printf(s->arena, "meta/%s.yml", p->file), &text);
    ct_buffer_clear(&text);
    if (err.code == CT_OK) err = put_names(s, p, other, &text);
    if (err.code == CT_OK)
        err = put_file(s, ct_arena_printf(s->arena, "meta/%s/%s.yml", other == CT_VI ? "vi" : "en", p->file),
                       &text);
    ct_buffer_clear(&text);
    return err;
}

/* ---- the site ---- */

static ct_error put_config(const site *s)
{
    bool vi = s->options->lang == CT_VI;
    ct_buffer text;

    ct_buffer_init(&text);
    ct_buffer_printf(&text,
                     "# sdg-build: sdg.open_sdg_build(config='config_data.yml')\n"
                     "languages:\n  - %s\n  - %s\n"
                     "site_dir: _site\nsrc_dir: ''\nschema_file: metadata_schema.yml\n"
                     "inputs:\n"
                     "  - class: InputCsvData\n    path_pattern: data/*-*.csv\n"
                     "  - class: InputYamlMeta\n    path_pattern: meta/*-*.yml\n    git: false\n"
                     "translations:\n  - class: TranslationInputYaml\n    source: translations\n",
                     vi ? "vi" : "en", vi ? "en" : "vi");
    return put_file(s, "config_data.yml", &text);
}

static ct_error put_schema(const site *s)
{
    static const struct {
        const char *name, *element, *label;
    } fields[] = {
        { "indicator_number", "text", "Indicator number" },
        { "indicator_name", "text", "Indicator name" },
        { "graph_title", "text", "Graph title" },
        { "graph_type", "text", "Graph type" },
        { "reporting_status", "text", "Reporting status" },
        { "published", "checkbox", "Published" },
        { "standalone", "checkbox", "Standalone" },
        { "data_non_statistical", "checkbox", "Non-statistical" },
        { "data_show_map", "checkbox", "Show map" },
        { "national_geographical_coverage", "text", "Geographical coverage" },
        { "computation_units", "text", "Unit of measurement" },
        { "data_footnote", "text", "Footnote" },
        { "source_organisation_1", "text", "Organisation" },
        { "national_indicator_id", "text", "National indicator" },
    };
    ct_buffer text;

    ct_buffer_init(&text);
    ct_buffer_text(&text, "prose:\n  metadata:\n    meta:\n");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        ct_buffer_printf(
            &text,
            "      - name: %s\n        field:\n          element: %s\n          label: %s\n          scope: national\n",
            fields[i].name, fields[i].element, fields[i].label);
    return put_file(s, "metadata_schema.yml", &text);
}

static ct_error put_translations(const site *s, ct_lang lang)
{
    ct_buffer text;

    ct_buffer_init(&text);
    for (size_t i = 0; i < s->options->axes->n; i++) {
        const ct_axis_name *row = ct_table_row(s->options->axes, i);
        ct_yaml_text(&text, row->en);
        ct_buffer_text(&text, ": ");
        ct_yaml_text(&text, ct_l(lang, row->vi, row->en));
        ct_buffer_text(&text, "\n");
    }
    return put_file(s, lang == CT_VI ? "translations/vi/data.yml" : "translations/en/data.yml", &text);
}

/* "grdp_growth" is "ct-grdp-growth". */
static ct_error name_files(const site *s, page *p, long line)
{
    char *name = ct_arena_printf(s->arena, "ct-%s", p->id);

    if (name == NULL) return ct_no_memory();
    for (char *at = name; *at != '\0'; at++) {
        if (*at == '_') *at = '-';
        if (!((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') ||
              *at == '-'))
            return ct_fail(CT_EDATA, line,
                           "'%.60s' cannot name a file of the site; write letters, digits and _ only", p->id);
    }
    p->file = name;
    return ct_ok();
}

static ct_error put_pages(const site *s)
{
    bool *done = ct_arena_array(s->arena, s->points->n + 1, sizeof *done);
    size_t *rows = ct_arena_array(s->arena, s->points->n + 1, sizeof *rows);

    if (done == NULL || rows == NULL) return ct_no_memory();
    for (size_t i = 0; i < s->points->n; i++) {
        page p = { .id = ct_point_at(s->points, i)->indicator, .rows = rows };

        if (done[i]) continue;
        for (size_t k = i; k < s->points->n; k++) {
            if (done[k] || strcmp(ct_point_at(s->points, k)->indicator, p.id) != 0) continue;
            done[k] = true;
            rows[p.n++] = k;
        }
        CT_TRY(name_files(s, &p, s->points->lines[i]));
        CT_TRY(find_axes(s, &p));
        CT_TRY(put_data(s, &p));
        CT_TRY(put_metadata(s, &p));
    }
    return ct_ok();
}

static int compare_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The territory of most values, of equals the first in the order of bytes. */
static ct_error commonest_scope(site *s)
{
    const char **scopes = ct_arena_array(s->arena, s->points->n + 1, sizeof *scopes);
    size_t most = 0, run = 0;

    if (scopes == NULL) return ct_no_memory();
    for (size_t i = 0; i < s->points->n; i++) scopes[i] = ct_point_at(s->points, i)->scope;
    qsort(scopes, s->points->n, sizeof *scopes, compare_text);
    for (size_t i = 0; i < s->points->n; i++) {
        run = i > 0 && strcmp(scopes[i], scopes[i - 1]) == 0 ? run + 1 : 1;
        if (run > most) most = run, s->scope = scopes[i];
    }
    return ct_ok();
}

static ct_error write_site(site *s)
{
    const ct_series *series;
    size_t n;

    if (s->points->n == 0) return ct_fail(CT_EDATA, 0, "the table has no series; a site needs one at least");
    CT_TRY(ct_series_split(s->arena, s->options->catalogue, s->points, &series, &n));
    s->scope = s->options->scope;
    if (s->scope == NULL) CT_TRY(commonest_scope(s));
    CT_TRY(put_pages(s));
    CT_TRY(put_translations(s, CT_VI));
    CT_TRY(put_translations(s, CT_EN));
    CT_TRY(put_schema(s));
    return put_config(s);
}

ct_error ct_open_sdg_write(const ct_table *points, const ct_open_sdg_options *options, ct_put_file put,
                           void *context)
{
    site s = { .points = points, .options = options, .put = put, .context = context };

    s.arena = ct_arena_new();
    ct_error err = s.arena != NULL ? write_site(&s) : ct_no_memory();

    ct_arena_free(s.arena);
    return err;
}
