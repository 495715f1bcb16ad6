#include "extract/record/plan.h"

#define AT(field) offsetof(ct_plan, field)

static const ct_column columns[] = {
    { "plan", CT_COLUMN_TEXT, true, AT(plan), NULL, "Id: the document's name, with :LINE where a file binds several." },
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
    { "list_start", CT_COLUMN_COUNT, false, AT(list_start), NULL, "First line of its own list of targets, where it has one." },
    { "list_end", CT_COLUMN_COUNT, false, AT(list_end), NULL, "Last line of that list." },
};

const ct_schema ct_plan_schema = { "plans", "Documents that a file binds, with what their heads say.", columns, sizeof columns / sizeof *columns,
                                   sizeof(ct_plan) };
