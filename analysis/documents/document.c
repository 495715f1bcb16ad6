/* One way in for every format: what the bytes are, the reader for them, and the finished document. */
#include "documents/document.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/digest.h"
#include "core/file.h"
#include "core/number.h"
#include "core/valid.h"
#include "documents/older.h"
#include "documents/reader.h"
#include "documents/scan.h"
#include "documents/web_page.h"

enum { OLE_SEARCH = 4 * 1024 * 1024 }; /* bytes searched for the names of an OLE file's streams */

/* What is no document for us, by its first bytes: what to call it and what its owner can do. */
static const struct {
    const char *bytes;
    size_t n, at;
    const char *what, *cure;
} foreign[] = {
#define PICTURE "a picture of a kind that is not read", "save it as PNG or JPEG"
#define PACKED  "a compressed archive", "unpack it and give the documents inside"
    { "GIF87a", 6, 0, PICTURE },
    { "GIF89a", 6, 0, PICTURE },
    { "\0\0\0\0", 4, 6, PICTURE }, /* BMP: its "BM" is checked in foreign_find() */
    { "WEBP", 4, 8, PICTURE },
    { "ftypheic", 8, 4, PICTURE },
    { "ftypmif1", 8, 4, PICTURE },
    { "AT&TFORM", 8, 0, "a DjVu file", "print it to PDF, then run OCR, for example with tesseract -l vie" },
    { "7z\xBC\xAF\x27\x1C", 6, 0, PACKED },
    { "Rar!\x1A\x07", 6, 0, PACKED },
    { "\x1F\x8B", 2, 0, PACKED },
    { "BZh", 3, 0, PACKED },
    { "\xFD"
      "7zXZ",
      5, 0, PACKED },
    { "<?xml", 5, 0, "an XML file", "open it in Word, Excel or LibreOffice and save it as .docx or .xlsx" },
};

/* Equal but for the case of ASCII letters of bytes; wanted has none in capitals where that matters. */
static bool same_bytes(const char *bytes, const char *wanted, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char lower = bytes[i] >= 'A' && bytes[i] <= 'Z' ? (char)(bytes[i] - 'A' + 'a') : bytes[i];
        if (bytes[i] != wanted[i] && lower != wanted[i]) return false;
    }
    return true;
}

static bool has_ascii16(const char *bytes, size_t n,
                        const char *name) /* name in UTF-16LE, as OLE directories keep it */
{
    size_t len = strlen(name), last = n < OLE_SEARCH ? n : OLE_SEARCH;

    for (size_t i = 0; i + 2 * len <= last; i++) {
        size_t same = 0;
        while (same < len && bytes[i + 2 * same] == name[same] && bytes[i + 2 * same + 1] == '\0') same++;
        if (same == len) return true;
    }
    return false;
}

static ct_error fail_ole(const char *bytes, size_t n)
{
    if (has_ascii16(bytes, n, "EncryptedPackage"))
        return ct_fail(CT_EDATA, 0,
                       "this file is protected by a password; open it in Word and save it without one");
    return ct_fail(CT_EDATA, 0,
                   "this is an old Office file; open it in Word or LibreOffice and save it as .docx");
}

/* CT_OK when nothing foreign is known to begin like that. */
static ct_error check_foreign(const char *bytes, size_t n)
{
    if (n >= 8 && memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0) return fail_ole(bytes, n);
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        if (foreign[i].at + foreign[i].n > n ||
            !same_bytes(bytes + foreign[i].at, foreign[i].bytes, foreign[i].n))
            continue;
        if (foreign[i].bytes[0] == '\0' && memcmp(bytes, "BM", 2) != 0) continue;
        return ct_fail(CT_EDATA, 0, "this is %s, which is not read as a document; %s", foreign[i].what,
                       foreign[i].cure);
    }
    return ct_ok();
}

static ct_error parse_bytes(ct_reader *reader, const char *bytes, size_t n);

/* What it was converted to is never an older file itself: ct_older_convert() looks. */
static ct_error parse_older(ct_reader *reader, ct_older kind, const char *bytes, size_t n)
{
    ct_buffer converted;
    ct_error err;

    ct_buffer_init(&converted);
    err = ct_older_convert(kind, bytes, n, ct_reader_seconds(reader, 0), &converted);
    if (err.code == CT_OK) err = parse_bytes(reader, ct_buffer_string(&converted), converted.len);
    ct_buffer_clear(&converted);
    return err;
}

static ct_error parse_bytes(ct_reader *reader, const char *bytes, size_t n)
{
    size_t start = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (start < n && strchr(" \t\r\n", bytes[start]) != NULL && bytes[start] != '\0') start++;
    if (n - start >= 5 && memcmp(bytes + start, "%PDF-", 5) == 0) {
        reader->document->format = CT_FORMAT_PDF;
        return ct_pdf_parse(reader, bytes + start, n - start);
    }
    if (n >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0))
        return ct_word_parse(reader, bytes, n);
    ct_older older = ct_older_find(bytes + start, n - start);
    if (older != CT_OLDER_NONE) return parse_older(reader, older, bytes + start, n - start);
    if (ct_html_is(bytes, n)) {
        reader->document->format = CT_FORMAT_HTML;
        return ct_html_parse(reader, bytes, n);
    }
    if (n - start > 13 && same_bytes(bytes + start, "mime-version:", 13)) {
        reader->document->format = CT_FORMAT_HTML;
        return ct_mhtml_parse(reader, bytes + start, n - start);
    }
    if (ct_scan_is_picture(bytes, n)) {
        reader->document->format = CT_FORMAT_PICTURE;
        return ct_scan_picture(reader, bytes, n);
    }
    CT_TRY(check_foreign(bytes + start, n - start));
    if (ct_text_is_binary(bytes, n))
        return ct_fail(
            CT_EDATA, 0,
            "this is no text, Word, Excel, OpenDocument, PDF or web page; save the document as .docx, .xlsx, .odt, .ods, .pdf or .txt");
    reader->document->format = CT_FORMAT_TEXT;
    return ct_text_parse(reader, bytes, n);
}

static ct_error keep_unread(const ct_reader *reader)
{
    ct_document *document = reader->document;
    ct_unread *unread =
        ct_arena_array(document->arena, sizeof reader->unread / sizeof *unread, sizeof *unread);

    if (unread == NULL) return ct_no_memory();
    for (size_t i = 0; i < sizeof reader->unread / sizeof *unread; i++)
        if (reader->unread[i].n > 0) unread[document->n_unread++] = reader->unread[i];
    document->unread = unread;
    return ct_ok();
}

/* Lines and grids leave the heap for the document's arena. */
static ct_error keep_lines(const ct_reader *reader)
{
    ct_document *document = reader->document;
    ct_line *lines = ct_arena_array(document->arena, reader->n, sizeof *lines);

    if (lines == NULL) return ct_no_memory();
    if (reader->n > 0) memcpy(lines, reader->lines, reader->n * sizeof *lines);
    document->lines = lines;
    document->n_lines = reader->n;
    ct_table_grid *grids = ct_arena_array(document->arena, reader->n_tables, sizeof *grids);
    if (grids == NULL) return ct_no_memory();
    if (reader->n_tables > 0) memcpy(grids, reader->tables, reader->n_tables * sizeof *grids);
    document->tables = grids;
    document->n_tables = reader->n_tables;
    return ct_ok();
}

/* Which marks its numbers have is asked of all of them together: alone, "1.250" and "13,452" are either. */
static bool is_english(const ct_reader *reader)
{
    ct_number_form form = reader->form;

    for (size_t i = 0; i < reader->n; i++)
        ct_number_weigh(&form, reader->lines[i].text, reader->lines[i].len);
    return ct_number_is_english(&form);
}

ct_error ct_ocr_mode_parse(const char *text, ct_ocr_mode *mode)
{
    static const char *const names[] = {
        [CT_OCR_AUTO] = "auto", [CT_OCR_NEVER] = "never", [CT_OCR_ALWAYS] = "always"
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], text) != 0) continue;
        *mode = (ct_ocr_mode)i;
        return ct_ok();
    }
    return ct_fail(CT_EUSAGE, 0, "--ocr is never, auto or always, not '%.20s'", text);
}

static ct_error document_new(ct_document **out, const char *path)
{
    ct_arena *arena = ct_arena_new();
    ct_document *document = arena != NULL ? ct_arena_alloc(arena, sizeof *document) : NULL;
    const char *name = document != NULL ? ct_arena_strdup(arena, path) : NULL;

    *out = NULL;
    if (name == NULL) {
        ct_arena_free(arena);
        return ct_no_memory();
    }
    document->arena = arena;
    document->path = name;
    document->name = ct_valid(arena, ct_base_name(name));
    if (document->name == NULL) {
        ct_arena_free(arena);
        return ct_no_memory();
    }
    document->encoding = "UTF-8";
    *out = document;
    return ct_ok();
}

ct_error ct_document_parse(ct_document **out, const char *path, const char *bytes, size_t n)
{
    return ct_document_parse_with(out, path, bytes, n, NULL);
}

ct_error ct_document_parse_with(ct_document **out, const char *path, const char *bytes, size_t n,
                                const ct_document_options *options)
{
    ct_document *document = NULL;
    ct_reader reader = { .options = options };
    ct_error err;

    *out = NULL;
    err = document_new(&document, path);
    if (err.code != CT_OK) goto done;
    reader.document = document;
    document->bytes = n;
    ct_digest(document->digest, bytes, n);
    err = n == 0 ? ct_fail(CT_EDATA, 0, "the file is empty; give a file with text")
                 : parse_bytes(&reader, bytes, n);
    if (err.code == CT_OK) {
        document->english = is_english(&reader);
        err = keep_lines(&reader);
        if (err.code == CT_OK) err = keep_unread(&reader);
    }
    if (err.code == CT_OK) {
        *out = document;
        document = NULL;
    }
done:
    ct_reader_clear(&reader);
    ct_document_free(document);
    return ct_in(err, path);
}

ct_error ct_document_read(ct_document **out, const char *path)
{
    return ct_document_read_with(out, path, NULL);
}

ct_error ct_document_read_with(ct_document **out, const char *path, const ct_document_options *options)
{
    ct_arena *arena = ct_arena_new(); /* the file's bytes live no longer than this call */
    const char *bytes = NULL;
    size_t n = 0;
    ct_error err;

    *out = NULL;
    err = arena == NULL ? ct_no_memory() : ct_file_read(arena, path, &bytes, &n);
    if (err.code == CT_OK) err = ct_document_parse_with(out, path, bytes, n, options);
    ct_arena_free(arena);
    return ct_in(err, path);
}

const ct_table_grid *ct_document_table(const ct_document *document, size_t line, size_t *row)
{
    size_t low = 0, high = document->n_tables;

    while (low < high) { /* the first grid that does not end before the line */
        size_t middle = low + (high - low) / 2;
        const ct_table_grid *grid = &document->tables[middle];
        if (grid->lines[grid->n_rows - 1] < line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == document->n_tables) return NULL;
    for (size_t from = 0, end = document->tables[low].n_rows; from < end;) {
        size_t middle = from + (end - from) / 2, at = document->tables[low].lines[middle];
        if (at == line) {
            *row = middle;
            return &document->tables[low];
        }
        if (at < line)
            from = middle + 1;
        else
            end = middle;
    }
    return NULL;
}

ct_error ct_text_plain(const char *bytes, size_t n, ct_buffer *to)
{
    const char *encoding = NULL;
    size_t replaced = 0, kept = to->len;

    CT_TRY(ct_text_decode(bytes, n, to, &replaced, &encoding));
    CT_TRY(ct_buffer_error(to));
    for (size_t i = kept; i < to->len; i++)
        if (to->data[i] == '\r') to->data[i] = i + 1 < to->len && to->data[i + 1] == '\n' ? ' ' : '\n';
    return ct_ok();
}

void ct_document_free(ct_document *document)
{
    if (document != NULL) ct_arena_free(document->arena);
}
