/* VNI for Windows: a letter is followed by the code of its mark, tone or both ("Vieät Nam"), but for i, đ, ơ,
 * ư and ỵ, which have codes of their own. Codes as drawn by the VNI- fonts; capitals are 0x20 below. */
#include <string.h>

#include "documents/encodings.h"

/* The marks a code stands for, by small code, as combining characters; second 0 where it is one. */
static const struct {
    unsigned char code;
    unsigned short first, second;
} marks[] = {
    { 0xF9, 0x301, 0 },     { 0xF8, 0x300, 0 },     { 0xFB, 0x309, 0 },     { 0xF5, 0x303, 0 },
    { 0xEF, 0x323, 0 },     { 0xE2, 0x302, 0 },     { 0xE1, 0x302, 0x301 }, { 0xE0, 0x302, 0x300 },
    { 0xE5, 0x302, 0x309 }, { 0xE3, 0x302, 0x303 }, { 0xE4, 0x302, 0x323 }, { 0xEA, 0x306, 0 },
    { 0xE9, 0x306, 0x301 }, { 0xE8, 0x306, 0x300 }, { 0xFA, 0x306, 0x309 }, { 0xFC, 0x306, 0x303 },
    { 0xEB, 0x306, 0x323 },
};

/* Codes that are letters by themselves: small, capital. */
static const struct {
    unsigned char code;
    unsigned short small, capital;
} letters[] = {
    { 0xED, 0x00ED, 0x00CD }, { 0xEC, 0x00EC, 0x00CC }, { 0xE6, 0x1EC9, 0x1EC8 },
    { 0xF3, 0x0129, 0x0128 }, { 0xF2, 0x1ECB, 0x1ECA }, { 0xF1, 0x0111, 0x0110 },
    { 0xF4, 0x01A1, 0x01A0 }, { 0xF6, 0x01B0, 0x01AF }, { 0xEE, 0x1EF5, 0x1EF4 },
};

static bool takes_mark(int letter)
{
    return (letter > 0 && letter < 0x80 && strchr("aeouyAEOUY", letter) != NULL) || letter == 0xF4 ||
           letter == 0xF6 || letter == 0xD4 || letter == 0xD6;
}

static bool put_letter(int code, ct_buffer *to)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        bool capital = code + 0x20 == letters[i].code;
        if (code != letters[i].code && !capital) continue;
        ct_old_put(to, capital ? letters[i].capital : letters[i].small);
        return true;
    }
    return false;
}

static bool put_mark(int code, ct_buffer *to)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (code != marks[i].code && code + 0x20 != marks[i].code) continue;
        ct_old_put(to, marks[i].first);
        if (marks[i].second != 0) ct_old_put(to, marks[i].second);
        return true;
    }
    return false;
}

void ct_vni_decode(const char *bytes, size_t n, bool utf8, ct_buffer *to, size_t *replaced)
{
    int before = 0; /* the letter that a mark would stand on */
    size_t used;

    for (size_t i = 0; i < n; i += used) {
        int code = ct_old_code(bytes + i, n - i, utf8, &used);
        bool mark = code >= 0xC0 && code <= 0xFF && takes_mark(before) && put_mark(code, to);
        if (!mark && (code <= 0 || !(code >= 0xC0 && code <= 0xFF && put_letter(code, to)))) {
            if (code > 0 && (code < 0xC0 || code > 0xFF))
                ct_old_put(to, code); /* ASCII, quotation marks, dashes */
            else
                ct_old_unknown(to, replaced);
        }
        before = mark ? 0 : code;
    }
}
