/* The stages in a row, for commands that run more than one of them: tables in, tables out, nothing written.
 */
#ifndef CT_CLI_STAGES_H
#define CT_CLI_STAGES_H

#include <stdbool.h>

#include "assess/assess.h"
#include "assess/scenarios.h"
#include "assess/statuses.h"
#include "catalogue/catalogue.h"
#include "cli/command.h"
#include "documents/document.h"
#include "extract/extract.h"
#include "forecast/forecast.h"
#include "review/review.h"
#include "series/audit.h"
#include "series/cut_points.h"
#include "series/names.h"
#include "series/plans.h"
#include "series/series.h"

typedef struct {
    const char *path, *encoding;
    const char *shown; /* path as UTF-8 */
    char digest[65];
    size_t bytes, lines, replaced, observations;
    bool english; /* its numbers are written as in English                                */
    const ct_unread
        *unread; /* n_unread things that were not read, or read with doubt; in the arena of the command */
    size_t n_unread;
    const char *fault; /* why nothing of it was read; NULL: it was */
} ct_input;            /* what the run record says of a document */

/* Where history comes from. */
typedef struct {
    const char *const *paths; /* n files, of any form                                             */
    size_t n;
    const char *names; /* what people decided of names in them; NULL: nothing             */
    const char *open;  /* what people call the file the open ones go to; NULL: none is kept */
    const char *scope; /* of figures that name none; "" or NULL: what the observations are of */
} ct_history_files;

/* Everything between documents and report. Tables are never NULL inside ct_stages_with(). */
typedef struct ct_stages {
    ct_catalogue *catalogue;
    ct_thresholds thresholds;
    ct_cut_points cut_points;
    ct_table *totals;       /* of totals.csv; NULL: no such file */
    ct_table *status_rules; /* of statuses.csv; NULL: no such file */
    ct_table *priors;       /* what other provinces' series tell; NULL: none. cli/priors_file.h reads them */
    const char *priors_name,
        *priors_file;     /* which they are, for the record; a file that is not the catalogue's, or NULL */
    ct_table *plan_rules; /* of plans.csv; NULL: no such file */
    ct_plan_wish wish;    /* what people say of the plan of record */
    ct_table *scenarios;  /* assumptions; NULL: none given */
    ct_table *statuses, *paths, *outcomes, *leverage; /* beside the assessments; NULL: not wanted */
    ct_ocr_mode ocr;                                  /* how documents are read */
    bool go_on;       /* past documents that cannot be read, with a word and a finding */
    bool go_on_alone; /* even when no document was read, since there is a history */
    long as_of;       /* what was published later is left out; 0: nothing is */
    ct_table *plans;  /* the documents bound in the files, and what their heads say */
    long plan_end;    /* nothing is projected past it but to a target's own year; 0: not known */
    ct_table *observations, *history, *points, *targets, *findings, *projections, *assessments;
    ct_table *offers;      /* values that series could have had; NULL: not wanted */
    ct_table *names;       /* of the history's files, decided and open; NULL: no history was read */
    ct_table *traces;      /* NULL: not kept */
    ct_training *training; /* NULL: not kept */
    /* Called after each document that was read, in their order: may write its rows and empty the tables
     * (ct_stages_give()). NULL: all are kept. */
    ct_error (*each)(struct ct_stages *stages, void *context);
    void *each_context;
    size_t n_given;            /* observations that the tables were emptied of */
    ct_table *reviews;         /* applied to the observations; NULL: none */
    ct_review_outcome outcome; /* of applying them */
    ct_input *inputs;          /* n_inputs documents, in the arena of the command */
    size_t n_inputs;
    size_t n_passed; /* of them that could not be read */
    size_t n_asked;  /* of n_passed: scans, with --ocr never */
} ct_stages;

/** Make empty stages with the catalogue and the thresholds, let `work` fill and write them, and free them
 * whatever happens. */
CT_CHECKED ct_error ct_stages_with(const ct_args *args,
                                   ct_error (*work)(const ct_args *args, ct_stages *stages));

/** Read the documents, as stages->ocr says, and extract their observations, --jobs of them at the same time,
 * each in a process of its own: one that crashes or takes too long cannot be read, and no more. What the
 * cache has of a document is taken from it. Results and messages come in the order of the documents. Progress
 * goes to a terminal on standard error, and a line on what was not read. Two documents of one base name are
 * CT_EDATA: observations could not tell them apart. A document that cannot be read ends the work, unless
 * stages->go_on and another one was read, or stages->go_on_alone: then it is told, kept among the inputs, and
 * a finding. */
CT_CHECKED ct_error ct_stages_extract(const ct_args *args, const char *const *paths, size_t n,
                                      const char *scope, ct_stages *stages);

/** Empty observations and traces, for stages->each. */
CT_CHECKED ct_error ct_stages_give(ct_stages *stages);

/** CT_EPART with one line when documents were passed over, so that the program's exit status tells. With
 * --ocr never, scans are left out as asked. */
CT_CHECKED ct_error ct_stages_passed(const ct_stages *stages);

/** Apply a file of reviews (NULL: none) to the observations; a line on standard error for each review whose
 * quote is no longer in its document. */
CT_CHECKED ct_error ct_stages_review(const ct_args *args, const char *path, ct_stages *stages);

/** Read tables of observations (standard input when there are none) and history, and build series, targets
 * and findings. */
CT_CHECKED ct_error ct_stages_build(const ct_args *args, const char *const *paths, size_t n,
                                    const ct_history_files *history, ct_stages *stages);

/** The options --history, --names and --scope of a command that has them. */
ct_history_files ct_stages_history_options(const ct_args *args, const char **path);

/** Observations and history to series and targets, audited, projected and assessed. method NULL: the default;
 * until 0: the end of the plan of record, or that of the plan which follows it. */
CT_CHECKED ct_error ct_stages_work(const ct_args *args, const ct_history_files *history,
                                   const ct_model *method, long until, ct_stages *stages);

/** Say which plan is of record, of those that extraction found (where it found none, each document is one).
 */
CT_CHECKED ct_error ct_stages_choose_plan(ct_stages *stages);

/** The value of --as-of as a year from 1900 to 2200; 0 when it is not given. CT_EUSAGE for anything else. */
CT_CHECKED ct_error ct_stages_as_of(const ct_args *args, ct_stages *stages);

/** Leave out of the series what is later than stages->as_of and, when asked, project what is left as far as
 * ct_stages_work() does. */
CT_CHECKED ct_error ct_stages_go_back(ct_stages *stages, bool project);

/** Assess the targets against the series and, when with_projections, the projections. */
CT_CHECKED ct_error ct_stages_assess(ct_stages *stages, bool with_projections);

/** The model of that name; "" or NULL is the default. CT_EUSAGE lists the names. */
CT_CHECKED ct_error ct_stages_method(const char *name, const ct_model **model);

#endif
