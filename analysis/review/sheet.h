/* Sheets: the observations a person should look at, with their surroundings, to be filled in and read back as
 * reviews. */
#ifndef CT_REVIEW_SHEET_H
#define CT_REVIEW_SHEET_H

#include "catalogue/catalogue.h"
#include "core/lang.h"
#include "documents/document.h"
#include "review/review.h"

/* One row of a sheet; all text, as people fill it in. */
typedef struct {
    const char *decision; /* empty until decided: accept, correct, reject, or the Vietnamese words */
    double confidence;
    const char *document;
    long page, line;
    const char *before, *quote, *after; /* the lines around the quote's, where the document was given */
    const char *name;                   /* of the indicator, to read                                 */
    const char *attributes[CT_REVIEW_ATTRIBUTES]; /* to correct, in the order of ct_review_attributes */
    const char *note;
    const char *machine; /* the attributes as they were read: a cell that differs from it is a correction */
} ct_sheet_row;

extern const ct_schema ct_sheet_schema;

/* Which observations come into a sheet, and what their neighbouring lines are taken from. All borrowed. */
typedef struct {
    double below; /* 0..1: those of less confidence that no person has reviewed */
    bool all;     /* every one, whatever its confidence */
    const ct_document *const
        *documents; /* n_documents of them; observations of others get no neighbouring lines */
    size_t n_documents;
} ct_sheet_choice;

/** Fill a sheet with observations, most doubtful first.
 * @param sheet of ct_sheet_schema */
CT_CHECKED ct_error ct_sheet_fill(const ct_table *observations, const ct_sheet_choice *choice,
                                  ct_table *sheet);

/* What a cell for a decision holds. */
typedef enum {
    CT_DECISION_OPEN,   /* nothing */
    CT_DECISION_TAKEN,  /* a decision, in either language */
    CT_DECISION_UNKNOWN /* other words */
} ct_sheet_cell;

/** What a cell for a decision holds.
 * @param verb the decision; untouched unless CT_DECISION_TAKEN */
ct_sheet_cell ct_sheet_decision(const char *cell, ct_review_verb *verb);

/** Read the decisions of a filled sheet. A row without a decision is left out, but one whose attributes were
 * changed is a correction.
 * @param by, when written into each review
 * @param reviews of ct_review_schema, appended to
 * @return CT_OK; CT_EPARSE naming the row's line (an unknown decision, an accepted row with changes, a
 * correction without one, or one that is no such value); CT_ENOMEM */
CT_CHECKED ct_error ct_sheet_decisions(const ct_table *sheet, const char *by, ct_date when,
                                       ct_table *reviews);

/** Write a sheet as an Excel workbook: drop-down lists for decisions and attributes, a list of the catalogue,
 * frozen header, wrapped text. The file appears whole or not at all. CT_EUSAGE when it is not built in;
 * CT_EIO. */
CT_CHECKED ct_error ct_workbook_write(const ct_table *sheet, const ct_catalogue *catalogue, ct_lang lang,
                                      const char *path);

/** Read the first worksheet of an Excel workbook into a sheet, by the names in its header row.
 * CT_EPARSE (damaged, no such columns), CT_EDATA (too large), CT_EUSAGE (not built in), CT_ENOMEM. */
CT_CHECKED ct_error ct_workbook_read(const char *bytes, size_t n, const char *file, ct_table *sheet);

#endif
