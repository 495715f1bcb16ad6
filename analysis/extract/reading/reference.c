#include "extract/reading/reference.h"

#include <string.h>

enum {
    LINE_BYTES = 160, /* a longer line is text                       */
    NUMBER_BYTES = 40,
    WORD_BYTES = 5, /* of "số" (number) and of what a scan makes of it       */
    DIGITS = 6
};

/* "Số 36-NQ/TU" (number of a resolution), of a scan "S6", "Sé" ('number' in TCVN3) or "$4": a short word that
 * begins like "số" (number). Where what follows it begins; 0: nowhere. */
static size_t after_word(const char *text, size_t n, size_t at)
{
    size_t i = at, end;

    if (i >= n || (text[i] != 'S' && text[i] != 's' && text[i] != '$')) return 0;
    while (i < n && i - at <= WORD_BYTES && text[i] != ' ' && text[i] != ':') i++;
    if (i - at < 2 || i - at > WORD_BYTES) return 0;
    for (end = i; i < n && (text[i] == ' ' || text[i] == ':' || text[i] == '.'); i++) continue;
    return i > end ? i : 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Bytes of a number at i: digits, then letters joined by '/' or '-'; 0 for none. "12-TU" is one, "12/7" is a
 * day. */
static size_t number_at(const char *text, size_t n, size_t i)
{
    size_t at = i, joints = 0, letters = 0;

    while (at < n && is_digit(text[at])) at++;
    if (at == i || at - i > DIGITS) return 0;
    for (; at < n && at - i < NUMBER_BYTES; at++) {
        bool joint = text[at] == '/' || text[at] == '-';
        if (!joint && !is_letter(text[at]) && !is_digit(text[at])) break;
        joints += joint;
        letters += is_letter(text[at]);
    }
    while (at > i && (text[at - 1] == '-' || text[at - 1] == '/')) at--;
    return joints > 0 && letters > 1 ? at - i : 0;
}

/* Does a line, or a column of it, begin at i? */
static bool column_begins(const char *text, size_t i)
{
    while (i > 0 && text[i - 1] == ' ') {
        i--;
        if (i > 0 && text[i - 1] == ' ') return true;
    }
    return i == 0 || text[i - 1] == '|' || text[i - 1] == '\t';
}

const char *ct_reference_find(const ct_line *line, size_t *n)
{
    if (line->len > LINE_BYTES) return NULL;
    for (size_t i = 0; i < line->len; i++) {
        size_t at = column_begins(line->text, i) ? after_word(line->text, line->len, i) : 0;
        if (at > 0 && (*n = number_at(line->text, line->len, at)) > 0) return line->text + at;
    }
    return NULL;
}
