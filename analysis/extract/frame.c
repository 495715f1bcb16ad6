#include "extract/frame.h"

#include <string.h>

/* A kind cue where it stands. */
typedef struct {
    const ct_cue     *cue;
    const ct_passage *passage;
    size_t            block, start, end;
} placed;

struct ct_frames {
    placed *at;      /* the kind cues in their order                                    */
    size_t  n;
    size_t *first;   /* of each block of the window the first at or after it; n + 1     */
    int     share[CT_N_KINDS];
};

static bool counts(const ct_passage *p, const ct_match *match)
{
    return match->type == CT_PHRASE_CUE && !match->inside && ct_match_cue(p, match)->class == CT_CUE_KIND;
}

/* The cues of all blocks that were read. One that a longer one covers is dropped: "ước thực hiện" is one cue. */
static void gather(const ct_window *w, ct_frames *frames)
{
    for (size_t b = 0; b < w->end_block - w->first_block; b++) {
        const ct_passage *p = w->passages[b];
        size_t end = 0;
        frames->first[b] = frames->n;
        for (size_t m = 0; p != NULL && m < p->matches.n; m++) {
            const ct_match *match = &p->matches.at[m];
            if (!counts(p, match) || match->end <= end)
                continue;
            if (frames->n > frames->first[b] && match->start == frames->at[frames->n - 1].start)
                frames->n--;
            end = match->end;
            frames->at[frames->n++] = (placed){ ct_match_cue(p, match), p, b + w->first_block, match->start, match->end };
        }
    }
    frames->first[w->end_block - w->first_block] = frames->n;
}

ct_error ct_frames_find(ct_window *w)
{
    enum { MOST_SHARE = 4, SHARE_PARTS = 8 };
    size_t blocks = w->end_block - w->first_block, total = 0, of[CT_N_KINDS] = { 0 };
    if (w->frames != NULL)
        return ct_ok();
    ct_frames *frames = ct_arena_alloc(w->arena, sizeof *frames);
    if (frames == NULL)
        return ct_no_memory();
    *frames = (ct_frames){ .n = 0 };
    for (size_t b = 0; b < blocks; b++)
        for (size_t m = 0; w->passages[b] != NULL && m < w->passages[b]->matches.n; m++)
            total += counts(w->passages[b], &w->passages[b]->matches.at[m]);
    frames->at = ct_arena_array(w->arena, total + 1, sizeof *frames->at);
    frames->first = ct_arena_array(w->arena, blocks + 1, sizeof *frames->first);
    if (frames->at == NULL || frames->first == NULL)
        return ct_no_memory();
    gather(w, frames);
    for (size_t i = 0; i < frames->n; i++)
        of[frames->at[i].cue->value]++;
    for (int k = 0; k < CT_N_KINDS && w->n > 0; k++) {
        size_t share = of[k] * SHARE_PARTS / w->n;
        frames->share[k] = (int)(share < MOST_SHARE ? share : MOST_SHARE);
    }
    w->frames = frames;
    return ct_ok();
}

int ct_frame_share(const ct_window *w, int kind)
{
    return w->frames->share[kind];
}

/* What passes between a cue and a figure of its own block. */
static ct_running passed(const ct_window *w, size_t figure, const placed *from)
{
    const ct_figure *f = &w->figures[figure];
    const ct_passage *p = f->passage;
    ct_running out = { .cue = from->cue };
    for (long i = f->previous; i >= 0 && w->figures[i].block_number == f->block_number && w->figures[i].mention->start >= from->end; i = w->figures[i].previous)
        out.figures++;
    out.sentences = p->sentence[f->mention->start] - p->sentence[from->start];
    for (size_t i = from->end; i < f->mention->start; i++)
        out.semicolons += ct_token_is_mark(&p->tokens, i, ';');
    out.closed = ct_passage_closed_off(p, from->end, f->mention->start);
    return out;
}

ct_running ct_cue_running(const ct_window *w, size_t figure, size_t nth)
{
    const ct_figure *f = &w->figures[figure];
    const ct_frames *frames = w->frames;
    size_t b = f->block_number - w->first_block;
    for (size_t i = frames->first[b + 1]; i > frames->first[b]; i--) {
        const placed *at = &frames->at[i - 1];
        const ct_span *name = f->table && f->segments[CT_SEGMENT_OWN].n > 0 ? &f->segments[CT_SEGMENT_OWN].at[0] : NULL;
        bool own_cell = name == NULL || (at->start >= name->from && at->end <= name->to) || at->start >= f->sentence_from;
        if (at->end <= f->mention->start && at->passage == f->passage && own_cell && nth-- == 0)
            return passed(w, figure, at);
    }
    return (ct_running){ .cue = NULL };
}

ct_running ct_cue_earlier(const ct_window *w, size_t figure)
{
    const ct_figure *f = &w->figures[figure];
    const ct_frames *frames = w->frames;
    size_t b = f->block_number - w->first_block, parent = w->parent[b], i = frames->first[b];
    if (i == 0 || (parent != SIZE_MAX && frames->at[i - 1].block < parent))
        return (ct_running){ .cue = NULL };
    const placed *at = &frames->at[i - 1];
    ct_running out = { .cue = at->cue, .blocks = f->block_number - at->block };
    for (long k = f->previous; k >= 0 && w->figures[k].block_number >= at->block; k = w->figures[k].previous)
        out.figures += w->figures[k].block_number > at->block || w->figures[k].mention->start >= at->end;
    return out;
}

ct_running ct_cue_coming(const ct_window *w, size_t figure)
{
    const ct_figure *f = &w->figures[figure];
    const ct_frames *frames = w->frames;
    size_t b = f->block_number - w->first_block, limit = f->sentence_to;
    if (f->next >= 0 && w->figures[f->next].block_number == f->block_number && w->figures[f->next].mention->start < limit)
        limit = w->figures[f->next].mention->start;
    for (size_t i = frames->first[b]; i < frames->first[b + 1]; i++) {
        const placed *at = &frames->at[i];
        if (at->start < f->mention->end || at->passage != f->passage)
            continue;
        ct_running out = { .cue = at->end <= limit ? at->cue : NULL };
        for (size_t k = f->mention->end; out.cue != NULL && k < at->start; k++)
            out.semicolons += ct_token_is_mark(&f->passage->tokens, k, ',') || ct_token_is_mark(&f->passage->tokens, k, ';');
        return out;
    }
    return (ct_running){ .cue = NULL };
}

enum { FRAME_RESULT = 1, FRAME_TARGET = 2, FRAME_ESTIMATE = 4, FRAME_FORECAST = 8, FRAME_SITUATION = 16 };

/* Words of headings by what stands under them; the second word NULL where one is enough. */
static const struct {
    const char *first, *second;
    int         frame;
} frame_words[] = {
    { "ket", "qua", FRAME_RESULT },     { "thuc", "hien", FRAME_RESULT },    { "danh", "gia", FRAME_RESULT },
    { "so", "ket", FRAME_RESULT },      { "tong", "ket", FRAME_RESULT },     { "tinh", "hinh", FRAME_RESULT },
    { "thanh", "tuu", FRAME_RESULT },   { "dat", "duoc", FRAME_RESULT },     { "ton", "tai", FRAME_RESULT },
    { "han", "che", FRAME_RESULT },     { "muc", "tieu", FRAME_TARGET },     { "chi", "tieu", FRAME_TARGET },
    { "ke", "hoach", FRAME_TARGET },    { "phuong", "huong", FRAME_TARGET }, { "nhiem", "vu", FRAME_TARGET },
    { "phan", "dau", FRAME_TARGET },    { "du", "toan", FRAME_TARGET },      { "dinh", "huong", FRAME_TARGET },
    { "quy", "hoach", FRAME_TARGET },   { "giai", "phap", FRAME_TARGET },    { "uoc", NULL, FRAME_ESTIMATE },
    { "du", "kien", FRAME_ESTIMATE },   { "so", "bo", FRAME_ESTIMATE },      { "du", "uoc", FRAME_ESTIMATE },
    { "du", "bao", FRAME_FORECAST },    { "kich", "ban", FRAME_FORECAST },   { "trien", "vong", FRAME_FORECAST },
    { "thuc", "trang", FRAME_SITUATION }, { "hien", "trang", FRAME_SITUATION }, { "can", "cu", FRAME_SITUATION },
    { "boi", "canh", FRAME_SITUATION }, { "co", "so", FRAME_SITUATION },     { "su", "can", FRAME_SITUATION },
};

static int frame_bits(const ct_segment *segment, bool *any)
{
    enum { MOST = 64 };
    const ct_word *words[MOST];
    size_t n = ct_segment_words_copy(segment, words, MOST, false);
    int bits = 0;
    *any = n > 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < sizeof frame_words / sizeof *frame_words; k++)
            if (words[i]->text[0] == frame_words[k].first[0] && strcmp(words[i]->text, frame_words[k].first) == 0 &&
                (frame_words[k].second == NULL || (i + 1 < n && strcmp(words[i + 1]->text, frame_words[k].second) == 0)))
                bits |= frame_words[k].frame;
    return bits;
}

const char *ct_frame_of(const ct_segment *segment)
{
    static const char *const texts[] = { "-",  "r",  "t",  "rt",  "e",  "re",  "te",  "rte",  "f",  "rf",  "tf",  "rtf",  "ef",  "ref",  "tef",  "rtef",
                                         "s",  "rs", "ts", "rts", "es", "res", "tes", "rtes", "fs", "rfs", "tfs", "rtfs", "efs", "refs", "tefs", "rtefs" };
    bool any;
    int bits = frame_bits(segment, &any);
    return any ? texts[bits] : "";
}

const char *ct_frame_above(const ct_figure *f)
{
    static const ct_segment_name order[] = { CT_SEGMENT_COLUMN, CT_SEGMENT_HEAD, CT_SEGMENT_HEAD2, CT_SEGMENT_HEAD3 };
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const char *frame = ct_frame_of(&f->segments[order[i]]);
        if (frame[0] != '\0' && frame[0] != '-')
            return frame;
    }
    return "none";
}

const ct_period *ct_likely_period(const ct_figure *f)
{
    return f->period.n > 0 ? &f->period.at[f->period.best].period : &f->rule.period;
}

int ct_likely_measure(const ct_figure *f)
{
    size_t best = ct_likeliest(f->measure, CT_N_MEASURES), first = ct_likeliest(f->measure_first, CT_N_MEASURES);
    return f->measure[best] > 0 ? (int)best : f->measure_first[first] > 0 ? (int)first : f->rule.measure;
}

const char *ct_period_shape(const ct_period *period)
{
    if (!period->known)
        return "none";
    if (period->to.day != 0)
        return "day";
    if (period->from.year != period->to.year && period->from.year != 0)
        return period->to.year == 0 ? "open" : "span";
    if (period->from.month != 0 || period->to.month != 0)
        return period->from.month == 1 && period->to.month > 1 ? "months" : "month";
    return period->until ? "until" : "year";
}

const char *ct_period_beside(const ct_setting *setting, const ct_period *period)
{
    enum { LEAST = -3, MOST = 6 };
    int year = setting->year != 0 ? setting->year : setting->body_year, end = period->to.year != 0 ? period->to.year : period->from.year;
    if (!period->known || year == 0 || end == 0)
        return "?";
    long beside = end - year;
    return ct_feature_number(beside < LEAST ? LEAST : beside > MOST ? MOST : beside);
}

static const char *few(size_t n, size_t most)
{
    return ct_feature_number((long)(n < most ? n : most));
}

/* The cue that runs on: what it says, how far off it is, whether another word stands against it. Its value, or "none". */
static const char *describe_running(const ct_window *w, size_t figure, ct_features *out)
{
    ct_running run = ct_cue_running(w, figure, 0), before = ct_cue_running(w, figure, 1), earlier = { .cue = NULL };
    if (run.cue == NULL) {
        CT_FEATURE(out, 1, "run=none");
        earlier = ct_cue_earlier(w, figure);
        CT_FEATURE(out, 1, "earlier=", earlier.cue == NULL ? "none" : earlier.cue->text);
        if (earlier.cue != NULL) {
            CT_FEATURE(out, 1, "earlier=", earlier.cue->text, "/", few(earlier.blocks, 3), "/", few(earlier.figures, 3));
            CT_FEATURE(out, 1, "earlier word=", earlier.cue->phrase);
        }
        return "none";
    }
    const char *value = run.cue->text;
    CT_FEATURE(out, 1, "run=", value);
    CT_FEATURE(out, 1, "run=", value, "/", few(run.figures, 3), "/", few(run.sentences, 2));
    CT_FEATURE(out, 1, "run=", value, "/s", few(run.sentences, 2));
    CT_FEATURE(out, 1, "run=", value, ";", few(run.semicolons, 2));
    CT_FEATURE(out, run.closed, "run=", value, " closed");
    CT_FEATURE(out, 1, "run word=", run.cue->phrase);
    CT_FEATURE(out, 1, "run word=", run.cue->phrase, "/", few(run.figures, 2));
    CT_FEATURE(out, before.cue != NULL, "runs=", before.cue == NULL ? "" : before.cue->text, ">", value);
    CT_FEATURE(out, before.cue != NULL && before.sentences == run.sentences, "runs in sentence=", before.cue == NULL ? "" : before.cue->text, ">", value, "/",
               few(run.figures, 2));
    return value;
}

static void describe_coming(const ct_window *w, size_t figure, ct_features *out)
{
    ct_running coming = ct_cue_coming(w, figure);
    if (coming.cue == NULL)
        return;
    CT_FEATURE(out, 1, "coming=", coming.cue->text);
    CT_FEATURE(out, coming.semicolons == 0, "coming at once=", coming.cue->text);
    CT_FEATURE(out, 1, "coming word=", coming.cue->phrase);
}

void ct_describe_frame(const ct_window *w, size_t figure, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const ct_period *period = ct_likely_period(f);
    const char *run = describe_running(w, figure, out);
    const char *rel = ct_period_beside(w->setting, period), *type = ct_period_shape(period), *part = ct_feature_number(w->setting->part);
    const char *head = ct_frame_above(f), *title = ct_frame_of(&f->segments[CT_SEGMENT_TITLE]), *column = ct_frame_of(&f->segments[CT_SEGMENT_COLUMN]);
    const char *est = ct_feature_number(ct_frame_share(w, 2));
    describe_coming(w, figure, out);
    CT_FEATURE(out, 1, "h1=", ct_frame_of(&f->segments[CT_SEGMENT_HEAD]));
    CT_FEATURE(out, 1, "h2=", ct_frame_of(&f->segments[CT_SEGMENT_HEAD2]));
    CT_FEATURE(out, 1, "tt=", title);
    CT_FEATURE(out, 1, "head=", head);
    CT_FEATURE(out, 1, "head=", head, "&tt=", title);
    if (f->table) {
        CT_FEATURE(out, 1, "c=", column);
        CT_FEATURE(out, 1, "c=", column, "&tt=", title);
        CT_FEATURE(out, 1, "c=", column, "&rel=", rel);
        CT_FEATURE(out, 1, "row=", ct_frame_of(&f->segments[CT_SEGMENT_OWN]));
    }
    CT_FEATURE(out, 1, "rel=", rel, "&", type);
    CT_FEATURE(out, 1, "rel=", rel);
    CT_FEATURE(out, 1, "type=", type);
    CT_FEATURE(out, 1, "rel=", rel, "&", type, "&part=", part);
    CT_FEATURE(out, 1, "rel=", rel, "&head=", head);
    CT_FEATURE(out, 1, "rel=", rel, "&run=", run);
    CT_FEATURE(out, 1, "rel=", rel, "&tt=", title);
    CT_FEATURE(out, 1, "rel=", rel, "&", type, "&run=", run, "&head=", head);
    CT_FEATURE(out, 1, "rel=", rel, "&", type, "&run=", run, "&tt=", title);
    CT_FEATURE(out, 1, "run=", run, "&head=", head);
    CT_FEATURE(out, 1, "run=", run, "&tt=", title);
    CT_FEATURE(out, 1, "head=", head, "&", type);
    CT_FEATURE(out, 1, "estimates=", est);
    CT_FEATURE(out, 1, "estimates=", est, "&rel=", rel, "&", type);
    CT_FEATURE(out, 1, "targets=", ct_feature_number(ct_frame_share(w, 0)));
}
