#include "chart/board.h"

#include <math.h>
#include <string.h>

#include "catalogue/english.h"
#include "chart/wording.h"

/* The year that most rated targets state. */
static long commonest_end(const ct_table *assessments)
{
    long best = 0;
    size_t most = 0;

    for (size_t i = 0; assessments != NULL && i < assessments->n; i++) {
        long year = ct_assessment_at(assessments, i)->period_end;
        size_t n = 0;
        for (size_t k = 0; k < assessments->n; k++) {
            const ct_assessment *row = ct_assessment_at(assessments, k);
            n += row->period_end == year && row->verdict != CT_VERDICT_NONE && row->verdict != CT_VERDICT_NO_DATA;
        }
        if (n > most || (n == most && year > best)) {
            best = year;
            most = n;
        }
    }
    return best;
}

static const char *commonest_scope(ct_arena *arena, const ct_catalogue *catalogue, const ct_table *points, ct_lang lang)
{
    const char *best = "";
    size_t most = 0;

    for (size_t i = 0; i < points->n; i++) {
        const char *scope = ct_point_at(points, i)->scope;
        size_t n = 0;
        if (i > 0 && strcmp(scope, ct_point_at(points, i - 1)->scope) == 0) continue; /* rows of one series stand together */
        for (size_t k = 0; k < points->n; k++) n += strcmp(ct_point_at(points, k)->scope, scope) == 0;
        if (n > most) {
            best = scope;
            most = n;
        }
    }
    best = ct_territory_words(arena, catalogue, best, lang);
    char *text = best != NULL ? ct_arena_strdup(arena, best) : NULL;
    if (text != NULL && text[0] >= 'a' && text[0] <= 'z') text[0] = (char)(text[0] - 'a' + 'A');
    return text;
}

static const ct_chart *chart_of(const ct_board *board, const ct_series *series)
{
    for (size_t i = 0; series != NULL && i < board->n_charts; i++)
        if (board->charts[i].points == series->head) return &board->charts[i];
    return NULL;
}

static ct_error make_goal(ct_board *board, const ct_assessment *row, ct_goal *goal)
{
    const ct_catalogue *catalogue = board->tables->catalogue;
    const ct_indicator *known = catalogue != NULL ? ct_indicator_find(catalogue, row->indicator) : NULL;
    const char *key = ct_series_key(board->arena, catalogue, row->indicator, row->scope, row->breakdown);
    const char *name = board->lang == CT_EN && known != NULL && known->name_en[0] != '\0' ? known->name_en : row->name;
    char *slug, *part = ct_file_slug(board->arena, row->breakdown);

    if (key == NULL || part == NULL) return ct_no_memory();
    slug = ct_file_slug(board->arena, row->indicator[0] != '\0' ? row->indicator : row->name);
    goal->of = row;
    goal->series = ct_series_find(&board->index, key, row->unit);
    goal->chart = chart_of(board, goal->series);
    const char *breakdown = ct_breakdown_words(board->arena, catalogue, row->breakdown, board->lang);

    if (breakdown == NULL) return ct_no_memory();
    goal->label = breakdown[0] != '\0' ? ct_arena_printf(board->arena, "%s: %s", name, breakdown) : name;
    goal->slug = slug == NULL || part[0] == '\0' ? slug : ct_arena_printf(board->arena, "%s-%s", slug, part);
    return goal->label != NULL && goal->slug != NULL ? ct_ok() : ct_no_memory();
}

static bool is_taken(const ct_goal *goals, size_t n, const char *slug)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(goals[i].slug, slug) == 0) return true;
    return false;
}

/* A plan may ask two things of one indicator ("có thêm 3 huyện", 3 more districts, and "lũy kế 6", 6 in all): files are numbered from the second on. */
static ct_error number_slug(const ct_board *board, ct_goal *goal)
{
    const char *name = goal->slug;

    for (size_t i = 2; is_taken(board->goals, board->n_goals, goal->slug); i++) {
        goal->slug = ct_arena_printf(board->arena, "%s-%zu", name, i);
        if (goal->slug == NULL) return ct_no_memory();
    }
    return ct_ok();
}

static bool told_before(const ct_goal *goals, size_t n, const ct_assessment *row)
{
    for (size_t i = 0; i < n; i++) {
        const ct_assessment *other = goals[i].of;
        if (strcmp(other->indicator, row->indicator) == 0 && strcmp(other->name, row->name) == 0 &&
            strcmp(other->breakdown, row->breakdown) == 0 && strcmp(other->scope, row->scope) == 0 && other->measure == row->measure &&
            other->aggregation == row->aggregation)
            return true;
    }
    return false;
}

/* The charts learn of the plan, and of how intervals like theirs held. */
static ct_error tell_charts(ct_board *board)
{
    ct_chart *charts = ct_arena_array(board->arena, board->n_charts, sizeof *charts);

    if (charts == NULL) return ct_no_memory();
    CT_TRY(ct_board_replay(board, &board->tried, &board->held));
    for (size_t i = 0; i < board->n_charts; i++) {
        charts[i] = board->charts[i];
        charts[i].plan_start = board->tables->plan_start;
        charts[i].plan_end = board->plan_end;
        charts[i].tried = board->tried;
        charts[i].held = board->held;
    }
    board->charts = charts;
    return ct_ok();
}

/* Is the target in the list of the plan of record? Without such a plan every target is looked at. */
static bool of_record(const ct_board_tables *tables, size_t row)
{
    const ct_target *target = ct_target_at(tables->targets, row);

    for (size_t i = 0; i < tables->plans->n; i++) {
        const ct_plan *plan = ct_plan_at(tables->plans, i);
        if (plan->record && target->place != 0 && strcmp(plan->plan, target->plan) == 0) return true;
    }
    return false;
}

static bool has_record(const ct_board_tables *tables, long plan_end)
{
    bool known = tables->plans != NULL && tables->targets != NULL && tables->assessments != NULL && tables->targets->n == tables->assessments->n;

    for (size_t i = 0; known && i < tables->targets->n; i++)
        if (ct_assessment_at(tables->assessments, i)->period_end == plan_end && of_record(tables, i)) return true;
    return false;
}

ct_error ct_board_make(ct_arena *arena, const ct_board_tables *tables, ct_board *board)
{
    size_t rows = tables->assessments != NULL ? tables->assessments->n : 0;
    ct_goal *goals = ct_arena_array(arena, rows, sizeof *goals);

    *board = (ct_board){ .arena = arena, .tables = tables, .lang = tables->lang, .goals = goals };
    board->width = ct_canvas_width(tables->size);
    board->height = ct_canvas_height(tables->size);
    board->scope = commonest_scope(arena, tables->catalogue, tables->points, tables->lang);
    if (goals == NULL || board->scope == NULL) return ct_no_memory();
    board->plan_end = tables->plan_end != 0 ? tables->plan_end : commonest_end(tables->assessments);
    for (size_t i = 0; i < tables->points->n; i++) {
        const ct_point *point = ct_point_at(tables->points, i);
        if (point->status != CT_STATUS_FORECAST && point->period > board->last_year) board->last_year = point->period;
    }
    CT_TRY(ct_series_index_new(arena, tables->catalogue, tables->points, &board->index));
    CT_TRY(ct_charts_plan(arena, tables->catalogue, tables->points, tables->projections, tables->assessments, tables->plans, tables->lang, &board->charts,
                          &board->n_charts));
    CT_TRY(tell_charts(board));
    bool record = has_record(tables, board->plan_end);
    for (size_t i = 0; i < rows; i++) {
        const ct_assessment *row = ct_assessment_at(tables->assessments, i);
        if (row->period_end == 0 || row->period_end != board->plan_end || (record ? !of_record(tables, i) : told_before(goals, board->n_goals, row))) continue;
        CT_TRY(make_goal(board, row, &goals[board->n_goals]));
        CT_TRY(number_slug(board, &goals[board->n_goals]));
        board->n_goals++;
        if (row->latest_year > board->goals_year) board->goals_year = row->latest_year;
    }
    return ct_ok();
}

/* ---- pictures ---- */

ct_error ct_pictures_make(ct_board *board, const ct_chart_kind *kind, ct_picture_list *list)
{
    list->arena = board->arena;
    list->kind = kind;
    CT_TRY(kind->make(board, list));
    for (size_t i = 0; i < list->n; i++) CT_TRY(ct_picture_error(&list->items[i]));
    return ct_ok();
}

void ct_pictures_clear(ct_picture_list *list)
{
    for (size_t i = 0; i < list->n; i++) ct_picture_clear(&list->items[i]);
    list->n = 0;
}

enum { AROUND = 150, LEAST_BODY = 120 }; /* pixels of a picture that title, legend and sources take; of its body at least */

size_t ct_board_rows(const ct_board *board, double row, size_t most)
{
    double fit = board->height > 0 ? floor((board->height - AROUND) / row) : (double)most;

    return (size_t)fmax(2, fmin(fit, (double)most));
}

double ct_board_body(const ct_board *board, double wish)
{
    return board->height > 0 ? fmax(LEAST_BODY, fmin(wish, board->height - AROUND)) : wish;
}

ct_error ct_list_begin(ct_board *board, ct_picture_list *list, const char *name, const char *title, const char *subtitle,
                       const char *const *sources, size_t n_sources, ct_picture **picture)
{
    return ct_list_begin_wide(board, list, board->width, name, title, subtitle, sources, n_sources, picture);
}

ct_error ct_list_begin_wide(ct_board *board, ct_picture_list *list, double width, const char *name, const char *title, const char *subtitle,
                       const char *const *sources, size_t n_sources, ct_picture **picture)
{
    const char *source, *date = "";
    long year = list->kind->of_goals && board->goals_year > 0 ? board->goals_year : board->last_year;

    if (list->n == list->room) {
        size_t room = list->room > 0 ? 2 * list->room : 8;
        ct_picture *more = ct_arena_array(list->arena, room, sizeof *more);
        if (more == NULL) return ct_no_memory();
        if (list->n > 0) memcpy(more, list->items, list->n * sizeof *more);
        list->items = more;
        list->room = room;
    }
    CT_TRY(ct_sources_words(board->arena, board->tables->plans, sources, n_sources, board->lang, &source));
    if (year > 0) /* charts carry no clock: the date is that of the data */
        date = ct_arena_printf(board->arena, ct_l(board->lang, "Số liệu đến năm %ld. ", "Data up to %ld. "), year);
    source = ct_arena_printf(board->arena, "%s%s%s", date != NULL ? date : "",
                             source[0] != '\0' ? ct_l(board->lang, "Nguồn: ", "Source: ") : "", source);
    if (date == NULL || source == NULL) return ct_no_memory();
    *picture = &list->items[list->n];
    CT_TRY(ct_picture_begin(*picture, board->arena, board->lang, board->tables->size.face, width, list->kind->name, name, title, subtitle, source));
    list->n++;
    ct_picture_layers(*picture, list->kind->layers);
    return ct_ok();
}

ct_error ct_goal_sources(ct_board *board, const ct_goal *const *goals, size_t n, const char *const **sources, size_t *n_sources)
{
    const char **list = ct_arena_array(board->arena, 2 * n, sizeof *list);

    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) {
        list[2 * i] = goals[i]->of->source;
        list[2 * i + 1] = goals[i]->of->series_source;
    }
    *sources = list;
    *n_sources = 2 * n;
    return ct_ok();
}

const char *ct_board_subtitle(const ct_board *board, const char *remark)
{
    const char *text =
        board->plan_end > 0
            ? ct_arena_printf(board->arena, ct_l(board->lang, "%s%skế hoạch đến năm %ld%s%s", "%s%splan to %ld%s%s"), board->scope,
                              board->scope[0] != '\0' ? " – " : "", board->plan_end, remark[0] != '\0' ? "; " : "", remark)
            : ct_arena_printf(board->arena, "%s%s%s", board->scope, board->scope[0] != '\0' && remark[0] != '\0' ? "; " : "", remark);
    return text != NULL ? text : "";
}

static const char *keep(const ct_board *board, ct_buffer *text, ct_error err)
{
    char *copy = err.code == CT_OK && ct_buffer_error(text).code == CT_OK ? ct_arena_strdup(board->arena, ct_buffer_string(text)) : NULL;

    ct_buffer_clear(text);
    return copy != NULL ? copy : "";
}

const char *ct_board_amount(const ct_board *board, double value, const char *unit, bool stated)
{
    ct_buffer text;

    ct_buffer_init(&text);
    return keep(board, &text, ct_amount_text(&text, value, unit, stated, board->lang));
}

/* The scale of the larger of a target and its latest value; false where both have the same by themselves. */
static bool common_scale(const ct_board *board, const ct_assessment *of, ct_scale *scale)
{
    double target = fmax(fabs(of->target_low), fabs(of->target_high)), latest = fabs(of->latest_value); /* fmax() passes NaN over */
    ct_scale a, b;

    if (!isfinite(target) || !isfinite(latest) || ct_unit_is_percent(of->unit) || of->measure == CT_MEASURE_RANK) return false;
    if (ct_scale_choose(board->arena, of->unit, target, board->lang, &a).code != CT_OK || ct_scale_choose(board->arena, of->unit, latest, board->lang, &b).code != CT_OK)
        return false;
    *scale = a.divisor > b.divisor ? a : b;
    return a.divisor != b.divisor;
}

const char *ct_board_latest(const ct_board *board, const ct_assessment *of)
{
    ct_buffer text;
    ct_scale scale;

    if (!common_scale(board, of, &scale)) return ct_board_amount(board, of->latest_value, of->unit, true);
    ct_buffer_init(&text);
    ct_figure_stated(&text, of->latest_value / scale.divisor, board->lang);
    ct_buffer_printf(&text, " %s", scale.words);
    return keep(board, &text, ct_ok());
}

const char *ct_board_target(const ct_board *board, const ct_assessment *of)
{
    ct_buffer text;
    ct_scale scale;

    ct_buffer_init(&text);
    if (common_scale(board, of, &scale)) {
        ct_range_text(&text, of->target_low, of->target_high, of->qualifier, scale.divisor, scale.words, board->lang);
        return keep(board, &text, ct_ok());
    }
    return keep(board, &text, ct_target_text(&text, of->target_low, of->target_high, of->qualifier, of->unit, board->lang));
}

const char *ct_board_chance(const ct_board *board, double p)
{
    ct_buffer text;

    ct_buffer_init(&text);
    ct_chance_text(&text, p, board->lang);
    return keep(board, &text, ct_ok());
}

const char *ct_board_percent(const ct_board *board, double percent)
{
    ct_buffer text;

    ct_buffer_init(&text);
    ct_figure_computed(&text, round(percent), board->lang);
    ct_buffer_text(&text, "%");
    return keep(board, &text, ct_ok());
}

const char *ct_board_figure(const ct_board *board, double value)
{
    ct_buffer text;

    ct_buffer_init(&text);
    ct_figure_computed(&text, value, board->lang);
    return keep(board, &text, ct_ok());
}
