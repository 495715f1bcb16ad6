#define _GNU_SOURCE /* renameat2(), syncfs(), flock() */
#include "cli/publish.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "core/buffer.h"
#include "core/file.h"
#include "core/io.h"
#include "core/memory.h"

enum { TRIES = 50 };

/* ---- paths ---- */

static ct_error path_of(const ct_output *out, const char *folder, const char *name, const char **path)
{
    *path = ct_path_join(out->arena, folder, name);
    return *path != NULL ? ct_ok() : ct_no_memory();
}

/* The folder without links; its parents are made, itself not. */
static ct_error find_target(ct_output *out, const char **parent, const char **base)
{
    char full[PATH_MAX], *name = ct_arena_strdup(out->arena, out->folder);
    size_t n = name != NULL ? strlen(name) : 0;

    if (name == NULL) return ct_no_memory();
    while (n > 1 && name[n - 1] == '/') name[--n] = '\0';
    if (ct_file_exists(name))
        return ct_fail(CT_EIO, 0, "is a file where a folder is needed; choose another place");
    if (realpath(name, full) == NULL) {
        char *slash = strrchr(name, '/');
        const char *above = slash == NULL   ? "."
                            : slash == name ? "/"
                                            : ct_arena_strndup(out->arena, name, (size_t)(slash - name));
        if (above == NULL) return ct_no_memory();
        CT_TRY(ct_folder_make(above));
        if (realpath(above, full) == NULL) return ct_io_fail("cannot be opened", errno);
        out->target = ct_path_join(out->arena, full, ct_base_name(name));
    } else {
        out->target = ct_arena_strdup(out->arena, full);
    }
    char *copy = out->target != NULL ? ct_arena_strdup(out->arena, out->target) : NULL,
         *slash = copy != NULL ? strrchr(copy, '/') : NULL;

    if (slash == NULL) return ct_no_memory(); /* a full path has one */
    *base = slash + 1;
    *parent = slash == copy ? "/" : copy;
    *slash = '\0';
    return ct_ok();
}

/* May the working folder lie beside? The parent can be written and is on the same disk. */
static bool beside(const ct_output *out, const char *parent, const char *base)
{
    struct stat here, above;

    if (base[0] == '\0' || strlen(base) > NAME_MAX - 16 || access(parent, W_OK | X_OK) != 0 ||
        stat(parent, &above) != 0)
        return false;
    return stat(out->target, &here) != 0 || here.st_dev == above.st_dev;
}

/* ---- the lock ---- */

static ct_error busy(int fd)
{
    char owner[64] = "";
    ssize_t n = pread(fd, owner, sizeof owner - 1, 0);

    if (n < 0) n = 0;
    owner[strcspn(owner, "\n")] = '\0';
    return ct_fail(
        CT_EIO, 0,
        "another chitieu (process %s) is writing into this folder; wait until it has ended, or choose another folder",
        owner[0] != '\0' ? owner : "unknown");
}

/* One try: *fd is -1 when the working folder went away under our hands. */
static ct_error try_lock(const char *hold, const char *path, int *fd)
{
    struct stat held, there;

    *fd = -1;
    if (mkdir(hold, 0700) != 0 && errno != EEXIST)
        return ct_io_fail("nothing can be written into the folder", errno);
    if (lstat(hold, &there) != 0) return ct_ok();
    if (!S_ISDIR(there.st_mode) || there.st_uid != geteuid())
        return ct_in(ct_fail(CT_EIO, 0, "is in the way and not ours; take it away"), hold);
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (lock < 0)
        return errno == ENOENT ? ct_ok() : ct_io_fail("nothing can be written into the folder", errno);
    /* A file system without locks: then there is none, as before. */
    if (flock(lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ct_error err = busy(lock);
        close(lock);
        return err;
    }
    if (fstat(lock, &held) == 0 && stat(path, &there) == 0 && held.st_ino == there.st_ino) {
        *fd = lock;
    } else {
        close(lock); /* its owner took it away between our open() and flock() */
    }
    return ct_ok();
}

ct_error ct_publish_lock(ct_output *out)
{
    const char *parent = NULL, *base = NULL, *hold, *path;
    char owner[32];

    CT_TRY(find_target(out, &parent, &base));
    if (beside(out, parent, base)) {
        hold = ct_arena_printf(out->arena, "%s/.%s.chitieu", strcmp(parent, "/") == 0 ? "" : parent, base);
    } else {
        CT_TRY(ct_folder_make(out->target));
        hold = ct_path_join(out->arena, out->target, ".chitieu");
    }
    if (hold == NULL) return ct_no_memory();
    CT_TRY(path_of(out, hold, "lock", &path));
    for (int i = 0; i < TRIES && out->hold == NULL; i++) {
        CT_TRY(try_lock(hold, path, &out->lock));
        if (out->lock >= 0) out->hold = hold;
    }
    if (out->hold == NULL)
        return ct_fail(CT_EIO, 0, "its lock comes and goes; are many runs writing into it?");
    int n = snprintf(owner, sizeof owner, "%ld\n", (long)getpid());

    if (ftruncate(out->lock, 0) != 0 || pwrite(out->lock, owner, (size_t)n, 0) != n)
        return ct_io_fail("the lock cannot be written", errno);
    return path_of(out, hold, "new", &out->staging);
}

/* ---- lists ---- */

static bool in_list(const char *const *list, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i], name) == 0) return true;
    return false;
}

static bool is_new(const ct_output *out, const char *name)
{
    for (size_t i = 0; i < out->n; i++)
        if (strcmp(out->files[i].name, name) == 0) return true;
    return false;
}

/* Is it a folder that our files lie in? They lie one deep. */
static bool is_our_folder(const ct_output *out, const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; i < out->n; i++)
        if (strncmp(out->files[i].name, name, length) == 0 && out->files[i].name[length] == '/') return true;
    for (size_t i = 0; i < out->n_stale; i++)
        if (strncmp(out->stale[i], name, length) == 0 && out->stale[i][length] == '/') return true;
    return false;
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* ---- what the user keeps in the folder ---- */

/* Call `each` for every entry of folder/below but those of an older program's working folders. `each` says
 * false to end. */
typedef bool (*entry_fn)(ct_output *out, const char *from, const char *name, void *context);

static bool walk(ct_output *out, const char *folder, const char *below, entry_fn each, void *context)
{
    const char *path = below[0] != '\0' ? ct_path_join(out->arena, folder, below) : folder;
    DIR *open = path != NULL ? opendir(path) : NULL;
    bool go_on = path != NULL && (open != NULL || errno == ENOENT);

    for (struct dirent *entry; go_on && open != NULL && (entry = readdir(open)) != NULL;) {
        if (is_dots(entry->d_name)) continue;
        const char *name = below[0] != '\0' ? ct_path_join(out->arena, below, entry->d_name)
                                            : ct_arena_strdup(out->arena, entry->d_name);
        go_on = name != NULL && each(out, folder, name, context);
    }
    if (open != NULL) closedir(open);
    return go_on;
}

static bool is_folder(const char *path)
{
    struct stat about;

    return lstat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* The same for what is to come into the folder `to`, which stays only when something did. */
static bool walk_into(ct_output *out, const char *folder, const char *below, const char *to, entry_fn each)
{
    bool made = mkdir(to, 0777) == 0, good = (made || is_folder(to)) && walk(out, folder, below, each, NULL);

    if (made) (void)rmdir(to); /* fails where it holds something */
    return good;
}

/* A working folder that a version before the lock left behind when it was killed. */
static bool is_old_rest(const char *name)
{
    return strncmp(name, ".chitieu-", 9) == 0 && strlen(name) == 15;
}

static bool drop_old_rest(ct_output *out, const char *from, const char *name, void *context)
{
    const char *path = ct_path_join(out->arena, from, name);

    (void)context;
    if (path != NULL && is_old_rest(name) && is_folder(path)) {
        ct_error removed = ct_folder_remove(path); /* what cannot go stays, as it did before */
        (void)removed;
    }
    return path != NULL;
}

/* In the new folder: what a program left there on its way and nobody noted is no result. */
static bool prune(ct_output *out, const char *from, const char *name, void *context)
{
    const char *path = ct_path_join(out->arena, from, name);

    (void)context;
    if (path == NULL) return false;
    if (is_folder(path) && is_our_folder(out, name)) return walk(out, from, name, prune, context);
    if (is_folder(path)) return ct_folder_remove(path).code == CT_OK;
    return is_new(out, name) || unlink(path) == 0;
}

/* Link into the new folder what this run neither writes nor takes away. false: a thing that cannot be linked,
 * so the folders are not exchanged. */
static bool carry(ct_output *out, const char *from, const char *name, void *context)
{
    const char *path = ct_path_join(out->arena, from, name),
               *to = ct_path_join(out->arena, out->staging, name);

    (void)context;
    if (path == NULL || to == NULL) return false;
    if (is_folder(path))
        return is_our_folder(out, name) && strchr(name, '/') == NULL && walk_into(out, from, name, to, carry);
    if (is_new(out, name) || in_list(out->stale, out->n_stale, name)) return true;
    return linkat(AT_FDCWD, path, AT_FDCWD, to, 0) == 0;
}

/* After the exchange, in the old folder: what somebody put there since carry() is moved over, and so is what
 * he wrote anew. */
static bool rescue(ct_output *out, const char *from, const char *name, void *context)
{
    const char *path = ct_path_join(out->arena, from, name),
               *to = ct_path_join(out->arena, out->target, name);
    struct stat old, there;

    (void)context;
    if (path == NULL || to == NULL || lstat(path, &old) != 0) return false;
    if (S_ISDIR(old.st_mode)) return walk_into(out, from, name, to, rescue);
    if (is_new(out, name) || in_list(out->stale, out->n_stale, name)) return true;
    bool same = lstat(to, &there) == 0 && there.st_ino == old.st_ino && there.st_dev == old.st_dev;

    return same || rename(path, to) == 0;
}

/* ---- the commit point ---- */

/* Is a thing in the way that a file cannot replace? */
static ct_error check_targets(const ct_output *out)
{
    for (size_t i = 0; i < out->n; i++) {
        const char *name = out->files[i].name, *slash = strchr(name, '/'), *path;
        CT_TRY(path_of(out, out->target, name, &path));
        if (is_folder(path))
            return ct_in(ct_fail(CT_EIO, 0, "is a folder where a file is to be written; rename it"), path);
        if (slash == NULL) continue;
        const char *folder = ct_arena_strndup(out->arena, name, (size_t)(slash - name));
        if (folder == NULL) return ct_no_memory();
        CT_TRY(path_of(out, out->target, folder, &path));
        if (ct_file_exists(path))
            return ct_in(ct_fail(CT_EIO, 0, "is a file where a folder is needed; rename it"), path);
    }
    return ct_ok();
}

static ct_error sync_folder(const char *path, bool all)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int bad = fd < 0 ? -1 : all ? syncfs(fd) : fsync(fd);
    int number = errno;

    if (fd >= 0) close(fd);
    return bad == 0 || number == EINVAL || number == ENOSYS || number == EROFS
               ? ct_ok()
               : ct_in(ct_io_fail("cannot be written to the disk", number), path);
}

/* Are we in it? Then another folder must not take its place: the user's shell would stay behind in the old
 * one. */
static bool we_are_in(const char *folder)
{
    char here[PATH_MAX];
    size_t n = strlen(folder);

    return getcwd(here, sizeof here) == NULL ||
           (strncmp(here, folder, n) == 0 && (here[n] == '/' || here[n] == '\0'));
}

/* The same rights for the new folder; false where there are more than rights, as access lists are. */
static bool same_rights(const ct_output *out)
{
    struct stat about;
    char names[1024];

    if (stat(out->target, &about) != 0) return errno == ENOENT;
    ssize_t n = listxattr(out->target, names, sizeof names);

    if (n < 0 && errno != ENOTSUP) return false;
    for (ssize_t i = 0; i < n; i += (ssize_t)strlen(names + i) + 1)
        if (strncmp(names + i, "security.", 9) != 0) return false;
    if (about.st_uid != geteuid()) return false;
    return (about.st_gid == getegid() || chown(out->staging, (uid_t)-1, about.st_gid) == 0) &&
           chmod(out->staging, about.st_mode & 07777) == 0;
}

/* hold/name: a number, and the files that go, a line each. */
static ct_error write_list(const ct_output *out, const char *name, unsigned long long number)
{
    const char *path;
    ct_buffer list;

    CT_TRY(path_of(out, out->hold, name, &path));
    ct_buffer_init(&list);
    ct_buffer_printf(&list, "%llu\n", number);
    for (size_t i = 0; i < out->n_stale; i++)
        if (strchr(out->stale[i], '\n') == NULL) ct_buffer_printf(&list, "%s\n", out->stale[i]);
    ct_error err = ct_buffer_error(&list);

    if (err.code == CT_OK) err = ct_file_write(path, ct_buffer_string(&list), list.len);
    ct_buffer_clear(&list);
    return err;
}

/* What write_list() wrote; the names become out->stale. */
static ct_error read_list(ct_output *out, const char *name, unsigned long long *number)
{
    const char *path, *text, **names;
    size_t n, lines = 0;

    CT_TRY(path_of(out, out->hold, name, &path));
    CT_TRY(ct_file_read(out->arena, path, &text, &n));
    for (size_t i = 0; i < n; i++) lines += text[i] == '\n';
    names = ct_arena_array(out->arena, lines + 1, sizeof *names);
    if (names == NULL) return ct_no_memory();
    *number = strtoull(text, NULL, 10);
    out->stale = names;
    out->n_stale = 0;
    for (const char *at = text + strcspn(text, "\n"); at[0] == '\n' && at[1] != '\0';
         at += 1 + strcspn(at + 1, "\n")) {
        names[out->n_stale] = ct_arena_strndup(out->arena, at + 1, strcspn(at + 1, "\n"));
        if (names[out->n_stale++] == NULL) return ct_no_memory();
    }
    return ct_ok();
}

/* Put the new folder in the place of the old in one step. *done: it is there; else nothing has changed. */
static ct_error exchange(ct_output *out, bool *done)
{
    struct stat about;

    *done = false;
    if (strncmp(out->hold, out->target, strlen(out->target)) == 0 && out->hold[strlen(out->target)] == '/')
        return ct_ok();
    if (we_are_in(out->target) || !same_rights(out)) return ct_ok();
    if (!walk(out, out->target, "", carry, NULL)) return ct_ok();
    if (stat(out->staging, &about) != 0) return ct_in(ct_io_fail("cannot be read", errno), out->staging);
    CT_TRY(write_list(out, "staged", (unsigned long long)about.st_ino));
    CT_TRY(sync_folder(out->staging, true));
    if (!ct_folder_exists(out->target))
        *done = rename(out->staging, out->target) == 0;
    else
        *done = renameat2(AT_FDCWD, out->staging, AT_FDCWD, out->target, RENAME_EXCHANGE) == 0;
    return ct_ok();
}

static ct_error sync_parent(const ct_output *out)
{
    const char *slash = strrchr(out->target, '/');
    const char *parent =
        slash == out->target ? "/" : ct_arena_strndup(out->arena, out->target, (size_t)(slash - out->target));

    return parent != NULL ? sync_folder(parent, false) : ct_no_memory();
}

/* ---- one by one ---- */

static bool move_over(ct_output *out, const char *from, const char *name, void *context)
{
    const char *path = ct_path_join(out->arena, from, name),
               *to = ct_path_join(out->arena, out->target, name);
    ct_error *err = context;
    struct stat old, there;

    if (path == NULL || to == NULL) {
        *err = ct_no_memory();
    } else if (is_folder(path)) {
        *err = ct_folder_make(to);
        if (err->code == CT_OK && !walk(out, from, name, move_over, err) && err->code == CT_OK)
            *err = ct_in(ct_io_fail("cannot be read", errno), path);
    } else if (lstat(path, &old) == 0 && lstat(to, &there) == 0 && old.st_ino == there.st_ino &&
               old.st_dev == there.st_dev) {
        return true;                                                     /* a link to what is there already */
    } else if (strcmp(name, "run.json") != 0 && rename(path, to) != 0) { /* the record comes last */
        *err = ct_in(ct_io_fail("cannot be replaced; close it where it is open and run again", errno), to);
    }
    return err->code == CT_OK;
}

/* Everything in `new` takes its place, the record last; what is stale goes. Done twice it does no harm. */
static ct_error move_all(ct_output *out)
{
    const char *record, *to, *path;
    ct_error err = ct_ok();

    if (!walk(out, out->staging, "", move_over, &err) && err.code == CT_OK)
        err = ct_in(ct_io_fail("cannot be read", errno), out->staging);
    CT_TRY(err);
    CT_TRY(path_of(out, out->staging, "run.json", &record));
    CT_TRY(path_of(out, out->target, "run.json", &to));
    if (ct_file_exists(record) && rename(record, to) != 0)
        return ct_in(ct_io_fail("cannot be replaced; close it where it is open and run again", errno), to);
    for (size_t i = 0; i < out->n_stale; i++) {
        CT_TRY(path_of(out, out->target, out->stale[i], &path));
        unlink(path); /* gone already is as good */
    }
    CT_TRY(path_of(out, out->hold, "commit", &path));
    return unlink(path) == 0 ? ct_ok() : ct_in(ct_io_fail("cannot be taken away", errno), path);
}

static ct_error publish_one_by_one(ct_output *out, bool *decided)
{
    CT_TRY(ct_folder_make(out->target));
    CT_TRY(sync_folder(out->staging, true));
    CT_TRY(write_list(out, "commit", 0));
    *decided = true;
    CT_TRY(sync_folder(out->hold, false));
    CT_TRY(move_all(out));
    *decided = false;
    return ct_ok();
}

ct_error ct_publish(ct_output *out, bool *decided)
{
    bool done = false;

    *decided = false;
    CT_TRY(ct_memory_error());
    CT_TRY(check_targets(out));
    if (!walk(out, out->staging, "", prune, NULL))
        return ct_in(ct_io_fail("cannot be emptied", errno), out->staging);
    CT_TRY(exchange(out, &done));
    if (!done) return publish_one_by_one(out, decided);
    *decided =
        !walk(out, out->staging, "", rescue,
              NULL); /* what could not be moved over must not be taken away: the next run tries again */
    return sync_parent(out);
}

/* Everything in the working folder but the lock. */
static bool drop(ct_output *out, const char *from, const char *name, void *context)
{
    const char *path = ct_path_join(out->arena, from, name);
    ct_error removed = ct_ok();

    (void)context;
    if (path == NULL) return false;
    if (is_folder(path))
        removed = ct_folder_remove(path);
    else if (strcmp(name, "lock") != 0)
        unlink(path);
    return removed.code == CT_OK; /* what stays goes with the next run */
}

/* The lock last: another run may begin as soon as it is gone. */
void ct_publish_unlock(ct_output *out, bool keep)
{
    if (out->hold == NULL) return;
    if (!keep && walk(out, out->hold, "", drop, NULL)) {
        const char *lock = ct_path_join(out->arena, out->hold, "lock");
        if (lock != NULL) unlink(lock);
        rmdir(out->hold);
    }
    close(out->lock);
    out->hold = NULL;
}

/* ---- after an interrupted run ---- */

/* Was `new` exchanged with the output folder before the end came? Then it is the old one. */
static ct_error was_exchanged(ct_output *out, bool *yes)
{
    const char *staged;
    unsigned long long inode;
    struct stat about;

    *yes = false;
    CT_TRY(path_of(out, out->hold, "staged", &staged));
    if (!ct_file_exists(staged) || stat(out->staging, &about) != 0) return ct_ok();
    CT_TRY(read_list(out, "staged", &inode));
    *yes = inode != (unsigned long long)about.st_ino;
    return ct_ok();
}

/* In the old folder of an interrupted run: what the new one does not have is the user's, unless it is one of
 * those that were to go. */
static bool rescue_missing(ct_output *out, const char *from, const char *name, void *context)
{
    const char *path = ct_path_join(out->arena, from, name),
               *to = ct_path_join(out->arena, out->target, name);
    struct stat there;

    (void)context;
    if (path == NULL || to == NULL) return false;
    if (is_folder(path)) return walk_into(out, from, name, to, rescue_missing);
    return lstat(to, &there) == 0 || in_list(out->stale, out->n_stale, name) || rename(path, to) == 0;
}

ct_error ct_publish_recover(ct_output *out)
{
    const char *commit;
    unsigned long long number;
    bool exchanged = false;

    CT_TRY(path_of(out, out->hold, "commit", &commit));
    if (ct_folder_exists(out->target) && !walk(out, out->target, "", drop_old_rest, NULL))
        return ct_io_fail("cannot be read", errno);
    if (ct_file_exists(commit)) {
        CT_TRY(ct_folder_make(out->target));
        CT_TRY(read_list(out, "commit", &number));
        CT_TRY(move_all(out));
    } else {
        CT_TRY(was_exchanged(out, &exchanged));
    }
    if (exchanged && !walk(out, out->staging, "", rescue_missing, NULL))
        return ct_in(
            ct_fail(
                CT_EIO, 0,
                "holds files of yours that an interrupted run left there and that cannot be moved back; move them yourself"),
            out->staging);
    out->stale = NULL;
    out->n_stale = 0;
    if (!walk(out, out->hold, "", drop, NULL))
        return ct_in(ct_fail(CT_EIO, 0, "cannot be emptied; take it away"), out->hold);
    return ct_ok();
}
