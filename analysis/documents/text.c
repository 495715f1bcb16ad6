/* What text is made of: encodings, control characters, signs that are not seen. */
#include <stdint.h>
#include <string.h>

#include "core/vietnamese.h"
#include "documents/encodings.h"
#include "documents/reader.h"

static const char unknown[] = "\xEF\xBF\xBD"; /* U+FFFD */

enum {
    SAMPLE = 64 * 1024, /* bytes looked at to tell text from other things */
    BINARY_SHARE = 20,  /* one control character in 20 bytes is no text; bytes at random have one in 10  */
    UTF16_ZERO_SHARE =
        40 /* percent of high bytes that are zero: about 75 in Vietnamese, next to 0 in other files */
};

/* In UTF-16 the high byte of most letters is zero and hardly any low byte is. */
static const char *utf16_find(const char *bytes, size_t n)
{
    size_t zero[2] = { 0, 0 }, half;

    if (n >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0) return "UTF-16LE";
    if (n >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0) return "UTF-16BE";
    n = n < SAMPLE ? n : SAMPLE;
    half = n / 2;
    for (size_t i = 0; i < n; i++) zero[i % 2] += bytes[i] == '\0';
    if (half < 2) return NULL;
    if (zero[1] * 100 >= half * UTF16_ZERO_SHARE && zero[0] * 100 <= half) return "UTF-16LE";
    if (zero[0] * 100 >= half * UTF16_ZERO_SHARE && zero[1] * 100 <= half) return "UTF-16BE";
    return NULL;
}

bool ct_text_is_binary(const char *bytes, size_t n)
{
    size_t controls = 0;

    if (utf16_find(bytes, n) != NULL) return false;
    n = n < SAMPLE ? n : SAMPLE;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)bytes[i];
        controls += (c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1B) || c == 0x7F;
    }
    return controls * BINARY_SHARE > n;
}

static void append_code(ct_buffer *to, uint32_t code)
{
    char s[4];
    size_t n;

    if (code < 0x80) {
        s[0] = (char)code;
        n = 1;
    } else if (code < 0x800) {
        s[0] = (char)(0xC0 | code >> 6);
        n = 2;
    } else if (code < 0x10000) {
        s[0] = (char)(0xE0 | code >> 12);
        n = 3;
    } else {
        s[0] = (char)(0xF0 | code >> 18);
        n = 4;
    }
    for (size_t i = 1; i < n; i++) s[i] = (char)(0x80 | (code >> (6 * (n - 1 - i)) & 0x3F));
    ct_buffer_append(to, s, n);
}

static void replace(ct_buffer *to, size_t *replaced)
{
    ct_buffer_append(to, unknown, sizeof unknown - 1);
    ++*replaced;
}

static uint32_t unit16(const char *bytes, bool little)
{
    uint32_t a = (unsigned char)bytes[0], b = (unsigned char)bytes[1];
    return little ? b << 8 | a : a << 8 | b;
}

static void decode_utf16(const char *bytes, size_t n, bool little, ct_buffer *to, size_t *replaced)
{
    size_t i = n >= 2 && unit16(bytes, little) == 0xFEFF ? 2 : 0;

    for (; i + 2 <= n; i += 2) {
        uint32_t code = unit16(bytes + i, little);
        uint32_t low = i + 4 <= n ? unit16(bytes + i + 2, little) : 0;
        if (code >= 0xD800 && code < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
            append_code(to, 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00));
            i += 2;
        } else if (code == 0 || (code >= 0xD800 && code < 0xE000)) {
            replace(to, replaced);
        } else {
            append_code(to, code);
        }
    }
    if (i < n) replace(to, replaced);
}

/* Whole stretches of sound text are copied at once; only what stops them is looked at byte by byte. */
static void decode_utf8(const char *bytes, size_t n, ct_buffer *to, size_t *replaced)
{
    size_t i = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    const char *nul = memchr(bytes + i, '\0', n - i);

    while (i < n) {
        size_t stop = nul != NULL ? (size_t)(nul - bytes) : n;
        size_t sound = ct_utf8_valid(bytes + i, stop - i);
        int code;
        ct_buffer_append(to, bytes + i, sound);
        i += sound;
        if (i == n) break;
        replace(to, replaced);
        if (i < stop) {
            i += ct_utf8_next(bytes + i, stop - i, &code);
        } else {
            i++;
            nul = memchr(bytes + i, '\0', n - i);
        }
    }
}

ct_error ct_text_decode(const char *bytes, size_t n, ct_buffer *to, size_t *replaced, const char **encoding)
{
    const char *utf16 = utf16_find(bytes, n);
    size_t mark = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    bool utf8 = ct_utf8_valid(bytes, n < SAMPLE ? n : SAMPLE) + 3 >=
                (n < SAMPLE ? n : SAMPLE); /* the sample may cut a letter */
    ct_old_encoding old = CT_OLD_TCVN3;

    *encoding = utf16 != NULL ? utf16 : "UTF-8";
    if (utf16 != NULL) {
        decode_utf16(bytes, n, strcmp(utf16, "UTF-16LE") == 0, to, replaced);
    } else if (ct_tcvn3_is(bytes + mark, n - mark, utf8) ||
               ct_old_encoding_find(bytes + mark, n - mark, utf8, &old)) {
        *encoding = ct_old_encoding_name(old);
        return ct_old_decode(old, bytes + mark, n - mark, utf8, to, replaced);
    } else {
        decode_utf8(bytes, n, to, replaced);
    }
    return ct_buffer_error(to);
}

void ct_controls_clear(char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F) {
            text[i] = ' ';
        } else if (c == 0xC2 && i + 1 < n && (unsigned char)text[i + 1] < 0xA0) { /* U+0080..U+009F */
            text[i] = text[i + 1] = ' ';
            i++;
        }
    }
}

/* What stands for a sign of the font Symbol in the private area F000, where Word keeps it; the codes are
 * those of the font. */
static const struct {
    unsigned char code;
    const char *text;
} symbols[] = { { 0x2B, "+" },
                { 0x2D, "-" },
                { 0xA3, "\xE2\x89\xA4" },
                { 0xB0, "\xC2\xB0" },
                { 0xB1, "\xC2\xB1" },
                { 0xB3, "\xE2\x89\xA5" },
                { 0xB4, "\xC3\x97" },
                { 0xB7, "\xE2\x80\xA2" },
                { 0xB8, "\xC3\xB7" },
                { 0xB9, "\xE2\x89\xA0" },
                { 0xBB, "\xE2\x89\x88" } };

const char *ct_symbol_text(unsigned char code)
{
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (symbols[i].code == code) return symbols[i].text;
    return NULL;
}

const char *ct_text_raised(char c)
{
    static const char plain[] = "0123456789()";
    static const char *const raised[] = { "\xE2\x81\xB0", "\xC2\xB9",     "\xC2\xB2",     "\xC2\xB3",
                                          "\xE2\x81\xB4", "\xE2\x81\xB5", "\xE2\x81\xB6", "\xE2\x81\xB7",
                                          "\xE2\x81\xB8", "\xE2\x81\xB9", "\xE2\x81\xBD", "\xE2\x81\xBE" };
    const char *at = c != '\0' ? strchr(plain, c) : NULL;

    return at != NULL ? raised[at - plain] : NULL;
}

/* Letters without a shape of their own: they steer how a line breaks, joins or runs, and tear a word or
 * number for whoever reads it. */
static bool is_invisible(int code)
{
    return code == 0xAD || code == 0x180E || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x2064) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

/* What the letter is written for, NULL when for itself: its look-alikes of other alphabets and of East Asian
 * widths. */
static const char *written_for(int code, char ascii[2])
{
    if (code == 0xD0 || code == 0x189)
        return "\xC4\x90"; /* Icelandic and African capitals look the same as that of "Đến" (to) */
    if (code == 0xF0 || code == 0x256) return "\xC4\x91";
    if (code == 0x3000) return " ";
    if (code >= 0xF000 && code <= 0xF0FF) return ct_symbol_text((unsigned char)code);
    if (code < 0xFF01 || code > 0xFF5E) return NULL;
    ascii[0] = (char)(code - 0xFEE0);
    ascii[1] = '\0';
    return ascii;
}

static bool digit_at(const char *text, size_t n, size_t i)
{
    return i < n && text[i] >= '0' && text[i] <= '9';
}

size_t ct_text_tidy(char *text, size_t n, bool drawn)
{
    size_t at = 0;

    ct_controls_clear(text, n);
    for (size_t i = 0; i < n;) {
        unsigned char c = (unsigned char)text[i];
        char ascii[2];
        int code = c;
        size_t used = 1;
        /* Lead bytes of what is looked for; Vietnamese has C3 and C6 too, but most letters are passed over
         * here. */
        if (c >= 0xC2 &&
            (c <= 0xC3 || c == 0xC6 || c == 0xC9 || c == 0xE2 || c == 0xE3 || c == 0xE1 || c >= 0xEF))
            used = ct_utf8_next(text + i, n - i, &code);
        const char *other = used > 1 ? written_for(code, ascii) : NULL;
        bool hyphen = code == 0xAD && used > 1 && drawn && at > 0 && digit_at(text, at, at - 1) &&
                      digit_at(text, n, i + used);
        if (hyphen) other = "-"; /* a page shows it: "14-15%" */
        if (other != NULL) {
            size_t len = strlen(other); /* never more bytes than what it stands for */
            memcpy(text + at, other, len);
            at += len;
        } else if (used == 1 || !is_invisible(code)) {
            memmove(text + at, text + i, used);
            at += used;
        }
        i += used;
    }
    if (at < n) text[at] = '\0';
    return at;
}
