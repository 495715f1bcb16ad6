/* Past assessments made again and held against what happened. */
#ifndef CT_ASSESS_REPLAY_H
#define CT_ASSESS_REPLAY_H

#include "assess/assess.h"

/* One target as it was assessed at the end of a year, and what became of it. */
typedef struct {
    long as_of;
    const char *indicator, *name, *scope, *breakdown;
    long period_start, period_end;
    ct_measure measure;
    ct_aggregation aggregation;
    double target_low, target_high;
    const char *unit, *target_id;
    long latest_year;
    double projected, lo80, hi80, probability; /* as they came out then, also where the gate withheld them */
    double probability_lo80, probability_hi80; /* the interval of the probability's own error */
    ct_evidence evidence;                      /* as of then */
    ct_verdict verdict;                        /* as of then: the gate's answer */
    double result;                             /* what it came to */
    int met;                                   /* 1: yes, 2: no */
    double score;                              /* Brier: (probability - met)^2 */
    const char *source;
} ct_replay_row;
extern const ct_schema ct_replay_schema;

/* How often the targets of one class were met: of the program's probability (classes of a tenth) and of every
 * rule set. */
typedef struct {
    const char *rule_set, *status; /* rule_set "probability": ours; status "all": all classes together */
    long n;
    double stated;   /* the mean probability stated; for rule sets, learned: see ct_replay() */
    double happened; /* the share that was met */
    double score;    /* mean Brier score */
} ct_reliability_row;
extern const ct_schema ct_reliability_schema;

static inline const ct_replay_row *ct_replay_row_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

static inline const ct_reliability_row *ct_reliability_row_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

/** Assess again, as at the end of every year of its plan but the last, every target whose outcome the series
 * holds, with projections of the default method made from the years known then.
 * @param input   as for ct_assess_all(); its projections are not used
 * @param after   only after this year of the plan (3: the third); 0: after each
 * @param replays, reliability empty tables of their schemas; reliability may be NULL
 *
 * A rule set states no probability. Its class is given the share of the class's other targets that were met
 * (this target's own years left out), or of all other targets where it stands alone: what a reader who knows
 * the method's record would believe.
 * @return as ct_assess_all() and ct_project() */
CT_CHECKED ct_error ct_replay(const ct_assess_input *input, long after, ct_table *replays,
                              ct_table *reliability);

#endif
