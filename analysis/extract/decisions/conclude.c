#include "extract/decisions/conclude.h"

#include "extract/candidates/candidates.h"
#include "extract/candidates/describe.h"
#include "extract/decisions/settle.h"

enum { NAME_TOKENS = 12 };

static double choose(const ct_choices *choices, const ct_choice **best)
{
    *best = choices->n > 0 ? &choices->at[choices->best] : NULL;
    return *best == NULL ? 1 : (double)(*best)->chance;
}

static double choose_class(const float *chances, size_t n, int *value)
{
    size_t best = ct_likeliest(chances, n);
    if (chances[best] <= 0) return 1; /* not weighed */
    *value = (int)best;
    return (double)chances[best];
}

/* "thấp hơn kế hoạch đề ra là 14,5%" (below the plan, which was 14.5 %): an aim that a result is held against
 * went nowhere itself. */
static bool is_plan_compared(const ct_figure *f)
{
    const ct_passage *p = f->passage;
    size_t moved = 0, plan = 0;
    for (size_t i = f->sentence_from; i < f->mention->start; i++) {
        const ct_match *direction = ct_passage_cue(p, i, CT_CUE_DIRECTION, -1),
                       *aim = ct_passage_cue(p, i, CT_CUE_PLAN, -1);
        moved = direction != NULL ? direction->end : moved;
        plan = aim != NULL ? aim->start + 1 : plan;
    }
    return moved > 0 && plan > moved;
}

/* "giảm tỷ lệ hộ nghèo 1-1,5%/năm" (cut the poverty rate by 1-1.5% a year): the name of what falls may begin
 * with the word that says so. 1, -1 or 0. */
static int named_direction(const ct_figure *f, const ct_answer *answer)
{
    const ct_match *cue = answer->wording == NULL
                              ? NULL
                              : ct_passage_cue(f->passage, answer->wording->start, CT_CUE_DIRECTION, -1);
    return cue == NULL || cue->end >= answer->wording->end ? 0
           : ct_match_cue(f->passage, cue)->value == 0     ? 1
                                                           : -1;
}

/* The way the figure went: the word of direction nearest before it, where what it measures can rise and fall.
 */
static void settle_direction(const ct_figure *f, ct_answer *answer)
{
    bool moves = answer->measure == CT_MEASURE_GROWTH || answer->measure == CT_MEASURE_CHANGE ||
                 (answer->measure == CT_MEASURE_PLAN_RATIO && answer->over);
    const ct_match *cues[64];
    const ct_passage *of[64];
    if (ct_is_compared(&f->rule.standing)) {
        const ct_standing *standing = &f->rule.standing;
        bool goes = answer->measure == CT_MEASURE_GROWTH || answer->measure == CT_MEASURE_CHANGE;
        answer->direction = !goes                  ? 0
                            : standing->moves != 0 ? standing->moves
                                                   : ct_mate_of(f)->rule.direction;
        answer->over = false;
        return;
    }
    if (answer->kind == CT_TARGET && is_plan_compared(f)) {
        answer->direction = 0;
        return;
    }
    if (moves && answer->measure == f->rule.measure && answer->direction == 0)
        answer->direction = named_direction(f, answer);
    if (answer->measure == f->rule.measure) return;
    answer->direction = 0;
    answer->over = false;
    size_t n =
        moves ? ct_segment_cues(&f->segments[CT_SEGMENT_OWN], cues, of, sizeof cues / sizeof *cues) : 0;
    for (size_t i = 0; i < n; i++)
        if (ct_match_cue(of[i], cues[i])->class == CT_CUE_DIRECTION)
            answer->direction = ct_match_cue(of[i], cues[i])->value == 0 ? 1 : -1;
}

static bool names(const ct_passage *p, size_t i)
{
    if (p->tokens.at[i].kind != CT_TOKEN_WORD || p->first_word[i] == p->first_word[i + 1]) return false;
    const ct_word *word = &p->words[p->first_word[i]];
    return word->text[0] != '\0' && word->text[1] != '\0' && !ct_passage_filler(p, i) &&
           !ct_word_is_hollow(word);
}

/* The words of a span without those at its ends that name nothing; "" when none are left. */
static const char *clean_words(ct_arena *arena, const ct_span *span)
{
    const ct_passage *p = span->passage;
    size_t from = span->from, to = span->to;
    const char *text = "";
    while (to > from && !names(p, to - 1)) to--;
    if (to > from + NAME_TOKENS) from = to - NAME_TOKENS;
    while (from < to && !names(p, from)) from++;
    for (size_t i = from; i < to && text != NULL; i++)
        text = ct_arena_printf(arena, "%s%s%.*s", text, i > from && p->tokens.at[i].space ? " " : "",
                               (int)p->tokens.at[i].len, p->tokens.at[i].text);
    return text == NULL ? "" : text;
}

/* What to call a figure of no indicator: its nearest own words, else all of them, else those after it, else
 * what it counts. */
static const char *own_name(const ct_window *w, const ct_figure *f)
{
    static const ct_segment_name order[] = { CT_SEGMENT_NEAR, CT_SEGMENT_OWN, CT_SEGMENT_AFTER };
    const char *name = "";
    for (size_t i = f->table ? 1 : 0; i < sizeof order / sizeof *order && name[0] == '\0'; i++) {
        const ct_segment *segment = &f->segments[order[i]];
        if (segment->n > 0) name = clean_words(w->arena, &segment->at[segment->n - 1]);
    }
    return name[0] == '\0' && !ct_figure_is_percent(f) && f->mention->unit != NULL ? f->mention->unit : name;
}

/* The indicator is the likeliest one, whatever the order of reading found; what hung on that one's wording
 * goes with it. */
static void settle_indicator(const ct_window *w, const ct_figure *f, const ct_choice *best, ct_answer *answer)
{
    if (best->ref != f->rule.indicator) {
        answer->wording = NULL;
        answer->inherited = false;
        answer->name = NULL;
    }
    answer->indicator = best->ref;
    if (best->ref == CT_NONE && (answer->name == NULL || answer->name[0] == '\0'))
        answer->name = own_name(w, f);
}

/* Growth said of an amount is written under the indicator of its growth, where the catalogue has one. */
static void settle_growth(const ct_window *w, ct_answer *answer)
{
    int growth = answer->indicator == CT_NONE ? CT_NONE : ct_index_growth(w->known->index, answer->indicator);
    if (answer->measure == CT_MEASURE_GROWTH && growth != CT_NONE) answer->indicator = growth;
}

/* What is of a time before the plan's years is hardly an aim of it, unless its own words call it one or the
 * decision is all but sure: "Năm 2019, tỷ lệ hộ nghèo là 6,4%" (in 2019 6.4 % of the households were poor) in
 * a plan for 2021 to 2025 is a result. */
static bool is_before_plan(const ct_window *w, const ct_figure *f, const ct_answer *answer)
{
    static const float ALL_BUT_SURE = 0.8f;
    const ct_period *period = &answer->period, *title = &w->setting->title;
    const ct_choice *aim = ct_choice_of(&f->kinds, CT_TARGET);
    int end = period->to.year != 0 ? period->to.year : period->from.year;
    bool before = period->known && end != 0 && title->known && title->range && end < title->from.year;
    return before && answer->kind == CT_TARGET && !f->table && f->rule.kind != CT_TARGET &&
           (aim == NULL || aim->chance < ALL_BUT_SURE);
}

/* The likeliest kind but an aim. */
static int kind_reached(const ct_figure *f)
{
    const ct_choice *best = NULL;
    for (size_t i = 0; i < f->kinds.n; i++)
        if (f->kinds.at[i].ref != CT_TARGET && (best == NULL || f->kinds.at[i].chance > best->chance))
            best = &f->kinds.at[i];
    return best == NULL ? CT_ACTUAL : best->ref;
}

/* What the heads of a column say outright holds for all of it, whatever the text around the table is about.
 */
static void settle_heads(const ct_window *w, const ct_figure *f, ct_answer *answer)
{
    const ct_period *title = &w->setting->title;
    const ct_head *head = f->head;
    if (head->kind != CT_NONE) answer->kind = head->kind;
    if (head->period.known) answer->period = head->period;
    if (head->measure != CT_NONE) answer->measure = head->measure;
    if (head->aggregation != CT_NONE) answer->aggregation = head->aggregation;
    if (head->base.known) answer->base = head->base.from;
    bool moved = answer->measure == CT_MEASURE_GROWTH || answer->measure == CT_MEASURE_MULTIPLE ||
                 answer->measure == CT_MEASURE_CHANGE;
    if (!head->base.known && moved && answer->base.year == 0 && answer->period.known &&
        answer->period.from.year == answer->period.to.year) {
        answer->base = answer->period.from; /* the same part of the year before */
        answer->base.year--;
    }
    if (f->row_period.known && !head->period.known) answer->period = f->row_period;
    if (f->row_kind != CT_NONE && head->kind == CT_NONE) answer->kind = f->row_kind;
    if (f->territory != NULL) answer->scope = f->territory;
    /* a growth aimed at "by 2025" in a plan for 2021 to 2025 is that of its years, on average */
    const ct_period plan = ct_plan_ending(title, head->period.to.year);
    bool yearly = answer->measure == CT_MEASURE_GROWTH || f->mention->per_year ||
                  answer->aggregation == CT_ANNUAL_AVERAGE;
    if (plan.known && head->period.until && answer->kind == CT_TARGET && yearly &&
        head->aggregation == CT_NONE) {
        answer->period = plan;
        answer->aggregation = CT_ANNUAL_AVERAGE;
    }
}

/* What is to come is no result: a column that names a year after the document's own and no kind holds targets
 * or forecasts, whichever is likelier. */
static void settle_future(const ct_window *w, const ct_figure *f, ct_answer *answer)
{
    float chances[CT_N_KINDS] = { 0 };
    if (f->head->kind != CT_NONE || !f->head->period.known || answer->kind != CT_ACTUAL ||
        w->setting->year == 0 || !answer->period.known || answer->period.from.year <= w->setting->year)
        return;
    for (size_t k = 0; k < f->kinds.n; k++)
        if (f->kinds.at[k].ref >= 0 && f->kinds.at[k].ref < CT_N_KINDS)
            chances[f->kinds.at[k].ref] = f->kinds.at[k].chance;
    answer->kind = chances[CT_FORECAST] > chances[CT_TARGET] ? CT_FORECAST : CT_TARGET;
}

double ct_conclude(const ct_window *w, const ct_figure *f, ct_answer *answer)
{
    const ct_choice *best, *best_indicator;
    double sure = 1, named;
    *answer = f->rule;
    named = choose(&f->indicator, &best_indicator);
    sure *= named;
    if (best_indicator != NULL) settle_indicator(w, f, best_indicator, answer);
    sure *= choose(&f->period, &best);
    if (best != NULL) answer->period = best->period;
    named *= choose(&f->breakdown, &best);
    if (best != NULL) answer->breakdown = best->text;
    choose(&f->scope, &best);
    if (best != NULL) answer->scope = best->text;
    double measured = choose_class(f->measure, CT_N_MEASURES, &answer->measure);
    sure *= measured;
    sure *= choose(&f->kinds, &best);
    if (best != NULL) answer->kind = best->ref;
    if (is_before_plan(w, f, answer)) answer->kind = kind_reached(f);
    choose_class(f->aggregation, CT_N_AGGREGATIONS, &answer->aggregation);
    if (f->head != NULL) {
        settle_heads(w, f, answer);
        settle_future(w, f, answer);
    } else {
        ct_settle_answer(w, f, answer);
    }
    if (best_indicator != NULL) settle_growth(w, answer);
    settle_direction(f, answer);
    if (answer->name == NULL) answer->name = "";
    answer->named = f->head != NULL && f->head->measure != CT_NONE ? named : named * measured;
    const ct_context context = { .passage = f->passage, .setting = w->setting };
    if (!f->table) ct_resolve_base(&context, (size_t)(f->mention - f->passage->mentions), answer);
    return f->row[1] > 0 ? (double)f->row[1] : sure;
}
