#include "cmocka_all.h"

#include <string.h>

#include "core/date.h"
#include "core/digest.h"
#include "core/number.h"
#include "near.h"

static const struct {
    const char *name, *text;
    ct_code code;
    double want;
} vietnamese[] = {
    { "decimal comma", "14,5", CT_OK, 14.5 },
    { "leading zero", "05", CT_OK, 5 },
    { "grouped thousands", "1.234.567", CT_OK, 1234567 },
    { "both marks", "2.385,75", CT_OK, 2385.75 },
    { "negative", "-1,34", CT_OK, -1.34 },
    { "fifteen digits", "123.456.789.012,345", CT_OK, 123456789012.345 },
    { "short group", "1.23", CT_EPARSE, 0 },
    { "long group", "1.2345", CT_EPARSE, 0 },
    { "group after a long head", "1234.567", CT_EPARSE, 0 },
    { "zero groups nothing", "0.500", CT_EPARSE, 0 },
    { "two commas", "1,2,3", CT_EPARSE, 0 },
    { "comma without decimals", "14,", CT_EPARSE, 0 },
    { "comma without whole part", ",5", CT_EPARSE, 0 },
    { "point after comma", "1,234.5", CT_EPARSE, 0 },
    { "unit left attached", "15%", CT_EPARSE, 0 },
    { "space before", " 15", CT_EPARSE, 0 },
    { "plus", "+15", CT_EPARSE, 0 },
    { "empty", "", CT_EPARSE, 0 },
    { "sign alone", "-", CT_EPARSE, 0 },
    { "sixteen digits", "1234567890123456", CT_EPARSE, 0 },
    { "sixteen with decimals", "123456789012345,6", CT_EPARSE, 0 },
    { "hexadecimal", "0x1F", CT_EPARSE, 0 },
};

static void test_number_vi_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof vietnamese / sizeof *vietnamese; i++) {
        double got = NAN;
        ct_error err = ct_number_vi(vietnamese[i].text, &got);
        if (err.code != vietnamese[i].code)
            fail_msg("%s: code %d, want %d (%s)", vietnamese[i].name, err.code, vietnamese[i].code, err.text);
        if (err.code == CT_OK)
            assert_near(got, vietnamese[i].want, 1e-15, vietnamese[i].name);
        else
            assert_true(isnan(got)); /* untouched on error */
    }
}

static void test_number_written(void **state)
{
    static const struct {
        const char *text;
        bool english;
        double want;
    } cases[] = {
        { "14,5", false, 14.5 },
        { "13.45", false, 13.45 },
        { "1.250", false, 1250 },
        { "1.234.567,8", false, 1234567.8 },
        { "1.234.5", false, 1234.5 },
        { "2,200,000", false, 2200000 },
        { "148,529", false, 148.529 },
        { "0,739", false, 0.739 },
        { "2'200'000", false, 2200000 },
        { "15\xE2\x80\x99"
          "295",
          false, 15295 },
        { "10\xC2\xB3", false, 1000 },
        { "10\xC2\xB9\xE2\x81\xB0", false, 1e10 },
        { "12,100.5", true, 12100.5 },
        { "950,000", true, 950000 },
        { "13.452", true, 13.452 },
        { "1,500,000", true, 1500000 },
        { "14,5", true, 14.5 },
        { "0,739", true, 0.739 },
        { "1.234,5", true, 1234.5 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double got = NAN;
        int digits = 0;
        assert_true(ct_number_written(cases[i].text, strlen(cases[i].text), cases[i].english, &got, &digits));
        assert_near(got, cases[i].want, 1e-15, cases[i].text);
    }
    double untouched = NAN;
    int digits = 0;
    assert_false(ct_number_written("1234567890123456", 16, false, &untouched, &digits));
    assert_false(ct_number_written("", 0, false, &untouched, &digits));
    assert_false(ct_number_written("10m", 3, false, &untouched, &digits));
    assert_true(isnan(untouched));
}

static void test_number_form(void **state)
{
    static const struct {
        const char *text;
        bool english;
    } cases[] = {
        { "12,100.5 and 950,000", true },
        { "1,500,000; 1.250", true },
        { "13.452 %; ICOR 4.125; HDI 0.739.", true },
        { "13,45% and 2,200,000", false },
        { "1.234.567,8", false },
        { "148,529 and 1.250", false },
        { "13.45%, 1.250 on 30.4.2025", false },
        { "1.2.3. 0.25 QL.1,000,000", false },
        { "", false },
        { "1,2,3", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_number_form form = { 0, 0 };
        ct_number_weigh(&form, cases[i].text, strlen(cases[i].text));
        if (ct_number_is_english(&form) != cases[i].english)
            fail_msg("\"%s\": %zu English, %zu Vietnamese", cases[i].text, form.english, form.vietnamese);
    }
}

static const struct {
    const char *text;
    ct_code code;
    double want;
} plain[] = {
    { "2.385", CT_OK, 2.385 }, { "-1.5e3", CT_OK, -1500 }, { ".5", CT_OK, 0.5 },      { "5.", CT_OK, 5 },
    { "1e+12", CT_OK, 1e12 },  { "1,5", CT_EPARSE, 0 },    { "nan", CT_EPARSE, 0 },   { "inf", CT_EPARSE, 0 },
    { "0x10", CT_EPARSE, 0 },  { " 1", CT_EPARSE, 0 },     { "1 ", CT_EPARSE, 0 },    { "", CT_EPARSE, 0 },
    { "e5", CT_EPARSE, 0 },    { "1e", CT_EPARSE, 0 },     { "1e999", CT_EPARSE, 0 }, { "-", CT_EPARSE, 0 },
    { "mười", CT_EPARSE, 0 },
};

static void test_number_plain_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        double got = NAN;
        ct_error err = ct_number_plain(plain[i].text, &got);
        if (err.code != plain[i].code) fail_msg("'%s': code %d", plain[i].text, err.code);
        if (err.code == CT_OK) assert_near(got, plain[i].want, 1e-15, plain[i].text);
    }
}

static void test_integer_range(void **state)
{
    (void)state;
    long got = -7;

    assert_ct_ok(ct_integer_plain("2025", 1900, 2200, &got));
    assert_int_equal(got, 2025);
    static const char *const bad[] = { "1899", "2201",  "20.5",  "",
                                       "-",    "2025a", " 2025", "99999999999999999999" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(ct_integer_plain(bad[i], 1900, 2200, &got).code, CT_EPARSE);
    assert_int_equal(got, 2025);
}

static const struct {
    double value;
    int decimals;
    const char *vi, *en;
} people[] = {
    { 1234567.891, 1, "1.234.567,9", "1,234,567.9" },
    { 14.5, 1, "14,5", "14.5" },
    { 999.5, 0, "1.000", "1,000" },
    { 2.675, 2, "2,68", "2.68" }, /* half away from zero, as printed: the double is a little below */
    { -2.675, 2, "-2,68", "-2.68" },
    { 0.5, 0, "1", "1" },
    { -0.04, 1, "0,0", "0.0" }, /* no minus before a printed zero */
    { 0, 0, "0", "0" },
    { 3000000, 0, "3.000.000", "3,000,000" },
    { 1e15, 0, "1.000.000.000.000.000", "1,000,000,000,000,000" },
};

static void test_number_people_follows_the_language(void **state)
{
    (void)state;
    char out[CT_NUMBER_SIZE];

    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        ct_number_people(out, people[i].value, people[i].decimals, CT_VI);
        assert_string_equal(out, people[i].vi);
        ct_number_people(out, people[i].value, people[i].decimals, CT_EN);
        assert_string_equal(out, people[i].en);
    }
    ct_number_people(out, NAN, 1, CT_VI);
    assert_string_equal(out, "–");
    ct_number_people(out, -1.7e308, 9, CT_VI); /* fits, whatever the value */
}

static void test_number_table_reads_back(void **state)
{
    (void)state;
    static const double values[] = { 0, -0.0, 14.5, 0.1, 1.0 / 3, 1e15, 1e-9, 123456789.123, -2.4e300 };
    char first[CT_NUMBER_SIZE], second[CT_NUMBER_SIZE];

    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        double back;
        ct_number_table(first, values[i]);
        assert_ct_ok(ct_number_plain(first, &back));
        ct_number_table(second, back);
        assert_string_equal(first, second);
    }
    ct_number_table(first, NAN);
    assert_string_equal(first, "");
    ct_number_table(first, -0.0);
    assert_string_equal(first, "0");
}

static void test_number_decimals(void **state)
{
    (void)state;
    assert_int_equal(ct_number_decimals(3895, 3), 0);
    assert_int_equal(ct_number_decimals(14.5, 3), 1);
    assert_int_equal(ct_number_decimals(7.82, 3), 2);
    assert_int_equal(ct_number_decimals(1.0 / 3, 3), 3);
    assert_int_equal(ct_number_decimals(-0.25, 3), 2);
}

static const struct {
    const char *text;
    ct_code code;
    int year, month, day;
} dates[] = {
    { "", CT_OK, 0, 0, 0 },
    { "2025", CT_OK, 2025, 0, 0 },
    { "2023-06", CT_OK, 2023, 6, 0 },
    { "2024-02-29", CT_OK, 2024, 2, 29 },
    { "2023-02-29", CT_EPARSE, 0, 0, 0 },
    { "2023-13", CT_EPARSE, 0, 0, 0 },
    { "2023-6", CT_EPARSE, 0, 0, 0 },
    { "1899", CT_EPARSE, 0, 0, 0 },
    { "20 25", CT_EPARSE, 0, 0, 0 },
    { "2023/06", CT_EPARSE, 0, 0, 0 },
    { "2023-06-00", CT_EPARSE, 0, 0, 0 },
};

static void test_date_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        ct_date date = { 1, 1, 1 };
        char text[CT_DATE_SIZE];
        ct_error err = ct_date_parse(dates[i].text, &date);
        if (err.code != dates[i].code) fail_msg("'%s': code %d", dates[i].text, err.code);
        if (err.code != CT_OK) continue;
        assert_int_equal(date.year, dates[i].year);
        assert_int_equal(date.month, dates[i].month);
        assert_int_equal(date.day, dates[i].day);
        ct_date_print(text, date);
        assert_string_equal(text, dates[i].text);
    }
    assert_true(ct_date_compare(ct_date_year(2023), (ct_date){ 2023, 6, 0 }) < 0);
    assert_true(ct_date_compare((ct_date){ 2023, 6, 30 }, (ct_date){ 2023, 6, 2 }) > 0);
    assert_int_equal(ct_date_compare(ct_date_year(2024), ct_date_year(2024)), 0);
}

/* FIPS 180-4's own examples. */
static void test_digest_certified(void **state)
{
    (void)state;
    char out[CT_DIGEST_SIZE];

    ct_digest(out, "abc", 3);
    assert_string_equal(out, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    ct_digest(out, "", 0);
    assert_string_equal(out, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_number_vi_table),
        cmocka_unit_test(test_number_written),
        cmocka_unit_test(test_number_form),
        cmocka_unit_test(test_number_plain_table),
        cmocka_unit_test(test_integer_range),
        cmocka_unit_test(test_number_people_follows_the_language),
        cmocka_unit_test(test_number_table_reads_back),
        cmocka_unit_test(test_number_decimals),
        cmocka_unit_test(test_date_table),
        cmocka_unit_test(test_digest_certified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
