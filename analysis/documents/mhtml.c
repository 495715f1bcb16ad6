/* Web pages kept with all that belongs to them in one file (RFC 2557), as Word and Excel save them: their
 * parts of HTML, in order. */
#include <nettle/base64.h>
#include <string.h>

#include "documents/reader.h"
#include "documents/web_page.h"

enum { HEAD = 64 * 1024, BOUNDARY = 200, PARTS = 1000 };

typedef struct {
    const char *head, *body; /* body: behind the blank line */
    size_t head_n, body_n;
} section;

static bool same_letters(const char *text, const char *word, size_t n) /* word in small letters */
{
    for (size_t i = 0; i < n; i++) {
        char c = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
        if (c != word[i]) return false;
    }
    return true;
}

/* The first place of a word in n bytes; NULL: there is none. */
static const char *find(const char *text, size_t n, const char *word)
{
    size_t len = strlen(word);

    for (size_t i = 0; i + len <= n; i++)
        if (same_letters(text + i, word, len)) return text + i;
    return NULL;
}

static section split(const char *bytes, size_t n)
{
    section s = { .head = bytes, .head_n = n, .body = bytes + n };

    for (size_t i = 0; i + 1 < n && i < HEAD; i++) {
        size_t blank = bytes[i] != '\n'                                            ? 0
                       : bytes[i + 1] == '\n'                                      ? 2
                       : i + 2 < n && bytes[i + 1] == '\r' && bytes[i + 2] == '\n' ? 3
                                                                                   : 0;
        if (blank == 0) continue;
        s.head_n = i;
        s.body = bytes + i + blank;
        s.body_n = n - i - blank;
        break;
    }
    if (s.head_n > HEAD) s.head_n = HEAD;
    return s;
}

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

static void decode_printable(const char *text, size_t n, ct_buffer *to)
{
    for (size_t i = 0; i < n; i++) {
        if (text[i] != '=') {
            ct_buffer_append(to, text + i, 1);
        } else if (i + 2 < n && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
            ct_buffer_append(to, (const char[]){ (char)(hex(text[i + 1]) * 16 + hex(text[i + 2])) }, 1);
            i += 2;
        } else { /* the line goes on */
            while (i + 1 < n && text[i] != '\n') i++;
        }
    }
}

static void decode_base64(const char *text, size_t n, ct_buffer *to)
{
    struct base64_decode_ctx context;
    uint8_t bytes[BASE64_DECODE_LENGTH(1024)];

    base64_decode_init(&context);
    for (size_t i = 0; i < n; i += 1024) {
        size_t some = n - i < 1024 ? n - i : 1024, got = sizeof bytes;
        if (!base64_decode_update(&context, &got, bytes, some, text + i))
            return; /* what is sound so far counts */
        ct_buffer_append(to, (const char *)bytes, got);
    }
}

static ct_error read_part(ct_reader *reader, const section *part)
{
    const char *encoding = find(part->head, part->head_n, "content-transfer-encoding:");
    size_t left = encoding != NULL ? part->head_n - (size_t)(encoding - part->head) : 0;
    const char *line = encoding != NULL ? memchr(encoding, '\n', left) : NULL;
    ct_buffer decoded;
    ct_error err;

    if (find(part->head, part->head_n, "text/html") == NULL) return ct_ok();
    if (line != NULL) left = (size_t)(line - encoding);
    ct_buffer_init(&decoded);
    if (encoding != NULL && find(encoding, left, "base64") != NULL)
        decode_base64(part->body, part->body_n, &decoded);
    else if (encoding != NULL && find(encoding, left, "quoted-printable") != NULL)
        decode_printable(part->body, part->body_n, &decoded);
    else
        ct_buffer_append(&decoded, part->body, part->body_n);
    err = ct_buffer_error(&decoded);
    if (err.code == CT_OK && decoded.len > 0) err = ct_html_lines(reader, decoded.data, decoded.len);
    ct_buffer_clear(&decoded);
    return err;
}

/* The line between the parts, with its two dashes; false: the file has one part. */
static bool read_boundary(const section *file, char boundary[BOUNDARY])
{
    const char *at = find(file->head, file->head_n, "boundary="), *end = file->head + file->head_n;
    size_t n = 2;

    if (at == NULL) return false;
    at += 9;
    bool quoted = at < end && *at == '"';
    at += quoted;
    memcpy(boundary, "--", 2);
    while (at < end && n + 1 < BOUNDARY &&
           (quoted ? *at != '"' : strchr("; \t\r\n", *at) == NULL || *at == '\0'))
        boundary[n++] = *at++;
    boundary[n] = '\0';
    return n > 2 && memchr(boundary, '\0', n) == NULL;
}

/* The next boundary in n bytes, at the beginning of a line; NULL: there is none. */
static const char *next_boundary(const char *text, size_t n, const char *boundary)
{
    size_t len = strlen(boundary);

    for (const char *end = text + n; text + len <= end;) {
        if (memcmp(text, boundary, len) == 0) return text;
        const char *line = memchr(text, '\n', (size_t)(end - text));
        if (line == NULL) return NULL;
        text = line + 1;
    }
    return NULL;
}

ct_error ct_mhtml_parse(ct_reader *reader, const char *bytes, size_t n)
{
    section file = split(bytes, n);
    char boundary[BOUNDARY];
    const char *end = bytes + n;

    if (!read_boundary(&file, boundary)) {
        CT_TRY(read_part(reader, &file));
    } else {
        const char *at = next_boundary(file.body, file.body_n, boundary);
        for (int parts = 0; at != NULL && parts < PARTS; parts++) {
            const char *line = memchr(at, '\n', (size_t)(end - at));
            if (line == NULL) break;
            const char *next = next_boundary(line + 1, (size_t)(end - line) - 1, boundary);
            section part = split(line + 1, (size_t)((next != NULL ? next : end) - line) - 1);
            CT_TRY(read_part(reader, &part));
            at = next;
        }
    }
    return reader->n > 0
               ? ct_ok()
               : ct_fail(CT_EDATA, 0, "this web page shows no text; open it in a browser and save it as PDF");
}
