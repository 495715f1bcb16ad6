/* Files: read whole with a limit or in pieces, written whole or not at all. */
#ifndef CT_CORE_FILE_H
#define CT_CORE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/error.h"
#include "core/io.h"

enum { CT_FILE_LIMIT = 512 * 1024 * 1024 }; /* bytes read from one file at most */

/** Read a whole file ("-" is standard input) into the arena; *n excludes the NUL put after it. CT_EIO
 * (missing, a directory, unreadable), CT_EDATA (over the limit), CT_ENOMEM; the error names the path. */
CT_CHECKED ct_error ct_file_read(ct_arena *arena, const char *path, const char **text, size_t *n);

/* What is done with each piece of a file, in order; the bytes are borrowed until it returns. An error ends
 * the reading. */
typedef ct_error (*ct_file_take)(void *context, const char *bytes, size_t n);

/** Give a file ("-" is standard input) of any size to `take` in pieces. CT_EIO as ct_file_read(), or what
 * `take` answered; the error names the path. */
CT_CHECKED ct_error ct_file_feed(const char *path, ct_file_take take, void *context);

/** Write n bytes to path through a temporary file beside it, fsync and rename: after an error or a crash path
 * is what it was before.
 * "-" is standard output; a pipe or a device (/dev/null) is written to as it is. CT_EIO names the path. */
CT_CHECKED ct_error ct_file_write(const char *path, const char *bytes, size_t n);

/** Make a folder and its parents; an existing folder is fine. */
CT_CHECKED ct_error ct_folder_make(const char *path);

/** Names in a folder, sorted by byte, without "." files; regular files when files, folders otherwise. */
CT_CHECKED ct_error ct_folder_list(ct_arena *arena, const char *path, bool files, const char *const **names,
                                   size_t *n);

/** All names in a folder but "." and "..", sorted by byte: of what is there whatever it is. */
CT_CHECKED ct_error ct_folder_names(ct_arena *arena, const char *path, const char *const **names, size_t *n);

/** Take away a folder with all that is in it, links themselves and not what they point to. CT_EIO names what
 * stays; a missing one is fine. */
CT_CHECKED ct_error ct_folder_remove(const char *path);

/** Make a new folder for files that nobody keeps, below /tmp; it goes when a signal ends us. @param place of
 * it there, for ct_ending_forget() once ct_folder_remove() took it away. CT_EIO names it. */
CT_CHECKED ct_error ct_folder_temporary(ct_arena *arena, const char **path, size_t *place);

bool ct_file_exists(const char *path);

/** The part of a path after the last slash; borrowed. */
const char *ct_base_name(const char *path);

/** folder/name in the arena; NULL when out of memory. */
char *ct_path_join(ct_arena *arena, const char *folder, const char *name);

#endif
