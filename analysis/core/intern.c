#include "core/intern.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/list.h"

static const char empty[] = ""; /* one address, which the literal need not have */

uint64_t ct_hash(uint64_t from, const void *bytes, size_t n)
{
    const unsigned char *b = bytes;

    for (size_t i = 0; i < n; i++) from = (from ^ b[i]) * 1099511628211u;
    return from;
}

void ct_intern_init(ct_intern *set, ct_arena *arena)
{
    *set = (ct_intern){ .arena = arena };
}

void ct_intern_clear(ct_intern *set)
{
    free(set->slots);
    ct_intern_init(set, set->arena);
}

/* The slot that holds text, or the free one where it belongs; capacity > n. */
static const char **slot_of(const ct_intern *set, const char *text)
{
    uint64_t h = ct_hash(CT_HASH_START, text, strlen(text));
    size_t i = (size_t)(h ^ (h >> 32)) & (set->capacity - 1);

    while (set->slots[i] != NULL && strcmp(set->slots[i], text) != 0) i = (i + 1) & (set->capacity - 1);
    return &set->slots[i];
}

static bool grow(ct_intern *set)
{
    ct_intern larger = *set;

    larger.capacity = ct_list_next(set->capacity, 64);
    if (larger.capacity == 0) return false;
    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL) return false;
    for (size_t i = 0; i < set->capacity; i++)
        if (set->slots[i] != NULL) *slot_of(&larger, set->slots[i]) = set->slots[i];
    free(set->slots);
    *set = larger;
    return true;
}

const char *ct_intern_text(ct_intern *set, const char *text)
{
    if (text[0] == '\0') return empty;
    if (2 * (set->n + 1) > set->capacity && !grow(set)) return NULL;
    const char **slot = slot_of(set, text);

    if (*slot == NULL) {
        *slot = ct_arena_strdup(set->arena, text);
        if (*slot != NULL) set->n++;
    }
    return *slot;
}

const char *ct_intern_find(const ct_intern *set, const char *text)
{
    if (text[0] == '\0') return empty;
    return set->capacity > 0 ? *slot_of(set, text) : NULL;
}
