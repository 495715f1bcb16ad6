#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/assessor.h"
#include "series/value.h"

/* By key, unit and year; of the same year the one that stands first, so that an error names the second. */
static int compare_futures(const void *a, const void *b)
{
    const ct_future *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    if (order == 0) order = strcmp(x->row->unit, y->row->unit);
    if (order == 0) order = (x->row->period > y->row->period) - (x->row->period < y->row->period);
    return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

static bool is_ordered(const ct_projection *row)
{
    return isfinite(row->lo95) && isfinite(row->hi95) && row->lo95 <= row->lo80 && row->lo80 <= row->median &&
           row->median <= row->hi80 && row->hi80 <= row->hi95;
}

/* The projection as its table would be written and read: a run in one piece and one through files then agree
 * to the last digit. */
static ct_error take_projection(const ct_assessor *all, size_t i, ct_future *entry)
{
    const ct_projection *row = ct_projection_at(all->projections, i);
    ct_projection *tidy = ct_arena_alloc(all->arena, sizeof *tidy);

    if (!is_ordered(row))
        return ct_fail(CT_EDATA, all->projections->lines[i],
                       "%s, %ld: the projection's quantiles are not finite numbers in ascending order",
                       row->indicator, row->period);
    entry->line = all->projections->lines[i];
    entry->row = tidy;
    entry->key = ct_series_key(all->arena, all->catalogue, row->indicator, row->scope, row->breakdown);
    if (tidy == NULL || entry->key == NULL) return ct_no_memory();
    *tidy = *row;
    tidy->lo95 = ct_value_tidy(row->lo95);
    tidy->lo80 = ct_value_tidy(row->lo80);
    tidy->median = ct_value_tidy(row->median);
    tidy->hi80 = ct_value_tidy(row->hi80);
    tidy->hi95 = ct_value_tidy(row->hi95);
    return ct_ok();
}

ct_error ct_assessor_futures(ct_assessor *all)
{
    size_t n = all->projections != NULL ? all->projections->n : 0;

    all->futures = ct_arena_array(all->arena, n, sizeof *all->futures);
    if (all->futures == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) CT_TRY(take_projection(all, i, &all->futures[i]));
    if (n > 0) qsort(all->futures, n, sizeof *all->futures, compare_futures);
    for (size_t i = 1; i < n; i++) {
        const ct_future *entry = &all->futures[i];

        if (strcmp(entry->key, entry[-1].key) == 0 && strcmp(entry->row->unit, entry[-1].row->unit) == 0 &&
            entry->row->period == entry[-1].row->period)
            return ct_fail(CT_EDATA, entry->line,
                           "%s: year %ld is projected twice; keep one projection of each year",
                           entry->row->indicator, entry->row->period);
    }
    all->n_futures = n;
    return ct_ok();
}

const ct_projection *ct_assessor_future(const ct_assessor *all, const char *key, const char *unit, long year)
{
    size_t low = 0, high = all->n_futures;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(all->futures[middle].key, key);

        if (order == 0) order = strcmp(all->futures[middle].row->unit, unit);
        if (order < 0 || (order == 0 && all->futures[middle].row->period < year))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == all->n_futures || strcmp(all->futures[low].key, key) != 0 ||
        strcmp(all->futures[low].row->unit, unit) != 0)
        return NULL;
    return all->futures[low].row->period == year ? all->futures[low].row : NULL;
}
