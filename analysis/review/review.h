/* Reviews: people's decisions on observations, kept in a file of their own (reviews.csv) and applied again at
 * every run. */
#ifndef CT_REVIEW_REVIEW_H
#define CT_REVIEW_REVIEW_H

#include "core/date.h"
#include "core/table.h"
#include "extract/record/observation.h"

typedef enum { CT_ACCEPT, CT_CORRECT, CT_REJECT } ct_review_verb;
extern const char *const ct_review_verbs[]; /* "accept" "correct" "reject" NULL */

/* The attributes of an observation that a person may correct, by their columns; NULL ends. */
extern const char *const ct_review_attributes[];
enum { CT_REVIEW_ATTRIBUTES = 13 };

/* What is written for "nothing" where a correction empties an attribute; an empty cell leaves it as it was
 * read. */
#define CT_REVIEW_EMPTY "-"

typedef struct {
    const char *document;     /* base name                                                             */
    long line;                /* where it stood: a hint, since documents get edited                    */
    const char *quote;        /* with document and value, what the decision is about                   */
    double was_low, was_high; /* the value as it was read                   */
    ct_review_verb verb;
    const char *corrected[CT_REVIEW_ATTRIBUTES]; /* as in tables; "" unchanged, "-" emptied    */
    const char *by;
    ct_date when;
    const char *note;
} ct_review;

extern const ct_schema ct_review_schema;

/* What applying did. */
typedef struct {
    size_t accepted, corrected, rejected;
    size_t *unfound;
    size_t n_unfound; /* rows of the reviews for which no observation is found, in the arena of the reviews */
} ct_review_outcome;

/** Apply reviews to observations: an accepted or corrected row gets confidence 1 and says so in its column
 * `review`, a rejected one is taken out. Of several observations with the document, quote and value of a
 * review the one nearest to its line is meant.
 * @param reviews of ct_review_schema; unchanged
 * @return CT_OK; CT_EPARSE naming the line of the reviews and the column of a correction that cannot be read
 * as its value; CT_ENOMEM */
CT_CHECKED ct_error ct_reviews_apply(const ct_table *reviews, ct_table *observations,
                                     ct_review_outcome *outcome);

/** Can every correction be read as a value of its column? CT_EPARSE naming the line of the reviews and the
 * column; CT_ENOMEM. */
CT_CHECKED ct_error ct_reviews_check(const ct_table *reviews);

/** The same of one value of a column of observations; the error names no line. */
CT_CHECKED ct_error ct_review_check_value(const char *column, const char *text);

/* What merging did. */
typedef struct {
    size_t added;    /* decisions on figures that had none                        */
    size_t replaced; /* decisions that a later one on the same figure took over   */
    size_t older;    /* decisions to be merged in that were older than the one here, which stayed */
} ct_review_merged;

/** Put reviews into a table of them. Of two on the same document, line, quote and value the one of the later
 * day stays, in the place of the first; of the same day the one that is put in. No other is touched; one that
 * is there already counts for nothing.
 * @param merged may be NULL */
CT_CHECKED ct_error ct_reviews_merge(ct_table *reviews, const ct_table *newer, ct_review_merged *merged);

#endif
