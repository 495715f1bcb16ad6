/* The words of a passage as learned decisions see them: folded syllables, abbreviations written out, damaged
 * ones repaired. */
#ifndef CT_EXTRACT_WORDS_H
#define CT_EXTRACT_WORDS_H

#include "extract/reading/passage.h"

typedef struct ct_word {
    uint32_t hash;    /* of its text; equal words have equal hashes                               */
    uint32_t token;   /* of the passage; an abbreviation gives several words to one token         */
    const char *text; /* folded: "ty", "le", "ho"; in the passage's arena or the knowledge's      */
} ct_word;

/* What abbreviations stand for, as words; made once. */
typedef struct ct_shorthand ct_shorthand;

CT_CHECKED ct_error ct_shorthand_new(ct_arena *arena, const ct_catalogue *catalogue,
                                     const ct_shorthand **out);

/** The hash of n bytes of a folded word. */
uint32_t ct_word_hash(const char *text, size_t n);

/** The hash of two words that follow each other. */
static inline uint32_t ct_pair_hash(uint32_t first, uint32_t second)
{
    return (first * 16777619u ^ second) * 2654435761u + 1;
}

/** Fill passage->words and passage->first_word, once; later calls do nothing. */
CT_CHECKED ct_error ct_words_read(ct_passage *passage);

/** The words of a text, such as an alias of the catalogue, folded and written out in the same way; in the
 * arena. */
CT_CHECKED ct_error ct_words_of_text(ct_arena *arena, const ct_shorthand *shorthand, const char *text,
                                     const ct_word **out, size_t *n);

#endif
