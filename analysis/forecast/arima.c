/* ARIMA(p, d, q), p and q up to 2, chosen by AICc (Box and Jenkins 1970; the choice follows Hyndman and
 * Khandakar 2008). The likelihood is exact: a Kalman filter over the stationary part and its d sums (Harvey
 * 1989, Forecasting, Structural Time Series Models and the Kalman Filter, section 3.4), started at unknown
 * values with flat priors, which is the likelihood of the d-times differenced series also where years are
 * missing. The unknowns are generalised least squares over copies of the filter that share one gain, as in
 * filter.c. */
#include "forecast/arima.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "forecast/models.h"

enum { STATES = 5, COPIES = 3, MOST = 4 };
static const double least_root = 1.01; /* nearer to 1 a root is an artefact of few values */

typedef struct {
    size_t m;    /* states: the ARMA part, then its sums; the last but for d = 0 is what is observed */
    size_t seen; /* place of the observed state                       */
    double f[STATES][STATES], g[STATES];
    double state[COPIES][STATES], p[STATES][STATES];
    size_t copies;
    double sum[COPIES][COPIES]; /* products of the copies' innovations over their variance */
    double log_v;
    size_t n;
} kalman;

/* The last part: sums over the ARMA part's new first state. */
static void set_sums(kalman *filter, size_t r, int d)
{
    for (int k = 0; k < d; k++) {
        size_t row = r + (size_t)k, from = k == 0 ? 0 : row - 1;

        for (size_t c = 0; c < filter->m; c++) filter->f[row][c] = filter->f[from][c];
        filter->f[row][row] += 1;
        filter->g[row] = 1;
    }
}

static void multiply(size_t m, double a[STATES][STATES], double b[STATES][STATES], bool transposed,
                     double out[STATES][STATES])
{
    double work[STATES][STATES] = { { 0 } };

    for (size_t i = 0; i < m; i++)
        for (size_t k = 0; k < m; k++) {
            if (a[i][k] == 0) continue;
            for (size_t j = 0; j < m; j++) work[i][j] += a[i][k] * (transposed ? b[j][k] : b[k][j]);
        }
    memcpy(out, work, sizeof work);
}

/* P <- F P F' + g g' */
static void move_covariance(kalman *filter)
{
    double work[STATES][STATES];

    multiply(filter->m, filter->f, filter->p, false, work);
    multiply(filter->m, work, filter->f, true, filter->p);
    for (size_t i = 0; i < filter->m; i++)
        for (size_t j = 0; j < filter->m; j++) filter->p[i][j] += filter->g[i] * filter->g[j];
}

/* Covariance of the stationary part, sum T^k g g' T'^k, by doubling; the sums start without any. */
static void set_stationary(kalman *filter, size_t r)
{
    double t[STATES][STATES] = { { 0 } }, work[STATES][STATES];

    memset(filter->p, 0, sizeof filter->p);
    for (size_t i = 0; i < r; i++)
        for (size_t j = 0; j < r; j++) {
            t[i][j] = filter->f[i][j];
            filter->p[i][j] = filter->g[i] * filter->g[j];
        }
    for (int round = 0; round < 24; round++) {
        multiply(r, t, filter->p, false, work);
        multiply(r, work, t, true, work);
        for (size_t i = 0; i < r; i++)
            for (size_t j = 0; j < r; j++) filter->p[i][j] += work[i][j];
        multiply(r, t, t, false, t);
    }
}

static size_t unknowns(const ct_arima *model)
{
    return (size_t)model->d + (model->constant ? 1 : 0);
}

static void kalman_init(kalman *filter, const ct_arima *model)
{
    size_t r = (size_t)(model->p > model->q + 1 ? model->p : model->q + 1);

    *filter = (kalman){ .m = r + (size_t)model->d, .copies = 1 + unknowns(model) };
    filter->seen = model->d == 0 ? 0 : filter->m - 1;
    for (size_t i = 0; i < r; i++) {
        if (i < 2) filter->f[i][0] = model->ar[i];
        if (i + 1 < r) filter->f[i][i + 1] = 1;
        filter->g[i] = i == 0 ? 1 : model->ma[i - 1];
    }
    set_sums(filter, r, model->d);
    set_stationary(filter, r);
}

/* Move on by a year; false: no value in it. `value` are the copies' data, `predicted` what they were expected
 * to be. */
static double kalman_step(kalman *filter, const double *value, bool there, double *predicted)
{
    double k[STATES], e[COPIES];

    for (size_t c = 0; c < filter->copies; c++) {
        double moved[STATES] = { 0 };

        for (size_t i = 0; i < filter->m; i++)
            for (size_t j = 0; j < filter->m; j++) moved[i] += filter->f[i][j] * filter->state[c][j];
        memcpy(filter->state[c], moved, sizeof moved);
        predicted[c] = moved[filter->seen];
    }
    move_covariance(filter);
    double v = filter->p[filter->seen][filter->seen];

    if (!there) return v;
    for (size_t i = 0; i < filter->m; i++) k[i] = filter->p[i][filter->seen] / v;
    for (size_t c = 0; c < filter->copies; c++) {
        e[c] = value[c] - predicted[c];
        for (size_t i = 0; i < filter->m; i++) filter->state[c][i] += k[i] * e[c];
    }
    for (size_t i = 0; i < filter->m; i++)
        for (size_t j = 0; j < filter->m; j++) filter->p[i][j] -= v * k[i] * k[j];
    for (size_t a = 0; a < filter->copies; a++)
        for (size_t b = 0; b < filter->copies; b++) filter->sum[a][b] += e[a] * e[b] / v;
    filter->log_v += log(v);
    filter->n++;
    return v;
}

/* The data of the copies: the value, then the known courses of the unknowns: 1 and the time. */
static void fill_copies(double x, size_t t, double *value)
{
    value[0] = x;
    value[1] = 1;
    value[2] = (double)t + 1;
}

/* Least squares for the unknowns; false when they are not determined. log_flat is ln det of the part with a
 * flat prior. */
static bool solve(const kalman *filter, ct_arima *model, double *log_flat)
{
    double a = filter->sum[1][1], b = filter->sum[1][2], d = filter->sum[2][2], y1 = filter->sum[0][1],
           y2 = filter->sum[0][2];
    size_t k = unknowns(model);

    *log_flat = model->d == 0 ? 0 : log(a);
    model->rss = filter->sum[0][0];
    model->beta[0] = model->beta[1] = 0;
    if (k == 1) model->beta[0] = y1 / a;
    if (k == 2) {
        double det = a * d - b * b;

        if (!(det > 1e-12 * a * d)) return false;
        model->beta[0] = (d * y1 - b * y2) / det;
        model->beta[1] = (a * y2 - b * y1) / det;
        if (model->d == 2) *log_flat = log(det);
    }
    if (k > 0) model->rss -= model->beta[0] * y1 + model->beta[1] * y2;
    model->rss = fmax(model->rss, 0);
    return isfinite(model->rss) && isfinite(model->beta[0]) && isfinite(model->beta[1]);
}

static double size_of(const ct_grid *grid)
{
    double size = 0;

    for (size_t t = 0; t < grid->length; t++)
        if (!isnan(grid->x[t])) size += grid->x[t] * grid->x[t];
    return size;
}

/* -2 ln likelihood, s^2 profiled out, without constants. */
static double deviance(const ct_grid *grid, ct_arima *model)
{
    double n = (double)grid->n - model->d, log_flat, predicted[COPIES], value[COPIES];
    kalman filter;

    kalman_init(&filter, model);
    for (size_t t = 0; t < grid->length; t++) {
        fill_copies(grid->x[t], t, value);
        kalman_step(&filter, value, !isnan(grid->x[t]), predicted);
    }
    if (!solve(&filter, model, &log_flat)) return INFINITY;
    return n * log(model->rss / n + 1e-20 * size_of(grid) / (double)grid->n) + filter.log_v + log_flat;
}

/* Two numbers in (-1, 1), the partial autocorrelations, to the coefficients of a stationary model (Monahan
 * 1984, Biometrika 71(2)). */
static void stationary(const double *free, int order, double *coefficient)
{
    double r1 = tanh(free[0]), r2 = order == 2 ? tanh(free[1]) : 0;

    coefficient[0] = order > 0 ? r1 * (1 - r2) : 0;
    coefficient[1] = order == 2 ? r2 : 0;
}

typedef struct {
    const ct_grid *grid;
    ct_arima *model;
} problem;

static void set_coefficients(ct_arima *model, const double *free)
{
    double ma[2];

    stationary(free, model->p, model->ar);
    stationary(free + model->p, model->q, ma);
    model->ma[0] = -ma[0];
    model->ma[1] = -ma[1];
}

static double cost(const gsl_vector *v, void *params)
{
    const problem *at = params;
    double free[MOST + 2] = { 0 }, d;

    for (size_t i = 0; i < v->size; i++) free[i] = gsl_vector_get(v, i);
    set_coefficients(at->model, free);
    d = deviance(at->grid, at->model);
    return isfinite(d) ? d : 1e6;
}

/* Modulus of the root of 1 - a z - b z^2 nearest to 0. */
static double smallest_root(double a, double b)
{
    double disc = a * a + 4 * b,
           largest = disc < 0 ? sqrt(-b) : (fabs(a) + sqrt(disc)) / 2; /* of the inverse roots */

    return largest > 0 ? 1 / largest : INFINITY;
}

static bool sound(const ct_arima *model)
{
    return smallest_root(model->ar[0], model->ar[1]) >= least_root &&
           smallest_root(-model->ma[0], -model->ma[1]) >= least_root;
}

/* One simplex from `start` for the first partial autocorrelation of each polynomial, 0.1 for the others,
 * before tanh. */
static ct_error search_from(const ct_grid *grid, double start, double width, ct_arima *model)
{
    size_t n = (size_t)(model->p + model->q);
    problem at = { grid, model };
    gsl_multimin_function f = { .f = cost, .n = n, .params = &at };
    gsl_vector *x = gsl_vector_alloc(n), *step = gsl_vector_alloc(n);
    gsl_multimin_fminimizer *simplex = gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, n);
    ct_error err = ct_ok();

    if (x == NULL || step == NULL || simplex == NULL) {
        err = ct_no_memory();
        goto done;
    }
    for (size_t i = 0; i < n; i++) gsl_vector_set(x, i, i == 0 || i == (size_t)model->p ? start : 0.1);
    gsl_vector_set_all(step, width);
    if (gsl_multimin_fminimizer_set(simplex, &f, x, step) == GSL_SUCCESS)
        for (int i = 0; i < 500; i++) {
            if (gsl_multimin_fminimizer_iterate(simplex) != GSL_SUCCESS) break;
            if (gsl_multimin_test_size(gsl_multimin_fminimizer_size(simplex), 1e-5) == GSL_SUCCESS) break;
        }
    model->deviance =
        cost(gsl_multimin_fminimizer_x(simplex), &at); /* and the coefficients of the best point */
done:
    if (simplex != NULL) gsl_multimin_fminimizer_free(simplex);
    if (step != NULL) gsl_vector_free(step);
    if (x != NULL) gsl_vector_free(x);
    return err;
}

/* From little and from much memory, which may have an optimum each. One at the border is of no use where
 * there is one inside. */
static ct_error search(const ct_grid *grid, ct_arima *model)
{
    ct_arima other = *model;

    CT_TRY(search_from(grid, 0.1, 0.2, model));
    CT_TRY(search_from(grid, 0.9, 0.1, &other));
    if (sound(&other) != sound(model) ? sound(&other) : other.deviance < model->deviance) *model = other;
    return ct_ok();
}

ct_error ct_arima_fit(const ct_grid *grid, int p, int d, int q, bool constant, ct_arima *fit)
{
    double n = (double)grid->n - d, k = p + q + (constant ? 1 : 0) + 1;

    *fit = (ct_arima){
        .p = p, .d = d, .q = q, .constant = constant && d < 2, .nu = n - (k - 1), .aicc = INFINITY
    };
    if (p + q == 0)
        fit->deviance = deviance(grid, fit);
    else
        CT_TRY(search(grid, fit));
    if (!(fit->deviance < 1e6))
        return ct_fail(CT_ENUMERIC, 0, "no finite ARIMA(%d,%d,%d) fit through %zu values", p, d, q, grid->n);
    if (sound(fit) && n - k - 1 > 0) fit->aicc = fit->deviance + 2 * k + 2 * k * (k + 1) / (n - k - 1);
    return ct_ok();
}

/* KPSS statistic of a level, with the Bartlett window of 3 sqrt(n) / 13 lags that R's ndiffs uses. */
static double kpss(const double *x, size_t n)
{
    double mean = 0, partial = 0, squares = 0, s2 = 0;
    size_t lags = (size_t)(3 * sqrt((double)n) / 13);

    for (size_t t = 0; t < n; t++) mean += x[t] / (double)n;
    for (size_t t = 0; t < n; t++) {
        partial += x[t] - mean;
        squares += partial * partial;
        s2 += (x[t] - mean) * (x[t] - mean);
    }
    for (size_t lag = 1; lag <= lags; lag++)
        for (size_t t = lag; t < n; t++)
            s2 += 2 * (1 - (double)lag / (double)(lags + 1)) * (x[t] - mean) * (x[t - lag] - mean);
    return s2 > 0 ? squares / (double)n / s2 : 0;
}

int ct_arima_differences(const ct_grid *grid)
{
    double *work = malloc(2 * grid->n * sizeof *work), *x = work + grid->n;
    size_t n = grid->n;
    int d = 0;

    if (work == NULL) return 1; /* the usual answer; the fit that follows reports the lack of memory */
    ct_grid_list(grid, work, x);
    while (d < 2 && n > 2 && kpss(x, n) > 0.463) { /* the 5 % point of Kwiatkowski et al. 1992, table 1 */
        for (size_t t = 0; t + 1 < n; t++) x[t] = x[t + 1] - x[t];
        n--;
        d++;
    }
    free(work);
    return d;
}

ct_error ct_arima_choose(const ct_grid *grid, ct_arima *best)
{
    int d = ct_arima_differences(grid);
    double least = INFINITY;

    for (int k = 0; k < 18; k++) {
        int p = k % 3, q = k / 3 % 3;
        ct_arima fit;

        if (k >= 9 && d == 2) break;
        if ((double)grid->n - d - p - q - (k >= 9 ? 1 : 0) - 2 <= 0) continue;
        ct_error err = ct_arima_fit(grid, p, d, q, k >= 9, &fit);

        if (err.code == CT_ENUMERIC) continue;
        CT_TRY(err);
        if (!(fit.aicc < least)) continue;
        least = fit.aicc;
        *best = fit;
    }
    return isfinite(least) ? ct_ok()
                           : ct_fail(CT_ENUMERIC, 0, "no finite ARIMA fit through %zu values", grid->n);
}

void ct_arima_ahead(const ct_grid *grid, const ct_arima *fit, size_t h, ct_prediction *out)
{
    double predicted[COPIES] = { 0 }, value[COPIES];
    kalman filter;

    kalman_init(&filter, fit);
    for (size_t t = 0; t < grid->length; t++) {
        fill_copies(grid->x[t], t, value);
        kalman_step(&filter, value, !isnan(grid->x[t]), predicted);
    }
    for (size_t j = 0; j < h; j++) {
        fill_copies(NAN, grid->length + j, value);
        double v = kalman_step(&filter, value, false, predicted), location = predicted[0];

        for (size_t k = 1; k < filter.copies; k++) location += fit->beta[k - 1] * (value[k] - predicted[k]);
        out[j].location = location;
        out[j].nu = fit->nu;
        out[j].scale = sqrt(fit->rss / fit->nu * v);
    }
}

static ct_error arima_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    ct_arima fit;

    CT_TRY(ct_arima_choose(grid, &fit));
    ct_arima_ahead(grid, &fit, h, out);
    return ct_ok();
}

static ct_error arima_describe(const ct_grid *grid, ct_buffer *to)
{
    ct_arima fit;

    CT_TRY(ct_arima_choose(grid, &fit));
    ct_buffer_printf(to, "ARIMA(%d,%d,%d)%s", fit.p, fit.d, fit.q,
                     !fit.constant ? ""
                     : fit.d == 0  ? " + mean"
                                   : " + drift");
    for (int i = 0; i < fit.p; i++) ct_buffer_printf(to, ", ar%d %.4g", i + 1, fit.ar[i]);
    for (int i = 0; i < fit.q; i++) ct_buffer_printf(to, ", ma%d %.4g", i + 1, fit.ma[i]);
    return ct_ok();
}

const ct_model ct_model_arima = {
    .name = "arima",
    .about_vi = "ARIMA(p,d,q), p và q đến 2, chọn theo AICc",
    .about_en = "ARIMA(p,d,q), p and q up to 2, chosen by AICc",
    .min_points = 6,
    .fallback = &ct_model_drift,
    .predict = arima_predict,
    .describe = arima_describe,
};
