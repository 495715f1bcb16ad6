/* Loaded before the C library: makes requests for memory fail. Only for tests of what the program does then.
 *   CT_MEMORY_COUNT=FILE   only count: FILE holds the number of requests at the end
 *   CT_MEMORY_FAIL=N       the Nth request fails
 *   CT_MEMORY_FROM=N       that and all after it fail */
#define _GNU_SOURCE
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *at, size_t n);

static atomic_long *requests; /* shared with the copies that the program makes of itself, so that one number
                                 means one request */
static long one, from;
static int begun, ours;

static void begin(void)
{
    const char *text;

    void *shared = mmap(NULL, sizeof *requests, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    begun = 1;
    if (shared != MAP_FAILED) requests = shared;
    ours = strcmp(program_invocation_short_name, "chitieu") == 0; /* its children inherit the library */
    if ((text = getenv("CT_MEMORY_FAIL")) != NULL) one = strtol(text, NULL, 10);
    if ((text = getenv("CT_MEMORY_FROM")) != NULL) from = strtol(text, NULL, 10);
}

static int refused(void)
{
    if (!begun) begin();
    if (!ours || requests == NULL) return 0;
    long now = atomic_fetch_add(requests, 1) + 1;

    if (now != one && (from == 0 || now < from)) return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t n)
{
    return refused() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return refused() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *at, size_t n)
{
    return refused() ? NULL : __libc_realloc(at, n);
}

/* A worker goes on counting where its parent stood: the larger number is that of all the places. */
__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("CT_MEMORY_COUNT");
    FILE *to = path != NULL && ours && requests != NULL ? fopen(path, "w") : NULL;

    if (to == NULL) return;
    fprintf(to, "%ld\n", (long)*requests);
    fclose(to);
}
