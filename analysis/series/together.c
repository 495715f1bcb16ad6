/* Rules that hold figures of one passage against each other: the changes of shares that make a whole, and
 * rates of one amount. Their arithmetic is what tells that the figures belong together, so it counts for more
 * than how surely each is read. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "series/build.h"
#include "series/finding.h"
#include "series/rules.h"
#include "series/value.h"

static const char *place_of(const ct_audit_state *audit, const ct_observation *row)
{
    return ct_arena_printf(audit->arena, "%s:%ld", row->document, row->line_start);
}

static bool said_together(const ct_observation *a, const ct_observation *b, long lines)
{
    return strcmp(a->document, b->document) == 0 && labs(b->line_start - a->line_start) <= lines;
}

static bool same_period(const ct_observation *a, const ct_observation *b)
{
    return ct_date_compare(a->period_start, b->period_start) == 0 &&
           ct_date_compare(a->period_end, b->period_end) == 0;
}

/* ---- changes-sum ---- */

enum { MOST_SHARES = 8 };

/* Shares that add to 100, each followed by its change in points. */
typedef struct {
    const ct_observation *shares[MOST_SHARES], *changes[MOST_SHARES];
    size_t n;
    double whole, whole_slack, moved, moved_slack;
} moves;

static bool is_percent(const ct_observation *row, int measure)
{
    bool percent = strcmp(row->unit, "%") == 0 ||
                   (measure == CT_MEASURE_CHANGE && strncmp(row->unit, "điểm", strlen("điểm")) == 0);

    return row->measure == measure && row->value_low == row->value_high && percent;
}

/* The run of shares and changes that begins at observation `at`: true when its shares make 100. It ends where
 * they do, where a figure of something else comes, or where they pass 100 (a part's own parts in brackets).
 */
static bool take_moves(const ct_table *observations, size_t at, moves *to)
{
    enum { NEAR = 2 };
    const ct_observation *before = ct_observation_at(observations, at);

    *to = (moves){ .n = 0 };
    for (size_t i = at; i + 1 < observations->n && to->n < MOST_SHARES; i += 2) {
        const ct_observation *share = ct_observation_at(observations, i),
                             *change = ct_observation_at(observations, i + 1);

        if (!is_percent(share, CT_MEASURE_SHARE) || !is_percent(change, CT_MEASURE_CHANGE) ||
            !said_together(before, change, NEAR))
            return false;
        if (strcmp(share->indicator, change->indicator) != 0 ||
            strcmp(share->indicator, before->indicator) != 0)
            return false;
        if (!same_period(share, change) || !same_period(share, before) || share->kind != before->kind)
            return false;
        to->shares[to->n] = share;
        to->changes[to->n++] = change;
        to->whole += share->value_low;
        to->moved += change->value_low;
        to->whole_slack += ct_value_slack(share->value_low);
        to->moved_slack += ct_value_slack(change->value_low);
        if (to->whole > 100 + to->whole_slack + 1e-9) return false;
        if (to->n > 1 && to->whole >= 100 - to->whole_slack - 1e-9) return true;
        before = change;
    }
    return false;
}

/* "-3 + 0.3 + 0.2 + 0.2": the sum in plain digits. */
static const char *sum_of(const ct_audit_state *audit, const ct_observation *const *rows, size_t n)
{
    const char *text = "";

    for (size_t i = 0; i < n && text != NULL; i++)
        text = ct_arena_printf(audit->arena, "%s%s%.10g", text,
                               i == 0                   ? ""
                               : rows[i]->value_low < 0 ? " - "
                                                        : " + ",
                               i == 0 ? rows[i]->value_low : fabs(rows[i]->value_low));
    return text;
}

static ct_error report_moves(ct_audit_state *audit, const moves *sum)
{
    const ct_observation *first = sum->changes[0];
    const ct_indicator *indicator = ct_indicator_find(audit->catalogue, first->indicator);
    const char *how = sum_of(audit, sum->changes, sum->n), *whole = sum_of(audit, sum->shares, sum->n);
    double moved = ct_value_tidy(sum->moved);
    ct_finding finding = { .rule = "changes-sum",
                           .severity = CT_SEVERITY_CHECK,
                           .indicator = first->indicator,
                           .scope = first->scope,
                           .breakdown = "",
                           .period = first->period_end.year,
                           .value = moved,
                           .other = 0,
                           .unit = "điểm %",
                           .source = place_of(audit, first),
                           .other_source = place_of(audit, sum->changes[sum->n - 1]) };

    if (indicator == NULL) return ct_ok();
    if (how == NULL || whole == NULL || finding.source == NULL || finding.other_source == NULL)
        return ct_no_memory();
    finding.text_vi = ct_arena_printf(
        audit->arena,
        "%s, năm %ld: các tỷ trọng %s đủ 100, nhưng mức tăng giảm của chúng %s = %s, không phải 0.",
        ct_subject_wording(indicator, first->scope, "", CT_VI).text, finding.period, whole, how,
        ct_value_wording(moved, "điểm %", CT_VI).text);
    finding.text_en =
        ct_arena_printf(audit->arena, "%s, %ld: the shares %s make 100, but their changes %s = %s, not 0.",
                        ct_subject_wording(indicator, first->scope, "", CT_EN).text, finding.period, whole,
                        how, ct_value_wording(moved, "points", CT_EN).text);
    return ct_finding_add(audit->findings, &finding);
}

static ct_error check_moves(ct_audit_state *audit, const ct_table *observations)
{
    for (size_t i = 0; i < observations->n; i++) {
        moves sum;

        if (!is_percent(ct_observation_at(observations, i), CT_MEASURE_SHARE) ||
            !take_moves(observations, i, &sum))
            continue;
        /* Both years' shares are rounded. */
        if (fabs(sum.moved) > sum.moved_slack + 2 * sum.whole_slack + 1e-9) CT_TRY(report_moves(audit, &sum));
        i += 2 * sum.n - 1;
    }
    return ct_ok();
}

/* ---- ratio-differs ---- */

/* A rate, and the amount it is said to be of. */
typedef struct {
    const ct_observation *rate, *of;
    double amount; /* in the unit of the indicator */
} rate_of;

/* "tổng kế hoạch vốn là 10.046 tỷ đồng, tỷ lệ giải ngân đạt 42,2 %" (the plan is 10,046 billion, the rate of
 * disbursement 42.2 %): the amount named last before the rate, a line away at most. One whose own amount
 * stands between is a rate of something else. */
static bool take_rate(const ct_audit_state *audit, const ct_table *observations, size_t at,
                      const char *amount_id, rate_of *to)
{
    const ct_indicator *indicator = ct_indicator_find(audit->catalogue, amount_id);

    to->rate = ct_observation_at(observations, at);
    if (indicator == NULL || strcmp(to->rate->unit, "%") != 0 || to->rate->value_low != to->rate->value_high)
        return false;
    if (to->rate->measure == CT_MEASURE_GROWTH || to->rate->measure == CT_MEASURE_CHANGE || at == 0)
        return false;
    to->of = ct_observation_at(observations, at - 1);
    return strcmp(to->of->indicator, amount_id) == 0 && said_together(to->of, to->rate, 1) &&
           to->of->value_low == to->of->value_high && to->of->measure == CT_MEASURE_LEVEL &&
           ct_value_convert(audit->catalogue, to->of->value_low, to->of->unit, indicator->unit, &to->amount);
}

static ct_error report_rates(ct_audit_state *audit, const rate_of *a, const rate_of *b)
{
    const ct_observation *row = a->rate;
    const ct_indicator *indicator = ct_indicator_find(audit->catalogue, row->indicator);
    const char *unit = ct_indicator_find(audit->catalogue, a->of->indicator)->unit;
    ct_finding finding = { .rule = "ratio-differs",
                           .severity = CT_SEVERITY_CHECK,
                           .indicator = row->indicator,
                           .scope = row->scope,
                           .breakdown = ct_build_breakdown(audit->catalogue, row->breakdown),
                           .period = row->period_end.year,
                           .value = row->value_low,
                           .other = b->rate->value_low,
                           .unit = "%",
                           .source = place_of(audit, row),
                           .other_source = place_of(audit, b->rate) };

    if (indicator == NULL) return ct_ok();
    if (finding.source == NULL || finding.other_source == NULL) return ct_no_memory();
    finding.text_vi = ct_arena_printf(
        audit->arena, "%s, năm %ld: cùng trên %s mà nêu hai tỷ lệ, %s và %s.",
        ct_subject_wording(indicator, finding.scope, finding.breakdown, CT_VI).text, finding.period,
        ct_value_wording(a->amount, unit, CT_VI).text, ct_value_wording(finding.value, "%", CT_VI).text,
        ct_value_wording(finding.other, "%", CT_VI).text);
    finding.text_en = ct_arena_printf(
        audit->arena, "%s, %ld: two rates are stated of one amount, %s: %s and %s.",
        ct_subject_wording(indicator, finding.scope, finding.breakdown, CT_EN).text, finding.period,
        ct_value_wording(a->amount, unit, CT_EN).text, ct_value_wording(finding.value, "%", CT_EN).text,
        ct_value_wording(finding.other, "%", CT_EN).text);
    return ct_finding_add(audit->findings, &finding);
}

enum { MOST_RATES = 200 };

static ct_error check_rates(ct_audit_state *audit, const ct_table *observations, const char *rate_id,
                            const char *amount_id)
{
    rate_of list[MOST_RATES];
    size_t n = 0;

    for (size_t i = 0; i < observations->n && n < MOST_RATES; i++) {
        if (strcmp(ct_observation_at(observations, i)->indicator, rate_id) != 0 ||
            !take_rate(audit, observations, i, amount_id, &list[n]))
            continue;
        for (size_t k = 0; k < n; k++) {
            const ct_observation *a = list[k].rate, *b = list[n].rate;

            if (list[k].amount != list[n].amount || strcmp(a->document, b->document) != 0 ||
                !ct_fold_equal(a->scope, b->scope))
                continue;
            if (a->period_end.year != b->period_end.year || !ct_fold_equal(a->breakdown, b->breakdown))
                continue;
            if (fabs(a->value_low - b->value_low) <=
                ct_value_slack(a->value_low) + ct_value_slack(b->value_low) + 1e-9)
                continue;
            CT_TRY(report_rates(audit, &list[k], &list[n]));
            break;
        }
        n++;
    }
    return ct_ok();
}

/* Each pair of the cut "disbursed_of". */
static ct_error check_disbursed(ct_audit_state *audit, const ct_table *observations)
{
    for (const char *at = audit->cut_points->disbursed_of; *at != '\0';) {
        size_t n = strcspn(at, "|"), slash = strcspn(at, "/");

        if (slash > 0 && slash + 1 < n) {
            const char *rate = ct_arena_strndup(audit->arena, at, slash),
                       *amount = ct_arena_strndup(audit->arena, at + slash + 1, n - slash - 1);

            if (rate == NULL || amount == NULL) return ct_no_memory();
            CT_TRY(check_rates(audit, observations, rate, amount));
        }
        at += n + (at[n] == '|');
    }
    return ct_ok();
}

ct_error ct_audit_together(ct_audit_state *audit, const ct_table *observations)
{
    CT_TRY(check_moves(audit, observations));
    return check_disbursed(audit, observations);
}
