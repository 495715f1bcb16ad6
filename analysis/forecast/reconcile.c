#include "forecast/reconcile.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Relative: singular values below it are of equations that say the same twice; equations missed by more are
 * not satisfied. */
static const double negligible = 1e-12, closed = 1e-9;

typedef struct {
    const double *variance, *lower, *upper, *c;
    size_t n, equations;
    double *from;                       /* n: the forecasts, at the bound where one is held there      */
    double *weight;                     /* n: the variances, 0 where a value is held                   */
    double *to;                         /* n: the solution                                             */
    double *scale;                      /* of each equation: large and small amounts then count alike  */
    gsl_matrix_view u, v;               /* equations x equations                                       */
    gsl_vector_view s, work, off, pull; /* `equations` long each                                       */
} problem;

static const double *row_of(const problem *p, size_t e)
{
    return p->c + e * p->n;
}

/* How far the values are off equation e. */
static double off_by(const problem *p, size_t e, const double *value)
{
    double sum = 0;

    for (size_t i = 0; i < p->n; i++) sum += row_of(p, e)[i] * value[i];
    return sum;
}

/* The entry of C W C' for two equations. */
static double spread(const problem *p, size_t e, size_t f)
{
    double sum = 0;

    for (size_t i = 0; i < p->n; i++) sum += row_of(p, e)[i] * p->weight[i] * row_of(p, f)[i];
    return sum;
}

/* C W C' and C y, each equation over its standard deviation; false when they are beyond the range of numbers.
 */
static bool set_up(problem *p)
{
    bool finite = true;

    for (size_t e = 0; e < p->equations; e++) {
        double variance = spread(p, e, e);

        p->scale[e] = variance > 0 ? 1 / sqrt(variance) : 1;
        gsl_vector_set(&p->off.vector, e, off_by(p, e, p->from) * p->scale[e]);
        finite = finite && isfinite(variance) && isfinite(p->scale[e]) &&
                 isfinite(gsl_vector_get(&p->off.vector, e));
    }
    for (size_t e = 0; e < p->equations && finite; e++)
        for (size_t f = 0; f < p->equations; f++)
            gsl_matrix_set(&p->u.matrix, e, f, spread(p, e, f) * p->scale[e] * p->scale[f]);
    return finite;
}

/* Solve with the values that are not held; false: no finite solution. */
static bool solve(problem *p)
{
    if (!set_up(p)) return false;
    if (gsl_linalg_SV_decomp(&p->u.matrix, &p->v.matrix, &p->s.vector, &p->work.vector) != GSL_SUCCESS)
        return false;
    double largest = gsl_vector_get(&p->s.vector, 0);

    for (size_t e = 0; e < p->equations; e++)
        if (!(gsl_vector_get(&p->s.vector, e) > negligible * largest))
            gsl_vector_set(&p->s.vector, e, 0); /* left out by the next call */
    if (gsl_linalg_SV_solve(&p->u.matrix, &p->v.matrix, &p->s.vector, &p->off.vector, &p->pull.vector) !=
        GSL_SUCCESS)
        return false;
    for (size_t i = 0; i < p->n; i++) {
        double sum = 0;

        for (size_t e = 0; e < p->equations; e++)
            sum += row_of(p, e)[i] * p->scale[e] * gsl_vector_get(&p->pull.vector, e);
        p->to[i] = p->from[i] - p->weight[i] * sum;
        if (!isfinite(p->to[i])) return false;
    }
    return true;
}

static bool is_closed(const problem *p)
{
    for (size_t e = 0; e < p->equations; e++) {
        double size = 0;

        for (size_t i = 0; i < p->n; i++) size += fabs(row_of(p, e)[i] * p->to[i]);
        if (!(fabs(off_by(p, e, p->to)) <= closed * size)) return false;
    }
    return true;
}

/* Hold what left its bounds; false when nothing did. */
static bool hold(problem *p)
{
    bool any = false;

    for (size_t i = 0; i < p->n; i++) {
        double within = fmin(fmax(p->to[i], p->lower[i]), p->upper[i]);

        if (within == p->to[i] || p->weight[i] == 0) continue;
        p->from[i] = within;
        p->weight[i] = 0;
        any = true;
    }
    return any;
}

static ct_error reconcile(problem *p, double *value)
{
    memcpy(p->from, value, p->n * sizeof *value);
    memcpy(p->weight, p->variance, p->n * sizeof *value);
    do {
        if (!solve(p)) return ct_fail(CT_ENUMERIC, 0, "the equations have no finite solution");
    } while (hold(p)); /* each round holds one more, so there are n at most */
    if (!is_closed(p)) return ct_fail(CT_ENUMERIC, 0, "nothing within the bounds adds up");
    memcpy(value, p->to, p->n * sizeof *value);
    return ct_ok();
}

ct_error ct_reconcile(double *value, const double *variance, const double *lower, const double *upper,
                      size_t n, const double *c, size_t equations)
{
    const size_t m = equations;
    double *work = malloc((3 * n + 2 * m * m + 5 * m) * sizeof *work), *at = work;

    if (n == 0 || m == 0) {
        free(work);
        return ct_ok();
    }
    if (work == NULL) return ct_no_memory();
    problem p = { .variance = variance, .lower = lower, .upper = upper, .c = c, .n = n, .equations = m };

    p.from = at, at += n;
    p.weight = at, at += n;
    p.to = at, at += n;
    p.scale = at, at += m;
    p.u = gsl_matrix_view_array(at, m, m), at += m * m;
    p.v = gsl_matrix_view_array(at, m, m), at += m * m;
    p.s = gsl_vector_view_array(at, m), at += m;
    p.work = gsl_vector_view_array(at, m), at += m;
    p.off = gsl_vector_view_array(at, m), at += m;
    p.pull = gsl_vector_view_array(at, m);
    ct_error err = reconcile(&p, value);

    free(work);
    return err;
}
