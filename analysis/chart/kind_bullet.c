/* Bullet: each target as a track from base (0 %) to target (100 %); a bar for what is done, a line for what
 * the time elapsed asks for. */
#include <math.h>

#include "chart/kind.h"
#include "chart/lettering.h"

enum { ROW = 46, MOST_ROWS = 16, VALUES_ROOM = 150 };
static const double WAY_SHOWN = 120; /* percent of the way, at the right edge of the track */

const char *const ct_layers_bullet[] = { "grid", "track", "done", "expected", "target", NULL };

/* Names on the left, a third of the width; the tracks; the figures on the right. */
static double label_right(const ct_picture *p)
{
    return p->left + 0.3 * (p->right - p->left);
}

static double values_left(const ct_picture *p)
{
    return p->right - fmin(VALUES_ROOM, 0.34 * (p->right - p->left));
}

static double at_percent(const ct_picture *p, double percent)
{
    double from = label_right(p) + 10, to = values_left(p) - 8;

    return from + fmax(0, fmin(WAY_SHOWN, percent)) / WAY_SHOWN * (to - from);
}

static void put_axis(ct_picture *p, const ct_board *board)
{
    for (int percent = 0; percent <= 100; percent += 50) {
        double x = at_percent(p, percent);
        CT_ROW(p, "grid", x, p->bottom, x, p->top);
        ct_picture_text(p, x, p->bottom - 12, CT_ALIGN_CENTRE, CT_LOOK_QUIET,
                        ct_board_percent(board, percent));
    }
}

static void put_row(ct_picture *p, const ct_board *board, const ct_plan_target *target, double y)
{
    const ct_assessment *of = target->of;
    double done = at_percent(p, of->share_done), expected = at_percent(p, of->share_expected);
    const char *now = ct_arena_printf(board->arena, "%s (%ld)", ct_board_latest(board, of), of->latest_year);
    const char *asked = ct_arena_printf(board->arena, "%s %s", ct_l(board->lang, "mục tiêu", "target"),
                                        ct_board_target(board, of));
    const char *part = ct_arena_printf(board->arena, ct_l(board->lang, "%s quãng đường", "%s of the way"),
                                       ct_board_percent(board, of->share_done));

    if (now == NULL || asked == NULL || part == NULL) {
        p->failed = true;
        return;
    }
    ct_picture_wrapped(p, label_right(p), y, label_right(p) - p->left, 3, CT_ALIGN_RIGHT, CT_LOOK_LABEL,
                       target->label);
    CT_ROW(p, "track", at_percent(p, 0), y - 9, at_percent(p, 100), y + 9);
    if (done > at_percent(p, 0)) CT_ROW(p, "done", at_percent(p, 0), y - 4, done, y + 4);
    CT_ROW(p, "expected", expected, y - 12, expected, y + 12);
    CT_ROW(p, "target", at_percent(p, 100), y);
    ct_picture_text(p, values_left(p), y + 13, CT_ALIGN_LEFT, CT_LOOK_BOLD, part);
    ct_picture_wrapped(p, values_left(p), y, p->right - values_left(p), 1, CT_ALIGN_LEFT, CT_LOOK_SMALL, now);
    ct_picture_wrapped(p, values_left(p), y - 12, p->right - values_left(p), 1, CT_ALIGN_LEFT, CT_LOOK_SMALL,
                       asked);
    ct_picture_csv_text(p, target->label);
    ct_picture_csv_text(p, of->unit);
    ct_picture_csv_number(p, of->base_value);
    ct_picture_csv_number(p, of->latest_value);
    ct_picture_csv_number(p, of->target_low);
    ct_picture_csv_number(p, of->target_high);
    ct_picture_csv_number(p, of->share_done);
    ct_picture_csv_number(p, of->share_expected);
    ct_picture_csv_end(p);
}

/* Is anything known of the way? Where no value is later than the base, "0 % done" would tell of missing data
 * as if nothing had been done. */
static bool has_way(const ct_assessment *of)
{
    return isfinite(of->share_done) && isfinite(of->share_expected) && of->latest_year > 0 &&
           (of->base_year == 0 || of->latest_year > of->base_year);
}

/* "3/8 chỉ tiêu theo kịp thời gian" (3 of 8 targets are as far as time is). */
static const char *claim(const ct_board *board, const ct_plan_target *const *targets, size_t n)
{
    size_t on_time = 0;

    for (size_t i = 0; i < n; i++) on_time += targets[i]->of->share_done >= targets[i]->of->share_expected;
    return ct_arena_printf(board->arena,
                           ct_l(board->lang, "%zu/%zu chỉ tiêu đã đi kịp thời gian đến mục tiêu",
                                "%zu of %zu targets are as far on their way as time is"),
                           on_time, n);
}

ct_error ct_make_bullet(ct_board *board, ct_picture_list *list)
{
    const ct_plan_target **targets = ct_arena_array(board->arena, board->n_targets, sizeof *targets);
    const char *const *sources;
    size_t n = 0, n_sources;
    ct_picture *p;

    if (targets == NULL) return ct_no_memory();
    size_t most = ct_board_rows(board, ROW, MOST_ROWS);

    for (size_t i = 0; i < board->n_targets && n < most; i++)
        if (has_way(board->targets[i].of)) targets[n++] = &board->targets[i];
    if (n == 0) return ct_ok();
    CT_TRY(ct_plan_target_sources(board, targets, n, &sources, &n_sources));
    const char *title = claim(board, targets, n);

    if (title == NULL) return ct_no_memory();
    CT_TRY(ct_list_begin(board, list, "bullet", title,
                         ct_board_subtitle(board, ct_l(board->lang, "% quãng đường từ năm gốc đến mục tiêu",
                                                       "% of the way from base to target")),
                         sources, n_sources, &p));
    ct_picture_frame(p, ROW * (double)n + 8, 3, 34);
    ct_picture_word_add(p, "word_done", ct_l(board->lang, "Đã đạt", "Done"));
    ct_picture_word_add(p, "word_expected", ct_l(board->lang, "Cần đạt theo thời gian", "Due by now"));
    ct_picture_word_add(p, "word_target", ct_l(board->lang, "Mục tiêu", "Target"));
    ct_buffer_text(&p->csv,
                   "name,unit,base_value,latest_value,target_low,target_high,share_done,share_expected\n");
    put_axis(p, board);
    for (size_t i = 0; i < n; i++) put_row(p, board, targets[i], p->top - 4 - ROW * ((double)i + 0.5));
    return ct_ok();
}
