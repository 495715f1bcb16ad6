#include "cli/database_file.h"

#include <string.h>
#include <unistd.h>

#include "catalogue/listing.h"
#include "cli/data.h"
#include "core/file.h"
#include "exchange/database.h"

enum { N_LISTS = 3 };

static ct_error write_database(const ct_stages *stages, ct_table *const *lists, const char *views,
                               const char *path)
{
    const ct_table *names = stages->names != NULL && stages->names->n > 0
                                ? stages->names
                                : NULL; /* a run writes it where there are any */
    const ct_table *tables[] = { lists[0],
                                 lists[1],
                                 lists[2],
                                 stages->plans,
                                 stages->observations,
                                 stages->points,
                                 stages->targets,
                                 stages->projections,
                                 stages->assessments,
                                 stages->statuses,
                                 stages->paths,
                                 stages->findings,
                                 names };
    ct_buffer bytes;

    ct_buffer_init(&bytes);
    ct_error err = ct_database_make(tables, sizeof tables / sizeof *tables, views, &bytes);

    if (err.code == CT_OK) err = ct_file_write(path, ct_buffer_string(&bytes), bytes.len);
    ct_buffer_clear(&bytes);
    return err;
}

ct_error ct_run_database(const ct_args *args, const ct_stages *stages, const char *path)
{
    static const ct_schema *const schemas[N_LISTS] = { &ct_indicator_list_schema, &ct_unit_list_schema,
                                                       &ct_breakdown_list_schema };
    ct_table *lists[N_LISTS] = { NULL };
    const char *folder, *script, *views;
    size_t n;

    if (strcmp(path, "-") == 0 && isatty(STDOUT_FILENO))
        return ct_fail(CT_EUSAGE, 0, "a database is no text for a terminal; name a file");
    CT_TRY(ct_data_report(args, &folder));
    script = ct_path_join(args->arena, folder, "views.sql");
    if (script == NULL) return ct_no_memory();
    CT_TRY(ct_file_read(args->arena, script, &views, &n));
    ct_error err = ct_ok();

    for (size_t i = 0; i < N_LISTS && err.code == CT_OK; i++) {
        err = ct_table_new(&lists[i], schemas[i]);
        if (err.code == CT_OK) err = ct_catalogue_list(stages->catalogue, lists[i]);
    }
    if (err.code == CT_OK) err = write_database(stages, lists, views, path);
    for (size_t i = 0; i < N_LISTS; i++) ct_table_free(lists[i]);
    return err;
}
