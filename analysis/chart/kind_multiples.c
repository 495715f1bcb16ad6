/* Small multiples: the series of the plan's targets side by side, each on its own scale. */
#include <math.h>
#include <stdio.h>

#include "chart/axis.h"
#include "chart/kind.h"
#include "chart/scene.h"

enum {
    MOST_COLUMNS = 3,
    PAGE = 12,
    CELL_WIDTH = 150,
    CELL_HEIGHT = 150,
    GAP = 18,
    TITLE_ROOM = 46,
    YEAR_ROOM = 16,
    LABEL_ROOM = 40
};

const char *const ct_layers_multiples[] = { "grid", "band",   "history",      "median",
                                            "dot",  "target", "target_range", NULL };

typedef struct {
    double left, right, bottom, top;
    double first, last, low, high;
} cell;

static double cell_x(const cell *c, double year)
{
    return c->left + (year - c->first) / (c->last - c->first) * (c->right - c->left);
}

static double cell_y(const cell *c, double value)
{
    return c->bottom + (value - c->low) / (c->high - c->low) * (c->top - c->bottom);
}

static void include(cell *c, double year, double value)
{
    if (!isfinite(value)) return;
    c->first = fmin(c->first, year);
    c->last = fmax(c->last, year);
    c->low = fmin(c->low, value);
    c->high = fmax(c->high, value);
}

/* Years and values that must be seen; intervals may leave the cell. */
static void fit(cell *c, const ct_plan_target *target, long until)
{
    const ct_chart *chart = target->chart;

    for (size_t i = 0; i < chart->n_points; i++)
        include(c, (double)chart->points[i].period, chart->points[i].value);
    for (size_t i = 0; i < chart->n_projections; i++)
        if (chart->projections[i].period <= until)
            include(c, (double)chart->projections[i].period, chart->projections[i].median);
    include(c, (double)target->of->period_end, target->of->target_low);
    include(c, (double)target->of->period_end, target->of->target_high);
    double span = c->high - c->low;
    if (!(span > 1e-9 * fmax(fabs(c->low), fabs(c->high)))) span = c->high != 0 ? 0.2 * fabs(c->high) : 1;
    c->low -= 0.15 * span;
    c->high += 0.15 * span;
    if (c->last - c->first < 2) c->first = c->last - 2;
    if (chart->reversed) { /* a rank: 1 stands at the top */
        double low = c->low;
        c->low = c->high;
        c->high = low;
    }
}

static void put_lines(ct_picture *p, const cell *c, const ct_plan_target *target, long until)
{
    const ct_chart *chart = target->chart;
    const ct_point *last = &chart->points[chart->n_points - 1];

    for (size_t i = 0; i < chart->n_points; i++)
        CT_ROW(p, "history", cell_x(c, (double)chart->points[i].period), cell_y(c, chart->points[i].value));
    CT_ROW(p, "history", NAN, NAN);
    CT_ROW(p, "dot", cell_x(c, (double)last->period), cell_y(c, last->value));
    CT_ROW(p, "median", cell_x(c, (double)last->period), cell_y(c, last->value));
    CT_ROW(p, "band", cell_x(c, (double)last->period), cell_y(c, last->value), cell_y(c, last->value));
    for (size_t i = 0; ct_chart_has_fan(chart) && i < chart->n_projections; i++) {
        const ct_projection *row = &chart->projections[i];
        if (row->period <= last->period || row->period > until) continue;
        CT_ROW(p, "median", cell_x(c, (double)row->period), cell_y(c, row->median));
        CT_ROW(p, "band", cell_x(c, (double)row->period), fmax(c->bottom, fmin(c->top, cell_y(c, row->lo80))),
               fmin(c->top, fmax(c->bottom, cell_y(c, row->hi80))));
    }
    CT_ROW(p, "median", NAN, NAN);
    CT_ROW(p, "band", NAN, NAN, NAN);
}

/* A range has both its ends, one above the other. */
static void put_target_words(ct_picture *p, const ct_board *board, const ct_assessment *of, double divisor,
                             double x, double y)
{
    bool range = isfinite(of->target_high) && of->target_high != of->target_low;
    const char *low = ct_board_figure(board, of->target_low / divisor);

    if (range) low = ct_arena_printf(board->arena, "%s–", low);
    ct_picture_text(p, x, range ? y + 6 : y, CT_ALIGN_LEFT, CT_LOOK_TARGET, low != NULL ? low : "");
    if (range)
        ct_picture_text(p, x, y - 6, CT_ALIGN_LEFT, CT_LOOK_TARGET,
                        ct_board_figure(board, of->target_high / divisor));
}

static ct_error put_cell(ct_picture *p, const ct_board *board, const ct_plan_target *target, double left,
                         double top, double width)
{
    const ct_assessment *of = target->of;
    const ct_chart *chart = target->chart;
    const ct_point *last = &chart->points[chart->n_points - 1];
    cell c = { left + 2,
               left + width - LABEL_ROOM,
               top - CELL_HEIGHT + GAP + YEAR_ROOM,
               top - TITLE_ROOM - 6,
               INFINITY,
               -INFINITY,
               INFINITY,
               -INFINITY };
    double x;
    char year[32];
    ct_scale scale;

    fit(&c, target, board->plan_end);
    ct_picture_wrapped(p, left, top - (TITLE_ROOM - 12) / 2.0 + 4, width, 2, CT_ALIGN_LEFT, CT_LOOK_BOLD,
                       target->label);
    CT_ROW(p, "grid", c.left, c.bottom, c.right, c.bottom);
    put_lines(p, &c, target, board->plan_end);
    x = cell_x(&c, (double)of->period_end);
    if (isfinite(of->target_high) && of->target_high != of->target_low)
        CT_ROW(p, "target_range", x, cell_y(&c, of->target_low), x, cell_y(&c, of->target_high));
    else
        CT_ROW(p, "target", x, cell_y(&c, of->target_low));
    snprintf(year, sizeof year, "%.0f", c.first);
    ct_picture_text(p, c.left, c.bottom - 9, CT_ALIGN_LEFT, CT_LOOK_SMALL, year);
    snprintf(year, sizeof year, "%ld", of->period_end);
    ct_picture_text(p, x, c.bottom - 9, CT_ALIGN_CENTRE, CT_LOOK_SMALL, year);
    double middle[2] = { cell_y(&c, last->value), cell_y(&c, of->target_low) };
    bool below = middle[0] <= middle[1];
    double centre[2] = { middle[below ? 0 : 1], middle[below ? 1 : 0] };
    ct_spread(centre, 2, isfinite(of->target_high) && of->target_high != of->target_low ? 20 : 13, c.bottom,
              c.top);
    CT_TRY(ct_scale_choose(board->arena, chart->unit, fmax(fabs(last->value), fabs(of->target_low)),
                           board->lang, &scale));
    put_target_words(p, board, of, scale.divisor, c.right + 8, centre[below ? 1 : 0]);
    ct_picture_text(p, c.right + 8, centre[below ? 0 : 1], CT_ALIGN_LEFT, CT_LOOK_BOLD,
                    ct_board_figure(board, last->value / scale.divisor));
    ct_picture_wrapped(p, left, c.top + 10, width, 1, CT_ALIGN_LEFT, CT_LOOK_SMALL, scale.words);
    return ct_ok();
}

static void put_data(ct_picture *p, const ct_plan_target *target, long until)
{
    const ct_chart *chart = target->chart;

    for (size_t i = 0; i < chart->n_points; i++) {
        ct_picture_csv_text(p, target->label);
        ct_picture_csv_text(p, chart->unit);
        ct_picture_csv_number(p, (double)chart->points[i].period);
        ct_picture_csv_text(p, ct_status_words[chart->points[i].status]);
        ct_picture_csv_number(p, chart->points[i].value);
        ct_picture_csv_end(p);
    }
    for (size_t i = 0; i < chart->n_projections; i++) {
        if (chart->projections[i].period > until) continue;
        ct_picture_csv_text(p, target->label);
        ct_picture_csv_text(p, chart->unit);
        ct_picture_csv_number(p, (double)chart->projections[i].period);
        ct_picture_csv_text(p, "projection");
        ct_picture_csv_number(p, chart->projections[i].median);
        ct_picture_csv_end(p);
    }
}

static size_t columns_of(const ct_board *board)
{
    return (size_t)fmax(1, fmin(MOST_COLUMNS, floor(board->width / CELL_WIDTH)));
}

static ct_error put_page(ct_board *board, ct_picture_list *list, const ct_plan_target *const *targets,
                         size_t n)
{
    const char *name =
        ct_arena_printf(board->arena, list->n == 0 ? "multiples" : "multiples-%zu", list->n + 1);
    const char *const *sources;
    size_t n_sources, columns = columns_of(board), rows = (n + columns - 1) / columns;
    ct_picture *p;

    if (name == NULL) return ct_no_memory();
    CT_TRY(ct_plan_target_sources(board, targets, n, &sources, &n_sources));
    CT_TRY(ct_list_begin(
        board, list, name,
        ct_l(board->lang, "Các chỉ tiêu trên đường đến mục tiêu",
             "The indicators on their way to the targets"),
        ct_board_subtitle(board, ct_l(board->lang, "mỗi ô một thang đo", "each on its own scale")), sources,
        n_sources, &p));
    ct_picture_frame(p, CELL_HEIGHT * (double)rows, 4, 4);
    ct_picture_word_add(p, "word_actual", ct_l(board->lang, "Thực hiện", "Actual"));
    ct_picture_word_add(p, "word_projection", ct_l(board->lang, "Dự báo", "Projection"));
    ct_picture_word_add(p, "word_band80", ct_l(board->lang, "Khoảng 80%", "80% interval"));
    ct_picture_word_add(p, "word_target", ct_l(board->lang, "Mục tiêu", "Target"));
    ct_buffer_text(&p->csv, "name,unit,year,status,value\n");
    double width = (p->right - p->left - GAP * ((double)columns - 1)) / (double)columns;
    for (size_t i = 0; i < n; i++) {
        CT_TRY(put_cell(p, board, targets[i], p->left + (width + GAP) * (double)(i % columns),
                        p->top - CELL_HEIGHT * (double)(i / columns), width));
        put_data(p, targets[i], board->plan_end);
    }
    return ct_ok();
}

/* Can the target stand on the axis of its series? "5 more parks" is no level of parks, and a sum of years
 * none of a year. */
static bool is_a_level(const ct_assessment *of)
{
    return of->aggregation != CT_CUMULATIVE && of->measure != CT_MEASURE_CHANGE &&
           of->measure != CT_MEASURE_MULTIPLE;
}

ct_error ct_make_multiples(ct_board *board, ct_picture_list *list)
{
    const ct_plan_target *targets[PAGE];
    size_t n = 0, page = columns_of(board) * ct_board_rows(board, CELL_HEIGHT, PAGE / MOST_COLUMNS);

    if (page > PAGE) page = PAGE;

    for (size_t i = 0; i < board->n_targets; i++) {
        const ct_plan_target *target = &board->targets[i];
        if (target->chart == NULL || target->chart->n_points < 2 || !isfinite(target->of->target_low) ||
            !is_a_level(target->of) ||
            !ct_on_axis(board->tables->catalogue, &target->chart->points[0], target->of))
            continue;
        if (fabs(target->of->target_low) > 1e17 ||
            target->chart->points[target->chart->n_points - 1].period > board->plan_end)
            continue;
        targets[n++] = target;
        if (n < page) continue;
        CT_TRY(put_page(board, list, targets, n));
        n = 0;
    }
    return n > 1 || (n == 1 && list->n > 0) ? put_page(board, list, targets, n) : ct_ok();
}
