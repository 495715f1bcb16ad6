/* Annual series and targets from observations and history. */
#ifndef CT_SERIES_SERIES_H
#define CT_SERIES_SERIES_H

#include "catalogue/catalogue.h"
#include "core/table.h"
#include "extract/record/observation.h"
#include "series/cut_points.h"

/* Between the places and the formula of a derived value's source: "bao-cao.txt:65 derived 2000000 / (1 +
 * 48/100)". */
#define CT_DERIVED_MARK " derived "

/* How sure a value is, best first; the order is the order of precedence. "derived" is computed from other
 * values. */
typedef enum {
    CT_STATUS_ACTUAL,
    CT_STATUS_PRELIMINARY,
    CT_STATUS_ESTIMATE,
    CT_STATUS_FORECAST,
    CT_STATUS_DERIVED
} ct_status;
extern const char *const ct_status_words[]; /* "actual" "preliminary" "estimate" "forecast" "derived" NULL */

/* One year of one series. Rows of a series stand together, years ascending, each year once. Figures of one
 * thing in units that do not convert into each other (đồng and USD) are series of their own. */
typedef struct {
    const char *indicator, *name, *scope, *breakdown;
    const char *unit; /* canonical */
    int nature;       /* ct_nature */
    long period;      /* the year */
    double value;
    int status;         /* ct_status */
    const char *source; /* DOCUMENT:LINE, or FILE:LINE and the source's title */
} ct_point;
extern const ct_schema ct_series_schema;

static inline const ct_point *ct_point_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

/* A value that could have been a series' value of one year: one row a value, that taken first. */
typedef struct {
    const char *indicator, *scope, *breakdown, *unit;
    long period;
    double value;
    int status; /* ct_status                                                              */
    const char *source;
    int taken; /* 1: it is the series' value                                             */
    const char *why_vi,
        *why_en; /* of the taken one: before the next best; of another: why the taken one goes before it */
} ct_offer;
extern const ct_schema ct_offer_schema;

static inline const ct_offer *ct_offer_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

/* One year as a source states it, before any choice: the rows of history.csv. */
typedef struct {
    const char *indicator, *name, *scope, *breakdown, *unit;
    long period;
    double value;
    int status; /* ct_status */
    const char *source, *url;
    long published;   /* year of publication, 0 when not known */
    const char *file; /* no column: how sources name the row's own file; NULL: as the rest of the table */
} ct_history;
extern const ct_schema ct_history_schema;

typedef struct {
    const char *indicator, *name, *scope, *breakdown;
    const char *unit; /* canonical where the stated unit converts, else as stated */
    double low, high; /* equal unless a range */
    int qualifier;    /* ct_qualifier */
    ct_date period_start, period_end;
    int aggregation, measure; /* ct_aggregation, ct_measure */
    ct_date base_period;      /* what a change, a growth or a multiple is counted from; year 0: not said */
    const char *source;       /* DOCUMENT:LINE */
    const char *plan;         /* id of the plan it is of; "" where none is known */
    long place; /* in that plan's own list, counted from 1; 0: the plan demands it outside its list */
} ct_target;
extern const ct_schema ct_target_schema;

static inline const ct_target *ct_target_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

/* Where one series lies in a series table. */
typedef struct {
    size_t first, n;      /* rows first .. first + n - 1 */
    const ct_point *head; /* its first row: indicator, name, scope, breakdown, unit, nature */
} ct_series;

/** The series of a series table in order; in the arena. CT_EDATA (with the row's line) when a series' years
 * do not ascend or its rows do not stand together with one unit. catalogue: what tells which units convert;
 * NULL: none is known, so a series has one. */
CT_CHECKED ct_error ct_series_split(ct_arena *arena, const ct_catalogue *catalogue, const ct_table *points,
                                    const ct_series **series, size_t *n);

/** Are two units of one thing those of two series? Not when they convert, nor without a catalogue: then one
 * of them is a slip. */
bool ct_series_units_apart(const ct_catalogue *catalogue, const char *a, const char *b);

/** May this row follow the last one of its series? CT_EDATA (with the line) when its year does not come
 * after, or the unit or nature is another. */
CT_CHECKED ct_error ct_series_check_next(const ct_point *before, const ct_point *point, long line);

/** The indicator whose series a figure of this measure belongs to: the indicator itself when the measure is
 * what a bare statement of it means, its growth indicator for the growth of a level; NULL when no series
 * holds such figures. */
const ct_indicator *ct_series_indicator(const ct_catalogue *catalogue, const ct_indicator *indicator,
                                        int measure);

/* What series and targets are made of. All is borrowed. */
typedef struct {
    const ct_catalogue *catalogue;
    const ct_table *observations;    /* of ct_observation_schema                       */
    const ct_table *history;         /* of ct_history_schema, or NULL                  */
    const char *history_name;        /* how sources name it ("history.csv")            */
    const ct_cut_points *cut_points; /* NULL: ct_cut_points_default                          */
    const ct_table *totals;          /* of ct_total_schema, or NULL: no total is made of its parts */
    const ct_table *plans; /* of ct_plan_schema, chosen among (see plans.h); NULL: each document is a plan,
                              and none is of record */
    ct_table *offers; /* of ct_offer_schema, gets every value that could have been taken, and why it was or
                         was not; NULL: not wanted */
} ct_series_input;

/** As ct_series_build(), of this input. Targets say whose they are: the plan of record's where it states
 * them, else of the plan that states them first. */
CT_CHECKED ct_error ct_series_make(const ct_series_input *input, ct_table *points, ct_table *targets,
                                   ct_table *findings);

/** Build series and targets.
 * @param observations a table of ct_observation_schema
 * @param history      a table of ct_history_schema, or NULL
 * @param history_name how sources name it ("history.csv")
 * @param points, targets, findings empty tables of their schemas, filled; targets and findings may be NULL
 *
 * @param cuts         NULL: ct_cut_points_default
 * @param totals       a table of ct_total_schema, or NULL: no total is made of its parts
 *
 * A figure enters a series when it is a result (actual, estimate, forecast) of a catalogued indicator for one
 * whole year in a unit that converts to the canonical one, within the indicator's bounds and, for an amount,
 * of the magnitude of its series. Of several values for one year the one that a person reviewed is chosen,
 * then one of the history, then of a document; the whole before a part (of amounts in one document the larger
 * is the whole); then the one of best status, then the later published (a document's year is the latest year
 * it states; a known one before an unknown one), then the one that more sources state, then the last listed.
 * The others become findings. Years that nobody states are derived where other figures give them: a level
 * from growth and the level after or before, a share from its change, a total from its parts, a plan from a
 * result and its ratio to plan; status and source say so. */
CT_CHECKED ct_error ct_series_build(const ct_catalogue *catalogue, const ct_table *observations,
                                    const ct_table *history, const char *history_name, ct_table *points,
                                    ct_table *targets, ct_table *findings, const ct_cut_points *cut_points,
                                    const ct_table *totals);

#endif
