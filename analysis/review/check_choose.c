/* Which figures a person should check, and which row holds each as the program read it. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "review/check_page.h"

static bool same_place(const ct_observation *a, const ct_observation *b)
{
    return a->line_start == b->line_start && strcmp(a->quote, b->quote) == 0 &&
           strcmp(a->document, b->document) == 0;
}

static bool same_value(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(1, fmax(fabs(a), fabs(b)));
}

/* The row of `again` with the figure of an observation; SIZE_MAX where there is none, or where a corrected
 * one could be any of several. */
static size_t find_again(const ct_table *again, const ct_observation *one)
{
    size_t place = SIZE_MAX, n = 0;

    for (size_t i = 0; again != NULL && i < again->n; i++) {
        const ct_observation *other = ct_observation_at(again, i);
        if (!same_place(one, other)) continue;
        if (same_value(one->value_low, other->value_low) && same_value(one->value_high, other->value_high))
            return i;
        place = i;
        n++;
    }
    return one->review == CT_REVIEWED_CORRECTED && n == 1 ? place : SIZE_MAX;
}

static size_t find_document(const ct_check *check, const char *name)
{
    for (size_t d = 0; d < check->n_documents; d++)
        if (strcmp(check->documents[d]->name, name) == 0) return d;
    return SIZE_MAX;
}

static int by_doubt(const void *a, const void *b)
{
    const ct_check_figure *x = a, *y = b;
    double first = ct_observation_at(x->table, x->row)->confidence,
           second = ct_observation_at(y->table, y->row)->confidence;

    if (first != second) return first < second ? -1 : 1;
    return (x->row > y->row) -
           (x->row < y->row); /* rows of both tables stand in the order of the documents */
}

ct_error ct_check_choose(const ct_check *check, ct_arena *arena, const ct_check_figure **figures, size_t *n)
{
    const ct_table *observations = check->observations;
    ct_check_figure *chosen = ct_arena_array(arena, observations->n, sizeof *chosen);

    *n = 0;
    if (chosen == NULL) return ct_no_memory();
    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *one = ct_observation_at(observations, i);
        if (!check->all && (one->confidence >= check->below || one->review != CT_NOT_REVIEWED)) continue;
        size_t again = find_again(check->again, one);
        bool reviewed = one->review != CT_NOT_REVIEWED &&
                        again != SIZE_MAX; /* its confidence, and what it says, are the person's */
        if (one->review == CT_REVIEWED_CORRECTED && again == SIZE_MAX) continue;
        chosen[(*n)++] = (ct_check_figure){ reviewed ? check->again : observations, reviewed ? again : i,
                                            again, find_document(check, one->document) };
    }
    if (*n > 0) qsort(chosen, *n, sizeof *chosen, by_doubt);
    *figures = chosen;
    return ct_ok();
}
