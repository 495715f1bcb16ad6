/* The gap to every target. */
#ifndef CT_ASSESS_ASSESS_H
#define CT_ASSESS_ASSESS_H

#include "assess/thresholds.h"
#include "catalogue/catalogue.h"
#include "core/table.h"
#include "forecast/forecast.h"
#include "series/series.h"

/* What could be assessed of a target. */
typedef enum {
    CT_REASON_DONE,         /* "": everything */
    CT_REASON_NO_SERIES,    /* no series of this indicator, scope and breakdown */
    CT_REASON_UNIT,         /* the target's unit does not convert to the series', or its magnitude is another */
    CT_REASON_ONE_POINT,    /* a single year: no rate */
    CT_REASON_NO_BASE,      /* no value at or before the plan's base year */
    CT_REASON_ZERO_BASE,    /* a rate from zero, or across a change of sign, has no meaning */
    CT_REASON_NO_DIRECTION, /* neither higher nor lower is better: distance only */
    CT_REASON_MEASURE,      /* this measure or aggregation is not assessed */
    CT_REASON_NO_PERIOD,    /* the target states no year, or a sum no first year */
    CT_REASON_NO_VALUE,     /* the series has no value in the period, lacks a year of it, or its last year */
    CT_REASON_AT_TARGET,    /* the base value meets the target already: no way to go a share of */
    CT_REASON_NO_PROJECTION /* the years up to the target's period are not projected */
} ct_reason;
extern const char *const ct_reason_words[]; /* "" "no_series" "unit" "one_point" "no_base" "zero_base" "no_direction" "measure" "no_period"
                                               "no_value" "at_target" "no_projection" NULL */

/* The program's word for where a target stands: rule set chitieu-vn-1, docs/methods-assess.md. */
typedef enum { CT_VERDICT_NONE, CT_VERDICT_EXCEEDED, CT_VERDICT_MET, CT_VERDICT_HARD, CT_VERDICT_MISSED, CT_VERDICT_NO_DATA } ct_verdict;
extern const char *const ct_verdict_words[]; /* "" "exceeded" "met" "hard" "missed" "no_data" NULL */

/* Words of latest_status: ct_status + 1, and 0 where there is no latest value. */
extern const char *const ct_latest_words[]; /* "" "actual" "preliminary" "estimate" "forecast" "derived" NULL */

/* One row a target. NaN or 0: not computed; `reason` says why. docs/methods-assess.md gives each column's formula, and which columns each
 * kind of target has. "The nearer end" of a range is the one met first: target_low where higher is better, target_high where lower is. */
typedef struct {
    const char *indicator, *name, *scope, *breakdown, *unit; /* unit of the target's figures, converted to the series' */
    int direction, measure, aggregation, qualifier;
    double target_low, target_high;
    long period_start, period_end; /* as the target states them */
    long base_year;
    double base_value; /* the last value before the plan the target belongs to */
    long latest_year;
    double latest_value;
    int latest_status;                 /* up to period_end, forecasts left out */
    double achieved;                   /* the target's own terms so far: level, average, sum, or the worst year of "each year" */
    double share_done, share_expected; /* % of the way from base to the nearer end; % of the time elapsed */
    double rate_observed, rate_planned, rate_required; /* % a year (growth targets: the required average of the years left) */
    double step_observed, step_planned, step_required; /* units a year; for average growth the arithmetic means */
    double required_high;                              /* rate_required (where empty: step_required) for the farther end of a range */
    double gap_now, gap_now_percent;                   /* signed so that negative is short of the nearer end; percent only for amounts */
    double projected, projected_lo80, projected_hi80;  /* in the target's terms, at its period */
    double gap_projected, gap_projected_percent;
    double probability;                          /* that the nearer end is met, [0, 1] */
    int verdict;                                 /* ct_verdict */
    int reason;                                  /* ct_reason: the first thing that could not be computed */
    const char *method, *source, *series_source; /* projection method; the target's source; the latest value's */
} ct_assessment;
extern const ct_schema ct_assessment_schema;

static inline const ct_assessment *ct_assessment_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

/** Assess every target against the series and projections. One row a target, in the targets' order, always.
 * @param catalogue   gives direction and unit; an indicator it does not know has no direction
 * @param thresholds  NULL: ct_thresholds_default
 * @param projections a table of ct_projection_schema, or NULL: then nothing projected is computed
 * @return CT_OK; CT_EDATA as ct_series_split(), or when a projection stands twice or its quantiles are not finite and ordered; CT_ENOMEM */
CT_CHECKED ct_error ct_assess(const ct_catalogue *catalogue, const ct_thresholds *thresholds, const ct_table *points,
                              const ct_table *targets, const ct_table *projections, ct_table *assessments);

#endif
