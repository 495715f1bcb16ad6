/* PDF: the text layer, by poppler's pdftotext. */
#define _GNU_SOURCE /* memmem() */
#include <string.h>

#include "core/child.h"
#include "documents/encodings.h"
#include "documents/pages.h"
#include "documents/reader.h"
#include "documents/scan.h"

enum { SECONDS = 120, OUTPUT_LIMIT = 256 * 1024 * 1024 };

/* A program that ends well may all the same have written nothing whole: a full disk, a wrapper script. */
static bool is_whole(const ct_buffer *output)
{
    static const char begin[] = "<doc>", end[] = "</doc>";
    const char *text = ct_buffer_string(output);
    size_t look = output->len < 4096 ? output->len : 4096;

    return memmem(text, look, begin, sizeof begin - 1) != NULL &&
           memmem(text + output->len - look, look, end, sizeof end - 1) != NULL;
}

static ct_error run_pdftotext(const char *bytes, size_t n, unsigned seconds, ct_child_result *result)
{
    static const char *const argv[] = { "pdftotext", "-bbox-layout", "-enc", "UTF-8",
                                        "-eol",      "unix",         "-",    "-",
                                        NULL };
    ct_child child = { .argv = argv,
                       .package = "poppler-utils",
                       .input = bytes,
                       .n_input = n,
                       .seconds = seconds,
                       .limit = OUTPUT_LIMIT,
                       .memory = (size_t)4 << 30 };

    CT_TRY(ct_child_run(&child, result));
    if (result->status == 0 && !is_whole(&result->output))
        return ct_fail(
            CT_ETOOL, 0,
            "what pdftotext wrote is not whole or not its own; is the disk full, or another program called so?");
    if (result->status == 0) return ct_ok();
    if (strstr(result->said, "ncorrect password") != NULL)
        return ct_fail(CT_EDATA, 0,
                       "this PDF is protected by a password (pdftotext: %.200s); save it without one",
                       result->said);
    return ct_fail(
        CT_ETOOL, 0,
        "pdftotext could not read this PDF: %.300s; open it in a PDF viewer and print it to a new PDF",
        result->said[0] != '\0' ? result->said : "it gave no reason");
}

/* What pdftotext printed as pages, in the document's arena. */
static ct_error parse_pages(ct_reader *reader, const ct_child_result *result, ct_page **pages,
                            size_t *n_pages)
{
    ct_document *document = reader->document;
    ct_buffer decoded;
    ct_error err;

    ct_buffer_init(&decoded);
    err = ct_text_decode(result->output.data != NULL ? result->output.data : "", result->output.len, &decoded,
                         &document->replaced, &document->encoding);
    ct_buffer_append(&decoded, "", 1);
    if (err.code == CT_OK) err = ct_buffer_error(&decoded);
    if (err.code == CT_OK)
        err = ct_bbox_parse(document->arena, decoded.data, decoded.len - 1, pages, n_pages);
    ct_buffer_clear(&decoded);
    return err;
}

/* Texts set in old fonts come out as the Latin letters they look like, in all words or none. */
static ct_error decode_words(ct_document *document, ct_old_encoding encoding, ct_page *page)
{
    ct_page_word *words = ct_arena_array(document->arena, page->n + 1, sizeof *words);
    ct_buffer text;
    bool ok = words != NULL;

    ct_buffer_init(&text);
    for (size_t i = 0; i < page->n && ok; i++) {
        ct_buffer_empty(&text);
        words[i] = page->words[i];
        ok = ct_old_decode(encoding, words[i].text, words[i].len, true, &text, &document->replaced).code ==
             CT_OK;
        words[i].text = ct_arena_strndup(document->arena, ct_buffer_string(&text), text.len);
        words[i].len = text.len;
        ok = ok && words[i].text != NULL && !text.failed;
    }
    ct_buffer_clear(&text);
    page->words = words;
    return ok ? ct_ok() : ct_no_memory();
}

static ct_error decode_pages(ct_document *document, ct_page *pages, size_t n)
{
    enum { SAMPLE = 64 * 1024 };
    ct_buffer sample;
    ct_old_encoding encoding;
    bool old;

    ct_buffer_init(&sample);
    for (size_t i = 0; i < n && sample.len < SAMPLE; i++)
        for (size_t w = 0; w < pages[i].n && sample.len < SAMPLE; w++) {
            ct_buffer_append(&sample, pages[i].words[w].text, pages[i].words[w].len);
            ct_buffer_append(&sample, " ", 1);
        }
    old = ct_old_encoding_find(ct_buffer_string(&sample), sample.len, true, &encoding);
    ct_buffer_clear(&sample);
    if (!old) return ct_ok();
    document->encoding = ct_old_encoding_name(encoding);
    for (size_t i = 0; i < n; i++) CT_TRY(decode_words(document, encoding, &pages[i]));
    return ct_ok();
}

ct_error ct_pdf_parse(ct_reader *reader, const char *bytes, size_t n)
{
    ct_child_result result = { 0 };
    ct_page *pages = NULL;
    size_t n_pages = 0;
    ct_error err = run_pdftotext(bytes, n, ct_reader_seconds(reader, SECONDS), &result);

    if (err.code == CT_OK) err = parse_pages(reader, &result, &pages, &n_pages);
    ct_child_clear(&result); /* a large text is kept once only */
    if (err.code == CT_OK) err = decode_pages(reader->document, pages, n_pages);
    if (err.code == CT_OK) err = ct_scan_mend(reader, bytes, n, pages, n_pages);
    if (err.code == CT_OK) err = ct_pages_read(reader, pages, n_pages);
    return err;
}
