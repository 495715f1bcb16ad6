/* Reading history in its exact form: one value a row, under the columns of history.csv, however the program
 * that saved it writes cells. */
#ifndef CT_SERIES_LONG_FORM_H
#define CT_SERIES_LONG_FORM_H

#include <stdbool.h>

#include "core/table.h"
#include "documents/document.h"

/** Does the text's first line name columns of the schema: its first required ones, or half of all? @param
 * text not ended by NUL */
bool ct_long_form_is(const ct_schema *schema, const char *text, size_t n);

/** Append the rows of such a text, as ct_table_read(); cells may be separated by ';' or TABs, and numbers
 * written with a decimal comma where the file as a whole says so: its numbers have commas that group nothing,
 * and no point but between groups of three. Errors as ct_table_read(). */
CT_CHECKED ct_error ct_long_form_read(ct_table *table, const char *text, size_t n, const char *file);

/** The same for the first table of a workbook or another document; *found is false, and nothing appended,
 * when it has no such head. Errors as ct_table_read(), with the document's lines. */
CT_CHECKED ct_error ct_long_form_from(ct_table *table, const ct_document *document, bool *found);

#endif
