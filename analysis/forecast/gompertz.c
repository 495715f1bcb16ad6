/* The Gompertz curve K exp(-exp(-(a + b t))) (Gompertz 1825): its growth rate falls geometrically; half of
 * the rise comes late. */
#include <math.h>

#include "forecast/models.h"
#include "forecast/saturation.h"

static double log_height(double z)
{
    return -exp(fmin(-z, 700));
}

static double log_slope(double z)
{
    return exp(fmin(-z, 700));
}

static double place(double height)
{
    return -log(-log(height));
}

static ct_error gompertz_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    static const ct_s_curve curve = { log_height, log_slope, place };

    return ct_saturation_predict(grid, &curve, h, out);
}

const ct_model ct_model_gompertz = {
    .name = "gompertz",
    .about_vi = "đường cong chữ S tiến tới một trần, chậm dần sớm (Gompertz)",
    .about_en = "S-shaped curve towards a ceiling, slowing early (Gompertz)",
    .min_points = 5,
    .fallback = &ct_model_linear,
    .predict = gompertz_predict,
};
