/* The short table a run prints at its end. */
#ifndef CT_CLI_SUMMARY_H
#define CT_CLI_SUMMARY_H

#include "cli/output.h"
#include "cli/project.h"
#include "cli/stages.h"

/** Counts, the plan's targets with where they stand, the number of findings, and where report and charts are.
 */
CT_CHECKED ct_error ct_summary_print(const ct_args *args, const ct_project_folder *project,
                                     const ct_stages *stages, size_t n_charts, const char *folder,
                                     ct_buffer *to);

#endif
