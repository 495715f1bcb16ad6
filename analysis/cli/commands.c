#include "cli/commands.h"

#include <string.h>

const ct_command *const ct_commands[] = {
    &ct_cmd_init,   &ct_cmd_run,     &ct_cmd_plans,    &ct_cmd_extract,   &ct_cmd_review, &ct_cmd_series,
    &ct_cmd_audit,  &ct_cmd_project, &ct_cmd_backtest, &ct_cmd_assess,    &ct_cmd_replay, &ct_cmd_chart,
    &ct_cmd_report, &ct_cmd_export,  &ct_cmd_schema,   &ct_cmd_catalogue, &ct_cmd_doctor, &ct_cmd_help,
    NULL,
};

const ct_command *ct_command_find(const char *name)
{
    for (size_t i = 0; ct_commands[i] != NULL; i++)
        if (strcmp(ct_commands[i]->name, name) == 0) return ct_commands[i];
    return NULL;
}

void ct_program_help(ct_lang lang, ct_buffer *to)
{
    ct_buffer_text(
        to,
        ct_l(
            lang,
            "chitieu: từ văn bản kế hoạch đến chỉ tiêu, dự báo, khoảng cách, biểu đồ và báo cáo\n\nCách dùng: chitieu LỆNH [TUỲ "
            "CHỌN...] [TỆP...]\n\n",
            "chitieu: from planning documents to targets, projections, gaps, charts and a report\n\nUsage: chitieu COMMAND [OPTION...] "
            "[FILE...]\n\n"));
    for (size_t i = 0; ct_commands[i] != NULL; i++)
        ct_buffer_printf(to, "  %-11s%s\n", ct_commands[i]->name,
                         lang == CT_VI ? ct_commands[i]->summary_vi : ct_commands[i]->summary_en);
    ct_buffer_text(
        to,
        ct_l(
            lang,
            "\nBắt đầu: chitieu init THƯ-MỤC\nXem thêm: chitieu help LỆNH, chitieu --version [--verbose], man chitieu\n",
            "\nTo begin: chitieu init FOLDER\nMore: chitieu help COMMAND, chitieu --version [--verbose], man chitieu\n"));
}
