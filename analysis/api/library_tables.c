#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "api/library.h"
#include "core/memory.h"
#include "core/number.h"
#include "extract/record/observation.h"
#include "forecast/forecast.h"
#include "series/series.h"

ct_error ct_api_new(chitieu_table **out, const ct_schema *schema)
{
    chitieu_table *made = calloc(1, sizeof *made);
    ct_error err = made != NULL ? ct_table_new(&made->table, schema) : ct_no_memory();

    *out = NULL;
    if (err.code == CT_OK)
        *out = made;
    else
        free(made);
    return err;
}

ct_error ct_api_is(const chitieu_table *table, const ct_schema *schema)
{
    if (table != NULL && table->table->schema == schema) return ct_ok();
    return ct_fail(CT_EUSAGE, 0, "a table of %s is needed here, not one of %s", schema->name,
                   table != NULL ? table->table->schema->name : "NULL");
}

chitieu_status ct_api_give(ct_error err, chitieu_table **table, chitieu_error *error)
{
    if (err.code == CT_OK) err = ct_memory_error(); /* what was lost may be anywhere in the table */
    if (err.code != CT_OK) {
        chitieu_table_free(*table);
        *table = NULL;
    }
    return ct_api_end(err, error);
}

chitieu_status chitieu_table_read(chitieu_table **out, const char *name, const char *csv, size_t n,
                                  const char *file, chitieu_error *error)
{
    static const ct_schema *const readable[] = { &ct_observation_schema, &ct_history_schema,
                                                 &ct_series_schema, &ct_target_schema,
                                                 &ct_projection_schema };
    const ct_schema *schema = NULL;

    *out = NULL;
    for (size_t i = 0; i < sizeof readable / sizeof *readable; i++)
        if (strcmp(readable[i]->name, name) == 0) schema = readable[i];
    if (schema == NULL)
        return ct_api_end(
            ct_fail(
                CT_EUSAGE, 0,
                "'%.40s' is no table that is read; give observations, history, series, targets or projections",
                name),
            error);
    ct_error err = ct_api_new(out, schema);
    if (err.code == CT_OK) err = ct_table_read((*out)->table, csv, n, file);
    return ct_api_give(err, out, error);
}

chitieu_status chitieu_table_write(const chitieu_table *table, const char *format, char **text, size_t *n,
                                   chitieu_error *error)
{
    ct_format as = CT_CSV;
    ct_buffer to;

    *text = NULL;
    *n = 0;
    ct_buffer_init(&to);
    ct_error err = ct_format_parse(format, &as);
    if (err.code == CT_OK) err = ct_table_write(table->table, as, &to);
    if (err.code == CT_OK) err = ct_buffer_error(&to);
    if (err.code == CT_OK && (*text = malloc(to.len + 1)) == NULL) err = ct_no_memory();
    if (*text != NULL) {
        memcpy(*text, ct_buffer_string(&to), to.len + 1);
        *n = to.len;
    }
    ct_buffer_clear(&to);
    return ct_api_end(err, error);
}

size_t chitieu_table_rows(const chitieu_table *table)
{
    return table->table->n;
}

size_t chitieu_table_columns(const chitieu_table *table)
{
    return table->table->schema->n_columns;
}

const char *chitieu_table_column_name(const chitieu_table *table, size_t column)
{
    return column < chitieu_table_columns(table) ? table->table->schema->columns[column].name : NULL;
}

size_t chitieu_table_column(const chitieu_table *table, const char *name)
{
    return ct_schema_column(table->table->schema, name);
}

static bool inside(const chitieu_table *table, size_t row, size_t column)
{
    return row < table->table->n && column < table->table->schema->n_columns;
}

double chitieu_table_number(const chitieu_table *table, size_t row, size_t column)
{
    double value = NAN;
    ct_buffer cell;

    if (!inside(table, row, column)) return NAN;
    const ct_column *c = &table->table->schema->columns[column];
    const char *at = (const char *)ct_table_row(table->table, row) + c->offset;
    if (c->type == CT_COLUMN_NUMBER) { /* as it is, not as its text */
        memcpy(&value, at, sizeof value);
        return value;
    }
    ct_buffer_init(&cell);
    ct_table_get(table->table, row, column, &cell);
    if (ct_number_plain(ct_buffer_string(&cell), &value).code != CT_OK) value = NAN;
    ct_buffer_clear(&cell);
    return value;
}

char *chitieu_table_text(const chitieu_table *table, size_t row, size_t column)
{
    ct_buffer cell;
    char *text;

    if (!inside(table, row, column)) return NULL;
    ct_buffer_init(&cell);
    ct_table_get(table->table, row, column, &cell);
    text = ct_buffer_error(&cell).code == CT_OK ? strdup(ct_buffer_string(&cell)) : NULL;
    ct_buffer_clear(&cell);
    return text;
}

void chitieu_table_free(chitieu_table *table)
{
    if (table == NULL) return;
    ct_table_free(table->table);
    free(table);
}

void chitieu_free(void *text)
{
    free(text);
}
