#include "extract/decisions/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/csv.h"
#include "core/number.h"

enum { MOST = 1000 /* a weight beyond it would drown all others */ };

struct ct_model {
    const ct_model_shape *shape;
    size_t width;   /* weights a feature: one a class, or one              */
    uint64_t *keys; /* open addressing, 0 empty; a power of two            */
    float *weights;
    size_t size, n;
    float *slots; /* width a slot                                        */
    uint16_t
        *named; /* slots by their names' keys: one more than the slot's number, 0 empty; open addressing */
    size_t n_named;
};

static size_t place(const ct_model *model, uint64_t key)
{
    size_t at = (size_t)(key ^ key >> 29) & (model->size - 1);
    while (model->keys[at] != 0 && model->keys[at] != key) at = (at + 1) & (model->size - 1);
    return at;
}

/* Where in `named` the slot of this name stands, or would stand. */
static size_t named_place(const ct_model *model, uint64_t key, const char *name)
{
    size_t at = (size_t)(key ^ key >> 29) & (model->n_named - 1);
    while (model->named[at] != 0 && strcmp(model->shape->slots[model->named[at] - 1], name) != 0)
        at = (at + 1) & (model->n_named - 1);
    return at;
}

static ct_error make_room(ct_arena *arena, ct_model *model, size_t size)
{
    ct_model was = *model;
    model->size = size;
    model->keys = ct_arena_array(arena, size, sizeof *model->keys);
    model->weights = ct_arena_array(arena, size * model->width, sizeof *model->weights);
    if (model->keys == NULL || model->weights == NULL) return ct_no_memory();
    for (size_t i = 0; i < was.size; i++) {
        if (was.keys[i] == 0) continue;
        size_t to = place(model, was.keys[i]);
        model->keys[to] = was.keys[i];
        memcpy(&model->weights[to * model->width], &was.weights[i * model->width],
               model->width * sizeof *model->weights);
    }
    return ct_ok();
}

static ct_error prepare(ct_arena *arena, const ct_model_shape *shape, ct_model **out)
{
    ct_model *model = ct_arena_alloc(arena, sizeof *model);
    *out = model;
    if (model == NULL) return ct_no_memory();
    model->shape = shape;
    model->width = shape->n_classes > 0 ? shape->n_classes : 1;
    model->n_named = 16;
    while (model->n_named < shape->n_slots * 2) model->n_named *= 2;
    model->slots = ct_arena_array(arena, shape->n_slots * model->width + 1, sizeof *model->slots);
    model->named = ct_arena_array(arena, model->n_named, sizeof *model->named);
    if (model->slots == NULL || model->named == NULL) return ct_no_memory();
    for (size_t i = shape->n_slots; i-- > 0;) /* of two slots of one name the first is meant */
        model->named[named_place(model, ct_feature_key(shape->slots[i]), shape->slots[i])] =
            (uint16_t)(i + 1);
    return make_room(arena, model, 16);
}

/* The models while their file is being read. */
typedef struct {
    ct_arena *arena;
    const ct_model_shape *const *shapes;
    size_t n;
    ct_model **models;
    size_t which; /* the last row's: rows of one decision stand together */
    bool past_head;
} reader;

static size_t shape_named(const reader *r, const char *name)
{
    size_t i = 0;
    if (r->which < r->n && strcmp(r->shapes[r->which]->name, name) == 0) return r->which;
    while (i < r->n && strcmp(r->shapes[i]->name, name) != 0) i++;
    return i;
}

static ct_error put(ct_arena *arena, ct_model *model, const char *name, size_t class_number, float weight)
{
    uint64_t key = ct_feature_key(name);
    size_t slot = model->named[named_place(model, key, name)];
    if (slot > 0) {
        model->slots[(slot - 1) * model->width + class_number] = weight;
        return ct_ok();
    }
    if (model->n * 2 >= model->size) CT_TRY(make_room(arena, model, model->size * 2));
    size_t to = place(model, key);
    model->n += model->keys[to] == 0;
    model->keys[to] = key;
    model->weights[to * model->width + class_number] = weight;
    return ct_ok();
}

static ct_error read_row(void *context, const ct_csv_row *row)
{
    reader *r = context;
    double weight = 0;
    bool head = !r->past_head;
    r->past_head = true;
    if (head) return ct_ok();
    if (row->n_cells < 4)
        return ct_fail(CT_EPARSE, row->line, "a row of weights has the cells decision,feature,class,weight");
    r->which = shape_named(r, row->cells[0]);
    if (r->which == r->n)
        return ct_fail(CT_EPARSE, row->line,
                       "\"%s\" is no decision; fit the weights anew with this version's scripts/fit",
                       row->cells[0]);
    const ct_model_shape *shape = r->shapes[r->which];
    size_t class_number = 0;
    while (class_number < shape->n_classes && strcmp(shape->classes[class_number], row->cells[2]) != 0)
        class_number++;
    if (shape->n_classes > 0 ? class_number == shape->n_classes : row->cells[2][0] != '\0')
        return ct_fail(CT_EPARSE, row->line, "\"%s\" is no class of the decision \"%s\"", row->cells[2],
                       shape->name);
    ct_error err = ct_number_plain(row->cells[3], &weight);
    if (err.code != CT_OK || fabs(weight) > MOST)
        return ct_fail(CT_EPARSE, row->line, "\"%.40s\" is no weight; write a number from -%d to %d",
                       row->cells[3], MOST, MOST);
    return put(r->arena, r->models[r->which], row->cells[1], class_number, (float)weight);
}

ct_error ct_models_read(ct_arena *arena, const ct_model_shape *const *shapes, size_t n, ct_model **out,
                        const char *text, size_t size, const char *file)
{
    reader r = { arena, shapes, n, out, 0, false };
    ct_csv_reader *csv = NULL;
    for (size_t i = 0; i < n; i++) CT_TRY(prepare(arena, shapes[i], &out[i]));
    CT_TRY(ct_csv_reader_new(&csv, read_row, &r));
    ct_error err = ct_csv_reader_feed(csv, text, size);
    if (err.code == CT_OK) err = ct_csv_reader_end(csv);
    ct_csv_reader_free(csv);
    return ct_in(err, file);
}

double ct_model_score(const ct_model *model, const ct_features *features)
{
    double score = 0;
    for (size_t i = 0; i < features->n_slots; i++)
        score += (double)model->slots[i] * (double)features->slot[i];
    for (size_t i = 0; i < features->n; i++) {
        size_t at = place(model, features->at[i].key);
        if (model->keys[at] != 0) score += (double)model->weights[at] * (double)features->at[i].value;
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
    uint64_t key = ct_feature_key(name);
    size_t slot = model->named[named_place(model, key, name)];
    if (slot > 0) return (double)model->slots[(slot - 1) * model->width + class_number];
    size_t at = place(model, key);
    return model->keys[at] == 0 ? 0 : (double)model->weights[at * model->width + class_number];
}

void ct_model_chances(double *scores, size_t n)
{
    double most = scores[0], sum = 0;
    for (size_t i = 1; i < n; i++) most = fmax(most, scores[i]);
    for (size_t i = 0; i < n; i++) sum += scores[i] = exp(scores[i] - most);
    for (size_t i = 0; i < n; i++) scores[i] /= sum;
}
