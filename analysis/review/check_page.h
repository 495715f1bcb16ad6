/* The page to check figures on: one HTML file that needs nothing else. It shows the doubtful figures, each
 * with its line, the chances of its reading and the picture of its page, takes decisions from the keyboard
 * and saves them as a reviews table (datasets/report/review.*). */
#ifndef CT_REVIEW_CHECK_PAGE_H
#define CT_REVIEW_CHECK_PAGE_H

#include "catalogue/catalogue.h"
#include "core/lang.h"
#include "documents/document.h"
#include "review/review.h"

/* A text of the page in both languages. */
typedef struct {
    const char *key, *vi, *en;
} ct_check_word;

extern const ct_schema ct_check_word_schema; /* datasets/report/review-words.csv */

/* What the page is made of, and how it looks; all borrowed. */
typedef struct {
    const char *
        frame; /* HTML with the marks {{lang}} {{style}} {{style-hash}} {{data}} {{script}} {{script-hash}} */
    const char *style, *script;
    const ct_table *words; /* of ct_check_word_schema */
} ct_check_form;

/* What there is to check; all borrowed, and the same for every function here. */
typedef struct {
    const ct_table *observations;
    double below; /* 0..1: rows of less confidence                                          */
    bool all;     /* every row, also those reviewed before                                  */
    const ct_document *const
        *documents; /* n_documents of them, for lines and tables; figures of others have none  */
    size_t n_documents;
    const ct_table *again;   /* what extraction finds in them before any review; NULL: not known         */
    const ct_table *traces;  /* of that extraction, for chances and second candidates; NULL: not known   */
    const ct_table *reviews; /* decisions so far, of ct_review_schema; NULL: none                       */
    const ct_catalogue *catalogue;
    ct_lang lang;
} ct_check;

/* One figure on the page. */
typedef struct {
    const ct_table *table; /* that has the reading as the program made it: the observations, or `again` */
    size_t row;   /* of that table                                                                        */
    size_t again; /* row of `again`; SIZE_MAX: it is not there                                             */
    size_t document; /* among the documents; SIZE_MAX: not given */
} ct_check_figure;

/* The picture of a page. */
typedef struct {
    size_t document;
    long page;        /* 1-based */
    const char *type; /* "image/jpeg" or "image/png" */
    const char *bytes;
    size_t n;
} ct_check_picture;

/* What stands on the page: n_figures figures, and n_pictures pictures of pages that they stand on. All
 * borrowed. */
typedef struct {
    const ct_check_figure *figures;
    size_t n_figures;
    const ct_check_picture *pictures;
    size_t n_pictures;
} ct_check_content;

/** The figures to check, most doubtful first, in the arena. A row that a person corrected before stands there
 * as it was read, since decisions are about that; where that reading is not known any more the row is left
 * out, and its decision stays as it is. CT_ENOMEM */
CT_CHECKED ct_error ct_check_choose(const ct_check *check, ct_arena *arena, const ct_check_figure **figures,
                                    size_t *n);

/** Append the page.
 * @return CT_OK; CT_EPARSE (the frame has a mark that nothing is known of, or lacks one); CT_EUSAGE (JSON is
 * not built in); CT_ENOMEM */
CT_CHECKED ct_error ct_check_write(const ct_check *check, const ct_check_content *content,
                                   const ct_check_form *form, ct_buffer *to);

#endif
