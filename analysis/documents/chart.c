/* Charts of Word (ECMA-376 part 1, 21.2): the drawing is not read, but beside it the file keeps the figures
 * it was drawn from. They become a table with a row for each series and a column for each place of the axis.
 */
#ifdef CHITIEU_HAVE_WORD

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "documents/word.h"

enum { SERIES = 200, POINTS = 250 };

typedef struct {
    const char *text; /* NULL: there is none */
    bool number, percent;
    double value;
} point;

typedef struct {
    const char *name;
    point *values; /* POINTS of them */
} series;

typedef enum { IN_NOTHING, IN_NAME, IN_CATEGORY, IN_VALUE, IN_TITLE } place;

typedef struct {
    ct_flow *flow;
    ct_arena *arena;
    series series[SERIES];
    size_t n_series, n_points;
    point *categories; /* of the first series that has any */
    bool categories_done, in_plot, in_text, numbers, later_level;
    place in;
    size_t at; /* index of the open point */
    ct_buffer text, title;
    char format[64]; /* how the numbers of the open cache are shown */
} chart;

void ct_chart_number(char *out, size_t size, double value, bool percent)
{
    char plain[64];
    size_t n = 0, whole;

    snprintf(plain, sizeof plain, "%.10g", percent ? value * 100 : value);
    whole = strspn(plain, "-0123456789");
    for (size_t i = 0; plain[i] != '\0' && n + 3 < size; i++) {
        size_t left = whole - i;
        if (i > 0 && i < whole && left % 3 == 0 && plain[i - 1] != '-') out[n++] = '.';
        out[n++] = plain[i] == '.' ? ',' : plain[i];
    }
    if (percent) out[n++] = '%';
    out[n] = '\0';
}

/* "2023" or "12/2023" of a day's number, counted from 30 December 1899; Fliegel and Van Flandern (1968). */
static const char *date_text(const chart *c, double day)
{
    long l = (long)day + 2415019 + 68569, n = 4 * l / 146097, i, j, month, year;

    l -= (146097 * n + 3) / 4;
    i = 4000 * (l + 1) / 1461001;
    l = l - 1461 * i / 4 + 31;
    j = 80 * l / 2447;
    l = j / 11;
    month = j + 2 - 12 * l;
    year = 100 * (n - 49) + i + l;
    return strchr(c->format, 'm') == NULL && strchr(c->format, 'M') == NULL
               ? ct_arena_printf(c->arena, "%ld", year)
               : ct_arena_printf(c->arena, "%ld/%ld", month, year);
}

/* What a cache keeps of one point. */
static point point_of(const chart *c, const char *text)
{
    point p = { 0 };
    char *end, shown[80];
    double value = strtod(text, &end);

    if (!c->numbers || end == text || *end != '\0' || !isfinite(value)) {
        p.text = ct_arena_strdup(c->arena, text);
    } else if (c->in == IN_CATEGORY) { /* years, mostly */
        bool date =
            (strchr(c->format, 'y') != NULL || strchr(c->format, 'Y') != NULL) && value > 0 && value < 100000;
        p.text = date ? date_text(c, value) : ct_arena_strdup(c->arena, text);
    } else {
        p.number = true;
        p.percent = strchr(c->format, '%') != NULL;
        p.value = p.percent ? value * 100 : value;
        ct_chart_number(shown, sizeof shown, value, p.percent);
        p.text = ct_arena_strdup(c->arena, shown);
    }
    return p;
}

static void keep_point(chart *c)
{
    series *last = c->n_series > 0 ? &c->series[c->n_series - 1] : NULL;
    point p;

    if (last == NULL || c->in == IN_NOTHING || c->later_level) return;
    p = point_of(c, ct_buffer_string(&c->text));
    if (p.text == NULL) ct_flow_fail(c->flow, ct_no_memory());
    if (c->in == IN_NAME) {
        last->name = last->name[0] == '\0' ? p.text : last->name;
        return;
    }
    if (c->at >= POINTS) {
        ct_flow_unread(c->flow, CT_UNREAD_BEYOND, NULL);
        return;
    }
    if (c->in == IN_VALUE) last->values[c->at] = p;
    if (c->in == IN_CATEGORY && !c->categories_done) c->categories[c->at] = p;
    c->n_points = c->at + 1 > c->n_points ? c->at + 1 : c->n_points;
}

static void series_start(chart *c)
{
    if (c->n_series == SERIES) {
        ct_flow_unread(c->flow, CT_UNREAD_BEYOND, NULL);
        return;
    }
    c->series[c->n_series] =
        (series){ .name = "", .values = ct_arena_array(c->arena, POINTS, sizeof(point)) };
    if (c->series[c->n_series].values == NULL)
        ct_flow_fail(c->flow, ct_no_memory());
    else
        c->n_series++;
}

static bool is(const char *name, const char *a, const char *b)
{
    return strcmp(name, a) == 0 || strcmp(name, b) == 0;
}

static bool on_start(void *data, const char *name, const char **attributes)
{
    chart *c = data;

    if (strcmp(name, "c:ser") == 0) {
        if (c->n_series == SERIES) return false;
        series_start(c);
    }
    if (strcmp(name, "c:plotArea") == 0) c->in_plot = true;
    if (strcmp(name, "c:title") == 0) {
        if (c->in_plot) return false; /* an axis's */
        c->in = IN_TITLE;
    }
    if (strcmp(name, "c:tx") == 0 && c->in_plot) c->in = IN_NAME;
    if (is(name, "c:cat", "c:xVal")) c->in = IN_CATEGORY;
    if (is(name, "c:val", "c:yVal")) c->in = IN_VALUE;
    if (is(name, "c:numCache", "c:numLit") || is(name, "c:strCache", "c:strLit")) {
        c->numbers = is(name, "c:numCache", "c:numLit");
        c->format[0] = '\0';
    }
    if (strcmp(name, "c:pt") == 0) c->at = (size_t)ct_xml_number(attributes, "idx", 0, POINTS, POINTS);
    c->in_text = is(name, "c:v", "c:formatCode") || strcmp(name, "a:t") == 0;
    if (c->in_text) ct_buffer_empty(&c->text);
    return strcmp(name, "c:dLbls") != 0 && strcmp(name, "c:errBars") != 0 && strcmp(name, "c:trendline") != 0;
}

static void on_end(void *data, const char *name)
{
    chart *c = data;

    if (strcmp(name, "c:v") == 0) keep_point(c);
    if (strcmp(name, "c:formatCode") == 0)
        snprintf(c->format, sizeof c->format, "%s", ct_buffer_string(&c->text));
    if (strcmp(name, "a:t") == 0 && c->in == IN_TITLE)
        ct_buffer_append(&c->title, ct_buffer_string(&c->text), c->text.len);
    if (strcmp(name, "c:lvl") == 0) c->later_level = true; /* groups of what the first level names */
    if (is(name, "c:cat", "c:xVal")) {
        c->later_level = false;
        c->categories_done = true;
    }
    if (is(name, "c:cat", "c:xVal") || is(name, "c:val", "c:yVal") || is(name, "c:tx", "c:title"))
        c->in = IN_NOTHING;
    c->in_text = false;
}

static void on_text(void *data, const char *text, size_t n)
{
    chart *c = data;

    if (c->in_text) ct_buffer_append(&c->text, text, n);
}

static void put_cell(ct_flow *flow, const point *p, long columns)
{
    ct_flow_cell *cell;

    ct_flow_cell_begin(flow);
    cell = ct_flow_cell_here(flow);
    if (cell == NULL) return;
    cell->n_columns = columns;
    cell->number = p->number;
    cell->value = p->value;
    ct_flow_paragraph(flow);
    if (p->text != NULL) ct_flow_text(flow, p->text, strlen(p->text));
    ct_flow_paragraph_end(flow);
    ct_flow_cell_end(flow);
}

static void put_rows(const chart *c)
{
    ct_flow *flow = c->flow;
    const point none = { 0 }, title = { .text = ct_buffer_string(&c->title) };

    ct_flow_table_begin(flow);
    if (c->title.len > 0) {
        ct_flow_row_begin(flow);
        put_cell(flow, &title, (long)c->n_points + 1);
        ct_flow_row_end(flow);
    }
    ct_flow_row_begin(flow);
    put_cell(flow, &none, 1);
    for (size_t i = 0; i < c->n_points; i++) put_cell(flow, &c->categories[i], 1);
    ct_flow_row_end(flow);
    for (size_t s = 0; s < c->n_series; s++) {
        point name = { .text = c->series[s].name[0] != '\0' || c->n_series > 1
                                   ? c->series[s].name
                                   : ct_buffer_string(&c->title) };
        ct_flow_row_begin(flow);
        put_cell(flow, &name, 1);
        for (size_t i = 0; i < c->n_points; i++) put_cell(flow, &c->series[s].values[i], 1);
        ct_flow_row_end(flow);
    }
    ct_flow_table_end(flow);
}

static bool has_figures(const chart *c)
{
    for (size_t s = 0; s < c->n_series; s++)
        for (size_t i = 0; i < c->n_points; i++)
            if (c->series[s].values[i].number) return true;
    return false;
}

ct_error ct_chart_parse(ct_flow *flow, const char *part, const char *bytes, size_t n, bool *read)
{
    ct_arena *arena = ct_arena_new();
    chart *c = arena != NULL ? ct_arena_alloc(arena, sizeof *c) : NULL;
    ct_xml xml = { .start = on_start, .end = on_end, .text = on_text, .err = &flow->err };
    ct_error err = ct_no_memory();

    *read = false;
    if (c != NULL && (c->categories = ct_arena_array(arena, POINTS, sizeof *c->categories)) != NULL) {
        c->flow = flow;
        c->arena = arena;
        err = ct_xml_parse(&xml, c, part, bytes, n);
        if (err.code == CT_OK) err = ct_buffer_error(&c->title);
        *read = err.code == CT_OK && !flow->in_note && has_figures(c);
        if (*read) put_rows(c);
        ct_buffer_clear(&c->text);
        ct_buffer_clear(&c->title);
    }
    ct_arena_free(arena);
    return err;
}

/* ---- OpenDocument: the figures are a table in the chart, a row for each place of the axis, a column for
 * each series ---- */

typedef struct {
    chart *chart;
    bool found, in_table, in_head, in_title;
    size_t row, column; /* of the open cell; rows below the head from 0 */
    bool number;
    double value;
} odf;

static bool odf_start(void *data, const char *name, const char **attributes)
{
    odf *o = data;
    const char *value = ct_xml_attribute(attributes, "office:value");
    char *end;

    if (strcmp(name, "chart:chart") == 0) o->found = true;
    if (strcmp(name, "chart:axis") == 0) return false; /* its title is none of the chart's */
    if (strcmp(name, "chart:title") == 0) o->in_title = true;
    if (strcmp(name, "table:table") == 0) o->in_table = true;
    if (strcmp(name, "table:table-header-rows") == 0) o->in_head = true;
    if (strcmp(name, "table:table-row") == 0) o->column = 0;
    if (strcmp(name, "table:table-cell") == 0) {
        o->value = value == NULL ? 0 : strtod(value, &end);
        o->number = value != NULL && end != value && *end == '\0' && isfinite(o->value);
    }
    if (strcmp(name, "text:p") == 0) ct_buffer_empty(&o->chart->text);
    o->chart->in_text = o->chart->in_text || strcmp(name, "text:p") == 0;
    return true;
}

static void odf_cell(odf *o)
{
    chart *c = o->chart;
    char shown[80];
    point p = { .number = o->number && !o->in_head && o->column > 0, .value = o->value };

    if (o->column > SERIES || o->row >= POINTS) {
        ct_flow_unread(c->flow, CT_UNREAD_BEYOND, NULL);
        return;
    }
    ct_chart_number(shown, sizeof shown, o->value, false);
    p.text = ct_arena_strdup(c->arena, p.number ? shown : ct_buffer_string(&c->text));
    if (p.text == NULL) ct_flow_fail(c->flow, ct_no_memory());
    while (o->column > c->n_series && c->flow->err.code == CT_OK) series_start(c);
    if (c->flow->err.code != CT_OK) return;
    if (o->in_head && o->column > 0) c->series[o->column - 1].name = p.text;
    if (o->in_head) return;
    if (o->column == 0)
        c->categories[o->row] = p;
    else
        c->series[o->column - 1].values[o->row] = p;
    c->n_points = o->row + 1 > c->n_points ? o->row + 1 : c->n_points;
}

static void odf_end(void *data, const char *name)
{
    odf *o = data;

    if (strcmp(name, "text:p") == 0) {
        o->chart->in_text = false;
        if (o->in_title)
            ct_buffer_append(&o->chart->title, ct_buffer_string(&o->chart->text), o->chart->text.len);
    }
    if (strcmp(name, "chart:title") == 0) o->in_title = false;
    if (strcmp(name, "table:table-header-rows") == 0) o->in_head = false;
    if (strcmp(name, "table:table-cell") == 0 && o->in_table) {
        odf_cell(o);
        o->column++;
        ct_buffer_empty(&o->chart->text);
    }
    if (strcmp(name, "table:table-row") == 0 && o->in_table && !o->in_head) o->row++;
}

static void odf_text(void *data, const char *text, size_t n)
{
    odf *o = data;

    on_text(o->chart, text, n);
}

ct_error ct_chart_parse_odf(ct_flow *flow, const char *part, const char *bytes, size_t n, bool *found,
                            bool *read)
{
    ct_arena *arena = ct_arena_new();
    odf o = { .chart = arena != NULL ? ct_arena_alloc(arena, sizeof *o.chart) : NULL };
    ct_xml xml = { .start = odf_start, .end = odf_end, .text = odf_text, .err = &flow->err };
    ct_error err = ct_no_memory();

    *found = *read = false;
    if (o.chart != NULL && (o.chart->categories = ct_arena_array(arena, POINTS, sizeof(point))) != NULL) {
        o.chart->flow = flow;
        o.chart->arena = arena;
        err = ct_xml_parse(&xml, &o, part, bytes, n);
        if (err.code == CT_OK) err = ct_buffer_error(&o.chart->title);
        *found = o.found;
        *read = err.code == CT_OK && o.found && !flow->in_note && has_figures(o.chart);
        if (*read) put_rows(o.chart);
        ct_buffer_clear(&o.chart->text);
        ct_buffer_clear(&o.chart->title);
    }
    ct_arena_free(arena);
    return err;
}

#else
typedef int ct_chart_not_built; /* ISO C wants a declaration in every file */
#endif
