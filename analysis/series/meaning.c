#include "series/meaning.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "series/scope.h"

/* ---- standards ---- */

enum { LINES_APART = 1 };

/* The standard that one figure is counted by; from 0: none is named. */
typedef struct {
    const char *indicator, *scope;
    long from, to;
} standard;

static int compare_things(const standard *a, const standard *b)
{
    int order = strcmp(a->indicator, b->indicator);

    return order != 0 ? order : strcmp(a->scope, b->scope);
}

/* The newest of a thing's standards first. */
static int compare_standards(const void *a, const void *b)
{
    const standard *x = a, *y = b;
    int order = compare_things(x, y);

    return order != 0 ? order : (x->from < y->from) - (x->from > y->from);
}

static bool same_thing(const ct_observation *a, const ct_observation *b)
{
    return strcmp(a->indicator, b->indicator) == 0 && strcmp(a->document, b->document) == 0 &&
           labs(a->line_start - b->line_start) <= LINES_APART && strcmp(a->scope, b->scope) == 0 &&
           strcmp(a->breakdown, b->breakdown) == 0;
}

/* One entry a row: what its words name, or what those of the row before do. */
static ct_error list_standards(const ct_cut_points *cut_points, ct_arena *arena, const ct_table *observations,
                               standard *of)
{
    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *row = ct_observation_at(observations, i);
        bool named;

        of[i] = (standard){ row->indicator, ct_scope_key(arena, row->scope), 0, 0 };
        if (of[i].scope == NULL) return ct_no_memory();
        if (row->indicator[0] == '\0') continue;
        named = ct_words_standard_years(cut_points, arena, row->quote, &of[i].from, &of[i].to);
        if (!named) of[i].from = 0;
        if (!named && i > 0 && same_thing(row, ct_observation_at(observations, i - 1)))
            of[i].from = of[i - 1].from, of[i].to = of[i - 1].to;
    }
    return ct_ok();
}

static ct_error mark(ct_table *table, size_t at, const standard *of)
{
    ct_observation *row = ct_table_row(table, at);
    const char *breakdown = ct_arena_printf(table->arena, "%s%schuẩn %ld-%ld", row->breakdown,
                                            row->breakdown[0] != '\0' ? ", " : "", of->from, of->to);

    if (breakdown == NULL) return ct_no_memory();
    row->breakdown = breakdown;
    return ct_ok();
}

/* The newest standard of the same thing among n named ones, which are in order. */
static const standard *newest(const standard *named, size_t n, const standard *of)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_things(&named[middle], of) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n ? &named[low] : of;
}

ct_error ct_observations_by_standard(const ct_cut_points *cut_points, ct_arena *arena,
                                     const ct_table *observations, ct_table **out)
{
    standard *of = ct_arena_array(arena, observations->n, sizeof *of),
             *named = ct_arena_array(arena, observations->n, sizeof *named);
    size_t n = 0;

    if (of == NULL || named == NULL) return ct_no_memory();
    CT_TRY(list_standards(cut_points, arena, observations, of));
    for (size_t i = 0; i < observations->n; i++)
        if (of[i].from != 0) named[n++] = of[i];
    if (n > 0) qsort(named, n, sizeof *named, compare_standards);
    for (size_t i = 0; i < observations->n; i++) {
        if (of[i].from == 0 || newest(named, n, &of[i])->from <= of[i].to) continue;
        if (*out == NULL) CT_TRY(ct_table_copy(observations, out));
        CT_TRY(mark(*out, i, &of[i]));
    }
    return ct_ok();
}

/* ---- indices ---- */

/* Below it nothing is an index of 100: a fall by half in a year is none of a province's. */
#define LEAST_INDEX 50

static bool is_index(const ct_cut_points *cut_points, ct_arena *arena, const ct_observation *row)
{
    bool year_before = row->base_period.year != 0 && row->base_period.year == row->period_end.year - 1 &&
                       row->period_start.year == row->period_end.year;

    if (strcmp(row->unit, "%") != 0 || row->review != CT_NOT_REVIEWED || !(row->value_low >= LEAST_INDEX) ||
        !(row->value_high >= LEAST_INDEX))
        return false;
    if (row->measure == CT_MEASURE_MULTIPLE && year_before) return true;
    return (row->measure == CT_MEASURE_LEVEL || row->measure == CT_MEASURE_GROWTH ||
            row->measure == CT_MEASURE_MULTIPLE) &&
           ct_words_are_index(cut_points, arena, row->quote);
}

ct_error ct_observations_from_index(const ct_catalogue *catalogue, const ct_cut_points *cut_points,
                                    ct_arena *arena, const ct_table *observations, ct_table **out)
{
    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *row = ct_observation_at(observations, i);
        const ct_indicator *indicator = ct_indicator_find(catalogue, row->indicator);

        if (indicator == NULL || (int)indicator->measure != CT_MEASURE_GROWTH ||
            !is_index(cut_points, arena, row))
            continue;
        if (*out == NULL) CT_TRY(ct_table_copy(observations, out));
        ct_observation *to = ct_table_row(*out, i);
        to->value_low = round((row->value_low - 100) * 1e6) / 1e6;
        to->value_high = round((row->value_high - 100) * 1e6) / 1e6;
        to->measure = CT_MEASURE_GROWTH;
        if (to->base_period.year == 0 && row->period_start.year == row->period_end.year &&
            row->period_end.year > 0)
            to->base_period = ct_date_year((int)row->period_end.year - 1);
    }
    return ct_ok();
}

/* ---- wholes ---- */

bool ct_is_whole(const ct_indicator *indicator, const ct_observation *row)
{
    return (int)indicator->measure == CT_MEASURE_SHARE && row->breakdown[0] == '\0' &&
           row->value_low == 100 && row->value_high == 100 && strcmp(row->unit, "%") == 0;
}
