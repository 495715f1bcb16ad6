/* Child processes: an argument vector, never a shell; input fed and both outputs drained at once; limits on
 * time and size. */
#ifndef CT_CORE_CHILD_H
#define CT_CORE_CHILD_H

#include <stddef.h>

#include "core/buffer.h"
#include "core/error.h"

typedef struct {
    const char *const *argv; /* NULL-terminated; argv[0] is looked up in PATH */
    const char *package; /* Debian package that holds the program, for the message when it is missing     */
    const char *input; /* bytes for its standard input, or NULL for none                                   */
    size_t n_input;
    unsigned seconds;   /* it is killed after so long; at least 1                                           */
    size_t limit;       /* bytes of standard output at most; more kills it                                  */
    size_t memory;      /* bytes of address space at most; 0: as the system has it                          */
    const char *folder; /* where it runs; NULL: where we do                                                 */
    const char *const *environment; /* NULL-terminated "NAME=VALUE" that stand beside ours, or NULL */
} ct_child;

typedef struct {
    int status; /* exit status, 0..255                                                                    */
    ct_buffer output; /* standard output */
    char said[512];   /* the last of its standard error: printable, whole characters   */
} ct_child_result;

/** Run it and wait. A non-zero exit status is not an error here: the caller knows what it means. The child
 * gets the environment with LC_ALL=C.UTF-8 and SOURCE_DATE_EPOCH of 1 January 2000, so that what it writes
 * does not depend on the clock. It is killed when we end, in whatever way, and has its limits itself: twice
 * `seconds` of processor time (where it gets only a part of a processor and works, `seconds` are given it up
 * to three times more), `memory`, 2 GB a file, no core.
 * @param result cleared by ct_child_clear() in every case
 * @return CT_OK; CT_ETOOL (not installed, killed by a signal, too slow, too much output); CT_EIO (pipes);
 * CT_ENOMEM */
CT_CHECKED ct_error ct_child_run(const ct_child *child, ct_child_result *result);

/** Run n of them, at most at_once at the same time, in their order. What ct_child_run() would return for each
 * is in errors.
 * @param results n of them, cleared by ct_child_clear() in every case
 * @param done called when child i has ended, as they end; NULL: nobody is told
 * @return CT_OK, or CT_ENOMEM before anything was started */
CT_CHECKED ct_error ct_children_run(const ct_child *children, ct_child_result *results, ct_error *errors,
                                    size_t n, size_t at_once, void (*done)(void *context, size_t i),
                                    void *context);

void ct_child_clear(ct_child_result *result);

#endif
