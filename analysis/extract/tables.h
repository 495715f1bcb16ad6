/* Tables of a document: the heads of its columns say year and kind, its rows name the indicators. */
#ifndef CT_EXTRACT_TABLES_H
#define CT_EXTRACT_TABLES_H

#include "extract/resolve.h"

/** Called for every figure of a table. The passage is the row's; the answer is complete. */
typedef ct_error (*ct_row_figure)(void *to, const ct_passage *row, const ct_mention *mention, const ct_answer *answer);

/** Read the rows blocks[0..n-1] of one table.
 * @param context its setting and headings are what stands above the table */
CT_CHECKED ct_error ct_rows_read(const ct_knowledge *known, const ct_document *document, const ct_block *blocks, size_t n, bool damaged,
                                 const ct_context *context, ct_row_figure figure, void *to);

#endif
