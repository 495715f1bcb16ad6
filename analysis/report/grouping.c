#include "report/grouping.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "core/vietnamese.h"
#include "report/content.h"
#include "series/plans.h"

enum {
    TITLE_SHOWN = 120,
    FIRST_OTHER = 2 /* groups: the record's list, what else it demands, then each plan by its row */
};

static int compare(const void *a, const void *b)
{
    const ct_target_order *x = a, *y = b;

    if (x->group != y->group) return x->group < y->group ? -1 : 1;
    if (x->place != y->place) return x->place < y->place ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* ---- by year, where nothing tells plans ---- */

static ct_error year_heading(ct_arena *arena, const ct_report *report, long year, bool last, const char **out)
{
    char of[32], period[64];

    *out = ct_said(report, "group_of.no_year");
    if (year == 0) return ct_ok();
    snprintf(of, sizeof of, "%ld", year);
    snprintf(period, sizeof period, "%ld–%ld", report->plan_start, report->plan_end);
    const ct_phrase_word words[] = { { "year", of }, { "period", period } };
    const char *key = !last                    ? "group_of.year"
                      : report->plan_start > 0 ? "group_of.plan_end"
                                               : "group_of.last";
    return ct_said_with(arena, report, key, words, 2, out);
}

/* The plan's end first, then by year, targets without one last. */
static ct_error place_by_year(ct_arena *arena, const ct_report *report, ct_target_order *order, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        long year = ct_assessment_at(report->assessments, i)->period_end;
        bool last = year != 0 && year == report->plan_end;
        order[i] = (ct_target_order){ .index = i,
                                      .group = last        ? 0
                                               : year == 0 ? (size_t)-1
                                                           : (size_t)year,
                                      .last = last };
        CT_TRY(year_heading(arena, report, year, last, &order[i].heading));
    }
    return ct_ok();
}

/* ---- by plan ---- */

/* "nghị quyết 36-NQ/TU, 2021–2025" (resolution 36-NQ/TU, 2021–2025); without a number what its title says,
 * without one what it holds. */
static const char *plan_name(ct_arena *arena, const ct_report *report, const ct_plan *plan)
{
    const char *years = "", *name = NULL;

    if (plan->period_end.year != 0 && plan->period_start.year != 0 &&
        plan->period_start.year != plan->period_end.year)
        years = ct_arena_printf(arena, ", %d–%d", plan->period_start.year, plan->period_end.year);
    else if (plan->period_end.year != 0)
        years = ct_arena_printf(arena, ", %d", plan->period_end.year);
    if (plan->number[0] != '\0')
        name = ct_arena_printf(arena, "%s%s%s", plan->kind, plan->kind[0] != '\0' ? " " : "", plan->number);
    else if (plan->title[0] != '\0')
        name = ct_arena_printf(arena, "%.*s", (int)ct_utf8_cut(plan->title, TITLE_SHOWN), plan->title);
    else
        name = ct_plan_short_name(arena, plan, report->lang);
    return years == NULL || name == NULL ? NULL : ct_arena_printf(arena, "%s%s", name, years);
}

static ct_error plan_heading(ct_arena *arena, const ct_report *report, const ct_plan *plan, size_t group,
                             const char **out)
{
    const char *name = plan != NULL ? plan_name(arena, report, plan) : ct_said(report, "group_of.unknown");
    const char *key = group == 0 ? "group_of.record" : group == 1 ? "group_of.others" : "group_of.other_plan";

    if (name == NULL) return ct_no_memory();
    return ct_said_with(arena, report, key, &(ct_phrase_word){ "plan", name }, 1, out);
}

static const ct_plan *plan_of(const ct_table *plans, const char *id, size_t *row)
{
    size_t i = *row < plans->n && strcmp(ct_plan_at(plans, *row)->plan, id) == 0 ? *row : 0;

    while (i < plans->n && strcmp(ct_plan_at(plans, i)->plan, id) != 0) i++;
    *row = i;
    return i < plans->n ? ct_plan_at(plans, i) : NULL;
}

static ct_error place_by_plan(ct_arena *arena, const ct_report *report, ct_target_order *order, size_t n)
{
    size_t row = 0;

    for (size_t i = 0; i < n; i++) {
        const ct_target *target = ct_target_at(report->targets, i);
        const ct_plan *plan = plan_of(report->plans, target->plan, &row);
        size_t group = plan != NULL && plan->record ? target->place == 0 : FIRST_OTHER + row;
        order[i] = (ct_target_order){ .index = i, .group = group, .place = target->place };
        CT_TRY(plan_heading(arena, report, plan, group, &order[i].heading));
    }
    return ct_ok();
}

ct_error ct_targets_order(ct_arena *arena, const ct_report *report, ct_target_order **out)
{
    size_t n = report->assessments != NULL ? report->assessments->n : 0;
    bool planned = report->plans != NULL && ct_plans_of_record(report->plans) != NULL &&
                   report->targets != NULL && report->targets->n == n;

    *out = ct_arena_array(arena, n, sizeof **out);
    if (*out == NULL) return ct_no_memory();
    CT_TRY(planned ? place_by_plan(arena, report, *out, n) : place_by_year(arena, report, *out, n));
    if (n > 0) qsort(*out, n, sizeof **out, compare);
    return ct_ok();
}
