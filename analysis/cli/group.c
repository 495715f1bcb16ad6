#include "cli/group.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/buffer.h"
#include "core/file.h"
#include "core/io.h"

static bool same_place(const char *a, const char *b)
{
    struct stat one, other;

    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

static const char *folder_of(const char *path, char *room, size_t size)
{
    snprintf(room, size, "%s", path);
    char *slash = strrchr(room, '/');

    if (slash == NULL) return ".";
    slash[slash == room ? 1 : 0] = '\0';
    return room;
}

/* One file under two names too; one that is not there yet has its name and its folder. */
static bool same_file(const char *a, const char *b)
{
    char one[PATH_MAX], other[PATH_MAX];

    if (strcmp(a, b) == 0) return true;
    if (ct_io_is_special(a) || ct_io_is_special(b)) return false;
    if (same_place(a, b)) return true;
    return strcmp(ct_base_name(a), ct_base_name(b)) == 0 &&
           same_place(folder_of(a, one, sizeof one), folder_of(b, other, sizeof other));
}

ct_error ct_group_add(ct_group *group, const char *path, const char *bytes, size_t n)
{
    for (size_t i = 0; i < group->n; i++)
        if (same_file(group->paths[i], path))
            return ct_in(ct_fail(CT_EUSAGE, 0, "is to hold two tables; give each a file of its own"),
                         strcmp(path, "-") == 0 ? "standard output" : path);
    if (group->n == CT_GROUP_MAX)
        return ct_in(ct_fail(CT_EUSAGE, 0, "more than %d files at once", CT_GROUP_MAX), path);
    CT_TRY(ct_writer_open(&group->files[group->n], path));
    group->paths[group->n++] = path;
    return ct_writer_put(group->files[group->n - 1], bytes, n);
}

ct_error ct_group_table(const ct_args *args, ct_group *group, const ct_table *table, const char *path)
{
    ct_buffer text;

    if (table == NULL || path == NULL) return ct_ok();
    ct_buffer_init(&text);
    ct_error err = ct_table_write_separated(table, args->format, args->separator, &text);

    if (err.code == CT_OK) err = ct_group_add(group, path, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

ct_error ct_group_commit(ct_group *group)
{
    for (size_t i = 0; i < group->n; i++) CT_TRY(ct_writer_ready(group->files[i]));
    for (int files = 0; files < 2; files++)
        for (size_t i = 0; i < group->n; i++)
            if (ct_io_is_special(group->paths[i]) == (files == 0)) CT_TRY(ct_writer_commit(group->files[i]));
    return ct_ok();
}

void ct_group_clear(ct_group *group)
{
    for (size_t i = 0; i < group->n; i++) ct_writer_free(group->files[i]);
    group->n = 0;
}
