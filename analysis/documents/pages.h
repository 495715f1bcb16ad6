/* Inside documents/ only: pages whose words are known with their places (a PDF's text layer, what an OCR
 * program read) become lines of text and tables. */
#ifndef CT_DOCUMENTS_PAGES_H
#define CT_DOCUMENTS_PAGES_H

#include <stddef.h>

#include "core/buffer.h"
#include "core/error.h"
#include "documents/reader.h"

/* A word and the box around it. Any unit will do, the same for a whole page; y grows downwards. */
typedef struct {
    double x0, y0, x1, y1;
    const char *text; /* valid UTF-8 without white space, not ended by NUL; borrowed */
    size_t len;
} ct_page_word;

typedef struct {
    long number;               /* 1-based */
    double width, height;      /* 0 when unknown */
    const ct_page_word *words; /* in any order */
    size_t n;
} ct_page;

/** Add the lines and tables of pages to a reader, in the order a person reads them: two columns of running
 * text one after the other, small raised digits as superscript letters (notes, powers), a blank line where
 * there is a wide gap. Footnotes become CT_LINE_NOTE, what stands in columns CT_LINE_ROW with a
 * ct_table_grid; a table that goes on over a page without a head of its own is one grid.
 * @return CT_OK; CT_EDATA (a table too large); CT_ENOMEM */
CT_CHECKED ct_error ct_pages_read(ct_reader *reader, const ct_page *pages, size_t n);

/** The pages that `pdftotext -bbox-layout` printed, in the arena; the words' text too. Words with impossible
 * boxes are left out.
 * @param bytes n bytes of valid UTF-8, and room for one more; control characters in them are cleared in place
 * @return CT_OK; CT_ETOOL (not what pdftotext prints), CT_EDATA (beyond the limits), CT_EUSAGE (expat not
 * built in), CT_ENOMEM */
CT_CHECKED ct_error ct_bbox_parse(ct_arena *arena, char *bytes, size_t n, ct_page **pages, size_t *n_pages);

#endif
