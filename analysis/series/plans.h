/* Plans: whose target a target is, and which plan is the one of record. */
#ifndef CT_SERIES_PLANS_H
#define CT_SERIES_PLANS_H

#include "core/arena.h"
#include "core/lang.h"
#include "extract/record/observation.h"
#include "extract/record/plan.h"

/* What speaks for a plan or against it, and how much: a row of datasets/catalogue/plans.csv. */
typedef enum {
    CT_PLAN_TITLE,
    CT_PLAN_KIND,
    CT_PLAN_FACT,
    CT_PLAN_TITLE_AGAINST,
    CT_PLAN_KIND_AGAINST
} ct_plan_part;
typedef struct {
    int part;         /* ct_plan_part         */
    const char *word; /* of a title, to be found in spite of a scan's damage; a kind; years_asked,
                         own_territory, several_years, list, targets */
    double points;    /* 0 or more; taken off where they speak against it */
    const char *about;
} ct_plan_rule;
extern const ct_schema ct_plan_rule_schema;

/** Read plans.csv. *out is the caller's; NULL on error. CT_EPARSE names file and line (an unknown fact, no
 * points or less than none). */
CT_CHECKED ct_error ct_plan_rules_read(const char *text, size_t n, const char *file, ct_table **out);

/* What people say of the plan of record. */
typedef struct {
    const char *named; /* ids, numbers or documents, separated by ';': the plan, and what forms one plan with
                          it; "" or NULL: nothing */
    long start, end;   /* its years; 0: not said   */
    const char *scope; /* the territory of the work; "" or NULL: the one that most targets are of */
} ct_plan_wish;

/** One plan for each document of a table of observations, appended to plans: what is known where extraction
 * left no plans table. */
CT_CHECKED ct_error ct_plans_of_documents(const ct_table *observations, ct_table *plans);

/** Count each plan's targets, give it its points and say which is of record: the one with most points among
 * those that set targets (of equals the one with more targets, then the one issued later, then the one listed
 * first). Fills the columns targets, listed, points, reason and record.
 * @param rules of ct_plan_rule_schema; NULL: then only a wish and the number of targets tell
 * @return CT_OK, also where no plan sets a target: then none is of record; CT_EDATA when the wish names a
 * plan that is not there; CT_ENOMEM */
CT_CHECKED ct_error ct_plans_choose(const ct_table *rules, const ct_table *observations,
                                    const ct_plan_wish *wish, ct_table *plans);

/** The plan of record; NULL: none. The first of its documents where it is a group. */
const ct_plan *ct_plans_of_record(const ct_table *plans);

/** The last year to look ahead to: the end of the plan of record or, where the documents have the plan that
 * follows it for the same territory, that one's; 0 where no plan is of record or it has no years. */
long ct_plans_horizon(const ct_table *plans);

/** The row of the plan that a line of a document is in; plans->n: none. @param from where to begin looking:
 * the last one found is mostly near */
size_t ct_plans_find(const ct_table *plans, size_t from, const char *document, long line);

/** What readers know the document of a plan by, in few words: "Nghị quyết 01-MH/NQ-HĐND" (resolution), its
 * title where it has no number, else what it holds and of which year. Never the name of a file. In the arena;
 * NULL when out of memory. */
const char *ct_plan_short_name(ct_arena *arena, const ct_plan *plan, ct_lang lang);

/** Does the title hold the wording, case, marks and a scan's damage aside? */
bool ct_plan_title_holds(ct_arena *arena, const char *title, const char *wording);

#endif
