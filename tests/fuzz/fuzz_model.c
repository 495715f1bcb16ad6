/* Feeds bytes to the reader of weights.csv. */
#include <math.h>
#include <stdlib.h>

#include "extract/decisions/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const classes[] = { "up", "down", NULL }, *const slots[] = { "near", "far", NULL },
                             *const none[] = { NULL };
    static const ct_model_shape first = { "way", 2, classes, none, 0 },
                                second = { "place", 0, NULL, slots, 2 };
    static const ct_model_shape *const shapes[] = { &first, &second };
    ct_model *models[2];
    ct_arena *arena = ct_arena_new();

    if (arena == NULL) return 0;
    ct_error err = ct_models_read(arena, shapes, 2, models, (const char *)data, n, "weights.csv");
    if (err.code == CT_OK) {
        ct_features features = { .n = 0 };
        double scores[CT_MAX_CLASSES];
        ct_features_begin(&features, 2);
        features.slot[0] = 1;
        CT_FEATURE(&features, 1, "word");
        ct_model_scores(models[0], &features, scores);
        ct_model_chances(scores, 2);
        if (isnan(scores[0])) abort(); /* whatever the weights, chances are numbers */
        (void)ct_model_score(models[1], &features);
        ct_features_clear(&features);
    } else if (err.line < 0 || err.file[0] == '\0') {
        abort();
    }
    ct_arena_free(arena);
    return 0;
}
