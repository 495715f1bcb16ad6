/* What ties the tables together: the columns that tell a table's rows apart, those that point to another
 * table, and the unit that a column of numbers is in. One list, from which the data package, the database,
 * `chitieu schema` and the tests take it. */
#ifndef CT_EXCHANGE_KEYS_H
#define CT_EXCHANGE_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/table.h"

typedef struct {
    const char *column, *table, *other; /* each value of the column stands in the column `other` of that
                                           table; empty cells point nowhere */
} ct_reference;

enum { CT_MAX_KEY = 4, CT_MAX_REFERENCES = 3 };

typedef struct {
    const ct_schema *schema;
    const char *key[CT_MAX_KEY]; /* columns, the unused ones NULL; key[0] NULL: rows have no key */
    ct_reference references[CT_MAX_REFERENCES]; /* the unused ones have no column */
} ct_keyed;

extern const ct_keyed ct_keyed_tables[]; /* every table that commands read or write; the last has no schema */

/** The entry of a table by its name, or NULL. */
const ct_keyed *ct_keyed_find(const char *name);

/** Do the key's columns tell all rows of the table apart? Two rows that say the same thing twice do not make
 * the tables worthless, so what needs keys asks. *holds is false for a table without a key. CT_ENOMEM */
CT_CHECKED ct_error ct_key_holds(const ct_table *table, bool *holds);

/** Does every value that is not empty stand in the other table? CT_ENOMEM */
CT_CHECKED ct_error ct_reference_holds(const ct_table *table, const ct_reference *reference,
                                       const ct_table *other, bool *holds);

/** The table of that name among n (entries may be NULL), or NULL. */
const ct_table *ct_table_named(const ct_table *const *tables, size_t n, const char *name);

typedef struct {
    const char *field; /* the column whose cell names the unit, or NULL                        */
    const char
        *unit; /* a unit of all rows ("%", "year"); after a field: what stands behind it ("/year"), or NULL */
} ct_column_unit;

/** The unit of a column's numbers; both NULL when it has none. */
ct_column_unit ct_unit_of_column(const ct_schema *schema, const ct_column *column);

#endif
