/* Plans: the documents bound in a file, one row each, with what their heads say: who asks, under which number, when, for which place and years. */
#ifndef CT_EXTRACT_PLAN_H
#define CT_EXTRACT_PLAN_H

#include "core/date.h"
#include "core/table.h"

typedef struct {
    const char *plan;                 /* its id: the document's name; with ":LINE", its first, where the file binds several */
    const char *document;             /* the file's base name                                         */
    long        line_start, line_end; /* its lines                                                    */
    const char *kind;                 /* what it calls itself, "nghị quyết" (resolution); "" unknown  */
    const char *issuer;               /* what the number's letters stand for, "Tỉnh ủy" (the province's Party committee); "" unknown */
    const char *number;               /* "36-NQ/TU", as it stands; "" for none                        */
    ct_date     date;                 /* of its issue; year 0 unknown                                 */
    const char *title;                /* as it stands, a scan's damage and all                        */
    const char *scope;                /* the territory it is about                                    */
    ct_date     period_start, period_end; /* the years it plans: its title's, or those its list is for */
    long        list_start, list_end; /* lines of its own list of targets; 0: it has none             */
} ct_plan;

extern const ct_schema ct_plan_schema;

static inline const ct_plan *ct_plan_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

#endif
