/* Tables of a document: the heads of its columns say year and kind, its rows name the indicators. */
#ifndef CT_EXTRACT_TABLES_H
#define CT_EXTRACT_TABLES_H

#include "extract/candidates/figure.h"

/** Read the rows that are the document's blocks first .. end - 1, one table; its figures go to the window.
 * @param context its setting and headings are what stands above the table */
CT_CHECKED ct_error ct_rows_read(ct_window *window, size_t first, size_t end, const ct_context *context);

#endif
