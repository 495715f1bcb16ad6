/* CSV cells on libcsv: the layer under tables, for files whose columns are not fixed. */
#ifndef CT_CORE_CSV_H
#define CT_CORE_CSV_H

#include <stddef.h>

#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"

typedef struct {
    const char *const *cells; /* n_cells strings, never NULL                */
    size_t n_cells;
    long line; /* 1-based line of the file where it begins   */
} ct_csv_row;

typedef struct {
    const ct_csv_row *rows;
    size_t n;
} ct_csv;

enum {
    CT_CSV_ROW_LIMIT = 16 * 1024 * 1024
}; /* bytes of one row at most: a quote that is never closed must not fill the memory */

/* What is done with each row; the row and its cells are borrowed until it returns. An error ends the reading.
 */
typedef ct_error (*ct_csv_take)(void *context, const ct_csv_row *row);

/* Reads a text that comes in pieces of any size; only the row being read is held. Faults are found in the
 * order of the text, so that they do not depend on the pieces. */
typedef struct ct_csv_reader ct_csv_reader;

/** A reader that gives each row to `take`; the caller's, NULL on error. CT_ENOMEM */
CT_CHECKED ct_error ct_csv_reader_new(ct_csv_reader **out, ct_csv_take take, void *context);

/** Read the next piece. A byte-order mark at the beginning is skipped, blank lines are not rows. After an
 * error the reader is of no more use.
 * @return CT_OK; what `take` answered; CT_EPARSE (a stray quote, a NUL, not UTF-8, a row over the limit) with
 * the line; CT_ENOMEM */
CT_CHECKED ct_error ct_csv_reader_feed(ct_csv_reader *reader, const char *text, size_t n);

/** The text has ended: read the last row, which needs no line end. Errors as ct_csv_reader_feed(), and
 * CT_EPARSE for an unclosed quote. */
CT_CHECKED ct_error ct_csv_reader_end(ct_csv_reader *reader);
void ct_csv_reader_free(ct_csv_reader *reader); /* NULL is fine */

/** All rows of a CSV text, in the arena. Errors as the reader's. */
CT_CHECKED ct_error ct_csv_parse(ct_arena *arena, const char *text, size_t n, ct_csv *out);

/** The same of a text whose cells another character separates: ';' or a TAB, as spreadsheets save where the
 * comma is a decimal sign. */
CT_CHECKED ct_error ct_csv_parse_separated(ct_arena *arena, const char *text, size_t n, char separator,
                                           ct_csv *out);

/** The reader's cells are separated by this character instead of a comma; before the first piece. */
void ct_csv_reader_separate(ct_csv_reader *reader, char separator);

/** Append one cell, quoted where RFC 4180 needs it. Text that a spreadsheet would run as a formula (it begins
 * with = + - @, one of their full-width forms, a tab or a carriage return, and is no plain number) or that
 * begins with an apostrophe gets a leading apostrophe. */
void ct_csv_cell(ct_buffer *to, const char *text);

/** The same where another character separates the cells. */
void ct_csv_cell_separated(ct_buffer *to, const char *text, char separator);

/** The cell's text without the apostrophe that ct_csv_cell() put before it. */
const char *ct_csv_unguard(const char *cell);

#endif
