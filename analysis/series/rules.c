#include "series/rules.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "series/build.h"
#include "series/finding.h"
#include "series/planning.h"
#include "series/value.h"

const ct_point *ct_audit_point(const ct_table *points, const ct_series *series, long year)
{
    size_t low = series->first, high = series->first + series->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (ct_point_at(points, middle)->period < year)
            low = middle + 1;
        else
            high = middle;
    }
    return low < series->first + series->n && ct_point_at(points, low)->period == year
               ? ct_point_at(points, low)
               : NULL;
}

/* Half a unit of the last digit that carries information. Zeros that end a large amount may be none: 155000
 * tỷ đồng may have been printed as "155 nghìn tỷ" (155 thousand billion). */
double ct_audit_level_slack(double value)
{
    double unit = 1;

    if (fabs(value) < 1000 || value != floor(value)) return ct_value_slack(value);
    while (fmod(value, unit * 10) == 0 && unit < fabs(value)) unit *= 10;
    return unit / 2;
}

void ct_audit_pair_slack(double a, double b, double *slack_a, double *slack_b)
{
    double x = ct_audit_level_slack(a), y = ct_audit_level_slack(b);

    *slack_a = x > y && x < 10.5 * y ? y : x;
    *slack_b = y > x && y < 10.5 * x ? x : y;
}

static ct_error report_growth(ct_audit_state *audit, const ct_indicator *indicator, const ct_point *growth,
                              const ct_point *before, const ct_point *now)
{
    double computed = ct_value_tidy(100 * (now->value / before->value - 1));
    double shown = round(computed * 100) / 100;
    int severity = fabs(computed - growth->value) > audit->cut_points->points_apart ? CT_SEVERITY_WARNING
                                                                                    : CT_SEVERITY_NOTE;
    ct_finding finding = { .rule = "growth-against-levels",
                           severity,
                           growth->indicator,
                           growth->scope,
                           growth->breakdown,
                           growth->period,
                           growth->value,
                           shown,
                           growth->unit,
                           growth->source,
                           NULL,
                           NULL,
                           NULL };

    finding.other_source = ct_arena_printf(audit->arena, "%s; %s", before->source, now->source);
    finding.text_vi = ct_arena_printf(
        audit->arena, "%s, năm %ld: nêu %s, nhưng từ %s lên %s là %s.",
        ct_subject_wording(indicator, growth->scope, growth->breakdown, CT_VI).text, growth->period,
        ct_value_wording(growth->value, growth->unit, CT_VI).text,
        ct_value_wording(before->value, "", CT_VI).text, ct_value_wording(now->value, now->unit, CT_VI).text,
        ct_value_wording(shown, growth->unit, CT_VI).text);
    finding.text_en = ct_arena_printf(
        audit->arena, "%s, %ld: stated as %s, but from %s to %s is %s.",
        ct_subject_wording(indicator, growth->scope, growth->breakdown, CT_EN).text, growth->period,
        ct_value_wording(growth->value, growth->unit, CT_EN).text,
        ct_value_wording(before->value, "", CT_EN).text, ct_value_wording(now->value, now->unit, CT_EN).text,
        ct_value_wording(shown, growth->unit, CT_EN).text);
    return finding.other_source != NULL ? ct_finding_add(audit->findings, &finding) : ct_no_memory();
}

enum {
    STRANGERS = 3
}; /* times; levels of consecutive years further apart than this are not of the same thing */

/* Levels are at current prices: growth at constant ones differs from theirs by the change of prices, which
 * has its limits. */
static ct_error check_prices(ct_audit_state *audit, const ct_indicator *indicator, const ct_point *growth,
                             const ct_point *before, const ct_point *now, double low, double high)
{
    double slack = ct_value_slack(growth->value);
    double least = 100 * ((100 + low) / (100 + growth->value + slack) - 1),
           most = 100 * ((100 + high) / (100 + growth->value - slack) - 1);
    double nominal = ct_value_tidy(round(1e4 * (now->value / before->value - 1)) / 100);
    double prices = round(10 * 100 * ((100 + nominal) / (100 + growth->value) - 1)) / 10;
    ct_finding finding = { .rule = "growth-against-levels",
                           .severity = CT_SEVERITY_WARNING,
                           .indicator = growth->indicator,
                           .scope = growth->scope,
                           .breakdown = growth->breakdown,
                           .period = growth->period,
                           .value = growth->value,
                           .other = nominal,
                           .unit = growth->unit,
                           .source = growth->source };

    if (least <= audit->cut_points->price_rise && most >= -audit->cut_points->price_fall) return ct_ok();
    if (now->value > STRANGERS * before->value || before->value > STRANGERS * now->value) return ct_ok();
    finding.other_source = ct_arena_printf(audit->arena, "%s; %s", before->source, now->source);
    finding.text_vi = ct_arena_printf(
        audit->arena,
        "%s, năm %ld: nêu %s theo giá so sánh, nhưng từ %s lên %s theo giá hiện hành là %s; giá phải đổi %s trong một năm.",
        ct_subject_wording(indicator, growth->scope, growth->breakdown, CT_VI).text, growth->period,
        ct_value_wording(growth->value, growth->unit, CT_VI).text,
        ct_value_wording(before->value, "", CT_VI).text, ct_value_wording(now->value, now->unit, CT_VI).text,
        ct_value_wording(nominal, "%", CT_VI).text, ct_value_wording(prices, "%", CT_VI).text);
    finding.text_en = ct_arena_printf(
        audit->arena,
        "%s, %ld: stated as %s at constant prices, but from %s to %s at current ones is %s; prices would have moved by %s in a year.",
        ct_subject_wording(indicator, growth->scope, growth->breakdown, CT_EN).text, growth->period,
        ct_value_wording(growth->value, growth->unit, CT_EN).text,
        ct_value_wording(before->value, "", CT_EN).text, ct_value_wording(now->value, now->unit, CT_EN).text,
        ct_value_wording(nominal, "%", CT_EN).text, ct_value_wording(prices, "%", CT_EN).text);
    return finding.other_source != NULL ? ct_finding_add(audit->findings, &finding) : ct_no_memory();
}

static ct_error check_growth(ct_audit_state *audit, const ct_indicator *indicator, const ct_table *points,
                             const ct_series *growths, const ct_series *levels)
{
    for (size_t i = 0; i < growths->n; i++) {
        const ct_point *growth = ct_point_at(points, growths->first + i);
        const ct_point *now = ct_audit_point(points, levels, growth->period),
                       *before = ct_audit_point(points, levels, growth->period - 1);
        double a, b, low, high, slack = ct_value_slack(growth->value);
        bool constant = indicator->prices != CT_PRICES_CURRENT;

        if (now == NULL || before == NULL || !(before->value > 0) || !(now->value > 0)) continue;
        ct_audit_pair_slack(before->value, now->value, &a, &b);
        if (a >= before->value || growth->status == CT_STATUS_DERIVED) continue;
        if (constant && (before->status == CT_STATUS_DERIVED || now->status == CT_STATUS_DERIVED ||
                         !(growth->value > -100)))
            continue;
        low = 100 * ((now->value - b) / (before->value + a) - 1);
        high = 100 * ((now->value + b) / (before->value - a) - 1);
        if (constant)
            CT_TRY(check_prices(audit, indicator, growth, before, now, low, high));
        else if (growth->value + slack < low - 1e-9 || growth->value - slack > high + 1e-9)
            CT_TRY(report_growth(audit, indicator, growth, before, now));
    }
    return ct_ok();
}

ct_error ct_audit_growth(ct_audit_state *audit, const ct_series_index *series, const ct_table *points)
{
    for (size_t i = 0; i < series->n; i++) {
        const ct_series *growths = &series->series[i];
        const ct_indicator *indicator = ct_indicator_find(audit->catalogue, growths->head->indicator);
        const ct_series *levels;
        const char *key;

        if (indicator == NULL || indicator->growth_of[0] == '\0') continue;
        key = ct_series_key(audit->arena, audit->catalogue, indicator->growth_of, growths->head->scope,
                            growths->head->breakdown);
        if (key == NULL) return ct_no_memory();
        levels = ct_series_find(series, key, NULL);
        /* Of constant prices only what is counted in đồng tells: prices in USD move with the rate of
         * exchange. */
        if (levels != NULL && indicator->prices != CT_PRICES_CURRENT &&
            strstr(levels->head->unit, "đồng") == NULL)
            continue;
        if (levels != NULL) CT_TRY(check_growth(audit, indicator, points, growths, levels));
    }
    return ct_ok();
}

/* A target for the level of a series at one year, with what the rules need of both. */
typedef struct {
    const ct_target *target;
    const ct_indicator *indicator;
    const ct_table *points;
    const ct_series *series;
    double sign;      /* 1 higher is better, -1 lower */
    double near, far; /* the end of its range met first, and last */
} level_aim;

/* The last value of a year up to `year` that is no forecast; NULL: none. */
static const ct_point *last_known(const level_aim *aim, long year)
{
    const ct_point *last = NULL;

    for (size_t i = 0; i < aim->series->n; i++) {
        const ct_point *point = ct_point_at(aim->points, aim->series->first + i);

        if (point->period <= year && point->status != CT_STATUS_FORECAST) last = point;
    }
    return last;
}

static bool is_amount(const level_aim *aim)
{
    return aim->indicator->nature == CT_LEVEL && aim->indicator->measure == CT_MEASURE_LEVEL;
}

static ct_error report_aim(ct_audit_state *audit, const level_aim *aim, ct_finding finding)
{
    finding.indicator = aim->target->indicator;
    finding.scope = aim->target->scope;
    finding.breakdown = aim->target->breakdown;
    finding.period = aim->target->period_end.year;
    finding.source = aim->target->source;
    return ct_finding_add(audit->findings, &finding);
}

static ct_error check_passed(ct_audit_state *audit, const level_aim *aim, long plan_start)
{
    const ct_point *before = plan_start > 0 ? last_known(aim, plan_start - 1) : NULL;
    const ct_target *target = aim->target;
    ct_finding finding = {
        .rule = "target-already-passed", .severity = CT_SEVERITY_NOTE, .value = aim->far, .unit = target->unit
    };

    if (before == NULL || !(aim->sign * (before->value - aim->far) > 0)) return ct_ok();
    finding.other = before->value;
    finding.other_source = before->source;
    finding.text_vi = ct_arena_printf(
        audit->arena, "%s: mục tiêu năm %d là %s, nhưng năm %ld, trước kỳ kế hoạch, đã là %s.",
        ct_subject_wording(aim->indicator, target->scope, target->breakdown, CT_VI).text,
        target->period_end.year, ct_value_wording(aim->far, target->unit, CT_VI).text, before->period,
        ct_value_wording(before->value, target->unit, CT_VI).text);
    finding.text_en = ct_arena_printf(
        audit->arena, "%s: the target for %d is %s, but in %ld, before the plan, it was %s already.",
        ct_subject_wording(aim->indicator, target->scope, target->breakdown, CT_EN).text,
        target->period_end.year, ct_value_wording(aim->far, target->unit, CT_EN).text, before->period,
        ct_value_wording(before->value, target->unit, CT_EN).text);
    return report_aim(audit, aim, finding);
}

/* True when the target and the series cannot be the same thing in the same unit; then the other rules would
 * only repeat it. */
static ct_error check_magnitude(ct_audit_state *audit, const level_aim *aim, bool *stray)
{
    const ct_point *last = last_known(aim, LONG_MAX);
    const ct_target *target = aim->target;
    ct_finding finding = {
        .rule = "target-magnitude", .severity = CT_SEVERITY_WARNING, .value = aim->near, .unit = target->unit
    };

    *stray = false;
    if (last != NULL && is_amount(aim))
        *stray = ct_value_strays(aim->near, last->value, audit->cut_points->magnitude_times);
    if (!*stray) return ct_ok();
    finding.other = last->value;
    finding.other_source = last->source;
    finding.text_vi =
        ct_arena_printf(audit->arena, "%s: mục tiêu %s khác hẳn mức %s của năm %ld, có thể nhầm đơn vị.",
                        ct_subject_wording(aim->indicator, target->scope, target->breakdown, CT_VI).text,
                        ct_value_wording(aim->near, target->unit, CT_VI).text,
                        ct_value_wording(last->value, target->unit, CT_VI).text, last->period);
    finding.text_en = ct_arena_printf(
        audit->arena, "%s: the target of %s is far from the %s of %ld, perhaps a slip of the unit.",
        ct_subject_wording(aim->indicator, target->scope, target->breakdown, CT_EN).text,
        ct_value_wording(aim->near, target->unit, CT_EN).text,
        ct_value_wording(last->value, target->unit, CT_EN).text, last->period);
    return report_aim(audit, aim, finding);
}

/* The yearly pace from a to b: % a year for amounts, units a year for percentages and ranks. */
static double pace(const level_aim *aim, double a, double b, long years)
{
    bool amount = is_amount(aim);

    if (years <= 0) return NAN;
    if (!amount) return (b - a) / (double)years;
    return a > 0 && b > 0 ? 100 * (pow(b / a, 1 / (double)years) - 1) : NAN;
}

/* "pace-hard" and "pace-easy": required and observed as they are, not by direction. */
static ct_error report_pace(ct_audit_state *audit, const level_aim *aim, const ct_point *first,
                            const ct_point *last, double required, double observed, bool hard)
{
    const ct_target *target = aim->target;
    bool amount = is_amount(aim);
    const char *unit = amount ? "%" : target->unit;
    double shown = round(required * 100) / 100, shown_observed = round(observed * 100) / 100,
           times = round(required / observed * 10) / 10;
    double percent = round(100 * required / observed);
    ct_finding finding = { .rule = hard ? "pace-hard" : "pace-easy",
                           .severity = CT_SEVERITY_NOTE,
                           .value = shown,
                           .other = shown_observed,
                           .unit = unit,
                           .other_source = last->source };
    double ratio = hard ? times : percent;

    finding.text_vi = ct_arena_printf(
        audit->arena,
        hard
            ? "%s: để đạt mục tiêu năm %d cần %s mỗi năm, gấp %s lần mức %s mỗi năm của cả thời kỳ %ld-%ld."
            : "%s: để đạt mục tiêu năm %d chỉ cần %s mỗi năm, bằng %s %% mức %s mỗi năm của cả thời kỳ %ld-%ld.",
        ct_subject_wording(aim->indicator, target->scope, target->breakdown, CT_VI).text,
        target->period_end.year, ct_value_wording(shown, unit, CT_VI).text,
        ct_value_wording(ratio, "", CT_VI).text, ct_value_wording(shown_observed, unit, CT_VI).text,
        first->period, last->period);
    finding.text_en = ct_arena_printf(
        audit->arena,
        hard ? "%s: the target for %d takes %s a year, %s times the %s a year of all of %ld-%ld."
             : "%s: the target for %d takes only %s a year, %s %% of the %s a year of all of %ld-%ld.",
        ct_subject_wording(aim->indicator, target->scope, target->breakdown, CT_EN).text,
        target->period_end.year, ct_value_wording(shown, unit, CT_EN).text,
        ct_value_wording(ratio, "", CT_EN).text, ct_value_wording(shown_observed, unit, CT_EN).text,
        first->period, last->period);
    return report_aim(audit, aim, finding);
}

/* Only a series that moves the right way has a pace to compare with; where it stands still every target would
 * look too steep. */
static ct_error check_pace(ct_audit_state *audit, const level_aim *aim)
{
    long end = aim->target->period_end.year;
    const ct_point *last = last_known(aim, end), *first = NULL;
    double required, observed;
    size_t n = 0;

    if (last == NULL || last->period >= end) return ct_ok();
    for (size_t i = 0; i < aim->series->n; i++) {
        const ct_point *point = ct_point_at(aim->points, aim->series->first + i);

        if (point->status == CT_STATUS_FORECAST || point->period > last->period) continue;
        if (first == NULL) first = point;
        n++;
    }
    if ((double)n < audit->cut_points->pace_points) return ct_ok();
    required = aim->sign * pace(aim, last->value, aim->near, end - last->period);
    observed = aim->sign * pace(aim, first->value, last->value, last->period - first->period);
    if (!(observed > 0) || !(required > 0)) return ct_ok();
    if (required > audit->cut_points->pace_times * observed)
        return report_pace(audit, aim, first, last, aim->sign * required, aim->sign * observed, true);
    if (required < audit->cut_points->pace_share * observed)
        return report_pace(audit, aim, first, last, aim->sign * required, aim->sign * observed, false);
    return ct_ok();
}

/* False: the rules do not apply to this target. */
static bool take_aim(ct_audit_state *audit, const ct_target *target, const ct_series *series, level_aim *aim)
{
    const ct_indicator *indicator = ct_indicator_find(audit->catalogue, target->indicator);

    if (indicator == NULL || indicator->direction == CT_NEITHER || indicator->nature == CT_RATE ||
        series == NULL)
        return false;
    if (target->aggregation != CT_POINT || target->period_end.year == 0 ||
        strcmp(target->unit, series->head->unit) != 0)
        return false;
    if (ct_series_indicator(audit->catalogue, indicator, target->measure) != indicator) return false;
    aim->target = target;
    aim->indicator = indicator;
    aim->series = series;
    aim->sign = indicator->direction == CT_UP ? 1 : -1;
    aim->near = indicator->direction == CT_UP ? target->low : target->high;
    aim->far = indicator->direction == CT_UP ? target->high : target->low;
    return true;
}

ct_error ct_audit_targets(ct_audit_state *audit, const ct_series_index *series, const ct_table *points,
                          const ct_table *targets)
{
    const long *plan_starts;

    CT_TRY(ct_plan_starts(audit->arena, targets, &plan_starts));
    for (size_t i = 0; i < targets->n; i++) {
        const ct_target *target = ct_target_at(targets, i);
        const char *key = ct_series_key(audit->arena, audit->catalogue, target->indicator, target->scope,
                                        target->breakdown);
        level_aim aim = { .points = points };
        bool stray;

        if (key == NULL) return ct_no_memory();
        if (!take_aim(audit, target, ct_series_find(series, key, target->unit), &aim)) continue;
        CT_TRY(check_magnitude(audit, &aim, &stray));
        if (stray) continue;
        CT_TRY(check_passed(audit, &aim, plan_starts[i]));
        CT_TRY(check_pace(audit, &aim));
    }
    return ct_ok();
}

bool ct_audit_sure(const ct_audit_state *audit, const ct_observation *row)
{
    return row->confidence >= audit->cut_points->confidence_pair && row->value_low == row->value_high &&
           row->qualifier == CT_EQ && !ct_words_other_territory(audit->cut_points, audit->arena, row->quote);
}

long ct_audit_whole_year(const ct_observation *row)
{
    return row->period_start.year == row->period_end.year && row->period_start.month == 0 &&
                   row->period_end.month == 0
               ? row->period_end.year
               : 0;
}

bool ct_audit_result(const ct_observation *row)
{
    return row->kind == CT_ACTUAL || row->kind == CT_ESTIMATE;
}
