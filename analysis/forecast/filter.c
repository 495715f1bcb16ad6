#include "forecast/filter.h"

#include <math.h>

void ct_filter_init(ct_filter *filter, double alpha, double beta, double phi, ct_second second)
{
    *filter = (ct_filter){ .alpha = alpha, .beta = beta, .phi = phi, .second = second };
    filter->level[1] = 1;
    if (second == CT_SECOND_SLOPE) filter->slope[2] = 1;
}

static double predict(const ct_filter *filter, int copy)
{
    double m = copy == 2 && filter->second == CT_SECOND_DRIFT ? 1 : 0;

    return filter->level[copy] + filter->phi * filter->slope[copy] + m;
}

static double innovation_variance(const ct_filter *filter)
{
    double phi = filter->phi;

    return filter->p00 + 2 * phi * filter->p01 + phi * phi * filter->p11 + 1;
}

/* P <- F P F' + g g' - v k k', F = [[1, phi], [0, phi]]; v = 0 for a missing year. */
static void move_covariance(ct_filter *filter, double v, double k0, double k1)
{
    double phi = filter->phi, p00 = filter->p00, p01 = filter->p01, p11 = filter->p11;

    filter->p00 = p00 + 2 * phi * p01 + phi * phi * p11 + filter->alpha * filter->alpha - v * k0 * k0;
    filter->p01 = phi * p01 + phi * phi * p11 + filter->alpha * filter->beta - v * k0 * k1;
    filter->p11 = phi * phi * p11 + filter->beta * filter->beta - v * k1 * k1;
}

static void pass_missing(ct_filter *filter)
{
    for (int copy = 0; copy < 3; copy++) {
        filter->level[copy] = predict(filter, copy);
        filter->slope[copy] *= filter->phi;
    }
    move_covariance(filter, 0, 0, 0);
}

void ct_filter_push(ct_filter *filter, double z)
{
    double v = 1, k0 = filter->alpha, k1 = filter->beta, phi = filter->phi, e[3];

    if (isnan(z)) {
        pass_missing(filter);
        return;
    }
    if (filter->p00 != 0 || filter->p11 != 0) {
        v = innovation_variance(filter);
        k0 = (filter->p00 + 2 * phi * filter->p01 + phi * phi * filter->p11 + filter->alpha) / v;
        k1 = (phi * filter->p01 + phi * phi * filter->p11 + filter->beta) / v;
        move_covariance(filter, v, k0, k1);
    }
    for (int copy = 0; copy < 3; copy++) {
        double p = predict(filter, copy);

        e[copy] = (copy == 0 ? z : 0) - p;
        filter->level[copy] = p + k0 * e[copy];
        filter->slope[copy] = phi * filter->slope[copy] + k1 * e[copy];
    }
    filter->s00 += e[0] * e[0] / v;
    filter->s01 += e[0] * e[1] / v;
    filter->s02 += e[0] * e[2] / v;
    filter->s11 += e[1] * e[1] / v;
    filter->s12 += e[1] * e[2] / v;
    filter->s22 += e[2] * e[2] / v;
    if (v != 1) filter->log_v += log(v);
    filter->n++;
}

void ct_filter_ahead(const ct_filter *filter, size_t h, ct_ahead *ahead)
{
    ct_filter state = *filter;

    for (size_t j = 0; j < h; j++) {
        for (int copy = 0; copy < 3; copy++) ahead->p[copy][j] = predict(&state, copy);
        ahead->v[j] = innovation_variance(&state);
        pass_missing(&state);
    }
}

bool ct_filter_start(const ct_filter *filter, double unit, double tau, ct_start *start)
{
    double s00 = filter->s00 / unit / unit, s01 = filter->s01 / unit, s02 = filter->s02 / unit;
    double a = filter->s11, b = filter->s12, d = filter->s22 + (isinf(tau) ? 0 : 1 / (tau * tau)), det;

    *start = (ct_start){ .rss = 0 };
    if (tau == 0) {
        start->inv00 = 1 / a;
        start->theta[0] = -s01 / a;
        det = a;
    } else {
        det = a * d - b * b;
        start->inv00 = d / det;
        start->inv01 = -b / det;
        start->inv11 = a / det;
        start->theta[0] = -(start->inv00 * s01 + start->inv01 * s02);
        start->theta[1] = -(start->inv01 * s01 + start->inv11 * s02);
    }
    if (!(det > 0) || !isfinite(start->theta[0]) || !isfinite(start->theta[1])) return false;
    start->log_det = log(det);
    start->rss = fmax(0, s00 + start->theta[0] * s01 + start->theta[1] * s02);
    return true;
}
