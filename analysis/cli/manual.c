#include "cli/manual.h"

#include <string.h>

#include "assess/assess.h"
#include "assess/replay.h"
#include "assess/scenarios.h"
#include "assess/statuses.h"
#include "cli/project.h"
#include "extract/record/observation.h"
#include "extract/record/plan.h"
#include "extract/record/trace.h"
#include "forecast/backtest.h"
#include "forecast/forecast.h"
#include "forecast/prior.h"
#include "review/review.h"
#include "series/audit.h"
#include "series/names.h"
#include "series/series.h"

/* Tables that people read or write, in the order data flows. */
static const ct_schema *const tables[] = {
    &ct_observation_schema, &ct_plan_schema,       &ct_trace_schema,  &ct_review_schema,
    &ct_name_schema,        &ct_history_schema,    &ct_series_schema, &ct_target_schema,
    &ct_finding_schema,     &ct_projection_schema, &ct_prior_schema,  &ct_score_schema,
    &ct_assessment_schema,  &ct_statuses_schema,   &ct_path_schema,   &ct_assumption_schema,
    &ct_scenario_schema,    &ct_leverage_schema,   &ct_replay_schema, &ct_reliability_schema,
};

/* Text in roff: no letter of it is a request, an escape or a hyphen that could be broken. Line ends stay line
 * ends. */
static void put(ct_buffer *to, const char *text)
{
    bool begins = true;

    for (; *text != '\0'; text++) {
        if (begins && (*text == '.' || *text == '\'')) ct_buffer_text(to, "\\&");
        if (*text == '\\')
            ct_buffer_text(to, "\\e");
        else if (*text == '-')
            ct_buffer_text(to, "\\-");
        else
            ct_buffer_append(to, text, 1);
        begins = *text == '\n';
    }
}

static void put_line(ct_buffer *to, const char *before, const char *text, const char *after)
{
    ct_buffer_text(to, before);
    put(to, text);
    ct_buffer_text(to, after);
}

static void begin(ct_buffer *to, const char *title, int section, const char *about)
{
    ct_buffer_printf(to, ".TH %s %d \"\" \"chitieu %s\" \"chitieu\"\n.SH NAME\n", title, section,
                     CHITIEU_VERSION);
    put_line(to, "", title, " \\- ");
    put_line(to, "", about, "\n");
}

static void put_lines(ct_buffer *to, const char *text) /* its lines stay apart */
{
    put_line(to, ".nf\n", text, text[0] != '\0' && text[strlen(text) - 1] == '\n' ? ".fi\n" : "\n.fi\n");
}

static void put_meanings(ct_buffer *to, const char *title, const ct_meaning *all, ct_lang lang)
{
    put_line(to, ".SH ", title, "\n");
    for (size_t i = 0; all[i].name != NULL; i++) {
        put_line(to, ".TP\n.B ", all[i].name, "\n");
        put_line(to, "", ct_l(lang, all[i].vi, all[i].en), "\n");
    }
}

static void put_option(ct_buffer *to, const ct_option *o, ct_lang lang)
{
    ct_buffer_text(to, ".TP\n");
    if (o->letter != 0) ct_buffer_printf(to, "\\fB\\-%c\\fR, ", o->letter);
    put_line(to, "\\fB\\-\\-", o->name, "\\fR");
    if (o->argument != NULL) put_line(to, " \\fI", o->argument, "\\fR");
    put_line(to, "\n", ct_l(lang, o->vi, o->en), "\n");
}

static void put_command(const ct_command *command, ct_lang lang, ct_buffer *to)
{
    const char *details = ct_l(lang, command->details_vi, command->details_en);
    char title[40] = "chitieu-";

    strncat(title, command->name, sizeof title - strlen(title) - 1);
    begin(to, title, 1, ct_l(lang, command->summary_vi, command->summary_en));
    put_line(to, ".SH SYNOPSIS\n.B chitieu ", command->name, "\n");
    put_line(to, "", command->usage, "\n");
    ct_buffer_text(to, ".SH DESCRIPTION\n");
    put_lines(to, details != NULL ? details : ct_l(lang, command->summary_vi, command->summary_en));
    if (command->more_help != NULL) {
        ct_buffer more;
        ct_buffer_init(&more);
        command->more_help(lang, &more);
        put_lines(to, ct_buffer_string(&more));
        ct_buffer_clear(&more);
    }
    ct_buffer_text(to, ".SH OPTIONS\n");
    for (size_t i = 0; i < ct_command_options(command); i++)
        if (ct_command_option(command, i) != NULL) put_option(to, ct_command_option(command, i), lang);
    ct_buffer_text(to, command->examples != NULL ? ".SH EXAMPLES\n" : "");
    for (size_t i = 0; command->examples != NULL && command->examples[i].line != NULL; i++) {
        put_line(to, ".TP\n.B chitieu ", command->examples[i].line, "\n");
        put_line(to, "", ct_l(lang, command->examples[i].vi, command->examples[i].en), "\n");
    }
    if (command->tables != NULL)
        put_line(to, ".SH TABLES\n", command->tables,
                 ct_l(lang, ": các cột ở\n.BR chitieu\\-tables (5).\n",
                      ": their columns are told in\n.BR chitieu\\-tables (5).\n"));
    put_meanings(to, "EXIT STATUS", ct_exit_statuses, lang);
    put_meanings(to, "ENVIRONMENT", ct_environment, lang);
    ct_buffer_text(to, ".SH SEE ALSO\n.BR chitieu (1),\n.BR chitieu.conf (5),\n.BR chitieu\\-tables (5)\n");
}

static void put_program(ct_lang lang, ct_buffer *to)
{
    begin(to, "chitieu", 1,
          ct_l(lang, "từ văn bản kế hoạch đến chỉ tiêu, dự báo, khoảng cách, biểu đồ và báo cáo",
               "from planning documents to targets, projections, gaps, charts and a report"));
    ct_buffer_text(
        to,
        ".SH SYNOPSIS\n.B chitieu\n.I COMMAND\n[\\fIOPTION\\fR...] [\\fIFILE\\fR...]\n.br\n.B chitieu \\-\\-version\n[\\fB\\-\\-verbose\\fR]\n.SH DESCRIPTION\n");
    put(to,
        ct_l(
            lang,
            "Đọc văn bản kế hoạch của một tỉnh, lấy ra từng chỉ tiêu và số liệu kèm dòng nguồn, dựng chuỗi hằng năm, dự báo, đo khoảng cách đến mục tiêu, vẽ biểu đồ và viết báo cáo. "
            "Không cần mạng; không dữ liệu nào rời khỏi máy.",
            "Reads a province's planning documents, lifts out every indicator and target with the line it came from, builds annual series, projects them, measures the gap to "
            "each target, and writes charts and reports. It needs no network; no data leave the machine."));
    ct_buffer_text(to, "\n.SH COMMANDS\n");
    for (size_t i = 0; ct_commands[i] != NULL; i++) {
        put_line(to, ".TP\n.BR chitieu\\-", ct_commands[i]->name, " (1)\n");
        put_line(to, "", ct_l(lang, ct_commands[i]->summary_vi, ct_commands[i]->summary_en), "\n");
    }
    ct_buffer_text(
        to, ".SH EXAMPLES\n.nf\nchitieu init my\\-province\nchitieu run my\\-province \\-o out\n.fi\n");
    put_meanings(to, "EXIT STATUS", ct_exit_statuses, lang);
    put_meanings(to, "ENVIRONMENT", ct_environment, lang);
    ct_buffer_text(
        to,
        ".SH SEE ALSO\n.BR chitieu.conf (5),\n.BR chitieu\\-tables (5),\n.BR gnuplot (1),\n.BR pandoc (1),\n.BR tesseract (1)\n");
}

static void put_conf(ct_lang lang, ct_buffer *to)
{
    const ct_conf_key *key;

    begin(to, "chitieu.conf", 5,
          ct_l(lang, "thiết lập của một thư mục dự án", "settings of a project folder"));
    ct_buffer_text(to, ".SH DESCRIPTION\n");
    put(to,
        ct_l(
            lang,
            "Tệp văn bản UTF-8 trong thư mục dự án. Mỗi dòng một \"khoá = giá trị\", mỗi khoá nhiều nhất một lần; dòng bắt đầu bằng # là ghi chú. chitieu init viết một tệp mẫu.",
            "A UTF-8 text file in the project folder. One \"key = value\" a line, each key at most once; lines that begin with # are notes. chitieu init writes one to start from."));
    ct_buffer_text(to, "\n.SH KEYS\n");
    for (size_t i = 0; (key = ct_conf_key_at(i)) != NULL; i++) {
        put_line(to, ".TP\n\\fB", key->key, "\\fR = ");
        put_line(to, "\\fI", key->value, "\\fR\n");
        put_line(to, "", ct_l(lang, key->vi, key->en), "\n.br\n");
        put_line(to, ct_l(lang, "Ví dụ: ", "Example: "), key->sample, "\n");
    }
    ct_buffer_text(to, ".SH SEE ALSO\n.BR chitieu (1),\n.BR chitieu\\-init (1),\n.BR chitieu\\-run (1)\n");
}

static void put_column(ct_buffer *to, const ct_column *column, ct_lang lang)
{
    static const char *const kinds[][2] = {
        [CT_COLUMN_TEXT] = { "chữ", "text" },
        [CT_COLUMN_NUMBER] = { "số", "number" },
        [CT_COLUMN_COUNT] = { "số nguyên từ 1", "whole number from 1" },
        [CT_COLUMN_DATE] = { "năm, tháng hoặc ngày", "year, month or day" },
        [CT_COLUMN_WORD] = { "một trong", "one of" },
        [CT_COLUMN_ID] = { "mã, tính từ nội dung", "id, computed from the content" }
    };

    put_line(to, ".TP\n\\fB", column->name, "\\fR (");
    put(to, kinds[column->type][lang == CT_EN]);
    for (size_t w = 0; column->type == CT_COLUMN_WORD && column->words[w] != NULL; w++)
        if (column->words[w][0] != '\0')
            put_line(to, w > 0 && column->words[w - 1][0] != '\0' ? ", \\fI" : " \\fI", column->words[w],
                     "\\fR");
    ct_buffer_text(to, column->required ? ct_l(lang, "; luôn có)\n", "; never empty)\n") : ")\n");
    put_line(to, "", column->about, "\n");
}

static void put_tables(ct_lang lang, ct_buffer *to)
{
    begin(to, "chitieu-tables", 5,
          ct_l(lang, "các bảng mà chitieu đọc và ghi, và cột của chúng",
               "tables that chitieu reads and writes, and their columns"));
    ct_buffer_text(to, ".SH DESCRIPTION\n");
    put(to,
        ct_l(
            lang,
            "CSV: UTF-8, RFC 4180, hàng đầu là tên cột, dấu chấm thập phân; cột tìm theo tên, thứ tự nào cũng được. Với --format json: {\"table\": TÊN, \"rows\": [{...}]}. Lời tả cột bằng tiếng Anh.",
            "CSV: UTF-8, RFC 4180, a header row, decimal points; columns are found by name in any order. With --format json: {\"table\": NAME, \"rows\": [{...}]}."));
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        put_line(to, "\n.SH ", tables[t]->name, "\n");
        put(to, tables[t]->about);
        ct_buffer_text(to, "\n");
        for (size_t c = 0; c < tables[t]->n_columns; c++) put_column(to, &tables[t]->columns[c], lang);
    }
    ct_buffer_text(to, ".SH SEE ALSO\n.BR chitieu (1)\n");
}

ct_error ct_manual_page(const char *name, ct_lang lang, ct_buffer *to)
{
    const ct_command *command = ct_command_find(name);

    if (command != NULL)
        put_command(command, lang, to);
    else if (strcmp(name, "chitieu") == 0)
        put_program(lang, to);
    else if (strcmp(name, "chitieu.conf") == 0)
        put_conf(lang, to);
    else if (strcmp(name, "chitieu-tables") == 0)
        put_tables(lang, to);
    else
        return ct_fail(CT_EUSAGE, 0,
                       "'%.40s' is no manual page; write a command, chitieu, chitieu.conf or chitieu-tables",
                       name);
    return ct_buffer_error(to);
}
