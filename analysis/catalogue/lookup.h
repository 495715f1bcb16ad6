/* A hash table from wordings to numbers: how the catalogue finds. */
#ifndef CT_CATALOGUE_LOOKUP_H
#define CT_CATALOGUE_LOOKUP_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/error.h"

typedef enum {
    CT_LOOKUP_EXACT,
    CT_LOOKUP_LOWER, /* case ignored, accents kept, composed form: units, where "tấn" (tonnes) and "tan"
                        differ   */
    CT_LOOKUP_FOLDED /* as ct_fold() */
} ct_lookup_key;

typedef struct {
    ct_arena *arena; /* where keys and slots live; borrowed */
    ct_lookup_key key;
    struct {
        const char *text;
        size_t value;
    } * slots;
    size_t n, capacity; /* a power of two */
} ct_lookup;

void ct_lookup_init(ct_lookup *lookup, ct_arena *arena, ct_lookup_key key);

/** Map text to value. Text already there keeps its first value. */
CT_CHECKED ct_error ct_lookup_add(ct_lookup *lookup, const char *text, size_t value);

/** The value of text, or SIZE_MAX (also when out of memory). */
size_t ct_lookup_find(const ct_lookup *lookup, const char *text);

#endif
