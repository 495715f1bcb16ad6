/* The arithmetic of gaps: pure functions on a few numbers. Every rate is in % a year (14.5, not 0.145), and
 * NaN where it has no meaning. Sources: docs/methods-assess.md, "Formulas". */
#ifndef CT_ASSESS_RATES_H
#define CT_ASSESS_RATES_H

#include <stddef.h>

/** The constant yearly growth from a to b over `years`. NaN when years <= 0, a or b is 0, or they differ in
 * sign. Between two negative values a positive rate means growing away from 0. */
double ct_cagr(double a, double b, double years);

/** The value after `years` of growth at `rate`. */
double ct_grow(double value, double rate, double years);

/** How far from x0 to target x1 has come, in %: below 0 when it moved away. NaN when x0 equals the target. */
double ct_share_done(double x0, double x1, double target);

/** The average of n growth rates: geometric (what official statistics mean by "bình quân" (on average)) and
 * arithmetic. NaN when n is 0; the geometric one also when a rate is below -100. */
double ct_average_geometric(const double *rates, size_t n);
double ct_average_arithmetic(const double *values, size_t n);

/** The average that years k + 1 .. `years` must reach so that all of them average `target`, after k known
 * ones. NaN when none is left (k >= years), and for the geometric one when a rate is -100 or below. */
double ct_required_geometric(double target, size_t years, const double *rates, size_t k);
double ct_required_arithmetic(double target, size_t years, const double *values, size_t k);

/** The geometric average over `years` if the years after the k known ones do not grow at all. */
double ct_secured_average(size_t years, const double *rates, size_t k);

/** The constant growth q of a yearly flow, last seen at `flow`, whose next m years add to `rest`:
 * flow * ((1 + q) + ... + (1 + q)^m) = rest. NaN when m is 0, flow <= 0 or rest <= 0; found by bisection. */
double ct_required_constant_growth(double flow, double rest, size_t m);

/** The year (with a fraction) in which a value, x1 in year t1, passes the target at a constant growth of
 * `rate` % a year, or a constant step a year: t1 + ln(X / x1) / ln(1 + r), and t1 + (X - x1) / v. INFINITY:
 * never at this pace (it stands still or moves away); NaN where the pace is NaN, and for the geometric one
 * where x1 and target have not one sign. */
double ct_attainment_geometric(double x1, double t1, double rate, double target);
double ct_attainment_linear(double x1, double t1, double step, double target);

/** S-time-distance (Sicherl 1978) to the straight line from base to target: the year in which the line has
 * the latest value, minus the year it was reached in. Years; above 0 is ahead of the line. NaN when base and
 * target are equal. */
double ct_time_distance(double x0, double t0, double x1, double t1, double target, double end);

/* The shapes of an annual path from now to the target. */
typedef enum {
    CT_SHAPE_LINEAR,    /* the same step every year */
    CT_SHAPE_GEOMETRIC, /* the same growth every year; NaN where the ends have not one sign */
    CT_SHAPE_S /* slow, fast, slow: a cubic with level ends, 3 s^2 - 2 s^3 of the way after the share s of the
                  time */
} ct_shape;
extern const char *const ct_shape_words[]; /* "linear" "geometric" "s" NULL */

/** The value of a path from `from` (share 0 of the time) to `to` (share 1). */
double ct_path_at(ct_shape shape, double from, double to, double share);

#endif
