/* Cut points of series and audit, and which parts make a total: data of datasets/catalogue/audit.csv and totals.csv. */
#ifndef CT_SERIES_CUTS_H
#define CT_SERIES_CUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "catalogue/catalogue.h"
#include "core/error.h"
#include "core/table.h"

typedef struct {
    double magnitude_times;     /* amounts so many times apart are not in the same unit */
    double level_apart_percent; /* two values of one year further apart are a warning; of percentages: */
    double points_apart;
    double pace_times, pace_share, pace_points; /* a target much harder, much easier than the whole history of so many values */
    double plan_ratio_apart;                    /* points; a ratio of plan and result further off is a warning */
    double confidence_pair;                     /* figures of less confidence are not held against each other */
    double near_lines;                          /* two targets of one document so near each other speak of different things */
    double estimate_years;         /* share of a document's estimates that are of one year, from which another year is a slip */
    double planned_growth_most;    /* %; a result that grew and is so little of its plan that the plan asked for more has lost a digit */
    double confidence_check;       /* a contradiction between figures that are all read at least so surely is one to check */
    double price_fall, price_rise; /* %; prices that would have fallen, risen by more in a year explain nothing */
    double reach_times; /* a step so many times the planned ones is out of reach, if it is of so many points (of percentages), % (of
                           amounts): */
    double reach_points, reach_percent;
    double differs_times;      /* two targets so many times apart are rather of two things */
    double outvoted_places;    /* a target said so often outvotes another said once in the same document */
    char other_territory[400]; /* wordings joined by "|" that say a figure is of a smaller place than its scope */
    char rank_moves[400];      /* wordings right before a number of places that a rank has moved by */
    char constant_prices[400];  /* wordings that say an amount is at the prices of one year, not at those of the time; and */
    char current_prices[400];   /* wordings that say the contrary */
    char other_group[400];     /* wordings that say a figure is of some people or units only */
    char part_of_year[400];    /* wordings that say a figure is of months, though it is filed under the year */
    char listed[400];          /* wordings that say figures are listed apart from what they are of */
    char standards[400];       /* wordings before the number of a standard, by which two figures are of two things */
    char check_rules[400];     /* rules whose findings are contradictions, so that sure readings make them ones to check */
    char disbursed_of[400];    /* "a/b": rates of indicator a are of the amounts of indicator b */
} ct_cuts;

/** The built-in cut points; datasets/catalogue/audit.csv holds the same. */
extern const ct_cuts ct_cuts_default;

/** Do a figure's own words name another territory? */
bool ct_cuts_other_territory(const ct_cuts *cuts, ct_arena *arena, const char *quote);

/** Do a figure's own words name some people or units only ("phụ nữ" (women))? */
bool ct_cuts_other_group(const ct_cuts *cuts, ct_arena *arena, const char *quote);

/** Do a figure's own words name months ("quý I" (the first quarter))? */
bool ct_cuts_part_of_year(const ct_cuts *cuts, ct_arena *arena, const char *quote);

/** Do a figure's own words list figures apart from what they are of ("lần lượt" (respectively))? */
bool ct_cuts_listed(const ct_cuts *cuts, ct_arena *arena, const char *quote);

/** The number of the standard that a figure's own words name: 1 of "QCVN 01-1:2018/BYT", also where a scan has the letter for the nought;
 * 0: none. */
long ct_cuts_standard(const ct_cuts *cuts, ct_arena *arena, const char *quote);

/** Is it one of the words of a list joined by "|"? */
bool ct_cuts_lists(const char *words, const char *word);

/** Do a figure's own words say that a rank moved by so many places ("giảm 10 bậc" (down 10 places)), not where it stands? */
bool ct_cuts_rank_moves(const ct_cuts *cuts, ct_arena *arena, const char *quote, double places);

/** Do a figure's own words say that it is at constant prices; at current ones? */
bool ct_cuts_constant_prices(const ct_cuts *cuts, ct_arena *arena, const char *quote);
bool ct_cuts_current_prices(const ct_cuts *cuts, ct_arena *arena, const char *quote);

/** Read audit.csv (rule,value,words,about). A rule that is not listed keeps its default.
 * @param out untouched on error
 * @return CT_OK; CT_EPARSE naming file and line (unknown or repeated rule, a value out of its range); CT_ENOMEM */
CT_CHECKED ct_error ct_cuts_read(const char *text, size_t n, const char *file, ct_cuts *out);

enum { CT_MOST_PARTS = 8 };

/* A total and parts that add to it: breakdowns of its own indicator, or other indicators. */
typedef struct {
    const char *indicator;
    int by;            /* 0: breakdowns, 1: indicators */
    const char *parts; /* joined by "|" as in the file */
    int complete;      /* 1: they make up the whole; else they cannot exceed it */
    const char *about;
} ct_total;
extern const ct_schema ct_total_schema;

/** The parts of a total, in the arena; at most CT_MOST_PARTS. NULL when out of memory. */
const char *const *ct_total_parts(ct_arena *arena, const ct_total *total, size_t *n) CT_CHECKED;

/** Read totals.csv and check it against the catalogue. *out is the caller's; NULL on error. CT_EPARSE names file and line. */
CT_CHECKED ct_error ct_totals_read(const ct_catalogue *catalogue, const char *text, size_t n, const char *file, ct_table **out);

#endif
