#include "extract/spelling/letters.h"

#include <string.h>

#include "core/vietnamese.h"

/* Rows of six tones: plain, grave, acute, hook, tilde, dot below. The row is the letter's shape. */
static const char vowels[] = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ";
static const char row_plain[] = "aaaeeiooouuy";
static const char consonants[] = "bcdfghjklmnpqrstvwxz";

enum { VOWELS = 72, D_STROKE = VOWELS + 20, Y_TO_I = 36 /* six rows of six tones */ };

static int lower(int c)
{
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
    bool paired = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x1EA0 && c <= 0x1EF9);
    if (paired && (c & 1) == 0) return c + 1;
    return c == 0x1A0 || c == 0x1AF ? c + 1 : c;
}

/* The places of letters, so that reading looks none of them up: a to z, U+00E0 to U+00FF, every second one
 * from U+1EA1 (the first of each pair is the capital). They follow from the order above, and
 * test_extract_parts compares the two. */
static const signed char ascii_index[26] = { 0,  72, 73, 74, 18, 75, 76, 77, 30, 78, 79, 80, 81,
                                             82, 36, 83, 84, 85, 86, 87, 54, 88, 89, 90, 66, 91 };
static const signed char latin_index[32] = { 1,  2,  12, 4,  -1, -1, -1, -1, 19, 20, 24, -1, 31, 32, -1, -1,
                                             -1, -1, 37, 38, 42, 40, -1, -1, -1, 55, 56, -1, -1, 68, -1, -1 };
static const signed char marked_index[45] = { 5,  3,  14, 13, 15, 16, 17, 8,  7,  9,  10, 11, 23, 21, 22,
                                              26, 25, 27, 28, 29, 33, 35, 41, 39, 44, 43, 45, 46, 47, 50,
                                              49, 51, 52, 53, 59, 57, 62, 61, 63, 64, 65, 67, 71, 69, 70 };

int ct_letter_index(int code_point)
{
    int c = lower(code_point);
    if (c >= 'a' && c <= 'z') return ascii_index[c - 'a'];
    if (c >= 0xE0 && c <= 0xFF) return latin_index[c - 0xE0];
    if (c >= 0x1EA1 && c <= 0x1EF9 && (c & 1) == 1) return marked_index[(c - 0x1EA1) / 2];
    switch (c) {
    case 0x103: return 6;
    case 0x111: return D_STROKE;
    case 0x129: return 34;
    case 0x169: return 58;
    case 0x1A1: return 48;
    case 0x1B0: return 60;
    default: return -1;
    }
}

char ct_letter_plain(int index)
{
    if (index < VOWELS) return row_plain[index / 6];
    if (index >= D_STROKE) return index == D_STROKE ? 'd' : 0;
    return consonants[index - VOWELS];
}

size_t ct_letter_text(int index, char out[5])
{
    const char *from = "đ";
    size_t n = 2;
    if (index < VOWELS) {
        from = vowels;
        for (int k = 0, c = 0;; k++, from += n) {
            n = ct_utf8_next(from, strlen(from), &c);
            if (k == index) break;
        }
    } else if (index < D_STROKE) {
        from = &consonants[index - VOWELS];
        n = 1;
    } else if (index > D_STROKE) {
        n = 0;
    }
    memcpy(out, from, n);
    out[n] = '\0';
    return n;
}

bool ct_letter_capital(int c, char out[5])
{
    int capital = c;
    if (lower(c) != c) return false;
    if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7))
        capital = c - 32;
    else if (((c >= 0x100 && c <= 0x177) || (c >= 0x1EA0 && c <= 0x1EF9) || c == 0x1A1 || c == 0x1B0) &&
             lower(c - 1) == c)
        capital = c - 1;
    if (capital == c) return false;
    size_t n = 0;
    if (capital < 0x80) {
        out[n++] = (char)capital;
    } else if (capital < 0x800) {
        out[n++] = (char)(0xC0 | capital >> 6);
        out[n++] = (char)(0x80 | (capital & 63));
    } else {
        out[n++] = (char)(0xE0 | capital >> 12);
        out[n++] = (char)(0x80 | (capital >> 6 & 63));
        out[n++] = (char)(0x80 | (capital & 63));
    }
    out[n] = '\0';
    return true;
}

/* A combining mark: the tone it sets (1..5), or 0; *shape is how it changes the letter's row. */
static int combining(int c, int *shape)
{
    switch (c) {
    case 0x300: return 1;
    case 0x301: return 2;
    case 0x309: return 3;
    case 0x303: return 4;
    case 0x323: return 5;
    case 0x302: *shape = 'c'; return 0;
    case 0x306: *shape = 'b'; return 0;
    case 0x31B: *shape = 'h'; return 0;
    default: return 0;
    }
}

static int reshape(int index, int shape)
{
    if (index >= VOWELS) return index;
    int row = index / 6, tone = index % 6, to = row;
    if (shape == 'b' && row == 0) to = 1;
    if (shape == 'c' && row == 0) to = 2;
    if (shape == 'c' && row == 3) to = 4;
    if (shape == 'c' && row == 6) to = 7;
    if (shape == 'h' && row == 6) to = 8;
    if (shape == 'h' && row == 9) to = 10;
    return to * 6 + tone;
}

static char sign_letter(const ct_signs *signs, int c)
{
    for (size_t i = 0; signs != NULL && i < signs->n; i++)
        if (signs->sign[i] == c) return signs->letter[i];
    return 0;
}

bool ct_letter_is(const ct_signs *signs, int c)
{
    if (c >= '0' && c <= '9') return false;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x300 && c <= 0x36F)) return true;
    if (c >= 0xC0 && c <= 0x24F) return c != 0xD7 && c != 0xF7;
    if (c >= 0x1E00 && c <= 0x1EFF) return true;
    return c >= 0x80 && sign_letter(signs, c) != 0;
}

/* The plain letter or digit of a code point; 0: none. *index is the letter's among those of Vietnamese, -1
 * when it is none of them. */
static char plain_of(const ct_signs *signs, int c, bool digits, int *index)
{
    char sign;
    *index = -1;
    if (c >= '0' && c <= '9') {
        sign = digits ? sign_letter(signs, c) : (char)c;
        return sign != 0 ? sign : (char)c;
    }
    *index = ct_letter_index(c);
    if (*index >= 0) return ct_letter_plain(*index);
    sign = sign_letter(signs, c);
    if (sign != 0) return sign;
    int fold = ct_fold_code(c);
    return fold >= 'a' && fold <= 'z' ? (char)fold : 0;
}

/* One code point of a word onto the letters so far; false when it is nothing a word is made of. */
static bool add(ct_letters *out, const ct_signs *signs, int c, bool digits)
{
    int shape = 0, tone = combining(c, &shape), index;
    if (c >= '0' && c <= '9') out->digits = out->digits * 31u + (uint32_t)c; /* m2 is not m3 */
    if (tone > 0 || shape > 0) {
        if (out->n == 0 || out->clean[out->n - 1] >= VOWELS) return true;
        uint8_t *last = &out->clean[out->n - 1];
        *last = (uint8_t)(shape > 0 ? reshape(*last, shape) : *last / 6 * 6 + tone);
        return true;
    }
    char plain = plain_of(signs, c, digits, &index);
    if (plain == 0)
        return c < 0x80 || c == 0x2019 ||
               (c >= 0x300 && c <= 0x36F); /* an apostrophe inside a word vanishes */
    if (out->n >= CT_WORD_MAX) return false;
    if (index < 0) index = plain >= '0' && plain <= '9' ? CT_LETTERS - 1 : ct_letter_index(plain);
    out->fold[out->n] = plain;
    out->clean[out->n++] = (uint8_t)index;
    return true;
}

static uint32_t shape_of(const ct_letters *word)
{
    uint32_t shapes = 2166136261u, tone = 0;
    for (size_t i = 0; i < word->n; i++) {
        uint32_t row = word->clean[i];
        if (row < VOWELS) {
            tone += row % 6;
            row /= 6;
        }
        shapes = (shapes ^ row) * 16777619u;
    }
    return shapes ^ (tone << 1) ^ word->digits * 2654435761u;
}

void ct_letters_read(ct_letters *out, const ct_signs *signs, const char *text, size_t n, bool digits)
{
    memset(out, 0, sizeof *out);
    if (n > 0 && (text[0] == '%' || text[0] == '/' ||
                  (n == 3 && memcmp(text, "‰", 3) == 0))) { /* signs that units are written with */
        out->fold[0] = n == 3 ? '&' : text[0];
        out->clean[0] = CT_LETTERS - 1;
        out->n = 1;
        return;
    }
    bool letter = digits;
    for (size_t i = 0; i < n && !letter;) {
        int c = 0;
        i += ct_utf8_next(text + i, n - i, &c);
        letter =
            ct_letter_is(signs, c) || c == '&' || c == '@'; /* "1&" is "lệ" (half of the word for rate) */
    }
    for (size_t i = 0; i < n;) {
        int c = 0;
        i += ct_utf8_next(text + i, n - i, &c);
        if (!add(out, signs, c, letter)) {
            memset(out, 0, sizeof *out);
            return;
        }
    }
    out->fold[out->n] = '\0';
    out->shape = shape_of(out);
}

bool ct_letters_respell(ct_letters *word)
{
    uint8_t *last = word->n >= 2 ? &word->clean[word->n - 1] : NULL;
    if (last == NULL || strchr(consonants, word->fold[word->n - 2]) == NULL || *last >= VOWELS) return false;
    char plain = word->fold[word->n - 1];
    if (plain != 'i' && plain != 'y') return false;
    *last = (uint8_t)(plain == 'y' ? *last - Y_TO_I : *last + Y_TO_I);
    word->fold[word->n - 1] = plain == 'y' ? 'i' : 'y';
    word->shape = shape_of(word);
    return true;
}
