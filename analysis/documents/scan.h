/* Inside documents/ only: pages that are pictures, and text layers that are not what their page shows. */
#ifndef CT_DOCUMENTS_SCAN_H
#define CT_DOCUMENTS_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/error.h"
#include "documents/pages.h"
#include "documents/reader.h"

/** A picture file that ct_scan_picture() reads: PNG, JPEG or TIFF, by its first bytes. */
bool ct_scan_is_picture(const char *bytes, size_t n);

/** Read a picture file as a document, page by page (TIFF).
 * @return CT_OK; CT_EDATA (no text in it, or OCR is not wanted); CT_ETOOL (tesseract missing or failing);
 * CT_ENOMEM */
CT_CHECKED ct_error ct_scan_picture(ct_reader *reader, const char *bytes, size_t n);

/** Read those pages of a PDF from their picture that have no text, or whose text is no sound Vietnamese
 * (every page with CT_OCR_ALWAYS), and put the words read in place of the old ones where they are better.
 * What was read again, or could not be, is told by ct_reader_unread().
 * @param pages n_pages pages, all of the document, in order; their new words live in the document's arena
 * @return CT_OK; CT_EDATA (there is no text at all, and it could not be read from the pictures); CT_ENOMEM */
CT_CHECKED ct_error ct_scan_mend(ct_reader *reader, const char *bytes, size_t n, ct_page *pages,
                                 size_t n_pages);

#endif
