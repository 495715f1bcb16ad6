#include "cli/record.h"

#ifndef CHITIEU_HAVE_JSON

ct_error ct_record_write(const ct_args *args, const ct_project_folder *project, const ct_stages *stages,
                         const char *method, ct_output *out)
{
    (void)args, (void)project, (void)stages, (void)method, (void)out;
    return ct_fail(
        CT_EUSAGE, 0,
        "a run writes JSON records, and JSON is not built in; install libjansson-dev and build again");
}

ct_error ct_record_listed(ct_arena *arena, const char *folder, const char *const **names, size_t *n)
{
    (void)arena, (void)folder;
    *names = NULL;
    *n = 0;
    return ct_ok();
}

ct_error ct_record_find_stale(ct_output *out)
{
    (void)out;
    return ct_ok();
}

ct_error ct_record_settings(const ct_args *args, const char *folder, ct_run_settings *settings)
{
    (void)args, (void)folder;
    *settings =
        (ct_run_settings){ .title = "", .scope = "", .font = "", .letter = { "", "", "", "", "", "", "" } };
    return ct_ok();
}

#else

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/data.h"
#include "core/digest.h"
#include "core/file.h"
#include "core/valid.h"
#include "exchange/descriptor.h"

/* jansson answers -1 for a NULL, which is memory that ran out, since every string given to it is UTF-8: then
 * *ok becomes false, and nothing is written. */
static void append(bool *ok, json_t *list, json_t *item)
{
    if (json_array_append_new(list, item) != 0) *ok = false;
}

static json_t *resource_json(const ct_schema *schema, const ct_stated_keys *keys, const ct_output_file *file)
{
    char hash[80];

    snprintf(hash, sizeof hash, "sha256:%s", file->digest);
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:s, s:s, s:o}", "name", schema->name, "path",
                     file->name, "profile", "tabular-data-resource", "format", "csv", "mediatype", "text/csv",
                     "encoding", "utf-8", "bytes", (json_int_t)file->bytes, "hash", hash, "description",
                     schema->about, "schema", ct_descriptor_json(schema, keys));
}

static ct_error write_json(const bool *ok, json_t *root, const char *name, ct_output *out)
{
    char *text = *ok && root != NULL ? json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(12)) : NULL;
    char *line = text != NULL ? ct_arena_printf(out->arena, "%s\n", text) : NULL;

    json_decref(root);
    free(text);
    return line != NULL ? ct_output_write(out, name, line, strlen(line)) : ct_no_memory();
}

/* The documents that the figures are from, by name: where they lie differs between machines. */
static json_t *sources_json(bool *ok, ct_arena *arena, const ct_stages *stages)
{
    json_t *sources = json_array();

    for (size_t i = 0; i < stages->n_inputs; i++) {
        const char *name =
            ct_valid(arena, ct_base_name(stages->inputs[i].path)); /* a file name need be no UTF-8 */
        append(ok, sources, name != NULL ? json_pack("{s:s}", "title", name) : NULL);
    }
    return sources;
}

static ct_error write_package(bool *ok, const ct_project_folder *project, const ct_stages *stages,
                              ct_output *out)
{
    const ct_table *tables[] = { stages->observations, stages->plans,       stages->points,
                                 stages->targets,      stages->projections, stages->assessments,
                                 stages->findings,     stages->statuses,    stages->paths };
    const size_t n = sizeof tables / sizeof *tables;
    json_t *resources = json_array(), *sources;
    ct_error err = ct_ok();

    for (size_t t = 0; t < n && err.code == CT_OK; t++) {
        ct_stated_keys keys;
        char path[80];
        if (tables[t] == NULL) continue;
        snprintf(path, sizeof path, "%s.csv", tables[t]->schema->name);
        err = ct_stated_keys_of(tables[t], tables, n, &keys);
        for (size_t i = 0; i < out->n && err.code == CT_OK; i++)
            if (strcmp(out->files[i].name, path) == 0)
                append(ok, resources, resource_json(tables[t]->schema, &keys, &out->files[i]));
    }
    if (err.code != CT_OK) {
        json_decref(resources);
        return err;
    }
    json_t *package =
        json_pack("{s:s, s:s, s:s, s:o}", "profile", "tabular-data-package", "name", "chitieu-run", "title",
                  project->title[0] != '\0' ? project->title : project->scope, "resources", resources);

    sources = sources_json(ok, out->arena, stages);
    if (package != NULL && json_array_size(sources) > 0) json_object_set(package, "sources", sources);
    json_decref(sources);
    return write_json(ok, package, "datapackage.json", out);
}

static ct_error add_input(bool *ok, const ct_args *args, json_t *inputs, const char *path)
{
    char digest[CT_DIGEST_SIZE];
    const char *bytes;
    size_t n;

    if (path == NULL) return ct_ok();
    const char *shown = ct_valid(args->arena, path);

    if (shown == NULL) return ct_no_memory();
    CT_TRY(ct_file_read(args->arena, path, &bytes, &n));
    ct_digest(digest, bytes, n);
    append(ok, inputs, json_pack("{s:s, s:I, s:s}", "path", shown, "bytes", (json_int_t)n, "sha256", digest));
    return ct_ok();
}

/* What was not read of a document: what the user was told, and in a form for programs. */
static json_t *unread_json(bool *ok, const ct_input *in, ct_lang lang)
{
    json_t *list = json_array();

    if (in->fault != NULL)
        append(ok, list,
               json_pack("{s:s, s:i, s:i, s:s, s:s}", "kind", "document", "n", 1, "page", 0, "where", "",
                         "text", in->fault));
    for (size_t i = 0; i < in->n_unread; i++) {
        const ct_unread *unread = &in->unread[i];
        char text[1024];
        (void)ct_unread_say(text, sizeof text, unread, lang);
        append(ok, list,
               json_pack("{s:s, s:I, s:I, s:s, s:s}", "kind", ct_unread_name(unread->kind), "n",
                         (json_int_t)unread->n, "page", (json_int_t)unread->page, "where", unread->where,
                         "text", text));
    }
    return list;
}

/* The user's own catalogue: a file, or the files of a folder but its priors, which stand for themselves. */
static ct_error add_own_catalogue(bool *ok, const ct_args *args, json_t *inputs, const char *own)
{
    const char *const *names;
    size_t n;

    if (own == NULL || !ct_folder_exists(own)) return add_input(ok, args, inputs, own);
    CT_TRY(ct_folder_list(args->arena, own, true, &names, &n));
    for (size_t i = 0; i < n; i++) {
        const char *path = ct_path_join(args->arena, own, names[i]);
        if (path == NULL) return ct_no_memory();
        if (strcmp(names[i], "priors.csv") != 0) CT_TRY(add_input(ok, args, inputs, path));
    }
    return ct_ok();
}

/* Every file the results depend on: the project's, the catalogue's, the user's own. Catalogue files go by
 * name, since where they lie differs between machines. */
static ct_error add_inputs(bool *ok, const ct_args *args, const ct_project_folder *project,
                           const ct_stages *stages, json_t *inputs)
{
    const char *folder, *const *names;
    size_t n;

    CT_TRY(add_input(ok, args, inputs, project->conf));
    for (size_t i = 0; i < project->n_history; i++) CT_TRY(add_input(ok, args, inputs, project->history[i]));
    CT_TRY(add_input(ok, args, inputs, project->names));
    CT_TRY(add_input(ok, args, inputs, project->reviews));
    CT_TRY(add_own_catalogue(ok, args, inputs, ct_args_value(args, "catalogue")));
    CT_TRY(add_input(ok, args, inputs, stages->priors_file));
    for (size_t i = 0; i < stages->n_inputs; i++) {
        const ct_input *in = &stages->inputs[i];
        append(ok, inputs,
               json_pack("{s:s, s:I, s:s, s:s, s:I, s:I, s:I, s:o}", "path", in->shown, "bytes",
                         (json_int_t)in->bytes, "sha256", in->digest, "encoding", in->encoding, "lines",
                         (json_int_t)in->lines, "replaced", (json_int_t)in->replaced, "observations",
                         (json_int_t)in->observations, "unread", unread_json(ok, in, args->lang)));
    }
    CT_TRY(ct_data_catalogue(args, &folder));
    CT_TRY(ct_folder_list(args->arena, folder, true, &names, &n));
    for (size_t i = 0; i < n; i++) {
        const char *path = ct_path_join(args->arena, folder, names[i]);
        if (path == NULL) return ct_no_memory();
        if (strstr(names[i], ".csv") == NULL) continue;
        CT_TRY(add_input(ok, args, inputs, path));
        json_object_set_new(json_array_get(inputs, json_array_size(inputs) - 1), "path",
                            json_sprintf("catalogue/%s", names[i]));
    }
    return ct_ok();
}

static void add_warnings(bool *ok, const ct_stages *stages, json_t *warnings)
{
    for (size_t i = 0; i < stages->n_inputs; i++) {
        const ct_input *in = &stages->inputs[i];
        if (in->replaced > 0)
            append(ok, warnings,
                   json_sprintf("%s: %zu invalid bytes were replaced; check the file's encoding", in->shown,
                                in->replaced));
        if (in->fault != NULL)
            append(ok, warnings, json_sprintf("%s: not read: %s", in->shown, in->fault));
        else if (in->observations == 0)
            append(ok, warnings, json_sprintf("%s: no figure was found in it", in->shown));
    }
}

static void add_unfound(bool *ok, const ct_stages *stages, json_t *warnings)
{
    for (size_t i = 0; i < stages->outcome.n_unfound; i++) {
        const ct_review *review = ct_table_row(stages->reviews, stages->outcome.unfound[i]);
        append(ok, warnings,
               json_sprintf("reviews.csv:%ld: the quote \"%s\" is found no more in %s; review it again",
                            stages->reviews->lines[stages->outcome.unfound[i]], review->quote,
                            review->document));
    }
}

static json_t *counts_json(const ct_stages *stages)
{
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "documents",
                     (json_int_t)(stages->n_inputs - stages->n_passed), "observations",
                     (json_int_t)stages->observations->n, "series_values", (json_int_t)stages->points->n,
                     "targets", (json_int_t)stages->targets->n, "projections",
                     (json_int_t)stages->projections->n, "assessments", (json_int_t)stages->assessments->n,
                     "findings", (json_int_t)stages->findings->n, "accepted",
                     (json_int_t)stages->outcome.accepted, "corrected", (json_int_t)stages->outcome.corrected,
                     "rejected", (json_int_t)stages->outcome.rejected);
}

/* Who writes to whom, so that the report can be written again alike. */
static json_t *letter_json(const ct_letter *letter)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "office_above", letter->office_above, "office",
                     letter->office, "place", letter->place, "addressed_to", letter->addressed_to,
                     "recipients", letter->recipients, "signed_as", letter->signed_as, "signed_by",
                     letter->signed_by);
}

/* The plan of record and why it is; null where there is none. */
static json_t *plan_json(const ct_stages *stages)
{
    const ct_plan *plan = ct_plans_of_record(stages->plans);

    if (plan == NULL) return json_null();
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:f, s:s}", "plan", plan->plan, "number",
                     plan->number, "issuer", plan->issuer, "title", plan->title, "scope", plan->scope,
                     "period_start", (json_int_t)plan->period_start.year, "period_end",
                     (json_int_t)plan->period_end.year, "targets", (json_int_t)plan->targets, "listed",
                     (json_int_t)plan->listed, "points", plan->points, "reason", plan->reason);
}

static ct_error write_run(bool *ok, const ct_args *args, const ct_project_folder *project,
                          const ct_stages *stages, const char *method, ct_output *out)
{
    json_t *inputs = json_array(), *outputs = json_array(), *warnings = json_array();
    ct_error err = add_inputs(ok, args, project, stages, inputs);

    if (err.code != CT_OK) {
        json_decref(inputs);
        json_decref(outputs);
        json_decref(warnings);
        return err;
    }
    for (size_t i = 0; i < out->n; i++)
        append(ok, outputs,
               json_pack("{s:s, s:I, s:s}", "path", out->files[i].name, "bytes",
                         (json_int_t)out->files[i].bytes, "sha256", out->files[i].digest));
    add_warnings(ok, stages, warnings);
    add_unfound(ok, stages, warnings);
    for (size_t i = 0; i < out->n_warnings; i++) append(ok, warnings, json_string(out->warnings[i]));
    return write_json(
        ok,
        json_pack(
            "{s:s, s:s, s:{s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:s, s:s, s:s, s:s, s:o}, s:o, s:o, s:o, s:o, s:o}",
            "program", "chitieu", "version", CHITIEU_VERSION, "settings", "title", project->title, "scope",
            project->scope, "language", args->lang == CT_VI ? "vi" : "en", "plan_start",
            (json_int_t)project->plan_start, "plan_end", (json_int_t)project->plan_end, "until",
            (json_int_t)project->until, "as_of", (json_int_t)stages->as_of, "method", method, "priors",
            stages->priors_name, "plan", project->plan, "font", project->font, "letter",
            letter_json(&project->letter), "plan_of_record", plan_json(stages), "counts", counts_json(stages),
            "warnings", warnings, "inputs", inputs, "outputs", outputs),
        "run.json", out);
}

ct_error ct_record_write(const ct_args *args, const ct_project_folder *project, const ct_stages *stages,
                         const char *method, ct_output *out)
{
    bool ok = true;

    CT_TRY(write_package(&ok, project, stages, out));
    return write_run(&ok, args, project, stages, method, out);
}

static const char *text_of(const ct_args *args, const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    const char *kept = text != NULL ? ct_arena_strdup(args->arena, text) : "";

    return kept != NULL ? kept : "";
}

static long year_of(const json_t *object, const char *key)
{
    json_int_t year = json_integer_value(json_object_get(object, key));

    return year >= 1900 && year <= 2200 ? (long)year : 0;
}

ct_error ct_record_settings(const ct_args *args, const char *folder, ct_run_settings *settings)
{
    const char *path = ct_path_join(args->arena, folder, "run.json"), *text;
    json_error_t fault;
    size_t n;

    *settings =
        (ct_run_settings){ .title = "", .scope = "", .font = "", .letter = { "", "", "", "", "", "", "" } };
    if (path == NULL) return ct_no_memory();
    if (!ct_file_exists(path)) return ct_ok();
    CT_TRY(ct_file_read(args->arena, path, &text, &n));
    json_t *root = json_loadb(text, n, 0, &fault);
    if (root == NULL)
        return ct_in(ct_fail(CT_EPARSE, fault.line, "is no JSON (%.120s); run the project again", fault.text),
                     path);
    const json_t *of = json_object_get(root, "settings"), *letter = json_object_get(of, "letter");
    const char *lang = text_of(args, of, "language");
    settings->title = text_of(args, of, "title");
    settings->scope = text_of(args, of, "scope");
    settings->font = text_of(args, of, "font");
    settings->plan_start = year_of(of, "plan_start");
    settings->plan_end = year_of(of, "plan_end");
    settings->has_lang = lang[0] != '\0' && ct_lang_parse(lang, &settings->lang).code == CT_OK;
    settings->letter =
        (ct_letter){ text_of(args, letter, "office_above"), text_of(args, letter, "office"),
                     text_of(args, letter, "place"),        text_of(args, letter, "addressed_to"),
                     text_of(args, letter, "recipients"),   text_of(args, letter, "signed_as"),
                     text_of(args, letter, "signed_by") };
    json_decref(root);
    return ct_ok();
}

/* A path that a run may have written: relative, and not upwards. */
static bool is_ours(const char *path)
{
    return path[0] != '\0' && path[0] != '/' && strstr(path, "..") == NULL;
}

static bool written_now(const ct_output *out, const char *path)
{
    for (size_t i = 0; i < out->n; i++)
        if (strcmp(out->files[i].name, path) == 0) return true;
    return false;
}

static ct_error copy_listed(ct_arena *arena, const json_t *root, const char *const **names, size_t *n)
{
    const json_t *outputs = json_object_get(root, "outputs");
    const char **list = ct_arena_array(arena, json_array_size(outputs), sizeof *list);
    const json_t *output;
    size_t i;

    if (list == NULL) return ct_no_memory();
    json_array_foreach(outputs, i, output)
    {
        const char *path = json_string_value(json_object_get(output, "path"));
        if (path == NULL || !is_ours(path)) continue;
        list[*n] = ct_arena_strdup(arena, path);
        if (list[(*n)++] == NULL) return ct_no_memory();
    }
    *names = list;
    return ct_ok();
}

ct_error ct_record_listed(ct_arena *arena, const char *folder, const char *const **names, size_t *n)
{
    const char *record = ct_path_join(arena, folder, "run.json"), *text;
    size_t length;

    *names = NULL;
    *n = 0;
    if (record == NULL) return ct_no_memory();
    if (!ct_file_exists(record)) return ct_ok();
    CT_TRY(ct_file_read(arena, record, &text, &length));
    json_t *root = json_loadb(text, length, 0, NULL);
    ct_error err = copy_listed(arena, root, names, n);

    json_decref(root);
    return err;
}

ct_error ct_record_find_stale(ct_output *out)
{
    const char *const *names, **stale;
    size_t n;

    CT_TRY(ct_record_listed(out->arena, out->target, &names, &n));
    stale = ct_arena_array(out->arena, n, sizeof *stale);
    if (stale == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++)
        if (!written_now(out, names[i])) stale[out->n_stale++] = names[i];
    out->stale = stale;
    return ct_ok();
}

#endif
