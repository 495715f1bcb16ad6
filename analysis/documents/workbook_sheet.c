/* Sheets of workbooks: what is shown of them, told to a table builder. */
#include "documents/workbook_sheet.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/list.h"
#include "core/vietnamese.h"

typedef struct {
    uint32_t row, column, order; /* order: as told */
    const char *text;
    size_t len;
    ct_cell_look look;
} cell;

typedef struct {
    uint32_t row, column, last_row, last_column;
} area;

typedef struct {
    uint32_t row, column, order; /* order: as told */
    const char *text;
    size_t len;
} note;

typedef struct {
    uint32_t first, last;
} range;

/* A growing array. */
typedef struct {
    void *at;
    size_t n, capacity;
} list;

struct ct_sheet {
    ct_arena *arena;
    const char *name;
    list cells, merges, hidden, notes; /* of cell, area, range (rows, ascending, apart), note */
    bool hidden_columns[CT_SHEET_COLUMNS];
    size_t text;   /* bytes of all cells       */
    size_t beyond; /* what the limits kept out */
    ct_error err;
};

static void *list_add(ct_sheet *sheet, list *l, size_t size, size_t most)
{
    if (sheet->err.code != CT_OK) return NULL;
    if (l->n == most) {
        sheet->beyond++;
        return NULL;
    }
    void *at = ct_list_room(l->at, l->n, &l->capacity, size, 64);
    if (at == NULL) {
        sheet->err = ct_no_memory();
        return NULL;
    }
    l->at = at;
    return (char *)l->at + l->n++ * size;
}

ct_error ct_sheet_begin(ct_sheet **out, const char *name)
{
    ct_arena *arena = ct_arena_new();
    ct_sheet *sheet = arena != NULL ? ct_arena_alloc(arena, sizeof *sheet) : NULL;

    *out = NULL;
    if (sheet == NULL || (sheet->name = ct_arena_strdup(arena, name)) == NULL) {
        ct_arena_free(arena);
        return ct_no_memory();
    }
    sheet->arena = arena;
    sheet->err = ct_ok();
    *out = sheet;
    return ct_ok();
}

void ct_sheet_clear(ct_sheet *sheet)
{
    if (sheet == NULL) return;
    free(sheet->cells.at);
    free(sheet->merges.at);
    free(sheet->hidden.at);
    free(sheet->notes.at);
    ct_arena_free(sheet->arena); /* the sheet lives in it */
}

int ct_text_blanks(const char *text, size_t n, size_t *bytes)
{
    size_t i = 0;
    int blanks = 0;

    while (i < n) {
        int code;
        size_t used = ct_utf8_next(text + i, n - i, &code);
        if (code == ' ' || code == 0xA0 || code == 0x2002 || (code >= 0x2004 && code <= 0x200A))
            blanks++;
        else if (code == '\t' || code == 0x2001 || code == 0x2003 || code == 0x3000)
            blanks += 2;
        else
            break;
        i += used;
    }
    *bytes = i;
    return blanks;
}

bool ct_text_is_error(const char *text, size_t n)
{
    if (n >= 5 && memcmp(text, "Err:", 4) == 0) return true;
    if (n < 3 || text[0] != '#') return false;
    for (size_t i = 1; i < n; i++)
        if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/!?_", text[i]) == NULL) return false;
    return text[1] >= 'A' && text[1] <= 'Z';
}

bool ct_sheet_cell(ct_sheet *sheet, size_t row, size_t column, const char *text, size_t n,
                   const ct_cell_look *look)
{
    size_t blank;
    int indent = ct_text_blanks(text, n, &blank);
    cell *to;

    if (blank == n) return true;
    if (row >= CT_SHEET_ROWS || column >= CT_SHEET_COLUMNS || sheet->text + n > CT_SHEET_TEXT) {
        sheet->beyond++;
        return false;
    }
    to = list_add(sheet, &sheet->cells, sizeof *to, CT_SHEET_CELLS);
    if (to == NULL) return false;
    sheet->text += n;
    *to = (cell){ .row = (uint32_t)row,
                  .column = (uint32_t)column,
                  .order = (uint32_t)sheet->cells.n,
                  .look = *look,
                  .len = n - blank };
    to->text = ct_arena_strndup(sheet->arena, text + blank, n - blank);
    if (to->text == NULL) sheet->err = ct_no_memory();
    to->look.indent += indent;
    size_t rows = look->n_rows > 1 ? (size_t)look->n_rows : 1,
           columns = look->n_columns > 1 ? (size_t)look->n_columns : 1;
    ct_sheet_merge(sheet, row, column, row + rows - 1, column + columns - 1); /* of one place: none */
    to->look.n_rows = to->look.n_columns = 0;
    return true;
}

void ct_sheet_merge(ct_sheet *sheet, size_t row, size_t column, size_t last_row, size_t last_column)
{
    if (last_row >= CT_SHEET_ROWS) last_row = CT_SHEET_ROWS - 1;
    if (last_column >= CT_SHEET_COLUMNS) last_column = CT_SHEET_COLUMNS - 1;
    if (row > last_row || column > last_column || (row == last_row && column == last_column)) return;
    area *to = list_add(sheet, &sheet->merges, sizeof *to, CT_SHEET_MERGES);
    if (to != NULL)
        *to = (area){ (uint32_t)row, (uint32_t)column, (uint32_t)last_row, (uint32_t)last_column };
}

void ct_sheet_hide_rows(ct_sheet *sheet, size_t first, size_t last)
{
    range *before = sheet->hidden.n > 0 ? (range *)sheet->hidden.at + sheet->hidden.n - 1 : NULL;

    if (last >= CT_SHEET_ROWS) last = CT_SHEET_ROWS - 1;
    if (first > last || (before != NULL && first <= before->first))
        return; /* rows out of order: no program writes them */
    if (before != NULL && first <= (size_t)before->last + 1) {
        if (last > before->last) before->last = (uint32_t)last;
        return;
    }
    range *to = list_add(sheet, &sheet->hidden, sizeof *to, CT_SHEET_ROWS);
    if (to != NULL) *to = (range){ (uint32_t)first, (uint32_t)last };
}

void ct_sheet_hide_columns(ct_sheet *sheet, size_t first, size_t last)
{
    for (size_t i = first; i <= last && i < CT_SHEET_COLUMNS; i++) sheet->hidden_columns[i] = true;
}

void ct_sheet_note(ct_sheet *sheet, size_t row, size_t column, const char *text, size_t n)
{
    if (n == 0 || row >= CT_SHEET_ROWS || column >= CT_SHEET_COLUMNS) return;
    note *to = list_add(sheet, &sheet->notes, sizeof *to, CT_SHEET_NOTES);
    if (to == NULL) return;
    *to = (note){ (uint32_t)row, (uint32_t)column, (uint32_t)sheet->notes.n,
                  ct_arena_strndup(sheet->arena, text, n), n };
    if (to->text == NULL) sheet->err = ct_no_memory();
}

/* ---- what is shown ---- */

static int compare_cells(const void *a, const void *b)
{
    const cell *x = a, *y = b;
    if (x->row != y->row) return x->row < y->row ? -1 : 1;
    if (x->column != y->column) return x->column < y->column ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static int compare_notes(const void *a, const void *b)
{
    const note *x = a, *y = b;
    if (x->row != y->row) return x->row < y->row ? -1 : 1;
    if (x->column != y->column) return x->column < y->column ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void sort_cells(ct_sheet *sheet)
{
    cell *cells = sheet->cells.at;
    size_t i = 1;

    while (i < sheet->cells.n && compare_cells(&cells[i - 1], &cells[i]) < 0) i++;
    if (i < sheet->cells.n) qsort(cells, sheet->cells.n, sizeof *cells, compare_cells);
}

/* The first shown row at or after this one; CT_SHEET_ROWS when none is. */
static size_t shown_row(const ct_sheet *sheet, size_t row)
{
    const range *hidden = sheet->hidden.at;
    size_t low = 0, high = sheet->hidden.n;

    while (low < high) { /* the first range that does not end before the row */
        size_t middle = low + (high - low) / 2;
        if (hidden[middle].last < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sheet->hidden.n && hidden[low].first <= row ? (size_t)hidden[low].last + 1 : row;
}

static cell *find_cell(const ct_sheet *sheet, size_t row, size_t column)
{
    cell *cells = sheet->cells.at;
    size_t low = 0, high = sheet->cells.n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cells[middle].row < row || (cells[middle].row == row && cells[middle].column < column))
            low = middle + 1;
        else
            high = middle;
    }
    return low < sheet->cells.n && cells[low].row == row && cells[low].column == column ? &cells[low] : NULL;
}

/* Texts of merged cells whose first place is hidden move to where a person sees them; areas without a shown
 * place go. */
static void settle_merges(ct_sheet *sheet)
{
    area *areas = sheet->merges.at;
    size_t kept = 0, columns = 0;

    for (size_t i = 0; i < sheet->merges.n; i++) {
        area a = areas[i];
        size_t row = shown_row(sheet, a.row), column = a.column;
        while (column <= a.last_column && sheet->hidden_columns[column] &&
               columns++ < 4 * (size_t)CT_TABLE_PLACES)
            column++;
        if (row > a.last_row || column > a.last_column || sheet->hidden_columns[column]) continue;
        if (row != a.row || column != a.column) {
            cell *moved = find_cell(sheet, a.row, a.column);
            if (moved == NULL) continue;
            moved->order =
                UINT32_MAX; /* its place is set below, when no search needs the order of the cells */
            areas[kept++] = (area){ (uint32_t)row, (uint32_t)column, a.last_row, a.last_column };
            moved->look.n_rows = (long)row;
            moved->look.n_columns = (long)column;
            continue;
        }
        areas[kept++] = a;
    }
    sheet->merges.n = kept;
    cell *cells = sheet->cells.at;
    for (size_t i = 0; i < sheet->cells.n; i++) {
        if (cells[i].order != UINT32_MAX) continue;
        cells[i].row = (uint32_t)cells[i].look.n_rows;
        cells[i].column = (uint32_t)cells[i].look.n_columns;
        cells[i].look.n_rows = cells[i].look.n_columns = 0;
        cells[i].order = 0; /* before what stands there unseen */
    }
    sort_cells(sheet);
}

/* Only shown cells stay, one a place; returns how many hidden rows and columns held any. */
static size_t drop_hidden(ct_sheet *sheet)
{
    cell *cells = sheet->cells.at;
    bool *columns = ct_arena_alloc(sheet->arena, CT_SHEET_COLUMNS);
    size_t kept = 0, hidden = 0, last = SIZE_MAX;

    if (columns == NULL) {
        sheet->err = ct_no_memory();
        return 0;
    }
    for (size_t i = 0; i < sheet->cells.n; i++) {
        cell *c = &cells[i];
        if (shown_row(sheet, c->row) != c->row) {
            hidden += last != c->row;
            last = c->row;
        } else if (sheet->hidden_columns[c->column]) {
            hidden += !columns[c->column];
            columns[c->column] = true;
        } else if (kept == 0 || cells[kept - 1].row != c->row || cells[kept - 1].column != c->column) {
            cells[kept++] = *c;
        }
    }
    sheet->cells.n = kept;
    return hidden;
}

/* ---- to the builder ---- */

/* Places of the file and of the builder. */
typedef struct {
    uint32_t *columns; /* of each column of the file: the builder's, or that of the next one which has any */
    size_t n_columns;
    uint32_t *rows, *at; /* rows of the file that are told, ascending, and which of the builder's they are  */
    size_t n_rows;
} places;

/* A column of the builder for each with text, and one for each stretch of shown columns without any between
 * them. */
static bool map_columns(ct_sheet *sheet, places *p)
{
    const cell *cells = sheet->cells.at;
    bool *used = ct_arena_alloc(sheet->arena, CT_SHEET_COLUMNS), blank = false;

    p->columns = ct_arena_array(sheet->arena, CT_SHEET_COLUMNS + 1, sizeof *p->columns);
    if (used == NULL || p->columns == NULL) return false;
    for (size_t i = 0; i < sheet->cells.n; i++) used[cells[i].column] = true;
    for (size_t c = 0; c < CT_SHEET_COLUMNS; c++) {
        if (used[c] && blank) p->n_columns++;
        if (used[c])
            blank = false;
        else if (!sheet->hidden_columns[c] && p->n_columns > 0)
            blank = true;
        p->columns[c] = (uint32_t)p->n_columns; /* of a blank one: that of its stretch, if it gets one */
        p->n_columns += used[c];
    }
    p->columns[CT_SHEET_COLUMNS] = (uint32_t)p->n_columns;
    return true;
}

/* The first told row at or after a row of the file, by its place among them. */
static size_t told_row_at(const places *p, size_t row)
{
    size_t low = 0, high = p->n_rows;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->rows[middle] < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void tell_merges(const ct_sheet *sheet, const places *p, ct_table_builder *builder)
{
    const area *areas = sheet->merges.at;

    for (size_t i = 0; i < sheet->merges.n; i++) {
        const area *a = &areas[i];
        size_t first = told_row_at(p, a->row), last = told_row_at(p, (size_t)a->last_row + 1),
               end = p->columns[a->last_column + 1];
        if (first == p->n_rows || p->rows[first] != a->row || last <= first)
            continue; /* its first place is empty */
        if (end <= p->columns[a->column]) end = p->columns[a->column] + 1;
        ct_builder_merge(builder, p->at[first], p->columns[a->column], p->at[last - 1], end - 1);
    }
}

/* Notes of rows up to this one. */
static size_t tell_notes(const ct_sheet *sheet, ct_table_builder *builder, size_t at, size_t row)
{
    const note *notes = sheet->notes.at;

    for (; at < sheet->notes.n && notes[at].row <= row; at++)
        if (shown_row(sheet, notes[at].row) == notes[at].row && !sheet->hidden_columns[notes[at].column])
            ct_builder_note(builder, notes[at].text, notes[at].len);
    return at;
}

static void tell_rows(ct_sheet *sheet, places *p, ct_table_builder *builder)
{
    const cell *cells = sheet->cells.at;
    size_t most = CT_TABLE_PLACES / (p->n_columns < CT_TABLE_COLUMNS ? p->n_columns : CT_TABLE_COLUMNS),
           told = 0, noted = 0, i = 0;

    if (most > CT_TABLE_ROWS) most = CT_TABLE_ROWS;
    while (i < sheet->cells.n && told + 2 <= most) {
        size_t row = cells[i].row;
        if (p->n_rows > 0 && shown_row(sheet, (size_t)p->rows[p->n_rows - 1] + 1) < row) {
            ct_builder_row(builder, false, CT_TABLE_NO_LINE); /* what is blank between them */
            told++;
        }
        ct_builder_row(builder, false, CT_TABLE_NO_LINE);
        p->rows[p->n_rows] = (uint32_t)row;
        p->at[p->n_rows++] = (uint32_t)told++;
        for (; i < sheet->cells.n && cells[i].row == row; i++) {
            size_t column = p->columns[cells[i].column];
            if (column < CT_TABLE_COLUMNS)
                ct_builder_cell_at(builder, column, cells[i].text, cells[i].len, &cells[i].look);
            sheet->beyond += column >= CT_TABLE_COLUMNS;
        }
        noted = tell_notes(sheet, builder, noted, row);
    }
    sheet->beyond += sheet->cells.n - i;
    tell_notes(sheet, builder, noted, CT_SHEET_ROWS);
}

bool ct_sheet_is_named(const char *name)
{
    static const char *const empty[] = {
        "sheet", "trang tinh", "trangtinh", "trang", "bang tinh", "bangtinh",
        "table", "worksheet",  "data",      "chart", "feuil",     "tabelle"
    };
    ct_arena *arena = ct_arena_new();
    char *folded = arena != NULL ? ct_fold(arena, name, strlen(name)) : NULL;
    size_t n = 0;
    bool named;

    for (const char *c = folded; c != NULL && *c != '\0'; c++) /* letters, and single blanks between them */
        if ((*c >= 'a' && *c <= 'z') || (unsigned char)*c >= 0x80)
            folded[n++] = *c;
        else if (n > 0 && folded[n - 1] != ' ')
            folded[n++] = ' ';
    while (n > 0 && folded[n - 1] == ' ') n--;
    named = n >= 2;
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        named = named && !(strlen(empty[i]) == n && memcmp(folded, empty[i], n) == 0);
    ct_arena_free(arena);
    return named;
}

bool ct_sheets_full(const ct_reader *reader)
{
    size_t n = 0;

    for (size_t i = 0; i < reader->n_tables; i++) n += reader->tables[i].n_rows * reader->tables[i].n_columns;
    return n > CT_TABLE_PLACES;
}

static ct_error tell(ct_sheet *sheet, ct_reader *reader)
{
    ct_table_builder *builder;
    places p = { 0 };

    if (sheet->notes.n > 0) qsort(sheet->notes.at, sheet->notes.n, sizeof(note), compare_notes);
    p.rows = ct_arena_array(sheet->arena, sheet->cells.n, sizeof *p.rows);
    p.at = ct_arena_array(sheet->arena, sheet->cells.n, sizeof *p.at);
    if (p.rows == NULL || p.at == NULL || !map_columns(sheet, &p)) return ct_no_memory();
    const cell *title = sheet->cells.at;
    bool said = title->len == strlen(sheet->name) &&
                memcmp(title->text, sheet->name, title->len) == 0; /* by its first cell */
    if (!said && ct_sheet_is_named(sheet->name))
        CT_TRY(ct_reader_copy(reader, sheet->name, strlen(sheet->name), CT_LINE_PARAGRAPH, 2, 0));
    CT_TRY(ct_builder_begin(&builder, sheet->name, 0));
    tell_rows(sheet, &p, builder);
    tell_merges(sheet, &p, builder);
    return ct_builder_end(builder, reader);
}

ct_error ct_sheet_end(ct_sheet *sheet, ct_reader *reader)
{
    ct_error err = sheet->err;
    size_t hidden = 0;

    if (err.code == CT_OK) {
        sort_cells(sheet);
        settle_merges(sheet);
        hidden = drop_hidden(sheet);
        err = sheet->err;
    }
    if (err.code == CT_OK && sheet->cells.n > 0) err = tell(sheet, reader);
    for (; err.code == CT_OK && hidden > 0; hidden--)
        err = ct_reader_unread(reader, CT_UNREAD_HIDDEN, 0, sheet->name);
    if (err.code == CT_OK && sheet->beyond > 0)
        err = ct_reader_unread(reader, CT_UNREAD_BEYOND, 0, sheet->name);
    ct_sheet_clear(sheet);
    return err;
}
