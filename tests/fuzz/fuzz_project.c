/* A hostile project folder: 'C' chitieu.conf, 'R' the run.json of an older run, 'P' both of a project whose
 * documents lie beside its results. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/project.h"
#include "cli/record.h"
#include "core/file.h"
#include "core/vietnamese.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/chitieu-fuzz-XXXXXX";

static void take_away(void)
{
    ct_error removed = ct_folder_remove(folder);

    (void)removed;
}

static void put_file(const char *name, const char *bytes, size_t n)
{
    char path[64];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *to = fopen(path, "wb");

    if (to == NULL || (n > 0 && fwrite(bytes, 1, n, to) != n) || fclose(to) != 0) abort();
}

static void check_text(const char *text)
{
    if (text == NULL || ct_utf8_valid(text, strlen(text)) != strlen(text)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool made;
    ct_arena *arena = ct_arena_new();
    const char *const *names = NULL, *bytes = (const char *)data + 1;
    ct_project_folder project;
    size_t n = 0;

    if (!made) {
        if (mkdtemp(folder) == NULL) abort();
        atexit(take_away);
        put_file("a.txt", "x", 1);
        made = true;
    }
    if (size < 1 || arena == NULL) {
        ct_arena_free(arena);
        return 0;
    }
    put_file("chitieu.conf", bytes, data[0] == 'R' ? 0 : size - 1);
    put_file("run.json", bytes, data[0] == 'C' ? 0 : size - 1);
    if (ct_record_listed(arena, folder, &names, &n).code == CT_OK)
        for (size_t i = 0; i < n; i++)
            if (names[i][0] == '/' || strstr(names[i], "..") != NULL)
                abort(); /* what is listed may be taken away */
    ct_error err = ct_project_folder_read(arena, folder, false, &project);

    if (err.code == CT_OK) {
        check_text(project.title);
        check_text(project.scope);
        if (project.plan_start < 0 || project.plan_end > 2200 || project.n_documents > 3) abort();
    } else {
        check_text(err.text);
        if (err.file[0] == '\0') abort();
    }
    ct_arena_free(arena);
    return 0;
}
