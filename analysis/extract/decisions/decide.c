#include "extract/decisions/decide.h"

#include <string.h>

enum { MOST_CANDIDATES = 256 };

const ct_stage *const ct_stages_of_reading[] = {
    &ct_stage_year,
    &ct_stage_measure,
    &ct_stage_indicator,
    &ct_stage_indicator_again,
    &ct_stage_measure_again,
    &ct_stage_period,
    &ct_stage_period_again,
    &ct_stage_kind,
    &ct_stage_kind_again,
    &ct_stage_aggregation,
    &ct_stage_breakdown,
    &ct_stage_breakdown_again,
    &ct_stage_scope,
    &ct_stage_row,
    NULL,
};

typedef struct {
    ct_window *window;
    const ct_stage *stage;
    const ct_model *model;
    ct_training *training; /* NULL unless it asks for this stage */
    ct_features features;
    size_t first_row;
    float *kept; /* the chances of all figures: none is seen by another's features before all are weighed */
} run;

static ct_error train(run *r, size_t figure, const char *label)
{
    if (r->training == NULL) return ct_ok();
    return ct_training_add(r->training, r->first_row + figure, label, &r->features, r->stage->shape.slots)
               ? ct_ok()
               : ct_no_memory();
}

static ct_error weigh_classes(run *r)
{
    size_t n = r->stage->shape.n_classes;
    double scores[CT_MAX_CLASSES];
    r->kept = ct_arena_array(r->window->arena, r->window->n * n, sizeof *r->kept);
    if (r->kept == NULL) return ct_no_memory();
    for (size_t i = 0; i < r->window->n; i++) {
        ct_features_begin(&r->features, r->stage->shape.n_slots);
        r->stage->describe(r->window, i, 0, &r->features);
        CT_TRY(train(r, i, ""));
        ct_model_scores(r->model, &r->features, scores);
        ct_model_chances(scores, n);
        for (size_t c = 0; c < n; c++) r->kept[i * n + c] = (float)scores[c];
    }
    for (size_t i = 0; i < r->window->n; i++)
        for (size_t c = 0; c < n; c++) r->stage->chances(&r->window->figures[i])[c] = r->kept[i * n + c];
    return ct_ok();
}

static ct_error weigh_choices(run *r)
{
    double scores[MOST_CANDIDATES];
    size_t total = 0, at = 0;
    for (size_t i = 0; i < r->window->n; i++) total += r->stage->choices(&r->window->figures[i])->n;
    r->kept = ct_arena_array(r->window->arena, total, sizeof *r->kept);
    if (r->kept == NULL) return ct_no_memory();
    for (size_t i = 0; i < r->window->n; i++) {
        const ct_figure *f = &r->window->figures[i];
        const ct_choices *choices = r->stage->choices(&r->window->figures[i]);
        for (size_t k = 0; k < choices->n; k++) {
            ct_features_begin(&r->features, r->stage->shape.n_slots);
            r->stage->describe(r->window, i, k, &r->features);
            CT_TRY(train(r, i, r->training == NULL ? "" : r->stage->label(r->window, f, &choices->at[k])));
            scores[k] = ct_model_score(r->model, &r->features);
        }
        if (choices->n > 0) ct_model_chances(scores, choices->n);
        for (size_t k = 0; k < choices->n; k++) r->kept[at++] = (float)scores[k];
    }
    for (size_t i = 0, k = 0; i < r->window->n; i++) {
        ct_choices *choices = r->stage->choices(&r->window->figures[i]);
        choices->best = 0;
        for (size_t c = 0; c < choices->n; c++) {
            choices->at[c].chance = r->kept[k++];
            if (choices->at[c].chance > choices->at[choices->best].chance) choices->best = c;
        }
    }
    return ct_ok();
}

static ct_error take_words(run *r)
{
    ct_error err = ct_ok();
    r->stage = &ct_stage_words;
    r->features.names = ct_training_names(r->training);
    for (size_t i = 0; i < r->window->n && err.code == CT_OK; i++) {
        ct_features_begin(&r->features, 0);
        r->stage->describe(r->window, i, 0, &r->features);
        err = train(r, i, "");
    }
    return err;
}

ct_error ct_decide(ct_window *window, ct_model *const *models, ct_training *training, size_t first_row)
{
    run r = { .window = window, .first_row = first_row };
    ct_error err = ct_ok();
    window->fitting = training != NULL;
    if (training != NULL && strcmp(ct_training_stage(training), ct_stage_words.shape.name) == 0) {
        r.training = training;
        err = take_words(&r);
    }
    for (size_t s = 0; ct_stages_of_reading[s] != NULL && err.code == CT_OK && window->n > 0; s++) {
        r.stage = ct_stages_of_reading[s];
        r.model = models[s];
        r.training = training != NULL && strcmp(ct_training_stage(training), r.stage->shape.name) == 0
                         ? training
                         : NULL;
        r.features.names = r.training == NULL ? NULL : ct_training_names(training);
        if (r.stage->prepare != NULL) err = r.stage->prepare(window);
        if (err.code == CT_OK) err = r.stage->chances != NULL ? weigh_classes(&r) : weigh_choices(&r);
        if (err.code == CT_OK && r.stage->settle != NULL) err = r.stage->settle(window);
        if (err.code == CT_OK && r.features.failed) err = ct_no_memory();
    }
    ct_features_clear(&r.features);
    return err;
}
