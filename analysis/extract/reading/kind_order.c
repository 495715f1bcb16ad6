#include <string.h>

#include "extract/reading/resolve.h"

static bool same_period(const ct_period *a, const ct_period *b)
{
    return a->known == b->known && ct_date_compare(a->from, b->from) == 0 &&
           ct_date_compare(a->to, b->to) == 0;
}

/* What an indicator is worked out from: growth and structure of the product from the product. */
static int root(const ct_catalogue *catalogue, int indicator)
{
    const ct_indicator *one = &catalogue->indicators[indicator];
    const ct_indicator *of =
        ct_indicator_find(catalogue, one->growth_of[0] != '\0' ? one->growth_of : one->part_of);
    return of == NULL ? indicator : (int)(of - catalogue->indicators);
}

bool ct_estimates_hold(const ct_estimates *estimates, const ct_catalogue *catalogue, int indicator,
                       const ct_period *period)
{
    for (size_t i = 0; estimates != NULL && indicator != CT_NONE && period->known && i < estimates->n; i++)
        if (root(catalogue, estimates->at[i].indicator) == root(catalogue, indicator) &&
            ct_date_compare(estimates->at[i].from, period->from) == 0 &&
            ct_date_compare(estimates->at[i].to, period->to) == 0)
            return true;
    return false;
}

void ct_estimates_keep(ct_estimates *estimates, const ct_catalogue *catalogue, const ct_answer *answer)
{
    bool known = ct_estimates_hold(estimates, catalogue, answer->indicator, &answer->period);
    if (!answer->says_estimate || answer->indicator == CT_NONE || !answer->period.known || known) return;
    if (estimates->n == CT_MAX_ESTIMATES)
        memmove(estimates->at, estimates->at + 1, --estimates->n * sizeof *estimates->at);
    estimates->at[estimates->n].indicator = answer->indicator;
    estimates->at[estimates->n].from = answer->period.from;
    estimates->at[estimates->n++].to = answer->period.to;
}

/* "dự kiến tăng như: chế biến (87.000 người), xây dựng (340.000 người)" (expected to grow, as in processing,
 * 87,000 people, and construction, 340,000): where the list begins that the figure stands in; 0: in none. */
static size_t list_begin(const ct_passage *p, const ct_mention *m)
{
    size_t colon = m->start;
    while (colon > 0 && m->start - colon < CT_CLAUSE_TOKENS &&
           p->sentence[colon - 1] == p->sentence[m->start] && !ct_token_is_mark(&p->tokens, colon - 1, ':'))
        colon--;
    return colon > 0 && p->sentence[colon - 1] == p->sentence[m->start] &&
                   ct_token_is_mark(&p->tokens, colon - 1, ':')
               ? colon
               : 0;
}

/* The kind cue that governs a figure: the last in its own words, else a target cue earlier in the sentence.
 */
static int cue_kind(const ct_context *context, size_t mention, const ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    int kind = CT_NONE, governing = CT_NONE;
    size_t list = list_begin(p, m);
    for (size_t i = answer->clause; i < m->start; i++) {
        const ct_match *cue = ct_passage_cue(p, i, CT_CUE_KIND, -1);
        if (cue == NULL || cue->inside || cue->end > m->start) continue;
        int value = ct_match_cue(p, cue)->value;
        if (cue->start >= answer->begin) {
            if (kind != CT_TARGET || value == CT_TARGET) kind = value;
        } else if (value == CT_TARGET && ct_passage_cue(p, i, CT_CUE_PLAN, -1) == NULL &&
                   !ct_passage_closed_off(p, cue->end, m->start)) {
            governing = value;
        } else if ((value == CT_ESTIMATE || value == CT_FORECAST) && governing == CT_NONE &&
                   cue->end < list) {
            governing = value;
        }
    }
    if (answer->measure == CT_MEASURE_PLAN_RATIO && m->low != 100) {
        kind = kind == CT_TARGET ? CT_NONE : kind; /* an aim is the plan, no more and no less */
        governing = governing == CT_TARGET ? CT_NONE : governing;
    }
    if (kind == CT_NONE && governing == CT_NONE && answer->measure == CT_MEASURE_RANK)
        return CT_NONE; /* a rank is a result as soon as it is stated, even beside an amount that is an
                           estimate */
    const ct_sentence_so_far *so_far = &context->so_far;
    bool part = so_far->part;
    for (size_t i = answer->begin; i < m->start && !part; i++)
        part = ct_passage_cue(p, i, CT_CUE_LINK, CT_LINK_PART) != NULL;
    bool goes_on = so_far->any && (answer->inherited || m->family == CT_FAMILY_POINT) &&
                   !(m->bracket && so_far->kind == CT_TARGET && !part);
    if (kind == CT_NONE && goes_on && same_period(&answer->period, &so_far->period))
        return context->so_far.kind;
    bool named = answer->indicator != CT_NONE && !answer->inherited && answer->measure != CT_MEASURE_SHARE;
    bool row = so_far->any && !named && so_far->sentence == p->sentence[m->start] &&
               so_far->kind == CT_ESTIMATE && same_period(&answer->period, &so_far->period);
    if (kind == CT_NONE && governing == CT_NONE && row && !m->bracket)
        return CT_ESTIMATE; /* "ước đạt" (estimated to reach) is said once in a sentence; what is named anew
                               has its own word, or none */
    bool estimates =
        answer->breakdown[0] != '\0' &&
        ct_estimates_hold(context->estimates, p->known->catalogue, answer->indicator, &answer->period);
    if (kind == CT_NONE && governing == CT_NONE && estimates) return CT_ESTIMATE;
    return kind != CT_NONE ? kind : governing;
}

static int heading_kind(const ct_context *context)
{
    for (size_t i = context->n_headings; i > 0; i--)
        if (context->headings[i - 1].kind != CT_NONE) return context->headings[i - 1].kind;
    return CT_NONE;
}

/* Which side of the document's date the period lies on: -1 before, 0 within its year, 1 after; 2 not known.
 * Of a text without a date only the year it is mostly about is known: what is older is past, and "đến năm
 * 2030" (by 2030) is to come. */
static int side(const ct_setting *setting, const ct_period *period)
{
    int end = period->to.year != 0 ? period->to.year : period->from.year, year = setting->year;
    if (!period->known || (year == 0 && setting->body_year == 0)) return 2;
    if (year == 0) return end < setting->body_year ? -1 : end > setting->body_year && period->until ? 1 : 2;
    if (end > year && setting->genre == CT_ACTUAL && period->range && period->from.year <= year)
        return 0; /* a report tells what a term under way has brought so far */
    return end < year ? -1 : end > year ? 1 : 0;
}

/* An amount of the same kind stands before it in the sentence. */
static bool amount_before(const ct_passage *p, size_t mention)
{
    const ct_mention *m = &p->mentions[mention];
    for (size_t i = mention; i > 0 && p->sentence[p->mentions[i - 1].start] == p->sentence[m->start] &&
                             m->start - p->mentions[i - 1].start < CT_CLAUSE_TOKENS;
         i--)
        if (p->mentions[i - 1].family == m->family) return true;
    return false;
}

/* "thu đạt 18.984 tỷ đồng, vượt 7% so với chỉ tiêu được giao (17.500 tỷ đồng)" (revenue reached 18,984
 * billion dong, 7% above the target given of 17,500): in brackets right after a plan stands what it asks for;
 * where no result was told before ("đạt 93% kế hoạch (50,1 nghìn tỷ đồng)" (reached 93% of the plan of 50.1
 * thousand billion dong)) it may be that. */
static bool bracketed_plan(const ct_passage *p, size_t mention)
{
    enum { NEAR_PLAN = 7 };
    const ct_mention *m = &p->mentions[mention];
    size_t from = mention > 0 ? p->mentions[mention - 1].end : 0;
    bool alone = m->start > 0 && ct_token_is_mark(&p->tokens, m->start - 1, '(') &&
                 ct_token_is_mark(&p->tokens, m->end, ')');
    for (size_t i = m->start; alone && i > from + 1 && m->start - i < NEAR_PLAN; i--)
        if (ct_passage_cue_before(p, i - 1, CT_CUE_PLAN, -1) != NULL) return amount_before(p, mention);
    return false;
}

/* "tổng kế hoạch vốn là 10.046 tỷ đồng" (the total planned capital is 10,046 billion dong), "dự toán thu ngân
 * sách 800 tỷ đồng" (estimated budget revenue of 800 billion dong): nothing tells of a result between the
 * plan and its amount. */
static bool headed_by_plan(const ct_passage *p, size_t mention)
{
    enum { HEAD_WORDS = 12 };
    const ct_mention *m = &p->mentions[mention];
    size_t from = mention > 0 ? p->mentions[mention - 1].end : 0;
    for (size_t i = m->start;
         i > from && m->start - i < HEAD_WORDS && p->tokens.at[i - 1].kind == CT_TOKEN_WORD; i--) {
        const ct_match *kind = ct_passage_cue_before(p, i, CT_CUE_KIND, -1),
                       *plan = ct_passage_cue_before(p, i, CT_CUE_PLAN, -1);
        if ((kind != NULL && ct_match_cue(p, kind)->value != CT_TARGET) ||
            ct_passage_cue_before(p, i, CT_CUE_DIRECTION, -1) != NULL)
            return false;
        if (plan != NULL)
            return ct_passage_cue_before(p, plan->start, CT_CUE_MEASURE, CT_MEASURE_PLAN_RATIO) == NULL &&
                   ct_passage_cue_before(p, i, CT_CUE_MEASURE, CT_MEASURE_PLAN_RATIO) == NULL;
    }
    return false;
}

bool ct_plan_amount(const ct_passage *p, size_t mention)
{
    const ct_mention *m = &p->mentions[mention];
    return m->family == CT_FAMILY_MONEY && !m->fraction &&
           (bracketed_plan(p, mention) || headed_by_plan(p, mention));
}

int ct_kind_by_order(const ct_context *context, size_t mention, const ct_answer *answer)
{
    const ct_setting *setting = context->setting;
    const ct_passage *p = context->passage;
    int kind = CT_NONE, cue = cue_kind(context, mention, answer), heading = heading_kind(context);
    int where = side(setting, &answer->period);
    bool part =
        answer->period.known && answer->period.from.month != 0 && answer->period.from.year == setting->year;
    if (ct_plan_amount(p, mention) || answer->standing.stand == CT_STANDS_PLAN) {
        kind = CT_TARGET;
    } else if (!answer->period.known && ct_mention_moved(p, mention + 1)) {
        kind = CT_ACTUAL; /* "nâng từ 37% lên 38%" (raised from 37% to 38%): where a plan starts from is no
                             aim */
    } else if (where == -1) {
        kind = cue == CT_TARGET || cue == CT_ESTIMATE ? cue : CT_ACTUAL;
    } else if (where == 1) {
        kind = cue == CT_FORECAST                                  ? CT_FORECAST
               : cue == CT_ESTIMATE && setting->genre != CT_TARGET ? CT_FORECAST
                                                                   : CT_TARGET;
    } else if (cue != CT_NONE) {
        kind = cue;
        if (cue == CT_ACTUAL && where == 0 && setting->part != 0 && !part && answer->period.from.month == 0)
            kind = CT_ESTIMATE; /* "đạt" (reached) of the whole year in a mid-year report */
    } else if (answer->measure == CT_MEASURE_PLAN_RATIO && p->mentions[mention].low != 100) {
        kind = where == 0 && setting->part != 0 && !part ? CT_ESTIMATE : CT_ACTUAL;
    } else if (where == 0 && setting->part != 0) {
        kind = part || answer->measure == CT_MEASURE_RANK ? CT_ACTUAL
               : heading == CT_TARGET                     ? CT_TARGET
                                                          : CT_ESTIMATE;
    } else if (where == 0 && setting->genre == CT_TARGET && setting->title.known &&
               answer->period.to.year < setting->title.from.year) {
        kind = CT_ACTUAL; /* a plan for the next year looks back on this one */
    } else if (answer->period.now) {
        kind = CT_ACTUAL;
    } else if (heading != CT_NONE) {
        kind = heading;
    } else if (context->so_far.any && context->so_far.kind == CT_TARGET &&
               context->so_far.only_kind == CT_TARGET &&
               same_period(&answer->period, &context->so_far.period)) {
        kind = CT_TARGET; /* aims are set in rows */
    } else if (!context->so_far.any && context->previous_kind == CT_TARGET &&
               same_period(&answer->period, &context->previous)) {
        kind = CT_TARGET;
    } else if (answer->period.carried && context->carried_kind != CT_NONE) {
        kind = context->carried_kind;
    } else {
        kind = setting->genre != CT_NONE ? setting->genre : CT_ACTUAL;
    }
    return kind;
}
