#include "extract/candidates/frame.h"

#include <string.h>

/* A kind cue where it stands. */
typedef struct {
    const ct_cue *cue;
    const ct_passage *passage;
    size_t block, start, end;
    bool measured; /* the plan that a result is measured by: see measures() */
} placed;

/* Words of headings by what stands under them; the second word NULL where one is enough. */
static const struct {
    const char *first, *second;
    int frame;
    bool text; /* it tells in running text alone: in a heading it may stand for anything */
} frame_words[] = {
    { "ket", "qua", CT_FRAME_RESULT, false },       { "thuc", "hien", CT_FRAME_RESULT, false },
    { "danh", "gia", CT_FRAME_RESULT, false },      { "so", "ket", CT_FRAME_RESULT, false },
    { "tong", "ket", CT_FRAME_RESULT, false },      { "tinh", "hinh", CT_FRAME_RESULT, false },
    { "thanh", "tuu", CT_FRAME_RESULT, false },     { "dat", "duoc", CT_FRAME_RESULT, false },
    { "ton", "tai", CT_FRAME_RESULT, false },       { "han", "che", CT_FRAME_RESULT, false },
    { "muc", "tieu", CT_FRAME_TARGET, false },      { "chi", "tieu", CT_FRAME_TARGET, false },
    { "ke", "hoach", CT_FRAME_TARGET, false },      { "phuong", "huong", CT_FRAME_TARGET, false },
    { "nhiem", "vu", CT_FRAME_TARGET, false },      { "phan", "dau", CT_FRAME_TARGET, false },
    { "du", "toan", CT_FRAME_TARGET, false },       { "dinh", "huong", CT_FRAME_TARGET, false },
    { "quy", "hoach", CT_FRAME_TARGET, false },     { "giai", "phap", CT_FRAME_TARGET, false },
    { "uoc", NULL, CT_FRAME_ESTIMATE, false },      { "du", "kien", CT_FRAME_ESTIMATE, false },
    { "so", "bo", CT_FRAME_ESTIMATE, false },       { "du", "uoc", CT_FRAME_ESTIMATE, false },
    { "du", "bao", CT_FRAME_FORECAST, false },      { "kich", "ban", CT_FRAME_FORECAST, false },
    { "trien", "vong", CT_FRAME_FORECAST, false },  { "thuc", "trang", CT_FRAME_SITUATION, false },
    { "hien", "trang", CT_FRAME_SITUATION, false }, { "can", "cu", CT_FRAME_SITUATION, false },
    { "boi", "canh", CT_FRAME_SITUATION, false },   { "co", "so", CT_FRAME_SITUATION, false },
    { "su", "can", CT_FRAME_SITUATION, false },     { "nhin", "lai", CT_FRAME_RESULT, false },
    { "xuat", "phat", CT_FRAME_RESULT, false },     { "hien", "nay", CT_FRAME_RESULT, true },
    { "thuc", "te", CT_FRAME_RESULT, true },        { "ghi", "nhan", CT_FRAME_RESULT, true },
    { "da", NULL, CT_FRAME_RESULT, true },          { "de", "ra", CT_FRAME_TARGET, false },
    { "quyet", "nghi", CT_FRAME_TARGET, false },    { "giao", NULL, CT_FRAME_TARGET, true },
    { "quyet", "tam", CT_FRAME_TARGET, true },      { "cam", "ket", CT_FRAME_TARGET, true },
    { "huong", "toi", CT_FRAME_TARGET, true },      { "se", NULL, CT_FRAME_TARGET, true },
    { "phai", NULL, CT_FRAME_TARGET, true },        { "yeu", "cau", CT_FRAME_TARGET, true },
};

/* Index of the entry that begins at a word, or CT_NONE. */
static int find_frame_word(const char *word, const char *next)
{
    for (size_t k = 0; k < sizeof frame_words / sizeof *frame_words; k++)
        if (word[0] == frame_words[k].first[0] && strcmp(word, frame_words[k].first) == 0 &&
            (frame_words[k].second == NULL || strcmp(next, frame_words[k].second) == 0))
            return (int)k;
    return CT_NONE;
}

struct ct_frames {
    placed *at; /* the kind cues in their order                                    */
    size_t n;
    size_t *first; /* of each block of the window the first at or after it; n + 1     */
    struct {
        size_t token;
        int frame, word; /* word: index in frame_words                            */
    } * words;
    size_t n_words;
    size_t *first_word; /* of each block; n + 1                                         */
    int share[CT_N_KINDS];
    int heads; /* CT_FRAME_... that the headings of the document begin with       */
};

static bool counts(const ct_passage *p, const ct_match *match)
{
    return match->type == CT_PHRASE_CUE && !match->inside && ct_match_cue(p, match)->class == CT_CUE_KIND;
}

/* The last mention that ends at or before token i; NULL. */
static const ct_mention *mention_before(const ct_passage *p, size_t i)
{
    size_t n = ct_passage_mentions_before(p, i);
    return n == 0 ? NULL : &p->mentions[n - 1];
}

/* "bằng 72,5 % kế hoạch" (72.5 % of the plan), "vượt dự toán" (over the budget), "hoàn thành chỉ tiêu" (the
 * targets reached): the plan at token i is what a result is measured by, so that what follows is no aim. */
static bool measures(const ct_passage *p, size_t i)
{
    enum { BACK = 4 };
    static const char *const before[] = { "voi", "vuot", "theo", "hien", "thanh", "dat", "bang", "tren" };
    if (ct_passage_cue(p, i, CT_CUE_PLAN, -1) == NULL) return false;
    const ct_token *last = i > 0 ? &p->tokens.at[i - 1] : NULL;
    bool broken = last != NULL && last->kind == CT_TOKEN_MARK &&
                  (last->mark == '(' || last->mark == ',' || last->mark == ';');
    const ct_mention *figure = mention_before(p, i);
    if (figure != NULL && !broken && i - figure->end < BACK && p->sentence[figure->start] == p->sentence[i])
        return true;
    size_t word = p->first_word[i];
    for (size_t k = 0; word > 0 && k < sizeof before / sizeof *before; k++)
        if (strcmp(p->words[word - 1].text, before[k]) == 0) return true;
    return false;
}

/* The cues of all blocks that were read. One that a longer one covers is dropped: "ước thực hiện" (estimated
 * result) is one cue. */
static void gather(const ct_window *w, ct_frames *frames)
{
    for (size_t b = 0; b < w->end_block - w->first_block; b++) {
        const ct_passage *p = w->passages[b];
        size_t end = 0;
        frames->first[b] = frames->n;
        for (size_t m = 0; p != NULL && m < p->matches.n; m++) {
            const ct_match *match = &p->matches.at[m];
            if (!counts(p, match) || match->end <= end) continue;
            if (frames->n > frames->first[b] && match->start == frames->at[frames->n - 1].start) frames->n--;
            const placed *last = frames->n > frames->first[b] ? &frames->at[frames->n - 1] : NULL;
            end = match->end;
            if (last != NULL && last->end == match->start && last->cue->value == CT_TARGET)
                continue; /* "phấn đấu đạt được" (strive to have reached) is an aim */
            frames->at[frames->n++] =
                (placed){ ct_match_cue(p, match), p,          b + w->first_block,
                          match->start,           match->end, p->words != NULL && measures(p, match->start) };
        }
    }
    frames->first[w->end_block - w->first_block] = frames->n;
}

/* The frame words of running text, in their order; room is what the words take. */
static void gather_words(const ct_window *w, ct_frames *frames)
{
    for (size_t b = 0; b < w->end_block - w->first_block; b++) {
        const ct_passage *p = w->passages[b];
        size_t n = p == NULL || p->words == NULL || p->n_mentions == 0 ? 0 : p->first_word[p->tokens.n];
        frames->first_word[b] = frames->n_words;
        for (size_t i = 0; i < n; i++) {
            int at = find_frame_word(p->words[i].text, i + 1 < n ? p->words[i + 1].text : "");
            if (at == CT_NONE || measures(p, p->words[i].token)) continue;
            frames->words[frames->n_words].token = p->words[i].token;
            frames->words[frames->n_words].frame = frame_words[at].frame;
            frames->words[frames->n_words++].word = at;
        }
    }
    frames->first_word[w->end_block - w->first_block] = frames->n_words;
}

ct_error ct_frames_find(ct_window *w)
{
    enum { MOST_SHARE = 4, SHARE_PARTS = 8 };
    size_t blocks = w->end_block - w->first_block, total = 0, words = 0, of[CT_N_KINDS] = { 0 };
    if (w->frames != NULL) return ct_ok();
    ct_frames *frames = ct_arena_alloc(w->arena, sizeof *frames);
    if (frames == NULL) return ct_no_memory();
    *frames = (ct_frames){ .n = 0 };
    for (size_t b = 0; b < blocks; b++)
        for (size_t m = 0; w->passages[b] != NULL && m < w->passages[b]->matches.n; m++)
            total += counts(w->passages[b], &w->passages[b]->matches.at[m]);
    frames->at = ct_arena_array(w->arena, total + 1, sizeof *frames->at);
    frames->first = ct_arena_array(w->arena, blocks + 1, sizeof *frames->first);
    for (size_t b = 0; b < blocks; b++)
        words += w->passages[b] != NULL && w->passages[b]->words != NULL
                     ? w->passages[b]->first_word[w->passages[b]->tokens.n]
                     : 0;
    frames->words = ct_arena_array(w->arena, words + 1, sizeof *frames->words);
    frames->first_word = ct_arena_array(w->arena, blocks + 1, sizeof *frames->first_word);
    if (frames->at == NULL || frames->first == NULL || frames->words == NULL || frames->first_word == NULL)
        return ct_no_memory();
    gather(w, frames);
    gather_words(w, frames);
    for (size_t i = 0; i < frames->n; i++) of[frames->at[i].cue->value]++;
    for (int k = 0; k < CT_N_KINDS && w->n > 0; k++) {
        size_t share = of[k] * SHARE_PARTS / w->n;
        frames->share[k] = (int)(share < MOST_SHARE ? share : MOST_SHARE);
    }
    for (size_t b = 0; b < blocks; b++)
        if (w->passages[b] != NULL && w->blocks->blocks[w->first_block + b].heading &&
            w->passages[b]->words != NULL)
            frames->heads |=
                ct_frame_of(&(ct_segment){ { { w->passages[b], 0, w->passages[b]->tokens.n } }, 1 }).first;
    w->frames = frames;
    return ct_ok();
}

int ct_frame_share(const ct_window *w, int kind)
{
    return w->frames->share[kind];
}

/* One past the last cue of a block that ends at or before a token. */
static size_t cues_until(const ct_frames *frames, size_t block, size_t token)
{
    size_t low = frames->first[block], high = frames->first[block + 1];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (frames->at[middle].end <= token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Figures of its block between a token and a figure; counted no further than features tell them apart. */
static size_t figures_since(const ct_window *w, size_t figure, size_t token)
{
    enum { MOST = 4 };
    const ct_figure *f = &w->figures[figure];
    size_t n = 0;
    for (size_t i = figure; i > 0 && n < MOST; i--, n++)
        if (w->figures[i - 1].block_number != f->block_number || w->figures[i - 1].mention->start < token)
            break;
    return n;
}

/* What passes between a cue and a figure of its own block. */
static ct_running passed(const ct_window *w, size_t figure, const placed *from)
{
    const ct_figure *f = &w->figures[figure];
    const ct_passage *p = f->passage;
    ct_running out = { .cue = from->cue };
    out.figures = figures_since(w, figure, from->end);
    out.sentences = p->sentence[f->mention->start] - p->sentence[from->start];
    for (size_t i = from->end; i < f->mention->start && i < from->end + CT_CLAUSE_TOKENS; i++) {
        out.semicolons += ct_token_is_mark(&p->tokens, i, ';');
        out.colons += ct_token_is_mark(&p->tokens, i, ':');
    }
    out.closed = ct_passage_closed_off(p, from->end, f->mention->start);
    return out;
}

ct_running ct_cue_running(const ct_window *w, size_t figure, size_t nth)
{
    const ct_figure *f = &w->figures[figure];
    const ct_frames *frames = w->frames;
    size_t b = f->block_number - w->first_block;
    const ct_span *name =
        f->table && f->segments[CT_SEGMENT_OWN].n > 0 ? &f->segments[CT_SEGMENT_OWN].at[0] : NULL;
    for (size_t i = cues_until(frames, b, f->mention->start); i > frames->first[b]; i--) {
        const placed *at = &frames->at[i - 1];
        bool own_cell =
            name == NULL || (at->start >= name->from && at->end <= name->to) || at->start >= f->sentence_from;
        if (at->passage == f->passage && own_cell && !at->measured && nth-- == 0)
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
    while (i > 1 && frames->at[i - 1].measured &&
           frames->at[i - 2].block >= (parent == SIZE_MAX ? 0 : parent))
        i--;
    const placed *at = &frames->at[i - 1];
    ct_running out = { .cue = at->cue, .blocks = f->block_number - at->block };
    for (size_t k = figure; k > 0 && out.figures < 4 && w->figures[k - 1].block_number >= at->block; k--)
        out.figures +=
            w->figures[k - 1].block_number > at->block || w->figures[k - 1].mention->start >= at->end;
    return out;
}

ct_running ct_cue_coming(const ct_window *w, size_t figure)
{
    const ct_figure *f = &w->figures[figure];
    const ct_frames *frames = w->frames;
    size_t b = f->block_number - w->first_block, limit = f->sentence_to;
    if (f->next >= 0 && w->figures[f->next].block_number == f->block_number &&
        w->figures[f->next].mention->start < limit)
        limit = w->figures[f->next].mention->start;
    for (size_t i = cues_until(frames, b, f->mention->start); i < frames->first[b + 1]; i++) {
        const placed *at = &frames->at[i];
        if (at->start < f->mention->end || at->passage != f->passage) continue;
        ct_running out = { .cue = at->end <= limit ? at->cue : NULL };
        for (size_t k = f->mention->end; out.cue != NULL && k < at->start; k++)
            out.semicolons += ct_token_is_mark(&f->passage->tokens, k, ',') ||
                              ct_token_is_mark(&f->passage->tokens, k, ';');
        return out;
    }
    return (ct_running){ .cue = NULL };
}

ct_frame ct_frame_of(const ct_segment *segment)
{
    ct_frame out = { 0, 0, false };
    for (ct_word_walk walk = ct_words_of(segment); walk.word != NULL;) {
        const ct_word *word = walk.word;
        const ct_span *span = &segment->at[walk.span];
        ct_next_word(&walk);
        if (span->from == 0 && span->passage->n_mentions > 0 &&
            word->token >= span->passage->mentions[0].start)
            continue;
        int at = find_frame_word(word->text, walk.word == NULL ? "" : walk.word->text);
        int frame = at == CT_NONE || frame_words[at].text ? 0 : frame_words[at].frame;
        out.all |= frame;
        out.first = out.first == 0 ? frame : out.first;
        out.any = true;
    }
    return out;
}

const char *ct_frame_letters(ct_frame frame)
{
    static const char *const texts[] = { "-",  "r",   "t",   "rt",   "e",   "re",   "te",   "rte",
                                         "f",  "rf",  "tf",  "rtf",  "ef",  "ref",  "tef",  "rtef",
                                         "s",  "rs",  "ts",  "rts",  "es",  "res",  "tes",  "rtes",
                                         "fs", "rfs", "tfs", "rtfs", "efs", "refs", "tefs", "rtefs" };
    return frame.any ? texts[frame.all] : "";
}

const char *ct_frame_main(ct_frame frame)
{
    if (frame.all & CT_FRAME_ESTIMATE)
        return "e"; /* "kết quả ước thực hiện" (estimated results): the word that is said least often tells
                       most */
    if (frame.all & CT_FRAME_FORECAST) return "f";
    return frame.first == CT_FRAME_RESULT      ? "r"
           : frame.first == CT_FRAME_TARGET    ? "t"
           : frame.first == CT_FRAME_SITUATION ? "s"
                                               : "-";
}

ct_frame ct_frame_above(const ct_figure *f)
{
    static const ct_segment_name order[] = { CT_SEGMENT_COLUMN, CT_SEGMENT_HEAD, CT_SEGMENT_HEAD2,
                                             CT_SEGMENT_HEAD3 };
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        ct_frame frame = ct_frame_of(&f->segments[order[i]]);
        if (frame.all != 0) return frame;
    }
    return (ct_frame){ 0, 0, true };
}

const ct_period *ct_likely_period(const ct_figure *f)
{
    return f->period.n > 0 ? &f->period.at[f->period.best].period : &f->rule.period;
}

int ct_likely_measure(const ct_figure *f)
{
    size_t best = ct_likeliest(f->measure, CT_N_MEASURES),
           first = ct_likeliest(f->measure_first, CT_N_MEASURES);
    return f->measure[best] > 0 ? (int)best : f->measure_first[first] > 0 ? (int)first : f->rule.measure;
}

const char *ct_period_shape(const ct_period *period)
{
    if (!period->known) return "none";
    if (period->to.day != 0) return "day";
    if (period->from.year != period->to.year && period->from.year != 0)
        return period->to.year == 0 ? "open" : "span";
    if (period->from.month != 0 || period->to.month != 0)
        return period->from.month == 1 && period->to.month > 1 ? "months" : "month";
    return period->until ? "until" : "year";
}

const char *ct_period_beside(const ct_setting *setting, const ct_period *period)
{
    enum { LEAST = -3, MOST = 6 };
    int year = setting->year != 0 ? setting->year : setting->body_year,
        end = period->to.year != 0 ? period->to.year : period->from.year;
    if (!period->known || year == 0 || end == 0) return "?";
    static const char *const undated[] = { "u-3", "u-2", "u-1", "u0", "u1", "u2", "u3", "u4", "u5", "u6" };
    long beside = end - year;
    beside = beside < LEAST ? LEAST : beside > MOST ? MOST : beside;
    return setting->year == 0
               ? undated[beside - LEAST]
               : ct_feature_number(beside); /* the year it is mostly about is no date: it may be to come */
}

static const char *few(size_t n, size_t most)
{
    return ct_feature_number((long)(n < most ? n : most));
}

/* How long ago a plan was named that a result is measured by: "đạt 98 % kế hoạch (14,5 nghìn tỷ đồng)"
 * (reached 98 % of the plan, 14.5 thousand billion dong). */
static void describe_measured(const ct_window *w, size_t figure, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const ct_frames *frames = w->frames;
    size_t b = f->block_number - w->first_block;
    size_t i = cues_until(frames, b, f->mention->start);
    const placed *at = i > frames->first[b] ? &frames->at[i - 1] : NULL;
    if (at == NULL || at->passage != f->passage || !at->measured) return;
    ct_running run = passed(w, figure, at);
    CT_FEATURE(out, run.sentences == 0, "measured/", few(run.figures, 2), f->mention->bracket ? "(" : "");
    CT_FEATURE(out, run.figures == 0, "measured near/", few(f->mention->start - at->end, 5),
               f->mention->bracket ? "(" : "");
}

/* The cue that runs on: what it says, how far off it is, whether another word stands against it. Its value,
 * or "none". */
static const char *describe_running(const ct_window *w, size_t figure, ct_features *out)
{
    ct_running run = ct_cue_running(w, figure, 0), before = ct_cue_running(w, figure, 1),
               earlier = { .cue = NULL };
    if (run.cue == NULL) {
        CT_FEATURE(out, 1, "run=none");
        earlier = ct_cue_earlier(w, figure);
        CT_FEATURE(out, 1, "earlier=", earlier.cue == NULL ? "none" : earlier.cue->text);
        if (earlier.cue != NULL) {
            CT_FEATURE(out, 1, "earlier=", earlier.cue->text, "/", few(earlier.blocks, 3), "/",
                       few(earlier.figures, 3));
            CT_FEATURE(out, 1, "earlier word=", earlier.cue->phrase);
        }
        return "none";
    }
    const char *value = run.cue->text;
    CT_FEATURE(out, 1, "run=", value);
    CT_FEATURE(out, 1, "run=", value, "/", few(run.figures, 3), "/", few(run.sentences, 2));
    CT_FEATURE(out, 1, "run=", value, "/s", few(run.sentences, 2));
    CT_FEATURE(out, 1, "run=", value, ";", few(run.semicolons, 2));
    CT_FEATURE(out, run.colons > 0, "run=", value, ":");
    CT_FEATURE(out, run.colons > 0, "run=", value, ":/s", few(run.sentences, 2));
    CT_FEATURE(out, run.closed, "run=", value, " closed");
    CT_FEATURE(out, 1, "run word=", run.cue->phrase);
    CT_FEATURE(out, 1, "run word=", run.cue->phrase, "/", few(run.figures, 2));
    if (before.cue != NULL) {
        CT_FEATURE(out, 1, "runs=", before.cue->text, ">", value);
        CT_FEATURE(out, before.sentences == run.sentences, "runs in sentence=", before.cue->text, ">", value,
                   "/", few(run.figures, 2));
    }
    return value;
}

/* One past the last frame word of a block before a token. */
static size_t words_until(const ct_frames *frames, size_t block, size_t token)
{
    size_t low = frames->first_word[block], high = frames->first_word[block + 1];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (frames->words[middle].token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The last frame word before it in its block, which need be no cue: "Hiện trạng năm 2015:" (the situation in
 * 2015). Its letter, or "none". */
static const char *describe_word(const ct_window *w, size_t figure, ct_features *out)
{
    static const char *const letters[CT_FRAME_KINDS] = { "r", "t", "e", "f", "s" };
    const ct_figure *f = &w->figures[figure];
    const ct_frames *frames = w->frames;
    size_t b = f->block_number - w->first_block, i = words_until(frames, b, f->mention->start);
    if (i == frames->first_word[b] || f->table) {
        CT_FEATURE(out, 1, "word=none");
        return "none";
    }
    size_t token = frames->words[i - 1].token,
           sentences = f->passage->sentence[f->mention->start] - f->passage->sentence[token];
    const char *letter = "";
    for (int k = 0; k < CT_FRAME_KINDS; k++)
        letter = frames->words[i - 1].frame == 1 << k ? letters[k] : letter;
    const char *second = frame_words[frames->words[i - 1].word].second;
    size_t figures = figures_since(w, figure, token);
    CT_FEATURE(out, 1, "word=", letter, "/", few(figures, 3), "/", few(sentences, 2));
    CT_FEATURE(out, 1, "word=", letter);
    CT_FEATURE(out, 1, "word is ", frame_words[frames->words[i - 1].word].first, "_",
               second == NULL ? "" : second, "/", few(figures, 1));
    CT_FEATURE(out, f->mention->start - token < 6 && figures == 0, "word near=", letter,
               few(f->mention->start - token, 6));
    return letter;
}

static void describe_coming(const ct_window *w, size_t figure, ct_features *out)
{
    ct_running coming = ct_cue_coming(w, figure);
    if (coming.cue == NULL) return;
    CT_FEATURE(out, 1, "coming=", coming.cue->text);
    CT_FEATURE(out, coming.semicolons == 0, "coming at once=", coming.cue->text);
    CT_FEATURE(out, 1, "coming word=", coming.cue->phrase);
}

/* A frame's letters, each of its kinds, and which comes first: "ước thực hiện các chỉ tiêu" (estimated
 * results of the targets) has three. */
static void describe_letters(const char *name, ct_frame frame, double worth, ct_features *out)
{
    static const char *const letters[CT_FRAME_KINDS] = { "r", "t", "e", "f", "s" };
    CT_FEATURE(out, worth, name, "=", ct_frame_letters(frame));
    CT_FEATURE(out, worth, name, "*", ct_frame_main(frame));
    for (int k = 0; k < CT_FRAME_KINDS; k++) {
        CT_FEATURE(out, worth * (frame.all >> k & 1), name, "~", letters[k]);
        CT_FEATURE(out, worth * (frame.first == 1 << k), name, "^", letters[k]);
    }
}

/* The title without the text of a first paragraph that stands in its place. */
static ct_segment short_title(const ct_figure *f)
{
    enum { MOST_WORDS = 45 };
    ct_segment out = { .n = 0 };
    const ct_segment *title = &f->segments[CT_SEGMENT_TITLE];
    for (size_t i = 0; i < title->n; i++) {
        const ct_span *s = &title->at[i];
        if (s->passage->first_word[s->to] - s->passage->first_word[s->from] <= MOST_WORDS)
            out.at[out.n++] = *s;
    }
    return out;
}

ct_frame ct_frame_titled(const ct_figure *f)
{
    const ct_segment title = short_title(f);
    return ct_frame_of(&title);
}

/* What stands above it. */
static void describe_heads(const ct_window *w, const ct_figure *f, ct_features *out)
{
    ct_frame title = ct_frame_titled(f), above = ct_frame_above(f);
    const char *head = ct_frame_main(above),
               *heads = ct_frame_letters((ct_frame){ w->frames->heads, 0, true });
    describe_letters("h1", ct_frame_of(&f->segments[CT_SEGMENT_HEAD]), 1, out);
    describe_letters("h2", ct_frame_of(&f->segments[CT_SEGMENT_HEAD2]), 1, out);
    describe_letters("tt", title, CT_WIDE, out);
    describe_letters("head", above, 1, out);
    CT_FEATURE(out, 1, "head=", head, "&tt=", ct_frame_main(title));
    CT_FEATURE(out, CT_WIDE, "heads=", heads, "&tt=", ct_frame_main(title));
    CT_FEATURE(out, CT_WIDE, "heads=", heads, "&head=", head);
    if (f->table) {
        describe_letters("c", ct_frame_of(&f->segments[CT_SEGMENT_COLUMN]), 1, out);
        CT_FEATURE(out, 1, "c=", ct_frame_main(ct_frame_of(&f->segments[CT_SEGMENT_COLUMN])),
                   "&tt=", ct_frame_main(title));
        CT_FEATURE(out, 1, "row=", ct_frame_letters(ct_frame_of(&f->segments[CT_SEGMENT_OWN])));
    }
}

void ct_describe_frame(const ct_window *w, size_t figure, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const ct_period *period = ct_likely_period(f);
    const char *run = describe_running(w, figure, out);
    const char *rel = ct_period_beside(w->setting, period), *type = ct_period_shape(period),
               *part = w->setting->part != 0 ? "part" : "whole";
    const char *head = ct_frame_main(ct_frame_above(f)), *title = ct_frame_main(ct_frame_titled(f));
    const char *est = ct_feature_number(ct_frame_share(w, CT_ESTIMATE));
    describe_measured(w, figure, out);
    const char *word = describe_word(w, figure, out);
    CT_FEATURE(out, 1, "run=", run, "&word=", word);
    CT_FEATURE(out, 1, "rel=", rel, "&word=", word);
    describe_coming(w, figure, out);
    describe_heads(w, f, out);
    CT_FEATURE(out, f->table, "c=", ct_frame_main(ct_frame_of(&f->segments[CT_SEGMENT_COLUMN])),
               "&rel=", rel);
    CT_FEATURE(out, 1, "rel=", rel, "&", type);
    CT_FEATURE(out, 1, "rel=", rel);
    CT_FEATURE(out, 1, "type=", type);
    CT_FEATURE(out, 1, "rel=", rel, "&", type, "&", part);
    CT_FEATURE(out, 1, "rel=", rel, "&", type, "&", part, "&head=", head);
    CT_FEATURE(out, 1, "rel=", rel, "&", type, "&", part, "&run=", run);
    CT_FEATURE(out, 1, "rel=", rel, "&head=", head);
    CT_FEATURE(out, 1, "rel=", rel, "&run=", run);
    CT_FEATURE(out, 1, "rel=", rel, "&tt=", title);
    CT_FEATURE(out, 1, "rel=", rel, "&", type, "&run=", run, "&head=", head);
    CT_FEATURE(out, 1, "rel=", rel, "&", type, "&run=", run, "&tt=", title);
    CT_FEATURE(out, 1, "run=", run, "&head=", head);
    CT_FEATURE(out, 1, "run=", run, "&tt=", title);
    CT_FEATURE(out, 1, "head=", head, "&", type);
    CT_FEATURE(out, CT_WIDE, "estimates=", est);
    CT_FEATURE(out, CT_WIDE, "estimates=", est, "&rel=", rel, "&", type);
    CT_FEATURE(out, CT_WIDE, "targets=", ct_feature_number(ct_frame_share(w, CT_TARGET)));
}
