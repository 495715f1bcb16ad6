#include "chart/axis.h"

#include <math.h>

/* How many multiples of step lie in [low, high]. */
static double multiples(double low, double high, double step)
{
    return floor(high / step + 1e-9) - ceil(low / step - 1e-9) + 1;
}

/* The round step that gives the count of ticks nearest to `want`; of two as near the larger one. 2.5 only
 * where it needs no decimal: 25, 250. */
static double round_step(double low, double high, double want, bool whole, int *exponent)
{
    static const double leads[] = { 5, 2.5, 2, 1 };
    int middle = (int)floor(log10((high - low) / want));
    double best = INFINITY, chosen = 0;

    for (int e = middle + 1; e >= middle - 1; e--)
        for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
            double step = leads[i] * pow(10, e), miss = fabs(multiples(low, high, step) - want);
            if ((leads[i] == 2.5 && e < 1) || (whole && e < 0)) continue;
            if (miss >= best - 1e-9) continue;
            best = miss;
            chosen = step;
            *exponent = e;
        }
    if (chosen == 0) { /* a whole axis shorter than one */
        chosen = 1;
        *exponent = 0;
    }
    return chosen;
}

ct_error ct_ticks_choose(double low, double high, size_t want, bool whole, ct_ticks *ticks)
{
    double step, first, last;
    int exponent = 0;

    if (!isfinite(low) || !isfinite(high) || !(low < high) || !isfinite(high - low))
        return ct_fail(CT_EDATA, 0, "an axis cannot run from %g to %g", low, high);
    if (want < 2) want = 2;
    if (want > 12) want = 12;
    step = round_step(low, high, (double)want, whole, &exponent);
    ticks->decimals = exponent >= 0 ? 0 : exponent < -9 ? 9 : -exponent;
    first = ceil(low / step - 1e-9);
    last = floor(high / step + 1e-9);
    ticks->n = 0;
    for (double i = first; i <= last && ticks->n < CT_MAX_TICKS; i++)
        ticks->at[ticks->n++] = i == 0 ? 0.0 : i * step; /* no "-0" */
    return ct_ok();
}

long ct_years_step(long first, long last, size_t most)
{
    static const long steps[] = { 1, 2, 5 };

    if (most == 0) most = 1;
    for (long power = 1; power <= 1000; power *= 10)
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
            if ((last - first) / (steps[i] * power) + 1 <= (long)most) return steps[i] * power;
    return 5000;
}
