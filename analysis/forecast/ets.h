/* Exponential smoothing state-space models without a season: additive or multiplicative error, no, additive
 * or damped trend. */
#ifndef CT_FORECAST_ETS_H
#define CT_FORECAST_ETS_H

#include "forecast/smoothing.h"

typedef struct {
    bool multiplicative;  /* error: y = mu (1 + e); else y = mu + e  */
    ct_smoothing_fit fit; /* rss is the sum of the relative errors' squares when multiplicative */
    double deviance; /* -2 ln likelihood without constants: n ln rss [+ 2 sum ln mu]                      */
    double aicc; /* deviance + 2 k + 2 k (k + 1) / (n - k - 1), k counts the parameters and s^2; INFINITY: too
                    few values */
} ct_ets_fit;

/** Maximum likelihood fit of one model. Multiplicative errors need a grid on the positive path without zeros
 * and missing years.
 * @return CT_OK; CT_ENUMERIC (no finite fit, or not such a grid); CT_ENOMEM */
CT_CHECKED ct_error ct_ets_fit_model(const ct_grid *grid, bool multiplicative, ct_trend trend,
                                     ct_ets_fit *fit);

/** The model with the least AICc of the six (of three where multiplicative errors cannot be). */
CT_CHECKED ct_error ct_ets_choose(const ct_grid *grid, ct_ets_fit *fit);

/** Location, scale and nu of h steps. */
void ct_ets_ahead(const ct_grid *grid, const ct_ets_fit *fit, size_t h, ct_prediction *out);

/** "ETS(A,Ad,N)" and the like. */
const char *ct_ets_name(const ct_ets_fit *fit);

#endif
