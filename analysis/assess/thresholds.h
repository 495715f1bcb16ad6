/* The cut points of the verdicts: data, so that a planning office can set its own. */
#ifndef CT_ASSESS_THRESHOLDS_H
#define CT_ASSESS_THRESHOLDS_H

#include <stddef.h>

#include "core/error.h"

typedef struct {
    double met;      /* a running target is "met" from this probability on */
    double hard;     /* and "hard" from this one on; below it is "missed" */
    double exceeded; /* "exceeded" from this probability of passing target and margin */
    double margin;   /* how far past a single-valued target "exceeded" begins, as a share of base to target */
    double review_below; /* observations of less confidence are put before a person (chitieu review) */
    double plan_years; /* a target's year that this number divides is taken as the end of a plan of this many
                          years; 0: never */
    double magnitude;  /* a target this many times above or below its series was read with the wrong unit */
    double impossible; /* an amount asked for this many times above or below the latest value waits for a
                          review */
    double few;        /* with fewer values nothing is projected, unless a prior stands behind it */
    double history;    /* with this many values or more a projection rests on the series alone */
    double reach;   /* a projection without a prior reaches this share of the number of values, in years; at
                       least one year */
    double old;     /* a latest value more than this many years before the period's end is marked as old */
    double decided; /* a verdict needs this interval of the probability's own error to lie on one side of
                       `met`; 0: the figure alone */
    double error_place;  /* the square of the error in place, in units of what theory says (assess/gate.h) */
    double error_spread; /* the square of the error in spread (a logarithm), times the number of values */
    double prior_reach;  /* a projection with a prior reaches this many years ahead, or as far as one without
                            where that is more */
    double prior_values; /* a prior counts as this many additional values */
} ct_thresholds;

/** The built-in rule set, chitieu-vn-1; datasets/catalogue/thresholds.csv holds the same. */
extern const ct_thresholds ct_thresholds_default;

/** Read thresholds.csv (rule,value,about). A rule that is not listed keeps its default.
 * @param out untouched on error
 * @return CT_OK; CT_EPARSE naming file and line (unknown or repeated rule, a value out of its range, hard
 * above met); CT_ENOMEM */
CT_CHECKED ct_error ct_thresholds_read(const char *text, size_t n, const char *file, ct_thresholds *out);

#endif
