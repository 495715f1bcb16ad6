/* Shares of a whole, projected together so that they stay in [0, 100] and add to 100. */
#ifndef CT_FORECAST_STRUCTURE_H
#define CT_FORECAST_STRUCTURE_H

#include <stdbool.h>

#include "forecast/forecast.h"

enum { CT_MAX_PARTS = 16 };

/* One part: n years ascending, shares in [0, 100]. */
typedef struct {
    const double *year, *y;
    size_t n;
} ct_structure_part;

/** How many years tell of the whole: years that all parts have (at most 5 from 100 in sum, and rescaled to
 * it) and years that all parts but one have, which is the rest. 0 when the parts make no whole: fewer than
 * two of them or more than CT_MAX_PARTS, no year that all have, or less than two thirds of those adding to
 * 100 within 1.
 * @param last the last such year; untouched when there is none */
size_t ct_structure_years(const ct_structure_part *parts, size_t n_parts, double *last);

/** Project parts that make a whole by additive log-ratios (Aitchison 1986, The Statistical Analysis of
 * Compositional Data, chapter 6): the logarithm of each part over the largest one is continued with `model`,
 * as the logit of its share of the two; the medians are the ratios turned back, so they are positive and add
 * to 100. A part that always is 0 stays 0. The spread is the part's own, on the logit scale. The years of
 * ct_structure_years() are used, the last of them is `last`.
 * @param out   h predictions a part: out[k * h + j] is part k in year last + 1 + j
 * @param choice the model that continued the ratios; its reason is CT_METHOD_STRUCTURE
 * @return as ct_project_values() */
CT_CHECKED ct_error ct_structure_project(const ct_model *model, const ct_structure_part *parts,
                                         size_t n_parts, size_t h, ct_prediction *out, ct_choice *choice);

#endif
