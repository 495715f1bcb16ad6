#include <string.h>

#include "extract/reading/resolve.h"

enum { NEAR = 4 };

/* The last cue of a class between tokens a and b. A cue inside a longer phrase with another meaning does not
 * count. */
static const ct_match *last_cue(const ct_passage *p, size_t a, size_t b, ct_cue_class class)
{
    const ct_match *best = NULL;
    for (size_t i = p->first_match[a]; i < p->matches.n && p->matches.at[i].start < b; i++) {
        const ct_match *match = &p->matches.at[i];
        if (match->type == CT_PHRASE_CUE && match->end <= b && ct_match_cue(p, match)->class == class &&
            !match->inside &&
            (best == NULL || match->end > best->end ||
             (match->end == best->end && match->words > best->words)))
            best = match;
    }
    return best;
}

/* "đạt 91,88% so chỉ tiêu 92,75%" (reached 91.88% against a target of 92.75%): the plan's own figure follows
 * in the same unit, so the first is no share of it. */
static bool states_plan(const ct_passage *p, const ct_mention *m, size_t after)
{
    const ct_mention *next = m + 1;
    return m >= p->mentions && next < p->mentions + p->n_mentions && next->start <= after + 1 &&
           m->family == CT_FAMILY_PERCENT && next->family == m->family;
}

/* "đạt 100,2% kế hoạch" (reached 100.2% of the plan), "vượt 27,1% dự toán" (27.1% above the estimate): the
 * words right after the figure name a plan. */
bool ct_mention_of_plan(const ct_passage *p, const ct_mention *m)
{
    size_t from = m->end;
    for (size_t i = from; i < from + NEAR && i < p->tokens.n; i++) {
        if (p->tokens.at[i].kind == CT_TOKEN_MARK || p->tokens.at[i].kind == CT_TOKEN_NUMBER) return false;
        const ct_match *plan = ct_passage_cue(p, i, CT_CUE_PLAN, -1);
        if (plan != NULL) return !states_plan(p, m, plan->end);
    }
    return false;
}

bool ct_mention_moved(const ct_passage *p, size_t mention)
{
    if (mention == 0 || mention >= p->n_mentions) return false;
    const ct_mention *m = &p->mentions[mention], *from = m - 1;
    size_t begin = from->start; /* "từ mức 8,59%" (from the level of 8.59%) */
    if (begin > 0 && p->tokens.at[begin - 1].kind == CT_TOKEN_WORD && ct_passage_filler(p, begin - 1) &&
        !ct_passage_cue_before(p, begin, CT_CUE_TIME, CT_TIME_SINCE))
        begin--;
    if (p->sentence[from->start] != p->sentence[m->start] || m->bracket || m->family != from->family ||
        ct_passage_cue_before(p, begin, CT_CUE_TIME, CT_TIME_SINCE) == NULL)
        return false;
    size_t to = from->end; /* "lên" (up to) stands right after the value or its time: "49,7% năm 2020 lên 60%"
                              (49.7% in 2020 up to 60%) */
    for (size_t t = ct_passage_time_from(p, from->end); t < p->n_times && p->times[t].start <= from->end + 1;
         t++)
        if (p->times[t].end < m->start) to = p->times[t].end;
    to += ct_token_is_mark(&p->tokens, to, ')');
    return to < m->start && ct_passage_cue(p, to, CT_CUE_MEASURE, CT_MEASURE_LEVEL) != NULL;
}

/* "tỷ lệ hộ nghèo giảm từ 0,8-1%" (the poverty rate falls by 0.8-1%), "giảm từ 3% trở lên" (fall by 3% or
 * more): by how much at least; no value follows that it would have come from. */
static const ct_match *least_move(const ct_passage *p, size_t mention)
{
    const ct_mention *m = &p->mentions[mention], *next = m + 1;
    const ct_match *from = ct_passage_cue_before(p, m->start, CT_CUE_MEASURE, CT_MEASURE_LEVEL);
    const ct_match *direction = from == NULL ? NULL : ct_passage_cue(p, from->start, CT_CUE_DIRECTION, -1);
    bool ended = ct_passage_cue_before(p, m->start, CT_CUE_TIME, CT_TIME_SINCE) == NULL;
    if (mention + 1 < p->n_mentions && p->sentence[next->start] == p->sentence[m->start] &&
        next->family == m->family)
        for (size_t i = m->end; i < next->start && !ended; i++)
            ended = (ct_passage_cue(p, i, CT_CUE_MEASURE, CT_MEASURE_LEVEL) != NULL &&
                     ct_passage_cue(p, i, CT_CUE_DIRECTION, -1) == NULL) ||
                    ct_passage_cue(p, i, CT_CUE_TIME, CT_TIME_UNTIL) != NULL;
    return ended ? NULL : direction;
}

static bool over_plan(const ct_passage *p, size_t a, size_t b)
{
    const ct_match *cue = last_cue(p, a, b, CT_CUE_MEASURE);
    return cue != NULL && ct_match_cue(p, cue)->value == CT_MEASURE_PLAN_RATIO;
}

/* A year or a base after the figure, before the next figure or mark: "bằng 83,4 % năm 2023" (83.4 % of 2023).
 */
static const ct_time *base_after(const ct_passage *p, size_t mention)
{
    size_t end = mention + 1 < p->n_mentions ? p->mentions[mention + 1].start : p->tokens.n;
    for (size_t t = ct_passage_time_from(p, p->mentions[mention].end);
         t < p->n_times && p->times[t].start < end; t++) {
        const ct_time *time = &p->times[t];
        for (size_t i = p->mentions[mention].end; i < time->start; i++)
            if (ct_token_is_mark(&p->tokens, i, ';') || ct_token_is_mark(&p->tokens, i, '.') ||
                ct_token_is_mark(&p->tokens, i, ')'))
                return NULL;
        return time;
    }
    return NULL;
}

/* What the figure's own words before it compare it with: "so với quý I/2013 đã giảm 105 tỷ đồng" (105 billion
 * dong less than in the first quarter of 2013). */
static const ct_time *base_said_before(const ct_passage *p, const ct_answer *answer, const ct_mention *m)
{
    const ct_time *found = NULL;
    for (size_t t = ct_passage_time_from(p, answer->begin); t < p->n_times && p->times[t].start < m->start;
         t++)
        if (p->times[t].role == CT_ROLE_BASE) found = &p->times[t];
    return found;
}

/* An indicator that is itself a percentage of a whole: its change is in points. */
static bool is_rate(const ct_passage *p, int indicator)
{
    if (indicator == CT_NONE) return false;
    const ct_indicator *one = &p->known->catalogue->indicators[indicator];
    return strcmp(one->unit, "%") == 0 && one->measure != CT_MEASURE_GROWTH;
}

static bool opens_bracket(const ct_passage *p, const ct_mention *m)
{
    for (size_t back = 1; back <= 2 && back <= m->start; back++)
        if (ct_token_is_mark(&p->tokens, m->start - back, '(')) return true;
    return false;
}

/* The last direction that moves the mention; not that of "thấp hơn kế hoạch (14,5%)" (below the plan, 14.5%),
 * where the bracket holds the plan's own figure. */
static const ct_match *moving(const ct_passage *p, const ct_mention *m, size_t from)
{
    const ct_match *direction = last_cue(p, from, m->start, CT_CUE_DIRECTION);
    for (size_t i = direction == NULL ? m->start : direction->end; i < m->start && opens_bracket(p, m); i++)
        if (ct_passage_cue(p, i, CT_CUE_PLAN, -1) != NULL) return NULL;
    return direction;
}

/* "tăng 1.475 tỷ đồng (+6,2%)" (grew by 1,475 billion dong, +6.2%): 1 or -1 by the sign before a percentage
 * in a bracket, 0 where there is none. */
static int signed_move(const ct_passage *p, const ct_mention *m)
{
    bool sign = m->start > 1 && ct_token_is_mark(&p->tokens, m->start - 2, '(');
    if (!sign || m->family != CT_FAMILY_PERCENT) return 0;
    return ct_token_is_mark(&p->tokens, m->start - 1, '+') - ct_token_is_mark(&p->tokens, m->start - 1, '-');
}

/* "58.932 tỷ đồng (47,4%)" (58,932 billion dong, 47.4%): the percentage right in a bracket after an amount.
 */
static bool alone_in_bracket(const ct_passage *p, size_t mention)
{
    const ct_mention *m = &p->mentions[mention];
    return mention > 0 && m->start > 0 && ct_token_is_mark(&p->tokens, m->start - 1, '(') &&
           p->mentions[mention - 1].end + 1 == m->start &&
           p->mentions[mention - 1].family != CT_FAMILY_PERCENT;
}

static bool says_growth(const ct_passage *p, size_t a, size_t b)
{
    for (size_t i = a; i < b; i++)
        if (ct_passage_cue(p, i, CT_CUE_MEASURE, CT_MEASURE_GROWTH) != NULL) return true;
    return false;
}

static bool says_share(const ct_passage *p, size_t a, size_t b)
{
    for (size_t i = a; i < b; i++)
        if (ct_passage_cue(p, i, CT_CUE_MEASURE, CT_MEASURE_SHARE) != NULL) return true;
    return false;
}

/* "chiếm 64,9%, tăng 2,6%" (made up 64.9%, up 2.6%) is a rise of the share; "đạt 6.916 triệu USD, chiếm 25,2%
 * và tăng 29,2%" (reached 6,916 million USD, 25.2% of all and up 29.2%) one of the amount. */
static bool after_share(const ct_context *context, size_t mention, const ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_sentence_so_far *so_far = &context->so_far;
    size_t sentence = p->sentence[p->mentions[mention].start];
    if (!so_far->any || so_far->sentence != sentence || mention == 0 ||
        p->mentions[mention - 1].family != CT_FAMILY_PERCENT)
        return false;
    bool beside = p->mentions[mention].bracket && p->mentions[mention - 1].bracket;
    bool share = (beside ? so_far->last_measure : so_far->measure) == CT_MEASURE_SHARE ||
                 (so_far->measure == CT_MEASURE_CHANGE && answer->indicator == CT_NONE);
    if (!share || (answer->indicator != CT_NONE && !answer->inherited)) return false;
    if (mention < 2 || p->sentence[p->mentions[mention - 2].start] != sentence ||
        p->mentions[mention - 2].family == CT_FAMILY_PERCENT)
        return true;
    for (size_t i = p->mentions[mention - 2].end; i < p->mentions[mention - 1].start; i++)
        if (ct_token_is_mark(&p->tokens, i, ';')) return true;
    return false;
}

static bool says_rate(const ct_passage *p, size_t a, size_t b)
{
    for (size_t i = a; i < b; i++)
        if (ct_passage_cue(p, i, CT_CUE_RATE, -1) != NULL) return true;
    return false;
}

/* "vốn đầu tư đạt 103 nghìn tỷ đồng; vốn dân cư khoảng 43,5%" (investment reached 103 thousand billion dong;
 * that of households about 43.5%): a percentage of an amount of money is a part of it. */
static bool is_money(const ct_passage *p, const ct_indicator *one)
{
    const ct_unit *unit = ct_unit_find(p->known->catalogue, one->unit);
    return unit != NULL && ct_family_of(unit->family) == CT_FAMILY_MONEY;
}

static const ct_indicator *indicator_of(const ct_passage *p, const ct_answer *answer)
{
    return answer->indicator == CT_NONE ? NULL : &p->known->catalogue->indicators[answer->indicator];
}

/* What a word of measure in a percentage's own words makes of it, given what it is said of. */
static int said_measure(const ct_context *context, size_t mention, const ct_answer *answer, int value)
{
    const ct_passage *p = context->passage;
    const ct_sentence_so_far *so_far = &context->so_far;
    const ct_indicator *one = indicator_of(p, answer);
    size_t start = p->mentions[mention].start;
    bool rate = is_rate(p, answer->indicator);
    if (value == CT_MEASURE_SHARE && one != NULL && one->measure == CT_MEASURE_LEVEL && rate)
        return CT_MEASURE_LEVEL;
    bool goes_on = (answer->inherited || ct_mention_moved(p, mention)) && so_far->any &&
                   so_far->measure == CT_MEASURE_SHARE;
    if (value == CT_MEASURE_LEVEL && !rate && (goes_on || says_share(p, answer->begin, start)))
        return CT_MEASURE_SHARE; /* "tỷ trọng ... từ 4% lên 15%" (share ... from 4% to 15%) */
    if (value == CT_MEASURE_LEVEL && one != NULL && one->measure == CT_MEASURE_LEVEL && !rate &&
        says_growth(p, answer->begin, start))
        return CT_MEASURE_GROWTH; /* "tốc độ tăng trưởng quy mô tổng sản phẩm duy trì ở mức cao, trên 8,25%"
                                     (growth of the size of output stays high, above 8.25%) */
    if (value == CT_MEASURE_LEVEL && one != NULL)
        return rate || one->measure == CT_MEASURE_GROWTH ? (int)one->measure : CT_MEASURE_LEVEL;
    return value == CT_MEASURE_GROWTH && rate
               ? (int)one->measure
               : value; /* "tỷ trọng đóng góp của TFP vào tăng trưởng" (share of TFP in growth) */
}

/* What a percentage is where its own words name neither a measure nor a direction: by its indicator and the
 * figures before. */
static int unsaid_measure(const ct_context *context, size_t mention, const ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_sentence_so_far *so_far = &context->so_far;
    const ct_indicator *one = indicator_of(p, answer);
    bool bracket = p->mentions[mention].bracket;
    if (one != NULL && is_rate(p, answer->indicator)) {
        bool change = answer->inherited && so_far->main_measure == CT_MEASURE_CHANGE && bracket;
        return one->measure == CT_MEASURE_SHARE ? CT_MEASURE_SHARE
               : change                         ? CT_MEASURE_CHANGE
                                                : CT_MEASURE_LEVEL;
    }
    if (one != NULL && one->measure == CT_MEASURE_GROWTH) return CT_MEASURE_GROWTH;
    if (answer->inherited && !so_far->any && context->list_measure != CT_NONE) return context->list_measure;
    if (answer->inherited && so_far->any) {
        int last = so_far->part || bracket ? so_far->main_measure : so_far->measure;
        return last == CT_MEASURE_LEVEL && one != NULL && is_money(p, one) ? CT_MEASURE_SHARE : last;
    }
    const ct_unit *unit = one == NULL ? NULL : ct_unit_find(p->known->catalogue, one->unit);
    if (answer->wording != NULL && answer->wording->start >= p->mentions[mention].number_end &&
        unit != NULL && ct_family_of(unit->family) != CT_FAMILY_MONEY)
        return CT_MEASURE_LEVEL; /* "100% doanh nghiệp ..." (100% of enterprises ...): how many of them, not
                                    their part of a whole */
    return one != NULL ? CT_MEASURE_SHARE : CT_MEASURE_LEVEL;
}

/* The word that says which way a percentage went; that of a row in turn stands before its first figure. NULL:
 * none. */
static const ct_match *direction_of(const ct_passage *p, size_t mention, const ct_answer *answer)
{
    ct_in_turn row;
    const ct_match *of_row = NULL;
    if (ct_row_in_turn(p, mention, &row))
        of_row = last_cue(p, row.said > NEAR ? row.said - NEAR : 0, p->mentions[row.first].start,
                          CT_CUE_DIRECTION);
    return of_row != NULL ? of_row : moving(p, &p->mentions[mention], answer->begin);
}

static int percent_measure(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    const ct_match *direction = direction_of(p, mention, answer), *least = least_move(p, mention);
    const ct_match *measure = last_cue(p, answer->begin, m->start, CT_CUE_MEASURE);
    if (measure != NULL && ct_match_cue(p, measure)->value == CT_MEASURE_PLAN_RATIO && opens_bracket(p, m))
        measure = NULL; /* "vượt mục tiêu đề ra (14-15%)" (passed the target set, 14-15%): the bracket holds
                           the aim itself */
    if (signed_move(p, m) != 0) {
        answer->direction = signed_move(p, m);
        return is_rate(p, answer->indicator) ? CT_MEASURE_CHANGE : CT_MEASURE_GROWTH;
    }
    if (alone_in_bracket(p, mention) && direction == NULL && measure == NULL && !ct_mention_of_plan(p, m))
        return context->so_far.measure == CT_MEASURE_CHANGE ? CT_MEASURE_GROWTH : CT_MEASURE_SHARE;
    if (m->per_year && answer->indicator != CT_NONE && !is_rate(p, answer->indicator) && direction == NULL)
        return CT_MEASURE_GROWTH; /* "năng suất lao động ... đạt 11%/năm" (productivity of labour ... reached
                                     11% a year): so many percent a year are no level of an amount */
    bool says = least == NULL && measure != NULL && ct_match_cue(p, measure)->value != CT_MEASURE_RANK;
    if (says && (direction == NULL || measure->end >= direction->end))
        return said_measure(context, mention, answer, ct_match_cue(p, measure)->value);
    direction = least != NULL ? least : direction;
    if (direction == NULL) return unsaid_measure(context, mention, answer);
    answer->direction = ct_match_cue(p, direction)->value == 0 ? 1 : -1;
    bool rate = is_rate(p, answer->indicator) ||
                (answer->indicator == CT_NONE && says_rate(p, answer->begin, m->start)) ||
                after_share(context, mention, answer);
    return rate ? CT_MEASURE_CHANGE : CT_MEASURE_GROWTH;
}

/* "nhu cầu lao động tăng như: chế biến (87.000 người), xây dựng (340.000 người)" (demand for labour grew, as
 * in processing, 87,000 people, and construction, 340,000): a rise or fall right before a colon is that of
 * the amounts in brackets after it. NULL: none. */
static const ct_match *list_direction(const ct_passage *p, const ct_mention *m)
{
    enum { LEAD = 2 };
    size_t colon = m->start;
    while (colon > 0 && p->sentence[colon - 1] == p->sentence[m->start] &&
           !ct_token_is_mark(&p->tokens, colon - 1, ':'))
        colon--;
    if (!m->bracket || colon <= LEAD || !ct_token_is_mark(&p->tokens, colon - 1, ':')) return NULL;
    return last_cue(p, colon - 1 - LEAD, colon - 1, CT_CUE_DIRECTION);
}

static int amount_measure(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    size_t near = m->start > answer->begin + NEAR ? m->start - NEAR : answer->begin;
    const ct_match *direction = moving(p, m, near);
    const ct_match *measure = last_cue(p, answer->begin, m->start, CT_CUE_MEASURE);
    if (measure != NULL && (direction == NULL || measure->end >= direction->end)) {
        int value = ct_match_cue(p, measure)->value;
        return value == CT_MEASURE_CHANGE ? CT_MEASURE_CHANGE : CT_MEASURE_LEVEL;
    }
    if (direction != NULL) {
        answer->direction = ct_match_cue(p, direction)->value == 0 ? 1 : -1;
        return CT_MEASURE_CHANGE;
    }
    if (list_direction(p, m) != NULL) {
        answer->direction = ct_match_cue(p, list_direction(p, m))->value == 0 ? 1 : -1;
        return CT_MEASURE_CHANGE;
    }
    bool listed = answer->inherited && m->bracket && context->so_far.any &&
                  context->so_far.sentence == p->sentence[m->start];
    if (listed && mention > 0 && strcmp(p->mentions[mention - 1].unit, m->unit) == 0 &&
        context->so_far.main_measure == CT_MEASURE_CHANGE)
        return CT_MEASURE_CHANGE;
    return CT_MEASURE_LEVEL;
}

static bool measures_plan(const ct_passage *p, const ct_mention *m, size_t begin)
{
    return ct_mention_of_plan(p, m) || (!opens_bracket(p, m) && over_plan(p, begin, m->start));
}

/* "giải ngân đạt 2.208 tỷ đồng, bằng 23,4%" (2,208 billion dong were disbursed, or 23.4%): an amount that is
 * told to equal a percentage equals so much of its plan. */
static bool weighs_amount(const ct_context *context, size_t mention, const ct_answer *answer)
{
    const ct_passage *p = context->passage;
    return answer->inherited && mention > 0 && p->mentions[mention - 1].family == CT_FAMILY_MONEY &&
           p->sentence[p->mentions[mention - 1].start] == p->sentence[p->mentions[mention].start];
}

/* "chi đầu tư phát triển là 1.596,7 tỷ đồng, đạt 119,07%" (spending on development is 1,596.7 billion dong,
 * reaching 119.07%), "giải quyết việc làm cho 11.726 lao động, đạt 60,1%" (jobs for 11,726 workers,
 * reaching 60.1%): what an amount that is no part of a whole comes up to is its plan. */
static bool comes_up_to(const ct_context *context, size_t mention, const ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention], *before = m - 1;
    if (mention == 0 || !answer->inherited || answer->indicator == CT_NONE ||
        m->family != CT_FAMILY_PERCENT || m->bracket || before->fraction)
        return false;
    const ct_indicator *one = &p->known->catalogue->indicators[answer->indicator];
    const ct_match *cue = ct_passage_cue_before(p, m->start, CT_CUE_REACH, -1);
    bool amount = one->measure == CT_MEASURE_LEVEL && strcmp(one->unit, "%") != 0 &&
                  before->family != CT_FAMILY_PERCENT;
    return amount && cue != NULL && cue->start == before->end + 1 &&
           ct_token_is_mark(&p->tokens, before->end, ',');
}

/* What another figure is only compared with is measured as that one is, and goes its way unless its own words
 * tell another. */
static bool measured_as_mate(const ct_context *context, size_t mention, ct_answer *answer)
{
    if (!ct_is_compared(&answer->standing) || answer->standing.mate >= mention) return false;
    const ct_answer *mate = &context->answers[answer->standing.mate];
    bool moves = mate->measure == CT_MEASURE_GROWTH || mate->measure == CT_MEASURE_CHANGE;
    answer->measure = mate->measure == CT_MEASURE_PLAN_RATIO ? CT_MEASURE_LEVEL : mate->measure;
    answer->direction = !moves ? 0 : answer->standing.moves != 0 ? answer->standing.moves : mate->direction;
    if (answer->inherited) answer->indicator = mate->indicator;
    return true;
}

void ct_resolve_measure(const ct_context *context, size_t mention, ct_answer *answer)
{
    if (measured_as_mate(context, mention, answer)) return;
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    const ct_match *near = last_cue(p, answer->begin, m->start, CT_CUE_MEASURE);
    bool gap = near != NULL && ct_match_cue(p, near)->value == CT_MEASURE_PLAN_RATIO;
    answer->direction = 0;
    if (m->family == CT_FAMILY_RANK && m->end > m->number_end &&
        ct_passage_cue_before(p, m->start, CT_CUE_DIRECTION, -1) != NULL) {
        const ct_match *direction = ct_passage_cue_before(
            p, m->start, CT_CUE_DIRECTION, -1); /* "tăng 8 bậc" (up 8 places): so many places up */
        answer->measure = CT_MEASURE_CHANGE;
        answer->direction = ct_match_cue(p, direction)->value == 0 ? 1 : -1;
    } else if (m->family == CT_FAMILY_RANK) {
        answer->measure = CT_MEASURE_RANK;
    } else if (m->family == CT_FAMILY_RATIO) {
        bool multiple = ct_passage_cue_near(p, m->start, CT_CUE_MEASURE, CT_MEASURE_MULTIPLE) ||
                        ct_passage_cue_near(p, m->start, CT_CUE_DIRECTION, -1);
        answer->measure = ct_mention_of_plan(p, m) ? CT_MEASURE_PLAN_RATIO
                          : multiple               ? CT_MEASURE_MULTIPLE
                                                   : CT_MEASURE_LEVEL;
    } else if (m->family == CT_FAMILY_PERCENT &&
               (measures_plan(p, m, answer->begin) || comes_up_to(context, mention, answer))) {
        answer->measure = CT_MEASURE_PLAN_RATIO;
        answer->over = gap || last_cue(p, answer->begin, m->start, CT_CUE_DIRECTION) != NULL;
    } else if (m->family == CT_FAMILY_PERCENT) {
        const ct_time *base = base_after(p, mention);
        const ct_match *equal = last_cue(p, answer->begin, m->start, CT_CUE_MEASURE);
        answer->measure = percent_measure(context, mention, answer);
        bool going_on = answer->inherited &&
                        context->so_far.compared; /* "bằng 99,63% so với cùng kỳ, vụ đông bằng 99,88%" (99.63%
                                                     of the same period, the winter crop 99.88%) */
        if (equal != NULL && ct_match_cue(p, equal)->value == CT_MEASURE_MULTIPLE && base == NULL &&
            answer->direction == 0)
            answer->measure = going_on                                  ? CT_MEASURE_MULTIPLE
                              : weighs_amount(context, mention, answer) ? CT_MEASURE_PLAN_RATIO
                                                                        : CT_MEASURE_LEVEL;
    } else {
        answer->measure = amount_measure(context, mention, answer);
    }
    if (answer->measure == CT_MEASURE_PLAN_RATIO) {
        const ct_match *direction = last_cue(p, answer->begin, m->start, CT_CUE_DIRECTION);
        answer->direction = direction != NULL && ct_match_cue(p, direction)->value == 1 ? -1 : 1;
    }
    if (answer->inherited == false && answer->indicator == CT_NONE &&
        answer->measure == CT_MEASURE_PLAN_RATIO && context->so_far.any)
        answer->indicator = context->so_far.indicator; /* a share of the plan is of what went before */
}

/* "Hằng năm, ..." (each year, ...) at the head of a paragraph is of all of it. */
static bool leads_each_year(const ct_passage *p)
{
    const ct_match *cue = p->tokens.n > 0 ? ct_passage_cue(p, 0, CT_CUE_AGGREGATION, CT_EACH_YEAR) : NULL;
    return cue != NULL && ct_token_is_mark(&p->tokens, cue->end, ',');
}

/* An average "đến năm 2025" (by 2025) is of the plan's years. Plans run for five years to a year that five
 * divides; a term "2020-2025" plans 2021-2025. */
static void widen(const ct_setting *setting, ct_answer *answer)
{
    enum { PLAN_YEARS = 5 };
    ct_period *period = &answer->period;
    bool average = answer->aggregation == CT_ANNUAL_AVERAGE || answer->aggregation == CT_EACH_YEAR;
    if (!average || !period->known || period->from.month != 0 || period->to.year % PLAN_YEARS != 0) return;
    if (period->from.year == period->to.year && period->until)
        period->from = ct_date_year(period->to.year - PLAN_YEARS + 1);
    else if (period->from.year == period->to.year && setting->title.known && setting->title.range &&
             setting->title.to.year == period->to.year)
        period->from = setting->title.from;
    if (period->from.year == period->to.year - PLAN_YEARS) period->from = ct_date_year(period->from.year + 1);
}

/* Incomes a head do not add up over years. */
static bool per_head(const ct_passage *p, int indicator)
{
    return indicator != CT_NONE && strchr(p->known->catalogue->indicators[indicator].unit, '/') != NULL;
}

void ct_resolve_aggregation(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    const ct_match *cue = last_cue(p, answer->begin, m->start, CT_CUE_AGGREGATION);
    const ct_match *after = m->end < p->tokens.n ? ct_passage_cue(p, m->end, CT_CUE_AGGREGATION, -1) : NULL;
    if (cue == NULL) cue = after;
    bool range = answer->period.known && answer->period.range;
    bool rate = answer->measure == CT_MEASURE_GROWTH || answer->measure == CT_MEASURE_CHANGE;
    int value = cue != NULL ? ct_match_cue(p, cue)->value : CT_NONE;
    if (cue == NULL && context->so_far.any && context->so_far.sentence == p->sentence[m->start] &&
        answer->inherited && answer->standing.stand != CT_STANDS_AT)
        value = context->so_far.aggregation == CT_POINT ? CT_NONE : context->so_far.aggregation;
    if (value == CT_NONE && leads_each_year(p)) value = CT_EACH_YEAR;
    for (size_t i = 0; value == CT_NONE && i < context->n_headings; i++)
        value = context->headings[i].aggregation;
    answer->aggregation = CT_POINT;
    bool since = answer->period.known && answer->period.to.day != 0 && answer->period.from.day == 0;
    if (since && m->family == CT_FAMILY_MONEY) value = CT_CUMULATIVE;
    if (m->per_year && m->family == CT_FAMILY_PERCENT)
        answer->aggregation = CT_ANNUAL_AVERAGE;
    else if (value == CT_ANNUAL_AVERAGE && !rate && m->family != CT_FAMILY_PERCENT)
        answer->aggregation = range ? CT_ANNUAL_AVERAGE : CT_POINT;
    else if (value != CT_NONE)
        answer->aggregation = value;
    else if (m->per_year && m->family != CT_FAMILY_MONEY)
        answer->aggregation = CT_EACH_YEAR;
    else if (range && !answer->period.until && !rate &&
             (m->family == CT_FAMILY_MONEY || m->family == CT_FAMILY_COUNT) &&
             answer->measure == CT_MEASURE_LEVEL && !per_head(p, answer->indicator))
        answer->aggregation = CT_CUMULATIVE;
    else if (range && !answer->period.until && answer->measure == CT_MEASURE_GROWTH)
        answer->aggregation = CT_ANNUAL_AVERAGE;
    widen(context->setting, answer);
}

void ct_resolve_base(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    answer->base = (ct_date){ 0, 0, 0 };
    if (answer->measure != CT_MEASURE_GROWTH && answer->measure != CT_MEASURE_CHANGE &&
        answer->measure != CT_MEASURE_MULTIPLE)
        return;
    const ct_time *time = base_after(p, mention);
    if (time == NULL) time = base_said_before(p, answer, &p->mentions[mention]);
    if (time != NULL && (time->role == CT_ROLE_BASE || answer->measure == CT_MEASURE_MULTIPLE) &&
        time->from.year != 0 && time->from.year != answer->period.to.year) {
        answer->base = ct_date_year(time->from.year);
        return;
    }
    bool single = answer->period.known && answer->period.from.year == answer->period.to.year &&
                  answer->period.to.year > 1900;
    if (single && answer->aggregation == CT_POINT) answer->base = ct_date_year(answer->period.to.year - 1);
}
