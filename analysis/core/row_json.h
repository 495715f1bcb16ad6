/* Rows of tables in JSON: what row_reader.h reads when a text is JSON or JSON Lines. Without jansson built in
 * every function fails with CT_EUSAGE. */
#ifndef CT_CORE_ROW_JSON_H
#define CT_CORE_ROW_JSON_H

#include "core/row_reader.h"

enum {
    CT_JSON_LIMIT = 128 * 1024 * 1024
}; /* bytes of one JSON text at most; JSON Lines have no such limit */

/** CT_EDATA when a JSON text of n bytes is over the limit, with what to do. */
CT_CHECKED ct_error ct_json_fits(size_t n);

/** Is this, n bytes, a row of JSON Lines: one whole object that is no table of rows itself? */
bool ct_json_is_row(const char *text, size_t n);

/** Read one line of JSON Lines into `row`, a cleared struct of the schema, and give it to `take`; a blank
 * line is none.
 * @return CT_OK; what `take` answered; CT_EPARSE with the line */
CT_CHECKED ct_error ct_json_read_line(const ct_schema *schema, const char *text, size_t n, long line,
                                      void *row, ct_row_take take, void *context);

/** Read a whole text, {"rows": [{...}]} or [{...}], row by row; errors name the line in which the row begins.
 */
CT_CHECKED ct_error ct_json_read_rows(const ct_schema *schema, const char *text, size_t n, void *row,
                                      ct_row_take take, void *context);

#endif
