/* Inside documents/ only: a reader of a format tells the cells of a table as it meets them, and gets lines
 * and a ct_table_grid.
 *
 * The reader says what the file says; what of it is a head, a title, prose or two tables on one sheet is
 * found here, once for all formats. A builder keeps its own copies; any number of them may be open at a time
 * (nested tables), each ended or cleared. After a failure it takes nothing more and ct_builder_end() returns
 * that failure. */
#ifndef CT_DOCUMENTS_TABLE_BUILDER_H
#define CT_DOCUMENTS_TABLE_BUILDER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/error.h"
#include "documents/reader.h"

enum {
    CT_TABLE_COLUMNS = 256,    /* what stands further to the right is left out                              */
    CT_TABLE_ROWS = 1 << 17,   /* further rows are left out                                                 */
    CT_TABLE_PLACES = 1 << 21, /* rows times columns; a larger table is CT_EDATA                            */
    CT_TABLE_NO_LINE = -1
};

/* How a cell stands in its table; all 0 is a plain cell. */
typedef struct {
    long n_rows, n_columns; /* it spans; 0 is 1; clipped to what is there                                   */
    int indent;
    bool bold;
    bool head;    /* the file marks it as a head (th)                                             */
    bool number;  /* the file stores a number                                                     */
    double value; /* as shown                                                                     */
} ct_cell_look;

typedef struct ct_table_builder ct_table_builder;

/** A builder for one table, or one sheet of a workbook.
 * @param sheet its name, or NULL; copied
 * @param page 1-based, 0 where the format has none; of rows begun from now on ct_builder_page() changes it */
CT_CHECKED ct_error ct_builder_begin(ct_table_builder **out, const char *sheet, long page);

/** Begin the next row. @param head the file marks it as a head, to be repeated on each page
 * @param line the index of the reader's line it stands at, when lines keep their places (plain text),
 * ascending; else CT_TABLE_NO_LINE */
void ct_builder_row(ct_table_builder *builder, bool head, long line);
void ct_builder_page(ct_table_builder *builder, long page);

/** The next cell of the row, in the first place that no cell of a row above covers. n bytes of valid UTF-8,
 * its lines parted by '\n'. */
void ct_builder_cell(ct_table_builder *builder, const char *text, size_t n, const ct_cell_look *look);

/** The same in a given column from 0, at or after the last one. */
void ct_builder_cell_at(ct_table_builder *builder, size_t column, const char *text, size_t n,
                        const ct_cell_look *look);

/** Merge places that were told as cells of their own (workbooks list what is merged apart): the first cell's
 * text holds. Rows and columns from 0, inclusive; of overlapping ones the first counts. */
void ct_builder_merge(ct_table_builder *builder, size_t row, size_t column, size_t last_row,
                      size_t last_column);

/** A note that a cell of the present row refers to; it stands behind the row. n bytes of valid UTF-8. */
void ct_builder_note(ct_table_builder *builder, const char *text, size_t n);

/** The table is whole: its lines and grid go to the reader, titles and prose as paragraphs. The builder is
 * gone, also on error. */
CT_CHECKED ct_error ct_builder_end(ct_table_builder *builder, ct_reader *reader);

void ct_builder_clear(ct_table_builder *builder); /* NULL is fine */

/** Is this all of a figure, with its signs and marks: "12,5", "(2,5)", "≥ 14 - 15 %", "1.250"? Or years
 * alone: "2023", "2023/2022 (%)"? */
bool ct_text_is_figure(const char *text, size_t n);
bool ct_text_is_year(const char *text, size_t n);

#endif
