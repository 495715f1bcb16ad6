#include "assess/track.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "series/value.h"

typedef struct {
    const char *key;
    const ct_target *target;
} entry;

struct ct_track_index {
    entry *entries; /* n of them, by key, measure and year */
    size_t n;
};

static int compare_entries(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    if (order == 0) order = x->target->measure - y->target->measure;
    if (order == 0)
        order = (x->target->period_end.year > y->target->period_end.year) -
                (x->target->period_end.year < y->target->period_end.year);
    return order != 0 ? order : (x->target > y->target) - (x->target < y->target);
}

static bool is_of_one_year(const ct_target *target)
{
    long start = target->period_start.year, end = target->period_end.year;

    return end != 0 && (start == 0 || start == end) && target->aggregation == CT_POINT &&
           isfinite(target->low) && isfinite(target->high);
}

ct_error ct_track_index_new(ct_arena *arena, const ct_table *targets, const char *const *keys,
                            const ct_track_index **out)
{
    ct_track_index *records = ct_arena_alloc(arena, sizeof *records);

    if (records == NULL) return ct_no_memory();
    *records = (ct_track_index){ ct_arena_array(arena, targets->n, sizeof *records->entries), 0 };
    if (records->entries == NULL) return ct_no_memory();
    for (size_t i = 0; i < targets->n; i++)
        if (is_of_one_year(ct_target_at(targets, i)))
            records->entries[records->n++] = (entry){ keys[i], ct_target_at(targets, i) };
    if (records->n > 0) qsort(records->entries, records->n, sizeof *records->entries, compare_entries);
    *out = records;
    return ct_ok();
}

/* The result of a year; NaN: none. */
static double result_of(const ct_series *series, long year)
{
    for (size_t i = 0; i < series->n; i++)
        if (series->head[i].period == year && series->head[i].status != CT_STATUS_FORECAST)
            return series->head[i].value;
    return NAN;
}

/* By how much the result is beyond the end of the plan that is met first; NaN where the two cannot be
 * compared. */
static double margin_of(const ct_track_query *query, const ct_target *target)
{
    double plan, result = result_of(query->series, target->period_end.year);
    const char *unit = query->series->head->unit;

    if (!ct_value_convert(query->catalogue, query->sign > 0 ? target->low : target->high, target->unit, unit,
                          &plan))
        return NAN;
    if (query->amount && (!(plan > 0) || ct_value_strays(plan, result, query->thresholds->impossible)))
        return NAN;
    return query->sign * (query->amount ? 100 * (result / plan - 1) : result - plan);
}

/* The first plan of the series and measure among the entries; records->n when there is none. */
static size_t first_plan(const ct_track_index *records, const ct_track_query *query)
{
    size_t low = 0, high = records->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(records->entries[middle].key, query->key);

        if (order < 0 || (order == 0 && records->entries[middle].target->measure < (int)query->measure))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Is entry i a plan of the series and measure? */
static bool is_of(const ct_track_index *records, size_t i, const ct_track_query *query)
{
    return i < records->n && strcmp(records->entries[i].key, query->key) == 0 &&
           records->entries[i].target->measure == (int)query->measure;
}

ct_track ct_track_of(const ct_track_index *records, const ct_track_query *query)
{
    ct_track record = { 0, 0, NAN };
    double sum = 0;
    size_t i = first_plan(records, query);

    while (is_of(records, i, query)) {
        long year = records->entries[i].target->period_end.year;
        double worst = NAN;

        if (year >= query->end) break;
        for (; is_of(records, i, query) && records->entries[i].target->period_end.year == year; i++)
            worst = fmin(worst, margin_of(query, records->entries[i].target));
        if (isnan(worst)) continue;
        record.plans++;
        record.met += worst >= 0;
        sum += worst;
    }
    if (record.plans > 0) record.margin = sum / (double)record.plans;
    return record;
}
