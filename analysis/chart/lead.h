/* Who answers for what: datasets/report/departments.csv, a row a group of the catalogue or an indicator. */
#ifndef CT_CHART_LEAD_H
#define CT_CHART_LEAD_H

#include "core/lang.h"
#include "core/table.h"

typedef struct {
    const char *what;    /* id of an indicator, or of a group of the catalogue */
    const char *vi, *en; /* the department */
} ct_lead;
extern const ct_schema ct_lead_schema;

/** The department of an indicator: the last row that names it, else the last that names its group; "" for
 * none, and for no table (NULL). Borrowed. */
const char *ct_lead_of(const ct_table *departments, const char *indicator, const char *group, ct_lang lang);

#endif
