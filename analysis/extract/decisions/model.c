#include "extract/decisions/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/csv.h"
#include "core/number.h"

enum { MOST = 1000 /* a weight beyond it would drown all others */ };

struct ct_model {
    const ct_model_shape *shape;
    size_t    width; /* weights a feature: one a class, or one   */
    uint64_t *keys;  /* open addressing, 0 empty; a power of two */
    float    *weights;
    size_t    size;
    float    *slots; /* width a slot                             */
};

static size_t place(const ct_model *model, uint64_t key)
{
    size_t at = (size_t)(key ^ key >> 29) & (model->size - 1);
    while (model->keys[at] != 0 && model->keys[at] != key)
        at = (at + 1) & (model->size - 1);
    return at;
}

static ct_error prepare(ct_arena *arena, const ct_model_shape *shape, size_t rows, ct_model **out)
{
    ct_model *model = ct_arena_alloc(arena, sizeof *model);
    *out = model;
    if (model == NULL)
        return ct_no_memory();
    model->shape = shape;
    model->width = shape->n_classes > 0 ? shape->n_classes : 1;
    model->size = 16;
    while (model->size < rows * 2)
        model->size *= 2;
    model->keys = ct_arena_array(arena, model->size, sizeof *model->keys);
    model->weights = ct_arena_array(arena, model->size * model->width, sizeof *model->weights);
    model->slots = ct_arena_array(arena, shape->n_slots * model->width + 1, sizeof *model->slots);
    return model->keys == NULL || model->weights == NULL || model->slots == NULL ? ct_no_memory() : ct_ok();
}

static size_t shape_named(const ct_model_shape *const *shapes, size_t n, const char *name)
{
    size_t i = 0;
    while (i < n && strcmp(shapes[i]->name, name) != 0)
        i++;
    return i;
}

/* Most names are no slot's, and tell so by their first letter. */
static size_t slot_named(const ct_model_shape *shape, const char *name)
{
    size_t slot = 0;
    while (slot < shape->n_slots && (shape->slots[slot][0] != name[0] || strcmp(shape->slots[slot], name) != 0))
        slot++;
    return slot;
}

static ct_error read_row(const ct_csv_row *row, const ct_model_shape *const *shapes, size_t n, ct_model **models)
{
    double weight = 0;
    if (row->n_cells < 4)
        return ct_fail(CT_EPARSE, row->line, "a row of weights has the cells decision,feature,class,weight");
    size_t which = shape_named(shapes, n, row->cells[0]), class_number = 0;
    if (which == n)
        return ct_fail(CT_EPARSE, row->line, "\"%s\" is no decision; fit the weights anew with this version's scripts/fit", row->cells[0]);
    ct_model *model = models[which];
    const ct_model_shape *shape = shapes[which];
    while (class_number < shape->n_classes && strcmp(shape->classes[class_number], row->cells[2]) != 0)
        class_number++;
    if (shape->n_classes > 0 ? class_number == shape->n_classes : row->cells[2][0] != '\0')
        return ct_fail(CT_EPARSE, row->line, "\"%s\" is no class of the decision \"%s\"", row->cells[2], shape->name);
    ct_error err = ct_number_plain(row->cells[3], &weight);
    if (err.code != CT_OK || fabs(weight) > MOST)
        return ct_fail(CT_EPARSE, row->line, "\"%.40s\" is no weight; write a number from -%d to %d", row->cells[3], MOST, MOST);
    size_t slot = slot_named(shape, row->cells[1]), at = class_number;
    if (slot < shape->n_slots) {
        model->slots[slot * model->width + at] = (float)weight;
        return ct_ok();
    }
    uint64_t key = ct_feature_key(row->cells[1]);
    size_t to = place(model, key);
    model->keys[to] = key;
    model->weights[to * model->width + at] = (float)weight;
    return ct_ok();
}

ct_error ct_models_read(ct_arena *arena, const ct_model_shape *const *shapes, size_t n, ct_model **out, const char *text, size_t size,
                        const char *file)
{
    ct_csv csv;
    size_t rows[CT_MAX_MODELS] = { 0 };
    CT_TRY(ct_in(ct_csv_parse(arena, text, size, &csv), file));
    for (size_t i = 1; i < csv.n; i++) {
        size_t which = shape_named(shapes, n, csv.rows[i].cells[0]);
        rows[which < CT_MAX_MODELS ? which : 0]++;
    }
    for (size_t i = 0; i < n; i++)
        CT_TRY(prepare(arena, shapes[i], rows[i], &out[i]));
    for (size_t i = 1; i < csv.n; i++)
        CT_TRY(ct_in(read_row(&csv.rows[i], shapes, n, out), file));
    return ct_ok();
}

double ct_model_score(const ct_model *model, const ct_features *features)
{
    double score = 0;
    for (size_t i = 0; i < features->n_slots; i++)
        score += (double)model->slots[i] * (double)features->slot[i];
    for (size_t i = 0; i < features->n; i++) {
        size_t at = place(model, features->at[i].key);
        if (model->keys[at] != 0)
            score += (double)model->weights[at] * (double)features->at[i].value;
    }
    return score;
}

void ct_model_scores(const ct_model *model, const ct_features *features, double *scores)
{
    size_t width = model->width;
    memset(scores, 0, width * sizeof *scores);
    for (size_t i = 0; i < features->n_slots; i++)
        for (size_t c = 0; features->slot[i] != 0 && c < width; c++)
            scores[c] += (double)model->slots[i * width + c] * (double)features->slot[i];
    for (size_t i = 0; i < features->n; i++) {
        size_t at = place(model, features->at[i].key);
        for (size_t c = 0; model->keys[at] != 0 && c < width; c++)
            scores[c] += (double)model->weights[at * width + c] * (double)features->at[i].value;
    }
}

double ct_model_weight(const ct_model *model, const char *name, size_t class_number)
{
    for (size_t i = 0; i < model->shape->n_slots; i++)
        if (strcmp(model->shape->slots[i], name) == 0)
            return (double)model->slots[i * model->width + class_number];
    size_t at = place(model, ct_feature_key(name));
    return model->keys[at] == 0 ? 0 : (double)model->weights[at * model->width + class_number];
}

void ct_model_chances(double *scores, size_t n)
{
    double most = scores[0], sum = 0;
    for (size_t i = 1; i < n; i++)
        most = fmax(most, scores[i]);
    for (size_t i = 0; i < n; i++)
        sum += scores[i] = exp(scores[i] - most);
    for (size_t i = 0; i < n; i++)
        scores[i] /= sum;
}
