#include "cli/project.h"

#include <string.h>

#include "core/file.h"
#include "core/number.h"
#include "documents/document.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200 };

/* Keys of chitieu.conf; each is read by its own small function. */
static ct_error take_title(ct_project_folder *project, const char *value)
{
    project->title = value;
    return ct_ok();
}

static ct_error take_scope(ct_project_folder *project, const char *value)
{
    project->scope = value;
    return ct_ok();
}

static ct_error take_method(ct_project_folder *project, const char *value)
{
    project->method = value;
    return ct_ok();
}

static ct_error take_priors(ct_project_folder *project, const char *value)
{
    project->priors = value;
    return ct_ok();
}

static ct_error take_plan(ct_project_folder *project, const char *value)
{
    project->plan = value;
    return ct_ok();
}

static ct_error take_plan_start(ct_project_folder *project, const char *value)
{
    return ct_integer_plain(value, FIRST_YEAR, LAST_YEAR, &project->plan_start);
}

static ct_error take_plan_end(ct_project_folder *project, const char *value)
{
    return ct_integer_plain(value, FIRST_YEAR, LAST_YEAR, &project->plan_end);
}

static ct_error take_until(ct_project_folder *project, const char *value)
{
    return ct_integer_plain(value, FIRST_YEAR, LAST_YEAR, &project->until);
}

static ct_error take_history(ct_project_folder *project, const char *value)
{
    project->history_key = value;
    return ct_ok();
}

static ct_error take_language(ct_project_folder *project, const char *value)
{
    project->has_lang = true;
    return ct_lang_parse(value, &project->lang);
}

static ct_error take_ocr(ct_project_folder *project, const char *value)
{
    ct_ocr_mode mode;

    project->ocr = value;
    return ct_ocr_mode_parse(value, &mode);
}

static const struct {
    const char *key;
    ct_error (*take)(ct_project_folder *project, const char *value);
} keys[] = {
    { "title", take_title }, { "scope", take_scope },   { "plan", take_plan }, { "plan_start", take_plan_start }, { "plan_end", take_plan_end },
    { "until", take_until }, { "method", take_method }, { "language", take_language },
    { "history", take_history }, { "ocr", take_ocr },     { "priors", take_priors },
};
enum { N_KEYS = sizeof keys / sizeof *keys };

/* Without blanks at both ends, in place. */
static char *trimmed(char *text)
{
    size_t n;

    while (*text == ' ' || *text == '\t') text++;
    n = strlen(text);
    while (n > 0 && strchr(" \t\r", text[n - 1]) != NULL) n--;
    text[n] = '\0';
    return text;
}

static ct_error take_line(ct_project_folder *project, char *line, long number, bool seen[N_KEYS])
{
    char *text = trimmed(line), *equals;

    if (text[0] == '\0' || text[0] == '#') return ct_ok();
    equals = strchr(text, '=');
    if (equals == NULL) return ct_fail(CT_EPARSE, number, "no '='; lines are: key = value");
    *equals = '\0';
    char *key = trimmed(text), *value = trimmed(equals + 1);
    for (size_t i = 0; i < N_KEYS; i++) {
        if (strcmp(keys[i].key, key) != 0) continue;
        if (seen[i]) return ct_fail(CT_EPARSE, number, "key '%s' stands twice; keep one", key);
        seen[i] = true;
        ct_error err = keys[i].take(project, value);
        if (err.code != CT_OK) return ct_fail(CT_EPARSE, number, "%s: %s", key, err.text);
        return ct_ok();
    }
    return ct_fail(CT_EPARSE, number, "unknown key '%s'; keys are title, scope, plan, plan_start, plan_end, until, method, language, history, ocr, priors", key);
}

static ct_error read_conf(ct_arena *arena, ct_project_folder *project)
{
    bool seen[N_KEYS] = { false };
    const char *text;
    size_t n;
    long number = 1;

    CT_TRY(ct_file_read(arena, project->conf, &text, &n));
    char *line = ct_arena_strndup(arena, text, n);
    if (line == NULL) return ct_no_memory();
    for (char *end = line; end != NULL; line = end + 1, number++) {
        end = strchr(line, '\n');
        if (end != NULL) *end = '\0';
        ct_error err = take_line(project, line, number, seen);
        if (err.code != CT_OK) return ct_in(err, project->conf);
        if (end == NULL) break;
    }
    if (project->plan_start > project->plan_end && project->plan_end != 0)
        return ct_in(ct_fail(CT_EPARSE, 0, "plan_start %ld is after plan_end %ld", project->plan_start, project->plan_end), project->conf);
    return ct_ok();
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);

    return n >= m && strcmp(text + n - m, end) == 0;
}

static bool is_history(const ct_project_folder *project, const char *path)
{
    for (size_t i = 0; i < project->n_history; i++)
        if (strcmp(project->history[i], path) == 0) return true;
    return false;
}

/* The files that the key history names, all of which must be there. */
static ct_error find_named(ct_arena *arena, ct_project_folder *project, const char **paths)
{
    for (const char *at = project->history_key; *at != '\0';) {
        size_t n = strcspn(at, ";");
        char *name = ct_arena_strndup(arena, at, n);
        const char *path = name != NULL ? ct_path_join(arena, project->folder, trimmed(name)) : NULL;

        if (path == NULL) return ct_no_memory();
        if (!ct_file_exists(path))
            return ct_in(ct_fail(CT_EIO, 0, "history: '%.80s' is no file of the project folder; write names of its files, separated by ';'", path),
                         project->conf);
        paths[project->n_history++] = path;
        at += n + (at[n] == ';');
    }
    return ct_ok();
}

/* history.csv, history.xlsx, ...: in the order of their names. */
static ct_error find_history(ct_arena *arena, ct_project_folder *project)
{
    static const char *const endings[] = { ".csv", ".docx", ".htm", ".html", ".ods", ".odt", ".pdf", ".tsv", ".txt", ".xlsx" };
    size_t most = sizeof endings / sizeof *endings;

    for (const char *at = project->history_key; *at != '\0'; at++) most += *at == ';';
    const char **paths = ct_arena_array(arena, most + 1, sizeof *paths);

    if (paths == NULL) return ct_no_memory();
    project->history = paths;
    if (project->history_key[0] != '\0') return find_named(arena, project, paths);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const char *path = ct_arena_printf(arena, "%s/history%s", project->folder, endings[i]);

        if (path == NULL) return ct_no_memory();
        if (ct_file_exists(path)) paths[project->n_history++] = path;
    }
    return ct_ok();
}

static ct_error find_documents(ct_arena *arena, ct_project_folder *project)
{
    const char *inner = ct_path_join(arena, project->folder, "documents"), *const *names = NULL;
    const char *folder, **paths;
    size_t n = 0;

    if (inner == NULL) return ct_no_memory();
    bool own_folder = ct_folder_exists(inner);
    folder = own_folder ? inner : project->folder;
    CT_TRY(ct_folder_list(arena, folder, true, &names, &n));
    paths = ct_arena_array(arena, n, sizeof *paths);
    if (paths == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) {
        bool other = ends_with(names[i], ".csv") || ends_with(names[i], ".md") || strcmp(names[i], "chitieu.conf") == 0;
        if (other && !own_folder) continue;
        const char *path = ct_path_join(arena, folder, names[i]);
        if (path == NULL) return ct_no_memory();
        if (!is_history(project, path)) paths[project->n_documents++] = path;
    }
    project->documents = paths;
    return ct_ok();
}

/* Files beside documents/ whose endings say that they hold text or figures, but which nothing reads: people put a workbook there and wonder. */
static ct_error find_unused(ct_arena *arena, ct_project_folder *project)
{
    static const char *const endings[] = { ".csv", ".doc", ".docx", ".htm", ".html", ".ods", ".odt", ".pdf", ".xls", ".xlsm", ".xlsx" };
    static const char *const known[] = { "departments.csv", "names.csv", "reviews.csv" };
    const char *const *names = NULL, *inner = ct_path_join(arena, project->folder, "documents"), **paths;
    size_t n = 0;

    if (inner == NULL) return ct_no_memory();
    if (!ct_folder_exists(inner)) return ct_ok();
    CT_TRY(ct_folder_list(arena, project->folder, true, &names, &n));
    paths = ct_arena_array(arena, n, sizeof *paths);
    if (paths == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) {
        const char *path = ct_path_join(arena, project->folder, names[i]);
        bool looks = false;

        if (path == NULL) return ct_no_memory();
        for (size_t e = 0; e < sizeof endings / sizeof *endings; e++) looks = looks || ends_with(names[i], endings[e]);
        for (size_t k = 0; k < sizeof known / sizeof *known; k++) looks = looks && strcmp(names[i], known[k]) != 0;
        if (looks && !is_history(project, path)) paths[project->n_unused++] = path;
    }
    project->unused = paths;
    return ct_ok();
}

ct_error ct_project_folder_read(ct_arena *arena, const char *folder, ct_project_folder *out)
{
    const char *conf = ct_path_join(arena, folder, "chitieu.conf"), *names = ct_path_join(arena, folder, "names.csv"),
               *reviews = ct_path_join(arena, folder, "reviews.csv");

    *out = (ct_project_folder){ .folder = folder, .title = "", .scope = "", .plan = "", .method = "", .priors = "", .history_key = "" };
    if (conf == NULL || names == NULL || reviews == NULL) return ct_no_memory();
    if (!ct_folder_exists(folder))
        return ct_in(
            ct_fail(CT_EIO, 0, "is no folder; give a project folder with documents/ and, where there is one, history.csv and chitieu.conf"),
            folder);
    out->conf = ct_file_exists(conf) ? conf : NULL;
    out->names = ct_file_exists(names) ? names : NULL;
    out->reviews = ct_file_exists(reviews) ? reviews : NULL;
    if (out->conf != NULL) CT_TRY(read_conf(arena, out));
    CT_TRY(find_history(arena, out));
    CT_TRY(find_documents(arena, out));
    CT_TRY(find_unused(arena, out));
    if (out->n_documents == 0 && out->n_history == 0)
        return ct_in(ct_fail(CT_EDATA, 0, "holds no documents and no history; put documents into its folder documents/"), folder);
    return ct_ok();
}
