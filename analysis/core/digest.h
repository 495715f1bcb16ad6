#ifndef CT_CORE_DIGEST_H
#define CT_CORE_DIGEST_H

#include <stddef.h>

#include "core/error.h"

enum { CT_DIGEST_SIZE = 65 };

/** SHA-256 of n bytes as 64 lower-case hexadecimal digits and a NUL. */
void ct_digest(char out[CT_DIGEST_SIZE], const void *bytes, size_t n);

/** The same of a file of any size, read in pieces. CT_EIO as ct_file_feed(). */
CT_CHECKED ct_error ct_digest_file(char out[CT_DIGEST_SIZE], const char *path);

#endif
