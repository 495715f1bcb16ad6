/* Forecasts of amounts made to add up. */
#ifndef CT_FORECAST_RECONCILE_H
#define CT_FORECAST_RECONCILE_H

#include <stddef.h>

#include "core/error.h"

/** Change forecasts as little as their variances allow, so that they satisfy linear equations: weighted least
 * squares, the minimum trace reconciliation with a diagonal error covariance W (Hyndman, Lee and Wang 2016,
 * Computational Statistics & Data Analysis 97; Wickramasuriya, Athanasopoulos and Hyndman 2019, J. American
 * Statistical Association 114), in the form for equations C y = 0: y - W C' (C W C')^-1 C y. A value that
 * would leave its bounds is held at the bound and the others are solved again, as in non-negative
 * reconciliation (Wickramasuriya, Turlach and Hyndman 2020, Statistics and Computing 30); with one equation
 * that is the optimum, with several it is a solution near it.
 * @param value    n finite forecasts; the reconciled ones on success, untouched otherwise
 * @param variance n of them, 0 or more; 0: known, stays as it is
 * @param lower, upper n bounds each, lower <= value <= upper; infinite: none
 * @param c        equations * n coefficients, row by row
 * @return CT_OK; CT_ENUMERIC (nothing within the bounds satisfies the equations); CT_ENOMEM */
CT_CHECKED ct_error ct_reconcile(double *value, const double *variance, const double *lower,
                                 const double *upper, size_t n, const double *c, size_t equations);

#endif
