/* Reliability: the projections replayed on these series. Each series is cut after each of its years in turn,
 * projected by the default method, and what came is held against the interval: of intervals that promise p, p
 * should hold their value. The bars are Wilson's 90 % intervals (E. B. Wilson, JASA 22, 1927) of the share
 * that held; values of one series are not independent, so they are too short. */
#include <math.h>
#include <stdio.h>

#include "chart/kind.h"
#include "chart/plane.h"

enum { BODY = 300, LEAST_HISTORY = 5, HORIZON = 3, LEVELS = 8, LEVEL_80 = 5, LEAST_CASES = 20 };
static const double PROMISED[LEVELS] = { 0.1, 0.25, 0.4, 0.5, 0.6, 0.8, 0.9, 0.95 };

const char *const ct_layers_reliability[] = { "grid", "ideal", "bar", "point", NULL };

typedef struct {
    size_t held[LEVELS], cases;
} replay;

static void judge(replay *r, const ct_prediction *prediction, double value)
{
    r->cases++;
    for (size_t i = 0; i < LEVELS; i++) {
        double low = ct_prediction_quantile(prediction, (1 - PROMISED[i]) / 2),
               high = ct_prediction_quantile(prediction, (1 + PROMISED[i]) / 2);
        r->held[i] += value >= low && value <= high;
    }
}

static ct_error replay_series(ct_board *board, const ct_series *series, replay *r)
{
    const ct_catalogue *catalogue = board->tables->catalogue;
    const ct_indicator *known =
        catalogue != NULL ? ct_indicator_find(catalogue, series->head->indicator) : NULL;
    double *year = ct_arena_array(board->arena, series->n, sizeof *year),
           *value = ct_arena_array(board->arena, series->n, sizeof *value);

    if (year == NULL || value == NULL) return ct_no_memory();
    for (size_t i = 0; i < series->n; i++) {
        year[i] = (double)series->head[i].period;
        value[i] = series->head[i].value;
    }
    for (size_t n = LEAST_HISTORY; n < series->n; n++) {
        ct_prediction ahead[HORIZON];
        ct_error err =
            ct_project_values(NULL, (ct_nature)series->head->nature, known != NULL ? known->lower : -INFINITY,
                              known != NULL ? known->upper : INFINITY, year, value, n, HORIZON, ahead, NULL);
        if (err.code == CT_ENOMEM) return err;
        if (err.code != CT_OK) continue; /* nothing was promised */
        for (size_t k = n; k < series->n && year[k] <= year[n - 1] + HORIZON; k++)
            judge(r, &ahead[(size_t)(year[k] - year[n - 1]) - 1], value[k]);
    }
    return ct_ok();
}

static void put_points(ct_picture *p, const ct_board *board, const ct_plane *plane, const replay *r)
{
    const double z = 1.6448536269514722; /* the 95 % quantile of the normal distribution */
    double n = (double)r->cases;

    for (size_t i = 0; i < LEVELS; i++) {
        double share = (double)r->held[i] / n, middle = (share + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n)),
               x = ct_plane_x(plane, 100 * PROMISED[i]);
        CT_ROW(p, "bar", x, ct_plane_y(plane, 100 * (middle - half)), x,
               ct_plane_y(plane, 100 * (middle + half)));
        CT_ROW(p, "point", x, ct_plane_y(plane, 100 * share));
        if (PROMISED[i] == 0.8 || PROMISED[i] == 0.5 || PROMISED[i] == 0.95)
            ct_picture_text(p, x + 10, ct_plane_y(plane, 100 * share) - 12, CT_ALIGN_LEFT, CT_LOOK_BOLD,
                            ct_board_percent(board, 100 * share));
        ct_picture_csv_number(p, PROMISED[i]);
        ct_picture_csv_number(p, share);
        ct_picture_csv_number(p, n);
        ct_picture_csv_end(p);
    }
}

ct_error ct_board_replay(ct_board *board, size_t *cases, size_t *held)
{
    replay r = { .cases = 0 };

    for (size_t i = 0; i < board->index.n; i++) CT_TRY(replay_series(board, &board->index.series[i], &r));
    *cases = r.cases >= LEAST_CASES ? r.cases : 0;
    *held = r.held[LEVEL_80];
    return ct_ok();
}

ct_error ct_make_reliability(ct_board *board, ct_picture_list *list)
{
    replay r = { .cases = 0 };
    ct_picture *p;

    for (size_t i = 0; i < board->index.n; i++) CT_TRY(replay_series(board, &board->index.series[i], &r));
    if (r.cases < LEAST_CASES) return ct_ok();
    const char *told =
        ct_arena_printf(board->arena,
                        ct_l(board->lang, "thử lại %zu lần trên các chuỗi của dự án, trước 1 đến %d năm",
                             "%zu replays on the project's own series, 1 to %d years ahead"),
                        r.cases, HORIZON);
    const char *sources[] = { ct_l(board->lang, "các chuỗi số liệu của báo cáo này",
                                   "the series of this report") };
    if (told == NULL) return ct_no_memory();
    CT_TRY(ct_list_begin(board, list, "reliability",
                         ct_l(board->lang, "Khoảng dự báo chứa kết quả thật bao nhiêu lần",
                              "How often the intervals held the outcome"),
                         told, sources, 1, &p));
    ct_picture_frame(p, ct_board_body(board, BODY), 3, 50);
    ct_picture_word_add(p, "word_point", ct_l(board->lang, "Tỷ lệ đúng", "Share that held"));
    ct_picture_word_add(p, "word_bar", ct_l(board->lang, "Khoảng 90%", "90% interval"));
    ct_picture_word_add(p, "word_ideal", ct_l(board->lang, "Lý tưởng", "Ideal"));
    ct_buffer_text(&p->csv, "promised,held,cases\n");
    ct_plane plane = { p->left, p->right - 40, p->bottom, p->top - 24, 0, 100, 0, 1, 1, "" };
    CT_TRY(ct_plane_values(&plane, p, board, "%", 0, 95));
    for (int percent = 0; percent <= 100; percent += 20)
        ct_picture_text(p, ct_plane_x(&plane, percent), plane.bottom - 14, CT_ALIGN_CENTRE, CT_LOOK_QUIET,
                        ct_board_percent(board, percent));
    ct_picture_text(
        p, (plane.left + plane.right) / 2, plane.bottom - 34, CT_ALIGN_CENTRE, CT_LOOK_QUIET,
        ct_l(board->lang, "Xác suất ghi trên khoảng dự báo", "Probability written on the interval"));
    CT_ROW(p, "ideal", ct_plane_x(&plane, 0), ct_plane_y(&plane, 0));
    CT_ROW(p, "ideal", ct_plane_x(&plane, 100), ct_plane_y(&plane, 100));
    put_points(p, board, &plane, &r);
    return ct_ok();
}
