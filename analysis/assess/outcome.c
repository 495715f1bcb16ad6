#include "assess/outcome.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

#include "assess/rates.h"

enum { KNOTS = 5 };

static const double scores[KNOTS] = { -CT_SCORE_95, -CT_SCORE_80, 0, CT_SCORE_80, CT_SCORE_95 };

double ct_projection_at_score(const ct_projection *projection, double z)
{
    const double values[KNOTS] = { projection->lo95, projection->lo80, projection->median, projection->hi80, projection->hi95 };
    size_t i = 0; /* the piece from knot i to i + 1; the outer pieces also serve the tails */

    while (i + 2 < KNOTS && z > scores[i + 1]) i++;
    return values[i] + (values[i + 1] - values[i]) * (z - scores[i]) / (scores[i + 1] - scores[i]);
}

static double projected_sum(const ct_outcome *outcome, double z)
{
    double sum = 0;

    for (size_t i = 0; i < outcome->n; i++) sum += ct_projection_at_score(outcome->projected[i], z);
    return sum;
}

/* Growth below -100 % leaves nothing: the product is 0 from there down, so that a wild tail stays a number. */
static double projected_growth(const ct_outcome *outcome, double z)
{
    double sum = outcome->known;

    for (size_t i = 0; i < outcome->n; i++) sum += log1p(fmax(ct_projection_at_score(outcome->projected[i], z), -100) / 100);
    return 100 * expm1(sum / (double)outcome->years);
}

static double projected_worst(const ct_outcome *outcome, double z)
{
    double worst = outcome->known; /* NaN while no year is known: fmin and fmax pass over it */

    for (size_t i = 0; i < outcome->n; i++) {
        double value = ct_projection_at_score(outcome->projected[i], z);

        worst = outcome->kind == CT_OUTCOME_LOWEST ? fmin(worst, value) : fmax(worst, value);
    }
    return worst;
}

double ct_outcome_at(const ct_outcome *outcome, double z)
{
    double last = ct_projection_at_score(outcome->projected[outcome->n - 1], z);

    switch (outcome->kind) {
    case CT_OUTCOME_LAST: return last;
    case CT_OUTCOME_SUM: return outcome->known + projected_sum(outcome, z);
    case CT_OUTCOME_MEAN: return (outcome->known + projected_sum(outcome, z)) / (double)outcome->years;
    case CT_OUTCOME_GEOMETRIC: return projected_growth(outcome, z);
    case CT_OUTCOME_CAGR: /* from a positive base; nothing left is a growth of -100 % */
        return last > 0 ? ct_cagr(outcome->known, last, (double)outcome->years) : -100;
    case CT_OUTCOME_CHANGE: return (last - outcome->known) / (double)outcome->years;
    case CT_OUTCOME_DIFFERENCE: return last - outcome->known;
    case CT_OUTCOME_MULTIPLE: return last / outcome->known;
    case CT_OUTCOME_GROWTH: return 100 * (last / outcome->known - 1);
    case CT_OUTCOME_LOWEST:
    case CT_OUTCOME_HIGHEST: return projected_worst(outcome, z);
    }
    return NAN;
}

/* The score where the outcome passes x: the first with outcome >= x, or, for `above`, the first with outcome > x. Scores past 9 have
 * a probability below 1e-18 and count as infinite. */
static double crossing(const ct_outcome *outcome, double x, bool above)
{
    double low = -9, high = 9;
    double bottom = ct_outcome_at(outcome, low), top = ct_outcome_at(outcome, high);

    if (isnan(x) || isnan(bottom) || isnan(top)) return NAN;
    if (above ? bottom > x : bottom >= x) return -INFINITY;
    if (above ? top <= x : top < x) return INFINITY;
    for (int i = 0; i < 80; i++) {
        double middle = (low + high) / 2, value = ct_outcome_at(outcome, middle);

        if (above ? value > x : value >= x)
            high = middle;
        else
            low = middle;
    }
    return high;
}

double ct_outcome_at_least(const ct_outcome *outcome, double x)
{
    double z = crossing(outcome, x, false);

    if (isnan(z)) return NAN;
    return isinf(z) ? (z < 0 ? 1 : 0) : gsl_cdf_ugaussian_Q(z);
}

double ct_outcome_at_most(const ct_outcome *outcome, double x)
{
    double z = crossing(outcome, x, true);

    if (isnan(z)) return NAN;
    return isinf(z) ? (z < 0 ? 0 : 1) : gsl_cdf_ugaussian_P(z);
}
