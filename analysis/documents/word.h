/* Inside documents/ only: the parts of Word and ODT reading. */
#ifndef CT_DOCUMENTS_WORD_H
#define CT_DOCUMENTS_WORD_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"
#include "documents/reader.h"

/* ---- archive.c: the ZIP around the parts ---- */

typedef struct ct_archive ct_archive;

/** Open n bytes, which must outlive the archive. CT_EPARSE (damaged), CT_EDATA (too many entries), CT_ENOMEM. */
CT_CHECKED ct_error ct_archive_open(ct_archive **out, const char *bytes, size_t n);
void ct_archive_close(ct_archive *archive); /* NULL is fine */

bool ct_archive_has(const ct_archive *archive, const char *name);

/** A part, decompressed: part->len bytes. A part that does not exist is CT_EPARSE when required, else empty.
 * Also CT_EDATA (larger than the limit, or a password), CT_EPARSE (damaged), CT_ENOMEM. */
CT_CHECKED ct_error ct_archive_read(const ct_archive *archive, const char *name, bool required, ct_buffer *part);

/* ---- xml.c: expat with limits ---- */

/* Names come as "prefix:name" with the usual prefixes of the format whatever the file calls them (w, m, mc, text, table, office, draw,
 * style, svg, fo, calcext; x for worksheets, r for ids of relations, rel for relations, tc for comments of Excel 365); names of other namespaces come as "", names without one as they are. Attributes are name, value, ..., NULL, named alike. */
typedef struct {
    bool (*start)(void *data, const char *name, const char **attributes); /* false: skip the element and all in it */
    void (*end)(void *data, const char *name);                           /* not called for a skipped one          */
    void (*text)(void *data, const char *text, size_t n);
    const ct_error *err; /* when it is no longer CT_OK, parsing stops and returns it */
} ct_xml;

/** CT_EPARSE (not well-formed, a DOCTYPE, nested too deeply: the sentence names the part), CT_ENOMEM, or *xml->err. */
CT_CHECKED ct_error ct_xml_parse(const ct_xml *xml, void *data, const char *part, const char *bytes, size_t n);

/** The value, or NULL. */
const char *ct_xml_attribute(const char **attributes, const char *name);

/** A whole number of an attribute within low..high; `otherwise` when it is missing or no such number. */
long ct_xml_number(const char **attributes, const char *name, long low, long high, long otherwise);

/* ---- flow.c: paragraphs, rows and notes in reading order ---- */

enum { CT_FLOW_NESTING = 16, CT_FLOW_SPAN = 63 }; /* text boxes inside text boxes; cells one cell may span (Word's own limit) */

typedef struct {
    ct_reader   *reader;
    ct_error     err;       /* the first fault; after it nothing is added */
    struct {
        ct_buffer text;
        int       level;
        bool      joins;    /* its end was deleted: the next one goes on in it */
    } paragraph[CT_FLOW_NESTING];
    size_t       depth;     /* open paragraphs */
    ct_buffer    cell, row, note;
    size_t       tables;    /* open tables; those inside a cell are flattened into it */
    size_t       cells;     /* of the open row */
    bool         in_note;
    const char **waiting;   /* texts of notes, for behind the paragraph or row that refers to them */
    size_t       n_waiting, capacity;
} ct_flow;

void ct_flow_clear(ct_flow *flow);
void ct_flow_paragraph(ct_flow *flow);
void ct_flow_level(ct_flow *flow, int level);                    /* of the open paragraph */
void ct_flow_text(ct_flow *flow, const char *text, size_t n);    /* runs of white space become one space */
void ct_flow_raised(ct_flow *flow, const char *text, size_t n);  /* the same, digits and brackets as superscript letters: marks of notes, powers */
void ct_flow_join(ct_flow *flow);                                /* the open paragraph has no end: the next one is more of it */
bool ct_flow_begun(const ct_flow *flow);                         /* is there text in the open paragraph? */
void ct_flow_paragraph_end(ct_flow *flow);
void ct_flow_settle(ct_flow *flow);                              /* nothing more can join the last paragraph */
void ct_flow_table(ct_flow *flow);
void ct_flow_table_end(ct_flow *flow);
void ct_flow_row(ct_flow *flow);
void ct_flow_row_end(ct_flow *flow, bool keep);
void ct_flow_cell(ct_flow *flow);
void ct_flow_cell_end(ct_flow *flow, long span, bool keep);      /* span - 1 empty cells follow; keep false: the cell is empty */
void ct_flow_empty(ct_flow *flow, long cells);                   /* cells that are not there: covered ones, a row that begins late */
void ct_flow_note(ct_flow *flow);                                /* until its end paragraphs go into the note */
const char *ct_flow_note_end(ct_flow *flow);                     /* its text, in the document's arena; NULL when empty */
void ct_flow_wait(ct_flow *flow, const char *note);              /* NULL is fine */

/* ---- numbering.c: automatic numbers of Word's lists ---- */

typedef struct ct_numbering ct_numbering;

enum { CT_LABEL_SIZE = 64 };

/** From the bytes of word/numbering.xml, in the arena; n may be 0: then no list has numbers. */
CT_CHECKED ct_error ct_numbering_parse(ct_numbering **out, ct_arena *arena, const char *bytes, size_t n);

/** Count a paragraph of list `number` (w:numId) at level 0..8 and print its number, "" when it has none. */
void ct_numbering_label(ct_numbering *numbering, long number, int level, char label[CT_LABEL_SIZE]);

/* ---- relations.c: which part of an Office file refers to which ---- */

typedef struct {
    const char *id, *type, *part; /* type: the last word of its URI, "worksheet"; part: its name in the archive */
} ct_relation;

/** The relations of a part ("xl/workbook.xml"), none when it has no such list; relations and texts live in the arena. */
CT_CHECKED ct_error ct_relations_read(const ct_archive *archive, const char *part, ct_arena *arena, const ct_relation **out, size_t *n);

/** The first of a type, or with an id; the other NULL. NULL when there is none. */
const ct_relation *ct_relation_find(const ct_relation *relations, size_t n, const char *id, const char *type);

/* ---- docx.c, odt.c, xlsx.c, ods.c ---- */

CT_CHECKED ct_error ct_docx_parse(ct_reader *reader, const ct_archive *archive);
CT_CHECKED ct_error ct_odt_parse(ct_reader *reader, const ct_archive *archive);
CT_CHECKED ct_error ct_xlsx_parse(ct_reader *reader, const ct_archive *archive);
CT_CHECKED ct_error ct_ods_parse(ct_reader *reader, const ct_archive *archive);

#endif
