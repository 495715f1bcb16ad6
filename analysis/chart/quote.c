#include <string.h>

#include "chart/lettering.h"
#include "core/vietnamese.h"

static const char REPLACEMENT[] = "\xEF\xBF\xBD"; /* U+FFFD */

bool ct_text_hidden(int code)
{
    return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0x061C || code == 0xFEFF || code == 0x00AD ||
           (code >= 0xFFF9 && code <= 0xFFFB) || code == 0xFFFE || code == 0xFFFF;
}

static bool blank(int code)
{
    return (code >= 0 && code <= 0x20) || (code >= 0x7F && code <= 0xA0) || code == 0x2028 || code == 0x2029;
}

/* TeX's own characters as commands that print them. No apostrophe is needed: it is a letter to TeX. */
static const char *tex_command(int code)
{
    switch (code) {
    case '\\': return "\\textbackslash{}";
    case '{': return "\\{";
    case '}': return "\\}";
    case '$': return "\\$";
    case '&': return "\\&";
    case '#': return "\\#";
    case '_': return "\\_";
    case '%': return "\\%";
    case '^': return "\\textasciicircum{}";
    case '~': return "\\textasciitilde{}";
    case '<': return "\\textless{}";
    case '>': return "\\textgreater{}";
    case '|': return "\\textbar{}";
    case '"': return "\\textquotedbl{}";
    case '`': return "\\textasciigrave{}";
    default: return NULL;
    }
}

/* The one filter of free text: each character that may be seen goes to `to`, a single quote as `quote`. */
static void filter(ct_buffer *to, const char *text, const char *quote, bool tex)
{
    size_t n = strlen(text);
    bool space = false, any = false;

    for (size_t i = 0, used; i < n; i += used) {
        int code;
        used = ct_utf8_next(text + i, n - i, &code);
        if (ct_text_hidden(code)) continue;
        if (code >= 0 && blank(code)) {
            space = any;
            continue;
        }
        if (space) ct_buffer_append(to, " ", 1);
        space = false;
        any = true;
        if (code < 0)
            ct_buffer_text(to, REPLACEMENT);
        else if (code == '\'')
            ct_buffer_text(to, quote);
        else if (tex && tex_command(code) != NULL)
            ct_buffer_text(to, tex_command(code));
        else
            ct_buffer_append(to, text + i, used);
    }
}

char *ct_text_clean(ct_arena *arena, const char *text)
{
    ct_buffer clean;
    char *copy = NULL;

    ct_buffer_init(&clean);
    filter(&clean, text, "'", false);
    if (ct_buffer_error(&clean).code == CT_OK) copy = ct_arena_strdup(arena, ct_buffer_string(&clean));
    ct_buffer_clear(&clean);
    return copy;
}

void ct_gnuplot_quote(ct_buffer *to, const char *text)
{
    ct_buffer_append(to, "'", 1);
    filter(to, text, CT_GNUPLOT_APOSTROPHE, false);
    ct_buffer_append(to, "'", 1);
}

void ct_gnuplot_quote_tex(ct_buffer *to, const char *text)
{
    ct_buffer_append(to, "'", 1);
    filter(to, text, CT_GNUPLOT_APOSTROPHE, true);
    ct_buffer_append(to, "'", 1);
}
