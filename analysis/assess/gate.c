#include "assess/gate.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "core/arena.h"
#include "series/key.h"
#include "series/series.h"

const char *const ct_evidence_words[] = { "none", "one_value", "prior", "few", "history", NULL };

ct_evidence ct_gate_evidence(const ct_thresholds *thresholds, size_t n, bool prior)
{
    if (n == 0) return CT_EVIDENCE_NONE;
    if ((double)n >= thresholds->history) return CT_EVIDENCE_HISTORY;
    if (prior) return CT_EVIDENCE_PRIOR;
    return n == 1 ? CT_EVIDENCE_ONE : CT_EVIDENCE_FEW;
}

long ct_gate_reach(const ct_thresholds *thresholds, size_t n, long latest, bool prior, long plan_end)
{
    if (n == 0 || (!prior && (double)n < thresholds->few)) return latest;
    return ct_project_reach(thresholds->reach, n, latest, prior ? (long)thresholds->prior_reach : 0,
                            plan_end);
}

/* ---- the error of a probability ---- */

/* The errors of place and spread, as standard deviations. */
static void errors_of(const ct_thresholds *thresholds, const ct_gate_basis *basis, double *place,
                      double *spread)
{
    static const double together =
        0.25; /* correlation of the years of a rate's projection, as CT_DEPENDENCE_HOVER has it */
    double m = (double)basis->n + (basis->prior ? thresholds->prior_values : 0),
           h = fmax(1, (double)basis->years);
    double years = basis->several ? h : 1, variance;

    if (basis->dependence == CT_DEPENDENCE_WALK)
        variance = h / (m - 1 + h);
    else
        variance = years / (m * (1 + (years - 1) * together) + years);
    *place = sqrt(thresholds->error_place * variance);
    *spread = sqrt(thresholds->error_spread / m);
}

/* The distance from a score down to the lower end of its interval. */
static double below(double score, double q, double place, double spread)
{
    double stretch = score > 0 ? 1 - exp(-q * spread) : exp(q * spread) - 1;

    return hypot(q * place, score * stretch);
}

void ct_gate_interval(const ct_thresholds *thresholds, const ct_gate_basis *basis, double probability,
                      double *lo, double *hi)
{
    double q = gsl_cdf_ugaussian_Pinv((1 + thresholds->decided) / 2), place, spread, score;

    *lo = *hi = probability;
    if (!(probability > 0 && probability < 1) || !(thresholds->decided > 0) || basis->n == 0) return;
    errors_of(thresholds, basis, &place, &spread);
    score = gsl_cdf_ugaussian_Pinv(probability);
    *lo = gsl_cdf_ugaussian_P(score - below(score, q, place, spread));
    *hi = gsl_cdf_ugaussian_P(score + below(-score, q, place, spread));
}

/* ---- projections beyond the gate ---- */

typedef struct {
    const ct_thresholds *thresholds;
    const ct_catalogue *catalogue;
    const ct_table *points;
    ct_series_index index;
    ct_arena *arena;
    const char **target_keys; /* of each target's series */
    const ct_table *targets;
    long plan_end;
} gate;

/* The last year of the plan or of the targets of this series, whichever is later. 0: neither is known. */
static long asked_until(const gate *g, const char *key)
{
    long last = g->plan_end;

    for (size_t i = 0; g->targets != NULL && i < g->targets->n; i++) {
        long end = ct_target_at(g->targets, i)->period_end.year;

        if (end > last && strcmp(g->target_keys[i], key) == 0) last = end;
    }
    return last;
}

/* The last year that may be shown of the series that a projection belongs to. A projection that belongs to no
 * series is kept. */
static ct_error last_year(const gate *g, const ct_projection *row, long *last)
{
    const char *key = ct_series_key(g->arena, g->catalogue, row->indicator, row->scope, row->breakdown);
    const ct_series *series;
    long latest = 0, asked;
    size_t n = 0;

    if (key == NULL) return ct_no_memory();
    *last = row->period;
    series = ct_series_find(&g->index, key, row->unit);
    if (series == NULL) return ct_ok();
    for (size_t i = 0; i < series->n; i++) {
        const ct_point *point = ct_point_at(g->points, series->first + i);

        if (point->status == CT_STATUS_FORECAST) continue;
        latest = point->period;
        n++;
    }
    asked = g->plan_end > 0 ? asked_until(g, key) : 0;
    *last = ct_gate_reach(g->thresholds, n, latest, ct_projection_has_prior(row), asked);
    return ct_ok();
}

static bool same_series(const ct_projection *a, const ct_projection *b)
{
    return strcmp(a->indicator, b->indicator) == 0 && strcmp(a->scope, b->scope) == 0 &&
           strcmp(a->breakdown, b->breakdown) == 0 && strcmp(a->unit, b->unit) == 0;
}

static void move_row(ct_table *table, size_t from, size_t to)
{
    size_t size = table->schema->row_size;

    if (from == to) return;
    memcpy(table->rows + to * size, table->rows + from * size, size);
    table->lines[to] = table->lines[from];
}

/* Rows of a series stand together, so its last year is looked up once. */
static ct_error keep_within(const gate *g, ct_table *projections)
{
    ct_projection before = { 0 };
    long last = 0;
    size_t kept = 0;

    for (size_t i = 0; i < projections->n; i++) {
        const ct_projection *row = ct_projection_at(projections, i);

        if (i == 0 || !same_series(&before, row)) CT_TRY(last_year(g, row, &last));
        before = *row;
        if (row->period <= last) move_row(projections, i, kept++);
    }
    projections->n = kept;
    return ct_ok();
}

static ct_error find_keys(gate *g)
{
    size_t n = g->targets != NULL ? g->targets->n : 0;

    g->target_keys = ct_arena_array(g->arena, n, sizeof *g->target_keys);
    if (g->target_keys == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) {
        const ct_target *target = ct_target_at(g->targets, i);

        g->target_keys[i] =
            ct_series_key(g->arena, g->catalogue, target->indicator, target->scope, target->breakdown);
        if (g->target_keys[i] == NULL) return ct_no_memory();
    }
    return ct_ok();
}

ct_error ct_gate_projections(const ct_thresholds *thresholds, const ct_catalogue *catalogue,
                             const ct_table *points, const ct_table *targets, long plan_end,
                             ct_table *projections)
{
    gate g = { .thresholds = thresholds,
               .catalogue = catalogue,
               .points = points,
               .targets = targets,
               .plan_end = plan_end,
               .arena = ct_arena_new() };
    ct_error err =
        g.arena != NULL ? ct_series_index_new(g.arena, catalogue, points, &g.index) : ct_no_memory();

    if (err.code == CT_OK) err = find_keys(&g);
    if (err.code == CT_OK) err = keep_within(&g, projections);
    ct_arena_free(g.arena);
    return err;
}
