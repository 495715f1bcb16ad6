/* Where the program's data files are, and reading and writing tables by name. */
#ifndef CT_CLI_DATA_H
#define CT_CLI_DATA_H

#include "catalogue/catalogue.h"
#include "cli/command.h"

/** The folder of the catalogue, that of the chart templates, and that of the report's form, in the arena: below --data, below the variable CHITIEU_DATA, beside the installed
 * program (../share/chitieu), or in the source tree it was built from. CT_EIO when none of them exists. */
CT_CHECKED ct_error ct_data_catalogue(const ct_args *args, const char **folder);
CT_CHECKED ct_error ct_data_plots(const ct_args *args, const char **folder);
CT_CHECKED ct_error ct_data_report(const ct_args *args, const char **folder);

/** The catalogue with the user's --catalogue file; the caller's. */
CT_CHECKED ct_error ct_data_read_catalogue(const ct_args *args, ct_catalogue **catalogue);

/** Append the table in a file ("-": standard input); *table is made when NULL. */
CT_CHECKED ct_error ct_data_read_table(const ct_args *args, const ct_schema *schema, const char *path, ct_table **table);

/** Write a table to a file ("-": standard output) in the format asked for. */
CT_CHECKED ct_error ct_data_write_table(const ct_args *args, const ct_table *table, const char *path);

#endif
