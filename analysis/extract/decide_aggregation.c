/* The aggregation: a value of its one period, a yearly average, a sum over years, or what holds of each year. */
#include "extract/frame.h"

static const char *const no_slots[] = { NULL };

static ct_error prepare(ct_window *w)
{
    return ct_frames_find(w);
}

static float *chances(ct_figure *f)
{
    return f->aggregation;
}

static void describe(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const ct_period *period = ct_likely_period(f);
    const char *type = ct_period_shape(period), *rel = ct_period_beside(w->setting, period), *measure = ct_measure_words[ct_likely_measure(f)];
    const char *order = ct_aggregation_words[f->rule.aggregation], *family = f->mention->family_name != NULL ? f->mention->family_name : "";
    const char *kind = ct_kind_words[ct_likeliest(f->kind, CT_N_KINDS)];
    (void)candidate;
    ct_describe_shape(w, figure, out);
    ct_describe_cues(f, out);
    ct_describe_beside(f, out);
    ct_describe_words(f, CT_SEGMENT_OWN, 40, true, true, out);
    ct_describe_words(f, CT_SEGMENT_AFTER, 8, false, true, out);
    CT_FEATURE(out, 1, "order=", order);
    CT_FEATURE(out, 1, "order=", order, "&", type);
    CT_FEATURE(out, 1, "order=", order, "&", measure);
    CT_FEATURE(out, 1, "type=", type);
    CT_FEATURE(out, 1, "type=", type, "&rel=", rel);
    CT_FEATURE(out, 1, "type=", type, "&", measure);
    CT_FEATURE(out, 1, "type=", type, "&", measure, "&", family);
    CT_FEATURE(out, 1, "type=", type, "&", measure, "&", kind);
    CT_FEATURE(out, 1, "measure=", measure);
    CT_FEATURE(out, 1, "measure=", measure, "&", family);
    CT_FEATURE(out, 1, "kind=", kind);
    CT_FEATURE(out, f->mention->per_year, "a year&", measure, "&", type);
    CT_FEATURE(out, period->range, "range");
    CT_FEATURE(out, period->until, "until");
}

const ct_stage ct_stage_aggregation = {
    .shape = { "aggregation", CT_N_AGGREGATIONS, ct_aggregation_words, no_slots, 0 },
    .prepare = prepare,
    .chances = chances,
    .describe = describe,
};
