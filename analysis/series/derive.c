/* Values that no source states but others give: marked "derived", with formula and sources, and never where a
 * value is stated. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/number.h"
#include "core/vietnamese.h"
#include "series/build.h"
#include "series/value.h"

/* The stated candidates by series and year. */
typedef struct {
    ct_candidate **list;
    size_t n;
} stated_values;

static int compare_key(const ct_candidate *a, const ct_candidate *b)
{
    int order = (a->order > b->order) - (a->order < b->order);

    if (order == 0) order = strcmp(a->scope_key, b->scope_key);
    if (order == 0) order = strcmp(a->breakdown_key, b->breakdown_key);
    if (order == 0) order = strcmp(a->base, b->base);
    return order != 0 ? order : (a->period > b->period) - (a->period < b->period);
}

static int compare_stated(const void *a, const void *b)
{
    const ct_candidate *x = *(const ct_candidate *const *)a, *y = *(const ct_candidate *const *)b;
    int order = compare_key(x, y);

    if (order == 0) order = ct_build_prefer(y, x); /* the best of a year first */
    return order != 0 ? order : (x->listed > y->listed) - (x->listed < y->listed);
}

static ct_error list_stated(ct_build *build, stated_values *all)
{
    all->n = build->n;
    all->list = ct_arena_array(build->arena, build->n, sizeof *all->list);
    if (all->list == NULL) return ct_no_memory();
    for (size_t i = 0; i < build->n; i++) all->list[i] = &build->list[i];
    if (all->n > 0) qsort(all->list, all->n, sizeof *all->list, compare_stated);
    return ct_ok();
}

/* Where those of a series' year begin. */
static size_t begin_of(const stated_values *all, const ct_candidate *like)
{
    size_t low = 0, high = all->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_key(all->list[middle], like) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The best stated value of a series' year; NULL: none. */
static const ct_candidate *find(const stated_values *all, const ct_candidate *like)
{
    size_t at = begin_of(all, like);

    return at < all->n && compare_key(all->list[at], like) == 0 ? all->list[at] : NULL;
}

enum {
    MOST_OF_YEAR = 100
}; /* values of one year that are looked at; a hostile document could state a million */

/* "Đạt 95,3 %, tăng 0,7 điểm % so với năm 2022" (95.3 %, 0.7 points more than in 2022) bears out 94.6 for
 * 2022, and not 96.4. */
static void mark_borne_out(const stated_values *all, const ct_candidate *like, double value, double slack)
{
    size_t from = begin_of(all, like);

    for (size_t i = from; i < all->n && i - from < MOST_OF_YEAR && compare_key(all->list[i], like) == 0; i++)
        if (fabs(all->list[i]->value - value) <= (slack + all->list[i]->slack) * (1 + 1e-9))
            all->list[i]->borne_out = true;
}

/* The series that a derived value belongs to: in this unit, of this base. */
static bool set_series(ct_build *build, const ct_indicator *indicator, const char *unit, const char *base,
                       const char *scope, const char *breakdown, long period, ct_candidate *to)
{
    *to = (ct_candidate){ .indicator = indicator,
                          .order = (size_t)(indicator - build->catalogue->indicators),
                          .unit = unit,
                          .base = base,
                          .breakdown = breakdown,
                          .period = period,
                          .status = CT_STATUS_DERIVED,
                          .origin = "derived" };
    to->scope = ct_scopes_wording(&build->scopes, build->arena, scope, &to->scope_key);
    to->breakdown_key = ct_fold(build->arena, breakdown, strlen(breakdown));
    return to->scope != NULL && to->breakdown_key != NULL;
}

double ct_build_round(double value, double slack)
{
    double unit = slack > 0 ? pow(10, floor(log10(slack))) : 0;

    return unit > 0
               ? ct_value_tidy(unit < 1 ? round(value / unit) / round(1 / unit) : round(value / unit) * unit)
               : value;
}

typedef struct {
    char text[CT_NUMBER_SIZE];
} numeral;

static numeral shown(double value)
{
    numeral figure;

    ct_number_table(figure.text, value);
    return figure;
}

/* Add it, unless it is off the indicator's bounds. */
static ct_error add(ct_build *build, ct_candidate made, double value, double slack)
{
    made.value = ct_build_round(value, slack);
    made.slack = slack;
    if (made.source == NULL) return ct_no_memory();
    if (!isfinite(made.value)) return ct_ok();
    if (made.base[0] == '\0' && (made.value < made.indicator->lower || made.value > made.indicator->upper))
        return ct_ok();
    made.listed = build->n;
    build->list[build->n++] = made;
    return ct_ok();
}

/* ---- from growth or change and the level in the same sentence ---- */

static bool is_result(const ct_observation *row)
{
    bool whole = row->period_start.year == row->period_end.year && row->period_start.month == 0 &&
                 row->period_end.month == 0;

    return (row->kind == CT_ACTUAL || row->kind == CT_ESTIMATE) && row->aggregation == CT_POINT && whole &&
           row->period_end.year > 0 && row->value_low == row->value_high && row->confidence >= CT_SURE &&
           row->qualifier == CT_EQ;
}

/* The level indicator that a growth, a change or a ratio to plan was said of. */
static const ct_indicator *level_of(const ct_catalogue *catalogue, const ct_observation *row)
{
    const ct_indicator *stated = ct_indicator_find(catalogue, row->indicator);

    if (stated == NULL) return NULL;
    return stated->growth_of[0] != '\0' ? ct_indicator_find(catalogue, stated->growth_of) : stated;
}

enum { NEAR_ROWS = 40, NEAR_LINES = 2 };

const ct_observation *ct_build_level_beside(const ct_build *build, const ct_table *observations, size_t at,
                                            const ct_indicator *indicator, ct_level *level)
{
    const ct_observation *row = ct_observation_at(observations, at);
    size_t from = at > NEAR_ROWS ? at - NEAR_ROWS : 0,
           to = at + NEAR_ROWS < observations->n ? at + NEAR_ROWS : observations->n;
    const ct_observation *found = NULL;

    for (size_t i = from; i < to; i++) {
        const ct_observation *other = ct_observation_at(observations, i);

        if (i == at || !is_result(other) || strcmp(other->indicator, indicator->id) != 0 ||
            other->measure != (int)indicator->measure)
            continue;
        if (strcmp(other->document, row->document) != 0 ||
            labs(other->line_start - row->line_start) > NEAR_LINES)
            continue;
        if (other->period_end.year != row->period_end.year || strcmp(other->breakdown, row->breakdown) != 0 ||
            strcmp(other->scope, row->scope) != 0)
            continue;
        if (found != NULL && found->value_low != other->value_low)
            return NULL; /* two levels: whose growth is it? */
        if (!ct_build_convert(build, indicator, other->value_low, other->unit, level)) continue;
        found = other;
    }
    return found;
}

bool ct_build_is_only(const ct_table *observations, size_t at)
{
    const ct_observation *row = ct_observation_at(observations, at);
    size_t from = at > NEAR_ROWS ? at - NEAR_ROWS : 0,
           to = at + NEAR_ROWS < observations->n ? at + NEAR_ROWS : observations->n;

    for (size_t i = from; i < to; i++) {
        const ct_observation *other = ct_observation_at(observations, i);

        if (i == at || other->measure != row->measure || strcmp(other->indicator, row->indicator) != 0 ||
            other->kind == CT_TARGET)
            continue;
        if (strcmp(other->document, row->document) != 0 ||
            labs(other->line_start - row->line_start) > NEAR_LINES)
            continue;
        if (strcmp(other->breakdown, row->breakdown) == 0 && other->period_end.year == row->period_end.year &&
            other->base_period.year == row->base_period.year && other->value_low != row->value_low)
            return false;
    }
    return true;
}

/* Growth at constant prices says nothing of levels at current ones. */
static bool is_comparable(const ct_catalogue *catalogue, const ct_indicator *level)
{
    const ct_indicator *growth = ct_series_indicator(catalogue, level, CT_MEASURE_GROWTH);

    return growth == NULL || growth->prices == CT_PRICES_CURRENT;
}

static ct_error from_sentence(ct_build *build, const stated_values *all, const ct_table *observations,
                              size_t i)
{
    const ct_observation *row = ct_observation_at(observations, i), *beside;
    const ct_indicator *indicator = level_of(build->catalogue, row);
    bool growth = row->measure == CT_MEASURE_GROWTH, change = row->measure == CT_MEASURE_CHANGE;
    long base = row->base_period.year != 0 ? row->base_period.year : row->period_end.year - 1;
    double value, slack, amount = row->value_low;
    ct_level level;
    ct_candidate made;

    if (!(growth || change) || !is_result(row) || !ct_build_is_only(observations, i) ||
        row->base_period.month != 0 || base >= row->period_end.year)
        return ct_ok();
    if (indicator == NULL || indicator->nature == CT_RATE || indicator->measure == CT_MEASURE_RANK)
        return ct_ok();
    if (growth
            ? indicator->nature != CT_LEVEL || !is_comparable(build->catalogue, indicator) || !(amount > -100)
            : indicator->nature != CT_SHARE)
        return ct_ok();
    beside = ct_build_level_beside(build, observations, i, indicator, &level);
    if (beside == NULL) return ct_ok();
    if (!set_series(build, indicator, level.unit, level.base, row->scope,
                    ct_build_breakdown(build->catalogue, row->breakdown), base, &made))
        return ct_no_memory();
    value = growth ? level.value / (1 + amount / 100) : level.value - amount;
    slack = growth ? fabs(value) * (ct_value_slack(amount) / (100 + amount))
                   : fmax(ct_value_slack(amount), ct_value_slack(beside->value_low));
    if (find(all, &made) != NULL) {
        mark_borne_out(all, &made, value, slack);
        return ct_ok();
    }
    made.source = ct_arena_printf(build->arena,
                                  growth ? "%s:%ld" CT_DERIVED_MARK "%s / (1 + %s/100); %s:%ld"
                                         : "%s:%ld" CT_DERIVED_MARK "%s - (%s); %s:%ld",
                                  beside->document, beside->line_start, shown(level.value).text,
                                  shown(amount).text, row->document, row->line_start);
    return add(build, made, value, slack);
}

/* ---- from the growth series and the level before or after ---- */

static ct_error from_growth(ct_build *build, const stated_values *all, const ct_candidate *growth)
{
    const ct_indicator *level = growth->indicator->growth_of[0] != '\0'
                                    ? ct_indicator_find(build->catalogue, growth->indicator->growth_of)
                                    : NULL;
    const ct_unit_use *usual = level != NULL ? ct_units_usual(&build->units, build->catalogue, level) : NULL;
    const ct_candidate *before, *now, *from;
    ct_candidate made_before, made_now;
    double factor = 1 + growth->value / 100;

    if (usual == NULL || growth->indicator->prices != CT_PRICES_CURRENT || growth->doubtful ||
        growth->status == CT_STATUS_FORECAST || !(factor > 0))
        return ct_ok();
    if (!set_series(build, level, usual->unit, usual->base, growth->scope, growth->breakdown,
                    growth->period - 1, &made_before) ||
        !set_series(build, level, usual->unit, usual->base, growth->scope, growth->breakdown, growth->period,
                    &made_now))
        return ct_no_memory();
    before = find(all, &made_before);
    now = find(all, &made_now);
    from = now != NULL ? now : before;
    if ((before == NULL) == (now == NULL) || from->doubtful || from->status == CT_STATUS_FORECAST)
        return ct_ok();
    if (now != NULL) {
        made_before.source =
            ct_arena_printf(build->arena, "%s" CT_DERIVED_MARK "%s / (1 + %s/100); %s", now->source,
                            shown(now->value).text, shown(growth->value).text, growth->source);
        return add(build, made_before, now->value / factor,
                   fabs(now->value) / factor * growth->slack / (100 * factor));
    }
    made_now.source =
        ct_arena_printf(build->arena, "%s" CT_DERIVED_MARK "%s * (1 + %s/100); %s", before->source,
                        shown(before->value).text, shown(growth->value).text, growth->source);
    return add(build, made_now, before->value * factor, fabs(before->value) * growth->slack / 100);
}

/* ---- a total from its parts ---- */

static ct_error from_parts(ct_build *build, const stated_values *all, const ct_total *total,
                           const char *const *parts, size_t n, const ct_candidate *first)
{
    const ct_indicator *whole = ct_indicator_find(build->catalogue, total->indicator);
    double sum = 0, slack = 0;
    const char *formula = "", *first_source = "", *sources = "";
    ct_candidate made;

    if (!set_series(build, whole, first->base[0] == '\0' ? whole->unit : first->unit, first->base,
                    first->scope, total->by == 1 ? first->breakdown : "", first->period, &made))
        return ct_no_memory();
    if (find(all, &made) != NULL) return ct_ok();
    for (size_t i = 0; i < n; i++) {
        const ct_indicator *indicator =
            total->by == 1 ? ct_indicator_find(build->catalogue, parts[i]) : whole;
        const ct_candidate *part;
        ct_candidate like;

        if (!set_series(build, indicator, first->unit, first->base, first->scope,
                        total->by == 1 ? first->breakdown : parts[i], first->period, &like))
            return ct_no_memory();
        part = find(all, &like);
        if (part == NULL || strcmp(part->unit, first->unit) != 0 || part->doubtful ||
            part->status == CT_STATUS_FORECAST)
            return ct_ok();
        sum += part->value;
        slack += part->slack;
        formula =
            ct_arena_printf(build->arena, "%s%s%s", formula, i > 0 ? " + " : "", shown(part->value).text);
        if (i == 0)
            first_source = part->source;
        else
            sources = ct_arena_printf(build->arena, "%s; %s", sources, part->source);
        if (formula == NULL || sources == NULL) return ct_no_memory();
    }
    made.source = ct_arena_printf(build->arena, "%s" CT_DERIVED_MARK "%s%s", first_source, formula, sources);
    return add(build, made, sum, slack);
}

static ct_error derive_totals(ct_build *build, const stated_values *all, const ct_total *total)
{
    size_t n;
    const char *const *parts = ct_total_parts(build->arena, total, &n);
    const char *part_key;

    if (parts == NULL) return ct_no_memory();
    part_key = ct_fold(build->arena, parts[0], strlen(parts[0]));
    if (part_key == NULL) return ct_no_memory();
    for (size_t i = 0; i < all->n; i++) {
        const ct_candidate *first = all->list[i];
        bool is_first = total->by == 1 ? strcmp(first->indicator->id, parts[0]) == 0
                                       : strcmp(first->indicator->id, total->indicator) == 0 &&
                                             strcmp(first->breakdown_key, part_key) == 0;

        if (is_first && (i == 0 || compare_key(all->list[i - 1], first) != 0))
            CT_TRY(from_parts(build, all, total, parts, n, first));
    }
    return ct_ok();
}

static int compare_derived(const void *a, const void *b)
{
    const ct_candidate *x = a, *y = b;
    int order = compare_key(x, y);

    return order != 0 ? order : (x->listed > y->listed) - (x->listed < y->listed);
}

/* Of several ways to derive one value the first. */
static void keep_first(ct_build *build, size_t from)
{
    size_t kept = from;

    if (build->n > from) qsort(build->list + from, build->n - from, sizeof *build->list, compare_derived);
    for (size_t i = from; i < build->n; i++)
        if (kept == from || compare_key(&build->list[kept - 1], &build->list[i]) != 0)
            build->list[kept++] = build->list[i];
    build->n = kept;
}

ct_error ct_build_derive(ct_build *build, const ct_table *observations)
{
    size_t from = build->n;
    stated_values all;

    CT_TRY(list_stated(build, &all));
    for (size_t i = 0; i < observations->n; i++) CT_TRY(from_sentence(build, &all, observations, i));
    for (size_t i = 0; i < all.n; i++)
        if (i == 0 || compare_key(all.list[i - 1], all.list[i]) != 0)
            CT_TRY(from_growth(build, &all, all.list[i]));
    for (size_t i = 0; build->totals != NULL && i < build->totals->n; i++)
        if (((const ct_total *)ct_table_row(build->totals, i))->complete)
            CT_TRY(derive_totals(build, &all, ct_table_row(build->totals, i)));
    keep_first(build, from);
    return ct_ok();
}
