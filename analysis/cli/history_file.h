/* History for the stages: any file that holds figures of earlier years, in the exact form or as it is. */
#ifndef CT_CLI_HISTORY_FILE_H
#define CT_CLI_HISTORY_FILE_H

#include "cli/stages.h"

/** Read history files into stages->history and their names into stages->names (decided ones first, then those
 * to be decided; NULL where no file is a workbook). A file in the exact form (a table with the columns of
 * history.csv, in CSV of any separator or a workbook) is taken as it stands; any other is read as documents
 * are. A line on standard error for each file with names that nobody has decided.
 * @return errors of reading, with file and line; CT_EDATA for a file in which no figure of a year is found */
CT_CHECKED ct_error ct_history_read(const ct_args *args, const ct_history_files *files, ct_stages *stages);

#endif
