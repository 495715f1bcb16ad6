/* What a report says, as texts not yet escaped: Markdown and HTML print the same content. */
#ifndef CT_REPORT_CONTENT_H
#define CT_REPORT_CONTENT_H

#include <stdbool.h>
#include <stddef.h>

#include "chart/wording.h"
#include "core/arena.h"
#include "report/report.h"

/* The columns of the table of targets after the running number. */
typedef enum {
    CT_CELL_NAME,
    CT_CELL_UNIT,
    CT_CELL_TARGET,
    CT_CELL_BASE,
    CT_CELL_LATEST,
    CT_CELL_ACHIEVED,
    CT_CELL_VERSUS,
    CT_CELL_REQUIRED,
    CT_CELL_PROJECTED,
    CT_CELL_PROBABILITY,
    CT_CELL_VERDICT,
    CT_N_CELLS
} ct_cell;

typedef struct {
    const char *cells[CT_N_CELLS];
    const ct_assessment *of;
    size_t target_source, latest_source; /* entries of the annex, 1-based; 0: none */
} ct_target_row;

typedef struct {
    const char *heading;
    ct_target_row *rows;
    size_t n;
} ct_target_group;

typedef struct {
    const char *year, *value, *status, *source;
    size_t source_entry; /* of the annex; 0: none */
} ct_value_row;

typedef struct {
    const ct_chart *chart;
    const char *svg; /* NULL: none                                        */
    const char *heading, *caption, *unit;
    const char *sentences; /* a paragraph                                       */
    ct_value_row *values;
    size_t n_values; /* latest first                       */
} ct_indicator_part;

/* One place a figure came from. */
typedef struct {
    const char *what, *document, *page, *line, *quote;
    bool minor; /* of a year before the latest: HTML shows it on a click, the other forms leave it out */
} ct_source_entry;

typedef struct {
    const char *severity, *text, *sources;
    int level; /* ct_severity */
} ct_finding_row;

typedef struct {
    const char *title, *scope_line, *summary, *method_note;
    ct_target_group *groups;
    size_t n_groups;
    ct_indicator_part *parts;
    size_t n_parts;
    ct_finding_row *findings;
    size_t n_findings, n_serious; /* those to check, then errors, warnings, notes; the first n_serious are no notes */
    size_t n_check;               /* the first of them: contradictions that a person must look at */
    ct_source_entry *sources;     /* the minor ones last */
    size_t n_sources, n_major;
} ct_content;

/** Everything the report says, in the arena. CT_EDATA from the series table; CT_ENOMEM. */
CT_CHECKED ct_error ct_content_make(ct_arena *arena, const ct_report *report, ct_content *content);

/** Two or three sentences on one charted series; every figure is one of its rows'. Appended to `to`. CT_ENOMEM. */
CT_CHECKED ct_error ct_sentences_write(ct_buffer *to, const ct_chart *chart, ct_lang lang);

/** The cells of one target. In the arena. CT_ENOMEM. */
CT_CHECKED ct_error ct_target_cells(ct_arena *arena, const ct_report *report, const ct_assessment *row, const char *cells[CT_N_CELLS]);

/* ---- words ---- */

/** The note on how targets are rated, and a sentence more when some projection rests on other provinces' series. NULL when out of memory. */
const char *ct_prior_note(ct_arena *arena, const char *note, const ct_table *projections, ct_lang lang);

const char *ct_cell_heading(ct_cell cell, ct_lang lang);
/** What stands beside a verdict: that the data are old, and how earlier plans of the same came out; nothing where there is nothing to say. */
void ct_remarks_text(ct_buffer *to, const ct_assessment *row, ct_lang lang);
const char *ct_reason_text(int reason, ct_lang lang);       /* "" when everything could be computed */
const char *ct_group_text(const char *group, ct_lang lang); /* of the catalogue; an unknown one as it is */
const char *ct_status_text(int status, ct_lang lang);
const char *ct_severity_text(int severity, ct_lang lang);
const char *ct_column_text(const char *column, ct_lang lang); /* of any table; an unknown one as it is */
const char *ct_sheet_text(const char *table, ct_lang lang);

/* The fixed headings, so that both forms use the same. */
typedef enum {
    CT_HEAD_SUMMARY,
    CT_HEAD_TARGETS,
    CT_HEAD_OVERVIEW,
    CT_HEAD_INDICATORS,
    CT_HEAD_FINDINGS,
    CT_HEAD_SOURCES,
    CT_HEAD_YEAR,
    CT_HEAD_VALUE,
    CT_HEAD_STATUS,
    CT_HEAD_SOURCE,
    CT_HEAD_WHAT,
    CT_HEAD_DOCUMENT,
    CT_HEAD_PAGE,
    CT_HEAD_LINE,
    CT_HEAD_QUOTE,
    CT_HEAD_LEVEL,
    CT_HEAD_FINDING,
    CT_HEAD_NO_TARGETS,
    CT_HEAD_NO_CHARTS,
    CT_HEAD_NO_FINDINGS,
    CT_HEAD_NO_SOURCES,
    CT_HEAD_ALL_VALUES,
    CT_HEAD_MORE_FINDINGS,
    CT_HEAD_NUMBER,
    CT_HEAD_CONTENTS
} ct_heading;
const char *ct_heading_text(ct_heading heading, ct_lang lang);

#endif
