/* A document: numbered lines, whatever the file's format was. */
#ifndef CT_DOCUMENTS_DOCUMENT_H
#define CT_DOCUMENTS_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"
#include "core/lang.h"
#include "documents/table_grid.h"

typedef enum {
    CT_LINE_TEXT,      /* a line of running text, as the file breaks it                                   */
    CT_LINE_PARAGRAPH, /* a whole paragraph (Word, ODT, HTML): its sentence never runs on into the next line
                        */
    CT_LINE_ROW,       /* a table row; its cells are joined by one TAB each in text: cell i of each row is the
                          same column, cells that are merged away or missing are empty                    */
    CT_LINE_NOTE       /* a footnote or endnote, after the paragraph (or table row) that refers to it; in a
                          PDF at the foot of its page. Its mark is in neither text                        */
} ct_line_kind;

typedef struct {
    const char *text; /* UTF-8, valid, no control character but TAB; may be ""; NUL-terminated         */
    size_t len;       /* bytes, without the NUL                                                        */
    long number;      /* 1-based line of the document's text; equals its place in the array plus 1     */
    long page;        /* 1-based; 0 where the format has no pages                                      */
    ct_line_kind kind;
    int level; /* heading level 1.. when the format says so (Word styles), else 0               */
} ct_line;

typedef enum {
    CT_FORMAT_TEXT,
    CT_FORMAT_DOCX,
    CT_FORMAT_ODT,
    CT_FORMAT_PDF,
    CT_FORMAT_XLSX,
    CT_FORMAT_ODS,
    CT_FORMAT_HTML,
    CT_FORMAT_PICTURE
} ct_document_format;

/* When pages are read from their picture, by tesseract. */
typedef enum {
    CT_OCR_AUTO, /* pages without text, and those whose text layer is no sound Vietnamese */
    CT_OCR_NEVER,
    CT_OCR_ALWAYS /* every page of a PDF */
} ct_ocr_mode;

/* How documents are read. All zero is what ct_document_read() does: nothing is kept and nobody is told. */
typedef struct {
    ct_ocr_mode ocr;
    /* Pages read before, so that no page is read twice: key is 64 hexadecimal digits. Either may be NULL. */
    bool (*get)(void *context, const char *key, ct_buffer *to);
    void (*put)(void *context, const char *key, const char *bytes, size_t n);
    void (*progress)(void *context, size_t done,
                     size_t total); /* pages read from their picture; may be NULL */
    void *context;
    unsigned seconds; /* that another program (pdftotext, LibreOffice, ...) may take for one piece of work; 0:
                         what is usual for it */
    size_t at_once;   /* of them at the same time; 0: as many as there are cores */
} ct_document_options;

/* What of a file was left out, or read with doubt. */
typedef enum {
    CT_UNREAD_CHART,       /* a chart drawn by the office program: its figures are not read               */
    CT_UNREAD_PICTURE,     /* a picture in a text, large enough to hold a table                            */
    CT_UNREAD_CHUNK,       /* another file put in whole (w:altChunk, an OLE object)                        */
    CT_UNREAD_STRUCK,      /* text struck out as no longer valid                                           */
    CT_UNREAD_HIDDEN,      /* hidden text, rows, columns or sheets                                         */
    CT_UNREAD_PLACEHOLDER, /* what a form shows where nothing was filled in                                */
    CT_UNREAD_PAGE,        /* pages without text: pictures that no OCR has read                            */
    CT_UNREAD_FONT,        /* text in an old font that could not be decoded                                */
    CT_UNREAD_LAYER,       /* a text layer that is not Vietnamese and could not be read again              */
    CT_UNREAD_REREAD,      /* pages read from their picture: there was no text, or a bad text layer        */
    CT_UNREAD_FORMULA,     /* formulas without a stored result                                             */
    CT_UNREAD_BEYOND       /* rows, columns or text beyond the limits                                      */
} ct_unread_kind;

typedef struct {
    ct_unread_kind kind;
    size_t n;          /* how many of them                                                             */
    long page;         /* of the first, 1-based; 0 where the format has none                           */
    const char *where; /* sheet or part of the first; "" where there is none to name                   */
} ct_unread;

typedef struct {
    ct_arena *arena;           /* owns everything below                                                   */
    const char *path;          /* as the user named it                                                    */
    const char *name;          /* base name of path, with U+FFFD for bytes that are no UTF-8              */
    ct_document_format format; /* found from the bytes, not from the name                                 */
    const ct_line *lines;
    size_t n_lines;
    const ct_table_grid *tables; /* its tables, in the order of their lines                                 */
    size_t n_tables;
    const ct_unread *unread; /* one of each kind at most                                                */
    size_t n_unread;
    char digest[65];      /* SHA-256 of the file                                              */
    size_t bytes;         /* size of the file                                                 */
    size_t replaced;      /* invalid bytes and NULs replaced by U+FFFD; 0 in a sound file     */
    bool english;         /* its numbers are written 12,345.6, not 12.345,6                   */
    const char *encoding; /* "UTF-8", "UTF-16LE", "UTF-16BE", of web pages also "windows-1252", or one of
                             encodings.h */
} ct_document;

/** Read a document of any supported format.
 * In every format letters without a shape (zero width space, soft hyphen) are left out, and full-width
 * letters, the look-alikes of "Đ" (the letter d with stroke) and the signs of the font Symbol stand as the
 * usual ones. Text: lines end in LF or CRLF, or in CR where no LF is in the file: line N is what `sed -n Np`
 * prints. A form feed begins a page but no line. Invalid UTF-8 is replaced and counted; UTF-16 is decoded,
 * with a mark or without, and so are TCVN3 (the "ABC" fonts), VNI, VISCII, VPS and Windows-1258, as their
 * bytes or saved as UTF-8, and VIQR; TCVN3's capitals with marks come out small, for it has no codes for
 * them. Tables, in columns kept apart by blanks or TABs or drawn with '|', become rows without a change of
 * numbers: a row stands at its first line with figures (else at its first line); the other lines it took up,
 * and rules of dashes inside the table, are empty text. DOCX, ODT: paragraphs and table rows in reading
 * order, empty ones left out, white space in runs of one; automatic numbers of lists are part of the text
 * (DOCX); deleted, hidden and struck-out text is not. Tables become grids with their merged cells; those
 * inside others, and text that a table only sets side by side, stand in reading order; so do lines whose tabs
 * part figures. Charts are tables of their figures. Text in the fonts of TCVN3 and VNI is decoded, run by run
 * (DOCX). What is not read is in `unread`. PDF: the words of the text layer by pdftotext, tables found by
 * their places. XLSX, ODS: the sheets that are shown, in their order, each behind a heading with its name
 * when that says something; cells as a person in Vietnam sees them (number formats, cached results), without
 * hidden rows and columns; notes of cells behind their row. HTML: paragraphs, headings, lists and tables,
 * without scripts, menus and what is hidden. A text whose lines are the rows of one sheet (CSV with commas,
 * semicolons, TABs or bars) keeps its line numbers as every text does.
 * @param out the caller's, freed by ct_document_free(); NULL on error
 * @return CT_OK; CT_EIO (cannot be read); CT_EDATA (empty, binary, another kind of file, protected by a
 * password, too large for a document, or without a text layer: the message says which and what to do);
 * CT_EPARSE (damaged Office file); CT_ETOOL (pdftotext missing or failing); CT_EUSAGE (format not built in);
 * CT_ENOMEM */
CT_CHECKED ct_error ct_document_read(ct_document **out, const char *path);

/** The same from bytes in memory: path is only the name that errors and observations use. bytes are not kept.
 */
CT_CHECKED ct_error ct_document_parse(ct_document **out, const char *path, const char *bytes, size_t n);

/** Both with options; NULL: all zero. */
CT_CHECKED ct_error ct_document_read_with(ct_document **out, const char *path,
                                          const ct_document_options *options);
CT_CHECKED ct_error ct_document_parse_with(ct_document **out, const char *path, const char *bytes, size_t n,
                                           const ct_document_options *options);

/** "never", "auto" or "always"; CT_EUSAGE for anything else. */
CT_CHECKED ct_error ct_ocr_mode_parse(const char *text, ct_ocr_mode *mode);

/** The table that a line, by its index, is a row of, and which row; NULL for a line that is none. */
const ct_table_grid *ct_document_table(const ct_document *document, size_t line, size_t *row);

/** Its name in records: "chart", "page", "reread", ... */
const char *ct_unread_name(ct_unread_kind kind);

/** One line for people: what was left out, where, and what to do about it. false: it did not fit. */
bool ct_unread_say(char *out, size_t size, const ct_unread *unread, ct_lang lang);

/** Append the text of a file that people write by hand, as UTF-8 with LF at its lines' ends: UTF-8 with a
 * mark or without, UTF-16 and the old encodings above; CRLF and CR. Bytes that are nothing become U+FFFD.
 * CT_ENOMEM */
CT_CHECKED ct_error ct_text_plain(const char *bytes, size_t n, ct_buffer *to);

void ct_document_free(ct_document *document); /* NULL is fine */

#endif
