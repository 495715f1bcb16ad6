#include "assess/measures.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_permutation.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "assess/rates.h"

double ct_ratio_geometric(const ct_way *way, double zero)
{
    double x0 = way->x0 != 0 ? way->x0 : zero, x1 = way->x1 != 0 ? way->x1 : zero,
           target = way->target != 0 ? way->target : zero;
    double observed = ct_cagr(x0, x1, way->t1 - way->t0), planned = ct_cagr(x0, target, way->end - way->t0);

    if (isnan(observed) || isnan(planned) || planned == 0) return NAN;
    return (x0 < 0 ? -1 : 1) * way->sign * observed / fabs(planned);
}

double ct_ratio_linear(const ct_way *way)
{
    double planned = (way->target - way->x0) / (way->end - way->t0);

    if (planned == 0) return NAN;
    return way->sign * (way->x1 - way->x0) / (way->t1 - way->t0) / fabs(planned);
}

double ct_growth_towards(const ct_way *way)
{
    return (way->x0 < 0 ? -1 : 1) * way->sign * ct_cagr(way->x0, way->x1, way->t1 - way->t0);
}

double ct_limit_factor(double base, double limit)
{
    const double exponent = 4.44;
    double a = fabs(base), b = fabs(limit);

    if (a >= 2 * b) return 1;
    return 1 - pow((a <= b ? a : 2 * b - a) / b, exponent);
}

static double clip(double value, double low, double high)
{
    return fmax(low, fmin(high, value));
}

double ct_statcan_score(double ratio)
{
    if (isnan(ratio)) return NAN;
    return clip(ratio >= 0.6 ? 7.1429 * ratio - 4.2857 : 4.1667 * ratio - 2.5, -5, 5);
}

double ct_statcan_growth_score(double growth, double factor)
{
    double c = growth / 100, score;

    if (isnan(c) || isnan(factor)) return NAN;
    if (c < 0)
        score = 125 * c - 2.5;
    else if (factor <= 0)
        score = 5; /* at the limit already */
    else if (c < 0.005 * factor)
        score = 500 * c / factor - 2.5;
    else
        score = c < 0.015 * factor ? 250 * c / factor - 1.25 : 500 * c / factor - 5;
    return clip(score, -5, 5);
}

static bool is_met(const ct_way *way, double value)
{
    return way->sign * (value - way->target) >= 0;
}

/* Share of the way gone in the better direction, 1 at the target. */
static double share_of_way(const ct_way *way, double value)
{
    return way->target != way->x0 ? way->sign * (value - way->x0) / fabs(way->target - way->x0) : NAN;
}

double ct_status_index(const ct_way *way)
{
    return is_met(way, way->x1) ? 10 : 10 * share_of_way(way, way->x1);
}

double ct_parity_index(double base, double latest, double target)
{
    return base != target ? 10 - 10 * fabs(target - latest) / fabs(target - base) : NAN;
}

static bool to_scale(double x, ct_scale scale, double *out)
{
    *out = scale == CT_SCALE_LEVEL ? x : scale == CT_SCALE_LOG ? log(x) : log(x / (100 - x));
    return isfinite(*out);
}

static double from_scale(double y, ct_scale scale)
{
    return scale == CT_SCALE_LEVEL ? y : scale == CT_SCALE_LOG ? exp(y) : 100 / (1 + exp(-y));
}

/* The regression itself, in the caller's arrays: y and w hold room for n values. */
static bool fit_weighted(const double *t, const double *x, size_t n, double end, ct_scale scale, double *y,
                         double *w, ct_extrapolation *out)
{
    double intercept, c00, c01, c11, chisq, value, deviation;

    for (size_t i = 0; i < n; i++) {
        if (!to_scale(x[i], scale, &y[i])) return false;
        w[i] = (end - t[0]) / (end - t[i]);
    }
    if (gsl_fit_wlinear(t, 1, w, 1, y, 1, n, &intercept, &out->slope, &c00, &c01, &c11, &chisq) !=
            GSL_SUCCESS ||
        gsl_fit_linear_est(end, intercept, out->slope, c00, c01, c11, &value, &deviation) != GSL_SUCCESS)
        return false;
    out->value = from_scale(value, scale);
    return isfinite(out->slope) && isfinite(out->value);
}

bool ct_extrapolate(const double *t, const double *x, size_t n, double end, ct_scale scale,
                    ct_extrapolation *out)
{
    size_t used = 0;
    double *room;
    bool done;

    while (used < n && t[used] < end) used++;
    if (used < 2) return false;
    room = calloc(2 * used, sizeof *room);
    done = room != NULL && fit_weighted(t, x, used, end, scale, room, room + used, out);
    free(room);
    return done;
}

double ct_anticipated_index(const ct_way *way, double predicted)
{
    return 10 * share_of_way(way, predicted);
}

double ct_anticipated_gap(const ct_way *way, double predicted)
{
    if (is_met(way, predicted)) return 0;
    return way->target != way->x0 ? 100 * fabs(way->target - predicted) / fabs(way->target - way->x0) : NAN;
}

double ct_peer_distance(const double *peers, size_t n, bool sample, double x, double target, double sign)
{
    double mean, spread;

    if (n < 2) return NAN;
    mean = gsl_stats_mean(peers, 1, n);
    spread = sample ? gsl_stats_sd_m(peers, 1, n, mean) : gsl_stats_sd_with_fixed_mean(peers, 1, n, mean);
    return spread > 0 ? fmax(0, sign * (target - x) / spread) : NAN;
}

enum { EXACT = 9 }; /* values whose orders are few enough to go through: 362880 */

/* The mid-rank of value i. */
static double mid_rank(const double *x, size_t n, size_t i)
{
    double below = 0, same = 0;

    for (size_t j = 0; j < n; j++) {
        below += x[j] < x[i];
        same += x[j] == x[i];
    }
    return below + (same + 1) / 2;
}

double ct_rank_trend(const double *x, size_t n)
{
    double *ranks, rho = NAN;

    if (n < 2) return NAN;
    ranks = calloc(2 * n, sizeof *ranks);
    if (ranks == NULL) return NAN;
    for (size_t i = 0; i < n; i++) {
        ranks[i] = (double)i;
        ranks[n + i] = mid_rank(x, n, i);
    }
    rho = gsl_stats_correlation(ranks, 1, ranks + n, 1, n);
    free(ranks);
    return isfinite(rho) ? rho : NAN;
}

/* Student's approximation with n - 2 degrees of freedom. */
static double rough_p(double rho, size_t n)
{
    double t = fabs(rho) * sqrt((double)(n - 2) / (1 - rho * rho));

    return fabs(rho) < 1 ? 2 * gsl_cdf_tdist_Q(t, (double)(n - 2)) : 0;
}

double ct_rank_trend_p(const double *x, size_t n)
{
    double rho = ct_rank_trend(x, n), ranks[EXACT], product = 0,
           mean = (double)(n * (n + 1)) / 2 * (double)(n + 1) / 2; /* of the product of ranks and places */
    size_t all = 0, far = 0;
    gsl_permutation *order;

    if (isnan(rho)) return NAN;
    if (n > EXACT) return rough_p(rho, n);
    order = gsl_permutation_calloc(n);
    if (order == NULL) return NAN;
    for (size_t i = 0; i < n; i++) {
        ranks[i] = mid_rank(x, n, i);
        product += (double)(i + 1) * ranks[i];
    }
    do { /* the correlation is a line in this product */
        double other = 0;

        for (size_t i = 0; i < n; i++) other += (double)(i + 1) * ranks[gsl_permutation_get(order, i)];
        far += fabs(other - mean) >= fabs(product - mean) - 1e-9;
        all++;
    } while (gsl_permutation_next(order) == GSL_SUCCESS);
    gsl_permutation_free(order);
    return (double)far / (double)all;
}

double ct_sdsn_score(double x, double worst, double optimum)
{
    return worst != optimum ? clip(100 * (x - worst) / (optimum - worst), 0, 100) : NAN;
}

double ct_sdsn_trend(const ct_way *way, double worst, double optimum)
{
    double first = ct_sdsn_score(way->x0, worst, optimum), last = ct_sdsn_score(way->x1, worst, optimum),
           green = ct_sdsn_score(way->target, worst, optimum);
    double required = (green - first) / (way->end - way->t0);

    return required > 0 ? (last - first) / (way->t1 - way->t0) / required : NAN;
}

double ct_share_at_end(const ct_way *way)
{
    double rate = ct_cagr(way->x0, way->x1, way->t1 - way->t0);

    if (way->target == way->x0) return NAN;
    return (ct_grow(way->x1, rate, way->end - way->t1) - way->x0) / (way->target - way->x0);
}

double ct_share_at_end_linear(const ct_way *way)
{
    if (way->target == way->x0) return NAN;
    return (way->x1 - way->x0) / (way->t1 - way->t0) * (way->end - way->t0) / (way->target - way->x0);
}

double ct_reduction_regression(const double *t, const double *x, size_t n)
{
    double intercept, slope = NAN, c00, c01, c11, sum;
    double *y = n >= 2 ? calloc(n, sizeof *y) : NULL;
    bool positive = y != NULL;

    for (size_t i = 0; positive && i < n; i++) {
        positive = x[i] > 0;
        if (positive) y[i] = log(x[i]);
    }
    if (!positive ||
        gsl_fit_linear(t, 1, y, 1, n, &intercept, &slope, &c00, &c01, &c11, &sum) != GSL_SUCCESS ||
        !isfinite(slope))
        slope = NAN;
    free(y);
    return ct_reduction_of_slope(slope);
}

double ct_reduction_of_slope(double slope)
{
    return -100 * expm1(slope);
}

double ct_reduction_ends(double x0, double x1, double years)
{
    return x0 > 0 ? -ct_cagr(x0, x1, years) : NAN;
}

double ct_reduction_continuous(double x0, double x1, double years)
{
    return x0 > 0 && x1 > 0 && years > 0 ? -100 * log(x1 / x0) / years : NAN;
}

/* The typical years to a level: linear between the path's levels, which may fall. */
static double typical_years(const double *levels, const double *years, size_t n, double level)
{
    for (size_t i = 1; i < n; i++) {
        double share = (level - levels[i - 1]) / (levels[i] - levels[i - 1]);

        if (share >= 0 && share <= 1) return years[i - 1] + share * (years[i] - years[i - 1]);
    }
    return NAN;
}

double ct_speed(const double *levels, const double *years, size_t n, const ct_way *way)
{
    return (typical_years(levels, years, n, way->x1) - typical_years(levels, years, n, way->x0)) /
           (way->t1 - way->t0);
}

double ct_speed_attainment(const double *levels, const double *years, size_t n, const ct_way *way)
{
    double left = typical_years(levels, years, n, way->target) - typical_years(levels, years, n, way->x1);
    double speed = ct_speed(levels, years, n, way);

    if (isnan(left) || isnan(speed)) return NAN;
    return left <= 0 ? way->t1 : speed > 0 ? way->t1 + left / speed : INFINITY;
}

double ct_attain_normal(double mu, double sigma, double x, double sign)
{
    return gsl_cdf_ugaussian_Q(sign * (x - mu) / sigma);
}

double ct_attain_lognormal(double mu, double sigma, double x, double sign)
{
    return x > 0 ? ct_attain_normal(mu, sigma, log(x), sign) : sign > 0 ? 1 : 0;
}

double ct_attain_student(double nu, double location, double scale, double x, double sign)
{
    return gsl_cdf_tdist_Q(sign * (x - location) / scale, nu);
}

double ct_attain_average(double target, size_t years, const double *rates, size_t k, double mu, double sigma)
{
    double left = (double)years - (double)k, known = (double)k * log1p(ct_average_geometric(rates, k) / 100);

    if (!(left > 0)) return NAN;
    if (k == 0) known = 0;
    return ct_attain_normal(known + left * mu, sigma * sqrt(left), (double)years * log1p(target / 100), 1);
}
