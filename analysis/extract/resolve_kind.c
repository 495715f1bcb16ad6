#include <string.h>

#include "extract/resolve.h"

/* The features of a candidate. Each list of values is in the order of its enumeration; kinds count from 1, so that 0 is none. */
enum { F_IS, F_ORDERED, F_OWN, F_SIDE, F_FORM, F_SOURCE, F_MEASURE, F_LAST, N_FEATURES };

enum { SIDE_UNKNOWN, SIDE_BEFORE, SIDE_WITHIN, SIDE_AFTER };

#define KINDS { "none", "target", "actual", "estimate", "forecast" }

static const ct_feature features[N_FEATURES] = {
    [F_IS] = { "is", { "target", "actual", "estimate", "forecast" } },
    [F_ORDERED] = { "ordered", KINDS }, /* what the usual order of reading finds */
    [F_OWN] = { "own", KINDS },         /* the cue in the figure's own words     */
    [F_SIDE] = { "side", { "unknown", "before", "within", "after" } },
    [F_FORM] = { "form", { "none", "year", "until", "range", "range_until", "month", "day" } },
    [F_SOURCE] = { "source", CT_FOUND_NAMES },
    [F_MEASURE] = { "measure", { "level", "growth", "change", "share", "plan_ratio", "rank", "multiple" } },
    [F_LAST] = { "last", KINDS },       /* the kind of the figure before in the sentence */
};

const ct_decision ct_kind_decision = { "kind", features, N_FEATURES };

/* The kind cue in the figure's own words: the last, but an aim outweighs what is nearer. */
static uint8_t own_cue(const ct_passage *p, const ct_mention *m, const ct_answer *answer)
{
    uint8_t own = 0;
    for (size_t i = answer->begin; i < m->start; i++) {
        const ct_match *cue = ct_passage_cue(p, i, CT_CUE_KIND, -1);
        if (cue == NULL || cue->inside || cue->end > m->start)
            continue;
        uint8_t kind = (uint8_t)(ct_match_cue(p, cue)->value + 1);
        if (own != CT_TARGET + 1 || kind == CT_TARGET + 1)
            own = kind;
    }
    return own;
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

static uint8_t form(const ct_period *period)
{
    if (!period->known)
        return 0;
    if (period->range)
        return period->until ? 4 : 3;
    return period->from.day != 0 || period->to.day != 0 ? 6 : period->from.month != 0 ? 5 : period->until ? 2 : 1;
}

static void describe(const ct_context *context, size_t mention, const ct_answer *answer, uint8_t *values)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    const ct_going *going = &context->going;
    memset(values, 0, CT_MAX_FEATURES);
    values[F_ORDERED] = (uint8_t)(ct_kind_by_order(context, mention, answer) + 1);
    values[F_OWN] = own_cue(p, m, answer);
    values[F_SIDE] = side(context->setting, &answer->period);
    values[F_FORM] = form(&answer->period);
    values[F_SOURCE] = (uint8_t)answer->period.found;
    values[F_MEASURE] = (uint8_t)answer->measure;
    if (going->any && going->sentence == p->sentence[m->start])
        values[F_LAST] = (uint8_t)(going->kind + 1);
}

void ct_resolve_kind(const ct_context *context, size_t mention, ct_answer *answer)
{
    enum { KINDS_N = 4 };
    const ct_passage *p = context->passage;
    uint8_t values[CT_MAX_FEATURES];
    double scores[KINDS_N], probability[KINDS_N];
    describe(context, mention, answer, values);
    answer->says_estimate = values[F_OWN] == CT_ESTIMATE + 1;
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
