/* Inside documents/ only: what of a head's words is one cell, and which cells stand over which columns. */
#ifndef CT_DOCUMENTS_HEAD_TREE_H
#define CT_DOCUMENTS_HEAD_TREE_H

#include "documents/placed.h"

enum { CT_HEAD_WORDS = 256, CT_HEAD_NONE = -1 };

/* Words of a head that stand next to each other in one of its lines. */
typedef struct {
    const ct_placed_line *line;
    size_t at; /* the line's place in the table's lines, not falling from word to word */
    ct_piece piece;
    int cell; /* which one they belong to: out                                        */
} ct_head_word;

typedef struct {
    size_t a, b; /* columns, inclusive       */
    size_t line; /* its first                */
    int above;   /* the cell that spans it   */
} ct_head_cell;

/** The cells of a head of n words, CT_HEAD_WORDS at most, from left to right in each of its lines.
 * @param cells room for CT_HEAD_WORDS; a cell stands behind the one above it */
CT_CHECKED ct_error ct_head_tree(ct_arena *arena, const ct_columns *columns, ct_head_word *words, size_t n,
                                 ct_head_cell *cells, size_t *n_cells);

#endif
