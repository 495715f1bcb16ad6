/* Inside documents/ only: the lines of a page of placed words. */
#ifndef CT_DOCUMENTS_PAGE_LINES_H
#define CT_DOCUMENTS_PAGE_LINES_H

#include "documents/pages.h"
#include "documents/placed.h"

/** The lines of a page from top to bottom, of two columns of text one after the other; in the arena.
 * CT_ENOMEM. */
CT_CHECKED ct_error ct_page_lines(ct_arena *arena, const ct_page *page, const ct_placed_line **out,
                                  size_t *n_out);

#endif
