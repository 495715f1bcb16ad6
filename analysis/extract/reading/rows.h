/* What each row of a table is about: its name, the rows it is a part of, its unit. */
#ifndef CT_EXTRACT_ROWS_H
#define CT_EXTRACT_ROWS_H

#include "extract/reading/columns.h"

typedef struct {
    ct_span name;  /* tokens of its name, without a number of its own; from == to where it has none  */
    ct_span cell;  /* the whole cell its name is from, with its number and the words of a second language  */
    ct_span part;  /* of a second column of names  */
    size_t parent; /* the row that it is a part of or stands under; SIZE_MAX for none */
    ct_span unit_cell; /* the cell that tells its unit, also of a row above that it repeats ("nt") */
    ct_mention unit;   /* unit.unit NULL where the row tells none   */
    ct_period period;  /* of a row that is a year; else not known  */
    int kind;     /* that such a row says: "Ước năm 2024" (estimate of 2024), "KH 2025"; or CT_NONE     */
    int measure;  /* that the section it stands in says outright, or CT_NONE  */
    bool figures; /* it has some */
    bool compares; /* its name is nothing but a comparison of its parent: "Tăng so với năm trước (%)" (growth
                      against the previous year, %)          */
    const char *territory; /* "huyện Bù Đăng" (Bù Đăng district) of a row in a list of places; or NULL */
    bool place; /* its name is a time, a place or "Tổng số" (total): the heads of its columns say what is
                   counted    */
} ct_row;

/** Read the rows of a table whose columns are read; rows[n_rows] and units live in the arena. */
CT_CHECKED ct_error ct_rows_find(const ct_printed_table *table, ct_arena *arena, ct_row **rows);

#endif
