/* The figures by which other bodies measure progress to a target: plain functions, one a formula. Which
 * figure reads as which word is data (datasets/catalogue/statuses.csv). docs/methods-assess.md gives sources
 * and grades. */
#ifndef CT_ASSESS_MEASURES_H
#define CT_ASSESS_MEASURES_H

#include <stdbool.h>
#include <stddef.h>

/* Where a series came from, where it is, where it should be. */
typedef struct {
    double x0, t0;      /* base value and year */
    double x1, t1;      /* latest value and year; t1 > t0 */
    double target, end; /* and its year, > t0 */
    double sign;        /* 1 higher is better, -1 lower */
} ct_way;

/** Observed growth over planned growth, both from the base (Eurostat 2021; guarded as in Statistics Canada's
 * program, Open SDG): s d r_obs / |r_plan|, s = -1 where the base is negative. Below 0 it moves away, also
 * when the base is past the target.
 * @param zero stands for a base, latest value or target of 0 (Statistics Canada: 0.001); 0: none does
 * @return NaN where the three values have not one sign, and for a target equal to the base */
double ct_ratio_geometric(const ct_way *way, double zero);

/** The same of yearly steps: d (x1 - x0) / n over |X - x0| / N. NaN for a target equal to the base. */
double ct_ratio_linear(const ct_way *way);

/** Growth a year in the better direction, %, for an indicator without a target. */
double ct_growth_towards(const ct_way *way);

/** Statistics Canada's factor on the cut points where a natural limit slows progress, [0, 1]; exponent 4.44.
 */
double ct_limit_factor(double base, double limit);

/** Statistics Canada's score in [-5, 5] of a ratio; and of growth towards the better (%) without a target,
 * with the limit's factor. */
double ct_statcan_score(double ratio);
double ct_statcan_growth_score(double growth, double factor);

/** ESCAP's current status index: 10 d (x1 - x0) / |X - x0|, 10 when x1 meets the target; and its parity form
 * 10 - 10 |X - x1| / |X - x0| for a value to be hit. NaN for a target equal to the base that x1 does not
 * meet. */
double ct_status_index(const ct_way *way);
double ct_parity_index(double base, double latest, double target);

typedef enum { CT_SCALE_LEVEL, CT_SCALE_LOG, CT_SCALE_LOGIT } ct_scale; /* logit of x / 100 */
typedef struct {
    double slope, value; /* a year, on the scale; at the year asked for, in the unit of the data */
} ct_extrapolation;

/** Time-weighted linear regression (Bidarbakht Nia 2017, as implemented by UNICEF MENARO): weight (end -
 * t[0]) / (end - t).
 * @param t,x n points, years ascending; those at or after `end` are left out
 * @return false when fewer than two are left, or a value is off the scale */
bool ct_extrapolate(const double *t, const double *x, size_t n, double end, ct_scale scale,
                    ct_extrapolation *out);

/** ESCAP's anticipated progress index 10 d (predicted - x0) / |X - x0|, and the gap that will be left, in %
 * of the way: 0 when the prediction meets the target. */
double ct_anticipated_index(const ct_way *way, double predicted);
double ct_anticipated_gap(const ct_way *way, double predicted);

/** OECD: how many standard deviations of its peers a value is short of the target, 0 past it. `sample`:
 * divide by n - 1, else by n. NaN with fewer than two peers or without spread. */
double ct_peer_distance(const double *peers, size_t n, bool sample, double x, double target, double sign);

/** Spearman's rank correlation of values with time, ties at mid-ranks; NaN with fewer than two values or
 * without spread. Its two-sided p: exact, by all orders, up to 9 values, by Student's t with n - 2 degrees of
 * freedom above. */
double ct_rank_trend(const double *x, size_t n);
double ct_rank_trend_p(const double *x, size_t n);

/** SDSN: the score of a value between its worst bound (0) and optimum (100), clipped; and the trend: yearly
 * change of the score over the change that reaches the score of `green` at the end. */
double ct_sdsn_score(double x, double worst, double optimum);
double ct_sdsn_trend(const ct_way *way, double worst, double optimum);

/** UN progress assessment 2023: the share of the way, 1 at the target, that the observed growth will have
 * gone at the end; ct_share_at_end_linear() is its fallback where growth has no meaning. */
double ct_share_at_end(const ct_way *way);
double ct_share_at_end_linear(const ct_way *way);

/** UNICEF's average annual rate of reduction, % (below 0: a rise): by regression of ln x on t, from the slope
 * of such a regression, from the two end points, and continuously compounded. NaN with fewer than two years
 * or a value that is not positive. */
double ct_reduction_regression(const double *t, const double *x, size_t n);
double ct_reduction_of_slope(double slope);
double ct_reduction_ends(double x0, double x1, double years);
double ct_reduction_continuous(double x0, double x1, double years);

/** World Bank staff's speed of progress: the typical years between two levels over the years taken; 1 is
 * typical. `levels` ascend (or descend) with the typical `years`; n of them. NaN off the path. And the year
 * in which the target is passed at that speed. */
double ct_speed(const double *levels, const double *years, size_t n, const ct_way *way);
double ct_speed_attainment(const double *levels, const double *years, size_t n, const ct_way *way);

/** The probability that a value is at least x (sign 1) or at most x (sign -1): normal, lognormal (of ln
 * value), Student t. */
double ct_attain_normal(double mu, double sigma, double x, double sign);
double ct_attain_lognormal(double mu, double sigma, double x, double sign);
double ct_attain_student(double nu, double location, double scale, double x, double sign);

/** The probability that growth averages at least `target` % over `years`, when k rates (%) are known and ln(1
 * + g) of the years left are independent normal(mu, sigma^2). NaN when none is left. */
double ct_attain_average(double target, size_t years, const double *rates, size_t k, double mu, double sigma);

#endif
