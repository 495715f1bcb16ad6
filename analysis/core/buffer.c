#include "core/buffer.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"

void ct_buffer_init(ct_buffer *buffer)
{
    *buffer = (ct_buffer){ 0 };
}

void ct_buffer_clear(ct_buffer *buffer)
{
    free(buffer->data);
    ct_buffer_init(buffer);
}

void ct_buffer_empty(ct_buffer *buffer)
{
    buffer->len = 0;
    if (buffer->data != NULL) buffer->data[0] = '\0';
}

/* Room for n more bytes and a NUL. */
static bool reserve(ct_buffer *buffer, size_t n)
{
    size_t capacity = buffer->capacity < 256 ? 256 : buffer->capacity;
    char *data;

    assert(buffer->len <= buffer->capacity);
    if (buffer->failed || n > SIZE_MAX / 4 - buffer->len) {
        buffer->failed = true;
        ct_memory_fail();
        return false;
    }
    if (buffer->len + n + 1 <= buffer->capacity) return true;
    while (capacity < buffer->len + n + 1) capacity *= 2;
    data = realloc(buffer->data, capacity);
    if (data == NULL) {
        buffer->failed = true;
        ct_memory_fail();
        return false;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

void ct_buffer_append(ct_buffer *buffer, const char *bytes, size_t n)
{
    if (!reserve(buffer, n)) return;
    if (n > 0) memcpy(buffer->data + buffer->len, bytes, n);
    buffer->len += n;
    buffer->data[buffer->len] = '\0';
}

void ct_buffer_text(ct_buffer *buffer, const char *text)
{
    ct_buffer_append(buffer, text, strlen(text));
}

void ct_buffer_printf(ct_buffer *buffer, const char *format, ...)
{
    va_list args, again;

    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    if (length < 0) {
        buffer->failed = true;
        ct_memory_fail();
    } else if (reserve(buffer, (size_t)length)) {
        vsnprintf(buffer->data + buffer->len, (size_t)length + 1, format, again);
        buffer->len += (size_t)length;
    }
    va_end(again);
    va_end(args);
}

ct_error ct_buffer_error(const ct_buffer *buffer)
{
    return buffer->failed ? ct_no_memory() : ct_ok();
}

const char *ct_buffer_string(const ct_buffer *buffer)
{
    return buffer->data != NULL ? buffer->data : "";
}
