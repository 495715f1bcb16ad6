/* Reading the first worksheet of an Excel workbook, as Excel or LibreOffice saved it. */
#include "review/sheet.h"

#ifdef CHITIEU_HAVE_WORD
#include <stdint.h>
#include <string.h>

#include "core/number.h"
#include "documents/workbook_parts.h"

enum { MOST_ROWS = 200000, MOST_COLUMNS = 256, HEADER_ROWS = 3 };

typedef struct {
    ct_arena *arena;
    ct_error err;
    const char *cells[MOST_COLUMNS]; /* of the row being read */
    size_t n_cells;
    long row;                   /* 1-based; 0 before the first */
    size_t place[MOST_COLUMNS]; /* of each column of the file: that of the schema, or SIZE_MAX */
    bool headed;
    ct_table *sheet;
} reader;

/* A cell's value, as a table's text. */
static const char *cell_text(reader *r, const ct_workbook_cell *cell)
{
    const char *text = cell->text;
    double number = 0;
    char plain[CT_NUMBER_SIZE];

    if (cell->type == 'n' && ct_number_plain(text, &number).code == CT_OK) {
        ct_number_table(plain, number);
        text = plain;
    }
    const char *kept = ct_arena_strdup(r->arena, text);
    if (kept == NULL) r->err = ct_no_memory();
    return kept == NULL ? "" : kept;
}

/* The row whose cells are the names of the sheet's columns. */
static void read_header(reader *r)
{
    size_t found = 0;
    for (size_t i = 0; i < r->n_cells; i++) {
        size_t c =
            r->cells[i] == NULL ? ct_sheet_schema.n_columns : ct_schema_column(&ct_sheet_schema, r->cells[i]);
        r->place[i] = c < ct_sheet_schema.n_columns ? c : SIZE_MAX;
        found += c < ct_sheet_schema.n_columns;
    }
    for (size_t i = r->n_cells; i < MOST_COLUMNS; i++) r->place[i] = SIZE_MAX;
    r->headed = found == ct_sheet_schema.n_columns;
    if (!r->headed && r->row >= HEADER_ROWS)
        r->err = ct_fail(CT_EPARSE, r->row,
                         "no row with the names of the columns above it; take the sheet as it was written");
}

static void read_row(reader *r)
{
    bool empty = true;
    for (size_t i = 0; i < r->n_cells; i++) empty = empty && (r->cells[i] == NULL || r->cells[i][0] == '\0');
    if (empty || r->err.code != CT_OK) return;
    if (!r->headed) {
        read_header(r);
        return;
    }
    if (ct_table_add(r->sheet) == NULL) {
        r->err = ct_no_memory();
        return;
    }
    r->sheet->lines[r->sheet->n - 1] = r->row;
    for (size_t i = 0; i < r->n_cells && r->err.code == CT_OK; i++) {
        if (r->place[i] == SIZE_MAX || r->cells[i] == NULL) continue;
        r->err = ct_table_set(r->sheet, r->sheet->n - 1, r->place[i], r->cells[i]);
        if (r->err.code != CT_OK) r->err.line = r->row;
    }
    const ct_sheet_row *row = ct_table_row(r->sheet, r->sheet->n - 1);
    if (r->err.code == CT_OK && (row->document[0] == '\0' || row->quote[0] == '\0' || row->line == 0))
        r->err =
            ct_fail(CT_EPARSE, r->row,
                    "the row names no document, line or quote; leave those columns as they were written");
}

static void on_cell(void *data, const ct_workbook_cell *cell)
{
    reader *r = data;

    if ((long)cell->row + 1 != r->row) {
        if (r->row > 0) read_row(r);
        memset(r->cells, 0, sizeof r->cells);
        r->n_cells = 0;
        r->row = (long)cell->row + 1;
        if (r->row > MOST_ROWS && r->err.code == CT_OK)
            r->err = ct_fail(CT_EDATA, r->row, "more than %d rows", MOST_ROWS);
    }
    if (cell->column >= MOST_COLUMNS || r->err.code != CT_OK) return;
    r->cells[cell->column] = cell_text(r, cell);
    if (cell->column + 1 > r->n_cells) r->n_cells = cell->column + 1;
}

static ct_error read_first(reader *r, const ct_archive *archive)
{
    const ct_workbook_taker taker = { .cell = on_cell, .err = &r->err };
    ct_workbook workbook;
    size_t at = 0, bytes;

    CT_TRY(ct_workbook_open(&workbook, r->arena, archive));
    while (at < workbook.n_sheets && workbook.sheets[at].kind != CT_SHEET_CELLS_SHOWN) at++;
    if (at == workbook.n_sheets)
        return ct_fail(CT_EPARSE, 0, "the workbook shows no worksheet; take the sheet as it was written");
    CT_TRY(ct_workbook_cells(&workbook, workbook.sheets[at].part, &taker, r, &bytes));
    if (r->row > 0) read_row(r);
    CT_TRY(r->err);
    return r->headed ? ct_ok()
                     : ct_fail(CT_EPARSE, 0,
                               "no row with the names of the columns; take the sheet as it was written");
}

ct_error ct_workbook_read(const char *bytes, size_t n, const char *file, ct_table *sheet)
{
    reader *r = NULL;
    ct_archive *archive = NULL;
    ct_arena *arena = ct_arena_new();
    size_t before = sheet->n;
    if (arena != NULL) r = ct_arena_alloc(arena, sizeof *r);
    ct_error err = r == NULL ? ct_no_memory() : ct_archive_open(&archive, bytes, n);
    if (err.code == CT_OK) {
        *r = (reader){ .arena = arena, .err = ct_ok(), .sheet = sheet };
        err = read_first(r, archive);
    }
    if (err.code != CT_OK) sheet->n = before;
    ct_archive_close(archive);
    ct_arena_free(arena);
    return ct_in(err, file);
}

#else

ct_error ct_workbook_read(const char *bytes, size_t n, const char *file, ct_table *sheet)
{
    (void)bytes;
    (void)n;
    (void)sheet;
    return ct_in(ct_fail(CT_EUSAGE, 0, "Excel files are not built in (libzip, expat); save the sheet as CSV"),
                 file);
}

#endif
