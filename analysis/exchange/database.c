#include "exchange/database.h"

#ifndef CHITIEU_HAVE_SQLITE

ct_error ct_database_make(const ct_table *const *tables, size_t n, const char *views, ct_buffer *to)
{
    (void)tables, (void)n, (void)views, (void)to;
    return ct_fail(
        CT_EUSAGE, 0,
        "SQLite is not built in; install libsqlite3-dev and build again, or use the CSV tables of the run");
}

#else

#include <math.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/id.h"
#include "core/number.h"
#include "exchange/descriptor.h"

typedef struct {
    sqlite3 *db;
    const ct_table *const *tables;
    size_t n;
} maker;

static ct_error say(const maker *m, int code)
{
    if (code == SQLITE_NOMEM) return ct_no_memory();
    return ct_fail(CT_EDATA, 0, "the database cannot be made: %s", sqlite3_errmsg(m->db));
}

static ct_error execute(const maker *m, const char *sql)
{
    int code = sqlite3_exec(m->db, sql, NULL, NULL, NULL);

    return code == SQLITE_OK ? ct_ok() : say(m, code);
}

static ct_error execute_buffer(const maker *m, ct_buffer *sql)
{
    ct_error err = ct_buffer_error(sql);

    if (err.code == CT_OK) err = execute(m, ct_buffer_string(sql));
    ct_buffer_clear(sql);
    return err;
}

/* Some columns ("by", "from", "values") are words of SQL. */
static void put_name(ct_buffer *sql, const char *name)
{
    ct_buffer_text(sql, "\"");
    for (; *name != '\0'; name++) {
        if (*name == '"') ct_buffer_text(sql, "\"");
        ct_buffer_append(sql, name, 1);
    }
    ct_buffer_text(sql, "\"");
}

static void put_names(ct_buffer *sql, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n && names[i] != NULL; i++) {
        if (i > 0) ct_buffer_text(sql, ", ");
        put_name(sql, names[i]);
    }
}

static const char *storage(ct_column_type type)
{
    switch (type) {
    case CT_COLUMN_NUMBER: return "REAL";
    case CT_COLUMN_COUNT: return "INTEGER";
    case CT_COLUMN_TEXT:
    case CT_COLUMN_ID:
    case CT_COLUMN_DATE:
    case CT_COLUMN_WORD: return "TEXT";
    }
    return "BLOB";
}

static void put_column(ct_buffer *sql, const ct_column *column)
{
    ct_buffer_text(sql, "  ");
    put_name(sql, column->name);
    ct_buffer_printf(sql, " %s", storage(column->type));
    if (column->required) ct_buffer_text(sql, " NOT NULL");
    if (column->type != CT_COLUMN_WORD) return;
    ct_buffer_text(sql, " CHECK (");
    put_name(sql, column->name);
    ct_buffer_text(sql, " IN (");
    for (size_t i = 0; column->words[i] != NULL; i++) {
        char *quoted = sqlite3_mprintf("%Q", column->words[i]);
        ct_buffer_printf(sql, "%s%s", i > 0 ? ", " : "", quoted != NULL ? quoted : "");
        sqlite3_free(quoted);
    }
    ct_buffer_text(sql, "))");
}

/* SQLite asks that what is pointed to is the other table's whole key. */
static bool is_whole_key(const maker *m, const ct_reference *reference, bool *holds)
{
    const ct_keyed *other = ct_keyed_find(reference->table);
    const ct_table *table = ct_table_named(m->tables, m->n, reference->table);

    *holds = false;
    if (other == NULL || table == NULL || other->key[0] == NULL || other->key[1] != NULL ||
        strcmp(other->key[0], reference->other) != 0)
        return false;
    return ct_key_holds(table, holds).code == CT_OK && *holds;
}

static ct_error make_table(const maker *m, const ct_table *table)
{
    const ct_schema *schema = table->schema;
    const ct_keyed *keyed = ct_keyed_find(schema->name);
    ct_stated_keys keys;
    ct_buffer sql;
    bool holds;

    CT_TRY(ct_stated_keys_of(table, m->tables, m->n, &keys));
    ct_buffer_init(&sql);
    ct_buffer_text(&sql, "CREATE TABLE ");
    put_name(&sql, schema->name);
    ct_buffer_text(&sql, " (\n");
    for (size_t c = 0; c < schema->n_columns; c++) {
        if (c > 0) ct_buffer_text(&sql, ",\n");
        put_column(&sql, &schema->columns[c]);
    }
    if (keys.key) {
        ct_buffer_text(&sql, ",\n  PRIMARY KEY (");
        put_names(&sql, keyed->key, CT_MAX_KEY);
        ct_buffer_text(&sql, ")");
    }
    for (size_t r = 0; r < CT_MAX_REFERENCES; r++) {
        if (!keys.references[r] || keyed->references[r].table == schema->name ||
            !is_whole_key(m, &keyed->references[r], &holds))
            continue;
        ct_buffer_text(&sql, ",\n  FOREIGN KEY (");
        put_name(&sql, keyed->references[r].column);
        ct_buffer_text(&sql, ") REFERENCES ");
        put_name(&sql, keyed->references[r].table);
        ct_buffer_text(&sql, " (");
        put_name(&sql, keyed->references[r].other);
        ct_buffer_text(&sql, ")");
    }
    ct_buffer_text(&sql, "\n)");
    return execute_buffer(m, &sql);
}

/* Does the column point to another table? Where it is empty it points nowhere, which SQL calls NULL. */
static bool points(const ct_schema *schema, const ct_column *column)
{
    const ct_keyed *keyed = ct_keyed_find(schema->name);

    for (size_t r = 0; keyed != NULL && r < CT_MAX_REFERENCES && keyed->references[r].column != NULL; r++)
        if (strcmp(keyed->references[r].column, column->name) == 0) return true;
    return false;
}

static int bind_text(sqlite3_stmt *insert, int place, const char *text, bool or_null)
{
    if (or_null && text[0] == '\0') return sqlite3_bind_null(insert, place);
    return sqlite3_bind_text(insert, place, text, -1, SQLITE_TRANSIENT);
}

static int bind_cell(sqlite3_stmt *insert, int place, const ct_schema *schema, const ct_column *column,
                     const void *row)
{
    const void *at = (const char *)row + column->offset;
    char text[CT_NUMBER_SIZE];
    long count;

    switch (column->type) {
    case CT_COLUMN_TEXT: return bind_text(insert, place, *(const char *const *)at, points(schema, column));
    case CT_COLUMN_WORD: return bind_text(insert, place, column->words[*(const int *)at], false);
    case CT_COLUMN_DATE:
        ct_date_print(text, *(const ct_date *)at);
        return bind_text(insert, place, text, true);
    case CT_COLUMN_ID: ct_id_of(schema, column, row, text); return bind_text(insert, place, text, false);
    case CT_COLUMN_NUMBER:
        if (isnan(*(const double *)at)) return sqlite3_bind_null(insert, place);
        ct_number_table(text, *(const double *)at); /* the digits that the other forms have */
        return sqlite3_bind_double(insert, place, strtod(text, NULL));
    case CT_COLUMN_COUNT:
        count = *(const long *)at;
        return count == 0 ? sqlite3_bind_null(insert, place) : sqlite3_bind_int64(insert, place, count);
    }
    return SQLITE_MISUSE;
}

static ct_error insert_rows(const maker *m, const ct_table *table, sqlite3_stmt *insert)
{
    const ct_schema *schema = table->schema;

    for (size_t i = 0; i < table->n; i++) {
        int code = SQLITE_OK;
        for (size_t c = 0; c < schema->n_columns && code == SQLITE_OK; c++)
            code = bind_cell(insert, (int)c + 1, schema, &schema->columns[c], ct_table_row(table, i));
        if (code == SQLITE_OK) code = sqlite3_step(insert);
        if (code != SQLITE_DONE) return say(m, code);
        code = sqlite3_reset(insert);
        if (code != SQLITE_OK) return say(m, code);
    }
    return ct_ok();
}

static ct_error fill_table(const maker *m, const ct_table *table)
{
    sqlite3_stmt *insert = NULL;
    ct_buffer sql;
    ct_error err;

    ct_buffer_init(&sql);
    ct_buffer_text(&sql, "INSERT INTO ");
    put_name(&sql, table->schema->name);
    ct_buffer_text(&sql, " VALUES (");
    for (size_t c = 0; c < table->schema->n_columns; c++) ct_buffer_text(&sql, c > 0 ? ", ?" : "?");
    ct_buffer_text(&sql, ")");
    err = ct_buffer_error(&sql);
    if (err.code == CT_OK) {
        int code = sqlite3_prepare_v2(m->db, ct_buffer_string(&sql), -1, &insert, NULL);
        err = code == SQLITE_OK ? insert_rows(m, table, insert) : say(m, code);
    }
    sqlite3_finalize(insert);
    ct_buffer_clear(&sql);
    return err;
}

/* An id that many rows share is what tables are joined on. */
static ct_error index_ids(const maker *m, const ct_table *table)
{
    const ct_schema *schema = table->schema;
    const ct_keyed *keyed = ct_keyed_find(schema->name);

    for (size_t c = 0; c < schema->n_columns; c++) {
        const char *name = schema->columns[c].name;
        size_t length = strlen(name);
        ct_buffer sql;

        if (length < 4 || strcmp(name + length - 3, "_id") != 0) continue;
        if (keyed != NULL && keyed->key[0] != NULL && strcmp(keyed->key[0], name) == 0) continue;
        ct_buffer_init(&sql);
        ct_buffer_printf(&sql, "CREATE INDEX \"%s_%s\" ON ", schema->name, name);
        put_name(&sql, schema->name);
        ct_buffer_text(&sql, " (");
        put_name(&sql, name);
        ct_buffer_text(&sql, ")");
        CT_TRY(execute_buffer(m, &sql));
    }
    return ct_ok();
}

static ct_error make(const maker *m, const char *views)
{
    CT_TRY(execute(m, "PRAGMA encoding = 'UTF-8'; PRAGMA user_version = 1; BEGIN"));
    for (size_t i = 0; i < m->n; i++)
        if (m->tables[i] != NULL) CT_TRY(make_table(m, m->tables[i]));
    for (size_t i = 0; i < m->n; i++) {
        if (m->tables[i] == NULL) continue;
        CT_TRY(fill_table(m, m->tables[i]));
        CT_TRY(index_ids(m, m->tables[i]));
    }
    CT_TRY(execute(m, views));
    return execute(m, "COMMIT; PRAGMA foreign_key_check");
}

static ct_error take_bytes(const maker *m, ct_buffer *to)
{
    sqlite3_int64 n = 0;
    unsigned char *bytes = sqlite3_serialize(m->db, "main", &n, 0);

    if (bytes == NULL) return ct_no_memory();
    ct_buffer_append(to, (const char *)bytes, (size_t)n);
    sqlite3_free(bytes);
    return ct_buffer_error(to);
}

ct_error ct_database_make(const ct_table *const *tables, size_t n, const char *views, ct_buffer *to)
{
    maker m = { NULL, tables, n };
    int code = sqlite3_open_v2(":memory:", &m.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    ct_error err = code == SQLITE_OK ? make(&m, views) : say(&m, code);

    if (err.code == CT_OK) err = take_bytes(&m, to);
    sqlite3_close(m.db); /* NULL is fine */
    return err;
}

#endif
