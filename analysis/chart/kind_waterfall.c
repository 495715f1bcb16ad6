/* Waterfall of the gap: the base, what each year added or took, where that leaves things, what is projected
 * and what then is missing. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/kind.h"
#include "chart/plane.h"

enum { BODY = 220, MOST_BARS = 16, MOST_PICTURES = 8, BASE = 1, RISE, FALL, NOW, AHEAD, GAP, TARGET };

const char *const ct_layers_waterfall[] = { "grid", "bar", "missing", "link", NULL };

typedef struct {
    double from, to;
    int role;
    const char *label;
} bar;

typedef struct {
    bar bars[MOST_BARS];
    size_t n;
} fall;

static void add(fall *f, double from, double to, int role, const char *label)
{
    if (f->n < MOST_BARS && label != NULL) f->bars[f->n++] = (bar){ from, to, role, label };
}

/* The value of a range that is met first. */
static double demanded(const ct_assessment *of)
{
    return of->direction == CT_DOWN && isfinite(of->target_high) ? of->target_high : of->target_low;
}

static void make_bars(const ct_board *board, const ct_plan_target *target, fall *f)
{
    const ct_assessment *of = target->of;
    const ct_chart *chart = target->chart;
    double at = of->base_value, asked = demanded(of);
    long before = of->base_year;
    ct_arena *arena = board->arena;

    add(f, 0, at, BASE, ct_arena_printf(arena, ct_l(board->lang, "Gốc %ld", "Base %ld"), before));
    for (size_t i = 0; i < chart->n_points; i++) {
        const ct_point *point = &chart->points[i];
        if (point->period <= of->base_year || point->period > of->latest_year) continue;
        const char *label = point->period == before + 1
                                ? ct_arena_printf(arena, "%ld", point->period)
                                : ct_arena_printf(arena, "%ld–%ld", before + 1, point->period);
        add(f, at, point->value, point->value >= at ? RISE : FALL, label);
        at = point->value;
        before = point->period;
    }
    add(f, 0, at, NOW, ct_arena_printf(arena, ct_l(board->lang, "Hiện tại %ld", "Now %ld"), before));
    if (isfinite(of->projected)) {
        add(f, at, of->projected, AHEAD,
            ct_arena_printf(arena, ct_l(board->lang, "Dự báo đến %ld", "Projected to %ld"), of->period_end));
        at = of->projected;
    }
    add(f, at, asked, GAP,
        of->gap_projected >= 0 ? ct_l(board->lang, "Vượt", "Beyond") : ct_l(board->lang, "Còn thiếu", "Gap"));
    add(f, 0, asked, TARGET,
        ct_arena_printf(arena, ct_l(board->lang, "Mục tiêu %ld", "Target %ld"), of->period_end));
}

static void put_bar(ct_picture *p, const ct_board *board, const ct_plane *plane, const fall *f, size_t i,
                    const char *unit)
{
    const bar *b = &f->bars[i];
    bool total = b->role == BASE || b->role == NOW || b->role == TARGET;
    double left = ct_plane_x(plane, (double)i + 0.12), right = ct_plane_x(plane, (double)i + 0.88);
    double low = ct_plane_y(plane, fmin(b->from, b->to)), high = ct_plane_y(plane, fmax(b->from, b->to));
    double shown = (total ? b->to : b->to - b->from) / plane->divisor;
    const char *figure = ct_board_figure(board, total ? shown : fabs(shown));

    CT_ROW(p, b->role == GAP ? "missing" : "bar", left, low, right, fmax(high, low + 1), b->role);
    if (i + 1 < f->n)
        CT_ROW(p, "link", right, ct_plane_y(plane, b->to), ct_plane_x(plane, (double)i + 1.12),
               ct_plane_y(plane, b->to));
    ct_picture_text(p, (left + right) / 2, high + 10, CT_ALIGN_CENTRE, total ? CT_LOOK_BOLD : CT_LOOK_LABEL,
                    ct_arena_printf(board->arena, "%s%s",
                                    total || shown == 0 ? ""
                                    : shown > 0         ? "+"
                                                        : "−",
                                    figure));
    ct_picture_wrapped(p, (left + right) / 2, plane->bottom - 20,
                       ct_plane_x(plane, 1) - ct_plane_x(plane, 0) + 2, 3, CT_ALIGN_CENTRE, CT_LOOK_SMALL,
                       b->label);
    ct_picture_csv_text(p, b->label);
    ct_picture_csv_text(p, unit);
    ct_picture_csv_number(p, b->from);
    ct_picture_csv_number(p, b->to);
    ct_picture_csv_end(p);
}

static bool fits(const ct_plan_target *target)
{
    const ct_assessment *of = target->of;

    return target->chart != NULL && of->measure != CT_MEASURE_GROWTH && of->measure != CT_MEASURE_MULTIPLE &&
           strcmp(target->chart->unit, of->unit) == 0 && of->direction != CT_NEITHER &&
           of->aggregation == CT_POINT && of->measure != CT_MEASURE_RANK &&
           of->measure != CT_MEASURE_CHANGE && of->base_year > 0 && of->latest_year > of->base_year &&
           isfinite(of->base_value) && isfinite(demanded(of)) && of->base_value >= 0;
}

ct_error ct_make_waterfall(ct_board *board, ct_picture_list *list)
{
    for (size_t i = 0; i < board->n_targets && list->n < MOST_PICTURES; i++) {
        const ct_plan_target *target = &board->targets[i];
        const char *const *sources, *name;
        size_t n_sources;
        ct_picture *p;
        fall f = { .n = 0 };
        if (!fits(target)) continue;
        make_bars(board, target, &f);
        name = ct_arena_printf(board->arena, "waterfall-%s", target->slug);
        if (name == NULL) return ct_no_memory();
        CT_TRY(ct_plan_target_sources(board, &target, 1, &sources, &n_sources));
        CT_TRY(ct_list_begin(
            board, list, name, target->label,
            ct_board_subtitle(board, ct_l(board->lang, "từ giá trị gốc đến mục tiêu", "from base to target")),
            sources, n_sources, &p));
        ct_picture_frame(p, ct_board_body(board, BODY), 0, 44);
        ct_buffer_text(&p->csv, "step,unit,from,to\n");
        ct_plane plane = { p->left, p->right, p->bottom, p->top - 24, 0, (double)f.n, 0, 1, 1, "" };
        double low = 0, high = 0;
        for (size_t k = 0; k < f.n; k++) {
            low = fmin(low, fmin(f.bars[k].from, f.bars[k].to));
            high = fmax(high, fmax(f.bars[k].from, f.bars[k].to));
        }
        CT_TRY(ct_plane_values(&plane, p, board, target->of->unit, low, high));
        for (size_t k = 0; k < f.n; k++) put_bar(p, board, &plane, &f, k, target->of->unit);
    }
    return ct_ok();
}
