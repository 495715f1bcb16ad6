#include "cmocka_all.h"

#include <string.h>

#include "core/csv.h"
#include "core/date.h"
#include "core/table.h"
#include "near.h"

typedef struct {
    const char *name;
    double value;
    long line;
    ct_date period;
    int kind;
} row;

static const char *const kinds[] = { "target", "actual", NULL };
static const ct_column columns[] = {
    { "name", CT_COLUMN_TEXT, true, offsetof(row, name), NULL, "" },
    { "value", CT_COLUMN_NUMBER, false, offsetof(row, value), NULL, "" },
    { "line", CT_COLUMN_COUNT, false, offsetof(row, line), NULL, "" },
    { "period", CT_COLUMN_DATE, false, offsetof(row, period), NULL, "" },
    { "kind", CT_COLUMN_WORD, true, offsetof(row, kind), kinds, "" },
};
static const ct_schema schema = { "rows", "", columns, 5, sizeof(row) };

static ct_table *new_table(void)
{
    ct_table *table;

    assert_ct_ok(ct_table_new(&table, &schema));
    return table;
}

static void test_read_finds_columns_by_name(void **state)
{
    (void)state;
    ct_table *table = new_table();
    const char text[] =
        "\xEF\xBB\xBFkind,extra,value,name\r\nactual,\"a,b\",14.5,\"nói \"\"x\"\"\r\nhai dòng\"\r\n\r\ntarget,,,y\n";

    assert_ct_ok(ct_table_read(table, text, sizeof text - 1, "f.csv"));
    assert_int_equal(table->n, 2);
    const row *first = ct_table_row(table, 0), *second = ct_table_row(table, 1);
    assert_string_equal(first->name, "nói \"x\"\r\nhai dòng");
    assert_near(first->value, 14.5, 0, "value");
    assert_int_equal(first->kind, 1);
    assert_true(isnan(second->value));
    assert_int_equal(table->lines[0], 2);
    assert_int_equal(table->lines[1], 5); /* after the two-line cell and a blank line */
    ct_table_free(table);
}

static const struct {
    const char *name, *text;
    long line;
    const char *says;
} faults[] = {
    { "missing column", "value,kind\n1,actual\n", 1, "column 'name' is missing" },
    { "word for a number", "name,value,kind\na,1,actual\nb,mười,actual\n", 3,
      "column 'value': 'mười' is no number" },
    { "decimal comma", "name,value,kind\na,\"1,5\",actual\n", 2, "decimal point" },
    { "unknown word", "name,kind\na,planned\n", 2, "'planned' is not one of 'target' or 'actual'" },
    { "empty required", "name,kind\n,actual\n", 2, "column 'name' is empty" },
    { "too many cells", "name,kind\na,actual,x\n", 2, "3 cells, the header 2" },
    { "too few cells", "name,kind\na\n", 2, "1 cells, the header 2" },
    { "stray quote", "name,kind\na\"b,actual\n", 2, "bad quoting" },
    { "unclosed quote", "name,kind\na,actual\n\"b,actual\n", 3, "never closed" },
    { "empty file", "", 0, "is empty" },
    { "blank lines only", "\n\n", 0, "is empty" },
    { "twice the same column", "name,name,kind\na,b,actual\n", 1, "stands twice" },
    { "bad date", "name,period,kind\na,2025-13,actual\n", 2, "is no date" },
    { "count below one", "name,line,kind\na,0,actual\n", 2, "no whole number" },
    { "count with a fraction", "name,line,kind\na,1.5,actual\n", 2, "no whole number" },
    { "not UTF-8", "name,kind\n\xFF,actual\n", 2, "not UTF-8" },
};

static void test_read_faults_name_file_line_and_cause(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        ct_table *table = new_table();
        ct_error err = ct_table_read(table, faults[i].text, strlen(faults[i].text), "f.csv");
        if (err.code != CT_EPARSE) fail_msg("%s: code %d", faults[i].name, err.code);
        if (err.line != faults[i].line)
            fail_msg("%s: line %ld, want %ld", faults[i].name, err.line, faults[i].line);
        if (strstr(err.text, faults[i].says) == NULL)
            fail_msg("%s: '%s' does not say '%s'", faults[i].name, err.text, faults[i].says);
        assert_string_equal(err.file, "f.csv");
        assert_int_equal(table->n, 0); /* nothing of a bad file stays */
        ct_table_free(table);
    }
}

static void test_read_keeps_earlier_rows_on_error(void **state)
{
    (void)state;
    ct_table *table = new_table();

    assert_ct_ok(ct_table_read(table, "name,kind\na,actual\n", 19, "good.csv"));
    assert_int_equal(ct_table_read(table, "name,kind\nb,actual\nc,x\n", 23, "bad.csv").code, CT_EPARSE);
    assert_int_equal(table->n, 1);
    ct_table_free(table);
}

static void test_read_accepts_a_nul_as_a_fault(void **state)
{
    (void)state;
    ct_table *table = new_table();
    ct_error err = ct_table_read(table, "name,kind\na\0b,actual\n", 21, "f.csv");

    assert_int_equal(err.code, CT_EPARSE);
    assert_int_equal(err.line, 2);
    ct_table_free(table);
}

static const char *const awkward[] = { "=1+1",
                                       "+cmd|' /C calc'!A0",
                                       "-cmd",
                                       "@SUM(A1)",
                                       "\tx",
                                       "'quoted",
                                       "''x",
                                       "-1,34",
                                       "-1.34",
                                       " lead",
                                       "trail ",
                                       "a\nb",
                                       "a\rb",
                                       "\"",
                                       "\"\"",
                                       ",",
                                       "é",
                                       "",
                                       "-",
                                       "=",
                                       "'",
                                       "\xEF\xBC\x9D"
                                       "1+1", /* full-width = + - @ */
                                       "\xEF\xBC\x8B"
                                       "1",
                                       "\xEF\xBC\x8D"
                                       "a",
                                       "\xEF\xBC\xA0"
                                       "A" };

static void test_round_trip_of_awkward_text(void **state)
{
    (void)state;
    ct_table *table = new_table(), *back = new_table();
    ct_buffer first, second;

    for (size_t i = 0; i < sizeof awkward / sizeof *awkward; i++) {
        row *r = ct_table_add(table);
        r->name = awkward[i][0] != '\0' ? awkward[i] : "x";
        r->value = (double)i / 7;
        r->line = (long)i + 1;
        r->period = (ct_date){ 2023, 6, 30 };
        r->kind = 1;
    }
    ct_buffer_init(&first);
    ct_buffer_init(&second);
    assert_ct_ok(ct_table_write(table, CT_CSV, &first));
    assert_ct_ok(ct_table_read(back, first.data, first.len, "first"));
    assert_ct_ok(ct_table_write(back, CT_CSV, &second));
    assert_int_equal(back->n, table->n);
    for (size_t i = 0; i < table->n; i++) {
        const row *a = ct_table_row(table, i), *b = ct_table_row(back, i);
        assert_string_equal(a->name, b->name);
        assert_near(b->value, a->value, 1e-11, a->name);
        assert_int_equal(a->line, b->line);
        assert_int_equal(ct_date_compare(a->period, b->period), 0);
    }
    assert_string_equal(ct_buffer_string(&first), ct_buffer_string(&second));
    ct_buffer_clear(&first);
    ct_buffer_clear(&second);
    ct_table_free(table);
    ct_table_free(back);
}

static void test_no_cell_runs_as_a_formula(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof awkward / sizeof *awkward; i++) {
        ct_buffer b;
        ct_buffer_init(&b);
        ct_csv_cell(&b, awkward[i]);
        const char *cell = ct_buffer_string(&b);
        if (cell[0] == '"') cell++;
        bool is_number =
            cell[0] == '-' && cell[1] >= '0' && cell[1] <= '9' && strchr(awkward[i], ',') == NULL;
        if (strchr("=+@\t", cell[0]) != NULL && cell[0] != '\0') fail_msg("'%s' would run", awkward[i]);
        if ((unsigned char)cell[0] == 0xEF) fail_msg("'%s' would run in full width", awkward[i]);
        if (cell[0] == '-' && !is_number) fail_msg("'%s' would run", awkward[i]);
        ct_buffer_clear(&b);
    }
}

static void test_json_types(void **state)
{
    (void)state;
    ct_table *table = new_table();
    ct_buffer b;
    row *r = ct_table_add(table);

    r->name = "nói \"x\"\n";
    r->value = 14.5;
    r->kind = 0;
    ct_buffer_init(&b);
    ct_error err = ct_table_write(table, CT_JSON, &b);
#ifdef CHITIEU_HAVE_JSON
    assert_ct_ok(err);
    assert_non_null(strstr(b.data, "\"name\": \"nói \\\"x\\\"\\n\""));
    assert_non_null(strstr(b.data, "\"value\": 14.5"));
    assert_non_null(strstr(b.data, "\"line\": null"));
    assert_non_null(strstr(b.data, "\"kind\": \"target\""));
#else
    assert_int_equal(err.code, CT_EUSAGE);
#endif
    ct_buffer_clear(&b);
    ct_table_free(table);
}

static int by_kind(const void *a, const void *b)
{
    return ((const row *)a)->kind - ((const row *)b)->kind;
}

static void test_sort_is_stable(void **state)
{
    (void)state;
    for (size_t n = 0; n < 40; n++) {
        ct_table *table = new_table();
        for (size_t i = 0; i < n; i++) {
            row *r = ct_table_add(table);
            r->kind = (int)((i * 7919 + 13) % 2);
            r->line = (long)i + 1;
        }
        assert_ct_ok(ct_table_sort(table, by_kind));
        for (size_t i = 1; i < n; i++) {
            const row *a = ct_table_row(table, i - 1), *b = ct_table_row(table, i);
            assert_true(a->kind < b->kind || (a->kind == b->kind && a->line < b->line));
        }
        ct_table_free(table);
    }
}

static void test_copy_row_owns_its_text(void **state)
{
    (void)state;
    ct_table *from = new_table(), *to = new_table();

    assert_ct_ok(ct_table_read(from, "name,kind\ntên,actual\n", strlen("name,kind\ntên,actual\n"), "f"));
    assert_ct_ok(ct_table_copy_row(to, from, 0));
    ct_table_free(from);
    assert_string_equal(((const row *)ct_table_row(to, 0))->name, "tên");
    assert_int_equal(to->lines[0], 2);
    ct_table_free(to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read_finds_columns_by_name),
        cmocka_unit_test(test_read_faults_name_file_line_and_cause),
        cmocka_unit_test(test_read_keeps_earlier_rows_on_error),
        cmocka_unit_test(test_read_accepts_a_nul_as_a_fault),
        cmocka_unit_test(test_round_trip_of_awkward_text),
        cmocka_unit_test(test_no_cell_runs_as_a_formula),
        cmocka_unit_test(test_json_types),
        cmocka_unit_test(test_sort_is_stable),
        cmocka_unit_test(test_copy_row_owns_its_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
