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
    ct_worker *worker;  /* we are one; NULL: we are not */
} reading;

ct_error ct_reading_mode(const ct_args *args, const char *conf, ct_ocr_mode *mode)
{
    const char *given = ct_args_value(args, "ocr");

    *mode = CT_OCR_AUTO;
    if (given == NULL) given = conf;
    return given != NULL ? ct_ocr_mode_parse(given, mode) : ct_ok();
}

const char *ct_reading_cache(const ct_args *args, const char *name)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

    if (ct_args_value(args, "no-cache") != NULL) return NULL;
    if (cache != NULL && cache[0] == '/') return ct_arena_printf(args->arena, "%s/chitieu/%s", cache, name);
    return home != NULL && home[0] == '/' ? ct_arena_printf(args->arena, "%s/.cache/chitieu/%s", home, name)
                                          : NULL;
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

    if (path != NULL &&
        (ct_folder_make(r->folder).code != CT_OK || ct_file_write(path, bytes, n).code != CT_OK))
        r->folder = NULL;
    ct_arena_free(arena);
}

void ct_reading_pages(const ct_args *args, const char *path, size_t done, size_t total)
{
    if (!isatty(STDERR_FILENO)) return;
    fprintf(stderr,
            ct_l(args->lang, "\r\033[Kđọc ảnh trang %zu/%zu: %.60s",
                 "\r\033[Kreading pictures of pages %zu/%zu: %.60s"),
            done, total, ct_base_name(path));
    if (done == total) fputs("\r\033[K", stderr);
}

static void progress(void *context, size_t done, size_t total)
{
    const reading *r = context;

    if (r->worker != NULL)
        ct_worker_tell(r->worker, done, total);
    else
        ct_reading_pages(r->args, r->path, done, total);
}

void ct_reading_say(const ct_args *args, const char *path, const ct_unread *unread, size_t n)
{
    char line[1024];

    for (size_t i = 0; i < n; i++) {
        (void)ct_unread_say(line, sizeof line, &unread[i], args->lang); /* what does not fit is cut */
        ct_say(ct_l(args->lang, "chitieu: %s: lưu ý: %s\n", "chitieu: %s: note: %s\n"), path, line);
    }
}

ct_error ct_reading_jobs(const ct_args *args, size_t *jobs)
{
    const char *given = ct_args_value(args, "jobs");
    long n = 0;

    *jobs = ct_workers_cores();
    if (given == NULL) return ct_ok();
    if (ct_integer_plain(given, 1, CT_WORKERS_MOST, &n).code != CT_OK)
        return ct_fail(CT_EUSAGE, 0, "--jobs '%.20s' is no number from 1 to %d", given, CT_WORKERS_MOST);
    *jobs = (size_t)n;
    return ct_ok();
}

ct_error ct_reading_seconds(const ct_args *args, unsigned *seconds)
{
    const char *given = ct_args_value(args, "seconds");
    long n = 0;

    if (given != NULL && ct_integer_plain(given, 1, 86400, &n).code != CT_OK)
        return ct_fail(CT_EUSAGE, 0, "--seconds '%.20s' is no number from 1 to 86400", given);
    *seconds = (unsigned)n;
    return ct_ok();
}

ct_error ct_reading_silent(const ct_args *args, const char *path, ct_ocr_mode mode, size_t at_once,
                           ct_worker *worker, ct_document **document)
{
    reading r = { args, path, ct_reading_cache(args, "ocr"), worker };
    ct_document_options options = {
        .ocr = mode, .get = get, .put = put, .progress = progress, .context = &r, .at_once = at_once
    };

    CT_TRY(ct_reading_seconds(args, &options.seconds));
    return ct_document_read_with(document, path, &options);
}

ct_error ct_reading_document(const ct_args *args, const char *path, ct_ocr_mode mode, ct_document **document)
{
    CT_TRY(ct_reading_silent(args, path, mode, 0, NULL, document));
    ct_reading_say(args, path, (*document)->unread, (*document)->n_unread);
    return ct_ok();
}
