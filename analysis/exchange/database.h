/* All tables in one SQLite database. */
#ifndef CT_EXCHANGE_DATABASE_H
#define CT_EXCHANGE_DATABASE_H

#include "core/table.h"

/** The bytes of a database file with a table for each of n tables (entries may be NULL), in this order: their
 * columns with types, words as CHECK, keys and references where they hold (exchange/keys.h), an index on each
 * id that is no key, and then the views that `views`, a script of SQL, makes. Text is stored as it is, and an
 * empty cell that is no text, or that points to another table, as NULL. The same tables and the same SQLite
 * give the same bytes.
 * @param views the program's own script, never text of a document; "" for none
 * @return CT_OK; CT_EUSAGE (SQLite is not built in); CT_EDATA (the script is not SQL for these tables);
 * CT_ENOMEM */
CT_CHECKED ct_error ct_database_make(const ct_table *const *tables, size_t n, const char *views,
                                     ct_buffer *to);

#endif
