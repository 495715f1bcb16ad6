/* Rolling-origin evaluation: at every origin the models see the values up to it, and what they project is
 * compared with what came (Tashman 2000, International Journal of Forecasting 16(4)). */
#ifndef CT_FORECAST_BACKTEST_H
#define CT_FORECAST_BACKTEST_H

#include "forecast/forecast.h"

/* How a row groups the forecasts it averages. */
typedef enum { CT_BY_ALL, CT_BY_HORIZON, CT_BY_VALUES } ct_score_by;
extern const char *const ct_score_by_words[]; /* "all" "horizon" "values" NULL */

/* Averages over the forecasts of one model in one group. Scaled measures are in units of the mean absolute
 * yearly change of the values known at the origin (MASE: Hyndman and Koehler 2006); forecasts where that is 0
 * or not known do not enter them. NaN: no forecast. */
typedef struct {
    const char *method;
    int by;                      /* ct_score_by                                                            */
    long horizon;                /* years ahead, for CT_BY_HORIZON; else 0                                  */
    long from_values, to_values; /* values known at the origin, for CT_BY_VALUES; to_values 0: no end    */
    long series, forecasts;      /* series with a forecast in the group; forecasts compared                 */
    double smape;                /* mean of 200 |y - f| / (|y| + |f|), %; 0 where both are 0                */
    double mase;                 /* mean absolute error of the median, scaled                               */
    double msis95, msis80;       /* mean interval score (Gneiting and Raftery 2007, section 6.2), scaled    */
    double cover95, cover80;     /* share of the values inside, 0 to 1                                      */
    double pinball;  /* mean over the levels 0.025, 0.1, 0.5, 0.9, 0.975 of the quantile loss, scaled */
    double fallback; /* share of forecasts that a fallback gave, 0 to 1                         */
} ct_score;
extern const ct_schema ct_score_schema;

static inline const ct_score *ct_score_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

typedef struct {
    const ct_model *const *models; /* n_models of ct_models */
    size_t n_models; /* 1 or more                                                              */
    long horizon;    /* years ahead, 1 .. CT_MAX_HORIZON                                       */
    long min_values; /* values known at an origin, 1 or more                                   */
    long origins; /* 0: every origin; N: the last N of each series that have a value `horizon` years later or
                     more */
    const ct_table *priors; /* of ct_priors_read(), for the default model; at an origin only those learned up
                               to its year; NULL: none */
    long jobs;              /* threads, 1 or more; the result does not depend on it                   */
    void (*progress)(void *data, size_t done,
                     size_t total); /* called from the calling thread, in series; NULL: none */
    void *data;
} ct_backtest_options;

/** Evaluate models on every series of a series table; rows are appended to a table of ct_score_schema: for
 * each model all, by horizon, by number of values known; none on error. Values of status forecast are left
 * out, as in ct_project().
 * @param catalogue gives the bounds; NULL: none but a share's
 * @return CT_OK; CT_EUSAGE (an option out of range); CT_EDATA (a series table that is none, or no origin at
 * all); CT_ENUMERIC; CT_ENOMEM */
CT_CHECKED ct_error ct_backtest(const ct_catalogue *catalogue, const ct_table *points,
                                const ct_backtest_options *options, ct_table *scores);

#endif
