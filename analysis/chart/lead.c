#include "chart/lead.h"

#include <stddef.h>
#include <string.h>

#define TEXT(field)                                                                                          \
    {                                                                                                        \
#field, CT_COLUMN_TEXT, true, offsetof(ct_lead, field), NULL, ""                                     \
    }
static const ct_column columns[] = { TEXT(what), TEXT(vi), TEXT(en) };
const ct_schema ct_lead_schema = { "departments", "", columns, sizeof columns / sizeof *columns,
                                   sizeof(ct_lead) };

const char *ct_lead_of(const ct_table *departments, const char *indicator, const char *group, ct_lang lang)
{
    const ct_lead *found = NULL;
    bool own = false;

    for (size_t i = 0; departments != NULL && i < departments->n; i++) {
        const ct_lead *row = ct_table_row(departments, i);
        bool names = strcmp(row->what, indicator) == 0;
        if (!names && (own || strcmp(row->what, group) != 0)) continue;
        own = own || names;
        found = row;
    }
    return found == NULL ? "" : lang == CT_VI ? found->vi : found->en;
}
