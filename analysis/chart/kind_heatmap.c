/* Heat map: indicators by year; within a row the shade runs from the worst of the years shown to the best, in
 * the indicator's direction. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "catalogue/english.h"
#include "chart/axis.h"
#include "chart/kind.h"
#include "chart/lettering.h"
#include "chart/scene.h"

enum { MOST_YEARS = 10, CELL = 38, LEAST_VALUES = 3, MOST_ROWS = 24, ROW = 26, CLASSES = 5 };

const char *const ct_layers_heatmap[] = { "cell", "empty", NULL };

static double names_width(const ct_picture *p)
{
    return 0.34 * (p->right - p->left);
}

/* As many of the last years as leave a figure its room. */
static int years_of(const ct_board *board)
{
    return (int)fmax(3, fmin(MOST_YEARS, floor(0.66 * (board->width - 32) / CELL)));
}

static const ct_point *in_year(const ct_series *series, long year)
{
    for (size_t i = 0; i < series->n; i++)
        if (series->head[i].period == year && series->head[i].status != CT_STATUS_FORECAST)
            return &series->head[i];
    return NULL;
}

static size_t values_shown(const ct_board *board, const ct_series *series)
{
    size_t n = 0;

    for (long year = board->last_year - years_of(board) + 1; year <= board->last_year; year++)
        n += in_year(series, year) != NULL;
    return n;
}

static bool has_target(const ct_board *board, const ct_series *series)
{
    for (size_t i = 0; i < board->n_targets; i++)
        if (board->targets[i].series == series) return true;
    return false;
}

/* 1 (the worst of the years shown) to CLASSES; the middle where all are equal. */
static int shade(double value, double low, double high, ct_direction direction)
{
    double place = high > low ? (value - low) / (high - low) : 0.5;

    if (direction == CT_DOWN) place = 1 - place;
    return 1 + (int)fmin(CLASSES - 1, floor(place * CLASSES));
}

static ct_error put_row(ct_picture *p, const ct_board *board, const ct_series *series, double y)
{
    const ct_catalogue *catalogue = board->tables->catalogue;
    const ct_indicator *known =
        catalogue != NULL ? ct_indicator_find(catalogue, series->head->indicator) : NULL;
    const char *name = known != NULL && board->lang == CT_EN && known->name_en[0] != '\0'
                           ? known->name_en
                           : series->head->name;
    const char *breakdown = ct_breakdown_words(board->arena, catalogue, series->head->breakdown, board->lang);
    double low = INFINITY, high = -INFINITY, step = (p->right - p->left - names_width(p)) / years_of(board),
           largest = 0;
    ct_scale scale;

    if (breakdown == NULL) return ct_no_memory();
    for (long year = board->last_year - years_of(board) + 1; year <= board->last_year; year++) {
        const ct_point *point = in_year(series, year);
        if (point == NULL) continue;
        low = fmin(low, point->value);
        high = fmax(high, point->value);
        largest = fmax(largest, fabs(point->value));
    }
    CT_TRY(ct_scale_choose(board->arena, series->head->unit, largest, board->lang, &scale));
    name = ct_arena_printf(board->arena, "%s%s%s (%s)", name, breakdown[0] != '\0' ? ": " : "", breakdown,
                           scale.words);
    if (name == NULL) return ct_no_memory();
    ct_picture_wrapped(p, p->left, y, names_width(p) - 10, 2, CT_ALIGN_LEFT, CT_LOOK_SMALL, name);
    for (int i = 0; i < years_of(board); i++) {
        long year = board->last_year - years_of(board) + 1 + i;
        const ct_point *point = in_year(series, year);
        double x = p->left + names_width(p) + step * i;
        if (point == NULL) {
            CT_ROW(p, "empty", x + step / 2, y);
            continue;
        }
        int class = shade(point->value, low, high, known != NULL ? known->direction : CT_NEITHER);
        CT_ROW(p, "cell", x + 1, y - ROW / 2.0 + 1, x + step - 1, y + ROW / 2.0 - 1, class);
        ct_picture_text(p, x + step / 2, y, CT_ALIGN_CENTRE,
                        class > 3 ? CT_LOOK_SMALL_INVERSE : CT_LOOK_SMALL,
                        ct_board_figure(board, point->value / scale.divisor));
        ct_picture_csv_text(p, name);
        ct_picture_csv_number(p, (double)year);
        ct_picture_csv_number(p, point->value);
        ct_picture_csv_number(p, class);
        ct_picture_csv_end(p);
    }
    return ct_ok();
}

ct_error ct_make_heatmap(ct_board *board, ct_picture_list *list)
{
    const ct_series *rows[MOST_ROWS];
    const char *sources[MOST_ROWS];
    size_t n = 0;
    ct_picture *p;
    char year[32];
    size_t most = ct_board_rows(board, ROW, MOST_ROWS + 1) - 1, left_out = 0;

    for (int pass = 0; pass < 2; pass++) /* what has a target comes first */
        for (size_t i = 0; i < board->index.n; i++) {
            const ct_series *series = &board->index.series[i];
            if (has_target(board, series) != (pass == 0) || values_shown(board, series) < LEAST_VALUES)
                continue;
            if (n == most) {
                left_out++;
                continue;
            }
            sources[n] = series->head[series->n - 1].source;
            rows[n++] = series;
        }
    if (n < 2) return ct_ok();
    const char *remark =
        ct_l(board->lang,
             "màu so các năm của cùng một dòng: đậm là tốt hơn, hoặc cao hơn nếu chỉ tiêu không có chiều tốt",
             "shades compare the years of one row: darker is better, or higher where neither way is better");
    if (left_out > 0)
        remark = ct_arena_printf(
            board->arena,
            ct_l(board->lang, "%s; %zu chuỗi khác không vẽ ở đây", "%s; %zu more series are not drawn here"),
            remark, left_out);
    if (remark == NULL) return ct_no_memory();
    CT_TRY(ct_list_begin(board, list, "heatmap",
                         ct_l(board->lang, "Các chỉ tiêu theo năm", "The indicators by year"),
                         ct_board_subtitle(board, remark), sources, n, &p));
    ct_picture_frame(p, ROW * ((double)n + 1), 3, 16);
    ct_picture_word_add(p, "word_worst", ct_l(board->lang, "Thấp hoặc kém", "Low or worse"));
    ct_picture_word_add(p, "word_middle", ct_l(board->lang, "Giữa", "Middle"));
    ct_picture_word_add(p, "word_best", ct_l(board->lang, "Cao hoặc tốt", "High or better"));
    ct_buffer_text(&p->csv, "name,year,value,class\n");
    for (int i = 0; i < years_of(board); i++) {
        snprintf(year, sizeof year, "%ld", board->last_year - years_of(board) + 1 + i);
        ct_picture_text(
            p, p->left + names_width(p) + (p->right - p->left - names_width(p)) / years_of(board) * (i + 0.5),
            p->top - ROW / 2.0, CT_ALIGN_CENTRE, CT_LOOK_QUIET, year);
    }
    for (size_t i = 0; i < n; i++) CT_TRY(put_row(p, board, rows[i], p->top - ROW * ((double)i + 1.5)));
    return ct_ok();
}
