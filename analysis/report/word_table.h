/* Tables in Word's own markup: fixed widths, a head repeated on each page, rows not split, borders of their
 * own, so that they look the same with every template. */
#ifndef CT_REPORT_WORD_TABLE_H
#define CT_REPORT_WORD_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/buffer.h"

enum { CT_WORD_COLUMNS = 20 };

typedef enum { CT_CELL_LEFT, CT_CELL_CENTRE, CT_CELL_RIGHT } ct_cell_side;

typedef struct {
    ct_buffer *to;
    size_t n;                        /* columns, CT_WORD_COLUMNS at most                       */
    double weights[CT_WORD_COLUMNS]; /* widths in proportion                                   */
    ct_cell_side sides[CT_WORD_COLUMNS];
    long width;                   /* of the whole, twentieths of a point                    */
    int size;                     /* of its letters, half points                            */
    long widths[CT_WORD_COLUMNS]; /* made by ct_word_table_begin()                          */
    size_t column;                /* of the next cell                                       */
    bool head;
} ct_word_table;

/** Begin the table: to, n, weights, sides, width and size are set. */
void ct_word_table_begin(ct_word_table *table);
void ct_word_table_end(ct_word_table *table);

/** Begin and end a row; a head is repeated on each page. */
void ct_word_row(ct_word_table *table, bool head);
void ct_word_row_end(ct_word_table *table);

/** One cell; text is escaped. `raised` follows it as superscript; NULL: nothing. */
void ct_word_cell(ct_word_table *table, const char *text, const char *raised);

#endif
