/* Phrases: a trie of syllables, walked over the candidates of each token. */
#ifndef CT_EXTRACT_PHRASE_H
#define CT_EXTRACT_PHRASE_H

#include "core/error.h"
#include "extract/spelling/lexicon.h"
#include "extract/spelling/token.h"

typedef enum { CT_PHRASE_INDICATOR, CT_PHRASE_BREAKDOWN, CT_PHRASE_CUE, CT_PHRASE_UNIT } ct_phrase_type;

/* A phrase found at tokens start .. end - 1. */
typedef struct {
    size_t start, end;
    int ref;       /* index of the indicator, breakdown, cue or unit in its low bits   */
    int cost;      /* hundredths: how far the words are from the phrase                */
    uint8_t type;  /* ct_phrase_type                                                   */
    uint8_t words; /* syllables of the phrase                                          */
    bool inside;   /* lies within a longer match of another type                       */
    bool gap;      /* words that are not the phrase's stand between its own            */
} ct_match;

typedef struct {
    ct_match *at;
    size_t n, capacity;
} ct_matches;

typedef struct ct_trie ct_trie;

CT_CHECKED ct_error ct_trie_new(ct_trie **out, ct_lexicon *lexicon);
void ct_trie_free(ct_trie *trie); /* NULL is fine */

/** Add a phrase. A word "*" stands for up to eight tokens, numbers and sentence marks excluded. A phrase
 * without a word is left out. */
CT_CHECKED ct_error ct_trie_add(ct_trie *trie, const char *phrase, ct_phrase_type type, int ref);

/** Lay the trie out for matching once all phrases are added; matching works without, but slower. False when
 * out of memory. */
bool ct_trie_seal(ct_trie *trie);

/** Words that may stand inside a phrase at small cost. */
void ct_trie_skip(ct_trie *trie, const char *word);

/** Append the phrases that begin at token `from`; false when out of memory. */
bool ct_trie_match(const ct_trie *trie, const ct_tokens *tokens, size_t from, ct_matches *matches);

void ct_matches_clear(ct_matches *matches);

/* The class of a cue stands above this bit of its ref. */
enum { CT_REF_BITS = 20, CT_REF_MASK = (1 << CT_REF_BITS) - 1 };

/** Sort by start, drop what a longer match of the same type (and, of cues, the same class, or one that only
 * hides) covers, and mark what one of another type covers. */
void ct_matches_settle(ct_matches *matches);

#endif
