#include "core/digest.h"

#include <nettle/sha2.h>

#include "core/file.h"

static void finish(struct sha256_ctx *ctx, char out[CT_DIGEST_SIZE])
{
    static const char hex[] = "0123456789abcdef";
    unsigned char digest[SHA256_DIGEST_SIZE];

    sha256_digest(ctx, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    out[2 * sizeof digest] = '\0';
}

void ct_digest(char out[CT_DIGEST_SIZE], const void *bytes, size_t n)
{
    struct sha256_ctx ctx;

    sha256_init(&ctx);
    sha256_update(&ctx, n, bytes);
    finish(&ctx, out);
}

static ct_error add(void *ctx, const char *bytes, size_t n)
{
    sha256_update(ctx, n, (const unsigned char *)bytes);
    return ct_ok();
}

ct_error ct_digest_file(char out[CT_DIGEST_SIZE], const char *path)
{
    struct sha256_ctx ctx;

    sha256_init(&ctx);
    ct_error err = ct_file_feed(path, add, &ctx);

    if (err.code == CT_OK) finish(&ctx, out);
    return err;
}
