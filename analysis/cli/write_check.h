/* The page to check figures on, from a table of observations and their documents. */
#ifndef CT_CLI_WRITE_CHECK_H
#define CT_CLI_WRITE_CHECK_H

#include "cli/stages.h"

/** Write the page of stages->observations below a confidence to -o. The documents are read for figures once
 * more, so that chances and second candidates can be shown; --scope is the territory of figures that name
 * none, by default the commonest scope. --reviews are the decisions so far.
 * @param documents n of them, borrowed */
CT_CHECKED ct_error ct_write_check(const ct_args *args, ct_stages *stages, double below,
                                   ct_document *const *documents, size_t n);

#endif
