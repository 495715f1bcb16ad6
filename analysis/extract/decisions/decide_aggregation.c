/* The aggregation: a value of its one period, a yearly average, a sum over years, or what holds of each year.
 */
#include <string.h>

#include "extract/candidates/frame.h"
#include "extract/decisions/decide.h"
#include "extract/decisions/settle.h"

static const char *const no_slots[] = { NULL };

static ct_error prepare(ct_window *w)
{
    return ct_frames_find(w);
}

static float *chances(ct_figure *f)
{
    return f->aggregation;
}

/* The indicator tells whether years add up (money invested, jobs made) or not (a rate); NULL where there is
 * none. */
static const ct_indicator *likely_indicator(const ct_window *w, const ct_figure *f)
{
    int ref = f->indicator.n > 0 ? f->indicator.at[f->indicator.best].ref : f->rule.indicator;
    return ref == CT_NONE ? NULL : &w->known->catalogue->indicators[ref];
}

static void describe_indicator(const ct_window *w, const ct_figure *f, const char *type, const char *measure,
                               ct_features *out)
{
    const ct_indicator *one = likely_indicator(w, f);
    const char *nature = one == NULL ? "none" : ct_nature_words[one->nature];
    CT_FEATURE(out, 1, "nature=", nature, "&", type);
    CT_FEATURE(out, 1, "nature=", nature, "&", type, "&", measure);
    if (one == NULL) return;
    CT_FEATURE(out, 1, "id=", one->id);
    CT_FEATURE(out, 1, "id=", one->id, "&", type);
    CT_FEATURE(out, 1, "group=", one->group, "&", type, "&", measure);
    CT_FEATURE(out, strchr(one->unit, '/') != NULL, "a head&",
               type); /* "triệu đồng/người" (million dong a head): incomes a head do not add up over years */
}

/* Sums and averages are told of several figures in a row: what was read of those before. */
static void describe_row(const ct_window *w, const ct_figure *f, const char *type, ct_features *out)
{
    const ct_figure *before = f->previous < 0 ? NULL : &w->figures[f->previous];
    if (before == NULL) return;
    const char *link = f->same_sentence ? "sentence"
                       : f->same_block  ? "block"
                                        : "other",
               *was = ct_aggregation_words[before->rule.aggregation];
    const char *family = strcmp(before->base, f->base) == 0 ? "same" : "else";
    CT_FEATURE(out, 1, "order before=", was, ":", link);
    CT_FEATURE(out, 1, "order before=", was, ":", link, ":", family, "&", type);
}

static void describe(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const ct_period *period = ct_likely_period(f);
    const char *type = ct_period_shape(period), *rel = ct_period_beside(w->setting, period),
               *measure = ct_measure_words[ct_likely_measure(f)];
    const char *order = ct_aggregation_words[f->rule.aggregation],
               *family = f->mention->family_name != NULL ? f->mention->family_name : "";
    const char *kind = ct_kind_words[f->kinds.n > 0 ? f->kinds.at[f->kinds.best].ref : f->rule.kind];
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
    CT_FEATURE(out, w->setting->title.known && w->setting->title.range, "titled by years&", type, "&",
               measure, "&", family);
    describe_indicator(w, f, type, measure, out);
    describe_row(w, f, type, out);
    CT_FEATURE(out, period->range, "range");
    CT_FEATURE(out, period->until, "until");
}

const ct_stage ct_stage_aggregation = {
    .shape = { "aggregation", CT_N_AGGREGATIONS, ct_aggregation_words, no_slots, 0 },
    .prepare = prepare,
    .chances = chances,
    .describe = describe,
    .settle = ct_settle_aggregation,
};
