/* Loaded before the C library: a worker of the program (not the program itself) that opens a file of a
 * certain name, in any folder, misbehaves. Only for tests of what one document may cost. crash.txt  it
 * crashes            killed.txt  it is killed, as where the machine's memory ran out hang.txt   it works for
 * ever     memory.txt  it gets no more memory quit.txt   it ends with status 0 and no answer  sleep.txt  it
 * waits for ever, and leaves its number in sleep.pid */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

int open(const char *path, int flags, ...);
int open64(const char *path, int flags, ...);
static pid_t first;
static volatile int starved;

__attribute__((constructor)) static void begin(void)
{
    first = getpid();
}

#ifndef CT_SANITIZED /* the sanitizers bring their own */
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *at, size_t n);

void *malloc(size_t n)
{
    return starved ? (errno = ENOMEM, NULL) : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return starved ? (errno = ENOMEM, NULL) : __libc_calloc(n, size);
}

void *realloc(void *at, size_t n)
{
    return starved ? (errno = ENOMEM, NULL) : __libc_realloc(at, n);
}
#endif

static int is(const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');

    return strcmp(slash != NULL ? slash + 1 : path, name) == 0;
}

static void misbehave(const char *path)
{
    static volatile unsigned long turns;

    if (getpid() == first || strcmp(program_invocation_short_name, "chitieu") != 0) return;
    if (is(path, "crash.txt")) {
        signal(SIGSEGV, SIG_DFL); /* sanitizers catch it */
        raise(SIGSEGV);
    }
    if (is(path, "killed.txt")) raise(SIGKILL);
    if (is(path, "quit.txt")) _exit(0);
    if (is(path, "memory.txt")) starved = 1;
    while (is(path, "hang.txt")) turns++;
    if (!is(path, "sleep.txt")) return;
    FILE *to = fopen("sleep.pid", "w");
    fprintf(to, "%ld\n", (long)getpid());
    fclose(to);
    for (;;) pause();
}

static int open_as(const char *name, const char *path, int flags, mode_t mode)
{
    int (*next)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name);

    misbehave(path);
    return next(path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list more;

    va_start(more, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open_as("open", path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list more;

    va_start(more, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open_as("open64", path, flags, mode);
}
