/* A file written in pieces that appears whole or not at all. */
#ifndef CT_CORE_WRITER_H
#define CT_CORE_WRITER_H

#include <stddef.h>

#include "core/error.h"

typedef struct ct_writer ct_writer;

/** Begin a file: the pieces go to a temporary file beside path. For "-" (standard output), a pipe or a device
 * they wait until the whole is there, beyond the first megabyte in an unnamed temporary file. The caller's,
 * NULL on error. CT_EIO names the path; CT_ENOMEM. */
CT_CHECKED ct_error ct_writer_open(ct_writer **out, const char *path);

/** Add a piece. CT_EIO names the path. */
CT_CHECKED ct_error ct_writer_put(ct_writer *writer, const char *bytes, size_t n);

/** All is there: on the disk, but not in its place yet, so that what can go wrong has gone wrong. A pipe or a
 * device: nothing is done. CT_EIO names the path. */
CT_CHECKED ct_error ct_writer_ready(ct_writer *writer);

/** All is there: fsync and rename, or send what waits. After an error path is what it was before. CT_EIO
 * names the path. */
CT_CHECKED ct_error ct_writer_commit(ct_writer *writer);

/** Frees the writer; what was not committed is taken away. NULL is fine. */
void ct_writer_free(ct_writer *writer);

#endif
