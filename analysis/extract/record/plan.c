#include "extract/record/plan.h"

#include <stdbool.h>
#include <string.h>

#include "extract/record/observation.h"

#define AT(field) offsetof(ct_plan, field)

static const char *const record_words[] = { "", "yes", NULL };
static const ct_column columns[] = {
    { "plan", CT_COLUMN_TEXT, true, AT(plan), NULL,
      "Id: the document's name, with :LINE where a file binds several." },
    { "document", CT_COLUMN_TEXT, true, AT(document), NULL, "Base name of the document's file." },
    { "line_start", CT_COLUMN_COUNT, true, AT(line_start), NULL, "First line of the plan in the file." },
    { "line_end", CT_COLUMN_COUNT, true, AT(line_end), NULL, "Last line of it." },
    { "kind", CT_COLUMN_TEXT, false, AT(kind), NULL, "What it calls itself, in correct Vietnamese." },
    { "issuer", CT_COLUMN_TEXT, false, AT(issuer), NULL, "Whose it is, by the letters of its number." },
    { "number", CT_COLUMN_TEXT, false, AT(number), NULL, "Its number as it stands." },
    { "date", CT_COLUMN_DATE, false, AT(date), NULL, "Date of its issue." },
    { "title", CT_COLUMN_TEXT, false, AT(title), NULL, "Its title as it stands." },
    { "scope", CT_COLUMN_TEXT, false, AT(scope), NULL, "Territory it is about." },
    { "period_start", CT_COLUMN_DATE, false, AT(period_start), NULL, "First year it plans." },
    { "period_end", CT_COLUMN_DATE, false, AT(period_end), NULL, "Last year it plans." },
    { "list_start", CT_COLUMN_COUNT, false, AT(list_start), NULL,
      "First line of its own list of targets, where it has one." },
    { "list_end", CT_COLUMN_COUNT, false, AT(list_end), NULL, "Last line of that list." },
    { "targets", CT_COLUMN_COUNT, false, AT(targets), NULL, "Catalogued targets that it states." },
    { "listed", CT_COLUMN_COUNT, false, AT(listed), NULL, "Those of them in its list." },
    { "points", CT_COLUMN_NUMBER, false, AT(points), NULL, "How much speaks for it as the plan of record." },
    { "reason", CT_COLUMN_TEXT, false, AT(reason), NULL, "What the points are for." },
    { "record", CT_COLUMN_WORD, false, AT(record), record_words, "Whether it is the plan of record." },
};

const ct_schema ct_plan_schema = { "plans", "Documents that a file binds, with what their heads say.",
                                   columns, sizeof columns / sizeof *columns, sizeof(ct_plan) };

enum { FIRST_YEAR = 1980, LAST_YEAR = 2100, YEARS = LAST_YEAR - FIRST_YEAR + 1 };

/* A target of it; with `listed`, one of its list. */
static bool aims(const ct_plan *plan, const ct_observation *row, bool listed)
{
    long from = listed ? plan->list_start : plan->line_start, to = listed ? plan->list_end : plan->line_end;

    return row->kind == CT_TARGET && row->indicator[0] != '\0' && row->line_start >= from &&
           (row->line_start <= to || to == 0) && strcmp(row->document, plan->document) == 0;
}

/* The year named most often, of equals the first; 0: none is. */
static long commonest(const size_t times[YEARS])
{
    size_t best = 0;

    for (size_t i = 1; i < YEARS; i++)
        if (times[i] > times[best]) best = i;
    return times[best] > 0 ? (long)best + FIRST_YEAR : 0;
}

/* Is the last year of its title one that it aims at, with a quarter of its targets or more? Targets all over
 * a text may be for any years. */
static bool titled(const ct_plan *plan, const size_t ends[YEARS])
{
    long year = plan->period_end.year;
    size_t all = 0;

    for (size_t i = 0; i < YEARS; i++) all += ends[i];
    return year >= FIRST_YEAR && year <= LAST_YEAR && ends[year - FIRST_YEAR] * 4 >= all;
}

void ct_plan_take_years(ct_plan *plan, const ct_table *observations, size_t from)
{
    size_t ends[YEARS] = { 0 }, starts[YEARS] = { 0 };
    long end, start;

    for (size_t i = from; i < observations->n; i++) {
        const ct_observation *row = ct_observation_at(observations, i);
        long year = row->period_end.year;
        if (year >= FIRST_YEAR && year <= LAST_YEAR && aims(plan, row, plan->list_start > 0))
            ends[year - FIRST_YEAR]++;
    }
    end = commonest(ends);
    if (end == 0 || plan->period_end.year == end) return;
    if (plan->list_start == 0 && titled(plan, ends)) return;
    for (size_t i = from; i < observations->n; i++) {
        const ct_observation *row = ct_observation_at(observations, i);
        long year = row->period_start.year;
        if (row->period_end.year == end && year >= FIRST_YEAR && year < end && aims(plan, row, false))
            starts[year - FIRST_YEAR]++;
    }
    start = commonest(starts);
    plan->period_end = ct_date_year((int)end);
    plan->period_start = ct_date_year((int)(start > 0 ? start : end));
}
