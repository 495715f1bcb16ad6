/* Scoreboard: every target of the plan that has figures, likeliest first, with its probability and verdict.
 */
#include <math.h>
#include <stdlib.h>

#include "chart/kind.h"
#include "chart/wording.h"

enum { ROW = 38, PAGE = 28 };

/* Columns in shares of the width: right edge of the targets and of the values, the bar of the probability,
 * the verdict. */
static const double TARGET = 0.49, NOW = 0.65, BAR_LEFT = 0.67, BAR_RIGHT = 0.79, VERDICT = 0.83;

static double at(const ct_picture *p, double share)
{
    return p->left + share * (p->right - p->left);
}

const char *const ct_layers_scoreboard[] = { "grid", "track", "chance", "verdict", NULL };

typedef struct {
    const ct_plan_target *target;
    size_t place;
} entry;

static bool rated(const ct_assessment *of)
{
    return of->verdict != CT_VERDICT_NONE && of->verdict != CT_VERDICT_NO_DATA &&
           of->verdict != CT_VERDICT_UNDECIDED;
}

/* Rated targets before the others; by probability, those without one (a period that is over) by verdict; then
 * as in the table. */
static int compare(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    const ct_assessment *s = x->target->of, *t = y->target->of;

    if (rated(s) != rated(t)) return rated(s) ? -1 : 1;
    double p = isnan(s->probability) ? -1 : s->probability, q = isnan(t->probability) ? -1 : t->probability;
    if (p != q) return p > q ? -1 : 1;
    if (s->verdict != t->verdict) return s->verdict < t->verdict ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static void put_heads(ct_picture *p, const ct_board *board, double y)
{
    ct_lang lang = board->lang;

    ct_picture_text(p, p->left, y, CT_ALIGN_LEFT, CT_LOOK_QUIET, ct_l(lang, "Chỉ tiêu", "Indicator"));
    ct_picture_text(p, at(p, TARGET), y, CT_ALIGN_RIGHT, CT_LOOK_QUIET, ct_l(lang, "Mục tiêu", "Target"));
    ct_picture_text(p, at(p, NOW), y, CT_ALIGN_RIGHT, CT_LOOK_QUIET, ct_l(lang, "Hiện tại", "Now"));
    ct_picture_text(p, at(p, BAR_LEFT), y, CT_ALIGN_LEFT, CT_LOOK_QUIET, ct_l(lang, "Khả năng", "Chance"));
    ct_picture_text(p, at(p, VERDICT), y, CT_ALIGN_LEFT, CT_LOOK_QUIET, ct_l(lang, "Đánh giá", "Outlook"));
}

/* What stands in the last column; a reading that waits for a person is said to wait. */
static const char *outlook(const ct_assessment *of, ct_lang lang)
{
    if (of->reason == CT_REASON_REVIEW) return ct_l(lang, "Cần duyệt", "To be reviewed");
    return of->verdict == CT_VERDICT_NONE ? ct_l(lang, "Không xếp loại", "Not rated")
                                          : ct_verdict_text(of->verdict, lang);
}

/* The latest value with its year; a dash where the target's own terms have none (a change since a base that
 * is not known). */
static const char *latest(const ct_board *board, const ct_assessment *of)
{
    if (of->latest_year == 0 || isnan(of->latest_value)) return "–";
    return ct_arena_printf(board->arena, "%s (%ld)", ct_board_latest(board, of), of->latest_year);
}

static void put_row(ct_picture *p, const ct_board *board, const ct_plan_target *target, double y)
{
    const ct_assessment *of = target->of;
    ct_verdict verdict = of->verdict == CT_VERDICT_NONE ? CT_VERDICT_NO_DATA : of->verdict;

    CT_ROW(p, "grid", p->left, y - ROW / 2.0, p->right, y - ROW / 2.0);
    ct_picture_wrapped(p, p->left, y, 0.31 * (p->right - p->left), 3, CT_ALIGN_LEFT, CT_LOOK_SMALL,
                       target->label);
    ct_picture_wrapped(p, at(p, TARGET), y, 0.16 * (p->right - p->left), 3, CT_ALIGN_RIGHT, CT_LOOK_SMALL,
                       ct_board_target(board, of));
    ct_picture_wrapped(p, at(p, NOW), y, 0.155 * (p->right - p->left), 3, CT_ALIGN_RIGHT, CT_LOOK_SMALL,
                       latest(board, of));
    if (isfinite(of->probability)) {
        double end = at(p, BAR_LEFT) + of->probability * (at(p, BAR_RIGHT) - at(p, BAR_LEFT) - 36);
        CT_ROW(p, "track", at(p, BAR_LEFT), y - 5, at(p, BAR_RIGHT) - 36, y + 5, 1);
        CT_ROW(p, "chance", at(p, BAR_LEFT), y - 5, fmax(end, at(p, BAR_LEFT) + 1), y + 5, verdict);
        ct_picture_text(p, at(p, BAR_RIGHT), y, CT_ALIGN_RIGHT, CT_LOOK_SMALL,
                        ct_board_chance(board, of->probability));
    }
    CT_ROW(p, "verdict", at(p, VERDICT) - 9, y, verdict);
    ct_picture_wrapped(p, at(p, VERDICT), y, p->right - at(p, VERDICT), 2, CT_ALIGN_LEFT, CT_LOOK_SMALL,
                       outlook(of, board->lang));
    ct_picture_csv_text(p, target->label);
    ct_picture_csv_text(p, of->unit);
    ct_picture_csv_number(p, of->target_low);
    ct_picture_csv_number(p, of->target_high);
    ct_picture_csv_number(p, of->latest_year > 0 ? (double)of->latest_year : NAN);
    ct_picture_csv_number(p, of->latest_value);
    ct_picture_csv_number(p, of->probability);
    ct_picture_csv_text(p, ct_verdict_words[of->verdict]);
    ct_picture_csv_end(p);
}

/* "42 mục tiêu: 0 đạt hoặc vượt, 2 khó đạt, 0 không đạt, 40 chưa xếp loại" (met or beyond, hard, missed, not
 * rated). */
static const char *claim(const ct_board *board)
{
    size_t n[CT_N_VERDICTS] = { 0 };

    for (size_t i = 0; i < board->n_targets; i++) n[board->targets[i].of->verdict]++;
    size_t met = n[CT_VERDICT_MET] + n[CT_VERDICT_EXCEEDED],
           rated = met + n[CT_VERDICT_HARD] + n[CT_VERDICT_MISSED];
    return ct_arena_printf(
        board->arena,
        ct_l(board->lang, "%zu mục tiêu: %zu đạt hoặc vượt, %zu khó đạt, %zu không đạt, %zu chưa xếp loại",
             "%zu targets: %zu met or beyond, %zu hard to meet, %zu missed, %zu not rated"),
        board->n_targets, met, n[CT_VERDICT_HARD], n[CT_VERDICT_MISSED], board->n_targets - rated);
}

static ct_error put_page(ct_board *board, ct_picture_list *list, const entry *entries, size_t n, size_t page,
                         size_t silent)
{
    const ct_plan_target **targets = ct_arena_array(board->arena, n, sizeof *targets);
    const char *name = page == 0 ? "scoreboard" : ct_arena_printf(board->arena, "scoreboard-%zu", page + 1),
               *remark = "";
    const char *const *sources;
    size_t n_sources;
    ct_picture *p;

    if (silent > 0)
        remark = ct_arena_printf(
            board->arena,
            ct_l(board->lang, "%zu mục tiêu khác chưa có số liệu", "%zu more targets have no data"), silent);
    const char *title = claim(board);
    if (targets == NULL || name == NULL || remark == NULL || title == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) targets[i] = entries[i].target;
    CT_TRY(ct_plan_target_sources(board, targets, n, &sources, &n_sources));
    CT_TRY(ct_list_begin(board, list, name, title, ct_board_subtitle(board, remark), sources, n_sources, &p));
    ct_picture_frame(p, ROW * ((double)n + 1), 0, 4);
    ct_buffer_text(&p->csv,
                   "name,unit,target_low,target_high,latest_year,latest_value,probability,verdict\n");
    put_heads(p, board, p->top - ROW / 2.0);
    CT_ROW(p, "grid", p->left, p->top - ROW, p->right, p->top - ROW);
    for (size_t i = 0; i < n; i++) put_row(p, board, targets[i], p->top - ROW * ((double)i + 1.5));
    return ct_ok();
}

ct_error ct_make_scoreboard(ct_board *board, ct_picture_list *list)
{
    entry *entries = ct_arena_array(board->arena, board->n_targets, sizeof *entries);
    size_t n = 0;

    if (entries == NULL) return ct_no_memory();
    for (size_t i = 0; i < board->n_targets; i++)
        if (board->targets[i].of->latest_year > 0) entries[n++] = (entry){ &board->targets[i], i };
    if (n == 0) return ct_ok();
    qsort(entries, n, sizeof *entries, compare);
    size_t rows = ct_board_rows(board, ROW, PAGE + 1) - 1; /* one is the heads' */
    for (size_t first = 0; first < n; first += rows)
        CT_TRY(put_page(board, list, entries + first, n - first < rows ? n - first : rows, first / rows,
                        board->n_targets - n));
    return ct_ok();
}
