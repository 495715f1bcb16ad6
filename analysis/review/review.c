#include "review/review.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const ct_review_verbs[] = { "accept", "correct", "reject", NULL };

const char *const ct_review_attributes[] = { "indicator",   "scope",       "breakdown", "value_low",
                                             "value_high",  "unit",        "qualifier", "period_start",
                                             "period_end",  "aggregation", "kind",      "measure",
                                             "base_period", NULL };

#define AT(field)    offsetof(ct_review, field)
#define CORRECTED(i) offsetof(ct_review, corrected) + (i) * sizeof(const char *)

static const ct_column columns[] = {
    { "document", CT_COLUMN_TEXT, true, AT(document), NULL, "Base name of the document's file." },
    { "line", CT_COLUMN_COUNT, false, AT(line), NULL, "Line where the value stood." },
    { "quote", CT_COLUMN_TEXT, true, AT(quote), NULL,
      "The words around the value, as the document has them." },
    { "was_low", CT_COLUMN_NUMBER, true, AT(was_low), NULL, "The value, or its lower end, as it was read." },
    { "was_high", CT_COLUMN_NUMBER, true, AT(was_high), NULL, "The upper end as it was read." },
    { "decision", CT_COLUMN_WORD, true, AT(verb), ct_review_verbs, "What the person decided." },
    { "indicator", CT_COLUMN_TEXT, false, CORRECTED(0), NULL,
      "Corrected catalogue id; empty: as read; -: none." },
    { "scope", CT_COLUMN_TEXT, false, CORRECTED(1), NULL, "Corrected territory or body." },
    { "breakdown", CT_COLUMN_TEXT, false, CORRECTED(2), NULL, "Corrected breakdown." },
    { "value_low", CT_COLUMN_TEXT, false, CORRECTED(3), NULL, "Corrected value, or lower end." },
    { "value_high", CT_COLUMN_TEXT, false, CORRECTED(4), NULL, "Corrected upper end." },
    { "unit", CT_COLUMN_TEXT, false, CORRECTED(5), NULL, "Corrected unit." },
    { "qualifier", CT_COLUMN_TEXT, false, CORRECTED(6), NULL, "Corrected qualifier." },
    { "period_start", CT_COLUMN_TEXT, false, CORRECTED(7), NULL, "Corrected first year, month or day." },
    { "period_end", CT_COLUMN_TEXT, false, CORRECTED(8), NULL, "Corrected last year, month or day." },
    { "aggregation", CT_COLUMN_TEXT, false, CORRECTED(9), NULL, "Corrected aggregation." },
    { "kind", CT_COLUMN_TEXT, false, CORRECTED(10), NULL, "Corrected kind." },
    { "measure", CT_COLUMN_TEXT, false, CORRECTED(11), NULL, "Corrected measure." },
    { "base_period", CT_COLUMN_TEXT, false, CORRECTED(12), NULL, "Corrected base." },
    { "by", CT_COLUMN_TEXT, true, AT(by), NULL, "Who decided." },
    { "when", CT_COLUMN_DATE, true, AT(when), NULL, "The day of the decision." },
    { "note", CT_COLUMN_TEXT, false, AT(note), NULL, "Whatever the person adds." },
};

const ct_schema ct_review_schema = { "reviews", "People's decisions on observations.", columns,
                                     sizeof columns / sizeof *columns, sizeof(ct_review) };

static bool same_value(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(1, fmax(fabs(a), fabs(b)));
}

/* The observation a review is about, nearest to its line; n when there is none. */
static size_t find(const ct_table *observations, const ct_review *review)
{
    size_t best = observations->n;
    long nearest = 0;

    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *one = ct_observation_at(observations, i);
        long apart = labs(one->line_start - review->line);
        if (strcmp(one->document, review->document) != 0 || strcmp(one->quote, review->quote) != 0) continue;
        if (!same_value(one->value_low, review->was_low) || !same_value(one->value_high, review->was_high))
            continue;
        if (best == observations->n || apart < nearest) {
            best = i;
            nearest = apart;
        }
    }
    return best;
}

static ct_error correct(const ct_review *review, long line, ct_table *observations, size_t row)
{
    for (size_t a = 0; a < CT_REVIEW_ATTRIBUTES; a++) {
        const char *text = review->corrected[a];
        if (text[0] == '\0') continue;
        ct_error err =
            ct_table_set(observations, row, ct_schema_column(&ct_observation_schema, ct_review_attributes[a]),
                         strcmp(text, CT_REVIEW_EMPTY) == 0 ? "" : text);
        if (err.code != CT_OK) {
            err.line = line;
            return err;
        }
    }
    const ct_observation *one = ct_observation_at(observations, row);
    if (one->value_low > one->value_high &&
        one->value_low > 0) /* "giảm 1 - 1,5%" (fall by 1 - 1.5%) is -1 to -1.5 */
        return ct_fail(CT_EPARSE, line,
                       "the corrected value_low is above value_high; write both ends, the lower first");
    return ct_ok();
}

ct_error ct_reviews_apply(const ct_table *reviews, ct_table *observations, ct_review_outcome *outcome)
{
    *outcome = (ct_review_outcome){ 0 };
    outcome->unfound = ct_arena_array(reviews->arena, reviews->n, sizeof *outcome->unfound);
    if (outcome->unfound == NULL) return ct_no_memory();
    size_t *row = ct_arena_array(reviews->arena, reviews->n, sizeof *row);
    bool *rejected = ct_arena_array(reviews->arena, observations->n, sizeof *rejected);
    if (row == NULL || rejected == NULL) return ct_no_memory();
    /* All are found first: a correction changes the value by which another would be. */
    for (size_t r = 0; r < reviews->n; r++) row[r] = find(observations, ct_table_row(reviews, r));
    for (size_t r = 0; r < reviews->n; r++) {
        const ct_review *review = ct_table_row(reviews, r);
        if (row[r] == observations->n) {
            outcome->unfound[outcome->n_unfound++] = r;
            continue;
        }
        ct_observation *one = ct_table_row(observations, row[r]);
        if (review->verb == CT_CORRECT) CT_TRY(correct(review, reviews->lines[r], observations, row[r]));
        rejected[row[r]] = review->verb == CT_REJECT;
        one->confidence = 1;
        one->review = review->verb == CT_CORRECT ? CT_REVIEWED_CORRECTED : CT_REVIEWED_ACCEPTED;
        outcome->accepted += review->verb == CT_ACCEPT;
        outcome->corrected += review->verb == CT_CORRECT;
        outcome->rejected += review->verb == CT_REJECT;
    }
    for (size_t i = observations->n; i > 0; i--)
        if (rejected[i - 1]) ct_table_remove(observations, i - 1);
    return ct_ok();
}

/* Tried on a row of observations that nobody sees. */
ct_error ct_review_check_value(const char *column, const char *text)
{
    ct_table *trial;

    CT_TRY(ct_table_new(&trial, &ct_observation_schema));
    ct_error err = ct_table_add(trial) == NULL
                       ? ct_no_memory()
                       : ct_table_set(trial, 0, ct_schema_column(&ct_observation_schema, column), text);
    ct_table_free(trial);
    return err;
}

ct_error ct_reviews_check(const ct_table *reviews)
{
    for (size_t r = 0; r < reviews->n; r++) {
        const ct_review *review = ct_table_row(reviews, r);
        for (size_t a = 0; a < CT_REVIEW_ATTRIBUTES; a++) {
            const char *text = review->corrected[a];
            if (text[0] == '\0') continue;
            ct_error err = ct_review_check_value(ct_review_attributes[a],
                                                 strcmp(text, CT_REVIEW_EMPTY) == 0 ? "" : text);
            if (err.code == CT_OK) continue;
            err.line = reviews->lines[r];
            return err;
        }
    }
    return ct_ok();
}

static bool same_subject(const ct_review *a, const ct_review *b)
{
    return strcmp(a->document, b->document) == 0 && strcmp(a->quote, b->quote) == 0 &&
           same_value(a->was_low, b->was_low) && same_value(a->was_high, b->was_high) && a->line == b->line;
}

/* The same decision on the same figure, by the same person on the same day: read twice. */
static bool same_decision(const ct_review *a, const ct_review *b)
{
    bool same = a->verb == b->verb && ct_date_compare(a->when, b->when) == 0 && strcmp(a->by, b->by) == 0 &&
                strcmp(a->note, b->note) == 0;

    for (size_t i = 0; i < CT_REVIEW_ATTRIBUTES && same; i++)
        same = strcmp(a->corrected[i], b->corrected[i]) == 0;
    return same;
}

ct_error ct_reviews_merge(ct_table *reviews, const ct_table *newer, ct_review_merged *merged)
{
    ct_review_merged count = { 0 };

    for (size_t i = 0; i < newer->n; i++) {
        const ct_review *one = ct_table_row(newer, i);
        size_t at = 0, before = reviews->n;
        while (at < before && !same_subject(ct_table_row(reviews, at), one)) at++;
        const ct_review *old = at < before ? ct_table_row(reviews, at) : NULL;
        if (old != NULL && same_decision(old, one)) continue;
        if (old != NULL && ct_date_compare(old->when, one->when) > 0) {
            count.older++;
            continue;
        }
        CT_TRY(ct_table_copy_row(reviews, newer, i));
        count.added += at == before;
        count.replaced += at < before;
        if (at == before) continue;
        memcpy(ct_table_row(reviews, at), ct_table_row(reviews, before), sizeof(ct_review));
        reviews->n--;
    }
    if (merged != NULL) *merged = count;
    return ct_ok();
}
