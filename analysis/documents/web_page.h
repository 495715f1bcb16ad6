/* Inside documents/ only: web pages. */
#ifndef CT_DOCUMENTS_WEB_PAGE_H
#define CT_DOCUMENTS_WEB_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/error.h"
#include "documents/reader.h"

/** Do n bytes begin as a web page does, behind white space, comments and an XML declaration? */
bool ct_html_is(const char *bytes, size_t n);

/** Add the lines of a page, which may be none. CT_EUSAGE (not built in), CT_EDATA (too large), CT_ENOMEM. */
CT_CHECKED ct_error ct_html_lines(ct_reader *reader, const char *bytes, size_t n);

/** A page with all that belongs to it in one file (.mht): all its parts of HTML. Errors as of
 * ct_html_lines(), and CT_EDATA (no text). */
CT_CHECKED ct_error ct_mhtml_parse(ct_reader *reader, const char *bytes, size_t n);

#endif
