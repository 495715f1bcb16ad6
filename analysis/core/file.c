#include "core/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buffer.h"
#include "core/ending.h"
#include "core/io.h"
#include "core/writer.h"

enum { CHUNK = 256 * 1024 }; /* bytes read at once */

/* Give what a descriptor has to `take`, piece by piece. */
static ct_error feed_stream(int fd, ct_file_take take, void *context)
{
    char *chunk = malloc(CHUNK);
    ct_error err = chunk != NULL ? ct_ok() : ct_no_memory();
    ssize_t got;

    while (err.code == CT_OK && (got = read(fd, chunk, CHUNK)) != 0) {
        if (got < 0 && errno == EINTR) continue;
        err = got < 0 ? ct_io_fail("cannot be read", errno) : take(context, chunk, (size_t)got);
    }
    free(chunk);
    return err;
}

ct_error ct_file_feed(const char *path, ct_file_take take, void *context)
{
    bool standard = strcmp(path, "-") == 0;
    struct stat about;
    ct_error err;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0) return ct_in(ct_io_fail("cannot be opened", errno), path);
    if (fstat(fd, &about) != 0)
        err = ct_io_fail("cannot be read", errno);
    else if (S_ISDIR(about.st_mode))
        err = ct_fail(CT_EIO, 0, "is a folder; name a file in it");
    else
        err = feed_stream(fd, take, context);
    if (!standard) close(fd);
    return ct_in(err, standard ? "standard input" : path);
}

static ct_error collect(void *context, const char *bytes, size_t n)
{
    ct_buffer *to = context;

    ct_buffer_append(to, bytes, n);
    if (to->len > CT_FILE_LIMIT)
        return ct_fail(CT_EDATA, 0, "larger than %d MB; split it", CT_FILE_LIMIT >> 20);
    return ct_buffer_error(to);
}

ct_error ct_file_read(ct_arena *arena, const char *path, const char **text, size_t *n)
{
    ct_buffer bytes;

    *text = NULL;
    *n = 0;
    ct_buffer_init(&bytes);
    ct_error err = ct_file_feed(path, collect, &bytes);

    if (err.code == CT_OK) {
        *text = ct_arena_strndup(arena, ct_buffer_string(&bytes), bytes.len);
        *n = bytes.len;
        if (*text == NULL) err = ct_in(ct_no_memory(), path);
    }
    ct_buffer_clear(&bytes);
    return err;
}

typedef struct {
    const char *bytes;
    size_t n;
} span;

static ct_error write_span(void *context, int fd)
{
    const span *of = context;

    return ct_io_write(fd, of->bytes, of->n);
}

ct_error ct_file_write(const char *path, const char *bytes, size_t n)
{
    span whole = { bytes, n };
    ct_writer *writer;

    if (ct_io_is_special(path)) return ct_io_with_special(path, write_span, &whole);
    CT_TRY(ct_writer_open(&writer, path));
    ct_error err = ct_writer_put(writer, bytes, n);

    if (err.code == CT_OK) err = ct_writer_commit(writer);
    ct_writer_free(writer);
    return err;
}

static ct_error make_one(const char *path)
{
    struct stat about;

    if (mkdir(path, 0777) == 0) return ct_ok();
    int number = errno;
    if (number == EEXIST && stat(path, &about) == 0) {
        if (S_ISDIR(about.st_mode)) return ct_ok();
        return ct_fail(CT_EIO, 0, "is a file where a folder is needed; choose another place");
    }
    return ct_io_fail("the folder cannot be made", number);
}

ct_error ct_folder_make(const char *path)
{
    size_t length = strlen(path);
    char *part = malloc(length + 1);
    ct_error err = ct_ok();

    if (part == NULL) return ct_in(ct_no_memory(), path);
    memcpy(part, path, length + 1);
    for (size_t i = 1; i < length && err.code == CT_OK; i++) {
        if (part[i] != '/') continue;
        part[i] = '\0';
        err = make_one(part);
        part[i] = '/';
    }
    if (err.code == CT_OK && length > 0) err = make_one(part);
    free(part);
    if (err.code == CT_OK && access(path, W_OK | X_OK) != 0)
        err = ct_io_fail("nothing can be written into the folder", errno);
    return ct_in(err, path);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

typedef enum { EVERYTHING, FILES, FOLDERS } entry_kind;

/* True when folder/name is of the kind: regular files or folders, without those whose names begin with a
 * point. */
static bool wanted(int folder_fd, const char *name, entry_kind kind)
{
    struct stat about;

    if (kind == EVERYTHING) return strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
    if (name[0] == '.' || fstatat(folder_fd, name, &about, 0) != 0) return false;
    return kind == FILES ? S_ISREG(about.st_mode) : S_ISDIR(about.st_mode);
}

static ct_error list_folder(ct_arena *arena, const char *path, entry_kind kind, const char *const **names,
                            size_t *n)
{
    size_t capacity = 0, count = 0;
    const char **list = NULL;
    ct_error err = ct_ok();
    DIR *folder = opendir(path);

    if (folder == NULL) return ct_in(ct_io_fail("cannot be opened", errno), path);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (!wanted(dirfd(folder), entry->d_name, kind)) continue;
        if (count == capacity) {
            size_t next = capacity == 0 ? 32 : capacity * 2;
            const char **more = ct_arena_array(arena, next, sizeof *more);
            if (more == NULL) {
                err = ct_no_memory();
                break;
            }
            if (count > 0) memcpy(more, list, count * sizeof *more);
            list = more;
            capacity = next;
        }
        list[count] = ct_arena_strdup(arena, entry->d_name);
        if (list[count] == NULL) {
            err = ct_no_memory();
            break;
        }
        count++;
    }
    closedir(folder);
    if (err.code != CT_OK) return ct_in(err, path);
    if (count > 0) qsort(list, count, sizeof *list, by_bytes);
    *names = list;
    *n = count;
    return ct_ok();
}

ct_error ct_folder_temporary(ct_arena *arena, const char **path, size_t *place)
{
    char *name = ct_arena_strdup(arena, "/tmp/chitieu-XXXXXX");

    *place = CT_ENDING_NONE;
    *path = name;
    if (name == NULL) return ct_no_memory();
    if (mkdtemp(name) == NULL) return ct_in(ct_io_fail("no folder can be made for a while", errno), name);
    *place = ct_ending_folder(name);
    return ct_ok();
}

ct_error ct_folder_list(ct_arena *arena, const char *path, bool files, const char *const **names, size_t *n)
{
    return list_folder(arena, path, files ? FILES : FOLDERS, names, n);
}

ct_error ct_folder_names(ct_arena *arena, const char *path, const char *const **names, size_t *n)
{
    return list_folder(arena, path, EVERYTHING, names, n);
}

bool ct_file_exists(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

const char *ct_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

char *ct_path_join(ct_arena *arena, const char *folder, const char *name)
{
    size_t n = strlen(folder);

    return ct_arena_printf(arena, "%s%s%s", folder, n > 0 && folder[n - 1] == '/' ? "" : "/", name);
}

ct_error ct_folder_remove(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    ct_error err = ct_ok();

    if (folder == NULL)
        return errno == ENOENT ? ct_ok() : ct_in(ct_fail(CT_EIO, 0, "%s", strerror(errno)), path);
    while (err.code == CT_OK && (entry = readdir(folder)) != NULL) {
        ct_arena *arena;
        struct stat about;
        char *below;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        arena = ct_arena_new();
        below = arena != NULL ? ct_path_join(arena, path, entry->d_name) : NULL;
        if (below == NULL)
            err = ct_no_memory();
        else if (lstat(below, &about) == 0 && S_ISDIR(about.st_mode))
            err = ct_folder_remove(below);
        else if (unlink(below) != 0)
            err = ct_in(ct_fail(CT_EIO, 0, "%s", strerror(errno)), below);
        ct_arena_free(arena);
    }
    closedir(folder);
    if (err.code == CT_OK && rmdir(path) != 0) err = ct_in(ct_fail(CT_EIO, 0, "%s", strerror(errno)), path);
    return err;
}
