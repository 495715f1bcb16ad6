/* OpenDocument texts (ODF 1.3 part 3): content.xml, which holds everything in reading order, notes too. */
#ifdef CHITIEU_HAVE_WORD

#include <stdlib.h>
#include <string.h>

#include "documents/word.h"

#include "core/list.h"

enum {
    CHAIN = 10, /* styles based on each other                                                          */
    TWIPS_PER_INCH = 1440,
    PICTURE_WIDE = 3400,
    PICTURE_HIGH = 1400, /* twips: 6 by 2.5 cm, what a table needs; signs and seals are smaller */
    OBJECTS = 200, /* that are looked into                                                                */
    LIST_INDENT = 360 /* twips a level, when nothing else is known of it */
};

/* A style that changes what its text says. */
typedef struct {
    char family; /* 't'ext or 'p'aragraph, which have names of their own; 0: another's */
    const char *name, *parent;
    int hidden, struck, raised, bold; /* 1 or 0; CT_NOT_SAID when not said */
    ct_font font;
    long left, first; /* twips; CT_NO_INDENT when not said */
} telling;

typedef struct {
    ct_flow flow;
    ct_arena *arena;
    const ct_archive *archive;
    telling *styles; /* sorted once the text begins */
    size_t n_styles, capacity;
    telling *open;                  /* the style being read */
    size_t raised;                  /* the open superscript span with the spans inside it */
    bool bold[CT_FLOW_NESTING + 1]; /* by open paragraphs: the innermost one is of itself */
    size_t bold_spans, light_spans; /* the open span that said so with the spans inside it; light: not bold in
                                       a bold paragraph */
    ct_font font[CT_FLOW_NESTING + 1],
        span_font; /* of paragraphs; of the open span that says it with the spans inside it */
    size_t font_spans;
    ct_font_evidence evidence;
    size_t head_rows, listings, lists; /* open ones */
    long wide, high;                   /* of the open frame, twips */
    size_t objects;                    /* looked into */
} odt;

typedef enum {
    NOTHING,
    BODY,
    BREAK,
    CELL,
    COVERED,
    FRAME,
    HEADING,
    HEAD_ROWS,
    HIDDEN,
    LIST,
    LISTING,
    NOTE_BODY,
    OBJECT,
    PARAGRAPH,
    PARAGRAPH_LOOK,
    PICTURE,
    PLACEHOLDER,
    ROW,
    SKIPPED,
    SPACE,
    SPAN,
    STYLE,
    STYLE_TEXT,
    TAB,
    TABLE
} element;

typedef struct {
    const char *name;
    element element;
} known_element;

static const known_element elements[] = {
    /* sorted by name */
    { "draw:frame", FRAME },
    { "draw:image", PICTURE },
    { "draw:object", OBJECT },
    { "draw:object-ole", OBJECT },
    { "office:annotation", SKIPPED },
    { "office:forms", SKIPPED },
    { "office:text", BODY },
    { "style:paragraph-properties", PARAGRAPH_LOOK },
    { "style:style", STYLE },
    { "style:text-properties", STYLE_TEXT },
    { "svg:desc", SKIPPED },
    { "svg:title", SKIPPED },
    { "table:covered-table-cell", COVERED },
    { "table:table", TABLE },
    { "table:table-cell", CELL },
    { "table:table-header-rows", HEAD_ROWS },
    { "table:table-row", ROW },
    { "text:h", HEADING },
    { "text:hidden-paragraph", HIDDEN },
    { "text:hidden-text", HIDDEN },
    { "text:line-break", BREAK },
    { "text:list", LIST },
    { "text:note-body", NOTE_BODY },
    { "text:note-citation", SKIPPED },
    { "text:p", PARAGRAPH },
    { "text:placeholder", PLACEHOLDER },
    { "text:ruby-text", SKIPPED },
    { "text:s", SPACE },
    { "text:span", SPAN },
    { "text:tab", TAB },
    { "text:table-of-content", LISTING },
    { "text:tracked-changes", SKIPPED }, /* what was deleted */
};

static int compare_elements(const void *key, const void *item)
{
    return strcmp(key, ((const known_element *)item)->name);
}

static element element_find(const char *name)
{
    const known_element *found =
        bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare_elements);
    return found == NULL ? NOTHING : found->element;
}

static int compare_styles(const void *a, const void *b)
{
    const telling *x = a, *y = b;
    return x->family != y->family ? (x->family > y->family) - (x->family < y->family)
                                  : strcmp(x->name, y->name);
}

static const char *keep(odt *o, const char *text)
{
    const char *copy = ct_arena_strdup(o->arena, text != NULL ? text : "");

    if (copy == NULL) ct_flow_fail(&o->flow, ct_no_memory());
    return copy != NULL ? copy : "";
}

static void style_start(odt *o, const char **attributes)
{
    const char *family = ct_xml_attribute(attributes, "style:family");

    telling *styles = ct_list_room(o->styles, o->n_styles, &o->capacity, sizeof *styles, 32);
    if (styles == NULL) {
        ct_flow_fail(&o->flow, ct_no_memory());
        return;
    }
    o->styles = styles;
    o->open = &o->styles[o->n_styles++];
    *o->open = (telling){ .family = family == NULL || strcmp(family, "text") == 0 ? 't'
                                    : strcmp(family, "paragraph") == 0            ? 'p'
                                                                                  : 0,
                          .name = keep(o, ct_xml_attribute(attributes, "style:name")),
                          .parent = keep(o, ct_xml_attribute(attributes, "style:parent-style-name")),
                          .hidden = CT_NOT_SAID,
                          .struck = CT_NOT_SAID,
                          .raised = CT_NOT_SAID,
                          .bold = CT_NOT_SAID,
                          .left = CT_NO_INDENT,
                          .first = CT_NO_INDENT };
}

/* "super 58%", or a share of the height by which the text stands above the line. */
static bool stands_above(const char *position)
{
    return strncmp(position, "super", 5) == 0 || (position[0] >= '1' && position[0] <= '9');
}

static void style_text(odt *o, const char **attributes)
{
    const char *display = ct_xml_attribute(attributes, "text:display"),
               *line = ct_xml_attribute(attributes, "style:text-line-through-style");
    const char *position = ct_xml_attribute(attributes, "style:text-position"),
               *font = ct_xml_attribute(attributes, "style:font-name");
    const char *weight = ct_xml_attribute(attributes, "fo:font-weight");

    if (o->open == NULL) return;
    if (display != NULL) o->open->hidden = strcmp(display, "none") == 0;
    if (line != NULL) o->open->struck = strcmp(line, "none") != 0;
    if (font != NULL) o->open->font = ct_font_of_name(font);
    if (position != NULL) o->open->raised = stands_above(position);
    if (weight != NULL) o->open->bold = strcmp(weight, "bold") == 0 || strtol(weight, NULL, 10) >= 600;
}

/* "0.1181in", "2.5mm" in twips; otherwise when it is no length. */
static long twips(const char *text, long otherwise)
{
    static const struct {
        const char *unit;
        double inches;
    } units[] = {
        { "in", 1 }, { "cm", 1 / 2.54 }, { "mm", 1 / 25.4 }, { "pt", 1 / 72.0 }, { "pc", 1 / 6.0 }
    };
    char *end;
    double value;

    if (text == NULL) return otherwise;
    value = strtod(text, &end);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (end != text && strcmp(end, units[i].unit) == 0 && value > -1000 && value < 1000)
            return (long)(value * units[i].inches * TWIPS_PER_INCH);
    return otherwise;
}

static void style_paragraph(odt *o, const char **attributes)
{
    if (o->open == NULL) return;
    o->open->left = twips(ct_xml_attribute(attributes, "fo:margin-left"), o->open->left);
    o->open->first = twips(ct_xml_attribute(attributes, "fo:text-indent"), o->open->first);
}

/* What an element's style says, with the styles it is based on. */
static telling style_of(const odt *o, char family, const char **attributes)
{
    telling all = { .family = family,
                    .hidden = CT_NOT_SAID,
                    .struck = CT_NOT_SAID,
                    .raised = CT_NOT_SAID,
                    .bold = CT_NOT_SAID,
                    .left = CT_NO_INDENT,
                    .first = CT_NO_INDENT };
    telling key = { .family = family, .name = ct_xml_attribute(attributes, "text:style-name") };

    for (int i = 0; i < CHAIN && key.name != NULL && o->n_styles > 0; i++) {
        const telling *one = bsearch(&key, o->styles, o->n_styles, sizeof key, compare_styles);
        if (one == NULL) break;
        if (all.hidden == CT_NOT_SAID) all.hidden = one->hidden;
        if (all.struck == CT_NOT_SAID) all.struck = one->struck;
        if (all.raised == CT_NOT_SAID) all.raised = one->raised;
        if (all.bold == CT_NOT_SAID) all.bold = one->bold;
        if (all.font == CT_FONT_NOT_SAID) all.font = one->font;
        if (all.left == CT_NO_INDENT) all.left = one->left;
        if (all.first == CT_NO_INDENT) all.first = one->first;
        key.name = one->parent;
    }
    return all;
}

/* Text that is not shown, or shown as no longer valid; what it is in all is told once. */
static bool is_left_out(odt *o, const telling *style)
{
    if (style->hidden != 1 && style->struck != 1) return false;
    ct_flow_unread(&o->flow, style->hidden == 1 ? CT_UNREAD_HIDDEN : CT_UNREAD_STRUCK, NULL);
    return true;
}

/* The first span that says whether it is bold decides for the spans in it; deeper ones that differ are very
 * rare. */
static bool span_start(odt *o, const char **attributes)
{
    telling style = style_of(o, 't', attributes);

    if (is_left_out(o, &style)) return false;
    if (o->raised > 0 || style.raised == 1) o->raised++;
    if (o->bold_spans > 0 || (style.bold == 1 && o->light_spans == 0)) o->bold_spans++;
    if (o->light_spans > 0 || (style.bold == 0 && o->bold_spans == 0)) o->light_spans++;
    if (o->font_spans == 0) o->span_font = style.font;
    if (o->font_spans > 0 || style.font != CT_FONT_NOT_SAID) o->font_spans++;
    return true;
}

/* Text in old fonts is not decoded here, for no office that wrote in them wrote ODT files; a converted one is
 * told of. */
static void tell_old_fonts(odt *o)
{
    for (ct_font font = CT_FONT_TCVN3; font < CT_FONTS; font++)
        if (font != CT_FONT_TCVN3_CAPITALS && ct_font_settle(&o->evidence, font, "", 0) == font)
            ct_flow_unread(&o->flow, CT_UNREAD_FONT, NULL);
}

static void characters(odt *o, const char *text, size_t n)
{
    o->flow.bold = o->bold_spans > 0 || (o->light_spans == 0 && o->bold[o->flow.depth]);
    ct_font_weigh(&o->evidence, o->font_spans > 0 ? o->span_font : o->font[o->flow.depth], text, n);
    if (o->raised > 0)
        ct_flow_raised(&o->flow, text, n);
    else
        ct_flow_text(&o->flow, text, n); /* outside a paragraph it goes nowhere */
}

static bool paragraph_start(odt *o, element e, const char **attributes)
{
    telling style = style_of(o, 'p', attributes);
    ct_flow_words *words;

    if (is_left_out(o, &style)) return false;
    ct_flow_paragraph(&o->flow);
    words = ct_flow_here(&o->flow);
    o->bold[o->flow.depth] = style.bold == 1;
    o->font[o->flow.depth] = style.font;
    if (words == NULL) return true;
    if (e == HEADING) words->level = (int)ct_xml_number(attributes, "text:outline-level", 1, 10, 1);
    words->listing = o->listings > 0;
    if (style.left != CT_NO_INDENT) words->indent += (int)style.left;
    if (style.first != CT_NO_INDENT) words->indent += (int)style.first;
    words->indent += (int)(o->lists < 10 ? o->lists : 10) * LIST_INDENT;
    return true;
}

static void cell_start(odt *o, element e, const char **attributes)
{
    ct_flow_cell *cell;
    long repeated = ct_xml_number(attributes, "table:number-columns-repeated", 1, CT_TABLE_COLUMNS, 1);

    if (e == COVERED) {
        ct_flow_skip(&o->flow, repeated);
        return;
    }
    ct_flow_cell_begin(&o->flow);
    cell = ct_flow_cell_here(&o->flow);
    if (cell == NULL) return;
    cell->n_columns = ct_xml_number(attributes, "table:number-columns-spanned", 1, CT_TABLE_COLUMNS, 1);
    cell->n_rows = ct_xml_number(attributes, "table:number-rows-spanned", 1, CT_TABLE_ROWS, 1);
    cell->repeated = repeated;
}

static void row_start(odt *o, const char **attributes)
{
    const char *visible = ct_xml_attribute(attributes, "table:visibility");
    ct_flow_row *row;

    ct_flow_row_begin(&o->flow);
    row = ct_flow_row_here(&o->flow);
    if (row == NULL) return;
    row->head = o->head_rows > 0;
    if (visible == NULL || strcmp(visible, "visible") == 0) return;
    row->left_out = true;
    ct_flow_unread(&o->flow, CT_UNREAD_HIDDEN, NULL);
}

static void object(odt *o, const char **attributes)
{
    const char *name = ct_xml_attribute(attributes, "xlink:href");
    bool chart = false, read = false;
    ct_buffer part;

    o->wide = 0; /* its picture is drawn from it */
    if (name != NULL && strncmp(name, "./", 2) == 0) name += 2;
    ct_buffer_init(&part);
    if (name != NULL && o->objects++ < OBJECTS) {
        const char *content = ct_arena_printf(o->arena, "%s/content.xml", name);
        ct_error err = content == NULL ? ct_no_memory() : ct_archive_read(o->archive, content, false, &part);
        if (err.code == CT_OK && part.len > 0)
            err = ct_chart_parse_odf(&o->flow, content, part.data, part.len, &chart, &read);
        if (err.code == CT_ENOMEM) ct_flow_fail(&o->flow, err);
    }
    ct_buffer_clear(&part);
    if (!read) ct_flow_unread(&o->flow, chart ? CT_UNREAD_CHART : CT_UNREAD_CHUNK, name);
}

static void drawing(odt *o, element e, const char **attributes)
{
    if (e == FRAME) {
        o->wide = twips(ct_xml_attribute(attributes, "svg:width"), 0);
        o->high = twips(ct_xml_attribute(attributes, "svg:height"), 0);
    } else if (e == OBJECT) {
        object(o, attributes);
    } else if (o->wide >= PICTURE_WIDE && o->high >= PICTURE_HIGH) {
        ct_flow_unread(&o->flow, CT_UNREAD_PICTURE, NULL);
        o->wide = 0;
    }
}

static bool block_start(odt *o, element e, const char **attributes)
{
    switch (e) {
    case PARAGRAPH:
    case HEADING: return paragraph_start(o, e, attributes);
    case TABLE: ct_flow_table_begin(&o->flow); break;
    case HEAD_ROWS: o->head_rows++; break;
    case ROW: row_start(o, attributes); break;
    case CELL: cell_start(o, e, attributes); break;
    case COVERED: cell_start(o, e, attributes); return false; /* its text, if any, is not shown */
    case LIST: o->lists++; break;
    case LISTING: o->listings++; break;
    case FRAME:
    case OBJECT:
    case PICTURE: drawing(o, e, attributes); break;
    case HIDDEN: ct_flow_unread(&o->flow, CT_UNREAD_HIDDEN, NULL); return false;
    case PLACEHOLDER: ct_flow_unread(&o->flow, CT_UNREAD_PLACEHOLDER, NULL); return false;
    default: break;
    }
    return true;
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
    case PARAGRAPH_LOOK: style_paragraph(o, attributes); break;
    case SPAN: return span_start(o, attributes);
    case SPACE: characters(o, "          ", (size_t)ct_xml_number(attributes, "text:c", 1, 10, 1)); break;
    case TAB: ct_flow_break(&o->flow, '\t'); break;
    case BREAK: ct_flow_break(&o->flow, '\n'); break;
    case NOTE_BODY:
        if (o->flow.in_note) return false; /* a note in a note: no program writes one */
        ct_flow_note(&o->flow);
        break;
    default: return block_start(o, e, attributes);
    }
    return true;
}

static void on_end(void *data, const char *name)
{
    odt *o = data;

    switch (element_find(name)) {
    case PARAGRAPH:
    case HEADING: ct_flow_paragraph_end(&o->flow); break;
    case CELL: ct_flow_cell_end(&o->flow); break;
    case ROW: ct_flow_row_end(&o->flow); break;
    case HEAD_ROWS: o->head_rows -= o->head_rows > 0; break;
    case LIST: o->lists -= o->lists > 0; break;
    case LISTING: o->listings -= o->listings > 0; break;
    case TABLE: ct_flow_table_end(&o->flow); break;
    case NOTE_BODY: ct_flow_wait(&o->flow, ct_flow_note_end(&o->flow)); break;
    case STYLE: o->open = NULL; break;
    case SPAN:
        o->raised -= o->raised > 0;
        o->bold_spans -= o->bold_spans > 0;
        o->light_spans -= o->light_spans > 0;
        o->font_spans -= o->font_spans > 0;
        break;
    default: break;
    }
}

static void on_text(void *data, const char *text, size_t n)
{
    characters(data, text, n);
}

/* Of the part with the common styles: those of pages have the same names as the text's own. */
static bool on_common_start(void *data, const char *name, const char **attributes)
{
    if (strcmp(name, "office:automatic-styles") == 0 || strcmp(name, "office:master-styles") == 0)
        return false;
    switch (element_find(name)) {
    case STYLE:
    case STYLE_TEXT:
    case PARAGRAPH_LOOK: return on_start(data, name, attributes);
    default: return true;
    }
}

static void on_common_end(void *data, const char *name)
{
    if (element_find(name) == STYLE) on_end(data, name);
}

static ct_error read_parts(odt *o, ct_buffer *part)
{
    ct_xml common = { .start = on_common_start, .end = on_common_end, .err = &o->flow.err };
    ct_xml xml = { .start = on_start, .end = on_end, .text = on_text, .err = &o->flow.err };

    CT_TRY(ct_archive_read(o->archive, "styles.xml", false, part));
    if (part->len > 0) CT_TRY(ct_xml_parse(&common, o, "styles.xml", part->data, part->len));
    CT_TRY(ct_archive_read(o->archive, "content.xml", true, part));
    CT_TRY(ct_xml_parse(&xml, o, "content.xml", ct_buffer_string(part), part->len));
    ct_flow_end(&o->flow);
    tell_old_fonts(o);
    return o->flow.err;
}

ct_error ct_odt_parse(ct_reader *reader, const ct_archive *archive)
{
    odt o = { .flow = { .reader = reader, .err = ct_ok(), .covered_told = true },
              .arena = reader->document->arena,
              .archive = archive };
    ct_buffer part;
    ct_error err;

    ct_buffer_init(&part);
    err = read_parts(&o, &part);
    ct_buffer_clear(&part);
    free(o.styles);
    ct_flow_clear(&o.flow);
    return err;
}

#else
typedef int ct_odt_not_built; /* ISO C wants a declaration in every file */
#endif
