/* What a prediction of one year says: its quantiles and the chances of a value, on the scale of the values.
 */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "forecast/forecast.h"
#include "forecast/grid.h"

/* A value of the working scale in the series' unit. */
static double to_unit(const ct_prediction *p, double w)
{
    switch (p->transform) {
    case CT_TRANSFORM_LOGIT: return 100 / (1 + exp(-w));
    case CT_TRANSFORM_DECLINE:
        if (w < p->last) w = p->last * exp((w - p->last) / p->last);
        return p->offset > 0 ? fmax(w - p->offset, 0) : w;
    case CT_TRANSFORM_LOG: return exp(w);
    default: return w;
    }
}

/* A value of the series' unit on the working scale; positive where the transform needs it. */
static double to_working(const ct_prediction *p, double y)
{
    switch (p->transform) {
    case CT_TRANSFORM_LOGIT: return log(y / (100 - y));
    case CT_TRANSFORM_DECLINE: y += p->offset; return y < p->last ? p->last * (1 + log(y / p->last)) : y;
    case CT_TRANSFORM_LOG: return log(y);
    default: return y;
    }
}

static double t_quantile(double nu, double p)
{
    return isinf(nu) ? gsl_cdf_ugaussian_Pinv(p) : gsl_cdf_tdist_Pinv(p, nu);
}

double ct_prediction_quantile(const ct_prediction *prediction, double p)
{
    if (!(p > 0 && p < 1)) return NAN;
    if (prediction->scale == 0) return to_unit(prediction, prediction->location);
    return to_unit(prediction, prediction->location + prediction->scale * t_quantile(prediction->nu, p));
}

double ct_prediction_at_least(const ct_prediction *p, double x)
{
    if (isnan(x)) return NAN;
    if (p->transform == CT_TRANSFORM_LOGIT) {
        if (x <= 0) return 1;
        if (x > 100) return 0;
        x = fmin(fmax(x, p->edge), 100 - p->edge); /* as the observed shares were */
    }
    if ((p->transform == CT_TRANSFORM_DECLINE || p->transform == CT_TRANSFORM_LOG) && x <= 0) return 1;
    double w = to_working(p, x);

    if (p->scale == 0) return p->location >= w ? 1 : 0;
    double t = (w - p->location) / p->scale;

    return isinf(p->nu) ? gsl_cdf_ugaussian_Q(t) : gsl_cdf_tdist_Q(t, p->nu);
}

double ct_prediction_at_most(const ct_prediction *p, double x)
{
    if (p->scale > 0 || isnan(x)) return 1 - ct_prediction_at_least(p, x);
    return to_unit(p, p->location) <= x ? 1 : 0;
}

/* Quantiles of one prediction, cut at the bounds. t80 and t95 are the t's quantiles at 0.90 and 0.975. */
static void fill_quantiles(ct_prediction *p, double t80, double t95, double lower, double upper)
{
    double *of[] = { &p->lo95, &p->lo80, &p->median, &p->hi80, &p->hi95 };
    const double t[] = { -t95, -t80, 0, t80, t95 };

    for (size_t i = 0; i < 5; i++)
        *of[i] = fmin(fmax(to_unit(p, p->location + p->scale * t[i]), lower), upper);
}

void ct_predictions_fill(ct_prediction *p, size_t h, double lower, double upper)
{
    double nu = NAN, t80 = 0, t95 = 0;

    for (size_t j = 0; j < h; j++) {
        if (p[j].nu != nu) { /* the quantiles cost more than all the rest, and years mostly share them */
            nu = p[j].nu;
            t80 = t_quantile(nu, 0.9);
            t95 = t_quantile(nu, 0.975);
        }
        fill_quantiles(&p[j], t80, t95, lower, upper);
    }
}

void ct_prediction_fill(ct_prediction *p, double lower, double upper)
{
    ct_predictions_fill(p, 1, lower, upper);
}

void ct_prediction_move(ct_prediction *p, double median, double lower, double upper)
{
    p->location = to_working(p, median);
    ct_prediction_fill(p, lower, upper);
}
