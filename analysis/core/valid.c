#include "core/valid.h"

#include <string.h>

#include "core/utf8.h"

const char *ct_valid(ct_arena *arena, const char *text)
{
    static const char mark[] = "\xEF\xBF\xBD";
    size_t n = strlen(text), to = 0;

    if (ct_utf8_valid(text, n) == n) return text;
    char *copy = ct_arena_alloc(arena, 3 * n + 1);

    if (copy == NULL) return NULL;
    for (size_t at = 0; at < n;) {
        int code = 0;
        size_t used = ct_utf8_next(text + at, n - at, &code), put = code < 0 ? sizeof mark - 1 : used;
        memcpy(copy + to, code < 0 ? mark : text + at, put);
        to += put;
        at += used;
    }
    copy[to] = '\0';
    return copy;
}
