/* Any bytes are a document or an error. The first byte says what the others are, so that the parts behind checksums and other
 * processes are reached too: 'W' word/document.xml, 'S' word/styles.xml, 'N' word/numbering.xml, 'F' word/footnotes.xml, 'O'
 * content.xml of an ODT file, 'B' what pdftotext -bbox-layout printed, 'L' words with places, two bytes each, on two pages; anything else is the
 * file itself, where plain text has tables of its own. PDF is left out: it is pdftotext's own process. Without libzip and expat the archives are refused, which is fine too. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "documents/document.h"
#include "documents/pages.h"

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

static void check_tables(const ct_reader *reader)
{
    for (size_t t = 0; t < reader->n_tables; t++)
        for (size_t r = 0; r < reader->tables[t].n_rows; r++) {
            if (reader->tables[t].lines[r] >= reader->n || reader->lines[reader->tables[t].lines[r]].kind != CT_LINE_ROW) abort();
            for (size_t c = 0; c < reader->tables[t].n_columns; c++)
                if (ct_table_grid_at(&reader->tables[t], r, c) == NULL) abort();
        }
}

static void read_pages(ct_document *document, const ct_page *pages, size_t n)
{
    ct_reader reader = { .document = document };

    if (ct_pages_read(&reader, pages, n).code == CT_OK) {
        check(reader.lines, reader.n);
        check_tables(&reader);
    }
    ct_reader_clear(&reader);
}

static void bbox(const char *bytes, size_t n)
{
    ct_document document = { .arena = ct_arena_new() };
    ct_page *pages = NULL;
    size_t n_pages = 0;
    ct_buffer decoded;

    ct_buffer_init(&decoded);
    if (ct_text_decode(bytes, n, &decoded, &document.replaced, &document.encoding).code != CT_OK) abort();
    ct_buffer_append(&decoded, "", 1);
    if (ct_bbox_parse(document.arena, decoded.data, decoded.len - 1, &pages, &n_pages).code == CT_OK) read_pages(&document, pages, n_pages);
    ct_buffer_clear(&decoded);
    ct_arena_free(document.arena);
}

/* Two bytes a word: where it stands on a grid of 16 by 16, and which of some words it is, how large and on which page. */
static void words(const uint8_t *bytes, size_t n)
{
    static const char *const texts[] = { "12,5", "2023", "Thu", "nghèo", "-", "1.500.00", "0", "II" };
    ct_document document = { .arena = ct_arena_new() };
    ct_page pages[2] = { { .number = 1 }, { .number = 2 } };
    ct_page_word *placed = ct_arena_array(document.arena, n + 2, sizeof *placed);
    size_t count[2] = { 0, 0 };

    for (size_t i = 0; i + 1 < n; i += 2) {
        size_t page = bytes[i + 1] >> 7, at = page == 0 ? count[0] : n / 2 + count[1];
        const char *text = texts[bytes[i + 1] & 7];
        double x = (bytes[i] & 15) * 30 + (bytes[i + 1] >> 3 & 3) * 4, y = (bytes[i] >> 4) * 12 + (bytes[i + 1] >> 5 & 1) * 6, size = bytes[i + 1] & 64 ? 5 : 10;
        placed[at] = (ct_page_word){ x, y, x + size * (double)strlen(text) / 2, y + size, text, strlen(text) };
        count[page]++;
    }
    pages[0].words = placed;
    pages[0].n = count[0];
    pages[1].words = placed + n / 2;
    pages[1].n = count[1];
    read_pages(&document, pages, 2);
    ct_arena_free(document.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    ct_document *document = NULL;
    ct_buffer wrapped;

    if (size > 0 && (bytes[0] == 'B' || bytes[0] == 'L')) {
        if (bytes[0] == 'B') bbox(bytes + 1, size - 1);
        else words(data + 1, size - 1);
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
    if (ct_document_parse(&document, "fuzz", bytes, size).code == CT_OK) {
        check(document->lines, document->n_lines);
        check_tables(&(ct_reader){ .lines = (ct_line *)document->lines, .n = document->n_lines, .tables = (ct_table_grid *)document->tables, .n_tables = document->n_tables });
    }
    ct_document_free(document);
    ct_buffer_clear(&wrapped);
    return 0;
}
