/* Plain text: decoded, cut into lines, and its tables found. */
#include <string.h>

#include "documents/encodings.h"
#include "documents/reader.h"

enum {
    UNKNOWN_SHARE = 50
}; /* one invalid byte in 50 is no slip: the whole text is in codes that nobody knew */

static bool has_text(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strchr(" \t\n\v\f\r", text[i]) == NULL) return true;
    return false;
}

ct_error ct_text_parse(ct_reader *reader, const char *bytes, size_t n)
{
    ct_document *document = reader->document;
    ct_buffer decoded;
    char *text = NULL;
    bool table = false;
    ct_error err;

    ct_buffer_init(&decoded);
    err = ct_text_decode(bytes, n, &decoded, &document->replaced, &document->encoding);
    if (err.code == CT_OK && (document->replaced * UNKNOWN_SHARE > decoded.len ||
                              ct_text_is_foreign(ct_buffer_string(&decoded), decoded.len)))
        err = ct_reader_unread(reader, CT_UNREAD_FONT, 0, NULL);
    if (err.code == CT_OK && !has_text(ct_buffer_string(&decoded), decoded.len))
        err = ct_fail(CT_EDATA, 0, "the file is empty but for white space; give a file with text");
    if (err.code == CT_OK) {
        size_t len = decoded.len;
        text = ct_arena_strndup(document->arena, ct_buffer_string(&decoded), len);
        ct_buffer_clear(&decoded); /* before the lines: two copies of a large file are enough */
        if (text == NULL) err = ct_no_memory();
        if (err.code == CT_OK) err = ct_csv_keep(reader, text, len, &table);
        if (err.code == CT_OK && !table) err = ct_text_split(reader, text, len);
    }
    if (err.code == CT_OK && !table) err = ct_pipes_keep(reader);
    if (err.code == CT_OK && !table) err = ct_tabs_keep(reader);
    if (err.code == CT_OK && !table) err = ct_layout_keep(reader);
    ct_buffer_clear(&decoded);
    return err;
}
