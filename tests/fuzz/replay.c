/* Runs a fuzz target on files without libFuzzer: each file whole, cut short, with single bytes changed, and
 * for readers of tables with rows and cells changed, always in the same way. So every build's tests walk the
 * parsers' error paths under the sanitizers; the long search with libFuzzer is a preset of its own. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#ifdef CT_FUZZ_KEEP
#include "csv_mutate.h"
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 1 << 20, CUTS = 24, CHANGES = 48 };

static size_t read_file(const char *path, uint8_t *to)
{
    FILE *in = fopen(path, "rb");
    size_t n;

    if (in == NULL) {
        fprintf(stderr, "replay: %s cannot be opened\n", path);
        exit(1);
    }
    n = fread(to, 1, MOST, in);
    fclose(in);
    return n;
}

/* Run on a block of just the right size, so that the sanitizer sees the first byte read past it. */
static void run(const uint8_t *bytes, size_t n)
{
    uint8_t *exact = malloc(n > 0 ? n : 1);

    if (exact == NULL) exit(1);
    if (n > 0) memcpy(exact, bytes, n);
    LLVMFuzzerTestOneInput(exact, n);
    free(exact);
}

#ifdef CT_FUZZ_KEEP
/* Rows and cells moved about: three changes on top of each other, then the file as it was. */
static int run_tables(uint8_t *bytes, size_t n, size_t changes)
{
    uint8_t *was = malloc(n + 1);
    size_t size = n;

    if (was == NULL) exit(1);
    memcpy(was, bytes, n);
    for (size_t k = 0; k < changes; k++) {
        if (k % 3 == 0) memcpy(bytes, was, size = n);
        size = ct_csv_mutate(bytes, size, MOST, CT_FUZZ_KEEP, (uint32_t)(k + n));
        run(bytes, size);
    }
    memcpy(bytes, was, n);
    free(was);
    return (int)changes;
}
#else
static int run_tables(uint8_t *bytes, size_t n, size_t changes)
{
    (void)bytes;
    (void)n;
    (void)changes;
    return 0;
}
#endif

/* One file whole, cut and changed; CUTS and CHANGES for a file given by name, fewer of each in a folder of
 * many. */
static int run_file(const char *path, uint8_t *bytes, size_t cut_points, size_t changes)
{
    static const uint8_t put[] = { 0, '"', ',', '\n', 0xFF, 0xC3, '9', '%', '(', '.', '-', '\t', '<', '&' };
    static uint32_t random = 2463534242u; /* xorshift (Marsaglia 2003), a fixed seed */
    size_t n = read_file(path, bytes);

    run(bytes, n);
    for (size_t k = 0; k < cut_points; k++) run(bytes, n * k / cut_points);
    for (size_t k = 0; k < changes && n > 0; k++) {
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        size_t at = random % n;
        uint8_t was = bytes[at];
        bytes[at] = put[k % sizeof put];
        run(bytes, n < 20000 ? n : 20000);
        bytes[at] = was;
    }
    return (int)(1 + cut_points + changes) + run_tables(bytes, n, changes);
}

static int run_folder(const char *path, uint8_t *bytes)
{
    ct_arena *arena = ct_arena_new();
    const char *const *names;
    size_t n = 0;
    int runs = 0;

    if (arena == NULL || ct_folder_list(arena, path, true, &names, &n).code != CT_OK || n == 0) {
        fprintf(stderr, "replay: %s holds no files\n", path);
        exit(1);
    }
    for (size_t i = 0; i < n; i++) runs += run_file(ct_path_join(arena, path, names[i]), bytes, 4, 12);
    ct_arena_free(arena);
    return runs;
}

int main(int argc, char **argv)
{
    uint8_t *bytes = malloc(MOST);
    int runs = 0;

    if (bytes == NULL || argc < 2) return 1;
    for (int i = 1; i < argc; i++)
        runs +=
            ct_folder_exists(argv[i]) ? run_folder(argv[i], bytes) : run_file(argv[i], bytes, CUTS, CHANGES);
    free(bytes);
    printf("%d runs\n", runs);
    return 0;
}
