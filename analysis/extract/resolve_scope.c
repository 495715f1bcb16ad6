/* The territory a figure is about: a place its own words name, else that of the heading above it, else the document's. */
#include <string.h>

#include "extract/resolve.h"

enum {
    NAME_WORDS = 3,      /* of a place that is no province                      */
    KIND_COST = 25,      /* a word read with more doubt makes no place          */
    HEADING_TOKENS = 2   /* words and marks a heading may add to its place      */
};

/* Values of the class place that are no kind: words for the document's own territory, words that join names, and words
 * that tie a figure to the place after it. */
#define OWN "own"
#define JOIN "and"
#define OF "of"

/* A place named in a passage. */
typedef struct {
    size_t      start, end;
    const char *scope; /* NULL: the document's */
} place;

static bool title_case(const ct_token *t)
{
    return t->kind == CT_TOKEN_WORD && t->upper && t->len >= 2 && !ct_token_capitals(t);
}

/* Tokens of the name that begins at i. */
static size_t name_length(const ct_passage *p, size_t i)
{
    size_t n = 0;
    while (i + n < p->tokens.n && title_case(&p->tokens.at[i + n]) && !(n > 0 && p->tokens.at[i + n].cell))
        n++;
    return n <= NAME_WORDS ? n : 0; /* more are several names, or a title */
}

/* The name of a place of this kind at token i, of which `words` are in title case; a province's name is known in any damage. */
static const char *full_name(const ct_passage *p, const char *kind, size_t i, size_t words, size_t *end)
{
    const ct_match *province = ct_passage_cue(p, i, CT_CUE_PROVINCE, -1);
    bool named = province != NULL && p->tokens.at[i].upper, own = strcmp(kind, OWN) == 0;
    bool of_province = named && (own || strcmp(ct_match_cue(p, province)->text, kind) == 0);
    *end = of_province ? province->end : i + words;
    if (of_province || (named && province->end == *end && !own && strcmp(kind, "tỉnh") != 0))
        return ct_arena_printf(p->arena, "%s %s", own ? ct_match_cue(p, province)->text : kind, ct_match_cue(p, province)->phrase);
    if (words == 0 || own || strcmp(kind, "tỉnh") == 0)
        return NULL;
    const ct_token *first = &p->tokens.at[i], *last = &p->tokens.at[i + words - 1];
    if (first->line != last->line)
        return NULL;
    return ct_arena_printf(p->arena, "%s %.*s", kind, (int)(last->text + last->len - first->text), first->text);
}

/* A kind of place and its name at token i, or words for the document's own territory. */
static bool place_at(const ct_passage *p, size_t i, place *out)
{
    const ct_match *cue = ct_passage_cue(p, i, CT_CUE_PLACE, -1);
    const char *kind = cue == NULL ? JOIN : ct_match_cue(p, cue)->text;
    if (strcmp(kind, JOIN) == 0 || strcmp(kind, OF) == 0 || cue->cost > KIND_COST || (p->tokens.at[i].len > 2 && ct_token_capitals(&p->tokens.at[i])))
        return false;
    *out = (place){ i, cue->end, NULL };
    bool names = cue->end < p->tokens.n && title_case(&p->tokens.at[cue->end]);
    if (!names)
        return strcmp(kind, OWN) == 0 && !cue->inside;
    out->scope = full_name(p, kind, cue->end, name_length(p, cue->end), &out->end);
    return out->scope != NULL;
}

static bool joins(const ct_passage *p, size_t i)
{
    const ct_match *word = ct_passage_cue(p, i, CT_CUE_PLACE, -1);
    return ct_token_is_mark(&p->tokens, i, ',') || ct_token_is_mark(&p->tokens, i, '-') || ct_token_is_mark(&p->tokens, i, ':') ||
           (word != NULL && strcmp(ct_match_cue(p, word)->text, JOIN) == 0);
}

/* "huyện Việt Yên, Yên Dũng", "từ huyện A đến huyện B": one of several. */
static bool listed(const ct_passage *p, const place *one)
{
    bool before = one->start > 1 && joins(p, one->start - 1) && p->tokens.at[one->start - 2].upper;
    bool after = one->end + 1 < p->tokens.n && joins(p, one->end) &&
                 (p->tokens.at[one->end + 1].upper || ct_passage_cue(p, one->end + 1, CT_CUE_PLACE, -1) != NULL);
    return before || after;
}

/* The whole country and its like are named as often to compare with: they count only where they open a clause, or with their
 * average. */
static bool whole_at(const ct_passage *p, size_t i, size_t end, place *out)
{
    const ct_match *cue = ct_passage_cue(p, i, CT_CUE_TERRITORY, -1);
    if (cue == NULL || ct_match_cue(p, cue)->text[0] == '\0' || cue->end > end)
        return false;
    bool opens = i == 0 || p->tokens.at[i - 1].kind == CT_TOKEN_MARK || p->sentence[i - 1] != p->sentence[i];
    *out = (place){ i, cue->end, ct_match_cue(p, cue)->text };
    bool average = cue->words > 2;
    for (size_t k = cue->end; k < end && average; k++)
        average = !ct_token_is_mark(&p->tokens, k, ','); /* "cao hơn bình quân cả nước, đạt 9%" */
    return opens || average;
}

/* "TP A 24%, B 23%": a capital among the figure's words may begin a name of its own. */
static bool other_name(const ct_passage *p, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (title_case(&p->tokens.at[i]))
            return true;
    return false;
}

/* The same place as the document's is the document's. */
static const char *settle(const ct_context *context, const char *scope)
{
    return scope == NULL || strcmp(scope, context->setting->scope) == 0 ? context->setting->scope : scope;
}

const char *ct_scope_above(const ct_context *context)
{
    for (size_t h = context->n_headings; h > 0 && !context->note; h--)
        if (context->headings[h - 1].scope != NULL)
            return settle(context, context->headings[h - 1].scope);
    return context->setting->scope;
}

/* "25% của huyện Việt Yên": a place tied to the figure right after its unit. */
static bool place_after(const ct_passage *p, const ct_mention *m, place *out)
{
    const ct_match *tie = ct_passage_cue(p, m->end, CT_CUE_PLACE, -1);
    if (tie == NULL || p->sentence[m->end] != p->sentence[m->start])
        return false;
    return strcmp(ct_match_cue(p, tie)->text, OF) == 0 ? place_at(p, tie->end, out) : place_at(p, m->end, out) && out->scope == NULL;
}

void ct_resolve_scope(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    size_t end = p->mentions[mention].start;
    place one = { 0, 0, NULL }, last = { 0, 0, NULL };
    bool found = false;
    answer->scope = ct_scope_above(context);
    for (size_t i = answer->begin; i < end; i++) {
        if (!place_at(p, i, &one) && !whole_at(p, i, end, &one))
            continue;
        if (one.end > end)
            break;
        last = one;
        found = true;
        i = one.end - 1;
    }
    if (!found && place_after(p, &p->mentions[mention], &one)) {
        last = one;
        found = true;
    }
    bool same = context->going.any && context->going.sentence == p->sentence[end];
    if (found && !listed(p, &last))
        answer->scope = settle(context, last.scope);
    else if (!found && same && answer->inherited && context->going.scope != NULL && !other_name(p, answer->begin, end))
        answer->scope = context->going.scope;
}

const char *ct_heading_scope(const ct_passage *p)
{
    for (size_t i = 0; i < p->tokens.n && i < HEADING_TOKENS; i++) {
        place one;
        if (place_at(p, i, &one))
            return one.scope != NULL && p->tokens.n - one.end + i <= HEADING_TOKENS && !listed(p, &one) ? one.scope : NULL;
    }
    return NULL;
}
