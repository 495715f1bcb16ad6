/* Codes for texts: identifiers that other systems take, made of wordings of documents. */
#ifndef CT_EXCHANGE_CODES_H
#define CT_EXCHANGE_CODES_H

#include <stddef.h>

#include "core/arena.h"
#include "core/error.h"

typedef struct {
    const char *text, *code;
} ct_code_of;

typedef struct {
    ct_code_of *list; /* n of them, sorted by text */
    size_t n;
} ct_codes;

/** One code for each different text among n: letters, digits and "_" of its folded form in upper case, made
 * different where two would be the same. The codes depend on the set of texts alone, not on their order.
 * Texts are borrowed, codes live in the arena. CT_ENOMEM */
CT_CHECKED ct_error ct_codes_make(ct_arena *arena, const char *const *texts, size_t n, ct_codes *out);

/** The code of a text of the set; "" for another. */
const char *ct_codes_find(const ct_codes *codes, const char *text);

#endif
