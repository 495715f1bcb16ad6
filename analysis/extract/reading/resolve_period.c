/* The period of a figure: of the times around it, in the order of what they tell. */
#include "extract/reading/resolve.h"

/* What has come in up to a day is counted from the year's first; what there is on a day is of that day. */
static void since_january(const ct_context *context, size_t mention, ct_answer *answer)
{
    const ct_mention *m = &context->passage->mentions[mention];
    bool flow = m->family == CT_FAMILY_MONEY || answer->measure == CT_MEASURE_PLAN_RATIO ||
                answer->measure == CT_MEASURE_GROWTH;
    ct_period *period = &answer->period;
    if (period->known && flow && period->from.day != 0 && ct_date_compare(period->from, period->to) == 0)
        period->from = (ct_date){ period->to.year, 1, 0 };
    if (period->known && period->from.day == 0 && ct_date_ends_month(period->to))
        period->to.day = 0; /* "đến 30/9" (by 30 September): nine months */
}

void ct_resolve_period(const ct_context *context, size_t mention, ct_answer *answer)
{
    answer->period = ct_period_by_order(context, mention, answer);
    answer->period.aside = answer->period.found == CT_FOUND_ATTACHED;
    answer->period.carried = answer->period.found == CT_FOUND_CARRIED;
    since_january(context, mention, answer);
}
