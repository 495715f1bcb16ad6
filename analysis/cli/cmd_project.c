#include <string.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/priors_file.h"
#include "cli/stages.h"
#include "core/file.h"
#include "core/number.h"

static const ct_option options[] = {
    { "horizon", 0, "N", "số năm dự báo sau giá trị cuối của mỗi chuỗi (mặc định 5)",
      "years to project past each series' last value (5 by default)" },
    { "until", 'u', "YEAR", "dự báo đến năm này", "project up to this year" },
    { "ceiling", 0, "X", "không giá trị nào vượt quá X; logistic và gompertz tiến tới đó",
      "no value exceeds X; logistic and gompertz rise to it" },
    { "explain", 0, "SERIES",
      "kể vì sao có dự báo này, thay cho bảng; SERIES là CHỈ_TIÊU, CHỈ_TIÊU/PHẠM_VI hoặc CHỈ_TIÊU/PHẠM_VI/PHÂN_TỔ",
      "tell how a projection comes about, in place of the table; SERIES: INDICATOR[/SCOPE[/BREAKDOWN]]" },
    { "method", 'm', "NAME", "phương pháp; xem danh sách ở trên", "the method; see the list above" },
    CT_OPTION_PRIORS,
    { NULL, 0, NULL, NULL, NULL },
};

static ct_error read_ceiling(const char *text, double *ceiling)
{
    if (text == NULL) return ct_ok();
    ct_error err = ct_number_plain(text, ceiling);

    if (err.code != CT_OK) return ct_fail_why(CT_EUSAGE, 0, &err, "--ceiling: %s", err.text);
    return *ceiling > 0 ? ct_ok() : ct_fail(CT_EUSAGE, 0, "--ceiling: %s is not above 0", text);
}

static ct_error read_options(const ct_args *args, ct_project_options *to)
{
    const char *horizon = ct_args_value(args, "horizon"), *until = ct_args_value(args, "until");

    CT_TRY(ct_stages_method(ct_args_value(args, "method"), &to->model));
    to->horizon = until == NULL ? 5 : 0;
    if (horizon != NULL) {
        ct_error err = ct_integer_plain(horizon, 1, CT_MAX_HORIZON, &to->horizon);
        if (err.code != CT_OK) return ct_fail_why(CT_EUSAGE, 0, &err, "--horizon: %s", err.text);
    }
    if (until != NULL) {
        ct_error err = ct_integer_plain(until, 1900, 2200, &to->until);
        if (err.code != CT_OK) return ct_fail_why(CT_EUSAGE, 0, &err, "--until: %s", err.text);
    }
    return read_ceiling(ct_args_value(args, "ceiling"), &to->ceiling);
}

static ct_error explain(const ct_args *args, const ct_stages *stages, const ct_store *store,
                        const ct_project_options *wanted, const char *series)
{
    ct_buffer text;
    ct_error err;

    ct_buffer_init(&text);
    err = ct_project_explain(stages->catalogue, store, wanted, series, args->lang, &text);
    if (err.code == CT_OK) err = ct_file_write(args->output, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

static ct_error write_row(void *to, const ct_projection *row)
{
    return ct_table_file_add(to, row);
}

/* @param name of the series table, for errors */
static ct_error write_projections(const ct_args *args, const ct_stages *stages, const ct_store *store,
                                  const ct_project_options *wanted, const char *name)
{
    ct_table_file to;
    ct_error err = ct_table_file_open(args, &ct_projection_schema, args->output, &to);

    if (err.code == CT_OK)
        err = ct_in(ct_project_store(stages->catalogue, store, wanted, write_row, &to), name);
    if (err.code == CT_OK) err = ct_table_file_commit(&to);
    ct_table_file_clear(&to);
    return err;
}

static ct_error project(const ct_args *args, ct_stages *stages)
{
    const char *path = args->n_words > 0 ? args->words[0] : "-", *series = ct_args_value(args, "explain");
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    ct_project_options wanted = { .totals = stages->totals };
    ct_store *store;

    CT_TRY(read_options(args, &wanted));
    CT_TRY(ct_stages_priors(args, NULL, NULL, stages));
    wanted.priors = stages->priors;
    CT_TRY(ct_data_read_store(path, stages->catalogue, &store));
    ct_error err = series != NULL ? ct_in(explain(args, stages, store, &wanted, series), name)
                                  : write_projections(args, stages, store, &wanted, name);

    ct_store_free(store);
    return err;
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, project);
}

void ct_project_list_methods(ct_lang lang, ct_buffer *to)
{
    ct_buffer_text(
        to, ct_l(lang, "\nPhương pháp (dòng đầu là mặc định):\n", "\nMethods (the first is the default):\n"));
    for (size_t i = 0; ct_models[i] != NULL; i++)
        ct_buffer_printf(to, "  %-13s%s\n", ct_models[i]->name,
                         lang == CT_VI ? ct_models[i]->about_vi : ct_models[i]->about_en);
}

static const ct_example examples[] = {
    { "project series.csv --until 2030 -o projections.csv", "dự báo đến 2030", "projections up to 2030" },
    { "project series.csv --until 2030 --method drift", "bằng một phương pháp nêu tên", "by a named method" },
    { NULL, NULL, NULL },
};

static const ct_option_rule rules[] = {
    { "horizon", CT_NOT_WITH, "until" },
    { "format", CT_NOT_WITH, "explain" },
    { "delimiter", CT_NOT_WITH, "explain" },
    { NULL, CT_NEEDS, NULL },
};

const ct_command ct_cmd_project = {
    .name = "project",
    .usage = "[SERIES]",
    .summary_vi = "dự báo mỗi chuỗi, với khoảng 80 % và 95 %",
    .summary_en = "project every series, with 80 % and 95 % intervals",
    .details_vi = "Không nêu tệp thì đọc đầu vào chuẩn. Kết quả: bảng projections.",
    .details_en = "Without a file it reads standard input. Result: the projections table.",
    .examples = examples,
    .tables = "series projections",
    .options = options,
    .more_help = ct_project_list_methods,
    .rules = rules,
    .min_words = 0,
    .max_words = 1,
    .run = run,
};
