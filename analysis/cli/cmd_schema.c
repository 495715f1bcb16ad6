#include <stddef.h>
#include <string.h>

#include "cli/command.h"
#include "cli/data.h"
#include "core/file.h"
#include "exchange/descriptor.h"

/* One table as the command lists it. */
typedef struct {
    const char *table, *key, *about;
} table_row;

static const ct_column table_columns[] = {
    { "table", CT_COLUMN_TEXT, true, offsetof(table_row, table), NULL,
      "Name of the table, and of its file." },
    { "key", CT_COLUMN_TEXT, false, offsetof(table_row, key), NULL,
      "Columns that tell its rows apart, joined by +." },
    { "about", CT_COLUMN_TEXT, false, offsetof(table_row, about), NULL, "What it holds." },
};
static const ct_schema table_list = { "tables", "Tables that commands read or write.", table_columns, 3,
                                      sizeof(table_row) };

/* One column. */
typedef struct {
    const char *column;
    int type, required;
    const char *unit, *words, *points_to, *about;
} column_row;

static const char *const type_words[] = {
    "text", "number", "count", "date", "word", "id", NULL
}; /* by ct_column_type */
static const char *const yes_words[] = { "no", "yes", NULL };
static const ct_column column_columns[] = {
    { "column", CT_COLUMN_TEXT, true, offsetof(column_row, column), NULL, "Name of the column." },
    { "type", CT_COLUMN_WORD, true, offsetof(column_row, type), type_words, "What its cells are." },
    { "required", CT_COLUMN_WORD, true, offsetof(column_row, required), yes_words,
      "Whether a table without it, or with an empty cell in it, is refused." },
    { "unit", CT_COLUMN_TEXT, false, offsetof(column_row, unit), NULL,
      "Unit of its numbers; [unit]: the one that the row's column unit names." },
    { "words", CT_COLUMN_TEXT, false, offsetof(column_row, words), NULL,
      "The words it takes, joined by |; of an id what it is made of." },
    { "points_to", CT_COLUMN_TEXT, false, offsetof(column_row, points_to), NULL,
      "TABLE.COLUMN that its values stand in." },
    { "about", CT_COLUMN_TEXT, false, offsetof(column_row, about), NULL, "What it says." },
};
static const ct_schema column_list = { "columns", "Columns of a table.", column_columns,
                                       sizeof column_columns / sizeof *column_columns, sizeof(column_row) };

static const ct_option options[] = {
    { "descriptor", 0, NULL, "in mô tả theo Frictionless Table Schema (JSON) thay cho bảng",
      "print a Frictionless Table Schema (JSON) in place of the list" },
    { NULL, 0, NULL, NULL, NULL },
};

static const char *join(const ct_args *args, const char *const *items, size_t from, size_t most, char sign)
{
    const char *text = "";

    for (size_t i = from; i < most && items[i] != NULL && text != NULL; i++)
        text = i == from ? items[i] : ct_arena_printf(args->arena, "%s%c%s", text, sign, items[i]);
    return text;
}

static ct_error list_tables(const ct_args *args, ct_table *list)
{
    for (const ct_keyed *one = ct_keyed_tables; one->schema != NULL; one++) {
        table_row *row = ct_table_add(list);
        if (row == NULL) return ct_no_memory();
        *row = (table_row){ one->schema->name, join(args, one->key, 0, CT_MAX_KEY, '+'), one->schema->about };
        if (row->key == NULL) return ct_no_memory();
    }
    return ct_data_write_table(args, list, args->output);
}

static const char *unit_of(const ct_args *args, const ct_schema *schema, const ct_column *column)
{
    ct_column_unit unit = ct_unit_of_column(schema, column);

    if (unit.field != NULL)
        return ct_arena_printf(args->arena, "[%s]%s", unit.field, unit.unit != NULL ? unit.unit : "");
    return unit.unit != NULL ? unit.unit : "";
}

static const char *target_of(const ct_args *args, const ct_keyed *keyed, const ct_column *column)
{
    for (size_t r = 0; r < CT_MAX_REFERENCES && keyed->references[r].column != NULL; r++)
        if (strcmp(keyed->references[r].column, column->name) == 0)
            return ct_arena_printf(args->arena, "%s.%s", keyed->references[r].table,
                                   keyed->references[r].other);
    return "";
}

static ct_error list_columns(const ct_args *args, const ct_keyed *keyed, ct_table *list)
{
    const ct_schema *schema = keyed->schema;

    for (size_t c = 0; c < schema->n_columns; c++) {
        const ct_column *column = &schema->columns[c];
        bool listed = column->type == CT_COLUMN_WORD || column->type == CT_COLUMN_ID,
             id = column->type == CT_COLUMN_ID;
        column_row *row = ct_table_add(list);

        if (row == NULL) return ct_no_memory();
        *row = (column_row){ .column = column->name,
                             .type = (int)column->type,
                             .required = column->required,
                             .unit = unit_of(args, schema, column),
                             .words = listed ? join(args, column->words, id ? 1 : column->words[0][0] == '\0',
                                                    (size_t)-1, '|')
                                             : "",
                             .points_to = target_of(args, keyed, column),
                             .about = column->about };
        if (row->unit == NULL || row->words == NULL || row->points_to == NULL) return ct_no_memory();
    }
    return ct_data_write_table(args, list, args->output);
}

static ct_error describe(const ct_args *args, const ct_keyed *keyed)
{
    ct_stated_keys keys = { .key = true };
    ct_buffer text;

    for (size_t r = 0; r < CT_MAX_REFERENCES; r++) keys.references[r] = keyed->references[r].column != NULL;
    ct_buffer_init(&text);
    ct_error err = ct_descriptor_write(keyed->schema, &keys, &text);

    if (err.code == CT_OK) err = ct_file_write(args->output, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

static ct_error unknown(const ct_args *args)
{
    const char *names = "";

    for (const ct_keyed *one = ct_keyed_tables; one->schema != NULL && names != NULL; one++)
        names = names[0] == '\0' ? one->schema->name
                                 : ct_arena_printf(args->arena, "%s, %s", names, one->schema->name);
    return ct_fail(CT_EUSAGE, 0, "'%.40s' is no table; tables are %s", args->words[0],
                   names != NULL ? names : "");
}

static ct_error run(const ct_args *args)
{
    const ct_keyed *keyed = args->n_words > 0 ? ct_keyed_find(args->words[0]) : NULL;
    bool descriptor = ct_args_value(args, "descriptor") != NULL;
    ct_table *list = NULL;

    if (args->n_words > 0 && keyed == NULL) return unknown(args);
    if (descriptor && keyed == NULL)
        return ct_fail(CT_EUSAGE, 0,
                       "--descriptor is of one table; write: chitieu schema TABLE --descriptor");
    if (descriptor) return describe(args, keyed);
    CT_TRY(ct_table_new(&list, keyed != NULL ? &column_list : &table_list));
    ct_error err = keyed != NULL ? list_columns(args, keyed, list) : list_tables(args, list);

    ct_table_free(list);
    return err;
}

static const ct_example examples[] = {
    { "schema observations", "các cột của bảng số liệu trích", "the columns of the table of figures" },
    { NULL, NULL, NULL },
};

static const ct_option_rule rules[] = {
    { "format", CT_NOT_WITH, "descriptor" },
    { "delimiter", CT_NOT_WITH, "descriptor" },
    { NULL, CT_NEEDS, NULL },
};

const ct_command ct_cmd_schema = {
    .name = "schema",
    .usage = "[TABLE]",
    .summary_vi = "liệt kê các bảng, hay các cột của một bảng: kiểu, đơn vị, các từ, khoá",
    .summary_en = "list the tables, or the columns of one: type, unit, words, keys",
    .examples = examples,
    .options = options,
    .rules = rules,
    .takes_no = "catalogue data",
    .min_words = 0,
    .max_words = 1,
    .run = run,
};
