/* Board: all targets of the plan on one page, by sector: the way so far as a small line, base, years, target,
 * what each year left must bring, probability and verdict; below, the targets without figures under the
 * department that answers for them. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "catalogue/english.h"
#include "chart/axis.h"
#include "chart/kind.h"
#include "chart/lead.h"
#include "chart/lettering.h"
#include "chart/scene.h"
#include "chart/wording.h"

enum {
    USUAL_WIDTH = 910,  /* on a page of A4 on its side, 25.7 cm of text, its letters are 8 points high */
    USUAL_HEIGHT = 534, /* what stands there below a heading                                          */
    LEADING = 11,
    HEAD = 17,
    MOST_YEARS = 4,
    YEARS_DRAWN = 12,
    AROUND = 96,
    MOST_DEPARTMENTS = 40,
    UNIT_ROOM = 78,
    MARGIN = 16,
    OWED_HEAD = 18,
    MOST_OWED_LINES = 12
};
static const double ROW_ROOM = 1.2,
                    ROW_ROOM_UPRIGHT =
                        5; /* of a page on its side; of a narrower one, whose cells take several lines */

const char *const ct_layers_board[] = {
    "grid", "rule", "spark", "spark_end", "spark_target", "verdict", NULL
};

/* Columns by their right edge (figures) or left edge (texts), pixels; 0: not shown at this width. */
typedef struct {
    double sector, name, name_width, unit, spark, spark_right, base, years[MOST_YEARS], target, target_width,
        needed, verdict;
    size_t n_years;
} columns;

typedef struct {
    const ct_plan_target *target;
    const char *sector, *name;
    double height;
} entry;

typedef struct {
    const char *department, *names;
    const char *last; /* the name listed last, without its breakdown */
    size_t n;
} owing;

typedef struct {
    ct_board *board;
    columns at;
    double width;
    long first_year;
    entry *entries;
    size_t n;
    owing *owed;
    size_t n_owed, n_silent;
    const char *const *owed_lines; /* the whole list, broken into n_owed_lines   */
    size_t n_owed_lines;
    double owed_height; /* with its heading; 0: nothing is owed       */
} page;

/* ---- columns ---- */

/* Full on a page on its side; without the years on an upright one; name, target, latest value and verdict on
 * a phone. */
static columns lay_out(double width, double left, double right, size_t n_years)
{
    columns c = { .sector = left };
    bool full = width >= 700, narrow = width < 450;
    double x = right - (narrow ? 88 : full ? 100 : 84);

    c.verdict = x;
    x -= 20;
    if (!narrow) c.needed = x, x -= 54;
    c.target = x;
    c.target_width = full ? 70 : 76;
    x -= c.target_width + 4;
    c.n_years = full ? n_years : 1;
    for (size_t i = c.n_years; i-- > 0; x -= full ? 40 : 58) c.years[i] = x;
    if (!narrow) c.base = x, x -= full ? 54 : 52;
    if (!narrow) c.spark_right = x, x -= full ? 50 : 40, c.spark = x;
    if (full) c.unit = x - 80, x -= 80;
    c.name = full ? left + 66 : left;
    c.name_width = x - 6 - c.name;
    return c;
}

/* ---- words ---- */

static const char *kind_of_target(const ct_assessment *of, ct_lang lang)
{
    if (of->aggregation == CT_CUMULATIVE) return ct_l(lang, " (cộng dồn)", " (sum)");
    if (of->aggregation == CT_ANNUAL_AVERAGE) return ct_l(lang, " (bình quân)", " (average)");
    if (of->aggregation == CT_EACH_YEAR) return ct_l(lang, " (hằng năm)", " (every year)");
    return of->measure == CT_MEASURE_CHANGE ? ct_l(lang, " (tăng thêm)", " (more)") : "";
}

static const char *kept(const ct_board *board, ct_buffer *text)
{
    const char *copy =
        ct_buffer_error(text).code == CT_OK ? ct_arena_strdup(board->arena, ct_buffer_string(text)) : "";

    ct_buffer_clear(text);
    return copy != NULL ? copy : "";
}

static const char *stated(const ct_board *board, double value)
{
    ct_buffer text;

    if (!isfinite(value)) return "";
    ct_buffer_init(&text);
    ct_figure_stated(&text, value, board->lang);
    return kept(board, &text);
}

/* "+0,82" a year for a level; the value itself where an average or a sum is asked. Nothing where the target
 * is reached or its time is over.
 */
static const char *needed(const ct_board *board, const ct_assessment *of, double divisor)
{
    bool level = of->aggregation == CT_POINT && of->measure != CT_MEASURE_GROWTH;
    double value = of->measure == CT_MEASURE_GROWTH ? of->rate_required : of->step_required;
    ct_buffer text;

    if (!isfinite(value) || of->latest_year >= of->period_end || of->gap_now >= 0 || (level && value == 0))
        return "–";
    ct_buffer_init(&text);
    if (level) ct_buffer_text(&text, value > 0 ? "+" : "−");
    ct_figure_computed(&text, level ? fabs(value / divisor) : value / divisor, board->lang);
    return kept(board, &text);
}

static const char *outlook(const ct_assessment *of, ct_lang lang)
{
    if (of->reason == CT_REASON_REVIEW) return ct_l(lang, "Cần duyệt số liệu", "To be reviewed");
    return of->verdict == CT_VERDICT_NONE ? ct_l(lang, "Không xếp loại", "Not rated")
                                          : ct_verdict_text(of->verdict, lang);
}

/* The outlook with its probability, where it rests on one that is still open; "" on lack of memory. */
static const char *verdict_cell(const ct_board *board, const ct_assessment *of)
{
    bool rated = of->verdict != CT_VERDICT_NONE && of->verdict != CT_VERDICT_NO_DATA;
    const char *words = outlook(of, board->lang);

    if (rated && isfinite(of->probability) && of->latest_year < of->period_end)
        words = ct_arena_printf(board->arena, "%s, %s", words, ct_board_chance(board, of->probability));
    return words != NULL ? words : "";
}

/* ---- what stands on the page ---- */

static bool has_figures(const ct_assessment *of)
{
    return of->latest_year > 0 && isfinite(of->latest_value);
}

static const char *group_of(const ct_board *board, const ct_assessment *of)
{
    const ct_indicator *known =
        board->tables->catalogue != NULL ? ct_indicator_find(board->tables->catalogue, of->indicator) : NULL;

    return known != NULL ? known->group : "";
}

static double lines_high(ct_board *board, const char *text, double width, size_t most)
{
    const char *const *lines;
    const char *clean = ct_text_clean(board->arena, text);
    size_t n = 1;

    if (clean == NULL || ct_text_wrap(board->arena, board->tables->size.face, clean, CT_SOURCE_SIZE, false,
                                      width, most, &lines, &n)
                                 .code != CT_OK)
        n = 1;
    return LEADING * (double)(n > 0 ? n : 1);
}

/* The value of the base, with its year where that is not the one before the plan. */
static const char *base_cell(const ct_board *board, const ct_assessment *of, double divisor)
{
    const char *words = stated(board, of->base_value / divisor);

    if (!isfinite(of->base_value)) return "";
    if (of->base_year != board->tables->plan_start - 1)
        words = ct_arena_printf(board->arena, "%s (%ld)", words, of->base_year);
    return words != NULL ? words : "";
}

static const char *latest_cell(const ct_board *board, const ct_assessment *of, double divisor)
{
    const char *words =
        ct_arena_printf(board->arena, "%s (%ld)", stated(board, of->latest_value / divisor), of->latest_year);

    return words != NULL ? words : "";
}

/* The tallest of the cells that may take two lines. */
static double row_height(const page *g, const entry *e)
{
    ct_board *board = g->board;
    const columns *c = &g->at;
    const ct_assessment *of = e->target->of;
    double most = lines_high(board, e->name, c->name_width, c->unit > 0 ? 2 : 3);
    ct_scale scale;

    if (c->unit == 0 || (of->latest_year < g->first_year && of->latest_year != of->base_year))
        most = fmax(most, lines_high(board, latest_cell(board, of, 1), c->unit > 0 ? 40 : 56, 2));
    if (c->unit == 0) most = fmax(most, 2 * LEADING); /* target and unit */
    if (c->base > 0) most = fmax(most, lines_high(board, base_cell(board, of, 1), c->unit > 0 ? 52 : 44, 2));
    if (ct_scale_choose(board->arena, of->unit, fmax(fabs(of->latest_value), fabs(of->target_low)),
                        board->lang, &scale)
                .code == CT_OK &&
        c->unit > 0)
        most = fmax(most, lines_high(board, scale.words, UNIT_ROOM, 2));
    return fmax(most, lines_high(board, verdict_cell(board, of), g->width - MARGIN - c->verdict, 2)) +
           (c->unit > 0 ? ROW_ROOM : ROW_ROOM_UPRIGHT);
}

/* Sectors in the order in which the plan first names them; inside one, the plan's own order. */
static ct_error gather(page *g)
{
    ct_board *board = g->board;
    bool *taken = ct_arena_array(board->arena, board->n_targets, sizeof *taken);

    g->entries = ct_arena_array(board->arena, board->n_targets, sizeof *g->entries);
    if (taken == NULL || g->entries == NULL) return ct_no_memory();
    for (size_t i = 0; i < board->n_targets; i++) {
        const char *group = group_of(board, board->targets[i].of);
        for (size_t k = i; k < board->n_targets; k++) {
            const ct_plan_target *target = &board->targets[k];
            if (taken[k] || !has_figures(target->of) || strcmp(group_of(board, target->of), group) != 0)
                continue;
            taken[k] = true;
            entry *e = &g->entries[g->n++];
            e->target = target;
            e->sector = ct_group_words(board->tables->catalogue, group, board->lang);
            e->name =
                ct_arena_printf(board->arena, "%s%s", target->label, kind_of_target(target->of, board->lang));
            if (e->name == NULL) return ct_no_memory();
            e->height = row_height(g, e);
        }
    }
    return ct_ok();
}

/* The same indicator's breakdowns follow its name once: "nước sạch; nông thôn; thành thị" (clean water;
 * rural; urban). */
static ct_error add_owed(page *g, owing *o, const ct_plan_target *target)
{
    const char *colon = strstr(target->label, ": "), *shown = target->label;
    const char *name = colon != NULL
                           ? ct_arena_strndup(g->board->arena, target->label, (size_t)(colon - target->label))
                           : target->label;

    if (name == NULL) return ct_no_memory();
    if (o->n > 0 && colon != NULL && strcmp(o->last, name) == 0) shown = colon + 2;
    o->last = name;
    o->names = ct_arena_printf(g->board->arena, "%s%s%s", o->names, o->n++ > 0 ? "; " : "", shown);
    return o->names != NULL ? ct_ok() : ct_no_memory();
}

/* The list as running lines: "Sở Xây dựng: ...  •  Sở Y tế: ..." (department of construction, of health). */
static ct_error set_owed(page *g, double width)
{
    ct_board *board = g->board;
    const char *all = "";

    if (g->n_silent == 0) return ct_ok();
    for (size_t k = 0; k < g->n_owed; k++) {
        all = ct_arena_printf(board->arena, "%s%s%s: %s", all, k > 0 ? " • " : "", g->owed[k].department,
                              g->owed[k].names);
        if (all == NULL) return ct_no_memory();
    }
    all = ct_text_clean(board->arena, all);
    if (all == NULL) return ct_no_memory();
    CT_TRY(ct_text_wrap(board->arena, board->tables->size.face, all, CT_SOURCE_SIZE, false, width,
                        MOST_OWED_LINES, &g->owed_lines, &g->n_owed_lines));
    g->owed_height = OWED_HEAD + LEADING * (double)g->n_owed_lines + 4;
    return ct_ok();
}

/* Targets nobody has a figure for, under the department that answers for them; those of no known department
 * last. */
static ct_error gather_owed(page *g, double width)
{
    ct_board *board = g->board;
    const char *nobody = ct_l(board->lang, "Chưa rõ cơ quan theo dõi", "No department known");

    g->owed = ct_arena_array(board->arena, MOST_DEPARTMENTS, sizeof *g->owed);
    if (g->owed == NULL) return ct_no_memory();
    for (size_t i = 0; i < board->n_targets; i++) {
        const ct_plan_target *target = &board->targets[i];
        const char *who = ct_lead_of(board->tables->departments, target->of->indicator,
                                     group_of(board, target->of), board->lang);
        size_t k = 0;
        if (has_figures(target->of)) continue;
        if (who[0] == '\0') who = nobody;
        g->n_silent++;
        while (k < g->n_owed && strcmp(g->owed[k].department, who) != 0) k++;
        if (k == MOST_DEPARTMENTS) continue;
        if (k == g->n_owed) g->owed[g->n_owed++] = (owing){ .department = who, .names = "", .last = "" };
        CT_TRY(add_owed(g, &g->owed[k], target));
    }
    return set_owed(g, width);
}

/* ---- drawing ---- */

static void put_heads(ct_picture *p, const page *g, double top)
{
    ct_lang lang = g->board->lang;
    const columns *c = &g->at;
    double y = top - HEAD / 2.0;
    bool full = c->unit > 0; /* heads on one line */
    char year[32];

    if (c->unit > 0)
        ct_picture_text(p, c->sector, y, CT_ALIGN_LEFT, CT_LOOK_SMALL, ct_l(lang, "Lĩnh vực", "Sector"));
    ct_picture_text(p, c->name, y, CT_ALIGN_LEFT, CT_LOOK_SMALL, ct_l(lang, "Chỉ tiêu", "Indicator"));
    if (c->unit > 0)
        ct_picture_text(p, c->unit, y, CT_ALIGN_LEFT, CT_LOOK_SMALL, ct_l(lang, "Đơn vị", "Unit"));
    if (c->base > 0) ct_picture_text(p, c->base, y, CT_ALIGN_RIGHT, CT_LOOK_SMALL, ct_l(lang, "Gốc", "Base"));
    for (size_t i = 0; i < c->n_years && c->unit > 0; i++) {
        snprintf(year, sizeof year, "%ld", g->first_year + (long)i);
        ct_picture_text(p, c->years[i], y, CT_ALIGN_RIGHT, CT_LOOK_SMALL, year);
    }
    if (c->unit == 0)
        ct_picture_text(p, c->years[0], y, CT_ALIGN_RIGHT, CT_LOOK_SMALL, ct_l(lang, "Mới nhất", "Latest"));
    ct_picture_wrapped(
        p, c->target, y, c->target_width, 2, CT_ALIGN_RIGHT, CT_LOOK_SMALL,
        ct_arena_printf(g->board->arena, ct_l(lang, "Mục tiêu %ld", "Target %ld"), g->board->plan_end));
    if (c->needed > 0)
        ct_picture_wrapped(
            p, c->needed, y, 48, 2, CT_ALIGN_RIGHT, CT_LOOK_SMALL,
            ct_l(lang, full ? "Cần/năm" : "Cần mỗi năm", full ? "Needed/year" : "Needed a year"));
    ct_picture_wrapped(p, c->verdict - 12, y, p->right - c->verdict + 12, 2, CT_ALIGN_LEFT, CT_LOOK_SMALL,
                       ct_l(lang, "Đánh giá, khả năng đạt", "Outlook, probability"));
    CT_ROW(p, "rule", p->left, top - HEAD, p->right, top - HEAD);
}

static double along(double x, double low, double high, double from, double to)
{
    return high > low ? from + (x - low) / (high - low) * (to - from) : (from + to) / 2;
}

/* The last years as a line, the target as a diamond; heights by the row's own values. */
static void put_spark(ct_picture *p, const page *g, const ct_plan_target *target, double y)
{
    const ct_chart *chart = target->chart;
    const columns *c = &g->at;
    bool aims = chart != NULL && ct_on_axis(g->board->tables->catalogue, &chart->points[0], target->of);
    double low = INFINITY, high = -INFINITY, asked = target->of->target_low;
    long last = g->board->plan_end, first = last - YEARS_DRAWN;

    if (chart == NULL || c->spark <= 0) return;
    for (size_t i = 0; i < chart->n_points; i++) {
        if (chart->points[i].period < first) continue;
        low = fmin(low, chart->points[i].value);
        high = fmax(high, chart->points[i].value);
    }
    if (aims) low = fmin(low, asked), high = fmax(high, asked);
    double foot = y - LEADING / 2.0 + 1, head = y + LEADING / 2.0 - 1;
    if (chart->reversed) foot = head, head = y - LEADING / 2.0 + 1;
    const ct_point *end = NULL;
    for (size_t i = 0; i < chart->n_points; i++) {
        const ct_point *point = &chart->points[i];
        if (point->period < first || point->period > last) continue;
        CT_ROW(p, "spark",
               along((double)point->period, (double)first, (double)last, c->spark + 4, c->spark_right - 4),
               along(point->value, low, high, foot, head));
        end = point;
    }
    CT_ROW(p, "spark", NAN, NAN);
    if (end != NULL)
        CT_ROW(p, "spark_end",
               along((double)end->period, (double)first, (double)last, c->spark + 4, c->spark_right - 4),
               along(end->value, low, high, foot, head));
    if (aims) CT_ROW(p, "spark_target", c->spark_right - 4, along(asked, low, high, foot, head));
}

/* A year's value, where the series is of the target's own kind; NaN else. */
static double value_in(const page *g, const ct_plan_target *target, long year)
{
    const ct_chart *chart = target->chart;
    bool own = chart != NULL &&
               (ct_on_axis(g->board->tables->catalogue, &chart->points[0], target->of) ||
                (target->of->aggregation == CT_CUMULATIVE && strcmp(chart->unit, target->of->unit) == 0));

    for (size_t i = 0; own && i < chart->n_points; i++)
        if (chart->points[i].period == year && chart->points[i].status != CT_STATUS_FORECAST)
            return chart->points[i].value;
    return NAN;
}

/* The years' values; upright, or where none is shown, the latest one with its year. */
static void put_years(ct_picture *p, const page *g, const ct_plan_target *target, double divisor, double y)
{
    const ct_board *board = g->board;
    const ct_assessment *of = target->of;
    bool full = g->at.unit > 0, shown = false;

    for (size_t i = 0; full && i < g->at.n_years; i++) {
        long year = g->first_year + (long)i;
        double value = value_in(g, target, year);
        if (isnan(value)) continue;
        ct_picture_text(p, g->at.years[i], y, CT_ALIGN_RIGHT,
                        year == of->latest_year ? CT_LOOK_BOLD : CT_LOOK_SMALL,
                        stated(board, value / divisor));
        shown = shown || year == of->latest_year;
    }
    if (shown || of->latest_year == 0 || (full && of->latest_year == of->base_year))
        return; /* the base has been told already */
    ct_picture_wrapped(p, g->at.years[0], y, full ? 40 : 56, 2, CT_ALIGN_RIGHT, CT_LOOK_SMALL,
                       latest_cell(board, of, divisor));
}

static void put_row_data(ct_picture *p, const page *g, const entry *e)
{
    const ct_assessment *of = e->target->of;

    ct_picture_csv_text(p, e->sector);
    ct_picture_csv_text(p, e->name);
    ct_picture_csv_text(p, of->unit);
    ct_picture_csv_number(p, of->base_year > 0 ? (double)of->base_year : NAN);
    ct_picture_csv_number(p, of->base_value);
    ct_picture_csv_number(p, of->latest_year > 0 ? (double)of->latest_year : NAN);
    ct_picture_csv_number(p, of->latest_value);
    ct_picture_csv_number(p, of->target_low);
    ct_picture_csv_number(p, of->target_high);
    ct_picture_csv_number(p, of->measure == CT_MEASURE_GROWTH ? of->rate_required : of->step_required);
    ct_picture_csv_number(p, of->probability);
    ct_picture_csv_text(p, ct_verdict_words[of->verdict]);
    ct_picture_csv_text(p, "");
    for (size_t i = 0; i < g->at.n_years; i++)
        ct_picture_csv_number(p, value_in(g, e->target, g->first_year + (long)i));
    ct_picture_csv_end(p);
}

static void put_verdict(ct_picture *p, const page *g, const ct_assessment *of, double y)
{
    CT_ROW(p, "verdict", g->at.verdict - 9, y,
           of->verdict == CT_VERDICT_NONE ? CT_VERDICT_NO_DATA : of->verdict);
    ct_picture_wrapped(p, g->at.verdict, y, p->right - g->at.verdict, 2, CT_ALIGN_LEFT, CT_LOOK_SMALL,
                       verdict_cell(g->board, of));
}

static ct_error put_row(ct_picture *p, const page *g, const entry *e, double y)
{
    ct_board *board = g->board;
    const ct_assessment *of = e->target->of;
    const columns *c = &g->at;
    double largest = fmax(fabs(of->latest_value), fabs(of->target_low));
    ct_buffer text;
    ct_scale scale;

    CT_TRY(ct_scale_choose(board->arena, of->unit, isfinite(largest) ? largest : 0, board->lang, &scale));
    ct_picture_wrapped(p, c->name, y, c->name_width, c->unit > 0 ? 2 : 3, CT_ALIGN_LEFT, CT_LOOK_SMALL,
                       e->name);
    if (c->unit > 0)
        ct_picture_wrapped(p, c->unit, y, UNIT_ROOM, 2, CT_ALIGN_LEFT, CT_LOOK_SMALL, scale.words);
    put_spark(p, g, e->target, y);
    if (c->base > 0)
        ct_picture_wrapped(p, c->base, y, c->unit > 0 ? 52 : 44, 2, CT_ALIGN_RIGHT, CT_LOOK_SMALL,
                           base_cell(board, of, scale.divisor));
    put_years(p, g, e->target, scale.divisor, y);
    ct_buffer_init(&text);
    ct_range_text(&text, of->target_low, of->target_high, of->qualifier, scale.divisor,
                  c->unit > 0 || of->measure == CT_MEASURE_RANK ? "" : scale.words, board->lang);
    ct_picture_wrapped(p, c->target, y, c->target_width, 2, CT_ALIGN_RIGHT, CT_LOOK_SMALL,
                       kept(board, &text));
    if (c->needed > 0)
        ct_picture_text(p, c->needed, y, CT_ALIGN_RIGHT, CT_LOOK_SMALL, needed(board, of, scale.divisor));
    put_verdict(p, g, of, y);
    put_row_data(p, g, e);
    return ct_ok();
}

static void put_owed(ct_picture *p, const page *g, double y)
{
    ct_board *board = g->board;

    CT_ROW(p, "rule", p->left, y - 3, p->right, y - 3);
    ct_picture_text(
        p, p->left, y - 11, CT_ALIGN_LEFT, CT_LOOK_BOLD,
        ct_arena_printf(board->arena,
                        ct_l(board->lang, "%zu chỉ tiêu chưa có số liệu, theo cơ quan theo dõi",
                             "%zu targets without figures, by the department that answers for them"),
                        g->n_silent));
    for (size_t i = 0; i < g->n_owed_lines; i++)
        ct_picture_text(p, p->left, y - OWED_HEAD - LEADING * ((double)i + 0.5), CT_ALIGN_LEFT, CT_LOOK_SMALL,
                        g->owed_lines[i]);
    for (size_t k = 0; k < g->n_owed; k++) {
        for (int i = 0; i < 3; i++) ct_picture_csv_text(p, i == 1 ? g->owed[k].names : "");
        for (int i = 0; i < 8; i++) ct_picture_csv_number(p, NAN);
        ct_picture_csv_text(p, ct_verdict_words[CT_VERDICT_NO_DATA]);
        ct_picture_csv_text(p, g->owed[k].department);
        for (size_t i = 0; i < g->at.n_years; i++) ct_picture_csv_number(p, NAN);
        ct_picture_csv_end(p);
    }
}

/* "46 chỉ tiêu đến năm 2025: 3 đạt, 2 khó đạt ..." (46 targets to 2025: 3 met, 2 hard ...). */
static const char *claim(const ct_board *board)
{
    size_t n[CT_N_VERDICTS] = { 0 };

    for (size_t i = 0; i < board->n_targets; i++) n[board->targets[i].of->verdict]++;
    return ct_arena_printf(
        board->arena,
        ct_l(
            board->lang,
            "%zu chỉ tiêu đến năm %ld: %zu đạt hoặc vượt, %zu khó đạt, %zu không đạt, %zu chưa rõ, %zu chưa đủ số liệu, %zu chưa xếp loại",
            "%zu targets to %ld: %zu met or beyond, %zu hard to meet, %zu missed, %zu undecided, %zu with too few figures, %zu not rated"),
        board->n_targets, board->plan_end, n[CT_VERDICT_MET] + n[CT_VERDICT_EXCEEDED], n[CT_VERDICT_HARD],
        n[CT_VERDICT_MISSED], n[CT_VERDICT_UNDECIDED], n[CT_VERDICT_NO_DATA], n[CT_VERDICT_NONE]);
}

/* The rows of one page, and on the last the list of what is owed. */
typedef struct {
    size_t from, to;
    bool owed;
} sheet;

/* Sources, and the room that rows and list take. */
static ct_error begin_page(page *g, ct_picture_list *list, const sheet *s, size_t pages, ct_picture **picture)
{
    ct_board *board = g->board;
    const char *name = list->n == 0 ? "board" : ct_arena_printf(board->arena, "board-%zu", list->n + 1),
               *title = claim(board);
    const ct_plan_target **targets = ct_arena_array(board->arena, board->n_targets, sizeof *targets);
    const char *const *sources;
    double body = s->to > s->from ? HEAD : 0;
    size_t n_sources, n_told = 0;

    if (title != NULL && pages > 1)
        title = ct_arena_printf(board->arena, ct_l(board->lang, "%s (bảng %zu/%zu)", "%s (board %zu of %zu)"),
                                title, list->n + 1, pages);
    if (name == NULL || title == NULL || targets == NULL) return ct_no_memory();
    for (size_t i = s->from; i < s->to; i++) {
        targets[n_told++] = g->entries[i].target;
        body += g->entries[i].height;
    }
    for (size_t i = 0; s->owed && i < board->n_targets; i++)
        if (!has_figures(board->targets[i].of)) targets[n_told++] = &board->targets[i];
    CT_TRY(ct_plan_target_sources(board, targets, n_told, &sources, &n_sources));
    CT_TRY(ct_list_begin_wide(board, list, g->width, name, title, ct_board_subtitle(board, ""), sources,
                              n_sources, picture));
    ct_picture_frame(*picture, body + (s->owed ? g->owed_height : 0), 0, 0);
    return ct_ok();
}

static ct_error put_page(page *g, ct_picture_list *list, const sheet *s, size_t pages)
{
    ct_picture *p;
    double y;

    CT_TRY(begin_page(g, list, s, pages, &p));
    ct_buffer_text(
        &p->csv,
        "sector,name,unit,base_year,base_value,latest_year,latest_value,target_low,target_high,needed,probability,verdict,department");
    for (size_t i = 0; i < g->at.n_years; i++) ct_buffer_printf(&p->csv, ",%ld", g->first_year + (long)i);
    ct_buffer_text(&p->csv, "\n");
    y = p->top;
    if (s->to > s->from) put_heads(p, g, p->top), y -= HEAD;
    for (size_t i = s->from; i < s->to; i++) {
        const entry *e = &g->entries[i];
        bool first = i == s->from || strcmp(e->sector, g->entries[i - 1].sector) != 0;
        if (first && g->at.unit > 0)
            ct_picture_wrapped(p, g->at.sector, y - e->height / 2, 64, 1, CT_ALIGN_LEFT, CT_LOOK_SMALL,
                               e->sector);
        CT_TRY(put_row(p, g, e, y - e->height / 2));
        y -= e->height;
        CT_ROW(p, i + 1 < s->to && strcmp(e->sector, g->entries[i + 1].sector) != 0 ? "rule" : "grid",
               i + 1 < s->to && strcmp(e->sector, g->entries[i + 1].sector) == 0 ? g->at.name : p->left, y,
               p->right, y);
    }
    if (s->owed) put_owed(p, g, y);
    return ct_ok();
}

/* Rows go to as many pages as they need, each of them full; the list of what is owed stands below the last
 * ones, or alone. */
static ct_error share_out(const page *g, double limit, sheet **sheets, size_t *n)
{
    sheet *list = ct_arena_array(g->board->arena, g->n + 2, sizeof *list);
    double used = 0;
    size_t count = 1;

    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < g->n; i++) {
        if (i > list[count - 1].from && used + g->entries[i].height > limit) {
            list[count++] = (sheet){ .from = i };
            used = 0;
        }
        list[count - 1].to = i + 1;
        used += g->entries[i].height;
    }
    if (g->owed_height > 0 && used > 0 && used + g->owed_height > limit)
        list[count++] = (sheet){ .from = g->n, .to = g->n };
    list[count - 1].owed = g->owed_height > 0;
    *sheets = list;
    *n = count;
    return ct_ok();
}

ct_error ct_make_board(ct_board *board, ct_picture_list *list)
{
    bool usual = board->tables->size.width_cm <= 0;
    page g = { .board = board, .width = usual ? USUAL_WIDTH : board->width };
    double height = usual ? USUAL_HEIGHT : board->height,
           limit = height > 0 ? height - AROUND - HEAD : INFINITY;
    long last = board->latest_year,
         start = board->tables->plan_start > 0 ? board->tables->plan_start : last - MOST_YEARS + 1;
    sheet *sheets = NULL;
    size_t n = 0;

    if (board->n_targets == 0) return ct_ok();
    g.first_year = last - start >= MOST_YEARS ? last - MOST_YEARS + 1 : start;
    size_t n_years = last >= g.first_year ? (size_t)(last - g.first_year + 1) : 1;
    g.at = lay_out(g.width, MARGIN, g.width - MARGIN, n_years < MOST_YEARS ? n_years : MOST_YEARS);
    CT_TRY(gather(&g));
    CT_TRY(gather_owed(&g, g.width - 2 * MARGIN));
    CT_TRY(share_out(&g, limit, &sheets, &n));
    for (size_t i = 0; i < n; i++) CT_TRY(put_page(&g, list, &sheets[i], n));
    return ct_ok();
}
