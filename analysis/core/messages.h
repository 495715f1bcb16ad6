/* One table of what the program says when something is wrong, English and Vietnamese: formats of ct_fail(),
 * and the phrases that are put into them. */
#ifndef CT_CORE_MESSAGES_H
#define CT_CORE_MESSAGES_H

#include <stdarg.h>
#include <stddef.h>

/** The Vietnamese wording of an English format or phrase; NULL when the table has none. Static text. */
const char *ct_message_vi(const char *en);

/* A text among the arguments that has a Vietnamese wording of its own; en is told by its address. */
typedef struct {
    const char *en, *vi;
} ct_inner_text;

/** Write the Vietnamese wording of an English format with its arguments, which are those of printf() and
 * stand in the same order. Text arguments that are phrases of the table, or that `inner` (may be NULL) is
 * about, are put into Vietnamese too.
 * @param to size bytes; always ends in a zero byte
 * @return the length of the whole wording, which may be size or more as snprintf()'s; 0 when the table has no
 * wording, or one with a conversion that is not among % c d i u x g f e s with flags, width, precision and h,
 * l, ll, z */
size_t ct_message_write(char *to, size_t size, const char *en, va_list args, const ct_inner_text *inner);

#endif
