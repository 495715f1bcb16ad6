/* What a figure is called: the status words of other bodies and their cut points, data of
 * datasets/catalogue/statuses.csv. */
#ifndef CT_ASSESS_STATUS_RULES_H
#define CT_ASSESS_STATUS_RULES_H

#include <stddef.h>

#include "core/error.h"
#include "core/table.h"

/* Which figure a rule set judges; docs/methods-assess.md gives the formula of each. */
typedef enum {
    CT_FIGURE_RATIO,
    CT_FIGURE_RATIO_STATCAN,
    CT_FIGURE_STATUS_INDEX,
    CT_FIGURE_ANTICIPATED_INDEX,
    CT_FIGURE_PEER_DISTANCE,
    CT_FIGURE_RANK_TREND,
    CT_FIGURE_SCORE_TREND,
    CT_FIGURE_SHARE_AT_END,
    CT_FIGURE_REDUCTION,
    CT_FIGURE_VERDICT
} ct_figure;
extern const char *const ct_figure_words[];

typedef enum {
    CT_CASE_TARGET,    /* judged against a target */
    CT_CASE_NO_TARGET, /* by growth towards the better, % a year, alone */
    CT_CASE_ACHIEVED,  /* the latest value meets the target: said whatever the figure is */
    CT_CASE_NO_DATA,   /* the body's word where the figure cannot be made */
    CT_CASE_VERDICT    /* the program's own verdict of that word */
} ct_case;

/* How the rule was read: in the body's own text (A), an excerpt or another's restatement (B), from general
 * knowledge (C), not at all (X), algebra (P), our own (O). C and X are unverified. */
typedef enum { CT_GRADE_A, CT_GRADE_B, CT_GRADE_C, CT_GRADE_O, CT_GRADE_P, CT_GRADE_X } ct_grade;
extern const char *const ct_grade_words[]; /* "A" "B" "C" "O" "P" "X" NULL */

typedef struct {
    const char *rule_set, *version, *body;
    ct_figure figure;
    ct_case which;
    const char *status;
    double from; /* the class holds figures from here on; NaN: all that are left */
    int open;    /* 1: figures above `from` only */
    const char *vi, *en;
    ct_grade grade;
    const char *source;
} ct_status_rule;
extern const ct_schema ct_status_rule_schema;

static inline const ct_status_rule *ct_status_rule_at(const ct_table *rules, size_t i)
{
    return ct_table_row(rules, i);
}

/** Read and check statuses.csv: the rows of a rule set stand together with one version, body and figure; the
 * classes of a case go from high to low and end with one that takes the rest.
 * @param out a table of ct_status_rule_schema, the caller's; NULL on error
 * @return CT_OK; CT_EPARSE naming file and line; CT_ENOMEM */
CT_CHECKED ct_error ct_status_rules_read(const char *text, size_t n, const char *file, ct_table **out);

/** The class of a case that a value falls in; of a case without classes the first row, whatever the value.
 * NULL for a NaN value of a case with classes, and where the rule set has no such row. */
const ct_status_rule *ct_status_class(const ct_table *rules, const char *rule_set, ct_case which,
                                      double value);

#endif
