#include "core/table.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef CHITIEU_HAVE_JSON
#include <jansson.h>
#endif

#include "core/csv.h"
#include "core/date.h"
#include "core/number.h"

ct_error ct_table_new(ct_table **out, const ct_schema *schema)
{
    ct_table *table = calloc(1, sizeof *table);

    *out = NULL;
    if (table == NULL) return ct_no_memory();
    table->schema = schema;
    table->arena = ct_arena_new();
    if (table->arena == NULL) {
        free(table);
        return ct_no_memory();
    }
    *out = table;
    return ct_ok();
}

void ct_table_free(ct_table *table)
{
    if (table == NULL) return;
    ct_arena_free(table->arena);
    free(table->rows);
    free(table->lines);
    free(table);
}

static void *field(const ct_column *column, void *row)
{
    return (char *)row + column->offset;
}

static const void *field_of(const ct_column *column, const void *row)
{
    return (const char *)row + column->offset;
}

static bool grow(ct_table *table)
{
    size_t capacity = table->capacity == 0 ? 64 : table->capacity * 2;
    char *rows = realloc(table->rows, capacity * table->schema->row_size);
    if (rows == NULL) return false;
    table->rows = rows;
    long *lines = realloc(table->lines, capacity * sizeof *lines);
    if (lines == NULL) return false;
    table->lines = lines;
    table->capacity = capacity;
    return true;
}

void *ct_table_add(ct_table *table)
{
    const ct_schema *schema = table->schema;

    if (table->n == table->capacity && !grow(table)) return NULL;
    char *row = table->rows + table->n * schema->row_size;
    memset(row, 0, schema->row_size);
    for (size_t c = 0; c < schema->n_columns; c++) {
        void *at = field(&schema->columns[c], row);
        if (schema->columns[c].type == CT_COLUMN_TEXT) *(const char **)at = "";
        if (schema->columns[c].type == CT_COLUMN_NUMBER) *(double *)at = NAN;
    }
    table->lines[table->n++] = 0;
    return row;
}

void *ct_table_row(const ct_table *table, size_t i)
{
    return table->rows + i * table->schema->row_size;
}

const char *ct_table_text(ct_table *table, const char *text)
{
    return text == NULL || text[0] == '\0' ? "" : ct_arena_strdup(table->arena, text);
}

ct_error ct_table_copy_row(ct_table *to, const ct_table *from, size_t i)
{
    const ct_schema *schema = to->schema;
    char *row = ct_table_add(to);

    if (row == NULL) return ct_no_memory();
    memcpy(row, ct_table_row(from, i), schema->row_size);
    for (size_t c = 0; c < schema->n_columns; c++) {
        if (schema->columns[c].type != CT_COLUMN_TEXT) continue;
        const char **text = field(&schema->columns[c], row);
        *text = ct_table_text(to, *text);
        if (*text == NULL) {
            to->n--;
            return ct_no_memory();
        }
    }
    to->lines[to->n - 1] = from->lines[i];
    return ct_ok();
}

/* Merge two sorted runs of row numbers. */
static void merge(const ct_table *table, int (*compare)(const void *, const void *), const size_t *a, size_t na, const size_t *b, size_t nb,
                  size_t *out)
{
    while (na > 0 && nb > 0) {
        bool second = compare(ct_table_row(table, *b), ct_table_row(table, *a)) < 0;
        *out++ = second ? *b++ : *a++;
        if (second)
            nb--;
        else
            na--;
    }
    for (; na > 0; na--) *out++ = *a++;
    for (; nb > 0; nb--) *out++ = *b++;
}

/* Bottom-up merge sort of row numbers: stable, which qsort() is not. The sorted order ends in *order. */
static void sort_order(const ct_table *table, int (*compare)(const void *, const void *), size_t **order, size_t **spare)
{
    for (size_t width = 1; width < table->n; width *= 2) {
        for (size_t i = 0; i < table->n; i += 2 * width) {
            size_t na = table->n - i < width ? table->n - i : width;
            size_t nb = table->n - i - na < width ? table->n - i - na : width;
            merge(table, compare, *order + i, na, *order + i + na, nb, *spare + i);
        }
        size_t *swap = *order;
        *order = *spare;
        *spare = swap;
    }
}

ct_error ct_table_sort(ct_table *table, int (*compare)(const void *row_a, const void *row_b))
{
    size_t size = table->schema->row_size, n = table->n;
    size_t *order, *spare;
    char *rows;
    long *lines;

    if (n < 2) return ct_ok();
    order = malloc(n * sizeof *order);
    spare = malloc(n * sizeof *spare);
    rows = malloc(table->capacity * size);
    lines = malloc(table->capacity * sizeof *lines);
    if (order == NULL || spare == NULL || rows == NULL || lines == NULL) {
        free(order);
        free(spare);
        free(rows);
        free(lines);
        return ct_no_memory();
    }
    for (size_t i = 0; i < n; i++) order[i] = i;
    sort_order(table, compare, &order, &spare);
    for (size_t i = 0; i < n; i++) {
        memcpy(rows + i * size, ct_table_row(table, order[i]), size);
        lines[i] = table->lines[order[i]];
    }
    free(table->rows);
    free(table->lines);
    table->rows = rows;
    table->lines = lines;
    free(order);
    free(spare);
    return ct_ok();
}

/* "a, b or c" into a buffer of limited size, for messages. */
static void list_words(char *out, size_t size, const char *const *words)
{
    size_t at = 0;

    out[0] = '\0';
    for (size_t i = 0; words[i] != NULL && at + strlen(words[i]) + 8 < size; i++) {
        const char *join = i == 0 ? "" : words[i + 1] == NULL ? " or " : ", ";
        at += (size_t)snprintf(out + at, size - at, "%s'%s'", join, words[i]);
    }
}

static ct_error read_word(const ct_column *column, const char *cell, int *value)
{
    char list[200];

    for (int i = 0; column->words[i] != NULL; i++) {
        if (strcmp(column->words[i], cell) == 0) {
            *value = i;
            return ct_ok();
        }
    }
    list_words(list, sizeof list, column->words);
    return ct_fail(CT_EPARSE, 0, "column '%s': '%.60s' is not one of %s", column->name, cell, list);
}

static ct_error read_cell(ct_table *table, const ct_column *column, const char *cell, void *row)
{
    void *at = field(column, row);
    ct_error err = ct_ok();

    if (cell[0] == '\0' && column->required && column->type != CT_COLUMN_WORD)
        return ct_fail(CT_EPARSE, 0, "column '%s' is empty; every row needs it", column->name);
    switch (column->type) {
    case CT_COLUMN_TEXT: {
        const char *text = ct_table_text(table, ct_csv_unguard(cell));
        if (text == NULL) return ct_no_memory();
        *(const char **)at = text;
        return ct_ok();
    }
    case CT_COLUMN_NUMBER:
        if (cell[0] != '\0') err = ct_number_plain(cell, at);
        break;
    case CT_COLUMN_COUNT:
        if (cell[0] != '\0') err = ct_integer_plain(cell, 1, LONG_MAX, at);
        break;
    case CT_COLUMN_DATE: err = ct_date_parse(cell, at); break;
    case CT_COLUMN_WORD: return read_word(column, cell, at);
    }
    if (err.code == CT_OK) return err;
    return ct_fail(CT_EPARSE, 0, "column '%s': %s", column->name, err.text);
}

/* Where each column of the schema stands in the file; SIZE_MAX when it is not there. */
static ct_error find_columns(const ct_schema *schema, const ct_csv_row *header, size_t *place)
{
    for (size_t c = 0; c < schema->n_columns; c++) {
        place[c] = SIZE_MAX;
        for (size_t i = 0; i < header->n_cells; i++) {
            if (strcmp(header->cells[i], schema->columns[c].name) != 0) continue;
            if (place[c] != SIZE_MAX)
                return ct_fail(CT_EPARSE, header->line, "column '%s' stands twice in the header", schema->columns[c].name);
            place[c] = i;
        }
        if (place[c] == SIZE_MAX && schema->columns[c].required)
            return ct_fail(CT_EPARSE, header->line, "column '%s' is missing; a table of %s needs it in its header row",
                           schema->columns[c].name, schema->name);
    }
    return ct_ok();
}

static ct_error read_row(ct_table *table, const ct_csv_row *cells, const size_t *place, size_t n_header)
{
    const ct_schema *schema = table->schema;
    char *row;

    if (cells->n_cells != n_header)
        return ct_fail(CT_EPARSE, cells->line, "the row has %zu cells, the header %zu; quote cells that hold commas", cells->n_cells,
                       n_header);
    row = ct_table_add(table);
    if (row == NULL) return ct_no_memory();
    table->lines[table->n - 1] = cells->line;
    for (size_t c = 0; c < schema->n_columns; c++) {
        if (place[c] == SIZE_MAX) continue;
        ct_error err = read_cell(table, &schema->columns[c], cells->cells[place[c]], row);
        if (err.code != CT_OK) {
            err.line = cells->line;
            return err;
        }
    }
    return ct_ok();
}

ct_error ct_table_read(ct_table *table, const char *text, size_t n, const char *file)
{
    size_t place[64] = { 0 }, before = table->n;
    ct_csv csv = { 0 };
    ct_error err;
    ct_arena *arena = ct_arena_new();

    if (arena == NULL) return ct_no_memory();
    if (table->schema->n_columns > sizeof place / sizeof *place) {
        err = ct_fail(CT_EUSAGE, 0, "a table of more than 64 columns");
        goto done;
    }
    err = ct_csv_parse(arena, text, n, &csv);
    if (err.code == CT_OK && csv.n == 0)
        err = ct_fail(CT_EPARSE, 0, "the file is empty; a table of %s begins with a header row", table->schema->name);
    if (err.code == CT_OK) err = find_columns(table->schema, &csv.rows[0], place);
    for (size_t i = 1; i < csv.n && err.code == CT_OK; i++) err = read_row(table, &csv.rows[i], place, csv.rows[0].n_cells);
    if (err.code != CT_OK) table->n = before;
done:
    ct_arena_free(arena);
    return ct_in(err, file);
}

static void write_cell(const ct_column *column, const void *row, ct_buffer *to)
{
    const void *at = field_of(column, row);
    char text[CT_NUMBER_SIZE] = "";

    switch (column->type) {
    case CT_COLUMN_TEXT: ct_csv_cell(to, *(const char *const *)at); return;
    case CT_COLUMN_NUMBER: ct_number_table(text, *(const double *)at); break;
    case CT_COLUMN_COUNT:
        if (*(const long *)at != 0) snprintf(text, sizeof text, "%ld", *(const long *)at);
        break;
    case CT_COLUMN_DATE: ct_date_print(text, *(const ct_date *)at); break;
    case CT_COLUMN_WORD:
        ct_buffer_text(to, column->words[*(const int *)at]); /* listed words, "=" among them: none runs as a formula */
        return;
    }
    ct_buffer_text(to, text);
}

size_t ct_schema_column(const ct_schema *schema, const char *name)
{
    size_t c = 0;

    while (c < schema->n_columns && strcmp(schema->columns[c].name, name) != 0) c++;
    return c;
}

void ct_table_get(const ct_table *table, size_t row, size_t column, ct_buffer *to)
{
    const ct_column *one = &table->schema->columns[column];
    const void *data = ct_table_row(table, row);

    if (one->type == CT_COLUMN_TEXT)
        ct_buffer_text(to, *(const char *const *)field_of(one, data)); /* no guard: this is no spreadsheet's cell yet */
    else
        write_cell(one, data, to);
}

ct_error ct_table_set(ct_table *table, size_t row, size_t column, const char *text)
{
    return read_cell(table, &table->schema->columns[column], text, ct_table_row(table, row));
}

void ct_table_remove(ct_table *table, size_t row)
{
    size_t size = table->schema->row_size, after = table->n - row - 1;

    memmove(table->rows + row * size, table->rows + (row + 1) * size, after * size);
    memmove(table->lines + row, table->lines + row + 1, after * sizeof *table->lines);
    table->n--;
}

static void write_csv(const ct_table *table, ct_buffer *to)
{
    const ct_schema *schema = table->schema;

    for (size_t c = 0; c < schema->n_columns; c++) ct_buffer_printf(to, "%s%s", c > 0 ? "," : "", schema->columns[c].name);
    ct_buffer_text(to, "\n");
    for (size_t i = 0; i < table->n; i++) {
        for (size_t c = 0; c < schema->n_columns; c++) {
            if (c > 0) ct_buffer_text(to, ",");
            write_cell(&schema->columns[c], ct_table_row(table, i), to);
        }
        ct_buffer_text(to, "\n");
    }
}

#ifdef CHITIEU_HAVE_JSON
static json_t *json_number(double value)
{
    char text[CT_NUMBER_SIZE];

    if (isnan(value)) return json_null();
    ct_number_table(text, value);
    value = strtod(text, NULL);
    if (value == floor(value) && fabs(value) < 1e15) return json_integer((json_int_t)value);
    return json_real(value);
}

static json_t *json_cell(const ct_column *column, const void *row)
{
    const void *at = field_of(column, row);
    char text[CT_DATE_SIZE];

    switch (column->type) {
    case CT_COLUMN_TEXT: return json_string(*(const char *const *)at);
    case CT_COLUMN_NUMBER: return json_number(*(const double *)at);
    case CT_COLUMN_COUNT: return *(const long *)at != 0 ? json_integer(*(const long *)at) : json_null();
    case CT_COLUMN_DATE: ct_date_print(text, *(const ct_date *)at); return text[0] != '\0' ? json_string(text) : json_null();
    case CT_COLUMN_WORD: return json_string(column->words[*(const int *)at]);
    }
    return NULL;
}

static int json_to_buffer(const char *bytes, size_t n, void *context)
{
    ct_buffer_append(context, bytes, n);
    return 0;
}

static ct_error write_json(const ct_table *table, ct_buffer *to)
{
    const ct_schema *schema = table->schema;
    json_t *root = json_object(), *rows = json_array();
    bool good = json_object_set_new(root, "table", json_string(schema->name)) == 0 && json_object_set_new(root, "rows", rows) == 0;

    for (size_t i = 0; i < table->n && good; i++) {
        json_t *object = json_object();
        for (size_t c = 0; c < schema->n_columns && good; c++)
            good = json_object_set_new(object, schema->columns[c].name, json_cell(&schema->columns[c], ct_table_row(table, i))) == 0;
        good = json_array_append_new(rows, object) == 0 && good;
    }
    good = good && json_dump_callback(root, json_to_buffer, to, JSON_INDENT(1) | JSON_REAL_PRECISION(12)) == 0;
    json_decref(root);
    if (!good) return ct_no_memory();
    ct_buffer_text(to, "\n");
    return ct_ok();
}
#else
static ct_error write_json(const ct_table *table, ct_buffer *to)
{
    (void)table, (void)to;
    return ct_fail(CT_EUSAGE, 0, "JSON is not built in; install libjansson-dev and build again, or use --format csv");
}
#endif

ct_error ct_table_write(const ct_table *table, ct_format format, ct_buffer *to)
{
    if (format == CT_JSON) {
        CT_TRY(write_json(table, to));
    } else {
        write_csv(table, to);
    }
    return ct_buffer_error(to);
}

ct_error ct_format_parse(const char *text, ct_format *format)
{
    if (strcmp(text, "csv") == 0) {
        *format = CT_CSV;
        return ct_ok();
    }
    if (strcmp(text, "json") == 0) {
#ifdef CHITIEU_HAVE_JSON
        *format = CT_JSON;
        return ct_ok();
#else
        return ct_fail(CT_EUSAGE, 0, "JSON is not built in; install libjansson-dev and build again, or use --format csv");
#endif
    }
    return ct_fail(CT_EUSAGE, 0, "'%s' is no format of this program; write csv or json", text);
}
