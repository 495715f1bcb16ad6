#define _GNU_SOURCE /* execvpe(), pipe2() */
#include "core/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/ending.h"
#include "core/vietnamese.h"

extern char **environ;

typedef struct {
    const ct_child *child; /* NULL: this place is free */
    ct_child_result *result;
    ct_error *error;
    size_t index;
    pid_t pid;
    size_t place;      /* in the list of what ends with us */
    int in, out, said; /* our ends of its standard input, output and error; -1 when closed */
    size_t fed;
    double deadline;
    double used;     /* seconds of the processor that it had used when its deadline was last moved */
    unsigned moved;  /* how often that was */
    ct_buffer heard; /* what it said so far */
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

static bool same_name(const char *a, const char *b) /* of two "NAME=VALUE" */
{
    size_t n = strcspn(a, "=");

    return strncmp(a, b, n) == 0 && b[n] == '=';
}

/* The environment with LC_ALL=C.UTF-8, so that tools print points and UTF-8 whatever the user's locale,
 * SOURCE_DATE_EPOCH at a fixed day, so that what they write holds no clock, and what the child is to have
 * beside. The array is the caller's, the strings are not. */
static char **plain_environment(const char *const *more)
{
    static const char *const ours[] = { "LC_ALL=C.UTF-8", "SOURCE_DATE_EPOCH=946684800" };
    size_t n = 0, n_more = 0, at = 0, n_ours = sizeof ours / sizeof *ours;
    char **list;

    while (environ != NULL && environ[n] != NULL) n++;
    while (more != NULL && more[n_more] != NULL) n_more++;
    list = calloc(n + n_ours + n_more + 1, sizeof *list);
    if (list == NULL) return NULL;
    for (size_t i = 0; i < n; i++) {
        bool again = false;
        for (size_t j = 0; j < n_ours; j++) again = again || same_name(ours[j], environ[i]);
        for (size_t j = 0; j < n_more; j++) again = again || same_name(more[j], environ[i]);
        if (!again) list[at++] = environ[i];
    }
    for (size_t j = 0; j < n_ours; j++)
        list[at++] = (char *)(void *)(size_t)ours[j]; /* posix_spawn() takes char * and changes none */
    for (size_t j = 0; j < n_more; j++) list[at++] = (char *)(void *)(size_t)more[j];
    return list;
}

/* The array is for execvpe(), which takes char * and changes none. */
static char *const *arguments(const char *const *list)
{
    return (char *const *)(void *)(size_t)list;
}

/* Its limits hold in the child itself, and in what it starts, even when we are killed: the time of its
 * processor, its memory, the size of its files. Threads may use twice the time that passes. */
static void limit_itself(const ct_child *child)
{
    rlim_t seconds = 2 * (rlim_t)child->seconds + 1;

    /* Each fails only where the limit is lower already. */
    (void)setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    (void)setrlimit(RLIMIT_FSIZE, &(struct rlimit){ (rlim_t)2 << 30, (rlim_t)2 << 30 });
    (void)setrlimit(RLIMIT_CPU, &(struct rlimit){ seconds, seconds + 5 });
    if (child->memory > 0) (void)setrlimit(RLIMIT_AS, &(struct rlimit){ child->memory, child->memory });
}

/* In the new process, where only calls that are safe in a signal handler may be made: become the program.
 * `tell` closes when that worked, else it carries errno. */
static void become(const ct_child *child, const int ends[3], char *const *environment, pid_t parent, int tell)
{
    int number = 0;

    (void)setpgid(0, 0); /* so that its own children die with it */
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127); /* we died before the line above */
    ct_ending_as_new();
    for (int i = 0; i < 3; i++)
        if (dup2(ends[i], i) < 0) number = errno;
    if (number == 0 && child->folder != NULL && chdir(child->folder) != 0) number = errno;
    if (number == 0) {
        limit_itself(child);
        execvpe(child->argv[0], arguments(child->argv), environment);
        number = errno;
    }
    while (write(tell, &number, sizeof number) < 0 && errno == EINTR) continue;
    _exit(127);
}

/* Start argv with the three given ends, which are above 2, as its standard streams. @return errno of what
 * failed, or 0 */
static int spawn(const ct_child *child, const int ends[3], running *run)
{
    char **environment = plain_environment(child->environment);
    int told[2], number = 0;
    ssize_t got;

    if (environment == NULL) return ENOMEM;
    if (pipe2(told, O_CLOEXEC) != 0) {
        number = errno;
        free(environment);
        return number;
    }
    pid_t parent = getpid(), pid = fork();

    if (pid == 0) become(child, ends, environment, parent, told[1]);
    if (pid < 0) number = errno;
    close(told[1]);
    free(environment);
    if (pid > 0) {
        run->place = ct_ending_child(pid);
        while ((got = read(told[0], &number, sizeof number)) < 0 && errno == EINTR) continue;
        if (got <= 0) number = 0;
    }
    close(told[0]);
    if (pid > 0 && number != 0) {
        while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
        ct_ending_forget(run->place);
    } else if (pid > 0) {
        run->pid = pid;
    }
    return number;
}

/* Both ends above 2: where a standard stream of ours is closed, a pipe would take its number, and the child
 * its stream. */
static bool make_pipe(int ends[2])
{
    int low[2];

    if (pipe2(low, O_CLOEXEC) != 0) return false;
    for (int i = 0; i < 2; i++) {
        ends[i] = low[i] > 2 ? low[i] : fcntl(low[i], F_DUPFD_CLOEXEC, 3);
        if (low[i] <= 2) close(low[i]);
    }
    return ends[0] >= 0 && ends[1] >= 0;
}

static ct_error start(const ct_child *child, running *run)
{
    int in[2] = { -1, -1 }, out[2] = { -1, -1 }, said[2] = { -1, -1 };
    ct_error err = ct_ok();

    if (!make_pipe(in) || !make_pipe(out) || !make_pipe(said)) {
        err = ct_fail(CT_EIO, 0, "no pipe to %s: %s", child->argv[0], strerror(errno));
    } else {
        int rc = spawn(child, (const int[]){ in[0], out[1], said[1] }, run);
        if (rc == ENOENT || rc == EACCES || rc == ENOTDIR)
            err = ct_fail(CT_ETOOL, 0, "the program %s is not installed; install Debian's package %s",
                          child->argv[0], child->package);
        else if (rc == ENOMEM)
            err = ct_no_memory();
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

static void feed(running *run)
{
    const ct_child *child = run->child;
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

/* Seconds of the processor that the child itself has used; 0 where that cannot be told. */
static double processor_seconds(pid_t pid)
{
    struct timespec used;
    clockid_t its_clock;

    if (clock_getcpuclockid(pid, &its_clock) != 0 || clock_gettime(its_clock, &used) != 0) return 0;
    return (double)used.tv_sec + (double)used.tv_nsec * 1e-9;
}

/* Is its time over? A program that works but gets only a small part of a processor, because the machine is
 * busy with others, is given the same time again, three times at most; one that hangs uses no processor, one
 * that turns in circles uses all of it. */
static bool out_of_time(running *run)
{
    double used, share;

    if (now() <= run->deadline) return false;
    used = processor_seconds(run->pid);
    share = (used - run->used) / run->child->seconds;
    if (run->moved == 3 || share < 0.02 || share > 0.5) return true;
    run->used = used;
    run->deadline += run->child->seconds;
    run->moved++;
    return false;
}

/* Feed and drain once, as poll() found its three ends. */
static ct_error exchange(running *run, const struct pollfd fds[3])
{
    const ct_child *child = run->child;

    if (run->in >= 0 && fds[0].revents != 0) feed(run);
    if (run->out >= 0 && fds[1].revents != 0) drain(&run->out, &run->result->output);
    if (run->said >= 0 && fds[2].revents != 0) drain(&run->said, &run->heard);
    CT_TRY(ct_buffer_error(&run->result->output));
    if (run->result->output.len > child->limit)
        return ct_fail(CT_ETOOL, 0, "%s wrote more than %zu MB and was stopped", child->argv[0],
                       child->limit >> 20);
    if (run->heard.len > 1 << 20) ct_buffer_clear(&run->heard); /* only its last words are kept */
    if (out_of_time(run))
        return ct_fail(CT_ETOOL, 0, "%s took longer than %u s and was stopped", child->argv[0],
                       child->seconds);
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
static ct_error finish(running *run, bool kill_now, int *status)
{
    const ct_child *child = run->child;
    struct timespec pause = { 0, 2000000 };
    int how = 0;

    while (!kill_now && waitpid(run->pid, &how, WNOHANG) == 0) {
        if (out_of_time(run))
            kill_now = true;
        else
            nanosleep(&pause, NULL);
    }
    if (kill_now) {
        kill(-run->pid, SIGKILL);
        while (waitpid(run->pid, &how, 0) < 0 && errno == EINTR) continue;
        ct_ending_forget(run->place);
        return ct_fail(CT_ETOOL, 0, "%s took longer than %u s and was stopped", child->argv[0],
                       child->seconds);
    }
    ct_ending_forget(run->place);
    if (WIFSIGNALED(how) && WTERMSIG(how) == SIGXCPU)
        return ct_fail(CT_ETOOL, 0, "%s took longer than %u s and was stopped", child->argv[0],
                       child->seconds);
    if (WIFSIGNALED(how))
        return ct_fail(CT_ETOOL, 0, "%s was ended by signal %d", child->argv[0], WTERMSIG(how));
    *status = WEXITSTATUS(how);
    return ct_ok();
}

static void begin(running *run, const ct_child *child, ct_child_result *result, ct_error *error, size_t index)
{
    *run = (running){ .child = child,
                      .result = result,
                      .error = error,
                      .index = index,
                      .in = -1,
                      .out = -1,
                      .said = -1,
                      .place = CT_ENDING_NONE };
    *result = (ct_child_result){ 0 };
    ct_buffer_init(&run->heard);
    run->deadline = now() + child->seconds;
    *error = start(child, run);
    if (error->code == CT_OK && child->n_input == 0) close_end(&run->in);
}

/* Its outputs are closed, or it failed: wait for it and free its place. */
static void end(running *run, void (*done)(void *context, size_t i), void *context)
{
    bool started = run->pid > 0, failed = run->error->code != CT_OK;

    close_end(&run->in);
    close_end(&run->out);
    close_end(&run->said);
    if (started) {
        ct_error waited = finish(run, failed, &run->result->status);
        if (!failed) *run->error = waited;
        keep_said(&run->heard, run->result->said, sizeof run->result->said);
    }
    ct_buffer_clear(&run->heard);
    run->child = NULL;
    if (done != NULL) done(context, run->index);
}

/* Wait until a child reads, writes, ends or is out of time, and serve those that do. */
static void serve(running *runs, size_t n, struct pollfd *fds)
{
    double left = 3600;
    int found;

    for (size_t i = 0; i < n; i++) {
        bool busy = runs[i].child != NULL;
        fds[3 * i] = (struct pollfd){ busy ? runs[i].in : -1, POLLOUT, 0 };
        fds[3 * i + 1] = (struct pollfd){ busy ? runs[i].out : -1, POLLIN, 0 };
        fds[3 * i + 2] = (struct pollfd){ busy ? runs[i].said : -1, POLLIN, 0 };
        if (busy && runs[i].deadline - now() < left) left = runs[i].deadline - now();
        if (busy && runs[i].out < 0 && runs[i].said < 0)
            left = 0; /* it never started or has closed both: nothing of it is waited for */
    }
    found = poll(fds, (nfds_t)(3 * n), left > 0 ? (int)(left * 1000) + 1 : 0);
    for (size_t i = 0; i < n; i++) {
        if (runs[i].child == NULL) continue;
        if (found < 0 && errno != EINTR)
            *runs[i].error =
                ct_fail(CT_EIO, 0, "waiting for %s: %s", runs[i].child->argv[0], strerror(errno));
        else if (runs[i].error->code == CT_OK)
            *runs[i].error = exchange(&runs[i], fds + 3 * i);
    }
}

ct_error ct_children_run(const ct_child *children, ct_child_result *results, ct_error *errors, size_t n,
                         size_t at_once, void (*done)(void *context, size_t i), void *context)
{
    size_t places = at_once < n ? at_once : n, next = 0, ended = 0;
    running *runs = calloc(places + 1, sizeof *runs);
    struct pollfd *fds = calloc(3 * places + 1, sizeof *fds);
    struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
    bool memory = runs != NULL && fds != NULL;

    for (size_t i = 0; i < n; i++) results[i] = (ct_child_result){ 0 };
    sigaction(SIGPIPE, &ignore, &before); /* a child that stops reading must not end us */
    while (memory && ended < n) {
        for (size_t i = 0; i < places; i++) {
            if (runs[i].child == NULL && next < n) {
                begin(&runs[i], &children[next], &results[next], &errors[next], next);
                next++;
            }
        }
        serve(runs, places, fds);
        for (size_t i = 0; i < places; i++) {
            if (runs[i].child == NULL ||
                (runs[i].error->code == CT_OK && (runs[i].out >= 0 || runs[i].said >= 0)))
                continue;
            end(&runs[i], done, context);
            ended++;
        }
    }
    sigaction(SIGPIPE, &before, NULL);
    free(runs);
    free(fds);
    return memory ? ct_ok() : ct_no_memory();
}

ct_error ct_child_run(const ct_child *child, ct_child_result *result)
{
    ct_error err = ct_ok();

    CT_TRY(ct_children_run(child, result, &err, 1, 1, NULL, NULL));
    return err;
}

void ct_child_clear(ct_child_result *result)
{
    ct_buffer_clear(&result->output);
}
