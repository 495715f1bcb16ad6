/* One copy of each text, so that equal texts are equal pointers. */
#ifndef CT_CORE_INTERN_H
#define CT_CORE_INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"

typedef struct {
    ct_arena *arena;    /* the copies; borrowed                          */
    const char **slots; /* `capacity` of them, a power of two; NULL: free */
    size_t n, capacity;
} ct_intern;

/** An empty set whose copies go to the arena; ct_intern_clear() frees the rest. */
void ct_intern_init(ct_intern *set, ct_arena *arena);
void ct_intern_clear(ct_intern *set);

/** The one copy of text, valid as long as the arena; "" is always the same. NULL when out of memory. */
const char *ct_intern_text(ct_intern *set, const char *text) CT_CHECKED;

/** The copy of text if there is one, else NULL. */
const char *ct_intern_find(const ct_intern *set, const char *text);

/** FNV-1a, 64 bits (Fowler, Noll and Vo 1991), of n bytes, going on from `from`; CT_HASH_START begins. */
#define CT_HASH_START 14695981039346656037u
uint64_t ct_hash(uint64_t from, const void *bytes, size_t n);

#endif
