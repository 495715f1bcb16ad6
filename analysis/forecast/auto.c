/* The default model: a weighted mean of small forecasters with calibrated intervals. Weights come from the
 * evidence for a trend and from each component's errors at rolling origins (Bates and Granger 1969; Tashman
 * 2000); the interval is a Student t whose scale is a regression on model spreads, disagreement and rolling
 * errors (empirical prediction intervals: Williams and Goodman 1971; Lee and Scholtes 2014).
 * docs/methods-forecast.md tells all of it. */
#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "forecast/account.h"
#include "forecast/models.h"

enum {
    ORIGINS = 8,        /* rolling origins looked at, at most                             */
    LOOK_AHEAD = 6,     /* years compared at each, so that a forecast does not depend on h */
    ORIGIN_POINTS = 5,  /* values needed before an origin                                 */
    POINTS_WEIGHTS = 8, /* values needed to weight components by their rolling errors     */
    POINTS_SPREAD = 6   /* values needed to scale the interval by them                    */
};

/* The interval's constants: maximum likelihood fit of the t to pooled errors of the M3 yearly series. */
static const struct {
    double nu, constant, log_spread, disagreement, rolling, step, few;
} spread_rule[] = {
    [CT_PATH_POSITIVE] = { 3.10, -0.07, 0.60, 0.21, 0.28, 0.19, 0 },
    [CT_PATH_SHARE] = { 3.10, -0.07, 0.60, 0.21, 0.28, 0.19, 0 },
    [CT_PATH_RATE] = { 1.92, -0.70, 0, 0, 0.18, 0, 2.41 },
    [CT_PATH_REAL] = { 2.34, -0.52, 0, 0.12, 0.29, 0.22, 2.64 },
};

/* What the rolling origins gathered. */
typedef struct {
    double error[CT_PARTS]; /* sums over origins of each component's mean absolute error */
    double relative;        /* sum of the plain mean's absolute errors over their spread */
    size_t origins, errors;
} rolling;

/* The parts whose plain mean and median error are the yardstick: all on the path but LOGT. */
static bool in_yardstick(ct_part part, ct_path path)
{
    return ct_part_on_path(part, path) && part != CT_PART_LOGT;
}

static const double *reference(const ct_parts *parts, ct_path path)
{
    return path == CT_PATH_POSITIVE || path == CT_PATH_SHARE ? parts->s0 : parts->s1;
}

/* Compare forecasts made before x[0] with x[0 .. n-1], NaN where missing. */
static void compare(rolling *roll, ct_path path, const ct_parts *parts, const double *x, size_t n)
{
    double sum[CT_PARTS] = { 0 };
    size_t seen = 0;

    for (size_t j = 0; j < n; j++) {
        double mean = 0;
        int count = 0;

        if (isnan(x[j])) continue;
        for (int part = 0; part < CT_PARTS; part++) {
            if (!ct_part_on_path((ct_part)part, path)) continue;
            sum[part] += fabs(x[j] - parts->forecast[part][j]);
            if (in_yardstick((ct_part)part, path)) {
                mean += parts->forecast[part][j];
                count++;
            }
        }
        roll->relative += fabs(x[j] - mean / count) / reference(parts, path)[j];
        seen++;
    }
    if (seen == 0) return;
    for (int part = 0; part < CT_PARTS; part++) roll->error[part] += sum[part] / (double)seen;
    roll->errors += seen;
    roll->origins++;
}

/* Push all years, stopping at each rolling origin to compare. */
static void run_bank(const ct_grid *grid, const double *x, ct_bank *bank, ct_parts *parts, rolling *roll)
{
    size_t first = grid->length > ORIGINS + 2 ? grid->length - ORIGINS : 2;

    for (size_t t = 0; t < grid->length; t++) {
        bool origin = grid->n >= POINTS_SPREAD && t >= first && bank->n >= ORIGIN_POINTS && !isnan(x[t - 1]);

        if (origin) {
            size_t ahead = grid->length - t < LOOK_AHEAD ? grid->length - t : LOOK_AHEAD;

            ct_bank_forecast(bank, ahead, parts);
            compare(roll, grid->path, parts, x + t, ahead);
        }
        ct_bank_push(bank, x[t], ct_grid_interpolate(grid, x, t));
    }
}

static void base_weights(ct_path path, size_t n, const ct_parts *parts, double *weight)
{
    double with_drift = exp(fmin(0, parts->ln_bf_drift)), without_drift = exp(-fmax(0, parts->ln_bf_drift));
    double grown = fmin(1, fmax(0, ((double)n - 8) / 8)); /* from 0 at 8 values to 1 at 16 */
    bool few = n < POINTS_WEIGHTS;

    for (int part = 0; part < CT_PARTS; part++) weight[part] = ct_part_on_path((ct_part)part, path) ? 1 : 0;
    switch (path) {
    case CT_PATH_POSITIVE:
    case CT_PATH_SHARE:
        if (few) {
            weight[CT_PART_LOGT] = 0;
            break;
        }
        weight[CT_PART_SES] = without_drift;
        weight[CT_PART_DRIFT] = (path == CT_PATH_POSITIVE ? 1 + 2 * grown : 1) * with_drift;
        weight[CT_PART_LOCAL] = exp(fmin(0, parts->ln_bf_local));
        if (path == CT_PATH_POSITIVE) weight[CT_PART_LOGT] = 0.25 * grown;
        break;
    case CT_PATH_REAL:
        if (n < 3) {
            weight[CT_PART_DOTM] = weight[CT_PART_BSES] = 0;
            break;
        }
        weight[CT_PART_BSES] = with_drift;
        weight[CT_PART_SES] = weight[CT_PART_MED] = without_drift;
        if (few) weight[CT_PART_DOTM] = 0.5;
        break;
    case CT_PATH_RATE:
        if (few) weight[CT_PART_DOTM] = 0;
        break;
    }
}

/* Divide by the square of each component's rolling error relative to the median one, shrunk towards 1. */
static void correct_weights(ct_path path, const rolling *roll, double *weight)
{
    double errors[CT_PARTS], origins = (double)roll->origins, median;
    size_t n = 0;

    for (int part = 0; part < CT_PARTS; part++)
        if (in_yardstick((ct_part)part, path)) errors[n++] = roll->error[part] / origins;
    gsl_sort(errors, 1, n);
    median = gsl_stats_median_from_sorted_data(errors, 1, n);
    if (!(median > 0)) return;
    for (int part = 0; part < CT_PARTS; part++) {
        double ratio = (roll->error[part] / median + 2) / (origins + 2);

        weight[part] /= ratio * ratio;
    }
}

static double unwarp(double g, double last)
{
    return g < last ? last + last * log(fmax(g, 1e-9 * last) / last) : g;
}

static void combine(ct_path path, size_t n, const ct_parts *parts, const rolling *roll, const double *weight,
                    size_t h, ct_prediction *out, ct_account *account)
{
    double ln_rolling = log((roll->relative + 8) / ((double)roll->errors + 8));
    bool warped = path == CT_PATH_POSITIVE;

    for (size_t j = 0; j < h; j++) {
        double f = 0, disagreement = 0, ref = reference(parts, path)[j];

        for (int part = 0; part < CT_PARTS; part++)
            if (weight[part] > 0) f += weight[part] * parts->forecast[part][j];
        double location = warped ? unwarp(f, parts->last) : f;

        for (int part = 0; part < CT_PARTS; part++) {
            if (!(weight[part] > 0)) continue;
            double u = parts->forecast[part][j], off = (warped ? unwarp(u, parts->last) : u) - location;

            disagreement += weight[part] * off * off;
        }
        double own = 1 - spread_rule[path].log_spread - spread_rule[path].disagreement;
        double ln_scale = spread_rule[path].constant + own * log(ref) +
                          spread_rule[path].log_spread * log(parts->s2[j]) +
                          spread_rule[path].disagreement * 0.5 * log(disagreement + 0.01 * ref * ref) +
                          spread_rule[path].rolling * ln_rolling +
                          spread_rule[path].step * log((double)(j + 1)) + spread_rule[path].few / (double)n;

        out[j].location = location;
        out[j].scale = exp(ln_scale);
        out[j].nu = spread_rule[path].nu;
        if (account != NULL) account->disagreement[j] = sqrt(disagreement);
    }
}

/* A level with zeros among positive values has no logarithm: it is moved up by a tenth of its mean, and its
 * projection back down. */
static double zero_offset(const ct_grid *grid)
{
    double sum = 0;
    bool zero = false;

    for (size_t t = 0; t < grid->length; t++) {
        if (isnan(grid->x[t])) continue;
        sum += grid->x[t];
        zero = zero || grid->x[t] == 0;
    }
    return zero ? 0.1 * sum / (double)grid->n : 0;
}

static void fill_account(ct_path path, const ct_parts *parts, const rolling *roll, const double *weight,
                         ct_account *account)
{
    double origins = (double)roll->origins;

    account->path = path;
    account->parts = *parts;
    account->origins = roll->origins;
    account->errors = roll->errors;
    account->rolling = (roll->relative + 8) / ((double)roll->errors + 8);
    for (int part = 0; part < CT_PARTS; part++) {
        account->weight[part] = weight[part];
        account->error[part] =
            roll->origins > 0 && ct_part_on_path((ct_part)part, path) ? roll->error[part] / origins : NAN;
    }
}

static void predict_moved(const ct_grid *grid, const double *x, ct_bank *bank, size_t h, ct_prediction *out,
                          ct_account *account)
{
    ct_parts parts;
    rolling roll = { .origins = 0 };
    double weight[CT_PARTS], total = 0;

    ct_bank_init(bank, grid->path);
    run_bank(grid, x, bank, &parts, &roll);
    ct_bank_forecast(bank, h, &parts);
    base_weights(grid->path, grid->n, &parts, weight);
    if (grid->n >= POINTS_WEIGHTS && roll.origins > 0) correct_weights(grid->path, &roll, weight);
    for (int part = 0; part < CT_PARTS; part++) total += weight[part];
    for (int part = 0; part < CT_PARTS; part++) weight[part] /= total;
    combine(grid->path, grid->n, &parts, &roll, weight, h, out, account);
    if (account != NULL) fill_account(grid->path, &parts, &roll, weight, account);
}

ct_error ct_auto_predict(const ct_grid *grid, size_t h, ct_prediction *out, ct_account *account)
{
    double offset = grid->path == CT_PATH_POSITIVE ? zero_offset(grid) : 0;

    if (ct_grid_all_zero(grid)) {
        for (size_t j = 0; j < h; j++) {
            out[j].location = out[j].scale = 0;
            out[j].nu = INFINITY;
        }
        return ct_ok();
    }
    double *x = malloc(grid->length * sizeof *x);
    ct_bank *bank = malloc(sizeof *bank);

    if (x == NULL || bank == NULL) {
        free(x);
        free(bank);
        return ct_no_memory();
    }
    for (size_t t = 0; t < grid->length; t++) x[t] = grid->x[t] + offset;
    predict_moved(grid, x, bank, h, out, account);
    if (grid->path == CT_PATH_POSITIVE)
        for (size_t j = 0; j < h; j++) {
            out[j].transform = CT_TRANSFORM_DECLINE;
            out[j].last = x[grid->length - 1];
            out[j].offset = offset;
        }
    if (account != NULL) account->offset = offset;
    free(x);
    free(bank);
    return ct_ok();
}

static ct_error auto_predict(const ct_grid *grid, size_t h, ct_prediction *out)
{
    return ct_auto_predict(grid, h, out, NULL);
}

const ct_model ct_model_auto = {
    .name = "auto",
    .about_vi = "kết hợp nhiều mô hình nhỏ, khoảng dự báo đã hiệu chỉnh (mặc định)",
    .about_en = "combination of small models with calibrated intervals (the default)",
    .min_points = 2,
    .fallback = &ct_model_naive,
    .predict = auto_predict,
};
