#include "extract/decisions/whole.h"

#include <string.h>

#include "extract/decisions/decision_words.h"

enum { MOST_CLASSES = 8, MOST_REFS = 64 };

/* Figures that decide something together. */
typedef struct {
    ct_figure **at;
    size_t n;
} group;

typedef ct_same_choice same_fn;
typedef ct_choices *(*choices_fn)(ct_figure *figure);
typedef float *(*chances_fn)(ct_figure *figure);

/* Calls for each group of figures of each table: the rows, or the columns. */
typedef void (*group_fn)(const group *figures, const void *how);

static ct_error for_rows(ct_window *w, group_fn each, const void *how)
{
    ct_figure **at = ct_arena_array(w->arena, w->n, sizeof *at);
    if (at == NULL) return ct_no_memory();
    for (size_t i = 0, end; i < w->n; i = end) {
        group one = { at, 0 };
        for (end = i; end < w->n && w->figures[end].block_number == w->figures[i].block_number; end++)
            if (w->figures[end].head != NULL) at[one.n++] = &w->figures[end];
        if (one.n > 0) each(&one, how);
    }
    return ct_ok();
}

static ct_error for_columns(ct_window *w, group_fn each, const void *how)
{
    ct_figure **at = ct_arena_array(w->arena, w->n, sizeof *at);
    if (at == NULL) return ct_no_memory();
    for (size_t i = w->n; i-- > 0;) { /* from the last figure of each column up */
        group one = { at, 0 };
        if (w->figures[i].head == NULL || w->figures[i].below) continue;
        for (long k = (long)i; k >= 0; k = w->figures[k].above) at[one.n++] = &w->figures[k];
        each(&one, how);
    }
    return ct_ok();
}

/* ---- choices ---- */

/* The mean chance of a candidate among figures that vote; one that a figure does not know has none from it.
 */
static float mean_of(const group *voters, choices_fn of, same_fn same, const ct_choice *one)
{
    float sum = 0;
    for (size_t i = 0; i < voters->n; i++) {
        const ct_choices *choices = of(voters->at[i]);
        for (size_t k = 0; k < choices->n; k++)
            if (same(&choices->at[k], one)) {
                sum += choices->at[k].chance;
                break;
            }
    }
    return sum / (float)voters->n;
}

/* Give all figures of `to` the mean chances of the voters. Votes are taken before any is changed. */
static void share_choices(const group *to, const group *voters, choices_fn of, same_fn same)
{
    float means[MOST_REFS];
    const ct_choice *seen[MOST_REFS];
    size_t n = 0;
    for (size_t i = 0; i < to->n; i++) {
        const ct_choices *choices = of(to->at[i]);
        for (size_t k = 0; k < choices->n && n < MOST_REFS; k++) {
            size_t s = 0;
            while (s < n && !same(seen[s], &choices->at[k])) s++;
            if (s == n) {
                seen[n] = &choices->at[k];
                means[n++] = mean_of(voters, of, same, &choices->at[k]);
            }
        }
    }
    for (size_t i = 0; i < to->n; i++) {
        ct_choices *choices = of(to->at[i]);
        for (size_t k = 0; k < choices->n; k++)
            for (size_t s = 0; s < n; s++)
                if (same(seen[s], &choices->at[k])) {
                    choices->at[k].chance = means[s];
                    break;
                }
        ct_choose_best(choices);
    }
}

/* ---- what the figures of a row are of ---- */

static ct_choices *indicators(ct_figure *f)
{
    return &f->indicator;
}

static ct_choices *breakdowns(ct_figure *f)
{
    return &f->breakdown;
}

typedef struct {
    choices_fn of;
    same_fn same;
} shared;

/* Do two figures of a row differ only in time, kind and comparison? Of several in a cell each is something
 * else. */
static bool alike(const ct_figure *a, const ct_figure *b)
{
    return a->of_cell == b->of_cell && ct_heads_alike(a->head, b->head);
}

/* Figures of one row whose columns differ only in time and kind are of one indicator; comparisons are of what
 * is compared. */
static void share_row(const group *row, const void *how)
{
    const shared *s = how;
    ct_figure *to_at[MOST_REFS], *vote_at[MOST_REFS];
    for (size_t first = 0; first < row->n; first++) {
        group to = { to_at, 0 }, votes = { vote_at, 0 };
        bool earlier = false;
        for (size_t i = 0; i < first && !earlier; i++) earlier = alike(row->at[i], row->at[first]);
        for (size_t i = first; i < row->n && !earlier && to.n < MOST_REFS; i++) {
            if (!alike(row->at[i], row->at[first])) continue;
            to_at[to.n++] = row->at[i];
            if (row->at[i]->head->measure == CT_NONE) vote_at[votes.n++] = row->at[i];
        }
        if (to.n > 1) share_choices(&to, votes.n > 0 ? &votes : &to, s->of, s->same);
    }
}

/* Where rows are places or years all figures of a column are of one indicator. */
static void share_column(const group *column, const void *how)
{
    const shared *s = how;
    if (column->n > 1 && column->at[0]->by_column) share_choices(column, column, s->of, s->same);
}

ct_error ct_whole_indicator(ct_window *w)
{
    const shared s = { indicators, ct_same_ref };
    CT_TRY(for_rows(w, share_row, &s));
    return for_columns(w, share_column, &s);
}

ct_error ct_whole_breakdown(ct_window *w)
{
    const shared s = { breakdowns, ct_same_text };
    return for_rows(w, share_row, &s);
}

/* ---- classes ---- */

typedef struct {
    chances_fn of;
    size_t n;
    int (*said)(const ct_head *head);
} classes;

static int said_measure(const ct_head *head)
{
    return head->measure;
}

static int said_kind(const ct_head *head)
{
    return head->kind;
}

static int said_aggregation(const ct_head *head)
{
    return head->aggregation;
}

/* Figures whose heads leave a class open share what they say of it; those of a row only where their heads
 * name the same. */
static void share_class_from(const group *figures, const classes *c, size_t first)
{
    float mean[MOST_CLASSES] = { 0 };
    size_t open = 0;
    for (size_t i = first; i < figures->n; i++) {
        if (!ct_heads_alike(figures->at[i]->head, figures->at[first]->head) ||
            c->said(figures->at[i]->head) != CT_NONE)
            continue;
        for (size_t k = 0; k < c->n; k++) mean[k] += c->of(figures->at[i])[k];
        open++;
    }
    for (size_t i = first; i < figures->n && open > 1; i++)
        if (ct_heads_alike(figures->at[i]->head, figures->at[first]->head) &&
            c->said(figures->at[i]->head) == CT_NONE)
            for (size_t k = 0; k < c->n; k++) c->of(figures->at[i])[k] = mean[k] / (float)open;
}

static void share_classes(const group *figures, const void *how)
{
    const classes *c = how;
    for (size_t i = 0; i < figures->n; i++) {
        int said = c->said(figures->at[i]->head);
        bool earlier = false;
        if (said != CT_NONE) ct_say_class(c->of(figures->at[i]), c->n, said);
        for (size_t k = 0; k < i && !earlier; k++)
            earlier = ct_heads_alike(figures->at[k]->head, figures->at[i]->head);
        if (!earlier) share_class_from(figures, c, i);
    }
}

static float *measures_first(ct_figure *f)
{
    return f->measure_first;
}

static float *measures(ct_figure *f)
{
    return f->measure;
}

static float *kinds_first(ct_figure *f)
{
    return f->kind_first;
}

static float *aggregations(ct_figure *f)
{
    return f->aggregation;
}

ct_error ct_whole_measure_first(ct_window *w)
{
    const classes c = { measures_first, CT_N_MEASURES, said_measure };
    return for_rows(w, share_classes, &c);
}

ct_error ct_whole_measure(ct_window *w)
{
    const classes c = { measures, CT_N_MEASURES, said_measure };
    return for_rows(w, share_classes, &c);
}

ct_error ct_whole_kind_first(ct_window *w)
{
    const classes c = { kinds_first, CT_N_KINDS, said_kind };
    return for_columns(w, share_classes, &c);
}

ct_error ct_whole_aggregation(ct_window *w)
{
    const classes c = { aggregations, CT_N_AGGREGATIONS, said_aggregation };
    return for_columns(w, share_classes, &c);
}

/* ---- time and kind of a column ---- */

static ct_choices *kinds(ct_figure *f)
{
    return &f->kinds;
}

static void share_kinds(const group *column, const void *how)
{
    group open = { column->at, 0 };
    (void)how;
    if (column->at[0]->head->kind == CT_NONE) {
        open.n = column->n;
        share_choices(&open, &open, kinds, ct_same_ref);
        return;
    }
    for (size_t i = 0; i < column->n; i++) {
        const ct_choice said = { .ref = column->at[i]->head->kind };
        ct_say_choice(&column->at[i]->kinds, &said, ct_same_ref);
    }
}

static void share_periods(const group *column, const void *how)
{
    (void)how;
    for (size_t i = 0; i < column->n; i++) {
        const ct_choice said = { .period = column->at[i]->head->period };
        if (said.period.known) ct_say_choice(&column->at[i]->period, &said, ct_same_period);
    }
}

ct_error ct_whole_kind(ct_window *w)
{
    return for_columns(w, share_kinds, NULL);
}

ct_error ct_whole_period(ct_window *w)
{
    return for_columns(w, share_periods, NULL);
}
