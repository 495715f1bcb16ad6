#define _GNU_SOURCE /* pipe2(), sched_getaffinity() */
#include "core/workers.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/ending.h"
#include "core/io.h"
#include "core/memory.h"

enum { AHEAD = 4 }; /* places for answers, for each worker */

struct ct_worker {
    int to;
};

/* What goes through the pipe: a head, and for the answer its bytes. */
typedef struct {
    uint64_t answers;     /* 1: the answer follows; 0: only how far the worker is */
    uint64_t done, total; /* of an answer, total is its length                    */
} head;

enum { FREE, WORKING, READY };

/* A piece of work that was begun and whose answer was not taken yet. */
typedef struct {
    int state;
    size_t i;
    pid_t pid;
    int from;     /* our end of its pipe; -1: closed */
    size_t place; /* in the list of what ends with us */
    bool answers; /* its head was read: what follows is the answer */
    uint64_t length;
    ct_buffer heard;
    ct_error fault;
} piece;

typedef struct {
    const ct_workers *all;
    piece *pieces; /* that of i is at i % n_pieces */
    size_t n_pieces, next, taken, working;
    bool full;     /* no worker can be begun before one has ended */
    size_t waited; /* the last piece that told() heard of as the next; n at first */
    struct pollfd *fds;
} crew;

size_t ct_workers_cores(void)
{
    cpu_set_t set;
    long n = 0;

    if (sched_getaffinity(0, sizeof set, &set) == 0) n = CPU_COUNT(&set);
    if (n < 1) n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > CT_WORKERS_MOST ? CT_WORKERS_MOST : (size_t)n;
}

void ct_worker_tell(ct_worker *worker, size_t done, size_t total)
{
    const head said = { 0, done, total };
    ct_error err = ct_io_write(worker->to, (const char *)&said, sizeof said);

    (void)err; /* the answer will tell */
}

/* In the new process: do the work, hand it over, end. Nothing of the parent's is flushed or taken away. */
static void be_worker(const crew *c, size_t i, int to, pid_t parent)
{
    const ct_workers *all = c->all;
    rlim_t seconds = all->seconds;
    ct_worker worker = { to };
    ct_buffer answer;

    (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) _exit(127); /* it died before the line above */
    for (size_t k = 0; k < c->n_pieces; k++)
        if (c->pieces[k].from >= 0) close(c->pieces[k].from);
    ct_ending_as_worker();
    (void)setrlimit(RLIMIT_CPU, &(struct rlimit){
                                    seconds, seconds + 5 }); /* fails only where the limit is lower already */
    ct_buffer_init(&answer);
    all->work(all->context, i, &worker, &answer);
    if (ct_buffer_error(&answer).code != CT_OK) _exit(126);
    const head said = { 1, 0, answer.len };
    ct_error err = ct_io_write(to, (const char *)&said, sizeof said);

    if (err.code == CT_OK) err = ct_io_write(to, ct_buffer_string(&answer), answer.len);
    _exit(err.code == CT_OK ? 0 : 1);
}

/* @return CT_EIO when no process could be made */
static ct_error start(crew *c, piece *p)
{
    int ends[2];
    ct_error err = ct_ok();

    if (pipe2(ends, O_CLOEXEC) != 0)
        return ct_fail(CT_EIO, 0, "no pipe to %s: %s", "chitieu", strerror(errno));
    ct_ending_hold(true);
    pid_t parent = getpid();

    p->pid = fork();
    if (p->pid == 0) {
        close(ends[0]);
        be_worker(c, p->i, ends[1], parent);
    }
    if (p->pid < 0)
        err = ct_fail(CT_EIO, 0, "no process can be started for it: %s", strerror(errno));
    else
        p->place = ct_ending_worker(p->pid);
    ct_ending_hold(false);
    close(ends[1]);
    if (err.code != CT_OK) {
        close(ends[0]);
        return err;
    }
    p->from = ends[0];
    p->state = WORKING;
    c->working++;
    return ct_ok();
}

/* The parent's copy of what ended. Held, so that a signal between the two lines does not end a stranger who
 * got its number. */
static int reap(piece *p)
{
    int how = 0;

    ct_ending_hold(true);
    while (waitpid(p->pid, &how, 0) < 0 && errno == EINTR) continue;
    ct_ending_forget_worker(p->place);
    ct_ending_hold(false);
    return how;
}

static ct_error why_none(const ct_workers *all, int how)
{
    if (WIFSIGNALED(how) && WTERMSIG(how) == SIGXCPU)
        return ct_fail(CT_ETOOL, 0, "reading it took more than %u s of processor time and was stopped",
                       all->seconds);
    if (WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL)
        return ct_fail(
            CT_ETOOL, 0,
            "the process that read it was killed, perhaps since the machine's memory ran out; try --jobs 1");
    if (WIFSIGNALED(how))
        return ct_fail(CT_ETOOL, 0,
                       "the process that read it crashed (signal %d); please report it with the document",
                       WTERMSIG(how));
    if (WEXITSTATUS(how) == 126) return ct_no_memory();
    return ct_fail(
        CT_ETOOL, 0,
        "the process that read it ended without an answer (status %d); please report it with the document",
        WEXITSTATUS(how));
}

/* Its pipe is closed: it has ended or is about to. */
static void conclude(crew *c, piece *p)
{
    close(p->from);
    p->from = -1;
    int how = reap(p);

    c->working--;
    p->state = READY;
    if (p->fault.code == CT_OK &&
        !(p->answers && p->heard.len == p->length && WIFEXITED(how) && WEXITSTATUS(how) == 0))
        p->fault = why_none(c->all, how);
}

/* Take the heads off the front of what was heard, until the answer begins. */
static void take_heads(crew *c, piece *p)
{
    size_t used = 0;
    head said;

    while (!p->answers && p->heard.len - used >= sizeof said) {
        memcpy(&said, p->heard.data + used, sizeof said);
        used += sizeof said;
        p->answers = said.answers == 1;
        p->length = said.total;
        if (!p->answers && c->all->told != NULL)
            c->all->told(c->all->context, p->i, (size_t)said.done, (size_t)said.total);
    }
    if (used == 0) return;
    memmove(p->heard.data, p->heard.data + used, p->heard.len - used);
    p->heard.len -= used;
}

static void hear(crew *c, piece *p)
{
    char chunk[65536];
    ssize_t got = read(p->from, chunk, sizeof chunk);

    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (got <= 0) {
        conclude(c, p);
        return;
    }
    ct_buffer_append(&p->heard, chunk, (size_t)got);
    take_heads(c, p);
    if (p->fault.code == CT_OK) p->fault = ct_buffer_error(&p->heard);
}

/* Begin pieces while there are places for them and for workers. */
static ct_error begin(crew *c)
{
    const ct_workers *all = c->all;

    c->full = false;
    while (c->next < all->n && c->next < c->taken + c->n_pieces && c->working < all->at_once) {
        piece *p = &c->pieces[c->next % c->n_pieces];
        bool found = false;
        *p = (piece){ .i = c->next, .from = -1, .place = CT_ENDING_NONE, .fault = ct_ok() };
        ct_buffer_init(&p->heard);
        CT_TRY(all->know(all->context, p->i, &p->heard, &found));
        if (found) {
            p->state = READY;
        } else {
            ct_buffer_clear(&p->heard);
            ct_error err = start(c, p);
            c->full = err.code != CT_OK;
            if (c->full)
                return c->working > 0 ? ct_ok() : err; /* when one of them has ended there may be room */
        }
        c->next++;
    }
    return ct_ok();
}

/* Give those answers whose turn it is. */
static ct_error give(crew *c)
{
    const ct_workers *all = c->all;

    while (c->taken < c->next && c->pieces[c->taken % c->n_pieces].state == READY) {
        piece *p = &c->pieces[c->taken % c->n_pieces];
        if (p->fault.code == CT_OK) p->fault = ct_buffer_error(&p->heard);
        ct_error err = all->take(all->context, p->i, &p->fault, &p->heard);
        ct_buffer_clear(&p->heard);
        p->state = FREE;
        c->taken++;
        if (err.code != CT_OK) return err;
    }
    if (c->taken < c->next && c->waited != c->taken) {
        c->waited = c->taken;
        if (all->told != NULL) all->told(all->context, c->taken, 0, 0);
    }
    return ct_ok();
}

/* Wait until a worker says something or ends. */
static ct_error listen_to(crew *c)
{
    size_t n = 0;

    for (size_t k = 0; k < c->n_pieces; k++)
        if (c->pieces[k].from >= 0) c->fds[n++] = (struct pollfd){ c->pieces[k].from, POLLIN, 0 };
    if (n == 0) return ct_ok();
    if (poll(c->fds, (nfds_t)n, -1) < 0)
        return errno == EINTR ? ct_ok()
                              : ct_fail(CT_EIO, 0, "waiting for %s: %s", "chitieu", strerror(errno));
    n = 0;
    for (size_t k = 0; k < c->n_pieces; k++) {
        piece *p = &c->pieces[k];
        if (p->from >= 0 && c->fds[n++].revents != 0) hear(c, p);
    }
    return ct_ok();
}

/* After an error, those at work are told to end, which takes away what they made, and are waited for. */
static void dismiss(crew *c)
{
    enum { STEP = 5, STEPS = 400 };

    for (size_t k = 0; k < c->n_pieces; k++)
        if (c->pieces[k].from >= 0) kill(c->pieces[k].pid, SIGTERM);
    for (size_t k = 0; k < c->n_pieces; k++) {
        piece *p = &c->pieces[k];
        siginfo_t ended = { 0 };
        for (int step = 0; p->from >= 0 && step < STEPS && ended.si_pid == 0; step++) {
            if (waitid(P_PID, (id_t)p->pid, &ended, WEXITED | WNOHANG | WNOWAIT) != 0) break;
            if (ended.si_pid == 0) (void)poll(NULL, 0, STEP);
        }
        if (p->from >= 0) {
            kill(p->pid, SIGKILL); /* changes nothing for one that has ended */
            (void)reap(p);
            close(p->from);
        }
        ct_buffer_clear(&p->heard);
    }
}

ct_error ct_workers_run(const ct_workers *workers)
{
    crew c = { .all = workers, .n_pieces = workers->at_once * AHEAD, .waited = workers->n };
    ct_error err = ct_ok();

    c.pieces = calloc(c.n_pieces, sizeof *c.pieces);
    c.fds = calloc(c.n_pieces, sizeof *c.fds);
    if (c.pieces == NULL || c.fds == NULL) err = ct_no_memory();
    for (size_t k = 0; c.pieces != NULL && k < c.n_pieces; k++) c.pieces[k].from = -1;
    while (err.code == CT_OK && c.taken < workers->n) {
        err = begin(&c);
        if (err.code == CT_OK) err = give(&c);
        bool begun =
            c.next == workers->n || c.working >= workers->at_once || c.next == c.taken + c.n_pieces || c.full;
        if (err.code == CT_OK && c.taken < workers->n && begun) err = listen_to(&c);
    }
    if (c.pieces != NULL) dismiss(&c);
    free(c.pieces);
    free(c.fds);
    return err;
}
