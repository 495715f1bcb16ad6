/* The output folder of a run. Its files are made in a folder beside it and become visible in one step, so
 * that whatever happens before leaves the old result whole, and whatever happens after leaves the new one.
 * How, and what happens where a file system cannot do that: cli/publish.h. */
#ifndef CT_CLI_OUTPUT_H
#define CT_CLI_OUTPUT_H

#include "core/arena.h"
#include "core/error.h"
#include "core/table.h"

typedef struct {
    const char *name; /* relative to the folder, e.g. "charts/grdp_growth.svg" */
    char digest[65];
    size_t bytes;
} ct_output_file;

typedef struct {
    ct_arena *arena;
    const char *folder;    /* where the files go in the end, as the user named it        */
    const char *target;    /* the same without links, in full                            */
    const char *hold;      /* the working folder, held by this process; NULL: none is    */
    const char *staging;   /* hold/new, where the files are made                         */
    int lock;              /* descriptor of hold/lock; it means something while hold is set */
    size_t places[2];      /* of staging and hold among what goes when a signal ends us  */
    const char **warnings; /* n_warnings of what was left out, for the record */
    size_t n_warnings;
    ct_output_file *files;
    size_t n, capacity;
    const char *const *stale; /* n_stale files of an earlier run that go with this one     */
    size_t n_stale;
} ct_output;

/** Lock the folder, finish or take away what an interrupted run left, and make a place for the new files. The
 * folder itself appears with the result; its parents are made. CT_EIO when nothing can be written there, or
 * when another process writes into it: the message says which. */
CT_CHECKED ct_error ct_output_begin(ct_arena *arena, const char *folder, ct_output *out);

/** A folder of the staging area, made when new; in the arena. */
CT_CHECKED ct_error ct_output_folder(ct_output *out, const char *name, const char **path);

/** Write a file into the staging area. */
CT_CHECKED ct_error ct_output_write(ct_output *out, const char *name, const char *bytes, size_t n);
CT_CHECKED ct_error ct_output_table(ct_output *out, const ct_table *table, ct_format format);

/** Note a file that something else wrote into the staging area. */
CT_CHECKED ct_error ct_output_note(ct_output *out, const char *name);

/** Keep a sentence for the run record; it is copied. */
CT_CHECKED ct_error ct_output_warn(ct_output *out, const char *text);

/** Make the result visible: every file of this run is there, those in `stale` are gone, all others are as
 * they were. CT_EIO: the old result is whole. */
CT_CHECKED ct_error ct_output_finish(ct_output *out);

/** The same for one file only, which becomes `path` (in the output's folder or anywhere on its disk). CT_EIO
 * names the path. */
CT_CHECKED ct_error ct_output_finish_as(ct_output *out, const char *name, const char *path);

/** Take away the staging folder of an output that was not finished; harmless otherwise. */
void ct_output_abandon(ct_output *out);

/** An error about a file of the staging area, as the user knows it: in the output folder. */
CT_CHECKED ct_error ct_output_named(const ct_output *out, ct_error err);

#endif
