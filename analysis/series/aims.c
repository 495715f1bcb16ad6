/* Targets against targets: the same asked twice with two values, or by two standards. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "series/aims.h"
#include "series/planning.h"
#include "series/value.h"

static int compare_series(const ct_aim *a, const ct_aim *b)
{
    int order = strcmp(a->key, b->key);

    if (order == 0) order = strcmp(a->target->unit, b->target->unit);
    return order != 0 ? order : a->target->measure - b->target->measure;
}

/* All but the values. */
static int compare_asked(const ct_aim *a, const ct_aim *b)
{
    int order = compare_series(a, b);

    if (order == 0) order = a->target->aggregation - b->target->aggregation;
    if (order == 0) order = ct_date_compare(a->target->period_end, b->target->period_end);
    if (order == 0) order = ct_date_compare(a->target->period_start, b->target->period_start);
    return order != 0 ? order : ct_date_compare(a->target->base_period, b->target->base_period);
}

static int compare_aims(const void *a, const void *b)
{
    const ct_aim *x = a, *y = b;
    int order = compare_asked(x, y);

    if (order == 0) order = (x->target->low > y->target->low) - (x->target->low < y->target->low);
    return order != 0 ? order : (x->target > y->target) - (x->target < y->target);
}

/* "Lũy kế 6 huyện" (6 districts so far) is what stands at the time. */
static int counted(int aggregation)
{
    return aggregation == CT_CUMULATIVE ? CT_POINT : aggregation;
}

/* Does the place come a few lines after another value for the same? "Lao động qua đào tạo đạt 80 %; đối với
 * dân tộc thiểu số đạt 70 %" (trained workers 80 %; of ethnic minorities 70 %): the sentence goes on to a
 * part, whose words the quote may not hold. */
static bool narrows(const ct_audit_state *audit, const ct_target *target, const ct_place *place,
                    const ct_observation *own)
{
    size_t n;
    const ct_observation *const *rows = ct_said_lines(
        &audit->said, place, place->line - (long)audit->cut_points->near_lines, place->line, &n);

    for (size_t i = 0; i < n; i++) {
        const ct_observation *row = rows[i];

        if (row == own) return false; /* what comes after it does not count */
        if (row->kind != CT_TARGET || strcmp(row->indicator, own->indicator) != 0 ||
            row->measure != own->measure)
            continue;
        if (counted(row->aggregation) != counted(target->aggregation) ||
            ct_date_compare(row->period_end, own->period_end) != 0)
            continue;
        if (ct_date_compare(row->period_start, own->period_start) != 0 ||
            !ct_fold_equal(row->breakdown, own->breakdown))
            continue;
        if (!ct_fold_equal(row->scope, own->scope)) continue;
        if (row->value_low != own->value_low || row->value_high != own->value_high) return true;
    }
    return false;
}

/* The standard that the words of a sentence name, for every figure of the indicator in it: "(quy chuẩn QCVN
 * 01) đạt 63,7 %, thành thị 93,1
 * %" (by standard QCVN 01 reached 63.7 %, towns 93.1 %). */
static long standard_near(const ct_audit_state *audit, const ct_place *place, const char *indicator)
{
    enum { SENTENCE_LINES = 2 };
    size_t n;
    const ct_observation *const *rows =
        ct_said_lines(&audit->said, place, place->line - SENTENCE_LINES, place->line, &n);

    while (n-- > 0) {
        long standard = strcmp(rows[n]->indicator, indicator) == 0
                            ? ct_words_standard(audit->cut_points, audit->arena, rows[n]->quote)
                            : 0;

        if (standard > 0) return standard;
    }
    return 0;
}

/* What the observations behind a target say of it. Without observations (targets of a file) it is taken as it
 * stands. */
static void look_up(const ct_audit_state *audit, ct_aim *to)
{
    const char *at = to->target->source;
    ct_place place;
    bool any = false, whole = false;

    while (ct_place_next(&at, &place)) {
        const ct_observation *row =
            ct_said_at(&audit->said, &place, to->target->indicator, to->target->low, to->target->unit);

        if (row == NULL) continue;
        any = true;
        to->confidence = fmax(to->confidence, row->confidence);
        if (to->standard == 0) to->standard = standard_near(audit, &place, row->indicator);
        if (narrows(audit, to->target, &place, row) ||
            ct_words_other_territory(audit->cut_points, audit->arena, row->quote) ||
            (row->breakdown[0] == '\0' && ct_words_other_group(audit->cut_points, audit->arena, row->quote)))
            continue;
        whole = true;
    }
    if (!any) to->confidence = 1;
    to->usable = (whole || !any) && to->target->low >= to->indicator->lower &&
                 to->target->high <= to->indicator->upper &&
                 to->confidence >= audit->cut_points->confidence_pair &&
                 strstr(to->target->source, CT_DERIVED_MARK) == NULL;
}

static ct_error list_aims(ct_audit_state *audit, const ct_table *targets, ct_aim **list, size_t *n)
{
    const long *plan_starts;

    *n = 0;
    *list = ct_arena_array(audit->arena, targets->n, sizeof **list);
    if (*list == NULL) return ct_no_memory();
    CT_TRY(ct_plan_starts(audit->arena, targets, &plan_starts));
    for (size_t i = 0; i < targets->n; i++) {
        const ct_target *target = ct_target_at(targets, i);
        const ct_indicator *indicator = ct_indicator_find(audit->catalogue, target->indicator);
        ct_aim *to = &(*list)[*n];

        if (indicator == NULL || !isfinite(target->low) || !isfinite(target->high)) continue;
        if (ct_series_indicator(audit->catalogue, indicator, target->measure) != indicator) continue;
        *to = (ct_aim){ .target = target, .indicator = indicator, .plan_start = plan_starts[i] };
        to->key =
            ct_series_key(audit->arena, audit->catalogue, indicator->id, target->scope, target->breakdown);
        if (to->key == NULL) return ct_no_memory();
        if (ct_date_compare(target->period_start, target->period_end) == 0 && target->period_end.month == 0)
            to->year = target->period_end.year;
        to->sign = indicator->direction == CT_UP ? 1 : indicator->direction == CT_DOWN ? -1 : 0;
        look_up(audit, to);
        ++*n;
    }
    if (*n > 0) qsort(*list, *n, sizeof **list, compare_aims);
    return ct_ok();
}

/* In how many places of one document it is said; of several the one where it is said most, whose name
 * *document gets. */
static size_t places_in(const ct_aim *one, ct_place *document)
{
    const char *at = one->target->source;
    size_t most = 0, n = 0;
    ct_place place, last = { "", 0, 0 };

    while (ct_place_next(&at, &place)) {
        n = place.n == last.n && memcmp(place.document, last.document, place.n) == 0 ? n + 1 : 1;
        last = place;
        if (n <= most) continue;
        most = n;
        *document = place;
    }
    return most;
}

/* A bound volume of resolutions says its main targets again and again; another value said once in it is
 * rather of a part. */
static void mark_outvoted(const ct_audit_state *audit, ct_aim *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            ct_place often = { "", 0, 0 }, once = { "", 0, 0 };

            if (i == k || compare_asked(&list[i], &list[k]) != 0 || places_in(&list[k], &once) != 1) continue;
            if ((double)places_in(&list[i], &often) >= audit->cut_points->outvoted_places &&
                often.n == once.n && memcmp(often.document, once.document, once.n) == 0)
                list[k].outvoted = true;
        }
}

/* ---- target-differs ---- */

/* Two values for one thing contradict unless they overlap, or one is a bound that the other keeps. */
static bool values_differ(const ct_aim *a, const ct_aim *b)
{
    const ct_target *x = a->target, *y = b->target;
    double slack = a->target->qualifier == CT_ABOUT || b->target->qualifier == CT_ABOUT
                       ? ct_value_slack(x->low) + ct_value_slack(y->low)
                       : 0;

    if (ct_aim_is_bound(a) != ct_aim_is_bound(b)) {
        const ct_target *bound = ct_aim_is_bound(a) ? x : y, *plain = ct_aim_is_bound(a) ? y : x;
        bool from_below = bound->qualifier == CT_GE || bound->qualifier == CT_GT;

        return from_below ? plain->high < bound->low - slack : plain->low > bound->high + slack;
    }
    return x->high < y->low - slack || y->high < x->low - slack;
}

enum {
    MOST_SAID = 5000
}; /* findings looked through for each pair; a hostile document could make a million */

/* What ct_series_build() said of the two, either way round: it knows which plan is of record, so its choice
 * of the one that counts and its sentences hold. NULL: nothing. */
static const ct_finding *said_before(const ct_audit_state *audit, size_t n_built, const ct_aim *a,
                                     const ct_aim *b)
{
    for (size_t i = 0; i < n_built && i < MOST_SAID; i++) {
        const ct_finding *one = ct_finding_at(audit->findings, i);
        bool forth =
            strcmp(one->source, a->target->source) == 0 && strcmp(one->other_source, b->target->source) == 0;
        bool back =
            strcmp(one->source, b->target->source) == 0 && strcmp(one->other_source, a->target->source) == 0;

        if ((forth || back) && strcmp(one->rule, "target-differs") == 0 &&
            strcmp(one->indicator, a->target->indicator) == 0 && strcmp(one->scope, a->target->scope) == 0 &&
            strcmp(one->breakdown, a->target->breakdown) == 0 && one->period == a->target->period_end.year)
            return one;
    }
    return NULL;
}

static ct_error report_differing(ct_audit_state *audit, size_t n_built, const ct_aim *first,
                                 const ct_aim *other)
{
    const ct_finding *said = said_before(audit, n_built, first, other);
    bool slips = ct_value_slips(first->target->low, other->target->low),
         turned = said != NULL && strcmp(said->source, other->target->source) == 0;
    bool doubt =
        !slips && (first->outvoted || other->outvoted ||
                   ct_value_strays(first->target->low, other->target->low, audit->cut_points->differs_times));
    const ct_aim *kept = turned ? other : first, *left = turned ? first : other;
    const char *vi =
        said != NULL
            ? said->text_vi
            : ct_arena_printf(audit->arena,
                              "%s: hai mục tiêu khác nhau cho cùng thời kỳ: %s (%s) và %s (%s).",
                              ct_aim_subject(audit, kept, CT_VI), ct_aim_words(kept, CT_VI).text,
                              kept->target->source, ct_aim_words(left, CT_VI).text, left->target->source);
    const char *en =
        said != NULL
            ? said->text_en
            : ct_arena_printf(audit->arena,
                              "%s: two different targets for the same period: %s (%s) and %s (%s).",
                              ct_aim_subject(audit, kept, CT_EN), ct_aim_words(kept, CT_EN).text,
                              kept->target->source, ct_aim_words(left, CT_EN).text, left->target->source);

    return ct_aim_report(audit, slips ? "decimal-slip" : "target-differs",
                         doubt ? CT_SEVERITY_NOTE : CT_SEVERITY_WARNING, kept, kept->target->low,
                         left->target->source, left->target->low, vi, en);
}

static ct_error check_differing(ct_audit_state *audit, size_t n_built, const ct_aim *list, size_t n)
{
    const ct_aim *first = NULL;

    for (size_t i = 0; i < n; i++) {
        const ct_aim *one = &list[i];

        if (first == NULL || compare_asked(first, one) != 0) first = one->usable ? one : NULL;
        if (first == NULL || one == first || !one->usable || !ct_aim_same_standard(first, one) ||
            !values_differ(first, one))
            continue;
        CT_TRY(report_differing(audit, n_built, first, one));
    }
    return ct_ok();
}

/* ---- definition-differs ---- */

/* Once an indicator and scope (its parts stand in the same sentence): two targets set by two standards are
 * not to be compared, whatever their values. *last: the one reported before. */
static ct_error check_standards(ct_audit_state *audit, const ct_aim *list, size_t n, const ct_target **last)
{
    if (*last != NULL && strcmp((*last)->indicator, list[0].target->indicator) == 0 &&
        ct_fold_equal((*last)->scope, list[0].target->scope))
        return ct_ok();
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) {
            const ct_aim *a = &list[i], *b = &list[k];

            if (!a->usable || !b->usable || ct_aim_same_standard(a, b)) continue;
            const char *vi = ct_arena_printf(
                audit->arena,
                "%s: mục tiêu năm %d (%s) theo chuẩn số %ld, mục tiêu năm %d (%s) theo chuẩn số %ld; hai mục tiêu không so với nhau được.",
                ct_aim_subject(audit, a, CT_VI), a->target->period_end.year, ct_aim_words(a, CT_VI).text,
                a->standard, b->target->period_end.year, ct_aim_words(b, CT_VI).text, b->standard);
            const char *en = ct_arena_printf(
                audit->arena,
                "%s: the target for %d (%s) is by standard %ld, that for %d (%s) by standard %ld; they cannot be compared.",
                ct_aim_subject(audit, a, CT_EN), a->target->period_end.year, ct_aim_words(a, CT_EN).text,
                a->standard, b->target->period_end.year, ct_aim_words(b, CT_EN).text, b->standard);

            *last = b->target;
            return ct_aim_report(audit, "definition-differs", CT_SEVERITY_WARNING, b, b->target->low,
                                 a->target->source, a->target->low, vi, en);
        }
    return ct_ok();
}

/* ct_series_build() says of two targets only that they differ; here they are looked at with all that is known
 * of them. */
static void drop_differing(ct_table *findings, size_t n_built)
{
    for (size_t i = n_built; i-- > 0;)
        if (strcmp(ct_finding_at(findings, i)->rule, "target-differs") == 0) ct_table_remove(findings, i);
}

enum {
    MOST_AIMS = 300
}; /* of one series; a plan sets a dozen, and more could cost a hostile file's square */

ct_error ct_audit_aims(ct_audit_state *audit, const ct_series_index *series, const ct_table *points,
                       const ct_table *targets)
{
    const ct_target *last = NULL;
    size_t n, n_built = audit->findings->n;
    ct_aim *list;

    CT_TRY(list_aims(audit, targets, &list, &n));
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && compare_series(&list[i], &list[j]) == 0; j++) continue;
        if (j - i < 2 || j - i > MOST_AIMS) continue;
        mark_outvoted(audit, &list[i], j - i);
        CT_TRY(check_differing(audit, n_built, &list[i], j - i));
        CT_TRY(check_standards(audit, &list[i], j - i, &last));
        CT_TRY(ct_audit_plan_years(audit, series, points, &list[i], j - i));
    }
    drop_differing(audit->findings, n_built);
    return ct_ok();
}
