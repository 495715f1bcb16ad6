/* How sure a row is as a whole: that indicator, unit, period, kind and measure are all right. A decision like the others, between "right" and
 * "wrong", fitted on rows of documents that the other decisions' weights had not seen. */
#include <string.h>

#include "extract/resolve.h"

enum { F_IS, F_PERIOD, F_KIND, F_SOURCE, F_NAMED, F_COST, F_WORDS, F_MEASURE, F_FAMILY, F_CATALOGUED, F_GUESSED, F_UNIT, F_BRACKET, F_PLACE,
       F_SCAN, F_DIRECTION, F_NOTE, N_FEATURES };

#define SURE { "-0.5", "0.5-0.7", "0.7-0.8", "0.8-0.9", "0.9-0.95", "0.95-0.98", "0.98-" }

static const ct_feature features[N_FEATURES] = {
    [F_IS] = { "is", { "wrong", "right" } },
    [F_PERIOD] = { "period", SURE },
    [F_KIND] = { "kind", SURE },
    [F_SOURCE] = { "source", CT_FOUND_NAMES },
    [F_NAMED] = { "named", { "before", "after", "pending", "part", "going", "heading", "structure", "row", "not" } },
    [F_COST] = { "cost", { "none", "exact", "near", "far" } },
    [F_WORDS] = { "words", { "none", "one", "two", "three", "more" } },
    [F_MEASURE] = { "measure", { "level", "growth", "change", "share", "plan_ratio", "rank", "multiple" } },
    [F_FAMILY] = { "family", { "percent", "point", "money", "rank", "ratio", "count", "duration", "other" } },
    [F_CATALOGUED] = { "catalogued", { "no", "yes" } },
    [F_GUESSED] = { "guessed", { "no", "yes" } },
    [F_UNIT] = { "unit", { "exact", "near", "far" } },
    [F_BRACKET] = { "bracket", { "no", "yes" } },
    [F_PLACE] = { "place", { "block", "sentence", "later" } },
    [F_SCAN] = { "scan", { "no", "yes" } },
    [F_DIRECTION] = { "direction", { "none", "up", "down" } },
    [F_NOTE] = { "note", { "no", "yes" } },
};

const ct_decision ct_row_decision = { "row", features, N_FEATURES };

static uint8_t sure(double probability)
{
    static const double ends[] = { 0.5, 0.7, 0.8, 0.9, 0.95, 0.98 };
    uint8_t b = 0;
    while (b < 6 && probability >= ends[b])
        b++;
    return b;
}

static uint8_t cost_of(int cost, int words)
{
    int each = cost / (words > 0 ? words : 1);
    return (uint8_t)(cost == 0 ? 1 : each <= 8 ? 2 : 3);
}

static void describe(const ct_context *context, size_t mention, const ct_answer *answer, uint8_t *values)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    const ct_match *wording = answer->wording;
    bool later = mention > 0 && p->sentence[p->mentions[mention - 1].start] == p->sentence[m->start];
    memset(values, 0, CT_MAX_FEATURES);
    values[F_PERIOD] = sure(answer->period_sure);
    values[F_KIND] = sure(answer->kind_sure);
    values[F_SOURCE] = (uint8_t)answer->period.found;
    values[F_NAMED] = (uint8_t)answer->named;
    values[F_COST] = wording == NULL ? 0 : cost_of(wording->cost, wording->words);
    values[F_WORDS] = (uint8_t)(wording == NULL ? 0 : wording->words > 3 ? 4 : wording->words);
    values[F_MEASURE] = (uint8_t)answer->measure;
    values[F_FAMILY] = (uint8_t)m->family;
    values[F_CATALOGUED] = answer->indicator != CT_NONE;
    values[F_GUESSED] = m->guessed;
    values[F_UNIT] = (uint8_t)(m->unit_cost == 0 ? 0 : m->unit_cost <= 20 ? 1 : 2);
    values[F_BRACKET] = m->bracket;
    values[F_PLACE] = (uint8_t)(mention == 0 ? 0 : later ? 2 : 1);
    values[F_SCAN] = p->damaged;
    values[F_DIRECTION] = (uint8_t)(answer->direction < 0 ? 2 : answer->direction);
    values[F_NOTE] = context->note;
}

double ct_confidence(const ct_context *context, size_t mention, const ct_answer *answer)
{
    const ct_passage *p = context->passage;
    uint8_t values[CT_MAX_FEATURES];
    double scores[2], probability[2];
    describe(context, mention, answer, values);
    for (uint8_t right = 0; right < 2; right++) {
        values[F_IS] = right;
        scores[right] = ct_weights_score(p->known->row, values);
    }
    ct_probabilities(scores, 2, probability);
    for (uint8_t right = 0; context->trace != NULL && right < 2; right++) {
        values[F_IS] = right;
        const char *why = ct_weights_describe(p->arena, p->known->row, values);
        if (why == NULL)
            context->trace->failed = true;
        else
            ct_trace_add(context->trace, "row", features[F_IS].values[right], probability[right] >= 0.5, probability[right], why);
    }
    return probability[1];
}
