#include "extract/decisions/training.h"

#include <stdlib.h>
#include <string.h>

#include "core/list.h"

const char *const ct_training_parts[CT_TRAINING_PARTS] = {
    "row", "count", "feature", "value", "label", "name"
};

enum { ROW, COUNT, FEATURE, VALUE, LABEL, NAME };

struct ct_training {
    ct_arena *arena;
    char *stage;
    ct_buffer parts[CT_TRAINING_PARTS];
    uint64_t *keys; /* of the names so far, open addressing; 0 empty */
    uint32_t *numbers;
    size_t size, n;
};

ct_training *ct_training_new(const char *stage)
{
    ct_training *t = calloc(1, sizeof *t);
    if (t == NULL) return NULL;
    t->arena = ct_arena_new();
    t->stage = t->arena == NULL ? NULL : ct_arena_strdup(t->arena, stage);
    t->size = 1 << 16;
    t->keys = calloc(t->size, sizeof *t->keys);
    t->numbers = calloc(t->size, sizeof *t->numbers);
    if (t->stage == NULL || t->keys == NULL || t->numbers == NULL) {
        ct_training_free(t);
        return NULL;
    }
    return t;
}

void ct_training_free(ct_training *t)
{
    if (t == NULL) return;
    for (size_t i = 0; i < CT_TRAINING_PARTS; i++) ct_buffer_clear(&t->parts[i]);
    free(t->keys);
    free(t->numbers);
    ct_arena_free(t->arena);
    free(t);
}

const char *ct_training_stage(const ct_training *t)
{
    return t->stage;
}

ct_arena *ct_training_names(ct_training *t)
{
    return t->arena;
}

static size_t place(const ct_training *t, uint64_t key)
{
    size_t at = (size_t)(key ^ key >> 29) & (t->size - 1);
    while (t->keys[at] != 0 && t->keys[at] != key) at = (at + 1) & (t->size - 1);
    return at;
}

static bool grow(ct_training *t)
{
    ct_training bigger = { .size = ct_list_next(t->size, 1) };
    if (bigger.size == 0) return false;
    bigger.keys = calloc(bigger.size, sizeof *bigger.keys);
    bigger.numbers = calloc(bigger.size, sizeof *bigger.numbers);
    if (bigger.keys == NULL || bigger.numbers == NULL) {
        free(bigger.keys);
        free(bigger.numbers);
        return false;
    }
    for (size_t i = 0; i < t->size; i++)
        if (t->keys[i] != 0) {
            size_t to = place(&bigger, t->keys[i]);
            bigger.keys[to] = t->keys[i];
            bigger.numbers[to] = t->numbers[i];
        }
    free(t->keys);
    free(t->numbers);
    t->keys = bigger.keys;
    t->numbers = bigger.numbers;
    t->size = bigger.size;
    return true;
}

static bool add_feature(ct_training *t, uint64_t key, const char *name, float value)
{
    if (t->n * 2 >= t->size && !grow(t)) return false;
    size_t at = place(t, key);
    if (t->keys[at] == 0) {
        t->keys[at] = key;
        t->numbers[at] = (uint32_t)t->n++;
        ct_buffer_text(&t->parts[NAME], name);
        ct_buffer_text(&t->parts[NAME], "\n");
    }
    ct_buffer_append(&t->parts[FEATURE], (const char *)&t->numbers[at], sizeof t->numbers[at]);
    ct_buffer_append(&t->parts[VALUE], (const char *)&value, sizeof value);
    return true;
}

bool ct_training_add(ct_training *t, size_t row, const char *label, const ct_features *features,
                     const char *const *slots)
{
    uint32_t number = (uint32_t)row, count = 0;
    bool well = true;
    for (size_t i = 0; i < features->n_slots && well; i++)
        if (features->slot[i] != 0) {
            well = add_feature(t, ct_feature_key(slots[i]), slots[i], features->slot[i]);
            count++;
        }
    for (size_t i = 0; i < features->n && well; i++, count++)
        well = add_feature(t, features->at[i].key, features->at[i].name, features->at[i].value);
    ct_buffer_append(&t->parts[ROW], (const char *)&number, sizeof number);
    ct_buffer_append(&t->parts[COUNT], (const char *)&count, sizeof count);
    for (const char *c = label; *c != '\0'; c++) ct_buffer_append(&t->parts[LABEL], *c == '\n' ? " " : c, 1);
    ct_buffer_text(&t->parts[LABEL], "\n");
    for (size_t i = 0; i < CT_TRAINING_PARTS; i++) well = well && !t->parts[i].failed;
    return well && !features->failed;
}

const ct_buffer *ct_training_part(const ct_training *t, size_t part)
{
    return &t->parts[part];
}
