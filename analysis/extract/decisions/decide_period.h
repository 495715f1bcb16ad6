/* What both stages of the period share. */
#ifndef CT_EXTRACT_DECIDE_PERIOD_H
#define CT_EXTRACT_DECIDE_PERIOD_H

#include "extract/candidates/describe.h"
#include "extract/candidates/periods.h"
#include "extract/decisions/decide.h"

CT_CHECKED ct_error ct_period_prepare(ct_window *window);
ct_choices *ct_period_choices(ct_figure *figure);

/** The features of a candidate from its own routes, without its neighbours. */
void ct_period_describe(const ct_window *window, size_t figure, size_t candidate, ct_features *features);

const char *ct_period_label(const ct_window *window, const ct_figure *figure, const ct_choice *choice);

/** "year" "span 5" "months" "day" "none" ... */
const char *ct_period_type(const ct_period *period);

#endif
