/* Plans: the documents bound in a file, one row each, with what their heads say: who asks, under which
 * number, when, for which place and years. */
#ifndef CT_EXTRACT_PLAN_H
#define CT_EXTRACT_PLAN_H

#include "core/date.h"
#include "core/table.h"

typedef struct {
    const char *plan; /* its id: the document's name; with ":LINE", its first, where the file binds several */
    const char *document;      /* the file's base name                                         */
    long line_start, line_end; /* its lines                                                    */
    const char *kind;          /* what it calls itself, "nghị quyết" (resolution); "" unknown  */
    const char *issuer; /* what the number's letters stand for, "Tỉnh ủy" (the province's Party committee); ""
                           unknown */
    const char *number;               /* "36-NQ/TU", as it stands; "" for none                        */
    ct_date date;                     /* of its issue; year 0 unknown                                 */
    const char *title;                /* as it stands, a scan's damage and all                        */
    const char *scope;                /* the territory it is about                                    */
    ct_date period_start, period_end; /* the years it plans: its title's, or those its list is for */
    long list_start, list_end;        /* lines of its own list of targets; 0: it has none             */
    /* What series/plans.h makes of it; empty as extraction leaves it. */
    long targets, listed; /* statements of catalogued targets in it, and in its list      */
    double points;        /* how much speaks for it as the plan of record                 */
    const char *reason;   /* what the points are for: "title 5; kind 2"                   */
    int record;           /* 1: it is the plan of record                                  */
} ct_plan;

extern const ct_schema ct_plan_schema;

static inline const ct_plan *ct_plan_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

/** The years it plans: those of its title (as they stand in the plan), unless its list (where it has none:
 * what it aims at) is for another year. A report on 2023 may set the targets of 2024. @param from the first
 * row of the observations that may be its own */
void ct_plan_take_years(ct_plan *plan, const ct_table *observations, size_t from);

#endif
