#include "extract/candidates/parts.h"

#include <string.h>

#include "core/vietnamese.h"

const char *const ct_part_words[CT_PART_KINDS] = { "known", "words",  "rest",   "beyond",  "run",
                                                   "tail",  "joined", "except", "in turn", "carried" };

enum {
    HOLLOW = 1,
    BREAK = 2,
    TIE = 4,    /* what a word is to the words around it                  */
    RIVALS = 5, /* readings of a damaged word that are as good as any     */
    MOST_TOKENS = 24,
    MOST_PIECES = 3,
    MOST_WORDS = 9,
    MOST_HEAD_WORDS = 7,
    MOST_LEFT_OUT = 4,
    EXCEPT_TOKENS = 18,
    MOST_IN_TURN = 8,
    KNOWN_COST = 30 /* a word: known parts read with more doubt are not offered */
};

/* The words of an indicator: of its name, and of all its wordings. */
typedef struct {
    const uint32_t *name, *all;
    size_t n_name, n_all;
} vocabulary;

struct ct_part_finder {
    ct_arena *arena;
    const ct_knowledge *known;
    uint8_t *role;     /* of each syllable                           */
    vocabulary **of;   /* of each indicator, made when first needed  */
    const char **fold; /* of each known part                         */
    uint64_t *key;
    const vocabulary *likely;
    const ct_figure *figure;
    ct_part parts[CT_MAX_PARTS];
    size_t n;
    ct_span left_out[MOST_LEFT_OUT];
    size_t n_left_out;
    ct_error err;
};

static void give_role(ct_part_finder *f, const char *words, uint8_t role)
{
    while (*words != '\0') {
        size_t n = strcspn(words, " ");
        uint16_t syllable = ct_lexicon_find(f->known->lexicon, words, n);
        if (syllable != CT_NO_SYLLABLE) f->role[syllable] |= role;
        words += n + (words[n] == ' ');
    }
}

uint64_t ct_part_key(const char *fold)
{
    static const char *const telling_nothing[] = { "va", "cac", "nganh", "khu", "vuc", "linh", "muc", "do" };
    uint32_t seen[64];
    uint64_t key = 0;
    size_t n = 0;
    for (const char *at = fold; *at != '\0' && n < sizeof seen / sizeof *seen;) {
        const char *end = at;
        while ((*end >= 'a' && *end <= 'z') || (*end >= '0' && *end <= '9')) end++;
        uint32_t hash = ct_word_hash(at, (size_t)(end - at));
        bool skip = end == at;
        for (size_t i = 0; i < sizeof telling_nothing / sizeof *telling_nothing && !skip; i++)
            skip = strlen(telling_nothing[i]) == (size_t)(end - at) &&
                   memcmp(telling_nothing[i], at, (size_t)(end - at)) == 0;
        for (size_t i = 0; i < n && !skip; i++) skip = seen[i] == hash;
        if (!skip) {
            seen[n++] = hash;
            key += (hash + 1) * 0x9E3779B97F4A7C15u;
        }
        at = end > at ? end : at + 1;
    }
    return key;
}

ct_error ct_part_finder_new(ct_arena *arena, const ct_knowledge *known, ct_part_finder **out)
{
    ct_part_finder *f = ct_arena_alloc(arena, sizeof *f);
    const ct_catalogue *c = known->catalogue;
    *out = f;
    if (f == NULL) return ct_no_memory();
    f->arena = arena;
    f->known = known;
    f->role = ct_arena_array(arena, CT_NO_SYLLABLE, sizeof *f->role);
    f->of = ct_arena_array(arena, c->n_indicators + 1, sizeof *f->of);
    f->fold = ct_arena_array(arena, c->n_breakdowns + 1, sizeof *f->fold);
    f->key = ct_arena_array(arena, c->n_breakdowns + 1, sizeof *f->key);
    if (f->role == NULL || f->of == NULL || f->fold == NULL || f->key == NULL) return ct_no_memory();
    give_role(f, "đạt tăng giảm ước chiếm bằng gồm phấn đấu còn được vượt đó", BREAK);
    give_role(f, "của ở tại riêng với từ cho về trong theo là", TIE);
    give_role(
        f,
        "khoảng trên dưới so với cùng kỳ năm trong do riêng và còn đến tổng có của tháng mức gần hơn khi ở từ lên xuống đã tỉnh huyện cả nước "
        "thêm như bình quân các những theo này tại giai đoạn thì số tỷ lệ lượng giá trị nhóm dự kiến là để nay mỗi một toàn thứ để cũng",
        HOLLOW);
    for (size_t i = 0; i < c->n_breakdowns; i++) {
        f->fold[i] = ct_fold(arena, c->breakdowns[i].name, strlen(c->breakdowns[i].name));
        if (f->fold[i] == NULL) return ct_no_memory();
        f->key[i] = ct_part_key(f->fold[i]);
    }
    return ct_ok();
}

static bool holds(const uint32_t *hashes, size_t n, uint32_t hash)
{
    for (size_t i = 0; i < n; i++)
        if (hashes[i] == hash) return true;
    return false;
}

static ct_error add_vocabulary(ct_part_finder *f, const char *text, uint32_t *to, size_t *n, size_t most)
{
    const ct_word *words;
    size_t count;
    CT_TRY(ct_words_of_text(f->arena, f->known->shorthand, text, &words, &count));
    for (size_t i = 0; i < count && *n < most; i++)
        if (!holds(to, *n, words[i].hash)) to[(*n)++] = words[i].hash;
    return ct_ok();
}

static ct_error read_vocabulary(ct_part_finder *f, int indicator, const vocabulary **out)
{
    static const vocabulary nothing = { NULL, NULL, 0, 0 };
    enum { MOST = 160 };
    *out = &nothing;
    if (indicator == CT_NONE) return ct_ok();
    *out = f->of[indicator];
    if (*out != NULL) return ct_ok();
    const ct_indicator *one = &f->known->catalogue->indicators[indicator];
    vocabulary *made = ct_arena_alloc(f->arena, sizeof *made);
    uint32_t *all = ct_arena_array(f->arena, MOST, sizeof *all);
    if (made == NULL || all == NULL) return ct_no_memory();
    size_t n = 0;
    CT_TRY(add_vocabulary(f, one->name_vi, all, &n, MOST));
    made->n_name = n; /* the name's come first */
    for (size_t i = 0; i < one->n_aliases; i++) CT_TRY(add_vocabulary(f, one->aliases[i], all, &n, MOST));
    made->name = made->all = all;
    made->n_all = n;
    *out = f->of[indicator] = made;
    return ct_ok();
}

/* Of a damaged word, all that its likeliest readings are: "dat" parts names as "đạt" (reached) does. */
static unsigned role_of(const ct_part_finder *f, const ct_passage *p, size_t token)
{
    const ct_token *t = &p->tokens.at[token];
    unsigned role = 0;
    for (size_t i = 0;
         t->kind == CT_TOKEN_WORD && i < t->reading.n && t->reading.at[i].cost <= (p->damaged ? RIVALS : 0);
         i++)
        role |= f->role[t->reading.at[i].syllable];
    return role;
}

/* Are all words of the token (an abbreviation has several) among these? */
static bool token_in(const ct_passage *p, size_t token, const uint32_t *hashes, size_t n)
{
    size_t from = p->first_word[token], to = p->first_word[token + 1];
    for (size_t i = from; i < to; i++)
        if (!holds(hashes, n, p->words[i].hash)) return false;
    return to > from;
}

/* What begins at the token is left out; a scan may have cut the phrase short before it ends. */
static bool is_left_out(const ct_part_finder *f, const ct_passage *p, size_t from)
{
    for (size_t i = 0; i < f->n_left_out; i++)
        if (f->left_out[i].passage == p && from > f->left_out[i].from && from < f->left_out[i].to)
            return true;
    return false;
}

/* How many of tokens a .. b - 1 stand in the wording of an indicator. */
static size_t covered_by_wordings(const ct_passage *p, size_t a, size_t b, bool *beside)
{
    enum { LONGEST = 14 };
    size_t n = 0, reached = a;
    for (size_t m = p->first_match[a > LONGEST ? a - LONGEST : 0]; m < p->first_match[b]; m++) {
        const ct_match *match = &p->matches.at[m];
        if (match->type != CT_PHRASE_INDICATOR) continue;
        *beside = *beside || match->end == a;
        for (size_t i = match->start > reached ? match->start : reached; i < match->end && i < b;
             i++, reached = i)
            n += p->first_word[i + 1] > p->first_word[i];
    }
    return n;
}

/* Where tokens a .. b - 1 stand beside the wordings of indicators and the figure. */
static void place_sighting(const ct_part_finder *f, const ct_passage *p, size_t a, size_t b,
                           ct_sighting *seen)
{
    enum { STEP = 3, FARTHEST = 6, ELSEWHERE = 7 };
    const ct_mention *m = f->figure->mention;
    size_t words = p->first_word[b] - p->first_word[a], covered = covered_by_wordings(p, a, b, &seen->beside);
    seen->covered = covered == 0 ? 0 : covered < words ? 1 : 2;
    seen->distance = ELSEWHERE;
    if (p != f->figure->passage) return;
    size_t between = b <= m->start ? m->start - b : a >= m->end ? a - m->end : 0;
    seen->distance = (uint8_t)(between == 0                    ? 0
                               : between / STEP + 1 < FARTHEST ? between / STEP + 1
                                                               : FARTHEST);
}

static const char *word_before(const ct_passage *p, size_t token)
{
    size_t at = p->first_word[token];
    return at > 0 && token > 0 && p->sentence[token - 1] == p->sentence[token] ? p->words[at - 1].text : "";
}

static const char *word_after(const ct_passage *p, size_t token)
{
    size_t at = p->first_word[token];
    return token < p->tokens.n && token > 0 && p->sentence[token - 1] == p->sentence[token] &&
                   at < p->first_word[p->tokens.n]
               ? p->words[at].text
               : "";
}

/* Take a part's text and where it was found; what was found before gets one more place. */
static void offer(ct_part_finder *f, const char *text, const char *fold, uint64_t key,
                  const ct_breakdown *known, size_t words, const ct_sighting *seen)
{
    ct_part *part = NULL;
    for (size_t i = 0; i < f->n && part == NULL; i++)
        if (f->parts[i].key == key) part = &f->parts[i];
    if (part == NULL && f->n < CT_MAX_PARTS) {
        part = &f->parts[f->n++];
        *part = (ct_part){ .text = text, .fold = fold, .key = key, .known = known, .words = words };
    }
    if (part == NULL) return;
    if (part->known == NULL && known != NULL) {
        part->text = text; /* as breakdowns.csv writes it */
        part->fold = fold;
        part->known = known;
    }
    for (size_t i = 0; i < part->n; i++)
        if (part->at[i].kind == seen->kind && part->at[i].segment == seen->segment) return;
    if (part->n < CT_MAX_SIGHTINGS) part->at[part->n++] = *seen;
}

static void offer_known(ct_part_finder *f, const ct_passage *p, const ct_match *match, ct_sighting seen)
{
    const ct_breakdown *known = &f->known->catalogue->breakdowns[match->ref];
    seen.words = match->words;
    seen.left_out = is_left_out(f, p, match->start);
    seen.inside = match->inside;
    seen.in_name = seen.in_wordings = true;
    for (size_t i = match->start; i < match->end; i++) {
        bool word = p->first_word[i + 1] > p->first_word[i];
        seen.in_name = seen.in_name && (!word || token_in(p, i, f->likely->name, f->likely->n_name));
        seen.in_wordings = seen.in_wordings && (!word || token_in(p, i, f->likely->all, f->likely->n_all));
    }
    place_sighting(f, p, match->start, match->end, &seen);
    seen.before = word_before(p, match->start);
    seen.after = word_after(p, match->end);
    if (!seen.left_out)
        offer(f, known->name, f->fold[match->ref], f->key[match->ref], known, match->words, &seen);
}

static bool in_time(const ct_passage *p, size_t token)
{
    return ct_passage_time_at(p, token) != NULL;
}

/* The known parts of a segment, the last ones first. */
static void find_known(ct_part_finder *f, const ct_figure *figure, ct_segment_name name)
{
    const ct_segment *segment = &figure->segments[name];
    for (size_t s = segment->n; s > 0; s--) {
        const ct_span *span = &segment->at[s - 1];
        const ct_passage *p = span->passage;
        size_t later = 0;
        for (size_t m = p->first_match[span->to]; m > p->first_match[span->from]; m--) {
            const ct_match *match = &p->matches.at[m - 1];
            if (match->type != CT_PHRASE_BREAKDOWN || match->end > span->to ||
                match->cost > KNOWN_COST * match->words || in_time(p, match->start))
                continue;
            offer_known(f, p, match,
                        (ct_sighting){ .segment = (uint8_t)name, .place = (uint8_t)(later < 3 ? later : 3) });
            later++;
        }
    }
}

typedef struct {
    const ct_passage *p;
    uint32_t at[MOST_TOKENS];
    size_t n;
} run;

static bool is_word(const ct_passage *p, size_t token)
{
    const ct_token *t = &p->tokens.at[token];
    return (t->kind == CT_TOKEN_WORD || t->as_word) && p->first_word[token + 1] > p->first_word[token];
}

/* Without the hollow words and the marks at its ends. */
static run trimmed(const ct_part_finder *f, const run *from)
{
    size_t a = 0, b = from->n;
    while (a < b &&
           (!is_word(from->p, from->at[a]) || (role_of(f, from->p, from->at[a]) & (HOLLOW | BREAK)) != 0))
        a++;
    while (b > a && (!is_word(from->p, from->at[b - 1]) ||
                     (role_of(f, from->p, from->at[b - 1]) & (HOLLOW | BREAK)) != 0))
        b--;
    run out = { .p = from->p, .n = b - a };
    memcpy(out.at, from->at + a, (b - a) * sizeof *out.at);
    return out;
}

/* Without the words of an indicator; a mark stays where both words beside it do. */
static run without(const run *from, const uint32_t *hashes, size_t n)
{
    run out = { .p = from->p };
    bool kept[MOST_TOKENS];
    for (size_t i = 0; i < from->n; i++)
        kept[i] = is_word(from->p, from->at[i]) && !token_in(from->p, from->at[i], hashes, n);
    for (size_t i = 0; i < from->n; i++) {
        bool mark = !is_word(from->p, from->at[i]) && i > 0 && i + 1 < from->n && kept[i - 1] && kept[i + 1];
        if (kept[i] || mark) out.at[out.n++] = from->at[i];
    }
    return out;
}

static run last_together(const run *from)
{
    size_t a = from->n;
    while (a > 0 && (a == from->n || from->at[a - 1] + 1 == from->at[a])) a--;
    run out = { .p = from->p, .n = from->n - a };
    memcpy(out.at, from->at + a, out.n * sizeof *out.at);
    return out;
}

/* Offer a run of words. */
static void offer_run(ct_part_finder *f, const run *one, ct_sighting seen, size_t most)
{
    const char *text = NULL;
    size_t words = 0;
    seen.in_name = seen.in_wordings = true;
    for (size_t i = 0; i < one->n; i++) {
        if (!is_word(one->p, one->at[i])) continue;
        words++;
        seen.in_name = seen.in_name && token_in(one->p, one->at[i], f->likely->name, f->likely->n_name);
        seen.in_wordings = seen.in_wordings && token_in(one->p, one->at[i], f->likely->all, f->likely->n_all);
    }
    if (words == 0 || words > most || f->err.code != CT_OK) return;
    f->err = ct_clean_text(f->arena, one->p, one->at, one->n, &text);
    char *fold = text == NULL ? NULL : ct_fold(f->arena, text, strlen(text));
    if (text != NULL && fold == NULL) f->err = ct_no_memory();
    if (fold == NULL) return;
    uint64_t key = ct_part_key(fold);
    const ct_breakdown *known = ct_breakdown_find(f->known->catalogue, text);
    size_t ref = known == NULL ? 0 : (size_t)(known - f->known->catalogue->breakdowns);
    seen.words = (uint8_t)words;
    place_sighting(f, one->p, one->at[0], one->at[one->n - 1] + 1, &seen);
    seen.before = word_before(one->p, one->at[0]);
    seen.after = word_after(one->p, one->at[one->n - 1] + 1);
    if (known != NULL)
        offer(f, known->name, f->fold[ref], f->key[ref], known, words, &seen);
    else if (key != 0)
        offer(f, text, fold, key, NULL, words, &seen);
}

/* What stands after the last "của" (of), "ở" (in), "riêng" (apart) of the run. */
static run tail_of(const ct_part_finder *f, const run *from)
{
    size_t a = from->n;
    while (a > 0 && (role_of(f, from->p, from->at[a - 1]) & TIE) == 0) a--;
    run out = { .p = from->p, .n = a > 0 ? from->n - a : 0 };
    memcpy(out.at, from->at + a, out.n * sizeof *out.at);
    return out;
}

static void offer_variants(ct_part_finder *f, const run *piece, ct_sighting seen, size_t most)
{
    run whole = trimmed(f, piece);
    run rest = without(&whole, f->likely->name, f->likely->n_name),
        beyond = without(&whole, f->likely->all, f->likely->n_all);
    rest = trimmed(f, &rest);
    beyond = trimmed(f, &beyond);
    run together = last_together(&beyond), tail = tail_of(f, &whole);
    together = trimmed(f, &together);
    tail = trimmed(f, &tail);
    seen.kind = CT_PART_WORDS;
    offer_run(f, &whole, seen, most);
    seen.kind = CT_PART_REST;
    if (rest.n < whole.n) offer_run(f, &rest, seen, most);
    seen.kind = CT_PART_BEYOND;
    if (beyond.n < whole.n) offer_run(f, &beyond, seen, most);
    seen.kind = CT_PART_RUN;
    if (together.n < beyond.n) offer_run(f, &together, seen, most);
    seen.kind = CT_PART_TAIL;
    if (tail.n > 0) offer_run(f, &tail, seen, most);
}

/* Does the token part two names? Commas and dashes stand inside names as often as between them. */
static bool parts_names(const ct_part_finder *f, const ct_passage *p, size_t token)
{
    const ct_token *t = &p->tokens.at[token];
    if (t->kind == CT_TOKEN_MARK) return t->mark == '\0' || strchr(",-/&", t->mark) == NULL;
    return (t->kind == CT_TOKEN_NUMBER && !t->as_word) || (role_of(f, p, token) & BREAK) != 0 ||
           in_time(p, token) || is_left_out(f, p, token) ||
           ct_passage_cue(p, token, CT_CUE_EXCEPT, -1) != NULL;
}

/* The runs of a span between what parts names: the last ones, or with `first` the first. */
static size_t cut(const ct_part_finder *f, const ct_span *span, bool first, run pieces[MOST_PIECES])
{
    size_t n = 0;
    run one = { .p = span->passage };
    for (size_t i = span->from; i <= span->to; i++) {
        bool ends = i == span->to || parts_names(f, span->passage, i);
        if (!ends && one.n == MOST_TOKENS) memmove(one.at, one.at + 1, --one.n * sizeof *one.at);
        if (!ends) one.at[one.n++] = (uint32_t)i;
        if (!ends || one.n == 0) continue;
        if (n == MOST_PIECES && first) break;
        if (n == MOST_PIECES) memmove(pieces, pieces + 1, --n * sizeof *pieces);
        pieces[n++] = one;
        one.n = 0;
    }
    return n;
}

/* Words that a unit read out of the text took: "83 xã kiểu mẫu" (83 model communes). */
static void find_unit_words(ct_part_finder *f, const ct_figure *figure)
{
    const ct_mention *m = figure->mention;
    const ct_segment *after = &figure->segments[CT_SEGMENT_AFTER];
    run pieces[MOST_PIECES];
    size_t to = after->n > 0 ? after->at[0].to : m->end;
    const ct_span span = { figure->passage, m->noun > m->number_end ? m->noun : m->number_end, to };
    if (!m->guessed || span.from >= m->end || cut(f, &span, true, pieces) == 0) return;
    offer_variants(f, &pieces[0], (ct_sighting){ .segment = CT_SEGMENT_UNIT }, MOST_HEAD_WORDS);
}

static void find_words(ct_part_finder *f, const ct_figure *figure, ct_segment_name name, size_t most)
{
    const ct_segment *segment = &figure->segments[name];
    bool first = name == CT_SEGMENT_AFTER || name == CT_SEGMENT_BEYOND;
    for (size_t s = segment->n; s > 0; s--) {
        run pieces[MOST_PIECES];
        size_t n = cut(f, &segment->at[s - 1], first, pieces);
        for (size_t k = 0; k < n; k++) {
            size_t at = first ? k : n - 1 - k;
            offer_variants(f, &pieces[at], (ct_sighting){ .segment = (uint8_t)name, .place = (uint8_t)k },
                           most);
        }
    }
}

/* A known part that begins before the word and reaches past it: "thuế sản phẩm trừ trợ cấp sản phẩm" (product
 * taxes less subsidies). */
static bool within_known(const ct_passage *p, size_t token)
{
    for (size_t m = p->first_match[token > 8 ? token - 8 : 0]; m < p->first_match[token]; m++)
        if (p->matches.at[m].type == CT_PHRASE_BREAKDOWN && p->matches.at[m].end > token + 1) return true;
    return false;
}

/* Where the words end that a cue of exception at `from` begins. */
static size_t except_end(const ct_part_finder *f, const ct_passage *p, size_t from, size_t to)
{
    size_t i = ct_passage_cue(p, from, CT_CUE_EXCEPT, -1)->end;
    for (; i < to && i - from < EXCEPT_TOKENS; i++) {
        const ct_token *t = &p->tokens.at[i];
        bool mark = t->kind == CT_TOKEN_MARK && t->mark != '\0' && strchr("();:.", t->mark) != NULL;
        if (mark || t->kind == CT_TOKEN_NUMBER || (role_of(f, p, i) & BREAK) != 0) break;
    }
    while (i > from + 1 && p->tokens.at[i - 1].kind == CT_TOKEN_MARK) i--;
    return i;
}

static void find_exceptions(ct_part_finder *f, const ct_figure *figure, ct_segment_name name)
{
    const ct_segment *segment = &figure->segments[name];
    for (size_t s = 0; s < segment->n; s++) {
        const ct_span *span = &segment->at[s];
        const ct_passage *p = span->passage;
        for (size_t i = span->from; i < span->to && f->n_left_out < MOST_LEFT_OUT; i++) {
            if (ct_passage_cue(p, i, CT_CUE_EXCEPT, -1) == NULL || within_known(p, i) || is_left_out(f, p, i))
                continue;
            size_t end = except_end(f, p, i, span->to);
            run one = { .p = p };
            for (size_t k = i; k < end && one.n < MOST_TOKENS; k++) one.at[one.n++] = (uint32_t)k;
            f->left_out[f->n_left_out++] = (ct_span){ p, i, end };
            offer_run(f, &one, (ct_sighting){ .kind = CT_PART_EXCEPT, .segment = (uint8_t)name },
                      EXCEPT_TOKENS);
            i = end - 1;
        }
    }
}

/* "doanh nghiệp nhà nước" (state enterprises) above "thuế giá trị gia tăng" (value added tax): the part of a
 * part. */
static void find_joined(ct_part_finder *f, const ct_figure *figure)
{
    const ct_segment *own = &figure->segments[CT_SEGMENT_OWN], *parent = &figure->segments[CT_SEGMENT_CLAUSE];
    run a[MOST_PIECES], b[MOST_PIECES];
    if (!figure->table || own->n == 0 || parent->n == 0 || cut(f, &parent->at[0], true, a) == 0 ||
        cut(f, &own->at[0], true, b) == 0)
        return;
    const char *texts[2] = { NULL, NULL };
    run first = trimmed(f, &a[0]), second = trimmed(f, &b[0]);
    first = without(&first, f->likely->all, f->likely->n_all);
    first = trimmed(f, &first);
    if (first.n == 0 || second.n == 0 || f->err.code != CT_OK) return;
    f->err = ct_clean_text(f->arena, first.p, first.at, first.n, &texts[0]);
    if (f->err.code == CT_OK) f->err = ct_clean_text(f->arena, second.p, second.at, second.n, &texts[1]);
    if (texts[0] == NULL || texts[1] == NULL) return;
    char *text = ct_arena_printf(f->arena, "%s - %s", texts[0], texts[1]);
    char *fold = text == NULL ? NULL : ct_fold(f->arena, text, strlen(text));
    if (fold == NULL) f->err = ct_no_memory();
    const ct_sighting seen = { .kind = CT_PART_JOINED,
                               .segment = CT_SEGMENT_CLAUSE,
                               .words = (uint8_t)(first.n + second.n),
                               .before = "",
                               .after = "" };
    if (fold != NULL) offer(f, text, fold, ct_part_key(fold), NULL, first.n + second.n, &seen);
}

/* The known parts of tokens a .. b - 1, their last MOST_IN_TURN; their number. */
static size_t known_parts(const ct_passage *p, size_t a, size_t b, const ct_match **out)
{
    size_t n = 0;
    for (size_t m = p->first_match[a]; m < p->first_match[b]; m++) {
        const ct_match *match = &p->matches.at[m];
        if (match->type != CT_PHRASE_BREAKDOWN || match->end > b || match->cost > KNOWN_COST * match->words ||
            in_time(p, match->start))
            continue;
        if (n == MOST_IN_TURN) memmove(out, out + 1, --n * sizeof *out);
        out[n++] = match;
    }
    return n;
}

/* Do only marks and "và" (and) stand between one mention of a sentence and the next in the same unit? */
static bool goes_on(const ct_passage *p, size_t mention)
{
    const ct_mention *a = &p->mentions[mention], *b = a + 1;
    size_t words = 0;
    if (p->sentence[a->start] != p->sentence[b->start] || strcmp(a->unit, b->unit) != 0) return false;
    for (size_t i = a->end; i < b->start; i++) words += is_word(p, i);
    return words <= 1;
}

/* The row of figures that a mention stands in: "21,88%; 34,59%; 37,36%". `said`: words before it say that
 * they are in turn. */
static ct_in_turn row_of(const ct_passage *p, size_t mention, bool *said)
{
    ct_in_turn row;
    size_t end = mention;
    *said = ct_row_in_turn(p, mention, &row);
    row.first = mention;
    while (row.first > 0 && mention - row.first <= MOST_IN_TURN && goes_on(p, row.first - 1)) row.first--;
    while (end + 1 < p->n_mentions && end - mention <= MOST_IN_TURN && goes_on(p, end)) end++;
    row.n = end + 1 - row.first;
    row.place = mention - row.first;
    return row;
}

/* "nông nghiệp - công nghiệp - dịch vụ tương ứng 21% - 30% - 49%" (agriculture, industry, services 21%, 30%,
 * 49% respectively): as many figures in a row as parts before them, one each. */
static void find_in_turn(ct_part_finder *f, const ct_figure *figure)
{
    const ct_passage *p = figure->passage;
    const ct_match *parts[MOST_IN_TURN];
    if (figure->table) return;
    bool said = false;
    const ct_in_turn row = row_of(p, (size_t)(figure->mention - p->mentions), &said);
    size_t begin = p->mentions[row.first].start, from = figure->sentence_from;
    if (row.n < 2 || from >= begin) return;
    size_t n = known_parts(p, from, begin, parts);
    if (n < row.n || (n > row.n && !said && n != MOST_IN_TURN)) return;
    offer_known(
        f, p, parts[n - row.n + row.place],
        (ct_sighting){ .kind = CT_PART_IN_TURN, .segment = CT_SEGMENT_CLAUSE, .place = said ? 0 : 1 });
}

ct_error ct_parts_find(ct_part_finder *f, const ct_figure *figure, int indicator, const ct_part **out,
                       size_t *n)
{
    static const ct_segment_name excepts[] = { CT_SEGMENT_OWN,    CT_SEGMENT_AFTER, CT_SEGMENT_BEYOND,
                                               CT_SEGMENT_CLAUSE, CT_SEGMENT_HEAD,  CT_SEGMENT_COLUMN };
    static const ct_segment_name known[] = { CT_SEGMENT_NEAR,   CT_SEGMENT_OWN,     CT_SEGMENT_AFTER,
                                             CT_SEGMENT_COLUMN, CT_SEGMENT_CLAUSE,  CT_SEGMENT_HEAD,
                                             CT_SEGMENT_BEYOND, CT_SEGMENT_PARENTS, CT_SEGMENT_HEAD2,
                                             CT_SEGMENT_BEFORE, CT_SEGMENT_HEAD3,   CT_SEGMENT_TITLE };
    CT_TRY(read_vocabulary(f, indicator, &f->likely));
    f->figure = figure;
    f->n = f->n_left_out = 0;
    f->err = ct_ok();
    for (size_t i = 0; i < sizeof excepts / sizeof *excepts; i++) find_exceptions(f, figure, excepts[i]);
    find_in_turn(f, figure);
    find_known(f, figure, CT_SEGMENT_NEAR);
    find_known(f, figure, CT_SEGMENT_OWN);
    find_words(f, figure, CT_SEGMENT_NEAR, MOST_WORDS);
    find_words(f, figure, CT_SEGMENT_OWN, MOST_WORDS);
    find_words(f, figure, CT_SEGMENT_AFTER, MOST_WORDS);
    find_unit_words(f, figure);
    find_joined(f, figure);
    if (figure->table) {
        find_words(f, figure, CT_SEGMENT_CLAUSE, MOST_WORDS);
        find_words(f, figure, CT_SEGMENT_COLUMN, MOST_HEAD_WORDS);
    }
    for (size_t i = 2; i < sizeof known / sizeof *known; i++) find_known(f, figure, known[i]);
    find_words(f, figure, CT_SEGMENT_HEAD, MOST_HEAD_WORDS);
    *out = f->parts;
    *n = f->n;
    return f->err;
}

ct_error ct_parts_count(ct_part_finder *f, const ct_figure *figure, int indicator, size_t *explained,
                        size_t *left)
{
    const ct_segment *own = &figure->segments[CT_SEGMENT_OWN];
    const vocabulary *likely;
    *explained = *left = 0;
    CT_TRY(read_vocabulary(f, indicator, &likely));
    for (size_t s = 0; s < own->n; s++)
        for (size_t i = own->at[s].from; i < own->at[s].to; i++) {
            const ct_passage *p = own->at[s].passage;
            if (!is_word(p, i) || role_of(f, p, i) != 0 || in_time(p, i)) continue;
            bool theirs = token_in(p, i, likely->all, likely->n_all);
            *explained += theirs;
            *left += !theirs;
        }
    return ct_ok();
}
