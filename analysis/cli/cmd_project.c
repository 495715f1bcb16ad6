#include "cli/command.h"
#include "cli/data.h"
#include "cli/stages.h"
#include "core/number.h"

static const ct_option options[] = {
    { "horizon", 0, "N", "số năm dự báo sau giá trị cuối của mỗi chuỗi (mặc định 5)",
      "years to project past each series' last value (5 by default)" },
    { "until", 'u', "YEAR", "dự báo đến năm này", "project up to this year" },
    { "method", 'm', "NAME", "phương pháp; xem danh sách ở trên", "the method; see the list above" },
    { NULL, 0, NULL, NULL, NULL },
};

static ct_error read_options(const ct_args *args, ct_project_options *to)
{
    const char *horizon = ct_args_value(args, "horizon"), *until = ct_args_value(args, "until");

    CT_TRY(ct_stages_method(ct_args_value(args, "method"), &to->model));
    if (horizon != NULL && until != NULL) return ct_fail(CT_EUSAGE, 0, "--horizon and --until exclude each other; give one");
    to->horizon = until == NULL ? 5 : 0;
    if (horizon != NULL) {
        ct_error err = ct_integer_plain(horizon, 1, CT_MAX_HORIZON, &to->horizon);
        if (err.code != CT_OK) return ct_fail(CT_EUSAGE, 0, "--horizon: %s", err.text);
    }
    if (until != NULL) {
        ct_error err = ct_integer_plain(until, 1900, 2200, &to->until);
        if (err.code != CT_OK) return ct_fail(CT_EUSAGE, 0, "--until: %s", err.text);
    }
    return ct_ok();
}

static ct_error project(const ct_args *args, ct_stages *stages)
{
    const char *path = args->n_words > 0 ? args->words[0] : "-";
    ct_project_options wanted = { 0 };

    CT_TRY(read_options(args, &wanted));
    CT_TRY(ct_data_read_table(args, &ct_series_schema, path, &stages->points));
    CT_TRY(ct_in(ct_project(stages->catalogue, stages->points, &wanted, stages->projections), path));
    return ct_data_write_table(args, stages->projections, args->output);
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, project);
}

void ct_project_list_methods(ct_lang lang, ct_buffer *to)
{
    ct_buffer_text(to, ct_l(lang, "\nPhương pháp (dòng đầu là mặc định):\n", "\nMethods (the first is the default):\n"));
    for (size_t i = 0; ct_models[i] != NULL; i++)
        ct_buffer_printf(to, "  %-13s%s\n", ct_models[i]->name, lang == CT_VI ? ct_models[i]->about_vi : ct_models[i]->about_en);
}

const ct_command ct_cmd_project = {
    .name = "project",
    .usage = "[SERIES]",
    .summary_vi = "dự báo mỗi chuỗi, với khoảng 80 % và 95 %",
    .summary_en = "project every series, with 80 % and 95 % intervals",
    .details_vi = "Không nêu tệp thì đọc đầu vào chuẩn. Kết quả: bảng projections.",
    .details_en = "Without a file it reads standard input. Result: the projections table.",
    .options = options,
    .more_help = ct_project_list_methods,
    .min_words = 0,
    .max_words = 1,
    .run = run,
};
