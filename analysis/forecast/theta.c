/* The theta method (Assimakopoulos and Nikolopoulos 2000): simple exponential smoothing plus half the slope b
 * of the least-squares line, which is smoothing with drift b/2 (Hyndman and Billah 2003, International
 * Journal of Forecasting 19(2)): y_{n+j} = l_n + b/2 (j - 1 + (1 - (1 - alpha)^n) / alpha). Variance s^2 (1 +
 * (j - 1) alpha^2), Student t with n - 3 degrees of freedom.
 */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <math.h>
#include <stdlib.h>

#include "forecast/models.h"
#include "forecast/smoothing.h"

static ct_error line_slope(const ct_grid *grid, double *slope)
{
    double *year = malloc(2 * grid->n * sizeof *year), a, caa, cab, cbb, rss;

    if (year == NULL) return ct_no_memory();
    ct_grid_list(grid, year, year + grid->n);
    int status = gsl_fit_linear(year, 1, year + grid->n, 1, grid->n, &a, slope, &caa, &cab, &cbb, &rss);

    free(year);
    return status == GSL_SUCCESS && isfinite(*slope)
               ? ct_ok()
               : ct_fail(CT_ENUMERIC, 0, "no line through %zu values", grid->n);
}

static ct_error theta_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    ct_smoothing_fit fit;
    double slope;

    CT_TRY(ct_smoothing_fit_trend(grid, CT_TREND_NONE, &fit));
    CT_TRY(line_slope(grid, &slope));
    ct_smoothing_ahead(grid, &fit, h, out);
    double gone = (1 - pow(1 - fit.alpha, (double)grid->length)) / fit.alpha;

    for (size_t j = 0; j < h; j++) {
        out[j].scale *= sqrt(out[j].nu / (double)(grid->n - 3));
        out[j].nu = (double)(grid->n - 3);
        out[j].location += slope / 2 * ((double)j + gone);
    }
    return ct_ok();
}

const ct_model ct_model_theta = {
    .name = "theta",
    .about_vi = "phương pháp theta: san bằng hàm mũ cộng nửa xu thế",
    .about_en = "theta method: exponential smoothing plus half the trend",
    .min_points = 5,
    .fallback = &ct_model_drift,
    .predict = theta_predict,
};
