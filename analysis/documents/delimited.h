/* Inside documents/ only: tables of plain text whose cells are told apart by a sign, TAB or '|', each row on
 * a line of the reader. */
#ifndef CT_DOCUMENTS_DELIMITED_H
#define CT_DOCUMENTS_DELIMITED_H

#include <stdbool.h>
#include <stddef.h>

#include "documents/reader.h"

typedef struct {
    const char *text; /* without blanks around it; borrowed                  */
    size_t len;
    int indent; /* blanks before it                                    */
    bool bold;
} ct_delimited_cell;

typedef struct {
    long line; /* the reader's line it stands at, by index */
    bool head; /* marked as one                            */
    const ct_delimited_cell *cells;
    size_t n;
} ct_delimited_row;

/** Make rows a table of the reader; their lines are given new text. Such text knows no merged cells: in a
 * head of two rows a cell with nothing beside it and names below spans these. CT_EDATA (too large),
 * CT_ENOMEM. */
CT_CHECKED ct_error ct_delimited_tell(ct_reader *reader, const ct_delimited_row *rows, size_t n);

#endif
