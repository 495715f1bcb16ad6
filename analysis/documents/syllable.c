#include "documents/syllable.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "core/vietnamese.h"

enum {
    LONGEST = 8, /* letters of a syllable: "nghiêng" (italic) has seven */
    ENOUGH = 25, /* words below which a page is not judged: a list of names or a head of a form        */
    SOUND = 80,  /* percent of the words: gold texts have 94 to 100, torn ones 70, those of the English model
                    52 to 65 */
    ENGLISH = 8  /* percent of the words that are the commonest of English, in English; 0 to 2 in OCR  */
};

/* Vowels with their marks are digits, so that a syllable is one byte a letter: 1 ă, 2 â, 3 ê, 4 ô, 5 ơ, 6 ư;
 * 7 is đ. */
static const char *const onsets[] = { "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr",
                                      "ch",  "b",  "c",  "d",  "7",  "g",  "h",  "k",  "l",  "m",
                                      "n",   "p",  "r",  "s",  "t",  "v",  "x",  "" };

/* Sorted by byte. */
static const char *const rimes[] = {
    "1c",  "1m",   "1n",   "1ng",  "1p",  "1t",   "2c",   "2m",  "2n",  "2ng", "2p",   "2t",   "2u",
    "2y",  "3",    "3ch",  "3m",   "3n",  "3nh",  "3p",   "3t",  "3u",  "4",   "4c",   "4i",   "4m",
    "4n",  "4ng",  "4p",   "4t",   "5",   "5i",   "5m",   "5n",  "5p",  "5t",  "6",    "65c",  "65i",
    "65m", "65n",  "65ng", "65p",  "65t", "65u",  "6a",   "6c",  "6i",  "6m",  "6ng",  "6t",   "6u",
    "a",   "ac",   "ach",  "ai",   "am",  "an",   "ang",  "anh", "ao",  "ap",  "at",   "au",   "ay",
    "e",   "ec",   "em",   "en",   "eng", "eo",   "ep",   "et",  "i",   "i3c", "i3m",  "i3n",  "i3ng",
    "i3p", "i3t",  "i3u",  "ia",   "ich", "im",   "in",   "inh", "ip",  "it",  "iu",   "o",    "o1c",
    "o1m", "o1n",  "o1ng", "o1t",  "oa",  "oac",  "oach", "oai", "oam", "oan", "oang", "oanh", "oao",
    "oap", "oat",  "oay",  "oc",   "oe",  "oem",  "oen",  "oeo", "oet", "oi",  "om",   "on",   "ong",
    "ooc", "oong", "op",   "ot",   "u",   "u2n",  "u2ng", "u2t", "u2y", "u3",  "u3ch", "u3nh", "u4c",
    "u4i", "u4m",  "u4n",  "u4ng", "u4t", "u5",   "ua",   "uc",  "ui",  "um",  "un",   "ung",  "up",
    "ut",  "uy",   "uy3n", "uy3t", "uya", "uych", "uynh", "uyt", "uyu", "y",   "y3m",  "y3n",  "y3ng",
    "y3t", "y3u",  "ych",  "yn",   "ynh", "yt",   "yu",
};

typedef struct {
    char letters[LONGEST + 1];
    size_t n;
    int tone; /* the mark's code point; 0 for the level tone */
    bool marked, fits;
} syllable;

static char with_mark(char letter, int mark)
{
    if (mark == 0x306) return letter == 'a' ? '1' : '\0';
    if (mark == 0x302) return letter == 'a' ? '2' : letter == 'e' ? '3' : letter == 'o' ? '4' : '\0';
    if (mark == 0x31B) return letter == 'o' ? '5' : letter == 'u' ? '6' : '\0';
    return '\0';
}

/* One part of a decomposed letter: a letter, the mark of a vowel or a tone. */
static void take(syllable *s, int code)
{
    bool tone = code == 0x300 || code == 0x301 || code == 0x303 || code == 0x309 || code == 0x323;

    if (code >= 'A' && code <= 'Z') code += 'a' - 'A';
    if (code == 0x110 || code == 0x111) code = '7';
    if (tone) {
        s->fits = s->fits && s->tone == 0 && s->n > 0;
        s->tone = code;
        s->marked = true;
    } else if ((code >= 'a' && code <= 'z') || code == '7') {
        s->fits = s->fits && s->n < LONGEST;
        if (s->fits) s->letters[s->n++] = (char)code;
        s->marked = s->marked || code == '7';
    } else {
        char letter = s->n > 0 ? with_mark(s->letters[s->n - 1], code) : '\0';
        s->fits = s->fits && letter != '\0';
        if (s->fits) s->letters[s->n - 1] = letter;
        s->marked = true;
    }
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

/* An ending that stops the voice carries the tones sắc or nặng only: this is what lost marks break first. */
static bool tone_fits(const char *rime, int tone)
{
    char last = rime[strlen(rime) - 1];
    bool stopped = last == 'p' || last == 't' || last == 'c' ||
                   strcmp(rime + strlen(rime) - (strlen(rime) > 1), "ch") == 0 ||
                   (strlen(rime) > 2 && strcmp(rime + strlen(rime) - 2, "ch") == 0);

    return !stopped || tone == 0x301 || tone == 0x323;
}

/* "c", "g" and "ng" are written "k", "gh" and "ngh" before the vowels of the front. */
static bool onset_fits(const char *onset, char vowel)
{
    bool front = vowel == 'e' || vowel == '3' || vowel == 'i' || vowel == 'y';

    if (strcmp(onset, "k") == 0) return front;
    if (strcmp(onset, "gh") == 0 || strcmp(onset, "ngh") == 0) return front;
    if (strcmp(onset, "c") == 0 || strcmp(onset, "ng") == 0) return !front;
    return strcmp(onset, "g") != 0 || !front || vowel == 'i';
}

bool ct_syllable_is(const char *word, size_t n, bool *marked)
{
    syllable s = { .fits = true };

    for (size_t i = 0; i < n && s.fits;) {
        utf8proc_int32_t parts[4];
        int code = 0, boundary = 0;
        i += ct_utf8_next(word + i, n - i, &code);
        utf8proc_ssize_t got =
            code < 0 ? 0 : utf8proc_decompose_char(code, parts, 4, UTF8PROC_DECOMPOSE, &boundary);
        s.fits = got >= 1 && got <= 4;
        for (utf8proc_ssize_t p = 0; p < got && s.fits; p++) take(&s, parts[p]);
    }
    if (marked != NULL) *marked = s.marked;
    for (size_t i = 0; s.fits && i < sizeof onsets / sizeof *onsets; i++) {
        size_t len = strlen(onsets[i]);
        const char *rime = s.letters + len;
        if (strncmp(s.letters, onsets[i], len) != 0 || *rime == '\0') continue;
        if (bsearch(rime, rimes, sizeof rimes / sizeof *rimes, sizeof *rimes, by_text) != NULL &&
            onset_fits(onsets[i], *rime) && tone_fits(rime, s.tone))
            return true;
    }
    return false;
}

static bool is_english(const char *word, size_t n)
{
    static const char *const words[] = { "the",  "of", "and",  "in",   "to",  "is",   "for",
                                         "that", "by", "with", "are",  "was", "from", "which",
                                         "this", "be", "or",   "were", "has", "their" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == n && memcmp(words[i], word, n) == 0) return true;
    return false;
}

/* The run of letters at text, and what tells words from abbreviations. */
typedef struct {
    size_t n; /* bytes */
    size_t letters, capitals;
    bool ascii;
} run;

static bool is_letter(int code, int *upper)
{
    utf8proc_category_t kind;

    if (code < 0x80) {
        *upper = code >= 'A' && code <= 'Z';
        return (code >= 'a' && code <= 'z') || *upper;
    }
    if (code == 0xFFFD) return true; /* what a letter became */
    kind = utf8proc_category(code);
    *upper = kind == UTF8PROC_CATEGORY_LU;
    return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LL || kind == UTF8PROC_CATEGORY_LT ||
           kind == UTF8PROC_CATEGORY_LO || kind == UTF8PROC_CATEGORY_LM || kind == UTF8PROC_CATEGORY_MN;
}

static run run_at(const char *text, size_t n)
{
    run r = { .ascii = true };

    while (r.n < n) {
        int code, upper = 0;
        size_t used = ct_utf8_next(text + r.n, n - r.n, &code);
        if (code < 0 || !is_letter(code, &upper)) break;
        r.n += used;
        r.letters += utf8proc_category(code) != UTF8PROC_CATEGORY_MN;
        r.capitals += (size_t)upper;
        r.ascii = r.ascii && code < 0x80;
    }
    return r;
}

/* Roman numerals, "UBND", "CTr", "GRDP", letters of a list and single letters in capitals. */
static bool is_abbreviation(const run *r, const char *after)
{
    if (r->letters == 1) return r->capitals == 1 || *after == ')' || *after == '.' || *after == '/';
    return r->ascii && (r->capitals >= 2 || (r->capitals == 1 && r->letters == 2));
}

void ct_spelling_add(ct_spelling *spelling, const char *text, size_t n)
{
    bool figure = spelling->figure; /* digits stand before, with a blank or without: what follows is a unit or
                                       an ordinal's ending */

    for (size_t i = 0; i < n;) {
        run r = run_at(text + i, n - i);
        if (r.n == 0) {
            int code;
            size_t used = ct_utf8_next(text + i, n - i, &code);
            figure = (code >= '0' && code <= '9') || (figure && code == ' ');
            i += used;
            continue;
        }
        bool marked = false, sound = ct_syllable_is(text + i, r.n, &marked);
        bool digits = i + r.n < n && text[i + r.n] >= '0' && text[i + r.n] <= '9';
        bool left_out = !sound && ((figure && r.letters <= 3 && r.ascii) || digits ||
                                   is_abbreviation(&r, i + r.n < n ? text + i + r.n : ""));
        if (!left_out && !(sound && r.letters == 1 && r.ascii)) {
            spelling->words++;
            spelling->sound += sound;
            spelling->marked += sound && marked;
            spelling->english += is_english(text + i, r.n);
        }
        figure = false;
        i += r.n;
    }
    spelling->figure = figure;
}

double ct_spelling_share(const ct_spelling *spelling)
{
    return spelling->words == 0 ? 1 : (double)spelling->sound / (double)spelling->words;
}

bool ct_spelling_is_bad(const ct_spelling *spelling)
{
    if (spelling->words < ENOUGH || spelling->english * 100 >= spelling->words * ENGLISH) return false;
    return spelling->sound * 100 < spelling->words * SOUND;
}
