#include "core/row_writer.h"
#include "core/valid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#ifdef CHITIEU_HAVE_JSON
#include <jansson.h>
#endif

#include "core/csv.h"
#include "core/date.h"
#include "core/id.h"
#include "core/number.h"

static void print_cell(const ct_schema *schema, const ct_column *column, const void *row, char separator,
                       ct_buffer *to)
{
    const void *at = (const char *)row + column->offset;
    char text[CT_NUMBER_SIZE] = "", id[CT_ID_SIZE];

    switch (column->type) {
    case CT_COLUMN_TEXT: ct_csv_cell_separated(to, *(const char *const *)at, separator); return;
    case CT_COLUMN_NUMBER: ct_number_table(text, *(const double *)at); break;
    case CT_COLUMN_COUNT:
        if (*(const long *)at != 0) snprintf(text, sizeof text, "%ld", *(const long *)at);
        break;
    case CT_COLUMN_DATE: ct_date_print(text, *(const ct_date *)at); break;
    case CT_COLUMN_WORD:
        ct_buffer_text(
            to, column->words[*(const int *)at]); /* listed words, "=" among them: none runs as a formula */
        return;
    case CT_COLUMN_ID:
        ct_id_of(schema, column, row, id);
        ct_buffer_text(to, id);
        return;
    }
    ct_buffer_text(to, text);
}

void ct_row_print(const ct_schema *schema, const ct_column *column, const void *row, ct_buffer *to)
{
    print_cell(schema, column, row, ',', to);
}

static void write_csv_header(const ct_row_writer *writer)
{
    const ct_schema *schema = writer->schema;

    for (size_t c = 0; c < schema->n_columns; c++) {
        if (c > 0) ct_buffer_append(writer->to, &writer->separator, 1);
        ct_buffer_text(writer->to, schema->columns[c].name);
    }
    ct_buffer_text(writer->to, "\n");
}

static void write_csv_row(const ct_row_writer *writer, const void *row)
{
    const ct_schema *schema = writer->schema;

    for (size_t c = 0; c < schema->n_columns; c++) {
        if (c > 0) ct_buffer_append(writer->to, &writer->separator, 1);
        print_cell(schema, &schema->columns[c], row, writer->separator, writer->to);
    }
    ct_buffer_text(writer->to, "\n");
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

/* Text that is no UTF-8 is shown with U+FFFD: JSON has no other way. */
static json_t *json_text(const char *text)
{
    json_t *string = json_string(text);
    ct_arena *arena = string == NULL ? ct_arena_new() : NULL;
    const char *valid = arena != NULL ? ct_valid(arena, text) : NULL;

    if (valid != NULL) string = json_string(valid);
    ct_arena_free(arena);
    return string;
}

static json_t *json_cell(const ct_schema *schema, const ct_column *column, const void *row)
{
    const void *at = (const char *)row + column->offset;
    char text[CT_DATE_SIZE], id[CT_ID_SIZE];

    switch (column->type) {
    case CT_COLUMN_TEXT: return json_text(*(const char *const *)at);
    case CT_COLUMN_NUMBER: return json_number(*(const double *)at);
    case CT_COLUMN_COUNT: return *(const long *)at != 0 ? json_integer(*(const long *)at) : json_null();
    case CT_COLUMN_DATE:
        ct_date_print(text, *(const ct_date *)at);
        return text[0] != '\0' ? json_string(text) : json_null();
    case CT_COLUMN_WORD: return json_string(column->words[*(const int *)at]);
    case CT_COLUMN_ID: ct_id_of(schema, column, row, id); return json_string(id);
    }
    return NULL;
}

/* Two levels in: the row is an item of the list of the table. Text holds no line end of its own: JSON escapes
 * it. */
static int indented(const char *bytes, size_t n, void *context)
{
    for (size_t i = 0; i < n; i++) {
        ct_buffer_append(context, bytes + i, 1);
        if (bytes[i] == '\n') ct_buffer_text(context, "  ");
    }
    return 0;
}

static int as_it_is(const char *bytes, size_t n, void *context)
{
    ct_buffer_append(context, bytes, n);
    return 0;
}

static ct_error write_json_row(const ct_row_writer *writer, const void *row)
{
    const ct_schema *schema = writer->schema;
    json_t *object = json_object();
    bool good = object != NULL, line = writer->format == CT_JSONL;

    for (size_t c = 0; c < schema->n_columns && good; c++)
        good = json_object_set_new(object, schema->columns[c].name,
                                   json_cell(schema, &schema->columns[c], row)) == 0;
    good = good && json_dump_callback(object, line ? as_it_is : indented, writer->to,
                                      (line ? 0 : (size_t)JSON_INDENT(1)) | JSON_REAL_PRECISION(12)) == 0;
    json_decref(object);
    return good ? ct_ok() : ct_no_memory();
}
#else
static ct_error write_json_row(const ct_row_writer *writer, const void *row)
{
    (void)writer, (void)row;
    return ct_fail(CT_EUSAGE, 0,
                   "JSON is not built in"); /* ct_row_writer_begin() did not let it come so far */
}
#endif

ct_error ct_row_writer_begin(ct_row_writer *writer, const ct_schema *schema, ct_format format, ct_buffer *to)
{
    return ct_row_writer_begin_separated(writer, schema, format, ',', to);
}

ct_error ct_row_writer_begin_separated(ct_row_writer *writer, const ct_schema *schema, ct_format format,
                                       char separator, ct_buffer *to)
{
    *writer = (ct_row_writer){
        .schema = schema, .format = format, .separator = format == CT_TSV ? '\t' : separator, .to = to
    };
    CT_TRY(ct_format_parse(ct_format_words[format], &format)); /* is JSON built in? */
    if (format == CT_JSON)
        ct_buffer_printf(to, "{\n \"table\": \"%s\",\n \"rows\": [", schema->name);
    else if (format != CT_JSONL)
        write_csv_header(writer);
    return ct_buffer_error(to);
}

ct_error ct_row_writer_add(ct_row_writer *writer, const void *row)
{
    switch (writer->format) {
    case CT_JSON:
        ct_buffer_text(writer->to, writer->n > 0 ? ",\n  " : "\n  ");
        CT_TRY(write_json_row(writer, row));
        break;
    case CT_JSONL:
        CT_TRY(write_json_row(writer, row));
        ct_buffer_text(writer->to, "\n");
        break;
    case CT_CSV:
    case CT_TSV: write_csv_row(writer, row); break;
    }
    writer->n++;
    return ct_buffer_error(writer->to);
}

ct_error ct_row_writer_end(ct_row_writer *writer)
{
    if (writer->format == CT_JSON) ct_buffer_text(writer->to, writer->n > 0 ? "\n ]\n}\n" : "]\n}\n");
    return ct_buffer_error(writer->to);
}
