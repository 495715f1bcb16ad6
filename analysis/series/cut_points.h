/* Cut points of series and audit, and which parts make a total: data of datasets/catalogue/audit.csv and
 * totals.csv. */
#ifndef CT_SERIES_CUT_POINTS_H
#define CT_SERIES_CUT_POINTS_H

#include <stdbool.h>
#include <stddef.h>

#include "catalogue/catalogue.h"
#include "core/error.h"
#include "core/table.h"

typedef struct {
    double magnitude_times;     /* times; two amounts of one series further apart than this are taken for
                                   different units */
    double level_apart_percent; /* %; two values of one year that differ by more are a warning */
    double points_apart;        /* the same for two percentages or growth rates, in percentage points */
    double pace_times, pace_share,
        pace_points; /* a note says that a target needs more than pace_times, or less than pace_share, of the
                        yearly change seen in a history of at least pace_points values */
    double plan_ratio_apart; /* percentage points; a stated ratio of result to plan further from the computed
                                one is a warning, nearer a note */
    double confidence_pair;  /* 0 to 1; two figures are compared only when both were read with at least this
                                confidence */
    double near_lines; /* lines; two targets of one document at most this far apart are of different things,
                          not a contradiction */
    double estimate_years; /* share, 0 to 1; where at least this share of a document's estimates is of one
                              year, an estimate of an earlier year has the wrong year */
    double planned_growth_most; /* %, the largest plausible planned growth; a result below plan by more than
                                   this although it grew suggests a lost digit */
    double confidence_check; /* 0 to 1; a contradiction between figures all read with at least this confidence
                                gets severity check */
    double price_fall, price_rise; /* % a year; a fall or rise of prices beyond these does not explain why
                                      growth at constant prices and levels at current prices differ */
    double reach_times; /* times; a target that needs a yearly step larger than this multiple of the steps
                           planned before is out of reach, when the step is also at least reach_points
                           (percentages) or reach_percent (amounts) */
    double reach_points, reach_percent;
    double differs_times;   /* times; two targets further apart are taken for targets of different things: a
                               note, no contradiction */
    double outvoted_places; /* places; a target stated this often outvotes another value stated once in the
                               same document */
    char other_territory[400]; /* wordings joined by "|" that say a figure is of a smaller place than its
                                  scope */
    char rank_moves[400];      /* wordings right before a number of places that a rank has moved by */
    char constant_prices[400]; /* wordings that say an amount is at the prices of one year, not at those of
                                  the time; and */
    char current_prices[400];  /* wordings that say the contrary */
    char other_group[400];     /* wordings that say a figure is of some people or units only */
    char part_of_year[400]; /* wordings that say a figure is of months, though it is filed under the year */
    char listed[400];       /* wordings that say figures are listed apart from what they are of */
    char
        standards[400]; /* wordings before the number of a standard, by which two figures are of two things */
    char check_rules[400]; /* rules whose findings are contradictions, so that sure readings make them ones to
                              check */
    char disbursed_of[400];   /* "a/b": rates of indicator a are of the amounts of indicator b */
    char standard_years[400]; /* wordings before the years of the standard that a figure is counted by */
    char index_words[400];    /* wordings that say a growth is told as an index, 100 for none */
    char smaller_places[400]; /* first words of the names of places smaller than a province */
} ct_cut_points;

/** The built-in cut points; datasets/catalogue/audit.csv holds the same. */
extern const ct_cut_points ct_cut_points_default;

/** Do a figure's own words name another territory? */
bool ct_words_other_territory(const ct_cut_points *cut_points, ct_arena *arena, const char *quote);

/** Do a figure's own words name some people or units only ("phụ nữ" (women))? */
bool ct_words_other_group(const ct_cut_points *cut_points, ct_arena *arena, const char *quote);

/** Do a figure's own words name months ("quý I" (the first quarter))? */
bool ct_words_part_of_year(const ct_cut_points *cut_points, ct_arena *arena, const char *quote);

/** Do a figure's own words list figures apart from what they are of ("lần lượt" (respectively))? */
bool ct_words_listed(const ct_cut_points *cut_points, ct_arena *arena, const char *quote);

/** The number of the standard that a figure's own words name: 1 of "QCVN 01-1:2018/BYT", also where a scan
 * has the letter for the nought; 0: none. */
long ct_words_standard(const ct_cut_points *cut_points, ct_arena *arena, const char *quote);

/** The years of the standard that a figure's own words name: 2016 and 2020 of "chuẩn nghèo giai đoạn 2016 -
 * 2020" (the poverty line of 2016-2020); false: none, and *from and *to mean nothing. */
bool ct_words_standard_years(const ct_cut_points *cut_points, ct_arena *arena, const char *quote, long *from,
                             long *to);

/** Do a figure's own words say that it is an index ("năm trước = 100" (the year before = 100))? */
bool ct_words_are_index(const ct_cut_points *cut_points, ct_arena *arena, const char *quote);

/** Is it a place smaller than a province ("thành phố" (city), "huyện" (district))? So are cities that are
 * provinces: compare with the plan's own place first. */
bool ct_words_smaller_place(const ct_cut_points *cut_points, ct_arena *arena, const char *scope);

/** Is it one of the words of a list joined by "|"? */
bool ct_words_list_holds(const char *words, const char *word);

/** Do a figure's own words say that a rank moved by so many places ("giảm 10 bậc" (down 10 places)), not
 * where it stands? */
bool ct_words_rank_moves(const ct_cut_points *cut_points, ct_arena *arena, const char *quote, double places);

/** Do a figure's own words say that it is at constant prices; at current ones? */
bool ct_words_constant_prices(const ct_cut_points *cut_points, ct_arena *arena, const char *quote);
bool ct_words_current_prices(const ct_cut_points *cut_points, ct_arena *arena, const char *quote);

/** Read audit.csv (rule,value,words,about). A rule that is not listed keeps its default.
 * @param out untouched on error
 * @return CT_OK; CT_EPARSE naming file and line (unknown or repeated rule, a value out of its range);
 * CT_ENOMEM */
CT_CHECKED ct_error ct_cut_points_read(const char *text, size_t n, const char *file, ct_cut_points *out);

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

/** Read totals.csv and check it against the catalogue. *out is the caller's; NULL on error. CT_EPARSE names
 * file and line. */
CT_CHECKED ct_error ct_totals_read(const ct_catalogue *catalogue, const char *text, size_t n,
                                   const char *file, ct_table **out);

#endif
