/* Rows of a table's text, in any of its forms, that comes in pieces: what ct_table_read() keeps, and what a
 * larger table gives away one by one. */
#ifndef CT_CORE_ROW_READER_H
#define CT_CORE_ROW_READER_H

#include "core/table.h"

/* What is done with each row, a struct of the schema; it and its text are borrowed until the call returns. An
 * error ends the reading. */
typedef ct_error (*ct_row_take)(void *context, const void *row, long line);

typedef struct ct_row_reader ct_row_reader;

/** A reader that gives each row to `take`; the caller's, NULL on error. CT_EUSAGE (a schema of more than 64
 * columns); CT_ENOMEM */
CT_CHECKED ct_error ct_row_reader_new(ct_row_reader **out, const ct_schema *schema, ct_row_take take,
                                      void *context);
void ct_row_reader_free(ct_row_reader *reader); /* NULL is fine */

/** Read the next piece, of any size; errors as ct_table_read(), or what `take` answered. After an error the
 * reader is of no more use. Its type is that of ct_file_take, reader first. */
CT_CHECKED ct_error ct_row_reader_feed(void *reader, const char *text, size_t n);

/** The text has ended. CT_EPARSE also when there was no header row. */
CT_CHECKED ct_error ct_row_reader_end(ct_row_reader *reader);

/** Read one cell into the field of a row. Text is borrowed from the cell.
 * @return CT_OK; CT_EPARSE naming the column, and the row is as it was */
CT_CHECKED ct_error ct_row_set(const ct_column *column, const char *cell, void *row);

#endif
