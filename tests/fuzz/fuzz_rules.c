/* Hostile files of the catalogue, each among small files of the others (tests/fixtures/fuzz-catalogue), so
 * that a try costs what one file costs: with the real ones it cost most of a second. The first byte says
 * which. T thresholds, A audit, O totals, S statuses, Q cues, C confusions are read from memory. U units, I
 * indicators, B breakdowns, D abbreviations, P structures, K stocks, G english, W wordings, E examples, V
 * weights stand in a folder with the others, M is a user's own file of indicators; what is accepted then
 * serves, and where its length is a multiple of EIGHTH it also reads a text: an extractor has tables for the
 * whole catalogue, and to make one costs a hundred times what reading costs. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "assess/status_rules.h"
#include "assess/thresholds.h"
#include "core/file.h"
#include "extract/extract.h"
#include "extract/spelling/cue.h"
#include "extract/spelling/lexicon.h"
#include "series/cut_points.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define SMALL TEST_SOURCE_FOLDER "/tests/fixtures/fuzz-catalogue"
static const struct {
    char which;
    const char *name;
} files[] = { { 'U', "units.csv" },         { 'I', "indicators.csv" }, { 'B', "breakdowns.csv" },
              { 'D', "abbreviations.csv" }, { 'P', "structures.csv" }, { 'K', "stocks.csv" },
              { 'G', "english.csv" },       { 'W', "wordings.csv" },   { 'E', "examples.csv" },
              { 'V', "weights.csv" },       { 0, "cues.csv" },         { 0, "confusions.csv" } };
enum { N_FILES = sizeof files / sizeof *files, EIGHTH = 8 };

static char folder[64];
static ct_arena *held; /* the small files, and a document */
static const char *usual[N_FILES];
static size_t usual_n[N_FILES];
static ct_catalogue *small;
static ct_document *document;

static void take_away(void)
{
    ct_error removed = ct_folder_remove(folder);

    (void)removed;
    ct_document_free(document);
    ct_catalogue_free(small);
    ct_arena_free(held);
}

static void put_file(const char *name, const char *bytes, size_t n)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *to = fopen(path, "wb");

    if (to == NULL || (n > 0 && fwrite(bytes, 1, n, to) != n) || fclose(to) != 0) abort();
}

/* A folder of the small files, in memory where the machine has a place for that. */
static void prepare(void)
{
    static const char text[] =
        "Nghị quyết của tỉnh Bắc Giang\nNăm 2022, tỷ lệ hộ nghèo là 3,86%; GRDP tăng 13,45%; dân số 1.890,9 nghìn người.\n"
        "Mục tiêu đến năm 2025: tỷ lệ hộ nghèo dưới 1%, tỷ lệ đô thị hóa trên 24%.\n| Chỉ tiêu | 2023 |\n| Tỷ lệ hộ nghèo | 2,6 |\n";

    snprintf(folder, sizeof folder, "%s/chitieu-fuzz-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (mkdtemp(folder) == NULL || (held = ct_arena_new()) == NULL) abort();
    atexit(take_away);
    for (size_t i = 0; i < N_FILES; i++) {
        if (ct_file_read(held, ct_path_join(held, SMALL, files[i].name), &usual[i], &usual_n[i]).code !=
            CT_OK)
            abort();
        put_file(files[i].name, usual[i], usual_n[i]);
    }
    if (ct_catalogue_read(&small, folder, NULL).code != CT_OK ||
        ct_document_parse(&document, "a.txt", text, sizeof text - 1).code != CT_OK)
        abort();
}

/* An error names its file, and a line where a line is at fault. */
static void expect(const ct_error *err)
{
    if (err->code != CT_OK && (err->file[0] == '\0' || err->line < 0 || err->text[0] == '\0')) {
        fprintf(stderr, "no file: %s\n", err->text);
        abort();
    }
}

/* A catalogue that was accepted must serve. */
static void find(const ct_catalogue *catalogue)
{
    ct_indicator_match found[4];
    size_t n = 0;

    for (size_t i = 0; i < catalogue->n_indicators; i++)
        if (ct_indicator_find(catalogue, catalogue->indicators[i].id) == NULL ||
            ct_unit_find(catalogue, catalogue->indicators[i].unit) == NULL)
            abort();
    if (ct_catalogue_search(catalogue, "ty le", found, sizeof found / sizeof *found, &n).code != CT_OK ||
        n > sizeof found / sizeof *found)
        abort();
}

static void extract(const ct_catalogue *catalogue)
{
    ct_extractor *extractor = NULL;
    ct_table *table = NULL;
    ct_error err = ct_extractor_new(&extractor, catalogue, folder);

    expect(&err);
    if (err.code == CT_OK) err = ct_table_new(&table, &ct_observation_schema);
    if (err.code == CT_OK) err = ct_extract(extractor, document, "", table, NULL, NULL);
    if (err.code != CT_OK && extractor != NULL) abort();
    for (size_t i = 0; table != NULL && i < table->n; i++) {
        const ct_observation *row = ct_observation_at(table, i);
        if (!(row->confidence >= 0 && row->confidence <= 1) || row->line_start < 1) abort();
        if (row->indicator[0] != '\0' && ct_indicator_find(catalogue, row->indicator) == NULL) abort();
    }
    ct_table_free(table);
    ct_extractor_free(extractor);
}

static void in_folder(size_t i, const char *bytes, size_t n)
{
    ct_catalogue *catalogue = NULL;
    bool beside = strchr("WEV", files[i].which) != NULL; /* the catalogue does not read it */

    put_file(files[i].name, bytes, n);
    ct_error err = beside ? ct_ok() : ct_catalogue_read(&catalogue, folder, NULL);
    expect(&err);
    if (err.code == CT_OK && !beside) find(catalogue);
    if (err.code == CT_OK && (files[i].which == 'W' || n % EIGHTH == 0)) extract(beside ? small : catalogue);
    ct_catalogue_free(catalogue);
    put_file(files[i].name, usual[i], usual_n[i]);
}

static void from_memory(char which, const char *bytes, size_t n)
{
    ct_thresholds thresholds = ct_thresholds_default;
    ct_cut_points cut_points = ct_cut_points_default;
    ct_table *table = NULL;
    ct_lexicon *lexicon = NULL;
    ct_arena *arena = ct_arena_new();
    ct_cues cues = { 0 };
    ct_error err = ct_ok();

    if (which == 'T') err = ct_thresholds_read(bytes, n, "fuzz", &thresholds);
    if (which == 'A') err = ct_cut_points_read(bytes, n, "fuzz", &cut_points);
    if (which == 'O') err = ct_totals_read(small, bytes, n, "fuzz", &table);
    if (which == 'S') err = ct_status_rules_read(bytes, n, "fuzz", &table);
    if (which == 'Q') err = ct_cues_read(arena, &cues, bytes, n, "fuzz");
    if (which == 'C' && ct_lexicon_new(&lexicon).code == CT_OK) {
        err = ct_lexicon_confusions(lexicon, bytes, n, "fuzz");
        if (err.code == CT_OK) (void)ct_lexicon_read(lexicon, "ngh\xE8o", 5, true);
    }
    expect(&err);
    ct_lexicon_free(lexicon);
    ct_table_free(table);
    ct_arena_free(arena);
}

static void as_own(const char *bytes, size_t n)
{
    char path[128];
    ct_catalogue *catalogue = NULL;

    put_file("own.csv", bytes, n);
    snprintf(path, sizeof path, "%s/own.csv", folder);
    ct_error err = ct_catalogue_read(&catalogue, folder, path);
    expect(&err);
    if (err.code == CT_OK) find(catalogue);
    if (err.code == CT_OK && n % EIGHTH == 0) extract(catalogue);
    ct_catalogue_free(catalogue);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data + 1;

    if (small == NULL) prepare();
    if (size < 2 || data[0] == '\0') return 0;
    for (size_t i = 0; i < N_FILES; i++)
        if (files[i].which == data[0]) in_folder(i, bytes, size - 1);
    if (data[0] == 'M') as_own(bytes, size - 1);
    if (strchr("TAOSQC", data[0]) != NULL) from_memory((char)data[0], bytes, size - 1);
    return 0;
}
