/* Reading the first worksheet of an Excel workbook, as Excel or LibreOffice saved it. */
#include "review/sheet.h"

#ifdef CHITIEU_HAVE_WORD
#include <stdint.h>
#include <string.h>

#include "core/number.h"
#include "documents/word.h"

enum { MOST_ROWS = 200000, MOST_COLUMNS = 256, MOST_STRINGS = 2000000, HEADER_ROWS = 3 };

typedef struct {
    ct_arena    *arena;
    ct_error     err;
    const char **strings; size_t n_strings, capacity; /* the shared ones */
    ct_buffer    text;
    bool         in_text, in_phonetic;
    /* the row and cell being read */
    const char  *cells[MOST_COLUMNS];
    size_t       n_cells, column;
    long         row;
    char         type[16];
    size_t       place[MOST_COLUMNS]; /* of each column of the file: that of the schema, or SIZE_MAX */
    bool         headed;
    ct_table    *sheet;
} reader;

static bool is(const char *name, const char *local)
{
    return strncmp(name, "x:", 2) == 0 && strcmp(name + 2, local) == 0;
}

static void on_text(void *data, const char *text, size_t n)
{
    reader *r = data;
    if (r->in_text && !r->in_phonetic) ct_buffer_append(&r->text, text, n);
}

/* ---- the shared strings ---- */

static bool string_start(void *data, const char *name, const char **attributes)
{
    reader *r = data;
    (void)attributes;
    if (is(name, "si")) {
        ct_buffer_clear(&r->text);
        ct_buffer_init(&r->text);
    }
    if (is(name, "t")) r->in_text = true;
    if (is(name, "rPh")) r->in_phonetic = true;
    return true;
}

static void string_end(void *data, const char *name)
{
    reader *r = data;
    if (is(name, "t")) r->in_text = false;
    if (is(name, "rPh")) r->in_phonetic = false;
    if (!is(name, "si") || r->err.code != CT_OK) return;
    if (r->n_strings == r->capacity) {
        size_t capacity = r->capacity == 0 ? 1024 : r->capacity * 2;
        const char **grown = capacity > MOST_STRINGS ? NULL : ct_arena_array(r->arena, capacity, sizeof *grown);
        if (grown == NULL) {
            r->err = capacity > MOST_STRINGS ? ct_fail(CT_EDATA, 0, "the workbook has more than %d texts", MOST_STRINGS) : ct_no_memory();
            return;
        }
        if (r->n_strings > 0) memcpy(grown, r->strings, r->n_strings * sizeof *grown);
        r->strings = grown;
        r->capacity = capacity;
    }
    const char *kept = ct_arena_strdup(r->arena, ct_buffer_string(&r->text));
    if (kept == NULL) r->err = ct_no_memory();
    else r->strings[r->n_strings++] = kept;
}

/* ---- the worksheet ---- */

/* "AB12": the column, from 0; MOST_COLUMNS when there is none or it is too far right. */
static size_t column_of(const char *reference)
{
    size_t column = 0;
    if (reference == NULL) return MOST_COLUMNS;
    for (; *reference >= 'A' && *reference <= 'Z' && column < MOST_COLUMNS; reference++) column = column * 26 + (size_t)(*reference - 'A') + 1;
    return column == 0 ? MOST_COLUMNS : column - 1;
}

static bool cell_start(void *data, const char *name, const char **attributes)
{
    reader *r = data;
    if (is(name, "row")) {
        memset(r->cells, 0, sizeof r->cells);
        r->n_cells = 0;
        r->row = ct_xml_number(attributes, "r", 1, 10000000, r->row + 1);
        if (r->row > MOST_ROWS && r->err.code == CT_OK) r->err = ct_fail(CT_EDATA, r->row, "more than %d rows", MOST_ROWS);
    } else if (is(name, "c")) {
        const char *type = ct_xml_attribute(attributes, "t"), *reference = ct_xml_attribute(attributes, "r");
        r->column = reference == NULL ? r->n_cells : column_of(reference);
        r->type[0] = '\0';
        if (type != NULL && strlen(type) < sizeof r->type) strcpy(r->type, type);
        ct_buffer_clear(&r->text);
        ct_buffer_init(&r->text);
    } else if (is(name, "v") || is(name, "t")) {
        r->in_text = true;
    } else if (is(name, "f")) {
        return false; /* a formula's own text: its value counts */
    }
    return true;
}

/* What a cell shows, as a table's text. */
static const char *cell_text(reader *r)
{
    const char *text = ct_buffer_string(&r->text);
    long at = 0;
    double number = 0;
    char plain[CT_NUMBER_SIZE];
    if (strcmp(r->type, "s") == 0) {
        if (ct_integer_plain(text, 0, (long)r->n_strings - 1, &at).code != CT_OK) return "";
        return r->strings[at];
    }
    if ((r->type[0] == '\0' || strcmp(r->type, "n") == 0) && ct_number_plain(text, &number).code == CT_OK) {
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
        size_t c = r->cells[i] == NULL ? ct_sheet_schema.n_columns : ct_schema_column(&ct_sheet_schema, r->cells[i]);
        r->place[i] = c < ct_sheet_schema.n_columns ? c : SIZE_MAX;
        found += c < ct_sheet_schema.n_columns;
    }
    for (size_t i = r->n_cells; i < MOST_COLUMNS; i++) r->place[i] = SIZE_MAX;
    r->headed = found == ct_sheet_schema.n_columns;
    if (!r->headed && r->row >= HEADER_ROWS)
        r->err = ct_fail(CT_EPARSE, r->row, "no row with the names of the columns above it; take the sheet as it was written");
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
        r->err = ct_fail(CT_EPARSE, r->row, "the row names no document, line or quote; leave those columns as they were written");
}

static void cell_end(void *data, const char *name)
{
    reader *r = data;
    if (is(name, "v") || is(name, "t")) {
        r->in_text = false;
    } else if (is(name, "c") && r->column < MOST_COLUMNS) {
        r->cells[r->column] = cell_text(r);
        if (r->column + 1 > r->n_cells) r->n_cells = r->column + 1;
    } else if (is(name, "row")) {
        read_row(r);
    }
}

static ct_error read_part(reader *r, const ct_archive *archive, const char *part, bool required, const ct_xml *xml)
{
    ct_buffer bytes;
    ct_buffer_init(&bytes);
    ct_error err = ct_archive_read(archive, part, required, &bytes);
    if (err.code == CT_OK && bytes.len > 0) err = ct_xml_parse(xml, r, part, bytes.data, bytes.len);
    ct_buffer_clear(&bytes);
    return err;
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
        ct_buffer_init(&r->text);
        const ct_xml strings = { string_start, string_end, on_text, &r->err }, cells = { cell_start, cell_end, on_text, &r->err };
        err = read_part(r, archive, "xl/sharedStrings.xml", false, &strings);
        if (err.code == CT_OK) err = read_part(r, archive, "xl/worksheets/sheet1.xml", true, &cells);
        if (err.code == CT_OK && !r->headed) err = ct_fail(CT_EPARSE, 0, "no row with the names of the columns; take the sheet as it was written");
        ct_buffer_clear(&r->text);
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
    return ct_in(ct_fail(CT_EUSAGE, 0, "Excel files are not built in (libzip, expat); save the sheet as CSV"), file);
}

#endif
