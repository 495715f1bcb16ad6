/* Inside the workbook's files only: the book on its way, and how cells are written. */
#ifndef CT_REPORT_SPREADSHEET_BOOK_H
#define CT_REPORT_SPREADSHEET_BOOK_H

#include <xlsxwriter.h>

#include "report/report.h"
#include "series/key.h"

enum {
    CT_HEAD_HEIGHT = 45,
    CT_BOOK_SECONDS = 300 /* of 100,000 rows a minute, of a usual report one second */
};

typedef struct {
    lxw_workbook *book;
    ct_arena *arena;
    const ct_report *report;
    ct_lang lang;
    lxw_format *head, *text, *wrapped, *number, *grouped, *places, *whole, *formula, *percent, *title, *note;
    ct_error err; /* the first fault; what is written after it does not matter */
    const ct_series *series;
    size_t n_series;
    long first_year, last_year;   /* of the series               */
    long first_ahead, last_ahead; /* of the projections; 0: none */
} ct_book;

void ct_book_check(ct_book *b, lxw_error fault);
lxw_worksheet *ct_book_sheet(ct_book *b, const char *name); /* NULL on a fault */

/** Always a string cell, never a formula; what Excel cannot hold is cut at a whole character. */
void ct_book_text(ct_book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
                  lxw_format *format);
void ct_book_number(ct_book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, double value,
                    lxw_format *format); /* NaN: nothing */

/** A figure for reading: whole and large ones grouped, others with two places. */
void ct_book_figure(ct_book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, double value);

/** Freeze, filter, repeat the head and print on A4, one page wide. */
void ct_book_finish(ct_book *b, lxw_worksheet *sheet, lxw_row_t head, lxw_row_t last, lxw_col_t columns,
                    lxw_col_t frozen);

/** Points of height for a row with two wrapped cells. */
double ct_book_height(const char *one, double one_width, const char *other, double other_width);

/** The sheets of years, of projections and of charts with their data (spreadsheet_years.c). */
void ct_book_years(ct_book *b);

#endif
