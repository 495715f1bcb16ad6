/* Random walk with drift b: y_{n+j} = y_n + j b, b = (y_n - y_1) / T, T the years between. Variance s^2 (j +
 * j^2 / T) (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, section 5.5). A
 * step over a gap of d years counts as d years. */
#include <math.h>

#include "forecast/grid.h"
#include "forecast/models.h"

static ct_error drift_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    double span = (double)(grid->length - 1), last = ct_grid_last(grid), slope = (last - grid->x[0]) / span;
    double sum = 0, degrees = (double)(grid->n - 2);
    size_t before = 0;

    for (size_t t = 1; t < grid->length; t++) {
        if (isnan(grid->x[t])) continue;
        double years = (double)(t - before), e = grid->x[t] - grid->x[before] - slope * years;

        sum += e * e / years;
        before = t;
    }
    for (size_t j = 0; j < h; j++) {
        double step = (double)(j + 1);

        out[j].location = last + step * slope;
        out[j].scale = sqrt(sum / degrees * (step + step * step / span));
        out[j].nu = degrees;
    }
    return ct_ok();
}

const ct_model ct_model_drift = {
    .name = "drift",
    .about_vi = "giá trị cuối cộng mức thay đổi bình quân hằng năm",
    .about_en = "the last value plus the average yearly change",
    .min_points = 3,
    .fallback = &ct_model_naive,
    .predict = drift_predict,
};
