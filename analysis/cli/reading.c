#include "cli/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/say.h"
#include "core/file.h"
#include "core/number.h"

/* What the callbacks know. */
typedef struct {
    const ct_args *args;
    const char *path;   /* of the document */
    const char *folder; /* of pages read before; NULL: there is none */
} reading;

ct_error ct_reading_mode(const ct_args *args, const char *conf, ct_ocr_mode *mode)
{
    const char *given = ct_args_value(args, "ocr");

    *mode = CT_OCR_AUTO;
    if (given == NULL) given = conf;
    return given != NULL ? ct_ocr_mode_parse(given, mode) : ct_ok();
}

/* $XDG_CACHE_HOME/chitieu/ocr, else ~/.cache/chitieu/ocr, as the XDG rules have it: relative ones count for nothing. */
static const char *cache_folder(ct_arena *arena)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

    if (cache != NULL && cache[0] == '/') return ct_path_join(arena, cache, "chitieu/ocr");
    return home != NULL && home[0] == '/' ? ct_path_join(arena, home, ".cache/chitieu/ocr") : NULL;
}

static bool get(void *context, const char *key, ct_buffer *to)
{
    reading *r = context;
    ct_arena *arena = r->folder != NULL ? ct_arena_new() : NULL;
    const char *path = arena != NULL ? ct_path_join(arena, r->folder, key) : NULL, *text;
    size_t n;
    bool found = path != NULL && ct_file_exists(path) && ct_file_read(arena, path, &text, &n).code == CT_OK;

    if (found) ct_buffer_append(to, text, n);
    ct_arena_free(arena);
    return found;
}

/* A page that cannot be kept is read again next time, and nothing is lost but time. */
static void put(void *context, const char *key, const char *bytes, size_t n)
{
    reading *r = context;
    ct_arena *arena = r->folder != NULL ? ct_arena_new() : NULL;
    const char *path = arena != NULL ? ct_path_join(arena, r->folder, key) : NULL;

    if (path != NULL && (ct_folder_make(r->folder).code != CT_OK || ct_file_write(path, bytes, n).code != CT_OK)) r->folder = NULL;
    ct_arena_free(arena);
}

static void progress(void *context, size_t done, size_t total)
{
    const reading *r = context;

    if (!isatty(STDERR_FILENO)) return;
    fprintf(stderr, ct_l(r->args->lang, "\r\033[Kđọc ảnh trang %zu/%zu: %.60s", "\r\033[Kreading pictures of pages %zu/%zu: %.60s"), done, total,
            ct_base_name(r->path));
    if (done == total) fputs("\r\033[K", stderr);
}

/* One line each. */
static void say(const ct_args *args, const ct_document *document)
{
    char line[1024];

    if (document->n_unread > 0 && isatty(STDERR_FILENO)) fputs("\r\033[K", stderr);
    for (size_t i = 0; i < document->n_unread; i++) {
        (void)ct_unread_say(line, sizeof line, &document->unread[i], args->lang); /* what does not fit is cut */
        ct_say(ct_l(args->lang, "chitieu: %s: lưu ý: %s\n", "chitieu: %s: note: %s\n"), document->path, line);
    }
}

ct_error ct_reading_document(const ct_args *args, const char *path, ct_ocr_mode mode, ct_document **document)
{
    reading r = { args, path, cache_folder(args->arena) };
    ct_document_options options = { .ocr = mode, .get = get, .put = put, .progress = progress, .context = &r };
    const char *given = ct_args_value(args, "seconds");
    long seconds = 0;

    if (given != NULL && ct_integer_plain(given, 1, 86400, &seconds).code != CT_OK)
        return ct_fail(CT_EUSAGE, 0, "--seconds '%.20s' is no number from 1 to 86400", given);
    options.seconds = (unsigned)seconds;
    CT_TRY(ct_document_read_with(document, path, &options));
    say(args, *document);
    return ct_ok();
}
