/* The letters of one word: folded to a-z and 0-9, with what folding loses (tone and letter shapes) kept
 * apart, so that clean text is compared exactly and damaged text by what a scan is likely to have made of
 * each letter. */
#ifndef CT_EXTRACT_LETTERS_H
#define CT_EXTRACT_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CT_WORD_MAX = 15, /* folded letters kept of one word; longer words are no syllables   */
    CT_LETTERS = 96,  /* clean letters: 72 vowels with marks, consonants, digits          */
    CT_SIGN_MAX = 64  /* signs that stand for a letter                                     */
};

/* Signs that a scan puts for a letter ("€" for e), read from confusions.csv. */
typedef struct {
    int sign[CT_SIGN_MAX]; /* code point, or a digit inside a word */
    char letter[CT_SIGN_MAX];
    size_t n;
} ct_signs;

typedef struct {
    char fold[CT_WORD_MAX +
              1]; /* a-z 0-9, NUL-terminated; "" when the word is too long or has no such letter */
    uint8_t clean[CT_WORD_MAX]; /* the letter with its marks, an index below CT_LETTERS */
    uint8_t n;       /* letters                                                                   */
    uint32_t digits; /* digits that were read as letters; 0 without                               */
    uint32_t shape;  /* of tone and marks; equal for "hoà" (harmony, accent on the second vowel) and "hòa"
                        (harmony, accent on the first vowel)                               */
} ct_letters;

/** Read n bytes as one word. Digits among letters become the letters they stand for; a word of digits only
 * keeps them unless `digits` asks for letters. */
void ct_letters_read(ct_letters *out, const ct_signs *signs, const char *text, size_t n, bool digits);

/** Give a word that ends in a consonant and i or y its other spelling: "tỷ" (billion) and "tỉ" (the same,
 * spelled with i), "kỹ" (period) and "kĩ" (the same, spelled with i). False when it has none. */
bool ct_letters_respell(ct_letters *word);

/** The index of a clean lower-case letter ("ệ" (one letter with two marks)), or -1. */
int ct_letter_index(int code_point);

/** The plain letter of an index: 'e' for "ệ" (one letter with two marks); 0 for a digit's. */
char ct_letter_plain(int index);

/** The letter of an index as UTF-8, "ệ" (one letter with two marks), with a NUL; its bytes, 0 for a digit's.
 */
size_t ct_letter_text(int index, char out[5]);

/** The capital of a small letter as UTF-8; false where it is no letter of the alphabet or is one already. */
bool ct_letter_capital(int code_point, char out[5]);

/** True for a code point that may stand inside a word: a letter, a combining mark, or a sign that stands for
 * one. */
bool ct_letter_is(const ct_signs *signs, int code_point);

#endif
