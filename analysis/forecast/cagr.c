/* Compound annual growth from the first to the last value: ln y is a random walk with drift, so the forecast
 * is y_n (1 + g)^j with 1 + g = (y_n / y_1)^(1/T). Spread as in drift.c, on the log scale; the median is the
 * forecast. On a share the odds grow. */
#include "forecast/grid.h"
#include "forecast/models.h"

static ct_error cagr_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    ct_grid logs;
    ct_error err = ct_grid_init_log(&logs, grid);

    if (err.code == CT_OK) err = ct_model_drift.predict(&logs, h, out);
    for (size_t j = 0; j < h && grid->path != CT_PATH_SHARE; j++) out[j].transform = CT_TRANSFORM_LOG;
    ct_grid_clear(&logs);
    return err;
}

const ct_model ct_model_cagr = {
    .name = "cagr",
    .about_vi = "tăng trưởng kép bình quân từ giá trị đầu đến giá trị cuối",
    .about_en = "compound annual growth from the first to the last value",
    .min_points = 3,
    .fallback = &ct_model_drift,
    .predict = cagr_predict,
};
