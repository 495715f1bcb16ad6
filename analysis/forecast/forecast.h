/* Projections of short annual series: named models behind one interface. docs/methods-forecast.md gives each
 * model's formula and source. */
#ifndef CT_FORECAST_FORECAST_H
#define CT_FORECAST_FORECAST_H

#include <stdbool.h>
#include <stddef.h>

#include "catalogue/catalogue.h"
#include "core/buffer.h"
#include "core/error.h"
#include "core/lang.h"
#include "core/table.h"
#include "series/cut_points.h"
#include "series/series.h"
#include "series/store.h"

enum {
    CT_MAX_HORIZON = 50,
    CT_MAX_SPAN = 500 /* years from the first to the last value of a series, both counted */
};

/* How a value w of a model's working scale becomes a value y of the series. */
typedef enum {
    CT_TRANSFORM_UNIT,  /* y = w  */
    CT_TRANSFORM_LOGIT, /* y = 100 / (1 + exp(-w)); observed shares nearer than `edge` to 0 or 100 count as at
                           `edge` from it */
    CT_TRANSFORM_DECLINE, /* y = g(w) - offset; g(w) = w above `last`, last exp((w - last) / last) below: a
                            positive series falls geometrically and never reaches zero */
    CT_TRANSFORM_LOG      /* y = exp(w)      */
} ct_transform;

/* How the errors of the years of one projection go together; measured on M3, docs/methods-forecast.md. */
typedef enum {
    CT_DEPENDENCE_WALK, /* what is lost in one year stays lost: correlation (j / k)^0.42 of steps j < k */
    CT_DEPENDENCE_HOVER /* rates: every year nearly on its own: correlation 0.25 */
} ct_dependence;

/** The predictive distribution of one year: a Student t on the working scale, mapped back to the series'
 * unit. lo95 <= lo80 <= median <= hi80 <= hi95, all inside the bounds. */
typedef struct {
    double median, lo80, hi80, lo95, hi95;
    double location, scale, nu; /* of the t on the working scale; nu INFINITY: normal; scale 0: no spread */
    int transform;              /* ct_transform                                                           */
    double last, offset;        /* CT_TRANSFORM_DECLINE only; last > 0                                    */
    double edge;                /* CT_TRANSFORM_LOGIT only; (0, 0.5]                                      */
    int dependence;             /* ct_dependence                                                          */
} ct_prediction;

struct ct_grid;  /* forecast/grid.h: the checked series, one value a year */
struct ct_prior; /* forecast/prior.h: what other provinces' series tell   */

typedef struct ct_model {
    const char *name;                /* what the user types after --method                    */
    const char *about_vi, *about_en; /* one line for the help                        */
    size_t min_points;               /* with fewer, ct_project_values() uses `fallback`       */
    const struct ct_model *fallback; /* NULL only for the model that runs on one point */
    /** Predict the h years after the grid's last. Sets location, scale and nu of every step; a model with a
     * scale of its own sets transform, last and offset too. CT_ENUMERIC: the model does not suit this series,
     * the sentence says why, and `fallback` runs; CT_ENOMEM. */
    ct_error (*predict)(const struct ct_grid *grid, size_t h, ct_prediction *out);
    /** Add to a line what was fitted, e.g. "ETS(A,Ad,N), alpha 0.83"; NULL: nothing to tell. Errors as
     * predict. */
    ct_error (*describe)(const struct ct_grid *grid, ct_buffer *to);
} ct_model;

/* Why a projection has the method it has. */
typedef enum {
    CT_METHOD_ASKED,     /* the method asked for, or the default                                   */
    CT_METHOD_FEW,       /* the method asked for needs more values; its fallback ran               */
    CT_METHOD_NO_FIT,    /* the method asked for does not suit these values; its fallback ran      */
    CT_METHOD_STRUCTURE, /* part of a whole: projected with the other parts, so that all add to 100 */
    CT_METHOD_TOTAL,     /* a total or a part of one: adjusted with the others, so that the parts add to it */
    CT_METHOD_PRIOR      /* the default, combined with what other provinces' series tell (forecast/prior.h) */
} ct_method_reason;
extern const char
    *const ct_method_reason_words[]; /* "asked" "few_values" "no_fit" "structure" "total" "prior" NULL */

/** All models, the default first; NULL-terminated. */
extern const ct_model *const ct_models[];

/** The model with this name, or NULL. */
const ct_model *ct_model_find(const char *name);

/* Which model ran, and why. */
typedef struct {
    const ct_model *model;
    const struct ct_prior *prior; /* combined with it; NULL: none. Borrowed from the table of priors */
    ct_method_reason reason;
    char text[256]; /* one English sentence when a fallback ran, else "" */
} ct_choice;

/** Project one series h years past its last observation.
 * @param model  one of ct_models; NULL: the default
 * @param year   n Gregorian years, whole numbers, strictly increasing; gaps are allowed
 * @param y      n finite values in the series' own unit (a share is 14.5, not 0.145)
 * @param n      at least 1
 * @param lower, upper  bounds of the indicator; results are cut at them (-INFINITY, INFINITY: none)
 * @param h      1 .. CT_MAX_HORIZON
 * @param out    the caller's array of h predictions; out[i] is for year[n-1] + i + 1; untouched on error
 * @param used   the model that ran: `model`, or a fallback when n is too small or no fit is found; NULL is
 * fine; untouched on error
 * @return CT_OK; CT_EDATA (n = 0, years not increasing or not whole, a span over CT_MAX_SPAN, a value not
 * finite or outside a share's [0, 100], lower above upper); CT_EUSAGE (h out of range); CT_ENUMERIC (not even
 * the last fallback is finite); CT_ENOMEM.
 *
 * Intervals are for one new observation, not for the mean. A fit without any residual (a constant series, two
 * points on a line) gets the spread of a series of one observation; only a level or rate that is zero
 * throughout gets none. A share that is 0 (or 100) throughout is projected at 0 (or 100) with an interval to
 * one side. */
CT_CHECKED ct_error ct_project_values(const ct_model *model, ct_nature nature, double lower, double upper,
                                      const double *year, const double *y, size_t n, size_t h,
                                      ct_prediction *out, const ct_model **used);

/** The same, telling why the model that ran was chosen; `choice` is untouched on error, NULL is fine. */
CT_CHECKED ct_error ct_project_values_why(const ct_model *model, ct_nature nature, double lower, double upper,
                                          const double *year, const double *y, size_t n, size_t h,
                                          ct_prediction *out, ct_choice *choice);

/** The same with a prior (forecast/prior.h), which is used where the model is the default and the prior suits
 * the values; choice->prior tells.
 * @param prior NULL: none */
CT_CHECKED ct_error ct_project_values_with(const struct ct_prior *prior, const ct_model *model,
                                           ct_nature nature, double lower, double upper, const double *year,
                                           const double *y, size_t n, size_t h, ct_prediction *out,
                                           ct_choice *choice);

/** What the method column says: the model's name, "auto+prior" with a prior. */
const char *ct_method_name(const ct_model *model, const struct ct_prior *prior);

/** The last year that a projection is worth making to. The years ahead never outnumber this share of the
 * history's length, a year without a value not counted (so that one value of long ago does not lengthen it;
 * with a share of a half a single value reaches nowhere), or the years that projections with a prior were
 * measured for, where that is more; and no projection goes past the plan's end.
 * @param share       of the history's length, 0 or more
 * @param n, last     its values, and the year of the latest
 * @param prior_years years ahead that a prior bears, 0 or more; 0: none
 * @param plan_end    0: no plan
 * @return `last` when no year is; never before it */
long ct_project_reach(double share, size_t n, long last, long prior_years, long plan_end);

/** Quantile of a prediction in the series' unit, 0 < p < 1 (NaN otherwise). Bounds are not applied. */
double ct_prediction_quantile(const ct_prediction *prediction, double p);

/** The probability that the value is at least x; NaN for a NaN. Bounds are not applied. */
double ct_prediction_at_least(const ct_prediction *prediction, double x);

/** The probability that the value is at most x; NaN for a NaN. Bounds are not applied. */
double ct_prediction_at_most(const ct_prediction *prediction, double x);

/** The normal scores of simulated courses: where in its own distribution each year stands, the years going
 * together by the dependence.
 * @param seed   as in ct_prediction_paths()
 * @param scores the caller's array of n_paths * h; scores[i * h + j] is step j + 1 of path i, each standard
 * normal
 * @return CT_OK; CT_EUSAGE (h out of range); CT_ENOMEM */
CT_CHECKED ct_error ct_score_paths(ct_dependence dependence, size_t h, unsigned long seed, size_t n_paths,
                                   double *scores);

/** Simulated courses of one series: each year's values follow its prediction, the years of a path go together
 * by its dependence (a Gaussian copula: Embrechts, McNeil and Straumann 2002). For what depends on several
 * years: sums, averages, the lowest, the first year above x.
 * @param prediction h predictions, steps 1 .. h of one series, as ct_project_values() makes them
 * @param lower, upper  values are cut at them, as in ct_project_values()
 * @param seed   the same seed gives the same paths, whatever else is computed; a longer h continues the same
 * paths
 * @param paths  the caller's array of n_paths * h; paths[i * h + j] is step j + 1 of path i, in the series'
 * unit
 * @return CT_OK; CT_EUSAGE (h out of range); CT_ENOMEM */
CT_CHECKED ct_error ct_prediction_paths(const ct_prediction *prediction, size_t h, double lower, double upper,
                                        unsigned long seed, size_t n_paths, double *paths);

/* One future year of one series. */
typedef struct {
    const char *indicator, *scope, *breakdown, *unit;
    long period;
    double median, lo80, hi80, lo95, hi95;
    const char *method;
    int reason; /* ct_method_reason */
} ct_projection;
extern const ct_schema ct_projection_schema;

static inline const ct_projection *ct_projection_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

/** Does the row rest on other provinces' series (ct_method_name())? Its reader must be told. */
bool ct_projection_has_prior(const ct_projection *row);

typedef struct {
    const ct_model *model; /* NULL: the default                                        */
    long horizon;          /* years past each series' last value; 0: use until         */
    long until;            /* last year to project; series that reach it give no rows  */
    bool capped;    /* a series that ends more than CT_MAX_HORIZON years before `until` gets that many years;
                       false: CT_EUSAGE */
    double ceiling; /* above 0: no value exceeds it (CT_EDATA when one does); logistic and gompertz rise to
                       it. 0: not known */
    const ct_table *totals; /* of ct_total_schema: amounts whose parts add to a total do so in the
                               projections; NULL: each stands alone */
    const ct_table *priors; /* of ct_priors_read(): what other provinces' series tell, for the default model;
                               NULL: none */
    long known; /* priors learned from years after this one are left out: nobody knew them then; 0: none is */
} ct_project_options;

/* What is done with each projected row; it and its text are borrowed until the call returns. An error ends
 * the projecting. */
typedef ct_error (*ct_project_take)(void *context, const ct_projection *row);

/** Project every series of a store, in its order, and give each row away at once. An error of a series names
 * it. Series that are all the parts of a structure of the catalogue are projected together
 * (forecast/structure.h).
 * @param catalogue gives the bounds and the structures; NULL: none but a share's bounds
 * @return as ct_project_values(), with the line of the series' first row; CT_EUSAGE also when neither horizon
 * nor until is given, or a series would need more than CT_MAX_HORIZON years; what `take` answered */
CT_CHECKED ct_error ct_project_store(const ct_catalogue *catalogue, const ct_store *store,
                                     const ct_project_options *options, ct_project_take take, void *context);

/** The same for a series table; rows are appended to a table of ct_projection_schema, none on error. CT_EDATA
 * also as ct_store_add(). */
CT_CHECKED ct_error ct_project(const ct_catalogue *catalogue, const ct_table *points,
                               const ct_project_options *options, ct_table *projections);

/** Tell, for people, how the projections of an indicator's series come about: values, method and why it ran,
 * what was fitted; for the default its components with weights and errors, the evidence for a trend, the
 * terms of the interval.
 * @param series INDICATOR, INDICATOR/SCOPE or INDICATOR/SCOPE/BREAKDOWN
 * @return as ct_project_store(); CT_EDATA also when the store has no such series */
CT_CHECKED ct_error ct_project_explain(const ct_catalogue *catalogue, const ct_store *store,
                                       const ct_project_options *options, const char *series, ct_lang lang,
                                       ct_buffer *to);

#endif
