#include "core/table.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/list.h"
#include "core/row_reader.h"
#include "core/row_writer.h"

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

static bool grow(ct_table *table)
{
    size_t capacity = ct_list_next(table->capacity, 64);
    char *rows = ct_list_resize(table->rows, capacity, table->schema->row_size);
    if (rows == NULL) return false;
    table->rows = rows;
    long *lines = ct_list_resize(table->lines, capacity, sizeof *lines);
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
    ct_row_clear(schema, row);
    table->lines[table->n++] = 0;
    return row;
}

void *ct_table_row(const ct_table *table, size_t i)
{
    assert(i < table->n);
    return table->rows + i * table->schema->row_size;
}

const char *ct_table_text(ct_table *table, const char *text)
{
    return text == NULL || text[0] == '\0' ? "" : ct_arena_strdup(table->arena, text);
}

/* Append a row struct with its text copied; the row is not there on error. */
static ct_error append(ct_table *to, const void *from, long line)
{
    const ct_schema *schema = to->schema;
    char *row = ct_table_add(to);

    if (row == NULL) return ct_no_memory();
    memcpy(row, from, schema->row_size);
    for (size_t c = 0; c < schema->n_columns; c++) {
        if (schema->columns[c].type != CT_COLUMN_TEXT) continue;
        const char **text = field(&schema->columns[c], row);
        *text = ct_table_text(to, *text);
        if (*text == NULL) {
            to->n--;
            return ct_no_memory();
        }
    }
    to->lines[to->n - 1] = line;
    return ct_ok();
}

ct_error ct_table_copy_row(ct_table *to, const ct_table *from, size_t i)
{
    return append(to, ct_table_row(from, i), from->lines[i]);
}

static ct_error append_read(void *table, const void *row, long line)
{
    return append(table, row, line);
}

ct_error ct_table_read(ct_table *table, const char *text, size_t n, const char *file)
{
    size_t before = table->n;
    ct_row_reader *reader;
    ct_error err = ct_row_reader_new(&reader, table->schema, append_read, table);

    if (err.code == CT_OK) err = ct_row_reader_feed(reader, text, n);
    if (err.code == CT_OK) err = ct_row_reader_end(reader);
    if (err.code != CT_OK) table->n = before;
    ct_row_reader_free(reader);
    return ct_in(err, file);
}

ct_error ct_table_write(const ct_table *table, ct_format format, ct_buffer *to)
{
    return ct_table_write_separated(table, format, ',', to);
}

ct_error ct_table_write_separated(const ct_table *table, ct_format format, char separator, ct_buffer *to)
{
    ct_row_writer writer;

    CT_TRY(ct_row_writer_begin_separated(&writer, table->schema, format, separator, to));
    for (size_t i = 0; i < table->n; i++) CT_TRY(ct_row_writer_add(&writer, ct_table_row(table, i)));
    return ct_row_writer_end(&writer);
}

/* Merge two sorted runs of row numbers. */
static void merge(const ct_table *table, int (*compare)(const void *, const void *), const size_t *a,
                  size_t na, const size_t *b, size_t nb, size_t *out)
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
static void sort_order(const ct_table *table, int (*compare)(const void *, const void *), size_t **order,
                       size_t **spare)
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
    order = ct_list_resize(NULL, n, sizeof *order);
    spare = ct_list_resize(NULL, n, sizeof *spare);
    rows = ct_list_resize(NULL, table->capacity, size);
    lines = ct_list_resize(NULL, table->capacity, sizeof *lines);
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

ct_error ct_table_copy(const ct_table *from, ct_table **out)
{
    ct_error err;

    CT_TRY(ct_table_new(out, from->schema));
    err = ct_ok();
    for (size_t i = 0; i < from->n && err.code == CT_OK; i++) err = ct_table_copy_row(*out, from, i);
    if (err.code == CT_OK) return err;
    ct_table_free(*out);
    *out = NULL;
    return err;
}

void ct_table_get(const ct_table *table, size_t row, size_t column, ct_buffer *to)
{
    assert(column < table->schema->n_columns);
    const ct_column *one = &table->schema->columns[column];
    const void *data = ct_table_row(table, row);

    if (one->type == CT_COLUMN_TEXT)
        ct_buffer_text(to,
                       *(const char *const *)((const char *)data +
                                              one->offset)); /* no guard: this is no spreadsheet's cell yet */
    else
        ct_row_print(table->schema, one, data, to);
}

ct_error ct_table_set(ct_table *table, size_t row, size_t column, const char *text)
{
    assert(column < table->schema->n_columns);
    const ct_column *one = &table->schema->columns[column];
    void *data = ct_table_row(table, row);

    if (one->type != CT_COLUMN_TEXT)
        return ct_row_set(one, text, data); /* an id stays what the other cells make it */
    const char **at = field(one, data), *was = *at;

    CT_TRY(ct_row_set(one, text, data));
    *at = ct_table_text(table, *at);
    if (*at != NULL) return ct_ok();
    *at = was;
    return ct_no_memory();
}

void ct_table_remove(ct_table *table, size_t row)
{
    assert(row < table->n);
    size_t size = table->schema->row_size, after = table->n - row - 1;

    memmove(table->rows + row * size, table->rows + (row + 1) * size, after * size);
    memmove(table->lines + row, table->lines + row + 1, after * sizeof *table->lines);
    table->n--;
}
