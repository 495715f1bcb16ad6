#include "extract/decisions/decision_account.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/buffer.h"

enum { MOST_NAMED = 5 /* features told of a candidate */, MOST_TOLD = 6 /* candidates told of a decision */ };

static const float LEAST_TOLD = 0.02f; /* a less likely candidate is not worth a line */

/* One feature's part in the difference of two candidates' scores. */
typedef struct {
    const char *name;
    double part;
} share;

static int heavier(const void *a, const void *b)
{
    double x = fabs(((const share *)a)->part), y = fabs(((const share *)b)->part);
    return (x < y) - (x > y);
}

static size_t add_shares(const ct_model *model, const ct_model_shape *shape, const ct_features *features,
                         size_t class_number, double sign, share *shares, size_t n)
{
    for (size_t i = 0; i < features->n_slots; i++)
        if (features->slot[i] != 0)
            shares[n++] =
                (share){ shape->slots[i], sign * (double)features->slot[i] *
                                              ct_model_weight(model, shape->slots[i], class_number) };
    for (size_t i = 0; i < features->n; i++)
        shares[n++] =
            (share){ features->at[i].name, sign * (double)features->at[i].value *
                                               ct_model_weight(model, features->at[i].name, class_number) };
    return n;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const share *)a)->name, ((const share *)b)->name);
}

/* Parts of the same feature are added up, then the heaviest are written. */
static void write_shares(share *shares, size_t n, ct_buffer *to)
{
    size_t kept = 0;
    qsort(shares, n, sizeof *shares, by_name);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && strcmp(shares[kept - 1].name, shares[i].name) == 0)
            shares[kept - 1].part += shares[i].part;
        else
            shares[kept++] = shares[i];
    }
    qsort(shares, kept, sizeof *shares, heavier);
    for (size_t i = 0; i < kept && i < MOST_NAMED && fabs(shares[i].part) >= 0.005; i++)
        ct_buffer_printf(to, "%s%s %+.2f", i > 0 ? ", " : "", shares[i].name, shares[i].part);
}

typedef struct {
    const ct_window *window;
    const ct_stage *stage;
    const ct_model *model;
    const ct_stage *first; /* that weighed the attribute before this one; NULL: none did */
    const ct_model *first_model;
    size_t figure;
    ct_arena *arena; /* of the account: names live here */
} teller;

static void describe(const teller *t, const ct_stage *stage, size_t candidate, ct_features *features)
{
    features->names = t->arena;
    ct_features_begin(features, stage->shape.n_slots);
    stage->describe(t->window, t->figure, candidate, features);
}

/* What sets candidate a of a stage apart from candidate b. */
static ct_error tell_stage(const teller *t, const ct_stage *stage, const ct_model *model, size_t a, size_t b,
                           ct_buffer *to)
{
    bool classes = stage->chances != NULL;
    ct_features one = { .n = 0 }, other = { .n = 0 };
    describe(t, stage, classes ? 0 : a, &one);
    describe(t, stage, classes ? 0 : b, &other);
    size_t most = one.n + other.n + one.n_slots + other.n_slots;
    share *shares = ct_arena_array(t->arena, most + 1, sizeof *shares);
    bool failed = shares == NULL || one.failed || other.failed;
    if (!failed) {
        size_t n = add_shares(model, &stage->shape, &one, classes ? a : 0, 1, shares, 0);
        n = add_shares(model, &stage->shape, &other, classes ? b : 0, -1, shares, n);
        write_shares(shares, n, to);
    }
    ct_features_clear(&one);
    ct_features_clear(&other);
    return failed ? ct_no_memory() : ct_ok();
}

/* The same of the stage before, where one was: what the second weighs is mostly what the first found. Classes
 * of the first are the refs of the second's candidates; candidates are the same ones in both. */
static ct_error tell(const teller *t, size_t a, size_t b, ct_buffer *to)
{
    CT_TRY(tell_stage(t, t->stage, t->model, a, b, to));
    if (t->first == NULL) return ct_ok();
    if (t->first->chances != NULL && t->stage->choices != NULL) {
        const ct_choices *choices = t->stage->choices(&t->window->figures[t->figure]);
        a = (size_t)choices->at[a].ref;
        b = (size_t)choices->at[b].ref;
    }
    ct_buffer_text(to, "; first: ");
    return tell_stage(t, t->first, t->first_model, a, b, to);
}

static float chance_of(const teller *t, size_t candidate)
{
    ct_figure *f = &t->window->figures[t->figure];
    return t->stage->chances != NULL ? t->stage->chances(f)[candidate]
                                     : t->stage->choices(f)->at[candidate].chance;
}

static const char *label_of(const teller *t, size_t candidate)
{
    ct_figure *f = &t->window->figures[t->figure];
    return t->stage->chances != NULL ? t->stage->shape.classes[candidate]
                                     : t->stage->label(t->window, f, &t->stage->choices(f)->at[candidate]);
}

/* The likeliest candidates, in their order; their number. */
static size_t likeliest(const teller *t, size_t n, size_t *order)
{
    size_t told = 0;
    for (size_t c = 0; c < n; c++) {
        size_t at = told;
        while (at > 0 && chance_of(t, order[at - 1]) < chance_of(t, c)) at--;
        if (at >= MOST_TOLD) continue;
        told += told < MOST_TOLD;
        memmove(order + at + 1, order + at, (told - at - 1) * sizeof *order);
        order[at] = c;
    }
    return told;
}

static ct_error account_stage(const teller *t, const char *attribute, ct_trace *trace)
{
    ct_figure *f = &t->window->figures[t->figure];
    size_t n = t->stage->chances != NULL ? t->stage->shape.n_classes : t->stage->choices(f)->n,
           order[MOST_TOLD + 1];
    size_t told = likeliest(t, n, order);
    for (size_t i = 0; i < told; i++) {
        ct_buffer why;
        const char *evidence = t->stage->evidence == NULL
                                   ? NULL
                                   : t->stage->evidence(t->window, f, &t->stage->choices(f)->at[order[i]]);
        if (i > 0 && chance_of(t, order[i]) < LEAST_TOLD) break;
        ct_buffer_init(&why);
        ct_buffer_printf(&why, "%s | ", evidence == NULL ? "" : evidence);
        ct_error err = told < 2 ? ct_ok() : tell(t, order[i], order[i == 0 ? 1 : 0], &why);
        const char *label = label_of(t, order[i]);
        if (err.code == CT_OK && label != NULL && !why.failed)
            ct_trace_add(trace, attribute, label, i == 0, (double)chance_of(t, order[i]),
                         ct_buffer_string(&why));
        ct_buffer_clear(&why);
        CT_TRY(err);
        if (label == NULL) return ct_no_memory();
    }
    return ct_ok();
}

/* Do the stages weigh the same attribute, the second "X again" and the first "X"? */
static bool again(size_t first, size_t second)
{
    const char *name = ct_stages_of_reading[first]->shape.name,
               *other = ct_stages_of_reading[second]->shape.name;
    size_t n = strlen(name);
    return strncmp(other, name, n) == 0 && strcmp(other + n, " again") == 0;
}

static bool weighed_again(size_t stage)
{
    for (size_t s = stage + 1; ct_stages_of_reading[s] != NULL; s++)
        if (again(stage, s)) return true;
    return false;
}

/* The stage that weighed the attribute of this one first; its own number where none did. */
static size_t weighed_first(size_t stage)
{
    for (size_t s = 0; s < stage; s++)
        if (again(s, stage)) return s;
    return stage;
}

ct_error ct_account(const ct_window *window, ct_model *const *models, size_t figure, ct_trace *trace)
{
    ct_error err = ct_ok();
    for (size_t s = 0; trace != NULL && ct_stages_of_reading[s] != NULL && err.code == CT_OK; s++) {
        char attribute[32];
        size_t n = strcspn(ct_stages_of_reading[s]->shape.name, " "), first = weighed_first(s);
        if (weighed_again(s) || n >= sizeof attribute) continue;
        memcpy(attribute, ct_stages_of_reading[s]->shape.name, n);
        attribute[n] = '\0';
        const teller t = { window,        ct_stages_of_reading[s],
                           models[s],     first < s ? ct_stages_of_reading[first] : NULL,
                           models[first], figure,
                           ct_arena_new() };
        err = t.arena == NULL ? ct_no_memory() : account_stage(&t, attribute, trace);
        ct_arena_free(t.arena);
    }
    return err;
}
