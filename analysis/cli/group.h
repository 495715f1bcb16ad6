/* Files that a command writes together: none takes its place before all are there. Every one is made whole
 * and synced beside its place first; what is left then are renames, one after another, so that a full disk, a
 * table that cannot be written or a folder that is missing leaves all of them as they were. Only a machine
 * that stops between two renames leaves some new and some old, each whole. A folder of files has more:
 * cli/output.h. */
#ifndef CT_CLI_GROUP_H
#define CT_CLI_GROUP_H

#include "cli/command.h"
#include "core/table.h"
#include "core/writer.h"

enum { CT_GROUP_MAX = 12 };

typedef struct {
    ct_writer *files[CT_GROUP_MAX];
    const char *paths[CT_GROUP_MAX]; /* borrowed */
    size_t n;
} ct_group;

/** Add a file. CT_EUSAGE: the same file is in the group already; CT_EIO names the path. */
CT_CHECKED ct_error ct_group_add(ct_group *group, const char *path, const char *bytes, size_t n);

/** Add a table in the format asked for; NULL for either: nothing. */
CT_CHECKED ct_error ct_group_table(const ct_args *args, ct_group *group, const ct_table *table,
                                   const char *path);

/** Put all in their places: pipes, devices and standard output first, which may refuse, then the files. */
CT_CHECKED ct_error ct_group_commit(ct_group *group);

/** What was not committed leaves no trace. To be called in every case. */
void ct_group_clear(ct_group *group);

#endif
