/* What is done to an image after gnuplot wrote it. SVG has a file of its own: chart/svg.h. */
#ifndef CT_CHART_IMAGE_H
#define CT_CHART_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/buffer.h"
#include "core/error.h"

enum { CT_PNG_WIDTH_CM = 16 }; /* the width of the text on a page of decree 30/2020/ND-CP */

/** Append a PNG file of gnuplot with a pHYs chunk saying how wide it is on paper: width_cm, or as wide as 300
 * dots to the inch make it where it was drawn for print at a size asked for. Without it, word processors take
 * 96 dots to the inch and make a chart far wider than the page. CT_EPARSE (no IHDR first), CT_ENOMEM. */
CT_CHECKED ct_error ct_png_finish(const char *png, size_t n, bool for_print, double width_cm, ct_buffer *to);

/** Append a PDF or EPS file with the moment it was made, which says nothing of what it shows, put at the
 * beginning of 2000, byte for byte as long: the same drawing gives the same file. CT_ENOMEM. */
CT_CHECKED ct_error ct_clock_stop(const char *bytes, size_t n, ct_buffer *to);

#endif
