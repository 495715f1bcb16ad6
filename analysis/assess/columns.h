/* Columns that tables about targets have in common: which target a row is about. Not for other stages. */
#ifndef CT_ASSESS_COLUMNS_H
#define CT_ASSESS_COLUMNS_H

#include <stddef.h>

#include "assess/assess.h"

/** One column, none of them required, of the row struct `type`, named as its field. */
#define CT_ASSESS_COLUMN(type, field, kind, words, about)                                                    \
    {                                                                                                        \
#field, kind, false, offsetof(type, field), words, about                                             \
    }

/** The first columns of such a table, in their order; `type` has fields of these names, of ct_target's types.
 */
#define CT_TARGET_COLUMNS(type)                                                                              \
    CT_ASSESS_COLUMN(type, indicator, CT_COLUMN_TEXT, NULL, "Catalogue id of the indicator."),               \
        CT_ASSESS_COLUMN(type, name, CT_COLUMN_TEXT, NULL, "Vietnamese name of the indicator."),             \
        CT_ASSESS_COLUMN(type, scope, CT_COLUMN_TEXT, NULL, "Territory or body."),                           \
        CT_ASSESS_COLUMN(type, breakdown, CT_COLUMN_TEXT, NULL,                                              \
                         "Sector, area or level; empty for the total."),                                     \
        CT_ASSESS_COLUMN(type, period_start, CT_COLUMN_COUNT, NULL, "First year the target states."),        \
        CT_ASSESS_COLUMN(type, period_end, CT_COLUMN_COUNT, NULL, "Last year the target states."),           \
        CT_ASSESS_COLUMN(type, measure, CT_COLUMN_WORD, ct_measure_words,                                    \
                         "What the target says of the indicator."),                                          \
        CT_ASSESS_COLUMN(type, aggregation, CT_COLUMN_WORD, ct_aggregation_words,                            \
                         "How the years of the period count."),                                              \
        CT_ASSESS_COLUMN(type, target_low, CT_COLUMN_NUMBER, NULL,                                           \
                         "Target value, or the lower end of its range."),                                    \
        CT_ASSESS_COLUMN(type, target_high, CT_COLUMN_NUMBER, NULL,                                          \
                         "Upper end of the range; equals target_low where there is none."),                  \
        CT_ASSESS_COLUMN(type, unit, CT_COLUMN_TEXT, NULL, "Unit of the target."),                           \
        CT_ASSESS_COLUMN(type, target_id, CT_COLUMN_TEXT, NULL,                                              \
                         "Id of the target, as the targets table has it.")

#endif
