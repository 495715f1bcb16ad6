/* What a target comes to under assumptions about the years left, and how much one year counts. */
#ifndef CT_ASSESS_SCENARIOS_H
#define CT_ASSESS_SCENARIOS_H

#include "catalogue/catalogue.h"
#include "core/arena.h"
#include "core/table.h"
#include "series/series.h"

typedef enum {
    CT_ASSUME_GROWTH, /* % a year over the year before; of a growth rate: that rate itself */
    CT_ASSUME_VALUE,  /* the year's value, in the series' unit */
    CT_ASSUME_NEEDED  /* whatever the nearer end of the target needs: the same pace in every year so marked */
} ct_assume;

/* A row of scenarios.csv: one scenario's assumption about some years of one series. */
typedef struct {
    const char *scenario, *indicator, *scope, *breakdown; /* empty scope: every scope */
    long period_start, period_end;                        /* the years it holds for; end 0: the first only */
    ct_assume assume;
    double value; /* NaN for CT_ASSUME_NEEDED, and only there */
} ct_assumption;
extern const ct_schema ct_assumption_schema;

/* What one target comes to under one scenario. */
typedef struct {
    const char *indicator, *name, *scope, *breakdown;
    long period_start, period_end;
    ct_measure measure;
    ct_aggregation aggregation;
    double target_low, target_high;
    const char *unit, *target_id, *scenario;
    double result, gap; /* in the target's terms; negative gap: short of the nearer end */
    int met;            /* 0: not known, 1: yes, 2: no */
    double needed;      /* the pace of the years "as needed": % a year, or units a year; NaN: none is */
    int needed_in;      /* 0: nothing, 1: % a year, 2: units a year */
    long missing;       /* the first year without a value or an assumption; 0: none */
    const char *source;
} ct_scenario_result;
extern const ct_schema ct_scenario_schema;

static inline const ct_scenario_result *ct_scenario_result_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

/* What one point less growth in one year does. */
typedef struct {
    const char *indicator, *name, *scope, *breakdown;
    long period_start, period_end;
    ct_measure measure;
    ct_aggregation aggregation;
    double target_low, target_high;
    const char *unit, *target_id;
    long period;           /* the year that loses a point */
    int known;             /* 1: it is over, 2: it is still to come */
    double rate;           /* its growth, or what the nearer end requires of it, % */
    double result, effect; /* what the target then comes to, the other years as they were or as required; and
                              the difference */
    double others; /* what the other years to come must then bring to make up for it, % a year; NaN: none is
                      left */
    const char *source;
} ct_leverage;
extern const ct_schema ct_leverage_schema;

static inline const ct_leverage *ct_leverage_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

/* Assumptions by scenario. Private to the stage. */
typedef struct {
    const char *const *names; /* n scenarios, in the order of the file */
    size_t n;
    const ct_table *table;
    const char *const *keys; /* of each row: its series' key, or, for an empty scope, "" */
    const ct_catalogue *catalogue;
} ct_assumptions;

/** Check a table of assumptions and index it, in the arena. CT_EPARSE with the row's line: a value missing or
 * out of place, years that fall back, growth of -100 % or below, a year of one series assumed twice in one
 * scenario. */
CT_CHECKED ct_error ct_assumptions_index(ct_arena *arena, const ct_catalogue *catalogue,
                                         const ct_table *table, const ct_assumptions **out);

#endif
