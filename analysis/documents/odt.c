/* OpenDocument texts (ODF 1.3 part 3): content.xml, which holds everything in reading order, notes too. */
#ifdef CHITIEU_HAVE_WORD

#include <stdlib.h>
#include <string.h>

#include "documents/word.h"

typedef struct {
    ct_flow flow;
    ct_arena *arena;
    const char **hidden; /* names of styles that hide text, sorted once the text begins */
    size_t n_hidden, capacity;
    const char *style; /* the style being read */
    long repeated;     /* of the open cell */
} odt;

typedef enum { NOTHING, BODY, BREAK, CELL, COVERED, HEADING, NOTE_BODY, PARAGRAPH, ROW, SKIPPED, SPAN, STYLE, STYLE_TEXT, TABLE } element;

typedef struct {
    const char *name;
    element element;
} known_element;

static const known_element elements[] = {
    /* sorted by name */
    { "office:annotation", SKIPPED },
    { "office:forms", SKIPPED },
    { "office:text", BODY },
    { "style:style", STYLE },
    { "style:text-properties", STYLE_TEXT },
    { "svg:desc", SKIPPED },
    { "svg:title", SKIPPED },
    { "table:covered-table-cell", COVERED },
    { "table:table", TABLE },
    { "table:table-cell", CELL },
    { "table:table-row", ROW },
    { "text:h", HEADING },
    { "text:hidden-paragraph", SKIPPED },
    { "text:hidden-text", SKIPPED },
    { "text:line-break", BREAK },
    { "text:note-body", NOTE_BODY },
    { "text:note-citation", SKIPPED },
    { "text:p", PARAGRAPH },
    { "text:ruby-text", SKIPPED },
    { "text:s", BREAK },
    { "text:span", SPAN },
    { "text:tab", BREAK },
    { "text:tracked-changes", SKIPPED }, /* what was deleted */
};

static int compare_elements(const void *key, const void *item)
{
    return strcmp(key, ((const known_element *)item)->name);
}

static element element_find(const char *name)
{
    const known_element *found = bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare_elements);
    return found == NULL ? NOTHING : found->element;
}

static int compare_names(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

static void style_start(odt *o, const char **attributes)
{
    const char *name = ct_xml_attribute(attributes, "style:name");

    o->style = ct_arena_strdup(o->arena, name != NULL ? name : "");
    if (o->style == NULL) o->flow.err = ct_no_memory();
}

static void hide_style(odt *o, const char **attributes)
{
    const char *display = ct_xml_attribute(attributes, "text:display");

    if (display == NULL || strcmp(display, "none") != 0 || o->style == NULL) return;
    if (o->n_hidden == o->capacity) {
        size_t capacity = o->capacity * 2 + 8;
        const char **hidden = realloc(o->hidden, capacity * sizeof *hidden);
        if (hidden == NULL) {
            o->flow.err = ct_no_memory();
            return;
        }
        o->hidden = hidden;
        o->capacity = capacity;
    }
    o->hidden[o->n_hidden++] = o->style;
}

static bool is_hidden(const odt *o, const char **attributes)
{
    const char *name = ct_xml_attribute(attributes, "text:style-name");
    return name != NULL && o->n_hidden > 0 && bsearch(&name, o->hidden, o->n_hidden, sizeof *o->hidden, compare_names) != NULL;
}

static void block_start(odt *o, element e, const char **attributes)
{
    switch (e) {
    case PARAGRAPH:
    case HEADING:
        ct_flow_paragraph(&o->flow);
        if (e == HEADING) ct_flow_level(&o->flow, (int)ct_xml_number(attributes, "text:outline-level", 1, 10, 1));
        break;
    case TABLE: ct_flow_table(&o->flow); break;
    case ROW: ct_flow_row(&o->flow); break;
    case CELL:
    case COVERED:
        if (o->flow.tables == 1) o->repeated = ct_xml_number(attributes, "table:number-columns-repeated", 1, CT_FLOW_SPAN, 1);
        ct_flow_cell(&o->flow);
        break;
    default: break;
    }
}

static bool on_start(void *data, const char *name, const char **attributes)
{
    odt *o = data;
    element e = element_find(name);

    switch (e) {
    case SKIPPED: return false;
    case BODY:
        if (o->n_hidden > 0) qsort(o->hidden, o->n_hidden, sizeof *o->hidden, compare_names);
        break;
    case STYLE: style_start(o, attributes); break;
    case STYLE_TEXT: hide_style(o, attributes); break;
    case SPAN: return !is_hidden(o, attributes);
    case BREAK: ct_flow_text(&o->flow, " ", 1); break;
    case NOTE_BODY:
        if (o->flow.in_note) return false; /* a note in a note: no program writes one */
        ct_flow_note(&o->flow);
        break;
    case PARAGRAPH:
    case HEADING:
        if (is_hidden(o, attributes)) return false;
        block_start(o, e, attributes);
        break;
    default: block_start(o, e, attributes);
    }
    return true;
}

static void on_end(void *data, const char *name)
{
    odt *o = data;

    switch (element_find(name)) {
    case PARAGRAPH:
    case HEADING: ct_flow_paragraph_end(&o->flow); break;
    case CELL:
    case COVERED: ct_flow_cell_end(&o->flow, o->repeated, true); break;
    case ROW: ct_flow_row_end(&o->flow, true); break;
    case TABLE: ct_flow_table_end(&o->flow); break;
    case NOTE_BODY: ct_flow_wait(&o->flow, ct_flow_note_end(&o->flow)); break;
    case STYLE: o->style = NULL; break;
    default: break;
    }
}

static void on_text(void *data, const char *text, size_t n)
{
    odt *o = data;
    ct_flow_text(&o->flow, text, n); /* outside a paragraph it goes nowhere */
}

ct_error ct_odt_parse(ct_reader *reader, const ct_archive *archive)
{
    odt o = { .flow = { .reader = reader, .err = ct_ok() }, .arena = reader->document->arena };
    ct_xml xml = { .start = on_start, .end = on_end, .text = on_text, .err = &o.flow.err };
    ct_buffer part;
    ct_error err;

    ct_buffer_init(&part);
    err = ct_archive_read(archive, "content.xml", true, &part);
    if (err.code == CT_OK) err = ct_xml_parse(&xml, &o, "content.xml", ct_buffer_string(&part), part.len);
    ct_buffer_clear(&part);
    free(o.hidden);
    ct_flow_clear(&o.flow);
    return err;
}

#else
typedef int ct_odt_not_built; /* ISO C wants a declaration in every file */
#endif
