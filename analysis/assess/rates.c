#include "assess/rates.h"

#include <math.h>

double ct_cagr(double a, double b, double years)
{
    if (!(years > 0) || !(a * b > 0)) return NAN;
    return 100 * (pow(b / a, 1 / years) - 1);
}

double ct_grow(double value, double rate, double years)
{
    return value * pow(1 + rate / 100, years);
}

double ct_share_done(double x0, double x1, double target)
{
    if (x0 == target) return NAN;
    return 100 * (x1 - x0) / (target - x0);
}

/* The sum of ln(1 + g): -infinity for a rate of -100, NaN below. */
static double log_product(const double *rates, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) sum += log1p(rates[i] / 100);
    return sum;
}

double ct_average_geometric(const double *rates, size_t n)
{
    if (n == 0) return NAN;
    return 100 * expm1(log_product(rates, n) / (double)n);
}

double ct_average_arithmetic(const double *values, size_t n)
{
    double sum = 0;

    if (n == 0) return NAN;
    for (size_t i = 0; i < n; i++) sum += values[i];
    return sum / (double)n;
}

double ct_required_geometric(double target, size_t years, const double *rates, size_t k)
{
    double done = log_product(rates, k);

    if (k >= years || !isfinite(done) || !(target > -100)) return NAN;
    return 100 * expm1(((double)years * log1p(target / 100) - done) / (double)(years - k));
}

double ct_required_arithmetic(double target, size_t years, const double *values, size_t k)
{
    double sum = 0;

    if (k >= years) return NAN;
    for (size_t i = 0; i < k; i++) sum += values[i];
    return ((double)years * target - sum) / (double)(years - k);
}

double ct_secured_average(size_t years, const double *rates, size_t k)
{
    if (years == 0 || k > years) return NAN;
    return 100 * expm1(log_product(rates, k) / (double)years);
}

/* r + r^2 + ... + r^m by Horner's rule: no cancellation at r = 1. */
static double power_sum(double r, size_t m)
{
    double sum = 0;

    for (size_t i = 0; i < m; i++) sum = r * (1 + sum);
    return sum;
}

double ct_required_constant_growth(double flow, double rest, size_t m)
{
    double low = 0, high = 1;

    if (m == 0 || !(flow > 0) || !(rest > 0) || !isfinite(rest / flow)) return NAN;
    while (power_sum(high, m) < rest / flow)
        high *= 2; /* ends: the sum is at least r, and rest / flow is finite */
    for (int i = 0; i < 200 && high - low > 1e-15 * high; i++) {
        double middle = low + (high - low) / 2;

        if (power_sum(middle, m) < rest / flow)
            low = middle;
        else
            high = middle;
    }
    return 100 * (high - 1);
}

double ct_attainment_geometric(double x1, double t1, double rate, double target)
{
    double years;

    if (isnan(rate) || !(x1 * target > 0)) return NAN;
    if (x1 == target) return t1;
    years = log(target / x1) / log1p(rate / 100);
    return years > 0 ? t1 + years : INFINITY;
}

double ct_attainment_linear(double x1, double t1, double step, double target)
{
    double years;

    if (isnan(step) || isnan(x1) || isnan(target)) return NAN;
    if (x1 == target) return t1;
    years = (target - x1) / step;
    return years > 0 ? t1 + years : INFINITY;
}

double ct_time_distance(double x0, double t0, double x1, double t1, double target, double end)
{
    if (x0 == target) return NAN;
    return t0 + (end - t0) * (x1 - x0) / (target - x0) - t1;
}

const char *const ct_shape_words[] = { "linear", "geometric", "s", NULL };

double ct_path_at(ct_shape shape, double from, double to, double share)
{
    switch (shape) {
    case CT_SHAPE_LINEAR: return from + (to - from) * share;
    case CT_SHAPE_GEOMETRIC: return from * to > 0 ? from * pow(to / from, share) : NAN;
    case CT_SHAPE_S: return from + (to - from) * share * share * (3 - 2 * share);
    }
    return NAN;
}
