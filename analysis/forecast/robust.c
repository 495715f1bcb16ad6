/* A line that outliers do not pull: iteratively reweighted least squares with Tukey's biweight (Holland and
 * Welsch 1977, Communications in Statistics A6), gsl_multifit_robust. Student intervals from its robust
 * residual spread, n - 2 degrees of freedom. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>
#include <math.h>
#include <stdlib.h>

#include "forecast/grid.h"
#include "forecast/models.h"

typedef struct {
    gsl_multifit_robust_workspace *fit;
    gsl_matrix *design, *covariance;
    gsl_vector *x, *line, *at;
} workspace;

static bool workspace_init(workspace *work, size_t n)
{
    *work = (workspace){ .fit = gsl_multifit_robust_alloc(gsl_multifit_robust_bisquare, n, 2),
                         .design = gsl_matrix_alloc(n, 2),
                         .covariance = gsl_matrix_alloc(2, 2),
                         .x = gsl_vector_alloc(n),
                         .line = gsl_vector_alloc(2),
                         .at = gsl_vector_alloc(2) };
    return work->fit != NULL && work->design != NULL && work->covariance != NULL && work->x != NULL &&
           work->line != NULL && work->at != NULL;
}

static void workspace_clear(workspace *work)
{
    if (work->fit != NULL) gsl_multifit_robust_free(work->fit);
    if (work->design != NULL) gsl_matrix_free(work->design);
    if (work->covariance != NULL) gsl_matrix_free(work->covariance);
    if (work->x != NULL) gsl_vector_free(work->x);
    if (work->line != NULL) gsl_vector_free(work->line);
    if (work->at != NULL) gsl_vector_free(work->at);
}

static void fill(const ct_grid *grid, workspace *work)
{
    size_t n = 0;

    for (size_t t = 0; t < grid->length; t++) {
        if (isnan(grid->x[t])) continue;
        gsl_matrix_set(work->design, n, 0, 1);
        gsl_matrix_set(work->design, n, 1, (double)t - (double)(grid->length - 1));
        gsl_vector_set(work->x, n++, grid->x[t]);
    }
}

static ct_error predict(const ct_grid *grid, workspace *work, size_t h, ct_prediction *out)
{
    fill(grid, work);
    int status = gsl_multifit_robust_maxiter(500, work->fit);

    if (status == GSL_SUCCESS)
        status = gsl_multifit_robust(work->design, work->x, work->line, work->covariance, work->fit);
    if (status != GSL_SUCCESS) return ct_fail(CT_ENUMERIC, 0, "no robust line: %s", gsl_strerror(status));
    double sigma = gsl_multifit_robust_statistics(work->fit).sigma;

    for (size_t j = 0; j < h; j++) {
        double line = NAN, error = NAN; /* error: of the line itself */

        gsl_vector_set(work->at, 0, 1);
        gsl_vector_set(work->at, 1, (double)(j + 1));
        status = gsl_multifit_robust_est(work->at, work->line, work->covariance, &line, &error);
        if (status != GSL_SUCCESS || !isfinite(line) || !isfinite(error) || !isfinite(sigma))
            return ct_fail(CT_ENUMERIC, 0, "no finite robust line through %zu values", grid->n);
        out[j].location = line;
        out[j].nu = (double)(grid->n - 2);
        out[j].scale = sqrt(error * error + sigma * sigma);
    }
    return ct_ok();
}

static ct_error robust_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    workspace work;
    ct_error err = workspace_init(&work, grid->n) ? predict(grid, &work, h, out) : ct_no_memory();

    workspace_clear(&work);
    return err;
}

const ct_model ct_model_robust = {
    .name = "robust",
    .about_vi = "đường thẳng không bị giá trị bất thường kéo lệch (trọng số Tukey)",
    .about_en = "line that outliers do not pull (Tukey's biweight)",
    .min_points = 5, /* with fewer the spread of the residuals says nothing of outliers */
    .fallback = &ct_model_linear,
    .predict = robust_predict,
};
