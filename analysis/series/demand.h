/* Demands: targets as single observations state them, before those that say the same become one. Not for
 * other stages. */
#ifndef CT_SERIES_DEMAND_H
#define CT_SERIES_DEMAND_H

#include "series/build.h"

typedef struct {
    ct_target target;
    const ct_indicator *indicator;
    size_t order; /* of the indicator in the catalogue */
    const char *scope_key, *breakdown_key;
    size_t listed; /* its place in the input */
    const ct_observation *row;
    size_t sources; /* places that state it, once merged                     */
    size_t plan;    /* row of the plans table; its n: none                   */
    bool of_record; /* that plan is the one of record                        */
    bool restates;  /* says in other words what a level beside it says       */
} ct_demand;

/** Do they ask the same of the same series? All but the values: never merged over indicator, scope,
 * breakdown, period, aggregation, measure, base or unit. 0: they do. */
int ct_demand_compare_asked(const ct_demand *a, const ct_demand *b);

/** For qsort: by what they ask, then by value; of equals those of the plan of record first, then as listed.
 */
int ct_demand_compare(const void *a, const void *b);

/** Write n demands, sorted, as targets: one for all that say the same, with every source; its plan is that of
 * record where that states it. A finding for each that differs from the one that counts: the plan of
 * record's, else the lowest. */
CT_CHECKED ct_error ct_demands_write(ct_build *build, ct_demand *list, size_t n, ct_table *targets);

#endif
