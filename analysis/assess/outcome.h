/* What a target's period will come to, in the target's own terms, as a distribution built from the
 * projections of its years. */
#ifndef CT_ASSESS_OUTCOME_H
#define CT_ASSESS_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>

#include "forecast/distribution.h"

typedef struct ct_outcome ct_outcome;

/* What the projected years come to: a value each, or all the quantile of their own distribution at one score.
 * Private to outcome.c. */
typedef struct {
    const double *own; /* by projected year; NULL: all stand at `score` */
    double score;
} ct_outcome_values;

/** The figure that the period comes to, from outcome->known and these values of the projected years
 * (ct_outcome_value). Never falling in any of them. */
typedef double ct_outcome_figure(const ct_outcome *outcome, const ct_outcome_values *values);

struct ct_outcome {
    ct_outcome_figure *figure;
    bool yearly; /* the figure depends on every projected year, not on the last alone */
    double
        known; /* what the years already known give, as the figure needs it: a base, a sum, the worst year */
    size_t years;                     /* of the whole period */
    const ct_distribution *projected; /* the distributions of the projected years, in order */
    size_t n;                         /* of them, at least 1 */
    const double *sample; /* CT_OUTCOME_SAMPLE simulated outcomes, ascending; NULL: all years move together
                             (comonotone) */
};

/** The value of projected year i, from 0. */
double ct_outcome_value(const ct_outcome *outcome, const ct_outcome_values *values, size_t i);

enum { CT_OUTCOME_SAMPLE = 16384 }; /* a probability of one half is then sure to half a point */

/** Simulate what depends on several years: every projected year stands at a score of its own, the scores
 * together as the errors of projections were (ct_score_paths), each course also with all its signs turned
 * (antithetic: Hammersley and Morton 1956). The same every time.
 * @param latest the last year known: the step of a projected year is counted from it
 * @param sample the caller's array of CT_OUTCOME_SAMPLE
 * @return CT_OK: outcome->sample is set, unless the outcome is of one year or not a number; CT_EUSAGE (too
 * far ahead); CT_ENOMEM */
CT_CHECKED ct_error ct_outcome_simulate(ct_outcome *outcome, ct_dependence dependence, long latest,
                                        double *sample);

/** The figure when every projected year comes to its median, which can be worked out by hand from the
 * projections. */
double ct_outcome_middle(const ct_outcome *outcome);

/** The outcome at a normal score z: of its sample, or when every projected year stands at the same score.
 * Never decreasing in z. */
double ct_outcome_at(const ct_outcome *outcome, double z);

/** The probability that the outcome is at least x, or at most x. [0, 1]; NaN when x or a quantile is. */
double ct_outcome_at_least(const ct_outcome *outcome, double x);
double ct_outcome_at_most(const ct_outcome *outcome, double x);

#endif
