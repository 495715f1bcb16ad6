#include <string.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/output.h"
#include "cli/project.h"
#include "cli/record.h"
#include "cli/report_words.h"
#include "cli/run_folder.h"
#include "cli/stages.h"
#include "cli/write_report.h"
#include "core/file.h"
#include "core/number.h"
#include "report/spreadsheet.h"

static const ct_option options[] = {
    { "output", 'o', "FOLDER|FILE",
      "thư mục nhận báo cáo và biểu đồ, hoặc một tệp .docx .odt .pdf .xlsx .html",
      "the folder that gets the report and its charts, or one file .docx .odt .pdf .xlsx .html" },
    { "to", 0, "LIST", "dạng: md,html,xlsx,docx,odt,pdf; mặc định md,html,xlsx và docx nếu có pandoc",
      "forms: md,html,xlsx,docx,odt,pdf; md,html,xlsx and, where pandoc is, docx unless given" },
    { "template", 0, "FILE", "mẫu Word (.docx) của cơ quan; mặc định theo Nghị định 30/2020/NĐ-CP",
      "the office's own Word file (.docx); decree 30/2020/NĐ-CP's form unless given" },
    { "office", 0, "TEXT", "cơ quan báo cáo, ghi ở đầu văn bản", "who reports, for the heading" },
    { "title", 0, "TEXT", "tiêu đề báo cáo", "title of the report" },
    { "scope", 0, "TEXT", "lãnh thổ ghi trong báo cáo", "the territory named in the report" },
    { "plan-start", 0, "YEAR", "năm đầu của kế hoạch được đánh giá",
      "first year of the plan being assessed" },
    { "plan-end", 0, "YEAR", "năm cuối của kế hoạch được đánh giá", "last year of the plan being assessed" },
    CT_OPTION_FONT,
    CT_OPTION_TEMPLATES,
    CT_OPTION_SINCE,
    { NULL, 0, NULL, NULL, NULL },
};

/* Tables of a run, by their schema's names; all must be there. */
static ct_error read_run(const ct_args *args, const char *folder, ct_stages *stages)
{
    const ct_run_table wanted[] = {
        { &ct_observation_schema, &stages->observations }, { &ct_series_schema, &stages->points },
        { &ct_target_schema, &stages->targets },           { &ct_projection_schema, &stages->projections },
        { &ct_assessment_schema, &stages->assessments },   { &ct_finding_schema, &stages->findings },
    };

    CT_TRY(ct_run_read(args, folder, wanted, sizeof wanted / sizeof *wanted));
    const char *plans = ct_path_join(args->arena, folder, "plans.csv"); /* runs of older versions have none */

    if (plans == NULL) return ct_no_memory();
    return ct_file_exists(plans) ? ct_data_read_table(args, &ct_plan_schema, plans, &stages->plans) : ct_ok();
}

static ct_error read_year(const ct_args *args, const char *option, long *year)
{
    const char *text = ct_args_value(args, option);
    ct_error err = text != NULL ? ct_integer_plain(text, 1900, 2200, year) : ct_ok();

    return err.code == CT_OK ? err : ct_fail_why(CT_EUSAGE, 0, &err, "--%s: %s", option, err.text);
}

/* What the options say, else what the run was made with. */
static ct_error read_words(const ct_args *args, const ct_run_settings *settings, ct_report *report)
{
    const char *title = ct_args_value(args, "title"), *scope = ct_args_value(args, "scope");

    *report = (ct_report){ .title = title != NULL ? title : settings->title,
                           .scope = scope != NULL ? scope : settings->scope,
                           .plan_start = settings->plan_start,
                           .plan_end = settings->plan_end,
                           .chart_folder = "charts" };
    CT_TRY(read_year(args, "plan-start", &report->plan_start));
    return read_year(args, "plan-end", &report->plan_end);
}

/* The form that a file's name asks for: "docx" of "bao-cao.docx"; NULL for a folder. */
static const char *file_form(const char *output)
{
    static const char *const endings[] = { "docx", "odt", "pdf", "xlsx", "html", "md" };
    const char *dot = strrchr(ct_base_name(output), '.');

    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof *endings; i++)
        if (strcmp(dot + 1, endings[i]) == 0 && !ct_folder_exists(output)) return endings[i];
    return NULL;
}

static ct_error read_forms(const ct_args *args, const ct_run_settings *settings, ct_report_forms *forms)
{
    const char *office = ct_args_value(args, "office"), *to = ct_args_value(args, "to"),
               *form = file_form(args->output);

    *forms = (ct_report_forms){ .template = ct_args_value(args, "template"),
                                .letter = settings->letter,
                                .font = settings->font,
                                .asked = to != NULL || form != NULL };
    if (office != NULL) forms->letter.office = office;
    if (form != NULL && strcmp(form, "md") == 0)
        return ct_fail(CT_EUSAGE, 0,
                       "a report in Markdown needs its charts beside it; give --output a folder");
    if (form != NULL && to != NULL && strcmp(form, to) != 0)
        return ct_fail(
            CT_EUSAGE, 0,
            "--output is one file of the form %s and --to says '%.40s'; leave out --to or give a folder",
            form, to);
    CT_TRY(ct_report_forms_parse(form != NULL ? form : to, &forms->forms));
    if (forms->asked && (forms->forms & (CT_FORM_DOCX | CT_FORM_ODT | CT_FORM_PDF)) == 0 &&
        (office != NULL || forms->template != NULL))
        return ct_fail(CT_EUSAGE, 0,
                       "--%s is of the forms docx, odt and pdf; add one of them to --to, or leave it out",
                       office != NULL ? "office" : "template");
    return ct_ok();
}

static ct_error write_all(const ct_args *args, const ct_stages *stages, ct_report *report,
                          ct_report_forms *forms, ct_output *out)
{
    bool office = (forms->forms & (CT_FORM_DOCX | CT_FORM_ODT | CT_FORM_PDF)) !=
                  0; /* office documents hold PNG images */
    const char *form = file_form(args->output),
               *name = form != NULL ? ct_arena_printf(args->arena, "report.%s", form) : "";

    if (name == NULL) return ct_no_memory();
    const char *asked = ct_args_value(args, "font");
    ct_report_images images = { .formats = CT_IMAGE_SVG,
                                .pictures = office ? CT_IMAGE_PNG : 0,
                                .phone = (forms->forms & CT_FORM_HTML) != 0 };

    if (office && !ct_spreadsheet_built_in())
        images.formats |= CT_IMAGE_PNG; /* Word then holds pictures in place of charts of its own */
    CT_TRY(ct_report_font(args, asked != NULL ? asked : forms->font, forms->template, &images.font));
    forms->font = images.font;
    CT_TRY(ct_draw_report(args, stages, &images, report, out));
    CT_TRY(ct_write_report(args, stages, report, forms, out));
    return form != NULL ? ct_output_finish_as(out, name, args->output) : ct_output_finish(out);
}

/* Where the files are made: the folder asked for, or that of the file asked for. */
static const char *output_folder(const ct_args *args)
{
    const char *name = ct_base_name(args->output);

    if (file_form(args->output) == NULL) return args->output;
    return name == args->output ? "."
                                : ct_arena_strndup(args->arena, args->output, (size_t)(name - args->output));
}

static ct_error report(const ct_args *args, ct_stages *stages)
{
    ct_output out = { 0 };
    ct_report_words said;
    ct_run_settings settings;
    ct_report words;
    ct_report_forms forms;
    ct_error err;

    CT_TRY(ct_record_settings(args, args->words[0], &settings));
    CT_TRY(read_words(args, &settings, &words));
    CT_TRY(read_forms(args, &settings, &forms));
    CT_TRY(read_run(args, args->words[0], stages));
    const ct_plan *record = ct_plans_of_record(stages->plans);

    words.plans = stages->plans;
    if (record != NULL && words.plan_end == 0) {
        words.plan_start = record->period_start.year;
        words.plan_end = record->period_end.year;
    }
    const char *folder = output_folder(args);
    if (folder == NULL) return ct_no_memory();
    const char *const earlier[] = { args->output, args->words[0] };

    err = ct_report_words_read(args, NULL, earlier, 2, &said);
    ct_report_words_give(&said, &words);
    if (err.code == CT_OK) err = ct_output_begin(args->arena, folder, &out);
    if (err.code == CT_OK) err = ct_output_named(&out, write_all(args, stages, &words, &forms, &out));
    ct_output_abandon(&out);
    ct_report_words_clear(&said);
    return err;
}

static ct_error run(const ct_args *given)
{
    ct_args args = *given;
    ct_run_settings settings;

    if (ct_args_value(given, "output") == NULL)
        return ct_fail(CT_EUSAGE, 0, "--output is missing; write: chitieu report RUN -o FOLDER");
    CT_TRY(ct_record_settings(given, given->words[0], &settings));
    if (settings.has_lang && ct_args_value(given, "lang") == NULL) *args.speak = args.lang = settings.lang;
    return ct_stages_with(&args, report);
}

static const ct_example examples[] = {
    { "report out --to html,xlsx --lang en --title \"Mid-term review\" -o report-en",
      "báo cáo của một lần chạy, bằng tiếng Anh", "the report of a run, in English" },
    { NULL, NULL, NULL },
};

const ct_command ct_cmd_report = {
    .name = "report",
    .usage = "RUN -o FOLDER|FILE",
    .summary_vi = "viết lại báo cáo từ thư mục kết quả, ví dụ bằng ngôn ngữ khác",
    .summary_en = "write the report again from a run's folder, for instance in the other language",
    .details_vi =
        "RUN là thư mục do chitieu run ghi ra; các bảng trong đó có thể đã được sửa tay.\nTiêu đề, ngôn ngữ, kỳ kế hoạch, cơ quan lấy từ run.json khi không nêu ở đây.",
    .details_en =
        "RUN is the folder that chitieu run wrote; its tables may have been edited.\nTitle, language, plan and office are those of its run.json unless given here.",
    .examples = examples,
    .options = options,
    .takes_no = "format delimiter",
    .min_words = 1,
    .max_words = 1,
    .run = run,
};
