/* The models, one file each. Sources and formulas: docs/methods-forecast.md. */
#ifndef CT_FORECAST_MODELS_H
#define CT_FORECAST_MODELS_H

#include "forecast/forecast.h"

extern const ct_model ct_model_auto;        /* the default: combination with calibrated intervals */
extern const ct_model ct_model_naive;       /* the last value                                     */
extern const ct_model ct_model_mean;        /* the mean of all values                             */
extern const ct_model ct_model_drift;       /* random walk with drift                             */
extern const ct_model ct_model_ses;         /* simple exponential smoothing, ETS(A,N,N)           */
extern const ct_model ct_model_holt;        /* Holt's linear trend, ETS(A,A,N)                    */
extern const ct_model ct_model_damped;      /* damped trend, ETS(A,Ad,N)                          */
extern const ct_model ct_model_theta;       /* theta method                                       */
extern const ct_model ct_model_dotm;        /* dynamic optimised theta                            */
extern const ct_model ct_model_linear;      /* least-squares line                                 */
extern const ct_model ct_model_robust;      /* line that outliers do not pull                     */
extern const ct_model ct_model_weighted;    /* time-weighted line of UN ESCAP                */
extern const ct_model ct_model_cagr;        /* compound growth from first to last value      */
extern const ct_model ct_model_exponential; /* least-squares line through the logarithms     */
extern const ct_model ct_model_logistic;    /* S-shaped growth to a ceiling, symmetric       */
extern const ct_model ct_model_gompertz;    /* S-shaped growth to a ceiling, early turn      */
extern const ct_model ct_model_ets;         /* exponential smoothing chosen by AICc               */
extern const ct_model ct_model_arima;       /* ARIMA(p, d, q) chosen by AICc                      */

#endif
