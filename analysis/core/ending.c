#define _GNU_SOURCE /* SYS_getdents64 */
#include "core/ending.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FREE, TAKEN, CHILD, A_FILE, FOLDER }; /* TAKEN: being filled, not yet to be looked at */
enum { PLACES = 64, DEPTH = 8, PASSES = 64 };

static struct {
    atomic_int kind;
    pid_t pid;
    char path[PATH_MAX];
} entries[PLACES];

static atomic_int workers[CT_ENDING_WORKERS]; /* 0: this place is free */

static const int caught[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXCPU };
enum { N_CAUGHT = sizeof caught / sizeof *caught };

/* What the kernel gives for each name in a folder; the C library has no declaration of it. */
struct entry64 {
    unsigned long long inode;
    long long next;
    unsigned short length;
    unsigned char type;
    char name[];
};

/* opendir() allocates, which a signal handler must not: so names are read from the kernel itself. Folders may
 * hold more than fits the buffer, and taking names away moves the others, hence the passes. */
static void empty_folder(int folder, int depth)
{
    union {
        struct entry64 first; /* for its alignment */
        char bytes[8192];
    } names;

    for (int pass = 0; pass < PASSES; pass++) {
        long n, found = 0;
        if (lseek(folder, 0, SEEK_SET) < 0) return;
        while ((n = syscall(SYS_getdents64, folder, names.bytes, sizeof names.bytes)) > 0) {
            for (long at = 0; at < n;) {
                const struct entry64 *entry = (const void *)(names.bytes + at);
                at += entry->length;
                if (strcmp(entry->name, ".") == 0 || strcmp(entry->name, "..") == 0) continue;
                found++;
                if (unlinkat(folder, entry->name, 0) == 0 || depth == 0) continue;
                int below = openat(folder, entry->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
                if (below < 0) continue;
                empty_folder(below, depth - 1);
                close(below);
                unlinkat(folder, entry->name, AT_REMOVEDIR);
            }
        }
        if (found == 0) return;
    }
}

static void take_away(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (folder < 0) return;
    empty_folder(folder, DEPTH);
    close(folder);
    rmdir(path);
}

/* Workers take away what they made themselves, and have two seconds for it. Only calls that a signal handler
 * may make: poll() of nothing waits. */
static void end_workers(void)
{
    enum { STEP = 5, STEPS = 400 };
    bool left = true;

    for (size_t i = 0; i < CT_ENDING_WORKERS; i++)
        if (atomic_load(&workers[i]) != 0) kill(atomic_load(&workers[i]), SIGTERM);
    for (int step = 0; step < STEPS && left; step++) {
        left = false;
        for (size_t i = 0; i < CT_ENDING_WORKERS; i++) {
            int pid = atomic_load(&workers[i]);
            if (pid == 0) continue;
            if (waitpid(pid, NULL, WNOHANG) == 0)
                left = true;
            else
                atomic_store(&workers[i], 0);
        }
        if (left) (void)poll(NULL, 0, STEP);
    }
    for (size_t i = 0; i < CT_ENDING_WORKERS; i++)
        if (atomic_load(&workers[i]) != 0) kill(atomic_load(&workers[i]), SIGKILL);
}

/* Children first: they may be writing into the folder that goes. */
static void end_all(void)
{
    end_workers();
    for (size_t i = 0; i < PLACES; i++)
        if (atomic_load(&entries[i].kind) == CHILD) kill(-entries[i].pid, SIGKILL);
    for (size_t i = 0; i < PLACES; i++) {
        int kind = atomic_load(&entries[i].kind);
        if (kind == A_FILE) unlink(entries[i].path);
        if (kind == FOLDER) take_away(entries[i].path);
    }
}

static void on_signal(int number)
{
    end_all();
    raise(number); /* SA_RESETHAND and SA_NODEFER: it acts now as if nobody had caught it */
}

void ct_ending_catch(void)
{
    struct sigaction ours = { .sa_handler = on_signal, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER) }, before;

    sigemptyset(&ours.sa_mask);
    for (size_t i = 0; i < N_CAUGHT; i++)
        if (sigaction(caught[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
            sigaction(caught[i], &ours, NULL);
    signal(SIGXFSZ, SIG_IGN);
}

static size_t enter(int kind, pid_t pid, const char *path)
{
    size_t length = path != NULL ? strlen(path) : 0;

    if (length >= PATH_MAX) return CT_ENDING_NONE;
    for (size_t i = 0; i < PLACES; i++) {
        int expected = FREE;
        if (!atomic_compare_exchange_strong(&entries[i].kind, &expected, TAKEN)) continue;
        entries[i].pid = pid;
        if (path != NULL) memcpy(entries[i].path, path, length + 1);
        atomic_store(&entries[i].kind, kind);
        return i;
    }
    return CT_ENDING_NONE;
}

size_t ct_ending_child(pid_t pid)
{
    return enter(CHILD, pid, NULL);
}

size_t ct_ending_worker(pid_t pid)
{
    for (size_t i = 0; i < CT_ENDING_WORKERS; i++) {
        int expected = 0;
        if (atomic_compare_exchange_strong(&workers[i], &expected, (int)pid)) return i;
    }
    return CT_ENDING_NONE;
}

void ct_ending_forget_worker(size_t place)
{
    if (place < CT_ENDING_WORKERS) atomic_store(&workers[place], 0);
}

size_t ct_ending_file(const char *path)
{
    return enter(A_FILE, 0, path);
}

size_t ct_ending_folder(const char *path)
{
    return enter(FOLDER, 0, path);
}

void ct_ending_forget(size_t place)
{
    if (place < PLACES) atomic_store(&entries[place].kind, FREE);
}

void ct_ending_hold(bool hold)
{
    sigset_t set;

    sigemptyset(&set);
    for (size_t i = 0; i < N_CAUGHT; i++)
        if (caught[i] != SIGPIPE) sigaddset(&set, caught[i]);
    sigprocmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

void ct_ending_as_worker(void)
{
    struct sigaction ours = { .sa_handler = on_signal, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER) };

    for (size_t i = 0; i < PLACES; i++) atomic_store(&entries[i].kind, FREE);
    for (size_t i = 0; i < CT_ENDING_WORKERS; i++) atomic_store(&workers[i], 0);
    sigemptyset(&ours.sa_mask);
    sigaction(SIGTERM, &ours,
              NULL); /* how its parent tells it to end, also where who started us ignores it */
    sigaction(SIGXCPU, &ours, NULL); /* how its own limit does */
    sigaction(SIGPIPE, &ours, NULL); /* nobody is there to read its answer */
    ct_ending_hold(false);
}

void ct_ending_as_new(void)
{
    struct sigaction usual = { .sa_handler = SIG_DFL }, before;
    sigset_t none;

    for (size_t i = 0; i < N_CAUGHT; i++)
        if (caught[i] == SIGPIPE ||
            (sigaction(caught[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN))
            sigaction(caught[i], &usual, NULL);
    sigaction(SIGXFSZ, &usual, NULL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}
