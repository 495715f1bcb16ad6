#define _GNU_SOURCE /* pipe2(), memfd_create() */
#include "core/apart.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/ending.h"
#include "core/io.h"
#include "core/memory.h"

enum { SAID = 512 };

_Static_assert(sizeof(ct_error) <= 4096, "an error passes through a pipe in one piece (POSIX: PIPE_BUF)");

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Without what stands behind the ends of its strings, which nobody wrote. */
static void tell_error(const ct_error *err, int to)
{
    ct_error told;

    memset(&told, 0, sizeof told);
    told.code = err->code;
    if (err->code != CT_OK) {
        told.line = err->line;
        memcpy(told.file, err->file, strlen(err->file));
        memcpy(told.text, err->text, strlen(err->text));
        memcpy(told.vi, err->vi, strlen(err->vi));
    }
    while (write(to, &told, sizeof told) < 0 && errno == EINTR) continue;
}

/* In the copy: work, tell, and end without what the end of a program does besides (streams, temporary files),
 * which is the original's. */
static void work_and_tell(ct_error (*work)(void *context), void *context, pid_t parent, int tell, int words)
{
    (void)setpgid(0, 0);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127); /* we lost it before the line above */
    ct_ending_as_new();
    if (words >= 0) (void)dup2(words, STDERR_FILENO);
    (void)setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    errno = 0;
    ct_error err = work(context);

    if (err.code == CT_OK && ct_apart_lost()) err = ct_no_memory();
    if (err.code == CT_OK)
        err = ct_memory_error(); /* the flag of this copy, which the original does not see */
    tell_error(&err, tell);
    _exit(0);
}

/* What the copy tells before its time is over; *whole: it told all. CT_ETOOL: it did not in time. */
static ct_error hear(int from, const char *library, unsigned seconds, ct_error *told, bool *whole)
{
    double deadline = now() + seconds;
    struct pollfd end = { from, POLLIN, 0 };

    *whole = false;
    for (;;) {
        double left = deadline - now();
        if (left <= 0)
            return ct_fail(CT_ETOOL, 0, "%s took longer than %u s and was stopped", library, seconds);
        int found = poll(&end, 1, (int)(left * 1000) + 1);
        if (found < 0 && errno != EINTR) return ct_io_fail("a process cannot be waited for", errno);
        if (found <= 0) continue;
        ssize_t got = read(from, told, sizeof *told);
        if (got < 0 && errno == EINTR) continue;
        *whole = got == (ssize_t)sizeof *told;
        return ct_ok();
    }
}

/* The first line of what was said, without what would act on a terminal (ct_fail() sees to that). */
static void read_words(int words, char said[SAID])
{
    ssize_t n = words >= 0 ? pread(words, said, SAID - 1, 0) : 0;

    said[n > 0 ? n : 0] = '\0';
}

static ct_error wait_for(pid_t pid, const char *library, bool kill_it, bool whole, int words)
{
    char said[SAID];
    int how = 0;

    if (kill_it) kill(-pid, SIGKILL);
    while (waitpid(pid, &how, 0) < 0 && errno == EINTR) continue;
    if (kill_it) return ct_ok();
    read_words(words, said);
    if (whole && WIFEXITED(how) && WEXITSTATUS(how) == 0)
        return strstr(said, "emory") != NULL ? ct_no_memory() : ct_ok();
    said[strcspn(said, "\n")] = '\0';
    return ct_fail(
        CT_ENOMEM, 0,
        "%s ended by itself, which it does where memory runs out; close other programs and try again%s%.200s",
        library, said[0] != '\0' ? ": " : "", said);
}

bool ct_apart_lost(void)
{
    bool lost = errno == ENOMEM;

    errno = 0;
    return lost;
}

ct_error ct_apart(const char *library, unsigned seconds, ct_error (*work)(void *context), void *context)
{
    ct_error told = ct_ok(), heard, waited;
    int ends[2];
    bool whole = false;

    CT_TRY(ct_memory_error()); /* what would be written lacks something already */
    if (pipe2(ends, O_CLOEXEC) != 0) return ct_io_fail("a process cannot be started", errno);
    int words = memfd_create("words", MFD_CLOEXEC); /* without one they are shown as they come */
    pid_t parent = getpid(), pid = fork();

    if (pid == 0) work_and_tell(work, context, parent, ends[1], words);
    close(ends[1]);
    if (pid < 0) {
        int number = errno;
        close(ends[0]);
        if (words >= 0) close(words);
        return number == ENOMEM || number == EAGAIN ? ct_no_memory()
                                                    : ct_io_fail("a process cannot be started", number);
    }
    (void)setpgid(pid, pid); /* whoever of the two comes first, so that its group is there to be killed */
    size_t place = ct_ending_child(pid);
    heard = hear(ends[0], library, seconds, &told, &whole);
    close(ends[0]);
    waited = wait_for(pid, library, heard.code != CT_OK, whole, words);
    ct_ending_forget(place);
    if (words >= 0) close(words);
    if (heard.code != CT_OK) return heard;
    return waited.code != CT_OK ? waited : told;
}
