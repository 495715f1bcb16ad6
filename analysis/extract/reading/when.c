/* When a time of the text is, as a period: by itself, by its document, by its plan. */
#include "extract/reading/resolve.h"

ct_period ct_years_of_plan(const ct_period *title)
{
    enum { TERM = 5 };
    ct_period years = *title;
    if (years.range && years.to.year - years.from.year == TERM)
        years.from = ct_date_year(years.from.year + 1);
    return years;
}

ct_period ct_plan_ending(const ct_period *title, int year)
{
    ct_period years = { .known = false };
    if (!title->known || !title->range) return years;
    years = ct_years_of_plan(title);
    int before = years.from.year - 1, length = years.to.year - before;
    if (year == before) {
        years.from = ct_date_year(before - length + 1);
        years.to = ct_date_year(before);
    }
    years.known = years.to.year == year;
    return years;
}

ct_period ct_period_of(const ct_setting *setting, const ct_time *time)
{
    ct_period period = { .from = time->from, .to = time->to, .found = CT_FOUND_OWN, .until = time->until };
    short year = (short)setting->body_year;
    switch (time->form) {
    case CT_FORM_YEAR: period.known = true; break;
    case CT_FORM_RANGE: period.known = period.range = true; break;
    case CT_FORM_OPEN: period.known = true; break;
    case CT_FORM_PART:
        if (period.from.year == 0) period.from.year = period.to.year = year;
        period.known = period.from.year != 0;
        break;
    case CT_FORM_DAY:
        if (period.from.year == 0) period.from.year = period.to.year = year;
        period.known = period.from.year != 0;
        break;
    case CT_FORM_RELATIVE:
        period.from = period.to = ct_date_year(year == 0 ? 0 : year + time->shift);
        period.known = year != 0;
        break;
    case CT_FORM_NOW:
        period.from = period.to = (ct_date){ year, (signed char)setting->month,
                                             (signed char)(setting->dated_by_lead ? setting->day : 0) };
        period.now = true;
        if (time->to_date) period.from = setting->month == 0 ? ct_date_year(year) : (ct_date){ year, 1, 0 };
        period.known = year != 0;
        break;
    case CT_FORM_SPAN:
        period.known = year != 0 && setting->genre != CT_TARGET;
        period.range = true;
        period.to = ct_date_year(year);
        period.from = ct_date_year(year - time->shift + 1);
        break;
    case CT_FORM_TERM_END:
        period.from = period.to = setting->title.to;
        period.known = setting->title.known;
        break;
    default: break;
    }
    return period;
}

/* May this time say when a figure is of? Days count only where "tính đến" (by) makes them a date of
 * reckoning. */
bool ct_time_tells(const ct_time *time)
{
    if (time->role == CT_ROLE_BASE || time->role == CT_ROLE_IGNORE || time->role == CT_ROLE_CITED ||
        time->form == CT_FORM_TERM)
        return false;
    return time->form != CT_FORM_DAY || time->role == CT_ROLE_ASOF;
}

ct_period ct_passage_period(const ct_passage *p, const ct_setting *setting, size_t end, bool plans)
{
    ct_period best = { 0 };
    for (size_t t = 0; t < p->n_times && p->times[t].start < end; t++) {
        if (p->times[t].role == CT_ROLE_PLAN && !plans) continue;
        if (!ct_time_tells(&p->times[t]) || p->times[t].form == CT_FORM_NOW ||
            p->times[t].form == CT_FORM_RELATIVE)
            continue;
        ct_period one = ct_period_of(setting, &p->times[t]);
        /* "tháng 9 và 9 tháng năm 2022" (September and 9 months of 2022): what has no time of its own is of
         * all the months */
        bool so_far = best.known && one.from.month == 1 && one.to.month == best.to.month &&
                      best.from.month == best.to.month && one.to.month > 1 && one.to.year == best.to.year;
        if (one.known && (!best.known || (one.range && !best.range) || so_far)) best = one;
    }
    best.found = CT_FOUND_HEADING;
    return best;
}

static bool says_each_year(const ct_passage *p, const ct_answer *answer, const ct_mention *m)
{
    for (size_t i = answer->clause; i < m->start; i++)
        if (ct_passage_cue(p, i, CT_CUE_AGGREGATION, CT_EACH_YEAR) != NULL) return true;
    return false;
}

bool ct_of_every_year(const ct_passage *p, size_t mention, const ct_answer *answer)
{
    const ct_mention *m = &p->mentions[mention];
    return (m->per_year && m->family != CT_FAMILY_PERCENT && answer->indicator == CT_NONE) ||
           says_each_year(p, answer, m);
}
