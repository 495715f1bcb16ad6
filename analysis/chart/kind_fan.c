/* Fan of scenarios: where a series ends up at the pace it had, as projected, and at the pace its target
 * requires. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/kind.h"
#include "chart/lettering.h"
#include "chart/plane.h"
#include "chart/scene.h"

enum { BODY = 220, MOST_PICTURES = 8, MOST_SCENARIOS = 3 };

const char *const ct_layers_fan[] = { "grid",   "tick",     "band",   "history",      "dot",  "observed",
                                      "median", "required", "target", "target_range", "join", NULL };

/* The value after `years` at a yearly rate (% a year) or step. */
static double at_pace(double value, double rate, double step, double years)
{
    if (isfinite(rate) && value > 0) return value * pow(1 + rate / 100, years);
    return isfinite(step) ? value + step * years : NAN;
}

typedef struct {
    const char *layer, *label;
    ct_look look;
    double end;
} scenario;

static void put_years(ct_picture *p, const ct_plane *plane)
{
    double wide = plane->right - plane->left;
    long first = (long)plane->x_low, last = (long)plane->x_high,
         step = ct_years_step(first, last, (size_t)fmax(2, wide / 46));
    char text[32];

    for (long year = last; year >= first; year -= step) {
        double x = ct_plane_x(plane, (double)year);
        snprintf(text, sizeof text, "%ld", year);
        CT_ROW(p, "tick", x, plane->bottom, x, plane->bottom - 4);
        ct_picture_text(p, x, plane->bottom - 14, CT_ALIGN_CENTRE, CT_LOOK_QUIET, text);
    }
}

static void put_history(ct_picture *p, const ct_plane *plane, const ct_plan_target *target)
{
    const ct_chart *chart = target->chart;

    for (size_t i = 0; i < chart->n_points && chart->points[i].period <= target->of->latest_year; i++) {
        const ct_point *point = &chart->points[i];
        CT_ROW(p, "history", ct_plane_x(plane, (double)point->period), ct_plane_y(plane, point->value));
        CT_ROW(p, "dot", ct_plane_x(plane, (double)point->period), ct_plane_y(plane, point->value));
        ct_picture_csv_text(p, ct_status_words[point->status]);
        ct_picture_csv_number(p, (double)point->period);
        ct_picture_csv_number(p, point->value);
        ct_picture_csv_end(p);
    }
}

/* The projection with its 80 % interval up to the target's year. */
static void put_projection(ct_picture *p, const ct_plane *plane, const ct_plan_target *target)
{
    const ct_assessment *of = target->of;
    double x = ct_plane_x(plane, (double)of->latest_year), y = ct_plane_y(plane, of->latest_value);

    CT_ROW(p, "median", x, y);
    CT_ROW(p, "band", x, y, y);
    for (size_t i = 0; i < target->chart->n_projections; i++) {
        const ct_projection *row = &target->chart->projections[i];
        if (row->period <= of->latest_year || row->period > of->period_end) continue;
        x = ct_plane_x(plane, (double)row->period);
        CT_ROW(p, "median", x, ct_plane_y(plane, row->median));
        CT_ROW(p, "band", x, fmax(plane->bottom, ct_plane_y(plane, row->lo80)),
               fmin(plane->top, ct_plane_y(plane, row->hi80)));
        ct_picture_csv_text(p, "projection");
        ct_picture_csv_number(p, (double)row->period);
        ct_picture_csv_number(p, row->median);
        ct_picture_csv_end(p);
    }
}

/* Curves at a steady pace, a point a year, and the labels of all ends. */
static void put_scenarios(ct_picture *p, const ct_board *board, const ct_plane *plane,
                          const ct_plan_target *target, scenario *list, size_t n)
{
    const ct_assessment *of = target->of;
    double years = (double)(of->period_end - of->latest_year), centre[MOST_SCENARIOS],
           end_x = ct_plane_x(plane, (double)of->period_end);
    size_t order[MOST_SCENARIOS];

    for (size_t i = 0; i < n; i++) {
        bool observed = i == 0 && list[i].layer[0] == 'o';
        size_t k = i;
        for (double t = 0; list[i].layer[0] != 'm' && t <= years; t++) {
            double value = observed ? at_pace(of->latest_value, of->rate_observed, of->step_observed, t)
                                    : at_pace(of->latest_value, of->rate_required, of->step_required, t);
            CT_ROW(p, list[i].layer, ct_plane_x(plane, (double)of->latest_year + t),
                   ct_plane_y(plane, value));
            ct_picture_csv_text(p, list[i].layer);
            ct_picture_csv_number(p, (double)of->latest_year + t);
            ct_picture_csv_number(p, value);
            ct_picture_csv_end(p);
        }
        for (; k > 0 && list[order[k - 1]].end > list[i].end; k--) order[k] = order[k - 1];
        order[k] = i;
    }
    for (size_t i = 0; i < n; i++) centre[i] = ct_plane_y(plane, list[order[i]].end);
    ct_spread(centre, n, 42, plane->bottom, plane->top);
    for (size_t i = 0; i < n; i++) {
        const scenario *s = &list[order[i]];
        double y = ct_plane_y(plane, s->end);
        if (fabs(y - centre[i]) > 3) CT_ROW(p, "join", end_x + 10, y, end_x + 18, centre[i]);
        ct_picture_wrapped(p, end_x + 22, centre[i], p->right - end_x - 22, 3, CT_ALIGN_LEFT, s->look,
                           ct_arena_printf(board->arena, "%s: %s", s->label,
                                           ct_board_amount(board, s->end, of->unit, false)));
    }
}

static size_t list_scenarios(const ct_board *board, const ct_assessment *of, scenario list[MOST_SCENARIOS])
{
    double years = (double)(of->period_end - of->latest_year);
    double kept = at_pace(of->latest_value, of->rate_observed, of->step_observed, years);
    size_t n = 0;

    if (isfinite(kept))
        list[n++] = (scenario){ "observed", ct_l(board->lang, "Giữ nhịp độ đến nay", "At the pace so far"),
                                CT_LOOK_LABEL, kept };
    list[n++] = (scenario){ "median", ct_l(board->lang, "Theo dự báo", "As projected"), CT_LOOK_PROJECTED,
                            of->projected };
    list[n++] =
        (scenario){ "required", ct_l(board->lang, "Nhịp độ cần có, đạt mục tiêu", "At the pace required"),
                    CT_LOOK_TARGET, at_pace(of->latest_value, of->rate_required, of->step_required, years) };
    return n;
}

static ct_error put_fan(ct_board *board, ct_picture_list *list, const ct_plan_target *target,
                        scenario *scenarios, size_t n)
{
    const ct_assessment *of = target->of;
    const char *name = ct_arena_printf(board->arena, "fan-%s", target->slug), *const * sources;
    double high = fmax(of->target_low, isfinite(of->target_high) ? of->target_high : of->target_low),
           low = fmin(0, of->target_low);
    long first = of->latest_year;
    size_t n_sources;
    ct_picture *p;

    if (name == NULL) return ct_no_memory();
    CT_TRY(ct_plan_target_sources(board, &target, 1, &sources, &n_sources));
    CT_TRY(ct_list_begin(board, list, name, target->label,
                         ct_board_subtitle(board, ct_l(board->lang, "các kịch bản", "scenarios")), sources,
                         n_sources, &p));
    ct_picture_frame(p, ct_board_body(board, BODY), 6, 30);
    ct_buffer_text(&p->csv, "scenario,year,value\n");
    ct_picture_word_add(p, "word_actual", ct_l(board->lang, "Thực hiện", "Actual"));
    ct_picture_word_add(p, "word_observed", ct_l(board->lang, "Giữ nhịp độ đến nay", "At the pace so far"));
    ct_picture_word_add(p, "word_projection", ct_l(board->lang, "Dự báo", "Projection"));
    ct_picture_word_add(p, "word_band80", ct_l(board->lang, "Khoảng 80%", "80% interval"));
    ct_picture_word_add(p, "word_required", ct_l(board->lang, "Nhịp độ cần có", "Pace required"));
    ct_picture_word_add(p, "word_target", ct_l(board->lang, "Mục tiêu", "Target"));
    for (size_t i = 0; i < target->chart->n_points; i++) {
        if (target->chart->points[i].period > of->latest_year) break;
        if (target->chart->points[i].period < first) first = target->chart->points[i].period;
        high = fmax(high, target->chart->points[i].value);
        low = fmin(low, target->chart->points[i].value);
    }
    for (size_t i = 0; i < n; i++) high = fmax(high, scenarios[i].end);
    if (isfinite(of->projected_hi80)) high = fmax(high, fmin(of->projected_hi80, 1.3 * high));
    ct_plane plane = { p->left,
                       p->right - fmin(150, 0.3 * (p->right - p->left)),
                       p->bottom,
                       p->top - 24,
                       (double)first,
                       (double)of->period_end,
                       0,
                       1,
                       1,
                       "" };
    CT_TRY(ct_plane_values(&plane, p, board, of->unit, low, high));
    plane.left += 10;
    put_years(p, &plane);
    put_projection(p, &plane, target);
    put_history(p, &plane, target);
    put_scenarios(p, board, &plane, target, scenarios, n);
    double x = ct_plane_x(&plane, (double)of->period_end);
    if (isfinite(of->target_high) && of->target_high != of->target_low)
        CT_ROW(p, "target_range", x, ct_plane_y(&plane, of->target_low), x,
               ct_plane_y(&plane, of->target_high));
    else
        CT_ROW(p, "target", x, ct_plane_y(&plane, of->target_low));
    return ct_ok();
}

ct_error ct_make_fan(ct_board *board, ct_picture_list *list)
{
    for (size_t i = 0; i < board->n_targets && list->n < MOST_PICTURES; i++) {
        const ct_plan_target *target = &board->targets[i];
        const ct_assessment *of = target->of;
        scenario scenarios[MOST_SCENARIOS];
        /* Only where the target is in the series' own terms: growth of an amount is no curve on the amount's
         * axis. */
        if (target->chart == NULL || strcmp(target->chart->unit, of->unit) != 0 ||
            target->chart->n_points < 3 || of->aggregation != CT_POINT || of->measure == CT_MEASURE_RANK ||
            !ct_on_axis(board->tables->catalogue, &target->chart->points[0], of) ||
            !ct_chart_has_fan(target->chart) || of->latest_year == 0 || of->latest_year >= of->period_end ||
            !isfinite(of->projected) || !isfinite(of->latest_value) ||
            !(isfinite(of->rate_required) || isfinite(of->step_required)))
            continue;
        size_t n = list_scenarios(board, of, scenarios);
        CT_TRY(put_fan(board, list, target, scenarios, n));
    }
    return ct_ok();
}
