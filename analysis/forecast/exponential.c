/* Exponential growth fitted to all values: the least-squares line through ln y; Student intervals of the
 * line, on the log scale, so the forecast is the median of a log-normal (t) value. On a share the odds grow.
 */
#include "forecast/grid.h"
#include "forecast/models.h"

static ct_error exponential_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    ct_grid logs;
    ct_error err = ct_grid_init_log(&logs, grid);

    if (err.code == CT_OK) err = ct_model_linear.predict(&logs, h, out);
    for (size_t j = 0; j < h && grid->path != CT_PATH_SHARE; j++) out[j].transform = CT_TRANSFORM_LOG;
    ct_grid_clear(&logs);
    return err;
}

const ct_model ct_model_exponential = {
    .name = "exponential",
    .about_vi = "tăng trưởng mũ: đường thẳng bình phương tối thiểu qua logarit",
    .about_en = "exponential growth: least-squares line through the logarithms",
    .min_points = 3,
    .fallback = &ct_model_linear,
    .predict = exponential_predict,
};
