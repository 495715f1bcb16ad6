/* Amounts that a total ties together, projected so that parts add to totals. */
#include <math.h>
#include <string.h>

#include "forecast/grid.h"
#include "forecast/joint.h"
#include "forecast/reconcile.h"
#include "series/rules.h"

enum {
    MOST_MEMBERS = 64,
    MOST_SUMS = 32,
    LEAST_YEARS = 2,   /* in which the parts were seen to add up */
    MOST_YEARS_OLD = 3 /* that a part may end before its total */
};

/* One series of the group: its results, and its own projection. */
typedef struct {
    uint32_t place; /* in the store */
    ct_sample sample;
    ct_step steps[CT_MAX_HORIZON];
    size_t h;
} amount;

/* A total and its parts; the total first. */
typedef struct {
    size_t amounts[1 + CT_MOST_PARTS];
    size_t n;
} sum;

/* All that hangs together: a total may have several divisions, and a part may be a total itself. */
typedef struct {
    ct_projector *projector;
    ct_arena *arena;
    uint32_t asked; /* the first series of the group in the table's order */
    amount *amounts[MOST_MEMBERS];
    size_t n;
    sum sums[MOST_SUMS];
    size_t n_sums;
} sum_group;

/* Is the indicator one of a list joined by "|"? */
static bool is_listed(const char *list, const char *indicator)
{
    size_t n = strlen(indicator);

    for (const char *at = list; at != NULL; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, indicator, n) == 0 && (at[n] == '|' || at[n] == '\0')) return true;
    }
    return false;
}

static bool concerns(const ct_total *total, const char *indicator)
{
    return total->complete && (strcmp(total->indicator, indicator) == 0 ||
                               (total->by == 1 && is_listed(total->parts, indicator)));
}

/* The places of a total and its parts for one of its series; false when one is missing, was projected already
 * or is of another unit. */
static bool find_sum(const sum_group *group, const ct_total *total, const char *const *parts, size_t n_parts,
                     const ct_stored_series *of, uint32_t *places)
{
    const ct_projector *projector = group->projector;
    const ct_store *store = projector->store;
    const char *breakdown = total->by == 1 ? of->breakdown : "";

    for (size_t k = 0; k <= n_parts; k++) {
        const char *part = k > 0 ? parts[k - 1] : "";

        if (k == 0)
            places[k] = ct_store_find(store, total->indicator, of->scope, breakdown, of->unit);
        else
            places[k] = total->by == 1 ? ct_store_find(store, part, of->scope, breakdown, of->unit)
                                       : ct_store_find(store, total->indicator, of->scope, part, of->unit);
        if (places[k] == CT_STORE_NONE || places[k] < group->asked || projector->members[places[k]] != NULL)
            return false;
        const ct_stored_series *series = ct_store_at(store, places[k]);

        if (series->nature != CT_LEVEL || series->n == 0 || series->unit != of->unit) return false;
    }
    return true;
}

/* The value of a year; NaN when there is none. */
static double value_in(const ct_sample *s, double year)
{
    for (size_t i = s->n; i-- > 0 && s->year[i] >= year;)
        if (s->year[i] == year) return s->y[i];
    return NAN;
}

/* How far parts may be from their total by rounding; what is computed in floating point is off by a little
 * more. */
static bool adds_up(const double *value, size_t n)
{
    double off = value[0], slack = ct_audit_level_slack(value[0]) + 1e-9 * fabs(value[0]);

    for (size_t k = 1; k < n; k++) {
        off -= value[k];
        slack += ct_audit_level_slack(value[k]);
    }
    return fabs(off) <= slack;
}

/* In two thirds at least of the years that all have, the last among them. */
static bool past_adds_up(const ct_sample *const *samples, size_t n)
{
    size_t common = 0, good = 0;
    bool last = false;

    for (size_t i = 0; i < samples[0]->n; i++) {
        double value[1 + CT_MOST_PARTS] = { 0 };
        bool all = true;

        for (size_t k = 0; k < n; k++) {
            value[k] = value_in(samples[k], samples[0]->year[i]);
            all = all && !isnan(value[k]);
        }
        if (!all) continue;
        last = adds_up(value, n);
        common++;
        good += last;
    }
    return last && good >= LEAST_YEARS && 3 * good >= 2 * common;
}

/* A part whose results end long before the total's knows nothing of the years between: a total of 2023 would
 * be moved by parts of 2016. */
static bool is_old(const ct_sample *total, const ct_sample *part)
{
    return ct_sample_last(total) - ct_sample_last(part) > MOST_YEARS_OLD;
}

/* The amount of this place, taken into the group when it is new; group->n when there is no room. CT_ENOMEM */
static ct_error take_amount(sum_group *group, uint32_t place, size_t *at)
{
    for (*at = 0; *at < group->n; ++*at)
        if (group->amounts[*at]->place == place) return ct_ok();
    if (group->n == MOST_MEMBERS) return ct_ok();
    amount *new = ct_arena_alloc(group->arena, sizeof *new);

    if (new == NULL) return ct_no_memory();
    new->place = place;
    CT_TRY(ct_sample_new(group->arena, group->projector, ct_store_at(group->projector->store, place),
                         &new->sample));
    group->amounts[group->n++] = new;
    return ct_ok();
}

/* Add a sum to the group unless it is there already, the past speaks against it or there is no room. */
static ct_error add_sum(sum_group *group, const uint32_t *places, size_t n)
{
    const ct_sample *samples[1 + CT_MOST_PARTS];
    size_t before = group->n;
    sum new = { .n = n };
    bool old = false;

    if (group->n_sums == MOST_SUMS) return ct_ok();
    for (size_t k = 0; k < n; k++) {
        CT_TRY(take_amount(group, places[k], &new.amounts[k]));
        if (new.amounts[k] == MOST_MEMBERS) {
            group->n = before;
            return ct_ok();
        }
        samples[k] = &group->amounts[new.amounts[k]]->sample;
        old = old || is_old(samples[0], samples[k]);
    }
    for (size_t s = 0; s < group->n_sums; s++)
        if (group->sums[s].n == n &&
            memcmp(group->sums[s].amounts, new.amounts, n * sizeof *new.amounts) == 0)
            return ct_ok();
    if (!old && past_adds_up(samples, n))
        group->sums[group->n_sums++] = new;
    else
        group->n = before;
    return ct_ok();
}

/* Every sum that a series is in. */
static ct_error add_sums_of(sum_group *group, const ct_stored_series *series)
{
    const ct_table *totals = group->projector->options->totals;

    for (size_t t = 0; t < totals->n; t++) {
        const ct_total *total = ct_table_row(totals, t);
        uint32_t places[1 + CT_MOST_PARTS];
        size_t n;

        if (!concerns(total, series->indicator)) continue;
        const char *const *parts = ct_total_parts(group->arena, total, &n);

        if (parts == NULL) return ct_no_memory();
        if (find_sum(group, total, parts, n, series, places)) CT_TRY(add_sum(group, places, n + 1));
    }
    return ct_ok();
}

static ct_error find_group(sum_group *group)
{
    const ct_store *store = group->projector->store;

    CT_TRY(add_sums_of(group, ct_store_at(store, group->asked)));
    for (size_t i = 0; i < group->n; i++)
        CT_TRY(add_sums_of(group, ct_store_at(store, group->amounts[i]->place)));
    return ct_ok();
}

/* Each amount's own projection; *good is false when one has a fault, which is said when its turn comes. */
static ct_error project_amounts(sum_group *group, bool *good)
{
    const ct_project_options *options = group->projector->options;

    *good = true;
    for (size_t i = 0; i < group->n && *good; i++) {
        amount *a = group->amounts[i];
        ct_error err = ct_sample_horizon(options, &a->sample, &a->h);

        if (err.code == CT_OK && a->h > 0) err = ct_sample_project(options, &a->sample, a->h, a->steps);
        if (err.code == CT_ENOMEM) return err;
        *good = err.code == CT_OK;
    }
    return ct_ok();
}

/* The step of an amount in a year; NULL where it is not projected. */
static ct_step *step_in(amount *a, long year)
{
    long j = year - ct_sample_last(&a->sample) - 1;

    return j >= 0 && j < (long)a->h ? &a->steps[j] : NULL;
}

/* One year of the group. */
typedef struct {
    double value[MOST_MEMBERS], variance[MOST_MEMBERS], lower[MOST_MEMBERS], upper[MOST_MEMBERS];
    double c[MOST_SUMS * MOST_MEMBERS];
    size_t equations;
    bool tied[MOST_MEMBERS]; /* in an equation of this year */
} sum_year;

static double upper_of(const sum_group *group, const ct_sample *s)
{
    double ceiling = group->projector->options->ceiling;

    return ceiling > 0 ? fmin(s->upper, ceiling) : s->upper;
}

/* A projection may move as far as its own spread makes likely; a positive one stays above the low end of its
 * 95 % interval and a tenth of itself. A result is what it is. */
static void set_value(const sum_group *group, size_t i, long year, sum_year *of)
{
    amount *a = group->amounts[i];
    const ct_step *step = step_in(a, year);

    of->variance[i] = 0;
    of->lower[i] = -INFINITY;
    of->upper[i] = INFINITY;
    of->value[i] = step != NULL ? step->prediction.median : value_in(&a->sample, (double)year);
    if (step == NULL) return;
    const ct_prediction *p = &step->prediction;
    bool positive = p->median > 0 && p->lo95 >= 0;

    of->variance[i] = pow((p->hi80 - p->lo80) / 2, 2);
    of->lower[i] = positive ? fmin(fmax(p->lo95, p->median / 10), p->median) : a->sample.lower;
    of->upper[i] = upper_of(group, &a->sample);
}

/* The sums all of whose amounts have a value in this year, one of them a projection. */
static void set_equations(const sum_group *group, long year, sum_year *of)
{
    for (size_t s = 0; s < group->n_sums; s++) {
        const sum *one = &group->sums[s];
        double *row = of->c + of->equations * group->n;
        bool all = true, any = false;

        for (size_t k = 0; k < one->n; k++) {
            all = all && !isnan(of->value[one->amounts[k]]);
            any = any || step_in(group->amounts[one->amounts[k]], year) != NULL;
        }
        if (!all || !any) continue;
        for (size_t i = 0; i < group->n; i++) row[i] = 0;
        for (size_t k = 0; k < one->n; k++) {
            row[one->amounts[k]] = k == 0 ? 1 : -1;
            of->tied[one->amounts[k]] = true;
        }
        of->equations++;
    }
    for (size_t i = 0; i < group->n; i++)
        if (isnan(of->value[i])) of->value[i] = 0; /* in no equation */
}

/* A year that nothing within the bounds can close stays as it was. */
static ct_error reconcile_year(sum_group *group, long year)
{
    sum_year of = { .equations = 0 };

    for (size_t i = 0; i < group->n; i++) set_value(group, i, year, &of);
    set_equations(group, year, &of);
    if (of.equations == 0) return ct_ok();
    ct_error err = ct_reconcile(of.value, of.variance, of.lower, of.upper, group->n, of.c, of.equations);

    if (err.code == CT_ENUMERIC) return ct_ok();
    CT_TRY(err);
    for (size_t i = 0; i < group->n; i++) {
        ct_step *step = step_in(group->amounts[i], year);

        if (step == NULL || !of.tied[i]) continue;
        ct_prediction_move(&step->prediction, of.value[i], group->amounts[i]->sample.lower,
                           upper_of(group, &group->amounts[i]->sample));
        step->reason = CT_METHOD_TOTAL;
    }
    return ct_ok();
}

static ct_error reconcile_years(sum_group *group)
{
    long first = ct_sample_last(&group->amounts[0]->sample), last = first;

    for (size_t i = 0; i < group->n; i++) {
        long known = ct_sample_last(&group->amounts[i]->sample), end = known + (long)group->amounts[i]->h;

        if (known < first) first = known;
        if (end > last) last = end;
    }
    for (long year = first + 1; year <= last; year++) CT_TRY(reconcile_year(group, year));
    return ct_ok();
}

static ct_error keep_amounts(const sum_group *group)
{
    ct_joint *joint = ct_joint_new();

    if (joint == NULL) return ct_no_memory();
    for (size_t i = 0; i < group->n; i++) {
        const amount *a = group->amounts[i];
        ct_step *steps =
            a->h > 0 ? ct_joint_add(joint, group->projector, a->place, ct_sample_last(&a->sample) + 1, a->h)
                     : NULL;

        if (a->h > 0 && steps == NULL) {
            ct_joint_drop(joint);
            return ct_no_memory();
        }
        if (steps != NULL) memcpy(steps, a->steps, a->h * sizeof *steps);
    }
    ct_joint_drop(joint);
    return ct_ok();
}

static ct_error project_group(sum_group *group)
{
    bool good;

    CT_TRY(find_group(group));
    if (group->n_sums == 0) return ct_ok();
    CT_TRY(project_amounts(group, &good));
    if (!good) return ct_ok();
    CT_TRY(reconcile_years(group));
    return keep_amounts(group);
}

ct_error ct_totals_project(ct_projector *projector, uint32_t series)
{
    const ct_stored_series *of = ct_store_at(projector->store, series);
    const ct_table *totals = projector->options->totals;
    sum_group group = { .projector = projector, .asked = series };
    bool any = false;

    if (totals == NULL || of->nature != CT_LEVEL || projector->members[series] != NULL) return ct_ok();
    for (size_t t = 0; t < totals->n && !any; t++) any = concerns(ct_table_row(totals, t), of->indicator);
    if (!any) return ct_ok();
    group.arena = ct_arena_new();
    if (group.arena == NULL) return ct_no_memory();
    ct_error err = project_group(&group);

    ct_arena_free(group.arena);
    return err;
}
