#include "core/row_reader.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/csv.h"
#include "core/date.h"
#include "core/number.h"
#include "core/row_json.h"

enum {
    MOST_COLUMNS = 64,
    MOST_HEADER = 64 * 1024
}; /* bytes of a first line that are looked at to tell the form */

typedef enum {
    FORM_OPEN,
    FORM_CSV,
    FORM_JSON,
    FORM_LINES
} row_form; /* open: the first line is not there yet */

struct ct_row_reader {
    const ct_schema *schema;
    ct_row_take take;
    void *context;
    row_form form;
    ct_buffer text;  /* FORM_OPEN, FORM_JSON: all there is; FORM_LINES: the line that is not whole yet */
    size_t searched; /* FORM_OPEN: bytes of it that hold no end of the first line */
    long line;       /* FORM_LINES: of that line */
    ct_csv_reader *csv;
    void *row;                  /* a struct of the schema */
    size_t place[MOST_COLUMNS]; /* of each column in the file; SIZE_MAX: not there */
    size_t n_header;            /* cells of the header row; 0: it is not read yet */
};

/* Where each column of the schema stands in the file; SIZE_MAX when it is not there. */
static ct_error find_columns(const ct_schema *schema, const ct_csv_row *header, size_t *place)
{
    for (size_t c = 0; c < schema->n_columns; c++) {
        place[c] = SIZE_MAX;
        if (schema->columns[c].type == CT_COLUMN_ID)
            continue; /* what the other cells say goes before what stands there */
        for (size_t i = 0; i < header->n_cells; i++) {
            if (strcmp(header->cells[i], schema->columns[c].name) != 0) continue;
            if (place[c] != SIZE_MAX)
                return ct_fail(CT_EPARSE, header->line, "column '%s' stands twice in the header",
                               schema->columns[c].name);
            place[c] = i;
        }
        if (place[c] == SIZE_MAX && schema->columns[c].required)
            return ct_fail(CT_EPARSE, header->line,
                           "column '%s' is missing; a table of %s needs it in its header row",
                           schema->columns[c].name, schema->name);
    }
    return ct_ok();
}

static ct_error read_row(ct_row_reader *reader, const ct_csv_row *cells)
{
    const ct_schema *schema = reader->schema;

    if (cells->n_cells != reader->n_header)
        return ct_fail(CT_EPARSE, cells->line,
                       "the row has %zu cells, the header %zu; quote cells that hold commas", cells->n_cells,
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
    if (schema->n_columns > MOST_COLUMNS)
        return ct_fail(CT_EUSAGE, 0, "a table of more than %d columns", MOST_COLUMNS);
    reader = calloc(1, sizeof *reader);
    if (reader == NULL) return ct_no_memory();
    reader->schema = schema;
    reader->take = take;
    reader->context = context;
    reader->row = calloc(1, schema->row_size);
    reader->line = 1;
    ct_buffer_init(&reader->text);
    if (reader->row == NULL) {
        ct_row_reader_free(reader);
        return ct_no_memory();
    }
    *out = reader;
    return ct_ok();
}

void ct_row_reader_free(ct_row_reader *reader)
{
    if (reader == NULL) return;
    ct_csv_reader_free(reader->csv);
    ct_buffer_clear(&reader->text);
    free(reader->row);
    free(reader);
}

/* How many of the header's cells are columns of the table, were they separated so? */
static size_t columns_found(const ct_schema *schema, const char *line, size_t n, char separator)
{
    size_t found = 0;

    for (size_t from = 0; from <= n;) {
        const char *end = memchr(line + from, separator, n - from);
        size_t to = end != NULL ? (size_t)(end - line) : n, first = from, length;

        from = to + 1;
        if (to > first && line[to - 1] == '\r') to--;
        if (to - first >= 2 && line[first] == '"' && line[to - 1] == '"') first++, to--;
        length = to - first;
        for (size_t c = 0; c < schema->n_columns; c++)
            found += strlen(schema->columns[c].name) == length &&
                     memcmp(schema->columns[c].name, line + first, length) == 0;
    }
    return found;
}

/* What separates the cells, by the names in the first line; a comma where no other gives more of them. */
static char separator_of(const ct_schema *schema, const char *line, size_t n)
{
    static const char others[] = { ';', '\t', '|' };
    size_t most = columns_found(schema, line, n, ',');
    char best = ',';

    for (size_t i = 0; i < sizeof others; i++) {
        size_t found = columns_found(schema, line, n, others[i]);
        if (found > most) most = found, best = others[i];
    }
    return best;
}

/* A byte-order mark and white space come before the first character that tells. */
static size_t blank_start(const char *text, size_t n)
{
    size_t at = n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (at < n && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) at++;
    return at;
}

static ct_error begin_csv(ct_row_reader *reader, const char *line, size_t n)
{
    CT_TRY(ct_csv_reader_new(&reader->csv, take_row, reader));
    ct_csv_reader_separate(reader->csv, separator_of(reader->schema, line, n));
    reader->form = FORM_CSV;
    ct_error err = ct_csv_reader_feed(reader->csv, ct_buffer_string(&reader->text), reader->text.len);

    ct_buffer_clear(&reader->text);
    return err;
}

/* The lines that are whole, and at the end of the text the last one. */
static ct_error read_lines(ct_row_reader *reader, bool last)
{
    const char *text = ct_buffer_string(&reader->text);
    size_t n = reader->text.len, from = 0;
    ct_error err = ct_buffer_error(&reader->text);

    while (err.code == CT_OK && from < n) {
        const char *end = memchr(text + from, '\n', n - from);
        if (end == NULL && !last) break;
        size_t to = end != NULL ? (size_t)(end - text) : n;
        err = ct_json_read_line(reader->schema, text + from, to - from, reader->line++, reader->row,
                                reader->take, reader->context);
        from = to + 1;
    }
    if (err.code == CT_OK && from < n && n - from > CT_CSV_ROW_LIMIT)
        err = ct_fail(CT_EPARSE, reader->line, "a row of more than %d MB; each line of JSON Lines is one row",
                      CT_CSV_ROW_LIMIT >> 20);
    if (from > n) from = n;
    if (n > 0) {
        memmove(reader->text.data, reader->text.data + from, n - from);
        reader->text.len = n - from;
    }
    return err;
}

/* The mark, if any, is no part of a JSON text. */
static void drop_mark(ct_row_reader *reader)
{
    ct_buffer *text = &reader->text;

    if (text->len < 3 || memcmp(text->data, "\xEF\xBB\xBF", 3) != 0) return;
    memmove(text->data, text->data + 3, text->len - 3);
    text->len -= 3;
}

/* Tell the form, once the first line with something in it is there. `last`: nothing follows. */
static ct_error tell_form(ct_row_reader *reader, bool last)
{
    const char *text = ct_buffer_string(&reader->text);
    size_t n = reader->text.len, at = blank_start(text, n);
    size_t from = reader->searched > at ? reader->searched : at;
    const char *end = memchr(text + from, '\n', n - from);
    size_t line = end != NULL ? (size_t)(end - text) - at : n - at;

    CT_TRY(ct_buffer_error(&reader->text));
    reader->searched = n;
    if (at == n && !last) return ct_ok();
    if (at < n && text[at] == '[') {
        reader->form = FORM_JSON;
        drop_mark(reader);
        return ct_ok();
    }
    if (at < n && text[at] == '{') { /* a table in one line may be long: it is told at its end */
        if (end == NULL && !last && n <= CT_JSON_LIMIT) return ct_ok();
        reader->form = ct_json_is_row(text + at, line) ? FORM_LINES : FORM_JSON;
        drop_mark(reader);
        return reader->form == FORM_LINES ? read_lines(reader, last) : ct_ok();
    }
    if (end == NULL && !last && line <= MOST_HEADER) return ct_ok();
    return begin_csv(reader, text + at,
                     line < MOST_HEADER ? line
                                        : MOST_HEADER); /* wherever the text is cut, the same bytes tell */
}

ct_error ct_row_reader_feed(void *reader, const char *text, size_t n)
{
    ct_row_reader *r = reader;

    if (r->form == FORM_CSV) return ct_csv_reader_feed(r->csv, text, n);
    ct_buffer_append(&r->text, text, n);
    if (r->form == FORM_LINES) return read_lines(r, false);
    if (r->form == FORM_OPEN) return tell_form(r, false);
    CT_TRY(ct_json_fits(r->text.len));
    return ct_buffer_error(&r->text);
}

ct_error ct_row_reader_end(ct_row_reader *reader)
{
    if (reader->form == FORM_OPEN) CT_TRY(tell_form(reader, true));
    CT_TRY(ct_buffer_error(&reader->text));
    if (reader->form == FORM_LINES) return read_lines(reader, true);
    if (reader->form == FORM_JSON)
        return ct_json_read_rows(reader->schema, ct_buffer_string(&reader->text), reader->text.len,
                                 reader->row, reader->take, reader->context);
    CT_TRY(ct_csv_reader_end(reader->csv));
    if (reader->n_header > 0) return ct_ok();
    return ct_fail(CT_EPARSE, 0, "the file is empty; a table of %s begins with a header row",
                   reader->schema->name);
}
