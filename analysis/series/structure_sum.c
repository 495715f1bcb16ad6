/* The rule "structure-sum": shares of one whole, stated together, add to 100. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/buffer.h"
#include "core/vietnamese.h"
#include "series/build.h"
#include "series/finding.h"
#include "series/rules.h"
#include "series/value.h"

/* One share as a document states it, in the indicator's unit. */
typedef struct {
    const ct_observation *row;
    const ct_indicator *indicator;
    const char *scope_key, *breakdown, *breakdown_key;
    double low, high, slack;
} share;

static int compare_wholes(const share *a, const share *b)
{
    int order = strcmp(a->row->document, b->row->document);

    if (order == 0) order = strcmp(a->indicator->id, b->indicator->id);
    if (order == 0) order = strcmp(a->scope_key, b->scope_key);
    if (order == 0) order = a->row->kind - b->row->kind;
    if (order == 0) order = ct_date_compare(a->row->period_start, b->row->period_start);
    return order != 0 ? order : ct_date_compare(a->row->period_end, b->row->period_end);
}

static int compare_shares(const void *a, const void *b)
{
    const share *x = a, *y = b;
    int order = compare_wholes(x, y);

    if (order == 0) order = strcmp(x->breakdown_key, y->breakdown_key);
    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static bool has_structure(const ct_catalogue *catalogue, const char *indicator)
{
    for (size_t i = 0; i < catalogue->n_structures; i++)
        if (strcmp(catalogue->structures[i].indicator, indicator) == 0) return true;
    return false;
}

/* False: not a stated share of a whole. A bound ("trên 60 %" (over 60 %)) or a guess is no value to add. */
static bool is_share(const ct_catalogue *catalogue, const ct_observation *row, share *to)
{
    const ct_indicator *indicator = ct_indicator_find(catalogue, row->indicator);
    double factor;

    if (indicator == NULL || !has_structure(catalogue, indicator->id) || row->confidence < CT_SURE)
        return false;
    if (ct_series_indicator(catalogue, indicator, row->measure) != indicator || row->qualifier != CT_EQ ||
        row->breakdown[0] == '\0')
        return false;
    if (row->aggregation != CT_POINT && row->aggregation != CT_EACH_YEAR) return false;
    if (!ct_value_convert(catalogue, row->value_low, row->unit, indicator->unit, &to->low) ||
        !ct_value_convert(catalogue, row->value_high, row->unit, indicator->unit, &to->high) ||
        !ct_value_convert(catalogue, 1, row->unit, indicator->unit, &factor))
        return false;
    to->row = row;
    to->indicator = indicator;
    to->slack = fmax(ct_value_slack(row->value_low), ct_value_slack(row->value_high)) * factor;
    return isfinite(to->low) && isfinite(to->high);
}

static ct_error list_shares(ct_audit_state *audit, const ct_table *observations, share **list, size_t *n)
{
    *n = 0;
    *list = ct_arena_array(audit->arena, observations->n, sizeof **list);
    if (*list == NULL) return ct_no_memory();
    for (size_t i = 0; i < observations->n; i++) {
        share *one = &(*list)[*n];
        const ct_observation *row = ct_observation_at(observations, i);

        if (!is_share(audit->catalogue, row, one)) continue;
        one->breakdown = ct_build_breakdown(audit->catalogue, row->breakdown);
        one->breakdown_key = ct_fold(audit->arena, one->breakdown, strlen(one->breakdown));
        one->scope_key = ct_fold(audit->arena, row->scope, strlen(row->scope));
        if (one->breakdown_key == NULL || one->scope_key == NULL) return ct_no_memory();
        ++*n;
    }
    if (*n > 0) qsort(*list, *n, sizeof **list, compare_shares);
    return ct_ok();
}

/* The share of one part among the n of a whole; NULL when it is not stated, or stated with two values. */
static const share *find_part(const share *list, size_t n, const char *part)
{
    const share *found = NULL;

    for (size_t i = 0; i < n; i++) {
        if (!ct_fold_equal(list[i].breakdown, part)) continue;
        if (found != NULL && (found->low != list[i].low || found->high != list[i].high)) return NULL;
        if (found == NULL) found = &list[i];
    }
    return found;
}

typedef struct {
    const ct_structure *structure; /* NULL: none */
    double low, high, slack;
    const share *first, *last; /* its first and last part in the structure's order */
    const share *list;         /* the n shares they are among */
    size_t n;
} whole;

/* Add the parts of a structure; false unless all of them are stated. */
static bool add_parts(const share *list, size_t n, const ct_structure *structure, whole *sum)
{
    *sum = (whole){ .structure = structure, .list = list, .n = n };
    for (size_t i = 0; i < structure->n_parts; i++) {
        const share *part = find_part(list, n, structure->parts[i]);

        if (part == NULL) return false;
        sum->low += fmin(part->low, part->high);
        sum->high += fmax(part->low, part->high);
        sum->slack += part->slack;
        if (i == 0) sum->first = part;
        sum->last = part;
    }
    return structure->n_parts > 1;
}

static bool holds_part(const ct_structure *structure, const char *part)
{
    for (size_t i = 0; i < structure->n_parts; i++)
        if (ct_fold_equal(structure->parts[i], part)) return true;
    return false;
}

/* A larger structure of the same whole holds all these parts: the document may have left one out (product
 * taxes, say), so a sum below 100 contradicts nothing. */
static bool may_lack_part(const ct_catalogue *catalogue, const ct_structure *structure)
{
    for (size_t i = 0; i < catalogue->n_structures; i++) {
        const ct_structure *larger = &catalogue->structures[i];
        size_t held = 0;

        if (larger->n_parts <= structure->n_parts || strcmp(larger->indicator, structure->indicator) != 0)
            continue;
        for (size_t k = 0; k < structure->n_parts; k++) held += holds_part(larger, structure->parts[k]);
        if (held == structure->n_parts) return true;
    }
    return false;
}

/* "68,4 (công nghiệp - xây dựng) + 20,6 (dịch vụ)" (68.4 of industry and construction + 20.6 of services). */
static void write_parts(ct_buffer *to, const whole *sum, ct_lang lang)
{
    for (size_t i = 0; i < sum->structure->n_parts; i++) {
        const char *name = sum->structure->parts[i];
        const share *part = find_part(sum->list, sum->n, name);

        ct_buffer_printf(to, "%s%s (%s)", i > 0 ? " + " : "",
                         ct_range_wording(part->low, part->high, "", lang).text, name);
    }
}

static ct_error report_sum(ct_audit_state *audit, const whole *sum)
{
    const share *first = sum->first;
    const char *scope = first->row->scope, *unit = first->indicator->unit, *document = first->row->document;
    double value = sum->high < 100 ? sum->high : sum->low;
    ct_finding finding = { .rule = "structure-sum",
                           CT_SEVERITY_WARNING,
                           first->indicator->id,
                           scope,
                           "",
                           first->row->period_end.year,
                           ct_value_tidy(value),
                           100,
                           unit,
                           NULL,
                           NULL,
                           NULL,
                           NULL };
    ct_buffer vi, en;
    ct_error err;

    ct_buffer_init(&vi);
    ct_buffer_init(&en);
    ct_buffer_printf(&vi, "%s: ", ct_subject_wording(first->indicator, scope, "", CT_VI).text);
    ct_buffer_printf(&en, "%s: ", ct_subject_wording(first->indicator, scope, "", CT_EN).text);
    write_parts(&vi, sum, CT_VI);
    write_parts(&en, sum, CT_EN);
    if (fabs(value - 100) <= sum->slack + 1e-9) { /* only targets come here: see check_axis() */
        finding.severity = CT_SEVERITY_NOTE;
        ct_buffer_printf(
            &vi, " bằng %s; làm tròn có thể là nguyên nhân, nhưng mục tiêu thì đặt được cho đúng 100.",
            ct_value_wording(finding.value, unit, CT_VI).text);
        ct_buffer_printf(&en, " is %s; rounding may be why, but targets can be set to make 100.",
                         ct_value_wording(finding.value, unit, CT_EN).text);
    } else {
        ct_buffer_printf(&vi, " bằng %s, không phải 100 (làm tròn chỉ giải thích được ±%s).",
                         ct_value_wording(finding.value, unit, CT_VI).text,
                         ct_value_wording(ct_value_tidy(sum->slack), "", CT_VI).text);
        ct_buffer_printf(&en, " is %s, not 100 (rounding explains only ±%s).",
                         ct_value_wording(finding.value, unit, CT_EN).text,
                         ct_value_wording(ct_value_tidy(sum->slack), "", CT_EN).text);
    }
    finding.source = ct_arena_printf(audit->arena, "%s:%ld", document, first->row->line_start);
    finding.other_source = ct_arena_printf(audit->arena, "%s:%ld", document, sum->last->row->line_start);
    finding.text_vi = ct_buffer_string(&vi);
    finding.text_en = ct_buffer_string(&en);
    err = ct_buffer_error(&vi);
    if (err.code == CT_OK) err = ct_buffer_error(&en);
    if (err.code == CT_OK && (finding.source == NULL || finding.other_source == NULL)) err = ct_no_memory();
    if (err.code == CT_OK) err = ct_finding_add(audit->findings, &finding);
    ct_buffer_clear(&vi);
    ct_buffer_clear(&en);
    return err;
}

/* One whole may be cut in several ways (with or without industry apart from construction). When any complete
 * cut of an axis adds up the others are no contradiction; else the largest complete one is reported. */
static ct_error check_axis(ct_audit_state *audit, const share *list, size_t n, const char *axis)
{
    const ct_catalogue *catalogue = audit->catalogue;
    whole worst = { 0 };

    for (size_t i = 0; i < catalogue->n_structures; i++) {
        const ct_structure *structure = &catalogue->structures[i];
        whole sum;

        if (strcmp(structure->indicator, list[0].indicator->id) != 0 || strcmp(structure->axis, axis) != 0)
            continue;
        if (!add_parts(list, n, structure, &sum)) continue;
        bool below = sum.high + sum.slack<100 - 1e-9, above = sum.low - sum.slack> 100 + 1e-9;
        bool set = list[0].row->kind == CT_TARGET && sum.low == sum.high &&
                   fabs(sum.low - 100) > 1e-9; /* shares that are set, not measured, can be made to add */
        if ((!below && !above && !set) || (below && may_lack_part(catalogue, structure))) return ct_ok();
        if (worst.structure == NULL || structure->n_parts > worst.structure->n_parts) worst = sum;
    }
    return worst.structure != NULL ? report_sum(audit, &worst) : ct_ok();
}

ct_error ct_audit_structures(ct_audit_state *audit, const ct_table *observations)
{
    share *list;
    size_t n;

    CT_TRY(list_shares(audit, observations, &list, &n));
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && compare_wholes(&list[i], &list[j]) == 0; j++) continue;
        for (size_t s = 0; s < audit->catalogue->n_structures; s++) {
            const ct_structure *structure = &audit->catalogue->structures[s],
                               *before = s > 0 ? structure - 1 : NULL;

            if (strcmp(structure->indicator, list[i].indicator->id) != 0) continue;
            if (before != NULL && strcmp(before->indicator, structure->indicator) == 0 &&
                strcmp(before->axis, structure->axis) == 0)
                continue; /* structures of one axis stand together: each axis once */
            CT_TRY(check_axis(audit, &list[i], j - i, structure->axis));
        }
    }
    return ct_ok();
}
