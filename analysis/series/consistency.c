/* Rules that hold a sentence against figures stated elsewhere. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "series/build.h"
#include "series/finding.h"
#include "series/rules.h"
#include "series/value.h"

/* The level of the same document, scope, breakdown and year, at most two lines away; NULL when there is none,
 * or two that differ. */
static const ct_observation *beside(const ct_audit_state *audit, const ct_table *observations, size_t at,
                                    const ct_indicator *indicator, ct_level *level)
{
    const ct_build build = { .catalogue = audit->catalogue };

    return ct_build_level_beside(&build, observations, at, indicator, level);
}

/* Half a unit of the last digit of a statement, in `unit`; `fellow`, where there is one, is the amount of the
 * same series it is held against. */
static double half_digit(const ct_audit_state *audit, const ct_observation *row, const char *unit,
                         double fellow)
{
    double factor = 1, slack = ct_value_slack(row->value_low), own, others;

    if (!ct_value_convert(audit->catalogue, 1, row->unit, unit, &factor)) factor = 1;
    ct_audit_pair_slack(row->value_low * factor, fellow, &own, &others);
    /* "8 nghìn tỷ" (8 thousand billion) is rounded to the thousand, whatever its fellow is, unless that is
     * but one digit finer. */
    return slack * factor > 10.5 * others ? fmax(slack * factor, own) : own;
}

/* The same of a plan, which is set and not measured: the zeros that end it are its own. */
static double set_digit(const ct_audit_state *audit, const ct_observation *row, const char *unit,
                        double fellow)
{
    double factor = 1;

    if (!ct_value_convert(audit->catalogue, 1, row->unit, unit, &factor)) factor = 1;
    return fmin(ct_value_slack(row->value_low) * factor, half_digit(audit, row, unit, fellow));
}

/* What one sentence says, what the other figures give, and the words for it. */
typedef struct {
    const char *rule;
    const ct_observation *row;
    const ct_indicator *indicator;
    double stated, computed, slack; /* slack: of the computed value, by rounding */
    double warn_from;               /* a difference beyond rounding of more than this is a warning */
    const char *unit, *other_source;
    const char *how; /* the arithmetic */
    bool doubtful;   /* a figure in it is read unsurely, or may be of something else */
} sentence_claim;

static ct_error report_claim(ct_audit_state *audit, const sentence_claim *claim)
{
    double apart = fabs(claim->stated - claim->computed), shown = round(claim->computed * 100) / 100;
    const ct_observation *row = claim->row;
    const char *breakdown = ct_build_breakdown(audit->catalogue, row->breakdown);
    ct_finding finding = {
        .rule = claim->rule, .indicator = claim->indicator->id, .scope = row->scope, .breakdown = breakdown
    };

    if (!(apart > claim->slack + ct_value_slack(claim->stated) + 1e-9)) return ct_ok();
    /* 22 where the figures give 2.2: the point has moved. */
    if (fabs(claim->stated / 10 - claim->computed) <=
            claim->slack / 10 + ct_value_slack(claim->stated) / 10 + 1e-9 &&
        claim->stated != 0)
        finding.rule = "decimal-slip";
    finding.severity = apart - claim->slack > claim->warn_from ? CT_SEVERITY_WARNING : CT_SEVERITY_NOTE;
    finding.doubtful = claim->doubtful;
    finding.period = row->period_end.year;
    finding.value = claim->stated;
    finding.other = shown;
    finding.unit = claim->unit;
    finding.source = ct_arena_printf(audit->arena, "%s:%ld", row->document, row->line_start);
    finding.other_source = claim->other_source;
    if (finding.source == NULL || finding.other_source == NULL || claim->how == NULL) return ct_no_memory();
    finding.text_vi =
        ct_arena_printf(audit->arena, "%s, năm %ld: nêu %s, nhưng %s = %s.",
                        ct_subject_wording(claim->indicator, row->scope, breakdown, CT_VI).text,
                        finding.period, ct_value_wording(claim->stated, claim->unit, CT_VI).text, claim->how,
                        ct_value_wording(shown, claim->unit, CT_VI).text);
    finding.text_en =
        ct_arena_printf(audit->arena, "%s, %ld: stated as %s, but %s = %s.",
                        ct_subject_wording(claim->indicator, row->scope, breakdown, CT_EN).text,
                        finding.period, ct_value_wording(claim->stated, claim->unit, CT_EN).text, claim->how,
                        ct_value_wording(shown, claim->unit, CT_EN).text);
    return ct_finding_add(audit->findings, &finding);
}

/* A value in the arithmetic of a sentence: plain digits in either language. */
static const char *plain(const ct_audit_state *audit, double value)
{
    return ct_arena_printf(audit->arena, "%.10g", value);
}

/* ---- plan-ratio ---- */

/* The stated targets by indicator. */
typedef struct {
    const ct_observation **list;
    size_t n;
} stated_plans;

static int compare_plans(const void *a, const void *b)
{
    const ct_observation *x = *(const ct_observation *const *)a, *y = *(const ct_observation *const *)b;
    int order = strcmp(x->indicator, y->indicator);

    if (order == 0)
        order = (x->period_end.year > y->period_end.year) - (x->period_end.year < y->period_end.year);
    return order != 0 ? order : (x > y) - (x < y); /* rows of one table: their order */
}

static ct_error list_plans(ct_audit_state *audit, const ct_table *observations, stated_plans *to)
{
    to->n = 0;
    to->list = ct_arena_array(audit->arena, observations->n, sizeof *to->list);
    if (to->list == NULL) return ct_no_memory();
    for (size_t i = 0; i < observations->n; i++)
        if (ct_observation_at(observations, i)->kind == CT_TARGET)
            to->list[to->n++] = ct_observation_at(observations, i);
    if (to->n > 0) qsort(to->list, to->n, sizeof *to->list, compare_plans);
    return ct_ok();
}

/* The first plan of an indicator and year; n when there is none. */
static size_t first_plan(const stated_plans *all, const ct_observation *row)
{
    size_t low = 0, high = all->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(all->list[middle]->indicator, row->indicator);

        if (order < 0 || (order == 0 && all->list[middle]->period_end.year < row->period_end.year))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* "đạt A, bằng p % kế hoạch" (reached A, or p % of the plan) against the plan of that year stated anywhere.
 * Of several plans the nearest counts: one that fits is enough.
 */
static ct_error check_plan_ratio(ct_audit_state *audit, const ct_table *observations, size_t at,
                                 const stated_plans *all)
{
    const ct_observation *row = ct_observation_at(observations, at), *found = NULL, *level_row;
    const ct_indicator *indicator = ct_indicator_find(audit->catalogue, row->indicator);
    double plan = NAN, nearest = INFINITY, best = NAN;
    ct_level level;
    sentence_claim claim = {
        .rule = "plan-ratio", .row = row, .indicator = indicator, .stated = row->value_low, .unit = "%"
    };

    if (indicator == NULL || ct_audit_whole_year(row) == 0 || !ct_audit_sure(audit, row) ||
        !ct_audit_result(row) || strcmp(row->unit, "%") != 0)
        return ct_ok();
    level_row = beside(audit, observations, at, indicator, &level);
    if (level_row == NULL || !ct_audit_sure(audit, level_row)) return ct_ok();
    for (size_t i = first_plan(all, row); i < all->n; i++) {
        const ct_observation *other = all->list[i];

        if (strcmp(other->indicator, row->indicator) != 0 || other->period_end.year != row->period_end.year)
            break;
        if (other->measure != (int)indicator->measure) continue;
        if (ct_audit_whole_year(other) != ct_audit_whole_year(row) || !ct_audit_sure(audit, other) ||
            !ct_fold_equal(other->scope, row->scope) || !ct_fold_equal(other->breakdown, row->breakdown))
            continue;
        if (!ct_value_convert(audit->catalogue, other->value_low, other->unit, level.unit, &plan) ||
            !(plan > 0))
            continue;
        if (fabs(100 * level.value / plan - row->value_low) >= nearest) continue;
        nearest = fabs(100 * level.value / plan - row->value_low);
        best = plan;
        found = other;
    }
    if (found == NULL) return ct_ok();
    claim.computed = 100 * level.value / best;
    claim.slack = claim.computed * (half_digit(audit, level_row, level.unit, best) / fabs(level.value) +
                                    set_digit(audit, found, level.unit, level.value) / best);
    claim.warn_from = audit->cut_points->plan_ratio_apart;
    claim.doubtful = fmin(level_row->confidence, found->confidence) < audit->cut_points->confidence_check;
    claim.how = ct_arena_printf(audit->arena, "%s / %s %s", plain(audit, level.value), plain(audit, best),
                                level.unit);
    claim.other_source = ct_arena_printf(audit->arena, "%s:%ld", found->document, found->line_start);
    return report_claim(audit, &claim);
}

/* ---- growth and change against the level stated for the base year ---- */

/* The series in a unit; unit NULL: the one with most values. */
static const ct_series *series_of(ct_audit_state *audit, const ct_series_index *series, const char *indicator,
                                  const ct_observation *row, const char *unit)
{
    const char *key = ct_series_key(audit->arena, audit->catalogue, indicator, row->scope, row->breakdown);

    return key != NULL ? ct_series_find(series, key, unit) : NULL;
}

/* Does another level of the indicator stand between a change and the level it is held against? Then it may be
 * that one's. */
static bool level_between(const ct_table *observations, size_t at, const ct_observation *level)
{
    const ct_observation *change = ct_observation_at(observations, at),
                         *from = level < change ? level : change, *to = level < change ? change : level;

    for (const ct_observation *row = from + 1; row < to; row++)
        if (row->measure == level->measure && strcmp(row->indicator, level->indicator) == 0) return true;
    return false;
}

enum {
    STRANGERS = 3
}; /* times; levels of consecutive years further apart than this are not of the same thing */

static ct_error check_change(ct_audit_state *audit, const ct_table *observations, size_t at,
                             const ct_series_index *series, const ct_table *points)
{
    const ct_observation *row = ct_observation_at(observations, at), *level_row;
    const ct_indicator *indicator = ct_indicator_find(audit->catalogue, row->indicator);
    bool growth = row->measure == CT_MEASURE_GROWTH;
    long base_year = row->base_period.year != 0 ? row->base_period.year : row->period_end.year - 1;
    const ct_series *levels;
    const ct_point *base;
    double a, b;
    ct_level level;
    sentence_claim claim = { .rule = growth ? "growth-against-levels" : "change-against-levels",
                             .row = row,
                             .indicator = indicator,
                             .stated = row->value_low };

    if (indicator == NULL || row->aggregation != CT_POINT || ct_audit_whole_year(row) == 0 ||
        !ct_audit_sure(audit, row) || !ct_audit_result(row))
        return ct_ok();
    if (indicator->growth_of[0] != '\0' || indicator->nature != (growth ? CT_LEVEL : CT_SHARE) ||
        row->base_period.month != 0)
        return ct_ok();
    if (growth && ct_series_indicator(audit->catalogue, indicator, CT_MEASURE_GROWTH) != NULL)
        return ct_ok(); /* ct_audit_growth() sees to it */
    level_row = beside(audit, observations, at, indicator, &level);
    levels = level_row != NULL ? series_of(audit, series, indicator->id, row, level.unit) : NULL;
    base = levels != NULL && ct_value_convert(audit->catalogue, level.value, level.unit, levels->head->unit,
                                              &level.value)
               ? ct_audit_point(points, levels, base_year)
               : NULL;
    if (level_row == NULL || !ct_audit_sure(audit, level_row) || base == NULL ||
        base->status == CT_STATUS_DERIVED || !(base->value > 0))
        return ct_ok();
    if (!ct_build_is_only(observations, at) || level.value > STRANGERS * base->value ||
        base->value > STRANGERS * level.value)
        return ct_ok();
    ct_audit_pair_slack(base->value, level.value, &a, &b);
    if (!growth) a = ct_value_slack(base->value);
    b = half_digit(audit, level_row, levels->head->unit, growth ? base->value : level.value);
    claim.computed = growth ? 100 * (level.value / base->value - 1) : level.value - base->value;
    claim.slack = growth ? 100 * level.value / base->value * (a / base->value + b / level.value) : a + b;
    claim.unit = growth ? "%" : "điểm %";
    claim.warn_from = audit->cut_points->points_apart;
    claim.doubtful = level_row->confidence < audit->cut_points->confidence_check ||
                     level_between(observations, at, level_row);
    claim.other_source = base->source;
    claim.how = growth ? ct_arena_printf(audit->arena, "%s / %s - 1", plain(audit, level.value),
                                         plain(audit, base->value))
                       : ct_arena_printf(audit->arena, "%s - %s", plain(audit, level.value),
                                         plain(audit, base->value));
    return report_claim(audit, &claim);
}

/* ---- average-against-ends ---- */

/* The average growth of the years start .. end from the yearly rates; NAN unless all are stated. */
static double average_of_rates(const ct_table *points, const ct_series *rates, long start, long end,
                               double *slack)
{
    double sum = 0;

    *slack = 0;
    for (long year = start; year <= end; year++) {
        const ct_point *point = rates != NULL ? ct_audit_point(points, rates, year) : NULL;

        if (point == NULL || point->status == CT_STATUS_DERIVED || !(point->value > -100)) return NAN;
        sum += log1p(point->value / 100);
        *slack += ct_value_slack(point->value) / (double)(end - start + 1);
    }
    return 100 * expm1(sum / (double)(end - start + 1));
}

static ct_error check_average(ct_audit_state *audit, const ct_observation *row, const ct_series_index *series,
                              const ct_table *points)
{
    const ct_indicator *stated = ct_indicator_find(audit->catalogue, row->indicator);
    const ct_indicator *growth =
        stated != NULL ? ct_series_indicator(audit->catalogue, stated, CT_MEASURE_GROWTH) : NULL;
    const ct_indicator *level = growth != NULL && growth->growth_of[0] != '\0'
                                    ? ct_indicator_find(audit->catalogue, growth->growth_of)
                                    : stated;
    long start = row->period_start.year, end = row->period_end.year, years = end - start + 1;
    const ct_series *levels;
    const ct_point *first, *last;
    sentence_claim claim = {
        .rule = "average-against-ends", .row = row, .indicator = stated, .stated = row->value_low, .unit = "%"
    };

    if (stated == NULL || row->measure != CT_MEASURE_GROWTH || row->aggregation != CT_ANNUAL_AVERAGE ||
        !ct_audit_result(row) || !ct_audit_sure(audit, row))
        return ct_ok();
    if (start == 0 || years < 2 || years > 30) return ct_ok();
    claim.warn_from = audit->cut_points->points_apart;
    claim.computed =
        average_of_rates(points, growth != NULL ? series_of(audit, series, growth->id, row, NULL) : NULL,
                         start, end, &claim.slack);
    if (isfinite(claim.computed)) {
        claim.how = ct_arena_printf(audit->arena, "Π(1 + g) %ld-%ld", start, end);
        claim.other_source = "";
        return report_claim(audit, &claim);
    }
    if (growth != NULL && growth->prices != CT_PRICES_CURRENT) return ct_ok();
    levels =
        level != NULL && level->nature == CT_LEVEL ? series_of(audit, series, level->id, row, NULL) : NULL;
    first = levels != NULL ? ct_audit_point(points, levels, start - 1) : NULL;
    last = levels != NULL ? ct_audit_point(points, levels, end) : NULL;
    if (first == NULL || last == NULL || !(first->value > 0) || !(last->value > 0) ||
        first->status == CT_STATUS_DERIVED || last->status == CT_STATUS_DERIVED)
        return ct_ok();
    claim.computed = 100 * (pow(last->value / first->value, 1 / (double)years) - 1);
    claim.slack =
        (100 + claim.computed) / (double)years *
        (ct_audit_level_slack(first->value) / first->value + ct_audit_level_slack(last->value) / last->value);
    claim.how = ct_arena_printf(audit->arena, "(%s / %s)^(1/%ld) - 1", plain(audit, last->value),
                                plain(audit, first->value), years);
    claim.other_source = ct_arena_printf(audit->arena, "%s; %s", first->source, last->source);
    return report_claim(audit, &claim);
}

ct_error ct_audit_sentences(ct_audit_state *audit, const ct_table *observations,
                            const ct_series_index *series, const ct_table *points)
{
    stated_plans all;

    CT_TRY(list_plans(audit, observations, &all));
    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *row = ct_observation_at(observations, i);

        if (row->measure == CT_MEASURE_PLAN_RATIO) CT_TRY(check_plan_ratio(audit, observations, i, &all));
        if (row->measure == CT_MEASURE_PLAN_RATIO) CT_TRY(ct_audit_ratio_slip(audit, observations, i));
        if (row->measure == CT_MEASURE_GROWTH || row->measure == CT_MEASURE_CHANGE)
            CT_TRY(check_change(audit, observations, i, series, points));
        CT_TRY(check_average(audit, row, series, points));
    }
    return ct_ok();
}
