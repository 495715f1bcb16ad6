#include "chart/svg.h"

#include <stdbool.h>
#include <string.h>

#include "chart/lettering.h"
#include "core/vietnamese.h"

void ct_xml_text(ct_buffer *to, const char *text)
{
    size_t n = strlen(text);

    for (size_t i = 0, used; i < n; i += used) {
        int code;
        used = ct_utf8_next(text + i, n - i, &code);
        if (ct_text_hidden(code)) continue;
        switch (code) {
        case '&': ct_buffer_text(to, "&amp;"); break;
        case '<': ct_buffer_text(to, "&lt;"); break;
        case '>': ct_buffer_text(to, "&gt;"); break;
        case '"': ct_buffer_text(to, "&quot;"); break;
        case '\'': ct_buffer_text(to, "&#39;"); break;
        default:
            if ((code < 0x20 && code != '\t' && code != '\n' && code != '\r') ||
                (code >= 0x7F && code <= 0x9F))
                ct_buffer_text(to, "\xEF\xBF\xBD");
            else
                ct_buffer_append(to, text + i, used);
        }
    }
}

static bool begins(const char *at, const char *end, const char *word)
{
    size_t n = strlen(word);

    return (size_t)(end - at) >= n && memcmp(at, word, n) == 0;
}

static bool is_serif(const char *name, size_t n)
{
    char known[64] = "";

    if (n >= sizeof known) return false;
    memcpy(known, name, n);
    return ct_face_of(known) == CT_FACE_SERIF;
}

/* font-family="NAME:Bold" as font-family="NAME, Arial, sans-serif" font-weight="bold"; returns the bytes
 * read, 0 when this is no font. */
static size_t finish_font(const char *at, const char *end, ct_buffer *to)
{
    static const char attribute[] = "font-family=\"", bold[] = ":Bold";
    const char *name = at + (sizeof attribute - 1), *close;
    size_t n, heavy = sizeof bold - 1;

    if (!begins(at, end, attribute)) return 0;
    close = memchr(name, '"', (size_t)(end - name));
    if (close == NULL) return 0;
    n = (size_t)(close - name);
    bool is_bold = n >= heavy && memcmp(close - heavy, bold, heavy) == 0;
    ct_buffer_append(to, at, (size_t)(name - at));
    ct_buffer_append(to, name, is_bold ? n - heavy : n);
    if (memchr(name, ',', n) == NULL)
        ct_buffer_text(to, is_serif(name, is_bold ? n - heavy : n) ? ", Liberation Serif, Tinos, serif"
                                                                   : ", Arial, sans-serif");
    ct_buffer_text(to, is_bold ? "\" font-weight=\"bold\"" : "\"");
    return (size_t)(close + 1 - at);
}

/* <g id="gnuplot_plot_1" ><title>gnuplot_plot_1</title> as <g>: the name would stand under the pointer.
 * Returns the bytes read, 0 when it is something else. */
static size_t drop_plot_name(const char *at, const char *end, ct_buffer *to)
{
    static const char group[] = "<g id=\"gnuplot_plot_", title[] = "<title>gnuplot_plot_",
                      close[] = "</title>";
    const char *from = at;

    if (begins(at, end, group)) {
        const char *tag = memchr(at, '>', (size_t)(end - at));
        if (tag == NULL) return 0;
        ct_buffer_text(to, "<g>");
        return (size_t)(tag + 1 - from);
    }
    if (!begins(at, end, title)) return 0;
    for (; at < end && !begins(at, end, close); at++) {}
    return at < end ? (size_t)(at - from) + sizeof close - 1 : 0;
}

ct_error ct_svg_finish(const char *svg, size_t n, const char *title, const char *about, ct_buffer *to)
{
    static const char old_title[] = "<title>Gnuplot</title>", old_about[] = "<desc>Produced by GNUPLOT";
    const char *end = svg + n;
    bool titled = false;

    for (const char *at = svg; at < end;) {
        size_t used = *at == 'f' ? finish_font(at, end, to) : 0;
        if (!titled && *at == '<' && begins(at, end, old_title)) {
            titled = true;
            ct_buffer_text(to, "<title>");
            ct_xml_text(to, title);
            ct_buffer_text(to, "</title>\n<desc>");
            ct_xml_text(to, about);
            ct_buffer_text(to, "</desc>");
            used = sizeof old_title - 1;
        } else if (*at == '<' && begins(at, end, old_about)) {
            for (used = sizeof old_about - 1; at + used < end && !begins(at + used, end, "</desc>"); used++) {
            }
            used = at + used < end ? used + sizeof "</desc>" - 1 : 0;
        } else if (*at == '<') {
            used = drop_plot_name(at, end, to);
        }
        if (used == 0 &&
            begins(at, end, "]]>")) { /* gnuplot leaves '>' of texts as it is, and XML allows that but here */
            ct_buffer_text(to, "]]&gt;");
            used = 3;
        }
        if (used == 0) {
            const char *next = at + 1 + strcspn(at + 1, "<f]");
            ct_buffer_append(to, at, (size_t)(next - at));
            used = (size_t)(next - at);
        }
        at += used;
    }
    return ct_buffer_error(to);
}

/* The end of a tag that begins at `at`: past its '>', quotes respected; NULL when it does not end. */
static const char *tag_end(const char *at, const char *end)
{
    char quote = '\0';

    for (; at < end; at++) {
        if (quote != '\0') {
            if (*at == quote) quote = '\0';
        } else if (*at == '"' || *at == '\'') {
            quote = *at;
        } else if (*at == '>') {
            return at + 1;
        }
    }
    return NULL;
}

/* Copy one tag; ids and references (id="a", href="#a", url(#a)) get the prefix. */
static void copy_tag(const char *at, const char *end, const char *prefix, ct_buffer *to)
{
    static const char *const opens[] = { " id=\"",           " id='", "href=\"#",
                                         "href='#",          "url(#", "aria-labelledby=\"",
                                         "aria-labelledby='" };
    const char *kept = at;

    while (at < end) {
        size_t skip = 0;
        for (size_t i = 0; i < sizeof opens / sizeof *opens && skip == 0; i++)
            if (begins(at, end, opens[i]) ||
                (opens[i][0] == ' ' && strchr("\t\r\n", *at) != NULL && begins(at + 1, end, opens[i] + 1)))
                skip = strlen(opens[i]);
        if (skip == 0) {
            at++;
            continue;
        }
        at += skip;
        ct_buffer_append(to, kept, (size_t)(at - kept));
        ct_buffer_text(to, prefix);
        kept = at;
    }
    ct_buffer_append(to, kept, (size_t)(end - kept));
}

/* Elements that act, or that would show "Gnuplot" under the pointer. */
static bool dropped(const char *at, const char *end, const char **close)
{
    static const struct {
        const char *open, *close;
    } elements[] = {
        { "<script", "</script>" },
        { "<desc", "</desc>" },
        { "<foreignObject", "</foreignObject>" },
        { "<!--", "-->" },
    };

    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (begins(at, end, elements[i].open)) {
            *close = elements[i].close;
            return true;
        }
    return false;
}

ct_error ct_svg_inline(const char *svg, const char *prefix, ct_buffer *to)
{
    const char *at = strstr(svg, "<svg"), *end = svg + strlen(svg);

    while (end > svg && (size_t)(end - svg) >= 6 && memcmp(end - 6, "</svg>", 6) != 0) end--;
    if (at == NULL || end - at < 12)
        return ct_fail(CT_EPARSE, 0, "a chart's SVG holds no whole <svg> element; draw the charts again");
    ct_buffer_text(to, "<svg role=\"img\"");
    for (at += 4; at < end;) {
        const char *tag = at, *close = NULL, *next;
        if (*at != '<' && at[-1] == '>') { /* text between tags */
            while (at < end && *at != '<') at++;
            ct_buffer_append(to, tag, (size_t)(at - tag));
            continue;
        }
        if (dropped(at, end, &close)) {
            next = strstr(at, close);
            at = next != NULL && next < end ? next + strlen(close) : end;
            continue;
        }
        next = tag_end(at, end);
        if (next == NULL)
            return ct_fail(CT_EPARSE, 0, "a chart's SVG has a tag that does not end; draw the charts again");
        copy_tag(at, next, prefix, to);
        at = next;
    }
    return ct_buffer_error(to);
}
