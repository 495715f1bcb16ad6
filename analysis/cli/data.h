/* Where the program's data files are, and reading and writing tables by name. */
#ifndef CT_CLI_DATA_H
#define CT_CLI_DATA_H

#include "catalogue/catalogue.h"
#include "cli/command.h"
#include "core/row_writer.h"
#include "core/writer.h"
#include "series/store.h"

/** The folder of the catalogue, that of the chart templates, that of the report's form, and that of a new
 * project, in the arena: below --data, below the variable CHITIEU_DATA, or beside the program
 * (../share/chitieu: installed, or what the build links there). CT_EIO when none of them exists. */
CT_CHECKED ct_error ct_data_catalogue(const ct_args *args, const char **folder);
CT_CHECKED ct_error ct_data_plots(const ct_args *args, const char **folder);
CT_CHECKED ct_error ct_data_report(const ct_args *args, const char **folder);
CT_CHECKED ct_error ct_data_init(const ct_args *args, const char **folder);

/** Where a program is on the PATH, in the arena; NULL when it is not. */
const char *ct_program_find(ct_arena *arena, const char *program);

/** The catalogue with the user's --catalogue file; the caller's. */
CT_CHECKED ct_error ct_data_read_catalogue(const ct_args *args, ct_catalogue **catalogue);

/** Append the table in a file ("-": standard input); *table is made when NULL. */
CT_CHECKED ct_error ct_data_read_table(const ct_args *args, const ct_schema *schema, const char *path,
                                       ct_table **table);

/** Who answers for what (departments.csv beside the report's templates); the caller's, NULL on error. */
CT_CHECKED ct_error ct_data_read_departments(const ct_args *args, ct_table **departments);

/** Read a series table from a file ("-": standard input) of any size into a store, in pieces; the caller's,
 * NULL on error. */
CT_CHECKED ct_error ct_data_read_store(const char *path, const ct_catalogue *catalogue, ct_store **store);

/* A table written row by row, which appears whole or not at all. */
typedef struct {
    const ct_args *args;
    const ct_schema *schema;
    bool any; /* was a row added? */
    ct_writer *file;
    ct_buffer text; /* rows that are not in the file yet */
    ct_row_writer rows;
} ct_table_file;

/** Begin a table in the format asked for; ct_table_file_clear() whatever happens. CT_EIO; CT_EUSAGE (JSON is
 * not built in); CT_ENOMEM */
CT_CHECKED ct_error ct_table_file_open(const ct_args *args, const ct_schema *schema, const char *path,
                                       ct_table_file *out);
CT_CHECKED ct_error ct_table_file_add(ct_table_file *to, const void *row);
CT_CHECKED ct_error ct_table_file_commit(ct_table_file *to); /* all rows are there */
void ct_table_file_clear(ct_table_file *to);                 /* what was not committed leaves no trace */

/** Write a table to a file ("-": standard output) in the format asked for. A command's own result without
 * rows is told on standard error. */
CT_CHECKED ct_error ct_data_write_table(const ct_args *args, const ct_table *table, const char *path);

#endif
