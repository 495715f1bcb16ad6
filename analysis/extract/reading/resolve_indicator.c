/* The first guess at a figure's subject, as the usual order of reading has it: the nearest wording of an
 * indicator before it in its own words, else one right after it, else the figure's before. It decides
 * nothing: see decide_indicator.c. */
#include <string.h>

#include "extract/reading/resolve.h"

enum { FORWARD = 6 /* tokens after a value in which its subject may begin */ };

static bool closes(const ct_token *t)
{
    return t->kind == CT_TOKEN_MARK && t->mark != '\0' && strchr(";,():.", t->mark) != NULL;
}

/* "dự toán và tăng 68 %" (of the estimate and up 68 %): a joining word before a new statement. */
static bool turns(const ct_passage *p, size_t i)
{
    return ct_passage_cue(p, i, CT_CUE_SKIP, -1) != NULL &&
           (ct_passage_cue(p, i + 1, CT_CUE_DIRECTION, -1) != NULL ||
            ct_passage_cue(p, i + 1, CT_CUE_MEASURE, -1) != NULL);
}

static bool in_phrase(const ct_passage *p, size_t i, ct_phrase_type type, const ct_match **which)
{
    size_t from = i > 24 ? i - 24 : 0;
    for (size_t m = p->first_match[from]; m < p->first_match[i + 1]; m++)
        if (p->matches.at[m].type == type && p->matches.at[m].end > i) {
            *which = &p->matches.at[m];
            return true;
        }
    return false;
}

/* "và ngành nông, lâm nghiệp và thủy sản tăng 4,85%" (and agriculture, forestry and fishery grew by 4.85%):
 * the comma of a name divides nothing. */
static bool divides(const ct_passage *p, size_t i)
{
    const ct_match *name;
    bool comma = ct_token_is_mark(&p->tokens, i, ',');
    return closes(&p->tokens.at[i]) &&
           !(comma && in_phrase(p, i, CT_PHRASE_BREAKDOWN, &name) && name->start < i && !name->gap);
}

/* Where the bracket that opens at token i closes, before token end; i when it does not. */
static size_t bracket_end(const ct_passage *p, size_t i, size_t end)
{
    int depth = 0;
    for (size_t k = i; k < end; k++) {
        depth += ct_token_is_mark(&p->tokens, k, '(') - ct_token_is_mark(&p->tokens, k, ')');
        if (depth == 0) return k;
    }
    return i;
}

void ct_resolve_region(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    size_t sentence = p->sentence[m->start], begin = m->start;
    while (begin > 0 && p->sentence[begin - 1] == sentence && m->start - begin < CT_CLAUSE_TOKENS) begin--;
    answer->clause = begin;
    if (mention > 0 && p->mentions[mention - 1].end > begin) {
        size_t after = p->mentions[mention - 1].end;
        begin = after;
        for (size_t i = after; i < m->start;
             i++) { /* words up to the next mark belong to the figure before */
            size_t closed = ct_token_is_mark(&p->tokens, i, '(') ? bracket_end(p, i, m->start) : i;
            if (closed > i) { /* and so does a bracket: "16,45% năm 2010 (theo tiêu chí cũ), năm 2011 là
                                 31,51%" (16.45% in 2010 by the old criteria, 31.51% in 2011) */
                begin = closed + 1;
                i = closed;
            } else if (divides(p, i) || turns(p, i)) {
                begin = i + 1;
                break;
            }
        }
    }
    for (size_t i = begin; i < m->start; i++)
        if (ct_token_is_mark(&p->tokens, i, ';')) begin = i + 1;
    answer->begin = begin;
}

static bool counts(const ct_unit *unit)
{
    int family = ct_family_of(unit->family);
    return family == CT_FAMILY_COUNT || family == CT_FAMILY_OTHER || family == CT_FAMILY_RATIO;
}

/* May a figure in this unit be said of the indicator, as its level, growth or share? Money is no count, and
 * neither is a percentage's level. */
static bool fits(const ct_passage *p, int indicator, const ct_mention *m)
{
    const ct_unit *unit = ct_unit_find(p->known->catalogue, p->known->catalogue->indicators[indicator].unit);
    if (unit == NULL || m->family == CT_FAMILY_PERCENT || m->family == CT_FAMILY_POINT ||
        m->family == CT_FAMILY_RANK || m->family == CT_FAMILY_RATIO)
        return true;
    int family = ct_family_of(unit->family);
    return m->family == CT_FAMILY_MONEY ? family == CT_FAMILY_MONEY : counts(unit);
}

/* The wording that ends nearest before the figure, the longest of those that end there. */
static const ct_match *before(const ct_passage *p, size_t begin, const ct_mention *m)
{
    const ct_match *best = NULL;
    for (size_t i = p->first_match[begin]; i < p->matches.n && p->matches.at[i].start < m->start; i++) {
        const ct_match *match = &p->matches.at[i];
        bool later =
            best == NULL || match->end > best->end || (match->end == best->end && match->words > best->words);
        if (match->type == CT_PHRASE_INDICATOR && match->end <= m->start && later &&
            fits(p, ct_match_indicator(match), m))
            best = match;
    }
    return best;
}

/* "882 doanh nghiệp thành lập mới" (new enterprises): the longest wording that begins first after the number.
 */
static const ct_match *after(const ct_passage *p, const ct_mention *m)
{
    const ct_match *best = NULL;
    for (size_t i = p->first_match[m->number_end];
         i < p->matches.n && p->matches.at[i].start < m->end + FORWARD; i++) {
        const ct_match *match = &p->matches.at[i];
        for (size_t k = m->end; k < match->start; k++)
            if (closes(&p->tokens.at[k]) || p->tokens.at[k].kind == CT_TOKEN_NUMBER) return best;
        bool first = best == NULL || (match->start == best->start && match->words > best->words);
        if (match->type == CT_PHRASE_INDICATOR && match->end >= m->end && first &&
            fits(p, ct_match_indicator(match), m))
            best = match;
    }
    return best;
}

void ct_resolve_indicator(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    ct_in_turn row;
    size_t of = ct_row_in_turn(p, mention, &row) ? ct_mention_in_turn(p, &row) : SIZE_MAX;
    const ct_match *wording = of != SIZE_MAX ? NULL : before(p, answer->begin, m);
    if (wording == NULL && of == SIZE_MAX) wording = after(p, m);
    answer->breakdown = answer->name = "";
    answer->wording = wording;
    answer->inherited = wording == NULL && (of != SIZE_MAX || context->so_far.any);
    answer->indicator = wording != NULL  ? ct_match_indicator(wording)
                        : of != SIZE_MAX ? context->answers[of].indicator
                                         : context->so_far.indicator;
}
