#include "series/series.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

const char *const ct_status_words[] = { "actual", "preliminary", "estimate", "forecast", "derived", NULL };

static const char *const series_parts[] = { "s", "indicator", "scope", "breakdown", "unit", NULL };
static const ct_column point_columns[] = {
    { "indicator", CT_COLUMN_TEXT, true, offsetof(ct_point, indicator), NULL,
      "Catalogue id of the indicator." },
    { "name", CT_COLUMN_TEXT, false, offsetof(ct_point, name), NULL, "Vietnamese name of the indicator." },
    { "scope", CT_COLUMN_TEXT, false, offsetof(ct_point, scope), NULL, "Territory or body." },
    { "breakdown", CT_COLUMN_TEXT, false, offsetof(ct_point, breakdown), NULL,
      "Sector, area or level; empty for the total." },
    { "unit", CT_COLUMN_TEXT, false, offsetof(ct_point, unit), NULL, "Canonical unit of the value." },
    { "nature", CT_COLUMN_WORD, true, offsetof(ct_point, nature), ct_nature_words,
      "What the values are: level, rate, or share in [0, 100]." },
    { "period", CT_COLUMN_COUNT, true, offsetof(ct_point, period), NULL, "Year." },
    { "value", CT_COLUMN_NUMBER, true, offsetof(ct_point, value), NULL, "Value in the unit." },
    { "status", CT_COLUMN_WORD, true, offsetof(ct_point, status), ct_status_words, "How sure the value is." },
    { "source", CT_COLUMN_TEXT, false, offsetof(ct_point, source), NULL,
      "DOCUMENT:LINE, or FILE:LINE and the source's title." },
    { "series_id", CT_COLUMN_ID, false, 0, series_parts,
      "Id of the series, computed from indicator, scope, breakdown and unit." },
};
const ct_schema ct_series_schema = { "series", "Annual values, each year of a series once.", point_columns,
                                     sizeof point_columns / sizeof *point_columns, sizeof(ct_point) };

static const char *const taken_words[] = { "no", "yes", NULL };
static const ct_column offer_columns[] = {
    { "indicator", CT_COLUMN_TEXT, true, offsetof(ct_offer, indicator), NULL,
      "Catalogue id of the indicator." },
    { "scope", CT_COLUMN_TEXT, false, offsetof(ct_offer, scope), NULL, "Territory or body." },
    { "breakdown", CT_COLUMN_TEXT, false, offsetof(ct_offer, breakdown), NULL,
      "Sector, area or level; empty for the total." },
    { "unit", CT_COLUMN_TEXT, false, offsetof(ct_offer, unit), NULL, "Unit of the series." },
    { "period", CT_COLUMN_COUNT, true, offsetof(ct_offer, period), NULL, "Year." },
    { "value", CT_COLUMN_NUMBER, true, offsetof(ct_offer, value), NULL, "What could be taken." },
    { "status", CT_COLUMN_WORD, true, offsetof(ct_offer, status), ct_status_words, "How sure the value is." },
    { "source", CT_COLUMN_TEXT, false, offsetof(ct_offer, source), NULL, "Where it stands." },
    { "taken", CT_COLUMN_WORD, true, offsetof(ct_offer, taken), taken_words, "Whether the series has it." },
    { "why_vi", CT_COLUMN_TEXT, false, offsetof(ct_offer, why_vi), NULL,
      "The rule that decided, in Vietnamese." },
    { "why_en", CT_COLUMN_TEXT, false, offsetof(ct_offer, why_en), NULL, "The same in English." },
};
const ct_schema ct_offer_schema = { "offers", "Values that could be a series', and why one was taken.",
                                    offer_columns, sizeof offer_columns / sizeof *offer_columns,
                                    sizeof(ct_offer) };

static const ct_column history_columns[] = {
    { "indicator", CT_COLUMN_TEXT, true, offsetof(ct_history, indicator), NULL,
      "Catalogue id of the indicator." },
    { "name", CT_COLUMN_TEXT, false, offsetof(ct_history, name), NULL, "Name as the source gives it." },
    { "scope", CT_COLUMN_TEXT, false, offsetof(ct_history, scope), NULL, "Territory or body." },
    { "breakdown", CT_COLUMN_TEXT, false, offsetof(ct_history, breakdown), NULL,
      "Sector, area or level; empty for the total." },
    { "unit", CT_COLUMN_TEXT, false, offsetof(ct_history, unit), NULL, "Unit of the value as stated." },
    { "period", CT_COLUMN_COUNT, true, offsetof(ct_history, period), NULL, "Year." },
    { "value", CT_COLUMN_NUMBER, true, offsetof(ct_history, value), NULL, "Value as stated." },
    { "status", CT_COLUMN_WORD, true, offsetof(ct_history, status), ct_status_words,
      "How sure the value is." },
    { "source", CT_COLUMN_TEXT, false, offsetof(ct_history, source), NULL, "Title of the publication." },
    { "url", CT_COLUMN_TEXT, false, offsetof(ct_history, url), NULL, "Address of the publication." },
    { "published", CT_COLUMN_COUNT, false, offsetof(ct_history, published), NULL, "Year of publication." },
};
const ct_schema ct_history_schema = { "history", "Annual values as sources state them, before any choice.",
                                      history_columns, sizeof history_columns / sizeof *history_columns,
                                      sizeof(ct_history) };

static const char *const target_parts[] = { "t",          "indicator",   "scope",   "breakdown",
                                            "unit",       "low",         "high",    "period_start",
                                            "period_end", "aggregation", "measure", "base_period",
                                            NULL };
static const ct_column target_columns[] = {
    { "indicator", CT_COLUMN_TEXT, true, offsetof(ct_target, indicator), NULL,
      "Catalogue id of the indicator." },
    { "name", CT_COLUMN_TEXT, false, offsetof(ct_target, name), NULL, "Vietnamese name of the indicator." },
    { "scope", CT_COLUMN_TEXT, false, offsetof(ct_target, scope), NULL, "Territory or body." },
    { "breakdown", CT_COLUMN_TEXT, false, offsetof(ct_target, breakdown), NULL,
      "Sector, area or level; empty for the total." },
    { "unit", CT_COLUMN_TEXT, false, offsetof(ct_target, unit), NULL,
      "Canonical unit where the stated one converts, else as stated." },
    { "low", CT_COLUMN_NUMBER, true, offsetof(ct_target, low), NULL,
      "Target value, or the lower end of its range." },
    { "high", CT_COLUMN_NUMBER, true, offsetof(ct_target, high), NULL,
      "Upper end of the range; equals low where there is none." },
    { "qualifier", CT_COLUMN_WORD, true, offsetof(ct_target, qualifier), ct_qualifier_words,
      "Exactly, at least, above, at most, below, about." },
    { "period_start", CT_COLUMN_DATE, false, offsetof(ct_target, period_start), NULL,
      "First year or date the target refers to." },
    { "period_end", CT_COLUMN_DATE, false, offsetof(ct_target, period_end), NULL,
      "Last year or date the target refers to." },
    { "aggregation", CT_COLUMN_WORD, true, offsetof(ct_target, aggregation), ct_aggregation_words,
      "How the years of the period count." },
    { "measure", CT_COLUMN_WORD, true, offsetof(ct_target, measure), ct_measure_words,
      "What the value says of the indicator." },
    { "base_period", CT_COLUMN_DATE, false, offsetof(ct_target, base_period), NULL,
      "What growth, change and multiples compare with." },
    { "source", CT_COLUMN_TEXT, false, offsetof(ct_target, source), NULL,
      "DOCUMENT:LINE, several joined by '; '." },
    { "plan", CT_COLUMN_TEXT, false, offsetof(ct_target, plan), NULL,
      "Id of the plan that demands it, as plans.csv has it." },
    { "place", CT_COLUMN_COUNT, false, offsetof(ct_target, place), NULL,
      "Its place in that plan's own list; empty outside it." },
    { "target_id", CT_COLUMN_ID, false, 0, target_parts,
      "Id, computed from what is demanded, of what and for when." },
};
const ct_schema ct_target_schema = { "targets", "What documents demand of series.", target_columns,
                                     sizeof target_columns / sizeof *target_columns, sizeof(ct_target) };

static int compare_identity(const ct_point *a, const ct_point *b)
{
    int order = strcmp(a->indicator, b->indicator);

    if (order == 0) order = strcmp(a->scope, b->scope);
    return order != 0 ? order : strcmp(a->breakdown, b->breakdown);
}

bool ct_series_units_apart(const ct_catalogue *catalogue, const char *a, const char *b)
{
    double one;

    return catalogue != NULL && strcmp(a, b) != 0 && !ct_unit_convert(catalogue, 1, a, b, &one);
}

static bool same_series(const ct_catalogue *catalogue, const ct_point *a, const ct_point *b)
{
    return compare_identity(a, b) == 0 && !ct_series_units_apart(catalogue, a->unit, b->unit);
}

static int compare_series(const void *a, const void *b)
{
    const ct_series *x = *(const ct_series *const *)a, *y = *(const ct_series *const *)b;
    int order = compare_identity(x->head, y->head);

    if (order == 0) order = strcmp(x->head->unit, y->head->unit);
    return order != 0 ? order : (x->first > y->first) - (x->first < y->first);
}

ct_error ct_series_check_next(const ct_point *before, const ct_point *point, long line)
{
    if (point->period <= before->period)
        return ct_fail(CT_EDATA, line,
                       "%s: year %ld comes after %ld; give each year of a series once, ascending",
                       point->indicator, point->period, before->period);
    if (strcmp(point->unit, before->unit) != 0 || point->nature != before->nature)
        return ct_fail(
            CT_EDATA, line,
            "%s: the unit changes from '%s' to '%s' within one series; convert the values to one unit",
            point->indicator, before->unit, point->unit);
    return ct_ok();
}

/* The same identity at two places means that the rows of a series do not stand together. */
static ct_error check_together(ct_arena *arena, const ct_catalogue *catalogue, const ct_table *points,
                               const ct_series *series, size_t n)
{
    const ct_series **order = ct_arena_array(arena, n, sizeof *order);

    if (order == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) order[i] = &series[i];
    if (n > 0) qsort(order, n, sizeof *order, compare_series);
    for (size_t i = 1; i < n; i++) {
        if (same_series(catalogue, order[i - 1]->head, order[i]->head))
            return ct_fail(
                CT_EDATA, points->lines[order[i]->first],
                "%s: the rows of this series (scope '%s', breakdown '%s') do not stand together; sort the table by series and year",
                order[i]->head->indicator, order[i]->head->scope, order[i]->head->breakdown);
    }
    return ct_ok();
}

ct_error ct_series_split(ct_arena *arena, const ct_catalogue *catalogue, const ct_table *points,
                         const ct_series **series, size_t *n)
{
    ct_series *list;
    size_t count = 0;

    *series = NULL;
    *n = 0;
    for (size_t i = 0; i < points->n; i++)
        count += i == 0 || !same_series(catalogue, ct_point_at(points, i - 1), ct_point_at(points, i));
    list = ct_arena_array(arena, count, sizeof *list);
    if (list == NULL) return ct_no_memory();
    count = 0;
    for (size_t i = 0; i < points->n; i++) {
        if (i > 0 && same_series(catalogue, ct_point_at(points, i - 1), ct_point_at(points, i)))
            CT_TRY(
                ct_series_check_next(ct_point_at(points, i - 1), ct_point_at(points, i), points->lines[i]));
        else
            list[count++] = (ct_series){ .first = i, .n = 0, .head = ct_point_at(points, i) };
        list[count - 1].n++;
    }
    CT_TRY(check_together(arena, catalogue, points, list, count));
    *series = list;
    *n = count;
    return ct_ok();
}

const ct_indicator *ct_series_indicator(const ct_catalogue *catalogue, const ct_indicator *indicator,
                                        int measure)
{
    bool part = measure == CT_MEASURE_LEVEL || measure == CT_MEASURE_SHARE;

    if (measure == (int)indicator->measure) return indicator;
    /* "chiếm 60 %" (makes up 60 %) and "tỷ lệ đạt 60 %" (a share of 60 % reached) say the same of a share. */
    if (indicator->nature == CT_SHARE && part && indicator->measure != CT_MEASURE_GROWTH) return indicator;
    if (measure != CT_MEASURE_GROWTH || indicator->nature != CT_LEVEL) return NULL;
    for (size_t i = 0; i < catalogue->n_indicators; i++)
        if (strcmp(catalogue->indicators[i].growth_of, indicator->id) == 0) return &catalogue->indicators[i];
    return NULL;
}
