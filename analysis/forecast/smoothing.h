/* What ses, holt and damped share: additive-error exponential smoothing fitted by maximum likelihood. */
#ifndef CT_FORECAST_SMOOTHING_H
#define CT_FORECAST_SMOOTHING_H

#include "forecast/grid.h"

typedef enum { CT_TREND_NONE, CT_TREND_LINEAR, CT_TREND_DAMPED } ct_trend;

/** Fit alpha (and beta, phi) and the start, predict h years: Student t with n less the number of estimated parameters as degrees of
 * freedom and the class 1 variance s^2 (1 + sum c_i^2), c_i = alpha + beta (phi + .. + phi^i) (Hyndman, Koehler, Ord and
 * Snyder 2008, chapter 6). CT_ENUMERIC when no parameters give a finite fit. */
CT_CHECKED ct_error ct_smoothing_predict(const ct_grid *grid, ct_trend trend, size_t h, ct_prediction *out);

#endif
