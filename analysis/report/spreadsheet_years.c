/* Sheets of the workbook that go by years: values, projections, and charts with the data they are drawn from.
 */
#ifdef CHITIEU_HAVE_XLSX
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/lettering.h"
#include "core/number.h"
#include "report/content.h"
#include "report/native.h"
#include "report/spreadsheet_book.h"

enum {
    MOST_CHARTS = 24,
    LEAST_POINTS = 3,
    FIRST_ROW = 2,
    CHART_COLUMNS = 9, /* cells that a chart covers */
    CHART_ROWS = 18,
    PAGE_CHARTS = 4, /* two by two on a sheet of A4 */
    PRINT_SCALE = 70
};

/* Columns before those of the years; the third of a projection says which of its figures the row holds. */
enum { Y_NAME, Y_BREAKDOWN, Y_UNIT, Y_GROWTH, Y_FIRST };
static const double widths[Y_FIRST] = { 36, 22, 14, 12 };

static const ct_projection *projected(const ct_book *b, const ct_point *head, long year)
{
    const ct_table *rows = b->report->projections;

    for (size_t i = 0; rows != NULL && i < rows->n; i++) {
        const ct_projection *row = ct_projection_at(rows, i);
        if (row->period == year && strcmp(row->indicator, head->indicator) == 0 &&
            strcmp(row->breakdown, head->breakdown) == 0 && strcmp(row->scope, head->scope) == 0 &&
            strcmp(row->unit, head->unit) == 0)
            return row;
    }
    return NULL;
}

static lxw_col_t year_column(long first, long year)
{
    return (lxw_col_t)(Y_FIRST + (year - first));
}

/* As wide as the longest figure of ct_book_figure(), so that none shows as ###. */
static void widen(double *width, double value)
{
    char text[CT_NUMBER_SIZE];

    if (!isfinite(value)) return;
    ct_number_people(text, value, fabs(value) >= 10000 ? 0 : 2, CT_EN);
    *width = fmax(*width, (double)strlen(text) + 2);
}

/* Two pages wide with the names on both: on one page the letters would be too small to read. */
static void print_wide(ct_book *b, lxw_worksheet *sheet)
{
    ct_book_check(b, worksheet_repeat_columns(sheet, Y_NAME, Y_UNIT));
    worksheet_fit_to_pages(sheet, 2, 0);
}

/* The compound growth from the first to the last value of a level, live. */
static void put_growth(ct_book *b, lxw_worksheet *sheet, lxw_row_t row, const ct_series *series)
{
    const ct_point *first = series->head, *last = series->head + series->n - 1;
    char from[16], to[16], formula[120];

    if (first->nature != CT_LEVEL || series->n < 2 || first->value <= 0 || last->value <= 0) return;
    lxw_rowcol_to_cell(from, row, year_column(b->first_year, first->period));
    lxw_rowcol_to_cell(to, row, year_column(b->first_year, last->period));
    snprintf(formula, sizeof formula, "=100*((%s/%s)^(1/%ld)-1)", to, from, last->period - first->period);
    ct_book_check(
        b, worksheet_write_formula_num(
               sheet, row, Y_GROWTH, formula, b->formula,
               100 * (pow(last->value / first->value, 1 / (double)(last->period - first->period)) - 1)));
}

static void put_heads(ct_book *b, lxw_worksheet *sheet, const char *fourth, long first, long last)
{
    const char *heads[] = { ct_l(b->lang, "Chỉ tiêu", "Indicator"), ct_l(b->lang, "Phân tổ", "Breakdown"),
                            ct_l(b->lang, "Đơn vị", "Unit"), fourth };

    ct_book_check(b, worksheet_set_row(sheet, 0, CT_HEAD_HEIGHT, NULL));
    for (lxw_col_t c = 0; c < Y_FIRST; c++) {
        ct_book_text(b, sheet, 0, c, heads[c], b->head);
        ct_book_check(b, worksheet_set_column(sheet, c, c, widths[c], NULL));
    }
    for (long year = first; year <= last; year++)
        ct_book_check(b, worksheet_write_number(sheet, 0, year_column(first, year), (double)year, b->head));
}

static void put_names(ct_book *b, lxw_worksheet *sheet, lxw_row_t row, const ct_point *head)
{
    ct_book_check(
        b, worksheet_set_row(sheet, row,
                             ct_book_height(head->name, widths[Y_NAME], head->breakdown, widths[Y_BREAKDOWN]),
                             NULL));
    ct_book_text(b, sheet, row, Y_NAME, head->name, b->wrapped);
    ct_book_text(b, sheet, row, Y_BREAKDOWN, head->breakdown, b->wrapped);
    ct_book_text(b, sheet, row, Y_UNIT, head->unit, b->wrapped);
}

/* Values by year. */
static void values_sheet(ct_book *b)
{
    lxw_worksheet *sheet = ct_book_sheet(b, ct_l(b->lang, "Theo năm", "By year"));
    double width = 9;

    if (sheet == NULL) return;
    put_heads(b, sheet, ct_l(b->lang, "Tăng bình quân (%/năm)", "Compound growth (% a year)"), b->first_year,
              b->last_year);
    for (size_t s = 0; s < b->n_series; s++) {
        const ct_series *series = &b->series[s];
        lxw_row_t row = (lxw_row_t)s + 1;
        put_names(b, sheet, row, series->head);
        for (size_t i = 0; i < series->n; i++) {
            ct_book_figure(b, sheet, row, year_column(b->first_year, series->head[i].period),
                           series->head[i].value);
            widen(&width, series->head[i].value);
        }
        put_growth(b, sheet, row, series);
    }
    ct_book_check(
        b, worksheet_set_column(sheet, Y_FIRST, year_column(b->first_year, b->last_year), width, NULL));
    ct_book_finish(b, sheet, 0, (lxw_row_t)b->n_series, year_column(b->first_year, b->last_year + 1), 1);
    print_wide(b, sheet);
}

/* Three rows a series: the median, and the ends of the 80 % interval. */
static lxw_row_t put_projection(ct_book *b, lxw_worksheet *sheet, lxw_row_t row, const ct_series *series,
                                double *width)
{
    const char *parts[] = { ct_l(b->lang, "Trung vị", "Median"),
                            ct_l(b->lang, "80%, cận dưới", "80%, low end"),
                            ct_l(b->lang, "80%, cận trên", "80%, high end") };
    bool any = false;

    for (long year = b->first_ahead; year <= b->last_ahead; year++) {
        const ct_projection *of = projected(b, series->head, year);
        const double figures[] = { of != NULL ? of->median : NAN, of != NULL ? of->lo80 : NAN,
                                   of != NULL ? of->hi80 : NAN };
        any = any || of != NULL;
        for (lxw_row_t k = 0; k < 3; k++) {
            ct_book_figure(b, sheet, row + k, year_column(b->first_ahead, year), figures[k]);
            widen(width, figures[k]);
        }
    }
    for (lxw_row_t k = 0; any && k < 3; k++) {
        put_names(b, sheet, row + k, series->head);
        ct_book_text(b, sheet, row + k, Y_GROWTH, parts[k], b->text);
    }
    return any ? row + 3 : row;
}

static void projections_sheet(ct_book *b)
{
    lxw_worksheet *sheet =
        b->first_ahead > 0 ? ct_book_sheet(b, ct_l(b->lang, "Dự báo theo năm", "Projected by year")) : NULL;
    lxw_row_t row = 1;
    double width = 9;

    if (sheet == NULL) return;
    put_heads(b, sheet, ct_l(b->lang, "Giá trị dự báo", "Figure"), b->first_ahead, b->last_ahead);
    for (size_t s = 0; s < b->n_series; s++) row = put_projection(b, sheet, row, &b->series[s], &width);
    ct_book_check(b, worksheet_set_column(sheet, Y_GROWTH, Y_GROWTH, 15, NULL));
    ct_book_check(
        b, worksheet_set_column(sheet, Y_FIRST, year_column(b->first_ahead, b->last_ahead), width, NULL));
    ct_book_finish(b, sheet, 0, row - 1, year_column(b->first_ahead, b->last_ahead + 1), 1);
    print_wide(b, sheet);
}

/* ---- charts ---- */

static bool shows_target(const ct_book *b, const ct_chart *chart)
{
    for (size_t i = 0; i < chart->n_assessments; i++)
        if (b->report->plan_end == 0 || chart->assessments[i].period_end == b->report->plan_end) return true;
    return false;
}

/* The year of a row, whose text we printed. */
static long year_of(const ct_native *native, size_t row)
{
    long year = 0;

    return ct_integer_plain(native->rows[row], 0, 9999, &year).code == CT_OK ? year : 0;
}

/* The block of one chart on the sheet of data, from row `top`; what only draws bands stays out, since a line
 * chart of Excel has no bands. */
static lxw_row_t put_data(ct_book *b, lxw_worksheet *sheet, lxw_row_t top, const ct_native *native,
                          const char *title)
{
    lxw_col_t column = 1;

    ct_book_text(b, sheet, top, 0, title, b->title);
    ct_book_text(b, sheet, top + 1, 0, native->row_head, b->head);
    for (size_t r = 0; r < native->n_rows; r++)
        ct_book_number(b, sheet, top + 2 + (lxw_row_t)r, 0, (double)year_of(native, r), b->whole);
    for (size_t c = 0; c < native->n_columns; c++) {
        if (native->columns[c].formulas != NULL) continue;
        ct_book_text(b, sheet, top + 1, column, native->columns[c].name, b->head);
        for (size_t r = 0; r < native->n_rows; r++)
            ct_book_figure(b, sheet, top + 2 + (lxw_row_t)r, column, native->columns[c].values[r]);
        column++;
    }
    ct_book_check(b, worksheet_set_row(sheet, top + 1, CT_HEAD_HEIGHT, NULL));
    return top + 3 + (lxw_row_t)native->n_rows;
}

typedef struct {
    lxw_color_t colour;
    double width;
    uint8_t dash, marker, size;
    bool line;
} look;

/* Of the projection, the median and the 80 % interval: without areas, four more lines would hide the rest. */
static bool is_drawn(const ct_native *native, size_t column)
{
    const ct_native_column *of = &native->columns[column];
    enum { MEDIAN = 1, HI80 = 3 };

    return of->formulas == NULL && (of->role != CT_NATIVE_DATA || (column >= MEDIAN && column <= HI80));
}

static look look_of(const ct_native *native, size_t column)
{
    static const look actual = { 0x12355B, 2, LXW_CHART_LINE_DASH_SOLID, LXW_CHART_MARKER_CIRCLE, 5, true },
                      median = { 0x1F6FB2, 2, LXW_CHART_LINE_DASH_DASH, LXW_CHART_MARKER_NONE, 5, true },
                      end = { 0x7FAAD0, 1, LXW_CHART_LINE_DASH_ROUND_DOT, LXW_CHART_MARKER_NONE, 5, true },
                      target = { 0xB23C00, 1, LXW_CHART_LINE_DASH_SOLID, LXW_CHART_MARKER_DIAMOND, 9, false },
                      across = {
                          0xB23C00, 1.5, LXW_CHART_LINE_DASH_LONG_DASH, LXW_CHART_MARKER_NONE, 5, true
                      };

    switch (native->columns[column].role) {
    case CT_NATIVE_ACTUAL: return actual;
    case CT_NATIVE_TARGET: return target;
    case CT_NATIVE_TARGET_LINE: return across;
    default: return column == 1 ? median : end; /* data: the median comes first, then the ends */
    }
}

static void style(lxw_chart_series *series, const look *as)
{
    lxw_chart_line line = {
        .color = as->colour, .width = (float)as->width, .dash_type = as->dash, .none = !as->line
    };
    lxw_chart_fill fill = { .color = as->colour };
    lxw_chart_line edge = { .color = as->colour };

    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, as->marker);
    if (as->marker == LXW_CHART_MARKER_NONE) return;
    chart_series_set_marker_size(series, as->size);
    chart_series_set_marker_fill(series, &fill);
    chart_series_set_marker_line(series, &edge);
}

static void add_lines(lxw_chart *chart, const ct_native *native, const char *sheet, lxw_row_t top)
{
    lxw_row_t first = top + 2, last = top + 1 + (lxw_row_t)native->n_rows;
    lxw_col_t column = 1;

    for (size_t c = 0; c < native->n_columns; c++) {
        if (native->columns[c].formulas != NULL) continue;
        if (!is_drawn(native, c)) {
            column++;
            continue;
        }
        look as = look_of(native, c);
        lxw_chart_series *line = chart_add_series(chart, NULL, NULL);
        if (line == NULL) return;
        chart_series_set_categories(line, sheet, first, 0, last, 0);
        chart_series_set_values(line, sheet, first, column, last, column);
        chart_series_set_name_range(line, sheet, top + 1, column);
        style(line, &as);
        column++;
    }
}

static void set_axes(ct_book *b, lxw_chart *chart, const ct_native *native)
{
    lxw_chart_font font = { .size = 9 }, plain = { .size = 9, .bold = LXW_EXPLICIT_FALSE };
    lxw_chart_line faint = { .color = 0xE3E8EC };
    char *unit = ct_text_clean(b->arena, native->unit);

    chart_axis_set_name(chart->y_axis, unit != NULL ? unit : "");
    chart_axis_set_name_font(chart->y_axis, &plain);
    chart_axis_set_num_font(chart->y_axis, &font);
    chart_axis_set_name(chart->x_axis, native->row_head);
    chart_axis_set_name_font(chart->x_axis, &plain);
    chart_axis_set_num_font(chart->x_axis, &font);
    chart_axis_set_interval_unit(chart->x_axis, (uint16_t)native->label_step);
    chart_axis_major_gridlines_set_line(chart->y_axis, &faint);
    if (isfinite(native->low)) chart_axis_set_min(chart->y_axis, native->low);
    if (isfinite(native->high)) chart_axis_set_max(chart->y_axis, native->high);
    if (isfinite(native->step)) chart_axis_set_major_unit(chart->y_axis, native->step);
    chart_axis_set_num_format(chart->y_axis, native->high >= 1000 ? "#,##0"
                                             : native->step >= 1  ? "0"
                                                                  : "0.0#");
    if (native->reversed) chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_label_position(chart->x_axis, native->reversed ? LXW_CHART_AXIS_LABEL_POSITION_HIGH
                                                                  : LXW_CHART_AXIS_LABEL_POSITION_LOW);
}

static void put_chart(ct_book *b, lxw_worksheet *sheet, const ct_native *native, const char *title,
                      const char *data, lxw_row_t top, size_t number)
{
    lxw_chart *chart = workbook_add_chart(b->book, LXW_CHART_LINE);
    lxw_chart_options place = { .x_scale = 1.18, .y_scale = 1.02 };
    lxw_chart_font font = { .size = 11, .bold = LXW_TRUE }, small = { .size = 9 };

    if (chart == NULL) {
        ct_book_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    add_lines(chart, native, data, top);
    set_axes(b, chart, native);
    chart_title_set_name(chart, title);
    chart_title_set_name_font(chart, &font);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart, &small);
    chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
    place.description = (char *)(size_t)title;
    ct_book_check(b, worksheet_insert_chart_opt(sheet, (lxw_row_t)(FIRST_ROW + number / 2 * CHART_ROWS),
                                                (lxw_col_t)(number % 2 * CHART_COLUMNS), chart, &place));
}

/* Four charts a page of A4, none of them cut. */
static void print_charts(ct_book *b, lxw_worksheet *sheet, size_t n)
{
    lxw_row_t breaks[MOST_CHARTS / PAGE_CHARTS + 1] = { 0 };
    size_t pages = 0;

    for (size_t page = 1; page * PAGE_CHARTS < n; page++)
        breaks[pages++] = (lxw_row_t)(FIRST_ROW + page * (PAGE_CHARTS / 2) * CHART_ROWS);
    if (pages > 0) ct_book_check(b, worksheet_set_h_pagebreaks(sheet, breaks)); /* a zero ends the list */
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6);
    worksheet_set_print_scale(sheet, PRINT_SCALE);
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    ct_book_check(b, worksheet_set_footer(sheet, "&C&A – &P/&N"));
}

/* What the chart is called: its indicator and breakdown, safe and not too long for a title. */
static char *chart_title(ct_book *b, const ct_chart *chart)
{
    const char *breakdown = chart->n_points > 0 ? chart->points[0].breakdown : "";
    char *title = ct_arena_printf(b->arena, "%.150s%s%.100s", chart->title, breakdown[0] != '\0' ? ": " : "",
                                  breakdown);

    return title != NULL ? ct_text_clean(b->arena, title) : NULL;
}

static void charts_sheets(ct_book *b, lxw_worksheet *sheet, lxw_worksheet *data, const char *data_name)
{
    lxw_row_t top = 0;
    size_t number = 0;

    ct_book_text(b, sheet, 0, 0, ct_said(b->report, "sheet.charts"), b->title);
    ct_book_check(b, worksheet_set_column(data, 0, 0, 10, NULL));
    ct_book_check(b, worksheet_set_column(data, 1, CT_NATIVE_COLUMNS, 16, NULL));
    for (size_t i = 0; i < b->report->n_charts && number < MOST_CHARTS && b->err.code == CT_OK; i++) {
        const ct_chart *chart = &b->report->charts[i];
        if (chart->n_points < LEAST_POINTS || !shows_target(b, chart)) continue;
        ct_native native;
        char *title = chart_title(b, chart);
        b->err = title != NULL ? ct_native_series(b->arena, chart, b->lang, &native) : ct_no_memory();
        if (b->err.code != CT_OK) return;
        put_chart(b, sheet, &native, title, data_name, top, number++);
        top = put_data(b, data, top, &native, title);
    }
    print_charts(b, sheet, number);
    worksheet_set_landscape(data);
    worksheet_set_paper(data, 9);
    worksheet_fit_to_pages(data, 1, 0);
    ct_book_check(b, worksheet_set_footer(data, "&C&A – &P/&N"));
}

void ct_book_years(ct_book *b)
{
    const char *data_name = ct_l(b->lang, "Số liệu biểu đồ", "Chart data");
    bool drawn = false;

    for (size_t i = 0; i < b->report->n_charts; i++)
        drawn = drawn ||
                (b->report->charts[i].n_points >= LEAST_POINTS && shows_target(b, &b->report->charts[i]));
    lxw_worksheet *charts = drawn ? ct_book_sheet(b, ct_l(b->lang, "Biểu đồ", "Charts")) : NULL;
    values_sheet(b);
    projections_sheet(b);
    lxw_worksheet *data = drawn ? ct_book_sheet(b, data_name) : NULL;
    if (charts != NULL && data != NULL) charts_sheets(b, charts, data, data_name);
}

#else
typedef int ct_spreadsheet_years_not_built; /* ISO C wants a declaration in every file */
#endif
