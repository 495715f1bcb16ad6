/* Which plan a target belongs to. */
#ifndef CT_SERIES_PLANNING_H
#define CT_SERIES_PLANNING_H

#include "core/arena.h"
#include "core/table.h"

/** The first year of each target's plan, one for each row of a targets table, in the arena; 0 where nothing
 * tells it. A target of several years states it. A target for one year ("đến năm 2025 đạt 60 %" (60 % by
 * 2025)) takes the start of the plan that ends in that year: of the periods of several years its own
 * document's targets state, else of those any document's state, the one stated most often. */
CT_CHECKED ct_error ct_plan_starts(ct_arena *arena, const ct_table *targets, const long **starts);

#endif
