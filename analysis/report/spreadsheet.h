/* The report as an Excel workbook: the assessment with live formulas, a table of years, native charts, and
 * every table of the run. */
#ifndef CT_REPORT_SPREADSHEET_H
#define CT_REPORT_SPREADSHEET_H

#include <stdbool.h>

#include "core/error.h"
#include "report/report.h"

/** True when workbooks can be written (libxlsxwriter is built in). */
bool ct_spreadsheet_built_in(void);

/** Write the workbook to `path`, a new file. A derived figure stands as a formula over the cells of its row
 * where the formula gives the table's figure, and as that figure where it does not (averages, sums); text is
 * always text. The same report gives the same bytes. CT_EUSAGE when not built in; CT_EIO naming the path;
 * CT_EDATA from the series table; CT_ENOMEM. */
CT_CHECKED ct_error ct_report_spreadsheet(const ct_report *report, const char *path);

#endif
