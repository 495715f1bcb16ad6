#include "forecast/smoothing.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>
#include <math.h>

#include "forecast/filter.h"

/* Searched: alpha, beta / alpha (so that beta <= alpha), phi. The box is that of Hyndman and Khandakar 2008;
 * phi in [0.80, 0.98] because below 0.8 the trend is gone at once and above 0.98 it is not damped within a
 * plan period. */
enum { MOST = 3 };
static const double low[MOST] = { 1e-4, 1e-4, 0.80 }, high[MOST] = { 0.9999, 1, 0.98 };
static const size_t grid_steps[MOST] = { 12, 6, 4 };
static const size_t searched[] = { [CT_TREND_NONE] = 1, [CT_TREND_LINEAR] = 2, [CT_TREND_DAMPED] = 3 };

typedef struct {
    const ct_grid *grid;
    ct_trend trend;
} problem;

static void run_filter(const problem *p, const double *at, ct_filter *filter)
{
    double v[MOST] = { 1, 0, 1 };

    for (size_t i = 0; i < searched[p->trend]; i++) v[i] = fmin(fmax(at[i], low[i]), high[i]);
    ct_filter_init(filter, v[0], p->trend == CT_TREND_NONE ? 0 : v[0] * v[1], v[2], CT_SECOND_SLOPE);
    for (size_t t = 0; t < p->grid->length; t++) ct_filter_push(filter, p->grid->x[t]);
}

static double start_prior(ct_trend trend)
{
    return trend == CT_TREND_NONE ? 0 : INFINITY;
}

/* -2 ln likelihood / n without constants: ln of the mean square when no year is missing. A point outside the
 * box counts as the nearest inside, and a little worse, so that the search comes back. */
static double cost(const double *at, const problem *p)
{
    ct_filter filter;
    ct_start start;
    double outside = 0, n = (double)p->grid->n;

    for (size_t i = 0; i < searched[p->trend]; i++)
        outside += fmax(0, low[i] - at[i]) + fmax(0, at[i] - high[i]);
    run_filter(p, at, &filter);
    if (!ct_filter_start(&filter, 1, start_prior(p->trend), &start)) return 1e6;
    return log(start.rss + 1e-30) + filter.log_v / n + outside;
}

static double gsl_cost(const gsl_vector *v, void *params)
{
    double at[MOST] = { 0 };
    const problem *p = params;

    for (size_t i = 0; i < searched[p->trend]; i++) at[i] = gsl_vector_get(v, i);
    return cost(at, p);
}

/* The best point of a fixed grid: it makes the search independent of a lucky start. */
static void grid_search(const problem *p, double *best)
{
    size_t dims = searched[p->trend], total = 1;
    double least = INFINITY;

    for (size_t i = 0; i < dims; i++) total *= grid_steps[i];
    for (size_t k = 0; k < total; k++) {
        double at[MOST] = { 0 };
        size_t rest = k;

        for (size_t i = 0; i < dims; i++) {
            at[i] =
                low[i] + (high[i] - low[i]) * (double)(rest % grid_steps[i]) / (double)(grid_steps[i] - 1);
            rest /= grid_steps[i];
        }
        double c = cost(at, p);

        if (!(c < least)) continue;
        least = c;
        for (size_t i = 0; i < dims; i++) best[i] = at[i];
    }
}

/* Nelder and Mead's simplex from there; best is replaced only by a better point. */
static ct_error refine(problem *p, double *best)
{
    size_t dims = searched[p->trend];
    gsl_multimin_function f = { .f = gsl_cost, .n = dims, .params = p };
    gsl_vector *x = gsl_vector_alloc(dims), *step = gsl_vector_alloc(dims);
    gsl_multimin_fminimizer *search = gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, dims);
    ct_error err = ct_ok();

    if (x == NULL || step == NULL || search == NULL) {
        err = ct_no_memory();
        goto done;
    }
    for (size_t i = 0; i < dims; i++) {
        double width = (high[i] - low[i]) / (double)(grid_steps[i] - 1) / 2;

        gsl_vector_set(x, i, best[i]);
        gsl_vector_set(step, i, best[i] + width > high[i] ? -width : width);
    }
    if (gsl_multimin_fminimizer_set(search, &f, x, step) != GSL_SUCCESS)
        goto done; /* the grid's point stands */
    for (int i = 0; i < 300; i++) {
        if (gsl_multimin_fminimizer_iterate(search) != GSL_SUCCESS) break;
        if (gsl_multimin_test_size(gsl_multimin_fminimizer_size(search), 1e-6) == GSL_SUCCESS) break;
    }
    if (gsl_multimin_fminimizer_minimum(search) < cost(best, p))
        for (size_t i = 0; i < dims; i++) best[i] = gsl_vector_get(gsl_multimin_fminimizer_x(search), i);
done:
    if (search != NULL) gsl_multimin_fminimizer_free(search);
    if (step != NULL) gsl_vector_free(step);
    if (x != NULL) gsl_vector_free(x);
    return err;
}

ct_error ct_smoothing_fit_trend(const ct_grid *grid, ct_trend trend, ct_smoothing_fit *fit)
{
    problem p = { .grid = grid, .trend = trend };
    double best[MOST] = { 0.5, 0.5, 0.9 };
    ct_filter filter;
    ct_start start;

    grid_search(&p, best);
    CT_TRY(refine(&p, best));
    run_filter(&p, best, &filter);
    if (!ct_filter_start(&filter, 1, start_prior(trend), &start))
        return ct_fail(CT_ENUMERIC, 0, "no finite smoothing fit through %zu values", grid->n);
    *fit = (ct_smoothing_fit){ .trend = trend,
                               .alpha = filter.alpha,
                               .beta = filter.beta,
                               .phi = filter.phi,
                               .start = { start.theta[0], start.theta[1] },
                               .rss = start.rss,
                               .log_v = filter.log_v,
                               .estimated = searched[trend] + (trend == CT_TREND_NONE ? 1 : 2) };
    return ct_ok();
}

void ct_smoothing_ahead(const ct_grid *grid, const ct_smoothing_fit *fit, size_t h, ct_prediction *out)
{
    ct_filter filter;
    ct_ahead ahead;

    ct_filter_init(&filter, fit->alpha, fit->beta, fit->phi, CT_SECOND_SLOPE);
    for (size_t t = 0; t < grid->length; t++) ct_filter_push(&filter, grid->x[t]);
    ct_filter_ahead(&filter, h, &ahead);
    for (size_t j = 0; j < h; j++) {
        out[j].nu = (double)(grid->n - fit->estimated);
        out[j].location = ahead.p[0][j] + fit->start[0] * ahead.p[1][j] + fit->start[1] * ahead.p[2][j];
        out[j].scale = sqrt(fit->rss / out[j].nu * ahead.v[j]);
    }
}

ct_error ct_smoothing_predict(const ct_grid *grid, ct_trend trend, size_t h, ct_prediction *out)
{
    ct_smoothing_fit fit;

    CT_TRY(ct_smoothing_fit_trend(grid, trend, &fit));
    ct_smoothing_ahead(grid, &fit, h, out);
    return ct_ok();
}

ct_error ct_smoothing_describe(const ct_grid *grid, ct_trend trend, ct_buffer *to)
{
    ct_smoothing_fit fit;

    CT_TRY(ct_smoothing_fit_trend(grid, trend, &fit));
    ct_buffer_printf(to, "alpha %.4g", fit.alpha);
    if (trend != CT_TREND_NONE) ct_buffer_printf(to, ", beta %.4g", fit.beta);
    if (trend == CT_TREND_DAMPED) ct_buffer_printf(to, ", phi %.4g", fit.phi);
    return ct_ok();
}
