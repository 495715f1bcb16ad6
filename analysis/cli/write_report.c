#include "cli/write_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chart/board.h"
#include "cli/data.h"
#include "cli/say.h"
#include "core/ending.h"
#include "core/file.h"
#include "report/office.h"
#include "report/spreadsheet.h"

/* A drawn SVG, where it is; NULL where not. */
static ct_error read_svg(const ct_args *args, const char *folder, const ct_report *report, const char *name,
                         const char **svg)
{
    const char *path = ct_arena_printf(args->arena, "%s/%s/%s.svg", folder, report->chart_folder, name);
    size_t n;

    if (path == NULL) return ct_no_memory();
    return ct_file_exists(path) ? ct_file_read(args->arena, path, svg, &n) : ct_ok();
}

static ct_error read_svgs(const ct_args *args, const char *folder, ct_report *report)
{
    const char **svgs = ct_arena_array(args->arena, report->n_charts, sizeof *svgs);
    ct_report_picture *pictures = ct_arena_array(args->arena, report->n_pictures, sizeof *pictures);

    if (svgs == NULL || pictures == NULL) return ct_no_memory();
    for (size_t i = 0; i < report->n_charts; i++)
        CT_TRY(read_svg(args, folder, report, report->charts[i].name, &svgs[i]));
    for (size_t i = 0; i < report->n_pictures; i++) {
        pictures[i] = report->pictures[i];
        CT_TRY(read_svg(args, folder, report, pictures[i].name, &pictures[i].svg));
    }
    report->svgs = svgs;
    report->pictures = pictures;
    return ct_ok();
}

/* The kinds that show the plan as a whole, in the order of the report. */
static const struct {
    const char *name;
    ct_picture_use use;
} OVERVIEW[] = { { "board", CT_USE_SHEET },
                 { "structure", CT_USE_EVERYWHERE },
                 { "multiples", CT_USE_SCREEN },
                 { "heatmap", CT_USE_SCREEN } };
enum { N_OVERVIEW = sizeof OVERVIEW / sizeof *OVERVIEW };

ct_error ct_charts_note(const ct_args *args, const ct_drawing *drawings, size_t n,
                        const ct_chart_options *wanted, const char *folder, ct_output *out)
{
    for (size_t i = 0; i < n; i++) {
        const char *data = ct_arena_printf(args->arena, "%s%s.csv", folder, ct_drawing_name(&drawings[i]));
        if (data == NULL) return ct_no_memory();
        if (wanted->data) CT_TRY(ct_output_note(out, data));
        for (const ct_image_format *format = ct_image_formats; format->name != NULL; format++) {
            if ((ct_drawing_formats(&drawings[i], wanted) & format->format) == 0) continue;
            const char *name = ct_arena_printf(args->arena, "%s%s.%s", folder, ct_drawing_name(&drawings[i]),
                                               format->extension);
            if (name == NULL) return ct_no_memory();
            CT_TRY(ct_output_note(out, name));
        }
    }
    return ct_ok();
}

static bool is_drawn(const ct_drawing *drawings, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(ct_drawing_name(&drawings[i]), name) == 0) return true;
    return false;
}

/* An indicator may be called as a kind of picture is ("heatmap"): then the picture takes another name. */
static ct_error name_apart(const ct_args *args, const ct_drawing *drawings, size_t n, ct_picture *picture)
{
    while (is_drawn(drawings, n, picture->name)) {
        picture->name = ct_arena_printf(args->arena, "overview-%s", picture->name);
        if (picture->name == NULL) return ct_no_memory();
    }
    return ct_ok();
}

/* Trajectories and pictures together. */
static ct_error draw_all(const ct_args *args, const ct_report_images *images, ct_report *report,
                         const ct_picture_list *lists, ct_output *out)
{
    ct_chart_options wanted = {
        .lang = args->lang, .formats = images->formats, .font = images->font, .data = true
    };
    size_t n = report->n_charts, pictures = 0;
    ct_report_picture *shown;
    ct_drawing *drawings;

    for (size_t k = 0; k < N_OVERVIEW; k++) pictures += lists[k].n;
    drawings = ct_arena_array(args->arena, n + pictures, sizeof *drawings);
    shown = ct_arena_array(args->arena, pictures, sizeof *shown);
    if (drawings == NULL || shown == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) drawings[i].chart = &report->charts[i];
    for (size_t k = 0; k < N_OVERVIEW; k++)
        for (size_t i = 0; i < lists[k].n; i++) {
            CT_TRY(name_apart(args, drawings, n, &lists[k].items[i]));
            shown[report->n_pictures++] = (ct_report_picture){ .name = lists[k].items[i].name,
                                                               .title = lists[k].items[i].title,
                                                               .kind = OVERVIEW[k].name,
                                                               .stack = lists[k].items[i].stack,
                                                               .use = OVERVIEW[k].use };
            drawings[n].formats = images->formats | (OVERVIEW[k].use != CT_USE_SCREEN ? images->pictures : 0);
            drawings[n++].picture = &lists[k].items[i];
        }
    report->pictures = shown;
    if (n == 0) return ct_ok();
    CT_TRY(ct_data_plots(args, &wanted.templates));
    CT_TRY(ct_output_folder(out, "charts", &wanted.folder));
    CT_TRY(ct_drawings_draw(drawings, n, &wanted));
    return ct_charts_note(args, drawings, n, &wanted, "charts/", out);
}

/* ---- charts for a phone: parts of the page, no files of the results ---- */

static ct_error read_small(const ct_args *args, const char *folder, const char *name, const char **svg)
{
    const char *path = ct_arena_printf(args->arena, "%s/%s.svg", folder, name);
    size_t n;

    return path != NULL ? ct_file_read(args->arena, path, svg, &n) : ct_no_memory();
}

static ct_error take_small(const ct_args *args, const char *folder, const ct_picture_list *lists,
                           ct_report *report)
{
    const char **svgs = ct_arena_array(args->arena, report->n_charts, sizeof *svgs);
    ct_report_picture *pictures = ct_arena_array(args->arena, report->n_pictures, sizeof *pictures);

    if (svgs == NULL || pictures == NULL) return ct_no_memory();
    for (size_t i = 0; i < report->n_charts; i++)
        CT_TRY(read_small(args, folder, report->charts[i].name, &svgs[i]));
    report->small_svgs = svgs;
    for (size_t i = 0, k = 0; i < report->n_pictures; i++) {
        pictures[i] = report->pictures[i];
        while (k < N_OVERVIEW && strcmp(OVERVIEW[k].name, pictures[i].kind) != 0) k++;
        if (k == N_OVERVIEW || (i > 0 && strcmp(pictures[i - 1].kind, pictures[i].kind) == 0))
            continue; /* a phone's layout may need more pages or fewer */
        const char **small = ct_arena_array(args->arena, lists[k].n, sizeof *small);
        if (small == NULL) return ct_no_memory();
        for (size_t s = 0; s < lists[k].n; s++)
            CT_TRY(read_small(args, folder, lists[k].items[s].name, &small[s]));
        pictures[i].small = small;
        pictures[i].n_small = lists[k].n;
    }
    report->pictures = pictures;
    return ct_ok();
}

static ct_error draw_small(const ct_args *args, const ct_chart_options *wanted, const ct_picture_list *lists,
                           ct_report *report)
{
    size_t n = report->n_charts;
    for (size_t k = 0; k < N_OVERVIEW; k++) n += lists[k].n;
    ct_drawing *drawings = ct_arena_array(args->arena, n, sizeof *drawings);

    if (drawings == NULL) return ct_no_memory();
    n = 0;
    for (size_t i = 0; i < report->n_charts; i++) drawings[n++].chart = &report->charts[i];
    for (size_t k = 0; k < N_OVERVIEW; k++)
        for (size_t i = 0; i < lists[k].n; i++) {
            CT_TRY(name_apart(args, drawings, n, &lists[k].items[i]));
            drawings[n++].picture = &lists[k].items[i];
        }
    CT_TRY(ct_drawings_draw(drawings, n, wanted));
    return take_small(args, wanted->folder, lists, report);
}

/* The same tables laid out for 390 pixels. */
static ct_error draw_phone(const ct_args *args, const ct_board_tables *usual, const ct_report_images *images,
                           ct_report *report)
{
    ct_chart_options wanted = { .lang = args->lang, .formats = CT_IMAGE_SVG, .font = images->font };
    ct_board_tables tables = *usual;
    ct_picture_list lists[N_OVERVIEW] = { { 0 } };
    ct_board board;
    size_t place;
    ct_error err;

    if (report->n_charts + report->n_pictures == 0) return ct_ok();
    CT_TRY(ct_image_size_parse("phone", &wanted.size));
    wanted.size.face = usual->size.face;
    tables.size = wanted.size;
    CT_TRY(ct_data_plots(args, &wanted.templates));
    CT_TRY(ct_board_make(args->arena, &tables, &board));
    CT_TRY(ct_folder_temporary(args->arena, &wanted.folder, &place));
    err = ct_ok();
    for (size_t k = 0; err.code == CT_OK && k < N_OVERVIEW; k++)
        err = ct_pictures_make(&board, ct_chart_kind_find(OVERVIEW[k].name), &lists[k]);
    if (err.code == CT_OK) err = draw_small(args, &wanted, lists, report);
    for (size_t k = 0; k < N_OVERVIEW; k++) ct_pictures_clear(&lists[k]);
    ct_error removed = ct_folder_remove(wanted.folder);
    ct_ending_forget(place);
    return err.code == CT_OK ? removed : err;
}

ct_error ct_charts_leave_out(const ct_args *args, const ct_chart **charts, size_t *n, ct_output *out)
{
    ct_chart *kept = ct_arena_array(args->arena, *n, sizeof *kept);
    size_t n_kept = 0;

    if (kept == NULL) return ct_no_memory();
    for (size_t i = 0; i < *n; i++) {
        ct_error err = ct_chart_check(&(*charts)[i]);
        if (err.code == CT_OK) kept[n_kept++] = (*charts)[i];
        if (err.code == CT_OK) continue;
        ct_say(ct_l(args->lang, "chitieu: cảnh báo: bỏ một biểu đồ: %s\n",
                    "chitieu: warning: one chart is left out: %s\n"),
               ct_error_text(&err, args->lang));
        CT_TRY(ct_output_warn(out, err.text));
    }
    *charts = kept;
    *n = n_kept;
    return ct_ok();
}

static ct_error draw_report(const ct_args *args, const ct_stages *stages, const ct_table *departments,
                            const ct_report_images *images, ct_report *report, ct_output *out)
{
    const ct_board_tables tables = { .catalogue = stages->catalogue,
                                     .points = stages->points,
                                     .projections = stages->projections,
                                     .assessments = stages->assessments,
                                     .targets = stages->targets,
                                     .plans = stages->plans,
                                     .plan_start = report->plan_start,
                                     .plan_end = report->plan_end,
                                     .departments = departments,
                                     .size = { .face = ct_face_of(images->font) },
                                     .lang = args->lang };
    ct_picture_list lists[N_OVERVIEW] = { { 0 } };
    ct_board board;
    ct_error err;

    CT_TRY(ct_board_make(args->arena, &tables, &board));
    CT_TRY(ct_charts_leave_out(args, &board.charts, &board.n_charts, out));
    report->charts = board.charts;
    report->n_charts = board.n_charts;
    err = ct_ok();
    for (size_t k = 0; err.code == CT_OK && k < N_OVERVIEW; k++)
        err = ct_pictures_make(&board, ct_chart_kind_find(OVERVIEW[k].name), &lists[k]);
    if (err.code == CT_OK) err = draw_all(args, images, report, lists, out);
    if (err.code == CT_OK && images->phone) err = draw_phone(args, &tables, images, report);
    for (size_t k = 0; k < N_OVERVIEW; k++) ct_pictures_clear(&lists[k]);
    return err;
}

ct_error ct_draw_report(const ct_args *args, const ct_stages *stages, const ct_report_images *images,
                        ct_report *report, ct_output *out)
{
    ct_table *departments;
    ct_error err = ct_data_read_departments(args, &departments);

    if (err.code == CT_OK) err = draw_report(args, stages, departments, images, report, out);
    ct_table_free(departments);
    return err;
}

ct_error ct_report_forms_parse(const char *text, unsigned *forms)
{
    static const struct {
        const char *name;
        unsigned form;
    } list[] = { { "md", CT_FORM_MD },     { "html", CT_FORM_HTML }, { "xlsx", CT_FORM_XLSX },
                 { "docx", CT_FORM_DOCX }, { "odt", CT_FORM_ODT },   { "pdf", CT_FORM_PDF } };

    *forms = 0;
    if (text == NULL) {
        ct_arena *arena = ct_arena_new();
        if (arena == NULL) return ct_no_memory();
        *forms = CT_FORM_MD | CT_FORM_HTML | (ct_spreadsheet_built_in() ? CT_FORM_XLSX : 0) |
                 (ct_program_find(arena, "pandoc") != NULL ? CT_FORM_DOCX : 0);
        ct_arena_free(arena);
        return ct_ok();
    }
    for (;;) {
        size_t n = strcspn(text, ",");
        unsigned found = 0;
        for (size_t i = 0; i < sizeof list / sizeof *list; i++)
            if (strlen(list[i].name) == n && strncmp(list[i].name, text, n) == 0) found = list[i].form;
        if (found == 0)
            return ct_fail(CT_EUSAGE, 0,
                           "'%.*s' is no form of the report; write some of md,html,xlsx,docx,odt,pdf",
                           (int)(n < 40 ? n : 40), text);
        *forms |= found;
        if (text[n] == '\0') return ct_ok();
        text += n + 1;
    }
}

static ct_error write_spreadsheet(const ct_args *args, const ct_report *report, ct_output *out)
{
    const char *path = ct_path_join(args->arena, out->staging, "report.xlsx");

    if (path == NULL) return ct_no_memory();
    CT_TRY(ct_report_spreadsheet(report, path));
    return ct_output_note(out, "report.xlsx");
}

/* Word, and what is made from it. */
static ct_error write_office(const ct_args *args, const ct_report *report, const ct_report_forms *forms,
                             ct_output *out)
{
    ct_office_options options = {
        .letter = forms->letter,
        .template = forms->template,
        .resources = out->staging,
        .pictures = !ct_spreadsheet_built_in(), /* a native chart holds its data as a workbook */
        .font = forms->font
    };
    const char *path = ct_path_join(args->arena, out->staging, "report.docx");

    CT_TRY(ct_data_report(args, &options.fragments));
    if (options.template == NULL)
        options.template = ct_path_join(args->arena, options.fragments, "decree-30.docx");
    if (path == NULL || options.template == NULL) return ct_no_memory();
    CT_TRY(ct_report_docx(report, &options, path));
    if (forms->forms & CT_FORM_DOCX) CT_TRY(ct_output_note(out, "report.docx"));
    if (forms->forms & CT_FORM_ODT) CT_TRY(ct_office_convert(path, out->staging, "odt"));
    if (forms->forms & CT_FORM_ODT) CT_TRY(ct_output_note(out, "report.odt"));
    if (forms->forms & CT_FORM_PDF) CT_TRY(ct_office_convert(path, out->staging, "pdf"));
    return forms->forms & CT_FORM_PDF ? ct_output_note(out, "report.pdf") : ct_ok();
}

ct_error ct_report_font(const ct_args *args, const char *asked, const char *template, const char **font)
{
    const char *folder;

    *font = asked;
    if (asked != NULL && asked[0] != '\0') return ct_font_check(asked);
    if (template == NULL) {
        CT_TRY(ct_data_report(args, &folder));
        template = ct_path_join(args->arena, folder, "decree-30.docx");
        if (template == NULL) return ct_no_memory();
    }
    CT_TRY(ct_package_font(args->arena, template, font));
    if (*font != NULL && ct_font_check(*font).code != CT_OK)
        *font = NULL; /* a name that gnuplot cannot be given: the theme's own is drawn with */
    return ct_ok();
}

static ct_error write_text(const ct_report *report, const char *name,
                           ct_error (*make)(const ct_report *report, ct_buffer *to), ct_output *out)
{
    ct_buffer text;
    ct_error err;

    ct_buffer_init(&text);
    err = make(report, &text);
    if (err.code == CT_OK) err = ct_output_write(out, name, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

ct_error ct_write_report(const ct_args *args, const ct_stages *stages, ct_report *report,
                         const ct_report_forms *forms, ct_output *out)
{
    report->lang = args->lang;
    report->catalogue = stages->catalogue;
    report->observations = stages->observations;
    report->points = stages->points;
    report->targets = stages->targets;
    report->projections = stages->projections;
    report->assessments = stages->assessments;
    report->findings = stages->findings;
    CT_TRY(read_svgs(args, out->staging, report));
    if (forms->forms & CT_FORM_MD) CT_TRY(write_text(report, "report.md", ct_report_markdown, out));
    if (forms->forms & CT_FORM_HTML) CT_TRY(write_text(report, "report.html", ct_report_html, out));
    if (forms->forms & CT_FORM_XLSX) CT_TRY(write_spreadsheet(args, report, out));
    ct_error err = forms->forms & (CT_FORM_DOCX | CT_FORM_ODT | CT_FORM_PDF)
                       ? write_office(args, report, forms, out)
                       : ct_ok();
    if (forms->asked || err.code != CT_ETOOL) return err;
    ct_say(ct_l(args->lang, "chitieu: cảnh báo: không ghi được report.docx: %s\n",
                "chitieu: warning: report.docx is not written: %s\n"),
           ct_error_text(&err, args->lang));
    const char *text = ct_arena_printf(args->arena, "report.docx is not written: %s", err.text);
    return text != NULL ? ct_output_warn(out, text) : ct_no_memory();
}
