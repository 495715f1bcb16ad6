/* From the cells that a format's reader tells to the lines and grids of a document: merged cells stand at
 * each of their places, a row that holds several lines becomes several rows, and what of a table or sheet is
 * title, prose or another table is told apart. */
#include "documents/table_builder.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/list.h"
#include "core/vietnamese.h"
#include "documents/syllable.h"

enum {
    PROSE_WORDS = 14,  /* a cell with at least this many words, one of them a figure, is running text */
    SAID_WORDS = 5,    /* where no cell of the table is a figure, this many words make a sentence    */
    HEAD_WORDS = 8,    /* of a column's head, at most                                                */
    NOTE_WORDS = 8,    /* a row below the last figures whose only cell has this many words is a note */
    RAGGED_HEADS = 16, /* that stand over several columns in text that lost which, at most           */
    RAGGED_BELOW = 64, /* and so many below them                                                     */
    MAX_LINES = 64     /* of cells that are taken apart into rows                                    */
};

/* A cell as it was told; its text is the builder's. */
typedef struct {
    const char *text;
    size_t len;
    size_t row, column, n_rows, n_columns;
    ct_cell_look look;
    ct_cell *out;  /* in the document, once it stands there */
    size_t grid;   /* of the grid that out is in, how many were there before it */
    bool unheaded; /* a figure at the right of all heads: nobody knows what it is */
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
    size_t next;                      /* column of the next cell                          */
    size_t covered[CT_TABLE_COLUMNS]; /* of each column: the first row that is free again */
    ct_error err;
};

/* The table as it is worked on: places[row * n_columns + column]. */
typedef struct {
    told **places;
    told_row *rows;
    size_t n_rows, n_columns;
    told *blank;       /* for all places without a cell */
    size_t prose_head; /* of a table of running text: 1 when its first row heads the columns */
    size_t second;     /* the head of a table that stood beside the first, 0 without         */
} matrix;

/* Room for one more of a growing array; false and the builder's fault when there is none. */
static bool grow(ct_table_builder *builder, void **array, size_t n, size_t *capacity, size_t size)
{
    void *moved = ct_list_room(*array, n, capacity, size, 32);

    if (moved == NULL) {
        builder->err = ct_no_memory();
        return false;
    }
    *array = moved;
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
    if (!grow(builder, (void **)&builder->rows, builder->n_rows, &builder->row_capacity,
              sizeof *builder->rows))
        return;
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
            if (copy[k] != ' ' || (to > 0 && copy[to - 1] != ' ' && copy[to - 1] != '\n'))
                copy[to++] = copy[k];
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

void ct_builder_cell_at(ct_table_builder *builder, size_t column, const char *text, size_t n,
                        const ct_cell_look *look)
{
    static const ct_cell_look plain = { 0 };
    told *cell;

    if (builder->err.code != CT_OK || builder->n_rows == 0 || column < builder->next ||
        column >= CT_TABLE_COLUMNS)
        return;
    if (look == NULL) look = &plain;
    cell = ct_arena_alloc(builder->arena, sizeof *cell);
    if (cell == NULL || (cell->text = keep_text(builder, text, n, &cell->len)) == NULL) {
        builder->err = ct_no_memory();
        return;
    }
    if (!grow(builder, (void **)&builder->cells, builder->n_cells, &builder->cell_capacity,
              sizeof *builder->cells))
        return;
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
    while (builder->n_rows > 0 && builder->next < CT_TABLE_COLUMNS &&
           builder->covered[builder->next] >= builder->n_rows)
        builder->next++;
    ct_builder_cell_at(builder, builder->next, text, n, look);
}

void ct_builder_merge(ct_table_builder *builder, size_t row, size_t column, size_t last_row,
                      size_t last_column)
{
    if (builder->err.code != CT_OK || last_row < row || last_column < column || column >= CT_TABLE_COLUMNS)
        return;
    if (!grow(builder, (void **)&builder->merges, builder->n_merges, &builder->merge_capacity,
              sizeof *builder->merges))
        return;
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

/* Signs beyond ASCII that stand in figures: minus and dashes, comparisons, spaces that do not break, raised
 * marks of notes. */
static bool is_figure_sign(int code)
{
    static const int signs[] = { 0xA0,   0xB2,   0xB3,   0xB9,   0xF7,   0x2011,
                                 0x2013, 0x202F, 0x2212, 0x2248, 0x2264, 0x2265 };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i] == code) return true;
    return code >= 0x2070 && code <= 0x207E;
}

bool ct_text_is_figure(const char *text, size_t n)
{
    size_t digits = 0;

    for (size_t i = 0; i < n;) {
        int code;
        size_t used = ct_utf8_next(text + i, n - i, &code);
        if (used == 1 && is_digit(text[i]))
            digits++;
        else if (used == 1 ? strchr(" \n.,;-+()%<>=~/*'", text[i]) == NULL || text[i] == '\0'
                           : !is_figure_sign(code))
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

/* "-", "...": no value, in a row of values. */
static bool is_missing(const told *cell)
{
    static const char *const marks[] = { "-", "..", "...", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\xA6" };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (cell->len == strlen(marks[i]) && memcmp(cell->text, marks[i], cell->len) == 0) return true;
    return false;
}

/* A year alone, or a time that ends in one: "2023", "6/2023", "30/6/2023", "2021-2025", "2022/2023". */
static bool is_year(const told *cell)
{
    size_t last = 0;

    if (cell->len < 4 || !ct_text_is_year(cell->text + cell->len - 4, 4)) return false;
    for (size_t i = 0, digits = 0; i + 4 < cell->len; i++) {
        digits = is_digit(cell->text[i]) ? digits + 1 : 0;
        if (digits > 4) return false;
        if (!is_digit(cell->text[i]) && (strchr("/-", cell->text[i]) == NULL || i == last)) return false;
        last = is_digit(cell->text[i]) ? last : i + 1;
    }
    return cell->len == 4 || last == cell->len - 4;
}

/* Is it a number of months, years, quarters, as heads have them ("6 tháng 2023" (6 months of 2023), "5 năm"
 * (5 years)), or a unit's factor ("1.000 tấn" (1,000 tonnes))? */
static bool is_head_number(const char *number, size_t n, const char *after, size_t rest)
{
    static const char *const words[] = { "tháng", "năm", "quý", "ngày", "đầu", "cuối",
                                         "THÁNG", "NĂM", "QUÝ", "NGÀY", "T ",  "T/" };
    size_t blank = rest > 0 && after[0] == ' ';

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (rest - blank >= strlen(words[i]) && memcmp(after + blank, words[i], strlen(words[i])) == 0)
            return true;
    return (n == 4 && memcmp(number, "1000", 4) == 0) || (n == 5 && memcmp(number, "1.000", 5) == 0) ||
           (n == 3 && memcmp(number, "100", 3) == 0);
}

/* A figure with its unit or a word before it: "14 - 15%/năm" (14 - 15% a year), "5.500 USD", "≥ 98%", "Trên
 * 95%" (over 95%). */
static bool is_quantity(const told *cell)
{
    size_t words = count_words(cell->text, cell->len), i = 0, n = 0;

    for (size_t k = 1; k < cell->len && words <= 3; k++)
        if (cell->text[k] == '%' && (is_digit(cell->text[k - 1]) ||
                                     (k > 1 && cell->text[k - 1] == ' ' && is_digit(cell->text[k - 2]))))
            return true;
    for (size_t used; i < cell->len && !is_digit(cell->text[i]); i += used) {
        int code;
        used = ct_utf8_next(cell->text + i, cell->len - i, &code);
        if (strchr(" <>=~", used == 1 ? cell->text[i] : '?') == NULL && code != 0x2264 && code != 0x2265)
            return false;
    }
    while (i + n < cell->len && (is_digit(cell->text[i + n]) || strchr(".,-/ ", cell->text[i + n]) != NULL))
        n++;
    while (n > 0 && !is_digit(cell->text[i + n - 1])) n--;
    if (n == 0 || words > 5 || i + n == cell->len || (n >= 4 && ct_text_is_year(cell->text + i + n - 4, 4)))
        return false;
    return !is_head_number(cell->text + i, n, cell->text + i + n, cell->len - i - n) &&
           cell->text[i + n] == (cell->text[i + n] & 0x7F) && strchr(" %", cell->text[i + n]) != NULL;
}

/* A year, or what has the form of a figure and is a time: "2011-2012", "2016 - 2020", "9/2023", "30/9/2023",
 * "2023/2022". */
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

/* "trên 90" (over 90), "từ 3 trở lên" (from 3 up), "Duy trì 38" (keep 38), "trên 99; trên 85" (over 99; over
 * 85): few words, and a number that counts no months, years or the like. */
static bool is_bounded(const told *cell)
{
    static const char *const before[] = { "tháng ", "quý ", "Tháng ", "Quý ", "năm ",  "Năm ",
                                          "số ",    "Số ",  "kỳ ",    "lần ", "ngày ", "THÁNG ",
                                          "QUÝ ",   "NĂM ", "SỐ ",    "KỲ ",  "NGÀY " };
    size_t words = count_words(cell->text, cell->len), numbers = 0, letters = 0;

    if (words > 6 || cell->len > 40) return false;
    for (size_t i = 0, n; i < cell->len; i += n) {
        n = digits_at(cell->text + i, cell->len - i);
        while (n > 0 && i + n + 1 < cell->len && (cell->text[i + n] == '.' || cell->text[i + n] == ',') &&
               is_digit(cell->text[i + n + 1]))
            n += 1 + digits_at(cell->text + i + n + 1, cell->len - i - n - 1);
        letters += n == 0 && (((unsigned char)cell->text[i] | 0x20) >= 'a' &&
                              ((unsigned char)cell->text[i] | 0x20) <= 'z');
        for (size_t k = 0; n > 0 && k < sizeof before / sizeof *before; k++)
            if (i >= strlen(before[k]) &&
                memcmp(cell->text + i - strlen(before[k]), before[k], strlen(before[k])) == 0)
                return false;
        if (n > 0 && (ct_text_is_year(cell->text + i, n) ||
                      is_head_number(cell->text + i, n, cell->text + i + n, cell->len - i - n)))
            return false;
        if (n > 0 && i > 0 && cell->text[i - 1] != ' ' && strchr(".,-(<>=~", cell->text[i - 1]) == NULL)
            return false; /* "m2", "(1)=2" */
        numbers += n > 0;
        n += n == 0;
    }
    return numbers > 0 && letters > 0 && cell->text[0] != '(' &&
           strchr("=/%", cell->text[cell->len - 1]) == NULL && memchr(cell->text, '=', cell->len) == NULL &&
           memchr(cell->text, '/', cell->len) == NULL;
}

/* Does the cell hold what a row of figures holds? */
static bool is_amount(const told *cell)
{
    return (is_value(cell) && !is_time(cell)) || is_quantity(cell) || is_bounded(cell);
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

    for (size_t c = 0; c < m->n_columns; c++) values += begins(m, row, c) && is_amount(at(m, row, c));
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
    return low < b->n_cells && b->cells[low]->row == row && b->cells[low]->column == column ? b->cells[low]
                                                                                            : NULL;
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
        return ct_fail(CT_EDATA, 0, "a table of %zu rows and %zu columns is too large; split the file",
                       m->n_rows, m->n_columns);
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
        looked += cover(m, cell, cell->row, cell->column, cell->row + cell->n_rows - 1,
                        cell->column + cell->n_columns - 1);
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

/* "1.500.00" over "0": a number that wrapped in a narrow cell. Its parts are no numbers of their own, but
 * together they are one. */
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

/* Lines that each of at least two cells of the row has, one of them all figures: rows in the shape of one. 1:
 * the row is one. */
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
    for (size_t c = 0; c < m->n_columns; c++)
        alike += begins(m, row, c) && at(m, row, c)->len > 0 && count_lines(at(m, row, c)) == lines;
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

/* Copy a row into n rows of another matrix; cells with n lines are taken apart, the others stand in all of
 * them. */
static bool copy_row(ct_table_builder *b, const matrix *from, size_t row, matrix *to, size_t at_row, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to->rows[at_row + i] = from->rows[row];
        if (i + 1 < n) to->rows[at_row + i].n_notes = 0;
        for (size_t c = 0; c < from->n_columns; c++) {
            told *cell = at(from, row, c), *copy = cell;
            if (n > 1 && cell->len > 0 && count_lines(cell) == n)
                copy = !begins(from, row, c) ? to->places[(at_row + i) * to->n_columns + c - 1]
                                             : line_of(b, cell, i);
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

    for (size_t r = 0; r < m->n_rows; r++)
        more += m->rows[r].line == CT_TABLE_NO_LINE ? rows_inside(m, r) - 1 : 0;
    if (more == 0) return ct_ok();
    if ((m->n_rows + more) * m->n_columns > CT_TABLE_PLACES)
        return ct_fail(CT_EDATA, 0, "a table is too large; split the file");
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

/* Whether a cell that begins without a digit at byte i is the letter of a column, "A" or "(B)". */
static bool is_column_letter(const told *cell, size_t i)
{
    return cell->len <= 3 && (i + 1 >= cell->len || cell->text[i + 1] == ')' || cell->text[i + 1] == ']');
}

/* Whether a column may have this number after the one before it asked for `expected`, -1 when it is the
 * first. */
static bool is_next_number(long number, long expected)
{
    return expected >= 0 ? number == expected : number <= 3;
}

/* "A B 1 2 3=2/1", "A B C 1" or "(1) (2) (3)": the numbers of the columns. */
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
        for (; i < cell->len && is_digit(cell->text[i]) && digits < 3; i++, digits++)
            number = number * 10 + (cell->text[i] - '0');
        if (digits == 0) {
            if (!is_column_letter(cell, i)) return false; /* a word */
            lettered += i < cell->len && (cell->text[i] | 0x20) == (char)('a' + lettered);
            continue;
        }
        if (i < cell->len && strchr(")]=(", cell->text[i]) == NULL) return false;
        if (!is_next_number(number, expected)) return false;
        expected = number + 1;
        numbered++;
    }
    return numbered >= 3 || (numbered > 0 && lettered > 0 && numbered + lettered >= 3);
}

/* Names and times of columns, no figures. */
static bool is_head(const matrix *m, size_t row)
{
    size_t named = 0, beyond = 0;

    if (numbers_columns(m, row)) return true;
    for (size_t c = 0; c < m->n_columns; c++) {
        const told *cell = at(m, row, c);
        if (!begins(m, row, c) || cell->len == 0) continue;
        if (is_amount(cell) || is_missing(cell)) return false;
        named++;
        beyond += c >= 2 || is_time(cell) || (m->n_columns > 2 && at(m, row, 2) == cell);
    }
    return named >= 2 && (beyond > 0 || m->n_columns <= 2);
}

/* The year that a head tells, 0 for none. */
static long year_told(const told *cell)
{
    for (size_t i = 0; i + 4 <= cell->len; i++)
        if ((i == 0 || !is_digit(cell->text[i - 1])) && ct_text_is_year(cell->text + i, 4))
            return strtol(cell->text + i, NULL, 10);
    return 0;
}

/* The year that the heads of a column tell, from row `head` of them up. */
static long year_above(const matrix *m, size_t head, size_t column)
{
    long year = year_told(at(m, head, column));

    for (size_t r = head; year == 0 && r > 0 && is_head(m, r - 1); r--)
        year = year_told(at(m, r - 1, column));
    return year;
}

static bool same_text(const told *a, const told *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* "Thu ngân sách | tỷ đồng | 2000 | 2050" (budget revenue | billion dong | 2000 | 2050) below "Chỉ tiêu | ĐVT
 * | 2022 | 2023" (indicator | unit | 2022 | 2023): figures like years in columns that have theirs. Right
 * below the head no other head is looked for; further down it repeats the names, or its years go up and are
 * not far from those above. */
static bool is_row_of_figures(const matrix *m, size_t row, size_t head, bool below)
{
    enum { FAR = 15 };
    size_t name = 0, bare = 0;
    bool unlike = below;
    long last = 0;

    while (head > 0 && numbers_columns(m, head)) head--;
    while (name + 1 < m->n_columns && at(m, row, name)->len == 0) name++;
    if (!begins(m, row, name) || is_time(at(m, row, name)) || same_text(at(m, row, name), at(m, head, name)))
        return false;
    for (size_t c = name + 1; c < m->n_columns; c++) {
        const told *cell = at(m, row, c);
        long over = year_above(m, head, c), year = strtol(cell->len == 4 ? cell->text : "0", NULL, 10);
        if (!begins(m, row, c) || !is_time(cell)) continue;
        if (cell->len != 4 || !ct_text_is_year(cell->text, 4) || over == 0 || at(m, head, c)->n_columns > 1)
            return false;
        unlike = unlike || year <= last || labs(year - over) > FAR;
        last = year;
        bare++;
    }
    return bare > 0 && unlike;
}

/* Rows from `first` that are the head of the table up to `end`; 0 when the rows below tell no figures. */
/* "I | CÁC CHỈ TIÊU VỀ KINH TẾ" (economic indicators): one cell from the names to the last column, its row's
 * number before it at most. */
static bool is_section(const matrix *m, size_t row)
{
    size_t from = begins(m, row, 0) && at(m, row, 0) != at(m, row, 1) ? 1 : 0;
    const told *wide = at(m, row, from);

    if (m->n_columns < from + 3 || !begins(m, row, from) || wide->len == 0 ||
        (from > 0 && at(m, row, 0)->len > 4))
        return false;
    for (size_t c = from + 1; c < m->n_columns; c++)
        if (at(m, row, c) != wide) return false;
    return true;
}

static size_t head_rows(const matrix *m, size_t first, size_t end)
{
    size_t n = 0;

    while (first + n < end && is_head(m, first + n) &&
           (n == 0 || !(is_section(m, first + n) || is_row_of_figures(m, first + n, first + n - 1, true))))
        n++;
    while (first + n < end && n > 0 && m->rows[first + n].head && count_values(m, first + n) == 0) n++;
    return first + n == end ? (n > 0 ? 1 : 0) : n;
}

/* Is the cell a head that names a year and little more: "Năm 2025" (year 2025), which plain text may have
 * lost the span of? */
static bool may_span(const told *cell)
{
    for (size_t i = 0; i + 4 <= cell->len; i++)
        if ((i == 0 || !is_digit(cell->text[i - 1])) && ct_text_is_year(cell->text + i, 4))
            return count_words(cell->text, cell->len) <= 4;
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

static bool same_words(const told *a, const told *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* How badly the heads from .. to - 1 of the second row go with one of the first over them: under a year
 * stands no other one, heads of one kind stand together, years beside years, and what begins each group, "KH
 * | TH | KH | TH", stands inside none. Of splits that fit as well the evener is taken. */
static double misfit(const matrix *m, size_t over, size_t from, size_t to, double even)
{
    bool year = may_span(at(m, 0, over));
    double cost = 0.6 * fabs((double)(to - from) - even);

    for (size_t c = from; c < to; c++) {
        cost += year && may_span(at(m, 1, c)) ? 3 : 0;
        cost += c > from && may_span(at(m, 1, c)) != may_span(at(m, 1, c - 1)) ? 1 : 0;
        cost += c > from && same_words(at(m, 1, c), at(m, 1, 0)) ? 2 : 0;
    }
    return cost;
}

/* Part the k heads of the second row among the first row's from `first` to n - 1, each at least one;
 * widths[c] is how many it stands over. */
static void part_among(const matrix *m, size_t first, size_t n, size_t k, size_t *widths)
{
    double best[RAGGED_BELOW + 1], even = (double)k / (double)(n - first);
    size_t ends[RAGGED_HEADS][RAGGED_BELOW + 1];

    for (size_t end = 0; end <= k; end++) best[end] = end == 0 ? 0 : INFINITY;
    for (size_t g = 0; g < n - first; g++)
        for (size_t end = k + 1;
             end-- > 0;) { /* from the right, so that the row of costs before this group is still there */
            double least = INFINITY;
            for (size_t from = 0; from < end; from++) {
                double cost = best[from] + misfit(m, first + g, from, end, even);
                if (cost >= least) continue;
                least = cost;
                ends[g][end] = from;
            }
            best[end] = least;
        }
    for (size_t g = n - first, end = k; g-- > 0; end = ends[g][end]) widths[first + g] = end - ends[g][end];
}

/* How many columns each head of the first row stands over, and from which one on heads of the second row
 * stand below it; false when it cannot be told. */
static bool ragged_widths(const matrix *m, size_t n, size_t k, size_t *widths, bool *over)
{
    size_t width = m->n_columns, spans = n + k > width ? n + k - width : 0, each = spans > 0 ? k / spans : 0,
           found = 0, early = 0, next = 0;

    if (spans == 0) return false;
    for (size_t c = 0; c < n; c++) {
        found += may_span(at(m, 0, c));
        early += may_span(at(m, 0, c)) && c < width - k;
        widths[c] = 1;
        over[c] = false;
    }
    if (each >= 2 && spans * each == k && found >= spans &&
        (found > spans || early > 0)) { /* years among heads that span nothing */
        for (size_t c = 0; c < n && next < k; c++)
            if (may_span(at(m, 0, c))) {
                widths[c] = each;
                over[c] = true;
                next += each;
            }
        return true;
    }
    if (width - k >= n || width - k == 0 || n - (width - k) > RAGGED_HEADS || k > RAGGED_BELOW ||
        k < n - (width - k))
        return false; /* the names' heads stand over none */
    part_among(m, width - k, n, k, widths);
    for (size_t c = width - k; c < n; c++) over[c] = true;
    return true;
}

/* Text without columns has lost which head cells stand over several: "Năm 2025 | Năm 2026" (year 2025 | year
 * 2026) above "Kế hoạch | Ước thực hiện" (plan | estimated result) and rows of more cells. The second row
 * then has as many as are wanted, and they are parted among the years of the first; or it has one for each
 * column of figures. */
static ct_error spread_ragged(ct_table_builder *b, matrix *m)
{
    size_t n = m->n_rows > 2 ? count_leading(m, 0) : 0, k = n > 0 ? count_leading(m, 1) : 0,
           width = m->n_columns;
    size_t widths[CT_TABLE_COLUMNS], to = 0, next = 0;
    bool over[CT_TABLE_COLUMNS];

    if (n == 0 || n >= width || k == 0 || k >= width || !is_head(m, 0) || count_values(m, 1) > 0 ||
        !ragged_widths(m, n, k, widths, over))
        return ct_ok();
    told **rows = ct_arena_array(b->arena, 2 * width, sizeof *rows);
    if (rows == NULL) return ct_no_memory();
    for (size_t i = 0; i < 2 * width; i++) rows[i] = m->blank;
    for (size_t c = 0; c < n; c++)
        for (size_t i = 0; i < widths[c] && to < width; i++, to++) {
            rows[to] = at(m, 0, c);
            if (over[c] && next < k) rows[width + to] = at(m, 1, next++);
        }
    memcpy(m->places, rows, 2 * width * sizeof *rows);
    return ct_ok();
}

/* ---- two tables side by side ---- */

/* The column where a second table begins beside the first: its head says the first one's first name again,
 * and below it stand names where the first has names, figures where it has figures. 0: there is but one
 * table. */
static size_t second_begin(const matrix *m, size_t head)
{
    const told *name = at(m, head, 0);
    size_t k = 2, rows = 0;

    if (name->len == 0 || !is_head(m, head)) return 0;
    while (k + 1 < m->n_columns && !(begins(m, head, k) && same_text(at(m, head, k), name))) k++;
    if (k + 1 >= m->n_columns) return 0;
    for (size_t r = head + 1; r < m->n_rows; r++) {
        const told *left = at(m, r, 0), *right = at(m, r, k);
        if (m->rows[r].line != CT_TABLE_NO_LINE) return 0;
        if (left == right || left->len == 0 || right->len == 0) continue;
        if (is_value(left) != is_value(right)) return 0;
        rows++;
    }
    return rows > 0 ? k : 0;
}

/* Put the cells of a row from column `first` to `end` at the beginning of the next row of `to`. Cells that
 * reach into it from the left stay there. */
static void take_half(const matrix *m, size_t row, size_t first, size_t end, matrix *to)
{
    told **places = to->places + to->n_rows * to->n_columns;
    bool any = false;

    for (size_t c = 0; c < to->n_columns; c++) {
        told *cell = first + c < end ? at(m, row, first + c) : m->blank;
        if (first > 0 && cell == at(m, row, first - 1)) cell = m->blank;
        places[c] = cell;
        any = any || cell->len > 0;
    }
    if (!any && first > 0) return;
    to->rows[to->n_rows] = m->rows[row];
    if (first > 0) to->rows[to->n_rows].n_notes = 0; /* the left half has told them */
    to->n_rows++;
}

/* Two tables that stand side by side come one below the other. */
static ct_error stack_halves(ct_table_builder *b, matrix *m)
{
    matrix stacked = { .blank = m->blank };
    size_t head = 0, k = 0;

    while (head < m->n_rows && k == 0) k = second_begin(m, head++);
    if (k == 0) return ct_ok();
    head--;
    stacked.n_columns = k > m->n_columns - k ? k : m->n_columns - k;
    size_t rows = 2 * m->n_rows;
    if (rows * stacked.n_columns > CT_TABLE_PLACES) return ct_ok();
    stacked.places = ct_arena_array(b->arena, rows * stacked.n_columns, sizeof *stacked.places);
    stacked.rows = ct_arena_array(b->arena, rows, sizeof *stacked.rows);
    if (stacked.places == NULL || stacked.rows == NULL) return ct_no_memory();
    for (size_t r = 0; r < m->n_rows; r++) take_half(m, r, 0, k, &stacked);
    for (size_t r = 0; r < m->n_rows; r++) {
        if (r == head) stacked.second = stacked.n_rows;
        take_half(m, r, k, m->n_columns, &stacked);
    }
    *m = stacked;
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
        bool over = c > 0 && c + 1 < m->n_columns &&
                    at(m, row, c + 1) == at(m, row, c); /* merged beside the names: a head of rows below */
        prose = prose || (!over && begins(m, row, c) && is_prose(at(m, row, c)));
    }
    return prose;
}

/* The first row of a table's head at or after `from`: a head with figures somewhere below it, before another
 * such head. SIZE_MAX: none. */
static size_t next_head(const matrix *m, size_t from)
{
    size_t head = SIZE_MAX;

    for (size_t r = from; r < m->n_rows; r++) {
        bool title = head == SIZE_MAX && only_cell(m, r) != NULL; /* "Biểu 1" (table 1) alone in its row */
        if (count_values(m, r) > 0 && !numbers_columns(m, r) && !title) return head;
        if (head != SIZE_MAX && is_row_of_figures(m, r, r - 1, true) && is_head(m, r - 1)) return head;
        if (is_head(m, r)) {
            head = head == SIZE_MAX ? r : head;
        } else if (head != SIZE_MAX && count_filled(m, r) == 0) {
            head = SIZE_MAX; /* words above a blank row: a letterhead */
        }
    }
    return SIZE_MAX;
}

/* Does a row begin another table on the same sheet? Its head names columns that hold figures above, up to the
 * last head. */
static bool begins_another(const matrix *m, const bool *figures, size_t row)
{
    size_t over = 0;

    if (!is_head(m, row) || numbers_columns(m, row)) return false;
    for (size_t c = 1; c < m->n_columns; c++)
        over += begins(m, row, c) && at(m, row, c)->len > 0 && figures[c];
    return over >= 2;
}

/* The last column of a row that holds something, plus 1. */
static size_t row_end(const matrix *m, size_t row)
{
    size_t end = m->n_columns;

    while (end > 0 && at(m, row, end - 1)->len == 0) end--;
    return end;
}

/* Does a row head a table that stands below a blank row, or below titles that do? It says names alone, for no
 * fewer columns than the row of figures below it has: "Huyện | Số xã" (district | number of communes) over "A
 * | 15", not "II | Xã hội" (II | society) over "1 | Nghèo | % | 2,6" (1 | poor | % | 2.6). */
static bool begins_below_blank(const matrix *m, size_t row)
{
    size_t up = row, below = row + 1;

    if (at(m, row, 0)->len == 0 || count_filled(m, row) < 2) return false;
    while (up > 0 && only_cell(m, up - 1) != NULL) up--;
    if (up < 2 || count_filled(m, up - 1) > 0) return false;
    for (size_t c = 0; c < m->n_columns; c++)
        if (begins(m, row, c) && (is_amount(at(m, row, c)) || is_missing(at(m, row, c)))) return false;
    if (below + 1 < m->n_rows && count_values(m, below) == 0 && is_head(m, below)) below++;
    return below < m->n_rows && count_values(m, below) > 0 && !numbers_columns(m, below) &&
           row_end(m, below) <= row_end(m, row);
}

/* Rows from r on are a head, as many as belong to it; returns the last of them, or r - 1 when there are none.
 */
static size_t put_head(const matrix *m, part *parts, bool *figures, size_t r)
{
    size_t n = head_rows(m, r, m->n_rows);

    for (n = n > 0 ? n : 1; n > 0 && r < m->n_rows; n--) parts[r++] = PART_HEAD;
    memset(figures, 0, CT_TABLE_COLUMNS * sizeof *figures);
    return r - 1;
}

/* Does text end in "ngày " (day) or "tháng " (month), whose number is a day or a month? */
static bool ends_in_date_word(const char *text, size_t n)
{
    static const char *const words[] = { "ngày ", "Ngày ", "tháng ", "Tháng " };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (n >= strlen(words[i]) && memcmp(text + n - strlen(words[i]), words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

/* Its digits are years and dates, if any: "Mục tiêu đến năm 2025" (targets to 2025), "Kết quả đến 30/6/2023"
 * (results by 30 June 2023), "Hà Nội, ngày 5 tháng 3 năm 2021" (Hà Nội, 5 March 2021). */
static bool tells_time_only(const told *cell)
{
    for (size_t i = 0, n; i < cell->len; i += n) {
        for (n = 0; i + n < cell->len && is_digit(cell->text[i + n]);) n++;
        bool slash = (i > 0 && cell->text[i - 1] == '/') || (i + n < cell->len && cell->text[i + n] == '/');
        if (n > 0 && !slash && !ct_text_is_year(cell->text + i, n) && !ends_in_date_word(cell->text, i))
            return false;
        n += n == 0;
    }
    return true;
}

/* A table that sets running text side by side: no cell of it behind the first column, where items are
 * numbered, is a figure, and some say something of one. So is all that has one column. */
static bool is_prose_table(const matrix *m)
{
    size_t said = 0;

    for (size_t r = 0; r < m->n_rows && m->n_columns > 1; r++)
        for (size_t c = 0; c < m->n_columns; c++) {
            const told *cell = at(m, r, c);
            if (!begins(m, r, c) || cell->len == 0 || m->rows[r].line != CT_TABLE_NO_LINE) continue;
            if (c > 0 && (is_value(cell) || is_quantity(cell))) return false;
            said +=
                has_digit(cell) && !tells_time_only(cell) && count_words(cell->text, cell->len) >= SAID_WORDS;
        }
    return said > 0 || m->n_columns == 1;
}

/* Does the first row of such a table head its columns? */
static bool has_prose_head(const matrix *m)
{
    for (size_t c = 0; c < m->n_columns; c++) {
        const told *cell = at(m, 0, c);
        if (!tells_time_only(cell) || count_words(cell->text, cell->len) > HEAD_WORDS) return false;
    }
    return m->n_rows > 1 && m->n_columns > 1 && count_filled(m, 0) > 1;
}

/* Whether row r, of a table that goes on, is the head of another; top is the last row of the head above,
 * SIZE_MAX when there is none. */
static bool is_another_head(const matrix *m, const bool *figures, size_t r, size_t top)
{
    if (r == m->second || begins_below_blank(m, r)) return true;
    return begins_another(m, figures, r) && (top == SIZE_MAX || !is_row_of_figures(m, r, top, false));
}

/* Rows right above row r that hold nothing or one cell are the title of the head that begins there. */
static void part_title(const matrix *m, part *parts, size_t r)
{
    size_t up = r;

    while (up > 0 && parts[up - 1] != PART_HEAD &&
           (parts[up - 1] == PART_NOTHING || only_cell(m, up - 1) != NULL))
        up--;
    for (; up < r; up++)
        if (parts[up] == PART_ROW) parts[up] = PART_TEXT;
}

/* Long rows of one cell from row `from` on, below the last figures, are notes. */
static void part_notes(const matrix *m, part *parts, size_t from)
{
    for (size_t r = m->n_rows; r > from; r--) {
        const told *only = only_cell(m, r - 1);
        if (only != NULL && parts[r - 1] == PART_ROW && count_words(only->text, only->len) >= NOTE_WORDS)
            parts[r - 1] = PART_TEXT;
    }
}

static part part_of_row(const matrix *m, size_t r)
{
    if (count_filled(m, r) == 0) return PART_NOTHING;
    return is_prose_row(m, r) ? PART_TEXT : PART_ROW;
}

/* Titles above a head, notes below the last figures, running text in cells. */
static void part_rows(matrix *m, part *parts)
{
    size_t head = next_head(m, 0), last = 0, top = SIZE_MAX; /* the last row of the head above */
    bool figures[CT_TABLE_COLUMNS] = { false };              /* columns that hold them since the last head */

    if (is_prose_table(m)) {
        for (size_t r = 0; r < m->n_rows; r++) parts[r] = count_filled(m, r) == 0 ? PART_NOTHING : PART_TEXT;
        m->prose_head = has_prose_head(m);
        return;
    }
    for (size_t r = 0; r < m->n_rows; r++) {
        parts[r] = part_of_row(m, r);
        if (head != SIZE_MAX && r < head && parts[r] == PART_ROW) parts[r] = PART_TEXT;
        if (r == head) {
            r = top = put_head(m, parts, figures, r);
            head = SIZE_MAX;
        } else if (r > 0 && parts[r] == PART_ROW && is_another_head(m, figures, r, top)) {
            part_title(m, parts, r);
            r = top = put_head(m, parts, figures, r);
        } else {
            for (size_t c = 1; c < m->n_columns; c++) figures[c] = figures[c] || is_value(at(m, r, c));
        }
        last = count_values(m, r) > 0 ? r : last;
    }
    part_notes(m, parts, last + 1);
}

/* A head over several columns whose file says of no span: the places at its right are empty, and each column
 * has a head of its own below. */
static void spread_heads(matrix *m, const part *parts)
{
    for (size_t r = 0; r + 1 < m->n_rows; r++) {
        if (parts[r] != PART_HEAD || parts[r + 1] != PART_HEAD || numbers_columns(m, r) ||
            numbers_columns(m, r + 1))
            continue;
        for (size_t c = 1; c < m->n_columns; c++) {
            told *left = at(m, r, c - 1);
            const told *below = at(m, r + 1, c), *below_left = at(m, r + 1, c - 1);
            if (at(m, r, c)->len > 0 || left->len == 0 || below->len == 0 || below == below_left) continue;
            if (below_left->len > 0 && below_left != left) m->places[r * m->n_columns + c] = left;
        }
    }
}

/* Where the heads of the rows from r on end, at the right: behind the last column that one of them names. */
static size_t heads_end(const matrix *m, const part *parts, size_t r)
{
    size_t end = 0;

    for (; r < m->n_rows && parts[r] == PART_HEAD; r++)
        for (size_t c = end; c < m->n_columns; c++)
            if (at(m, r, c)->len > 0) end = c + 1;
    return end;
}

/* Rows with more cells than their table has heads, "2021 | 2022 | 2023" over five figures: those beyond stay
 * in the row's line and are no cells. */
static void mark_unheaded(const matrix *m, const part *parts)
{
    size_t end = 0;

    for (size_t r = 0; r < m->n_rows; r++) {
        if (parts[r] == PART_HEAD && (r == 0 || parts[r - 1] != PART_HEAD)) end = heads_end(m, parts, r);
        if (parts[r] != PART_ROW || end < 3) continue;
        for (size_t c = end; c < m->n_columns; c++)
            if (begins(m, r, c) && is_amount(at(m, r, c))) at(m, r, c)->unheaded = true;
    }
}

/* ---- into the document ---- */

/* Does the line from text on say in English what the one before it said: ASCII, begun with a capital, and
 * with a word that is no Vietnamese syllable? */
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
        while (word < line &&
               ((text[word] >= 'a' && text[word] <= 'z') || (text[word] >= 'A' && text[word] <= 'Z')))
            word++;
        bool lower = word > i + 1 && text[i + 1] >= 'a'; /* "KH" is no English word */
        foreign += (lower || word > i + 4) && word > i + 2 && !ct_syllable_is(text + i, word - i, &marked);
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
static ct_error put_line(ct_reader *reader, const told_row *row, const ct_buffer *text, ct_line_kind kind,
                         size_t *index)
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
    return ct_reader_add(reader,
                         (ct_line){ .text = copy, .len = text->len, .kind = kind, .page = row->page });
}

static ct_error put_notes(ct_reader *reader, const told_row *row)
{
    for (size_t i = 0; i < row->n_notes; i++)
        CT_TRY(ct_reader_copy(reader, row->notes[i], strlen(row->notes[i]), CT_LINE_NOTE, 0, row->page));
    return ct_ok();
}

/* What stands before a line of a cell of running text: the time that heads its column, so that it holds for
 * each of its cells. */
static void put_column_head(const matrix *m, size_t r, size_t c, const char *line, size_t n, ct_buffer *text)
{
    const told *head = m->prose_head > 0 && r >= m->prose_head ? at(m, 0, c) : m->blank;
    const told said = { .text = line, .len = n };

    if (!has_digit(head) || !has_digit(&said) || text->len > 0) return;
    append_cell(text, head);
    ct_buffer_append(text, ": ", 2);
}

/* "1" in front of a row becomes the number of the cell beside it: "1. Kinh tế" (1. The economy). */
static bool is_item_number(const matrix *m, size_t r, size_t c)
{
    const told *cell = at(m, r, c);

    return c == 0 && r >= m->prose_head && m->rows[r].line == CT_TABLE_NO_LINE && m->n_columns > 1 &&
           cell->len <= 5 && at(m, r, 1)->len > 0 && begins(m, r, 1) && (is_value(cell) || cell->len <= 3);
}

/* Whether the cell over column c of row r begins there, says something, and was not put with the row above.
 */
static bool begins_text(const matrix *m, size_t r, size_t c)
{
    const told *cell = at(m, r, c);

    return begins(m, r, c) && cell->len > 0 && (r == 0 || at(m, r - 1, c) != cell);
}

/* A number of an item goes on with the next cell; a full stop parts them where no sign does. */
static void end_item_number(ct_buffer *text, char last)
{
    if (strchr(".)-", last) == NULL) ct_buffer_append(text, ".", 1);
}

/* A row that is no part of a table: each line of each cell is a paragraph. In a line that keeps its place
 * they stand one after another. */
static ct_error put_text(ct_reader *reader, const matrix *m, size_t r, ct_buffer *text)
{
    bool kept = m->rows[r].line != CT_TABLE_NO_LINE;
    size_t index;

    ct_buffer_empty(text);
    for (size_t c = 0; c < m->n_columns; c++) {
        const told *cell = at(m, r, c);
        if (!begins_text(m, r, c)) continue;
        for (size_t i = 0, start = 0; i <= cell->len; i++) {
            if (i < cell->len && cell->text[i] != '\n') continue;
            if (!kept) put_column_head(m, r, c, cell->text + start, i - start, text);
            if (text->len > 0 && text->data[text->len - 1] != ' ') ct_buffer_append(text, " ", 1);
            ct_buffer_append(text, cell->text + start, i - start);
            start = i + 1;
            if (kept) continue;
            if (is_item_number(m, r, c)) {
                end_item_number(text, cell->text[i - 1]);
                continue;
            }
            CT_TRY(put_line(reader, &m->rows[r], text, CT_LINE_PARAGRAPH, &index));
            ct_buffer_empty(text);
        }
    }
    if (kept && text->len > 0) CT_TRY(put_line(reader, &m->rows[r], text, CT_LINE_TEXT, &index));
    return put_notes(reader, &m->rows[r]);
}

/* Does a cell not stand in the present grid yet? One that is merged over two tables of a sheet has a place in
 * each. */
static bool is_new(const ct_reader *reader, const told *cell)
{
    return cell->out == NULL || cell->grid != reader->n_tables;
}

/* The document's cell for one of ours, made where it is first met. */
static ct_cell *cell_out(ct_reader *reader, told *cell, size_t row, size_t column)
{
    if (!is_new(reader, cell)) return cell->out;
    cell->grid = reader->n_tables;
    cell->out = ct_arena_alloc(reader->document->arena, sizeof *cell->out);
    if (cell->out == NULL) return NULL;
    *cell->out = (ct_cell){ .text = "",
                            .row = row,
                            .column = column,
                            .indent = cell->look.indent,
                            .bold = cell->look.bold,
                            .number = cell->look.number,
                            .value = cell->look.value,
                            .n_rows = 1,
                            .n_columns = 1 };
    return cell->out;
}

/* One row of the grid: its line, and its cells with the text they have in it. */
static ct_error put_row(ct_reader *reader, const matrix *m, size_t r, size_t row, size_t *line,
                        const ct_cell **cells, ct_buffer *text)
{
    size_t starts[CT_TABLE_COLUMNS], ends[CT_TABLE_COLUMNS];

    ct_buffer_empty(text);
    for (size_t c = 0; c < m->n_columns; c++) {
        told *cell = at(m, r, c);
        if (c > 0) ct_buffer_append(text, "\t", 1);
        starts[c] = text->len;
        if (is_new(reader, cell) && begins(m, r, c)) append_cell(text, cell);
        ends[c] = text->len;
    }
    CT_TRY(put_line(reader, &m->rows[r], text, CT_LINE_ROW, line));
    for (size_t c = 0; c < m->n_columns; c++) {
        told *cell = at(m, r, c)->unheaded ? m->blank : at(m, r, c);
        bool first = is_new(reader, cell);
        ct_cell *out = cell_out(reader, cell, row, c);
        if (out == NULL) return ct_no_memory();
        if (first) {
            out->text = reader->lines[*line].text + starts[c];
            out->len = ends[c] - starts[c];
        }
        if (cell != m->blank) out->n_rows = row - out->row + 1;
        if (cell != m->blank && c < out->column) { /* where another cell was merged over its first places */
            out->n_columns += out->column - c;
            out->column = c;
        }
        if (cell != m->blank && c - out->column + 1 > out->n_columns) out->n_columns = c - out->column + 1;
        cells[c] = out;
    }
    return put_notes(reader, &m->rows[r]);
}

/* Rows first .. end - 1 of the matrix, those that are part of a table, as one grid. */
static ct_error put_grid(ct_reader *reader, const ct_table_builder *b, const matrix *m, const part *parts,
                         size_t first, size_t end, ct_buffer *text)
{
    ct_arena *arena = reader->document->arena;
    size_t rows = 0, row = 0;
    ct_table_grid grid = { .n_columns = m->n_columns };

    for (size_t r = first; r < end; r++) rows += parts[r] == PART_ROW || parts[r] == PART_HEAD;
    size_t *lines = ct_arena_array(arena, rows, sizeof *lines);
    const ct_cell **cells = ct_arena_array(arena, rows * m->n_columns, sizeof *cells);
    if (lines == NULL || cells == NULL) return ct_no_memory();
    for (size_t r = first; r < end; r++) {
        if (parts[r] == PART_NOTHING) continue;
        if (parts[r] == PART_TEXT) {
            CT_TRY(put_text(reader, m, r, text));
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

    if (err.code != CT_OK || m.n_rows == 0 || m.n_columns == 0)
        return err; /* rows without cells hold nothing */
    err = split_rows(b, &m);
    if (err.code == CT_OK) err = spread_ragged(b, &m);
    if (err.code == CT_OK) err = stack_halves(b, &m);
    if (err.code != CT_OK) return err;
    part *parts = ct_arena_array(b->arena, m.n_rows, sizeof *parts);
    if (parts == NULL) return ct_no_memory();
    part_rows(&m, parts);
    spread_heads(&m, parts);
    mark_unheaded(&m, parts);
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
