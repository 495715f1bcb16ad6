/* Confidence: the chance that a row as a whole is right. It lies between 0 and 1 and grows with the chance of
 * each of its attributes, whatever the weights of the day are. */
#include <string.h>

#include "cmocka_all.h"
#include "extract/candidates/frame.h"
#include "extract/decisions/decide.h"
#include "extract/extract.h"
#include "with_catalogue.h"

enum { INDICATOR, MEASURE, PERIOD, KIND, ATTRIBUTES };

static const char *const names[ATTRIBUTES] = { "indicator", "measure", "period", "kind" };
static ct_extractor *extractor;

static int begin(void **state)
{
    return read_catalogue(state) != 0 ||
           ct_extractor_new(&extractor, catalogue, "datasets/catalogue").code != CT_OK;
}

static int end(void **state)
{
    ct_extractor_free(extractor);
    return free_catalogue(state);
}

static const ct_model *model_of(const ct_stage *stage)
{
    size_t s = 0;
    while (ct_stages_of_reading[s] != NULL && ct_stages_of_reading[s] != stage) s++;
    assert_non_null(ct_stages_of_reading[s]);
    return extractor->models[s];
}

/* Two candidates, the first with this chance. */
static ct_choices two(ct_choice at[2], double chance)
{
    memset(at, 0, 2 * sizeof *at);
    at[0].ref = CT_ACTUAL;
    at[0].chance = (float)chance;
    at[1].ref = CT_TARGET;
    at[1].chance = (float)(1 - chance);
    return (ct_choices){ .at = at, .n = 2, .best = chance < 0.5 ? 1 : 0 };
}

/* How sure a row is whose attributes have these chances. */
static double confidence(const double chance[ATTRIBUTES])
{
    static const ct_passage passage;
    static const ct_setting setting = { .year = 2023 };
    static ct_block block;
    const ct_passage *none[1] = { NULL };
    size_t parent[1] = { SIZE_MAX };
    const ct_mention mention = { .family = CT_FAMILY_PERCENT, .family_name = "percent", .unit = "%" };
    ct_choice indicator[2], period[2], kinds[2];
    ct_figure figure = { .passage = &passage,
                         .mention = &mention,
                         .indicator = two(indicator, chance[INDICATOR]),
                         .period = two(period, chance[PERIOD]),
                         .kinds = two(kinds, chance[KIND]) };
    ct_blocks blocks = { .blocks = &block, .n = 1 };
    ct_window window = { .arena = ct_arena_new(),
                         .known = extractor,
                         .blocks = &blocks,
                         .end_block = 1,
                         .passages = none,
                         .parent = parent,
                         .figures = &figure,
                         .n = 1,
                         .setting = &setting };
    ct_features features = { .n = 0 };
    double scores[2];
    for (size_t m = 0; m < CT_N_MEASURES; m++)
        figure.measure[m] =
            (float)(m == CT_MEASURE_LEVEL ? chance[MEASURE] : (1 - chance[MEASURE]) / (CT_N_MEASURES - 1));
    assert_non_null(window.arena);
    assert_int_equal(ct_frames_find(&window).code, CT_OK);
    assert_int_equal(ct_stage_row.prepare(&window).code, CT_OK);
    ct_features_begin(&features, ct_stage_row.shape.n_slots);
    ct_stage_row.describe(&window, 0, 0, &features);
    ct_model_scores(model_of(&ct_stage_row), &features, scores);
    ct_model_chances(scores, 2);
    ct_features_clear(&features);
    ct_arena_free(window.arena);
    return scores[1];
}

static void test_surer_attributes_make_surer_rows(void **state)
{
    static const double steps[] = { 0.55, 0.7, 0.8, 0.9, 0.97, 0.999 };
    (void)state;
    for (size_t a = 0; a < ATTRIBUTES; a++) {
        double chance[ATTRIBUTES] = { 0.8, 0.8, 0.8, 0.8 }, before = 0;
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
            chance[a] = steps[i];
            double sure = confidence(chance);
            assert_true(sure > 0 && sure < 1);
            if (sure < before - 1e-9)
                fail_msg("%s: %g at chance %g, less than %g before", names[a], sure, steps[i], before);
            before = sure;
        }
    }
}

static void test_all_of_them_count(void **state)
{
    static const double doubtful[ATTRIBUTES] = { 0.55, 0.55, 0.55, 0.55 },
                        certain[ATTRIBUTES] = { 0.99, 0.99, 0.99, 0.99 };
    (void)state;
    assert_true(confidence(certain) > confidence(doubtful) + 0.2);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_surer_attributes_make_surer_rows),
                                        cmocka_unit_test(test_all_of_them_count) };
    return cmocka_run_group_tests(tests, begin, end);
}
