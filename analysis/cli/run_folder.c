#include "cli/run_folder.h"

#include "cli/data.h"
#include "core/file.h"

ct_error ct_run_read(const ct_args *args, const char *folder, const ct_run_table *wanted, size_t n)
{
    if (!ct_folder_exists(folder))
        return ct_in(ct_fail(CT_EIO, 0, "is no folder; give the folder that chitieu run wrote"), folder);
    for (size_t i = 0; i < n; i++) {
        const char *path = ct_arena_printf(args->arena, "%s/%s.csv", folder, wanted[i].schema->name);
        if (path == NULL) return ct_no_memory();
        CT_TRY(ct_data_read_table(args, wanted[i].schema, path, wanted[i].table));
    }
    return ct_ok();
}
