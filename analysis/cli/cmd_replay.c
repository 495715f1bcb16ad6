#include "assess/replay.h"
#include "cli/command.h"
#include "cli/data.h"
#include "cli/group.h"
#include "cli/priors_file.h"
#include "cli/stages.h"
#include "core/number.h"

static const ct_option options[] = {
    { "series", 's', "FILE", "bảng series, đủ đến năm cuối của các mục tiêu (\"-\": đầu vào chuẩn)",
      "the series table, up to the targets' last years (\"-\": standard input)" },
    { "targets", 't', "FILE", "bảng targets", "the targets table" },
    { "after", 0, "N", "chỉ đánh giá lại sau năm thứ N của kế hoạch (mặc định: sau mỗi năm)",
      "only after the plan's year N (default: after each year)" },
    CT_OPTION_PRIORS,
    { "reliability", 0, "FILE", "ghi thêm bảng độ tin cậy: nói bao nhiêu, xảy ra bấy nhiêu",
      "write the reliability table too: what was said, how often it came true" },
    { NULL, 0, NULL, NULL, NULL },
};

static ct_error replay_to(const ct_args *args, const ct_stages *stages, long after, ct_table *replays,
                          ct_table *reliability)
{
    const ct_assess_input input = { .catalogue = stages->catalogue,
                                    .thresholds = &stages->thresholds,
                                    .points = stages->points,
                                    .targets = stages->targets,
                                    .status_rules = stages->status_rules,
                                    .totals = stages->totals,
                                    .priors = stages->priors };

    CT_TRY(ct_replay(&input, after, replays, reliability));
    ct_group group = { .n = 0 };
    ct_error err = ct_group_table(args, &group, reliability, ct_args_value(args, "reliability"));

    if (err.code == CT_OK) err = ct_group_table(args, &group, replays, args->output);
    if (err.code == CT_OK) err = ct_group_commit(&group);
    ct_group_clear(&group);
    return err;
}

static ct_error replay(const ct_args *args, ct_stages *stages)
{
    const char *series = ct_args_value(args, "series"), *targets = ct_args_value(args, "targets"),
               *given = ct_args_value(args, "after");
    ct_table *replays = NULL, *reliability = NULL;
    long after = 0;
    ct_error err;

    if (series == NULL || targets == NULL)
        return ct_fail(CT_EUSAGE, 0, "%s is missing; write: chitieu replay --series FILE --targets FILE",
                       series == NULL ? "--series" : "--targets");
    if (given != NULL) {
        err = ct_integer_plain(given, 1, 50, &after);
        if (err.code != CT_OK) return ct_fail_why(CT_EUSAGE, 0, &err, "--after: %s", err.text);
    }
    CT_TRY(ct_stages_priors(args, NULL, NULL, stages));
    CT_TRY(ct_data_read_table(args, &ct_series_schema, series, &stages->points));
    CT_TRY(ct_data_read_table(args, &ct_target_schema, targets, &stages->targets));
    err = ct_table_new(&replays, &ct_replay_schema);
    if (err.code == CT_OK && ct_args_value(args, "reliability") != NULL)
        err = ct_table_new(&reliability, &ct_reliability_schema);
    if (err.code == CT_OK) err = replay_to(args, stages, after, replays, reliability);
    ct_table_free(replays);
    ct_table_free(reliability);
    return err;
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, replay);
}

static const ct_example examples[] = {
    { "replay --series series.csv --targets targets.csv",
      "đánh giá lại như các năm trước, so với điều đã xảy ra",
      "assessed as of past years, against what happened" },
    { NULL, NULL, NULL },
};

const ct_command ct_cmd_replay = {
    .name = "replay",
    .usage = "--series FILE --targets FILE",
    .summary_vi = "đánh giá lại như ở từng năm đã qua và so với điều đã xảy ra",
    .summary_en = "assess again as of past years and compare with what happened",
    .details_vi =
        "Kết quả: bảng replay, mỗi mục tiêu đã rõ kết quả và mỗi năm của kế hoạch một dòng, với điểm Brier.",
    .details_en =
        "Result: the replay table, one row a target whose outcome is known and a year of its plan, with its Brier score.",
    .examples = examples,
    .tables = "series targets replay reliability",
    .options = options,
    .min_words = 0,
    .max_words = 0,
    .run = run,
};
