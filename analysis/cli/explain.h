/* extract --explain FILE:LINE: how each number of a line was read, for people. */
#ifndef CT_CLI_EXPLAIN_H
#define CT_CLI_EXPLAIN_H

#include "cli/command.h"
#include "core/table.h"

/** Split "FILE:LINE"; CT_EUSAGE when there is no line. *path is in the arena of the command. */
CT_CHECKED ct_error ct_explain_parse(const ct_args *args, const char *text, const char **path, long *line);

/** Write what the traces say of a line, after the line itself where the observations have it. CT_EDATA when
 * the line has no number. */
CT_CHECKED ct_error ct_explain_write(const ct_args *args, const ct_table *traces,
                                     const ct_table *observations, long line, ct_buffer *to);

#endif
