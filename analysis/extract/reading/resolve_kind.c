#include "extract/reading/resolve.h"

/* The kind cue in the figure's own words: the last, but an aim outweighs what is nearer. */
static int own_cue(const ct_passage *p, const ct_mention *m, const ct_answer *answer)
{
    int own = CT_NONE;
    for (size_t i = answer->begin; i < m->start; i++) {
        const ct_match *cue = ct_passage_cue(p, i, CT_CUE_KIND, -1);
        if (cue == NULL || cue->inside || cue->end > m->start) continue;
        int kind = ct_match_cue(p, cue)->value;
        if (own != CT_TARGET || kind == CT_TARGET) own = kind;
    }
    return own;
}

void ct_resolve_kind(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    answer->says_estimate = own_cue(p, &p->mentions[mention], answer) == CT_ESTIMATE;
    answer->kind = ct_kind_by_order(context, mention, answer);
}
