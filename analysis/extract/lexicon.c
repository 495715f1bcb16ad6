#include "extract/lexicon.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/csv.h"
#include "core/number.h"
#include "core/vietnamese.h"

enum {
    MAX_SYLLABLES = 20000,
    MAX_CANDIDATES = 10,
    OTHER_MARKS = 50,   /* a clean word with the same letters but other marks      */
    INEXACT = 15,       /* what any reading that is not the very letters costs     */
    RIVAL = 60,         /* added to the others when one reading is exact           */
    RIVAL_LIMIT = 120,
    SIGNS = 36,         /* a-z and 0-9                                             */
    THREE = 60,         /* the least that three letters for one may cost           */
    MAX_CACHE = 400000  /* distinct words read; beyond them no text has any meaning */
};

typedef struct {
    ct_letters letters;
    uint32_t   mask;       /* plain letters it has      */
    int32_t    next_alike; /* same fold; -1 ends        */
} syllable;

/* One way a clean letter comes out of a scan. */
typedef struct {
    uint32_t damaged; /* up to three bytes, first lowest */
    uint16_t cost;
    uint8_t  n;
} confusion;

typedef struct {
    char     *key;
    uint32_t  shape;
    int       mode;     /* 0 clean, 1 damaged, 2 damaged digits */
    ct_reading reading;
} cached;

struct ct_lexicon {
    ct_arena  *arena;
    ct_signs   signs;
    confusion *confusions[CT_LETTERS];
    size_t     n_confusions[CT_LETTERS];
    syllable  *syllables;
    size_t     n, capacity;
    int32_t   *by_fold; /* open addressing, -1 empty */
    size_t     n_by_fold;
    cached    *cache;
    size_t     n_cache, cache_capacity;
    bool       filled;    /* the costs of a letter lost, or read as one or two */
    uint8_t    lost[CT_LETTERS], one[CT_LETTERS][SIGNS], two[CT_LETTERS][SIGNS * SIGNS];
};

static uint32_t hash_text(const char *s)
{
    uint32_t h = 2166136261u;
    for (; *s != '\0'; s++)
        h = (h ^ (unsigned char)*s) * 16777619u;
    return h ^ (h >> 15);
}

ct_error ct_lexicon_new(ct_lexicon **out)
{
    *out = NULL;
    ct_lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (lexicon == NULL)
        return ct_no_memory();
    lexicon->arena = ct_arena_new();
    lexicon->n_by_fold = 65536;
    lexicon->by_fold = malloc(lexicon->n_by_fold * sizeof *lexicon->by_fold);
    lexicon->cache_capacity = 8192;
    lexicon->cache = calloc(lexicon->cache_capacity, sizeof *lexicon->cache);
    if (lexicon->arena == NULL || lexicon->by_fold == NULL || lexicon->cache == NULL) {
        ct_lexicon_free(lexicon);
        return ct_no_memory();
    }
    memset(lexicon->by_fold, 0xFF, lexicon->n_by_fold * sizeof *lexicon->by_fold);
    *out = lexicon;
    return ct_ok();
}

void ct_lexicon_free(ct_lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    free(lexicon->cache);
    free(lexicon->by_fold);
    free(lexicon->syllables);
    ct_arena_free(lexicon->arena);
    free(lexicon);
}

const ct_signs *ct_lexicon_signs(const ct_lexicon *lexicon)
{
    return &lexicon->signs;
}

/* Where in by_fold a fold stands, or would stand. */
static size_t slot_of(const ct_lexicon *lexicon, const char *fold)
{
    size_t at = hash_text(fold) % lexicon->n_by_fold;
    while (lexicon->by_fold[at] >= 0 && strcmp(lexicon->syllables[lexicon->by_fold[at]].letters.fold, fold) != 0)
        at = (at + 1) % lexicon->n_by_fold;
    return at;
}

static uint32_t mask_of(const char *fold)
{
    uint32_t mask = 0;
    for (; *fold != '\0'; fold++)
        mask |= *fold >= 'a' ? 1u << (*fold - 'a') : 1u << 26;
    return mask;
}

static bool same_word(const ct_letters *a, const ct_letters *b)
{
    return a->shape == b->shape && strcmp(a->fold, b->fold) == 0;
}

static uint16_t find_letters(const ct_lexicon *lexicon, const ct_letters *letters)
{
    for (int32_t i = lexicon->by_fold[slot_of(lexicon, letters->fold)]; i >= 0; i = lexicon->syllables[i].next_alike)
        if (same_word(&lexicon->syllables[i].letters, letters))
            return (uint16_t)i;
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
    if (letters.n == 0)
        return CT_NO_SYLLABLE;
    uint16_t found = find_letters(lexicon, &letters);
    if (found != CT_NO_SYLLABLE || lexicon->n >= MAX_SYLLABLES)
        return found;
    if (lexicon->n == lexicon->capacity) {
        size_t capacity = lexicon->capacity == 0 ? 1024 : lexicon->capacity * 2;
        syllable *grown = realloc(lexicon->syllables, capacity * sizeof *grown);
        if (grown == NULL)
            return CT_NO_SYLLABLE;
        lexicon->syllables = grown;
        lexicon->capacity = capacity;
    }
    size_t slot = slot_of(lexicon, letters.fold);
    lexicon->syllables[lexicon->n] = (syllable){ letters, mask_of(letters.fold), lexicon->by_fold[slot] };
    lexicon->by_fold[slot] = (int32_t)lexicon->n;
    return (uint16_t)lexicon->n++;
}

static ct_error add_confusion(ct_lexicon *lexicon, const char *clean, const char *damaged, double cost, long line)
{
    int letter = 0, sign = 0;
    size_t n_clean = strlen(clean), n_damaged = strlen(damaged);
    if (n_clean == 0 || ct_utf8_next(clean, n_clean, &letter) != n_clean || ct_letter_index(letter) < 0)
        return ct_fail(CT_EPARSE, line, "\"%s\" is not one clean letter; write a lower-case Vietnamese letter", clean);
    if (n_damaged > 0 && cost <= 0 && ct_utf8_next(damaged, n_damaged, &sign) == n_damaged) {
        if (lexicon->signs.n == CT_SIGN_MAX)
            return ct_fail(CT_EPARSE, line, "more than %d signs that stand for a letter", CT_SIGN_MAX);
        lexicon->signs.sign[lexicon->signs.n] = sign;
        lexicon->signs.letter[lexicon->signs.n++] = ct_letter_plain(ct_letter_index(letter));
        return ct_ok();
    }
    if (n_damaged > 3)
        return ct_fail(CT_EPARSE, line, "\"%s\" is longer than three letters", damaged);
    confusion one = { 0, (uint16_t)(cost * 100 + 0.5), (uint8_t)n_damaged };
    for (size_t i = 0; i < n_damaged; i++)
        one.damaged |= (uint32_t)(unsigned char)damaged[i] << (8 * i);
    int index = ct_letter_index(letter);
    size_t *n = &lexicon->n_confusions[index];
    if (*n % 32 == 0) {
        confusion *grown = ct_arena_array(lexicon->arena, *n + 32, sizeof *grown);
        if (grown == NULL)
            return ct_no_memory();
        if (*n > 0)
            memcpy(grown, lexicon->confusions[index], *n * sizeof *grown);
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
            err = ct_fail(CT_EPARSE, row->line, "%zu cells; each row is clean,damaged,cost,seen", row->n_cells);
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

/* What it costs that clean letter `letter` came out as the n damaged letters at d, without what was learned. */
static int plain_cost(uint8_t letter, const char *d, size_t n)
{
    char plain = letter < CT_LETTERS - 1 ? ct_letter_plain(letter) : 0;
    bool has = false;
    if (n == 1 && plain == d[0])
        return 0;
    for (size_t i = 0; i < n; i++)
        has = has || d[i] == plain;
    if (n == 0)
        return 90;
    if (n == 1)
        return is_vowel(d[0]) && plain != 0 && is_vowel(plain) ? (ct_letter_index(plain) != letter ? 55 : 80) : 100;
    return n == 2 ? (has ? 70 : 130) : (has ? 140 : 190);
}

static int learned_cost(const ct_lexicon *lexicon, uint8_t letter, const char *d, size_t n)
{
    int cost = plain_cost(letter, d, n);
    uint32_t key = 0;
    for (size_t i = 0; i < n; i++)
        key |= (uint32_t)(unsigned char)d[i] << (8 * i);
    for (size_t i = 0; i < lexicon->n_confusions[letter]; i++) {
        const confusion *one = &lexicon->confusions[letter][i];
        if (one->n == n && one->damaged == key && one->cost < cost)
            cost = one->cost;
    }
    return cost;
}

/* Fill the tables of what one letter costs as one or two damaged ones: they are asked a hundred million times a document. */
static void fill_costs(ct_lexicon *lexicon)
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    for (uint8_t letter = 0; letter < CT_LETTERS; letter++) {
        lexicon->lost[letter] = (uint8_t)learned_cost(lexicon, letter, "", 0);
        for (size_t i = 0; i < SIGNS; i++) {
            lexicon->one[letter][i] = (uint8_t)learned_cost(lexicon, letter, &signs[i], 1);
            for (size_t j = 0; j < SIGNS; j++)
                lexicon->two[letter][i * SIGNS + j] = (uint8_t)learned_cost(lexicon, letter, (const char[]){ signs[i], signs[j] }, 2);
        }
    }
    lexicon->filled = true;
}

/* What it costs that clean letter `letter` came out as the n damaged letters at d, whose places in the tables are at `place`. */
static int letter_cost(const ct_lexicon *lexicon, uint8_t letter, const char *d, const int *place, size_t n)
{
    if (n == 0)
        return lexicon->lost[letter];
    if (n == 1)
        return lexicon->one[letter][place[0]];
    if (n == 2)
        return lexicon->two[letter][place[0] * SIGNS + place[1]];
    return learned_cost(lexicon, letter, d, n);
}

/* The cheapest alignment of a clean syllable with a damaged fold; over `limit` the answer is only known to be over. */
static int word_cost(const ct_lexicon *lexicon, const ct_letters *clean, const char *d, size_t n, int limit)
{
    int row[2][CT_WORD_MAX + 1];
    int *now = row[0], *next = row[1], place[CT_WORD_MAX];
    for (size_t j = 0; j < n; j++)
        if ((place[j] = place_of(d[j])) < 0)
            return INT_MAX / 2;
    for (size_t j = 0; j <= n; j++)
        now[j] = j == 0 ? 0 : INT_MAX / 2;
    for (size_t i = 0; i < clean->n; i++) {
        int best = INT_MAX / 2;
        for (size_t j = 0; j <= n; j++)
            next[j] = INT_MAX / 2;
        for (size_t j = 0; j <= n; j++) {
            if (now[j] > limit)
                continue;
            size_t most = now[j] + THREE <= limit ? 3 : 2; /* three letters for one are dear unless learned, and few are */
            for (size_t k = 0; k <= most && j + k <= n; k++) {
                int cost = now[j] + letter_cost(lexicon, clean->clean[i], d + j, place + j, k);
                if (cost < next[j + k])
                    next[j + k] = cost;
                if (cost < best)
                    best = cost;
            }
        }
        if (best > limit)
            return best;
        int *swap = now;
        now = next;
        next = swap;
    }
    return now[n];
}

static int limit_of(size_t n)
{
    return n <= 1 ? 0 : n == 2 ? 70 : n == 3 ? 105 : 125;
}

/* Keep the cheapest few, sorted. */
static size_t keep(ct_candidate *best, size_t n, uint16_t which, int cost)
{
    size_t at = n < MAX_CANDIDATES ? n : MAX_CANDIDATES - 1;
    if (n == MAX_CANDIDATES && cost >= best[at].cost)
        return n;
    while (at > 0 && best[at - 1].cost > cost) {
        best[at] = best[at - 1];
        at--;
    }
    best[at] = (ct_candidate){ which, (uint16_t)cost };
    return n < MAX_CANDIDATES ? n + 1 : n;
}

/* Syllables of the same letters; in clean text the one of the same marks is free and its rivals dear. */
static size_t read_alike(const ct_lexicon *lexicon, const ct_letters *word, bool damaged, ct_candidate *best)
{
    size_t n = 0;
    int32_t first = lexicon->by_fold[slot_of(lexicon, word->fold)];
    bool marked = false;
    for (size_t i = 0; i < word->n; i++)
        marked = marked || word->clean[i] == CT_LETTERS - 1 || ct_letter_index(word->fold[i]) != word->clean[i];
    for (int32_t i = first; i >= 0; i = lexicon->syllables[i].next_alike) {
        bool same = lexicon->syllables[i].letters.shape == word->shape;
        int cost = damaged ? (same || !marked ? 0 : 5) : (same ? 0 : OTHER_MARKS);
        n = keep(best, n, (uint16_t)i, cost);
    }
    return n;
}

static int bits(uint32_t x)
{
    int n = 0;
    for (; x != 0; x &= x - 1)
        n++;
    return n;
}

/* A lone letter may be what is left of a short word: "kinh té s" for "kinh tế số". Dear, so only long phrases bear it. */
static size_t read_lone(const ct_lexicon *lexicon, const ct_letters *word, ct_candidate *best, size_t n)
{
    enum { LONE = 60 };
    for (size_t i = 0; i < lexicon->n && word->fold[0] >= 'a'; i++)
        if (lexicon->syllables[i].letters.n == 2 && lexicon->syllables[i].letters.fold[0] == word->fold[0] && !is_vowel(word->fold[0]))
            n = keep(best, n, (uint16_t)i, LONE);
    return n;
}

static size_t read_near(ct_lexicon *lexicon, const ct_letters *word, ct_candidate *best, size_t n)
{
    int limit = limit_of(word->n), exact = n > 0;
    if (!lexicon->filled)
        fill_costs(lexicon);
    if (word->n == 1)
        return read_lone(lexicon, word, best, n);
    uint32_t mask = mask_of(word->fold);
    for (size_t i = 0; i < lexicon->n; i++) {
        const syllable *s = &lexicon->syllables[i];
        size_t longer = s->letters.n > word->n ? s->letters.n - word->n : 0;
        if (longer > 1 || word->n > s->letters.n + 3u || bits(s->mask & ~mask) > 3 || (s->mask >> 26) != 0)
            continue;
        if (strcmp(s->letters.fold, word->fold) == 0)
            continue;
        int cost = word_cost(lexicon, &s->letters, word->fold, word->n, limit);
        if (cost > limit)
            continue;
        cost = (cost < INEXACT ? INEXACT : cost) + (exact ? RIVAL : 0);
        if (cost < RIVAL_LIMIT || !exact)
            n = keep(best, n, (uint16_t)i, cost);
    }
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
        if (c->key == NULL || (c->shape == shape && c->mode == mode && strcmp(c->key, key) == 0))
            return c;
    }
}

static bool cache_grow(ct_lexicon *lexicon)
{
    size_t old = lexicon->cache_capacity;
    cached *was = lexicon->cache, *grown = calloc(old * 2, sizeof *grown);
    if (grown == NULL)
        return false;
    lexicon->cache = grown;
    lexicon->cache_capacity = old * 2;
    for (size_t i = 0; i < old; i++)
        if (was[i].key != NULL)
            *cache_slot(lexicon, was[i].key, was[i].shape, was[i].mode) = was[i];
    free(was);
    return true;
}

ct_reading ct_lexicon_read(ct_lexicon *lexicon, const char *text, size_t n, bool damaged)
{
    static const ct_reading none = { NULL, 0 };
    ct_letters word;
    bool digits = damaged && n <= 3;
    for (size_t i = 0; i < n && digits; i++)
        digits = text[i] >= '0' && text[i] <= '9';
    ct_letters_read(&word, &lexicon->signs, text, n, digits);
    if (word.n == 0)
        return none;
    uint32_t shape = word.shape;
    int mode = damaged ? (digits ? 2 : 1) : 0;
    cached *slot = cache_slot(lexicon, word.fold, shape, mode);
    if (slot->key != NULL || lexicon->n_cache >= MAX_CACHE)
        return slot->key != NULL ? slot->reading : none;
    ct_candidate best[MAX_CANDIDATES];
    size_t found = read_alike(lexicon, &word, damaged, best);
    ct_letters other = word;
    if (!damaged && ct_letters_respell(&other)) {
        uint16_t same = find_letters(lexicon, &other);
        if (same != CT_NO_SYLLABLE)
            found = keep(best, found, same, 0);
    }
    if (damaged && !(digits && word.n == 1))
        found = read_near(lexicon, &word, best, found);
    if (digits) { /* the number itself, where a phrase holds one */
        ct_letters plain;
        ct_letters_read(&plain, &lexicon->signs, text, n, false);
        uint16_t as_number = find_letters(lexicon, &plain);
        if (as_number != CT_NO_SYLLABLE)
            found = keep(best, found, as_number, 0);
    }
    ct_candidate *kept = ct_arena_array(lexicon->arena, found, sizeof *kept);
    char *key = ct_arena_strdup(lexicon->arena, word.fold);
    if (kept == NULL || key == NULL)
        return none;
    memcpy(kept, best, found * sizeof *kept);
    ct_reading reading = { kept, found };
    if (lexicon->n_cache * 2 < lexicon->cache_capacity || cache_grow(lexicon)) {
        *cache_slot(lexicon, word.fold, shape, mode) = (cached){ key, shape, mode, reading };
        lexicon->n_cache++;
    }
    return reading;
}
