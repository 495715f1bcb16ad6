/* The measure: level, growth, change, share, plan ratio, rank or multiple. First by the words beside the
 * figure and the cues around it; then again in the light of its likely indicators and of its neighbours. */
#include <string.h>

#include "extract/candidates/describe.h"
#include "extract/decisions/decide.h"
#include "extract/decisions/settle.h"

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
    CT_FEATURE(out, f->parts > 0, "parts of a hundred");
    CT_FEATURE(out, f->parts < 0, "parts of no hundred");
}

const ct_stage ct_stage_measure = {
    .shape = { "measure", CT_N_MEASURES, ct_measure_words, no_slots, 0 },
    .chances = first_chances,
    .describe = describe_first,
    .settle = ct_settle_measure_first,
};

static float *again_chances(ct_figure *f)
{
    return f->measure;
}

static const float *chances_before(const ct_figure *f)
{
    return f->measure_first;
}

static ct_error prepare_again(ct_window *w)
{
    return ct_class_means(w, chances_before, CT_N_MEASURES, &w->measure_means);
}

/* What the likely indicators are: of what nature, what they say barely, in what family of units; each by its
 * chance. */
static void describe_indicators(const ct_window *w, const ct_figure *f, ct_features *out)
{
    const ct_catalogue *catalogue = w->known->catalogue;
    const char *family = f->mention->family_name == NULL ? "" : f->mention->family_name;
    const ct_choice *best = f->indicator.n > 0 ? &f->indicator.at[f->indicator.best] : NULL;
    double measures[CT_N_MEASURES] = { 0 }, natures[3] = { 0 }, growth = 0, none = 0;
    for (size_t k = 0; k < f->indicator.n; k++) {
        const ct_choice *one = &f->indicator.at[k];
        const ct_indicator *its = one->ref == CT_NONE ? NULL : &catalogue->indicators[one->ref];
        none += its == NULL ? (double)one->chance : 0;
        if (its == NULL) continue;
        measures[its->measure] += (double)one->chance;
        natures[its->nature] += (double)one->chance;
        growth += its->growth_of[0] != '\0' ? (double)one->chance : 0;
    }
    CT_FEATURE(out, none, "of none");
    CT_FEATURE(out, growth, "of a growth");
    for (size_t m = 0; m < CT_N_MEASURES; m++)
        CT_FEATURE(out, measures[m], "said barely ", ct_measure_words[m]);
    for (size_t n = 0; n < 3; n++) CT_FEATURE(out, natures[n], "of nature ", ct_nature_words[n]);
    if (best == NULL || best->ref == CT_NONE) return;
    const ct_indicator *its = &catalogue->indicators[best->ref];
    const ct_unit *unit = ct_unit_find(catalogue, its->unit);
    const char *its_family = unit == NULL ? "other" : unit->family;
    CT_FEATURE(out, 1, "in ", its_family, ">", family);
    CT_FEATURE(out, 1, ct_nature_words[its->nature], ", ", ct_measure_words[its->measure], ">", family);
    if (best->chance > 0.5f) CT_FEATURE(out, 1, "indicator=", its->id);
    const ct_match *cues[64];
    const ct_passage *of[64];
    size_t n = ct_segment_cues(&f->segments[CT_SEGMENT_OWN], cues, of, sizeof cues / sizeof *cues);
    for (size_t i = n; i-- > 0;)
        if (ct_match_cue(of[i], cues[i])->class == CT_CUE_DIRECTION ||
            ct_match_cue(of[i], cues[i])->class == CT_CUE_MEASURE) {
            CT_FEATURE(out, 1, ct_measure_words[its->measure], "&", ct_match_cue(of[i], cues[i])->label);
            CT_FEATURE(out, 1, ct_measure_words[its->measure], "&", ct_match_cue(of[i], cues[i])->label, ">",
                       family);
            break;
        }
}

static void describe_again(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    describe_first(w, figure, candidate, out);
    describe_indicators(w, f, out);
    ct_describe_neighbours(w, figure, "measure", chances_before, ct_measure_words, CT_N_MEASURES,
                           w->measure_means, out);
}

const ct_stage ct_stage_measure_again = {
    .shape = { "measure again", CT_N_MEASURES, ct_measure_words, no_slots, 0 },
    .prepare = prepare_again,
    .chances = again_chances,
    .describe = describe_again,
    .settle = ct_settle_measure,
};
