#include "cli/command.h"
#include "cli/data.h"
#include "cli/group.h"
#include "cli/priors_file.h"
#include "cli/run_folder.h"
#include "cli/stages.h"

static const ct_option options[] = {
    { "series", 's', "FILE", "bảng series (\"-\": đầu vào chuẩn)",
      "the series table (\"-\": standard input)" },
    { "targets", 't', "FILE", "bảng targets", "the targets table" },
    { "projections", 'p', "FILE", "bảng projections; không có thì không tính dự báo",
      "the projections table; without it nothing projected is computed" },
    { "observations", 0, "FILE",
      "bảng observations: không xếp loại theo những số liệu đọc chưa chắc, chưa duyệt",
      "the observations table: readings that are not sure and not reviewed get no verdict" },
    { "as-of", 0, "YEAR",
      "như cuối năm YEAR: bỏ mọi số liệu của năm sau; không có --projections thì tự dự báo lại",
      "as at the end of YEAR: later years are left out; without --projections they are made anew" },
    CT_OPTION_PRIORS,
    { "statuses", 0, "FILE", "ghi thêm cách xếp loại của Eurostat, LHQ, ESCAP, ... cho từng mục tiêu",
      "write what Eurostat, the UN, ESCAP, ... would call each target's progress" },
    { "paths", 0, "FILE", "ghi thêm lộ trình hằng năm đến từng mục tiêu",
      "write the annual path to each target" },
    { "scenarios", 0, "FILE", "bảng giả định của các kịch bản (scenarios.csv); cần --outcomes",
      "the assumptions of scenarios (scenarios.csv); needs --outcomes" },
    { "outcomes", 0, "FILE", "ghi kết quả của từng kịch bản", "write what each scenario comes to" },
    { "leverage", 0, "FILE", "ghi tác động của một điểm phần trăm ít đi trong một năm",
      "write what one point less in one year does" },
    { NULL, 0, NULL, NULL, NULL },
};

/* The tables beside the assessment: an option each. */
static ct_error want(const ct_args *args, const char *option, const ct_schema *schema, ct_table **table)
{
    return ct_args_value(args, option) != NULL ? ct_table_new(table, schema) : ct_ok();
}

static ct_error write_all(const ct_args *args, const ct_stages *stages)
{
    const struct {
        const ct_table *table;
        const char *path;
    } wanted[] = { { stages->statuses, ct_args_value(args, "statuses") },
                   { stages->paths, ct_args_value(args, "paths") },
                   { stages->outcomes, ct_args_value(args, "outcomes") },
                   { stages->leverage, ct_args_value(args, "leverage") },
                   { stages->assessments, args->output } };
    ct_group group = { .n = 0 };
    ct_error err = ct_ok();

    for (size_t i = 0; i < sizeof wanted / sizeof *wanted && err.code == CT_OK; i++)
        err = ct_group_table(args, &group, wanted[i].table, wanted[i].path);
    if (err.code == CT_OK) err = ct_group_commit(&group);
    ct_group_clear(&group);
    return err;
}

static ct_error want_more(const ct_args *args, ct_stages *stages)
{
    const char *scenarios = ct_args_value(args, "scenarios");
    const ct_assumptions *checked;

    if (ct_args_value(args, "statuses") != NULL && stages->status_rules == NULL)
        return ct_fail(CT_EIO, 0,
                       "the catalogue holds no statuses.csv; give the program's data folder with --data");
    CT_TRY(want(args, "statuses", &ct_statuses_schema, &stages->statuses));
    CT_TRY(want(args, "paths", &ct_path_schema, &stages->paths));
    CT_TRY(want(args, "outcomes", &ct_scenario_schema, &stages->outcomes));
    CT_TRY(want(args, "leverage", &ct_leverage_schema, &stages->leverage));
    if (scenarios == NULL) return ct_ok();
    CT_TRY(ct_data_read_table(args, &ct_assumption_schema, scenarios, &stages->scenarios));
    return ct_in(ct_assumptions_index(args->arena, stages->catalogue, stages->scenarios, &checked),
                 scenarios); /* here an error can name the file */
}

/* The tables of a run's folder. As at an earlier year its projections know too much, and are made anew. */
static ct_error read_run(const ct_args *args, const char *folder, ct_stages *stages, bool *projected)
{
    const ct_run_table wanted[] = { { &ct_series_schema, &stages->points },
                                    { &ct_target_schema, &stages->targets },
                                    { &ct_observation_schema, &stages->observations } };
    const ct_run_table made[] = { { &ct_projection_schema, &stages->projections } };
    static const char *const own[] = { "series", "targets", "projections", "observations" };

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (ct_args_value(args, own[i]) != NULL)
            return ct_fail(CT_EUSAGE, 0, "RUN has its own tables; leave out --%s, or RUN", own[i]);
    CT_TRY(ct_run_read(args, folder, wanted, sizeof wanted / sizeof *wanted));
    *projected = stages->as_of == 0;
    return *projected ? ct_run_read(args, folder, made, 1) : ct_ok();
}

static ct_error read_tables(const ct_args *args, ct_stages *stages, bool *projected)
{
    const char *series = ct_args_value(args, "series"), *targets = ct_args_value(args, "targets"),
               *projections = ct_args_value(args, "projections"),
               *observations = ct_args_value(args, "observations");

    if (args->n_words > 0) return read_run(args, args->words[0], stages, projected);
    if (series == NULL || targets == NULL)
        return ct_fail(
            CT_EUSAGE, 0,
            "%s is missing; write: chitieu assess RUN, or --series FILE --targets FILE [--projections FILE]",
            series == NULL ? "--series" : "--targets");
    CT_TRY(ct_data_read_table(args, &ct_series_schema, series, &stages->points));
    CT_TRY(ct_data_read_table(args, &ct_target_schema, targets, &stages->targets));
    if (observations != NULL)
        CT_TRY(ct_data_read_table(args, &ct_observation_schema, observations, &stages->observations));
    *projected = projections != NULL;
    return *projected ? ct_data_read_table(args, &ct_projection_schema, projections, &stages->projections)
                      : ct_ok();
}

static ct_error assess(const ct_args *args, ct_stages *stages)
{
    bool projected = false;

    CT_TRY(ct_stages_as_of(args, stages));
    CT_TRY(want_more(args, stages));
    CT_TRY(ct_stages_priors(args, NULL, NULL, stages));
    CT_TRY(read_tables(args, stages, &projected));
    if (stages->as_of != 0) CT_TRY(ct_stages_go_back(stages, !projected));
    CT_TRY(ct_stages_assess(stages, projected || stages->as_of != 0));
    return write_all(args, stages);
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, assess);
}

static const ct_example examples[] = {
    { "assess out --statuses statuses.csv -o assessment.csv",
      "từ thư mục của một lần chạy, kèm cách xếp loại của các tổ chức",
      "from the folder of a run, with what bodies call each" },
    { "assess --series series.csv --targets targets.csv --projections projections.csv -o assessment.csv",
      "khoảng cách đến từng mục tiêu", "the gap to every target" },
    { NULL, NULL, NULL },
};

static const ct_option_rule rules[] = {
    { "scenarios", CT_NEEDS, "outcomes" },
    { "outcomes", CT_NEEDS, "scenarios" },
    { NULL, CT_NEEDS, NULL },
};

const ct_command ct_cmd_assess = {
    .name = "assess",
    .usage = "RUN|--series FILE --targets FILE [--projections FILE]",
    .summary_vi = "đo khoảng cách đến từng mục tiêu",
    .summary_en = "measure the gap to every target",
    .details_vi =
        "RUN là thư mục do chitieu run ghi ra: các bảng lấy từ đó, có thể đã được sửa tay.\nKết quả: bảng assessment, mỗi mục tiêu một dòng.",
    .details_en =
        "RUN is the folder that chitieu run wrote: the tables are taken from there and may have been edited.\nResult: the assessment table, one row a target.",
    .examples = examples,
    .tables = "series targets projections assessment statuses paths scenarios outcomes leverage",
    .options = options,
    .rules = rules,
    .min_words = 0,
    .max_words = 1,
    .run = run,
};
