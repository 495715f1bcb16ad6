/* The lexicon: every syllable a phrase of the catalogue or of cues.csv is made of, and how a word of a
 * document may be read as one of them. What a scan makes of each letter is learned data (confusions.csv). */
#ifndef CT_EXTRACT_LEXICON_H
#define CT_EXTRACT_LEXICON_H

#include "core/arena.h"
#include "core/error.h"
#include "extract/spelling/letters.h"

/* Costs are hundredths: 0 is the very word, 100 a letter wholly lost. */
typedef struct {
    uint16_t syllable;
    uint16_t cost;
} ct_candidate;

/* The candidates of one word, cheapest first; borrowed from the lexicon. */
typedef struct {
    const ct_candidate *at;
    size_t n;
    uint64_t bits; /* ct_syllable_bit() of each: what shares no bit shares no syllable */
} ct_reading;

static inline uint64_t ct_syllable_bit(uint16_t syllable)
{
    return (uint64_t)1 << ((uint32_t)(syllable * 2654435761u) >> 26);
}

typedef struct ct_lexicon ct_lexicon;

enum { CT_NO_SYLLABLE = 65535 };

CT_CHECKED ct_error ct_lexicon_new(ct_lexicon **out);
void ct_lexicon_free(ct_lexicon *lexicon); /* NULL is fine */

/** Take the rows of confusions.csv: columns clean,damaged,cost,seen. A row of cost 0 whose damaged side is
 * one sign makes the sign a way of writing the letter. Before the first word is read.
 * @return CT_OK; CT_EPARSE naming file and line; CT_ENOMEM */
CT_CHECKED ct_error ct_lexicon_confusions(ct_lexicon *lexicon, const char *text, size_t n, const char *file);

const ct_signs *ct_lexicon_signs(const ct_lexicon *lexicon);

/** The number of a syllable, added when new. CT_NO_SYLLABLE when it has no letters, the lexicon is full, or
 * out of memory. */
uint16_t ct_lexicon_add(ct_lexicon *lexicon, const char *text, size_t n);

/** The same without adding. */
uint16_t ct_lexicon_find(const ct_lexicon *lexicon, const char *text, size_t n);

/** The folded letters of a syllable: "ty" of "tỷ" (billion). Borrowed from the lexicon. */
const char *ct_lexicon_fold(const ct_lexicon *lexicon, uint16_t syllable);

/** The syllable as it is rightly written, in small letters: "tỷ" (billion). At most CT_SPELLING_MAX bytes
 * with its NUL. */
enum { CT_SPELLING_MAX = CT_WORD_MAX * 4 + 1 };
void ct_lexicon_spell(const ct_lexicon *lexicon, uint16_t syllable, char out[CT_SPELLING_MAX]);

/** How a word may be read. Readings are cached, so the pointer stays valid until ct_lexicon_free().
 * @param damaged the text comes from a scan: marks mean little and letters may be others
 * @return no candidates when none is near, or when out of memory */
ct_reading ct_lexicon_read(ct_lexicon *lexicon, const char *text, size_t n, bool damaged);

#endif
