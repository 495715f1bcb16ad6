/* The building block of all smoothing here: an additive-error innovations state-space model with fixed
 * parameters,
 *
 *     z_t = L_{t-1} + phi D_{t-1} + m + e_t,   L_t = L_{t-1} + phi D_{t-1} + m + alpha e_t,   D_t = phi
 * D_{t-1} + beta e_t,
 *
 * run for an unknown start (Hyndman, Koehler, Ord and Snyder 2008, Forecasting with Exponential Smoothing,
 * chapters 2, 3 and 12). Three copies of the recursion share one gain: copy 0 has the data and starts from
 * nothing; copies 1 and 2 have zero data and a unit of the first and of the second unknown. Everything is
 * linear in the unknowns, so their best values are least squares in closed form. A missing year moves the
 * state on without an innovation and widens the next one (Kalman filter). */
#ifndef CT_FORECAST_FILTER_H
#define CT_FORECAST_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "forecast/forecast.h"

/* What the second unknown is; the first is always L_0. */
typedef enum { CT_SECOND_DRIFT, /* m; D_0 is 0 */ CT_SECOND_SLOPE /* D_0; m is 0 */ } ct_second;

typedef struct {
    double alpha, beta, phi;
    ct_second second;
    double level[3], slope[3]; /* states of the three copies                                    */
    double p00, p01, p11;      /* covariance of (L, D) in units of s^2; 0 while no year is missing */
    double s00, s01, s02, s11, s12,
        s22;      /* sums of products of the copies' innovations over their variance v */
    double log_v; /* sum of ln v                                                   */
    size_t n;     /* observed years                                                */
} ct_filter;

void ct_filter_init(ct_filter *filter, double alpha, double beta, double phi, ct_second second);

/** Take in the next year; NaN: missing. */
void ct_filter_push(ct_filter *filter, double z);

/* What the three copies predict 1 .. h years ahead, and the variance of the innovation part in units of s^2.
 */
typedef struct {
    double p[3][CT_MAX_HORIZON], v[CT_MAX_HORIZON];
} ct_ahead;
void ct_filter_ahead(const ct_filter *filter, size_t h, ct_ahead *ahead);

/* The unknowns estimated, in units of the data divided by `unit`. */
typedef struct {
    double theta[2];            /* L_0 and the second unknown (0 when absent)          */
    double inv00, inv01, inv11; /* inverse of their normal matrix                      */
    double rss;                 /* weighted sum of squared innovations, penalty included */
    double log_det;             /* ln of the determinant of the normal matrix          */
} ct_start;

/** Least squares for the unknowns.
 * @param tau 0: no second unknown; positive: its prior is N(0, (tau s)^2); INFINITY: flat
 * @return false when the data do not determine them */
bool ct_filter_start(const ct_filter *filter, double unit, double tau, ct_start *start);

#endif
