#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/priors_file.h"
#include "cli/stages.h"
#include "core/number.h"
#include "forecast/backtest.h"

static const ct_option options[] = {
    { "method", 'm', "NAMES", "các phương pháp, cách nhau bằng dấu phẩy, hoặc all (mặc định)",
      "methods, separated by commas, or all (the default)" },
    { "horizon", 0, "N", "số năm dự báo từ mỗi gốc (mặc định 5)",
      "years projected from each origin (5 by default)" },
    { "origins", 0, "N", "chỉ N gốc cuối còn đủ N năm sau nó; 0: mọi gốc (mặc định)",
      "only the last N origins of a series that leave a whole horizon; 0: every origin (the default)" },
    { "min-values", 0, "N", "số giá trị đã biết ít nhất tại gốc (mặc định 3)",
      "least number of values known at an origin (3 by default)" },
    CT_OPTION_PRIORS,
    { "jobs", 'j', "N", "số luồng; mặc định là số lõi; kết quả không phụ thuộc vào nó",
      "threads; as many as cores by default; the result does not depend on it" },
    { NULL, 0, NULL, NULL, NULL },
};

enum { MOST_MODELS = 64 };

static ct_error read_number(const ct_args *args, const char *name, long low, long high, long *to)
{
    const char *text = ct_args_value(args, name);

    if (text == NULL) return ct_ok();
    ct_error err = ct_integer_plain(text, low, high, to);

    return err.code == CT_OK ? err : ct_fail_why(CT_EUSAGE, 0, &err, "--%s: %s", name, err.text);
}

static ct_error add_model(const char *name, const ct_model **models, size_t *n)
{
    const ct_model *model;

    if (name[0] == '\0')
        return ct_fail(CT_EUSAGE, 0, "--method: a name is empty; separate names by single commas");
    CT_TRY(ct_stages_method(name, &model));
    for (size_t i = 0; i < *n; i++)
        if (models[i] == model) return ct_fail(CT_EUSAGE, 0, "--method: '%s' stands twice; keep one", name);
    models[(*n)++] = model; /* no name stands twice, so MOST_MODELS is never reached */
    return ct_ok();
}

static ct_error read_models(const ct_args *args, const ct_model **models, size_t *n)
{
    const char *given = ct_args_value(args, "method");

    *n = 0;
    if (given == NULL || strcmp(given, "all") == 0) {
        for (; ct_models[*n] != NULL && *n < MOST_MODELS; ++*n) models[*n] = ct_models[*n];
        return ct_ok();
    }
    char *name = ct_arena_strndup(args->arena, given, strlen(given));

    if (name == NULL) return ct_no_memory();
    for (char *comma; name != NULL; name = comma) {
        comma = strchr(name, ',');
        if (comma != NULL) *comma++ = '\0';
        CT_TRY(add_model(name, models, n));
    }
    return ct_ok();
}

static void show_progress(void *data, size_t done, size_t total)
{
    const ct_args *args = data;

    if (!isatty(STDERR_FILENO)) return;
    if (done == total)
        fputs("\r\033[K", stderr);
    else
        fprintf(stderr,
                ct_l(args->lang, "\r\033[Kkiểm định %zu/%zu chuỗi", "\r\033[Kevaluating %zu/%zu series"),
                done, total);
}

static ct_error evaluate(const ct_args *args, ct_stages *stages, ct_table *scores)
{
    const char *path = args->n_words > 0 ? args->words[0] : "-";
    const ct_model *models[MOST_MODELS];
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    ct_args own = *args; /* the progress line's, whose pointer may not be to const */
    ct_backtest_options wanted = { .models = models,
                                   .horizon = 5,
                                   .min_values = 3,
                                   .jobs = cores < 1     ? 1
                                           : cores > 256 ? 256
                                                         : cores,
                                   .progress = show_progress,
                                   .data = &own };

    CT_TRY(read_models(args, models, &wanted.n_models));
    CT_TRY(read_number(args, "horizon", 1, CT_MAX_HORIZON, &wanted.horizon));
    CT_TRY(read_number(args, "origins", 0, CT_MAX_SPAN, &wanted.origins));
    CT_TRY(read_number(args, "min-values", 1, CT_MAX_SPAN, &wanted.min_values));
    CT_TRY(read_number(args, "jobs", 1, 256, &wanted.jobs));
    CT_TRY(ct_stages_priors(args, NULL, NULL, stages));
    wanted.priors = stages->priors;
    CT_TRY(ct_data_read_table(args, &ct_series_schema, path, &stages->points));
    CT_TRY(ct_in(ct_backtest(stages->catalogue, stages->points, &wanted, scores), path));
    return ct_data_write_table(args, scores, args->output);
}

static ct_error backtest(const ct_args *args, ct_stages *stages)
{
    ct_table *scores;

    CT_TRY(ct_table_new(&scores, &ct_score_schema));
    ct_error err = evaluate(args, stages, scores);

    ct_table_free(scores);
    return err;
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, backtest);
}

static const ct_example examples[] = {
    { "backtest series.csv --method auto,drift --horizon 2", "hai phương pháp đã sai bao nhiêu trong quá khứ",
      "how far two methods were off in the past" },
    { NULL, NULL, NULL },
};

const ct_command ct_cmd_backtest = {
    .name = "backtest",
    .usage = "[SERIES]",
    .summary_vi = "kiểm định các phương pháp dự báo trên chính các chuỗi",
    .summary_en = "measure the projection methods on the series' own past",
    .details_vi =
        "Tại mỗi gốc, các phương pháp chỉ thấy giá trị đến năm đó; dự báo được so với giá trị đến sau.\n"
        "Không nêu tệp thì đọc đầu vào chuẩn. Kết quả: bảng backtest (xem docs/formats.md).",
    .details_en =
        "At each origin the methods see only the values up to that year; projections are compared with what came.\n"
        "Without a file it reads standard input. Result: the backtest table (see docs/formats.md).",
    .examples = examples,
    .tables = "series backtest",
    .options = options,
    .more_help = ct_project_list_methods,
    .min_words = 0,
    .max_words = 1,
    .run = run,
};
