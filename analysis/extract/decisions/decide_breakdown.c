/* The breakdown: which part of its indicator a figure is of, among the parts named around it, or none. First
 * by what is said around the figure, then again in the light of what the figures beside it are of. */
#include <math.h>
#include <string.h>

#include "extract/candidates/describe.h"
#include "extract/candidates/parts.h"
#include "extract/decisions/decide.h"
#include "extract/decisions/settle.h"
#include "extract/decisions/whole.h"

enum { MOST_CARRIED = 2 /* parts of figures before that are offered again */ };

static const char *const no_slots[] = { NULL };

/* The indicator that the stages before hold likely. */
static int likely_indicator(const ct_figure *f)
{
    return f->indicator.n > 0 ? f->indicator.at[f->indicator.best].ref : f->rule.indicator;
}

/* What is kept of a candidate; the first one is of no part. */
typedef struct {
    ct_part part;
    size_t rank; /* of a known part: known ones found nearer to the figure       */
    /* Of the figure: */
    size_t explained, left; /* own words that are its indicator's, and others       */
    bool near;              /* a known part stands in its own words                 */
    bool goes_on;           /* its indicator is the one of the figure before        */
} candidate;

/* The chance of a measure, from the last stage that weighed it. */
static double measure_chance(const ct_figure *f, size_t measure)
{
    float sum = 0;
    for (size_t m = 0; m < CT_N_MEASURES; m++) sum += f->measure[m];
    return (double)(sum > 0 ? f->measure[measure] : f->measure_first[measure]);
}

static ct_error add_none(ct_window *w, ct_figure *f, ct_part_finder *finder, const ct_part *parts, size_t n)
{
    candidate *none = ct_arena_alloc(w->arena, sizeof *none);
    if (none == NULL) return ct_no_memory();
    CT_TRY(ct_parts_count(finder, f, likely_indicator(f), &none->explained, &none->left));
    none->goes_on = f->same_block && f->previous >= 0 && likely_indicator(f) != CT_NONE &&
                    likely_indicator(&w->figures[f->previous]) == likely_indicator(f);
    for (size_t i = 0; i < n; i++)
        none->near =
            none->near ||
            (parts[i].known != NULL && parts[i].at[0].kind == CT_PART_KNOWN && !parts[i].at[0].in_name &&
             (parts[i].at[0].segment == CT_SEGMENT_NEAR || parts[i].at[0].segment == CT_SEGMENT_OWN));
    f->breakdown.at[f->breakdown.n++] = (ct_choice){ .text = "", .seen = none };
    return ct_ok();
}

static ct_error prepare(ct_window *w)
{
    ct_part_finder *finder;
    CT_TRY(ct_part_finder_new(w->arena, w->known, &finder));
    for (size_t i = 0; i < w->n; i++) {
        ct_figure *f = &w->figures[i];
        const ct_part *parts;
        size_t n;
        CT_TRY(ct_parts_find(finder, f, likely_indicator(f), &parts, &n));
        f->breakdown =
            (ct_choices){ .at = ct_arena_array(w->arena, n + 1 + MOST_CARRIED, sizeof(ct_choice)) };
        if (f->breakdown.at == NULL) return ct_no_memory();
        CT_TRY(add_none(w, f, finder, parts, n));
        const candidate *none = f->breakdown.at[0].seen;
        for (size_t k = 0, known = 0; k < n; k++) {
            candidate *one = ct_arena_alloc(w->arena, sizeof *one);
            if (one == NULL) return ct_no_memory();
            one->part = parts[k];
            one->left = none->left;
            one->explained = none->explained;
            one->near = none->near;
            one->goes_on = none->goes_on;
            one->rank = known;
            known += parts[k].known != NULL;
            f->breakdown.at[f->breakdown.n++] = (ct_choice){ .text = parts[k].text, .seen = one };
        }
    }
    return ct_ok();
}

static ct_choices *choices(ct_figure *f)
{
    return &f->breakdown;
}

static const char *label(const ct_window *w, const ct_figure *f, const ct_choice *choice)
{
    (void)w;
    (void)f;
    return choice->text;
}

static const char *id_of(const ct_figure *f)
{
    int indicator = likely_indicator(f);
    return indicator == CT_NONE ? "none" : f->passage->known->catalogue->indicators[indicator].id;
}

/* Words that tell of the whole ("tổng" (total), "toàn tỉnh" (the whole province)) or of a part to come
 * ("trong đó" (of which), "riêng" (apart)). */
static void describe_own_words(const ct_figure *f, ct_features *out)
{
    enum { MOST = 10 };
    const ct_word *words[MOST];
    size_t n = ct_segment_words_copy(&f->segments[CT_SEGMENT_OWN], words, MOST, true);
    for (size_t i = 0; i < n; i++) {
        CT_FEATURE(out, 1, "0:own=", words[i]->text);
        if (i + 1 < n) CT_FEATURE(out, 1, "0:own=", words[i]->text, "_", words[i + 1]->text);
    }
    n = ct_segment_words_copy(&f->segments[CT_SEGMENT_AFTER], words, 4, false);
    for (size_t i = 0; i < n; i++) CT_FEATURE(out, 1, "0:after=", words[i]->text);
    n = ct_segment_words_copy(&f->segments[CT_SEGMENT_HEAD], words, MOST, false);
    for (size_t i = 0; i < n; i++) CT_FEATURE(out, 1, "0:head=", words[i]->text);
}

static void describe_none(const ct_window *w, const ct_figure *f, const candidate *none, ct_features *out)
{
    const ct_mention *m = f->mention;
    const char *family = m->family_name != NULL && m->family_name[0] != '\0' ? m->family_name : "other";
    const char *place = f->table           ? "table"
                        : f->same_sentence ? "sentence"
                        : f->same_block    ? "block"
                                           : "first";
    const char *left = ct_feature_number((long)(none->left < 5 ? none->left : 5)),
               *near = none->near ? "near" : "not near";
    const char *explained = ct_feature_number((long)(none->explained < 3 ? none->explained : 3)),
               *goes_on = none->goes_on ? ":goes on" : "";
    double sure = f->indicator.n > 0 ? (double)f->indicator.at[f->indicator.best].chance : 0;
    CT_FEATURE(out, 1, "0");
    CT_FEATURE(out, 1, "0:", place);
    CT_FEATURE(out, 1, "0:family=", family);
    CT_FEATURE(out, 1, "0:unit=", m->unit);
    CT_FEATURE(out, 1, "0:id=", id_of(f));
    CT_FEATURE(out, 1, "0:left=", left);
    CT_FEATURE(out, 1, "0:left=", left, ":", place);
    CT_FEATURE(out, 1, "0:left=", left, ":explained=", explained, goes_on);
    CT_FEATURE(out, 1, "0:left=", left, ":explained=", explained, ":", family);
    CT_FEATURE(out, 1, "0:", goes_on, ":", place);
    CT_FEATURE(out, sure, "0:sure:left=", left);
    CT_FEATURE(out, 1, "0:", near);
    CT_FEATURE(out, 1, "0:", near, ":left=", left);
    CT_FEATURE(out, 1, "0:n=", ct_feature_number((long)(f->breakdown.n < 12 ? f->breakdown.n : 12)));
    CT_FEATURE(out, m->bracket, "0:bracket");
    if (f->whole >= 0) { /* a row under a row: what both are of is divided by it */
        bool same = likely_indicator(&w->figures[f->whole]) == likely_indicator(f);
        CT_FEATURE(out, 1, same ? "0:part of a row of the same" : "0:part of a row of another",
                   ":left=", left);
        CT_FEATURE(out, 1, same ? "0:part of a row of the same" : "0:part of a row of another");
    }
    CT_FEATURE(out, f->section, "0:under a section");
    CT_FEATURE(out, f->section, "0:under a section:left=", left);
    describe_own_words(f, out);
    for (size_t c = 0; c < CT_N_MEASURES; c++)
        CT_FEATURE(out, measure_chance(f, c), "0:measure=", ct_measure_words[c]);
}

static void describe_sighting(const ct_figure *f, const candidate *one, const ct_sighting *seen,
                              ct_features *out)
{
    const ct_part *part = &one->part;
    const char *left = ct_feature_number((long)(one->left < 3 ? one->left : 3));
    const char *kind = ct_part_words[seen->kind], *segment = ct_segment_words[seen->segment],
               *shape = f->table ? "table" : "text";
    const char *none = likely_indicator(f) == CT_NONE ? "no id" : "id";
    const char *words = ct_feature_number((long)(seen->words < 7 ? seen->words : 7)),
               *place = ct_feature_number(seen->place);
    CT_FEATURE(out, 1, kind, ":", segment);
    CT_FEATURE(out, 1, kind, ":", segment, ":", shape);
    CT_FEATURE(out, f->section, kind, ":", segment, ":under a section");
    CT_FEATURE(out, f->whole >= 0, kind, ":", segment, ":part of a row");
    CT_FEATURE(out, 1, kind, ":", segment, ":n=", words);
    CT_FEATURE(out, 1, kind, ":", segment, ":at=", place);
    CT_FEATURE(out, 1, kind, ":", segment, ":", none);
    CT_FEATURE(out, seen->in_name, kind, ":", segment, ":in name");
    CT_FEATURE(out, seen->in_wordings, kind, ":", segment, ":in wordings");
    CT_FEATURE(out, seen->in_name, kind, ":in name");
    CT_FEATURE(out, seen->in_wordings, kind, ":in wordings");
    CT_FEATURE(out, seen->inside, kind, ":", segment, ":inside");
    CT_FEATURE(out, 1, kind, ":", segment, ":covered=", ct_feature_number(seen->covered));
    CT_FEATURE(out, 1, kind, ":covered=", ct_feature_number(seen->covered),
               seen->in_wordings ? ":in wordings" : ":new", ":", none);
    CT_FEATURE(out, 1, kind, ":", segment, ":distance=", ct_feature_number(seen->distance));
    CT_FEATURE(out, seen->beside, kind, ":", segment, ":beside");
    CT_FEATURE(out, 1, segment, ":before=", seen->before);
    CT_FEATURE(out, 1, kind, ":before=", seen->before);
    CT_FEATURE(out, 1, segment, ":after=", seen->after);
    CT_FEATURE(out, 1, kind, ":", segment, ":left=", left, one->near ? ":near" : "");
    CT_FEATURE(out, 1, kind, ":", segment, ":left=", left,
               ":explained=", ct_feature_number((long)(one->explained < 3 ? one->explained : 3)));
    CT_FEATURE(out, one->goes_on, kind, ":", segment, ":goes on:left=", left);
    CT_FEATURE(out, f->indicator.n > 0 ? (double)f->indicator.at[f->indicator.best].chance : 0, kind, ":",
               segment, ":sure");
    if (part->known == NULL) return;
    CT_FEATURE(out, 1, "axis=", part->known->axis, ":", kind, ":", segment);
    CT_FEATURE(out, 1, "axis=", part->known->axis, ":left=", left, ":", segment);
    CT_FEATURE(out, 1, kind, ":", segment,
               ":rank=", ct_feature_number((long)(one->rank < 3 ? one->rank : 3)));
    CT_FEATURE(out, 1, "rank=", ct_feature_number((long)(one->rank < 4 ? one->rank : 4)), ":left=", left);
}

/* The words that a part is of: some name parts wherever they stand, some never do. */
static void describe_words(const ct_part *part, const char *id, ct_features *out)
{
    char word[32];
    size_t seen = 0;
    const char *end;
    for (const char *at = part->fold; *at != '\0'; at = *end == '\0' ? end : end + 1) {
        end = at + strcspn(at, " ");
        size_t n = (size_t)(end - at);
        if (n == 0 || n >= sizeof word) continue;
        memcpy(word, at, n);
        word[n] = '\0';
        CT_FEATURE(out, 1, "word=", word);
        CT_FEATURE(out, 1, "word=", word, ":id=", id);
        if (seen++ == 0) CT_FEATURE(out, 1, "first=", word);
        if (*end == '\0') CT_FEATURE(out, 1, "last=", word);
    }
}

static void describe_part(const ct_figure *f, const ct_part *part, ct_features *out)
{
    const ct_catalogue *c = f->passage->known->catalogue;
    const char *axis = part->known != NULL ? part->known->axis : "words";
    const ct_indicator *named = ct_indicator_named(c, part->text);
    int likely = likely_indicator(f);
    CT_FEATURE(out, 1, "axis=", axis);
    CT_FEATURE(out, 1, "axis=", axis, ":id=", id_of(f));
    CT_FEATURE(out, 1, "axis=", axis, ":base=", f->base);
    CT_FEATURE(out, 1, "axis=", axis, f->table ? ":table" : ":text");
    CT_FEATURE(out, 1, "text=", part->fold);
    CT_FEATURE(out, 1, "words=", ct_feature_number((long)(part->words < 8 ? part->words : 8)));
    CT_FEATURE(out, 1, "places=", ct_feature_number((long)part->n));
    CT_FEATURE(out, named != NULL,
               named != NULL && named == (likely == CT_NONE ? NULL : &c->indicators[likely])
                   ? "is the indicator"
                   : "is an indicator");
    for (size_t m = 0; m < CT_N_MEASURES; m++)
        CT_FEATURE(out, measure_chance(f, m), "axis=", axis, ":measure=", ct_measure_words[m]);
    describe_words(part, id_of(f), out);
}

static void describe(const ct_window *w, size_t figure, size_t which, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const candidate *one = f->breakdown.at[which].seen;
    if (which == 0) {
        describe_none(w, f, one, out);
        return;
    }
    for (size_t i = 0; i < one->part.n; i++) describe_sighting(f, one, &one->part.at[i], out);
    describe_part(f, &one->part, out);
}

static const ct_choice *choice_with(const ct_choices *choices, uint64_t key)
{
    for (size_t i = 1; i < choices->n; i++)
        if (((const candidate *)choices->at[i].seen)->part.key == key) return &choices->at[i];
    return NULL;
}

/* Parts that figures of the same paragraph or row were likely of, the nearest figure's first. */
typedef struct {
    const candidate *at[MOST_CARRIED];
} carried;

/* What goes on from a figure: its own likeliest part where it is any likely, then what came to it. */
static carried carry_on(const ct_figure *f, carried before)
{
    const float least = 0.05F;
    const ct_choice *best = NULL;
    for (size_t k = 1; k < f->breakdown.n; k++)
        if (f->breakdown.at[k].first >= least && (best == NULL || f->breakdown.at[k].first > best->first))
            best = &f->breakdown.at[k];
    if (best == NULL) return before;
    carried on = { { best->seen, before.at[0] } };
    if (on.at[1] != NULL && on.at[1]->part.key == on.at[0]->part.key) on.at[1] = before.at[1];
    return on;
}

static ct_error offer_carried(ct_window *w, ct_figure *f, const carried *before)
{
    for (size_t k = 0; k < MOST_CARRIED; k++) {
        if (before->at[k] == NULL || choice_with(&f->breakdown, before->at[k]->part.key) != NULL) continue;
        candidate *one = ct_arena_alloc(w->arena, sizeof *one);
        if (one == NULL) return ct_no_memory();
        one->part = before->at[k]->part;
        one->part.n = 1;
        one->part.at[0] = (ct_sighting){ .kind = CT_PART_CARRIED,
                                         .segment = CT_SEGMENT_CLAUSE,
                                         .place = (uint8_t)k,
                                         .before = "",
                                         .after = "" };
        f->breakdown.at[f->breakdown.n++] = (ct_choice){ .text = one->part.text, .seen = one };
    }
    return ct_ok();
}

static ct_error prepare_again(ct_window *w)
{
    carried *to = ct_arena_array(w->arena, w->n + 1, sizeof *to);
    if (to == NULL) return ct_no_memory();
    for (size_t i = 0; i < w->n; i++) {
        ct_figure *f = &w->figures[i];
        const carried before = f->same_block && f->previous >= 0 ? to[f->previous] : (carried){ { NULL } };
        for (size_t k = 0; k < f->breakdown.n; k++) f->breakdown.at[k].first = f->breakdown.at[k].chance;
        to[i] = carry_on(f, before);
        CT_TRY(offer_carried(w, f, &before));
    }
    return ct_ok();
}

/* How likely a neighbour is of the same part; of none for the candidate without one. */
static double shared(const ct_window *w, long neighbour, const ct_figure *f, size_t which)
{
    if (neighbour < 0) return 0;
    const ct_choices *theirs = &w->figures[neighbour].breakdown;
    if (which == 0) return (double)theirs->at[0].first;
    const ct_choice *same = choice_with(theirs, ((const candidate *)f->breakdown.at[which].seen)->part.key);
    return same == NULL ? 0 : (double)same->first;
}

static bool next_word(const char **at, const char **word, size_t *n)
{
    *word = *at += strspn(*at, " ");
    *n = strcspn(*at, " ");
    *at += *n;
    return *n > 0;
}

static bool has_word(const char *text, const char *word, size_t n)
{
    const char *one;
    size_t length;
    while (next_word(&text, &one, &length))
        if (length == n && memcmp(one, word, n) == 0) return true;
    return false;
}

/* Do the two name the same part in other words: do they share half of their words or more? */
static bool alike(const char *a, const char *b)
{
    const char *word;
    size_t n, all = 0, both = 0;
    for (const char *at = a; next_word(&at, &word, &n); all++) both += has_word(b, word, n);
    for (const char *at = b; next_word(&at, &word, &n);) all += !has_word(a, word, n);
    return both * 2 >= all;
}

/* Several wordings of one part speak for it together: "khách quốc tế" (international visitors) and "lượt
 * khách quốc tế" (visits by foreigners) against none. */
static ct_error settle(ct_window *w)
{
    CT_TRY(ct_whole_breakdown(w));
    for (size_t i = 0; i < w->n; i++) {
        ct_choices *of = &w->figures[i].breakdown;
        float most = of->at[0].chance;
        of->best = 0;
        for (size_t k = 1; k < of->n; k++) {
            const candidate *one = of->at[k].seen;
            float votes = of->at[k].chance * 1.001F; /* of equals the likelier one */
            for (size_t j = 1; j < of->n && of->at[k].chance > 0.02F; j++)
                if (j != k && alike(one->part.fold, ((const candidate *)of->at[j].seen)->part.fold))
                    votes += of->at[j].chance;
            if (votes > most) {
                most = votes;
                of->best = k;
            }
        }
    }
    return ct_ok();
}

static void describe_again(const ct_window *w, size_t figure, size_t which, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const char *what = which == 0 ? "0" : "1", *link = f->table ? (f->same_block ? "row" : "new row")
                                                       : f->same_sentence ? "sentence"
                                                       : f->same_block    ? "paragraph"
                                                                          : "other";
    const candidate *none = f->breakdown.at[0].seen;
    const char *left = ct_feature_number((long)(none->left < 3 ? none->left : 3));
    double own = (double)f->breakdown.at[which].first, before = shared(w, f->previous, f, which);
    bool next_same = f->next >= 0 && w->figures[f->next].same_sentence;
    const candidate *one = f->breakdown.at[which].seen;
    bool carried_on = which > 0 && one->part.at[0].kind == CT_PART_CARRIED;
    CT_FEATURE(out, 1, carried_on ? "carried in " : what, carried_on ? link : "");
    CT_FEATURE(out, carried_on && one->part.at[0].place > 0, "carried farther in ", link);
    CT_FEATURE(out, carried_on, "carried in ", link, ":left=", left);
    CT_FEATURE(out, !carried_on, what, ":", link);
    CT_FEATURE(out, own, what, ":self");
    CT_FEATURE(out, log(fmax(own, carried_on ? 1e-2 : 1e-4)) / 3, what,
               carried_on ? ":log self carried" : ":log self");
    CT_FEATURE(out, before, what, ":before in ", link);
    CT_FEATURE(out, before, what, ":before in ", link, ":left=", left);
    CT_FEATURE(out, before, what, ":before in ", link,
               ":family=", f->mention->family_name != NULL ? f->mention->family_name : "");
    for (size_t m = 0; m < CT_N_MEASURES; m++)
        CT_FEATURE(out, before * measure_chance(f, m), what, ":before in ", link,
                   ":measure=", ct_measure_words[m]);
    CT_FEATURE(out, shared(w, f->next, f, which), what, next_same ? ":next" : ":next apart");
    CT_FEATURE(out, shared(w, f->above, f, which), what, ":above");
    if (f->first_of_block != (long)figure)
        CT_FEATURE(out, shared(w, f->first_of_block, f, which), what, ":first in ",
                   f->table ? "row" : "paragraph");
}

const ct_stage ct_stage_breakdown_again = {
    .shape = { "breakdown again", 0, NULL, no_slots, 0 },
    .prepare = prepare_again,
    .choices = choices,
    .describe = describe_again,
    .settle = settle,
    .label = label,
};

const ct_stage ct_stage_breakdown = {
    .shape = { "breakdown", 0, NULL, no_slots, 0 },
    .prepare = prepare,
    .choices = choices,
    .describe = describe,
    .label = label,
    .settle = ct_settle_breakdown,
};
