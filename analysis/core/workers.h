/* Work done by processes of this program, one a piece of work: what crashes, hangs or runs out of memory
 * costs its own piece. Answers come in the order of the pieces, whatever the order they are ready in. For a
 * program without threads of its own at that time. */
#ifndef CT_CORE_WORKERS_H
#define CT_CORE_WORKERS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/buffer.h"
#include "core/error.h"

/* The way from a worker to its parent. */
typedef struct ct_worker ct_worker;

typedef struct {
    size_t n; /* pieces of work                                                                             */
    size_t at_once;   /* workers at the same time, 1..CT_WORKERS_MOST   */
    unsigned seconds; /* of processor time that one may take, without the programs it starts; at least 1 */
    void *context;    /* for the functions below    */

    /** Before piece i is given to a worker: is its answer known without one? *found, and the answer appended.
     * An error ends everything. */
    ct_error (*know)(void *context, size_t i, ct_buffer *answer, bool *found);
    /** In the worker: do piece i and append the answer. Nothing it changes is seen by the parent. An answer
     * that could not be made for want of memory counts as none. */
    void (*work)(void *context, size_t i, ct_worker *worker, ct_buffer *answer);
    /** In the parent, for i = 0, 1, ... in this order: the answer, borrowed; or why there is none
     * (fault->code is not CT_OK). An error ends everything. */
    ct_error (*take)(void *context, size_t i, const ct_error *fault, const ct_buffer *answer);
    /** In the parent, when worker i told how far it is (ct_worker_tell()), and with 0 of 0 when i is the next
     * whose answer is waited for. May be NULL. */
    void (*told)(void *context, size_t i, size_t done, size_t total);
} ct_workers;

enum { CT_WORKERS_MOST = 256 };

/** Do all pieces. At most four answers for each worker wait for their turn, so that memory does not grow with
 * n. Workers end with us, in whatever way we end, and take away what they made.
 * @return CT_OK; what know() or take() answered, the first in the order of the pieces for take(); CT_ENOMEM;
 * CT_EIO. No worker is left then. */
CT_CHECKED ct_error ct_workers_run(const ct_workers *workers);

/** How many processors this process may use, at least 1, at most CT_WORKERS_MOST. */
size_t ct_workers_cores(void);

/** In a worker: how far it is. Lost where the parent is gone. */
void ct_worker_tell(ct_worker *worker, size_t done, size_t total);

#endif
