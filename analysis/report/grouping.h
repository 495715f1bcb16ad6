/* In which tables the report's targets stand, and in which order. */
#ifndef CT_REPORT_GROUPING_H
#define CT_REPORT_GROUPING_H

#include "core/arena.h"
#include "report/report.h"

typedef struct {
    size_t index; /* row of the assessments */
    size_t group; /* number of its table: equal ones stand together */
    bool last;  /* without plans: its year is the plan's end                                                */
    long place; /* order inside its table */
    const char *heading; /* of its table */
} ct_target_order;

/** One entry an assessment, in the order of the tables; in the arena. The first table has the targets of the
 * plan of record in its own order; what else it demands, and each other plan's targets, follow in tables of
 * their own. Where nothing tells plans, one table a year, the plan's end first. CT_ENOMEM */
CT_CHECKED ct_error ct_targets_order(ct_arena *arena, const ct_report *report, ct_target_order **out);

#endif
