/* The dynamic optimised theta model (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler 2016,
 * International Journal of Forecasting 32(4), 1151-1161) in closed form: for a given alpha its one-step
 * forecasts are linear in the start level and in 1 - 1/theta, so only alpha is searched, over a fixed grid.
 * Values are pushed one by one and forecasts can be asked at any time. */
#ifndef CT_FORECAST_DOTM_H
#define CT_FORECAST_DOTM_H

#include <stddef.h>

enum { CT_DOTM_ALPHAS = 37 };

typedef struct {
    size_t n;          /* values pushed                                  */
    double a, b, mean; /* intercept and slope of the line through them; their mean */
    struct {
        double e, u, power; /* level without start; weight of the start; (1 - alpha)^n             */
        double rr, ru, rd, uu, ud, dd; /* products of the residual r with the weights of the two unknowns */
    } at[CT_DOTM_ALPHAS];
} ct_dotm;

void ct_dotm_init(ct_dotm *dotm);

/** Take in the next value, which must be there: gaps are filled by the caller. */
void ct_dotm_push(ct_dotm *dotm, double x);

/** Forecast h years; at least 3 values must have been pushed. */
void ct_dotm_forecast(const ct_dotm *dotm, size_t h, double *forecast);

#endif
