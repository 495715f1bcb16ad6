/* An arena owns every block taken from it; all die together in ct_arena_free(). Whatever a structure hands
 * out from its arena is borrowed and valid until that structure is freed. Not for use by several threads at
 * once. */
#ifndef CT_CORE_ARENA_H
#define CT_CORE_ARENA_H

#include <stddef.h>

#include "core/error.h"

typedef struct ct_arena ct_arena;

/** A new, empty arena, the caller's; NULL when out of memory. */
ct_arena *ct_arena_new(void);

/** Frees the arena and every block from it. NULL is fine. */
void ct_arena_free(ct_arena *arena);

/** size bytes, zeroed, aligned for any type; size 0 gives a valid pointer. NULL when out of memory. */
void *ct_arena_alloc(ct_arena *arena, size_t size) CT_CHECKED;

/** count * size bytes, zeroed; NULL also when the product overflows. */
void *ct_arena_array(ct_arena *arena, size_t count, size_t size) CT_CHECKED;

/** A copy of n bytes of s with a terminating NUL (s itself may hold NULs or lack one). NULL when out of
 * memory. */
char *ct_arena_strndup(ct_arena *arena, const char *s, size_t n) CT_CHECKED;
char *ct_arena_strdup(ct_arena *arena, const char *s) CT_CHECKED;

/** A formatted string; NULL when out of memory or the format fails. */
char *ct_arena_printf(ct_arena *arena, const char *format, ...) CT_PRINTF(2, 3) CT_CHECKED;

/** Bytes handed out so far, for measurements and limits. */
size_t ct_arena_used(const ct_arena *arena);

#endif
