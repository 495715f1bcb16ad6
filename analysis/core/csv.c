#include "core/csv.h"

#include <csv.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/number.h"
#include "core/vietnamese.h"

typedef struct {
    ct_arena *arena;
    const char **cells; /* of the row being read */
    size_t n_cells, cell_capacity;
    ct_csv_row *rows;
    size_t n_rows, row_capacity;
    const long *row_lines; /* line where each non-blank record begins */
    size_t n_row_lines;
    ct_error err; /* a callback cannot return: its error waits here */
} reader;

/* Double an array kept in the arena; the old one stays until the arena goes, at most as much again. */
static void *grown(ct_arena *arena, const void *old, size_t n, size_t size, size_t *capacity)
{
    size_t next = *capacity == 0 ? 16 : *capacity * 2;
    void *array = ct_arena_array(arena, next, size);

    if (array == NULL) return NULL;
    if (n > 0) memcpy(array, old, n * size);
    *capacity = next;
    return array;
}

static void on_cell(void *bytes, size_t n, void *context)
{
    reader *r = context;
    char *copy;

    if (r->err.code != CT_OK) return;
    if (r->n_cells == r->cell_capacity) {
        const char **cells = grown(r->arena, r->cells, r->n_cells, sizeof *cells, &r->cell_capacity);
        if (cells == NULL) goto memory;
        r->cells = cells;
    }
    copy = ct_arena_strndup(r->arena, n > 0 ? bytes : "", n);
    if (copy == NULL) goto memory;
    r->cells[r->n_cells++] = copy;
    return;
memory:
    r->err = ct_no_memory();
}

static void on_row(int end, void *context)
{
    reader *r = context;
    const char **cells;

    (void)end;
    if (r->err.code != CT_OK || r->n_cells == 0) return;
    if (r->n_rows == r->row_capacity) {
        ct_csv_row *rows = grown(r->arena, r->rows, r->n_rows, sizeof *rows, &r->row_capacity);
        if (rows == NULL) goto memory;
        r->rows = rows;
    }
    cells = ct_arena_array(r->arena, r->n_cells, sizeof *cells);
    if (cells == NULL) goto memory;
    memcpy(cells, r->cells, r->n_cells * sizeof *cells);
    r->rows[r->n_rows] = (ct_csv_row){ cells, r->n_cells, r->n_rows < r->n_row_lines ? r->row_lines[r->n_rows] : 0 };
    r->n_rows++;
    r->n_cells = 0;
    return;
memory:
    r->err = ct_no_memory();
}

static long line_of(const char *text, size_t at)
{
    long line = 1;

    for (size_t i = 0; i < at; i++)
        if (text[i] == '\n' && line < LONG_MAX) line++;
    return line;
}

/* Line where each record begins. libcsv does not say it, and a quoted cell may hold line ends, so the quotes are followed here; a blank
 * record is no row. */
static const long *record_lines(ct_arena *arena, const char *text, size_t n, size_t *count)
{
    long *lines = NULL, line = 1, began = 1;
    size_t capacity = 0;
    bool quoted = false, blank = true;

    *count = 0;
    for (size_t i = 0; i <= n; i++) {
        char c = i < n ? text[i] : '\n';
        if (c == '"') quoted = !quoted;
        if (c == '\n' && (!quoted || i == n)) {
            if (!blank) {
                if (*count == capacity && (lines = grown(arena, lines, *count, sizeof *lines, &capacity)) == NULL) return NULL;
                lines[(*count)++] = began;
            }
            began = line + 1;
            blank = true;
        } else if (c != '\r' && c != '\n') {
            blank = false;
        }
        if (c == '\n') line++;
    }
    return lines != NULL ? lines : ct_arena_alloc(arena, sizeof *lines);
}

static ct_error feed(struct csv_parser *parser, reader *r, const char *text, size_t n)
{
    size_t used = csv_parse(parser, text, n, on_cell, on_row, r);

    if (r->err.code != CT_OK) return r->err;
    if (used != n) /* ask now: csv_fini() clears the status */
        return ct_fail(CT_EPARSE, line_of(text, used), "bad quoting (%s); put cells that hold a quote in quotes and double the quote",
                       csv_strerror(csv_error(parser)));
    if (csv_fini(parser, on_cell, on_row, r) != 0)
        return ct_fail(CT_EPARSE, r->n_rows < r->n_row_lines ? r->row_lines[r->n_rows] : 0,
                       "a quoted cell that begins here is never closed");
    return r->err;
}

ct_error ct_csv_parse(ct_arena *arena, const char *text, size_t n, ct_csv *out)
{
    struct csv_parser parser;
    reader r = { .arena = arena };
    ct_error err;
    size_t valid;

    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        n -= 3;
    }
    valid = ct_utf8_valid(text, n);
    if (valid != n) return ct_fail(CT_EPARSE, line_of(text, valid), "not UTF-8; save the file as CSV UTF-8");
    if (memchr(text, '\0', n) != NULL)
        return ct_fail(CT_EPARSE, line_of(text, (size_t)((const char *)memchr(text, '\0', n) - text)), "a NUL byte; this is no CSV text");
    r.row_lines = record_lines(arena, text, n, &r.n_row_lines);
    if (r.row_lines == NULL) return ct_no_memory();
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) return ct_no_memory();
    err = feed(&parser, &r, text, n);
    csv_free(&parser);
    if (err.code == CT_OK) *out = (ct_csv){ r.rows, r.n_rows };
    return err;
}

static bool runs_as_formula(const char *text)
{
    double number;

    if (text[0] == '\0' || strchr("=+-@\t\r'", text[0]) == NULL) return false;
    return ct_number_plain(text, &number).code != CT_OK;
}

void ct_csv_cell(ct_buffer *to, const char *text)
{
    bool guard = runs_as_formula(text);
    size_t n = strlen(text);
    bool quote = n > 0 && (strpbrk(text, ",\"\n\r") != NULL || text[0] == ' ' || text[n - 1] == ' ');

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
