/* Training: the features of one stage of decisions, one row a candidate, as scripts/fit reads them. */
#ifndef CT_EXTRACT_TRAINING_H
#define CT_EXTRACT_TRAINING_H

#include "core/buffer.h"
#include "extract/candidates/features.h"

typedef struct ct_training ct_training;

/** A table for the stage of this name. The caller's; NULL when out of memory. */
ct_training *ct_training_new(const char *stage);
void ct_training_free(ct_training *training); /* NULL is fine */

const char *ct_training_stage(const ct_training *training);

/** The arena for names of features: features->names while they are taken. */
ct_arena *ct_training_names(ct_training *training);

/** One candidate of observation `row` with its features. False when out of memory.
 * @param slots names of the features' slots */
bool ct_training_add(ct_training *training, size_t row, const char *label, const ct_features *features,
                     const char *const *slots);

/** The parts, each a file for numpy: "row" and "count" (uint32, a candidate: its observation, how many
 * features it has), "feature" (uint32, index of the name) and "value" (float32), "label" and "name" (texts,
 * one a line). Native byte order. */
enum { CT_TRAINING_PARTS = 6 };
extern const char *const ct_training_parts[CT_TRAINING_PARTS];
const ct_buffer *ct_training_part(const ct_training *training, size_t part);

#endif
