#include "exchange/descriptor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

ct_error ct_stated_keys_of(const ct_table *table, const ct_table *const *tables, size_t n,
                           ct_stated_keys *out)
{
    const ct_keyed *keyed = ct_keyed_find(table->schema->name);

    *out = (ct_stated_keys){ 0 };
    if (keyed == NULL) return ct_ok();
    CT_TRY(ct_key_holds(table, &out->key));
    for (size_t r = 0; r < CT_MAX_REFERENCES && keyed->references[r].column != NULL; r++) {
        const ct_table *other = ct_table_named(tables, n, keyed->references[r].table);
        if (other != NULL)
            CT_TRY(ct_reference_holds(table, &keyed->references[r], other, &out->references[r]));
    }
    return ct_ok();
}

#ifndef CHITIEU_HAVE_JSON

ct_error ct_descriptor_write(const ct_schema *schema, const ct_stated_keys *keys, ct_buffer *to)
{
    (void)schema, (void)keys, (void)to;
    return ct_fail(CT_EUSAGE, 0,
                   "a descriptor is JSON, and JSON is not built in; install libjansson-dev and build again");
}

#else

/* A date is a year, a month or a day: no one type of Table Schema covers the three. */
static const char date_pattern[] = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";
static const char id_pattern[] = "^[a-z]-[0-9a-f]{16}$";

static const char *field_type(ct_column_type type)
{
    switch (type) {
    case CT_COLUMN_NUMBER: return "number";
    case CT_COLUMN_COUNT: return "integer";
    case CT_COLUMN_TEXT:
    case CT_COLUMN_ID:
    case CT_COLUMN_DATE:
    case CT_COLUMN_WORD: return "string";
    }
    return "any";
}

static json_t *constraints_of(const ct_column *column, const ct_column_unit *unit)
{
    json_t *constraints = json_object(), *words = json_array();

    if (column->required || column->type == CT_COLUMN_ID)
        json_object_set_new(constraints, "required", json_true());
    for (size_t i = 0; column->type == CT_COLUMN_WORD && column->words[i] != NULL; i++)
        if (column->words[i][0] != '\0') json_array_append_new(words, json_string(column->words[i]));
    if (json_array_size(words) > 0) json_object_set(constraints, "enum", words);
    json_decref(words);
    if (column->type == CT_COLUMN_DATE)
        json_object_set_new(constraints, "pattern", json_string(date_pattern));
    if (column->type == CT_COLUMN_ID) json_object_set_new(constraints, "pattern", json_string(id_pattern));
    if (column->type == CT_COLUMN_COUNT) json_object_set_new(constraints, "minimum", json_integer(1));
    if (unit->unit != NULL && strcmp(unit->unit, "1") == 0) { /* chances and shares */
        json_object_set_new(constraints, "minimum", json_integer(0));
        json_object_set_new(constraints, "maximum", json_integer(1));
    }
    return constraints;
}

static json_t *field_json(const ct_schema *schema, const ct_column *column)
{
    const ct_column_unit unit = ct_unit_of_column(schema, column);
    json_t *field = json_pack("{s:s, s:s, s:s, s:o}", "name", column->name, "type", field_type(column->type),
                              "description", column->about, "constraints", constraints_of(column, &unit));

    if (unit.field != NULL) json_object_set_new(field, "unitField", json_string(unit.field));
    if (unit.unit != NULL)
        json_object_set_new(field, unit.field != NULL ? "unitSuffix" : "unit", json_string(unit.unit));
    return field;
}

static json_t *foreign_keys(const ct_keyed *keyed, const ct_stated_keys *keys)
{
    json_t *list = json_array();

    for (size_t r = 0; r < CT_MAX_REFERENCES; r++) {
        const ct_reference *one = &keyed->references[r];
        if (!keys->references[r]) continue;
        json_array_append_new(list, json_pack("{s:[s], s:{s:s, s:[s]}}", "fields", one->column, "reference",
                                              "resource", one->table, "fields", one->other));
    }
    return list;
}

json_t *ct_descriptor_json(const ct_schema *schema, const ct_stated_keys *keys)
{
    const ct_keyed *keyed = ct_keyed_find(schema->name);
    json_t *fields = json_array(), *key = json_array(), *references;

    for (size_t c = 0; c < schema->n_columns; c++)
        json_array_append_new(fields, field_json(schema, &schema->columns[c]));
    json_t *descriptor = json_pack("{s:o, s:[s]}", "fields", fields, "missingValues", "");

    for (size_t k = 0; keyed != NULL && keys->key && k < CT_MAX_KEY && keyed->key[k] != NULL; k++)
        json_array_append_new(key, json_string(keyed->key[k]));
    if (json_array_size(key) > 0) json_object_set(descriptor, "primaryKey", key);
    json_decref(key);
    references = keyed != NULL ? foreign_keys(keyed, keys) : NULL;
    if (json_array_size(references) > 0) json_object_set(descriptor, "foreignKeys", references);
    json_decref(references);
    return descriptor;
}

ct_error ct_descriptor_write(const ct_schema *schema, const ct_stated_keys *keys, ct_buffer *to)
{
    json_t *descriptor = ct_descriptor_json(schema, keys);
    char *text = descriptor != NULL ? json_dumps(descriptor, JSON_INDENT(2)) : NULL;

    json_decref(descriptor);
    if (text == NULL) return ct_no_memory();
    ct_buffer_printf(to, "%s\n", text);
    free(text);
    return ct_buffer_error(to);
}

#endif
