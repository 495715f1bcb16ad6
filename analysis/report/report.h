/* The report: Markdown, and one self-contained HTML page with the charts inline. */
#ifndef CT_REPORT_REPORT_H
#define CT_REPORT_REPORT_H

#include "assess/assess.h"
#include "chart/chart.h"
#include "chart/picture.h"
#include "core/buffer.h"
#include "core/lang.h"
#include "series/audit.h"

/* Where a picture of the plan as a whole stands: in every form; in office documents on a page of its own, on
 * its side; on the screen and in the folder of charts alone, because paper has the same in the charts of the
 * indicators. */
typedef enum { CT_USE_EVERYWHERE, CT_USE_SHEET, CT_USE_SCREEN } ct_picture_use;

/* A picture of the plan as a whole, drawn beside the charts. */
typedef struct {
    const char *name, *title; /* of the file, and in words                                 */
    const char *svg;          /* to put inline in HTML; NULL: missing                       */
    const char *const *small; /* n_small pictures of the same laid out for a phone          */
    size_t n_small;
    const ct_stack *stack; /* the figures of stacked columns; NULL: it is a picture only */
    const char *kind;      /* what sort of picture it is; several of one kind are its pages */
    ct_picture_use use;
} ct_report_picture;

/* Places where the office writes itself. Its words are kept when the report is written again. */
typedef enum { CT_PLACE_LIMITS, CT_PLACE_MEASURES, CT_N_PLACES } ct_place;
typedef struct {
    const char *const *lines; /* n paragraphs; none: a hint stands there */
    size_t n;
} ct_kept_words;

typedef struct {
    const char *title; /* of the report                                                  */
    const char *scope;
    long plan_start, plan_end; /* the plan being assessed; 0: not known               */
    ct_lang lang;
    const ct_catalogue *catalogue;
    const ct_table *plans; /* of ct_plan_schema; NULL: not known, then targets go by year          */
    const ct_table *observations, *points, *targets, *projections, *assessments, *findings;
    const ct_table *phrases;     /* of ct_phrase_schema (report/phrases.h); NULL: no sentence is written */
    const ct_table *departments; /* of ct_department_schema; NULL: nobody is known to lead               */
    const ct_table *previous;    /* assessments of the report before this one; NULL: there is none       */
    ct_kept_words kept[CT_N_PLACES];
    const ct_chart *charts;
    size_t n_charts;
    const ct_report_picture *pictures; /* the overview, n_pictures                             */
    size_t n_pictures;
    const char *chart_folder;      /* relative folder of NAME.svg for Markdown ("charts")         */
    const char *const *svgs;       /* n_charts SVG texts to put inline in HTML; NULL where missing   */
    const char *const *small_svgs; /* the same laid out for a phone; NULL: none, or one missing  */
    const char *style;             /* CSS of the HTML page, without "<"; NULL: the browser's own           */
    const char *script; /* its JavaScript, without "]]>" and "</"; NULL: the page only shows       */
} ct_report;

/** Markdown (GitHub tables), charts by relative path. */
CT_CHECKED ct_error ct_report_markdown(const ct_report *report, ct_buffer *to);

/** One HTML page: works offline, no script from elsewhere, prints on A4. Text from documents is escaped. */
CT_CHECKED ct_error ct_report_html(const ct_report *report, ct_buffer *to);

#endif
