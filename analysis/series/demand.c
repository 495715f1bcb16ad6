#include "series/demand.h"

#include <stdlib.h>
#include <string.h>

#include "series/finding.h"
#include "series/plans.h"
#include "series/value.h"

int ct_demand_compare_asked(const ct_demand *a, const ct_demand *b)
{
    int order = (a->order > b->order) - (a->order < b->order);

    if (order == 0) order = strcmp(a->scope_key, b->scope_key);
    if (order == 0) order = strcmp(a->breakdown_key, b->breakdown_key);
    if (order == 0) order = ct_date_compare(a->target.period_end, b->target.period_end);
    if (order == 0) order = ct_date_compare(a->target.period_start, b->target.period_start);
    if (order == 0) order = a->target.aggregation - b->target.aggregation;
    if (order == 0) order = a->target.measure - b->target.measure;
    if (order == 0) order = ct_date_compare(a->target.base_period, b->target.base_period);
    return order != 0 ? order : strcmp(a->target.unit, b->target.unit);
}

static int compare_values(const ct_demand *a, const ct_demand *b)
{
    int order = (a->target.low > b->target.low) - (a->target.low < b->target.low);

    return order != 0 ? order : (a->target.high > b->target.high) - (a->target.high < b->target.high);
}

int ct_demand_compare(const void *a, const void *b)
{
    const ct_demand *x = a, *y = b;
    int order = ct_demand_compare_asked(x, y);

    if (order == 0) order = compare_values(x, y);
    if (order == 0) order = y->of_record - x->of_record;
    return order != 0 ? order : (x->listed > y->listed) - (x->listed < y->listed);
}

/* ---- demands that differ ---- */

/* Two values for the same words need not contradict: in one plan, a few lines apart, they are two sentences
 * about different things, and so is one value against another said at several places; a figure whose own
 * words name another territory is that one's. */
static bool speaks_of_another(const ct_build *build, const ct_demand *a, const ct_demand *b)
{
    bool same = a->plan == b->plan && strcmp(a->row->document, b->row->document) == 0;
    bool near = same && labs(a->row->line_start - b->row->line_start) <= (long)build->cut_points->near_lines;
    bool outvoted = same && (a->sources > 1) != (b->sources > 1);

    if (ct_value_slips(a->target.low, b->target.low)) return false;
    return near || outvoted || a->row->confidence < build->cut_points->confidence_pair ||
           b->row->confidence < build->cut_points->confidence_pair ||
           ct_words_other_territory(build->cut_points, build->arena, a->row->quote) ||
           ct_words_other_territory(build->cut_points, build->arena, b->row->quote);
}

/* What it demands, in whose words: "25,1 % (nghi-quyet.txt:718: “... đào tạo 25,1%”)" (25.1 % and the line
 * that says so). */
static const char *wording(const ct_build *build, const ct_demand *of, ct_lang lang)
{
    const ct_target *t = &of->target;

    return ct_arena_printf(build->arena, "%s (%s: “%s”)",
                           ct_range_wording(t->low, t->high, t->unit, lang).text, t->source, of->row->quote);
}

static ct_error report_differing(ct_build *build, const ct_demand *taken, const ct_demand *other)
{
    const ct_target *a = &taken->target, *b = &other->target;
    ct_finding finding = { .rule = "target-differs",
                           CT_SEVERITY_WARNING,
                           a->indicator,
                           a->scope,
                           a->breakdown,
                           a->period_end.year,
                           a->low,
                           b->low,
                           a->unit,
                           a->source,
                           b->source,
                           NULL,
                           NULL };
    const char *said[2][2];

    if (build->findings == NULL || speaks_of_another(build, taken, other)) return ct_ok();
    if (ct_value_slips(a->low, b->low)) finding.rule = "decimal-slip", finding.severity = CT_SEVERITY_ERROR;
    if (a->low == b->low) finding.value = a->high, finding.other = b->high;
    for (ct_lang lang = CT_VI; lang <= CT_EN; lang++) {
        said[lang][0] = wording(build, taken, lang);
        said[lang][1] = wording(build, other, lang);
        if (said[lang][0] == NULL || said[lang][1] == NULL) return ct_no_memory();
    }
    finding.text_vi = ct_arena_printf(
        build->arena, "%s: hai mục tiêu khác nhau cho cùng thời kỳ: %s và %s%s.",
        ct_subject_wording(taken->indicator, a->scope, a->breakdown, CT_VI).text, said[CT_VI][0],
        said[CT_VI][1], taken->of_record ? "; lấy mục tiêu của kế hoạch được theo dõi, nêu trước" : "");
    finding.text_en = ct_arena_printf(
        build->arena, "%s: two different targets for the same period: %s and %s%s.",
        ct_subject_wording(taken->indicator, a->scope, a->breakdown, CT_EN).text, said[CT_EN][0],
        said[CT_EN][1], taken->of_record ? "; the plan of record's, named first, is used" : "");
    return ct_finding_add(build->findings, &finding);
}

/* ---- demands that say the same ---- */

enum {
    MOST_SOURCES = 20
}; /* named for one target; more add nothing, and a hostile document could state it a million times */

/* One target out of n statements of it: all sources; a stated bound ("trên" (over), "tối thiểu" (at least))
 * says more than none, but of the plan of record's own words no other plan's change anything. */
static ct_error merge(ct_build *build, ct_demand *list, size_t n)
{
    ct_target *target = &list[0].target;
    size_t sources = 1;

    for (size_t i = 1; i < n; i++) {
        if (target->qualifier == CT_EQ && list[i].of_record == list[0].of_record)
            target->qualifier = list[i].target.qualifier;
        if (strcmp(list[i].target.source, list[i - 1].target.source) == 0 || sources++ >= MOST_SOURCES)
            continue; /* said twice on one line */
        list[0].sources++;
        target->source = ct_arena_printf(build->arena, "%s; %s", target->source, list[i].target.source);
        if (target->source == NULL) return ct_no_memory();
    }
    return ct_ok();
}

static ct_error write_target(ct_table *targets, const ct_target *target)
{
    ct_target *row = ct_table_add(targets);

    if (row == NULL) return ct_no_memory();
    *row = *target;
    row->indicator = ct_table_text(targets, target->indicator);
    row->name = ct_table_text(targets, target->name);
    row->scope = ct_table_text(targets, target->scope);
    row->breakdown = ct_table_text(targets, target->breakdown);
    row->unit = ct_table_text(targets, target->unit);
    row->source = ct_table_text(targets, target->source);
    row->plan = ct_table_text(targets, target->plan);
    if (row->indicator != NULL && row->name != NULL && row->scope != NULL && row->breakdown != NULL &&
        row->unit != NULL && row->source != NULL && row->plan != NULL)
        return ct_ok();
    targets->n--;
    return ct_no_memory();
}

enum {
    MOST_ALIKE = 200
}; /* more demands of one thing and year are no document that people wrote, and none of them is looked at
      against every other */

/* "giảm 1 điểm %, còn 2 %" (falls by 1 point, to 2 %): the change says again what the level beside it says.
 * Marks the changes. */
static void mark_restated(ct_demand *list, size_t n)
{
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1;
             j < n && list[j].order == list[i].order && strcmp(list[j].scope_key, list[i].scope_key) == 0 &&
             strcmp(list[j].breakdown_key, list[i].breakdown_key) == 0 &&
             ct_date_compare(list[j].target.period_end, list[i].target.period_end) == 0;
             j++)
            continue;
        for (size_t k = i; k < j && j - i <= MOST_ALIKE; k++) {
            bool change =
                list[k].target.measure == CT_MEASURE_CHANGE && list[k].target.aggregation == CT_POINT;
            for (size_t m = i; change && m < j; m++) {
                bool level =
                    list[m].target.measure == CT_MEASURE_LEVEL || list[m].target.measure == CT_MEASURE_SHARE;
                bool beside = labs(list[m].row->line_start - list[k].row->line_start) <= 1 &&
                              strcmp(list[m].row->document, list[k].row->document) == 0;
                list[k].restates =
                    list[k].restates || (level && beside && list[m].target.aggregation == CT_POINT);
            }
        }
    }
}

/* The demand that counts among those from i on that ask the same: the plan of record's, else the first. */
static const ct_demand *counting(const ct_demand *list, size_t i, size_t n)
{
    for (size_t k = i; k < n && ct_demand_compare_asked(&list[i], &list[k]) == 0; k++)
        if (list[k].of_record && !list[k].restates) return &list[k];
    return &list[i];
}

/* ---- their place in the plan's own list ---- */

static int compare_places(const void *a, const void *b)
{
    const ct_demand *x = *(const ct_demand *const *)a, *y = *(const ct_demand *const *)b;
    int order = strcmp(x->target.plan, y->target.plan);

    if (order == 0)
        order = (x->plan > y->plan) - (x->plan < y->plan); /* a group's documents one after the other */
    if (order == 0)
        order = (x->row->line_start > y->row->line_start) - (x->row->line_start < y->row->line_start);
    return order != 0 ? order : (x->listed > y->listed) - (x->listed < y->listed);
}

/* A city's target in the resolution of its province ("thành phố phấn đấu thu ngân sách 420 tỷ đồng" (the city
 * is to collect 420 billion)) is none of the province's own. */
static bool of_smaller_place(const ct_build *build, const ct_demand *one, const ct_plan *plan)
{
    const char *own = ct_scope_key(build->arena, plan->scope);

    return own != NULL && own[0] != '\0' && strcmp(own, one->scope_key) != 0 &&
           ct_words_smaller_place(build->cut_points, build->arena, one->target.scope);
}

/* Does it stand in its plan's list? Where no list is known, all that a plan demands is its list. */
static bool in_list(const ct_build *build, const ct_demand *one)
{
    const ct_plan *plan = one->plan < build->plans->n ? ct_plan_at(build->plans, one->plan) : NULL;

    if (plan == NULL || one->row->kind != CT_TARGET)
        return false; /* a plan worked out of a result stands in no list */
    if (of_smaller_place(build, one, plan)) return false;
    return plan->list_start == 0 ||
           (one->row->line_start >= plan->list_start && one->row->line_start <= plan->list_end);
}

/* Number the demands that become targets within each plan's list. */
static ct_error give_places(ct_build *build, ct_demand **kept, size_t n)
{
    ct_demand **order = ct_arena_array(build->arena, n, sizeof *order);
    size_t listed = 0;
    long place = 0;

    if (order == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) {
        const ct_demand *one = kept[i];
        kept[i]->target.plan = one->plan < build->plans->n ? ct_plan_at(build->plans, one->plan)->plan : "";
        if (in_list(build, one)) order[listed++] = kept[i];
    }
    if (listed > 0) qsort(order, listed, sizeof *order, compare_places);
    for (size_t i = 0; i < listed; i++) {
        place = i > 0 && strcmp(order[i]->target.plan, order[i - 1]->target.plan) == 0 ? place + 1 : 1;
        order[i]->target.place = place;
    }
    return ct_ok();
}

/* The first of each run of demands that say the same, with the sources of all, is the target. */
static ct_error merge_all(ct_build *build, ct_demand *list, size_t n, ct_demand **kept, size_t *n_kept)
{
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && ct_demand_compare_asked(&list[i], &list[j]) == 0 &&
                        compare_values(&list[i], &list[j]) == 0;
             j++)
            continue;
        if (list[i].restates) continue;
        CT_TRY(merge(build, &list[i], j - i));
        kept[(*n_kept)++] = &list[i];
    }
    return ct_ok();
}

static ct_error report_all(ct_build *build, const ct_demand *list, size_t n)
{
    const ct_demand *taken = NULL;

    for (size_t i = 0; i < n; i++) {
        if (taken == NULL || ct_demand_compare_asked(taken, &list[i]) != 0) taken = counting(list, i, n);
        bool again = i > 0 && ct_demand_compare_asked(&list[i - 1], &list[i]) == 0 &&
                     compare_values(&list[i - 1], &list[i]) == 0;
        if (again || list[i].restates || compare_values(taken, &list[i]) == 0) continue;
        CT_TRY(report_differing(build, taken, &list[i]));
    }
    return ct_ok();
}

ct_error ct_demands_write(ct_build *build, ct_demand *list, size_t n, ct_table *targets)
{
    ct_demand **kept = ct_arena_array(build->arena, n, sizeof *kept);
    size_t n_kept = 0;

    if (kept == NULL) return ct_no_memory();
    mark_restated(list, n);
    CT_TRY(merge_all(build, list, n, kept, &n_kept));
    CT_TRY(report_all(build, list, n));
    CT_TRY(give_places(build, kept, n_kept));
    for (size_t i = 0; i < n_kept; i++) CT_TRY(write_target(targets, &kept[i]->target));
    return ct_ok();
}
