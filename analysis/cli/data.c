#define _XOPEN_SOURCE 700 /* realpath() */
#include "cli/data.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "chart/lead.h"
#include "cli/say.h"
#include "core/file.h"
#include "core/row_reader.h"
#include "documents/document.h"
#include "series/long_form.h"

enum { FLUSH = 1 << 16 }; /* bytes of rows that go to the file together */

/* The folder of the running program, in the arena; NULL when the system does not tell. */
static char *program_folder(ct_arena *arena)
{
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    char *slash;

    if (n <= 0) return NULL;
    path[n] = '\0';
    slash = strrchr(path, '/');
    if (slash == NULL) return NULL;
    *slash = '\0';
    return ct_arena_strdup(arena, path);
}

const char *ct_program_find(ct_arena *arena, const char *program)
{
    const char *at = getenv("PATH");

    while (at != NULL && *at != '\0') {
        size_t n = strcspn(at, ":");
        const char *path = ct_arena_printf(arena, "%.*s/%s", (int)n, at, program);
        if (path != NULL && ct_file_exists(path) && access(path, X_OK) == 0) return path;
        at += n + (at[n] == ':');
    }
    return NULL;
}

/* The first of base/name and base/datasets/name that is a folder; NULL otherwise. */
static const char *below(ct_arena *arena, const char *base, const char *name)
{
    static const char *const inner[] = { "", "datasets/" }; /* installed, and in the source tree */

    for (size_t i = 0; base != NULL && i < sizeof inner / sizeof *inner; i++) {
        char *path = ct_arena_printf(arena, "%s/%s%s", base, inner[i], name);
        if (path != NULL && ct_folder_exists(path)) return path;
    }
    return NULL;
}

/* Without "..", as people read it. */
static ct_error plain_path(ct_arena *arena, const char **path)
{
    char plain[PATH_MAX];

    if (realpath(*path, plain) != NULL) *path = ct_arena_strdup(arena, plain);
    return *path != NULL ? ct_ok() : ct_no_memory();
}

static ct_error find(const ct_args *args, const char *name, const char **folder)
{
    const char *given = ct_args_value(args, "data"), *from_environment = getenv("CHITIEU_DATA");
    char *program = program_folder(args->arena);

    if (given == NULL && from_environment != NULL && from_environment[0] != '\0') given = from_environment;
    if (given != NULL) {
        *folder = below(args->arena, given, name);
        if (*folder != NULL) return ct_ok();
        return ct_in(
            ct_fail(CT_EIO, 0, "holds no folder %s; give the program's data folder with --data", name),
            given);
    }
    *folder = program != NULL
                  ? below(args->arena, ct_arena_printf(args->arena, "%s/../share/chitieu", program), name)
                  : NULL;
    if (*folder != NULL) return plain_path(args->arena, folder);
    return ct_fail(CT_EIO, 0, "the program's data folder %s is not found; give it with --data FOLDER", name);
}

ct_error ct_data_catalogue(const ct_args *args, const char **folder)
{
    return find(args, "catalogue", folder);
}

ct_error ct_data_plots(const ct_args *args, const char **folder)
{
    return find(args, "plots", folder);
}

ct_error ct_data_report(const ct_args *args, const char **folder)
{
    return find(args, "report", folder);
}

ct_error ct_data_init(const ct_args *args, const char **folder)
{
    return find(args, "init", folder);
}

ct_error ct_data_read_catalogue(const ct_args *args, ct_catalogue **catalogue)
{
    const char *folder;

    *catalogue = NULL;
    CT_TRY(ct_data_catalogue(args, &folder));
    return ct_catalogue_read(catalogue, folder, ct_args_value(args, "catalogue"));
}

/* Excel's "Unicode text" is UTF-16. */
static bool is_utf16(const char *text, size_t n)
{
    return n >= 4 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0 ||
                      (text[1] == '\0' && text[3] == '\0'));
}

/* Do semicolons or TABs part the columns? Our own names of columns hold neither. */
static bool is_separated(const char *text, size_t n)
{
    const char *end = memchr(text, '\n', n);
    size_t head = end != NULL ? (size_t)(end - text) : n;

    return memchr(text, ';', head) != NULL || memchr(text, '\t', head) != NULL;
}

/* As a spreadsheet or Notepad saved it; the plain form goes the straight way. */
static ct_error read_saved(ct_table *table, const char *text, size_t n, const char *name)
{
    ct_buffer plain;
    ct_error err = ct_ok();

    ct_buffer_init(&plain);
    if (is_utf16(text, n)) {
        err = ct_text_plain(text, n, &plain);
        text = ct_buffer_string(&plain);
        n = plain.len;
    }
    if (err.code == CT_OK)
        err = is_separated(text, n) && ct_long_form_is(table->schema, text, n)
                  ? ct_long_form_read(table, text, n, name)
                  : ct_table_read(table, text, n, name);
    ct_buffer_clear(&plain);
    return err;
}

ct_error ct_data_read_table(const ct_args *args, const ct_schema *schema, const char *path, ct_table **table)
{
    const char *text, *name = strcmp(path, "-") == 0 ? "standard input" : path;
    size_t n;

    if (*table == NULL) CT_TRY(ct_table_new(table, schema));
    CT_TRY(ct_file_read(args->arena, path, &text, &n));
    return read_saved(*table, text, n, name);
}

/* Reads its first piece: what is no plain CSV is kept whole, the rest flows through. */
typedef struct {
    ct_row_reader *reader;
    ct_buffer kept;
    bool begun, keeps;
} series_reading;

static ct_error take_piece(void *context, const char *bytes, size_t n)
{
    series_reading *r = context;

    if (!r->begun) r->keeps = is_utf16(bytes, n) || is_separated(bytes, n);
    r->begun = true;
    if (!r->keeps) return ct_row_reader_feed(r->reader, bytes, n);
    ct_buffer_append(&r->kept, bytes, n);
    return ct_buffer_error(&r->kept);
}

static ct_error store_saved(const ct_buffer *text, const char *name, ct_store *store)
{
    ct_table *table;

    CT_TRY(ct_table_new(&table, &ct_series_schema));
    ct_error err = read_saved(table, ct_buffer_string(text), text->len, name);

    for (size_t i = 0; i < table->n && err.code == CT_OK; i++)
        err = ct_in(ct_store_add(store, ct_table_row(table, i), table->lines[i]), name);
    ct_table_free(table);
    return err;
}

ct_error ct_data_read_departments(const ct_args *args, ct_table **departments)
{
    const char *folder, *path;

    *departments = NULL;
    CT_TRY(ct_data_report(args, &folder));
    path = ct_path_join(args->arena, folder, "departments.csv");
    return path != NULL ? ct_data_read_table(args, &ct_lead_schema, path, departments) : ct_no_memory();
}

ct_error ct_data_read_store(const char *path, const ct_catalogue *catalogue, ct_store **store)
{
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    series_reading r = { .reader = NULL };

    CT_TRY(ct_store_new(store, catalogue));
    ct_buffer_init(&r.kept);
    ct_error err = ct_row_reader_new(&r.reader, &ct_series_schema, ct_store_add, *store);

    if (err.code == CT_OK) err = ct_file_feed(path, take_piece, &r);
    if (err.code == CT_OK)
        err = r.keeps ? store_saved(&r.kept, name, *store) : ct_in(ct_row_reader_end(r.reader), name);
    ct_row_reader_free(r.reader);
    ct_buffer_clear(&r.kept);
    if (err.code == CT_OK) return err;
    ct_store_free(*store);
    *store = NULL;
    return err;
}

static ct_error flush(ct_table_file *to)
{
    ct_error err = ct_writer_put(to->file, ct_buffer_string(&to->text), to->text.len);

    ct_buffer_empty(&to->text);
    return err;
}

/* The status stays 0: in a pipe nothing is often a result (no finding). But nobody should have to guess. */
static void tell_empty(const ct_args *args, const ct_schema *schema)
{
    ct_say(ct_l(args->lang, "chitieu: lưu ý: bảng %s không có dòng nào\n",
                "chitieu: note: the table of %s has no rows\n"),
           schema->name);
}

ct_error ct_table_file_open(const ct_args *args, const ct_schema *schema, const char *path,
                            ct_table_file *out)
{
    *out = (ct_table_file){ .args = args, .schema = schema };
    ct_buffer_init(&out->text);
    CT_TRY(ct_row_writer_begin_separated(&out->rows, schema, args->format, args->separator, &out->text));
    return ct_writer_open(&out->file, path);
}

ct_error ct_table_file_add(ct_table_file *to, const void *row)
{
    CT_TRY(ct_row_writer_add(&to->rows, row));
    to->any = true;
    return to->text.len >= FLUSH ? flush(to) : ct_ok();
}

ct_error ct_table_file_commit(ct_table_file *to)
{
    CT_TRY(ct_row_writer_end(&to->rows));
    CT_TRY(flush(to));
    if (!to->any) tell_empty(to->args, to->schema);
    return ct_writer_commit(to->file);
}

void ct_table_file_clear(ct_table_file *to)
{
    ct_writer_free(to->file);
    ct_buffer_clear(&to->text);
    to->file = NULL;
}

ct_error ct_data_write_table(const ct_args *args, const ct_table *table, const char *path)
{
    ct_buffer text;
    ct_error err;

    if (table->n == 0 && path == args->output) tell_empty(args, table->schema);
    ct_buffer_init(&text);
    err = ct_table_write_separated(table, args->format, args->separator, &text);
    if (err.code == CT_OK) err = ct_file_write(path, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}
