/* Loaded before the C library: ends the program, or fails, at one of the steps by which files take their
 * places. Only for tests of what an interrupted run leaves. CT_STEPS_COUNT=FILE      only count: FILE holds
 * the number of steps at the end CT_STEPS_KILL=N          SIGKILL before the Nth step CT_STEPS_FAIL=N the Nth
 * step fails with EIO CT_STEPS_NO_EXCHANGE=1   folders cannot be exchanged, as on file systems that have no
 * RENAME_EXCHANGE */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int rename(const char *from, const char *to);
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags);
int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags);
int unlink(const char *path);
int rmdir(const char *path);

static long steps;

static long number(const char *name)
{
    const char *text = getenv(name);

    return text != NULL ? strtol(text, NULL, 10) : 0;
}

/* Children inherit the library; only the program's own steps count. */
static int step_fails(void)
{
    const char *count = getenv("CT_STEPS_COUNT");

    if (strcmp(program_invocation_short_name, "chitieu") != 0) return 0;
    steps++;
    if (count != NULL) {
        FILE *to = fopen(count, "w");
        if (to != NULL) fprintf(to, "%ld\n", steps);
        if (to != NULL) fclose(to);
    }
    if (steps == number("CT_STEPS_KILL")) kill(getpid(), SIGKILL);
    if (steps != number("CT_STEPS_FAIL")) return 0;
    errno = EIO;
    return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int rename(const char *from, const char *to)
{
    return step_fails() ? -1 : NEXT(rename)(from, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    if (step_fails()) return -1;
    if (number("CT_STEPS_NO_EXCHANGE") != 0) {
        errno = EINVAL;
        return -1;
    }
    return NEXT(renameat2)(from_folder, from, to_folder, to, flags);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    return step_fails() ? -1 : NEXT(linkat)(from_folder, from, to_folder, to, flags);
}

int unlink(const char *path)
{
    return step_fails() ? -1 : NEXT(unlink)(path);
}

int rmdir(const char *path)
{
    return step_fails() ? -1 : NEXT(rmdir)(path);
}
