#include "cli/output.h"

#include <string.h>

#include "cli/publish.h"
#include "cli/record.h"
#include "core/digest.h"
#include "core/ending.h"
#include "core/file.h"

ct_error ct_output_begin(ct_arena *arena, const char *folder, ct_output *out)
{
    *out = (ct_output){ .arena = arena, .folder = folder, .places = { CT_ENDING_NONE, CT_ENDING_NONE } };
    ct_error err = ct_publish_lock(out);

    if (err.code == CT_OK) err = ct_publish_recover(out);
    if (err.code == CT_OK) err = ct_folder_make(out->staging);
    if (err.code == CT_OK) {
        out->places[0] = ct_ending_folder(out->staging); /* before the folder with the lock */
        out->places[1] = ct_ending_folder(out->hold);
    }
    if (err.code != CT_OK) ct_publish_unlock(out, true); /* what is there may be the user's */
    return ct_in(err, folder);
}

ct_error ct_output_folder(ct_output *out, const char *name, const char **path)
{
    *path = ct_path_join(out->arena, out->staging, name);
    return *path != NULL ? ct_folder_make(*path) : ct_no_memory();
}

static ct_error add(ct_output *out, const char *name, const char *bytes, size_t n)
{
    if (out->n == out->capacity) {
        size_t capacity = out->capacity == 0 ? 64 : out->capacity * 2;
        ct_output_file *files = ct_arena_array(out->arena, capacity, sizeof *files);
        if (files == NULL) return ct_no_memory();
        if (out->n > 0) memcpy(files, out->files, out->n * sizeof *files);
        out->files = files;
        out->capacity = capacity;
    }
    ct_output_file *file = &out->files[out->n];
    file->name = ct_arena_strdup(out->arena, name);
    if (file->name == NULL) return ct_no_memory();
    ct_digest(file->digest, bytes, n);
    file->bytes = n;
    out->n++;
    return ct_ok();
}

ct_error ct_output_write(ct_output *out, const char *name, const char *bytes, size_t n)
{
    const char *path = ct_path_join(out->arena, out->staging, name);

    if (path == NULL) return ct_no_memory();
    CT_TRY(ct_file_write(path, bytes, n));
    return add(out, name, bytes, n);
}

ct_error ct_output_table(ct_output *out, const ct_table *table, ct_format format)
{
    const char *name = ct_arena_printf(out->arena, "%s.%s", table->schema->name, ct_format_words[format]);
    ct_buffer text;
    ct_error err;

    if (name == NULL) return ct_no_memory();
    ct_buffer_init(&text);
    err = ct_table_write(table, format, &text);
    if (err.code == CT_OK) err = ct_output_write(out, name, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

ct_error ct_output_note(ct_output *out, const char *name)
{
    const char *path = ct_path_join(out->arena, out->staging, name), *bytes;
    size_t n;

    if (path == NULL) return ct_no_memory();
    CT_TRY(ct_file_read(out->arena, path, &bytes, &n));
    return add(out, name, bytes, n);
}

ct_error ct_output_warn(ct_output *out, const char *text)
{
    const char **more = ct_arena_array(out->arena, out->n_warnings + 1, sizeof *more);

    if (more == NULL) return ct_no_memory();
    if (out->n_warnings > 0) memcpy(more, out->warnings, out->n_warnings * sizeof *more);
    more[out->n_warnings] = ct_arena_strdup(out->arena, text);
    out->warnings = more;
    return more[out->n_warnings++] != NULL ? ct_ok() : ct_no_memory();
}

static void forget(ct_output *out)
{
    for (size_t i = 0; i < 2; i++) {
        ct_ending_forget(out->places[i]);
        out->places[i] = CT_ENDING_NONE;
    }
}

ct_error ct_output_finish(ct_output *out)
{
    bool decided = false;

    ct_ending_hold(true); /* from here to the end of the working folder takes moments, and half of it would be
                             for the next run to finish */
    forget(out);
    ct_error err = ct_publish(out, &decided);

    if (err.code == CT_OK || decided) ct_publish_unlock(out, decided);
    ct_ending_hold(false);
    return err;
}

ct_error ct_output_finish_as(ct_output *out, const char *name, const char *path)
{
    const char *from = ct_path_join(out->arena, out->staging, name), *bytes;
    size_t n;

    if (from == NULL) return ct_no_memory();
    CT_TRY(ct_file_read(out->arena, from, &bytes, &n));
    CT_TRY(ct_file_write(path, bytes,
                         n)); /* as every single file: synced, with the rights it had, a link stays one */
    ct_output_abandon(out);
    return ct_ok();
}

void ct_output_abandon(ct_output *out)
{
    if (out->hold == NULL) return;
    ct_publish_unlock(out, false);
    forget(out);
}

ct_error ct_output_named(const ct_output *out, ct_error err)
{
    size_t n = out->staging != NULL ? strlen(out->staging) : 0;

    if (err.code == CT_OK || n == 0 || strncmp(err.file, out->staging, n) != 0 || err.file[n] != '/')
        return err;
    char *file = ct_path_join(out->arena, out->folder, err.file + n + 1);

    err.file[0] = '\0';
    return ct_in(err, file != NULL ? file : out->folder);
}
