/* The whole distribution of a projected year, from the five quantiles that a projection states. Probabilities
 * and simulated courses of the assessment are read off it, so that whoever holds the five numbers holds the
 * distribution. */
#ifndef CT_FORECAST_DISTRIBUTION_H
#define CT_FORECAST_DISTRIBUTION_H

#include "forecast/forecast.h"

/* Normal scores of the quantiles that a projection states: 0.9 and 0.975. */
#define CT_SCORE_80 1.2815515655446004
#define CT_SCORE_95 1.9599639845400545

/* How the distance from the median grows with the score, on one side of it. The 95 % bound over the 80 %
 * bound, as distances, decides. */
typedef enum {
    CT_SIDE_STRAIGHT, /* linear in the score between the stated quantiles, the outer slope going on: a
                         normal's ratio, 1.53, or a ratio that the others do not have: a spread of 0, a bound
                         that cuts, tails past a t's with 0.87 degrees of freedom */
    CT_SIDE_STUDENT,  /* a larger ratio: the t whose ratio it is  */
    CT_SIDE_CURVED    /* a smaller one: 1 - exp(-c score), the lower side of a lognormal    */
} ct_side_kind;

typedef struct {
    ct_side_kind kind;
    double to80, to95; /* distances of the bounds from the median; >= 0 */
    double form;       /* the t's degrees of freedom, or c; 0 for a straight side       */
    double unit; /* distance over the t's quantile, or over 1 - exp(-c score); 0 for a straight side       */
} ct_side;

typedef struct {
    long period;
    double median;
    ct_side below, above;
} ct_distribution;

/** The distribution through the five quantiles of a projection, which are in ascending order. A Student t and
 * a normal on the series' own scale come back exactly, the lower side of a lognormal too; other shapes mostly
 * within a hundredth of probability (docs/methods-assess.md, section 4). */
ct_distribution ct_distribution_of(const ct_projection *projection);

/** The value at a normal score z (z = 0: the median; the stated quantiles at -CT_SCORE_95 .. CT_SCORE_95).
 * Never decreasing in z; finite for |z| <= 9. */
double ct_distribution_at_score(const ct_distribution *distribution, double z);

#endif
