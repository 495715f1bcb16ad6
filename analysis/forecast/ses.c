/* Simple exponential smoothing, the state-space model ETS(A,N,N) (Brown 1959; Hyndman, Koehler, Ord and
 * Snyder 2008). */
#include "forecast/models.h"
#include "forecast/smoothing.h"

static ct_error ses_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    return ct_smoothing_predict(grid, CT_TREND_NONE, h, out);
}

static ct_error ses_describe(const ct_grid *grid, ct_buffer *to)
{
    return ct_smoothing_describe(grid, CT_TREND_NONE, to);
}

const ct_model ct_model_ses = {
    .name = "ses",
    .about_vi = "san bằng hàm mũ giản đơn, không xu thế",
    .about_en = "simple exponential smoothing, no trend",
    .min_points = 4, /* two parameters leave two degrees of freedom */
    .fallback = &ct_model_naive,
    .predict = ses_predict,
    .describe = ses_describe,
};
