/* The project's own catalogue for a group of tests: read before it, freed after it. Include after
 * cmocka_all.h. */
#ifndef CT_TESTS_WITH_CATALOGUE_H
#define CT_TESTS_WITH_CATALOGUE_H

#include "catalogue/catalogue.h"

static ct_catalogue *catalogue;

static int read_catalogue(void **state)
{
    (void)state;
    return ct_catalogue_read(&catalogue, "datasets/catalogue", NULL).code != CT_OK;
}

static int free_catalogue(void **state)
{
    (void)state;
    ct_catalogue_free(catalogue);
    return 0;
}

#endif
