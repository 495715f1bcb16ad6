#include "documents/page_picture.h"

#include <stdio.h>
#include <string.h>

#include "core/child.h"
#include "documents/ocr.h"

enum { SECONDS = 60, BATCH = 16 };

/* At most BATCH pages of a PDF at once. */
static ct_error draw(const char *bytes, size_t n_bytes, const long *pages, size_t n, ct_buffer *pictures)
{
    char number[BATCH][24];
    const char *argv[BATCH][13];
    ct_child children[BATCH];
    ct_child_result results[BATCH];
    ct_error errors[BATCH], err;

    for (size_t i = 0; i < n; i++) {
        snprintf(number[i], sizeof number[i], "%ld", pages[i]);
        const char *const words[] = { "pdftoppm", "-jpeg",   "-jpegopt", "quality=60", "-gray", "-r", "100",
                                      "-f",       number[i], "-l",       number[i],    "-",     NULL };
        memcpy(argv[i], words, sizeof words);
        children[i] = (ct_child){ .argv = argv[i],
                                  .package = "poppler-utils",
                                  .input = bytes,
                                  .n_input = n_bytes,
                                  .seconds = SECONDS,
                                  .limit = 16 << 20,
                                  .memory = (size_t)4 << 30 };
    }
    err = ct_children_run(children, results, errors, n, ct_ocr_cores(), NULL, NULL);
    for (size_t i = 0; i < n && err.code == CT_OK; i++) {
        if (errors[i].code != CT_OK)
            err = errors[i];
        else if (results[i].status == 0 && results[i].output.len <= CT_PAGE_PICTURE_LIMIT)
            ct_buffer_append(&pictures[i], ct_buffer_string(&results[i].output), results[i].output.len);
        if (err.code == CT_OK) err = ct_buffer_error(&pictures[i]);
    }
    for (size_t i = 0; i < n; i++) ct_child_clear(&results[i]);
    return err;
}

static const char *type_of(const char *bytes, size_t n)
{
    if (n >= 8 && memcmp(bytes, "\x89PNG\r\n\x1A\n", 8) == 0) return "image/png";
    return n >= 3 && memcmp(bytes, "\xFF\xD8\xFF", 3) == 0 ? "image/jpeg" : NULL;
}

ct_error ct_page_pictures(const ct_document *document, const char *bytes, size_t n_bytes, const long *pages,
                          size_t n, ct_buffer *pictures, const char **type)
{
    for (size_t i = 0; i < n; i++) ct_buffer_init(&pictures[i]);
    *type = document->format == CT_FORMAT_PICTURE ? type_of(bytes, n_bytes) : "image/jpeg";
    for (size_t i = 0; document->format == CT_FORMAT_PDF && i < n; i += BATCH)
        CT_TRY(draw(bytes, n_bytes, pages + i, n - i < BATCH ? n - i : BATCH, pictures + i));
    if (document->format != CT_FORMAT_PICTURE || *type == NULL || n_bytes > CT_PAGE_PICTURE_LIMIT)
        return ct_ok();
    for (size_t i = 0; i < n; i++) {
        if (pages[i] > 1) continue;
        ct_buffer_append(&pictures[i], bytes, n_bytes);
        CT_TRY(ct_buffer_error(&pictures[i]));
    }
    return ct_ok();
}
