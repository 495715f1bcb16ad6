/* Tables as wholes: what a column's heads say outright holds for all of it, and what they leave open its
 * figures decide together; so do the figures of a row about what they are of. Each function is the `settle`
 * of a stage, so that the stages after it see what was settled. */
#ifndef CT_EXTRACT_WHOLE_H
#define CT_EXTRACT_WHOLE_H

#include "extract/candidates/figure.h"

CT_CHECKED ct_error ct_whole_measure_first(ct_window *window);
CT_CHECKED ct_error ct_whole_measure(ct_window *window);
CT_CHECKED ct_error ct_whole_indicator(ct_window *window);
CT_CHECKED ct_error ct_whole_period(ct_window *window);
CT_CHECKED ct_error ct_whole_kind_first(ct_window *window);
CT_CHECKED ct_error ct_whole_kind(ct_window *window);
CT_CHECKED ct_error ct_whole_aggregation(ct_window *window);
CT_CHECKED ct_error ct_whole_breakdown(ct_window *window);

#endif
