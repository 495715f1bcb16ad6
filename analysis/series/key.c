#include "series/key.h"

#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "series/scope.h"
#include "series/value.h"

const char *ct_series_key(ct_arena *arena, const ct_catalogue *catalogue, const char *indicator,
                          const char *scope, const char *breakdown)
{
    const ct_breakdown *known =
        catalogue != NULL && breakdown[0] != '\0' ? ct_breakdown_find(catalogue, breakdown) : NULL;
    const char *part = known != NULL ? known->name : breakdown;
    const char *scope_key = ct_scope_key(arena, scope);
    const char *part_key = ct_fold(arena, part, strlen(part));

    if (scope_key == NULL || part_key == NULL) return NULL;
    return ct_arena_printf(arena, "%s\x1f%s\x1f%s", indicator, scope_key,
                           part_key); /* below every printable character */
}

static int compare_entries(const void *a, const void *b)
{
    const ct_series_entry *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    return order != 0 ? order : (x->series > y->series) - (x->series < y->series);
}

ct_error ct_series_index_new(ct_arena *arena, const ct_catalogue *catalogue, const ct_table *points,
                             ct_series_index *index)
{
    ct_series_entry *entries;

    *index = (ct_series_index){ .catalogue = catalogue };
    CT_TRY(ct_series_split(arena, catalogue, points, &index->series, &index->n));
    entries = ct_arena_array(arena, index->n, sizeof *entries);
    if (entries == NULL) return ct_no_memory();
    for (size_t i = 0; i < index->n; i++) {
        const ct_point *head = index->series[i].head;

        entries[i].series = &index->series[i];
        entries[i].key = ct_series_key(arena, catalogue, head->indicator, head->scope, head->breakdown);
        if (entries[i].key == NULL) return ct_no_memory();
    }
    if (index->n > 0) qsort(entries, index->n, sizeof *entries, compare_entries);
    index->entries = entries;
    return ct_ok();
}

static bool holds(const ct_series_index *index, const ct_series *series, const char *unit)
{
    double one;

    if (index->catalogue == NULL) return strcmp(series->head->unit, unit) == 0;
    return ct_value_convert(index->catalogue, 1, unit, series->head->unit, &one);
}

const ct_series *ct_series_find(const ct_series_index *index, const char *key, const char *unit)
{
    const ct_series *most = NULL;
    size_t low = 0, high = index->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(index->entries[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < index->n && strcmp(index->entries[low].key, key) == 0; low++) {
        const ct_series *series = index->entries[low].series;

        if (unit != NULL && holds(index, series, unit)) return series;
        if (most == NULL || series->n > most->n) most = series;
    }
    return most;
}
