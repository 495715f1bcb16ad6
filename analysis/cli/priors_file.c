#include "cli/priors_file.h"

#include <string.h>

#include "cli/data.h"
#include "core/file.h"
#include "forecast/prior.h"

static const char FILE_NAME[] = "priors.csv";

static ct_error add(const ct_args *args, const char *path, ct_stages *stages)
{
    const char *text;
    size_t n;

    CT_TRY(ct_file_read(args->arena, path, &text, &n));
    return ct_priors_read(text, n, path, &stages->priors);
}

/* The file beside the user's own indicators, or in the folder of the own catalogue; *path stays NULL where
 * there is none. */
static ct_error beside_catalogue(const ct_args *args, const char **path)
{
    const char *own = ct_args_value(args, "catalogue");

    *path = NULL;
    if (own == NULL) return ct_ok();
    char *found = ct_folder_exists(own) ? ct_path_join(args->arena, own, FILE_NAME)
                                        : ct_arena_printf(args->arena, "%.*s%s",
                                                          (int)(ct_base_name(own) - own), own, FILE_NAME);

    if (found == NULL) return ct_no_memory();
    if (ct_file_exists(found)) *path = found;
    return ct_ok();
}

ct_error ct_stages_priors(const ct_args *args, const char *folder, const char *conf, ct_stages *stages)
{
    const char *given = ct_args_value(args, "priors"), *own, *catalogue;
    bool from_conf = given == NULL && conf != NULL && conf[0] != '\0';

    if (from_conf) given = conf;
    stages->priors_name = "none";
    if (given != NULL && strcmp(given, "none") == 0) return ct_ok();
    if (given != NULL) {
        stages->priors_file = from_conf ? ct_path_join(args->arena, folder, given) : given;
        stages->priors_name = given;
        return stages->priors_file != NULL ? add(args, stages->priors_file, stages) : ct_no_memory();
    }
    CT_TRY(beside_catalogue(args, &own));
    CT_TRY(ct_data_catalogue(args, &catalogue));
    catalogue = ct_path_join(args->arena, catalogue, FILE_NAME);
    if (catalogue == NULL) return ct_no_memory();
    stages->priors_file = own;
    if (own != NULL) CT_TRY(add(args, own, stages)); /* first, so that its rows win */
    if (ct_file_exists(catalogue)) CT_TRY(add(args, catalogue, stages));
    if (stages->priors != NULL) stages->priors_name = "catalogue";
    return ct_ok();
}
