/* "decimal-slip" of a ratio to plan, told by the growth said beside it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "series/build.h"
#include "series/finding.h"
#include "series/rules.h"
#include "series/value.h"

/* The one growth said beside a ratio to plan of the same thing; NULL: none. */
static const ct_observation *growth_beside(const ct_table *observations, size_t at)
{
    enum { NEAR_ROWS = 40, NEAR_LINES = 2 };
    const ct_observation *row = ct_observation_at(observations, at);
    size_t from = at > NEAR_ROWS ? at - NEAR_ROWS : 0,
           to = at + NEAR_ROWS < observations->n ? at + NEAR_ROWS : observations->n;

    for (size_t i = from; i < to; i++) {
        const ct_observation *other = ct_observation_at(observations, i);

        if (other->measure != CT_MEASURE_GROWTH || !ct_audit_result(other) ||
            strcmp(other->indicator, row->indicator) != 0)
            continue;
        if (strcmp(other->document, row->document) != 0 ||
            labs(other->line_start - row->line_start) > NEAR_LINES)
            continue;
        if (strcmp(other->breakdown, row->breakdown) == 0 &&
            ct_date_compare(other->period_end, row->period_end) == 0 && ct_build_is_only(observations, i))
            return other;
    }
    return NULL;
}

/* "tăng 2,1 %, đạt 10,2 % kế hoạch" (grew by 2.1 %, reached 10.2 % of the plan): the plan would have asked
 * for ten times what there was before. */
ct_error ct_audit_ratio_slip(ct_audit_state *audit, const ct_table *observations, size_t at)
{
    const ct_observation *row = ct_observation_at(observations, at), *growth;
    const ct_indicator *indicator = ct_indicator_find(audit->catalogue, row->indicator);
    const char *breakdown = ct_build_breakdown(audit->catalogue, row->breakdown);
    double ratio = row->value_low, planned, tenfold;
    ct_finding finding = { .rule = "decimal-slip",
                           .severity = CT_SEVERITY_CHECK,
                           .scope = row->scope,
                           .breakdown = breakdown,
                           .unit = "%" };

    if (indicator == NULL || !ct_audit_sure(audit, row) || !ct_audit_result(row) ||
        strcmp(row->unit, "%") != 0 || !(ratio > 0))
        return ct_ok();
    growth = growth_beside(observations, at);
    /* A quarter's result is a small part of the year's plan. That ten times the ratio is usual says as much
     * for the growth as its own reading. */
    if (ct_audit_whole_year(row) == 0 || ct_words_part_of_year(audit->cut_points, audit->arena, row->quote))
        return ct_ok();
    if (growth == NULL || growth->confidence < CT_SURE || growth->value_low != growth->value_high ||
        !(growth->value_low > -100) || strcmp(growth->unit, "%") != 0)
        return ct_ok();
    planned = 100 * ((100 + growth->value_low) / ratio - 1);
    tenfold = 100 * ((100 + growth->value_low) / (10 * ratio) - 1);
    if (!(planned > audit->cut_points->planned_growth_most) || !(fabs(tenfold) < 50)) return ct_ok();
    finding.indicator = indicator->id;
    finding.period = row->period_end.year;
    finding.value = ratio;
    finding.other = ct_value_tidy(10 * ratio);
    finding.source = ct_arena_printf(audit->arena, "%s:%ld", row->document, row->line_start);
    finding.other_source = ct_arena_printf(audit->arena, "%s:%ld", growth->document, growth->line_start);
    if (finding.source == NULL || finding.other_source == NULL) return ct_no_memory();
    finding.text_vi = ct_arena_printf(
        audit->arena,
        "%s, năm %ld: tăng %s mà chỉ bằng %s kế hoạch thì kế hoạch phải đòi tăng %s; có thể là %s.",
        ct_subject_wording(indicator, row->scope, breakdown, CT_VI).text, finding.period,
        ct_value_wording(growth->value_low, "%", CT_VI).text, ct_value_wording(ratio, "%", CT_VI).text,
        ct_value_wording(round(planned), "%", CT_VI).text, ct_value_wording(finding.other, "%", CT_VI).text);
    finding.text_en = ct_arena_printf(
        audit->arena,
        "%s, %ld: grown by %s and yet only %s of the plan, the plan must have asked for growth of %s; perhaps it is %s.",
        ct_subject_wording(indicator, row->scope, breakdown, CT_EN).text, finding.period,
        ct_value_wording(growth->value_low, "%", CT_EN).text, ct_value_wording(ratio, "%", CT_EN).text,
        ct_value_wording(round(planned), "%", CT_EN).text, ct_value_wording(finding.other, "%", CT_EN).text);
    return ct_finding_add(audit->findings, &finding);
}
