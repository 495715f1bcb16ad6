#include "forecast/components.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

/* The smoothing parameters. 0.02 belongs to SES alone; above 1 is deliberate: it catches momentum. */
static const double alphas[CT_BANK_LINEAR] = { 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.25 };
enum { FIRST_BLOCK = 1, N_BLOCK = 8, N_SES = 8, RANDOM_WALK = 7 }; /* alphas[1..8]; alphas[0..7]; alpha 1 */
static const double trend_alphas[3] = { 0.5, 1, 1.25 }, trend_betas[3] = { 0.1, 0.3, 0.6 };

/* Prior of s^2: scaled inverse chi-square with 1 degree of freedom and scale 0.1. It keeps every node proper
 * from 2 values on. */
static const double prior_degrees = 1, prior_scale = 0.1;
static const double tau_block = 1, tau_log = 0.3, tau_random_walk = 10;

static const unsigned on_path[] = {
    [CT_PATH_POSITIVE] = 1U << CT_PART_DOTM | 1U << CT_PART_LOG | 1U << CT_PART_DRIFT | 1U << CT_PART_LOCAL |
                         1U << CT_PART_BSES | 1U << CT_PART_SES | 1U << CT_PART_LOGT,
    [CT_PATH_SHARE] = 1U << CT_PART_DOTM | 1U << CT_PART_LOG | 1U << CT_PART_DRIFT | 1U << CT_PART_LOCAL |
                      1U << CT_PART_BSES | 1U << CT_PART_SES,
    [CT_PATH_RATE] = 1U << CT_PART_DOTM | 1U << CT_PART_SES | 1U << CT_PART_MED,
    [CT_PATH_REAL] = 1U << CT_PART_DOTM | 1U << CT_PART_BSES | 1U << CT_PART_SES | 1U << CT_PART_MED,
};

bool ct_part_on_path(ct_part part, ct_path path)
{
    return (on_path[path] >> part & 1U) != 0;
}

static bool has_log_scale(ct_path path)
{
    return path == CT_PATH_POSITIVE || path == CT_PATH_SHARE;
}

void ct_bank_init(ct_bank *bank, ct_path path)
{
    bank->path = path;
    bank->sum_abs = bank->last = 0;
    bank->n = 0;
    for (size_t i = 0; i < CT_BANK_LINEAR; i++)
        ct_filter_init(&bank->linear[i], alphas[i], 0, 1, CT_SECOND_DRIFT);
    for (size_t i = 0; i < CT_BANK_TREND; i++)
        ct_filter_init(&bank->trend[i], trend_alphas[i / 3], trend_betas[i % 3], 1, CT_SECOND_DRIFT);
    for (size_t i = 0; i < CT_BANK_LOG; i++)
        ct_filter_init(&bank->log[i], alphas[FIRST_BLOCK + i], 0, 1, CT_SECOND_DRIFT);
    ct_dotm_init(&bank->dotm);
}

static void insert_sorted(double *sorted, size_t n, double x)
{
    size_t at = n;

    while (at > 0 && sorted[at - 1] > x) at--;
    memmove(sorted + at + 1, sorted + at, (n - at) * sizeof *sorted);
    sorted[at] = x;
}

void ct_bank_push(ct_bank *bank, double x, double filled)
{
    for (size_t i = 0; i < CT_BANK_LINEAR; i++) ct_filter_push(&bank->linear[i], x);
    for (size_t i = 0; i < CT_BANK_TREND; i++) ct_filter_push(&bank->trend[i], x);
    if (has_log_scale(bank->path)) {
        double z = bank->path == CT_PATH_POSITIVE ? log(x) : x;

        for (size_t i = 0; i < CT_BANK_LOG; i++) ct_filter_push(&bank->log[i], z);
    }
    ct_dotm_push(&bank->dotm, filled);
    if (isnan(x)) return;
    if (!has_log_scale(bank->path)) insert_sorted(bank->sorted, bank->n, x);
    bank->sum_abs += fabs(x);
    bank->last = x;
    bank->n++;
}

/* One node: a filter with its unknowns and s^2 estimated. */
typedef struct {
    double mean[CT_MAX_HORIZON], variance[CT_MAX_HORIZON]; /* in units of the data divided by `unit` */
    double ln_ml;                                          /* log marginal likelihood                */
} node;

static void node_forecast(const ct_filter *filter, const ct_ahead *ahead, double unit, double tau, size_t h,
                          node *out)
{
    ct_start start;
    bool drift = tau > 0;

    if (!ct_filter_start(filter, unit, tau, &start)) {
        out->ln_ml = -INFINITY;
        memset(out->mean, 0, h * sizeof *out->mean);
        memset(out->variance, 0, h * sizeof *out->variance);
        return;
    }
    double degrees = prior_degrees + (double)filter->n - 1;
    double sum = prior_degrees * prior_scale * prior_scale + start.rss;
    double s2 = sum / degrees;

    out->ln_ml =
        -0.5 * start.log_det - (drift ? log(tau) : 0) - 0.5 * filter->log_v - 0.5 * degrees * log(sum);
    for (size_t j = 0; j < h; j++) {
        double p1 = ahead->p[1][j], p2 = drift ? ahead->p[2][j] : 0;

        out->mean[j] = ahead->p[0][j] / unit + start.theta[0] * p1 + start.theta[1] * p2;
        out->variance[j] =
            s2 * (ahead->v[j] + start.inv00 * p1 * p1 + 2 * start.inv01 * p1 * p2 + start.inv11 * p2 * p2);
    }
}

/* Weights proportional to the marginal likelihoods (Hoeting, Madigan, Raftery and Volinsky 1999). Returns ln
 * of their mean. */
static double node_weights(const node *nodes, size_t n, double *weight)
{
    double top = -INFINITY, total = 0;

    for (size_t k = 0; k < n; k++) top = fmax(top, nodes[k].ln_ml);
    for (size_t k = 0; k < n; k++) total += weight[k] = exp(nodes[k].ln_ml - top);
    for (size_t k = 0; k < n; k++) weight[k] /= total;
    return top + log(total / (double)n);
}

/* The mixture of nodes, times `unit`: mean, and standard deviation with the disagreement of the nodes; NULL:
 * not wanted. Returns the log evidence of the block. */
static double mix(const node *nodes, size_t n, double unit, size_t h, double *mean, double *spread)
{
    double weight[2 * N_BLOCK + 1], evidence = node_weights(nodes, n, weight);

    for (size_t j = 0; j < h && mean != NULL; j++) {
        double f = 0, v = 0;

        for (size_t k = 0; k < n; k++) f += weight[k] * nodes[k].mean[j];
        for (size_t k = 0; k < n; k++)
            v += weight[k] * (nodes[k].variance[j] + (nodes[k].mean[j] - f) * (nodes[k].mean[j] - f));
        mean[j] = unit * f;
        if (spread != NULL) spread[j] = unit * sqrt(v);
    }
    return evidence;
}

/* As mix() for nodes on the log scale: their means go back to x before they are averaged. */
static void mix_log(const node *nodes, size_t n, bool exponentiate, size_t h, double *mean, double *within)
{
    double weight[2 * N_BLOCK + 1];

    node_weights(nodes, n, weight);
    for (size_t j = 0; j < h; j++) {
        double f = 0, v = 0;

        for (size_t k = 0; k < n; k++) {
            f += weight[k] * (exponentiate ? exp(fmin(nodes[k].mean[j], 700)) : nodes[k].mean[j]);
            v += weight[k] * nodes[k].variance[j];
        }
        mean[j] = f;
        if (within != NULL) within[j] = sqrt(v);
    }
}

static void linear_parts(const ct_bank *bank, double unit, size_t h, ct_parts *out)
{
    node plain[CT_BANK_LINEAR], both[2 * N_BLOCK], walk;
    ct_ahead ahead;

    for (size_t i = 0; i < CT_BANK_LINEAR; i++) {
        ct_filter_ahead(&bank->linear[i], h, &ahead);
        node_forecast(&bank->linear[i], &ahead, unit, 0, h, &plain[i]);
        if (i >= FIRST_BLOCK) {
            both[i - FIRST_BLOCK] = plain[i];
            node_forecast(&bank->linear[i], &ahead, unit, tau_block, h, &both[N_BLOCK + i - FIRST_BLOCK]);
        }
        if (i == RANDOM_WALK) node_forecast(&bank->linear[i], &ahead, unit, tau_random_walk, h, &walk);
    }
    double without = mix(both, N_BLOCK, unit, h, NULL, NULL),
           with = mix(both + N_BLOCK, N_BLOCK, unit, h, NULL, NULL);
    double either = mix(both, 2 * N_BLOCK, unit, h, out->forecast[CT_PART_BSES], out->s0);

    mix(plain, N_SES, unit, h, out->forecast[CT_PART_SES], out->s1);
    mix(&walk, 1, unit, h, out->forecast[CT_PART_DRIFT], NULL);
    for (size_t i = 0; i < CT_BANK_TREND; i++) {
        ct_filter_ahead(&bank->trend[i], h, &ahead);
        node_forecast(&bank->trend[i], &ahead, unit, 0, h, &plain[i]);
    }
    out->ln_bf_drift = with - without;
    out->ln_bf_local = mix(plain, CT_BANK_TREND, unit, h, out->forecast[CT_PART_LOCAL], NULL) - either;
}

static void log_parts(const ct_bank *bank, size_t h, ct_parts *out)
{
    bool positive = bank->path == CT_PATH_POSITIVE;
    node plain[2 * N_BLOCK], wide[2 * N_BLOCK];
    ct_ahead ahead;

    for (size_t i = 0; i < CT_BANK_LOG; i++) {
        ct_filter_ahead(&bank->log[i], h, &ahead);
        node_forecast(&bank->log[i], &ahead, 1, 0, h, &plain[i]);
        node_forecast(&bank->log[i], &ahead, 1, tau_log, h, &plain[N_BLOCK + i]);
        if (positive) {
            wide[i] = plain[i];
            node_forecast(&bank->log[i], &ahead, 1, tau_block, h, &wide[N_BLOCK + i]);
        }
    }
    mix_log(plain, 2 * N_BLOCK, positive, h, out->forecast[CT_PART_LOG], out->s2);
    if (!positive) return;
    for (size_t j = 0; j < h; j++) out->s2[j] *= bank->last;
    mix_log(wide, 2 * N_BLOCK, true, h, out->forecast[CT_PART_LOGT], NULL);
}

/* A positive series cannot fall through zero: below the last value linear decline becomes geometric, and no
 * year loses more than half. */
static void decline(size_t h, ct_parts *out)
{
    for (int part = 0; part < CT_PARTS; part++) {
        double floor = out->last;

        if (!ct_part_on_path((ct_part)part, CT_PATH_POSITIVE)) continue;
        for (size_t j = 0; j < h; j++) {
            double f = out->forecast[part][j];

            floor *= 0.5;
            if (f < out->last) f = out->last * exp((f - out->last) / out->last);
            out->forecast[part][j] = fmax(f, floor);
        }
    }
}

void ct_bank_forecast(const ct_bank *bank, size_t h, ct_parts *out)
{
    double mean_abs = bank->sum_abs / (double)bank->n;

    out->last = bank->last;
    linear_parts(bank, bank->path == CT_PATH_SHARE || mean_abs == 0 ? 1 : mean_abs, h, out);
    if (bank->n >= 3)
        ct_dotm_forecast(&bank->dotm, h, out->forecast[CT_PART_DOTM]);
    else
        memcpy(out->forecast[CT_PART_DOTM], out->forecast[CT_PART_BSES], h * sizeof(double));
    if (has_log_scale(bank->path)) {
        log_parts(bank, h, out);
    } else {
        double median = gsl_stats_median_from_sorted_data(bank->sorted, 1, bank->n);

        for (size_t j = 0; j < h; j++) out->forecast[CT_PART_MED][j] = median;
        memcpy(out->s2, out->s1, h * sizeof *out->s2);
    }
    if (bank->path == CT_PATH_POSITIVE) decline(h, out);
}
