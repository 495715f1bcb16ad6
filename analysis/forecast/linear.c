/* Least-squares line over the years, with the prediction interval of one new observation: variance s^2 (1 +
 * 1/n + (x - mean x)^2 / Sxx), Student t with n - 2 degrees of freedom (Draper and Smith, Applied Regression
 * Analysis). */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <math.h>
#include <stdlib.h>

#include "forecast/grid.h"
#include "forecast/models.h"

static ct_error fit_line(const ct_grid *grid, double *work, size_t h, ct_prediction *out)
{
    double *year = work, *y = work + grid->n, a, b, caa, cab, cbb, rss;
    size_t n = 0;

    for (size_t t = 0; t < grid->length; t++)
        if (!isnan(grid->x[t])) {
            year[n] = (double)t -
                      (double)(grid->length - 1); /* 0 is the last year: small numbers keep the digits */
            y[n++] = grid->x[t];
        }
    int status = gsl_fit_linear(year, 1, y, 1, n, &a, &b, &caa, &cab, &cbb, &rss);

    if (status != GSL_SUCCESS) return ct_fail(CT_ENUMERIC, 0, "no line fits: %s", gsl_strerror(status));
    for (size_t j = 0; j < h; j++) {
        double line = NAN, error = NAN; /* error: of the line itself */

        status = gsl_fit_linear_est((double)(j + 1), a, b, caa, cab, cbb, &line, &error);
        if (status != GSL_SUCCESS || !isfinite(line) ||
            !isfinite(error)) /* GSL may report success with NaN */
            return ct_fail(CT_ENUMERIC, 0, "no finite line through %zu values", n);
        out[j].location = line;
        out[j].nu = (double)(n - 2);
        out[j].scale = sqrt(error * error + rss / (double)(n - 2));
    }
    return ct_ok();
}

static ct_error linear_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    double *work = malloc(2 * grid->n * sizeof *work);

    if (work == NULL) return ct_no_memory();
    ct_error err = fit_line(grid, work, h, out);

    free(work);
    return err;
}

const ct_model ct_model_linear = {
    .name = "linear",
    .about_vi = "đường thẳng bình phương tối thiểu",
    .about_en = "least-squares line over the years",
    .min_points = 3,
    .fallback = &ct_model_naive,
    .predict = linear_predict,
};
