#include "assess/outcome.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

double ct_outcome_value(const ct_outcome *outcome, const ct_outcome_values *values, size_t i)
{
    return values->own != NULL ? values->own[i]
                               : ct_distribution_at_score(&outcome->projected[i], values->score);
}

/* The figure with every projected year at one score of its own distribution. */
static double at_score(const ct_outcome *outcome, double score)
{
    return outcome->figure(outcome, &(ct_outcome_values){ NULL, score });
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Values of one year by score, so that a simulated course looks its values up and computes no quantile.
 * Between the grid's scores a straight line is right to a ten-thousandth of the spread, to a hundredth beside
 * the bound of a straight side; one score in a million lies beyond its ends and counts as there. */
enum { GRID_STEPS = 32, GRID_END = 5, GRID = 2 * GRID_END * GRID_STEPS + 1 };

static void tabulate(const ct_distribution *distribution, double *value)
{
    for (int i = 0; i < GRID; i++)
        value[i] = ct_distribution_at_score(distribution, (double)i / GRID_STEPS - GRID_END);
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
    if (!outcome->yearly || outcome->n == 1) return ct_ok();
    if (outcome->projected[0].period <= latest || steps > CT_MAX_HORIZON)
        return ct_fail(CT_EUSAGE, 0, "cannot simulate %ld years after %ld; at most %d", steps, latest,
                       CT_MAX_HORIZON);
    courses = malloc(((size_t)steps * COURSES + outcome->n * GRID) * sizeof *courses);
    if (courses == NULL) return ct_no_memory();
    values = courses + (size_t)steps * COURSES; /* GRID a year */
    for (size_t k = 0; k < outcome->n; k++) tabulate(&outcome->projected[k], values + k * GRID);
    err = ct_score_paths(dependence, (size_t)steps, SEED, COURSES, courses);
    for (size_t i = 0; err.code == CT_OK && i < CT_OUTCOME_SAMPLE; i++) {
        const double *course = courses + i / 2 * (size_t)steps;

        for (size_t k = 0; k < outcome->n; k++)
            own[k] = look_up(values + k * GRID,
                             (i % 2 == 0 ? 1 : -1) * course[outcome->projected[k].period - latest - 1]);
        sample[i] = outcome->figure(outcome, &(ct_outcome_values){ own, 0 });
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
    return at_score(outcome, 0);
}

double ct_outcome_at(const ct_outcome *outcome, double z)
{
    double place;
    size_t below;

    if (outcome->sample == NULL) return at_score(outcome, z);
    place = (CT_OUTCOME_SAMPLE - 1) * gsl_cdf_ugaussian_P(z);
    below = (size_t)fmin(floor(place), CT_OUTCOME_SAMPLE - 2);
    return outcome->sample[below] +
           (place - (double)below) * (outcome->sample[below + 1] - outcome->sample[below]);
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

/* The score where the outcome passes x: the first with outcome >= x, or, for `above`, the first with outcome
 * > x. Scores past 9 have a probability below 1e-18 and count as infinite. */
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
