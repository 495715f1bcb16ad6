/* The report: Markdown, and one self-contained HTML page with the charts inline. */
#ifndef CT_REPORT_REPORT_H
#define CT_REPORT_REPORT_H

#include "assess/assess.h"
#include "chart/chart.h"
#include "chart/picture.h"
#include "core/buffer.h"
#include "core/lang.h"
#include "series/audit.h"

/* A picture of the plan as a whole, drawn beside the charts. */
typedef struct {
    const char *name, *title; /* of the file, and in words                                 */
    const char *svg;          /* to put inline in HTML; NULL: missing                       */
    const ct_stack *stack;    /* the figures of stacked columns; NULL: it is a picture only */
} ct_report_picture;

typedef struct {
    const char *title; /* of the report                                                  */
    const char *scope;
    long plan_start, plan_end; /* the plan being assessed; 0: not known               */
    ct_lang lang;
    const ct_catalogue *catalogue;
    const ct_table *plans; /* of ct_plan_schema; NULL: not known, then targets go by year          */
    const ct_table *observations, *points, *targets, *projections, *assessments, *findings;
    const ct_chart *charts;
    size_t n_charts;
    const ct_report_picture *pictures; /* the overview, n_pictures                             */
    size_t n_pictures;
    const char *chart_folder; /* relative folder of NAME.svg for Markdown ("charts")         */
    const char *const *svgs;  /* n_charts SVG texts to put inline in HTML; NULL where missing   */
} ct_report;

/** Markdown (GitHub tables), charts by relative path. */
CT_CHECKED ct_error ct_report_markdown(const ct_report *report, ct_buffer *to);

/** One HTML page: works offline, no script from elsewhere, prints on A4. Text from documents is escaped. */
CT_CHECKED ct_error ct_report_html(const ct_report *report, ct_buffer *to);

#endif
