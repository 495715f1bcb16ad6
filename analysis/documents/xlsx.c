/* Excel workbooks (ECMA-376 part 1, 18): every sheet that is shown, its cells as Excel shows them in Vietnam.
 */
#ifdef CHITIEU_HAVE_WORD

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "documents/number_format.h"
#include "documents/workbook_parts.h"
#include "documents/workbook_sheet.h"

enum {
    STYLES = 65536,              /* Excel's own limit is 65,490                                      */
    UNPACKED = 256 * 1024 * 1024 /* bytes of XML of all sheets; the sheets behind that are left out */
};

/* How cells look: fonts and formats by their index, and the formats' own codes. */
typedef struct {
    bool bold, struck;
} font;

typedef struct {
    long format, font;
    int indent;
} look;

typedef struct {
    long id;
    const char *code;
} format;

typedef struct {
    ct_arena *arena;
    ct_error err;
    font *fonts;
    look *looks;
    format *formats;
    size_t n_fonts, n_looks, n_formats;
    enum { ELSEWHERE, IN_FONTS, IN_LOOKS, IN_FORMATS } place;
} styles;

typedef struct {
    ct_reader *reader;
    ct_arena *arena; /* of the workbook: goes with it */
    ct_workbook workbook;
    styles styles;
    const char *name; /* of the sheet being read */
    ct_sheet *sheet;
    bool no_zeros; /* the sheet shows none */
    size_t unpacked;
    ct_error err;
} xlsx;

static bool is(const char *name, const char *local)
{
    return name[0] == 'x' && name[1] == ':' && strcmp(name + 2, local) == 0;
}

static bool is_on(const char **attributes, const char *name, bool otherwise)
{
    const char *value = ct_xml_attribute(attributes, name);
    return value == NULL ? otherwise
                         : strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0;
}

/* ---- styles.xml ---- */

static bool styles_start(void *data, const char *name, const char **attributes)
{
    styles *s = data;

    if (is(name, "fonts"))
        s->place = IN_FONTS;
    else if (is(name, "cellXfs"))
        s->place = IN_LOOKS;
    else if (is(name, "numFmts"))
        s->place = IN_FORMATS;
    else if (s->place == IN_FONTS && is(name, "font") && s->n_fonts < STYLES)
        s->fonts[s->n_fonts++] = (font){ false, false };
    else if (s->place == IN_FONTS && is(name, "b") && s->n_fonts > 0)
        s->fonts[s->n_fonts - 1].bold = is_on(attributes, "val", true);
    else if (s->place == IN_FONTS && is(name, "strike") && s->n_fonts > 0)
        s->fonts[s->n_fonts - 1].struck = is_on(attributes, "val", true);
    else if (s->place == IN_LOOKS && is(name, "xf") && s->n_looks < STYLES)
        s->looks[s->n_looks++] = (look){ ct_xml_number(attributes, "numFmtId", 0, INT32_MAX, 0),
                                         ct_xml_number(attributes, "fontId", 0, STYLES, 0), 0 };
    else if (s->place == IN_LOOKS && is(name, "alignment") && s->n_looks > 0)
        s->looks[s->n_looks - 1].indent = (int)ct_xml_number(attributes, "indent", 0, 250, 0);
    else if (s->place == IN_FORMATS && is(name, "numFmt") && s->n_formats < STYLES) {
        const char *code = ct_xml_attribute(attributes, "formatCode");
        format *to = &s->formats[s->n_formats++];
        to->id = ct_xml_number(attributes, "numFmtId", 0, INT32_MAX, -1);
        to->code = ct_arena_strdup(s->arena, code != NULL ? code : "");
        if (to->code == NULL) s->err = ct_no_memory();
    }
    return true;
}

static void styles_end(void *data, const char *name)
{
    styles *s = data;
    if (is(name, "fonts") || is(name, "cellXfs") || is(name, "numFmts")) s->place = ELSEWHERE;
}

static int compare_formats(const void *a, const void *b)
{
    const format *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

static ct_error read_styles(xlsx *x)
{
    styles *s = &x->styles;
    const ct_xml xml = { .start = styles_start, .end = styles_end, .err = &s->err };
    ct_buffer bytes;
    ct_error err;

    *s = (styles){ .arena = x->arena, .err = ct_ok() };
    s->fonts = ct_arena_array(x->arena, STYLES, sizeof *s->fonts);
    s->looks = ct_arena_array(x->arena, STYLES, sizeof *s->looks);
    s->formats = ct_arena_array(x->arena, STYLES, sizeof *s->formats);
    if (s->fonts == NULL || s->looks == NULL || s->formats == NULL) return ct_no_memory();
    ct_buffer_init(&bytes);
    err = ct_archive_read(x->workbook.archive, "xl/styles.xml", false, &bytes);
    if (err.code == CT_OK && bytes.len > 0)
        err = ct_xml_parse(&xml, s, "xl/styles.xml", ct_buffer_string(&bytes), bytes.len);
    ct_buffer_clear(&bytes);
    if (s->n_formats > 1) qsort(s->formats, s->n_formats, sizeof *s->formats, compare_formats);
    return err;
}

static const char *format_code(const styles *s, long id)
{
    format key = { .id = id };
    const format *found =
        s->n_formats > 0 ? bsearch(&key, s->formats, s->n_formats, sizeof key, compare_formats) : NULL;
    return found != NULL ? found->code : ct_number_format_built_in(id);
}

/* ---- cells ---- */

static void leave_out(xlsx *x, ct_unread_kind kind)
{
    if (x->err.code == CT_OK) x->err = ct_reader_unread(x->reader, kind, 0, x->name);
}

static void tell_number(xlsx *x, const ct_workbook_cell *cell, double value, const char *code,
                        ct_cell_look *how)
{
    ct_shown shown;

    if (value == 0 && x->no_zeros) return;
    ct_number_show(&shown, value, code, x->workbook.from_1904);
    if (shown.text[0] == '\0' && value != 0) leave_out(x, CT_UNREAD_HIDDEN); /* under ";;;" */
    how->number = shown.number;
    how->value = shown.value;
    x->reader->form.vietnamese += shown.number; /* as ct_number_show() writes */
    ct_sheet_cell(x->sheet, cell->row, cell->column, shown.text, strlen(shown.text), how);
}

/* "2023-05-15T00:00:00" as "15/05/2023". */
static void tell_date(xlsx *x, const ct_workbook_cell *cell, const ct_cell_look *how)
{
    const char *t = cell->text;
    char day[11];

    if (cell->len < 10 || strspn(t, "0123456789-") < 10 || t[4] != '-' || t[7] != '-') {
        ct_sheet_cell(x->sheet, cell->row, cell->column, t, cell->len, how);
        return;
    }
    memcpy(day, (char[]){ t[8], t[9], '/', t[5], t[6], '/', t[0], t[1], t[2], t[3], '\0' }, sizeof day);
    ct_sheet_cell(x->sheet, cell->row, cell->column, day, 10, how);
}

static void on_cell(void *data, const ct_workbook_cell *cell)
{
    xlsx *x = data;
    const styles *s = &x->styles;
    const look *l = (size_t)cell->style < s->n_looks ? &s->looks[cell->style] : NULL;
    const font *f = l != NULL && (size_t)l->font < s->n_fonts ? &s->fonts[l->font] : NULL;
    const char *code = l != NULL ? format_code(s, l->format) : "";
    ct_cell_look how = { .indent = l != NULL ? l->indent : 0, .bold = f != NULL && f->bold };
    double value;

    if (cell->len == 0 || cell->type == 'e') {
        if (cell->len == 0 && cell->formula && cell->type == 'n') leave_out(x, CT_UNREAD_FORMULA);
        return;
    }
    if (f != NULL && f->struck) {
        leave_out(x, CT_UNREAD_STRUCK);
    } else if (cell->type == 'n' && ct_number_plain(cell->text, &value).code == CT_OK) {
        tell_number(x, cell, value, code, &how);
    } else if (cell->type == 'd') {
        tell_date(x, cell, &how);
    } else if (strcmp(code, ";;;") == 0) {
        leave_out(x, CT_UNREAD_HIDDEN);
    } else if (cell->type == 'b') {
        const char *word = cell->text[0] == '1' ? "TRUE" : "FALSE";
        ct_sheet_cell(x->sheet, cell->row, cell->column, word, strlen(word), &how);
    } else {
        ct_sheet_cell(x->sheet, cell->row, cell->column, cell->text, cell->len, &how);
    }
}

static void on_struck(void *data)
{
    leave_out(data, CT_UNREAD_STRUCK);
}

static void on_element(void *data, const char *name, const char **attributes)
{
    xlsx *x = data;

    if (is(name, "row")) {
        const char *height = ct_xml_attribute(attributes, "ht");
        long row = ct_xml_number(attributes, "r", 1, CT_SHEET_ROWS, 0);
        if (row > 0 && (is_on(attributes, "hidden", false) || (height != NULL && strcmp(height, "0") == 0)))
            ct_sheet_hide_rows(x->sheet, (size_t)row - 1, (size_t)row - 1);
    } else if (is(name, "col")) {
        const char *width = ct_xml_attribute(attributes, "width");
        long min = ct_xml_number(attributes, "min", 1, CT_SHEET_COLUMNS, 0),
             max = ct_xml_number(attributes, "max", 1, CT_SHEET_COLUMNS, 0);
        if (min > 0 && max >= min &&
            (is_on(attributes, "hidden", false) || (width != NULL && strcmp(width, "0") == 0)))
            ct_sheet_hide_columns(x->sheet, (size_t)min - 1, (size_t)max - 1);
    } else if (is(name, "sheetView")) {
        x->no_zeros = !is_on(attributes, "showZeros", true);
    } else if (is(name, "mergeCell")) {
        const char *reference = ct_xml_attribute(attributes, "ref");
        size_t row, column, last_row, last_column;
        if (reference == NULL) return;
        reference = ct_workbook_place(reference, &row, &column);
        if (*reference != ':' || row == SIZE_MAX || column == SIZE_MAX) return;
        ct_workbook_place(reference + 1, &last_row, &last_column);
        if (last_row != SIZE_MAX && last_column != SIZE_MAX)
            ct_sheet_merge(x->sheet, row, column, last_row, last_column);
    }
}

/* ---- notes of cells ---- */

typedef struct {
    xlsx *x;
    ct_rich_text rich;
    const char **authors;
    size_t n_authors, row, column;
    long author;
    bool in_author, in_comment;
    ct_error err;
} comments;

enum { AUTHORS = 1024 };

static bool comments_start(void *data, const char *name, const char **attributes)
{
    comments *c = data;

    if (is(name, "author")) {
        ct_rich_text_begin(&c->rich);
        c->in_author = true;
    } else if (is(name, "comment") || strcmp(name, "tc:threadedComment") == 0) {
        const char *place = ct_xml_attribute(attributes, "ref");
        c->row = c->column = SIZE_MAX;
        if (place != NULL) ct_workbook_place(place, &c->row, &c->column);
        c->author = ct_xml_number(attributes, "authorId", 0, AUTHORS, AUTHORS);
        ct_rich_text_begin(&c->rich);
        c->in_comment = true;
    }
    if (strcmp(name, "tc:text") == 0) c->rich.in_text = true;
    if (c->in_comment) ct_rich_text_start(&c->rich, name, attributes);
    return true;
}

static void comments_text(void *data, const char *text, size_t n)
{
    comments *c = data;

    if (c->in_author) c->rich.in_text = true;
    ct_rich_text_characters(&c->rich, text, n);
}

/* Excel begins a note with the name of who wrote it, and a colon. */
static void keep_comment(comments *c)
{
    const char *text = ct_buffer_string(&c->rich.text),
               *author = (size_t)c->author < c->n_authors ? c->authors[c->author] : "";
    size_t n = c->rich.text.len, named = strlen(author), blank;

    if (named > 0 && n > named && memcmp(text, author, named) == 0 && text[named] == ':') {
        text += named + 1;
        n -= named + 1;
    }
    while (n > 0 && (text[0] == '\n' || text[0] == '\r' || text[0] == ' ')) text++, n--;
    ct_text_blanks(text, n, &blank);
    if (c->row != SIZE_MAX && c->column != SIZE_MAX && blank < n)
        ct_sheet_note(c->x->sheet, c->row, c->column, text, n);
}

static void comments_end(void *data, const char *name)
{
    comments *c = data;

    if (c->in_comment) ct_rich_text_end(&c->rich, name);
    if (strcmp(name, "tc:text") == 0) c->rich.in_text = false;
    if (is(name, "author")) {
        c->in_author = c->rich.in_text = false;
        if (c->n_authors == AUTHORS) return;
        c->authors[c->n_authors] = ct_arena_strdup(c->x->arena, ct_buffer_string(&c->rich.text));
        if (c->authors[c->n_authors++] == NULL) c->err = ct_no_memory();
    } else if (is(name, "comment") || strcmp(name, "tc:threadedComment") == 0) {
        keep_comment(c);
        c->in_comment = false;
    }
}

/* Comments in threads stand in the older list too, behind a sentence of Excel's own. */
static ct_error read_comments(xlsx *x, const ct_relation *relations, size_t n)
{
    const ct_relation *part = ct_relation_find(relations, n, NULL, "threadedComment");
    comments c = { .x = x, .err = ct_ok() };
    const ct_xml xml = { comments_start, comments_end, comments_text, &c.err };
    ct_buffer bytes;
    ct_error err;

    if (part == NULL) part = ct_relation_find(relations, n, NULL, "comments");
    if (part == NULL) return ct_ok();
    c.authors = ct_arena_array(x->arena, AUTHORS, sizeof *c.authors);
    if (c.authors == NULL) return ct_no_memory();
    ct_buffer_init(&bytes);
    ct_buffer_init(&c.rich.text);
    err = ct_archive_read(x->workbook.archive, part->part, false, &bytes);
    if (err.code == CT_OK && bytes.len > 0)
        err = ct_xml_parse(&xml, &c, part->part, ct_buffer_string(&bytes), bytes.len);
    if (err.code == CT_OK) err = ct_buffer_error(&c.rich.text);
    x->unpacked += bytes.len;
    ct_buffer_clear(&c.rich.text);
    ct_buffer_clear(&bytes);
    return err;
}

/* Charts drawn on a sheet: their figures are in other parts, as copies of cells or from elsewhere. */
static ct_error count_charts(xlsx *x, const ct_relation *relations, size_t n)
{
    const ct_relation *drawing = ct_relation_find(relations, n, NULL, "drawing"), *drawn;
    size_t n_drawn;

    if (drawing == NULL) return ct_ok();
    CT_TRY(ct_relations_read(x->workbook.archive, drawing->part, x->arena, &drawn, &n_drawn));
    for (size_t i = 0; i < n_drawn; i++)
        if (strcmp(drawn[i].type, "chart") == 0)
            CT_TRY(ct_reader_unread(x->reader, CT_UNREAD_CHART, 0, x->name));
    return ct_ok();
}

/* ---- the workbook ---- */

static ct_error read_sheet(xlsx *x, const ct_workbook_sheet *sheet)
{
    const ct_workbook_taker taker = { on_cell, on_element, on_struck, &x->err };
    const ct_relation *relations;
    size_t n, bytes = 0;
    ct_error err;

    x->name = sheet->name;
    x->no_zeros = false;
    CT_TRY(ct_relations_read(x->workbook.archive, sheet->part, x->arena, &relations, &n));
    CT_TRY(ct_sheet_begin(&x->sheet, sheet->name));
    err = ct_workbook_cells(&x->workbook, sheet->part, &taker, x, &bytes);
    if (err.code == CT_OK) err = read_comments(x, relations, n);
    if (err.code == CT_OK) err = count_charts(x, relations, n);
    x->unpacked += bytes;
    if (err.code == CT_OK) return ct_sheet_end(x->sheet, x->reader);
    ct_sheet_clear(x->sheet);
    return err;
}

/* Was this part a sheet before? Only a hostile workbook names one twice. */
static bool is_again(const ct_workbook *workbook, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(workbook->sheets[i].part, workbook->sheets[at].part) == 0) return true;
    return false;
}

static ct_error read_sheets(xlsx *x)
{
    for (size_t i = 0; i < x->workbook.struck; i++)
        CT_TRY(ct_reader_unread(x->reader, CT_UNREAD_STRUCK, 0, NULL));
    for (size_t i = 0; i < x->workbook.n_sheets; i++) {
        const ct_workbook_sheet *sheet = &x->workbook.sheets[i];
        switch (sheet->kind) {
        case CT_SHEET_CELLS_HIDDEN:
            CT_TRY(ct_reader_unread(x->reader, CT_UNREAD_HIDDEN, 0, sheet->name));
            break;
        case CT_SHEET_CHART: CT_TRY(ct_reader_unread(x->reader, CT_UNREAD_CHART, 0, sheet->name)); break;
        case CT_SHEET_OTHER: break;
        default:
            if (x->unpacked > UNPACKED || ct_sheets_full(x->reader) || is_again(&x->workbook, i))
                CT_TRY(ct_reader_unread(x->reader, CT_UNREAD_BEYOND, 0, sheet->name));
            else
                CT_TRY(read_sheet(x, sheet));
        }
    }
    for (size_t i = 0; i < x->workbook.more_sheets; i++)
        CT_TRY(ct_reader_unread(x->reader, CT_UNREAD_BEYOND, 0, NULL));
    return ct_ok();
}

ct_error ct_xlsx_parse(ct_reader *reader, const ct_archive *archive)
{
    ct_arena *arena = ct_arena_new();
    xlsx x = { .reader = reader, .arena = arena, .err = ct_ok() };
    ct_error err = arena == NULL ? ct_no_memory() : ct_workbook_open(&x.workbook, arena, archive);

    if (err.code == CT_OK) err = read_styles(&x);
    if (err.code == CT_OK) err = read_sheets(&x);
    ct_arena_free(arena);
    return err;
}

#else
typedef int ct_xlsx_not_built; /* ISO C wants a declaration in every file */
#endif
