#include "cli/command.h"
#include "cli/data.h"
#include "cli/output.h"
#include "cli/project.h"
#include "cli/report_words.h"
#include "cli/stages.h"
#include "cli/write_report.h"
#include "core/file.h"
#include "core/number.h"

static const ct_option options[] = {
    { "output", 'o', "FOLDER", "thư mục nhận báo cáo và biểu đồ", "the folder that gets the report and its charts" },
    { "to", 0, "LIST", "dạng: md,html,xlsx,docx,odt,pdf; mặc định md,html,xlsx và docx nếu có pandoc",
      "forms: md,html,xlsx,docx,odt,pdf; md,html,xlsx and, where pandoc is, docx unless given" },
    { "template", 0, "FILE", "mẫu Word (.docx) của cơ quan; mặc định theo Nghị định 30/2020/NĐ-CP",
      "the office's own Word file (.docx); decree 30/2020/NĐ-CP's form unless given" },
    { "office", 0, "TEXT", "cơ quan báo cáo, ghi ở đầu văn bản", "who reports, for the heading" },
    { "title", 0, "TEXT", "tiêu đề báo cáo", "title of the report" },
    { "scope", 0, "TEXT", "lãnh thổ ghi trong báo cáo", "the territory named in the report" },
    { "plan-start", 0, "YEAR", "năm đầu của kế hoạch được đánh giá", "first year of the plan being assessed" },
    { "plan-end", 0, "YEAR", "năm cuối của kế hoạch được đánh giá", "last year of the plan being assessed" },
    CT_OPTION_SINCE,
    { NULL, 0, NULL, NULL, NULL },
};

/* Tables of a run, by their schema's names; all must be there. */
static ct_error read_run(const ct_args *args, const char *folder, ct_stages *stages)
{
    const struct {
        const ct_schema *schema;
        ct_table **table;
    } wanted[] = {
        { &ct_observation_schema, &stages->observations }, { &ct_series_schema, &stages->points },
        { &ct_target_schema, &stages->targets },           { &ct_projection_schema, &stages->projections },
        { &ct_assessment_schema, &stages->assessments },   { &ct_finding_schema, &stages->findings },
    };

    if (!ct_folder_exists(folder)) return ct_in(ct_fail(CT_EIO, 0, "is no folder; give the folder that chitieu run wrote"), folder);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const char *path = ct_arena_printf(args->arena, "%s/%s.csv", folder, wanted[i].schema->name);
        if (path == NULL) return ct_no_memory();
        CT_TRY(ct_data_read_table(args, wanted[i].schema, path, wanted[i].table));
    }
    const char *plans = ct_path_join(args->arena, folder, "plans.csv"); /* runs of older versions have none */

    if (plans == NULL) return ct_no_memory();
    return ct_file_exists(plans) ? ct_data_read_table(args, &ct_plan_schema, plans, &stages->plans) : ct_ok();
}

static ct_error read_year(const ct_args *args, const char *option, long *year)
{
    const char *text = ct_args_value(args, option);
    ct_error err = text != NULL ? ct_integer_plain(text, 1900, 2200, year) : ct_ok();

    return err.code == CT_OK ? err : ct_fail(CT_EUSAGE, 0, "--%s: %s", option, err.text);
}

static ct_error read_words(const ct_args *args, ct_report *report)
{
    const char *title = ct_args_value(args, "title"), *scope = ct_args_value(args, "scope");

    *report = (ct_report){ .title = title != NULL ? title : "", .scope = scope != NULL ? scope : "", .chart_folder = "charts" };
    CT_TRY(read_year(args, "plan-start", &report->plan_start));
    return read_year(args, "plan-end", &report->plan_end);
}

static ct_error read_forms(const ct_args *args, ct_report_forms *forms)
{
    const char *office = ct_args_value(args, "office");

    *forms = (ct_report_forms){ .template = ct_args_value(args, "template"),
                                .office = office != NULL ? office : "",
                                .asked = ct_args_value(args, "to") != NULL };
    return ct_report_forms_parse(ct_args_value(args, "to"), &forms->forms);
}

static ct_error write_all(const ct_args *args, const ct_stages *stages, ct_report *report, const ct_report_forms *forms, ct_output *out)
{
    bool office = (forms->forms & (CT_FORM_DOCX | CT_FORM_ODT | CT_FORM_PDF)) != 0; /* office documents hold PNG images */

    CT_TRY(ct_draw_report(args, stages, office ? CT_IMAGE_SVG | CT_IMAGE_PNG : CT_IMAGE_SVG, report, out));
    CT_TRY(ct_write_report(args, stages, report, forms, out));
    return ct_output_finish(out);
}

static ct_error report(const ct_args *args, ct_stages *stages)
{
    ct_output out = { 0 };
    ct_report_words said;
    ct_report words;
    ct_report_forms forms;
    ct_error err;

    if (ct_args_value(args, "output") == NULL) return ct_fail(CT_EUSAGE, 0, "--output is missing; write: chitieu report RUN -o FOLDER");
    CT_TRY(read_words(args, &words));
    CT_TRY(read_forms(args, &forms));
    CT_TRY(read_run(args, args->words[0], stages));
    const ct_plan *record = ct_plans_of_record(stages->plans);

    words.plans = stages->plans;
    if (record != NULL && words.plan_end == 0) {
        words.plan_start = record->period_start.year;
        words.plan_end = record->period_end.year;
    }
    const char *const earlier[] = { args->output, args->words[0] };

    err = ct_report_words_read(args, NULL, earlier, 2, &said);
    ct_report_words_give(&said, &words);
    if (err.code == CT_OK) err = ct_output_begin(args->arena, args->output, &out);
    if (err.code == CT_OK) err = write_all(args, stages, &words, &forms, &out);
    ct_output_abandon(&out);
    ct_report_words_clear(&said);
    return err;
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, report);
}

const ct_command ct_cmd_report = {
    .name = "report",
    .usage = "RUN -o FOLDER",
    .summary_vi = "viết lại báo cáo từ thư mục kết quả, ví dụ bằng ngôn ngữ khác",
    .summary_en = "write the report again from a run's folder, for instance in the other language",
    .details_vi = "RUN là thư mục do chitieu run ghi ra; các bảng trong đó có thể đã được sửa tay.",
    .details_en = "RUN is the folder that chitieu run wrote; its tables may have been edited.",
    .options = options,
    .min_words = 1,
    .max_words = 1,
    .run = run,
};
