/* Models: what the features of a decision weigh. Every decision is a conditional logit (McFadden, 1974): a
 * candidate's score is the sum of its features times their weights, its chance exp(score) over the sum of all
 * candidates'. Where the candidates are always the same few classes (the kinds, the measures), the features
 * are the figure's and each class has weights of its own. Weights are data, fitted on labelled text by
 * scripts/fit: weights.csv with the columns decision,feature,class,weight. */
#ifndef CT_EXTRACT_MODEL_H
#define CT_EXTRACT_MODEL_H

#include "core/error.h"
#include "extract/candidates/features.h"

enum { CT_MAX_CLASSES = 8, CT_MAX_MODELS = 24 };

/* The shape of one decision's model. */
typedef struct {
    const char *name;
    size_t n_classes;           /* 0: candidates that differ from figure to figure  */
    const char *const *classes; /* their words                                      */
    const char *const *slots;   /* names of the slots                               */
    size_t n_slots;
} ct_model_shape;

typedef struct ct_model ct_model;

/** Read weights.csv for all models. What has no row weighs nothing.
 * @param out gets one model a shape, all in the arena
 * @return CT_OK; CT_EPARSE naming file and line (unknown decision or class, no number); CT_ENOMEM */
CT_CHECKED ct_error ct_models_read(ct_arena *arena, const ct_model_shape *const *shapes, size_t n,
                                   ct_model **out, const char *text, size_t size, const char *file);

/** The score of one candidate. */
double ct_model_score(const ct_model *model, const ct_features *features);

/** The scores of all classes; scores has n_classes entries. */
void ct_model_scores(const ct_model *model, const ct_features *features, double *scores);

/** The weight of a named feature for a class (0 where there are none); 0 when it has none. */
double ct_model_weight(const ct_model *model, const char *name, size_t class_number);

/** exp(score) over their sum, in place; n > 0. */
void ct_model_chances(double *scores, size_t n);

#endif
