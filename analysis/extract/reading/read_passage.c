/* A block of text becomes a passage: words, phrases, times and figures, in this order. */
#include "extract/reading/passage.h"

#include <string.h>

/* A number that a phrase of two words or more covers is part of it: "từ 15 tuổi trở lên" (aged 15 and over),
 * or in a scan "Ty 18" for "tỷ lệ" (rate). */
static void claim_numbers(ct_passage *p)
{
    for (size_t m = 0; m < p->matches.n; m++) {
        const ct_match *match = &p->matches.at[m];
        bool weak = match->gap || match->words < 2 || match->end - match->start < 2;
        for (size_t i = match->start; i < match->end && !weak; i++) {
            ct_token *t = &p->tokens.at[i];
            if (t->kind != CT_TOKEN_NUMBER) continue;
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
        if (t->cell && i > 0) p->sentence[i] = ++sentence;
        bool stop = t->kind == CT_TOKEN_MARK && (t->mark == '.' || t->mark == '?' || t->mark == '!');
        if (!stop || i + 1 >= p->tokens.n) continue;
        const ct_token *next = &p->tokens.at[i + 1];
        bool opens = next->kind == CT_TOKEN_NUMBER || next->upper ||
                     (next->kind == CT_TOKEN_MARK && next->mark == '-');
        if (next->space && opens) sentence++;
    }
}

static ct_error match_phrases(ct_passage *p, const ct_trie *phrases)
{
    size_t n = p->tokens.n, at = 0;
    for (size_t i = 0; i < n; i++)
        if (!ct_trie_match(phrases, &p->tokens, i, &p->matches)) return ct_no_memory();
    ct_matches_settle(&p->matches);
    p->first_match = ct_arena_array(p->arena, n + 1, sizeof *p->first_match);
    p->sentence = ct_arena_array(p->arena, n + 1, sizeof *p->sentence);
    p->cue_classes = ct_arena_array(p->arena, n + 1, sizeof *p->cue_classes);
    if (p->first_match == NULL || p->sentence == NULL || p->cue_classes == NULL) return ct_no_memory();
    for (size_t i = 0; i <= n; i++) {
        while (at < p->matches.n && p->matches.at[at].start < i) at++;
        p->first_match[i] = at;
    }
    for (size_t m = 0; m < p->matches.n; m++)
        if (p->matches.at[m].type == CT_PHRASE_CUE)
            p->cue_classes[p->matches.at[m].start] |= 1u << ct_match_cue(p, &p->matches.at[m])->class;
    return ct_ok();
}

static ct_error read_tokens(ct_passage *p, const ct_knowledge *known, const ct_document *document,
                            const ct_block *block, bool damaged)
{
    memset(p, 0, sizeof *p);
    p->known = known;
    p->document = document;
    p->damaged = damaged;
    p->arena = ct_arena_new();
    if (p->arena == NULL) return ct_no_memory();
    for (size_t i = 0; i < block->n_lines; i++) {
        const ct_line *line = &document->lines[block->lines[i]];
        size_t skip = i == 0 && !block->note ? block->skip : 0,
               end = i + 1 == block->n_lines && block->end > 0 ? block->end : line->len;
        if (!ct_tokens_add(&p->tokens, known->lexicon, ct_lexicon_signs(known->lexicon), line->text + skip,
                           end - skip, block->lines[i], damaged))
            return ct_no_memory();
    }
    if (block->note && p->tokens.n > 0 && p->tokens.at[0].kind == CT_TOKEN_NUMBER &&
        document->lines[block->lines[0]].kind == CT_LINE_TEXT)
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

ct_error ct_passage_read(ct_passage *p, const ct_knowledge *known, const ct_document *document,
                         const ct_block *block, bool damaged)
{
    CT_TRY(read_tokens(p, known, document, block, damaged));
    CT_TRY(read_words(p, known->phrases));
    return ct_mentions_find(p);
}

ct_error ct_passage_survey(ct_passage *p, const ct_knowledge *known, const ct_document *document,
                           const ct_block *block, bool damaged)
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
