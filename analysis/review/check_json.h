/* Inside review/ only: parts of the page's data, each a value that is the caller's; NULL when out of memory.
 */
#ifndef CT_REVIEW_CHECK_JSON_H
#define CT_REVIEW_CHECK_JSON_H

#include "review/check_page.h"

#ifdef CHITIEU_HAVE_JSON
#include <jansson.h>

/** Append a value to an array; false for a NULL value or array. The value is the array's in every case. */
static inline bool ct_check_add(json_t *array, json_t *value)
{
    return json_array_append_new(array, value) == 0;
}

/** Where a figure stands: {"lines": [[number, text, role], ...], "table": {...}}. Roles: 0 around, 1 its own,
 * 2 a heading. A table is
 * {"rows": [[role, [[text, columns, marked], ...]], ...]} with role 3 for heads; marked is 1 for the figure's
 * own cell.
 * @param figure whose document is known */
json_t *ct_check_context(const ct_check *check, const ct_check_figure *figure);

/** The lists that corrections are chosen from: {"indicators": [[id, Vietnamese, English, unit, other
 * wordings], ...], "units": [...], "breakdowns": [...], "scopes": [...], and one list of words for each of
 * qualifier, aggregation, kind and measure}. */
json_t *ct_check_lists(const ct_check *check);

#endif
#endif
