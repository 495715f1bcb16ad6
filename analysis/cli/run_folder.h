/* The folder that chitieu run wrote, read by the commands that go on from it. */
#ifndef CT_CLI_RUN_FOLDER_H
#define CT_CLI_RUN_FOLDER_H

#include "cli/command.h"

typedef struct {
    const ct_schema *schema;
    ct_table **table; /* made when NULL, else appended to */
} ct_run_table;

/** Read tables of a run by their schemas' names. CT_EIO when the folder or a table is missing; else as
 * ct_data_read_table(). */
CT_CHECKED ct_error ct_run_read(const ct_args *args, const char *folder, const ct_run_table *wanted,
                                size_t n);

#endif
