#include "core/csv.h"

#include <csv.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/list.h"
#include "core/number.h"
#include "core/vietnamese.h"

enum {
    CELL_STEP = 256 * 1024
}; /* libcsv's room for a cell grows by so much; its own 128 bytes copy a long cell too often */

struct ct_csv_reader {
    struct csv_parser parser;
    char separator;
    ct_csv_take take;
    void *context;
    ct_buffer text; /* the cells of the row being read, each with its NUL */
    size_t *starts; /* n_cells places in text */
    const char **cells;
    size_t n_cells, capacity; /* of both */
    size_t row_bytes;         /* of the row being read, so far */
    long line, began;         /* of the next byte; of the row being read */
    bool in_line, quoted;     /* the line has begun; it began inside a quoted cell, or is in one now */
    bool past_start;          /* something was read, so a byte-order mark is none any more */
    char held[4];             /* n_held bytes of a character whose end is not there yet */
    size_t n_held;
    ct_error err; /* a callback cannot return: its error waits here */
};

static bool make_room(ct_csv_reader *r)
{
    size_t capacity = ct_list_next(r->capacity, 16);
    size_t *starts = ct_list_resize(r->starts, capacity, sizeof *starts);

    if (starts == NULL) return false;
    r->starts = starts;
    const char **cells = ct_list_resize(r->cells, capacity, sizeof *cells);
    if (cells == NULL) return false;
    r->cells = cells;
    r->capacity = capacity;
    return true;
}

static void on_cell(void *bytes, size_t n, void *context)
{
    ct_csv_reader *r = context;

    if (r->err.code != CT_OK) return;
    if (r->n_cells == r->capacity && !make_room(r)) {
        r->err = ct_no_memory();
        return;
    }
    r->starts[r->n_cells++] = r->text.len;
    ct_buffer_append(&r->text, n > 0 ? bytes : "", n);
    ct_buffer_append(&r->text, "", 1); /* its NUL */
}

static void on_row(int end, void *context)
{
    ct_csv_reader *r = context;
    const ct_csv_row row = { r->cells, r->n_cells, r->began };

    (void)end;
    if (r->err.code != CT_OK || r->n_cells == 0) return;
    r->err = ct_buffer_error(&r->text);
    for (size_t i = 0; i < r->n_cells && r->err.code == CT_OK; i++) r->cells[i] = r->text.data + r->starts[i];
    if (r->err.code == CT_OK) r->err = r->take(r->context, &row);
    r->n_cells = r->row_bytes = 0;
    ct_buffer_empty(&r->text);
}

ct_error ct_csv_reader_new(ct_csv_reader **out, ct_csv_take take, void *context)
{
    ct_csv_reader *r = calloc(1, sizeof *r);

    *out = NULL;
    if (r == NULL) return ct_no_memory();
    if (csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        free(r);
        return ct_no_memory();
    }
    csv_set_blk_size(&r->parser, CELL_STEP);
    r->separator = ',';
    r->take = take;
    r->context = context;
    r->line = r->began = 1;
    r->err = ct_ok();
    ct_buffer_init(&r->text);
    *out = r;
    return ct_ok();
}

void ct_csv_reader_separate(ct_csv_reader *r, char separator)
{
    r->separator = separator;
    csv_set_delim(&r->parser, (unsigned char)separator);
}

void ct_csv_reader_free(ct_csv_reader *r)
{
    if (r == NULL) return;
    csv_free(&r->parser);
    ct_buffer_clear(&r->text);
    free(r->starts);
    free(r->cells);
    free(r);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* A row on a line of its own, without quotes and without blanks around a cell, which nothing has to be taken
 * from: most rows of most files. False leaves the line, untouched, to libcsv. */
static bool take_plain(ct_csv_reader *r, const char *text, size_t n)
{
    n -= n > 1 && text[n - 2] == '\r' ? 2 : 1;
    if (n == 0 || memchr(text, '\r', n) != NULL) return false;
    ct_buffer_append(&r->text, text, n);
    ct_buffer_append(&r->text, "", 1);
    if (r->text.failed) r->err = ct_no_memory();
    for (size_t from = 0; r->err.code == CT_OK && from <= n;) {
        const char *end = memchr(text + from, r->separator, n - from);
        size_t to = end != NULL ? (size_t)(end - text) : n;

        if (to > from && (is_blank(text[from]) || is_blank(text[to - 1]))) {
            r->n_cells = 0;
            ct_buffer_empty(&r->text);
            return false;
        }
        if (r->n_cells == r->capacity && !make_room(r)) {
            r->err = ct_no_memory();
            break;
        }
        r->text.data[to] = '\0';
        r->starts[r->n_cells++] = from;
        from = to + 1;
    }
    on_row('\n', r);
    return true;
}

/* A line, or the part of one that is there; libcsv does not say where a row begins, so the quotes are
 * followed here. */
static ct_error read_line(ct_csv_reader *r, const char *text, size_t n, bool ends)
{
    bool starts = !r->in_line && !r->quoted, plain = starts && ends;

    if (starts) r->began = r->line;
    for (const char *at = text; (at = memchr(at, '"', n - (size_t)(at - text))) != NULL; at++) {
        r->quoted = !r->quoted;
        plain = false;
    }
    r->row_bytes += n;
    if (r->row_bytes > CT_CSV_ROW_LIMIT)
        return ct_fail(CT_EPARSE, r->began,
                       "a row of more than %d MB begins here; a closing quote may be missing",
                       CT_CSV_ROW_LIMIT >> 20);
    size_t used = plain && take_plain(r, text, n) ? n : csv_parse(&r->parser, text, n, on_cell, on_row, r);

    if (r->err.code != CT_OK) return r->err;
    if (used != n) /* ask now: csv_fini() clears the status */
        return ct_fail(CT_EPARSE, r->line,
                       "bad quoting (%s); put cells that hold a quote in quotes and double the quote",
                       csv_strerror(csv_error(&r->parser)));
    r->in_line = !ends;
    if (ends && r->line < LONG_MAX) r->line++;
    return ct_ok();
}

static ct_error read_lines(ct_csv_reader *r, const char *text, size_t n)
{
    while (n > 0) {
        const char *end = memchr(text, '\n', n);
        size_t length = end != NULL ? (size_t)(end - text) + 1 : n;

        CT_TRY(read_line(r, text, length, end != NULL));
        text += length;
        n -= length;
    }
    return ct_ok();
}

/* Whole characters. */
static ct_error read_characters(ct_csv_reader *r, const char *text, size_t n)
{
    if (n == 0) return ct_ok();
    if (!r->past_start && n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        n -= 3;
    }
    r->past_start = true;
    const char *nul = memchr(text, '\0', n);

    CT_TRY(read_lines(r, text, nul != NULL ? (size_t)(nul - text) : n));
    return nul == NULL ? ct_ok() : ct_fail(CT_EPARSE, r->line, "a NUL byte; this is no CSV text");
}

/* Can these bytes, 1 to 3 and no whole character, be the beginning of one? The lowest or the highest bytes
 * that may follow complete it. */
static bool begins_character(const char *bytes, size_t n)
{
    for (int fill = 0x80; fill <= 0xBF; fill += 0x3F) {
        char whole[4];

        memset(whole, fill, sizeof whole);
        memcpy(whole, bytes, n);
        for (size_t length = n + 1; length <= sizeof whole; length++)
            if (ct_utf8_valid(whole, length) == length) return true;
    }
    return false;
}

static ct_error not_utf8(const ct_csv_reader *r)
{
    return ct_fail(CT_EPARSE, r->line, "not UTF-8; save the file as CSV UTF-8");
}

/* Complete the character whose beginning is held; *used bytes of the text were needed. */
static ct_error read_held(ct_csv_reader *r, const char *text, size_t n, size_t *used)
{
    *used = 0;
    while (r->n_held > 0 && *used < n) {
        r->held[r->n_held++] = text[(*used)++];
        if (ct_utf8_valid(r->held, r->n_held) == r->n_held) {
            size_t length = r->n_held;

            r->n_held = 0;
            return read_characters(r, r->held, length);
        }
        if (r->n_held >= sizeof r->held || !begins_character(r->held, r->n_held)) return not_utf8(r);
    }
    return ct_ok();
}

ct_error ct_csv_reader_feed(ct_csv_reader *r, const char *text, size_t n)
{
    size_t used;

    CT_TRY(read_held(r, text, n, &used));
    text += used;
    n -= used;
    size_t valid = ct_utf8_valid(text, n), rest = n - valid;

    CT_TRY(read_characters(r, text, valid));
    if (rest == 0) return ct_ok();
    if (rest >= sizeof r->held || !begins_character(text + valid, rest)) return not_utf8(r);
    memcpy(r->held, text + valid, rest);
    r->n_held = rest;
    return ct_ok();
}

ct_error ct_csv_reader_end(ct_csv_reader *r)
{
    if (r->n_held > 0) return not_utf8(r);
    if (csv_fini(&r->parser, on_cell, on_row, r) != 0)
        return ct_fail(CT_EPARSE, r->began, "a quoted cell that begins here is never closed");
    return r->err;
}

/* The rows of a whole text. */
typedef struct {
    ct_arena *arena;
    ct_csv_row *rows;
    size_t n, capacity;
} row_list;

static ct_error keep_row(void *context, const ct_csv_row *row)
{
    row_list *list = context;
    const char *first = row->cells[0],
               *last = row->cells[row->n_cells - 1]; /* the reader's cells follow one another */
    size_t pointers = row->n_cells * sizeof(char *), bytes = (size_t)(last - first) + strlen(last) + 1;
    const char **cells = ct_arena_alloc(list->arena, pointers + bytes);

    if (cells == NULL) return ct_no_memory();
    if (list->n == list->capacity) { /* the old array stays until the arena goes, at most as much again */
        size_t capacity = list->capacity == 0 ? 16 : list->capacity * 2;
        ct_csv_row *rows = ct_arena_array(list->arena, capacity, sizeof *rows);

        if (rows == NULL) return ct_no_memory();
        if (list->n > 0) memcpy(rows, list->rows, list->n * sizeof *rows);
        list->rows = rows;
        list->capacity = capacity;
    }
    const char *copy = memcpy((char *)cells + pointers, first, bytes);
    for (size_t i = 0; i < row->n_cells; i++) cells[i] = copy + (row->cells[i] - first);
    list->rows[list->n++] = (ct_csv_row){ cells, row->n_cells, row->line };
    return ct_ok();
}

ct_error ct_csv_parse(ct_arena *arena, const char *text, size_t n, ct_csv *out)
{
    return ct_csv_parse_separated(arena, text, n, ',', out);
}

ct_error ct_csv_parse_separated(ct_arena *arena, const char *text, size_t n, char separator, ct_csv *out)
{
    row_list list = { .arena = arena };
    ct_csv_reader *reader;

    CT_TRY(ct_csv_reader_new(&reader, keep_row, &list));
    ct_csv_reader_separate(reader, separator);
    ct_error err = ct_csv_reader_feed(reader, text, n);

    if (err.code == CT_OK) err = ct_csv_reader_end(reader);
    ct_csv_reader_free(reader);
    if (err.code == CT_OK) *out = (ct_csv){ list.rows, list.n };
    return err;
}

/* The full-width = + - @ (U+FF1D, U+FF0B, U+FF0D, U+FF20), which Excel with East Asian settings takes for the
 * plain ones. */
static bool begins_full_width(const char *text)
{
    static const char *const signs[] = { "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0" };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(text, signs[i], 3) == 0) return true;
    return false;
}

static bool runs_as_formula(const char *text)
{
    double number;

    if (begins_full_width(text)) return true;
    if (text[0] == '\0' || strchr("=+-@\t\r'", text[0]) == NULL) return false;
    return ct_number_plain(text, &number).code != CT_OK;
}

void ct_csv_cell(ct_buffer *to, const char *text)
{
    ct_csv_cell_separated(to, text, ',');
}

void ct_csv_cell_separated(ct_buffer *to, const char *text, char separator)
{
    const char special[] = { separator, '"', '\n', '\r', '\0' };
    bool guard = runs_as_formula(text);
    size_t n = strlen(text);
    bool quote = n > 0 && (strpbrk(text, special) != NULL || is_blank(text[0]) || is_blank(text[n - 1]));

    if (quote) ct_buffer_append(to, "\"", 1);
    if (guard) ct_buffer_append(to, "'", 1);
    for (const char *s = text; *s != '\0';) {
        size_t run = strcspn(s, "\"");
        ct_buffer_append(to, s, run);
        s += run;
        if (*s == '"') {
            ct_buffer_append(to, "\"\"", 2);
            s++;
        }
    }
    if (quote) ct_buffer_append(to, "\"", 1);
}

const char *ct_csv_unguard(const char *cell)
{
    return cell[0] == '\'' && runs_as_formula(cell + 1) ? cell + 1 : cell;
}
