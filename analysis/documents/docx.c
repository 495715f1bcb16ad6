/* Word files (ECMA-376 part 1): word/document.xml with its styles, lists, footnotes and endnotes. */
#ifdef CHITIEU_HAVE_WORD

#include <stdlib.h>
#include <string.h>

#include "documents/word.h"

enum { STYLE_CHAIN = 10, NO_LEVEL = -1, BODY_LEVEL = 9, MAX_ID = 0x7FFFFFFF };

/* ---- styles.xml ---- */

typedef struct {
    const char *id, *based_on, *name;
    int outline; /* w:outlineLvl 0..8, 9 body text, NO_LEVEL when not said */
    long number; /* w:numId; NO_LEVEL when not said                         */
    int list_level;
    int vanished, struck, raised; /* what runs of a character style are: 1, 0, or NO_LEVEL when not said */
} style;

typedef struct {
    ct_arena *arena;
    style *at;
    size_t n, capacity;
    ct_error err;
} styles;

static const char *keep(ct_arena *arena, const char *text, ct_error *err)
{
    const char *copy = ct_arena_strdup(arena, text != NULL ? text : "");

    if (copy == NULL) *err = ct_no_memory();
    return copy != NULL ? copy : "";
}

static void style_add(styles *s, const char *id)
{
    if (s->n == s->capacity) {
        size_t capacity = s->capacity * 2 + 32;
        style *at = realloc(s->at, capacity * sizeof *at);
        if (at == NULL) {
            s->err = ct_no_memory();
            return;
        }
        s->at = at;
        s->capacity = capacity;
    }
    s->at[s->n++] = (style){ .id = keep(s->arena, id, &s->err), .based_on = "", .name = "", .outline = NO_LEVEL, .number = NO_LEVEL,
                             .vanished = NO_LEVEL, .struck = NO_LEVEL, .raised = NO_LEVEL };
}

static bool is_off(const char **attributes) /* <w:vanish w:val="0"/> */
{
    const char *value = ct_xml_attribute(attributes, "w:val");
    return value != NULL && (strcmp(value, "0") == 0 || strcmp(value, "false") == 0 || strcmp(value, "off") == 0);
}

static bool is_superscript(const char **attributes)
{
    const char *value = ct_xml_attribute(attributes, "w:val");
    return value != NULL && strcmp(value, "superscript") == 0;
}

static bool styles_start(void *data, const char *name, const char **attributes)
{
    styles *s = data;
    style *last = s->n > 0 ? &s->at[s->n - 1] : NULL;

    if (strcmp(name, "w:style") == 0) {
        style_add(s, ct_xml_attribute(attributes, "w:styleId"));
    } else if (last != NULL) {
        if (strcmp(name, "w:name") == 0) last->name = keep(s->arena, ct_xml_attribute(attributes, "w:val"), &s->err);
        if (strcmp(name, "w:basedOn") == 0) last->based_on = keep(s->arena, ct_xml_attribute(attributes, "w:val"), &s->err);
        if (strcmp(name, "w:outlineLvl") == 0) last->outline = (int)ct_xml_number(attributes, "w:val", 0, BODY_LEVEL, NO_LEVEL);
        if (strcmp(name, "w:numId") == 0) last->number = ct_xml_number(attributes, "w:val", 0, MAX_ID, NO_LEVEL);
        if (strcmp(name, "w:vanish") == 0) last->vanished = !is_off(attributes);
        if (strcmp(name, "w:strike") == 0 || strcmp(name, "w:dstrike") == 0) last->struck = !is_off(attributes);
        if (strcmp(name, "w:vertAlign") == 0) last->raised = is_superscript(attributes);
        if (strcmp(name, "w:ilvl") == 0) last->list_level = (int)ct_xml_number(attributes, "w:val", 0, 8, 0);
    }
    return true;
}

static void styles_end(void *data, const char *name)
{
    (void)data, (void)name;
}

static int compare_styles(const void *a, const void *b)
{
    const style *x = a, *y = b;
    return strcmp(x->id, y->id);
}

static const style *style_find(const styles *s, const char *id)
{
    style key = { .id = id };
    return s->n == 0 ? NULL : bsearch(&key, s->at, s->n, sizeof key, compare_styles);
}

/* Word gives its own styles English names whatever the user's language; only their ids are translated. */
static int level_of_name(const char *name)
{
    if (strcmp(name, "Title") == 0 || strcmp(name, "title") == 0) return 0;
    if (strncmp(name, "heading ", 8) == 0 || strncmp(name, "Heading ", 8) == 0)
        name += 8;
    else if (strncmp(name, "Heading", 7) == 0)
        name += 7;
    else
        return NO_LEVEL;
    return name[0] >= '1' && name[0] <= '9' && name[1] == '\0' ? name[0] - '1' : NO_LEVEL;
}

/* What a paragraph or run of style id has without saying it, up the chain of styles; a file without styles.xml goes by the id. */
static style style_resolve(const styles *s, const char *id)
{
    style all = { .outline = NO_LEVEL, .number = NO_LEVEL, .vanished = NO_LEVEL, .struck = NO_LEVEL, .raised = NO_LEVEL };
    const style *one = style_find(s, id);

    if (one == NULL) all.outline = level_of_name(id);
    for (int i = 0; one != NULL && i < STYLE_CHAIN; i++) {
        if (all.outline == NO_LEVEL) all.outline = one->outline != NO_LEVEL ? one->outline : level_of_name(one->name);
        if (all.vanished == NO_LEVEL) all.vanished = one->vanished;
        if (all.struck == NO_LEVEL) all.struck = one->struck;
        if (all.raised == NO_LEVEL) all.raised = one->raised;
        if (all.number == NO_LEVEL) {
            all.number = one->number;
            all.list_level = one->list_level;
        }
        one = style_find(s, one->based_on);
    }
    return all;
}

/* ---- the text ---- */

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
    styles styles;
    ct_numbering *numbering;
    notes footnotes, endnotes, *reading; /* reading: of which a part is being read, else NULL */
    long note_id;
    bool in_text, vanished, struck, raised; /* of the open run */
    size_t veils, powers; /* open placeholders and exponents, with what is open inside them */
    bool placeholder;     /* the next content is what a form shows before it is filled in */
    const char *style; /* of the paragraph whose properties are read, in the arena */
    int outline, list_level;
    long number;
    long span; /* of the open cell */
    bool merged, cell_deleted, row_deleted, in_properties, in_mark, mark_deleted; /* mark: the end of a paragraph, which has run properties too */
} docx;

typedef enum {
    NOTHING,
    BREAK,
    CELL,
    CELL_LATE,
    CELL_DELETED,
    CELL_SPAN,
    CONTENT,
    CONTENT_PROPERTIES,
    DELETED,
    ENDNOTE_REFERENCE,
    FOOTNOTE_REFERENCE,
    HIDDEN,
    HYPHEN,
    LIST,
    LIST_LEVEL,
    MERGED,
    NOTE,
    OUTLINE,
    PARAGRAPH,
    PLACEHOLDER,
    POWER,
    PROPERTIES,
    RAISED,
    ROW,
    RUN,
    RUN_PROPERTIES,
    RUN_STYLE,
    SKIPPED,
    STRUCK,
    STYLE,
    SYMBOL,
    TABLE,
    TEXT
} element;

typedef struct {
    const char *name;
    element element;
} known_element;

static const known_element elements[] = {
    /* sorted by name */
    { "m:sup", POWER },
    { "m:t", TEXT },
    { "mc:Fallback", SKIPPED }, /* the same text box again, for old programs */
    { "w:br", BREAK },
    { "w:cellDel", CELL_DELETED },
    { "w:cr", BREAK },
    { "w:del", DELETED },
    { "w:delText", SKIPPED },
    { "w:dstrike", STRUCK },
    { "w:endnote", NOTE },
    { "w:endnoteReference", ENDNOTE_REFERENCE },
    { "w:footnote", NOTE },
    { "w:footnoteReference", FOOTNOTE_REFERENCE },
    { "w:gridBefore", CELL_LATE },
    { "w:gridSpan", CELL_SPAN },
    { "w:ilvl", LIST_LEVEL },
    { "w:instrText", SKIPPED },
    { "w:moveFrom", SKIPPED },
    { "w:noBreakHyphen", HYPHEN },
    { "w:numId", LIST },
    { "w:numberingChange", SKIPPED },
    { "w:outlineLvl", OUTLINE },
    { "w:p", PARAGRAPH },
    { "w:pPr", PROPERTIES },
    { "w:pPrChange", SKIPPED },
    { "w:pStyle", STYLE },
    { "w:r", RUN },
    { "w:rPr", RUN_PROPERTIES },
    { "w:rPrChange", SKIPPED },
    { "w:rStyle", RUN_STYLE },
    { "w:sdtContent", CONTENT },
    { "w:sdtPr", CONTENT_PROPERTIES },
    { "w:sectPr", SKIPPED },
    { "w:showingPlcHdr", PLACEHOLDER },
    { "w:strike", STRUCK },
    { "w:sym", SYMBOL },
    { "w:t", TEXT },
    { "w:tab", BREAK },
    { "w:tabs", SKIPPED }, /* stops, not characters */
    { "w:tbl", TABLE },
    { "w:tblPrChange", SKIPPED },
    { "w:tc", CELL },
    { "w:tcPrChange", SKIPPED },
    { "w:tr", ROW },
    { "w:trPrChange", SKIPPED },
    { "w:vMerge", MERGED },
    { "w:vanish", HIDDEN },
    { "w:vertAlign", RAISED },
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
    return d->vanished || d->struck || d->veils > 0;
}

static void refer(docx *d, notes *of, const char **attributes)
{
    note key = { .id = ct_xml_number(attributes, "w:id", 0, MAX_ID, -1) };
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
    d->note_id = ct_xml_number(attributes, "w:id", 0, MAX_ID, -1);
    ct_flow_note(&d->flow);
    return true;
}

static void note_end(docx *d)
{
    notes *to = d->reading;
    const char *text = ct_flow_note_end(&d->flow);

    if (text == NULL || d->note_id < 0) return;
    if (to->n == to->capacity) {
        size_t capacity = to->capacity * 2 + 16;
        note *at = realloc(to->at, capacity * sizeof *at);
        if (at == NULL) {
            d->flow.err = ct_no_memory();
            return;
        }
        to->at = at;
        to->capacity = capacity;
    }
    to->at[to->n++] = (note){ .id = d->note_id, .text = text };
}

static void properties_start(docx *d)
{
    d->style = "";
    d->outline = NO_LEVEL;
    d->number = NO_LEVEL;
    d->list_level = NO_LEVEL;
    d->in_properties = true;
    d->mark_deleted = false;
}

/* What the paragraph says itself goes before what its style says. */
static void properties_end(docx *d)
{
    style s = style_resolve(&d->styles, d->style);
    int outline = d->outline != NO_LEVEL ? d->outline : s.outline;
    long number = d->number != NO_LEVEL ? d->number : s.number;
    char label[CT_LABEL_SIZE];

    d->in_properties = false;
    if (outline != NO_LEVEL && outline < BODY_LEVEL) ct_flow_level(&d->flow, outline + 1);
    if (d->mark_deleted) ct_flow_join(&d->flow);
    if (number <= 0 || d->reading != NULL || ct_flow_begun(&d->flow)) return;
    ct_numbering_label(d->numbering, number, d->list_level != NO_LEVEL ? d->list_level : s.list_level, label);
    if (label[0] == '\0') return;
    ct_flow_text(&d->flow, label, strlen(label));
    ct_flow_text(&d->flow, " ", 1);
}

static void property(docx *d, element e, const char **attributes)
{
    if (e == STYLE) d->style = keep(d->styles.arena, ct_xml_attribute(attributes, "w:val"), &d->flow.err);
    if (e == OUTLINE) d->outline = (int)ct_xml_number(attributes, "w:val", 0, BODY_LEVEL, NO_LEVEL);
    if (e == LIST) d->number = ct_xml_number(attributes, "w:val", 0, MAX_ID, NO_LEVEL);
    if (e == LIST_LEVEL) d->list_level = (int)ct_xml_number(attributes, "w:val", 0, 8, 0);
}

static void cell_property(docx *d, element e, const char **attributes)
{
    const char *value = ct_xml_attribute(attributes, "w:val");

    if (e == CELL_SPAN) d->span = ct_xml_number(attributes, "w:val", 1, CT_FLOW_SPAN, 1);
    if (e == CELL_LATE) ct_flow_empty(&d->flow, ct_xml_number(attributes, "w:val", 0, CT_FLOW_SPAN, 0));
    if (e == CELL_DELETED) d->cell_deleted = true;
    if (e == MERGED) d->merged = value == NULL || strcmp(value, "restart") != 0;
}

static void run_start(docx *d)
{
    d->vanished = d->struck = d->raised = false;
}

static void run_property(docx *d, element e, const char **attributes)
{
    if (e == RUN_STYLE) {
        const char *id = ct_xml_attribute(attributes, "w:val");
        style s = style_resolve(&d->styles, id != NULL ? id : "");
        d->vanished = s.vanished == 1;
        d->struck = s.struck == 1;
        d->raised = s.raised == 1;
    }
    if (e == HIDDEN) d->vanished = !is_off(attributes);
    if (e == STRUCK) d->struck = !is_off(attributes);
    if (e == RAISED) d->raised = is_superscript(attributes);
}

static void characters(docx *d, const char *text, size_t n)
{
    if (is_hidden(d)) return;
    if (d->raised || d->powers > 0)
        ct_flow_raised(&d->flow, text, n);
    else
        ct_flow_text(&d->flow, text, n);
}

/* Elements that stay in force to their end count what opens inside them, so that each end finds its own start. */
static void content_start(docx *d)
{
    if (d->placeholder || d->veils > 0) d->veils++;
    d->placeholder = false;
}

static void block_start(docx *d, element e)
{
    switch (e) {
    case PARAGRAPH:
        run_start(d);
        ct_flow_paragraph(&d->flow);
        break;
    case TABLE: ct_flow_table(&d->flow); break;
    case ROW:
        if (d->flow.tables == 1) d->row_deleted = false;
        ct_flow_row(&d->flow);
        break;
    case CELL:
        if (d->flow.tables == 1) {
            d->span = 1;
            d->merged = d->cell_deleted = false;
        }
        ct_flow_cell(&d->flow);
        break;
    default: break;
    }
}

static bool on_start(void *data, const char *name, const char **attributes)
{
    docx *d = data;
    element e = element_find(name);

    switch (e) {
    case SKIPPED: return false;
    case DELETED:
        if (d->in_mark) d->mark_deleted = true;
        if (d->flow.depth == 0 && d->flow.tables == 1) d->row_deleted = true; /* in w:trPr; elsewhere it only holds deleted text */
        return false;
    case NOTE: return note_start(d, attributes);
    case PROPERTIES: properties_start(d); break;
    case RUN_PROPERTIES: d->in_mark = d->in_properties; break;
    case RUN: run_start(d); break;
    case HIDDEN:
    case RAISED:
    case RUN_STYLE:
    case STRUCK:
        if (!d->in_mark) run_property(d, e, attributes);
        break;
    case CONTENT_PROPERTIES: d->placeholder = false; break;
    case PLACEHOLDER: d->placeholder = !is_off(attributes); break;
    case CONTENT: content_start(d); break;
    case POWER: d->powers++; break;
    case TEXT: d->in_text = true; break;
    case BREAK: characters(d, " ", 1); break;
    case HYPHEN: characters(d, "-", 1); break;
    case SYMBOL: characters(d, symbol_text(attributes), strlen(symbol_text(attributes))); break;
    case FOOTNOTE_REFERENCE: refer(d, &d->footnotes, attributes); break;
    case ENDNOTE_REFERENCE: refer(d, &d->endnotes, attributes); break;
    case STYLE:
    case OUTLINE:
    case LIST:
    case LIST_LEVEL:
        if (d->in_properties) property(d, e, attributes);
        break;
    case CELL_SPAN:
    case CELL_LATE:
    case CELL_DELETED:
    case MERGED:
        if (d->flow.tables == 1) cell_property(d, e, attributes);
        break;
    default: block_start(d, e);
    }
    return true;
}

static void on_end(void *data, const char *name)
{
    docx *d = data;

    switch (element_find(name)) {
    case TEXT: d->in_text = false; break;
    case RUN: run_start(d); break;
    case RUN_PROPERTIES: d->in_mark = false; break;
    case CONTENT: d->veils -= d->veils > 0; break;
    case POWER: d->powers -= d->powers > 0; break;
    case PROPERTIES: properties_end(d); break;
    case PARAGRAPH: ct_flow_paragraph_end(&d->flow); break;
    case CELL:
        ct_flow_settle(&d->flow);
        if (d->cell_deleted)
            ct_flow_cell(&d->flow); /* begun again: no tab, no text */
        else
            ct_flow_cell_end(&d->flow, d->span, !d->merged);
        break;
    case ROW: ct_flow_row_end(&d->flow, !d->row_deleted); break;
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

static ct_error read_styles(docx *d, const ct_archive *archive, ct_buffer *part)
{
    ct_xml xml = { .start = styles_start, .end = styles_end, .err = &d->styles.err };

    CT_TRY(ct_archive_read(archive, "word/styles.xml", false, part));
    if (part->len == 0) return ct_ok();
    CT_TRY(ct_xml_parse(&xml, &d->styles, "word/styles.xml", part->data, part->len));
    if (d->styles.n > 0) qsort(d->styles.at, d->styles.n, sizeof *d->styles.at, compare_styles);
    return ct_ok();
}

static ct_error read_text(docx *d, const ct_archive *archive, const char *name, bool required, ct_buffer *part)
{
    ct_xml xml = { .start = on_start, .end = on_end, .text = on_text, .err = &d->flow.err };

    CT_TRY(ct_archive_read(archive, name, required, part));
    if (part->len == 0 && !required) return ct_ok();
    return ct_xml_parse(&xml, d, name, ct_buffer_string(part), part->len);
}

static ct_error read_notes(docx *d, const ct_archive *archive, const char *name, notes *to, ct_buffer *part)
{
    d->reading = to;
    CT_TRY(read_text(d, archive, name, false, part));
    d->reading = NULL;
    if (to->n > 0) qsort(to->at, to->n, sizeof *to->at, compare_notes);
    return ct_ok();
}

static ct_error read_parts(docx *d, const ct_archive *archive, ct_buffer *part)
{
    const char *text = ct_archive_has(archive, "word/document.xml") ? "word/document.xml" : "word/document2.xml";

    CT_TRY(read_styles(d, archive, part));
    CT_TRY(ct_archive_read(archive, "word/numbering.xml", false, part));
    CT_TRY(ct_numbering_parse(&d->numbering, d->styles.arena, part->data, part->len));
    CT_TRY(read_notes(d, archive, "word/footnotes.xml", &d->footnotes, part));
    CT_TRY(read_notes(d, archive, "word/endnotes.xml", &d->endnotes, part));
    CT_TRY(read_text(d, archive, text, true, part));
    ct_flow_settle(&d->flow);
    return d->flow.err;
}

ct_error ct_docx_parse(ct_reader *reader, const ct_archive *archive)
{
    docx d = { .flow = { .reader = reader, .err = ct_ok() }, .styles = { .arena = reader->document->arena, .err = ct_ok() } };
    ct_buffer part;
    ct_error err;

    ct_buffer_init(&part);
    err = read_parts(&d, archive, &part);
    ct_buffer_clear(&part);
    free(d.styles.at);
    free(d.footnotes.at);
    free(d.endnotes.at);
    ct_flow_clear(&d.flow);
    return err;
}

#else
typedef int ct_docx_not_built; /* ISO C wants a declaration in every file */
#endif
