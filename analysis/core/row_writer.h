/* Rows as text in one of the forms, one after another: the text of a table too large to be held, byte for
 * byte that of ct_table_write(). */
#ifndef CT_CORE_ROW_WRITER_H
#define CT_CORE_ROW_WRITER_H

#include "core/table.h"

typedef struct {
    const ct_schema *schema;
    ct_format format;
    char separator; /* of cells */
    ct_buffer *to;  /* the caller's; it may be emptied between calls */
    size_t n;       /* rows so far */
} ct_row_writer;

/** Begin a table: the header. @return CT_OK; CT_EUSAGE (JSON is not built in); CT_ENOMEM */
CT_CHECKED ct_error ct_row_writer_begin(ct_row_writer *writer, const ct_schema *schema, ct_format format,
                                        ct_buffer *to);

/** The same with another separator of cells, for CT_CSV; TSV and JSON have their own. */
CT_CHECKED ct_error ct_row_writer_begin_separated(ct_row_writer *writer, const ct_schema *schema,
                                                  ct_format format, char separator, ct_buffer *to);

/** Add a row, a struct of the schema. CT_ENOMEM */
CT_CHECKED ct_error ct_row_writer_add(ct_row_writer *writer, const void *row);

/** End the table. CT_ENOMEM */
CT_CHECKED ct_error ct_row_writer_end(ct_row_writer *writer);

/** One cell of a row as CSV has it; an id needs the schema to be computed. */
void ct_row_print(const ct_schema *schema, const ct_column *column, const void *row, ct_buffer *to);

#endif
