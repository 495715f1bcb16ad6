#include <string.h>

#include "extract/reading/resolve.h"

enum {
    BETWEEN = 2, /* words between two figures of a row: "2,27% và 6,91%" (2.27% and 6.91%) */
    BEFORE = 4,  /* and between "lần lượt" (respectively) and the first of them          */
    LONGEST = 32 /* figures of a row looked at to each side: more are a list that no words say in turn */
};

/* Only marks and joining words stand between tokens a and b. */
static bool joined(const ct_passage *p, size_t a, size_t b)
{
    size_t words = 0;
    for (size_t i = a; i < b; i++) {
        if (ct_token_is_mark(&p->tokens, i, ';') || ct_token_is_mark(&p->tokens, i, '(') ||
            ct_token_is_mark(&p->tokens, i, ')'))
            return false;
        words += p->tokens.at[i].kind == CT_TOKEN_WORD;
    }
    return words <= BETWEEN;
}

static bool same_row(const ct_passage *p, size_t one, size_t next)
{
    const ct_mention *a = &p->mentions[one], *b = &p->mentions[next];
    return strcmp(a->unit, b->unit) == 0 && p->sentence[a->start] == p->sentence[b->start] &&
           joined(p, a->end, b->start);
}

/* Where "lần lượt" (respectively) stands right before a figure, "tăng" (grew) between them or not; its token,
 * or SIZE_MAX. */
static size_t says_in_turn(const ct_passage *p, const ct_mention *m)
{
    for (size_t i = m->start; i > 0 && m->start - i <= BEFORE && p->tokens.at[i - 1].kind == CT_TOKEN_WORD;
         i--) {
        const ct_match *cue = ct_passage_cue_before(p, i, CT_CUE_LINK, CT_LINK_IN_TURN);
        if (cue != NULL) return cue->start;
    }
    return SIZE_MAX;
}

bool ct_row_in_turn(const ct_passage *p, size_t mention, ct_in_turn *row)
{
    size_t first = mention, end = mention + 1;
    while (first > 0 && mention - first < LONGEST && same_row(p, first - 1, first)) first--;
    while (end < p->n_mentions && end - mention <= LONGEST && same_row(p, end - 1, end)) end++;
    row->said = says_in_turn(p, &p->mentions[first]);
    row->first = first;
    row->n = end - first;
    row->place = mention - first;
    return row->said != SIZE_MAX && row->n > 1;
}

size_t ct_mention_in_turn(const ct_passage *p, const ct_in_turn *row)
{
    size_t n = 0, sentence = p->sentence[p->mentions[row->first].start];
    if (p->mentions[row->first].family != CT_FAMILY_PERCENT) return SIZE_MAX;
    for (size_t i = row->first; i > 0 && n < row->n; i--) {
        const ct_mention *m = &p->mentions[i - 1];
        bool alike = p->sentence[m->start] == sentence && m->family != CT_FAMILY_PERCENT && !m->bracket;
        if (!alike || m->family != p->mentions[row->first - 1].family) return SIZE_MAX;
        n++;
    }
    return n == row->n ? row->first - row->n + row->place : SIZE_MAX;
}

const ct_time *ct_time_in_turn(const ct_passage *p, const ct_in_turn *row)
{
    size_t n = 0, end = ct_passage_time_from(p, row->said),
           sentence = p->sentence[p->mentions[row->first].start];
    if (end > 0 && p->times[end - 1].end > row->said) end--;
    for (size_t t = end; t > 0 && n < row->n; t--) {
        const ct_time *time = &p->times[t - 1];
        bool alike = p->sentence[time->start] == sentence && ct_time_tells(time) &&
                     time->role == CT_ROLE_MAIN && time->form == p->times[end - 1].form;
        if (!alike || (n > 0 && !joined(p, time->end, p->times[t].start))) return NULL;
        n++;
    }
    return n == row->n ? &p->times[end - row->n + row->place] : NULL;
}
