#include "assess/outcome.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "assess/rates.h"

/* What the projected years come to: a value each, or all at one score of their own distributions. */
typedef struct {
    const double *own; /* by projected year; NULL: all stand at `score` */
    double score;
} year_values;

static double value_of(const ct_outcome *outcome, size_t i, year_values v)
{
    return v.own != NULL ? v.own[i] : ct_distribution_at_score(&outcome->projected[i], v.score);
}

static double projected_sum(const ct_outcome *outcome, year_values v)
{
    double sum = 0;

    for (size_t i = 0; i < outcome->n; i++) sum += value_of(outcome, i, v);
    return sum;
}

/* Growth below -100 % leaves nothing: the product is 0 from there down, so that a wild tail stays a number. */
static double projected_growth(const ct_outcome *outcome, year_values v)
{
    double sum = outcome->known;

    for (size_t i = 0; i < outcome->n; i++) sum += log1p(fmax(value_of(outcome, i, v), -100) / 100);
    return 100 * expm1(sum / (double)outcome->years);
}

static double projected_worst(const ct_outcome *outcome, year_values v)
{
    double worst = outcome->known; /* NaN while no year is known: fmin and fmax pass over it */

    for (size_t i = 0; i < outcome->n; i++) {
        double value = value_of(outcome, i, v);

        worst = outcome->kind == CT_OUTCOME_LOWEST ? fmin(worst, value) : fmax(worst, value);
    }
    return worst;
}

static double figure_at(const ct_outcome *outcome, year_values v)
{
    double last = value_of(outcome, outcome->n - 1, v);

    switch (outcome->kind) {
    case CT_OUTCOME_LAST: return last;
    case CT_OUTCOME_SUM: return outcome->known + projected_sum(outcome, v);
    case CT_OUTCOME_MEAN: return (outcome->known + projected_sum(outcome, v)) / (double)outcome->years;
    case CT_OUTCOME_GEOMETRIC: return projected_growth(outcome, v);
    case CT_OUTCOME_CAGR: /* from a positive base; nothing left is a growth of -100 % */
        return last > 0 ? ct_cagr(outcome->known, last, (double)outcome->years) : -100;
    case CT_OUTCOME_CHANGE: return (last - outcome->known) / (double)outcome->years;
    case CT_OUTCOME_DIFFERENCE: return last - outcome->known;
    case CT_OUTCOME_MULTIPLE: return last / outcome->known;
    case CT_OUTCOME_GROWTH: return 100 * (last / outcome->known - 1);
    case CT_OUTCOME_LOWEST:
    case CT_OUTCOME_HIGHEST: return projected_worst(outcome, v);
    }
    return NAN;
}

static bool of_several_years(const ct_outcome *outcome)
{
    bool several = outcome->kind == CT_OUTCOME_SUM || outcome->kind == CT_OUTCOME_MEAN || outcome->kind == CT_OUTCOME_GEOMETRIC ||
                   outcome->kind == CT_OUTCOME_LOWEST || outcome->kind == CT_OUTCOME_HIGHEST;

    return several && outcome->n > 1;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Values of one year by score, so that a course costs no quantile of its own. Between the grid's scores a straight line is right to a
 * ten-thousandth of the spread, to a hundredth beside the bound of a straight side; one score in a million lies beyond its ends and counts
 * as there. */
enum { GRID_STEPS = 32, GRID_END = 5, GRID = 2 * GRID_END * GRID_STEPS + 1 };

static void tabulate(const ct_distribution *distribution, double *value)
{
    for (int i = 0; i < GRID; i++) value[i] = ct_distribution_at_score(distribution, (double)i / GRID_STEPS - GRID_END);
}

static double look_up(const double *value, double z)
{
    double place = (fmin(fmax(z, -GRID_END), GRID_END) + GRID_END) * GRID_STEPS;
    int below = (int)fmin(floor(place), GRID - 2);

    return value[below] + (place - below) * (value[below + 1] - value[below]);
}

ct_error ct_outcome_simulate(ct_outcome *outcome, ct_dependence dependence, long latest, double *sample)
{
    enum { COURSES = CT_OUTCOME_SAMPLE / 2, SEED = 20251 };
    long steps = outcome->projected[outcome->n - 1].period - latest;
    double own[CT_MAX_HORIZON], *courses, *values;
    bool number = true;
    ct_error err;

    outcome->sample = NULL;
    if (!of_several_years(outcome)) return ct_ok();
    if (outcome->projected[0].period <= latest || steps > CT_MAX_HORIZON)
        return ct_fail(CT_EUSAGE, 0, "cannot simulate %ld years after %ld; at most %d", steps, latest, CT_MAX_HORIZON);
    courses = malloc(((size_t)steps * COURSES + outcome->n * GRID) * sizeof *courses);
    if (courses == NULL) return ct_no_memory();
    values = courses + (size_t)steps * COURSES; /* GRID a year */
    for (size_t k = 0; k < outcome->n; k++) tabulate(&outcome->projected[k], values + k * GRID);
    err = ct_score_paths(dependence, (size_t)steps, SEED, COURSES, courses);
    for (size_t i = 0; err.code == CT_OK && i < CT_OUTCOME_SAMPLE; i++) {
        const double *course = courses + i / 2 * (size_t)steps;

        for (size_t k = 0; k < outcome->n; k++)
            own[k] = look_up(values + k * GRID, (i % 2 == 0 ? 1 : -1) * course[outcome->projected[k].period - latest - 1]);
        sample[i] = figure_at(outcome, (year_values){ own, 0 });
        number = number && !isnan(sample[i]);
    }
    free(courses);
    if (err.code != CT_OK || !number) return err;
    qsort(sample, CT_OUTCOME_SAMPLE, sizeof *sample, ascending);
    outcome->sample = sample;
    return ct_ok();
}

double ct_outcome_middle(const ct_outcome *outcome)
{
    return figure_at(outcome, (year_values){ NULL, 0 });
}

double ct_outcome_at(const ct_outcome *outcome, double z)
{
    double place;
    size_t below;

    if (outcome->sample == NULL) return figure_at(outcome, (year_values){ NULL, z });
    place = (CT_OUTCOME_SAMPLE - 1) * gsl_cdf_ugaussian_P(z);
    below = (size_t)fmin(floor(place), CT_OUTCOME_SAMPLE - 2);
    return outcome->sample[below] + (place - (double)below) * (outcome->sample[below + 1] - outcome->sample[below]);
}

/* The share of the sample below x, or, for `through`, up to x. */
static double share_below(const double *sample, double x, bool through)
{
    size_t low = 0, high = CT_OUTCOME_SAMPLE;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (through ? sample[middle] <= x : sample[middle] < x)
            low = middle + 1;
        else
            high = middle;
    }
    return (double)low / CT_OUTCOME_SAMPLE;
}

/* The score where the outcome passes x: the first with outcome >= x, or, for `above`, the first with outcome > x. Scores past 9 have
 * a probability below 1e-18 and count as infinite. */
static double crossing(const ct_outcome *outcome, double x, bool above)
{
    double low = -9, high = 9;
    double bottom = ct_outcome_at(outcome, low), top = ct_outcome_at(outcome, high);

    if (isnan(x) || isnan(bottom) || isnan(top)) return NAN;
    if (above ? bottom > x : bottom >= x) return -INFINITY;
    if (above ? top <= x : top < x) return INFINITY;
    for (int i = 0; i < 48; i++) {
        double middle = (low + high) / 2, value = ct_outcome_at(outcome, middle);

        if (above ? value > x : value >= x)
            high = middle;
        else
            low = middle;
    }
    return high;
}

double ct_outcome_at_least(const ct_outcome *outcome, double x)
{
    double z;

    if (outcome->sample != NULL) return isnan(x) ? NAN : 1 - share_below(outcome->sample, x, false);
    z = crossing(outcome, x, false);
    if (isnan(z)) return NAN;
    return isinf(z) ? (z < 0 ? 1 : 0) : gsl_cdf_ugaussian_Q(z);
}

double ct_outcome_at_most(const ct_outcome *outcome, double x)
{
    double z;

    if (outcome->sample != NULL) return isnan(x) ? NAN : share_below(outcome->sample, x, true);
    z = crossing(outcome, x, true);
    if (isnan(z)) return NAN;
    return isinf(z) ? (z < 0 ? 0 : 1) : gsl_cdf_ugaussian_P(z);
}
