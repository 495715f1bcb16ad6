#include "forecast/structure.h"

#include <math.h>
#include <stdlib.h>

#include "forecast/grid.h"

/* Parts are published rounded, some to whole points; further off, up to a change of definition (product taxes
 * shown apart in some years), the ratios of the parts still say something. */
static const double rounding = 1, rescalable = 5;

/* The value of a part in a year; NaN when it has none. */
static double value_in(const ct_structure_part *part, double year)
{
    for (size_t i = 0; i < part->n; i++)
        if (part->year[i] == year) return part->y[i];
    return NAN;
}

typedef enum { YEAR_USELESS, YEAR_OFF, YEAR_CLOSED, YEAR_RESCALED, YEAR_WHOLE } year_kind;

/* The parts of one year, adding to 100; a single missing one is the rest. */
static year_kind read_year(const ct_structure_part *parts, size_t n_parts, double year, double *y)
{
    size_t missing = 0, which = 0;
    double sum = 0;

    for (size_t k = 0; k < n_parts; k++) {
        y[k] = value_in(&parts[k], year);
        if (!isnan(y[k])) {
            sum += y[k];
        } else {
            which = k;
            missing++;
        }
    }
    if (missing > 1) return YEAR_USELESS;
    if (missing == 1) {
        if (sum > 100 + rounding) return YEAR_USELESS;
        y[which] = fmax(0, 100 - sum);
        sum += y[which];
    }
    double off = fabs(sum - 100);

    if (off > rescalable) return YEAR_OFF;
    for (size_t k = 0; k < n_parts; k++) y[k] = fmin(100, 100 * y[k] / sum);
    return missing == 1 ? YEAR_CLOSED : off > rounding ? YEAR_RESCALED : YEAR_WHOLE;
}

/* The first year after `after` that any part has; INFINITY: none. */
static double next_year(const ct_structure_part *parts, size_t n_parts, double after)
{
    double next = INFINITY;

    for (size_t k = 0; k < n_parts; k++)
        for (size_t i = 0; i < parts[k].n; i++)
            if (parts[k].year[i] > after) {
                next = fmin(next, parts[k].year[i]);
                break;
            }
    return next;
}

size_t ct_structure_years(const ct_structure_part *parts, size_t n_parts, double *last)
{
    size_t full = 0, whole = 0, used = 0;
    double y[CT_MAX_PARTS], latest = 0;

    if (n_parts < 2 || n_parts > CT_MAX_PARTS) return 0;
    for (double year = next_year(parts, n_parts, -INFINITY); isfinite(year);
         year = next_year(parts, n_parts, year)) {
        year_kind kind = read_year(parts, n_parts, year, y);

        whole += kind == YEAR_WHOLE;
        full += kind == YEAR_WHOLE || kind == YEAR_RESCALED || kind == YEAR_OFF;
        if (kind < YEAR_CLOSED) continue;
        used++;
        latest = year;
    }
    if (whole == 0 || 3 * whole < 2 * full) return 0;
    *last = latest;
    return used;
}

/* The years that tell of the whole. */
typedef struct {
    double *year, *pair;     /* n; pair: room for 2 n, one ratio's years and shares */
    double *y[CT_MAX_PARTS]; /* n each                                              */
    size_t n, n_parts, reference;
    bool zero[CT_MAX_PARTS]; /* always 0                            */
} common;

static void fill_common(common *to, const ct_structure_part *parts, size_t n_parts, double *work, size_t room)
{
    double mean[CT_MAX_PARTS] = { 0 }, y[CT_MAX_PARTS];

    *to = (common){ .year = work, .pair = work + room, .n_parts = n_parts };
    for (size_t k = 0; k < n_parts; k++) to->y[k] = work + (3 + k) * room;
    for (double year = next_year(parts, n_parts, -INFINITY); isfinite(year);
         year = next_year(parts, n_parts, year)) {
        if (read_year(parts, n_parts, year, y) < YEAR_CLOSED) continue;
        to->year[to->n] = year;
        for (size_t k = 0; k < n_parts; k++) {
            to->y[k][to->n] = y[k];
            mean[k] += y[k];
        }
        to->n++;
    }
    for (size_t k = 0; k < n_parts; k++) {
        to->zero[k] = mean[k] == 0;
        if (mean[k] > mean[to->reference]) to->reference = k;
    }
}

/* Continue ln(y_k / y_reference) as the logit of y_k's share of the two; a year in which both are 0 says
 * nothing of it. */
static ct_error project_ratio(const ct_model *model, const common *of, size_t k, size_t h, ct_prediction *p,
                              ct_choice *choice)
{
    const double *a = of->y[k], *b = of->y[of->reference];
    double *year = of->pair, *share = of->pair + of->n;
    size_t n = 0;

    for (size_t i = 0; i < of->n; i++) {
        if (a[i] + b[i] == 0) continue;
        year[n] = of->year[i];
        share[n++] = 100 * a[i] / (a[i] + b[i]);
    }
    if (n == 0) return ct_fail(CT_EDATA, 0, "no year in which a part or the largest part is above 0");
    size_t lag = (size_t)(of->year[of->n - 1] - year[n - 1]);
    ct_prediction ahead[CT_MAX_HORIZON];

    if (h + lag > CT_MAX_HORIZON)
        return ct_fail(CT_EUSAGE, 0, "cannot project %zu years; the horizon is 1 to %d years", h + lag,
                       CT_MAX_HORIZON);
    CT_TRY(ct_project_values_why(model, CT_SHARE, 0, 100, year, share, n, h + lag, ahead, choice));
    for (size_t j = 0; j < h; j++) p[j] = ahead[lag + j];
    return ct_ok();
}

/* The logit of part k's share of the whole, from the logarithms of all parts over the reference, without
 * those that always are 0. */
static double coherent_logit(const common *of, double (*ratio)[CT_MAX_HORIZON], size_t k, size_t j)
{
    double largest = -INFINITY, others = 0;

    for (size_t i = 0; i < of->n_parts; i++)
        if (i != k && !of->zero[i]) largest = fmax(largest, ratio[i][j]);
    for (size_t i = 0; i < of->n_parts; i++)
        if (i != k && !of->zero[i]) others += exp(ratio[i][j] - largest);
    return ratio[k][j] - largest - log(others);
}

static ct_error project_common(const ct_model *model, const common *of, size_t h, ct_prediction *out,
                               ct_choice *choice)
{
    double ratio[CT_MAX_PARTS][CT_MAX_HORIZON] = { { 0 } }; /* the reference's stay 0 */
    size_t positive = 0;
    ct_choice own;

    for (size_t k = 0; k < of->n_parts; k++) {
        ct_prediction pair[CT_MAX_HORIZON];

        positive += !of->zero[k];
        CT_TRY(
            ct_project_values_why(model, CT_SHARE, 0, 100, of->year, of->y[k], of->n, h, out + k * h, &own));
        if (of->zero[k] || k == of->reference) continue;
        CT_TRY(project_ratio(model, of, k, h, pair, choice));
        for (size_t j = 0; j < h; j++) ratio[k][j] = pair[j].location;
    }
    if (positive < 2) { /* one part is everything: each is constant, and was projected so */
        *choice = own;
        return ct_ok();
    }
    for (size_t k = 0; k < of->n_parts; k++)
        for (size_t j = 0; j < h && !of->zero[k]; j++) {
            out[k * h + j].location = coherent_logit(of, ratio, k, j);
            ct_prediction_fill(&out[k * h + j], 0, 100);
        }
    return ct_ok();
}

ct_error ct_structure_project(const ct_model *model, const ct_structure_part *parts, size_t n_parts, size_t h,
                              ct_prediction *out, ct_choice *choice)
{
    double last;
    common of;
    size_t n = ct_structure_years(parts, n_parts, &last);

    if (n == 0) return ct_fail(CT_EDATA, 0, "the parts do not add to 100 in the years that all of them have");
    if (h < 1 || h > CT_MAX_HORIZON)
        return ct_fail(CT_EUSAGE, 0, "cannot project %zu years; the horizon is 1 to %d years", h,
                       CT_MAX_HORIZON);
    double *work = malloc((3 + n_parts) * n * sizeof *work);

    if (work == NULL) return ct_no_memory();
    fill_common(&of, parts, n_parts, work, n);
    ct_error err = project_common(model, &of, h, out, choice);

    if (err.code == CT_OK) choice->reason = CT_METHOD_STRUCTURE;
    free(work);
    return err;
}
