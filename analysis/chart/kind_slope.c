/* Slope: percentages at the base, now and as the target has them, one line a target. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/axis.h"
#include "chart/kind.h"

enum { MOST = 8, ROW = 44, LEAST_BODY = 180 };

static double left_of(const ct_picture *p)
{
    return p->left + 0.33 * (p->right - p->left);
}

static double right_of(const ct_picture *p)
{
    return p->left + 0.74 * (p->right - p->left);
}

const char *const ct_layers_slope[] = { "grid", "done", "ahead", "dot", "target", "join", NULL };

static bool fits(const ct_assessment *of)
{
    return ct_unit_is_percent(of->unit) &&
           (of->measure == CT_MEASURE_LEVEL || of->measure == CT_MEASURE_SHARE) &&
           of->aggregation == CT_POINT && isfinite(of->base_value) && isfinite(of->latest_value) &&
           isfinite(of->target_low) && of->base_year < of->latest_year && of->latest_year < of->period_end;
}

static double target_value(const ct_assessment *of)
{
    bool range = isfinite(of->target_high) && of->target_high != of->target_low;

    if (!range) return of->target_low;
    return of->direction == CT_DOWN ? of->target_high : of->target_low;
}

/* Labels of one side, spread so that none overlaps: in the order of their values. */
static void put_side(ct_picture *p, const double *value, const char *const *text, size_t n, double x,
                     bool left)
{
    size_t order[MOST];
    double centre[MOST];

    for (size_t i = 0; i < n; i++) {
        size_t k = i;
        for (; k > 0 && value[order[k - 1]] > value[i]; k--) order[k] = order[k - 1];
        order[k] = i;
    }
    for (size_t i = 0; i < n; i++) centre[i] = value[order[i]];
    ct_spread(centre, n, ROW, p->bottom, p->top - 30);
    for (size_t i = 0; i < n; i++) {
        double from = value[order[i]], side = left ? -1 : 1;
        if (fabs(from - centre[i]) > 3) CT_ROW(p, "join", x + side * 8, from, x + side * 18, centre[i]);
        ct_picture_wrapped(p, x + side * 22, centre[i], left ? x - 22 - p->left : p->right - x - 22, 3,
                           left ? CT_ALIGN_RIGHT : CT_ALIGN_LEFT, left ? CT_LOOK_LABEL : CT_LOOK_TARGET,
                           text[order[i]]);
    }
}

static void put_heads(ct_picture *p, const ct_board *board)
{
    double middle = (left_of(p) + right_of(p)) / 2.0;

    CT_ROW(p, "grid", left_of(p), p->bottom - 4, left_of(p), p->top - 24);
    CT_ROW(p, "grid", middle, p->bottom - 4, middle, p->top - 24);
    CT_ROW(p, "grid", right_of(p), p->bottom - 4, right_of(p), p->top - 24);
    ct_picture_text(p, left_of(p), p->top - 10, CT_ALIGN_CENTRE, CT_LOOK_BOLD,
                    ct_l(board->lang, "Năm gốc", "Base"));
    ct_picture_text(p, middle, p->top - 10, CT_ALIGN_CENTRE, CT_LOOK_BOLD,
                    ct_l(board->lang, "Hiện tại", "Now"));
    ct_picture_text(p, right_of(p), p->top - 10, CT_ALIGN_CENTRE, CT_LOOK_TARGET,
                    ct_l(board->lang, "Mục tiêu", "Target"));
}

static double height_of(const ct_picture *p, double value, double low, double high)
{
    return p->bottom + 8 + (value - low) / (high - low) * (p->top - 48 - p->bottom - 8);
}

static void put_lines(ct_picture *p, const ct_board *board, const ct_plan_target *const *targets, size_t n)
{
    double low = INFINITY, high = -INFINITY, base[MOST], end[MOST], middle = (left_of(p) + right_of(p)) / 2.0;
    const char *names[MOST], *ends[MOST];

    for (size_t i = 0; i < n; i++) {
        const ct_assessment *of = targets[i]->of;
        low = fmin(low, fmin(of->base_value, fmin(of->latest_value, target_value(of))));
        high = fmax(high, fmax(of->base_value, fmax(of->latest_value, target_value(of))));
    }
    if (!(high > low)) high = low + 1;
    for (size_t i = 0; i < n; i++) {
        const ct_assessment *of = targets[i]->of;
        double now = height_of(p, of->latest_value, low, high);
        base[i] = height_of(p, of->base_value, low, high);
        end[i] = height_of(p, target_value(of), low, high);
        names[i] = ct_arena_printf(board->arena, "%s – %s (%ld)", targets[i]->label,
                                   ct_board_amount(board, of->base_value, of->unit, true), of->base_year);
        ends[i] = ct_arena_printf(board->arena, ct_l(board->lang, "%s (nay %s)", "%s (now %s)"),
                                  ct_board_target(board, of), ct_board_latest(board, of));
        if (names[i] == NULL || ends[i] == NULL) {
            p->failed = true;
            return;
        }
        CT_ROW(p, "done", left_of(p), base[i]);
        CT_ROW(p, "done", middle, now);
        CT_ROW(p, "done", NAN, NAN);
        CT_ROW(p, "ahead", middle, now);
        CT_ROW(p, "ahead", right_of(p), end[i]);
        CT_ROW(p, "ahead", NAN, NAN);
        CT_ROW(p, "dot", left_of(p), base[i]);
        CT_ROW(p, "dot", middle, now);
        CT_ROW(p, "target", right_of(p), end[i]);
        ct_picture_csv_text(p, targets[i]->label);
        ct_picture_csv_number(p, (double)of->base_year);
        ct_picture_csv_number(p, of->base_value);
        ct_picture_csv_number(p, (double)of->latest_year);
        ct_picture_csv_number(p, of->latest_value);
        ct_picture_csv_number(p, (double)of->period_end);
        ct_picture_csv_number(p, target_value(of));
        ct_picture_csv_end(p);
    }
    put_side(p, base, names, n, left_of(p), true);
    put_side(p, end, ends, n, right_of(p), false);
}

ct_error ct_make_slope(ct_board *board, ct_picture_list *list)
{
    const ct_plan_target *targets[MOST];
    const char *const *sources;
    size_t n = 0, n_sources;
    ct_picture *p;

    size_t most = ct_board_rows(board, ROW, MOST + 1) - 1;

    for (size_t i = 0; i < board->n_targets && n < most; i++)
        if (fits(board->targets[i].of)) targets[n++] = &board->targets[i];
    if (n < 2) return ct_ok();
    CT_TRY(ct_plan_target_sources(board, targets, n, &sources, &n_sources));
    CT_TRY(ct_list_begin(
        board, list, "slope",
        ct_l(board->lang, "Từ năm gốc, qua hiện tại, đến mục tiêu", "From base through now to target"),
        ct_board_subtitle(board, ct_l(board->lang, "đơn vị: %", "unit: %")), sources, n_sources, &p));
    ct_picture_frame(p, ct_board_body(board, fmax(LEAST_BODY, 1.2 * ROW * (double)n) + 48), 3, 16);
    ct_picture_word_add(p, "word_done", ct_l(board->lang, "Đã thực hiện", "Done"));
    ct_picture_word_add(p, "word_ahead", ct_l(board->lang, "Còn phải đạt", "Still to come"));
    ct_picture_word_add(p, "word_target", ct_l(board->lang, "Mục tiêu", "Target"));
    ct_buffer_text(&p->csv, "name,base_year,base_value,latest_year,latest_value,target_year,target\n");
    put_heads(p, board);
    put_lines(p, board, targets, n);
    return ct_ok();
}
