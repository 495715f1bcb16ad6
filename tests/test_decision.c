/* Decisions: scores are sums of weights, chances are a logit's, and a table of weights that does not fit is told, not guessed at. */
#include "cmocka_all.h"

#include <math.h>
#include <string.h>

#include "extract/decision.h"
#include "near.h"

static const ct_feature features[] = {
    { "colour", { "red", "green", "blue" } },
    { "size", { "small", "large" } },
};
static const ct_decision decision = { "fruit", features, 2 };

#define HEADER "decision,feature,value,with,with_value,weight\n"

static ct_error read(ct_arena *arena, ct_weights *weights, const char *text)
{
    const ct_decision *const decisions[] = { &decision };
    ct_weights *const out[] = { weights };
    return ct_weights_read(arena, decisions, 1, out, text, strlen(text), "w.csv");
}

static void test_scores(void **state)
{
    static ct_weights weights;
    ct_arena *arena = ct_arena_new();
    (void)state;
    assert_ct_ok(read(arena, &weights, HEADER "fruit,colour,red,,,1.5\nfruit,size,large,,,-0.25\nfruit,colour,red,size,large,2\n"
                                              "fruit,colour,blue,size,small,-1\n"));
    static const struct {
        uint8_t values[2];
        double  score;
    } cases[] = { { { 0, 0 }, 1.5 }, { { 0, 1 }, 3.25 }, { { 1, 1 }, -0.25 }, { { 2, 0 }, -1 }, { { 1, 0 }, 0 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) assert_near(ct_weights_score(&weights, cases[i].values), cases[i].score, 1e-6, "score");
    const char *told = ct_weights_describe(arena, &weights, (const uint8_t[]){ 0, 1 });
    assert_non_null(strstr(told, "colour=red size=large | "));
    assert_non_null(strstr(told, "colour=red & size=large +2.00, colour=red +1.50, size=large -0.25"));
    ct_arena_free(arena);
}

static void test_probabilities(void **state)
{
    const double scores[] = { 0, log(2), log(5) }, huge[] = { 1e6, 1e6 - 1, -1e6 };
    double out[3];
    (void)state;
    ct_probabilities(scores, 3, out);
    assert_near(out[0], 0.125, 1e-12, "1 in 8");
    assert_near(out[1], 0.25, 1e-12, "2 in 8");
    assert_near(out[2], 0.625, 1e-12, "5 in 8");
    ct_probabilities(huge, 3, out);
    assert_near(out[0] + out[1] + out[2], 1, 1e-12, "they add to 1");
    assert_near(out[0] / out[1], exp(1), 1e-9, "and keep their odds");
    ct_probabilities(scores, 1, out);
    assert_near(out[0], 1, 0, "alone");
}

static void test_bad_weights(void **state)
{
    static const struct {
        const char *text, *says;
        long        line;
    } cases[] = {
        { HEADER "taste,colour,red,,,1\n", "taste", 2 },
        { HEADER "fruit,shape,red,,,1\n", "shape", 2 },
        { HEADER "fruit,colour,pink,,,1\n", "pink", 2 },
        { HEADER "fruit,colour,red,size,huge,1\n", "huge", 2 },
        { HEADER "fruit,colour,red,,,1\nfruit,colour,red,,,much\n", "much", 3 },
        { HEADER "fruit,colour,red,,,nan\n", "nan", 2 },
        { HEADER "fruit,colour,red\n", "cells", 2 },
    };
    static ct_weights weights;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_arena *arena = ct_arena_new();
        ct_error err = read(arena, &weights, cases[i].text);
        assert_int_equal(err.code, CT_EPARSE);
        assert_int_equal(err.line, cases[i].line);
        assert_non_null(strstr(err.text, cases[i].says));
        ct_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_scores), cmocka_unit_test(test_probabilities), cmocka_unit_test(test_bad_weights) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
