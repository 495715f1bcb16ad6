#include "series/said.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "series/series.h"
#include "series/value.h"

bool ct_place_next(const char **at, ct_place *to)
{
    while (**at != '\0') {
        const char *piece = *at, *stop = strstr(piece, "; ");
        size_t n = stop != NULL ? (size_t)(stop - piece) : strlen(piece);

        *at = piece + n + (stop != NULL ? 2 : 0);
        for (size_t i = 1; i + 1 < n; i++) {
            char *end;
            long line = piece[i] == ':' && piece[i + 1] >= '0' && piece[i + 1] <= '9'
                            ? strtol(piece + i + 1, &end, 10)
                            : 0;

            if (line <= 0 || line == LONG_MAX || (*end != '\0' && *end != ' ' && *end != ';')) continue;
            *to = (ct_place){ piece, i, line };
            return true;
        }
    }
    return false;
}

static int compare_rows(const void *a, const void *b)
{
    const ct_observation *x = *(const ct_observation *const *)a, *y = *(const ct_observation *const *)b;
    int order = strcmp(x->document, y->document);

    if (order == 0) order = (x->line_start > y->line_start) - (x->line_start < y->line_start);
    return order != 0 ? order : (x > y) - (x < y); /* rows of one table: their order, which is the text's */
}

ct_error ct_said_index(ct_arena *arena, const ct_catalogue *catalogue, const ct_table *observations,
                       ct_said *said)
{
    *said = (ct_said){ .catalogue = catalogue, .n = observations != NULL ? observations->n : 0 };
    said->list = ct_arena_array(arena, said->n, sizeof *said->list);
    if (said->list == NULL) return ct_no_memory();
    for (size_t i = 0; i < said->n; i++) said->list[i] = ct_observation_at(observations, i);
    if (said->n > 0) qsort(said->list, said->n, sizeof *said->list, compare_rows);
    return ct_ok();
}

/* < 0, 0, > 0: a row against the beginning of a line of a document. */
static int compare_place(const ct_observation *row, const ct_place *place, long line)
{
    int order = strncmp(row->document, place->document, place->n);

    if (order == 0 && row->document[place->n] != '\0') order = 1;
    return order != 0 ? order : (row->line_start > line) - (row->line_start < line);
}

static size_t first_from(const ct_said *said, const ct_place *place, long line)
{
    size_t low = 0, high = said->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_place(said->list[middle], place, line) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const ct_observation *const *ct_said_lines(const ct_said *said, const ct_place *place, long first, long last,
                                           size_t *n)
{
    size_t from = first_from(said, place, first), to = first_from(said, place, last + 1);

    *n = to - from;
    return said->list + from;
}

bool ct_said_document(const ct_said *said, const ct_place *place)
{
    size_t n;

    return ct_said_lines(said, place, 0, LONG_MAX - 1, &n) != NULL && n > 0;
}

/* Growth said of an amount belongs to the amount's growth indicator. */
static bool is_of(const ct_said *said, const ct_observation *row, const char *indicator)
{
    const ct_indicator *stated, *holder;

    if (strcmp(row->indicator, indicator) == 0) return true;
    stated = ct_indicator_find(said->catalogue, row->indicator);
    holder = stated != NULL ? ct_series_indicator(said->catalogue, stated, row->measure) : NULL;
    return holder != NULL && strcmp(holder->id, indicator) == 0;
}

static bool has_value(const ct_said *said, const ct_observation *row, double value, const char *unit)
{
    double low, high;

    if (!ct_value_convert(said->catalogue, row->value_low, row->unit, unit, &low)) low = row->value_low;
    if (!ct_value_convert(said->catalogue, row->value_high, row->unit, unit, &high)) high = row->value_high;
    return fabs(low - value) <= 1e-9 * fabs(value) || fabs(high - value) <= 1e-9 * fabs(value);
}

const ct_observation *ct_said_at(const ct_said *said, const ct_place *place, const char *indicator,
                                 double value, const char *unit)
{
    size_t n;
    const ct_observation *const *rows = ct_said_lines(said, place, place->line, place->line, &n);
    const ct_observation *best = NULL;
    bool best_fits = false;

    for (size_t i = 0; i < n; i++) {
        bool fits;

        if (!is_of(said, rows[i], indicator)) continue;
        fits = has_value(said, rows[i], value, unit);
        if (best != NULL &&
            (fits < best_fits || (fits == best_fits && rows[i]->confidence <= best->confidence)))
            continue;
        best = rows[i];
        best_fits = fits;
    }
    return best;
}
