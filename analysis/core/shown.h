/* Text from outside, made fit to be shown: what a file name, a settings file or a document holds may be any
 * bytes. */
#ifndef CT_CORE_SHOWN_H
#define CT_CORE_SHOWN_H

#include <stddef.h>

/** Make n bytes harmless on a terminal, in place and not longer: control characters but LF and TAB, marks
 * that turn the direction of writing or are not seen, and bytes that are no UTF-8 each become '?'. @return
 * the new length */
size_t ct_shown(char *text, size_t n);

#endif
