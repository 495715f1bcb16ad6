#include "series/long_form.h"

#include <stdlib.h>
#include <string.h>

#include "core/csv.h"
#include "core/number.h"

enum { HEAD_BYTES = 4096 }; /* of a first line; a longer one is none of a table */

/* A head names the schema's columns when enough of its cells do. */
static bool names_columns(const ct_schema *schema, const char *const *cells, size_t n)
{
    size_t known = 0, required = 0, needed = 0;

    for (size_t i = 0; i < schema->n_columns; i++) needed += schema->columns[i].required;
    for (size_t i = 0; i < n; i++) {
        size_t c = ct_schema_column(schema, cells[i]);

        if (c == schema->n_columns) continue;
        known++;
        required += schema->columns[c].required;
    }
    return required >= (needed + 1) / 2 || 2 * known >= schema->n_columns;
}

/* What separates the cells of the first line: the one of ',' ';' TAB that stands there most often. */
static char separator_of(const char *text, size_t n)
{
    static const char SEPARATORS[] = { ',', ';', '\t' };
    const char *end = memchr(text, '\n', n);
    size_t length = end != NULL ? (size_t)(end - text) : n, most = 0;
    char best = ',';

    for (size_t s = 0; s < sizeof SEPARATORS; s++) {
        size_t count = 0;

        for (size_t i = 0; i < length; i++) count += text[i] == SEPARATORS[s];
        if (count > most) most = count, best = SEPARATORS[s];
    }
    return best;
}

/* The rows of the first line alone; no row when it is none of a CSV text. */
static ct_csv first_row(ct_arena *arena, const char *text, size_t n)
{
    const char *end = memchr(text, '\n', n);
    size_t length = end != NULL ? (size_t)(end - text) : n;
    ct_csv rows = { NULL, 0 };

    if (length > HEAD_BYTES) return rows;
    ct_error err = ct_csv_parse_separated(arena, text, length, separator_of(text, n), &rows);

    if (err.code != CT_OK) rows.n = 0;
    return rows;
}

bool ct_long_form_is(const ct_schema *schema, const char *text, size_t n)
{
    ct_arena *arena = ct_arena_new();
    ct_csv rows = arena != NULL ? first_row(arena, text, n) : (ct_csv){ NULL, 0 };
    bool is = rows.n > 0 && names_columns(schema, rows.rows[0].cells, rows.rows[0].n_cells);

    ct_arena_free(arena);
    return is;
}

/* What the numbers of a file are written like. */
typedef struct {
    bool comma; /* one has a comma that groups nothing: "98542,3" */
    bool point; /* one has a point that groups nothing: "14.5"    */
} number_signs;

/* Digits in groups of three between this sign: "1.234.567" but not "14.5". */
static bool groups(const char *text, char sign)
{
    const char *at = strchr(text, sign);

    for (; at != NULL; at = strchr(at + 1, sign))
        if (strspn(at + 1, "0123456789") != 3) return false;
    return true;
}

static void look_at(const char *cell, number_signs *signs)
{
    const char *comma = strchr(cell, ','), *point = strchr(cell, '.');

    if (comma != NULL && (!groups(cell, ',') || (point != NULL && point < comma))) signs->comma = true;
    if (point != NULL && (!groups(cell, '.') || (comma != NULL && comma < point))) signs->point = true;
}

static bool is_number_column(const ct_schema *schema, const char *name)
{
    size_t c = ct_schema_column(schema, name);

    return c < schema->n_columns && schema->columns[c].type == CT_COLUMN_NUMBER;
}

static number_signs signs_of(const ct_schema *schema, const ct_csv *rows)
{
    number_signs signs = { false, false };

    for (size_t c = 0; c < rows->rows[0].n_cells; c++) {
        if (!is_number_column(schema, rows->rows[0].cells[c])) continue;
        for (size_t i = 1; i < rows->n; i++)
            if (c < rows->rows[i].n_cells) look_at(rows->rows[i].cells[c], &signs);
    }
    return signs;
}

/* Write a cell as the tables' own form has it; a number that is none stays, so that the reader names it. */
static void write_cell(ct_buffer *to, const char *cell, bool number)
{
    char plain[CT_NUMBER_SIZE];
    double value;

    if (number && cell[0] != '\0' && ct_number_vi(cell, &value).code == CT_OK) {
        ct_number_table(plain, value);
        cell = plain;
    }
    ct_csv_cell(to, ct_csv_unguard(cell));
}

/* The rows as a table's own text, each in the line where it stands in the file. */
static void write_rows(ct_buffer *to, const ct_schema *schema, const ct_csv *rows, bool comma)
{
    long line = 1;

    for (size_t i = 0; i < rows->n; i++) {
        const ct_csv_row *row = &rows->rows[i];

        for (; line < row->line; line++) ct_buffer_text(to, "\n");
        for (size_t c = 0; c < row->n_cells; c++) {
            bool number = comma && i > 0 && c < rows->rows[0].n_cells &&
                          is_number_column(schema, rows->rows[0].cells[c]);

            if (c > 0) ct_buffer_text(to, ",");
            write_cell(to, row->cells[c], number);
        }
        ct_buffer_text(to, "\n");
        line++;
        for (size_t c = 0; c < row->n_cells; c++)
            for (const char *at = row->cells[c]; (at = strchr(at, '\n')) != NULL; at++) line++;
    }
}

static ct_error read_rows(ct_table *table, const ct_csv *rows, bool comma, const char *file)
{
    ct_buffer text;

    ct_buffer_init(&text);
    write_rows(&text, table->schema, rows, comma);
    ct_error err = ct_buffer_error(&text);

    if (err.code == CT_OK) err = ct_table_read(table, ct_buffer_string(&text), text.len, file);
    ct_buffer_clear(&text);
    return err;
}

static ct_error read_separated(ct_table *table, ct_arena *arena, const char *text, size_t n, const char *file)
{
    char separator = separator_of(text, n);
    ct_csv rows;

    CT_TRY(ct_in(ct_csv_parse_separated(arena, text, n, separator, &rows), file));
    if (rows.n == 0) return ct_table_read(table, text, n, file);
    number_signs signs = signs_of(table->schema, &rows);

    if (separator == ',' && !signs.comma) return ct_table_read(table, text, n, file);
    if (signs.comma && signs.point)
        return ct_in(
            ct_fail(
                CT_EPARSE, rows.rows[0].line,
                "some numbers have a decimal comma, some a decimal point; save the file with one of them throughout"),
            file);
    return read_rows(table, &rows, signs.comma, file);
}

ct_error ct_long_form_read(ct_table *table, const char *text, size_t n, const char *file)
{
    ct_arena *arena = ct_arena_new();
    ct_error err = arena != NULL ? read_separated(table, arena, text, n, file) : ct_no_memory();

    ct_arena_free(arena);
    return err;
}

/* The text of a cell; of a stored number all its digits, with a decimal comma like the texts beside it. */
static const char *cell_text(ct_arena *arena, const ct_cell *cell)
{
    char plain[CT_NUMBER_SIZE];

    if (!cell->number) return ct_arena_strndup(arena, cell->len > 0 ? cell->text : "", cell->len);
    ct_number_table(plain, cell->value);
    char *point = strchr(plain, '.');

    if (point != NULL) *point = ',';
    return ct_arena_strdup(arena, plain);
}

static ct_error rows_of(ct_arena *arena, const ct_document *document, ct_csv *out)
{
    const ct_table_grid *grid = &document->tables[0];
    ct_csv_row *rows = ct_arena_array(arena, grid->n_rows, sizeof *rows);

    if (rows == NULL) return ct_no_memory();
    for (size_t r = 0; r < grid->n_rows; r++) {
        const char **cells = ct_arena_array(arena, grid->n_columns, sizeof *cells);

        if (cells == NULL) return ct_no_memory();
        for (size_t c = 0; c < grid->n_columns; c++)
            if ((cells[c] = cell_text(arena, ct_table_grid_at(grid, r, c))) == NULL) return ct_no_memory();
        rows[r] = (ct_csv_row){ cells, grid->n_columns, document->lines[grid->lines[r]].number };
    }
    *out = (ct_csv){ rows, grid->n_rows };
    return ct_ok();
}

ct_error ct_long_form_from(ct_table *table, const ct_document *document, bool *found)
{
    ct_arena *arena = ct_arena_new();
    ct_csv rows = { NULL, 0 };
    ct_error err = arena == NULL            ? ct_no_memory()
                   : document->n_tables > 0 ? rows_of(arena, document, &rows)
                                            : ct_ok();

    *found = err.code == CT_OK && rows.n > 0 &&
             names_columns(table->schema, rows.rows[0].cells, rows.rows[0].n_cells);
    if (*found) err = read_rows(table, &rows, true, document->path);
    ct_arena_free(arena);
    return err;
}
