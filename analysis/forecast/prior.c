#include "forecast/prior.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "forecast/filter.h"

/* Constants of the recipe, docs/methods-forecast.md: chosen on provinces' series, confirmed on other
 * provinces. */
static const double GROWTH_COUNTS = 0.5, FADES_A_YEAR = 0.03,
                    GROWTH_COUNTS_LEAST = 0.3; /* of a level's or share's growth      */
static const double RATE_COUNTS = 0.75;        /* of a rate's usual value            */
static const double SPREAD_COUNTS = 0.75;      /* of the spread between provinces    */
static const double GROWTH_DOUBT =
    0.35; /* a year's doubt of the growth, in parts of it: trends end in all provinces at once  */
static const double LEAST_DOF = 5;
static const double FARTHEST = 300; /* |x| beyond which exp() is no figure of this world */

/* What prior and values together say of the years ahead. */
typedef struct {
    double at[CT_MAX_HORIZON], scale[CT_MAX_HORIZON], drift, variance, dof;
} outlook;

static bool suits(const ct_prior *prior, const ct_grid *grid)
{
    static const int natures[] = { [CT_PATH_POSITIVE] = CT_LEVEL,
                                   [CT_PATH_SHARE] = CT_SHARE,
                                   [CT_PATH_RATE] = CT_RATE,
                                   [CT_PATH_REAL] = -1 };
    double edge = grid->path == CT_PATH_SHARE ? log(grid->edge / (100 - grid->edge)) : 0;
    bool inside = false;

    if (natures[grid->path] != prior->nature) return false;
    for (size_t t = 0; t < grid->length; t++) {
        if (isnan(grid->x[t])) continue;
        if (grid->path == CT_PATH_POSITIVE && !(grid->x[t] > 0)) return false; /* 0 has no logarithm */
        inside = inside || fabs(grid->x[t]) < -edge * (1 - 1e-9);
    }
    return grid->path != CT_PATH_SHARE || inside;
}

/* Levels and shares: one run of the filter with the prior's memory, the drift around lambda growth. The
 * filter's sums are moved to those of data from which that drift is taken off. */
static void look_trended(const ct_prior *prior, const ct_grid *grid, double lambda, size_t h, outlook *out)
{
    double mu = lambda * prior->growth;
    ct_filter filter;
    ct_start start;
    ct_ahead ahead;

    ct_filter_init(&filter, prior->memory, 0, 1, CT_SECOND_DRIFT);
    for (size_t t = 0; t < grid->length; t++) ct_filter_push(&filter, grid->x[t]);
    ct_filter_ahead(&filter, h, &ahead);
    filter.s00 += 2 * mu * filter.s02 + mu * mu * filter.s22;
    filter.s01 += mu * filter.s12;
    filter.s02 += mu * filter.s22;
    (void)ct_filter_start(&filter, 1, SPREAD_COUNTS * prior->spread,
                          &start); /* a proper prior and one value determine both unknowns */
    out->drift = mu + start.theta[1];
    out->dof = prior->dof + (double)grid->n - 1;
    out->variance = (prior->dof * prior->shock * prior->shock + start.rss) / out->dof;
    for (size_t j = 0; j < h; j++) {
        double p1 = ahead.p[1][j], p2 = ahead.p[2][j], doubt = GROWTH_DOUBT * prior->growth * (double)(j + 1);
        double unknown = p1 * p1 * start.inv00 + 2 * p1 * p2 * start.inv01 + p2 * p2 * start.inv11;

        out->at[j] = ahead.p[0][j] + start.theta[0] * p1 + out->drift * p2;
        out->scale[j] = sqrt(out->variance * (ahead.v[j] + unknown) + doubt * doubt);
    }
}

/* Rates hover around a mean that provinces share: normal mean and variance with their conjugate prior (Gelman
 * et al. 2013, Bayesian Data Analysis, section 3.3). */
static void look_hovering(const ct_prior *prior, const ct_grid *grid, double lambda, size_t h, outlook *out)
{
    double mu = lambda * prior->growth / grid->unit, shock = prior->shock / grid->unit,
           doubt = GROWTH_DOUBT * prior->growth / grid->unit;
    double precision = 1 / (prior->spread * prior->spread), n = (double)grid->n, sum = 0, mean, rss;

    for (size_t t = 0; t < grid->length; t++) sum += isnan(grid->x[t]) ? 0 : grid->x[t];
    mean = (precision * mu + sum) / (precision + n);
    rss = precision * (mu - mean) * (mu - mean);
    for (size_t t = 0; t < grid->length; t++)
        rss += isnan(grid->x[t]) ? 0 : (grid->x[t] - mean) * (grid->x[t] - mean);
    out->drift = mean;
    out->dof = prior->dof + n;
    out->variance = (prior->dof * shock * shock + rss) / out->dof;
    for (size_t j = 0; j < h; j++) {
        out->at[j] = mean;
        out->scale[j] = sqrt(out->variance * (1 + 1 / (precision + n)) + doubt * doubt);
    }
}

/* The default's own location and scale on the prior's scale. A level's scale is read off its upper side: the
 * lower one is bent by the decline and would double it. */
static void own_outlook(ct_path path, const ct_prediction *p, double *at, double *scale)
{
    *at = p->location;
    *scale = p->scale;
    if (path != CT_PATH_POSITIVE) return;
    double median = ct_prediction_quantile(p, 0.5), high = ct_prediction_quantile(p, 0.9);

    *at = log(median);
    *scale =
        log(high / median) / (isinf(p->nu) ? gsl_cdf_ugaussian_Pinv(0.9) : gsl_cdf_tdist_Pinv(0.9, p->nu));
}

static void pool(const ct_grid *grid, const outlook *o, size_t h, ct_prediction *p, ct_prior_account *account)
{
    double n = (double)grid->n, weight = 4 / (n + 3), kappa = 1 + 0.2 / (n * n);

    account->weight = weight;
    account->kappa = kappa;
    for (size_t j = 0; j < h; j++) {
        double at = NAN, scale = NAN, *own = &account->own_at[j], *own_scale = &account->own_scale[j];

        account->prior_at[j] = at = o->at[j];
        account->prior_scale[j] = scale = o->scale[j];
        *own = *own_scale = NAN;
        if (grid->n > 1) { /* one value tells nothing of its own moves: W is 1 */
            own_outlook(grid->path, &p[j], own, own_scale);
            at = weight * at + (1 - weight) * *own;
            scale = exp(weight * log(scale) + (1 - weight) * log(*own_scale));
        }
        p[j].location = at;
        p[j].scale = kappa * scale;
        p[j].nu = weight * fmax(o->dof, LEAST_DOF) + (grid->n > 1 ? (1 - weight) * p[j].nu : 0);
        if (grid->path == CT_PATH_POSITIVE) {
            p[j].transform = CT_TRANSFORM_LOG;
            p[j].last = p[j].offset = 0;
        }
    }
}

static bool usable(ct_path path, const ct_prediction *p, size_t h)
{
    for (size_t j = 0; j < h; j++) {
        double reach = fabs(p[j].location) + 3 * p[j].scale;

        if (!isfinite(reach) || !(p[j].scale > 0) || (path != CT_PATH_RATE && reach > FARTHEST)) return false;
    }
    return true;
}

static double counted(ct_path path, long age)
{
    if (path == CT_PATH_RATE) return RATE_COUNTS;
    return fmax(GROWTH_COUNTS_LEAST, GROWTH_COUNTS - FADES_A_YEAR * fmax(0, (double)age));
}

static ct_error look(const ct_prior *prior, const ct_grid *grid, double lambda, size_t h, outlook *out)
{
    ct_grid logs;

    if (grid->path == CT_PATH_RATE) {
        look_hovering(prior, grid, lambda, h, out);
        return ct_ok();
    }
    ct_error err = ct_grid_init_log(&logs, grid);

    if (err.code == CT_OK) look_trended(prior, &logs, lambda, h, out);
    ct_grid_clear(&logs);
    return err;
}

ct_error ct_prior_combine(const ct_prior *prior, const ct_grid *grid, long age, size_t h, ct_prediction *p,
                          bool *used, ct_prior_account *account)
{
    ct_prior_account own = { .lambda = counted(grid->path, age) };
    ct_prediction pooled[CT_MAX_HORIZON];
    outlook o = { .dof = 0 };

    *used = false;
    if (!suits(prior, grid)) return ct_ok();
    CT_TRY(look(prior, grid, own.lambda, h, &o));
    own.drift = o.drift;
    own.variance = o.variance;
    own.dof = o.dof;
    memcpy(pooled, p, h * sizeof *p);
    pool(grid, &o, h, pooled, &own);
    if (!usable(grid->path, pooled, h)) return ct_ok();
    memcpy(p, pooled, h * sizeof *p);
    if (account != NULL) *account = own;
    *used = true;
    return ct_ok();
}
