/* One stated value as a candidate of a series: its unit, year, breakdown and bounds. */
#include <math.h>
#include <string.h>

#include "core/vietnamese.h"
#include "series/build.h"
#include "series/finding.h"
#include "series/value.h"

const char *ct_build_breakdown(const ct_catalogue *catalogue, const char *breakdown)
{
    const ct_breakdown *known = breakdown[0] != '\0' ? ct_breakdown_find(catalogue, breakdown) : NULL;

    return known != NULL ? known->name : breakdown;
}

bool ct_build_convert(const ct_build *build, const ct_indicator *indicator, double stated, const char *unit,
                      ct_level *out)
{
    const ct_unit *meant;

    out->unit = ct_units_find(&build->units, build->catalogue, indicator, unit, &out->base);
    if (out->unit == NULL) return false;
    if (ct_value_convert(build->catalogue, stated, unit, out->unit, &out->value)) return true;
    meant = ct_value_unit(build->catalogue, unit, indicator->unit);
    return meant != NULL && ct_value_convert(build->catalogue, stated, meant->name, out->unit, &out->value);
}

/* May a figure that a document states in this family of units be a series of its own beside the indicator's?
 * A percentage said of an amount is mostly its growth, its share or its ratio to plan, misread; a person's
 * figure is what the person says. */
static bool may_stand(const ct_build *build, const ct_candidate *candidate, const ct_level *level)
{
    static const char *const never[] = { "percent", "percent_point", "per_mille", "magnitude", "ratio",
                                         "rank",    "score",         "duration",  "age" };
    const ct_unit *unit = ct_unit_find(build->catalogue, level->unit);

    if (level->base[0] == '\0' || !candidate->read || candidate->reviewed) return true;
    if (!ct_units_are_used(&build->units, build->catalogue, candidate->indicator, level->base)) return false;
    if (candidate->indicator->nature != CT_LEVEL || candidate->indicator->measure != CT_MEASURE_LEVEL)
        return false;
    for (size_t i = 0; unit != NULL && i < sizeof never / sizeof *never; i++)
        if (strcmp(unit->family, never[i]) == 0) return false;
    return unit != NULL;
}

static ct_error report_unit(ct_build *build, const ct_candidate *candidate, double stated, const char *unit)
{
    ct_arena *arena = build->arena;
    const ct_indicator *indicator = candidate->indicator;
    ct_finding finding = { .rule = "unit-unknown",
                           CT_SEVERITY_NOTE,
                           indicator->id,
                           candidate->scope,
                           candidate->breakdown,
                           candidate->period,
                           stated,
                           NAN,
                           unit,
                           candidate->source,
                           "",
                           NULL,
                           NULL };

    if (build->findings == NULL) return ct_ok();
    finding.text_vi = ct_arena_printf(
        arena, "%s: đơn vị “%s” không đổi được ra “%s” của chỉ tiêu, nên giá trị không vào chuỗi số liệu.",
        ct_subject_wording(indicator, candidate->scope, candidate->breakdown, CT_VI).text, unit,
        indicator->unit);
    finding.text_en = ct_arena_printf(
        arena,
        "%s: the unit “%s” does not convert to the indicator's “%s”, so the value is not in the series.",
        ct_subject_wording(indicator, candidate->scope, candidate->breakdown, CT_EN).text, unit,
        indicator->unit);
    return ct_finding_add(build->findings, &finding);
}

static ct_error report_bounds(ct_build *build, const ct_candidate *candidate)
{
    ct_finding finding;

    if (build->findings == NULL) return ct_ok();
    CT_TRY(ct_finding_bounds(build->arena, candidate->indicator, candidate->value, &finding));
    finding.scope = candidate->scope;
    finding.breakdown = candidate->breakdown;
    finding.period = candidate->period;
    finding.source = candidate->source;
    return ct_finding_add(build->findings, &finding);
}

ct_error ct_build_take(ct_build *build, ct_candidate candidate, double stated, const char *unit)
{
    const ct_indicator *indicator = candidate.indicator;
    ct_level level, one;

    if (!ct_build_convert(build, indicator, stated, unit, &level) ||
        !ct_build_convert(build, indicator, 1, unit, &one) || !may_stand(build, &candidate, &level))
        return report_unit(build, &candidate, stated, unit);
    candidate.value = level.value;
    candidate.unit = level.unit;
    candidate.base = level.base;
    candidate.slack = ct_value_slack(stated) * one.value;
    if (!isfinite(candidate.value) ||
        (level.base[0] == '\0' && (candidate.value < indicator->lower || candidate.value > indicator->upper)))
        return report_bounds(build, &candidate);
    candidate.order = (size_t)(indicator - build->catalogue->indicators);
    candidate.scope = ct_scopes_wording(&build->scopes, build->arena, candidate.scope, &candidate.scope_key);
    candidate.breakdown_key = ct_fold(build->arena, candidate.breakdown, strlen(candidate.breakdown));
    if (candidate.scope == NULL || candidate.breakdown_key == NULL) return ct_no_memory();
    candidate.listed = build->n;
    build->list[build->n++] = candidate;
    return ct_ok();
}

long ct_build_year(const ct_observation *observation, const ct_indicator *indicator)
{
    ct_date start = observation->period_start, end = observation->period_end;
    bool one = start.year == end.year && start.month == 0 && end.month == 0;
    bool stands = indicator->stock || indicator->nature == CT_SHARE;
    bool counted = observation->aggregation == CT_POINT || observation->aggregation == CT_EACH_YEAR ||
                   (observation->aggregation == CT_CUMULATIVE && stands);

    return one && counted ? start.year : 0;
}

bool ct_build_long_growth(const ct_observation *observation)
{
    long base = observation->base_period.year;

    return observation->measure == CT_MEASURE_GROWTH && observation->aggregation == CT_POINT && base != 0 &&
           base != observation->period_end.year - 1;
}
