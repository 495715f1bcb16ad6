/* Holt's linear trend, the state-space model ETS(A,A,N) (Holt 1957, reprinted International Journal of
 * Forecasting 20(1), 2004). */
#include "forecast/models.h"
#include "forecast/smoothing.h"

static ct_error holt_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    return ct_smoothing_predict(grid, CT_TREND_LINEAR, h, out);
}

static ct_error holt_describe(const ct_grid *grid, ct_buffer *to)
{
    return ct_smoothing_describe(grid, CT_TREND_LINEAR, to);
}

const ct_model ct_model_holt = {
    .name = "holt",
    .about_vi = "san bằng hàm mũ Holt, xu thế tuyến tính",
    .about_en = "Holt's exponential smoothing, linear trend",
    .min_points = 6, /* four parameters leave two degrees of freedom */
    .fallback = &ct_model_drift,
    .predict = holt_predict,
    .describe = holt_describe,
};
