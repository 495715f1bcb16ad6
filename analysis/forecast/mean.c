/* The mean of all values: independent errors, s^2 (1 + 1/n) for a new one, Student t with n - 1 degrees of
 * freedom. */
#include <math.h>

#include "forecast/grid.h"
#include "forecast/models.h"

static ct_error mean_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    double n = (double)grid->n, mean = 0, sum = 0;

    for (size_t t = 0; t < grid->length; t++)
        if (!isnan(grid->x[t])) mean += grid->x[t] / n;
    for (size_t t = 0; t < grid->length; t++)
        if (!isnan(grid->x[t])) sum += (grid->x[t] - mean) * (grid->x[t] - mean);
    for (size_t j = 0; j < h; j++) {
        out[j].location = mean;
        out[j].scale = sqrt(sum / (n - 1) * (1 + 1 / n));
        out[j].nu = n - 1;
    }
    return ct_ok();
}

const ct_model ct_model_mean = {
    .name = "mean",
    .about_vi = "trung bình của mọi giá trị",
    .about_en = "the mean of all values",
    .min_points = 2,
    .fallback = &ct_model_naive,
    .predict = mean_predict,
};
