/* The gap to every target. */
#ifndef CT_ASSESS_ASSESS_H
#define CT_ASSESS_ASSESS_H

#include <stdbool.h>

#include "assess/gate.h"
#include "assess/rates.h"
#include "assess/status_rules.h"
#include "assess/thresholds.h"
#include "catalogue/catalogue.h"
#include "core/table.h"
#include "forecast/forecast.h"
#include "series/series.h"

/* What could be assessed of a target. */
typedef enum {
    CT_REASON_DONE,      /* "": everything */
    CT_REASON_NO_SERIES, /* no series of this indicator, scope and breakdown */
    CT_REASON_UNIT,      /* the target's unit does not convert to the series', or its magnitude is another */
    CT_REASON_ONE_POINT, /* a single year: no rate */
    CT_REASON_NO_BASE,   /* no value at or before the plan's base year */
    CT_REASON_ZERO_BASE, /* a rate from zero, or across a change of sign, has no meaning */
    CT_REASON_NO_DIRECTION,  /* neither higher nor lower is better: distance only */
    CT_REASON_MEASURE,       /* this measure or aggregation is not assessed */
    CT_REASON_NO_PERIOD,     /* the target states no year, or a sum no first year */
    CT_REASON_NO_VALUE,      /* the series has no value in the period, lacks a year of it, or its last year */
    CT_REASON_AT_TARGET,     /* the base value meets the target already: no way to go a share of */
    CT_REASON_NO_PROJECTION, /* the years up to the target's period are not projected */
    CT_REASON_REACH,         /* the period ends farther ahead than these few values may be projected */
    CT_REASON_UNDECIDED,     /* the probability's own error leaves open on which side of the cut it lies */
    CT_REASON_REVIEW /* a person must look first: a reading not sure, or a target that cannot be of this
                        series */
} ct_reason;
extern const char *const ct_reason_words[]; /* "" "no_series" "unit" "one_point" "no_base" "zero_base"
                                               "no_direction" "measure" "no_period" "no_value" "at_target"
                                               "no_projection" "reach" "undecided" "review" NULL */

/* The program's word for where a target stands: rule set chitieu-vn-1, docs/methods-assess.md. */
typedef enum {
    CT_VERDICT_NONE,
    CT_VERDICT_EXCEEDED,
    CT_VERDICT_MET,
    CT_VERDICT_HARD,
    CT_VERDICT_MISSED,
    CT_VERDICT_NO_DATA,
    CT_VERDICT_UNDECIDED, /* there is a probability, but too little stands behind it for a word */
    CT_N_VERDICTS
} ct_verdict;
extern const char
    *const ct_verdict_words[]; /* "" "exceeded" "met" "hard" "missed" "no_data" "undecided" NULL */

/* Words of latest_status: ct_status + 1, and 0 where there is no latest value. */
extern const char
    *const ct_latest_words[]; /* "" "actual" "preliminary" "estimate" "forecast" "derived" NULL */

/* One row a target. NaN or 0: not computed; `reason` says why. docs/methods-assess.md gives each column's
 * formula, and which columns each kind of target has. "The nearer end" of a range is the one met first:
 * target_low where higher is better, target_high where lower is. */
typedef struct {
    const char *indicator, *name, *scope, *breakdown,
        *unit; /* unit of the target's figures, converted to the series' */
    ct_direction direction;
    ct_measure measure;
    ct_aggregation aggregation;
    ct_qualifier qualifier;
    double target_low, target_high;
    long period_start, period_end; /* as the target states them */
    long base_year;
    double base_value; /* the last value before the plan the target belongs to, in the target's terms; NaN
                          where it has none */
    long latest_year;
    double latest_value; /* the latest value, in the target's terms (the growth of its year, where growth is
                            asked); NaN where it has none */
    int latest_status;   /* up to period_end, forecasts left out */
    double
        achieved;   /* the target's own terms so far: level, average, sum, or the worst year of "each year" */
    double secured; /* average growth over the whole period if the years left do not grow at all */
    double share_done, share_expected; /* % of the way from base to the nearer end; % of the time elapsed */
    double
        time_distance; /* years ahead (negative: behind) of the straight line from base to the nearer end */
    double rate_observed, rate_planned,
        rate_required; /* % a year (growth targets: the required average of the years left) */
    double step_observed, step_planned,
        step_required;         /* units a year; for average growth the arithmetic means */
    double required_high;      /* rate_required (where empty: step_required) for the farther end of a range */
    double step_required_high; /* step_required for the farther end of a range */
    double
        attainment_year; /* when the nearer end is passed at the pace so far; NaN: never, or not computed */
    double gap_now,
        gap_now_percent; /* signed so that negative is short of the nearer end; percent only for amounts */
    double projected, projected_lo80, projected_hi80; /* in the target's terms, at its period */
    double gap_projected, gap_projected_percent;
    ct_evidence evidence; /* what stands behind the figures */
    long old; /* years from the latest value to the period's end, where more than thresholds->old; else 0 */
    double probability; /* that the nearer end is met, [0, 1]; NaN beside CT_VERDICT_NO_DATA */
    double probability_lo80, probability_hi80; /* the interval of its own error (assess/gate.h) */
    double probability_exceeded; /* that it is passed by the margin of thresholds.csv, or the farther end is
                                    passed, [0, 1] */
    ct_verdict verdict;
    ct_reason reason;  /* why there is no verdict, else the first thing that could not be computed */
    long record_plans; /* years before the period's end whose plan and result are known (assess/track.h) */
    double record_met, record_margin; /* of them those that met the plan; their mean margin */
    const char *method, *source,
        *series_source;                /* projection method; the target's source; the latest value's */
    const char *target_id, *series_id; /* in the targets and the series table; "" where no series is known */
} ct_assessment;
extern const ct_schema ct_assessment_schema;

static inline const ct_assessment *ct_assessment_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

/* One year of the path from the latest value to a target, in the target's terms: levels, or for averages and
 * sums what each year must bring. */
typedef struct {
    const char *indicator, *name, *scope, *breakdown;
    long period_start, period_end;
    ct_measure measure;
    ct_aggregation aggregation;
    double target_low, target_high;
    const char *unit, *target_id;
    ct_shape shape;
    long period;
    double value, value_far; /* on the way to the nearer and to the farther end; NaN: none */
    const char *source;
} ct_path_point;
extern const ct_schema ct_path_schema;

static inline const ct_path_point *ct_path_point_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

/* What an assessment is made of. All are borrowed. */
typedef struct {
    const ct_catalogue
        *catalogue; /* gives direction and unit; an indicator it does not know has no direction */
    const ct_thresholds *thresholds; /* NULL: ct_thresholds_default */
    const ct_table *points, *targets;
    const ct_table *projections;  /* of ct_projection_schema, or NULL: then nothing projected is computed */
    const ct_table *status_rules; /* of ct_status_rule_schema; needed for statuses only */
    const ct_table *scenarios;    /* of ct_assumption_schema; needed for outcomes only */
    const ct_table *totals;       /* of ct_total_schema, for the projections a replay makes; NULL: none */
    const ct_table
        *priors; /* of ct_priors_read(), for the same; a year sees only those learned up to it; NULL: none */
    const ct_table *observations; /* what targets and points were read from, so that doubtful readings get no
                                     verdict; NULL: all are sure */
    bool show_withheld; /* keep figures and probability where the gate withholds the verdict: for those who
                           test the gate */
} ct_assess_input;

/* Empty tables to fill; NULL: not wanted (assessments are always). */
typedef struct {
    ct_table *assessments; /* ct_assessment_schema: one row a target, in the targets' order, always */
    ct_table *statuses;    /* ct_statuses_schema: one row a target and rule set */
    ct_table *paths;       /* ct_path_schema */
    ct_table *outcomes;    /* ct_scenario_schema: one row a target and scenario that touches it */
    ct_table *leverage;    /* ct_leverage_schema: what a point less in one year does */
} ct_assess_output;

/** Assess every target against the series and projections.
 * @return CT_OK; CT_EDATA as ct_series_split(), or when a projection stands twice or its quantiles are not
 * finite and ordered; CT_ENOMEM */
CT_CHECKED ct_error ct_assess_all(const ct_assess_input *input, const ct_assess_output *output);

/** The assessments alone. */
CT_CHECKED ct_error ct_assess(const ct_catalogue *catalogue, const ct_thresholds *thresholds,
                              const ct_table *points, const ct_table *targets, const ct_table *projections,
                              ct_table *assessments);

#endif
