#ifndef CT_CORE_DIGEST_H
#define CT_CORE_DIGEST_H

#include <stddef.h>

enum { CT_DIGEST_SIZE = 65 };

/** SHA-256 of n bytes as 64 lower-case hexadecimal digits and a NUL. */
void ct_digest(char out[CT_DIGEST_SIZE], const void *bytes, size_t n);

#endif
