#include "core/row_json.h"

ct_error ct_json_fits(size_t n)
{
    if (n <= CT_JSON_LIMIT) return ct_ok();
    return ct_fail(
        CT_EDATA, 0,
        "the JSON is larger than %d MB; give the table as JSON Lines (--format jsonl) or CSV, which are read row by row",
        CT_JSON_LIMIT >> 20);
}

#ifndef CHITIEU_HAVE_JSON

static ct_error not_built_in(long line)
{
    return ct_fail(
        CT_EUSAGE, line,
        "this is JSON, which is not built in; install libjansson-dev and build again, or give the table as CSV");
}

bool ct_json_is_row(const char *text, size_t n)
{
    (void)text, (void)n;
    return false;
}

ct_error ct_json_read_line(const ct_schema *schema, const char *text, size_t n, long line, void *row,
                           ct_row_take take, void *context)
{
    (void)schema, (void)text, (void)n, (void)row, (void)take, (void)context;
    return not_built_in(line);
}

ct_error ct_json_read_rows(const ct_schema *schema, const char *text, size_t n, void *row, ct_row_take take,
                           void *context)
{
    (void)schema, (void)text, (void)n, (void)row, (void)take, (void)context;
    return not_built_in(1);
}

#else

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *parse(const char *text, size_t n, json_error_t *fault)
{
    return json_loadb(text, n, JSON_REJECT_DUPLICATES, fault);
}

/* What jansson says, in the line of the file. */
static ct_error no_json(const json_error_t *fault, long line)
{
    return ct_fail(CT_EPARSE,
                   line > 0          ? line
                   : fault->line > 0 ? fault->line
                                     : 1,
                   "this is no valid JSON (%s); write it again with the program that made it", fault->text);
}

static ct_error wrong_kind(const ct_column *column, const char *what)
{
    return ct_fail(CT_EPARSE, 0, "column '%s': %s is no %s; write %s", column->name, what,
                   column->type == CT_COLUMN_NUMBER || column->type == CT_COLUMN_COUNT ? "number" : "text",
                   column->type == CT_COLUMN_NUMBER || column->type == CT_COLUMN_COUNT ? "a number"
                                                                                       : "it in quotes");
}

/* A number, in a column of any type: other programs write the year or the code "2025" without quotes. */
static ct_error read_number(const ct_column *column, const json_t *value, void *row)
{
    char text[64];

    if (json_is_real(value) && column->type == CT_COLUMN_NUMBER) {
        *(double *)((char *)row + column->offset) = json_real_value(value);
        return ct_ok(); /* jansson reads no number that is not finite */
    }
    if (json_is_real(value) && json_real_value(value) != floor(json_real_value(value)))
        return wrong_kind(column, "a number with decimals");
    if (column->type == CT_COLUMN_TEXT) return wrong_kind(column, "a number");
    if (json_is_real(value))
        snprintf(text, sizeof text, "%.0f", json_real_value(value));
    else
        snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return ct_row_set(column, text, row);
}

static ct_error read_value(const ct_column *column, const json_t *value, void *row)
{
    const char *text = json_string_value(value);

    if (value == NULL && column->required)
        return ct_fail(CT_EPARSE, 0, "\"%s\" is missing; every row needs it", column->name);
    if (value == NULL) return ct_ok();
    if (json_is_null(value)) return column->required ? ct_row_set(column, "", row) : ct_ok();
    if (json_is_number(value)) return read_number(column, value, row);
    if (text == NULL)
        return wrong_kind(column, json_is_boolean(value) ? "true or false" : "a list or an object");
    if (column->type != CT_COLUMN_TEXT || text[0] == '\0') return ct_row_set(column, text, row);
    *(const char **)((char *)row + column->offset) =
        text; /* as it is: only cells of CSV have an apostrophe to take off */
    return ct_ok();
}

static ct_error read_row(const ct_schema *schema, const json_t *object, void *row)
{
    ct_row_clear(schema, row);
    for (size_t c = 0; c < schema->n_columns; c++) {
        const ct_column *column = &schema->columns[c];
        if (column->type != CT_COLUMN_ID)
            CT_TRY(read_value(column, json_object_get(object, column->name), row));
    }
    return ct_ok();
}

static ct_error take_row(const ct_schema *schema, const json_t *object, long line, void *row,
                         ct_row_take take, void *context)
{
    ct_error err = read_row(schema, object, row);

    if (err.code == CT_OK) return take(context, row, line);
    err.line = line;
    return err;
}

bool ct_json_is_row(const char *text, size_t n)
{
    json_t *value = parse(text, n, NULL);
    bool row = json_is_object(value) && !json_is_array(json_object_get(value, "rows"));

    json_decref(value);
    return row;
}

static bool is_blank(const char *text, size_t n)
{
    size_t i = 0;

    while (i < n && strchr(" \t\r\n", text[i]) != NULL && text[i] != '\0') i++;
    return i == n;
}

ct_error ct_json_read_line(const ct_schema *schema, const char *text, size_t n, long line, void *row,
                           ct_row_take take, void *context)
{
    json_error_t fault;
    json_t *value;

    if (is_blank(text, n)) return ct_ok();
    value = parse(text, n, &fault);
    if (value == NULL) return no_json(&fault, line);
    ct_error err =
        json_is_object(value)
            ? take_row(schema, value, line, row, take, context)
            : ct_fail(CT_EPARSE, line,
                      "the line is no object; each line of JSON Lines is one row, {\"column\": value, ...}");
    json_decref(value);
    return err;
}

/* Where in a valid text the rows begin: jansson does not keep the lines of what it read. */
typedef struct {
    const char *at, *end;
    long line;
    size_t depth, base; /* open brackets; those around a row, 0: the list of rows has not begun */
    const char *word;   /* the last text in the outermost object, of n_word bytes; NULL: none since a comma */
    size_t n_word;
    bool bare; /* the whole text is the list */
} scan;

static void skip_text(scan *s)
{
    const char *from = ++s->at;

    while (s->at < s->end && *s->at != '"') s->at += *s->at == '\\' ? 2 : 1;
    if (s->depth == 1) {
        s->word = from;
        s->n_word = s->at < s->end ? (size_t)(s->at - from) : 0;
    }
}

/* Does a row begin at this bracket, which now is open? */
static bool opens_row(scan *s)
{
    bool list = *s->at == '[', rows = s->bare ? s->depth == 0
                                              : s->depth == 1 && s->word != NULL && s->n_word == 4 &&
                                                    memcmp(s->word, "rows", 4) == 0;
    bool row = s->base > 0 && s->depth == s->base && !list;

    if (s->base == 0 && list && rows) s->base = s->depth + 1;
    s->depth++;
    return row;
}

/* The line where the next row begins; 0: it is not found. */
static long next_row(scan *s)
{
    for (; s->at < s->end; s->at++) {
        if (*s->at == '\n') s->line++;
        if (*s->at == '"') skip_text(s);
        if (s->at >= s->end) break;
        if (*s->at == ']' || *s->at == '}') {
            s->depth--;
            if (s->base > 0 && s->depth < s->base) return 0;
        }
        if ((*s->at == '{' || *s->at == '[') && opens_row(s)) {
            s->at++;
            return s->line;
        }
    }
    return 0;
}

/* The list of rows in what was read, and whether it is a table of this schema. */
static ct_error find_rows(const ct_schema *schema, const json_t *root, const json_t **rows)
{
    const char *table = json_string_value(json_object_get(root, "table"));

    *rows = json_is_array(root) ? root : json_object_get(root, "rows");
    if (!json_is_array(*rows))
        return ct_fail(
            CT_EPARSE, 1,
            "the JSON holds no list of rows; write {\"table\": \"%s\", \"rows\": [...]}, a list, or one row a line",
            schema->name);
    if (table != NULL && strcmp(table, schema->name) != 0)
        return ct_fail(CT_EPARSE, 1, "this is a table of %.60s; a table of %s is needed here", table,
                       schema->name);
    return ct_ok();
}

ct_error ct_json_read_rows(const ct_schema *schema, const char *text, size_t n, void *row, ct_row_take take,
                           void *context)
{
    scan s = { .at = text, .end = text + n, .line = 1 };
    json_error_t fault;
    json_t *root;
    const json_t *rows = NULL;

    CT_TRY(ct_json_fits(n));
    root = parse(text, n, &fault);
    if (root == NULL) return no_json(&fault, 0);
    s.bare = json_is_array(root);
    ct_error err = find_rows(schema, root, &rows);

    for (size_t i = 0; err.code == CT_OK && i < json_array_size(rows); i++) {
        const json_t *object = json_array_get(rows, i);
        long line = json_is_object(object) ? next_row(&s) : 0;
        err =
            json_is_object(object)
                ? take_row(schema, object, line, row, take, context)
                : ct_fail(CT_EPARSE, 0, "row %zu is no object; each row is {\"column\": value, ...}", i + 1);
    }
    json_decref(root);
    return err;
}

#endif
