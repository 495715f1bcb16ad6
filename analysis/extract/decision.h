/* Decisions: one of several readings is chosen by weighted features, a conditional logit (McFadden, 1974). A reading is described by
 * categorical features, and by pairs of them; its score is the sum of their weights, and its probability exp(score) over the sum of
 * those of all readings. Which features there are is code, because code finds them; which pairs count and what all of it weighs is data:
 * weights.csv, fitted on labelled text by scripts/fit. */
#ifndef CT_EXTRACT_DECISION_H
#define CT_EXTRACT_DECISION_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/error.h"

enum { CT_MAX_FEATURES = 32, CT_MAX_VALUES = 24, CT_MAX_PAIRS = 64 };

typedef struct {
    const char *name;
    const char *values[CT_MAX_VALUES + 1]; /* NULL-terminated */
} ct_feature;

typedef struct {
    const char       *name;
    const ct_feature *features; size_t n_features;
} ct_decision;

typedef struct {
    const ct_decision *decision;
    size_t  n_pairs;
    uint8_t pairs[CT_MAX_PAIRS][2]; /* indices of features that are weighed together */
    float single[CT_MAX_FEATURES][CT_MAX_VALUES];
    float pair[CT_MAX_PAIRS][CT_MAX_VALUES][CT_MAX_VALUES];
} ct_weights;

/** Read weights.csv: decision,feature,value,with,with_value,weight; the two "with" cells are empty for a single feature. A decision, feature or
 * value that the program does not know is an error, and so are more than CT_MAX_PAIRS pairs; what has no row weighs nothing.
 * @param out[i] gets the weights of decisions[i], zeroed first
 * @return CT_OK; CT_EPARSE naming file and line; CT_ENOMEM */
CT_CHECKED ct_error ct_weights_read(ct_arena *arena, const ct_decision *const *decisions, size_t n_decisions, ct_weights *const *out,
                                    const char *text, size_t n, const char *file);

/** The score of a reading: values[f] is the index of the value of feature f. */
double ct_weights_score(const ct_weights *weights, const uint8_t *values);

/** exp(score) over their sum; n > 0. */
void ct_probabilities(const double *scores, size_t n, double *out);

/** All features of a reading, then after " | " those that weigh most: "source=clause form=year ... | source=clause +1.20, ...". NULL when out
 * of memory. */
const char *ct_weights_describe(ct_arena *arena, const ct_weights *weights, const uint8_t *values);

#endif
