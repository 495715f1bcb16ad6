/* Is a text sound Vietnamese? By the spelling of its syllables: onset, rime and tone, none of which damage
 * leaves as it was. */
#ifndef CT_DOCUMENTS_SYLLABLE_H
#define CT_DOCUMENTS_SYLLABLE_H

#include <stdbool.h>
#include <stddef.h>

/* What the words of a text were found to be. Abbreviations, units after a figure and letters of lists count
 * for nothing. */
typedef struct {
    size_t words; /* that a syllable could be                                                            */
    size_t sound; /* of them, spelt as Vietnamese spells: "phát" (to issue) is, "phat", "phàt" (an impossible
                     accent) and "ph" are not       */
    size_t marked;  /* of the sound ones, with a mark or a tone                                            */
    size_t english; /* of the words, the commonest English ones                                            */
    bool figure;    /* the text so far ends in a figure: a unit may follow                                 */
} ct_spelling;

/** A syllable as Vietnamese spells it, in any case, NFC or NFD, the tone on either letter ("hoà" (harmony,
 * accent on the second vowel), "hòa" (harmony, accent on the first vowel)); n bytes of UTF-8. marked says
 * whether it has a mark or a tone, and may be NULL. */
bool ct_syllable_is(const char *word, size_t n, bool *marked);

/** Add the words of n bytes of UTF-8 to what was counted so far; they end a word. */
void ct_spelling_add(ct_spelling *spelling, const char *text, size_t n);

/** Sound words among the words, 0 to 1; 1 without words. */
double ct_spelling_share(const ct_spelling *spelling);

/** Enough words to judge, and they are neither sound Vietnamese nor English: read with the wrong model, torn,
 * or in the codes of a font. */
bool ct_spelling_is_bad(const ct_spelling *spelling);

#endif
