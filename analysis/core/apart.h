/* Work of a library that ends the whole program where memory runs out in it, done in a process of its own. */
#ifndef CT_CORE_APART_H
#define CT_CORE_APART_H

#include <stdbool.h>

#include "core/error.h"

/** Call work(context) in a copy of this process and wait for it. What it writes to files stays; what it
 * changes in memory is lost. The copy ends with us, also when a signal ends us, and after `seconds` of time.
 * What libraries say there on standard error is not shown; that memory ran out is believed.
 * @param library whose work it is, for the message
 * @return what work() returned; CT_ENOMEM when the copy crashed, when memory ran out in it whatever work()
 * says of that, or when there is no memory for a copy; CT_ETOOL when it took too long; CT_EIO */
CT_CHECKED ct_error ct_apart(const char *library, unsigned seconds, ct_error (*work)(void *context),
                             void *context);

/** For work() in the copy, at the end of a step that opens nothing: did a request for memory fail since the
 * last call? Some libraries lose what they had no memory for and do not tell; malloc() leaves ENOMEM in
 * errno, which nothing but another failing system call takes away. */
bool ct_apart_lost(void);

#endif
