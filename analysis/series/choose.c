/* Of several values for one year, one: the rule of choice, and what is reported of the others. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "series/build.h"
#include "series/finding.h"
#include "series/value.h"

static int compare_series(const ct_candidate *a, const ct_candidate *b)
{
    int order = (a->order > b->order) - (a->order < b->order);

    if (order == 0) order = strcmp(a->scope_key, b->scope_key);
    if (order == 0) order = strcmp(a->breakdown_key, b->breakdown_key);
    return order != 0 ? order : strcmp(a->base, b->base);
}

/* By series, year and value, so that a year's equal values stand together; the place in the input makes the
 * order complete. */
static int compare_candidates(const void *a, const void *b)
{
    const ct_candidate *x = a, *y = b;
    int order = compare_series(x, y);

    if (order == 0) order = (x->period > y->period) - (x->period < y->period);
    if (order == 0) order = (x->value > y->value) - (x->value < y->value);
    if (order == 0) order = strcmp(x->origin, y->origin);
    return order != 0 ? order : (x->listed > y->listed) - (x->listed < y->listed);
}

/* Why the first of two candidates goes before the second: the rule of choice, in its order. */
typedef enum {
    WHY_REVIEWED,
    WHY_RECORDED,
    WHY_YEAR,
    WHY_WHOLE,
    WHY_SURE,
    WHY_STATUS,
    WHY_BORNE_OUT,
    WHY_LATER,
    WHY_SUPPORT,
    WHY_CLEARER,
    WHY_LISTED
} why;
static const char *const why_vi[] = { "đã được người duyệt",
                                      "đã ghi trong số liệu lịch sử",
                                      "giá trị kia được nguồn khác nêu cho năm liền kề",
                                      "là tổng, không phải một phần",
                                      "đọc chắc chắn hơn",
                                      "mức độ chính thức cao hơn",
                                      "khớp với mức tăng, giảm nêu về sau",
                                      "công bố sau",
                                      "nhiều nguồn nêu hơn",
                                      "đọc rõ hơn",
                                      "nêu sau" };
static const char *const why_en[] = { "reviewed by a person",
                                      "recorded in the history",
                                      "not what another source states for the next or the last year",
                                      "the whole, not a part of it",
                                      "read with more confidence",
                                      "of firmer status",
                                      "borne out by a change stated later",
                                      "published later",
                                      "stated by more sources",
                                      "read more clearly",
                                      "listed later" };

enum { CLARITY = 20 }; /* confidences nearer than a twentieth are equal */

/* A person put it into the history as a result; what a history only foresees gives way to a result that is
 * read. */
static bool recorded(const ct_candidate *candidate)
{
    return !candidate->read && candidate->status < CT_STATUS_FORECAST;
}

/* > 0 when a goes before b. */
static int prefer(const ct_candidate *a, const ct_candidate *b, why *reason)
{
    const long keys[][2] = { { a->reviewed, b->reviewed },
                             { recorded(a), recorded(b) },
                             { b->of_next_year, a->of_next_year },
                             { b->part, a->part },
                             { b->doubtful, a->doubtful },
                             { b->status, a->status },
                             { a->borne_out, b->borne_out },
                             { a->published, b->published },
                             { (long)a->support, (long)b->support },
                             { lround(a->confidence * CLARITY), lround(b->confidence * CLARITY) },
                             { (long)a->listed, (long)b->listed } };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        *reason = (why)i;
        if (keys[i][0] != keys[i][1]) return keys[i][0] > keys[i][1] ? 1 : -1;
    }
    return 0;
}

static const ct_candidate *best_of(const ct_candidate *list, size_t n)
{
    const ct_candidate *best = &list[0];
    why reason;

    for (size_t i = 1; i < n; i++)
        if (prefer(&list[i], best, &reason) > 0) best = &list[i];
    return best;
}

/* Count the origins of each run of equal values. */
static void count_support(ct_candidate *list, size_t n)
{
    for (size_t i = 0, j; i < n; i = j) {
        size_t origins = 1;

        for (j = i + 1; j < n && list[j].value == list[i].value; j++)
            origins += strcmp(list[j].origin, list[j - 1].origin) != 0;
        for (size_t k = i; k < j; k++) list[k].support = origins;
    }
}

int ct_build_prefer(const ct_candidate *a, const ct_candidate *b)
{
    why reason;

    return prefer(a, b, &reason);
}

static bool reads_doubtful(const ct_cut_points *cut_points, const ct_candidate *a, const ct_candidate *b)
{
    bool same = a->read && b->read && strcmp(a->origin, b->origin) == 0;

    /* In one document: two sentences side by side are about different things, and of two readings the less
     * clear one may be the fault. */
    return same && (labs(a->line - b->line) <= (long)cut_points->near_lines ||
                    lround(a->confidence * CLARITY) != lround(b->confidence * CLARITY));
}

/* Beyond the cut points two values of one year are more than a revision apart. */
static int superseded_severity(const ct_cut_points *cut_points, const ct_candidate *chosen,
                               const ct_candidate *other)
{
    double apart = fabs(chosen->value - other->value);
    double limit = strcmp(chosen->unit, "%") == 0
                       ? cut_points->points_apart
                       : cut_points->level_apart_percent / 100 * fabs(chosen->value);
    double rounding = fmax(chosen->slack, other->slack) * (1 + 1e-9);

    return other->doubtful || other->of_next_year || reads_doubtful(cut_points, chosen, other) ||
                   apart <= rounding || apart <= limit
               ? CT_SEVERITY_NOTE
               : CT_SEVERITY_WARNING;
}

static ct_error report_superseded(ct_build *build, const ct_candidate *chosen, const ct_candidate *other)
{
    ct_arena *arena = build->arena;
    const ct_indicator *indicator = chosen->indicator;
    why reason = WHY_LISTED;
    ct_finding finding = { .rule = "superseded",
                           superseded_severity(build->cut_points, chosen, other),
                           indicator->id,
                           chosen->scope,
                           chosen->breakdown,
                           chosen->period,
                           chosen->value,
                           other->value,
                           chosen->unit,
                           chosen->source,
                           other->source,
                           NULL,
                           NULL };

    if (build->findings == NULL) return ct_ok();
    if (prefer(chosen, other, &reason) <= 0) reason = WHY_LISTED;
    if (ct_value_slips(chosen->value, other->value))
        finding.rule = "decimal-slip", finding.severity = CT_SEVERITY_ERROR;
    finding.text_vi = ct_arena_printf(
        arena, "%s, năm %ld: lấy %s (%s), không lấy %s (%s), vì %s.",
        ct_subject_wording(indicator, chosen->scope, chosen->breakdown, CT_VI).text, chosen->period,
        ct_value_wording(chosen->value, chosen->unit, CT_VI).text, chosen->source,
        ct_value_wording(other->value, chosen->unit, CT_VI).text, other->source, why_vi[reason]);
    finding.text_en = ct_arena_printf(
        arena, "%s, %ld: %s (%s) is taken, not %s (%s), because it is %s.",
        ct_subject_wording(indicator, chosen->scope, chosen->breakdown, CT_EN).text, chosen->period,
        ct_value_wording(chosen->value, chosen->unit, CT_EN).text, chosen->source,
        ct_value_wording(other->value, chosen->unit, CT_EN).text, other->source, why_en[reason]);
    return ct_finding_add(build->findings, &finding);
}

/* ---- what series --explain tells ---- */

static ct_error add_offer(ct_table *offers, const ct_candidate *of, bool taken, const char *vi,
                          const char *en)
{
    ct_offer *row = ct_table_add(offers);

    if (row == NULL) return ct_no_memory();
    *row = (ct_offer){ ct_table_text(offers, of->indicator->id),
                       ct_table_text(offers, of->scope),
                       ct_table_text(offers, of->breakdown),
                       ct_table_text(offers, of->unit),
                       of->period,
                       of->value,
                       of->status,
                       ct_table_text(offers, of->source),
                       taken,
                       ct_table_text(offers, vi),
                       ct_table_text(offers, en) };
    return row->indicator != NULL && row->scope != NULL && row->breakdown != NULL && row->unit != NULL &&
                   row->source != NULL && row->why_vi != NULL && row->why_en != NULL
               ? ct_ok()
               : ct_no_memory();
}

/* The taken value with the rule that put it before the next best, then each other value with the rule that
 * put it behind. */
static ct_error explain_year(ct_build *build, const ct_candidate *chosen, const ct_candidate *list, size_t n)
{
    const ct_candidate *second = NULL;
    why reason = WHY_LISTED;

    if (build->offers == NULL) return ct_ok();
    for (size_t i = 0; i < n; i++)
        if (list[i].value != chosen->value && (second == NULL || prefer(&list[i], second, &reason) > 0))
            second = &list[i];
    if (second != NULL) (void)prefer(chosen, second, &reason);
    CT_TRY(add_offer(build->offers, chosen, true, second == NULL ? "giá trị duy nhất" : why_vi[reason],
                     second == NULL ? "the only value" : why_en[reason]));
    for (size_t i = 0, j; i < n; i = j) {
        const ct_candidate *other;
        for (j = i + 1; j < n && list[j].value == list[i].value; j++) continue;
        if (list[i].value == chosen->value) continue;
        other = best_of(&list[i], j - i);
        (void)prefer(chosen, other, &reason);
        CT_TRY(add_offer(build->offers, other, false, why_vi[reason], why_en[reason]));
    }
    return ct_ok();
}

/* Of amounts that one document states of one year the larger is the whole, and no part replaces it: "96.085
 * ha lúa, trong đó lúa chất lượng 45.100 ha" (96,085 ha of paddy, 45,100 of them of high quality). Nearer
 * values are revisions or roundings, much larger ones a slip of the unit. */
static void mark_parts(const ct_cut_points *cut_points, ct_candidate *list, size_t n)
{
    enum { MOST = 400 }; /* values of one year; more are no documents that people wrote */

    if (list[0].indicator->nature != CT_LEVEL || list[0].indicator->measure != CT_MEASURE_LEVEL || n > MOST)
        return;
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) { /* ascending values */
            const ct_candidate *whole = &list[k];
            bool same = list[i].read && whole->read && strcmp(list[i].origin, whole->origin) == 0;
            bool larger = list[i].value > 0 &&
                          whole->value > list[i].value * (1 + cut_points->level_apart_percent / 100) &&
                          !ct_value_strays(whole->value, list[i].value, cut_points->magnitude_times);
            list[i].part =
                list[i].part || (same && larger && !list[i].reviewed && whole->confidence >= CT_SURE / 2 &&
                                 (whole->status < CT_STATUS_FORECAST || whole->status <= list[i].status));
        }
}

/* One year of one series: choose, write the point, report each value not taken once. */
static ct_error choose_year(ct_build *build, ct_candidate *list, size_t n, const char *scope,
                            ct_table *points)
{
    const ct_candidate *chosen;
    ct_point *point = ct_table_add(points);

    if (point == NULL) return ct_no_memory();
    count_support(list, n);
    mark_parts(build->cut_points, list, n);
    chosen = best_of(list, n);
    CT_TRY(explain_year(build, chosen, list, n));
    *point = (ct_point){ ct_table_text(points, chosen->indicator->id),
                         ct_table_text(points, chosen->indicator->name_vi),
                         ct_table_text(points, scope),
                         ct_table_text(points, chosen->breakdown),
                         ct_table_text(points, chosen->unit),
                         (int)chosen->indicator->nature,
                         chosen->period,
                         chosen->value,
                         chosen->status,
                         ct_table_text(points, chosen->source) };
    if (point->indicator == NULL || point->name == NULL || point->scope == NULL || point->breakdown == NULL ||
        point->unit == NULL || point->source == NULL)
        return ct_no_memory();
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && list[j].value == list[i].value; j++) continue;
        if (list[i].value != chosen->value)
            CT_TRY(report_superseded(build, chosen, best_of(&list[i], j - i)));
    }
    return ct_ok();
}

/* Of wordings that fold to the same text the longest in bytes keeps the most Vietnamese marks; of equals the
 * one listed first. */
static void agree_wording(ct_candidate *list, size_t n)
{
    const ct_candidate *breakdown = &list[0];

    for (size_t i = 1; i < n; i++) {
        size_t a = strlen(list[i].breakdown), b = strlen(breakdown->breakdown);

        if (a > b || (a == b && list[i].listed < breakdown->listed)) breakdown = &list[i];
    }
    const char *text = breakdown->breakdown;
    for (size_t i = 0; i < n; i++) list[i].breakdown = text;
}

static int compare_numbers(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static ct_error report_stray(ct_build *build, const ct_candidate *stray, double usual)
{
    ct_arena *arena = build->arena;
    const ct_indicator *indicator = stray->indicator;
    ct_finding finding = { .rule = "magnitude",
                           CT_SEVERITY_ERROR,
                           indicator->id,
                           stray->scope,
                           stray->breakdown,
                           stray->period,
                           stray->value,
                           usual,
                           stray->unit,
                           stray->source,
                           "",
                           NULL,
                           NULL };

    if (build->findings == NULL) return ct_ok();
    finding.text_vi = ct_arena_printf(
        arena,
        "%s, năm %ld: %s khác hẳn mức thường thấy của chuỗi (%s), có thể nhầm đơn vị; giá trị không vào chuỗi.",
        ct_subject_wording(indicator, stray->scope, stray->breakdown, CT_VI).text, stray->period,
        ct_value_wording(stray->value, stray->unit, CT_VI).text,
        ct_value_wording(usual, stray->unit, CT_VI).text);
    finding.text_en = ct_arena_printf(
        arena,
        "%s, %ld: %s is far from the series' usual %s, perhaps a slip of the unit; it is not in the series.",
        ct_subject_wording(indicator, stray->scope, stray->breakdown, CT_EN).text, stray->period,
        ct_value_wording(stray->value, stray->unit, CT_EN).text,
        ct_value_wording(usual, stray->unit, CT_EN).text);
    return ct_finding_add(build->findings, &finding);
}

/* Mark the amounts that are more than CT_MAGNITUDE times off the median of their series; below four values
 * nothing is usual. */
static ct_error mark_strays(ct_build *build, ct_candidate *list, size_t n)
{
    double *values;
    double usual;

    if (n < 4 || list[0].indicator->nature != CT_LEVEL || list[0].indicator->measure != CT_MEASURE_LEVEL)
        return ct_ok();
    values = ct_arena_array(build->arena, n, sizeof *values);
    if (values == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) values[i] = list[i].value;
    qsort(values, n, sizeof *values, compare_numbers);
    usual = n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
    for (size_t i = 0; i < n; i++) {
        list[i].stray = ct_value_strays(list[i].value, usual, build->cut_points->magnitude_times);
        if (list[i].stray) CT_TRY(report_stray(build, &list[i], usual));
        if (list[i].stray && build->offers != NULL)
            CT_TRY(add_offer(build->offers, &list[i], false, "khác hẳn độ lớn của chuỗi, có thể nhầm đơn vị",
                             "of another magnitude than the series, perhaps a slip of the unit"));
    }
    return ct_ok();
}

/* Are two values of one year further apart than any revision? */
static bool far_apart(const ct_cut_points *cut_points, const ct_candidate *a, const ct_candidate *b)
{
    double limit = strcmp(a->unit, "%") == 0 ? cut_points->points_apart
                                             : cut_points->level_apart_percent / 100 * fabs(b->value);

    return fabs(a->value - b->value) > limit;
}

enum {
    MOST_OF_YEARS = 100
}; /* values of three years that are looked at against each other; a hostile document could state a million */

/* "Giảm 5,26 % so với cuối năm 2021 (18,24 %)" (down by 5.26 from 18.24 at the end of 2021) may be read as of
 * 2022: a value that another source states for the year beside, of a year that another one of them says is
 * far from it, is that year's. The list is one series in order of its years. */
static void mark_next_years(const ct_cut_points *cut_points, ct_candidate *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool beside = false, otherwise = false;

        for (size_t k = i > MOST_OF_YEARS ? i - MOST_OF_YEARS : 0; k < n && k <= i + MOST_OF_YEARS; k++) {
            bool elsewhere = strcmp(list[k].origin, list[i].origin) != 0;

            beside = beside || (labs(list[k].period - list[i].period) == 1 && elsewhere &&
                                list[k].value == list[i].value);
            otherwise =
                otherwise || (list[k].period == list[i].period && far_apart(cut_points, &list[k], &list[i]));
        }
        list[i].of_next_year = beside && otherwise && list[i].read && !list[i].reviewed;
    }
}

/* Keep those that are not stray, in their order. */
static size_t drop_strays(ct_candidate *list, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (!list[i].stray) list[kept++] = list[i];
    return kept;
}

ct_error ct_build_choose(ct_build *build, ct_table *points)
{
    ct_candidate *list = build->list;

    if (build->n > 0) qsort(list, build->n, sizeof *list, compare_candidates);
    for (size_t i = 0, j; i < build->n; i = j) {
        for (j = i + 1; j < build->n && compare_series(&list[i], &list[j]) == 0; j++) continue;
        agree_wording(&list[i], j - i);
        CT_TRY(mark_strays(build, &list[i], j - i));
        size_t end = i + drop_strays(&list[i], j - i);
        mark_next_years(build->cut_points, &list[i], end - i);
        for (size_t k = i, m; k < end; k = m) {
            for (m = k + 1; m < end && list[m].period == list[k].period; m++) continue;
            CT_TRY(choose_year(build, &list[k], m - k, list[i].scope, points));
        }
    }
    return ct_ok();
}
