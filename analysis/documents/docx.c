/* Word files (ECMA-376 part 1): word/document.xml with its styles, lists, footnotes and endnotes. */
#ifdef CHITIEU_HAVE_WORD

#include <stdlib.h>
#include <string.h>

#include "documents/word.h"

#include "core/list.h"

enum {
    PICTURE_WIDE = 2160000,
    PICTURE_HIGH = 900000, /* EMU: 6 by 2.5 cm, what a table needs; signs and seals are smaller */
    EMU_PER_POINT = 12700,
    ALTERNATIVES = 128 /* mc:AlternateContent inside each other; the depth of XML allows no more */
};

static const char *keep(ct_arena *arena, const char *text, ct_error *err)
{
    const char *copy = ct_arena_strdup(arena, text != NULL ? text : "");

    if (copy == NULL) *err = ct_no_memory();
    return copy != NULL ? copy : "";
}

typedef struct {
    long id;
    const char *text; /* NULL once it was shown: each note is shown once */
} note;

typedef struct {
    note *at;
    size_t n, capacity;
} notes;

typedef struct {
    ct_flow flow;
    ct_arena *arena;
    const ct_archive *archive;
    ct_styles *styles;
    ct_numbering *numbering;
    const ct_relation *relations; /* of the main text; NULL while notes are read */
    size_t n_relations, asked;
    bool *taken;                         /* of each, whether it was given out        */
    notes footnotes, endnotes, *reading; /* reading: of which a part is being read, else NULL */
    long note_id;
    bool in_text;
    ct_style base[CT_FLOW_NESTING + 1]; /* by open paragraphs: what the runs of the innermost one have */
    ct_style run, run_style;            /* of the open run; what its style says */
    bool told;                          /* that the open run is left out */
    size_t veils, powers;               /* open placeholders and exponents, with what is open inside them */
    bool placeholder;                   /* the next content is what a form shows before it is filled in */
    const char *style;                  /* of the paragraph whose properties are read, in the arena */
    ct_style own;                       /* what it says itself; list_level CT_NOT_SAID when it does not */
    bool in_properties, in_mark, mark_deleted, in_tabs,
        in_row_properties;     /* mark: the end of a paragraph, which has run properties too */
    bool chosen[ALTERNATIVES]; /* of the open alternatives: one was read already */
    size_t alternatives, objects;
    long wide, high; /* of the drawing that is open, EMU */
    ct_font_evidence evidence;
    ct_font old_font; /* of the text in old, which waits for what follows it in that font */
    ct_buffer old, decoded;
} docx;

typedef enum {
    NOTHING,
    ALTERNATIVE,
    BREAK,
    CELL,
    CELL_BESIDE,
    CELL_DELETED,
    CELL_LATE,
    CELL_SPAN,
    CHART,
    CHOICE,
    CHUNK,
    CONTENT,
    CONTENT_PROPERTIES,
    DELETED,
    DIAGRAM,
    DRAWING_SIZE,
    ENDNOTE_REFERENCE,
    FALLBACK,
    FOOTNOTE_REFERENCE,
    HYPHEN,
    INDENT,
    LIST,
    LIST_LEVEL,
    MERGED,
    NOTE,
    OBJECT,
    OBJECT_KIND,
    OUTLINE,
    PARAGRAPH,
    PICTURE,
    PLACEHOLDER,
    POWER,
    PROPERTIES,
    ROW,
    ROW_HEAD,
    ROW_HIDDEN,
    ROW_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    RUN_PROPERTY,
    RUN_STYLE,
    SHAPE,
    SHAPE_PICTURE,
    SKIPPED,
    STYLE,
    SYMBOL,
    TAB,
    TABLE,
    TABS,
    TEXT
} element;

typedef struct {
    const char *name;
    element element;
} known_element;

static const known_element elements[] = {
    /* sorted by name */
    { "c:chart", CHART },
    { "cx:chart", CHART },
    { "dgm:relIds", DIAGRAM },
    { "m:sup", POWER },
    { "m:t", TEXT },
    { "mc:AlternateContent", ALTERNATIVE },
    { "mc:Choice", CHOICE },
    { "mc:Fallback", FALLBACK }, /* the same text box again, for old programs */
    { "o:OLEObject", OBJECT_KIND },
    { "pic:pic", PICTURE },
    { "v:imagedata", SHAPE_PICTURE },
    { "v:shape", SHAPE },
    { "w:altChunk", CHUNK },
    { "w:b", RUN_PROPERTY },
    { "w:br", BREAK },
    { "w:cellDel", CELL_DELETED },
    { "w:cr", BREAK },
    { "w:del", DELETED },
    { "w:delText", SKIPPED },
    { "w:dstrike", RUN_PROPERTY },
    { "w:endnote", NOTE },
    { "w:endnoteReference", ENDNOTE_REFERENCE },
    { "w:footnote", NOTE },
    { "w:footnoteReference", FOOTNOTE_REFERENCE },
    { "w:gridBefore", CELL_LATE },
    { "w:gridSpan", CELL_SPAN },
    { "w:hMerge", CELL_BESIDE },
    { "w:hidden", ROW_HIDDEN },
    { "w:ilvl", LIST_LEVEL },
    { "w:ind", INDENT },
    { "w:instrText", SKIPPED },
    { "w:moveFrom", SKIPPED },
    { "w:noBreakHyphen", HYPHEN },
    { "w:numId", LIST },
    { "w:numberingChange", SKIPPED },
    { "w:object", OBJECT },
    { "w:outlineLvl", OUTLINE },
    { "w:p", PARAGRAPH },
    { "w:pPr", PROPERTIES },
    { "w:pPrChange", SKIPPED },
    { "w:pStyle", STYLE },
    { "w:ptab", TAB },
    { "w:r", RUN },
    { "w:rFonts", RUN_PROPERTY },
    { "w:rPr", RUN_PROPERTIES },
    { "w:rPrChange", SKIPPED },
    { "w:rStyle", RUN_STYLE },
    { "w:sdtContent", CONTENT },
    { "w:sdtPr", CONTENT_PROPERTIES },
    { "w:sectPr", SKIPPED },
    { "w:showingPlcHdr", PLACEHOLDER },
    { "w:strike", RUN_PROPERTY },
    { "w:sym", SYMBOL },
    { "w:t", TEXT },
    { "w:tab", TAB },
    { "w:tabs", TABS }, /* stops, not characters */
    { "w:tbl", TABLE },
    { "w:tblHeader", ROW_HEAD },
    { "w:tblPrChange", SKIPPED },
    { "w:tc", CELL },
    { "w:tcPrChange", SKIPPED },
    { "w:tr", ROW },
    { "w:trPr", ROW_PROPERTIES },
    { "w:trPrChange", SKIPPED },
    { "w:vMerge", MERGED },
    { "w:vanish", RUN_PROPERTY },
    { "w:vertAlign", RUN_PROPERTY },
    { "wp:extent", DRAWING_SIZE },
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

/* The signs of the font Symbol that figures carry; Word keeps them in the private area F000. */
static const char *symbol_text(const char **attributes)
{
    const char *font = ct_xml_attribute(attributes, "w:font"), *code = ct_xml_attribute(attributes, "w:char");

    if (font == NULL || code == NULL || strcmp(font, "Symbol") != 0 || strlen(code) < 2) return " ";
    const char *text = ct_symbol_text((unsigned char)strtoul(code + strlen(code) - 2, NULL, 16));
    return text != NULL ? text : " ";
}

static int compare_notes(const void *a, const void *b)
{
    const note *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* Text that the page does not show, or shows as no longer valid, is none of the document's. */
static bool is_hidden(const docx *d)
{
    return d->run.vanished == 1 || d->run.struck == 1 || d->veils > 0;
}

static void refer(docx *d, notes *of, const char **attributes)
{
    note key = { .id = ct_xml_number(attributes, "w:id", 0, CT_MOST_ID, -1) };
    note *found = of->n == 0 || is_hidden(d) ? NULL : bsearch(&key, of->at, of->n, sizeof key, compare_notes);

    if (found == NULL || d->reading != NULL) return;
    ct_flow_wait(&d->flow, found->text);
    found->text = NULL;
}

/* Separators and the like are notes with a type; they have no text of the author's. */
static bool note_start(docx *d, const char **attributes)
{
    const char *type = ct_xml_attribute(attributes, "w:type");

    if (d->reading == NULL || (type != NULL && strcmp(type, "normal") != 0)) return false;
    d->note_id = ct_xml_number(attributes, "w:id", 0, CT_MOST_ID, -1);
    ct_flow_note(&d->flow);
    return true;
}

static void note_end(docx *d)
{
    notes *to = d->reading;
    const char *text = ct_flow_note_end(&d->flow);

    if (text == NULL || d->note_id < 0) return;
    note *at = ct_list_room(to->at, to->n, &to->capacity, sizeof *at, 16);
    if (at == NULL) {
        d->flow.err = ct_no_memory();
        return;
    }
    to->at = at;
    to->at[to->n++] = (note){ .id = d->note_id, .text = text };
}

/* Text in an old font goes to the flow: letters and their marks may stand in different runs, so it was kept
 * until now. */
static void put_old(docx *d)
{
    if (d->old.len == 0) return;
    ct_buffer_empty(&d->decoded);
    ct_font_decode(d->old_font, d->old.data, d->old.len, &d->decoded);
    ct_flow_fail(&d->flow, ct_buffer_error(&d->old));
    ct_flow_fail(&d->flow, ct_buffer_error(&d->decoded));
    ct_flow_text(&d->flow, ct_buffer_string(&d->decoded), d->decoded.len);
    ct_buffer_empty(&d->old);
}

static bool is_blank(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strchr(" \t\r\n", text[i]) == NULL || text[i] == '\0') return false;
    return true;
}

/* Once a run: that its text is not read. A placeholder was told of where it began. */
static void tell_hidden(docx *d, const char *text, size_t n)
{
    if (d->told || d->veils > 0 || is_blank(text, n)) return;
    d->told = true;
    ct_flow_unread(&d->flow, d->run.vanished == 1 ? CT_UNREAD_HIDDEN : CT_UNREAD_STRUCK, NULL);
}

static void characters(docx *d, const char *text, size_t n)
{
    bool bold = d->run.bold == 1;
    ct_font font = ct_font_settle(&d->evidence, d->run.font, text, n);

    if (is_hidden(d)) {
        tell_hidden(d, text, n);
        return;
    }
    if (font == CT_FONT_UNKNOWN && !d->told) {
        d->told = true;
        ct_flow_unread(&d->flow, CT_UNREAD_FONT, NULL);
    }
    if (font != d->old_font || bold != d->flow.bold) put_old(d);
    d->flow.bold = bold;
    d->old_font = font;
    if (d->run.raised == 1 || d->powers > 0) {
        put_old(d);
        ct_flow_raised(&d->flow, text, n); /* marks of notes are digits, which no font changes */
    } else if (ct_font_is_old(font) && d->flow.depth > 0) {
        ct_buffer_append(&d->old, text, n);
    } else {
        ct_flow_text(&d->flow, text, n);
    }
}

static void line_break(docx *d, char what)
{
    if (is_hidden(d)) return;
    put_old(d);
    ct_flow_break(&d->flow, what);
}

static ct_style *base_here(docx *d)
{
    return &d->base[d->flow.depth];
}

static void run_start(docx *d)
{
    d->run = *base_here(d);
    d->told = false;
}

static void run_properties_end(docx *d)
{
    ct_style_fill(&d->run, &d->run_style);
    ct_style_fill(&d->run, base_here(d));
}

static void properties_start(docx *d)
{
    d->style = "";
    d->own = ct_style_none();
    d->own.list_level = CT_NOT_SAID;
    d->in_properties = true;
    d->mark_deleted = false;
}

/* The number of a list in front of a paragraph, and how far the list sets it in when neither it nor its style
 * says. */
static void put_label(docx *d, long number, int level, long *left, long *first)
{
    char label[CT_LABEL_SIZE];

    if (number <= 0 || d->reading != NULL || ct_flow_begun(&d->flow)) return;
    ct_numbering_indent(d->numbering, number, level, left, first);
    ct_numbering_label(d->numbering, number, level, label);
    if (label[0] == '\0') return;
    d->flow.bold = true; /* its own look says nothing of the text's */
    ct_flow_text(&d->flow, label, strlen(label));
    ct_flow_text(&d->flow, " ", 1);
}

/* What the paragraph says itself goes before what its style says. */
static void properties_end(docx *d)
{
    ct_style s = ct_style_paragraph(d->styles, d->style);
    int outline = d->own.outline != CT_NOT_SAID ? d->own.outline : s.outline;
    long number = d->own.number != CT_NOT_SAID ? d->own.number : s.number, left = s.left, first = s.first;
    ct_flow_words *words = ct_flow_here(&d->flow);

    d->in_properties = false;
    *base_here(d) = s;
    run_start(d);
    if (words == NULL) return;
    if (outline != CT_NOT_SAID && outline < CT_BODY_LEVEL) words->level = outline + 1;
    if (d->mark_deleted) words->joins = true;
    if (strncmp(s.name, "toc ", 4) == 0) words->listing = true;
    put_label(d, number, d->own.list_level != CT_NOT_SAID ? d->own.list_level : s.list_level, &left, &first);
    if (d->own.left != CT_NO_INDENT) left = d->own.left;
    if (d->own.first != CT_NO_INDENT) first = d->own.first;
    if (left != CT_NO_INDENT) words->indent += (int)left;
    if (first != CT_NO_INDENT) words->indent += (int)first;
}

static void property(docx *d, element e, const char **attributes)
{
    if (e == STYLE) d->style = keep(d->arena, ct_xml_attribute(attributes, "w:val"), &d->flow.err);
    if (e == OUTLINE) d->own.outline = (int)ct_xml_number(attributes, "w:val", 0, CT_BODY_LEVEL, CT_NOT_SAID);
    if (e == LIST) d->own.number = ct_xml_number(attributes, "w:val", 0, CT_MOST_ID, CT_NOT_SAID);
    if (e == LIST_LEVEL) d->own.list_level = (int)ct_xml_number(attributes, "w:val", 0, 8, 0);
    if (e == INDENT) ct_style_indent(attributes, &d->own.left, &d->own.first);
}

static void cell_property(docx *d, element e, const char **attributes)
{
    const char *value = ct_xml_attribute(attributes, "w:val");
    ct_flow_cell *cell = ct_flow_cell_here(&d->flow);
    ct_flow_row *row = ct_flow_row_here(&d->flow);
    bool goes_on = value == NULL || strcmp(value, "restart") != 0;

    if (e == CELL_LATE) ct_flow_skip(&d->flow, ct_xml_number(attributes, "w:val", 0, CT_TABLE_COLUMNS, 0));
    if (row != NULL && e == ROW_HEAD) row->head = !ct_style_is_off(attributes);
    if (row != NULL && e == ROW_HIDDEN && d->in_row_properties && !ct_style_is_off(attributes)) {
        row->left_out = true;
        ct_flow_unread(&d->flow, CT_UNREAD_HIDDEN, NULL);
    }
    if (cell == NULL) return;
    if (e == CELL_SPAN) cell->n_columns = ct_xml_number(attributes, "w:val", 1, CT_TABLE_COLUMNS, 1);
    if (e == CELL_DELETED) cell->deleted = true;
    if (e == MERGED) cell->below = goes_on;
    if (e == CELL_BESIDE) cell->beside = goes_on;
}

/* Elements that stay in force to their end count what opens inside them, so that each end finds its own
 * start. */
static void content_start(docx *d)
{
    if (d->placeholder && d->veils == 0) ct_flow_unread(&d->flow, CT_UNREAD_PLACEHOLDER, NULL);
    if (d->placeholder || d->veils > 0) d->veils++;
    d->placeholder = false;
}

static void paragraph_start(docx *d)
{
    put_old(d);
    ct_flow_paragraph(&d->flow);
    *base_here(d) = ct_style_paragraph(d->styles, "");
    run_start(d);
}

static void deleted(docx *d)
{
    ct_flow_row *row = d->in_row_properties ? ct_flow_row_here(&d->flow) : NULL;

    if (d->in_mark) d->mark_deleted = true;
    if (row != NULL) row->left_out = true; /* elsewhere it only holds deleted text */
}

/* ---- what is drawn ---- */

/* The part that a relation names, the first time it is asked for: what a file refers to a thousand times is
 * read once. */
static const char *take_part(docx *d, const char *id)
{
    enum { MOST_ASKED = 4096 };
    const ct_relation *found = d->relations == NULL || id == NULL || d->asked++ >= MOST_ASKED
                                   ? NULL
                                   : ct_relation_find(d->relations, d->n_relations, id, NULL);

    if (found == NULL || d->taken[found - d->relations]) return NULL;
    d->taken[found - d->relations] = true;
    return found->part;
}

static void chart(docx *d, const char **attributes)
{
    const char *target = take_part(d, ct_xml_attribute(attributes, "r:id"));
    bool read = false;
    ct_buffer part;
    ct_error err = ct_ok();

    if (is_hidden(d)) return;
    put_old(d);
    ct_buffer_init(&part);
    if (target != NULL) err = ct_archive_read(d->archive, target, false, &part);
    if (err.code == CT_OK && part.len > 0) err = ct_chart_parse(&d->flow, target, part.data, part.len, &read);
    if (err.code == CT_ENOMEM) ct_flow_fail(&d->flow, err); /* a damaged chart is one that is not read */
    if (!read) ct_flow_unread(&d->flow, CT_UNREAD_CHART, target);
    ct_buffer_clear(&part);
}

static void picture(docx *d)
{
    if (is_hidden(d) || d->objects > 0 || d->wide < PICTURE_WIDE || d->high < PICTURE_HIGH) return;
    ct_flow_unread(&d->flow, CT_UNREAD_PICTURE, NULL);
    d->wide = 0; /* a group of pictures is one */
}

/* A length of a VML shape's style, "width:467.25pt" or in inches, in EMU; 0 when it is not said so. */
static long length_of(const char *style, const char *name)
{
    const char *at = style;
    size_t n = strlen(name);
    char *end;
    double value;

    while ((at = strstr(at, name)) != NULL && at != style && at[-1] != ';' && at[-1] != ' ')
        at += n; /* not "mso-width" */
    if (at == NULL || at[n] != ':') return 0;
    value = strtod(at + n + 1, &end);
    if (!(value > 0 && value < 10000)) return 0;
    return (long)(value * EMU_PER_POINT * (strncmp(end, "in", 2) == 0 ? 72 : 1));
}

static void drawing(docx *d, element e, const char **attributes)
{
    const char *style = ct_xml_attribute(attributes, "style"), *kind = ct_xml_attribute(attributes, "ProgID");
    enum { MOST = 1 << 30 };

    switch (e) {
    case DRAWING_SIZE:
        d->wide = ct_xml_number(attributes, "cx", 0, MOST, 0);
        d->high = ct_xml_number(attributes, "cy", 0, MOST, 0);
        break;
    case SHAPE:
        d->wide = style == NULL ? 0 : length_of(style, "width");
        d->high = style == NULL ? 0 : length_of(style, "height");
        break;
    case OBJECT: d->objects++; break;
    case OBJECT_KIND: /* formulas are objects too; their figures are none of an indicator's */
        if (!is_hidden(d) && (kind == NULL || strncmp(kind, "Equation", 8) != 0))
            ct_flow_unread(&d->flow, CT_UNREAD_CHUNK, kind);
        break;
    case CHUNK:
        kind = take_part(d, ct_xml_attribute(attributes, "r:id"));
        ct_flow_unread(&d->flow, CT_UNREAD_CHUNK, kind);
        break;
    case CHART: chart(d, attributes); break;
    default: picture(d);
    }
}

/* Of the ways in which a file draws the same thing the first is read. False: another was. */
static bool alternative(docx *d, element e)
{
    bool *chosen =
        d->alternatives > 0 && d->alternatives <= ALTERNATIVES ? &d->chosen[d->alternatives - 1] : NULL;

    if (e == ALTERNATIVE) {
        if (d->alternatives < ALTERNATIVES) d->chosen[d->alternatives] = false;
        d->alternatives++;
        return true;
    }
    if (chosen == NULL) return e == CHOICE;
    if (*chosen) return false;
    *chosen = true;
    return true;
}

static void block_start(docx *d, element e, const char **attributes)
{
    switch (e) {
    case PARAGRAPH: paragraph_start(d); break;
    case TABLE:
        put_old(d);
        ct_flow_table_begin(&d->flow);
        break;
    case ROW: ct_flow_row_begin(&d->flow); break;
    case ROW_PROPERTIES: d->in_row_properties = true; break;
    case CELL: ct_flow_cell_begin(&d->flow); break;
    case CELL_SPAN:
    case CELL_LATE:
    case CELL_DELETED:
    case CELL_BESIDE:
    case ROW_HEAD:
    case ROW_HIDDEN:
    case MERGED: cell_property(d, e, attributes); break;
    case STYLE:
    case OUTLINE:
    case INDENT:
    case LIST:
    case LIST_LEVEL:
        if (d->in_properties) property(d, e, attributes);
        break;
    case CHART:
    case CHUNK:
    case DIAGRAM:
    case DRAWING_SIZE:
    case OBJECT:
    case OBJECT_KIND:
    case PICTURE:
    case SHAPE:
    case SHAPE_PICTURE: drawing(d, e, attributes); break;
    default: break;
    }
}

/* What a run holds, and what it says of itself. */
static void run_content(docx *d, element e, const char *name, const char **attributes)
{
    const char *id = ct_xml_attribute(attributes, "w:val"),
               *leader = ct_xml_attribute(attributes, "w:leader");
    ct_flow_words *words = ct_flow_here(&d->flow);

    switch (e) {
    case RUN_PROPERTIES:
        d->in_mark = d->in_properties;
        if (d->in_mark) break;
        d->run = d->run_style = ct_style_none();
        break;
    case RUN_STYLE:
        if (!d->in_mark) d->run_style = ct_style_resolve(d->styles, id != NULL ? id : "");
        break;
    case RUN_PROPERTY:
        if (!d->in_mark) (void)ct_style_run_property(&d->run, name, attributes);
        break;
    case TAB:
        if (!d->in_tabs)
            line_break(d, '\t');
        else if (words != NULL && leader != NULL && strcmp(leader, "dot") == 0)
            words->listing = true;
        break;
    case BREAK: line_break(d, '\n'); break;
    case HYPHEN: characters(d, "-", 1); break;
    case SYMBOL: characters(d, symbol_text(attributes), strlen(symbol_text(attributes))); break;
    case FOOTNOTE_REFERENCE: refer(d, &d->footnotes, attributes); break;
    case ENDNOTE_REFERENCE: refer(d, &d->endnotes, attributes); break;
    default: block_start(d, e, attributes);
    }
}

static bool on_start(void *data, const char *name, const char **attributes)
{
    docx *d = data;
    element e = element_find(name);

    switch (e) {
    case SKIPPED: return false;
    case ALTERNATIVE:
    case CHOICE:
    case FALLBACK: return alternative(d, e);
    case DELETED: deleted(d); return false;
    case NOTE: return note_start(d, attributes);
    case PROPERTIES: properties_start(d); break;
    case RUN: run_start(d); break;
    case CONTENT_PROPERTIES: d->placeholder = false; break;
    case PLACEHOLDER: d->placeholder = !ct_style_is_off(attributes); break;
    case CONTENT: content_start(d); break;
    case POWER: d->powers++; break;
    case TABS: d->in_tabs = true; break;
    case TEXT: d->in_text = true; break;
    default: run_content(d, e, name, attributes);
    }
    return true;
}

static void on_end(void *data, const char *name)
{
    docx *d = data;

    switch (element_find(name)) {
    case TEXT: d->in_text = false; break;
    case TABS: d->in_tabs = false; break;
    case RUN: run_start(d); break;
    case RUN_PROPERTIES:
        if (!d->in_mark) run_properties_end(d);
        d->in_mark = false;
        break;
    case CONTENT: d->veils -= d->veils > 0; break;
    case POWER: d->powers -= d->powers > 0; break;
    case ALTERNATIVE: d->alternatives -= d->alternatives > 0; break;
    case OBJECT: d->objects -= d->objects > 0; break;
    case PROPERTIES: properties_end(d); break;
    case PARAGRAPH:
        put_old(d);
        ct_flow_paragraph_end(&d->flow);
        run_start(d);
        break;
    case CELL: ct_flow_cell_end(&d->flow); break;
    case ROW: ct_flow_row_end(&d->flow); break;
    case ROW_PROPERTIES: d->in_row_properties = false; break;
    case TABLE: ct_flow_table_end(&d->flow); break;
    case NOTE: note_end(d); break;
    default: break;
    }
}

static void on_text(void *data, const char *text, size_t n)
{
    docx *d = data;

    if (d->in_text) characters(d, text, n);
}

/* ---- the parts ---- */

static ct_error parse_text(docx *d, const char *name, const ct_buffer *part)
{
    ct_xml xml = { .start = on_start, .end = on_end, .text = on_text, .err = &d->flow.err };

    return ct_xml_parse(&xml, d, name, ct_buffer_string(part), part->len);
}

/* *old: the styles name an old font. */
static ct_error read_styles(docx *d, ct_buffer *part, bool *old)
{
    CT_TRY(ct_archive_read(d->archive, "word/styles.xml", false, part));
    *old = ct_font_is_named(ct_buffer_string(part));
    CT_TRY(ct_styles_parse(&d->styles, d->arena, part->data, part->len));
    CT_TRY(ct_archive_read(d->archive, "word/numbering.xml", false, part));
    return ct_numbering_parse(&d->numbering, d->arena, part->data, part->len);
}

static ct_error read_notes(docx *d, const char *name, notes *to, ct_buffer *part)
{
    CT_TRY(ct_archive_read(d->archive, name, false, part));
    if (part->len == 0) return ct_ok();
    d->reading = to;
    CT_TRY(parse_text(d, name, part));
    d->reading = NULL;
    if (to->n > 0) qsort(to->at, to->n, sizeof *to->at, compare_notes);
    return ct_ok();
}

static ct_error read_parts(docx *d, ct_buffer *part, ct_buffer *text)
{
    bool usual = ct_archive_has(d->archive, "word/document.xml"), old = false;
    const char *name = usual ? "word/document.xml" : "word/document2.xml";

    CT_TRY(read_styles(d, part, &old));
    for (size_t i = 0; i <= CT_FLOW_NESTING; i++) d->base[i] = ct_style_paragraph(d->styles, "");
    CT_TRY(ct_archive_read(d->archive, name, true, text));
    if (old || ct_font_is_named(ct_buffer_string(text)))
        CT_TRY(ct_font_survey(&d->evidence, d->styles, name, ct_buffer_string(text), text->len));
    CT_TRY(read_notes(d, "word/footnotes.xml", &d->footnotes, part));
    CT_TRY(read_notes(d, "word/endnotes.xml", &d->endnotes, part));
    CT_TRY(ct_relations_read(d->archive, name, d->arena, &d->relations, &d->n_relations));
    d->taken = ct_arena_array(d->arena, d->n_relations, sizeof *d->taken);
    if (d->taken == NULL) return ct_no_memory();
    CT_TRY(parse_text(d, name, text));
    ct_flow_end(&d->flow);
    return d->flow.err;
}

ct_error ct_docx_parse(ct_reader *reader, const ct_archive *archive)
{
    docx d = { .flow = { .reader = reader, .err = ct_ok() },
               .arena = reader->document->arena,
               .archive = archive };
    ct_buffer part, text;
    ct_error err;

    ct_buffer_init(&part);
    ct_buffer_init(&text);
    err = read_parts(&d, &part, &text);
    ct_buffer_clear(&part);
    ct_buffer_clear(&text);
    ct_buffer_clear(&d.old);
    ct_buffer_clear(&d.decoded);
    free(d.footnotes.at);
    free(d.endnotes.at);
    ct_flow_clear(&d.flow);
    return err;
}

#else
typedef int ct_docx_not_built; /* ISO C wants a declaration in every file */
#endif
