/* How sure a row is as a whole: that indicator, unit, measure, period and kind are all right. The product of
 * their chances is most of it, but errors come by the document and the passage, which chances of single
 * figures cannot know: so it counts too how sure the other figures of the passage are, how like a labelled
 * figure it is, and whether what stands around says the kind that it was given. */
#include <math.h>
#include <string.h>

#include "extract/candidates/candidates.h"
#include "extract/candidates/examples.h"
#include "extract/candidates/frame.h"
#include "extract/decisions/decide.h"
#include "extract/decisions/decide_period.h"
#include "extract/decisions/decision_words.h"

static const char *const words[] = { "wrong", "right", NULL };

/* What is measured of every figure, with its usual value and how far values usually lie from it: from there
 * they are told, so that the penalty of the fit holds all their weights alike. */
/* clang-format off */
#define EACH_SURE(X) \
    X(PRODUCT, "product", 0.5, 1.3) X(INDICATOR, "indicator", 2.9, 2.3) X(MEASURE, "measure", 4.1, 1.9) \
    X(PERIOD, "period", 2.4, 1.9) X(KIND, "kind", 3.1, 1.5) X(PART, "part", 2.3, 1.8) \
    X(SCOPE, "scope", 5.9, 2) X(AGGREGATION, "aggregation", 3.9, 1.6) X(EXPECTED, "expected", 0.6, 0.25) \
    X(AGREED, "agreed", 0.8, 0.2) X(LIKE, "like", 0.4, 0.2) X(MOST_LIKE, "most like", 0.4, 0.2) \
    X(NONE, "none", 0.2, 0.4) X(TARGET, "target", 0.3, 0.4) X(ACTUAL, "actual", 0.5, 0.4) \
    X(ESTIMATE, "estimate", 0.2, 0.4) X(FORECAST, "forecast", 0, 0.4)
/* clang-format on */

/* The same of what is measured of the figure alone. */
/* clang-format off */
#define EACH_OWN(X) \
    X(LIKE_BELOW, "like below most", 0, 0.1) X(LIKE_NONE, "like none", 0.15, 0.1) \
    X(SEEN, "seen", 3.2, 2) X(UNIT_SEEN, "unit seen", -0.5, 0.7) X(SIZE_OFF, "size off", 1, 2) \
    X(OWN_WORDS, "own words", 1.2, 0.9)
/* clang-format on */

#define SURE_NUMBER(name, text, usual, width) SURE_##name,
enum { EACH_SURE(SURE_NUMBER) SURES };
_Static_assert((int)SURES == (int)CT_N_SURE, "ct_figure has room for all that is measured");

enum { BLOCK = SURES, TABLE = 2 * SURES, OWN = 3 * SURES };
#define OWN_NUMBER(name, text, usual, width) name = OWN + OWN_##name,
#define OWN_ORDER(name, text, usual, width)  OWN_##name,
enum { EACH_OWN(OWN_ORDER) OWNS };
enum { EACH_OWN(OWN_NUMBER) SLOTS = OWN + OWNS };

#define SURE_NAMES(name, text, usual, width)                                                                 \
    [SURE_##name] = text, [BLOCK + SURE_##name] = text " of block", [TABLE + SURE_##name] = "table & " text,
#define OWN_NAMES(name, text, usual, width) [name] = text,
static const char *const slots[SLOTS + 1] = { EACH_SURE(SURE_NAMES) EACH_OWN(OWN_NAMES) };

#define SURE_SCALES(name, text, usual, width) [SURE_##name] = { usual, width },
#define OWN_SCALES(name, text, usual, width)  [name] = { usual, width },
static const struct {
    double usual, width;
} scales[SLOTS] = { EACH_SURE(SURE_SCALES) EACH_OWN(OWN_SCALES) };

static const double LEAST = 1e-3; /* a chance below it is no more worth, nor one as near to 1 */
static const float OF_TABLES =
    3; /* tables are few: what holds of them alone is told larger, as the usual values are */
static const double OF_ALL = 10; /* what holds of every row should not be drawn to nothing */

static float scaled(size_t slot, double value)
{
    return (float)((value - scales[slot].usual) / scales[slot].width);
}

/* The logarithm of the odds: it tells 0.99 from 0.95 as well as 0.05 from 0.01. */
static double odds(double chance)
{
    chance = fmin(fmax(chance, LEAST), 1 - LEAST);
    return log(chance / (1 - chance));
}

static const ct_choice *best_of(const ct_choices *choices)
{
    return choices->n > 0 ? &choices->at[choices->best] : NULL;
}

static double of_choices(const ct_choices *choices)
{
    return choices->n > 0 ? fmax((double)choices->at[choices->best].chance, LEAST) : 1;
}

static double of_classes(const float *chances, size_t n)
{
    double chance = (double)chances[ct_likeliest(chances, n)];
    return chance > 0 ? fmax(chance, LEAST) : 1;
}

static bool is_none(const ct_figure *f)
{
    return f->indicator.n > 0 && f->indicator.at[f->indicator.best].ref == CT_NONE;
}

/* Of the indicator it was given; NULL where nothing was weighed. */
static const ct_likeness *likeness_of(const ct_figure *f)
{
    return f->evidence == NULL || f->evidence->likeness == NULL || f->indicator.n == 0
               ? NULL
               : &f->evidence->likeness[f->indicator.best];
}

static double like_of(const ct_figure *f)
{
    const ct_likeness *like = likeness_of(f);
    return like == NULL ? 0 : is_none(f) ? (double)f->evidence->like_none : (double)like->like;
}

/* Which of the four the usual order of reading takes too: "ipkm", a letter each, "-" where it does not. Two
 * readers who agree are seldom wrong. */
static size_t agreement(const ct_figure *f, char out[5])
{
    bool same[4] = { f->indicator.n == 0 || f->indicator.at[f->indicator.best].ref == f->rule.indicator,
                     ct_period_same(ct_likely_period(f), &f->rule.period),
                     f->kinds.n == 0 || f->kinds.at[f->kinds.best].ref == f->rule.kind,
                     (int)ct_likeliest(f->measure, CT_N_MEASURES) == f->rule.measure };
    size_t n = 0;
    for (size_t i = 0; i < 4; i++) {
        out[i] = same[i] ? "ipkm"[i] : '-';
        n += same[i];
    }
    out[4] = '\0';
    return n;
}

static void measure(ct_figure *f)
{
    char agreed[5];
    double i = of_choices(&f->indicator), p = of_choices(&f->period), k = of_choices(&f->kinds),
           m = of_classes(f->measure, CT_N_MEASURES);
    double value[SURES] = {
        [SURE_PRODUCT] = odds(i * p * k * m),
        [SURE_INDICATOR] = odds(i),
        [SURE_MEASURE] = odds(m),
        [SURE_PERIOD] = odds(p),
        [SURE_KIND] = odds(k),
        [SURE_PART] = odds(of_choices(&f->breakdown)),
        [SURE_SCOPE] = odds(of_choices(&f->scope)),
        [SURE_AGGREGATION] = odds(of_classes(f->aggregation, CT_N_AGGREGATIONS)),
        [SURE_EXPECTED] = i * p * k * m,
        [SURE_AGREED] = (double)agreement(f, agreed) / 4,
        [SURE_LIKE] = like_of(f),
        [SURE_MOST_LIKE] = f->evidence == NULL ? 0 : (double)f->evidence->most_like,
        [SURE_NONE] = is_none(f),
    };
    for (size_t c = 0; c < f->kinds.n; c++)
        value[SURE_TARGET + f->kinds.at[c].ref] = (double)f->kinds.at[c].chance;
    for (size_t s = 0; s < SURES; s++) f->sure[s] = scaled(s, value[s]);
}

static const float *sure_of(const ct_figure *f)
{
    return f->sure;
}

static ct_error prepare(ct_window *w)
{
    for (size_t i = 0; i < w->n; i++) measure(&w->figures[i]);
    return ct_class_means(w, sure_of, SURES, &w->sure_means);
}

static float *chances(ct_figure *f)
{
    return f->row;
}

/* How far labelled figures know what it was read as. */
static void describe_likeness(const ct_figure *f, float *slot)
{
    const ct_likeness *like = likeness_of(f);
    if (like == NULL) return;
    slot[LIKE_BELOW] = scaled(LIKE_BELOW, (double)f->evidence->most_like - like_of(f));
    slot[LIKE_NONE] = scaled(LIKE_NONE, (double)f->evidence->like_none);
    slot[SEEN] = scaled(SEEN, (double)like->seen);
    slot[UNIT_SEEN] = scaled(UNIT_SEEN, (double)like->unit);
    slot[SIZE_OFF] = scaled(SIZE_OFF, like->sized ? (double)like->distance : 0);
    slot[OWN_WORDS] = scaled(OWN_WORDS, log(1 + (double)f->evidence->own_words));
}

/* What a heading, title or column says of a kind: "its" alone, "both" it and another, "other", or "none". */
static const char *frame_says(ct_frame frame, int kind)
{
    static const int of_kind[CT_N_KINDS] = { CT_FRAME_TARGET, CT_FRAME_RESULT, CT_FRAME_ESTIMATE,
                                             CT_FRAME_FORECAST };
    bool its = (frame.all & of_kind[kind]) != 0,
         others = (frame.all & ~of_kind[kind] & ~CT_FRAME_SITUATION) != 0;
    return its && others ? "both" : its ? "its" : others ? "other" : "none";
}

static const char *cue_says(const ct_running *run, int kind)
{
    return run->cue == NULL ? "none" : run->cue->value == kind ? "its" : "other";
}

/* The kind cues of the whole document. */
static const char *document_says(const ct_window *w, int kind)
{
    bool its = ct_frame_share(w, kind) > 0, others = false;
    for (int k = 0; k < CT_N_KINDS; k++) others = others || (k != kind && ct_frame_share(w, k) > 0);
    return its && others ? "both" : its ? "its" : others ? "other" : "none";
}

static bool is_its(const char *says)
{
    return says[0] == 'i' || says[0] == 'b';
}

/* Whether what stands around it says the kind that it was given. The weights are the same for all kinds: of
 * some there are few labels, and a text headed "Dự báo" (forecast) whose figures are taken for aims is as
 * doubtful as any that is headed by another kind. */
static void describe_said(const ct_window *w, size_t figure, int kind, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    ct_running run = ct_cue_running(w, figure, 0), earlier = ct_cue_earlier(w, figure);
    const char *cue = cue_says(&run, kind), *before = cue_says(&earlier, kind);
    const char *above = frame_says(ct_frame_above(f), kind), *titled = frame_says(ct_frame_titled(f), kind);
    bool another = strcmp(above, "other") == 0 || strcmp(titled, "other") == 0;
    CT_FEATURE(out, 1, "cue=", cue,
               run.figures == 0 && run.sentences == 0 ? "/own"
               : run.sentences == 0                   ? "/sentence"
                                                      : "/far");
    CT_FEATURE(out, 1, "above=", above);
    CT_FEATURE(out, 1, "titled=", titled);
    CT_FEATURE(out, 1, "head=", frame_says(ct_frame_of(&f->segments[CT_SEGMENT_HEAD]), kind));
    CT_FEATURE(out, 1, "column=", frame_says(ct_frame_of(&f->segments[CT_SEGMENT_COLUMN]), kind));
    CT_FEATURE(out, 1, "before=", before);
    CT_FEATURE(out, 1, "document=", document_says(w, kind));
    CT_FEATURE(out, 1, "cue=", cue, "&above=", above, "&titled=", titled);
    CT_FEATURE(out, 1, "cue=", cue, "&before=", before);
    CT_FEATURE(out, !is_its(cue) && !is_its(above), "said nowhere near");
    CT_FEATURE(out, !is_its(cue) && !is_its(before) && !is_its(above) && !is_its(titled) && another,
               "another said alone");
    CT_FEATURE(out, (f->head != NULL && f->head->kind != CT_NONE) && f->head->kind != kind,
               "not the column's");
    CT_FEATURE(out, 1, "kind=", ct_kind_words[kind]);
    CT_FEATURE(out, 1, "kind=", ct_kind_words[kind], "&cue=", run.cue == NULL ? "none" : run.cue->text);
}

/* Some indicators are mistaken more often than others, and so is what the usual order takes for them. */
static void describe_indicator(const ct_window *w, const ct_figure *f, ct_features *out)
{
    const ct_indicator *all = w->known->catalogue->indicators;
    const ct_choice *best = best_of(&f->indicator), *part = best_of(&f->breakdown);
    int ref = best == NULL ? CT_NONE : best->ref, order = f->rule.indicator;
    CT_FEATURE(out, 1, "id=", ref == CT_NONE ? "none" : all[ref].id);
    CT_FEATURE(out, ref != CT_NONE, "group=", ref == CT_NONE ? "" : all[ref].group);
    CT_FEATURE(out, order != CT_NONE && order != ref, "order has ", order == CT_NONE ? "" : all[order].id);
    CT_FEATURE(out, f->evidence != NULL && f->evidence->part_only, "part only");
    CT_FEATURE(out, f->evidence != NULL && f->evidence->own_words == 0, "no own words");
    CT_FEATURE(out, part != NULL && part->text != NULL && part->text[0] != '\0', "has part");
}

static void describe_agreement(const ct_figure *f, ct_features *out)
{
    char agreed[5];
    size_t n = agreement(f, agreed);
    CT_FEATURE(out, 1, "agreed=", agreed);
    CT_FEATURE(out, 1, "agreed on ", ct_feature_number((long)n));
    for (size_t i = 0; i < 4; i++)
        CT_FEATURE(out, agreed[i] == '-', "not agreed on ",
                   (const char *const[]){ "indicator", "period", "kind", "measure" }[i]);
}

static void describe(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const char *family = f->mention->family_name != NULL && f->mention->family_name[0] != '\0'
                             ? f->mention->family_name
                             : "other";
    const char *as = ct_measure_words[ct_likeliest(f->measure, CT_N_MEASURES)];
    (void)candidate;
    for (size_t i = 0; i < SURES; i++) {
        out->slot[i] = i == SURE_INDICATOR
                           ? 0
                           : f->sure[i]; /* beside the product its weight would be chance's, of either sign */
        out->slot[BLOCK + i] =
            (float)ct_mean_chance(w->sure_means, figure, CT_MEAN_BLOCK, i, (double)f->sure[i]);
        out->slot[TABLE + i] = f->table ? OF_TABLES * f->sure[i] : 0;
    }
    describe_likeness(f, out->slot);
    describe_agreement(f, out);
    describe_indicator(w, f, out);
    if (f->kinds.n > 0) describe_said(w, figure, f->kinds.at[f->kinds.best].ref, out);
    CT_FEATURE(out, OF_ALL, "bias");
    CT_FEATURE(out, 1, "shape=", ct_period_type(ct_likely_period(f)));
    CT_FEATURE(out, 1, "beside=", ct_period_beside(w->setting, ct_likely_period(f)));
    CT_FEATURE(out, 1, "family=", family);
    CT_FEATURE(out, 1, "measure=", as);
    CT_FEATURE(out, 1, "measure=", as, "&", family);
    CT_FEATURE(out, f->table, "table");
    CT_FEATURE(out, f->mention->guessed, "guessed unit");
    CT_FEATURE(out, f->passage->damaged, "damaged");
    CT_FEATURE(out, w->setting->year == 0, "undated");
    CT_FEATURE(out, w->setting->genre == CT_NONE, "no genre");
    CT_FEATURE(out, w->setting->part != 0, "part of a year");
    CT_FEATURE(out, w->n < 4, "few figures");
}

const ct_stage ct_stage_row = {
    .shape = { "row", 2, words, slots, SLOTS },
    .prepare = prepare,
    .chances = chances,
    .describe = describe,
};
