#include <string.h>

#include "extract/resolve.h"

enum {
    ATTACHED = 3,          /* tokens between a figure and the time right after it                              */
    LED = 4,               /* tokens between a time and the figure that it leads                               */
    EVIDENCE_TOKENS = 600, /* read for what part of the year is meant; no sentence of people is longer         */
    MAX_LEFT = 10, MAX_RIGHT = 4, /* times of the paragraph that are weighed, nearest first                    */
    MAX_CANDIDATES = MAX_LEFT + MAX_RIGHT + 12
};

ct_period ct_period_of(const ct_setting *setting, const ct_time *time)
{
    ct_period period = { .from = time->from, .to = time->to, .found = CT_FOUND_OWN, .until = time->until };
    short year = (short)setting->body_year;
    switch (time->form) {
    case CT_FORM_YEAR:
        period.known = true;
        break;
    case CT_FORM_RANGE:
        period.known = period.range = true;
        break;
    case CT_FORM_OPEN:
        period.known = true;
        break;
    case CT_FORM_PART:
        if (period.from.year == 0)
            period.from.year = period.to.year = year;
        period.known = period.from.year != 0;
        break;
    case CT_FORM_DAY:
        if (period.from.year == 0)
            period.from.year = period.to.year = year;
        period.known = period.from.year != 0;
        break;
    case CT_FORM_RELATIVE:
        period.from = period.to = ct_date_year(year == 0 ? 0 : year + time->shift);
        period.known = year != 0;
        break;
    case CT_FORM_NOW:
        period.from = period.to = (ct_date){ year, (signed char)setting->month, (signed char)(setting->dated_by_lead ? setting->day : 0) };
        period.now = true;
        if (time->to_date)
            period.from = setting->month == 0 ? ct_date_year(year) : (ct_date){ year, 1, 0 };
        period.known = year != 0;
        break;
    case CT_FORM_SPAN:
        period.known = year != 0 && setting->genre != CT_TARGET;
        period.range = true;
        period.to = ct_date_year(year);
        period.from = ct_date_year(year - time->shift + 1);
        break;
    case CT_FORM_TERM_END:
        period.from = period.to = setting->title.to;
        period.known = setting->title.known;
        break;
    default:
        break;
    }
    return period;
}

/* May this time say when a figure is of? Days count only where "tính đến" makes them a date of reckoning. */
bool ct_time_tells(const ct_time *time)
{
    if (time->role == CT_ROLE_BASE || time->role == CT_ROLE_IGNORE || time->role == CT_ROLE_CITED)
        return false;
    return time->form != CT_FORM_DAY || time->role == CT_ROLE_ASOF;
}

ct_period ct_passage_period(const ct_passage *p, const ct_setting *setting, size_t end, bool plans)
{
    ct_period best = { 0 };
    for (size_t t = 0; t < p->n_times && p->times[t].start < end; t++) {
        if (p->times[t].role == CT_ROLE_PLAN && !plans)
            continue;
        if (!ct_time_tells(&p->times[t]) || p->times[t].form == CT_FORM_NOW || p->times[t].form == CT_FORM_RELATIVE)
            continue;
        ct_period one = ct_period_of(setting, &p->times[t]);
        /* "tháng 9 và 9 tháng năm 2022": what has no time of its own is of all the months */
        bool so_far = best.known && one.from.month == 1 && one.to.month == best.to.month && best.from.month == best.to.month && one.to.month > 1 &&
                      one.to.year == best.to.year;
        if (one.known && (!best.known || (one.range && !best.range) || so_far))
            best = one;
    }
    best.found = CT_FOUND_HEADING;
    return best;
}

/* The features of a candidate. Each list of values is in the order of its enumeration. */
enum { F_SOURCE, F_FORM, F_ROLE, F_NEAR, F_FIGURES, F_BREAK, F_OPENS, F_TAKEN, F_ORDER, F_SIDE, F_UNTIL, F_SAME, F_TITLED, F_INHERITED,
       F_MEASURE, F_GENRE, F_EVIDENCE, F_PLACE, F_NOTE, F_YEARLY, F_ORDERED, F_ORDERED_AS, N_FEATURES };

enum { FORM_NONE, FORM_YEAR, FORM_RANGE, FORM_PART, FORM_DAY, FORM_NOW, FORM_RELATIVE, FORM_OPEN, FORM_TERM_END };
enum { BREAK_NONE, BREAK_COMMA, BREAK_SEMICOLON, BREAK_BRACKET, BREAK_SENTENCE, BREAK_SENTENCES };
enum { OPENS_NO, OPENS_BLOCK, OPENS_SENTENCE, OPENS_CLAUSE };
enum { TAKEN_NO, TAKEN_AFTER, TAKEN_BEFORE };
enum { SAME_NONE, SAME_YES, SAME_OTHER };
enum { TITLED_NONE, TITLED_SAME, TITLED_INSIDE, TITLED_OUTSIDE };
enum { EVIDENCE_NONE, EVIDENCE_WHOLE, EVIDENCE_PART };
enum { PLACE_BLOCK, PLACE_SENTENCE, PLACE_LATER };

static const ct_feature features[N_FEATURES] = {
    [F_SOURCE] = { "source", CT_FOUND_NAMES },
    [F_FORM] = { "form", { "none", "year", "range", "part", "day", "now", "relative", "open", "term_end" } },
    [F_ROLE] = { "role", { "main", "base", "plan", "ignore", "asof" } },
    [F_NEAR] = { "near", { "elsewhere", "0", "1-2", "3-5", "6-10", "11-20", "21-40", "41+" } },
    [F_FIGURES] = { "figures", { "none", "one", "two", "more" } },
    [F_BREAK] = { "break", { "none", "comma", "semicolon", "bracket", "sentence", "sentences" } },
    [F_OPENS] = { "opens", { "no", "block", "sentence", "clause" } },
    [F_TAKEN] = { "taken", { "no", "after", "before" } },
    [F_ORDER] = { "order", { "first", "second", "later" } },
    [F_SIDE] = { "side", { "unknown", "before", "within", "after" } },
    [F_UNTIL] = { "until", { "no", "yes" } },
    [F_SAME] = { "same", { "none", "yes", "other" } },
    [F_TITLED] = { "titled", { "none", "same", "inside", "outside" } },
    [F_INHERITED] = { "inherited", { "no", "yes" } },
    [F_MEASURE] = { "measure", { "level", "growth", "change", "share", "plan_ratio", "rank", "multiple" } },
    [F_GENRE] = { "genre", { "none", "plan", "report" } },
    [F_EVIDENCE] = { "evidence", { "none", "whole", "part" } },
    [F_PLACE] = { "place", { "block", "sentence", "later" } },
    [F_NOTE] = { "note", { "no", "yes" } },
    [F_YEARLY] = { "yearly", { "no", "yes" } }, /* "hằng năm", "tấn/năm": true of every year       */
    [F_ORDERED] = { "ordered", { "no", "yes" } }, /* it is what the usual order of reading finds */
    [F_ORDERED_AS] = { "ordered_as", CT_FOUND_NAMES },
};

const ct_decision ct_period_decision = { "period", features, N_FEATURES };

typedef struct {
    ct_period     period;
    const ct_time *time; /* NULL: it stands in no words of the passage */
    uint8_t       values[CT_MAX_FEATURES];
} candidate;

typedef struct {
    const ct_context *context;
    const ct_passage *p;
    size_t            mention;
    const ct_answer  *answer;
    bool              whole_years; /* no part of a year can be meant */
    ct_period         ordered; /* what the usual order of reading finds */
    uint8_t           shared[CT_MAX_FEATURES]; /* features of the figure, the same for every candidate */
    candidate         at[MAX_CANDIDATES];
    size_t            n;
} weighing;

static uint8_t bucket(size_t n)
{
    static const size_t ends[] = { 0, 2, 5, 10, 20, 40 };
    uint8_t b = 0;
    while (b < 6 && n > ends[b])
        b++;
    return (uint8_t)(b + 1);
}

static uint8_t side_of(const ct_setting *setting, const ct_period *period)
{
    int end = period->to.year != 0 ? period->to.year : period->from.year;
    int year = setting->year != 0 ? setting->year : setting->body_year;
    return (uint8_t)(year == 0 || !period->known ? 0 : end < year ? 1 : end == year ? 2 : 3);
}

static bool equal(const ct_period *a, const ct_period *b)
{
    return a->known == b->known && ct_date_compare(a->from, b->from) == 0 && ct_date_compare(a->to, b->to) == 0;
}

static uint8_t titled(const ct_period *title, const ct_period *period)
{
    if (!title->known || !period->known)
        return TITLED_NONE;
    if (period->from.year == title->from.year && period->to.year == title->to.year)
        return TITLED_SAME;
    return period->from.year >= title->from.year && period->to.year <= title->to.year ? TITLED_INSIDE : TITLED_OUTSIDE;
}

/* Add a period that is found somewhere; what its words tell is filled in by the caller. */
static candidate *add(weighing *w, ct_period period, ct_found source, int form)
{
    const ct_going *going = &w->context->going;
    bool part = period.known && (period.from.month != 0 || period.to.month != 0);
    if (w->n == MAX_CANDIDATES || (w->whole_years && part))
        return NULL;
    candidate *c = &w->at[w->n++];
    memcpy(c->values, w->shared, sizeof c->values);
    period.found = (int)source;
    c->period = period;
    c->time = NULL;
    c->values[F_SOURCE] = (uint8_t)source;
    c->values[F_FORM] = (uint8_t)form;
    c->values[F_SIDE] = side_of(w->context->setting, &period);
    c->values[F_UNTIL] = period.until;
    c->values[F_SAME] = !going->any || !going->period.known ? SAME_NONE : equal(&going->period, &period) ? SAME_YES : SAME_OTHER;
    c->values[F_ORDERED] = equal(&w->ordered, &period);
    c->values[F_TITLED] = titled(&w->context->setting->title, &period);
    return c;
}

static int form_of(const ct_period *period)
{
    if (!period->known)
        return FORM_NONE;
    if (period->range)
        return FORM_RANGE;
    return period->to.day != 0 ? FORM_DAY : period->to.month != 0 ? FORM_PART : FORM_YEAR;
}

static uint8_t figures_between(const ct_passage *p, size_t a, size_t b)
{
    uint8_t n = 0;
    for (size_t i = 0; i < p->n_mentions && n < 3; i++)
        n = (uint8_t)(n + (p->mentions[i].start >= a && p->mentions[i].start < b));
    return n;
}

/* What separates tokens a and b, the strongest first. */
static uint8_t break_between(const ct_passage *p, size_t a, size_t b)
{
    size_t sentences = p->sentence[b] - p->sentence[a];
    if (sentences > 0)
        return sentences > 1 ? BREAK_SENTENCES : BREAK_SENTENCE;
    uint8_t found = BREAK_NONE;
    int depth = 0;
    for (size_t i = a; i < b; i++) {
        depth += ct_token_is_mark(&p->tokens, i, '(') - ct_token_is_mark(&p->tokens, i, ')');
        if (depth < 0)
            return BREAK_BRACKET;
        if (ct_token_is_mark(&p->tokens, i, ';'))
            found = BREAK_SEMICOLON;
        else if (ct_token_is_mark(&p->tokens, i, ',') && found == BREAK_NONE)
            found = BREAK_COMMA;
    }
    return found;
}

static uint8_t opening(const ct_passage *p, const ct_time *time)
{
    size_t at = time->start;
    while (at > 0 && ct_passage_cue_before(p, at, CT_CUE_SKIP, -1) != NULL && p->sentence[at - 1] == p->sentence[at])
        at--;
    if (at == 0)
        return OPENS_BLOCK;
    if (p->sentence[at - 1] != p->sentence[at])
        return OPENS_SENTENCE;
    return p->tokens.at[at - 1].kind == CT_TOKEN_MARK ? OPENS_CLAUSE : OPENS_NO;
}

static bool plain_words(const ct_passage *p, size_t a, size_t b)
{
    for (size_t i = a; i < b; i++)
        if (p->tokens.at[i].kind == CT_TOKEN_MARK)
            return false;
    return true;
}

/* Does the time stand right beside another figure? */
static uint8_t taken_by(const ct_passage *p, size_t mention, const ct_time *time)
{
    for (size_t i = 0; i < p->n_mentions; i++) {
        const ct_mention *m = &p->mentions[i];
        if (i == mention)
            continue;
        if (m->end <= time->start && time->start - m->end <= ATTACHED && plain_words(p, m->end, time->start))
            return TAKEN_AFTER;
        if (m->start >= time->end && m->start - time->end <= LED && plain_words(p, time->end, m->start))
            return TAKEN_BEFORE;
    }
    return TAKEN_NO;
}

/* "49,7% năm 2020 lên 60% vào năm 2030": the time that stands right after the value. */
static bool attached(const ct_passage *p, const ct_mention *m, const ct_time *time)
{
    size_t after = ct_passage_after_note(p, m->end);
    if (time->start < after || time->start > after + ATTACHED)
        return false;
    for (size_t i = after; i < time->start; i++) {
        bool bracket = ct_token_is_mark(&p->tokens, i, '(') && ct_token_is_mark(&p->tokens, time->end, ')');
        if (p->tokens.at[i].kind == CT_TOKEN_MARK ? !bracket : !ct_passage_filler(p, i))
            return false;
    }
    return true;
}

static void add_time(weighing *w, const ct_time *time, size_t order)
{
    static const uint8_t forms[] = { [CT_FORM_YEAR] = FORM_YEAR, [CT_FORM_RANGE] = FORM_RANGE, [CT_FORM_PART] = FORM_PART,
                                     [CT_FORM_DAY] = FORM_DAY, [CT_FORM_NOW] = FORM_NOW, [CT_FORM_RELATIVE] = FORM_RELATIVE,
                                     [CT_FORM_OPEN] = FORM_OPEN, [CT_FORM_TERM_END] = FORM_TERM_END,
                                     [CT_FORM_SPAN] = FORM_RANGE };
    const ct_passage *p = w->p;
    const ct_mention *m = &p->mentions[w->mention];
    ct_period period = ct_period_of(w->context->setting, time);
    bool left = time->end <= m->start;
    ct_found source = CT_FOUND_BELOW;
    if (left)
        source = time->start >= w->answer->begin ? CT_FOUND_OWN : time->start >= w->answer->clause ? CT_FOUND_CLAUSE : CT_FOUND_PARAGRAPH;
    else if (p->sentence[time->start] == p->sentence[m->start])
        source = attached(p, m, time) ? CT_FOUND_ATTACHED : CT_FOUND_AFTER;
    if (source == CT_FOUND_BELOW && (time->form == CT_FORM_DAY || time->role == CT_ROLE_BASE))
        return; /* a day of reckoning ("tổng đàn lợn tại thời điểm 1/4") and what is compared with are their own sentence's */
    candidate *c = period.known ? add(w, period, source, forms[time->form]) : NULL;
    if (c == NULL)
        return;
    size_t a = left ? time->end : m->end, b = left ? m->start : time->start;
    c->time = time;
    c->values[F_ROLE] = (uint8_t)time->role;
    c->values[F_NEAR] = bucket(b - a);
    c->values[F_FIGURES] = figures_between(p, a, b);
    c->values[F_BREAK] = a < b ? break_between(p, a, b) : BREAK_NONE;
    c->values[F_OPENS] = opening(p, time);
    c->values[F_TAKEN] = taken_by(p, w->mention, time);
    c->values[F_ORDER] = (uint8_t)(order > 2 ? 2 : order);
}

static void add_times(weighing *w)
{
    const ct_mention *m = &w->p->mentions[w->mention];
    size_t left = 0, right = 0;
    for (size_t t = w->p->n_times; t > 0 && left < MAX_LEFT; t--)
        if (w->p->times[t - 1].end <= m->start && w->p->times[t - 1].role != CT_ROLE_CITED)
            add_time(w, &w->p->times[t - 1], left++);
    for (size_t t = 0; t < w->p->n_times && right < MAX_RIGHT; t++)
        if (w->p->times[t].start >= m->end && w->p->times[t].role != CT_ROLE_CITED)
            add_time(w, &w->p->times[t], right++);
}

static void add_headings(weighing *w)
{
    const ct_context *context = w->context;
    size_t found = 0;
    for (size_t i = context->n_headings; i > 0 && found < 4; i--) {
        const ct_heading *heading = &context->headings[i - 1];
        if (!heading->period.known)
            continue;
        ct_found source = found > 0 ? CT_FOUND_OUTER : heading->list ? CT_FOUND_INTRODUCTION : CT_FOUND_HEADING;
        add(w, heading->period, source, form_of(&heading->period));
        found++;
    }
}

static bool says_each_year(const ct_passage *p, const ct_answer *answer, const ct_mention *m)
{
    for (size_t i = answer->clause; i < m->start; i++)
        if (ct_passage_cue(p, i, CT_CUE_AGGREGATION, CT_EACH_YEAR) != NULL)
            return true;
    return false;
}

bool ct_of_every_year(const ct_passage *p, size_t mention, const ct_answer *answer)
{
    const ct_mention *m = &p->mentions[mention];
    return (m->per_year && m->family != CT_FAMILY_PERCENT && answer->indicator == CT_NONE) || says_each_year(p, answer, m);
}

static void add_setting(weighing *w)
{
    const ct_context *context = w->context;
    const ct_setting *setting = context->setting;
    const ct_going *going = &context->going;
    if (going->any && going->period.known) {
        bool same = going->sentence == w->p->sentence[w->p->mentions[w->mention].start];
        add(w, going->period, same ? CT_FOUND_GOING : CT_FOUND_BEFORE, form_of(&going->period));
    }
    if (setting->title.known)
        add(w, setting->title, CT_FOUND_TITLE, form_of(&setting->title));
    add(w, (ct_period){ .known = false }, CT_FOUND_NONE, FORM_NONE);
    if (ct_of_every_year(w->p, w->mention, w->answer))
        return; /* "hằng năm chế biến được 126 nghìn m3 gỗ": of no year that only a paragraph before or the text's date names */
    if (context->carried.known)
        add(w, context->carried, CT_FOUND_CARRIED, form_of(&context->carried));
    if (context->previous.known)
        add(w, context->previous, CT_FOUND_PREVIOUS, form_of(&context->previous));
    if (context->headline && setting->lead.known)
        add(w, setting->lead, CT_FOUND_LEAD, form_of(&setting->lead));
    int year = setting->year != 0 ? setting->year : setting->body_year;
    ct_period whole = { .known = true, .from = ct_date_year(year), .to = ct_date_year(year) };
    if (year != 0)
        add(w, whole, CT_FOUND_DATE, FORM_YEAR);
    if (year != 0 && setting->month != 0) {
        whole.from.month = whole.to.month = (signed char)setting->month;
        whole.from.day = whole.to.day = (signed char)(setting->dated_by_lead ? setting->day : 0);
        add(w, whole, CT_FOUND_NOW, FORM_PART);
    }
    if (year != 0 && setting->part != 0) {
        whole.from = (ct_date){ (short)year, 1, 0 };
        whole.to = (ct_date){ (short)year, (signed char)setting->part, 0 };
        add(w, whole, CT_FOUND_PART, FORM_PART);
    }
}

/* What has come in up to a day is counted from the year's first; what there is on a day is of that day. */
static void since_january(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_mention *m = &context->passage->mentions[mention];
    bool flow = m->family == CT_FAMILY_MONEY || answer->measure == CT_MEASURE_PLAN_RATIO || answer->measure == CT_MEASURE_GROWTH;
    ct_period *period = &answer->period;
    if (period->known && flow && period->from.day != 0 && ct_date_compare(period->from, period->to) == 0)
        period->from = (ct_date){ period->to.year, 1, 0 };
    if (period->known && period->from.day == 0 && ct_date_ends_month(period->to))
        period->to.day = 0; /* "đến 30/9": nine months */
}

/* What its surroundings say of the part of the year, nearest first. */
static uint8_t evidence_of(const ct_context *context, size_t mention, const ct_answer *answer)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    int year = context->setting->year;
    if (context->setting->part == 0)
        return EVIDENCE_NONE;
    int evidence = ct_year_evidence(p, answer->clause, m->end);
    for (size_t i = mention; evidence == 0 && i < p->n_mentions && p->sentence[p->mentions[i].start] == p->sentence[m->start]; i++)
        if (p->mentions[i].family == CT_FAMILY_PERCENT && ct_mention_of_plan(p, &p->mentions[i]))
            evidence = ct_plan_evidence(p, &p->mentions[i]);
    if (evidence == 0 && context->going.any && context->going.period.known && context->going.period.to.year == year)
        evidence = context->going.period.to.month == 0 ? 1 : -1;
    if (evidence == 0)
        evidence = ct_year_evidence(p, answer->clause > EVIDENCE_TOKENS ? answer->clause - EVIDENCE_TOKENS : 0, answer->clause);
    if (evidence == 0)
        evidence = ct_year_evidence(p, m->end, p->tokens.n);
    return evidence > 0 ? EVIDENCE_WHOLE : evidence < 0 ? EVIDENCE_PART : EVIDENCE_NONE;
}

static void describe_figure(weighing *w)
{
    const ct_context *context = w->context;
    const ct_passage *p = w->p;
    const ct_mention *m = &p->mentions[w->mention];
    bool first = w->mention == 0, fresh = first || p->sentence[p->mentions[w->mention - 1].start] != p->sentence[m->start];
    w->shared[F_INHERITED] = w->answer->inherited;
    w->shared[F_MEASURE] = (uint8_t)w->answer->measure;
    w->shared[F_GENRE] = (uint8_t)(context->setting->genre == CT_TARGET ? 1 : context->setting->genre == CT_ACTUAL ? 2 : 0);
    w->shared[F_EVIDENCE] = evidence_of(context, w->mention, w->answer);
    w->shared[F_PLACE] = first ? PLACE_BLOCK : fresh ? PLACE_SENTENCE : PLACE_LATER;
    w->shared[F_NOTE] = context->note;
    w->shared[F_YEARLY] = ct_of_every_year(p, w->mention, w->answer);
    w->shared[F_ORDERED_AS] = (uint8_t)w->ordered.found;
}

static const char *print(ct_arena *arena, const ct_period *period)
{
    char from[CT_DATE_SIZE], to[CT_DATE_SIZE];
    ct_date_print(from, period->from);
    ct_date_print(to, period->to);
    return period->known ? ct_arena_printf(arena, "%s..%s", from, to) : "";
}

static void trace(const weighing *w, const double *probability, size_t chosen)
{
    ct_trace *to = w->context->trace;
    for (size_t i = 0; to != NULL && i < w->n; i++) {
        const candidate *c = &w->at[i];
        const char *text = print(w->p->arena, &c->period);
        const char *why = ct_weights_describe(w->p->arena, w->p->known->period, c->values);
        if (text == NULL || why == NULL)
            to->failed = true;
        else
            ct_trace_add(to, "period", text, i == chosen, probability[i], why);
    }
}

/* Choose the period whose candidates are likeliest together; the best of them says where it was found. */
static void choose(const weighing *w, ct_answer *answer)
{
    double scores[MAX_CANDIDATES], probability[MAX_CANDIDATES], best = -1;
    size_t chosen = 0;
    answer->periods = 0;
    for (size_t i = 0; i < w->n; i++)
        scores[i] = ct_weights_score(w->p->known->period, w->at[i].values);
    ct_probabilities(scores, w->n, probability);
    for (size_t i = 0; i < w->n; i++) {
        double sum = 0;
        bool first = true;
        for (size_t k = 0; k < w->n; k++)
            if (equal(&w->at[i].period, &w->at[k].period)) {
                sum += probability[k];
                first = first && probability[k] <= probability[i];
            }
        answer->periods += first && w->at[i].period.known;
        if (first && sum > best) {
            best = sum;
            chosen = i;
        }
    }
    answer->period = w->at[chosen].period;
    answer->period.aside = answer->period.found == CT_FOUND_ATTACHED;
    answer->period.carried = answer->period.found == CT_FOUND_CARRIED;
    answer->period_sure = best;
    trace(w, probability, chosen);
}

void ct_resolve_period(const ct_context *context, size_t mention, ct_answer *answer)
{
    weighing w = { .context = context, .p = context->passage, .mention = mention, .answer = answer };
    w.whole_years = ct_plan_amount(context->passage, mention);
    w.ordered = ct_period_by_order(context, mention, answer);
    describe_figure(&w);
    add_times(&w);
    add_headings(&w);
    add_setting(&w);
    choose(&w, answer);
    since_january(context, mention, answer);
}
