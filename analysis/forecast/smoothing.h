/* What ses, holt and damped share: additive-error exponential smoothing fitted by maximum likelihood. */
#ifndef CT_FORECAST_SMOOTHING_H
#define CT_FORECAST_SMOOTHING_H

#include "forecast/grid.h"

typedef enum { CT_TREND_NONE, CT_TREND_LINEAR, CT_TREND_DAMPED } ct_trend;

/* One fitted model. */
typedef struct {
    ct_trend trend;
    double alpha, beta, phi; /* beta 0 and phi 1 without a trend; phi 1 when it is not damped     */
    double start[2];         /* L_0 and D_0, in units of the grid's x                             */
    double rss, log_v;       /* sum of squared innovations over their variances v; sum of ln v    */
    size_t estimated;        /* parameters: alpha, beta, phi, L_0, D_0, as far as the trend has them */
} ct_smoothing_fit;

/** Maximum likelihood fit; CT_ENUMERIC when no parameters give a finite one. */
CT_CHECKED ct_error ct_smoothing_fit_trend(const ct_grid *grid, ct_trend trend, ct_smoothing_fit *fit);

/** Location, scale and nu of h steps; grid->n is above fit->estimated. */
void ct_smoothing_ahead(const ct_grid *grid, const ct_smoothing_fit *fit, size_t h, ct_prediction *out);

/** Both. Fit alpha (and beta, phi) and the start, predict h years: Student t with n less the number of
 * estimated parameters as degrees of freedom and the class 1 variance s^2 (1 + sum c_i^2), c_i = alpha + beta
 * (phi + .. + phi^i) (Hyndman, Koehler, Ord and Snyder 2008, chapter 6). CT_ENUMERIC when no parameters give
 * a finite fit. */
CT_CHECKED ct_error ct_smoothing_predict(const ct_grid *grid, ct_trend trend, size_t h, ct_prediction *out);

/** What was fitted: alpha, beta, phi. */
CT_CHECKED ct_error ct_smoothing_describe(const ct_grid *grid, ct_trend trend, ct_buffer *to);

#endif
