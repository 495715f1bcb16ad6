/* The last value: y_{n+j} = y_n, errors of a random walk. A step over a gap of d years has d times the
 * variance of one year's. */
#include <math.h>

#include "forecast/grid.h"
#include "forecast/models.h"

static ct_error naive_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    double sum = 0, last = ct_grid_last(grid);
    size_t before = 0;

    for (size_t j = 0; j < h; j++) out[j].location = last;
    if (grid->n == 1) {
        ct_grid_lone_spread(grid, h, out);
        if (grid->path == CT_PATH_POSITIVE)
            for (size_t j = 0; j < h; j++) {
                out[j].transform = CT_TRANSFORM_DECLINE;
                out[j].last = last;
            }
        return ct_ok();
    }
    for (size_t t = 1; t < grid->length; t++) {
        if (isnan(grid->x[t])) continue;
        double step = grid->x[t] - grid->x[before];

        sum += step * step / (double)(t - before);
        before = t;
    }
    for (size_t j = 0; j < h; j++) {
        out[j].scale = sqrt(sum / (double)(grid->n - 1) * (double)(j + 1));
        out[j].nu = (double)(grid->n - 1);
    }
    return ct_ok();
}

const ct_model ct_model_naive = {
    .name = "naive",
    .about_vi = "giữ nguyên giá trị cuối",
    .about_en = "the last value",
    .min_points = 1,
    .fallback = NULL,
    .predict = naive_predict,
};
