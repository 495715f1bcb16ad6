#define _GNU_SOURCE /* O_TMPFILE is not used, but realpath() and futimens() are */
#include "cli/cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/data.h"
#include "cli/reading.h"
#include "core/digest.h"
#include "core/ending.h"
#include "core/file.h"
#include "core/io.h"
#include "core/list.h"

/* The first line of what is kept: the form, then the digest of its name and of all that follows. */
static const char FORM[] = "chitieu observations 1 ";
enum { HEAD = sizeof FORM - 1 + CT_DIGEST_SIZE - 1 + 1, KEY = CT_DIGEST_SIZE - 1 };

/* Programs whose other version may read another text in a document. */
static const char *const programs[] = { "pdftotext", "pdfimages", "pdftoppm", "tesseract",
                                        "soffice",   "antiword",  "catdoc",   "xls2csv" };

/* Which file it is, without reading it: programs are replaced by installing others. */
static void tell_program(ct_arena *arena, const char *name, ct_buffer *to)
{
    const char *path = ct_program_find(arena, name);
    struct stat about;

    if (path == NULL || stat(path, &about) != 0)
        ct_buffer_printf(to, "%s -\n", name);
    else
        ct_buffer_printf(to, "%s %s %lld %lld.%09ld\n", name, path, (long long)about.st_size,
                         (long long)about.st_mtim.tv_sec, about.st_mtim.tv_nsec);
}

static ct_error tell_file(const char *path, const char *name, ct_buffer *to)
{
    char digest[CT_DIGEST_SIZE];

    CT_TRY(ct_digest_file(digest, path));
    ct_buffer_printf(to, "%s %s\n", name, digest);
    return ct_ok();
}

/* Every file of the catalogue: which of them a document needs is not known before it was read. */
static ct_error tell_catalogue(const ct_args *args, ct_buffer *to)
{
    const char *folder, *const *names, *own = ct_args_value(args, "catalogue");
    size_t n;

    CT_TRY(ct_data_catalogue(args, &folder));
    CT_TRY(ct_folder_list(args->arena, folder, true, &names, &n));
    for (size_t i = 0; i < n; i++) {
        const char *path = ct_path_join(args->arena, folder, names[i]);
        if (path == NULL) return ct_no_memory();
        CT_TRY(tell_file(path, names[i], to));
    }
    return own != NULL ? tell_file(own, "--catalogue", to) : ct_ok();
}

static ct_error tell_common(const ct_args *args, const char *scope, ct_ocr_mode mode, bool traces,
                            ct_buffer *to)
{
    const char *seconds = ct_args_value(args, "seconds"), *models = getenv("TESSDATA_PREFIX");

    ct_version_print(true, CT_EN, to); /* the libraries that are loaded, where they say their version */
    CT_TRY(tell_file("/proc/self/exe", "program", to));
    CT_TRY(tell_catalogue(args, to));
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        tell_program(args->arena, programs[i], to);
    ct_buffer_printf(to, "models %s\nocr %d\nseconds %s\ntraces %d\nscope %s\n", models != NULL ? models : "",
                     (int)mode, seconds != NULL ? seconds : "", (int)traces, scope);
    return ct_buffer_error(to);
}

ct_error ct_cache_open(ct_cache *cache, const ct_args *args, const char *scope, ct_ocr_mode mode, bool traces)
{
    ct_buffer text;

    *cache = (ct_cache){ .folder = ct_reading_cache(args, "observations") };
    if (cache->folder == NULL) return ct_ok();
    ct_buffer_init(&text);
    ct_error err = tell_common(args, scope, mode, traces, &text);

    ct_digest(cache->common, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    if (err.code != CT_OK) cache->folder = NULL; /* without /proc, say: read, then, and nothing is kept */
    return err.code == CT_ENOMEM ? err : ct_ok();
}

void ct_cache_key(const ct_cache *cache, const char *digest, const char *name, char key[65])
{
    char text[2 * CT_DIGEST_SIZE + NAME_MAX + 8];
    int n = snprintf(text, sizeof text, "%s\n%s\n%s", cache->common, digest, name);

    ct_digest(key, text, n > 0 && (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
}

/* Of the key and the bytes together, so that a file under another's name is none. */
static bool seal(const char *key, const char *bytes, size_t n, char out[CT_DIGEST_SIZE])
{
    ct_buffer text;

    ct_buffer_init(&text);
    ct_buffer_append(&text, key, KEY);
    ct_buffer_append(&text, bytes, n);
    bool whole = ct_buffer_error(&text).code == CT_OK;

    ct_digest(out, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return whole;
}

static bool is_sound(const char *key, const char *text, size_t n)
{
    char digest[CT_DIGEST_SIZE];

    return n > HEAD && memcmp(text, FORM, sizeof FORM - 1) == 0 && text[HEAD - 1] == '\n' &&
           seal(key, text + HEAD, n - HEAD, digest) &&
           memcmp(text + sizeof FORM - 1, digest, CT_DIGEST_SIZE - 1) == 0;
}

bool ct_cache_get(const ct_cache *cache, const char *key, ct_buffer *to)
{
    ct_arena *arena = cache->folder != NULL ? ct_arena_new() : NULL;
    const char *path = arena != NULL ? ct_path_join(arena, cache->folder, key) : NULL, *text;
    struct stat about;
    size_t n;
    bool there = path != NULL && lstat(path, &about) == 0 && S_ISREG(about.st_mode), found = false;

    if (there && ct_file_read(arena, path, &text, &n).code == CT_OK) {
        found = is_sound(key, text, n);
        if (found) {
            ct_buffer_append(to, text + HEAD, n - HEAD);
            (void)utimensat(AT_FDCWD, path, NULL, 0); /* used now: what was used longest ago goes first */
        } else {
            (void)unlink(path);
        }
    }
    ct_arena_free(arena);
    return found;
}

/* Written beside and renamed; without fsync(), since what a power cut leaves of it is found out by its
 * digest. */
static void write_beside(const char *folder, const char *path, const char *head, const char *bytes, size_t n)
{
    char temporary[PATH_MAX];
    int length = snprintf(temporary, sizeof temporary, "%s/.new.XXXXXX", folder), fd = -1;

    if (length > 0 && (size_t)length < sizeof temporary) fd = mkstemp(temporary);
    if (fd < 0) return;
    size_t place = ct_ending_file(temporary);
    bool whole = ct_io_write(fd, head, HEAD).code == CT_OK && ct_io_write(fd, bytes, n).code == CT_OK;

    whole = close(fd) == 0 && whole;
    if (!whole || rename(temporary, path) != 0) (void)unlink(temporary);
    ct_ending_forget(place);
}

void ct_cache_put(const ct_cache *cache, const char *key, const char *bytes, size_t n)
{
    ct_arena *arena = cache->folder != NULL ? ct_arena_new() : NULL;
    const char *path = arena != NULL ? ct_path_join(arena, cache->folder, key) : NULL;
    char digest[CT_DIGEST_SIZE], head[HEAD + 1];

    if (path != NULL && n < CT_FILE_LIMIT - HEAD && seal(key, bytes, n, digest) &&
        ct_folder_make(cache->folder).code == CT_OK) {
        (void)snprintf(head, sizeof head, "%s%s\n", FORM, digest);
        write_beside(cache->folder, path, head, bytes, n);
    }
    ct_arena_free(arena);
}

typedef struct {
    char name[KEY + 1];
    long long used, size;
} kept;

static int latest_first(const void *a, const void *b)
{
    const kept *x = a, *y = b;

    return (x->used < y->used) - (x->used > y->used);
}

/* What is in the folder, in an array of the caller's; what a killed writer left a day ago goes. NULL:
 * nothing, or no memory */
static kept *list_kept(DIR *folder, time_t now, size_t *n)
{
    size_t capacity = 0;
    const struct dirent *entry;
    kept *all = NULL;
    struct stat about;

    *n = 0;
    while ((entry = readdir(folder)) != NULL) {
        if (fstatat(dirfd(folder), entry->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISREG(about.st_mode))
            continue;
        if (strncmp(entry->d_name, ".new.", 5) == 0 && about.st_mtim.tv_sec < now - 86400)
            (void)unlinkat(dirfd(folder), entry->d_name, 0);
        if (strlen(entry->d_name) != KEY) continue;
        kept *more = ct_list_room(all, *n, &capacity, sizeof *all, 256);
        if (more == NULL) break; /* fewer are looked at, this time */
        all = more;
        memcpy(all[*n].name, entry->d_name, KEY + 1);
        all[*n].used = about.st_mtim.tv_sec;
        all[(*n)++].size = about.st_size;
    }
    return all;
}

void ct_cache_trim(const ct_cache *cache)
{
    DIR *folder = cache->folder != NULL ? opendir(cache->folder) : NULL;
    time_t now = time(NULL);
    long long total = 0;
    size_t n;

    if (folder == NULL) return;
    kept *all = list_kept(folder, now, &n);

    if (n > 0) qsort(all, n, sizeof *all, latest_first);
    for (size_t i = 0; i < n; i++) {
        total += all[i].size;
        if (total > CT_CACHE_LIMIT || all[i].used < now - (time_t)CT_CACHE_DAYS * 86400)
            (void)unlinkat(dirfd(folder), all[i].name, 0);
    }
    free(all);
    closedir(folder);
}
