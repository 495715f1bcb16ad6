/* Which series a row is about: indicator, scope and breakdown, with case, accents and the word for a province
 * ignored; and, where figures of one thing are in units that do not convert into each other, the unit. */
#ifndef CT_SERIES_KEY_H
#define CT_SERIES_KEY_H

#include <stddef.h>

#include "catalogue/catalogue.h"
#include "core/arena.h"
#include "series/series.h"

/** One text, equal for what is the same but for its unit, whose byte order is: indicator id, scope, breakdown
 * ("" first). In the arena; NULL when out of memory.
 * @param catalogue turns a breakdown's alias into its canonical wording first; NULL: no aliases */
const char *ct_series_key(ct_arena *arena, const ct_catalogue *catalogue, const char *indicator,
                          const char *scope, const char *breakdown) CT_CHECKED;

typedef struct {
    const char *key;
    const ct_series *series;
} ct_series_entry;

typedef struct {
    const ct_catalogue *catalogue;  /* borrowed; NULL: units are equal when their names are                 */
    const ct_series_entry *entries; /* n of them, by key; of series with one key the first stands first */
    const ct_series *series;        /* the same series in the table's order */
    size_t n;
} ct_series_index;

/** Split a series table and index it. Everything is in the arena; the points are borrowed. Errors as
 * ct_series_split(). */
CT_CHECKED ct_error ct_series_index_new(ct_arena *arena, const ct_catalogue *catalogue,
                                        const ct_table *points, ct_series_index *index);

/** Of the series with this key the one whose unit converts to `unit`; where none does, or unit is NULL, the
 * one with the most values (of equals the first): growth in % of what is counted in đồng and in USD is said
 * of that one. NULL: no series has the key. */
const ct_series *ct_series_find(const ct_series_index *index, const char *key, const char *unit);

#endif
