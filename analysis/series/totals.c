/* The rule "parts-total": in a passage, and in the series. */
#include <math.h>
#include <string.h>

#include "core/vietnamese.h"
#include "series/build.h"
#include "series/finding.h"
#include "series/rules.h"
#include "series/value.h"

/* A value in the arithmetic of a sentence: plain digits in either language. */
static const char *plain(const ct_audit_state *audit, double value)
{
    return ct_arena_printf(audit->arena, "%.10g", value);
}

static bool same_period(const ct_observation *a, const ct_observation *b)
{
    return ct_date_compare(a->period_start, b->period_start) == 0 &&
           ct_date_compare(a->period_end, b->period_end) == 0;
}

/* ---- in a passage ---- */

enum { PASSAGE_LINES = 8 };

/* The one part of a total stated in its passage, after it; NULL: none, or two that differ. */
static const ct_observation *part_near(const ct_audit_state *audit, const ct_observation *whole,
                                       const ct_total *total, const char *part)
{
    const ct_place place = { whole->document, strlen(whole->document), whole->line_start };
    const ct_observation *found = NULL;
    size_t n;
    const ct_observation *const *rows =
        ct_said_lines(&audit->said, &place, whole->line_start, whole->line_start + PASSAGE_LINES, &n);

    for (size_t i = 0; i < n; i++) {
        const ct_observation *row = rows[i];
        const char *breakdown = ct_build_breakdown(audit->catalogue, row->breakdown);

        if (strcmp(row->indicator, total->by == 1 ? part : total->indicator) != 0 ||
            row->kind != whole->kind || !same_period(row, whole))
            continue;
        if (!ct_fold_equal(breakdown, total->by == 1 ? whole->breakdown : part) ||
            row->measure != whole->measure)
            continue;
        if (row->aggregation != whole->aggregation || row->qualifier != CT_EQ ||
            row->value_low != row->value_high)
            continue;
        if (row->confidence < audit->cut_points->confidence_pair || !ct_fold_equal(row->scope, whole->scope))
            continue;
        if (found != NULL && found->value_low != row->value_low) return NULL;
        found = row;
    }
    return found;
}

typedef struct {
    double sum, slack;
    const char *how, *places;
} parts_sum;

/* False: a part is not stated beside the total. */
static bool add_parts(ct_audit_state *audit, const ct_observation *whole, const ct_total *total,
                      const char *const *parts, size_t n, parts_sum *to)
{
    *to = (parts_sum){ .how = "", .places = "" };
    for (size_t i = 0; i < n; i++) {
        const ct_observation *part = part_near(audit, whole, total, parts[i]);
        double value, one;

        if (part == NULL ||
            !ct_value_convert(audit->catalogue, part->value_low, part->unit, whole->unit, &value) ||
            !ct_value_convert(audit->catalogue, 1, part->unit, whole->unit, &one))
            return false;
        to->sum += value;
        to->slack += fmax(ct_value_slack(part->value_low) * one, ct_audit_level_slack(value));
        to->how = ct_arena_printf(audit->arena, "%s%s%.10g", to->how, i > 0 ? " + " : "", value);
        to->places = ct_arena_printf(audit->arena, "%s%s%s:%ld", to->places, i > 0 ? "; " : "",
                                     part->document, part->line_start);
        if (to->how == NULL || to->places == NULL) return false;
    }
    return n > 0;
}

static ct_error check_stated_total(ct_audit_state *audit, const ct_observation *whole, const ct_total *total)
{
    const ct_indicator *indicator = ct_indicator_find(audit->catalogue, total->indicator);
    size_t n;
    const char *const *parts = ct_total_parts(audit->arena, total, &n);
    parts_sum sum;
    double slack = fmax(ct_value_slack(whole->value_low), ct_audit_level_slack(whole->value_low)) + 1e-9;
    ct_finding finding = { .rule = "parts-total",
                           .severity = CT_SEVERITY_WARNING,
                           .indicator = whole->indicator,
                           .scope = whole->scope };

    if (parts == NULL) return ct_no_memory();
    if (!add_parts(audit, whole, total, parts, n, &sum)) return ct_ok();
    if (total->complete ? fabs(sum.sum - whole->value_low) <= slack + sum.slack
                        : sum.sum <= whole->value_low + slack + sum.slack)
        return ct_ok();
    finding.breakdown = ct_build_breakdown(audit->catalogue, whole->breakdown);
    finding.period = whole->period_end.year;
    finding.value = whole->value_low;
    finding.other = ct_value_tidy(sum.sum);
    finding.unit = whole->unit;
    finding.source = ct_arena_printf(audit->arena, "%s:%ld", whole->document, whole->line_start);
    finding.other_source = sum.places;
    if (finding.source == NULL) return ct_no_memory();
    finding.text_vi =
        ct_arena_printf(audit->arena, "%s, năm %ld: tổng nêu là %s, nhưng các phần %s = %s.",
                        ct_subject_wording(indicator, whole->scope, finding.breakdown, CT_VI).text,
                        finding.period, ct_value_wording(finding.value, whole->unit, CT_VI).text, sum.how,
                        ct_value_wording(finding.other, whole->unit, CT_VI).text);
    finding.text_en =
        ct_arena_printf(audit->arena, "%s, %ld: the total is stated as %s, but its parts %s = %s.",
                        ct_subject_wording(indicator, whole->scope, finding.breakdown, CT_EN).text,
                        finding.period, ct_value_wording(finding.value, whole->unit, CT_EN).text, sum.how,
                        ct_value_wording(finding.other, whole->unit, CT_EN).text);
    return ct_finding_add(audit->findings, &finding);
}

static ct_error check_stated_totals(ct_audit_state *audit, const ct_table *observations,
                                    const ct_total *total)
{
    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *whole = ct_observation_at(observations, i);

        if (strcmp(whole->indicator, total->indicator) != 0 || whole->measure != CT_MEASURE_LEVEL ||
            whole->qualifier != CT_EQ)
            continue;
        if (whole->value_low != whole->value_high || whole->confidence < audit->cut_points->confidence_pair)
            continue;
        if (total->by == 1 || whole->breakdown[0] == '\0') CT_TRY(check_stated_total(audit, whole, total));
    }
    return ct_ok();
}

ct_error ct_audit_stated_totals(ct_audit_state *audit, const ct_table *observations)
{
    for (size_t t = 0; audit->totals != NULL && t < audit->totals->n; t++)
        CT_TRY(check_stated_totals(audit, observations, ct_table_row(audit->totals, t)));
    return ct_ok();
}

/* ---- in the series ---- */

/* The stated point of a part of a total in one year; NULL: none. */
static const ct_point *part_point(ct_audit_state *audit, const ct_series_index *series,
                                  const ct_table *points, const ct_total *total, const char *part,
                                  const ct_point *whole)
{
    const char *key =
        total->by == 1 ? ct_series_key(audit->arena, audit->catalogue, part, whole->scope, whole->breakdown)
                       : ct_series_key(audit->arena, audit->catalogue, total->indicator, whole->scope, part);
    const ct_series *found = key != NULL ? ct_series_find(series, key, whole->unit) : NULL;
    const ct_point *point = found != NULL && strcmp(found->head->unit, whole->unit) == 0
                                ? ct_audit_point(points, found, whole->period)
                                : NULL;

    return point != NULL && point->status != CT_STATUS_DERIVED && point->status != CT_STATUS_FORECAST ? point
                                                                                                      : NULL;
}

static ct_error check_total(ct_audit_state *audit, const ct_series_index *series, const ct_table *points,
                            const ct_total *total, const char *const *parts, size_t n, const ct_point *whole)
{
    const ct_indicator *indicator = ct_indicator_find(audit->catalogue, total->indicator);
    double sum = 0, slack = ct_audit_level_slack(whole->value);
    const char *how = "", *sources = "";
    ct_finding finding = { .rule = "parts-total",
                           .severity = CT_SEVERITY_WARNING,
                           .indicator = whole->indicator,
                           .scope = whole->scope };

    for (size_t i = 0; i < n; i++) {
        const ct_point *part = part_point(audit, series, points, total, parts[i], whole);

        if (part == NULL) return ct_ok();
        sum += part->value;
        slack += ct_audit_level_slack(part->value);
        how = ct_arena_printf(audit->arena, "%s%s%s", how, i > 0 ? " + " : "", plain(audit, part->value));
        sources = ct_arena_printf(audit->arena, "%s%s%s", sources, i > 0 ? "; " : "", part->source);
        if (how == NULL || sources == NULL) return ct_no_memory();
    }
    if (total->complete ? fabs(sum - whole->value) <= slack : sum <= whole->value + slack) return ct_ok();
    finding.breakdown = whole->breakdown;
    finding.period = whole->period;
    finding.value = whole->value;
    finding.other = ct_value_tidy(sum);
    finding.unit = whole->unit;
    finding.source = whole->source;
    finding.other_source = sources;
    finding.text_vi =
        ct_arena_printf(audit->arena, "%s, năm %ld: tổng nêu là %s, nhưng các phần %s = %s.",
                        ct_subject_wording(indicator, whole->scope, whole->breakdown, CT_VI).text,
                        whole->period, ct_value_wording(whole->value, whole->unit, CT_VI).text, how,
                        ct_value_wording(finding.other, whole->unit, CT_VI).text);
    finding.text_en =
        ct_arena_printf(audit->arena, "%s, %ld: the total is stated as %s, but its parts %s = %s.",
                        ct_subject_wording(indicator, whole->scope, whole->breakdown, CT_EN).text,
                        whole->period, ct_value_wording(whole->value, whole->unit, CT_EN).text, how,
                        ct_value_wording(finding.other, whole->unit, CT_EN).text);
    return ct_finding_add(audit->findings, &finding);
}

ct_error ct_audit_totals(ct_audit_state *audit, const ct_series_index *series, const ct_table *points)
{
    for (size_t t = 0; audit->totals != NULL && t < audit->totals->n; t++) {
        const ct_total *total = ct_table_row(audit->totals, t);
        size_t n;
        const char *const *parts = ct_total_parts(audit->arena, total, &n);

        if (parts == NULL) return ct_no_memory();
        for (size_t i = 0; i < points->n; i++) {
            const ct_point *whole = ct_point_at(points, i);

            if (strcmp(whole->indicator, total->indicator) != 0 || whole->status == CT_STATUS_DERIVED ||
                whole->status == CT_STATUS_FORECAST)
                continue;
            if (total->by == 1 || whole->breakdown[0] == '\0')
                CT_TRY(check_total(audit, series, points, total, parts, n, whole));
        }
    }
    return ct_ok();
}
