#include "core/io.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/memory.h"
#include "core/shown.h"
#include "core/vietnamese.h"

ct_error ct_io_fail(const char *what, int number)
{
    const char *cure = number == ENOENT   ? "; check the name"
                       : number == EACCES ? "; change its permissions or choose another place"
                       : number == ENOSPC ? "; make room on the disk"
                       : number == EROFS  ? "; choose another place"
                                          : "";
    return ct_fail(CT_EIO, 0, "%s: %s%s", what, strerror(number), cure);
}

static ct_error write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t put = write(fd, bytes, n);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return ct_io_fail("cannot be written", errno);
        bytes += put;
        n -= (size_t)put;
    }
    return ct_ok();
}

/* What a document holds must not act on the terminal it is printed to. */
static ct_error write_shown(int fd, const char *bytes, size_t n)
{
    char part[4096];

    while (n > 0) {
        size_t take = n < sizeof part ? n : ct_utf8_cut(bytes, sizeof part);
        if (take == 0) take = n < sizeof part ? n : sizeof part; /* no letter is so long: bad bytes */
        memcpy(part, bytes, take);
        CT_TRY(write_all(fd, part, ct_shown(part, take)));
        bytes += take;
        n -= take;
    }
    return ct_ok();
}

ct_error ct_io_write(int fd, const char *bytes, size_t n)
{
    return fd == STDOUT_FILENO && isatty(fd) ? write_shown(fd, bytes, n) : write_all(fd, bytes, n);
}

bool ct_io_is_special(const char *path)
{
    struct stat about;

    if (strcmp(path, "-") == 0) return true;
    return stat(path, &about) == 0 && !S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode);
}

ct_error ct_io_with_special(const char *path, ct_error (*write)(void *context, int fd), void *context)
{
    CT_TRY(ct_memory_error());
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDOUT_FILENO : open(path, O_WRONLY | O_CLOEXEC);
    ct_error err = fd >= 0 ? write(context, fd) : ct_io_fail("cannot be written", errno);

    if (fd >= 0 && !standard && close(fd) != 0 && err.code == CT_OK)
        err = ct_io_fail("cannot be written", errno);
    return ct_in(err, standard ? "standard output" : path);
}

bool ct_folder_exists(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}
