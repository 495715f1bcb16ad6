#include "extract/reading/resolve.h"

enum {
    ATTACHED = 3,
    LED = 4,           /* words between a time and the figure that it leads                                */
    MOST_TIMES = 64,   /* looked back over for one that tells                                              */
    MOST_FIGURES = 64, /* of a sentence, looked ahead over                                                 */
    EVIDENCE_TOKENS = 600 /* read for what part of the year is meant; no sentence of people is longer */
};

/* "49,7% năm 2020 lên 60% vào năm 2030" (49.7% in 2020 to 60% by 2030): the time that stands right after the
 * value. */
static const ct_time *attached(const ct_passage *p, size_t mention, const ct_answer *answer)
{
    const ct_mention *m = &p->mentions[mention];
    size_t end = mention + 1 < p->n_mentions ? p->mentions[mention + 1].start : p->tokens.n;
    for (size_t t = ct_passage_time_from(p, m->end); t < p->n_times && p->times[t].start < end; t++) {
        const ct_time *time = &p->times[t];
        if (time->start > ct_passage_after_note(p, m->end) + ATTACHED || !ct_time_tells(time) ||
            time->role == CT_ROLE_PLAN)
            return NULL;
        for (size_t i = ct_passage_after_note(p, m->end); i < time->start; i++) {
            const ct_token *token = &p->tokens.at[i];
            bool bracket =
                ct_token_is_mark(&p->tokens, i, '(') && ct_token_is_mark(&p->tokens, time->end, ')');
            if (token->kind == CT_TOKEN_MARK ? !bracket : !ct_passage_filler(p, i)) return NULL;
        }
        if (answer->measure == CT_MEASURE_PLAN_RATIO || answer->measure == CT_MEASURE_MULTIPLE ||
            (answer->direction != 0 && time->start > m->end &&
             ct_passage_cue_before(p, time->start, CT_CUE_ROLE, CT_ROLE_MAIN) == NULL))
            return NULL; /* what follows is the plan's or the base's year; "mức tăng 7,45% của quý I" (the
                            growth of 7.45% in the first quarter) is that quarter's */
        return time;
    }
    return NULL;
}

/* "cao hơn mức tăng 6,73% của quý II" (above the growth of 6.73% in the second quarter): the time of a figure
 * that is only compared with. */
static bool of_figure(const ct_passage *p, const ct_time *time)
{
    const ct_match *of = ct_passage_cue_before(p, time->start, CT_CUE_ROLE, CT_ROLE_MAIN);
    size_t n = ct_passage_mentions_before(p, time->start);
    for (size_t i = n; i > 0 && p->mentions[i - 1].end + 1 >= time->start;
         i--) /* "giảm từ 11,25% năm 2011 xuống còn 2,89%" (fell from 11.25% in 2011 to 2.89%) */
        if (ct_mention_moved(p, i)) return true;
    n = of == NULL ? 0 : ct_passage_mentions_before(p, of->start);
    if (n > 0 && ct_passage_after_note(p, p->mentions[n - 1].end) == of->start) return true;
    return false;
}

static const ct_time *left_of(const ct_passage *p, const ct_setting *setting, size_t from, size_t to)
{
    for (size_t t = ct_passage_time_from(p, to), n = 0;
         t > 0 && p->times[t - 1].start >= from && n < MOST_TIMES; t--, n++) {
        const ct_time *time = &p->times[t - 1];
        if (time->end <= to && ct_time_tells(time) && time->role != CT_ROLE_PLAN && !of_figure(p, time) &&
            !ct_passage_closed_off(p, time->end, to) && ct_period_of(setting, time).known)
            return time;
    }
    return NULL;
}

/* "(cùng kỳ năm 2019 tăng 5,3%)" (the same period of 2019 grew by 5.3%): in brackets the base itself is what
 * the figure is of. */
static const ct_time *base_in(const ct_passage *p, size_t from, size_t to)
{
    for (size_t t = ct_passage_time_from(p, from); t < p->n_times && p->times[t].end <= to; t++)
        if (p->times[t].role == CT_ROLE_BASE && p->times[t].from.year != 0) return &p->times[t];
    return NULL;
}

/* "15.943 tỷ đồng, năm 2022 là 15.000 tỷ đồng" (15,943 billion dong, in 2022 it was 15,000): a time that
 * opens a clause of its own and leads the figure in it. */
static bool leads_next(const ct_passage *p, const ct_mention *m, const ct_time *time)
{
    bool next =
        m + 1 < p->mentions + p->n_mentions && m[1].start >= time->end && m[1].start <= time->end + LED;
    return next && time->start > m->end && ct_token_is_mark(&p->tokens, time->start - 1, ',');
}

static const ct_time *right_of(const ct_passage *p, const ct_mention *m)
{
    size_t read = m->end;
    for (size_t t = ct_passage_time_from(p, m->end); t < p->n_times; t++) {
        const ct_time *time = &p->times[t];
        if (p->sentence[time->start] != p->sentence[m->start] || time->start - m->end > CT_CLAUSE_TOKENS)
            return NULL;
        for (; read < time->start; read++)
            if (ct_token_is_mark(&p->tokens, read, ';') ||
                (ct_token_is_mark(&p->tokens, read, '(') && !ct_token_is_mark(&p->tokens, time->end, ')')))
                return NULL; /* "181,8 (năm 2022 khoảng 155)" (181.8, in 2022 about 155): the bracket speaks
                                of its own figure */
        if (ct_time_tells(time) && time->role != CT_ROLE_PLAN) return leads_next(p, m, time) ? NULL : time;
    }
    return NULL;
}

static bool take(const ct_context *context, ct_answer *answer, const ct_time *time, ct_found found)
{
    if (time == NULL) return false;
    ct_period period = ct_period_of(context->setting, time);
    if (!period.known) return false;
    period.found = (int)found;
    answer->period = period;
    return true;
}

/* The first sentence's time leads its whole paragraph. */
static bool from_paragraph(const ct_context *context, size_t end, ct_answer *answer)
{
    return take(context, answer, left_of(context->passage, context->setting, 0, end), CT_FOUND_PARAGRAPH);
}

static bool from_headings(const ct_context *context, ct_answer *answer)
{
    for (size_t i = context->n_headings; i > 0; i--)
        if (context->headings[i - 1].period.known) {
            answer->period = context->headings[i - 1].period;
            answer->period.found = CT_FOUND_HEADING;
            return true;
        }
    return false;
}

/* What tokens a .. b-1 say of the part of the year: 1 all of it, -1 a part, 0 nothing. The last word counts.
 */
int ct_year_evidence(const ct_passage *p, size_t a, size_t b)
{
    int evidence = 0;
    if (b > a + EVIDENCE_TOKENS) b = a + EVIDENCE_TOKENS;
    for (size_t i = a; i < b; i++) {
        const ct_match *cue = ct_passage_cue(p, i, CT_CUE_KIND, -1);
        if (ct_passage_cue(p, i, CT_CUE_TIME, CT_TIME_WHOLE) != NULL ||
            (cue != NULL && ct_match_cue(p, cue)->value != CT_ACTUAL))
            evidence = 1;
        else if (cue != NULL && evidence == 0)
            evidence =
                -1; /* "đã thu hồi 03 dự án" (3 projects were withdrawn): what is done is done by now */
    }
    for (size_t t = ct_passage_time_from(p, a); t < p->n_times && p->times[t].end <= b; t++)
        if ((p->times[t].form == CT_FORM_PART || p->times[t].form == CT_FORM_NOW))
            evidence = evidence == 0 ? -1 : evidence;
    for (size_t i = a; i < b && evidence == 0; i++)
        if (ct_passage_cue(p, i, CT_CUE_TIME, CT_TIME_SAME) != NULL) evidence = -1;
    return evidence;
}

/* A share of the year's plan in a report on a part of the year: 1 it is what the whole year brings, -1 what
 * its part brought. */
int ct_plan_evidence(const ct_passage *p, const ct_mention *m)
{
    enum { NEAR_PLAN = 75 /* % from which the year must be over */ };
    bool over = ct_passage_cue_before(p, m->start, CT_CUE_MEASURE, CT_MEASURE_PLAN_RATIO) !=
                NULL; /* "vượt 1,3% kế hoạch" (1.3% above the plan) */
    return over || m->low >= NEAR_PLAN ? 1 : -1;
}

/* In a part-year report a figure with no time of its own is of the part, unless it is an estimate or a
 * target, which are of the year. */
static void part_year(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_setting *setting = context->setting;
    const ct_mention *m = &p->mentions[mention];
    bool whole_year = answer->period.known && answer->period.from.month == 0 &&
                      answer->period.from.year == setting->year && answer->period.to.year == setting->year;
    if (setting->part == 0 || !(whole_year || !answer->period.known) || setting->year == 0) return;
    int evidence = ct_year_evidence(p, answer->clause, m->end);
    size_t end = mention + MOST_FIGURES < p->n_mentions ? mention + MOST_FIGURES : p->n_mentions;
    for (size_t i = mention;
         evidence == 0 && i < end && p->sentence[p->mentions[i].start] == p->sentence[m->start]; i++)
        if (p->mentions[i].family == CT_FAMILY_PERCENT && ct_mention_of_plan(p, &p->mentions[i]))
            evidence = ct_plan_evidence(p, &p->mentions[i]);
    if (evidence == 0 && context->so_far.any && context->so_far.period.known &&
        context->so_far.period.to.year == setting->year)
        evidence = context->so_far.period.to.month == 0 ? 1 : -1;
    if (evidence == 0)
        evidence = ct_year_evidence(
            p, answer->clause > EVIDENCE_TOKENS ? answer->clause - EVIDENCE_TOKENS : 0, answer->clause);
    if (evidence == 0) evidence = ct_year_evidence(p, m->end, p->tokens.n);
    if (evidence > 0 || (answer->period.known && answer->period.found <= CT_FOUND_CLAUSE && evidence == 0))
        return;
    answer->period = (ct_period){ .known = true, .found = CT_FOUND_PART };
    answer->period.from = (ct_date){ (short)setting->year, 1, 0 };
    answer->period.to = (ct_date){ (short)setting->year, (signed char)setting->part, 0 };
}

/* What a text that bears no title tells without a time is of its day, as far as that is known. */
static ct_period dated(const ct_setting *setting)
{
    ct_period now = { .known = true, .from = ct_date_year(setting->year), .to = ct_date_year(setting->year) };
    now.from.month = now.to.month = (signed char)setting->month;
    now.from.day = now.to.day = (signed char)(setting->month == 0 ? 0 : setting->day);
    return now;
}

/* "năm 2017 là 21,88%; 34,59%; 37,36%" (in 2017 were 21.88%; 34.59%; 37.36%): nothing but marks since the
 * figure before. */
static bool bare(const ct_passage *p, size_t mention)
{
    size_t i = mention > 0 ? p->mentions[mention - 1].end : 0;
    while (mention > 0 && i < p->mentions[mention].start && !ct_token_is_mark(&p->tokens, i, ')') &&
           (p->tokens.at[i].kind == CT_TOKEN_MARK || ct_passage_filler(p, i)))
        i++;
    return mention > 0 && i == p->mentions[mention].start &&
           p->sentence[i] == p->sentence[p->mentions[mention - 1].start];
}

/* "giảm từ 7,1% năm 2021 xuống còn 5,2%" (fell from 7.1% in 2021 to 5.2%): the time right after the value
 * that this one came from is that value's alone. NULL: none. */
static const ct_time *start_of_move(const ct_passage *p, size_t mention)
{
    const ct_mention *m = &p->mentions[mention], *from = m - 1;
    if (!ct_mention_moved(p, mention)) return NULL;
    for (size_t t = ct_passage_time_from(p, from->end); t < p->n_times && p->times[t].start <= from->end + 1;
         t++)
        if (p->times[t].end <= m->start) return &p->times[t];
    return NULL;
}

/* Where a value has come to: its own words begin after the time of the value it came from, its clause ends
 * before that value. */
static bool find_moved(const ct_context *context, size_t mention, const ct_time *start, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    return take(context, answer, left_of(p, context->setting, start->end, m->start), CT_FOUND_OWN) ||
           take(context, answer, left_of(p, context->setting, answer->clause, m[-1].start),
                CT_FOUND_CLAUSE) ||
           take(context, answer, right_of(p, m), CT_FOUND_AFTER);
}

/* "Những năm gần đây, mỗi năm trồng trên 10.000 ha" (in recent years over 10,000 hectares were planted each
 * year): of no year, in a text whose title names none. */
static bool long_while(const ct_context *context, size_t mention, const ct_answer *answer)
{
    const ct_passage *p = context->passage;
    bool vague = false;
    for (size_t i = answer->clause; i < p->mentions[mention].start && !context->setting->title.known; i++)
        vague = vague || ct_passage_cue(p, i, CT_CUE_TIME, CT_TIME_VAGUE) != NULL;
    return vague;
}

/* What stands farther off than the clause: the paragraph up to token `end`, headings, what is carried, the
 * title. */
static void find_around(const ct_context *context, size_t mention, size_t end, ct_answer *answer)
{
    if (from_paragraph(context, end, answer) || from_headings(context, answer)) return;
    bool yearly = ct_of_every_year(context->passage, mention, answer);
    bool carried = !yearly && context->carried.known && !context->note &&
                   !(context->setting->title.known && context->setting->title.range);
    if (carried)
        answer->period = context->carried;
    else if (context->setting->title.known)
        answer->period = context->setting->title;
    else if (yearly)
        return;
    else if (context->headline && context->setting->lead.known)
        answer->period = context->setting->lead;
    else if (context->setting->dated_by_lead)
        answer->period = dated(context->setting);
    answer->period.carried = carried;
    answer->period.found = answer->period.carried ? CT_FOUND_CARRIED : CT_FOUND_TITLE;
}

static void find(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    const ct_sentence_so_far *so_far = &context->so_far;
    bool same = so_far->any && so_far->sentence == p->sentence[m->start];
    if (ct_is_compared(&answer->standing)) {
        const ct_standing *standing = &answer->standing;
        if (take(context, answer, standing->time, CT_FOUND_OWN)) return;
        if (context->answers != NULL && standing->mate < mention &&
            context->answers[standing->mate].period.known) {
            answer->period = context->answers[standing->mate].period;
            answer->period.found = CT_FOUND_SAME_SENTENCE;
            return;
        }
    }
    if (take(context, answer, attached(p, mention, answer), CT_FOUND_ATTACHED)) return;
    ct_in_turn row;
    if (ct_row_in_turn(p, mention, &row) && ct_mention_in_turn(p, &row) == SIZE_MAX &&
        take(context, answer, ct_time_in_turn(p, &row), CT_FOUND_OWN))
        return;
    if (ct_mention_moved(p, mention + 1))
        return; /* "nâng từ 37% lên 38%" (raised from 37% to 38%): when it was 37% is not told */
    const ct_time *start = start_of_move(p, mention);
    if (start != NULL) {
        if (!find_moved(context, mention, start, answer)) find_around(context, mention, m[-1].start, answer);
        return;
    }
    size_t own = answer->begin < m->start ? answer->begin : m->start;
    if (take(context, answer, left_of(p, context->setting, own, m->start), CT_FOUND_OWN)) return;
    if (m->bracket && take(context, answer, base_in(p, own, m->start), CT_FOUND_CLAUSE)) return;
    if (same && so_far->last.known && bare(p, mention)) {
        answer->period = so_far->last;
        answer->period.found = CT_FOUND_SAME_SENTENCE;
    } else if (same && so_far->period.known && answer->inherited) {
        answer->period = so_far->period;
        answer->period.found = CT_FOUND_SAME_SENTENCE;
    } else if (take(context, answer, left_of(p, context->setting, answer->clause, m->start),
                    CT_FOUND_CLAUSE)) {
        return;
    } else if (so_far->any && so_far->period.known && answer->inherited) {
        answer->period = so_far->period;
        answer->period.found = CT_FOUND_SAME_SENTENCE;
    } else if (take(context, answer, right_of(p, m), CT_FOUND_AFTER)) {
        return;
    } else if (!long_while(context, mention, answer)) {
        find_around(context, mention, m->start, answer);
    }
}

ct_period ct_period_by_order(const ct_context *context, size_t mention, const ct_answer *answer)
{
    ct_answer found = *answer;
    found.period = (ct_period){ .found = CT_FOUND_NONE };
    find(context, mention, &found);
    ct_period *period = &found.period;
    if (ct_plan_amount(context->passage, mention) && period->known && !period->range &&
        period->from.year == period->to.year)
        period->from.month = period->from.day = period->to.month = period->to.day =
            0; /* plans are of whole years */
    else if (!found.period.known || found.period.found > CT_FOUND_OWN)
        part_year(context, mention, &found);
    return found.period;
}
