/* An assessment under way: the inputs, indexed. Not for other stages. */
#ifndef CT_ASSESS_ASSESSOR_H
#define CT_ASSESS_ASSESSOR_H

#include "assess/assess.h"
#include "assess/scenarios.h"
#include "assess/task.h"
#include "assess/track.h"
#include "assess/trust.h"

/* A projection with the key of its series. */
typedef struct {
    const char *key;          /* of the series, its unit not counted */
    const ct_projection *row; /* the arena's copy */
    long line;                /* of the projections file */
} ct_future;

typedef struct {
    const ct_catalogue *catalogue;
    const ct_thresholds *thresholds;
    ct_arena *arena;
    const ct_table *points, *targets, *projections;
    const ct_table *status_rules;
    const ct_assumptions *assumptions; /* NULL: none */
    ct_assess_output output;
    ct_series_index series;
    ct_future *futures; /* by key, unit and year */
    size_t n_futures;
    const long *plan_starts;
    const char **keys;             /* of each target's series */
    const ct_trust *trust;         /* NULL: every figure is trusted */
    const ct_track_index *records; /* of earlier years' plans */
    bool show_withheld;
} ct_assessor;

/** Index the projections: each as its table would be written and read. CT_EDATA when one stands twice or is
 * not in order; CT_ENOMEM */
CT_CHECKED ct_error ct_assessor_futures(ct_assessor *all);

/** The projection of a series' year, or NULL. */
const ct_projection *ct_assessor_future(const ct_assessor *all, const char *key, const char *unit, long year);

/** From target i's statement to a task that can be reckoned; task->row is filled with what it states,
 * task->series with its series or NULL. Where it cannot be reckoned, row->reason says why and task->ready
 * stays false. CT_ENOMEM */
CT_CHECKED ct_error ct_assessor_prepare(const ct_assessor *all, size_t i, const char *key, ct_task *task);

#endif
