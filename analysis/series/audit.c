#include "series/audit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "series/build.h"
#include "series/finding.h"
#include "series/rules.h"
#include "series/value.h"

/* What tells one "out-of-bounds" finding from another. */
typedef struct {
    const char *indicator, *source;
    double value;
} place;

static int compare_places(const void *a, const void *b)
{
    const place *x = a, *y = b;
    int order = strcmp(x->indicator, y->indicator);

    if (order == 0) order = strcmp(x->source, y->source);
    return order != 0 ? order : (x->value > y->value) - (x->value < y->value);
}

/* Those already in the table: ct_series_build() reports what it keeps out of the series, and one fault is one
 * finding. */
static ct_error list_known(ct_arena *arena, const ct_table *findings, place **known, size_t *n)
{
    *n = 0;
    *known = ct_arena_array(arena, findings->n, sizeof **known);
    if (*known == NULL) return ct_no_memory();
    for (size_t i = 0; i < findings->n; i++) {
        const ct_finding *row = ct_finding_at(findings, i);

        if (strcmp(row->rule, "out-of-bounds") == 0)
            (*known)[(*n)++] = (place){ row->indicator, row->source, row->value };
    }
    if (*n > 0) qsort(*known, *n, sizeof **known, compare_places);
    return ct_ok();
}

typedef struct {
    ct_audit_state *audit;
    const place *known;
    size_t n;
} bounds_check;

static ct_error check_bounds(const bounds_check *check, const ct_indicator *indicator, double value,
                             const ct_finding *where)
{
    const place key = { indicator->id, where->source, value };
    ct_finding finding;

    if (isfinite(value) && value >= indicator->lower && value <= indicator->upper) return ct_ok();
    if (check->n > 0 && bsearch(&key, check->known, check->n, sizeof key, compare_places) != NULL)
        return ct_ok();
    CT_TRY(ct_finding_bounds(check->audit->arena, indicator, value, &finding));
    finding.scope = where->scope;
    finding.breakdown = where->breakdown;
    finding.period = where->period;
    finding.source = where->source;
    return ct_finding_add(check->audit->findings, &finding);
}

static ct_error check_pair(const bounds_check *check, const ct_indicator *indicator, double low, double high,
                           const ct_finding *where)
{
    CT_TRY(check_bounds(check, indicator, low, where));
    return high != low ? check_bounds(check, indicator, high, where) : ct_ok();
}

static ct_error check_observation(const bounds_check *check, const ct_observation *row)
{
    const ct_catalogue *catalogue = check->audit->catalogue;
    const ct_indicator *stated = ct_indicator_find(catalogue, row->indicator);
    const ct_indicator *indicator = stated != NULL && !ct_build_long_growth(row)
                                        ? ct_series_indicator(catalogue, stated, row->measure)
                                        : NULL;
    ct_finding where = { .scope = row->scope,
                         .breakdown = ct_build_breakdown(catalogue, row->breakdown),
                         .period = row->period_end.year };
    double low, high;

    if (indicator == NULL || !ct_value_convert(catalogue, row->value_low, row->unit, indicator->unit, &low) ||
        !ct_value_convert(catalogue, row->value_high, row->unit, indicator->unit, &high))
        return ct_ok();
    where.source = ct_arena_printf(check->audit->arena, "%s:%ld", row->document, row->line_start);
    if (where.source == NULL) return ct_no_memory();
    return check_pair(check, indicator, low, high, &where);
}

static ct_error check_point(const bounds_check *check, const ct_point *point)
{
    const ct_indicator *indicator = ct_indicator_find(check->audit->catalogue, point->indicator);
    const ct_finding where = {
        .scope = point->scope, .breakdown = point->breakdown, .period = point->period, .source = point->source
    };

    if (indicator == NULL || strcmp(indicator->unit, point->unit) != 0) return ct_ok();
    return check_bounds(check, indicator, point->value, &where);
}

static ct_error check_target(const bounds_check *check, const ct_target *target)
{
    const ct_indicator *indicator = ct_indicator_find(check->audit->catalogue, target->indicator);
    const ct_finding where = { .scope = target->scope,
                               .breakdown = target->breakdown,
                               .period = target->period_end.year,
                               .source = target->source };

    if (indicator == NULL || strcmp(indicator->unit, target->unit) != 0) return ct_ok();
    if (ct_series_indicator(check->audit->catalogue, indicator, target->measure) != indicator) return ct_ok();
    return check_pair(check, indicator, target->low, target->high, &where);
}

/* Targets are observations too: they are looked at as targets only where the observations are not given. */
static ct_error audit_bounds(ct_audit_state *audit, const ct_table *observations, const ct_table *points,
                             const ct_table *targets)
{
    place *known;
    bounds_check check = { .audit = audit };

    CT_TRY(list_known(audit->arena, audit->findings, &known, &check.n));
    check.known = known;
    for (size_t i = 0; observations != NULL && i < observations->n; i++)
        CT_TRY(check_observation(&check, ct_observation_at(observations, i)));
    for (size_t i = 0; points != NULL && i < points->n; i++)
        CT_TRY(check_point(&check, ct_point_at(points, i)));
    for (size_t i = 0; observations == NULL && targets != NULL && i < targets->n; i++)
        CT_TRY(check_target(&check, ct_target_at(targets, i)));
    return ct_ok();
}

static ct_error audit_all(ct_audit_state *audit, const ct_table *observations, const ct_table *points,
                          const ct_table *targets)
{
    ct_series_index series;

    CT_TRY(ct_said_index(audit->arena, audit->catalogue, observations, &audit->said));
    CT_TRY(audit_bounds(audit, observations, points, targets));
    if (observations != NULL) CT_TRY(ct_audit_structures(audit, observations));
    if (observations != NULL) CT_TRY(ct_audit_years(audit, observations));
    if (observations != NULL) CT_TRY(ct_audit_together(audit, observations));
    if (observations != NULL) CT_TRY(ct_audit_stated_totals(audit, observations));
    if (points != NULL) CT_TRY(ct_series_index_new(audit->arena, audit->catalogue, points, &series));
    if (targets != NULL) CT_TRY(ct_audit_aims(audit, points != NULL ? &series : NULL, points, targets));
    if (points == NULL) return ct_audit_rank(audit, NULL, NULL, targets);
    CT_TRY(ct_audit_growth(audit, &series, points));
    CT_TRY(ct_audit_totals(audit, &series, points));
    if (observations != NULL) CT_TRY(ct_audit_sentences(audit, observations, &series, points));
    if (targets != NULL) CT_TRY(ct_audit_targets(audit, &series, points, targets));
    return ct_audit_rank(audit, &series, points, targets);
}

ct_error ct_audit(const ct_catalogue *catalogue, const ct_table *observations, const ct_table *points,
                  const ct_table *targets, ct_table *findings, const ct_cut_points *cut_points,
                  const ct_table *totals)
{
    ct_audit_state audit = { .catalogue = catalogue,
                             .findings = findings,
                             .cut_points = cut_points != NULL ? cut_points : &ct_cut_points_default,
                             .totals = totals,
                             .arena = ct_arena_new() };
    ct_error err = audit.arena != NULL ? audit_all(&audit, observations, points, targets) : ct_no_memory();

    ct_arena_free(audit.arena);
    return err;
}
