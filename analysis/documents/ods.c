/* OpenDocument spreadsheets (ODF 1.3 part 3, 9): the sheets that are shown, with the text that the program
 * last showed in each cell. */
#ifdef CHITIEU_HAVE_WORD

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/list.h"
#include "documents/number_format.h"
#include "documents/word.h"
#include "documents/workbook_sheet.h"

enum {
    REPEATS = 100 /* of a row with text: more are the filling of an empty form */,
    STYLE_CHAIN = 10,
    POINTS_AN_INDENT = 9
};

typedef struct {
    const char *name, *parent;
    bool hidden;                      /* of a sheet: it is not displayed               */
    signed char bold, struck, raised; /* -1: not said                           */
    int indent;                       /* -1: not said                                  */
} style;

typedef struct {
    ct_reader *reader;
    ct_arena *arena;
    style *styles; /* sorted by name once the sheets begin */
    size_t n_styles, capacity, sorted;
    bool in_style;
    ct_sheet *sheet; /* NULL: not in one that is shown */
    const char *name;
    size_t row, column, columns; /* of the row and cell being read; columns: of those described so far */
    long row_repeats;
    size_t cells_of_row; /* with text */
    size_t tables, hidden_groups;
    bool shared; /* reading styles.xml, whose automatic styles are those of pages */
    /* the open cell */
    bool in_cell, in_paragraph, in_note;
    long repeats, n_rows, n_columns;
    char type; /* 'n' number, 'p' percentage, 'd' date, 'e' error, 't' text and others, 0 none */
    bool formula;
    double value;
    char date[11];
    const style *look;
    size_t struck, raised; /* open spans of that kind, those inside them too */
    ct_buffer text, note;
    ct_error err;
} ods;

/* ---- styles ---- */

static int compare_styles(const void *a, const void *b)
{
    const style *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static const style *style_find(const ods *o, const char *name)
{
    style key = { .name = name };
    return name != NULL && o->sorted > 0 ? bsearch(&key, o->styles, o->sorted, sizeof key, compare_styles)
                                         : NULL;
}

static void style_begin(ods *o, const char **attributes)
{
    const char *name = ct_xml_attribute(attributes, "style:name"),
               *parent = ct_xml_attribute(attributes, "style:parent-style-name");

    const char *family = ct_xml_attribute(attributes, "style:family");

    if (name == NULL || family == NULL ||
        (strcmp(family, "table") != 0 && strcmp(family, "table-cell") != 0 && strcmp(family, "text") != 0))
        return;
    style *styles = ct_list_room(o->styles, o->n_styles, &o->capacity, sizeof *styles, 32);
    if (styles == NULL) {
        o->err = ct_no_memory();
        return;
    }
    o->styles = styles;
    style *to = &o->styles[o->n_styles++];
    *to = (style){ ct_arena_strdup(o->arena, name),
                   parent == NULL ? NULL : ct_arena_strdup(o->arena, parent),
                   false,
                   -1,
                   -1,
                   -1,
                   -1 };
    if (to->name == NULL || (parent != NULL && to->parent == NULL)) o->err = ct_no_memory();
    o->in_style = true;
}

/* "0.1388in", "3.5mm" as steps of what office programs set in by. */
static int indent_of(const char *length)
{
    static const struct {
        const char *unit;
        double points;
    } units[] = { { "in", 72 }, { "mm", 72 / 25.4 }, { "cm", 72 / 2.54 }, { "pt", 1 } };
    char *end;
    double value = strtod(length, &end);

    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(end, units[i].unit) == 0) {
            double steps = value * units[i].points / POINTS_AN_INDENT + 0.5;
            return steps >= 0 && steps < 250 ? (int)steps : 0;
        }
    return 0;
}

static void style_property(ods *o, const char *name, const char **attributes)
{
    style *s = &o->styles[o->n_styles - 1];
    const char *value;

    if (strcmp(name, "style:table-properties") == 0) {
        value = ct_xml_attribute(attributes, "table:display");
        s->hidden = value != NULL && strcmp(value, "false") == 0;
    } else if (strcmp(name, "style:paragraph-properties") == 0) {
        value = ct_xml_attribute(attributes, "fo:margin-left");
        if (value != NULL) s->indent = indent_of(value);
    } else if (strcmp(name, "style:text-properties") == 0) {
        value = ct_xml_attribute(attributes, "fo:font-weight");
        if (value != NULL) s->bold = strcmp(value, "bold") == 0 || (value[0] >= '6' && value[0] <= '9');
        value = ct_xml_attribute(attributes, "style:text-line-through-style");
        if (value != NULL) s->struck = strcmp(value, "none") != 0;
        value = ct_xml_attribute(attributes, "style:text-position");
        if (value != NULL)
            s->raised = strncmp(value, "super", 5) == 0 || (value[0] >= '1' && value[0] <= '9');
    }
}

/* What a style says, or else the nearest of those it builds on. */
static style style_whole(const ods *o, const style *of)
{
    style whole = of != NULL ? *of : (style){ .bold = -1, .struck = -1, .raised = -1, .indent = -1 };

    for (int i = 0; i < STYLE_CHAIN && of != NULL && of->parent != NULL; i++) {
        of = style_find(o, of->parent);
        if (of == NULL) break;
        if (whole.bold < 0) whole.bold = of->bold;
        if (whole.struck < 0) whole.struck = of->struck;
        if (whole.indent < 0) whole.indent = of->indent;
    }
    return whole;
}

static void leave_out(ods *o, ct_unread_kind kind)
{
    if (o->err.code == CT_OK) o->err = ct_reader_unread(o->reader, kind, 0, o->name);
}

/* ---- sheets, columns, rows ---- */

static bool is_hidden(const char **attributes)
{
    const char *visibility = ct_xml_attribute(attributes, "table:visibility");
    return visibility != NULL && strcmp(visibility, "visible") != 0; /* "collapse", "filter" */
}

/* False: nothing of the table is read. */
static bool table_begin(ods *o, const char **attributes)
{
    const char *name = ct_xml_attribute(attributes, "table:name");
    const style *look;

    if (o->tables > 0 || o->err.code != CT_OK) return false; /* a table inside a cell: no program shows one */
    if (o->sorted != o->n_styles) {
        qsort(o->styles, o->n_styles, sizeof *o->styles, compare_styles);
        o->sorted = o->n_styles;
    }
    look = style_find(o, ct_xml_attribute(attributes, "table:style-name"));
    o->name = ct_arena_strdup(o->arena, name != NULL ? name : "");
    if (o->name == NULL) {
        o->err = ct_no_memory();
        return false;
    }
    if ((look != NULL && look->hidden) || ct_sheets_full(o->reader)) {
        leave_out(o, look != NULL && look->hidden ? CT_UNREAD_HIDDEN : CT_UNREAD_BEYOND);
        return false;
    }
    o->err = ct_sheet_begin(&o->sheet, o->name);
    o->row = o->columns = o->hidden_groups = 0;
    o->tables = 1;
    return true;
}

static void table_end(ods *o)
{
    ct_sheet *sheet = o->sheet;

    o->sheet = NULL;
    o->tables = 0;
    if (o->err.code == CT_OK)
        o->err = ct_sheet_end(sheet, o->reader);
    else
        ct_sheet_clear(sheet);
}

static void column_described(ods *o, const char **attributes)
{
    size_t n = (size_t)ct_xml_number(attributes, "table:number-columns-repeated", 1, CT_SHEET_COLUMNS, 1);

    if (is_hidden(attributes) || o->hidden_groups > 0)
        ct_sheet_hide_columns(o->sheet, o->columns, o->columns + n - 1);
    if (o->columns < CT_SHEET_COLUMNS) o->columns += n;
}

static void row_begin(ods *o, const char **attributes)
{
    o->row_repeats = ct_xml_number(attributes, "table:number-rows-repeated", 1, CT_SHEET_ROWS, 1);
    o->column = o->cells_of_row = 0;
    if (is_hidden(attributes) || o->hidden_groups > 0)
        ct_sheet_hide_rows(o->sheet, o->row, o->row + (size_t)o->row_repeats - 1);
}

static void row_end(ods *o)
{
    if (o->row < CT_SHEET_ROWS) o->row += (size_t)o->row_repeats;
    if (o->cells_of_row > 0 && o->row_repeats > REPEATS) leave_out(o, CT_UNREAD_BEYOND);
}

/* ---- cells ---- */

static void cell_begin(ods *o, const char **attributes)
{
    const char *type = ct_xml_attribute(attributes, "office:value-type"),
               *error = ct_xml_attribute(attributes, "calcext:value-type");
    const char *value = ct_xml_attribute(attributes, "office:value"),
               *date = ct_xml_attribute(attributes, "office:date-value");

    o->repeats = ct_xml_number(attributes, "table:number-columns-repeated", 1, CT_SHEET_COLUMNS, 1);
    o->n_columns = ct_xml_number(attributes, "table:number-columns-spanned", 1, CT_SHEET_COLUMNS, 1);
    o->n_rows = ct_xml_number(attributes, "table:number-rows-spanned", 1, CT_SHEET_ROWS, 1);
    o->look = style_find(o, ct_xml_attribute(attributes, "table:style-name"));
    o->formula = ct_xml_attribute(attributes, "table:formula") != NULL;
    o->type = type == NULL                      ? 0
              : strcmp(type, "percentage") == 0 ? 'p'
              : strcmp(type, "date") == 0       ? 'd'
                                                : 't';
    if (type != NULL && (strcmp(type, "float") == 0 || strcmp(type, "currency") == 0)) o->type = 'n';
    if (error != NULL && strcmp(error, "error") == 0) o->type = 'e';
    if ((o->type == 'n' || o->type == 'p') &&
        (value == NULL || ct_number_plain(value, &o->value).code != CT_OK))
        o->type = 't';
    o->date[0] = '\0';
    if (o->type == 'd' && date != NULL && strlen(date) >= 10 && strspn(date, "0123456789-") >= 10)
        memcpy(o->date,
               (char[]){ date[8], date[9], '/', date[5], date[6], '/', date[0], date[1], date[2], date[3],
                         '\0' },
               sizeof o->date);
    o->in_cell = true;
    o->in_paragraph = o->in_note = false;
    o->struck = o->raised = 0;
    ct_buffer_empty(&o->text);
    ct_buffer_empty(&o->note);
}

/* Digits of a shown number: all of them as a whole number, and how many stand behind the last mark. False:
 * none, or too many. */
static bool read_digits(const char *text, size_t n, double *all, int *behind)
{
    int digits = 0, since = 0;
    bool mark = false;

    *all = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '.' || text[i] == ',') {
            mark = true;
            since = 0;
            continue;
        }
        *all = *all * 10 + (text[i] - '0');
        digits++;
        since++;
    }
    *behind = mark ? since : 0;
    return digits > 0 && digits <= 15;
}

/* The marks between digits in the Vietnamese form: the last a comma before decimals, all others points. */
static void settle_marks(char *text, size_t n, bool decimals)
{
    size_t last = SIZE_MAX;

    for (size_t i = 0; i < n; i++)
        if (text[i] == '.' || text[i] == ',') last = i;
    for (size_t i = 0; i < n; i++)
        if (text[i] == '.' || text[i] == ',') text[i] = decimals && i == last ? ',' : '.';
}

/* The shown number in the Vietnamese form, whatever language the program had: whether its last mark stands
 * before decimals is told by the stored value. A text that is no such number stays as it is. */
static void settle_number(ods *o, ct_cell_look *how)
{
    char *text = o->text.data;
    size_t n = o->text.len, first = 0, end;
    double stored = fabs(o->type == 'p' ? o->value * 100 : o->value), all, value;
    int behind;

    while (first < n && (text[first] < '0' || text[first] > '9')) first++;
    for (size_t i = 0; i < first; i++)
        if ((text[i] >= 'A' && text[i] <= 'Z') || (text[i] >= 'a' && text[i] <= 'z'))
            return; /* "Quý 1" (quarter 1) */
    for (end = first;
         end < n && ((text[end] >= '0' && text[end] <= '9') || text[end] == '.' || text[end] == ',');)
        end++;
    while (end > first && (text[end - 1] == '.' || text[end - 1] == ',')) end--;
    if (!read_digits(text + first, end - first, &all, &behind)) return; /* "-" for zero */
    value = all / pow(10, behind);
    bool decimals = behind > 0 && fabs(value - stored) < fabs(all - stored);
    if (!decimals) value = all;
    if (fabs(value - stored) > stored * 0.05 + 0.51)
        return; /* scaled, or a fraction: the text says what it is */
    settle_marks(text + first, end - first, decimals);
    how->value = o->value < 0 && value != 0 ? -value : value;
    how->number = true;
    o->reader->form.vietnamese++;
}

/* "05/15/23" as it should be read here; a year or a month and a year stays as shown. */
static void settle_date(ods *o)
{
    size_t marks = 0, others = 0;

    for (size_t i = 0; i < o->text.len; i++) {
        char c = o->text.data[i];
        marks += c == '/' || c == '-' || c == '.';
        others += c != '/' && c != '-' && c != '.' && (c < '0' || c > '9');
    }
    if (o->date[0] == '\0' || (o->text.len > 0 && (marks != 2 || others > 0))) return;
    ct_buffer_empty(&o->text);
    ct_buffer_text(&o->text, o->date);
}

static void cell_settle(ods *o, ct_cell_look *how)
{
    style look = style_whole(o, o->look);

    *how = (ct_cell_look){ .n_rows = o->n_rows,
                           .n_columns = o->n_columns,
                           .bold = look.bold > 0,
                           .indent = look.indent > 0 ? look.indent : 0 };
    if (o->formula && o->type == 0 && o->text.len == 0) leave_out(o, CT_UNREAD_FORMULA);
    if (o->type == 'e' || ct_text_is_error(ct_buffer_string(&o->text), o->text.len)) {
        ct_buffer_empty(&o->text);
    } else if (look.struck > 0 && o->text.len > 0) {
        leave_out(o, CT_UNREAD_STRUCK);
        ct_buffer_empty(&o->text);
    } else if ((o->type == 'n' || o->type == 'p') && o->text.len > 0) {
        settle_number(o, how);
    } else if (o->type == 'n' || o->type == 'p') { /* a producer that shows nothing */
        ct_shown shown;
        ct_number_show(&shown, o->value, o->type == 'p' ? "0.##########%" : "", false);
        ct_buffer_text(&o->text, shown.text);
        how->number = shown.number;
        how->value = shown.value;
    } else if (o->type == 'd') {
        settle_date(o);
    }
}

static void cell_end(ods *o)
{
    ct_cell_look how;
    size_t rows = (size_t)(o->row_repeats < REPEATS ? o->row_repeats : REPEATS), columns = (size_t)o->repeats,
           blank;

    o->in_cell = false;
    if (o->err.code == CT_OK) o->err = ct_buffer_error(&o->text);
    if (o->err.code == CT_OK) o->err = ct_buffer_error(&o->note);
    if (o->err.code != CT_OK) return;
    cell_settle(o, &how);
    if (o->note.len > 0) ct_sheet_note(o->sheet, o->row, o->column, o->note.data, o->note.len);
    ct_text_blanks(ct_buffer_string(&o->text), o->text.len, &blank);
    if (blank < o->text.len) {
        o->cells_of_row++;
        if (columns > CT_TABLE_COLUMNS) columns = CT_TABLE_COLUMNS; /* and the sheet's limit of cells holds */
        bool room = true;
        for (size_t r = 0; r < rows && room; r++)
            for (size_t c = 0; c < columns && room; c++)
                room = ct_sheet_cell(o->sheet, o->row + r, o->column + c, o->text.data, o->text.len, &how);
    }
    if (o->column < CT_SHEET_COLUMNS) o->column += (size_t)o->repeats;
}

static void append(ods *o, const char *text, size_t n)
{
    ct_buffer *to = o->in_note ? &o->note : &o->text;

    if (!o->in_paragraph || o->struck > 0) return;
    for (size_t i = 0; i < n; i++) {
        const char *raised = o->raised > 0 ? ct_text_raised(text[i]) : NULL;
        if (raised != NULL)
            ct_buffer_text(to, raised);
        else
            ct_buffer_append(to, text[i] == '\n' ? " " : text + i, 1);
    }
}

static void paragraph_begin(ods *o)
{
    ct_buffer *to = o->in_note ? &o->note : &o->text;

    if (to->len > 0) ct_buffer_text(to, o->in_note ? " " : "\n");
    o->in_paragraph = true;
}

static void span_begin(ods *o, const char **attributes)
{
    const style *look = style_find(o, ct_xml_attribute(attributes, "text:style-name"));

    if (o->struck == 0 && look != NULL && look->struck > 0) leave_out(o, CT_UNREAD_STRUCK);
    if (o->struck > 0 || (look != NULL && look->struck > 0)) o->struck++;
    if (o->raised > 0 || (look != NULL && look->raised > 0)) o->raised++;
}

static bool in_cell_start(ods *o, const char *name, const char **attributes)
{
    if (strcmp(name, "text:p") == 0) {
        paragraph_begin(o);
    } else if (strcmp(name, "text:span") == 0) {
        span_begin(o, attributes);
    } else if (strcmp(name, "text:line-break") == 0) {
        if (o->in_paragraph) ct_buffer_text(o->in_note ? &o->note : &o->text, o->in_note ? " " : "\n");
    } else if (strcmp(name, "text:s") == 0) {
        for (long i = ct_xml_number(attributes, "text:c", 1, 64, 1); i > 0; i--) append(o, " ", 1);
    } else if (strcmp(name, "text:tab") == 0) {
        append(o, " ", 1);
    } else if (strcmp(name, "office:annotation") == 0) {
        if (o->in_note) return false;
        o->in_note = true;
        o->in_paragraph = false;
    } else if (strcmp(name, "draw:frame") == 0 || strcmp(name, "table:shapes") == 0 ||
               strcmp(name, "text:ruby-text") == 0 || strncmp(name, "table:table", 11) == 0) {
        return false;
    } else if (o->in_note && strcmp(name, "") == 0) {
        return false; /* dc:creator, dc:date */
    }
    return true;
}

static void in_cell_end(ods *o, const char *name)
{
    if (strcmp(name, "text:p") == 0) {
        o->in_paragraph = false;
    } else if (strcmp(name, "text:span") == 0) {
        o->struck -= o->struck > 0;
        o->raised -= o->raised > 0;
    } else if (strcmp(name, "office:annotation") == 0) {
        o->in_note = false;
    } else if (strcmp(name, "table:table-cell") == 0 || strcmp(name, "table:covered-table-cell") == 0) {
        cell_end(o);
    }
}

static bool is_group(const char *name)
{
    return strcmp(name, "table:table-row-group") == 0 || strcmp(name, "table:table-column-group") == 0;
}

static bool on_start(void *data, const char *name, const char **attributes)
{
    ods *o = data;

    if (o->in_cell) return in_cell_start(o, name, attributes);
    if (o->shared &&
        (strcmp(name, "office:automatic-styles") == 0 || strcmp(name, "office:master-styles") == 0))
        return false;
    if (strcmp(name, "style:style") == 0 && o->tables == 0) {
        style_begin(o, attributes);
    } else if (o->in_style && strncmp(name, "style:", 6) == 0) {
        style_property(o, name, attributes);
    } else if (strcmp(name, "table:table") == 0) {
        return table_begin(o, attributes);
    } else if (o->tables == 0) {
        return strcmp(name, "table:tracked-changes") != 0;
    } else if (is_group(name)) {
        const char *display = ct_xml_attribute(attributes, "table:display");
        if (o->hidden_groups > 0 || (display != NULL && strcmp(display, "false") == 0)) o->hidden_groups++;
    } else if (strcmp(name, "table:table-column") == 0) {
        column_described(o, attributes);
    } else if (strcmp(name, "table:table-row") == 0) {
        row_begin(o, attributes);
    } else if (strcmp(name, "table:table-cell") == 0 || strcmp(name, "table:covered-table-cell") == 0) {
        cell_begin(o, attributes);
    } else if (strcmp(name, "table:shapes") == 0) {
        return false;
    }
    return true;
}

static void on_end(void *data, const char *name)
{
    ods *o = data;

    if (o->in_cell)
        in_cell_end(o, name);
    else if (strcmp(name, "style:style") == 0)
        o->in_style = false;
    else if (o->tables == 0)
        return;
    else if (strcmp(name, "table:table") == 0)
        table_end(o);
    else if (strcmp(name, "table:table-row") == 0)
        row_end(o);
    else if (is_group(name))
        o->hidden_groups -= o->hidden_groups > 0;
}

static void on_text(void *data, const char *text, size_t n)
{
    ods *o = data;
    if (o->in_cell) append(o, text, n);
}

ct_error ct_ods_parse(ct_reader *reader, const ct_archive *archive)
{
    static const char *const parts[] = { "styles.xml", "content.xml" };
    ods o = { .reader = reader, .arena = ct_arena_new(), .err = ct_ok() };
    const ct_xml xml = { .start = on_start, .end = on_end, .text = on_text, .err = &o.err };
    ct_buffer bytes;
    ct_error err = o.arena == NULL ? ct_no_memory() : ct_ok();

    ct_buffer_init(&bytes);
    ct_buffer_init(&o.text);
    ct_buffer_init(&o.note);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && err.code == CT_OK; i++) {
        o.shared = i == 0;
        err = ct_archive_read(archive, parts[i], i > 0, &bytes);
        if (err.code == CT_OK && bytes.len > 0)
            err = ct_xml_parse(&xml, &o, parts[i], ct_buffer_string(&bytes), bytes.len);
        o.in_style = o.in_cell = false;
    }
    ct_sheet_clear(o.sheet);
    ct_buffer_clear(&o.note);
    ct_buffer_clear(&o.text);
    ct_buffer_clear(&bytes);
    free(o.styles);
    ct_arena_free(o.arena);
    return err;
}

#else
typedef int ct_ods_not_built; /* ISO C wants a declaration in every file */
#endif
