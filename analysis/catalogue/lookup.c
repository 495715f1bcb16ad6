#include "catalogue/lookup.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/vietnamese.h"

void ct_lookup_init(ct_lookup *lookup, ct_arena *arena, ct_lookup_key key)
{
    *lookup = (ct_lookup){ .arena = arena, .key = key };
}

/* The key of a text, in the arena. */
static const char *key_of(ct_arena *arena, ct_lookup_key kind, const char *text)
{
    switch (kind) {
    case CT_LOOKUP_EXACT: return ct_arena_strdup(arena, text);
    case CT_LOOKUP_LOWER: return ct_lower(arena, text, strlen(text));
    case CT_LOOKUP_FOLDED: return ct_fold(arena, text, strlen(text));
    }
    return NULL;
}

/* FNV-1a, 64 bits (Fowler, Noll and Vo 1991). */
static size_t hash(const char *text)
{
    uint64_t h = 14695981039346656037u;

    for (; *text != '\0'; text++) h = (h ^ (unsigned char)*text) * 1099511628211u;
    return (size_t)(h ^ (h >> 32));
}

/* The slot that holds key, or the free one where it belongs. */
static size_t slot_of(const ct_lookup *lookup, const char *key)
{
    size_t i = hash(key) & (lookup->capacity - 1);

    while (lookup->slots[i].text != NULL && strcmp(lookup->slots[i].text, key) != 0)
        i = (i + 1) & (lookup->capacity - 1);
    return i;
}

static ct_error grow(ct_lookup *lookup)
{
    ct_lookup larger = *lookup;

    larger.capacity = lookup->capacity == 0 ? 64 : lookup->capacity * 2;
    larger.slots = ct_arena_array(lookup->arena, larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL) return ct_no_memory();
    for (size_t i = 0; i < lookup->capacity; i++)
        if (lookup->slots[i].text != NULL)
            larger.slots[slot_of(&larger, lookup->slots[i].text)] = lookup->slots[i];
    *lookup = larger;
    return ct_ok();
}

ct_error ct_lookup_add(ct_lookup *lookup, const char *text, size_t value)
{
    const char *key = key_of(lookup->arena, lookup->key, text);

    if (key == NULL) return ct_no_memory();
    if (2 * (lookup->n + 1) > lookup->capacity) CT_TRY(grow(lookup));
    size_t i = slot_of(lookup, key);
    if (lookup->slots[i].text != NULL) return ct_ok();
    lookup->slots[i].text = key;
    lookup->slots[i].value = value;
    lookup->n++;
    return ct_ok();
}

static size_t value_of(const ct_lookup *lookup, const char *key)
{
    size_t i = slot_of(lookup, key);

    return lookup->slots[i].text != NULL ? lookup->slots[i].value : SIZE_MAX;
}

size_t ct_lookup_find(const ct_lookup *lookup, const char *text)
{
    enum { SHORT = 250 };
    char folded[2 * SHORT + 4];
    size_t n = strlen(text), value = SIZE_MAX;

    if (lookup->capacity == 0) return SIZE_MAX;
    if (lookup->key == CT_LOOKUP_EXACT) return value_of(lookup, text);
    if (lookup->key == CT_LOOKUP_FOLDED && n <= SHORT) {
        ct_fold_into(text, n, folded);
        return value_of(lookup, folded);
    }
    ct_arena *arena = ct_arena_new();
    const char *key = arena != NULL ? key_of(arena, lookup->key, text) : NULL;

    if (key == NULL) ct_memory_fail(); /* not found is another answer */
    if (key != NULL) value = value_of(lookup, key);
    ct_arena_free(arena);
    return value;
}
