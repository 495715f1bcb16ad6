#include "cli/write_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/data.h"
#include "core/file.h"
#include "report/office.h"
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

static bool installed(ct_arena *arena, const char *program)
{
    const char *at = getenv("PATH");

    while (at != NULL && *at != '\0') {
        size_t n = strcspn(at, ":");
        const char *path = ct_arena_printf(arena, "%.*s/%s", (int)n, at, program);
        if (path != NULL && ct_file_exists(path)) return true;
        at += n + (at[n] == ':');
    }
    return false;
}

ct_error ct_report_forms_parse(const char *text, unsigned *forms)
{
    static const struct {
        const char *name;
        unsigned form;
    } list[] = { { "md", CT_FORM_MD }, { "html", CT_FORM_HTML }, { "xlsx", CT_FORM_XLSX }, { "docx", CT_FORM_DOCX }, { "odt", CT_FORM_ODT }, { "pdf", CT_FORM_PDF } };

    *forms = 0;
    if (text == NULL) {
        ct_arena *arena = ct_arena_new();
        if (arena == NULL) return ct_no_memory();
        *forms = CT_FORM_MD | CT_FORM_HTML | (ct_spreadsheet_built_in() ? CT_FORM_XLSX : 0) | (installed(arena, "pandoc") ? CT_FORM_DOCX : 0);
        ct_arena_free(arena);
        return ct_ok();
    }
    for (;;) {
        size_t n = strcspn(text, ",");
        unsigned found = 0;
        for (size_t i = 0; i < sizeof list / sizeof *list; i++)
            if (strlen(list[i].name) == n && strncmp(list[i].name, text, n) == 0) found = list[i].form;
        if (found == 0) return ct_fail(CT_EUSAGE, 0, "'%.*s' is no form of the report; write some of md,html,xlsx,docx,odt,pdf", (int)(n < 40 ? n : 40), text);
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
static ct_error write_office(const ct_args *args, const ct_report *report, const ct_report_forms *forms, ct_output *out)
{
    ct_office_options options = { .office = forms->office, .template = forms->template, .own_template = forms->template != NULL, .resources = out->staging };
    const char *path = ct_path_join(args->arena, out->staging, "report.docx");

    if (!options.own_template) {
        const char *folder;
        CT_TRY(ct_data_report(args, &folder));
        options.template = ct_path_join(args->arena, folder, "decree-30.docx");
    }
    if (path == NULL || options.template == NULL) return ct_no_memory();
    CT_TRY(ct_report_docx(report, &options, path));
    if (forms->forms & CT_FORM_DOCX) CT_TRY(ct_output_note(out, "report.docx"));
    if (forms->forms & CT_FORM_ODT) CT_TRY(ct_office_convert(path, out->staging, "odt"));
    if (forms->forms & CT_FORM_ODT) CT_TRY(ct_output_note(out, "report.odt"));
    if (forms->forms & CT_FORM_PDF) CT_TRY(ct_office_convert(path, out->staging, "pdf"));
    return forms->forms & CT_FORM_PDF ? ct_output_note(out, "report.pdf") : ct_ok();
}

static ct_error write_text(const ct_report *report, const char *name, ct_error (*make)(const ct_report *report, ct_buffer *to), ct_output *out)
{
    ct_buffer text;
    ct_error err;

    ct_buffer_init(&text);
    err = make(report, &text);
    if (err.code == CT_OK) err = ct_output_write(out, name, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

ct_error ct_write_report(const ct_args *args, const ct_stages *stages, ct_report *report, const ct_report_forms *forms, ct_output *out)
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
    ct_error err = forms->forms & (CT_FORM_DOCX | CT_FORM_ODT | CT_FORM_PDF) ? write_office(args, report, forms, out) : ct_ok();
    if (forms->asked || err.code != CT_ETOOL) return err;
    fprintf(stderr, "chitieu: report.docx is not written: %s\n", err.text);
    return ct_ok();
}
