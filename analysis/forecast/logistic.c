/* The logistic curve K / (1 + exp(-(a + b t))) (Verhulst 1838): growth slows in proportion to the distance
 * from the ceiling K. */
#include <math.h>

#include "forecast/models.h"
#include "forecast/saturation.h"

static double log_height(double z)
{
    return z > 0 ? -log1p(exp(-z)) : z - log1p(exp(z));
}

static double log_slope(double z)
{
    return 1 / (1 + exp(z));
}

static double place(double height)
{
    return log(height / (1 - height));
}

static ct_error logistic_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    static const ct_s_curve curve = { log_height, log_slope, place };

    return ct_saturation_predict(grid, &curve, h, out);
}

const ct_model ct_model_logistic = {
    .name = "logistic",
    .about_vi = "đường cong chữ S tiến tới một trần (logistic)",
    .about_en = "S-shaped curve towards a ceiling (logistic)",
    .min_points = 5,
    .fallback = &ct_model_linear,
    .predict = logistic_predict,
};
