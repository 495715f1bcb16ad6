/* Text made harmless in Markdown. */
#include <string.h>

#include "chart/lettering.h"
#include "core/vietnamese.h"
#include "report/escape.h"

/* Characters with a meaning somewhere in GitHub's or pandoc's Markdown. */
static const char SPECIAL[] = "\\`*_{}[]<>|~$@^&#!";

void ct_markdown_text(ct_buffer *to, const char *text)
{
    size_t n = strlen(text);
    bool space = false, any = false;

    for (size_t i = 0, used; i < n; i += used) {
        int code;
        used = ct_utf8_next(text + i, n - i, &code);
        if (ct_text_hidden(code)) continue;
        if ((code >= 0 && code <= 0x20) || (code >= 0x7F && code <= 0xA0) || code == 0x2028 ||
            code == 0x2029) {
            space = any; /* line ends too: a cell or heading is one line */
            continue;
        }
        if (space) ct_buffer_append(to, " ", 1);
        space = false;
        if (code < 0) {
            ct_buffer_text(to, "\xEF\xBF\xBD");
        } else {
            bool starts_list = !any && (code == '-' || code == '+' || code == '=');
            bool numbers_list = (code == '.' || code == ')') && any && strspn(text, "0123456789") == i &&
                                (text[i + 1] == ' ' || text[i + 1] == '\0');
            if (code < 0x80 && (strchr(SPECIAL, code) != NULL || starts_list || numbers_list))
                ct_buffer_append(to, "\\", 1);
            ct_buffer_append(to, text + i, used);
        }
        any = true;
    }
}
