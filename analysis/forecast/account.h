/* How the default model came to a projection, for people who ask. */
#ifndef CT_FORECAST_ACCOUNT_H
#define CT_FORECAST_ACCOUNT_H

#include "forecast/components.h"
#include "forecast/joint.h"
#include "forecast/prior.h"

typedef struct {
    ct_path path;
    double offset;           /* added to levels with zeros, in units of the grid's x             */
    ct_parts parts;          /* forecasts of the components, spreads, evidence                    */
    double weight[CT_PARTS]; /* of the components, adding to 1                                    */
    double error[CT_PARTS];  /* mean absolute error at the rolling origins, units of x; NaN: none */
    double rolling;          /* errors over spread at the rolling origins, shrunk towards 1       */
    size_t origins, errors;  /* rolling origins used; errors compared there                       */
    double disagreement[CT_MAX_HORIZON]; /* weighted standard deviation of the components */
} ct_account;

/** The default model's prediction with its account, which NULL leaves out. A series that is zero throughout
 * has none: account untouched. */
CT_CHECKED ct_error ct_auto_predict(const ct_grid *grid, size_t h, ct_prediction *out, ct_account *account);

/** Add lines on the prior that a series' projection rests on: whose it is, of when, how much it counts, and
 * the medians with and without it. */
CT_CHECKED ct_error ct_prior_tell(const ct_prior *prior, const ct_sample *sample, size_t h, ct_lang lang,
                                  ct_buffer *to);

/** A number with four significant digits, as people write it, in `width` columns at least, a blank before it.
 */
void ct_account_number(ct_buffer *to, ct_lang lang, double value, int width);

/** A text of a table; of control characters, which could act on the reader's terminal, a question mark each.
 */
void ct_account_plain(ct_buffer *to, const char *text);

#endif
