/* Ids computed from what a row says, so that the same figure, series or target has the same id in every
 * table, at every run and on every machine, and nobody has to keep a register. An id column (CT_COLUMN_ID)
 * has no field in the row; its words are the letter the id begins with and then the columns it is made of,
 * NULL-terminated: { "s", "indicator", "scope", "breakdown", "unit", NULL }. A name that ends in
 * "/year" takes of a date its year only.
 *
 * The id is the letter, "-", and the first 16 hexadecimal digits of the SHA-256 of those cells, as JSON would
 * have their text, joined by the control character U+001F. Other programs compute the same. */
#ifndef CT_CORE_ID_H
#define CT_CORE_ID_H

#include "core/table.h"

enum { CT_ID_SIZE = 24 };

/** The id of a row; "" when out of memory. */
void ct_id_of(const ct_schema *schema, const ct_column *column, const void *row, char out[CT_ID_SIZE]);

/** The same of the id column with this name; "" when the schema has no such column. */
void ct_id_named(const ct_schema *schema, const char *name, const void *row, char out[CT_ID_SIZE]);

#endif
