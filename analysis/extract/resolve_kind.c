#include <string.h>

#include "extract/resolve.h"

/* The features of a candidate. Each list of values is in the order of its enumeration; kinds count from 1, so that 0 is none. */
enum { F_IS, F_OWN, F_CLAUSE, F_AFTER, F_SIDE, F_GOING, F_LAST, F_HEADING, F_OUTER, F_GENRE, F_PARTLY, F_MEASURE, F_CARRIED, F_FORM,
       F_SOURCE, F_TITLED, F_QUALIFIED, F_AGGREGATION, F_INHERITED, F_BRACKET, F_PLACE, F_SIDE_OWN, F_SIDE_CLAUSE, F_SIDE_HEADING, F_SIDE_GENRE,
       F_SIDE_GOING, F_NOTE, F_ORDERED, N_FEATURES };

enum { SIDE_UNKNOWN, SIDE_BEFORE, SIDE_WITHIN, SIDE_AFTER };

#define KINDS { "none", "target", "actual", "estimate", "forecast" }
#define SIDES_BY_KINDS                                                                                                                   \
    { "unknown.none", "unknown.target", "unknown.actual", "unknown.estimate", "unknown.forecast", "before.none", "before.target",        \
      "before.actual", "before.estimate", "before.forecast", "within.none", "within.target", "within.actual", "within.estimate",         \
      "within.forecast", "after.none", "after.target", "after.actual", "after.estimate", "after.forecast" }

static const ct_feature features[N_FEATURES] = {
    [F_IS] = { "is", { "target", "actual", "estimate", "forecast" } },
    [F_OWN] = { "own", KINDS },
    [F_CLAUSE] = { "clause", KINDS },
    [F_AFTER] = { "after", KINDS },
    [F_SIDE] = { "side", { "unknown", "before", "within", "after" } },
    [F_GOING] = { "going", KINDS },
    [F_LAST] = { "last", KINDS },
    [F_HEADING] = { "heading", KINDS },
    [F_OUTER] = { "outer", KINDS },
    [F_GENRE] = { "genre", { "none", "plan", "report" } },
    [F_PARTLY] = { "partly", { "no", "part", "year", "other" } },
    [F_MEASURE] = { "measure", { "level", "growth", "change", "share", "plan_ratio", "rank", "multiple" } },
    [F_CARRIED] = { "carried", KINDS },
    [F_FORM] = { "form", { "none", "year", "until", "range", "range_until", "month", "day" } },
    [F_SOURCE] = { "source", { "attached", "own", "clause", "after", "going", "before", "paragraph", "below", "introduction", "heading",
                               "outer", "title", "part", "carried", "lead", "previous", "date", "now", "none" } },
    [F_TITLED] = { "titled", { "none", "before", "inside", "end", "after" } },
    [F_QUALIFIED] = { "qualified", { "=", ">=", ">", "<=", "<", "~" } },
    [F_AGGREGATION] = { "aggregation", { "point", "annual_average", "cumulative", "each_year" } },
    [F_INHERITED] = { "inherited", { "no", "yes" } },
    [F_BRACKET] = { "bracket", { "no", "yes" } },
    [F_PLACE] = { "place", { "block", "sentence", "later" } },
    [F_SIDE_OWN] = { "side_own", SIDES_BY_KINDS },
    [F_SIDE_CLAUSE] = { "side_clause", SIDES_BY_KINDS },
    [F_SIDE_HEADING] = { "side_heading", SIDES_BY_KINDS },
    [F_SIDE_GENRE] = { "side_genre", { "unknown.none", "unknown.plan", "unknown.report", "before.none", "before.plan", "before.report",
                                       "within.none", "within.plan", "within.report", "after.none", "after.plan", "after.report" } },
    [F_SIDE_GOING] = { "side_going", SIDES_BY_KINDS },
    [F_NOTE] = { "note", { "no", "yes" } },
    [F_ORDERED] = { "ordered", KINDS }, /* what the usual order of reading finds */
};

const ct_decision ct_kind_decision = { "kind", features, N_FEATURES };

static bool same_period(const ct_period *a, const ct_period *b)
{
    return a->known == b->known && ct_date_compare(a->from, b->from) == 0 && ct_date_compare(a->to, b->to) == 0;
}

/* The kind cues before the figure: that of its own words, where an aim outweighs what is nearer, and the last of the clause before. */
static void cues_before(const ct_passage *p, const ct_mention *m, const ct_answer *answer, uint8_t *values)
{
    for (size_t i = answer->clause; i < m->start; i++) {
        const ct_match *cue = ct_passage_cue(p, i, CT_CUE_KIND, -1);
        if (cue == NULL || cue->inside || cue->end > m->start)
            continue;
        uint8_t kind = (uint8_t)(ct_match_cue(p, cue)->value + 1);
        if (cue->start >= answer->begin) {
            if (values[F_OWN] != CT_TARGET + 1 || kind == CT_TARGET + 1)
                values[F_OWN] = kind;
        } else if (ct_passage_cue(p, i, CT_CUE_PLAN, -1) == NULL && !ct_passage_closed_off(p, cue->end, m->start)) {
            values[F_CLAUSE] = kind;
        }
    }
}

static uint8_t cue_after(const ct_passage *p, const ct_mention *m)
{
    enum { REACH = 4 };
    for (size_t i = m->end; i < m->end + REACH && i < p->tokens.n && p->tokens.at[i].kind == CT_TOKEN_WORD; i++) {
        const ct_match *cue = ct_passage_cue(p, i, CT_CUE_KIND, -1);
        if (cue != NULL && !cue->inside)
            return (uint8_t)(ct_match_cue(p, cue)->value + 1);
    }
    return 0;
}

/* Which side of the document's date the period lies on. */
static uint8_t side(const ct_setting *setting, const ct_period *period)
{
    int end = period->to.year != 0 ? period->to.year : period->from.year;
    int year = setting->year != 0 ? setting->year : setting->body_year;
    if (year == 0 || !period->known)
        return SIDE_UNKNOWN;
    return end < year ? SIDE_BEFORE : end > year ? SIDE_AFTER : SIDE_WITHIN;
}

static uint8_t titled(const ct_period *title, const ct_period *period)
{
    if (!title->known || !period->known)
        return 0;
    int end = period->to.year != 0 ? period->to.year : period->from.year;
    return end < title->from.year ? 1 : end < title->to.year ? 2 : end == title->to.year ? 3 : 4;
}

static uint8_t form(const ct_period *period)
{
    if (!period->known)
        return 0;
    if (period->range)
        return period->until ? 4 : 3;
    return period->from.day != 0 || period->to.day != 0 ? 6 : period->from.month != 0 ? 5 : period->until ? 2 : 1;
}

/* In a report on a part of the year: is the figure of that part, of the whole year, or of another time? */
static uint8_t partly(const ct_setting *setting, const ct_period *period)
{
    if (setting->part == 0)
        return 0;
    if (!period->known || period->to.year != setting->year)
        return 3;
    return period->to.month != 0 ? 1 : 2;
}

static void headings(const ct_context *context, uint8_t *values)
{
    size_t found = 0;
    for (size_t i = context->n_headings; i > 0 && found < 2; i--)
        if (context->headings[i - 1].kind != CT_NONE)
            values[found++ == 0 ? F_HEADING : F_OUTER] = (uint8_t)(context->headings[i - 1].kind + 1);
}

static void describe(const ct_context *context, size_t mention, const ct_answer *answer, uint8_t *values)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    const ct_setting *setting = context->setting;
    const ct_going *going = &context->going;
    bool fresh = mention > 0 && p->sentence[p->mentions[mention - 1].start] != p->sentence[m->start];
    memset(values, 0, CT_MAX_FEATURES);
    cues_before(p, m, answer, values);
    headings(context, values);
    values[F_AFTER] = cue_after(p, m);
    values[F_SIDE] = side(setting, &answer->period);
    if (going->any && going->sentence == p->sentence[m->start])
        values[F_LAST] = (uint8_t)(going->kind + 1);
    if (going->any && same_period(&answer->period, &going->period))
        values[F_GOING] = (uint8_t)(going->kind + 1);
    values[F_GENRE] = (uint8_t)(setting->genre == CT_TARGET ? 1 : setting->genre == CT_ACTUAL ? 2 : 0);
    values[F_PARTLY] = partly(setting, &answer->period);
    values[F_MEASURE] = (uint8_t)answer->measure;
    values[F_CARRIED] = (uint8_t)(answer->period.carried ? context->carried_kind + 1 : 0);
    values[F_FORM] = form(&answer->period);
    values[F_SOURCE] = (uint8_t)answer->period.found;
    values[F_TITLED] = titled(&setting->title, &answer->period);
    values[F_QUALIFIED] = (uint8_t)m->qualifier;
    values[F_AGGREGATION] = (uint8_t)answer->aggregation;
    values[F_INHERITED] = answer->inherited;
    values[F_BRACKET] = m->bracket;
    values[F_PLACE] = (uint8_t)(mention == 0 ? 0 : fresh ? 1 : 2);
    values[F_NOTE] = context->note;
    values[F_ORDERED] = (uint8_t)(ct_kind_by_order(context, mention, answer) + 1);
    values[F_SIDE_OWN] = (uint8_t)(values[F_SIDE] * 5 + values[F_OWN]);
    values[F_SIDE_CLAUSE] = (uint8_t)(values[F_SIDE] * 5 + values[F_CLAUSE]);
    values[F_SIDE_HEADING] = (uint8_t)(values[F_SIDE] * 5 + values[F_HEADING]);
    values[F_SIDE_GOING] = (uint8_t)(values[F_SIDE] * 5 + values[F_GOING]);
    values[F_SIDE_GENRE] = (uint8_t)(values[F_SIDE] * 3 + values[F_GENRE]);
}

void ct_resolve_kind(const ct_context *context, size_t mention, ct_answer *answer)
{
    enum { KINDS_N = 4 };
    const ct_passage *p = context->passage;
    uint8_t values[CT_MAX_FEATURES];
    double scores[KINDS_N], probability[KINDS_N];
    describe(context, mention, answer, values);
    for (uint8_t kind = 0; kind < KINDS_N; kind++) {
        values[F_IS] = kind;
        scores[kind] = ct_weights_score(p->known->kind, values);
    }
    ct_probabilities(scores, KINDS_N, probability);
    answer->kind = 0;
    for (int kind = 1; kind < KINDS_N; kind++)
        if (probability[kind] > probability[answer->kind])
            answer->kind = kind;
    answer->kind_sure = probability[answer->kind];
    for (uint8_t kind = 0; context->trace != NULL && kind < KINDS_N; kind++) {
        values[F_IS] = kind;
        const char *why = ct_weights_describe(p->arena, p->known->kind, values);
        if (why == NULL)
            context->trace->failed = true;
        else
            ct_trace_add(context->trace, "kind", ct_kind_words[kind], kind == answer->kind, probability[kind], why);
    }
}
