/* One target while it is assessed: its demand, its series, and the row to be filled. Not for other stages. */
#ifndef CT_ASSESS_TASK_H
#define CT_ASSESS_TASK_H

#include <stdbool.h>

#include "assess/assess.h"
#include "assess/outcome.h"
#include "assess/scenarios.h"
#include "series/key.h"

typedef struct ct_reckoning
    ct_reckoning; /* how the figure of a target is made from the years of its series: reckoning.h */

typedef struct ct_task {
    const ct_thresholds *thresholds;
    const ct_table *points;
    const ct_series *series; /* rows of points; NULL: none */
    bool ready;              /* the target can be reckoned; false: only `row` is filled */
    const ct_reckoning *reckoning;
    bool amount;                   /* an absolute level: percentages of it make sense */
    bool geometric;                /* rates of growth of the series make sense */
    double sign;                   /* 1 higher is better, -1 lower, 0 neither */
    double near, far;              /* the end of the target's range that is met first, and the other */
    long start, end;               /* the years that count: of the period, or of the plan it belongs to */
    const ct_point *base, *latest; /* last values up to start - 1, and up to end; NULL: none */
    size_t n_points;               /* values up to end, forecasts left out */
    bool closed;                   /* the series has a value at or after the end */
    const double *known;           /* k values of the years start .. latest */
    size_t k, years;               /* years = end - start + 1 */
    bool gap;                      /* a year between start and latest is missing */
    double slack;                  /* half a unit of the last printed digit of computed figures */
    const ct_projection **future;  /* n_future years after the latest, up to the end */
    size_t n_future;
    bool projected;       /* every year that the reckoning needs is there */
    bool any_projections; /* the caller gave some */
    bool prior;           /* whether one stands behind the projection */
    bool doubtful;      /* the target or a value it rests on was not read surely, and no person has looked */
    bool show_withheld; /* figures stay where the gate withholds the verdict */
    ct_assessment *row;
} ct_task;

/** Keep the first reason. */
void ct_task_reason(ct_task *task, ct_reason reason);

/** Empty the number cells that ran over: values at the edge of what a double holds have no gap, rate or step.
 */
void ct_row_finite(const ct_schema *schema, void *row);

/** How far short (negative) a figure is of the nearer end; without a direction, of the range: 0 inside,
 * signed by its side. */
double ct_task_gap(const ct_task *task, double value);

/** A gap in % of the nearer end; NaN where percentages of it make no sense. */
double ct_task_gap_percent(const ct_task *task, double difference);

/** Fill the row's columns about the past and about what is required. */
void ct_task_progress(ct_task *task);

/** Fill the columns about the projection, and the verdict. CT_ENOMEM. */
CT_CHECKED ct_error ct_task_verdict(ct_task *task);

/** Put the row's base and latest value into the target's own terms: growth beside a growth target, a change
 * beside a change. Steps and values that have no place there become empty. Nothing may be computed from the
 * row afterwards. */
void ct_task_terms(const ct_task *task);

/** One row a rule set: what other bodies would call the target's progress. */
CT_CHECKED ct_error ct_task_statuses(const ct_task *task, ct_arena *arena, const ct_table *rules,
                                     ct_table *statuses);

/** The annual path from the latest value to the target in each shape it can have; none without a latest
 * value, or once the period is over.
 */
CT_CHECKED ct_error ct_task_paths(const ct_task *task, ct_table *paths);

/** One row for every scenario that assumes something of the target's series. */
CT_CHECKED ct_error ct_task_outcomes(const ct_task *task, ct_arena *arena, const char *key,
                                     const ct_assumptions *all, ct_table *results);

/** For average growth: one row a year, as if it had a point less. */
CT_CHECKED ct_error ct_task_leverage(const ct_task *task, ct_table *leverage);

#endif
