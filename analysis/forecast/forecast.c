#include "forecast/forecast.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "forecast/grid.h"
#include "forecast/models.h"
#include "forecast/prior.h"

const ct_model *const ct_models[] = {
    &ct_model_auto,
    &ct_model_naive,
    &ct_model_mean,
    &ct_model_drift,
    &ct_model_ses,
    &ct_model_holt,
    &ct_model_damped,
    &ct_model_theta,
    &ct_model_dotm,
    &ct_model_linear,
    &ct_model_robust,
    &ct_model_weighted,
    &ct_model_cagr,
    &ct_model_exponential,
    &ct_model_logistic,
    &ct_model_gompertz,
    &ct_model_ets,
    &ct_model_arima,
    NULL,
};

const char *const ct_method_reason_words[] = { "asked", "few_values", "no_fit", "structure",
                                               "total", "prior",      NULL };

const ct_model *ct_model_find(const char *name)
{
    for (size_t i = 0; ct_models[i] != NULL; i++)
        if (strcmp(ct_models[i]->name, name) == 0) return ct_models[i];
    return NULL;
}

static ct_error check_value(ct_nature nature, const double *year, const double *y, size_t i)
{
    if (!isfinite(year[i]) || year[i] != floor(year[i]))
        return ct_fail(CT_EDATA, 0, "year %g is not a whole number; give one value a year", year[i]);
    if (i > 0 && !(year[i] > year[i - 1]))
        return ct_fail(CT_EDATA, 0, "year %.0f follows year %.0f; put years in ascending order, each once",
                       year[i], year[i - 1]);
    if (!isfinite(y[i]))
        return ct_fail(CT_EDATA, 0, "the value of %.0f is not a finite number; leave the year out", year[i]);
    if (nature == CT_SHARE && (y[i] < 0 || y[i] > 100))
        return ct_fail(CT_EDATA, 0,
                       "%g in %.0f is no share of 100; correct the value or the indicator's nature", y[i],
                       year[i]);
    return ct_ok();
}

static ct_error check(ct_nature nature, double lower, double upper, const double *year, const double *y,
                      size_t n, size_t h)
{
    if (h < 1 || h > CT_MAX_HORIZON)
        return ct_fail(CT_EUSAGE, 0, "cannot project %zu years; the horizon is 1 to %d years", h,
                       CT_MAX_HORIZON);
    if (n == 0) return ct_fail(CT_EDATA, 0, "no values; a projection needs at least one");
    if (!(lower <= upper))
        return ct_fail(CT_EDATA, 0, "the lower bound %g is above the upper bound %g; correct the catalogue",
                       lower, upper);
    for (size_t i = 0; i < n; i++) CT_TRY(check_value(nature, year, y, i));
    if (year[n - 1] - year[0] + 1 > CT_MAX_SPAN)
        return ct_fail(CT_EDATA, 0, "%.0f to %.0f is more than %d years; check the years", year[0],
                       year[n - 1], CT_MAX_SPAN);
    return ct_ok();
}

static double largest_scale(const ct_prediction *p, size_t h)
{
    double largest = 0;

    for (size_t j = 0; j < h; j++) largest = fmax(largest, p[j].scale);
    return largest;
}

/* A share that never was anything but 0, or 100, is projected there; the interval keeps its other side. */
static void pin_share(ct_prediction *p, const double *y, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (y[i] != y[0]) return;
    if (y[0] == 0) p->median = p->lo80 = p->lo95 = 0;
    if (y[0] == 100) p->median = p->hi80 = p->hi95 = 100;
}

static ct_error finish(const ct_grid *grid, double lower, double upper, const double *y, size_t n, size_t h,
                       ct_prediction *p)
{
    for (size_t j = 0; j < h; j++) {
        if (p[j].transform == CT_TRANSFORM_LOG) {
            p[j].location += log(grid->unit);
        } else {
            p[j].location *= grid->unit;
            p[j].scale *= grid->unit;
        }
        p[j].last *= grid->unit;
        p[j].offset *= grid->unit;
    }
    ct_predictions_fill(p, h, lower, upper);
    for (size_t j = 0; j < h; j++) {
        if (grid->path == CT_PATH_SHARE) pin_share(&p[j], y, n);
        if (!isfinite(p[j].location) || !isfinite(p[j].scale) ||
            !isfinite(p[j].lo95 + p[j].median + p[j].hi95))
            return ct_fail(
                CT_ENUMERIC, 0,
                "the projection %zu years ahead is not a finite number; check the size of the values", j + 1);
    }
    return ct_ok();
}

static ct_error predict(const ct_model *model, const ct_grid *grid, size_t h, ct_prediction *p)
{
    for (size_t j = 0; j < h; j++)
        p[j] = (ct_prediction){ .transform =
                                    grid->path == CT_PATH_SHARE ? CT_TRANSFORM_LOGIT : CT_TRANSFORM_UNIT,
                                .edge = grid->edge,
                                .dependence =
                                    grid->path == CT_PATH_RATE ? CT_DEPENDENCE_HOVER : CT_DEPENDENCE_WALK };
    CT_TRY(model->predict(grid, h, p));
    bool relative = grid->path == CT_PATH_SHARE || p[0].transform == CT_TRANSFORM_LOG;
    double floor = 1e-9 * (relative ? 1 : fabs(ct_grid_last(grid)));

    if (!ct_grid_all_zero(grid) && largest_scale(p, h) <= floor) ct_grid_lone_spread(grid, h, p);
    return ct_ok();
}

/* The default, or its fallback for one value, with what other provinces tell. choice->prior is the wish; it
 * stays when it is used. */
static ct_error add_prior(const ct_grid *grid, size_t h, ct_prediction *p, ct_choice *choice)
{
    const ct_prior *prior = choice->prior;
    bool used;

    choice->prior = NULL;
    CT_TRY(ct_prior_combine(prior, grid, grid->last_year - prior->to, h, p, &used, NULL));
    if (!used) return ct_ok();
    choice->prior = prior;
    choice->reason = CT_METHOD_PRIOR;
    choice->text[0] = '\0';
    return ct_ok();
}

/* One model, with the prior where the choice has one; what stood in its way is told in choice->reason. */
static ct_error try_model(const ct_grid *grid, const ct_model *model, double lower, double upper,
                          const double *y, size_t n, size_t h, ct_prediction *p, ct_choice *choice)
{
    if (n < model->min_points) {
        if (choice->reason == CT_METHOD_ASKED) choice->reason = CT_METHOD_FEW;
        return ct_fail(CT_ENUMERIC, 0, "needs %zu values, has %zu", model->min_points, n);
    }
    ct_error err = predict(model, grid, h, p);

    if (err.code == CT_OK && choice->prior != NULL) err = add_prior(grid, h, p, choice);
    if (err.code == CT_OK) err = finish(grid, lower, upper, y, n, h, p);
    if (err.code == CT_OK) return err;
    if (choice->reason == CT_METHOD_PRIOR) { /* it left the numbers there are: the next goes without */
        choice->reason = CT_METHOD_ASKED;
        choice->prior = NULL;
    }
    if (err.code == CT_ENUMERIC && choice->reason == CT_METHOD_ASKED) choice->reason = CT_METHOD_NO_FIT;
    return err;
}

/* The model asked for, or the first of its fallbacks that has enough values and a finite fit. */
static ct_error predict_or_fall_back(const ct_grid *grid, double lower, double upper, const double *y,
                                     size_t n, size_t h, ct_prediction *p, ct_choice *choice)
{
    const ct_model *model = choice->model, *asked = model;

    if (asked != &ct_model_auto) choice->prior = NULL;
    for (;;) {
        ct_error err = try_model(grid, model, lower, upper, y, n, h, p, choice);

        if (err.code == CT_OK) choice->model = choice->prior != NULL ? asked : model;
        if (err.code == CT_OK) return err;
        if (err.code != CT_ENUMERIC || model->fallback == NULL) return err;
        size_t said = strlen(choice->text);

        snprintf(choice->text + said, sizeof choice->text - said, "%s%s: %s", said > 0 ? "; " : "",
                 model->name, err.text);
        model = model->fallback;
    }
}

ct_error ct_project_values_with(const ct_prior *prior, const ct_model *model, ct_nature nature, double lower,
                                double upper, const double *year, const double *y, size_t n, size_t h,
                                ct_prediction *out, ct_choice *choice)
{
    ct_prediction work[CT_MAX_HORIZON] = { { .median = 0 } };
    ct_choice chosen = { .model = model != NULL ? model : ct_models[0], .prior = prior };
    ct_grid grid;

    CT_TRY(check(nature, lower, upper, year, y, n, h));
    ct_error err = ct_grid_init(&grid, nature, year, y, n);

    grid.ceiling = nature == CT_SHARE ? 100 : upper / grid.unit;
    if (err.code == CT_OK) err = predict_or_fall_back(&grid, lower, upper, y, n, h, work, &chosen);
    ct_grid_clear(&grid);
    if (err.code != CT_OK) return err;
    memcpy(out, work, h * sizeof *out);
    if (choice != NULL) *choice = chosen;
    return ct_ok();
}

ct_error ct_project_values_why(const ct_model *model, ct_nature nature, double lower, double upper,
                               const double *year, const double *y, size_t n, size_t h, ct_prediction *out,
                               ct_choice *choice)
{
    return ct_project_values_with(NULL, model, nature, lower, upper, year, y, n, h, out, choice);
}

ct_error ct_project_values(const ct_model *model, ct_nature nature, double lower, double upper,
                           const double *year, const double *y, size_t n, size_t h, ct_prediction *out,
                           const ct_model **used)
{
    ct_choice choice;

    CT_TRY(ct_project_values_why(model, nature, lower, upper, year, y, n, h, out, &choice));
    if (used != NULL) *used = choice.model;
    return ct_ok();
}
