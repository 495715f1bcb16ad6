#include "cli/command.h"
#include "cli/data.h"
#include "cli/stages.h"

static const ct_option options[] = {
    { "scope", 's', "TEXT", "lãnh thổ của số liệu không nêu tên, ví dụ \"tỉnh Bắc Giang\"",
      "territory of figures that name none, e.g. \"tỉnh Bắc Giang\"" },
    { NULL, 0, NULL, NULL, NULL },
};

static ct_error extract(const ct_args *args, ct_stages *stages)
{
    const char *scope = ct_args_value(args, "scope");

    CT_TRY(ct_stages_extract(args, args->words, args->n_words, scope != NULL ? scope : "", stages));
    return ct_data_write_table(args, stages->observations, args->output);
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, extract);
}

const ct_command ct_cmd_extract = {
    .name = "extract",
    .usage = "DOCUMENT...",
    .summary_vi = "tìm mọi số liệu trong văn bản, kèm dòng nguồn",
    .summary_en = "find every figure in documents, with the line it came from",
    .details_vi = "Đọc .txt, .docx, .odt, .pdf (có lớp chữ); \"-\" là đầu vào chuẩn. Kết quả: bảng observations.",
    .details_en = "Reads .txt, .docx, .odt, .pdf (with a text layer); \"-\" is standard input. Result: the observations table.",
    .options = options,
    .min_words = 1,
    .max_words = (size_t)-1,
    .run = run,
};
