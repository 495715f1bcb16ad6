#include "core/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/vietnamese.h"

extern char **environ;

typedef struct {
    pid_t pid;
    int in, out, said; /* our ends of its standard input, output and error; -1 when closed */
    size_t fed;
} running;

static void close_end(int *fd)
{
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* The environment with LC_ALL=C.UTF-8, so that tools print points and UTF-8 whatever the user's locale, and SOURCE_DATE_EPOCH at a fixed day,
 * so that what they write holds no clock. The array is the caller's, the strings are not. */
static char **plain_environment(void)
{
    static char locale[] = "LC_ALL=C.UTF-8", date[] = "SOURCE_DATE_EPOCH=946684800";
    size_t n = 0, at = 0;
    char **list;

    while (environ != NULL && environ[n] != NULL) n++;
    list = calloc(n + 3, sizeof *list);
    if (list == NULL) return NULL;
    for (size_t i = 0; i < n; i++)
        if (strncmp(environ[i], "LC_ALL=", 7) != 0 && strncmp(environ[i], "SOURCE_DATE_EPOCH=", 18) != 0) list[at++] = environ[i];
    list[at++] = locale;
    list[at] = date;
    return list;
}

/* Start argv with the three given ends as its standard streams. */
static int spawn(const ct_child *child, int in, int out, int said, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t pipe_signal;
    char **environment = plain_environment();
    int rc;

    if (environment == NULL) return ENOMEM;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, said, STDERR_FILENO);
    posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
    posix_spawnattr_setpgroup(&attributes, 0); /* so that its own children die with it */
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    rc = posix_spawnp(pid, child->argv[0], &actions, &attributes, (char *const *)(void *)(size_t)child->argv, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    free(environment);
    return rc;
}

static bool make_pipe(int ends[2])
{
    if (pipe(ends) != 0) return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

static ct_error start(const ct_child *child, running *run)
{
    int in[2] = { -1, -1 }, out[2] = { -1, -1 }, said[2] = { -1, -1 };
    ct_error err = ct_ok();

    if (!make_pipe(in) || !make_pipe(out) || !make_pipe(said)) {
        err = ct_fail(CT_EIO, 0, "no pipe to %s: %s", child->argv[0], strerror(errno));
    } else {
        int rc = spawn(child, in[0], out[1], said[1], &run->pid);
        if (rc == ENOENT || rc == EACCES || rc == ENOTDIR)
            err = ct_fail(CT_ETOOL, 0, "the program %s is not installed; install Debian's package %s", child->argv[0], child->package);
        else if (rc != 0)
            err = ct_fail(CT_ETOOL, 0, "%s cannot be started: %s", child->argv[0], strerror(rc));
    }
    close_end(&in[0]);
    close_end(&out[1]);
    close_end(&said[1]);
    if (err.code != CT_OK) {
        close_end(&in[1]);
        close_end(&out[0]);
        close_end(&said[0]);
        return err;
    }
    run->in = in[1];
    run->out = out[0];
    run->said = said[0];
    fcntl(run->in, F_SETFL, O_NONBLOCK);
    return ct_ok();
}

static void feed(const ct_child *child, running *run)
{
    size_t left = child->n_input - run->fed;
    ssize_t put = left > 0 ? write(run->in, child->input + run->fed, left) : 0;

    if (put > 0) run->fed += (size_t)put;
    /* A child that stopped reading is no fault in itself: its exit status tells. */
    if (run->fed == child->n_input || (put < 0 && errno != EAGAIN && errno != EINTR)) close_end(&run->in);
}

static void drain(int *fd, ct_buffer *to)
{
    char chunk[65536];
    ssize_t got = read(*fd, chunk, sizeof chunk);

    if (got > 0)
        ct_buffer_append(to, chunk, (size_t)got);
    else if (got == 0 || errno != EINTR)
        close_end(fd);
}

/* Feed and drain until both outputs are closed. */
static ct_error exchange(const ct_child *child, running *run, double deadline, ct_buffer *output, ct_buffer *said)
{
    while (run->out >= 0 || run->said >= 0) {
        struct pollfd fds[3] = { { run->in, POLLOUT, 0 }, { run->out, POLLIN, 0 }, { run->said, POLLIN, 0 } };
        double left = deadline - now();
        if (left <= 0) return ct_fail(CT_ETOOL, 0, "%s took longer than %u s and was stopped", child->argv[0], child->seconds);
        if (poll(fds, 3, (int)(left * 1000) + 1) < 0 && errno != EINTR)
            return ct_fail(CT_EIO, 0, "waiting for %s: %s", child->argv[0], strerror(errno));
        if (run->in >= 0 && fds[0].revents != 0) feed(child, run);
        if (run->out >= 0 && fds[1].revents != 0) drain(&run->out, output);
        if (run->said >= 0 && fds[2].revents != 0) drain(&run->said, said);
        CT_TRY(ct_buffer_error(output));
        if (output->len > child->limit)
            return ct_fail(CT_ETOOL, 0, "%s wrote more than %zu MB and was stopped", child->argv[0], child->limit >> 20);
        if (said->len > 1 << 20) ct_buffer_clear(said); /* only its last words are kept */
    }
    return ct_ok();
}

/* The last of what it said, on one line. */
static void keep_said(const ct_buffer *said, char *out, size_t size)
{
    const char *text = ct_buffer_string(said);
    size_t n = said->len, at = 0;

    while (n > 0 && (unsigned char)text[n - 1] <= ' ') n--;
    size_t from = n >= size ? n - size + 1 : 0;
    while (from < n && ((unsigned char)text[from] & 0xC0) == 0x80) from++;
    for (size_t i = from; i < n;) {
        int code = 0;
        size_t used = ct_utf8_next(text + i, n - i, &code);
        if (code < 0x20 || code == 0x7f) {
            if (at > 0 && out[at - 1] != ' ') out[at++] = ' ';
        } else {
            memcpy(out + at, text + i, used);
            at += used;
        }
        i += used;
    }
    out[at] = '\0';
}

/* Wait for the end, at most until the deadline, then kill. */
static ct_error finish(const ct_child *child, running *run, double deadline, bool kill_now, int *status)
{
    struct timespec pause = { 0, 2000000 };
    int how = 0;

    while (!kill_now && waitpid(run->pid, &how, WNOHANG) == 0) {
        if (now() > deadline)
            kill_now = true;
        else
            nanosleep(&pause, NULL);
    }
    if (kill_now) {
        kill(-run->pid, SIGKILL);
        while (waitpid(run->pid, &how, 0) < 0 && errno == EINTR) continue;
        return ct_fail(CT_ETOOL, 0, "%s took longer than %u s and was stopped", child->argv[0], child->seconds);
    }
    if (WIFSIGNALED(how)) return ct_fail(CT_ETOOL, 0, "%s was ended by signal %d", child->argv[0], WTERMSIG(how));
    *status = WEXITSTATUS(how);
    return ct_ok();
}

ct_error ct_child_run(const ct_child *child, ct_child_result *result)
{
    double deadline = now() + child->seconds;
    struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
    running run = { 0 };
    ct_buffer said;
    ct_error err, end;

    *result = (ct_child_result){ 0 };
    ct_buffer_init(&said);
    sigaction(SIGPIPE, &ignore, &before); /* a child that stops reading must not end us */
    err = start(child, &run);
    if (err.code == CT_OK) {
        if (child->n_input == 0) close_end(&run.in);
        err = exchange(child, &run, deadline, &result->output, &said);
        close_end(&run.in);
        close_end(&run.out);
        close_end(&run.said);
        end = finish(child, &run, deadline, err.code != CT_OK, &result->status);
        if (err.code == CT_OK) err = end;
        keep_said(&said, result->said, sizeof result->said);
    }
    sigaction(SIGPIPE, &before, NULL);
    ct_buffer_clear(&said);
    return err;
}

void ct_child_clear(ct_child_result *result)
{
    ct_buffer_clear(&result->output);
}
