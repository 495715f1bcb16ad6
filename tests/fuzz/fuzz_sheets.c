/* Sheets from hostile bytes: their cells must lie inside their lines and their grids be whole. The first byte
 * says what the others are: 'X' a worksheet, 'S' shared texts, 'Y' styles, 'B' the list of sheets, 'R' its
 * relations, 'C' comments, 'O' content.xml of an ODS file, 'T' its styles.xml, 'H' a web page, 'M' one with
 * its parts, 'V' a CSV file, 'F' a number and its format; anything else is a document of any kind. */
#include <stdio.h>
#include <stdlib.h>

#include "core/number.h"
#include "documents/document.h"
#include "documents/number_format.h"
#include "workbook_of.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fail(const char *what)
{
    fprintf(stderr, "wrong: %s\n", what);
    abort();
}

/* Each place has a cell that covers it, whose text lies in the line of its first row. */
static void check(const ct_document *document)
{
    for (size_t i = 0; i < document->n_lines; i++) {
        const ct_line *line = &document->lines[i];
        if (line->number != (long)i + 1 || strlen(line->text) != line->len ||
            strchr(line->text, '\n') != NULL)
            fail(line->text);
    }
    for (size_t i = 0; i < document->n_tables; i++) {
        const ct_table_grid *grid = &document->tables[i];
        if (grid->n_rows == 0 || grid->n_columns == 0 || grid->n_head > grid->n_rows) fail("size");
        for (size_t r = 0; r < grid->n_rows; r++) {
            const ct_line *line = &document->lines[grid->lines[r]];
            if (line->kind != CT_LINE_ROW || (r > 0 && grid->lines[r] <= grid->lines[r - 1]))
                fail(line->text);
            for (size_t c = 0; c < grid->n_columns; c++) {
                const ct_cell *cell = ct_table_grid_at(grid, r, c);
                if (cell == NULL || (cell->number && !(cell->value == cell->value))) fail("cell");
                if (cell->len == 0) continue;
                line = &document->lines[grid->lines[cell->row]];
                if (cell->row > r || cell->column > c || cell->text < line->text ||
                    cell->text + cell->len > line->text + line->len)
                    fail(line->text);
            }
        }
    }
}

/* "1234.5#,##0". */
static void number(const char *bytes, size_t n)
{
    ct_arena *arena = ct_arena_new();
    char *text = ct_arena_strndup(arena, bytes, n);
    size_t digits = strspn(text, "-0123456789.e");
    double value = 0;
    ct_shown shown;

    const char *format = ct_arena_strdup(arena, text + digits);
    text[digits] = '\0';
    if (ct_number_plain(text, &value).code == CT_OK) {
        ct_number_show(&shown, value, format, n % 2 == 0);
        if (memchr(shown.text, '\0', sizeof shown.text) == NULL ||
            (shown.number && !(shown.value == shown.value)))
            abort();
    }
    ct_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data, *name = "fuzz";
    ct_document *document = NULL;
    ct_buffer wrapped;

    if (size < 2) return 0;
    if (bytes[0] == 'F') {
        number(bytes + 1, size - 1);
        return 0;
    }
    for (size_t i = 0; i + 5 <= size && i < 1024; i++)
        if (memcmp(bytes + i, "%PDF-", 5) == 0) return 0; /* another process */
    static const char *const pictures[] = {
        "\xFF\xD8", "\x89P", "II*", "MM", "GIF", "BM", "RIFF"
    }; /* read by another process too */

    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
        if (size >= strlen(pictures[i]) && memcmp(bytes, pictures[i], strlen(pictures[i])) == 0) return 0;
    ct_buffer_init(&wrapped);
    if (bytes[0] != '\0' && strchr("XSYBRCOT", bytes[0]) != NULL) {
        wrap(&wrapped, bytes[0], bytes + 1, size - 1);
        bytes = wrapped.data;
        size = wrapped.len;
    } else if (bytes[0] == 'H' || bytes[0] == 'V' || bytes[0] == 'M') {
        if (bytes[0] == 'H')
            ct_buffer_text(&wrapped, "<html>");
        else if (bytes[0] == 'M')
            ct_buffer_text(&wrapped, "MIME-Version: ");
        else
            name = "fuzz.csv";
        ct_buffer_append(&wrapped, bytes + 1, size - 1);
        bytes = wrapped.data;
        size = wrapped.len;
    }
    if (ct_document_parse(&document, name, bytes, size).code == CT_OK) check(document);
    ct_document_free(document);
    ct_buffer_clear(&wrapped);
    return 0;
}
