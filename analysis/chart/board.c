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
            n += row->period_end == year && row->verdict != CT_VERDICT_NONE &&
                 row->verdict != CT_VERDICT_NO_DATA;
        }
        if (n > most || (n == most && year > best)) {
            best = year;
            most = n;
        }
    }
    return best;
}

static const char *commonest_scope(ct_arena *arena, const ct_catalogue *catalogue, const ct_table *points,
                                   ct_lang lang)
{
    const char *best = "";
    size_t most = 0;

    for (size_t i = 0; i < points->n; i++) {
        const char *scope = ct_point_at(points, i)->scope;
        size_t n = 0;
        if (i > 0 && strcmp(scope, ct_point_at(points, i - 1)->scope) == 0)
            continue; /* rows of one series stand together */
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

static ct_error make_target(ct_board *board, const ct_assessment *row, ct_plan_target *target)
{
    const ct_catalogue *catalogue = board->tables->catalogue;
    const ct_indicator *known = catalogue != NULL ? ct_indicator_find(catalogue, row->indicator) : NULL;
    const char *key = ct_series_key(board->arena, catalogue, row->indicator, row->scope, row->breakdown);
    const char *name =
        board->lang == CT_EN && known != NULL && known->name_en[0] != '\0' ? known->name_en : row->name;
    char *slug, *part = ct_file_slug(board->arena, row->breakdown);

    if (key == NULL || part == NULL) return ct_no_memory();
    slug = ct_file_slug(board->arena, row->indicator[0] != '\0' ? row->indicator : row->name);
    target->of = row;
    target->series = ct_series_find(&board->index, key, row->unit);
    target->chart = chart_of(board, target->series);
    const char *breakdown = ct_breakdown_words(board->arena, catalogue, row->breakdown, board->lang);

    if (breakdown == NULL) return ct_no_memory();
    target->label = breakdown[0] != '\0' ? ct_arena_printf(board->arena, "%s: %s", name, breakdown) : name;
    target->slug =
        slug == NULL || part[0] == '\0' ? slug : ct_arena_printf(board->arena, "%s-%s", slug, part);
    return target->label != NULL && target->slug != NULL ? ct_ok() : ct_no_memory();
}

static bool is_taken(const ct_plan_target *targets, size_t n, const char *slug)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(targets[i].slug, slug) == 0) return true;
    return false;
}

/* A plan may ask two things of one indicator ("có thêm 3 huyện" (three more districts), 3 more districts, and
 * "lũy kế 6" (cumulative 6), 6 in all): files are numbered from the second on. */
static ct_error number_slug(const ct_board *board, ct_plan_target *target)
{
    const char *name = target->slug;

    for (size_t i = 2; is_taken(board->targets, board->n_targets, target->slug); i++) {
        target->slug = ct_arena_printf(board->arena, "%s-%zu", name, i);
        if (target->slug == NULL) return ct_no_memory();
    }
    return ct_ok();
}

static bool told_before(const ct_plan_target *targets, size_t n, const ct_assessment *row)
{
    for (size_t i = 0; i < n; i++) {
        const ct_assessment *other = targets[i].of;
        if (strcmp(other->indicator, row->indicator) == 0 && strcmp(other->name, row->name) == 0 &&
            strcmp(other->breakdown, row->breakdown) == 0 && strcmp(other->scope, row->scope) == 0 &&
            other->measure == row->measure && other->aggregation == row->aggregation)
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
    bool known = tables->plans != NULL && tables->targets != NULL && tables->assessments != NULL &&
                 tables->targets->n == tables->assessments->n;

    for (size_t i = 0; known && i < tables->targets->n; i++)
        if (ct_assessment_at(tables->assessments, i)->period_end == plan_end && of_record(tables, i))
            return true;
    return false;
}

ct_error ct_board_make(ct_arena *arena, const ct_board_tables *tables, ct_board *board)
{
    size_t rows = tables->assessments != NULL ? tables->assessments->n : 0;
    ct_plan_target *targets = ct_arena_array(arena, rows, sizeof *targets);

    *board = (ct_board){ .arena = arena, .tables = tables, .lang = tables->lang, .targets = targets };
    board->width = ct_canvas_width(tables->size);
    board->height = ct_canvas_height(tables->size);
    board->scope = commonest_scope(arena, tables->catalogue, tables->points, tables->lang);
    if (targets == NULL || board->scope == NULL) return ct_no_memory();
    board->plan_end = tables->plan_end != 0 ? tables->plan_end : commonest_end(tables->assessments);
    for (size_t i = 0; i < tables->points->n; i++) {
        const ct_point *point = ct_point_at(tables->points, i);
        if (point->status != CT_STATUS_FORECAST && point->period > board->last_year)
            board->last_year = point->period;
    }
    CT_TRY(ct_series_index_new(arena, tables->catalogue, tables->points, &board->index));
    CT_TRY(ct_charts_plan(arena, tables->catalogue, tables->points, tables->projections, tables->assessments,
                          tables->plans, tables->lang, &board->charts, &board->n_charts));
    CT_TRY(tell_charts(board));
    bool record = has_record(tables, board->plan_end);
    for (size_t i = 0; i < rows; i++) {
        const ct_assessment *row = ct_assessment_at(tables->assessments, i);
        if (row->period_end == 0 || row->period_end != board->plan_end ||
            (record ? !of_record(tables, i) : told_before(targets, board->n_targets, row)))
            continue;
        CT_TRY(make_target(board, row, &targets[board->n_targets]));
        CT_TRY(number_slug(board, &targets[board->n_targets]));
        board->n_targets++;
        if (row->latest_year > board->latest_year) board->latest_year = row->latest_year;
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
