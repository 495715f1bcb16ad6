/* What a run leaves beside its tables: the Frictionless descriptor and the run record. Neither holds a clock
 * or a user's name: the same inputs give the same bytes. */
#ifndef CT_CLI_RECORD_H
#define CT_CLI_RECORD_H

#include "cli/output.h"
#include "cli/project.h"
#include "cli/stages.h"

/** Write datapackage.json (tables with their columns' types) and run.json (version, settings, inputs and
 * outputs with SHA-256, counts, warnings) into the output. CT_EUSAGE when JSON is not built in. */
CT_CHECKED ct_error ct_record_write(const ct_args *args, const ct_project_folder *project,
                                    const ct_stages *stages, const char *method, ct_output *out);

/** The files that the run.json of a folder lists, in the arena: what a run wrote there. Only relative paths
 * that do not lead upwards. None without a run.json, or with one that cannot be read. */
CT_CHECKED ct_error ct_record_listed(ct_arena *arena, const char *folder, const char *const **names,
                                     size_t *n);

/** Fill out->stale: files that an earlier run wrote into the folder, by its run.json, and this one does not
 * write. A chart of a series that is gone must not stay as if it were current; files that no run.json lists
 * are never touched. */
CT_CHECKED ct_error ct_record_find_stale(ct_output *out);

/* What a run was made with, for commands that go on from its folder. */
typedef struct {
    const char *title, *scope; /* "" when not given */
    long plan_start, plan_end; /* 0 when not given  */
    bool has_lang;
    ct_lang lang;
    const char *font; /* of the charts; "" when not given */
    ct_letter letter;
} ct_run_settings;

/** The settings in FOLDER/run.json; none of them where there is no such file, or JSON is not built in.
 * Strings live in the arena. CT_EPARSE (no JSON, with its line), CT_EIO, CT_ENOMEM. */
CT_CHECKED ct_error ct_record_settings(const ct_args *args, const char *folder, ct_run_settings *settings);

#endif
