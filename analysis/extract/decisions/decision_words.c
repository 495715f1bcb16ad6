#include "extract/decisions/decision_words.h"

#include <string.h>

static const float SURE = 0.98f;

void ct_say_class(float *chances, size_t n, int value)
{
    for (size_t c = 0; c < n; c++) chances[c] = (int)c == value ? SURE : (1 - SURE) * chances[c];
}

void ct_rule_out(float *chances, size_t n, unsigned classes)
{
    float sum = 0;
    for (size_t c = 0; c < n; c++) {
        if (classes & 1u << c) chances[c] *= 1 - SURE;
        sum += chances[c];
    }
    for (size_t c = 0; c < n && sum > 0; c++) chances[c] /= sum;
}

void ct_choose_best(ct_choices *choices)
{
    choices->best = 0;
    for (size_t k = 1; k < choices->n; k++)
        if (choices->at[k].chance > choices->at[choices->best].chance) choices->best = k;
}

void ct_say_choice(ct_choices *choices, const ct_choice *said, ct_same_choice same)
{
    bool found = false;
    for (size_t k = 0; k < choices->n; k++) found = found || same(&choices->at[k], said);
    for (size_t k = 0; k < choices->n && found; k++)
        choices->at[k].chance = same(&choices->at[k], said) ? SURE : (1 - SURE) * choices->at[k].chance;
    if (choices->n > 0) ct_choose_best(choices);
}

const ct_choice *ct_best_choice(const ct_choices *choices)
{
    return choices->n > 0 ? &choices->at[choices->best] : NULL;
}

bool ct_same_ref(const ct_choice *a, const ct_choice *b)
{
    return a->ref == b->ref;
}

bool ct_same_text(const ct_choice *a, const ct_choice *b)
{
    return a->text != NULL && b->text != NULL && strcmp(a->text, b->text) == 0;
}

bool ct_period_same(const ct_period *a, const ct_period *b)
{
    return a->known == b->known &&
           (!a->known || (ct_date_compare(a->from, b->from) == 0 && ct_date_compare(a->to, b->to) == 0));
}

bool ct_same_period(const ct_choice *a, const ct_choice *b)
{
    return ct_period_same(&a->period, &b->period);
}
