/* Targets of several years against each other: a year's against the later one it leads to, a year's against
 * what is asked of every year, the years of a period against its average. */
#include <math.h>
#include <string.h>

#include "series/aims.h"
#include "series/value.h"

/* ---- target-beyond-target ---- */

/* How far the target of an earlier year is beyond a later one, wherever in their ranges they end up. */
static double beyond(const ct_aim *early, const ct_aim *late)
{
    bool about = early->target->qualifier == CT_ABOUT || late->target->qualifier == CT_ABOUT;
    double slack = about ? ct_value_slack(early->target->low) + ct_value_slack(late->target->low) : 0;
    double nearest = late->sign > 0 ? early->target->low : early->target->high;
    double farthest = late->sign > 0 ? late->target->high : late->target->low;

    return late->sign * (nearest - farthest) - slack;
}

static bool leads_to(const ct_aim *early, const ct_aim *late)
{
    return early->usable && late->usable && !early->outvoted && !late->outvoted && early->year > 0 &&
           late->year > early->year && late->sign != 0 && early->target->aggregation == CT_POINT &&
           late->target->aggregation == CT_POINT && ct_aim_same_standard(early, late) &&
           late->indicator->nature != CT_RATE;
}

/* One finding a plan's end: against the year's target most beyond it, naming the places of all. The next
 * year's plan may set less than this year's: only the end of a plan of several years is what its years lead
 * to. */
static ct_error check_beyond(ct_audit_state *audit, const ct_aim *list, size_t n)
{
    long reported = 0;

    for (size_t i = 0; i < n; i++) {
        const ct_aim *late = &list[i], *most = NULL;
        const char *others = "";

        for (size_t k = 0; k < n; k++) {
            if (!leads_to(&list[k], late) || list[k].year < late->plan_start ||
                !(beyond(&list[k], late) > 1e-9))
                continue;
            others = ct_arena_printf(audit->arena, "%s%s%s", list[k].target->source,
                                     others[0] != '\0' ? "; " : "", others);
            if (others == NULL) return ct_no_memory();
            if (most == NULL || beyond(&list[k], late) > beyond(most, late)) most = &list[k];
        }
        if (most == NULL || late->plan_start == 0 || late->year == reported) continue;
        reported = late->year; /* another value for the same year is target-differs */
        /* "At least 99 %" in the end is kept by 99,2 % before. */
        bool bound = ct_aim_is_bound(late) && (late->sign > 0) == (late->target->qualifier == CT_GE ||
                                                                   late->target->qualifier == CT_GT);
        const char *vi =
            ct_arena_printf(audit->arena, "%s: mục tiêu năm %ld (%s) đã vượt mục tiêu năm %ld (%s).",
                            ct_aim_subject(audit, late, CT_VI), most->year, ct_aim_words(most, CT_VI).text,
                            late->year, ct_aim_words(late, CT_VI).text);
        const char *en = ct_arena_printf(
            audit->arena, "%s: the target for %ld (%s) is already beyond the one for %ld (%s).",
            ct_aim_subject(audit, late, CT_EN), most->year, ct_aim_words(most, CT_EN).text, late->year,
            ct_aim_words(late, CT_EN).text);

        CT_TRY(ct_aim_report(audit, "target-beyond-target", bound ? CT_SEVERITY_NOTE : CT_SEVERITY_WARNING,
                             late, late->target->low, others,
                             most->sign > 0 ? most->target->low : most->target->high, vi, en));
    }
    return ct_ok();
}

/* ---- target-out-of-reach ---- */

/* The yearly step from one target to another in the good direction: points for percentages, % for amounts. */
static double step(const ct_aim *from, const ct_aim *to)
{
    double a = from->sign > 0 ? from->target->high : from->target->low,
           b = to->sign > 0 ? to->target->low : to->target->high;
    double years = (double)(to->year - from->year);
    bool amount = to->indicator->nature == CT_LEVEL && to->indicator->measure == CT_MEASURE_LEVEL;

    if (!amount) return to->sign * (b - a) / years;
    return a > 0 && b > 0 ? to->sign * 100 * (pow(b / a, 1 / years) - 1) : NAN;
}

/* The target of the latest year that leads to another; of one year the one listed first. NULL: none. */
static const ct_aim *last_before(const ct_aim *list, size_t n, const ct_aim *late)
{
    const ct_aim *last = NULL;

    for (size_t i = 0; i < n; i++)
        if (leads_to(&list[i], late) && (last == NULL || list[i].year > last->year)) last = &list[i];
    return last;
}

static ct_error check_reach(ct_audit_state *audit, const ct_aim *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const ct_aim *late = &list[i], *last = last_before(list, n, late),
                     *before = last != NULL ? last_before(list, n, last) : NULL;
        double left, planned;

        if (before == NULL) continue;
        left = step(last, late);
        planned = step(before, last);
        bool amount = late->indicator->measure == CT_MEASURE_LEVEL && late->indicator->nature == CT_LEVEL;
        if (!(left >= (amount ? audit->cut_points->reach_percent : audit->cut_points->reach_points)) ||
            !(left > audit->cut_points->reach_times * fmax(planned, 0)))
            continue;
        const char *unit = amount ? "%" : late->target->unit;
        const char *vi = ct_arena_printf(
            audit->arena,
            "%s: mục tiêu năm %ld là %s, năm %ld là %s; muốn đạt mục tiêu năm %ld (%s) thì mỗi năm còn lại phải thêm %s.",
            ct_aim_subject(audit, late, CT_VI), before->year, ct_aim_words(before, CT_VI).text, last->year,
            ct_aim_words(last, CT_VI).text, late->year, ct_aim_words(late, CT_VI).text,
            ct_value_wording(round(left * 100) / 100, unit, CT_VI).text);
        const char *en = ct_arena_printf(
            audit->arena,
            "%s: the target for %ld is %s, for %ld %s; the one for %ld (%s) then takes %s in each year left.",
            ct_aim_subject(audit, late, CT_EN), before->year, ct_aim_words(before, CT_EN).text, last->year,
            ct_aim_words(last, CT_EN).text, late->year, ct_aim_words(late, CT_EN).text,
            ct_value_wording(round(left * 100) / 100, unit, CT_EN).text);
        const char *others =
            ct_arena_printf(audit->arena, "%s; %s", last->target->source, before->target->source);

        CT_TRY(ct_aim_report(audit, "target-out-of-reach", CT_SEVERITY_WARNING, late, late->target->low,
                             others, last->target->low, vi, en));
    }
    return ct_ok();
}

/* ---- each-year-target ---- */

/* By how much a year's target falls short of one for each year; NAN where that one is not about it. */
static double falls_short(const ct_aim *each, const ct_aim *year)
{
    if (each->target->aggregation != CT_EACH_YEAR || year->target->aggregation != CT_POINT || !each->usable ||
        !year->usable)
        return NAN;
    if (each->sign == 0 || year->year < each->target->period_start.year ||
        year->year > each->target->period_end.year)
        return NAN;
    if (year->year == 0 || each->target->period_start.year == 0 || !ct_aim_same_standard(each, year))
        return NAN;
    return each->sign > 0 ? each->target->low - year->target->high : year->target->low - each->target->high;
}

/* Of several targets for each year one that the year keeps is enough: the others are of something else. */
static ct_error check_each_year(ct_audit_state *audit, const ct_aim *list, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        const ct_aim *each = NULL, *year = &list[k];
        bool kept = false;

        for (size_t i = 0; i < n; i++) {
            double missing = falls_short(&list[i], year);

            kept = kept || missing <= 1e-9;
            if (missing > 1e-9 && (each == NULL || missing < falls_short(each, year))) each = &list[i];
        }
        if (each == NULL || kept) continue;
        const char *vi = ct_arena_printf(
            audit->arena, "%s: mục tiêu năm %ld là %s, nhưng mục tiêu hằng năm %d–%d là %s.",
            ct_aim_subject(audit, year, CT_VI), year->year, ct_aim_words(year, CT_VI).text,
            each->target->period_start.year, each->target->period_end.year, ct_aim_words(each, CT_VI).text);
        const char *en = ct_arena_printf(
            audit->arena, "%s: the target for %ld is %s, but the one for each year of %d-%d is %s.",
            ct_aim_subject(audit, year, CT_EN), year->year, ct_aim_words(year, CT_EN).text,
            each->target->period_start.year, each->target->period_end.year, ct_aim_words(each, CT_EN).text);

        CT_TRY(ct_aim_report(audit, "each-year-target", CT_SEVERITY_WARNING, year, year->target->low,
                             each->target->source, each->target->low, vi, en));
    }
    return ct_ok();
}

/* ---- average-against-years ---- */

/* The rate set for a year, else the one reached in it; NAN: neither. */
static double rate_of(const ct_series *rates, const ct_table *points, const ct_aim *list, size_t n, long year,
                      const char **source, bool *set)
{
    const ct_point *point;

    for (size_t i = 0; i < n; i++) {
        const ct_aim *one = &list[i];

        if (one->year != year || !one->usable || one->target->aggregation != CT_POINT ||
            one->target->low != one->target->high)
            continue;
        *source = one->target->source;
        *set = true;
        return one->target->low;
    }
    point = rates != NULL ? ct_audit_point(points, rates, year) : NULL;
    if (point == NULL || point->status == CT_STATUS_DERIVED || point->status == CT_STATUS_FORECAST)
        return NAN;
    *source = point->source;
    return point->value;
}

/* The average that all years of a period make together, in %; NAN when one is not known. */
static double average_of(ct_audit_state *audit, const ct_series *rates, const ct_table *points,
                         const ct_aim *list, size_t n, const ct_aim *mean, const char **sources)
{
    long start = mean->target->period_start.year, end = mean->target->period_end.year;
    double sum = 0;
    bool set = false; /* is one of them a target? Results alone do not contradict a target: they miss it */

    *sources = "";
    if (start <= 0 || end - start < 1 || end - start > 30) return NAN;
    for (long year = start; year <= end; year++) {
        const char *source = "";
        double rate = rate_of(rates, points, list, n, year, &source, &set);

        if (!(rate > -100)) return NAN;
        sum += log1p(rate / 100);
        *sources = ct_arena_printf(audit->arena, "%s%s%s", *sources, year > start ? "; " : "", source);
        if (*sources == NULL) return NAN;
    }
    return set ? 100 * expm1(sum / (double)(end - start + 1)) : NAN;
}

/* Only growth rates: what is averaged of levels, and how, is not told. */
static ct_error check_average(ct_audit_state *audit, const ct_series_index *series, const ct_table *points,
                              const ct_aim *list, size_t n)
{
    const ct_series *rates =
        series != NULL && n > 0 ? ct_series_find(series, list[0].key, list[0].target->unit) : NULL;

    for (size_t i = 0; i < n; i++) {
        const ct_aim *mean = &list[i];
        const char *sources;
        double computed, shown, slack;

        if (mean->target->aggregation != CT_ANNUAL_AVERAGE || mean->target->measure != CT_MEASURE_GROWTH ||
            !mean->usable)
            continue;
        computed = average_of(audit, rates, points, list, n, mean, &sources);
        slack = ct_value_slack(mean->target->low) + 0.05; /* the years' own rounding */
        if (!isfinite(computed) ||
            (computed >= mean->target->low - slack && computed <= mean->target->high + slack))
            continue;
        bool from_below = mean->target->qualifier == CT_GE || mean->target->qualifier == CT_GT;
        if (ct_aim_is_bound(mean) && (computed > mean->target->low) == from_below) continue;
        shown = round(computed * 100) / 100;
        const char *vi = ct_arena_printf(
            audit->arena, "%s: mục tiêu bình quân %d–%d là %s, nhưng số của từng năm cho bình quân %s.",
            ct_aim_subject(audit, mean, CT_VI), mean->target->period_start.year,
            mean->target->period_end.year, ct_aim_words(mean, CT_VI).text,
            ct_value_wording(shown, "%", CT_VI).text);
        const char *en = ct_arena_printf(
            audit->arena,
            "%s: the target for the average of %d-%d is %s, but the figures of its years average %s.",
            ct_aim_subject(audit, mean, CT_EN), mean->target->period_start.year,
            mean->target->period_end.year, ct_aim_words(mean, CT_EN).text,
            ct_value_wording(shown, "%", CT_EN).text);

        CT_TRY(ct_aim_report(audit, "average-against-years", CT_SEVERITY_WARNING, mean, mean->target->low,
                             sources, shown, vi, en));
    }
    return ct_ok();
}

ct_error ct_audit_plan_years(ct_audit_state *audit, const ct_series_index *series, const ct_table *points,
                             const ct_aim *list, size_t n)
{
    CT_TRY(check_beyond(audit, list, n));
    CT_TRY(check_reach(audit, list, n));
    CT_TRY(check_each_year(audit, list, n));
    return check_average(audit, series, points, list, n);
}
