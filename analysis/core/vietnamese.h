/* Vietnamese text: folding to base letters, comparison that ignores accents. Built on utf8proc. */
#ifndef CT_CORE_VIETNAMESE_H
#define CT_CORE_VIETNAMESE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/error.h"
#include "core/utf8.h"

/** The fold of one code point: lower case, without marks, đ as d; 0 for a combining mark (it vanishes); white
 * space and line ends as ' '; a code point without a shorter form as itself. */
int ct_fold_code(int code_point);

/** Fold n bytes of UTF-8: lower case, marks dropped, đ to d, runs of white space to one space, none at the
 * ends. "Tỷ lệ  Hộ NGHÈO" (poverty rate) gives "ty le ho ngheo"; NFC and NFD, and both placements of the tone
 * mark, give the same. A byte that is not UTF-8 becomes '?', a NUL a space. The result lives in the arena;
 * NULL when out of memory. */
char *ct_fold(ct_arena *arena, const char *text, size_t n);

/** The same into `out`, which has room for 2 * n + 4 bytes; returns the length of the result. */
size_t ct_fold_into(const char *text, size_t n, char *out);

/** Lower case, composed (NFC), accents kept. NULL when out of memory. */
char *ct_lower(ct_arena *arena, const char *text, size_t n);

/** True when folding both gives the same text. Allocates nothing lasting; false when out of memory. */
bool ct_fold_equal(const char *a, const char *b);

/** NFC of the text, in the arena; invalid bytes as U+FFFD. NULL when out of memory. */
char *ct_nfc(ct_arena *arena, const char *text, size_t n);

/** Columns the text takes on a terminal (wide characters 2, marks 0). */
size_t ct_width(const char *text);

#endif
