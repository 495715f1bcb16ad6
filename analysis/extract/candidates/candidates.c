#include "extract/candidates/candidates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "extract/candidates/describe.h"
#include "extract/candidates/features.h"

enum {
    MOST_PLACES = 160,
    MOST_GOOD = 24,
    MOST_CHOSEN = 96,
    COMMON = 200, /* wordings: a term of more of them finds no candidates, though it counts for those found */
    COUNTED = CT_SEGMENTS, /* a segment more: the unit's words and those after it */
    READS,
    LANES = 20, /* a bag each, and some so that a term's weights fill whole registers                     */
    MOST_HELD =
        4 * READS * MOST_PLACES +
        1 /* terms in bags: a word and a pair for each place of a figure's segments and the last one's */
};

static const float FADE = 0.93f, UNKNOWN = 2, EXACT_SCALE = 0.1f;

/* A word of a segment and the pair it makes with the next, as terms. */
typedef struct {
    int32_t word, pair;
    uint32_t hash;
} term_place;

typedef struct {
    ct_segment segment; /* what was read: figures of one block share headings and titles */
    term_place at[MOST_PLACES];
    size_t n;
    bool renewed;
} read_segment;

/* A term that some bag holds: what it weighs in each of them. */
typedef struct {
    float lanes[LANES];
    int32_t term;
    uint32_t bags; /* that hold it; 0 free */
} term_held;

/* A bag: its terms by their places in `held`, and, where it is one that finds candidates, the best cover and
 * F of every indicator by its rarer terms. */
typedef struct {
    uint16_t *terms;
    size_t n_terms;
    float mass;
    float *cover, *f; /* an indicator each      */
    int *met;
    size_t n_met; /* those that are not 0 */
} bag_read;

typedef struct {
    const ct_index *index;
    read_segment read[READS];
    bag_read bags[CT_BAGS];
    uint16_t *place; /* of each term: its place in held, 0 none: few terms are in any bag at a time */
    term_held *held;
    size_t n_held, held_capacity; /* place 0 stays empty */
    uint16_t *freed;
    size_t n_freed; /* places that no term has any more */
    float *shared;  /* of each wording: what the bag shares with it   */
    uint32_t *touched;
    size_t n_touched;
    float *exact; /* CT_EXACTS an indicator                         */
    int *exact_met;
    size_t n_exact_met;
    bool table;   /* the last figure's                              */
    bool *chosen; /* of each indicator                              */
} matcher;

/* What the bags are mixed of; weights from the prototype's left-out figures. */
typedef struct {
    ct_bag bag;
    size_t segment;
    float weight;
    bool late;
    int only; /* 1: in tables only, -1: in running text only, 0 */
} ingredient;

static const ingredient recipe[] = {
    { CT_BAG_OWN, CT_SEGMENT_OWN, 1, false, 0 },
    { CT_BAG_OWN_LATE, CT_SEGMENT_OWN, 1, true, 0 },
    { CT_BAG_NEAR, CT_SEGMENT_NEAR, 1, false, 0 },
    { CT_BAG_AFTER, CT_SEGMENT_AFTER, 1, false, 0 },
    { CT_BAG_CLAUSE, CT_SEGMENT_CLAUSE, 1, true, 0 },
    { CT_BAG_BESIDE, CT_SEGMENT_OWN, 1, false, 0 },
    { CT_BAG_BESIDE, COUNTED, 0.8f, false, 0 },
    { CT_BAG_SENTENCE, CT_SEGMENT_SENTENCE, 1, true, 0 },
    { CT_BAG_SENTENCE, COUNTED, 1, false, 0 },
    { CT_BAG_SENTENCE, CT_SEGMENT_BEYOND, 0.8f, false, 0 },
    { CT_BAG_BEFORE, CT_SEGMENT_BEFORE, 1, true, 0 },
    { CT_BAG_HEAD, CT_SEGMENT_HEAD, 1, false, 0 },
    { CT_BAG_HEADS, CT_SEGMENT_HEAD2, 1, false, 0 },
    { CT_BAG_HEADS, CT_SEGMENT_HEAD3, 1, false, 0 },
    { CT_BAG_TITLE, CT_SEGMENT_TITLE, 1, false, 0 },
    { CT_BAG_PLACE, CT_SEGMENT_OWN, 1, false, 0 },
    { CT_BAG_PLACE, COUNTED, 0.8f, false, 0 },
    { CT_BAG_PLACE, CT_SEGMENT_CLAUSE, 0.5f, true, 0 },
    { CT_BAG_PLACE, CT_SEGMENT_PARENTS, 0.4f, false, 0 },
    { CT_BAG_PLACE, CT_SEGMENT_HEAD, 0.6f, false, 0 },
    { CT_BAG_PLACE, CT_SEGMENT_HEAD2, 0.35f, false, 0 },
    { CT_BAG_PLACE, CT_SEGMENT_COLUMN, 0.5f, false, 0 },
    { CT_BAG_ALL, CT_SEGMENT_SENTENCE, 1, true, 0 },
    { CT_BAG_ALL, COUNTED, 0.9f, false, 0 },
    { CT_BAG_ALL, CT_SEGMENT_BEYOND, 0.6f, false, 0 },
    { CT_BAG_ALL, CT_SEGMENT_CLAUSE, 0.5f, true, 1 },
    { CT_BAG_ALL, CT_SEGMENT_BEFORE, 0.45f, true, 0 },
    { CT_BAG_ALL, CT_SEGMENT_HEAD, 0.5f, false, 0 },
    { CT_BAG_ALL, CT_SEGMENT_HEAD2, 0.4f, false, 0 },
    { CT_BAG_ALL, CT_SEGMENT_HEAD3, 0.3f, false, 0 },
    { CT_BAG_ALL, CT_SEGMENT_PARENTS, 0.4f, false, 0 },
    { CT_BAG_ALL, CT_SEGMENT_COLUMN, 0.5f, false, 0 },
    { CT_BAG_ALL, CT_SEGMENT_TITLE, 0.25f, false, 0 },
    { CT_BAG_ALL, CT_SEGMENT_PREVIOUS, 0.4f, true, 0 },
    { CT_BAG_COLUMN, CT_SEGMENT_COLUMN, 1, false, 0 },
    { CT_BAG_PARENT, CT_SEGMENT_CLAUSE, 1, false, 1 },
    { CT_BAG_PARENT, CT_SEGMENT_HEAD, 1, false, -1 },
    { CT_BAG_OWN_PARENT, CT_SEGMENT_OWN, 1, false, 0 },
    { CT_BAG_OWN_PARENT, CT_SEGMENT_CLAUSE, 1, false, 1 },
    { CT_BAG_OWN_PARENT, CT_SEGMENT_HEAD, 1, false, -1 },
    { CT_BAG_PREVIOUS, CT_SEGMENT_PREVIOUS, 1, true, 0 },
    { CT_BAG_COUNTED, COUNTED, 1, false, 0 },
    { CT_BAG_COUNTED, CT_SEGMENT_UNIT, 1, false, 1 },
};

static bool is_in(const ingredient *one, bool table)
{
    return one->only == 0 || (one->only > 0) == table;
}

/* Bags that find candidates, by F or cover, and how many. */
typedef struct {
    ct_bag bag;
    bool cover;
    size_t most;
} asked_of;

static const asked_of asked[] = {
    { CT_BAG_ALL, false, 24 },     { CT_BAG_ALL, true, 14 },   { CT_BAG_SENTENCE, false, 8 },
    { CT_BAG_PLACE, false, 10 },   { CT_BAG_OWN, false, 6 },   { CT_BAG_HEAD, false, 4 },
    { CT_BAG_PREVIOUS, false, 3 }, { CT_BAG_TITLE, false, 3 },
};

static bool finds(ct_bag bag)
{
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        if (asked[i].bag == bag) return true;
    return false;
}

/* The most terms that a bag may hold: a word and a pair for each place of its segments. */
static size_t most_terms(ct_bag bag)
{
    size_t n = 0;
    for (size_t i = 0; i < sizeof recipe / sizeof *recipe; i++)
        n += recipe[i].bag == bag ? 2 * MOST_PLACES : 0;
    return n;
}

static ct_error matcher_new(ct_arena *arena, const ct_index *index, matcher **out)
{
    matcher *m = ct_arena_alloc(arena, sizeof *m);
    size_t n = index->catalogue->n_indicators + 1;
    *out = m;
    if (m == NULL) return ct_no_memory();
    m->index = index;
    m->place = ct_arena_array(arena, index->n_terms + 1, sizeof *m->place);
    m->freed = ct_arena_array(arena, MOST_HELD, sizeof *m->freed);
    m->n_held = 1;
    m->shared = ct_arena_array(arena, index->n_wordings + 1, sizeof *m->shared);
    m->touched = ct_arena_array(arena, index->n_wordings + 1, sizeof *m->touched);
    m->exact = ct_arena_array(arena, n * CT_EXACTS, sizeof *m->exact);
    m->exact_met = ct_arena_array(arena, n * CT_EXACTS, sizeof *m->exact_met);
    m->chosen = ct_arena_array(arena, n, sizeof *m->chosen);
    if (m->place == NULL || m->freed == NULL || m->shared == NULL || m->touched == NULL || m->exact == NULL ||
        m->exact_met == NULL || m->chosen == NULL)
        return ct_no_memory();
    for (size_t b = 0; b < CT_BAGS; b++) {
        m->bags[b].terms = ct_arena_array(arena, most_terms((ct_bag)b), sizeof(uint16_t));
        if (m->bags[b].terms == NULL) return ct_no_memory();
        if (!finds((ct_bag)b)) continue;
        m->bags[b].cover = ct_arena_array(arena, n, sizeof(float));
        m->bags[b].f = ct_arena_array(arena, n, sizeof(float));
        m->bags[b].met = ct_arena_array(arena, n, sizeof(int));
        if (m->bags[b].cover == NULL || m->bags[b].f == NULL || m->bags[b].met == NULL) return ct_no_memory();
    }
    return ct_ok();
}

/* Near words matter most: of a long sentence the last ones are taken, of a heading the first. */
static bool ends_matter(size_t name)
{
    return name == CT_SEGMENT_OWN || name == CT_SEGMENT_NEAR || name == CT_SEGMENT_CLAUSE ||
           name == CT_SEGMENT_SENTENCE || name == CT_SEGMENT_BEFORE || name == CT_SEGMENT_PREVIOUS;
}

static void read_words(const ct_index *index, const ct_word *const *words, size_t n, read_segment *to)
{
    for (size_t i = 0; i < n; i++) {
        to->at[i].hash = words[i]->hash;
        to->at[i].word = ct_index_term(index, words[i]->hash);
        to->at[i].pair =
            i + 1 < n ? ct_index_term(index, ct_pair_hash(words[i]->hash, words[i + 1]->hash)) : CT_NO_TERM;
    }
    to->n = n;
}

static bool same_segment(const ct_segment *a, const ct_segment *b)
{
    if (a->n != b->n) return false;
    for (size_t i = 0; i < a->n; i++)
        if (a->at[i].passage != b->at[i].passage || a->at[i].from != b->at[i].from ||
            a->at[i].to != b->at[i].to)
            return false;
    return true;
}

static ct_segment counted_by(const ct_figure *f)
{
    const ct_segment *after = &f->segments[CT_SEGMENT_AFTER];
    size_t from = f->mention->number_end, to = after->n > 0 ? after->at[0].to : f->mention->end;
    return from < to ? (ct_segment){ { { f->passage, from, to } }, 1 } : (ct_segment){ .n = 0 };
}

static void read_segments(matcher *m, const ct_figure *f)
{
    const ct_segment counted = counted_by(f);
    for (size_t s = 0; s < READS; s++) {
        const ct_word *words[MOST_PLACES];
        const ct_segment *segment = s == COUNTED ? &counted : &f->segments[s];
        read_segment *to = &m->read[s];
        to->renewed = !same_segment(&to->segment, segment);
        if (!to->renewed) continue;
        to->segment = *segment;
        read_words(m->index, words, ct_segment_words_copy(segment, words, MOST_PLACES, ends_matter(s)), to);
    }
}

static float greater(float a, float b)
{
    return a > b ? a : b;
}

/* Room for n terms more that no bag holds yet. */
static ct_error make_room(ct_arena *arena, matcher *m, size_t n)
{
    size_t capacity = m->held_capacity == 0 ? 256 : m->held_capacity;
    if (m->n_held - m->n_freed + n <= m->held_capacity) return ct_ok();
    while (capacity < m->n_held - m->n_freed + n) capacity *= 2;
    term_held *grown = ct_arena_array(arena, capacity, sizeof *grown);
    if (grown == NULL) return ct_no_memory();
    if (m->held_capacity > 0) memcpy(grown, m->held, m->n_held * sizeof *grown);
    m->held = grown;
    m->held_capacity = capacity;
    return ct_ok();
}

static void put(matcher *m, ct_bag bag, int32_t term, float weight)
{
    if (term == CT_NO_TERM) return;
    if (m->place[term] == 0) {
        m->place[term] = (uint16_t)(m->n_freed > 0 ? m->freed[--m->n_freed] : m->n_held++);
        m->held[m->place[term]].term = term;
    }
    term_held *held = &m->held[m->place[term]];
    if (held->lanes[bag] == 0) {
        m->bags[bag].terms[m->bags[bag].n_terms++] = m->place[term];
        held->bags++;
    }
    held->lanes[bag] = greater(held->lanes[bag], weight);
}

static void begin_bag(matcher *m, ct_bag bag)
{
    bag_read *one = &m->bags[bag];
    for (size_t i = 0; i < one->n_terms; i++) {
        term_held *held = &m->held[one->terms[i]];
        held->lanes[bag] = 0;
        if (--held->bags > 0) continue;
        m->place[held->term] = 0;
        m->freed[m->n_freed++] = one->terms[i];
    }
    one->n_terms = 0;
    one->mass = 0;
}

/* Add a segment to the bag. With `late`, words weigh less the farther they stand from the segment's end. */
static ct_error add_segment(ct_arena *arena, matcher *m, ct_bag bag, const read_segment *from, float weight,
                            bool late)
{
    float w = weight;
    CT_TRY(make_room(arena, m, 2 * from->n));
    for (size_t i = from->n; i-- > 0; w *= late ? FADE : 1) {
        const term_place *at = &from->at[i];
        m->bags[bag].mass += w * (at->word == CT_NO_TERM ? UNKNOWN : m->index->weight[at->word]);
        put(m, bag, at->word, w);
        put(m, bag, at->pair, w);
    }
    return ct_ok();
}

/* What each indicator's best wording shares with the bag's rarer terms. */
static void find_by_bag(matcher *m, ct_bag bag)
{
    const ct_index *index = m->index;
    bag_read *out = &m->bags[bag];
    for (size_t i = 0; i < out->n_met; i++) out->cover[out->met[i]] = out->f[out->met[i]] = 0;
    out->n_met = 0;
    for (size_t i = 0; i < out->n_terms; i++) {
        const term_held *held = &m->held[out->terms[i]];
        int32_t term = held->term;
        float worth = held->lanes[bag] * index->weight[term];
        if (index->start[term + 1] - index->start[term] > COMMON) continue;
        for (size_t k = index->start[term]; k < index->start[term + 1]; k++) {
            uint32_t holder = index->holders[k];
            if (m->shared[holder] == 0) m->touched[m->n_touched++] = holder;
            m->shared[holder] += worth;
        }
    }
    for (size_t i = 0; i < m->n_touched; i++) {
        const ct_wording_mass *one = &index->masses[m->touched[i]];
        float shared = m->shared[m->touched[i]];
        m->shared[m->touched[i]] = 0;
        if (out->cover[one->indicator] == 0) out->met[out->n_met++] = one->indicator;
        out->cover[one->indicator] = greater(out->cover[one->indicator], shared / one->mass);
        out->f[one->indicator] = greater(out->f[one->indicator], 2 * shared / (one->mass + out->mass));
    }
    m->n_touched = 0;
}

/* What the best of an indicator's wordings shares with each bag. */
static void overlap_of(const matcher *m, int indicator, float cover[LANES], float f[LANES])
{
    const ct_index *index = m->index;
    memset(cover, 0, LANES * sizeof *cover);
    memset(f, 0, LANES * sizeof *f);
    for (size_t i = index->of_indicator[indicator]; i < index->of_indicator[indicator + 1]; i++) {
        const ct_wording *one = &index->wordings[i];
        float shared[LANES] = { 0 };
        for (size_t k = 0; k < one->n_terms; k++) {
            uint16_t place = m->place[one->terms[k]];
            if (place == 0) continue;
            const float *lanes = m->held[place].lanes, weight = index->weight[one->terms[k]];
            for (size_t b = 0; b < LANES; b++) shared[b] += weight * lanes[b];
        }
        for (size_t b = 0; b < CT_BAGS; b++) {
            cover[b] = greater(cover[b], shared[b] / one->mass);
            f[b] = greater(f[b], 2 * shared[b] / (one->mass + m->bags[b].mass));
        }
    }
}

/* Read all bags of a figure; those whose segments are the last figure's stay as they are. */
static ct_error read_bags(ct_arena *arena, matcher *m, const ct_figure *f)
{
    const size_t n = sizeof recipe / sizeof *recipe;
    read_segments(m, f);
    for (size_t i = 0; i < n;) {
        ct_bag bag = recipe[i].bag;
        size_t end = i;
        bool renewed = m->table != f->table;
        for (; end < n && recipe[end].bag == bag; end++)
            renewed = renewed || m->read[recipe[end].segment].renewed;
        if (renewed) begin_bag(m, bag);
        for (; i < end; i++)
            if (renewed && is_in(&recipe[i], f->table))
                CT_TRY(add_segment(arena, m, bag, &m->read[recipe[i].segment], recipe[i].weight,
                                   recipe[i].late));
        if (renewed && finds(bag)) find_by_bag(m, bag);
    }
    m->table = f->table;
    return ct_ok();
}

static void find_exact(matcher *m, ct_exact which, const read_segment *in, float *best)
{
    const ct_index *index = m->index;
    for (size_t i = 0; i < in->n; i++) {
        int32_t term = in->at[i].word;
        if (term == CT_NO_TERM) continue;
        for (size_t k = index->first_start[term]; k < index->first_start[term + 1]; k++) {
            const ct_wording *one = &index->wordings[index->first_holders[k]];
            size_t same = 1;
            while (same < one->n && i + same < in->n && in->at[i + same].hash == one->words[same].hash)
                same++;
            float *kept = &m->exact[(size_t)one->indicator * CT_EXACTS + which],
                  found = one->mass * EXACT_SCALE;
            if (same < one->n || found <= *kept) continue;
            if (*kept == 0) m->exact_met[m->n_exact_met++] = one->indicator * CT_EXACTS + (int)which;
            *kept = found;
            *best = greater(*best, found);
        }
    }
}

static void find_exacts(matcher *m, float best[CT_EXACTS])
{
    static const size_t segments[CT_EXACTS] = { CT_SEGMENT_OWN, COUNTED, CT_SEGMENT_SENTENCE };
    for (size_t i = 0; i < m->n_exact_met; i++) m->exact[m->exact_met[i]] = 0;
    m->n_exact_met = 0;
    for (size_t e = 0; e < CT_EXACTS; e++) {
        best[e] = 0;
        find_exact(m, (ct_exact)e, &m->read[segments[e]], &best[e]);
    }
}

static void add_chosen(matcher *m, int indicator, int *chosen, size_t *n)
{
    if (indicator == CT_NONE || m->chosen[indicator] || *n == MOST_CHOSEN) return;
    m->chosen[indicator] = true;
    chosen[(*n)++] = indicator;
}

/* Choose the `most` indicators of the highest values in a bag. */
static void choose_best(matcher *m, const bag_read *bag, const float *values, size_t most, int *chosen,
                        size_t *n)
{
    int best[MOST_GOOD];
    size_t found = 0;
    for (size_t i = 0; i < bag->n_met; i++) {
        int one = bag->met[i];
        size_t at = found;
        if (found == most && values[one] <= values[best[most - 1]]) continue;
        found += found < most;
        for (at = found - 1; at > 0 && values[best[at - 1]] < values[one]; at--) best[at] = best[at - 1];
        best[at] = one;
    }
    for (size_t i = 0; i < found; i++) add_chosen(m, best[i], chosen, n);
}

static int by_number(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static size_t choose(matcher *m, const ct_figure *f, int chosen[MOST_CHOSEN])
{
    size_t n = 0;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        const bag_read *bag = &m->bags[asked[i].bag];
        choose_best(m, bag, asked[i].cover ? bag->cover : bag->f, asked[i].most, chosen, &n);
    }
    add_chosen(m, f->rule.indicator, chosen, &n);
    for (size_t i = 0, before = n; i < before; i++) {
        add_chosen(m, m->index->growth[chosen[i]], chosen, &n);
        add_chosen(m, m->index->level[chosen[i]], chosen, &n);
    }
    for (size_t i = 0; i < n; i++) m->chosen[chosen[i]] = false;
    qsort(chosen, n, sizeof *chosen, by_number);
    return n;
}

static uint16_t share(float value)
{
    return (uint16_t)(value * CT_SHARE_ONE >= UINT16_MAX ? UINT16_MAX : value * CT_SHARE_ONE + 0.5f);
}

/* The figure's own words that name something, and whether all of them name parts: "khu vực dịch vụ" (the
 * service sector). */
static void weigh_own(const ct_figure *f, ct_evidence *e)
{
    size_t named = 0, in_part = 0;
    const ct_segment *own = &f->segments[CT_SEGMENT_OWN];
    for (size_t s = 0; s < own->n; s++) {
        const ct_passage *p = own->at[s].passage;
        for (size_t i = own->at[s].from, covered = 0; i < own->at[s].to; i++) {
            for (size_t k = p->first_match[i]; k < p->matches.n && p->matches.at[k].start == i; k++)
                if (p->matches.at[k].type == CT_PHRASE_BREAKDOWN && p->matches.at[k].end > covered &&
                    p->matches.at[k].end <= own->at[s].to)
                    covered = p->matches.at[k].end;
            for (size_t w = p->first_word[i]; w < p->first_word[i + 1]; w++) {
                bool names = !ct_word_is_hollow(&p->words[w]);
                named += names;
                in_part += names && i < covered;
            }
        }
    }
    e->own_words = named;
    e->part_only = in_part > 0 && in_part + 1 >= named;
}

/* Words that name something: beside the figure, and of the sentence, headings and title it stands under. */
static void keep_words(const ct_figure *f, ct_evidence *e)
{
    static const struct {
        ct_segment_name name;
        size_t most;
        bool last, near;
    } asked_words[] = {
        { CT_SEGMENT_OWN, 8, true, true },      { CT_SEGMENT_AFTER, 4, false, true },
        { CT_SEGMENT_CLAUSE, 6, true, false },  { CT_SEGMENT_HEAD, 8, false, false },
        { CT_SEGMENT_TITLE, 12, false, false }, { CT_SEGMENT_PARENTS, 6, false, false },
    };
    for (size_t s = 0; s < sizeof asked_words / sizeof *asked_words; s++) {
        const ct_word *words[12];
        size_t n = ct_segment_words_copy(&f->segments[asked_words[s].name], words, asked_words[s].most,
                                         asked_words[s].last);
        for (size_t i = 0; i < n; i++) {
            if (ct_word_is_hollow(words[i])) continue;
            if (asked_words[s].near)
                e->near[e->n_near++] = words[i];
            else
                e->far[e->n_far++] = words[i];
        }
    }
}

static ct_error keep(ct_window *w, matcher *m, ct_figure *f)
{
    int chosen[MOST_CHOSEN];
    size_t n = choose(m, f, chosen) + 1;
    ct_evidence *e = ct_arena_alloc(w->arena, sizeof *e);
    f->evidence = e;
    f->indicator.at = ct_arena_array(w->arena, n, sizeof *f->indicator.at);
    if (e == NULL || f->indicator.at == NULL || (e->of = ct_arena_array(w->arena, n, sizeof *e->of)) == NULL)
        return ct_no_memory();
    f->indicator.n = n;
    f->indicator.at[0].ref = CT_NONE;
    find_exacts(m, e->best_exact);
    for (size_t k = 1; k < n; k++) {
        float cover[LANES], found[LANES];
        f->indicator.at[k].ref = chosen[k - 1];
        overlap_of(m, chosen[k - 1], cover, found);
        for (size_t b = 0; b < CT_BAGS; b++) {
            e->of[k].cover[b] = share(cover[b]);
            e->of[k].f[b] = share(found[b]);
            e->best_cover[b] = e->of[k].cover[b] > e->best_cover[b] ? e->of[k].cover[b] : e->best_cover[b];
            e->best_f[b] = e->of[k].f[b] > e->best_f[b] ? e->of[k].f[b] : e->best_f[b];
        }
        memcpy(e->of[k].exact, &m->exact[(size_t)chosen[k - 1] * CT_EXACTS], sizeof e->of[k].exact);
    }
    weigh_own(f, e);
    keep_words(f, e);
    return ct_ok();
}

ct_error ct_candidates_find(ct_window *w)
{
    matcher *m = NULL;
    CT_TRY(matcher_new(w->arena, w->known->index, &m));
    for (size_t i = 0; i < w->n; i++) {
        CT_TRY(read_bags(w->arena, m, &w->figures[i]));
        CT_TRY(keep(w, m, &w->figures[i]));
    }
    return ct_ok();
}

ct_error ct_index_read(ct_arena *arena, const ct_index *index, const ct_word *words, size_t n, int indicator,
                       double *cover, double *f)
{
    matcher *m = NULL;
    const ct_word *at[MOST_PLACES];
    CT_TRY(matcher_new(arena, index, &m));
    for (size_t i = 0; i < n && i < MOST_PLACES; i++) at[i] = &words[i];
    read_words(index, at, n < MOST_PLACES ? n : MOST_PLACES, &m->read[0]);
    CT_TRY(add_segment(arena, m, CT_BAG_OWN, &m->read[0], 1, false));
    float covers[LANES], found[LANES];
    overlap_of(m, indicator, covers, found);
    *cover = (double)covers[CT_BAG_OWN];
    *f = (double)found[CT_BAG_OWN];
    return ct_ok();
}
