/* How sure a row is as a whole: that indicator, unit, period, kind and measure are all right. A decision like the others, between "right" and
 * "wrong", fitted on rows of documents that the other decisions' weights had not seen. */
#include <string.h>

#include "extract/resolve.h"

enum { F_IS, F_PERIOD, F_NAMED, F_COST, F_WORDS, F_MEASURE, F_FAMILY, F_CATALOGUED, F_PERIODS, F_APART, F_OTHERS, F_FITS, F_DATED, N_FEATURES };

#define SURE { "-0.5", "0.5-0.7", "0.7-0.8", "0.8-0.9", "0.9-0.95", "0.95-0.98", "0.98-" }

static const ct_feature features[N_FEATURES] = {
    [F_IS] = { "is", { "wrong", "right" } },
    [F_PERIOD] = { "period", SURE },
    [F_NAMED] = { "named", { "before", "after", "pending", "part", "going", "heading", "structure", "row", "not" } },
    [F_COST] = { "cost", { "none", "exact", "near", "far" } },
    [F_WORDS] = { "words", { "none", "one", "two", "three", "more" } },
    [F_MEASURE] = { "measure", { "level", "growth", "change", "share", "plan_ratio", "rank", "multiple" } },
    [F_FAMILY] = { "family", { "percent", "point", "money", "rank", "ratio", "count", "duration", "other" } },
    [F_CATALOGUED] = { "catalogued", { "no", "yes" } },
    [F_PERIODS] = { "periods", { "none", "one", "two", "three", "four", "more" } },
    [F_APART] = { "apart", { "none", "0-1", "2-4", "5-8", "9-" } }, /* tokens from the wording to the figure         */
    [F_OTHERS] = { "others", { "none", "one", "more" } },           /* indicators named beside it in its own words   */
    [F_FITS] = { "fits", { "no", "partly", "yes" } },               /* its unit to the indicator                     */
    [F_DATED] = { "dated", { "not", "lead", "line", "title" } },    /* how its text tells the time it is about       */
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

static uint8_t apart(const ct_mention *m, const ct_match *wording)
{
    if (wording == NULL)
        return 0;
    size_t n = wording->end <= m->start ? m->start - wording->end : wording->start >= m->end ? wording->start - m->end : 0;
    return (uint8_t)(n <= 1 ? 1 : n <= 4 ? 2 : n <= 8 ? 3 : 4);
}

static uint8_t others(const ct_passage *p, const ct_answer *answer, const ct_mention *m)
{
    uint8_t n = 0;
    for (size_t i = p->first_match[answer->begin]; i < p->matches.n && p->matches.at[i].start < m->start && n < 2; i++) {
        const ct_match *match = &p->matches.at[i];
        n = (uint8_t)(n + (match->type == CT_PHRASE_INDICATOR && ct_match_topic(match) == 0 && ct_match_indicator(match) != answer->indicator));
    }
    return n;
}

static void describe(const ct_context *context, size_t mention, const ct_answer *answer, uint8_t *values)
{
    const ct_passage *p = context->passage;
    const ct_mention *m = &p->mentions[mention];
    const ct_match *wording = answer->wording;
    const ct_setting *setting = context->setting;
    memset(values, 0, CT_MAX_FEATURES);
    values[F_PERIOD] = sure(answer->period_sure);
    values[F_NAMED] = (uint8_t)answer->named;
    values[F_COST] = wording == NULL ? 0 : cost_of(wording->cost, wording->words);
    values[F_WORDS] = (uint8_t)(wording == NULL ? 0 : wording->words > 3 ? 4 : wording->words);
    values[F_MEASURE] = (uint8_t)answer->measure;
    values[F_FAMILY] = (uint8_t)m->family;
    values[F_CATALOGUED] = answer->indicator != CT_NONE;
    values[F_PERIODS] = (uint8_t)(answer->periods > 5 ? 5 : answer->periods);
    values[F_APART] = apart(m, wording);
    values[F_OTHERS] = others(p, answer, m);
    values[F_FITS] = (uint8_t)(answer->indicator == CT_NONE ? 0 : ct_indicator_fits(p, answer->indicator, m));
    values[F_DATED] = (uint8_t)(setting->title.known ? 3 : setting->dated_by_lead ? 1 : setting->year != 0 ? 2 : 0);
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
