/* The scope: whose figure it is. The document's own, unless words near the figure name another place or body.
 */
#include <string.h>

#include "core/vietnamese.h"
#include "extract/candidates/describe.h"
#include "extract/decisions/decide.h"
#include "extract/reading/places.h"

enum { MOST_SCOPES = 24, MOST_PLACES = 8, MOST_SIGHTINGS = 5, PARAGRAPH_TOKENS = 400 };

static const char *const no_slots[] = { NULL };

/* Where a place was found. */
typedef struct {
    uint8_t segment;               /* ct_segment_name, PARAGRAPH or LISTED                            */
    uint8_t sort;                  /* ct_place_sort                                                   */
    uint8_t later;                 /* places of the segment after it, at most 3                       */
    bool listed, at_start, at_end; /* it opens or ends its segment                   */
    const char *kind;
    const char *before, *before2, *after; /* the words beside it                            */
} sighting;

enum { PARAGRAPH = CT_SEGMENTS, LISTED };

typedef struct {
    const char *text, *fold;
    bool own, around; /* the document's own; the province it is in                   */
    sighting at[MOST_SIGHTINGS];
    size_t n;
} candidate;

typedef struct {
    ct_window *w;
    candidate *at;
    size_t n;
    ct_error err;
} finder;

static const char *segment_name(uint8_t segment)
{
    return segment == LISTED ? "list" : segment == PARAGRAPH ? "paragraph" : ct_segment_words[segment];
}

/* The candidate of this scope, made where there is none. NULL when there is no room. */
static candidate *candidate_of(finder *f, const char *scope)
{
    char *fold = ct_fold(f->w->arena, scope, strlen(scope));
    if (fold == NULL) {
        f->err = ct_no_memory();
        return NULL;
    }
    for (size_t i = 0; i < f->n; i++)
        if (strcmp(f->at[i].fold, fold) == 0) return &f->at[i];
    if (f->n == MOST_SCOPES) return NULL;
    f->at[f->n] = (candidate){ .text = scope, .fold = fold };
    return &f->at[f->n++];
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Whose "toàn tỉnh" (the whole province), "của huyện" (of the district) is: the document's where it is of
 * that kind, else that of the province around it. */
static const char *whose(const ct_setting *setting, const ct_place *place)
{
    bool same = place->kind == NULL || strcmp(place->kind, "own") != 0 || setting->around == NULL ||
                begins(setting->scope, "tỉnh");
    return same ? setting->scope : setting->around;
}

static const char *word_at(const ct_passage *p, size_t first, size_t token, long shift)
{
    long at = (long)p->first_word[token] + shift, least = (long)p->first_word[first];
    return at >= least && at < (long)p->first_word[p->tokens.n] ? p->words[at].text : "";
}

static void add_places(finder *f, const ct_span *span, uint8_t segment)
{
    const ct_passage *p = span->passage;
    ct_place places[MOST_PLACES];
    size_t n = ct_places_find(p, span->from, span->to, places, MOST_PLACES);
    for (size_t i = n; i > 0; i--) {
        const ct_place *one = &places[i - 1];
        bool short_of = one->scope != NULL &&
                        begins(f->w->setting->scope,
                               one->scope); /* "các KCN" (the industrial parks) where the document is of "các
                                               KCN tỉnh Hà Nam" (the industrial parks of Hà Nam province) */
        const char *scope = one->scope == NULL ? whose(f->w->setting, one)
                            : short_of         ? f->w->setting->scope
                                               : one->scope;
        candidate *to = candidate_of(f, scope);
        bool room = to != NULL && to->n < MOST_SIGHTINGS;
        for (size_t k = 0; room && k < to->n; k++) room = to->at[k].segment != segment;
        if (!room) continue;
        to->at[to->n++] = (sighting){ .segment = segment,
                                      .sort = (uint8_t)one->sort,
                                      .later = (uint8_t)(n - i < 3 ? n - i : 3),
                                      .listed = one->listed,
                                      .at_start = one->start == span->from,
                                      .at_end = one->end == span->to,
                                      .kind = one->kind,
                                      .before = word_at(p, span->from, one->start, -1),
                                      .before2 = word_at(p, span->from, one->start, -2),
                                      .after = word_at(p, span->from, one->end, 0) };
    }
}

/* The sentences of the paragraph before the one just before the figure's. */
static void add_paragraph(finder *f, const ct_figure *figure)
{
    const ct_segment *before = &figure->segments[CT_SEGMENT_BEFORE];
    size_t to = before->n > 0 ? before->at[0].from : 0,
           from = to > PARAGRAPH_TOKENS ? to - PARAGRAPH_TOKENS : 0;
    if (!figure->table && to > 0) add_places(f, &(ct_span){ figure->passage, from, to }, PARAGRAPH);
}

/* The row or column is one of a list of places. */
static void add_listed(finder *f, const ct_figure *figure)
{
    candidate *to = figure->territory == NULL ? NULL : candidate_of(f, figure->territory);
    if (to != NULL && to->n < MOST_SIGHTINGS)
        to->at[to->n++] = (sighting){ .segment = LISTED,
                                      .sort = CT_PLACE_NAMED,
                                      .listed = true,
                                      .at_start = true,
                                      .at_end = true,
                                      .kind = "",
                                      .before = "",
                                      .before2 = "",
                                      .after = "" };
}

static ct_error find(finder *f, const ct_figure *figure)
{
    static const ct_segment_name segments[] = { CT_SEGMENT_NEAR,    CT_SEGMENT_OWN,    CT_SEGMENT_AFTER,
                                                CT_SEGMENT_BEYOND,  CT_SEGMENT_COLUMN, CT_SEGMENT_CLAUSE,
                                                CT_SEGMENT_PARENTS, CT_SEGMENT_BEFORE, CT_SEGMENT_HEAD,
                                                CT_SEGMENT_HEAD2,   CT_SEGMENT_HEAD3,  CT_SEGMENT_PREVIOUS,
                                                CT_SEGMENT_TITLE };
    const ct_setting *setting = f->w->setting;
    candidate *own = candidate_of(f, setting->scope);
    if (own != NULL) own->own = true;
    candidate *around = setting->around == NULL ? NULL : candidate_of(f, setting->around);
    if (around != NULL) around->around = true;
    add_listed(f, figure);
    for (size_t i = 0; i < sizeof segments / sizeof *segments; i++)
        for (size_t s = 0; s < figure->segments[segments[i]].n; s++)
            add_places(f, &figure->segments[segments[i]].at[s], (uint8_t)segments[i]);
    add_paragraph(f, figure);
    return f->err;
}

static ct_error prepare(ct_window *w)
{
    candidate found[MOST_SCOPES];
    for (size_t i = 0; i < w->n; i++) {
        ct_figure *figure = &w->figures[i];
        finder f = { .w = w, .at = found, .err = ct_ok() };
        CT_TRY(find(&f, figure));
        candidate *kept = ct_arena_array(w->arena, f.n, sizeof *kept);
        figure->scope = (ct_choices){ .at = ct_arena_array(w->arena, f.n, sizeof(ct_choice)), .n = f.n };
        if (kept == NULL || figure->scope.at == NULL) return ct_no_memory();
        memcpy(kept, found, f.n * sizeof *kept);
        for (size_t k = 0; k < f.n; k++)
            figure->scope.at[k] = (ct_choice){ .text = kept[k].text, .seen = &kept[k] };
    }
    return ct_ok();
}

static ct_choices *choices(ct_figure *f)
{
    return &f->scope;
}

static const char *label(const ct_window *w, const ct_figure *f, const ct_choice *choice)
{
    (void)w;
    (void)f;
    return choice->text;
}

static void describe_sighting(const ct_figure *f, const candidate *one, const sighting *seen,
                              ct_features *out)
{
    static const char *const sorts[] = { "own", "named", "bare", "whole" };
    const char *segment = segment_name(seen->segment), *sort = sorts[seen->sort],
               *who = one->own      ? "own"
                      : one->around ? "around"
                                    : "other";
    CT_FEATURE(out, 1, segment, ":", sort, ":", who);
    CT_FEATURE(out, 1, segment, ":", seen->kind, ":", who);
    CT_FEATURE(out, 1, segment, ":", who, f->table ? ":table" : ":text");
    CT_FEATURE(out, 1, segment, ":", who, ":later=", ct_feature_number(seen->later));
    CT_FEATURE(out, seen->listed, segment, ":", who, ":listed");
    CT_FEATURE(out, seen->at_start, segment, ":", who, ":start");
    CT_FEATURE(out, seen->at_end, segment, ":", who, ":end");
    CT_FEATURE(out, seen->at_start && seen->at_end, segment, ":", who, ":all of it");
    CT_FEATURE(out, 1, who, ":before=", seen->before);
    CT_FEATURE(out, 1, segment, ":", who, ":before=", seen->before);
    CT_FEATURE(out, 1, who, ":before=", seen->before2, "_", seen->before);
    CT_FEATURE(out, 1, who, ":after=", seen->after);
    CT_FEATURE(out, f->mention->family == CT_FAMILY_RANK, segment, ":", who, ":rank");
}

static void describe(const ct_window *w, size_t figure, size_t which, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const candidate *one = f->scope.at[which].seen;
    const char *who = one->own      ? "own"
                      : one->around ? "around"
                                    : "other",
               *family = f->mention->family_name != NULL ? f->mention->family_name : "";
    CT_FEATURE(out, 1, who);
    CT_FEATURE(out, 1, who, ":n=", ct_feature_number((long)(f->scope.n < 8 ? f->scope.n : 8)));
    CT_FEATURE(out, 1, who, ":places=", ct_feature_number((long)one->n));
    CT_FEATURE(out, 1, who, ":family=", family);
    CT_FEATURE(out, 1, who, f->table ? ":table" : ":text");
    for (size_t m = 0; m < CT_N_MEASURES; m++)
        CT_FEATURE(out, (double)f->measure_first[m], who, ":measure=", ct_measure_words[m]);
    CT_FEATURE(out, !one->own, "text=", one->fold);
    for (size_t i = 0; i < one->n; i++) describe_sighting(f, one, &one->at[i], out);
}

const ct_stage ct_stage_scope = {
    .shape = { "scope", 0, NULL, no_slots, 0 },
    .prepare = prepare,
    .choices = choices,
    .describe = describe,
    .label = label,
};
