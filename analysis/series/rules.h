/* The rules of the audit, for audit.c. Not for other stages. */
#ifndef CT_SERIES_RULES_H
#define CT_SERIES_RULES_H

#include "series/audit.h"
#include "series/key.h"
#include "series/said.h"

typedef struct {
    const ct_catalogue *catalogue;
    ct_arena *arena; /* working memory of one audit */
    ct_table *findings;
    const ct_cut_points *cut_points;
    const ct_table *totals; /* NULL: none */
    ct_said said;           /* the observations by place */
} ct_audit_state;

/** One value, stated as such, read surely enough to be held against another, of no other territory by its
 * words. */
bool ct_audit_sure(const ct_audit_state *audit, const ct_observation *row);

/** The year an observation is of; 0: not one whole year. */
long ct_audit_whole_year(const ct_observation *row);

/** Is it a result, actual or estimated? */
bool ct_audit_result(const ct_observation *row);

/** "decimal-slip" of the ratio to plan at `at`: ten times it would be usual, itself cannot be. */
CT_CHECKED ct_error ct_audit_ratio_slip(ct_audit_state *audit, const ct_table *observations, size_t at);

/** "structure-sum": shares of one structure, of the same document, scope, kind and period, that do not add to
 * 100. */
CT_CHECKED ct_error ct_audit_structures(ct_audit_state *audit, const ct_table *observations);

/** "growth-against-levels": a stated growth rate that the two stated levels do not give; of growth at
 * constant prices, that they would give only with prices that moved beyond belief. */
CT_CHECKED ct_error ct_audit_growth(ct_audit_state *audit, const ct_series_index *series,
                                    const ct_table *points);

/** The point of a series' year; NULL: none. */
const ct_point *ct_audit_point(const ct_table *points, const ct_series *series, long year);

/** Half a unit of the last digit of an amount that carries information: zeros that end a large one may be
 * none. */
double ct_audit_level_slack(double value);

/** The rounding of two amounts of one series. One zero more at the end of one comes by chance: 4000 beside
 * 3400 is 4000 to the hundred, as 24 beside 24.4 is 24.0; three more are rounding. */
void ct_audit_pair_slack(double a, double b, double *slack_a, double *slack_b);

/** "target-differs", "definition-differs", "target-beyond-target", "target-out-of-reach", "each-year-target",
 * "average-against-years": targets against targets. series and points may be NULL. */
CT_CHECKED ct_error ct_audit_aims(ct_audit_state *audit, const ct_series_index *series,
                                  const ct_table *points, const ct_table *targets);

/** "changes-sum" and "ratio-differs": figures of one passage against each other. */
CT_CHECKED ct_error ct_audit_together(ct_audit_state *audit, const ct_table *observations);

/** "parts-total" in a passage. */
CT_CHECKED ct_error ct_audit_stated_totals(ct_audit_state *audit, const ct_table *observations);

/** Grade, quote and order all findings, each contradiction once. series (with its points) and targets may be
 * NULL. */
CT_CHECKED ct_error ct_audit_rank(ct_audit_state *audit, const ct_series_index *series,
                                  const ct_table *points, const ct_table *targets);

/** "plan-ratio", "growth-against-levels", "change-against-levels" and "average-against-ends": what a sentence
 * says of a figure beside it, against what is stated elsewhere. Points and targets may be NULL. */
CT_CHECKED ct_error ct_audit_sentences(ct_audit_state *audit, const ct_table *observations,
                                       const ct_series_index *series, const ct_table *points);

/** "parts-total" in the series: a stated total that its stated parts do not make. */
CT_CHECKED ct_error ct_audit_totals(ct_audit_state *audit, const ct_series_index *series,
                                    const ct_table *points);

/** "estimate-year": the estimate of a year that the document's other estimates leave behind them. */
CT_CHECKED ct_error ct_audit_years(ct_audit_state *audit, const ct_table *observations);

/** "target-magnitude", "target-already-passed", "pace-hard" and "pace-easy": targets that the series makes
 * look misread, too low or too high. */
CT_CHECKED ct_error ct_audit_targets(ct_audit_state *audit, const ct_series_index *series,
                                     const ct_table *points, const ct_table *targets);

#endif
