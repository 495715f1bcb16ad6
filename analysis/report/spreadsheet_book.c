/* How the cells and sheets of the workbook are written. */
#ifdef CHITIEU_HAVE_XLSX
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

#include "chart/lettering.h"
#include "core/apart.h"
#include "core/vietnamese.h"
#include "report/content.h"
#include "report/spreadsheet_book.h"

enum { MOST_TEXT = 32000 };

void ct_book_check(ct_book *b, lxw_error fault)
{
    if (ct_apart_lost()) fault = LXW_ERROR_MEMORY_MALLOC_FAILED; /* a step that tells nothing lost a text */
    if (fault == LXW_NO_ERROR || b->err.code != CT_OK) return;
    b->err = fault == LXW_ERROR_MEMORY_MALLOC_FAILED
                 ? ct_no_memory()
                 : ct_fail(CT_EIO, 0, "the workbook cannot be written: %s", lxw_strerror(fault));
}

/* Always a string cell, never a formula; what Excel cannot hold is cut at a whole character. */
void ct_book_text(ct_book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
                  lxw_format *format)
{
    char *clean = ct_text_clean(b->arena, text);

    if (clean == NULL) {
        if (b->err.code == CT_OK) b->err = ct_no_memory();
        return;
    }
    if (strlen(clean) > MOST_TEXT) clean[ct_utf8_cut(clean, MOST_TEXT)] = '\0';
    if (clean[0] != '\0') ct_book_check(b, worksheet_write_string(sheet, row, column, clean, format));
}

void ct_book_number(ct_book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, double value,
                    lxw_format *format)
{
    if (isfinite(value)) ct_book_check(b, worksheet_write_number(sheet, row, column, value, format));
}

/* Two places of a figure of thousands would only hide it behind ### in a narrow column. */
void ct_book_figure(ct_book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, double value)
{
    ct_book_number(b, sheet, row, column, value,
                   (fabs(value) < 1e15 && value == round(value)) || fabs(value) >= 10000 ? b->grouped
                                                                                         : b->places);
}

lxw_worksheet *ct_book_sheet(ct_book *b, const char *name)
{
    lxw_worksheet *sheet = workbook_add_worksheet(b->book, name);

    if (sheet == NULL && b->err.code == CT_OK) b->err = ct_no_memory();
    return sheet;
}

void ct_book_finish(ct_book *b, lxw_worksheet *sheet, lxw_row_t head, lxw_row_t last, lxw_col_t columns,
                    lxw_col_t frozen)
{
    worksheet_freeze_panes(sheet, head + 1, frozen);
    if (last > head) ct_book_check(b, worksheet_autofilter(sheet, head, 0, last, (lxw_col_t)(columns - 1)));
    ct_book_check(b, worksheet_repeat_rows(sheet, head, head));
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_set_margins(sheet, 0.6, 0.6, 0.8, 0.8);
    worksheet_fit_to_pages(sheet, 1, 0);
    ct_book_check(b, worksheet_set_footer(sheet, "&C&A – &P/&N"));
}

/* Room for the longer of two wrapped cells: not every program makes it by itself. */
double ct_book_height(const char *one, double one_width, const char *other, double other_width)
{
    enum { LINE = 15, MOST_LINES = 6 };
    double lines = fmax(ceil((double)ct_width(one) * 1.15 / one_width),
                        ceil((double)ct_width(other) * 1.15 / other_width));

    return LINE * fmax(1, fmin(lines, MOST_LINES));
}

#else
typedef int ct_spreadsheet_book_not_built; /* ISO C wants a declaration in every file */
#endif
