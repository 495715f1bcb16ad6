/* The parts of Excel workbooks as they are stored. */
#ifdef CHITIEU_HAVE_WORD

#include "documents/workbook_parts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/list.h"
#include "documents/workbook_sheet.h"

static bool is(const char *name, const char *local)
{
    return name[0] == 'x' && name[1] == ':' && strcmp(name + 2, local) == 0;
}

/* ---- rich text ---- */

void ct_rich_text_begin(ct_rich_text *rich)
{
    ct_buffer_empty(&rich->text);
    rich->in_text = rich->in_phonetic = rich->struck = rich->raised = false;
}

void ct_rich_text_start(ct_rich_text *rich, const char *name, const char **attributes)
{
    const char *value = ct_xml_attribute(attributes, "val");

    if (is(name, "t"))
        rich->in_text = true;
    else if (is(name, "rPh"))
        rich->in_phonetic = true;
    else if (is(name, "r"))
        rich->struck = rich->raised = false;
    else if (is(name, "strike"))
        rich->struck = value == NULL || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0);
    else if (is(name, "vertAlign"))
        rich->raised = value != NULL && strcmp(value, "superscript") == 0;
}

void ct_rich_text_characters(ct_rich_text *rich, const char *text, size_t n)
{
    if (!rich->in_text || rich->in_phonetic) return;
    if (rich->struck) return;
    if (!rich->raised) ct_buffer_append(&rich->text, text, n);
    for (size_t i = 0; i < n && rich->raised; i++) {
        const char *raised = ct_text_raised(text[i]);
        if (raised != NULL)
            ct_buffer_text(&rich->text, raised);
        else
            ct_buffer_append(&rich->text, text + i, 1);
    }
}

void ct_rich_text_end(ct_rich_text *rich, const char *name)
{
    if (is(name, "t")) {
        rich->n_struck += rich->struck && !rich->in_phonetic;
        rich->in_text = false;
    } else if (is(name, "rPh")) {
        rich->in_phonetic = false;
    } else if (is(name, "r")) {
        rich->struck = rich->raised = false;
    }
}

/* ---- the shared texts ---- */

typedef struct {
    ct_arena *arena;
    ct_error err;
    ct_rich_text rich;
    ct_workbook_text *texts;
    size_t n, capacity;
} texts;

static bool texts_start(void *data, const char *name, const char **attributes)
{
    texts *t = data;

    if (is(name, "si")) ct_rich_text_begin(&t->rich);
    ct_rich_text_start(&t->rich, name, attributes);
    return true;
}

static void texts_end(void *data, const char *name)
{
    texts *t = data;

    ct_rich_text_end(&t->rich, name);
    if (!is(name, "si") || t->err.code != CT_OK) return;
    if (t->n == CT_WORKBOOK_TEXTS) {
        t->err = ct_fail(CT_EDATA, 0, "the workbook has more than %d texts; split it", CT_WORKBOOK_TEXTS);
        return;
    }
    ct_workbook_text *grown = ct_list_room(t->texts, t->n, &t->capacity, sizeof *grown, 256);
    if (grown == NULL) {
        t->err = ct_no_memory();
        return;
    }
    t->texts = grown;
    const char *kept = ct_arena_strndup(t->arena, ct_buffer_string(&t->rich.text), t->rich.text.len);
    if (kept == NULL || ct_buffer_error(&t->rich.text).code != CT_OK)
        t->err = ct_no_memory();
    else
        t->texts[t->n++] = (ct_workbook_text){ kept, t->rich.text.len };
}

static void texts_text(void *data, const char *text, size_t n)
{
    ct_rich_text_characters(&((texts *)data)->rich, text, n);
}

static ct_error read_texts(ct_workbook *workbook, ct_arena *arena, const char *part)
{
    texts t = { .arena = arena, .err = ct_ok() };
    const ct_xml xml = { texts_start, texts_end, texts_text, &t.err };
    ct_buffer bytes;
    ct_error err;

    ct_buffer_init(&bytes);
    ct_buffer_init(&t.rich.text);
    err = ct_archive_read(workbook->archive, part, false, &bytes);
    if (err.code == CT_OK && bytes.len > 0)
        err = ct_xml_parse(&xml, &t, part, ct_buffer_string(&bytes), bytes.len);
    ct_workbook_text *kept = err.code == CT_OK ? ct_arena_array(arena, t.n, sizeof *kept) : NULL;
    if (err.code == CT_OK && kept == NULL) err = ct_no_memory();
    if (kept != NULL) {
        if (t.n > 0) memcpy(kept, t.texts, t.n * sizeof *kept);
        workbook->texts = kept;
        workbook->n_texts = t.n;
        workbook->struck = t.rich.n_struck;
    }
    free(t.texts);
    ct_buffer_clear(&t.rich.text);
    ct_buffer_clear(&bytes);
    return err;
}

/* ---- the list of sheets ---- */

typedef struct {
    ct_workbook *workbook;
    ct_arena *arena;
    const ct_relation *relations;
    size_t n_relations;
    ct_workbook_sheet *sheets;
    ct_error err;
} sheet_list;

static ct_sheet_kind kind_of(const ct_relation *relation, const char *state)
{
    if (relation == NULL) return CT_SHEET_OTHER;
    if (strcmp(relation->type, "chartsheet") == 0) return CT_SHEET_CHART;
    if (strcmp(relation->type, "worksheet") != 0) return CT_SHEET_OTHER; /* dialogs, old macros */
    return state != NULL && strcmp(state, "visible") != 0 ? CT_SHEET_CELLS_HIDDEN : CT_SHEET_CELLS_SHOWN;
}

static bool list_start(void *data, const char *name, const char **attributes)
{
    sheet_list *l = data;

    if (is(name, "workbookPr")) {
        const char *old = ct_xml_attribute(attributes, "date1904");
        l->workbook->from_1904 = old != NULL && (strcmp(old, "1") == 0 || strcmp(old, "true") == 0);
    } else if (is(name, "sheet")) {
        const char *id = ct_xml_attribute(attributes, "r:id"), *title = ct_xml_attribute(attributes, "name");
        if (l->workbook->n_sheets == CT_WORKBOOK_SHEETS) {
            l->workbook->more_sheets++;
            return true;
        }
        const ct_relation *relation =
            id != NULL ? ct_relation_find(l->relations, l->n_relations, id, NULL) : NULL;
        ct_workbook_sheet sheet = { ct_arena_strdup(l->arena, title != NULL ? title : ""),
                                    relation != NULL ? relation->part : "",
                                    kind_of(relation, ct_xml_attribute(attributes, "state")) };
        if (sheet.name == NULL)
            l->err = ct_no_memory();
        else
            l->sheets[l->workbook->n_sheets++] = sheet;
    }
    return true;
}

static void list_end(void *data, const char *name)
{
    (void)data, (void)name;
}

ct_error ct_workbook_open(ct_workbook *out, ct_arena *arena, const ct_archive *archive)
{
    static const char part[] = "xl/workbook.xml";
    sheet_list l = { .workbook = out, .arena = arena, .err = ct_ok() };
    const ct_xml xml = { .start = list_start, .end = list_end, .err = &l.err };
    const ct_relation *shared;
    ct_buffer bytes;
    ct_error err;

    *out = (ct_workbook){ .archive = archive };
    out->sheets = l.sheets = ct_arena_array(arena, CT_WORKBOOK_SHEETS, sizeof *l.sheets);
    if (l.sheets == NULL) return ct_no_memory();
    CT_TRY(ct_relations_read(archive, part, arena, &l.relations, &l.n_relations));
    ct_buffer_init(&bytes);
    err = ct_archive_read(archive, part, true, &bytes);
    if (err.code == CT_OK) err = ct_xml_parse(&xml, &l, part, ct_buffer_string(&bytes), bytes.len);
    ct_buffer_clear(&bytes);
    shared = ct_relation_find(l.relations, l.n_relations, NULL, "sharedStrings");
    if (err.code == CT_OK)
        err = read_texts(out, arena, shared != NULL ? shared->part : "xl/sharedStrings.xml");
    return err;
}

/* ---- the cells of a sheet ---- */

typedef struct {
    const ct_workbook *workbook;
    const ct_workbook_taker *taker;
    void *data;
    ct_workbook_cell cell;
    char type[12];
    bool in_cell, in_value, in_inline;
    ct_buffer value;
    ct_rich_text rich; /* of inline text */
} cells;

const char *ct_workbook_place(const char *reference, size_t *row, size_t *column)
{
    size_t c = 0, r = 0;

    for (; *reference >= 'A' && *reference <= 'Z' && c <= CT_SHEET_COLUMNS; reference++)
        c = c * 26 + (size_t)(*reference - 'A') + 1;
    for (; *reference >= '0' && *reference <= '9' && r <= CT_SHEET_ROWS; reference++)
        r = r * 10 + (size_t)(*reference - '0');
    *column = c == 0 || c > CT_SHEET_COLUMNS ? SIZE_MAX : c - 1;
    *row = r == 0 || r > CT_SHEET_ROWS ? SIZE_MAX : r - 1;
    return reference;
}

static void cell_begin(cells *c, const char **attributes)
{
    const char *reference = ct_xml_attribute(attributes, "r"), *type = ct_xml_attribute(attributes, "t");
    size_t row = SIZE_MAX, column = SIZE_MAX;

    if (reference != NULL) ct_workbook_place(reference, &row, &column);
    c->cell.column = reference != NULL ? column : c->cell.column + 1; /* without a reference: the next one */
    if (row != SIZE_MAX) c->cell.row = row;
    c->cell.style = ct_xml_number(attributes, "s", 0, 1 << 20, 0);
    c->cell.formula = false;
    c->type[0] = '\0';
    if (type != NULL && strlen(type) < sizeof c->type) strcpy(c->type, type);
    c->in_cell = true;
    c->in_value = c->in_inline = false;
    ct_buffer_empty(&c->value);
    ct_rich_text_begin(&c->rich);
}

static bool cells_start(void *data, const char *name, const char **attributes)
{
    cells *c = data;

    if (!c->in_cell) {
        if (is(name, "c")) {
            cell_begin(c, attributes);
            return true;
        }
        if (is(name, "row")) {
            c->cell.row = (size_t)ct_xml_number(attributes, "r", 1, CT_SHEET_ROWS, (long)c->cell.row + 2) - 1;
            c->cell.column = SIZE_MAX;
        }
        if (c->taker->element != NULL) c->taker->element(c->data, name, attributes);
        return !is(name, "extLst");
    }
    if (is(name, "f")) {
        c->cell.formula = true;
        return false; /* its own text; the value counts */
    }
    if (is(name, "v"))
        c->in_value = true;
    else if (is(name, "is"))
        c->in_inline = true;
    if (c->in_inline) ct_rich_text_start(&c->rich, name, attributes);
    return true;
}

static void cells_text(void *data, const char *text, size_t n)
{
    cells *c = data;

    if (c->in_value)
        ct_buffer_append(&c->value, text, n);
    else if (c->in_inline)
        ct_rich_text_characters(&c->rich, text, n);
}

/* The type and text that the taker sees. */
static void cell_settle(cells *c)
{
    ct_workbook_cell *cell = &c->cell;
    long at;

    cell->text = ct_buffer_string(&c->value);
    cell->len = c->value.len;
    cell->type = 'n';
    if (strcmp(c->type, "s") == 0) {
        cell->type = 't';
        bool known = ct_integer_plain(cell->text, 0, (long)c->workbook->n_texts - 1, &at).code == CT_OK;
        cell->text = known ? c->workbook->texts[at].text : "";
        cell->len = known ? c->workbook->texts[at].len : 0;
    } else if (strcmp(c->type, "inlineStr") == 0) {
        cell->type = 't';
        cell->text = ct_buffer_string(&c->rich.text);
        cell->len = c->rich.text.len;
        for (; c->rich.n_struck > 0 && c->taker->struck != NULL; c->rich.n_struck--)
            c->taker->struck(c->data);
    } else if (strcmp(c->type, "str") == 0) {
        cell->type = 't';
    } else if (c->type[0] != '\0' && c->type[1] == '\0' && strchr("bed", c->type[0]) != NULL) {
        cell->type = c->type[0];
    }
}

static void cells_end(void *data, const char *name)
{
    cells *c = data;

    if (!c->in_cell) return;
    if (c->in_inline) ct_rich_text_end(&c->rich, name);
    if (is(name, "v"))
        c->in_value = false;
    else if (is(name, "is"))
        c->in_inline = false;
    if (!is(name, "c")) return;
    c->in_cell = false;
    cell_settle(c);
    if (c->cell.column != SIZE_MAX && c->cell.row != SIZE_MAX && c->taker->cell != NULL)
        c->taker->cell(c->data, &c->cell);
}

ct_error ct_workbook_cells(const ct_workbook *workbook, const char *part, const ct_workbook_taker *taker,
                           void *data, size_t *bytes)
{
    cells c = {
        .workbook = workbook, .taker = taker, .data = data, .cell.row = SIZE_MAX, .cell.column = SIZE_MAX
    };
    const ct_xml xml = { cells_start, cells_end, cells_text, taker->err };
    ct_buffer xml_bytes;
    ct_error err;

    ct_buffer_init(&xml_bytes);
    ct_buffer_init(&c.value);
    ct_buffer_init(&c.rich.text);
    err = ct_archive_read(workbook->archive, part, true, &xml_bytes);
    if (err.code == CT_OK) err = ct_xml_parse(&xml, &c, part, ct_buffer_string(&xml_bytes), xml_bytes.len);
    if (err.code == CT_OK) err = ct_buffer_error(&c.value);
    if (err.code == CT_OK) err = ct_buffer_error(&c.rich.text);
    *bytes = xml_bytes.len;
    ct_buffer_clear(&c.rich.text);
    ct_buffer_clear(&c.value);
    ct_buffer_clear(&xml_bytes);
    return err;
}

#else
typedef int ct_workbook_parts_not_built; /* ISO C wants a declaration in every file */
#endif
