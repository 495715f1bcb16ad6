/* Free text for charts: made safe, measured and broken into lines without a drawing library. */
#ifndef CT_CHART_LETTERING_H
#define CT_CHART_LETTERING_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"

/** True for characters that turn the direction of the text after them, or that nobody can see: a document's
 * text must not reorder the words around it. */
bool ct_text_hidden(int code_point);

/** Text on one line that cannot act: control characters and line separators become spaces, runs of spaces one
 * space, characters that turn the direction of text or have no width vanish, bytes that are not UTF-8 become
 * U+FFFD. In the arena; NULL when out of memory. */
char *ct_text_clean(ct_arena *arena, const char *text) CT_CHECKED;

/* How a single quote stands in a gnuplot string: outside it, joined on. The manual's way, doubling it, fails
 * where a quote comes first or two come together (gnuplot 5.4.4: what follows is read as commands). */
#define CT_GNUPLOT_APOSTROPHE "'.\"'\".'"

/** Append text as one gnuplot string, cleaned as above. Inside single quotes gnuplot runs no `command`,
 * expands no @macro and reads no backslash, so only the single quote needs care. */
void ct_gnuplot_quote(ct_buffer *to, const char *text);

/** The same for TikZ, where the text reaches TeX: every character that TeX reads as more than a letter is
 * written as a command for it. */
void ct_gnuplot_quote_tex(ct_buffer *to, const char *text);

/* Whose widths a text is measured by: DejaVu Sans, wider than most fonts and so safe for one that is not
 * known; Liberation Serif, as wide as Times New Roman. */
typedef enum { CT_FACE_SANS, CT_FACE_SERIF } ct_face;

/** The widths to measure a font of this name by: those of Times New Roman and the fonts made to its measure,
 * else the safe ones. NULL is the theme's own font. */
ct_face ct_face_of(const char *font);

/** Width in pixels of a text of this size (pixels to the em). Letters with marks count as their base letters.
 */
double ct_text_width(ct_face face, const char *text, double size, bool bold);

/** Break a cleaned text into at most `most` lines (1 or more) no wider than `width` pixels, at spaces where
 * it can; what does not fit is cut and ends in an ellipsis. "" gives no line. Lines live in the arena. */
CT_CHECKED ct_error ct_text_wrap(ct_arena *arena, ct_face face, const char *text, double size, bool bold,
                                 double width, size_t most, const char *const **lines, size_t *n);

#endif
