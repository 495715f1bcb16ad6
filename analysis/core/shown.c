#include "core/shown.h"

#include <stdbool.h>
#include <string.h>

#include "core/utf8.h"

/* C0 and C1; zero width and directions; line and paragraph separators; the mark of byte order. */
static bool acts(int code)
{
    return (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code <= 0x9F) ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x2069) || code == 0x061C || code == 0xFEFF;
}

size_t ct_shown(char *text, size_t n)
{
    size_t to = 0;

    for (size_t at = 0; at < n;) {
        int code = 0;
        size_t used = ct_utf8_next(text + at, n - at, &code);
        if (acts(code)) { /* -1, a bad byte, too */
            text[to++] = '?';
        } else {
            memmove(text + to, text + at, used);
            to += used;
        }
        at += used;
    }
    return to;
}
