/* What build.c, choose.c, history.c and target.c share while they make series and targets. Not for other
 * stages. */
#ifndef CT_SERIES_BUILD_H
#define CT_SERIES_BUILD_H

#include "series/audit.h"
#include "series/cut_points.h"
#include "series/scope.h"
#include "series/series.h"
#include "series/units.h"

/* One value of one year that may enter a series. */
typedef struct {
    const ct_indicator *indicator;
    size_t order;                                              /* of the indicator in the catalogue */
    const char *scope, *breakdown, *scope_key, *breakdown_key; /* as stated; folded */
    const char *unit, *base;                                   /* of the series; see ct_units_find() */
    long period;
    double value;       /* in the series' unit */
    double slack;       /* half a unit of its last printed digit, in the series' unit */
    int status;         /* ct_status */
    bool reviewed;      /* a person accepted or corrected it */
    bool read;          /* found by extraction, not given by a person in history.csv */
    long line;          /* of the document; 0: none */
    double confidence;  /* of the reading; 1 for history */
    bool doubtful;      /* confidence below CT_SURE */
    long published;     /* year, 0: not known */
    const char *source; /* as the series table names it */
    const char *origin; /* the document or publication: what "more sources" counts */
    size_t listed;      /* its place in the input */
    bool part;  /* its document states a larger amount of the same, which is the whole; set before choosing */
    bool stray; /* of another magnitude than its series; set before choosing */
    bool of_next_year; /* another source states it for the year before or after, and this year is said to be
                          otherwise; set before choosing */
    bool borne_out; /* a change or growth from it, told beside a later level, leads to it; set before choosing
                     */
    size_t support; /* origins that state this value for this year; set when choosing */
} ct_candidate;

/* A stated value in the unit of its series. */
typedef struct {
    double value;
    const char *unit, *base; /* see ct_units_find() */
} ct_level;

#define CT_SURE 0.5 /* an observation below this confidence enters only where nothing better is known */

typedef struct {
    const ct_catalogue *catalogue;
    ct_arena *arena;    /* working memory of one build */
    ct_table *findings; /* NULL: not wanted */
    const ct_cut_points *cut_points;
    const ct_table *totals; /* of ct_total_schema, or NULL */
    ct_table *offers;       /* NULL: not wanted            */
    const ct_table *plans;  /* of ct_plan_schema           */
    size_t last_plan;       /* the one found last          */
    ct_units units;         /* what the input's figures are stated in */
    ct_scopes scopes;       /* what places it speaks of */
    ct_candidate *list;     /* room for every row of the input and all that can be derived */
    size_t n;
} ct_build;

/* The latest year each document reports on, as a stand-in for its year of publication, which observations do
 * not carry. */
typedef struct {
    const char *document;
    long year;
} ct_issue;
typedef struct {
    const ct_issue *list; /* n of them, by document */
    size_t n;
} ct_issues;

CT_CHECKED ct_error ct_issues_list(ct_arena *arena, const ct_table *observations, ct_issues *issues);

/** 0 for a document that reports on no year. */
long ct_issue_year(const ct_issues *issues, const char *document);

/** Growth over more than one year ("năm 2024 tăng 60 % so với năm 2020" (2024 up 60 % on 2020)): no year's
 * growth rate. */
bool ct_build_long_growth(const ct_observation *observation);

/** The year at whose end the observation states the whole value, or 0. What is counted up to a year of an
 * indicator that stands at a time (communes that have got there) is its level then; of others it is a sum
 * over years. */
long ct_build_year(const ct_observation *observation, const ct_indicator *indicator);

/** Convert a stated value to the unit of its series; false when no series is in such a unit. */
bool ct_build_convert(const ct_build *build, const ct_indicator *indicator, double stated, const char *unit,
                      ct_level *out);

/** The canonical wording of a breakdown, or itself. */
const char *ct_build_breakdown(const ct_catalogue *catalogue, const char *breakdown);

/** Take one stated value as a candidate: converts it and checks it against the indicator's bounds; a value
 * that cannot enter becomes a finding instead. `candidate` comes with everything but order, keys, unit,
 * value, slack and listed. */
CT_CHECKED ct_error ct_build_take(ct_build *build, ct_candidate candidate, double stated, const char *unit);

/** Every row of a history table. An indicator that the catalogue does not know is CT_EPARSE with the row's
 * line. */
CT_CHECKED ct_error ct_build_history(ct_build *build, const ct_table *history, const char *name);

/** > 0 when a goes before b by the rule of choice, as far as single candidates tell (not by how many sources
 * state them). */
int ct_build_prefer(const ct_candidate *a, const ct_candidate *b);

/** Add candidates for years that no source states: a level from its growth and the level after or before it,
 * a share from its change in points, a total from its parts. */
CT_CHECKED ct_error ct_build_derive(ct_build *build, const ct_table *observations);

/** The one level of an indicator stated beside observation `at` (same document, scope, breakdown, year, two
 * lines at most away), in the unit of its series; NULL when there is none or two differ. */
const ct_observation *ct_build_level_beside(const ct_build *build, const ct_table *observations, size_t at,
                                            const ct_indicator *indicator, ct_level *level);

/** Nothing beside observation `at` says another growth or change of the same thing: only then it is told
 * whose it is. */
bool ct_build_is_only(const ct_table *observations, size_t at);

/** A derived value shows no more digits than its sources' rounding leaves. */
double ct_build_round(double value, double slack);

/** Choose among the candidates and append the series, ordered, to points; the list is sorted and thinned on
 * the way. */
CT_CHECKED ct_error ct_build_choose(ct_build *build, ct_table *points);

/** Targets of the observations: merged, ordered, and a finding for each that differs from another. */
CT_CHECKED ct_error ct_build_targets(ct_build *build, const ct_table *observations, ct_table *targets);

#endif
