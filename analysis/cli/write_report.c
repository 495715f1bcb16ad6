#include "cli/write_report.h"

#include "core/file.h"
#include "report/spreadsheet.h"

/* The drawn SVGs, where they are; NULL where not. */
static ct_error read_svgs(const ct_args *args, const char *folder, ct_report *report)
{
    const char **svgs = ct_arena_array(args->arena, report->n_charts, sizeof *svgs);

    if (svgs == NULL) return ct_no_memory();
    for (size_t i = 0; i < report->n_charts; i++) {
        const char *path = ct_arena_printf(args->arena, "%s/%s/%s.svg", folder, report->chart_folder, report->charts[i].name);
        size_t n;
        if (path == NULL) return ct_no_memory();
        if (ct_file_exists(path)) CT_TRY(ct_file_read(args->arena, path, &svgs[i], &n));
    }
    report->svgs = svgs;
    return ct_ok();
}

static ct_error write_spreadsheet(const ct_args *args, const ct_report *report, ct_output *out)
{
    const char *path = ct_path_join(args->arena, out->staging, "report.xlsx");

    if (path == NULL) return ct_no_memory();
    CT_TRY(ct_report_spreadsheet(report, path));
    return ct_output_note(out, "report.xlsx");
}

ct_error ct_write_report(const ct_args *args, const ct_stages *stages, ct_report *report, ct_output *out)
{
    ct_buffer text;
    ct_error err;

    report->lang = args->lang;
    report->catalogue = stages->catalogue;
    report->observations = stages->observations;
    report->points = stages->points;
    report->targets = stages->targets;
    report->projections = stages->projections;
    report->assessments = stages->assessments;
    report->findings = stages->findings;
    CT_TRY(read_svgs(args, out->staging, report));
    ct_buffer_init(&text);
    err = ct_report_markdown(report, &text);
    if (err.code == CT_OK) err = ct_output_write(out, "report.md", ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    if (err.code == CT_OK) err = ct_report_html(report, &text);
    if (err.code == CT_OK) err = ct_output_write(out, "report.html", ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    if (err.code == CT_OK && ct_spreadsheet_built_in()) err = write_spreadsheet(args, report, out);
    return err;
}
