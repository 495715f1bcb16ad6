/* The report as a document of an office: Word through pandoc, in the form of decree 30/2020/NĐ-CP or in an office's own; ODT and PDF from
 * it through LibreOffice. */
#ifndef CT_REPORT_OFFICE_H
#define CT_REPORT_OFFICE_H

#include <stdbool.h>

#include "core/error.h"
#include "report/report.h"

typedef struct {
    const char *office;    /* who reports, for the heading ("" : the scope)                                        */
    const char *template;  /* a .docx with styles, page and header                                                 */
    bool own_template;     /* it is the user's: its header is not known, so inner sections go without             */
    const char *resources; /* folder that holds chart_folder/NAME.png                                              */
} ct_office_options;

/** The document as pandoc's Markdown, with Word's own markup for what Markdown has not: the national heading, captions that count, a
 * landscape section. Text from documents is escaped. CT_EDATA from the series table; CT_ENOMEM. */
CT_CHECKED ct_error ct_report_office(const ct_report *report, const ct_office_options *options, ct_buffer *to);

/** Write the document as Word to `path`. CT_ETOOL when pandoc is missing, fails or takes too long; nothing is left then. */
CT_CHECKED ct_error ct_report_docx(const ct_report *report, const ct_office_options *options, const char *path);

/** Convert a .docx in `folder` to "odt" or "pdf" beside it, by LibreOffice. CT_ETOOL as above. */
CT_CHECKED ct_error ct_office_convert(const char *docx, const char *folder, const char *format);

#endif
