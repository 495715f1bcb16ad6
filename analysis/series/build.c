#include "series/build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "series/finding.h"
#include "series/value.h"

const char *ct_build_breakdown(const ct_catalogue *catalogue, const char *breakdown)
{
    const ct_breakdown *known = breakdown[0] != '\0' ? ct_breakdown_find(catalogue, breakdown) : NULL;

    return known != NULL ? known->name : breakdown;
}

/* What a document's unit tells: money in another currency is a figure worth knowing of, unless the same year has a value in the indicator's
 * own; a percentage of a number of schools is a misread sentence. */
static bool is_telling(const ct_build *build, const ct_candidate *candidate, const char *unit)
{
    const ct_unit *found = ct_unit_find(build->catalogue, unit);
    bool money = found != NULL && (strncmp(found->family, "vnd", 3) == 0 || strncmp(found->family, "usd", 3) == 0);

    if (!candidate->read || unit[0] == '\0') return true;
    for (size_t i = 0; i < build->n; i++) {
        const ct_candidate *other = &build->list[i];

        if (other->indicator == candidate->indicator && other->period == candidate->period && strcmp(other->origin, candidate->origin) == 0)
            return false;
    }
    return money;
}

static ct_error report_unit(ct_build *build, const ct_candidate *candidate, double stated, const char *unit)
{
    ct_arena *arena = build->arena;
    const ct_indicator *indicator = candidate->indicator;
    ct_finding finding = { "unit-unknown",
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

    if (build->findings == NULL || !is_telling(build, candidate, unit)) return ct_ok();
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
    double factor = 1;

    if (!ct_value_convert(build->catalogue, stated, unit, indicator->unit, &candidate.value) ||
        !ct_value_convert(build->catalogue, 1, unit, indicator->unit, &factor))
        return report_unit(build, &candidate, stated, unit);
    candidate.slack = ct_value_slack(stated) * factor;
    if (!isfinite(candidate.value) || candidate.value < indicator->lower || candidate.value > indicator->upper)
        return report_bounds(build, &candidate);
    candidate.order = (size_t)(indicator - build->catalogue->indicators);
    candidate.scope_key = ct_fold(build->arena, candidate.scope, strlen(candidate.scope));
    candidate.breakdown_key = ct_fold(build->arena, candidate.breakdown, strlen(candidate.breakdown));
    if (candidate.scope_key == NULL || candidate.breakdown_key == NULL) return ct_no_memory();
    candidate.listed = build->n;
    build->list[build->n++] = candidate;
    return ct_ok();
}

/* The year whose whole value the observation states, or 0. */
static long whole_year(const ct_observation *observation)
{
    ct_date start = observation->period_start, end = observation->period_end;
    bool one = start.year == end.year && start.month == 0 && end.month == 0;
    bool counted = observation->aggregation == CT_POINT || observation->aggregation == CT_EACH_YEAR;

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
    ct_candidate candidate = { .indicator = indicator, .scope = row->scope, .period = whole_year(row), .published = published };

    if (row->kind == CT_TARGET || indicator == NULL || candidate.period == 0 || row->value_low != row->value_high ||
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
    CT_TRY(take_observations(build, observations));
    if (history != NULL) CT_TRY(ct_build_history(build, history, history_name));
    CT_TRY(ct_build_derive(build, observations));
    CT_TRY(ct_build_choose(build, points));
    return targets != NULL ? ct_build_targets(build, observations, targets) : ct_ok();
}

ct_error ct_series_build(const ct_catalogue *catalogue, const ct_table *observations, const ct_table *history, const char *history_name,
                         ct_table *points, ct_table *targets, ct_table *findings, const ct_cuts *cuts, const ct_table *totals)
{
    ct_build build = { .catalogue = catalogue,
                       .findings = findings,
                       .cuts = cuts != NULL ? cuts : &ct_cuts_default,
                       .totals = totals,
                       .arena = ct_arena_new() };
    ct_error err = build.arena != NULL ? build_all(&build, observations, history, history_name, points, targets) : ct_no_memory();

    ct_arena_free(build.arena);
    return err;
}
