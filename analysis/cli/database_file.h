/* The database file of a run: its tables, and of the catalogue what they name. */
#ifndef CT_CLI_DATABASE_FILE_H
#define CT_CLI_DATABASE_FILE_H

#include "cli/command.h"
#include "cli/stages.h"

/** Write the database to a file, whole or not at all ("-": standard output, unless that is a terminal).
 * CT_EUSAGE when SQLite is not built in or a terminal would get it; CT_EIO; CT_EDATA (the script of views
 * does not suit) */
CT_CHECKED ct_error ct_run_database(const ct_args *args, const ct_stages *stages, const char *path);

#endif
