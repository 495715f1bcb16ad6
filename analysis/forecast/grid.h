/* What a model sees: a checked series on its working scale, one place a year. */
#ifndef CT_FORECAST_GRID_H
#define CT_FORECAST_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "forecast/forecast.h"

/* The four ways of treating a series; its nature and its values decide. */
typedef enum {
    CT_PATH_POSITIVE, /* a level, no value negative, some positive    */
    CT_PATH_SHARE,    /* a share, in logits                           */
    CT_PATH_RATE,     /* a rate                                       */
    CT_PATH_REAL      /* a level with a negative value, or all zero   */
} ct_path;

typedef struct ct_grid {
    ct_path path;
    double
        *x;         /* `length` values; NaN is a year without one; the first and the last are there. Shares in
                       logits, others in      the series' unit times a power of two that brings the largest near 1         */
    size_t length;  /* 1 .. CT_MAX_SPAN  */
    size_t n;       /* values that are there, 1 .. length       */
    long last_year; /* Gregorian year of the last value */
    double unit;    /* the series' value is x * unit; 1 for a share    */
    double ceiling; /* no value can exceed it, in units of x; 100 for a share; INFINITY: not known */
    double edge;    /* shares only: values nearer to 0 or 100 were moved to this distance    */
} ct_grid;

/** Make the grid of checked values; arguments as ct_project_values(). The caller clears it in every case.
 * CT_ENOMEM. */
CT_CHECKED ct_error ct_grid_init(ct_grid *grid, ct_nature nature, const double *year, const double *y,
                                 size_t n);
void ct_grid_clear(ct_grid *grid);

/** The last value. */
double ct_grid_last(const ct_grid *grid);

/** The values that are there, and their years counted from the last one (0, and negative before).
 * @param year, x the caller's arrays of grid->n */
void ct_grid_list(const ct_grid *grid, double *year, double *x);

/** The same grid with ln x in place of x, cleared by the caller in every case; a share's logits stay as they
 * are, so that what grows geometrically is its odds. CT_ENUMERIC when a value is not above 0; CT_ENOMEM. */
CT_CHECKED ct_error ct_grid_init_log(ct_grid *grid, const ct_grid *from);

/** Fill the gap around place t: a straight line between its neighbours, geometric on the positive path; x[t]
 * where it is there.
 * @param x values of every year, the first and the last of them there */
double ct_grid_interpolate(const ct_grid *grid, const double *x, size_t t);

/** True when every value is 0 (on the working scale, so never for a share with its edge below 50). */
bool ct_grid_all_zero(const ct_grid *grid);

/** The spread of a series that says nothing of its own changes: one observation, or a fit without residual.
 * Sets scale and nu of h steps: scale = a |last| step^b (a step^b for a share and where out's transform is
 * CT_TRANSFORM_LOG), constants measured on M3, docs/methods-forecast.md. */
void ct_grid_lone_spread(const ct_grid *grid, size_t h, ct_prediction *out);

/** Set the quantiles of a prediction from its location, scale and nu, cut at the bounds. */
void ct_prediction_fill(ct_prediction *prediction, double lower, double upper);

/** The same of h predictions. */
void ct_predictions_fill(ct_prediction *predictions, size_t h, double lower, double upper);

/** Move a prediction so that its median is this one; the spread on the working scale stays, so the intervals
 * go along.
 * @param median within the bounds, above 0 where the transform takes logarithms */
void ct_prediction_move(ct_prediction *prediction, double median, double lower, double upper);

#endif
