/* The catalogue asked: ids, names, units, and the search by words. */
#include "catalogue/catalogue.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/files.h"
#include "core/vietnamese.h"

const ct_indicator *ct_indicator_find(const ct_catalogue *catalogue, const char *id)
{
    const ct_catalogue_index *index = catalogue->index;
    size_t i = ct_lookup_find(&index->ids, id);

    return i != SIZE_MAX ? &catalogue->indicators[i] : NULL;
}

const ct_indicator *ct_indicator_claiming(const ct_catalogue *catalogue, const char *text)
{
    const ct_catalogue_index *index = catalogue->index;
    size_t i = index != NULL && index->claimed.n > 0 ? ct_lookup_find(&index->claimed, text)
                                                     : SIZE_MAX; /* one made by code has no index */

    return i != SIZE_MAX ? &catalogue->indicators[i] : NULL;
}

const ct_indicator *ct_indicator_named(const ct_catalogue *catalogue, const char *text)
{
    const ct_catalogue_index *index = catalogue->index;
    size_t i = index->claimed.n > 0 ? ct_lookup_find(&index->claimed, text) : SIZE_MAX;

    if (i == SIZE_MAX) i = ct_lookup_find(&index->names, text);
    return i != SIZE_MAX ? &catalogue->indicators[i] : NULL;
}

const ct_unit *ct_unit_find(const ct_catalogue *catalogue, const char *name)
{
    const ct_catalogue_index *index = catalogue->index;
    size_t i = ct_lookup_find(&index->units, name);

    return i != SIZE_MAX ? &catalogue->units[i] : NULL;
}

const ct_breakdown *ct_breakdown_find(const ct_catalogue *catalogue, const char *text)
{
    const ct_catalogue_index *index = catalogue->index;
    size_t i = ct_lookup_find(&index->breakdowns, text);

    return i != SIZE_MAX ? &catalogue->breakdowns[i] : NULL;
}

bool ct_unit_convert(const ct_catalogue *catalogue, double value, const char *from, const char *to,
                     double *out)
{
    const ct_unit *a, *b;

    if (strcmp(from, to) == 0) {
        *out = value;
        return true;
    }
    a = ct_unit_find(catalogue, from);
    b = ct_unit_find(catalogue, to);
    if (a == NULL || b == NULL || strcmp(a->base, b->base) != 0) return false;
    /* Factors are decimal powers or small whole numbers: multiplying by the larger ratio keeps 1,5 triệu at
     * 1500000. */
    *out = a->factor >= b->factor ? value * (a->factor / b->factor) : value / (b->factor / a->factor);
    return true;
}

/* How well a folded wording answers folded words: 0 when a word is missing, 1 when they are the same text. */
static double answers(const char *wording, const char *words)
{
    size_t found = 0;

    for (const char *s = words; *s != '\0';) {
        char word[64];
        size_t n = strcspn(s, " ");
        if (n >= sizeof word) return 0;
        memcpy(word, s, n);
        word[n] = '\0';
        if (n > 0 && strstr(wording, word) == NULL) return 0;
        found += n;
        s += n;
        while (*s == ' ') s++;
    }
    return found == 0 ? 0
           : strcmp(wording, words) == 0
               ? 1
               : 0.99 * (double)found / (double)(strlen(wording) > found ? strlen(wording) : found);
}

static ct_error score_indicator(ct_arena *arena, const ct_indicator *indicator, const char *words,
                                double *score)
{
    *score = answers(indicator->id, words);
    for (size_t a = 0; a < indicator->n_aliases + 2; a++) {
        const char *text = a == 0   ? indicator->name_vi
                           : a == 1 ? indicator->name_en
                                    : indicator->aliases[a - 2];
        const char *folded = ct_fold(arena, text, strlen(text));
        if (folded == NULL) return ct_no_memory();
        *score = fmax(*score, answers(folded, words));
    }
    return ct_ok();
}

/* Keep the best max matches, best first, equals in the catalogue's order. */
static void keep_best(ct_indicator_match *matches, size_t max, size_t *n, ct_indicator_match found)
{
    size_t at = *n;

    while (at > 0 && matches[at - 1].score < found.score) at--;
    if (at >= max) return;
    if (*n < max) (*n)++;
    memmove(matches + at + 1, matches + at, (*n - at - 1) * sizeof *matches);
    matches[at] = found;
}

ct_error ct_catalogue_search(const ct_catalogue *catalogue, const char *text, ct_indicator_match *matches,
                             size_t max, size_t *n)
{
    ct_arena *arena = ct_arena_new();
    const char *words = arena != NULL ? ct_fold(arena, text, strlen(text)) : NULL;
    ct_error err = words != NULL ? ct_ok() : ct_no_memory();

    *n = 0;
    for (size_t i = 0; i < catalogue->n_indicators && err.code == CT_OK; i++) {
        ct_indicator_match found = { &catalogue->indicators[i], 0 };
        err = score_indicator(arena, found.indicator, words, &found.score);
        if (err.code == CT_OK && found.score > 0) keep_best(matches, max, n, found);
    }
    ct_arena_free(arena);
    return err;
}
