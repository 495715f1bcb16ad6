#include "forecast/joint.h"

#include <math.h>

#include "forecast/prior.h"

void ct_sample_fill(const ct_projector *projector, const ct_stored_series *series, double *year, double *y,
                    ct_sample *s)
{
    const ct_indicator *indicator =
        projector->catalogue == NULL ? NULL : ct_indicator_find(projector->catalogue, series->indicator);

    *s = (ct_sample){
        .series = series, .lower = -INFINITY, .upper = INFINITY, .year = year, .y = y, .n = series->n
    };
    if (indicator != NULL) {
        s->lower = indicator->lower;
        s->upper = indicator->upper;
    }
    ct_store_values(projector->store, series, year, y);
}

ct_error ct_sample_new(ct_arena *arena, const ct_projector *projector, const ct_stored_series *series,
                       ct_sample *sample)
{
    double *year = ct_arena_array(arena, 2 * (size_t)series->n, sizeof *year);

    if (year == NULL) return ct_no_memory();
    ct_sample_fill(projector, series, year, year + series->n, sample);
    return ct_ok();
}

long ct_sample_last(const ct_sample *sample)
{
    return (long)sample->year[sample->n - 1];
}

ct_error ct_sample_horizon(const ct_project_options *options, const ct_sample *sample, size_t *h)
{
    long last = ct_sample_last(sample),
         years = options->horizon > 0 ? options->horizon : options->until - last;

    *h = 0;
    if (options->capped && years > CT_MAX_HORIZON) years = CT_MAX_HORIZON;
    if (years > CT_MAX_HORIZON)
        return ct_fail(CT_EUSAGE, 0,
                       "%ld is %ld years past the last value, %ld; at most %d years can be projected",
                       last + years, years, last, CT_MAX_HORIZON);
    if (years > 0) *h = (size_t)years;
    return ct_ok();
}

const ct_prior *ct_sample_prior(const ct_project_options *options, const ct_sample *s)
{
    const ct_stored_series *series = s->series;

    return ct_prior_find(options->priors, series->indicator, series->scope, series->breakdown,
                         (ct_nature)series->nature, series->unit, options->known);
}

ct_error ct_sample_project(const ct_project_options *options, const ct_sample *s, size_t h, ct_step *steps)
{
    double upper = options->ceiling > 0 ? fmin(s->upper, options->ceiling) : s->upper;
    ct_prediction prediction[CT_MAX_HORIZON];
    ct_choice used;

    CT_TRY(ct_project_values_with(ct_sample_prior(options, s), options->model, (ct_nature)s->series->nature,
                                  s->lower, upper, s->year, s->y, s->n, h, prediction, &used));
    for (size_t j = 0; j < h; j++) steps[j] = (ct_step){ prediction[j], used.model, used.prior, used.reason };
    return ct_ok();
}

ct_joint *ct_joint_new(void)
{
    ct_arena *arena = ct_arena_new();
    ct_joint *joint = arena != NULL ? ct_arena_alloc(arena, sizeof *joint) : NULL;

    if (joint == NULL) {
        ct_arena_free(arena);
        return NULL;
    }
    *joint = (ct_joint){ .arena = arena };
    return joint;
}

void ct_joint_drop(ct_joint *joint)
{
    if (joint != NULL && joint->waiting == 0) ct_arena_free(joint->arena);
}

ct_step *ct_joint_add(ct_joint *joint, ct_projector *projector, uint32_t series, long from, size_t n)
{
    ct_member *member = ct_arena_alloc(joint->arena, sizeof *member);
    ct_step *steps = ct_arena_array(joint->arena, n, sizeof *steps);

    if (member == NULL || steps == NULL) return NULL;
    *member = (ct_member){ joint, from, n, steps };
    joint->waiting++;
    projector->members[series] = member;
    return steps;
}

void ct_joint_leave(ct_projector *projector, uint32_t series)
{
    ct_member *member = projector->members[series];

    projector->members[series] = NULL;
    if (member == NULL) return;
    ct_joint *joint = member->joint;

    joint->waiting--;
    ct_joint_drop(joint);
}
