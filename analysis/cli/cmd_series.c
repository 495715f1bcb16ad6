#include "cli/command.h"
#include "cli/data.h"
#include "cli/stages.h"

static const ct_option options[] = {
    { "history", 0, "FILE", "số liệu các năm trước: .csv, .xlsx, .ods, .docx, .odt, .html", "figures of earlier years: .csv, .xlsx, .ods, .docx, .odt, .html" },
    { "names", 0, "FILE", "quyết định về các tên trong tệp của --history", "decisions on names in the file of --history" },
    { "scope", 's', "TEXT", "địa bàn của số liệu lịch sử không nêu địa bàn", "territory of figures of the history that name none" },
    { "open", 0, "FILE", "ghi những tên chưa nhận ra chắc chắn ra tệp này, để quyết định", "write the names that are not recognised surely to this file, to be decided on" },
    { "targets", 't', "FILE", "ghi thêm bảng mục tiêu ra tệp này", "write the targets table to this file too" },
    { "findings", 0, "FILE", "ghi thêm các giá trị bị thay thế, mâu thuẫn ra tệp này",
      "write superseded and contradicting values to this file too" },
    { "plans", 0, "FILE", "bảng plans của extract: mục tiêu nào của kế hoạch nào", "the plans table of extract: whose target a target is" },
    { "as-of", 0, "YEAR", "như cuối năm YEAR: bỏ mọi thứ công bố sau đó", "as at the end of YEAR: what was published later is left out" },
    { NULL, 0, NULL, NULL, NULL },
};

static ct_error series(const ct_args *args, ct_stages *stages)
{
    const char *targets = ct_args_value(args, "targets"), *findings = ct_args_value(args, "findings"), *path;
    ct_history_files history = ct_stages_history_options(args, &path);

    history.open = ct_args_value(args, "open");
    if (path == NULL && (history.open != NULL || history.names != NULL))
        return ct_fail(CT_EUSAGE, 0, "--open and --names are about the names in a history; give it with --history FILE");
    CT_TRY(ct_stages_as_of(args, stages));
    if (ct_args_value(args, "plans") != NULL) CT_TRY(ct_data_read_table(args, &ct_plan_schema, ct_args_value(args, "plans"), &stages->plans));
    CT_TRY(ct_stages_build(args, args->words, args->n_words, &history, stages));
    if (history.open != NULL && stages->names != NULL) CT_TRY(ct_data_write_table(args, stages->names, history.open));
    if (targets != NULL) CT_TRY(ct_data_write_table(args, stages->targets, targets));
    if (findings != NULL) CT_TRY(ct_data_write_table(args, stages->findings, findings));
    return ct_data_write_table(args, stages->points, args->output);
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, series);
}

const ct_command ct_cmd_series = {
    .name = "series",
    .usage = "[OBSERVATIONS...]",
    .summary_vi = "dựng chuỗi hằng năm và mục tiêu từ các số liệu",
    .summary_en = "build annual series and targets from observations",
    .details_vi = "Không nêu tệp thì đọc đầu vào chuẩn. Kết quả: bảng series; --targets thêm bảng targets.",
    .details_en = "Without files it reads standard input. Result: the series table; --targets adds the targets table.",
    .options = options,
    .min_words = 0,
    .max_words = (size_t)-1,
    .run = run,
};
