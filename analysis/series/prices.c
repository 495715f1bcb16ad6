#include "series/prices.h"

#include <stdlib.h>
#include <string.h>

enum { NEIGHBOURS = 3, LINES_APART = 1 };
static const char MARK[] = "giá so sánh";

static bool is_money(const char *unit)
{
    return strstr(unit, "đồng") != NULL || strstr(unit, "USD") != NULL;
}

/* An amount of money of an indicator that does not say its prices itself. */
static bool may_be_priced(const ct_catalogue *catalogue, const ct_observation *row)
{
    const ct_indicator *indicator = ct_indicator_find(catalogue, row->indicator);

    return indicator != NULL && strstr(indicator->name_vi, MARK) == NULL && indicator->nature == CT_LEVEL &&
           row->measure == CT_MEASURE_LEVEL && is_money(row->unit) && strstr(row->breakdown, MARK) == NULL;
}

/* A figure of the same indicator or of its growth, of the same part, in the same lines: its words may hold
 * the prices of both. */
static bool speaks_of_same(const ct_catalogue *catalogue, const ct_observation *row,
                           const ct_observation *one)
{
    const ct_indicator *other = ct_indicator_find(catalogue, one->indicator);
    bool same = strcmp(one->indicator, row->indicator) == 0 ||
                (other != NULL && strcmp(other->growth_of, row->indicator) == 0);

    return same && strcmp(one->document, row->document) == 0 &&
           labs(one->line_start - row->line_start) <= LINES_APART &&
           strcmp(one->breakdown, row->breakdown) == 0 && strcmp(one->scope, row->scope) == 0;
}

static bool at_constant_prices(const ct_catalogue *catalogue, const ct_cut_points *cut_points,
                               ct_arena *arena, const ct_table *observations, size_t at)
{
    const ct_observation *row = ct_observation_at(observations, at);

    if (!may_be_priced(catalogue, row) || ct_words_current_prices(cut_points, arena, row->quote))
        return false;
    if (ct_words_constant_prices(cut_points, arena, row->quote)) return true;
    for (size_t back = 1; back <= NEIGHBOURS && back <= at; back++) {
        const ct_observation *one = ct_observation_at(observations, at - back);

        if (!speaks_of_same(catalogue, row, one)) return false;
        if (ct_words_constant_prices(cut_points, arena, one->quote))
            return !ct_words_current_prices(cut_points, arena, one->quote);
    }
    return false;
}

static ct_error mark(ct_table *table, size_t at)
{
    ct_observation *row = ct_table_row(table, at);
    const char *breakdown =
        row->breakdown[0] != '\0' ? ct_arena_printf(table->arena, "%s, %s", row->breakdown, MARK) : MARK;

    if (breakdown == NULL) return ct_no_memory();
    row->breakdown = breakdown;
    return ct_ok();
}

ct_error ct_observations_price(const ct_catalogue *catalogue, const ct_cut_points *cut_points,
                               ct_arena *arena, const ct_table *observations, ct_table **out)
{
    for (size_t i = 0; i < observations->n; i++) {
        if (!at_constant_prices(catalogue, cut_points, arena, observations, i)) continue;
        if (*out == NULL) CT_TRY(ct_table_copy(observations, out));
        CT_TRY(mark(*out, i));
    }
    return ct_ok();
}
