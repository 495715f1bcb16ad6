/* When a signal ends the program: its children end too, and what it had begun to write is taken away.
 *
 * Signals belong to the whole process, so this is the one place of the library with a list of its own at file
 * scope: a fixed number of entries that a signal handler can walk without allocating. Modules that start a
 * child or make something temporary enter it here and take it out again. */
#ifndef CT_CORE_ENDING_H
#define CT_CORE_ENDING_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define CT_ENDING_NONE                                                                                       \
    ((size_t)-1) /* the list is full or the path too long: nothing is done at the end, and nothing is lost   \
                    but tidiness */

/** Catch SIGINT, SIGTERM, SIGHUP, SIGPIPE and SIGXCPU, but for those that the parent had ignored: kill and
 * take away what is entered, then end by that same signal. A second signal ends at once. SIGXFSZ is ignored,
 * so that a file over the limit is an error like a full disk. For main() only. */
void ct_ending_catch(void);

/** Enter a child, the leader of a process group of its own. @return its place, for ct_ending_forget() */
size_t ct_ending_child(pid_t pid);

/** Enter a worker: a process of this program that cleans up itself when it is told to end, and is given two
 * seconds to. It is no leader of a group. The list of workers is one of its own, of CT_ENDING_WORKERS places.
 */
enum { CT_ENDING_WORKERS = 256 };
size_t ct_ending_worker(pid_t pid);
void ct_ending_forget_worker(size_t place);

/** Enter a file, or a folder with all that is in it; the path is copied. */
size_t ct_ending_file(const char *path);
size_t ct_ending_folder(const char *path);

/** Take an entry out again; CT_ENDING_NONE is fine. */
void ct_ending_forget(size_t place);

/** While held, signals wait: for a few steps that must be done together. */
void ct_ending_hold(bool hold);

/** In a worker, after fork() and with signals held: what its parent has entered is none of its business, and
 * signals act on it from now on. */
void ct_ending_as_worker(void);

/** Between fork() and exec() of a child: every signal acts and is heard again as at the start of a program.
 */
void ct_ending_as_new(void);

#endif
