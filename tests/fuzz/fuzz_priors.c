/* priors.csv from hostile CSV: what is accepted must be found again, must project to finite numbers in order,
 * and, read twice, add nothing.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "forecast/prior.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { H = 12 };

static void project(const ct_prior *prior)
{
    static const double year[] = { 2001, 2002, 2005 }, y[] = { 2.5, 3, 14 };

    for (size_t n = 1; n <= 3; n++) {
        ct_prediction p[H];

        if (ct_project_values_with(prior, NULL, (ct_nature)prior->nature, -INFINITY, INFINITY, year, y, n, H,
                                   p, NULL)
                .code != CT_OK)
            abort();
        for (size_t j = 0; j < H; j++)
            if (!(p[j].lo95 <= p[j].lo80 && p[j].lo80 <= p[j].median && p[j].median <= p[j].hi80 &&
                  p[j].hi80 <= p[j].hi95 && isfinite(p[j].hi95)))
                abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ct_table *priors = NULL;

    if (ct_priors_read((const char *)data, size, "fuzz", &priors).code != CT_OK) {
        if (priors != NULL) abort();
        return 0;
    }
    size_t n = priors->n;

    if (ct_priors_read((const char *)data, size, "again", &priors).code != CT_OK || priors->n != n) abort();
    for (size_t i = 0; i < n; i++) {
        const ct_prior *row = ct_prior_at(priors, i);

        if (ct_prior_find(priors, row->indicator, "", row->breakdown, (ct_nature)row->nature, row->unit, 0) !=
            row)
            abort();
        project(row);
    }
    ct_table_free(priors);
    return 0;
}
