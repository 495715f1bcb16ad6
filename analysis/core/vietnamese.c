#include "core/vietnamese.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "core/memory.h"

/* The slow, general way: decompose for compatibility, drop marks, lower the case, take the first base letter.
 */
static int fold_general(int code)
{
    utf8proc_int32_t parts[16];
    int boundary = 0;

    if (code == 0x0111 || code == 0x0110) return 'd';
    utf8proc_category_t category = utf8proc_category(code);
    if (category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME) return 0;
    if (category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
        category == UTF8PROC_CATEGORY_ZP)
        return ' ';
    utf8proc_ssize_t n =
        utf8proc_decompose_char(code, parts, 16, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &boundary);
    if (n < 1) return code;
    return utf8proc_tolower(parts[0]);
}

/* The folds of Latin letters with marks that Vietnamese text is full of, from U+00C0 and U+1EA0; '.' asks the
 * general way. */
static const char latin_folds[] = "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y";
static const char vietnamese_folds[] =
    "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy";

static char common_fold(int code)
{
    if (code >= 0xC0 && code <= 0xFF) return latin_folds[code - 0xC0];
    if (code >= 0x1EA0 && code <= 0x1EF9) return vietnamese_folds[code - 0x1EA0];
    return '.';
}

int ct_fold_code(int code_point)
{
    char common;

    if (code_point < 0x80) {
        if (code_point >= 'A' && code_point <= 'Z') return code_point + ('a' - 'A');
        if (code_point == '\t' || code_point == '\n' || code_point == '\r' || code_point == '\f' ||
            code_point == '\v')
            return ' ';
        return code_point;
    }
    common = common_fold(code_point);
    return common != '.' ? common : fold_general(code_point);
}

/* Append a code point as UTF-8; at most 4 bytes. */
static size_t put(char *to, int code)
{
    return (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)to);
}

/* A fold is at most one code point for one, and the longest growth (U+2C6F-like capitals whose small letter
 * takes a byte more) is far below double. */
size_t ct_fold_into(const char *text, size_t n, char *out)
{
    size_t at = 0;
    bool space = true; /* so that none leads */

    for (size_t i = 0; i < n;) {
        int code = 0;
        i += ct_utf8_next(text + i, n - i, &code);
        int folded = code < 0    ? '?'
                     : code == 0 ? ' '
                                 : ct_fold_code(code); /* a NUL would end the result early */
        if (folded == 0) continue;
        if (folded == ' ') {
            if (!space) out[at++] = ' ';
            space = true;
        } else {
            at += put(out + at, folded);
            space = false;
        }
    }
    if (at > 0 && out[at - 1] == ' ') at--;
    out[at] = '\0';
    return at;
}

char *ct_fold(ct_arena *arena, const char *text, size_t n)
{
    char *out = n < SIZE_MAX / 4 ? ct_arena_alloc(arena, 2 * n + 4) : NULL;

    if (out != NULL) ct_fold_into(text, n, out);
    return out;
}

bool ct_fold_equal(const char *a, const char *b)
{
    size_t na = strlen(a), nb = strlen(b);
    char *fa = malloc(2 * na + 4), *fb = malloc(2 * nb + 4);
    bool equal = false;

    if (fa == NULL || fb == NULL) ct_memory_fail();
    if (strcmp(a, b) == 0) {
        equal = true;
    } else if (fa != NULL && fb != NULL) {
        ct_fold_into(a, na, fa);
        ct_fold_into(b, nb, fb);
        equal = strcmp(fa, fb) == 0;
    }
    free(fa);
    free(fb);
    return equal;
}

/* A copy whose invalid bytes are U+FFFD, which takes three bytes. */
static char *mended(ct_arena *arena, const char *text, size_t n)
{
    char *out = n < SIZE_MAX / 4 ? ct_arena_alloc(arena, 3 * n + 1) : NULL;
    size_t at = 0;

    if (out == NULL) return NULL;
    for (size_t i = 0; i < n;) {
        int code = 0;
        size_t used = ct_utf8_next(text + i, n - i, &code);
        if (code < 0) {
            at += put(out + at, 0xFFFD);
        } else {
            memcpy(out + at, text + i, used);
            at += used;
        }
        i += used;
    }
    out[at] = '\0';
    return out;
}

char *ct_nfc(ct_arena *arena, const char *text, size_t n)
{
    char *sound = mended(arena, text, n), *copy = NULL;
    utf8proc_uint8_t *composed = NULL;

    if (sound == NULL) return NULL;
    if (utf8proc_map((const utf8proc_uint8_t *)sound, 0, &composed,
                     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE) >= 0)
        copy = ct_arena_strdup(arena, (const char *)composed);
    if (copy == NULL) ct_memory_fail();
    free(composed);
    return copy;
}

char *ct_lower(ct_arena *arena, const char *text, size_t n)
{
    const char *composed = ct_nfc(arena, text, n);
    size_t length = composed != NULL ? strlen(composed) : 0, at = 0;
    char *out = composed != NULL ? ct_arena_alloc(arena, 2 * length + 4) : NULL;

    for (size_t i = 0; out != NULL && i < length;) {
        int code = 0;
        i += ct_utf8_next(composed + i, length - i, &code);
        at += put(out + at, utf8proc_tolower(code));
    }
    return out;
}

size_t ct_width(const char *text)
{
    size_t n = strlen(text), width = 0;

    for (size_t i = 0; i < n;) {
        int code = 0;
        i += ct_utf8_next(text + i, n - i, &code);
        int w = code < 0 ? 1 : utf8proc_charwidth(code);
        width += w > 0 ? (size_t)w : 0;
    }
    return width;
}
