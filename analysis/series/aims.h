/* Targets as the audit's rules for targets see them: shared by aims.c and plan_years.c. Not for other stages.
 */
#ifndef CT_SERIES_AIMS_H
#define CT_SERIES_AIMS_H

#include "series/finding.h"
#include "series/rules.h"

/* A target, with what the rules need to know of it. */
typedef struct {
    const ct_target *target;
    const ct_indicator *indicator;
    const char *key;   /* of its series */
    long year;         /* 0: not one whole year */
    double sign;       /* 1 higher is better, -1 lower, 0 neither */
    double confidence; /* of the surest reading */
    long standard;     /* the number of the standard its words name; 0: none */
    long plan_start;   /* first year of its plan; 0: not told */
    bool usable;       /* stated, read surely, and of the whole that its words seem to be of */
    bool outvoted;     /* another value is said so often that this one is rather of something else */
} ct_aim;

/** "> 99,2 %": a target as it is set. */
ct_wording ct_aim_words(const ct_aim *one, ct_lang lang);

/** What it is a target for, in words; in the arena. */
const char *ct_aim_subject(const ct_audit_state *audit, const ct_aim *one, ct_lang lang);

/** Is it "at least", "above" or the like? */
bool ct_aim_is_bound(const ct_aim *one);

/** Are they by the same standard, as far as their words tell? */
bool ct_aim_same_standard(const ct_aim *a, const ct_aim *b);

/** Append a finding about a target; NULL others: out of memory. */
CT_CHECKED ct_error ct_aim_report(ct_audit_state *audit, const char *rule, int severity, const ct_aim *one,
                                  double value, const char *others, double other, const char *text_vi,
                                  const char *text_en);

/** The rules over years, for n targets of one series in order: "target-beyond-target", "target-out-of-reach",
 * "each-year-target", "average-against-years". */
CT_CHECKED ct_error ct_audit_plan_years(ct_audit_state *audit, const ct_series_index *series,
                                        const ct_table *points, const ct_aim *list, size_t n);

#endif
