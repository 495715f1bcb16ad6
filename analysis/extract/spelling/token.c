#include "extract/spelling/token.h"

#include <stdlib.h>
#include <string.h>

#include "core/list.h"
#include "core/vietnamese.h"

/* The family of a mark, so that rules see one sign for all dashes and quotes. */
static char mark_of(int c)
{
    switch (c) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xAD: return '-';
    case 0x201C:
    case 0x201D:
    case 0xAB:
    case 0xBB: return '"';
    case 0x2018:
    case 0x2019: return '\'';
    case 0x2026: return '.';
    case 0x2030: return 'm'; /* per mille */
    case 0x2264: return 'L';
    case 0x2265: return 'G';
    case 0x2022:
    case 0x25CF:
    case 0xB7: return '*';
    case 0xF7: return '-'; /* "14÷15" */
    case 0x2DC:
    case 0x223C:
    case 0x2248: return '~';
    case 0xD7: return 'x';
    default: return c > 0 && c < 0x80 ? (char)c : '?';
    }
}

static bool digit(const char *text, size_t n, size_t i)
{
    return i < n && text[i] >= '0' && text[i] <= '9';
}

/* Bytes of the apostrophe at `at` that sets off a group of three digits after one of one to three
 * ("2'200'000"); 0 when it does not. */
static size_t group_apostrophe(const char *text, size_t n, size_t i, size_t at)
{
    size_t used = at < n && text[at] == '\''                                 ? 1
                  : n - at >= 3 && memcmp(text + at, "\xE2\x80\x99", 3) == 0 ? 3
                                                                             : 0,
           before = 0;
    while (before < at - i && digit(text, n, at - before - 1)) before++;
    bool grouped = digit(text, n, at + used) && digit(text, n, at + used + 1) &&
                   digit(text, n, at + used + 2) && !digit(text, n, at + used + 3);
    bool first = before == at - i || (unsigned char)text[at - before - 1] == '\'' ||
                 (unsigned char)text[at - before - 1] == 0x99;
    return used > 0 && grouped && first && before >= 1 && before <= 3 ? used : 0;
}

/* Bytes of the number at i: digits with single points and commas inside, or apostrophes between thousands; 0
 * when there is none. */
static size_t number_length(const char *text, size_t n, size_t i)
{
    size_t at = i;
    for (;;) {
        size_t mark = 0;
        if (digit(text, n, at) ||
            (at > i && at < n && (text[at] == '.' || text[at] == ',') && digit(text, n, at + 1)))
            at++;
        else if (at > i && at < n && (mark = group_apostrophe(text, n, i, at)) > 0)
            at += mark;
        else
            return at - i;
    }
}

/* Superscript digits and brackets: the mark of a note, a power, or the end of a unit. */
static bool raised(int c)
{
    return c == 0xB2 || c == 0xB3 || c == 0xB9 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ||
           c == 0x207D || c == 0x207E;
}

static size_t raised_length(const char *text, size_t n, size_t i)
{
    size_t at = i;
    while (at < n) {
        int c = 0;
        size_t used = ct_utf8_next(text + at, n - at, &c);
        if (!raised(c)) break;
        at += used;
    }
    return at - i;
}

/* "m²", "km²", "dm³": only after a metre is a superscript more of the word; after any other it is a note's.
 */
static bool measures(const char *text, size_t i, size_t at)
{
    return at > i && at - i <= 2 && text[at - 1] == 'm' && (unsigned char)text[i] < 0x80;
}

/* Bytes of the word at i: letters, and digits and apostrophes between them. */
static size_t word_length(const ct_signs *signs, const char *text, size_t n, size_t i)
{
    size_t at = i, end = i;
    while (at < n) {
        int c = 0;
        size_t used = ct_utf8_next(text + at, n - at, &c);
        bool letter = ct_letter_is(signs, c);
        bool inside = (c >= '0' && c <= '9') || ((c == 0xB2 || c == 0xB3) && measures(text, i, at)) ||
                      ((c == '&' || c == '@') && at > i); /* "1&", "KH&CN" */
        bool bridge = (c == '\'' || c == 0x2019) && at > i;
        if (!letter && !inside && !bridge) break;
        at += used;
        if (!bridge) end = at;
    }
    return end - i;
}

static bool upper(const char *text, size_t n)
{
    int c = 0, folded = 0;
    ct_utf8_next(text, n, &c);
    folded = c < 0 ? 0 : ct_letter_index(c);
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    if (folded < 0) return false;
    return (c >= 0xC0 && c <= 0xDE) || c == 0x102 || c == 0x110 || c == 0x128 || c == 0x168 || c == 0x1A0 ||
           c == 0x1AF || (c >= 0x1EA0 && c <= 0x1EF9 && (c & 1) == 0);
}

static ct_token *add(ct_tokens *tokens)
{
    ct_token *grown = ct_list_room(tokens->at, tokens->n, &tokens->capacity, sizeof *grown, 256);
    if (grown == NULL) return NULL;
    tokens->at = grown;
    ct_token *token = &tokens->at[tokens->n++];
    memset(token, 0, sizeof *token);
    return token;
}

/* A number with letters glued on: "0,1ha" and "95ha" are two tokens, "1a" and "4G" are one word. */
static bool splits(const char *text, size_t digits, size_t glued)
{
    bool marked = memchr(text, ',', digits) != NULL || memchr(text, '.', digits) != NULL;
    bool lower = (text[digits] >= 'a' && text[digits] <= 'z') || (unsigned char)text[digits] >= 0xC3;
    return lower && (marked ? digits >= 3 : digits >= 2) && glued >= 2;
}

enum { LONGEST = 64 /* bytes of a word worth looking up */ };

static bool is_space(int c)
{
    return c == ' ' || c == '\t' || c == 0xA0 || c == '\f' || c == '\r' || (c >= 0x2000 && c <= 0x200B) ||
           c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/* "1,5 × 10³": the superscript of a ten that something is multiplied by is its power, and part of the number.
 */
static size_t power_length(const ct_tokens *tokens, const char *text, size_t n, size_t i, size_t digits)
{
    const ct_token *before =
        tokens->n > 1 ? &tokens->at[tokens->n - 2] : NULL; /* the last is the number itself */
    bool times = before != NULL && (before->mark == 'x' || (before->len == 1 && before->text[0] == 'x'));
    return times && digits == 2 && memcmp(text + i, "10", 2) == 0 ? raised_length(text, n, i + digits) : 0;
}

bool ct_tokens_add(ct_tokens *tokens, ct_lexicon *lexicon, const ct_signs *signs, const char *text, size_t n,
                   size_t line, bool damaged)
{
    bool space = true, cell = tokens->n == 0;
    for (size_t i = 0; i < n && tokens->n < CT_MAX_TOKENS;) {
        int c = 0;
        size_t used = ct_utf8_next(text + i, n - i, &c);
        if (is_space(c) || raised(c)) {
            space = space || is_space(c); /* a note's mark takes no part in the sentence */
            cell = cell || c == '\t';
            i += used;
            continue;
        }
        ct_token *token = add(tokens);
        if (token == NULL) return false;
        size_t digits = number_length(text, n, i), word = word_length(signs, text, n, i);
        token->kind = CT_TOKEN_MARK;
        if (digits > 0 &&
            (word <= digits || memchr(text + i, ',', digits) != NULL ||
             memchr(text + i, '.', digits) != NULL || splits(text + i, digits, word - digits))) {
            token->kind = CT_TOKEN_NUMBER;
            used = digits + power_length(tokens, text, n, i, digits);
        } else if (word > 0) {
            token->kind = CT_TOKEN_WORD;
            token->upper = upper(text + i, word);
            used = word;
        } else {
            token->mark = mark_of(c);
        }
        token->text = text + i;
        token->len = (uint32_t)used;
        token->line = line;
        token->space = space;
        token->cell = cell;
        bool sign = token->mark == '%' || token->mark == '/' || token->mark == 'm';
        if (lexicon != NULL && used <= LONGEST && (token->kind != CT_TOKEN_MARK || sign))
            token->reading = ct_lexicon_read(lexicon, token->text, used, damaged);
        space = cell = false;
        i += used;
    }
    return true;
}

void ct_tokens_clear(ct_tokens *tokens)
{
    free(tokens->at);
    *tokens = (ct_tokens){ NULL, 0, 0 };
}

long ct_token_integer(const ct_token *token)
{
    long value = 0;
    if (token->kind != CT_TOKEN_NUMBER || token->len > 9) return -1;
    for (size_t i = 0; i < token->len; i++) {
        if (token->text[i] < '0' || token->text[i] > '9') return -1;
        value = value * 10 + (token->text[i] - '0');
    }
    return value;
}

bool ct_token_capitals(const ct_token *token)
{
    size_t letters = 0;
    for (size_t i = 0; i < token->len;) {
        int c = 0;
        size_t used = ct_utf8_next(token->text + i, token->len - i, &c);
        if (!upper(token->text + i, used)) return false;
        letters++;
        i += used;
    }
    return token->kind == CT_TOKEN_WORD && letters >= 2;
}
