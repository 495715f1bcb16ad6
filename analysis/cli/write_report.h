/* The report's files, from the tables of a run. */
#ifndef CT_CLI_WRITE_REPORT_H
#define CT_CLI_WRITE_REPORT_H

#include "cli/output.h"
#include "cli/stages.h"
#include "report/office.h"
#include "report/report.h"

/* Forms of the report; a set of them is their sum. */
enum {
    CT_FORM_MD = 1,
    CT_FORM_HTML = 2,
    CT_FORM_XLSX = 4,
    CT_FORM_DOCX = 8,
    CT_FORM_ODT = 16,
    CT_FORM_PDF = 32
};

typedef struct {
    unsigned forms;
    bool asked; /* the user named them: what cannot be made is an error, else a line on standard error */
    const char *template; /* the office's own .docx; NULL: the form of decree 30 */
    ct_letter letter;     /* who writes to whom; no member is NULL                */
    const char *font;     /* of native charts; NULL: that of the document          */
} ct_report_forms;

/* How its charts are drawn. */
typedef struct {
    unsigned formats;  /* of every chart                                                            */
    unsigned pictures; /* more of the pictures of the plan as a whole: what an office document holds */
    bool phone;        /* the HTML page gets every chart laid out for a phone too                   */
    const char *font;  /* NULL: the theme's own                                                    */
} ct_report_images;

/** The font that a report's charts take: the one asked for (NULL or "": none), else that of the office's
 * template, else that of decree 30. In the arena. CT_EUSAGE (no font's name), errors of ct_package_font(). */
CT_CHECKED ct_error ct_report_font(const ct_args *args, const char *asked, const char *template,
                                   const char **font);

/** "docx,pdf" as a set; NULL: all that need no more than what is installed and are quick: Markdown, HTML,
 * Excel where built in, Word where pandoc is found. CT_EUSAGE lists the names. */
CT_CHECKED ct_error ct_report_forms_parse(const char *text, unsigned *forms);

/** Leave out the charts that cannot be drawn, of a misread year or value, so that they do not cost the
 * others: each is said and noted. *n is how many are left. */
CT_CHECKED ct_error ct_charts_leave_out(const ct_args *args, const ct_chart **charts, size_t *n,
                                        ct_output *out);

/** Note every file of drawn charts; `folder` ends in '/', or is "" where they stand in the output's folder
 * itself. */
CT_CHECKED ct_error ct_charts_note(const ct_args *args, const ct_drawing *drawings, size_t n,
                                   const ct_chart_options *wanted, const char *folder, ct_output *out);

/** Plan and draw all charts of a report into the output's folder charts/: every series, and the plan as a
 * whole (report->plan_end). Fills the report's charts and pictures. CT_ETOOL when gnuplot is missing or
 * fails. */
CT_CHECKED ct_error ct_draw_report(const ct_args *args, const ct_stages *stages,
                                   const ct_report_images *images, ct_report *report, ct_output *out);

/** Fill what the report takes from the stages (tables, catalogue, language) and from the drawn charts (SVG
 * texts and PNG files of the staging area), and write report.md, report.html and so on into the output.
 * CT_ETOOL when a program that a form needs is missing or fails. */
CT_CHECKED ct_error ct_write_report(const ct_args *args, const ct_stages *stages, ct_report *report,
                                    const ct_report_forms *forms, ct_output *out);

#endif
