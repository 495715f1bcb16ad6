#include "cmocka_all.h"

#include <string.h>

#include "core/vietnamese.h"

static const struct {
    const char *name, *text, *want;
} folds[] = {
    { "marks and case", "Tỷ lệ  Hộ NGHÈO", "ty le ho ngheo" },
    { "d with stroke", "Đào tạo đạt", "dao tao dat" },
    { "composed", "tốc độ", "toc do" },
    { "decomposed",
      "to\xCC\x82\xCC\x81"
      "c \xC4\x91o\xCC\xA3\xCC\x82",
      "toc do" },
    { "old tone place", "hoá", "hoa" },
    { "new tone place", "hóa", "hoa" },
    { "horn", "ươ ƯƠ", "uo uo" },
    { "white space of all kinds",
      " \t\nmột\xC2\xA0"
      "hai\xE3\x80\x80"
      "ba \r\n",
      "mot hai ba" },
    { "not UTF-8",
      "a\xFF"
      "b\xC3",
      "a?b?" },
    { "other signs stay", "14-15% (≥ 80)", "14-15% (≥ 80)" },
    { "nothing", "", "" },
    { "only marks", "\xCC\x81\xCC\x82", "" },
};

static void test_fold_table(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();

    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
        const char *got = ct_fold(arena, folds[i].text, strlen(folds[i].text));
        if (strcmp(got, folds[i].want) != 0)
            fail_msg("%s: got '%s', want '%s'", folds[i].name, got, folds[i].want);
    }
    ct_arena_free(arena);
}

/* All 134 accented Vietnamese letters, each with the base letter it must fold to. */
static void test_fold_every_letter(void **state)
{
    (void)state;
    static const struct {
        const char *letters;
        char base;
    } rows[] = {
        { "àáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", 'a' },
        { "èéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆ", 'e' },
        { "ìíỉĩịÌÍỈĨỊ", 'i' },
        { "òóỏõọôồốổỗộơờớởỡợÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ", 'o' },
        { "ùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰ", 'u' },
        { "ỳýỷỹỵỲÝỶỸỴ", 'y' },
        { "đĐ", 'd' },
    };
    int count = 0;

    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        size_t n = strlen(rows[r].letters);
        for (size_t i = 0; i < n; count++) {
            int code;
            i += ct_utf8_next(rows[r].letters + i, n - i, &code);
            assert_int_equal(ct_fold_code(code), rows[r].base);
        }
    }
    assert_int_equal(count, 134);
}

static void test_fold_never_outgrows_its_room(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();
    char one[8];

    for (int code = 1; code < 0x110000; code += code < 0x3000 ? 1 : 97) {
        if (code >= 0xD800 && code < 0xE000) continue;
        size_t n = 0;
        if (code < 0x80)
            one[n++] = (char)code;
        else if (code < 0x800) {
            one[n++] = (char)(0xC0 | code >> 6);
            one[n++] = (char)(0x80 | (code & 63));
        } else if (code < 0x10000) {
            one[n++] = (char)(0xE0 | code >> 12);
            one[n++] = (char)(0x80 | (code >> 6 & 63));
            one[n++] = (char)(0x80 | (code & 63));
        } else {
            one[n++] = (char)(0xF0 | code >> 18);
            one[n++] = (char)(0x80 | (code >> 12 & 63));
            one[n++] = (char)(0x80 | (code >> 6 & 63));
            one[n++] = (char)(0x80 | (code & 63));
        }
        const char *got = ct_fold(arena, one, n);
        assert_true(strlen(got) <= 2 * n);
        assert_int_equal(ct_utf8_valid(got, strlen(got)), strlen(got));
    }
    ct_arena_free(arena);
}

static void test_fold_takes_a_nul_for_a_space(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();

    assert_string_equal(ct_fold(arena, "Tỷ \0 lệ\0", strlen("Tỷ ") + 1 + strlen(" lệ") + 1), "ty le");
    ct_arena_free(arena);
}

static void test_fold_equal(void **state)
{
    (void)state;
    assert_true(ct_fold_equal("Tỉnh Bắc Giang", "tinh bac giang"));
    assert_true(ct_fold_equal("", " "));
    assert_false(ct_fold_equal("nam", "nữ"));
}

static void test_utf8_valid_and_cut(void **state)
{
    (void)state;
    assert_int_equal(ct_utf8_valid("tỷ\xFF", 5), 4);
    assert_int_equal(ct_utf8_valid("\xC0\xAF", 2), 0);     /* overlong */
    assert_int_equal(ct_utf8_valid("\xED\xA0\x80", 3), 0); /* surrogate */
    assert_int_equal(ct_utf8_cut("tỷ lệ", 2), 1);
    assert_int_equal(ct_utf8_cut("tỷ lệ", 4), 4);
    assert_int_equal(ct_utf8_cut("tỷ", 40), 4);
}

static void test_nfc_lower_width(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();

    assert_string_equal(ct_nfc(arena, "o\xCC\x82\xCC\x81", 5), "ố");
    assert_string_equal(ct_nfc(arena, "a\xFF", 2), "a\xEF\xBF\xBD");
    assert_string_equal(ct_lower(arena, "TỶ ĐỒNG", strlen("TỶ ĐỒNG")), "tỷ đồng");
    assert_int_equal(ct_width("tỷ lệ"), 5);
    assert_int_equal(ct_width("to\xCC\x82"), 2);
    ct_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fold_table),
        cmocka_unit_test(test_fold_every_letter),
        cmocka_unit_test(test_fold_never_outgrows_its_room),
        cmocka_unit_test(test_fold_takes_a_nul_for_a_space),
        cmocka_unit_test(test_fold_equal),
        cmocka_unit_test(test_utf8_valid_and_cut),
        cmocka_unit_test(test_nfc_lower_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
