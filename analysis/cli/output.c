#include "cli/output.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/digest.h"
#include "core/file.h"

ct_error ct_output_begin(ct_arena *arena, const char *folder, ct_output *out)
{
    char *staging = ct_path_join(arena, folder, ".chitieu-XXXXXX");

    *out = (ct_output){ .arena = arena, .folder = folder };
    if (staging == NULL) return ct_no_memory();
    CT_TRY(ct_folder_make(folder));
    if (mkdtemp(staging) == NULL) return ct_in(ct_fail(CT_EIO, 0, "nothing can be written into the folder: %s", strerror(errno)), folder);
    out->staging = staging;
    return ct_ok();
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
    if ((size_t)snprintf(file->name, sizeof file->name, "%s", name) >= sizeof file->name)
        return ct_fail(CT_EDATA, 0, "the file name %s is too long", name);
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

static ct_error move_file(const ct_output *out, const char *name)
{
    const char *from = ct_path_join(out->arena, out->staging, name), *to = ct_path_join(out->arena, out->folder, name);
    const char *slash;

    if (from == NULL || to == NULL) return ct_no_memory();
    slash = strrchr(to, '/');
    char *parent = ct_arena_strndup(out->arena, to, (size_t)(slash - to));
    if (parent == NULL) return ct_no_memory();
    CT_TRY(ct_folder_make(parent));
    if (rename(from, to) != 0) return ct_in(ct_fail(CT_EIO, 0, "cannot be written: %s", strerror(errno)), to);
    return ct_ok();
}

/* Remove a folder that this run made, with what it holds: two levels of folders below it at most (charts/, meta/en/). */
static void remove_tree(const char *path, int depth)
{
    DIR *folder = opendir(path);
    char below[4096];

    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        struct stat about;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        if ((size_t)snprintf(below, sizeof below, "%s/%s", path, entry->d_name) >= sizeof below) continue;
        if (lstat(below, &about) == 0 && S_ISDIR(about.st_mode) && depth > 0)
            remove_tree(below, depth - 1);
        else
            unlink(below);
    }
    if (folder != NULL) closedir(folder);
    rmdir(path);
}

ct_error ct_output_finish(ct_output *out)
{
    for (size_t i = 0; i < out->n; i++) CT_TRY(move_file(out, out->files[i].name));
    ct_output_abandon(out);
    return ct_ok();
}

void ct_output_abandon(ct_output *out)
{
    if (out->staging != NULL) remove_tree(out->staging, 2);
    out->staging = NULL;
}
