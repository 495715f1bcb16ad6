/* Inside the library only: the parts of an Excel workbook (ECMA-376 part 1, 18) as they are stored, for
 * whoever reads one: its sheets, the texts that its cells share, the cells of a sheet. Needs libzip and expat
 * (CHITIEU_HAVE_WORD). */
#ifndef CT_DOCUMENTS_WORKBOOK_PARTS_H
#define CT_DOCUMENTS_WORKBOOK_PARTS_H

#include "documents/word.h"

enum { CT_WORKBOOK_SHEETS = 1024, CT_WORKBOOK_TEXTS = 2000000 };

typedef enum { CT_SHEET_CELLS_SHOWN, CT_SHEET_CELLS_HIDDEN, CT_SHEET_CHART, CT_SHEET_OTHER } ct_sheet_kind;

typedef struct {
    const char *name, *part;
    ct_sheet_kind kind;
} ct_workbook_sheet;

typedef struct {
    const char *text;
    size_t len;
} ct_workbook_text;

/* All of it lives in the arena given to ct_workbook_open(). */
typedef struct {
    const ct_archive *archive;
    const ct_workbook_sheet *sheets; /* in the workbook's order                                */
    size_t n_sheets, more_sheets;    /* more: those beyond the limit             */
    const ct_workbook_text *texts;
    size_t n_texts;
    size_t struck; /* pieces of them that are struck out and so left out      */
    bool from_1904;
} ct_workbook;

/* A cell as it is stored. */
typedef struct {
    size_t row, column; /* from 0                                                          */
    char type;          /* 'n' number, 't' text, 'b' boolean, 'e' error, 'd' ISO date      */
    bool formula;
    const char *text; /* borrowed until the next cell; NUL-terminated; len 0: no value   */
    size_t len;
    long style; /* index among the formats of cells                                */
} ct_workbook_cell;

/* What is done with a sheet. Any may be NULL but err: when that is no longer CT_OK, reading stops and returns
 * it. */
typedef struct {
    void (*cell)(void *data, const ct_workbook_cell *cell);
    void (*element)(void *data, const char *name,
                    const char **attributes); /* all but cells and what is in them: "x:row", "x:col" */
    void (*struck)(void *data);               /* a struck-out piece of a cell's own text was left out */
    const ct_error *err;
} ct_workbook_taker;

/** CT_EPARSE (damaged), CT_EDATA (beyond limits), CT_ENOMEM. */
CT_CHECKED ct_error ct_workbook_open(ct_workbook *out, ct_arena *arena, const ct_archive *archive);

/** @param bytes how much XML the sheet had */
CT_CHECKED ct_error ct_workbook_cells(const ct_workbook *workbook, const char *part,
                                      const ct_workbook_taker *taker, void *data, size_t *bytes);

/** "AB12": row and column from 0, SIZE_MAX where one is missing or far beyond any sheet; returns where it
 * stopped. */
const char *ct_workbook_place(const char *reference, size_t *row, size_t *column);

/* ---- rich text ---- */

/* The text of an element that holds runs (si, is, text of a comment): struck-out runs are left out, raised
 * ones as superscript letters. */
typedef struct {
    ct_buffer text;
    bool in_text, in_phonetic, struck, raised;
    size_t n_struck;
} ct_rich_text;

void ct_rich_text_begin(ct_rich_text *rich);
void ct_rich_text_start(ct_rich_text *rich, const char *name, const char **attributes);
void ct_rich_text_characters(ct_rich_text *rich, const char *text, size_t n);
void ct_rich_text_end(ct_rich_text *rich, const char *name);

#endif
