/* The Word file that pandoc wrote, finished: charts with their data put in, sections and paragraphs given
 * what Markdown cannot say. Also what a report must know of a template: its page. */
#ifndef CT_REPORT_PACKAGE_H
#define CT_REPORT_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/error.h"
#include "report/native.h"

/* Marks in the document's XML that ct_package_finish() replaces. Text of documents cannot make one: there "<"
 * is always written as a reference.
 *   <!--chitieu:section portrait-->   in a w:pPr: the section that ends here, of the template's page
 *   <!--chitieu:section landscape-->  the same, turned
 *   <!--chitieu:width EMU-->          behind a picture, in its paragraph: the picture gets that width, and
 * the height that goes with it
 *   <!--chitieu:paragraph XML-->      in a paragraph: XML becomes part of its w:pPr, after its style */
#define CT_MARK_SECTION   "<!--chitieu:section "
#define CT_MARK_PARAGRAPH "<!--chitieu:paragraph "
#define CT_MARK_WIDTH     "<!--chitieu:width "

/* A page, in twentieths of a point. */
typedef struct {
    long width, height, left, right, top, bottom;
} ct_page;

/** The page of a .docx' first section; A4 with decree 30's margins where it states none or an impossible one.
 * CT_EIO, CT_EPARSE, CT_EDATA naming the file; CT_EUSAGE when not built in (libzip, expat); CT_ENOMEM. */
CT_CHECKED ct_error ct_package_page(const char *path, ct_page *page);

/** The font of a .docx' ordinary text, in the arena; NULL: it names none, or leaves it to a theme. Errors as
 * above. */
CT_CHECKED ct_error ct_package_font(ct_arena *arena, const char *path, const char **font);

/** The relation by which the document names chart n (0-based): "rIdChart1". In the arena; NULL when out of
 * memory. */
const char *ct_package_relation(ct_arena *arena, size_t n);

typedef struct {
    const char *title;       /* of the document's properties                       */
    const char *font;        /* of the charts; "": the document's                  */
    const ct_native *charts; /* n_charts, in the order of their relations          */
    size_t n_charts;
} ct_package_parts;

/** Finish the .docx at `path` in place: the same parts give the same bytes. Errors as above, CT_EPARSE also
 * when it is not what pandoc writes. */
CT_CHECKED ct_error ct_package_finish(const char *path, const ct_package_parts *parts);

#endif
