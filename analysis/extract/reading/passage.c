#include "extract/reading/passage.h"

#include <string.h>

const ct_match *ct_passage_cue(const ct_passage *p, size_t i, ct_cue_class class, int value)
{
    const ct_match *best = NULL;
    if (i >= p->tokens.n || (p->cue_classes[i] & 1u << class) == 0) return NULL;
    for (size_t m = p->first_match[i]; m < p->first_match[i + 1]; m++) {
        const ct_match *match = &p->matches.at[m];
        if (match->type != CT_PHRASE_CUE || ct_match_cue(p, match)->class != class) continue;
        if ((value < 0 || ct_match_cue(p, match)->value == value) && (best == NULL || match->end > best->end))
            best = match;
    }
    return best;
}

const ct_match *ct_passage_cue_before(const ct_passage *p, size_t i, ct_cue_class class, int value)
{
    size_t from = i > 8 ? i - 8 : 0;
    for (; from < i; from++) {
        if ((p->cue_classes[from] & 1u << class) == 0) continue;
        for (size_t m = p->first_match[from]; m < p->first_match[from + 1]; m++) {
            const ct_match *match = &p->matches.at[m];
            if (match->end != i || match->type != CT_PHRASE_CUE || ct_match_cue(p, match)->class != class)
                continue;
            if (value < 0 || ct_match_cue(p, match)->value == value) return match;
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
        if (ct_passage_cue_before(p, i - back, class, value) != NULL) return true;
    return false;
}

bool ct_passage_filler(const ct_passage *p, size_t i)
{
    static const ct_cue_class hollow[] = { CT_CUE_FILLER,  CT_CUE_SKIP,   CT_CUE_KIND,  CT_CUE_DIRECTION,
                                           CT_CUE_MEASURE, CT_CUE_BEFORE, CT_CUE_AFTER, CT_CUE_AGGREGATION,
                                           CT_CUE_LINK,    CT_CUE_ROLE,   CT_CUE_COUNT, CT_CUE_PROVINCE };
    size_t from = i > 8 ? i - 8 : 0;
    for (size_t m = p->first_match[from]; m < p->first_match[i + 1]; m++) {
        const ct_match *match = &p->matches.at[m];
        if (match->end <= i || match->type != CT_PHRASE_CUE) continue;
        for (size_t k = 0; k < sizeof hollow / sizeof *hollow; k++)
            if (ct_match_cue(p, match)->class == hollow[k]) return true;
    }
    return false;
}

size_t ct_passage_after_note(const ct_passage *p, size_t i)
{
    bool note = ct_token_is_mark(&p->tokens, i, '[') && i + 2 < p->tokens.n &&
                p->tokens.at[i + 1].kind == CT_TOKEN_NUMBER && ct_token_is_mark(&p->tokens, i + 2, ']');
    return note ? i + 3 : i;
}

bool ct_passage_closed_off(const ct_passage *p, size_t a, size_t b)
{
    int depth = 0;
    for (size_t i = a; i < b && i < a + 40 && depth >= 0; i++)
        depth += ct_token_is_mark(&p->tokens, i, '(') - ct_token_is_mark(&p->tokens, i, ')');
    return depth < 0;
}
