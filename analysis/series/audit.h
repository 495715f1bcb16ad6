/* The audit: what contradicts what, with the arithmetic and both sources. */
#ifndef CT_SERIES_AUDIT_H
#define CT_SERIES_AUDIT_H

#include <stdbool.h>

#include "catalogue/catalogue.h"
#include "core/lang.h"
#include "core/table.h"
#include "extract/record/observation.h"
#include "series/cut_points.h"
#include "series/series.h"

/* note: worth knowing. warning: may be a contradiction, or a figure misread. error: a value that cannot be.
 * check: figures that are read surely contradict each other beyond rounding, so a person must look. */
typedef enum { CT_SEVERITY_NOTE, CT_SEVERITY_WARNING, CT_SEVERITY_ERROR, CT_SEVERITY_CHECK } ct_severity;
extern const char *const ct_severity_words[]; /* "note" "warning" "error" "check" NULL */

/* What hangs on a finding, least first: nothing computed, a value of a series, a target, a target that a
 * series is measured against. */
typedef enum { CT_HANGS_NOTHING, CT_HANGS_SERIES, CT_HANGS_TARGET, CT_HANGS_VERDICT } ct_hangs;
extern const char *const ct_hangs_words[]; /* "" "series" "target" "verdict" NULL */

typedef struct {
    const char *rule; /* id of the rule, e.g. "structure-sum" */
    int severity;     /* ct_severity */
    const char *indicator, *scope, *breakdown;
    long period;         /* year; 0: none */
    double value, other; /* the two that disagree; NaN: none */
    const char *unit;
    const char *source, *other_source;
    const char *text_vi, *text_en; /* one sentence with the arithmetic */
    /* What ct_audit() adds at its end; a rule leaves them out. */
    const char *quote,
        *other_quote; /* the words at the first place of each source, as the document prints them */
    int hangs_on;     /* ct_hangs */
    long rank;        /* 1 is the one to look at first */
    bool doubtful;    /* no column: a figure behind the arithmetic is read too unsurely for a check */
} ct_finding;
extern const ct_schema ct_finding_schema;

static inline const ct_finding *ct_finding_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

/** Append the findings of the observations, of the series and of the targets to a table of ct_finding_schema;
 * then order the whole table, with those of ct_series_build(): each contradiction once, the gravest first,
 * and of equals the one on which more hangs. Rounding is taken into account: a printed 13,1 % is 13.05
 * to 13.15. Any of the three tables may be NULL.
 * @param cuts NULL: ct_cut_points_default
 * @param totals a table of ct_total_schema, or NULL */
CT_CHECKED ct_error ct_audit(const ct_catalogue *catalogue, const ct_table *observations,
                             const ct_table *points, const ct_table *targets, ct_table *findings,
                             const ct_cut_points *cut_points, const ct_table *totals);

#endif
