/* Rows as bytes come back as they were; bytes that are none are refused and leave the table as it was. */
#include "cmocka_all.h"

#include <math.h>
#include <string.h>

#include "core/date.h"
#include "core/pack.h"

typedef struct {
    const char *name;
    double value;
    long line;
    ct_date period;
    int kind;
    const char *unit;
    bool beside; /* no column */
} row;

static const char *const kinds[] = { "target", "actual", NULL };
static const ct_column columns[] = {
    { "name", CT_COLUMN_TEXT, true, offsetof(row, name), NULL, "" },
    { "value", CT_COLUMN_NUMBER, false, offsetof(row, value), NULL, "" },
    { "line", CT_COLUMN_COUNT, false, offsetof(row, line), NULL, "" },
    { "period", CT_COLUMN_DATE, false, offsetof(row, period), NULL, "" },
    { "kind", CT_COLUMN_WORD, true, offsetof(row, kind), kinds, "" },
    { "unit", CT_COLUMN_TEXT, false, offsetof(row, unit), NULL, "" },
};
static const ct_schema schema = { "rows", "", columns, 6, sizeof(row) };

static const row rows[] = {
    { "tỷ lệ hộ nghèo", 1.0 / 3, 7, { 2025, 12, 31 }, 1, "%", true }, /* poverty rate; a value that no table
                                                                         prints in full */
    { "=1+1\n\"x\"", -0.0, 0, { 0, 0, 0 }, 0, "", false },
    { "", NAN, 1, { 2030, 0, 0 }, 1, "tỷ đồng", true },
};
enum { N = sizeof rows / sizeof *rows };

static ct_table *new_table(size_t n)
{
    ct_table *table;

    assert_ct_ok(ct_table_new(&table, &schema));
    for (size_t i = 0; i < n; i++) {
        row *at = ct_table_add(table);
        assert_non_null(at);
        *at = rows[i];
    }
    return table;
}

static void assert_row(const row *got, const row *want)
{
    assert_string_equal(got->name, want->name);
    assert_string_equal(got->unit, want->unit);
    assert_memory_equal(&got->value, &want->value, sizeof got->value);
    assert_int_equal(got->line, want->line);
    assert_int_equal(ct_date_compare(got->period, want->period), 0);
    assert_int_equal(got->kind, want->kind);
    assert_int_equal(got->beside, want->beside);
}

static void test_rows_come_back_behind_those_that_are_there(void **state)
{
    (void)state;
    ct_table *from = new_table(N), *to = new_table(1);
    ct_buffer bytes;

    ct_buffer_init(&bytes);
    ct_pack_number(&bytes, 2385);
    ct_pack_text(&bytes, "sông Lam");
    ct_pack_rows(&bytes, from);
    assert_ct_ok(ct_buffer_error(&bytes));
    ct_table_free(from); /* nothing of it is needed */
    ct_unpack at = { bytes.data, bytes.len };
    uint64_t number;
    const char *text;

    assert_ct_ok(ct_unpack_number(&at, 2385, &number));
    assert_int_equal(number, 2385);
    assert_ct_ok(ct_unpack_text(&at, &text));
    assert_string_equal(text, "sông Lam");
    assert_ct_ok(ct_unpack_rows(&at, to));
    ct_buffer_clear(&bytes);
    assert_int_equal(at.left, 0);
    assert_int_equal(to->n, 1 + N);
    for (size_t i = 0; i < N; i++) assert_row(ct_table_row(to, 1 + i), &rows[i]);
    ct_table_free(to);
}

/* Every beginning of the bytes, and the bytes with any one of them changed, is refused or gives rows whose
 * text is whole. */
static void test_damaged_bytes_are_refused_whole(void **state)
{
    (void)state;
    ct_table *from = new_table(N);
    ct_buffer bytes;
    size_t refused = 0;

    ct_buffer_init(&bytes);
    ct_pack_rows(&bytes, from);
    for (size_t n = 0; n < bytes.len; n++) {
        ct_table *to = new_table(1);
        ct_unpack at = { bytes.data, n };
        ct_error err = ct_unpack_rows(&at, to);
        if (err.code != CT_EDATA || to->n != 1)
            fail_msg("the first %zu bytes: code %d, %zu rows", n, err.code, to->n);
        ct_table_free(to);
    }
    for (size_t i = 0; i < bytes.len; i++) {
        ct_table *to = new_table(0);
        char was = bytes.data[i];
        bytes.data[i] = (char)(was ^ 0x80);
        ct_unpack at = { bytes.data, bytes.len };
        ct_error err = ct_unpack_rows(&at, to);
        refused += err.code == CT_EDATA;
        if (err.code != CT_OK && to->n != 0) fail_msg("byte %zu: rows in spite of an error", i);
        for (size_t r = 0; r < to->n; r++)
            assert_true(strlen(((const row *)ct_table_row(to, r))->name) < bytes.len);
        bytes.data[i] = was;
        ct_table_free(to);
    }
    assert_true(refused > bytes.len / 4); /* lengths and letters; numbers may be any */
    ct_table_free(from);
    ct_buffer_clear(&bytes);
}

static void test_numbers_and_words_beyond_what_is_there(void **state)
{
    (void)state;
    ct_table *from = new_table(1), *to = new_table(0);
    ct_buffer bytes;
    uint64_t number;

    ct_buffer_init(&bytes);
    ct_pack_number(&bytes, 12);
    ct_unpack at = { bytes.data, bytes.len };
    assert_int_equal(ct_unpack_number(&at, 11, &number).code, CT_EDATA);
    ct_buffer_empty(&bytes);
    ((row *)ct_table_row(from, 0))->kind = 2; /* no such word */
    ct_pack_rows(&bytes, from);
    at = (ct_unpack){ bytes.data, bytes.len };
    assert_int_equal(ct_unpack_rows(&at, to).code, CT_EDATA);
    assert_int_equal(to->n, 0);
    ct_buffer_clear(&bytes);
    ct_table_free(from);
    ct_table_free(to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_come_back_behind_those_that_are_there),
        cmocka_unit_test(test_damaged_bytes_are_refused_whole),
        cmocka_unit_test(test_numbers_and_words_beyond_what_is_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
