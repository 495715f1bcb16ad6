/* A table read in pieces is the table read whole, wherever it is cut: values, lines, and what is wrong with
 * it. */
#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/csv.h"
#include "core/row_reader.h"
#include "core/row_writer.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct {
    const char *name;
    double value;
    int kind;
} row;

static const char *const kinds[] = { "target", "actual", NULL };
static const ct_column columns[] = {
    { "name", CT_COLUMN_TEXT, true, offsetof(row, name), NULL, "" },
    { "value", CT_COLUMN_NUMBER, false, offsetof(row, value), NULL, "" },
    { "kind", CT_COLUMN_WORD, true, offsetof(row, kind), kinds, "" },
};
static const ct_schema schema = { "rows", "", columns, 3, sizeof(row) };

/* Texts and the lines their rows begin in; error: the line of the fault and words of it. */
static const struct {
    const char *name, *text;
    const char *rows;
    long error;
    const char *says;
} texts[] = {
    { "plain", "name,kind\na,actual\nb,target\n", "2 a; 3 b; ", 0, NULL },
    { "no last line end", "name,kind\na,actual", "2 a; ", 0, NULL },
    { "CRLF and a mark", "\xEF\xBB\xBFname,kind\r\na,actual\r\n\r\nb,target\r\n", "2 a; 4 b; ", 0, NULL },
    { "a mark alone", "\xEF\xBB\xBF", "", 0, "is empty" },
    { "a mark in the middle is text",
      "name,kind\n\xEF\xBB\xBF"
      "a,actual\n",
      "2 \xEF\xBB\xBF"
      "a; ",
      0, NULL },
    { "quotes, commas and line ends", "name,kind\n\"nói \"\"x\"\",\r\nhai dòng\n\nba\",actual\nb,target\n",
      "2 nói \"x\",\r\nhai dòng\n\nba; 6 b; ", 0, NULL },
    { "an empty quoted cell last", "kind,name,value\nactual,\"a\",\"\"\nactual,b,\n", "2 a; 3 b; ", 0, NULL },
    { "two, three and four bytes", "name,kind\né Ế \xF0\x9F\x8C\xBE,actual\n\"tỷ đồng\",target\n",
      "2 é Ế \xF0\x9F\x8C\xBE; 3 tỷ đồng; ", 0, NULL },
    { "blank and empty lines", "\n\nname,kind\n   \na,actual\n\n\nb,target\n", "5 a; 8 b; ", 0, NULL },
    { "old line ends", "name,kind\ra,actual\rb,target\r", "1 a; 1 b; ", 0, NULL },
    { "stray quote", "name,kind\na,actual\nb\"c,actual\nd,actual\n", NULL, 3, "bad quoting" },
    { "unclosed quote", "name,kind\na,actual\n\"b,actual\nc,actual\n", NULL, 3, "never closed" },
    { "unclosed after lines", "name,kind\n\"a\nb\",actual\n\"c\n\n", NULL, 4, "never closed" },
    { "cut character", "name,kind\na,actual\n\xE1\xBB,actual\n", NULL, 3, "not UTF-8" },
    { "character cut by the end", "name,kind\na,actual\nb\xE1\xBB", NULL, 3, "not UTF-8" },
    { "overlong character", "name,kind\na\xC0\xAF,actual\n", NULL, 2, "not UTF-8" },
    { "half of a pair", "name,kind\na\xED\xA0\x80,actual\n", NULL, 2, "not UTF-8" },
    { "beyond the last character", "name,kind\na\xF4\x90\x80\x80,actual\n", NULL, 2, "not UTF-8" },
    { "a bad word before a bad byte", "name,kind\na,planned\n\xFF,actual\n", NULL, 2,
      "'planned' is not one of" },
    { "too many cells", "name,kind\na,actual\nb,actual,x\n", NULL, 3, "3 cells, the header 2" },
    { "no such column", "name\na\n", NULL, 1, "column 'kind' is missing" },
    { "nothing", "", NULL, 0, "is empty" },
    { "semicolons", "name;kind\na,b;actual\n\"c;d\";target\n", "2 a,b; 3 c;d; ", 0, NULL },
    { "semicolons, a mark and quoted heads", "\xEF\xBB\xBF\"kind\";\"name\"\r\nactual;a\r\n", "2 a; ", 0,
      NULL },
    { "tabs", "value\tname\tkind\n\ta b\tactual\n14.5\tb\ttarget\n", "2 a b; 3 b; ", 0, NULL },
    { "bars", "name|kind\na|actual\n", "2 a; ", 0, NULL },
    { "commas where either would do", "name,kind,x;y\na,actual,1\n", "2 a; ", 0, NULL },
    { "a decimal comma", "name;value;kind\na;14,5;actual\n", NULL, 2, "column 'value'" },
#ifdef CHITIEU_HAVE_JSON
    { "JSON",
      "{\"table\": \"rows\", \"rows\": [\n{\"name\": \"a\", \"kind\": \"actual\"},\n\n{\"kind\": \"target\",\n \"name\": \"b{[\\\"\", \"value\": null}]}\n",
      "2 a; 4 b{[\"; ", 0, NULL },
    { "JSON, rows first, in one line",
      "{\"rows\":[{\"name\":\"a\",\"kind\":\"actual\",\"value\":1e2},{\"name\":\"b\",\"kind\":\"actual\"}],\"of\":[{\"rows\":[{}]}]}",
      "1 a; 1 b; ", 0, NULL },
    { "other lists before the rows",
      "{\"rows of\": [{\"name\": \"x\"}], \"x\": {\"rows\": [{}]},\n\"rows\":\n[\n{\"name\": \"a\", \"kind\": \"actual\", \"more\": [{}]},\n{\"name\": \"b\", \"kind\": \"actual\"}]}",
      "4 a; 5 b; ", 0, NULL },
    { "a list of rows, and a mark", "\xEF\xBB\xBF\n[{\"name\": \"a\", \"kind\": \"actual\"}]", "2 a; ", 0,
      NULL },
    { "no rows", "{\"table\": \"rows\",\n\"rows\": []}", "", 0, NULL },
    { "JSON Lines",
      "{\"name\": \"a\", \"kind\": \"actual\"}\n\n{\"name\": \"'=1\", \"kind\": \"target\", \"value\": 2.5, \"x\": {}}\r\n{\"name\": \"c\", \"kind\": \"actual\"}",
      "1 a; 3 '=1; 4 c; ", 0, NULL },
    { "one line", "{\"name\": \"a\", \"kind\": \"actual\"}", "1 a; ", 0, NULL },
    { "a number as text", "{\"name\": \"a\", \"kind\": \"actual\", \"value\": \"14.5\"}\n", "1 a; ", 0,
      NULL },
    { "another table", "{\"table\": \"targets\", \"rows\": []}", NULL, 1,
      "a table of targets; a table of rows is needed" },
    { "no list", "{\n\"rows\": 1}", NULL, 1, "no list of rows" },
    { "no object", "[1]", NULL, 0, "row 1 is no object" },
    { "a line that is no object", "{\"name\": \"a\", \"kind\": \"actual\"}\n[]\n", NULL, 2, "is no object" },
    { "cut off", "[{\"name\": \"a\",\n\"kind\": \"act", NULL, 2, "no valid JSON" },
    { "a line cut off", "{\"name\": \"a\", \"kind\": \"actual\"}\n{\"name\": \"a\", \"ki", NULL, 2,
      "no valid JSON" },
    { "a key twice", "[\n{\"name\": \"a\", \"kind\": \"actual\", \"name\": \"b\"}]", NULL, 2,
      "no valid JSON" },
    { "a byte that is no UTF-8", "[{\"name\": \"a\xFF\", \"kind\": \"actual\"}]", NULL, 1, "no valid JSON" },
    { "a key is missing", "[{\"name\": \"a\", \"kind\": \"actual\"},\n{\"name\": \"b\"}]", NULL, 2,
      "\"kind\" is missing" },
    { "null where something must be", "[{\"name\": null, \"kind\": \"actual\"}]", NULL, 1,
      "column 'name' is empty" },
    { "a word that is not listed",
      "{\"name\": \"a\", \"kind\": \"actual\"}\n{\"name\": \"a\", \"kind\": \"planned\"}", NULL, 2,
      "'planned' is not one of" },
    { "text for a number", "[{\"name\": \"a\", \"kind\": \"actual\", \"value\": \"x\"}]", NULL, 1,
      "column 'value'" },
    { "a number for text", "[{\"name\": 7, \"kind\": \"actual\"}]", NULL, 1,
      "column 'name': a number is no text" },
    { "true for a number", "[{\"name\": \"a\", \"kind\": \"actual\", \"value\": true}]", NULL, 1,
      "true or false is no number" },
    { "a list for text", "[{\"name\": [], \"kind\": \"actual\"}]", NULL, 1,
      "a list or an object is no text" },
#endif
};

/* The rows as "LINE NAME; ". */
static ct_error list_row(void *context, const void *of, long line)
{
    ct_buffer_printf(context, "%ld %s; ", line, ((const row *)of)->name);
    return ct_ok();
}

/* Each piece in a block of its own size, so that the sanitizer sees a byte read past it. */
static ct_error feed_piece(ct_row_reader *reader, const char *text, size_t n)
{
    char *piece = malloc(n > 0 ? n : 1);

    assert_non_null(piece);
    if (n > 0) memcpy(piece, text, n);
    ct_error err = ct_row_reader_feed(reader, piece, n);

    free(piece);
    return err;
}

static ct_error read_in_pieces(const char *text, size_t n, size_t piece, ct_buffer *rows)
{
    ct_row_reader *reader;
    ct_error err;

    assert_ct_ok(ct_row_reader_new(&reader, &schema, list_row, rows));
    err = ct_ok();
    for (size_t at = 0; at < n && err.code == CT_OK; at += piece)
        err = feed_piece(reader, text + at, n - at < piece ? n - at : piece);
    if (err.code == CT_OK) err = ct_row_reader_end(reader);
    ct_row_reader_free(reader);
    return err;
}

static void test_every_piece_size_reads_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        size_t n = strlen(texts[i].text);

        for (size_t piece = 1; piece <= n + 1; piece++) {
            ct_buffer rows;

            ct_buffer_init(&rows);
            ct_error err = read_in_pieces(texts[i].text, n, piece, &rows);

            if (texts[i].says != NULL) {
                if (err.code != CT_EPARSE || err.line != texts[i].error ||
                    strstr(err.text, texts[i].says) == NULL)
                    fail_msg("%s, pieces of %zu: line %ld: %s", texts[i].name, piece, err.line, err.text);
            } else if (err.code != CT_OK || strcmp(ct_buffer_string(&rows), texts[i].rows) != 0) {
                fail_msg("%s, pieces of %zu: '%s', %ld: %s", texts[i].name, piece, ct_buffer_string(&rows),
                         err.line, err.text);
            }
            ct_buffer_clear(&rows);
        }
    }
}

static void test_a_nul_is_a_fault_at_any_cut(void **state)
{
    static const char text[] = "name,kind\na,actual\nb\0c,actual\n";

    (void)state;
    for (size_t piece = 1; piece <= sizeof text; piece++) {
        ct_buffer rows;

        ct_buffer_init(&rows);
        ct_error err = read_in_pieces(text, sizeof text - 1, piece, &rows);

        assert_int_equal(err.code, CT_EPARSE);
        assert_int_equal(err.line, 3);
        assert_string_equal(ct_buffer_string(&rows), "2 a; ");
        ct_buffer_clear(&rows);
    }
}

static ct_error refuse(void *context, const void *of, long line)
{
    (void)of;
    return line < 3 ? ct_ok() : ct_fail(CT_EDATA, line, "no more after %s", (const char *)context);
}

static void test_the_takers_error_ends_the_reading(void **state)
{
    static const char text[] = "name,kind\na,actual\nb,actual\nc,actual\n";
    char two[] = "two";
    ct_row_reader *reader;

    (void)state;
    assert_ct_ok(ct_row_reader_new(&reader, &schema, refuse, two));
    ct_error err = ct_row_reader_feed(reader, text, sizeof text - 1);

    assert_int_equal(err.code, CT_EDATA);
    assert_int_equal(err.line, 3);
    assert_string_equal(err.text, "no more after two");
    ct_row_reader_free(reader);
}

static void test_a_row_has_a_limit(void **state)
{
    size_t n = 1 << 20;
    char *text = malloc(n);
    ct_row_reader *reader;
    ct_buffer rows;
    ct_error err;

    (void)state;
    assert_non_null(text);
    memset(text, 'x', n);
    ct_buffer_init(&rows);
    assert_ct_ok(ct_row_reader_new(&reader, &schema, list_row, &rows));
    err = ct_row_reader_feed(reader, "name,kind\n\"", 11);
    for (size_t at = 0; at <= CT_CSV_ROW_LIMIT && err.code == CT_OK; at += n)
        err = ct_row_reader_feed(reader, text, n);
    assert_int_equal(err.code, CT_EPARSE);
    assert_int_equal(err.line, 2);
    assert_non_null(strstr(err.text, "16 MB"));
    ct_row_reader_free(reader);
    ct_buffer_clear(&rows);
    free(text);
}

/* What is written row by row, the buffer emptied in between, is what the table writes. */
static void test_writer_writes_what_the_table_writes(void **state)
{
    static const char *const names[] = { "a", "nói \"x\"\nhai dòng", "=1+1", " lead", "tỷ đồng" };

    (void)state;
    for (size_t n = 0; n <= COUNT(names); n++) {
        for (int format = CT_CSV; format <= CT_TSV; format++) {
            ct_table *table;
            ct_buffer whole, parts, one;
            ct_row_writer writer;

            ct_buffer_init(&whole);
            ct_buffer_init(&parts);
            ct_buffer_init(&one);
            assert_ct_ok(ct_table_new(&table, &schema));
            ct_error err = ct_row_writer_begin(&writer, &schema, (ct_format)format, &one);

#ifndef CHITIEU_HAVE_JSON
            if (format == CT_JSON || format == CT_JSONL) assert_int_equal(err.code, CT_EUSAGE);
#endif
            for (size_t i = 0; i < n && err.code == CT_OK; i++) {
                row *r = ct_table_add(table);

                assert_non_null(r);
                *r = (row){ names[i], (double)i / 7, 1 };
                err = ct_row_writer_add(&writer, r);
                ct_buffer_append(&parts, one.data, one.len);
                ct_buffer_empty(&one);
            }
            if (err.code == CT_OK) {
                assert_ct_ok(ct_row_writer_end(&writer));
                ct_buffer_append(&parts, ct_buffer_string(&one), one.len);
                assert_ct_ok(ct_table_write(table, (ct_format)format, &whole));
                assert_string_equal(ct_buffer_string(&parts), ct_buffer_string(&whole));
            }
            ct_buffer_clear(&whole);
            ct_buffer_clear(&parts);
            ct_buffer_clear(&one);
            ct_table_free(table);
        }
    }
}

/* The layout jansson itself gives {"table": ..., "rows": [...]} at one blank a level. */
static void test_json_layout(void **state)
{
#ifdef CHITIEU_HAVE_JSON
    ct_table *table;
    ct_buffer text;

    (void)state;
    assert_ct_ok(ct_table_new(&table, &schema));
    ct_buffer_init(&text);
    assert_ct_ok(ct_table_write(table, CT_JSON, &text));
    assert_string_equal(ct_buffer_string(&text), "{\n \"table\": \"rows\",\n \"rows\": []\n}\n");
    for (int i = 0; i < 2; i++) {
        row *r = ct_table_add(table);

        assert_non_null(r);
        *r = (row){ "a", 14.5, i };
    }
    ct_buffer_empty(&text);
    assert_ct_ok(ct_table_write(table, CT_JSON, &text));
    assert_string_equal(
        ct_buffer_string(&text),
        "{\n \"table\": \"rows\",\n \"rows\": [\n"
        "  {\n   \"name\": \"a\",\n   \"value\": 14.5,\n   \"kind\": \"target\"\n  },\n"
        "  {\n   \"name\": \"a\",\n   \"value\": 14.5,\n   \"kind\": \"actual\"\n  }\n ]\n}\n");
    ct_buffer_clear(&text);
    ct_table_free(table);
#else
    (void)state;
    skip();
#endif
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_piece_size_reads_the_same),
        cmocka_unit_test(test_a_nul_is_a_fault_at_any_cut),
        cmocka_unit_test(test_the_takers_error_ends_the_reading),
        cmocka_unit_test(test_a_row_has_a_limit),
        cmocka_unit_test(test_writer_writes_what_the_table_writes),
        cmocka_unit_test(test_json_layout),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
