/* PDF: the text layer, by poppler's pdftotext. */
#include <string.h>

#include "core/child.h"
#include "core/vietnamese.h"
#include "documents/reader.h"

enum {
    SECONDS = 120,
    OUTPUT_LIMIT = 256 * 1024 * 1024,
    SCAN_LETTERS = 20 /* letters a page, on average, that scanning programs stamp on pictures of pages */
};

static bool has_bytes(const char *bytes, size_t n, const char *wanted)
{
    size_t len = strlen(wanted);

    for (const char *p = bytes; (p = memchr(p, wanted[0], n - (size_t)(p - bytes))) != NULL; p++) {
        if (n - (size_t)(p - bytes) < len) return false;
        if (memcmp(p, wanted, len) == 0) return true;
    }
    return false;
}

static size_t count_letters(const char *text, size_t n)
{
    size_t letters = 0;

    for (size_t i = 0; i < n;) {
        int code;
        i += ct_utf8_next(text + i, n - i, &code);
        letters += (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code != 0xFFFD);
    }
    return letters;
}

/* A scan has no text, or next to none on pages that are pictures. The dictionary of a picture always stands in the open: PDF keeps no
 * streams inside compressed objects. */
static ct_error check_scan(const char *bytes, size_t n, const char *text, size_t len)
{
    size_t letters = count_letters(text, len), pages = 1;

    for (size_t i = 0; i < len; i++) pages += text[i] == '\f';
    if (letters > 0 && (letters > SCAN_LETTERS * pages || !has_bytes(bytes, n, "/Image"))) return ct_ok();
    return ct_fail(CT_EDATA, 0,
                   "this PDF is a scan: its pages are pictures and hold no text; run OCR first, for example: "
                   "pdftoppm -r 300 -png FILE.pdf page; tesseract page-1.png page-1 -l vie");
}

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

/* pdftotext ends each page, also the last, with a form feed: no line begins after that one. */
static ct_error add_pages(ct_reader *reader, const ct_buffer *decoded)
{
    ct_reader raw = { .document = reader->document };
    size_t len = decoded->len;
    char *text = ct_arena_strndup(reader->document->arena, ct_buffer_string(decoded), len);
    ct_error err;

    if (text == NULL) return ct_no_memory();
    err = ct_text_split(&raw, text, len);
    if (raw.n > 0 && raw.lines[raw.n - 1].len == 0) raw.n--;
    if (err.code == CT_OK) err = ct_notes_find(&raw);
    if (err.code == CT_OK) err = ct_layout_lines(reader, raw.lines, raw.n);
    ct_reader_clear(&raw);
    return err;
}

ct_error ct_pdf_parse(ct_reader *reader, const char *bytes, size_t n)
{
    ct_document *document = reader->document;
    ct_child_result result = { 0 };
    ct_buffer decoded;
    ct_error err;

    ct_buffer_init(&decoded);
    err = run_pdftotext(bytes, n, &result);
    if (err.code == CT_OK)
        err = ct_text_decode(result.output.data != NULL ? result.output.data : "", result.output.len, &decoded, &document->replaced,
                             &document->encoding);
    if (err.code == CT_OK) err = check_scan(bytes, n, ct_buffer_string(&decoded), decoded.len);
    if (err.code == CT_OK) err = add_pages(reader, &decoded);
    ct_child_clear(&result);
    ct_buffer_clear(&decoded);
    return err;
}
