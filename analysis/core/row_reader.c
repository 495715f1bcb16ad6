#include "core/row_reader.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/csv.h"
#include "core/date.h"
#include "core/number.h"

enum { MOST_COLUMNS = 64 };

struct ct_row_reader {
    const ct_schema *schema;
    ct_row_take take;
    void *context;
    ct_csv_reader *csv;
    void *row;                  /* a struct of the schema */
    size_t place[MOST_COLUMNS]; /* of each column in the file; SIZE_MAX: not there */
    size_t n_header;            /* cells of the header row; 0: it is not read yet */
};

/* "a, b or c" into a buffer of limited size, for messages. */
static void list_words(char *out, size_t size, const char *const *words)
{
    size_t at = 0;

    out[0] = '\0';
    for (size_t i = 0; words[i] != NULL && at + strlen(words[i]) + 8 < size; i++) {
        const char *join = i == 0 ? "" : words[i + 1] == NULL ? " or " : ", ";
        at += (size_t)snprintf(out + at, size - at, "%s'%s'", join, words[i]);
    }
}

static ct_error read_word(const ct_column *column, const char *cell, int *value)
{
    char list[200];

    for (int i = 0; column->words[i] != NULL; i++) {
        if (strcmp(column->words[i], cell) == 0) {
            *value = i;
            return ct_ok();
        }
    }
    list_words(list, sizeof list, column->words);
    return ct_fail(CT_EPARSE, 0, "column '%s': '%.60s' is not one of %s", column->name, cell, list);
}

ct_error ct_row_set(const ct_column *column, const char *cell, void *row)
{
    void *at = (char *)row + column->offset;
    ct_error err = ct_ok();

    if (cell[0] == '\0' && column->required && column->type != CT_COLUMN_WORD)
        return ct_fail(CT_EPARSE, 0, "column '%s' is empty; every row needs it", column->name);
    switch (column->type) {
    case CT_COLUMN_TEXT: *(const char **)at = ct_csv_unguard(cell); break;
    case CT_COLUMN_NUMBER:
        if (cell[0] != '\0') err = ct_number_plain(cell, at);
        break;
    case CT_COLUMN_COUNT:
        if (cell[0] != '\0') err = ct_integer_plain(cell, 1, LONG_MAX, at);
        break;
    case CT_COLUMN_DATE: err = ct_date_parse(cell, at); break;
    case CT_COLUMN_WORD: return read_word(column, ct_csv_unguard(cell), at); /* "=" is a qualifier, and spreadsheets are kept from running it */
    }
    if (err.code == CT_OK) return err;
    return ct_fail(CT_EPARSE, 0, "column '%s': %s", column->name, err.text);
}

/* Where each column of the schema stands in the file; SIZE_MAX when it is not there. */
static ct_error find_columns(const ct_schema *schema, const ct_csv_row *header, size_t *place)
{
    for (size_t c = 0; c < schema->n_columns; c++) {
        place[c] = SIZE_MAX;
        for (size_t i = 0; i < header->n_cells; i++) {
            if (strcmp(header->cells[i], schema->columns[c].name) != 0) continue;
            if (place[c] != SIZE_MAX)
                return ct_fail(CT_EPARSE, header->line, "column '%s' stands twice in the header", schema->columns[c].name);
            place[c] = i;
        }
        if (place[c] == SIZE_MAX && schema->columns[c].required)
            return ct_fail(CT_EPARSE, header->line, "column '%s' is missing; a table of %s needs it in its header row",
                           schema->columns[c].name, schema->name);
    }
    return ct_ok();
}

static ct_error read_row(ct_row_reader *reader, const ct_csv_row *cells)
{
    const ct_schema *schema = reader->schema;

    if (cells->n_cells != reader->n_header)
        return ct_fail(CT_EPARSE, cells->line, "the row has %zu cells, the header %zu; quote cells that hold commas", cells->n_cells,
                       reader->n_header);
    ct_row_clear(schema, reader->row);
    for (size_t c = 0; c < schema->n_columns; c++) {
        if (reader->place[c] == SIZE_MAX) continue;
        ct_error err = ct_row_set(&schema->columns[c], cells->cells[reader->place[c]], reader->row);
        if (err.code != CT_OK) {
            err.line = cells->line;
            return err;
        }
    }
    return reader->take(reader->context, reader->row, cells->line);
}

static ct_error take_row(void *context, const ct_csv_row *cells)
{
    ct_row_reader *reader = context;

    if (reader->n_header > 0) return read_row(reader, cells);
    reader->n_header = cells->n_cells;
    return find_columns(reader->schema, cells, reader->place);
}

ct_error ct_row_reader_new(ct_row_reader **out, const ct_schema *schema, ct_row_take take, void *context)
{
    ct_row_reader *reader;

    *out = NULL;
    if (schema->n_columns > MOST_COLUMNS) return ct_fail(CT_EUSAGE, 0, "a table of more than %d columns", MOST_COLUMNS);
    reader = calloc(1, sizeof *reader);
    if (reader == NULL) return ct_no_memory();
    reader->schema = schema;
    reader->take = take;
    reader->context = context;
    reader->row = calloc(1, schema->row_size);
    ct_error err = reader->row != NULL ? ct_csv_reader_new(&reader->csv, take_row, reader) : ct_no_memory();

    if (err.code == CT_OK)
        *out = reader;
    else
        ct_row_reader_free(reader);
    return err;
}

void ct_row_reader_free(ct_row_reader *reader)
{
    if (reader == NULL) return;
    ct_csv_reader_free(reader->csv);
    free(reader->row);
    free(reader);
}

ct_error ct_row_reader_feed(void *reader, const char *text, size_t n)
{
    ct_row_reader *r = reader;

    return ct_csv_reader_feed(r->csv, text, n);
}

ct_error ct_row_reader_end(ct_row_reader *reader)
{
    CT_TRY(ct_csv_reader_end(reader->csv));
    if (reader->n_header > 0) return ct_ok();
    return ct_fail(CT_EPARSE, 0, "the file is empty; a table of %s begins with a header row", reader->schema->name);
}
