/* What pictures of the whole plan share: their heads and rows, and the words of their figures. */
#include "chart/board.h"

#include <math.h>
#include <string.h>

#include "chart/wording.h"

enum {
    AROUND = 150,
    LEAST_BODY = 120
}; /* pixels of a picture that title, legend and sources take; of its body at least */

size_t ct_board_rows(const ct_board *board, double row, size_t most)
{
    double fit = board->height > 0 ? floor((board->height - AROUND) / row) : (double)most;

    return (size_t)fmax(2, fmin(fit, (double)most));
}

double ct_board_body(const ct_board *board, double wish)
{
    return board->height > 0 ? fmax(LEAST_BODY, fmin(wish, board->height - AROUND)) : wish;
}

ct_error ct_list_begin(ct_board *board, ct_picture_list *list, const char *name, const char *title,
                       const char *subtitle, const char *const *sources, size_t n_sources,
                       ct_picture **picture)
{
    return ct_list_begin_wide(board, list, board->width, name, title, subtitle, sources, n_sources, picture);
}

ct_error ct_list_begin_wide(ct_board *board, ct_picture_list *list, double width, const char *name,
                            const char *title, const char *subtitle, const char *const *sources,
                            size_t n_sources, ct_picture **picture)
{
    const char *source, *date = "";
    long year = list->kind->of_targets && board->latest_year > 0 ? board->latest_year : board->last_year;

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
        date = ct_arena_printf(board->arena, ct_l(board->lang, "Số liệu đến năm %ld. ", "Data up to %ld. "),
                               year);
    source = ct_arena_printf(board->arena, "%s%s%s", date != NULL ? date : "",
                             source[0] != '\0' ? ct_l(board->lang, "Nguồn: ", "Source: ") : "", source);
    if (date == NULL || source == NULL) return ct_no_memory();
    *picture = &list->items[list->n];
    CT_TRY(ct_picture_begin(*picture, board->arena, board->lang, board->tables->size.face, width,
                            list->kind->name, name, title, subtitle, source));
    list->n++;
    ct_picture_layers(*picture, list->kind->layers);
    return ct_ok();
}

ct_error ct_plan_target_sources(ct_board *board, const ct_plan_target *const *targets, size_t n,
                                const char *const **sources, size_t *n_sources)
{
    const char **list = ct_arena_array(board->arena, 2 * n, sizeof *list);

    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) {
        list[2 * i] = targets[i]->of->source;
        list[2 * i + 1] = targets[i]->of->series_source;
    }
    *sources = list;
    *n_sources = 2 * n;
    return ct_ok();
}

const char *ct_board_subtitle(const ct_board *board, const char *remark)
{
    const char *text =
        board->plan_end > 0
            ? ct_arena_printf(board->arena,
                              ct_l(board->lang, "%s%skế hoạch đến năm %ld%s%s", "%s%splan to %ld%s%s"),
                              board->scope, board->scope[0] != '\0' ? " – " : "", board->plan_end,
                              remark[0] != '\0' ? "; " : "", remark)
            : ct_arena_printf(board->arena, "%s%s%s", board->scope,
                              board->scope[0] != '\0' && remark[0] != '\0' ? "; " : "", remark);
    return text != NULL ? text : "";
}

static const char *keep(const ct_board *board, ct_buffer *text, ct_error err)
{
    char *copy = err.code == CT_OK && ct_buffer_error(text).code == CT_OK
                     ? ct_arena_strdup(board->arena, ct_buffer_string(text))
                     : NULL;

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
    double target = fmax(fabs(of->target_low), fabs(of->target_high)),
           latest = fabs(of->latest_value); /* fmax() passes NaN over */
    ct_scale a, b;

    if (!isfinite(target) || !isfinite(latest) || ct_unit_is_percent(of->unit) ||
        of->measure == CT_MEASURE_RANK)
        return false;
    if (ct_scale_choose(board->arena, of->unit, target, board->lang, &a).code != CT_OK ||
        ct_scale_choose(board->arena, of->unit, latest, board->lang, &b).code != CT_OK)
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
        ct_range_text(&text, of->target_low, of->target_high, of->qualifier, scale.divisor, scale.words,
                      board->lang);
        return keep(board, &text, ct_ok());
    }
    return keep(board, &text,
                ct_target_text(&text, of->target_low, of->target_high, of->qualifier, of->unit, board->lang));
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
