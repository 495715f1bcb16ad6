#include "documents/encodings.h"

#include <string.h>
#include <utf8proc.h>

#include "core/arena.h"
#include "core/vietnamese.h"
#include "documents/reader.h"
#include "documents/syllable.h"

enum {
    SAMPLE = 64 * 1024, /* bytes by which an encoding is found */
    LEAST_MARKED = 4,   /* words with marks, before a text is taken for one   */
    SOUND = 88, /* percent of the words that must be sound once decoded: gold texts have 94 to 100         */
    MARKED =
        40, /* percent of the words with marks: gold texts have 70 to 92, texts without marks hardly any */
    FOREIGN =
        25 /* percent of words with letters that Vietnamese has not: font codes have 60, damaged scans 3 */
};

const char *ct_old_encoding_name(ct_old_encoding encoding)
{
    static const char *const names[CT_OLD_COUNT] = {
        "TCVN3", "VNI", "VISCII", "VPS", "Windows-1258", "VIQR"
    };

    return names[encoding];
}

bool ct_old_encoding_of_font(const char *font, ct_old_encoding *found, bool *capitals)
{
    static const struct {
        const char *begin;
        ct_old_encoding encoding;
    } fonts[] = { { ".vn", CT_OLD_TCVN3 }, { "vni-", CT_OLD_VNI }, { "vni ", CT_OLD_VNI },
                  { "vps ", CT_OLD_VPS },  { "vps-", CT_OLD_VPS }, { "viscii", CT_OLD_VISCII } };
    size_t len = strlen(font);

    for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++) {
        size_t n = strlen(fonts[i].begin), same = 0;
        while (same < n && same < len &&
               (font[same] >= 'A' && font[same] <= 'Z' ? font[same] + 32 : font[same]) ==
                   fonts[i].begin[same])
            same++;
        if (same < n) continue;
        *found = fonts[i].encoding;
        if (capitals != NULL) *capitals = *found == CT_OLD_TCVN3 && len > n && font[len - 1] == 'H';
        return true;
    }
    return false;
}

static void decode(ct_old_encoding encoding, const char *bytes, size_t n, bool utf8, ct_buffer *to,
                   size_t *replaced)
{
    switch (encoding) {
    case CT_OLD_TCVN3: ct_tcvn3_decode(bytes, n, utf8, to, replaced); break;
    case CT_OLD_VNI: ct_vni_decode(bytes, n, utf8, to, replaced); break;
    case CT_OLD_VIQR: ct_viqr_decode(bytes, n, to, replaced); break;
    case CT_OLD_VISCII:
    case CT_OLD_VPS:
    case CT_OLD_1258: ct_byte_decode(encoding, bytes, n, utf8, to, replaced); break;
    case CT_OLD_COUNT: break;
    }
}

ct_error ct_old_decode(ct_old_encoding encoding, const char *bytes, size_t n, bool utf8, ct_buffer *to,
                       size_t *replaced)
{
    ct_arena *arena = ct_arena_new();
    ct_buffer parts;
    const char *composed = NULL;
    ct_error err = arena == NULL ? ct_no_memory() : ct_ok();

    ct_buffer_init(&parts);
    if (err.code == CT_OK) {
        decode(encoding, bytes, n, utf8, &parts, replaced);
        err = ct_buffer_error(&parts);
    }
    if (err.code == CT_OK) {
        composed = ct_nfc(arena, ct_buffer_string(&parts), parts.len);
        if (composed == NULL) err = ct_no_memory();
    }
    if (err.code == CT_OK) {
        ct_buffer_text(to, composed);
        err = ct_buffer_error(to);
    }
    ct_buffer_clear(&parts);
    ct_arena_free(arena);
    return err;
}

static bool is_plain(const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)bytes[i] >= 0x80) return false;
    return true;
}

/* How sound the text is in an encoding; all zero when out of memory, so that nothing is found. Letters that a
 * word could not hold count against it as they stand in no syllable. */
static ct_spelling spelling_in(ct_old_encoding encoding, const char *bytes, size_t n, bool utf8)
{
    ct_spelling spelling = { 0 };
    size_t replaced = 0;
    ct_buffer text;

    ct_buffer_init(&text);
    decode(encoding, bytes, n, utf8, &text, &replaced);
    if (ct_buffer_error(&text).code == CT_OK && replaced * 200 <= n)
        ct_spelling_add(&spelling, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return spelling;
}

bool ct_old_encoding_find(const char *bytes, size_t n, bool utf8, ct_old_encoding *found)
{
    ct_spelling as_is = { 0 };
    double best = 0;

    n = n < SAMPLE ? n : SAMPLE;
    bool plain = is_plain(bytes, n);
    if (utf8 || plain) {
        ct_spelling_add(&as_is, bytes, ct_utf8_valid(bytes, n)); /* the sample may cut a letter */
        if (as_is.words == 0 || as_is.sound * 100 >= as_is.words * SOUND) return false;
    }
    for (ct_old_encoding e = 0; e < CT_OLD_COUNT; e++) {
        if ((e == CT_OLD_VIQR) != plain) continue;
        ct_spelling spelling = spelling_in(e, bytes, n, utf8);
        double share = ct_spelling_share(&spelling);
        if (spelling.marked < LEAST_MARKED || spelling.sound * 100 < spelling.words * SOUND ||
            spelling.marked * 100 < spelling.words * MARKED)
            continue;
        if (share <= best || ((utf8 || plain) && share < ct_spelling_share(&as_is) + 0.1)) continue;
        best = share;
        *found = e;
    }
    return best > 0;
}

/* A letter or sign of Latin-1 that is in no Vietnamese word. */
static bool is_foreign(int code)
{
    static const char own[] =
        "\xC0\xC1\xC2\xC3\xC8\xC9\xCA\xCC\xCD\xD0\xD2\xD3\xD4\xD5\xD9\xDA\xDD\xE0\xE1\xE2\xE3\xE8\xE9\xEA\xEC\xED\xF0\xF2\xF3\xF4\xF5\xF9\xFA\xFD";

    return code > 0xA0 && code <= 0xFF && code != 0xAB && code != 0xBB && code != 0xB7 && code != 0xD7 &&
           memchr(own, code, sizeof own - 1) == NULL;
}

bool ct_text_is_foreign(const char *text, size_t n)
{
    size_t words = 0, with = 0;
    bool inside = false, letter = false, foreign = false;

    n = n < SAMPLE ? n : SAMPLE;
    for (size_t i = 0; i <= n;) {
        int code = ' ';
        i += i < n ? ct_utf8_next(text + i, n - i, &code) : 1;
        inside = code > ' ' || code < 0;
        letter = letter || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
        foreign = foreign || is_foreign(code);
        if (inside) continue;
        words += letter || foreign;
        with += letter && foreign;
        letter = foreign = false;
    }
    return words >= 8 && with * 100 >= words * FOREIGN;
}
