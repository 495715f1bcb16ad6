/* Observations: one figure said of one indicator. gold/GUIDE.md's definitions, as a table. */
#ifndef CT_EXTRACT_OBSERVATION_H
#define CT_EXTRACT_OBSERVATION_H

#include "catalogue/catalogue.h"
#include "core/date.h"
#include "core/table.h"

typedef enum { CT_TARGET, CT_ACTUAL, CT_ESTIMATE, CT_FORECAST } ct_kind;
extern const char *const ct_kind_words[]; /* "target" "actual" "estimate" "forecast" NULL */

typedef enum { CT_EQ, CT_GE, CT_GT, CT_LE, CT_LT, CT_ABOUT } ct_qualifier;
extern const char *const ct_qualifier_words[]; /* "=" ">=" ">" "<=" "<" "~" NULL */

typedef enum { CT_POINT, CT_ANNUAL_AVERAGE, CT_CUMULATIVE, CT_EACH_YEAR } ct_aggregation;
extern const char *const ct_aggregation_words[]; /* "point" "annual_average" "cumulative" "each_year" NULL */

/* What a person said of the row; see review/review.h. */
typedef enum { CT_NOT_REVIEWED, CT_REVIEWED_ACCEPTED, CT_REVIEWED_CORRECTED } ct_reviewed;
extern const char *const ct_reviewed_words[]; /* "" "accepted" "corrected" NULL */

typedef struct {
    const char *document;      /* the file's base name                                        */
    long page;                 /* 0: the format has none                                      */
    long line_start, line_end; /* lines that hold the value and its unit                      */
    const char *quote;         /* verbatim                                                    */
    const char *indicator;     /* catalogue id or ""                                          */
    const char *name;          /* correct Vietnamese where known, else the words as they stand */
    const char *scope, *breakdown;
    double value_low, value_high; /* in the unit as stated; equal unless a range. A decrease is negative */
    const char *unit;
    int qualifier; /* ct_qualifier                                                */
    ct_date period_start, period_end;
    int aggregation, kind, measure; /* ct_aggregation, ct_kind, ct_measure                   */
    ct_date base_period;
    double confidence; /* [0, 1]                                                      */
    int review;        /* ct_reviewed                                                 */
    /* No columns: known of rows that come from extraction, for those who make a history of a workbook. */
    double named;      /* chance that indicator, breakdown and measure are right      */
    bool in_table;     /* it is a cell of a table                                     */
    bool kind_said;    /* a head of the cell says its kind                            */
    bool unit_counted; /* nothing says its unit but what its row is called            */
} ct_observation;

extern const ct_schema ct_observation_schema;

static inline const ct_observation *ct_observation_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

#endif
