/* UTF-8 from outside: what is sound of it, letter by letter. */
#include "core/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The two and three bytes that nearly all letters take; 0 leaves the rarer ones, and what is not valid, to
 * utf8proc. */
static int next_common(const char *text, size_t n, int *code_point)
{
    int first = (unsigned char)text[0];

    if (first >= 0xC2 && first <= 0xDF && n >= 2 && continues(text[1])) {
        *code_point = (first & 0x1F) << 6 | (text[1] & 0x3F);
        return 2;
    }
    if (first >= 0xE1 && first <= 0xEC && n >= 3 && continues(text[1]) &&
        continues(text[2])) { /* never overlong, no surrogates */
        *code_point = (first & 0x0F) << 12 | (text[1] & 0x3F) << 6 | (text[2] & 0x3F);
        return 3;
    }
    return 0;
}

size_t ct_utf8_next(const char *text, size_t n, int *code_point)
{
    utf8proc_int32_t code = -1;
    utf8proc_ssize_t used;

    if ((unsigned char)text[0] < 0x80) {
        *code_point = (unsigned char)text[0];
        return 1;
    }
    used = next_common(text, n, code_point);
    if (used > 0) return (size_t)used;
    used = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)(n < 4 ? n : 4), &code);
    *code_point = used > 0 ? code : -1;
    return used > 0 ? (size_t)used : 1;
}

/* Bytes of ASCII that the text begins with, eight at a time and the last ones singly. */
static size_t ascii_run(const char *text, size_t n)
{
    size_t i = 0;

    for (uint64_t eight; n - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, text + i, sizeof eight);
        if ((eight & 0x8080808080808080u) != 0) break;
    }
    while (i < n && (unsigned char)text[i] < 0x80) i++;
    return i;
}

size_t ct_utf8_valid(const char *text, size_t n)
{
    size_t i = 0;

    while (i < n) {
        int code = 0;
        size_t plain = ascii_run(text + i, n - i);
        i += plain;
        if (i == n) break;
        size_t used = ct_utf8_next(text + i, n - i, &code);
        if (code < 0) break;
        i += used;
    }
    return i;
}

size_t ct_utf8_cut(const char *text, size_t limit)
{
    size_t n = strlen(text);

    if (n <= limit) return n;
    while (limit > 0 && ((unsigned char)text[limit] & 0xC0) == 0x80) limit--;
    return limit;
}
