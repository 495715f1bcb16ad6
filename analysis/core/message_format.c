#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/messages.h"

/* One conversion of a format, as the C library reads it. */
typedef struct {
    char spec[32]; /* "%-10.3ld" with stars already replaced */
    char type;     /* the letter it ends in */
    char length;   /* 'l', 'L' (ll), 'z', or 0 */
} conversion;

static size_t digits(const char *at)
{
    return strspn(at, "0123456789");
}

/* Read the conversion that begins at `at`, taking what its stars stand for from args; its length in the
 * format, 0 when it is none we write. */
static size_t read_conversion(const char *at, va_list *args, conversion *out)
{
    char spec[40] = "%";
    const char *s = at + 1;
    size_t n = strspn(s, "-+ #0");

    if (n > 5) return 0;
    memcpy(spec + 1, s, n);
    s += n;
    for (int part = 0; part < 2; part++) { /* width, then precision */
        char *end = spec + strlen(spec);
        if (part == 1 && *s != '.') break;
        if (part == 1) *end++ = *s++;
        if (*s == '*') {
            snprintf(end, 12, "%d", va_arg(*args, int));
            s++;
        } else {
            n = digits(s);
            if (n > 4) return 0;
            memcpy(end, s, n);
            end[n] = '\0';
            s += n;
        }
    }
    out->length = '\0';
    if (*s == 'z' || *s == 'l') out->length = *s++;
    if (out->length == 'l' && *s == 'l') {
        out->length = 'L';
        s++;
    }
    out->type = *s;
    if (strchr("cdiuxgfes", *s) == NULL || *s == '\0') return 0;
    snprintf(out->spec, sizeof out->spec, "%.20s%s%c", spec,
             out->length == 'L'   ? "ll"
             : out->length == 'l' ? "l"
             : out->length == 'z' ? "z"
                                  : "",
             *s);
    return (size_t)(s + 1 - at);
}

/* The format is put together above from the parts of one that the compiler checked where it is used. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static int write_one(char *to, size_t size, const conversion *c, va_list *args, const ct_inner_text *inner)
{
    if (c->type == 's') {
        const char *text = va_arg(*args, const char *), *vi = text;
        if (inner != NULL && text == inner->en)
            vi = inner->vi;
        else if (ct_message_vi(text) != NULL)
            vi = ct_message_vi(text);
        return snprintf(to, size, c->spec, vi);
    }
    if (strchr("gfe", c->type) != NULL) return snprintf(to, size, c->spec, va_arg(*args, double));
    if (c->length == 'L') return snprintf(to, size, c->spec, va_arg(*args, long long));
    if (c->length == 'l') return snprintf(to, size, c->spec, va_arg(*args, long));
    if (c->length == 'z') return snprintf(to, size, c->spec, va_arg(*args, size_t));
    return snprintf(to, size, c->spec, va_arg(*args, int));
}
#pragma GCC diagnostic pop

static bool write_all(char *to, size_t size, const char *vi, va_list *args, const ct_inner_text *inner,
                      size_t *length)
{
    for (*length = 0; *vi != '\0';) {
        size_t room = *length < size ? size - *length : 0;
        size_t n = strcspn(vi, "%");

        if (n == 0 && vi[1] == '%') {
            n = 2;
            if (room > 1) memcpy(to + *length, "%", 2);
            *length += 1;
        } else if (n == 0) {
            conversion one;
            n = read_conversion(vi, args, &one);
            if (n == 0) return false;
            int wrote = write_one(room > 0 ? to + *length : NULL, room, &one, args, inner);
            if (wrote < 0) return false;
            *length += (size_t)wrote;
        } else {
            if (room > 0) snprintf(to + *length, room, "%.*s", (int)n, vi);
            *length += n;
        }
        vi += n;
    }
    return true;
}

size_t ct_message_write(char *to, size_t size, const char *en, va_list args, const ct_inner_text *inner)
{
    const char *vi = ct_message_vi(en);
    size_t length = 0;
    va_list copy; /* an array type cannot be passed on by its address otherwise */

    if (vi == NULL && inner != NULL) vi = en; /* "%s: %s": only what it holds is worded */
    if (vi == NULL) return 0;
    va_copy(copy, args);
    bool whole = write_all(to, size, vi, &copy, inner, &length);
    va_end(copy);
    return whole ? length : 0;
}
