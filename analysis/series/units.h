/* Units of series: which figures of an indicator can stand in one series, and what that series is in. Not for
 * other stages. */
#ifndef CT_SERIES_UNITS_H
#define CT_SERIES_UNITS_H

#include "core/arena.h"
#include "core/table.h"
#include "series/value.h"

/* A group of units that convert into each other, in which figures of an indicator are stated. */
typedef struct {
    size_t order;     /* of the indicator in the catalogue                                                  */
    const char *base; /* of the units; "" where they convert to the indicator's own                         */
    const char
        *unit;   /* of the series: the indicator's own, else the unit most of the figures are stated in */
    size_t n;    /* figures that are                                                                   */
    size_t sure; /* of them those of history, reviewed, or read with CT_SURE at least                  */
} ct_unit_use;

typedef struct {
    const ct_unit_use *list; /* n of them, by order and base */
    size_t n;
} ct_units;

/** What the figures of an input are stated in. Everything is in the arena. CT_ENOMEM
 * @param observations, history of their schemas; history may be NULL */
CT_CHECKED ct_error ct_units_list(const ct_catalogue *catalogue, ct_arena *arena,
                                  const ct_table *observations, const ct_table *history, ct_units *out);

/** The series' unit for a stated unit of an indicator, and its base ("" for the indicator's own); NULL for a
 * unit that no series is in.
 * @param units NULL: the stated unit under its name in the catalogue */
const char *ct_units_find(const ct_units *units, const ct_catalogue *catalogue, const ct_indicator *indicator,
                          const char *stated, const char **base);

/** Is a unit of this base a series' own, so that also doubtful figures in it may enter? One sure figure or
 * several at all make it so. */
bool ct_units_are_used(const ct_units *units, const ct_catalogue *catalogue, const ct_indicator *indicator,
                       const char *base);

/** The group of the indicator's units that most figures are stated in: what growth without a unit is growth
 * of; NULL: none is stated. */
const ct_unit_use *ct_units_usual(const ct_units *units, const ct_catalogue *catalogue,
                                  const ct_indicator *indicator);

#endif
