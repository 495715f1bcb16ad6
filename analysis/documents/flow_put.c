/* What Word and ODT give the reader: lines and notes, and the first fault that was met. */
#ifdef CHITIEU_HAVE_WORD

#include <string.h>

#include "documents/word.h"

void ct_flow_fail(ct_flow *flow, ct_error err)
{
    if (flow->err.code == CT_OK) flow->err = err;
}

void ct_flow_unread(ct_flow *flow, ct_unread_kind kind, const char *where)
{
    ct_flow_fail(flow, ct_reader_unread(flow->reader, kind, 0, where));
}

bool ct_flow_is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Text with runs of white space as one space and none in front. */
void ct_flow_append(ct_buffer *to, const char *text, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t start = i;
        while (i < n && !ct_flow_is_blank(text[i])) i++;
        ct_buffer_append(to, text + start, i - start);
        if (i == n) break;
        while (i < n && ct_flow_is_blank(text[i])) i++;
        if (to->len > 0 && !ct_flow_is_blank(to->data[to->len - 1])) ct_buffer_append(to, " ", 1);
    }
}

size_t ct_flow_trimmed(const ct_buffer *buffer)
{
    size_t n = buffer->len;

    while (n > 0 && ct_flow_is_blank(buffer->data[n - 1])) n--;
    return n;
}

void ct_flow_put_notes(ct_flow *flow, const char *const *notes, size_t n)
{
    for (size_t i = 0; i < n && flow->err.code == CT_OK; i++)
        ct_flow_fail(flow, ct_reader_copy(flow->reader, notes[i], strlen(notes[i]), CT_LINE_NOTE, 0, 0));
}

void ct_flow_put(ct_flow *flow, const char *text, size_t n, ct_line_kind kind, int level)
{
    ct_buffer *line = &flow->scratch;

    ct_buffer_empty(line);
    ct_flow_append(line, text, n);
    if (flow->err.code == CT_OK) ct_flow_fail(flow, ct_buffer_error(line));
    n = ct_flow_trimmed(line);
    if (flow->err.code == CT_OK && n > 0)
        ct_flow_fail(flow, ct_reader_copy(flow->reader, line->data, n, kind, level, 0));
}

#else
typedef int ct_flow_put_not_built; /* ISO C wants a declaration in every file */
#endif
