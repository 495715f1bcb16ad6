#include "cli/stages.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/data.h"
#include "cli/history_file.h"
#include "cli/say.h"
#include "core/file.h"
#include "series/as_of.h"

/* A file of the catalogue's folder; *text stays NULL without the file. */
static ct_error read_knowledge(const ct_args *args, const char *name, const char **path, const char **text,
                               size_t *n)
{
    const char *folder;

    *text = NULL;
    CT_TRY(ct_data_catalogue(args, &folder));
    *path = ct_path_join(args->arena, folder, name);
    if (*path == NULL) return ct_no_memory();
    return ct_file_exists(*path) ? ct_file_read(args->arena, *path, text, n) : ct_ok();
}

/* Without thresholds.csv and audit.csv the built-in cut points hold; without totals.csv, plans.csv and
 * statuses.csv nothing is known of totals, of what makes a plan the one of record, and of other bodies. */
static ct_error read_rules(const ct_args *args, ct_stages *stages)
{
    const char *path, *text;
    size_t n;

    stages->thresholds = ct_thresholds_default;
    stages->cut_points = ct_cut_points_default;
    CT_TRY(read_knowledge(args, "thresholds.csv", &path, &text, &n));
    if (text != NULL) CT_TRY(ct_thresholds_read(text, n, path, &stages->thresholds));
    CT_TRY(read_knowledge(args, "audit.csv", &path, &text, &n));
    if (text != NULL) CT_TRY(ct_cut_points_read(text, n, path, &stages->cut_points));
    CT_TRY(read_knowledge(args, "totals.csv", &path, &text, &n));
    if (text != NULL) CT_TRY(ct_totals_read(stages->catalogue, text, n, path, &stages->totals));
    CT_TRY(read_knowledge(args, "plans.csv", &path, &text, &n));
    if (text != NULL) CT_TRY(ct_plan_rules_read(text, n, path, &stages->plan_rules));
    CT_TRY(read_knowledge(args, "statuses.csv", &path, &text, &n));
    return text != NULL ? ct_status_rules_read(text, n, path, &stages->status_rules) : ct_ok();
}

static ct_error stages_new(const ct_args *args, ct_stages *stages)
{
    CT_TRY(ct_data_read_catalogue(args, &stages->catalogue));
    CT_TRY(read_rules(args, stages));
    CT_TRY(ct_table_new(&stages->observations, &ct_observation_schema));
    CT_TRY(ct_table_new(&stages->plans, &ct_plan_schema));
    CT_TRY(ct_table_new(&stages->history, &ct_history_schema));
    CT_TRY(ct_table_new(&stages->points, &ct_series_schema));
    CT_TRY(ct_table_new(&stages->targets, &ct_target_schema));
    CT_TRY(ct_table_new(&stages->findings, &ct_finding_schema));
    CT_TRY(ct_table_new(&stages->projections, &ct_projection_schema));
    return ct_table_new(&stages->assessments, &ct_assessment_schema);
}

ct_error ct_stages_with(const ct_args *args, ct_error (*work)(const ct_args *args, ct_stages *stages))
{
    ct_stages stages = { 0 };
    ct_error err = stages_new(args, &stages);

    if (err.code == CT_OK) err = work(args, &stages);
    ct_table_free(stages.observations);
    ct_table_free(stages.plans);
    ct_table_free(stages.offers);
    ct_table_free(stages.traces);
    ct_training_free(stages.training);
    ct_table_free(stages.reviews);
    ct_table_free(stages.history);
    ct_table_free(stages.names);
    ct_table_free(stages.points);
    ct_table_free(stages.targets);
    ct_table_free(stages.findings);
    ct_table_free(stages.projections);
    ct_table_free(stages.assessments);
    ct_table_free(stages.totals);
    ct_table_free(stages.plan_rules);
    ct_table_free(stages.status_rules);
    ct_table_free(stages.priors);
    ct_table_free(stages.scenarios);
    ct_table_free(stages.statuses);
    ct_table_free(stages.paths);
    ct_table_free(stages.outcomes);
    ct_table_free(stages.leverage);
    ct_catalogue_free(stages.catalogue);
    return err;
}

ct_error ct_stages_review(const ct_args *args, const char *path, ct_stages *stages)
{
    if (path == NULL) return ct_ok();
    CT_TRY(ct_data_read_table(args, &ct_review_schema, path, &stages->reviews));
    CT_TRY(ct_in(ct_reviews_apply(stages->reviews, stages->observations, &stages->outcome), path));
    for (size_t i = 0; i < stages->outcome.n_unfound; i++) {
        size_t row = stages->outcome.unfound[i];
        const ct_review *review = ct_table_row(stages->reviews, row);
        ct_say(
            ct_l(args->lang,
                 "chitieu: %s:%ld: cảnh báo: không còn thấy trích dẫn “%.80s” trong %.60s; hãy duyệt lại\n",
                 "chitieu: %s:%ld: warning: the quote “%.80s” is found no more in %.60s; review it again\n"),
            path, stages->reviews->lines[row], review->quote, review->document);
    }
    return ct_ok();
}

ct_error ct_stages_choose_plan(ct_stages *stages)
{
    if (ct_plans_of_record(stages->plans) != NULL)
        return ct_ok(); /* a table of chitieu plans, or a person's, says it */
    if (stages->plans->n == 0) CT_TRY(ct_plans_of_documents(stages->observations, stages->plans));
    return ct_plans_choose(stages->plan_rules, stages->observations, &stages->wish, stages->plans);
}

static ct_error build_series(const ct_args *args, const ct_history_files *history, ct_stages *stages)
{
    bool with = history->n > 0;

    if (with) CT_TRY(ct_history_read(args, history, stages));
    if (stages->as_of != 0) {
        CT_TRY(ct_observations_as_of(stages->observations, stages->as_of));
        ct_history_as_of(stages->history, stages->as_of);
    }
    CT_TRY(ct_stages_choose_plan(stages));
    const ct_series_input input = { .catalogue = stages->catalogue,
                                    .observations = stages->observations,
                                    .history = with ? stages->history : NULL,
                                    .history_name = with ? ct_base_name(history->paths[0]) : "",
                                    .cut_points = &stages->cut_points,
                                    .totals = stages->totals,
                                    .plans = stages->plans,
                                    .offers = stages->offers };
    return ct_series_make(&input, stages->points, stages->targets, stages->findings);
}

ct_history_files ct_stages_history_options(const ct_args *args, const char **path)
{
    *path = ct_args_value(args, "history");
    return (ct_history_files){ .paths = path,
                               .n = *path != NULL,
                               .names = ct_args_value(args, "names"),
                               .scope = ct_args_value(args, "scope") };
}

/* Observations from a pipe; a history may come without any. */
static ct_error read_piped(const ct_args *args, const ct_history_files *history, ct_stages *stages)
{
    const char *text;
    size_t n;

    if (history->n > 0 && isatty(STDIN_FILENO)) return ct_ok();
    CT_TRY(ct_file_read(args->arena, "-", &text, &n));
    return n == 0 && history->n > 0 ? ct_ok()
                                    : ct_table_read(stages->observations, text, n, "standard input");
}

ct_error ct_stages_build(const ct_args *args, const char *const *paths, size_t n,
                         const ct_history_files *history, ct_stages *stages)
{
    if (n == 0) CT_TRY(read_piped(args, history, stages));
    for (size_t i = 0; i < n; i++)
        CT_TRY(ct_data_read_table(args, &ct_observation_schema, paths[i], &stages->observations));
    return build_series(args, history, stages);
}

/* The latest year that one target in twenty is for, or more; 0: none is. */
static long latest_aim(const ct_table *targets)
{
    enum { FIRST = 1900, LAST = 2200 };
    size_t times[LAST - FIRST + 1] = { 0 };
    long latest = 0;

    for (size_t i = 0; i < targets->n; i++) {
        long year = ct_target_at(targets, i)->period_end.year;
        if (year >= FIRST && year <= LAST) times[year - FIRST]++;
    }
    for (size_t i = 0; i <= LAST - FIRST; i++)
        if (times[i] > 0 && times[i] * 20 >= targets->n) latest = (long)i + FIRST;
    return latest;
}

static long last_year(const ct_stages *stages)
{
    long last = 0;

    for (size_t i = 0; i < stages->points->n; i++) {
        long year = ct_point_at(stages->points, i)->period;
        if (year > last) last = year;
    }
    return last;
}

/* The year to project to when nothing says it: the end of the plan of record, or of the plan that follows it.
 * Without a plan the latest year that more than a few targets are for, and at least five years past the last
 * value. One stray year ("2049") moves none of them; and never beyond what can be projected. */
static long default_until(const ct_stages *stages)
{
    const ct_plan *record = ct_plans_of_record(stages->plans);
    long last = last_year(stages), until = ct_plans_horizon(stages->plans), aim = latest_aim(stages->targets);

    if (stages->wish.end != 0 && (record == NULL || record->period_end.year != stages->wish.end))
        until = stages->wish.end;
    if (until == 0) until = aim > last + 5 ? aim : last + 5;
    return until > last + CT_MAX_HORIZON / 2 ? last + CT_MAX_HORIZON / 2 : until;
}

/* Project, and keep what the evidence bears: not past the reach of the values, nor past the plan of record's
 * end but to a series' own target. */
static ct_error project_within(ct_stages *stages, const ct_project_options *options)
{
    const ct_plan *record = ct_plans_of_record(stages->plans);
    long plan_end = stages->plan_end != 0 || record == NULL ? stages->plan_end : record->period_end.year;

    if (stages->points->n == 0) return ct_ok();
    CT_TRY(ct_project(stages->catalogue, stages->points, options, stages->projections));
    return ct_gate_projections(&stages->thresholds, stages->catalogue, stages->points, stages->targets,
                               plan_end, stages->projections);
}

ct_error ct_stages_go_back(ct_stages *stages, bool project)
{
    ct_project_options options = {
        .totals = stages->totals, .priors = stages->priors, .known = stages->as_of, .capped = true
    };

    ct_points_as_of(stages->points, stages->as_of);
    if (!project) return ct_ok();
    options.until = default_until(stages);
    return project_within(stages, &options);
}

ct_error ct_stages_work(const ct_args *args, const ct_history_files *history, const ct_model *method,
                        long until, ct_stages *stages)
{
    /* Capped: one series that ends long before the others, or one mistyped year after them, must not cost the
     * whole. */
    ct_project_options options = { .model = method,
                                   .totals = stages->totals,
                                   .priors = stages->priors,
                                   .known = stages->as_of,
                                   .capped = true };

    CT_TRY(build_series(args, history, stages));
    long last = last_year(stages);

    if (until != 0 && last != 0 && until > last + CT_MAX_HORIZON)
        return ct_fail(CT_EUSAGE, 0,
                       "%ld is %ld years past the last value, %ld; at most %d years can be projected", until,
                       until - last, last, CT_MAX_HORIZON);
    CT_TRY(ct_audit(stages->catalogue, stages->observations, stages->points, stages->targets,
                    stages->findings, &stages->cut_points, stages->totals));
    options.until = until != 0 ? until : default_until(stages);
    CT_TRY(project_within(stages, &options));
    if (stages->status_rules != NULL && stages->statuses == NULL)
        CT_TRY(ct_table_new(&stages->statuses, &ct_statuses_schema));
    if (stages->paths == NULL) CT_TRY(ct_table_new(&stages->paths, &ct_path_schema));
    return ct_stages_assess(stages, true);
}

ct_error ct_stages_as_of(const ct_args *args, ct_stages *stages)
{
    const char *given = ct_args_value(args, "as-of");

    if (given == NULL) return ct_ok();
    for (const char *at = given; *at != '\0'; at++)
        if (*at < '0' || *at > '9')
            return ct_fail(CT_EUSAGE, 0, "--as-of '%.20s' is no year; write: --as-of 2022", given);
    if (strlen(given) == 4) stages->as_of = strtol(given, NULL, 10);
    if (stages->as_of < 1900 || stages->as_of > 2200)
        return ct_fail(CT_EUSAGE, 0, "--as-of '%.20s' is no year; write: --as-of 2022", given);
    return ct_ok();
}

ct_error ct_stages_assess(ct_stages *stages, bool with_projections)
{
    const ct_assess_input input = { .catalogue = stages->catalogue,
                                    .thresholds = &stages->thresholds,
                                    .points = stages->points,
                                    .targets = stages->targets,
                                    .projections = with_projections ? stages->projections : NULL,
                                    .status_rules = stages->status_rules,
                                    .scenarios = stages->scenarios,
                                    .observations =
                                        stages->observations->n > 0 ? stages->observations : NULL };
    const ct_assess_output output = { stages->assessments, stages->statuses, stages->paths, stages->outcomes,
                                      stages->leverage };

    return ct_assess_all(&input, &output);
}

ct_error ct_stages_method(const char *name, const ct_model **model)
{
    char list[300];
    size_t at = 0;

    *model = name != NULL && name[0] != '\0' ? ct_model_find(name) : ct_models[0];
    if (*model != NULL) return ct_ok();
    for (size_t i = 0; ct_models[i] != NULL && at + strlen(ct_models[i]->name) + 3 < sizeof list; i++)
        at += (size_t)snprintf(list + at, sizeof list - at, "%s%s", i > 0 ? ", " : "", ct_models[i]->name);
    return ct_fail(CT_EUSAGE, 0, "unknown method '%s'; methods are %s", name, list);
}
