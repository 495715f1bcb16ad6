/* UTF-8 from outside: what is sound of it, letter by letter. */
#ifndef CT_CORE_UTF8_H
#define CT_CORE_UTF8_H

#include <stddef.h>

/** Bytes of the longest valid UTF-8 prefix of text; n when all of it is valid. */
size_t ct_utf8_valid(const char *text, size_t n);

/** Decode the code point at text (n bytes follow): sets *code_point (-1 for an invalid byte) and returns the
 * bytes used, at least 1. n must be at least 1. */
size_t ct_utf8_next(const char *text, size_t n, int *code_point);

/** Bytes of the longest prefix of text, of at most limit bytes, that ends at a character. */
size_t ct_utf8_cut(const char *text, size_t limit);

#endif
