#include "forecast/saturation.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <math.h>
#include <stdlib.h>

enum { A, B, LOG_K, MOST, ROUNDS = 200 };
static const double largest_ceiling = 10; /* times the largest value: beyond, the data show no ceiling */
static const double far = 6,
                    largest_spread = 1; /* a fit six years ahead that is not good to a factor e is none */

typedef struct {
    const ct_s_curve *curve;
    bool share;
    double log_known;         /* ln of the known ceiling; NaN: fitted                  */
    size_t n, p;              /* values; parameters, 2 or 3                            */
    double years;             /* time is counted in units of this many years           */
    double *time, *y;         /* y: ln of the values, or logits of shares              */
    double smallest, largest; /* of y                                                 */
} problem;

static double log_ceiling(const problem *at, const double *v)
{
    return at->p == MOST ? v[LOG_K] : at->log_known;
}

/* The curve at one time on the scale of y; its derivatives with respect to the parameters. */
static double value(const problem *at, const double *v, double time, double *derivative)
{
    double z = v[A] + v[B] * time, log_height = fmin(at->curve->log_height(z), -1e-12),
           slope = at->curve->log_slope(z);
    double y = log_ceiling(at, v) + log_height;

    if (at->share) { /* ln p to its logit */
        slope /= -expm1(log_height);
        y = log_height - log(-expm1(log_height));
    }
    if (derivative != NULL) {
        derivative[A] = slope;
        derivative[B] = slope * time;
        derivative[LOG_K] = 1;
    }
    return y;
}

static int residuals(const gsl_vector *v, void *params, gsl_vector *f)
{
    const problem *at = params;

    for (size_t i = 0; i < at->n; i++) gsl_vector_set(f, i, value(at, v->data, at->time[i], NULL) - at->y[i]);
    return GSL_SUCCESS;
}

static int jacobian(const gsl_vector *v, void *params, gsl_matrix *J)
{
    const problem *at = params;

    for (size_t i = 0; i < at->n; i++) {
        double derivative[MOST];

        value(at, v->data, at->time[i], derivative);
        for (size_t k = 0; k < at->p; k++) gsl_matrix_set(J, i, k, derivative[k]);
    }
    return GSL_SUCCESS;
}

static double sum_of_squares(const problem *at, const double *v)
{
    double sum = 0;

    for (size_t i = 0; i < at->n; i++) sum += pow(value(at, v, at->time[i], NULL) - at->y[i], 2);
    return sum;
}

/* For a given ceiling the curve's places lie on a line: a start for the search. `work` holds n values. */
static double start_with(const problem *at, double log_k, double *work, double *v)
{
    double caa, cab, cbb, rss;

    for (size_t i = 0; i < at->n; i++) {
        double height = at->share ? 1 / (1 + exp(-at->y[i])) : exp(at->y[i] - log_k);

        work[i] = at->curve->place(fmin(fmax(height, 1e-9), 0.999));
    }
    v[LOG_K] = log_k;
    if (gsl_fit_linear(at->time, 1, work, 1, at->n, &v[A], &v[B], &caa, &cab, &cbb, &rss) != GSL_SUCCESS)
        return INFINITY;
    return sum_of_squares(at, v);
}

static void find_start(const problem *at, double *work, double *best)
{
    static const double over[] = { 1.02, 1.1, 1.3, 1.7, 2.5, 5 };
    double least = INFINITY;

    if (at->p < MOST) {
        start_with(at, at->log_known, work, best);
        return;
    }
    for (size_t i = 0; i < sizeof over / sizeof *over; i++) {
        double v[MOST], sum = start_with(at, at->largest + log(over[i]), work, v);

        if (!(sum < least)) continue;
        least = sum;
        for (int k = 0; k < MOST; k++) best[k] = v[k];
    }
}

/* Location and scale at `ahead` years past the last. */
static double spread_at(const problem *at, const double *v, const gsl_matrix *covariance, double s2,
                        double ahead, double *location)
{
    double derivative[MOST], own = 0;

    *location = value(at, v, ahead / at->years, derivative);
    for (size_t i = 0; i < at->p; i++)
        for (size_t k = 0; k < at->p; k++)
            own += derivative[i] * derivative[k] * gsl_matrix_get(covariance, i, k);
    return sqrt(s2 * (1 + own));
}

static ct_error fill(const gsl_multifit_nlinear_workspace *fit, const gsl_matrix *covariance,
                     const problem *at, size_t h, ct_prediction *out)
{
    const double *v = gsl_multifit_nlinear_position(fit)->data;
    double nu = (double)(at->n - at->p), s2 = sum_of_squares(at, v) / nu, location;

    if (at->p == MOST && v[LOG_K] > at->largest + log(largest_ceiling))
        return ct_fail(CT_ENUMERIC, 0, "the values show no ceiling; one may be given with --ceiling");
    if (at->p == MOST &&
        !(s2 * gsl_matrix_get(covariance, LOG_K, LOG_K) <= 1)) /* a standard error of more than a factor e */
        return ct_fail(CT_ENUMERIC, 0,
                       "the values do not determine a ceiling; one may be given with --ceiling");
    if (!(spread_at(at, v, covariance, s2, far, &location) <=
          largest_spread)) /* whatever h is: it may not choose the model */
        return ct_fail(CT_ENUMERIC, 0, "the values do not determine the curve");
    for (size_t j = 0; j < h; j++) {
        out[j].scale = spread_at(at, v, covariance, s2, (double)(j + 1), &out[j].location);
        out[j].nu = nu;
        if (!at->share) out[j].transform = CT_TRANSFORM_LOG;
        if (!isfinite(out[j].location) || !isfinite(out[j].scale))
            return ct_fail(CT_ENUMERIC, 0, "the curve leaves the finite numbers");
    }
    return ct_ok();
}

static ct_error search(problem *at, double *start, size_t h, ct_prediction *out)
{
    gsl_multifit_nlinear_parameters parameters = gsl_multifit_nlinear_default_parameters();
    gsl_multifit_nlinear_fdf fdf = { .f = residuals, .df = jacobian, .n = at->n, .p = at->p, .params = at };
    gsl_multifit_nlinear_workspace *fit =
        gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &parameters, at->n, at->p);
    gsl_matrix *covariance = gsl_matrix_alloc(at->p, at->p);
    gsl_vector_view from = gsl_vector_view_array(start, at->p);
    ct_error err = ct_ok();
    int info, status;

    if (fit == NULL || covariance == NULL) {
        err = ct_no_memory();
        goto done;
    }
    status = gsl_multifit_nlinear_init(&from.vector, &fdf, fit);
    if (status == GSL_SUCCESS)
        status = gsl_multifit_nlinear_driver(ROUNDS, 1e-10, 1e-10, 0, NULL, NULL, &info, fit);
    /* No progress means that the sum of squares cannot be lowered any more, as on values exactly on the
     * curve. */
    if (status == GSL_SUCCESS || status == GSL_ENOPROG)
        status = gsl_multifit_nlinear_covar(gsl_multifit_nlinear_jac(fit), 0, covariance);
    err = status == GSL_SUCCESS ? fill(fit, covariance, at, h, out)
                                : ct_fail(CT_ENUMERIC, 0, "no curve found: %s", gsl_strerror(status));
done:
    if (covariance != NULL) gsl_matrix_free(covariance);
    if (fit != NULL) gsl_multifit_nlinear_free(fit);
    return err;
}

static void set_range(problem *at)
{
    at->smallest = INFINITY;
    at->largest = -INFINITY;
    for (size_t i = 0; i < at->n; i++) {
        at->time[i] /= at->years;
        at->smallest = fmin(at->smallest, at->y[i]);
        at->largest = fmax(at->largest, at->y[i]);
    }
}

ct_error ct_saturation_predict(const ct_grid *grid, const ct_s_curve *curve, size_t h, ct_prediction *out)
{
    bool share = grid->path == CT_PATH_SHARE, known = share || isfinite(grid->ceiling);
    double *work = malloc(3 * grid->n * sizeof *work), start[MOST] = { 0 };
    problem at = {
        .curve = curve, .share = share, .n = grid->n, .p = known ? 2 : MOST, .years = (double)grid->length
    };
    ct_grid logs = { .x = NULL };

    if (work == NULL) return ct_no_memory();
    at.time = work + grid->n;
    at.y = at.time + grid->n;
    at.log_known = share ? log(100) : log(grid->ceiling);
    ct_error err = ct_grid_init_log(&logs, grid);

    if (err.code == CT_OK) {
        ct_grid_list(&logs, at.time, at.y);
        set_range(&at);
        find_start(&at, work, start);
        err = at.largest - at.smallest > 1e-9 ? search(&at, start, h, out)
                                              : ct_fail(CT_ENUMERIC, 0, "the values neither rise nor fall");
    }
    ct_grid_clear(&logs);
    free(work);
    return err;
}
