/* Inside documents/ only: files of office programs that we do not read ourselves, made into ones that we do
 * by programs that can. */
#ifndef CT_DOCUMENTS_OLDER_H
#define CT_DOCUMENTS_OLDER_H

#include <stddef.h>

#include "core/buffer.h"
#include "core/error.h"

typedef enum { CT_OLDER_NONE, CT_OLDER_WORD, CT_OLDER_RTF, CT_OLDER_EXCEL } ct_older;

/** What the bytes are, whatever the file's name says: an old Word (.doc) or Excel file (.xls), RTF, or none
 * of these. */
ct_older ct_older_find(const char *bytes, size_t n);

/** Convert it: to Word or Excel of today by LibreOffice, else to text by antiword or catdoc, the first that
 * is installed. What they wrote is checked to be that, and no such file again.
 * @param seconds that each of them may take; 0: what is usual
 * @return CT_OK; CT_ETOOL (none is installed: the message names them; or all that are failed); CT_EIO
 * (temporary files); CT_ENOMEM */
CT_CHECKED ct_error ct_older_convert(ct_older kind, const char *bytes, size_t n, unsigned seconds,
                                     ct_buffer *to);

#endif
