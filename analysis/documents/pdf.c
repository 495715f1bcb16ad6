/* PDF: the text layer, by poppler's pdftotext. */
#include <string.h>

#include "core/child.h"
#include "documents/pages.h"
#include "documents/reader.h"
#include "documents/scan.h"

enum { SECONDS = 120, OUTPUT_LIMIT = 256 * 1024 * 1024 };

static ct_error run_pdftotext(const char *bytes, size_t n, ct_child_result *result)
{
    static const char *const argv[] = { "pdftotext", "-layout", "-enc", "UTF-8", "-eol", "unix", "-", "-", NULL };
    ct_child child = { .argv = argv, .package = "poppler-utils", .input = bytes, .n_input = n, .seconds = SECONDS, .limit = OUTPUT_LIMIT };

    CT_TRY(ct_child_run(&child, result));
    if (result->status == 0) return ct_ok();
    if (strstr(result->said, "ncorrect password") != NULL)
        return ct_fail(CT_EDATA, 0, "this PDF is protected by a password (pdftotext: %.200s); save it without one", result->said);
    return ct_fail(CT_ETOOL, 0, "pdftotext could not read this PDF: %.300s; open it in a PDF viewer and print it to a new PDF",
                   result->said[0] != '\0' ? result->said : "it gave no reason");
}

/* Each page as one word, without a place: its text as laid out by pdftotext, which ends each page, also the last, with a form feed. */
static ct_error cut_pages(ct_arena *arena, const char *text, size_t n, ct_page **pages, size_t *n_pages)
{
    size_t most = 1;

    for (size_t i = 0; i < n; i++) most += text[i] == '\f';
    *pages = ct_arena_array(arena, most, sizeof **pages);
    ct_page_word *words = ct_arena_array(arena, most, sizeof *words);
    const char *copy = ct_arena_strndup(arena, text, n);
    if (*pages == NULL || words == NULL || copy == NULL) return ct_no_memory();
    for (size_t i = 0; i < n;) {
        const char *end = memchr(copy + i, '\f', n - i);
        size_t len = end != NULL ? (size_t)(end - (copy + i)) : n - i;
        words[*n_pages] = (ct_page_word){ .text = copy + i, .len = len };
        (*pages)[*n_pages] = (ct_page){ .number = (long)*n_pages + 1, .words = &words[*n_pages], .n = 1 };
        ++*n_pages;
        i += len + 1;
    }
    return ct_ok();
}

ct_error ct_pdf_parse(ct_reader *reader, const char *bytes, size_t n)
{
    ct_document *document = reader->document;
    ct_child_result result = { 0 };
    ct_page *pages = NULL;
    size_t n_pages = 0;
    ct_buffer decoded;
    ct_error err;

    ct_buffer_init(&decoded);
    err = run_pdftotext(bytes, n, &result);
    if (err.code == CT_OK)
        err = ct_text_decode(result.output.data != NULL ? result.output.data : "", result.output.len, &decoded, &document->replaced,
                             &document->encoding);
    if (err.code == CT_OK) err = cut_pages(document->arena, ct_buffer_string(&decoded), decoded.len, &pages, &n_pages);
    if (err.code == CT_OK) err = ct_scan_mend(reader, bytes, n, pages, n_pages);
    if (err.code == CT_OK) err = ct_pages_read(reader, pages, n_pages);
    ct_child_clear(&result);
    ct_buffer_clear(&decoded);
    return err;
}
