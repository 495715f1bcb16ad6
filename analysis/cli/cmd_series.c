#include <string.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/group.h"
#include "cli/stages.h"
#include "core/file.h"
#include "core/number.h"

static const ct_option options[] = {
    { "history", 0, "FILE", "số liệu các năm trước: .csv, .xlsx, .ods, .docx, .odt, .html",
      "figures of earlier years: .csv, .xlsx, .ods, .docx, .odt, .html" },
    { "names", 0, "FILE", "quyết định về các tên trong tệp của --history",
      "decisions on names in the file of --history" },
    { "scope", 's', "TEXT", "địa bàn của số liệu lịch sử không nêu địa bàn",
      "territory of figures of the history that name none" },
    { "open", 0, "FILE", "ghi những tên chưa nhận ra chắc chắn ra tệp này, để quyết định",
      "write the names that are not recognised surely to this file, to be decided on" },
    { "targets", 't', "FILE", "ghi thêm bảng mục tiêu ra tệp này",
      "write the targets table to this file too" },
    { "findings", 0, "FILE", "ghi thêm các giá trị bị thay thế, mâu thuẫn ra tệp này",
      "write superseded and contradicting values to this file too" },
    { "plans", 0, "FILE", "bảng plans của extract: mục tiêu nào của kế hoạch nào",
      "the plans table of extract: whose target a target is" },
    { "explain", 'e', "ID[:YEAR]", "chỉ kể mỗi giá trị của một chỉ tiêu được chọn vì sao",
      "only tell why each value of an indicator was taken" },
    { "as-of", 0, "YEAR", "như cuối năm YEAR: bỏ mọi thứ công bố sau đó",
      "as at the end of YEAR: what was published later is left out" },
    { NULL, 0, NULL, NULL, NULL },
};

/* "budget_revenue:2022" is an indicator and a year; without one all years. */
static ct_error parse_explain(const ct_args *args, const ct_stages *stages, const char **indicator,
                              long *year)
{
    const char *text = ct_args_value(args, "explain"), *colon = strchr(text, ':');

    *year = 0;
    *indicator = colon != NULL ? ct_arena_strndup(args->arena, text, (size_t)(colon - text)) : text;
    if (*indicator == NULL) return ct_no_memory();
    if (colon != NULL && ct_integer_plain(colon + 1, 1900, 2200, year).code != CT_OK)
        return ct_fail(CT_EUSAGE, 0,
                       "--explain '%.60s': after ':' stands no year; write: --explain budget_revenue:2022",
                       text);
    if (ct_indicator_find(stages->catalogue, *indicator) == NULL)
        return ct_fail(CT_EUSAGE, 0,
                       "--explain '%.60s' is no indicator of the catalogue; see: chitieu catalogue",
                       *indicator);
    return ct_ok();
}

static void tell_offer(const ct_args *args, const ct_offer *row, ct_buffer *to)
{
    char value[CT_NUMBER_SIZE];

    ct_number_table(value, row->value);
    if (row->taken) {
        ct_buffer_printf(to, "%s, %s%s%s, %ld\n", row->indicator, row->scope,
                         row->breakdown[0] != '\0' ? ", " : "", row->breakdown, row->period);
        ct_buffer_printf(to, ct_l(args->lang, "  lấy %s %s (%s): %s\n", "  taken %s %s (%s): %s\n"), value,
                         row->unit, row->source, ct_l(args->lang, row->why_vi, row->why_en));
        return;
    }
    ct_buffer_printf(to,
                     ct_l(args->lang, "  không lấy %s %s, năm %ld (%s): số kia %s\n",
                          "  not %s %s, %ld (%s): the other is %s\n"),
                     value, row->unit, row->period, row->source, ct_l(args->lang, row->why_vi, row->why_en));
}

/* For every year of an indicator: the value taken and the rule that decided, then each value not taken and
 * why. */
static ct_error explain(const ct_args *args, const ct_history_files *history, ct_stages *stages)
{
    const char *indicator;
    ct_buffer text;
    ct_error err;
    long year;
    size_t told = 0;

    CT_TRY(parse_explain(args, stages, &indicator, &year));
    CT_TRY(ct_table_new(&stages->offers, &ct_offer_schema));
    CT_TRY(ct_stages_build(args, args->words, args->n_words, history, stages));
    ct_buffer_init(&text);
    for (size_t i = 0; i < stages->offers->n; i++) {
        const ct_offer *row = ct_offer_at(stages->offers, i);
        if (strcmp(row->indicator, indicator) != 0 || (year != 0 && row->period != year)) continue;
        tell_offer(args, row, &text);
        told++;
    }
    if (told == 0) ct_buffer_text(&text, ct_l(args->lang, "không có giá trị nào\n", "there is no value\n"));
    err = ct_buffer_error(&text);
    if (err.code == CT_OK) err = ct_file_write(args->output, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

static ct_error series(const ct_args *args, ct_stages *stages)
{
    const char *targets = ct_args_value(args, "targets"), *findings = ct_args_value(args, "findings"), *path;
    ct_history_files history = ct_stages_history_options(args, &path);

    history.open = ct_args_value(args, "open");
    CT_TRY(ct_stages_as_of(args, stages));
    if (ct_args_value(args, "plans") != NULL)
        CT_TRY(ct_data_read_table(args, &ct_plan_schema, ct_args_value(args, "plans"), &stages->plans));
    if (ct_args_value(args, "explain") != NULL) return explain(args, &history, stages);
    CT_TRY(ct_stages_build(args, args->words, args->n_words, &history, stages));
    ct_group group = { .n = 0 };
    ct_error err = ct_group_table(args, &group, stages->names, history.open);

    if (err.code == CT_OK) err = ct_group_table(args, &group, stages->targets, targets);
    if (err.code == CT_OK) err = ct_group_table(args, &group, stages->findings, findings);
    if (err.code == CT_OK) err = ct_group_table(args, &group, stages->points, args->output);
    if (err.code == CT_OK) err = ct_group_commit(&group);
    ct_group_clear(&group);
    return err;
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, series);
}

static const ct_example examples[] = {
    { "series observations.csv --history my-province/history.csv --scope \"tỉnh Sông Lam\" --targets targets.csv -o series.csv",
      "chuỗi và mục tiêu từ số liệu và niên giám", "series and targets from observations and a yearbook" },
    { "series observations.csv --explain poverty_rate:2023", "mỗi giá trị lấy từ đâu, vì sao",
      "where each value came from, and why" },
    { NULL, NULL, NULL },
};

static const ct_option_rule rules[] = {
    { "names", CT_NEEDS, "history" },
    { "scope", CT_NEEDS, "history" },
    { "open", CT_NEEDS, "history" },
    { "format", CT_NOT_WITH, "explain" },
    { "delimiter", CT_NOT_WITH, "explain" },
    { "targets", CT_NOT_WITH, "explain" },
    { "findings", CT_NOT_WITH, "explain" },
    { "open", CT_NOT_WITH, "explain" },
    { NULL, CT_NEEDS, NULL },
};

const ct_command ct_cmd_series = {
    .name = "series",
    .usage = "[OBSERVATIONS...]",
    .summary_vi = "dựng chuỗi hằng năm và mục tiêu từ các số liệu",
    .summary_en = "build annual series and targets from observations",
    .details_vi = "Không nêu tệp thì đọc đầu vào chuẩn. Kết quả: bảng series; --targets thêm bảng targets.",
    .details_en =
        "Without files it reads standard input. Result: the series table; --targets adds the targets table.",
    .examples = examples,
    .tables = "observations history names series targets findings",
    .options = options,
    .rules = rules,
    .min_words = 0,
    .max_words = (size_t)-1,
    .run = run,
};
