#include "series/as_of.h"

#include <string.h>

#include "series/build.h"

/* Keep the rows that pass, in their order. */
static void keep(ct_table *table, bool (*passes)(const void *row, const void *with), const void *with)
{
    size_t kept = 0, size = table->schema->row_size;

    for (size_t i = 0; i < table->n; i++) {
        if (!passes(ct_table_row(table, i), with)) continue;
        if (kept != i) {
            memcpy(table->rows + kept * size, table->rows + i * size, size);
            table->lines[kept] = table->lines[i];
        }
        kept++;
    }
    table->n = kept;
}

typedef struct {
    ct_issues issues;
    long year;
} documents;

static bool is_issued(const void *row, const void *with)
{
    const documents *all = with;

    return ct_issue_year(&all->issues, ((const ct_observation *)row)->document) <= all->year;
}

ct_error ct_observations_as_of(ct_table *observations, long year)
{
    ct_arena *arena = ct_arena_new();
    documents all = { .year = year };
    ct_error err = arena != NULL ? ct_issues_list(arena, observations, &all.issues) : ct_no_memory();

    if (err.code == CT_OK) keep(observations, is_issued, &all);
    ct_arena_free(arena);
    return err;
}

static bool is_published(const void *row, const void *with)
{
    const ct_history *entry = row;
    long year = *(const long *)with;

    return entry->period <= year && entry->published <= year;
}

void ct_history_as_of(ct_table *history, long year)
{
    keep(history, is_published, &year);
}

static bool is_past(const void *row, const void *with)
{
    return ((const ct_point *)row)->period <= *(const long *)with;
}

void ct_points_as_of(ct_table *points, long year)
{
    keep(points, is_past, &year);
}
