/* A growing byte buffer. Appending after a failed allocation does nothing; ask ct_buffer_error() once, at the
 * end. */
#ifndef CT_CORE_BUFFER_H
#define CT_CORE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/error.h"

typedef struct {
    char *data; /* NUL after the last byte once anything was appended; NULL before */
    size_t len, capacity;
    bool failed;
} ct_buffer;

void ct_buffer_init(ct_buffer *buffer);
void ct_buffer_clear(ct_buffer *buffer); /* frees; the buffer is empty and usable again */
void ct_buffer_empty(ct_buffer *buffer); /* forgets the text, keeps the memory and a failure */

void ct_buffer_append(ct_buffer *buffer, const char *bytes, size_t n);
void ct_buffer_text(ct_buffer *buffer, const char *text);
void ct_buffer_printf(ct_buffer *buffer, const char *format, ...) CT_PRINTF(2, 3);

/** CT_OK, or CT_ENOMEM when any append failed. */
CT_CHECKED ct_error ct_buffer_error(const ct_buffer *buffer);

/** The text so far, never NULL ("" when empty); borrowed until the next append. */
const char *ct_buffer_string(const ct_buffer *buffer);

#endif
