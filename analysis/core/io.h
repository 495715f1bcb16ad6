/* System calls on files with errors in words; for the modules of core/ that open files. */
#ifndef CT_CORE_IO_H
#define CT_CORE_IO_H

#include <stdbool.h>
#include <stddef.h>

#include "core/error.h"

/** CT_EIO: what a failed system call means to the user, with what to do. @param number errno */
CT_CHECKED ct_error ct_io_fail(const char *what, int number);

/** Write all bytes to a descriptor. CT_EIO */
CT_CHECKED ct_error ct_io_write(int fd, const char *bytes, size_t n);

/** Open what is no regular file for writing, do `write` with it and close it; "-" is standard output, which
 * stays open. CT_EIO names it. */
CT_CHECKED ct_error ct_io_with_special(const char *path, ct_error (*write)(void *context, int fd),
                                       void *context);

/** A pipe or a device, /dev/null above all, or "-": it is written to as it is; a rename would put a file in
 * its place. */
bool ct_io_is_special(const char *path);

/** Is there a folder of this name, itself or behind a link? */
bool ct_folder_exists(const char *path);

#endif
