/* What the forms of other systems are made with: codes, quoting, keys. The whole files are checked by
 * check-exchange.py and check-package.py. */
#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/codes.h"
#include "exchange/database.h"
#include "exchange/descriptor.h"
#include "exchange/open_sdg.h"
#include "exchange/sdmx.h"
#include "series/series.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_codes_are_made_of_letters(void **state)
{
    static const struct {
        const char *text, *code;
    } cases[] = {
        { "tỉnh Bắc Giang", "TINH_BAC_GIANG" }, /* province */
        { "Đắk Lắk", "DAK_LAK" },
        { "triệu đồng/người", "TRIEU_DONG_NGUOI" }, /* million đồng a head */
        { "% GRDP", "PT_GRDP" },
        { "  (2021-2025) ", "2021_2025" },
        { "công nghiệp - xây dựng", "CONG_NGHIEP_XAY_DUNG" }, /* industry and construction */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ct_arena *arena = ct_arena_new();
        ct_codes codes;

        assert_non_null(arena);
        assert_ct_ok(ct_codes_make(arena, &cases[i].text, 1, &codes));
        assert_string_equal(ct_codes_find(&codes, cases[i].text), cases[i].code);
        assert_string_equal(ct_codes_find(&codes, "khác"), "");
        ct_arena_free(arena);
    }
}

/* Whatever the order and however often each comes, a text keeps its code, and no two have one. */
static void test_codes_do_not_depend_on_order(void **state)
{
    static const char *const first[] = { "tấn", "tan", "tán", "‰", "°", "tấn" }, *const second[] = {
        "°", "tán", "tan", "tan", "tấn", "‰"
    };
    ct_arena *arena = ct_arena_new();
    ct_codes a, b;

    (void)state;
    assert_non_null(arena);
    assert_ct_ok(ct_codes_make(arena, first, COUNT(first), &a));
    assert_ct_ok(ct_codes_make(arena, second, COUNT(second), &b));
    assert_int_equal(a.n, 5);
    assert_int_equal(b.n, 5);
    for (size_t i = 0; i < a.n; i++) {
        assert_string_equal(a.list[i].text, b.list[i].text);
        assert_string_equal(a.list[i].code, b.list[i].code);
        assert_int_equal(strspn(a.list[i].code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef0123456789_"),
                         strlen(a.list[i].code));
        for (size_t k = 0; k < i; k++) assert_string_not_equal(a.list[i].code, a.list[k].code);
    }
    assert_string_equal(ct_codes_find(&a, "tan"), "TAN"); /* the first in the order of bytes */
    ct_arena_free(arena);
}

static void test_sdmx_structure(void **state)
{
    static const struct {
        const char *text;
        bool good;
    } cases[] = {
        { CT_SDMX_STRUCTURE, true },
        { "ESTAT:NA_MAIN(1.6.0)", true },
        { "BGI.DPI:KTXH(2.1)", true },
        { "", false },
        { "A:B", false },
        { "A:B()", false },
        { ":B(1.0)", false },
        { "A:(1.0)", false },
        { "A B:C(1.0)", false },
        { "A:B(1.0)x", false },
        { "A:B(1.x)", false },
        { "A:B,C(1.0)", false },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if ((ct_sdmx_structure_check(cases[i].text).code == CT_OK) != cases[i].good)
            fail_msg("'%s'", cases[i].text);
}

static void test_yaml_text(void **state)
{
    static const struct {
        const char *text, *yaml;
    } cases[] = {
        { "", "\"\"" },
        { "tỉnh Bắc Giang: [x] #1", "\"tỉnh Bắc Giang: [x] #1\"" },
        { "a\"b\\c", "\"a\\\"b\\\\c\"" },
        { "a\nb\tc\x7F", "\"a\\u000Ab\\u0009c\\u007F\"" },
        { "\xC2\x85\xE2\x80\xA8\xEF\xBB\xBF", "\"\\u0085\\u2028\\uFEFF\"" },
        { "\xF0\x9F\x8C\xBE", "\"\xF0\x9F\x8C\xBE\"" },
        { "a\xFF", "\"a\\uFFFD\"" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ct_buffer text;

        ct_buffer_init(&text);
        ct_yaml_text(&text, cases[i].text);
        assert_string_equal(ct_buffer_string(&text), cases[i].yaml);
        ct_buffer_clear(&text);
    }
}

static ct_table *two_values(long second)
{
    ct_table *table;

    assert_ct_ok(ct_table_new(&table, &ct_series_schema));
    for (long i = 0; i < 2; i++) {
        ct_point *point = ct_table_add(table);
        assert_non_null(point);
        point->indicator = "poverty_rate";
        point->unit = "%";
        point->period = i == 0 ? 2020 : second;
        point->value = 14.5;
    }
    return table;
}

/* A row told twice takes the key away from what is written of the table, and nothing else. */
static void test_keys_are_stated_where_they_hold(void **state)
{
    (void)state;
    for (int twice = 0; twice < 2; twice++) {
        ct_table *table = two_values(twice ? 2020 : 2021);
        const ct_table *const tables[] = { table, NULL };
        ct_stated_keys keys;
        ct_buffer bytes;

        assert_ct_ok(ct_stated_keys_of(table, tables, 2, &keys));
        assert_int_equal(keys.key, !twice);
        assert_false(keys.references[0]); /* the indicators are not among the tables */
        ct_buffer_init(&bytes);
        ct_error err = ct_database_make(tables, 2, "CREATE VIEW all_of_it AS SELECT * FROM series", &bytes);
#ifdef CHITIEU_HAVE_SQLITE
        assert_ct_ok(err);
        assert_true(bytes.len > 1024 && memcmp(bytes.data, "SQLite format 3", 16) == 0);
        ct_buffer_empty(&bytes);
        err = ct_database_make(tables, 2, "CREATE VEIW x", &bytes);
        assert_int_equal(err.code, CT_EDATA);
        assert_non_null(strstr(err.text, "VEIW"));
#else
        assert_int_equal(err.code, CT_EUSAGE);
        assert_non_null(strstr(err.text, "libsqlite3-dev"));
#endif
        ct_buffer_clear(&bytes);
        ct_table_free(table);
    }
}

/* Every column that a key or a reference names is one of its table. */
static void test_keys_name_columns(void **state)
{
    (void)state;
    for (const ct_keyed *one = ct_keyed_tables; one->schema != NULL; one++) {
        for (size_t k = 0; k < CT_MAX_KEY && one->key[k] != NULL; k++)
            if (ct_schema_column(one->schema, one->key[k]) == one->schema->n_columns)
                fail_msg("%s has no %s", one->schema->name, one->key[k]);
        for (size_t r = 0; r < CT_MAX_REFERENCES && one->references[r].column != NULL; r++) {
            const ct_reference *reference = &one->references[r];
            const ct_keyed *other = ct_keyed_find(reference->table);

            if (ct_schema_column(one->schema, reference->column) == one->schema->n_columns)
                fail_msg("%s has no %s", one->schema->name, reference->column);
            if (other == NULL ||
                ct_schema_column(other->schema, reference->other) == other->schema->n_columns)
                fail_msg("%s.%s points to no %s.%s", one->schema->name, reference->column, reference->table,
                         reference->other);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes_are_made_of_letters),
        cmocka_unit_test(test_codes_do_not_depend_on_order),
        cmocka_unit_test(test_sdmx_structure),
        cmocka_unit_test(test_yaml_text),
        cmocka_unit_test(test_keys_are_stated_where_they_hold),
        cmocka_unit_test(test_keys_name_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
