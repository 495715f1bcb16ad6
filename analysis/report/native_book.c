/* The workbook inside a native chart: one sheet, from which Word fills the chart when a user edits its data.
 */
#include "report/native.h"

#ifdef CHITIEU_HAVE_XLSX
#include <math.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "core/apart.h"

enum { NAME_WIDTH = 14, SECONDS = 60 };

/* Figures of the tables as they are, helpers as formulas with their result. */
static lxw_error put_column(lxw_worksheet *sheet, const ct_native *native, size_t c, lxw_format *head)
{
    const ct_native_column *column = &native->columns[c];
    lxw_col_t at = (lxw_col_t)(c + 1);
    lxw_error fault = worksheet_write_string(sheet, 0, at, column->name, head);

    for (size_t r = 0; r < native->n_rows && fault == LXW_NO_ERROR; r++) {
        if (!isfinite(column->values[r])) continue;
        lxw_row_t row = (lxw_row_t)(r + 1);
        fault =
            column->formulas != NULL && column->formulas[r] != NULL
                ? worksheet_write_formula_num(sheet, row, at, column->formulas[r], NULL, column->values[r])
                : worksheet_write_number(sheet, row, at, column->values[r], NULL);
    }
    return fault;
}

static lxw_error put_rows(lxw_worksheet *sheet, const ct_native *native, lxw_format *head)
{
    lxw_error fault = worksheet_write_string(sheet, 0, 0, native->row_head, head);

    for (size_t r = 0; r < native->n_rows && fault == LXW_NO_ERROR; r++)
        fault = worksheet_write_string(sheet, (lxw_row_t)(r + 1), 0, native->rows[r], NULL);
    for (size_t c = 0; c < native->n_columns && fault == LXW_NO_ERROR; c++)
        fault = put_column(sheet, native, c, head);
    if (fault == LXW_NO_ERROR)
        fault = worksheet_set_column(sheet, 1, (lxw_col_t)native->n_columns, NAME_WIDTH, NULL);
    worksheet_freeze_panes(sheet, 1, 1);
    if (fault == LXW_NO_ERROR)
        fault = worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
                                        "A1:A1000"); /* years are names of rows here */
    return fault;
}

typedef struct {
    const ct_native *native;
    const char *path;
} wanted;

static ct_error write_book(void *context)
{
    const ct_native *native = ((const wanted *)context)->native;
    lxw_doc_properties properties = { .author = (char *)(size_t) "chitieu",
                                      .created =
                                          946684800 }; /* no clock: the same chart gives the same bytes */
    lxw_workbook *book = workbook_new(((const wanted *)context)->path);
    lxw_error fault = LXW_NO_ERROR, closed;

    if (book == NULL) return ct_no_memory();
    fault = workbook_set_properties(book, &properties);
    lxw_worksheet *sheet = workbook_add_worksheet(book, ct_native_sheet(native->lang));
    lxw_format *head = workbook_add_format(book);
    if (sheet == NULL || head == NULL) {
        fault = LXW_ERROR_MEMORY_MALLOC_FAILED;
    } else {
        format_set_bold(head);
        format_set_text_wrap(head);
        lxw_error rows = put_rows(sheet, native, head);
        if (fault == LXW_NO_ERROR) fault = rows;
    }
    if (ct_apart_lost()) fault = LXW_ERROR_MEMORY_MALLOC_FAILED; /* before the files of workbook_close() */
    closed = workbook_close(book);
    if (fault == LXW_NO_ERROR) fault = closed;
    if (fault == LXW_ERROR_MEMORY_MALLOC_FAILED) return ct_no_memory();
    return fault == LXW_NO_ERROR
               ? ct_ok()
               : ct_fail(CT_EIO, 0, "the chart's data cannot be written: %s", lxw_strerror(fault));
}

/* libxlsxwriter crashes where memory runs out in it: it works in a process of its own. */
ct_error ct_native_book(const ct_native *native, const char *path)
{
    wanted w = { native, path };
    ct_error err = ct_apart("libxlsxwriter", SECONDS, write_book, &w);

    if (err.code != CT_OK) (void)unlink(path);
    return ct_in(err, path);
}

#else

ct_error ct_native_book(const ct_native *native, const char *path)
{
    (void)native;
    return ct_in(ct_fail(CT_EUSAGE, 0, "charts with their data need libxlsxwriter, which is not built in"),
                 path);
}

#endif
