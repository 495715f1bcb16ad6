/* What is settled outright, whatever the weights say: by the heads of a table's column (whole.h), and in
 * running text by how a figure stands to another of its sentence (reading/standing.c). Each function is the
 * `settle` of a stage, so that the stages after it see what was settled. */
#ifndef CT_EXTRACT_SETTLE_H
#define CT_EXTRACT_SETTLE_H

#include "extract/candidates/figure.h"

CT_CHECKED ct_error ct_settle_measure_first(ct_window *window);
CT_CHECKED ct_error ct_settle_measure(ct_window *window);
CT_CHECKED ct_error ct_settle_indicator(ct_window *window);
CT_CHECKED ct_error ct_settle_period(ct_window *window);
CT_CHECKED ct_error ct_settle_kind_first(ct_window *window);
CT_CHECKED ct_error ct_settle_kind(ct_window *window);
CT_CHECKED ct_error ct_settle_aggregation(ct_window *window);
CT_CHECKED ct_error ct_settle_breakdown(ct_window *window);

/** How the figure stands: ct_stand; a table's cell stands alone. */
int ct_stand_of(const ct_figure *figure);
bool ct_figure_is_compared(const ct_figure *figure);

/** The figure that this one stands beside; only where its standing has a mate. */
const ct_figure *ct_mate_of(const ct_figure *figure);

/** What is settled of its period even where no candidate is that one. */
void ct_settle_answer(const ct_window *window, const ct_figure *figure, ct_answer *answer);

#endif
