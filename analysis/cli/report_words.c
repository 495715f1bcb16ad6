#include "cli/report_words.h"

#include <string.h>

#include "assess/assess.h"
#include "cli/data.h"
#include "core/file.h"
#include "documents/document.h"
#include "report/phrases.h"

/* The office's wordings go before ours: keys that it leaves out are taken from the program's table. */
static ct_error fill_up(ct_table *phrases, const ct_table *ours)
{
    for (size_t i = 0; i < ours->n; i++) {
        const ct_phrase *row = ct_table_row(ours, i);
        if (ct_phrase_words(phrases, row->key, CT_VI)[0] != '\0') continue;
        ct_phrase *added = ct_table_add(phrases);
        if (added == NULL) return ct_no_memory();
        *added = (ct_phrase){ ct_table_text(phrases, row->key), ct_table_text(phrases, row->vi),
                              ct_table_text(phrases, row->en), "" };
        if (added->key == NULL || added->vi == NULL || added->en == NULL) return ct_no_memory();
    }
    return ct_ok();
}

/* --templates: a folder with some of the files of datasets/report, or with none of them. */
static ct_error read_phrases(const ct_args *args, const char *folder, ct_report_words *words)
{
    const char *ours = ct_path_join(args->arena, folder, "sentences.csv"),
               *given = ct_args_value(args, "templates");
    const char *theirs = given != NULL ? ct_path_join(args->arena, given, "sentences.csv") : NULL;
    ct_table *rest = NULL;

    if (ours == NULL || (given != NULL && theirs == NULL)) return ct_no_memory();
    if (given != NULL && !ct_folder_exists(given))
        return ct_in(
            ct_fail(
                CT_EIO, 0,
                "is no folder; give --templates a folder with the files of datasets/report that you changed"),
            given);
    if (theirs == NULL || !ct_file_exists(theirs))
        return ct_data_read_table(args, &ct_phrase_schema, ours, &words->phrases);
    CT_TRY(ct_data_read_table(args, &ct_phrase_schema, theirs, &words->phrases));
    CT_TRY(ct_data_read_table(args, &ct_phrase_schema, ours, &rest));
    ct_error err = fill_up(words->phrases, rest);
    ct_table_free(rest);
    return err;
}

/* A part of the HTML page: the office's where --templates has it. None of `ends` may stand in it: the rest
 * would be taken for page. */
static ct_error read_part(const ct_args *args, const char *folder, const char *name, const char *const *ends,
                          const char **text)
{
    const char *given = ct_args_value(args, "templates"),
               *path = given != NULL ? ct_path_join(args->arena, given, name) : NULL;
    size_t n;

    if (given != NULL && path == NULL) return ct_no_memory();
    if (path == NULL || !ct_file_exists(path)) path = ct_path_join(args->arena, folder, name);
    if (path == NULL) return ct_no_memory();
    CT_TRY(ct_file_read(args->arena, path, text, &n));
    for (; *ends != NULL; ends++) {
        const char *at = strstr(*text, *ends);
        long line = 1;
        if (at == NULL) continue;
        for (const char *s = *text; s < at; s++) line += *s == '\n';
        return ct_in(
            ct_fail(CT_EPARSE, line, "'%s' would end this part of the page; write it otherwise", *ends),
            path);
    }
    return ct_ok();
}

static ct_error read_own(const ct_args *args, ct_report_words *words)
{
    const char *folder, *departments;

    CT_TRY(ct_data_report(args, &folder));
    departments = ct_path_join(args->arena, folder, "departments.csv");
    if (departments == NULL) return ct_no_memory();
    CT_TRY(read_phrases(args, folder, words));
    CT_TRY(read_part(args, folder, "report.css", (const char *const[]){ "<", NULL }, &words->style));
    CT_TRY(read_part(args, folder, "report.js", (const char *const[]){ "]]>", "</", NULL }, &words->script));
    return ct_data_read_table(args, &ct_department_schema, departments, &words->departments);
}

static ct_error read_previous(const ct_args *args, ct_report_words *words)
{
    const char *since = ct_args_value(args, "since"), *path;

    if (since == NULL) return ct_ok();
    path = ct_path_join(args->arena, since, "assessment.csv");
    if (path == NULL) return ct_no_memory();
    if (!ct_file_exists(path))
        return ct_in(
            ct_fail(CT_EIO, 0, "holds no assessment.csv; give --since a folder that chitieu run wrote"),
            since);
    return ct_data_read_table(args, &ct_assessment_schema, path, &words->previous);
}

/* ---- the office's own words ---- */

static bool is(const ct_table *phrases, const char *key, const char *line)
{
    for (size_t i = 0; i < phrases->n; i++) {
        const ct_phrase *row = ct_table_row(phrases, i);
        if (strcmp(row->key, key) == 0) return strcmp(row->vi, line) == 0 || strcmp(row->en, line) == 0;
    }
    return false;
}

static ct_error keep_place(const ct_args *args, const ct_document *document, size_t begin, const char *hint,
                           const ct_table *phrases, ct_kept_words *kept)
{
    size_t end = begin;
    const char **lines;

    while (end < document->n_lines && !is(phrases, "place.end", document->lines[end].text)) end++;
    if (end == document->n_lines)
        return ct_fail(
            CT_EDATA, document->lines[begin - 1].number,
            "the mark after the office's own words is missing; put it back, or take out the mark before them too, or move the file away");
    lines = ct_arena_array(args->arena, end - begin, sizeof *lines);
    if (lines == NULL) return ct_no_memory();
    *kept = (ct_kept_words){ lines, 0 };
    for (size_t i = begin; i < end; i++) {
        const char *text = document->lines[i].text;
        if (text[0] == '\0' || is(phrases, hint, text)) continue;
        lines[kept->n] = ct_arena_strdup(args->arena, text);
        if (lines[kept->n++] == NULL) return ct_no_memory();
    }
    return ct_ok();
}

static ct_error keep_words(const ct_args *args, const ct_document *document, ct_report_words *words)
{
    static const struct {
        const char *begin, *hint;
    } places[CT_N_PLACES] = { { "place.begin.limits", "place.limits" },
                              { "place.begin.measures", "place.measures" } };

    for (size_t i = 0; i < document->n_lines; i++)
        for (int p = 0; p < CT_N_PLACES; p++)
            if (words->kept[p].lines == NULL && is(words->phrases, places[p].begin, document->lines[i].text))
                CT_TRY(keep_place(args, document, i + 1, places[p].hint, words->phrases, &words->kept[p]));
    return ct_ok();
}

static ct_error read_kept(const ct_args *args, const char *const *places, size_t n, ct_report_words *words)
{
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(places[i]);
        bool file = length > 5 && strcmp(places[i] + length - 5, ".docx") == 0;
        const char *path = file ? places[i] : ct_path_join(args->arena, places[i], "report.docx");
        ct_document *document;
        if (path == NULL) return ct_no_memory();
        if (!ct_file_exists(path)) continue;
        CT_TRY(ct_document_read(&document, path));
        ct_error err = ct_in(keep_words(args, document, words), path);
        ct_document_free(document);
        return err;
    }
    return ct_ok();
}

ct_error ct_report_words_read(const ct_args *args, const char *project, const char *const *places, size_t n,
                              ct_report_words *out)
{
    *out = (ct_report_words){ 0 };
    CT_TRY(read_own(args, out));
    if (project != NULL) {
        const char *own = ct_path_join(args->arena, project, "departments.csv");
        if (own == NULL) return ct_no_memory();
        if (ct_file_exists(own))
            CT_TRY(ct_data_read_table(args, &ct_department_schema, own, &out->departments));
    }
    CT_TRY(read_previous(args, out));
    return read_kept(args, places, n, out);
}

void ct_report_words_clear(ct_report_words *words)
{
    ct_table_free(words->phrases);
    ct_table_free(words->departments);
    ct_table_free(words->previous);
    *words = (ct_report_words){ 0 };
}

void ct_report_words_give(const ct_report_words *words, ct_report *report)
{
    report->phrases = words->phrases;
    report->departments = words->departments;
    report->previous = words->previous;
    report->style = words->style;
    report->script = words->script;
    memcpy(report->kept, words->kept, sizeof report->kept);
}
