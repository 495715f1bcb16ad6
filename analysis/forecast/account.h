/* How the default model came to a projection, for people who ask. */
#ifndef CT_FORECAST_ACCOUNT_H
#define CT_FORECAST_ACCOUNT_H

#include "forecast/components.h"

typedef struct {
    ct_path  path;
    double   offset;                       /* added to levels with zeros, in units of the grid's x             */
    ct_parts parts;                        /* forecasts of the components, spreads, evidence                    */
    double   weight[CT_PARTS];             /* of the components, adding to 1                                    */
    double   error[CT_PARTS];              /* mean absolute error at the rolling origins, units of x; NaN: none */
    double   rolling;                      /* errors over spread at the rolling origins, shrunk towards 1       */
    size_t   origins, errors;              /* rolling origins used; errors compared there                       */
    double   disagreement[CT_MAX_HORIZON]; /* weighted standard deviation of the components                     */
} ct_account;

/** The default model's prediction with its account, which NULL leaves out. A series that is zero throughout has none: account untouched. */
CT_CHECKED ct_error ct_auto_predict(const ct_grid *grid, size_t h, ct_prediction *out, ct_account *account);

#endif
