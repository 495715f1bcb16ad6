/* The year that a document is about. */
#ifndef CT_EXTRACT_DECIDE_YEAR_H
#define CT_EXTRACT_DECIDE_YEAR_H

#include "extract/decisions/decide.h"

/** Set setting->body_year to the likeliest of setting->years; the rule's where the model says nothing.
 * CT_ENOMEM */
CT_CHECKED ct_error ct_year_settle(ct_setting *setting, const ct_model *model);

#endif
