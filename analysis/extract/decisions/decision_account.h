/* The account of a decision: what was chosen, what else was likely, and what spoke for it. */
#ifndef CT_EXTRACT_DECISION_ACCOUNT_H
#define CT_EXTRACT_DECISION_ACCOUNT_H

#include "extract/decisions/decide.h"
#include "extract/record/trace.h"

/** Add a row for each likely candidate of each attribute of a figure, after ct_decide(). `why` is, for the
 * chosen one, the features that set it apart from the second, heaviest first ("ql:own:kind=target +1.20,
 * ..."), for another what sets it apart from the chosen one; after "; first: " what the first stage of an
 * attribute weighed twice had to say of the two; before " | " stands the wording or example that matched,
 * where the stage names one. */
CT_CHECKED ct_error ct_account(const ct_window *window, ct_model *const *models, size_t figure,
                               ct_trace *trace);

#endif
