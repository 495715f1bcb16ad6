/* Figures written in a form of their own: powers of ten as a computer prints them, margins of error, and
 * indices that stand without a unit. */
#include <math.h>
#include <string.h>

#include "extract/reading/passage.h"
#include "extract/record/observation.h"

static bool glued(const ct_passage *p, size_t i)
{
    return i < p->tokens.n && !p->tokens.at[i].space && !p->tokens.at[i].cell;
}

size_t ct_number_power(const ct_passage *p, size_t i, double *power)
{
    enum { LARGEST = 15, TOKENS = 4 };
    const ct_token *t = &p->tokens.at[i];
    bool letter = glued(p, i + 1) && t[1].len == 1 && (t[1].text[0] == 'E' || t[1].text[0] == 'e');
    if (!letter || !glued(p, i + 2) || !glued(p, i + 3) || t[2].kind != CT_TOKEN_MARK ||
        t[3].kind != CT_TOKEN_NUMBER)
        return 0;
    long digits = ct_token_integer(&t[3]);
    if (digits < 0 || digits > LARGEST || (t[2].mark != '+' && t[2].mark != '-')) return 0;
    *power = pow(10, (double)(t[2].mark == '+' ? digits : -digits));
    return TOKENS;
}

static bool plus_minus(const ct_token *t)
{
    return t->kind == CT_TOKEN_MARK && t->len == 2 && memcmp(t->text, "\xC2\xB1", 2) == 0;
}

bool ct_number_is_margin(const ct_passage *p, size_t i)
{
    return i > 0 && plus_minus(&p->tokens.at[i - 1]) && !p->tokens.at[i].cell;
}

size_t ct_number_after_margin(const ct_passage *p, size_t i)
{
    bool margin = i + 1 < p->tokens.n && plus_minus(&p->tokens.at[i]) && !p->tokens.at[i].cell &&
                  p->tokens.at[i + 1].kind == CT_TOKEN_NUMBER;
    return margin ? i + 2 : i;
}

/* Are the tokens a .. b-1 between an index and its figure no more than what leads to it: "(HDI) của tỉnh năm
 * 2023 đạt" (the HDI of the province in 2023 reached)? */
static bool leads_to(const ct_passage *p, size_t a, size_t b)
{
    const ct_mention *last = p->n_mentions > 0 ? &p->mentions[p->n_mentions - 1] : NULL;
    for (size_t i = a; i < b; i++) {
        if (last != NULL && last->family == CT_FAMILY_RATIO && i >= last->start && i < last->end)
            continue; /* "đạt 4,125 (năm 2022 là 5,2)" (reached 4.125, 5.2 in 2022), "từ 6,1 xuống 5,2"
                         (from 6.1 to 5.2) */
        bool name = p->tokens.at[i].upper && p->tokens.at[i].kind == CT_TOKEN_WORD,
             mark = p->tokens.at[i].kind == CT_TOKEN_MARK;
        if (ct_passage_time_at(p, i) == NULL && !(mark && strchr("():", p->tokens.at[i].mark) != NULL) &&
            !ct_passage_filler(p, i) && !name)
            return false;
    }
    return true;
}

/* May an index end before token i? Where its decimals tell a figure, so does a bracket, a time, "xuống" (down
 * to) or "so với" (against) after it; else only a clause's end. */
static bool ends_before(const ct_passage *p, const ct_token *number, size_t i)
{
    const ct_token *next = i < p->tokens.n ? &p->tokens.at[i] : NULL;
    if (next == NULL || next->cell) return true;
    if (next->kind == CT_TOKEN_MARK) return next->mark != '\0' && strchr(".,;)(", next->mark) != NULL;
    bool goes_on = ct_passage_time_at(p, i) != NULL ||
                   ct_passage_cue(p, i, CT_CUE_MEASURE, CT_MEASURE_LEVEL) != NULL ||
                   ct_passage_cue(p, i, CT_CUE_ROLE, CT_ROLE_BASE) != NULL;
    return goes_on && memchr(number->text, ',', number->len) != NULL;
}

const ct_unit *ct_index_unit(const ct_passage *p, const ct_mention *mention)
{
    enum { NEAR_NAME = 16 };
    const ct_match *named = NULL;
    size_t i = mention->start;
    if (!ends_before(p, &p->tokens.at[i], mention->number_end)) return NULL;
    for (size_t m = p->first_match[i > NEAR_NAME ? i - NEAR_NAME : 0];
         m < p->matches.n && p->matches.at[m].start < i; m++) {
        const ct_match *match = &p->matches.at[m];
        if (match->type == CT_PHRASE_INDICATOR && match->end <= i &&
            p->sentence[match->start] == p->sentence[i] && (named == NULL || match->end >= named->end))
            named = match;
    }
    if (named == NULL || !leads_to(p, named->end, i)) return NULL;
    const ct_unit *unit =
        ct_unit_find(p->known->catalogue, p->known->catalogue->indicators[ct_match_indicator(named)].unit);
    bool decimals = memchr(p->tokens.at[i].text, ',', p->tokens.at[i].len) != NULL;
    bool index =
        unit != NULL &&
        (strcmp(unit->family, "ratio") == 0 ||
         (decimals && strcmp(unit->family, "score") == 0)); /* "chỉ số PCI đạt 65,3" (the PCI reached 65.3) */
    return index ? unit : NULL;
}
