#include "extract/spelling/lexicon.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/csv.h"
#include "core/list.h"
#include "core/number.h"
#include "core/vietnamese.h"

enum {
    MAX_SYLLABLES = 20000,
    MAX_CANDIDATES = 10,
    OTHER_MARKS = 50, /* a clean word with the same letters but other marks      */
    INEXACT = 15,     /* what any reading that is not the very letters costs     */
    RIVAL = 60,       /* added to the others when one reading is exact           */
    RIVAL_LIMIT = 120,
    SIGNS = 36,        /* a-z and 0-9                                             */
    THREE = 60,        /* the least that three letters for one may cost           */
    MAX_CACHE = 400000 /* distinct words read; beyond them no text has any meaning */
};

typedef struct {
    ct_letters letters;
    uint32_t mask;      /* plain letters it has      */
    int32_t next_alike; /* same fold; -1 ends        */
} syllable;

/* One way a clean letter comes out of a scan. */
typedef struct {
    uint32_t damaged; /* up to three bytes, first lowest */
    uint16_t cost;
    uint8_t n;
} confusion;

typedef struct {
    char *key;
    uint32_t shape;
    int mode; /* 0 clean, 1 damaged, 2 damaged digits */
    ct_reading reading;
} cached;

enum { SKIPS = 4 };

/* A syllable in the order of clean letters: neighbours begin alike, so the work on their first letters is
 * done once. */
typedef struct {
    uint16_t syllable;
    uint8_t shared; /* letters it begins with like the one before it                            */
    uint8_t n;      /* its letters, and which: here too, for each damaged word looks at them all */
    uint32_t mask;
    uint16_t next[SKIPS]; /* the first one after it that shares fewer than 1, 2, 3, 4 letters with it */
} place_in;

/* A word as it stands in the text, and how it is read: most words of a document were met before. */
typedef struct {
    const char *text; /* n bytes, not terminated */
    uint32_t n, hash;
    bool damaged;
    ct_reading reading;
} seen;

struct ct_lexicon {
    ct_arena *arena;
    ct_signs signs;
    confusion *confusions[CT_LETTERS];
    size_t n_confusions[CT_LETTERS];
    syllable *syllables;
    size_t n, capacity;
    int32_t *by_fold; /* open addressing, -1 empty */
    size_t n_by_fold;
    cached *cache;
    size_t n_cache, cache_capacity;
    seen *seen; /* n_seen words in the order they were met: common ones stand together */
    size_t n_seen, seen_capacity;
    uint32_t *seen_at; /* by hash, open addressing, twice as many as seen has room for: one more than the
                          word's number, 0 empty */
    place_in *sorted;  /* n_sorted syllables by their clean letters, once the first damaged word is read */
    size_t n_sorted;
    bool triples[CT_LETTERS]; /* letters that may come out as three */
    uint8_t lost[CT_LETTERS], one[CT_LETTERS][SIGNS], two[CT_LETTERS][SIGNS * SIGNS];
};

static uint32_t hash_text(const char *s)
{
    uint32_t h = 2166136261u;
    for (; *s != '\0'; s++) h = (h ^ (unsigned char)*s) * 16777619u;
    return h ^ (h >> 15);
}

/* Where in seen_at a word of this hash stands, or would stand. */
static size_t seen_place(const ct_lexicon *lexicon, uint32_t hash, const char *text, size_t n, bool damaged)
{
    size_t mask = 2 * lexicon->seen_capacity - 1, at = hash & mask;
    for (; lexicon->seen_at[at] != 0; at = (at + 1) & mask) {
        const seen *one = &lexicon->seen[lexicon->seen_at[at] - 1];
        if (one->hash == hash && one->n == n && one->damaged == damaged && memcmp(one->text, text, n) == 0)
            break;
    }
    return at;
}

static bool seen_grow(ct_lexicon *lexicon)
{
    size_t capacity = ct_list_next(lexicon->seen_capacity, 4096);
    uint32_t *places = capacity > 0 ? calloc(capacity, 2 * sizeof *places) : NULL;
    seen *grown = places == NULL ? NULL : ct_list_resize(lexicon->seen, capacity, sizeof *grown);
    if (grown == NULL) {
        free(places);
        return false;
    }
    free(lexicon->seen_at);
    lexicon->seen = grown;
    lexicon->seen_at = places;
    lexicon->seen_capacity = capacity;
    for (size_t i = 0; i < lexicon->n_seen; i++)
        places[seen_place(lexicon, grown[i].hash, grown[i].text, grown[i].n, grown[i].damaged)] =
            (uint32_t)i + 1;
    return true;
}

ct_error ct_lexicon_new(ct_lexicon **out)
{
    *out = NULL;
    ct_lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (lexicon == NULL) return ct_no_memory();
    lexicon->arena = ct_arena_new();
    lexicon->n_by_fold = 65536;
    lexicon->by_fold = malloc(lexicon->n_by_fold * sizeof *lexicon->by_fold);
    lexicon->cache_capacity = 8192;
    lexicon->cache = calloc(lexicon->cache_capacity, sizeof *lexicon->cache);
    if (lexicon->arena == NULL || lexicon->by_fold == NULL || lexicon->cache == NULL || !seen_grow(lexicon)) {
        ct_lexicon_free(lexicon);
        return ct_no_memory();
    }
    memset(lexicon->by_fold, 0xFF, lexicon->n_by_fold * sizeof *lexicon->by_fold);
    *out = lexicon;
    return ct_ok();
}

void ct_lexicon_free(ct_lexicon *lexicon)
{
    if (lexicon == NULL) return;
    free(lexicon->cache);
    free(lexicon->seen);
    free(lexicon->seen_at);
    free(lexicon->by_fold);
    free(lexicon->syllables);
    ct_arena_free(lexicon->arena);
    free(lexicon);
}

const char *ct_lexicon_fold(const ct_lexicon *lexicon, uint16_t syllable_number)
{
    return lexicon->syllables[syllable_number].letters.fold;
}

void ct_lexicon_spell(const ct_lexicon *lexicon, uint16_t syllable_number, char out[CT_SPELLING_MAX])
{
    const ct_letters *letters = &lexicon->syllables[syllable_number].letters;
    size_t at = 0;
    for (size_t i = 0; i < letters->n; i++) {
        size_t n = ct_letter_text(letters->clean[i], out + at);
        if (n == 0) out[at++] = letters->fold[i];
        at += n;
    }
    out[at] = '\0';
}

const ct_signs *ct_lexicon_signs(const ct_lexicon *lexicon)
{
    return &lexicon->signs;
}

/* Where in by_fold a fold stands, or would stand. */
static size_t slot_of(const ct_lexicon *lexicon, const char *fold)
{
    size_t at = hash_text(fold) % lexicon->n_by_fold;
    while (lexicon->by_fold[at] >= 0 &&
           strcmp(lexicon->syllables[lexicon->by_fold[at]].letters.fold, fold) != 0)
        at = (at + 1) % lexicon->n_by_fold;
    return at;
}

static uint32_t mask_of(const char *fold)
{
    uint32_t mask = 0;
    for (; *fold != '\0'; fold++) mask |= *fold >= 'a' ? 1u << (*fold - 'a') : 1u << 26;
    return mask;
}

static bool same_word(const ct_letters *a, const ct_letters *b)
{
    return a->shape == b->shape && strcmp(a->fold, b->fold) == 0;
}

static uint16_t find_letters(const ct_lexicon *lexicon, const ct_letters *letters)
{
    for (int32_t i = lexicon->by_fold[slot_of(lexicon, letters->fold)]; i >= 0;
         i = lexicon->syllables[i].next_alike)
        if (same_word(&lexicon->syllables[i].letters, letters)) return (uint16_t)i;
    return CT_NO_SYLLABLE;
}

uint16_t ct_lexicon_find(const ct_lexicon *lexicon, const char *text, size_t n)
{
    ct_letters letters;
    ct_letters_read(&letters, &lexicon->signs, text, n, false);
    return letters.n == 0 ? CT_NO_SYLLABLE : find_letters(lexicon, &letters);
}

uint16_t ct_lexicon_add(ct_lexicon *lexicon, const char *text, size_t n)
{
    ct_letters letters;
    ct_letters_read(&letters, &lexicon->signs, text, n, false);
    if (letters.n == 0) return CT_NO_SYLLABLE;
    uint16_t found = find_letters(lexicon, &letters);
    if (found != CT_NO_SYLLABLE || lexicon->n >= MAX_SYLLABLES) return found;
    syllable *grown = ct_list_room(lexicon->syllables, lexicon->n, &lexicon->capacity, sizeof *grown, 1024);
    if (grown == NULL) return CT_NO_SYLLABLE;
    lexicon->syllables = grown;
    size_t slot = slot_of(lexicon, letters.fold);
    lexicon->syllables[lexicon->n] = (syllable){ letters, mask_of(letters.fold), lexicon->by_fold[slot] };
    lexicon->by_fold[slot] = (int32_t)lexicon->n;
    return (uint16_t)lexicon->n++;
}

static ct_error add_confusion(ct_lexicon *lexicon, const char *clean, const char *damaged, double cost,
                              long line)
{
    int letter = 0, sign = 0;
    size_t n_clean = strlen(clean), n_damaged = strlen(damaged);
    if (n_clean == 0 || ct_utf8_next(clean, n_clean, &letter) != n_clean || ct_letter_index(letter) < 0)
        return ct_fail(CT_EPARSE, line,
                       "\"%s\" is not one clean letter; write a lower-case Vietnamese letter", clean);
    if (n_damaged > 0 && cost <= 0 && ct_utf8_next(damaged, n_damaged, &sign) == n_damaged) {
        if (lexicon->signs.n == CT_SIGN_MAX)
            return ct_fail(CT_EPARSE, line, "more than %d signs that stand for a letter", CT_SIGN_MAX);
        lexicon->signs.sign[lexicon->signs.n] = sign;
        lexicon->signs.letter[lexicon->signs.n++] = ct_letter_plain(ct_letter_index(letter));
        return ct_ok();
    }
    if (n_damaged > 3) return ct_fail(CT_EPARSE, line, "\"%s\" is longer than three letters", damaged);
    confusion one = { 0, (uint16_t)(cost * 100 + 0.5), (uint8_t)n_damaged };
    for (size_t i = 0; i < n_damaged; i++) one.damaged |= (uint32_t)(unsigned char)damaged[i] << (8 * i);
    int index = ct_letter_index(letter);
    size_t *n = &lexicon->n_confusions[index];
    if (*n % 32 == 0) {
        confusion *grown = ct_arena_array(lexicon->arena, *n + 32, sizeof *grown);
        if (grown == NULL) return ct_no_memory();
        if (*n > 0) memcpy(grown, lexicon->confusions[index], *n * sizeof *grown);
        lexicon->confusions[index] = grown;
    }
    lexicon->confusions[index][(*n)++] = one;
    return ct_ok();
}

ct_error ct_lexicon_confusions(ct_lexicon *lexicon, const char *text, size_t n, const char *file)
{
    ct_csv csv;
    ct_error err = ct_csv_parse(lexicon->arena, text, n, &csv);
    for (size_t i = 1; err.code == CT_OK && i < csv.n; i++) {
        const ct_csv_row *row = &csv.rows[i];
        double cost = 0;
        if (row->n_cells < 3)
            err =
                ct_fail(CT_EPARSE, row->line, "%zu cells; each row is clean,damaged,cost,seen", row->n_cells);
        else
            err = ct_number_plain(row->cells[2], &cost);
        if (err.code == CT_OK && (cost < 0 || cost > 2))
            err = ct_fail(CT_EPARSE, row->line, "cost %s is outside 0 to 2", row->cells[2]);
        if (err.code == CT_OK)
            err = add_confusion(lexicon, row->cells[0], row->cells[1], cost, row->line);
        else if (err.line == 0)
            err.line = row->line;
    }
    return ct_in(err, file);
}

static bool is_vowel(char c)
{
    return strchr("aeiouy", c) != NULL;
}

/* The place of a damaged letter in the tables of costs, or -1. */
static int place_of(char c)
{
    return c >= 'a' && c <= 'z' ? c - 'a' : c >= '0' && c <= '9' ? 26 + c - '0' : -1;
}

/* What it costs that clean letter `letter` came out as the n damaged letters at d, without what was learned.
 */
static int plain_cost(uint8_t letter, const char *d, size_t n)
{
    char plain = letter < CT_LETTERS - 1 ? ct_letter_plain(letter) : 0;
    bool has = false;
    if (n == 1 && plain == d[0]) return 0;
    for (size_t i = 0; i < n; i++) has = has || d[i] == plain;
    if (n == 0) return 90;
    if (n == 1)
        return is_vowel(d[0]) && plain != 0 && is_vowel(plain) ? (ct_letter_index(plain) != letter ? 55 : 80)
                                                               : 100;
    return n == 2 ? (has ? 70 : 130) : (has ? 140 : 190);
}

static int learned_cost(const ct_lexicon *lexicon, uint8_t letter, const char *d, size_t n)
{
    int cost = plain_cost(letter, d, n);
    uint32_t key = 0;
    for (size_t i = 0; i < n; i++) key |= (uint32_t)(unsigned char)d[i] << (8 * i);
    for (size_t i = 0; i < lexicon->n_confusions[letter]; i++) {
        const confusion *one = &lexicon->confusions[letter][i];
        if (one->n == n && one->damaged == key && one->cost < cost) cost = one->cost;
    }
    return cost;
}

/* Fill the tables of what one letter costs as one or two damaged ones: they are asked millions of times a
 * document. */
static void fill_costs(ct_lexicon *lexicon)
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    for (uint8_t letter = 0; letter < CT_LETTERS; letter++) {
        lexicon->lost[letter] = (uint8_t)learned_cost(lexicon, letter, "", 0);
        for (size_t i = 0; i < lexicon->n_confusions[letter]; i++)
            lexicon->triples[letter] = lexicon->triples[letter] || lexicon->confusions[letter][i].n == 3;
        for (size_t i = 0; i < SIGNS; i++) {
            lexicon->one[letter][i] = (uint8_t)learned_cost(lexicon, letter, &signs[i], 1);
            for (size_t j = 0; j < SIGNS; j++)
                lexicon->two[letter][i * SIGNS + j] =
                    (uint8_t)learned_cost(lexicon, letter, (const char[]){ signs[i], signs[j] }, 2);
        }
    }
}

static int by_clean_letters(const void *a, const void *b)
{
    const syllable *const *p = a, *const *q = b;
    const ct_letters *x = &(*p)->letters, *y = &(*q)->letters;
    int order = memcmp(x->clean, y->clean, x->n < y->n ? x->n : y->n);
    return order != 0 ? order : x->n != y->n ? (x->n < y->n ? -1 : 1) : (*p > *q) - (*p < *q);
}

static uint8_t shared_letters(const ct_letters *a, const ct_letters *b)
{
    uint8_t n = 0;
    while (n < a->n && n < b->n && a->clean[n] == b->clean[n]) n++;
    return n;
}

/* Sort the syllables for search_near(); false when out of memory. */
static bool sort_syllables(ct_lexicon *lexicon)
{
    size_t n = lexicon->n;
    place_in *sorted = ct_arena_array(lexicon->arena, n + 1, sizeof *sorted);
    const syllable **order = ct_arena_array(lexicon->arena, n, sizeof *order);
    if (sorted == NULL || order == NULL) return false;
    for (size_t i = 0; i < n; i++) order[i] = &lexicon->syllables[i];
    qsort(order, n, sizeof *order, by_clean_letters);
    for (size_t i = 0; i < n; i++) {
        sorted[i].syllable = (uint16_t)(order[i] - lexicon->syllables);
        sorted[i].n = (uint8_t)order[i]->letters.n;
        sorted[i].mask = order[i]->mask;
        sorted[i].shared = i == 0 ? 0 : shared_letters(&order[i - 1]->letters, &order[i]->letters);
    }
    for (size_t i = n; i > 0; i--)
        for (size_t k = 0; k < SKIPS; k++)
            sorted[i - 1].next[k] = (uint16_t)(i == n || sorted[i].shared <= k ? i : sorted[i].next[k]);
    fill_costs(lexicon);
    lexicon->sorted = sorted;
    lexicon->n_sorted = n;
    return true;
}

enum {
    TOO_DEAR = 10000,
    BEFORE = 3 /* cells before a row's first, always too dear, so that no step has to ask where it is */
};

/* After some letters of the syllable: the least cost of each number of damaged letters used. Only those from
 * `low` to `high` are within the limit; the three on both sides of them are too dear, and what is farther out
 * means nothing. */
typedef struct {
    int low, high;
    uint16_t cost[BEFORE + CT_WORD_MAX + 1 + BEFORE];
} search_row;

/* The damaged word as the search wants it: places of its letters and pairs in the tables of costs, each at
 * the number of letters used. */
typedef struct {
    const char *d;
    int n, limit;
    int one[CT_WORD_MAX + 1], two[CT_WORD_MAX + 1];
    search_row row[CT_WORD_MAX + 1];
    uint8_t least[CT_LETTERS]; /* what each clean letter costs at the least, wherever it stands in the word */
} search;

/* Three damaged letters for one: dear unless learned, and few are. */
static int cost_of_three(const ct_lexicon *lexicon, const search *s, uint8_t letter, int before, int j)
{
    if (j < 3 || before + THREE > s->limit) return TOO_DEAR;
    return before + learned_cost(lexicon, letter, s->d + j - 3, 3);
}

/* One more letter of the syllable: the row after `depth` letters from the one before. False when all of it is
 * beyond the limit. */
static bool read_letter(const ct_lexicon *lexicon, search *s, uint8_t letter, int depth)
{
    const search_row *from = &s->row[depth - 1];
    search_row *to = &s->row[depth];
    const uint16_t *now = from->cost + BEFORE;
    uint16_t *next = to->cost + BEFORE;
    const uint8_t *one = lexicon->one[letter], *two = lexicon->two[letter];
    int lost = lexicon->lost[letter], reach = from->high + (lexicon->triples[letter] ? 3 : 2),
        last = reach < s->n ? reach : s->n;
    to->low = s->n + 1;
    to->high = -1;
    for (int j = from->low; j <= last; j++) {
        int cost = now[j] + lost, single = now[j - 1] + one[s->one[j]], pair = now[j - 2] + two[s->two[j]];
        cost = single < cost ? single : cost;
        cost = pair < cost ? pair : cost;
        if (lexicon->triples[letter]) {
            int three = cost_of_three(lexicon, s, letter, now[j - 3], j);
            cost = three < cost ? three : cost;
        }
        bool within = cost <= s->limit;
        next[j] = (uint16_t)(within ? cost : TOO_DEAR);
        to->low = within && j < to->low ? j : to->low;
        to->high = within ? j : to->high;
    }
    for (int k = 1; k <= BEFORE && to->high >= 0; k++) next[to->low - k] = next[to->high + k] = TOO_DEAR;
    return to->high >= 0;
}

static bool begin_search(search *s, const char *d, size_t n, int limit)
{
    s->d = d;
    s->n = (int)n;
    s->limit = limit;
    s->one[0] = s->two[0] = 0;
    for (size_t j = 0; j < n; j++) {
        int place = place_of(d[j]);
        if (place < 0) return false;
        s->one[j + 1] = place;
        s->two[j + 1] = j == 0 ? 0 : s->one[j] * SIGNS + place;
    }
    s->row[0].low = s->row[0].high = 0;
    for (int k = -BEFORE; k <= BEFORE; k++) s->row[0].cost[BEFORE + k] = k == 0 ? 0 : TOO_DEAR;
    return true;
}

/* The least that each letter costs: a syllable whose letters' sum is beyond the limit needs no rows. */
static void find_least(const ct_lexicon *lexicon, search *s)
{
    for (size_t letter = 0; letter < CT_LETTERS; letter++) {
        const uint8_t *one = lexicon->one[letter], *two = lexicon->two[letter];
        uint8_t least = lexicon->lost[letter];
        if (lexicon->triples[letter] && s->n >= 3 && least > THREE) least = THREE;
        for (int j = 1; j <= s->n; j++) {
            least = one[s->one[j]] < least ? one[s->one[j]] : least;
            least = j >= 2 && two[s->two[j]] < least ? two[s->two[j]] : least;
        }
        s->least[letter] = least;
    }
}

/* After how many letters the syllable is sure to be beyond the limit; 0 when it may be within. */
static int too_dear_after(const search *s, const ct_letters *letters, size_t n)
{
    int sum = 0;
    for (size_t k = 0; k < n; k++) {
        sum += s->least[letters->clean[k]];
        if (sum > s->limit) return (int)k + 1;
    }
    return 0;
}

static int limit_of(size_t n)
{
    return n <= 1 ? 0 : n == 2 ? 70 : n == 3 ? 105 : 125;
}

/* Keep the cheapest few, sorted. */
static size_t keep(ct_candidate *best, size_t n, uint16_t which, int cost)
{
    size_t at = n < MAX_CANDIDATES ? n : MAX_CANDIDATES - 1;
    if (n == MAX_CANDIDATES && cost >= best[at].cost) return n;
    while (at > 0 && best[at - 1].cost > cost) {
        best[at] = best[at - 1];
        at--;
    }
    best[at] = (ct_candidate){ which, (uint16_t)cost };
    return n < MAX_CANDIDATES ? n + 1 : n;
}

/* The same, where equal costs go by the syllable's number: the search meets syllables in another order. */
static size_t keep_ordered(ct_candidate *best, size_t n, uint16_t which, int cost)
{
    size_t at = n < MAX_CANDIDATES ? n : MAX_CANDIDATES;
    while (at > 0 &&
           (best[at - 1].cost > cost || (best[at - 1].cost == cost && best[at - 1].syllable > which)))
        at--;
    if (at == MAX_CANDIDATES) return n;
    size_t kept = n < MAX_CANDIDATES ? n + 1 : n;
    memmove(&best[at + 1], &best[at], (kept - at - 1) * sizeof *best);
    best[at] = (ct_candidate){ which, (uint16_t)cost };
    return kept;
}

/* Syllables of the same letters. In clean text the one of the same marks is it; where no phrase has it, a
 * slip of the pen may have put the marks, and its rivals are dear. */
static size_t read_alike(const ct_lexicon *lexicon, const ct_letters *word, bool damaged, ct_candidate *best)
{
    size_t n = 0;
    int32_t first = lexicon->by_fold[slot_of(lexicon, word->fold)];
    bool marked = false, exact = false;
    for (int32_t i = first; i >= 0 && !exact; i = lexicon->syllables[i].next_alike)
        exact = !damaged && lexicon->syllables[i].letters.shape == word->shape;
    for (size_t i = 0; i < word->n; i++)
        marked =
            marked || word->clean[i] == CT_LETTERS - 1 || ct_letter_index(word->fold[i]) != word->clean[i];
    for (int32_t i = first; i >= 0; i = lexicon->syllables[i].next_alike) {
        bool same = lexicon->syllables[i].letters.shape == word->shape;
        int cost = damaged ? (same || !marked ? 0 : 5) : (same ? 0 : OTHER_MARKS);
        if (same || !exact) n = keep(best, n, (uint16_t)i, cost);
    }
    return n;
}

/* At most three bits are set. */
static bool few(uint32_t x)
{
    for (int n = 0; n < 3; n++) x &= x - (x != 0);
    return x == 0;
}

/* A lone letter may be what is left of a short word: "kinh té s" ('digital economy', a scan's letters
 * shifted) for "kinh tế số" (digital economy). Dear, so only long phrases bear it. */
static size_t read_lone(const ct_lexicon *lexicon, const ct_letters *word, ct_candidate *best, size_t n)
{
    enum { LONE = 60 };
    for (size_t i = 0; i < lexicon->n && word->fold[0] >= 'a'; i++)
        if (lexicon->syllables[i].letters.n == 2 && lexicon->syllables[i].letters.fold[0] == word->fold[0] &&
            !is_vowel(word->fold[0]))
            n = keep(best, n, (uint16_t)i, LONE);
    return n;
}

/* Could this syllable have come out as the word, by its length and letters alone? */
static bool comparable(const place_in *s, size_t n, uint32_t mask)
{
    return s->n <= n + 1u && n <= s->n + 3u && few(s->mask & ~mask) && (s->mask >> 26) == 0;
}

/* Read letters of a syllable from `depth` on until they cost too much. Returns how many are read; *within:
 * none cost too much. */
static int read_letters(const ct_lexicon *lexicon, search *s, const place_in *place, const syllable *one,
                        int depth, bool *within)
{
    *within = true;
    while (depth < place->n && *within) {
        depth++;
        *within = read_letter(lexicon, s, one->letters.clean[depth - 1], depth);
    }
    return depth;
}

/* What the whole syllable costs; one that is not exact never costs less than INEXACT, and a rival of an exact
 * one RIVAL more. */
static int cost_of_whole(const search *s, int depth, bool exact)
{
    int cost = s->row[depth].cost[BEFORE + s->n];
    return (cost < INEXACT ? INEXACT : cost) + (exact ? RIVAL : 0);
}

/* Go through the sorted syllables; where the first letters already cost too much, pass over all that begin
 * so. */
static size_t search_near(const ct_lexicon *lexicon, const ct_letters *word, search *s, bool exact,
                          ct_candidate *found)
{
    uint32_t mask = mask_of(word->fold);
    size_t n = 0;
    int read = 0; /* letters of the rows that hold for the syllable at hand */
    for (size_t i = 0; i < lexicon->n_sorted;) {
        const place_in *place = &lexicon->sorted[i];
        int depth = read < place->shared ? read : place->shared;
        bool within;
        read = depth;
        const syllable *one = comparable(place, word->n, mask) ? &lexicon->syllables[place->syllable] : NULL;
        if (one == NULL || (place->n == word->n && memcmp(one->letters.fold, word->fold, word->n) == 0)) {
            i++;
            continue;
        }
        int dear = too_dear_after(s, &one->letters, place->n);
        if (dear > 0) { /* and so are all that begin with these letters */
            i = dear <= SKIPS ? place->next[dear - 1] : i + 1;
            continue;
        }
        depth = read_letters(lexicon, s, place, one, depth, &within);
        read = depth;
        if (!within) {
            read = depth -
                   1; /* the row of the last letter is not asked again: all that share it are passed over */
            i = depth <= SKIPS ? place->next[depth - 1] : i + 1;
            continue;
        }
        i++;
        if (s->row[depth].high < s->n) continue;
        int cost = cost_of_whole(s, depth, exact);
        if (cost < RIVAL_LIMIT || !exact) n = keep_ordered(found, n, place->syllable, cost);
    }
    return n;
}

static bool has_vowel(const ct_letters *word)
{
    for (size_t i = 0; i < word->n; i++)
        if (is_vowel(word->fold[i])) return true;
    return false;
}

static size_t read_near(ct_lexicon *lexicon, const ct_letters *word, ct_candidate *best, size_t n)
{
    bool exact =
        n > 0 && has_vowel(word); /* "trd" is as soon what is left of "trở" (half of 'or more') as "trđ"
                                     (million dong, shortened) for "triệu đồng" (million dong) */
    search s;
    if (word->n == 1) return read_lone(lexicon, word, best, n);
    if (lexicon->n_sorted != lexicon->n && !sort_syllables(lexicon)) return n;
    if (!begin_search(&s, word->fold, word->n, limit_of(word->n))) return n;
    find_least(lexicon, &s);
    ct_candidate found[MAX_CANDIDATES];
    size_t n_found = search_near(lexicon, word, &s, exact, found);
    for (size_t i = 0; i < n_found; i++) n = keep(best, n, found[i].syllable, found[i].cost);
    if (!exact && n > 0) { /* nothing fits better, so what fits best is likelier than its cost says */
        int cheapest = best[0].cost;
        for (size_t i = 0; i < n && best[i].cost <= cheapest + 5; i++)
            best[i].cost = (uint16_t)(best[i].cost / 2);
    }
    return n;
}

static cached *cache_slot(ct_lexicon *lexicon, const char *key, uint32_t shape, int mode)
{
    size_t at = (hash_text(key) ^ shape) & (lexicon->cache_capacity - 1);
    for (;; at = (at + 1) & (lexicon->cache_capacity - 1)) {
        cached *c = &lexicon->cache[at];
        if (c->key == NULL || (c->shape == shape && c->mode == mode && strcmp(c->key, key) == 0)) return c;
    }
}

static bool cache_grow(ct_lexicon *lexicon)
{
    size_t old = lexicon->cache_capacity, next = ct_list_next(old, 1);
    cached *was = lexicon->cache, *grown = next > 0 ? calloc(next, sizeof *grown) : NULL;
    if (grown == NULL) return false;
    lexicon->cache = grown;
    lexicon->cache_capacity = next;
    for (size_t i = 0; i < old; i++)
        if (was[i].key != NULL) *cache_slot(lexicon, was[i].key, was[i].shape, was[i].mode) = was[i];
    free(was);
    return true;
}

static uint32_t hash_bytes(const char *text, size_t n)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)text[i]) * 16777619u;
    return h ^ (h >> 15);
}

static ct_reading read_new(ct_lexicon *lexicon, const char *text, size_t n, bool damaged)
{
    static const ct_reading none = { NULL, 0, 0 };
    ct_letters word;
    bool digits = damaged && n <= 3;
    for (size_t i = 0; i < n && digits; i++) digits = text[i] >= '0' && text[i] <= '9';
    ct_letters_read(&word, &lexicon->signs, text, n, digits);
    if (word.n == 0) return none;
    uint32_t shape = word.shape;
    int mode = damaged ? (digits ? 2 : 1) : 0;
    cached *slot = cache_slot(lexicon, word.fold, shape, mode);
    if (slot->key != NULL || lexicon->n_cache >= MAX_CACHE) return slot->key != NULL ? slot->reading : none;
    ct_candidate best[MAX_CANDIDATES];
    size_t found = read_alike(lexicon, &word, damaged, best);
    ct_letters other = word;
    if (!damaged && ct_letters_respell(&other)) {
        uint16_t same = find_letters(lexicon, &other);
        if (same != CT_NO_SYLLABLE) found = keep(best, found, same, 0);
    }
    if (damaged && !(digits && word.n == 1)) found = read_near(lexicon, &word, best, found);
    if (digits) { /* the number itself, where a phrase holds one */
        ct_letters plain;
        ct_letters_read(&plain, &lexicon->signs, text, n, false);
        uint16_t as_number = find_letters(lexicon, &plain);
        if (as_number != CT_NO_SYLLABLE) found = keep(best, found, as_number, 0);
    }
    ct_candidate *kept = ct_arena_array(lexicon->arena, found, sizeof *kept);
    char *key = ct_arena_strdup(lexicon->arena, word.fold);
    if (kept == NULL || key == NULL) return none;
    memcpy(kept, best, found * sizeof *kept);
    ct_reading reading = { kept, found, 0 };
    for (size_t i = 0; i < found; i++) reading.bits |= ct_syllable_bit(kept[i].syllable);
    if (lexicon->n_cache * 2 < lexicon->cache_capacity || cache_grow(lexicon)) {
        *cache_slot(lexicon, word.fold, shape, mode) = (cached){ key, shape, mode, reading };
        lexicon->n_cache++;
    }
    return reading;
}

ct_reading ct_lexicon_read(ct_lexicon *lexicon, const char *text, size_t n, bool damaged)
{
    uint32_t hash = hash_bytes(text, n);
    size_t at = seen_place(lexicon, hash, text, n, damaged);
    if (lexicon->seen_at[at] != 0) return lexicon->seen[lexicon->seen_at[at] - 1].reading;
    ct_reading reading = read_new(lexicon, text, n, damaged);
    if (lexicon->n_seen == lexicon->seen_capacity) {
        if (lexicon->n_seen >= MAX_CACHE || !seen_grow(lexicon)) return reading;
        at = seen_place(lexicon, hash, text, n, damaged);
    }
    const char *kept = ct_arena_strndup(lexicon->arena, text, n);
    if (kept == NULL) return reading;
    lexicon->seen[lexicon->n_seen++] = (seen){ kept, (uint32_t)n, hash, damaged, reading };
    lexicon->seen_at[at] = (uint32_t)lexicon->n_seen;
    return reading;
}
