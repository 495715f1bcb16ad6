/* The report's two files, from the tables of a run. */
#ifndef CT_CLI_WRITE_REPORT_H
#define CT_CLI_WRITE_REPORT_H

#include "cli/output.h"
#include "cli/stages.h"
#include "report/report.h"

/** Fill what the report takes from the stages (tables, catalogue, language) and from the drawn charts (SVG texts out of the staging area), and write
 * report.md and report.html into the output. */
CT_CHECKED ct_error ct_write_report(const ct_args *args, const ct_stages *stages, ct_report *report, ct_output *out);

#endif
