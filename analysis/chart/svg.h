/* gnuplot's SVG made ready to be used: named, its fonts as browsers and Word know them, its ids apart from
 * those of other charts. */
#ifndef CT_CHART_SVG_H
#define CT_CHART_SVG_H

#include <stddef.h>

#include "core/buffer.h"
#include "core/error.h"

/** Append an SVG file of gnuplot (n bytes, a NUL after them) with the chart's title in place of "Gnuplot",
 * other fonts to fall back on, and
 * ":Bold" in a font's name turned into the attribute font-weight, which is what other programs read. `title`
 * is cleaned text. CT_ENOMEM. */
CT_CHECKED ct_error ct_svg_finish(const char *svg, size_t n, const char *title, const char *about,
                                  ct_buffer *to);

/** Append the element <svg> of an SVG file to an HTML page: no XML prolog, no document type, no scripts;
 * every id and every reference to one gets `prefix`
 * ([a-z0-9-]+), and the title becomes the picture's name. CT_EPARSE when the text holds no whole <svg>
 * element; CT_ENOMEM. */
CT_CHECKED ct_error ct_svg_inline(const char *svg, const char *prefix, ct_buffer *to);

/** Append text escaped for XML: & < > " ' as references; control characters and bytes that are not UTF-8 as
 * U+FFFD; hidden characters vanish. */
void ct_xml_text(ct_buffer *to, const char *text);

#endif
