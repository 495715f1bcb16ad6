#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "chart/chart.h"
#include "cli/command.h"
#include "cli/data.h"
#include "cli/database_file.h"
#include "cli/output.h"
#include "cli/priors_file.h"
#include "cli/project.h"
#include "cli/reading.h"
#include "cli/record.h"
#include "cli/report_words.h"
#include "cli/say.h"
#include "cli/stages.h"
#include "cli/summary.h"
#include "cli/write_report.h"
#include "core/file.h"
#include "core/shown.h"
#include "report/spreadsheet.h"

static const ct_option options[] = {
    { "output", 'o', "FOLDER", "thư mục kết quả", "the folder of the results" },
    { "method", 'm', "NAME", "phương pháp dự báo; xem: chitieu project --help",
      "projection method; see: chitieu project --help" },
    { "as-of", 0, "YEAR", "như cuối năm YEAR: bỏ mọi thứ công bố sau đó",
      "as at the end of YEAR: what was published later is left out" },
    { "sqlite", 0, "FILE", "ghi thêm mọi bảng vào một tệp SQLite",
      "write all tables to one SQLite file too" },
    CT_OPTION_FONT,
    CT_OPTION_TEMPLATES,
    CT_OPTION_PRIORS,
    CT_OPTION_OCR,
    CT_OPTION_ARCHIVE,
    CT_OPTION_SINCE,
    CT_OPTION_SECONDS,
    { "follow-links", 0, NULL, "đọc cả liên kết dẫn ra ngoài thư mục dự án",
      "also read links that lead out of the project folder" },
    { "strict", 0, NULL, "dừng ở văn bản đầu tiên không đọc được, thay vì bỏ qua và báo",
      "end at the first document that cannot be read, instead of going on without it" },
    { NULL, 0, NULL, NULL, NULL },
};

static ct_error write_tables(const ct_args *args, const ct_stages *stages, ct_output *out)
{
    const ct_table *names = stages->names != NULL && stages->names->n > 0 ? stages->names : NULL;
    const ct_table *tables[] = {
        stages->observations, stages->plans,    stages->points, stages->targets,  stages->projections,
        stages->assessments,  stages->statuses, stages->paths,  stages->findings, names
    };

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (tables[i] == NULL) continue;
        CT_TRY(ct_output_table(out, tables[i], CT_CSV));
        if (args->format != CT_CSV) CT_TRY(ct_output_table(out, tables[i], args->format));
    }
    return ct_ok();
}

static ct_error write_all(const ct_args *args, const ct_project_folder *project, const ct_stages *stages,
                          const ct_model *method, const ct_report_words *words, ct_output *out,
                          size_t *n_charts)
{
    ct_report report = { .title = project->title,
                         .scope = project->scope,
                         .plan_start = project->plan_start,
                         .plan_end = project->plan_end,
                         .plans = stages->plans,
                         .chart_folder = "charts" };
    ct_report_images images = { .formats =
                                    project->images != 0 ? project->images | CT_IMAGE_SVG : CT_IMAGE_SVG,
                                .pictures = CT_IMAGE_PNG,
                                .phone = true };
    ct_report_forms forms = { .letter = project->letter };

    ct_report_words_give(words, &report);
    CT_TRY(write_tables(args, stages, out));
    CT_TRY(ct_report_font(args, project->font, NULL, &images.font));
    forms.font = images.font;
    if (!ct_spreadsheet_built_in())
        images.formats |= CT_IMAGE_PNG; /* Word then holds pictures in place of charts of its own */
    CT_TRY(ct_draw_report(args, stages, &images, &report, out));
    *n_charts = report.n_charts + report.n_pictures;
    CT_TRY(ct_report_forms_parse(NULL, &forms.forms));
    CT_TRY(ct_write_report(args, stages, &report, &forms, out));
    CT_TRY(ct_record_write(args, project, stages, method->name, out));
    CT_TRY(ct_record_find_stale(out));
    return ct_output_finish(out);
}

static ct_error print_summary(const ct_args *args, const ct_project_folder *project, const ct_stages *stages,
                              size_t n_charts, const char *folder)
{
    ct_buffer text;
    ct_error err;

    ct_buffer_init(&text);
    err = ct_summary_print(args, project, stages, n_charts, folder, &text);
    if (err.code == CT_OK && text.len > 0)
        text.len = ct_shown(text.data, text.len); /* the title is the user's, or who sent the project */
    if (err.code == CT_OK) err = ct_file_write("-", ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

static void tell_left(const ct_args *args, const ct_project_folder *project)
{
    static const struct {
        const char *vi, *en;
    } reasons[] = {
        [CT_LEFT_BESIDE] = { "không được đọc; nếu là văn bản, đưa vào documents/, nếu là số liệu các năm trước, đặt tên history.*",
                             "it is not read; put a document into documents/, and call figures of earlier years history.*" },
        [CT_LEFT_FOLDER] = { "thư mục con không được đọc; đưa văn bản ra thư mục documents/",
                             "a folder among the documents is not read; put its documents into documents/ itself" },
        [CT_LEFT_BROKEN] = { "liên kết hỏng, không được đọc", "a link whose end is missing; it is not read" },
        [CT_LEFT_OUTSIDE] = { "liên kết ra ngoài thư mục dự án, không được đọc; dùng --follow-links nếu đúng ý",
                              "a link that leads out of the project folder; it is not read without --follow-links" },
        [CT_LEFT_SPECIAL] = { "không phải tệp thường, không được đọc", "no regular file; it is not read" },
    };

    for (size_t i = 0; i < project->n_left; i++)
        ct_say(ct_l(args->lang, "chitieu: %s: lưu ý: %s\n", "chitieu: %s: note: %s\n"), project->left[i].path,
               args->lang == CT_VI ? reasons[project->left[i].why].vi : reasons[project->left[i].why].en);
}

/* The results must not lie among the documents, where the next run would read them. */
static ct_error check_output(const ct_args *args, const ct_project_folder *project)
{
    const char *inner = ct_path_join(args->arena, project->folder, "documents");
    struct stat documents, output;

    if (inner == NULL) return ct_no_memory();
    if (stat(inner, &documents) != 0 || stat(args->output, &output) != 0) return ct_ok();
    if (documents.st_dev != output.st_dev || documents.st_ino != output.st_ino) return ct_ok();
    return ct_in(
        ct_fail(CT_EUSAGE, 0, "is the folder of the documents; choose another folder for the results"),
        args->output);
}

/* Neither the command nor chitieu.conf says a language: results are told in that of the documents. */
static ct_lang documents_lang(const ct_args *args, const ct_project_folder *project, const ct_stages *stages)
{
    size_t english = 0;

    if (project->has_lang || ct_args_value(args, "lang") != NULL || stages->n_inputs == 0) return args->lang;
    for (size_t i = 0; i < stages->n_inputs; i++) english += stages->inputs[i].english;
    return english * 2 > stages->n_inputs ? CT_EN : CT_VI;
}

/* The plan's years, where chitieu.conf does not say them, are those of the plan of record. */
static void take_years(const ct_stages *stages, ct_project_folder *project)
{
    const ct_plan *record = ct_plans_of_record(stages->plans);

    if (record == NULL || project->plan_end != 0 || record->period_end.year == 0) return;
    project->plan_end = record->period_end.year;
    if (project->plan_start == 0) project->plan_start = record->period_start.year;
}

/* The output folder is ours already: a second run into it ends before it has read anything. @param told its
 * language becomes that of the results */
static ct_error work_into(ct_args *told, ct_project_folder *project, const ct_model *method,
                          ct_stages *stages, ct_output *out)
{
    const ct_args *args = told;
    const ct_history_files history = { project->history, project->n_history, project->names,
                                       ct_path_join(args->arena, args->output, "names.csv"), project->scope };
    ct_report_words words;
    size_t n_charts = 0;
    ct_error err;

    stages->go_on = ct_args_value(args, "strict") == NULL;
    stages->go_on_alone = stages->go_on && project->n_history > 0;
    stages->wish = (ct_plan_wish){ project->plan, project->plan_start, project->plan_end, project->scope };
    CT_TRY(ct_stages_extract(args, project->documents, project->n_documents, project->scope, stages));
    CT_TRY(ct_stages_review(args, project->reviews, stages));
    told->lang = documents_lang(args, project, stages);
    if (project->plan_end != 0)
        stages->plan_end = project->until > project->plan_end ? project->until : project->plan_end;
    CT_TRY(ct_stages_work(args, &history, method, project->until, stages));
    take_years(stages, project);
    err = ct_report_words_read(args, project->folder, &args->output, 1, &words);
    if (err.code == CT_OK) err = write_all(args, project, stages, method, &words, out, &n_charts);
    ct_report_words_clear(&words);
    CT_TRY(err);
    CT_TRY(print_summary(args, project, stages, n_charts, args->output));
    return ct_stages_passed(stages);
}

static ct_error work(const ct_args *given, ct_stages *stages)
{
    ct_args told = *given;
    const ct_args *args = &told;
    const char *method_name = ct_args_value(args, "method");
    ct_project_folder project;
    ct_output out = { 0 };
    const ct_model *method;
    ct_error err;

    CT_TRY(ct_stages_as_of(args, stages));
    CT_TRY(ct_project_folder_read(args->arena, args->words[0], ct_args_value(args, "follow-links") != NULL,
                                  &project));
    CT_TRY(ct_stages_method(method_name != NULL ? method_name : project.method, &method));
    CT_TRY(ct_reading_mode(args, project.ocr, &stages->ocr));
    CT_TRY(ct_stages_priors(args, project.folder, project.priors, stages));
    CT_TRY(check_output(args, &project));
    if (ct_args_value(args, "font") != NULL) project.font = ct_args_value(args, "font");
    tell_left(args, &project);
    CT_TRY(ct_output_begin(args->arena, args->output, &out));
    err = ct_output_named(&out, work_into(&told, &project, method, stages, &out));
    ct_output_abandon(&out);
    if (err.code == CT_OK && ct_args_value(args, "sqlite") != NULL)
        err = ct_run_database(args, stages, ct_args_value(args, "sqlite"));
    return err;
}

static ct_error run(const ct_args *given)
{
    ct_args args = *given;
    ct_project_folder project;

    if (ct_args_value(given, "output") == NULL)
        return ct_fail(CT_EUSAGE, 0, "--output is missing; write: chitieu run FOLDER -o FOLDER");
    CT_TRY(ct_project_folder_read(args.arena, args.words[0], ct_args_value(given, "follow-links") != NULL,
                                  &project)); /* its settings choose the language of all that follows */
    if (project.has_lang && ct_args_value(given, "lang") == NULL) *args.speak = args.lang = project.lang;
    return ct_stages_with(&args, work);
}

static const ct_example examples[] = {
    { "run my-province -o out", "mọi bảng, biểu đồ và báo cáo vào thư mục out",
      "every table, chart and report into the folder out" },
    { "run my-province -o out-2022 --as-of 2022 --lang en", "như cuối năm 2022, bằng tiếng Anh",
      "as at the end of 2022, in English" },
    { NULL, NULL, NULL },
};

const ct_command ct_cmd_run = {
    .name = "run",
    .usage = "FOLDER -o FOLDER",
    .summary_vi = "làm trọn cả chuỗi cho một thư mục dự án: số liệu, dự báo, khoảng cách, biểu đồ, báo cáo",
    .summary_en = "do the whole way for a project folder: figures, projections, gaps, charts, report",
    .details_vi =
        "Thư mục có documents/, và nếu có: history.* (CSV, Excel, Word), names.csv, reviews.csv, chitieu.conf.\nKhông có documents/ thì đọc các tệp ngay trong thư mục.",
    .details_en =
        "The folder holds documents/ and, where there are any, history.* (CSV, Excel, Word), names.csv, reviews.csv and chitieu.conf.\nWithout documents/ its own files are read.",
    .examples = examples,
    .tables = "observations plans series targets projections assessment findings statuses paths names",
    .options = options,
    .takes_no = "delimiter",
    .min_words = 1,
    .max_words = 1,
    .run = run,
};
