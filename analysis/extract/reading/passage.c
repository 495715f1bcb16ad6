#include "extract/reading/passage.h"

#include <string.h>

/* A number that a phrase of two words or more covers is part of it: "từ 15 tuổi trở lên", or in a scan "Ty 18" for "tỷ lệ". */
static void claim_numbers(ct_passage *p)
{
    for (size_t m = 0; m < p->matches.n; m++) {
        const ct_match *match = &p->matches.at[m];
        bool weak = match->gap || match->words < 2 || match->end - match->start < 2;
        for (size_t i = match->start; i < match->end && !weak; i++) {
            ct_token *t = &p->tokens.at[i];
            if (t->kind != CT_TOKEN_NUMBER)
                continue;
            uint16_t self = ct_lexicon_find(p->known->lexicon, t->text, t->len);
            if (self != CT_NO_SYLLABLE)
                t->taken = true;
            else if (p->damaged && t->len <= 3)
                t->as_word = true;
        }
    }
}

static void number_sentences(ct_passage *p)
{
    size_t sentence = 0;
    for (size_t i = 0; i < p->tokens.n; i++) {
        const ct_token *t = &p->tokens.at[i];
        p->sentence[i] = sentence;
        if (t->cell && i > 0)
            p->sentence[i] = ++sentence;
        bool stop = t->kind == CT_TOKEN_MARK && (t->mark == '.' || t->mark == '?' || t->mark == '!');
        if (!stop || i + 1 >= p->tokens.n)
            continue;
        const ct_token *next = &p->tokens.at[i + 1];
        bool opens = next->kind == CT_TOKEN_NUMBER || next->upper || (next->kind == CT_TOKEN_MARK && next->mark == '-');
        if (next->space && opens)
            sentence++;
    }
}

static ct_error match_phrases(ct_passage *p, const ct_trie *phrases)
{
    size_t n = p->tokens.n, at = 0;
    for (size_t i = 0; i < n; i++)
        if (!ct_trie_match(phrases, &p->tokens, i, &p->matches))
            return ct_no_memory();
    ct_matches_settle(&p->matches);
    p->first_match = ct_arena_array(p->arena, n + 1, sizeof *p->first_match);
    p->sentence = ct_arena_array(p->arena, n + 1, sizeof *p->sentence);
    p->cue_classes = ct_arena_array(p->arena, n + 1, sizeof *p->cue_classes);
    if (p->first_match == NULL || p->sentence == NULL || p->cue_classes == NULL)
        return ct_no_memory();
    for (size_t i = 0; i <= n; i++) {
        while (at < p->matches.n && p->matches.at[at].start < i)
            at++;
        p->first_match[i] = at;
    }
    for (size_t m = 0; m < p->matches.n; m++)
        if (p->matches.at[m].type == CT_PHRASE_CUE)
            p->cue_classes[p->matches.at[m].start] |= 1u << ct_match_cue(p, &p->matches.at[m])->class;
    return ct_ok();
}

static ct_error read_tokens(ct_passage *p, const ct_knowledge *known, const ct_document *document, const ct_block *block, bool damaged)
{
    memset(p, 0, sizeof *p);
    p->known = known;
    p->document = document;
    p->damaged = damaged;
    p->arena = ct_arena_new();
    if (p->arena == NULL)
        return ct_no_memory();
    for (size_t i = 0; i < block->n_lines; i++) {
        const ct_line *line = &document->lines[block->lines[i]];
        size_t skip = i == 0 && !block->note ? block->skip : 0, end = i + 1 == block->n_lines && block->end > 0 ? block->end : line->len;
        if (!ct_tokens_add(&p->tokens, known->lexicon, ct_lexicon_signs(known->lexicon), line->text + skip, end - skip,
                           block->lines[i], damaged))
            return ct_no_memory();
    }
    if (block->note && p->tokens.n > 0 && p->tokens.at[0].kind == CT_TOKEN_NUMBER && document->lines[block->lines[0]].kind == CT_LINE_TEXT)
        p->tokens.at[0].taken = true;
    return ct_ok();
}

static ct_error read_words(ct_passage *p, const ct_trie *phrases)
{
    CT_TRY(match_phrases(p, phrases));
    claim_numbers(p);
    number_sentences(p);
    return ct_times_find(p);
}

ct_error ct_passage_read(ct_passage *p, const ct_knowledge *known, const ct_document *document, const ct_block *block, bool damaged)
{
    CT_TRY(read_tokens(p, known, document, block, damaged));
    CT_TRY(read_words(p, known->phrases));
    return ct_mentions_find(p);
}

ct_error ct_passage_survey(ct_passage *p, const ct_knowledge *known, const ct_document *document, const ct_block *block, bool damaged)
{
    CT_TRY(read_tokens(p, known, document, block, damaged));
    return read_words(p, known->signposts);
}

void ct_passage_clear(ct_passage *p)
{
    ct_tokens_clear(&p->tokens);
    ct_matches_clear(&p->matches);
    ct_arena_free(p->arena);
    memset(p, 0, sizeof *p);
}

const ct_match *ct_passage_cue(const ct_passage *p, size_t i, ct_cue_class class, int value)
{
    const ct_match *best = NULL;
    if (i >= p->tokens.n || (p->cue_classes[i] & 1u << class) == 0)
        return NULL;
    for (size_t m = p->first_match[i]; m < p->first_match[i + 1]; m++) {
        const ct_match *match = &p->matches.at[m];
        if (match->type != CT_PHRASE_CUE || ct_match_cue(p, match)->class != class)
            continue;
        if ((value < 0 || ct_match_cue(p, match)->value == value) && (best == NULL || match->end > best->end))
            best = match;
    }
    return best;
}

const ct_match *ct_passage_cue_before(const ct_passage *p, size_t i, ct_cue_class class, int value)
{
    size_t from = i > 8 ? i - 8 : 0;
    for (; from < i; from++) {
        if ((p->cue_classes[from] & 1u << class) == 0)
            continue;
        for (size_t m = p->first_match[from]; m < p->first_match[from + 1]; m++) {
            const ct_match *match = &p->matches.at[m];
            if (match->end != i || match->type != CT_PHRASE_CUE || ct_match_cue(p, match)->class != class)
                continue;
            if (value < 0 || ct_match_cue(p, match)->value == value)
                return match;
        }
    }
    return NULL;
}

size_t ct_passage_time_from(const ct_passage *p, size_t i)
{
    size_t low = 0, high = p->n_times;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->times[middle].start < i)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const ct_time *ct_passage_time_at(const ct_passage *p, size_t i)
{
    size_t next = ct_passage_time_from(p, i + 1);
    return next > 0 && p->times[next - 1].end > i ? &p->times[next - 1] : NULL;
}

size_t ct_passage_mentions_before(const ct_passage *p, size_t i)
{
    size_t low = 0, high = p->n_mentions;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->mentions[middle].end <= i)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool ct_passage_cue_near(const ct_passage *p, size_t i, ct_cue_class class, int value)
{
    for (size_t back = 0; back < 4 && back < i; back++)
        if (ct_passage_cue_before(p, i - back, class, value) != NULL)
            return true;
    return false;
}

bool ct_passage_filler(const ct_passage *p, size_t i)
{
    static const ct_cue_class hollow[] = { CT_CUE_FILLER, CT_CUE_SKIP, CT_CUE_KIND, CT_CUE_DIRECTION, CT_CUE_MEASURE, CT_CUE_BEFORE,
                                           CT_CUE_AFTER, CT_CUE_AGGREGATION, CT_CUE_LINK, CT_CUE_ROLE, CT_CUE_COUNT, CT_CUE_PROVINCE };
    size_t from = i > 8 ? i - 8 : 0;
    for (size_t m = p->first_match[from]; m < p->first_match[i + 1]; m++) {
        const ct_match *match = &p->matches.at[m];
        if (match->end <= i || match->type != CT_PHRASE_CUE)
            continue;
        for (size_t k = 0; k < sizeof hollow / sizeof *hollow; k++)
            if (ct_match_cue(p, match)->class == hollow[k])
                return true;
    }
    return false;
}

size_t ct_passage_after_note(const ct_passage *p, size_t i)
{
    bool note = ct_token_is_mark(&p->tokens, i, '[') && i + 2 < p->tokens.n && p->tokens.at[i + 1].kind == CT_TOKEN_NUMBER &&
                ct_token_is_mark(&p->tokens, i + 2, ']');
    return note ? i + 3 : i;
}

bool ct_passage_closed_off(const ct_passage *p, size_t a, size_t b)
{
    int depth = 0;
    for (size_t i = a; i < b && i < a + 40 && depth >= 0; i++)
        depth += ct_token_is_mark(&p->tokens, i, '(') - ct_token_is_mark(&p->tokens, i, ')');
    return depth < 0;
}
