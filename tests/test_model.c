/* Models: weights read from a file, scores and chances computed by hand, faults of the file named by line. */
#include <math.h>
#include <string.h>

#include "cmocka_all.h"
#include "extract/decisions/model.h"
#include "near.h"

static const char *const kinds[] = { "target", "actual" }, *const slots[] = { "cover", "seen" };
static const ct_model_shape by_class = { "kind", 2, kinds, NULL, 0 },
                            by_candidate = { "indicator", 0, NULL, slots, 2 };
static const ct_model_shape *const shapes[] = { &by_class, &by_candidate };

static ct_error read(ct_arena *arena, const char *text, ct_model *models[2])
{
    return ct_models_read(arena, shapes, 2, models, text, strlen(text), "weights.csv");
}

static void test_scores(void **state)
{
    static const char text[] =
        "decision,feature,class,weight\n"
        "kind,bias,actual,0.5\nkind,\"own:ke, hoach\",target,2\nkind,\"own:ke, hoach\",actual,-1\n"
        "indicator,cover,,3\nindicator,seen,,-0.25\nindicator,before,,1.5\n";
    ct_arena *arena = ct_arena_new();
    ct_model *models[2];
    ct_features features = { .n = 0 };
    double scores[2];
    (void)state;
    assert_int_equal(read(arena, text, models).code, CT_OK);
    ct_features_begin(&features, 0);
    CT_FEATURE(&features, 1, "bias");
    CT_FEATURE(&features, 0.5, "own:", "ke, hoach");
    CT_FEATURE(&features, 9, "unheard of");
    ct_model_scores(models[0], &features, scores);
    assert_near(scores[0], 1, 1e-6, "scores[0]"); /* 0.5 * 2          */
    assert_near(scores[1], 0, 1e-6, "scores[1]"); /* 0.5 + 0.5 * (-1) */
    ct_model_chances(scores, 2);
    assert_near(scores[0], 1 / (1 + exp(-1)), 1e-6, "scores[0]");
    assert_near(scores[0] + scores[1], 1, 1e-12, "scores[0] + scores[1]");
    ct_features_begin(&features, 2);
    features.slot[0] = 0.5f;
    features.slot[1] = 4;
    CT_FEATURE(&features, 2, "before");
    assert_near(ct_model_score(models[1], &features), 1.5 - 1 + 3, 1e-6, "ct_model_score(models[1]");
    assert_near(ct_model_weight(models[1], "seen", 0), -0.25, 1e-6, "ct_model_weight(models[1]");
    assert_near(ct_model_weight(models[0], "bias", 0), 0, 1e-12, "ct_model_weight(models[0]");
    assert_near(ct_model_weight(models[0], "bias", 1), 0.5, 1e-6, "ct_model_weight(models[0]");
    ct_features_clear(&features);
    ct_arena_free(arena);
}

static void test_empty_weighs_nothing(void **state)
{
    ct_arena *arena = ct_arena_new();
    ct_model *models[2];
    ct_features features = { .n = 0 };
    double scores[2];
    (void)state;
    assert_int_equal(read(arena, "decision,feature,class,weight\n", models).code, CT_OK);
    ct_features_begin(&features, 0);
    CT_FEATURE(&features, 1, "bias");
    ct_model_scores(models[0], &features, scores);
    ct_model_chances(scores, 2);
    assert_near(scores[0], 0.5, 1e-12, "scores[0]");
    ct_features_clear(&features);
    ct_arena_free(arena);
}

/* Chances lie from 0 to 1 and sum to one, whatever the scores; the higher score has the higher chance. */
static void test_chances_sum_to_one(void **state)
{
    static const struct {
        const char *name;
        size_t n;
        double scores[6];
    } cases[] = {
        { "one", 1, { -3 } },
        { "equal", 4, { 2, 2, 2, 2 } },
        { "far apart", 3, { 1000, -1000, 0 } },
        { "all huge", 3, { 1e6, 1e6 - 1, 1e6 + 1 } },
        { "all tiny", 3, { -1e6, -1e6 - 1, -1e6 + 1 } },
        { "mixed", 6, { 0.1, -0.2, 3.5, 3.4, -7, 0 } },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double chances[6], sum = 0;
        memcpy(chances, cases[i].scores, sizeof chances);
        ct_model_chances(chances, cases[i].n);
        for (size_t a = 0; a < cases[i].n; a++) {
            sum += chances[a];
            if (!(chances[a] >= 0 && chances[a] <= 1))
                fail_msg("%s: chance %zu is %g", cases[i].name, a, chances[a]);
            for (size_t b = 0; b < cases[i].n; b++)
                if (cases[i].scores[a] > cases[i].scores[b] && chances[a] < chances[b])
                    fail_msg("%s: a higher score has a lower chance", cases[i].name);
        }
        assert_near(sum, 1, 1e-12, cases[i].name);
    }
}

static void test_faults_are_named(void **state)
{
    static const struct {
        const char *row, *word;
    } cases[] = {
        { "colour,bias,target,1\n", "no decision" },
        { "kind,bias,forecast,1\n", "no class" },
        { "indicator,cover,target,1\n", "no class" },
        { "kind,bias,target,much\n", "much" },
        { "kind,bias,target\n", "cells" },
        { "kind,bias,target,2000\n", "2000" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_arena *arena = ct_arena_new();
        ct_model *models[2];
        char text[200] = "decision,feature,class,weight\nkind,bias,target,1\n";
        strcat(text, cases[i].row);
        ct_error err = read(arena, text, models);
        assert_int_equal(err.code, CT_EPARSE);
        assert_string_equal(err.file, "weights.csv");
        assert_int_equal(err.line, 3);
        if (strstr(err.text, cases[i].word) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", err.text, cases[i].word);
        ct_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_scores),
                                        cmocka_unit_test(test_empty_weighs_nothing),
                                        cmocka_unit_test(test_chances_sum_to_one),
                                        cmocka_unit_test(test_faults_are_named) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
