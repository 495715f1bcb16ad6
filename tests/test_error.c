#include "cmocka_all.h"

#include <string.h>

#include "core/error.h"
#include "core/vietnamese.h"

static void test_fail_keeps_code_place_sentence(void **state)
{
    (void)state;
    ct_error err = ct_in(ct_fail(CT_EPARSE, 12, "column '%s' is missing", "unit"), "a.csv");

    assert_int_equal(err.code, CT_EPARSE);
    assert_int_equal(err.line, 12);
    assert_string_equal(err.file, "a.csv");
    assert_string_equal(err.text, "column 'unit' is missing");
}

static void test_in_names_the_first_file_only(void **state)
{
    (void)state;
    ct_error err = ct_in(ct_in(ct_fail(CT_EIO, 0, "x"), "inner"), "outer");

    assert_string_equal(err.file, "inner");
    assert_int_equal(ct_in(ct_ok(), "f").code, CT_OK);
    assert_string_equal(ct_in(ct_ok(), "f").file, "");
}

static void test_fail_cuts_long_text_at_a_character(void **state)
{
    (void)state;
    char longer[2000];

    for (size_t offset = 0; offset < 3; offset++) { /* the cut falls at each byte of a three-byte letter */
        memset(longer, 'a', offset);
        for (size_t i = offset; i + 3 < sizeof longer; i += 3) memcpy(longer + i, "ế", 3);
        longer[1800 + offset] = '\0';
        ct_error err = ct_fail(CT_EDATA, 0, "%s", longer);
        assert_int_equal(ct_utf8_valid(err.text, strlen(err.text)), strlen(err.text));
        assert_string_equal(err.text + strlen(err.text) - 3, "...");
    }
}

static void test_fail_blunts_control_characters(void **state)
{
    (void)state;
    ct_error err = ct_in(ct_fail(CT_EDATA, 0, "bad \033[31mred\n"), "f\033]0;x");

    assert_string_equal(err.text, "bad ?[31mred?");
    assert_string_equal(err.file, "f?]0;x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fail_keeps_code_place_sentence),
        cmocka_unit_test(test_in_names_the_first_file_only),
        cmocka_unit_test(test_fail_cuts_long_text_at_a_character),
        cmocka_unit_test(test_fail_blunts_control_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
