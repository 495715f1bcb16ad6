#include "catalogue/words.h"

#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"

void ct_words_init(ct_words *words, ct_arena *arena, ct_words_key key)
{
    *words = (ct_words){ .arena = arena, .key = key };
}

/* The key of a text, in the arena. */
static const char *key_of(ct_arena *arena, ct_words_key kind, const char *text)
{
    switch (kind) {
    case CT_WORDS_EXACT: return ct_arena_strdup(arena, text);
    case CT_WORDS_LOWER: return ct_lower(arena, text, strlen(text));
    case CT_WORDS_FOLDED: return ct_fold(arena, text, strlen(text));
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
static size_t slot_of(const ct_words *words, const char *key)
{
    size_t i = hash(key) & (words->capacity - 1);

    while (words->slots[i].text != NULL && strcmp(words->slots[i].text, key) != 0) i = (i + 1) & (words->capacity - 1);
    return i;
}

static ct_error grow(ct_words *words)
{
    ct_words larger = *words;

    larger.capacity = words->capacity == 0 ? 64 : words->capacity * 2;
    larger.slots = ct_arena_array(words->arena, larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL) return ct_no_memory();
    for (size_t i = 0; i < words->capacity; i++)
        if (words->slots[i].text != NULL) larger.slots[slot_of(&larger, words->slots[i].text)] = words->slots[i];
    *words = larger;
    return ct_ok();
}

ct_error ct_words_add(ct_words *words, const char *text, size_t value)
{
    const char *key = key_of(words->arena, words->key, text);

    if (key == NULL) return ct_no_memory();
    if (2 * (words->n + 1) > words->capacity) CT_TRY(grow(words));
    size_t i = slot_of(words, key);
    if (words->slots[i].text != NULL) return ct_ok();
    words->slots[i].text = key;
    words->slots[i].value = value;
    words->n++;
    return ct_ok();
}

size_t ct_words_find(const ct_words *words, const char *text)
{
    ct_arena *arena;
    const char *key;
    size_t value = SIZE_MAX;

    if (words->capacity == 0) return SIZE_MAX;
    arena = ct_arena_new();
    key = arena != NULL ? key_of(arena, words->key, text) : NULL;
    if (key != NULL) {
        size_t i = slot_of(words, key);
        if (words->slots[i].text != NULL) value = words->slots[i].value;
    }
    ct_arena_free(arena);
    return value;
}
