/* TCVN3 (the "ABC" fonts: TCVN 5712:1993, VN3): one byte a letter, which without its font reads "Tû lÖ hé
 * nghÌo" ('poverty rate' in TCVN3) for "Tỷ lệ hộ nghèo" (poverty rate). Capitals were drawn by fonts of their
 * own over the same codes, so that plain text does not tell them from small letters. */
#include <string.h>

#include "core/vietnamese.h"
#include "documents/reader.h"

enum { FIRST = 0xA1, LEAST_WORDS = 5, WORDS_IN = 40 /* one common word in so many */ };

/* The letters of the codes from FIRST on; "" where the code has none. */
static const char *const letters[] = {
    /* A1 */ "Ă", "Â", "Ê",         "Ô", "Ơ", "Ư",         "Đ", "ă", "â", "ê", "ô", "ơ",         "ư",
    "đ",          "",  /* B0 */ "", "",  "",  "",          "",
    /* B5 */ "à", "ả", "ã",         "á", "ạ", "",          "ằ", "ẳ", "ẵ", "ắ", "",  /* C0 */ "", "",
    "",           "",  "",          "",  "ặ", "ầ",         "ẩ", "ẫ", "ấ", "ậ", "è", "",
    /* CE */ "ẻ", "ẽ", "é",         "ẹ", "ề", "ể",         "ễ", "ế", "ệ", "ì", "ỉ", "",          "",
    "",           "ĩ", "í",         "ị", "ò", /* E0 */ "", "ỏ", "õ", "ó", "ọ", "ồ", "ổ",
    /* E7 */ "ỗ", "ố", "ộ",         "ờ", "ở", "ỡ",         "ớ", "ợ", "ù", "",  "ủ", "ũ",         "ú",
    "ụ",          "ừ", "ử",         "ữ", "ứ", "ự",         "ỳ", "ỷ", "ỹ", "ý", "ỵ", "",
};

/* Words of every document, as TCVN3 writes them: và của năm đến các là được tỉnh tế trên đạt hộ lệ người. */
static const char *const common[] = { "v\xB5",
                                      "c\xF1"
                                      "a",
                                      "n\xA8m",
                                      "\xAE\xD5n",
                                      "c\xB8"
                                      "c",
                                      "l\xB5",
                                      "\xAE\xAD\xEE"
                                      "c",
                                      "t\xD8nh",
                                      "t\xD5",
                                      "tr\xAAn",
                                      "\xAE\xB9t",
                                      "h\xE9",
                                      "l\xD6",
                                      "ng\xAD\xEAi" };

/* The next byte of the text, or the code of a letter of two bytes that stands for it where the bytes were
 * saved as UTF-8; *used bytes. */
static int next(const char *bytes, size_t n, bool utf8, size_t *used)
{
    int code = (unsigned char)bytes[0];

    *used = 1;
    if (utf8 && code >= 0x80) *used = ct_utf8_next(bytes, n, &code);
    return code;
}

static bool is_letter(int code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code >= 0x80;
}

static bool is_common(const char *word, size_t n)
{
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (strlen(common[i]) == n && memcmp(common[i], word, n) == 0) return true;
    return false;
}

bool ct_tcvn3_is(const char *bytes, size_t n, bool utf8)
{
    enum { SAMPLE = 64 * 1024, LONGEST = 8 };
    size_t words = 0, known = 0, length = 0, used;
    char word[LONGEST];

    n = n < SAMPLE ? n : SAMPLE;
    for (size_t i = 0; i <= n; i += used) {
        int code = ' ';
        used = 1;
        if (i < n) code = next(bytes + i, n - i, utf8, &used);
        if (code > 0xFF) return false; /* a letter that TCVN3 does not have: the text is what it seems */
        if (is_letter(code)) {
            if (length < LONGEST) word[length] = (char)code;
            length++;
        } else if (length > 0) {
            words++;
            known += length <= LONGEST && is_common(word, length);
            length = 0;
        }
    }
    return known >= LEAST_WORDS && known * WORDS_IN >= words;
}

void ct_tcvn3_decode(const char *bytes, size_t n, bool utf8, ct_buffer *to, size_t *replaced)
{
    size_t used;

    for (size_t i = 0; i < n; i += used) {
        int code = next(bytes + i, n - i, utf8, &used);
        const char *letter = code >= FIRST && code <= 0xFF ? letters[code - FIRST] : "";
        if (letter[0] != '\0') {
            ct_buffer_text(to, letter);
        } else if (code > 0 && code < 0x80) {
            ct_buffer_append(to, bytes + i, 1);
        } else if (utf8 && code > 0) {
            ct_buffer_append(to, bytes + i, used); /* a quotation mark or the like */
        } else {
            ct_buffer_text(to, "\xEF\xBF\xBD");
            ++*replaced;
        }
    }
}
