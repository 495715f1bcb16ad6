#include "cli/history_file.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/data.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "core/file.h"
#include "series/history_workbook.h"
#include "series/long_form.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200 };
static const double MOST_VALUE =
    1e17; /* what a chart can draw; the GDP of the whole country in dong is a tenth of it */

/* What reading several files shares. */
typedef struct {
    const ct_args *args;
    const ct_history_files *files;
    ct_stages *stages;
    ct_workbook_rules rules;
    ct_names *names;
    ct_extractor *extractor; /* made when the first workbook comes */
    const char *scope;
} reading;

/* Workbooks and Word files begin so; they hold no text to look at. */
static bool is_archive(const char *bytes, size_t n)
{
    return n >= 4 && memcmp(bytes, "PK\3\4", 4) == 0;
}

/* No document begins with the bracket of a JSON text. */
static bool is_json(const char *bytes, size_t n)
{
    size_t at = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (at < n && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) at++;
    return at + 1 < n &&
           (bytes[at] == '{' || (bytes[at] == '[' && strchr(" \t\r\n{", bytes[at + 1]) != NULL));
}

/* A table in the exact form from JSON, CSV of any separator or a workbook's first sheet. *found is false for
 * what is none. */
static ct_error read_exact(const reading *r, ct_table *table, const char *path, const char *bytes, size_t n,
                           ct_document **document, bool *found)
{
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;

    *document = NULL;
    if (is_json(bytes, n)) {
        *found = true;
        return ct_table_read(table, bytes, n, name);
    }
    *found = !is_archive(bytes, n) && ct_long_form_is(table->schema, bytes, n);
    if (*found) return ct_long_form_read(table, bytes, n, name);
    if (name != path)
        CT_TRY(ct_document_parse(document, name, bytes, n));
    else
        CT_TRY(ct_reading_document(r->args, path, r->stages->ocr, document));
    return ct_long_form_from(table, *document, found);
}

/* The scope that most observations are of: whose plan, his history. */
static const char *commonest_scope(const ct_table *observations)
{
    const char *best = "";
    size_t most = 0, n = 0;

    for (size_t i = 0; i < observations->n; i++) { /* rows of a document stand together: runs are enough */
        const char *scope = ct_observation_at(observations, i)->scope;

        n = i > 0 && strcmp(scope, ct_observation_at(observations, i - 1)->scope) == 0 ? n + 1 : 1;
        if (n > most && scope[0] != '\0') most = n, best = scope;
    }
    return best;
}

/* The last year that any document reports on; 0: none does. */
static long last_result(const ct_table *observations)
{
    long last = 0;

    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *row = ct_observation_at(observations, i);

        if ((row->kind == CT_ACTUAL || row->kind == CT_ESTIMATE) && row->period_end.year > last)
            last = row->period_end.year;
    }
    return last;
}

static void tell(const reading *r, const char *path, size_t names, const ct_workbook_count *count)
{
    const ct_args *args = r->args;

    if (names > 0)
        ct_say(
            ct_l(
                args->lang,
                "chitieu: %s: cảnh báo: %zu tên chưa nhận ra chắc chắn, %zu số liệu của chúng được để lại; hãy quyết định trong %s\n",
                "chitieu: %s: warning: %zu names are not recognised surely, their %zu figures are left out; decide on them in %s\n"),
            path, names, count->open,
            r->files->open != NULL ? r->files->open
                                   : ct_l(args->lang, "bảng names (--open FILE) rồi đưa lại bằng --names",
                                          "the table of names (--open FILE) and give it back with --names"));
    if (count->later > 0)
        ct_say(
            ct_l(
                args->lang,
                "chitieu: %s: cảnh báo: %zu số liệu của các năm sau %ld được để lại, vì đầu cột không nói là thực hiện hay kế hoạch\n",
                "chitieu: %s: warning: %zu figures of years after %ld are left out, since no head says whether they are results\n"),
            path, count->later, r->rules.last_year);
    if (count->prose > 0)
        ct_say(
            ct_l(
                args->lang,
                "chitieu: %s: cảnh báo: %zu số liệu chưa chắc trong lời văn được để lại; muốn duyệt thì đưa tệp vào documents/\n",
                "chitieu: %s: warning: %zu figures in running text are not sure and left out; to review them put the file into documents/\n"),
            path, count->prose);
}

static ct_error from_figures(reading *r, const char *path, const ct_document *document,
                             ct_table *observations)
{
    size_t before = r->stages->names->n;
    ct_workbook_count count;

    CT_TRY(ct_in(ct_extract(r->extractor, document, r->scope, observations, NULL, NULL), path));
    CT_TRY(ct_in(
        ct_workbook_history(&r->rules, document, observations, r->stages->history, r->stages->names, &count),
        path));
    if (count.taken + count.open + count.later + count.rejected + count.prose == 0)
        return ct_in(
            ct_fail(
                CT_EDATA, 0,
                "no figure of a year is found in it; give a table with years as heads, or one with the columns indicator, period, "
                "value and status"),
            path);
    tell(r, path, r->stages->names->n - before, &count);
    return ct_ok();
}

static ct_error read_workbook(reading *r, const char *path, const ct_document *document)
{
    ct_table *observations;
    const char *folder;

    CT_TRY(ct_data_catalogue(r->args, &folder));
    if (r->extractor == NULL) CT_TRY(ct_extractor_new(&r->extractor, r->stages->catalogue, folder));
    CT_TRY(ct_table_new(&observations, &ct_observation_schema));
    ct_error err = from_figures(r, path, document, observations);

    ct_table_free(observations);
    return err;
}

/* What no chart and no projection can show is refused where it stands, not stages later. */
static ct_error check_rows(const ct_table *history, size_t from, const char *path)
{
    for (size_t i = from; i < history->n; i++) {
        const ct_history *row = ct_table_row(history, i);
        if (row->period < FIRST_YEAR || row->period > LAST_YEAR)
            return ct_in(ct_fail(CT_EDATA, history->lines[i],
                                 "the year %ld is not within %d to %d; correct it", row->period, FIRST_YEAR,
                                 LAST_YEAR),
                         path);
        if (!(fabs(row->value) <= MOST_VALUE))
            return ct_in(
                ct_fail(CT_EDATA, history->lines[i],
                        "the value %g is too large to be one; correct it, or give it in a larger unit",
                        row->value),
                path);
    }
    return ct_ok();
}

static ct_error read_file(reading *r, const char *path)
{
    ct_table *history = r->stages->history;
    size_t before = history->n, n;
    ct_document *document;
    const char *bytes;
    bool exact;

    CT_TRY(ct_file_read(r->args->arena, path, &bytes, &n));
    ct_error err = read_exact(r, history, path, bytes, n, &document, &exact);

    for (size_t i = before; exact && i < history->n; i++)
        ((ct_history *)ct_table_row(history, i))->file = ct_base_name(path);
    if (err.code == CT_OK && !exact) err = read_workbook(r, path, document);
    ct_document_free(document);
    return err.code == CT_OK ? check_rows(history, before, path) : err;
}

/* What people have decided so far. */
static ct_error read_names(reading *r, ct_table **decided)
{
    const char *path = r->files->names, *bytes;
    ct_document *document = NULL;
    bool found = true;
    size_t n;

    CT_TRY(ct_table_new(decided, &ct_name_schema));
    if (path == NULL) return ct_names_new(&r->names, r->stages->catalogue, NULL);
    CT_TRY(ct_file_read(r->args->arena, path, &bytes, &n));
    ct_error err = read_exact(r, *decided, path, bytes, n, &document, &found);

    ct_document_free(document);
    if (err.code == CT_OK && !found)
        err = ct_fail(CT_EPARSE, 1,
                      "no table with the columns name and indicator; write it as formats.md says");
    if (err.code == CT_OK) err = ct_names_new(&r->names, r->stages->catalogue, *decided);
    if (err.code == CT_OK) err = ct_names_keep(r->stages->names, *decided);
    return ct_in(err, path);
}

static ct_error read_all(reading *r, ct_table **decided)
{
    const ct_table *observations = r->stages->observations;

    CT_TRY(read_names(r, decided));
    r->rules = (ct_workbook_rules){ .catalogue = r->stages->catalogue,
                                    .names = r->names,
                                    .sure = r->stages->thresholds.review_below,
                                    .last_year = last_result(observations) };
    r->scope = r->files->scope != NULL && r->files->scope[0] != '\0' ? r->files->scope
                                                                     : commonest_scope(observations);
    for (size_t i = 0; i < r->files->n; i++) CT_TRY(read_file(r, r->files->paths[i]));
    return ct_ok();
}

ct_error ct_history_read(const ct_args *args, const ct_history_files *files, ct_stages *stages)
{
    reading r = { .args = args, .files = files, .stages = stages };
    ct_table *decided = NULL;

    if (stages->names == NULL) CT_TRY(ct_table_new(&stages->names, &ct_name_schema));
    ct_error err = read_all(&r, &decided);

    ct_names_free(r.names);
    ct_extractor_free(r.extractor);
    ct_table_free(decided);
    return err;
}
