/* Exponential smoothing chosen by likelihood: ETS(A or M; N, A or Ad; N) with the least AICc (Hyndman,
 * Koehler, Snyder and Grose 2002, International Journal of Forecasting 18(3); Hyndman, Koehler, Ord and
 * Snyder 2008). Additive errors are fitted by smoothing.c. With multiplicative errors the start is no longer
 * linear, so it is searched with alpha, beta and phi. */
#include "forecast/ets.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>
#include <math.h>

#include "forecast/models.h"

enum { ALPHA, RATIO, PHI, LEVEL, SLOPE, MOST }; /* RATIO: beta / alpha */
static const double low[MOST] = { 1e-4, 1e-4, 0.80, -INFINITY, -INFINITY },
                    high[MOST] = { 0.9999, 1, 0.98, INFINITY, INFINITY };

typedef struct {
    const ct_grid *grid;
    ct_trend trend;
    size_t n, which[MOST]; /* the parameters searched */
    double step[MOST];
} problem;

typedef struct {
    double level, slope, rss, log_mu; /* after the last value; sums over all */
    bool positive;                    /* every one-step forecast was         */
} run_end;

static run_end run(const problem *p, const double *v)
{
    bool trend = p->trend != CT_TREND_NONE;
    double phi = p->trend == CT_TREND_DAMPED ? v[PHI] : 1, beta = trend ? v[ALPHA] * v[RATIO] : 0;
    run_end end = { .level = v[LEVEL], .slope = trend ? v[SLOPE] : 0, .positive = true };

    for (size_t t = 0; t < p->grid->length && end.positive; t++) {
        double mu = end.level + phi * end.slope, e = p->grid->x[t] / mu - 1;

        end.positive = mu > 0;
        end.rss += e * e;
        end.log_mu += log(mu);
        end.level = mu * (1 + v[ALPHA] * e);
        end.slope = phi * end.slope + beta * mu * e;
    }
    return end;
}

static double deviance(const problem *p, const run_end *end)
{
    return (double)p->grid->n * log(end->rss + 1e-30) + 2 * end->log_mu;
}

/* A point outside the box counts as the nearest inside and a little worse, so that the search comes back. */
static double cost(const gsl_vector *at, void *params)
{
    const problem *p = params;
    double v[MOST] = { 0.5, 0.5, 0.9, 0, 0 }, outside = 0;

    for (size_t i = 0; i < p->n; i++) {
        size_t k = p->which[i];
        double raw = gsl_vector_get(at, i);

        v[k] = fmin(fmax(raw, low[k]), high[k]);
        outside += fabs(raw - v[k]);
    }
    run_end end = run(p, v);

    return end.positive && isfinite(end.rss) ? deviance(p, &end) + 100 * outside : 1e6;
}

static void set_up(problem *p, const ct_grid *grid, const ct_smoothing_fit *from, double *v)
{
    size_t n = 0;
    double size = fabs(grid->x[0]);

    *p =
        (problem){ .grid = grid, .trend = from->trend, .step = { 0.1, 0.1, -0.03, 0.1 * size, 0.02 * size } };
    v[ALPHA] = fmin(fmax(from->alpha, 0.02), 0.98);
    v[RATIO] = fmin(fmax(from->beta / from->alpha, 0.02), 0.9);
    v[PHI] = fmin(fmax(from->phi, 0.82), 0.975);
    v[LEVEL] = from->start[0] > 0 ? from->start[0] : size;
    v[SLOPE] = from->start[0] > 0 ? from->start[1] : 0;
    p->which[n++] = ALPHA;
    if (from->trend != CT_TREND_NONE) p->which[n++] = RATIO;
    if (from->trend == CT_TREND_DAMPED) p->which[n++] = PHI;
    p->which[n++] = LEVEL;
    if (from->trend != CT_TREND_NONE) p->which[n++] = SLOPE;
    p->n = n;
    if (run(p, v).positive) return;
    /* The additive fit's course crosses 0: from a flat start the level follows the values and stays above it.
     */
    v[LEVEL] = size;
    v[SLOPE] = 0;
    v[ALPHA] = 0.9;
    v[RATIO] = 0.02;
}

/* One run of the simplex from v; v becomes the best point found. */
static ct_error descend(problem *p, double *v)
{
    gsl_multimin_function f = { .f = cost, .n = p->n, .params = p };
    gsl_vector *x = gsl_vector_alloc(p->n), *step = gsl_vector_alloc(p->n);
    gsl_multimin_fminimizer *search = gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, p->n);
    ct_error err = ct_ok();

    if (x == NULL || step == NULL || search == NULL) {
        err = ct_no_memory();
        goto done;
    }
    for (size_t i = 0; i < p->n; i++) {
        size_t k = p->which[i];

        gsl_vector_set(x, i, v[k]);
        gsl_vector_set(step, i, v[k] + p->step[k] > high[k] ? -p->step[k] : p->step[k]);
    }
    if (gsl_multimin_fminimizer_set(search, &f, x, step) != GSL_SUCCESS) goto done;
    for (int i = 0; i < 1000; i++) {
        if (gsl_multimin_fminimizer_iterate(search) != GSL_SUCCESS) break;
        if (gsl_multimin_test_size(gsl_multimin_fminimizer_size(search), 1e-7) == GSL_SUCCESS) break;
    }
    for (size_t i = 0; i < p->n; i++) {
        size_t k = p->which[i];

        v[k] = fmin(fmax(gsl_vector_get(gsl_multimin_fminimizer_x(search), i), low[k]), high[k]);
    }
done:
    if (search != NULL) gsl_multimin_fminimizer_free(search);
    if (step != NULL) gsl_vector_free(step);
    if (x != NULL) gsl_vector_free(x);
    return err;
}

static bool can_multiply(const ct_grid *grid)
{
    if (grid->path != CT_PATH_POSITIVE || grid->n < grid->length) return false;
    for (size_t t = 0; t < grid->length; t++)
        if (!(grid->x[t] > 0)) return false;
    return true;
}

static ct_error fit_multiplicative(const ct_grid *grid, ct_smoothing_fit *fit, double *minus_two_ln)
{
    double v[MOST];
    problem p;

    if (!can_multiply(grid))
        return ct_fail(CT_ENUMERIC, 0, "multiplicative errors need values above 0 in every year");
    set_up(&p, grid, fit, v);
    CT_TRY(descend(&p, v));
    CT_TRY(descend(&p, v)); /* a fresh simplex leaves the places where the first one collapsed */
    run_end end = run(&p, v);

    if (!end.positive || !isfinite(end.rss))
        return ct_fail(CT_ENUMERIC, 0, "no finite smoothing fit through %zu values", grid->n);
    fit->alpha = v[ALPHA];
    fit->beta = fit->trend == CT_TREND_NONE ? 0 : v[ALPHA] * v[RATIO];
    fit->phi = fit->trend == CT_TREND_DAMPED ? v[PHI] : 1;
    fit->start[0] = v[LEVEL];
    fit->start[1] = fit->trend == CT_TREND_NONE ? 0 : v[SLOPE];
    fit->rss = end.rss;
    fit->log_v = 0;
    *minus_two_ln = deviance(&p, &end);
    return ct_ok();
}

ct_error ct_ets_fit_model(const ct_grid *grid, bool multiplicative, ct_trend trend, ct_ets_fit *fit)
{
    double n = (double)grid->n, size = 0;

    *fit = (ct_ets_fit){ .multiplicative = multiplicative };
    CT_TRY(ct_smoothing_fit_trend(grid, trend, &fit->fit));
    for (size_t t = 0; t < grid->length; t++)
        if (!isnan(grid->x[t])) size += grid->x[t] * grid->x[t];
    /* Values exactly on a model would make every likelihood infinite: the floor leaves the choice to the
     * number of parameters. */
    fit->deviance = n * log(fit->fit.rss + 1e-20 * size) + fit->fit.log_v;
    if (multiplicative) CT_TRY(fit_multiplicative(grid, &fit->fit, &fit->deviance));
    double k = (double)fit->fit.estimated + 1;

    fit->aicc = n - k - 1 > 0 ? fit->deviance + 2 * k + 2 * k * (k + 1) / (n - k - 1) : INFINITY;
    return ct_ok();
}

ct_error ct_ets_choose(const ct_grid *grid, ct_ets_fit *best)
{
    double least = INFINITY;

    for (int i = 0; i < 6; i++) {
        ct_trend trend = (ct_trend)(i % 3);
        ct_ets_fit fit;

        if (i >= 3 && !can_multiply(grid)) break;
        if (grid->n < (trend == CT_TREND_NONE ? 5 : trend == CT_TREND_LINEAR ? 7 : 8)) continue; /* no AICc */
        ct_error err = ct_ets_fit_model(grid, i >= 3, trend, &fit);

        if (err.code == CT_ENUMERIC) continue;
        CT_TRY(err);
        if (!(fit.aicc < least)) continue;
        least = fit.aicc;
        *best = fit;
    }
    return isfinite(least) ? ct_ok()
                           : ct_fail(CT_ENUMERIC, 0, "no finite smoothing fit through %zu values", grid->n);
}

/* Hyndman et al. 2008, section 6.4.1 (class 2): v_j = (1 + s^2) theta_j - mu_j^2, theta_j = mu_j^2 + s^2
 * sum_{i<j} c_i^2 theta_{j-i}. */
static void ahead_multiplicative(const ct_grid *grid, const ct_smoothing_fit *fit, size_t h,
                                 ct_prediction *out)
{
    problem p = { .grid = grid, .trend = fit->trend };
    double v[MOST] = { fit->alpha, fit->beta / fit->alpha, fit->phi, fit->start[0], fit->start[1] };
    double nu = (double)(grid->n - fit->estimated), s2 = fit->rss / nu, damped = 0, reach = 0, power = 1;
    double theta[CT_MAX_HORIZON], c[CT_MAX_HORIZON];
    run_end end = run(&p, v);

    for (size_t j = 0; j < h; j++) {
        power *= fit->phi;
        damped += power; /* phi + .. + phi^(j + 1) */
        double mu = end.level + damped * end.slope;

        theta[j] = mu * mu;
        for (size_t i = 1; i <= j; i++) theta[j] += s2 * c[i - 1] * c[i - 1] * theta[j - i];
        reach += power;
        c[j] = fit->alpha + fit->beta * reach;
        out[j].location = mu;
        out[j].nu = nu;
        out[j].scale = sqrt(fmax(0, (1 + s2) * theta[j] - mu * mu));
    }
}

void ct_ets_ahead(const ct_grid *grid, const ct_ets_fit *fit, size_t h, ct_prediction *out)
{
    if (fit->multiplicative)
        ahead_multiplicative(grid, &fit->fit, h, out);
    else
        ct_smoothing_ahead(grid, &fit->fit, h, out);
}

const char *ct_ets_name(const ct_ets_fit *fit)
{
    static const char *const names[2][3] = { { "ETS(A,N,N)", "ETS(A,A,N)", "ETS(A,Ad,N)" },
                                             { "ETS(M,N,N)", "ETS(M,A,N)", "ETS(M,Ad,N)" } };

    return names[fit->multiplicative][fit->fit.trend];
}

static ct_error ets_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    ct_ets_fit fit;

    CT_TRY(ct_ets_choose(grid, &fit));
    ct_ets_ahead(grid, &fit, h, out);
    return ct_ok();
}

static ct_error ets_describe(const ct_grid *grid, ct_buffer *to)
{
    ct_ets_fit fit;

    CT_TRY(ct_ets_choose(grid, &fit));
    ct_buffer_printf(to, "%s, alpha %.4g", ct_ets_name(&fit), fit.fit.alpha);
    if (fit.fit.trend != CT_TREND_NONE) ct_buffer_printf(to, ", beta %.4g", fit.fit.beta);
    if (fit.fit.trend == CT_TREND_DAMPED) ct_buffer_printf(to, ", phi %.4g", fit.fit.phi);
    return ct_ok();
}

const ct_model ct_model_ets = {
    .name = "ets",
    .about_vi = "san bằng hàm mũ chọn theo AICc: sai số cộng hay nhân, xu thế không, cộng hay tắt dần",
    .about_en =
        "exponential smoothing chosen by AICc: additive or multiplicative error; no, linear or damped trend",
    .min_points = 5,
    .fallback = &ct_model_ses,
    .predict = ets_predict,
    .describe = ets_describe,
};
