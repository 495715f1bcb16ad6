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
    while (power_sum(high, m) < rest / flow) high *= 2; /* ends: the sum is at least r, and rest / flow is finite */
    for (int i = 0; i < 200 && high - low > 1e-15 * high; i++) {
        double middle = low + (high - low) / 2;

        if (power_sum(middle, m) < rest / flow)
            low = middle;
        else
            high = middle;
    }
    return 100 * (high - 1);
}
