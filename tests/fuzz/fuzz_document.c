/* Any bytes are a document or an error. The first byte says what the others are, so that the parts behind checksums and other
 * processes are reached too: 'W' word/document.xml, 'S' word/styles.xml, 'N' word/numbering.xml, 'F' word/footnotes.xml, 'O'
 * content.xml of an ODT file, 'L' what pdftotext printed; anything else is the file itself. 'E' a text in any encoding, and tesseract's table. PDF, .doc and
 * RTF are left out: they are read by processes of their own. Without libzip and expat the archives are refused, which is fine too. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "documents/document.h"
#include "documents/encodings.h"
#include "documents/ocr.h"
#include "documents/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint32_t checksum(const char *bytes, size_t n) /* CRC-32 as ZIP has it */
{
    uint32_t crc = 0xFFFFFFFF;

    for (size_t i = 0; i < n; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    return ~crc;
}

static void put(ct_buffer *to, size_t bytes, uint32_t value)
{
    for (size_t i = 0; i < bytes; i++, value >>= 8) ct_buffer_append(to, (const char[]){ (char)(value & 0xFF) }, 1);
}

/* The fields that a local and a central header share. */
static void put_entry(ct_buffer *to, const char *name, const char *bytes, size_t n)
{
    put(to, 4, 20);         /* version, flags */
    put(to, 2, 0);          /* stored */
    put(to, 4, 0x58210000); /* a day of 2024 */
    put(to, 4, checksum(bytes, n));
    put(to, 4, (uint32_t)n);
    put(to, 4, (uint32_t)n);
    put(to, 2, (uint32_t)strlen(name));
    put(to, 2, 0);
}

static void put_local(ct_buffer *to, ct_buffer *central, const char *name, const char *bytes, size_t n)
{
    ct_buffer_append(central, "PK\1\2\24\0", 6);
    put_entry(central, name, bytes, n);
    ct_buffer_append(central, "\0\0\0\0\0\0\0\0\0\0", 10);
    put(central, 4, (uint32_t)to->len);
    ct_buffer_text(central, name);
    ct_buffer_append(to, "PK\3\4", 4);
    put_entry(to, name, bytes, n);
    ct_buffer_text(to, name);
    ct_buffer_append(to, bytes, n);
}

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
    uint32_t at = (uint32_t)to->len, entries = what == 'W' ? 1 : 2;
    ct_buffer_append(to, central.data, central.len);
    ct_buffer_append(to, "PK\5\6\0\0\0\0", 8);
    put(to, 2, entries);
    put(to, 2, entries);
    put(to, 4, (uint32_t)central.len);
    put(to, 4, at);
    put(to, 2, 0);
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

/* Every decoder makes valid UTF-8 of anything; the table of an OCR program is parsed or left. */
static void encodings(const char *bytes, size_t n)
{
    ct_arena *arena = ct_arena_new();
    ct_page *pages;
    size_t n_pages, replaced = 0;
    ct_old_encoding found;

    for (ct_old_encoding e = 0; e < CT_OLD_COUNT; e++)
        for (int utf8 = 0; utf8 < 2; utf8++) {
            ct_buffer text;
            ct_buffer_init(&text);
            if (ct_old_decode(e, bytes, n, utf8, &text, &replaced).code != CT_OK || ct_utf8_valid(ct_buffer_string(&text), text.len) != text.len) abort();
            (void)ct_old_encoding_find(bytes, n, utf8, &found);
            ct_buffer_clear(&text);
        }
    if (ct_tsv_parse(arena, bytes, n, 1, &pages, &n_pages).code != CT_OK) abort();
    ct_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    const ct_document_options options = { .ocr = CT_OCR_NEVER }; /* pictures are tesseract's own process */
    ct_document *document = NULL;
    ct_buffer wrapped;

    if (size > 0 && bytes[0] == 'L') {
        layout(bytes + 1, size - 1);
        return 0;
    }
    if (size > 0 && bytes[0] == 'E') {
        encodings(bytes + 1, size - 1);
        return 0;
    }
    for (size_t i = 0; i + 5 <= size && i < 1024; i++)
        if (memcmp(bytes + i, "%PDF-", 5) == 0 || memcmp(bytes + i, "{\\rtf", 5) == 0 || memcmp(bytes + i, "\xD0\xCF\x11\xE0\xA1", 5) == 0) return 0;
    ct_buffer_init(&wrapped);
    if (size > 0 && strchr("WSNFO", bytes[0]) != NULL && bytes[0] != '\0') {
        wrap(&wrapped, bytes[0], bytes + 1, size - 1);
        bytes = wrapped.data;
        size = wrapped.len;
    }
    if (ct_document_parse_with(&document, "fuzz", bytes, size, &options).code == CT_OK) check(document->lines, document->n_lines);
    ct_document_free(document);
    ct_buffer_clear(&wrapped);
    return 0;
}
