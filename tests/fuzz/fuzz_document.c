/* Any bytes are a document or an error. The first byte says what the others are, so that the parts behind
 * checksums and other processes are reached too: 'W' word/document.xml, 'S' word/styles.xml, 'N'
 * word/numbering.xml, 'F' word/footnotes.xml, 'C' a chart of it, 'O' content.xml of an ODT file, 'D' a chart
 * of one, 'B' what pdftotext -bbox-layout printed, 'L' words with places, two bytes each, on two pages;
 * anything else is the file itself, where plain text has tables of its own. PDF is left out: it is
 * pdftotext's own process. Without libzip and expat the archives are refused, which is fine too. 'E' a text
 * in any encoding, and tesseract's table; .doc and RTF are left out, too: other processes read them. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "documents/document.h"
#include "documents/encodings.h"
#include "documents/ocr.h"
#include "documents/pages.h"
#include "documents/reader.h"
#include "zip_of.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A Word text that uses its styles, lists, notes and a chart, in a cell of a table, and an ODT text with a
 * chart. */
static const char user[] =
    "<w:d xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:p><w:pPr><w:pStyle w:val=\"a\"/>"
    "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:rPr><w:rFonts w:hAnsi=\".VnTime\"/></w:rPr>"
    "<w:t>t</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><c:chart r:id=\"c\"/>"
    "</w:r></w:p></w:tc></w:tr></w:tbl></w:d>";
static const char odt_user[] =
    "<o:d xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:d=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
    "xmlns:x=\"http://www.w3.org/1999/xlink\"><o:text><d:object x:href=\"./c\"/></o:text></o:d>";

/* A ZIP file with the part and, beside it, what makes it a document. */
static void wrap(ct_buffer *to, char what, const char *bytes, size_t n)
{
    static const char relations[] =
        "<R xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"c\" Target=\"c.xml\"/></R>";
    static const char odt[] = "application/vnd.oasis.opendocument.text";
    const char *name = what == 'W'   ? "word/document.xml"
                       : what == 'S' ? "word/styles.xml"
                       : what == 'N' ? "word/numbering.xml"
                       : what == 'F' ? "word/footnotes.xml"
                       : what == 'C' ? "word/c.xml"
                       : what == 'D' ? "c/content.xml"
                                     : "content.xml";
    uint32_t entries = 1;
    ct_buffer central;

    ct_buffer_init(&central);
    put_local(to, &central, name, bytes, n);
    if (what == 'O' || what == 'D') {
        put_local(to, &central, "mimetype", odt, sizeof odt - 1);
        entries++;
        if (what == 'D') put_local(to, &central, "content.xml", odt_user, sizeof odt_user - 1);
        entries += what == 'D';
    } else if (what != 'W') {
        put_local(to, &central, "word/document.xml", user, sizeof user - 1);
        put_local(to, &central, "word/_rels/document.xml.rels", relations, sizeof relations - 1);
        entries += 2;
    }
    put_end(to, &central, entries);
    ct_buffer_clear(&central);
}

static void check(const ct_line *lines, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const ct_line *line = &lines[i];
        if (line->number != (long)i + 1 || strlen(line->text) != line->len ||
            strchr(line->text, '\n') != NULL)
            abort();
    }
}

/* Each row is a line of kind row, in order; each place has a cell that covers it and whose text lies in the
 * line of its first row. */
static void check_tables(const ct_document *document)
{
    for (size_t i = 0; i < document->n_tables; i++) {
        const ct_table_grid *grid = &document->tables[i];
        if (grid->n_rows == 0 || grid->n_columns == 0 || grid->n_head > grid->n_rows) abort();
        for (size_t r = 0; r < grid->n_rows; r++) {
            if (grid->lines[r] >= document->n_lines || document->lines[grid->lines[r]].kind != CT_LINE_ROW)
                abort();
            if (r > 0 && grid->lines[r] <= grid->lines[r - 1]) abort();
            for (size_t c = 0; c < grid->n_columns; c++) {
                const ct_cell *cell = ct_table_grid_at(grid, r, c);
                if (cell->len == 0) continue;
                if (r < cell->row || r >= cell->row + cell->n_rows || c < cell->column ||
                    c >= cell->column + cell->n_columns)
                    abort();
                const ct_line *line = &document->lines[grid->lines[cell->row]];
                if (cell->text < line->text || cell->text + cell->len > line->text + line->len) abort();
            }
        }
    }
}

static void read_pages(ct_document *document, const ct_page *pages, size_t n)
{
    ct_reader reader = { .document = document };

    if (ct_pages_read(&reader, pages, n).code == CT_OK) {
        check(reader.lines, reader.n);
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
    if (ct_bbox_parse(document.arena, decoded.data, decoded.len - 1, &pages, &n_pages).code == CT_OK)
        read_pages(&document, pages, n_pages);
    ct_buffer_clear(&decoded);
    ct_arena_free(document.arena);
}

/* Two bytes a word: where it stands on a grid of 16 by 16, and which of some words it is, how large and on
 * which page. */
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
        double x = (bytes[i] & 15) * 30 + (bytes[i + 1] >> 3 & 3) * 4,
               y = (bytes[i] >> 4) * 12 + (bytes[i + 1] >> 5 & 1) * 6, size = bytes[i + 1] & 64 ? 5 : 10;
        placed[at] =
            (ct_page_word){ x, y, x + size * (double)strlen(text) / 2, y + size, text, strlen(text) };
        count[page]++;
    }
    pages[0].words = placed;
    pages[0].n = count[0];
    pages[1].words = placed + n / 2;
    pages[1].n = count[1];
    read_pages(&document, pages, 2);
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
            if (ct_old_decode(e, bytes, n, utf8, &text, &replaced).code != CT_OK ||
                ct_utf8_valid(ct_buffer_string(&text), text.len) != text.len)
                abort();
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

    if (size > 0 && (bytes[0] == 'B' || bytes[0] == 'L')) {
        if (bytes[0] == 'B')
            bbox(bytes + 1, size - 1);
        else
            words(data + 1, size - 1);
        return 0;
    }
    if (size > 0 && bytes[0] == 'E') {
        encodings(bytes + 1, size - 1);
        return 0;
    }
    for (size_t i = 0; i + 5 <= size && i < 1024; i++)
        if (memcmp(bytes + i, "%PDF-", 5) == 0 || memcmp(bytes + i, "{\\rtf", 5) == 0 ||
            memcmp(bytes + i, "\xD0\xCF\x11\xE0\xA1", 5) == 0)
            return 0;
    ct_buffer_init(&wrapped);
    if (size > 0 && strchr("WSNFCOD", bytes[0]) != NULL && bytes[0] != '\0') {
        wrap(&wrapped, bytes[0], bytes + 1, size - 1);
        bytes = wrapped.data;
        size = wrapped.len;
    }
    if (ct_document_parse_with(&document, "fuzz", bytes, size, &options).code == CT_OK) {
        check(document->lines, document->n_lines);
        check_tables(document);
    }
    ct_document_free(document);
    ct_buffer_clear(&wrapped);
    return 0;
}
