/* Inside documents/ only: web pages. */
#ifndef CT_DOCUMENTS_HTML_H
#define CT_DOCUMENTS_HTML_H

#include <stdbool.h>
#include <stddef.h>

/** Do n bytes begin as a web page does, behind white space, comments and an XML declaration? */
bool ct_html_is(const char *bytes, size_t n);

#endif
