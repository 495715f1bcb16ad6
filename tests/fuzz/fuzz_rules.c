/* Hostile files of the catalogue. The first byte says which: T thresholds, A audit, O totals, S statuses, Q cues are read from memory with the real
 * catalogue; U units, I indicators, B breakdowns, D abbreviations, P structures, K stocks, W wordings, C confusions stand in a folder in which
 * everything else is the real file; M is a user's own file of indicators. */
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
#include "series/cuts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REAL TEST_SOURCE_FOLDER "/datasets/catalogue"
static const struct {
    char which;
    const char *name;
} files[] = { { 'U', "units" },  { 'I', "indicators" }, { 'B', "breakdowns" }, { 'D', "abbreviations" },
              { 'P', "structures" }, { 'K', "stocks" },     { 'W', "wordings" },   { 'C', "confusions" } };
enum { N_FILES = sizeof files / sizeof *files };

static char folder[] = "/tmp/chitieu-fuzz-XXXXXX";
static ct_catalogue *real;

static void take_away(void)
{
    ct_error removed = ct_folder_remove(folder);

    (void)removed;
    ct_catalogue_free(real);
}

/* Links to every real file. */
static void prepare(void)
{
    ct_arena *arena = ct_arena_new();
    const char *const *names;
    size_t n;

    if (ct_catalogue_read(&real, REAL, NULL).code != CT_OK || mkdtemp(folder) == NULL) abort();
    if (ct_folder_list(arena, REAL, true, &names, &n).code != CT_OK) abort();
    for (size_t i = 0; i < n; i++)
        if (symlink(ct_path_join(arena, REAL, names[i]), ct_path_join(arena, folder, names[i])) != 0) abort();
    ct_arena_free(arena);
    atexit(take_away);
}

static void put_file(const char *path, const char *bytes, size_t n)
{
    FILE *to = fopen(path, "wb");

    if (to == NULL || (n > 0 && fwrite(bytes, 1, n, to) != n) || fclose(to) != 0) abort();
}

/* An error names its file. */
static void expect(const ct_error *err)
{
    if (err->code != CT_OK && err->file[0] == '\0') {
        fprintf(stderr, "no file: %s\n", err->text);
        abort();
    }
}

static void in_folder(size_t which, const char *bytes, size_t n)
{
    char path[128], target[512];
    ct_catalogue *catalogue = NULL;
    ct_extractor *extractor = NULL;
    bool more = files[which].which == 'W' || files[which].which == 'C';

    snprintf(path, sizeof path, "%s/%s.csv", folder, files[which].name);
    snprintf(target, sizeof target, REAL "/%s.csv", files[which].name);
    unlink(path);
    put_file(path, bytes, n);
    ct_error err = more ? ct_extractor_new(&extractor, real, folder) : ct_catalogue_read(&catalogue, folder, NULL);
    expect(&err);
    ct_extractor_free(extractor);
    ct_catalogue_free(catalogue);
    if (unlink(path) != 0 || symlink(target, path) != 0) abort();
}

static void from_memory(char which, const char *bytes, size_t n)
{
    ct_thresholds thresholds = ct_thresholds_default;
    ct_cuts cuts = ct_cuts_default;
    ct_table *table = NULL;
    ct_arena *arena = ct_arena_new();
    ct_cues cues = { 0 };
    ct_error err = ct_ok();

    if (which == 'T') err = ct_thresholds_read(bytes, n, "fuzz", &thresholds);
    if (which == 'A') err = ct_cuts_read(bytes, n, "fuzz", &cuts);
    if (which == 'O') err = ct_totals_read(real, bytes, n, "fuzz", &table);
    if (which == 'S') err = ct_status_rules_read(bytes, n, "fuzz", &table);
    if (which == 'Q') err = ct_cues_read(arena, &cues, bytes, n, "fuzz");
    expect(&err);
    ct_table_free(table);
    ct_arena_free(arena);
}

static void as_own(const char *bytes, size_t n)
{
    char path[128];
    ct_catalogue *catalogue = NULL;

    snprintf(path, sizeof path, "%s/own.csv", folder);
    put_file(path, bytes, n);
    ct_error err = ct_catalogue_read(&catalogue, REAL, path);
    expect(&err);
    ct_catalogue_free(catalogue);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data + 1;

    if (real == NULL) prepare();
    if (size < 2) return 0;
    for (size_t i = 0; i < N_FILES; i++)
        if (files[i].which == data[0]) in_folder(i, bytes, size - 1);
    if (data[0] == 'M') as_own(bytes, size - 1);
    if (data[0] != '\0' && strchr("TAOSQ", data[0]) != NULL) from_memory((char)data[0], bytes, size - 1);
    return 0;
}
