#include "series/store.h"

#include <stdlib.h>
#include <string.h>

#include "core/intern.h"

enum { MOST_YEAR = 999999999 }; /* what 32 bits hold, and years after it */

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
    ct_arena *arena;
    ct_intern texts;
    ct_stored_series *series;
    size_t n, capacity;
    result *results;
    size_t n_results, result_capacity;
    place_index identity, eldest;
    uint32_t current; /* the series of the last row: rows of one series mostly stand together */
};

ct_error ct_store_new(ct_store **out)
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
    return a->indicator == b->indicator && a->scope == b->scope && (!index->with_breakdown || a->breakdown == b->breakdown);
}

/* The slot of the series with this key, or the free one where it belongs; capacity > n. */
static uint32_t *slot_of(const ct_store *store, const place_index *index, const ct_stored_series *key)
{
    size_t i = (size_t)hash_of(index, key) & (index->capacity - 1);

    while (index->slots[i] != CT_STORE_NONE && !same(index, &store->series[index->slots[i]], key)) i = (i + 1) & (index->capacity - 1);
    return &index->slots[i];
}

static bool make_room(const ct_store *store, place_index *index)
{
    place_index larger = *index;

    if (2 * (index->n + 1) <= index->capacity) return true;
    larger.capacity = index->capacity == 0 ? 64 : index->capacity * 2;
    larger.slots = malloc(larger.capacity * sizeof *larger.slots);
    if (larger.slots == NULL) return false;
    memset(larger.slots, 0xFF, larger.capacity * sizeof *larger.slots); /* CT_STORE_NONE throughout */
    for (size_t i = 0; i < index->capacity; i++)
        if (index->slots[i] != CT_STORE_NONE) *slot_of(store, &larger, &store->series[index->slots[i]]) = index->slots[i];
    free(index->slots);
    *index = larger;
    return true;
}

/* Room for one more of n items in a growing array; NULL when out of memory. */
static void *grown(void *array, size_t n, size_t *capacity, size_t size)
{
    size_t next = *capacity == 0 ? 64 : *capacity * 2;

    if (n < *capacity) return array;
    array = realloc(array, next * size);
    if (array != NULL) *capacity = next;
    return array;
}

/* Tie the series, just added, to those of its indicator and scope. CT_STORE_NONE stays where there is none. */
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

/* The series of a row; a new one when it is the first. CT_STORE_NONE when out of memory. */
static uint32_t series_of(ct_store *store, const ct_point *point, long line)
{
    ct_stored_series new = {
        .indicator = ct_intern_text(&store->texts, point->indicator),
        .scope = ct_intern_text(&store->texts, point->scope),
        .breakdown = ct_intern_text(&store->texts, point->breakdown),
        .unit = ct_intern_text(&store->texts, point->unit),
        .nature = point->nature,
        .last_year = INT32_MIN,
        .first = CT_STORE_NONE,
        .last = CT_STORE_NONE,
        .sibling = CT_STORE_NONE,
        .line = line,
    };

    if (new.indicator == NULL || new.scope == NULL || new.breakdown == NULL || new.unit == NULL) return CT_STORE_NONE;
    if (!make_room(store, &store->identity)) return CT_STORE_NONE;
    uint32_t *slot = slot_of(store, &store->identity, &new);

    if (*slot != CT_STORE_NONE) return *slot;
    ct_stored_series *list = grown(store->series, store->n, &store->capacity, sizeof *list);

    if (list == NULL) return CT_STORE_NONE;
    store->series = list;
    store->series[store->n] = new;
    if (!add_sibling(store, (uint32_t)store->n)) return CT_STORE_NONE;
    *slot = (uint32_t)store->n++;
    store->identity.n++;
    return *slot;
}

static bool is_of(const ct_store *store, uint32_t place, const ct_point *point)
{
    if (place == CT_STORE_NONE) return false;
    const ct_stored_series *series = &store->series[place];

    return strcmp(series->indicator, point->indicator) == 0 && strcmp(series->scope, point->scope) == 0 &&
           strcmp(series->breakdown, point->breakdown) == 0;
}

static ct_error check(const ct_store *store, const ct_stored_series *series, const ct_point *point, long line)
{
    const ct_point before = { .unit = series->unit, .nature = series->nature, .period = series->last_year };

    if (point->period > MOST_YEAR) return ct_fail(CT_EDATA, line, "%s: %ld is no year", point->indicator, point->period);
    if (store->n_results >= CT_STORE_NONE - 1)
        return ct_fail(CT_EDATA, line, "more than %lu rows; split the table", (unsigned long)CT_STORE_NONE - 1);
    return series->last_year != INT32_MIN ? ct_series_check_next(&before, point, line) : ct_ok();
}

static ct_error add_result(ct_store *store, ct_stored_series *series, const ct_point *point)
{
    result *list = grown(store->results, store->n_results, &store->result_capacity, sizeof *list);

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

    if (!is_of(store, store->current, point)) store->current = series_of(store, point, line);
    if (store->current == CT_STORE_NONE) return ct_no_memory();
    ct_stored_series *series = &store->series[store->current];

    CT_TRY(check(store, series, point, line));
    series->last_year = (int32_t)point->period;
    return point->status == CT_STATUS_FORECAST ? ct_ok() : add_result(store, series, point);
}

ct_error ct_store_add_table(ct_store *store, const ct_table *points)
{
    for (size_t i = 0; i < points->n; i++) CT_TRY(ct_store_add(store, ct_point_at(points, i), points->lines[i]));
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

uint32_t ct_store_find(const ct_store *store, const char *indicator, const char *scope, const char *breakdown)
{
    const ct_stored_series key = {
        .indicator = ct_intern_find(&store->texts, indicator),
        .scope = ct_intern_find(&store->texts, scope),
        .breakdown = ct_intern_find(&store->texts, breakdown),
    };

    if (store->n == 0 || key.indicator == NULL || key.scope == NULL || key.breakdown == NULL) return CT_STORE_NONE;
    return *slot_of(store, &store->identity, &key);
}

void ct_store_values(const ct_store *store, const ct_stored_series *series, double *year, double *y)
{
    size_t n = 0;

    for (uint32_t i = series->first; i != CT_STORE_NONE; i = store->results[i].next) {
        year[n] = store->results[i].year;
        y[n++] = store->results[i].value;
    }
}
