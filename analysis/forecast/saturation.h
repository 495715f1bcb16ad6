/* What logistic and gompertz share: an S-shaped curve K c(a + b t) fitted by nonlinear least squares. */
#ifndef CT_FORECAST_SATURATION_H
#define CT_FORECAST_SATURATION_H

#include "forecast/grid.h"

/* A curve from 0 to 1 over the real line, its logarithm, that one's derivative, and where it has a given
 * height. */
typedef struct {
    double (*log_height)(double z);
    double (*log_slope)(double z);
    double (*place)(double height); /* height in (0, 1) */
} ct_s_curve;

/** Fit the curve and predict h years. Levels: ln y around ln K + ln c(a + b t), so errors are relative; K is
 * the grid's ceiling when known, else fitted. Shares: logits around those of 100 c(a + b t). Student t, n
 * less the number of parameters as degrees of freedom, with the curve's own uncertainty by the delta method
 * (Bates and Watts 1988, Nonlinear Regression Analysis, section 2.3). CT_ENUMERIC: a value not above 0, no
 * convergence, or a fitted ceiling beyond ten times the largest value, which is none. */
CT_CHECKED ct_error ct_saturation_predict(const ct_grid *grid, const ct_s_curve *curve, size_t h,
                                          ct_prediction *out);

#endif
