#include "extract/conclude.h"

static double choose(const ct_choices *choices, const ct_choice **best)
{
    *best = choices->n > 0 ? &choices->at[choices->best] : NULL;
    return *best == NULL ? 1 : (double)(*best)->chance;
}

static double choose_class(const float *chances, size_t n, int *value)
{
    size_t best = ct_likeliest(chances, n);
    if (chances[best] <= 0)
        return 1; /* not weighed */
    *value = (int)best;
    return (double)chances[best];
}

/* The way the figure went: the word of direction nearest before it, where what it measures can rise and fall. */
static void settle_direction(const ct_figure *f, ct_answer *answer)
{
    bool moves = answer->measure == CT_MEASURE_GROWTH || answer->measure == CT_MEASURE_CHANGE ||
                 (answer->measure == CT_MEASURE_PLAN_RATIO && answer->over);
    const ct_match *cues[64];
    const ct_passage *of[64];
    if (answer->measure == f->rule.measure)
        return;
    answer->direction = 0;
    answer->over = false;
    size_t n = moves ? ct_segment_cues(&f->segments[CT_SEGMENT_OWN], cues, of, sizeof cues / sizeof *cues) : 0;
    for (size_t i = 0; i < n; i++)
        if (ct_match_cue(of[i], cues[i])->class == CT_CUE_DIRECTION)
            answer->direction = ct_match_cue(of[i], cues[i])->value == 0 ? 1 : -1;
}

double ct_conclude(const ct_window *w, const ct_figure *f, ct_answer *answer)
{
    const ct_choice *best;
    double sure = 1;
    *answer = f->rule;
    sure *= choose(&f->indicator, &best);
    if (best != NULL)
        answer->indicator = best->ref;
    sure *= choose(&f->period, &best);
    if (best != NULL)
        answer->period = best->period;
    choose(&f->breakdown, &best);
    if (best != NULL)
        answer->breakdown = best->text;
    choose(&f->scope, &best);
    if (best != NULL)
        answer->scope = best->text;
    sure *= choose_class(f->measure, CT_N_MEASURES, &answer->measure);
    sure *= choose(&f->kinds, &best);
    if (best != NULL)
        answer->kind = best->ref;
    choose_class(f->aggregation, CT_N_AGGREGATIONS, &answer->aggregation);
    settle_direction(f, answer);
    if (answer->name == NULL)
        answer->name = "";
    const ct_context context = { .passage = f->passage, .setting = w->setting };
    if (!f->table)
        ct_resolve_base(&context, (size_t)(f->mention - f->passage->mentions), answer);
    return sure;
}
