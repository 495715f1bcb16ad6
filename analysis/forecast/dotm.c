#include "forecast/dotm.h"

#include <math.h>

#include "forecast/grid.h"
#include "forecast/models.h"

static double alpha_at(size_t k)
{
    return 0.1 + 0.89 * (double)k / (CT_DOTM_ALPHAS - 1);
}

void ct_dotm_init(ct_dotm *dotm)
{
    *dotm = (ct_dotm){ .n = 0 };
}

/* Move the least-squares line through t values on to one more (Fiorucci et al. 2016, the recursions of A, B
 * and the mean). */
static void move_line(double *a, double *b, double *mean, double t, double x)
{
    double moved = (t * *mean + x) / (t + 1);

    *b = ((t - 1) * *b + 6 * (x - *mean) / (t + 1)) / (t + 2);
    *a = moved - *b * (t + 2) / 2;
    *mean = moved;
}

void ct_dotm_push(ct_dotm *dotm, double x)
{
    for (size_t k = 0; k < CT_DOTM_ALPHAS; k++) {
        double alpha = alpha_at(k), q = 1 - alpha;

        if (dotm->n == 0) {
            dotm->at[k].e = alpha * x;
            dotm->at[k].u = q;
            dotm->at[k].power = 1;
            continue;
        }
        dotm->at[k].power *= q;
        double u = dotm->at[k].u, r = x - dotm->at[k].e;
        double d = dotm->a * dotm->at[k].power + dotm->b * (1 - dotm->at[k].power * q) / alpha;

        dotm->at[k].rr += r * r;
        dotm->at[k].ru += r * u;
        dotm->at[k].rd += r * d;
        dotm->at[k].uu += u * u;
        dotm->at[k].ud += u * d;
        dotm->at[k].dd += d * d;
        dotm->at[k].e = alpha * x + q * dotm->at[k].e;
        dotm->at[k].u *= q;
    }
    if (dotm->n == 0)
        dotm->a = dotm->mean = x;
    else
        move_line(&dotm->a, &dotm->b, &dotm->mean, (double)dotm->n, x);
    dotm->n++;
}

/* Least squares of r on (u, d) for one alpha: the start level *b and *c = 1 - 1/theta in [0, 1]. Returns the
 * sum of squares. */
static double solve(const ct_dotm *dotm, size_t k, double *b, double *c)
{
    double rr = dotm->at[k].rr, ru = dotm->at[k].ru, rd = dotm->at[k].rd;
    double uu = dotm->at[k].uu, ud = dotm->at[k].ud, dd = dotm->at[k].dd;
    double det = uu * dd - ud * ud;

    if (det > 1e-10 * uu * dd)
        *c = (uu * rd - ud * ru) / det;
    else /* u and d say the same, as they do for a constant series */
        *c = dd > 0 ? rd / dd : 0;
    *c = fmin(fmax(*c, 0), 1);
    *b = (ru - *c * ud) / uu;
    return rr - 2 * *b * ru - 2 * *c * rd + *b * *b * uu + 2 * *b * *c * ud + *c * *c * dd;
}

/* The place of the best alpha, with its start level *b, *c = 1 - 1/theta and sum of squares. */
static size_t choose(const ct_dotm *dotm, double *b, double *c, double *rss)
{
    double best = INFINITY, start, theta;
    size_t k = 0;

    for (size_t i = 0; i < CT_DOTM_ALPHAS; i++) {
        double sum = solve(dotm, i, &start, &theta);

        /* With three values every alpha may fit exactly: a difference of rounding must not choose. */
        if (sum < best - 1e-12 * dotm->at[i].rr) {
            best = sum;
            k = i;
            *b = start;
            *c = theta;
        }
    }
    *rss = best;
    return k;
}

void ct_dotm_forecast(const ct_dotm *dotm, size_t h, double *forecast)
{
    double b = 0, c = 0, rss;
    size_t k = choose(dotm, &b, &c, &rss);
    double alpha = alpha_at(k), q = 1 - alpha, power = dotm->at[k].power;
    double level = dotm->at[k].e + b * dotm->at[k].u;
    double line_a = dotm->a, line_b = dotm->b, mean = dotm->mean;

    for (size_t j = 0; j < h; j++) {
        power *= q;
        forecast[j] = level + c * (line_a * power + line_b * (1 - power * q) / alpha);
        level = alpha * forecast[j] + q * level;
        move_line(&line_a, &line_b, &mean, (double)(dotm->n + j), forecast[j]);
    }
}

/* As a model of its own: one-step errors of variance s^2 from the fit's n - 1 residuals and three parameters,
 * and, as in simple smoothing, s^2 (1 + (j - 1) alpha^2) at step j. */
static ct_error dotm_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    double forecast[CT_MAX_HORIZON], b = 0, c = 0, rss, nu = (double)grid->n - 4;
    ct_dotm dotm;

    ct_dotm_init(&dotm);
    for (size_t t = 0; t < grid->length; t++) ct_dotm_push(&dotm, ct_grid_interpolate(grid, grid->x, t));
    ct_dotm_forecast(&dotm, h, forecast);
    double alpha = alpha_at(choose(&dotm, &b, &c, &rss));

    for (size_t j = 0; j < h; j++) {
        out[j].location = forecast[j];
        out[j].nu = nu;
        out[j].scale = sqrt(fmax(rss, 0) / nu * (1 + (double)j * alpha * alpha));
    }
    return ct_ok();
}

const ct_model ct_model_dotm = {
    .name = "dotm",
    .about_vi = "theta động tối ưu",
    .about_en = "dynamic optimised theta",
    .min_points = 6,
    .fallback = &ct_model_theta,
    .predict = dotm_predict,
};
