/* What a native chart shows, from a trajectory or a stack: the columns of its sheet. Figures of the tables
 * stand in columns of their own; what is only needed to draw (the width of a band, the link from the last
 * value to the projection) are formulas over them in helper columns. */
#include "report/native.h"

#include <math.h>
#include <string.h>

#include "chart/scene.h"
#include "core/number.h"

enum { MOST_LABELS = 12, EARLIEST = 1900, LATEST = 2200 };

typedef struct {
    ct_arena *arena;
    ct_native *to;
    const ct_chart *chart;
    long first, last;
    size_t rows;
} maker;

void ct_native_letters(size_t column, char to[4])
{
    size_t n = 0;

    if (column >= 26) to[n++] = (char)('A' + column / 26 - 1);
    to[n++] = (char)('A' + column % 26);
    to[n] = '\0';
}

const char *ct_native_sheet(ct_lang lang)
{
    return ct_l(lang, "Số liệu", "Data");
}

/* An empty column; NULL when out of memory or when the sheet is full. */
static double *add_column(maker *m, const char *name, ct_native_role role)
{
    double *values = ct_arena_array(m->arena, m->rows, sizeof *values);

    if (values == NULL || name == NULL || m->to->n_columns == CT_NATIVE_COLUMNS) return NULL;
    for (size_t i = 0; i < m->rows; i++) values[i] = NAN;
    m->to->columns[m->to->n_columns++] = (ct_native_column){ .name = name, .role = role, .values = values };
    return values;
}

/* The figure as the tables print it, so that a report written again from them holds the same. */
static double as_printed(double value)
{
    char text[CT_NUMBER_SIZE];
    double read;

    ct_number_table(text, value);
    return ct_number_plain(text, &read).code == CT_OK ? read : value;
}

static size_t row_of(const maker *m, long year)
{
    return (size_t)(year - m->first);
}

/* ---- the years ---- */

/* A period of a table edited by hand may be any; a sheet of ten thousand years is none. */
static bool in_range(const ct_mark *mark)
{
    return mark->of->period_end >= EARLIEST && mark->of->period_end <= LATEST &&
           (mark->of->period_start == 0 ||
            (mark->of->period_start >= EARLIEST && mark->of->period_start <= mark->of->period_end));
}

static void widen(maker *m, long from, long to)
{
    if (from < m->first) m->first = from;
    if (to > m->last) m->last = to;
}

static ct_error take_years(maker *m, const ct_scene *scene)
{
    const char **rows;

    m->first = m->chart->points[0].period;
    m->last = m->chart->points[m->chart->n_points - 1].period;
    if (m->chart->n_projections > 0)
        widen(m, m->first, m->chart->projections[m->chart->n_projections - 1].period);
    for (size_t i = 0; i < scene->n_marks; i++) {
        const ct_assessment *of = scene->marks[i].of;
        bool across = scene->marks[i].kind == CT_MARK_LINE || scene->marks[i].kind == CT_MARK_BAND;
        if (in_range(&scene->marks[i])) widen(m, across ? of->period_start : of->period_end, of->period_end);
    }
    m->rows = (size_t)(m->last - m->first + 1); /* years of a scene lie within 1900..2200 */
    rows = ct_arena_array(m->arena, m->rows, sizeof *rows);
    if (rows == NULL) return ct_no_memory();
    for (size_t i = 0; i < m->rows; i++)
        if ((rows[i] = ct_arena_printf(m->arena, "%ld", m->first + (long)i)) == NULL) return ct_no_memory();
    m->to->rows = rows;
    m->to->n_rows = m->rows;
    m->to->label_step = ct_years_step(m->first, m->last, MOST_LABELS);
    return ct_ok();
}

/* ---- the figures ---- */

static ct_error add_actual(maker *m)
{
    const ct_chart *chart = m->chart;
    double *values = add_column(m, ct_l(m->to->lang, "Thực hiện", "Actual"), CT_NATIVE_ACTUAL);
    bool *hollow = ct_arena_array(m->arena, m->rows, sizeof *hollow);

    if (values == NULL || hollow == NULL) return ct_no_memory();
    for (size_t i = 0; i < chart->n_points; i++) {
        const ct_point *point = &chart->points[i];
        values[row_of(m, point->period)] = as_printed(point->value);
        hollow[row_of(m, point->period)] = point->status != CT_STATUS_ACTUAL;
    }
    m->to->columns[m->to->n_columns - 1].hollow = hollow;
    return ct_ok();
}

/* The five figures of every projection, each a column of data. */
static ct_error add_projections(maker *m)
{
    ct_lang lang = m->to->lang;
    const char *names[] = { ct_l(lang, "Dự báo (trung vị)", "Projection (median)"),
                            ct_l(lang, "80%, cận dưới", "80%, low end"),
                            ct_l(lang, "80%, cận trên", "80%, high end"),
                            ct_l(lang, "95%, cận dưới", "95%, low end"),
                            ct_l(lang, "95%, cận trên", "95%, high end") };

    if (m->chart->n_projections == 0) return ct_ok();
    for (size_t k = 0; k < 5; k++) {
        double *values = add_column(m, names[k], CT_NATIVE_DATA);
        if (values == NULL) return ct_no_memory();
        for (size_t i = 0; i < m->chart->n_projections; i++) {
            const ct_projection *row = &m->chart->projections[i];
            const double figures[] = { row->median, row->lo80, row->hi80, row->lo95, row->hi95 };
            values[row_of(m, row->period)] = as_printed(figures[k]);
        }
    }
    return ct_ok();
}

/* A target of one year joins the column of diamonds that has that year free; one of a period gets a line of
 * its own. */
static ct_error add_target(maker *m, const ct_mark *mark, double figure, const char *end)
{
    const ct_assessment *of = mark->of;
    ct_lang lang = m->to->lang;

    if (mark->kind == CT_MARK_LINE || mark->kind == CT_MARK_BAND) {
        double *values =
            add_column(m,
                       ct_arena_printf(m->arena, ct_l(lang, "Mục tiêu %ld–%ld%s", "Target %ld–%ld%s"),
                                       of->period_start, of->period_end, end),
                       CT_NATIVE_TARGET_LINE);
        if (values == NULL) return ct_no_memory();
        for (long year = of->period_start; year <= of->period_end; year++)
            values[row_of(m, year)] = as_printed(figure);
        return ct_ok();
    }
    const char *name = ct_arena_printf(m->arena, ct_l(lang, "Mục tiêu%s", "Target%s"), end);
    double *values = NULL;

    if (name == NULL) return ct_no_memory();
    for (size_t c = 0; c < m->to->n_columns && values == NULL; c++) {
        const ct_native_column *column = &m->to->columns[c];
        if (column->role == CT_NATIVE_TARGET && strcmp(column->name, name) == 0 &&
            isnan(column->values[row_of(m, of->period_end)]))
            values = (double *)(size_t)column->values;
    }
    if (values == NULL) values = add_column(m, name, CT_NATIVE_TARGET);
    if (values == NULL) return ct_no_memory();
    values[row_of(m, of->period_end)] = as_printed(figure);
    for (size_t c = 0; c < m->to->n_columns; c++)
        if (m->to->columns[c].values == values)
            m->to->columns[c].low_end = end[0] != '\0' && figure < of->target_high;
    return ct_ok();
}

static ct_error add_targets(maker *m, const ct_scene *scene)
{
    ct_lang lang = m->to->lang;

    for (size_t i = 0; i < scene->n_marks; i++) {
        const ct_mark *mark = &scene->marks[i];
        bool range = mark->kind == CT_MARK_RANGE || mark->kind == CT_MARK_BAND;
        if (!in_range(mark)) continue;
        CT_TRY(add_target(m, mark, mark->of->target_low, range ? ct_l(lang, ", cận dưới", ", low end") : ""));
        if (range) CT_TRY(add_target(m, mark, mark->of->target_high, ct_l(lang, ", cận trên", ", high end")));
    }
    return ct_ok();
}

/* ---- helper columns ---- */

/* What a helper column holds in a projected year: the column `plus`, less the column `minus` when there is
 * one. */
typedef struct {
    ct_native_role role;
    const char *name;
    size_t plus, minus; /* columns of the sheet, 0-based without that of the years; SIZE_MAX: none */
} helper;

/* One cell: in a projected year as told; before, where the bands have no width yet, their foot runs along the
 * values (along the one before where a year has none), so that no program draws it down to zero; in the last
 * year with a value the projection's line begins there. */
static const char *helper_cell(maker *m, const helper *h, size_t r, size_t start, double *values)
{
    const ct_native_column *columns = m->to->columns;
    bool width = h->minus != SIZE_MAX, known = isfinite(columns[0].values[r]);
    char plus[4], minus[4], own[4];
    size_t line = r + 2; /* of the sheet */

    ct_native_letters(h->plus + 1, plus);
    ct_native_letters((width ? h->minus : 0) + 1, minus);
    ct_native_letters(m->to->n_columns, own);
    if (r > start) {
        bool past = isnan(columns[h->plus].values[r]) || (width && isnan(columns[h->minus].values[r]));
        if (past && h->role == CT_NATIVE_PROJECTED) return NULL;
        if (past) { /* past the projection the bands close: an empty cell would be drawn as zero, a fall to
                       the foot of the chart */
            values[r] = width ? 0 : values[r - 1];
            return width ? "=0" : ct_arena_printf(m->arena, "=%s%zu", own, line - 1);
        }
        values[r] = columns[h->plus].values[r] - (width ? columns[h->minus].values[r] : 0);
        return width ? ct_arena_printf(m->arena, "=%s%zu-%s%zu", plus, line, minus, line)
                     : ct_arena_printf(m->arena, "=%s%zu", plus, line);
    }
    if (h->role == CT_NATIVE_PROJECTED && r < start) return NULL;
    values[r] = width ? 0 : known ? columns[0].values[r] : values[r - 1];
    return width   ? "=0"
           : known ? ct_arena_printf(m->arena, "=B%zu", line)
                   : ct_arena_printf(m->arena, "=%s%zu", own, line - 1);
}

static ct_error add_helper(maker *m, const helper *h)
{
    const char **formulas = ct_arena_array(m->arena, m->rows, sizeof *formulas);
    double *values = add_column(m, h->name, h->role);
    size_t first = row_of(m, m->chart->points[0].period),
           start = row_of(m, m->chart->points[m->chart->n_points - 1].period);

    if (formulas == NULL || values == NULL) return ct_no_memory();
    for (size_t r = first; r < m->rows; r++) {
        formulas[r] = helper_cell(m, h, r, start, values);
        if (formulas[r] == NULL && isfinite(values[r])) return ct_no_memory();
    }
    m->to->columns[m->to->n_columns - 1].formulas = formulas;
    return ct_ok();
}

/* Bands are areas stacked upon an invisible one: the lower end, then what lies between one end and the next.
 */
static ct_error add_helpers(maker *m, size_t median)
{
    ct_lang lang = m->to->lang;
    size_t lo80 = median + 1, hi80 = median + 2, lo95 = median + 3, hi95 = median + 4;
    const helper list[] = {
        { CT_NATIVE_BASE, ct_l(lang, "Vẽ: chân dải", "Drawing: foot of the bands"), lo95, SIZE_MAX },
        { CT_NATIVE_BAND95, ct_l(lang, "Khoảng 95%", "95% interval"), lo80, lo95 },
        { CT_NATIVE_BAND80, ct_l(lang, "Khoảng 80%", "80% interval"), hi80, lo80 },
        { CT_NATIVE_BAND95, ct_l(lang, "Vẽ: khoảng 95%, phần trên", "Drawing: 95% interval, upper part"),
          hi95, hi80 },
        { CT_NATIVE_PROJECTED, ct_l(lang, "Dự báo", "Projection"), median, SIZE_MAX },
    };

    if (m->chart->n_projections == 0) return ct_ok();
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) CT_TRY(add_helper(m, &list[i]));
    return ct_ok();
}

static void take_axis(const ct_scene *scene, ct_native *to)
{
    const ct_frame *frame = &scene->frame;

    to->low = fmin(frame->y_low, frame->y_high) * scene->divisor;
    to->high = fmax(frame->y_low, frame->y_high) * scene->divisor;
    to->step = scene->ticks.n > 1 ? fabs(scene->ticks.at[1] - scene->ticks.at[0]) * scene->divisor : NAN;
    if (isfinite(to->step)) { /* Word labels from the axis' end on: it must be a multiple of the step */
        to->low = floor(to->low / to->step + 1e-9) * to->step;
        to->high = ceil(to->high / to->step - 1e-9) * to->step;
    }
    if (to->reversed && to->low < 1) to->low = 1;
}

ct_error ct_native_series(ct_arena *arena, const ct_chart *chart, ct_lang lang, ct_native *native)
{
    ct_chart shown = *chart; /* what the evidence gate lets stand, as the drawn chart has it */
    maker m = { .arena = arena, .to = native, .chart = &shown };
    ct_scene scene;
    ct_scale scale;

    if (!ct_chart_has_fan(chart)) shown.n_projections = 0;
    *native = (ct_native){ .lang = lang, .row_head = ct_l(lang, "Năm", "Year"), .reversed = chart->reversed };
    CT_TRY(ct_scene_compute(arena, chart, lang, (ct_image_size){ 0 }, &scene));
    CT_TRY(ct_scale_choose(arena, chart->unit, 0, lang, &scale));
    native->title = chart->title;
    native->unit = scale.words;
    CT_TRY(take_years(&m, &scene));
    CT_TRY(add_actual(&m));
    size_t median = native->n_columns;
    CT_TRY(add_projections(&m));
    CT_TRY(add_targets(&m, &scene));
    CT_TRY(add_helpers(&m, median));
    take_axis(&scene, native);
    return ct_ok();
}

ct_error ct_native_stack(const ct_stack *stack, ct_lang lang, ct_native *native)
{
    if (stack->n_parts > CT_NATIVE_COLUMNS)
        return ct_fail(CT_EDATA, 0, "a chart of %zu parts is more than Word can show", stack->n_parts);
    *native = (ct_native){ .lang = lang,
                           .row_head = ct_l(lang, "Năm", "Year"),
                           .unit = stack->unit,
                           .rows = stack->columns,
                           .n_rows = stack->n_columns,
                           .low = 0,
                           .high = 100,
                           .step = 20,
                           .label_step = 1,
                           .title = "" };
    for (size_t i = 0; i < stack->n_parts; i++)
        native->columns[native->n_columns++] = (ct_native_column){
            .name = stack->parts[i], .role = CT_NATIVE_PART, .values = stack->values + i * stack->n_columns
        };
    return ct_ok();
}
