/* How sure a row is as a whole: that indicator, unit, measure, period and kind are all right. The product of their chances is most of it, but errors
 * come by the document and the passage, which chances of single figures cannot know: so what all figures around are said with counts too. */
#include <math.h>
#include <string.h>

#include "extract/candidates/describe.h"
#include "extract/decisions/decide.h"

static const char *const words[] = { "wrong", "right", NULL };

enum { PRODUCT, INDICATOR, MEASURE, PERIOD, KIND, LEAST, BLOCK, DOCUMENT, AGREED, SLOTS };
static const char *const slots[SLOTS + 1] = { "product", "indicator", "measure", "period", "kind", "least", "block", "document", "agreed", NULL };

static const double NONE = 1e-3; /* a chance below it is no more worth, nor one as near to 1 */

/* The logarithm of the odds: it tells 0.99 from 0.95 as well as 0.05 from 0.01. */
static double odds(double chance)
{
    chance = fmin(fmax(chance, NONE), 1 - NONE);
    return log(chance / (1 - chance));
}

static double of_choices(const ct_choices *choices)
{
    return choices->n > 0 ? fmax((double)choices->at[choices->best].chance, NONE) : 1;
}

static double of_measure(const ct_figure *f)
{
    double chance = (double)f->measure[ct_likeliest(f->measure, CT_N_MEASURES)];
    return chance > 0 ? fmax(chance, NONE) : 1;
}

static double product(const ct_figure *f)
{
    return of_choices(&f->indicator) * of_choices(&f->period) * of_choices(&f->kinds) * of_measure(f);
}

/* Means of all products' odds, of the document and of each block; the figures of a block stand together. */
static ct_error prepare(ct_window *w)
{
    double all = 0;
    for (size_t i = 0; i < w->n; i++) {
        w->figures[i].product = odds(product(&w->figures[i]));
        all += w->figures[i].product;
    }
    for (size_t i = 0, end; i < w->n; i = end) {
        double block = 0;
        for (end = i; end < w->n && w->figures[end].block_number == w->figures[i].block_number; end++)
            block += w->figures[end].product;
        for (size_t k = i; k < end; k++) {
            ct_figure *f = &w->figures[k];
            f->block_product = end - i > 1 ? (block - f->product) / (double)(end - i - 1) : f->product;
            f->document_product = w->n > 1 ? (all - f->product) / (double)(w->n - 1) : f->product;
        }
    }
    return ct_ok();
}

/* Which of the four the usual order of reading takes too: "ipkm", a letter each, "-" where it does not. Two readers who agree are seldom wrong. */
static size_t agreement(const ct_figure *f, char out[5])
{
    const ct_period *own = f->period.n > 0 ? &f->period.at[f->period.best].period : &f->rule.period, *order = &f->rule.period;
    bool same[4] = { f->indicator.n == 0 || f->indicator.at[f->indicator.best].ref == f->rule.indicator,
                     own->known == order->known && (!own->known || (ct_date_compare(own->from, order->from) == 0 && ct_date_compare(own->to, order->to) == 0)),
                     f->kinds.n == 0 || f->kinds.at[f->kinds.best].ref == f->rule.kind,
                     (int)ct_likeliest(f->measure, CT_N_MEASURES) == f->rule.measure };
    size_t n = 0;
    for (size_t i = 0; i < 4; i++) {
        out[i] = same[i] ? "ipkm"[i] : '-';
        n += same[i];
    }
    out[4] = '\0';
    return n;
}

static float *chances(ct_figure *f)
{
    return f->row;
}

static void describe(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    double i = of_choices(&f->indicator), p = of_choices(&f->period), k = of_choices(&f->kinds), m = of_measure(f);
    const char *family = f->mention->family_name != NULL && f->mention->family_name[0] != '\0' ? f->mention->family_name : "other";
    bool none = f->indicator.n > 0 && f->indicator.at[f->indicator.best].ref == CT_NONE;
    (void)candidate;
    out->slot[PRODUCT] = (float)f->product;
    out->slot[INDICATOR] = (float)odds(i);
    out->slot[MEASURE] = (float)odds(m);
    out->slot[PERIOD] = (float)odds(p);
    out->slot[KIND] = (float)odds(k);
    out->slot[LEAST] = (float)odds(fmin(fmin(i, p), fmin(k, m)));
    out->slot[BLOCK] = (float)f->block_product;
    out->slot[DOCUMENT] = (float)f->document_product;
    char agreed[5];
    size_t n = agreement(f, agreed);
    out->slot[AGREED] = (float)n * out->slot[PRODUCT];
    CT_FEATURE(out, 1, "agreed=", agreed);
    CT_FEATURE(out, 1, "agreed on ", ct_feature_number((long)n));
    CT_FEATURE(out, 1, "bias");
    CT_FEATURE(out, f->table, "table");
    CT_FEATURE(out, none, "no indicator");
    CT_FEATURE(out, f->mention->guessed, "guessed unit");
    CT_FEATURE(out, f->passage->damaged, "damaged");
    CT_FEATURE(out, 1, "family=", family);
    CT_FEATURE(out, 1, "measure=", ct_measure_words[ct_likeliest(f->measure, CT_N_MEASURES)]);
    CT_FEATURE(out, f->kinds.n > 0, "kind=", f->kinds.n > 0 ? ct_kind_words[f->kinds.at[f->kinds.best].ref] : "");
    CT_FEATURE(out, w->setting->year == 0, "undated");
    CT_FEATURE(out, w->n < 4, "few figures");
}

const ct_stage ct_stage_row = {
    .shape = { "row", 2, words, slots, SLOTS },
    .prepare = prepare,
    .chances = chances,
    .describe = describe,
};
