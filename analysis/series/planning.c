#include "series/planning.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "series/series.h"

/* A period of several years that a document's targets state, and how often. */
typedef struct {
    const char *document;
    size_t length; /* of its name */
    long start, end;
    size_t times;
} plan;

static int compare_names(const plan *a, const plan *b)
{
    int order = strncmp(a->document, b->document, a->length < b->length ? a->length : b->length);

    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static int compare_plans(const void *a, const void *b)
{
    const plan *x = a, *y = b;
    int order = compare_names(x, y);

    if (order == 0) order = (x->end > y->end) - (x->end < y->end);
    return order != 0 ? order : (x->start > y->start) - (x->start < y->start);
}

/* The document of a target's first source is what stands before its line number; not by document: all of them
 * are one. */
static plan plan_of(const ct_target *target, bool by_document)
{
    const char *stop = strstr(target->source, "; ");
    size_t n = stop != NULL ? (size_t)(stop - target->source) : strlen(target->source);

    while (n > 0 && target->source[n - 1] != ':') n--;
    if (!by_document) n = 0;
    return (plan){ target->source, n, target->period_start.year, target->period_end.year, 1 };
}

static ct_error list_plans(ct_arena *arena, const ct_table *targets, bool by_document, plan **plans,
                           size_t *n)
{
    size_t found = 0, kept = 0;

    *plans = ct_arena_array(arena, targets->n, sizeof **plans);
    if (*plans == NULL) return ct_no_memory();
    for (size_t i = 0; i < targets->n; i++) {
        plan one = plan_of(ct_target_at(targets, i), by_document);

        if (one.start > 0 && one.start < one.end) (*plans)[found++] = one;
    }
    if (found > 0) qsort(*plans, found, sizeof **plans, compare_plans);
    for (size_t i = 0; i < found; i++) {
        if (kept > 0 && compare_plans(&(*plans)[kept - 1], &(*plans)[i]) == 0)
            (*plans)[kept - 1].times++;
        else
            (*plans)[kept++] = (*plans)[i];
    }
    *n = kept;
    return ct_ok();
}

/* Of the periods that end with a single-year target the one stated most often, then the longest. NULL: none.
 */
static const plan *plan_ending(const plan *plans, size_t n, plan asked)
{
    const plan *best = NULL;

    for (size_t i = 0; i < n; i++) {
        if (plans[i].end != asked.end || compare_names(&plans[i], &asked) != 0) continue;
        if (best == NULL || plans[i].times > best->times)
            best = &plans[i]; /* ascending starts: of equals the longest stays */
    }
    return best;
}

ct_error ct_plan_starts(ct_arena *arena, const ct_table *targets, const long **starts)
{
    plan *own, *all;
    size_t n_own, n_all;
    long *list = ct_arena_array(arena, targets->n, sizeof *list);

    if (list == NULL) return ct_no_memory();
    CT_TRY(list_plans(arena, targets, true, &own, &n_own));
    CT_TRY(list_plans(arena, targets, false, &all, &n_all));
    for (size_t i = 0; i < targets->n; i++) {
        const ct_target *target = ct_target_at(targets, i);
        plan asked = plan_of(target, true);
        const plan *found = plan_ending(own, n_own, asked);

        if (found == NULL) found = plan_ending(all, n_all, plan_of(target, false));
        if (asked.start > 0 && asked.start < asked.end)
            list[i] = asked.start;
        else if (found != NULL && asked.end > 0)
            list[i] = found->start;
    }
    *starts = list;
    return ct_ok();
}
