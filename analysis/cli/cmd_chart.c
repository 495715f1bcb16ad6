#include <string.h>

#include "chart/board.h"
#include "cli/command.h"
#include "cli/data.h"
#include "cli/output.h"
#include "cli/record.h"
#include "cli/run_folder.h"
#include "cli/stages.h"
#include "cli/write_report.h"
#include "core/file.h"
#include "core/number.h"

static const ct_option options[] = {
    { "series", 's', "FILE", "bảng series (\"-\": đầu vào chuẩn)",
      "the series table (\"-\": standard input)" },
    { "targets", 't', "FILE", "bảng targets: vẽ mục tiêu và khoảng cách",
      "the targets table: draws targets and gaps" },
    { "projections", 'p', "FILE", "bảng projections: vẽ dự báo", "the projections table: draws projections" },
    { "observations", 0, "FILE", "bảng observations: như chitieu assess",
      "the observations table: as in chitieu assess" },
    { "kind", 'k', "KIND", "loại biểu đồ, xem dưới; mặc định trajectory",
      "the kind of chart, see below; trajectory unless given" },
    { "image", 'i', "LIST", "định dạng ảnh: svg,png,pdf,emf,eps,tikz; mặc định svg,png",
      "formats of the images: svg,png,pdf,emf,eps,tikz; svg,png unless given" },
    { "size", 0, "SIZE", "a4-full, a4-half, a4-wide, slide, phone, hoặc cm: 16 hay 16x9.5",
      "a4-full, a4-half, a4-wide, slide, phone, or cm: 16 or 16x9.5" },
    CT_OPTION_FONT,
    { "plan-start", 0, "YEAR", "năm đầu của kế hoạch: tô nền các năm kế hoạch",
      "first year of the plan: its years get a ground" },
    { "plan-end", 0, "YEAR", "năm cuối của kế hoạch: mục tiêu được nói đến là của năm này",
      "last year of the plan: the targets told of are for this year" },
    { "templates", 0, "FOLDER", "bản mẫu vẽ đã sửa (bản chép của plots/)",
      "restyled templates (a copy of plots/)" },
    { "no-data", 0, NULL, "không ghi tệp CSV số liệu cạnh ảnh",
      "write no CSV of the data beside the images" },
    { "output", 'o', "FOLDER", "thư mục nhận các biểu đồ", "the folder that gets the charts" },
    { "script", 0, "FILE", "ghi lại kịch bản gnuplot", "keep the gnuplot script in this file" },
    { NULL, 0, NULL, NULL, NULL },
};

/* The tables of a run's folder. */
static ct_error read_run(const ct_args *args, const char *folder, ct_stages *stages)
{
    const ct_run_table wanted[] = { { &ct_series_schema, &stages->points },
                                    { &ct_target_schema, &stages->targets },
                                    { &ct_projection_schema, &stages->projections },
                                    { &ct_assessment_schema, &stages->assessments },
                                    { &ct_plan_schema, &stages->plans } };

    return ct_run_read(args, folder, wanted, sizeof wanted / sizeof *wanted);
}

static ct_error read_tables(const ct_args *args, ct_stages *stages)
{
    const char *series = ct_args_value(args, "series"), *targets = ct_args_value(args, "targets"),
               *projections = ct_args_value(args, "projections");

    if (ct_args_value(args, "output") == NULL)
        return ct_fail(CT_EUSAGE, 0, "--output is missing; write: chitieu chart RUN -o FOLDER");
    static const char *const own[] = { "series", "targets", "projections", "observations" };
    for (size_t i = 0; args->n_words > 0 && i < sizeof own / sizeof *own; i++)
        if (ct_args_value(args, own[i]) != NULL)
            return ct_fail(CT_EUSAGE, 0, "RUN has its own tables; leave out --%s, or RUN", own[i]);
    if (args->n_words > 0) return read_run(args, args->words[0], stages);
    if (series == NULL)
        return ct_fail(CT_EUSAGE, 0,
                       "--series is missing; write: chitieu chart RUN -o FOLDER, or --series FILE");
    CT_TRY(ct_data_read_table(args, &ct_series_schema, series, &stages->points));
    if (ct_args_value(args, "observations") != NULL)
        CT_TRY(ct_data_read_table(args, &ct_observation_schema, ct_args_value(args, "observations"),
                                  &stages->observations));
    if (projections != NULL)
        CT_TRY(ct_data_read_table(args, &ct_projection_schema, projections, &stages->projections));
    if (targets == NULL) return ct_ok();
    CT_TRY(ct_data_read_table(args, &ct_target_schema, targets, &stages->targets));
    return ct_stages_assess(stages, projections != NULL);
}

static ct_error keep_script(const ct_args *args, const ct_drawing *drawings, size_t n,
                            const ct_chart_options *wanted)
{
    const char *path = ct_args_value(args, "script");
    ct_buffer script;
    ct_error err;

    if (path == NULL) return ct_ok();
    ct_buffer_init(&script);
    err = ct_drawings_script(drawings, n, wanted, &script);
    if (err.code == CT_OK) err = ct_file_write(path, ct_buffer_string(&script), script.len);
    ct_buffer_clear(&script);
    return err;
}

static ct_error read_year(const ct_args *args, const char *option, long *year)
{
    const char *text = ct_args_value(args, option);
    ct_error err = text != NULL ? ct_integer_plain(text, 1900, 2200, year) : ct_ok();

    return err.code == CT_OK ? err : ct_fail_why(CT_EUSAGE, 0, &err, "--%s: %s", option, err.text);
}

static ct_error read_options(const ct_args *args, ct_chart_options *wanted, ct_board_tables *tables)
{
    const char *image = ct_args_value(args, "image"), *size = ct_args_value(args, "size");

    *wanted = (ct_chart_options){ .folder = args->output,
                                  .templates = ct_args_value(args, "templates"),
                                  .lang = args->lang,
                                  .formats = CT_IMAGE_SVG | CT_IMAGE_PNG,
                                  .data = ct_args_value(args, "no-data") == NULL };
    if (image != NULL) CT_TRY(ct_image_formats_parse(image, &wanted->formats));
    if (size != NULL) CT_TRY(ct_image_size_parse(size, &wanted->size));
    wanted->font = ct_args_value(args, "font");
    if (wanted->font != NULL) CT_TRY(ct_font_check(wanted->font));
    wanted->size.face = ct_face_of(wanted->font);
    CT_TRY(read_year(args, "plan-start", &tables->plan_start));
    CT_TRY(read_year(args, "plan-end", &tables->plan_end));
    return wanted->templates == NULL ? ct_data_plots(args, &wanted->templates) : ct_ok();
}

/* Into the folder that becomes the charts' in one step: all of them appear, or none. */
static ct_error draw_drawings(const ct_args *args, const ct_drawing *drawings, size_t n,
                              const ct_chart_options *wanted, ct_output *out)
{
    ct_chart_options staged = *wanted;

    staged.folder = out->staging;
    CT_TRY(ct_drawings_draw(drawings, n, &staged));
    CT_TRY(ct_charts_note(args, drawings, n, &staged, "", out));
    CT_TRY(ct_output_finish(out));
    return keep_script(args, drawings, n, wanted);
}

static ct_error draw_trajectories(const ct_args *args, ct_board *board, const ct_chart_options *wanted,
                                  ct_output *out)
{
    size_t planned = board->n_charts;

    if (planned == 0)
        return ct_fail(CT_EDATA, 0, "no series has two years, or one year and a target: nothing to draw");
    CT_TRY(ct_charts_leave_out(args, &board->charts, &board->n_charts, out));
    if (board->n_charts == 0)
        return ct_fail(CT_EDATA, 0, "none of the %zu charts can be drawn; the reasons are above", planned);
    ct_drawing *drawings = ct_arena_array(args->arena, board->n_charts, sizeof *drawings);

    if (drawings == NULL) return ct_no_memory();
    for (size_t i = 0; i < board->n_charts; i++) drawings[i].chart = &board->charts[i];
    CT_TRY(draw_drawings(args, drawings, board->n_charts, wanted, out));
    if (board->n_charts == planned) return ct_ok();
    return ct_fail(CT_EPART, 0, "done, but %zu of %zu charts cannot be drawn; the reasons are above",
                   planned - board->n_charts, planned);
}

static ct_error draw_kind(const ct_args *args, ct_board *board, const ct_chart_kind *kind,
                          const ct_chart_options *wanted, ct_output *out)
{
    ct_picture_list list = { 0 };
    ct_drawing *drawings;
    ct_error err = ct_pictures_make(board, kind, &list);

    if (err.code == CT_OK && list.n == 0)
        err =
            ct_fail(CT_EDATA, 0,
                    "the tables hold nothing for a chart of kind %s; are --targets and --projections given?",
                    kind->name);
    drawings = ct_arena_array(args->arena, list.n, sizeof *drawings);
    if (err.code == CT_OK && drawings == NULL) err = ct_no_memory();
    for (size_t i = 0; err.code == CT_OK && i < list.n; i++) drawings[i].picture = &list.items[i];
    if (err.code == CT_OK) err = draw_drawings(args, drawings, list.n, wanted, out);
    ct_pictures_clear(&list);
    return err;
}

static ct_error draw_into(const ct_args *args, ct_board *board, const ct_chart_kind *kind,
                          const ct_chart_options *wanted)
{
    ct_output out = { 0 };
    ct_error err = ct_output_begin(args->arena, args->output, &out);

    if (err.code == CT_OK)
        err = kind != NULL ? draw_kind(args, board, kind, wanted, &out)
                           : draw_trajectories(args, board, wanted, &out);
    err = ct_output_named(&out, err);
    ct_output_abandon(&out);
    return err;
}

/* The year and language of the run, where a run is given and the options do not say. */
static ct_error run_settings(const ct_args *args, ct_run_settings *settings)
{
    *settings = (ct_run_settings){ .title = "" };
    return args->n_words > 0 ? ct_record_settings(args, args->words[0], settings) : ct_ok();
}

static ct_error draw(const ct_args *args, ct_stages *stages)
{
    const char *name = ct_args_value(args, "kind");
    const ct_chart_kind *kind = name != NULL ? ct_chart_kind_find(name) : NULL;
    ct_chart_options wanted;
    ct_board_tables tables = { .catalogue = stages->catalogue, .lang = args->lang };
    ct_table *departments;
    ct_board board;
    ct_error err;
    ct_run_settings settings;

    if (name != NULL && kind == NULL && strcmp(name, "trajectory") != 0)
        return ct_fail(CT_EUSAGE, 0, "'%.40s' is no kind of chart; see: chitieu chart --help", name);
    CT_TRY(read_options(args, &wanted, &tables));
    CT_TRY(read_tables(args, stages));
    CT_TRY(run_settings(args, &settings));
    if (wanted.font == NULL && args->n_words > 0)
        CT_TRY(ct_report_font(args, settings.font, NULL, &wanted.font)); /* that of the run's own charts */
    wanted.size.face = ct_face_of(wanted.font);
    if (tables.plan_end == 0) tables.plan_end = settings.plan_end;
    if (tables.plan_start == 0) tables.plan_start = settings.plan_start;
    tables.points = stages->points;
    tables.projections = stages->projections;
    tables.assessments = stages->assessments;
    tables.targets = stages->targets;
    tables.plans = stages->plans;
    tables.size = wanted.size;
    CT_TRY(ct_data_read_departments(args, &departments));
    tables.departments = departments;
    err = ct_board_make(args->arena, &tables, &board);
    if (err.code == CT_OK) err = draw_into(args, &board, kind, &wanted);
    ct_table_free(departments);
    return err;
}

static ct_error run(const ct_args *given)
{
    ct_args args = *given;
    ct_run_settings settings;

    CT_TRY(run_settings(given, &settings));
    if (settings.has_lang && ct_args_value(given, "lang") == NULL) *args.speak = args.lang = settings.lang;
    return ct_stages_with(&args, draw);
}

static void list_kinds(ct_lang lang, ct_buffer *to)
{
    ct_buffer_printf(to, "\n%s\n  %-12s %s\n", ct_l(lang, "Các loại biểu đồ:", "Kinds of charts:"),
                     "trajectory",
                     ct_l(lang, "mỗi chuỗi một biểu đồ: số liệu, dự báo, mục tiêu, lộ trình cần đạt",
                          "a chart of every series: values, projection, targets, required path"));
    for (const ct_chart_kind *kind = ct_chart_kinds; kind->name != NULL; kind++)
        ct_buffer_printf(to, "  %-12s %s\n", kind->name, ct_l(lang, kind->about_vi, kind->about_en));
}

static const ct_example examples[] = {
    { "chart --series series.csv --targets targets.csv --projections projections.csv -o charts",
      "mỗi chuỗi một biểu đồ", "a chart of every series" },
    { "chart --kind bullet --series series.csv --targets targets.csv --projections projections.csv --plan-end 2025 -o charts",
      "cả kế hoạch trong một biểu đồ", "the whole plan in one chart" },
    { NULL, NULL, NULL },
};

const ct_command ct_cmd_chart = {
    .name = "chart",
    .usage = "RUN|--series FILE [--targets FILE] [--projections FILE] [--kind KIND] -o FOLDER",
    .summary_vi = "vẽ biểu đồ: mỗi chuỗi, hoặc cả kế hoạch",
    .summary_en = "draw charts: of every series, or of the plan as a whole",
    .details_vi = "RUN là thư mục do chitieu run ghi ra: các bảng, ngôn ngữ và năm cuối kế hoạch lấy từ đó.",
    .details_en =
        "RUN is the folder that chitieu run wrote: tables, language and the plan's last year are taken from there.",
    .examples = examples,
    .tables = "series targets projections observations",
    .options = options,
    .more_help = list_kinds,
    .takes_no = "format delimiter",
    .min_words = 0,
    .max_words = 1,
    .run = run,
};
