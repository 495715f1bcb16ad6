/* The time-weighted line by which UN ESCAP anticipates a target year T: weighted least squares with w_i = (T
 * - t_1) / (T - t_i), so that later values weigh more (A. Bidarbakht Nia 2017, ESCAP working paper SD/WP/04).
 * Every projected year is its own T. The weights say what matters, not how exact a value is, so the spread is
 * that of a linear estimator sum l_i y_i with equal error variances s^2: s^2 (1 + sum l_i^2), s^2 from the
 * residuals over n - 2. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <math.h>
#include <stdlib.h>

#include "forecast/grid.h"
#include "forecast/models.h"

/* What the last step of the estimate needs: the weights' own mean and spread of time. */
static double sum_of_squared_parts(const double *year, const double *w, size_t n, double target)
{
    double sum = 0, mean = 0, spread = 0, parts = 0;

    for (size_t i = 0; i < n; i++) {
        sum += w[i];
        mean += w[i] * year[i];
    }
    mean /= sum;
    for (size_t i = 0; i < n; i++) spread += w[i] * (year[i] - mean) * (year[i] - mean);
    for (size_t i = 0; i < n; i++) {
        double part = w[i] / sum + w[i] * (year[i] - mean) * (target - mean) / spread;

        parts += part * part;
    }
    return parts;
}

static ct_error fit_target(const double *year, const double *x, double *w, size_t n, double target,
                           ct_prediction *out)
{
    double a, b, caa, cab, cbb, chi, rss = 0;

    for (size_t i = 0; i < n; i++) w[i] = (target - year[0]) / (target - year[i]);
    int status = gsl_fit_wlinear(year, 1, w, 1, x, 1, n, &a, &b, &caa, &cab, &cbb, &chi);

    if (status != GSL_SUCCESS || !isfinite(a + b))
        return ct_fail(CT_ENUMERIC, 0, "no finite line through %zu values", n);
    for (size_t i = 0; i < n; i++) rss += pow(x[i] - a - b * year[i], 2);
    out->location = a + b * target;
    out->nu = (double)(n - 2);
    out->scale = sqrt(rss / (double)(n - 2) * (1 + sum_of_squared_parts(year, w, n, target)));
    return ct_ok();
}

static ct_error weighted_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    double *work = malloc(3 * grid->n * sizeof *work), *x = work + grid->n, *w = x + grid->n;
    ct_error err = ct_ok();

    if (work == NULL) return ct_no_memory();
    ct_grid_list(grid, work, x);
    for (size_t j = 0; j < h && err.code == CT_OK; j++)
        err = fit_target(work, x, w, grid->n, (double)(j + 1), &out[j]);
    free(work);
    return err;
}

const ct_model ct_model_weighted = {
    .name = "weighted",
    .about_vi = "đường thẳng có trọng số theo thời gian (UN ESCAP)",
    .about_en = "time-weighted line (UN ESCAP)",
    .min_points = 3,
    .fallback = &ct_model_naive,
    .predict = weighted_predict,
};
