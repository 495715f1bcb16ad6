#include "series/store.h"

#include <stdlib.h>
#include <string.h>

#include "core/intern.h"
#include "core/list.h"

enum {
    MOST_YEAR = 999999999, /* what 32 bits hold, and years after it */
    MOST_UNITS = 16        /* that do not convert into each other, of one thing */
};

typedef struct {
    double value;
    int32_t year;
    uint32_t next; /* result of the same series; CT_STORE_NONE: none */
} result;

/* Series by a key of interned texts; the key is found by comparing pointers. */
typedef struct {
    uint32_t *slots; /* series; CT_STORE_NONE: free */
    size_t n, capacity;
    bool with_breakdown; /* false: the eldest of an indicator and scope */
} place_index;

struct ct_store {
    const ct_catalogue *catalogue; /* NULL: none */
    ct_arena *arena;
    ct_intern texts;
    ct_stored_series *series;
    size_t n, capacity;
    result *results;
    size_t n_results, result_capacity;
    place_index identity, eldest;
    uint32_t current; /* the series of the last row: rows of one series mostly stand together */
};

ct_error ct_store_new(ct_store **out, const ct_catalogue *catalogue)
{
    ct_store *store = calloc(1, sizeof *store);

    *out = NULL;
    if (store == NULL) return ct_no_memory();
    store->arena = ct_arena_new();
    if (store->arena == NULL) {
        free(store);
        return ct_no_memory();
    }
    ct_intern_init(&store->texts, store->arena);
    store->catalogue = catalogue;
    store->identity.with_breakdown = true;
    store->current = CT_STORE_NONE;
    *out = store;
    return ct_ok();
}

void ct_store_free(ct_store *store)
{
    if (store == NULL) return;
    ct_intern_clear(&store->texts);
    ct_arena_free(store->arena);
    free(store->series);
    free(store->results);
    free(store->identity.slots);
    free(store->eldest.slots);
    free(store);
}

static uint64_t hash_of(const place_index *index, const ct_stored_series *key)
{
    const char *const texts[] = { key->indicator, key->scope, key->breakdown };
    uint64_t h = ct_hash(CT_HASH_START, texts, (index->with_breakdown ? 3 : 2) * sizeof *texts);

    return h ^ (h >> 32);
}

static bool same(const place_index *index, const ct_stored_series *a, const ct_stored_series *b)
{
    return a->indicator == b->indicator && a->scope == b->scope &&
           (!index->with_breakdown || a->breakdown == b->breakdown);
}

/* The slot of the series with this key, or the free one where it belongs; capacity > n. */
static uint32_t *slot_of(const ct_store *store, const place_index *index, const ct_stored_series *key)
{
    size_t i = (size_t)hash_of(index, key) & (index->capacity - 1);

    while (index->slots[i] != CT_STORE_NONE && !same(index, &store->series[index->slots[i]], key))
        i = (i + 1) & (index->capacity - 1);
    return &index->slots[i];
}

static bool make_room(const ct_store *store, place_index *index)
{
    place_index larger = *index;

    if (2 * (index->n + 1) <= index->capacity) return true;
    larger.capacity = ct_list_next(index->capacity, 64);
    larger.slots = ct_list_resize(NULL, larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL) return false;
    memset(larger.slots, 0xFF, larger.capacity * sizeof *larger.slots); /* CT_STORE_NONE throughout */
    for (size_t i = 0; i < index->capacity; i++)
        if (index->slots[i] != CT_STORE_NONE)
            *slot_of(store, &larger, &store->series[index->slots[i]]) = index->slots[i];
    free(index->slots);
    *index = larger;
    return true;
}

/* Tie the series, just added, to those of its indicator and scope. CT_STORE_NONE stays where there is none.
 */
static bool add_sibling(ct_store *store, uint32_t place)
{
    ct_stored_series *series = &store->series[place];

    if (!make_room(store, &store->eldest)) return false;
    uint32_t *slot = slot_of(store, &store->eldest, series);

    if (*slot == CT_STORE_NONE) {
        *slot = place;
        store->eldest.n++;
    } else {
        store->series[store->series[*slot].youngest].sibling = place;
    }
    series->eldest = *slot;
    store->series[*slot].youngest = place;
    return true;
}

/* The series in this unit among those that begin at `place` and differ in nothing else. When there is none,
 * *last is the last of them. */
static uint32_t in_unit(const ct_store *store, uint32_t place, const char *unit, uint32_t *last)
{
    for (*last = place; place != CT_STORE_NONE && store->series[place].unit != unit;
         place = store->series[place].other)
        *last = place;
    return place;
}

/* A row of a series that is known in other units: is it one more, or the known one with its unit slipped?
 * CT_EDATA */
static ct_error check_unit(const ct_store *store, uint32_t place, const ct_point *point, long line)
{
    size_t units = 1;

    for (; place != CT_STORE_NONE; place = store->series[place].other, units++) {
        const ct_stored_series *series = &store->series[place];
        ct_point before = { .unit = series->unit, .nature = series->nature, .period = point->period - 1 };

        if (!ct_series_units_apart(store->catalogue, series->unit, point->unit))
            return ct_series_check_next(&before, point, line);
    }
    return units <= MOST_UNITS ? ct_ok()
                               : ct_fail(CT_EDATA, line, "%s: more than %d units of one series",
                                         point->indicator, (int)MOST_UNITS);
}

/* The series of a row; a new one when it is the first. */
static ct_error series_of(ct_store *store, const ct_point *point, long line, uint32_t *place)
{
    uint32_t last = CT_STORE_NONE;
    ct_stored_series new = {
        .indicator = ct_intern_text(&store->texts, point->indicator),
        .scope = ct_intern_text(&store->texts, point->scope),
        .breakdown = ct_intern_text(&store->texts, point->breakdown),
        .unit = ct_intern_text(&store->texts, point->unit),
        .nature = point->nature,
        .last_year = INT32_MIN,
        .first = CT_STORE_NONE,
        .last = CT_STORE_NONE,
        .other = CT_STORE_NONE,
        .sibling = CT_STORE_NONE,
        .line = line,
    };

    if (new.indicator == NULL || new.scope == NULL || new.breakdown == NULL || new.unit == NULL)
        return ct_no_memory();
    if (!make_room(store, &store->identity)) return ct_no_memory();
    uint32_t *slot = slot_of(store, &store->identity, &new);

    *place = in_unit(store, *slot, new.unit, &last);
    if (*place != CT_STORE_NONE) return ct_ok();
    CT_TRY(check_unit(store, *slot, point, line));
    ct_stored_series *list = ct_list_room(store->series, store->n, &store->capacity, sizeof *list, 64);

    if (list == NULL) return ct_no_memory();
    store->series = list;
    store->series[store->n] = new;
    if (!add_sibling(store, (uint32_t)store->n)) return ct_no_memory();
    *place = (uint32_t)store->n++;
    if (*slot != CT_STORE_NONE) {
        store->series[last].other = *place;
        return ct_ok();
    }
    *slot = *place;
    store->identity.n++;
    return ct_ok();
}

static bool is_of(const ct_store *store, uint32_t place, const ct_point *point)
{
    if (place == CT_STORE_NONE) return false;
    const ct_stored_series *series = &store->series[place];

    return strcmp(series->indicator, point->indicator) == 0 && strcmp(series->scope, point->scope) == 0 &&
           strcmp(series->breakdown, point->breakdown) == 0 && strcmp(series->unit, point->unit) == 0;
}

static ct_error check(const ct_store *store, const ct_stored_series *series, const ct_point *point, long line)
{
    const ct_point before = { .unit = series->unit, .nature = series->nature, .period = series->last_year };

    if (point->period > MOST_YEAR)
        return ct_fail(CT_EDATA, line, "%s: %ld is no year", point->indicator, point->period);
    if (store->n_results >= CT_STORE_NONE - 1)
        return ct_fail(CT_EDATA, line, "more than %lu rows; split the table",
                       (unsigned long)CT_STORE_NONE - 1);
    return series->last_year != INT32_MIN ? ct_series_check_next(&before, point, line) : ct_ok();
}

static ct_error add_result(ct_store *store, ct_stored_series *series, const ct_point *point)
{
    result *list = ct_list_room(store->results, store->n_results, &store->result_capacity, sizeof *list, 64);

    if (list == NULL) return ct_no_memory();
    store->results = list;
    list[store->n_results] = (result){ point->value, (int32_t)point->period, CT_STORE_NONE };
    if (series->n == 0)
        series->first = (uint32_t)store->n_results;
    else
        list[series->last].next = (uint32_t)store->n_results;
    series->last = (uint32_t)store->n_results++;
    series->n++;
    return ct_ok();
}

ct_error ct_store_add(void *to, const void *row, long line)
{
    ct_store *store = to;
    const ct_point *point = row;

    if (!is_of(store, store->current, point)) CT_TRY(series_of(store, point, line, &store->current));
    ct_stored_series *series = &store->series[store->current];

    CT_TRY(check(store, series, point, line));
    series->last_year = (int32_t)point->period;
    return point->status == CT_STATUS_FORECAST ? ct_ok() : add_result(store, series, point);
}

ct_error ct_store_add_table(ct_store *store, const ct_table *points)
{
    for (size_t i = 0; i < points->n; i++)
        CT_TRY(ct_store_add(store, ct_point_at(points, i), points->lines[i]));
    return ct_ok();
}

size_t ct_store_count(const ct_store *store)
{
    return store->n;
}

const ct_stored_series *ct_store_at(const ct_store *store, size_t i)
{
    return &store->series[i];
}

uint32_t ct_store_find(const ct_store *store, const char *indicator, const char *scope, const char *breakdown,
                       const char *unit)
{
    const char *in = ct_intern_find(&store->texts, unit);
    uint32_t last;
    const ct_stored_series key = {
        .indicator = ct_intern_find(&store->texts, indicator),
        .scope = ct_intern_find(&store->texts, scope),
        .breakdown = ct_intern_find(&store->texts, breakdown),
    };

    if (store->n == 0 || in == NULL || key.indicator == NULL || key.scope == NULL || key.breakdown == NULL)
        return CT_STORE_NONE;
    return in_unit(store, *slot_of(store, &store->identity, &key), in, &last);
}

void ct_store_values(const ct_store *store, const ct_stored_series *series, double *year, double *y)
{
    size_t n = 0;

    for (uint32_t i = series->first; i != CT_STORE_NONE; i = store->results[i].next) {
        year[n] = store->results[i].year;
        y[n++] = store->results[i].value;
    }
}
