/* What a report says, as texts not yet escaped: Markdown and HTML print the same content. */
#ifndef CT_REPORT_CONTENT_H
#define CT_REPORT_CONTENT_H

#include <stdbool.h>
#include <stddef.h>

#include "chart/wording.h"
#include "core/arena.h"
#include "report/phrases.h"
#include "report/report.h"
#include "series/plans.h"

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
    size_t part;                         /* of the indicators, 1-based; 0: no chart */
    const char *agency;                  /* who leads; "": not known                */
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
    size_t n_values;      /* latest first                       */
    size_t target_source; /* entry of the annex that the sentences rest on, beside that of the latest value;
                             0: none */
    size_t target_group, target_row; /* the first row of targets on this series, both 1-based; 0: none */
    bool of_plan;                    /* that row is of the first table                                  */
} ct_indicator_part;

/* One place a figure came from. */
typedef struct {
    const char *what, *document, *page, *line, *quote;
    const char *title; /* the document's formal name; its file's where that is not known */
    const char *brief; /* the same by its number alone, where it has one               */
    bool minor; /* of a year before the latest: HTML shows it on a click, the other forms leave it out */
} ct_source_entry;

typedef struct {
    const char *severity, *text, *sources;
    int level; /* ct_severity */
} ct_finding_row;

/* A piece of running text. */
typedef enum {
    CT_BLOCK_HEADING, /* inside a chapter                                          */
    CT_BLOCK_PARAGRAPH,
    CT_BLOCK_ITEM, /* of a list                                                 */
    CT_BLOCK_MARK, /* around the office's own words; must stand as it is         */
    CT_BLOCK_HINT  /* what to write there                                       */
} ct_block_kind;
typedef struct {
    ct_block_kind kind;
    const char *text;
} ct_block;
typedef struct {
    const char *id, *heading; /* for links; for people                               */
    ct_block *blocks;
    size_t n, room;
} ct_chapter;
enum { CT_CHAPTER_OUTLOOK, CT_CHAPTER_LIMITS, CT_CHAPTER_MEASURES, CT_N_CHAPTERS };

/* The official form: a row a target of the first table, its years in columns. */
enum { CT_FORM_YEARS = 6 };
typedef struct {
    long years[CT_FORM_YEARS];
    const char *heads[CT_FORM_YEARS]; /* "TH 2023", "Ước TH 2024" (result, estimate)  */
    size_t n_years;
    const char *(*values)[CT_FORM_YEARS]; /* as many as the first table has rows; "–" for none */
} ct_form;

typedef struct {
    const char *title, *scope_line, *method_note;
    ct_chapter opening, chapters[CT_N_CHAPTERS]; /* empty without wordings */
    ct_form form;
    ct_target_group *groups;
    size_t n_groups;
    ct_indicator_part *parts;
    size_t n_parts;
    ct_finding_row *findings;
    size_t n_findings,
        n_serious;  /* those to check, then errors, warnings, notes; the first n_serious are no notes */
    size_t n_check; /* the first of them: contradictions that a person must look at */
    ct_source_entry *sources; /* the minor ones last */
    size_t n_sources, n_major;
    size_t n_plan; /* the first of them, those of the first table of targets */
} ct_content;

/** Everything the report says, in the arena. CT_EDATA from the series table; CT_ENOMEM. */
CT_CHECKED ct_error ct_content_make(ct_arena *arena, const ct_report *report, ct_content *content);

/** A paragraph on one charted series, the plan's end first; every figure is one of its rows'. In the arena;
 * "" where there is nothing to say.
 * @param record the table of the plan of record; NULL: none
 * @return CT_OK; CT_EDATA, CT_EPARSE (wordings, see ct_phrase_fill()); CT_ENOMEM */
CT_CHECKED ct_error ct_sentences_make(ct_arena *arena, const ct_report *report, const ct_target_group *record,
                                      const ct_chart *chart, const char **out);

/** The target of the plan's end among a chart's, the plan of record's first; NULL: none. */
const ct_assessment *ct_chart_target(const ct_report *report, const ct_target_group *record,
                                     const ct_chart *chart);

/** The opening, the chapters and the official form, from the groups of targets that the content holds. Errors
 * as ct_sentences_make(). */
CT_CHECKED ct_error ct_outline_make(ct_arena *arena, const ct_report *report, ct_content *content);
CT_CHECKED ct_error ct_form_make(ct_arena *arena, const ct_report *report, ct_content *content);

/** Chapters and openings as Markdown, GitHub's or pandoc's, headings at `level` + 1. */
void ct_blocks_markdown(ct_buffer *to, const ct_chapter *chapter, int level);

/** The formal name of the document that holds a line: kind, number, date, issuer, title; NULL: it is not
 * known. *brief is its kind and number, or the same. In the arena. Errors as above. */
CT_CHECKED ct_error ct_document_name(ct_arena *arena, const ct_report *report, const char *document,
                                     long line, const char **name, const char **brief);
/** A reference of a table ("FILE:LINE; FILE:LINE", "history.csv:5 Title") as readers know it: the documents
 * by their short names with page and line, a publication by its title; the remark on how a value was derived
 * stays. In the arena. CT_ENOMEM. */
CT_CHECKED ct_error ct_source_text(ct_arena *arena, const ct_report *report, const char *source,
                                   const char **out);

/** A sentence of the audit with every "FILE:LINE" in it said as above. `files`: the n names that may stand
 * there. */
CT_CHECKED ct_error ct_remark_text(ct_arena *arena, const ct_report *report, const char *const *files,
                                   size_t n, const char *text, const char **out);

CT_CHECKED ct_error ct_plan_formal_name(ct_arena *arena, const ct_report *report, const ct_plan *plan,
                                        const char **name, const char **brief);

/** The cells of one target. In the arena. CT_ENOMEM. */
CT_CHECKED ct_error ct_target_cells(ct_arena *arena, const ct_report *report, const ct_assessment *row,
                                    const char *cells[CT_N_CELLS]);

/* ---- words ---- */

/** The wording of a key of sentences.csv that fills nothing in, in the report's language. Borrowed from its
 * phrases; the key itself where they have no such row, "" where there are no phrases. */
const char *ct_said(const ct_report *report, const char *key);

/** A wording with words to fill in, in the arena; "" where the report has no phrases. Errors as
 * ct_phrase_make(). */
CT_CHECKED ct_error ct_said_with(ct_arena *arena, const ct_report *report, const char *key,
                                 const ct_phrase_word *words, size_t n, const char **out);

/** The note on how targets are rated, and a sentence more when some projection rests on other provinces'
 * series. NULL when out of memory. */
const char *ct_prior_note(ct_arena *arena, const char *note, const ct_report *report);

const char *ct_cell_heading(ct_cell cell, const ct_report *report);
/** What stands beside a verdict: that the data are old, and how earlier plans of the same came out; nothing
 * where there is nothing to say. */
CT_CHECKED ct_error ct_remarks_text(ct_buffer *to, const ct_report *report, const ct_assessment *row);
const char *ct_reason_text(int reason, const ct_report *report); /* "" when everything could be computed */
const char *ct_group_text(const char *group,
                          const ct_report *report); /* of the catalogue; an unknown one as it is */
const char *ct_status_text(int status, const ct_report *report);
const char *ct_severity_text(int severity, const ct_report *report);
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
const char *ct_heading_text(ct_heading heading, const ct_report *report);

#endif
