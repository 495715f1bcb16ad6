/* The report as a document of an office: Word through pandoc, in the form of decree 30/2020/NĐ-CP or in an
 * office's own; ODT and PDF from it through LibreOffice. */
#ifndef CT_REPORT_OFFICE_H
#define CT_REPORT_OFFICE_H

#include <stdbool.h>

#include "core/error.h"
#include "report/native.h"
#include "report/package.h"
#include "report/report.h"

/* Who writes to whom, as the office words it; "" leaves a dotted place to fill by hand. */
typedef struct {
    const char *office_above; /* the body the office belongs to; "": no line                            */
    const char *office;       /* who reports; "": the scope's                                            */
    const char *place;        /* before the date                                                         */
    const char *addressed_to; /* Kính gửi (to)                                                           */
    const char *recipients;   /* Nơi nhận (copies), ';' between them                                     */
    const char *signed_as; /* "Giám đốc" (director)                                                   */
    const char *signed_by; /* the name                                                                */
} ct_letter;

typedef struct {
    ct_letter letter;      /* no member is NULL                                                            */
    const char *template;  /* a .docx with styles, page and header                                         */
    const char *font;      /* of the charts that Word draws; NULL: the document's                          */
    const char *fragments; /* folder of the pieces of markup (datasets/report)                             */
    const char *resources; /* folder that holds chart_folder/NAME.png                                      */
    bool pictures;         /* pictures also where Word could draw the chart itself                         */
} ct_office_options;

/* The document on its way: its text, and what must be put into Word's file afterwards. In the arena. */
typedef struct {
    const char *title;
    const ct_native *charts;
    size_t n_charts;
} ct_office_parts;

/** The document as pandoc's Markdown, with Word's own markup for what Markdown has not: the letterhead,
 * tables, captions that count, places of native charts, and the marks of package.h. Text from documents is
 * escaped. CT_EDATA from the series table; CT_EIO, CT_EPARSE (a piece of markup); CT_ENOMEM. */
CT_CHECKED ct_error ct_report_office(ct_arena *arena, const ct_report *report,
                                     const ct_office_options *options, const ct_page *page, ct_buffer *to,
                                     ct_office_parts *parts);

/** Write the document as Word to `path`. CT_ETOOL when pandoc is missing, fails or takes too long, and the
 * errors above and of package.h; nothing is left then. */
CT_CHECKED ct_error ct_report_docx(const ct_report *report, const ct_office_options *options,
                                   const char *path);

/** Convert a .docx in `folder` to "odt" or "pdf" beside it, by LibreOffice. CT_ETOOL as above. */
CT_CHECKED ct_error ct_office_convert(const char *docx, const char *folder, const char *format);

#endif
