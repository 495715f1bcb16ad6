/* Texts for tables, out of a document's words. */
#include "core/buffer.h"
#include "extract/parts.h"

#include <string.h>

enum { REPAIR_COST = 60 /* a word read with more doubt is no word to print */ };

/* The bytes of one token, or its right spelling where a scan damaged it; false where it has none. */
static bool append_token(ct_buffer *text, const ct_passage *p, const ct_token *t)
{
    if (!p->damaged || t->kind != CT_TOKEN_WORD || (t->reading.n > 0 && t->reading.at[0].cost == 0)) {
        ct_buffer_append(text, t->text, t->len);
        return !p->damaged || t->kind != CT_TOKEN_MARK || t->mark != '\0';
    }
    char spelled[CT_SPELLING_MAX];
    if (t->reading.n == 0 || t->reading.at[0].cost > REPAIR_COST)
        return false;
    ct_lexicon_spell(p->known->lexicon, t->reading.at[0].syllable, spelled);
    ct_buffer_text(text, spelled);
    return true;
}

/* Do the tokens stand side by side in their line? Then the bytes between them are the document's. */
static bool touch(const ct_passage *p, uint32_t before, uint32_t after)
{
    const ct_token *a = &p->tokens.at[before], *b = &p->tokens.at[after];
    return before + 1 == after && a->line == b->line && !b->space;
}

ct_error ct_clean_text(ct_arena *arena, const ct_passage *p, const uint32_t *tokens, size_t n, const char **out)
{
    ct_buffer text;
    bool good = true;
    *out = NULL;
    ct_buffer_init(&text);
    for (size_t i = 0; i < n && good; i++) {
        if (i > 0 && !touch(p, tokens[i - 1], tokens[i]))
            ct_buffer_text(&text, " ");
        good = append_token(&text, p, &p->tokens.at[tokens[i]]);
    }
    if (good && !text.failed)
        *out = ct_arena_strndup(arena, text.data == NULL ? "" : text.data, text.len);
    bool failed = text.failed || (good && *out == NULL);
    ct_buffer_clear(&text);
    return failed ? ct_no_memory() : ct_ok();
}
