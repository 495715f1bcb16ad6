#include "extract/token.h"

#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"

/* The family of a mark, so that rules see one sign for all dashes and quotes. */
static char mark_of(int c)
{
    switch (c) {
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: case 0xAD: return '-';
    case 0x201C: case 0x201D: case 0xAB: case 0xBB: return '"';
    case 0x2018: case 0x2019: return '\'';
    case 0x2026: return '.';
    case 0x2030: return 'm'; /* per mille */
    case 0x2264: return 'L';
    case 0x2265: return 'G';
    case 0x2022: case 0x25CF: case 0xB7: return '*';
    case 0xB2: return '2';
    case 0xB3: return '3';
    default: return c > 0 && c < 0x80 ? (char)c : '?';
    }
}

static bool digit(const char *text, size_t n, size_t i)
{
    return i < n && text[i] >= '0' && text[i] <= '9';
}

/* Bytes of the number at i: digits with single points and commas inside; 0 when there is none. */
static size_t number_length(const char *text, size_t n, size_t i)
{
    size_t at = i;
    while (digit(text, n, at) || (at > i && at < n && (text[at] == '.' || text[at] == ',') && digit(text, n, at + 1)))
        at++;
    return at - i;
}

/* Bytes of the word at i: letters, and digits and apostrophes between them. */
static size_t word_length(const ct_signs *signs, const char *text, size_t n, size_t i)
{
    size_t at = i, end = i;
    while (at < n) {
        int c = 0;
        size_t used = ct_utf8_next(text + at, n - at, &c);
        bool letter = ct_letter_is(signs, c);
        bool inside = (c >= '0' && c <= '9') || c == 0xB2 || c == 0xB3 || ((c == '&' || c == '@') && at > i); /* "1&", "KH&CN" */
        bool bridge = (c == '\'' || c == 0x2019) && at > i;
        if (!letter && !inside && !bridge)
            break;
        at += used;
        if (!bridge)
            end = at;
    }
    return end - i;
}

static bool upper(const char *text, size_t n)
{
    int c = 0, folded = 0;
    ct_utf8_next(text, n, &c);
    folded = c < 0 ? 0 : ct_letter_index(c);
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    if (folded < 0)
        return false;
    return (c >= 0xC0 && c <= 0xDE) || c == 0x102 || c == 0x110 || c == 0x128 || c == 0x168 || c == 0x1A0 || c == 0x1AF ||
           (c >= 0x1EA0 && c <= 0x1EF9 && (c & 1) == 0);
}

static ct_token *add(ct_tokens *tokens)
{
    if (tokens->n == tokens->capacity) {
        size_t capacity = tokens->capacity == 0 ? 256 : tokens->capacity * 2;
        ct_token *grown = realloc(tokens->at, capacity * sizeof *grown);
        if (grown == NULL)
            return NULL;
        tokens->at = grown;
        tokens->capacity = capacity;
    }
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

bool ct_tokens_add(ct_tokens *tokens, ct_lexicon *lexicon, const ct_signs *signs, const char *text, size_t n, size_t line, bool damaged)
{
    bool space = true, cell = tokens->n == 0;
    for (size_t i = 0; i < n && tokens->n < CT_MAX_TOKENS;) {
        int c = 0;
        size_t used = ct_utf8_next(text + i, n - i, &c);
        if (c == ' ' || c == '\t' || c == 0xA0 || c == '\f' || c == '\r' || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF) {
            space = true;
            cell = cell || c == '\t';
            i += used;
            continue;
        }
        ct_token *token = add(tokens);
        if (token == NULL)
            return false;
        size_t digits = number_length(text, n, i), word = word_length(signs, text, n, i);
        token->kind = CT_TOKEN_MARK;
        if (digits > 0 && (word <= digits || memchr(text + i, ',', digits) != NULL || memchr(text + i, '.', digits) != NULL ||
                           splits(text + i, digits, word - digits))) {
            token->kind = CT_TOKEN_NUMBER;
            used = digits;
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
    if (token->kind != CT_TOKEN_NUMBER || token->len > 9)
        return -1;
    for (size_t i = 0; i < token->len; i++) {
        if (token->text[i] < '0' || token->text[i] > '9')
            return -1;
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
        if (!upper(token->text + i, used))
            return false;
        letters++;
        i += used;
    }
    return token->kind == CT_TOKEN_WORD && letters >= 2;
}
