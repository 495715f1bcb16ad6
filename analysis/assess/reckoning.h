/* The ways in which the figure of a target is reckoned from the years of its series: one struct of functions
 * each, all in one table. A new way is one file reckoning_NAME.c and one line of reckonings.c; the rest of
 * the assessment asks this struct and names no way. Not for other stages. */
#ifndef CT_ASSESS_RECKONING_H
#define CT_ASSESS_RECKONING_H

#include "assess/rates.h"
#include "assess/status_track.h"
#include "assess/task.h"

/* What a target asks, and of which series: by this its reckoning is chosen. */
typedef struct {
    ct_measure measure;
    ct_aggregation aggregation;
    ct_nature nature; /* of the series */
    bool own; /* the measure is the one that the series itself holds; false: it is worked out of the series'
                 values */
} ct_reckoning_case;

/* Which years count for a target. */
typedef enum {
    CT_YEARS_PLAN,   /* the years it states; of a single year, the years from the start of its plan up to that
                        one */
    CT_YEARS_ONE,    /* the years it states; of a single year, that year alone */
    CT_YEARS_STATED, /* the years it states; a target that states a single year is not reckoned */
    CT_YEARS_FROM_BASE /* from the year after the base year that it names up to its end; where it names none,
                          its last year alone */
} ct_counted_years;

/* A year on the annual path to a target. */
typedef struct {
    ct_shape shape;
    size_t i, left; /* it is year i of the `left` years to come, 1 <= i <= left */
} ct_path_place;

/* Every function gets a task that has what the columns before its own need: `series`, `reckoning` and the
 * target's ends are there from the first; `base` and `latest` may be NULL. Pointers are never NULL but where
 * it is said. Figures are in the target's own terms (% a year, points, times, the series' unit); levels are
 * values of the series. */
struct ct_reckoning {
    const char *name; /* unique */

    /** Is a target of this kind reckoned this way? The first way in the table that says so is taken. */
    bool (*serves)(const ct_reckoning_case *of);

    /** What the target's figures are in. Borrowed from one of the two, or static. */
    const char *(*unit)(const ct_target *target, const ct_series *series);

    ct_counted_years years;
    bool yearly;     /* made of every year of the period, not of its end alone */
    bool based;      /* compares the last year with one base year; not with `yearly` */
    bool last_value; /* it is the value of the last year itself */
    bool each_year;  /* each year is judged by itself: a missing year hides no other, and one that misses
                        decides. With `yearly` */
    bool averaged;   /* a figure a year, so that what one year brought stands beside it. With `based` */
    bool in_steps;  /* asks for a difference in the series' unit, so that rates of growth say nothing about it
                     */
    bool amount;    /* of an amount it is an amount too, so that a gap in % of it makes sense */
    bool compounds; /* growth rates that multiply: what one year loses the others can make up for */

    /** The level of the last year that a figure comes to, and back; the figure itself where it is made of
     * several years. NaN where the base that it needs is missing or has none. */
    double (*level)(const ct_task *task, double figure);
    double (*figure)(const ct_task *task, double level);

    /** A figure as that of one year: a sum's share of it, any other figure itself. */
    double (*in_a_year)(const ct_task *task, double figure);

    /** The figure from which the way to the target starts; NaN: none is known. */
    double (*origin)(const ct_task *task);

    /** By how much the figure may be off because values are printed rounded: half a unit of the last digit of
     * a computed figure, >= 0; 0 for one that is printed itself. */
    double (*slack)(const ct_task *task);

    /** What one year brought over the year before, in the target's terms; NaN where that has no meaning. NULL
     * unless `based`. */
    double (*over_year)(double before, double now);

    /** How many units of the series a step of 1 in the target's terms is; NaN: a step of the level has no
     * place beside such a target. NULL unless `based`. */
    double (*step_unit)(const ct_task *task);

    /** Fill the row's columns about the past and about what is required. task->latest is there. */
    void (*progress)(ct_task *task);

    /** Set outcome->figure and outcome->known; the other fields are set. False: what is known leaves no
     * outcome. task->latest is there. */
    bool (*outcome)(const ct_task *task, ct_outcome *outcome);

    /** The figure that n values of the years from task->start on come to; of a figure of the last year, n may
     * be fewer and the last of them counts. */
    double (*come_to)(const ct_task *task, const double *values, size_t n);

    /** Lay the series that the published status methods run on: all of it that the values give, and
     * track->usable where they give it all. task->latest and a direction are there. */
    void (*track)(const ct_task *task, ct_status_track *track);

    /** The value of a year to come on the path that ends at the figure `end`; NaN: there is no path of this
     * shape. task->latest is there. */
    double (*path)(const ct_task *task, const ct_path_place *place, double end);
};

/** The table; NULL ends it. */
extern const ct_reckoning *const ct_reckonings[];

/** The first of the table that serves; NULL: none does. */
const ct_reckoning *ct_reckoning_choose(const ct_reckoning_case *of);

extern const ct_reckoning
    ct_reckoning_level; /* the value of the last year: levels, shares, ranks, the growth of one year */
extern const ct_reckoning ct_reckoning_average;    /* the geometric average of growth rates */
extern const ct_reckoning ct_reckoning_cagr;       /* the average yearly growth of a level */
extern const ct_reckoning ct_reckoning_mean;       /* the mean of yearly values */
extern const ct_reckoning ct_reckoning_change;     /* the mean yearly change, in units */
extern const ct_reckoning ct_reckoning_sum;        /* the sum of yearly values */
extern const ct_reckoning ct_reckoning_each_year;  /* the worst of the years */
extern const ct_reckoning ct_reckoning_difference; /* the last year's value less the base year's */
extern const ct_reckoning ct_reckoning_multiple;   /* the last year's value over the base year's */
extern const ct_reckoning ct_reckoning_growth;     /* the growth from the base year to the last one, % */

#endif
