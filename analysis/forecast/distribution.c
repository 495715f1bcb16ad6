#include "forecast/distribution.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* Ratios of a curved side, and of a t: below the least the bound has cut the side, or the curve would crowd
 * it at the median; above the most the t has less than 0.87 degrees of freedom and a tail that no year has.
 * Within close_to of a normal's ratio a side is straight. */
static const double least_ratio = 1.1, most_ratio = 5, close_to = 1e-4;
static const double normal_ratio = CT_SCORE_95 / CT_SCORE_80;

static double student_ratio(double inverse_nu)
{
    return gsl_cdf_tdist_Qinv(0.025, 1 / inverse_nu) / gsl_cdf_tdist_Qinv(0.1, 1 / inverse_nu);
}

static double curved_ratio(double c)
{
    return expm1(-c * CT_SCORE_95) / expm1(-c * CT_SCORE_80);
}

/* Where a monotone ratio comes to `wanted`, between low and high, which enclose it: false position, Illinois
 * variant (Dowell and Jarratt 1971). The ratios are nearly straight lines, so a few steps do. */
static double solve(double (*ratio)(double), double wanted, double low, double high)
{
    double at_low = log(ratio(low) / wanted), at_high = log(ratio(high) / wanted), middle = low;
    int side = 0;

    for (int i = 0; i < 60; i++) {
        middle = (low * at_high - high * at_low) / (at_high - at_low);
        double at = log(ratio(middle) / wanted);

        if (fabs(at) < 1e-13 || fabs(high - low) < 1e-14) break;
        if ((at > 0) == (at_high > 0)) {
            high = middle;
            at_high = at;
            if (side == 1) at_low /= 2;
            side = 1;
        } else {
            low = middle;
            at_low = at;
            if (side == -1) at_high /= 2;
            side = -1;
        }
    }
    return middle;
}

static ct_side side_of(double to80, double to95)
{
    ct_side side = { CT_SIDE_STRAIGHT, to80, to95, 0, 0 };
    double ratio = to95 / to80; /* NaN or infinite for no spread */

    if (ratio > normal_ratio + close_to && ratio < most_ratio) {
        side.kind = CT_SIDE_STUDENT;
        side.form = 1 / solve(student_ratio, ratio, 1e-5, 1.2);
        side.unit = to80 / gsl_cdf_tdist_Qinv(0.1, side.form);
    } else if (ratio > least_ratio && ratio < normal_ratio - close_to) {
        side.kind = CT_SIDE_CURVED;
        side.form = solve(curved_ratio, ratio, 1e-5, 4);
        side.unit = to80 / -expm1(-side.form * CT_SCORE_80);
    }
    return side;
}

ct_distribution ct_distribution_of(const ct_projection *projection)
{
    double median = projection->median;

    return (ct_distribution){ projection->period, median,
                              side_of(median - projection->lo80, median - projection->lo95),
                              side_of(projection->hi80 - median, projection->hi95 - median) };
}

static double distance(const ct_side *side, double score)
{
    switch (side->kind) {
    case CT_SIDE_STUDENT: return side->unit * gsl_cdf_tdist_Qinv(gsl_cdf_ugaussian_Q(score), side->form);
    case CT_SIDE_CURVED: return side->unit * -expm1(-side->form * score);
    case CT_SIDE_STRAIGHT: break;
    }
    if (score <= CT_SCORE_80) return side->to80 * score / CT_SCORE_80;
    return side->to80 + (side->to95 - side->to80) * (score - CT_SCORE_80) / (CT_SCORE_95 - CT_SCORE_80);
}

double ct_distribution_at_score(const ct_distribution *distribution, double z)
{
    return z < 0 ? distribution->median - distance(&distribution->below, -z)
                 : distribution->median + distance(&distribution->above, z);
}
