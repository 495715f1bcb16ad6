#include <string.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/database_file.h"
#include "cli/output.h"
#include "cli/stages.h"
#include "core/file.h"
#include "exchange/open_sdg.h"
#include "exchange/sdmx.h"

static const ct_option options[] = {
    { "to", 0, "sqlite|sdmx-csv|open-sdg",
      "dạng: một tệp SQLite, thông điệp SDMX-CSV 2.0, hay thư mục dữ liệu của Open SDG",
      "the form: one SQLite file, an SDMX-CSV 2.0 message, or the data folder of Open SDG" },
    { "output", 'o', "FILE|FOLDER", "tệp nhận kết quả (mặc định màn hình); của open-sdg: thư mục",
      "the file that gets it (standard output unless given); of open-sdg: the folder" },
    { "structure", 0, "AGENCY:ID(VERSION)",
      "sdmx-csv: dataflow mà số liệu thuộc về; mặc định " CT_SDMX_STRUCTURE,
      "sdmx-csv: the data flow it is of; " CT_SDMX_STRUCTURE " unless given" },
    { "labels", 0, "id|name|both", "sdmx-csv: chỉ mã (mặc định), mã và tên ở hai cột, hay \"mã: tên\"",
      "sdmx-csv: codes (the default), codes and names in two columns, or \"code: name\"" },
    { "scope", 's', "TEXT", "open-sdg: địa bàn của trang; mặc định là địa bàn có nhiều số liệu nhất",
      "open-sdg: the site's own territory; that of most values unless given" },
    { NULL, 0, NULL, NULL, NULL },
};

/* ---- what is read ---- */

/* The tables of a run; those that it may lack are left out. */
static ct_error read_run(const ct_args *args, const char *folder, ct_stages *stages)
{
    const struct {
        const ct_schema *schema;
        ct_table **table;
        bool may_lack;
    } wanted[] = {
        { &ct_observation_schema, &stages->observations, false },
        { &ct_series_schema, &stages->points, false },
        { &ct_target_schema, &stages->targets, false },
        { &ct_projection_schema, &stages->projections, false },
        { &ct_assessment_schema, &stages->assessments, false },
        { &ct_finding_schema, &stages->findings, false },
        { &ct_plan_schema, &stages->plans, true },
        { &ct_statuses_schema, &stages->statuses, true },
        { &ct_path_schema, &stages->paths, true },
        { &ct_name_schema, &stages->names, true },
    };

    if (!ct_folder_exists(folder))
        return ct_in(ct_fail(CT_EIO, 0, "is no folder; give the folder that chitieu run wrote"), folder);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const char *path = ct_arena_printf(args->arena, "%s/%s.csv", folder, wanted[i].schema->name);
        if (path == NULL) return ct_no_memory();
        if (wanted[i].may_lack && !ct_file_exists(path)) continue;
        CT_TRY(ct_data_read_table(args, wanted[i].schema, path, wanted[i].table));
    }
    return ct_ok();
}

/* A series table, or that of a run. */
static ct_error read_series(const ct_args *args, ct_stages *stages)
{
    const char *path = args->n_words > 0 ? args->words[0] : "-";

    if (ct_folder_exists(path)) path = ct_path_join(args->arena, path, "series.csv");
    if (path == NULL) return ct_no_memory();
    return ct_data_read_table(args, &ct_series_schema, path, &stages->points);
}

/* ---- the forms ---- */

static ct_error to_sqlite(const ct_args *args, ct_stages *stages)
{
    if (args->n_words == 0)
        return ct_fail(CT_EUSAGE, 0, "the run is missing; write: chitieu export RUN --to sqlite -o FILE");
    CT_TRY(read_run(args, args->words[0], stages));
    return ct_run_database(args, stages, args->output);
}

static ct_error read_labels(const ct_args *args, ct_sdmx_labels *labels)
{
    const char *given = ct_args_value(args, "labels");

    *labels = CT_SDMX_ID;
    for (size_t i = 0; given != NULL && ct_sdmx_labels_words[i] != NULL; i++) {
        if (strcmp(ct_sdmx_labels_words[i], given) != 0) continue;
        *labels = (ct_sdmx_labels)i;
        return ct_ok();
    }
    return given == NULL
               ? ct_ok()
               : ct_fail(CT_EUSAGE, 0, "--labels '%.20s' is none of them; write id, name or both", given);
}

static ct_error to_sdmx(const ct_args *args, ct_stages *stages)
{
    ct_sdmx_options wanted = { .catalogue = stages->catalogue,
                               .structure = ct_args_value(args, "structure"),
                               .lang = args->lang,
                               .separator = args->separator };
    ct_buffer text;

    CT_TRY(read_labels(args, &wanted.labels));
    if (wanted.structure != NULL) CT_TRY(ct_sdmx_structure_check(wanted.structure));
    CT_TRY(read_series(args, stages));
    ct_buffer_init(&text);
    ct_error err = ct_sdmx_write(stages->points, &wanted, &text);

    if (err.code == CT_OK) err = ct_file_write(args->output, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

static ct_error put_file(void *context, const char *name, const char *bytes, size_t n)
{
    ct_output *out = context;
    const char *slash = strrchr(name, '/'), *folder;

    if (slash != NULL) {
        const char *parent = ct_arena_strndup(out->arena, name, (size_t)(slash - name));
        if (parent == NULL) return ct_no_memory();
        CT_TRY(ct_output_folder(out, parent, &folder));
    }
    return ct_output_write(out, name, bytes, n);
}

static ct_error to_open_sdg(const ct_args *args, ct_stages *stages)
{
    ct_open_sdg_options wanted = { .catalogue = stages->catalogue,
                                   .scope = ct_args_value(args, "scope"),
                                   .lang = args->lang };
    const char *folder, *path;
    ct_table *axes = NULL;
    ct_output out = { 0 };

    if (strcmp(args->output, "-") == 0)
        return ct_fail(CT_EUSAGE, 0,
                       "--output is missing; write: chitieu export RUN --to open-sdg -o FOLDER");
    CT_TRY(ct_data_report(args, &folder));
    path = ct_path_join(args->arena, folder, "axes.csv");
    if (path == NULL) return ct_no_memory();
    CT_TRY(read_series(args, stages));
    ct_error err = ct_data_read_table(args, &ct_axis_schema, path, &axes);

    wanted.axes = axes;
    if (err.code == CT_OK) err = ct_output_begin(args->arena, args->output, &out);
    if (err.code == CT_OK) err = ct_open_sdg_write(stages->points, &wanted, put_file, &out);
    if (err.code == CT_OK) err = ct_output_finish(&out);
    ct_output_abandon(&out);
    ct_table_free(axes);
    return err;
}

/* ---- the command ---- */

static const struct {
    const char *name, *takes[3]; /* options beside --to and --output */
    ct_error (*write)(const ct_args *args, ct_stages *stages);
} forms[] = {
    { "sqlite", { NULL }, to_sqlite },
    { "sdmx-csv", { "structure", "labels", "delimiter" }, to_sdmx },
    { "open-sdg", { "scope" }, to_open_sdg },
};

/* An option that the form has no use for is refused, not left lying. */
static ct_error check_options(const ct_args *args, size_t form)
{
    static const char *const some[] = { "structure", "labels", "scope", "delimiter", "format" };

    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        bool taken = ct_args_value(args, some[i]) == NULL;
        for (size_t k = 0; k < 3 && forms[form].takes[k] != NULL; k++)
            taken = taken || strcmp(forms[form].takes[k], some[i]) == 0;
        if (!taken)
            return ct_fail(CT_EUSAGE, 0, "--to %s takes no --%s; leave it out", forms[form].name, some[i]);
    }
    return ct_ok();
}

static ct_error run(const ct_args *args)
{
    const char *to = ct_args_value(args, "to");

    if (to == NULL)
        return ct_fail(
            CT_EUSAGE, 0,
            "--to is missing; write: chitieu export RUN --to sqlite|sdmx-csv|open-sdg -o FILE|FOLDER");
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strcmp(forms[i].name, to) != 0) continue;
        CT_TRY(check_options(args, i));
        return ct_stages_with(args, forms[i].write);
    }
    return ct_fail(CT_EUSAGE, 0,
                   "--to '%.20s' is no form of this program; write sqlite, sdmx-csv or open-sdg", to);
}

static const ct_example examples[] = {
    { "export out --to sqlite -o out.db", "cả lần chạy trong một tệp SQLite",
      "a whole run in one SQLite file" },
    { "export series.csv --to sdmx-csv -o series-sdmx.csv", "các chuỗi theo SDMX-CSV", "series as SDMX-CSV" },
    { NULL, NULL, NULL },
};

const ct_command ct_cmd_export = {
    .name = "export",
    .usage = "[RUN|SERIES] --to FORM [-o FILE|FOLDER]",
    .summary_vi = "đưa số liệu sang dạng của hệ thống khác: SQLite, SDMX-CSV, Open SDG",
    .summary_en = "give the figures in the form of other systems: SQLite, SDMX-CSV, Open SDG",
    .details_vi =
        "RUN là thư mục mà chitieu run đã ghi. sdmx-csv và open-sdg nhận cả bảng series, từ tệp hay đầu vào chuẩn.",
    .details_en =
        "RUN is a folder that chitieu run wrote. sdmx-csv and open-sdg also take a series table, from a file or standard input.",
    .examples = examples,
    .tables = "series",
    .options = options,
    .min_words = 0,
    .max_words = 1,
    .run = run,
};
