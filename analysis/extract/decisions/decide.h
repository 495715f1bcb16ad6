/* Decisions: what each figure of a document is said of. Every attribute is weighed by one stage or two; later
 * stages see the chances that earlier ones gave, of the figure itself and of its neighbours, and the second
 * stage of an attribute sees the first's of all figures (two passes, as in stacked sequential learning: Cohen
 * and Carvalho, 2005).
 *
 * A stage is a struct of functions and a line in the table of decide.c. */
#ifndef CT_EXTRACT_DECIDE_H
#define CT_EXTRACT_DECIDE_H

#include "extract/candidates/figure.h"
#include "extract/decisions/model.h"
#include "extract/decisions/training.h"

typedef struct {
    ct_model_shape shape;
    /* Made ready before the stage, for all figures: candidates, votes. NULL: nothing is needed. */
    ct_error (*prepare)(ct_window *window);
    /* Where the chances of classes are kept; NULL for a stage with candidates. */
    float *(*chances)(ct_figure *figure);
    /* The candidates, whose chances are set; NULL for a stage of classes. */
    ct_choices *(*choices)(ct_figure *figure);
    /* Names and measures the features of a candidate; of a stage of classes those of the figure, candidate 0.
     */
    void (*describe)(const ct_window *window, size_t figure, size_t candidate, ct_features *features);
    /* Made of the chances, for all figures, once they are known: which candidate is best where it is not the
     * likeliest. NULL: nothing is. */
    ct_error (*settle)(ct_window *window);
    /* A candidate as text, for training and traces; NULL for a stage of classes. In the window's arena. */
    const char *(*label)(const ct_window *window, const ct_figure *figure, const ct_choice *choice);
    /* What in the text or among the examples matched a candidate, for people; may answer NULL, and be NULL.
     */
    const char *(*evidence)(const ct_window *window, const ct_figure *figure, const ct_choice *choice);
} ct_stage;

extern const ct_stage *const ct_stages_of_reading[]; /* in their order, NULL at the end */

/** Decide everything about every figure of the window.
 * @param models one a stage, in their order
 * @param training NULL, or takes the features of the one stage it asks for
 * @param first_row number of the observation that the first figure becomes, from 1 */
CT_CHECKED ct_error ct_decide(ct_window *window, ct_model *const *models, ct_training *training,
                              size_t first_row);

/** The pseudo-stage "words", in no order of reading: what scripts/fit writes of a labelled figure into
 * examples.csv. */
extern const ct_stage ct_stage_words;

extern const ct_stage ct_stage_year, ct_stage_measure, ct_stage_measure_again, ct_stage_indicator,
    ct_stage_indicator_again, ct_stage_period, ct_stage_period_again, ct_stage_kind, ct_stage_kind_again,
    ct_stage_aggregation, ct_stage_breakdown, ct_stage_breakdown_again, ct_stage_scope, ct_stage_row;

#endif
