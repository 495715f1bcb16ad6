/* Features: names joined of parts are the same feature as the name written whole. */
#include <string.h>

#include "cmocka_all.h"
#include "extract/candidates/features.h"

static void test_names_are_joined(void **state)
{
    static const struct {
        const char *name;
        const char *parts[CT_FEATURE_PARTS + 1];
    } cases[] = {
        { "bias", { "bias", NULL } },
        { "b-12=tang_them", { "b-", "12=", "tang", "_", "them", NULL } },
        { "own:", { "own:", "", NULL } },
        { "abcdefghijkl",
          { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l",
            "m" } }, /* no more parts than the most */
    };
    ct_features features = { .names = ct_arena_new() };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_features_begin(&features, 0);
        ct_features_add(&features, 0.5, cases[i].parts);
        assert_int_equal(features.n, 1);
        assert_string_equal(features.at[0].name, cases[i].name);
        assert_true(features.at[0].key == ct_feature_key(cases[i].name));
        assert_true(features.at[0].value == 0.5f);
    }
    ct_arena_free(features.names);
    ct_features_clear(&features);
}

static void test_a_name_after_its_beginning(void **state)
{
    ct_features features = { .names = ct_arena_new() };
    (void)state;
    ct_features_add_after(&features, 0.4, ct_feature_key("poverty_rate:"), "poverty_rate:", "ngheo");
    ct_features_add_after(&features, 0, ct_feature_key("poverty_rate:"), "poverty_rate:", "nothing");
    assert_int_equal(features.n, 1);
    assert_string_equal(features.at[0].name, "poverty_rate:ngheo");
    assert_true(features.at[0].key == ct_feature_key("poverty_rate:ngheo"));
    ct_arena_free(features.names);
    ct_features_clear(&features);
}

static void test_begin_forgets(void **state)
{
    ct_features features = { .n = 0 };
    (void)state;
    ct_features_begin(&features, 3);
    features.slot[2] = 7;
    CT_FEATURE(&features, 1, "a");
    CT_FEATURE(&features, 0, "of no value");
    assert_int_equal(features.n, 1);
    assert_null(features.at[0].name);
    ct_features_begin(&features, 3);
    assert_int_equal(features.n, 0);
    assert_true(features.slot[2] == 0);
    assert_false(features.failed);
    ct_features_clear(&features);
}

static void test_numbers_as_words(void **state)
{
    static const struct {
        long number;
        const char *word;
    } cases[] = { { 0, "0" }, { -3, "-3" }, { -40, "-9" }, { 31, "31" }, { 32, "32" }, { 900, "32" } };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(ct_feature_number(cases[i].number), cases[i].word);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_names_are_joined),
                                        cmocka_unit_test(test_begin_forgets),
                                        cmocka_unit_test(test_a_name_after_its_beginning),
                                        cmocka_unit_test(test_numbers_as_words) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
