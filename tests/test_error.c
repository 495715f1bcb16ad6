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

static void test_fail_words_vietnamese_with_the_same_arguments(void **state)
{
    (void)state;
    ct_error number = ct_fail(CT_EUSAGE, 0, "'%.40s' is no whole number from %ld to %ld", "x", 1L, 50L);
    assert_string_equal(number.vi, "'x' không phải số nguyên từ 1 đến 50");
    assert_string_equal(
        ct_fail(CT_EDATA, 0, "%g in %.0f is above the ceiling %g; give a higher one", 1.5, 2020.0, 1.25).vi,
        "1.5 của năm 2020 cao hơn mức trần 1.25; hãy cho mức trần cao hơn");
    assert_string_equal(
        ct_fail(CT_EUSAGE, 0, "'%.*s' is no image format; write some of svg,png,pdf,emf,eps,tikz", 2, "abc")
            .vi,
        "'ab' không phải dạng ảnh; hãy viết trong các dạng svg,png,pdf,emf,eps,tikz");
    assert_string_equal(
        ct_fail(CT_EPARSE, 0, "growth of %g %% a year leaves nothing; give more than -100", -100.0).vi,
        "tăng -100 % một năm thì không còn gì; hãy cho số lớn hơn -100");
    assert_string_equal(ct_fail(CT_ENUMERIC, 0, "needs %zu values, has %zu", (size_t)3, (size_t)2).vi,
                        "cần 3 giá trị, có 2");
    assert_string_equal(
        ct_fail(CT_EIO, 0, "%s: %s%s", "cannot be opened", "No such file or directory", "").vi,
        "không mở được: không có tệp hoặc thư mục này");
    assert_string_equal(ct_fail_why(CT_EUSAGE, 0, &number, "--horizon: %s", number.text).vi,
                        "--horizon: 'x' không phải số nguyên từ 1 đến 50");
    assert_string_equal(ct_fail(CT_EDATA, 0, "words that no table holds: %d", 7).vi, "");
    assert_string_equal(ct_ok().vi, "");
}

static void test_vietnamese_is_cut_and_blunted_too(void **state)
{
    (void)state;
    char longer[2000];

    for (size_t i = 0; i + 3 < sizeof longer; i += 3) memcpy(longer + i, "ế", 3);
    longer[1998] = '\0';
    ct_error err = ct_fail(CT_EPARSE, 0, "key '%s' stands twice; keep one", longer);
    assert_int_equal(ct_utf8_valid(err.vi, strlen(err.vi)), strlen(err.vi));
    assert_string_equal(err.vi + strlen(err.vi) - 3, "...");
    assert_string_equal(ct_fail(CT_EPARSE, 0, "key '%s' stands twice; keep one", "a\033[31m").vi,
                        "khoá 'a?[31m' có hai lần; hãy giữ một");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fail_keeps_code_place_sentence),
        cmocka_unit_test(test_in_names_the_first_file_only),
        cmocka_unit_test(test_fail_cuts_long_text_at_a_character),
        cmocka_unit_test(test_fail_blunts_control_characters),
        cmocka_unit_test(test_fail_words_vietnamese_with_the_same_arguments),
        cmocka_unit_test(test_vietnamese_is_cut_and_blunted_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
