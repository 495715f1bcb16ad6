/* Any bytes are a document or an error. The first byte says what the others are, so that the parts behind checksums and other
 * processes are reached too: 'W' word/document.xml, 'S' word/styles.xml, 'N' word/numbering.xml, 'F' word/footnotes.xml, 'O'
 * content.xml of an ODT file, 'L' what pdftotext printed; anything else is the file itself. PDF is left out: it is pdftotext's own
 * process. Without libzip and expat the archives are refused, which is fine too. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "documents/document.h"
#include "documents/reader.h"
#include "zip_of.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A ZIP file with the part and, beside it, what makes it a document: text that uses its styles, lists and notes. */
static void wrap(ct_buffer *to, char what, const char *bytes, size_t n)
{
    static const char user[] = "<w:d xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:pPr>"
                               "<w:pStyle w:val=\"a\"/><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r>"
                               "<w:t>t</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p></w:d>";
    static const char odt[] = "application/vnd.oasis.opendocument.text";
    const char *name = what == 'W'   ? "word/document.xml"
                       : what == 'S' ? "word/styles.xml"
                       : what == 'N' ? "word/numbering.xml"
                       : what == 'F' ? "word/footnotes.xml"
                                     : "content.xml";
    ct_buffer central;

    ct_buffer_init(&central);
    put_local(to, &central, name, bytes, n);
    if (what == 'O')
        put_local(to, &central, "mimetype", odt, sizeof odt - 1);
    else if (what != 'W')
        put_local(to, &central, "word/document.xml", user, sizeof user - 1);
    put_end(to, &central, what == 'W' ? 1 : 2);
    ct_buffer_clear(&central);
}

static void check(const ct_line *lines, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const ct_line *line = &lines[i];
        if (line->number != (long)i + 1 || strlen(line->text) != line->len || strchr(line->text, '\n') != NULL) abort();
    }
}

static void layout(const char *bytes, size_t n)
{
    ct_document document = { .arena = ct_arena_new() };
    ct_reader raw = { .document = &document }, to = { .document = &document };
    ct_buffer decoded;
    char *text;

    ct_buffer_init(&decoded);
    if (ct_text_decode(bytes, n, &decoded, &document.replaced, &document.encoding).code != CT_OK) abort();
    text = ct_arena_strndup(document.arena, ct_buffer_string(&decoded), decoded.len);
    if (text == NULL || ct_text_split(&raw, text, decoded.len).code != CT_OK || ct_notes_find(&raw).code != CT_OK ||
        ct_layout_lines(&to, raw.lines, raw.n).code != CT_OK)
        abort();
    check(to.lines, to.n);
    ct_buffer_clear(&decoded);
    ct_reader_clear(&raw);
    ct_reader_clear(&to);
    ct_arena_free(document.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    ct_document *document = NULL;
    ct_buffer wrapped;

    if (size > 0 && bytes[0] == 'L') {
        layout(bytes + 1, size - 1);
        return 0;
    }
    for (size_t i = 0; i + 5 <= size && i < 1024; i++)
        if (memcmp(bytes + i, "%PDF-", 5) == 0) return 0;
    ct_buffer_init(&wrapped);
    if (size > 0 && strchr("WSNFO", bytes[0]) != NULL && bytes[0] != '\0') {
        wrap(&wrapped, bytes[0], bytes + 1, size - 1);
        bytes = wrapped.data;
        size = wrapped.len;
    }
    if (ct_document_parse(&document, "fuzz", bytes, size).code == CT_OK) check(document->lines, document->n_lines);
    ct_document_free(document);
    ct_buffer_clear(&wrapped);
    return 0;
}
