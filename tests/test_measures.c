/* The published formulas against worked vectors: tests/fixtures/assess/vectors.txt, one a line,
 * `id;function;inputs;outputs`, computed independently of this program (R and hand) when the methods were
 * collected. Every output key of every line must be known here, so that none is passed over. */
#include "cmocka_all.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/measures.h"
#include "assess/rates.h"
#include "assess/status_rules.h"
#include "core/file.h"
#include "near.h"

enum { MOST = 60, LONGEST = 400, PAIRS = 24, VALUES = 12 };

typedef struct {
    char id[8], function[32], in[LONGEST], out[LONGEST];
} vector;
typedef struct {
    char key[24], text[96];
} pair;
typedef struct {
    pair list[PAIRS];
    size_t n;
} pairs;

static vector vectors[MOST];
static size_t n_vectors;
static ct_table *rules;

static int read_all(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();
    const char *text;
    char *copy, *line, *rest;
    size_t n;

    assert_ct_ok(ct_file_read(arena, "tests/fixtures/assess/vectors.txt", &text, &n));
    copy = ct_arena_strdup(arena, text);
    for (line = strtok_r(copy, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        vector *v = &vectors[n_vectors];
        if (strncmp(line, "id;", 3) == 0) continue;
        assert_true(n_vectors < MOST);
        assert_int_equal(sscanf(line, "%7[^;];%31[^;];%399[^;];%399[^;]", v->id, v->function, v->in, v->out),
                         4);
        n_vectors++;
    }
    assert_ct_ok(ct_file_read(arena, "datasets/catalogue/statuses.csv", &text, &n));
    assert_ct_ok(ct_status_rules_read(text, n, "statuses.csv", &rules));
    ct_arena_free(arena);
    return 0;
}

static int free_all(void **state)
{
    (void)state;
    ct_table_free(rules);
    return 0;
}

static pairs split(const char *text)
{
    pairs all = { .n = 0 };
    char copy[LONGEST], *word, *rest;

    snprintf(copy, sizeof copy, "%s", text);
    for (word = strtok_r(copy, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        pair *one = &all.list[all.n++];
        assert_true(all.n <= PAIRS);
        assert_int_equal(sscanf(word, "%23[^=]=%95s", one->key, one->text), 2);
    }
    return all;
}

static const char *find(const pairs *all, const char *key)
{
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->list[i].key, key) == 0) return all->list[i].text;
    return NULL;
}

/* "as=E1" continues with the inputs of E1. */
static pairs inputs(const vector *v)
{
    pairs all = split(v->in);
    const char *as = find(&all, "as");

    for (size_t i = 0; as != NULL && i < n_vectors; i++) {
        if (strcmp(vectors[i].id, as) != 0) continue;
        pairs more = split(vectors[i].in);
        for (size_t j = 0; j < more.n; j++) all.list[all.n++] = more.list[j];
        break;
    }
    return all;
}

static double value_of(const char *text)
{
    double inner;

    return sscanf(text, "ln(%lf)", &inner) == 1 ? log(inner) : atof(text);
}

static double number(const pairs *in, const char *key, double missing)
{
    const char *text = find(in, key);

    return text != NULL ? value_of(text) : missing;
}

/* "1,2,3", or "2018..2023". */
static size_t list(const pairs *in, const char *key, double *values)
{
    const char *text = find(in, key);
    int from, to;
    size_t n = 0;

    if (text == NULL) return 0;
    if (sscanf(text, "%d..%d", &from, &to) == 2) {
        for (int year = from; year <= to; year++) values[n++] = year;
        return n;
    }
    for (const char *at = text; at != NULL; at = strchr(at, ',')) {
        if (*at == ',') at++;
        assert_true(n < VALUES);
        values[n++] = atof(at);
    }
    return n;
}

static double second(const pairs *in, const char *key)
{
    int from, to;

    return sscanf(find(in, key), "%d..%d", &from, &to) == 2 ? to : value_of(find(in, key));
}

static ct_way way_of(const pairs *in)
{
    return (ct_way){ .x0 = number(in, "x0", number(in, "I0", NAN)),
                     .t0 = number(in, "t0", 0),
                     .x1 = number(in, "x1", number(in, "I1", NAN)),
                     .t1 = number(in, "t1", 1),
                     .target = number(in, "X", number(in, "TV", number(in, "green", NAN))),
                     .end = number(in, "T", 2),
                     .sign = number(in, "d", 1) };
}

/* What one vector asked for: a number under its key, or a class of statuses.csv. */
typedef struct {
    const vector *vector;
    pairs want;
    size_t checked;
} answer;

static void gives(answer *to, const char *key, double got)
{
    const char *want = find(&to->want, key);
    char name[64];

    if (want == NULL) return;
    snprintf(name, sizeof name, "%s %s", to->vector->id, key);
    assert_near(got, value_of(want),
                1e-8 +
                    (strchr(want, '.') == NULL ? 0 : 0.51 * pow(10, -(double)strlen(strchr(want, '.') + 1))),
                name);
    to->checked++;
}

static void reads(answer *to, const char *key, const char *rule_set, ct_case which, double value)
{
    const char *want = find(&to->want, key);
    const ct_status_rule *got = ct_status_class(rules, rule_set, which, value);

    if (want == NULL) return;
    assert_non_null(got);
    if (strncmp(got->status, want, strlen(want)) != 0)
        fail_msg("%s %s: got %s, want %s", to->vector->id, key, got->status, want);
    to->checked++;
}

static void ratio(answer *to, const pairs *in)
{
    ct_way way = way_of(in);
    double zero = number(in, "zero", 0), r = ct_ratio_geometric(&way, zero);

    gives(to, "r_obs", ct_cagr(way.x0, way.x1, way.t1 - way.t0) / 100);
    gives(to, "r_plan", ct_cagr(way.x0, way.target != 0 ? way.target : zero, way.end - way.t0) / 100);
    gives(to, "R", r);
    gives(to, "R_naive",
          ct_cagr(way.x0, way.x1, way.t1 - way.t0) / ct_cagr(way.x0, way.target, way.end - way.t0));
    gives(to, "score", ct_statcan_score(r));
    reads(to, "statcan", "statcan", CT_CASE_TARGET, r);
}

static void growth(answer *to, const pairs *in)
{
    ct_way way = way_of(in);
    double c = ct_growth_towards(&way),
           factor = find(in, "limit") != NULL ? ct_limit_factor(way.x0, number(in, "limit", NAN)) : 1;

    gives(to, "c", c / 100);
    gives(to, "C", factor);
    gives(to, "score", ct_statcan_growth_score(c, factor));
    reads(to, "statcan", "statcan", CT_CASE_NO_TARGET, c / factor);
    reads(to, "un2023", "un2023", CT_CASE_NO_TARGET, c);
}

static void limit(answer *to, const pairs *in)
{
    gives(to, "C", ct_limit_factor(number(in, "x0", NAN), number(in, "limit", NAN)));
}

static void csi(answer *to, const pairs *in)
{
    ct_way way = way_of(in);

    if (strcmp(to->vector->function, "csi_parity") == 0)
        gives(to, "csi", ct_parity_index(way.x0, way.x1, way.target));
    else
        gives(to, "csi", ct_status_index(&way));
}

/* The vectors of the regression leave the base, its year and the target to the example: base 2020, the target
 * of E1, E2 or E3. */
static void regression(answer *to, const pairs *in)
{
    double t[VALUES], x[VALUES];
    size_t n = list(in, "t", t), base = 0;
    bool logit = strcmp(find(in, "model"), "logit100") == 0;
    ct_extrapolation got;

    assert_int_equal(list(in, "x", x), n);
    while (t[base] != 2020) base++;
    ct_way way = { x[base],
                   2020,
                   x[n - 1],
                   t[n - 1],
                   x[base] == 40  ? 47
                   : x[base] == 6 ? 2.5
                                  : 2,
                   number(in, "T", NAN),
                   x[base] == 40 ? 1 : -1 };
    assert_true(ct_extrapolate(t, x, n, way.end, logit ? CT_SCALE_LOGIT : CT_SCALE_LEVEL, &got));
    gives(to, "slope", got.slope);
    gives(to, "I_T", got.value);
    gives(to, "api", ct_anticipated_index(&way, got.value));
    gives(to, "P", ct_anticipated_gap(&way, got.value));
    reads(to, "escap", "escap_anticipated", CT_CASE_TARGET, ct_anticipated_index(&way, got.value));
}

static void oecd(answer *to, const pairs *in)
{
    double peers[VALUES];
    size_t n = list(in, "peers", peers);
    double x = number(in, "x", NAN), target = number(in, "X", NAN), d = number(in, "d", NAN);

    gives(to, "D_n", ct_peer_distance(peers, n, false, x, target, d));
    gives(to, "D_n1", ct_peer_distance(peers, n, true, x, target, d));
}

static void spearman(answer *to, const pairs *in)
{
    double x[VALUES];
    size_t n = list(in, "x", x);

    gives(to, "rho", ct_rank_trend(x, n));
    gives(to, "p_exact", ct_rank_trend_p(x, n));
}

static void sdsn(answer *to, const pairs *in)
{
    ct_way way = way_of(in);
    double low = number(in, "low", NAN), best = number(in, "opt", NAN), q = ct_sdsn_trend(&way, low, best);

    gives(to, "actual",
          (ct_sdsn_score(way.x1, low, best) - ct_sdsn_score(way.x0, low, best)) / (way.t1 - way.t0));
    gives(to, "required",
          (ct_sdsn_score(way.target, low, best) - ct_sdsn_score(way.x0, low, best)) / (way.end - way.t0));
    gives(to, "q", q);
    reads(to, "sdsn", "sdsn", CT_CASE_TARGET, q);
}

static void un_chart(answer *to, const pairs *in)
{
    ct_way way = way_of(in);
    double share = ct_share_at_end(&way), cr = ct_ratio_geometric(&way, 0);

    gives(to, "CR", cr);
    gives(to, "K", share);
    gives(to, "v_e", ct_grow(way.x1, ct_cagr(way.x0, way.x1, way.t1 - way.t0), way.end - way.t1));
    reads(to, "un2022", "un2022", CT_CASE_TARGET, cr);
    reads(to, "un2023", "un2023", CT_CASE_TARGET, share);
}

static void reduction(answer *to, const pairs *in)
{
    double t[VALUES], x[VALUES];
    size_t n = list(in, "t", t);
    double target = number(in, "X", NAN), end = number(in, "T", NAN);

    assert_int_equal(list(in, "x", x), n);
    double rate = ct_reduction_regression(t, x, n), mean_t = 0, mean_x = 0, up = 0, down = 0,
           span = t[n - 1] - t[0];
    for (size_t i = 0; i < n; i++) mean_t += t[i] / (double)n, mean_x += x[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        up += (t[i] - mean_t) * (x[i] - mean_x), down += (t[i] - mean_t) * (t[i] - mean_t);
    gives(to, "slope", log1p(-rate / 100));
    gives(to, "aarr", rate / 100);
    gives(to, "endpoint", ct_reduction_ends(x[0], x[n - 1], span) / 100);
    gives(to, "continuous", ct_reduction_continuous(x[0], x[n - 1], span) / 100);
    gives(to, "required_2023", ct_reduction_ends(x[5], target, end - 2023) / 100);
    gives(to, "required_2020", ct_reduction_ends(x[2], target, end - 2020) / 100);
    gives(to, "level_T", ct_grow(x[n - 1], -rate, end - t[n - 1]));
    gives(to, "t_att", ct_attainment_geometric(x[n - 1], t[n - 1], -rate, target));
    gives(to, "t_att_endpoint",
          ct_attainment_geometric(x[n - 1], t[n - 1], -ct_reduction_ends(x[0], x[n - 1], span), target));
    gives(to, "t_att_ols", ct_attainment_linear(x[n - 1], t[n - 1], up / down, target));
}

static void reduction_of_slope(answer *to, const pairs *in)
{
    gives(to, "aarr", ct_reduction_of_slope(number(in, "b", NAN)) / 100);
}

static void speed(answer *to, const pairs *in)
{
    double levels[VALUES], years[VALUES];
    size_t n = 0;
    ct_way way = way_of(in);

    for (const char *at = find(in, "path"); at != NULL; at = strchr(at, ',')) {
        if (*at == ',') at++;
        assert_int_equal(sscanf(at, "%lf:%lf", &levels[n], &years[n]), 2);
        n++;
    }
    gives(to, "speed", ct_speed(levels, years, n, &way));
    gives(to, "t_att", ct_speed_attainment(levels, years, n, &way));
}

static void average(answer *to, const pairs *in)
{
    double g[VALUES];
    size_t k = list(in, "g", g), years = (size_t)number(in, "N", NAN);
    double low = value_of(find(in, "G")), high = second(in, "G"), geo = ct_average_geometric(g, k);
    double index = 100 * pow(1 + geo / 100, (double)k);
    ct_way way_low = { 100, 0, index, (double)k, ct_grow(100, low, (double)years), (double)years, 1 },
           way_high = way_low;

    way_high.target = ct_grow(100, high, (double)years);
    gives(to, "product", index / 100);
    gives(to, "geo", geo);
    gives(to, "arith", ct_average_arithmetic(g, k));
    gives(to, "req_geo_lo", ct_required_geometric(low, years, g, k));
    gives(to, "req_geo_hi", ct_required_geometric(high, years, g, k));
    gives(to, "req_ar_lo", ct_required_arithmetic(low, years, g, k));
    gives(to, "req_ar_hi", ct_required_arithmetic(high, years, g, k));
    gives(to, "secured", ct_secured_average(years, g, k));
    gives(to, "R_lo", ct_ratio_geometric(&way_low, 0));
    gives(to, "R_hi", ct_ratio_geometric(&way_high, 0));
}

static void cumulative(answer *to, const pairs *in)
{
    double flows[VALUES];
    size_t k = list(in, "flows", flows), years = (size_t)number(in, "N", NAN);
    double goal = number(in, "C", NAN), sum = ct_average_arithmetic(flows, k) * (double)k;
    ct_way way = { 0, 0, sum, (double)k, goal, (double)years, 1 };

    gives(to, "S", sum);
    gives(to, "share", 100 * sum / goal);
    gives(to, "lag", goal * (double)k / (double)years - sum);
    gives(to, "per_year", ct_required_arithmetic(goal / (double)years, years, flows, k));
    gives(to, "q_percent", ct_required_constant_growth(flows[k - 1], goal - sum, years - k));
    gives(to, "R_lin", ct_ratio_linear(&way));
}

static void level(answer *to, const pairs *in)
{
    ct_way way = way_of(in);
    double observed = ct_cagr(way.x0, way.x1, way.t1 - way.t0);

    gives(to, "r_obs", observed / 100);
    gives(to, "r_plan", ct_cagr(way.x0, way.target, way.end - way.t0) / 100);
    gives(to, "r_rem", ct_cagr(way.x1, way.target, way.end - way.t1) / 100);
    gives(to, "proj", ct_grow(way.x1, observed, way.end - way.t1));
    gives(to, "share_done", ct_share_done(way.x0, way.x1, way.target));
}

static void average_points(answer *to, const pairs *in)
{
    double delta[VALUES];
    size_t k = list(in, "delta", delta);

    gives(to, "sofar", ct_average_arithmetic(delta, k));
    gives(to, "req", ct_required_arithmetic(number(in, "D", NAN), (size_t)number(in, "N", NAN), delta, k));
}

static void rank(answer *to, const pairs *in)
{
    double r0 = number(in, "r0", NAN), r1 = number(in, "r1", NAN), goal = number(in, "K", NAN);

    gives(to, "places", r1 - goal);
    gives(to, "share_done", ct_share_done(r0, r1, goal));
}

static void multiple(answer *to, const pairs *in)
{
    double x0 = number(in, "x0", NAN), goal = number(in, "p", NAN) * x0;

    gives(to, "X", goal);
    gives(to, "r_plan", ct_cagr(x0, goal, number(in, "N", NAN)) / 100);
}

static void scenario(answer *to, const pairs *in)
{
    static const char *const names[] = { "low", "base", "high" };
    double g[VALUES + 4], then[VALUES];
    size_t k = list(in, "g", g), m = (size_t)number(in, "m", NAN);

    assert_int_equal(list(in, "then", then), 3);
    for (size_t s = 0; s < 3; s++) {
        for (size_t j = 0; j < m; j++) g[k + j] = then[s];
        gives(to, names[s], ct_average_geometric(g, k + m));
    }
}

static void probability(answer *to, const pairs *in)
{
    const char *f = to->vector->function;
    double mu = number(in, "mu", NAN), s = number(in, "sigma", number(in, "s", NAN)),
           x = number(in, "X", NAN), d = number(in, "d", 1);
    double low = number(in, "lo", NAN), high = number(in, "hi", NAN), g[VALUES];
    size_t k = list(in, "g", g), years = (size_t)number(in, "N", 0);

    if (strcmp(f, "p_attain_normal") == 0) gives(to, "p", ct_attain_normal(mu, s, x, d));
    if (strcmp(f, "p_attain_student") == 0)
        gives(to, "p", ct_attain_student(number(in, "nu", NAN), mu, number(in, "scale", NAN), x, d));
    if (strcmp(f, "p_attain_lognormal") == 0) gives(to, "p", ct_attain_lognormal(mu, s, x, d));
    gives(to, "p_att", ct_attain_normal(mu, s, low, 1));
    gives(to, "p_over", ct_attain_normal(mu, s, high, 1));
    gives(to, "p_in", ct_attain_normal(mu, s, low, 1) - ct_attain_normal(mu, s, high, 1));
    if (years == 0) return;
    gives(to, "p_lo", ct_attain_average(14, years, g, k, mu, s));
    gives(to, "p_hi", ct_attain_average(15, years, g, k, mu, s));
    double left = (double)(years - k), known = (double)k * log1p(ct_average_geometric(g, k) / 100);
    gives(to, "z_lo", ((double)years * log(1.14) - known - left * mu) / (s * sqrt(left)));
    gives(to, "z_hi", ((double)years * log(1.15) - known - left * mu) / (s * sqrt(left)));
}

static const struct {
    const char *function;
    void (*answer)(answer *to, const pairs *in);
} functions[] = {
    { "ratio_guarded", ratio },
    { "ratio_statcan_zero", ratio },
    { "growth_no_target", growth },
    { "statcan_limit_factor", limit },
    { "csi", csi },
    { "csi_parity", csi },
    { "wls_project", regression },
    { "oecd_distance", oecd },
    { "spearman", spearman },
    { "sdsn_trend", sdsn },
    { "un_chart", un_chart },
    { "aarr", reduction },
    { "aarr_from_slope", reduction_of_slope },
    { "speed_path", speed },
    { "period_average", average },
    { "cumulative", cumulative },
    { "level", level },
    { "average_points", average_points },
    { "rank", rank },
    { "multiple", multiple },
    { "scenario", scenario },
    { "p_attain_normal", probability },
    { "p_attain_range", probability },
    { "p_attain_average", probability },
    { "p_attain_student", probability },
    { "p_attain_lognormal", probability },
};

static void test_vectors(void **state)
{
    (void)state;
    assert_int_equal(n_vectors, 47);
    for (size_t i = 0; i < n_vectors; i++) {
        answer to = { .vector = &vectors[i], .want = split(vectors[i].out) };
        pairs in = inputs(&vectors[i]);
        size_t f = 0, n = sizeof functions / sizeof *functions;

        while (f < n && strcmp(functions[f].function, vectors[i].function) != 0) f++;
        if (f == n) fail_msg("%s: no function %s", vectors[i].id, vectors[i].function);
        functions[f].answer(&to, &in);
        if (to.checked != to.want.n)
            fail_msg("%s: %zu of %zu outputs checked", vectors[i].id, to.checked, to.want.n);
    }
}

/* ---- the identities between methods, on random series ---- */

static double pseudo(unsigned *seed, double low, double high)
{
    *seed = *seed * 1664525u + 1013904223u;
    return low + (high - low) * (*seed >> 8) / 16777216.0;
}

static ct_way random_way(unsigned *seed)
{
    ct_way way = {
        .x0 = pseudo(seed, 0.5, 90), .t0 = 2020, .x1 = pseudo(seed, 0.5, 90), .target = pseudo(seed, 0.5, 90)
    };

    way.t1 = way.t0 + 1 + floor(pseudo(seed, 0, 4));
    way.end = way.t1 + 1 + floor(pseudo(seed, 0, 4));
    way.sign = way.target > way.x0 ? 1 : -1;
    return way;
}

static void test_identities(void **state)
{
    (void)state;
    unsigned seed = 20251121u;

    for (int i = 0; i < 3000; i++) {
        ct_way way = random_way(&seed), scaled = way, shifted = way;
        double n = way.t1 - way.t0, whole = way.end - way.t0, m = way.end - way.t1, c = pseudo(&seed, 0.1, 9);
        double r = ct_ratio_geometric(&way, 0), linear = ct_ratio_linear(&way),
               at_end = ct_share_at_end(&way);
        double rate = ct_cagr(way.x0, way.x1, n), projected = ct_grow(way.x1, rate, m);

        if (fabs(way.target / way.x0 - 1) < 1e-3) continue;
        /* 1: three statements of one fact */
        assert_near(projected, ct_grow(way.x0, rate, whole), 1e-9,
                    "the projection is the same from both ends");
        if (fabs(r - 1) > 1e-6) {
            assert_true((r >= 1) == (way.sign * (projected - way.target) >= 0));
            assert_true((r >= 1) == (at_end >= 1));
        }
        /* 2: the same of straight lines */
        if (fabs(linear - 1) > 1e-6) {
            double left = (way.target - way.x1) / m, gone = (way.x1 - way.x0) / n;

            assert_true((linear >= 1) == (way.sign * (way.x1 + gone * m - way.target) >= 0));
            assert_true((linear >= 1) == (way.sign * gone >= way.sign * left));
            assert_true((linear >= 1) ==
                        (ct_time_distance(way.x0, way.t0, way.x1, way.t1, way.target, way.end) >= 0));
        }
        /* 3: the status index is the linear ratio on the way */
        if (way.sign * (way.x1 - way.target) < 0)
            assert_near(ct_status_index(&way), 10 * linear * n / whole, 1e-9, "status index");
        assert_near(ct_share_at_end_linear(&way), linear, 1e-9, "linear share at the end");
        assert_near(ct_sdsn_trend(&way, way.sign > 0 ? 0 : 100, way.sign > 0 ? 100 : 0), linear, 1e-9,
                    "SDSN's trend is the linear ratio");
        /* 4: no unit, and for straight lines no origin either */
        scaled.x0 *= c, scaled.x1 *= c, scaled.target *= c;
        shifted.x0 += c, shifted.x1 += c, shifted.target += c;
        assert_near(ct_ratio_geometric(&scaled, 0), r, 1e-6, "unit free");
        assert_near(ct_share_at_end(&scaled), at_end, 1e-6, "unit free");
        assert_near(ct_ratio_linear(&scaled), linear, 1e-6, "unit free");
        assert_near(ct_ratio_linear(&shifted), linear, 1e-6, "origin free");
        assert_near(ct_status_index(&shifted), ct_status_index(&way), 1e-6, "origin free");
        /* 5: the reduction rate is growth with its sign turned */
        assert_near(ct_reduction_ends(way.x0, way.x1, n), -rate, 1e-9, "end points");
        /* both attainment years are where the line or curve passes the target */
        double year = ct_attainment_geometric(way.x1, way.t1, rate, way.target);
        if (isfinite(year)) assert_near(ct_grow(way.x1, rate, year - way.t1), way.target, 1e-9, "attainment");
        double step = (way.x1 - way.x0) / n, line = ct_attainment_linear(way.x1, way.t1, step, way.target);
        if (isfinite(line)) assert_near(way.x1 + step * (line - way.t1), way.target, 1e-9, "attainment");
    }
}

/* Regression through an exact geometric series gives its rate, whatever gaps the years have; extrapolation of
 * an exact line goes on with it. */
static void test_regressions_on_exact_series(void **state)
{
    (void)state;
    unsigned seed = 5u;

    for (int i = 0; i < 300; i++) {
        double t[8], x[8], y[8], rate = pseudo(&seed, -20, 25), slope = pseudo(&seed, -3, 3), at = 2000;
        size_t n = 2 + (size_t)pseudo(&seed, 0, 6);
        ct_extrapolation line, curve;

        for (size_t j = 0; j < n; j++) {
            at += 1 + floor(pseudo(&seed, 0, 3));
            t[j] = at;
            x[j] = ct_grow(40, rate, at - 2000);
            y[j] = 40 + slope * (at - 2000);
        }
        assert_near(ct_reduction_regression(t, x, n), -rate, 1e-8, "rate");
        assert_true(ct_extrapolate(t, y, n, at + 3, CT_SCALE_LEVEL, &line));
        assert_near(line.value, 40 + slope * (at + 3 - 2000), 1e-8, "line");
        assert_true(ct_extrapolate(t, x, n, at + 3, CT_SCALE_LOG, &curve));
        assert_near(curve.value, ct_grow(40, rate, at + 3 - 2000), 1e-7, "curve");
    }
}

static void test_paths(void **state)
{
    (void)state;
    unsigned seed = 11u;

    for (int i = 0; i < 200; i++) {
        double from = pseudo(&seed, 1, 90), to = pseudo(&seed, 1, 90), before = 0;

        for (ct_shape shape = CT_SHAPE_LINEAR; shape <= CT_SHAPE_S; shape++) {
            assert_near(ct_path_at(shape, from, to, 0), from, 1e-12, "start");
            assert_near(ct_path_at(shape, from, to, 1), to, 1e-12, "end");
            before = from;
            for (double s = 0.05; s <= 1; s += 0.05) {
                double now = ct_path_at(shape, from, to, s);

                assert_true((to - from) * (now - before) >= -1e-9); /* never turns back */
                before = now;
            }
        }
        assert_near(ct_path_at(CT_SHAPE_S, from, to, 0.3) + ct_path_at(CT_SHAPE_S, from, to, 0.7), from + to,
                    1e-10, "symmetric");
    }
    assert_near(ct_path_at(CT_SHAPE_S, 0, 10, 0.25), 1.5625, 1e-12, "slow at first: 3/16 - 2/64 of the way");
    assert_true(isnan(ct_path_at(CT_SHAPE_GEOMETRIC, 0, 5, 0.5)));
}

/* Where a formula has no meaning it says so; nothing is infinite or wrong in silence. */
static void test_edges(void **state)
{
    (void)state;
    ct_way way = { 40, 2020, 43, 2023, 47, 2025, 1 }, zero = way, keep = way, past = way;
    double t[] = { 2020, 2021 }, x[] = { 3, -1 };
    ct_extrapolation out;

    zero.x0 = 0;
    keep.target = 40;
    past.x1 = 48;
    assert_true(isnan(ct_ratio_geometric(&zero, 0)) && isfinite(ct_ratio_linear(&zero)));
    assert_true(isnan(ct_ratio_geometric(&keep, 0)) && isnan(ct_ratio_linear(&keep)) &&
                isnan(ct_share_at_end(&keep)));
    assert_near(ct_status_index(&past), 10, 0, "met");
    assert_true(isinf(ct_attainment_geometric(40, 2020, -1, 47)) &&
                isinf(ct_attainment_linear(40, 2020, 0, 47)));
    assert_true(isnan(ct_attainment_geometric(-40, 2020, 1, 47)) &&
                isnan(ct_attainment_geometric(40, 2020, NAN, 47)));
    assert_true(isnan(ct_reduction_regression(t, x, 2)) && isnan(ct_reduction_regression(t, x, 1)));
    assert_false(ct_extrapolate(t, x, 1, 2025, CT_SCALE_LEVEL, &out));
    assert_false(ct_extrapolate(t, x, 2, 2021, CT_SCALE_LEVEL, &out)); /* one point before the end */
    assert_false(ct_extrapolate(t, x, 2, 2025, CT_SCALE_LOG, &out));
    assert_true(isnan(ct_rank_trend((const double[]){ 2, 2, 2 }, 3)) &&
                isnan(ct_peer_distance(t, 1, true, 1, 2, 1)));
    assert_true(isnan(ct_attain_average(14, 3, (const double[]){ 1, 2, 3 }, 3, 0.1, 0.1)));
    assert_true(isnan(ct_time_distance(5, 2020, 6, 2022, 5, 2025)));
}

/* ---- statuses.csv ---- */

#define STATUS_HEADER "rule_set,version,body,figure,case,status,from,open,vi,en,grade,source\n"

static const struct {
    const char *name, *text;
    long line; /* 0: fine */
} status_files[] = {
    { "good", STATUS_HEADER "a,1,B,ratio,target,x,0.9,no,x,x,B,s\na,1,B,ratio,target,y,,no,y,y,B,s\n", 0 },
    { "rising cuts",
      STATUS_HEADER
      "a,1,B,ratio,target,x,0.5,no,x,x,B,s\na,1,B,ratio,target,y,0.9,no,y,y,B,s\na,1,B,ratio,target,z,,no,z,z,B,s\n",
      3 },
    { "no last class", STATUS_HEADER "a,1,B,ratio,target,x,0.5,no,x,x,B,s\n", 2 },
    { "version changes",
      STATUS_HEADER "a,1,B,ratio,target,x,0.5,no,x,x,B,s\na,2,B,ratio,target,y,,no,y,y,B,s\n", 3 },
    { "a cut of no class", STATUS_HEADER "a,1,B,ratio,achieved,x,0.5,no,x,x,B,s\n", 2 },
    { "rows apart",
      STATUS_HEADER
      "a,1,B,ratio,target,x,,no,x,x,B,s\na,1,B,ratio,achieved,z,,no,z,z,B,s\na,1,B,ratio,target,y,,no,y,y,B,s\n",
      4 },
    { "figure unknown", STATUS_HEADER "a,1,B,luck,target,x,,no,x,x,B,s\n", 2 },
    { "grade unknown", STATUS_HEADER "a,1,B,ratio,target,x,,no,x,x,D,s\n", 2 },
};

static void test_status_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof status_files / sizeof *status_files; i++) {
        ct_table *table;
        ct_error err =
            ct_status_rules_read(status_files[i].text, strlen(status_files[i].text), "s.csv", &table);

        if ((err.code == CT_OK) != (status_files[i].line == 0))
            fail_msg("%s: code %d", status_files[i].name, (int)err.code);
        if (err.code != CT_OK) {
            assert_int_equal(err.line, status_files[i].line);
            assert_string_equal(err.file, "s.csv");
            assert_null(table);
        }
        ct_table_free(table);
    }
}

/* Exactly at a cut point the class begins, or, where it is open, does not. */
static void test_borders(void **state)
{
    (void)state;
    assert_string_equal(ct_status_class(rules, "eurostat", CT_CASE_TARGET, 0.95)->status,
                        "significant_progress");
    assert_string_equal(ct_status_class(rules, "eurostat", CT_CASE_TARGET, 0)->status,
                        "insufficient_progress");
    assert_string_equal(ct_status_class(rules, "escap_anticipated", CT_CASE_TARGET, 9)->status, "accelerate");
    assert_string_equal(ct_status_class(rules, "escap_anticipated", CT_CASE_TARGET, 0)->status, "reverse");
    assert_string_equal(ct_status_class(rules, "un2022", CT_CASE_TARGET, -0.1)->status, "limited");
    assert_null(ct_status_class(rules, "un2022", CT_CASE_TARGET, NAN));
    assert_null(ct_status_class(rules, "nobody", CT_CASE_TARGET, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_identities),
        cmocka_unit_test(test_regressions_on_exact_series),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_status_files),
        cmocka_unit_test(test_borders),
    };
    return cmocka_run_group_tests(tests, read_all, free_all);
}
