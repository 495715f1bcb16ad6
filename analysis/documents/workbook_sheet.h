/* Inside documents/ only: a sheet of a workbook. Its cells are kept until what is merged, hidden and noted is
 * known, which files say behind them; then they are told to a table builder without what is hidden and
 * without wide blank stretches. */
#ifndef CT_DOCUMENTS_WORKBOOK_SHEET_H
#define CT_DOCUMENTS_WORKBOOK_SHEET_H

#include <stddef.h>

#include "core/error.h"
#include "documents/table_builder.h"

enum {
    CT_SHEET_ROWS = 1 << 20, /* Excel's and LibreOffice's own limits */
    CT_SHEET_COLUMNS = 1 << 14,
    CT_SHEET_CELLS = 1 << 20, /* further ones with text are left out  */
    CT_SHEET_TEXT =
        1 << 25, /* bytes of all cells: one text that a million cells share must not fill the memory */
    CT_SHEET_MERGES = 1 << 17,
    CT_SHEET_NOTES = 1 << 14
};

typedef struct ct_sheet ct_sheet;

/** An empty sheet, the caller's until ct_sheet_end(); name is copied. After a failure it takes nothing more
 * and the end returns that failure. */
CT_CHECKED ct_error ct_sheet_begin(ct_sheet **out, const char *name);

/** A cell with text, n bytes of UTF-8, copied; rows and columns from 0, in any order. Of two in one place the
 * first counts. Blank ones and ones beyond the limits are left out. Spans of the look are merges. False: it
 * is beyond the limits, and so are all further to the right and below. */
bool ct_sheet_cell(ct_sheet *sheet, size_t row, size_t column, const char *text, size_t n,
                   const ct_cell_look *look);

/** Inclusive. A hidden first place gives its text to the first one that is shown. */
void ct_sheet_merge(ct_sheet *sheet, size_t row, size_t column, size_t last_row, size_t last_column);
void ct_sheet_hide_rows(ct_sheet *sheet, size_t first, size_t last); /* ascending */
void ct_sheet_hide_columns(ct_sheet *sheet, size_t first, size_t last);
void ct_sheet_note(ct_sheet *sheet, size_t row, size_t column, const char *text, size_t n);

/** The sheet's lines and grids go to the reader, behind a heading (level 2) with its name when that says
 * something; what was left out is told to the reader. The sheet is gone, also on error. */
CT_CHECKED ct_error ct_sheet_end(ct_sheet *sheet, ct_reader *reader);
void ct_sheet_clear(ct_sheet *sheet); /* NULL is fine */

/** Have the sheets so far as many places as a document may have? Then the rest is left out: a file may name
 * one sheet a thousand times. */
bool ct_sheets_full(const ct_reader *reader);

/** Does a sheet's name say something: not "Sheet1", "Trang tính 2" (sheet 2), "42", "B1"? */
bool ct_sheet_is_named(const char *name);

/** Blanks before a text, no-break and wide ones too: how far it is set in. *bytes of them. */
int ct_text_blanks(const char *text, size_t n, size_t *bytes);

/** Is this an error that a formula came to: "#N/A", "#DIV/0!", "Err:502"? */
bool ct_text_is_error(const char *text, size_t n);

#endif
