/* The rule "estimate-year": a figure filed under a year that the rest of its document leaves behind. */
#include <math.h>
#include <string.h>

#include "series/build.h"
#include "series/finding.h"
#include "series/rules.h"
#include "series/value.h"

enum { FEW_ESTIMATES = 5 }; /* fewer show no year of their own */

/* The year most of a document's estimates are of, and how many of how many; of equals the earliest. */
static long usual_year(const ct_table *observations, size_t from, size_t to, size_t *most, size_t *all)
{
    enum { FIRST = 1900, YEARS = 301 }; /* what ct_date holds */
    size_t count[YEARS] = { 0 };
    long best = 0;

    *most = *all = 0;
    for (size_t i = from; i < to; i++) {
        const ct_observation *row = ct_observation_at(observations, i);

        if (row->kind != CT_ESTIMATE || row->period_end.year < FIRST || row->period_end.year >= FIRST + YEARS)
            continue;
        ++*all;
        count[row->period_end.year - FIRST]++;
    }
    for (long year = 0; year < YEARS; year++) {
        if (count[year] <= *most) continue;
        *most = count[year];
        best = FIRST + year;
    }
    return best;
}

static bool is_whole_year(const ct_observation *row)
{
    return row->period_start.year == row->period_end.year && row->period_start.month == 0 &&
           row->period_end.month == 0;
}

/* The ratio to plan said with a figure, on the same line or the next. NULL: none. */
static const ct_observation *ratio_beside(const ct_audit_state *audit, const ct_observation *row)
{
    const ct_place place = { row->document, strlen(row->document), row->line_start };
    size_t n;
    const ct_observation *const *rows =
        ct_said_lines(&audit->said, &place, row->line_start, row->line_start + 1, &n);

    for (size_t i = 0; i < n; i++)
        if (rows[i]->measure == CT_MEASURE_PLAN_RATIO && strcmp(rows[i]->indicator, row->indicator) == 0 &&
            rows[i] > row && strcmp(rows[i]->unit, "%") == 0 &&
            strcmp(rows[i]->breakdown, row->breakdown) == 0 && rows[i]->value_low > 0)
            return rows[i];
    return NULL;
}

/* The plan of another year that gives the very ratio to plan said with a figure: then the figure is of that
 * year. NULL: none. */
static const ct_observation *plan_that_fits(const ct_audit_state *audit, const ct_table *observations,
                                            const ct_observation *row, long year, const ct_observation *ratio)
{
    for (size_t i = 0; ratio != NULL && i < observations->n; i++) {
        const ct_observation *plan = ct_observation_at(observations, i);
        double value;

        if (plan->kind != CT_TARGET || plan->measure != row->measure ||
            strcmp(plan->indicator, row->indicator) != 0)
            continue;
        if (!is_whole_year(plan) || plan->period_end.year != year ||
            strcmp(plan->breakdown, row->breakdown) != 0)
            continue;
        if (strcmp(plan->scope, row->scope) != 0 || plan->value_low != plan->value_high ||
            plan->confidence < audit->cut_points->confidence_pair)
            continue;
        if (!ct_value_convert(audit->catalogue, plan->value_low, plan->unit, row->unit, &value) ||
            !(value > 0))
            continue;
        if (fabs(100 * row->value_low / value - ratio->value_low) <= ct_value_slack(ratio->value_low) + 1e-9)
            return plan;
    }
    return NULL;
}

/* What decides it: the plan of the other year and the ratio. */
static ct_error add_proof(ct_audit_state *audit, const ct_observation *plan, const ct_observation *ratio,
                          long usual, ct_finding *finding)
{
    if (plan == NULL || finding->text_vi == NULL || finding->text_en == NULL) return ct_ok();
    finding->severity = CT_SEVERITY_CHECK;
    finding->other = plan->value_low;
    finding->other_source = ct_arena_printf(audit->arena, "%s:%ld", plan->document, plan->line_start);
    finding->text_vi =
        ct_arena_printf(audit->arena, "%s Tỷ lệ %s kế hoạch nêu cùng chỗ khớp với kế hoạch năm %ld (%s).",
                        finding->text_vi, ct_value_wording(ratio->value_low, "%", CT_VI).text, usual,
                        ct_value_wording(plan->value_low, plan->unit, CT_VI).text);
    finding->text_en =
        ct_arena_printf(audit->arena, "%s Its ratio to plan, %s, is that of the plan for %ld (%s).",
                        finding->text_en, ct_value_wording(ratio->value_low, "%", CT_EN).text, usual,
                        ct_value_wording(plan->value_low, plan->unit, CT_EN).text);
    return finding->other_source != NULL ? ct_ok() : ct_no_memory();
}

static ct_error report_year(ct_audit_state *audit, const ct_table *observations, const ct_observation *row,
                            long usual, size_t most, size_t all)
{
    const ct_indicator *indicator = ct_indicator_find(audit->catalogue, row->indicator);
    const char *breakdown = ct_build_breakdown(audit->catalogue, row->breakdown);
    ct_finding finding = { .rule = "estimate-year",
                           .severity = CT_SEVERITY_WARNING,
                           .indicator = row->indicator,
                           .scope = row->scope,
                           .breakdown = breakdown,
                           .period = row->period_end.year,
                           .value = row->value_low,
                           .other = NAN,
                           .unit = row->unit,
                           .other_source = "" };

    finding.source = ct_arena_printf(audit->arena, "%s:%ld", row->document, row->line_start);
    finding.text_vi = ct_arena_printf(
        audit->arena,
        "%s: %s ghi là ước thực hiện năm %ld, nhưng %zu trong %zu số ước của văn bản là của năm %ld; có thể nhầm năm.",
        ct_subject_wording(indicator, row->scope, breakdown, CT_VI).text,
        ct_value_wording(row->value_low, row->unit, CT_VI).text, finding.period, most, all, usual);
    finding.text_en = ct_arena_printf(
        audit->arena,
        "%s: %s is called the estimate of %ld, but %zu of the document's %zu estimates are of %ld; perhaps the wrong year.",
        ct_subject_wording(indicator, row->scope, breakdown, CT_EN).text,
        ct_value_wording(row->value_low, row->unit, CT_EN).text, finding.period, most, all, usual);
    const ct_observation *ratio = ratio_beside(audit, row);
    CT_TRY(add_proof(audit, plan_that_fits(audit, observations, row, usual, ratio), ratio, usual, &finding));
    return finding.source != NULL ? ct_finding_add(audit->findings, &finding) : ct_no_memory();
}

/* Has ct_series_build() moved it to its year already? Then it has said so, with the same proof. */
static bool is_moved(const ct_audit_state *audit, const ct_observation *row)
{
    const char *source = ct_arena_printf(audit->arena, "%s:%ld", row->document, row->line_start);

    for (size_t i = 0; source != NULL && i < audit->findings->n; i++) {
        const ct_finding *one = ct_finding_at(audit->findings, i);

        if (strcmp(one->rule, "misdated") == 0 && strcmp(one->indicator, row->indicator) == 0 &&
            one->value == row->value_low && strcmp(one->source, source) == 0)
            return true;
    }
    return false;
}

static ct_error check_document(ct_audit_state *audit, const ct_table *observations, size_t from, size_t to)
{
    size_t most, all;
    long usual = usual_year(observations, from, to, &most, &all);

    if (most < FEW_ESTIMATES || (double)most < audit->cut_points->estimate_years * (double)all)
        return ct_ok();
    for (size_t i = from; i < to; i++) {
        const ct_observation *row = ct_observation_at(observations, i);
        const ct_indicator *indicator = ct_indicator_find(audit->catalogue, row->indicator);
        bool level =
            indicator != NULL &&
            row->measure == (int)indicator->measure; /* its growth and ratio stand in the same sentence */

        if (row->kind == CT_ESTIMATE && level && is_whole_year(row) && row->period_end.year < usual &&
            row->confidence >= audit->cut_points->confidence_pair && !is_moved(audit, row))
            CT_TRY(report_year(audit, observations, row, usual, most, all));
    }
    return ct_ok();
}

ct_error ct_audit_years(ct_audit_state *audit, const ct_table *observations)
{
    for (size_t i = 0, j; i < observations->n; i = j) {
        for (j = i + 1; j < observations->n; j++)
            if (strcmp(ct_observation_at(observations, i)->document,
                       ct_observation_at(observations, j)->document) != 0)
                break;
        CT_TRY(check_document(audit, observations, i, j));
    }
    return ct_ok();
}
