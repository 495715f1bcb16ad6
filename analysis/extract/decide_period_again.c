/* The period again, in the light of its neighbours: figures of one sentence, paragraph, list, column or heading are mostly of one period (their
 * frame). Candidates of different figures are one where their dates are. */
#include <math.h>
#include <string.h>

#include "extract/decide_period.h"

static const char *const no_slots[] = { NULL };

typedef enum { VOTE_BLOCK, VOTE_COLUMN, VOTE_HEADING, VOTE_ROW, VOTE_DOCUMENT, VOTES } ct_vote;
static const char *const vote_words[VOTES] = { "block", "column", "heading", "row", "document" };

typedef struct {
    uint64_t group; /* with the kind of group; 0: empty place */
    uint64_t dates;
    float    sum;
} vote;

/* Chances of equal periods, summed over groups of figures: open addressing by group and dates. */
struct ct_period_votes {
    vote  *at;
    size_t size;
    float *count[VOTES]; /* of each figure: of how many its group is */
};

static uint64_t packed(ct_date d)
{
    return (uint64_t)(uint16_t)d.year << 16 | (uint64_t)(uint8_t)d.month << 8 | (uint64_t)(uint8_t)d.day;
}

static uint64_t dates_of(const ct_period *period)
{
    return packed(period->from) << 32 | packed(period->to);
}

/* The number of a figure's group; 0 where it is in none of the kind. */
static uint64_t group_of(const ct_window *w, const ct_figure *f, int kind)
{
    size_t parent = w->parent[f->block_number - w->first_block];
    uint64_t number = 0;
    switch (kind) {
    case VOTE_BLOCK: number = f->table ? 0 : f->block_number + 1; break;
    case VOTE_ROW: number = f->table ? f->block_number + 1 : 0; break;
    case VOTE_COLUMN: number = f->table ? (uint64_t)f->table_number * 128 + f->column + 1 : 0; break;
    case VOTE_HEADING: number = parent == SIZE_MAX ? 0 : parent + 1; break;
    default: number = 1; break;
    }
    return number == 0 ? 0 : number * 8 + (uint64_t)kind + 1;
}

static vote *find(const struct ct_period_votes *votes, uint64_t group, uint64_t dates)
{
    uint64_t h = (group * 0x9E3779B97F4A7C15u) ^ (dates * 0xC2B2AE3D27D4EB4Fu);
    size_t at = (size_t)(h ^ h >> 31) & (votes->size - 1);
    while (votes->at[at].group != 0 && (votes->at[at].group != group || votes->at[at].dates != dates))
        at = (at + 1) & (votes->size - 1);
    return &votes->at[at];
}

static void count_figures(const ct_window *w, const struct ct_period_votes *votes, int kind)
{
    uint64_t none = ~(uint64_t)0; /* no period's dates: the place of the count */
    for (size_t i = 0; i < w->n; i++) {
        uint64_t group = group_of(w, &w->figures[i], kind);
        if (group == 0)
            continue;
        vote *v = find(votes, group, none);
        v->group = group;
        v->dates = none;
        v->sum += 1;
    }
    for (size_t i = 0; i < w->n; i++) {
        uint64_t group = group_of(w, &w->figures[i], kind);
        votes->count[kind][i] = group == 0 ? 0 : find(votes, group, none)->sum;
    }
}

static void count_chances(const ct_window *w, const struct ct_period_votes *votes, int kind)
{
    for (size_t i = 0; i < w->n; i++) {
        const ct_figure *f = &w->figures[i];
        uint64_t group = group_of(w, f, kind);
        for (size_t c = 0; group != 0 && c < f->period.n; c++) {
            vote *v = find(votes, group, dates_of(&f->period.at[c].period));
            v->group = group;
            v->dates = dates_of(&f->period.at[c].period);
            v->sum += f->period.at[c].first;
        }
    }
}

static ct_error prepare(ct_window *w)
{
    struct ct_period_votes *votes = ct_arena_alloc(w->arena, sizeof *votes);
    size_t total = w->n;
    if (votes == NULL)
        return ct_no_memory();
    for (size_t i = 0; i < w->n; i++) {
        total += w->figures[i].period.n;
        for (size_t c = 0; c < w->figures[i].period.n; c++)
            w->figures[i].period.at[c].first = w->figures[i].period.at[c].chance;
    }
    for (votes->size = 64; votes->size < 2 * VOTES * total;)
        votes->size *= 2;
    votes->at = ct_arena_array(w->arena, votes->size, sizeof *votes->at);
    for (int k = 0; k < VOTES; k++) {
        votes->count[k] = ct_arena_array(w->arena, w->n, sizeof(float));
        if (votes->at == NULL || votes->count[k] == NULL)
            return ct_no_memory();
        count_figures(w, votes, k);
        count_chances(w, votes, k);
    }
    w->period_votes = votes;
    return ct_ok();
}

/* The first stage's chance that another figure is of this period. */
static double chance_of(const ct_window *w, long figure, const ct_period *period)
{
    const ct_choices *choices = figure < 0 ? NULL : &w->figures[figure].period;
    for (size_t i = 0; choices != NULL && i < choices->n; i++)
        if (ct_period_same(&choices->at[i].period, period))
            return (double)choices->at[i].first;
    return 0;
}

/* Does its own sentence or row name a time? */
static const char *own_time(const ct_figure *f)
{
    enum { OWN = 1u << CT_PLACE_OWN | 1u << CT_PLACE_AFTER | 1u << CT_PLACE_COLUMN | 1u << CT_PLACE_CELL | 1u << CT_PLACE_ROW, SENTENCE = 1u << CT_PLACE_CLAUSE };
    return (f->reach->places & OWN) != 0 ? "own time" : (f->reach->places & SENTENCE) != 0 ? "sentence's time" : "no time";
}

static void describe_beside(const ct_window *w, const ct_figure *f, const ct_period *period, ct_features *out)
{
    const char *link = f->table ? (f->same_block ? "row" : "new row") : f->same_sentence ? "sentence" : f->same_block ? "paragraph" : "other";
    const char *own = own_time(f), *percent = ct_figure_is_percent(f) ? "percent" : "amount";
    bool next_same = f->next >= 0 && w->figures[f->next].same_sentence;
    double before = chance_of(w, f->previous, period), after = chance_of(w, f->next, period);
    CT_FEATURE(out, before, "before in ", link);
    CT_FEATURE(out, before, "before in ", link, " ", own);
    CT_FEATURE(out, before, "before in ", link, " ", percent);
    CT_FEATURE(out, before, "before in ", link, " ", ct_measure_words[ct_likeliest(f->measure_first, CT_N_MEASURES)]);
    CT_FEATURE(out, before, "before ", ct_period_type(period));
    CT_FEATURE(out, after, next_same ? "next" : "next apart");
    CT_FEATURE(out, after, next_same ? "next " : "next apart ", own);
    if (f->previous >= 0)
        CT_FEATURE(out, chance_of(w, w->figures[f->previous].previous, period), "two before ", link);
    CT_FEATURE(out, chance_of(w, f->above, period), "above");
    CT_FEATURE(out, chance_of(w, f->above, period), "above ", own);
    if (&w->figures[f->first_of_block] != f && !f->table) {
        double first = chance_of(w, f->first_of_block, period);
        CT_FEATURE(out, first, "first of block");
        CT_FEATURE(out, first, "first of block ", own);
    }
}

static void describe_votes(const ct_window *w, size_t figure, const ct_choice *choice, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const struct ct_period_votes *votes = w->period_votes;
    const char *own = own_time(f), *type = ct_period_type(&choice->period);
    for (int k = 0; k < VOTES; k++) {
        double others = (double)votes->count[k][figure] - 1;
        if (others <= 0)
            continue;
        double sum = (double)find(votes, group_of(w, f, k), dates_of(&choice->period))->sum - (double)choice->first;
        double mean = fmax(sum, 0) / others;
        CT_FEATURE(out, mean, "mean of ", vote_words[k]);
        CT_FEATURE(out, mean, "mean of ", vote_words[k], " ", own);
        CT_FEATURE(out, mean, "mean of ", vote_words[k], " ", type);
        CT_FEATURE(out, mean > 0.5, "most of ", vote_words[k]);
        CT_FEATURE(out, mean < 0.02, "few of ", vote_words[k]);
    }
}

static void describe(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const ct_choice *choice = &f->period.at[candidate];
    ct_period_describe(w, figure, candidate, out);
    CT_FEATURE(out, log(fmax((double)choice->first, 1e-6)), "log self");
    CT_FEATURE(out, (double)choice->first, "self");
    describe_beside(w, f, &choice->period, out);
    describe_votes(w, figure, choice, out);
}

const ct_stage ct_stage_period_again = {
    .shape = { "period again", 0, NULL, no_slots, 0 },
    .prepare = prepare,
    .choices = ct_period_choices,
    .describe = describe,
    .label = ct_period_label,
};
