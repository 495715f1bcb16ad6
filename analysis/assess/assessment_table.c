/* The assessment table: its words and columns. */
#include <stddef.h>

#include "assess/assess.h"
#include "assess/columns.h"

const char *const ct_reason_words[] = { "",          "no_series", "unit",         "one_point",
                                        "no_base",   "zero_base", "no_direction", "measure",
                                        "no_period", "no_value",  "at_target",    "no_projection",
                                        "reach",     "undecided", "review",       NULL };
const char *const ct_verdict_words[] = {
    "", "exceeded", "met", "hard", "missed", "no_data", "undecided", NULL
};
const char *const ct_latest_words[] = {
    "", "actual", "preliminary", "estimate", "forecast", "derived", NULL
};

#define TEXT(field, about)        CT_ASSESS_COLUMN(ct_assessment, field, CT_COLUMN_TEXT, NULL, about)
#define NUMBER(field, about)      CT_ASSESS_COLUMN(ct_assessment, field, CT_COLUMN_NUMBER, NULL, about)
#define YEAR(field, about)        CT_ASSESS_COLUMN(ct_assessment, field, CT_COLUMN_COUNT, NULL, about)
#define WORD(field, words, about) CT_ASSESS_COLUMN(ct_assessment, field, CT_COLUMN_WORD, words, about)

static const ct_column assessment_columns[] = {
    TEXT(indicator, "Catalogue id of the indicator."),
    TEXT(name, "Vietnamese name of the indicator."),
    TEXT(scope, "Territory or body."),
    TEXT(breakdown, "Sector, area or level; empty for the total."),
    TEXT(unit, "Unit of the figures."),
    WORD(direction, ct_direction_words, "Which is better: higher, lower, neither."),
    WORD(measure, ct_measure_words, "What the target says of the indicator."),
    WORD(aggregation, ct_aggregation_words, "How the years of the period count."),
    WORD(qualifier, ct_qualifier_words, "Exactly, at least, above, at most, below, about."),
    NUMBER(target_low, "Target value, or the lower end of its range."),
    NUMBER(target_high, "Upper end of the range; equals target_low where there is none."),
    YEAR(period_start, "First year the target states."),
    YEAR(period_end, "Last year the target states."),
    YEAR(base_year, "Year of the last value before the plan."),
    NUMBER(base_value, "Value of that year, in the target's terms and unit; empty where it has none there."),
    YEAR(latest_year, "Latest year with a value, up to the period's end."),
    NUMBER(latest_value,
           "Value of that year, in the target's terms and unit; empty where it has none there."),
    WORD(latest_status, ct_latest_words, "How sure that value is."),
    NUMBER(achieved, "The figure in the target's own terms so far."),
    NUMBER(secured, "Average growth over the whole period if the years left do not grow, %."),
    NUMBER(share_done, "Percent of the way from base to target."),
    NUMBER(share_expected, "Percent of the time elapsed."),
    NUMBER(time_distance, "Years ahead of the straight line from base to target; negative is behind."),
    NUMBER(rate_observed, "Growth so far, % a year."),
    NUMBER(rate_planned, "Growth that base and target imply, % a year."),
    NUMBER(rate_required, "Growth the years left must bring, % a year."),
    NUMBER(step_observed, "Change so far, units a year."),
    NUMBER(step_planned, "Change that base and target imply, units a year."),
    NUMBER(step_required, "Change the years left must bring, units a year."),
    NUMBER(required_high, "As rate_required (or step_required) for the farther end of the range."),
    NUMBER(step_required_high, "As step_required for the farther end of the range."),
    NUMBER(attainment_year, "When the target is passed at the pace so far; empty: never, or not computed."),
    NUMBER(gap_now, "Figure so far minus target; negative is short of it."),
    NUMBER(gap_now_percent, "The same in % of the target, for amounts."),
    NUMBER(projected, "Projected figure at the period's end, median."),
    NUMBER(projected_lo80, "Lower end of its 80 % interval."),
    NUMBER(projected_hi80, "Upper end of its 80 % interval."),
    NUMBER(gap_projected, "Projected figure minus target; negative is short of it."),
    NUMBER(gap_projected_percent, "The same in % of the target, for amounts."),
    WORD(evidence, ct_evidence_words,
         "What stands behind the figures: no result, one value, a prior, few values, a history."),
    YEAR(old, "Years from the latest value to the period's end, where they are more than three."),
    NUMBER(probability, "Probability that the target is met, 0 to 1."),
    NUMBER(probability_lo80, "Lower end of the 80 % interval of the probability's own error."),
    NUMBER(probability_hi80, "Upper end of that interval."),
    NUMBER(probability_exceeded, "Probability that it is passed by a margin, or the range's farther end is."),
    WORD(verdict, ct_verdict_words, "Where the target stands, rule set chitieu-vn-1."),
    WORD(reason, ct_reason_words,
         "Why there is no verdict; else the first thing that could not be computed."),
    YEAR(record_plans, "Years whose plan and result are both known, before the period's end."),
    NUMBER(record_met, "Of these, years whose result met the plan."),
    NUMBER(record_margin,
           "Mean of result over plan in those years, positive when better: % for amounts, else in the unit."),
    TEXT(method, "Method of the projection."),
    TEXT(source, "Where the target stands."),
    TEXT(series_source, "Where the latest value stands."),
    TEXT(target_id, "Id of the target, as the targets table has it."),
    TEXT(series_id,
         "Id of the series it is measured against, as the series table has it; empty where there is none."),
};
const ct_schema ct_assessment_schema = { "assessment", "The gap to every target.", assessment_columns,
                                         sizeof assessment_columns / sizeof *assessment_columns,
                                         sizeof(ct_assessment) };
