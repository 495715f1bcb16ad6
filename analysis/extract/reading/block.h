/* Blocks: the paragraphs, headings, notes and table rows that the lines of a document make up, and the
 * documents bound in it. */
#ifndef CT_EXTRACT_BLOCK_H
#define CT_EXTRACT_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/date.h"
#include "core/error.h"
#include "documents/document.h"

/* Ranks of what stands above what, in tens so that an introduction ("...:") fits between. */
enum {
    CT_RANK_CAPITALS = 10,
    CT_RANK_ROMAN = 20,
    CT_RANK_NUMBER = 30,
    CT_RANK_LETTER = 60,
    CT_RANK_SHORT = 65,
    CT_RANK_BRACKET = 70,
    CT_RANK_TEXT = 72,
    CT_RANK_DASH = 80,
    CT_RANK_PLUS = 90,
    CT_RANK_INTRODUCTION = 4
};

typedef struct {
    const size_t *lines; /* indices of its lines, ascending; not always neighbours                     */
    size_t n_lines;
    size_t skip;       /* bytes of the first line before its text: marker and space                  */
    size_t end;        /* one past the last byte of its last line that is its own; 0: all of it      */
    size_t section;    /* index of the bound document it is in                                       */
    int rank;          /* CT_RANK_...                                                                */
    bool heading;      /* names what follows                                                         */
    bool introduction; /* ends in a colon                                                       */
    bool note;         /* a footnote                                                                 */
    bool row;          /* a table row                                                                */
    bool capitals;     /* most of its letters are capitals                                           */
} ct_block;

typedef struct {
    const ct_block *blocks;
    size_t n;
    bool damaged; /* the text comes from a scan                                               */
    bool wide;    /* lines are whole paragraphs                                               */
} ct_blocks;

/** Find the blocks of a document; all in the arena. */
CT_CHECKED ct_error ct_blocks_find(ct_arena *arena, const ct_document *document, ct_blocks *out);

/** Does any of its lines have a digit? Without one there is neither a figure nor a year in it. */
bool ct_block_has_digit(const ct_document *document, const ct_block *block);

#endif
