/* References: the number under which a document was issued, "Số 36-NQ/TU" (No. 36-NQ/TU). */
#ifndef CT_EXTRACT_REFERENCE_H
#define CT_EXTRACT_REFERENCE_H

#include "documents/document.h"

/** The number that a short line of a document's head tells, at its beginning or at that of one of its
 * columns: "36-NQ/TU" of "Số: 36-NQ/TU | Bắc Giang, ngày ..." (number and place of a resolution). Borrowed
 * from the line, *n bytes; NULL for none. */
const char *ct_reference_find(const ct_line *line, size_t *n);

#endif
