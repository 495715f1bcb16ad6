/* Damped trend exponential smoothing, the state-space model ETS(A,Ad,N) (Gardner and McKenzie 1985,
 * Management Science 31(10), 1237-1246; Hyndman, Koehler, Ord and Snyder 2008). */
#include "forecast/models.h"
#include "forecast/smoothing.h"

static ct_error damped_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    return ct_smoothing_predict(grid, CT_TREND_DAMPED, h, out);
}

static ct_error damped_describe(const ct_grid *grid, ct_buffer *to)
{
    return ct_smoothing_describe(grid, CT_TREND_DAMPED, to);
}

const ct_model ct_model_damped = {
    .name = "damped",
    .about_vi = "san bằng hàm mũ, xu thế tắt dần",
    .about_en = "exponential smoothing, damped trend",
    .min_points = 7, /* five parameters leave two degrees of freedom */
    .fallback = &ct_model_ses,
    .predict = damped_predict,
    .describe = damped_describe,
};
