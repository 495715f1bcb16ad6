/* What is settled of when a figure is of, and whether it is an aim, a result or an estimate. */
#include "extract/candidates/frame.h"
#include "extract/decisions/decide_period.h"
#include "extract/decisions/decision_words.h"
#include "extract/decisions/settle.h"
#include "extract/decisions/whole.h"

static int kind_of(const ct_figure *f)
{
    const ct_choice *best = ct_best_choice(&f->kinds);
    return best != NULL ? best->ref : f->rule.kind;
}

static bool is_year(const ct_period *period)
{
    return period->known && period->from.month == 0 && period->to.month == 0 &&
           period->from.year == period->to.year;
}

static bool is_part(const ct_period *period)
{
    return period->known && period->to.month != 0 && period->from.year == period->to.year;
}

static ct_period year_before(const ct_period *period)
{
    ct_period before = *period;
    before.from.year--;
    before.to.year--;
    before.until = before.now = false;
    return before;
}

/* Is the year that a move came to the one its text is about or its own sentence names, so that it was made in
 * that year? "Nhìn lại mười năm: thu nhập từ 19,5 triệu lên 58,6 triệu" (ten years on: incomes from 19.5
 * to 58.6 million) was not. */
static bool moved_within_year(const ct_window *w, const ct_figure *f, const ct_figure *to)
{
    enum { BEFORE_FROM = 3 };
    const ct_period *end = ct_likely_period(to), *title = &w->setting->title;
    const ct_passage *p = f->passage;
    bool titled = title->known && !title->range && title->to.year == end->to.year, said = false;
    for (size_t i = f->mention->start; i > f->sentence_from && f->mention->start - i < BEFORE_FROM && !said;
         i--)
        said = ct_passage_cue(p, i - 1, CT_CUE_DIRECTION, -1) != NULL;
    for (size_t t = ct_passage_time_from(p, f->mention->end);
         t < p->n_times && p->times[t].start < to->mention->start; t++)
        said = false; /* "từ 80-90%, đến nay còn 20%" (from 80-90%, by now 20%): over a long while */
    return said && (titled || (to->rule.period.known && to->rule.period.found <= CT_FOUND_AFTER));
}

/* "giảm từ 19,3% xuống 13,45%" (fell from 19.3% to 13.45%): where no word tells when it was so, that was the
 * year before; of an aim it was before the plan began. What a move told before in the sentence came from,
 * this one did too. */
static bool period_come_from(const ct_window *w, const ct_figure *f, ct_period *out)
{
    const ct_figure *to = ct_mate_of(f), *earlier = f - w->figures >= 2 ? f - 2 : NULL;
    const ct_period *end = ct_likely_period(to), *title = &w->setting->title;
    bool alike = earlier != NULL && earlier->passage == f->passage &&
                 earlier->sentence_from == f->sentence_from && ct_stand_of(earlier) == CT_STANDS_FROM &&
                 ct_period_same(ct_likely_period(earlier + 1), end);
    if (alike) {
        *out = *ct_likely_period(earlier);
        return true;
    }
    if (!is_year(end)) return false;
    bool aim = kind_of(to) == CT_TARGET || end->to.year > w->setting->body_year;
    if (aim &&
        !(w->setting->genre == CT_TARGET && title->known && title->range && title->to.year == end->to.year))
        return false;
    if (!aim && !moved_within_year(w, f, to)) return false;
    *out = year_before(end);
    if (aim) out->from = out->to = ct_date_year(ct_years_of_plan(title).from.year - 1);
    return true;
}

static bool period_compared(const ct_window *w, const ct_figure *f, ct_period *out)
{
    const ct_time *time = f->rule.standing.time;
    const ct_period *mate = ct_likely_period(ct_mate_of(f));
    if (f->rule.standing.same && mate->known) {
        *out = year_before(mate);
        if (time != NULL && time->form == CT_FORM_YEAR) out->from.year = out->to.year = time->to.year;
        return true;
    }
    if (time != NULL && time->form == CT_FORM_RELATIVE &&
        mate->known) { /* "cùng kỳ" (the same period) is the same months, "cả năm" (the whole year) the whole
                          year */
        *out = time->shift < 0 ? year_before(mate) : *mate;
        if (time->whole) out->from = out->to = ct_date_year(mate->to.year);
        return true;
    }
    if (time != NULL) {
        *out = ct_period_of(w->setting, time);
        return out->known;
    }
    if (ct_stand_of(f) == CT_STANDS_PLAN && f->mention->family == CT_FAMILY_MONEY &&
        is_part(mate)) { /* budgets are of whole years */
        *out = (ct_period){ .known = true,
                            .from = ct_date_year(mate->to.year),
                            .to = ct_date_year(mate->to.year) };
        return true;
    }
    *out = *mate; /* an aim of a part of the year may be one of all of it */
    return mate->known &&
           (ct_stand_of(f) == CT_STANDS_THERE || (mate->from.month == 0 && mate->to.month == 0));
}

/* The years of a plan that ends in a year, as the title names them, else the fewest that the text around the
 * figure does. */
static bool plan_to(const ct_window *w, const ct_figure *f, int year, ct_period *out)
{
    enum { AROUND = 200 /* blocks */ };
    size_t own = f->block_number - w->first_block, end = w->end_block - w->first_block;
    const ct_period *title = &w->setting->title;
    bool titled = title->known && title->range && title->to.year == year, found = titled;
    *out = *title;
    for (size_t b = own > AROUND ? own - AROUND : 0; b < end && b < own + AROUND && !titled; b++)
        for (size_t t = 0; w->passages[b] != NULL && t < w->passages[b]->n_times; t++) {
            const ct_time *time = &w->passages[b]->times[t];
            bool names = time->form == CT_FORM_RANGE && time->to.year == year &&
                         time->role != CT_ROLE_IGNORE && time->role != CT_ROLE_CITED;
            if (!names || (found && time->from.year <= out->from.year)) continue;
            *out = ct_period_of(w->setting, time);
            found = true;
        }
    *out = ct_years_of_plan(out);
    return found;
}

/* "phấn đấu 16-18%/năm" (16 to 18 % a year) under "đến năm 2025" (by 2025): of the years of the plan that
 * ends then, where the document names them. */
static bool period_of_average(const ct_window *w, const ct_figure *f, ct_period *out)
{
    const ct_period *best = ct_likely_period(f);
    bool average = f->mention->per_year && f->mention->family == CT_FAMILY_PERCENT &&
                   f->rule.aggregation == CT_ANNUAL_AVERAGE;
    return average && is_year(best) && plan_to(w, f, best->to.year, out);
}

/* The period that words settle; false where they leave it to the weights. */
static bool period_said(const ct_window *w, const ct_figure *f, ct_period *out)
{
    const ct_time *time = f->rule.standing.time;
    bool moved = ct_stand_of(f) == CT_STANDS_FROM || ct_stand_of(f) == CT_STANDS_TO;
    if (f->table) return false;
    if (ct_figure_is_compared(f)) return period_compared(w, f, out);
    if (ct_stand_of(f) == CT_STANDS_APART) {
        *out = *ct_likely_period(ct_mate_of(f));
        return out->known;
    }
    if ((moved || ct_stand_of(f) == CT_STANDS_AT) && time != NULL) {
        *out = ct_period_of(w->setting, time);
        return out->known;
    }
    return ct_stand_of(f) == CT_STANDS_FROM ? period_come_from(w, f, out) : period_of_average(w, f, out);
}

/* What a figure came from hangs on when the next one is of, which is settled first. */
ct_error ct_settle_period(ct_window *w)
{
    CT_TRY(ct_whole_period(w));
    for (int from = 0; from < 2; from++)
        for (size_t i = 0; i < w->n; i++) {
            ct_figure *f = &w->figures[i];
            ct_choice said = { .ref = CT_NONE };
            if ((ct_stand_of(f) == CT_STANDS_FROM) == from && period_said(w, f, &said.period))
                ct_say_choice(&f->period, &said, ct_same_period);
        }
    return ct_ok();
}

void ct_settle_answer(const ct_window *w, const ct_figure *f, ct_answer *answer)
{
    ct_period said;
    if (period_said(w, f, &said) && !ct_period_same(&said, &answer->period)) answer->period = said;
}

/* Does the figure's own clause say that it is done: "đã khai thác 724.204 m3" (724,204 m3 were taken)? */
static bool says_done(const ct_figure *f)
{
    for (size_t i = f->rule.begin; i < f->mention->start; i++)
        if (ct_passage_cue(f->passage, i, CT_CUE_KIND, CT_ACTUAL) != NULL &&
            ct_passage_cue(f->passage, i, CT_CUE_REACH, -1) == NULL)
            return true;
    return false;
}

/* "66.000 lao động, trong đó năm 2023 ước 22.000" (66,000 workers, of whom an estimated 22,000 in 2023): is
 * the next figure of the sentence a part of it? */
static bool holds_next(const ct_figure *f)
{
    const ct_figure *next = f + 1;
    for (size_t i = f->mention->end; i < next->mention->start; i++)
        if (ct_passage_cue(f->passage, i, CT_CUE_LINK, CT_LINK_PART) != NULL) return true;
    return false;
}

/* Was the year that the figure's period ends in told as an estimate of the same indicator, before it in its
 * paragraph? Then a sum or average up to that year is an estimate too: "năm 2023 ước đạt 13,45%; bình quân
 * 2021-2023 đạt 13,5%" (13.45 % estimated for 2023; 13.5 % on average). */
static bool ends_in_estimate(const ct_window *w, size_t figure, int (*kind_of_figure)(const ct_figure *))
{
    const ct_figure *f = &w->figures[figure];
    const ct_period *period = ct_likely_period(f);
    const ct_choice *own = ct_best_choice(&f->indicator);
    if (own == NULL || own->ref == CT_NONE || !period->known || period->from.year >= period->to.year ||
        says_done(f))
        return false;
    const ct_figure *end =
        f->next >= 0 && f[1].same_sentence && f[1].passage == f->passage && holds_next(f) ? f + 2 : f;
    for (const ct_figure *other = &w->figures[f->first_of_block]; other < end; other++) {
        const ct_choice *its = ct_best_choice(&other->indicator);
        bool same = its != NULL && its->ref == own->ref && is_year(ct_likely_period(other)) &&
                    ct_likely_period(other)->to.year == period->to.year;
        if (same && kind_of_figure(other) == CT_ESTIMATE) return true;
    }
    return false;
}

/* The likeliest kind but an aim, as first weighed. */
static int kind_reached(const ct_figure *f)
{
    int best = CT_ACTUAL;
    for (int k = 0; k < CT_N_KINDS; k++)
        if (k != CT_TARGET && f->kind_first[k] > f->kind_first[best]) best = k;
    return best;
}

/* Is the period none that a plan sets aims for, but where it starts: "từ 5,02% năm 2021 xuống dưới 2% năm
 * 2025" (from 5.02% in 2021 to below 2% in 2025) in a plan for 2021 to 2025? */
static bool is_start(const ct_window *w, const ct_period *period)
{
    const ct_period *title = &w->setting->title;
    bool before_plan = title->known && title->range && period->to.year <= title->from.year;
    return period->known && period->to.year != 0 &&
           (before_plan || (w->setting->year != 0 && period->to.year < w->setting->year));
}

/* The kind that words settle, CT_NONE where they leave it to the weights. */
static int kind_said(const ct_window *w, size_t figure, int (*kind_of_figure)(const ct_figure *))
{
    const ct_figure *f = &w->figures[figure];
    int stand = ct_stand_of(f);
    if (stand == CT_STANDS_PLAN ||
        (!f->table && ct_plan_amount(f->passage, (size_t)(f->mention - f->passage->mentions))))
        return CT_TARGET;
    bool result = stand == CT_STANDS_GOT || stand == CT_STANDS_APART ||
                  (stand == CT_STANDS_FROM && is_start(w, ct_likely_period(f)));
    if (result && kind_of_figure(f) == CT_TARGET &&
        !(stand == CT_STANDS_APART && kind_of_figure(ct_mate_of(f)) == CT_TARGET))
        return kind_reached(f);
    if (stand == CT_STANDS_FROM && f->rule.standing.time == NULL) return CT_ACTUAL;
    if (stand == CT_STANDS_THEN && kind_of_figure(ct_mate_of(f)) != CT_TARGET &&
        ct_likely_period(f)->to.year < ct_likely_period(ct_mate_of(f))->to.year)
        return CT_ACTUAL;
    bool alone = !f->table && (stand == CT_STANDS_ALONE || stand == CT_STANDS_STATED);
    if (alone && kind_of_figure(f) == CT_ACTUAL && ends_in_estimate(w, figure, kind_of_figure))
        return CT_ESTIMATE;
    return CT_NONE;
}

static int kind_first(const ct_figure *f)
{
    return (int)ct_likeliest(f->kind_first, CT_N_KINDS);
}

ct_error ct_settle_kind_first(ct_window *w)
{
    CT_TRY(ct_whole_kind_first(w));
    for (size_t i = 0; i < w->n; i++) {
        int said = kind_said(w, i, kind_first);
        if (said != CT_NONE) ct_say_class(w->figures[i].kind_first, CT_N_KINDS, said);
    }
    return ct_ok();
}

ct_error ct_settle_kind(ct_window *w)
{
    CT_TRY(ct_whole_kind(w));
    for (size_t i = 0; i < w->n; i++) {
        const ct_choice said = { .ref = kind_said(w, i, kind_of) };
        if (said.ref != CT_NONE) ct_say_choice(&w->figures[i].kinds, &said, ct_same_ref);
    }
    return ct_ok();
}
