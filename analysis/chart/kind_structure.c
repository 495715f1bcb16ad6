/* Structure: shares of one whole, stacked by year; the plan's structure beside them. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "catalogue/english.h"
#include "chart/kind.h"
#include "chart/lettering.h"
#include "chart/scene.h"
#include "chart/wording.h"

enum { BODY = 220, MOST_PARTS = 6, MOST_YEARS = 12, NAMES = 124, COLUMN = 38, LEAST_HEIGHT = 13 };

const char *const ct_layers_structure[] = { "grid", "part", "plan", "rest", "join", NULL };

typedef struct {
    const ct_structure *of;
    const ct_series *parts[MOST_PARTS];
    const ct_assessment *plan[MOST_PARTS]; /* the target of each, NULL: none */
    const ct_series *other[MOST_PARTS]; /* the same part drawn otherwise ("dịch vụ (bao gồm cả thuế sản phẩm)"
                                           (services, including product taxes)); NULL: none */
    long years[MOST_YEARS + 1];  /* those in which every part has a value; the plan's year last */
    bool varied[MOST_YEARS + 1]; /* an `other` stands in for its part that year */
    size_t n_years;
    bool planned;
} whole;

static double value_in(const ct_series *series, long year)
{
    for (size_t i = 0; i < series->n; i++)
        if (series->head[i].period == year) return series->head[i].value;
    return NAN;
}

/* A part's value, in a varied year that of its other form where it has one. */
static double share_in(const whole *w, size_t part, long year, bool varied)
{
    return value_in(varied && w->other[part] != NULL ? w->other[part] : w->parts[part], year);
}

static const ct_assessment *target_of(const ct_board *board, const ct_series *series)
{
    for (size_t i = 0; i < board->n_targets; i++)
        if (board->targets[i].series == series && board->targets[i].of->aggregation == CT_POINT &&
            isfinite(board->targets[i].of->target_low))
            return board->targets[i].of;
    return NULL;
}

static const ct_series *part_series(const ct_board *board, const ct_structure *structure, size_t part,
                                    const char *scope)
{
    const char *key = ct_series_key(board->arena, board->tables->catalogue, structure->indicator, scope,
                                    structure->parts[part]);

    return key != NULL ? ct_series_find(&board->index, key, NULL) : NULL;
}

/* The one part in which two structures of an indicator differ; SIZE_MAX when they differ in more, or in none.
 */
static size_t differing_part(const ct_structure *a, const ct_structure *b)
{
    size_t differs = SIZE_MAX;

    if (a->n_parts != b->n_parts || strcmp(a->indicator, b->indicator) != 0 || strcmp(a->axis, b->axis) != 0)
        return SIZE_MAX;
    for (size_t i = 0; i < a->n_parts; i++) {
        if (strcmp(a->parts[i], b->parts[i]) == 0) continue;
        if (differs != SIZE_MAX) return SIZE_MAX;
        differs = i;
    }
    return differs;
}

/* Other forms of the parts, from structures that differ from this one in one part. */
static void find_others(const ct_board *board, const char *scope, whole *w)
{
    const ct_catalogue *catalogue = board->tables->catalogue;

    for (size_t i = 0; i < catalogue->n_structures; i++) {
        size_t part = differing_part(w->of, &catalogue->structures[i]);
        if (part != SIZE_MAX && w->other[part] == NULL)
            w->other[part] = part_series(board, &catalogue->structures[i], part, scope);
    }
}

static void add_year(whole *w, long year, bool varied)
{
    double sum = 0;

    for (size_t k = 0; k < w->of->n_parts; k++) sum += share_in(w, k, year, varied);
    if (!(sum > 0 && sum < 100.5)) return; /* a part is missing, or the parts overlap */
    if (w->n_years > 0 && w->years[w->n_years - 1] == year) return;
    if (w->n_years == MOST_YEARS) {
        memmove(w->years, w->years + 1, --w->n_years * sizeof *w->years);
        memmove(w->varied, w->varied + 1, w->n_years * sizeof *w->varied);
    }
    w->varied[w->n_years] = varied;
    w->years[w->n_years++] = year;
}

/* Every part of a structure of the catalogue has a series: its years; those that tell a part in its other
 * form only are marked. False: not a whole, or fewer than two years. */
static bool find_whole(const ct_board *board, const ct_structure *structure, const char *scope, whole *w)
{
    *w = (whole){ .of = structure, .planned = true };
    if (structure->n_parts < 2 || structure->n_parts > MOST_PARTS) return false;
    for (size_t i = 0; i < structure->n_parts; i++) {
        w->parts[i] = part_series(board, structure, i, scope);
        if (w->parts[i] == NULL) return false;
        w->plan[i] = target_of(board, w->parts[i]);
        w->planned = w->planned && w->plan[i] != NULL;
    }
    find_others(board, scope, w);
    for (size_t i = 0; i < w->parts[0]->n; i++) {
        add_year(w, w->parts[0]->head[i].period, false);
        add_year(w, w->parts[0]->head[i].period, true);
    }
    return w->n_years >= 2;
}

/* "*: dịch vụ (bao gồm cả thuế sản phẩm)" (services, including product taxes) where a year drawn is a varied
 * one, else "". NULL when out of memory. */
static const char *varied_note(const ct_board *board, const whole *w)
{
    bool any = false;
    const char *note = "";

    for (size_t i = 0; i < w->n_years; i++) any = any || w->varied[i];
    for (size_t i = 0; any && note != NULL && i < w->of->n_parts; i++)
        if (w->other[i] != NULL)
            note = ct_arena_printf(board->arena, "%s; *: %s", note, w->other[i]->head->breakdown);
    return note;
}

static void put_column(ct_picture *p, const ct_board *board, const whole *w, double left, double right,
                       size_t column)
{
    double sum = 0, scale = (p->top - p->bottom - 18) / 100;
    bool plan = column == w->n_years, varied = !plan && w->varied[column];
    long year = plan ? board->plan_end : w->years[column];
    char words[32];

    for (size_t i = 0; i < w->of->n_parts; i++) {
        double value = plan ? w->plan[i]->target_low : share_in(w, i, year, varied),
               low = p->bottom + sum * scale;
        ct_buffer text;
        sum += value;
        CT_ROW(p, plan ? "plan" : "part", left, low, right, p->bottom + sum * scale, (double)i + 1);
        ct_buffer_init(&text);
        ct_figure_stated(&text, value, board->lang);
        if (value * scale >= LEAST_HEIGHT && ct_text_width(board->tables->size.face, ct_buffer_string(&text),
                                                           CT_SOURCE_SIZE, false) < right - left - 2)
            ct_picture_text(p, (left + right) / 2, low + value * scale / 2, CT_ALIGN_CENTRE,
                            i == 0 || i == 1 ? CT_LOOK_SMALL_INVERSE : CT_LOOK_SMALL,
                            ct_buffer_string(&text));
        ct_buffer_clear(&text);
        ct_picture_csv_number(p, (double)year);
        ct_picture_csv_text(p,
                            varied && w->other[i] != NULL ? w->other[i]->head->breakdown : w->of->parts[i]);
        ct_picture_csv_number(p, value);
        ct_picture_csv_text(p, plan ? "target" : "value");
        ct_picture_csv_end(p);
    }
    if (sum < 99.5) CT_ROW(p, "rest", left, p->bottom + sum * scale, right, p->bottom + 100 * scale, 1);
    snprintf(words, sizeof words, "%ld%s", year, varied ? "*" : "");
    ct_picture_text(p, (left + right) / 2, p->bottom - 12, CT_ALIGN_CENTRE,
                    plan ? CT_LOOK_TARGET : CT_LOOK_QUIET, words);
    if (plan)
        ct_picture_text(p, (left + right) / 2, p->top - 8, CT_ALIGN_CENTRE, CT_LOOK_TARGET,
                        ct_l(board->lang, "Mục tiêu", "Target"));
}

/* Names beside the last column, apart from each other, with a thin line to their part. */
static void put_names(ct_picture *p, const ct_board *board, const whole *w, double right)
{
    double centre[MOST_PARTS], from[MOST_PARTS], sum = 0, scale = (p->top - p->bottom - 18) / 100;

    for (size_t i = 0; i < w->of->n_parts; i++) {
        double value = w->planned ? w->plan[i]->target_low
                                  : share_in(w, i, w->years[w->n_years - 1], w->varied[w->n_years - 1]);
        centre[i] = from[i] = p->bottom + (sum + value / 2) * scale;
        sum += value;
    }
    ct_spread(centre, w->of->n_parts, 34, p->bottom, p->top);
    for (size_t i = 0; i < w->of->n_parts; i++) {
        const char *words =
            ct_breakdown_words(p->arena, board->tables->catalogue, w->parts[i]->head->breakdown, board->lang);
        CT_ROW(p, "join", right + 3, from[i], right + 14, centre[i]);
        ct_picture_wrapped(p, right + 18, centre[i], p->right - right - 18, 2, CT_ALIGN_LEFT, CT_LOOK_LABEL,
                           words != NULL ? words : "");
    }
}

/* The same figures for programs that draw charts themselves. */
static ct_error keep_stack(ct_picture *p, const ct_board *board, const whole *w)
{
    size_t columns = w->n_years + (w->planned ? 1 : 0), parts = w->of->n_parts;
    ct_stack *stack = ct_arena_array(board->arena, 1, sizeof *stack);
    const char **heads = ct_arena_array(board->arena, columns, sizeof *heads),
               **names = ct_arena_array(board->arena, parts, sizeof *names);
    double *values = ct_arena_array(board->arena, columns * parts, sizeof *values);

    if (stack == NULL || heads == NULL || names == NULL || values == NULL) return ct_no_memory();
    for (size_t c = 0; c < columns; c++) {
        bool plan = c == w->n_years;
        heads[c] = plan ? ct_arena_printf(board->arena, ct_l(board->lang, "%ld (mục tiêu)", "%ld (target)"),
                                          board->plan_end)
                        : ct_arena_printf(board->arena, "%ld%s", w->years[c], w->varied[c] ? "*" : "");
        if (heads[c] == NULL) return ct_no_memory();
        for (size_t i = 0; i < parts; i++)
            values[i * columns + c] =
                plan ? w->plan[i]->target_low : share_in(w, i, w->years[c], w->varied[c]);
    }
    for (size_t i = 0; i < parts; i++) {
        names[i] = ct_breakdown_words(board->arena, board->tables->catalogue, w->parts[i]->head->breakdown,
                                      board->lang);
        if (names[i] == NULL) return ct_no_memory();
    }
    *stack = (ct_stack){ heads, columns, names, parts, values, "%" };
    p->stack = stack;
    return ct_ok();
}

/* As many of the last years as leave a column the room of its figures. */
static void drop_years(const ct_board *board, whole *w)
{
    size_t fit = (size_t)fmax(3, floor((board->width - 32 - NAMES) / COLUMN)) - (w->planned ? 1 : 0);

    if (w->n_years <= fit) return;
    size_t gone = w->n_years - fit;
    memmove(w->years, w->years + gone, fit * sizeof *w->years);
    memmove(w->varied, w->varied + gone, fit * sizeof *w->varied);
    w->n_years = fit;
}

static ct_error put_whole(ct_board *board, ct_picture_list *list, whole *w)
{
    drop_years(board, w);
    const ct_indicator *known = ct_indicator_find(board->tables->catalogue, w->of->indicator);
    const char *name =
        ct_arena_printf(board->arena, list->n == 0 ? "structure" : "structure-%zu", list->n + 1);
    const char **sources = ct_arena_array(board->arena, 3 * MOST_PARTS, sizeof *sources);
    size_t n_sources = 0, columns = w->n_years + (w->planned ? 1 : 0);
    ct_picture *p;

    const char *note = varied_note(board, w);

    if (name == NULL || sources == NULL || note == NULL) return ct_no_memory();
    for (size_t i = 0; i < w->of->n_parts; i++) {
        sources[n_sources++] = w->parts[i]->head[w->parts[i]->n - 1].source;
        if (note[0] != '\0' && w->other[i] != NULL)
            sources[n_sources++] = w->other[i]->head[w->other[i]->n - 1].source;
        if (w->planned) sources[n_sources++] = w->plan[i]->source;
    }
    CT_TRY(ct_list_begin(board, list, name, ct_l(board->lang, known->name_vi, known->name_en),
                         ct_arena_printf(board->arena, "%s%s%s: %%%s", board->scope,
                                         board->scope[0] != '\0' ? "; " : "",
                                         ct_l(board->lang, "đơn vị", "unit"), note),
                         sources, n_sources, &p));
    ct_picture_frame(p, ct_board_body(board, BODY), 0, 26);
    ct_buffer_text(&p->csv, "year,part,share,kind\n");
    double step = (p->right - NAMES - p->left) / ((double)columns + (w->planned ? 0.4 : 0)), at = p->left;
    for (size_t i = 0; i < w->n_years; i++, at += step) put_column(p, board, w, at + 2, at + step - 4, i);
    if (w->planned) {
        at += 0.4 * step;
        put_column(p, board, w, at + 2, at + step - 4, w->n_years);
        at += step;
    }
    put_names(p, board, w, at - 4);
    return keep_stack(p, board, w);
}

ct_error ct_make_structure(ct_board *board, ct_picture_list *list)
{
    const ct_catalogue *catalogue = board->tables->catalogue;
    const char *done = "";
    whole w, best = { 0 };

    if (catalogue == NULL) return ct_ok();
    /* One picture an indicator and territory: the structure with the most years. */
    for (size_t s = 0; s < board->index.n; s++) {
        const ct_point *head = board->index.series[s].head;
        const char *key = ct_arena_printf(board->arena, "%s|%s", head->indicator, head->scope);
        if (key == NULL) return ct_no_memory();
        if (head->nature != CT_SHARE || strstr(done, key) != NULL) continue;
        done = ct_arena_printf(board->arena, "%s\n%s", done, key);
        if (done == NULL) return ct_no_memory();
        best.n_years = 0;
        for (size_t i = 0; i < catalogue->n_structures; i++)
            if (strcmp(catalogue->structures[i].indicator, head->indicator) == 0 &&
                find_whole(board, &catalogue->structures[i], head->scope, &w) &&
                w.n_years + w.planned > best.n_years + best.planned)
                best = w;
        if (best.n_years > 0) CT_TRY(put_whole(board, list, &best));
    }
    return ct_ok();
}
