/* Text from documents made harmless in Markdown. For HTML and SVG, ct_xml_text() of chart/svg.h. */
#ifndef CT_REPORT_ESCAPE_H
#define CT_REPORT_ESCAPE_H

#include "core/buffer.h"

/** Append text on one line with every character that Markdown could read as markup behind a backslash;
 * control characters and line ends become spaces, bytes that are not UTF-8 U+FFFD, hidden characters vanish.
 */
void ct_markdown_text(ct_buffer *to, const char *text);

#endif
