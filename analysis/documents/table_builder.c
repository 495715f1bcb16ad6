/* From the cells that a format's reader tells to the lines and grids of a document: merged cells stand at each of their places, a row that
 * holds several lines becomes several rows, and what of a table or sheet is title, prose or another table is told apart. */
#include "documents/table_builder.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "documents/syllable.h"

enum {
    PROSE_WORDS = 14,   /* a cell of so many words with a figure among them is running text           */
    SENTENCE_WORDS = 4, /* the same where no cell of the table is a figure                            */
    NOTE_WORDS = 8,     /* the only cell of a row below the last figures, of so many words, is a note */
    MAX_LINES = 64      /* of cells that are taken apart into rows                                    */
};

/* A cell as it was told; its text is the builder's. */
typedef struct {
    const char *text;
    size_t len;
    size_t row, column, n_rows, n_columns;
    ct_cell_look look;
    ct_cell *out; /* in the document, once it stands there */
} told;

typedef struct {
    bool head;
    long line, page;
    const char **notes; /* in the order told */
    size_t n_notes;
} told_row;

typedef struct {
    size_t row, column, last_row, last_column;
} merge;

struct ct_table_builder {
    ct_arena *arena;
    const char *sheet;
    long page;
    told **cells;
    size_t n_cells, cell_capacity;
    told_row *rows;
    size_t n_rows, row_capacity;
    merge *merges;
    size_t n_merges, merge_capacity;
    size_t next;                         /* column of the next cell                          */
    size_t covered[CT_TABLE_COLUMNS];     /* of each column: the first row that is free again */
    ct_error err;
};

/* The table as it is worked on: places[row * n_columns + column]. */
typedef struct {
    told **places;
    told_row *rows;
    size_t n_rows, n_columns;
    told *blank; /* for all places without a cell */
} matrix;

/* Room for one more of a growing array; false and the builder's fault when there is none. */
static bool grow(ct_table_builder *builder, void **array, size_t n, size_t *capacity, size_t size)
{
    size_t larger = *capacity == 0 ? 32 : *capacity * 2;
    void *moved;

    if (n < *capacity) return true;
    moved = larger > SIZE_MAX / size ? NULL : realloc(*array, larger * size);
    if (moved == NULL) {
        builder->err = ct_no_memory();
        return false;
    }
    *array = moved;
    *capacity = larger;
    return true;
}

ct_error ct_builder_begin(ct_table_builder **out, const char *sheet, long page)
{
    ct_arena *arena = ct_arena_new();
    ct_table_builder *builder = arena != NULL ? ct_arena_alloc(arena, sizeof *builder) : NULL;

    *out = NULL;
    if (builder != NULL) {
        builder->arena = arena;
        builder->page = page;
        builder->sheet = sheet == NULL ? NULL : ct_arena_strdup(arena, sheet);
        builder->err = sheet != NULL && builder->sheet == NULL ? ct_no_memory() : ct_ok();
        *out = builder;
        return ct_ok();
    }
    ct_arena_free(arena);
    return ct_no_memory();
}

void ct_builder_clear(ct_table_builder *builder)
{
    if (builder == NULL) return;
    free(builder->cells);
    free(builder->rows);
    free(builder->merges);
    ct_arena_free(builder->arena); /* the builder lives in it */
}

void ct_builder_page(ct_table_builder *builder, long page)
{
    builder->page = page;
}

void ct_builder_row(ct_table_builder *builder, bool head, long line)
{
    if (builder->err.code != CT_OK || builder->n_rows == CT_TABLE_ROWS) {
        builder->next = CT_TABLE_COLUMNS; /* nothing more fits */
        return;
    }
    if (!grow(builder, (void **)&builder->rows, builder->n_rows, &builder->row_capacity, sizeof *builder->rows)) return;
    builder->rows[builder->n_rows++] = (told_row){ .head = head, .line = line, .page = builder->page };
    builder->next = 0;
}

/* A cell's own lines, each tidied, in the builder's arena; blank ones at its ends left out. */
static const char *keep_text(ct_table_builder *builder, const char *text, size_t n, size_t *len)
{
    char *copy = ct_arena_strndup(builder->arena, text, n);
    size_t to = 0;

    if (copy == NULL) return NULL;
    for (size_t i = 0, start = 0; i <= n; i++) {
        if (i < n && copy[i] != '\n') continue;
        size_t from = start, tidy;
        for (size_t k = start; k < i; k++)
            if (copy[k] == '\t' || copy[k] == '\r') copy[k] = ' ';
        tidy = ct_text_tidy(copy + from, i - from, false);
        if (to > 0) copy[to++] = '\n';
        for (size_t k = from, end = from + tidy; k < end; k++)
            if (copy[k] != ' ' || (to > 0 && copy[to - 1] != ' ' && copy[to - 1] != '\n')) copy[to++] = copy[k];
        while (to > 0 && (copy[to - 1] == ' ' || copy[to - 1] == '\n')) to--;
        start = i + 1;
    }
    copy[to] = '\0';
    *len = to;
    return copy;
}

static size_t span_of(long told_span, size_t limit)
{
    size_t n = told_span < 1 ? 1 : (size_t)told_span;
    return n > limit ? limit : n;
}

void ct_builder_cell_at(ct_table_builder *builder, size_t column, const char *text, size_t n, const ct_cell_look *look)
{
    static const ct_cell_look plain = { 0 };
    told *cell;

    if (builder->err.code != CT_OK || builder->n_rows == 0 || column < builder->next || column >= CT_TABLE_COLUMNS) return;
    if (look == NULL) look = &plain;
    cell = ct_arena_alloc(builder->arena, sizeof *cell);
    if (cell == NULL || (cell->text = keep_text(builder, text, n, &cell->len)) == NULL) {
        builder->err = ct_no_memory();
        return;
    }
    if (!grow(builder, (void **)&builder->cells, builder->n_cells, &builder->cell_capacity, sizeof *builder->cells)) return;
    cell->row = builder->n_rows - 1;
    cell->column = column;
    cell->n_rows = span_of(look->n_rows, CT_TABLE_ROWS);
    cell->n_columns = span_of(look->n_columns, CT_TABLE_COLUMNS - column);
    cell->look = *look;
    builder->cells[builder->n_cells++] = cell;
    builder->next = column + cell->n_columns;
    for (size_t i = column; i < builder->next; i++) builder->covered[i] = cell->row + cell->n_rows;
}

void ct_builder_cell(ct_table_builder *builder, const char *text, size_t n, const ct_cell_look *look)
{
    while (builder->n_rows > 0 && builder->next < CT_TABLE_COLUMNS && builder->covered[builder->next] >= builder->n_rows) builder->next++;
    ct_builder_cell_at(builder, builder->next, text, n, look);
}

void ct_builder_merge(ct_table_builder *builder, size_t row, size_t column, size_t last_row, size_t last_column)
{
    if (builder->err.code != CT_OK || last_row < row || last_column < column || column >= CT_TABLE_COLUMNS) return;
    if (!grow(builder, (void **)&builder->merges, builder->n_merges, &builder->merge_capacity, sizeof *builder->merges)) return;
    builder->merges[builder->n_merges++] = (merge){ row, column, last_row, last_column };
}

void ct_builder_note(ct_table_builder *builder, const char *text, size_t n)
{
    told_row *row = builder->n_rows > 0 ? &builder->rows[builder->n_rows - 1] : NULL;
    const char **notes;
    size_t len;

    if (builder->err.code != CT_OK || row == NULL || n == 0) return;
    notes = ct_arena_array(builder->arena, row->n_notes + 1, sizeof *notes);
    if (notes == NULL || (notes[row->n_notes] = keep_text(builder, text, n, &len)) == NULL) {
        builder->err = ct_no_memory();
        return;
    }
    if (row->n_notes > 0) memcpy(notes, row->notes, row->n_notes * sizeof *notes);
    row->notes = notes;
    row->n_notes++;
}

/* ---- what a cell's text is ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Length of the run of digits at text. */
static size_t digits_at(const char *text, size_t n)
{
    size_t digits = 0;

    while (digits < n && is_digit(text[digits])) digits++;
    return digits;
}

bool ct_text_is_year(const char *text, size_t n)
{
    size_t years = 0;

    for (size_t i = 0; i < n;) {
        size_t digits = digits_at(text + i, n - i);
        if (digits == 0) {
            if (strchr(" /-()%*", text[i]) == NULL) return false;
            i++;
            continue;
        }
        if (digits != 4 || (memcmp(text + i, "19", 2) != 0 && memcmp(text + i, "20", 2) != 0)) return false;
        i += digits;
        years++;
    }
    return years > 0 && n > 0;
}

bool ct_text_is_figure(const char *text, size_t n)
{
    size_t digits = 0;

    for (size_t i = 0; i < n;) {
        int code;
        size_t used = ct_utf8_next(text + i, n - i, &code);
        if (used == 1 && is_digit(text[i]))
            digits++;
        else if (used == 1 ? strchr(" .,-+()%<>=~/*'\n", text[i]) == NULL || text[i] == '\0'
                           : code != 0x2212 && code != 0x2013 && code != 0x2265 && code != 0x2264 && code != 0xF7 && code != 0x2248)
            return false;
        i += used;
    }
    return digits > 0;
}

static size_t count_words(const char *text, size_t n)
{
    size_t words = n > 0;

    for (size_t i = 0; i < n; i++) words += text[i] == ' ' || text[i] == '\n';
    return words;
}

static bool has_digit(const told *cell)
{
    for (size_t i = 0; i < cell->len; i++)
        if (is_digit(cell->text[i])) return true;
    return false;
}

static bool is_value(const told *cell)
{
    return cell->look.number || ct_text_is_figure(cell->text, cell->len);
}

static bool is_year(const told *cell)
{
    return ct_text_is_year(cell->text, cell->len);
}

/* A year, or what has the form of a figure and is a time: "2011-2012", "2016 - 2020", "9/2023", "30/9/2023", "2023/2022". */
static bool is_time(const told *cell)
{
    size_t digits = 0, years = 0, parts = 0;

    if (is_year(cell)) return true;
    if (cell->len > 16 || !ct_text_is_figure(cell->text, cell->len)) return false;
    for (size_t i = 0; i <= cell->len; i++) {
        if (i < cell->len && is_digit(cell->text[i])) {
            digits++;
            continue;
        }
        if (digits > 0) {
            parts++;
            years += digits == 4 && ct_text_is_year(cell->text + i - 4, 4);
            if (digits > 2 && digits != 4) return false;
        }
        digits = 0;
        if (i < cell->len && strchr(".,%()+<>=~*'", cell->text[i]) != NULL) return false;
    }
    return years > 0 && parts >= 2 && parts <= 3 && ct_text_is_year(cell->text + cell->len - 4, 4);
}

static bool is_prose(const told *cell)
{
    return has_digit(cell) && count_words(cell->text, cell->len) >= PROSE_WORDS;
}

/* ---- the matrix ---- */

static told *at(const matrix *m, size_t row, size_t column)
{
    return m->places[row * m->n_columns + column];
}

/* Does a cell stand in this place for the first time in its row? */
static bool begins(const matrix *m, size_t row, size_t column)
{
    return column == 0 || at(m, row, column) != at(m, row, column - 1);
}

/* Distinct cells with text in a row, among them those that begin in it. */
static size_t count_filled(const matrix *m, size_t row)
{
    size_t filled = 0;

    for (size_t c = 0; c < m->n_columns; c++) filled += begins(m, row, c) && at(m, row, c)->len > 0;
    return filled;
}

static size_t count_values(const matrix *m, size_t row)
{
    size_t values = 0;

    for (size_t c = 0; c < m->n_columns; c++) values += begins(m, row, c) && is_value(at(m, row, c)) && !is_time(at(m, row, c));
    return values;
}

static size_t columns_of(const ct_table_builder *b)
{
    size_t n = 0;

    for (size_t i = 0; i < b->n_cells; i++) {
        size_t end = b->cells[i]->column + (b->cells[i]->len > 0 ? b->cells[i]->n_columns : 0);
        n = end > n ? end : n;
    }
    return n;
}

/* The cell told for a place, or NULL; cells were told row by row. */
static told *told_at(const ct_table_builder *b, size_t row, size_t column)
{
    size_t low = 0, high = b->n_cells;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const told *cell = b->cells[middle];
        if (cell->row < row || (cell->row == row && cell->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    return low < b->n_cells && b->cells[low]->row == row && b->cells[low]->column == column ? b->cells[low] : NULL;
}

/* Put a cell at all places of a rectangle that are still free; returns how many places were looked at. */
static size_t cover(matrix *m, told *cell, size_t row, size_t column, size_t last_row, size_t last_column)
{
    size_t looked = 0;

    for (size_t r = row; r <= last_row && r < m->n_rows; r++)
        for (size_t c = column; c <= last_column && c < m->n_columns; c++, looked++)
            if (m->places[r * m->n_columns + c] == NULL) m->places[r * m->n_columns + c] = cell;
    return looked;
}

static ct_error fill_matrix(ct_table_builder *b, matrix *m)
{
    size_t looked = 0;

    m->n_rows = b->n_rows;
    m->n_columns = columns_of(b);
    m->rows = b->rows;
    if (m->n_rows * m->n_columns > CT_TABLE_PLACES)
        return ct_fail(CT_EDATA, 0, "a table of %zu rows and %zu columns is too large; split the file", m->n_rows, m->n_columns);
    m->places = ct_arena_array(b->arena, m->n_rows * m->n_columns, sizeof *m->places);
    m->blank = ct_arena_alloc(b->arena, sizeof *m->blank);
    if (m->places == NULL || m->blank == NULL) return ct_no_memory();
    m->blank->text = "";
    for (size_t i = 0; i < b->n_merges && looked < 4 * (size_t)CT_TABLE_PLACES; i++) {
        const merge *of = &b->merges[i];
        told *first = told_at(b, of->row, of->column);
        if (first != NULL) looked += cover(m, first, of->row, of->column, of->last_row, of->last_column);
    }
    for (size_t i = 0; i < b->n_cells && looked < 8 * (size_t)CT_TABLE_PLACES; i++) {
        told *cell = b->cells[i];
        looked += cover(m, cell, cell->row, cell->column, cell->row + cell->n_rows - 1, cell->column + cell->n_columns - 1);
    }
    for (size_t i = 0; i < m->n_rows * m->n_columns; i++)
        if (m->places[i] == NULL) m->places[i] = m->blank;
    return ct_ok();
}

/* ---- several lines in the cells of one row ---- */

static size_t count_lines(const told *cell)
{
    size_t lines = 1;

    for (size_t i = 0; i < cell->len; i++) lines += cell->text[i] == '\n';
    return lines;
}

/* "1.500.00" over "0": a number that wrapped in a narrow cell. Its parts are no numbers of their own, but together they are one. */
static bool is_wrapped_number(const told *cell)
{
    size_t group = 0, groups = 0, digits = 0;

    for (size_t i = 0; i < cell->len; i++) {
        char c = cell->text[i];
        if (c == '\n') continue;
        if (is_digit(c)) {
            digits++;
            group++;
        } else if (c == '.' || c == ',') {
            if (groups > 0 && group != 3) return false;
            groups++;
            group = 0;
        } else {
            return false;
        }
    }
    return digits > 3 && groups > 0 && (groups == 1 || group == 3);
}

/* Does a line of the cell lie inside a number: does it end or begin in the middle of a group? */
static bool breaks_inside(const told *cell)
{
    for (size_t i = 0, group = 0; i < cell->len; i++) {
        if (is_digit(cell->text[i])) {
            group++;
        } else {
            if (cell->text[i] == '\n' && (group < 3 || (i > 0 && !is_digit(cell->text[i - 1])))) return true;
            group = 0;
        }
    }
    return false;
}

static bool splits(const told *cell)
{
    return cell->len > 0 && count_lines(cell) > 1 && !(is_wrapped_number(cell) && breaks_inside(cell));
}

/* Lines that each of at least two cells of the row has, one of them all figures: rows in the shape of one. 1: the row is one. */
static size_t rows_inside(const matrix *m, size_t row)
{
    size_t lines = 1, alike = 0, figures = 0;

    for (size_t c = 0; c < m->n_columns; c++) {
        const told *cell = at(m, row, c);
        if (!begins(m, row, c) || !splits(cell) || !is_value(cell)) continue;
        size_t n = count_lines(cell);
        lines = lines == 1 ? n : lines;
        if (n != lines) return 1;
        figures++;
    }
    for (size_t c = 0; c < m->n_columns; c++) alike += begins(m, row, c) && at(m, row, c)->len > 0 && count_lines(at(m, row, c)) == lines;
    return figures > 0 && alike > 1 && lines <= MAX_LINES ? lines : 1;
}

/* Line i of a cell as a cell of its own. */
static told *line_of(ct_table_builder *b, const told *cell, size_t i)
{
    told *part = ct_arena_alloc(b->arena, sizeof *part);
    const char *from = cell->text, *end = cell->text + cell->len, *stop;

    if (part == NULL) return NULL;
    *part = *cell;
    for (; i > 0; i--) from = (const char *)memchr(from, '\n', (size_t)(end - from)) + 1;
    stop = memchr(from, '\n', (size_t)(end - from));
    part->text = from;
    part->len = (size_t)((stop == NULL ? end : stop) - from);
    part->look.number = false;
    return part;
}

/* Copy a row into n rows of another matrix; cells with n lines are taken apart, the others stand in all of them. */
static bool copy_row(ct_table_builder *b, const matrix *from, size_t row, matrix *to, size_t at_row, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to->rows[at_row + i] = from->rows[row];
        if (i + 1 < n) to->rows[at_row + i].n_notes = 0;
        for (size_t c = 0; c < from->n_columns; c++) {
            told *cell = at(from, row, c), *copy = cell;
            if (n > 1 && cell->len > 0 && count_lines(cell) == n)
                copy = !begins(from, row, c) ? to->places[(at_row + i) * to->n_columns + c - 1] : line_of(b, cell, i);
            if (copy == NULL) return false;
            to->places[(at_row + i) * to->n_columns + c] = copy;
        }
    }
    return true;
}

static ct_error split_rows(ct_table_builder *b, matrix *m)
{
    matrix split = { .n_columns = m->n_columns, .blank = m->blank };
    size_t more = 0;

    for (size_t r = 0; r < m->n_rows; r++) more += m->rows[r].line == CT_TABLE_NO_LINE ? rows_inside(m, r) - 1 : 0;
    if (more == 0) return ct_ok();
    if ((m->n_rows + more) * m->n_columns > CT_TABLE_PLACES) return ct_fail(CT_EDATA, 0, "a table is too large; split the file");
    split.places = ct_arena_array(b->arena, (m->n_rows + more) * m->n_columns, sizeof *split.places);
    split.rows = ct_arena_array(b->arena, m->n_rows + more, sizeof *split.rows);
    if (split.places == NULL || split.rows == NULL) return ct_no_memory();
    for (size_t r = 0; r < m->n_rows; r++) {
        size_t n = m->rows[r].line == CT_TABLE_NO_LINE ? rows_inside(m, r) : 1;
        if (!copy_row(b, m, r, &split, split.n_rows, n)) return ct_no_memory();
        split.n_rows += n;
    }
    *m = split;
    return ct_ok();
}

/* ---- heads ---- */

/* "A B 1 2 3=2/1" or "(1) (2) (3)": the numbers of the columns. */
static bool numbers_columns(const matrix *m, size_t row)
{
    long expected = -1;
    size_t numbered = 0, lettered = 0;

    for (size_t c = 0; c < m->n_columns; c++) {
        const told *cell = at(m, row, c);
        size_t i = 0, digits = 0;
        long number = 0;
        if (!begins(m, row, c) || cell->len == 0) continue;
        while (i < cell->len && (cell->text[i] == '(' || cell->text[i] == '[')) i++;
        for (; i < cell->len && is_digit(cell->text[i]) && digits < 3; i++, digits++) number = number * 10 + (cell->text[i] - '0');
        if (digits == 0) {
            if (cell->len > 3) return false; /* "A", "(B)" */
            lettered += i < cell->len && cell->text[i] >= 'A' && cell->text[i] <= 'D';
            continue;
        }
        if (i < cell->len && strchr(")]=(", cell->text[i]) == NULL) return false;
        if (expected >= 0 && number != expected) return false;
        if (expected < 0 && number > 3) return false;
        expected = number + 1;
        numbered++;
    }
    return numbered >= 3 || (numbered >= 2 && lettered >= 1 && numbered + lettered >= 4);
}

/* Names and times of columns, no figures. */
static bool is_head(const matrix *m, size_t row)
{
    size_t named = 0, beyond = 0;

    if (numbers_columns(m, row)) return true;
    for (size_t c = 0; c < m->n_columns; c++) {
        const told *cell = at(m, row, c);
        if (!begins(m, row, c) || cell->len == 0) continue;
        if (is_value(cell) && !is_time(cell)) return false;
        named++;
        beyond += c >= 2 || is_time(cell) || (m->n_columns > 2 && at(m, row, 2) == cell);
    }
    return named >= 2 && (beyond > 0 || m->n_columns <= 2);
}

/* Rows from `first` that are the head of the table up to `end`; 0 when the rows below tell no figures. */
static size_t head_rows(const matrix *m, size_t first, size_t end)
{
    size_t n = 0;

    while (first + n < end && is_head(m, first + n)) n++;
    while (first + n < end && n > 0 && m->rows[first + n].head && count_values(m, first + n) == 0) n++;
    return first + n == end ? (n > 0 ? 1 : 0) : n;
}

/* Is the cell a head that names a year and little more: "Năm 2025", which plain text may have lost the span of? */
static bool may_span(const told *cell)
{
    for (size_t i = 0; i + 4 <= cell->len; i++)
        if ((i == 0 || !is_digit(cell->text[i - 1])) && ct_text_is_year(cell->text + i, 4)) return count_words(cell->text, cell->len) <= 3;
    return false;
}

static size_t count_leading(const matrix *m, size_t row)
{
    size_t n = 0;

    while (n < m->n_columns && at(m, row, n)->len > 0) n++;
    for (size_t c = n; c < m->n_columns; c++)
        if (at(m, row, c)->len > 0) return 0;
    return n;
}

/* Text without columns has lost which head cells stand over several: "Năm 2025 | Năm 2026" above "Kế hoạch | Ước thực hiện" and rows of more
 * cells. The second row then has as many as are wanted, and they are parted among the years of the first. */
static ct_error spread_heads(ct_table_builder *b, matrix *m)
{
    size_t n = m->n_rows > 2 ? count_leading(m, 0) : 0, k = n > 0 ? count_leading(m, 1) : 0, width = m->n_columns;
    size_t spans = n + k > width ? n + k - width : 0, each = spans > 0 ? k / spans : 0, found = 0, to = 0, next = 0;

    if (n == 0 || n >= width || k == 0 || each < 2 || spans * each != k || !is_head(m, 0) || count_values(m, 1) > 0) return ct_ok();
    for (size_t c = 0; c < n; c++) found += may_span(at(m, 0, c));
    if (found < spans) return ct_ok();
    told **rows = ct_arena_array(b->arena, 2 * width, sizeof *rows);
    if (rows == NULL) return ct_no_memory();
    for (size_t i = 0; i < 2 * width; i++) rows[i] = m->blank;
    for (size_t c = 0; c < n; c++) {
        size_t over = may_span(at(m, 0, c)) && next < k ? each : 1;
        for (size_t i = 0; i < over && to < width; i++, to++) {
            rows[to] = at(m, 0, c);
            if (over > 1) rows[width + to] = at(m, 1, next++);
        }
    }
    memcpy(m->places, rows, 2 * width * sizeof *rows);
    return ct_ok();
}

/* ---- what of it is a table ---- */

typedef enum { PART_ROW, PART_HEAD, PART_TEXT, PART_NOTHING } part;

/* The cell that is the only one with text in its row, or NULL. */
static const told *only_cell(const matrix *m, size_t row)
{
    const told *only = NULL;

    for (size_t c = 0; c < m->n_columns; c++)
        if (begins(m, row, c) && at(m, row, c)->len > 0) {
            if (only != NULL) return NULL;
            only = at(m, row, c);
        }
    return only;
}

/* A row of running text: a cell of many words with figures among them, and no cell that is a figure. */
static bool is_prose_row(const matrix *m, size_t row)
{
    bool prose = false;

    if (count_values(m, row) > 1) return false;
    for (size_t c = 0; c < m->n_columns; c++) {
        if (is_value(at(m, row, c)) && c > 0 && begins(m, row, c)) return false;
        bool over = c > 0 && c + 1 < m->n_columns && at(m, row, c + 1) == at(m, row, c); /* merged beside the names: a head of rows below */
        prose = prose || (!over && begins(m, row, c) && is_prose(at(m, row, c)));
    }
    return prose;
}

/* A sentence in a cell of a table that has no figures of its own: "Tỷ lệ hộ nghèo còn 1,0%". */
static bool has_sentence(const matrix *m, size_t row)
{
    for (size_t c = 0; c < m->n_columns; c++)
        if (begins(m, row, c) && has_digit(at(m, row, c)) && count_words(at(m, row, c)->text, at(m, row, c)->len) >= SENTENCE_WORDS) return true;
    return false;
}

/* The first row of a table's head at or after `from`: a head with figures somewhere below it, before another such head. SIZE_MAX: none. */
static size_t next_head(const matrix *m, size_t from)
{
    size_t head = SIZE_MAX;

    for (size_t r = from; r < m->n_rows; r++) {
        if (count_values(m, r) > 0 && !numbers_columns(m, r)) return head;
        if (is_head(m, r)) {
            head = head == SIZE_MAX ? r : head;
        } else if (head != SIZE_MAX && count_filled(m, r) == 0) {
            head = SIZE_MAX; /* words above a blank row: a letterhead */
        }
    }
    return SIZE_MAX;
}

/* Does a row from here on begin another table on the same sheet? Its head names columns that hold figures above. */
static bool begins_another(const matrix *m, const part *parts, size_t row)
{
    size_t over = 0;

    if (!is_head(m, row) || numbers_columns(m, row)) return false;
    for (size_t c = 1; c < m->n_columns; c++) {
        if (!begins(m, row, c) || at(m, row, c)->len == 0) continue;
        for (size_t r = row; r > 0 && parts[r - 1] != PART_HEAD; r--)
            if (is_value(at(m, r - 1, c))) {
                over++;
                break;
            }
    }
    return over >= 2;
}

/* Titles above a head, notes below the last figures, running text in cells. */
static void part_rows(const matrix *m, part *parts)
{
    size_t head = next_head(m, 0), last = 0;

    size_t values = 0;
    for (size_t r = 0; r < m->n_rows; r++)
        for (size_t c = 1; c < m->n_columns && !numbers_columns(m, r); c++) values += begins(m, r, c) && is_value(at(m, r, c)) && !is_year(at(m, r, c));
    for (size_t r = 0; r < m->n_rows; r++) {
        parts[r] = count_filled(m, r) == 0 ? PART_NOTHING : is_prose_row(m, r) || (values == 0 && has_sentence(m, r)) ? PART_TEXT : PART_ROW;
        if (head != SIZE_MAX && r < head && parts[r] == PART_ROW) parts[r] = PART_TEXT;
        if (r == head) {
            for (size_t n = head_rows(m, r, m->n_rows); n > 0 && r < m->n_rows; n--) parts[r++] = PART_HEAD;
            r--;
            head = SIZE_MAX;
        } else if (r > 0 && parts[r] == PART_ROW && begins_another(m, parts, r)) {
            size_t up = r;
            while (up > 0 && parts[up - 1] != PART_HEAD && (parts[up - 1] == PART_NOTHING || only_cell(m, up - 1) != NULL)) up--;
            for (; up < r; up++)
                if (parts[up] == PART_ROW) parts[up] = PART_TEXT;
            for (size_t n = head_rows(m, r, m->n_rows); n > 0 && r < m->n_rows; n--) parts[r++] = PART_HEAD;
            r--;
        }
        last = count_values(m, r) > 0 ? r : last;
    }
    for (size_t r = m->n_rows; r > last + 1; r--) {
        const told *only = only_cell(m, r - 1);
        if (only != NULL && parts[r - 1] == PART_ROW && count_words(only->text, only->len) >= NOTE_WORDS) parts[r - 1] = PART_TEXT;
    }
}

/* ---- into the document ---- */

/* Does the line from text on say in English what the one before it said: ASCII, begun with a capital, and with a word that is no Vietnamese
 * syllable? */
static bool is_translation(const char *text, size_t n)
{
    size_t line = 0, foreign = 0;
    bool marked;

    while (line < n && text[line] != '\n') {
        if ((unsigned char)text[line] >= 0x80) return false;
        line++;
    }
    if (line == 0 || !((text[0] >= 'A' && text[0] <= 'Z') || text[0] == '(')) return false;
    for (size_t i = 0; i < line;) {
        size_t word = i;
        while (word < line && ((text[word] >= 'a' && text[word] <= 'z') || (text[word] >= 'A' && text[word] <= 'Z'))) word++;
        foreign += word > i + 1 && !ct_syllable_is(text + i, word - i, &marked);
        i = word > i ? word : i + 1;
    }
    return foreign > 0;
}

static void append_cell(ct_buffer *to, const told *cell)
{
    bool wrapped = is_wrapped_number(cell) && breaks_inside(cell);

    for (size_t i = 0; i < cell->len; i++) {
        if (cell->text[i] != '\n')
            ct_buffer_append(to, cell->text + i, 1);
        else if (!wrapped)
            ct_buffer_text(to, is_translation(cell->text + i + 1, cell->len - i - 1) ? " - " : " ");
    }
}

/* A line at the end of the reader's, or the one it has for the row. */
static ct_error put_line(ct_reader *reader, const told_row *row, const ct_buffer *text, ct_line_kind kind, size_t *index)
{
    char *copy = ct_arena_strndup(reader->document->arena, ct_buffer_string(text), text->len);

    CT_TRY(ct_buffer_error(text));
    if (copy == NULL) return ct_no_memory();
    if (row->line != CT_TABLE_NO_LINE && (size_t)row->line < reader->n) {
        ct_line *line = &reader->lines[row->line];
        line->text = copy;
        line->len = text->len;
        line->kind = kind;
        *index = (size_t)row->line;
        return ct_ok();
    }
    *index = reader->n;
    return ct_reader_add(reader, (ct_line){ .text = copy, .len = text->len, .kind = kind, .page = row->page });
}

static ct_error put_notes(ct_reader *reader, const told_row *row)
{
    for (size_t i = 0; i < row->n_notes; i++)
        CT_TRY(ct_reader_copy(reader, row->notes[i], strlen(row->notes[i]), CT_LINE_NOTE, 0, row->page));
    return ct_ok();
}

/* A row that is no part of a table: each line of each cell is a paragraph. In a line that keeps its place they stand one after another. */
static ct_error put_text(ct_reader *reader, const matrix *m, const part *parts, size_t r, ct_buffer *text)
{
    size_t index, head = r;

    ct_buffer_empty(text);
    while (head > 0 && parts[head] != PART_HEAD) head--;
    for (size_t c = 0; c < m->n_columns; c++) {
        const told *cell = at(m, r, c), *over = at(m, head, c);
        if (!begins(m, r, c) || cell->len == 0 || (r > 0 && at(m, r - 1, c) == cell)) continue;
        if (parts[head] == PART_HEAD && over->len > 0 && has_digit(over) && has_digit(cell) && m->rows[r].line == CT_TABLE_NO_LINE) {
            append_cell(text, over); /* "Mục tiêu đến năm 2025: ...": what the sentence stands under */
            ct_buffer_append(text, ":", 1);
        }
        for (size_t i = 0, start = 0; i <= cell->len; i++) {
            if (i < cell->len && cell->text[i] != '\n') continue;
            if (text->len > 0) ct_buffer_append(text, " ", 1);
            ct_buffer_append(text, cell->text + start, i - start);
            start = i + 1;
            if (m->rows[r].line != CT_TABLE_NO_LINE) continue;
            CT_TRY(put_line(reader, &m->rows[r], text, CT_LINE_PARAGRAPH, &index));
            ct_buffer_empty(text);
        }
    }
    if (m->rows[r].line != CT_TABLE_NO_LINE && text->len > 0) CT_TRY(put_line(reader, &m->rows[r], text, CT_LINE_TEXT, &index));
    return put_notes(reader, &m->rows[r]);
}

/* The document's cell for one of ours, made where it is first met. */
static ct_cell *cell_out(ct_reader *reader, told *cell, size_t row, size_t column)
{
    if (cell->out != NULL) return cell->out;
    cell->out = ct_arena_alloc(reader->document->arena, sizeof *cell->out);
    if (cell->out == NULL) return NULL;
    *cell->out = (ct_cell){ .text = "", .row = row, .column = column, .indent = cell->look.indent, .bold = cell->look.bold,
                            .number = cell->look.number, .value = cell->look.value, .n_rows = 1, .n_columns = 1 };
    return cell->out;
}

/* One row of the grid: its line, and its cells with the text they have in it. */
static ct_error put_row(ct_reader *reader, const matrix *m, size_t r, size_t row, size_t *line, const ct_cell **cells, ct_buffer *text)
{
    size_t starts[CT_TABLE_COLUMNS], ends[CT_TABLE_COLUMNS];

    ct_buffer_empty(text);
    for (size_t c = 0; c < m->n_columns; c++) {
        told *cell = at(m, r, c);
        if (c > 0) ct_buffer_append(text, "\t", 1);
        starts[c] = text->len;
        if (cell->out == NULL && begins(m, r, c)) append_cell(text, cell);
        ends[c] = text->len;
    }
    CT_TRY(put_line(reader, &m->rows[r], text, CT_LINE_ROW, line));
    for (size_t c = 0; c < m->n_columns; c++) {
        told *cell = at(m, r, c);
        bool first = cell->out == NULL;
        ct_cell *out = cell_out(reader, cell, row, c);
        if (out == NULL) return ct_no_memory();
        if (first) {
            out->text = reader->lines[*line].text + starts[c];
            out->len = ends[c] - starts[c];
        }
        if (cell != m->blank) out->n_rows = row - out->row + 1;
        if (cell != m->blank && c - out->column + 1 > out->n_columns) out->n_columns = c - out->column + 1;
        cells[c] = out;
    }
    return put_notes(reader, &m->rows[r]);
}

/* Rows first .. end - 1 of the matrix, those that are part of a table, as one grid. */
static ct_error put_grid(ct_reader *reader, const ct_table_builder *b, const matrix *m, const part *parts, size_t first, size_t end, ct_buffer *text)
{
    ct_arena *arena = reader->document->arena;
    size_t rows = 0, row = 0;
    ct_table_grid grid = { .n_columns = m->n_columns };

    for (size_t r = first; r < end; r++) rows += parts[r] == PART_ROW || parts[r] == PART_HEAD;
    size_t *lines = ct_arena_array(arena, rows, sizeof *lines);
    const ct_cell **cells = ct_arena_array(arena, rows * m->n_columns, sizeof *cells);
    if (lines == NULL || cells == NULL) return ct_no_memory();
    m->blank->out = NULL; /* each grid has an empty cell of its own */
    for (size_t r = first; r < end; r++) {
        if (parts[r] == PART_NOTHING) continue;
        if (parts[r] == PART_TEXT) {
            CT_TRY(put_text(reader, m, parts, r, text));
            continue;
        }
        CT_TRY(put_row(reader, m, r, row, &lines[row], cells + row * m->n_columns, text));
        grid.n_head += parts[r] == PART_HEAD && grid.n_head == row;
        row++;
    }
    if (rows == 0) return ct_ok();
    grid.n_rows = rows;
    grid.lines = lines;
    grid.cells = (const ct_cell *const *)cells;
    if (b->sheet != NULL && (grid.sheet = ct_arena_strdup(arena, b->sheet)) == NULL) return ct_no_memory();
    return ct_reader_table(reader, grid);
}

static ct_error put_all(ct_reader *reader, ct_table_builder *b)
{
    matrix m = { 0 };
    ct_buffer text;
    ct_error err = fill_matrix(b, &m);

    if (err.code == CT_OK) err = split_rows(b, &m);
    if (err.code == CT_OK) err = spread_heads(b, &m);
    if (err.code != CT_OK || m.n_rows == 0 || m.n_columns == 0) return err;
    part *parts = ct_arena_array(b->arena, m.n_rows, sizeof *parts);
    if (parts == NULL) return ct_no_memory();
    part_rows(&m, parts);
    ct_buffer_init(&text);
    for (size_t first = 0, end; first < m.n_rows && err.code == CT_OK; first = end) {
        end = first + 1;
        bool any = parts[first] == PART_ROW || parts[first] == PART_HEAD;
        while (end < m.n_rows && !(any && parts[end] == PART_HEAD && parts[end - 1] != PART_HEAD)) {
            any = any || parts[end] == PART_ROW || parts[end] == PART_HEAD;
            end++;
        }
        err = put_grid(reader, b, &m, parts, first, end, &text);
    }
    ct_buffer_clear(&text);
    return err;
}

ct_error ct_builder_end(ct_table_builder *builder, ct_reader *reader)
{
    ct_error err = builder->err;

    if (err.code == CT_OK) err = put_all(reader, builder);
    ct_builder_clear(builder);
    return err;
}
