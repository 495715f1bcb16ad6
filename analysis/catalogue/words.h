/* A hash table from wordings to numbers: how the catalogue finds. */
#ifndef CT_CATALOGUE_WORDS_H
#define CT_CATALOGUE_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/error.h"

typedef enum {
    CT_WORDS_EXACT,
    CT_WORDS_LOWER, /* case ignored, accents kept, composed form: units, where "tấn" and "tan" differ   */
    CT_WORDS_FOLDED /* as ct_fold() */
} ct_words_key;

typedef struct {
    ct_arena    *arena; /* where keys and slots live; borrowed */
    ct_words_key key;
    struct { const char *text; size_t value; } *slots;
    size_t       n, capacity; /* a power of two */
} ct_words;

void ct_words_init(ct_words *words, ct_arena *arena, ct_words_key key);

/** Map text to value. Text already there keeps its first value. */
CT_CHECKED ct_error ct_words_add(ct_words *words, const char *text, size_t value);

/** The value of text, or SIZE_MAX (also when out of memory). */
size_t ct_words_find(const ct_words *words, const char *text);

#endif
