/* The kind: aim, result, estimate or forecast. It is mostly said of a passage, not of a figure: so first what runs on and stands above, then again
 * in the light of all figures of the same block, column and heading. */
#include "extract/frame.h"

static const char *const no_slots[] = { NULL };

static ct_error prepare(ct_window *w)
{
    return ct_frames_find(w);
}

static float *first_chances(ct_figure *f)
{
    return f->kind_first;
}

static const float *first_of(const ct_figure *f)
{
    return f->kind_first;
}

static float *chances(ct_figure *f)
{
    return f->kind;
}

/* What the usual order of reading says, which knows of plan amounts in brackets, of estimates told before and of the document's date. */
static void describe_order(const ct_window *w, size_t figure, ct_features *out)
{
    const ct_figure *f = &w->figures[figure], *before = f->previous < 0 ? NULL : &w->figures[f->previous];
    const char *kind = ct_kind_words[f->rule.kind];
    const ct_period *period = ct_likely_period(f);
    bool plan = !f->table && ct_plan_amount(f->passage, (size_t)(f->mention - f->passage->mentions));
    CT_FEATURE(out, 1, "order=", kind);
    CT_FEATURE(out, f->rule.says_estimate, "says estimate");
    CT_FEATURE(out, plan, "plan amount");
    CT_FEATURE(out, 1, "order=", kind, "&rel=", ct_period_beside(w->setting, period));
    CT_FEATURE(out, 1, "order=", kind, "&head=", ct_frame_above(f));
    CT_FEATURE(out, 1, "measure=", ct_measure_words[ct_likely_measure(f)]);
    CT_FEATURE(out, 1, "measure=", ct_measure_words[ct_likely_measure(f)], "&order=", kind);
    CT_FEATURE(out, 1, "rank=", ct_feature_number(f->block->rank / 10), f->block->note ? "n" : "");
    CT_FEATURE(out, f->block->note, "note");
    CT_FEATURE(out, f->rule.period.now, "now");
    CT_FEATURE(out, 1, "found=", ct_feature_number(period->found));
    if (before != NULL)
        CT_FEATURE(out, 1, "order before=", ct_kind_words[before->rule.kind], f->same_sentence ? "s" : f->same_block ? "b" : "");
}

static void describe_first(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    (void)candidate;
    ct_describe_shape(w, figure, out);
    ct_describe_cues(f, out);
    ct_describe_beside(f, out);
    ct_describe_frame(w, figure, out);
    describe_order(w, figure, out);
}

static ct_error prepare_again(ct_window *w)
{
    return ct_class_means(w, first_of, CT_N_KINDS, &w->kind_means);
}

static void describe_again(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    describe_first(w, figure, candidate, out);
    ct_describe_neighbours(w, figure, "kind", first_of, ct_kind_words, CT_N_KINDS, w->kind_means, out);
}

const ct_stage ct_stage_kind = {
    .shape = { "kind", CT_N_KINDS, ct_kind_words, no_slots, 0 },
    .prepare = prepare,
    .chances = first_chances,
    .describe = describe_first,
};

const ct_stage ct_stage_kind_again = {
    .shape = { "kind again", CT_N_KINDS, ct_kind_words, no_slots, 0 },
    .prepare = prepare_again,
    .chances = chances,
    .describe = describe_again,
};
