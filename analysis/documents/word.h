/* The parts of Word and ODT reading: for documents/, and for the report that looks into a Word file of the
 * same kind. */
#ifndef CT_DOCUMENTS_WORD_H
#define CT_DOCUMENTS_WORD_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"
#include "documents/reader.h"
#include "documents/table_builder.h"

/* ---- zip_archive.c: the ZIP around the parts ---- */

typedef struct ct_archive ct_archive;

/** Open n bytes, which must outlive the archive. CT_EPARSE (damaged), CT_EDATA (too many entries), CT_ENOMEM.
 */
CT_CHECKED ct_error ct_archive_open(ct_archive **out, const char *bytes, size_t n);
void ct_archive_close(ct_archive *archive); /* NULL is fine */

bool ct_archive_has(const ct_archive *archive, const char *name);

/** A part, decompressed: part->len bytes. A part that does not exist is CT_EPARSE when required, else empty.
 * Also CT_EDATA (larger than the limit, or a password), CT_EPARSE (damaged), CT_ENOMEM. */
CT_CHECKED ct_error ct_archive_read(const ct_archive *archive, const char *name, bool required,
                                    ct_buffer *part);

/* ---- xml.c: expat with limits ---- */

/* Names come as "prefix:name" with the usual prefixes of the format whatever the file calls them (w, m, mc,
 * text, table, office, draw, style, svg, fo, chart, xlink, calcext; r for ids of relations, rel for
 * relations, tc for comments of Excel 365; a, c, cx, dgm, pic, wp, v, o for drawings; x for worksheets);
 * names of other namespaces come as "", names without one as they are. Attributes are name, value, ..., NULL,
 * named alike. */
typedef struct {
    bool (*start)(void *data, const char *name,
                  const char **attributes);    /* false: skip the element and all in it */
    void (*end)(void *data, const char *name); /* not called for a skipped one          */
    void (*text)(void *data, const char *text, size_t n);
    const ct_error *err; /* when it is no longer CT_OK, parsing stops and returns it */
} ct_xml;

/** CT_EPARSE (not well-formed, a DOCTYPE, nested too deeply: the sentence names the part), CT_ENOMEM, or
 * *xml->err. */
CT_CHECKED ct_error ct_xml_parse(const ct_xml *xml, void *data, const char *part, const char *bytes,
                                 size_t n);

/** The value, or NULL. */
const char *ct_xml_attribute(const char **attributes, const char *name);

/** A whole number of an attribute within low..high; `otherwise` when it is missing or no such number. */
long ct_xml_number(const char **attributes, const char *name, long low, long high, long otherwise);

/* ---- a flow: paragraphs, rows and notes in reading order ---- */

enum { CT_FLOW_NESTING = 16 }; /* text boxes inside text boxes */

typedef struct ct_flow_table ct_flow_table; /* flow_table.c */
typedef struct ct_flow_item ct_flow_item;
typedef struct ct_flow_cell ct_flow_cell;

/* The open cell and row of a table, for what a reader learns of them before they end. */
struct ct_flow_cell {
    ct_flow_cell *next;
    ct_flow_item *first, *last;
    long column;            /* set when it begins                                                */
    long n_columns, n_rows; /* it spans; at least 1                                              */
    long repeated;          /* as many cells like it stand side by side                          */
    bool below, beside;     /* it goes on the cell above it, or at its left; its own text is not shown */
    bool deleted;
    bool number; /* the file keeps a number; value as it is shown                     */
    double value;
};

typedef struct ct_flow_row {
    struct ct_flow_row *next;
    ct_flow_cell *first, *last;
    const char **notes;
    size_t n_notes;
    long end;      /* column of the next cell                                           */
    bool head;     /* repeated on each page                                             */
    bool left_out; /* deleted or hidden                                                 */
} ct_flow_row;

/* A paragraph of a cell, or a table in it. */
struct ct_flow_item {
    ct_flow_item *next;
    const char *text;
    size_t len;
    int level, indent;
    bool bold;
    const char **notes;
    size_t n_notes;
    ct_flow_table *table; /* NULL: a paragraph */
};

struct ct_flow_table {
    ct_flow_table *outer;            /* in whose open cell it stands */
    ct_flow_row *first, *last, *row; /* row: the open one */
    ct_flow_cell *cell;              /* the open one */
};

/* A paragraph being told. Its text keeps its tabs and line breaks as '\t' and '\n'. */
typedef struct {
    ct_buffer text;
    int level;
    int indent;   /* twips                                                        */
    size_t tabs;  /* in front of its text                                         */
    bool joins;   /* its end was deleted: the next one goes on in it              */
    bool plain;   /* some of its text is not bold                                 */
    bool listing; /* an entry of a list of contents: what follows its tab is a page */
} ct_flow_words;

/* A paragraph whose tabs may part the cells of a table, held until it is known whether others like it follow.
 */
typedef struct {
    const char *text;
    size_t len, tabs;
    size_t n_notes; /* waiting when it ended */
} ct_flow_held;

typedef struct {
    ct_reader *reader;
    ct_error err; /* the first fault; after it nothing is added */
    ct_flow_words paragraph[CT_FLOW_NESTING];
    size_t depth;      /* open paragraphs */
    bool bold;         /* of the text that comes */
    bool covered_told; /* the places that a cell spans are told after it, by ct_flow_skip() */
    bool in_note;
    ct_buffer note, scratch;
    ct_arena *told;      /* owns the open tables; NULL when none is open */
    ct_flow_table *open; /* the innermost one */
    ct_flow_held *held;
    size_t n_held, held_capacity;
    const char **waiting; /* texts of notes, for behind the paragraph or row that refers to them */
    size_t n_waiting, capacity;
} ct_flow;

/* ---- flow_put.c: what every part of a flow gives the reader ---- */

void ct_flow_fail(ct_flow *flow, ct_error err); /* kept if it is the first */
void ct_flow_unread(ct_flow *flow, ct_unread_kind kind, const char *where);

/* Lines of the reader; text is tidied, empty text adds none. */
void ct_flow_put(ct_flow *flow, const char *text, size_t n, ct_line_kind kind, int level);
void ct_flow_put_notes(ct_flow *flow, const char *const *notes, size_t n);

bool ct_flow_is_blank(char c);
void ct_flow_append(ct_buffer *to, const char *text,
                    size_t n);                   /* runs of white space as one space and none in front */
size_t ct_flow_trimmed(const ct_buffer *buffer); /* its length without white space at its end */

/* ---- flow.c: paragraphs and notes in reading order ---- */

void ct_flow_clear(ct_flow *flow);
void ct_flow_paragraph(ct_flow *flow);
ct_flow_words *ct_flow_here(ct_flow *flow);                   /* the open paragraph, or NULL */
void ct_flow_text(ct_flow *flow, const char *text, size_t n); /* runs of white space become one space */
void ct_flow_raised(
    ct_flow *flow, const char *text,
    size_t n); /* the same, digits and brackets as superscript letters: marks of notes, powers */
void ct_flow_break(ct_flow *flow, char what); /* '\t' or '\n' */
bool ct_flow_begun(const ct_flow *flow);      /* is there text in the open paragraph? */
void ct_flow_paragraph_end(ct_flow *flow);
void ct_flow_settle(ct_flow *flow);                 /* nothing more can join the last paragraph */
void ct_flow_end(ct_flow *flow);                    /* the document is whole */
void ct_flow_note(ct_flow *flow);                   /* until its end paragraphs go into the note */
const char *ct_flow_note_end(ct_flow *flow);        /* its text, in the document's arena; NULL when empty */
void ct_flow_wait(ct_flow *flow, const char *note); /* NULL is fine */

/* ---- flow_tabs.c: paragraphs whose tabs part the cells of a table ---- */

bool ct_flow_hold(ct_flow *flow, const ct_flow_words *words); /* false: it is a paragraph like others */
void ct_flow_release(ct_flow *flow);                          /* what is held becomes a table or paragraphs */

/* ---- flow_table.c: tables, which may stand in each other's cells. In notes they are no tables: all these do
 * nothing there ---- */

void ct_flow_table_begin(ct_flow *flow);
void ct_flow_table_end(ct_flow *flow); /* the outermost one goes to the reader, with what is in it */
void ct_flow_row_begin(ct_flow *flow);
void ct_flow_row_end(ct_flow *flow);
void ct_flow_cell_begin(ct_flow *flow);
void ct_flow_cell_end(ct_flow *flow);

/* ---- flow_cells.c: the tables as they are told, until the outermost one ends ---- */

void *ct_flow_block(
    ct_flow *flow,
    size_t size); /* zeroed, of the open tables' arena; NULL and the flow's fault when there is none */
bool ct_flow_takes(const ct_flow *flow);      /* no note, and no fault so far */
ct_flow_row *ct_flow_row_here(ct_flow *flow); /* of the innermost table; NULL when none is open */
ct_flow_cell *ct_flow_cell_here(ct_flow *flow);
void ct_flow_open_row(ct_flow *flow); /* a table is open, and no row of it */
void ct_flow_open_cell(ct_flow *flow);
void ct_flow_skip(
    ct_flow *flow,
    long columns); /* places without a cell of their own: a row that begins late, covered ones */
void ct_flow_add_item(ct_flow *flow, ct_flow_item *item); /* to the open cell */
void ct_flow_keep(ct_flow *flow,
                  const ct_flow_words *words); /* a paragraph of the open cell, with the notes that wait */

/* ---- fonts.c: old fonts, whose text is not what it seems ---- */

typedef enum {
    CT_FONT_NOT_SAID,
    CT_FONT_UNICODE,
    CT_FONT_TCVN3,
    CT_FONT_TCVN3_CAPITALS,
    CT_FONT_VNI,
    CT_FONT_UNKNOWN,
    CT_FONTS
} ct_font;

/* What the text in each old font says of its letters. */
typedef struct {
    size_t old[CT_FONTS], unicode[CT_FONTS], either[CT_FONTS];
} ct_font_evidence;

ct_font ct_font_of_name(const char *name);
ct_font ct_font_named(const char **attributes, ct_font otherwise); /* of w:rFonts */
bool ct_font_is_old(ct_font font);
void ct_font_weigh(ct_font_evidence *evidence, ct_font font, const char *text, size_t n);
/** What text said to be in a font is in truth, from what all of the document's text said. */
ct_font ct_font_settle(const ct_font_evidence *evidence, ct_font font, const char *text, size_t n);
void ct_font_decode(ct_font font, const char *text, size_t n, ct_buffer *to);

/* ---- styles.c: the styles of Word ---- */

enum {
    CT_NOT_SAID = -1,
    CT_BODY_LEVEL = 9,
    CT_MOST_ID = 0x7FFFFFFF,
    CT_MOST_INDENT = 100000,
    CT_NO_INDENT = -1000000
};

typedef struct {
    const char *id, *based_on, *name;
    int outline; /* w:outlineLvl 0..8, 9 body text                                   */
    long number; /* w:numId                                                          */
    int list_level;
    int vanished, struck, raised, bold; /* 1 or 0; like the others CT_NOT_SAID when not said */
    ct_font font;
    long left, first; /* twips; CT_NO_INDENT when not said. first: of the first line, beyond left */
} ct_style;

typedef struct ct_styles ct_styles;

/** From the bytes of word/styles.xml, in the arena; n may be 0: then a style's id says what it is. */
CT_CHECKED ct_error ct_styles_parse(ct_styles **out, ct_arena *arena, const char *bytes, size_t n);

ct_style ct_style_none(void); /* nothing is said */
ct_style ct_style_resolve(const ct_styles *styles,
                          const char *id); /* with what the styles say that it is based on */
ct_style ct_style_paragraph(const ct_styles *styles,
                            const char *id); /* the same and what holds for all; "": names no style */
void ct_style_fill(ct_style *to, const ct_style *from); /* what is not said yet */
bool ct_style_run_property(ct_style *style, const char *name,
                           const char **attributes); /* false: it is none of them */
void ct_style_indent(const char **attributes, long *left,
                     long *first);             /* w:ind; what it does not say stays */
bool ct_style_is_off(const char **attributes); /* w:val="0" */

bool ct_font_is_named(const char *text);

/* font_survey.c: weigh all of a text before it is read, when it or the styles name an old font. */
CT_CHECKED ct_error ct_font_survey(ct_font_evidence *evidence, const ct_styles *styles, const char *part,
                                   const char *bytes, size_t n);

/* ---- numbering.c: automatic numbers of Word's lists ---- */

typedef struct ct_numbering ct_numbering;

enum { CT_LABEL_SIZE = 64 };

/** From the bytes of word/numbering.xml, in the arena; n may be 0: then no list has numbers. */
CT_CHECKED ct_error ct_numbering_parse(ct_numbering **out, ct_arena *arena, const char *bytes, size_t n);

/** Count a paragraph of list `number` (w:numId) at level 0..8 and print its number, "" when it has none. */
void ct_numbering_label(ct_numbering *numbering, long number, int level, char label[CT_LABEL_SIZE]);

/** How far the list sets its level's text in; what it does not say stays. */
void ct_numbering_indent(const ct_numbering *numbering, long number, int level, long *left, long *first);

/* ---- relations.c: which part of an Office file refers to which ---- */

typedef struct {
    const char *id, *type,
        *part; /* type: the last word of its URI, "worksheet"; part: its name in the archive */
} ct_relation;

/** The relations of a part ("xl/workbook.xml"), none when it has no such list; relations and texts live in
 * the arena. */
CT_CHECKED ct_error ct_relations_read(const ct_archive *archive, const char *part, ct_arena *arena,
                                      const ct_relation **out, size_t *n);

/** The first of a type, or with an id; the other NULL. NULL when there is none. */
const ct_relation *ct_relation_find(const ct_relation *relations, size_t n, const char *id, const char *type);

/* ---- chart.c: the figures that a chart keeps beside its drawing ---- */

/** A table of its series, named by its part; *read is false when it keeps no figures. CT_EPARSE, CT_ENOMEM.
 */
CT_CHECKED ct_error ct_chart_parse(ct_flow *flow, const char *part, const char *bytes, size_t n, bool *read);

/** The same of a chart in an OpenDocument file; *chart is false when it is another kind of object. */
CT_CHECKED ct_error ct_chart_parse_odf(ct_flow *flow, const char *part, const char *bytes, size_t n,
                                       bool *chart, bool *read);

/** A number in the Vietnamese form: 25700.5 as "25.700,5"; thousands are always parted, so that none looks
 * like a year. */
void ct_chart_number(char *out, size_t size, double value, bool percent);

/* ---- docx.c, odt.c, xlsx.c, ods.c ---- */

CT_CHECKED ct_error ct_docx_parse(ct_reader *reader, const ct_archive *archive);
CT_CHECKED ct_error ct_odt_parse(ct_reader *reader, const ct_archive *archive);
CT_CHECKED ct_error ct_xlsx_parse(ct_reader *reader, const ct_archive *archive);
CT_CHECKED ct_error ct_ods_parse(ct_reader *reader, const ct_archive *archive);

#endif
