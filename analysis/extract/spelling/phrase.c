#include "extract/spelling/phrase.h"

#include <stdlib.h>
#include <string.h>

#include "core/list.h"
#include "core/memory.h"
#include "core/vietnamese.h"
#include "extract/spelling/cue.h"

enum {
    WORD_SLACK = 20,   /* cost a phrase may have for each of its words ...   */
    PHRASE_SLACK = 16, /* ... and once                                       */
    SKIP_WORD = 12,
    SKIP_MARK = 3,
    MAX_SKIP_WORDS = 2,
    MAX_SKIP_MARKS = 4,
    GAP_TOKENS = 8,
    GAP_TOKEN = 4,
    MAX_STEPS = 4000, /* of one walk: hostile text ends it, no phrase needs it */
    WILDCARD = 65534
};

typedef struct {
    int32_t payload; /* first, -1 none                                 */
    int32_t gap;     /* node after a "*", -1 none                      */
    uint8_t deepest; /* words of the longest phrase through this node  */
    uint8_t depth;
    uint64_t bits;             /* ct_syllable_bit() of the words that may follow */
    int32_t first_leg, n_legs; /* in legs, once sealed                  */
} node;

/* A word on from a node; those of one node stand together, by syllable. */
typedef struct {
    uint16_t syllable;
    int32_t child;
} leg;

typedef struct {
    int32_t ref, next;
    uint8_t type;
} payload;

/* What of a phrase's first word is asked for every word of a text: here in one place, for most words begin
 * none. */
typedef struct {
    int32_t node;  /* -1 none                                                */
    bool open;     /* a phrase ends there, or goes on with any words         */
    uint64_t bits; /* the node's                                             */
} opening;

typedef struct {
    uint64_t key;
    int32_t child;
} edge; /* key: parent << 16 | syllable, plus 1; 0 empty */

struct ct_trie {
    ct_lexicon *lexicon; /* borrowed */
    node *nodes;
    size_t n_nodes, node_capacity;
    payload *payloads;
    size_t n_payloads, payload_capacity;
    edge *edges;
    size_t n_edges, edge_capacity;
    bool *skips;
    size_t n_skips; /* by syllable */
    leg *legs;      /* NULL before the trie is sealed */
    opening *first; /* by syllable: the phrases that begin with it */
};

static size_t edge_slot(const ct_trie *trie, uint64_t key)
{
    uint64_t h = key * 0x9E3779B97F4A7C15u;
    size_t at = (size_t)(h >> 20) & (trie->edge_capacity - 1);
    while (trie->edges[at].key != 0 && trie->edges[at].key != key) at = (at + 1) & (trie->edge_capacity - 1);
    return at;
}

static int32_t child_of(const ct_trie *trie, int32_t parent, uint16_t syllable)
{
    const edge *e = &trie->edges[edge_slot(trie, ((uint64_t)parent << 16 | syllable) + 1)];
    return e->key == 0 ? -1 : e->child;
}

static int32_t leg_of(const ct_trie *trie, const node *from, uint16_t syllable)
{
    const leg *legs = trie->legs + from->first_leg;
    int32_t low = 0, high = from->n_legs;
    while (low < high) {
        int32_t middle = (low + high) / 2;
        if (legs[middle].syllable < syllable)
            low = middle + 1;
        else
            high = middle;
    }
    return low < from->n_legs && legs[low].syllable == syllable ? legs[low].child : -1;
}

static bool grow(void **rows, size_t *capacity, size_t n, size_t size)
{
    void *grown = ct_list_room(*rows, n, capacity, size, 1024);
    if (grown == NULL) {
        ct_memory_fail(); /* a match that could not be noted looks like none */
        return false;
    }
    *rows = grown;
    return true;
}

static int32_t add_node(ct_trie *trie, uint8_t depth)
{
    if (!grow((void **)&trie->nodes, &trie->node_capacity, trie->n_nodes, sizeof *trie->nodes)) return -1;
    trie->nodes[trie->n_nodes] = (node){ .payload = -1, .gap = -1, .depth = depth };
    return (int32_t)trie->n_nodes++;
}

static bool grow_edges(ct_trie *trie)
{
    if (trie->n_edges * 2 < trie->edge_capacity) return true;
    edge *was = trie->edges;
    size_t old = trie->edge_capacity;
    trie->edge_capacity = ct_list_next(old, 65536);
    trie->edges = trie->edge_capacity > 0 ? calloc(trie->edge_capacity, sizeof *trie->edges) : NULL;
    if (trie->edges == NULL) {
        trie->edges = was;
        trie->edge_capacity = old;
        return false;
    }
    for (size_t i = 0; i < old; i++)
        if (was[i].key != 0) trie->edges[edge_slot(trie, was[i].key)] = was[i];
    free(was);
    return true;
}

ct_error ct_trie_new(ct_trie **out, ct_lexicon *lexicon)
{
    *out = NULL;
    ct_trie *trie = calloc(1, sizeof *trie);
    if (trie == NULL) return ct_no_memory();
    trie->lexicon = lexicon;
    trie->n_skips = CT_NO_SYLLABLE;
    trie->skips = calloc(trie->n_skips, sizeof *trie->skips);
    trie->first = malloc(trie->n_skips * sizeof *trie->first);
    for (size_t i = 0; trie->first != NULL && i < trie->n_skips; i++) trie->first[i].node = -1;
    if (trie->skips == NULL || trie->first == NULL || !grow_edges(trie) || add_node(trie, 0) < 0) {
        ct_trie_free(trie);
        return ct_no_memory();
    }
    *out = trie;
    return ct_ok();
}

void ct_trie_free(ct_trie *trie)
{
    if (trie == NULL) return;
    free(trie->nodes);
    free(trie->payloads);
    free(trie->edges);
    free(trie->skips);
    free(trie->first);
    free(trie->legs);
    free(trie);
}

void ct_trie_skip(ct_trie *trie, const char *word)
{
    uint16_t s = ct_lexicon_add(trie->lexicon, word, strlen(word));
    if (s < trie->n_skips) trie->skips[s] = true;
}

/* The node one word on, made when missing; -1 when out of memory. */
static int32_t step(ct_trie *trie, int32_t at, uint16_t syllable)
{
    uint64_t key = ((uint64_t)at << 16 | syllable) + 1;
    size_t slot = edge_slot(trie, key);
    if (trie->edges[slot].key != 0) return trie->edges[slot].child;
    uint8_t depth = trie->nodes[at].depth;
    int32_t made = add_node(trie, (uint8_t)(depth + (syllable == WILDCARD ? 0 : 1)));
    if (made < 0 || !grow_edges(trie)) return -1;
    trie->edges[edge_slot(trie, key)] = (edge){ key, made };
    trie->n_edges++;
    if (syllable != WILDCARD) trie->nodes[at].bits |= ct_syllable_bit(syllable);
    if (syllable == WILDCARD) trie->nodes[at].gap = made;
    return made;
}

static bool end_phrase(ct_trie *trie, int32_t at, ct_phrase_type type, int ref)
{
    for (int32_t p = trie->nodes[at].payload; p >= 0; p = trie->payloads[p].next)
        if (trie->payloads[p].type == type && trie->payloads[p].ref == ref) return true;
    if (!grow((void **)&trie->payloads, &trie->payload_capacity, trie->n_payloads, sizeof *trie->payloads))
        return false;
    trie->payloads[trie->n_payloads] = (payload){ ref, trie->nodes[at].payload, (uint8_t)type };
    trie->nodes[at].payload = (int32_t)trie->n_payloads++;
    return true;
}

static opening opening_of(const ct_trie *trie, int32_t at)
{
    const node *one = &trie->nodes[at];
    return (opening){ at, one->payload >= 0 || one->gap >= 0, one->bits };
}

ct_error ct_trie_add(ct_trie *trie, const char *phrase, ct_phrase_type type, int ref)
{
    enum { MAX_WORDS = 30 };
    ct_tokens words = { NULL, 0, 0 };
    int32_t path[MAX_WORDS + 1] = { 0 }, at = 0;
    uint16_t first = WILDCARD;
    size_t n = 0;
    bool ok = ct_tokens_add(&words, NULL, ct_lexicon_signs(trie->lexicon), phrase, strlen(phrase), 0, false);
    for (size_t i = 0; ok && i < words.n && n < MAX_WORDS; i++) {
        const ct_token *w = &words.at[i];
        bool sign = w->kind == CT_TOKEN_MARK && (w->mark == '%' || w->mark == '/' || w->mark == 'm');
        uint16_t s = CT_NO_SYLLABLE;
        if (w->kind == CT_TOKEN_MARK && w->mark == '*')
            s = WILDCARD;
        else if (w->kind != CT_TOKEN_MARK || sign)
            s = ct_lexicon_add(trie->lexicon, w->text, w->len);
        if (s == CT_NO_SYLLABLE && w->kind != CT_TOKEN_MARK)
            at = -1; /* a word the lexicon cannot hold: no such phrase */
        if (at < 0) break;
        if (s == CT_NO_SYLLABLE) continue;
        at = step(trie, at, s);
        ok = at >= 0;
        first = n == 0 ? s : first;
        path[++n] = at;
    }
    ct_tokens_clear(&words);
    if (ok && n > 0 && at > 0) ok = end_phrase(trie, at, type, ref);
    if (n > 0 && path[1] > 0 && first != WILDCARD) trie->first[first] = opening_of(trie, path[1]);
    for (size_t i = 0; ok && at > 0 && i <= n; i++)
        if (trie->nodes[path[i]].deepest < trie->nodes[at].depth)
            trie->nodes[path[i]].deepest = trie->nodes[at].depth;
    return ok ? ct_ok() : ct_no_memory();
}

static int by_parent(const void *a, const void *b)
{
    uint64_t x = ((const edge *)a)->key, y = ((const edge *)b)->key;
    return (x > y) - (x < y);
}

bool ct_trie_seal(ct_trie *trie)
{
    edge *sorted = malloc((trie->n_edges + 1) * sizeof *sorted);
    leg *legs = malloc((trie->n_edges + 1) * sizeof *legs);
    size_t n = 0;
    if (sorted == NULL || legs == NULL) {
        free(sorted);
        free(legs);
        return false;
    }
    for (size_t i = 0; i < trie->edge_capacity; i++)
        if (trie->edges[i].key != 0) sorted[n++] = trie->edges[i];
    qsort(sorted, n, sizeof *sorted, by_parent);
    for (size_t i = 0; i < n; i++) {
        node *parent = &trie->nodes[(sorted[i].key - 1) >> 16];
        if (parent->n_legs++ == 0) parent->first_leg = (int32_t)i;
        legs[i] = (leg){ (uint16_t)(sorted[i].key - 1), sorted[i].child };
    }
    free(sorted);
    trie->legs = legs;
    return true;
}

typedef struct {
    const ct_trie *trie;
    const ct_tokens *tokens;
    ct_matches *out;
    size_t from, steps;
    bool failed;
} walk;

static bool push(ct_matches *matches, ct_match match)
{
    for (size_t i = matches->n; i > 0 && matches->at[i - 1].start == match.start; i--) {
        ct_match *old = &matches->at[i - 1];
        if (old->type == match.type && old->ref == match.ref && old->end == match.end) {
            if (match.cost < old->cost) *old = match;
            return true;
        }
    }
    if (!grow((void **)&matches->at, &matches->capacity, matches->n, sizeof *matches->at)) return false;
    matches->at[matches->n++] = match;
    return true;
}

static bool skippable(const ct_trie *trie, const ct_token *t, bool *word)
{
    *word = t->kind == CT_TOKEN_WORD;
    if (t->kind == CT_TOKEN_MARK) return strchr(",-()\"'_", t->mark) != NULL && t->mark != 0;
    return t->kind == CT_TOKEN_WORD && t->reading.n > 0 && t->reading.at[0].cost <= 15 &&
           trie->skips[t->reading.at[0].syllable];
}

static bool breaks_gap(const ct_token *t)
{
    return (t->kind == CT_TOKEN_NUMBER && !t->as_word) ||
           (t->kind == CT_TOKEN_MARK && strchr(";.:!?", t->mark) != NULL);
}

/* May a walk that has come to this node find anything there or beyond? */
static bool goes_on(const walk *w, int32_t at, size_t i)
{
    const node *here = &w->trie->nodes[at];
    bool word = false;
    if (here->payload >= 0 || here->gap >= 0) return true;
    return i < w->tokens->n && ((here->bits & w->tokens->at[i].reading.bits) != 0 ||
                                skippable(w->trie, &w->tokens->at[i], &word));
}

/* State of a walk after some tokens: at a node, with a cost and what was skipped. */
static void visit(walk *w, int32_t at, size_t i, int cost, unsigned words, unsigned marks, bool gap,
                  bool arrived)
{
    const node *here = &w->trie->nodes[at];
    if (++w->steps > MAX_STEPS || cost > WORD_SLACK * here->deepest + PHRASE_SLACK) return;
    if (arrived && cost <= WORD_SLACK * here->depth + PHRASE_SLACK)
        for (int32_t p = here->payload; p >= 0; p = w->trie->payloads[p].next) {
            const payload *found = &w->trie->payloads[p];
            ct_match match = { w->from, i, found->ref, cost, found->type, here->depth, false, gap };
            w->failed = !push(w->out, match) || w->failed;
        }
    if (i >= w->tokens->n || w->tokens->at[i].cell) return;
    const ct_token *t = &w->tokens->at[i];
    int most =
        WORD_SLACK * here->deepest + PHRASE_SLACK; /* no phrase on from here is longer than from its parent */
    size_t candidates = (here->bits & t->reading.bits) != 0 ? t->reading.n : 0;
    for (size_t c = 0; c < candidates && cost + t->reading.at[c].cost <= most; c++) {
        uint16_t syllable = t->reading.at[c].syllable;
        int32_t child = -1;
        if ((here->bits & ct_syllable_bit(syllable)) != 0)
            child = w->trie->legs != NULL ? leg_of(w->trie, here, syllable) : child_of(w->trie, at, syllable);
        if (child >= 0 && goes_on(w, child, i + 1))
            visit(w, child, i + 1, cost + t->reading.at[c].cost, words, marks, gap, true);
    }
    bool word = false;
    if (skippable(w->trie, t, &word) && (word ? words < MAX_SKIP_WORDS : marks < MAX_SKIP_MARKS))
        visit(w, at, i + 1, cost + (word ? SKIP_WORD : SKIP_MARK), words + word, marks + !word, gap, false);
    if (here->gap >= 0)
        for (size_t k = 0;
             k <= GAP_TOKENS && i + k < w->tokens->n && (k == 0 || !breaks_gap(&w->tokens->at[i + k - 1]));
             k++)
            visit(w, here->gap, i + k, cost + GAP_TOKEN * (int)k, words, marks, true, false);
}

bool ct_trie_match(const ct_trie *trie, const ct_tokens *tokens, size_t from, ct_matches *matches)
{
    walk w = { trie, tokens, matches, from, 1, false }; /* standing at the root was a step */
    const ct_reading *reading = &tokens->at[from].reading;
    const ct_token *next = from + 1 < tokens->n ? &tokens->at[from + 1] : NULL;
    int most = WORD_SLACK * trie->nodes[0].deepest + PHRASE_SLACK;
    for (size_t c = 0; c < reading->n && reading->at[c].cost <= most; c++) {
        const opening *first = &trie->first[reading->at[c].syllable];
        bool word = false;
        if (first->node >= 0 && (first->open || (next != NULL && ((first->bits & next->reading.bits) != 0 ||
                                                                  skippable(trie, next, &word)))))
            visit(&w, first->node, from + 1, reading->at[c].cost, 0, 0, false, true);
    }
    return !w.failed;
}

void ct_matches_clear(ct_matches *matches)
{
    free(matches->at);
    *matches = (ct_matches){ NULL, 0, 0 };
}

static int by_place(const ct_match *x, const ct_match *y)
{
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    if (x->end != y->end) return x->end > y->end ? -1 : 1;
    if (x->cost != y->cost) return x->cost < y->cost ? -1 : 1;
    return x->type != y->type ? x->type - y->type : (x->ref > y->ref) - (x->ref < y->ref);
}

static bool covers(const ct_match *a, const ct_match *b)
{
    return a->start <= b->start && b->end <= a->end && a->words > b->words &&
           a->end - a->start > b->end - b->start;
}

/* "29.960 ha, tăng" (29,960 hectares, up) is no "hạ tầng" (infrastructure): a word that only stops others has
 * no comma inside. */
static bool torn(const ct_match *match)
{
    bool stop = match->type == CT_PHRASE_CUE && match->ref >> CT_REF_BITS == CT_CUE_STOP;
    return stop && match->end - match->start != match->words;
}

static bool hides(const ct_match *longer, const ct_match *one)
{
    int class = longer->ref >> CT_REF_BITS;
    if (longer->type == CT_PHRASE_CUE && class == CT_CUE_STOP && one->type == CT_PHRASE_INDICATOR)
        return true; /* "người lao động thuộc hộ nghèo" (workers of poor households): whose the figure is, not
                        what it is */
    return longer->type == one->type &&
           (one->type != CT_PHRASE_CUE || class == one->ref >> CT_REF_BITS || class == CT_CUE_STOP);
}

/* "GRDP tăng" (GRDP grew) still says that it rises, "GRDP ước đạt" (GRDP is estimated to reach) that it is an
 * estimate, "mục tiêu tăng trưởng" (target of growth) that it is an aim. */
static bool speaks(const ct_match *longer, const ct_match *one)
{
    int class = one->ref >> CT_REF_BITS;
    if (longer->type == CT_PHRASE_CUE && longer->ref >> CT_REF_BITS == CT_CUE_HEADING &&
        one->type == CT_PHRASE_CUE)
        return true; /* "dự kiến cả năm đạt" (the whole year is expected to reach): what a heading says,
                        running text may say too */
    if (longer->type == CT_PHRASE_CUE && longer->ref >> CT_REF_BITS == CT_CUE_HELD &&
        one->type == CT_PHRASE_CUE)
        return true; /* "không đạt" (missed) only says what the words after it are */
    if (longer->type != CT_PHRASE_INDICATOR || one->type != CT_PHRASE_CUE) return false;
    if (class == CT_CUE_PLACE && longer->end - longer->start >= longer->words + (one->end - one->start))
        return true; /* "hộ nghèo trong tỉnh còn" (poor households in the province fall to): words that the
                        name only skips */
    return (class == CT_CUE_DIRECTION && longer->end == one->end) ||
           (class == CT_CUE_KIND && (longer->end == one->end || longer->start == one->start));
}

void ct_matches_settle(ct_matches *matches)
{
    size_t kept = 0, longest = 0;
    for (size_t i = 1; i < matches->n; i++) { /* they come by their start, so only neighbours change places */
        ct_match one = matches->at[i];
        size_t at = i;
        for (; at > 0 && by_place(&one, &matches->at[at - 1]) < 0; at--)
            matches->at[at] = matches->at[at - 1];
        matches->at[at] = one;
    }
    for (size_t i = 0; i < matches->n; i++) {
        ct_match one = matches->at[i];
        bool dropped = false;
        /* Those that may cover this one begin no farther before it than the longest is long. */
        for (size_t j = kept; j > 0 && one.start - matches->at[j - 1].start < longest && !dropped; j--) {
            const ct_match *other = &matches->at[j - 1];
            if (other->end < one.end || other->gap || torn(other)) continue;
            if (covers(other, &one) && hides(other, &one))
                dropped = true;
            else if (covers(other, &one) && !speaks(other, &one))
                one.inside = true;
            else if (other->start == one.start && other->end == one.end && other->type == one.type &&
                     other->cost + 20 < one.cost)
                dropped = true;
        }
        if (dropped) continue;
        matches->at[kept++] = one;
        if (longest < one.end - one.start) longest = one.end - one.start;
    }
    matches->n = kept;
}
