/* The kind: aim, result, estimate or forecast. It is mostly said of a passage, not of a figure: so first what
 * runs on and stands above, then again in the light of all figures of the same block, column and heading. */
#include <math.h>
#include <string.h>

#include "extract/candidates/frame.h"
#include "extract/decisions/decide.h"
#include "extract/decisions/settle.h"

static const char *const no_slots[] = { NULL };

static ct_error prepare(ct_window *w)
{
    return ct_frames_find(w);
}

static float *first_chances(ct_figure *f)
{
    return f->kind_first;
}

/* The cue of a plan or of a kind that stands right before the figure, told apart by how near: "kế hoạch 14,5
 * %" (planned: 14.5 %), "được giao là 800 tỷ đồng" (was set at 800 billion). */
static void describe_nearest(const ct_figure *f, ct_features *out)
{
    enum { NEAR = 7, NEAR_BASE = 4 };
    const ct_passage *p = f->passage;
    const ct_segment *own = &f->segments[CT_SEGMENT_OWN];
    size_t end = f->mention->start, from = f->table || own->n == 0 ? f->sentence_from : own->at[0].from;
    for (size_t i = end; i > from && end - i < NEAR; i--) {
        const ct_match *plan = ct_passage_cue_before(p, i, CT_CUE_PLAN, -1),
                       *kind = ct_passage_cue_before(p, i, CT_CUE_KIND, -1);
        const ct_match *cue = kind != NULL ? kind : plan;
        if (cue == NULL) continue;
        const char *said = kind != NULL ? ct_match_cue(p, kind)->text : "plan",
                   *far = ct_feature_number((long)(end - i));
        bool opened = ct_token_is_mark(&p->tokens, end - 1, '(') ||
                      (cue->start > 0 && ct_token_is_mark(&p->tokens, cue->start - 1, '('));
        bool compared = false;
        for (size_t k = cue->start; k > from && cue->start - k < NEAR_BASE && !compared; k--)
            compared = ct_passage_cue_before(p, k, CT_CUE_ROLE, CT_ROLE_BASE) != NULL;
        CT_FEATURE(out, 1, "nearest=", said, "/", far, opened ? "(" : "");
        CT_FEATURE(out, 1, "nearest=", said, opened ? "(" : "", compared ? " compared" : "");
        return;
    }
}

/* Is the figure of a time before the plan's years, or before the year its text is dated? Only results are:
 * "Năm 2019, tỷ lệ hộ nghèo là 6,4%" (in 2019 6.4 % of the households were poor) in a plan for 2021 to 2025.
 */
static bool is_past(const ct_setting *setting, const ct_period *period)
{
    int year = setting->title.known && setting->title.range ? setting->title.from.year
               : setting->dated_by_lead                     ? 0
                                                            : setting->year;
    int end = period->to.year != 0 ? period->to.year : period->from.year;
    return period->known && year != 0 && end != 0 && end < year;
}

/* What the usual order of reading says, which knows of plan amounts in brackets, of estimates told before and
 * of the document's date. It was made on some of the labelled documents and is right there more often than
 * elsewhere: it counts by half, or it would be believed too much. */
static void describe_order(const ct_window *w, size_t figure, ct_features *out)
{
    enum { PAST = 3 }; /* what holds of every text is drawn to nothing less than a turn of phrase */
    static const double worth = 0.5;
    const ct_figure *f = &w->figures[figure], *before = f->previous < 0 ? NULL : &w->figures[f->previous];
    const char *kind = ct_kind_words[f->rule.kind], *measure = ct_measure_words[ct_likely_measure(f)];
    const ct_period *period = ct_likely_period(f);
    bool plan = !f->table && ct_plan_amount(f->passage, (size_t)(f->mention - f->passage->mentions));
    bool past = is_past(w->setting, period);
    CT_FEATURE(out, past ? PAST : 0, "past");
    CT_FEATURE(out, past ? PAST : 0, "past&order=", kind);
    CT_FEATURE(out, worth, "order=", kind);
    CT_FEATURE(out, worth, "order=", kind, "&rel=", ct_period_beside(w->setting, period));
    CT_FEATURE(out, worth, "order=", kind, "&head=", ct_frame_main(ct_frame_above(f)));
    CT_FEATURE(out, worth, "order=", kind, "&", measure);
    CT_FEATURE(out, before != NULL ? worth : 0,
               "order before=", before != NULL ? ct_kind_words[before->rule.kind] : "",
               f->same_sentence ? ":sentence"
               : f->same_block  ? ":block"
                                : "");
    CT_FEATURE(out, f->rule.says_estimate, "says estimate");
    CT_FEATURE(out, plan, "plan amount");
    CT_FEATURE(out, 1, "measure=", measure);
    CT_FEATURE(out, f->block->note, "note");
    CT_FEATURE(out, f->rule.period.now, "now");
    CT_FEATURE(out, 1, "found=", ct_feature_number(period->found));
}

/* The cues of a segment that bear on kind, each once; in the segments nearest to the figure those of time
 * too. */
static void describe_cues_of(const ct_figure *f, ct_segment_name segment, bool near, ct_features *out)
{
    enum { MOST = 64 };
    static const ct_cue_class far_ones[] = { CT_CUE_KIND, CT_CUE_HEADING, CT_CUE_GENRE, CT_CUE_COLUMN,
                                             CT_CUE_PLAN };
    static const ct_cue_class near_ones[] = { CT_CUE_TIME,      CT_CUE_ROLE, CT_CUE_MEASURE,
                                              CT_CUE_DIRECTION, CT_CUE_LINK, CT_CUE_AGGREGATION,
                                              CT_CUE_BEFORE };
    const ct_match *cues[MOST];
    const ct_passage *of[MOST];
    const char *seen[MOST];
    size_t n = ct_segment_cues(&f->segments[segment], cues, of, MOST), n_seen = 0;
    for (size_t i = n; i > 0; i--) {
        const ct_cue *cue = ct_match_cue(of[i - 1], cues[i - 1]);
        bool fits = false;
        for (size_t k = 0; k < sizeof far_ones / sizeof *far_ones; k++)
            fits = fits || cue->class == far_ones[k];
        for (size_t k = 0; near && k < sizeof near_ones / sizeof *near_ones; k++)
            fits = fits || cue->class == near_ones[k];
        for (size_t k = 0; k < n_seen && fits; k++) fits = strcmp(seen[k], cue->label) != 0;
        if (!fits) continue;
        CT_FEATURE(out, segment == CT_SEGMENT_TITLE ? CT_WIDE : 1, "q:", ct_segment_words[segment], ":",
                   cue->label);
        CT_FEATURE(out, cue->class == CT_CUE_KIND && n_seen == 0, "ql:", ct_segment_words[segment], ":",
                   cue->label);
        seen[n_seen++] = cue->label;
    }
}

static void describe_cues(const ct_figure *f, ct_features *out)
{
    static const struct {
        ct_segment_name name;
        bool near;
    } segments[] = {
        { CT_SEGMENT_OWN, true },     { CT_SEGMENT_NEAR, true },    { CT_SEGMENT_AFTER, true },
        { CT_SEGMENT_BEYOND, false }, { CT_SEGMENT_CLAUSE, false }, { CT_SEGMENT_BEFORE, false },
        { CT_SEGMENT_HEAD, false },   { CT_SEGMENT_HEAD2, false },  { CT_SEGMENT_HEAD3, false },
        { CT_SEGMENT_TITLE, false },  { CT_SEGMENT_COLUMN, true },
    };
    for (size_t i = 0; i < sizeof segments / sizeof *segments; i++)
        describe_cues_of(f, segments[i].name, segments[i].near, out);
}

/* What the heads of its table say of kind: its own column's, none at all, and how the years of silent ones
 * lie. */
static void describe_heads(const ct_window *w, const ct_figure *f, ct_features *out)
{
    const ct_head *head = f->head;
    if (head == NULL) return;
    const char *years = head->years >= 4 ? "many years" : head->years > 1 ? "years" : "one time";
    CT_FEATURE(out, 1, "head says ", head->kind == CT_NONE ? "nothing" : ct_kind_words[head->kind]);
    CT_FEATURE(out, head->silent, "silent heads");
    CT_FEATURE(out, head->silent, "silent heads of ", years);
    CT_FEATURE(out, head->silent, "silent heads&rel=", ct_period_beside(w->setting, ct_likely_period(f)));
    CT_FEATURE(out, head->kind == CT_NONE && !head->silent, "silent head beside others");
}

static void describe_first(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    (void)candidate;
    ct_describe_shape(w, figure, out);
    describe_cues(f, out);
    ct_describe_beside(f, out);
    ct_describe_frame(w, figure, out);
    describe_nearest(f, out);
    describe_order(w, figure, out);
    describe_heads(w, f, out);
}

static bool same_period(const ct_figure *a, const ct_figure *b)
{
    const ct_period *p = ct_likely_period(a), *q = ct_likely_period(b);
    return p->known == q->known && ct_date_compare(p->from, q->from) == 0 &&
           ct_date_compare(p->to, q->to) == 0;
}

/* Who votes on the frame that a figure stands in. */
enum { VOTE_SENTENCE, VOTE_BLOCK, VOTE_HEADING, VOTE_AROUND, VOTE_COLUMN, VOTE_LEAD, VOTES };

typedef struct {
    double sum[VOTES][CT_N_KINDS], weight[VOTES];
} votes;

static void vote(votes *v, int group, const ct_figure *f, double weight)
{
    v->weight[group] += weight;
    for (int k = 0; k < CT_N_KINDS; k++) v->sum[group][k] += weight * (double)f->kind_first[k];
}

static size_t sentence_of(const ct_figure *f)
{
    return f->passage->sentence[f->mention->start];
}

/* The figures around it of the same period: of its block, under its heading, wherever they stand; nearer ones
 * count for more. What the lead-in of its list tells ("GRDP ước tăng 7,6 %, trong đó:" (GRDP is estimated to
 * grow 7.6 %, of which:)) holds of its items. */
static void gather_votes(const ct_window *w, size_t figure, votes *v)
{
    enum { AROUND = 40 };
    const ct_figure *f = &w->figures[figure];
    size_t parent = w->parent[f->block_number - w->first_block];
    size_t from = figure > AROUND ? figure - AROUND : 0,
           to = figure + AROUND < w->n ? figure + AROUND : w->n - 1;
    for (size_t i = from; i <= to; i++) {
        const ct_figure *other = &w->figures[i];
        double weight = 1 / (1 + fabs((double)i - (double)figure) / 8);
        bool led = parent != SIZE_MAX && other->block_number == parent;
        if (i == figure) continue;
        if (led) vote(v, VOTE_LEAD, other, 1);
        if (f->table && other->table && other->table_number == f->table_number && other->column == f->column)
            vote(v, VOTE_COLUMN, other, weight);
        if (!same_period(f, other)) continue;
        vote(v, VOTE_AROUND, other, weight);
        if (w->parent[other->block_number - w->first_block] == parent &&
            other->block_number != f->block_number)
            vote(v, VOTE_HEADING, other, weight);
        if (other->block_number == f->block_number)
            vote(v, f->table || sentence_of(other) == sentence_of(f) ? VOTE_SENTENCE : VOTE_BLOCK, other,
                 weight);
    }
}

/* The four kinds as candidates: what a neighbour's chances are worth is the same for every kind, so that few
 * weights say it and hold for passages of every sort; weights of each kind's own would learn the few passages
 * that were labelled. */
static ct_error prepare_again(ct_window *w)
{
    for (size_t i = 0; i < w->n; i++) {
        ct_figure *f = &w->figures[i];
        f->kinds.n = CT_N_KINDS;
        f->kinds.at = ct_arena_array(w->arena, CT_N_KINDS, sizeof *f->kinds.at);
        if (f->kinds.at == NULL) return ct_no_memory();
        for (int k = 0; k < CT_N_KINDS; k++)
            f->kinds.at[k] = (ct_choice){
                .ref = k, .text = ct_kind_words[k], .chance = f->kind_first[k], .first = f->kind_first[k]
            };
    }
    return ct_ok();
}

static ct_choices *kinds(ct_figure *f)
{
    return &f->kinds;
}

static const char *kind_label(const ct_window *w, const ct_figure *f, const ct_choice *choice)
{
    (void)w;
    (void)f;
    return choice->text;
}

static void describe_again(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    static const char *const names[VOTES] = { "sentence", "block", "heading", "around", "column", "lead" };
    const ct_figure *f = &w->figures[figure];
    votes v = { .weight = { 0 } };
    ct_running run = ct_cue_running(w, figure, 0);
    const char *own = run.cue != NULL && run.figures == 0 && run.sentences == 0 ? "own cue" : "no cue";
    CT_FEATURE(out, 3 * log(fmax((double)f->kind_first[candidate], 1e-3)),
               "self"); /* large, so that the penalty does not pull it from 1 */
    gather_votes(w, figure, &v);
    for (int g = 0; g < VOTES; g++)
        if (v.weight[g] > 0) {
            CT_FEATURE(out, v.sum[g][candidate] / v.weight[g], "vote:", names[g]);
            CT_FEATURE(out, v.sum[g][candidate] / v.weight[g], "vote:", names[g], ":", own);
        }
}

const ct_stage ct_stage_kind = {
    .shape = { "kind", CT_N_KINDS, ct_kind_words, no_slots, 0 },
    .prepare = prepare,
    .chances = first_chances,
    .describe = describe_first,
    .settle = ct_settle_kind_first,
};

const ct_stage ct_stage_kind_again = {
    .shape = { "kind again", 0, NULL, no_slots, 0 },
    .prepare = prepare_again,
    .choices = kinds,
    .describe = describe_again,
    .label = kind_label,
    .settle = ct_settle_kind,
};
