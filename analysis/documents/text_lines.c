/* A text cut into the reader's lines: line ends, form feeds, pages. */
#include <string.h>

#include "documents/reader.h"

/* One line of n bytes. A form feed before its first word puts it on the next page; one after that turns the
 * page behind it. */
static ct_error add_line(ct_reader *reader, char *text, size_t n, long *page)
{
    ct_line line = { .text = text, .len = n, .kind = CT_LINE_TEXT };
    size_t blank = 0, start = 0;
    long later = 0;

    while (blank < n && strchr(" \t\f", text[blank]) != NULL && text[blank] != '\0') {
        if (text[blank] == '\f') {
            ++*page;
            start = blank + 1;
        }
        blank++;
    }
    for (const char *p = memchr(text + blank, '\f', n - blank); p != NULL;
         p = memchr(p + 1, '\f', n - (size_t)(p + 1 - text)))
        later++;
    while (n > start && (text[n - 1] == '\f' || text[n - 1] == '\r')) n--;
    text[n] = '\0';
    line.text = text + start;
    line.len = ct_text_tidy(text + start, n - start,
                            reader->document->format == CT_FORMAT_PDF ||
                                reader->document->format == CT_FORMAT_PICTURE);
    line.page = *page;
    *page += later;
    return ct_reader_add(reader, line);
}

ct_error ct_text_split(ct_reader *reader, char *text, size_t n)
{
    int end_of_line = memchr(text, '\n', n) == NULL && memchr(text, '\r', n) != NULL ? '\r' : '\n';
    bool paged = memchr(text, '\f', n) != NULL;
    long page = 1;

    for (size_t i = 0; i < n;) {
        char *end = memchr(text + i, end_of_line, n - i);
        size_t len = end != NULL ? (size_t)(end - text) - i : n - i;
        CT_TRY(add_line(reader, text + i, len, &page));
        if (!paged) reader->lines[reader->n - 1].page = 0;
        i += len + 1;
    }
    return ct_ok();
}
