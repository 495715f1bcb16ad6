#include "cli/command.h"
#include "cli/data.h"
#include "cli/stages.h"

static const ct_option options[] = {
    { "series", 's', "FILE", "bảng series (\"-\": đầu vào chuẩn)", "the series table (\"-\": standard input)" },
    { "targets", 't', "FILE", "bảng targets", "the targets table" },
    { "projections", 'p', "FILE", "bảng projections; không có thì không tính dự báo",
      "the projections table; without it nothing projected is computed" },
    { NULL, 0, NULL, NULL, NULL },
};

static ct_error assess(const ct_args *args, ct_stages *stages)
{
    const char *series = ct_args_value(args, "series"), *targets = ct_args_value(args, "targets"),
               *projections = ct_args_value(args, "projections");

    if (series == NULL || targets == NULL)
        return ct_fail(CT_EUSAGE, 0, "%s is missing; write: chitieu assess --series FILE --targets FILE [--projections FILE]",
                       series == NULL ? "--series" : "--targets");
    CT_TRY(ct_data_read_table(args, &ct_series_schema, series, &stages->points));
    CT_TRY(ct_data_read_table(args, &ct_target_schema, targets, &stages->targets));
    if (projections != NULL) CT_TRY(ct_data_read_table(args, &ct_projection_schema, projections, &stages->projections));
    CT_TRY(ct_stages_assess(stages, projections != NULL));
    return ct_data_write_table(args, stages->assessments, args->output);
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, assess);
}

const ct_command ct_cmd_assess = {
    .name = "assess",
    .usage = "--series FILE --targets FILE [--projections FILE]",
    .summary_vi = "đo khoảng cách đến từng mục tiêu",
    .summary_en = "measure the gap to every target",
    .details_vi = "Kết quả: bảng assessment, mỗi mục tiêu một dòng.",
    .details_en = "Result: the assessment table, one row a target.",
    .options = options,
    .min_words = 0,
    .max_words = 0,
    .run = run,
};
