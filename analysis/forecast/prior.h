/* What other provinces' series tell of an indicator: how much it moves, and whither. A series of one to eight
 * values says little of either; provinces share both, so that their table narrows or widens the default
 * projection and moves it a little. docs/methods-forecast.md, "Priors from other provinces", has the recipe,
 * what it brings and what it costs. scripts/learn-priors makes the table. */
#ifndef CT_FORECAST_PRIOR_H
#define CT_FORECAST_PRIOR_H

#include <stdbool.h>

#include "catalogue/catalogue.h"
#include "core/table.h"
#include "forecast/grid.h"

enum { CT_PRIOR_LEAST_SERIES = 5 }; /* fewer provinces are no prior */

/* One row: of one indicator and breakdown. Working scale: ln of a level, logit of a share, a rate itself. The
 * model is a local level with drift, x_t = L_{t-1} + m + e_t, L_t = L_{t-1} + m + memory e_t, where e has
 * variance s^2, m given s is N(growth, (spread s)^2), and s^2 is dof shock^2 / chi^2(dof); of a rate, values
 * around a mean whose prior is m's. */
typedef struct ct_prior {
    const char *indicator, *breakdown; /* of which series; breakdown "" is the total */
    const char *unit; /* of a rate: the series' unit; a level and a share need none             */
    int nature;       /* ct_nature                                                              */
    double growth;    /* median yearly move on the working scale (a rate: its usual value)      */
    double spread;    /* of provinces around it, in shocks; (0, 2]                              */
    double shock;     /* size of a year's surprise; > 0                                         */
    double dof;       /* how alike provinces are in that size; [1, 1000]                        */
    double memory;    /* what of a surprise stays: below 1 it fades, above 1 it goes on; (0, 2) */
    long series, values, from, to; /* learned from so many series and values, of these years */
    const char *except; /* words joined by "|": of a place called so it is no prior (a district moves more
                           than a province) */
    const char *source;
} ct_prior;
extern const ct_schema ct_prior_schema;

static inline const ct_prior *ct_prior_at(const ct_table *priors, size_t i)
{
    return ct_table_row(priors, i);
}

/** Read a table of priors and add its rows; a row of a series that the table has already is left out, so what
 * is read first wins.
 * @param table made when *table is NULL; sorted for ct_prior_find(); untouched or NULL on error
 * @param file how errors name it
 * @return CT_OK; CT_EPARSE naming file, line and cure (a number out of its range, fewer than
 * CT_PRIOR_LEAST_SERIES series, years that end before they begin, a rate without unit, two rows of one
 * series, and as ct_table_read()); CT_ENOMEM */
CT_CHECKED ct_error ct_priors_read(const char *text, size_t n, const char *file, ct_table **table);

/** The row of exactly this series, or NULL: what another part or indicator does is no prior
 * (docs/methods-forecast.md).
 * @param priors of ct_priors_read(); NULL: none
 * @param scope  its first word, or words, must not be one of the row's `except`
 * @param known  rows learned from years after this one are left out, as nobody knew them then; 0: none is */
const ct_prior *ct_prior_find(const ct_table *priors, const char *indicator, const char *scope,
                              const char *breakdown, ct_nature nature, const char *unit, long known);

/* How a prior and the series' own projection came together, for people who ask. Steps are 1 .. h; x is in
 * units of the grid. */
typedef struct {
    double weight, kappa;        /* W, and what widens the whole                          */
    double lambda;               /* how much of the growth counts                         */
    double drift, variance, dof; /* of m, s^2 and s^2's t after the series' values        */
    double prior_at[CT_MAX_HORIZON], prior_scale[CT_MAX_HORIZON]; /* location and scale by prior and values */
    double own_at[CT_MAX_HORIZON],
        own_scale[CT_MAX_HORIZON]; /* of the default without prior, on the prior's scale; NaN for one value */
} ct_prior_account;

/** Combine the default model's prediction with a prior by W = 4 / (n + 3) (logarithmic pool of the scales:
 * Genest and Zidek 1986, Statistical Science 1(1); W and the other constants were chosen on other provinces'
 * series, docs/methods-forecast.md).
 * @param age last year of the series less that of the prior; old growth counts less
 * @param p   h predictions of the default (or of its fallback for one value): location, scale, nu, transform,
 * in units of the grid; the combination on success, else untouched
 * @param account NULL: left out; untouched when the prior is not used
 * @return CT_OK, *used tells whether the prior suits the grid (a level with all values above 0, a share that
 * is not 0 or 100 throughout, a rate) and came to finite numbers; CT_ENOMEM */
CT_CHECKED ct_error ct_prior_combine(const ct_prior *prior, const ct_grid *grid, long age, size_t h,
                                     ct_prediction *p, bool *used, ct_prior_account *account);

#endif
