/* The conclusion: what the decisions about a figure come to. */
#ifndef CT_EXTRACT_CONCLUDE_H
#define CT_EXTRACT_CONCLUDE_H

#include "extract/decisions/decide.h"

/** The answer that the chances of all stages give. Texts are the window's or the catalogue's.
 * @return how sure it is, from 0 to 1: the chance that indicator, unit, measure, period and kind are all
 * right, as the stage "row" weighs it */
double ct_conclude(const ct_window *window, const ct_figure *figure, ct_answer *answer);

#endif
