/* The last pass of an audit: how grave each finding is once both readings are looked at, what hangs on it,
 * each contradiction once, in the order to look at them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "series/finding.h"
#include "series/rules.h"

/* The years of the targets of each series. */
typedef struct {
    const char *key;
    long year;
} set_for;

typedef struct {
    ct_audit_state *audit;
    const ct_series_index *series; /* NULL: no series */
    const ct_table *points;
    const set_for *set; /* n of them, by key and year */
    size_t n;
} ranking;

static int compare_set(const void *a, const void *b)
{
    const set_for *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    return order != 0 ? order : (x->year > y->year) - (x->year < y->year);
}

static ct_error list_set(ct_audit_state *audit, const ct_table *targets, ranking *to)
{
    size_t n = targets != NULL ? targets->n : 0;
    set_for *list = ct_arena_array(audit->arena, n, sizeof *list);

    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) {
        const ct_target *target = ct_target_at(targets, i);

        list[i].year = target->period_end.year;
        list[i].key = ct_series_key(audit->arena, audit->catalogue, target->indicator, target->scope,
                                    target->breakdown);
        if (list[i].key == NULL) return ct_no_memory();
    }
    if (n > 0) qsort(list, n, sizeof *list, compare_set);
    to->set = list;
    to->n = n;
    return ct_ok();
}

/* Is a target of the series set for this year, or (year 0) for any? */
static bool is_set(const ranking *all, const char *key, long year)
{
    size_t low = 0, high = all->n;
    const set_for asked = { key, year };

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_set(&all->set[middle], &asked) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < all->n && strcmp(all->set[low].key, key) == 0 && (year == 0 || all->set[low].year == year);
}

/* A finding about a target that a series is measured against, or about a value of a series that has a target,
 * changes a verdict. */
static ct_error find_hold(const ranking *all, ct_finding *finding)
{
    const char *key = ct_series_key(all->audit->arena, all->audit->catalogue, finding->indicator,
                                    finding->scope, finding->breakdown);
    const ct_series *series =
        all->series != NULL && key != NULL ? ct_series_find(all->series, key, NULL) : NULL;
    bool value, target;

    if (key == NULL) return ct_no_memory();
    if (strcmp(finding->unit, "điểm %") == 0 && series != NULL && strcmp(series->head->unit, "%") != 0)
        series = NULL; /* shares of an amount */
    value = series != NULL && ct_audit_point(all->points, series, finding->period) != NULL;
    target = is_set(all, key, finding->period) && !(strcmp(finding->unit, "điểm %") == 0 && series == NULL);
    finding->hangs_on = (target && series != NULL) || (value && is_set(all, key, 0)) ? CT_HANGS_VERDICT
                        : target                                                     ? CT_HANGS_TARGET
                        : value                                                      ? CT_HANGS_SERIES
                                                                                     : CT_HANGS_NOTHING;
    return ct_ok();
}

enum { MOST_PLACES = 20 };

/* The lowest confidence among the figures of a source text, each place's surest reading; words gets the first
 * one's quote. A place in no document is a person's own history: sure. */
static double surest(const ct_audit_state *audit, const ct_finding *finding, const char *source, double value,
                     const char **words)
{
    const char *at = source;
    double lowest = 1;
    ct_place place;

    *words = "";
    for (size_t i = 0; i < MOST_PLACES && ct_place_next(&at, &place); i++) {
        const ct_observation *row =
            ct_said_at(&audit->said, &place, finding->indicator, value, finding->unit);

        if (row == NULL)
            continue; /* a part is another indicator's; a rule that adds parts has looked at them itself */
        if ((*words)[0] == '\0') *words = row->quote;
        if (row->review == CT_NOT_REVIEWED) lowest = fmin(lowest, row->confidence);
    }
    return lowest;
}

/* Where one statement said at several places counts, one sure reading is enough. */
static double surest_of_several(const ct_audit_state *audit, const ct_finding *finding, const char *source,
                                double value)
{
    const char *at = source;
    double highest = -1;
    ct_place place;

    for (size_t i = 0; i < MOST_PLACES && ct_place_next(&at, &place); i++) {
        const ct_observation *row =
            ct_said_at(&audit->said, &place, finding->indicator, value, finding->unit);

        if (row != NULL) highest = fmax(highest, row->review != CT_NOT_REVIEWED ? 1 : row->confidence);
    }
    return highest < 0 ? 1 : highest;
}

/* Two figures of one document, a few lines apart, are rarely two values of one thing: one is a part of the
 * other, whose words were not read. "Gieo cấy 96.085 ha, trong đó lúa chất lượng 45.100 ha" (96,085 ha sown,
 * of which good rice 45,100). */
static ct_error soften(ct_audit_state *audit, ct_finding *finding)
{
    const char *a = finding->source, *b = finding->other_source;
    ct_place x, y;
    double larger = fmax(fabs(finding->value), fabs(finding->other));

    if (strcmp(finding->rule, "superseded") != 0 || !ct_place_next(&a, &x) || !ct_place_next(&b, &y))
        return ct_ok();
    if (x.n != y.n || memcmp(x.document, y.document, x.n) != 0 ||
        labs(x.line - y.line) > (long)audit->cut_points->near_lines)
        return ct_ok();
    if (!ct_said_document(&audit->said, &x))
        return ct_ok(); /* lines of a person's own history are sources of their own */
    if (!(fabs(finding->value - finding->other) > larger * audit->cut_points->level_apart_percent / 100))
        return ct_ok();
    const ct_indicator *indicator = ct_indicator_find(audit->catalogue, finding->indicator);
    if (indicator == NULL) return ct_ok();
    const ct_wording kept_vi = ct_value_wording(finding->value, finding->unit, CT_VI),
                     kept_en = ct_value_wording(finding->value, finding->unit, CT_EN);
    const char *vi = ct_arena_printf(
        audit->arena,
        "%s, năm %ld: %s và %s đứng cạnh nhau; có thể một số là bộ phận của số kia. Chuỗi lấy %s.",
        ct_subject_wording(indicator, finding->scope, finding->breakdown, CT_VI).text, finding->period,
        kept_vi.text, ct_value_wording(finding->other, finding->unit, CT_VI).text, kept_vi.text);
    const char *en = ct_arena_printf(
        audit->arena,
        "%s, %ld: %s and %s stand beside each other; one may be a part of the other. The series has %s.",
        ct_subject_wording(indicator, finding->scope, finding->breakdown, CT_EN).text, finding->period,
        kept_en.text, ct_value_wording(finding->other, finding->unit, CT_EN).text, kept_en.text);
    finding->rule = "part-or-total";
    finding->severity = CT_SEVERITY_WARNING;
    finding->text_vi = vi != NULL ? ct_table_text(audit->findings, vi) : NULL;
    finding->text_en = en != NULL ? ct_table_text(audit->findings, en) : NULL;
    return finding->text_vi != NULL && finding->text_en != NULL ? ct_ok() : ct_no_memory();
}

/* One year, two values: a later figure is a revision, unless both are called final, or one document says both
 * as the same kind. */
static bool restates(const ct_audit_state *audit, const ct_finding *finding)
{
    const char *a = finding->source, *b = finding->other_source;
    ct_place x, y;
    const ct_observation *one, *other;

    if (!ct_place_next(&a, &x) || !ct_place_next(&b, &y)) return false;
    one = ct_said_at(&audit->said, &x, finding->indicator, finding->value, finding->unit);
    other = ct_said_at(&audit->said, &y, finding->indicator, finding->other, finding->unit);
    if (one == NULL || other == NULL || one->kind != other->kind) return false;
    return one->kind == CT_ACTUAL || strcmp(one->document, other->document) == 0;
}

/* Are both quotes rows of tables, under headings of which neither holds the other? "Khu vực ngoài quốc doanh
 * / Thuế thu nhập doanh nghiệp" (private sector / corporate income tax) is not "Khu vực nhà nước / Thuế thu
 * nhập doanh nghiệp" (profit tax of the private and of the state sector), though the last words are the same.
 */
static bool under_other_heads(const ct_audit_state *audit, const ct_finding *finding)
{
    const char *a = strstr(finding->quote, " / "), *b = strstr(finding->other_quote, " / ");
    const char *x = a != NULL ? ct_fold(audit->arena, finding->quote, (size_t)(a - finding->quote)) : NULL;
    const char *y =
        b != NULL ? ct_fold(audit->arena, finding->other_quote, (size_t)(b - finding->other_quote)) : NULL;

    return x != NULL && y != NULL && strstr(x, y) == NULL && strstr(y, x) == NULL;
}

/* May sure readings make it one to check? Levels of following years twice apart are not of one thing,
 * whatever the growth. */
static bool may_check(const ct_audit_state *audit, const ct_finding *finding)
{
    enum { STRANGE_GROWTH = 100 };

    if (finding->severity != CT_SEVERITY_WARNING && finding->severity != CT_SEVERITY_ERROR) return false;
    if (!ct_words_list_holds(audit->cut_points->check_rules, finding->rule)) return false;
    if (finding->doubtful || under_other_heads(audit, finding)) return false;
    if (ct_words_listed(audit->cut_points, audit->arena, finding->quote) ||
        ct_words_listed(audit->cut_points, audit->arena, finding->other_quote))
        return false;
    if (strcmp(finding->rule, "growth-against-levels") == 0 && fabs(finding->other) > STRANGE_GROWTH)
        return false;
    return strcmp(finding->rule, "superseded") != 0 || restates(audit, finding);
}

/* Quotes for both sides; and where both are read surely, a contradiction is one to check. */
static ct_error grade(ct_audit_state *audit, ct_finding *finding)
{
    const char *quote, *other_quote;
    bool statements =
        strncmp(finding->rule, "target-", strlen("target-")) == 0 ||
        strcmp(finding->rule, "each-year-target") == 0 ||
        strcmp(finding->rule, "definition-differs") == 0; /* each source: one statement, or several of it */
    double a = surest(audit, finding, finding->source, finding->value, &quote);
    double b = surest(audit, finding, finding->other_source, finding->other, &other_quote);

    if (statements) {
        a = surest_of_several(audit, finding, finding->source, finding->value);
        b = surest_of_several(audit, finding, finding->other_source, finding->other);
    }
    finding->quote = ct_table_text(audit->findings, quote);
    finding->other_quote = ct_table_text(audit->findings, other_quote);
    if (finding->quote == NULL || finding->other_quote == NULL) return ct_no_memory();
    if (may_check(audit, finding) && fmin(a, b) >= audit->cut_points->confidence_check)
        finding->severity = CT_SEVERITY_CHECK;
    return ct_ok();
}

/* How far apart the two figures are, of the larger. */
static double apart(const ct_finding *finding)
{
    double larger = fmax(fabs(finding->value), fabs(finding->other));

    return larger > 0 && isfinite(larger) ? fabs(finding->value - finding->other) / larger : 0;
}

static int compare_ranks(const void *a, const void *b)
{
    const ct_finding *x = a, *y = b;

    if (x->severity != y->severity) return y->severity - x->severity;
    if (x->hangs_on != y->hangs_on) return y->hangs_on - x->hangs_on;
    return (apart(y) > apart(x)) - (apart(y) < apart(x));
}

/* One contradiction whatever rule finds it: about one thing, between the same places. */
static int compare_repeats(const void *a, const void *b)
{
    const ct_finding *x = *(const ct_finding *const *)a, *y = *(const ct_finding *const *)b;
    int order = strcmp(x->indicator, y->indicator);

    if (order == 0) order = strcmp(x->breakdown, y->breakdown);
    if (order == 0) order = strcmp(x->scope, y->scope);
    if (order == 0) order = (x->period > y->period) - (x->period < y->period);
    if (order == 0) order = strcmp(x->source, y->source);
    if (order == 0) order = strcmp(x->other_source, y->other_source);
    if (order == 0 && x->other_source[0] == '\0') order = strcmp(x->rule, y->rule);
    if (order == 0 && x->other_source[0] == '\0') order = (x->value > y->value) - (x->value < y->value);
    if (order == 0) order = y->severity - x->severity;
    return order != 0 ? order : (x > y) - (x < y);
}

static bool repeats(const ct_finding *x, const ct_finding *y)
{
    return strcmp(x->indicator, y->indicator) == 0 && strcmp(x->breakdown, y->breakdown) == 0 &&
           strcmp(x->scope, y->scope) == 0 && x->period == y->period && strcmp(x->source, y->source) == 0 &&
           strcmp(x->other_source, y->other_source) == 0 &&
           (x->other_source[0] != '\0' || (strcmp(x->rule, y->rule) == 0 && x->value == y->value));
}

/* Those said before go to the end, where they are cut off. */
static ct_error drop_repeats(ct_audit_state *audit)
{
    enum { DROPPED = -1 };
    ct_table *findings = audit->findings;
    ct_finding **list = ct_arena_array(audit->arena, findings->n, sizeof *list);
    size_t kept = 0;

    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < findings->n; i++) list[i] = ct_table_row(findings, i);
    if (findings->n > 0) qsort(list, findings->n, sizeof *list, compare_repeats);
    for (size_t i = 1, last = 0; i < findings->n; i++) {
        if (repeats(list[last], list[i]))
            list[i]->severity = DROPPED;
        else
            last = i;
    }
    CT_TRY(ct_table_sort(findings, compare_ranks));
    while (kept < findings->n && ct_finding_at(findings, kept)->severity != DROPPED) kept++;
    findings->n = kept;
    return ct_ok();
}

ct_error ct_audit_rank(ct_audit_state *audit, const ct_series_index *series, const ct_table *points,
                       const ct_table *targets)
{
    ranking all = { .audit = audit, .series = series, .points = points };

    CT_TRY(list_set(audit, targets, &all));
    for (size_t i = 0; i < audit->findings->n; i++) {
        ct_finding *finding = ct_table_row(audit->findings, i);

        CT_TRY(soften(audit, finding));
        CT_TRY(grade(audit, finding));
        CT_TRY(find_hold(&all, finding));
    }
    CT_TRY(drop_repeats(audit));
    for (size_t i = 0; i < audit->findings->n; i++)
        ((ct_finding *)ct_table_row(audit->findings, i))->rank = (long)i + 1;
    return ct_ok();
}
