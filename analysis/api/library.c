#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>

#include "api/library.h"
#include "assess/assess.h"
#include "assess/thresholds.h"
#include "core/file.h"
#include "extract/extract.h"
#include "forecast/forecast.h"
#include "forecast/prior.h"
#include "series/cut_points.h"
#include "series/plans.h"

struct chitieu {
    ct_arena *arena; /* file names and texts read at opening */
    ct_catalogue *catalogue;
    ct_extractor *extractor; /* made when a document is first read */
    const char *folder;      /* of the catalogue */
    ct_thresholds thresholds;
    ct_cut_points cut_points;
    ct_table *totals, *priors, *plan_rules; /* NULL: no such file */
};

const char *chitieu_version(void)
{
    return CHITIEU_VERSION;
}

/* A file of the catalogue's folder; *text stays NULL without the file. */
static ct_error read_file(chitieu *library, const char *name, const char **path, const char **text, size_t *n)
{
    *text = NULL;
    *path = ct_path_join(library->arena, library->folder, name);
    if (*path == NULL) return ct_no_memory();
    return ct_file_exists(*path) ? ct_file_read(library->arena, *path, text, n) : ct_ok();
}

static ct_error read_rules(chitieu *library)
{
    const char *path, *text;
    size_t n;

    CT_TRY(read_file(library, "thresholds.csv", &path, &text, &n));
    if (text != NULL) CT_TRY(ct_thresholds_read(text, n, path, &library->thresholds));
    CT_TRY(read_file(library, "audit.csv", &path, &text, &n));
    if (text != NULL) CT_TRY(ct_cut_points_read(text, n, path, &library->cut_points));
    CT_TRY(read_file(library, "totals.csv", &path, &text, &n));
    if (text != NULL) CT_TRY(ct_totals_read(library->catalogue, text, n, path, &library->totals));
    CT_TRY(read_file(library, "plans.csv", &path, &text, &n));
    if (text != NULL) CT_TRY(ct_plan_rules_read(text, n, path, &library->plan_rules));
    CT_TRY(read_file(library, "priors.csv", &path, &text, &n));
    return text != NULL ? ct_priors_read(text, n, path, &library->priors) : ct_ok();
}

static ct_error open_in(chitieu *library, const char *data_folder, const char *own_catalogue)
{
    library->thresholds = ct_thresholds_default;
    library->cut_points = ct_cut_points_default;
    library->arena = ct_arena_new();
    if (library->arena == NULL) return ct_no_memory();
    library->folder = ct_path_join(library->arena, data_folder, "catalogue");
    if (library->folder == NULL) return ct_no_memory();
    CT_TRY(ct_catalogue_read(&library->catalogue, library->folder, own_catalogue));
    return read_rules(library);
}

chitieu_status chitieu_open(chitieu **out, const char *data_folder, const char *own_catalogue,
                            chitieu_error *error)
{
    chitieu *library = calloc(1, sizeof *library);
    ct_error err = ct_no_memory();

    *out = NULL;
    gsl_set_error_handler_off();
    if (library != NULL) err = open_in(library, data_folder, own_catalogue);
    if (err.code == CT_OK)
        *out = library;
    else
        chitieu_close(library);
    return ct_api_end(err, error);
}

void chitieu_close(chitieu *library)
{
    if (library == NULL) return;
    ct_extractor_free(library->extractor);
    ct_table_free(library->totals);
    ct_table_free(library->priors);
    ct_table_free(library->plan_rules);
    ct_catalogue_free(library->catalogue);
    ct_arena_free(library->arena);
    free(library);
}

static ct_error extract(chitieu *library, const char *path, const char *scope, ct_table *to)
{
    ct_document *document = NULL;

    if (library->extractor == NULL)
        CT_TRY(ct_extractor_new(&library->extractor, library->catalogue, library->folder));
    CT_TRY(ct_document_read(&document, path));
    ct_error err = ct_in(ct_extract(library->extractor, document, scope, to, NULL, NULL), path);
    ct_document_free(document);
    return err;
}

chitieu_status chitieu_extract(chitieu *library, chitieu_table **observations, const char *path,
                               const char *scope, chitieu_error *error)
{
    ct_error err = ct_api_new(observations, &ct_observation_schema);

    if (err.code == CT_OK) err = extract(library, path, scope, (*observations)->table);
    return ct_api_give(err, observations, error);
}

/* Series and targets; each document is a plan, and the plan of record is chosen among them as chitieu series
 * does. */
static ct_error build(const chitieu *library, const ct_table *observations, const ct_table *history,
                      ct_table *points, ct_table *targets)
{
    const ct_plan_wish wish = { .named = "", .scope = "" };
    ct_table *plans = NULL;
    ct_series_input input = { .catalogue = library->catalogue,
                              .observations = observations,
                              .history = history,
                              .history_name = "history.csv",
                              .cut_points = &library->cut_points,
                              .totals = library->totals };

    CT_TRY(ct_table_new(&plans, &ct_plan_schema));
    ct_error err = ct_plans_of_documents(observations, plans);
    if (err.code == CT_OK && library->plan_rules != NULL)
        err = ct_plans_choose(library->plan_rules, observations, &wish, plans);
    input.plans = plans;
    if (err.code == CT_OK) err = ct_series_make(&input, points, targets, NULL);
    ct_table_free(plans);
    return err;
}

chitieu_status chitieu_series(chitieu *library, chitieu_table **series, chitieu_table **targets,
                              const chitieu_table *observations, const chitieu_table *history,
                              chitieu_error *error)
{
    ct_error err = ct_api_is(observations, &ct_observation_schema);

    *series = NULL;
    if (targets != NULL) *targets = NULL;
    if (err.code == CT_OK && history != NULL) err = ct_api_is(history, &ct_history_schema);
    if (err.code == CT_OK) err = ct_api_new(series, &ct_series_schema);
    if (err.code == CT_OK && targets != NULL) err = ct_api_new(targets, &ct_target_schema);
    if (err.code == CT_OK)
        err = build(library, observations->table, history != NULL ? history->table : NULL, (*series)->table,
                    targets != NULL ? (*targets)->table : NULL);
    if (err.code != CT_OK && targets != NULL) {
        chitieu_table_free(*targets);
        *targets = NULL;
    }
    return ct_api_give(err, series, error);
}

static ct_error project(const chitieu *library, const ct_table *series, long until, const char *method,
                        ct_table *to)
{
    ct_project_options options = { .until = until, .totals = library->totals, .priors = library->priors };

    if (until < 1900 || until > 2200)
        return ct_fail(CT_EUSAGE, 0, "%ld is no year to project to; give one from 1900 to 2200", until);
    if (method != NULL && method[0] != '\0') {
        options.model = ct_model_find(method);
        if (options.model == NULL)
            return ct_fail(CT_EUSAGE, 0, "'%.40s' is no method of projection; see: chitieu project --help",
                           method);
    }
    return ct_project(library->catalogue, series, &options, to);
}

chitieu_status chitieu_project(chitieu *library, chitieu_table **projections, const chitieu_table *series,
                               long until, const char *method, chitieu_error *error)
{
    ct_error err = ct_api_new(projections, &ct_projection_schema);

    if (err.code == CT_OK) err = ct_api_is(series, &ct_series_schema);
    if (err.code == CT_OK) err = project(library, series->table, until, method, (*projections)->table);
    return ct_api_give(err, projections, error);
}

chitieu_status chitieu_assess(chitieu *library, chitieu_table **assessment, const chitieu_table *series,
                              const chitieu_table *targets, const chitieu_table *projections,
                              chitieu_error *error)
{
    ct_error err = ct_api_new(assessment, &ct_assessment_schema);

    if (err.code == CT_OK) err = ct_api_is(series, &ct_series_schema);
    if (err.code == CT_OK) err = ct_api_is(targets, &ct_target_schema);
    if (err.code == CT_OK && projections != NULL) err = ct_api_is(projections, &ct_projection_schema);
    if (err.code == CT_OK)
        err = ct_assess(library->catalogue, &library->thresholds, series->table, targets->table,
                        projections != NULL ? projections->table : NULL, (*assessment)->table);
    return ct_api_give(err, assessment, error);
}
