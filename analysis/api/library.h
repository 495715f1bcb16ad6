/* Behind the public interface: its tables and errors. */
#ifndef CT_API_LIBRARY_H
#define CT_API_LIBRARY_H

#include "api/chitieu/chitieu.h"
#include "core/error.h"
#include "core/table.h"

struct chitieu_table {
    ct_table *table; /* its own */
};

/** What the caller is told of an error; its status. */
chitieu_status ct_api_end(ct_error err, chitieu_error *error);

/** An empty table for the caller; NULL on error. */
CT_CHECKED ct_error ct_api_new(chitieu_table **out, const ct_schema *schema);

/** CT_EUSAGE when a table the caller gives is not of this schema, or NULL. */
CT_CHECKED ct_error ct_api_is(const chitieu_table *table, const ct_schema *schema);

/** Give a table to the caller, or after an error free it and leave NULL. */
chitieu_status ct_api_give(ct_error err, chitieu_table **table, chitieu_error *error);

#endif
