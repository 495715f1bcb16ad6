/* Frictionless Table Schema (specs.frictionlessdata.io/table-schema): what a table's columns mean, for other
 * programs. */
#ifndef CT_EXCHANGE_DESCRIPTOR_H
#define CT_EXCHANGE_DESCRIPTOR_H

#include "exchange/keys.h"

/* What of a table's keys a descriptor states. */
typedef struct {
    bool key;                           /* its own */
    bool references[CT_MAX_REFERENCES]; /* those of ct_keyed's that lead to another table at hand */
} ct_stated_keys;

/** The keys that hold of a table among n others (entries may be NULL). CT_ENOMEM */
CT_CHECKED ct_error ct_stated_keys_of(const ct_table *table, const ct_table *const *tables, size_t n,
                                      ct_stated_keys *out);

/** The Table Schema as JSON text, two blanks a level. CT_EUSAGE when JSON is not built in. */
CT_CHECKED ct_error ct_descriptor_write(const ct_schema *schema, const ct_stated_keys *keys, ct_buffer *to);

#ifdef CHITIEU_HAVE_JSON
#include <jansson.h>

/** The same as a value, the caller's; NULL when out of memory. */
json_t *ct_descriptor_json(const ct_schema *schema, const ct_stated_keys *keys);
#endif

#endif
