/* Inside cli/output: the lock, the commit point and what follows an interrupted run.
 *
 * The working folder is PARENT/.NAME.chitieu beside the output folder PARENT/NAME, or NAME/.chitieu in it
 * where the parent cannot be written or is on another disk. It holds lock    held by flock() while the
 * process lives, with its pid for people; new     the new files; staged  the inode of `new`, written just
 * before it takes the place of the output folder, so that the next run can tell whether that happened, and
 * the files of the old result that go; commit  only where folders cannot be exchanged: from its appearing on
 * the result is decided, and files are moved one by one; the next run goes on with that. Exchanged by
 * renameat2(RENAME_EXCHANGE): what the user keeps in the folder was linked into `new` before; afterwards
 * `new` is the old folder, and what came into it in between is moved over before it goes. */
#ifndef CT_CLI_PUBLISH_H
#define CT_CLI_PUBLISH_H

#include <stdbool.h>

#include "cli/output.h"

/** Find the target and take its lock; out->hold is set. */
CT_CHECKED ct_error ct_publish_lock(ct_output *out);

/** Finish or take away what an interrupted run left; the lock is held. */
CT_CHECKED ct_error ct_publish_recover(ct_output *out);

/** Make the staged files visible. After CT_OK only the working folder is left. *decided: an error left files
 * to move, and the next run does it. */
CT_CHECKED ct_error ct_publish(ct_output *out, bool *decided);

/** Take away the working folder and give the lock back. keep: only the lock. */
void ct_publish_unlock(ct_output *out, bool keep);

#endif
