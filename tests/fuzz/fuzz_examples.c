/* Feeds bytes to the reader of examples.csv, with the real catalogue. */
#include <stdint.h>
#include <stdlib.h>

#include "extract/candidates/examples.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static ct_catalogue *catalogue; /* read once and kept */
    const ct_examples *examples = NULL;
    ct_arena *arena = ct_arena_new();

    if (catalogue == NULL &&
        ct_catalogue_read(&catalogue, TEST_SOURCE_FOLDER "/datasets/catalogue", NULL).code != CT_OK)
        abort();
    if (arena == NULL) return 0;
    ct_error err = ct_examples_read(arena, catalogue, (const char *)data, n, "examples.csv", &examples);
    if (err.code == CT_OK ? examples == NULL : err.file[0] == '\0') abort();
    ct_arena_free(arena);
    return 0;
}
