/* Projecting the series of a store: what one series needs, and those that are projected together. */
#ifndef CT_FORECAST_JOINT_H
#define CT_FORECAST_JOINT_H

#include "core/arena.h"
#include "forecast/forecast.h"
#include "series/store.h"

/* One series as the models see it. */
typedef struct {
    const ct_stored_series *series;
    double lower, upper; /* the catalogue's bounds */
    double *year, *y;    /* n results              */
    size_t n;
} ct_sample;

/* One projected year. */
typedef struct {
    ct_prediction prediction;
    const ct_model *model;
    const struct ct_prior *prior; /* combined with it; NULL: none */
    ct_method_reason reason;
} ct_step;

/* What some series share until the last of them is given away. */
typedef struct {
    ct_arena *arena; /* of this and all below it */
    size_t waiting;  /* members                  */
} ct_joint;

/* One of them: n years from `from` on. */
typedef struct {
    ct_joint *joint;
    long from;
    size_t n;
    ct_step *steps;
} ct_member;

typedef struct {
    const ct_catalogue *catalogue; /* NULL: none */
    const ct_store *store;
    const ct_project_options *options;
    ct_member **members; /* one for each series; NULL: projected alone */
} ct_projector;

/** The sample of a series in the caller's arrays of its n. */
void ct_sample_fill(const ct_projector *projector, const ct_stored_series *series, double *year, double *y,
                    ct_sample *sample);

/** The same with arrays in the arena. CT_ENOMEM */
CT_CHECKED ct_error ct_sample_new(ct_arena *arena, const ct_projector *projector,
                                  const ct_stored_series *series, ct_sample *sample);

/** The year of its last result; n > 0. */
long ct_sample_last(const ct_sample *sample);

/** Years to project past the last result; 0: none. CT_EUSAGE for more than CT_MAX_HORIZON. */
CT_CHECKED ct_error ct_sample_horizon(const ct_project_options *options, const ct_sample *sample, size_t *h);

/** The prior of a sample, by its indicator, breakdown, nature and unit; NULL: none. */
const struct ct_prior *ct_sample_prior(const ct_project_options *options, const ct_sample *sample);

/** Project a sample alone. CT_EDATA also when it is above the ceiling already. */
CT_CHECKED ct_error ct_sample_project(const ct_project_options *options, const ct_sample *sample, size_t h,
                                      ct_step *steps);

/** A joint without members; NULL when out of memory. It frees itself with its last member, or by
 * ct_joint_drop() when none was added. */
ct_joint *ct_joint_new(void) CT_CHECKED;
void ct_joint_drop(ct_joint *joint); /* frees it unless members wait; NULL is fine */

/** Make a series a member, with room for n steps in the joint's arena. NULL when out of memory. */
ct_step *ct_joint_add(ct_joint *joint, ct_projector *projector, uint32_t series, long from,
                      size_t n) CT_CHECKED;

/** A series is done: its membership, if any, ends. */
void ct_joint_leave(ct_projector *projector, uint32_t series);

/** Project together the shares of one indicator and scope that are all the parts of a structure of the
 * catalogue (forecast/structure.h).
 * @param eldest the first series of that indicator and scope */
CT_CHECKED ct_error ct_wholes_project(ct_projector *projector, uint32_t eldest);

/** Project together the amounts that a total of options->totals ties to this series, in the same scope and
 * unit, where the past shows that the parts add to the total (docs/methods-forecast.md). Nothing is done when
 * there are none, or when one of them cannot be projected. */
CT_CHECKED ct_error ct_totals_project(ct_projector *projector, uint32_t series);

#endif
