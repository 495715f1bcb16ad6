#include "extract/decisions/settle.h"

#include <string.h>

#include "extract/candidates/candidates.h"
#include "extract/candidates/examples.h"
#include "extract/candidates/frame.h"
#include "extract/decisions/decision_words.h"
#include "extract/decisions/whole.h"

typedef float *(*chances_fn)(ct_figure *figure);

const ct_figure *ct_mate_of(const ct_figure *f)
{
    size_t own =
        (size_t)(f->mention - f->passage->mentions); /* figures of a passage stand as its mentions do */
    return f + ((long)f->rule.standing.mate - (long)own);
}

int ct_stand_of(const ct_figure *f)
{
    return f->table ? CT_STANDS_ALONE : f->rule.standing.stand;
}

bool ct_figure_is_compared(const ct_figure *f)
{
    return !f->table && ct_is_compared(&f->rule.standing);
}

/* ---- classes ---- */

static const ct_indicator *likely_indicator(const ct_window *w, const ct_figure *f)
{
    int ref = f->indicator.n > 0 ? f->indicator.at[f->indicator.best].ref : f->rule.indicator;
    return ref == CT_NONE ? NULL : &w->known->catalogue->indicators[ref];
}

/* What something came from, came to or is told to be is no difference; a percentage of an indicator in
 * percent is what that one measures. */
static void settle_value(const ct_window *w, ct_figure *f, float *chances)
{
    bool moved = ct_stand_of(f) == CT_STANDS_FROM || ct_stand_of(f) == CT_STANDS_TO;
    const ct_indicator *one = likely_indicator(w, f);
    bool own_unit = one != NULL && strcmp(one->unit, "%") == 0 && f->mention->family == CT_FAMILY_PERCENT &&
                    f->indicator.n > 0;
    ct_rule_out(chances, CT_N_MEASURES,
                moved ? 1u << CT_MEASURE_CHANGE | 1u << CT_MEASURE_PLAN_RATIO | 1u << CT_MEASURE_MULTIPLE
                      : 1u << CT_MEASURE_CHANGE);
    if (moved && own_unit) ct_say_class(chances, CT_N_MEASURES, (int)one->measure);
}

static ct_error settle_measures(ct_window *w, chances_fn of)
{
    for (size_t i = 0; i < w->n; i++) {
        ct_figure *f = &w->figures[i];
        if (ct_figure_is_compared(f)) {
            const float *mate = of((ct_figure *)ct_mate_of(f));
            if (ct_likeliest(mate, CT_N_MEASURES) != CT_MEASURE_PLAN_RATIO)
                memcpy(of(f), mate, CT_N_MEASURES * sizeof *mate);
            else /* "đạt 32,5% kế hoạch, cao hơn bình quân cả nước (30,5%)" (reached 32.5% of the plan, above
                    the country's average of 30.5%) */
                ct_rule_out(of(f), CT_N_MEASURES,
                            1u << CT_MEASURE_CHANGE | 1u << CT_MEASURE_GROWTH | 1u << CT_MEASURE_MULTIPLE |
                                1u << CT_MEASURE_SHARE);
        } else if (ct_stand_of(f) != CT_STANDS_ALONE && ct_stand_of(f) != CT_STANDS_APART &&
                   ct_stand_of(f) != CT_STANDS_GOT) {
            settle_value(w, f, of(f));
        }
    }
    return ct_ok();
}

static float *measures_first(ct_figure *f)
{
    return f->measure_first;
}

static float *measures(ct_figure *f)
{
    return f->measure;
}

ct_error ct_settle_measure_first(ct_window *w)
{
    CT_TRY(ct_whole_measure_first(w));
    return settle_measures(w, measures_first);
}

ct_error ct_settle_measure(ct_window *w)
{
    CT_TRY(ct_whole_measure(w));
    return settle_measures(w, measures);
}

/* ---- choices ---- */

/* Are the figure's own words the name of what the order of reading found, and no more? */
static bool is_all_name(const ct_figure *f)
{
    const ct_match *name = f->rule.wording;
    const ct_passage *p = f->passage;
    if (name == NULL || f->rule.inherited || name->start < f->rule.begin || name->end > f->mention->start)
        return false;
    for (size_t i = f->rule.begin; i < f->mention->start; i++)
        if ((i < name->start || i >= name->end) && p->tokens.at[i].kind == CT_TOKEN_WORD &&
            !ct_passage_filler(p, i) && ct_passage_time_at(p, i) == NULL)
            return false;
    return true;
}

/* "bảo hiểm y tế đạt 99%, hộ nghèo 1%" (health insurance 99 %, poor households 1 %): a name of its own may
 * also be a part of what was spoken of before, the insurance of the poor. Where the value is far from all
 * that one ever was, it is not. */
static void settle_named(ct_figure *f)
{
    static const float FAR = 8.5f; /* of 9 at most: nearly three deviations off */
    const ct_choice *named = ct_choice_of(&f->indicator, f->rule.indicator),
                    *best = ct_best_choice(&f->indicator);
    const ct_likeness *all = f->evidence == NULL ? NULL : f->evidence->likeness;
    if (f->table || all == NULL || named == NULL || named == best || f->rule.indicator == CT_NONE ||
        !is_all_name(f))
        return;
    const ct_likeness *its = &all[named - f->indicator.at], *other = &all[f->indicator.best];
    if (its->sized && other->sized && other->distance > FAR && its->distance < FAR / 2)
        ct_say_choice(&f->indicator, named, ct_same_ref);
}

ct_error ct_settle_indicator(ct_window *w)
{
    CT_TRY(ct_whole_indicator(w));
    for (size_t i = 0; i < w->n; i++) {
        ct_figure *f = &w->figures[i];
        settle_named(f);
        bool as_mate = (ct_figure_is_compared(f) || ct_stand_of(f) == CT_STANDS_TO) && f->rule.inherited;
        const ct_choice *mate = as_mate ? ct_best_choice(&ct_mate_of(f)->indicator) : NULL;
        if (mate != NULL) ct_say_choice(&f->indicator, mate, ct_same_ref);
    }
    return ct_ok();
}

ct_error ct_settle_breakdown(ct_window *w)
{
    CT_TRY(ct_whole_breakdown(w));
    for (size_t i = 0; i < w->n; i++) {
        ct_figure *f = &w->figures[i];
        bool as_mate = ct_figure_is_compared(f) && f->rule.inherited && ct_stand_of(f) != CT_STANDS_THERE;
        const ct_choice *mate = as_mate ? ct_best_choice(&ct_mate_of(f)->breakdown) : NULL;
        if (mate != NULL) ct_say_choice(&f->breakdown, mate, ct_same_text);
    }
    return ct_ok();
}

/* ---- aggregation ---- */

/* "Lũy kế 2021-2023 ... 66.000 lao động, trong đó năm 2023 ước 22.000" (cumulative 2021-2023 ... 66,000
 * workers, of whom an estimated 22,000 in 2023): of a sum over years the part of one of them. */
static bool is_part_of_a_year(const ct_figure *f)
{
    const ct_passage *p = f->passage;
    bool part = false;
    if (f->table || f->mention == p->mentions) return false;
    for (size_t i = f->mention[-1].end; i < f->mention->start; i++) {
        const ct_time *time = part ? ct_passage_time_at(p, i) : NULL;
        part = part || ct_passage_cue(p, i, CT_CUE_LINK, CT_LINK_PART) != NULL;
        if (time != NULL && time->form == CT_FORM_YEAR && time->role == CT_ROLE_MAIN) return true;
    }
    return false;
}

ct_error ct_settle_aggregation(ct_window *w)
{
    CT_TRY(ct_whole_aggregation(w));
    for (size_t i = 0; i < w->n; i++) {
        ct_figure *f = &w->figures[i];
        size_t measure = ct_likeliest(f->measure, CT_N_MEASURES);
        bool level = measure == CT_MEASURE_LEVEL || measure == CT_MEASURE_SHARE,
             moves = measure == CT_MEASURE_GROWTH || measure == CT_MEASURE_CHANGE;
        bool one_year = ct_stand_of(f) == CT_STANDS_THEN && !ct_likely_period(f)->range;
        one_year = one_year || (level && is_part_of_a_year(f));
        if (one_year && !f->mention->per_year)
            ct_say_class(f->aggregation, CT_N_AGGREGATIONS, CT_POINT);
        else if (ct_figure_is_compared(f) && f->mention->per_year == ct_mate_of(f)->mention->per_year &&
                 !ct_likely_period(f)->range)
            memcpy(f->aggregation, ct_mate_of(f)->aggregation, sizeof f->aggregation);
        else if (ct_stand_of(f) == CT_STANDS_AT && level)
            ct_say_class(f->aggregation, CT_N_AGGREGATIONS, CT_POINT);
        else if (!f->table && f->mention->per_year && f->mention->family == CT_FAMILY_PERCENT && moves)
            ct_rule_out(f->aggregation, CT_N_AGGREGATIONS,
                        1u << CT_POINT); /* so many percent a year are of several years */
    }
    return ct_ok();
}
