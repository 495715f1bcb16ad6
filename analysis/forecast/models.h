/* The models, one file each. Sources and formulas: docs/methods-forecast.md. */
#ifndef CT_FORECAST_MODELS_H
#define CT_FORECAST_MODELS_H

#include "forecast/forecast.h"

extern const ct_model ct_model_auto;   /* the default: combination with calibrated intervals */
extern const ct_model ct_model_naive;  /* the last value                                     */
extern const ct_model ct_model_mean;   /* the mean of all values                             */
extern const ct_model ct_model_drift;  /* random walk with drift                             */
extern const ct_model ct_model_ses;    /* simple exponential smoothing, ETS(A,N,N)           */
extern const ct_model ct_model_holt;   /* Holt's linear trend, ETS(A,A,N)                    */
extern const ct_model ct_model_damped; /* damped trend, ETS(A,Ad,N)                          */
extern const ct_model ct_model_linear; /* least-squares line                                 */

#endif
