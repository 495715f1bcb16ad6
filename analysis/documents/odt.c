/* OpenDocument texts (ODF 1.3 part 3): content.xml, which holds everything in reading order, notes too. */
#ifdef CHITIEU_HAVE_WORD

#include <stdlib.h>
#include <string.h>

#include "documents/word.h"

/* A style that changes what its text says. */
typedef struct {
    const char *name;
    bool hidden; /* not shown, or struck out as no longer valid */
    bool raised; /* superscript */
} telling;

typedef struct {
    ct_flow flow;
    ct_arena *arena;
    telling *styles; /* sorted once the text begins */
    size_t n_styles, capacity;
    const char *style; /* the style being read */
    long repeated;     /* of the open cell */
    size_t raised;     /* the open superscript span with the spans inside it */
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

static int compare_styles(const void *a, const void *b)
{
    const telling *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static void style_start(odt *o, const char **attributes)
{
    const char *name = ct_xml_attribute(attributes, "style:name");

    o->style = ct_arena_strdup(o->arena, name != NULL ? name : "");
    if (o->style == NULL) o->flow.err = ct_no_memory();
}

/* "super 58%", or a share of the height by which the text stands above the line. */
static bool stands_above(const char *position)
{
    return position != NULL && (strncmp(position, "super", 5) == 0 || (position[0] >= '1' && position[0] <= '9'));
}

static void style_text(odt *o, const char **attributes)
{
    const char *display = ct_xml_attribute(attributes, "text:display"), *line = ct_xml_attribute(attributes, "style:text-line-through-style");
    bool hidden = (display != NULL && strcmp(display, "none") == 0) || (line != NULL && strcmp(line, "none") != 0);
    bool raised = stands_above(ct_xml_attribute(attributes, "style:text-position"));

    if ((!hidden && !raised) || o->style == NULL) return;
    if (o->n_styles == o->capacity) {
        size_t capacity = o->capacity * 2 + 8;
        telling *styles = realloc(o->styles, capacity * sizeof *styles);
        if (styles == NULL) {
            o->flow.err = ct_no_memory();
            return;
        }
        o->styles = styles;
        o->capacity = capacity;
    }
    o->styles[o->n_styles++] = (telling){ o->style, hidden, raised };
}

/* The style of an element, or NULL when it only says how the text looks. */
static const telling *style_of(const odt *o, const char **attributes)
{
    telling key = { .name = ct_xml_attribute(attributes, "text:style-name") };
    return key.name != NULL && o->n_styles > 0 ? bsearch(&key, o->styles, o->n_styles, sizeof key, compare_styles) : NULL;
}

/* False: the span is hidden. */
static bool span_start(odt *o, const char **attributes)
{
    const telling *style = style_of(o, attributes);

    if (style != NULL && style->hidden) return false;
    if (o->raised > 0 || (style != NULL && style->raised)) o->raised++;
    return true;
}

static void characters(odt *o, const char *text, size_t n)
{
    if (o->raised > 0)
        ct_flow_raised(&o->flow, text, n);
    else
        ct_flow_text(&o->flow, text, n); /* outside a paragraph it goes nowhere */
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
        if (o->n_styles > 0) qsort(o->styles, o->n_styles, sizeof *o->styles, compare_styles);
        break;
    case STYLE: style_start(o, attributes); break;
    case STYLE_TEXT: style_text(o, attributes); break;
    case SPAN: return span_start(o, attributes);
    case BREAK: characters(o, " ", 1); break;
    case NOTE_BODY:
        if (o->flow.in_note) return false; /* a note in a note: no program writes one */
        ct_flow_note(&o->flow);
        break;
    case PARAGRAPH:
    case HEADING:
        if (style_of(o, attributes) != NULL && style_of(o, attributes)->hidden) return false;
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
    case SPAN: o->raised -= o->raised > 0; break;
    default: break;
    }
}

static void on_text(void *data, const char *text, size_t n)
{
    characters(data, text, n);
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
    free(o.styles);
    ct_flow_clear(&o.flow);
    return err;
}

#else
typedef int ct_odt_not_built; /* ISO C wants a declaration in every file */
#endif
