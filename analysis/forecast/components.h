/* The components that the default model combines: each a small forecaster; all of them run side by side over
 * one pass of the data, so that forecasts can be asked at any origin. docs/methods-forecast.md describes
 * them. */
#ifndef CT_FORECAST_COMPONENTS_H
#define CT_FORECAST_COMPONENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "forecast/dotm.h"
#include "forecast/filter.h"
#include "forecast/grid.h"

typedef enum {
    CT_PART_DOTM,  /* dynamic optimised theta                                        */
    CT_PART_LOG,   /* smoothing with and without a small drift, on the log scale     */
    CT_PART_DRIFT, /* random walk with drift                                         */
    CT_PART_LOCAL, /* local linear trend                                             */
    CT_PART_BSES,  /* smoothing with and without drift                               */
    CT_PART_SES,   /* smoothing without drift                                        */
    CT_PART_LOGT,  /* smoothing with and without drift, on the log scale             */
    CT_PART_MED,   /* the median                                                     */
    CT_PARTS
} ct_part;

/** True when the path's pool has this component. */
bool ct_part_on_path(ct_part part, ct_path path);

enum { CT_BANK_LINEAR = 9, CT_BANK_TREND = 9, CT_BANK_LOG = 8 };

typedef struct {
    ct_path path;
    ct_filter linear[CT_BANK_LINEAR], trend[CT_BANK_TREND], log[CT_BANK_LOG];
    ct_dotm dotm;
    double sorted[CT_MAX_SPAN]; /* the values so far, ascending: paths RATE and REAL */
    double sum_abs, last;
    size_t n;
} ct_bank;

/* What the components say at one origin, steps 1 .. h. */
typedef struct {
    double forecast[CT_PARTS][CT_MAX_HORIZON]; /* only those on the path */
    double s0[CT_MAX_HORIZON]; /* spread of BSES                                                       */
    double s1[CT_MAX_HORIZON]; /* spread of SES                                                        */
    double s2[CT_MAX_HORIZON]; /* spread of LOG without the disagreement of its nodes, in units of x   */
    double ln_bf_drift, ln_bf_local; /* evidence for a drift and for a local trend: ln Bayes factors */
    double last; /* the last value                                                       */
} ct_parts;

void ct_bank_init(ct_bank *bank, ct_path path);

/** Take in the next year.
 * @param x      NaN: missing
 * @param filled x, or an interpolated value where x is missing */
void ct_bank_push(ct_bank *bank, double x, double filled);

/** Forecast from the year last pushed, which must not be a missing one, with at least 2 values pushed. */
void ct_bank_forecast(const ct_bank *bank, size_t h, ct_parts *out);

#endif
