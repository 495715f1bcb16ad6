#define _GNU_SOURCE /* realpath() */
#include "core/writer.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buffer.h"
#include "core/ending.h"
#include "core/file.h"
#include "core/io.h"
#include "core/memory.h"

enum { KEPT = 1 << 20 }; /* bytes that wait in memory at most */

struct ct_writer {
    char *path, *temporary; /* temporary: NULL when path is special, and once it was renamed */
    int fd;                 /* of the temporary file; -1: none                               */
    size_t place;           /* of the temporary file in the list of what goes when a signal ends us */
    FILE *waiting;          /* an unnamed file of what waits for a special path; NULL: none  */
    ct_buffer kept;         /* the last of what waits                                        */
};

/* path.XXXXXX, made new. */
static ct_error open_temporary(ct_writer *w)
{
    size_t length = strlen(w->path);

    w->temporary = malloc(length + sizeof ".XXXXXX");
    if (w->temporary == NULL) return ct_no_memory();
    memcpy(w->temporary, w->path, length);
    memcpy(w->temporary + length, ".XXXXXX", sizeof ".XXXXXX");
    w->fd = mkstemp(w->temporary);
    if (w->fd >= 0) {
        w->place = ct_ending_file(w->temporary);
        return ct_ok();
    }
    int number = errno;

    free(w->temporary);
    w->temporary = NULL;
    return ct_io_fail("cannot be created", number);
}

/* What is written: path, or what it is a link to, so that a link stays a link. */
static ct_error name_target(ct_writer *w, const char *path)
{
    struct stat about;
    bool link = strcmp(path, "-") != 0 && lstat(path, &about) == 0 && S_ISLNK(about.st_mode) &&
                !ct_io_is_special(path);

    errno = 0;
    w->path = link ? realpath(path, NULL) : strdup(path);
    if (w->path != NULL) return ct_ok();
    return link && errno != ENOMEM ? ct_io_fail("is a link whose end is missing", errno) : ct_no_memory();
}

ct_error ct_writer_open(ct_writer **out, const char *path)
{
    *out = NULL;
    if (ct_folder_exists(path))
        return ct_in(ct_fail(CT_EIO, 0, "is a folder where a file is needed; name a file in it"), path);
    ct_writer *w = calloc(1, sizeof *w);

    if (w == NULL) return ct_in(ct_no_memory(), path);
    w->fd = -1;
    w->place = CT_ENDING_NONE;
    ct_buffer_init(&w->kept);
    ct_error err = name_target(w, path);

    if (err.code == CT_OK && !ct_io_is_special(path)) err = open_temporary(w);

    if (err.code == CT_OK)
        *out = w;
    else
        ct_writer_free(w);
    return ct_in(err, path);
}

/* More waits than memory should hold. */
static ct_error set_aside(ct_writer *w)
{
    if (w->waiting == NULL) w->waiting = tmpfile();
    if (w->waiting == NULL) return ct_io_fail("no temporary file for the output can be made", errno);
    CT_TRY(ct_io_write(fileno(w->waiting), ct_buffer_string(&w->kept), w->kept.len));
    ct_buffer_empty(&w->kept);
    return ct_ok();
}

static const char *shown(const ct_writer *w)
{
    return strcmp(w->path, "-") == 0 ? "standard output" : w->path;
}

ct_error ct_writer_put(ct_writer *w, const char *bytes, size_t n)
{
    if (w->fd >= 0) return ct_in(ct_io_write(w->fd, bytes, n), w->path);
    ct_buffer_append(&w->kept, bytes, n);
    ct_error err = ct_buffer_error(&w->kept);

    if (err.code == CT_OK && w->kept.len > KEPT) err = set_aside(w);
    return ct_in(err, shown(w));
}

/* Who may read it: as before where it was there, else as the user's mask has it. mkstemp() lets nobody else.
 */
static mode_t mode_for(const char *path)
{
    struct stat about;

    if (stat(path, &about) == 0) return about.st_mode & 0777;
    mode_t mask = umask(0);

    umask(mask);
    return 0666 & ~mask;
}

/* Flush to the disk and close; the descriptor is closed in every case. */
static ct_error flush_and_close(int fd, mode_t mode)
{
    ct_error err = ct_ok();

    if (fchmod(fd, mode) != 0) err = ct_io_fail("cannot be written", errno);
    if (err.code == CT_OK && fsync(fd) != 0 && errno != EINVAL && errno != EROFS)
        err = ct_io_fail("cannot be written", errno);
    if (close(fd) != 0 && err.code == CT_OK) err = ct_io_fail("cannot be written", errno);
    return err;
}

static ct_error send_file(int from, int to)
{
    char chunk[65536];
    ssize_t got;

    if (lseek(from, 0, SEEK_SET) < 0) return ct_io_fail("the temporary file cannot be read", errno);
    while ((got = read(from, chunk, sizeof chunk)) != 0) {
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return ct_io_fail("the temporary file cannot be read", errno);
        CT_TRY(ct_io_write(to, chunk, (size_t)got));
    }
    return ct_ok();
}

static ct_error send_waiting(void *context, int fd)
{
    ct_writer *w = context;

    if (w->waiting != NULL) CT_TRY(send_file(fileno(w->waiting), fd));
    return ct_io_write(fd, ct_buffer_string(&w->kept), w->kept.len);
}

ct_error ct_writer_ready(ct_writer *w)
{
    CT_TRY(ct_memory_error());
    if (w->fd < 0) return ct_ok();
    ct_error err = flush_and_close(w->fd, mode_for(w->path));

    w->fd = -1;
    return ct_in(err, w->path);
}

ct_error ct_writer_commit(ct_writer *w)
{
    CT_TRY(ct_writer_ready(w));
    if (w->temporary == NULL) return ct_io_with_special(w->path, send_waiting, w);
    ct_error err = ct_ok();

    if (rename(w->temporary, w->path) != 0) err = ct_io_fail("cannot be written", errno);
    if (err.code != CT_OK) return ct_in(err, w->path);
    free(w->temporary);
    w->temporary = NULL;
    return ct_ok();
}

void ct_writer_free(ct_writer *w)
{
    if (w == NULL) return;
    if (w->fd >= 0) close(w->fd);
    if (w->temporary != NULL) unlink(w->temporary);
    ct_ending_forget(w->place);
    if (w->waiting != NULL) fclose(w->waiting);
    ct_buffer_clear(&w->kept);
    free(w->temporary);
    free(w->path);
    free(w);
}
