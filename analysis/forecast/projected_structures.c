/* Structures of the catalogue found among the series of one scope, and their parts projected together. */
#include <string.h>

#include "forecast/joint.h"
#include "forecast/structure.h"

/* The shares of one indicator and scope. */
typedef struct {
    ct_sample *samples;
    uint32_t *places; /* in the store        */
    bool *taken;      /* by a whole already  */
    size_t n;
} share_group;

static bool has_structure(const ct_catalogue *catalogue, const char *indicator)
{
    for (size_t i = 0; catalogue != NULL && i < catalogue->n_structures; i++)
        if (strcmp(catalogue->structures[i].indicator, indicator) == 0) return true;
    return false;
}

static ct_error list_shares(const ct_projector *projector, uint32_t eldest, ct_arena *arena,
                            share_group *group)
{
    size_t n = 0;

    for (uint32_t i = eldest; i != CT_STORE_NONE; i = ct_store_at(projector->store, i)->sibling) n++;
    *group = (share_group){ .samples = ct_arena_array(arena, n, sizeof *group->samples),
                            .places = ct_arena_array(arena, n, sizeof *group->places),
                            .taken = ct_arena_array(arena, n, sizeof *group->taken) };
    if (group->samples == NULL || group->places == NULL || group->taken == NULL) return ct_no_memory();
    for (uint32_t i = eldest; i != CT_STORE_NONE; i = ct_store_at(projector->store, i)->sibling) {
        const ct_stored_series *series = ct_store_at(projector->store, i);

        if (series->nature != CT_SHARE || series->n == 0) continue;
        CT_TRY(ct_sample_new(arena, projector, series, &group->samples[group->n]));
        group->places[group->n++] = i;
    }
    return ct_ok();
}

/* The share with this breakdown that is in no whole yet; group->n when there is none. */
static size_t find_part(const ct_catalogue *catalogue, const share_group *group, const char *part)
{
    for (size_t i = 0; i < group->n; i++) {
        const char *breakdown = group->samples[i].series->breakdown;
        const ct_breakdown *canonical;

        if (group->taken[i]) continue;
        if (strcmp(breakdown, part) == 0) return i;
        canonical = ct_breakdown_find(catalogue, breakdown);
        if (canonical != NULL && strcmp(canonical->name, part) == 0) return i;
    }
    return group->n;
}

/* The parts of one structure in one scope. */
typedef struct {
    size_t parts[CT_MAX_PARTS]; /* of the group             */
    size_t n, years;            /* years that tell of the whole */
    double last;
} whole;

static ct_structure_part part_of(const ct_sample *s)
{
    return (ct_structure_part){ s->year, s->y, s->n };
}

/* The parts of this structure among the shares; years is 0 when one is missing or they make no whole. */
static whole find_whole(const ct_catalogue *catalogue, const share_group *group,
                        const ct_structure *structure)
{
    ct_structure_part values[CT_MAX_PARTS];
    whole found = { .n = structure->n_parts };

    if (structure->n_parts > CT_MAX_PARTS) return found;
    for (size_t k = 0; k < found.n; k++) {
        found.parts[k] = find_part(catalogue, group, structure->parts[k]);
        if (found.parts[k] == group->n) return found;
        values[k] = part_of(&group->samples[found.parts[k]]);
    }
    found.years = ct_structure_years(values, found.n, &found.last);
    return found;
}

/* The structure that most years tell of, and of those the one with most parts. */
static whole best_whole(const ct_catalogue *catalogue, const share_group *group, const char *indicator)
{
    whole best = { .years = 0 };

    for (size_t s = 0; s < catalogue->n_structures; s++) {
        const ct_structure *structure = &catalogue->structures[s];

        if (strcmp(indicator, structure->indicator) != 0) continue;
        whole found = find_whole(catalogue, group, structure);

        if (found.years > best.years || (found.years == best.years && found.years > 0 && found.n > best.n))
            best = found;
    }
    return best;
}

/* Years to project past the last year of the whole, until each part has all of its own; 0: none, or a fault
 * of one series that is said when its turn comes. */
static size_t whole_horizon(const ct_project_options *options, const share_group *group, const whole *of)
{
    long until = 0, last = (long)of->last;

    for (size_t k = 0; k < of->n; k++) {
        const ct_sample *s = &group->samples[of->parts[k]];
        size_t h;
        ct_error err = ct_sample_horizon(options, s, &h);

        if (err.code != CT_OK) return 0;
        if (h > 0 && ct_sample_last(s) + (long)h > until) until = ct_sample_last(s) + (long)h;
    }
    return until > last && until - last <= CT_MAX_HORIZON ? (size_t)(until - last) : 0;
}

static ct_error keep_whole(ct_projector *projector, const share_group *group, const whole *of,
                           const ct_prediction *out, size_t h, const ct_choice *choice)
{
    ct_joint *joint = ct_joint_new();

    if (joint == NULL) return ct_no_memory();
    for (size_t k = 0; k < of->n; k++) {
        ct_step *steps = ct_joint_add(joint, projector, group->places[of->parts[k]], (long)of->last + 1, h);

        if (steps == NULL) {
            ct_joint_drop(joint);
            return ct_no_memory();
        }
        for (size_t j = 0; j < h; j++)
            steps[j] = (ct_step){ out[k * h + j], choice->model, choice->prior, choice->reason };
        group->taken[of->parts[k]] = true;
    }
    return ct_ok();
}

/* @param done whether its parts are members now */
static ct_error project_whole(ct_projector *projector, const share_group *group, const whole *of,
                              ct_arena *arena, bool *done)
{
    ct_structure_part values[CT_MAX_PARTS];
    size_t h = whole_horizon(projector->options, group, of);
    ct_prediction *out = ct_arena_array(arena, of->n * h, sizeof *out);
    ct_choice choice;

    *done = false;
    if (h == 0) return ct_ok();
    if (out == NULL) return ct_no_memory();
    for (size_t k = 0; k < of->n; k++) values[k] = part_of(&group->samples[of->parts[k]]);
    ct_error err = ct_structure_project(projector->options->model, values, of->n, h, out, &choice);

    if (err.code == CT_EDATA) return ct_ok(); /* said when the turn of its series comes */
    CT_TRY(err);
    *done = true;
    return keep_whole(projector, group, of, out, h, &choice);
}

static ct_error project_wholes(ct_projector *projector, uint32_t eldest, ct_arena *arena)
{
    share_group group;
    bool more = true;

    CT_TRY(list_shares(projector, eldest, arena, &group));
    while (more) {
        whole best =
            best_whole(projector->catalogue, &group, ct_store_at(projector->store, eldest)->indicator);

        more = false;
        if (best.years > 0) CT_TRY(project_whole(projector, &group, &best, arena, &more));
    }
    return ct_ok();
}

ct_error ct_wholes_project(ct_projector *projector, uint32_t eldest)
{
    if (!has_structure(projector->catalogue, ct_store_at(projector->store, eldest)->indicator))
        return ct_ok();
    ct_arena *arena = ct_arena_new();

    if (arena == NULL) return ct_no_memory();
    ct_error err = project_wholes(projector, eldest, arena);

    ct_arena_free(arena);
    return err;
}
