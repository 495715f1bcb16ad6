/* A plane of years and values inside a picture: its axes, for the kinds that draw one. */
#ifndef CT_CHART_PLANE_H
#define CT_CHART_PLANE_H

#include "chart/axis.h"
#include "chart/board.h"

typedef struct {
    double left, right, bottom, top; /* pixels                          */
    double x_low, x_high, y_low, y_high;
    double divisor; /* values divided by it are on the axis */
    const char *words;
} ct_plane;

double ct_plane_x(const ct_plane *plane, double x);
double ct_plane_y(const ct_plane *plane, double value);

/** Fit the value axis around [low, high] (in the unit, zero included where all are amounts) and draw grid
 * ("grid" layer), ticks and unit. The plane's left edge moves right for the ticks. CT_EDATA (not finite),
 * CT_ENOMEM. */
CT_CHECKED ct_error ct_plane_values(ct_plane *plane, ct_picture *picture, const ct_board *board,
                                    const char *unit, double low, double high);

#endif
