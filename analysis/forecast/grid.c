#include "forecast/grid.h"

#include <math.h>
#include <stdlib.h>

static const struct {
    double nu, a, b;
} lone[] = {
    [CT_PATH_POSITIVE] = { 1.88, 0.064, 0.72 },
    [CT_PATH_SHARE] = { 1.43, 0.058, 0.67 },
    [CT_PATH_RATE] = { 1.17, 0.861, 0.16 },
    [CT_PATH_REAL] = { 1.17, 0.861, 0.16 },
};

/* Half the smallest distance to 0 or 100 among the values strictly inside, at most 0.5. */
static double share_edge(const double *y, size_t n)
{
    double edge = 0.5;

    for (size_t i = 0; i < n; i++) {
        double distance = fmin(y[i], 100 - y[i]);

        if (distance > 0) edge = fmin(edge, distance / 2);
    }
    return fmax(edge, 1e-12); /* a share of 1e-300 is a share of none */
}

static double logit(double y, double edge)
{
    y = fmin(fmax(y, edge), 100 - edge);
    return log(y / (100 - y));
}

static ct_path choose_path(ct_nature nature, const double *y, size_t n)
{
    double low = y[0], high = y[0];

    if (nature == CT_SHARE) return CT_PATH_SHARE;
    if (nature == CT_RATE) return CT_PATH_RATE;
    for (size_t i = 1; i < n; i++) {
        low = fmin(low, y[i]);
        high = fmax(high, y[i]);
    }
    return low >= 0 && high > 0 ? CT_PATH_POSITIVE : CT_PATH_REAL;
}

/* A power of two, so that dividing by it loses no digit; 1 when all values are 0. */
static double power_unit(const double *y, size_t n)
{
    double largest = 0;
    int exponent;

    for (size_t i = 0; i < n; i++) largest = fmax(largest, fabs(y[i]));
    if (largest == 0) return 1;
    frexp(largest, &exponent);
    return ldexp(1, exponent - 1);
}

ct_error ct_grid_init(ct_grid *grid, ct_nature nature, const double *year, const double *y, size_t n)
{
    *grid = (ct_grid){ .path = choose_path(nature, y, n), .n = n, .last_year = (long)year[n - 1], .unit = 1 };
    grid->length = (size_t)(year[n - 1] - year[0]) + 1;
    grid->x = malloc(grid->length * sizeof *grid->x);
    if (grid->x == NULL) return ct_no_memory();
    for (size_t t = 0; t < grid->length; t++) grid->x[t] = NAN;
    if (grid->path == CT_PATH_SHARE)
        grid->edge = share_edge(y, n);
    else
        grid->unit = power_unit(y, n);
    for (size_t i = 0; i < n; i++)
        grid->x[(size_t)(year[i] - year[0])] =
            grid->path == CT_PATH_SHARE ? logit(y[i], grid->edge) : y[i] / grid->unit;
    return ct_ok();
}

void ct_grid_clear(ct_grid *grid)
{
    free(grid->x);
    *grid = (ct_grid){ .x = NULL };
}

double ct_grid_last(const ct_grid *grid)
{
    return grid->x[grid->length - 1];
}

bool ct_grid_all_zero(const ct_grid *grid)
{
    for (size_t t = 0; t < grid->length; t++)
        if (!isnan(grid->x[t]) && grid->x[t] != 0) return false;
    return grid->path != CT_PATH_SHARE;
}

void ct_grid_list(const ct_grid *grid, double *year, double *x)
{
    size_t n = 0;

    for (size_t t = 0; t < grid->length; t++) {
        if (isnan(grid->x[t])) continue;
        year[n] = (double)t - (double)(grid->length - 1); /* small numbers keep the digits */
        x[n++] = grid->x[t];
    }
}

ct_error ct_grid_init_log(ct_grid *grid, const ct_grid *from)
{
    *grid = *from;
    grid->x = malloc(from->length * sizeof *grid->x);
    if (grid->x == NULL) return ct_no_memory();
    for (size_t t = 0; t < from->length; t++) {
        if (from->path != CT_PATH_SHARE && from->x[t] <= 0)
            return ct_fail(CT_ENUMERIC, 0, "a value is not above 0, so it has no growth rate");
        grid->x[t] = from->path == CT_PATH_SHARE ? from->x[t] : log(from->x[t]); /* NaN stays NaN */
    }
    return ct_ok();
}

double ct_grid_interpolate(const ct_grid *grid, const double *x, size_t t)
{
    size_t before = t, after = t;

    while (isnan(x[before])) before--;
    while (isnan(x[after])) after++;
    if (before == after) return x[t];
    double share = (double)(t - before) / (double)(after - before);

    if (grid->path == CT_PATH_POSITIVE && x[before] > 0 && x[after] > 0)
        return x[before] * pow(x[after] / x[before], share);
    return x[before] + share * (x[after] - x[before]);
}

void ct_grid_lone_spread(const ct_grid *grid, size_t h, ct_prediction *out)
{
    bool relative = grid->path == CT_PATH_SHARE || out[0].transform == CT_TRANSFORM_LOG;
    double size = relative ? 1 : fabs(ct_grid_last(grid));

    for (size_t j = 0; j < h; j++) {
        out[j].scale = lone[grid->path].a * size * pow((double)(j + 1), lone[grid->path].b);
        out[j].nu = lone[grid->path].nu;
    }
}
