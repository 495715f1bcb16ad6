/* Texts for tables, out of a document's words. */
#include "core/buffer.h"
#include "extract/candidates/parts.h"

enum {
    REPAIR_COST = 40, /* a word read with more doubt is no word to print     */
    RIVAL_COST = 12   /* nor is one that another syllable is this nearly     */
};

static bool marked(const ct_token *t)
{
    for (size_t i = 0; i < t->len; i++)
        if ((unsigned char)t->text[i] >= 0x80) return true;
    return false;
}

/* The only syllable that a damaged word may be: none other is as near. CT_NO_SYLLABLE where two are, or none
 * is near. */
static uint16_t only_reading(const ct_token *t)
{
    const ct_candidate *at = t->reading.at;
    bool one = t->reading.n > 0 && at[0].cost <= REPAIR_COST &&
               (t->reading.n == 1 || at[1].cost > at[0].cost + RIVAL_COST);
    return one ? at[0].syllable : CT_NO_SYLLABLE;
}

/* The bytes of one token, or its right spelling where a scan damaged it; false where it has none. A word that
 * kept its marks and is a syllable is as it was written: "tỉnh" (province); one that lost them may be
 * several. */
static bool append_token(ct_buffer *text, const ct_passage *p, const ct_token *t)
{
    const ct_lexicon *lexicon = p->known->lexicon;
    char spelled[CT_SPELLING_MAX];
    if (!p->damaged || t->kind != CT_TOKEN_WORD ||
        (marked(t) && ct_lexicon_find(lexicon, t->text, t->len) != CT_NO_SYLLABLE)) {
        ct_buffer_append(text, t->text, t->len);
        return !p->damaged || t->kind != CT_TOKEN_MARK || t->mark != '\0';
    }
    uint16_t only =
        t->len > 1 ? only_reading(t) : CT_NO_SYLLABLE; /* a lone letter is what is left of a word */
    if (only == CT_NO_SYLLABLE) return false;
    ct_lexicon_spell(lexicon, only, spelled);
    ct_buffer_text(text, spelled);
    return true;
}

/* Do the tokens stand side by side in their line? Then the bytes between them are the document's. */
static bool touch(const ct_passage *p, uint32_t before, uint32_t after)
{
    const ct_token *a = &p->tokens.at[before], *b = &p->tokens.at[after];
    return before + 1 == after && a->line == b->line && !b->space;
}

ct_error ct_clean_text(ct_arena *arena, const ct_passage *p, const uint32_t *tokens, size_t n,
                       const char **out)
{
    ct_buffer text;
    bool good = true;
    *out = NULL;
    ct_buffer_init(&text);
    for (size_t i = 0; i < n && good; i++) {
        if (i > 0 && !touch(p, tokens[i - 1], tokens[i])) ct_buffer_text(&text, " ");
        good = append_token(&text, p, &p->tokens.at[tokens[i]]);
    }
    if (good && !text.failed) *out = ct_arena_strndup(arena, text.data == NULL ? "" : text.data, text.len);
    bool failed = text.failed || (good && *out == NULL);
    ct_buffer_clear(&text);
    return failed ? ct_no_memory() : ct_ok();
}
