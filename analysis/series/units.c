#include "series/units.h"

#include <stdlib.h>
#include <string.h>

#include "series/build.h"

/* By indicator and base; of one base the units, of one unit the order of the input does not matter. */
static int compare_uses(const void *a, const void *b)
{
    const ct_unit_use *x = a, *y = b;
    int order = (x->order > y->order) - (x->order < y->order);

    if (order == 0) order = strcmp(x->base, y->base);
    return order != 0 ? order : strcmp(x->unit, y->unit);
}

static bool same_group(const ct_unit_use *a, const ct_unit_use *b)
{
    return a->order == b->order && strcmp(a->base, b->base) == 0;
}

/* Count one figure; a unit that nobody knows counts for nothing. */
static void add(const ct_catalogue *catalogue, const ct_indicator *indicator, const char *stated, bool sure,
                ct_unit_use *list, size_t *n)
{
    ct_unit_use use = { .n = 1, .sure = sure };

    use.unit = ct_units_find(NULL, catalogue, indicator, stated, &use.base);
    if (use.unit == NULL) return;
    use.order = (size_t)(indicator - catalogue->indicators);
    list[(*n)++] = use;
}

/* One entry a group, in the unit that most of its figures are in; of equals the first by name. */
static size_t thin(ct_unit_use *list, size_t n)
{
    size_t kept = 0;

    if (n > 0) qsort(list, n, sizeof *list, compare_uses);
    for (size_t i = 0, j; i < n; i = j) {
        ct_unit_use group = list[i];
        size_t most = 0;

        group.sure = 0;
        for (j = i; j < n && same_group(&list[i], &list[j]);) {
            size_t from = j;

            while (j < n && compare_uses(&list[from], &list[j]) == 0) group.sure += list[j++].sure;
            if (j - from > most) group.unit = list[from].unit, most = j - from;
        }
        group.n = j - i;
        list[kept++] = group;
    }
    return kept;
}

ct_error ct_units_list(const ct_catalogue *catalogue, ct_arena *arena, const ct_table *observations,
                       const ct_table *history, ct_units *out)
{
    ct_unit_use *list =
        ct_arena_array(arena, observations->n + (history != NULL ? history->n : 0), sizeof *list);
    size_t n = 0;

    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *row = ct_observation_at(observations, i);
        const ct_indicator *stated = ct_indicator_find(catalogue, row->indicator);
        const ct_indicator *indicator =
            stated != NULL ? ct_series_indicator(catalogue, stated, row->measure) : NULL;

        bool sure = row->confidence >= CT_SURE || row->review != CT_NOT_REVIEWED;

        if (indicator != NULL) add(catalogue, indicator, row->unit, sure, list, &n);
    }
    for (size_t i = 0; history != NULL && i < history->n; i++) {
        const ct_history *row = ct_table_row(history, i);
        const ct_indicator *indicator = ct_indicator_find(catalogue, row->indicator);

        if (indicator != NULL) add(catalogue, indicator, row->unit, true, list, &n);
    }
    *out = (ct_units){ list, thin(list, n) };
    return ct_ok();
}

/* The first group of an indicator not before a base; units->n when there is none. */
static size_t first_use(const ct_units *units, const ct_unit_use *like)
{
    size_t low = 0, high = units->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const ct_unit_use *use = &units->list[middle];

        if (use->order < like->order || (use->order == like->order && strcmp(use->base, like->base) < 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const char *ct_units_find(const ct_units *units, const ct_catalogue *catalogue, const ct_indicator *indicator,
                          const char *stated, const char **base)
{
    const ct_unit *meant, *own = ct_unit_find(catalogue, indicator->unit);
    double one;

    *base = "";
    if (ct_value_convert(catalogue, 1, stated, indicator->unit, &one)) return indicator->unit;
    meant = ct_value_unit(catalogue, stated, indicator->unit);
    if (meant == NULL) return NULL;
    if (own != NULL && strcmp(own->base, meant->base) == 0) return indicator->unit;
    *base = meant->base;
    if (units == NULL) return meant->name;
    const ct_unit_use like = { .order = (size_t)(indicator - catalogue->indicators), .base = meant->base };
    size_t at = first_use(units, &like);

    return at < units->n && same_group(&units->list[at], &like) ? units->list[at].unit : meant->name;
}

bool ct_units_are_used(const ct_units *units, const ct_catalogue *catalogue, const ct_indicator *indicator,
                       const char *base)
{
    enum { SEVERAL = 3 };
    const ct_unit_use like = { .order = (size_t)(indicator - catalogue->indicators), .base = base };
    size_t at = first_use(units, &like);

    return at < units->n && same_group(&units->list[at], &like) &&
           (units->list[at].sure > 0 || units->list[at].n >= SEVERAL);
}

const ct_unit_use *ct_units_usual(const ct_units *units, const ct_catalogue *catalogue,
                                  const ct_indicator *indicator)
{
    const ct_unit_use like = { .order = (size_t)(indicator - catalogue->indicators), .base = "" };
    const ct_unit_use *usual = NULL;

    for (size_t i = first_use(units, &like); i < units->n && units->list[i].order == like.order; i++)
        if (usual == NULL || units->list[i].n > usual->n) usual = &units->list[i];
    return usual;
}
