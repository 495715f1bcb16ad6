/* The tables of a document as grids of cells: what stands in which row and column, the same for every format.
 */
#ifndef CT_DOCUMENTS_TABLE_GRID_H
#define CT_DOCUMENTS_TABLE_GRID_H

#include <stdbool.h>
#include <stddef.h>

/* A cell as the file has it. One that is merged over several places is one cell, found at each of them. */
typedef struct {
    const char *
        text; /* in its row's line, not ended by NUL; white space in runs of one, none around; len 0: empty */
    size_t len;
    size_t row, column;       /* where it begins, from 0       */
    size_t n_rows, n_columns; /* what it spans, at least 1 each */
    int indent; /* by how much the file sets its text in; compares only within one column of one table */
    bool bold;
    bool number;  /* the file stores a number; text is how it looks, in the Vietnamese form  */
    double value; /* that number as it is shown: 8.5 for "8,5%" */
} ct_cell;

/* Its rows are lines of kind CT_LINE_ROW, in their order; other lines may stand between them: notes, and
 * lines of plain text that a row took up. The text of such a line is its cells joined by TABs, a merged
 * cell's in the first of its places. */
typedef struct {
    size_t n_rows, n_columns; /* at least 1 each */
    const size_t *lines;      /* of each row the index of its line in the document, ascending      */
    const ct_cell *const
        *cells; /* n_rows * n_columns, row by row: the cell that covers the place; never NULL. Places
                   without one share an empty cell whose row and column mean nothing        */
    size_t
        n_head; /* rows at its top that are heads (names, times, numbers of columns, no figures); may be 0 */
    const char *sheet; /* of a workbook, else NULL */
} ct_table_grid;

/** The cell that covers a place; row < n_rows, column < n_columns. */
static inline const ct_cell *ct_table_grid_at(const ct_table_grid *grid, size_t row, size_t column)
{
    return grid->cells[row * grid->n_columns + column];
}

#endif
