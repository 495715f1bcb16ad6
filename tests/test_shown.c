/* Text from outside is made fit to be shown and stored. */
#include "cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "core/error.h"
#include "core/shown.h"
#include "core/valid.h"
#include "core/vietnamese.h"

static const struct {
    const char *name, *text, *shown, *valid;
} cases[] = {
    { "Vietnamese", "Tỷ lệ hộ nghèo: 3,86 %\n", "Tỷ lệ hộ nghèo: 3,86 %\n", "Tỷ lệ hộ nghèo: 3,86 %\n" },
    { "nothing", "", "", "" },
    { "escape and bell", "a\033]0;x\007b", "a?]0;x?b", "a\033]0;x\007b" },
    { "DEL and C1",
      "a\x7f\xC2\x9B"
      "b",
      "a??b",
      "a\x7f\xC2\x9B"
      "b" },
    { "TAB and LF stay", "a\tb\n", "a\tb\n", "a\tb\n" },
    { "turned writing",
      "a\xE2\x80\xAE"
      "b\xE2\x81\xA6"
      "c",
      "a?b?c",
      "a\xE2\x80\xAE"
      "b\xE2\x81\xA6"
      "c" },
    { "zero width",
      "a\xE2\x80\x8B"
      "b\xEF\xBB\xBF",
      "a?b?",
      "a\xE2\x80\x8B"
      "b\xEF\xBB\xBF" },
    { "Latin-1",
      "K\xE9 ho\xE1"
      "ch",
      "K? ho?ch",
      "K\xEF\xBF\xBD ho\xEF\xBF\xBD"
      "ch" },
    { "a letter cut in two", "h\xE1\xBB", "h??", "h\xEF\xBF\xBD\xEF\xBF\xBD" },
    { "overlong", "\xC0\xAF", "??", "\xEF\xBF\xBD\xEF\xBF\xBD" },
    { "a surrogate", "\xED\xA0\x80", "???", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
    { "beyond Unicode", "\xF4\x90\x80\x80", "????", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
};

static void test_shown_and_valid_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_arena *arena = ct_arena_new();
        char text[64];
        snprintf(text, sizeof text, "%s", cases[i].text);
        text[ct_shown(text, strlen(text))] = '\0';
        if (strcmp(text, cases[i].shown) != 0) fail_msg("%s: shown as '%s'", cases[i].name, text);
        const char *valid = ct_valid(arena, cases[i].text);
        if (valid == NULL || strcmp(valid, cases[i].valid) != 0)
            fail_msg("%s: valid is '%s'", cases[i].name, valid);
        if ((valid == cases[i].text) != (strcmp(cases[i].text, cases[i].valid) == 0))
            fail_msg("%s: copied for nothing", cases[i].name);
        ct_arena_free(arena);
    }
}

/* "%.3s" counts bytes: it cuts "ộ" (U+1ED9) in two. */
static void test_a_message_is_utf8_on_one_line(void **state)
{
    ct_error err = ct_in(ct_fail(CT_EDATA, 3, "'%.3s' and\n'%s'", "hộ nghèo", "x\033[2J"), "a\nb\xE9.txt");

    (void)state;
    assert_int_equal(ct_utf8_valid(err.text, strlen(err.text)), strlen(err.text));
    assert_string_equal(err.text, "'h?\?' and?'x?[2J'");
    assert_string_equal(err.file, "a?b?.txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_shown_and_valid_table),
                                        cmocka_unit_test(test_a_message_is_utf8_on_one_line) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
