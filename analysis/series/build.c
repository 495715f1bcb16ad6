#include "series/build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "series/finding.h"
#include "series/meaning.h"
#include "series/misdated.h"
#include "series/plans.h"
#include "series/prices.h"
#include "series/value.h"

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
    const ct_indicator *indicator =
        stated != NULL ? ct_series_indicator(build->catalogue, stated, row->measure) : NULL;
    ct_candidate candidate = { .indicator = indicator,
                               .scope = row->scope,
                               .period = indicator != NULL ? ct_build_year(row, indicator) : 0,
                               .published = published };

    if (row->kind == CT_TARGET || candidate.period == 0 || row->value_low != row->value_high ||
        ct_build_long_growth(row))
        return ct_ok();
    if (ct_is_whole(indicator, row)) return ct_ok();
    if (row->measure == CT_MEASURE_RANK &&
        ct_words_rank_moves(build->cut_points, build->arena, row->quote, row->value_low))
        return ct_ok();
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

static ct_error build_all(ct_build *build, const ct_table *observations, const ct_table *history,
                          const char *history_name, ct_table *points, ct_table *targets)
{
    size_t rows = observations->n + (history != NULL ? history->n : 0),
           totals = build->totals != NULL ? build->totals->n : 0;

    /* At most one value is derived from a sentence, one from a growth candidate, and one of each total from a
     * first part. */
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
static ct_error build_with_plans(ct_build *build, const ct_series_input *input, ct_table *points,
                                 ct_table *targets)
{
    ct_table *plans = NULL, *redated = NULL;
    ct_error err = ct_ok();

    build->plans = input->plans;
    if (input->plans == NULL) {
        CT_TRY(ct_table_new(&plans, &ct_plan_schema));
        err = ct_plans_of_documents(input->observations, plans);
        build->plans = plans;
    }
    if (err.code == CT_OK)
        err = ct_observations_redate(build->catalogue, build->arena, input->observations, build->findings,
                                     &redated);
    if (err.code == CT_OK)
        err = ct_observations_price(build->catalogue, build->cut_points, build->arena,
                                    redated != NULL ? redated : input->observations, &redated);
    if (err.code == CT_OK)
        err = ct_observations_by_standard(build->cut_points, build->arena,
                                          redated != NULL ? redated : input->observations, &redated);
    if (err.code == CT_OK)
        err = ct_observations_from_index(build->catalogue, build->cut_points, build->arena,
                                         redated != NULL ? redated : input->observations, &redated);
    if (err.code == CT_OK)
        err = build_all(build, redated != NULL ? redated : input->observations, input->history,
                        input->history_name, points, targets);
    ct_table_free(redated);
    ct_table_free(plans);
    return err;
}

ct_error ct_series_make(const ct_series_input *input, ct_table *points, ct_table *targets, ct_table *findings)
{
    ct_build build = { .catalogue = input->catalogue,
                       .findings = findings,
                       .cut_points = input->cut_points != NULL ? input->cut_points : &ct_cut_points_default,
                       .totals = input->totals,
                       .offers = input->offers,
                       .arena = ct_arena_new() };
    ct_error err = build.arena != NULL ? build_with_plans(&build, input, points, targets) : ct_no_memory();

    ct_arena_free(build.arena);
    return err;
}

ct_error ct_series_build(const ct_catalogue *catalogue, const ct_table *observations, const ct_table *history,
                         const char *history_name, ct_table *points, ct_table *targets, ct_table *findings,
                         const ct_cut_points *cut_points, const ct_table *totals)
{
    const ct_series_input input = { catalogue,  observations, history, history_name,
                                    cut_points, totals,       NULL,    NULL };

    return ct_series_make(&input, points, targets, findings);
}
