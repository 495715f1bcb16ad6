#include "report/fragment.h"

#include <string.h>

#include "chart/svg.h"
#include "core/file.h"

static const char *word_of(const ct_fragment_word *words, size_t n, const char *name, size_t length)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(words[i].name) == length && strncmp(words[i].name, name, length) == 0)
            return words[i].text;
    return NULL;
}

ct_error ct_fragment_fill(ct_arena *arena, const char *folder, const char *name,
                          const ct_fragment_word *words, size_t n, ct_buffer *to)
{
    const char *path = ct_path_join(arena, folder, name), *text, *open;
    size_t length;
    long line = 1;

    if (path == NULL) return ct_no_memory();
    CT_TRY(ct_file_read(arena, path, &text, &length));
    for (; (open = strstr(text, "{{")) != NULL;) {
        const char *close = strstr(open, "}}");
        bool markup = open[2] == '&';
        const char *start = open + 2 + markup;
        for (const char *s = text; s < open; s++) line += *s == '\n';
        ct_buffer_append(to, text, (size_t)(open - text));
        const char *word = close != NULL ? word_of(words, n, start, (size_t)(close - start)) : NULL;
        if (word == NULL)
            return ct_in(
                ct_fail(CT_EPARSE, line,
                        "'%.30s' is no word of this piece of the report; take the file of this version",
                        open),
                path);
        if (markup)
            ct_buffer_text(to, word);
        else
            ct_xml_text(to, word);
        text = close + 2;
    }
    ct_buffer_text(to, text);
    return ct_buffer_error(to);
}
