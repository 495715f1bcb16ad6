/* The period again, in the light of its neighbours: figures of one sentence, paragraph, list, column or
 * heading are mostly of one period (their frame). Candidates of different figures are one where their dates
 * are. */
#include <math.h>
#include <string.h>

#include "extract/decisions/decide_period.h"
#include "extract/decisions/decision_words.h"
#include "extract/decisions/settle.h"

static const char *const no_slots[] = { NULL };

enum { VOTE_COLUMN, VOTE_ROW, VOTES };
static const char *const vote_words[VOTES] = { "column", "row" };

typedef struct {
    uint64_t group; /* with the kind of group; 0: empty place */
    uint64_t dates;
    float sum;
} vote;

/* Chances of equal periods, summed over groups of figures: open addressing by group and dates. */
struct ct_period_votes {
    vote *at;
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

/* The number of a figure's row or column; 0 in running text. */
static uint64_t group_of(const ct_figure *f, int kind)
{
    uint64_t number =
        kind == VOTE_ROW ? f->block_number + 1 : (uint64_t)f->table_number * 128 + f->column + 1;
    return f->table ? number * VOTES + (uint64_t)kind + 1 : 0;
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
        uint64_t group = group_of(&w->figures[i], kind);
        if (group == 0) continue;
        vote *v = find(votes, group, none);
        v->group = group;
        v->dates = none;
        v->sum += 1;
    }
    for (size_t i = 0; i < w->n; i++) {
        uint64_t group = group_of(&w->figures[i], kind);
        votes->count[kind][i] = group == 0 ? 0 : find(votes, group, none)->sum;
    }
}

static void count_chances(const ct_window *w, const struct ct_period_votes *votes, int kind)
{
    for (size_t i = 0; i < w->n; i++) {
        const ct_figure *f = &w->figures[i];
        uint64_t group = group_of(f, kind);
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
    if (votes == NULL) return ct_no_memory();
    for (size_t i = 0; i < w->n; i++) {
        total += w->figures[i].period.n;
        for (size_t c = 0; c < w->figures[i].period.n; c++)
            w->figures[i].period.at[c].first = w->figures[i].period.at[c].chance;
    }
    for (votes->size = 64; votes->size < 2 * VOTES * total;) votes->size *= 2;
    votes->at = ct_arena_array(w->arena, votes->size, sizeof *votes->at);
    for (int k = 0; k < VOTES; k++) {
        votes->count[k] = ct_arena_array(w->arena, w->n, sizeof(float));
        if (votes->at == NULL || votes->count[k] == NULL) return ct_no_memory();
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
        if (ct_period_same(&choices->at[i].period, period)) return (double)choices->at[i].first;
    return 0;
}

static void describe_beside(const ct_window *w, const ct_figure *f, const ct_period *period, ct_features *out)
{
    const char *link = f->table           ? (f->same_block ? "row" : "new row")
                       : f->same_sentence ? "sentence"
                       : f->same_block    ? "paragraph"
                                          : "other";
    bool next_same = f->next >= 0 && w->figures[f->next].same_sentence;
    CT_FEATURE(out, chance_of(w, f->previous, period), "before in ", link);
    CT_FEATURE(out, chance_of(w, f->next, period), next_same ? "next" : "next apart");
    CT_FEATURE(out, chance_of(w, f->above, period), "above");
    if (&w->figures[f->first_of_block] != f && !f->table)
        CT_FEATURE(out, chance_of(w, f->first_of_block, period), "first of block");
}

static void describe_votes(const ct_window *w, size_t figure, const ct_choice *choice, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const struct ct_period_votes *votes = w->period_votes;
    for (int k = 0; k < VOTES; k++) {
        double others = (double)votes->count[k][figure] - 1;
        if (others <= 0) continue;
        double sum =
            (double)find(votes, group_of(f, k), dates_of(&choice->period))->sum - (double)choice->first;
        CT_FEATURE(out, fmax(sum, 0) / others, "mean of ", vote_words[k]);
    }
}

/* The first stage's chance and the neighbours' alone. Told the first stage's features once more, it would
 * trust what it was taught on: the errors of neighbours mostly go together, and are few in texts already
 * seen. */
static void describe(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const ct_choice *choice = &f->period.at[candidate];
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
    .settle = ct_settle_period,
};
