/* The output folder of a run: its files are made in a folder beside it and moved in at the end, so that a failed run leaves what was there. */
#ifndef CT_CLI_OUTPUT_H
#define CT_CLI_OUTPUT_H

#include "core/arena.h"
#include "core/error.h"
#include "core/table.h"

typedef struct {
    char   name[128];    /* relative to the folder, e.g. "charts/grdp_growth.svg" */
    char   digest[65];
    size_t bytes;
} ct_output_file;

typedef struct {
    ct_arena       *arena;
    const char     *folder;  /* where the files go in the end          */
    const char     *staging; /* where they are made; NULL once moved   */
    ct_output_file *files;
    size_t          n, capacity;
} ct_output;

/** Make folder (its parents too) and the staging folder in it. CT_EIO when nothing can be written there. */
CT_CHECKED ct_error ct_output_begin(ct_arena *arena, const char *folder, ct_output *out);

/** A folder of the staging area, made when new; in the arena. */
CT_CHECKED ct_error ct_output_folder(ct_output *out, const char *name, const char **path);

/** Write a file into the staging area. */
CT_CHECKED ct_error ct_output_write(ct_output *out, const char *name, const char *bytes, size_t n);
CT_CHECKED ct_error ct_output_table(ct_output *out, const ct_table *table, ct_format format);

/** Note a file that something else wrote into the staging area. */
CT_CHECKED ct_error ct_output_note(ct_output *out, const char *name);

/** Move every file into the folder and take away the staging folder. */
CT_CHECKED ct_error ct_output_finish(ct_output *out);

/** The same for one file only, which becomes `path` (in the output's folder or anywhere on its disk). CT_EIO names the path. */
CT_CHECKED ct_error ct_output_finish_as(ct_output *out, const char *name, const char *path);

/** Take away the staging folder of an output that was not finished; harmless otherwise. */
void ct_output_abandon(ct_output *out);

#endif
