#include "extract/candidates/describe.h"

#include <math.h>
#include <string.h>

enum { BESIDE = 3, MOST_CUES = 64, MOST_WORDS = 64 };

bool ct_figure_is_percent(const ct_figure *f)
{
    return f->mention->family == CT_FAMILY_PERCENT || f->mention->family == CT_FAMILY_POINT;
}

bool ct_word_is_hollow(const ct_word *word)
{
    static const char *const hollow[] = {
        "la",    "dat",  "uoc",   "khoang", "tren",  "duoi",  "tang", "giam", "so",    "voi",  "cung",
        "ky",    "nam",  "trong", "do",     "rieng", "va",    "con",  "den",  "tong",  "co",   "cua",
        "chiem", "bang", "thang", "dau",    "ke",    "hoach", "thuc", "hien", "muc",   "gan",  "hon",
        "khi",   "o",    "tu",    "len",    "xuong", "duoc",  "da",   "tinh", "huyen", "ca",   "nuoc",
        "vuot",  "thu",  "dung",  "them",   "moi",   "nhu",   "binh", "quan", "cac",   "theo", "gia",
        "nay",   "tai",  "giai",  "doan",   "thi",   "nhat",
    };
    for (size_t i = 0; i < sizeof hollow / sizeof *hollow; i++)
        if (hollow[i][0] == word->text[0] && strcmp(hollow[i], word->text) == 0) return true;
    return false;
}

void ct_describe_beside(const ct_figure *f, ct_features *out)
{
    const ct_word *b[BESIDE], *a[BESIDE];
    size_t n = ct_segment_words_copy(&f->segments[CT_SEGMENT_OWN], b, BESIDE, true);
    size_t m = ct_segment_words_copy(&f->segments[CT_SEGMENT_AFTER], a, BESIDE, false);
    for (size_t k = 0; k < n; k++)
        CT_FEATURE(out, 1, "b-", ct_feature_number((long)k + 1), "=", b[n - 1 - k]->text);
    if (n >= 2) CT_FEATURE(out, 1, "b-12=", b[n - 2]->text, "_", b[n - 1]->text);
    if (n >= 3) CT_FEATURE(out, 1, "b-123=", b[n - 3]->text, "_", b[n - 2]->text, "_", b[n - 1]->text);
    CT_FEATURE(out, 1, "a1=", m > 0 ? a[0]->text : "");
    if (m >= 2) CT_FEATURE(out, 1, "a12=", a[0]->text, "_", a[1]->text);
    if (m >= 3) CT_FEATURE(out, 1, "a123=", a[0]->text, "_", a[1]->text, "_", a[2]->text);
}

void ct_describe_words(const ct_figure *f, ct_segment_name name, size_t most, bool last, bool pairs,
                       ct_features *out)
{
    const ct_word *words[MOST_WORDS];
    size_t n = ct_segment_words_copy(&f->segments[name], words, most < MOST_WORDS ? most : MOST_WORDS, last);
    for (size_t i = 0; i < n; i++) {
        CT_FEATURE(out, 1, ct_segment_words[name], ":", words[i]->text);
        if (pairs && i + 1 < n)
            CT_FEATURE(out, 1, ct_segment_words[name], ":", words[i]->text, "_", words[i + 1]->text);
    }
}

static bool describes(ct_cue_class class)
{
    static const ct_cue_class used[] = { CT_CUE_KIND,    CT_CUE_HEADING, CT_CUE_GENRE, CT_CUE_DIRECTION,
                                         CT_CUE_MEASURE, CT_CUE_BEFORE,  CT_CUE_AFTER, CT_CUE_AGGREGATION,
                                         CT_CUE_TIME,    CT_CUE_ROLE,    CT_CUE_COUNT, CT_CUE_COLUMN,
                                         CT_CUE_PLAN,    CT_CUE_RATE,    CT_CUE_LINK,  CT_CUE_REACH };
    for (size_t i = 0; i < sizeof used / sizeof *used; i++)
        if (used[i] == class) return true;
    return false;
}

void ct_describe_cues(const ct_figure *f, ct_features *out)
{
    static const ct_segment_name segments[] = { CT_SEGMENT_OWN,    CT_SEGMENT_NEAR,   CT_SEGMENT_AFTER,
                                                CT_SEGMENT_BEYOND, CT_SEGMENT_CLAUSE, CT_SEGMENT_BEFORE,
                                                CT_SEGMENT_HEAD,   CT_SEGMENT_HEAD2,  CT_SEGMENT_HEAD3,
                                                CT_SEGMENT_TITLE,  CT_SEGMENT_COLUMN, CT_SEGMENT_SENTENCE };
    static const ct_segment_name order[] = { CT_SEGMENT_AFTER,  CT_SEGMENT_OWN,  CT_SEGMENT_CLAUSE,
                                             CT_SEGMENT_COLUMN, CT_SEGMENT_HEAD, CT_SEGMENT_HEAD2,
                                             CT_SEGMENT_HEAD3,  CT_SEGMENT_TITLE };
    static const ct_cue_class governing[] = { CT_CUE_KIND, CT_CUE_MEASURE, CT_CUE_AGGREGATION,
                                              CT_CUE_DIRECTION };
    const ct_cue *last[CT_SEGMENTS][CT_CUE_CLASSES];
    memset(last, 0, sizeof last);
    for (size_t s = 0; s < sizeof segments / sizeof *segments; s++) {
        const ct_match *cues[MOST_CUES];
        const ct_passage *of[MOST_CUES];
        size_t n = ct_segment_cues(&f->segments[segments[s]], cues, of, MOST_CUES);
        for (size_t i = 0; i < n; i++) {
            const ct_cue *cue = ct_match_cue(of[i], cues[i]);
            if (!describes(cue->class)) continue;
            last[segments[s]][cue->class] = cue;
            CT_FEATURE(out, 1, "q:", ct_segment_words[segments[s]], ":", cue->label);
        }
        for (size_t c = 0; c < CT_CUE_CLASSES; c++)
            if (last[segments[s]][c] != NULL)
                CT_FEATURE(out, 1, "ql:", ct_segment_words[segments[s]], ":", last[segments[s]][c]->label);
    }
    for (size_t g = 0; g < sizeof governing / sizeof *governing; g++)
        for (size_t s = 0; s < sizeof order / sizeof *order; s++) {
            const ct_cue *cue = last[order[s]][governing[g]];
            if (cue == NULL || (order[s] == CT_SEGMENT_AFTER && governing[g] != CT_CUE_MEASURE)) continue;
            CT_FEATURE(out, 1, "gov:", cue->label);
            CT_FEATURE(out, 1, "govs:", ct_segment_words[order[s]], ":", cue->label);
            break;
        }
}

static const char *mark_at(const ct_passage *p, size_t i, char text[2])
{
    const ct_token *t = i < p->tokens.n ? &p->tokens.at[i] : NULL;
    text[0] = t == NULL                    ? '$'
              : t->kind == CT_TOKEN_MARK   ? (t->mark == '\0' ? '?' : t->mark)
              : t->kind == CT_TOKEN_NUMBER ? '0'
                                           : 'w';
    text[1] = '\0';
    return text;
}

void ct_describe_shape(const ct_window *w, size_t figure, ct_features *out)
{
    const ct_figure *f = &w->figures[figure], *before = f->previous < 0 ? NULL : &w->figures[f->previous];
    const ct_mention *m = f->mention;
    const ct_passage *p = f->passage;
    const char *family = m->family_name != NULL && m->family_name[0] != '\0' ? m->family_name : "other";
    bool percent = ct_figure_is_percent(f), whole = m->low == floor(m->low);
    char mark[2], after[2];
    double size = floor(log10(fmax(fabs(m->low), 0.001)));
    mark_at(p, m->start - 1, mark);
    if (m->start == 0) mark[0] = '^';
    mark_at(p, m->end, after);
    CT_FEATURE(out, 1, "bias");
    CT_FEATURE(out, 1, "family=", family);
    CT_FEATURE(out, 1, "base=", f->base);
    CT_FEATURE(out, 1, "unit=", m->unit);
    CT_FEATURE(out, 1, f->table ? "table" : "text");
    CT_FEATURE(out, 1, "mark before=", mark);
    CT_FEATURE(out, 1, "mark after=", after);
    CT_FEATURE(out, 1, "mark before=", mark, "&", family);
    CT_FEATURE(out, 1, whole ? "whole" : "decimals");
    CT_FEATURE(out, 1, "size=", ct_feature_number((long)size));
    CT_FEATURE(out, 1, "size=", ct_feature_number((long)size), "&", family);
    CT_FEATURE(out, percent && m->low >= 85 && m->low <= 140, "near 100");
    CT_FEATURE(out, percent && m->low >= 100, "over 100");
    CT_FEATURE(out, m->low < 0, "negative");
    CT_FEATURE(out, m->low != m->high, "range");
    CT_FEATURE(out, m->fraction, "fraction");
    CT_FEATURE(out, m->bracket, "bracket");
    CT_FEATURE(out, m->per_year, "a year");
    CT_FEATURE(out, 1, "qualifier=", ct_qualifier_words[m->qualifier]);
    CT_FEATURE(out, 1, f->same_sentence ? "in sentence" : f->same_block ? "in block" : "first");
    CT_FEATURE(out, w->setting->part != 0, "part year");
    CT_FEATURE(out, w->setting->title.known && w->setting->title.range, "titled by years");
    CT_FEATURE(out, 1, "genre=", ct_feature_number(w->setting->genre));
    if (before != NULL && f->same_block && !f->table) {
        const char *was = before->mention->family_name != NULL ? before->mention->family_name : "";
        char gap[2];
        CT_FEATURE(out, 1, "after a ", was, ">", family);
        CT_FEATURE(out, 1, "after a ", was, ">", family, ":", mark_at(p, before->mention->end, gap));
        const ct_word *words[4];
        size_t n = ct_segment_words_copy(&f->segments[CT_SEGMENT_GAP], words, 4, false);
        CT_FEATURE(out, 1, "gap=", n > 0 ? words[0]->text : "", "_", n > 1 ? words[1]->text : "", "_",
                   n > 2 ? words[2]->text : "");
        CT_FEATURE(out, n < 3, "gap of ", ct_feature_number((long)n));
    }
}

/* Sums over groups of figures: a block's, a column's, of the blocks under one heading, the document's. */
enum { MEANS = CT_MEAN_DOCUMENT };

struct ct_means {
    size_t n, n_figures;  /* classes                                                   */
    size_t *group[MEANS]; /* of each figure its group's number                         */
    float *sum[MEANS];    /* n a group                                                 */
    size_t *count[MEANS];
    float *document;
};

static size_t group_of(const ct_window *w, const ct_figure *f, int kind)
{
    size_t parent = w->parent[f->block_number - w->first_block];
    switch (kind) {
    case CT_MEAN_BLOCK: return f->block_number - w->first_block;
    case CT_MEAN_COLUMN: return f->table ? 1 + f->table_number * 64 + (f->column & 63) : 0;
    default: return parent == SIZE_MAX ? 0 : parent - w->first_block + 1;
    }
}

ct_error ct_class_means(const ct_window *w, ct_chances_of of, size_t n, const ct_means **out)
{
    ct_means *means = ct_arena_alloc(w->arena, sizeof *means);
    size_t blocks = w->end_block - w->first_block + 2,
           sizes[MEANS] = { blocks, (w->n_tables + 2) * 64 + 1, blocks };
    *out = means;
    if (means == NULL || (means->document = ct_arena_array(w->arena, n, sizeof(float))) == NULL)
        return ct_no_memory();
    means->n = n;
    means->n_figures = w->n;
    for (int k = 0; k < MEANS; k++) {
        means->group[k] = ct_arena_array(w->arena, w->n, sizeof(size_t));
        means->sum[k] = ct_arena_array(w->arena, sizes[k] * n, sizeof(float));
        means->count[k] = ct_arena_array(w->arena, sizes[k], sizeof(size_t));
        if (means->group[k] == NULL || means->sum[k] == NULL || means->count[k] == NULL)
            return ct_no_memory();
    }
    for (size_t i = 0; i < w->n; i++) {
        const float *chances = of(&w->figures[i]);
        for (int k = 0; k < MEANS; k++) {
            size_t group = means->group[k][i] = group_of(w, &w->figures[i], k);
            means->count[k][group]++;
            for (size_t c = 0; c < n; c++) means->sum[k][group * n + c] += chances[c];
        }
        for (size_t c = 0; c < n; c++) means->document[c] += chances[c];
    }
    return ct_ok();
}

double ct_mean_chance(const ct_means *means, size_t figure, ct_mean kind, size_t class_number, double own)
{
    if (kind == CT_MEAN_DOCUMENT)
        return means->n_figures < 2
                   ? 0
                   : ((double)means->document[class_number] - own) / (double)(means->n_figures - 1);
    size_t group = means->group[kind][figure], others = means->count[kind][group] - 1;
    return others == 0 ? 0
                       : ((double)means->sum[kind][group * means->n + class_number] - own) / (double)others;
}

static void describe_means(const ct_window *w, size_t figure, const char *name, const float *own,
                           const char *const *words, const ct_means *means, ct_features *out)
{
    static const char *const links[MEANS] = { "block", "column", "heading" };
    const ct_figure *f = &w->figures[figure];
    for (int k = 0; k < MEANS; k++) {
        size_t group = means->group[k][figure], others = means->count[k][group] - 1;
        if (others == 0 || (k == CT_MEAN_COLUMN && !f->table)) continue;
        for (size_t c = 0; c < means->n; c++)
            CT_FEATURE(out, (double)(means->sum[k][group * means->n + c] - own[c]) / (double)others, name,
                       ":", links[k], ":", words[c]);
    }
    for (size_t c = 0; c < means->n && w->n > 1; c++)
        CT_FEATURE(out, (double)(means->document[c] - own[c]) / (double)(w->n - 1), name,
                   ":document:", words[c]);
}

void ct_describe_neighbours(const ct_window *w, size_t figure, const char *name, ct_chances_of of,
                            const char *const *words, size_t n, const ct_means *means, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const float *own = of(f);
    const char *link = f->table           ? (f->same_block ? "row" : "new row")
                       : f->same_sentence ? "sentence"
                       : f->same_block    ? "paragraph"
                                          : "other";
    bool next_same = f->next >= 0 && w->figures[f->next].same_sentence;
    for (size_t c = 0; c < n; c++) {
        if (f->previous >= 0)
            CT_FEATURE(out, (double)of(&w->figures[f->previous])[c], name, ":before in ", link, ":",
                       words[c]);
        if (f->next >= 0)
            CT_FEATURE(out, (double)of(&w->figures[f->next])[c], name,
                       next_same ? ":next:" : ":next apart:", words[c]);
        if (f->above >= 0) CT_FEATURE(out, (double)of(&w->figures[f->above])[c], name, ":above:", words[c]);
        if (f->first_of_block != (long)figure)
            CT_FEATURE(out, (double)of(&w->figures[f->first_of_block])[c], name, ":first:", words[c]);
        CT_FEATURE(out, (double)own[c], name, ":self:", words[c]);
        CT_FEATURE(out, log(fmax((double)own[c], 1e-4)) / 3, name, ":log self:", words[c]);
    }
    describe_means(w, figure, name, own, words, means, out);
}
