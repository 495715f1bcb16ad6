/* Inside documents/ only: what the readers of the formats share. */
#ifndef CT_DOCUMENTS_READER_H
#define CT_DOCUMENTS_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"
#include "core/number.h"
#include "documents/document.h"

/* A document being read: its lines grow on the heap and move into the arena at the end. */
typedef struct {
    ct_document *document;              /* borrowed; a reader may set encoding and replaced */
    const ct_document_options *options; /* borrowed; NULL: all zero */
    ct_line *lines;
    size_t n, capacity;
    ct_table_grid *tables; /* in the order of their lines */
    size_t n_tables, table_capacity;
    ct_unread unread[CT_UNREAD_BEYOND + 1]; /* by kind; n 0 where there was none */
    ct_number_form form; /* what the reader itself knows of how numbers are written; the lines are weighed on
                            top of it */
} ct_reader;

void ct_reader_clear(ct_reader *reader);

/** How long another program may take: what the user said, else what is usual for it. */
unsigned ct_reader_seconds(const ct_reader *reader, unsigned usual);

/** Add a line whose text lives as long as the document (a literal or in its arena) and is clean; its number
 * is set here. */
CT_CHECKED ct_error ct_reader_add(ct_reader *reader, ct_line line);

/** One more thing of this kind was left out. where is copied the first time; NULL is "". */
CT_CHECKED ct_error ct_reader_unread(ct_reader *reader, ct_unread_kind kind, long page, const char *where);

/** Add a grid whose lines are the reader's and whose cells live in the document's arena. */
CT_CHECKED ct_error ct_reader_table(ct_reader *reader, ct_table_grid grid);

/** Add a line with a cleaned copy of n bytes of valid UTF-8. */
CT_CHECKED ct_error ct_reader_copy(ct_reader *reader, const char *text, size_t n, ct_line_kind kind,
                                   int level, long page);

/** Each control character (C0 but TAB, DEL, C1) becomes spaces, one a byte, so that no text acts on a
 * terminal or breaks XML. */
void ct_controls_clear(char *text, size_t n);

/** Make n bytes of valid UTF-8 the text that a reader sees, in place; returns its length, never more than n:
 * control characters cleared, invisible letters (soft hyphen, zero width space, word joiner, marks of
 * direction) taken out, full-width letters, look-alikes of "Đ" (the letter d with stroke) and the signs of
 * the font Symbol as what they are written for.
 * @param drawn the text was read off a page, where a soft hyphen between digits was seen as a dash */
size_t ct_text_tidy(char *text, size_t n, bool drawn);

/** A digit or bracket as the superscript letter for it; NULL for other letters. */
const char *ct_text_raised(char c);

/** What a code of the font Symbol shows, or NULL for one that figures do without. */
const char *ct_symbol_text(unsigned char code);

/** Append n bytes in any supported encoding as UTF-8 without a mark. Invalid bytes and NULs become U+FFFD and
 * are counted. */
CT_CHECKED ct_error ct_text_decode(const char *bytes, size_t n, ct_buffer *to, size_t *replaced,
                                   const char **encoding);

/** Is this text in TCVN3 ("ABC" fonts), by its commonest words? With utf8 the bytes were saved as the Latin
 * letters they look like. */
bool ct_tcvn3_is(const char *bytes, size_t n, bool utf8);

/** Such text as UTF-8; codes that TCVN3 does not have become U+FFFD and are counted. */
void ct_tcvn3_decode(const char *bytes, size_t n, bool utf8, ct_buffer *to, size_t *replaced);

/** Cut n bytes of valid UTF-8 into lines of the reader, in place: text[n] must be writable, and text must
 * live in the arena. */
CT_CHECKED ct_error ct_text_split(ct_reader *reader, char *text, size_t n);

/** True when the first bytes hold more control characters than any text does. UTF-16 is not binary. */
bool ct_text_is_binary(const char *bytes, size_t n);

/* One reader a format; bytes are n >= 1 bytes of the file. */
CT_CHECKED ct_error ct_text_parse(ct_reader *reader, const char *bytes, size_t n);
CT_CHECKED ct_error ct_pdf_parse(ct_reader *reader, const char *bytes, size_t n);
CT_CHECKED ct_error ct_word_parse(ct_reader *reader, const char *bytes,
                                  size_t n); /* any ZIP; sets the format */
CT_CHECKED ct_error ct_html_parse(ct_reader *reader, const char *bytes, size_t n);

/** Is the whole of a plain text one sheet, its cells kept apart by commas, semicolons, TABs or bars? Then it
 * is cut into lines and these become rows (each at its first line; the others that it took up are left
 * empty), title rows above the table text. The reader has no lines yet; text as for ct_text_split(),
 * untouched when *found is false. */
CT_CHECKED ct_error ct_csv_keep(ct_reader *reader, char *text, size_t n, bool *found);

/** Footnotes at the foot of pages become CT_LINE_NOTE, and their marks leave the words of the text. Lines of
 * a level are not text but of tables: a mark may be there, and stays. The lines' numbers are stale after it.
 */
CT_CHECKED ct_error ct_notes_find(ct_reader *reader);

/** Tables of a plain text, whose columns are kept apart by blanks. No line is added or taken away: a row
 * stands at its first line with figures (without figures at its first line), and the other lines it took up,
 * and rules inside, are left empty. */
CT_CHECKED ct_error ct_layout_keep(ct_reader *reader);

/** The same for tables drawn with '|': Markdown, grid tables, what database programs print. */
CT_CHECKED ct_error ct_pipes_keep(ct_reader *reader);

/** Lines of plain text whose cells TABs keep apart, next to each other and with figures, become rows. */
CT_CHECKED ct_error ct_tabs_keep(ct_reader *reader);

/** A line of dashes ("-----  ---", "=====", "+---+---+", "|:--|--:|") and nothing else; false for one as long
 * as no table is wide. */
bool ct_line_is_rule(const ct_line *line);

#endif
