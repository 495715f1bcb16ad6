#include <string.h>

#include "core/vietnamese.h"
#include "extract/resolve.h"

enum {
    FAR = 30,            /* cost of a token between an indicator's words and its figure, hundredths */
    FAR_LIMIT = 300,
    COMMA = 150,         /* and of a comma between them                                             */
    OF_PLAN = 250,       /* gain of words that are told in shares of a plan, where the figure is one */
    FORWARD = 6,         /* tokens after a value in which its subject may begin                     */
    PLAN_WORDS = 14,
    PART_WORDS = 8,      /* words that may name a part                                              */
    NEAR_WORDS = 4,      /* with as many of its own a count is not named by what follows             */
    NAME_TOKENS = 14     /* words before the number kept as its name                                */
};

const char *const ct_named_words[] = { "before", "after", "pending", "part", "going", "heading", "structure", "row", "not" };

static bool closes(const ct_token *t)
{
    return t->kind == CT_TOKEN_MARK && t->mark != '\0' && strchr(";,():.", t->mark) != NULL;
}

/* "dự toán và tăng 68 %": a joining word before a new statement. */
static bool turns(const ct_passage *p, size_t i)
{
    return ct_passage_cue(p, i, CT_CUE_SKIP, -1) != NULL &&
           (ct_passage_cue(p, i + 1, CT_CUE_DIRECTION, -1) != NULL || ct_passage_cue(p, i + 1, CT_CUE_MEASURE, -1) != NULL);
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

/* "và ngành nông, lâm nghiệp và thủy sản tăng 4,85%": the comma of a name divides nothing. */
static bool divides(const ct_passage *p, size_t i)
{
    const ct_match *name;
    bool comma = ct_token_is_mark(&p->tokens, i, ',');
    return closes(&p->tokens.at[i]) && !(comma && in_phrase(p, i, CT_PHRASE_BREAKDOWN, &name) && name->start < i && !name->gap);
}

/* Where the bracket that opens at token i closes, before token end; i when it does not. */
static size_t bracket_end(const ct_passage *p, size_t i, size_t end)
{
    int depth = 0;
    for (size_t k = i; k < end; k++) {
        depth += ct_token_is_mark(&p->tokens, k, '(') - ct_token_is_mark(&p->tokens, k, ')');
        if (depth == 0)
            return k;
    }
    return i;
}

void ct_resolve_region(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    size_t sentence = p->sentence[m->start], begin = m->start;
    while (begin > 0 && p->sentence[begin - 1] == sentence && m->start - begin < CT_CLAUSE_TOKENS)
        begin--;
    answer->clause = begin;
    if (mention > 0 && p->mentions[mention - 1].end > begin) {
        size_t after = p->mentions[mention - 1].end;
        begin = after;
        for (size_t i = after; i < m->start; i++) { /* words up to the next mark belong to the figure before */
            size_t closed = ct_token_is_mark(&p->tokens, i, '(') ? bracket_end(p, i, m->start) : i;
            if (closed > i) { /* and so does a bracket: "16,45% năm 2010 (theo tiêu chí cũ), năm 2011 là 31,51%" */
                begin = closed + 1;
                i = closed;
            } else if (divides(p, i) || turns(p, i)) {
                begin = i + 1;
                break;
            }
        }
    }
    for (size_t i = begin; i < m->start; i++)
        if (ct_token_is_mark(&p->tokens, i, ';'))
            begin = i + 1;
    answer->begin = begin;
}

static int family_of_indicator(const ct_passage *p, int indicator)
{
    const ct_indicator *one = &p->known->catalogue->indicators[indicator];
    const ct_unit *unit = ct_unit_find(p->known->catalogue, one->unit);
    if (unit == NULL)
        return CT_FAMILY_OTHER;
    int family = ct_family_of(unit->family);
    return family == CT_FAMILY_OTHER || family == CT_FAMILY_RATIO ? CT_FAMILY_COUNT : family;
}

/* Does the figure count things of another name than the indicator does? People have many names. */
static bool other_noun(const ct_passage *p, int indicator, const ct_mention *m)
{
    if (m->family != CT_FAMILY_COUNT || m->base[0] == '\0' || strcmp(m->family_name, "people") == 0)
        return false;
    const ct_unit *unit = ct_unit_find(p->known->catalogue, p->known->catalogue->indicators[indicator].unit);
    return unit != NULL && strcmp(unit->family, m->family_name) == 0 && strcmp(unit->base, m->base) != 0;
}

int ct_indicator_fits(const ct_passage *p, int indicator, const ct_mention *m)
{
    const ct_indicator *one = &p->known->catalogue->indicators[indicator];
    int family = family_of_indicator(p, indicator);
    if (m->family == CT_FAMILY_MONEY && p->known->stated[indicator] == CT_MEASURE_PLAN_RATIO)
        return 1; /* what is measured against its plan is an amount too */
    if (m->family == CT_FAMILY_POINT && one->measure == CT_MEASURE_GROWTH)
        return 0; /* points of a growth are what a part contributes to it */
    if (m->family == CT_FAMILY_PERCENT && family == CT_FAMILY_RANK)
        return 0; /* a place in an order is no percentage, and has no growth */
    if (m->family == CT_FAMILY_PERCENT || m->family == CT_FAMILY_POINT)
        return family == CT_FAMILY_PERCENT ? 2 : 1;
    if (m->family == CT_FAMILY_RANK || m->family == CT_FAMILY_RATIO)
        return family == CT_FAMILY_RANK ? 2 : 1;
    if (family == CT_FAMILY_MONEY)
        return m->family == CT_FAMILY_MONEY ? 2 : 0;
    if (family == CT_FAMILY_PERCENT)
        return one->growth_of[0] != '\0' && m->family == CT_FAMILY_MONEY ? 1 : 0;
    const ct_unit *unit = ct_unit_find(p->known->catalogue, one->unit);
    if (unit != NULL && strcmp(unit->family, m->family_name) == 0)
        return other_noun(p, indicator, m) ? 1 : 2;
    if (m->family == CT_FAMILY_MONEY || family == CT_FAMILY_RANK)
        return 0;
    return m->family == CT_FAMILY_COUNT || m->family == CT_FAMILY_OTHER ? 1 : 0;
}

static size_t commas(const ct_passage *p, size_t a, size_t b)
{
    size_t n = 0;
    for (size_t i = a; i < b; i++)
        n += ct_token_is_mark(&p->tokens, i, ',');
    return n;
}

/* General words, away from what they would have to be about. */
static bool off_topic(const ct_passage *p, const ct_match *match)
{
    int topic = ct_match_topic(match);
    return topic != 0 && (match->inside || ct_passage_topic(p, match->end) != topic);
}

/* The noun of the figure before may begin a name that goes on in the words of this one: "38 dự án FDI, vốn đăng ký đạt 1.165 triệu USD". */
static size_t shared_from(const ct_passage *p, const ct_mention *m, size_t a)
{
    const ct_mention *before = m > p->mentions && m < p->mentions + p->n_mentions ? m - 1 : NULL;
    return before != NULL && before->number_end < a && before->family == CT_FAMILY_COUNT ? before->number_end : a;
}

/* The best indicator named between tokens a and b, seen from the figure at b; CT_NONE without one. */
static const ct_match *best_between(const ct_passage *p, size_t a, size_t b, const ct_mention *m, int *score_out)
{
    const ct_match *best = NULL;
    int best_score = -1000;
    for (size_t i = p->first_match[shared_from(p, m, a)]; i < p->matches.n && p->matches.at[i].start < b; i++) {
        const ct_match *match = &p->matches.at[i];
        if (match->start < a && match->end <= a)
            continue;
        int fits = match->type != CT_PHRASE_INDICATOR ? 0 : ct_indicator_fits(p, ct_match_indicator(match), m);
        if (fits == 0 || match->end > b || (match->ref & CT_AFTER_NUMBER) != 0 || off_topic(p, match) ||
            ct_passage_closed_off(p, match->start, b) || other_noun(p, ct_match_indicator(match), m))
            continue; /* of another noun: after "sân golf" come "02 trung tâm thương mại" */
        int distance = (int)(b - match->end) * FAR;
        int score = match->words * 100 - match->cost * 3 / 2 + 20 * fits;
        if (ct_match_measure(match) == CT_MEASURE_PLAN_RATIO && m->family == CT_FAMILY_PERCENT && ct_mention_of_plan(p, m))
            score += OF_PLAN;
        score -= (distance > FAR_LIMIT ? FAR_LIMIT : distance) + COMMA * (int)commas(p, match->end, b);
        if (score > best_score || (score == best_score && best != NULL && match->end > best->end)) {
            best_score = score;
            best = match;
        }
    }
    *score_out = best_score;
    return best;
}

static bool in_time(const ct_passage *p, size_t i)
{
    for (size_t t = 0; t < p->n_times; t++)
        if (p->times[t].start <= i && i < p->times[t].end)
            return true;
    return false;
}

/* Words that no cue, time or breakdown explains. */
static size_t residual(const ct_passage *p, size_t a, size_t b, size_t *first, size_t *last)
{
    size_t n = 0;
    const ct_match *breakdown;
    for (size_t i = a; i < b; i++) {
        const ct_token *t = &p->tokens.at[i];
        if (t->kind != CT_TOKEN_WORD || ct_passage_filler(p, i) || in_time(p, i) || in_phrase(p, i, CT_PHRASE_BREAKDOWN, &breakdown))
            continue;
        if (n++ == 0)
            *first = i;
        *last = i;
    }
    return n;
}

/* A word in capitals, which a scan seldom makes of another: "CN", "XD". */
static bool abbreviated(const ct_token *t)
{
    return t->len >= 2 && t->len <= 4 && t->text[0] >= 'A' && t->text[0] <= 'Z' && t->text[1] >= 'A' && t->text[1] <= 'Z';
}

static const ct_match *last_breakdown(const ct_passage *p, size_t a, size_t b)
{
    const ct_match *best = NULL;
    for (size_t i = p->first_match[a]; i < p->matches.n && p->matches.at[i].start < b; i++) {
        const ct_match *match = &p->matches.at[i];
        if (match->type != CT_PHRASE_BREAKDOWN || match->end > b)
            continue;
        bool sure = match->words > 1 || !p->damaged || abbreviated(&p->tokens.at[match->start]);
        if (sure && (best == NULL || match->end > best->end || match->words > best->words))
            best = match;
    }
    return best;
}

/* The words of tokens a .. b-1 as they stand. */
static const char *text_of(const ct_passage *p, size_t a, size_t b)
{
    if (b > a + NAME_TOKENS)
        a = b - NAME_TOKENS;
    const char *text = "";
    for (size_t i = a; i < b && text != NULL; i++)
        text = ct_arena_printf(p->arena, "%s%s%.*s", text, i > a && p->tokens.at[i].space ? " " : "", (int)p->tokens.at[i].len,
                               p->tokens.at[i].text);
    return text;
}

static ct_error use_name(const ct_passage *p, ct_answer *answer, size_t first, size_t last)
{
    answer->name = text_of(p, first, last + 1);
    return answer->name == NULL ? ct_no_memory() : ct_ok();
}

/* The subject after the value: "90% xã có đầy đủ ...", "882 doanh nghiệp thành lập mới". */
static const ct_match *forward(const ct_passage *p, const ct_mention *m)
{
    const ct_match *best = NULL;
    size_t from = m->family == CT_FAMILY_PERCENT ? m->end : m->number_end;
    const ct_match *group = m->family == CT_FAMILY_RANK ? ct_passage_cue(p, m->end, CT_CUE_TERRITORY, -1) : NULL;
    size_t named = group != NULL ? group->end : m->end; /* "thứ 44/63 tỉnh, thành phố thu hút FDI" */
    for (size_t i = p->first_match[from]; i < p->matches.n && p->matches.at[i].start < named + FORWARD; i++) {
        const ct_match *match = &p->matches.at[i];
        for (size_t k = named; k < match->start; k++)
            if (closes(&p->tokens.at[k]) || p->tokens.at[k].kind == CT_TOKEN_NUMBER)
                return best;
        if (match->type == CT_PHRASE_INDICATOR && ct_indicator_fits(p, ct_match_indicator(match), m) > 0 && match->end >= m->end &&
            !off_topic(p, match) &&
            ((match->ref & CT_AFTER_NUMBER) == 0 || (match->start >= m->noun && match->start <= m->end)) &&
            (best == NULL || (match->start == best->start && (match->words > best->words || (match->ref & CT_AFTER_NUMBER) != 0))))
            best = match;
    }
    return best;
}

static void use_match(ct_answer *answer, const ct_match *match, ct_named named)
{
    answer->named = (int)named;
    answer->wording = match;
    answer->indicator = ct_match_indicator(match);
    answer->stated = ct_match_measure(match);
    answer->inherited = false;
    answer->indicator_trust = 100 - match->cost / (match->words > 0 ? match->words : 1);
}

/* "trong đó", "riêng" between the figure before and this one. */
static bool linked(const ct_passage *p, size_t a, size_t b)
{
    for (size_t i = a; i < b; i++)
        if (ct_passage_cue(p, i, CT_CUE_LINK, CT_LINK_PART) != NULL || ct_passage_cue(p, i, CT_CUE_LINK, CT_LINK_AGAIN) != NULL)
            return true;
    return false;
}

static void inherit(const ct_context *context, ct_answer *answer, int indicator, ct_named named)
{
    answer->named = (int)named;
    answer->indicator = indicator;
    answer->stated = context->going.any && context->going.indicator == indicator ? context->going.stated : CT_NONE;
    answer->inherited = true;
    answer->indicator_trust = 80;
}

static const ct_heading *heading_with_indicator(const ct_context *context)
{
    for (size_t i = context->n_headings; i > 0; i--) {
        if (context->headings[i - 1].indicator != CT_NONE && context->headings[i - 1].list)
            return &context->headings[i - 1];
        if (!context->headings[i - 1].list)
            break;
    }
    return NULL;
}

/* One of a row of parts: "y tế 67,3%, giao thông 54,5%": the part's words stand right before its number, without a verb. */
static bool listed(const ct_context *context, size_t mention, size_t last, size_t words)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    if (mention == 0 || words == 0 || words > PART_WORDS || last + 1 != m->start)
        return false;
    const ct_mention *before = &p->mentions[mention - 1];
    if (m->family == CT_FAMILY_PERCENT)
        return before->family == m->family && strcmp(before->unit, m->unit) == 0;
    for (size_t i = mention; i > 0 && mention - i < 3 && p->sentence[p->mentions[i - 1].start] == p->sentence[m->start]; i--)
        if (strcmp(p->mentions[i - 1].unit, m->unit) == 0 && !p->damaged && p->tokens.at[last].upper)
            return true; /* places and names: "Nhật Bản 3.605 triệu USD" */
    return false;
}

/* "giá trị giảm mạnh như: sắt thép giảm 36%; da sống giảm 23%": one move of a list after a colon. */
static bool enumerated(const ct_passage *p, size_t mention, size_t clause)
{
    const ct_mention *m = &p->mentions[mention], *before = m - 1;
    size_t first = mention;
    bool moves = mention > 0 && m->family == CT_FAMILY_PERCENT && before->family == m->family && ct_passage_cue_near(p, m->start, CT_CUE_DIRECTION, -1) &&
                 ct_passage_cue_near(p, before->start, CT_CUE_DIRECTION, -1);
    while (moves && first > 0 && p->mentions[first - 1].start >= clause)
        first--;
    for (size_t i = clause; moves && first < mention && i < p->mentions[first].start; i++)
        if (ct_token_is_mark(&p->tokens, i, ':'))
            return true;
    return false;
}

/* Do words that mean something follow right after the unit? */
static bool names_after(const ct_passage *p, const ct_mention *m)
{
    if (m->end >= p->tokens.n || p->tokens.at[m->end].kind != CT_TOKEN_WORD || p->tokens.at[m->end].cell)
        return false;
    return !ct_passage_filler(p, m->end) && !in_time(p, m->end);
}

static size_t name_end(const ct_passage *p, size_t i)
{
    size_t end = i;
    while (end < p->tokens.n && end - i < NAME_TOKENS && !closes(&p->tokens.at[end]) && p->tokens.at[end].kind != CT_TOKEN_NUMBER &&
           !(end > i && p->tokens.at[end].cell))
        end++;
    return end;
}

/* What the figure's own words hold beside an indicator. */
typedef struct {
    size_t          words, first, last; /* words that no cue, time or breakdown explains: how many, and their span */
    const ct_match *breakdown;
    bool            same;               /* a figure before it stands in the same sentence                          */
    bool            part;               /* it is a part of a figure before                                         */
} own_words;

/* "đón 139.000 lượt khách đến thăm, vui chơi, giảm 13%": after the last comma it only rises or falls, whatever stands before. */
static bool only_moves(const ct_passage *p, size_t begin, const ct_mention *m)
{
    size_t comma = m->start, first, last;
    while (comma > begin && !ct_token_is_mark(&p->tokens, comma - 1, ','))
        comma--;
    bool moves = false;
    for (size_t i = comma; i < m->start; i++)
        moves = moves || ct_passage_cue(p, i, CT_CUE_DIRECTION, -1) != NULL;
    return comma > begin && moves && m->family == CT_FAMILY_PERCENT && residual(p, comma, m->start, &first, &last) == 0;
}

static own_words read_own_words(const ct_context *context, size_t mention, const ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    own_words own = { .first = m->start, .last = m->start };
    own.words = residual(p, answer->begin, m->start, &own.first, &own.last);
    own.breakdown = last_breakdown(p, answer->begin, m->start);
    own.same = context->going.any && context->going.sentence == p->sentence[m->start];
    if (own.words > 0 && own.same && only_moves(p, answer->begin, m)) {
        own = (own_words){ .first = m->start, .last = m->start, .same = true };
    }
    own.part = linked(p, answer->begin, m->start) || (own.same && (context->going.part || m->bracket));
    return own;
}

static bool counts(const ct_mention *m)
{
    return m->family == CT_FAMILY_COUNT || m->family == CT_FAMILY_OTHER;
}

/* The indicator after the figure, where the words before it leave room for one: "90% xã có đầy đủ ...", "bố trí 2% tổng chi ngân sách". */
static const ct_match *named_after(const ct_passage *p, const ct_mention *m, const own_words *own)
{
    bool opens = own->words == 0 && own->breakdown == NULL;
    bool percent = m->family == CT_FAMILY_PERCENT, rank = m->family == CT_FAMILY_RANK;
    const ct_match *after = percent || rank || counts(m) ? forward(p, m) : NULL;
    if (after == NULL)
        return NULL;
    if (rank)
        return own->words < NEAR_WORDS ? after : NULL; /* "đứng thứ 3 cả nước về thu hút vốn FDI" */
    if (percent && own->same && after->start > m->end && ct_passage_cue_before(p, m->start, CT_CUE_DIRECTION, -1) != NULL)
        return NULL; /* "sản lượng ngô đạt 65,5 nghìn tấn, giảm 1,68% do diện tích gieo trồng giảm": the cause is another matter */
    if (percent && (own->same || !opens) && ct_mention_of_plan(p, m))
        return NULL; /* "đạt 5.385 tỷ đồng, bằng 81,2% kế hoạch vốn": a share of the plan that follows, not the plan */
    if (percent)
        return opens || (after->start == m->end && ct_indicator_fits(p, ct_match_indicator(after), m) == 1) ? after : NULL;
    return own->words < NEAR_WORDS || (after->ref & CT_AFTER_NUMBER) != 0 ? after : NULL;
}

/* An indicator named since the figure before but without a figure: "Cơ cấu kinh tế chuyển dịch ...; trong đó nông nghiệp chiếm". */
static const ct_match *pending(const ct_context *context, size_t mention, const ct_answer *answer, const own_words *own)
{
    const ct_passage *p = context->passage;
    int score = 0;
    bool lost = own->words == 0 && (!own->same || context->going.indicator == CT_NONE);
    if ((own->breakdown == NULL && !own->part && !lost) || own->words > PART_WORDS)
        return NULL;
    return best_between(p, mention > 0 ? p->mentions[mention - 1].end : 0, answer->begin, &p->mentions[mention], &score);
}

void ct_wholes_clear(ct_wholes *wholes)
{
    for (size_t i = 0; i < CT_MAX_WHOLES; i++)
        wholes->of[i] = CT_NONE;
}

void ct_wholes_keep(ct_wholes *wholes, const ct_catalogue *catalogue, const ct_answer *answer)
{
    if (answer->indicator == CT_NONE || answer->measure != CT_MEASURE_GROWTH || answer->breakdown[0] != '\0')
        return;
    const ct_indicator *one = &catalogue->indicators[answer->indicator];
    for (size_t i = 0; i < catalogue->n_structures && i < CT_MAX_WHOLES; i++) {
        const ct_indicator *shares = ct_indicator_find(catalogue, catalogue->structures[i].indicator);
        if (shares != NULL && (strcmp(shares->part_of, one->id) == 0 || (one->growth_of[0] != '\0' && strcmp(shares->part_of, one->growth_of) == 0)))
            wholes->of[i] = answer->indicator;
    }
}

/* "Khu vực dịch vụ tăng 12,5%" in a paragraph of its own: a part's growth is of the whole that was last said to grow. */
static int whole_of(const ct_context *context, size_t mention, const own_words *own)
{
    const ct_passage *p = context->passage;
    const ct_catalogue *catalogue = p->known->catalogue;
    const ct_mention *m = &p->mentions[mention];
    bool free = own->words == 0 && own->breakdown != NULL && m->family == CT_FAMILY_PERCENT && !own->same && (!own->part || !context->going.any);
    if (!free || context->wholes == NULL || ct_passage_cue_before(p, m->start, CT_CUE_DIRECTION, -1) == NULL)
        return CT_NONE;
    const ct_breakdown *part = &catalogue->breakdowns[own->breakdown->ref];
    for (size_t i = 0; i < catalogue->n_structures && i < CT_MAX_WHOLES; i++)
        for (size_t k = 0; context->wholes->of[i] != CT_NONE && k < catalogue->structures[i].n_parts; k++)
            if (strcmp(catalogue->structures[i].parts[k], part->name) == 0)
                return context->wholes->of[i];
    return CT_NONE;
}

static ct_error use_part(const ct_passage *p, ct_answer *answer, const own_words *own)
{
    answer->breakdown = text_of(p, own->first, own->last + 1);
    return answer->breakdown == NULL ? ct_no_memory() : ct_ok();
}

/* "Lũy kế năm đạt 5.894.972 lượt": what was told of a part of the time, added up. */
static bool says_total(const ct_passage *p, size_t a, size_t b)
{
    for (size_t i = a; i < b; i++)
        if (ct_passage_cue(p, i, CT_CUE_AGGREGATION, CT_CUMULATIVE) != NULL)
            return true;
    return false;
}

static bool names_plan(const ct_passage *p, size_t a, size_t b)
{
    for (size_t i = a; i < b; i++)
        if (ct_passage_cue(p, i, CT_CUE_PLAN, -1) != NULL)
            return true;
    return false;
}

/* No bracket closes between the figure before and this one. */
static bool same_bracket(const ct_passage *p, size_t mention)
{
    size_t i = mention > 0 ? p->mentions[mention - 1].end : 0, end = p->mentions[mention].start;
    while (mention > 0 && i < end && !ct_token_is_mark(&p->tokens, i, ')'))
        i++;
    return mention > 0 && i >= end;
}

/* The figure goes on with the indicator of the one before; false when it does not. */
static bool goes_on(const ct_context *context, size_t mention, ct_answer *answer, const own_words *own, bool *names_part)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    const ct_going *going = &context->going;
    int inner = m->bracket && own->same && own->words == 0 && same_bracket(p, mention) ? going->inner : CT_NONE;
    int from = inner != CT_NONE ? inner : own->part && going->main_indicator != CT_NONE ? going->main_indicator : going->indicator;
    bool rank = m->family == CT_FAMILY_RANK && own->same && going->indicator != CT_NONE && own->words <= 3;
    /* "24 đơn vị cấp huyện đạt chuẩn, tăng 9 đơn vị": by whatever noun, it is the figure before that rose. */
    bool moves = own->same && own->words == 0 && ct_passage_cue_before(p, m->start, CT_CUE_DIRECTION, -1) != NULL;
    int least = counts(m) && !moves && !(m->bracket && own->words == 0) ? 1 : 0;
    bool fits = going->any && from != CT_NONE && ct_indicator_fits(p, from, m) > least;
    *names_part = false;
    if (rank) {
        from = going->indicator;
    } else if (fits && own->same && own->words <= PART_WORDS && enumerated(p, mention, answer->clause)) {
        *names_part = true;
    } else if (fits && own->same && listed(context, mention, own->last, own->words)) {
        *names_part = true;
    } else if (fits && own->part && own->words > 0 && own->words <= PART_WORDS) {
        *names_part = own->breakdown == NULL;
    } else if (fits && m->family == CT_FAMILY_MONEY && own->words <= PLAN_WORDS && names_plan(p, answer->begin, m->start)) {
        from = going->indicator; /* "chỉ tiêu phấn đấu do Tổng cục Hải quan giao là 1.700 tỷ đồng": the plan of what was just told */
    } else {
        bool total = ct_indicator_fits(p, from == CT_NONE ? 0 : from, m) == 2 && says_total(p, answer->begin, m->start);
        bool bare = own->words == 0 && (own->same || own->part || own->breakdown != NULL || total);
        bool parted = own->same && own->breakdown != NULL && own->words <= 2;
        if (!fits || !(bare || parted))
            return false;
    }
    inherit(context, answer, from, own->part ? CT_NAMED_PART : CT_NAMED_GOING);
    return true;
}

/* No indicator is named in the figure's own words: it is named after it, pending, that of the figure before, the heading's, or one that the
 * catalogue lacks. */
static ct_error unnamed(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    own_words own = read_own_words(context, mention, answer);
    bool names_part = false, opens = own.words == 0 && own.breakdown == NULL;
    const ct_match *match = named_after(p, m, &own);
    ct_named named = match != NULL ? CT_NAMED_AFTER : CT_NAMED_PENDING;
    if (match == NULL && opens && m->family == CT_FAMILY_PERCENT && names_after(p, m))
        return use_name(p, answer, m->end, name_end(p, m->end) - 1); /* "100% hộ dân ..." */
    if (match == NULL)
        match = pending(context, mention, answer, &own);
    if (match != NULL) {
        use_match(answer, match, named);
        return ct_ok();
    }
    int whole = whole_of(context, mention, &own);
    if (whole != CT_NONE) {
        inherit(context, answer, whole, CT_NAMED_PART);
        return ct_ok();
    }
    if (goes_on(context, mention, answer, &own, &names_part))
        return names_part ? use_part(p, answer, &own) : ct_ok();
    const ct_heading *heading = heading_with_indicator(context);
    bool lost = context->going.any && context->going.indicator == CT_NONE && own.words == 0;
    if (heading != NULL && ct_indicator_fits(p, heading->indicator, m) > 0 && own.words <= 3 && !lost)
        inherit(context, answer, heading->indicator, CT_NAMED_HEADING);
    else if (own.words > 0)
        return use_name(p, answer, own.first, own.last);
    return ct_ok();
}

/* A share of a whole by a part of its structure is the structure's: services in the regional product are of the economic structure. */
static int structure_of(const ct_passage *p, int indicator, const char *breakdown)
{
    const ct_catalogue *catalogue = p->known->catalogue;
    for (size_t i = 0; i < catalogue->n_structures; i++) {
        const ct_structure *s = &catalogue->structures[i];
        const ct_indicator *whole = ct_indicator_find(catalogue, s->indicator);
        if (whole == NULL || strcmp(whole->part_of, catalogue->indicators[indicator].id) != 0)
            continue;
        for (size_t k = 0; k < s->n_parts; k++)
            if (strcmp(s->parts[k], breakdown) == 0)
                return (int)(whole - catalogue->indicators);
    }
    return CT_NONE;
}

/* The growth of a catalogued amount may be an indicator of its own, and the other way round. */
static int growth_twin(const ct_passage *p, int indicator)
{
    const ct_catalogue *catalogue = p->known->catalogue;
    for (size_t i = 0; i < catalogue->n_indicators; i++)
        if (strcmp(catalogue->indicators[i].growth_of, catalogue->indicators[indicator].id) == 0)
            return (int)i;
    const ct_indicator *other = ct_indicator_find(catalogue, catalogue->indicators[indicator].growth_id);
    return other == NULL ? CT_NONE : (int)(other - catalogue->indicators);
}

/* "PAR Index đạt 88,54/100 điểm, xếp thứ 4/63": the place that goes with the score. */
static int rank_twin(const ct_passage *p, int indicator)
{
    const ct_catalogue *catalogue = p->known->catalogue;
    const ct_indicator *place = ct_indicator_find(catalogue, catalogue->indicators[indicator].rank_id);
    return place == NULL ? CT_NONE : (int)(place - catalogue->indicators);
}

static int base_twin(const ct_passage *p, int indicator)
{
    const ct_catalogue *catalogue = p->known->catalogue;
    const char *of = catalogue->indicators[indicator].growth_of;
    for (size_t i = 0; of[0] != '\0' && i < catalogue->n_indicators; i++)
        if (strcmp(catalogue->indicators[i].id, of) == 0)
            return (int)i;
    return CT_NONE;
}

/* How many different parts of a structure the figure's sentence names. */
static size_t parts_named(const ct_passage *p, const ct_structure *structure, size_t sentence, size_t from)
{
    const ct_catalogue *catalogue = p->known->catalogue;
    size_t n = 0;
    for (size_t k = 0; k < structure->n_parts; k++)
        for (size_t i = p->first_match[from]; i < p->matches.n && p->matches.at[i].start < from + CT_CLAUSE_TOKENS; i++) {
            const ct_match *match = &p->matches.at[i];
            if (match->type != CT_PHRASE_BREAKDOWN || match->inside || p->sentence[match->start] != sentence ||
                strcmp(catalogue->breakdowns[match->ref].name, structure->parts[k]) != 0)
                continue;
            n++;
            break;
        }
    return n;
}

/* A share of a sector where no indicator is named, in a sentence that names the whole ("dịch vụ chiếm 41,47% trong GRDP") or most of its
 * parts ("nông nghiệp chiếm 12,1%; công nghiệp 42,3%; dịch vụ 35,6%"). */
static int structure_named(const ct_context *context, size_t mention, const ct_answer *answer)
{
    enum { MOST_PARTS = 3 };
    const ct_passage *p = context->passage;
    const ct_catalogue *catalogue = p->known->catalogue;
    const ct_mention *m = &p->mentions[mention];
    if (answer->breakdown_ref == CT_NONE || m->family != CT_FAMILY_PERCENT || answer->measure != CT_MEASURE_SHARE)
        return CT_NONE;
    for (size_t i = 0; i < catalogue->n_structures; i++) {
        const ct_indicator *structure = ct_indicator_find(catalogue, catalogue->structures[i].indicator);
        if (structure == NULL || strcmp(catalogue->structures[i].axis, catalogue->breakdowns[answer->breakdown_ref].axis) != 0)
            continue;
        if (parts_named(p, &catalogue->structures[i], p->sentence[m->start], answer->clause) >= MOST_PARTS)
            return (int)(structure - catalogue->indicators);
        for (size_t k = p->first_match[answer->clause]; k < p->matches.n && p->matches.at[k].start < m->end + CT_CLAUSE_TOKENS; k++) {
            const ct_match *match = &p->matches.at[k];
            if (match->type != CT_PHRASE_INDICATOR || ct_match_topic(match) != 0 || p->sentence[match->start] != p->sentence[m->start])
                continue;
            const ct_indicator *named = &catalogue->indicators[ct_match_indicator(match)];
            if (strcmp(named->id, structure->part_of) == 0 || (named->growth_of[0] != '\0' &&
                                                               strcmp(named->growth_of, structure->part_of) == 0))
                return (int)(structure - catalogue->indicators);
        }
    }
    return CT_NONE;
}

int ct_indicator_rate(const ct_passage *p, int indicator)
{
    const ct_catalogue *catalogue = p->known->catalogue;
    if (family_of_indicator(p, indicator) != CT_FAMILY_COUNT)
        return CT_NONE;
    for (size_t i = 0; i < catalogue->n_indicators; i++)
        if (strcmp(catalogue->indicators[i].part_of, catalogue->indicators[indicator].id) == 0 &&
            family_of_indicator(p, (int)i) == CT_FAMILY_PERCENT)
            return (int)i;
    return CT_NONE;
}

/* A percentage of a count is the rate that the catalogue says it is a part of: "90 xã đạt chuẩn, đạt tỷ lệ 79,6 %". */
static int rate_twin(const ct_context *context, size_t mention, const ct_answer *answer)
{
    const ct_passage *p = context->passage;
    bool level = answer->measure == CT_MEASURE_LEVEL || answer->measure == CT_MEASURE_SHARE;
    return level && p->mentions[mention].family == CT_FAMILY_PERCENT ? ct_indicator_rate(p, answer->indicator) : CT_NONE;
}

void ct_resolve_twin(const ct_context *context, size_t mention, ct_answer *answer)
{
    if (answer->indicator == CT_NONE) {
        answer->indicator = structure_named(context, mention, answer);
        answer->named = answer->indicator == CT_NONE ? CT_NAMED_NOT : CT_NAMED_STRUCTURE;
    }
    if (answer->indicator == CT_NONE)
        return;
    int twin = answer->measure == CT_MEASURE_GROWTH ? growth_twin(context->passage, answer->indicator) : CT_NONE;
    if (answer->measure == CT_MEASURE_LEVEL || answer->measure == CT_MEASURE_PLAN_RATIO || answer->measure == CT_MEASURE_SHARE ||
        answer->measure == CT_MEASURE_MULTIPLE) {
        const ct_indicator *one = &context->passage->known->catalogue->indicators[answer->indicator];
        bool pace = answer->measure == CT_MEASURE_MULTIPLE && answer->inherited && context->going.measure == CT_MEASURE_GROWTH;
        if (one->measure == CT_MEASURE_GROWTH && !pace) /* "tăng 15,05%, gấp 2,2 lần bình quân cả nước": so many times the pace */
            twin = base_twin(context->passage, answer->indicator);
    }
    if (context->passage->mentions[mention].family == CT_FAMILY_RANK)
        twin = rank_twin(context->passage, answer->indicator);
    int rate = rate_twin(context, mention, answer);
    if (rate != CT_NONE) {
        twin = rate;
        answer->measure = CT_MEASURE_LEVEL;
    }
    if (twin != CT_NONE)
        answer->indicator = twin;
    int structure = answer->measure == CT_MEASURE_SHARE ? structure_of(context->passage, answer->indicator, answer->breakdown) : CT_NONE;
    if (structure != CT_NONE)
        answer->indicator = structure;
}

/* "(trong đó tỷ lệ dân số thành thị đạt 94,8%)": a part of the figure before, not the indicator that its few words would name. */
static bool part_of_main(const ct_context *context, size_t mention, const ct_answer *answer, const ct_match *match)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    const ct_going *going = &context->going;
    bool part = m->bracket && going->any && going->sentence == p->sentence[m->start] && going->main_indicator != CT_NONE;
    if (!part || ct_indicator_fits(p, going->main_indicator, m) < 2 || match->words > 5)
        return false;
    const ct_match *breakdown = last_breakdown(p, answer->begin, m->start);
    return breakdown != NULL && breakdown->start < match->end + 2;
}

static bool holds(const ct_passage *p, const char *name, const char *words)
{
    const char *a = ct_fold(p->arena, name, strlen(name)), *b = ct_fold(p->arena, words, strlen(words));
    return a != NULL && b != NULL && strstr(a, b) != NULL;
}

static bool name_holds(const ct_passage *p, int indicator, int breakdown)
{
    const ct_breakdown *part = &p->known->catalogue->breakdowns[breakdown];
    const char *name = p->known->catalogue->indicators[indicator].name_vi;
    bool found = holds(p, name, part->name);
    for (size_t i = 0; i < part->n_aliases && !found; i++)
        found = holds(p, name, part->aliases[i]);
    return found;
}

/* Of a whole's structure ("Tỷ trọng nông nghiệp trong GRDP") every figure is some part's. */
static bool is_structure(const ct_passage *p, int indicator)
{
    const ct_catalogue *catalogue = p->known->catalogue;
    for (size_t i = 0; i < catalogue->n_structures; i++)
        if (strcmp(catalogue->structures[i].indicator, catalogue->indicators[indicator].id) == 0)
            return true;
    return false;
}

/* Is the part named in a wording of the indicator what the indicator is about ("Vốn đầu tư phát triển toàn xã hội"), or one that the
 * wording adds to another ("Giá trị sản xuất" + "công nghiệp") or consists of ("Thu nội địa")? */
bool ct_breakdown_in_name(const ct_passage *p, const ct_match *indicator, const ct_match *breakdown)
{
    enum { BETWEEN = 2 }; /* small words between the two */
    ct_matches shorter = { NULL, 0, 0 };
    bool inside = true;
    if (name_holds(p, ct_match_indicator(indicator), breakdown->ref))
        return true;
    if (is_structure(p, ct_match_indicator(indicator)) || (breakdown->start <= indicator->start && breakdown->end >= indicator->end))
        return false;
    if (breakdown->end != indicator->end || !ct_trie_match(p->known->phrases, &p->tokens, indicator->start, &shorter)) {
        ct_matches_clear(&shorter);
        return true;
    }
    for (size_t i = 0; i < shorter.n && inside; i++) {
        const ct_match *one = &shorter.at[i];
        bool same = one->type == CT_PHRASE_INDICATOR && ct_match_indicator(one) == ct_match_indicator(indicator);
        inside = !(same && one->end <= breakdown->start && one->end + BETWEEN >= breakdown->start);
    }
    ct_matches_clear(&shorter);
    return inside;
}

/* "GTSX toàn ngành" under the heading "b. Xây dựng": the sector is the heading's. */
static void heading_breakdown(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    bool again = false;
    for (size_t i = answer->clause; i < p->mentions[mention].start && !again; i++)
        again = ct_passage_cue(p, i, CT_CUE_LINK, CT_LINK_AGAIN) != NULL;
    for (size_t i = context->n_headings; again && i > 0; i--)
        if (context->headings[i - 1].breakdown != CT_NONE) {
            answer->breakdown_ref = context->headings[i - 1].breakdown;
            answer->breakdown = p->known->catalogue->breakdowns[answer->breakdown_ref].name;
            return;
        }
}

/* "Về dịch vụ: tổng mức bán lẻ ...": what stands before a colon titles what follows, it is no part of it. */
static bool titles(const ct_passage *p, const ct_match *breakdown, const ct_match *indicator)
{
    for (size_t i = breakdown->end; i < indicator->start; i++)
        if (ct_token_is_mark(&p->tokens, i, ':'))
            return true;
    return false;
}

/* "động lực cho tăng trưởng kinh tế và ngành công nghiệp (chiếm 98,6% GTSX toàn ngành)": a share of what follows right after it, not of the
 * growth named somewhere before. NULL: it is none. */
static const ct_match *share_of(const ct_passage *p, const ct_mention *m, const ct_match *before)
{
    bool growth = before != NULL && p->known->catalogue->indicators[ct_match_indicator(before)].measure == CT_MEASURE_GROWTH;
    if (!growth || m->family != CT_FAMILY_PERCENT || !ct_passage_cue_near(p, m->start, CT_CUE_MEASURE, CT_MEASURE_SHARE))
        return NULL;
    const ct_match *after = forward(p, m);
    return after != NULL && after->start == m->end && ct_indicator_fits(p, ct_match_indicator(after), m) == 1 ? after : NULL;
}

ct_error ct_resolve_indicator(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    int score = 0;
    answer->indicator = answer->breakdown_ref = answer->stated = CT_NONE;
    answer->name = answer->breakdown = "";
    answer->indicator_trust = 60;
    answer->named = CT_NAMED_NOT;
    answer->wording = NULL;
    const ct_match *match = best_between(p, answer->begin, m->start, m, &score);
    ct_error err = ct_ok();
    size_t first = 0, last = 0;
    ct_in_turn row;
    size_t of = ct_row_in_turn(p, mention, &row) ? ct_mention_in_turn(p, &row) : SIZE_MAX;
    if (of != SIZE_MAX) {
        inherit(context, answer, context->answers[of].indicator, CT_NAMED_GOING);
        answer->stated = CT_NONE;
        answer->name = context->answers[of].name;
        answer->breakdown = context->answers[of].breakdown;
        answer->breakdown_ref = context->answers[of].breakdown_ref;
        return err;
    }
    const ct_match *whole = share_of(p, m, match);
    if (whole != NULL)
        use_match(answer, whole, CT_NAMED_AFTER);
    else if (match != NULL && part_of_main(context, mention, answer, match))
        inherit(context, answer, context->going.main_indicator, CT_NAMED_PART);
    else if (match != NULL && residual(p, match->end, m->start, &first, &last) <= 10)
        use_match(answer, match, CT_NAMED_BEFORE);
    else
        err = unnamed(context, mention, answer);
    const ct_match *breakdown = last_breakdown(p, answer->begin, m->start);
    if (breakdown != NULL && match != NULL && titles(p, breakdown, match))
        breakdown = NULL;
    bool own = breakdown != NULL && match != NULL && breakdown->start >= match->start && breakdown->end <= match->end && !answer->inherited;
    if (own && answer->indicator != CT_NONE)
        own = ct_breakdown_in_name(p, match, breakdown);
    if (breakdown != NULL && answer->breakdown[0] == '\0' && !own) {
        answer->breakdown_ref = breakdown->ref;
        answer->breakdown = p->known->catalogue->breakdowns[breakdown->ref].name;
    }
    if (breakdown == NULL && answer->breakdown[0] == '\0' && answer->inherited && context->going.breakdown_text != NULL &&
        context->going.sentence == p->sentence[m->start])
        answer->breakdown = context->going.breakdown_text;
    if (breakdown == NULL && answer->breakdown[0] == '\0' && answer->indicator != CT_NONE)
        heading_breakdown(context, mention, answer);
    return err;
}
