/* The track record of an indicator's plans: how often, and by how much, the results of earlier years met what
 * was planned for them. */
#ifndef CT_ASSESS_TRACK_H
#define CT_ASSESS_TRACK_H

#include <stdbool.h>
#include <stddef.h>

#include "assess/thresholds.h"
#include "core/arena.h"
#include "series/key.h"

typedef struct ct_track_index ct_track_index;

typedef struct {
    long plans;    /* years whose plan and result are both known */
    long met;      /* of them, those whose result met the plan */
    double margin; /* the mean of result over plan, positive when better: % of the plan for amounts, else in
                      the unit; NaN without plans */
} ct_track;

/** Index the targets for one year, of levels and the like, by series. Everything is in the arena; the tables
 * are borrowed.
 * @param keys of each target's series */
CT_CHECKED ct_error ct_track_index_new(ct_arena *arena, const ct_table *targets, const char *const *keys,
                                       const ct_track_index **out);

/* Whose plans are looked at. All is borrowed. */
typedef struct {
    const ct_thresholds *thresholds;
    const ct_catalogue *catalogue;
    const char *key; /* of the series */
    const ct_series *series;
    ct_measure measure; /* of the plans that are compared */
    double sign;        /* 1 higher is better, -1 lower */
    bool amount;        /* the margin is in % of the plan */
    long end;           /* plans for years before this one */
} ct_track_query;

/** The record of one series' plans, by printed numbers: a year counts once, by the plan that asks most of it.
 * Plans so far off that they are misread (thresholds->impossible) do not count. */
ct_track ct_track_of(const ct_track_index *records, const ct_track_query *query);

#endif
