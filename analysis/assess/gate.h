/* The evidence gate: whether the number and age of a series' values are enough for a projection and a
 * verdict. */
#ifndef CT_ASSESS_GATE_H
#define CT_ASSESS_GATE_H

#include <stdbool.h>
#include <stddef.h>

#include "assess/thresholds.h"
#include "core/table.h"
#include "forecast/forecast.h"

/* What stands behind a target's figures. */
typedef enum {
    CT_EVIDENCE_NONE,    /* no result of the series up to the period's end */
    CT_EVIDENCE_ONE,     /* one value: the distance and the pace needed, nothing projected */
    CT_EVIDENCE_PRIOR,   /* few values, or one, and a prior learned from other provinces' series */
    CT_EVIDENCE_FEW,     /* few values alone */
    CT_EVIDENCE_HISTORY, /* a history of its own */
    CT_N_EVIDENCE
} ct_evidence;
extern const char *const ct_evidence_words[]; /* "none" "one_value" "prior" "few" "history" NULL */

/** What n values, of the years up to the period's end, are called. */
ct_evidence ct_gate_evidence(const ct_thresholds *thresholds, size_t n, bool prior);

/** The last year that may be spoken of after the latest of n values: ct_project_reach() with
 * thresholds->reach, and the latest's own year where the values are too few and no prior bears them.
 * @param plan_end 0: not known */
long ct_gate_reach(const ct_thresholds *thresholds, size_t n, long latest, bool prior, long plan_end);

/* What a probability rests on. */
typedef struct {
    size_t n;   /* values */
    long years; /* from the latest to the period's end, at least 1 */
    ct_dependence dependence;
    bool several; /* it is a matter of every one of those years (an average, a sum), not of the last alone */
    bool prior;
} ct_gate_basis;

/** The interval of a probability's own error: the probability is that of a distribution whose place and
 * spread were estimated, so its normal score z errs in both (the confidence limits of a normal's tail area:
 * Johnson and Welch 1940, Owen and Hua 1977). Of the place, in units of the spread, the variance is levels h
 * / (m - 1 + h): a mean of m - 1 changes, h years ahead; rates    1 / (m + 1), and for an average of h years
 * h / (m (1 + (h - 1)/4) + h): a mean of m values, years correlated by 1/4; times thresholds->error_place, m
 * = n, or n + prior_values with a prior. The logarithm of the spread has the variance error_spread / m. With
 * q the normal quantile of the interval (`decided`), the lower end is z - sqrt((q e)^2 + (z (1 - exp(-q
 * t)))^2), for z below 0 with exp(q t) - 1 in the second term, e and t being the two errors; the upper end is
 * its mirror. Both ends rise with the probability. NaN for a NaN; 0 to `probability` 0 and 1 to 1 stay. */
void ct_gate_interval(const ct_thresholds *thresholds, const ct_gate_basis *basis, double probability,
                      double *lo, double *hi);

/** Leave out of a projections table, in place, the rows that go beyond the gate: past the reach of their
 * series' values (its documents' own forecasts not counted), and past `plan_end` where one is given and no
 * target of the series' indicator goes further.
 * @param plan_end 0: not known
 * @return CT_OK; CT_EDATA as ct_series_split(); CT_ENOMEM */
CT_CHECKED ct_error ct_gate_projections(const ct_thresholds *thresholds, const ct_catalogue *catalogue,
                                        const ct_table *points, const ct_table *targets, long plan_end,
                                        ct_table *projections);

#endif
