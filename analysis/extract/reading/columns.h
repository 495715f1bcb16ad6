/* What each column of a table is, by its heads and by what stands in it: names, units, or figures of one
 * time, kind and measure. */
#ifndef CT_EXTRACT_COLUMNS_H
#define CT_EXTRACT_COLUMNS_H

#include "extract/reading/resolve.h"

typedef enum {
    CT_COLUMN_VALUES,
    CT_COLUMN_NAMES, /* what each row is about                                       */
    CT_COLUMN_PARTS, /* a second column of names: "Thành thị" (urban) beside "Tỷ lệ lao động" (share of
                        workers) */
    CT_COLUMN_UNITS,
    CT_COLUMN_NUMBERS, /* of the rows: 1, I, a)                                        */
    CT_COLUMN_SKIPPED  /* remarks, bodies in charge, sources                           */
} ct_column_role;

enum { CT_HEAD_CELLS = 4 };

typedef struct {
    ct_column_role role;
    ct_span heads[CT_HEAD_CELLS]; /* the cells above it, from the outermost to its own; those without text are
                                     left out */
    size_t n_heads;
    ct_period period; /* not known where its heads name none */
    int kind;         /* ct_kind, or CT_NONE where its heads do not tell         */
    int measure; /* ct_measure where its heads tell one: comparisons, growth; else CT_NONE: the row tells */
    int aggregation;  /* ct_aggregation or CT_NONE  */
    ct_period base;   /* what it is compared with   */
    bool assumed;     /* its kind is, for lack of a word     */
    bool silent;      /* no head of its table names a kind      */
    size_t years;     /* how many columns of its table are of different single years     */
    bool points;      /* "Tăng (%)" (growth, %): growth of amounts, of shares a difference in points      */
    bool compared;    /* holds comparisons with a plan or another time, not levels    */
    size_t name_cell; /* which of its heads, counted from 1, is the innermost that names more than a time or
                         kind; 0 none */
    bool worded;      /* and does so in words of its own, not only by a unit      */
    bool named; /* its heads name more than a time, kind, unit or comparison: an indicator or a part       */
    ct_mention unit; /* named in its heads; unit.unit NULL where none is  */
    size_t part_of; /* the column that it tells a part of, "Trong đó: nâng cao" (of which: advanced) beside
                       "Số xã đạt chuẩn" (communes that meet the standard); SIZE_MAX none */
    const char *territory; /* "huyện Bù Đăng" (Bù Đăng district) of a column in a list of places, whose head
                              is then none of `heads`; or NULL */
    ct_span place_head; /* that head */
    size_t place_row; /* the row of the table's head that lists places, this column's too; SIZE_MAX none   */
} ct_head;

/* A table with its rows read. */
typedef struct {
    const ct_table_grid *grid;
    const ct_passage *const *rows; /* n_rows of them                                         */
    const ct_setting *setting;
    ct_head *columns; /* n_columns                                              */
} ct_printed_table;

/** The tokens of the cell that covers a place; from == to where it is empty. */
ct_span ct_table_cell_span(const ct_printed_table *table, size_t row, size_t column);

/** The span without its translation: "Nhà nước - State" (state sector) is "Nhà nước" (state). */
ct_span ct_span_in_vietnamese(ct_span span);

/** What the words of a section's row say of the figures below it: "Chỉ số phát triển (Năm trước = 100)"
 * (index of development, previous year = 100) that they are multiples; CT_NONE. */
int ct_measure_of_section(const ct_span *span);

/** What a row says whose name is nothing but a comparison, of the row above it: "Tăng so với năm trước (%)"
 * (growth against the previous year, %) that it is growth; CT_NONE for any other name. */
int ct_measure_of_comparison(const ct_span *span);

/** The ct_kind that a head's or cell's word names at token i ("KH", "ƯTH" (estimate)), and where it ends;
 * CT_NONE, and *end as it was, for another word. */
int ct_kind_at(const ct_passage *p, size_t i, size_t *end);

/** Do the heads name the same, so that columns differ only in time, kind and comparison? */
bool ct_heads_alike(const ct_head *a, const ct_head *b);

/** Is the cell a figure: a number that is no year, or a number with signs and a unit? */
bool ct_table_is_figure(const ct_printed_table *table, size_t row, size_t column);

/** Find what each column is; columns and units live in the arena. */
CT_CHECKED ct_error ct_columns_read(ct_printed_table *table, ct_arena *arena);

#endif
