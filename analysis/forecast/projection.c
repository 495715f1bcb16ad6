/* A whole series table projected, series by series. */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "forecast/joint.h"

static const char *const series_parts[] = {
    "s", "indicator", "scope", "breakdown", "unit", NULL
}; /* as the series table has it */
static const ct_column columns[] = {
    { "indicator", CT_COLUMN_TEXT, true, offsetof(ct_projection, indicator), NULL,
      "Catalogue id of the indicator." },
    { "scope", CT_COLUMN_TEXT, false, offsetof(ct_projection, scope), NULL, "Territory or body." },
    { "breakdown", CT_COLUMN_TEXT, false, offsetof(ct_projection, breakdown), NULL,
      "Sector, area or level; empty for the total." },
    { "unit", CT_COLUMN_TEXT, false, offsetof(ct_projection, unit), NULL, "Unit of the values." },
    { "period", CT_COLUMN_COUNT, true, offsetof(ct_projection, period), NULL, "The year projected." },
    { "median", CT_COLUMN_NUMBER, true, offsetof(ct_projection, median), NULL,
      "As likely to be exceeded as not." },
    { "lo80", CT_COLUMN_NUMBER, true, offsetof(ct_projection, lo80), NULL,
      "Lower end of the 80 % interval." },
    { "hi80", CT_COLUMN_NUMBER, true, offsetof(ct_projection, hi80), NULL,
      "Upper end of the 80 % interval." },
    { "lo95", CT_COLUMN_NUMBER, true, offsetof(ct_projection, lo95), NULL,
      "Lower end of the 95 % interval." },
    { "hi95", CT_COLUMN_NUMBER, true, offsetof(ct_projection, hi95), NULL,
      "Upper end of the 95 % interval." },
    { "method", CT_COLUMN_TEXT, true, offsetof(ct_projection, method), NULL, "The model that ran." },
    { "reason", CT_COLUMN_WORD, false, offsetof(ct_projection, reason), ct_method_reason_words,
      "Why this model ran." },
    { "series_id", CT_COLUMN_ID, false, 0, series_parts, "Id of the series, as the series table has it." },
};

const ct_schema ct_projection_schema = {
    .name = "projections",
    .about =
        "One row per projected year of a series: median and prediction intervals for one new observation.",
    .columns = columns,
    .n_columns = sizeof columns / sizeof *columns,
    .row_size = sizeof(ct_projection),
};

static const char WITH_PRIOR[] = "auto+prior";

const char *ct_method_name(const ct_model *model, const struct ct_prior *prior)
{
    return prior != NULL ? WITH_PRIOR : model->name;
}

bool ct_projection_has_prior(const ct_projection *row)
{
    return strcmp(row->method, WITH_PRIOR) == 0;
}

/* Say which series an error is of and where it begins. */
static ct_error of_series(ct_error err, const ct_stored_series *series)
{
    const char *between = series->scope[0] != '\0' && series->breakdown[0] != '\0' ? ", " : "";
    bool named = series->scope[0] != '\0' || series->breakdown[0] != '\0';

    if (err.code == CT_OK || err.code == CT_ENOMEM) return err;
    return ct_fail_why(err.code, series->line, &err, "series %s%s%s%s%s%s: %s", series->indicator,
                       named ? " (" : "", series->scope, between, series->breakdown, named ? ")" : "",
                       err.text);
}

/* A ceiling that the past already broke is a slip of the hand. */
static ct_error check_ceiling(const ct_sample *s, double ceiling)
{
    for (size_t i = 0; i < s->n && ceiling > 0; i++)
        if (s->y[i] > ceiling)
            return ct_fail(CT_EDATA, 0, "%g in %.0f is above the ceiling %g; give a higher one", s->y[i],
                           s->year[i], ceiling);
    return ct_ok();
}

/* Of the h years those that the series has as a member, and before them its own: a part may end earlier than
 * the others. */
static ct_error project_one(const ct_project_options *options, const ct_sample *s, const ct_member *member,
                            size_t h, ct_step *steps)
{
    long lag = member != NULL ? member->from - 1 - ct_sample_last(s) : (long)h;
    size_t own = lag <= 0 ? 0 : (size_t)lag < h ? (size_t)lag : h;

    if (own > 0) CT_TRY(ct_sample_project(options, s, h, steps));
    for (size_t j = own; j < h; j++) steps[j] = member->steps[(long)j - lag];
    return ct_ok();
}

/* The years of one series; *h is 0 when there are none. */
static ct_error project_series(const ct_projector *projector, const ct_sample *s, const ct_member *member,
                               ct_step *steps, size_t *h)
{
    *h = 0;
    if (s->n == 0) return ct_ok();
    CT_TRY(check_ceiling(s, projector->options->ceiling));
    CT_TRY(ct_sample_horizon(projector->options, s, h));
    return *h > 0 ? project_one(projector->options, s, member, *h, steps) : ct_ok();
}

static ct_error give_rows(const ct_sample *s, const ct_step *steps, size_t h, ct_project_take take,
                          void *context)
{
    for (size_t j = 0; j < h; j++) {
        const ct_prediction *p = &steps[j].prediction;
        const ct_projection row = {
            .indicator = s->series->indicator,
            .scope = s->series->scope,
            .breakdown = s->series->breakdown,
            .unit = s->series->unit,
            .period = ct_sample_last(s) + 1 + (long)j,
            .median = p->median,
            .lo80 = p->lo80,
            .hi80 = p->hi80,
            .lo95 = p->lo95,
            .hi95 = p->hi95,
            .method = ct_method_name(steps[j].model, steps[j].prior),
            .reason = (int)steps[j].reason,
        };

        CT_TRY(take(context, &row));
    }
    return ct_ok();
}

long ct_project_reach(double share, size_t n, long last, long prior_years, long plan_end)
{
    long ahead = (long)fmin(fmax(floor(share * (double)n), (double)prior_years), CT_MAX_HORIZON),
         reach = last + ahead;

    if (plan_end > 0 && plan_end < reach) reach = plan_end;
    return reach > last ? reach : last;
}

/* Rows are given away as soon as their series is projected; only members of a whole or a total wait for it.
 */
static ct_error project_store(ct_projector *projector, double *work, size_t room, ct_project_take take,
                              void *context)
{
    size_t n = ct_store_count(projector->store);

    for (uint32_t i = 0; i < n; i++) {
        const ct_stored_series *series = ct_store_at(projector->store, i);
        ct_step steps[CT_MAX_HORIZON];
        ct_sample sample;
        size_t h;

        if (series->eldest == i) CT_TRY(ct_wholes_project(projector, i));
        CT_TRY(ct_totals_project(projector, i));
        ct_sample_fill(projector, series, work, work + room, &sample);
        CT_TRY(of_series(project_series(projector, &sample, projector->members[i], steps, &h), series));
        ct_joint_leave(projector, i);
        CT_TRY(give_rows(&sample, steps, h, take, context));
    }
    return ct_ok();
}

ct_error ct_project_store(const ct_catalogue *catalogue, const ct_store *store,
                          const ct_project_options *options, ct_project_take take, void *context)
{
    ct_projector projector = { .catalogue = catalogue, .store = store, .options = options };
    size_t n = ct_store_count(store), room = 1;

    if (options->horizon <= 0 && options->until <= 0)
        return ct_fail(CT_EUSAGE, 0, "how far to project is missing; give a horizon in years or a last year");
    for (size_t i = 0; i < n; i++)
        if (ct_store_at(store, i)->n > room) room = ct_store_at(store, i)->n;
    projector.members = calloc(n > 0 ? n : 1, sizeof *projector.members);
    double *work = malloc(2 * room * sizeof *work);
    bool has_room = projector.members != NULL && work != NULL;
    ct_error err = has_room ? project_store(&projector, work, room, take, context) : ct_no_memory();

    for (uint32_t i = 0; has_room && i < n; i++)
        ct_joint_leave(&projector, i); /* after an error some wait still */
    free(projector.members);
    free(work);
    return err;
}

/* Keep a row; the rows of a series follow each other, so its names are copied once. */
static ct_error keep_row(void *context, const ct_projection *from)
{
    ct_table *table = context;
    const ct_projection *last = table->n > 0 ? ct_projection_at(table, table->n - 1) : NULL;
    ct_projection row = *from;

    if (last != NULL && strcmp(last->indicator, from->indicator) == 0 &&
        strcmp(last->scope, from->scope) == 0 && strcmp(last->breakdown, from->breakdown) == 0 &&
        strcmp(last->unit, from->unit) == 0) {
        row.indicator = last->indicator;
        row.scope = last->scope;
        row.breakdown = last->breakdown;
        row.unit = last->unit;
    } else {
        row.indicator = ct_table_text(table, from->indicator);
        row.scope = ct_table_text(table, from->scope);
        row.breakdown = ct_table_text(table, from->breakdown);
        row.unit = ct_table_text(table, from->unit);
    }
    if (row.indicator == NULL || row.scope == NULL || row.breakdown == NULL || row.unit == NULL)
        return ct_no_memory();
    ct_projection *to = ct_table_add(table);

    if (to == NULL) return ct_no_memory();
    *to = row;
    return ct_ok();
}

ct_error ct_project(const ct_catalogue *catalogue, const ct_table *points, const ct_project_options *options,
                    ct_table *projections)
{
    size_t before = projections->n;
    ct_store *store;

    CT_TRY(ct_store_new(&store, catalogue));
    ct_error err = ct_store_add_table(store, points);

    if (err.code == CT_OK) err = ct_project_store(catalogue, store, options, keep_row, projections);
    if (err.code != CT_OK) projections->n = before; /* the table's arena keeps the text; no row shows it */
    ct_store_free(store);
    return err;
}
