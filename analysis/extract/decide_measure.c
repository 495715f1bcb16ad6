/* The measure: level, growth, change, share, plan ratio, rank or multiple. First by the words beside the figure and the cues around it; then
 * again in the light of its likely indicators and of its neighbours. */
#include <string.h>

#include "extract/describe.h"

static const char *const no_slots[] = { NULL };

static float *first_chances(ct_figure *f)
{
    return f->measure_first;
}

static void describe_words(const ct_figure *f, ct_features *out)
{
    ct_describe_beside(f, out);
    ct_describe_words(f, CT_SEGMENT_OWN, 40, true, true, out);
    ct_describe_words(f, CT_SEGMENT_NEAR, 20, true, false, out);
    ct_describe_words(f, CT_SEGMENT_AFTER, 8, false, true, out);
    ct_describe_words(f, CT_SEGMENT_BEYOND, 6, false, false, out);
    ct_describe_words(f, CT_SEGMENT_CLAUSE, 25, true, false, out);
    ct_describe_words(f, CT_SEGMENT_COLUMN, 20, false, true, out);
    ct_describe_words(f, CT_SEGMENT_UNIT, 5, false, false, out);
    ct_describe_words(f, CT_SEGMENT_HEAD, 30, false, false, out);
}

static void describe_first(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    (void)candidate;
    ct_describe_shape(w, figure, out);
    ct_describe_cues(f, out);
    describe_words(f, out);
    CT_FEATURE(out, 1, "order=", ct_measure_words[f->rule.measure]);
}

const ct_stage ct_stage_measure = {
    .shape = { "measure", CT_N_MEASURES, ct_measure_words, no_slots, 0 },
    .chances = first_chances,
    .describe = describe_first,
};
