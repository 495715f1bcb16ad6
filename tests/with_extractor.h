/* The project's own catalogue and the extractor made of it, for a group of tests. Include after cmocka_all.h.
 */
#ifndef CT_TESTS_WITH_EXTRACTOR_H
#define CT_TESTS_WITH_EXTRACTOR_H

#include <stdio.h>

#include "catalogue/catalogue.h"
#include "extract/extract.h"

#define CATALOGUE TEST_SOURCE_FOLDER "/datasets/catalogue"

static ct_catalogue *catalogue;
static ct_extractor *extractor;

static int set_up(void **state)
{
    (void)state;
    ct_error err = ct_catalogue_read(&catalogue, CATALOGUE, NULL);
    if (err.code == CT_OK) err = ct_extractor_new(&extractor, catalogue, CATALOGUE);
    if (err.code != CT_OK) fprintf(stderr, "%s:%ld: %s\n", err.file, err.line, err.text);
    return err.code == CT_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    ct_extractor_free(extractor);
    ct_catalogue_free(catalogue);
    return 0;
}

#endif
