/* How a figure stands to another of its sentence. A report tells its result and, in the same breath, the aim
 * it falls short of or the year it is compared with: "GRDP tăng 13,45%, thấp hơn mục tiêu 14,5%" (GRDP grew
 * by 13.45 %, below the aim of 14.5 %). The second figure is no result and fell nowhere; what it is of, and
 * how it is measured, its mate tells. Words alone do not say whether "thấp hơn năm 2022 là 19,3%" (lower than
 * 2022, 19.3 %) is 2022's value or the distance from it: the numbers do, since what is lower cannot be so by
 * more than it is itself. */
#include <math.h>
#include <string.h>

#include "extract/reading/resolve.h"

enum {
    OBJECT_TOKENS = 14, /* between "thấp hơn" (lower than) and the figure that it speaks of */
    QUALIFIERS = 2, /* words between "là" (is) and a figure: "là khoảng" (is about)                     */
    DOWN = 1        /* of CT_CUE_DIRECTION                                              */
};

/* What a figure is held against, as its words tell it. */
typedef struct {
    const ct_match *cue; /* the word of comparison; NULL for a plan that opens a bracket: "(kế hoạch 14,5%)"
                            (plan 14.5%) */
    size_t from; /* its object: tokens from .. to - 1                                                */
    size_t to;
    bool opened; /* the figure stands in a bracket of its own                                        */
} held;

static bool same_sentence(const ct_passage *p, size_t a, size_t b)
{
    return p->sentence[a] == p->sentence[b];
}

/* "vượt 12,5% so với dự toán giao (8.000 tỷ đồng)" (12.5 % over the estimate of 8000 billion), "giảm 3% so
 * với cùng kỳ (9.170 tỷ đồng)" (3% less than in the same period, 9,170 billion dong): do the words of a plan,
 * or of a time compared with, stand right before the bracket? */
static bool follows_object(const ct_passage *p, size_t from, size_t to)
{
    size_t open = to;
    while (open > from && !ct_token_is_mark(&p->tokens, open - 1, '(')) open--;
    if (open == from) return false;
    size_t t = ct_passage_time_from(p, open);
    bool base = t > 0 && p->times[t - 1].end == open - 1 && p->times[t - 1].start >= from &&
                p->times[t - 1].role == CT_ROLE_BASE;
    return base || ct_passage_cue_before(p, open - 1, CT_CUE_PLAN, -1) != NULL;
}

/* "5,57%/kế hoạch 8,5%" (5.57% against a plan of 8.5%), "(kế hoạch 8,5%)" (plan 8.5%): does a plan begin at
 * token i, right after a stroke or an opening bracket? */
static bool opens_plan(const ct_passage *p, size_t i)
{
    return (ct_token_is_mark(&p->tokens, i - 1, '(') || ct_token_is_mark(&p->tokens, i - 1, '/')) &&
           ct_passage_cue(p, i, CT_CUE_PLAN, -1) != NULL;
}

/* The words back from a figure to what it is held against; no mark but the bracket or colon right before it,
 * no other figure. */
static bool find_held(const ct_passage *p, size_t mention, held *out)
{
    const ct_mention *m = &p->mentions[mention];
    size_t first = mention > 0 ? p->mentions[mention - 1].end : 0;
    *out = (held){ .to = m->start };
    for (size_t i = m->start; i > first && m->start - i < OBJECT_TOKENS && same_sentence(p, i - 1, m->start);
         i--) {
        const ct_token *t = &p->tokens.at[i - 1];
        const ct_match *cue = ct_passage_cue_before(p, i, CT_CUE_HELD, -1);
        if (cue != NULL && cue->cost < 10 && cue->start >= first &&
            ct_match_cue(p, cue)->value != CT_HELD_GOT) {
            out->cue = cue;
            out->from = i;
            return true;
        }
        if (i < m->start && opens_plan(p, i)) {
            out->from = i;
            return true;
        }
        bool beside = m->start - i <= QUALIFIERS && (t->mark == '(' || t->mark == ':');
        out->opened = out->opened || (beside && t->mark == '(');
        if ((t->kind == CT_TOKEN_MARK && !beside && t->mark != ':') ||
            (t->kind == CT_TOKEN_NUMBER && ct_passage_time_at(p, i - 1) == NULL))
            return false;
    }
    out->from = m->start - first > OBJECT_TOKENS ? m->start - OBJECT_TOKENS : first;
    bool apart = mention > 0 && (m->family != CT_FAMILY_PERCENT || m[-1].family != CT_FAMILY_PERCENT);
    return out->opened && apart && follows_object(p, out->from, m->start);
}

static bool says(const ct_passage *p, size_t from, size_t to, ct_cue_class class)
{
    for (size_t i = from; i < to; i++)
        if (ct_passage_cue(p, i, class, -1) != NULL) return true;
    return false;
}

/* "cùng kỳ" (the same period): the same part of another year. */
static bool says_same(const ct_passage *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (ct_passage_cue(p, i, CT_CUE_TIME, CT_TIME_SAME) != NULL) return true;
    return false;
}

/* The last time of tokens from .. to - 1 that names or implies a year. */
static const ct_time *time_in(const ct_passage *p, size_t from, size_t to)
{
    const ct_time *found = NULL;
    for (size_t t = ct_passage_time_from(p, from); t < p->n_times && p->times[t].end <= to; t++)
        if (p->times[t].role != CT_ROLE_IGNORE && p->times[t].role != CT_ROLE_CITED &&
            p->times[t].form != CT_FORM_TERM)
            found = &p->times[t];
    return found;
}

/* "mức 19,3% của năm 2022" (the 19.3 % of 2022): the time of the figure itself, after it. */
static const ct_time *time_after(const ct_passage *p, const ct_mention *m)
{
    const ct_match *of = ct_passage_cue(p, m->end, CT_CUE_ROLE, CT_ROLE_MAIN);
    size_t t = of == NULL ? p->n_times : ct_passage_time_from(p, of->end);
    return t < p->n_times && p->times[t].start == of->end ? &p->times[t] : NULL;
}

/* The time right after a figure, with "vào" (into) or a bracket between. */
static const ct_time *attached(const ct_passage *p, const ct_mention *m)
{
    size_t t = ct_passage_time_from(p, m->end);
    if (t == p->n_times || p->times[t].start > m->end + 1 || !ct_time_tells(&p->times[t])) return NULL;
    return p->times[t].start == m->end || ct_token_is_mark(&p->tokens, m->end, '(') ||
                   ct_passage_filler(p, m->end)
               ? &p->times[t]
               : NULL;
}

/* Amounts of one kind: percentages, or amounts in units of one base. */
static bool alike(const ct_mention *a, const ct_mention *b)
{
    if (a->family != b->family || a->fraction || b->fraction) return false;
    return a->family == CT_FAMILY_PERCENT || a->base[0] == '\0' || strcmp(a->base, b->base) == 0 ||
           a->family == CT_FAMILY_MONEY;
}

/* The nearest figure before it in its sentence that it can be compared with and that is not itself only
 * compared. */
static size_t find_mate(const ct_passage *p, size_t mention)
{
    enum { MOST = 6 };
    const ct_mention *m = &p->mentions[mention];
    held other;
    for (size_t i = mention, n = 0; i > 0 && n < MOST && same_sentence(p, p->mentions[i - 1].start, m->start);
         i--, n++)
        if (alike(&p->mentions[i - 1], m) && !find_held(p, i - 1, &other)) return i - 1;
    return SIZE_MAX;
}

/* "So với mục tiêu 8,5%, GRDP chỉ tăng 5,57%" (against the target of 8.5%, GRDP grew by 5.57% only), "không
 * đạt mục tiêu 30,5 tỷ USD, chỉ đạt 28,1 tỷ USD" (missed the target of 30.5 billion USD, reaching 28.1 only):
 * the result may come after its aim. */
static size_t find_later_mate(const ct_passage *p, size_t mention)
{
    const ct_mention *m = &p->mentions[mention], *next = m + 1;
    bool beside = mention + 1 < p->n_mentions && same_sentence(p, m->start, next->start) && !m->bracket &&
                  !next->bracket && alike(m, next);
    return beside && says(p, m->end, next->start, CT_CUE_HELD) ? mention + 1 : SIZE_MAX;
}

static double size_of(const ct_mention *m)
{
    return fabs(m->low) * (m->family == CT_FAMILY_PERCENT || m->scale <= 0 ? 1 : m->scale);
}

/* Does the figure fit as the value compared with, rather than as the difference? It must lie on the side that
 * the word says, and nearer to its mate than to nothing. A fall that is "lower" may be the deeper or the
 * lesser one. */
static bool fits_as_value(const ct_passage *p, const held *h, const ct_mention *m, const ct_mention *mate)
{
    double value = size_of(m), beside = size_of(mate);
    int word =
        h->cue == NULL || h->opened || mate->negative ? CT_HELD_EITHER : ct_match_cue(p, h->cue)->value;
    if (ct_passage_cue_before(p, mate->start, CT_CUE_DIRECTION, DOWN) != NULL) word = CT_HELD_EITHER;
    if (word == CT_HELD_LESS) return value > beside;
    return value > beside / 2 && !(word == CT_HELD_MORE && value >= beside);
}

/* "vượt dự toán (đạt 121,4%)" (above the estimate, reaching 121.4%): what a bracket tells is reached is a
 * result again. */
static bool tells_result(const ct_passage *p, const held *h)
{
    size_t open = h->to;
    while (open > h->from && !ct_token_is_mark(&p->tokens, open - 1, '(')) open--;
    return h->opened && (says(p, open, h->to, CT_CUE_REACH) || says(p, open, h->to, CT_CUE_MEASURE));
}

/* "vượt kế hoạch 7%" (7% above the plan) is by 7 %, "vượt kế hoạch là 14,5%" (above the plan, which is 14.5%)
 * and "vượt kế hoạch (14,5%)" (above the plan, 14.5%) tell the plan. */
static bool tells_object(const ct_passage *p, const held *h)
{
    if (h->cue == NULL || h->opened || ct_match_cue(p, h->cue)->value != CT_HELD_PAST) return true;
    for (size_t back = 0; back <= QUALIFIERS && h->to - back > h->from; back++)
        if (ct_passage_cue_before(p, h->to - back, CT_CUE_TABLE, CT_TABLE_IS) != NULL) return true;
    return false;
}

/* Which way its own words say an aim goes: "thấp hơn mục tiêu giảm 2%" (less than the target of a fall by
 * 2%). */
static int moves_itself(const ct_passage *p, const held *h)
{
    int moves = 0;
    for (size_t i = h->from; i < h->to; i++) {
        const ct_match *cue = ct_passage_cue(p, i, CT_CUE_DIRECTION, -1);
        if (cue != NULL) moves = ct_match_cue(p, cue)->value == DOWN ? -1 : 1;
    }
    return moves;
}

/* A fall is aimed at only where its mate fell: "còn 3,02% (kế hoạch giảm 1%)" (down to 3.02%, the plan being
 * a fall by 1%) are a level and a fall. */
static bool moves_alike(const ct_passage *p, const ct_mention *mate, int moves)
{
    return moves >= 0 || mate->negative || ct_passage_cue_near(p, mate->start, CT_CUE_DIRECTION, DOWN);
}

static bool comparable(const ct_mention *m)
{
    return m->family != CT_FAMILY_POINT && m->family != CT_FAMILY_RANK && m->family != CT_FAMILY_RATIO;
}

static bool read_compared(const ct_passage *p, size_t mention, ct_standing *out)
{
    const ct_mention *m = &p->mentions[mention];
    held h;
    if (!comparable(m) || !find_held(p, mention, &h)) return false;
    bool difference = ct_passage_cue(p, m->end, CT_CUE_ROLE, CT_ROLE_BASE) !=
                      NULL; /* "thấp hơn 5,85% so với năm 2022" (5.85% below 2022) */
    bool plan = says(p, h.from, h.to, CT_CUE_PLAN);
    size_t mate = find_mate(p, mention);
    if (mate == SIZE_MAX && plan) mate = find_later_mate(p, mention);
    int moves = moves_itself(p, &h);
    if (difference || mate == SIZE_MAX || tells_result(p, &h) || !tells_object(p, &h) ||
        !moves_alike(p, &p->mentions[mate], moves))
        return false;
    const ct_time *own = time_in(p, h.from, h.to), *after = h.to > h.from ? time_after(p, m) : NULL;
    bool more = h.cue != NULL && ct_match_cue(p, h.cue)->value == CT_HELD_MORE,
         bare = own != NULL && own->end == h.to;
    bool value = !(more && bare && !plan) &&
                 fits_as_value(p, &h, m, &p->mentions[mate]); /* "nhiều hơn năm 2022 300 triệu" (300 million
                                                                 more than in 2022) is by so much */
    bool less = h.cue != NULL && ct_match_cue(p, h.cue)->value == CT_HELD_LESS;
    if (plan && (value || more || less))
        out->stand = value ? CT_STANDS_PLAN : CT_STANDS_APART;
    else if (!plan && (own != NULL || (after != NULL && value)))
        out->stand = value ? CT_STANDS_THEN : CT_STANDS_APART;
    else if (!plan && value && says(p, h.from, h.to, CT_CUE_TERRITORY))
        out->stand = CT_STANDS_THERE;
    else
        return false;
    out->time = own != NULL ? own : after != NULL ? after : attached(p, m);
    out->same = says_same(p, h.from, h.to);
    out->mate = mate;
    out->moves = moves;
    return true;
}

/* "So với mục tiêu 8,5%, GRDP chỉ tăng 5,57%" (beside the aim of 8.5 % the product grew by only 5.57 %). */
static bool read_aim_before(const ct_passage *p, size_t mention, ct_standing *out)
{
    const ct_mention *m = &p->mentions[mention];
    size_t i = m->start, mate = comparable(m) ? find_later_mate(p, mention) : SIZE_MAX;
    bool plan = false, base = false;
    for (; mate != SIZE_MAX && !base && i > 0 && m->start - i < OBJECT_TOKENS &&
           p->tokens.at[i - 1].kind == CT_TOKEN_WORD;
         i--) {
        plan = plan || ct_passage_cue(p, i - 1, CT_CUE_PLAN, -1) != NULL;
        base = ct_passage_cue_before(p, i, CT_CUE_ROLE, CT_ROLE_BASE) != NULL;
    }
    if (!plan || !base) return false;
    out->stand = CT_STANDS_PLAN;
    out->mate = mate;
    return true;
}

/* "450 nghìn tấn/435 nghìn tấn KH" (450 thousand tonnes of 435 planned). */
static bool read_after_stroke(const ct_passage *p, size_t mention, ct_standing *out)
{
    const ct_mention *m = &p->mentions[mention];
    bool stroke = mention > 0 && m[-1].end + 1 == m->start &&
                  ct_token_is_mark(&p->tokens, m->start - 1, '/') && alike(m - 1, m);
    if (!stroke || ct_passage_cue(p, m->end, CT_CUE_PLAN, -1) == NULL) return false;
    out->stand = CT_STANDS_PLAN;
    out->mate = mention - 1;
    return true;
}

/* "mục tiêu tăng trưởng là 8,5% nhưng chỉ đạt 5,57%" (the aim was 8.5 %, but only 5.57 % were reached), "thấp
 * hơn kế hoạch, chỉ đạt 5,57%" (below the plan, reaching 5.57% only). */
static bool read_got(const ct_passage *p, size_t mention, ct_standing *out)
{
    enum { REACH = 30 };
    const ct_mention *m = &p->mentions[mention];
    size_t from = m->start > REACH ? m->start - REACH : 0;
    bool got = false;
    for (size_t back = 0; back <= QUALIFIERS && back < m->start && !got; back++)
        got = ct_passage_cue_before(p, m->start - back, CT_CUE_HELD, CT_HELD_GOT) != NULL;
    while (from < m->start && !same_sentence(p, from, m->start)) from++;
    if (!got || !says(p, from, m->start, CT_CUE_PLAN)) return false;
    out->stand = CT_STANDS_GOT;
    return true;
}

/* "(cùng kỳ năm 2022 đạt 8,59%)" (the same period of 2022 reached 8.59%), "(kế hoạch 8,5%; năm 2022 là
 * 8,59%)" (plan 8.5%; 2022 was 8.59%): in a bracket, a time and what its mate was then. */
static bool read_then_in_bracket(const ct_passage *p, size_t mention, size_t begin, ct_standing *out)
{
    const ct_mention *m = &p->mentions[mention];
    size_t t = ct_passage_time_from(p, begin),
           mate = m->bracket && comparable(m) ? find_mate(p, mention) : SIZE_MAX;
    const ct_time *time = time_in(p, begin, m->start);
    if (mate == SIZE_MAX || time == NULL || p->times[t].start != begin ||
        (time->form != CT_FORM_YEAR && time->form != CT_FORM_RELATIVE) || time->whole)
        return false;
    for (size_t i = begin; i < m->start; i++)
        if (ct_passage_time_at(p, i) == NULL &&
            !(p->tokens.at[i].kind == CT_TOKEN_WORD && ct_passage_filler(p, i)))
            return false;
    const held h = { .from = begin, .to = m->start };
    out->moves = moves_itself(p, &h);
    if (p->mentions[mate].bracket || says(p, time->end, m->start, CT_CUE_PLAN) ||
        !moves_alike(p, &p->mentions[mate], out->moves))
        return false;
    out->stand = CT_STANDS_THEN;
    out->mate = mate;
    out->time = time;
    out->same = says_same(p, begin, m->start);
    return true;
}

static bool read_move(const ct_passage *p, size_t mention, ct_standing *out)
{
    bool from = ct_mention_moved(p, mention + 1), to = ct_mention_moved(p, mention);
    if (!from && !to) return false;
    out->stand = from ? CT_STANDS_FROM : CT_STANDS_TO;
    out->mate = from ? mention + 1 : mention - 1;
    out->time = attached(p, &p->mentions[mention]);
    return true;
}

/* Where the words before a figure end, without its qualifier: "còn dưới 2%" (down to below 2%). */
static size_t before_qualifier(const ct_passage *p, const ct_mention *m)
{
    const ct_match *qualifier = ct_passage_cue_before(p, m->start, CT_CUE_BEFORE, -1);
    return qualifier != NULL ? qualifier->start : m->start;
}

/* "còn" (down to), "đạt" (reached), "là" (is) end right before token i. */
static bool ends_in_level(const ct_passage *p, size_t i)
{
    return ct_passage_cue_before(p, i, CT_CUE_MEASURE, CT_MEASURE_LEVEL) != NULL ||
           ct_passage_cue_before(p, i, CT_CUE_REACH, -1) != NULL ||
           ct_passage_cue_before(p, i, CT_CUE_TABLE, CT_TABLE_IS) != NULL;
}

/* "giảm bình quân 1%/năm; đến năm 2025 còn dưới 2%" (1 % less a year; by 2025 less than 2 % are left): the
 * second is of that year. */
static bool read_at(const ct_passage *p, const ct_mention *m, size_t begin, ct_standing *out)
{
    size_t end = before_qualifier(p, m);
    const ct_time *time = time_in(p, begin, m->start);
    if (time == NULL || time->form != CT_FORM_YEAR || !(time->until || time->role == CT_ROLE_ASOF) ||
        m->per_year || !ends_in_level(p, end))
        return false;
    if (says(p, begin, m->start, CT_CUE_AGGREGATION) ||
        ct_passage_cue(p, m->end, CT_CUE_AGGREGATION, -1) != NULL)
        return false;
    for (size_t i = time->end; i < m->start; i++)
        if (p->tokens.at[i].kind != CT_TOKEN_WORD && !ct_token_is_mark(&p->tokens, i, ',')) return false;
    out->stand = CT_STANDS_AT;
    out->time = time;
    return true;
}

/* Nothing between what is named and its percentage moves, divides or ranks it. */
static bool read_stated(const ct_passage *p, const ct_mention *m, size_t begin, const ct_match *wording,
                        ct_standing *out)
{
    size_t end = before_qualifier(p, m);
    if (m->family != CT_FAMILY_PERCENT || m->per_year || wording == NULL || wording->end > m->start ||
        wording->start < begin || !ends_in_level(p, end))
        return false;
    const ct_match *level = ct_passage_cue_before(p, end, CT_CUE_MEASURE, CT_MEASURE_LEVEL);
    size_t to =
        level != NULL ? level->start : end; /* "giảm còn" (fell to) ends in a level whatever went before */
    if (says(p, begin, wording->start, CT_CUE_DIRECTION) || says(p, wording->end, to, CT_CUE_DIRECTION) ||
        says(p, wording->end, to, CT_CUE_MEASURE))
        return false;
    out->stand = CT_STANDS_STATED;
    return true;
}

ct_standing ct_standing_of(const ct_passage *p, size_t mention, size_t begin, const ct_match *wording)
{
    const ct_mention *m = &p->mentions[mention];
    ct_standing out = { .stand = CT_STANDS_ALONE, .mate = SIZE_MAX };
    bool found = read_compared(p, mention, &out) || read_aim_before(p, mention, &out) ||
                 read_then_in_bracket(p, mention, begin, &out) || read_move(p, mention, &out) ||
                 read_at(p, m, begin, &out) || read_after_stroke(p, mention, &out) ||
                 read_got(p, mention, &out);
    if (!found) read_stated(p, m, begin, wording, &out);
    return out;
}
