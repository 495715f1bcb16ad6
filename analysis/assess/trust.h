/* The confidence with which the figures behind an assessment were read: that of the observations that their
 * sources name. */
#ifndef CT_ASSESS_TRUST_H
#define CT_ASSESS_TRUST_H

#include "catalogue/catalogue.h"
#include "core/arena.h"
#include "core/table.h"
#include "series/series.h"

typedef struct ct_trust ct_trust;

/** Index a table of ct_observation_schema by document and line. Everything is in the arena; the table is
 * borrowed. */
CT_CHECKED ct_error ct_trust_new(ct_arena *arena, const ct_catalogue *catalogue, const ct_table *observations,
                                 const ct_trust **out);

/** The confidence behind a target, or a value of a series: of the places its source names ("bao-cao.txt:65;
 * ke-hoach.txt:12") the one read most surely; of a derived value, which needs all its places, the one read
 * least surely. What a person reviewed counts as 1, and so does what no observation states: history, and
 * tables made by hand. */
double ct_trust_target(const ct_trust *trust, const ct_target *target);
double ct_trust_point(const ct_trust *trust, const ct_point *point);

#endif
