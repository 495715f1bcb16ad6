/* Simulated paths. Each path is a course of normal scores with the dependence of its kind, turned into values
 * by each year's quantiles. The dependence was measured on the normal scores of the errors of `auto` on M3:
 * levels 0.75, 0.62, 0.54, 0.47, 0.46 between the first and the later years, which (j / k)^0.42 fits; growth
 * rates between 0.15 and 0.39 whatever the distance. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

#include "forecast/forecast.h"

static const double walk_power = 0.42, hover_correlation = 0.25;

/* The score of step j + 1, given that of the step before and the path's own. (j / k)^a is Markov: only the
 * last step matters. */
static double next_score(ct_dependence dependence, size_t j, double before, double common, double fresh)
{
    if (dependence == CT_DEPENDENCE_HOVER)
        return sqrt(hover_correlation) * common + sqrt(1 - hover_correlation) * fresh;
    double r = pow((double)j / (double)(j + 1), walk_power); /* 0 for the first step */

    return r * before + sqrt(1 - r * r) * fresh;
}

static double value_at(const ct_prediction *p, double score)
{
    /* Beyond 8 standard deviations the tail probability loses its digits, and no value is believable. */
    return ct_prediction_quantile(p, gsl_cdf_ugaussian_P(fmin(fmax(score, -8), 8)));
}

ct_error ct_score_paths(ct_dependence dependence, size_t h, unsigned long seed, size_t n_paths,
                        double *scores)
{
    if (h < 1 || h > CT_MAX_HORIZON)
        return ct_fail(CT_EUSAGE, 0, "cannot simulate %zu years; the horizon is 1 to %d years", h,
                       CT_MAX_HORIZON);
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);

    if (random == NULL) return ct_no_memory();
    gsl_rng_set(random, seed);
    for (size_t i = 0; i < n_paths; i++) {
        double score = 0, fresh[CT_MAX_HORIZON + 1];

        for (size_t j = 0; j <= CT_MAX_HORIZON; j++)
            fresh[j] = gsl_ran_gaussian_ziggurat(random, 1); /* always all: h changes no path */
        for (size_t j = 0; j < h; j++)
            scores[i * h + j] = score = next_score(dependence, j, score, fresh[CT_MAX_HORIZON], fresh[j]);
    }
    gsl_rng_free(random);
    return ct_ok();
}

ct_error ct_prediction_paths(const ct_prediction *prediction, size_t h, double lower, double upper,
                             unsigned long seed, size_t n_paths, double *paths)
{
    CT_TRY(ct_score_paths((ct_dependence)prediction[0].dependence, h, seed, n_paths, paths));
    for (size_t i = 0; i < n_paths * h; i++)
        paths[i] = fmin(fmax(value_at(&prediction[i % h], paths[i]), lower), upper);
    return ct_ok();
}
