#include "extract/candidates/index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "extract/candidates/features.h"
#include "extract/reading/resolve.h"

enum { NAME_ROOM = 256 };

static const double PAIR = 0.6;

static size_t place_of(const ct_index *index, uint32_t hash)
{
    size_t at = (hash * 2654435761u ^ hash >> 15) & (index->size - 1);
    while (index->numbers[at] != CT_NO_TERM && index->keys[at] != hash) at = (at + 1) & (index->size - 1);
    return at;
}

int32_t ct_index_term(const ct_index *index, uint32_t hash)
{
    return index->numbers[place_of(index, hash)];
}

static int32_t add_term(ct_index *index, uint32_t hash)
{
    size_t at = place_of(index, hash);
    if (index->numbers[at] == CT_NO_TERM) {
        index->keys[at] = hash;
        index->numbers[at] = (int32_t)index->n_terms++;
    }
    return index->numbers[at];
}

/* "Quy mô GRDP (giá hiện hành)" (size of GRDP at current prices): what stands in brackets is a note, no part
 * of the name. */
static void without_notes(const char *text, char *out, size_t size)
{
    size_t n = 0, depth = 0;
    for (; *text != '\0' && n + 1 < size; text++) {
        depth += *text == '(';
        if (depth == 0) out[n++] = *text;
        if (*text == ')' && depth > 0) depth--;
    }
    out[n] = '\0';
}

static ct_error add_wording(ct_arena *arena, ct_index *index, const ct_shorthand *shorthand, int indicator,
                            const char *text)
{
    char plain[NAME_ROOM];
    ct_wording one = { .indicator = indicator };
    const ct_indicator *meant = ct_indicator_claiming(index->catalogue, text); /* by the user's own file */
    if (meant != NULL && meant != &index->catalogue->indicators[indicator]) return ct_ok();
    without_notes(text, plain, sizeof plain);
    CT_TRY(ct_words_of_text(arena, shorthand, plain, &one.words, &one.n));
    if (one.n > 0 && index->n_wordings < index->capacity) index->wordings[index->n_wordings++] = one;
    return ct_ok();
}

static int by_indicator(const void *a, const void *b)
{
    const ct_wording *one = a, *two = b;
    return (one->indicator > two->indicator) - (one->indicator < two->indicator);
}

static ct_error gather(ct_arena *arena, ct_index *index, const ct_shorthand *shorthand,
                       const ct_more_wording *more, size_t n_more)
{
    const ct_catalogue *catalogue = index->catalogue;
    index->capacity = n_more + 1;
    for (size_t i = 0; i < catalogue->n_indicators; i++)
        index->capacity += 1 + catalogue->indicators[i].n_aliases;
    index->wordings = ct_arena_array(arena, index->capacity, sizeof *index->wordings);
    if (index->wordings == NULL) return ct_no_memory();
    for (size_t i = 0; i < catalogue->n_indicators; i++) {
        const ct_indicator *one = &catalogue->indicators[i];
        CT_TRY(add_wording(arena, index, shorthand, (int)i, one->name_vi));
        for (size_t k = 0; k < one->n_aliases; k++)
            CT_TRY(add_wording(arena, index, shorthand, (int)i, one->aliases[k]));
    }
    for (size_t i = 0; i < n_more; i++)
        CT_TRY(add_wording(arena, index, shorthand, more[i].indicator, more[i].text));
    qsort(index->wordings, index->n_wordings, sizeof *index->wordings, by_indicator);
    return ct_ok();
}

/* The terms of a wording, each once, into `out`; their number. */
static size_t terms_of(ct_index *index, const ct_wording *one, int32_t *out)
{
    size_t n = 0;
    for (size_t k = 0; k < one->n; k++)
        for (int pair = 0; pair < 2; pair++) {
            if (pair && k + 1 == one->n) continue;
            uint32_t hash =
                pair ? ct_pair_hash(one->words[k].hash, one->words[k + 1].hash) : one->words[k].hash;
            int32_t term = add_term(index, hash);
            size_t i = 0;
            while (i < n && out[i] != term) i++;
            if (i == n) out[n++] = term;
        }
    return n;
}

static ct_error number_terms(ct_arena *arena, ct_index *index, size_t *total, int32_t **room)
{
    size_t most = 0;
    *total = 0;
    for (size_t i = 0; i < index->n_wordings; i++) {
        *total += 2 * index->wordings[i].n;
        most = index->wordings[i].n > most ? index->wordings[i].n : most;
    }
    index->size = 64;
    while (index->size < *total * 2) index->size *= 2;
    index->keys = ct_arena_array(arena, index->size, sizeof *index->keys);
    index->numbers = ct_arena_array(arena, index->size, sizeof *index->numbers);
    *room = ct_arena_array(arena, 2 * most + 1, sizeof **room);
    if (index->keys == NULL || index->numbers == NULL || *room == NULL) return ct_no_memory();
    for (size_t i = 0; i < index->size; i++) index->numbers[i] = CT_NO_TERM;
    for (size_t i = 0; i < index->n_wordings; i++) {
        ct_wording *one = &index->wordings[i];
        one->n_terms = terms_of(index, one, *room);
        int32_t *kept = ct_arena_array(arena, one->n_terms, sizeof *kept);
        if (kept == NULL) return ct_no_memory();
        memcpy(kept, *room, one->n_terms * sizeof *kept);
        one->terms = kept;
    }
    return ct_ok();
}

/* How many indicators have each term, and how many wordings; whether it is a pair. */
static ct_error weigh_terms(ct_arena *arena, ct_index *index)
{
    int *last = ct_arena_array(arena, index->n_terms + 1, sizeof *last);
    size_t *having = ct_arena_array(arena, index->n_terms + 1, sizeof *having);
    index->weight = ct_arena_array(arena, index->n_terms + 1, sizeof *index->weight);
    index->start = ct_arena_array(arena, index->n_terms + 2, sizeof *index->start);
    if (last == NULL || having == NULL || index->weight == NULL || index->start == NULL)
        return ct_no_memory();
    for (size_t i = 0; i < index->n_wordings; i++) {
        const ct_wording *one = &index->wordings[i];
        for (size_t k = 0; k < one->n_terms; k++) {
            int32_t term = one->terms[k];
            index->start[term + 1]++;
            having[term] += last[term] != one->indicator + 1;
            last[term] = one->indicator + 1;
        }
        for (size_t k = 0; k < one->n; k++) index->weight[ct_index_term(index, one->words[k].hash)] = 1;
    }
    for (size_t t = 0; t < index->n_terms; t++) {
        double factor = index->weight[t] > 0 ? 1 : PAIR;
        index->weight[t] =
            (float)(factor * log(1 + (double)index->catalogue->n_indicators / (double)having[t]));
        index->start[t + 1] += index->start[t];
    }
    return ct_ok();
}

static ct_error list_holders(ct_arena *arena, ct_index *index)
{
    size_t *at = ct_arena_array(arena, index->n_terms + 1, sizeof *at);
    index->holders = ct_arena_array(arena, index->start[index->n_terms] + 1, sizeof *index->holders);
    index->first_start = ct_arena_array(arena, index->n_terms + 2, sizeof *index->first_start);
    index->first_holders = ct_arena_array(arena, index->n_wordings + 1, sizeof *index->first_holders);
    index->of_indicator =
        ct_arena_array(arena, index->catalogue->n_indicators + 1, sizeof *index->of_indicator);
    index->masses = ct_arena_array(arena, index->n_wordings + 1, sizeof *index->masses);
    if (at == NULL || index->holders == NULL || index->first_start == NULL || index->first_holders == NULL ||
        index->of_indicator == NULL || index->masses == NULL)
        return ct_no_memory();
    for (size_t i = 0; i < index->n_wordings; i++) {
        ct_wording *one = &index->wordings[i];
        for (size_t k = 0; k < one->n_terms; k++) {
            index->holders[index->start[one->terms[k]] + at[one->terms[k]]++] = (uint32_t)i;
            one->mass += index->weight[one->terms[k]];
        }
        index->masses[i] = (ct_wording_mass){ one->indicator, one->mass };
        index->of_indicator[one->indicator + 1] = i + 1;
        one->first = (uint32_t)ct_index_term(index, one->words[0].hash);
        index->first_start[one->first + 1]++;
    }
    for (size_t t = 0; t < index->n_terms; t++) index->first_start[t + 1] += index->first_start[t];
    memset(at, 0, index->n_terms * sizeof *at);
    for (size_t i = 0; i < index->n_wordings; i++) {
        uint32_t first = index->wordings[i].first;
        index->first_holders[index->first_start[first] + at[first]++] = (uint32_t)i;
    }
    return ct_ok();
}

/* Number the catalogue's groups by their first indicator's place. */
static ct_error number_groups(ct_arena *arena, ct_index *index)
{
    const ct_catalogue *catalogue = index->catalogue;
    index->group = ct_arena_array(arena, catalogue->n_indicators + 1, sizeof *index->group);
    if (index->group == NULL) return ct_no_memory();
    for (size_t i = 0; i < catalogue->n_indicators; i++) {
        const char *group = catalogue->indicators[i].group == NULL ? "" : catalogue->indicators[i].group;
        size_t k = 0;
        while (k < i && strcmp(catalogue->indicators[k].group == NULL ? "" : catalogue->indicators[k].group,
                               group) != 0)
            k++;
        index->group[i] = k < i ? index->group[k] : index->n_groups++;
    }
    return ct_ok();
}

static int number_of(const ct_catalogue *catalogue, const char *id)
{
    for (size_t i = 0; id != NULL && id[0] != '\0' && i < catalogue->n_indicators; i++)
        if (strcmp(catalogue->indicators[i].id, id) == 0) return (int)i;
    return CT_NONE;
}

/* Which indicator is the growth of which. */
static ct_error pair_growths(ct_arena *arena, ct_index *index)
{
    size_t n = index->catalogue->n_indicators;
    index->growth = ct_arena_array(arena, n + 1, sizeof *index->growth);
    index->level = ct_arena_array(arena, n + 1, sizeof *index->level);
    if (index->growth == NULL || index->level == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) {
        index->growth[i] = number_of(index->catalogue, index->catalogue->indicators[i].growth_id);
        index->level[i] = number_of(index->catalogue, index->catalogue->indicators[i].growth_of);
    }
    for (size_t i = 0; i < n; i++)
        if (index->level[i] != CT_NONE) index->growth[index->level[i]] = (int)i;
    return ct_ok();
}

static ct_error make_entries(ct_arena *arena, ct_index *index)
{
    const ct_catalogue *catalogue = index->catalogue;
    index->entries = ct_arena_array(arena, catalogue->n_indicators + 1, sizeof *index->entries);
    if (index->entries == NULL) return ct_no_memory();
    for (size_t i = 0; i < catalogue->n_indicators; i++) {
        ct_index_entry *one = &index->entries[i];
        one->unit = catalogue->index == NULL ? NULL : ct_unit_find(catalogue, catalogue->indicators[i].unit);
        one->near = ct_arena_printf(arena, "%s:", catalogue->indicators[i].id);
        one->far = ct_arena_printf(arena, "%s~", catalogue->indicators[i].id);
        if (one->near == NULL || one->far == NULL) return ct_no_memory();
        one->near_key = ct_feature_key(one->near);
        one->far_key = ct_feature_key(one->far);
    }
    return ct_ok();
}

const ct_index_entry *ct_index_entry_of(const ct_index *index, int indicator)
{
    return &index->entries[indicator];
}

int ct_index_growth(const ct_index *index, int indicator)
{
    return index->growth[indicator];
}

int ct_index_level(const ct_index *index, int indicator)
{
    return index->level[indicator];
}

size_t ct_index_groups(const ct_index *index)
{
    return index->n_groups;
}

size_t ct_index_group(const ct_index *index, int indicator)
{
    return index->group[indicator];
}

ct_error ct_index_new(ct_arena *arena, const ct_catalogue *catalogue, const ct_shorthand *shorthand,
                      const ct_more_wording *more, size_t n_more, const ct_index **out)
{
    ct_index *index = ct_arena_alloc(arena, sizeof *index);
    int32_t *room = NULL;
    size_t total = 0;
    *out = index;
    if (index == NULL) return ct_no_memory();
    index->catalogue = catalogue;
    CT_TRY(number_groups(arena, index));
    CT_TRY(pair_growths(arena, index));
    CT_TRY(make_entries(arena, index));
    CT_TRY(gather(arena, index, shorthand, more, n_more));
    CT_TRY(number_terms(arena, index, &total, &room));
    CT_TRY(weigh_terms(arena, index));
    return list_holders(arena, index);
}

double ct_index_weight(const ct_index *index, const char *word, const char *next)
{
    uint32_t hash = ct_word_hash(word, strlen(word));
    int32_t term =
        ct_index_term(index, next == NULL ? hash : ct_pair_hash(hash, ct_word_hash(next, strlen(next))));
    return term == CT_NO_TERM ? 0 : (double)index->weight[term];
}
