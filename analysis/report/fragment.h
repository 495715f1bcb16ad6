/* Pieces of Word's markup kept as files (datasets/report), filled with words. */
#ifndef CT_REPORT_FRAGMENT_H
#define CT_REPORT_FRAGMENT_H

#include <stddef.h>

#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"

typedef struct {
    const char *name, *text;
} ct_fragment_word;

/** Append folder/name with every {{word}} replaced by its text, escaped for XML, and every {{&word}} by its
 * text as it is, which must be markup of our own. CT_EIO (no such file), CT_EPARSE (a word that is not given,
 * with its line); CT_ENOMEM. */
CT_CHECKED ct_error ct_fragment_fill(ct_arena *arena, const char *folder, const char *name,
                                     const ct_fragment_word *words, size_t n, ct_buffer *to);

#endif
