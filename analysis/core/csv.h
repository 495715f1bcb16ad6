/* CSV cells on libcsv: the layer under tables, for files whose columns are not fixed. */
#ifndef CT_CORE_CSV_H
#define CT_CORE_CSV_H

#include <stddef.h>

#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"

typedef struct {
    const char *const *cells; /* n_cells strings, never NULL                */
    size_t             n_cells;
    long               line;  /* 1-based line of the file where it begins   */
} ct_csv_row;

typedef struct {
    const ct_csv_row *rows;
    size_t            n;
} ct_csv;

/** All rows of a CSV text, in the arena. A byte-order mark is skipped, blank lines are not rows.
 * @return CT_OK; CT_EPARSE (a stray or unclosed quote, a NUL, not UTF-8) with the line; CT_ENOMEM */
CT_CHECKED ct_error ct_csv_parse(ct_arena *arena, const char *text, size_t n, ct_csv *out);

/** Append one cell, quoted where RFC 4180 needs it. Text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a
 * carriage return, and is no plain number) or that begins with an apostrophe gets a leading apostrophe. */
void ct_csv_cell(ct_buffer *to, const char *text);

/** The cell's text without the apostrophe that ct_csv_cell() put before it. */
const char *ct_csv_unguard(const char *cell);

#endif
