/* Inside documents/ only: words with places, in lines, whatever they come from. A PDF's places are its
 * points, those of plain text are characters and lines; tables are found in both in the same way, by what
 * stands below each other. */
#ifndef CT_DOCUMENTS_PLACED_H
#define CT_DOCUMENTS_PLACED_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/error.h"
#include "documents/table_builder.h"

enum { CT_PLACED_PIECES = 64 }; /* of a line; one with more is no row of a table */

typedef struct {
    double x0, x1;
    const char *text; /* no white space but in upright heads, which are one word each; not ended by NUL */
    size_t len;
} ct_placed;

typedef struct {
    double y, height; /* middle, and height of its letters: 1 in plain text */
    double gap; /* a distance between words that may part cells                                             */
    double blank;           /* the usual one between words of running text           */
    double wide;            /* one that hardly ever stands in running text            */
    const ct_placed *words; /* left to right */
    size_t n;
    long page;
    size_t index; /* of the reader's line, in plain text */
    bool rule;  /* a rule of dashes; its words are the strokes, each over a column                          */
    bool fixed; /* plain text: the line keeps its number. Nobody laid it out, so more is asked of a table */
} ct_placed_line;

/* Words next to each other: first .. first + n - 1 of a line. */
typedef struct {
    double x0, x1;
    size_t first, n;
} ct_piece;

typedef struct {
    ct_piece at[CT_PLACED_PIECES];
    size_t n; /* 0 also for a rule and for a line with too many */
} ct_pieces;

typedef struct {
    size_t n;
    double from[CT_PLACED_PIECES],
        to[CT_PLACED_PIECES];     /* what the words of a column take; in order, hardly ever overlapping */
    bool value[CT_PLACED_PIECES]; /* it holds figures */
    bool right[CT_PLACED_PIECES]; /* its figures are set at the right of their cells */
    size_t name;   /* the one that says what a row is about                                               */
    bool ordinals; /* rows begin with a number of their own, in the first column: 1, a), IV               */
    bool ruled;    /* a rule showed them: words that begin where a column does belong to it               */
} ct_columns;

/* A table found: lines begin .. body - 1 are its head, body .. end - 1 its rows. */
typedef struct {
    const ct_placed_line *lines;
    size_t begin, body, end;
    ct_columns columns;
    bool continues; /* it is more of the table before, on the next page */
    bool fits;      /* it begins a page in the columns of the table that ended the one before */
    bool spaced;    /* blank lines or rules between all rows: what stands together is one row */
} ct_found;

/* ---- placed.c: words and pieces ---- */

/** The pieces of a line at its gaps; with ordinals a number of the row is a piece of its own. */
void ct_placed_cut(const ct_placed_line *line, bool ordinals, ct_pieces *out);

bool ct_placed_ordinal(const ct_placed *word); /* "1", "12.", "a)", "IV"                              */
bool ct_placed_digits(const ct_placed *word);  /* digits, points, commas, % only                     */
bool ct_placed_figure(const ct_placed_line *line,
                      const ct_piece *piece); /* a figure or range with its signs, no year  */
bool ct_placed_nothing(const ct_placed_line *line,
                       const ct_piece *piece);    /* "-", "...", "x": a value that is missing */
bool ct_placed_small(const char *text, size_t n); /* begins with a small letter                         */

/* ---- gutters.c ---- */

/** The columns of a table from the lines with the given indexes, those with figures; wrapped names stand in
 * lines between them. */
void ct_columns_find(const ct_placed_line *lines, const size_t *seeds, size_t n, ct_columns *out);

/** The columns that a rule of three strokes or more shows; false when it shows none. */
bool ct_columns_ruled(const ct_placed_line *rule, ct_columns *out);

/** The pieces of a line, parted where columns are. */
void ct_columns_cut(const ct_columns *columns, const ct_placed_line *line, ct_pieces *out);

/** The column a piece lies over most, else the nearest; how far it lies over a column. */
size_t ct_columns_at(const ct_columns *columns, const ct_piece *piece);
double ct_columns_over(const ct_columns *columns, size_t column, const ct_piece *piece);

/** Columns that stand in the head alone, right of all figures, from lines begin .. end - 1. */
void ct_columns_extend(ct_columns *columns, const ct_placed_line *lines, size_t begin, size_t end);

/** Do the columns of a part of a table lie over as many, or some, of those of the part before? Then these
 * hold for it too. */
bool ct_columns_take(const ct_columns *before, ct_columns *part);

/** Words that run from the name's column or before it into the next: a title, a group of rows or running
 * text. */
bool ct_columns_across(const ct_columns *columns, const ct_pieces *pieces);

/* ---- finder.c ---- */

/** The tables among n lines, in order, in the arena. */
CT_CHECKED ct_error ct_tables_find(ct_arena *arena, const ct_placed_line *lines, size_t n, ct_found **out,
                                   size_t *n_out);

/* ---- tell.c, heads.c, body.c ---- */

/** Tell the first of n tables to the reader, with those behind it that continue it: *used in all. Rows of
 * plain text stand at their lines, which lose their words to them. */
CT_CHECKED ct_error ct_found_tell(ct_reader *reader, ct_found *tables, size_t n, size_t *used);

/** The rows of a head, and those below it, to a builder. */
CT_CHECKED ct_error ct_heads_tell(ct_arena *arena, const ct_found *table, ct_table_builder *builder);
CT_CHECKED ct_error ct_body_tell(ct_arena *arena, const ct_found *table, ct_table_builder *builder);

/** Words of a piece behind what a cell holds already, as they wrap: "2021-" and "2023" are joined, the rest
 * with a blank. */
void ct_cell_append(ct_buffer *cell, const ct_placed_line *line, const ct_piece *piece);

#endif
