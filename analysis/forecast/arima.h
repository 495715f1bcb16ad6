/* ARIMA(p, d, q) by exact maximum likelihood. */
#ifndef CT_FORECAST_ARIMA_H
#define CT_FORECAST_ARIMA_H

#include <stdbool.h>

#include "forecast/grid.h"

typedef struct {
    int p, d, q; /* 0 .. 2 each                                                                            */
    bool constant;       /* a mean when d = 0, a drift when d = 1; never when d = 2       */
    double ar[2], ma[2]; /* w_t = ar1 w_{t-1} + ar2 w_{t-2} + e_t + ma1 e_{t-1} + ma2 e_{t-2} */
    double beta[2]; /* unknowns of the line below: mean; start and drift; start and slope; in units of x */
    double rss; /* sum of squared innovations over their variances                                        */
    double nu;  /* values less d and less the parameters                                                  */
    double deviance; /* -2 ln likelihood in units of x, without n (1 + ln 2 pi), n the values less d */
    double aicc; /* INFINITY: too few values, or a root of modulus below 1.01                              */
} ct_arima;

/** Fit one order; missing years are passed by the Kalman filter. @return CT_OK; CT_ENUMERIC; CT_ENOMEM */
CT_CHECKED ct_error ct_arima_fit(const ct_grid *grid, int p, int d, int q, bool constant, ct_arima *fit);

/** Differences needed, 0 to 2, by repeated KPSS tests at 5 % (Kwiatkowski, Phillips, Schmidt and Shin 1992,
 * J. of Econometrics 54). */
int ct_arima_differences(const ct_grid *grid);

/** The order with the least AICc, d by ct_arima_differences(), p and q up to 2, with and without a constant.
 */
CT_CHECKED ct_error ct_arima_choose(const ct_grid *grid, ct_arima *fit);

/** Location, scale and nu of h steps. */
void ct_arima_ahead(const ct_grid *grid, const ct_arima *fit, size_t h, ct_prediction *out);

#endif
