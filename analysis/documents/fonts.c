/* Fonts from before Unicode. Their text is kept as the Latin letters that its bytes look like, and only the
 * name of the font says what was written: ".VnTime" and its kin hold TCVN3, "VNI-Times" and its kin VNI. A
 * name alone proves nothing, though: many files were turned into Unicode with the old names left behind. So
 * it is first asked of the whole text whether its letters are of the old kind. */
#ifdef CHITIEU_HAVE_WORD

#include <string.h>

#include "core/vietnamese.h"
#include "documents/encodings.h"
#include "documents/word.h"

static bool begins(const char *name, const char *with)
{
    for (; *with != '\0'; name++, with++) {
        char lower = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
        if (lower != *with) return false;
    }
    return true;
}

ct_font ct_font_of_name(const char *name)
{
    size_t n = strlen(name);

    if (begins(name, ".vn")) return n > 0 && name[n - 1] == 'H' ? CT_FONT_TCVN3_CAPITALS : CT_FONT_TCVN3;
    if (begins(name, "vni-") || begins(name, "vni ")) return CT_FONT_VNI;
    if (begins(name, "vps ") || begins(name, "vps-") || begins(name, "bkhcm ")) return CT_FONT_UNKNOWN;
    return CT_FONT_UNICODE;
}

/* Letters beyond ASCII take the font of w:hAnsi, when it is not said that of w:ascii; a theme has fonts of
 * its own, which are Unicode. */
ct_font ct_font_named(const char **attributes, ct_font otherwise)
{
    const char *name = ct_xml_attribute(attributes, "w:hAnsi");

    if (name == NULL) name = ct_xml_attribute(attributes, "w:ascii");
    if (name != NULL) return ct_font_of_name(name);
    return ct_xml_attribute(attributes, "w:hAnsiTheme") != NULL ? CT_FONT_UNICODE : otherwise;
}

bool ct_font_is_old(ct_font font)
{
    return font >= CT_FONT_TCVN3;
}

/* What Vietnamese in Unicode has and no old font could hold: the letters beyond Latin-1 and combining marks.
 */
static bool is_unicode_letter(int code)
{
    return (code >= 0x1EA0 && code <= 0x1EF9) || code == 0x102 || code == 0x103 || code == 0x110 ||
           code == 0x111 || code == 0x128 || code == 0x129 || code == 0x168 || code == 0x169 ||
           code == 0x1A0 || code == 0x1A1 || code == 0x1AF || code == 0x1B0 ||
           (code >= 0x300 && code <= 0x323);
}

static bool is_ascii_letter(int code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

/* Beside a letter, a sign that Latin-1 has for other things: "®Õn" ('to' in TCVN3), "n¨m"; in VNI a vowel
 * with a mark behind it: "taêng" ('increase' in VNI), "keá" ('count' in VNI). */
static bool is_old_letter(ct_font font, int before, int code)
{
    if (font != CT_FONT_VNI) return code >= 0xA1 && code <= 0xBF && is_ascii_letter(before);
    return code >= 0xC0 && code <= 0xFF && before > 0 && before < 0x80 &&
           strchr("aeouyAEOUY", before) != NULL;
}

void ct_font_weigh(ct_font_evidence *evidence, ct_font font, const char *text, size_t n)
{
    int before = 0, code;

    if (!ct_font_is_old(font)) return;
    for (size_t i = 0, used; i < n; i += used, before = code) {
        used = ct_utf8_next(text + i, n - i, &code);
        if (is_unicode_letter(code)) evidence->unicode[font]++;
        if (is_old_letter(font, before, code)) evidence->old[font]++;
        if (code >= 0xC0 && code <= 0xFF) evidence->either[font]++;
    }
}

/* Of the fonts with capitals and without the same is held: an office turns both into Unicode or neither. */
static bool is_old(const ct_font_evidence *evidence, ct_font font)
{
    bool tcvn3 = font == CT_FONT_TCVN3 || font == CT_FONT_TCVN3_CAPITALS;
    size_t old =
        tcvn3 ? evidence->old[CT_FONT_TCVN3] + evidence->old[CT_FONT_TCVN3_CAPITALS] : evidence->old[font];
    size_t unicode = tcvn3 ? evidence->unicode[CT_FONT_TCVN3] + evidence->unicode[CT_FONT_TCVN3_CAPITALS]
                           : evidence->unicode[font];

    return old > unicode;
}

ct_font ct_font_settle(const ct_font_evidence *evidence, ct_font font, const char *text, size_t n)
{
    int code;

    if (!ct_font_is_old(font)) return font;
    for (size_t i = 0; i < n;) {
        i += ct_utf8_next(text + i, n - i, &code);
        if (is_unicode_letter(code)) return CT_FONT_UNICODE;
    }
    if (font == CT_FONT_UNKNOWN)
        return evidence->unicode[font] == 0 && evidence->either[font] > 0 ? font : CT_FONT_UNICODE;
    return is_old(evidence, font) ? font : CT_FONT_UNICODE;
}

/* Small letters of TCVN3 drawn as capitals: their own codes have no capitals with marks. */
static void raise_case(ct_buffer *text, size_t from)
{
    for (size_t i = from; i < text->len;) {
        int code;
        size_t used = ct_utf8_next(text->data + i, text->len - i, &code);
        char *at = text->data + i;
        if (used == 1 && *at >= 'a' && *at <= 'z') *at = (char)(*at - 'a' + 'A');
        if (code >= 0xE0 && code <= 0xFE && code != 0xF7) at[1] = (char)(at[1] - 0x20);
        if ((code >= 0x1EA0 && code <= 0x1EF9) || code == 0x103 || code == 0x111 || code == 0x129 ||
            code == 0x169 || code == 0x1A1) {
            if (code % 2 == 1)
                at[used - 1]--; /* each capital stands just before its small letter, in the same row of 64 */
        }
        if (code == 0x1B0) memcpy(at, "\xC6\xAF", 2);
        i += used;
    }
}

void ct_font_decode(ct_font font, const char *text, size_t n, ct_buffer *to)
{
    size_t replaced = 0, from = to->len;

    switch (font) {
    case CT_FONT_TCVN3:
    case CT_FONT_TCVN3_CAPITALS:
        ct_tcvn3_decode(text, n, true, to, &replaced);
        if (font == CT_FONT_TCVN3_CAPITALS) raise_case(to, from);
        break;
    case CT_FONT_VNI:
        if (ct_old_decode(CT_OLD_VNI, text, n, true, to, &replaced).code != CT_OK)
            to->failed = true; /* out of memory */
        break;
    default: ct_buffer_append(to, text, n);
    }
}

bool ct_font_is_named(const char *text)
{
    static const char *const names[] = { ".Vn", ".VN", "VNI", "VPS", "BKHCM" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strstr(text, names[i]) != NULL) return true;
    return false;
}

#else
typedef int ct_fonts_not_built; /* ISO C wants a declaration in every file */
#endif
