#include "series/build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "series/finding.h"
#include "series/misdated.h"
#include "series/plans.h"
#include "series/prices.h"
#include "series/value.h"

const char *ct_build_breakdown(const ct_catalogue *catalogue, const char *breakdown)
{
    const ct_breakdown *known = breakdown[0] != '\0' ? ct_breakdown_find(catalogue, breakdown) : NULL;

    return known != NULL ? known->name : breakdown;
}

bool ct_build_convert(const ct_build *build, const ct_indicator *indicator, double stated, const char *unit, ct_level *out)
{
    const ct_unit *meant;

    out->unit = ct_units_find(&build->units, build->catalogue, indicator, unit, &out->base);
    if (out->unit == NULL) return false;
    if (ct_value_convert(build->catalogue, stated, unit, out->unit, &out->value)) return true;
    meant = ct_value_unit(build->catalogue, unit, indicator->unit);
    return meant != NULL && ct_value_convert(build->catalogue, stated, meant->name, out->unit, &out->value);
}

/* May a figure that a document states in this family of units be a series of its own beside the indicator's? A percentage said of an amount is
 * mostly its growth, its share or its ratio to plan, misread; a person's figure is what the person says. */
static bool may_stand(const ct_build *build, const ct_candidate *candidate, const ct_level *level)
{
    static const char *const never[] = { "percent", "percent_point", "per_mille", "magnitude", "ratio", "rank", "score", "duration", "age" };
    const ct_unit *unit = ct_unit_find(build->catalogue, level->unit);

    if (level->base[0] == '\0' || !candidate->read || candidate->reviewed) return true;
    if (!ct_units_are_used(&build->units, build->catalogue, candidate->indicator, level->base)) return false;
    if (candidate->indicator->nature != CT_LEVEL || candidate->indicator->measure != CT_MEASURE_LEVEL) return false;
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
    finding.text_vi =
        ct_arena_printf(arena, "%s: đơn vị “%s” không đổi được ra “%s” của chỉ tiêu, nên giá trị không vào chuỗi số liệu.",
                        ct_subject_wording(indicator, candidate->scope, candidate->breakdown, CT_VI).text, unit, indicator->unit);
    finding.text_en =
        ct_arena_printf(arena, "%s: the unit “%s” does not convert to the indicator's “%s”, so the value is not in the series.",
                        ct_subject_wording(indicator, candidate->scope, candidate->breakdown, CT_EN).text, unit, indicator->unit);
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

    if (!ct_build_convert(build, indicator, stated, unit, &level) || !ct_build_convert(build, indicator, 1, unit, &one) ||
        !may_stand(build, &candidate, &level))
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

static int compare_issues(const void *a, const void *b)
{
    const ct_issue *x = a, *y = b;
    int order = strcmp(x->document, y->document);

    return order != 0 ? order : (x->year < y->year) - (x->year > y->year); /* latest first */
}

ct_error ct_issues_list(ct_arena *arena, const ct_table *observations, ct_issues *to)
{
    size_t kept = 0, n = 0;
    ct_issue *list = ct_arena_array(arena, observations->n, sizeof *list);

    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *row = ct_observation_at(observations, i);

        if (row->kind != CT_ACTUAL && row->kind != CT_ESTIMATE) continue;
        list[n++] = (ct_issue){ row->document, row->period_end.year };
    }
    if (n > 0) qsort(list, n, sizeof *list, compare_issues);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || strcmp(list[i].document, list[i - 1].document) != 0) list[kept++] = list[i];
    *to = (ct_issues){ list, kept };
    return ct_ok();
}

long ct_issue_year(const ct_issues *issues, const char *document)
{
    size_t low = 0, high = issues->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(issues->list[middle].document, document) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < issues->n && strcmp(issues->list[low].document, document) == 0 ? issues->list[low].year : 0;
}

static ct_error take_observation(ct_build *build, const ct_observation *row, long published)
{
    static const int status_of[] = {
        [CT_ACTUAL] = CT_STATUS_ACTUAL, [CT_ESTIMATE] = CT_STATUS_ESTIMATE, [CT_FORECAST] = CT_STATUS_FORECAST
    };
    const ct_indicator *stated = ct_indicator_find(build->catalogue, row->indicator);
    const ct_indicator *indicator = stated != NULL ? ct_series_indicator(build->catalogue, stated, row->measure) : NULL;
    ct_candidate candidate = {
        .indicator = indicator, .scope = row->scope, .period = indicator != NULL ? ct_build_year(row, indicator) : 0, .published = published
    };

    if (row->kind == CT_TARGET || candidate.period == 0 || row->value_low != row->value_high ||
        ct_build_long_growth(row))
        return ct_ok();
    if (row->measure == CT_MEASURE_RANK && ct_cuts_rank_moves(build->cuts, build->arena, row->quote, row->value_low)) return ct_ok();
    candidate.status = status_of[row->kind];
    candidate.read = true;
    candidate.line = row->line_start;
    candidate.confidence = row->confidence;
    candidate.reviewed = row->review != CT_NOT_REVIEWED;
    candidate.doubtful = row->confidence < CT_SURE;
    candidate.breakdown = ct_build_breakdown(build->catalogue, row->breakdown);
    candidate.origin = row->document;
    candidate.source = ct_arena_printf(build->arena, "%s:%ld", row->document, row->line_start);
    if (candidate.source == NULL) return ct_no_memory();
    return ct_build_take(build, candidate, row->value_low, row->unit);
}

static ct_error take_observations(ct_build *build, const ct_table *observations)
{
    ct_issues issues;

    CT_TRY(ct_issues_list(build->arena, observations, &issues));
    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *row = ct_observation_at(observations, i);

        CT_TRY(take_observation(build, row, ct_issue_year(&issues, row->document)));
    }
    return ct_ok();
}

static ct_error build_all(ct_build *build, const ct_table *observations, const ct_table *history, const char *history_name,
                          ct_table *points, ct_table *targets)
{
    size_t rows = observations->n + (history != NULL ? history->n : 0), totals = build->totals != NULL ? build->totals->n : 0;

    /* At most one value is derived from a sentence, one from a growth candidate, and one of each total from a first part. */
    build->list = ct_arena_array(build->arena, observations->n + rows * (2 + totals), sizeof *build->list);
    if (build->list == NULL) return ct_no_memory();
    CT_TRY(ct_units_list(build->catalogue, build->arena, observations, history, &build->units));
    CT_TRY(ct_scopes_list(build->arena, observations, history, &build->scopes));
    CT_TRY(ct_scopes_check(&build->scopes, build->arena, history_name, build->findings));
    CT_TRY(take_observations(build, observations));
    if (history != NULL) CT_TRY(ct_build_history(build, history, history_name));
    CT_TRY(ct_build_derive(build, observations));
    CT_TRY(ct_build_choose(build, points));
    return targets != NULL ? ct_build_targets(build, observations, targets) : ct_ok();
}

/* Where nothing tells which plans there are, each document is one. */
static ct_error build_with_plans(ct_build *build, const ct_series_input *input, ct_table *points, ct_table *targets)
{
    ct_table *plans = NULL, *redated = NULL;
    ct_error err = ct_ok();

    build->plans = input->plans;
    if (input->plans == NULL) {
        CT_TRY(ct_table_new(&plans, &ct_plan_schema));
        err = ct_plans_of_documents(input->observations, plans);
        build->plans = plans;
    }
    if (err.code == CT_OK) err = ct_observations_redate(build->catalogue, build->arena, input->observations, build->findings, &redated);
    if (err.code == CT_OK)
        err = ct_observations_price(build->catalogue, build->cuts, build->arena, redated != NULL ? redated : input->observations, &redated);
    if (err.code == CT_OK) err = build_all(build, redated != NULL ? redated : input->observations, input->history, input->history_name, points, targets);
    ct_table_free(redated);
    ct_table_free(plans);
    return err;
}

ct_error ct_series_make(const ct_series_input *input, ct_table *points, ct_table *targets, ct_table *findings)
{
    ct_build build = { .catalogue = input->catalogue,
                       .findings = findings,
                       .cuts = input->cuts != NULL ? input->cuts : &ct_cuts_default,
                       .totals = input->totals,
                       .offers = input->offers,
                       .arena = ct_arena_new() };
    ct_error err = build.arena != NULL ? build_with_plans(&build, input, points, targets) : ct_no_memory();

    ct_arena_free(build.arena);
    return err;
}

ct_error ct_series_build(const ct_catalogue *catalogue, const ct_table *observations, const ct_table *history, const char *history_name,
                         ct_table *points, ct_table *targets, ct_table *findings, const ct_cuts *cuts, const ct_table *totals)
{
    const ct_series_input input = { catalogue, observations, history, history_name, cuts, totals, NULL, NULL };

    return ct_series_make(&input, points, targets, findings);
}
