/* Tokens: words, numbers and marks of a run of lines, each with the bytes it came from. */
#ifndef CT_EXTRACT_TOKEN_H
#define CT_EXTRACT_TOKEN_H

#include "documents/document.h"
#include "extract/spelling/lexicon.h"

typedef enum { CT_TOKEN_WORD, CT_TOKEN_NUMBER, CT_TOKEN_MARK } ct_token_kind;

typedef struct {
    const char *text; /* len bytes of the line, not terminated                                     */
    size_t line;      /* index of the line in the document                                         */
    uint32_t len;
    uint8_t kind; /* ct_token_kind                                                             */
    char mark; /* of a mark: one ASCII sign for its family ('-' for any dash, 'x' for times, '<', '>', 'G' for
                  >=, 'L' for <=); else 0 */
    bool space;         /* white space, a line's start or a cell's start stands before it            */
    bool cell;          /* first of a table cell                                                     */
    bool upper;         /* a word that begins with a capital                                         */
    bool taken;         /* a number that belongs to a time, a name or an enumeration                 */
    bool as_word;       /* a number that a scan made of a word                                       */
    ct_reading reading; /* candidates of a word or number                                            */
} ct_token;

enum { CT_MAX_TOKENS = 20000 }; /* of one paragraph; the rest of a longer one is not read */

typedef struct {
    ct_token *at;
    size_t n, capacity;
} ct_tokens;

/** Append the tokens of one line. At most CT_MAX_TOKENS in all; false when out of memory.
 * @param lexicon gives the readings; NULL: none are looked up
 * @param damaged see ct_lexicon_read() */
bool ct_tokens_add(ct_tokens *tokens, ct_lexicon *lexicon, const ct_signs *signs, const char *text, size_t n,
                   size_t line, bool damaged);
void ct_tokens_clear(ct_tokens *tokens);

/** True when the token is this mark. */
static inline bool ct_token_is_mark(const ct_tokens *tokens, size_t i, char mark)
{
    return i < tokens->n && tokens->at[i].kind == CT_TOKEN_MARK && tokens->at[i].mark == mark;
}

/** True for a word of two or more letters, all of them capitals. */
bool ct_token_capitals(const ct_token *token);

/** The value of a token of at most nine digits and nothing else, or -1. */
long ct_token_integer(const ct_token *token);

#endif
