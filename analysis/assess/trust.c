#include "assess/trust.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/number.h"
#include "extract/record/observation.h"
#include "series/value.h"

struct ct_trust {
    const ct_catalogue *catalogue;
    const ct_observation **rows; /* n of them, by document and line */
    size_t n;
};

typedef struct {
    const char *indicator;
    double low, high;
    const char *unit, *source;
} figure;

static int compare_places(const char *document, size_t length, long line, const ct_observation *row)
{
    int order = strncmp(document, row->document, length);

    if (order == 0 && row->document[length] != '\0') order = -1;
    return order != 0 ? order : (line > row->line_start) - (line < row->line_start);
}

static int compare_rows(const void *a, const void *b)
{
    const ct_observation *x = *(const ct_observation *const *)a, *y = *(const ct_observation *const *)b;
    int order = strcmp(x->document, y->document);

    return order != 0 ? order : (x->line_start > y->line_start) - (x->line_start < y->line_start);
}

ct_error ct_trust_new(ct_arena *arena, const ct_catalogue *catalogue, const ct_table *observations,
                      const ct_trust **out)
{
    ct_trust *trust = ct_arena_alloc(arena, sizeof *trust);

    if (trust == NULL) return ct_no_memory();
    *trust =
        (ct_trust){ catalogue, ct_arena_array(arena, observations->n, sizeof *trust->rows), observations->n };
    if (trust->rows == NULL) return ct_no_memory();
    for (size_t i = 0; i < observations->n; i++) trust->rows[i] = ct_observation_at(observations, i);
    if (trust->n > 0) qsort(trust->rows, trust->n, sizeof *trust->rows, compare_rows);
    *out = trust;
    return ct_ok();
}

/* Is the observation one of the figure's indicator? A document states growth of the level's indicator; the
 * series table keeps it under the growth indicator. */
static bool is_of(const ct_trust *trust, const ct_observation *row, const figure *of)
{
    const ct_indicator *said = ct_indicator_find(trust->catalogue, row->indicator), *kept;

    if (strcmp(row->indicator, of->indicator) == 0) return true;
    if (said == NULL) return false;
    if (strcmp(said->growth_of, of->indicator) == 0)
        return true; /* growth over several years is a demand on the level */
    kept = ct_series_indicator(trust->catalogue, said, row->measure);
    return kept != NULL && strcmp(kept->id, of->indicator) == 0;
}

static bool states(const ct_trust *trust, const ct_observation *row, const figure *of)
{
    double low, high;

    if (!ct_value_convert(trust->catalogue, row->value_low, row->unit, of->unit, &low) ||
        !ct_value_convert(trust->catalogue, row->value_high, row->unit, of->unit, &high))
        return row->value_low == of->low && row->value_high == of->high;
    return (low == of->low && high == of->high) || (low == of->high && high == of->low);
}

static double confidence_of(const ct_observation *row)
{
    return row->review != CT_NOT_REVIEWED || isnan(row->confidence) ? 1 : row->confidence;
}

/* The highest confidence of the readings at one place: of those with the figure's value or, for `any`, of all
 * of its indicator. NaN: none. */
static double at_place(const ct_trust *trust, const char *document, size_t length, long line,
                       const figure *of, bool any)
{
    size_t low = 0, high = trust->n;
    double best = NAN;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_places(document, length, line, trust->rows[middle]) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < trust->n && compare_places(document, length, line, trust->rows[low]) == 0; low++) {
        const ct_observation *row = trust->rows[low];

        if (is_of(trust, row, of) && (any || states(trust, row, of))) best = fmax(best, confidence_of(row));
    }
    return best;
}

/* "bao-cao.txt:65", perhaps with more words after it; false: no place of a document. */
static bool read_place(const char *text, const char *end, size_t *length, long *line)
{
    const char *colon = NULL;

    for (const char *at = text; at < end && *at != ' '; at++)
        if (*at == ':') colon = at;
    if (colon == NULL || colon[1] < '0' || colon[1] > '9') return false;
    *length = (size_t)(colon - text);
    *line = strtol(colon + 1, NULL, 10);
    return true;
}

static double confidence(const ct_trust *trust, const figure *of)
{
    bool derived = strstr(of->source, CT_DERIVED_MARK) != NULL;
    double found = NAN;

    for (const char *at = of->source; *at != '\0';) {
        const char *end = at + strcspn(at, ";");
        size_t length;
        long line;

        while (*at == ' ') at++;
        if (at < end && read_place(at, end, &length, &line)) {
            double one = at_place(trust, at, length, line, of, derived);
            found = derived ? fmin(found, one) : fmax(found, one); /* fmin and fmax ignore a NaN */
        }
        at = *end == ';' ? end + 1 : end;
    }
    return isnan(found) ? 1 : found;
}

double ct_trust_target(const ct_trust *trust, const ct_target *target)
{
    return confidence(
        trust, &(figure){ target->indicator, target->low, target->high, target->unit, target->source });
}

double ct_trust_point(const ct_trust *trust, const ct_point *point)
{
    return confidence(trust,
                      &(figure){ point->indicator, point->value, point->value, point->unit, point->source });
}
