#include "cli/command.h"
#include "cli/data.h"
#include "cli/stages.h"

static const ct_option options[] = {
    { "history", 0, "FILE", "số liệu các năm trước: .csv, .xlsx, .ods, .docx, .odt, .html",
      "figures of earlier years: .csv, .xlsx, .ods, .docx, .odt, .html" },
    { "names", 0, "FILE", "quyết định về các tên trong tệp của --history",
      "decisions on names in the file of --history" },
    { "scope", 's', "TEXT", "địa bàn của số liệu lịch sử không nêu địa bàn",
      "territory of figures of the history that name none" },
    { "as-of", 0, "YEAR", "như cuối năm YEAR: bỏ mọi thứ công bố sau đó",
      "as at the end of YEAR: what was published later is left out" },
    { NULL, 0, NULL, NULL, NULL },
};

static ct_error audit(const ct_args *args, ct_stages *stages)
{
    CT_TRY(ct_stages_as_of(args, stages));
    const char *path;
    const ct_history_files history = ct_stages_history_options(args, &path);

    CT_TRY(ct_stages_build(args, args->words, args->n_words, &history, stages));
    CT_TRY(ct_audit(stages->catalogue, stages->observations, stages->points, stages->targets,
                    stages->findings, &stages->cut_points, stages->totals));
    return ct_data_write_table(args, stages->findings, args->output);
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, audit);
}

static const ct_example examples[] = {
    { "audit observations.csv --history my-province/history.csv --scope \"tỉnh Sông Lam\"",
      "những số liệu mâu thuẫn nhau", "figures that contradict each other" },
    { NULL, NULL, NULL },
};

static const ct_option_rule rules[] = {
    { "names", CT_NEEDS, "history" },
    { "scope", CT_NEEDS, "history" },
    { NULL, CT_NEEDS, NULL },
};

const ct_command ct_cmd_audit = {
    .name = "audit",
    .usage = "[OBSERVATIONS...]",
    .summary_vi = "tìm số liệu mâu thuẫn, kèm phép tính và hai nguồn",
    .summary_en = "find figures that contradict each other, with the arithmetic and both sources",
    .details_vi = "Không nêu tệp thì đọc đầu vào chuẩn. Kết quả: bảng findings.",
    .details_en = "Without files it reads standard input. Result: the findings table.",
    .examples = examples,
    .tables = "observations history findings",
    .options = options,
    .rules = rules,
    .min_words = 0,
    .max_words = (size_t)-1,
    .run = run,
};
