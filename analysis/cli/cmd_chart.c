#include "chart/chart.h"
#include "cli/command.h"
#include "cli/data.h"
#include "cli/stages.h"
#include "core/file.h"

static const ct_option options[] = {
    { "series", 's', "FILE", "bảng series (\"-\": đầu vào chuẩn)", "the series table (\"-\": standard input)" },
    { "targets", 't', "FILE", "bảng targets: vẽ mục tiêu và khoảng cách", "the targets table: draws targets and gaps" },
    { "projections", 'p', "FILE", "bảng projections: vẽ dự báo", "the projections table: draws projections" },
    { "output", 'o', "FOLDER", "thư mục nhận các biểu đồ", "the folder that gets the charts" },
    { "script", 0, "FILE", "ghi lại kịch bản gnuplot", "keep the gnuplot script in this file" },
    { NULL, 0, NULL, NULL, NULL },
};

static ct_error read_tables(const ct_args *args, ct_stages *stages)
{
    const char *series = ct_args_value(args, "series"), *targets = ct_args_value(args, "targets"),
               *projections = ct_args_value(args, "projections");

    if (series == NULL) return ct_fail(CT_EUSAGE, 0, "--series is missing; write: chitieu chart --series FILE -o FOLDER");
    if (ct_args_value(args, "output") == NULL)
        return ct_fail(CT_EUSAGE, 0, "--output is missing; write: chitieu chart --series FILE -o FOLDER");
    CT_TRY(ct_data_read_table(args, &ct_series_schema, series, &stages->points));
    if (projections != NULL) CT_TRY(ct_data_read_table(args, &ct_projection_schema, projections, &stages->projections));
    if (targets == NULL) return ct_ok();
    CT_TRY(ct_data_read_table(args, &ct_target_schema, targets, &stages->targets));
    return ct_stages_assess(stages, projections != NULL);
}

static ct_error keep_script(const ct_args *args, const ct_chart *charts, size_t n, const ct_chart_options *wanted)
{
    const char *path = ct_args_value(args, "script");
    ct_buffer script;
    ct_error err;

    if (path == NULL) return ct_ok();
    ct_buffer_init(&script);
    err = ct_charts_script(charts, n, wanted, &script);
    if (err.code == CT_OK) err = ct_file_write(path, ct_buffer_string(&script), script.len);
    ct_buffer_clear(&script);
    return err;
}

static ct_error draw(const ct_args *args, ct_stages *stages)
{
    ct_chart_options wanted = { .folder = args->output, .lang = args->lang, .svg = true, .png = true };
    const ct_chart *charts;
    size_t n;

    CT_TRY(read_tables(args, stages));
    CT_TRY(ct_data_plots(args, &wanted.templates));
    CT_TRY(
        ct_charts_plan(args->arena, stages->catalogue, stages->points, stages->projections, stages->assessments, args->lang, &charts, &n));
    if (n == 0) return ct_fail(CT_EDATA, 0, "no series has two years, or one year and a target: nothing to draw");
    CT_TRY(ct_folder_make(args->output));
    CT_TRY(keep_script(args, charts, n, &wanted));
    return ct_charts_draw(charts, n, &wanted);
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, draw);
}

const ct_command ct_cmd_chart = {
    .name = "chart",
    .usage = "--series FILE [--targets FILE] [--projections FILE] -o FOLDER",
    .summary_vi = "vẽ biểu đồ SVG và PNG của mỗi chuỗi",
    .summary_en = "draw an SVG and a PNG chart of every series",
    .options = options,
    .min_words = 0,
    .max_words = 0,
    .run = run,
};
