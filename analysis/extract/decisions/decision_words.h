/* What is said outright of a figure, put into the chances that a stage weighed: it takes nearly all, and the
 * rest stays shared as it was, so that a trace still shows what the weights had to say. */
#ifndef CT_EXTRACT_DECISION_WORDS_H
#define CT_EXTRACT_DECISION_WORDS_H

#include "extract/candidates/figure.h"

typedef bool (*ct_same_choice)(const ct_choice *a, const ct_choice *b);

/** This class and no other. */
void ct_say_class(float *chances, size_t n, int value);

/** None of these classes, a bit each; the others share what they had. */
void ct_rule_out(float *chances, size_t n, unsigned classes);

/** The candidates that are the same as `said`; where there are none nothing changes. */
void ct_say_choice(ct_choices *choices, const ct_choice *said, ct_same_choice same);

/** The likeliest candidate; NULL where there are none. */
const ct_choice *ct_best_choice(const ct_choices *choices);
void ct_choose_best(ct_choices *choices);

/** The same dates, or both none? */
bool ct_period_same(const ct_period *a, const ct_period *b);

bool ct_same_ref(const ct_choice *a, const ct_choice *b);
bool ct_same_text(const ct_choice *a, const ct_choice *b);
bool ct_same_period(const ct_choice *a, const ct_choice *b);

#endif
