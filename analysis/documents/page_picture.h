/* Pictures of a document's pages, for people to look at. */
#ifndef CT_DOCUMENTS_PAGE_PICTURE_H
#define CT_DOCUMENTS_PAGE_PICTURE_H

#include <stddef.h>

#include "core/buffer.h"
#include "core/error.h"
#include "documents/document.h"

enum { CT_PAGE_PICTURE_LIMIT = 1500 * 1000 }; /* bytes of one picture at most: larger ones are left out */

/** Draw pages of a PDF (pdftoppm: grey JPEG, 100 dots to the inch), or take the picture that a scanned page's
 * file is (PNG, JPEG).
 * @param bytes n_bytes of the document's file
 * @param pages n page numbers from 1 on
 * @param pictures n of them, made by this function and the caller's to clear in every case; an empty one:
 * that page cannot be shown (another format, no such page, TIFF, over the limit)
 * @param type gets "image/jpeg" or "image/png", the same for all of them
 * @return CT_OK; CT_ETOOL (pdftoppm missing or failing: the message names the package); CT_ENOMEM */
CT_CHECKED ct_error ct_page_pictures(const ct_document *document, const char *bytes, size_t n_bytes,
                                     const long *pages, size_t n, ct_buffer *pictures, const char **type);

#endif
